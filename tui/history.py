"""What decisions did to an incident, as lines for a reader."""

from __future__ import annotations

from collections.abc import Iterator

from store.decisions import Change, Decision
from store.model import Slot
from tui.glyphs import one_line, visible
from tui.slots import text_of


def name_of(decision: Decision) -> str:
    """Return what was decided; of an undo or redo, what it was about."""
    if decision.target_action is None:
        return decision.action.replace("_", " ")
    return f"{decision.action} of {decision.target_action.replace('_', ' ')}"


def changes_of(change: Change) -> Iterator[tuple[str, str, str]]:
    """Yield what a decision changed: the status or slot, what it said before, and what it says after."""
    before, after = change.before, change.after
    if before is None or after is None:
        return
    if before.status is not after.status:
        yield "status", before.status.value, after.status.value
    for slot in Slot:
        was, became = text_of(before.incident, slot), text_of(after.incident, slot)
        if was != became:
            yield slot.value, shown(was) or "(nothing)", shown(became) or "(nothing)"


def shown(text: str) -> str:
    """Return a text as one line that any output can bear."""
    return visible(one_line(text))
