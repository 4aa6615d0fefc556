"""Which desk has which article open, so that two analysts never work on one unknowingly.

A lease locks nothing: what is written is checked by itself. A desk has one at most, for the article that is
open there. It lasts while keys are pressed in the article, and no longer than the process: a killed desk has none.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
import sqlite3
from dataclasses import dataclass, field

from store.database import transaction

IDLE = dt.timedelta(minutes=15)
"""So long a desk keeps its article without a key; a time that lies ahead, of a clock set back since, counts as long."""
RENEWED = dt.timedelta(minutes=1)
"""A lease is written again at the first key after so long."""


@dataclass(frozen=True, slots=True)
class Session:
    """An open desk: whose it is, and the process that it lives in."""

    analyst: str
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    host: str = field(default_factory=socket.gethostname)
    pid: int = field(default_factory=os.getpid)


@dataclass(frozen=True, slots=True)
class Lease:
    """An article that a desk has open; ``since`` is UTC."""

    article_id: int
    session: str
    analyst: str
    since: dt.datetime


def held(db: sqlite3.Connection, session: Session, *, now: dt.datetime) -> dict[int, Lease]:
    """Return the articles that other desks have open."""
    rows = db.execute("SELECT * FROM leases WHERE session <> ?", [session.id])
    return {row["article_id"]: _lease(row) for row in rows if _counts(row, session.host, now)}


def take(
    db: sqlite3.Connection, article_id: int, session: Session, *, now: dt.datetime, over: bool = False
) -> Lease | None:
    """Take the article, or keep it, instead of what the desk had; return the lease of another desk that has it.

    With ``over`` the article is taken from whoever has it. Where nothing is to change nothing is written.
    """
    row = db.execute("SELECT * FROM leases WHERE article_id = ?", [article_id]).fetchone()
    if row and row["session"] == session.id and _age(row, now) < RENEWED:
        return None
    if not over and (other := _other(row, session, now)):
        return other
    stamp = now.astimezone(dt.UTC).isoformat()
    with transaction(db):
        row = db.execute("SELECT * FROM leases WHERE article_id = ?", [article_id]).fetchone()
        if not over and (other := _other(row, session, now)):
            return other
        since = row["taken_at"] if row and row["session"] == session.id else stamp
        gone = [row["session"] for row in db.execute("SELECT * FROM leases") if not _counts(row, session.host, now)]
        db.execute("DELETE FROM leases WHERE article_id = ?", [article_id])
        db.executemany("DELETE FROM leases WHERE session = ?", [(one,) for one in (*gone, session.id)])
        db.execute(
            "INSERT INTO leases (session, article_id, analyst, host, pid, taken_at, renewed_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [session.id, article_id, session.analyst, session.host, session.pid, since, stamp],
        )
    return None


def leave(db: sqlite3.Connection, session: Session) -> None:
    """Let go of the article that the desk has."""
    if db.execute("SELECT 1 FROM leases WHERE session = ?", [session.id]).fetchone():
        with transaction(db):
            db.execute("DELETE FROM leases WHERE session = ?", [session.id])


def _other(row: sqlite3.Row | None, session: Session, now: dt.datetime) -> Lease | None:
    """Return the lease, if it is another desk's and counts."""
    if row is None or row["session"] == session.id or not _counts(row, session.host, now):
        return None
    return _lease(row)


def _lease(row: sqlite3.Row) -> Lease:
    return Lease(row["article_id"], row["session"], row["analyst"], dt.datetime.fromisoformat(row["taken_at"]))


def _age(row: sqlite3.Row, now: dt.datetime) -> dt.timedelta:
    return abs(now - dt.datetime.fromisoformat(row["renewed_at"]))


def _counts(row: sqlite3.Row, host: str, now: dt.datetime) -> bool:
    return _age(row, now) < IDLE and (row["host"] != host or _alive(row["pid"]))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # asks only whether it is there
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True
