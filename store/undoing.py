"""Undo and redo over the log of decisions.

A decision stands unless the newest undo or redo of it is an undo. Undo takes an analyst's last
standing decision back, redo brings the last one undone back until a new one is made. Both work
from the log's snapshots, are decisions themselves, and survive a restart. What a colleague has
changed since stays as it is, and does not stand in the way of what can be taken back.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator

from store import priority, snapshots
from store.database import transaction
from store.decisions import Decision, changed_elsewhere, deciding, get_decision, named
from store.errors import ChangedElsewhereError
from store.model import Action


def undo(
    db: sqlite3.Connection,
    tell: Callable[[str], None] = lambda _: None,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
) -> Decision | None:
    """Take back the last decision of the analyst that stands and can be taken back; None when none stands.

    ``tell`` is given a line for each newer one that has to stay, because somebody else has changed what it
    changed. Raises ChangedElsewhereError if all have to.
    """
    with transaction(db):
        found = _each(
            db,
            """
            SELECT id FROM decisions d
            WHERE analyst = :analyst AND action NOT IN ('undo', 'redo') AND id < :below
              AND (SELECT action FROM decisions u WHERE u.target_id = d.id ORDER BY u.id DESC LIMIT 1) IS NOT 'undo'
            ORDER BY id DESC LIMIT 1
            """,
            analyst,
        )
        return _swap_first(db, found, Action.UNDO, tell, analyst=analyst, now=now, origin=origin)


def redo(
    db: sqlite3.Connection,
    tell: Callable[[str], None] = lambda _: None,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
) -> Decision | None:
    """Bring back the decision undone last that can be brought back; None when there is none since a new one was made.

    ``tell`` and what is raised are as with ``undo``.
    """
    with transaction(db):
        found = _each(
            db,
            """
            SELECT id, target_id FROM decisions u
            WHERE analyst = :analyst AND action = 'undo' AND id < :below
              AND id > (
                SELECT id FROM decisions WHERE analyst = :analyst AND action NOT IN ('undo', 'redo')
                ORDER BY id DESC LIMIT 1
              )
              AND NOT EXISTS (SELECT 1 FROM decisions later WHERE later.target_id = u.target_id AND later.id > u.id)
            ORDER BY id DESC LIMIT 1
            """,
            analyst,
        )
        return _swap_first(db, found, Action.REDO, tell, analyst=analyst, now=now, origin=origin)


def _each(db: sqlite3.Connection, newest: str, analyst: str) -> Iterator[int]:
    """Yield the last number of each row, the newest first; one query a row, so that none stays open behind an error.

    An open query keeps its connection at what it saw, and from writing once somebody else has written.
    """
    below = sys.maxsize
    while row := db.execute(newest, {"analyst": analyst, "below": below}).fetchone():
        below = row["id"]
        yield int(row[-1])


def _swap_first(
    db: sqlite3.Connection,
    found: Iterable[int],
    action: Action,
    tell: Callable[[str], None],
    *,
    analyst: str,
    now: dt.datetime,
    origin: str,
) -> Decision | None:
    """Undo or redo the first of the decisions that can be; one that rests on what has to stay cannot."""
    first: ChangedElsewhereError | None = None
    staying: set[str] = set()
    resting, lines = 0, list[str]()
    for number in found:
        row = db.execute("SELECT * FROM decisions WHERE id = ?", [number]).fetchone()
        keys = set(json.loads(row["after"]))
        if not staying.isdisjoint(keys):
            staying |= keys
            resting += 1
            continue
        try:
            done = _swap(db, row, action, analyst, now, origin)
        except ChangedElsewhereError as error:
            staying |= keys
            first = first or error
            lines.append(f"the {named(get_decision(db, number))} (decision {number}) stays: {error.what}")
            continue
        for line in lines:
            tell(line)
        if resting:
            tell(f"{resting} more of yours, on the same, stay too")
        return done
    if first is not None:
        raise first
    return None


def _swap(
    db: sqlite3.Connection, row: sqlite3.Row, action: Action, analyst: str, now: dt.datetime, origin: str
) -> Decision:
    """Make the rows of a decision what they were before it, or after it again."""
    before, after = json.loads(row["before"]), json.loads(row["after"])
    left, wanted = (after, before) if action is Action.UNDO else (before, after)
    with deciding(
        db,
        action,
        analyst=analyst,
        now=now,
        origin=origin,
        article_id=row["article_id"],
        incident_id=row["incident_id"],
        target_id=row["id"],
    ) as draft:
        for key, state in left.items():
            if not snapshots.same(snapshots.current(db, key), snapshots.load(key, state)):
                raise changed_elsewhere(db, key, row["id"])
        draft.watch(*wanted)
        for key, state in wanted.items():
            try:
                snapshots.restore(db, key, snapshots.load(key, state), draft.id)
            except sqlite3.IntegrityError as error:  # somebody's verdict or merge leans on a row that would go
                raise changed_elsewhere(db, key, row["id"]) from error
        if row["action"] == Action.SET_PUBLISHED.value:
            priority.write(db, row["article_id"])
    return get_decision(db, draft.id)
