"""Slot values as an analyst reads and types them; pure functions of an incident."""

from __future__ import annotations

import calendar
import datetime as dt

from nlp.number_words import FIRST_WORDS
from store import codebook
from store.lint import finding_of
from store.model import (
    BY_MACHINE,
    DOUBTFUL,
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DatePrecision,
    DateRange,
    Incident,
    Outcome,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Target,
    Victim,
    Weapon,
)

EMPTY_MARK, UNRESOLVED_MARK, LOW_MARK, UNFIT_MARK = "·", "?", "~", "!"


def mark(incident: Incident, slot: Slot) -> str:
    """Return the one sign that says whether a slot wants a second look; empty where it does not."""
    if slot is Slot.DATE and incident.date.phrase and incident.date.start is None:
        return UNRESOLVED_MARK
    if not incident.known(slot):
        return EMPTY_MARK
    if finding_of(incident, slot):
        return UNFIT_MARK
    return LOW_MARK if doubt(incident, slot) else ""


def by_machine(incident: Incident, slot: Slot) -> bool:
    """Return whether nobody has said anything of the slot yet."""
    return incident.asserted_by.get(slot, BY_MACHINE[0]).startswith(BY_MACHINE)


def alike(score: float) -> str:
    """Return how alike two incidents are, 0 to 1, in percent; only what says the same in every field is 100%."""
    return f"{100 if score == 1.0 else min(99, round(100 * score))}%"


def doubt(incident: Incident, slot: Slot) -> str:
    """Return why a value is to be looked at before approval, in a few words; empty where it is not.

    What an analyst said is in no doubt. The stage is the usual one unless words say otherwise, and the
    summary is made of the other slots: neither needs words of its own.
    """
    if not incident.known(slot) or not by_machine(incident, slot):
        return ""
    if slot is Slot.DATE and incident.date.phrase and incident.date.start is None:
        return "counted from nothing yet"
    sure = incident.confidence.get(slot, 1.0)
    if sure < DOUBTFUL:
        return f"{round(100 * sure)}% sure"
    if slot not in (Slot.STAGE, Slot.SUMMARY) and not incident.evidence.get(slot):
        return "no words of the article say so"
    finding = finding_of(incident, slot)
    return finding.words if finding else ""


def doubtful(incident: Incident) -> list[Slot]:
    """Return the slots to look at before approval, in the order of reading."""
    return [slot for slot in Slot if doubt(incident, slot)]


def text_of(incident: Incident, slot: Slot) -> str:
    """Return the value of a slot in one short line, empty where there is none."""
    match slot:
        case Slot.TYPE:
            return codebook.title(codebook.TYPES, incident.type)
        case Slot.STAGE:
            return incident.stage.value
        case Slot.DATE:
            return date_text(incident.date)
        case Slot.PLACE:
            return sited(incident.place)
        case Slot.WEAPON:
            return weapon_text(incident.weapon)
        case Slot.PERPETRATOR:
            return _perpetrator(incident.perpetrator)
        case Slot.CLAIM:
            return _claim(incident.claim)
        case Slot.TARGET:
            return _target(incident.target)
        case Slot.VICTIMS:
            return "; ".join(_victim(victim) for victim in incident.victims)
        case Slot.KILLED:
            return count_text(incident.killed)
        case Slot.INJURED:
            return count_text(incident.injured)
        case Slot.DAMAGE:
            return incident.damage or ""
        case Slot.SUMMARY:
            return incident.summary


def entry_text(incident: Incident, slot: Slot) -> str:
    """Return the value of a slot as it is put into the prompt to be changed."""
    match slot:
        case Slot.DATE:
            date = incident.date
            if date.start is None or date.end is None:
                return date.phrase or ""
            return date.start.isoformat() if date.start == date.end else f"{date.start}..{date.end}"
        case Slot.PLACE:
            place = incident.place
            return place.canonical or place.facility or place.name or ""
        case Slot.WEAPON:
            return _counted(_range(incident.weapon.min, incident.weapon.best, incident.weapon.max), incident.weapon)
        case Slot.PERPETRATOR:
            actor = incident.perpetrator
            name = actor.name or (actor.words[0] if actor.words else "")
            said = "" if actor.attribution is Attribution.UNKNOWN else f", {actor.attribution.value}"
            return f"{name}{said}" if name else ""
        case Slot.CLAIM:
            return "" if incident.claim.status is ClaimStatus.NOT_MENTIONED else _claim(incident.claim)
        case Slot.TARGET:
            target = incident.target
            name = target.name or (target.words[0] if target.words else "")
            kind = codebook.title(codebook.TARGETS, target.type)
            return ", ".join(part for part in (name, kind) if part)
        case Slot.KILLED:
            return _range(incident.killed.min, incident.killed.best, incident.killed.max)
        case Slot.INJURED:
            return _range(incident.injured.min, incident.injured.best, incident.injured.max)
        case _:
            return text_of(incident, slot)


def day_text(day: dt.date | None) -> str:
    """Return a day with its weekday, as it is read aloud."""
    return "" if day is None else f"{day:%a} {day.day} {day:%b} {day.year}"


def date_text(date: DateRange) -> str:
    """Return a date or range in its own precision, or the phrase that could not be counted."""
    start, end = date.start, date.end
    if start is None or end is None:
        return f"“{date.phrase}”" if date.phrase else ""
    if start == end:
        return day_text(start)
    whole_month = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if (start.year, start.month) == (end.year, end.month):
        if whole_month and date.precision in (DatePrecision.MONTH, DatePrecision.YEAR):
            return f"{start:%b} {start.year}"
        return f"{start.day}–{end.day} {start:%b} {start.year}"
    if start.year == end.year:
        if whole_month and (start.month, end.month) == (1, 12):
            return str(start.year)
        return f"{start.day} {start:%b} – {end.day} {end:%b} {start.year}"
    return f"{start.day} {start:%b} {start.year} – {end.day} {end:%b} {end.year}"


def place_text(place: Place) -> str:
    """Return a place with its region and country."""
    name = place.canonical or place.facility or place.name or ""
    region = " ".join(part for part in (place.admin1 if place.admin1 != name else None, place.country) if part)
    return f"{name} · {region}" if name and region else name or region


def sited(place: Place) -> str:
    """Return a place with its site before it."""
    text = place_text(place)
    return f"{place.facility}, {text}" if place.facility and place.facility not in text else text


def place_detail(place: Place) -> str:
    """Return all that is known of a place."""
    parts = [sited(place)]
    if place.latitude is not None and place.longitude is not None:
        parts.append(f"{place.latitude:.3f}, {place.longitude:.3f}")
    if place.precision is not None and place.precision is not PlacePrecision.EXACT:
        parts.append({"near": "near it", "admin1": "somewhere in the province"}.get(
            place.precision, f"somewhere in the {place.precision}"))  # fmt: skip
    return " · ".join(parts)


def _range(low: int | None, best: int | None, high: int | None) -> str:
    if best is not None and low == high == best:
        return str(best)
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}-{high}"
    if low is not None:
        return f">={low}"
    if high is not None:
        return f"<={high}"
    return "" if best is None else f"~{best}"


def count_text(count: Count) -> str:
    """Return a number with its range, or the words that give none."""
    known = _range(count.min, count.best, count.max).replace(">=", "≥ ").replace("<=", "≤ ").replace("-", "–")
    if count.best is not None and not known.isdigit() and str(count.best) not in known:
        known = f"{count.best} ({known})"
    return known or (f"“{count.words}”" if count.words else "")


def _counted(number: str, weapon: Weapon) -> str:
    what = weapon.words[0] if weapon.words else codebook.title(codebook.WEAPONS, weapon.type)
    return f"{number} {what}".strip()


def weapon_text(weapon: Weapon) -> str:
    """Return how many of what."""
    number = _range(weapon.min, weapon.best, weapon.max).replace(">=", "≥ ").replace("<=", "≤ ").replace("-", "–")
    return _counted(number, weapon)


def _perpetrator(actor: Perpetrator) -> str:
    name = actor.name or (actor.words[0] if actor.words else "")
    if not name:
        return ""
    said = "" if actor.attribution is Attribution.UNKNOWN else actor.attribution.value
    if said and actor.by:
        said += f" by {actor.by}"
    return f"{name} ({said})" if said else name


def _claim(claim: Claim) -> str:
    if claim.status is ClaimStatus.NOT_MENTIONED:
        return ""
    by = f" by {claim.by}" if claim.by else ""
    return f"{claim.status.value}{by}" + (f" ({claim.how})" if claim.how else "")


def _target(target: Target) -> str:
    name = target.name or (target.words[0] if target.words else "")
    kind = codebook.title(codebook.TARGETS, target.type)
    return f"{name} · {kind}" if name and kind else name or kind


def _victim(victim: Victim) -> str:
    """Return "2 soldiers injured"; words that begin with a number themselves are left as they are."""
    outcome = "" if victim.outcome is Outcome.NONE or victim.outcome.value in victim.words else f" {victim.outcome}"
    first = victim.words.casefold().split(" ", 1)[0]
    numbered = first.isdecimal() or first in FIRST_WORDS
    number = f"{victim.count} " if victim.count is not None and victim.count > 1 and not numbered else ""
    return f"{number}{victim.words}{outcome}"
