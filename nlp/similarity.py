"""Whether two incidents may be one: a score with a reason for each slot.

The score is a weighted mean over the slots that both know. A slot that only one of them knows says
neither yes nor no, but pulls the score a little towards "do not know". Another day or another place
is no mere disagreement among others: both also scale the whole.

The weights are fixed and were learned from nothing, so the best label is "likely", never "same".
It takes a close date and a place, and no slot that clearly says otherwise (two shootings in a city
on a day are two where the tolls differ); type, weapon and counts alone are never likely.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from nlp.numbers import figure
from nlp.place_likeness import FINE_WEIGHT, place_likeness, plain
from store.codebook import ACTORS, TARGETS, TYPES, WEAPONS, Term, title
from store.model import Count, DatePrecision, DateRange, Incident, Slot, Weapon

Label = Literal["likely", "unsure", "unlikely"]

_LIKELY, _UNSURE = 0.8, 0.5
_AGREES = 0.9  # from here on a slot counts as the same
_CONTRADICTS = 0.4  # and below it a slot speaks against
_ENOUGH = 2.5  # weight that must have been compared before anything is said
_DOUBT, _PULL = 0.3, 0.25  # where one-sided slots pull to, and how hard
_GATE = 0.35  # what is left of the score when date or place do not agree at all
_WEIGHTS = {Slot.TYPE: 1.2, Slot.WEAPON: 1.0, Slot.KILLED: 1.0, Slot.INJURED: 0.7, Slot.PERPETRATOR: 0.8}
_NAMED_VICTIM, _OTHER_VICTIM, _WORDS, _ZEROS = 1.5, 0.5, 0.4, 0.3
# For a precision: weight, likeness where the ranges only overlap, days apart at which nothing is left.
_DATES = {
    DatePrecision.DAY: (3.0, 1.0, 4),
    DatePrecision.PART_OF_WEEK: (2.5, 0.9, 4),
    DatePrecision.WEEK: (2.0, 0.8, 5),
    DatePrecision.MONTH: (1.2, 0.7, 10),
    DatePrecision.YEAR: (0.6, 0.6, 30),
}
_CLOSE_DATE = 2.0  # the least weight of a date that can make two incidents likely the same


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two incidents are: 0 to 1, what to call it, and why, slot by slot.

    ``reasons`` has the slots that both know; ``same`` those of them that agree.
    """

    score: float
    label: Label
    reasons: Mapping[Slot, str]
    same: frozenset[Slot] = frozenset()


@dataclass(frozen=True, slots=True)
class _Compared:
    score: float
    weight: float
    reason: str


def likeness(a: Incident, b: Incident) -> Likeness:
    """Return how likely two incidents are one; the order of the two does not matter."""
    compared = {slot: found for slot, found in _slots(a, b) if found is not None}
    weight = sum(one.weight for one in compared.values())
    if weight == 0:
        return Likeness(0.0, "unlikely", {})
    one_sided = _PULL * sum(_one_sided(a, b, slot) for slot in (Slot.DATE, Slot.PLACE, *_WEIGHTS))
    score = sum(one.score * one.weight for one in compared.values())
    score = (score + one_sided * _DOUBT) / (weight + one_sided)
    for slot in (Slot.DATE, Slot.PLACE):
        if slot in compared:
            sure = min(1.0, compared[slot].weight / _CLOSE_DATE)
            score *= 1.0 - sure * (1.0 - _GATE) * (1.0 - compared[slot].score)
    score = round(min(1.0, score), 6)
    reasons = {slot: one.reason for slot, one in compared.items()}
    same = frozenset(slot for slot, one in compared.items() if one.score >= _AGREES)
    return Likeness(score, _label(score, weight, compared), reasons, same)


def explain(alike: Likeness) -> str:
    """Return the reasons in one line, the slots in their usual order."""
    return "; ".join(alike.reasons[slot] for slot in Slot if slot in alike.reasons)


def _label(score: float, weight: float, compared: Mapping[Slot, _Compared]) -> Label:
    date, place = compared.get(Slot.DATE), compared.get(Slot.PLACE)
    anchored = date is not None and date.weight >= _CLOSE_DATE and place is not None and place.weight >= FINE_WEIGHT
    contradicted = any(one.score < _CONTRADICTS and one.weight >= _WEIGHTS[Slot.INJURED] for one in compared.values())
    if score >= _LIKELY and anchored and not contradicted:
        return "likely"
    return "unsure" if score >= _UNSURE and weight >= _ENOUGH else "unlikely"


def _one_sided(a: Incident, b: Incident, slot: Slot) -> float:
    if _has(a, slot) == _has(b, slot):
        return 0.0
    return _WEIGHTS.get(slot, FINE_WEIGHT)


def _has(incident: Incident, slot: Slot) -> bool:
    if slot is Slot.DATE:
        return incident.date.start is not None
    if slot is Slot.PERPETRATOR:
        return incident.perpetrator.name is not None
    return incident.known(slot)


def _slots(a: Incident, b: Incident) -> tuple[tuple[Slot, _Compared | None], ...]:
    place = place_likeness(a.place, b.place)
    return (
        (Slot.TYPE, _type(a.type, b.type)),
        (Slot.DATE, _date(a.date, b.date)),
        (Slot.PLACE, _Compared(*place) if place else None),
        (Slot.WEAPON, _weapon(a.weapon, b.weapon)),
        (Slot.PERPETRATOR, _perpetrator(a.perpetrator.name, b.perpetrator.name)),
        (Slot.VICTIMS, _victims(a, b)),
        (Slot.KILLED, _count(a.killed, b.killed, Slot.KILLED)),
        (Slot.INJURED, _count(a.injured, b.injured, Slot.INJURED)),
        (Slot.SUMMARY, _words(a, b)),
    )


def _family(a: str, b: str, vocabulary: dict[str, Term]) -> float:
    """Return 1 for the same key, less for two that outlets confuse with each other."""
    if a == b:
        return 1.0
    families = [vocabulary[key].family for key in (a, b) if key in vocabulary]
    return 0.7 if len(families) == 2 and families[0] == families[1] else 0.0


def _type(a: str | None, b: str | None) -> _Compared | None:
    if a is None or b is None:
        return None
    score = _family(a, b, TYPES)
    reason = "same type" if score == 1 else "similar type" if score else f"type {_pair(*_titles(a, b, TYPES))}"
    return _Compared(score, _WEIGHTS[Slot.TYPE], reason)


def _date(a: DateRange, b: DateRange) -> _Compared | None:
    if a.start is None or b.start is None or DatePrecision.UNKNOWN in (a.precision, b.precision):
        return None
    end_a, end_b = a.end or a.start, b.end or b.start
    apart = max(0, (max(a.start, b.start) - min(end_a, end_b)).days)
    weight, overlap, limit = min(_DATES[a.precision], _DATES[b.precision])
    if (a.start, end_a) == (b.start, end_b):
        return _Compared(1.0, weight, _same_time(a.precision, b.precision))
    if apart == 0:
        reason = _same_time(a.precision, b.precision) if a.precision is b.precision else "dates overlap"
        return _Compared(overlap, weight, reason if weight >= 3.0 else "dates overlap")
    # Far apart, even a vague date is a clear no.
    weight = max(weight, _CLOSE_DATE) if apart > limit else weight
    score = overlap * max(0.0, 1.0 - apart / limit)
    return _Compared(score, weight, "1 day apart" if apart == 1 else f"{apart} days apart")


def _same_time(a: DatePrecision, b: DatePrecision) -> str:
    names = {DatePrecision.PART_OF_WEEK: "days"}
    return f"same {names.get(a, a.value)}" if a is b else "same days"


def _weapon(a: Weapon, b: Weapon) -> _Compared | None:
    counts = _counts(Count(a.min, a.best, a.max), Count(b.min, b.best, b.max))
    if a.type is None or b.type is None:
        return None
    kind = _family(a.type, b.type, WEAPONS)
    names = _titles(a.type, b.type, WEAPONS)
    reason = f"same weapon ({names[0]})" if kind == 1 else "similar weapon" if kind else f"weapon {_pair(*names)}"
    if counts is None or kind == 0:
        return _Compared(kind, _WEIGHTS[Slot.WEAPON], reason)
    number = _pair(_number(a), _number(b))
    return _Compared(0.6 * kind + 0.4 * counts, _WEIGHTS[Slot.WEAPON], f"{reason}, {number}")


def _number(weapon: Weapon) -> str:
    return figure(Count(weapon.min, weapon.best, weapon.max))


def _count(a: Count, b: Count, slot: Slot) -> _Compared | None:
    score = _counts(a, b)
    if score is None:
        return None
    nothing = a.best == b.best == 0  # that nobody was hurt is true of most incidents
    return _Compared(score, _ZEROS if nothing else _WEIGHTS[slot], f"{slot.value} {_pair(figure(a), figure(b))}")


def _counts(a: Count, b: Count) -> float | None:
    """Return how well two figures fit: 1 for the same, high for ranges that meet, else by ratio."""
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    if low_a is None or low_b is None or high_a is None or high_b is None:
        return None
    if (a.min, a.best, a.max) == (b.min, b.best, b.max):
        return 1.0
    if max(low_a, low_b) <= min(high_a, high_b):
        return 0.9
    near, far = (high_a, low_b) if high_a < low_b else (high_b, low_a)
    return float(((near + 1) / (far + 1)) ** 1.5)


def _bounds(count: Count) -> tuple[float | None, float | None]:
    known = [n for n in (count.min, count.best, count.max) if n is not None]
    if not known:
        return None, None
    low = count.min if count.min is not None else 0.8 * min(known)
    high = count.max if count.max is not None else max(1.5 * max(known), 1.0)
    return float(min(low, high)), float(max(low, high))


def _perpetrator(a: str | None, b: str | None) -> _Compared | None:
    if not a or not b:
        return None
    score = _names(a, b)
    reason = f"same perpetrator ({a})" if score >= 0.99 else f"perpetrator {_pair(a, b)}"
    return _Compared(score, _WEIGHTS[Slot.PERPETRATOR], reason if a == b or score < 0.99 else "same perpetrator")


def _names(a: str, b: str) -> float:
    first, second = sorted((plain(a), plain(b)))
    if first == second:
        return 1.0
    spelled = max(JaroWinkler.similarity(first, second), fuzz.token_sort_ratio(first, second) / 100)
    return float(0.9 if spelled >= 0.92 else max(0.0, spelled - 0.5))


def _victims(a: Incident, b: Incident) -> _Compared | None:
    names_a = sorted({victim.name for victim in a.victims if victim.name})
    names_b = sorted({victim.name for victim in b.victims if victim.name})
    if not names_a or not names_b:
        return None
    best = max(_names(x, y) for x in names_a for y in names_b)
    if best >= _AGREES:
        return _Compared(1.0, _NAMED_VICTIM, "same person named")
    return _Compared(0.3, _OTHER_VICTIM, "other persons named")  # they may be other victims of the same


def _words(a: Incident, b: Incident) -> _Compared | None:
    """Compare the words that only some incidents have: names of targets, what was damaged."""
    words_a, words_b = _rare(a), _rare(b)
    if len(words_a) < 2 or len(words_b) < 2:
        return None
    shared = words_a & words_b
    score = 0.4 + 0.6 * len(shared) / min(len(words_a), len(words_b))  # no shared word is no evidence against
    shown = ", ".join(sorted(shared, key=lambda word: (-len(word), word))[:3])
    return _Compared(score, _WORDS, f"shared words: {shown}" if shared else "no shared words")


def _rare(incident: Incident) -> frozenset[str]:
    """Return the long words of the free text that no other compared slot has."""
    told = [incident.summary, incident.damage or "", *incident.target.words, *(v.words for v in incident.victims)]
    place = incident.place
    elsewhere = [*incident.weapon.words, place.name, place.canonical, place.facility, place.admin1]
    elsewhere += [incident.perpetrator.name, *incident.perpetrator.words]
    known = {word for text in elsewhere if text for word in plain(text).split()}
    return frozenset(re.findall(r"[^\W\d]{6,}", plain(" ".join(told)))) - known - _COMMON


_COMMON = frozenset(
    word
    for text in (
        *(term.title for term in (*TYPES.values(), *WEAPONS.values(), *TARGETS.values(), *ACTORS.values())),
        "killed injured wounded unclaimed claimed blamed damage damaged attack attacks people soldiers several",
        "monday tuesday wednesday thursday friday saturday sunday incident forces security members civilians",
    )
    for word in plain(text).split()
)


def _titles(a: str, b: str, vocabulary: dict[str, Term]) -> tuple[str, str]:
    return title(vocabulary, a), title(vocabulary, b)


def _pair(a: str, b: str) -> str:
    """Return "3 vs 2-3" in the order given, or the one value where both are the same."""
    return a if a == b else f"{a} vs {b}"
