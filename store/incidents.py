"""Deciding about incidents: each function is one transaction, one line in the log, and can be undone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from store import records, snapshots
from store.database import transaction
from store.decisions import Decision, Draft, deciding, get_decision
from store.errors import ChangedElsewhereError, NotFoundError, RefusedError
from store.model import Action, Evidence, Incident, Slot, Status, Verdict
from store.records import Record
from store.snapshots import VerdictState

__all__ = [
    "Record",
    "Source",
    "approve",
    "create",
    "edit",
    "get_incident",
    "incidents_of",
    "judge",
    "merge",
    "postpone",
    "reject",
    "reopen",
    "sources_of",
    "verdicts_of",
]


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells of an incident; ``source`` is the outlet."""

    article_id: int
    title: str
    source: str | None
    published: dt.date | None
    path: str | None


def incidents_of(db: sqlite3.Connection, article_id: int) -> list[Record]:
    """Return the incidents of an article in their order there, whatever their status."""
    ids = db.execute("SELECT id FROM incidents WHERE article_id = ? ORDER BY position", [article_id])
    return records.find_all(db, [row["id"] for row in ids])


def get_incident(db: sqlite3.Connection, incident_id: int) -> Record:
    """Return one incident; raises NotFoundError."""
    return records.get(db, incident_id)


def sources_of(db: sqlite3.Connection, incident_id: int) -> list[Source]:
    """Return the incident's own article, then those of the incidents merged into it, however often."""
    rows = db.execute(
        """
        WITH RECURSIVE part (id) AS (
          SELECT :id UNION SELECT i.id FROM incidents i JOIN part ON i.merged_into = part.id
        )
        SELECT a.id, a.title, a.source, a.published, a.path, max(i.id = :id) AS own
        FROM part JOIN incidents i ON i.id = part.id JOIN articles a ON a.id = i.article_id
        GROUP BY a.id ORDER BY own DESC, a.id
        """,
        {"id": incident_id},
    )
    return [
        Source(
            article_id=row["id"],
            title=row["title"],
            source=row["source"],
            published=dt.date.fromisoformat(row["published"]) if row["published"] else None,
            path=row["path"],
        )
        for row in rows
    ]


def approve(db: sqlite3.Connection, record: Record, *, analyst: str, now: dt.datetime) -> Decision:
    """Take the incident into the record; raises ChangedElsewhereError."""
    return _set_status(db, record, Status.APPROVED, Action.APPROVE, analyst, now)


def reject(db: sqlite3.Connection, record: Record, *, analyst: str, now: dt.datetime) -> Decision:
    """Say that it is no incident for the record; raises ChangedElsewhereError."""
    return _set_status(db, record, Status.REJECTED, Action.REJECT, analyst, now)


def postpone(db: sqlite3.Connection, record: Record, *, analyst: str, now: dt.datetime) -> Decision:
    """Leave the incident for later; raises ChangedElsewhereError."""
    return _set_status(db, record, Status.POSTPONED, Action.POSTPONE, analyst, now)


def reopen(db: sqlite3.Connection, record: Record, *, analyst: str, now: dt.datetime) -> Decision:
    """Make the incident a proposal again; a merged one leaves the other. Raises ChangedElsewhereError."""
    return _set_status(db, record, Status.PROPOSED, Action.REOPEN, analyst, now)


def edit(db: sqlite3.Connection, record: Record, incident: Incident, *, analyst: str, now: dt.datetime) -> Decision:
    """Write new slot values; raises ChangedElsewhereError, and RefusedError for evidence that is not in its article."""
    with _deciding_on(db, record, Action.EDIT, analyst, now) as draft:
        draft.watch(snapshots.incident(record.id))
        current = _unchanged(db, record)
        records.write(db, replace(current, incident=incident, revision=draft.id))
    return get_decision(db, draft.id)


def create(db: sqlite3.Connection, article_id: int, incident: Incident, *, analyst: str, now: dt.datetime) -> Record:
    """Add an incident that the machine missed, as a proposal after the article's others."""
    with deciding(db, Action.CREATE, analyst=analyst, now=now, article_id=article_id) as draft:
        snapshots.article_state(db, article_id)
        position: int = db.execute(
            "SELECT coalesce(max(position) + 1, 0) FROM incidents WHERE article_id = ?", [article_id]
        ).fetchone()[0]
        draft.incident_id = records.next_id(db)
        draft.watch(snapshots.incident(draft.incident_id))
        return records.write(
            db, Record(draft.incident_id, article_id, position, Status.PROPOSED, None, draft.id, incident)
        )


def merge(db: sqlite3.Connection, record: Record, into: Record, *, analyst: str, now: dt.datetime) -> Decision:
    """Say that ``record`` tells of the incident ``into``, whose article becomes one source of several.

    ``into`` takes over the slots that it lacks, with the evidence from the other article. Raises
    ChangedElsewhereError, and RefusedError where there is nothing to merge into.
    """
    if record.id == into.id:
        raise RefusedError("The merge", "an incident cannot be merged into itself")
    with _deciding_on(db, record, Action.MERGE, analyst, now) as draft:
        draft.watch(snapshots.incident(record.id), snapshots.incident(into.id), snapshots.verdict(record.id, into.id))
        current, target = _unchanged(db, record), _unchanged(db, into)
        if target.status in (Status.MERGED, Status.REJECTED):
            raise RefusedError("The merge", f"incident {into.id} is itself {target.status.value}")
        # The target is written even if it lacks nothing, so that its revision tells of the new source.
        filled = _with_missing_slots(target.incident, current.incident)
        records.write(db, replace(target, incident=filled, revision=draft.id))
        records.write(db, replace(current, status=Status.MERGED, merged_into=target.id, revision=draft.id))
        snapshots.write_verdict(db, record.id, into.id, VerdictState(Verdict.SAME, analyst, _stamp(now)))
    return get_decision(db, draft.id)


def judge(db: sqlite3.Connection, a: int, b: int, verdict: Verdict, *, analyst: str, now: dt.datetime) -> Decision:
    """Remember what the analyst says of a pair of incidents; a pair said to differ is not asked about again."""
    if a == b:
        raise RefusedError("The verdict", "an incident cannot be compared with itself")
    with transaction(db):
        article_id = records.get(db, a).article_id
        records.get(db, b)
        with deciding(db, Action.JUDGE, analyst=analyst, now=now, article_id=article_id, incident_id=a) as draft:
            draft.watch(snapshots.verdict(a, b))
            snapshots.write_verdict(db, a, b, VerdictState(verdict, analyst, _stamp(now)))
        return get_decision(db, draft.id)


def verdicts_of(db: sqlite3.Connection, incident_id: int) -> dict[int, Verdict]:
    """Return what was said of the incident and each other one."""
    rows = db.execute(
        "SELECT high_id AS other, verdict FROM verdicts WHERE low_id = :id "
        "UNION ALL SELECT low_id, verdict FROM verdicts WHERE high_id = :id",
        {"id": incident_id},
    )
    return {row["other"]: Verdict(row["verdict"]) for row in rows}


def _set_status(
    db: sqlite3.Connection, record: Record, status: Status, action: Action, analyst: str, now: dt.datetime
) -> Decision:
    with _deciding_on(db, record, action, analyst, now) as draft:
        draft.watch(snapshots.incident(record.id))
        current = _unchanged(db, record)
        records.write(db, replace(current, status=status, merged_into=None, revision=draft.id))
    return get_decision(db, draft.id)


def _deciding_on(
    db: sqlite3.Connection, record: Record, action: Action, analyst: str, now: dt.datetime
) -> AbstractContextManager[Draft]:
    return deciding(db, action, analyst=analyst, now=now, article_id=record.article_id, incident_id=record.id)


def _unchanged(db: sqlite3.Connection, shown: Record) -> Record:
    """Return the incident as it is stored, which must be what the analyst was shown."""
    current = records.find(db, shown.id)
    if current is None:
        raise NotFoundError("incident", shown.id)
    if current.revision != shown.revision:
        raise ChangedElsewhereError("incident", shown.id)
    return current


def _with_missing_slots(target: Incident, other: Incident) -> Incident:
    evidence: dict[Slot, tuple[Evidence, ...]] = dict(target.evidence)
    confidence, asserted_by = dict(target.confidence), dict(target.asserted_by)
    values: dict[str, object] = {}
    for slot in Slot:
        if target.known(slot) or not other.known(slot):
            continue
        values[slot.value] = getattr(other, slot)
        evidence[slot] = other.evidence.get(slot, ())
        if slot in other.confidence:
            confidence[slot] = other.confidence[slot]
        if slot in other.asserted_by:
            asserted_by[slot] = other.asserted_by[slot]
    return replace(target, evidence=evidence, confidence=confidence, asserted_by=asserted_by, **values)  # type: ignore[arg-type]


def _stamp(now: dt.datetime) -> str:
    return now.astimezone(dt.UTC).isoformat()
