"""How near to a place that is named something is told to have been: "85 km north of", "near", "in the Lima area"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.notes import Mark, Notes
from nlp.phrases import ARTICLES
from nlp.place_words import UNITS
from nlp.places import is_direction, offset
from store.model import MentionKind, Place, PlacePrecision

_MILE = 1.609
_NAUTICAL = 1.852
_OF_A_PLACE = frozenset({"the", "of", "island", "city", "town", "village", "port", "capital"})
_NEAR = frozenset({"near", "outside"})
_FROM = frozenset({"from", "off", "outside"})
_AROUND = frozenset({"area", "vicinity", "region", "surroundings"})
_BORDERS = frozenset({"border", "frontier", "fence"})
_ALONG = frozenset({"near", "at", "along", "on", "across", "towards", "toward", "by"})
_WATERS_KM = 22.2
"""Twelve nautical miles: farther out the sea is no country's."""

_BEHIND = 10
"""Words from a distance to the place that it is measured from."""

_TO_BORDER = 4
"""Words of two names that share a border, and the hyphen between them."""


def as_near(notes: Notes, mark: Mark, place: Place) -> Place:
    """Return the point so far from a place as the words beside it say: "85 km north of", "near"."""
    before = notes.words[max(0, mark.first - _BEHIND) : mark.first]
    if place.latitude is not None and (far := distance_from(before)):
        place = offset(place, *far)
        if "nautical" in before and far[0] > _WATERS_KM:
            return replace(place, country=None, admin1=None)  # at sea, and no more on the island
        return place
    if mark.kind is MentionKind.FACILITY and "outside" in before[-2:]:
        return place  # "outside the embassy" is at it
    if notes.words[mark.last : mark.last + 1] == ["'s"]:
        return place  # "outside Lima's Central Station"
    if place.precision is not PlacePrecision.EXACT or not (
        _is_near(mark, before) or _is_of_what_is_around(notes, mark)
    ):
        return place
    return replace(place, precision=PlacePrecision.NEAR)


def _is_near(mark: Mark, before: list[str]) -> bool:
    """Return whether the words before a place put something only near it; "near a Lima hotel" is in Lima."""
    while mark.kind is MentionKind.FACILITY and before[-1:] != [] and before[-1] in ARTICLES:
        before = before[:-1]
    if before[-1:] != [] and before[-1] in _NEAR:
        return True
    if before[-2:] == ["close", "to"] or (is_beside(before) and before[-4:-2] != ["in", "the"]):
        return True  # but "in the north of"
    if len(before) > 1 and before[-1] == "of" and before[-2] in _AROUND and "in" in before[-4:-2]:
        return True  # "in the vicinity of"
    return len(before) > 1 and before[-1] in _FROM and before[-2] in UNITS  # "20 km from"


def _is_of_what_is_around(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is that of the country around a town, or of a border: "in the Lima area"."""
    before, after = notes.words[max(0, mark.first - 4) : mark.first], notes.words[mark.last : mark.last + _TO_BORDER]
    if before[-2:] == ["in", "the"] and after[:1] != [] and after[0] in _AROUND:
        return mark.key in {"town", "known"}
    border = next((n for n, word in enumerate(after) if word in _BORDERS), None)
    if border is None or _ALONG.isdisjoint(before):
        return False
    return border == 0 or (after[0] == "-" and border == 2)


def is_beside(before: list[str]) -> bool:
    """Return whether the words before a place say "south of"."""
    return len(before) > 1 and before[-1] == "of" and is_direction(before[-2])


def distance_from(before: list[str]) -> tuple[float, str] | None:
    """Read "85 kilometres north of" in the words before a place name, in kilometres and a direction."""
    while len(before) > 1 and before[-1] in _OF_A_PLACE and not is_beside(before):
        before = before[:-1]  # "northeast of the island of"
    if len(before) < 4 or before[-1] != "of" or not is_direction(before[-2]):
        return None
    unit = next((n for n in range(len(before) - 3, 0, -1) if before[n] in UNITS), None)
    if unit is None:
        return None
    nautical = before[unit - 1] == "nautical"
    number = before[unit - 1 - nautical] if unit > nautical else ""
    if not re.fullmatch(r"\d{1,4}(\.\d+)?", number):
        return None
    length = _NAUTICAL if nautical else _MILE if before[unit].startswith("mile") else 1
    return float(number) * length, before[-2]
