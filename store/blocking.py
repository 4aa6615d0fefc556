"""What incidents are looked up by when duplicates are sought: a place's spelling folded, a square of the map.

Two incidents that may be one must agree here; how alike they really are is for ``nlp.similarity``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from store.model import DateRange, Place, PlacePrecision

# Words that outlets add, drop and swap around the same name.
_FILLERS = frozenset(
    """
    a the of in at on near around outside inside by close to
    al el ad an ar as ash at ath az el ul ed es ez
    north south east west northern southern eastern western central northeast northwest southeast southwest
    camp base bases airbase air military army joint operations headquarters barracks airfield airport
    city town village district subdistrict province governorate county region area neighborhood neighbourhood
    """.split()  # noqa: SIM905 - reads as the list it is
)
# Spellings of one sound, longest first. What is left after the vowels go is the skeleton of the name.
_FOLDS = (
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("dj", "j"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
)
_SOFT = re.compile(r"[aeiouyw]|(?<=[ae])h$")  # a final -ah is often written -a
_DOUBLED = re.compile(r"(.)\1+")
_APOSTROPHES = re.compile(r"['’‘`ʿʾʻʼ]")
_WORD = re.compile(r"[^\W_]+")

CELL_DEGREES = 0.25
CELLS_AROUND = int(360 / CELL_DEGREES)
NEAR_KM = 25.0
_KM_A_DEGREE = 111.2
_WIDEST_DEGREES = 3.0  # of longitude: towards the poles 25 km would otherwise be half the globe


class DateClass(IntEnum):
    """How a date range is looked up: one of a few days can only have begun a few days before what it overlaps."""

    NONE = 0
    WEEK = 1
    MONTH = 2
    LONG = 3


# The longest range of each class, in days.
LONGEST_DAYS = {DateClass.WEEK: 7, DateClass.MONTH: 31}


@lru_cache(maxsize=4096)
def place_key(place: Place) -> str:
    """Return the folded spelling of a place's name, empty where it has none.

    "Camp Taji", "Taji base" and "al-Taji" have one key; so do "Qayyarah" and "Kayara".
    """
    name = place.canonical or place.facility or place.name or ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = _WORD.findall(_APOSTROPHES.sub("", plain))
    telling = [word for word in words if word not in _FILLERS] or words
    return " ".join(_skeleton(word) for word in telling)


def _skeleton(word: str) -> str:
    folded = word
    for spelling, sound in _FOLDS:
        folded = folded.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _SOFT.sub("", folded)) or word


def is_imprecise(place: Place) -> bool:
    """Return whether only a region is known: incidents elsewhere in it may then be the same."""
    return place.latitude is None or place.precision in (
        PlacePrecision.DISTRICT,
        PlacePrecision.ADMIN1,
        PlacePrecision.COUNTRY,
    )


def cell_of(place: Place) -> int | None:
    """Return the square of the map that the place is in; None for a province or a country."""
    if place.latitude is None or place.longitude is None:
        return None
    if place.precision in (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY):
        return None
    return _row(place.latitude) * CELLS_AROUND + _column(place.longitude)


@lru_cache(maxsize=4096)
def cells_near(place: Place) -> tuple[int, ...]:
    """Return the squares of the map that lie within 25 km of the place."""
    if cell_of(place) is None or place.latitude is None or place.longitude is None:
        return ()
    height, width = half_box(place.latitude)
    rows = range(_row(max(-90.0, place.latitude - height)), _row(min(90.0, place.latitude + height)) + 1)
    first = math.floor((place.longitude - width + 180) / CELL_DEGREES)
    last = math.floor((place.longitude + width + 180) / CELL_DEGREES)
    return tuple(row * CELLS_AROUND + column % CELLS_AROUND for row in rows for column in range(first, last + 1))


def half_box(latitude: float) -> tuple[float, float]:
    """Return how many degrees of latitude and of longitude 25 km are at a latitude."""
    height = NEAR_KM / _KM_A_DEGREE
    return height, min(_WIDEST_DEGREES, height / max(math.cos(math.radians(latitude)), 0.01))


def date_class(date: DateRange) -> DateClass:
    """Return how the date range is looked up."""
    if date.start is None:
        return DateClass.NONE
    days = 1 if date.end is None else (date.end - date.start).days + 1
    return next((known for known, longest in LONGEST_DAYS.items() if days <= longest), DateClass.LONG)


def _row(latitude: float) -> int:
    return math.floor((latitude + 90) / CELL_DEGREES)


def _column(longitude: float) -> int:
    return math.floor((longitude + 180) / CELL_DEGREES) % CELLS_AROUND
