"""Where an incident comes from, and who gave each of its slots its value."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store.decisions import Change, Decision
from store.model import Action, Incident, Slot


@dataclass(frozen=True, slots=True)
class Proposal:
    """What made an incident of an article before anybody decided: the pipeline, when (UTC), the article's headline."""

    made_by: str
    at: dt.datetime
    title: str


def proposal_of(db: sqlite3.Connection, incident_id: int) -> Proposal | None:
    """Return how the machine proposed the incident; None for one that an analyst began."""
    row = db.execute(
        "SELECT p.made_by, p.made_at, a.title FROM proposals p JOIN articles a ON a.id = p.article_id "
        "WHERE p.incident_id = ?",
        [incident_id],
    ).fetchone()
    return Proposal(row["made_by"], dt.datetime.fromisoformat(row["made_at"]), row["title"]) if row else None


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
