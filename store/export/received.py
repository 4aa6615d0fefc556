"""Reading an export back: an analyst who receives one exports it again in the layout that they need."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from store import rows
from store.codec import from_json
from store.database import telling
from store.errors import ExportError
from store.export.approved import is_exported
from store.export.sqlite import SCHEMA, TABLES
from store.model import Incident

_UNFIT = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
_SQLITE = b"SQLite format 3\x00"
_TOLD = ("title", "source", "author", "published", "link", "path")
"""What an export tells of an article, beside its text."""


@contextmanager
def received(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an exported SQLite database, or JSON lines as ``export_jsonl`` writes them, to be exported again.

    Raises ExportError for a file that is neither.
    """
    try:
        with path.open("rb") as file:
            is_database = file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise ExportError(f"{path} cannot be read ({error.strerror}). Name an export of blotter.") from error
    # A temporary database of SQLite's own takes what comes as lines: on disk where memory would not do.
    where = f"{path.resolve().as_uri()}?mode=ro" if is_database else ""
    with telling(path):
        db = sqlite3.connect(where, uri=is_database, isolation_level=None)
    try:
        db.row_factory = sqlite3.Row
        with telling(path):
            db.execute("PRAGMA trusted_schema = OFF")
            if is_database:
                _check(db, path)
            else:
                _load(db, path)
        yield db
    finally:
        db.close()


def _check(db: sqlite3.Connection, path: Path) -> None:
    tables = {row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    told = {row["name"] for row in db.execute("SELECT name FROM pragma_table_info('sources')")}
    if not is_exported(db) or not tables.issuperset(TABLES) or not told.issuperset(_TOLD):
        raise ExportError(f"{path} is no export of blotter, or of an older one. Name a desk's database with --db.")


def _load(db: sqlite3.Connection, path: Path) -> None:
    db.executescript(SCHEMA)
    db.execute("BEGIN")
    known: set[int] = set()
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                _insert(db, json.loads(line), known)
            except (*_UNFIT, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.IntegrityError) as error:
                reason = f"{type(error).__name__}: {error}"
                raise ExportError(
                    f"{path}, line {number}: no incident of an export ({reason}). Name a file that blotter exported."
                ) from error
    db.execute("COMMIT")
    if missing := db.execute("PRAGMA foreign_key_check").fetchone():
        raise ExportError(f"{path}: its {missing[0]} refer to {missing[2]} that it does not hold. Export it anew.")


def _insert(db: sqlite3.Connection, line: Mapping[str, Any], known: set[int]) -> None:
    """Insert an incident and what belongs to it; articles and others are not looked for until all are there."""
    incident_id = line["id"]
    for source in line["sources"]:
        article_id = source["article_id"]
        if article_id not in known:
            known.add(article_id)
            told = _only(source, *_TOLD)
            # Its text stands in the first line that names it, which may be gone from a file that was cut.
            _put(db, "articles", {"id": article_id, **told, "text": source.get("text")})
    columns = rows.to_columns(from_json(Incident, line))
    _put(db, "incidents", {"id": incident_id, "article_id": line["article_id"], **columns})
    for source in line["sources"]:
        told = _only(source, "article_id", *_TOLD)
        _put(db, "sources", {"incident_id": incident_id, **told})
    for slot, pieces in line["evidence"].items():
        for ordinal, piece in enumerate(pieces):
            words = _only(piece, "article_id", "start", "end", "quote")
            _put(db, "evidence", {"incident_id": incident_id, "slot": slot, "ordinal": ordinal, **words})
    for figure in line["figures"]:
        told = _only(figure, *["slot", "told_by", "article_id", "source", "published", "min", "best", "max", "words"])
        _put(db, "casualty_figures", {"incident_id": incident_id, **told})
    for relation in line["relations"]:
        _put(db, "relations", {"incident_id": incident_id, **_only(relation, "other_id", "verdict")})


def _only(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _put(db: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """Insert a row; the columns are named here, never by the file."""
    columns = ", ".join(f'"{column}"' for column in values)
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})", list(values.values()))
