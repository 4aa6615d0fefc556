"""The one table of keys, and all that is made from it."""

import datetime as dt

import pytest
from desk_pilot import NAMES, at_the_desk, rows, stored
from desk_samples import make_database, river
from record_samples import make_record
from textual.events import Key

from tui import keys
from tui.screens.compare import CompareScreen
from tui.screens.dashboard import DashboardScreen
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.incidents import IncidentsScreen
from tui.screens.queue import QueueScreen
from tui.screens.review import ReviewScreen
from tui.widgets.prompt import PromptLine

SCREENS = {
    keys.QUEUE: QueueScreen, keys.REVIEW: ReviewScreen, keys.INCIDENTS: IncidentsScreen,
    keys.DASHBOARD: DashboardScreen, keys.COMPARE: CompareScreen, keys.DUPLICATES: DuplicatesScreen,
}  # fmt: skip
TAKEN = {f"ctrl+{letter}" for letter in "sqzbhim"}


@pytest.mark.parametrize("name", SCREENS)
def test_every_key_of_the_table_has_an_action_on_its_screen(name):
    for key in keys.DEFAULT.of(name):
        assert hasattr(SCREENS[name], f"action_{key.action}"), key.action
        for pressed in key.keys:
            assert keys.DEFAULT.call_for(name, pressed) == (f"{key.action}({pressed!r})" if key.each else key.action)


def test_the_keys_of_marking_and_typing_have_their_handlers():
    for key in keys.DEFAULT.of(keys.MARK):
        assert hasattr(ReviewScreen, f"_mark_{key.action}")
    for key in keys.DEFAULT.of(keys.LANE):
        assert hasattr(ReviewScreen, f"_lane_{key.action}")
    for key in keys.DEFAULT.of(keys.PROMPT):
        assert hasattr(PromptLine, f"_press_{key.action}")


@pytest.mark.parametrize("name", keys.TITLES)
def test_no_key_means_two_things_on_one_screen(name):
    used = [one for key in keys.DEFAULT.of(name) for one in key.keys]
    assert len(used) == len(set(used))


def test_no_key_is_one_that_terminals_take():
    for key in keys.KEYS:
        assert not TAKEN & set(key.keys)
        assert not any("alt+" in one for one in key.keys)


def test_the_markdown_table_holds_every_action():
    table = keys.DEFAULT.markdown()
    for key in keys.KEYS:
        assert key.does in table
    assert all(line.startswith("| ") for line in table.splitlines())


async def test_the_footer_shows_the_table_s_words(tmp_path):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db", size=(300, 30)) as hands:
        for name in (keys.QUEUE, keys.REVIEW):
            shown = hands.shown(hands.screen.footer)
            for key, word in keys.DEFAULT.footer(name):
                assert f"{key} {word}" in shown
            await hands.press("enter")


async def test_the_help_shows_every_key_of_the_table(tmp_path):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db", size=(120, 260)) as hands:
        await hands.press("enter", "?")
        page = hands.app.screen.query_one("#page")
        shown = hands.shown(page)
        for key in keys.KEYS:
            assert key.does in shown
        await hands.press("x")
        assert hands.review.reading.undecided == 3


async def test_the_help_scrolls_on_a_low_screen(tmp_path):
    async with at_the_desk(tmp_path / "desk.db", size=(80, 24)) as hands:
        await hands.press("?")
        before = hands.shown(hands.app.screen.query_one("#page"))
        await hands.press("j")
        assert hands.shown(hands.app.screen.query_one("#page")) != before


async def test_keys_that_arrive_in_one_burst_reach_what_each_was_typed_for(tmp_path):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        typed = ["enter", "p", *"2020-07-28", "enter"]
        for key in typed:  # nothing waits between them, as on a slow line
            hands.app.post_message(Key(NAMES.get(key, key), key if len(key) == 1 else None))
        await hands.pilot.pause()
        await hands.pilot.pause()
        assert hands.review.reading.article.article.published == dt.date(2020, 7, 28)
    # had a digit gone astray, it would have chosen a mention for a slot
    assert rows(tmp_path / "desk.db", "SELECT action FROM decisions") == [("set_published",)]


@pytest.mark.parametrize(
    "way", [(), ("enter",), ("enter", "o"), ("i",), ("t",), ("?",), ("enter", "m"), ("enter", "w")]
)
async def test_one_key_leaves_the_desk_from_everywhere(tmp_path, way):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press(*way)
        assert hands.app.return_code is None
        await hands.press("ctrl+c")
        assert hands.app.return_code == 0


@pytest.mark.parametrize("way", [("enter", "o"), ("i",)])
async def test_lists_are_moved_in_by_line_and_page_and_to_their_ends(tmp_path, way):
    make_record(tmp_path / "desk.db", 60)
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press(*way)
        rows_ = hands.screen.list
        places = []
        for key in ("j", "j", "k", "pagedown", "pageup", "G", "g"):
            await hands.press(key)
            places.append(rows_.cursor)
        assert places[:3] == [1, 2, 1]
        assert places[3] > places[4] == 1
        assert places[5] > places[3]
        assert places[6] == 0


async def test_the_last_word_that_was_typed_is_taken_away(tmp_path):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("enter", "M", "enter", *"a big fire", "ctrl+w", "ctrl+w", *"truck", "enter")
    assert stored(tmp_path / "desk.db", 1)[0].incident.damage == "a truck"
