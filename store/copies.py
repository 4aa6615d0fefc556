"""Copies of a database by SQLite's own backup, which holds while others write: asked for, or made before a change."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from store.errors import StoreError, UnwritableError

KEPT = 5
"""How many of the copies that were made unasked are kept beside a database, the newest."""
_STAMP = "%Y%m%dT%H%M%SZ"


def backup_in(folder: Path, path: Path, now: dt.datetime) -> Path:
    """Return where in a folder the backup of a database goes when nobody says, beside others of the same second."""
    return _unused(folder / f"{path.name}.backup-{now.astimezone(dt.UTC):{_STAMP}}")


def _unused(wanted: Path) -> Path:
    path, number = wanted, 1
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.name}-{number}")
    return path


def copies_of(path: Path) -> list[Path]:
    """Return the copies and backups that lie beside a database under the names given here, the newest first."""
    return sorted(
        (other for other in path.parent.glob("*") if _made_here(path, other.name)),
        key=lambda other: other.name.rpartition("Z")[0][-len("20261126T000000") :],
        reverse=True,
    )


def copy_aside(path: Path, what: str, now: dt.datetime) -> Path:
    """Copy a database as it is committed, before ``what`` is done to it; return where, and drop the oldest such copies.

    By a connection of its own: the caller's may hold the lock.
    """
    copy = _unused(path.with_name(f"{path.name}.before-{what}-{now.astimezone(dt.UTC):{_STAMP}}"))
    with closing(sqlite3.connect(path)) as source:
        write_copy(source, copy)
    unasked = [other for other in copies_of(path) if ".before-" in other.name and other != copy]
    for old in unasked[KEPT - 1 :]:
        old.unlink(missing_ok=True)
    return copy


def write_copy(source: sqlite3.Connection, out: Path) -> None:
    """Write a whole and sound copy of a database to ``out``, which must not be there yet, or nothing.

    Raises StoreError where the copy is not sound or the disk is full, OSError where it cannot be put in place.
    """
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb"):  # by open(), so that colleagues may read it as their umask says
            pass
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # one file, not three
                wrong = [row[0] for row in target.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):  # of the copy's disk
                raise UnwritableError(out, str(error)) from error
            raise
        if wrong:
            what = " ".join(wrong[0].split())
            raise StoreError(f"The database is damaged ({what}); it was not copied. blotter doctor says what to do.")
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        if out.exists():
            raise FileExistsError(errno.EEXIST, "it is there already", str(out))
        part.rename(out)
    finally:
        for sibling in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + sibling).unlink(missing_ok=True)


def _made_here(path: Path, name: str) -> bool:
    return re.fullmatch(rf"{re.escape(path.name)}\.(backup|before-\w+)-\d{{8}}T\d{{6}}Z(-\d+)?", name) is not None
