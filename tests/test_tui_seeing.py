"""Approval means reading: what is in doubt is looked at first, and what no incident uses can be found."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk_pilot import at_the_desk, rows, statuses, stored
from desk_samples import make_database, quiet, river

from store.model import Incident, Slot, Span
from store.sentences import sentence_at, sentences
from tui import coverage, slots

RIVER = 1


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    """A database with river, of whose first incident the date waits and the target is half sure."""
    path = tmp_path / "desk.db"
    make_database(path, river(), quiet())
    return path


async def test_approving_goes_to_what_is_in_doubt_before_it_takes_effect(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "a")
        assert hands.review.reading.slot is Slot.DATE
        assert "counted from nothing yet" in hands.message
        assert "1 more after it" in hands.message
        await hands.press("a")
        assert hands.review.reading.slot is Slot.TARGET
        assert "50% sure" in hands.message
        assert statuses(desk_db, RIVER)[0] == "proposed"
        await hands.press("a")
    assert statuses(desk_db, RIVER)[0] == "approved"


async def test_moving_over_a_slot_counts_as_looking_at_it(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", *["j"] * list(Slot).index(Slot.TARGET), "a")
    assert statuses(desk_db, RIVER)[0] == "approved"


async def test_jumping_past_a_slot_does_not_count(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "G", "a")
        assert hands.review.reading.slot is Slot.DATE
    assert statuses(desk_db, RIVER)[0] == "proposed"


async def test_what_was_seen_stays_seen_among_the_incidents_and_in_other_articles(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "D", "T", "]", "[", "q", "enter", "a")
    assert statuses(desk_db, RIVER)[0] == "approved"


async def test_what_was_seen_is_seen_still_when_undo_brings_it_back(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "D", "T", "p")
        await hands.type("2020-07-28")
        await hands.press("D", "u", "g", "a")
        assert statuses(desk_db, RIVER)[0] == "approved"
    doubtful = river().incidents[0]
    assert slots.doubtful(doubtful) == [Slot.DATE, Slot.TARGET]


async def test_what_the_analyst_said_is_in_no_doubt(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "D", "enter")
        await hands.type("2020-07-27")
        await hands.press("T", "enter")
        await hands.type("river base")
        await hands.press("a")
    assert statuses(desk_db, RIVER)[0] == "approved"


async def test_rejecting_and_leaving_for_later_need_no_look(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "x", " ")
    assert statuses(desk_db, RIVER)[:2] == ["rejected", "postponed"]


def test_a_value_without_any_words_is_in_doubt():
    incident = river().incidents[2]
    assert slots.doubt(incident, Slot.WEAPON) == "no words of the article say so"
    assert slots.doubt(incident, Slot.SUMMARY) == ""
    assert slots.doubt(Incident(), Slot.STAGE) == ""


async def test_a_letter_goes_to_its_slot_from_any_pane(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "P")
        assert hands.review.reading.slot is Slot.PLACE
        await hands.press("tab", "K")
        assert (hands.review.reading.slot, hands.review.pane) == (Slot.KILLED, "slots")


async def test_a_wrong_place_is_corrected_with_two_keys(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "P", "2")
    assert stored(desk_db, RIVER)[0].incident.place.canonical == "Tarmiyah"


async def test_the_meter_tells_how_much_violence_no_incident_uses(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        assert "1 violent sentence unused: c" in hands.shown(hands.review.article_title)
        await hands.press("n")
        assert "unused" not in hands.shown(hands.review.article_title)


async def test_a_key_goes_to_the_next_sentence_that_no_incident_uses_and_another_begins_there(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "c")
        assert "a grenade was thrown" in " ".join(hands.shown(hands.review.article_view).split())
        assert "1 of 1" in hands.message
        await hands.press("n", "c")
        assert "every sentence" in hands.message
    assert stored(desk_db, RIVER)[3].incident.type == "grenade_attack"
    assert rows(desk_db, "SELECT action FROM decisions") == [("create",)]


def test_sentences_end_at_their_marks_and_at_the_ends_of_lines():
    text = "  One thing.  “Two things.” Three\nfour! \n\n five"
    assert [span.quote(text) for span in sentences(text)] == ["One thing.", "“Two things.”", "Three", "four!", "five"]


@pytest.mark.parametrize(("offset", "expected"), [(0, "One."), (3, "One."), (4, "Two."), (9, "Three"), (99, "Three")])
def test_the_sentence_at_an_offset(offset, expected):
    text = "One. Two. \nThree\n"
    assert sentence_at(sentences(text), offset).quote(text) == expected


def test_a_text_without_words_has_an_empty_sentence():
    assert sentence_at(sentences(" \n"), 1) == Span(0, 0)


async def test_talk_of_attacks_in_general_is_told_from_incidents(tmp_path):
    from store.articles import get_article
    from store.database import open_database
    from store.model import MentionKind

    analysis = river()
    text = analysis.article.text
    from desk_samples import mention

    talk = mention(text, MentionKind.TRIGGER, "attacks of this kind")
    mentions = sorted((*analysis.mentions, talk), key=lambda one: one.start)
    make_database(tmp_path / "desk.db", replace(analysis, mentions=tuple(mentions)))
    db = open_database(tmp_path / "desk.db")
    try:
        article = get_article(db, RIVER)
        told = [record.incident for record in stored(tmp_path / "desk.db", RIVER)]
        assert [text[one.start : one.end] for one in coverage.generic(article, told)] == ["attacks of this kind"]
        assert coverage.next_from([], 0) is None
    finally:
        db.close()
