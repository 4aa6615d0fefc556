"""Two incidents as one."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import any_incident

from store.merging import Pick, combine, fields, without
from store.model import Count, DatePrecision, DateRange, Evidence, Figure, Incident, Place, PlacePrecision, Slot

DAY = dt.date(2020, 7, 28)
EARLIER = DAY - dt.timedelta(1)
WORDS = {Slot.DAMAGE: (Evidence(0, 4, "wall", 1),)}
MINE = Incident(damage="a wall", killed=Count(2, 2, 2), evidence=WORDS, confidence={Slot.DAMAGE: 0.5})
THEIRS = Incident(
    type="shelling",
    damage="a door",
    evidence={Slot.DAMAGE: (Evidence(3, 7, "door", 2),)},
    confidence={Slot.DAMAGE: 0.9},
)


def field(slot, into, other):
    return next(one for one in fields(into, other) if one.slot is slot)


def told(*bests, published=DAY):
    return [Figure(Slot.KILLED, n, n, Count(best, best, best), published) for n, best in enumerate(bests)]


def test_what_one_lacks_comes_from_the_other():
    both = combine(MINE, THEIRS)
    assert (both.type, both.damage, both.killed) == ("shelling", "a wall", MINE.killed)


def test_what_is_picked_comes_with_its_confidence_and_its_words_first():
    both = combine(MINE, THEIRS, {Slot.DAMAGE: Pick.OTHER})
    assert (both.damage, both.confidence[Slot.DAMAGE]) == ("a door", 0.9)
    assert [piece.quote for piece in both.evidence[Slot.DAMAGE]] == ["door", "wall"]


def test_the_figures_of_all_sources_can_settle_a_count():
    both = combine(MINE, THEIRS, {Slot.KILLED: Pick.FIGURES}, told(2, 3, 3))
    assert both.killed == Count(2, 3, 3)


@given(any_incident, any_incident, st.dictionaries(st.sampled_from(Slot), st.sampled_from(Pick)))
def test_no_quote_is_lost_whatever_is_picked(into, other, picks):
    both = combine(into, other, picks)
    for one in (into, other):
        for slot, pieces in one.evidence.items():
            assert set(pieces) <= set(both.evidence[slot])
            assert len(set(both.evidence[slot])) == len(both.evidence[slot])


@given(any_incident, any_incident)
def test_what_was_merged_in_can_be_taken_out_again(into, other):
    apart = without(combine(into, other), into, combine(into, other), other)
    assert replace(apart, evidence={}) == replace(into, evidence={})
    assert {slot: set(words) for slot, words in apart.evidence.items()} == {
        slot: set(words) for slot, words in into.evidence.items()
    }


@pytest.mark.parametrize(
    ("slot", "worse", "better"),
    [
        (Slot.DAMAGE, MINE, THEIRS),
        (Slot.DAMAGE, THEIRS, replace(MINE, asserted_by={Slot.DAMAGE: "amira"})),
        (Slot.DAMAGE, replace(MINE, evidence={}), replace(MINE, confidence={})),
        (Slot.TYPE, MINE, THEIRS),
        (
            Slot.DATE,
            Incident(date=DateRange(EARLIER, DAY, DatePrecision.WEEK), confidence={Slot.DATE: 1.0}),
            Incident(date=DateRange(DAY, DAY, DatePrecision.DAY)),
        ),
        (
            Slot.PLACE,
            Incident(place=Place("Baghdad", precision=PlacePrecision.ADMIN1)),
            Incident(place=Place("Taji", precision=PlacePrecision.EXACT)),
        ),
    ],
    ids=["confidence", "an analyst", "a quote", "known at all", "closer date", "closer place"],
)
def test_the_better_evidenced_value_comes_first(slot, worse, better):
    assert field(slot, worse, better).better is Pick.OTHER
    assert field(slot, better, worse).better is Pick.INTO


def test_fields_say_who_knows_what_and_whether_they_agree():
    assert (field(Slot.TYPE, MINE, THEIRS).into, field(Slot.TYPE, MINE, THEIRS).other) == (False, True)
    assert field(Slot.DAMAGE, MINE, MINE).agree
    assert not field(Slot.DAMAGE, MINE, THEIRS).agree
