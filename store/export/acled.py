"""An incident in the 31 columns of ACLED, with its codes and rules.

Names of kinds and regions are written out, as ACLED's own files have them. ``event_id_cnty`` is the incident's number
here, and ``timestamp`` stays empty: both are ACLED's to give.
"""

from __future__ import annotations

import calendar
import datetime as dt

from store import codebook as terms
from store.export.codes import (
    ARMED_TARGETS,
    CIVILIAN_TARGETS,
    Country,
    Row,
    Told,
    codebook,
    country_of,
    days_of,
    empty_row,
    middle_of,
    wants_country,
    where,
    words_of,
)
from store.ledger import Rule, number_of
from store.model import DatePrecision, DateRange, Incident, PlacePrecision, Slot, Stage

UNHELD = (Slot.WEAPON, Slot.CLAIM, Slot.INJURED, Slot.DAMAGE, Slot.VICTIMS, Slot.STAGE)
_CIVILIANS, _POLITICAL_MILITIA, _STATE, _EXTERNAL = 7, 3, 1, 8
_GEO_PRECISIONS = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.ADMIN1: 3,
}
_BY_ANYBODY = ("Attack",)  # a clash where the other side bears arms, an attack where it does not
_SITES = ("military_base", "diplomatic", "airport", "energy", "shipping", "transport")
_EXPLOSIVE = ("explosive", "indirect")
_NO_ATTACKER = ("Strategic developments",)  # where nobody named, ACLED does not speak of an armed group


def acled_row(told: Told) -> Row:
    """Return the incident as ACLED's row; what it cannot fill is empty, with the reason."""
    row, incident, country = empty_row("acled"), told.incident, country_of(told.incident)
    row.cells.update({
        "event_id_cnty": str(told.id),
        "source": "; ".join(source.source or source.title for source in told.sources) or None,
        "notes": _notes(told),
    })  # fmt: skip
    _date(row, incident.date)
    _event(row, incident)
    _actors(row, told, country)
    _place(row, incident, country)
    killed = number_of(incident, Slot.KILLED, told.figures, Rule.ACLED)
    row.cells["fatalities"] = killed.min if killed.best is None else killed.best
    if row.cells["fatalities"] is None:
        row.lacks("fatalities", Slot.KILLED, "no number of killed")
    row.holds_no(incident, UNHELD)
    return row


def _date(row: Row, date: DateRange) -> None:
    day, precision = _dated(date)
    if date.start is not None:
        row.cells["year"] = date.start.year
    if day is None:
        row.lacks("event_date", Slot.DATE, "no date" if date.start is None else "a month at least must be known")
        return
    row.cells |= {"event_date": day.isoformat(), "year": day.year, "time_precision": precision}


def _dated(date: DateRange) -> tuple[dt.date | None, int | None]:
    """Return the day that stands for the date, and the code of its precision.

    The middle of a week or month; its first or last day where the beginning or the end is told.
    """
    days, start, middle = days_of(date), date.start, middle_of(date)
    if days is None or start is None or middle is None or date.precision is DatePrecision.YEAR or days > 31:
        return None, None
    if days == 1 and date.precision is DatePrecision.DAY:
        return start, 1
    if days <= 7 and date.precision is not DatePrecision.MONTH:
        return middle, 2
    end = date.end or start
    last = calendar.monthrange(end.year, end.month)[1]
    if (start.year, start.month) == (end.year, end.month) and (start.day == 1) != (end.day == last):
        return (start if start.day == 1 else end), 3
    return middle, 3


def _event(row: Row, incident: Incident) -> None:
    sub = _sub_event(incident)
    if sub is None:
        told = terms.title(terms.TYPES, incident.type)
        reason = "no type" if not told else f"ACLED has no type for {told}"
        if _is_open(incident):
            reason = f"{told}: not told whether the target bore arms"
        row.lacks("sub_event_type", Slot.TARGET if _is_open(incident) else Slot.TYPE, reason)
        return
    event = _event_types()[sub]
    row.cells |= {
        "disorder_type": codebook("acled")["event_types"][event][sub],
        "event_type": event,
        "sub_event_type": sub,
    }
    civilians = incident.target.type in CIVILIAN_TARGETS
    row.cells["civilian_targeting"] = "Civilian targeting" if civilians and event != "Strategic developments" else ""


def _event_types() -> dict[str, str]:
    """Return the event type of each sub-event type; every sub-event type has one."""
    return {sub: event for event, subs in codebook("acled")["event_types"].items() for sub in subs}


def _sub_event(incident: Incident) -> str | None:
    if incident.type not in terms.TYPES:
        return None
    term = terms.TYPES[incident.type]
    if incident.stage is Stage.THREATENED:
        return "Other"
    if incident.stage is Stage.FOILED and term.family in _EXPLOSIVE:
        return "Disrupted weapons use"
    if term.acled in _BY_ANYBODY:
        if incident.target.type in ARMED_TARGETS and incident.type != "execution":
            return "Armed clash"
        if _is_open(incident):
            return None
    return term.acled or None


def _is_open(incident: Incident) -> bool:
    """Return whether it is an attack of which nobody tells on whom."""
    return incident.type in ("shooting", "stabbing", "vehicle_attack") and incident.target.type is None


def _actors(row: Row, told: Told, country: Country | None) -> None:
    incident, cells = told.incident, row.cells
    there = f" ({country.name})" if country else ""
    event = cells["event_type"]
    first: int | None = None
    if named := words_of(incident.perpetrator.name, incident.perpetrator.words):
        cells["actor1"] = named
        first = told.perpetrator.inter_in(incident.place.country) if told.perpetrator else None
        if first is None:
            row.lacks("inter1", Slot.PERPETRATOR, "not known what kind of actor it is")
    elif incident.type == "airstrike" and event not in _NO_ATTACKER:
        cells["actor1"], first = "Unidentified Military Forces", _EXTERNAL  # who has aircraft is no militia
    elif event is not None and event not in _NO_ATTACKER:
        cells["actor1"], first = f"Unidentified Armed Group{there}", _POLITICAL_MILITIA
    else:
        row.lacks("actor1", Slot.PERPETRATOR, "nobody is named")
    second, target = None, None
    if incident.target.type in CIVILIAN_TARGETS and event not in _NO_ATTACKER:
        cells["actor2"], second = f"Civilians{there}", _CIVILIANS
    elif (target := words_of(incident.target.name, incident.target.words)) and _is_site(incident):
        row.lacks("actor2", Slot.TARGET, "the target is a place, and not told who was there")
    elif target:
        cells["actor2"] = target
        second = _STATE if incident.target.type == "police" else None
        if second is None:
            row.lacks("inter2", Slot.TARGET, "not known what kind of actor it is")
    kinds = codebook("acled")["inter"]
    cells["inter1"] = kinds[str(first)] if first else None
    cells["inter2"] = kinds[str(second)] if second else None
    cells["interaction"] = _interaction(first, second, alone=not target)


def _is_site(incident: Incident) -> bool:
    """Return whether the target is a base, a building or the incident's own place, and so nobody who acts."""
    place, target = incident.place, incident.target
    return target.type in _SITES or (
        target.name is not None and target.name in (place.facility, place.canonical, place.name)
    )


def _interaction(first: int | None, second: int | None, *, alone: bool) -> str | None:
    """Return the name of who met whom; the lower number comes first."""
    names: dict[str, str] = codebook("acled")["interaction"]
    if first is None or (second is None and not alone):
        return None
    return names.get(f"{first}0" if second is None else f"{min(first, second)}{max(first, second)}")


def _place(row: Row, incident: Incident, country: Country | None) -> None:
    place, cells = incident.place, row.cells
    wants_country(row, incident, country, "country")
    if country is not None:
        region = codebook("acled")["region"].get(str(country.acled))
        cells |= {"iso": country.iso, "country": country.name, "region": region}
        if region is None:
            row.lacks("region", None, f"the region of {country.name} is not in the table")
    cells |= {"admin1": place.admin1, "location": where(incident)}
    if place.latitude is None or place.precision is PlacePrecision.COUNTRY:
        row.lacks("latitude", Slot.PLACE, "no coordinates" if place.latitude is None else "only the country is known")
        return
    cells |= {"latitude": place.latitude, "longitude": place.longitude}
    cells["geo_precision"] = _GEO_PRECISIONS.get(place.precision) if place.precision else None
    if cells["geo_precision"] is None:
        row.lacks("geo_precision", Slot.PLACE, "not told how precise the coordinates are")


def _notes(told: Told) -> str | None:
    """Return the summary, and the range of the figures where sources differ, as ACLED notes it."""
    killed = number_of(told.incident, Slot.KILLED, told.figures, Rule.ACLED)
    differ = f" Reported killed: {killed.min} to {killed.max}." if killed.min != killed.max and killed.best else ""
    return f"{told.incident.summary}{differ}".strip() or None
