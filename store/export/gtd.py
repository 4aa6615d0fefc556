"""An incident in the 135 columns of the GTD, with its codes and rules.

``eventid`` is the incident's number here. Where the GTD has a code of its own for what is not known (-9, -99,
"Unknown", 0 for a month or day), that is what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store import codebook as terms
from store.export.codes import (
    Cell,
    Country,
    Row,
    Told,
    citation,
    codebook,
    country_of,
    days_of,
    empty_row,
    wants_country,
    words_of,
)
from store.incidents import Source
from store.ledger import Rule, number_of
from store.model import (
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DatePrecision,
    DateRange,
    Incident,
    Outcome,
    Place,
    PlacePrecision,
    Slot,
    Stage,
    Weapon,
)

UNHELD = (Slot.VICTIMS,)
UNKNOWN, UNTOLD, NO_NUMBER = "Unknown", -9, -99
_YES, _NO = 1, 0
_UNKNOWN_ATTACK, _UNKNOWN_TARGET, _UNKNOWN_WEAPON, _UNKNOWN_MODE, _UNKNOWN_EXTENT = 9, 20, 13, 10, 4
_NAMED_CIVILIAN = 68
_CIVILIANS = 14
_CITIES = (PlacePrecision.EXACT, PlacePrecision.NEAR)
_SPECIFICITIES = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 1,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.ADMIN1: 4,
    PlacePrecision.COUNTRY: 5,
}
# How a claim was made, by words of the article; the first that is found counts.
_CLAIM_MODES = (
    (6, r"video"),
    (4, r"e-?mail"),
    (2, r"telephone|phone|call"),
    (5, r"leaflet|note"),
    (1, r"letter"),
    (7, r"telegram|twitter|social media|website|web site|online|internet|channel|posted|blog|facebook"),
)


def gtd_row(told: Told) -> Row:
    """Return the incident as the GTD's row; what it cannot fill is empty or its unknown, with the reason."""
    row, incident, country = empty_row("gtd"), told.incident, country_of(told.incident)
    row.cells |= {
        "eventid": told.id,
        "summary": incident.summary or None,
        "dbsource": "blotter",
        "multiple": _YES if told.related else None,
        "related": ", ".join(str(other) for other in (told.id, *told.related)) if told.related else None,
        **{f"scite{at}": _cited(source) for at, source in enumerate(told.sources[:3], 1)},
        "INT_LOG": UNTOLD,
        "INT_IDEO": UNTOLD,
        "INT_MISC": UNTOLD,
        "INT_ANY": UNTOLD,
    }
    if len(told.sources) > 3:
        row.lacks("scite3", None, "more than three sources")
    _date(row, incident.date)
    _place(row, incident, country)
    _attack(row, incident)
    _target(row, incident)
    _perpetrator(row, incident)
    _claim(row, incident)
    _weapon(row, incident.weapon)
    _casualties(row, told)
    _damage(row, incident)
    _hostages(row, incident)
    row.holds_no(incident, UNHELD)
    return row


def _cited(source: Source) -> str:
    """Return a source as a bibliography cites it: also by its author, and where it was published."""
    return ", ".join(part for part in (source.author, citation(source), source.link) if part)


def _titled(row: Row, column: str, code: int, values: str) -> None:
    """Put a code into its column and its title into the one beside."""
    row.cells[column] = code
    row.cells[f"{column}_txt"] = codebook("gtd")[values][str(code)]


def _date(row: Row, date: DateRange) -> None:
    days, start = days_of(date), date.start
    if days is None or start is None:
        row.lacks("iyear", Slot.DATE, "no date")
        return
    end = date.end or start
    in_month = (start.year, start.month) == (end.year, end.month)
    row.cells |= {
        "iyear": start.year,
        "imonth": start.month if in_month and date.precision is not DatePrecision.YEAR else 0,
        "iday": start.day if days == 1 and date.precision is DatePrecision.DAY else 0,
    }
    if row.cells["iday"] == 0:
        row.cells["approxdate"] = f"{start} to {end}" if days > 1 else date.phrase


def _place(row: Row, incident: Incident, country: Country | None) -> None:
    place, cells = incident.place, row.cells
    wants_country(row, incident, country, "country_txt")
    if country is not None:
        cells["country_txt"] = country.name
        row.lacks("country", None, "the GTD's own numbers of countries are not known here")
        if country.gtd is not None:
            _titled(row, "region", country.gtd, "region")
        else:
            row.lacks("region", None, f"the region of {country.name} is not in the table")
    cells |= {"provstate": place.admin1 or UNKNOWN, "city": _city(place), "location": place.facility}
    cells["vicinity"] = int(place.precision is PlacePrecision.NEAR) if place.precision in _CITIES else UNTOLD
    if place.precision is None:
        row.lacks("specificity", Slot.PLACE, "not told how precise the place is")
    elif place.precision is PlacePrecision.COUNTRY:
        cells["specificity"] = _SPECIFICITIES[place.precision]
    elif place.latitude is None:
        row.lacks("latitude", Slot.PLACE, "no coordinates")
    else:
        cells |= {"latitude": place.latitude, "longitude": place.longitude}
        cells["specificity"] = _SPECIFICITIES[place.precision]


def _city(place: Place) -> str:
    return (place.canonical or place.name or UNKNOWN) if place.precision in _CITIES else UNKNOWN


def _attack(row: Row, incident: Incident) -> None:
    cells = row.cells
    term = terms.TYPES.get(incident.type or "")
    if incident.stage is Stage.THREATENED or (term is not None and not term.gtd):
        what = "threats" if incident.stage is Stage.THREATENED else term.title if term else ""
        row.lacks("attacktype1", Slot.TYPE, f"the GTD records attacks, no {what}")
        return
    if term is None:
        row.lacks("attacktype1", Slot.TYPE, "no type")
    _titled(row, "attacktype1", term.gtd[0] if term else _UNKNOWN_ATTACK, "attacktype")
    cells["success"] = int(incident.stage is Stage.ACCOMPLISHED)
    cells["suicide"] = int(incident.type == "suicide_bombing" or incident.weapon.type == "suicide_vest")


def _coded(row: Row, columns: tuple[str, str], codes: Sequence[int], values: tuple[str, str]) -> None:
    """Put a type and, where there is one, its subtype into their columns, with their titles."""
    _titled(row, columns[0], codes[0], values[0])
    if len(codes) > 1:
        titles = codebook("gtd")[values[1]]
        # Subtypes of targets are listed by their type, those of weapons are not.
        by_type = titles.get(str(codes[0]))
        row.cells[columns[1]] = codes[1]
        row.cells[f"{columns[1]}_txt"] = (by_type if isinstance(by_type, dict) else titles)[str(codes[1])]


def _target(row: Row, incident: Incident) -> None:
    target = incident.target
    term = terms.TARGETS.get(target.type or "")
    codes = term.gtd if term else (_UNKNOWN_TARGET,)
    if codes[0] == _CIVILIANS and target.name:
        codes = (_CIVILIANS, _NAMED_CIVILIAN)
    _coded(row, ("targtype1", "targsubtype1"), codes, ("targtype", "targsubtype"))
    row.cells["target1"] = words_of(target.name, target.words) or UNKNOWN
    if term is None:
        row.lacks("targtype1", Slot.TARGET, "no kind of target")


def _perpetrator(row: Row, incident: Incident) -> None:
    actor, cells = incident.perpetrator, row.cells
    cells |= {"gname": words_of(actor.name, actor.words) or UNKNOWN, "nperps": NO_NUMBER, "nperpcap": NO_NUMBER}
    sure = {
        Attribution.CLAIMED: _NO,
        Attribution.CONFIRMED: _NO,
        Attribution.ACCUSED: _YES,
        Attribution.SUSPECTED: _YES,
        Attribution.DENIED: _YES,
    }
    cells["guncertain1"] = sure.get(actor.attribution) if cells["gname"] != UNKNOWN else None
    if actor.by or actor.attribution is Attribution.DENIED:
        row.lacks("", Slot.PERPETRATOR, "no column for who says that they did it, or that they deny it")


def _claim(row: Row, incident: Incident) -> None:
    claim, cells = incident.claim, row.cells
    claimed = {ClaimStatus.CLAIMED: _YES, ClaimStatus.UNCLAIMED: _NO, ClaimStatus.NOT_MENTIONED: UNTOLD}
    cells["claimed"] = claimed[claim.status]
    if claim.status is ClaimStatus.CLAIMED:
        _titled(row, "claimmode", _claim_mode(claim), "claimmode")
        if claim.by and claim.by != incident.perpetrator.name:
            row.lacks("claimed", Slot.CLAIM, "the GTD has the claim of the perpetrator, not of somebody else")


def _claim_mode(claim: Claim) -> int:
    how = (claim.how or "").casefold()
    return next((code for code, words in _CLAIM_MODES if re.search(rf"\b(?:{words})", how)), _UNKNOWN_MODE)


def _weapon(row: Row, weapon: Weapon) -> None:
    term = terms.WEAPONS.get(weapon.type or "")
    codes = term.gtd if term else (_UNKNOWN_WEAPON,)
    _coded(row, ("weaptype1", "weapsubtype1"), codes, ("weaptype", "weapsubtype"))
    number = "" if weapon.best is None else f"{weapon.best} "
    row.cells["weapdetail"] = f"{number}{', '.join(weapon.words)}".strip() or None


def _casualties(row: Row, told: Told) -> None:
    """Fill in killed and wounded, in all; the notes name the range where sources differ."""
    ranges = []
    for column, slot in (("nkill", Slot.KILLED), ("nwound", Slot.INJURED)):
        count = number_of(told.incident, slot, told.figures, Rule.GTD)
        row.cells[column] = _number(count)
        if _number(count) is None:
            row.lacks(column, slot, f"no number of {slot.value}")
        elif count.min != count.max and count.max is not None:
            ranges.append(f"{slot.value} {count.min} to {count.max} as reported")
    row.cells["addnotes"] = "; ".join(ranges) or None


def _number(count: Count) -> int | None:
    return count.min if count.best is None else count.best


def _damage(row: Row, incident: Incident) -> None:
    if incident.damage is None:
        row.cells["property"] = UNTOLD
        return
    row.cells |= {"property": _YES, "propvalue": NO_NUMBER, "propcomment": incident.damage}
    _titled(row, "propextent", _UNKNOWN_EXTENT, "propextent")


def _hostages(row: Row, incident: Incident) -> None:
    taken = [victim for victim in incident.victims if victim.outcome is Outcome.ABDUCTED]
    held = incident.type in ("abduction", "hijacking") or bool(taken)
    hostages: dict[str, Cell] = {"ishostkid": int(held)}
    if held:
        counts = [victim.count for victim in taken]
        known = [count for count in counts if count is not None]
        hostages |= {
            "nhostkid": sum(known) if known and len(known) == len(counts) else NO_NUMBER,
            "nhostkidus": NO_NUMBER,
            "nhours": NO_NUMBER,
            "ndays": NO_NUMBER,
            "ransom": UNTOLD,
        }
    row.cells.update(hostages)
