"""What was learned from the verdicts of this database, and the pairs that it is learned from."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from store import records, telling
from store.codec import from_json
from store.database import transaction
from store.model import VERDICTS_TO_LEARN_FROM, Incident, Verdict

_PAIRS = """
    SELECT v.low_id, v.high_id, v.verdict, a.content AS low, b.content AS high,
      ta.text AS low_text, tb.text AS high_text
    FROM verdicts v
    LEFT JOIN proposals a ON a.incident_id = v.low_id LEFT JOIN proposals b ON b.incident_id = v.high_id
    LEFT JOIN articles ta ON ta.id = a.article_id LEFT JOIN articles tb ON tb.id = b.article_id
    WHERE v.verdict <> 'update'
    ORDER BY v.at DESC, v.low_id, v.high_id LIMIT ?
"""
_COUNTED = "SELECT count(*) AS n FROM verdicts WHERE verdict <> 'update'"
_MORE = 20
"""The fewest new verdicts that are worth learning anew from; many verdicts need a tenth more."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two incidents as they were first proposed, whether they were said to be one, and the words they were told in."""

    ids: tuple[int, int]
    a: Incident
    b: Incident
    same: bool
    told: tuple[frozenset[str] | None, frozenset[str] | None] = (None, None)


def due(db: sqlite3.Connection) -> bool:
    """Return whether there are verdicts enough to learn from, and enough new ones since that was done last."""
    now = db.execute(_COUNTED).fetchone()["n"]
    row = db.execute("SELECT verdicts FROM learned_weights ORDER BY id DESC LIMIT 1").fetchone()
    before = row["verdicts"] if row else 0
    return now >= VERDICTS_TO_LEARN_FROM and (before == 0 or abs(now - before) >= max(_MORE, before // 10))


def judged_pairs(db: sqlite3.Connection, *, limit: int = 8000) -> list[JudgedPair]:
    """Return the latest verdicts on pairs, oldest first.

    As first proposed, because a merge makes the two alike. An update is neither the same nor another.
    """
    pairs = []
    for row in db.execute(_PAIRS, [limit]).fetchall():
        (low, low_words), (high, high_words) = (_as_proposed(db, row, side) for side in ("low", "high"))
        same = Verdict(row["verdict"]) is Verdict.SAME
        pairs.append(JudgedPair((row["low_id"], row["high_id"]), low, high, same, (low_words, high_words)))
    return pairs[::-1]


def _as_proposed(db: sqlite3.Connection, row: sqlite3.Row, side: str) -> tuple[Incident, frozenset[str] | None]:
    if not row[side]:  # an analyst found it
        number = row[f"{side}_id"]
        return records.get(db, number).incident, telling.words_of(db, [number]).get(number)
    incident = from_json(Incident, json.loads(row[side]))
    pieces = [piece for items in incident.evidence.values() for piece in items]
    return incident, telling.words_around(row[f"{side}_text"], pieces) or None


def save_weights(db: sqlite3.Connection, weights: Any, *, now: dt.datetime) -> None:
    """Keep the weights (JSON; None where the fixed ones are as good) that the verdicts there are gave."""
    with transaction(db):
        db.execute(
            f"INSERT INTO learned_weights (at, verdicts, content) VALUES (?, ({_COUNTED}), ?)",
            [now.astimezone(dt.UTC).isoformat(), json.dumps(weights)],
        )


def latest_weights(db: sqlite3.Connection) -> Any:
    """Return the weights that were saved last, as JSON; None where there are none, or the fixed ones are as good."""
    row = db.execute("SELECT content FROM learned_weights ORDER BY id DESC LIMIT 1").fetchone()
    return json.loads(row["content"]) if row else None
