"""The record's screen: what it shows, and what its keys do."""

import datetime as dt

import pytest
from desk_pilot import at_the_desk, rows
from desk_samples import make_database, river
from record_samples import make_record

from store.incident_list import IncidentFilter
from store.incidents import Source
from store.model import Incident, Place, PlacePrecision, Status
from store.records import Record
from tui import filters, incident_lines
from tui.desk import EntryError
from tui.glyphs import width
from tui.palette import DARK
from tui.screens.incidents import IncidentsScreen
from tui.screens.queue import QueueScreen
from tui.screens.review import ReviewScreen

LONG = "the outskirts of a town whose name is longer than any line of a narrow screen can hold beside others"
TODAY = dt.date(2020, 8, 3)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "desk.db"
    make_record(path, 60)
    return path


@pytest.fixture
def record(kept, tmp_path):
    path = tmp_path / "desk.db"
    path.write_bytes(kept.read_bytes())
    return path


def listing(hands):
    screen = hands.app.screen
    assert isinstance(screen, IncidentsScreen)
    return screen


async def settled(hands):
    await hands.pilot.pause(0.25)


async def test_the_record_lists_what_is_approved_the_newest_first(record):
    async with at_the_desk(record) as hands:
        await hands.press("i")
        days = [row.date.start for row in listing(hands).rows if row.date.start]
        assert days == sorted(days, reverse=True)
        assert {row.status for row in listing(hands).rows} == {Status.APPROVED}
        number = rows(record, "SELECT count(*) FROM incidents WHERE status = 'approved'")[0][0]
        assert f"{number} approved" in hands.shown(listing(hands).header)
        assert len(listing(hands).rows) == number


async def test_the_incident_under_the_cursor_is_shown_below(record):
    async with at_the_desk(record) as hands:
        await hands.press("i", "j")
        await settled(hands)
        row = listing(hands).row
        assert f"incident {row.id} · approved" in hands.shown(listing(hands).pane_title)
        assert row.summary in hands.shown(listing(hands).pane)
        assert "told by" in hands.shown(listing(hands).pane)


async def test_h_shows_what_was_decided_and_what_it_changed(record):
    async with at_the_desk(record) as hands:
        await hands.press("i", "/", *"places", "escape")
        listing(hands).desk.record.incident_id = 14  # its place was corrected before it was approved
        listing(hands).read()
        await hands.press("h")
        shown = hands.shown(listing(hands).pane)
        assert "approve" in shown
        assert "edit" in shown
        assert "killed" in shown
        assert "→ 9" in shown
        await hands.press("h")
        assert "told by" in hands.shown(listing(hands).pane)


async def test_tab_scrolls_the_lines_below_and_escape_leaves_them(record):
    async with at_the_desk(record, size=(44, 18)) as hands:
        await hands.press("i", "tab")
        at = listing(hands).list.cursor
        before = hands.shown(listing(hands).pane)
        await hands.press("j")
        assert listing(hands).list.cursor == at
        assert hands.shown(listing(hands).pane) != before
        await hands.press("escape", "j")
        assert listing(hands).list.cursor == at + 1


@pytest.mark.parametrize(
    ("keys", "keeps"),
    [
        (["/", *"clash", "enter"], lambda row: "clash" in row.summary),
        (["P", *"kirk", "enter"], lambda row: row.place == "Kirkuk"),
        (["T", *"shoot", "enter"], lambda row: row.type == "shooting"),
        (["T", *"bomb", "down", "enter"], lambda row: row.type == "bombing"),
        (["D", *"2020", "enter"], lambda row: row.date.start and row.date.start.year == 2020),
        (["D", *"2019-05..2019-06", "enter"], lambda row: row.date.start and row.date.start.month in (5, 6)),
        (["A", *"islamic", "enter", "P", *"baghdad", "enter"], lambda row: row.place == "Baghdad"),
    ],
)  # fmt: skip
async def test_filters_keep_what_they_say_and_escape_takes_them_away(record, keys, keeps):
    async with at_the_desk(record) as hands:
        await hands.press("i")
        every = len(listing(hands).rows)
        await hands.press(*keys)
        found = listing(hands).rows
        assert 0 < len(found) < every
        assert all(keeps(row) for row in found)
        assert f"{len(found)} approved ·" in hands.shown(listing(hands).header)
        await hands.press("escape")
        assert len(listing(hands).rows) == every


async def test_a_filter_that_finds_nothing_says_what_to_do(record):
    async with at_the_desk(record) as hands:
        await hands.press("i", "/", *"zebra", "enter")
        assert "esc takes them away" in hands.message
        await hands.press("enter", "j", "k", "G", "g", "r", "y", "h", "tab", "tab", "pagedown")
        assert listing(hands).rows == []


async def test_a_date_that_is_none_is_told_and_changes_nothing(record):
    async with at_the_desk(record) as hands:
        await hands.press("i", "D", *"2020-19", "enter")
        assert "not in the calendar" in hands.message
        assert listing(hands).desk.record.wanted == IncidentFilter()


async def test_l_goes_through_what_was_decided(record):
    async with at_the_desk(record) as hands:
        await hands.press("i")
        for status in (Status.PROPOSED, Status.POSTPONED, Status.REJECTED, Status.MERGED, None, Status.APPROVED):
            await hands.press("l")
            shown = {row.status for row in listing(hands).rows}
            assert shown == ({status} if status else set(Status))


async def test_an_incident_is_opened_in_its_article_and_the_way_back_leads_here(record):
    async with at_the_desk(record) as hands:
        await hands.press("i", "j", "j")
        row = listing(hands).row
        await hands.press("enter")
        assert hands.review.reading.record.id == row.id
        await hands.press("q")
        assert listing(hands).row.id == row.id
        await hands.press("q")
        assert isinstance(hands.app.screen, QueueScreen)


async def test_an_incident_is_re_opened_decided_and_undone(record):
    async with at_the_desk(record) as hands:
        await hands.press("i")
        number = listing(hands).row.id
        await hands.press("r")
        assert "re-opened" in hands.message
        assert "u undoes" in hands.message
        assert rows(record, f"SELECT status FROM incidents WHERE id = {number}") == [("proposed",)]
        assert number not in [row.id for row in listing(hands).rows]
        await hands.press("u")
        assert listing(hands).row.id == number
        assert rows(record, f"SELECT status FROM incidents WHERE id = {number}") == [("approved",)]
        await hands.press("U", "l")
        await hands.press("r")
        assert "open already" in hands.message


async def test_the_history_says_where_it_was_decided_and_whom_each_value_is_owed_to(record):
    async with at_the_desk(record) as hands:
        await hands.press("i", "enter", "M", "enter")
        await hands.type("a hangar")
        await hands.press("q", "h")
        await settled(hands)
        shown = hands.shown(listing(hands).pane)
        assert "edit  anna  desk/review" in shown
        lines = ["".join(text for text, _ in line) for line in listing(hands)._lines]
        assert any("UTC  hand@1  proposed  from " in line for line in lines)
        await hands.press("tab", "G")
        assert "where each value comes from" in "\n".join(
            "".join(text for text, _ in line) for line in listing(hands)._lines
        )
    assert rows(record, "SELECT origin FROM decisions ORDER BY id DESC LIMIT 1") == [("desk/review",)]


async def test_a_decision_on_an_article_of_the_record_leads_back_to_the_record(record):
    async with at_the_desk(record) as hands:
        await hands.press("i", "r", "l")
        number = listing(hands).row.id
        await hands.press("enter", "x")
        assert listing(hands).desk.record.wanted.status is Status.PROPOSED
        assert "rejected" in hands.message
        assert rows(record, f"SELECT status FROM incidents WHERE id = {number}") == [("rejected",)]


async def test_from_an_article_the_record_leads_back_to_it(tmp_path):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("enter", "]", "i")
        assert isinstance(hands.app.screen, IncidentsScreen)
        await hands.press("q")
        assert isinstance(hands.app.screen, ReviewScreen)
        assert hands.review.reading.at == 1
        await hands.press("q")
        assert isinstance(hands.app.screen, QueueScreen)


async def test_a_click_opens_the_row_under_the_cursor(record):
    async with at_the_desk(record) as hands:
        await hands.press("i")
        await hands.pilot.click("#incidents", offset=(20, 2))
        assert listing(hands).list.cursor == 2
        number = listing(hands).row.id
        await hands.pilot.click("#incidents", offset=(20, 2))
        await hands.pilot.pause()
        assert hands.review.reading.record.id == number


async def test_a_long_record_is_read_page_by_page(tmp_path):
    make_record(tmp_path / "desk.db", 300)
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("i")
        assert len(listing(hands).rows) == 200
        await hands.press("G")
        every = rows(tmp_path / "desk.db", "SELECT count(*) FROM incidents WHERE status = 'approved'")[0][0]
        assert len(listing(hands).rows) == every
        assert listing(hands).list.cursor == every - 1


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2020", dt.date(2020, 1, 1), dt.date(2020, 12, 31)), ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2020-7-8", dt.date(2020, 7, 8), dt.date(2020, 7, 8)), ("2019..", dt.date(2019, 1, 1), None),
        ("..2019-03", None, dt.date(2019, 3, 31)), ("2019 .. 2020", dt.date(2019, 1, 1), dt.date(2020, 12, 31)),
        ("", None, None), ("27 July 2020", dt.date(2020, 7, 27), dt.date(2020, 7, 27)),
    ],
)  # fmt: skip
def test_days_are_typed_as_iso_or_words(typed, first, last):
    assert filters.days(typed, TODAY) == (first, last)


@pytest.mark.parametrize("typed", ["2020-13", "2021-02-29", "0000", "soonish", "2020..2019"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(EntryError):
        filters.days(typed, TODAY)


@pytest.mark.parametrize("cells", [40, 60, 80, 200])
def test_no_line_of_an_incident_is_wider_than_its_room(cells):
    place = Place(LONG, LONG, None, "Baghdad", "IQ", 33.3, 44.4, PlacePrecision.NEAR)
    record = Record(1, 1, 0, Status.APPROVED, None, 0, Incident(type="bombing", place=place, damage=LONG))
    source = Source(1, LONG, None, None, None, author=LONG, link=LONG)
    lines = incident_lines.fact_lines(DARK, record, [source], cells)
    for line in lines:
        assert width("".join(text for text, _ in line).rstrip()) <= cells


def test_an_incident_tells_who_wrote_of_it_and_where():
    record = Record(1, 1, 0, Status.APPROVED, None, 0, Incident(type="bombing"))
    sources = [
        Source(1, "Bomb", "Wire", None, None, author="Amira Saleh", link="https://wire.example/1"),
        Source(2, "Toll", "Ledger", None, None, link="https://ledger.example/\x1b[2J2"),
    ]
    (*_, last) = incident_lines.fact_lines(DARK, record, sources, 200)
    told = "".join(text for text, _ in last)
    assert "told by Wire · Ledger  author Amira Saleh  link https://wire.example/1 · https://ledger.example/" in told


async def test_an_empty_record_has_no_lines_to_go_through(tmp_path):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("i", "h", "tab", "j", "k", "G")
        assert "nothing is approved" in hands.message


async def test_long_values_are_told_whole_under_the_record(tmp_path):
    incident = Incident(type="bombing", damage=LONG, summary=f"bombing in {LONG}")
    lines = incident_lines.fact_lines(DARK, Record(1, 1, 0, Status.APPROVED, None, 0, incident), [], 60)
    told = " ".join(" ".join(text for text, _ in line) for line in lines)
    assert " ".join(told.split()).count(LONG) == 2
    assert all(sum(width(text) for text, _ in line) <= 60 for line in lines)
