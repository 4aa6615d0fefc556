"""The queue of articles: which, in which order, and what comes next.

The order is one walk along an index: articles with proposals first, then by rank (``store.priority``
and what an analyst added to it), the newest, the undated last, then in the order they came in. A
story, copies of one text, has one line: its first article that belongs there.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from dataclasses import dataclass
from enum import StrEnum


class QueueFilter(StrEnum):
    """Which articles the queue shows."""

    OPEN = "open"
    LATER = "later"
    DONE = "done"
    ALL = "all"


# Word for word the conditions of the partial indexes, or SQLite does not use these.
_OPEN = "(proposed > 0 OR (proposed + postponed + approved + rejected + merged = 0 AND dismissed = 0))"
_SHOWN = {
    QueueFilter.OPEN: _OPEN,
    QueueFilter.LATER: "postponed > 0",
    QueueFilter.DONE: "proposed = 0 AND postponed = 0 AND (approved + rejected + merged > 0 OR dismissed = 1)",
    QueueFilter.ALL: "1",
}
_ORDER = "ORDER BY (proposed > 0) DESC, (priority + raised) DESC, published DESC, id"
_FIRST = (
    "(story IS NULL OR NOT EXISTS (SELECT 1 FROM articles e WHERE e.story = articles.story AND e.id < articles.id "
    "AND ({})))"
)
_LINES = {show: f"{condition} AND {_FIRST.format(condition)}" for show, condition in _SHOWN.items()}
"""What the views show: of a story, the first article that the view holds."""
_EMPTY = "proposed + postponed + approved + rejected + merged = 0 AND dismissed = 0"
_OTHERS = (
    "CASE WHEN story IS NOT NULL THEN (SELECT json_group_array(DISTINCT coalesce(o.source, o.name)) FROM articles o "
    "WHERE o.story = articles.story AND o.id <> articles.id) END"
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue, with how many of its incidents have each status."""

    id: int
    published: dt.date | None
    source: str | None
    title: str
    proposed: int
    postponed: int
    approved: int
    rejected: int
    merged: int
    flagged: bool
    dismissed: bool
    rank: int = 0
    raised: int = 0
    why: str = ""
    others: tuple[str, ...] = ()
    """The outlets of the other articles of its story."""


def queue(
    db: sqlite3.Connection,
    *,
    show: QueueFilter = QueueFilter.OPEN,
    search: str = "",
    limit: int = 500,
    offset: int = 0,
) -> list[QueueRow]:
    """Return a page of the queue.

    ``search`` keeps the articles that have words beginning with each of its words in the headline,
    the outlet or the text.
    """
    condition, values = _searched(_LINES[show], search)
    rows = db.execute(
        "SELECT id, published, source, title, proposed, postponed, approved, rejected, merged, flagged, dismissed, "
        f"priority, raised, why, {_OTHERS} AS others FROM articles WHERE {condition} {_ORDER} "
        "LIMIT :limit OFFSET :offset",
        values | {"limit": limit, "offset": offset},
    )
    return [
        QueueRow(
            id=row["id"],
            published=dt.date.fromisoformat(row["published"]) if row["published"] else None,
            source=row["source"],
            title=row["title"],
            proposed=row["proposed"],
            postponed=row["postponed"],
            approved=row["approved"],
            rejected=row["rejected"],
            merged=row["merged"],
            flagged=bool(row["flagged"]),
            dismissed=bool(row["dismissed"]),
            rank=row["priority"] + row["raised"],
            raised=row["raised"],
            why=row["why"],
            others=tuple(json.loads(row["others"])) if row["others"] else (),
        )
        for row in rows
    ]


def empty(db: sqlite3.Connection, *, search: str = "") -> list[int]:
    """Return the articles of the queue that hold no incident, not flagged and not dismissed yet."""
    condition, values = _searched(f"{_EMPTY} AND flagged = 0", search)
    return [row["id"] for row in db.execute(f"SELECT id FROM articles WHERE {condition} ORDER BY id", values)]


def counts(db: sqlite3.Connection) -> dict[QueueFilter, int]:
    """Return how many lines each view of the queue has."""
    return {
        show: db.execute(f"SELECT count(*) FROM articles WHERE {condition}").fetchone()[0]
        for show, condition in _LINES.items()
    }


def next_open(db: sqlite3.Connection, after_article_id: int) -> int | None:
    """Return the open article after the given one in the order of the queue, from the top again at the end.

    The copies of its text come first, while it is fresh in mind.
    The given article counts at the place it had before its last incident was decided, and is never
    the answer; None when no other is open.
    """
    row = db.execute(
        """
        SELECT published, proposed + postponed + approved + rejected + merged > 0 AS telling,
          priority + raised AS rank, story
        FROM articles WHERE id = ?
        """,
        [after_article_id],
    ).fetchone()
    if row is None:
        return _first(db, "1", {"id": after_article_id})
    values = dict(row) | {"id": after_article_id}
    behind = """
        (proposed > 0) = :telling AND (
          priority + raised < :rank OR priority + raised = :rank AND (
            published < :published OR (published IS :published AND id > :id)
            OR (:published IS NOT NULL AND published IS NULL)
          )
        )
    """
    for condition in ("story = :story", behind, "(proposed > 0) < :telling", "1"):
        if (found := _first(db, condition, values)) is not None:
            return found
    return None


def _first(db: sqlite3.Connection, condition: str, values: dict[str, object]) -> int | None:
    lines = _LINES[QueueFilter.OPEN]
    row = db.execute(
        f"SELECT id FROM articles WHERE {lines} AND id <> :id AND ({condition}) {_ORDER} LIMIT 1", values
    ).fetchone()
    return int(row["id"]) if row else None


def _searched(condition: str, search: str) -> tuple[str, dict[str, object]]:
    if not search.strip():
        return condition, {}
    words = " AND id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :words)"
    return condition + words, {"words": _match(search)}


def _match(search: str) -> str:
    """Return the search as an FTS5 query in which no character of the analyst's has a meaning."""
    return " ".join(f'"{word}"*' for word in _WORD.findall(search)) or '""'
