"""``blotter merge`` from end to end, and what waits at the desk afterwards."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from click.testing import CliRunner
from desk_pilot import at_the_desk
from desk_samples import ANALYST, NOW, make_database, quiet, river

from store import stories
from store.articles import add_article
from store.database import open_database
from store.incidents import approve, edit, get_incident, incidents_of
from store.model import Count, DatePrecision, DateRange, Status
from tui.cli import main


def merge(database, other):
    return CliRunner().invoke(main, ["--db", str(database), "--analyst", "clara", "merge", str(other)])


@pytest.fixture
def desks(tmp_path):
    for name in ("ours.db", "theirs.db"):
        make_database(tmp_path / name, river(), quiet())
    return tmp_path / "ours.db", tmp_path / "theirs.db"


def decide(path, analyst, killed):
    with closing(open_database(path)) as db:
        record = get_incident(db, 2)
        incident = replace(record.incident, killed=Count(killed, killed, killed, "shot dead"))
        edit(db, record, incident, analyst=analyst, now=NOW)
        approve(db, get_incident(db, 2), analyst=analyst, now=NOW)


def test_what_came_in_is_told_and_the_second_time_nothing_is(desks):
    ours, theirs = desks
    decide(theirs, "basil", 1)
    before = theirs.read_bytes()
    result = merge(ours, theirs)
    assert result.exit_code == 0, result.output
    first, kept = result.stdout.splitlines()
    assert first.endswith("0 articles, 0 incidents, 2 decisions came in; 1 incident of yours went on as decided there.")
    assert "ours.db.before-merge-" in kept
    assert merge(ours, theirs).stdout.endswith("nothing in it is new; nothing was changed.\n")
    assert theirs.read_bytes() == before


async def test_a_conflict_waits_in_the_queue_beside_ours(desks):
    ours, theirs = desks
    decide(ours, ANALYST, 2)
    decide(theirs, "basil", 1)
    result = merge(ours, theirs)
    assert "decided differently, incident 2 (article 1): theirs is approved; theirs waits" in result.stdout
    with closing(open_database(ours)) as db:
        *_, beside = incidents_of(db, 1)
        assert beside.status is Status.PROPOSED
        for record in incidents_of(db, 1):
            if record.status is Status.PROPOSED and record.id != beside.id:
                approve(db, record, analyst=ANALYST, now=NOW)
    async with at_the_desk(ours, size=(120, 40)) as hands:
        await hands.press("enter")
        assert hands.review.reading.record.id == beside.id
        await hands.app.workers.wait_for_complete()
        await hands.press("d")
        hands.review.reading.find_candidates()
        assert [one.record.id for one in hands.review.reading.candidates][:1] == [2]


def test_a_likely_twin_from_another_article_waits_in_the_queue(desks):
    ours, theirs = desks
    copy = river()
    copy = replace(copy, article=replace(copy.article, text=copy.article.text + "\nMore follows.\n", title="A copy"))
    day = DateRange(NOW.date(), NOW.date(), DatePrecision.DAY)
    with closing(open_database(ours)) as db:
        record = get_incident(db, 1)
        edit(db, record, replace(record.incident, date=day), analyst=ANALYST, now=NOW)
        approve(db, get_incident(db, 1), analyst=ANALYST, now=NOW)
    with closing(open_database(theirs)) as db:
        copied = incidents_of(db, add_article(db, copy, now=NOW).article_id)[0]
        edit(db, copied, replace(copied.incident, date=day), analyst="basil", now=NOW)
        approve(db, get_incident(db, copied.id), analyst="basil", now=NOW)
    result = merge(ours, theirs)
    assert result.exit_code == 0, result.output
    assert "likely the same, incident 4 of theirs and 1 of yours" in result.stdout
    assert get_status(ours, 4) is Status.PROPOSED
    with closing(open_database(ours)) as db:
        assert stories.others(db, 3) == ["harbourdaily"]


def get_status(path, number):
    with closing(open_database(path)) as db:
        return get_incident(db, number).status


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ours.db", "this very database"),
        ("none.db", "no such file"),
        ("text.db", "not an SQLite file"),
        ("empty.db", "it is empty"),
        ("other.db", "not blotter's"),
    ],
)
def test_what_cannot_be_taken_in_is_told_in_one_line(desks, tmp_path, name, told):
    (tmp_path / "text.db").write_text("a text that is no database")
    (tmp_path / "empty.db").touch()
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("CREATE TABLE articles (id)")
    result = merge(desks[0], tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
