"""The record as an SQLite file that sqlite-utils, Datasette, R or QGIS opens as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

from store import rows
from store.database import telling
from store.export.approved import EVIDENCE, INCIDENTS, SOURCES
from store.export.files import reading, replacing

if TYPE_CHECKING:
    from sqlite_utils.db import Table


def _type(column: str) -> str:
    if column in ("latitude", "longitude"):
        return "REAL"
    return "INTEGER" if column.endswith(("_min", "_best", "_max")) else "TEXT"


# Not STRICT, unlike our own tables: SQLite before 3.37, in many a GIS and R, cannot open such a file.
_SCHEMA = f"""
    CREATE TABLE articles (
      id INTEGER PRIMARY KEY, title TEXT, source TEXT, published TEXT, path TEXT,
      text TEXT -- start and end of evidence count its characters
    );
    CREATE TABLE incidents (
      id INTEGER PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES articles (id),
      {", ".join(f"{column} {_type(column)}" for column in rows.COLUMNS)}
    );
    CREATE TABLE sources (
      incident_id INTEGER NOT NULL REFERENCES incidents (id),
      article_id INTEGER NOT NULL REFERENCES articles (id),
      title TEXT, source TEXT, published TEXT, path TEXT,
      PRIMARY KEY (incident_id, article_id)
    );
    CREATE TABLE evidence (
      incident_id INTEGER NOT NULL REFERENCES incidents (id),
      slot TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      article_id INTEGER NOT NULL REFERENCES articles (id),
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      quote TEXT NOT NULL,
      PRIMARY KEY (incident_id, slot, ordinal)
    );
    CREATE INDEX incidents_date ON incidents (date_start);
    CREATE INDEX incidents_type ON incidents (type);
    CREATE INDEX incidents_region ON incidents (country, admin1);
    CREATE INDEX incidents_coordinates ON incidents (latitude, longitude);
    CREATE INDEX incidents_article ON incidents (article_id);
    CREATE INDEX sources_article ON sources (article_id);
    CREATE INDEX evidence_article ON evidence (article_id);
"""
_ARTICLES = f"""
    SELECT id, title, source, published, path, text FROM articles
    WHERE id IN (SELECT article_id FROM ({SOURCES})) OR id IN (SELECT article_id FROM ({EVIDENCE}))
"""
SEARCHED = (
    *("summary", "type", "place_name", "place_canonical", "facility", "admin1", "weapon_words", "perpetrator_name"),
    *("perpetrator_words", "target_name", "target_words", "victims", "damage"),
)


def export_sqlite(db: sqlite3.Connection, out: Path) -> int:
    """Write the approved incidents with their sources and evidence as one SQLite file; return how many.

    Raises UnwritableError or ExportError; what was at ``out`` is then still there.
    """
    from sqlite_utils import Database  # 260 ms, and only this layout needs it

    with (
        replacing(db, out) as part,
        reading(db),
        telling(out),
        closing(sqlite3.connect(part, isolation_level=None)) as target,
    ):
        target.executescript(_SCHEMA)
        target.execute("BEGIN")
        _copy(db, target, "articles", _ARTICLES)
        _copy(db, target, "incidents", INCIDENTS)
        _copy(db, target, "sources", SOURCES)
        _copy(db, target, "evidence", EVIDENCE)
        target.execute("COMMIT")
        # Stemmed, so that "rockets" finds "rocket"; triggers, so that an edited copy stays searchable.
        incidents = cast("Table", Database(target, execute_plugins=False)["incidents"])
        incidents.enable_fts(SEARCHED, create_triggers=True, tokenize="porter unicode61 remove_diacritics 2")
        count: int = target.execute("SELECT count(*) FROM incidents").fetchone()[0]
    return count


def _copy(db: sqlite3.Connection, target: sqlite3.Connection, table: str, query: str) -> None:
    cursor = db.execute(query)
    columns = [f'"{column[0]}"' for column in cursor.description]
    places = ", ".join("?" * len(columns))
    target.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", map(tuple, cursor))
