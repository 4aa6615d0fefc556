"""The record as a list: which incidents, newest first, by words and filters, a page at a time.

Every search is one walk backwards along the full-text index, whose rowids are in the list's order.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from dataclasses import dataclass

from store import rows
from store.model import DatePrecision, DateRange, Status

PAGE = 200
_DAY = 1_000_000_000
"""What a day is worth in the rowid of the index; below it is the incident's id."""
_JULIAN = 1_721_425
"""The Julian day of the day before the first of the calendar: ordinals count from there."""
_WORD = re.compile(r"\w+")
_WORDS = "{place actor words}"


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """What the list keeps; a field that is empty keeps everything.

    ``words``, ``place`` and ``actor`` keep incidents with words that begin with each of theirs;
    ``first`` and ``last`` are the days between which the incident may have begun, both inclusive.
    """

    status: Status | None = Status.APPROVED
    type: str | None = None
    words: str = ""
    place: str = ""
    actor: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the list; ``key`` is its place in the order, to read on from."""

    key: int
    id: int
    article_id: int
    status: Status
    type: str | None
    date: DateRange
    place: str
    country: str | None
    killed: int | None
    injured: int | None
    summary: str


def incident_page(
    db: sqlite3.Connection, wanted: IncidentFilter, *, before: int | None = None, limit: int = PAGE
) -> list[IncidentRow]:
    """Return a page of the list: the newest first, the undated last, after the row with the key ``before``."""
    keys = [
        key
        for (key,) in db.execute(
            "SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH :query AND rowid < :before AND rowid >= :first "
            "ORDER BY rowid DESC LIMIT :limit",
            {"query": _query(wanted), "before": _before(wanted, before), "first": _first(wanted), "limit": limit},
        )
    ]
    found = {
        row["id"]: row
        for row in db.execute(
            """
            SELECT id, article_id, status, type, date_start, date_end, date_precision, date_phrase,
              coalesce(place_canonical, facility, place_name, admin1, '') AS place, country,
              killed_best, injured_best, summary
            FROM incidents WHERE id IN (SELECT value FROM json_each(?))
            """,
            [rows.dump([key % _DAY for key in keys])],
        )
    }
    return [_row(key, found[key % _DAY]) for key in keys]


def count_by_status(db: sqlite3.Connection) -> dict[Status, int]:
    """Return how many incidents have each status, from the articles' own counts."""
    sums = ", ".join(f"coalesce(sum({status.value}), 0) AS {status.value}" for status in Status)
    row = db.execute(f"SELECT {sums} FROM articles").fetchone()
    return {status: row[status.value] for status in Status}


def _query(wanted: IncidentFilter) -> str:
    """Return the filter as an FTS5 query in which no character of the analyst's has a meaning."""
    statuses = " OR ".join(status.value for status in ([wanted.status] if wanted.status else Status))
    parts = [f"status : ({statuses})"]
    if wanted.type:
        parts.append(f"type : {_quoted(wanted.type)}")
    for columns, typed in ((_WORDS, wanted.words), ("place", wanted.place), ("actor", wanted.actor)):
        if typed.strip():
            words = [f"{_quoted(word)} *" for word in _WORD.findall(typed)]
            parts.append(f"{columns} : ({' AND '.join(words) or _quoted('')})")
    return " AND ".join(parts)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _first(wanted: IncidentFilter) -> int:
    # A day, whichever: what has none is in no time.
    if wanted.first is None:
        return _DAY if wanted.last is not None else 0
    return (wanted.first.toordinal() + _JULIAN) * _DAY


def _before(wanted: IncidentFilter, before: int | None) -> int:
    ends = [before] if before is not None else []
    if wanted.last is not None:
        ends.append((wanted.last.toordinal() + _JULIAN + 1) * _DAY)
    return min(ends, default=2**62)


def _row(key: int, row: sqlite3.Row) -> IncidentRow:
    start, end = (dt.date.fromisoformat(row[side]) if row[side] else None for side in ("date_start", "date_end"))
    return IncidentRow(
        key=key,
        id=row["id"],
        article_id=row["article_id"],
        status=Status(row["status"]),
        type=row["type"],
        date=DateRange(start, end, DatePrecision(row["date_precision"]), row["date_phrase"]),
        place=row["place"],
        country=row["country"],
        killed=row["killed_best"],
        injured=row["injured_best"],
        summary=row["summary"],
    )
