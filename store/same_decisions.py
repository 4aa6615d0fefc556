"""Which decisions of two logs are one and the same, whatever numbers the two databases gave to everything.

A decision is known by its time, analyst and action, the text of its article, and what it changed, without
the numbers of incidents and articles in it. Where several are equal in all of that they pair up in their order.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.rows import dump

_NUMBERS = frozenset(("id", "article_id", "position", "merged_into", "revision", "told_by"))


@dataclass(slots=True)
class Common:
    """What two logs share.

    ``decisions`` leads from the other's decisions to ours, ``incidents`` from the other's incidents to ours by the
    last decision about each that both have (and that decision), ``new`` are the other's that we lack, in order.
    """

    decisions: dict[int, int] = field(default_factory=dict)
    incidents: dict[int, tuple[int, int]] = field(default_factory=dict)
    new: list[int] = field(default_factory=list)


def in_common(db: sqlite3.Connection, other: sqlite3.Connection) -> Common:
    """Compare the logs of two databases."""
    ours: dict[bytes, list[int]] = defaultdict(list)
    for row in _log(db):
        ours[_digest(row, _parts(row))].append(row["id"])
    common, used = Common(), dict.fromkeys(ours, 0)
    for row in _log(other):
        parts = _parts(row)
        digest = _digest(row, parts)
        at = used.get(digest, 0)
        if at >= len(ours.get(digest, ())):
            common.new.append(row["id"])
            continue
        used[digest] = at + 1
        common.decisions[row["id"]] = number = ours[digest][at]
        mine = db.execute("SELECT before, after FROM decisions WHERE id = ?", [number]).fetchone()
        for theirs, our in zip(_incidents(parts), _incidents(_parts(mine)), strict=True):
            common.incidents[theirs] = our, number
    return common


def without_numbers(state: Any) -> Any:
    """Return a snapshot without what each database numbers by itself."""
    if isinstance(state, Mapping):
        return {key: without_numbers(value) for key, value in state.items() if key not in _NUMBERS}
    if isinstance(state, list):
        return [without_numbers(value) for value in state]
    return state


def _log(db: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    return db.execute(
        "SELECT d.id, d.at, d.analyst, d.action, d.before, d.after, a.content_hash "
        "FROM decisions d JOIN articles a ON a.id = d.article_id ORDER BY d.id"
    )


def _digest(row: sqlite3.Row, parts: list[tuple[str, str]]) -> bytes:
    told = [row["at"], row["analyst"], row["action"], row["content_hash"], [text for text, _ in parts]]
    return hashlib.blake2b(dump(told).encode(), digest_size=16).digest()


def _incidents(parts: list[tuple[str, str]]) -> list[int]:
    return [int(key.partition(":")[2]) for _, key in parts if key.startswith("incident:")]


def _parts(row: sqlite3.Row) -> list[tuple[str, str]]:
    """Return what a decision did to each row, as text without numbers, with the row's key, in an order of the texts."""
    before, after = json.loads(row["before"]), json.loads(row["after"])
    return sorted(
        (dump([key.partition(":")[0], without_numbers(state), without_numbers(after.get(key))]), key)
        for key, state in before.items()
    )
