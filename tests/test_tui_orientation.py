"""What helps an analyst to find the way: the first keys, the palette, and what is said after each action."""

import pytest
from desk_pilot import at_the_desk, rows, statuses
from desk_samples import make_database, quiet, river, same
from record_samples import make_record

from tui import keys
from tui.lanes import MARKS
from tui.legend import SIGNS
from tui.palette import DARK, LIGHT
from tui.screens.dashboard import DashboardScreen
from tui.screens.help import HelpScreen
from tui.screens.incidents import IncidentsScreen

FIRST = "j next, enter open, x dismiss, u undo, : actions, ? keys"
FIRST_IN_ARTICLE = "j next, a approve, x reject, enter edit, u undo, ? keys"


@pytest.fixture
def desk_db(tmp_path):
    make_database(tmp_path / "desk.db", river(), same(), quiet())
    return tmp_path / "desk.db"


async def test_who_never_decided_sees_six_keys_until_the_first_decision(desk_db):
    async with at_the_desk(desk_db, size=(60, 20)) as hands:
        assert FIRST in hands.shown(hands.queue.prompt)
        await hands.press("j", "enter")
        assert FIRST_IN_ARTICLE in hands.shown(hands.review.prompt)
        await hands.press("i")
        assert "approve," not in hands.shown(hands.screen.prompt)
        await hands.press("q")
        await hands.press("x")
        assert "rejected" in hands.shown(hands.review.prompt)
        await hands.press("q")
        assert FIRST not in hands.shown()
    async with at_the_desk(desk_db) as hands:
        assert FIRST not in hands.shown()
    async with at_the_desk(desk_db, analyst="omar") as hands:
        await hands.press("q")
        assert FIRST in hands.shown()


@pytest.mark.parametrize(
    ("there", "name"), [("", "queue"), ("enter", "review"), ("i", "incidents"), ("t", "dashboard")]
)
async def test_the_palette_works_on_every_screen(desk_db, there, name):
    async with at_the_desk(desk_db) as hands:
        await hands.press(*filter(None, [there]))
        before = hands.shown(hands.screen.main)
        await hands.press(":")
        main = hands.shown(hands.screen.main)
        assert name == hands.screen.KEYS
        assert main != before
        assert "›" in main
        await hands.press(*"all keys", "enter")
        assert isinstance(hands.app.screen, HelpScreen)
        await hands.press("x", ":", "escape")
        assert hands.shown(hands.screen.main) == before


async def test_the_palette_shows_the_key_of_what_it_does_and_does_it(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("j", "enter", ":", *"reject")
        assert "x        reject the incident" in hands.shown(hands.review.main)
        await hands.press("enter")
        await hands.pilot.pause()
    assert statuses(desk_db, 1)[0] == "rejected"


async def test_the_palette_scrolls_to_what_stands_out(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press(":", *["down"] * 12)
        shown = hands.shown(hands.queue.main)
        assert shown.count("\n›") == 1
        assert shown.splitlines()[-1].startswith("›")


async def test_the_palette_moves_nothing_and_takes_no_focus(desk_db):
    async with at_the_desk(desk_db) as hands:
        regions = [widget.region for widget in hands.screen.query("LineWidget")]
        await hands.press(":")
        assert [widget.region for widget in hands.screen.query("LineWidget")] == regions
        assert hands.app.focused is None
        assert len(hands.app.screen_stack) == 1


async def test_every_action_of_a_screen_is_in_its_palette(desk_db):
    async with at_the_desk(desk_db) as hands:
        for way, name in (("", "queue"), ("enter", "review"), ("i", "incidents"), ("t", "dashboard")):
            if way:
                await hands.press(way)
            await hands.press(":")
            offered = hands.screen.prompt._choices
            wanted = [key.does for key in keys.DEFAULT.of(name) if not key.each and key.action != "palette"]
            assert sorted(set(wanted)) == sorted(offered)
            await hands.press("escape")


@pytest.mark.parametrize(
    ("pressed", "told"),
    [(["f"], "flagged"), (["G", "x"], "dismissed"), (["enter", "x"], "rejected"), (["enter", *"aaaaaa"], "approved"),
     (["enter", " "], "later"), (["enter", "p", *"2020-07-30", "enter"], "published")],
)  # fmt: skip
async def test_a_message_says_what_happened_and_how_to_undo_it(desk_db, pressed, told):
    async with at_the_desk(desk_db) as hands:
        await hands.press(*pressed)
        assert told in hands.message
        assert "u undoes" in hands.message or told == "flagged"
        await hands.press("u")
    assert rows(desk_db, "SELECT action FROM decisions ORDER BY id DESC LIMIT 1") == [("undo",)]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_every_screen_shows_the_way_back_and_the_way_to_all_keys(tmp_path, size):
    make_record(tmp_path / "desk.db", 20)
    async with at_the_desk(tmp_path / "desk.db", size=size) as hands:
        for way in ("", "enter", "i", "t"):
            if way:
                await hands.press(way)
            footer = hands.shown(hands.screen.footer)
            assert "? keys" in footer
            assert "q back" in footer or "q leave" in footer
            assert hands.screen.footer.region.bottom == size[1]
        assert isinstance(hands.app.screen, DashboardScreen)
        await hands.press("i")
        assert isinstance(hands.app.screen, IncidentsScreen)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_what_must_be_told_apart_differs_without_colour_too(palette):
    # As the words in a text or the rows of a list stand beside each other.
    def look(style):
        return tuple(bool(getattr(style, name)) for name in ("bold", "italic", "underline", "reverse"))

    assert look(palette.text) != look(palette.strong)
    assert look(palette.bar) != look(palette.bar_key)
    assert look(palette.text) != look(palette.doubt)
    assert look(palette.evidence) != look(palette.evidence_other)
    assert look(palette.bad) != look(palette.good)
    for style in palette.marks.values():
        assert look(style) != look(palette.text)


def test_nothing_moves_by_itself():
    from pathlib import Path

    css = (Path(keys.__file__).parent / "app.tcss").read_text(encoding="utf-8")
    assert "transition" not in css
    assert "blink" not in css
    assert "animation" not in css


async def test_help_tells_the_signs_of_the_screen_right_after_its_keys(desk_db):
    async with at_the_desk(desk_db, size=(60, 60)) as hands:
        await hands.press("?")
        page = hands.shown(hands.app.screen.query_one("#page"))
        assert page.index("In the queue") < page.index("Signs in the queue") < page.index("In an article")
        assert "two more outlets have the same text" in page
        assert "…" not in page.replace("D P W …", "")
        await hands.press("q", "enter", "?", "pagedown")
        page = hands.shown(hands.app.screen.query_one("#page"))
        assert "beside a line: the copies read before" in page


def test_every_screen_with_signs_says_what_they_mean():
    drawn = {keys.QUEUE, keys.REVIEW, keys.INCIDENTS, keys.COMPARE, keys.DUPLICATES, keys.LAYOUTS, keys.DASHBOARD}
    assert set(SIGNS) == drawn
    assert {sign for status, sign in MARKS.items()} <= {sign for sign, _ in SIGNS[keys.INCIDENTS]}


async def test_the_palette_has_the_width_of_both_panes(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", ":", *"approve")
        left, right = (hands.shown(pane).splitlines() for pane in (hands.review.article_view, hands.review.slot_table))
        lines = [one + other for one, other in zip(left, right, strict=True)]
        assert any("approve and go on, once all in doubt was seen; none: done" in line for line in lines)
