"""The thin display against stock output, each on a terminal of its own: both must show the same."""

import datetime as dt
import importlib
import pkgutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from desk_pilot import Hands
from desk_samples import ANALYST, NOW, evidence, hostile, known, make_database, mention, quiet, river, same
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import make_record
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from terminal_emulator import Terminal, as_reckoned, by_code_point, narrow_emoji
from textual.geometry import Region
from textual.strip import Strip

import tui.screens
from store.database import open_database
from store.incidents import approve, incidents_of
from store.model import (
    Analysis,
    Article,
    Attribution,
    DatePrecision,
    DateRange,
    Incident,
    MentionKind,
    Perpetrator,
    Place,
    PlacePrecision,
)
from tui.app import BlotterApp
from tui.screens.desk_screen import DeskScreen
from tui.screens.help import HelpScreen
from tui.thin_cells import SurpriseError, certain, look_of, switch
from tui.thin_changes import Abilities
from tui.thin_display import Memory, seam_is_known

ROOT = Path(__file__).parent.parent
XTERM = Abilities(colours_erased=True, erases_cells=True, scrolls_regions=True)
SCREEN = Abilities(scrolls_regions=True)
LEAST = Abilities()
SIZES = [(80, 24), (120, 40), (60, 20)]
PUBLISHED = ("p", *"2020-07-28", "enter")


class TwoTerminals(BlotterApp):
    """The desk, with a stock and a thin terminal of which every update is compared."""

    def __init__(self, path: Path, can: Abilities) -> None:
        super().__init__(path, ANALYST, clock=lambda: NOW)
        self.can = can
        self.thin_memory = Memory(can, ColorSystem.EIGHT_BIT)
        self.updates = self.stock_bytes = self.thin_bytes = 0
        self.begin(self.size)

    def begin(self, size: tuple[int, int]) -> None:
        self.stock, self.thin = Terminal(*size), Terminal(*size, colours_erased=self.can.colours_erased)
        self.thin_memory.forget()

    def _display(self, screen: Any, renderable: Any) -> None:
        if renderable is not None and not self._batch_count and self._running:
            region = getattr(renderable, "region", None)
            if region is not None and region.size != (self.stock.columns, self.stock.lines):
                self.begin(region.size)
            if region is not None or not self.thin_memory.empty:
                self.console._color_system = ColorSystem.EIGHT_BIT
                self.stock.feed(renderable.render_segments(self.console))
                self.thin.feed(self.thin_memory.changes(renderable)[0])
                self.updates += 1
                assert self.thin.picture() == self.stock.picture()
        super()._display(screen, renderable)


@asynccontextmanager
async def both(path: Path, size: tuple[int, int] = (80, 24), can: Abilities = XTERM) -> AsyncIterator[Hands]:
    app = TwoTerminals(path, can)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Hands(pilot, app)
    assert app.updates > 3


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    make_database(tmp_path / "desk.db", river(), same(), quiet(), hostile())
    return tmp_path / "desk.db"


# Every screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_every_screen_is_what_stock_output_shows(desk_db, size):
    async with both(desk_db, size) as hands:
        await hands.press(
            "j", "j", "k", "f", "l", "l", "l", "l", "/", *"ri", "enter", "escape", "?", "j", "pagedown", "q"
        )
        await hands.press("g", "enter", "j", "j", "pagedown", "pageup", "tab", "j", "j", "k", "G", "tab", "]", "[", "e")
        await hands.press(*PUBLISHED, "minus", "plus", "enter", *"ba", "down", "escape", "m", "l", "l", "escape")
        await hands.press("d", "d", "/", *"con", "enter", "escape", ":", *"fl", "escape", "?", "q", "a", "x", "u", "q")


def all_screens() -> set[str]:
    """Return every screen of the desk that is shown: those that no other is made from."""
    for module in pkgutil.iter_modules(tui.screens.__path__):
        importlib.import_module(f"tui.screens.{module.name}")
    found, waiting = {HelpScreen.__name__}, [DeskScreen]
    while waiting:
        made_of = waiting.pop()
        waiting += (below := made_of.__subclasses__())
        found |= set() if below else {made_of.__name__}
    return found


def wide(number: int) -> Analysis:
    """An article of wide and combining characters, whose incident is told in them too."""
    title, town = "警察 found 爆弾 by the café, e\u0301te\u0301 🚨", "江户"
    text = (
        f"{title}\n\nA bomb went off in {town} on 27 July 2020, said 中国警察. n\u0303o\u0303 👍🏽 ❤\ufe0f {number}\n"
    )
    place = Place(town, town, None, "n\u0303orte 北", "JP", 35.7, 139.7, PlacePrecision.EXACT)
    day = dt.date(2020, 7, 27)
    bomb = known(
        Incident(
            type="bombing", date=DateRange(day, day, DatePrecision.DAY, "27 July 2020"), place=place,
            perpetrator=Perpetrator("中国警察", ("中国警察",), Attribution.ACCUSED),
            summary="爆弾: e\u0301te\u0301 👍🏽",
        ),
        date=evidence(text, "27 July 2020"), place=evidence(text, town), perpetrator=evidence(text, "中国警察"),
    )  # fmt: skip
    marks = (mention(text, MentionKind.PLACE, town), mention(text, MentionKind.GROUP, "中国警察"))
    return Analysis(Article(text, f"wide-{number}", title, "新聞 Post", day, "option"), (bomb,), marks, (), "test@1")


TOUR = (
    (
        "queue",
        ("l", "l", "l", "l", "/", *"bomb", "enter", "escape", "+", "-", "u", "f", "u", "?", "j", "pagedown", "q"),
    ),
    ("wide", ("j", "j", "e", "z", "z", "d", "j", "d", "P", "enter", *"mo", "escape", "]", "[", "c", "y")),
    ("wide", ("m", "w", "l", "h", "s", "S", "j", "k", "m", "l", "l", "w", "b", "escape", "m", "l", "m", "l", "escape")),
    ("hostile", ("j", "j", "s", "u", "J", "escape", "n", "u", "tab", "j", "G", "g")),
    ("wide", ("v", "j", "1", "2", "k", "enter", "pagedown", "G", "g", "?", "j", "q", "q")),
    ("wide", ("o", "j", "pagedown", "tab", "j", "tab", "G", "tab", "q")),
    (
        "queue",
        ("i", "j", "j", "l", "l", "l", "l", "l", "l", "h", "tab", "j", "tab", "h", "/", *"bomb", "enter", "escape"),
    ),
    (
        "queue",
        ("i", "P", *"mosul", "enter", "D", *"2020", "enter", "T", "down", "escape", "A", *"is", "escape", "escape"),
    ),
    ("queue", ("i", "j", "o", "tab", "q", "G", "g", ":", *"hist", "down", "escape", ":", *"flag", "escape")),
    ("queue", ("t", "+", "+", "-", "l", "l", "tab", "l", "tab", ":", *"key", "escape", "?", "q", "q")),
    ("queue", ("d", "j", "k", "G", "g", "pagedown", "enter", "q", "?", "q", "q")),
    ("river", (*PUBLISHED, "b", "escape", "b", "space", "u", "b", "x", "u", "b", "a", "u", "q")),
)
"""Where one begins, and the keys from there: late screens, marking, prompts and the background."""


@pytest.mark.parametrize(
    ("size", "can"), zip(SIZES, [XTERM, XTERM, LEAST], strict=True), ids=["80x24", "120x40", "60x20"]
)
async def test_every_late_screen_is_what_stock_output_shows_with_wide_characters_too(tmp_path, size, can):
    path = tmp_path / "desk.db"
    make_record(path, 12)
    ids = make_database(path, wide(1), wide(2), hostile(), river())
    with closing(open_database(path)) as db:
        approve(db, incidents_of(db, ids[0])[0], analyst=ANALYST, now=NOW)
    articles, seen = dict(zip(("wide", "hostile", "river"), ids[1:], strict=True)), set()
    async with both(path, size, can) as hands:
        for place, keys in TOUR:
            if place in articles:
                hands.app.open_article(articles[place])
            else:
                hands.app.open_queue()
            await hands.pilot.pause(0.1)  # no key brought it here, and none would wait for it
            for key in keys:
                await hands.press(key)
                seen.add(type(hands.app.screen).__name__)
            await hands.app.workers.wait_for_complete()
    assert seen == all_screens()


async def test_a_terminal_that_can_little_shows_the_same(desk_db):
    async with both(desk_db, (80, 24), LEAST) as hands:
        await hands.press("j", "?", "q", "enter", "j", "j", "tab", "j", "pagedown", "enter", "q")


async def test_inside_gnu_screen_erased_cells_have_no_colour(desk_db):
    async with both(desk_db, (80, 24), SCREEN) as hands:
        await hands.press("j", "?", "q", "enter", "j", "j", "tab", "j", "pagedown", "enter", "q")


async def test_a_terminal_without_colour_shows_the_same(desk_db, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with both(desk_db) as hands:
        await hands.press("j", "?", "q", "enter", "j", "j", "tab", "j", "pagedown", "enter", "escape", "q")


async def test_another_size_shows_the_same(desk_db):
    async with both(desk_db) as hands:
        await hands.press("enter", "j", "j")
        for size in (120, 40), (60, 20), (80, 24):
            await hands.pilot.resize_terminal(*size)
            await hands.pilot.pause()
            await hands.press("j", "tab", "j", "tab")


async def test_hostile_text_shows_the_same(desk_db):
    async with both(desk_db) as hands:
        await hands.press("G", "enter", "j", "j", "j", "tab", "j", "j", "j", "pagedown", "pageup", "q")


# Screens that no desk has

LOOKS = [
    "", "bold", "underline", "reverse", "dim italic", "bold underline red on blue", "#ffaf5f on #1c1c1c",
    "bold #ffaf5f on #1c1c1c", "strike on #303030", "on #1c1c1c", "blink white", "color(9) on color(12)",
]  # fmt: skip
CLUSTERS = [
    "a", "b", " ", "    ", "é", "e\u0301", "中", "国", "警察", "한", "●", "│", "🚨", "👨\u200d👩\u200d👧", "❤\ufe0f",
    "👍🏽", "क्षि", "🇮🇶", "n\u0303\u0323", "ﷺ", "…", "\u200d", "\u0301",
]  # fmt: skip


@st.composite
def lines(draw: st.DrawFn, width: int) -> Strip:
    parts = draw(st.lists(st.tuples(st.sampled_from(CLUSTERS), st.integers(1, 6), st.sampled_from(LOOKS)), max_size=6))
    segments = [Segment(text * times, Style.parse(look)) for text, times, look in parts]
    strip = Strip(segments)
    return Strip(strip.adjust_cell_length(width, Style.parse(draw(st.sampled_from(LOOKS)))))


@st.composite
def screens(draw: st.DrawFn, width: int = 20, height: int = 7) -> list[list[Strip]]:
    """Some screens after one another; often with the lines of the one before, moved up or down."""
    shown = [draw(st.lists(lines(width), min_size=height, max_size=height))]
    for _ in range(draw(st.integers(1, 3))):
        by = draw(st.integers(-3, 3))
        kept = shown[-1][by:] if by >= 0 else shown[-1][:by]
        fresh = draw(st.lists(lines(width), min_size=abs(by), max_size=abs(by)))
        new = [*kept, *fresh] if by >= 0 else [*fresh, *kept]
        for at in draw(st.lists(st.integers(0, height - 1), max_size=3)):
            new[at] = draw(lines(width))
        shown.append(new)
    return shown


class LayoutUpdate(SimpleNamespace):
    """A whole screen, as Textual hands it over."""


def update(screen: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate(strips=[[line] for line in screen], region=Region(0, 0, screen[0].cell_length, len(screen)))


def plain(strip: Strip) -> bool:
    return all(certain(char) for segment in strip for char in segment.text)


def stock_output(screen: list[Strip]) -> str:
    made = ""
    for y, line in enumerate(screen):
        made += f"\x1b[{y + 1};1H" + "".join(
            Strip.render_style(style or Style.null(), text, ColorSystem.EIGHT_BIT) for text, style, _ in line
        )
    return made


@pytest.mark.parametrize("can", [XTERM, SCREEN, LEAST], ids=["xterm", "screen", "least"])
@settings(max_examples=25, deadline=None)
@given(shown=screens())
def test_any_screens_of_certain_characters_are_what_stock_output_shows(can, shown):
    memory, thin = Memory(can, ColorSystem.EIGHT_BIT), Terminal(20, 7, colours_erased=can.colours_erased)
    for screen in shown:
        certain_lines = [line if plain(line) else Strip.blank(20) for line in screen]
        stock = Terminal(20, 7)
        stock.feed(stock_output(certain_lines))
        thin.feed(memory.changes(update(certain_lines))[0])
        assert thin.picture() == stock.picture()


@pytest.mark.parametrize("widths", [as_reckoned, by_code_point, narrow_emoji])
@settings(max_examples=25, deadline=None)
@given(shown=screens())
def test_whatever_a_terminal_thinks_of_widths_the_certain_characters_stand_in_their_places(widths, shown):
    memory, thin = Memory(XTERM, ColorSystem.EIGHT_BIT), Terminal(20, 7, widths=widths)
    for screen in shown:
        thin.feed(memory.changes(update(screen))[0])
        for y, row in enumerate(memory._rows):
            for x, (text, _) in enumerate(row):
                if text and text != " " and certain(text) and text.isascii():
                    assert thin.buffer[y][x].data == text


def test_a_mark_over_the_last_character_of_a_line_stays_with_it():
    line = Strip([Segment("a" * 19, Style()), Segment("क्", Style())], 20)
    thin = Terminal(20, 1, widths=by_code_point)
    thin.feed(Memory(XTERM, ColorSystem.EIGHT_BIT).changes(update([line]))[0])
    assert [thin.buffer[0][x].data for x in (18, 19)] == ["a", "क्"]


def test_where_widths_are_as_reckoned_all_characters_are_shown_whole():
    families = Strip([Segment("ab 👨\u200d👩\u200d👧 e\u0301 ❤\ufe0f 中 cd")])
    memory, thin = Memory(XTERM, ColorSystem.EIGHT_BIT), Terminal(20, 2)
    for line in Strip([Segment("x" * 20)]), families.adjust_cell_length(20), Strip([Segment("y" * 20)]):
        thin.feed(memory.changes(update([line, families.adjust_cell_length(20)]))[0])
        assert thin.text(0) == line.text.rstrip()
        assert thin.text(1) == families.text


def test_a_wide_character_gives_way_to_another_in_its_place():
    memory, thin = Memory(XTERM, ColorSystem.EIGHT_BIT), Terminal(8, 1)
    for text in "ab中cd  ", "ab国cd  ", "a国中d  ", "abcdef  ":
        thin.feed(memory.changes(update([Strip([Segment(text)])]))[0])
        assert thin.text(0) == text.rstrip()


# How little is sent


def sent(*screens_shown: list[Strip], can: Abilities = XTERM) -> str:
    memory = Memory(can, ColorSystem.EIGHT_BIT)
    return [memory.changes(update(screen))[0] for screen in screens_shown][-1]


def text_screen(*texts: str, look: str = "color(252) on color(234)") -> list[Strip]:
    return [Strip([Segment(text.ljust(40), Style.parse(look))]) for text in texts]


def test_the_same_screen_sends_nothing():
    assert sent(text_screen("one", "two"), text_screen("one", "two")) == ""


def test_a_changed_letter_sends_its_place_its_look_and_itself():
    assert sent(text_screen("one", "two"), text_screen("one", "tvo")) == "\x1b[2;2H\x1b[38;5;252;48;5;234mv\x1b[m"


def test_lines_that_moved_are_moved_by_the_terminal():
    many = [f"line {n} of an article" for n in range(20)]
    scrolled = sent(text_screen(*many[:16], "foot"), text_screen(*many[1:17], "foot"))
    assert "\x1b[1;16r\x1b[H\x1b[M\x1b[r" in scrolled
    assert len(scrolled) < 100


def test_a_terminal_that_cannot_scroll_regions_is_not_asked_to():
    many = [f"line {n} of an article" for n in range(20)]
    scrolled = sent(text_screen(*many[:16], "foot"), text_screen(*many[1:17], "foot"), can=LEAST)
    assert set("rML") & {part[-1] for part in scrolled.split("\x1b[") if part[-1:].isalpha()} == set()


def test_a_line_that_gets_shorter_is_erased_to_its_end():
    assert sent(text_screen("a long line of words"), text_screen("a")).endswith("\x1b[K\x1b[m")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1;38;5;252;48;5;234", "38;5;252;48;5;234", "\x1b[22m"),
        ("38;5;252;48;5;234", "1;4;38;5;252;48;5;234", "\x1b[1;4m"),
        ("1;2;31", "2;31", "\x1b[0;2;31m"),
        ("1;38;5;252;48;5;234", "", "\x1b[m"),
        ("31;44", "32;44", "\x1b[32m"),
        ("7", "7", ""),
    ],
)
def test_the_shortest_way_from_look_to_look_is_taken(old, new, expected):
    shortest = switch(look_of(old), look_of(new))
    assert len(shortest) <= len(expected)
    assert shortest.count("\x1b") == expected.count("\x1b")


def test_where_the_system_returns_at_a_newline_no_return_is_sent():
    can, old, new = Abilities(newline_returns=True), text_screen("one", "two"), text_screen("six", "ten")
    data = sent(old, new, can=can)
    thin = Terminal(40, 2)
    thin.feed(sent(old).replace("\n", "\r\n"))
    thin.feed(data.replace("\n", "\r\n"))
    assert ("\n" in data, "\r" in data) == (True, False)
    assert [thin.text(0), thin.text(1)] == ["six", "ten"]


# Stepping aside


def test_the_seam_of_this_textual_is_known():
    assert seam_is_known()


@pytest.mark.parametrize("codes", ["38;9;1", "38;5", "1000", "x"])
def test_a_look_that_is_not_known_is_a_surprise(codes):
    with pytest.raises(SurpriseError):
        look_of(codes)


@pytest.mark.parametrize(
    "line",
    [
        Strip([Segment("ab", Style(link="http://example.org"))]),
        Strip([Segment("a\x1b[2J")]),
        Strip([Segment("ab", None, [(1, 2)])]),  # type: ignore[list-item]
        Strip([Segment("abc")]),
    ],
    ids=["a link", "an escape", "a control", "too long"],
)
def test_what_is_not_as_expected_is_a_surprise(line):
    memory = Memory(XTERM, ColorSystem.EIGHT_BIT)
    with pytest.raises(SurpriseError):
        memory.changes(LayoutUpdate(strips=[[line]], region=Region(0, 0, 2, 1)))


def test_an_unknown_terminal_is_asked_for_the_least():
    # Read once in the life of a process.
    code = "from tui.thin_display import abilities; print(abilities('no-such-terminal'), abilities(None))"
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == f"{LEAST} {LEAST}"
