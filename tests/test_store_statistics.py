"""Figures over the record."""

import datetime as dt
from dataclasses import replace

import pytest
from store_samples import BESMAYA, KIRKUK, NOW, PUBLISHED, TAJI, add, desk

from store import statistics
from store.articles import set_published
from store.incidents import approve, edit, get_incident, reject
from store.model import Action, Count, DatePrecision, DateRange, Place, PlacePrecision, Slot
from store.undoing import undo

BY = {"analyst": "amira", "now": NOW}


@pytest.fixture
def db():
    with desk() as db:
        yield db


def bare(incident):
    return replace(incident, evidence={})


def three(db, decide=approve):
    """Three incidents of one article, decided."""
    for record in add(db, bare(TAJI), bare(BESMAYA), bare(KIRKUK)):
        decide(db, record, **BY)


def of(db, slot):
    return next(one for one in statistics.acceptance(db) if one.slot is slot)


def test_only_what_is_approved_is_counted(db):
    three(db, reject)
    assert statistics.incidents_a_day(db) == {}
    assert statistics.incidents_a_type(db) == {}
    assert statistics.points(db) == []


def test_incidents_are_counted_by_their_first_day(db):
    three(db)
    assert statistics.incidents_a_day(db) == {dt.date(2020, 7, 24): 1, dt.date(2020, 7, 27): 1}


def test_types_are_counted_the_most_first(db):
    three(db)
    assert list(statistics.incidents_a_type(db).items()) == [("rocket_or_missile_attack", 2), ("shooting", 1)]
    assert statistics.incidents_a_type(db, since=dt.date(2020, 7, 25)) == {"rocket_or_missile_attack": 1}


def test_places_are_counted_with_where_they_are(db):
    three(db)
    assert statistics.incidents_a_place(db) == [statistics.PlaceCount("Camp Taji", "IQ", 33.52, 44.26, 1)]


def test_points_near_each_other_are_one(db):
    near = Place("x", latitude=33.54, longitude=44.31, precision=PlacePrecision.NEAR)
    for number, place in enumerate([TAJI.place, near, BESMAYA.place]):
        approve(db, add(db, replace(bare(TAJI), place=place), text=f"text {number}")[0], **BY)
    assert statistics.points(db) == [statistics.Point(33.5, 44.3, 2), statistics.Point(33.2, 44.6, 1)]


def test_decisions_are_counted_a_day_and_kind(db):
    three(db)
    undo(db, **BY)
    assert statistics.decisions_a_day(db, since=NOW.date()) == {NOW.date(): {Action.APPROVE: 3, Action.UNDO: 1}}
    assert statistics.decisions_a_day(db, since=NOW.date() + dt.timedelta(1)) == {}


def test_a_value_approved_as_proposed_is_kept(db):
    three(db)
    place = of(db, Slot.PLACE)
    assert (place.kept, place.changed, place.emptied, place.added, place.rate) == (3, 0, 0, 0, 1.0)


def test_values_changed_emptied_and_added_are_told_apart(db):
    first, second = add(db, bare(TAJI), bare(BESMAYA))
    edit(db, first, replace(first.incident, place=BESMAYA.place, killed=Count()), **BY)
    edit(db, second, replace(second.incident, killed=Count(2, 2, 2)), **BY)
    for number in (1, 2):
        approve(db, get_incident(db, number), **BY)
    assert of(db, Slot.PLACE) == statistics.Acceptance(Slot.PLACE, kept=1, changed=1)
    assert of(db, Slot.KILLED) == statistics.Acceptance(Slot.KILLED, emptied=1, added=1)
    assert of(db, Slot.DAMAGE).rate is None


def test_a_date_counted_later_from_the_machine_s_phrase_is_kept(db):
    record = add(db, bare(KIRKUK))[0]
    june = DateRange(dt.date(2020, 6, 21), dt.date(2020, 6, 30), DatePrecision.WEEK, "Late last month", PUBLISHED)
    set_published(db, 1, PUBLISHED, {1: replace(record.incident, date=june)}, **BY)
    approve(db, get_incident(db, 1), **BY)
    assert of(db, Slot.DATE) == statistics.Acceptance(Slot.DATE, kept=1)


def test_acceptance_can_be_of_the_latest_only(db):
    three(db)
    assert sum(one.kept for one in statistics.acceptance(db, latest=1) if one.slot is Slot.PLACE) == 1


@pytest.mark.parametrize("count", ["incidents_a_day", "incidents_a_type", "incidents_a_place", "points"])
def test_what_the_dashboard_counts_is_read_from_one_index(db, count):
    statements = []
    db.set_trace_callback(statements.append)
    getattr(statistics, count)(db)
    db.set_trace_callback(None)
    plan = " ".join(row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {statements[0]}"))
    assert "COVERING INDEX approved_counted" in plan
