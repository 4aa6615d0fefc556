"""Whether a database is sound: what is wrong in it, and what to do. Nothing is changed by looking."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store import copies, migrations
from store.database import looking_at, pending_steps

SHOWN = 3
"""So many of the rows that are wrong are named."""
ROOM = 2
"""The disk shall have room for so many times the database: a migration, a backup and an export copy it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong: what it is, and what to do about it."""

    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Health:
    """What was found: size and free disk space in bytes, steps of the schema it lacks, copies, and what is wrong."""

    size: int
    free: int
    pending: list[str]
    copies: list[Path]
    troubles: list[Trouble]


def examine(path: Path) -> Health:
    """Return the state of a database, which is neither changed nor brought up to date.

    Raises NotADatabaseError, NewerDatabaseError or UnwritableError where it cannot be looked at.
    """
    found = copies.copies_of(path)
    size, free = path.stat().st_size, shutil.disk_usage(path.resolve().parent).free
    restore = f"Copy {found[0]} in its place." if found else "Copy a backup in its place, if there is one."
    with looking_at(path) as db:
        try:
            pending = pending_steps(db, path)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            return Health(size, free, [], found, [_damaged(str(error), restore)])
        troubles = list(_damage(db, restore))
        if not troubles and "m003_decisions" not in pending:  # an older one has nothing decided
            troubles = [*_orphans(db, restore), *_wrong_words(db, restore), *_log(db, restore)]
    if free < ROOM * size:
        troubles.append(
            Trouble(
                f"the disk has {free / 1e6:,.0f} MB left for a database of {size / 1e6:,.0f} MB",
                "Make room: a backup or an export needs as much as the database again.",
            )
        )
    return Health(size, free, pending, found, troubles)


def steps_applied(health: Health) -> int:
    """Return how many steps of the schema the database has."""
    return len(migrations.NAMES) - len(health.pending)


def _damage(db: sqlite3.Connection, restore: str) -> Iterator[Trouble]:
    try:
        wrong = [row[0] for row in db.execute(f"PRAGMA integrity_check({SHOWN})") if row[0] != "ok"]
    except sqlite3.DatabaseError as error:
        wrong = [str(error)]
    if wrong:
        yield _damaged("; ".join(wrong).replace("\n", " "), restore)


def _damaged(what: str, restore: str) -> Trouble:
    return Trouble(f"the file is damaged: {what}", f"{restore} What can still be read: sqlite3 DATABASE .recover")


def _orphans(db: sqlite3.Connection, restore: str) -> Iterator[Trouble]:
    evidence = db.execute(
        """
        SELECT e.incident_id, e.slot FROM evidence e
        LEFT JOIN incidents i ON i.id = e.incident_id LEFT JOIN articles a ON a.id = e.article_id
        WHERE i.id IS NULL OR a.id IS NULL
        """
    ).fetchall()
    if evidence:
        yield Trouble(_named("evidence without its incident or article", [_slot(row) for row in evidence]), restore)
    broken = Counter(row["table"] for row in db.execute("PRAGMA foreign_key_check") if row["table"] != "evidence")
    if broken:
        told = ", ".join(f"{count} of {table}" for table, count in sorted(broken.items()))
        yield Trouble(f"rows that name others which are not there: {told}", restore)


def _wrong_words(db: sqlite3.Connection, restore: str) -> Iterator[Trouble]:
    """Look at every text: whether it is the one that was taken in, and whether each quote stands in it."""
    changed, wrong = [], []
    for article in db.execute("SELECT id, content_hash, text FROM articles ORDER BY id"):
        text = article["text"]
        if hashlib.sha256(text.encode()).hexdigest() != article["content_hash"]:
            changed.append(f"article {article['id']}")
        for row in db.execute(
            'SELECT incident_id, slot, start, "end", quote FROM evidence WHERE article_id = ?', [article["id"]]
        ):
            if text[row["start"] : row["end"]] != row["quote"]:
                wrong.append(_slot(row))
    if changed:
        yield Trouble(_named("texts that are not those that were taken in", changed), restore)
    if wrong:
        yield Trouble(
            _named("quotes that are not what their article says", wrong),
            "Something else than blotter has written to the file. Mark the words of these slots anew (m), "
            f"or: {restore}",
        )


def _log(db: sqlite3.Connection, restore: str) -> Iterator[Trouble]:
    unlogged = db.execute(
        "SELECT id FROM incidents WHERE revision > 0 AND revision NOT IN (SELECT id FROM decisions) ORDER BY id"
    ).fetchall()
    if unlogged:
        yield Trouble(
            _named("written by no decision of the log", [f"incident {row['id']}" for row in unlogged]), restore
        )
    miscounted = db.execute(
        """
        SELECT a.id FROM articles a LEFT JOIN incidents i ON i.article_id = a.id GROUP BY a.id
        HAVING a.proposed <> count(i.id) FILTER (WHERE i.status = 'proposed')
          OR a.postponed <> count(i.id) FILTER (WHERE i.status = 'postponed')
          OR a.approved <> count(i.id) FILTER (WHERE i.status = 'approved')
          OR a.rejected <> count(i.id) FILTER (WHERE i.status = 'rejected')
          OR a.merged <> count(i.id) FILTER (WHERE i.status = 'merged')
        """
    ).fetchall()
    if miscounted:
        yield Trouble(_named("counted wrongly in the queue", [f"article {row['id']}" for row in miscounted]), restore)


def _slot(row: sqlite3.Row) -> str:
    return f"{row['slot']} of incident {row['incident_id']}"


def _named(what: str, rows: list[str]) -> str:
    more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    return f"{what}: {', '.join(rows[:SHOWN])}{more}"
