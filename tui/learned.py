"""The weights that duplicates are scored with: the fixed ones, or those that the team's verdicts gave."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING

from store import learned
from store.candidates import near
from store.codec import to_json

if TYPE_CHECKING:
    from nlp.similarity import Weights


def weights_of(db: sqlite3.Connection) -> Weights | None:
    """Return what was last learned from the verdicts of this database; None for the fixed weights."""
    from nlp.similarity import Weights

    content = learned.latest_weights(db)
    return None if content is None else Weights(**content)


def learn(db: sqlite3.Connection, *, now: dt.datetime) -> Weights | None:
    """Learn anew from the verdicts there are, keep what was learned, and return it as ``weights_of`` does."""
    from nlp import learning
    from nlp.levels import compare

    pairs = learned.judged_pairs(db)
    if len(pairs) < learning.ENOUGH:
        return weights_of(db)
    verdicts = []
    for pair in pairs:
        busy = sum(one.named for one in near(db, pair.a, exclude=None))
        levels = compare(pair.a, pair.b, busy=busy)
        verdicts.append(({str(feature): level.name for feature, level in levels.items()}, pair.same))
    weights = learning.learn(verdicts)
    learned.save_weights(db, to_json(weights), verdicts=len(verdicts), now=now)
    return weights
