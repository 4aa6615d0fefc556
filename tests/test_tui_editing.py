"""Filling slots at the review screen: chosen, typed, marked and counted values, and new incidents."""

import datetime as dt
from pathlib import Path

import pytest
from desk_pilot import article, at_the_desk, rows, statuses, stored
from desk_samples import make_database, quiet, river

from store.model import Slot

RIVER, QUIET = 1, 2


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    """A database with the three incidents of river, and an article without any."""
    path = tmp_path / "desk.db"
    make_database(path, river(), quiet())
    return path


async def test_a_digit_puts_the_offered_mention_into_the_slot_with_its_words_as_evidence(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "j", "j", "j")
        assert hands.review.reading.slot is Slot.PLACE
        labels = [offer.label for offer in hands.review.reading.offers()]
        await hands.press(str(1 + next(at for at, label in enumerate(labels) if "Tarmiyah" in label)))
    incident = stored(desk_db, RIVER)[0].incident
    assert incident.place.canonical == "Tarmiyah"
    assert [piece.quote for piece in incident.evidence[Slot.PLACE]] == ["Tarmiyah"]
    assert incident.asserted_by[Slot.PLACE] == "anna"
    assert incident.confidence[Slot.PLACE] == 1.0


async def test_the_nearest_mention_is_offered_first(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", "j", "j", "j")
        assert hands.review.reading.offers()[0].label.startswith("Baqubah")


async def test_a_digit_that_offers_nothing_changes_nothing(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "G", "9")
        assert "nothing is offered" in hands.message
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


@pytest.mark.parametrize(
    ("slot", "typed", "expected"),
    [
        (Slot.TYPE, "shell", "shelling"),
        (Slot.STAGE, "foil", "foiled"),
        (Slot.DATE, "2020-07-26", "Sun 26 Jul 2020"),
        (Slot.PLACE, "tarmiyah", "Tarmiyah · Baghdad IQ"),
        (Slot.PLACE, "Hit", "Hit · IQ"),
        (Slot.PLACE, "Tal Zarzur, Syria", "Tal Zarzur · SY"),
        (Slot.PLACE, "Tal Zarzur, SY", "Tal Zarzur · SY"),
        (Slot.PLACE, "the ford of Zarzur, east bank", "the ford of Zarzur, east bank · IQ"),
        (Slot.PLACE, "Kuwait", "Kuwait · KW"),
        (Slot.WEAPON, "3 mortars", "3 mortars"),
        (Slot.PERPETRATOR, "Islamic State, accused", "Islamic State, accused"),
        (Slot.CLAIM, "claimed by the Owls (leaflet)", "claimed by the Owls (leaflet)"),
        (Slot.TARGET, "river base, military base", "river base · military base"),
        (Slot.VICTIMS, "two soldiers injured; a driver killed", "two soldiers injured; a driver killed"),
        (Slot.KILLED, "3-5", "3–5"),
        (Slot.KILLED, ">=10", "≥ 10"),
        (Slot.KILLED, "~10", "~10"),
        (Slot.KILLED, "none", "0"),
        (Slot.DAMAGE, "a fuel truck, a wall", "a fuel truck, a wall"),
        (Slot.SUMMARY, "four rockets on Camp Sadr", "four rockets on Camp Sadr"),
    ],
)
async def test_a_typed_value_is_stored(desk_db, slot, typed, expected):
    from tui import slots

    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", *["j"] * list(Slot).index(slot), "enter")
        await hands.type(typed)
    incident = stored(desk_db, RIVER)[0].incident
    said = slots.text_of(incident, slot)
    assert said == expected or slots.entry_text(incident, slot) == expected
    assert incident.asserted_by[slot] == "anna"


async def test_typing_nothing_empties_the_slot_and_its_evidence(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", *["j"] * list(Slot).index(Slot.DAMAGE), "enter")
        await hands.type("")
    incident = stored(desk_db, RIVER)[0].incident
    assert incident.damage is None
    assert Slot.DAMAGE not in incident.evidence
    assert Slot.DAMAGE not in incident.asserted_by


async def test_words_that_are_no_value_are_refused_in_the_message_line(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "j", "j", "enter")
        await hands.type("smarch the 40th")
        assert "is no date" in hands.message
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


async def test_escape_leaves_the_slot_as_it_was(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "enter", "x", "escape")
        assert not hands.screen.prompt.open
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


async def test_a_choice_is_taken_with_down_and_enter(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", *["j"] * 5, "enter", "ctrl+u", "i", "s", "l", "down", "enter")
    actor = stored(desk_db, RIVER)[1].incident.perpetrator
    assert actor.name == "Islamic State"


async def test_the_summary_follows_an_edit_until_somebody_writes_one(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "j", "j", "j", "enter")
        await hands.type("Hit")
        assert "Hit" in stored(desk_db, RIVER)[0].incident.summary
        await hands.press("G", "enter")
        await hands.type("my own words")
        await hands.press("g", "j", "j", "j", "enter")
        await hands.type("Tarmiyah")
    assert stored(desk_db, RIVER)[0].incident.summary == "my own words"


async def test_the_published_date_moves_every_relative_date_in_one_decision(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "p")
        await hands.type("2020-07-28")
        assert "3 incidents followed" in hands.message
    starts = [record.incident.date.start for record in stored(desk_db, RIVER)]
    assert starts[:2] == [dt.date(2020, 7, 27), dt.date(2020, 7, 24)]
    assert starts[2] is not None
    assert starts[2].month == 6
    assert article(desk_db, RIVER).article.published == dt.date(2020, 7, 28)
    assert rows(desk_db, "SELECT action FROM decisions") == [("set_published",)]


async def test_undo_of_the_published_date_makes_the_dates_unresolved_again(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "p")
        await hands.type("28 July 2020")
        await hands.press("u")
    assert [record.incident.date.start for record in stored(desk_db, RIVER)] == [None, None, None]
    assert article(desk_db, RIVER).article.published is None


async def test_minus_and_plus_move_the_date_by_a_day(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "p")
        await hands.type("2020-07-28")
        await hands.press("-", "-", "+")
        assert hands.review.reading.slot is Slot.DATE
    date = stored(desk_db, RIVER)[0].incident.date
    assert (date.start, date.end) == (dt.date(2020, 7, 26), dt.date(2020, 7, 26))


async def test_a_date_that_was_moved_does_not_follow_the_published_date(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "p")
        await hands.type("2020-07-28")
        await hands.press("-", "p")
        await hands.type("2020-08-04")
    starts = [record.incident.date.start for record in stored(desk_db, RIVER)]
    assert starts[:2] == [dt.date(2020, 7, 26), dt.date(2020, 7, 31)]


async def test_there_is_no_day_to_move_while_the_date_is_unresolved(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "+")
        assert "no date yet" in hands.message


async def test_marked_words_fill_the_slot_as_its_evidence(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", *["j"] * list(Slot).index(Slot.DAMAGE), "m", "l", "m", "l", "l", "enter")
    incident = stored(desk_db, RIVER)[0].incident
    assert incident.damage == "a fuel truck"
    assert [piece.quote for piece in incident.evidence[Slot.DAMAGE]] == ["a fuel truck"]


async def test_escape_leaves_the_marking(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "m", "l", "j", "k", "h", "escape", "j")
        assert hands.review.marker is None
        assert hands.review.reading.slot is Slot.STAGE
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


async def test_a_new_incident_begins_from_the_sentence_that_none_uses(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "n")
        assert hands.review.reading.at == 3
    incident = stored(desk_db, RIVER)[3].incident
    assert incident.type == "grenade_attack"
    assert incident.weapon.type == "grenade"


async def test_a_new_incident_begins_where_the_article_is_read(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "/", *"jasim", "enter", "n")
    assert stored(desk_db, RIVER)[3].incident.type == "assassination"


async def test_undo_takes_a_new_incident_away(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "n", "u")
        assert hands.review.reading.at <= 2
    assert len(stored(desk_db, RIVER)) == 3


async def test_the_first_letter_typed_takes_the_place_of_the_old_value(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", *["j"] * list(Slot).index(Slot.DAMAGE), "enter", *"walls", "enter")
        assert stored(desk_db, RIVER)[0].incident.damage == "walls"
        await hands.press("enter", "left", "right", *"!", "enter")
    assert stored(desk_db, RIVER)[0].incident.damage == "walls!"


async def test_a_date_that_can_be_counted_is_doubtful_no_more(tmp_path):
    from dataclasses import replace

    analysis = river()
    doubtful = [replace(one, confidence={**one.confidence, Slot.DATE: 0.3}) for one in analysis.incidents]
    make_database(tmp_path / "desk.db", replace(analysis, incidents=tuple(doubtful)))
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("enter", "p")
        await hands.type("2020-07-28")
    assert stored(tmp_path / "desk.db", 1)[0].incident.confidence[Slot.DATE] == 0.75


async def test_a_new_incident_can_be_begun_in_an_article_without_any(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("G", "enter")
        assert "new incident" in hands.shown(hands.review.slot_table)
        await hands.press("enter", "m", "1", "e", "-", "d", "]", "j", "n")
    assert statuses(desk_db, QUIET) == ["proposed"]
