"""Two incidents as one: which side says what, and what each is better at.

Pure functions over records; ``store.incidents.merge`` writes what they make.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from store.ledger import FIGURE_SLOTS, Rule, settled
from store.model import BY_MACHINE, DatePrecision, Evidence, Figure, Incident, PlacePrecision, Slot, Status
from store.records import Record

T = TypeVar("T")

_OPEN = (Status.PROPOSED, Status.POSTPONED)
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


def reconciled(base: Record, ours: Record, theirs: Record) -> Record | None:
    """Return what two say who both went on from ``base``, ours with what only they changed; None where both did.

    A summary contradicts nothing, nor does an incident that one of the two has left open.
    """
    incident, values = ours.incident, dict[str, Any]()
    evidence, confidence, asserted_by = dict(incident.evidence), dict(incident.confidence), dict(incident.asserted_by)
    for slot in Slot:
        before, mine, other = (_said(record.incident, slot) for record in (base, ours, theirs))
        if other in (before, mine) or (slot is Slot.SUMMARY and mine != before):
            continue
        if mine == before:
            values[slot.value] = getattr(theirs.incident, slot)
            for kept, source in (
                (evidence, theirs.incident.evidence),
                (confidence, theirs.incident.confidence),
                (asserted_by, theirs.incident.asserted_by),
            ):
                _carry(kept, source, slot)
            if slot is Slot.DATE:
                values["lane"] = theirs.incident.lane
        elif mine[0] == other[0]:
            evidence[slot] = _joined(mine[1], other[1])
        else:
            return None
    decided = _decided(*((record.status, record.merged_into) for record in (base, ours, theirs)))
    figures = _changed(base.figures, ours.figures, theirs.figures)
    if decided is None or figures is None:
        return None
    incident = replace(incident, evidence=evidence, confidence=confidence, asserted_by=asserted_by, **values)
    return replace(ours, incident=incident, status=decided[0], merged_into=decided[1], figures=figures)


def _said(incident: Incident, slot: Slot) -> tuple[Any, tuple[Evidence, ...]]:
    return getattr(incident, slot), incident.evidence.get(slot, ())


def _decided(
    base: tuple[Status, int | None], ours: tuple[Status, int | None], theirs: tuple[Status, int | None]
) -> tuple[Status, int | None] | None:
    if (decided := _changed(base, ours, theirs)) is not None:
        return decided
    if theirs[0] in _OPEN:
        return ours
    return theirs if ours[0] in _OPEN else None


def _changed(base: T, ours: T, theirs: T) -> T | None:
    """Return what the one of the two says that changed it; None where both did, to different things."""
    if theirs in (base, ours):
        return ours
    return theirs if ours == base else None


def _joined(first: Sequence[Evidence], second: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _carry(into: dict[Slot, Any], source: Mapping[Slot, Any], slot: Slot) -> None:
    """Make the entry of a slot what the source has, or none."""
    into.pop(slot, None)
    if slot in source:
        into[slot] = source[slot]
