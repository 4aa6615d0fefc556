"""Incidents as the layouts of codebooks meet them: any mixture of codes, precisions and unknowns."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from store_samples import maybe_words, words

from store import codebook
from store.model import (
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DatePrecision,
    DateRange,
    Incident,
    Outcome,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Stage,
    Target,
    Victim,
    Weapon,
)

small = st.none() | st.integers(0, 400)
names = st.sampled_from([None, "Houthis", "Islamic State", "Iran", "Nobody Knows"])


@st.composite
def dates(draw: st.DrawFn) -> DateRange:
    start = draw(st.dates(dt.date(1995, 1, 1), dt.date(2030, 12, 31)))
    end = start + dt.timedelta(draw(st.sampled_from([0, 0, 0, 1, 5, 6, 9, 29, 30, 364])))
    if draw(st.integers(0, 5)) == 0:
        return DateRange(phrase="lately")
    return DateRange(start, end, draw(st.sampled_from(DatePrecision)), draw(st.sampled_from([None, "then"])))


@st.composite
def places(draw: st.DrawFn) -> Place:
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    country = draw(st.sampled_from([None, "IQ", "US", "NG", "XK", "AQ", "MX", "ZZ"]))
    precision = draw(st.none() | st.sampled_from(PlacePrecision))
    return Place(*(draw(maybe_words) for _ in range(4)), country, *(point or (None, None)), precision)


@st.composite
def small_counts(draw: st.DrawFn) -> Count:
    low, more = draw(small), draw(st.integers(0, 5))
    return Count() if low is None else Count(low, low, low + more)


coded_incident = st.builds(
    Incident,
    type=st.sampled_from([*codebook.TYPES, None]),
    stage=st.sampled_from(Stage),
    date=dates(),
    place=places(),
    weapon=st.builds(Weapon, st.sampled_from([*codebook.WEAPONS, None]), st.just(("rifles",)), small, small, small),
    perpetrator=st.builds(Perpetrator, names, st.just(()), st.sampled_from(Attribution), maybe_words),
    claim=st.builds(
        Claim, st.sampled_from(ClaimStatus), names, st.sampled_from([None, "in a video", "by phone", "on Telegram"])
    ),
    target=st.builds(
        Target, st.lists(words, max_size=2).map(tuple), maybe_words, st.sampled_from([*codebook.TARGETS, None])
    ),
    victims=st.lists(
        st.builds(Victim, words, maybe_words, maybe_words, small, st.sampled_from(Outcome)), max_size=2
    ).map(tuple),
    killed=small_counts(),
    injured=small_counts(),
    damage=maybe_words,
    summary=words,
    asserted_by=st.dictionaries(st.sampled_from(Slot), st.sampled_from(["nlp/x@1", "amira"]), max_size=4),
)
