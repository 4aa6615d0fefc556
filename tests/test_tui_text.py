"""What is drawn: hostile text, wrapping, words for values, looks."""

import datetime as dt

import pytest
from desk_pilot import at_the_desk, statuses
from desk_samples import HOSTILE, RIVER, hostile, make_database, river
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import Count, DatePrecision, DateRange, Incident, MentionKind, Place, Slot
from tui import slots
from tui.fuzzy import ranked
from tui.glyphs import fit, visible, width
from tui.marking import Marker
from tui.palette import DARK, LIGHT, PLAIN, theme_name
from tui.widgets.lines import last_difference, strip_of
from tui.wrap import wrap

FORBIDDEN = {*map(chr, range(0x20)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u202e", "\u2066", "\u200f"}


@given(st.text())
def test_no_character_that_a_terminal_acts_upon_is_shown(text):
    assert not FORBIDDEN & set(visible(text))


@given(st.text(), st.integers(0, 60))
def test_cut_text_fits(text, cells):
    assert cell_len(fit(text, cells)) <= cells


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(4, 90))
def test_wrapped_lines_cover_the_text_in_order_and_fit(text, cells):
    end = 0
    for start, stop in wrap(text, cells):
        assert end <= start <= stop <= len(text)
        assert not text[end:start].strip()
        assert width(text[start:stop]) <= cells or stop - start == 1
        end = stop
    assert not text[end:].strip()


def test_several_empty_lines_are_shown_as_one():
    assert len(wrap("a\n\n\n\nb", 10)) == 3


@given(st.lists(st.tuples(st.text(max_size=9), st.sampled_from([Style(bold=True), Style()]))), st.integers(1, 40))
def test_a_line_is_as_wide_as_it_should_be(parts, cells):
    assert cell_len(strip_of(parts, cells, Style()).text) == cells


def test_only_what_differs_of_a_line_is_sent():
    plain = Style()
    old = Strip([Segment("one two three", plain)])
    assert last_difference(old, Strip([Segment("one tow three", plain)])) == 7
    assert last_difference(old, Strip([Segment("one ", plain), Segment("two three", plain)])) == 0


async def test_an_article_full_of_markup_and_escapes_is_shown_as_it_is_written(tmp_path):
    path = tmp_path / "desk.db"
    make_database(path, hostile())
    async with at_the_desk(path, size=(100, 40)) as hands:
        assert "[/b]" in hands.shown(hands.queue.list)
        await hands.press("enter")
        shown = hands.shown(hands.review.article_view)
        for words in ("[sic]", "[/b]", "[@click=app.quit]", "␛[31mred", "‹202e›", "中国"):
            assert words in shown
        for _ in Slot:
            await hands.press("j")
        assert not FORBIDDEN & set(hands.shown()) - {"\n"}
        await hands.press("a")
    assert statuses(path, 1) == ["approved"]


async def test_evidence_after_strange_characters_is_still_the_right_words(tmp_path):
    make_database(tmp_path / "desk.db", hostile())
    async with at_the_desk(tmp_path / "desk.db", size=(100, 40)) as hands:
        await hands.press("enter", "j", "j")
        view = hands.review.article_view
        lit = [
            segment.text
            for y in range(view.size.height)
            for segment in view.render_line(y)
            if segment.style == DARK.evidence
        ]
        assert "".join(lit) == "on Monday night"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_no_line_is_wider_than_the_screen(tmp_path, size):
    make_database(tmp_path / "desk.db", hostile(), river())
    async with at_the_desk(tmp_path / "desk.db", size=size) as hands:
        for keys in (["enter"], ["j", "j"], ["enter"], ["escape", "q"]):
            await hands.press(*keys)
            for widget in hands.screen.query("LineWidget"):
                for y in range(widget.size.height):
                    assert widget.render_line(y).cell_length == widget.size.width


DAY = DatePrecision.DAY


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (DateRange(), ""),
        (DateRange(phrase="on Friday"), "“on Friday”"),
        (DateRange(dt.date(2020, 7, 27), dt.date(2020, 7, 27), DAY), "Mon 27 Jul 2020"),
        (DateRange(dt.date(2020, 6, 21), dt.date(2020, 6, 30), DatePrecision.MONTH), "21–30 Jun 2020"),
        (DateRange(dt.date(2020, 6, 1), dt.date(2020, 6, 30), DatePrecision.MONTH), "Jun 2020"),
        (DateRange(dt.date(2019, 1, 1), dt.date(2019, 12, 31), DatePrecision.YEAR), "2019"),
        (DateRange(dt.date(2019, 12, 30), dt.date(2020, 1, 5), DatePrecision.WEEK), "30 Dec 2019 – 5 Jan 2020"),
    ],
)
def test_a_date_is_written_in_its_own_precision(date, text):
    assert slots.date_text(date) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (Count(), ""),
        (Count(0, 0, 0, "no casualties"), "0"),
        (Count(12, 12, None, "at least a dozen"), "≥ 12"),
        (Count(2, 3, 5), "3 (2–5)"),
        (Count(words="dozens"), "“dozens”"),
    ],
)
def test_a_count_is_written_with_its_range(count, text):
    assert slots.count_text(count) == text


def test_a_slot_that_wants_a_second_look_is_marked():
    incident = river().incidents[0]
    assert slots.mark(incident, Slot.DATE) == "?"
    assert slots.mark(incident, Slot.TARGET) == "~"
    assert slots.mark(incident, Slot.KILLED) == "·"
    assert slots.mark(incident, Slot.PLACE) == ""


@pytest.mark.parametrize(
    ("typed", "best"),
    [("und", "undo"), ("lo", "lower"), ("aprove", "approve"), ("pg dn", "page down")],
)
def test_a_few_letters_find_the_name(typed, best):
    names = ["approve", "lower", "page down", "undo"]
    assert ranked(typed, names, str)[0] == best


def test_a_stretch_is_marked_word_by_word():
    marker = Marker(RIVER, RIVER.index("Four rockets"))
    marker.anchor()
    marker.step(1)
    assert marker.span.quote(RIVER) == "Four rockets"
    marker.step(-99999)
    assert marker.span.start == 0


def test_marking_an_empty_text_marks_nothing():
    assert Marker("", 0).span.quote(HOSTILE) == ""


def luminance(style: Style, *, back: bool) -> float:
    """The relative luminance of a style's colour, as WCAG 2 counts it."""
    colour = style.bgcolor if back else style.color
    assert colour is not None
    assert colour.triplet is not None
    parts = [value / 255 for value in colour.triplet]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def styles_of(palette):
    names = [name for name in palette.__dataclass_fields__ if name != "marks"]
    return {**{name: getattr(palette, name) for name in names}, **palette.marks}


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_every_style_has_contrast_enough_to_read(palette):
    for name, style in styles_of(palette).items():
        low, high = sorted((luminance(style, back=False), luminance(style, back=True)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, name


def test_no_meaning_is_in_the_colour_alone():
    for style in PLAIN.marks.values():
        assert style.bold or style.underline or style.italic
    for style in styles_of(PLAIN).values():
        assert style.color is None
        assert style.bgcolor is None
    assert PLAIN.evidence.reverse
    for kind in MentionKind:
        marked = DARK.marks[kind]
        assert marked.bold or marked.underline or marked.italic


def test_without_colour_the_plain_looks_are_taken():
    assert theme_name("light", no_color=True) == theme_name("plain", no_color=False) == "ansi-dark"
    assert theme_name(None, no_color=False) == theme_name("nonsense", no_color=False) == "blotter-dark"


async def test_without_colour_nothing_but_attributes_is_drawn(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("enter")
        for widget in hands.screen.query("LineWidget"):
            for y in range(widget.size.height):
                assert all(s.style is None or s.style.color is None for s in widget.render_line(y))


def test_a_place_is_shown_with_its_site_before_it():
    site = Place("Gary", canonical="Gary", facility="17 Tannery Lane", admin1="Indiana", country="US")
    assert slots.text_of(Incident(place=site), Slot.PLACE) == "17 Tannery Lane, Gary · Indiana US"
    only_site = Place("Camp Taji", canonical="Camp Taji", facility="Camp Taji", country="IQ")
    assert slots.text_of(Incident(place=only_site), Slot.PLACE) == "Camp Taji · IQ"
