"""How far two analysts agree who decided the same proposals without seeing each other's decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from store.model import Count, Incident, Slot


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two judged so many things: the share that they judged alike, 0 to 1, and Cohen's kappa.

    Both are None where there is nothing to compare; kappa also where both said one and the same of everything.
    """

    judged: int
    alike: float | None
    kappa: float | None


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Return how far the first of each pair agrees with the second.

    Kappa is (observed - expected) / (1 - expected), expected being the agreement by chance of two who use each
    category as often as these do: J. Cohen, A coefficient of agreement for nominal scales, Educational and
    Psychological Measurement 20 (1960), 37-46.
    """
    if not pairs:
        return Agreement(0, None, None)
    number = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    alike = sum(one == other for one, other in pairs)
    # In whole numbers, so that nothing is lost in the difference of two that are nearly equal.
    by_chance = sum(count * second[category] for category, count in first.items())
    left = number * number - by_chance
    return Agreement(number, alike / number, (alike * number - by_chance) / left if left else None)


def of_slots(pairs: Sequence[tuple[Incident, Incident]]) -> dict[Slot, Agreement]:
    """Return the agreement on each slot of incidents that both took into the record.

    Values are the same category where they mean the same: spelling, capitals and quotes do not count. Of
    weapons and targets it is their types, of damage whether there is any; a summary follows from the rest.
    """
    return {
        slot: agreement([(meaning(one), meaning(other)) for one, other in pairs]) for slot, meaning in _MEANINGS.items()
    }


def _words(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _numbers(count: Count) -> Hashable:
    return count.min, count.best, count.max


def _place(incident: Incident) -> Hashable:
    place = incident.place
    return _words(place.canonical or place.name or place.facility), place.country


_MEANINGS: Mapping[Slot, Callable[[Incident], Hashable]] = {
    Slot.TYPE: lambda one: one.type,
    Slot.STAGE: lambda one: one.stage,
    Slot.DATE: lambda one: (one.date.start, one.date.end or one.date.start),
    Slot.PLACE: _place,
    Slot.WEAPON: lambda one: one.weapon.type,
    Slot.PERPETRATOR: lambda one: _words(one.perpetrator.name or " ".join(one.perpetrator.words)),
    Slot.CLAIM: lambda one: (one.claim.status, _words(one.claim.by)),
    Slot.TARGET: lambda one: one.target.type,
    Slot.VICTIMS: lambda one: frozenset(Counter((victim.outcome, victim.count) for victim in one.victims).items()),
    Slot.KILLED: lambda one: _numbers(one.killed),
    Slot.INJURED: lambda one: _numbers(one.injured),
    Slot.DAMAGE: lambda one: bool(one.damage),
}
