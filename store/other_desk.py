"""Another desk's database, to be read beside ours: never the file itself, which somebody may be working on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from store import copies
from store.database import MEMORY, looking_at, open_database, path_of, pending_steps
from store.errors import NotADatabaseError, RefusedError, UnwritableError


@contextmanager
def copied(db: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a copy of another database, brought up to date; raises RefusedError for our own."""
    if path.exists() and path_of(db) != MEMORY and path.samefile(path_of(db)):
        raise RefusedError("The other database", f"{path} is this very database")
    with TemporaryDirectory(prefix="blotter-merge-") as folder:
        copy = Path(folder, "other.db")
        try:
            with looking_at(path, untouched=True) as source:
                pending_steps(source, path)  # refuses what is newer, and what is not ours
                if not source.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles'").fetchone():
                    raise NotADatabaseError(path, "it is empty")
                copies.write_copy(source, copy)
        except OSError as error:
            raise UnwritableError(folder, error.strerror or str(error)) from error
        with closing(open_database(copy)) as other:
            yield other
