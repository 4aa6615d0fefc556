"""What is remembered of the places that articles come from: what was read of them, and what failed."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from store.database import transaction
from store.rows import dump


@dataclass(frozen=True, slots=True)
class Known:
    """What a server said of an address when it was read, or what a file was like."""

    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A place with an article that could not be taken in; ``message`` is the line that said why."""

    place: str
    name: str
    message: str
    at: dt.datetime


def known(db: sqlite3.Connection, place: str) -> Known | None:
    """Return what is known of an address or a watched file; None if it was never read."""
    row = db.execute("SELECT etag, modified FROM fetches WHERE place = ?", [place]).fetchone()
    return Known(row["etag"], row["modified"]) if row else None


def remember(
    db: sqlite3.Connection, place: str, final: str, hops: Sequence[str], what: Known, *, now: dt.datetime
) -> None:
    """Remember how a place was when it was read, instead of what was known of it."""
    with transaction(db):
        db.execute(
            "INSERT OR REPLACE INTO fetches (place, final, hops, etag, modified, at) VALUES (?, ?, ?, ?, ?, ?)",
            [place, final, dump(list(hops)), what.etag, what.modified, now.astimezone(dt.UTC).isoformat()],
        )


def failures(db: sqlite3.Connection) -> list[Failure]:
    """Return what could not be taken in and was not since, in the order of the places."""
    rows = db.execute("SELECT place, name, message, at FROM failures ORDER BY place, name")
    return [Failure(row["place"], row["name"], row["message"], dt.datetime.fromisoformat(row["at"])) for row in rows]


def has_failed(db: sqlite3.Connection, place: str, name: str, message: str, *, now: dt.datetime) -> None:
    """Keep what failed, to be tried again."""
    with transaction(db):
        db.execute(
            "INSERT OR REPLACE INTO failures (place, name, message, at) VALUES (?, ?, ?, ?)",
            [place, name, message, now.astimezone(dt.UTC).isoformat()],
        )


def forget_failures(db: sqlite3.Connection, place: str, *, but: Collection[str] = ()) -> None:
    """Take out what failed in a place before it was read anew, ``but`` for what has failed again."""
    if db.execute("SELECT 1 FROM failures WHERE place = ? LIMIT 1", [place]).fetchone():
        with transaction(db):
            db.execute(
                "DELETE FROM failures WHERE place = ? AND name NOT IN (SELECT value FROM json_each(?))",
                [place, json.dumps(list(but))],
            )
