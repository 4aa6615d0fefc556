"""What was learned from the verdicts of this database, and the pairs that it is learned from."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from store import records
from store.codec import from_json
from store.database import transaction
from store.model import Incident, Verdict

_PAIRS = """
    SELECT v.low_id, v.high_id, v.verdict, a.content AS low, b.content AS high
    FROM verdicts v
    LEFT JOIN proposals a ON a.incident_id = v.low_id LEFT JOIN proposals b ON b.incident_id = v.high_id
    WHERE v.verdict <> 'update'
    ORDER BY v.at DESC, v.low_id, v.high_id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two incidents as they were first proposed, and whether they were said to be one."""

    a: Incident
    b: Incident
    same: bool


def judged_pairs(db: sqlite3.Connection, *, limit: int = 8000) -> list[JudgedPair]:
    """Return the latest verdicts on pairs, oldest first.

    As first proposed, because a merge makes the two alike. An update is neither the same nor another.
    """
    pairs = []
    for row in db.execute(_PAIRS, [limit]).fetchall():
        low, high = (
            from_json(Incident, json.loads(row[side])) if row[side] else records.get(db, row[f"{side}_id"]).incident
            for side in ("low", "high")
        )
        pairs.append(JudgedPair(low, high, Verdict(row["verdict"]) is Verdict.SAME))
    return pairs[::-1]


def save_weights(db: sqlite3.Connection, weights: Any, *, verdicts: int, now: dt.datetime) -> None:
    """Keep the weights (JSON; None where the fixed ones are as good) that so many verdicts gave."""
    with transaction(db):
        db.execute(
            "INSERT INTO learned_weights (at, verdicts, content) VALUES (?, ?, ?)",
            [now.astimezone(dt.UTC).isoformat(), verdicts, json.dumps(weights)],
        )


def latest_weights(db: sqlite3.Connection) -> Any:
    """Return the weights that were saved last, as JSON; None where there are none, or the fixed ones are as good."""
    row = db.execute("SELECT content FROM learned_weights ORDER BY id DESC LIMIT 1").fetchone()
    return json.loads(row["content"]) if row else None
