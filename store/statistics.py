"""Figures over the record: when, what and where, how much is decided a day, and how right the machine was."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store import rows
from store.codec import to_json
from store.model import Action, Incident, Slot

_APPROVED = "FROM incidents INDEXED BY approved_counted WHERE status = 'approved'"
_SINCE = " AND (:since IS NULL OR date_start >= :since)"
_EMPTY: Mapping[str, Any] = to_json(Incident())
JUDGED = tuple(slot for slot in Slot if slot is not Slot.SUMMARY)
"""The slots whose values are the machine's own: a summary is made anew from the others."""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many approved incidents have a place of that name, and where it is.

    ``country`` is ISO 3166-1 alpha-2; degrees are the mean of the incidents', None without coordinates.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    incidents: int


@dataclass(frozen=True, slots=True)
class Point:
    """How many approved incidents lie at a point, in degrees rounded to a tenth (about 11 km)."""

    latitude: float
    longitude: float
    incidents: int


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What became of the machine's values of one slot in incidents that were approved.

    ``kept`` are those approved as proposed, ``changed`` and ``emptied`` those that were not;
    ``added`` are values where the machine had none.
    """

    slot: Slot
    kept: int = 0
    changed: int = 0
    emptied: int = 0
    added: int = 0

    @property
    def proposed(self) -> int:
        """How many values the machine proposed."""
        return self.kept + self.changed + self.emptied

    @property
    def rate(self) -> float | None:
        """Which part of the machine's values was approved unchanged, 0 to 1; None where there was none."""
        return self.kept / self.proposed if self.proposed else None


def incidents_a_day(db: sqlite3.Connection) -> dict[dt.date, int]:
    """Return how many approved incidents began on each day on which any did, in order; the undated are left out."""
    found = db.execute(f"SELECT date_start, count(*) {_APPROVED} AND date_start IS NOT NULL GROUP BY date_start")
    return {dt.date.fromisoformat(day): count for day, count in found}


def incidents_a_type(db: sqlite3.Connection, *, since: dt.date | None = None) -> dict[str | None, int]:
    """Return how many approved incidents are of each type, a key of the codebook, the most first.

    Here and below, with ``since`` only what began on that day or later.
    """
    found = db.execute(
        f"SELECT type, count(*) AS incidents {_APPROVED}{_SINCE} GROUP BY type ORDER BY incidents DESC, type",
        _since(since),
    )
    return dict(map(tuple, found))


def incidents_a_place(db: sqlite3.Connection, *, since: dt.date | None = None, limit: int = 10) -> list[PlaceCount]:
    """Return the places with the most approved incidents, the most first."""
    found = db.execute(
        "SELECT place_canonical, country, avg(latitude), avg(longitude), count(*) AS incidents "
        f"{_APPROVED}{_SINCE} AND place_canonical IS NOT NULL "
        "GROUP BY place_canonical, country ORDER BY incidents DESC, place_canonical, country LIMIT :limit",
        _since(since) | {"limit": limit},
    )
    return [PlaceCount(*row) for row in found]


def points(db: sqlite3.Connection, *, since: dt.date | None = None) -> list[Point]:
    """Return where approved incidents lie, the most at one point first."""
    found = db.execute(
        f"SELECT round(latitude, 1) AS y, round(longitude, 1) AS x, count(*) AS incidents {_APPROVED}{_SINCE} "
        "AND latitude IS NOT NULL GROUP BY y, x ORDER BY incidents DESC, y, x",
        _since(since),
    )
    return [Point(*row) for row in found]


def decisions_a_day(db: sqlite3.Connection, *, since: dt.date) -> dict[dt.date, dict[Action, int]]:
    """Return how many decisions of each kind were made on each day (UTC) from ``since`` on, in order."""
    found = db.execute(
        "SELECT substr(at, 1, 10) AS day, action, count(*) FROM decisions WHERE at >= ? GROUP BY day, action",
        [since.isoformat()],
    )
    days: dict[dt.date, dict[Action, int]] = {}
    for day, action, count in found:
        days.setdefault(dt.date.fromisoformat(day), {})[Action(action)] = count
    return days


def acceptance(db: sqlite3.Connection, *, latest: int | None = None) -> list[Acceptance]:
    """Return for each of JUDGED what became of the machine's values, of all approved incidents or the latest.

    A date that waited for the publication date and was then counted from the machine's own phrase is kept.
    """
    tallies = {slot: dict.fromkeys(("kept", "changed", "emptied", "added"), 0) for slot in JUDGED}
    found = db.execute(
        "SELECT p.content AS proposed, i.* FROM proposals p JOIN incidents i ON i.id = p.incident_id "
        "WHERE i.status = 'approved' ORDER BY p.id DESC LIMIT ?",
        [-1 if latest is None else latest],
    )
    for row in found:
        proposed, approved = json.loads(row["proposed"]), rows.to_data(row, {})
        for slot in JUDGED:
            fate = _fate(slot, proposed.get(slot.value, _EMPTY[slot.value]), approved[slot.value])
            if fate is not None:
                tallies[slot][fate] += 1
    return [Acceptance(slot, **tally) for slot, tally in tallies.items()]


def _since(day: dt.date | None) -> dict[str, str | int | None]:
    return {"since": day.isoformat() if day else None}


def _fate(slot: Slot, proposed: Any, approved: Any) -> str | None:
    empty = None if slot is Slot.STAGE else _EMPTY[slot.value]  # a stage always says something
    if proposed == empty:
        return None if approved == empty else "added"
    if proposed == approved:
        return "kept"
    if slot is Slot.DATE and proposed["start"] is None and proposed["phrase"] == approved["phrase"]:
        return "kept"
    return "emptied" if approved == empty else "changed"
