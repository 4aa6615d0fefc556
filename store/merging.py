"""Two incidents as one: which side says what, what each is better at, and the figures of all sources.

Pure functions over records; ``store.incidents.merge`` writes what they make.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from store.model import Count, DatePrecision, Evidence, Figure, Incident, PlacePrecision, Slot

FIGURE_SLOTS = (Slot.KILLED, Slot.INJURED)
"""The slots of which every source's figure is kept."""

_MACHINE = "nlp/"  # how a stage of the pipeline signs
_DATES = list(DatePrecision)
_PLACES = list(PlacePrecision)


class Pick(StrEnum):
    """Whose value a slot takes when two incidents become one.

    ``FIGURES`` is for killed and injured: what ``settled`` makes of the figures of all sources.
    """

    INTO = "into"
    OTHER = "other"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Field:
    """One slot of two incidents side by side; ``better`` is whose value rests on more, to be shown first."""

    slot: Slot
    into: bool
    other: bool
    agree: bool
    better: Pick


def fields(into: Incident, other: Incident) -> list[Field]:
    """Return the slots side by side: who knows each, whether both say the same, and who is better evidenced."""
    return [
        Field(
            slot,
            into.known(slot),
            other.known(slot),
            getattr(into, slot) == getattr(other, slot),
            Pick.OTHER if _grounds(other, slot) > _grounds(into, slot) else Pick.INTO,
        )
        for slot in Slot
    ]


def _grounds(incident: Incident, slot: Slot) -> tuple[object, ...]:
    """Return how well a value is founded, to be compared: an analyst's word, precision, quotes, confidence."""
    closeness = 0
    if slot is Slot.DATE:
        closeness = -_DATES.index(incident.date.precision)
    elif slot is Slot.PLACE and incident.place.precision is not None:
        closeness = len(_PLACES) - _PLACES.index(incident.place.precision)
    signed = incident.asserted_by.get(slot, _MACHINE)
    quotes = len(incident.evidence.get(slot, ()))
    return (
        incident.known(slot),
        not signed.startswith(_MACHINE),
        closeness,
        quotes > 0,
        incident.confidence.get(slot, 0.0),
        quotes,
    )


def combine(
    into: Incident, other: Incident, picks: Mapping[Slot, Pick] | None = None, figures: Iterable[Figure] = ()
) -> Incident:
    """Return the two as one incident: ``into``, with what it lacks or ``picks`` names from ``other``.

    The words of both stay as evidence of each slot, those of the value that was taken first.
    ``figures`` are those of all sources, for the slots that ``Pick.FIGURES`` settles.
    """
    picks = picks or {}
    evidence: dict[Slot, tuple[Evidence, ...]] = {}
    confidence, asserted_by = dict(into.confidence), dict(into.asserted_by)
    values: dict[str, Any] = {}
    for slot in Slot:
        taken = picks.get(slot) is Pick.OTHER or (not into.known(slot) and other.known(slot))
        first, second = (other, into) if taken else (into, other)
        if words := _joined(first.evidence.get(slot, ()), second.evidence.get(slot, ())):
            evidence[slot] = words
        if taken:
            values[slot.value] = getattr(other, slot)
            _carry(confidence, other.confidence, slot)
            _carry(asserted_by, other.asserted_by, slot)
        elif picks.get(slot) is Pick.FIGURES and slot in FIGURE_SLOTS:
            values[slot.value] = settled([figure for figure in figures if figure.slot is slot])
    return replace(into, evidence=evidence, confidence=confidence, asserted_by=asserted_by, **values)


def all_words(merged: Incident, combined: Incident) -> dict[Slot, tuple[Evidence, ...]]:
    """Return the evidence of ``merged`` with what ``combined`` has besides, so that no quote is lost."""
    joined = {slot: _joined(merged.evidence.get(slot, ()), combined.evidence.get(slot, ())) for slot in Slot}
    return {slot: words for slot, words in joined.items() if words}


def without(now: Incident, before: Incident, after: Incident, gone: Incident) -> Incident:
    """Return the incident ``now`` without what a merge put into it, which left it ``after`` from ``before``.

    A slot that says what the merge made it say says what it said before; one that was changed since
    stays. The words of ``gone`` that ``before`` had not are evidence no more.
    """
    evidence: dict[Slot, tuple[Evidence, ...]] = {}
    confidence, asserted_by = dict(now.confidence), dict(now.asserted_by)
    values: dict[str, Any] = {}
    for slot in Slot:
        left = [piece for piece in gone.evidence.get(slot, ()) if piece not in before.evidence.get(slot, ())]
        if kept := tuple(piece for piece in now.evidence.get(slot, ()) if piece not in left):
            evidence[slot] = kept
        if getattr(now, slot) == getattr(after, slot) != getattr(before, slot):
            values[slot.value] = getattr(before, slot)
            _carry(confidence, before.confidence, slot)
            _carry(asserted_by, before.asserted_by, slot)
    return replace(now, evidence=evidence, confidence=confidence, asserted_by=asserted_by, **values)


def own_figures(incident_id: int, article_id: int, incident: Incident) -> tuple[Figure, ...]:
    """Return the figures that one incident of one article tells."""
    return tuple(
        Figure(slot, incident_id, article_id, getattr(incident, slot)) for slot in FIGURE_SLOTS if incident.known(slot)
    )


def settled(figures: Sequence[Figure]) -> Count:
    """Return one count for the figures of several sources, by the rule of the GTD codebook.

    Best is what the latest sources tell; where several of one day differ, what most of them tell;
    else the lowest. Min and max are the lowest and the highest of all sources.
    """
    if not figures:
        return Count()
    latest = max(figure.published or dt.date.min for figure in figures)
    bests = Counter(
        best
        for figure in figures
        if (figure.published or dt.date.min) == latest and (best := _best(figure.count)) is not None
    ) or Counter(best for figure in figures if (best := _best(figure.count)) is not None)
    numbers = [
        n for figure in figures for n in (figure.count.min, figure.count.best, figure.count.max) if n is not None
    ]
    if not numbers:
        return Count()
    most = max(bests.values())
    best = min(number for number, told in bests.items() if told == most)
    words = next((figure.count.words for figure in figures if _best(figure.count) == best), None)
    return Count(min(numbers), best, max(numbers), words)


def _best(count: Count) -> int | None:
    return next((n for n in (count.best, count.min, count.max) if n is not None), None)


def _joined(first: Sequence[Evidence], second: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _carry(into: dict[Slot, Any], source: Mapping[Slot, Any], slot: Slot) -> None:
    """Make the entry of a slot what the source has, or none."""
    into.pop(slot, None)
    if slot in source:
        into[slot] = source[slot]
