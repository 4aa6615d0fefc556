"""The log of decisions: who, when, what was before and after. ``store.undoing`` walks back and forth in it."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from store import snapshots
from store.database import transaction
from store.desk import newest_decision
from store.errors import ChangedElsewhereError, NotFoundError, RefusedError, StoreError
from store.model import Action
from store.records import Record
from store.rows import dump
from store.snapshots import Snapshot, State

_FIELDS = """
    d.id, d.at, d.analyst, d.action, d.origin, d.article_id, d.incident_id, d.target_id,
    (SELECT action FROM decisions t WHERE t.id = d.target_id) AS target_action,
    coalesce(
      nullif((SELECT i.summary FROM incidents i WHERE i.id = d.incident_id), ''),
      (SELECT a.title FROM articles a WHERE a.id = d.article_id)
    ) AS summary
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log; ``at`` is UTC, ``origin`` the screen or command it was made in, empty where nobody said.

    ``target_id`` and ``target_action`` name the decision that an undo or redo is about, ``summary``
    is the incident's as it is now, or the article's headline.
    """

    id: int
    at: dt.datetime
    analyst: str
    action: Action
    article_id: int
    incident_id: int | None = None
    target_id: int | None = None
    target_action: Action | None = None
    summary: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision did to one incident; None where there was, or is, no such incident."""

    decision: Decision
    before: Record | None
    after: Record | None


class Draft:
    """A decision being made: its id, and the rows that it may touch as they were."""

    def __init__(self, db: sqlite3.Connection, incident_id: int | None) -> None:
        self._db = db
        self.id = newest_decision(db) + 1
        self.incident_id = incident_id
        self.before: Snapshot = {}

    def watch(
        self, *keys: str, as_of: int | None = None, same: Callable[[State, State], bool] = snapshots.same
    ) -> None:
        """Remember how the rows are before they are written.

        With ``as_of``, the number of the newest decision when they were shown, raises ChangedElsewhereError if one
        says something else by now; ``same`` compares what matters of it.
        """
        for key in keys:
            if as_of is not None:
                _check_same(self._db, key, as_of, same)
            self.before.setdefault(key, snapshots.take(self._db, key))

    def after(self) -> Snapshot:
        """Return how the watched rows are now."""
        return {key: snapshots.take(self._db, key) for key in self.before}


@contextmanager
def deciding(
    db: sqlite3.Connection,
    action: Action,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str,
    article_id: int,
    incident_id: int | None = None,
    target_id: int | None = None,
) -> Iterator[Draft]:
    """Write what is inside and the log's line of it in one transaction.

    Watch a row on the draft before writing to it; its id is the revision of what it writes.
    """
    if not analyst:
        raise RefusedError("The decision", "nobody is named as the analyst")
    with transaction(db):
        draft = Draft(db, incident_id)
        yield draft
        after = draft.after()
        db.execute(
            "INSERT INTO decisions (id, at, analyst, action, origin, article_id, incident_id, target_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                draft.id,
                now.astimezone(dt.UTC).isoformat(),
                analyst,
                action.value,
                origin,
                article_id,
                draft.incident_id,
                target_id,
                dump(draft.before),
                dump(after),
            ],
        )
        db.executemany(
            "INSERT INTO decision_incidents (incident_id, decision_id) VALUES (?, ?)",
            [(touched, draft.id) for touched in snapshots.incidents_in(draft.before)],
        )


def get_decision(db: sqlite3.Connection, decision_id: int) -> Decision:
    """Return one line of the log."""
    return _decision(db.execute(f"SELECT {_FIELDS} FROM decisions d WHERE d.id = ?", [decision_id]).fetchone())


def clock_set_back(db: sqlite3.Connection, *, now: dt.datetime) -> str:
    """Return what to say where a decision was made later than it is now; nothing where all is in order.

    The order of decisions is that of their numbers, whatever the clock says.
    """
    at = db.execute("SELECT max(at) FROM decisions").fetchone()[0]
    if at is None or (latest := dt.datetime.fromisoformat(at)) <= now:
        return ""
    says, made = (f"{time.day} {time:%b %Y %H:%M} UTC" for time in (now.astimezone(dt.UTC), latest))
    return (
        f"the clock says {says}, but a decision here was made on {made}; "
        "set the clock, or new decisions look older than they are"
    )


def history(db: sqlite3.Connection, incident_id: int) -> list[Change]:
    """Return what was decided about an incident, oldest first, undone decisions included."""
    rows = db.execute(
        f"SELECT {_FIELDS}, d.before, d.after FROM decision_incidents di JOIN decisions d ON d.id = di.decision_id "
        "WHERE di.incident_id = ? ORDER BY d.at, d.id",  # another desk's came in later than they were made
        [incident_id],
    )
    key = snapshots.incident(incident_id)
    changes = []
    for row in rows:
        before, after = (snapshots.load(key, json.loads(row[side]).get(key)) for side in ("before", "after"))
        changes.append(
            Change(
                _decision(row),
                before if isinstance(before, Record) else None,
                after if isinstance(after, Record) else None,
            )
        )
    return changes


def merge_of(db: sqlite3.Connection, incident_id: int, into: int) -> tuple[Record, Record]:
    """Return what ``into`` was before and after the merge by which the incident is part of it now.

    Raises NotFoundError if there is no such merge that stands.
    """
    key = snapshots.incident(into)
    row = db.execute(
        """
        SELECT d.before, d.after FROM decision_incidents di JOIN decisions d ON d.id = di.decision_id
        WHERE di.incident_id = :id AND d.action = 'merge' AND d.incident_id = di.incident_id
          AND json_type(d.after, :path) IS NOT NULL
          AND (SELECT action FROM decisions u WHERE u.target_id = d.id ORDER BY u.id DESC LIMIT 1) IS NOT 'undo'
        ORDER BY d.id DESC LIMIT 1
        """,
        {"id": incident_id, "path": f'$."{key}"'},
    ).fetchone()
    if row is None:
        raise NotFoundError("merge of incident", incident_id)
    before, after = (snapshots.load(key, json.loads(row[side])[key]) for side in ("before", "after"))
    if not (isinstance(before, Record) and isinstance(after, Record)):
        raise NotFoundError("merge of incident", incident_id)
    return before, after


def last_change(db: sqlite3.Connection, key: str, after: int = 0) -> Decision | None:
    """Return the newest decision about a row, which a key of a snapshot names, of those made after one.

    Verdicts on an incident count as decisions about it.
    """
    if key.startswith("incident:"):
        where = "d.id IN (SELECT decision_id FROM decision_incidents WHERE incident_id = :id)"
    else:
        where = "json_type(d.after, :path) IS NOT NULL"
    row = db.execute(
        f"SELECT {_FIELDS} FROM decisions d WHERE d.id > :after AND {where} ORDER BY d.id DESC LIMIT 1",
        {"after": after, "id": key.partition(":")[2], "path": f'$."{key}"'},
    ).fetchone()
    return _decision(row) if row else None


def told(decision: Decision | None) -> str:
    """Return who changed something, and by what: "by basil (edit, 28 Jul 09:31 UTC)"; nothing where nobody did."""
    if decision is None:
        return ""
    return f"by {decision.analyst} ({named(decision)}, {decision.at.day} {decision.at:%b %H:%M} UTC)"


def named(decision: Decision) -> str:
    """Return what was decided; of an undo or redo, what it was about."""
    words = decision.action.replace("_", " ")
    return f"{words} of {decision.target_action.replace('_', ' ')}" if decision.target_action else words


def changed_elsewhere(
    db: sqlite3.Connection, key: str, after: int, shown: State = None, stored: State = None
) -> ChangedElsewhereError:
    """Return the error that names who changed a row after a decision."""
    table, _, number = key.partition(":")
    noun = "verdict on incidents" if table == "verdict" else table
    by = told(last_change(db, key, after))
    return ChangedElsewhereError(noun, number.replace(":", " and "), by, shown=shown, stored=stored)


def _check_same(db: sqlite3.Connection, key: str, as_of: int, same: Callable[[State, State], bool]) -> None:
    """Raise ChangedElsewhereError if a row is not what it was when a decision was the newest."""
    row = db.execute(
        "SELECT json_extract(before, :path) AS was FROM decisions "
        "WHERE id > :as_of AND json_type(after, :path) IS NOT NULL ORDER BY id LIMIT 1",
        {"as_of": as_of, "path": f'$."{key}"'},
    ).fetchone()
    if row is None:
        return
    was, now = snapshots.load(key, json.loads(row["was"] or "null")), snapshots.current(db, key)
    if not same(was, now):
        raise changed_elsewhere(db, key, as_of, was, now)


def _decision(row: sqlite3.Row | None) -> Decision:
    if row is None:
        raise StoreError("The decision is not in the log.")
    target = row["target_action"]
    return Decision(
        id=row["id"],
        at=dt.datetime.fromisoformat(row["at"]),
        analyst=row["analyst"],
        action=Action(row["action"]),
        article_id=row["article_id"],
        incident_id=row["incident_id"],
        target_id=row["target_id"],
        target_action=Action(target) if target else None,
        summary=row["summary"],
        origin=row["origin"],
    )
