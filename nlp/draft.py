"""An incident in the making: no value without the words that say it."""

from __future__ import annotations

from dataclasses import replace

from nlp.mentions import span_of
from nlp.notes import Mark, Notes
from store.model import Evidence, Incident, Slot

VERSION = "1"


class Draft:
    """An incident in the making: every value is put with the tokens that say it."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._values: dict[str, object] = {}
        self._evidence: dict[Slot, tuple[Evidence, ...]] = {}
        self._confidence: dict[Slot, float] = {}
        self._asserted: dict[Slot, str] = {}

    def put(self, slot: Slot, value: object, first: int, last: int, confidence: float, module: str) -> None:
        """Set a slot, with its evidence."""
        self._values[slot.value] = value
        self.see(slot, first, last, confidence, module)

    def see(self, slot: Slot, first: int, last: int, confidence: float, module: str) -> None:
        """Add evidence to a slot."""
        evidence = evidence_of(self._notes, first, last)
        if evidence not in self._evidence.get(slot, ()):
            self._evidence[slot] = (*self._evidence.get(slot, ()), evidence)
        self._confidence[slot] = confidence
        self._asserted[slot] = f"nlp/{module}@{VERSION}"

    @property
    def incident(self) -> Incident:
        """The incident so far."""
        return Incident(
            **self._values,  # type: ignore[arg-type]
            evidence=dict(self._evidence),
            confidence=dict(self._confidence),
            asserted_by=dict(self._asserted),
        )


def evidence_of(notes: Notes, first: int, last: int) -> Evidence:
    """Return the words of a range of tokens."""
    span = span_of(notes, first, last)
    return Evidence(span.start, span.end, notes.written(first, last))


def with_value(
    notes: Notes, incident: Incident, slot: Slot, value: object, mark: Mark | None, confidence: float
) -> Incident:
    """Return the incident with a slot completed from the article at large; without a ``mark`` no words say so."""
    return replace(
        incident,
        **{slot.value: value},  # type: ignore[arg-type]
        evidence={**incident.evidence, slot: () if mark is None else (evidence_of(notes, mark.first, mark.last),)},
        confidence={**incident.confidence, slot: confidence},
        asserted_by={**incident.asserted_by, slot: f"nlp/events@{VERSION}"},
    )


def as_before(incident: Incident, before: Incident, slot: Slot, confidence: float) -> Incident:
    """Return the incident with the day or place of the one told before it ("a bomb then went off")."""
    if slot not in before.evidence:
        return incident
    return replace(
        incident,
        **{slot.value: getattr(before, slot)},
        evidence={**incident.evidence, slot: before.evidence[slot]},
        confidence={**incident.confidence, slot: confidence},
        asserted_by={**incident.asserted_by, slot: f"nlp/events@{VERSION}"},
    )


def without(incident: Incident, slot: Slot) -> Incident:
    """Return the incident with a slot as if nothing had been said of it."""
    rest = {
        name: {key: value for key, value in getattr(incident, name).items() if key is not slot}
        for name in ("evidence", "confidence", "asserted_by")
    }
    return replace(incident, **{slot.value: getattr(Incident(), slot)}, **rest)  # type: ignore[arg-type]
