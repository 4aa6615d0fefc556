"""All likely duplicates among many incidents: pairs with their scores, and groups that one bad link does not chain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nlp.levels import Rarity, every_word
from nlp.pairing import Blocks
from nlp.similarity import Likeness, Weights, fixed_weights, likeness
from store.model import Incident


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents by number, the lower first, and how alike they are."""

    a: int
    b: int
    alike: Likeness


def rarity_of(incidents: Sequence[Incident]) -> Rarity:
    """Count in how many of the incidents each telling word stands."""
    counts: Counter[str] = Counter()
    for incident in incidents:
        counts.update(every_word(incident))
    return Rarity(len(incidents), counts)


def pairs(
    incidents: Sequence[Incident], articles: Sequence[object] = (), *, weights: Weights | None = None
) -> Iterator[Pair]:
    """Yield the pairs that may be one incident, from the suggesting threshold on, in order of their numbers.

    ``articles`` says which article each is from: two incidents of one article are told apart already.
    """
    blocks = Blocks(incidents)
    busy = [blocks.busy(number) for number in range(len(incidents))]
    rarity = rarity_of(incidents)
    for a, b in blocks.pairs():
        if articles and articles[a] == articles[b]:
            continue
        alike = likeness(incidents[a], incidents[b], busy=max(busy[a], busy[b]), rarity=rarity, weights=weights)
        if alike.label != "unlikely":
            yield Pair(a, b, alike)


def groups(found: Sequence[Pair], *, weights: Weights | None = None) -> list[list[int]]:
    """Return the groups of two and more that are one incident, each in order.

    The best pairs are joined first; two groups become one only if the mean over all pairs between them
    reaches halfway to certain, a pair that was not found counting 0. So a month of attacks on one base,
    each like the next, stays a month of attacks.
    """
    weights = weights or fixed_weights()
    least = (weights.suggest + weights.certain) / 2
    scores = {(pair.a, pair.b): pair.alike.score for pair in found}
    member: dict[int, int] = {}
    members: dict[int, list[int]] = defaultdict(list)
    for number in sorted({number for ends in scores for number in ends}):
        member[number] = number
        members[number] = [number]
    for (a, b), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        one, other = sorted((member[a], member[b]))
        if score < least or one == other:
            continue
        between = [scores.get((min(x, y), max(x, y)), 0.0) for x in members[one] for y in members[other]]
        if sum(between) / len(between) >= least:
            for number in members.pop(other):
                member[number] = one
                members[one].append(number)
    return [sorted(numbers) for _, numbers in sorted(members.items()) if len(numbers) > 1]


def settled(found: Sequence[Pair], grouped: Sequence[Sequence[int]]) -> list[Pair]:
    """Return the pairs, those between two groups no more than unsure: their groups speak against them."""
    group: Mapping[int, int] = {number: at for at, numbers in enumerate(grouped) for number in numbers}
    return [
        pair
        if pair.alike.label == "unsure" or group.get(pair.a, -1) == group.get(pair.b, -2)
        else replace(pair, alike=replace(pair.alike, label="unsure"))
        for pair in found
    ]
