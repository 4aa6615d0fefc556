"""The incidents of an article at a glance: which lane each is in, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.incidents import Record
from store.model import Slot, Status
from tui import slots

MARKS = {
    Status.APPROVED: "✓", Status.PROPOSED: "●", Status.POSTPONED: "◐", Status.REJECTED: "×", Status.MERGED: "≈",
}  # fmt: skip
"""The sign of each status, as in the queue."""
SIGNS = {**MARKS, Status.PROPOSED: " "}
"""What was decided, in one cell."""
GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the overview; ``here`` marks the incident that is shown."""

    lane: str
    text: str
    sign: str = " "
    here: bool = False


def strip(records: Sequence[Record], at: int) -> str:
    """Return a letter for the lane of each open incident, a sign for each decided one, brackets at the current."""
    letters = [SIGNS[r.status].strip() or r.incident.lane.value[0] for r in records]
    return "".join(f"[{letter}]" if number == at else letter for number, letter in enumerate(letters))


def overview(records: Sequence[Record], at: int, unused: int, key: str, generic: Sequence[str]) -> list[Row]:
    """Return a line for each incident in the order of the article, then what no incident uses and talk in general.

    ``key`` goes to what no incident uses.
    """
    rows = [
        Row(record.incident.lane.value, f"{number + 1} {_short(record)}", SIGNS[record.status], number == at)
        for number, record in enumerate(records)
    ]
    if unused:
        rows.append(Row("unused", f"{unused} violent sentence{'' if unused == 1 else 's'}: {key}"))
    if generic:
        rows.append(Row(GENERIC, ", ".join(dict.fromkeys(generic))))
    return rows


def _short(record: Record) -> str:
    incident = record.incident
    where, when = incident.place.canonical or incident.place.name, slots.date_text(incident.date)
    return " · ".join(part for part in (where, when, slots.text_of(incident, Slot.TYPE)) if part)
