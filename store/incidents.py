"""Deciding about incidents: each function is one transaction, one line in the log, and can be undone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from store import ledger, merging, records, rows, snapshots, verdicts
from store.decisions import Decision, Draft, deciding, get_decision, last_change, merge_of, told
from store.desk import newest_decision
from store.errors import ChangedElsewhereError, NotFoundError, RefusedError
from store.merging import Field
from store.model import Action, Figure, Incident, Status, Verdict
from store.records import Record
from store.verdicts import Said, judge, verdicts_of

__all__ = [
    "Comparison",
    "Record",
    "Said",
    "Source",
    "approve",
    "compare",
    "create",
    "decide_all",
    "edit",
    "figures_of",
    "get_incident",
    "incidents_of",
    "judge",
    "merge",
    "postpone",
    "reject",
    "reopen",
    "sources_of",
    "split",
    "verdicts_of",
]


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells of an incident; ``source`` is the outlet, ``link`` where it was published."""

    article_id: int
    title: str
    source: str | None
    published: dt.date | None
    path: str | None
    author: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two incidents side by side: their articles, the figures of all of these, each slot, and what was said of them.

    ``as_of`` is the number of the newest decision when they were read.
    """

    into: Record
    other: Record
    sources: tuple[list[Source], list[Source]]
    figures: list[Figure]
    fields: list[Field]
    said: Said | None
    as_of: int


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
        SELECT a.id, a.title, a.source, a.author, a.published, a.link, a.path, max(i.id = :id) AS own
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
            author=row["author"],
            link=row["link"],
        )
        for row in rows
    ]


def approve(db: sqlite3.Connection, record: Record, *, analyst: str, now: dt.datetime, origin: str = "") -> Decision:
    """Take the incident into the record; raises ChangedElsewhereError."""
    return _set_status(db, record, Status.APPROVED, Action.APPROVE, analyst, now, origin)


def reject(db: sqlite3.Connection, record: Record, *, analyst: str, now: dt.datetime, origin: str = "") -> Decision:
    """Say that it is no incident for the record; raises ChangedElsewhereError."""
    return _set_status(db, record, Status.REJECTED, Action.REJECT, analyst, now, origin)


def postpone(db: sqlite3.Connection, record: Record, *, analyst: str, now: dt.datetime, origin: str = "") -> Decision:
    """Leave the incident for later; raises ChangedElsewhereError."""
    return _set_status(db, record, Status.POSTPONED, Action.POSTPONE, analyst, now, origin)


def reopen(db: sqlite3.Connection, record: Record, *, analyst: str, now: dt.datetime, origin: str = "") -> Decision:
    """Make the incident a proposal again; a merged one leaves the other. Raises ChangedElsewhereError."""
    return _set_status(db, record, Status.PROPOSED, Action.REOPEN, analyst, now, origin)


def edit(
    db: sqlite3.Connection, record: Record, incident: Incident, *, analyst: str, now: dt.datetime, origin: str = ""
) -> Decision:
    """Write new slot values; raises ChangedElsewhereError, and RefusedError for evidence that is not in its article."""
    with _deciding_on(db, record, Action.EDIT, analyst, now, origin) as draft:
        draft.watch(snapshots.incident(record.id))
        current = _unchanged(db, record)
        records.write(db, replace(current, incident=incident, revision=draft.id))
    return get_decision(db, draft.id)


def create(
    db: sqlite3.Connection, article_id: int, incident: Incident, *, analyst: str, now: dt.datetime, origin: str = ""
) -> Record:
    """Add an incident that the machine missed, as a proposal after the article's others."""
    with deciding(db, Action.CREATE, analyst=analyst, now=now, origin=origin, article_id=article_id) as draft:
        snapshots.article_state(db, article_id)
        position = _next_position(db, article_id)
        draft.incident_id = records.next_id(db)
        draft.watch(snapshots.incident(draft.incident_id))
        return records.write(
            db, Record(draft.incident_id, article_id, position, Status.PROPOSED, None, draft.id, incident)
        )


def split(
    db: sqlite3.Connection,
    record: Record,
    kept: Incident,
    split_off: Incident,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
) -> Record:
    """Make two proposals of one: ``kept`` is what it says from now on, ``split_off`` the other, which is returned.

    Raises ChangedElsewhereError, and RefusedError for an incident that is merged into another.
    """
    with _deciding_on(db, record, Action.SPLIT, analyst, now, origin) as draft:
        new_id = records.next_id(db)
        draft.watch(snapshots.incident(record.id), snapshots.incident(new_id))
        current = _unchanged(db, record)
        if current.status is Status.MERGED:
            raise RefusedError("The split", f"incident {record.id} is merged into {current.merged_into}")
        records.write(db, replace(current, incident=kept, revision=draft.id))
        position = _next_position(db, record.article_id)
        return records.write(
            db, Record(new_id, record.article_id, position, Status.PROPOSED, None, draft.id, split_off)
        )


def decide_all(
    db: sqlite3.Connection,
    decided: Sequence[Record],
    status: Status,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
) -> Decision:
    """Approve, reject or postpone several incidents of one article in one decision.

    Raises ChangedElsewhereError, and RefusedError where they are none or of several articles.
    """
    articles = {record.article_id for record in decided}
    if len(articles) != 1 or status not in _ACTIONS:
        raise RefusedError("The decision", "it is about no incident, or about several articles")
    with deciding(db, _ACTIONS[status], analyst=analyst, now=now, origin=origin, article_id=articles.pop()) as draft:
        for record in decided:
            _decide(db, record, status, draft)
    return get_decision(db, draft.id)


_ACTIONS = {Status.APPROVED: Action.APPROVE, Status.REJECTED: Action.REJECT, Status.POSTPONED: Action.POSTPONE}


def merge(
    db: sqlite3.Connection,
    record: Record,
    into: Record,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
    merged: Incident | None = None,
    as_of: int | None = None,
) -> Decision:
    """Say that ``record`` tells of the incident ``into``, whose article becomes one source of several.

    ``merged`` is what ``into`` says from now on, chosen field by field (``merging.combine``); if not
    given, what it says already and what it lacks, with casualties by the rule over all figures. The words
    of both stay as evidence, and the figures of all sources with it. Raises ChangedElsewhereError, with ``as_of``,
    the number of the newest decision when the two were shown, also where a verdict was given on them since, and
    RefusedError where there is nothing to merge into, or where the two were told apart through a third.
    """
    if record.id == into.id:
        raise RefusedError("The merge", "an incident cannot be merged into itself")
    with _deciding_on(db, record, Action.MERGE, analyst, now, origin) as draft:
        draft.watch(snapshots.incident(record.id), snapshots.incident(into.id))
        current, target = _unchanged(db, record), _unchanged(db, into)
        draft.watch(snapshots.verdict(record.id, into.id), as_of=as_of)
        if target.status in (Status.MERGED, Status.REJECTED):
            raise RefusedError("The merge", f"incident {into.id} is itself {target.status.value}")
        verdicts.check(db, record.id, into.id, Verdict.SAME)
        picks = merging.usual_picks(target.incident, current.incident)
        figures = (*_figures(target), *_figures(current))
        combined = merging.combine(target.incident, current.incident, picks, _dated(db, figures))
        # The target is written even if it lacks nothing, so that its revision tells of the new source.
        combined = combined if merged is None else replace(merged, evidence=merging.all_words(merged, combined))
        records.write(db, replace(target, incident=combined, revision=draft.id, figures=figures))
        records.write(db, replace(current, status=Status.MERGED, merged_into=target.id, revision=draft.id))
        verdicts.write(db, record.id, into.id, Verdict.SAME, analyst, now)
    return get_decision(db, draft.id)


def figures_of(db: sqlite3.Connection, record: Record) -> list[Figure]:
    """Return what each source of the incident reports as killed and injured, its own article first.

    Each has the outlet and the publication date of its article.
    """
    return _dated(db, _figures(record))


def _dated(db: sqlite3.Connection, figures: Sequence[Figure]) -> list[Figure]:
    told = {
        row["id"]: {
            "published": dt.date.fromisoformat(row["published"]) if row["published"] else None,
            "outlet": row["source"],
        }
        for row in db.execute(
            "SELECT id, source, published FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            [rows.dump([figure.article_id for figure in figures])],
        )
    }
    return [replace(figure, **told[figure.article_id]) for figure in figures]


def compare(db: sqlite3.Connection, a: int, b: int) -> Comparison:
    """Return two incidents side by side; raises NotFoundError.

    ``into`` is the one that a merge would keep: the approved one, else the one stored first.
    """
    as_of = newest_decision(db)
    one, two = (records.get(db, incident_id) for incident_id in (a, b))
    into, other = sorted((one, two), key=lambda record: (record.status is not Status.APPROVED, record.id))
    return Comparison(
        into=into,
        other=other,
        sources=(sources_of(db, into.id), sources_of(db, other.id)),
        figures=[*figures_of(db, into), *figures_of(db, other)],
        fields=merging.fields(into.incident, other.incident),
        said=verdicts_of(db, into.id).get(other.id),
        as_of=as_of,
    )


def _set_status(
    db: sqlite3.Connection, record: Record, status: Status, action: Action, analyst: str, now: dt.datetime, origin: str
) -> Decision:
    with _deciding_on(db, record, action, analyst, now, origin) as draft:
        _decide(db, record, status, draft)
    return get_decision(db, draft.id)


def _decide(db: sqlite3.Connection, record: Record, status: Status, draft: Draft) -> None:
    """Give an incident a status inside a decision; a merged one leaves the other."""
    draft.watch(snapshots.incident(record.id))
    current = _unchanged(db, record)
    if current.merged_into is not None:
        _leave(db, current, current.merged_into, draft)
    records.write(db, replace(current, status=status, merged_into=None, revision=draft.id))


def _next_position(db: sqlite3.Connection, article_id: int) -> int:
    last: int = db.execute(
        "SELECT coalesce(max(position) + 1, 0) FROM incidents WHERE article_id = ?", [article_id]
    ).fetchone()[0]
    return last


def _deciding_on(
    db: sqlite3.Connection, record: Record, action: Action, analyst: str, now: dt.datetime, origin: str
) -> AbstractContextManager[Draft]:
    return deciding(
        db, action, analyst=analyst, now=now, origin=origin, article_id=record.article_id, incident_id=record.id
    )


def _unchanged(db: sqlite3.Connection, shown: Record) -> Record:
    """Return the incident as it is stored, which must be what the analyst was shown."""
    current = records.find(db, shown.id)
    if current is None:
        raise NotFoundError("incident", shown.id)
    if current.revision != shown.revision:
        by = last_change(db, snapshots.incident(shown.id))
        raise ChangedElsewhereError("incident", shown.id, told(by), shown=shown, stored=current)
    return current


def _figures(record: Record) -> tuple[Figure, ...]:
    return record.figures or ledger.own_figures(record.id, record.article_id, record.incident)


def _leave(db: sqlite3.Connection, current: Record, into: int, draft: Draft) -> None:
    """Take a merged incident out of the one it went into, and its words and figures out of what that went into."""
    draft.watch(snapshots.verdict(current.id, into))
    snapshots.write_verdict(db, current.id, into, None)
    gone = {figure.told_by for figure in _figures(current)}
    before, after = (state.incident for state in merge_of(db, current.id, into))
    above: int | None = into
    while above is not None:
        draft.watch(snapshots.incident(above))
        target = records.get(db, above)
        incident = merging.without(target.incident, before, after, current.incident)
        figures = tuple(figure for figure in target.figures if figure.told_by not in gone)
        incident = ledger.resettled(incident, _dated(db, figures))
        if len({figure.told_by for figure in figures}) == 1:
            figures = ()
        records.write(db, replace(target, incident=incident, figures=figures, revision=draft.id))
        before = after = incident  # further up only words and figures go
        above = target.merged_into
