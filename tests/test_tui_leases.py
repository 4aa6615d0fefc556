"""Two desks at once: who has which article is seen, nobody decides in another's, and it can be taken over."""

import datetime as dt
from contextlib import closing

import pytest
from desk_pilot import at_the_desk, rows, statuses
from desk_samples import NOW, make_database, quiet, river, same

from store.database import open_database
from store.leases import IDLE

RIVER = 1


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
