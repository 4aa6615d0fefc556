"""What is to be doubted in an incident, whoever said it: values that contradict each other or lack something.

Pure functions of a record. What a codebook's layout would lack besides is told by ``store.export.layouts``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.ledger import FIGURE_SLOTS
from store.model import Attribution, ClaimStatus, Count, Incident, Slot


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a slot, in words that go on from "it is"; what ``contradicts`` itself cannot be approved."""

    slot: Slot
    words: str
    contradicts: bool = False


def findings(incident: Incident) -> list[Finding]:
    """Return what is to be doubted, in the order of the slots; at most one finding a slot."""
    found: dict[Slot, Finding] = {}
    for finding in (*_dates(incident), *_place(incident), *_claim(incident), *_counts(incident)):
        found.setdefault(finding.slot, finding)
    return [found[slot] for slot in Slot if slot in found]


def finding_of(incident: Incident, slot: Slot) -> Finding | None:
    """Return what is to be doubted in a slot."""
    return next((finding for finding in findings(incident) if finding.slot is slot), None)


def contradictions(incident: Incident) -> list[Finding]:
    """Return the findings that keep an incident from being approved."""
    return [finding for finding in findings(incident) if finding.contradicts]


def _dates(incident: Incident) -> Iterator[Finding]:
    start, end = incident.date.start, incident.date.end
    if start is not None and end is not None and end < start:
        yield Finding(Slot.DATE, "ending before it starts", contradicts=True)


def _place(incident: Incident) -> Iterator[Finding]:
    place = incident.place
    if place.country is None and (place.name or place.canonical or place.facility):
        yield Finding(Slot.PLACE, "without a country")


def _claim(incident: Incident) -> Iterator[Finding]:
    by, name = incident.claim.by, incident.perpetrator.name
    claimed = incident.claim.status is ClaimStatus.CLAIMED or incident.perpetrator.attribution is Attribution.CLAIMED
    if claimed and by and name and by.casefold() != name.casefold():
        yield Finding(Slot.CLAIM, "by someone else than the perpetrator")


def _counts(incident: Incident) -> Iterator[Finding]:
    for slot in FIGURE_SLOTS:
        count: Count = getattr(incident, slot)
        numbers = [number for number in (count.min, count.best, count.max) if number is not None]
        if any(number < 0 for number in numbers):
            yield Finding(slot, "below zero", contradicts=True)
        elif numbers != sorted(numbers):
            above = count.max is not None and any(number > count.max for number in numbers)
            yield Finding(slot, "above its highest number" if above else "below its lowest", contradicts=True)
        elif any(numbers) and not count.words and not incident.evidence.get(slot):
            yield Finding(slot, "without words that say so")
