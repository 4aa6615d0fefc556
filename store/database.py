"""Opening the database, and the one way to write to it."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store import migrations
from store.errors import (
    DatabaseBusyError,
    NewerDatabaseError,
    NotADatabaseError,
    RefusedError,
    StoreError,
    UnwritableError,
)

BUSY_SECONDS = 30
LITTLE_ROOM = 100_000
"""Bytes below which a disk is full for SQLite, which wants a journal and an index of it beside the file."""
_MAKE_ROOM = "Make room on it, then go on."
_COPY_IT = "Copy it to where you may write, and name the copy with --db."
ASK_SECONDS = 0.003
"""How often, on average, somebody who waits for the lock asks for it."""
MEMORY = ":memory:"
_HEADER = b"SQLite format 3\x00"
_OLDEST_SQLITE = (3, 37, 0)  # STRICT tables


def open_database(
    path: Path | str,
    *,
    create: bool = True,
    now: dt.datetime | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> sqlite3.Connection:
    """Return a connection to the database at ``path``, brought up to date.

    A missing file is made, with its folders, unless ``create`` is false. Before an existing one is
    migrated a copy is put beside it, named after ``now``, and ``tell`` is given a line about both. Raises
    NewerDatabaseError, NotADatabaseError, UnwritableError or DatabaseBusyError; the file is then as it was.
    """
    _check_sqlite()
    if str(path) != MEMORY:
        path = Path(path)
        _check_file(path, create=create)
    try:
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    try:
        db.row_factory = sqlite3.Row
        if told := _bring_up_to_date(db, path, now or dt.datetime.now(dt.UTC)):
            tell(told)
        _configure(db)
    except sqlite3.Error as error:
        db.close()
        raise explain(error, path) from error
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def looking_at(path: Path, *, untouched: bool = False) -> Iterator[sqlite3.Connection]:
    """Yield a connection to the database as it is, whatever its schema, that changes nothing in it.

    With ``untouched`` not a byte of the file, nor what lies beside it: a journal is left to whom it belongs to.
    Raises NotADatabaseError or UnwritableError, and what SQLite says meanwhile as a StoreError.
    """
    _check_file(path, create=False, write=False)
    with telling(path):
        alone = not path.with_name(f"{path.name}-wal").exists()
        if not untouched and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
            how = "mode=rw"
        else:  # without a journal beside it nobody is writing, and none is to be put there
            how = "mode=ro&immutable=1" if alone else "mode=ro"
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS)) as db:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA query_only = ON")
            yield db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Write all of what is inside, or nothing; inside another transaction, be a part of it that can fail alone.

    The lock is taken at the start: a transaction that reads first and asks for the lock when it
    writes fails at once if somebody else has written in between, whatever the timeout.
    """
    if db.in_transaction:
        db.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK TO part")
                db.execute("RELEASE part")
            raise
        db.execute("RELEASE part")
        return
    try:
        _wait_to(db, "BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # a full disk has already rolled back
                db.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise explain(error, path_of(db)) from error
    except (OverflowError, UnicodeEncodeError) as error:  # a number over 64 bits, half a surrogate pair
        raise RefusedError("A value", str(error)) from error


def _wait_to(db: sqlite3.Connection, statement: str) -> None:
    """Run a statement that takes the lock, as soon as nobody else has it.

    SQLite itself asks ever more seldom the longer it waits, up to every 100 ms: among several who write without a
    pause the newest gets the lock, and somebody waits for half a minute. Here all ask equally often. For a change
    of the journal it does not wait at all.
    """
    until = time.monotonic() + BUSY_SECONDS
    db.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                db.execute(statement)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(random.uniform(0.5, 1.5) * ASK_SECONDS)
            else:
                return
    finally:
        db.execute(f"PRAGMA busy_timeout = {int(1000 * BUSY_SECONDS)}")


@contextmanager
def telling(path: Path | str) -> Iterator[None]:
    """Turn an error of SQLite into what an analyst is told of the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error


def change_count(db: sqlite3.Connection) -> int:
    """Return a number that is another one once somebody else has written to the database."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])


def path_of(db: sqlite3.Connection) -> str:
    """Return the file behind the connection, or ``:memory:``."""
    return str(db.execute("PRAGMA database_list").fetchone()[2]) or MEMORY


def explain(error: sqlite3.Error, path: Path | str) -> StoreError:
    """Return what an analyst is told of an error of SQLite."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest its detail
    reason = str(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseBusyError(path)
    if code == sqlite3.SQLITE_CORRUPT:
        return NotADatabaseError(path, f"it is damaged: {reason}; blotter doctor says what to do")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
        return NotADatabaseError(path, reason)
    if code in (
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    ):
        if code == sqlite3.SQLITE_FULL or _is_full(path):
            return UnwritableError(path, "the disk is full", _MAKE_ROOM)
        return UnwritableError(path, reason)
    if code in (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH):
        return RefusedError("A value", reason)
    return StoreError(f"{path}: {reason}; nothing was written.")


def _is_full(path: Path | str) -> bool:
    """Return whether the disk has no room: SQLite calls it an error of the disk where its journal does not fit."""
    try:
        return str(path) != MEMORY and shutil.disk_usage(Path(path).resolve().parent).free < LITTLE_ROOM
    except OSError:
        return False


def _check_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        oldest = ".".join(map(str, _OLDEST_SQLITE))
        raise StoreError(
            f"This Python has SQLite {sqlite3.sqlite_version}; blotter needs {oldest} or newer. Use a newer Python."
        )


def _check_file(path: Path, *, create: bool, write: bool = True) -> None:
    """Say in plain words what SQLite would say of the file only later, or only in code."""
    try:
        if path.is_dir():
            raise NotADatabaseError(path, "it is a folder")
        if not path.exists():
            if not create:
                raise NotADatabaseError(path, "there is no such file")
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            with path.open("rb") as file:
                header = file.read(len(_HEADER))
            if header not in (b"", _HEADER):
                raise NotADatabaseError(path, "it is not an SQLite file")
            if write and not os.access(path, os.W_OK):
                raise UnwritableError(path, "the file is read-only", _COPY_IT)
        if write and not os.access(path.parent, os.W_OK):  # SQLite keeps its journal beside the file
            raise UnwritableError(path, "the folder is read-only", _COPY_IT)
    except OSError as error:
        raise UnwritableError(path, error.strerror or str(error)) from error


def _bring_up_to_date(db: sqlite3.Connection, path: Path | str, now: dt.datetime) -> str:
    """Apply the steps that are pending; return a line for the analyst where there was something to change."""
    if not pending_steps(db, path):
        return ""
    if not db.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]:
        raise StoreError("This Python's SQLite lacks FTS5 (full-text search). Use another build of Python.")
    with transaction(db):
        pending = pending_steps(db, path)  # again, under the lock: a colleague may have opened it meanwhile
        if not pending:
            return ""
        told = ""
        if isinstance(path, Path) and _tables(db):
            from store import copies  # most days there is nothing to copy

            try:
                copy = copies.copy_aside(path, pending[0].partition("_")[0], now)
            except OSError as error:
                raise UnwritableError(path.parent, error.strerror or str(error)) from error
            told = (
                f"{path} is brought up to date ({pending[0]}{' and later' if len(pending) > 1 else ''}); "
                f"as it was before, it is kept as {copy.name}."
            )
        migrations.apply(db)
    return told


def pending_steps(db: sqlite3.Connection, path: Path | str) -> list[str]:
    """Return the steps still to apply, refusing a file that is newer or not ours."""
    tables = _tables(db)
    applied: list[str] = []
    if "_sqlite_migrations" in tables:
        rows = db.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid", [migrations.MIGRATION_SET]
        )
        applied = [name for (name,) in rows]
    if tables and not applied:
        raise NotADatabaseError(path, "its tables are not blotter's")
    if newer := [name for name in applied if name not in migrations.NAMES]:
        raise NewerDatabaseError(path, newer)
    return [name for name in migrations.NAMES if name not in applied]


def _tables(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _configure(db: sqlite3.Connection) -> None:
    # After the migrations: a step that rebuilds a referenced table fails with foreign keys on.
    db.execute("PRAGMA foreign_keys = ON")
    if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        _wait_to(db, "PRAGMA journal_mode = WAL")
    # FULL, not NORMAL: in WAL mode both survive a killed process, but only FULL also keeps an acknowledged
    # decision through a power cut. It halves the writes a second, to 600: nobody decides that fast.
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = ON")  # macOS acknowledges a plain fsync before the disk has it
