"""Where each analyst left off, kept so that quitting loses no place; who has never begun, and what is newest."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from store.database import transaction
from store.model import Slot


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """The article, incident and slot that an analyst was looking at."""

    article_id: int
    incident_id: int | None = None
    slot: Slot | None = None


def save_place(db: sqlite3.Connection, analyst: str, place: DeskPlace) -> None:
    """Remember the analyst's place, instead of the one before."""
    with transaction(db):
        db.execute(
            "INSERT INTO desk_places (analyst, article_id, incident_id, slot) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (analyst) DO UPDATE SET article_id = excluded.article_id, "
            "incident_id = excluded.incident_id, slot = excluded.slot",
            [analyst, place.article_id, place.incident_id, place.slot.value if place.slot else None],
        )


def load_place(db: sqlite3.Connection, analyst: str) -> DeskPlace | None:
    """Return where the analyst left off; None the first time."""
    row = db.execute("SELECT * FROM desk_places WHERE analyst = ?", [analyst]).fetchone()
    if row is None:
        return None
    return DeskPlace(row["article_id"], row["incident_id"], Slot(row["slot"]) if row["slot"] else None)


def has_decided(db: sqlite3.Connection, analyst: str) -> bool:
    """Return whether the analyst has ever decided anything."""
    return db.execute("SELECT 1 FROM decisions WHERE analyst = ? LIMIT 1", [analyst]).fetchone() is not None


def newest_decision(db: sqlite3.Connection) -> int:
    """Return the number of the newest decision, 0 before the first: what is read after it is at least as new."""
    number: int = db.execute("SELECT coalesce(max(id), 0) FROM decisions").fetchone()[0]
    return number
