"""The figures of the record, read once, and what the dashboard and ``blotter stats`` say of them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from store import codebook, statistics
from store.incident_list import count_by_status
from store.model import Action, Status
from store.statistics import Acceptance, PlaceCount, Point
from tui.glyphs import fit, one_line, width

WORK_DAYS = 60
MOST_CELLS = 60
"""So wide a name in the figures is at most."""
LATEST = 1000
"""Of how many approved incidents the dashboard tells how right the machine was."""


class Period(StrEnum):
    """The part of the record that is counted, back from its newest day."""

    ALL = "all"
    YEAR = "the last year"
    QUARTER = "the last 90 days"

    @property
    def days(self) -> int | None:
        """How many days it is."""
        return {Period.ALL: None, Period.YEAR: 365, Period.QUARTER: 90}[self]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted."""

    statuses: Mapping[Status, int]
    days: Mapping[dt.date, int]
    types: Mapping[str | None, int]
    places: Sequence[PlaceCount]
    points: Sequence[Point]
    decided: Mapping[dt.date, Mapping[Action, int]]
    acceptance: Sequence[Acceptance]


def read(
    db: sqlite3.Connection, today: dt.date, *, period: Period = Period.ALL, latest: int | None = LATEST
) -> Figures:
    """Return the figures; decisions are those of the last WORK_DAYS days."""
    days = statistics.incidents_a_day(db)
    since = None
    if period.days is not None and days:
        since = max(days) - dt.timedelta(period.days - 1)
        days = {day: count for day, count in days.items() if day >= since}
    return Figures(
        statuses=count_by_status(db),
        days=days,
        types=statistics.incidents_a_type(db, since=since),
        places=statistics.incidents_a_place(db, since=since),
        points=statistics.points(db, since=since),
        decided=statistics.decisions_a_day(db, since=today - dt.timedelta(WORK_DAYS - 1)),
        acceptance=statistics.acceptance(db, latest=latest),
    )


def as_json(figures: Figures) -> dict[str, object]:
    """Return the figures as one JSON object, for scripts."""
    return {
        "incidents": {status.value: count for status, count in figures.statuses.items()},
        "per_day": {day.isoformat(): count for day, count in figures.days.items()},
        "types": {key or "": count for key, count in figures.types.items()},
        "places": [
            {"name": place.name, "country": place.country, "latitude": place.latitude, "longitude": place.longitude,
             "incidents": place.incidents}
            for place in figures.places
        ],
        "decisions_per_day": {
            day.isoformat(): {action.value: count for action, count in actions.items()}
            for day, actions in figures.decided.items()
        },
        "acceptance": {
            one.slot.value: {"proposed": one.proposed, "kept": one.kept, "changed": one.changed,
                             "emptied": one.emptied, "added": one.added, "rate": one.rate}
            for one in figures.acceptance
        },
    }  # fmt: skip


def as_text(figures: Figures) -> str:
    """Return the figures for reading; what would be an empty table is left out."""
    lines = ["incidents"]
    lines += [f"  {status.value:<28}{count:>8,}" for status, count in figures.statuses.items()]
    years: dict[int, int] = {}
    for day, count in figures.days.items():
        years[day.year] = years.get(day.year, 0) + count
    by_year = {str(year): count for year, count in years.items()}
    if undated := sum(figures.types.values()) - sum(years.values()):
        by_year["no date"] = undated
    tables: list[tuple[str, Mapping[str, int]]] = [
        ("approved, by year", by_year),
        ("approved, by type", {type_name(key): count for key, count in figures.types.items()}),
        ("approved, by place", {place_name(place): place.incidents for place in figures.places}),
        ("decisions, by day", {f"{day:%Y-%m-%d}": sum(done.values()) for day, done in figures.decided.items()}),
    ]
    for title, rows in tables:
        if rows:
            named = [(fit(one_line(name), MOST_CELLS), count) for name, count in rows.items()]
            wide = max(28, *(width(name) + 1 for name, _ in named))
            lines += ["", title]
            lines += [f"  {name}{' ' * (wide - width(name))}{count:>8,}" for name, count in named]
    if any(one.proposed for one in figures.acceptance):
        lines += ["", "the machine's values in approved incidents"]
        lines.append(f"  {'slot':<14}{'proposed':>9}{'kept':>9}{'changed':>9}{'emptied':>9}{'added':>9}{'rate':>7}")
        for one in figures.acceptance:
            rate = "" if one.rate is None else f"{one.rate:.0%}"
            lines.append(
                f"  {one.slot.value:<14}{one.proposed:>9,}{one.kept:>9,}{one.changed:>9,}{one.emptied:>9,}"
                f"{one.added:>9,}{rate:>7}"
            )
    return "\n".join(lines)


def type_name(key: str | None) -> str:
    """Return what an analyst reads for a type."""
    return codebook.title(codebook.TYPES, key) or "no type"


def place_name(place: PlaceCount) -> str:
    """Return a place with its country."""
    return ", ".join(part for part in (place.name, place.country) if part)
