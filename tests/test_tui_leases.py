"""Two desks at once: who has which article is seen, nobody decides in another's, and it can be taken over."""

import datetime as dt
from contextlib import closing
from dataclasses import replace

import pytest
from desk_pilot import article, at_the_desk, rows, statuses
from desk_samples import NOW, make_database, quiet, river, same

from store.articles import flag, prioritize
from store.database import open_database
from store.incidents import approve, edit, get_incident, incidents_of, judge
from store.leases import IDLE
from store.model import Analysis, Article, Verdict

RIVER = 1
SAME = 2
HELD = "anna has it open since 09:30 UTC; O in the article takes it over"


def blank(name):
    return Analysis(Article(f"The {name} bridge was opened.", name, f"Bridge {name}", "Works Weekly"), made_by="hand@1")


@pytest.fixture
def desk_db(tmp_path):
    make_database(tmp_path / "desk.db", river())
    return tmp_path / "desk.db"


async def test_who_opens_an_article_of_a_colleague_sees_who_has_it_and_decides_nothing(desk_db):
    async with at_the_desk(desk_db) as hands, at_the_desk(desk_db, analyst="omar") as others:
        await hands.press("enter")
        await others.press("enter")
        assert "anna has it open since 09:30 UTC; O takes it over" in others.message
        assert "anna has it" in others.shown(others.review.header)
        await others.press("x")
        assert "O takes it over" in others.message
    assert statuses(desk_db, RIVER)[0] == "proposed"


async def test_the_queue_shows_who_has_an_article_once_a_key_is_pressed(desk_db):
    async with at_the_desk(desk_db) as hands, at_the_desk(desk_db, analyst="omar") as others:
        await hands.press("enter")
        await others.press("k")
        assert "anna: " in others.shown(others.queue.list)
        await hands.press("q")
        await others.press("k")
        assert "anna" not in others.shown(others.queue.list)


async def test_an_article_is_taken_over_and_the_other_is_told_before_anything_is_written(desk_db):
    async with at_the_desk(desk_db) as hands, at_the_desk(desk_db, analyst="omar") as others:
        await hands.press("enter")
        await others.press("enter", "O")
        assert "taken over from anna" in others.message
        await others.press("x")
        await hands.press("a")
        assert "omar has it open" in hands.message
        await hands.press("x")
        assert "O takes it over" in hands.message
    assert statuses(desk_db, RIVER)[:2] == ["rejected", "proposed"]


async def test_what_is_free_again_is_shown_as_it_is_now_before_a_key_decides(desk_db):
    async with at_the_desk(desk_db) as hands, at_the_desk(desk_db, analyst="omar") as others:
        await hands.press("enter")
        await others.press("enter")
        await hands.press("x", "q")
        await others.press("x")
        assert "anna is done with it" in others.message
        assert others.review.reading.records[0].status == "rejected"
        assert others.review.held is None
    assert statuses(desk_db, RIVER)[:2] == ["rejected", "proposed"]


async def test_the_way_on_passes_what_a_colleague_has_open(tmp_path):
    make_database(tmp_path / "desk.db", river(), quiet(), same())
    async with at_the_desk(tmp_path / "desk.db") as hands, at_the_desk(tmp_path / "desk.db", analyst="omar") as others:
        first, second, third = (row.id for row in hands.queue.rows)
        await others.press("j", "enter")
        await hands.press("enter")
        while hands.review.reading.article.id == first:
            await hands.press("x")
        assert (others.review.reading.article.id, hands.review.reading.article.id) == (second, third)


async def test_who_pressed_no_key_for_long_is_told_who_has_it_by_then(desk_db):
    async with at_the_desk(desk_db) as hands, at_the_desk(desk_db, analyst="omar") as others:
        await hands.press("enter")
        others.app.desk.clock = lambda: NOW + IDLE
        await others.press("enter")
        assert others.review.held is None
        hands.app.desk.clock = lambda: NOW + IDLE + dt.timedelta(seconds=5)
        await hands.press("j")
        assert "omar has it open" in hands.message


async def test_leaving_the_desk_leaves_no_lease(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        assert rows(desk_db, "SELECT analyst FROM leases") == [("anna",)]
    assert rows(desk_db, "SELECT count(*) FROM leases") == [(0,)]


async def test_keys_in_an_article_write_nothing_for_the_lease(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        with closing(open_database(desk_db)) as other:
            before = other.execute("PRAGMA data_version").fetchone()[0]
            await hands.press("j", "k", "]", "e")
            assert other.execute("PRAGMA data_version").fetchone()[0] == before


# From the other screens: the queue, the record, two compared, the duplicates


@pytest.mark.parametrize("key", ["f", "x", "+", "-"])
async def test_the_queue_decides_nothing_about_what_a_colleague_has_open(tmp_path, key):
    path = tmp_path / "desk.db"
    make_database(path, quiet())
    async with at_the_desk(path) as hands, at_the_desk(path, analyst="omar") as others:
        await hands.press("enter")
        await others.press(key)
        assert others.message == HELD
        assert rows(path, "SELECT count(*) FROM decisions") == [(0,)]
        await others.press("enter", "O", "q", key)
        assert rows(path, "SELECT analyst FROM decisions") == [("omar",)]


async def test_dismissing_all_leaves_what_a_colleague_has_open(tmp_path):
    path = tmp_path / "desk.db"
    make_database(path, quiet(), blank("one"), blank("two"))
    async with at_the_desk(path) as hands, at_the_desk(path, analyst="omar") as others:
        (first,) = (row.id for row in hands.queue.rows[:1])
        await hands.press("enter")
        await others.press("X")
        assert others.message == "dismissed 2 without incidents; u undoes; 1 left that a colleague has open"
        assert rows(path, "SELECT id FROM articles WHERE dismissed = 0") == [(first,)]
        await others.press("X")
        assert others.message == "1 left that a colleague has open"


@pytest.fixture
def two_told(tmp_path):
    """Two articles on one incident; that of the second is approved."""
    make_database(tmp_path / "desk.db", river(), same())
    with closing(open_database(tmp_path / "desk.db")) as db:
        (record,) = incidents_of(db, SAME)
        approve(db, record, analyst="anna", now=NOW)
    return tmp_path / "desk.db"


async def test_the_record_reopens_nothing_that_a_colleague_has_open(two_told):
    async with at_the_desk(two_told) as hands, at_the_desk(two_told, analyst="omar") as others:
        await hands.press("i", "enter")
        await others.press("i", "r")
        assert others.message == HELD
        assert statuses(two_told, SAME) == ["approved"]
        await others.press("enter", "O", "q", "r")
        assert "re-opened" in others.message
    assert statuses(two_told, SAME) == ["proposed"]


@pytest.mark.parametrize("key", ["=", "!", "n", "r"])
async def test_two_compared_are_not_judged_while_a_colleague_has_one_open(two_told, key):
    async with at_the_desk(two_told) as hands, at_the_desk(two_told, analyst="omar") as others:
        await hands.press("i", "enter")
        await others.press("enter", "p", *"2020-07-28", "enter", "v", key)
        assert "anna has the article of incident 4 open since 09:30 UTC" in others.message
        assert rows(two_told, "SELECT count(*) FROM verdicts") == [(0,)]


@pytest.mark.parametrize("key", ["=", "!"])
async def test_a_candidate_that_a_colleague_has_open_is_neither_merged_into_nor_told_apart(two_told, key):
    async with at_the_desk(two_told) as hands, at_the_desk(two_told, analyst="omar") as others:
        await hands.press("i", "enter")
        await others.press("enter", "p", *"2020-07-28", "enter", "d", key)
        assert "anna has the article of incident 4 open since 09:30 UTC" in others.message
        assert rows(two_told, "SELECT count(*) FROM verdicts") == [(0,)]


# What a colleague changed meanwhile


async def test_the_queue_says_what_a_colleague_changed_and_writes_nothing(desk_db):
    async with at_the_desk(desk_db) as hands:
        with closing(open_database(desk_db)) as db:
            flag(db, RIVER, True, analyst="omar", now=NOW)
            prioritize(db, RIVER, 2, analyst="omar", now=NOW)
        await hands.press("f")
        assert "changed by omar" in hands.message
        assert hands.message.endswith("flag off → on; moved up 0 → 2; nothing was written")
        assert article(desk_db, RIVER).flagged
        await hands.press("f")
        assert hands.message.startswith("the flag is gone")
    assert not article(desk_db, RIVER).flagged


async def test_a_published_date_that_a_colleague_typed_meanwhile_is_shown_and_kept(desk_db):
    async with at_the_desk(desk_db) as hands, at_the_desk(desk_db, analyst="omar") as others:
        await hands.press("enter", "p", *"2020-07-29")
        await others.press("enter", "O", "p", *"2020-07-28", "enter")
        hands.review.held = hands.app.desk.take(RIVER, over=True)
        await hands.press("enter")
        assert "by omar (set published" in hands.message
        assert "published unknown → 2020-07-28; nothing was written" in hands.message
        assert str(hands.review.reading.article.article.published) == "2020-07-28"
    assert str(article(desk_db, RIVER).article.published) == "2020-07-28"


async def test_a_verdict_of_a_colleague_meanwhile_is_shown_and_kept(two_told):
    async with at_the_desk(two_told) as hands:
        await hands.press("enter", "p", *"2020-07-28", "enter", "v")
        with closing(open_database(two_told)) as db:
            judge(db, 1, 4, Verdict.RELATED, analyst="omar", now=NOW)
        await hands.press("=")
        assert hands.message.endswith("verdict (none) → related (omar); nothing was written")
        assert rows(two_told, "SELECT verdict FROM verdicts") == [("related",)]
        await hands.press("!")
    assert rows(two_told, "SELECT verdict, analyst FROM verdicts") == [("different", "anna")]


async def test_what_the_record_shows_is_reopened_and_nothing_newer(two_told):
    async with at_the_desk(two_told) as hands:
        await hands.press("i")
        await hands.pilot.pause(0.25)
        with closing(open_database(two_told)) as db:
            record = get_incident(db, 4)
            edit(db, record, replace(record.incident, damage="a wall"), analyst="omar", now=NOW)
        await hands.press("r")
        assert "damage (nothing) → a wall; nothing was written" in hands.message
        await hands.pilot.pause(0.25)
        await hands.press("r")
        assert "re-opened" in hands.message
