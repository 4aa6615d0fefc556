"""What every layout exports: the approved incidents, each with all articles that tell of it.

Rows as they are stored, not records: the flat columns are those of the layouts already. They come from a desk's
database, or from an exported one (``received``), whose tables hold approved incidents only.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from store import lint, rows
from store.export.codes import KnownActor, Told
from store.incidents import Source, figures_of, sources_of
from store.ledger import FIGURE_SLOTS
from store.lint import Finding
from store.model import Count, Evidence, Figure, Slot, Status, Verdict
from store.records import Record, find_all
from store.verdicts import verdicts_of

Actors = Callable[[str], KnownActor | None]
"""Tells what is known of an actor by its canonical name."""


@dataclass(frozen=True, slots=True)
class Queries:
    """What reads the approved incidents and what belongs to each, all in the order of the incidents' ids.

    The columns of each are those of the exported table of that name.
    """

    incidents: str
    sources: str
    evidence: str
    casualty_figures: str
    relations: str
    articles: str


_COLUMNS = f"id, article_id, {', '.join(rows.COLUMNS)}"
# An incident is told by its own article and by those of the incidents merged into it, however often.
_TOLD = """
    WITH RECURSIVE part (root, id) AS (
      SELECT id, id FROM incidents WHERE status = 'approved'
      UNION SELECT part.root, i.id FROM part JOIN incidents i ON i.merged_into = part.id
    ),
    told (root, article_id, own) AS (
      SELECT part.root, i.article_id, part.root = i.id FROM part JOIN incidents i ON i.id = part.id
      UNION ALL
      SELECT i.id, e.article_id, 0 FROM incidents i JOIN evidence e ON e.incident_id = i.id
      WHERE i.status = 'approved' AND e.article_id <> i.article_id
    )
"""
# Of a file only its name: the folders of the desk's computer are nobody else's concern.
_ARTICLE = """a.title, a.source, a.author, a.published, a.link,
    CASE WHEN a.path LIKE 'http%://%' THEN a.path
      ELSE substr(a.path, length(rtrim(a.path, replace(a.path, '/', ''))) + 1) END AS path"""
_SOURCES = f"""{_TOLD}
    SELECT told.root AS incident_id, a.id AS article_id, {_ARTICLE}
    FROM told JOIN articles a ON a.id = told.article_id
    GROUP BY told.root, a.id ORDER BY told.root, max(told.own) DESC, a.id
"""


def _own_figure(slot: str) -> str:
    return f"""
      SELECT i.id, '{slot}', i.id, i.article_id, a.source, a.published,
        i.{slot}_min, i.{slot}_best, i.{slot}_max, i.{slot}_words
      FROM incidents i JOIN articles a ON a.id = i.article_id
      WHERE i.status = 'approved' AND coalesce(i.{slot}_min, i.{slot}_best, i.{slot}_max, i.{slot}_words) IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM figures f WHERE f.incident_id = i.id)"""


_DESK = Queries(
    incidents=f"SELECT {_COLUMNS} FROM incidents WHERE status = 'approved' ORDER BY id",
    sources=_SOURCES,
    evidence="""
        SELECT e.incident_id, e.slot, e.ordinal, e.article_id, e.start, e."end", e.quote
        FROM incidents i JOIN evidence e ON e.incident_id = i.id WHERE i.status = 'approved'
        ORDER BY e.incident_id, e.slot, e.ordinal
    """,
    # An incident that was never merged has the figures that it tells itself.
    casualty_figures=f"""
        SELECT f.incident_id, f.slot, f.told_by, t.article_id, a.source, a.published, f.min, f.best, f.max, f.words
        FROM incidents i JOIN figures f ON f.incident_id = i.id
          JOIN incidents t ON t.id = f.told_by JOIN articles a ON a.id = t.article_id
        WHERE i.status = 'approved'
        UNION ALL {_own_figure("killed")} UNION ALL {_own_figure("injured")}
        ORDER BY 1, 2 DESC, 3
    """,
    relations="""
        SELECT i.id AS incident_id, o.id AS other_id, v.verdict
        FROM verdicts v CROSS JOIN incidents i ON i.id IN (v.low_id, v.high_id)
          JOIN incidents o ON o.id = v.low_id + v.high_id - i.id
        WHERE i.status = 'approved' AND o.status = 'approved' AND v.verdict IN ('related', 'update')
        ORDER BY i.id, o.id
    """,
    articles=f"""{_TOLD}
        SELECT a.id, {_ARTICLE}, a.text FROM articles a WHERE a.id IN (SELECT article_id FROM told) ORDER BY a.id
    """,
)
_EXPORTED = Queries(
    incidents=f"SELECT {_COLUMNS} FROM incidents ORDER BY id",
    sources="""
        SELECT s.incident_id, s.article_id, s.title, s.source, s.author, s.published, s.link, s.path
        FROM sources s JOIN incidents i ON i.id = s.incident_id
        ORDER BY s.incident_id, s.article_id = i.article_id DESC, s.article_id
    """,
    evidence="""
        SELECT incident_id, slot, ordinal, article_id, start, "end", quote FROM evidence
        ORDER BY incident_id, slot, ordinal
    """,
    casualty_figures="""
        SELECT incident_id, slot, told_by, article_id, source, published, min, best, max, words FROM casualty_figures
        ORDER BY incident_id, slot DESC, told_by
    """,
    relations="SELECT incident_id, other_id, verdict FROM relations ORDER BY incident_id, other_id",
    articles="SELECT id, title, source, author, published, link, path, text FROM articles ORDER BY id",
)


def is_exported(db: sqlite3.Connection) -> bool:
    """Return whether the database is an exported one, not a desk's."""
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'casualty_figures'").fetchone())


def queries(db: sqlite3.Connection) -> Queries:
    """Return what reads the approved incidents of a database."""
    return _EXPORTED if is_exported(db) else _DESK


def count(db: sqlite3.Connection) -> int:
    """Return how many incidents there are to export."""
    number: int = db.execute(f"SELECT count(*) FROM ({queries(db).incidents})").fetchone()[0]
    return number


def text_of(db: sqlite3.Connection, article_id: int) -> str:
    """Return the text of an article."""
    text: str = db.execute("SELECT text FROM articles WHERE id = ?", [article_id]).fetchone()[0]
    return text


def doubts(db: sqlite3.Connection) -> Iterator[tuple[int, list[Finding]]]:
    """Yield the approved incidents that have something to be doubted, with what that is."""
    for row in db.execute(f"SELECT id, {', '.join(rows.LINTED)} FROM ({queries(db).incidents})"):
        found = [
            finding
            for finding in lint.findings(rows.to_lint(row))
            if finding.contradicts or finding.slot not in FIGURE_SLOTS or not _has_evidence(db, row["id"], finding.slot)
        ]
        if found:
            yield row["id"], found


def _has_evidence(db: sqlite3.Connection, incident_id: int, slot: Slot) -> bool:
    asked = db.execute("SELECT 1 FROM evidence WHERE incident_id = ? AND slot = ?", [incident_id, slot.value])
    return asked.fetchone() is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """The rows of one approved incident: its own, and those that belong to it."""

    row: sqlite3.Row
    sources: list[sqlite3.Row]
    evidence: list[sqlite3.Row]
    figures: list[sqlite3.Row]
    relations: list[sqlite3.Row]

    @property
    def id(self) -> int:
        """The incident's id."""
        number: int = self.row["id"]
        return number

    def evidence_by_slot(self) -> dict[str, list[dict[str, Any]]]:
        """Return the evidence as the codec's JSON."""
        return {
            slot: [{name: item[name] for name in ("start", "end", "quote", "article_id")} for item in items]
            for slot, items in groupby(self.evidence, lambda item: str(item["slot"]))
        }


def entries(db: sqlite3.Connection) -> Iterator[Entry]:
    """Yield the approved incidents in the order of their ids, one at a time."""
    asked = queries(db)
    beside = [
        _beside(db.execute(query)) for query in (asked.sources, asked.evidence, asked.casualty_figures, asked.relations)
    ]
    for row in db.execute(asked.incidents):
        yield Entry(row, *(of(row["id"]) for of in beside))


def _beside(found: Iterable[sqlite3.Row]) -> Callable[[int], list[sqlite3.Row]]:
    """Return what gives each incident its rows, to be asked in the order of ids: nothing is read ahead."""
    groups = groupby(found, lambda row: int(row["incident_id"]))
    waiting = next(groups, None)
    held = (waiting[0], list(waiting[1])) if waiting else None

    def of(incident_id: int) -> list[sqlite3.Row]:
        nonlocal held
        while held is not None and held[0] < incident_id:
            following = next(groups, None)
            held = (following[0], list(following[1])) if following else None
        return held[1] if held is not None and held[0] == incident_id else []

    return of


def told_of(entry: Entry, actors: Actors) -> Told:
    """Return an incident as the codebooks' layouts take it."""
    evidence = {
        Slot(slot): tuple(Evidence(item["start"], item["end"], item["quote"], item["article_id"]) for item in items)
        for slot, items in groupby(entry.evidence, lambda item: str(item["slot"]))
    }
    incident = rows.from_columns(entry.row, evidence)
    name = incident.perpetrator.name
    return Told(
        id=entry.id,
        incident=incident,
        sources=[
            Source(
                article_id=row["article_id"],
                title=row["title"],
                source=row["source"],
                published=_day(row["published"]),
                path=row["path"],
                author=row["author"],
                link=row["link"],
            )
            for row in entry.sources
        ],
        figures=[_figure(row) for row in entry.figures],
        related=[row["other_id"] for row in entry.relations if row["verdict"] == Verdict.RELATED],
        perpetrator=actors(name) if name else None,
    )


def _figure(row: sqlite3.Row) -> Figure:
    counted = Count(row["min"], row["best"], row["max"], row["words"])
    return Figure(Slot(row["slot"]), row["told_by"], row["article_id"], counted, _day(row["published"]), row["source"])


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def told_of_record(db: sqlite3.Connection, record: Record, actors: Actors) -> Told:
    """Return an incident of a desk as the codebooks' layouts would take it, approved already or not."""
    related = [other for other, said in verdicts_of(db, record.id).items() if said.verdict is Verdict.RELATED]
    name = record.incident.perpetrator.name
    return Told(
        id=record.id,
        incident=record.incident,
        sources=sources_of(db, record.id),
        figures=figures_of(db, record),
        related=[other.id for other in find_all(db, sorted(related)) if other.status is Status.APPROVED],
        perpetrator=actors(name) if name else None,
    )
