"""What the tests of the store are about: one article with several incidents, and any incident at all."""

from __future__ import annotations

import datetime as dt
import sqlite3
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from hypothesis import strategies as st

from store.articles import add_article
from store.database import open_database
from store.incidents import incidents_of
from store.model import (
    Analysis,
    Article,
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DatePrecision,
    DateRange,
    Evidence,
    Incident,
    Lane,
    Outcome,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Span,
    Stage,
    Target,
    Victim,
    Weapon,
)
from store.records import Record

NOW = dt.datetime(2020, 7, 28, 9, 30, tzinfo=dt.UTC)
PUBLISHED = dt.date(2020, 7, 28)
TEXT = (
    "Three Katyusha rockets hit Camp Taji on Monday night, police said. Nobody was hurt. "
    "On Friday four rockets fell near Besmaya. Late last month a guard was shot dead in Kirkuk."
)


def evidence(quote: str, text: str = TEXT) -> tuple[Evidence, ...]:
    start = text.index(quote)
    return (Evidence(start, start + len(quote), quote),)


TAJI = Incident(
    type="rocket_or_missile_attack",
    date=DateRange(dt.date(2020, 7, 27), dt.date(2020, 7, 27), DatePrecision.DAY, "on Monday night", PUBLISHED),
    place=Place(
        "Camp Taji",
        "Camp Taji",
        "Camp Taji",
        "Baghdad",
        "IQ",
        latitude=33.52,
        longitude=44.26,
        precision=PlacePrecision.EXACT,
    ),
    weapon=Weapon("rocket", ("Katyusha rockets",), 3, 3, 3),
    killed=Count(0, 0, 0, "Nobody was hurt"),
    summary="Rocket attack on Camp Taji",
    evidence={
        Slot.DATE: evidence("on Monday night"),
        Slot.PLACE: evidence("Camp Taji"),
        Slot.WEAPON: evidence("Three") + evidence("Katyusha rockets"),
        Slot.KILLED: evidence("Nobody was hurt"),
    },
    confidence={Slot.DATE: 0.97, Slot.PLACE: 0.9},
    asserted_by={Slot.DATE: "nlp/dates@1"},
)
BESMAYA = Incident(
    type="rocket_or_missile_attack",
    date=DateRange(dt.date(2020, 7, 24), dt.date(2020, 7, 24), DatePrecision.DAY, "On Friday", PUBLISHED),
    place=Place("Besmaya", country="IQ", latitude=33.2, longitude=44.6, precision=PlacePrecision.NEAR),
    summary="Rockets near Besmaya",
    evidence={Slot.PLACE: evidence("Besmaya")},
)
KIRKUK = Incident(
    type="shooting",
    lane=Lane.RECENT,
    date=DateRange(phrase="Late last month"),
    place=Place("Kirkuk", country="IQ"),
    killed=Count(1, 1, 1, "a guard"),
    summary="Guard shot in Kirkuk",
)


@contextmanager
def desk(path: object = ":memory:") -> Iterator[sqlite3.Connection]:
    db = open_database(str(path))
    try:
        yield db
    finally:
        db.close()


def analysis(*incidents: Incident, text: str = TEXT, **article: object) -> Analysis:
    fields = {"id": "taji", "title": "Rockets hit Camp Taji", "source": "The Wire", "published": PUBLISHED, **article}
    return Analysis(Article(text, **fields), incidents, made_by="blotter@test")  # type: ignore[arg-type]


def add(db: sqlite3.Connection, *incidents: Incident, text: str = TEXT, **article: object) -> list[Record]:
    """Store an article with the incidents and return these."""
    return incidents_of(db, add_article(db, analysis(*incidents, text=text, **article), now=NOW).article_id)


def in_article(incident: Incident, article_id: int) -> Incident:
    """The incident as the store gives it back: all evidence says which article it is from."""
    named = {
        slot: tuple(replace(e, article_id=e.article_id or article_id) for e in items)
        for slot, items in incident.evidence.items()
    }
    return replace(incident, evidence=named)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe_words = st.none() | words
whole = st.none() | st.integers(-(2**63), 2**63 - 1)
days = st.none() | st.dates()
keys = st.none() | st.text(string.ascii_lowercase + "_", min_size=1, max_size=12)


@st.composite
def date_ranges(draw: st.DrawFn) -> DateRange:
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    start = draw(st.sampled_from([first, None]))
    end = draw(st.sampled_from([last, None]))
    return DateRange(start, end, draw(st.sampled_from(DatePrecision)), draw(maybe_words), draw(days))


@st.composite
def places(draw: st.DrawFn) -> Place:
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    latitude, longitude = point or (None, None)
    precision = draw(st.none() | st.sampled_from(PlacePrecision))
    return Place(*(draw(maybe_words) for _ in range(5)), latitude, longitude, precision)


counts = st.builds(Count, whole, whole, whole, maybe_words)
many_words = st.lists(words, max_size=3).map(tuple)
quotes = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)
spans = quotes.map(lambda ends: Evidence(ends[0], ends[1], Span(*ends).quote(TEXT)))
slots = st.sampled_from(Slot)

any_incident = st.builds(
    Incident,
    type=keys,
    stage=st.sampled_from(Stage),
    lane=st.sampled_from(Lane),
    date=date_ranges(),
    place=places(),
    weapon=st.builds(Weapon, keys, many_words, whole, whole, whole),
    perpetrator=st.builds(Perpetrator, maybe_words, many_words, st.sampled_from(Attribution), maybe_words),
    claim=st.builds(Claim, st.sampled_from(ClaimStatus), maybe_words, maybe_words),
    target=st.builds(Target, many_words, maybe_words, keys),
    victims=st.lists(
        st.builds(Victim, words, maybe_words, maybe_words, whole, st.sampled_from(Outcome)), max_size=2
    ).map(tuple),
    killed=counts,
    injured=counts,
    damage=maybe_words,
    summary=words,
    evidence=st.dictionaries(slots, st.lists(spans, min_size=1, max_size=3).map(tuple), max_size=4),
    confidence=st.dictionaries(slots, st.floats(0, 1), max_size=3),
    asserted_by=st.dictionaries(slots, words, max_size=3),
)
