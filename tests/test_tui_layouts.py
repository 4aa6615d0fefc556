"""The very row that a codebook's layout would get, at the desk before it is exported."""

import csv
from contextlib import closing

import pytest
from desk_pilot import at_the_desk
from desk_samples import ANALYST, NOW, make_database, river, same

from store.database import open_database
from store.export.layouts import layout
from store.incidents import approve, get_incident
from tui.known_actors import known_actor
from tui.screens.incidents import IncidentsScreen
from tui.screens.layouts import LayoutsScreen
from tui.screens.review import ReviewScreen


@pytest.fixture
def desk_db(tmp_path):
    make_database(tmp_path / "desk.db", same(), river())
    with closing(open_database(tmp_path / "desk.db")) as db:
        approve(db, get_incident(db, 1), analyst=ANALYST, now=NOW)
    return tmp_path / "desk.db"


async def test_the_rows_at_the_desk_are_those_that_are_exported(desk_db, tmp_path):
    shown = []
    async with at_the_desk(desk_db) as hands:
        await hands.press("i", "o")
        for _ in range(3):
            screen = hands.app.screen
            assert isinstance(screen, LayoutsScreen)
            shown.append(["" if value is None else str(value) for value in screen.row.cells.values()])
            await hands.press("tab")
    with closing(open_database(desk_db)) as db:
        for name, cells in zip(("acled", "gtd", "ucdp"), shown, strict=True):
            layout(name, known_actor)(db, tmp_path / "out.csv", int)
            with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
                assert list(csv.reader(file))[1] == cells


async def test_a_column_says_why_it_stays_empty(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "o")
        shown = hands.shown()
        assert "ACLED" in shown
        assert "event_date" in shown
        assert "no date" in shown
        assert "no column for the weapon" in shown


async def test_tab_shows_the_next_layout(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "o", "tab")
        assert "135 columns" in hands.shown(hands.screen.header)
        await hands.press("tab")
        assert "49 columns" in hands.shown(hands.screen.header)


async def test_the_way_back_leads_where_it_came_from(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", "o", "q")
        assert isinstance(hands.app.screen, ReviewScreen)
        assert hands.review.reading.record.id == 3
        await hands.press("i", "o", "q")
        assert isinstance(hands.app.screen, IncidentsScreen)
