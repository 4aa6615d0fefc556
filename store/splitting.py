"""One incident as two: what the words of a sentence tell goes to the new one, the rest stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from store.model import Evidence, Incident, Slot, Span

BORROWED = 0.5
"""The confidence of a circumstance that the new incident has only from the old one: to be looked at."""
CIRCUMSTANCES = (Slot.TYPE, Slot.STAGE, Slot.DATE, Slot.PLACE, Slot.WEAPON, Slot.PERPETRATOR, Slot.TARGET)
"""The slots that two incidents of one report often share; its dead, wounded and damage are never counted twice."""


def split(incident: Incident, article_id: int, span: Span) -> tuple[Incident, Incident]:
    """Return what stays and what is split off: the values that rest on words inside the span.

    A value with words on both sides is in both. What rests on nothing else leaves the old incident,
    but its type; where all is told inside the span, the old one keeps everything. The new one
    borrows the circumstances that its own words do not tell.
    """
    inside = {slot: _pieces(incident, slot, article_id, span) for slot in Slot}
    outside = {
        slot: tuple(piece for piece in incident.evidence.get(slot, ()) if piece not in inside[slot]) for slot in Slot
    }
    if not any(outside.values()):
        outside = {slot: tuple(pieces) for slot, pieces in incident.evidence.items()}
    gone = [slot for slot in Slot if inside[slot] and not outside.get(slot) and slot is not Slot.TYPE]
    told = [slot for slot in Slot if inside[slot]]
    borrowed = [slot for slot in CIRCUMSTANCES if slot not in told and incident.known(slot)]
    return (
        _only(incident, [slot for slot in Slot if slot not in gone], outside),
        _only(incident, [*told, *borrowed], {**incident.evidence, **{slot: inside[slot] for slot in told}}, borrowed),
    )


def _pieces(incident: Incident, slot: Slot, article_id: int, span: Span) -> tuple[Evidence, ...]:
    return tuple(
        piece
        for piece in incident.evidence.get(slot, ())
        if piece.article_id == article_id and piece.start < span.end and piece.end > span.start
    )


def _only(
    incident: Incident,
    slots: list[Slot],
    evidence: dict[Slot, tuple[Evidence, ...]],
    borrowed: list[Slot] | tuple[()] = (),
) -> Incident:
    """Return the incident with these slots only; ``borrowed`` ones are said by nobody and doubtful."""
    values: dict[str, Any] = {slot.value: getattr(incident, slot) for slot in slots}
    confidence = {slot: sure for slot, sure in incident.confidence.items() if slot in slots}
    confidence |= {slot: min(confidence.get(slot, BORROWED), BORROWED) for slot in borrowed}
    return replace(
        Incident(lane=incident.lane, **values),
        evidence={slot: evidence[slot] for slot in slots if evidence.get(slot)},
        confidence=confidence,
        asserted_by={slot: by for slot, by in incident.asserted_by.items() if slot in slots and slot not in borrowed},
    )
