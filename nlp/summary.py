"""One line that tells an incident from its slots.

The line is for a list: what was used or done, where, when, and what came of it. Only what is known
is told, in a fixed order, and the last parts go first where the line would be too long.
"""

from __future__ import annotations

from nlp.dates import describe, one_line
from nlp.numbers import figure
from store import codebook
from store.model import (
    Attribution,
    ClaimStatus,
    Count,
    DatePrecision,
    Incident,
    Outcome,
    Place,
    PlacePrecision,
    Slot,
    Stage,
    Victim,
)

LONGEST = 140  # characters

_HITTING = frozenset(("rocket_or_missile_attack", "shelling", "drone_attack", "airstrike"))
_STAGES = {Stage.ATTEMPTED: "attempted ", Stage.FOILED: "foiled ", Stage.THREATENED: "threatened "}
_ATTRIBUTIONS = {
    Attribution.CLAIMED: "claimed by",
    Attribution.CONFIRMED: "by",
    Attribution.ACCUSED: "blamed on",
    Attribution.SUSPECTED: "suspected:",
    Attribution.DENIED: "denied by",
    Attribution.UNKNOWN: "by",
}


def summarise(incident: Incident) -> str:
    """Return the incident in one line of at most 140 characters; empty where nothing is known."""
    head = " ".join(part for part in (_what(incident), _where(incident), _when(incident)) if part)
    parts = [part for part in (head, _losses(incident), _who(incident), _damage(incident)) if part]
    while len(parts) > 1 and len("; ".join(parts)) > LONGEST:
        parts.pop()
    return _cut(_capital(one_line("; ".join(parts))))


def _what(incident: Incident) -> str:
    """Return "3 Katyusha rockets hit", or "Foiled shooting" where the weapon does not tell the type."""
    title = codebook.title(codebook.TYPES, incident.type)
    where = incident.place
    # an interception is itself the foiling of an attack
    stage = "" if incident.type == "interception" else _STAGES.get(incident.stage, "")
    weapons = _weapons(incident)
    if weapons and not stage and incident.type in _HITTING and _where(incident):
        return f"{weapons} hit"
    if not title:
        title = "attack" if weapons else "incident" if _tells(incident) else ""
    if weapons:  # a note in the title would only say again what the weapon is
        title = f"{title.split(' (')[0]} ({weapons})"
    near = " near" if where.precision is PlacePrecision.NEAR else " at" if where.facility else " in"
    return f"{stage}{title}{near if _where(incident) else ''}" if title else ""


def _tells(incident: Incident) -> bool:
    """Return whether any slot that the line shows, besides type and weapon, has a value."""
    slots = (Slot.DATE, Slot.PLACE, Slot.KILLED, Slot.INJURED, Slot.CLAIM, Slot.PERPETRATOR, Slot.DAMAGE)
    return incident.stage is not Stage.ACCOMPLISHED or any(incident.known(slot) for slot in slots)


def _weapons(incident: Incident) -> str:
    weapon = incident.weapon
    words = one_line(weapon.words[0]) if weapon.words else ""
    name = words or (codebook.title(codebook.WEAPONS, weapon.type) if weapon.type else "")
    if not name or name == codebook.WEAPONS["other"].title:
        return ""
    number = figure(Count(weapon.min, weapon.best, weapon.max))
    if not number:
        return name
    return f"{number} {name}" if words or number == "1" else f"{number} {name}s"


def _where(incident: Incident) -> str:
    """Return "Camp Taji (Baghdad, IQ)"."""
    place = incident.place
    name = place.facility or place.name or place.canonical
    country = None if place.precision is PlacePrecision.COUNTRY else place.country
    around = [part for part in (_town(place, name), place.admin1, country) if part]
    around = [part for index, part in enumerate(around) if part not in (name, *around[:index])]
    if not name:
        return one_line(", ".join(around or [place.country or ""]))
    return one_line(f"{name} ({', '.join(around)})" if around else name)


def _town(place: Place, shown: str | None) -> str | None:
    """Return the town of a facility, unless the facility's name has it already."""
    town = place.canonical or place.name
    return None if not town or not place.facility or town.casefold() in (shown or "").casefold() else town


def _when(incident: Incident) -> str:
    if incident.date.start is None:
        return ""
    words = describe(incident.date)
    if incident.date.phrase is None and incident.date.anchor is not None:
        return f"(reported {words})"
    if incident.date.precision in (DatePrecision.DAY, DatePrecision.PART_OF_WEEK):
        return f"on {words}"
    return f"({words})" if "–" in words else f"in {words}"


def _losses(incident: Incident) -> str:
    counts = ((figure(incident.killed), "killed"), (figure(incident.injured), "injured"))
    parts = [f"{'none' if figure == '0' else figure} {word}" for figure, word in counts if figure]
    for outcome in (Outcome.ABDUCTED, Outcome.ARRESTED):
        people = figure(_taken([victim for victim in incident.victims if victim.outcome is outcome]))
        parts += [f"{people} {outcome.value}"] if people else []
    return ", ".join(parts)


def _taken(victims: list[Victim]) -> Count:
    """Return how many people were taken: those named, or one group; at least so many where they may be the same.

    "A suspect" and "the man" are mostly one, and those named mostly of the six that were told of before.
    """
    groups = {victim.count for victim in victims if (victim.count or 0) > 1}
    named = {" ".join(victim.name.casefold().split()[-1:]) for victim in victims if victim.name and victim.count == 1}
    others = [victim for victim in victims if not victim.name and victim.count == 1]
    least = max([0, *(n for n in groups if n), len(named), min(1, len(others))])
    alone = bool(groups) + bool(named) + bool(others) == 1 and max(len(groups), len(others)) <= 1
    return Count(least, least, least if alone else None) if least else Count()


def _who(incident: Incident) -> str:
    perpetrator = incident.perpetrator
    name = perpetrator.name or (perpetrator.words[0] if perpetrator.words else "")
    if name:
        return one_line(f"{_ATTRIBUTIONS[perpetrator.attribution]} {name}")
    if incident.claim.status is ClaimStatus.CLAIMED:
        return one_line(f"claimed by {incident.claim.by}" if incident.claim.by else "claimed")
    return "unclaimed" if incident.claim.status is ClaimStatus.UNCLAIMED else ""


def _damage(incident: Incident) -> str:
    return one_line(f"damage: {incident.damage}") if incident.damage else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
