"""The values of slots from words: one parser a slot, for what is typed, marked or mentioned."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from store import codebook
from store.model import (
    Actor,
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DateRange,
    Incident,
    Mention,
    MentionKind,
    Outcome,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Stage,
    Target,
    Victim,
    Weapon,
)
from tui.desk import EntryError
from tui.fuzzy import ranked

_RANGE = re.compile(r"(?P<low>\d+)\s*(?:-|–|to)\s*(?P<high>\d+)")
_BOUND = re.compile(r"(?P<sign>>=?|<=?|≥|≤)\s*(?P<number>\d+)")
_LARGEST = 10_000_000


def parse(slot: Slot, typed: str, incident: Incident, published: dt.date | None) -> object:
    """Return the value that the words stand for in a slot; nothing typed is the empty value. Raises EntryError."""
    typed = typed.strip()
    if not typed:
        return getattr(Incident(), slot.value)
    match slot:
        case Slot.TYPE:
            return _term(codebook.TYPES, typed, "type")
        case Slot.STAGE:
            found = ranked(typed, list(Stage), lambda stage: stage.value)
            if not found:
                raise EntryError(f"“{typed}” is no stage: {', '.join(Stage)}")
            return found[0]
        case Slot.DATE:
            return _date(typed, published)
        case Slot.PLACE:
            return _place(typed, incident.place)
        case Slot.WEAPON:
            return _weapon(typed)
        case Slot.PERPETRATOR:
            return _perpetrator(typed, incident.perpetrator)
        case Slot.CLAIM:
            return _claim(typed)
        case Slot.TARGET:
            return _target(typed)
        case Slot.VICTIMS:
            return tuple(_victim(part) for part in typed.split(";") if part.strip())
        case Slot.KILLED | Slot.INJURED:
            return parse_number(typed)
        case Slot.DAMAGE | Slot.SUMMARY:
            return typed


def value_of_mention(incident: Incident, slot: Slot, mention: Mention, words: str) -> object:
    """Return what a mention puts into a slot; ``words`` are those of the article. Raises EntryError."""
    value = mention.value
    match slot, value:
        case Slot.TYPE, str():
            return value
        case Slot.DATE, DateRange():
            return value
        case Slot.PLACE, Place():
            return value
        case Slot.WEAPON, Weapon():
            old = incident.weapon
            same = value.best is None and value.min is None
            return replace(value, min=old.min, best=old.best, max=old.max) if same else value
        case Slot.PERPETRATOR, _:
            name = value.name if isinstance(value, Actor) else words
            old_actor = incident.perpetrator
            return Perpetrator(name, (words,), old_actor.attribution, old_actor.by)
        case Slot.CLAIM, Claim():
            return value
        case Slot.TARGET, Place():
            return Target((words,), value.facility or value.canonical or value.name, incident.target.type)
        case Slot.TARGET, Actor():
            return Target(
                (words,), value.name, "person" if mention.kind is MentionKind.PERSON else incident.target.type
            )
        case Slot.VICTIMS, Actor():
            return (*incident.victims, Victim(words, name=value.name, count=1, outcome=_outcome(incident)))
        case Slot.VICTIMS, Count():
            return (*incident.victims, Victim(words, count=value.best, outcome=_outcome(incident)))
        case ((Slot.KILLED | Slot.INJURED), Count()):
            return value
        case _:
            return parse(slot, words, incident, None)


def _outcome(incident: Incident) -> Outcome:
    """Return what happened to people of whom nothing else is said: what the incident's figures tell."""
    if incident.killed.best:
        return Outcome.KILLED
    return Outcome.INJURED if incident.injured.best else Outcome.NONE


def _term(vocabulary: dict[str, codebook.Term], typed: str, noun: str) -> str:
    found = ranked(typed, list(vocabulary.values()), lambda term: term.title)
    if not found:
        raise EntryError(f"“{typed}” is no {noun} of the codebook; type fewer letters and choose one")
    return found[0].key


def _date(typed: str, published: dt.date | None) -> DateRange:
    from nlp.dates import parse_entry

    date = parse_entry(typed, published)
    if date is None:
        raise EntryError(f"“{typed}” is no date; type one as 2020-07-27, 27 July 2020 or last Friday")
    return date


def parse_number(typed: str) -> Count:
    """Return a count from "3", "3-5", ">=10", "none" or words. Raises EntryError."""
    from nlp.numbers import parse_count

    if hit := _RANGE.fullmatch(typed):
        low, high = sorted((int(hit["low"]), int(hit["high"])))
        count: Count | None = Count(low, None, high, typed)
    elif hit := _BOUND.fullmatch(typed):
        number, sign = int(hit["number"]), hit["sign"]
        number += {">": 1, "<": -1}.get(sign, 0)
        count = Count(number, number, None, typed) if sign[0] in ">≥" else Count(0, number, number, typed)
    elif typed.isdecimal():
        count = Count(int(typed), int(typed), int(typed), typed)
    else:
        count = parse_count(typed)
    if count is None:
        raise EntryError(f"“{typed}” is no number; type one as 3, 3-5, >=10, ~10 or none")
    if max(count.min or 0, count.best or 0, count.max or 0) > _LARGEST or (count.max is not None and count.max < 0):
        raise EntryError(f"“{typed}” is no number of people")
    return count


def _place(typed: str, old: Place) -> Place:
    """Return the place of a name that nobody knows: in the country told behind a comma, else in that of the old one."""
    from store.export.codes import country_code

    name, _, last = (part.strip() for part in typed.rpartition(","))
    country = country_code(last)
    if country is None:
        return Place(name=typed, country=old.country)
    return Place(name=name or last, country=country, precision=None if name else PlacePrecision.COUNTRY)


def _weapon(typed: str) -> Weapon:
    number, _, rest = typed.partition(" ")
    try:
        count = parse_number(number) if rest else Count()
    except EntryError:
        count, rest = Count(), typed
    what = rest or typed
    found = ranked(what, list(codebook.WEAPONS.values()), lambda term: term.title) or [
        term
        for word in reversed(what.split())
        for term in ranked(word.removesuffix("s"), list(codebook.WEAPONS.values()), lambda term: term.title)[:1]
        if len(word) > 2
    ]
    return Weapon(found[0].key if found else None, (what,), count.min, count.best, count.max)


def _perpetrator(typed: str, old: Perpetrator) -> Perpetrator:
    name, _, said = typed.rpartition(",")
    attributions = {attribution.value: attribution for attribution in Attribution}
    if name and said.strip().casefold() in attributions:
        attribution = attributions[said.strip().casefold()]
        return Perpetrator(name.strip(), (), attribution, old.by if attribution is old.attribution else None)
    return Perpetrator(typed, (), old.attribution, old.by)


def _claim(typed: str) -> Claim:
    lowered = typed.casefold()
    if lowered.startswith(("un", "no claim", "none")):
        return Claim(ClaimStatus.UNCLAIMED)
    if lowered.startswith("not"):
        return Claim()
    by = re.sub(r"^claimed\b\s*(?:by\b)?\s*", "", typed, flags=re.IGNORECASE).strip()
    how = re.search(r"\s*\((?P<how>[^()]*)\)$", by)
    name = by[: how.start()] if how else by
    return Claim(ClaimStatus.CLAIMED, name or None, how["how"] if how else None)


def _target(typed: str) -> Target:
    name, _, kind = (part.strip() for part in typed.rpartition(","))
    exact = {term.title.casefold(): term.key for term in codebook.TARGETS.values()}
    if kind.casefold() in exact:
        return Target((name,) if name else (), name or None, exact[kind.casefold()])
    return Target((typed,), typed, None)


def _victim(part: str) -> Victim:
    words = part.strip()
    outcome = next((o for o in Outcome if o is not Outcome.NONE and words.casefold().endswith(o.value)), Outcome.NONE)
    if outcome is not Outcome.NONE:
        words = words[: -len(outcome.value)].strip() or words
    first = words.split(" ", 1)[0]
    try:
        count = parse_number(first).best
    except EntryError:
        count = None
    return Victim(words, count=count, outcome=outcome)
