"""Dates counted before one's eyes, motions of marking, and what is folded or was read before."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from desk_pilot import article, at_the_desk, rows, stored
from desk_samples import RIVER, make_database, mention, quiet, river

from store.model import Analysis, Article, MentionKind, Slot, Span
from tui import palette
from tui.coverage import joined
from tui.marking import Marker
from tui.wrap import without

FIRST = 1


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    make_database(path, river(), quiet())
    return path


async def test_the_dates_are_counted_while_the_published_date_is_typed(desk_db):
    async with at_the_desk(desk_db, size=(120, 40)) as hands:
        await hands.press("enter", "p", *"2020-07-28")
        shown = hands.shown(hands.review.detail)
        assert "on Monday night, published Tue 28 Jul 2020 → Mon 27 Jul 2020" in shown
        assert "On Friday, published Tue 28 Jul 2020 → Fri 24 Jul 2020" in shown
        await hands.press("escape")
        assert "published" not in hands.shown(hands.review.detail)
    assert article(desk_db, FIRST).article.published is None


async def test_a_counted_date_says_what_it_was_counted_from(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "D")
        assert "on Monday night, publication date not known; p sets it" in hands.shown(hands.review.detail_title)
        await hands.press("p")
        await hands.type("2020-07-28")
        told = "on Monday night, published Tue 28 Jul 2020 → Mon 27 Jul 2020"
        assert "on Monday night → Mon 27 Jul 2020" in hands.message
        assert told in hands.shown(hands.review.detail_title)
    assert stored(desk_db, FIRST)[0].incident.date.start == dt.date(2020, 7, 27)


async def test_a_whole_sentence_is_marked_with_one_key(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "C", "m", "s", "enter")
    (piece,) = stored(desk_db, FIRST)[0].incident.evidence[Slot.CLAIM]
    assert piece.quote == "No group has claimed the attack."


async def test_marked_names_are_walked_and_taken(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "P", "m", "w", "w", "w", "enter")
    incident = stored(desk_db, FIRST)[0].incident
    assert [piece.quote for piece in incident.evidence[Slot.PLACE]] == ["Tarmiyah"]
    assert incident.place.canonical == "Tarmiyah"


async def test_walking_back_over_marked_names(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "P", "m", "w", "b", "S", "w", "b", "b", "escape")
        assert hands.review.marker is None
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


async def test_a_new_incident_begins_at_the_sentence_of_the_word_cursor(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", "T", "g", "m", "n")
        assert hands.review.reading.at == 3
    assert stored(desk_db, FIRST)[3].incident.type == "assassination"


def test_a_motion_extends_what_was_begun_by_hand():
    marker = Marker("One two. Three four.", 4)
    marker.take(Span(0, 8))
    assert marker.span == Span(0, 8)
    marker.go(4)
    marker.anchor()
    marker.take(Span(9, 20))
    assert marker.span == Span(4, 20)


async def test_menus_are_folded_and_shown_again(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        assert "Select Language" in hands.shown(hands.review.article_view)
        await hands.press("z")
        shown = hands.shown(hands.review.article_view)
        assert "Select Language" not in shown
        assert "2 lines folded: z" in shown
        assert "Four rockets" in shown
        await hands.press("q", "enter")
        assert "lines folded" in hands.shown(hands.review.article_view)
        await hands.press("z")
        assert "Select Language" in hands.shown(hands.review.article_view)


async def test_there_may_be_nothing_to_fold(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("G", "enter", "z")
        assert "nothing to fold" in hands.message


async def test_words_that_are_found_are_never_folded_away(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "z", "/", *"select", "enter")
        assert "Select Language" in hands.shown(hands.review.article_view)


async def test_what_was_read_in_another_article_is_dimmed_and_folded(tmp_path):
    again = "Another paper tells it too.\n\n" + RIVER[RIVER.index("The base houses") : RIVER.index("On Friday")]
    path = tmp_path / "desk.db"
    make_database(path, river(), Analysis(Article(again, "again", "Another paper tells it too.")))
    async with at_the_desk(path) as hands:
        await hands.press("enter", "x", "x", "x")
        assert hands.review.reading.article.id == 2
        assert len(hands.review.reading.read) == 2
        looks = hands.review.looks
        view = hands.review.article_view
        strip = next(view.render_line(y) for y in range(10) if "troops of three" in view.render_line(y).text)
        assert {segment.style for segment in strip if "troops" in segment.text} == {looks.dim}
        await hands.press("z")
        assert "troops of three" not in hands.shown(view)


def test_lines_in_a_fold_become_one_and_empty_ones_between_go_with_them():
    lines = [(0, 4), (5, 5), (5, 9), (10, 10), (10, 14), (15, 15), (15, 19)]
    kept, counts = without(lines, [Span(5, 14)])
    assert kept == [(0, 4), (5, 5), (5, 9), (15, 15), (15, 19)]
    assert counts == {2: 2}


def test_spans_with_only_space_between_them_are_one():
    assert joined([Span(4, 6), Span(0, 3), Span(8, 9)], "abc de fg") == [Span(0, 6), Span(8, 9)]


async def test_the_word_cursor_never_stands_in_a_fold(tmp_path):
    text = RIVER
    analysis = river()
    extra = mention(text, MentionKind.GROUP, "Harbour Daily", None)
    mentions = tuple(sorted((*analysis.mentions, extra), key=lambda one: one.start))
    make_database(tmp_path / "desk.db", replace(analysis, mentions=mentions))
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("enter", "z", "P", "m", "b", "b", "b", "b")
        assert "Harbour Daily" in hands.shown(hands.review.article_view)


@pytest.mark.parametrize("looks", [palette.DARK, palette.LIGHT, palette.PLAIN], ids=["dark", "light", "plain"])
def test_each_kind_of_mention_has_a_look_of_its_own_without_colour(looks):
    seen = {
        (look.bold, look.underline, look.italic, palette.brackets(looks).get(kind, ""))
        for kind, look in looks.marks.items()
    }
    assert len(seen) == len(MentionKind)


def test_without_colour_no_kind_depends_on_slanted_letters():
    looks = palette.PLAIN
    seen = {
        (bool(look.bold), bool(look.underline), palette.brackets(looks).get(kind)) for kind, look in looks.marks.items()
    }
    assert len(seen) == len(MentionKind)


async def test_brackets_stand_in_the_space_around_a_mention(desk_db, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        assert "<Four>rockets}fell on[Camp Sadr]" in hands.shown(hands.review.article_view)


async def test_no_bracket_stands_alone_where_a_comma_follows_the_name(desk_db):
    async with at_the_desk(desk_db, size=(120, 40)) as hands:
        await hands.press("enter", "w")
        assert "elder,(Jasim al-Obeidi,)outside" in hands.shown(hands.review.article_view)


async def test_a_place_the_article_does_not_name_is_looked_up_with_its_distance(desk_db):
    async with at_the_desk(desk_db, size=(120, 40)) as hands:
        await hands.press("enter", "P", "enter", *"ramadi")
        shown = hands.shown(hands.review.detail)
        assert "Ramadi" in shown
        assert "km from Camp Sadr" in shown
        await hands.press("down", "enter")
    place = stored(desk_db, FIRST)[0].incident.place
    assert (place.canonical, place.country) == ("Ramadi", "IQ")
    assert place.latitude is not None
