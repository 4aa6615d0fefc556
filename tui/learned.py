"""What duplicates are scored with: the fixed weights or those that the team's verdicts gave, and how rare words are."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from store import learned, telling
from store.blocking import place_key
from store.candidates import near
from store.codec import to_json

if TYPE_CHECKING:
    from nlp.similarity import Weights
    from nlp.telling_words import Rarity, Told
    from store.model import Place


def rarity_of(db: sqlite3.Connection, told: Iterable[Told], place: Place, ids: Collection[int]) -> Rarity:
    """Return how rare the words are that the two of any pair share, in all articles and at the place.

    ``ids`` are the incidents that are asked about, which have all of them.
    """
    from nlp.telling_words import Here, Rarity

    shared = frozenset().union(*(a & b for a, b in told if a and b))
    total, counts = telling.counts_of(db, shared)
    if not shared:
        return Rarity(total, counts)
    key = place_key(place)
    reports, others = telling.counts_at(db, key, shared, without=ids)
    here = Here(key, reports + len(ids), {word: others.get(word, 0) + len(ids) for word in shared})
    return Rarity(total, counts, {key: here})


def weights_of(db: sqlite3.Connection) -> Weights | None:
    """Return what was last learned from the verdicts of this database; None for the fixed weights."""
    from nlp.similarity import Weights, fixed_weights

    content = learned.latest_weights(db)
    if content is None:
        return None
    # what is told apart only since they were learned is worth what it is without verdicts
    fixed, known = fixed_weights().values, content["values"]
    return Weights(
        **{**content, "values": {feature: {**fixed[feature], **known.get(feature, {})} for feature in fixed}}
    )


def learn(db: sqlite3.Connection, *, now: dt.datetime) -> Weights | None:
    """Learn anew if that is due, keep what was learned, and return it as ``weights_of`` does."""
    if not learned.due(db):
        return weights_of(db)
    from nlp import learning
    from nlp.levels import compare

    verdicts = []
    for pair in learned.judged_pairs(db):
        busy = sum(one.named for one in near(db, pair.a, exclude=None))
        rarity = rarity_of(db, [pair.told], pair.a.place, pair.ids)
        levels = compare(pair.a, pair.b, busy=busy, rarity=rarity, told=pair.told)
        verdicts.append(({str(feature): level.name for feature, level in levels.items()}, pair.same))
    weights = learning.learn(verdicts)
    learned.save_weights(db, to_json(weights), now=now)
    return weights
