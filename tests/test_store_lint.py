"""What is to be doubted in an incident, whoever said it."""

import datetime as dt

import pytest
from hypothesis import given
from store_samples import TAJI, any_incident, evidence

from store.lint import Finding, contradictions, findings
from store.model import (
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DatePrecision,
    DateRange,
    Incident,
    Perpetrator,
    Place,
    Slot,
)

MONDAY, SUNDAY = dt.date(2020, 7, 27), dt.date(2020, 7, 26)
US = Perpetrator("Saraya", (), Attribution.CLAIMED)


@pytest.mark.parametrize(
    ("incident", "slot", "words", "contradicts"),
    [
        (Incident(date=DateRange(MONDAY, SUNDAY, DatePrecision.DAY)), Slot.DATE, "ending before it starts", True),
        (Incident(place=Place("Taji")), Slot.PLACE, "without a country", False),
        (
            Incident(claim=Claim(ClaimStatus.CLAIMED, "Ashab"), perpetrator=US),
            Slot.CLAIM,
            "by someone else than the perpetrator",
            False,
        ),
        (Incident(killed=Count(1, 5, 3, "five")), Slot.KILLED, "above its highest number", True),
        (Incident(killed=Count(5, None, 3, "five")), Slot.KILLED, "above its highest number", True),
        (Incident(killed=Count(5, 3, None, "five")), Slot.KILLED, "below its lowest", True),
        (Incident(injured=Count(-1, None, None, "minus")), Slot.INJURED, "below zero", True),
        (Incident(injured=Count(2, 2, 2)), Slot.INJURED, "without words that say so", False),
    ],
)
def test_a_doubt_names_its_slot(incident, slot, words, contradicts):
    assert findings(incident) == [Finding(slot, words, contradicts)]
    assert bool(contradictions(incident)) == contradicts


@pytest.mark.parametrize(
    "incident",
    [
        Incident(),
        TAJI,
        Incident(date=DateRange(MONDAY, MONDAY, DatePrecision.DAY)),
        Incident(place=Place("Taji", country="IQ")),
        Incident(claim=Claim(ClaimStatus.CLAIMED, "saraya"), perpetrator=US),
        Incident(claim=Claim(ClaimStatus.UNCLAIMED, "Ashab"), perpetrator=Perpetrator("Saraya")),
        Incident(injured=Count(2, 2, 2), evidence={Slot.INJURED: evidence("Nobody was hurt")}),
        Incident(injured=Count(2, 2, 2, "two")),
        Incident(injured=Count(0, 0, 0)),
        Incident(killed=Count(1, None, 3, "a few")),
    ],
)
def test_nothing_is_doubted_where_all_fits(incident):
    assert findings(incident) == []


@given(any_incident)
def test_a_slot_has_one_doubt_at_most_and_they_are_in_the_order_of_reading(incident):
    slots = [finding.slot for finding in findings(incident)]
    assert slots == [slot for slot in Slot if slot in slots]
