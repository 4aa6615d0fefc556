"""The record as an SQLite file that sqlite-utils, Datasette, R or QGIS opens as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

from store import rows
from store.database import telling
from store.export import approved
from store.export.approved import queries
from store.export.files import reading, replacing
from store.export.report import Report
from store.export.tables import Progress
from store.ledger import FIGURE_SLOTS, Rule
from store.model import Slot

if TYPE_CHECKING:
    from sqlite_utils.db import Table


TABLES = ("articles", "incidents", "sources", "evidence", "casualty_figures", "relations")
"""The tables of an exported database, each after those that it refers to."""
QUOTE = "'"
AT_ONCE = 1000
"""So many rows are written between two steps of the progress bar."""


def _type(column: str) -> str:
    if column in ("latitude", "longitude"):
        return "REAL"
    return "INTEGER" if column.endswith(("_min", "_best", "_max")) else "TEXT"


def _casualties(slot: Slot) -> str:
    """Return what selects the number of a slot for each incident, with the rule that it follows."""
    rules = " ".join(f"WHEN '{rule.signature}' THEN '{rule.told.replace(QUOTE, 2 * QUOTE)}'" for rule in Rule)
    signed = f"json_extract(i.asserted_by, '$.{slot.value}')"
    return f"""
      SELECT i.id AS incident_id, '{slot.value}' AS slot, i.{slot.value}_min AS min, i.{slot.value}_best AS best,
        i.{slot.value}_max AS max,
        CASE {signed} {rules} ELSE CASE WHEN {signed} LIKE 'nlp/%' OR {signed} IS NULL THEN 'as its source tells'
          ELSE 'as an analyst decided' END END AS rule,
        (SELECT count(*) FROM casualty_figures f WHERE f.incident_id = i.id AND f.slot = '{slot.value}') AS figures,
        (SELECT max(f.published) FROM casualty_figures f
         WHERE f.incident_id = i.id AND f.slot = '{slot.value}') AS latest
      FROM incidents i
      WHERE coalesce(i.{slot.value}_min, i.{slot.value}_best, i.{slot.value}_max) IS NOT NULL"""


# Not STRICT, unlike our own tables: SQLite before 3.37, in many a GIS and R, cannot open such a file.
SCHEMA = f"""
    CREATE TABLE articles (
      id INTEGER PRIMARY KEY, title TEXT, source TEXT, author TEXT, published TEXT, link TEXT, path TEXT,
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
      title TEXT, source TEXT, author TEXT, published TEXT, link TEXT, path TEXT,
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
    CREATE TABLE casualty_figures (
      incident_id INTEGER NOT NULL REFERENCES incidents (id),
      slot TEXT NOT NULL, -- killed or injured
      told_by INTEGER NOT NULL, -- the incident as this article tells it, by its number at the desk
      article_id INTEGER NOT NULL REFERENCES articles (id),
      source TEXT, published TEXT,
      min INTEGER, best INTEGER, max INTEGER, words TEXT,
      PRIMARY KEY (incident_id, slot, told_by)
    );
    CREATE TABLE relations (
      incident_id INTEGER NOT NULL REFERENCES incidents (id),
      other_id INTEGER NOT NULL REFERENCES incidents (id),
      verdict TEXT NOT NULL, -- related, or update: one is later news of the other
      PRIMARY KEY (incident_id, other_id)
    );
    CREATE VIEW incidents_on_map AS
      SELECT id, date_start, type, summary, coalesce(place_canonical, place_name) AS place, admin1, country,
        latitude, longitude, place_precision, killed_best, injured_best
      FROM incidents WHERE latitude IS NOT NULL;
    CREATE VIEW incidents_by_month AS
      SELECT substr(date_start, 1, 7) AS month, type, country, count(*) AS incidents,
        sum(killed_best) AS killed, sum(injured_best) AS injured
      FROM incidents GROUP BY 1, 2, 3;
    CREATE VIEW quotes AS
      SELECT e.incident_id, i.summary, e.slot, e.quote, a.source, a.published, a.title, a.id AS article_id
      FROM evidence e JOIN incidents i ON i.id = e.incident_id JOIN articles a ON a.id = e.article_id;
    CREATE VIEW casualties AS {" UNION ALL ".join(map(_casualties, FIGURE_SLOTS))};
"""
INDEXES = """
    CREATE INDEX incidents_date ON incidents (date_start);
    CREATE INDEX incidents_type ON incidents (type);
    CREATE INDEX incidents_region ON incidents (country, admin1);
    CREATE INDEX incidents_coordinates ON incidents (latitude, longitude);
    CREATE INDEX incidents_article ON incidents (article_id);
    CREATE INDEX sources_article ON sources (article_id);
    CREATE INDEX evidence_article ON evidence (article_id);
    CREATE INDEX casualty_figures_article ON casualty_figures (article_id);
    CREATE INDEX relations_other ON relations (other_id);
"""
"""Made when all rows are there: each is sorted once, instead of a page changed for every row."""
SEARCHED = (
    *("summary", "type", "place_name", "place_canonical", "facility", "admin1", "weapon_words", "perpetrator_name"),
    *("perpetrator_words", "target_name", "target_words", "victims", "damage"),
)


def export_sqlite(db: sqlite3.Connection, out: Path, progress: Progress = int) -> Report:
    """Write the approved incidents with all that belongs to them as one SQLite file; return what there is to report.

    Raises UnwritableError or ExportError; what was at ``out`` is then still there.
    """
    from sqlite_utils import Database  # 260 ms, and only this layout needs it

    report = Report("sqlite")
    with (
        replacing(db, out) as part,
        reading(db),
        telling(out),
        closing(sqlite3.connect(part, isolation_level=None)) as target,
    ):
        # No journal and no sync of the new file's own: a half-written one is thrown away, a whole one synced once.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        target.executescript(SCHEMA)
        target.execute("BEGIN")
        for table in TABLES:
            step = progress if table == "incidents" else int
            _copy(db, target, table, getattr(queries(db), table), step)
        for index in INDEXES.strip().splitlines():
            target.execute(index)
        target.execute("COMMIT")
        # Stemmed, so that "rockets" finds "rocket"; triggers, so that an edited copy stays searchable.
        incidents = cast("Table", Database(target, execute_plugins=False)["incidents"])
        incidents.enable_fts(SEARCHED, create_triggers=True, tokenize="porter unicode61 remove_diacritics 2")
        report.incidents = target.execute("SELECT count(*) FROM incidents").fetchone()[0]
        report.doubt(approved.doubts(db))
    return report


def _copy(db: sqlite3.Connection, target: sqlite3.Connection, table: str, query: str, progress: Progress) -> None:
    cursor = db.cursor()
    cursor.row_factory = None  # plain tuples, which go from one connection to the other without a step of Python
    cursor.execute(query)
    columns = [f'"{column[0]}"' for column in cursor.description]
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    while rows_read := cursor.fetchmany(AT_ONCE):
        target.executemany(insert, rows_read)
        progress(len(rows_read))
