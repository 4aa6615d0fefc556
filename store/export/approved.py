"""What every layout exports: the approved incidents, each with all articles that tell of it.

Rows as they are stored, not records: the flat columns are those of the layouts already.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from store import rows

INCIDENTS = f"SELECT id, article_id, {', '.join(rows.COLUMNS)} FROM incidents WHERE status = 'approved' ORDER BY id"

EVIDENCE = """
    SELECT e.incident_id, e.slot, e.ordinal, e.article_id, e.start, e."end", e.quote
    FROM incidents i JOIN evidence e ON e.incident_id = i.id WHERE i.status = 'approved'
    ORDER BY e.incident_id, e.slot, e.ordinal
"""

# An incident is told by its own article and by those of the incidents merged into it, however often.
SOURCES = """
    WITH RECURSIVE part (root, id) AS (
      SELECT id, id FROM incidents WHERE status = 'approved'
      UNION SELECT part.root, i.id FROM part JOIN incidents i ON i.merged_into = part.id
    )
    SELECT part.root AS incident_id, a.id AS article_id, a.title, a.source, a.published, a.path
    FROM part JOIN incidents i ON i.id = part.id JOIN articles a ON a.id = i.article_id
    GROUP BY part.root, a.id ORDER BY part.root, max(part.root = i.id) DESC, a.id
"""


def incidents(db: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    """Yield the approved incidents in the order of their ids."""
    yield from db.execute(INCIDENTS)


def sources(db: sqlite3.Connection) -> dict[int, list[dict[str, Any]]]:
    """Return the sources of each approved incident as JSON, its own article first."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in db.execute(SOURCES):
        source = dict(row)
        found[source.pop("incident_id")].append(source)
    return found


def evidence(db: sqlite3.Connection) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """Return the evidence of each approved incident as the codec's JSON."""
    found: dict[int, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in db.execute(EVIDENCE):
        item = {"start": row["start"], "end": row["end"], "quote": row["quote"], "article_id": row["article_id"]}
        found[row["incident_id"]][row["slot"]].append(item)
    return found
