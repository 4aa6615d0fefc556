"""Where: the place that one clause gives an event."""

from __future__ import annotations

from dataclasses import replace

from nlp.elsewhere import is_where_nothing_happened
from nlp.lexicons import word_set
from nlp.likeness_of_reports import near_by
from nlp.notes import Found, Mark, Notes, Trigger, gap, mark_of
from nlp.place_cues import is_said_of_what_it_is_in
from nlp.place_words import AREAS, COMPASS, LOCATIVES, ROADS
from store.model import MentionKind, Place, PlacePrecision

HITTING = word_set("settings", "hitting")
_LINKS = AREAS | {"in", "of", "the", ",", "which", "is"}
_NOT_AROUND = frozenset({"from", "to", "with"})  # what stands behind is no country or province of the place told
WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1})
_SAID_OF_AREAS = COMPASS | {"neighbouring", "neighboring", "nearby", "the"}
_LONG_AREA = 12
"""Words from a village to the state that it is in."""

_LOCATED = 10.0
_A_FACILITY = 6.0
_A_ROAD = -8.0
_UNKNOWN = -1.0
_FINENESS = {PlacePrecision.COUNTRY: -12.0, PlacePrecision.ADMIN1: -5.0, PlacePrecision.NEAR: -4.0}
"""What speaks for a place or against it, in steps of two words from what happened."""


def read_place(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Found[Place] | None:
    """Return where the event of a clause happened: the finest place near its trigger."""
    ranked: list[tuple[float, Found[Place]]] = []
    for mark in notes.marks_in(first, last, MentionKind.PLACE, MentionKind.FACILITY):
        value = mark.value
        if not isinstance(value, Place) or is_where_nothing_happened(notes, mark, first, triggers):
            continue
        before = notes.words[max(first, mark.first - 3) : mark.first]
        located = not (LOCATIVES | HITTING).isdisjoint(before) or _is_hit(mark, triggers)
        found = Found(value, mark.first, mark.last, 0.85 if located else 0.6)
        ranked.append((_score(notes, mark, value, triggers, located=located), found))
    if not ranked:
        return None
    ranked.sort(key=lambda r: -r[0])
    nearest, *others = (found for _, found in ranked)
    best = next((part for part in others if _is_inside(notes, part, nearest)), nearest)
    return replace(best, value=_completed(best.value, [o.value for o in others if _may_be_around(notes, o)]))


def _score(notes: Notes, mark: Mark, place: Place, triggers: list[Trigger], *, located: bool) -> float:
    """Return how well a place fits what happened: the nearer and the finer the better."""
    score = -0.5 * min((gap(mark, t) for t in triggers), default=30)
    score += _LOCATED if located else 0
    score += _A_FACILITY if mark.kind is MentionKind.FACILITY else 0
    if place.precision in _FINENESS:
        score += _FINENESS[place.precision]
    if place.canonical is None and place.precision not in WIDE:
        score += _UNKNOWN
    return score + (_A_ROAD if _leads_a_road(notes, mark.last) else 0)


def _may_be_around(notes: Notes, found: Found[Place]) -> bool:
    return notes.words[found.first - 1] not in _NOT_AROUND


def _is_inside(notes: Notes, part: Found[Place], whole: Found[Place]) -> bool:
    """Return whether one place is told to be inside another: "Tsauwa village in the Batsari area of Katsina state".

    In the US the town is meant, and not its quarter.
    """
    if whole.last <= part.first and is_said_of_what_it_is_in(notes, mark_of(whole), mark_of(part)):
        return part.value.precision is not PlacePrecision.COUNTRY
    if (
        part.value.precision in WIDE
        or _leads_a_road(notes, part.last)
        or (whole.value.country == "US" and whole.value.precision not in WIDE)
    ):
        return False
    if part.value.canonical is None and part.value.country is None and whole.value.country is None:
        return False  # nobody could tell where it is
    between = notes.words[part.last : whole.first]
    if whole.last <= part.first:  # "Pattani's Mai Kaen district"
        owning = notes.words[whole.last : part.first]
        called = not AREAS.isdisjoint(notes.words[part.last - 1 : part.last + 1])
        return owning[-1:] == ["'s"] and {*owning[:-1]} <= AREAS and called
    lead = whole.first - 1
    while lead > part.last and notes.words[lead] in _SAID_OF_AREAS:
        lead -= 1  # "in Sarajevo in neighbouring Bosnia"
    if not between or len(between) > _LONG_AREA or notes.words[lead] not in {"in", "of", ","}:
        return False
    if "and" in notes.words[whole.last : whole.last + 2]:
        return False  # a list: "in Cajamarca, La Libertad and Ancash"
    lower = [
        w
        for w, m in zip(between, range(part.last, whole.first), strict=True)
        if w not in _LINKS and not notes.marks_in(m, m + 1)
    ]
    return len(lower) <= 2 and not notes.triggers_in(part.last, whole.first)


def _leads_a_road(notes: Notes, last: int) -> bool:
    """Return whether a name that ends so is one that a road is called after: "Kano-Zaria road"."""
    after = notes.words[last : last + 4]
    return (bool(after) and after[0] in ROADS) or (after[:1] == ["-"] and not ROADS.isdisjoint(after[2:]))


def _is_hit(mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether a place stands right behind a verb of attacking: "shelled Ndoro"."""
    return any(t.role == "attack" and t.form != "noun" and 0 <= mark.first - t.last <= 2 for t in triggers)


def _is_another_town(one: Place, other: Place) -> bool:
    """Return whether a place told in the same clause is a town of its own, far from the other."""
    points = None not in (one.latitude, other.latitude)
    return points and other.precision is PlacePrecision.EXACT and not near_by(one, other)


def _completed(place: Place, others: list[Place]) -> Place:
    """Fill country and province of the best place from the other places of the clause."""
    for other in others:
        if place.country is None and other.country:
            place = replace(place, country=other.country)
        if place.country != other.country or _is_another_town(place, other):
            continue
        if place.admin1 is None and other.admin1 and place.precision is not PlacePrecision.COUNTRY:
            place = replace(place, admin1=other.admin1)
        if (
            place.latitude is None
            and place.precision not in WIDE
            and other.latitude is not None
            and other.canonical != place.admin1
            and other.precision in {PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT}
        ):
            place = replace(place, latitude=other.latitude, longitude=other.longitude, precision=PlacePrecision.NEAR)
    return place
