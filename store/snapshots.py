"""The state of every row that a decision can touch, as JSON for the log and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from store import records
from store.codec import from_json, to_json
from store.errors import NotFoundError
from store.model import Verdict
from store.records import Record

# "incident:7" -> its JSON, or None where there is no such row.
Snapshot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleState:
    """What decisions change of an article; dates in ISO 8601."""

    published: str | None
    published_from: str | None
    flagged: bool
    dismissed: bool
    raised: int = 0


@dataclass(frozen=True, slots=True)
class VerdictState:
    """What was said of a pair of incidents, by whom and when."""

    verdict: Verdict
    analyst: str
    at: str


State = ArticleState | VerdictState | Record | None


def article(article_id: int) -> str:
    """Return the key of an article."""
    return f"article:{article_id}"


def incident(incident_id: int) -> str:
    """Return the key of an incident with its evidence."""
    return f"incident:{incident_id}"


def verdict(a: int, b: int) -> str:
    """Return the key of the verdict on a pair of incidents."""
    return f"verdict:{min(a, b)}:{max(a, b)}"


def incidents_in(*snapshots: Mapping[str, Any]) -> list[int]:
    """Return the ids of the incidents that the snapshots hold or judge."""
    return sorted({int(i) for snapshot in snapshots for key in snapshot if key[0] != "a" for i in key.split(":")[1:]})


def take(db: sqlite3.Connection, key: str) -> Any:
    """Return the row as it is now, as JSON."""
    return to_json(current(db, key))


def current(db: sqlite3.Connection, key: str) -> State:
    """Return the row as it is now; None where there is none."""
    table, ids = _split(key)
    if table == "incident":
        return records.find(db, ids[0])
    if table == "article":
        return _find_article(db, ids[0])
    return _find_verdict(db, ids)


def load(key: str, state: Any) -> State:
    """Return what ``take`` made the JSON from."""
    if state is None:
        return None
    kinds: dict[str, type[Record] | type[ArticleState] | type[VerdictState]] = {
        "incident": Record,
        "article": ArticleState,
        "verdict": VerdictState,
    }
    return from_json(kinds[_split(key)[0]], state)


def same(a: State, b: State) -> bool:
    """Return whether two states of a row say the same, whoever wrote them."""
    if isinstance(a, Record) and isinstance(b, Record):
        return replace(a, revision=0) == replace(b, revision=0)
    return a == b


def restore(db: sqlite3.Connection, key: str, state: State, revision: int) -> None:
    """Make the row what it was: write it, or take it out where it had not been."""
    table, ids = _split(key)
    if table == "incident":
        if isinstance(state, Record):
            records.write(db, replace(state, revision=revision))
        else:
            records.delete(db, ids[0])
    elif isinstance(state, ArticleState):
        write_article(db, ids[0], state)
    else:
        write_verdict(db, ids[0], ids[1], state if isinstance(state, VerdictState) else None)


def write_article(db: sqlite3.Connection, article_id: int, state: ArticleState) -> None:
    """Write what decisions change of an article."""
    db.execute(
        "UPDATE articles SET published = ?, published_from = ?, flagged = ?, dismissed = ?, raised = ? WHERE id = ?",
        [state.published, state.published_from, state.flagged, state.dismissed, state.raised, article_id],
    )


def write_verdict(db: sqlite3.Connection, a: int, b: int, state: VerdictState | None) -> None:
    """Write the verdict on a pair of incidents, or take it out."""
    pair = [min(a, b), max(a, b)]
    db.execute("DELETE FROM verdicts WHERE low_id = ? AND high_id = ?", pair)
    if state is not None:
        db.execute(
            "INSERT INTO verdicts (low_id, high_id, verdict, analyst, at) VALUES (?, ?, ?, ?, ?)",
            [*pair, state.verdict.value, state.analyst, state.at],
        )


def article_state(db: sqlite3.Connection, article_id: int) -> ArticleState:
    """Return what decisions change of an article; raises NotFoundError."""
    if state := _find_article(db, article_id):
        return state
    raise NotFoundError("article", article_id)


def _find_article(db: sqlite3.Connection, article_id: int) -> ArticleState | None:
    row = db.execute(
        "SELECT published, published_from, flagged, dismissed, raised FROM articles WHERE id = ?", [article_id]
    ).fetchone()
    if row is None:
        return None
    return ArticleState(
        row["published"], row["published_from"], bool(row["flagged"]), bool(row["dismissed"]), row["raised"]
    )


def _find_verdict(db: sqlite3.Connection, pair: list[int]) -> VerdictState | None:
    row = db.execute(
        "SELECT verdict, analyst, at FROM verdicts WHERE low_id = ? AND high_id = ?", sorted(pair)
    ).fetchone()
    return VerdictState(Verdict(row["verdict"]), row["analyst"], row["at"]) if row else None


def _split(key: str) -> tuple[str, list[int]]:
    table, *ids = key.split(":")
    return table, [int(i) for i in ids]
