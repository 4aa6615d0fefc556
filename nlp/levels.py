"""How two incidents compare, field by field, in a few levels each, with a reason in words.

A level is the name of what was found ("same", "day" apart, "family"); what it is worth is for
``nlp.similarity``. A field that one of the two does not know has no level, and counts neither for nor
against. The level of two equal values is never worth less than another that the value could have.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from nlp.figure_likeness import figures_fit, is_none
from nlp.numbers import figure
from nlp.place_likeness import FINE_WEIGHT, place_likeness, plain
from nlp.telling_words import TEXTS, UNCOUNTED, Rarity, Told, rarest, telling_words
from store.codebook import TARGETS, TYPES, WEAPONS, Term, title
from store.model import Count, DatePrecision, DateRange, Incident, Perpetrator, Place, Slot, Target, Weapon

ROUNDS = "rounds"
PEOPLE = "people"
WORDS = "words"
TOLD = "told"
BUSY = "busy"
"""Features that are no slot: how many were fired, who was named, rare words of the slots, or of the sentences
that the two are told in, incidents there that week."""

# Feature -> its levels, the level of equal values last; several where an equal value can be of several kinds.
LEVELS: Mapping[str, tuple[str, ...]] = {
    Slot.DATE: ("far", "week", "days", "day", "vague_far", "vague_near", "vague", "same"),
    Slot.PLACE: ("abroad", "apart", "distant", "other_region", "near", "country", "region", "alike", "same"),
    Slot.TYPE: ("other", "family", "same"),
    Slot.WEAPON: ("other", "family", "same"),
    ROUNDS: ("other", "close", "same"),
    Slot.PERPETRATOR: ("other", "same"),
    Slot.TARGET: ("other", "same"),
    PEOPLE: ("other", "same"),
    Slot.VICTIMS: ("other", "kind", "age"),
    Slot.DAMAGE: ("other", "same"),
    Slot.KILLED: ("differ", "close", "meet", "none", "few", "some", "many"),
    Slot.INJURED: ("differ", "close", "meet", "none", "few", "some", "many"),
    WORDS: ("few", "some", "many"),
    TOLD: ("nothing", "little", "some", "fair", "much", "ample", "more", "most"),
    BUSY: ("crowded", "busy", "some"),
}
VAGUE_DAYS = 4  # a range longer than a long weekend says little about the day
_SAME_NAME = 0.9
FEW, SOME = 3, 10


class Level(NamedTuple):
    """What was found for one feature, and how to say it."""

    name: str
    reason: str


def compare(
    a: Incident, b: Incident, *, busy: int = 0, rarity: Rarity = UNCOUNTED, told: Told = (None, None)
) -> dict[str, Level]:
    """Return the level of each feature that both know; the order of the two does not matter but in the words.

    ``busy`` is how many other incidents were at the place that week, ``told`` the words that the two are told in.
    """
    sentences = _told(*told, rarity, (a.place, b.place))
    found: dict[str, Level | None] = {
        Slot.TYPE: _type(a.type, b.type),
        Slot.DATE: _date(a.date, b.date),
        Slot.PLACE: _place(a.place, b.place),
        Slot.WEAPON: _weapon(a.weapon, b.weapon),
        ROUNDS: _rounds(a.weapon, b.weapon),
        Slot.PERPETRATOR: _perpetrator(a.perpetrator, b.perpetrator),
        Slot.TARGET: _target(a.target, b.target),
        PEOPLE: _people(a, b),
        Slot.VICTIMS: _victims(a, b),
        Slot.DAMAGE: _damage(a.damage, b.damage),
        Slot.KILLED: _killed(a.killed, b.killed),
        Slot.INJURED: _injured(a.injured, b.injured),
        WORDS: None if sentences else _words(a, b, rarity),  # those of the slots stand in the sentences
        TOLD: sentences,
        BUSY: _busy(busy),
    }
    return {feature: level for feature, level in found.items() if level is not None}


def _type(a: str | None, b: str | None) -> Level | None:
    return _family(a, b, TYPES, "type")


def _weapon(a: Weapon, b: Weapon) -> Level | None:
    return _family(a.type, b.type, WEAPONS, "weapon")


def _family(a: str | None, b: str | None, vocabulary: dict[str, Term], noun: str) -> Level | None:
    if a is None or b is None:
        return None
    if a == b:
        return Level("same", "same type" if noun == "type" else f"same weapon ({title(vocabulary, a)})")
    families = [vocabulary[key].family for key in (a, b) if key in vocabulary]
    if len(families) == 2 and families[0] == families[1]:
        return Level("family", f"similar {noun}")
    return Level("other", f"{noun} {_pair(title(vocabulary, a), title(vocabulary, b))}")


def _date(a: DateRange, b: DateRange) -> Level | None:
    if a.start is None or b.start is None or DatePrecision.UNKNOWN in (a.precision, b.precision):
        return None
    end_a, end_b = a.end or a.start, b.end or b.start
    apart = max(0, (max(a.start, b.start) - min(end_a, end_b)).days)
    vague = max((end_a - a.start).days, (end_b - b.start).days) >= VAGUE_DAYS
    if apart:
        reason = "1 day apart" if apart == 1 else f"{apart} days apart"
        if vague:
            return Level("vague_near" if apart <= 7 else "vague_far", reason)
        return Level("day" if apart == 1 else "days" if apart <= 3 else "week" if apart <= 7 else "far", reason)
    alike = a.precision is b.precision and ((a.start, end_a) == (b.start, end_b) or not vague)
    span = "days" if a.precision is DatePrecision.PART_OF_WEEK else a.precision.value
    reason = f"same {span}" if alike else "dates overlap"
    return Level("vague" if vague else "same", reason)


def _place(a: Place, b: Place) -> Level | None:
    found = place_likeness(a, b)
    if found is None:
        return None
    score, weight, reason = found
    if weight < FINE_WEIGHT:
        if weight > 0.5:
            return Level("region" if score >= 0.7 else "other_region", reason)
        return Level("country" if score >= 0.7 else "other_region", reason)
    if a.country and b.country and a.country != b.country:
        return Level("abroad", reason)
    for level, least in (("same", 0.99), ("alike", 0.85), ("near", 0.45), ("distant", 0.15)):
        if score >= least:
            return Level(level, reason)
    return Level("apart", reason)


def _rounds(a: Weapon, b: Weapon) -> Level | None:
    one, two = Count(a.min, a.best, a.max), Count(b.min, b.best, b.max)
    fit = figures_fit(one, two)
    if fit is None:
        return None
    level = "same" if fit in ("equal", "meet") else "close" if fit == "close" else "other"
    return Level(level, _pair(figure(one), figure(two)))


def _perpetrator(a: Perpetrator, b: Perpetrator) -> Level | None:
    if not a.name or not b.name:
        return None
    if _names(a.name, b.name) >= _SAME_NAME:
        return Level("same", f"same perpetrator ({a.name})" if a.name == b.name else "same perpetrator")
    return Level("other", f"perpetrator {_pair(a.name, b.name)}")


def _target(a: Target, b: Target) -> Level | None:
    if a.name and b.name and _names(a.name, b.name) >= _SAME_NAME:
        return Level("same", f"same target ({a.name})" if a.name == b.name else "same target")
    if a.type is None or b.type is None:
        return None
    if a.type == b.type:
        return Level("same", f"same target ({title(TARGETS, a.type)})")
    return Level("other", f"target {_pair(title(TARGETS, a.type), title(TARGETS, b.type))}")


def _people(a: Incident, b: Incident) -> Level | None:
    if not a.victims or not b.victims:
        return None
    names_a = sorted({victim.name for victim in a.victims if victim.name})[:MOST_PEOPLE]
    names_b = sorted({victim.name for victim in b.victims if victim.name})[:MOST_PEOPLE]
    if not names_a or not names_b:
        return None
    if any(_names(x, y) >= _SAME_NAME for x in names_a for y in names_b):
        return Level("same", "same person named")
    return Level("other", "other persons named")  # they may be other victims of the same


MOST_PEOPLE = 12


def _victims(a: Incident, b: Incident) -> Level | None:
    """Compare who was hit: soldiers or farmers, a man of 34 or of 51."""
    if not a.victims or not b.victims:
        return None
    kinds_a, kinds_b = ({victim.role for victim in one.victims if victim.role} for one in (a, b))
    if kinds_a and kinds_b and kinds_a.isdisjoint(kinds_b):
        return Level("other", f"hit {_pair(min(kinds_a), min(kinds_b))}")
    ages_a, ages_b = ages_of(a), ages_of(b)
    if ages_a and ages_b:
        shared = sorted(ages_a & ages_b)
        return Level("age", f"one aged {shared[0]} hit") if shared else Level("other", "hit at other ages")
    return Level("kind", f"same kind of people hit ({min(kinds_a & kinds_b)})") if kinds_a and kinds_b else None


def ages_of(incident: Incident) -> set[str]:
    """Return the ages of those hit, in years, as they stand in the words about them."""
    words = telling_words(victim.words for victim in incident.victims)
    return {word.removeprefix("aged") for word in words if word[-1].isdigit()}


def _damage(a: str | None, b: str | None) -> Level | None:
    if a is None or b is None:
        return None
    alike = a == b or not telling_words((a,)).isdisjoint(telling_words((b,)))
    return Level("same", "same damage") if alike else Level("other", f"damage {_pair(a, b)}")


def _names(a: str, b: str) -> float:
    first, second = sorted((plain(a), plain(b)))
    if first == second:
        return 1.0
    return float(
        0.9 if max(JaroWinkler.similarity(first, second), fuzz.token_sort_ratio(first, second) / 100) >= 0.92 else 0.0
    )


def _killed(a: Count, b: Count) -> Level | None:
    return _count(a, b, Slot.KILLED)


def _injured(a: Count, b: Count) -> Level | None:
    return _count(a, b, Slot.INJURED)


def _count(a: Count, b: Count, slot: Slot) -> Level | None:
    fit = figures_fit(a, b)
    if fit is None:
        return None
    reason = f"{slot.value} {_pair(figure(a), figure(b))}"
    if fit in ("equal", "meet") and (is_none(a) or is_none(b)):
        return Level("none", reason)
    if fit == "equal":
        number = next(n for n in (a.best, a.max, a.min) if n is not None)
        return Level("few" if number < FEW else "some" if number < SOME else "many", reason)
    return Level(fit, reason)


OF_VALUES: Mapping[Slot, Mapping[str, Callable[[Any, Any], Level | None]]] = {
    Slot.TYPE: {Slot.TYPE: _type},
    Slot.DATE: {Slot.DATE: _date},
    Slot.WEAPON: {Slot.WEAPON: _weapon, ROUNDS: _rounds},
    Slot.PERPETRATOR: {Slot.PERPETRATOR: _perpetrator},
    Slot.TARGET: {Slot.TARGET: _target},
    Slot.KILLED: {Slot.KILLED: _killed},
    Slot.INJURED: {Slot.INJURED: _injured},
    Slot.PLACE: {Slot.PLACE: _place},
}
"""The features that two values of a slot settle by themselves, whatever else the two incidents say."""


def _words(a: Incident, b: Incident, rarity: Rarity) -> Level | None:
    """Compare the words that only some incidents have; each field with the same field."""
    shared: set[str] = set()
    for texts in TEXTS:
        if words := telling_words(texts(a)):
            shared |= words & telling_words(texts(b))
    weights = {word: weight for word in shared if (weight := rarity.weight(word)) > 0}
    total = sum(weights.values())
    if total <= 0:
        return None
    return Level("few" if total < 4 else "some" if total < 9 else "many", f"shared words: {rarest(weights)}")


def _told(
    a: frozenset[str] | None, b: frozenset[str] | None, rarity: Rarity, places: tuple[Place, Place]
) -> Level | None:
    """Compare the sentences that two incidents are told in, by the rare words that they share.

    A long report shares a word with any other by chance, so the sum of weights is divided by the square
    root of the number of words of the shorter one.
    """
    if not a or not b or rarity.total < COUNTED:
        return None
    here = rarity.at(*places)
    weights = {word: weight for word in a & b if (weight := rarity.weight(word, here)) > 0}
    share = sum(weights.values()) / math.sqrt(min(len(a), len(b)))
    level = next((name for name, least in SHARES if share >= least), "nothing")
    return Level(level, f"told alike: {rarest(weights)}" if weights else "told in other words")


COUNTED = 100
"""Articles that words must have been counted in before it says something that two share none."""
SHARES = (
    ("most", 4.0), ("more", 3.0), ("ample", 2.5), ("much", 2.0), ("fair", 1.5), ("some", 1.0), ("little", 0.5),
)  # fmt: skip


def _busy(others: int) -> Level | None:
    if others < 2:
        return None
    level = "some" if others < 5 else "busy" if others < 15 else "crowded"
    return Level(level, f"{others} others there that week")


def _pair(a: str, b: str) -> str:
    """Return "3 vs 2-3" in the order given, or the one value where both are the same."""
    return a if a == b else f"{a} vs {b}"
