"""Places that an analyst may mean by the first letters of a name, with how far they are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nlp import places
from nlp.gazetteer import key_of
from nlp.place_likeness import kilometres
from nlp.places import Entry
from store.model import Place

LEAST = 3
"""Fewer letters begin the names of a good part of the world."""
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place of the gazetteer; ``kilometres`` is how far it is from what was asked about, if that is known."""

    entry: Entry
    kilometres: float | None = None


def suggestions(typed: str, near: Place | None = None, limit: int = 9) -> list[Suggestion]:
    """Return the places whose name begins so: those so called first, then the nearest, else the best known."""
    key = key_of(typed)
    if len(key) < LEAST:
        return []
    found: dict[tuple[str, str, str], Suggestion] = {}
    for entry in places.beginning(key, _LOOKED_AT):
        same = (entry.name, entry.country, entry.admin1 or "")
        found.setdefault(same, Suggestion(entry, kilometres(entry.place(entry.name), near) if near else None))
    far = math.inf

    def rank(one: Suggestion) -> tuple[bool, float, int]:
        return key_of(one.entry.name) != key, far if one.kilometres is None else one.kilometres, -one.entry.population

    return sorted(found.values(), key=rank)[:limit]
