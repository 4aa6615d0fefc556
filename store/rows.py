"""The one mapping between an incident and flat columns, for the working tables and the exports."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from store import blocking
from store.codec import from_json, to_json
from store.model import (
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DatePrecision,
    DateRange,
    Evidence,
    Incident,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Target,
    Victim,
    Weapon,
)

Value = str | int | float | None

# Column -> where in the incident it comes from, in the order in which a reader wants them.
_SOURCES: dict[str, str] = {
    "type": "type",
    "stage": "stage",
    "lane": "lane",
    "date_start": "date.start",
    "date_end": "date.end",
    "date_precision": "date.precision",
    "date_phrase": "date.phrase",
    "date_anchor": "date.anchor",
    "place_name": "place.name",
    "place_canonical": "place.canonical",
    "facility": "place.facility",
    "admin1": "place.admin1",
    "country": "place.country",
    "latitude": "place.latitude",
    "longitude": "place.longitude",
    "place_precision": "place.precision",
    "weapon_type": "weapon.type",
    "weapon_words": "weapon.words",
    "weapon_min": "weapon.min",
    "weapon_best": "weapon.best",
    "weapon_max": "weapon.max",
    "perpetrator_name": "perpetrator.name",
    "perpetrator_words": "perpetrator.words",
    "perpetrator_attribution": "perpetrator.attribution",
    "perpetrator_by": "perpetrator.by",
    "claim_status": "claim.status",
    "claim_by": "claim.by",
    "claim_how": "claim.how",
    "target_name": "target.name",
    "target_words": "target.words",
    "target_type": "target.type",
    "victims": "victims",
    "killed_min": "killed.min",
    "killed_best": "killed.best",
    "killed_max": "killed.max",
    "killed_words": "killed.words",
    "injured_min": "injured.min",
    "injured_best": "injured.best",
    "injured_max": "injured.max",
    "injured_words": "injured.words",
    "damage": "damage",
    "summary": "summary",
    "confidence": "confidence",
    "asserted_by": "asserted_by",
}
_GETTERS = {column: attrgetter(source) for column, source in _SOURCES.items()}
COLUMNS: tuple[str, ...] = tuple(_SOURCES)
JSON_COLUMNS = frozenset(("weapon_words", "perpetrator_words", "target_words", "victims", "confidence", "asserted_by"))
DERIVED: tuple[str, ...] = ("place_key", "cell", "date_class")


def to_columns(incident: Incident) -> dict[str, Value]:
    """Return the values of COLUMNS; lists and mappings are JSON text, dates ISO 8601."""
    values: dict[str, Value] = {}
    for column, getter in _GETTERS.items():
        plain = to_json(getter(incident))
        values[column] = dump(plain) if column in JSON_COLUMNS else plain
    return values


def derived_columns(incident: Incident) -> dict[str, Value]:
    """Return the values of DERIVED, by which duplicates are looked up."""
    return {
        "place_key": blocking.place_key(incident.place),
        "cell": blocking.cell_of(incident.place),
        "date_class": int(blocking.date_class(incident.date)),
    }


def from_columns(row: sqlite3.Row, evidence: Mapping[Slot, tuple[Evidence, ...]]) -> Incident:
    """Return the incident that ``to_columns`` made the row from, with its evidence."""
    return from_json(Incident, to_data(row, to_json(evidence)))


# What two incidents are compared by: all but their evidence and the confidence in it.
COMPARED: tuple[str, ...] = (
    *("type", "date_start", "date_end", "date_precision", "place_name", "place_canonical", "facility", "admin1"),
    *("country", "latitude", "longitude", "place_precision", "weapon_type", "weapon_min", "weapon_best", "weapon_max"),
    *("perpetrator_name", "target_name", "target_words", "target_type", "victims", "killed_min", "killed_best"),
    *("killed_max", "injured_min", "injured_best", "injured_max", "damage", "summary", "asserted_by"),
)


def to_compare(values: Sequence[Any]) -> Incident:
    """Return what an incident is compared by, from the values of COMPARED; many times as quick as ``from_columns``."""
    kind, start, end, date_precision = values[:4]
    name, canonical, facility, admin1, country, latitude, longitude, place_precision = values[4:12]
    weapon, least, rounds, most, perpetrator, target, target_words, target_type, victims = values[12:21]
    killed_min, killed_best, killed_max, injured_min, injured_best, injured_max, damage, summary, signed = values[21:]
    return Incident(
        type=kind,
        date=DateRange(
            dt.date.fromisoformat(start) if start else None,
            dt.date.fromisoformat(end) if end else None,
            _DATE_PRECISIONS[date_precision],
        ),
        place=Place(
            *(name, canonical, facility, admin1, country, latitude, longitude), _PLACE_PRECISIONS[place_precision]
        ),
        weapon=Weapon(weapon, (), least, rounds, most),
        perpetrator=Perpetrator(perpetrator),
        target=Target(tuple(json.loads(target_words)) if target_words != "[]" else (), target, target_type),
        victims=tuple(Victim(one["words"], one["name"], one["role"]) for one in json.loads(victims))
        if victims != "[]"
        else (),
        killed=Count(killed_min, killed_best, killed_max),
        injured=Count(injured_min, injured_best, injured_max),
        damage=damage,
        summary=summary,
        asserted_by=_signed(signed),
    )


# Looked up, not made: to call an enumeration takes ten times as long.
_DATE_PRECISIONS: dict[str, DatePrecision] = {str(one): one for one in DatePrecision}
_PLACE_PRECISIONS: dict[str | None, PlacePrecision | None] = {None: None, **{str(one): one for one in PlacePrecision}}


@lru_cache(maxsize=1024)
def _signed(text: str) -> Mapping[Slot, str]:
    return {Slot(slot): signed for slot, signed in json.loads(text).items()}


# What is looked at for doubts (store.lint).
LINTED: tuple[str, ...] = (
    *("date_start", "date_end", "place_name", "place_canonical", "facility", "country", "latitude", "longitude"),
    *("perpetrator_name", "perpetrator_attribution", "claim_status", "claim_by", "killed_min", "killed_best"),
    *("killed_max", "killed_words", "injured_min", "injured_best", "injured_max", "injured_words"),
)


def to_lint(row: sqlite3.Row) -> Incident:
    """Return what is looked at for doubts, from a row of id and LINTED; a tenth of the cost of ``from_columns``."""
    start, end = row["date_start"], row["date_end"]
    return Incident(
        date=DateRange(
            dt.date.fromisoformat(start) if start else None,
            dt.date.fromisoformat(end) if end else None,
        ),
        place=Place(
            *(row["place_name"], row["place_canonical"], row["facility"], None, row["country"]),
            *(row["latitude"], row["longitude"]),
        ),
        perpetrator=Perpetrator(row["perpetrator_name"], (), Attribution(row["perpetrator_attribution"])),
        claim=Claim(ClaimStatus(row["claim_status"]), row["claim_by"]),
        killed=Count(row["killed_min"], row["killed_best"], row["killed_max"], row["killed_words"]),
        injured=Count(row["injured_min"], row["injured_best"], row["injured_max"], row["injured_words"]),
    )


def to_data(row: sqlite3.Row, evidence: Any) -> dict[str, Any]:
    """Return the codec's JSON of the row's incident, without the way through the records."""
    data: dict[str, Any] = {}
    for column, source in _SOURCES.items():
        value = row[column]
        if column in JSON_COLUMNS:
            value = json.loads(value)
        record, _, field = source.partition(".")
        if field:
            data.setdefault(record, {})[field] = value
        else:
            data[record] = value
    data["evidence"] = evidence
    return data


def dump(value: Any) -> str:
    """Return JSON text as it is stored: readable in any SQLite tool."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
