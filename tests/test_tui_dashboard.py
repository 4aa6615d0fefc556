"""The dashboard and its figures: what is drawn is what is counted."""

import datetime as dt
import json
from contextlib import closing

import pytest
from click.testing import CliRunner
from desk_pilot import at_the_desk, rows
from hypothesis import example, given
from hypothesis import strategies as st
from record_samples import make_record

from store.database import open_database
from store.model import Status
from tui import dashboard_lines, figures, plots
from tui.cli import main
from tui.figures import Period
from tui.glyphs import width
from tui.palette import DARK
from tui.screens.dashboard import DashboardScreen
from tui.screens.queue import QueueScreen

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
GROUND = ((33.3, 44.4), (36.3, 43.1), (30.5, 47.8))
TODAY = dt.date(2020, 8, 3)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "desk.db"
    make_record(path, 57)
    return path


@pytest.fixture(scope="module")
def counted(record):
    with closing(open_database(record)) as db:
        return figures.read(db, TODAY)


async def land(hands):
    await hands.app.workers.wait_for_complete()
    await hands.pilot.pause()


def words(lines):
    return "\n".join("".join(text for text, _ in line) for line in lines)


@pytest.mark.parametrize("size", SIZES)
async def test_both_pages_fit_every_screen(record, size):
    async with at_the_desk(record, size=size) as hands:
        await hands.press("t")
        await land(hands)
        first = hands.shown(hands.app.screen.page)
        assert "Types" in first
        assert "Where" in first
        assert "airstrike" in first
        await hands.press("tab")
        second = hands.shown(hands.app.screen.page)
        assert "Decisions a day" in second
        assert "place" in second
        assert "%" in second


async def test_the_map_names_places_and_has_its_ground(record):
    async with at_the_desk(record, size=(120, 40)) as hands:
        await hands.press("t")
        await land(hands)
        shown = hands.shown(hands.app.screen.page)
        assert any(name in shown for name in ("Baghdad", "Mosul", "Damascus", "Sanaa", "Kirkuk"))
        assert any("\u2801" <= char <= "\u28ff" for char in shown)
        before = shown
        await hands.press("+", "+")
        closer = hands.shown(hands.app.screen.page)
        assert closer != before
        assert "beyond" in closer
        await hands.press("-", "-")
        assert hands.shown(hands.app.screen.page) == before


async def test_l_counts_another_part_of_the_record(record):
    async with at_the_desk(record) as hands:
        await hands.press("t", "l")
        assert "the last year" in hands.shown(hands.app.screen.page)
        await hands.press("l")
        assert "the last 90 days" in hands.shown(hands.app.screen.page)
        await hands.press("l")
        assert "the last" not in hands.shown(hands.app.screen.page)


async def test_undo_from_the_dashboard_counts_again(record, tmp_path):
    path = tmp_path / "desk.db"
    path.write_bytes(record.read_bytes())
    before = rows(path, "SELECT count(*) FROM incidents WHERE status = 'approved'")[0][0]
    async with at_the_desk(path) as hands:
        await hands.press("t", "u")
        assert "approval" in hands.message
        assert f"{before - 1} approved" in hands.shown(hands.app.screen.header)
        await hands.press("U")
        assert f"{before} approved" in hands.shown(hands.app.screen.header)


async def test_the_ways_back_lead_to_where_one_was(record):
    async with at_the_desk(record) as hands:
        await hands.press("t", "i", "t")
        assert isinstance(hands.app.screen, DashboardScreen)
        await hands.press("q")
        assert isinstance(hands.app.screen, QueueScreen)
        await hands.press("t", "escape")
        assert isinstance(hands.app.screen, QueueScreen)


async def test_an_empty_record_says_what_will_be_counted(tmp_path):
    async with at_the_desk(tmp_path / "new.db") as hands:
        await hands.press("t")
        assert "nothing is approved yet" in hands.shown(hands.app.screen.page)
        await hands.press("l", "+", "-", "tab")
        assert "counted from the first approval" in hands.shown(hands.app.screen.page)


def test_the_command_prints_the_same_figures(record, counted):
    told = json.loads(CliRunner().invoke(main, ["--db", str(record), "stats", "--json"]).output)
    assert told["incidents"]["approved"] == counted.statuses[Status.APPROVED]
    assert sum(told["types"].values()) == counted.statuses[Status.APPROVED]
    assert told["per_day"] == {day.isoformat(): count for day, count in counted.days.items()}
    place = told["acceptance"]["place"]
    assert place["proposed"] == place["kept"] + place["changed"] + place["emptied"]
    assert 0 < place["rate"] < 1


def test_the_command_prints_for_a_reader(record):
    output = CliRunner().invoke(main, ["--db", str(record), "stats"]).output
    assert "approved, by type" in output
    assert "Baghdad, IQ" in output
    assert max(map(len, output.splitlines())) <= 80


def test_the_command_says_what_there_is_of_an_empty_record(tmp_path):
    open_database(tmp_path / "x.db").close()
    result = CliRunner().invoke(main, ["--db", str(tmp_path / "x.db"), "stats"])
    assert result.exit_code == 0
    assert "approved" in result.output


@pytest.mark.parametrize("cells", [60, 80, 200])
@pytest.mark.parametrize("height", [15, 21, 55])
def test_a_page_is_no_higher_or_wider_than_its_room(counted, cells, height):
    pages = [
        dashboard_lines.record_page(DARK, counted, Period.ALL, GROUND, cells, height),
        dashboard_lines.record_page(DARK, counted, Period.ALL, (), cells, height, zoom=3),
    ]
    for page in pages:
        assert len(page) <= height
        assert all(width("".join(text for text, _ in line)) <= cells for line in page)


def test_the_chart_counts_every_dated_incident(counted):
    page = dashboard_lines.record_page(DARK, counted, Period.ALL, (), 80, 21)
    assert f"  {sum(counted.days.values())}, at most" in words(page)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40), st.integers(1, 8), st.integers(1, 6))
def test_a_column_shows_wherever_there_is_something(values, height, thick):
    lines = plots.columns(values, height, thick)
    assert len(lines) == height
    assert {len(line) for line in lines} == {thick * len(values)}
    for at, value in enumerate(values):
        assert (lines[-1][at * thick] != " ") == (value > 0)


@given(st.floats(0.001, 100), st.integers(1, 60))
def test_a_bar_shows_what_is_not_nothing_and_never_more_than_all(value, cells):
    assert 1 <= len(plots.bar(value, 100, cells)) <= cells


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=20),
    st.integers(3, 40),
    st.integers(10, 150),
)
@example([(0.0, 180.0)], 5, 46)
def test_every_point_lies_on_its_map(points, lines, cells):
    frame = plots.frame(points, lines, cells)
    dots = frame.dotted(points)
    assert len(dots) == lines
    assert {len(row) for row in dots} == {cells}
    inside = [frame.cell(*point) for point in points]
    assert all(at is None or dots[at[0]][at[1]] != " " for at in inside)
    spread = max(x for _, x in points) - min(x for _, x in points)
    if spread < 100 and max(abs(y) for y, _ in points) < 60:
        assert None not in inside


def test_a_narrow_map_still_shows_every_point():
    frame = plots.frame([(0.0, 0.0), (0.0, 26.0)], 40, 10)
    assert None not in [frame.cell(0.0, 0.0), frame.cell(0.0, 26.0)]


def test_a_single_point_is_in_the_middle_of_its_map():
    assert plots.frame([(33.3, 44.4)], 10, 40).cell(33.3, 44.4) in {(5, 19), (5, 20)}
