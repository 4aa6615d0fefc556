"""All likely duplicates of a database: what the command prints and the desk goes through."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from store import telling
from store.candidates import undecided_or_approved
from store.errors import UnwritableError
from store.verdicts import judged
from tui import learned

if TYPE_CHECKING:
    from nlp.similarity import Weights
    from nlp.twins import Pair, Twins
    from store.model import Incident


@dataclass(slots=True)
class Compared:
    """Incidents with their ids and articles, what was said of their pairs and learned from it.

    ``failed`` says whether a row could not be read.
    """

    ids: list[int | str] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    articles: list[object] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    judged: set[tuple[int, int]] = field(default_factory=set)
    weights: Weights | None = None
    failed: bool = False

    def find(self, *, processes: int = 1, engine: bool = False) -> tuple[list[Pair], list[list[int]]]:
        """Return the pairs that nobody judged, and their groups; the arguments as for ``Twins.pairs``."""
        from nlp.twins import settled, weighed

        twins = self._twins()
        pairs = twins.pairs(processes=processes, engine=engine)
        unjudged = [pair for pair in pairs if (self.ids[pair.a], self.ids[pair.b]) not in self.judged]
        found = weighed(unjudged, twins.weights)
        grouped = twins.groups(found)
        return settled(found, grouped), grouped

    def write(self, folder: Path) -> float:
        """Write what Splink needs to find the pairs elsewhere; return the score from which on they are worth a look."""
        twins = self._twins()
        try:
            twins.write(folder, self.ids)
        except OSError as error:
            raise UnwritableError(folder, error.strerror or str(error)) from error
        return twins.weights.suggest

    def _twins(self) -> Twins:
        from nlp.twins import Twins

        return Twins(self.incidents, self.articles, self.told, weights=self.weights)


@dataclass(frozen=True, slots=True)
class Likely:
    """Two stored incidents that may be one: how alike (0 to 1), what that is called, and why in a line.

    ``group`` has the ids of all that may be one with them; it is empty where the pair stands alone, unsure.
    """

    a: int
    b: int
    score: float
    label: str
    why: str
    group: tuple[int, ...] = ()


def from_store(db: sqlite3.Connection, *, now: dt.datetime) -> Compared:
    """Return every incident that is neither rejected nor merged, learning from the verdicts first if that is due."""
    from nlp.columns import Sharing

    read, small = Compared(), Sharing()
    words = telling.all_words(db)
    for one in undecided_or_approved(db):
        read.ids.append(one.id)
        read.incidents.append(small(one.incident))
        read.articles.append(one.article_id)
        read.told.append(words.get(one.id, ""))
    read.judged = judged(db)
    read.weights = learned.learn(db, now=now)
    return read


def likely(db: sqlite3.Connection, *, now: dt.datetime) -> list[Likely]:
    """Return the likely duplicates of the database, group by group, the surest first, then the unsure pairs."""
    from nlp.similarity import explain

    read = from_store(db, now=now)
    found, grouped = read.find()  # in this process: the desk's threads must not be forked
    ids = [int(number) for number in read.ids]
    group = {number: at for at, numbers in enumerate(grouped) for number in numbers}

    def together(pair: Pair) -> tuple[int, ...]:
        at = group.get(pair.a)
        return () if at is None or group.get(pair.b) != at else tuple(ids[number] for number in grouped[at])

    rows = [
        Likely(ids[pair.a], ids[pair.b], pair.score, pair.label, explain(pair.reasons), together(pair))
        for pair in found
    ]
    return _in_order(rows)


def _in_order(rows: Sequence[Likely]) -> list[Likely]:
    best: dict[tuple[int, ...], float] = {}
    for row in rows:
        best[row.group] = max(best.get(row.group, 0.0), row.score)
    return sorted(rows, key=lambda row: (not row.group, -best[row.group], row.group, -row.score, row.a, row.b))
