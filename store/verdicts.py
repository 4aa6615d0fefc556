"""What was said of pairs of incidents, and what follows from it.

Incidents said to be the same stand for each other: what is said of one of them and a third is said of
all. So same and same make same, same and different make different; nothing follows from two
differences. Each verdict but same says that the two stay two records. A pair that something follows
for is never asked about.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

from store import records, rows, snapshots
from store.database import transaction
from store.decisions import Decision, deciding, get_decision
from store.errors import RefusedError
from store.model import Action, Verdict
from store.snapshots import VerdictState

_SAME = """
    WITH RECURSIVE same (id) AS (
      SELECT :id
      UNION SELECT v.high_id FROM same JOIN verdicts v ON v.low_id = same.id
        WHERE v.verdict = 'same' AND (v.low_id, v.high_id) IS NOT (:low, :high)
      UNION SELECT v.low_id FROM same JOIN verdicts v ON v.high_id = same.id
        WHERE v.verdict = 'same' AND (v.low_id, v.high_id) IS NOT (:low, :high)
    )
    SELECT id FROM same
"""
_OTHER_THAN_SAME = """
    SELECT low_id AS id, high_id AS other, verdict, analyst, at FROM verdicts
    WHERE verdict <> 'same' AND low_id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT high_id, low_id, verdict, analyst, at FROM verdicts
    WHERE verdict <> 'same' AND high_id IN (SELECT value FROM json_each(:ids))
    ORDER BY verdict, at, id, other
"""


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict on a pair of incidents: who said it and when (UTC).

    Where it follows from what was said of others, ``of`` is a pair that it follows from.
    """

    verdict: Verdict
    analyst: str
    at: dt.datetime
    of: tuple[int, int]


def judge(
    db: sqlite3.Connection,
    a: int,
    b: int,
    verdict: Verdict,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
    as_of: int | None = None,
) -> Decision:
    """Remember what the analyst says of a pair of incidents, in place of what was said of it before.

    Raises RefusedError where the opposite follows from what was said of other pairs, and with ``as_of``, the number
    of the newest decision when the pair was shown, ChangedElsewhereError where something was said of it since.
    """
    if a == b:
        raise RefusedError("The verdict", "an incident cannot be compared with itself")
    with transaction(db):
        article_id = records.get(db, a).article_id
        records.get(db, b)
        with deciding(
            db, Action.JUDGE, analyst=analyst, now=now, origin=origin, article_id=article_id, incident_id=a
        ) as draft:
            draft.watch(snapshots.verdict(a, b), as_of=as_of)
            check(db, a, b, verdict)
            write(db, a, b, verdict, analyst, now)
        return get_decision(db, draft.id)


def verdicts_of(db: sqlite3.Connection, incident_id: int) -> dict[int, Said]:
    """Return what was said of the incident and each other one, and what follows from it for others."""
    found: dict[int, Said] = {}
    for row in db.execute(
        "SELECT high_id AS other, verdict, analyst, at FROM verdicts WHERE low_id = :id "
        "UNION ALL SELECT low_id, verdict, analyst, at FROM verdicts WHERE high_id = :id",
        {"id": incident_id},
    ):
        found[row["other"]] = _said(row, incident_id, row["other"])
    alike = _alike(db, incident_id)
    for row in db.execute(_OTHER_THAN_SAME, {"ids": rows.dump(sorted(alike))}).fetchall():
        for other in sorted(_alike(db, row["other"]) - alike):
            found.setdefault(other, _said(row, row["id"], row["other"]))
    for other in sorted(alike - found.keys() - {incident_id}):
        row = db.execute(
            "SELECT low_id, high_id, verdict, analyst, at FROM verdicts "
            "WHERE verdict = 'same' AND (low_id = :id OR high_id = :id) ORDER BY at, low_id, high_id LIMIT 1",
            {"id": other},
        ).fetchone()
        found[other] = _said(row, row["low_id"], row["high_id"])
    return found


def judged(db: sqlite3.Connection) -> set[tuple[int, int]]:
    """Return every pair of which something was said or follows, the lower id first."""
    ids = {row["low_id"] for row in db.execute("SELECT low_id FROM verdicts")}
    ids |= {row["high_id"] for row in db.execute("SELECT high_id FROM verdicts")}
    return {(min(one, other), max(one, other)) for one in ids for other in verdicts_of(db, one)}


def check(db: sqlite3.Connection, a: int, b: int, verdict: Verdict) -> None:
    """Raise RefusedError if the opposite of the verdict follows from what was said of other pairs."""
    one, other = _alike(db, a, b), _alike(db, b, a)
    if verdict is not Verdict.SAME and b in one:
        raise RefusedError(
            "The verdict", f"incidents {min(a, b)} and {max(a, b)} are both said to be the same as another"
        )
    if verdict is not Verdict.SAME:
        return
    for row in db.execute(_OTHER_THAN_SAME, {"ids": rows.dump(sorted(one))}).fetchall():
        if row["other"] in other and {row["id"], row["other"]} != {a, b}:
            low, high = sorted((row["id"], row["other"]))
            raise RefusedError(
                "The verdict", f"incidents {low} and {high}, then the same too, were called {row['verdict']}"
            )


def write(db: sqlite3.Connection, a: int, b: int, verdict: Verdict, analyst: str, now: dt.datetime) -> None:
    """Write a verdict inside a decision that watches it."""
    snapshots.write_verdict(db, a, b, VerdictState(verdict, analyst, now.astimezone(dt.UTC).isoformat()))


def _alike(db: sqlite3.Connection, incident_id: int, without: int | None = None) -> set[int]:
    """Return the incident with all that are the same, not counting what was said of the pair with ``without``."""
    pair = sorted((incident_id, without)) if without is not None else (None, None)
    return {row["id"] for row in db.execute(_SAME, {"id": incident_id, "low": pair[0], "high": pair[1]})}


def _said(row: sqlite3.Row, a: int, b: int) -> Said:
    return Said(Verdict(row["verdict"]), row["analyst"], dt.datetime.fromisoformat(row["at"]), (min(a, b), max(a, b)))
