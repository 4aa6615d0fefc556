"""How high pairs of many incidents can score at most, in columns, so that few are compared field by field.

Every field is a column of numbers that stand for its different values; two values are compared once
(``nlp.levels``), however many pairs have them. A pair that cannot reach a score even if its texts and
names agree as well as any is left out, and none else: what is left is for ``nlp.similarity`` to score.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp import levels
from nlp.levels import Level
from nlp.pairing import Numbers
from nlp.similarity import Weights
from store.model import Count, DateRange, Incident, Perpetrator, Slot, Target, Weapon

_Worth = npt.NDArray[np.float64]

# Each column: one slot, with what it is compared by. The place comes last: it has most values.
_COLUMNS: Mapping[Slot, Callable[[Incident], Any]] = {
    Slot.TYPE: lambda one: one.type,
    Slot.DATE: lambda one: DateRange(one.date.start, one.date.end, one.date.precision),
    Slot.WEAPON: lambda one: Weapon(one.weapon.type, (), one.weapon.min, one.weapon.best, one.weapon.max),
    Slot.PERPETRATOR: lambda one: Perpetrator(one.perpetrator.name),
    Slot.TARGET: lambda one: Target((), one.target.name, one.target.type),
    Slot.KILLED: lambda one: Count(one.killed.min, one.killed.best, one.killed.max),
    Slot.INJURED: lambda one: Count(one.injured.min, one.injured.best, one.injured.max),
    Slot.PLACE: lambda one: one.place,
}
# What is compared only in the end, and which incidents have it.
_LAST: Mapping[str, Callable[[Incident], bool]] = {
    levels.PEOPLE: lambda one: any(victim.name for victim in one.victims),
    Slot.VICTIMS: lambda one: bool(one.victims),
    Slot.DAMAGE: lambda one: one.damage is not None,
    levels.WORDS: lambda one: bool(one.damage or one.target.words or one.target.name or one.victims or one.summary),
}
_SLACK = 1e-6  # sums in another order differ in their last digits


_NOTHING: Mapping[Slot, Any] = {}
_UNKNOWN = Incident()


class Sharing:
    """Makes incidents small: only what they are compared by, and every value that was met before shared."""

    def __init__(self) -> None:
        self._met: dict[Any, Any] = {}

    def __call__(self, incident: Incident) -> Incident:
        """Return the incident, which compares as before."""
        texts = {slot: getattr(incident, slot) for slot in (Slot.VICTIMS, Slot.DAMAGE, Slot.SUMMARY)}
        values = {slot: value_of(incident) for slot, value_of in _COLUMNS.items()} | texts
        values[Slot.TARGET] = incident.target
        return Incident(
            **{slot.value: self._met.setdefault(value, value) for slot, value in values.items()},
            evidence=_NOTHING,
            confidence=_NOTHING,
            asserted_by=incident.asserted_by or _NOTHING,
        )


class Columns:
    """The values of many incidents, and what pairs of them are worth with the weights."""

    def __init__(self, incidents: Sequence[Incident], told: Sequence[str], busy: Numbers, weights: Weights) -> None:
        self._weights = weights
        self._values: dict[Slot, list[Any]] = {}
        self._codes: dict[Slot, npt.NDArray[np.int32]] = {}
        for slot, value_of in _COLUMNS.items():
            known: dict[Any, int] = {}
            codes = (known.setdefault(value_of(one), len(known)) for one in incidents)
            self._codes[slot] = np.fromiter(codes, np.int32, len(incidents))
            self._values[slot] = list(known)
        self._has = {
            feature: np.fromiter((has(one) for one in incidents), bool, len(incidents))
            for feature, has in _LAST.items()
        }
        if told:
            self._has[levels.TOLD] = np.fromiter(map(bool, told), bool, len(incidents))
        self._busy = busy
        crowd = [self._sum(levels.compare(_UNKNOWN, _UNKNOWN, busy=n)) for n in range(int(busy.max(initial=0)) + 1)]
        self._crowd = np.array(crowd, np.float64)

    def may_reach(self, a: Numbers, b: Numbers, score: float) -> tuple[Numbers, Numbers]:
        """Return the pairs that may have at least that score; those that are equal in all columns among them."""
        least = math.log(score / (1 - score)) - self._weights.bias - _SLACK
        equal = np.ones(len(a), bool)
        for codes in self._codes.values():
            equal &= codes[a] == codes[b]
        best = self._crowd[np.maximum(self._busy[a], self._busy[b])]
        for feature, has in self._has.items():
            most = max(0.0, *self._weights.values[feature].values())
            best += np.where(has[a] & has[b], most, 0.0)
        most_by_place = max(0.0, *self._weights.values[Slot.PLACE].values())
        for slot in _COLUMNS:
            if slot is Slot.PLACE:
                kept = equal | (best + most_by_place >= least)
                a, b, best, equal = a[kept], b[kept], best[kept], equal[kept]
            best += self._worth(slot, a, b)
        kept = equal | (best >= least)
        return a[kept], b[kept]

    def _worth(self, slot: Slot, a: Numbers, b: Numbers) -> _Worth:
        """Return what the levels of a column are worth, each pair of values compared once."""
        codes, values = self._codes[slot], self._values[slot]
        one, other = codes[a].astype(np.int64), codes[b].astype(np.int64)
        pairs, which = np.unique(np.minimum(one, other) * len(values) + np.maximum(one, other), return_inverse=True)
        compared = levels.OF_VALUES[slot].items()
        sums = [
            self._sum({feature: compare(values[low], values[high]) for feature, compare in compared})
            for low, high in (divmod(pair, len(values)) for pair in pairs.tolist())
        ]
        return np.array(sums, np.float64)[which.reshape(-1)]

    def _sum(self, found: Mapping[str, Level | None]) -> float:
        worth = self._weights.values
        return sum(worth[feature].get(level.name, 0.0) for feature, level in found.items() if level is not None)
