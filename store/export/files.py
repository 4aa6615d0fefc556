"""Putting an export in its place: whole or not at all."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store.database import MEMORY, path_of, telling
from store.errors import ExportError, UnwritableError

_SQLITE_SIBLINGS = ("-wal", "-shm", "-journal")


@contextmanager
def replacing(db: sqlite3.Connection, out: Path) -> Iterator[Path]:
    """Yield a new file's path beside ``out``, and move it there when all went well.

    What was at ``out`` stays until then, and stays if anything fails. Raises UnwritableError, and
    ExportError where ``out`` is a desk's own database.
    """
    _check(db, out)
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        # Created by open() rather than mkstemp(), so that colleagues may read it as their umask says.
        with part.open("xb"):
            pass
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())  # or a power cut could leave the new name with nothing in it
        for sibling in _SQLITE_SIBLINGS:  # a journal left by a reader of the old file would be played into the new
            out.with_name(out.name + sibling).unlink(missing_ok=True)
        part.replace(out)
    except OSError as error:
        raise UnwritableError(out, error.strerror or str(error)) from error
    finally:
        for sibling in ("", *_SQLITE_SIBLINGS):
            _discard(part.with_name(part.name + sibling))


@contextmanager
def reading(db: sqlite3.Connection) -> Iterator[None]:
    """Read one state of the database throughout, whatever is decided meanwhile."""
    with telling(path_of(db)):
        if db.in_transaction:
            yield
            return
        db.execute("BEGIN")
        try:
            yield
        finally:
            db.execute("COMMIT")


def _check(db: sqlite3.Connection, out: Path) -> None:
    try:
        if out.is_dir():
            raise UnwritableError(out, "it is a folder")
        if not out.exists():
            return
        path = path_of(db)
        if (path != MEMORY and out.samefile(path)) or _is_desk(out):
            raise ExportError(
                f"{out} is what is exported, or the database of a desk; exporting would replace it. Name another file."
            )
    except OSError as error:
        raise UnwritableError(out, error.strerror or str(error)) from error


def _is_desk(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\x00":
            return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as other:
            return bool(other.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone())
    except sqlite3.Error:
        return False  # broken: nothing that an export would lose


def _discard(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # a read-only folder, which has been told of
