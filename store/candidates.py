"""Which stored incidents could be the same as a new one: look-ups along indexes, no comparison.

Blocks by place (the same folded name, the same corner of the map, the same country where one of
the two is known no better) within a few days, and blocks of their own for an unknown date and an
unknown place. Every block names its index, so that a query that would read the whole table fails.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from store import blocking, records, rows
from store.blocking import DateClass, place_key
from store.model import Incident, Verdict
from store.records import Record
from store.verdicts import verdicts_of

__all__ = ["Compared", "Near", "candidates", "near", "place_key", "still_there", "undecided_or_approved"]

WINDOW_DAYS = 3

# A range of up to a month that reaches into the window began at most a month before it, and one of up to a
# week a week: bounded walks along the index. The few longer ones are looked at one by one.
_WEEK, _MONTH = (
    f"date_class = {known} AND date_start BETWEEN :{known.name} AND :last AND coalesce(date_end, date_start) >= :first"
    for known in blocking.LONGEST_DAYS
)
_LONG = f"date_class = {DateClass.LONG} AND date_start <= :last AND date_end >= :first"
_NONE = f"date_class = {DateClass.NONE}"
_DATED = (_WEEK, _MONTH, _LONG)

_SAME_NAME = "INDEXED BY approved_place WHERE status = 'approved' AND place_key = :place_key AND "
_SAME_CORNER = """INDEXED BY approved_cell WHERE status = 'approved' AND cell IN (SELECT value FROM json_each(:cells))
  AND abs(latitude - :latitude) <= :height
  AND min(abs(longitude - :longitude), 360 - abs(longitude - :longitude)) <= :width AND """
_SAME_REGION = """INDEXED BY approved_country WHERE status = 'approved' AND country = :country
  AND (:imprecise OR cell IS NULL OR place_precision = 'district')
  AND (admin1 IS NULL OR :admin1 IS NULL OR admin1 = :admin1) AND """
_NO_PLACE = """INDEXED BY approved_place WHERE status = 'approved' AND place_key = ''
  AND (country IS NULL OR :country IS NULL OR country = :country) AND """
_ANY_PLACE = """INDEXED BY approved_date WHERE status = 'approved'
  AND (country IS NULL OR :country IS NULL OR country = :country) AND """

_COMPARED = ", ".join(f"i.{column}" for column in rows.COMPARED)

# Without a date there is no end to what has the same name or lies in the same corner: a few that agree best
# in what else is known stand for them, chosen from those stored last. Fewer do beside those of the days asked for.
_AGREEING = " + ".join(
    f"coalesce(u.{column} = :{column}, 0)"
    for column in ("type", "killed_best", "injured_best", "weapon_type", "target_type", "damage")
)
_MOST_UNDATED = 6
_MOST_UNDATED_OF_DATED = 3
_LAST_STORED = 100


@dataclass(frozen=True, slots=True)
class Near:
    """A stored incident near in date and place, with what it is compared by; ``named``: the place has the same name."""

    id: int
    incident: Incident
    named: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A stored incident with what it is compared by, and the article that tells of it."""

    id: int
    article_id: int
    incident: Incident


def undecided_or_approved(db: sqlite3.Connection) -> Iterator[Compared]:
    """Yield every incident that is neither rejected nor part of another, in the order of their ids."""
    for row in db.execute(
        f"SELECT id, article_id, {', '.join(rows.COMPARED)} FROM incidents "
        "WHERE status IN ('proposed', 'postponed', 'approved') ORDER BY id"
    ):
        yield Compared(row["id"], row["article_id"], rows.to_compare(row[2:]))


def still_there(db: sqlite3.Connection, ids: Iterable[int]) -> set[int]:
    """Return which of the incidents are neither rejected nor part of another."""
    found = db.execute(
        "SELECT id FROM incidents WHERE id IN (SELECT value FROM json_each(?)) "
        "AND status IN ('proposed', 'postponed', 'approved')",
        [rows.dump(sorted(ids))],
    )
    return {row["id"] for row in found}


def candidates(db: sqlite3.Connection, incident: Incident, *, exclude: int | None, limit: int = 40) -> list[Record]:
    """Return approved incidents near in date and place as ``near`` does, whole."""
    return records.find_all(db, [one.id for one in near(db, incident, exclude=exclude, limit=limit)])


def near(db: sqlite3.Connection, incident: Incident, *, exclude: int | None, limit: int = 40) -> list[Near]:
    """Return approved incidents near in date and place, the nearest first.

    ``exclude`` is the stored incident that is asked about: neither it nor one that was told apart from
    it, or from another that is the same, is returned.
    """
    blocks = _blocks(incident)
    if not blocks:
        return []
    said = verdicts_of(db, exclude) if exclude is not None else {}
    apart = [other for other, one in said.items() if one.verdict is not Verdict.SAME]
    parameters = {**_parameters(incident), "exclude": exclude, "limit": limit, "apart": rows.dump(apart)}
    found = db.execute(
        f"""
        WITH near (id, date_start, named) AS ({" UNION ALL ".join(blocks)}), one (id, days, named) AS (
          SELECT id, abs(julianday(date_start) - julianday(:start)), max(named)
          FROM near
          WHERE id IS NOT :exclude AND id NOT IN (SELECT value FROM json_each(:apart))
          GROUP BY id
        ), no_date (id, days, named) AS (
          SELECT u.id, NULL, one.named FROM one CROSS JOIN incidents u ON u.id = one.id
          WHERE one.days IS NULL ORDER BY {_AGREEING} DESC, one.named DESC, u.id DESC LIMIT :most
        ), best (id, days, named) AS (
          SELECT * FROM one WHERE days IS NOT NULL UNION ALL SELECT * FROM no_date
          ORDER BY named DESC, days NULLS LAST, id DESC LIMIT :limit
        )
        SELECT best.named, i.id, {_COMPARED}
        FROM best CROSS JOIN incidents i ON i.id = best.id ORDER BY best.named DESC, best.days NULLS LAST, i.id DESC
        """,
        parameters,
    )
    return [Near(row["id"], rows.to_compare(row[2:]), bool(row["named"])) for row in found]


def _blocks(incident: Incident) -> list[str]:
    """Return the look-ups as queries for id, date_start and whether the names agree."""
    place = incident.place
    dated = incident.date.start is not None
    whens = [*_DATED, _NONE] if dated else ["date_class >= 0"]
    wheres = []
    if place_key(place):
        wheres.append(_SAME_NAME)
    if blocking.cells_near(place):
        wheres.append(_SAME_CORNER)
    blocks = [(where, when) for where in wheres for when in whens]
    if dated:  # a region alone, at any time, would be half of the record
        wide = [_NO_PLACE if wheres else _ANY_PLACE]
        if place.country is not None and wheres:
            wide.append(_SAME_REGION)
        blocks += [(where, when) for where in wide for when in _DATED]
    return [_select(where, when, int(where is _SAME_NAME)) for where, when in blocks]


@cache
def _select(where: str, when: str, named: int) -> str:
    query = f"SELECT id, date_start, {named} FROM incidents {where}{when}"
    if when in _DATED:
        return query
    return f"SELECT * FROM ({query} ORDER BY id DESC LIMIT {_LAST_STORED})"


def _parameters(incident: Incident) -> dict[str, rows.Value]:
    place, date = incident.place, incident.date
    start, end = date.start, date.end or date.start
    height, width = blocking.half_box(place.latitude or 0.0)
    return {
        "place_key": place_key(place),
        "cells": rows.dump(blocking.cells_near(place)),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "height": height,
        "width": width,
        "country": place.country,
        "admin1": place.admin1,
        "imprecise": blocking.is_imprecise(place),
        "type": incident.type,
        "killed_best": incident.killed.best,
        "injured_best": incident.injured.best,
        "weapon_type": incident.weapon.type,
        "target_type": incident.target.type,
        "damage": incident.damage,
        "most": _MOST_UNDATED if start is None else _MOST_UNDATED_OF_DATED,
        "start": _iso(start),
        "first": _iso(start, -WINDOW_DAYS),
        **{known.name: _iso(start, -WINDOW_DAYS - days) for known, days in blocking.LONGEST_DAYS.items()},
        "last": _iso(end, WINDOW_DAYS),
    }


def _iso(day: dt.date | None, days: int = 0) -> str | None:
    """Return the day moved by some days in ISO 8601, staying within the calendar."""
    if day is None:
        return None
    ordinal = min(max(day.toordinal() + days, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal).isoformat()
