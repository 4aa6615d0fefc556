"""Two incidents as one: which side says what, and what each is better at.

Pure functions over records; ``store.incidents.merge`` writes what they make.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from store.ledger import FIGURE_SLOTS, Rule, settled
from store.model import BY_MACHINE, DatePrecision, Evidence, Figure, Incident, PlacePrecision, Slot

_DATES = list(DatePrecision)
_PLACES = list(PlacePrecision)


class Pick(StrEnum):
    """Whose value a slot takes when two incidents become one.

    ``FIGURES`` is for killed and injured: what the GTD's rule makes of the figures of all sources (``store.ledger``).
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
    signed = incident.asserted_by.get(slot, BY_MACHINE[0])
    quotes = len(incident.evidence.get(slot, ()))
    return (
        incident.known(slot),
        not signed.startswith(BY_MACHINE),
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
            values[slot.value] = settled([figure for figure in figures if figure.slot is slot], Rule.GTD)
            asserted_by[slot] = Rule.GTD.signature
    return replace(into, evidence=evidence, confidence=confidence, asserted_by=asserted_by, **values)


def usual_picks(into: Incident, other: Incident) -> dict[Slot, Pick]:
    """Return what a merge takes unless somebody chooses: of casualties what the figures of all sources come to.

    What an analyst said of them stays.
    """
    return {
        slot: Pick.FIGURES
        for slot in FIGURE_SLOTS
        if into.known(slot)
        and other.known(slot)
        and getattr(into, slot) != getattr(other, slot)
        and into.asserted_by.get(slot, BY_MACHINE[0]).startswith(BY_MACHINE)
    }


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


def _joined(first: Sequence[Evidence], second: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _carry(into: dict[Slot, Any], source: Mapping[Slot, Any], slot: Slot) -> None:
    """Make the entry of a slot what the source has, or none."""
    into.pop(slot, None)
    if slot in source:
        into[slot] = source[slot]
