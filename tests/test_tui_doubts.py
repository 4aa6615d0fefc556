"""What does not fit in an incident is marked where the eye is, and what contradicts itself is not approved."""

from contextlib import closing
from dataclasses import replace

import pytest
from desk_pilot import at_the_desk, statuses
from desk_samples import ANALYST, NOW, make_database, river, same

from store.database import open_database
from store.incidents import approve, get_incident
from store.model import Count, Place, Slot


def desk_with(path, **slots):
    """A desk with one article of one incident, changed."""
    told = same()
    make_database(path, replace(told, incidents=(replace(told.incidents[0], **slots),)))
    return path


async def test_a_place_without_a_country_is_marked_and_said(tmp_path):
    path = desk_with(tmp_path / "desk.db", place=Place("Camp Sadr"))
    async with at_the_desk(path) as hands:
        await hands.press("enter", "P")
        assert "!place" in hands.shown(hands.review.slot_table)
        assert "! without a country" in hands.shown(hands.review.detail_title)


async def test_what_contradicts_itself_is_not_approved_until_it_is_corrected(tmp_path):
    path = desk_with(tmp_path / "desk.db", injured=Count(5, 5, 2, "two"))
    async with at_the_desk(path) as hands:
        await hands.press("enter", "a", "a", "a", "a")
        assert statuses(path, 1) == ["proposed"]
        assert hands.review.reading.slot is Slot.INJURED
        assert "injured is above its highest number" in hands.message
        await hands.press("enter")
        await hands.type("2")
        await hands.approve()
    assert statuses(path, 1) == ["approved"]


@pytest.fixture
def differing(tmp_path):
    """The incident of ``same`` is approved and tells of five injured; ``river`` tells of two."""
    told = same()
    incident = replace(told.incidents[0], injured=Count(5, 5, 5, "five"))
    make_database(tmp_path / "desk.db", replace(told, incidents=(incident,)), river())
    with closing(open_database(tmp_path / "desk.db")) as db:
        approve(db, get_incident(db, 1), analyst=ANALYST, now=NOW)
    return tmp_path / "desk.db"


async def test_comparing_shows_what_the_rule_makes_of_both_figures(differing):
    async with at_the_desk(differing, size=(120, 40)) as hands:
        await hands.press("enter", "p", *"2020-07-28", "enter", "v")
        while "injured" not in hands.shown(hands.screen.pane_title):
            await hands.press("j")
        assert "GTD: the latest day's sources" in hands.shown(hands.screen.pane_title)
        await hands.press("=")
    with closing(open_database(differing)) as db:
        assert get_incident(db, 1).incident.injured == Count(2, 5, 5, "five")


async def test_the_record_shows_each_figure_with_its_outlet_and_day_and_the_rule(differing):
    async with at_the_desk(differing, size=(120, 40)) as hands:
        await hands.press("enter", "p", *"2020-07-28", "enter", "v", "=", "i")
        await hands.pilot.pause(0.3)
        shown = hands.shown(hands.screen.pane)
        assert "injured as told" in shown
        assert "5 The Ledger 29 Jul" in shown
        assert "GTD: the latest day's sources" in shown
