"""An incident in the 49 columns of UCDP GED, with its codes and rules.

``id`` is the incident's number here. Conflicts and dyads are UCDP's to give; sides are named only where the
incident tells both.
"""

from __future__ import annotations

import math

from store import codebook as terms
from store.export.codes import (
    ARMED_TARGETS,
    CIVILIAN_TARGETS,
    Country,
    Row,
    Told,
    citation,
    country_of,
    days_of,
    empty_row,
    wants_country,
    where,
    words_of,
)
from store.ledger import Rule, number_of
from store.model import DatePrecision, DateRange, Incident, PlacePrecision, Slot

UNHELD = (Slot.TYPE, Slot.STAGE, Slot.WEAPON, Slot.CLAIM, Slot.VICTIMS, Slot.INJURED, Slot.DAMAGE)
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_CLEAR = 1
_STATES = (1, 8)  # ACLED's kinds of actor that are a state's or its allies' forces
_GROUPS = (2, 3, 4)
_WHERE_PRECISIONS = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.ADMIN1: 4,
    PlacePrecision.COUNTRY: 6,
}
# Gleditsch-Ward numbers lie by region.
_REGIONS = ((200, "Americas"), (400, "Europe"), (630, "Africa"), (700, "Middle East"), (1000, "Asia"))


def ucdp_row(told: Told) -> Row:
    """Return the incident as UCDP's row; what it cannot fill is empty, with the reason."""
    row, incident, country = empty_row("ucdp"), told.incident, country_of(told.incident)
    row.cells |= {"id": told.id, "event_clarity": _CLEAR}
    _date(row, incident.date)
    _sides(row, told)
    _sources(row, told)
    _place(row, incident, country)
    _deaths(row, told)
    row.holds_no(incident, UNHELD)
    return row


def _date(row: Row, date: DateRange) -> None:
    days = days_of(date)
    if days is None or date.start is None:
        row.lacks("date_start", Slot.DATE, "no date")
        return
    end = date.end or date.start
    row.cells |= {
        "year": date.start.year,
        "date_prec": _date_precision(days, date.precision),
        "date_start": date.start.isoformat(),
        "date_end": end.isoformat(),
    }


def _date_precision(days: int, precision: DatePrecision) -> int:
    """Return the code of what is known less closely: the span of days, or the precision it is told with."""
    by_days = 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
    told = {DatePrecision.WEEK: 3, DatePrecision.MONTH: 4, DatePrecision.YEAR: 5, DatePrecision.PART_OF_WEEK: 2}
    return max(by_days, told.get(precision, 1))


def _sides(row: Row, told: Told) -> None:
    incident = told.incident
    actor = words_of(incident.perpetrator.name, ())
    kind = told.perpetrator.inter if told.perpetrator else None
    target = incident.target.type
    term = terms.TYPES.get(incident.type or "")
    if term is not None and not term.gtd:
        row.lacks("type_of_violence", Slot.TYPE, f"UCDP records lethal attacks, no {term.title}")
        return
    if actor is None:
        row.lacks("type_of_violence", Slot.PERPETRATOR, "no organised actor is named")
        return
    if target in CIVILIAN_TARGETS:
        row.cells |= {"type_of_violence": _ONE_SIDED, "side_a": actor, "side_b": "Civilians"}
        return
    if target == "militia" and kind is not None:
        row.cells["type_of_violence"] = _STATE_BASED if kind in _STATES else _NON_STATE
        if incident.target.name:
            row.cells |= {"side_a": actor, "side_b": incident.target.name}
    elif target in ARMED_TARGETS and kind in _GROUPS:
        # UCDP has the government first; which one it is, the target does not tell for certain.
        row.cells |= {"type_of_violence": _STATE_BASED, "side_b": actor}
        row.lacks("side_a", Slot.TARGET, "not told of which government the target is")
    else:
        slot = Slot.TARGET if kind is not None else Slot.PERPETRATOR
        row.lacks("type_of_violence", slot, "not told who fought whom")


def _sources(row: Row, told: Told) -> None:
    sources = told.sources
    row.cells |= {
        "number_of_sources": len(sources),
        "source_article": "; ".join(citation(source) for source in sources) or None,
        "source_office": "; ".join(source.source for source in sources if source.source) or None,
        "source_date": "; ".join(str(source.published) for source in sources if source.published) or None,
        "source_headline": "; ".join(source.title for source in sources if source.title) or None,
        "source_original": told.incident.perpetrator.by,
    }


def _place(row: Row, incident: Incident, country: Country | None) -> None:
    place, cells = incident.place, row.cells
    wants_country(row, incident, country, "country")
    if country is not None:
        cells |= {"country": country.name, "country_id": country.gw, "region": _region(country)}
        if country.gw is None:
            row.lacks("country_id", None, f"{country.name} has no Gleditsch-Ward number")
    cells |= {"where_coordinates": where(incident), "where_description": place.name, "adm_1": place.admin1}
    cells["where_prec"] = _WHERE_PRECISIONS[place.precision] if place.precision else None
    if place.precision is None:
        row.lacks("where_prec", Slot.PLACE, "not told how precise the place is")
    if place.latitude is None or place.longitude is None:
        row.lacks("latitude", Slot.PLACE, "no coordinates")
        return
    cells |= {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})",
        "priogrid_gid": priogrid(place.latitude, place.longitude),
    }


def _region(country: Country) -> str | None:
    return next((name for below, name in _REGIONS if country.gw is not None and country.gw < below), None)


def priogrid(latitude: float, longitude: float) -> int:
    """Return the PRIO-GRID cell of a point: half-degree cells, numbered from 1 at 90 S 180 W, row by row to the north.

    The northern and eastern edges of the world belong to the last cells.
    """
    line = min(359, max(0, math.floor((latitude + 90) * 2)))
    column = min(719, max(0, math.floor((longitude + 180) * 2)))
    return line * 720 + column + 1


def _deaths(row: Row, told: Told) -> None:
    """Fill in the deaths: whose they are is not told, so that all are of unknown status."""
    killed = number_of(told.incident, Slot.KILLED, told.figures, Rule.GTD)
    best = killed.min if killed.best is None else killed.best
    if best is None:
        row.lacks("best", Slot.KILLED, "no number of killed")
        return
    low = best if killed.min is None else killed.min
    high = max(best, low if killed.max is None else killed.max)
    row.cells |= {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": best}
    row.cells |= {"best": best, "high": high, "low": min(low, best)}
    if high == 0:
        row.lacks("best", Slot.KILLED, "UCDP records events with at least one death")
