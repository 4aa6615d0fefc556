"""Two databases into one."""

import datetime as dt
import hashlib
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_samples import BESMAYA, KIRKUK, NOW, TAJI, add, desk
from test_store_database import make_newer

from store import decisions, migrations, undoing
from store.articles import dismiss, flag, get_article, set_published
from store.database import transaction
from store.errors import BlotterError, ChangedElsewhereError, NewerDatabaseError, NotADatabaseError, RefusedError
from store.export.sqlite import export_sqlite
from store.health import examine
from store.incidents import (
    approve,
    create,
    edit,
    get_incident,
    incidents_of,
    judge,
    merge,
    postpone,
    reject,
    reopen,
    split,
    verdicts_of,
)  # fmt: skip
from store.joining import join
from store.model import Count, Slot, Status, Verdict
from store.queue import QueueFilter, queue
from store.same_decisions import in_common

ROOT = Path(__file__).parent.parent
BY = {"analyst": "amira", "now": NOW}
BASIL = {"analyst": "basil", "now": NOW + dt.timedelta(hours=1)}
LATER = {"analyst": "clara", "now": NOW + dt.timedelta(days=1)}
SECOND = "Rockets at al-Taji base, the second time in a week. A guard was shot in Kirkuk."


@pytest.fixture
def both(tmp_path):
    """Two desks that took the same article in, each by itself."""
    for name in ("ours.db", "theirs.db"):
        with desk(tmp_path / name) as db:
            add(db, TAJI, BESMAYA, KIRKUK)
    with desk(tmp_path / "ours.db") as ours, desk(tmp_path / "theirs.db") as theirs:
        yield ours, theirs


def contents(db):
    """Everything in a database but what only says where each analyst is."""
    tables = [
        row["name"]
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        if "_fts" not in row["name"]
    ]
    return {table: sorted(map(repr, (tuple(row) for row in db.execute(f"SELECT * FROM {table}")))) for table in tables}


def taken_in(ours, theirs, **more):
    path = theirs.execute("PRAGMA database_list").fetchone()[2]
    return join(ours, Path(path), **{**LATER, **more})


def test_the_same_article_and_the_same_proposals_are_one(both):
    ours, theirs = both
    before = contents(ours)
    assert not taken_in(ours, theirs).changed
    assert contents(ours) == before


def test_what_only_they_decided_is_taken_over_with_who_and_when(both):
    ours, theirs = both
    approve(theirs, get_incident(theirs, 1), **BASIL)
    edit(theirs, get_incident(theirs, 2), replace(get_incident(theirs, 2).incident, damage="a wall"), **BASIL)
    told = taken_in(ours, theirs)
    assert (told.articles, told.incidents, told.decisions, told.went_on, told.conflicts) == (0, 0, 2, 2, [])
    assert get_incident(ours, 1).status is Status.APPROVED
    assert get_incident(ours, 2).incident.damage == "a wall"
    (change,) = decisions.history(ours, 1)
    assert (change.decision.analyst, change.decision.at) == ("basil", BASIL["now"])
    assert undoing.undo(ours, **BASIL).target_action == "edit"


def test_a_new_article_comes_with_its_incidents_and_its_log(both):
    ours, theirs = both
    add(ours, KIRKUK, text="Another text of ours.", title="Ours")
    add(theirs, replace(BESMAYA, evidence={}), KIRKUK, text=SECOND, title="Theirs")
    reject(theirs, get_incident(theirs, 5), **BASIL)
    told = taken_in(ours, theirs)
    assert (told.articles, told.incidents, told.decisions) == (1, 2, 1)
    assert get_article(ours, 3).article.title == "Theirs"
    assert [record.status for record in incidents_of(ours, 3)] == [Status.PROPOSED, Status.REJECTED]
    assert [row.title for row in queue(ours, search="al-Taji")] == ["Theirs"]
    assert ours.execute("SELECT count(*) FROM proposals").fetchone()[0] == 6
    assert ours.execute("SELECT count(*) FROM sentences WHERE article_id = 3").fetchone()[0] > 0


def test_what_both_changed_in_different_slots_is_put_together(both):
    ours, theirs = both
    one, other = get_incident(ours, 1), get_incident(theirs, 1)
    edit(ours, one, replace(one.incident, damage="a wall"), **BY)
    approve(ours, get_incident(ours, 1), **BY)
    edit(theirs, other, replace(other.incident, killed=Count(2, 2, 2, "two")), **BASIL)
    told = taken_in(ours, theirs, finished=lambda incident: replace(incident, summary="made anew"))
    assert told.conflicts == []
    record = get_incident(ours, 1)
    assert (record.status, record.incident.damage, record.incident.killed.best) == (Status.APPROVED, "a wall", 2)
    assert record.incident.summary == "made anew"
    assert [change.decision.analyst for change in decisions.history(ours, 1)] == ["amira", "amira", "basil", "clara"]


def test_a_slot_that_both_changed_waits_for_a_person_beside_ours(both):
    ours, theirs = both
    for db, by, killed in ((ours, BY, 1), (theirs, BASIL, 2)):
        record = get_incident(db, 1)
        edit(db, record, replace(record.incident, killed=Count(killed, killed, killed)), **by)
        approve(db, get_incident(db, 1), **by)
    told = taken_in(ours, theirs)
    (conflict,) = told.conflicts
    assert (conflict.what, conflict.incident_id, conflict.beside) == ("theirs is approved", 1, 4)
    assert get_incident(ours, 1).status is Status.APPROVED
    assert get_incident(ours, 1).incident.killed.best == 1
    beside = get_incident(ours, 4)
    assert (beside.status, beside.incident.killed.best, beside.article_id) == (Status.PROPOSED, 2, 1)
    assert [row.id for row in queue(ours, show=QueueFilter.OPEN)] == [1]
    assert [change.decision.analyst for change in decisions.history(ours, 4)] == ["basil", "basil", "clara"]
    assert not taken_in(ours, theirs).changed
    # What a person then says of it holds, also when theirs comes again.
    merge(ours, beside, get_incident(ours, 1), **BY)
    assert not taken_in(ours, theirs).changed


def test_approved_here_and_rejected_there_waits_for_a_person(both):
    ours, theirs = both
    reject(ours, get_incident(ours, 3), **BY)
    approve(theirs, get_incident(theirs, 3), **BASIL)
    (conflict,) = taken_in(ours, theirs).conflicts
    assert (conflict.incident_id, get_incident(ours, 3).status) == (3, Status.REJECTED)
    assert get_incident(ours, conflict.beside).status is Status.PROPOSED


def test_what_one_left_for_later_contradicts_nothing(both):
    ours, theirs = both
    postpone(ours, get_incident(ours, 3), **BY)
    approve(theirs, get_incident(theirs, 3), **BASIL)
    assert taken_in(ours, theirs).conflicts == []
    assert get_incident(ours, 3).status is Status.APPROVED


def test_an_approved_incident_that_is_likely_ours_waits_for_a_person(both):
    ours, theirs = both
    approve(ours, get_incident(ours, 1), **BY)
    (record,) = add(theirs, replace(TAJI, evidence={}), text=SECOND)
    approve(theirs, record, **BASIL)
    told = taken_in(ours, theirs, twins_of=lambda brought, ours: {4: 1})
    assert told.twins == [(4, 1)]
    assert get_incident(ours, 4).status is Status.PROPOSED
    assert not taken_in(ours, theirs, twins_of=lambda brought, ours: {4: 1}).changed


def test_verdicts_and_merges_come_along(both):
    ours, theirs = both
    (record,) = add(theirs, replace(TAJI, evidence={}, damage="a wall"), text=SECOND)
    approve(theirs, get_incident(theirs, 1), **BASIL)
    merge(theirs, record, get_incident(theirs, 1), **BASIL)
    judge(theirs, 2, 3, Verdict.RELATED, **BASIL)
    add(ours, KIRKUK, text="Another text of ours.")
    taken_in(ours, theirs)
    assert (get_incident(ours, 5).status, get_incident(ours, 5).merged_into) == (Status.MERGED, 1)
    assert get_incident(ours, 1).incident.damage == "a wall"
    assert verdicts_of(ours, 2)[3].verdict is Verdict.RELATED
    assert verdicts_of(ours, 1)[5].verdict is Verdict.SAME
    reopen(ours, get_incident(ours, 5), **BY)
    assert get_incident(ours, 1).incident.damage is None


def test_a_pair_that_two_said_different_things_of_is_asked_again(both):
    ours, theirs = both
    judge(ours, 1, 2, Verdict.DIFFERENT, **BY)
    judge(theirs, 1, 2, Verdict.UPDATE, **BASIL)
    (conflict,) = taken_in(ours, theirs).conflicts
    assert conflict.what == "the pair with incident 2: different and update"
    assert verdicts_of(ours, 1) == {}
    assert not taken_in(ours, theirs).changed


def test_an_article_that_two_dated_differently_is_flagged(both):
    ours, theirs = both
    set_published(ours, 1, dt.date(2020, 7, 29), {}, **BY)
    set_published(theirs, 1, dt.date(2020, 7, 30), {}, **BASIL)
    (conflict,) = taken_in(ours, theirs).conflicts
    assert conflict.what == "the article's published"
    assert get_article(ours, 1).flagged
    assert get_article(ours, 1).article.published == dt.date(2020, 7, 29)


def test_two_desks_that_take_each_other_in_come_to_rest(both):
    ours, theirs = both
    approve(ours, get_incident(ours, 1), **BY)
    reject(theirs, get_incident(theirs, 2), **BASIL)
    create(theirs, 1, KIRKUK, **BASIL)
    assert taken_in(ours, theirs).changed
    assert taken_in(theirs, ours).changed
    assert not taken_in(ours, theirs).changed
    assert not taken_in(theirs, ours).changed
    assert [record.status for record in incidents_of(ours, 1)] == [record.status for record in incidents_of(theirs, 1)]
    approve(theirs, get_incident(theirs, 4), **BASIL)
    assert taken_in(ours, theirs).went_on == 1
    assert get_incident(ours, 4).status is Status.APPROVED


def test_the_database_as_it_was_before_is_kept(both, tmp_path):
    ours, theirs = both
    approve(theirs, get_incident(theirs, 1), **BASIL)
    told = taken_in(ours, theirs)
    assert told.copy.name == "ours.db.before-merge-20200729T093000Z"
    with closing(sqlite3.connect(told.copy)) as copy:
        assert copy.execute("SELECT count(*) FROM decisions").fetchone() == (0,)
    assert len(list(tmp_path.glob("*before*"))) == 1


def test_an_older_database_is_taken_in_and_left_as_it_is(tmp_path):
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db, transaction(db):
        migrations.apply(db, steps=3)
        db.execute(
            "INSERT INTO articles (content_hash, name, title, added_at, made_by, boilerplate, uncovered, mentions, "
            "text) VALUES (?, 'a', 'old', 'then', 'x', '[]', '[]', '[]', 'words')",
            [hashlib.sha256(b"words").hexdigest()],
        )
    before = path.read_bytes()
    with desk(tmp_path / "ours.db") as ours:
        assert join(ours, path, **LATER).articles == 1
        assert get_article(ours, 1).article.title == "old"
    assert path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith("old")} == {"old.db"}


def test_what_cannot_be_taken_in_is_told_and_nothing_is_written(both, tmp_path):
    ours, _ = both
    approve(ours, get_incident(ours, 1), **BY)
    (tmp_path / "text.db").write_text("a text that is no database")
    (tmp_path / "empty.db").touch()
    export_sqlite(ours, tmp_path / "export.db")
    make_newer(tmp_path / "newer.db")
    before = contents(ours)
    for name, error, words in [
        ("ours.db", RefusedError, "this very database"),
        ("none.db", NotADatabaseError, "no such file"),
        ("text.db", NotADatabaseError, "not an SQLite file"),
        ("empty.db", NotADatabaseError, "it is empty"),
        ("export.db", NotADatabaseError, "not blotter's"),
        ("newer.db", NewerDatabaseError, "newer.db was written by a newer blotter"),
        (".", NotADatabaseError, "folder"),
    ]:
        with pytest.raises(error, match=words):
            join(ours, tmp_path / name, **LATER)
    assert contents(ours) == before


# Any two desks

ACTS = (
    *("approve", "reject", "postpone", "reopen", "edit", "create", "split", "merge", "judge", "date", "flag"),
    *("dismiss", "undo", "redo"),
)
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 30)), max_size=8)


def act(db, name, one, two, by):
    ids = [row["id"] for row in db.execute("SELECT id FROM incidents ORDER BY id")]
    a, b = (get_incident(db, ids[number % len(ids)]) for number in (one, two))
    match name:
        case "approve" | "reject" | "postpone" | "reopen":
            {"approve": approve, "reject": reject, "postpone": postpone, "reopen": reopen}[name](db, a, **by)
        case "edit":
            values = [{"damage": f"{two}"}, {"killed": Count(two, two, two)}, {"type": "shelling"}][two % 3]
            edit(db, a, replace(a.incident, **values), **by)
        case "create":
            create(db, a.article_id, replace(KIRKUK, damage=f"{two}"), **by)
        case "split":
            split(db, a, a.incident, replace(a.incident, evidence={}, damage=f"{two}"), **by)
        case "merge":
            merge(db, a, b, **by)
        case "judge":
            judge(db, a.id, b.id, list(Verdict)[one % 4], **by)
        case "date":
            set_published(db, a.article_id, dt.date(2020, 7, 1 + two), {}, **by)
        case "flag":
            flag(db, a.article_id, bool(two % 2), **by)
        case "dismiss":
            dismiss(db, a.article_id, **by)
        case "undo":
            undoing.undo(db, **by)
        case "redo":
            undoing.redo(db, **by)


def play(path, made, analyst, hour):
    with desk(path) as db:
        for minute, (name, one, two) in enumerate(made):
            by = {"analyst": analyst, "now": NOW + dt.timedelta(hours=hour, minutes=minute)}
            try:
                act(db, name, one, two, by)
            except (ChangedElsewhereError, RefusedError):
                continue


def log(db):
    rows = db.execute("SELECT at, analyst, action FROM decisions")
    return sorted((tuple(row) for row in rows), key=repr)


def assert_sound(path):
    assert examine(path).troubles == []


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    path = tmp_path_factory.mktemp("start") / "start.db"
    with desk(path) as db:
        add(db, TAJI, BESMAYA, KIRKUK)
        add(db, replace(TAJI, evidence={}), replace(KIRKUK, evidence={}), text=SECOND, title="Second")
        db.execute("PRAGMA journal_mode = DELETE")
    return path


@given(shared=steps, here=steps, there=steps, later=steps, more=st.booleans())
# what is taken back and done again here, where they made another in its place
@example(
    shared=[("create", 0, 0), ("undo", 0, 0)], here=[("redo", 0, 0)], there=[], later=[("create", 0, 0)], more=False
)
@settings(max_examples=30, deadline=None)
def test_two_desks_become_one_with_every_decision_of_both(start, tmp_path_factory, shared, here, there, later, more):
    folder = tmp_path_factory.mktemp("join")
    ours, theirs = folder / "ours.db", folder / "theirs.db"
    shutil.copy(start, ours)
    play(ours, shared, "amira", 0)
    shutil.copy(ours, theirs)
    play(ours, here, "amira", 1)
    play(theirs, there, "basil", 2)
    if more:
        with desk(theirs) as db:
            approve(db, add(db, KIRKUK, text="Theirs alone.")[0], **BASIL)
    for number in range(2):
        before = theirs.read_bytes()
        with desk(ours) as db, closing(sqlite3.connect(theirs)) as other:
            own = log(db)
            told = join(db, theirs, **LATER)
            assert theirs.read_bytes() == before
            other.row_factory = sqlite3.Row
            wanted = {tuple(row) for row in other.execute("SELECT at, analyst, action FROM decisions")}
            assert wanted <= set(log(db))
            assert len(log(db)) >= len(own) + told.decisions
            assert in_common(db, other).new == []
            at_rest = contents(db)
            assert not join(db, theirs, **LATER).changed
            assert contents(db) == at_rest
        assert_sound(ours)
        if number == 0:
            play(theirs, later, "basil", 30)
    # And back: what theirs lacks comes to it, and then neither has anything for the other.
    with desk(theirs) as db:
        join(db, ours, **LATER)
        assert not join(db, ours, **LATER).changed
    assert_sound(theirs)


JOINER = """
import datetime as dt, sys
from pathlib import Path
from store.database import open_database
from store.joining import join
db = open_database(sys.argv[1])
def started(_):
    print("ready", flush=True)
    return int
join(db, Path(sys.argv[2]), analyst="clara", now=dt.datetime.now(dt.UTC), started=started)
print("done", flush=True)
"""


def test_a_merge_that_is_killed_is_whole_or_not_there(tmp_path):
    ours, theirs = tmp_path / "ours.db", tmp_path / "theirs.db"
    with desk(ours) as db:
        add(db, TAJI)
    with desk(theirs) as db:
        for number in range(20):
            for record in add(db, *[KIRKUK] * 10, text=f"Text {number}."):
                approve(db, record, **BASIL)
    states = set()
    for wait in (0.0, 0.02, 0.05, 0.1, 0.2):
        command = [sys.executable, "-c", JOINER, str(ours), str(theirs)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout.readline() in ("ready\n", "done\n")
            time.sleep(wait)
            process.kill()
        assert_sound(ours)
        with desk(ours) as db:
            states.add(db.execute("SELECT (SELECT count(*) FROM incidents), count(*) FROM decisions").fetchone()[:])
    assert states <= {(1, 0), (201, 200)}
    with desk(ours) as db:
        join(db, theirs, **LATER)
        assert len(log(db)) == 200


def test_a_merge_that_fails_leaves_everything_as_it_was(both):
    ours, theirs = both
    approve(theirs, get_incident(theirs, 1), **BASIL)
    (record,) = add(theirs, replace(TAJI, evidence={}), text=SECOND)
    approve(theirs, record, **BASIL)
    approve(ours, get_incident(ours, 2), **BY)
    before = contents(ours)

    def fails(_brought, _ours):
        raise BlotterError("no twins today")

    with pytest.raises(BlotterError):
        taken_in(ours, theirs, twins_of=fails)
    assert contents(ours) == before
    assert get_incident(ours, 1).incident.evidence[Slot.PLACE][0].article_id == 1
