"""Which article to read first: a rank of 0 to 9 by what was found in it, and the reasons in words.

What happens now comes before what is only looked back on, the deadly before the rest, news before
what was read already, and outlets whose incidents were approved before those whose were rejected.
The weights are ours: a step each, so that an analyst can add them up.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store import sentences
from store.codec import from_json
from store.model import Count, Incident, Lane, Span

MOST = 9
_LANES = {Lane.CURRENT: 5, Lane.RECENT: 3, Lane.BACKGROUND: 1}
_DEADLY = ((10, 3), (3, 2), (1, 1))
"""From so many killed on, so many steps."""
_DECIDED = 10
"""So many decided incidents of an outlet say how good it is."""
_GOOD, _POOR = 0.8, 0.3
_OLD_NEWS = 0.5
"""The share of a text that stands in other articles from which it is no news."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """How many of an outlet's incidents were approved or merged, of those decided."""

    kept: int = 0
    decided: int = 0


def rate(incidents: Sequence[Incident], *, dated: bool, read: float, outlet: Outlet) -> tuple[int, tuple[str, ...]]:
    """Return the rank of an article, 0 to 9, with its reasons, the weightiest first.

    ``dated`` is whether it is known when it was published, without which nothing is surely of now; ``read``
    is the share of its text that stands in other articles, 0 to 1. Without an incident the rank is 0.
    """
    if not incidents:
        return 0, ("no incident",)
    lane = max((incident.lane for incident in incidents), key=_LANES.__getitem__)
    told = [incident for incident in incidents if incident.lane is lane]
    rank, reasons = _LANES[lane], [f"{len(told)} {lane.value}"]
    killed = sum(one.killed.number or 0 for one in told if one.lane is not Lane.BACKGROUND)
    if deadly := next((steps for least, steps in _DEADLY if killed >= least), 0):
        rank += deadly
        reasons.insert(0, f"{killed} killed")
    if not dated:
        rank -= 1
        reasons.append("no date")
    if read >= _OLD_NEWS:
        rank -= 2
        reasons.append("mostly told before")
    if outlet.decided >= _DECIDED:
        share = outlet.kept / outlet.decided
        if share >= _GOOD or share <= _POOR:
            rank += 1 if share >= _GOOD else -1
            reasons.append(f"outlet right in {outlet.kept} of {outlet.decided}")
    return max(1, min(rank, MOST)), tuple(reasons)


def outlet(db: sqlite3.Connection, source: str | None) -> Outlet:
    """Return what was decided about an outlet's incidents so far."""
    if source is None:
        return Outlet()
    row = db.execute(
        "SELECT coalesce(sum(approved + merged), 0), coalesce(sum(approved + merged + rejected), 0) "
        "FROM articles WHERE source = ?",
        [source],
    ).fetchone()
    return Outlet(*row)


def write(db: sqlite3.Connection, article_id: int) -> None:
    """Rank an article by what the database holds of it; its sentences are to be remembered before."""
    row = db.execute("SELECT published, source, boilerplate, text FROM articles WHERE id = ?", [article_id]).fetchone()
    found = db.execute("SELECT lane, killed_min, killed_best FROM incidents WHERE article_id = ?", [article_id])
    told = [Incident(lane=Lane(lane), killed=Count(least, best)) for lane, least, best in found]
    passed_over = [from_json(Span, span) for span in json.loads(row["boilerplate"])]
    rank, reasons = rate(
        told,
        dated=row["published"] is not None,
        read=sentences.share_elsewhere(db, article_id, row["text"], passed_over),
        outlet=outlet(db, row["source"]),
    )
    db.execute("UPDATE articles SET priority = ?, why = ? WHERE id = ?", [rank, ", ".join(reasons), article_id])
