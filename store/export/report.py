"""What an export tells of itself: how many incidents, what its layout could not hold, and what is to be doubted."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from store.export.codes import Complaint
from store.lint import Finding

SHOWN = 5
"""How many incidents a line of the short report names."""
NOT_HELD = "not held"
"""The heading of what an incident knows but no column holds."""
_DOUBTED = "to be doubted"
_ORDER = {_DOUBTED: -1, NOT_HELD: 1}


@dataclass(slots=True)
class Report:
    """What was exported. Notes are what is said of incidents, each with their ids in order."""

    layout: str
    incidents: int = 0
    notes: dict[tuple[str, str], array[int]] = field(default_factory=dict)

    def complain(self, incident_id: int, complaints: Iterable[Complaint]) -> None:
        """Note what the layout could not hold of an incident."""
        for complaint in complaints:
            self.note(incident_id, complaint.column or NOT_HELD, complaint.reason)

    def doubt(self, found: Iterable[tuple[int, Iterable[Finding]]]) -> None:
        """Note what is to be doubted in incidents, in any layout."""
        for incident_id, findings in found:
            for finding in findings:
                self.note(incident_id, _DOUBTED, f"{finding.slot.value}: {finding.words}")

    def note(self, incident_id: int, column: str, reason: str) -> None:
        """Note something about an incident under a heading, mostly a column."""
        self.notes.setdefault((column, reason), array("q")).append(incident_id)

    def lines(self, *, shown: int | None = SHOWN) -> Iterator[str]:
        """Yield a line for each kind of note, with so many of its incidents, or all of them."""
        for (column, reason), ids in sorted(self.notes.items(), key=lambda note: (_ORDER.get(note[0][0], 0), note[0])):
            some = ", ".join(str(incident_id) for incident_id in ids[:shown])
            more = ", …" if shown is not None and len(ids) > shown else ""
            number = f"{len(ids)} incident{'' if len(ids) == 1 else 's'}"
            yield f"{column}: {reason} ({number}: {some}{more})"

    def text(self) -> str:
        """Return the whole report, every incident named."""
        counted = f"{self.incidents} incident{'' if self.incidents == 1 else 's'}"
        lines = list(self.lines(shown=None)) or ["Everything is in it, and nothing is to be doubted."]
        return "\n".join([f"{self.layout}: {counted}", *lines]) + "\n"
