"""The numbers that everything of another database has, or gets, in ours."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from store import records
from store.model import Slot
from store.records import Record
from store.rows import dump
from store.same_decisions import Common, without_numbers
from store.snapshots import Snapshot

_SIGNED = frozenset(("confidence", "asserted_by"))
"""What a pipeline says of its own proposal, which another version says otherwise of the same one."""


@dataclass(slots=True)
class Numbering:
    """From the other's numbers to ours; ``new_articles`` and ``new_incidents`` are theirs that we lack, in order.

    ``positions`` are the places of their incidents in our articles, ``their_places`` article and place in theirs,
    ``free_places`` the next free one of each of our articles, ``following`` our next free number of an incident.
    ``parted`` are those that contradict ours and stand beside them; ``articles_of`` has our articles by our incidents.
    """

    articles: dict[int, int] = field(default_factory=dict)
    incidents: dict[int, int] = field(default_factory=dict)
    decisions: dict[int, int] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    new_articles: dict[int, None] = field(default_factory=dict)
    new_incidents: dict[int, None] = field(default_factory=dict)
    parted: set[int] = field(default_factory=set)
    articles_of: dict[int, int] = field(default_factory=dict)
    following: int = 1
    their_places: dict[int, tuple[int, int]] = field(default_factory=dict)
    free_places: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, theirs: int) -> None:
        """Give an incident that we lack the next number, and the next place in an article that we have."""
        their_article, position = self.their_places[theirs]
        article_id = self.articles[their_article]
        self.incidents[theirs] = self.following
        self.articles_of[self.following] = article_id
        if their_article in self.new_articles:
            self.positions[theirs] = position
        else:
            self.positions[theirs] = self.free_places[article_id]
            self.free_places[article_id] += 1
        self.new_incidents[theirs] = None
        self.following += 1

    def part(self, theirs: int) -> None:
        """Let an incident that was one with ours stand beside it from now on."""
        self.parted.add(theirs)
        self.add(theirs)

    def use_up(self, db: sqlite3.Connection) -> None:
        """Let no later incident of ours get a number that the log has given to one."""
        last = self.following - 1
        changed = db.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'incidents'", [last])
        if changed.rowcount == 0 and last:
            db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('incidents', ?)", [last])

    def record(self, record: Record) -> Record:
        """Return an incident of theirs in our numbers."""
        incident, figures = record.incident, []
        for figure in record.figures:
            told_by, article_id = self.incidents[figure.told_by], self.articles[figure.article_id]
            figures.append(replace(figure, told_by=told_by, article_id=article_id))
        evidence = {
            slot: tuple(replace(item, article_id=self.articles[item.article_id or 0]) for item in items)
            for slot, items in incident.evidence.items()
        }
        return Record(
            id=self.incidents[record.id],
            article_id=self.articles[record.article_id],
            position=self.positions[record.id],
            status=record.status,
            merged_into=None if record.merged_into is None else self.incidents[record.merged_into],
            revision=self.decisions.get(record.revision, 0),
            incident=replace(incident, evidence=evidence),
            figures=tuple(sorted(figures, key=lambda figure: (figure.slot is Slot.INJURED, figure.told_by))),
        )

    def snapshot(self, snapshot: Snapshot) -> Snapshot:
        """Return what a decision of theirs remembered in our numbers."""
        return {self.key(key): self.state(key, state) for key, state in snapshot.items()}

    def key(self, key: str) -> str:
        """Return the key of a row of theirs in our numbers."""
        table, *numbers = key.split(":")
        if table == "article":
            return f"article:{self.articles[int(numbers[0])]}"
        return ":".join([table, *map(str, sorted(self.incidents[int(number)] for number in numbers))])

    def state(self, key: str, state: Any) -> Any:
        """Return the state of a row of theirs, as the log has it, in our numbers."""
        if state is None or not key.startswith("incident:"):
            return state
        mapped = {
            **state,
            "id": self.incidents[state["id"]],
            "article_id": self.articles[state["article_id"]],
            "position": self.positions[state["id"]],
            "merged_into": self.incidents.get(state["merged_into"]),
            "revision": self.decisions.get(state["revision"], 0),
            "figures": [
                {**one, "told_by": self.incidents[one["told_by"]], "article_id": self.articles[one["article_id"]]}
                for one in state.get("figures", ())
            ],
        }
        mapped["incident"] = {
            **state["incident"],
            "evidence": {
                slot: [
                    {**item, "article_id": self.articles[item["article_id"]]} if item.get("article_id") else item
                    for item in items
                ]
                for slot, items in state["incident"].get("evidence", {}).items()
            },
        }
        return mapped


def number_anew(db: sqlite3.Connection, other: sqlite3.Connection, common: Common) -> Numbering:
    """Find the other's articles and incidents in ours, and give those that we lack the next numbers.

    Proposals that nobody decided about are left where we have the article: we have proposals of our own.
    """
    numbers = Numbering(following=records.next_id(db))
    numbers.decisions.update(common.decisions)
    ours = {row["content_hash"]: row["id"] for row in db.execute("SELECT id, content_hash FROM articles")}
    following = max(ours.values(), default=0) + 1
    for row in other.execute("SELECT id, content_hash FROM articles ORDER BY id").fetchall():
        if row["content_hash"] in ours:
            numbers.articles[row["id"]] = ours[row["content_hash"]]
        else:
            numbers.articles[row["id"]] = following
            numbers.new_articles[row["id"]] = None
            following += 1
    _find_incidents(db, other, common, numbers)
    return numbers


def _find_incidents(db: sqlite3.Connection, other: sqlite3.Connection, common: Common, numbers: Numbering) -> None:
    ours = _places(db)
    numbers.their_places = _places(other)
    for article_id, position in ours.values():
        numbers.free_places[article_id] = max(numbers.free_places[article_id], position + 1)
    found: dict[int, int] = {}
    taken: set[int] = set()
    # Two of theirs can come from one of ours: it is the one with the latest decision that both have.
    for theirs, (our, _) in sorted(common.incidents.items(), key=lambda item: item[1][1], reverse=True):
        if our not in taken:
            found[theirs] = our
            taken.add(our)
    _find_proposals(db, other, numbers, found)
    here = {row["id"] for row in db.execute("SELECT id FROM incidents")}
    filled = {ours[our] for our in here}
    for theirs, our in found.items():
        article_id, position = ours[our]
        if our not in here and (article_id, position) in filled:  # another was made since ours was taken back
            position = numbers.free_places[article_id]
            numbers.free_places[article_id] += 1
        numbers.incidents[theirs], numbers.articles_of[our], numbers.positions[theirs] = our, article_id, position
    named = {
        row["incident_id"]
        for number in common.new
        for row in other.execute("SELECT incident_id FROM decision_incidents WHERE decision_id = ?", [number])
    }
    for theirs, (article_id, _) in sorted(numbers.their_places.items()):
        if theirs in found:
            continue
        if article_id in numbers.new_articles or theirs in named:
            numbers.add(theirs)
        elif theirs in common.incidents:  # named by what is in both logs, and gone since
            numbers.incidents[theirs] = common.incidents[theirs][0]


def _find_proposals(
    db: sqlite3.Connection, other: sqlite3.Connection, numbers: Numbering, found: dict[int, int]
) -> None:
    """Find what was proposed in the same words from the same text, in the order there where several are alike."""
    waiting: dict[tuple[int, str], list[int]] = defaultdict(list)
    taken = set(found.values())
    for article_id, our, content in proposals(db):
        if our not in taken:
            waiting[article_id, content].append(our)
    for article_id, theirs, content in proposals(other):
        if theirs in found or article_id in numbers.new_articles:
            continue
        if alike := waiting[numbers.articles[article_id], content]:
            found[theirs] = alike.pop(0)


def proposals(db: sqlite3.Connection) -> Iterator[tuple[int, int, str]]:
    """Yield each proposal's article, incident, and content without numbers and without what a pipeline says of it."""
    for row in db.execute("SELECT article_id, incident_id, content FROM proposals ORDER BY article_id, position"):
        content = {key: value for key, value in json.loads(row["content"]).items() if key not in _SIGNED}
        yield row["article_id"], row["incident_id"], dump(without_numbers(content))


def _places(db: sqlite3.Connection) -> dict[int, tuple[int, int]]:
    """Return the article and the place in it of every incident, also of those that only the log still names."""
    found = db.execute(
        """
        SELECT id, article_id, position FROM incidents
        UNION ALL
        SELECT id, json_extract(state, '$.article_id'), json_extract(state, '$.position') FROM (
          SELECT di.incident_id AS id, coalesce(
            json_extract(d.after, '$."incident:' || di.incident_id || '"'),
            json_extract(d.before, '$."incident:' || di.incident_id || '"')
          ) AS state
          FROM decision_incidents di JOIN decisions d ON d.id = di.decision_id
          WHERE di.incident_id NOT IN (SELECT id FROM incidents)
        ) WHERE state IS NOT NULL GROUP BY id
        """
    )
    return {row["id"]: (row["article_id"], row["position"]) for row in found}
