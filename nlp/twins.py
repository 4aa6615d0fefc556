"""All likely duplicates among many incidents: pairs with their scores, and groups that one bad link does not chain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from nlp import splink_pairs, splink_rows
from nlp.columns import Columns
from nlp.pairing import AT_ONCE, Blocks, Numbers, chunks
from nlp.processes import in_order
from nlp.rivals import Beside
from nlp.similarity import (
    Label,
    Likeness,
    Weights,
    add_reason,
    called,
    fixed_weights,
    is_placed,
    likeness,
    may_be_certain,
)
from nlp.telling_words import Here, Rarity, every_word
from store.blocking import place_key
from store.model import Incident, Slot


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents by number, the lower first, how alike they are (0 to 1), what that is called, and why.

    ``sure``: nothing but its score keeps the pair from being almost certain.
    """

    a: int
    b: int
    score: float
    label: Label
    reasons: Mapping[Slot, str] = field(default_factory=dict, compare=False)
    sure: bool = field(default=False, compare=False)


def rarity_of(incidents: Sequence[Incident], articles: Sequence[object] = (), told: Sequence[str] = ()) -> Rarity:
    """Count in how many of the articles each telling word stands; without ``articles``, in how many incidents.

    Of the words that they are ``told`` in also where.
    """
    counts: Counter[str] = Counter()
    words: dict[object, frozenset[str]] = {}
    for number, incident in enumerate(incidents):
        own = every_word(incident).union(told[number].split() if told else ())
        if articles:
            before = words.get(articles[number])
            words[articles[number]] = before | own if before else own
        else:
            counts.update(own)
    for all_own in words.values():
        counts.update(all_own)
    return Rarity(len(words) if articles else len(incidents), counts, _by_place(incidents, articles, told))


def _by_place(incidents: Sequence[Incident], articles: Sequence[object], told: Sequence[str]) -> dict[str, Here]:
    """Count in how many reports on a place each word stands, where that is more than two."""
    key_of = cache(place_key)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    reports: Counter[str] = Counter()
    last: dict[str, tuple[object, set[str]]] = {}
    for number, said in enumerate(told):
        key = key_of(incidents[number].place)
        if not said or not key:
            continue
        article = articles[number] if articles else number
        before, counted = last.get(key, (None, set()))
        if before != article:  # an article's incidents stand beside each other
            reports[key] += 1
            counted = set()
        own = set(said.split()) - counted
        words[key].update(own)
        last[key] = article, own | counted
    return {key: Here(key, total, {w: n for w, n in words[key].items() if n > 2}) for key, total in reports.items()}


class Twins:
    """Many incidents, to be compared with each other.

    ``articles`` says which article each is from: two incidents of one article are told apart already.
    ``told`` has the words of the sentences that each is told in (``store.telling``), with a blank between
    two; nothing where they are not known.
    """

    def __init__(
        self,
        incidents: Sequence[Incident],
        articles: Sequence[object] = (),
        told: Sequence[str] = (),
        *,
        weights: Weights | None = None,
    ) -> None:
        self._incidents, self._articles, self._told = incidents, articles, told
        self.weights = weights or fixed_weights()
        self._blocks = Blocks(incidents)
        self._busy = self._blocks.busy()
        self._rarity = rarity_of(incidents, articles, told)
        self._said: dict[str, str] = {}  # reasons, each kept once

    def pairs(self, *, processes: int = 1, engine: bool = False) -> Iterator[Pair]:
        """Yield the pairs that may be one incident, to be weighed beside each other, in order of their numbers.

        Their scores are those of ``likeness``, from ``Weights.look`` on; that of the other pairs is seen to be
        too low without it, here or by the ``engine`` of ``nlp.splink_pairs``.
        With several ``processes`` (forked, so only where no other threads run) the pairs are the same.
        """
        find: Callable[[range], list[Pair]]
        if engine:
            reached = splink_pairs.pairs(self._rows(), self.weights)
            find, count = partial(self._scored_of, *reached), len(reached[0])
        else:
            columns = Columns(self._incidents, self._told, self._busy, self.weights)
            find, count = partial(self._pairs_of, columns), len(self._incidents)
        if processes == 1:
            for askers in chunks(count):
                yield from find(askers)
            return
        size = min(AT_ONCE, max(1, count // (4 * processes)))  # several for each, so that none waits long at the end
        yield from in_order(find, chunks(count, size), processes)

    def write(self, folder: Path, ids: Sequence[int | str]) -> None:
        """Write into a folder what Splink needs to find the pairs elsewhere, each incident with its id."""
        splink_pairs.write(self._rows(), ids, self.weights, folder)

    def _rows(self) -> Iterator[splink_rows.Row]:
        return splink_rows.rows(self._incidents, self._articles, self._told, self._busy, self._rarity)

    def _pairs_of(self, columns: Columns, askers: range) -> list[Pair]:
        return self._scored(*columns.may_reach(*self._blocks.pairs_of(askers), self.weights.look))

    def _scored_of(self, a: Numbers, b: Numbers, some: range) -> list[Pair]:
        return self._scored(a[some.start : some.stop], b[some.start : some.stop])

    def _scored(self, *ends: Numbers) -> list[Pair]:
        found = []
        for a, b in zip(*(numbers.tolist() for numbers in ends), strict=True):
            if self._articles and self._articles[a] == self._articles[b]:
                continue
            alike = self._alike(a, b)
            names = alike.levels or {}
            if alike.score >= self.weights.look and is_placed(names):
                reasons = {slot: self._said.setdefault(reason, reason) for slot, reason in alike.reasons.items()}
                found.append(Pair(a, b, alike.score, alike.label, reasons, may_be_certain(names)))
        return found

    def _alike(self, a: int, b: int) -> Likeness:
        busy = max(int(self._busy[a]), int(self._busy[b]))
        one, other = self._incidents[a], self._incidents[b]
        told = self._words(a), self._words(b)
        return likeness(one, other, busy=busy, rarity=self._rarity, told=told, weights=self.weights)

    def _words(self, number: int) -> frozenset[str]:
        return frozenset(self._told[number].split() if self._told else ())

    def groups(self, found: Sequence[Pair]) -> list[list[int]]:
        """Return the groups of two and more that are one incident, each in order (``groups``)."""
        return groups(found, least=(self.weights.suggest + self.weights.certain) / 2)


def weighed(found: Sequence[Pair], weights: Weights) -> list[Pair]:
    """Return the pairs with their scores beside each other (``nlp.rivals``), without those that are unlikely then."""
    beside = Beside({(pair.a, pair.b): pair.score for pair in found})
    kept = []
    for pair in found:
        score, said = beside.weigh(pair.a, pair.b)
        label = called(score, weights, sure=pair.sure)
        if label != "unlikely":
            reasons = pair.reasons if said is None else add_reason(pair.reasons, said)
            kept.append(replace(pair, score=score, label=label, reasons=reasons))
    return kept


def groups(found: Sequence[Pair], *, least: float) -> list[list[int]]:
    """Return the groups of two and more that are one incident, each in order.

    The best pairs are joined first; two groups become one only if the mean over all pairs between them
    reaches ``least``, a pair that was not found counting 0. So a month of attacks on one base, each like
    the next, stays a month of attacks.
    """
    scores = {(pair.a, pair.b): pair.score for pair in found}
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
        if pair.label == "unsure" or group.get(pair.a, -1) == group.get(pair.b, -2)
        else replace(pair, label="unsure")
        for pair in found
    ]
