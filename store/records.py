"""Reading and writing whole incidents; transactions and the log are the callers'."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store import rows, telling
from store.errors import NotFoundError, RefusedError
from store.model import Count, Evidence, Figure, Incident, Slot, Status

_COLUMNS = ("id", "article_id", "position", "status", "merged_into", "revision", *rows.COLUMNS, *rows.DERIVED)
_UPSERT = (
    f"INSERT INTO incidents ({', '.join(_COLUMNS)}) VALUES ({', '.join(':' + c for c in _COLUMNS)}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS[1:])}"
)


@dataclass(frozen=True, slots=True)
class Record:
    """An incident as it is stored.

    ``revision`` names the decision that wrote it last (0: as the machine proposed it), and grows
    with every write. ``figures`` are those of all sources of an incident that others were merged into,
    empty for one that is told once.
    """

    id: int
    article_id: int
    position: int
    status: Status
    merged_into: int | None
    revision: int
    incident: Incident
    figures: tuple[Figure, ...] = ()


def find(db: sqlite3.Connection, incident_id: int) -> Record | None:
    """Return the incident with the id, or None."""
    found = find_all(db, [incident_id])
    return found[0] if found else None


def get(db: sqlite3.Connection, incident_id: int) -> Record:
    """Return the incident with the id; raises NotFoundError."""
    if record := find(db, incident_id):
        return record
    raise NotFoundError("incident", incident_id)


def find_all(db: sqlite3.Connection, ids: Sequence[int]) -> list[Record]:
    """Return the incidents with the ids, in the order of the ids."""
    wanted = rows.dump(list(ids))
    evidence: dict[int, dict[Slot, tuple[Evidence, ...]]] = defaultdict(dict)
    for row in db.execute(
        'SELECT incident_id, slot, article_id, start, "end", quote FROM evidence '
        "WHERE incident_id IN (SELECT value FROM json_each(?)) ORDER BY incident_id, slot, ordinal",
        [wanted],
    ):
        slots, slot = evidence[row["incident_id"]], Slot(row["slot"])
        item = Evidence(row["start"], row["end"], row["quote"], row["article_id"])
        slots[slot] = (*slots.get(slot, ()), item)
    figures: dict[int, list[Figure]] = defaultdict(list)
    for row in db.execute(
        "SELECT f.*, i.article_id FROM figures f JOIN incidents i ON i.id = f.told_by "
        "WHERE f.incident_id IN (SELECT value FROM json_each(?)) ORDER BY f.incident_id, f.slot DESC, f.told_by",
        [wanted],
    ):
        count = Count(row["min"], row["best"], row["max"], row["words"])
        figures[row["incident_id"]].append(Figure(Slot(row["slot"]), row["told_by"], row["article_id"], count))
    found = {
        row["id"]: Record(
            id=row["id"],
            article_id=row["article_id"],
            position=row["position"],
            status=Status(row["status"]),
            merged_into=row["merged_into"],
            revision=row["revision"],
            incident=rows.from_columns(row, evidence[row["id"]]),
            figures=tuple(figures[row["id"]]),
        )
        for row in db.execute("SELECT * FROM incidents WHERE id IN (SELECT value FROM json_each(?))", [wanted])
    }
    return [found[incident_id] for incident_id in ids if incident_id in found]


def write(db: sqlite3.Connection, record: Record) -> Record:
    """Write the incident with its evidence, new or not; return it as it is stored.

    Raises RefusedError for evidence whose quote is not what its article says at that place.
    """
    incident = replace(record.incident, evidence=_own(record))
    texts = _check_quotes(db, record.id, incident)
    values: dict[str, rows.Value] = {
        "id": record.id,
        "article_id": record.article_id,
        "position": record.position,
        "status": record.status.value,
        "merged_into": record.merged_into,
        "revision": record.revision,
        **rows.to_columns(incident),
        **rows.derived_columns(incident),
    }
    db.execute(_UPSERT, values)
    db.execute("DELETE FROM evidence WHERE incident_id = ?", [record.id])
    db.executemany(
        'INSERT INTO evidence (incident_id, slot, ordinal, article_id, start, "end", quote) '
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (record.id, slot.value, ordinal, item.article_id, item.start, item.end, item.quote)
            for slot, items in incident.evidence.items()
            for ordinal, item in enumerate(items)
        ],
    )
    telling.remember(db, record.id, texts, incident.evidence)
    db.execute("DELETE FROM figures WHERE incident_id = ?", [record.id])
    db.executemany(
        "INSERT INTO figures (incident_id, slot, told_by, min, best, max, words) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (record.id, figure.slot.value, figure.told_by, count.min, count.best, count.max, count.words)
            for figure in record.figures
            for count in [figure.count]
        ],
    )
    return replace(record, incident=incident)


def delete(db: sqlite3.Connection, incident_id: int) -> None:
    """Take an incident out again, as if it had never been."""
    db.execute("DELETE FROM incidents WHERE id = ?", [incident_id])


def next_id(db: sqlite3.Connection) -> int:
    """Return an id that no incident has or had; stays free only inside the transaction."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'incidents'").fetchone()
    return 1 + (row["seq"] if row else 0)


def _own(record: Record) -> dict[Slot, tuple[Evidence, ...]]:
    """Return the evidence with the incident's own article where none is named."""
    return {
        slot: tuple(replace(item, article_id=record.article_id) if item.article_id is None else item for item in items)
        for slot, items in record.incident.evidence.items()
        if items
    }


def _check_quotes(db: sqlite3.Connection, incident_id: int, incident: Incident) -> dict[int, str]:
    """Return the texts of the articles that the evidence is from."""
    texts: dict[int, str] = {}
    for slot, items in incident.evidence.items():
        for item in items:
            article_id = item.article_id or 0
            if article_id not in texts:
                # Cut here, not by substr(): SQLite ends a text at its first NUL character.
                row = db.execute("SELECT text FROM articles WHERE id = ?", [article_id]).fetchone()
                if row is None:
                    raise NotFoundError("article", article_id)
                texts[article_id] = row["text"]
            text = texts[article_id]
            if not 0 <= item.start <= item.end <= len(text) or text[item.start : item.end] != item.quote:
                raise RefusedError(
                    f"The evidence for {slot.value} of incident {incident_id}",
                    f"article {article_id} does not read {item.quote[:40]!r} at {item.start}",
                )
    return texts
