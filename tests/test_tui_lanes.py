"""Lanes and regrouping at the review screen: keys in, database out."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk_pilot import at_the_desk, rows, statuses, stored
from desk_samples import make_database, quiet, river

from store.model import Incident, Lane, Slot
from tui import lanes

RIVER, QUIET = 1, 2


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    """A database with river, whose second and third incident are of the background."""
    path = tmp_path / "desk.db"
    analysis = river()
    first, *others = analysis.incidents
    background = [replace(one, lane=Lane.BACKGROUND) for one in others]
    make_database(path, replace(analysis, incidents=(first, *background)), quiet())
    return path


async def test_the_background_is_rejected_in_one_decision(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "b", "x")
        assert "2 incidents of the background" in hands.message
        assert hands.review.reading.at == 0
    assert statuses(desk_db, RIVER) == ["proposed", "rejected", "rejected"]
    assert rows(desk_db, "SELECT action FROM decisions") == [("reject",)]


async def test_the_background_is_left_for_later_in_one_decision(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "b", " ")
    assert statuses(desk_db, RIVER) == ["proposed", "postponed", "postponed"]


async def test_one_undo_brings_the_whole_background_back(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "b", "x", "u")
        assert "undone" in hands.message
    assert statuses(desk_db, RIVER) == ["proposed"] * 3


async def test_approving_the_background_takes_reading_too(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "b", "a")
        assert (hands.review.reading.at, hands.review.reading.slot) == (1, Slot.DATE)
        assert hands.message.startswith("look first")
        for _ in range(20):
            if not hands.message.startswith("look first"):
                break
            await hands.press("a")
        assert "2 incidents of the background" in hands.message
    assert statuses(desk_db, RIVER) == ["proposed", "approved", "approved"]
    assert rows(desk_db, "SELECT action FROM decisions") == [("approve",)]


async def test_escape_leaves_the_background_as_it_was(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "b", "j", "escape", "j")
        assert hands.review.reading.slot is Slot.STAGE
        await hands.press("x", "b", "x", "b")
        assert "no incident of the background is open" in hands.message
    assert statuses(desk_db, RIVER) == ["rejected"] * 3


async def test_the_lanes_of_all_incidents_are_seen_at_a_glance(desk_db):
    async with at_the_desk(desk_db, size=(120, 40)) as hands:
        await hands.press("enter", "]", "x")
        assert "c×[b]" in hands.shown(hands.review.incident_title)
        overview = hands.shown(hands.review.slot_table)
        for words in ("current     1 Camp Sadr", "×background  2 Baqubah", "3 Samarra", "unused"):
            assert words in overview


def test_talk_in_general_has_a_line_of_its_own():
    assert lanes.overview([], 0, 0, "c", ["attacks", "raids", "attacks"]) == [lanes.Row("generic", "attacks, raids")]
    assert lanes.overview([], 0, 2, "c", []) == [lanes.Row("unused", "2 violent sentences: c")]


async def test_one_proposal_is_split_in_two_at_the_words_shown(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "C", "s")
        assert hands.review.reading.at == 3
        assert "split off" in hands.message
        assert "~" in hands.shown(hands.review.slot_table)
    kept, off = stored(desk_db, RIVER)[0].incident, stored(desk_db, RIVER)[3].incident
    assert (kept.claim, kept.injured.best) == (Incident().claim, 2)
    assert (off.claim.status, off.place.canonical) == ("unclaimed", "Camp Sadr")
    assert not off.known(Slot.INJURED)
    assert off.summary
    assert rows(desk_db, "SELECT action FROM decisions") == [("split",)]


async def test_undo_of_a_split_makes_one_of_the_two_again(desk_db):
    before = stored(desk_db, RIVER)
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "C", "s", "u")
        assert hands.review.reading.at == 0
    assert [replace(record, revision=0) for record in stored(desk_db, RIVER)] == before


async def test_a_slot_without_words_is_no_place_to_split(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "A", "s")
        assert "no words to split at" in hands.message
        await hands.press("q", "G", "enter", "s", "J")
        assert "no other incident" in hands.message
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


async def test_two_proposals_of_an_article_are_joined_into_one(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", "]", "J")
        assert "2 assassination" in hands.shown(hands.review.detail)
        await hands.press("enter")
        assert hands.review.reading.at == 1
        assert "joined" in hands.message
    records = stored(desk_db, RIVER)
    assert (records[2].status, records[2].merged_into) == ("merged", records[1].id)
    assert len(records[1].incident.evidence[Slot.TYPE]) == 2


async def test_the_one_to_join_is_chosen_by_its_number(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", "]", "J", "1", "enter")
    records = stored(desk_db, RIVER)
    assert records[2].merged_into == records[0].id


async def test_joining_asks_for_one_there_is_and_is_undone_in_one(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "J", *"zzz", "enter")
        assert "no other incident" in hands.message
        await hands.press("J", "enter", "u")
    assert statuses(desk_db, RIVER) == ["proposed"] * 3
