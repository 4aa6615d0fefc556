"""Incidents as the rows of a table that ``nlp.splink_model`` compares in SQL: what is read out of one, flat.

Numbers stand for names, and hashes for values that are only ever equal or not: both hold within one table.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from nlp import levels
from nlp.figure_likeness import bounds
from nlp.pairing import LONGEST_DAYS, WINDOW_DAYS, Numbers
from nlp.place_likeness import COARSE_WEIGHTS, SLACK_KM, named_site, plain, precision_of, spelling_key
from nlp.telling_words import TEXTS, Here, Rarity, telling_words
from store.blocking import cell_of, cells_near, is_imprecise, place_key
from store.codebook import TYPES, WEAPONS, Term
from store.model import Count, DatePrecision, Incident, Place, Slot

Row = dict[str, Any]

SCALE = 4096
WEIGHT = 2**16
FIELD = 2**48
"""A word is one number: the field that it stands in, its own number below FIELD, and how rare it is, times SCALE,
below WEIGHT."""

_WEEK, _MONTH = 7, 28
_CODE = 2**40  # more than there are names and squares of the map
_SQUARE = 2**32

_NAME = {"": "string", "_key": "string"}
_FIGURE = {
    "": "int64", "_best": "int64", "_low": "double", "_high": "double", "_number": "int64",
}  # fmt: skip
COLUMNS: Mapping[str, str] = {
    "unique_id": "int64", "article": "int64",
    # blocks
    "first": "int64", "last": "int64", "near": "int64[]", "asks": "int64[]", "stands": "int64[]",
    "place_key": "int64", "undated_key": "int64", "cell": "int64", "cells": "int64[]",
    "region": "string", "imprecise": "bool", "nowhere": "bool",
    "nth_of_key": "int64", "nth_undated": "int64", "nth_of_day": "int64",
    # levels
    "whole": "int64", "busy": "int64", "date_first": "int64", "date_last": "int64",
    "place": "int64", "place_words": "int64", "country": "string", "coarse": "double", "facility": "bool",
    **{f"{name}{part}": kind for name in ("admin1", "town", "spot", "site") for part, kind in _NAME.items()},
    "x": "double", "y": "double", "z": "double", "slack": "double",
    "type": "string", "type_family": "string", "weapon": "string", "weapon_family": "string",
    "perpetrator": "string", "perpetrator_sorted": "string",
    "target": "string", "target_sorted": "string", "target_type": "string",
    "people": "names[]", "roles": "string[]", "ages": "string[]",
    "damage": "string", "damage_words": "string[]",
    **{f"{name}{part}": kind for name in (levels.ROUNDS, "killed", "injured") for part, kind in _FIGURE.items()},
    "words": "int64[]", "told": "int64[]", "told_words": "int64[]", "told_size": "int64", "told_at": "int64",
}  # fmt: skip
"""The columns of the table and their types in Arrow; ``names`` are a name and its words in order, ``[]`` is a list."""


def rows(
    incidents: Sequence[Incident], articles: Sequence[object], told: Sequence[str], busy: Numbers, rarity: Rarity
) -> Iterator[Row]:
    """Yield a row with the COLUMNS for each incident, numbered from 0."""
    words = _Words(rarity)
    blocks = _Blocks()
    article: dict[object, int] = {}
    for number, incident in enumerate(incidents):
        yield {
            "unique_id": number,
            "article": article.setdefault(articles[number], number) if articles else number,
            **blocks(incident),
            "whole": hash(tuple(getattr(incident, slot) for slot in Slot)),
            "busy": int(busy[number]),
            **_date(incident),
            **_place(incident.place),
            **_family("type", incident.type, TYPES),
            **_family("weapon", incident.weapon.type, WEAPONS),
            **_figure(levels.ROUNDS, Count(incident.weapon.min, incident.weapon.best, incident.weapon.max)),
            **_name("perpetrator", incident.perpetrator.name),
            **_name("target", incident.target.name),
            "target_type": incident.target.type,
            **_victims(incident),
            "damage": incident.damage,
            "damage_words": sorted(telling_words((incident.damage or "",))),
            **_figure("killed", incident.killed),
            **_figure("injured", incident.injured),
            "words": words.of_fields(incident),
            **words.of_sentences(told[number] if told else "", incident.place),
        }


class _Blocks:
    """What an incident is blocked by; to be asked in the order of their numbers."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._countries: dict[str, int] = {}
        self._of_key: Counter[int] = Counter()
        self._undated: Counter[int] = Counter()
        self._of_day: Counter[int] = Counter()

    def __call__(self, incident: Incident) -> Row:
        place, start = incident.place, incident.date.start
        name = place_key(place)
        key = self._names.setdefault(name, len(self._names)) if name else None
        first = None if start is None else start.toordinal()
        last = None if start is None or first is None else min(_end(incident), first + LONGEST_DAYS)
        imprecise, nowhere = is_imprecise(place), key is None and place.country is None
        cells = cells_near(place)
        near: list[int] = []
        asks: list[int | None] = []
        stands: list[int] = []
        if first is not None and last is not None:
            codes = [_SQUARE + cell for cell in cells] + ([] if key is None else [key])
            near = [week * _CODE + code for week in _spans(first, last, _WEEK) for code in codes]
            country = self._country(place)
            months = _spans(first, last, _MONTH)
            stands = [month * _CODE + code for month in months for code in {0, country}]
            asked = 0 if nowhere else country if imprecise and country else None
            asks = [None] if asked is None else [month * _CODE + asked for month in months]
        return {
            "first": first,
            "last": last,
            "near": near,
            "asks": asks,
            "stands": stands,
            "place_key": key,
            "undated_key": key if first is None else None,
            "cell": cell_of(place),
            "cells": cells,
            "region": place.admin1,
            "imprecise": imprecise,
            "nowhere": nowhere,
            **self._ranks(key, first, last),
        }

    def _country(self, place: Place) -> int:
        return self._countries.setdefault(place.country, len(self._countries) + 1) if place.country else 0

    def _ranks(self, key: int | None, first: int | None, last: int | None) -> Row:
        ranks = {"nth_of_key": 0, "nth_undated": 0, "nth_of_day": 0}
        if key is not None:
            ranks["nth_of_key"] = self._of_key[key]
            self._of_key[key] += 1
        if first is None or last is None:
            if key is not None:
                ranks["nth_undated"] = self._undated[key]
                self._undated[key] += 1
        else:
            days = range(first, last + 1)
            ranks["nth_of_day"] = min(self._of_day[day] for day in days)
            self._of_day.update(days)
        return ranks


def _spans(first: int, last: int, days: int) -> range:
    """Return the weeks or months of which two ranges of days within WINDOW_DAYS of each other have one in common."""
    return range(first // days, (last + WINDOW_DAYS) // days + 1)


def _end(incident: Incident) -> int:
    last = incident.date.end or incident.date.start
    return last.toordinal() if last else 0


def _date(incident: Incident) -> Row:
    date = incident.date
    if date.start is None or date.precision is DatePrecision.UNKNOWN:
        return {"date_first": None, "date_last": None}
    return {"date_first": date.start.toordinal(), "date_last": _end(incident)}


@cache
def _place(place: Place) -> Row:
    known = any((place.name, place.canonical, place.facility, place.admin1, place.country))
    coarse = COARSE_WEIGHTS.get(precision) if (precision := precision_of(place)) else None
    row: Row = {
        "place": hash(place) if known else None,
        "place_words": hash((place.name, place.canonical, place.facility, place.admin1)),
        "country": place.country or None,
        "coarse": coarse,
        "facility": bool(named_site(place)),
        **_spelled("admin1", place.admin1),
        "slack": SLACK_KM.get(place.precision, 5.0),
    }
    if coarse is not None:  # nothing closer is compared
        return row
    spot = named_site(place) or place.name
    row |= _spelled("town", place.canonical or place.name) | _spelled("spot", spot)
    row |= _spelled("site", place.name if place.name != spot else None)
    if place.latitude is not None and place.longitude is not None:
        latitude, longitude = math.radians(place.latitude), math.radians(place.longitude)
        row["x"] = math.cos(latitude) * math.cos(longitude)
        row["y"] = math.cos(latitude) * math.sin(longitude)
        row["z"] = math.sin(latitude)
    return row


def _spelled(column: str, name: str | None) -> Row:
    return {column: plain(name), f"{column}_key": spelling_key(name)} if name else {}


def _family(column: str, key: str | None, vocabulary: Mapping[str, Term]) -> Row:
    return {column: key, f"{column}_family": vocabulary[key].family if key is not None and key in vocabulary else None}


def _name(column: str, name: str | None) -> Row:
    return {column: plain(name), f"{column}_sorted": _sorted(plain(name))} if name else {}


def _sorted(name: str) -> str:
    return " ".join(sorted(name.split()))


def _victims(incident: Incident) -> Row:
    if not incident.victims:
        return {}
    names = sorted({victim.name for victim in incident.victims if victim.name})[: levels.MOST_PEOPLE]
    roles = {victim.role for victim in incident.victims if victim.role}
    return {
        "people": [{"name": plain(name), "ordered": _sorted(plain(name))} for name in names] or None,
        "roles": sorted(roles) or None,
        "ages": sorted(levels.ages_of(incident)) or None,
    }


@cache
def _figure(column: str, count: Count) -> Row:
    if count.min is None and count.best is None and count.max is None:
        return {}
    low, high = bounds(count)
    return {
        column: hash((count.min, count.best, count.max)),
        f"{column}_best": count.best,
        f"{column}_low": low,
        f"{column}_high": high,
        f"{column}_number": next(n for n in (count.best, count.max, count.min) if n is not None),
    }


class _Words:
    """Words as numbers, only the rare ones."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._numbers: dict[str, int] = {}
        here = sorted(rarity.places.values(), key=lambda here: (here.total, here.key))
        self._rank = {one.key: rank for rank, one in enumerate(here, 1)}

    def of_fields(self, incident: Incident) -> list[int] | None:
        """Return the words of each field that is written in words."""
        found = [
            field * FIELD + code
            for field, texts in enumerate(TEXTS)
            for word in telling_words(texts(incident))
            if (code := self._code(word)) is not None
        ]
        return found or None

    def of_sentences(self, told: str, place: Place) -> Row:
        """Return the words that an incident is told in, where they say something.

        They weigh what they do at its place; ``told_at`` is the higher the more is told of that place.
        """
        if not told or self._rarity.total < levels.COUNTED:
            return {}
        words = set(told.split())
        here = self._rarity.at(place)
        codes = (self._code(word, here) for word in words)
        return {
            "told": [code for code in codes if code is not None],
            "told_words": [self._numbers[word] for word in words],
            "told_size": len(words),
            "told_at": self._rank.get(here.key, 0),
        }

    def _code(self, word: str, here: Here | None = None) -> int | None:
        number = self._numbers.setdefault(word, len(self._numbers))
        weight = min(WEIGHT - 1, round(self._rarity.weight(word, here) * SCALE))
        return number * WEIGHT + weight if weight > 0 else None
