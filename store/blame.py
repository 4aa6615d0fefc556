"""Who gave each slot of an incident its value."""

from __future__ import annotations

from collections.abc import Sequence

from store.decisions import Change, Decision
from store.model import Action, Incident, Slot


def blame(changes: Sequence[Change]) -> dict[Slot, Decision]:
    """Return for each slot the decision that gave it the value it has; a slot that no decision changed is left out.

    ``changes`` are the incident's history. What an undo brings back is owed to whoever gave it at first.
    """
    owed: dict[Slot, Decision] = {}
    around: dict[int, tuple[dict[Slot, Decision], dict[Slot, Decision]]] = {}
    for change in changes:
        decision = change.decision
        before = change.before.incident if change.before else Incident()
        after = change.after.incident if change.after else Incident()
        changed = [slot for slot in Slot if getattr(before, slot) != getattr(after, slot)]
        earlier = dict(owed)
        brought_back = around.get(decision.target_id or 0, ({}, {}))[decision.action is Action.REDO]
        for slot in changed:
            if decision.target_id is None:
                owed[slot] = decision
            elif slot in brought_back:
                owed[slot] = brought_back[slot]
            else:
                owed.pop(slot, None)
        around[decision.id] = earlier, dict(owed)
    return owed
