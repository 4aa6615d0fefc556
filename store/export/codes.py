"""What the layouts of the codebooks share: value lists, countries, and a row that says what it could not hold."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from store.incidents import Source
from store.model import DateRange, Figure, Incident, Slot, Stage

Cell = str | int | float | None

ARMED_TARGETS = frozenset(("military_base", "troops", "police", "militia"))
"""Targets that bear arms, by which an attack is a clash for ACLED."""
CIVILIAN_TARGETS = frozenset(("civilian", "person", "religious", "media", "medical", "education", "business"))
"""Targets that are civilians, or places of theirs."""


@dataclass(frozen=True, slots=True)
class KnownActor:
    """What is known of a named actor: ACLED's number for its kind (``inter``), and the country it belongs to."""

    inter: int | None = None
    country: str | None = None

    def inter_in(self, country: str | None) -> int | None:
        """Return ACLED's number for what the actor is there: a state's forces abroad are external forces."""
        abroad = self.inter == 1 and None not in (self.country, country) and self.country != country
        return 8 if abroad else self.inter


@dataclass(frozen=True, slots=True)
class Told:
    """An approved incident with all that a layout is made from.

    ``figures`` have their dates and outlets; ``related`` are incidents that were said to belong to it.
    """

    id: int
    incident: Incident
    sources: Sequence[Source] = ()
    figures: Sequence[Figure] = ()
    related: Sequence[int] = ()
    perpetrator: KnownActor | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code: name, numeric code, and where each codebook files it."""

    name: str
    iso: int | None = None
    acled: int | None = None
    gtd: int | None = None
    gw: int | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a column stays empty that the codebook wants filled, or what no column holds.

    ``column`` is empty for the latter. ``slot`` is where an analyst could say more, None where nobody can.
    """

    column: str
    slot: Slot | None
    reason: str


@dataclass(slots=True)
class Row:
    """One incident in a codebook's layout: every column, None where it stays empty, and what is missing."""

    cells: dict[str, Cell]
    complaints: list[Complaint] = field(default_factory=list)

    def lacks(self, column: str, slot: Slot | None, reason: str) -> None:
        """Say why a column stays empty."""
        self.complaints.append(Complaint(column, slot, reason))

    def holds_no(self, incident: Incident, slots: Sequence[Slot]) -> None:
        """Say which of the slots the incident knows but no column of the layout holds."""
        for slot in slots:
            usual = slot is Slot.STAGE and incident.stage is Stage.ACCOMPLISHED
            if incident.known(slot) and not usual:
                self.complaints.append(Complaint("", slot, f"no column for the {slot.value}"))


@cache
def codebook(layout: str) -> Mapping[str, Any]:
    """Return the columns and value lists of ``acled``, ``gtd`` or ``ucdp``."""
    books: dict[str, Any] = json.loads(files("store").joinpath("export", "codebooks.json").read_text(encoding="utf-8"))
    book: Mapping[str, Any] = books[layout]
    return book


@cache
def _countries() -> dict[str, Country]:
    text = files("store").joinpath("export", "countries.toml").read_text(encoding="utf-8")
    return {code: Country(**entry) for code, entry in tomllib.loads(text).items()}


def country_code(words: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code that a country's name or code stands for; None where it is no country."""
    if words in _countries():
        return words
    return next((code for code, country in _countries().items() if country.name.casefold() == words.casefold()), None)


def country_of(incident: Incident) -> Country | None:
    """Return the country of the incident's place; None where there is none, or one that ISO 3166-1 lacks."""
    return _countries().get(incident.place.country or "")


def empty_row(layout: str) -> Row:
    """Return a row with all columns of the layout in their order, nothing in them."""
    return Row(dict.fromkeys(codebook(layout)["columns"]))


def wants_country(row: Row, incident: Incident, country: Country | None, column: str) -> None:
    """Complain of a place without a country, or with one that ISO 3166-1 lacks."""
    if country is None:
        code = incident.place.country
        row.lacks(column, Slot.PLACE, f"{code} is no country of ISO 3166-1" if code else "no country")


def days_of(date: DateRange) -> int | None:
    """Return how many days a date spans, at least 1; None where it has no start or ends before."""
    if date.start is None:
        return None
    days = ((date.end or date.start) - date.start).days + 1
    return days if days > 0 else None


def middle_of(date: DateRange) -> dt.date | None:
    """Return the middle day of a date, the earlier one of two."""
    days = days_of(date)
    return None if date.start is None or days is None else date.start + dt.timedelta((days - 1) // 2)


def citation(source: Source) -> str:
    """Return a source as one cites it: outlet, title, day."""
    parts = (source.source, f"“{source.title}”" if source.title else None, source.published)
    return ", ".join(str(part) for part in parts if part)


def where(incident: Incident) -> str | None:
    """Return the name of the place, the gazetteer's before the article's."""
    return incident.place.canonical or incident.place.facility or incident.place.name


def words_of(name: str | None, words: Sequence[str]) -> str | None:
    """Return a canonical name, else the article's words, else None."""
    return name or ", ".join(words) or None
