"""Whether two incidents may be one: a score with a reason for each field.

The score is the logistic sum of what the levels of likeness are worth (``nlp.levels``,
``lexicon/duplicates.toml``). A field that only one of them knows counts neither for nor against.

The fixed weights were learned from nobody's verdicts, so their best label is "likely", never "same".
It takes a close date and a place, and no toll that differs (two shootings in a city on a day are two
where the tolls do); type, weapon and counts alone are never likely. Where much happens, it takes a detail
besides: an equal toll, a name, rare words. Where the sentences of both are known, they must have rare words
in common, and where much happens more of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Literal

from nlp import levels
from nlp.levels import Level
from nlp.lexicons import read_lexicon
from nlp.telling_words import UNCOUNTED, Rarity, Told
from store.model import Incident, Slot

Label = Literal["same", "likely", "unsure", "unlikely"]

_AGREE = frozenset(("same", "alike", "none", "few", "some", "many", "kind", "age"))
_CLOSE_DATE = frozenset(("same", "day"))
_CLOSE_PLACE = frozenset(("same", "alike", "near"))
_DETAILS: Mapping[str, frozenset[str]] = {
    Slot.KILLED: frozenset(("none", "few", "some", "many")),
    Slot.INJURED: frozenset(("none", "few", "some", "many")),
    Slot.PERPETRATOR: frozenset(("same",)),
    Slot.TARGET: frozenset(("same",)),
    Slot.VICTIMS: frozenset(("age",)),
    Slot.DAMAGE: frozenset(("same",)),
    levels.ROUNDS: frozenset(("same",)),
    levels.PEOPLE: frozenset(("same",)),
    levels.WORDS: frozenset(("some", "many")),
}
"""What not every incident of a busy town has in common."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level is worth in log odds, and the two thresholds; ``learned`` from verdicts or fixed."""

    bias: float
    values: Mapping[str, Mapping[str, float]]
    suggest: float
    certain: float
    learned: bool = False

    @property
    def look(self) -> float:
        """From this score on a pair is weighed beside others (``nlp.rivals``), and may come to be shown."""
        return self.suggest / 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two incidents are: 0 to 1, what to call it, and why, field by field.

    ``reasons`` has the slots that both know; ``same`` those of them that agree; ``levels`` what was
    found for each feature.
    """

    score: float
    label: Label
    reasons: Mapping[Slot, str]
    same: frozenset[Slot] = frozenset()
    levels: Mapping[str, str] | None = None


@cache
def fixed_weights() -> Weights:
    """Return the weights that hold until there are verdicts enough to learn from."""
    table = read_lexicon("duplicates")
    return Weights(table["bias"], table["weights"], table["suggest"], table["certain"])


def likeness(
    a: Incident,
    b: Incident,
    *,
    busy: int = 0,
    rarity: Rarity = UNCOUNTED,
    told: Told = (None, None),
    weights: Weights | None = None,
) -> Likeness:
    """Return how likely two incidents are one; the order of the two does not matter.

    ``busy`` is how many other incidents were at the place that week, ``told`` the words of the sentences
    that the two are told in, ``rarity`` how rare words are.
    """
    weights = weights or fixed_weights()
    found = levels.compare(a, b, busy=busy, rarity=rarity, told=told)
    if len(found) == (levels.BUSY in found):  # nothing but how busy the place is
        return Likeness(0.0, "unlikely", {})
    names = {feature: level.name for feature, level in found.items()}
    score = 1.0 if _all_equal(a, b) else score_of(names, weights)
    same = frozenset(_SLOTS[feature] for feature, name in names.items() if name in _AGREE and feature in _SLOTS)
    return Likeness(score, label_of(score, names, weights), _reasons(found), same, names)


_SLOTS: Mapping[str, Slot] = {slot.value: slot for slot in Slot}


def score_of(names: Mapping[str, str], weights: Weights) -> float:
    """Return the score of levels by name, 0 to 1."""
    values = weights.values
    total = weights.bias
    for feature, name in names.items():  # a loop: a million pairs are scored
        total += values[feature].get(name, 0.0)
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 6)


def explain(reasons: Mapping[Slot, str]) -> str:
    """Return the reasons in one line, the slots in their usual order."""
    return "; ".join(reasons[slot] for slot in Slot if slot in reasons)


def add_reason(reasons: Mapping[Slot, str], said: str) -> dict[Slot, str]:
    """Return the reasons with one more that is of no slot; it is told last."""
    before = reasons.get(Slot.SUMMARY)
    return {**reasons, Slot.SUMMARY: f"{before}; {said}" if before else said}


_TOLD_WITH: Mapping[str, Slot] = {
    **_SLOTS,
    levels.ROUNDS: Slot.WEAPON,
    levels.PEOPLE: Slot.VICTIMS,
    levels.WORDS: Slot.SUMMARY,
    levels.TOLD: Slot.SUMMARY,
    levels.BUSY: Slot.PLACE,
}
"""The slot that the reason of a feature is told with, its own or where it is no slot another."""


def _reasons(found: Mapping[str, Level]) -> dict[Slot, str]:
    reasons: dict[Slot, str] = {}
    for feature, level in found.items():
        slot = _TOLD_WITH[feature]
        reasons[slot] = f"{reasons[slot]}, {level.reason}" if slot in reasons else level.reason
    return reasons


_VALUES = attrgetter(*(slot.value for slot in Slot))


def _all_equal(a: Incident, b: Incident) -> bool:
    """Return whether both say the same in every slot, whatever the words they rest on."""
    return bool(_VALUES(a) == _VALUES(b))


def label_of(score: float, names: Mapping[str, str], weights: Weights) -> Label:
    """Return what a score is called where these levels were found."""
    return called(score, weights, sure=may_be_certain(names)) if is_placed(names) else "unlikely"


def called(score: float, weights: Weights, *, sure: bool) -> Label:
    """Return what a score is called, where nothing else keeps the pair from being almost certain if ``sure``."""
    if score >= weights.certain and sure:
        return "same" if weights.learned else "likely"
    return "unsure" if score >= weights.suggest else "unlikely"


def is_placed(names: Mapping[str, str]) -> bool:
    """Return whether both know the day or the place: without, a pair is never shown."""
    return Slot.DATE in names or Slot.PLACE in names


def may_be_certain(names: Mapping[str, str]) -> bool:
    """Return whether levels may be called almost certain if their score is high."""
    if names.get(Slot.DATE) not in _CLOSE_DATE or names.get(Slot.PLACE) not in _CLOSE_PLACE:
        return False
    if "differ" in (names.get(Slot.KILLED), names.get(Slot.INJURED)):
        return False
    busy, told = names.get(levels.BUSY), names.get(levels.TOLD)
    if told is None:  # one more of the many in that town: a day and a kind are not enough
        return busy is None or any(names.get(feature) in details for feature, details in _DETAILS.items())
    return told == "most" or (told in ("much", "ample", "more") and busy in (None, "some"))
