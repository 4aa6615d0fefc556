"""The incidents on record that may be the same as one, with how alike they are and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import candidates, records, telling
from store.incidents import Record
from store.model import Slot
from store.verdicts import verdicts_of
from tui import learned
from tui.desk import Desk

if TYPE_CHECKING:
    from nlp.similarity import Likeness, Weights

SHOWN = 5
WEIGHED = 8
"""The likest ones, which are compared with each other too."""
SURE = ("same", "likely")
"""What a candidate is called that is to be looked at before its like is approved."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored incident that may be the same, with how alike and why, field by field."""

    record: Record
    score: float
    label: str
    reasons: dict[Slot, str]


def likely_same(desk: Desk, record: Record) -> list[Candidate]:
    """Return the approved incidents that may be the same as this one, the most alike first."""
    # Imported when candidates are first shown: rapidfuzz is not needed to open the desk.
    from nlp.rivals import Beside
    from nlp.similarity import add_reason, label_of

    near = _Near(desk, record)
    own = {b: one for (_, b), one in near.alike(((record.id, b) for b in near.ids), asked=[record.id]).items()}
    best = sorted(own, key=lambda number: (-own[number].score, number))[:WEIGHED]
    scores = {(record.id, number): one.score for number, one in own.items()}
    scores |= {pair: one.score for pair, one in near.alike(near.pairs_among(best)).items()}
    beside, found = Beside(scores), []
    for number in best:
        score, said = beside.weigh(record.id, number)
        reasons = dict(own[number].reasons)
        label = label_of(score, own[number].levels or {}, near.weights)
        found.append((score, label, reasons if said is None else add_reason(reasons, said), number))
    found = sorted((one for one in found if one[1] != "unlikely"), key=lambda one: -one[0])[:SHOWN]
    whole = {other.id: other for other in records.find_all(desk.db, [number for *_, number in found])}
    return [Candidate(whole[number], score, label, why) for score, label, why, number in found if number in whole]


class _Near:
    """An incident and those on record near it, to be compared in pairs."""

    def __init__(self, desk: Desk, record: Record) -> None:
        from nlp.similarity import fixed_weights

        near = candidates.near(desk.db, record.incident, exclude=record.id)
        self.ids = [one.id for one in near]
        self.weights: Weights = learned.weights_of(desk.db) or fixed_weights()
        self._db = desk.db
        self._place = record.incident.place
        self._told_by = {record.id: record.incident} | {one.id: one.incident for one in near}
        self._busy = sum(one.named and one.incident.date.start is not None for one in near)
        self._words = telling.words_of(desk.db, self._told_by)

    def alike(self, pairs: Iterable[tuple[int, int]], asked: Collection[int] = ()) -> dict[tuple[int, int], Likeness]:
        """Return the pairs that are worth a look, with their likeness; ``asked`` are incidents in all of them."""
        from nlp.similarity import is_placed, likeness

        told = {(a, b): (self._words.get(a), self._words.get(b)) for a, b in pairs}
        if not told:
            return {}
        rarity = learned.rarity_of(self._db, told.values(), self._place, asked)
        found = {
            (a, b): likeness(
                self._told_by[a], self._told_by[b], busy=self._busy, rarity=rarity, told=said, weights=self.weights
            )
            for (a, b), said in told.items()
        }
        look = self.weights.look
        return {pair: one for pair, one in found.items() if one.score >= look and is_placed(one.levels or {})}

    def pairs_among(self, best: Collection[int]) -> set[tuple[int, int]]:
        """Return the pairs of the likest ones with all that are near, but for those that somebody decided."""
        pairs = {(min(a, b), max(a, b)) for a in best for b in self.ids if a != b}
        return pairs - {(min(a, b), max(a, b)) for a in best for b in verdicts_of(self._db, a)}
