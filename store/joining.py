"""Two databases into one: another's articles, incidents, verdicts and decisions come into ours.

An article is known by its text. An incident is the same where a decision about it is in both logs, or where it
was proposed in the same words from the same text; nothing else is joined by itself. What only one of the two
went on to decide is taken over. Where both did, slot by slot, and what contradicts itself becomes a proposal
of its own beside ours, to be decided by a person; so does an approved incident that is likely one of ours.
Their log is added to ours with who and when, so that the same file twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from store import copies, incidents, records, sentences, snapshots, telling, verdicts
from store.articles import flag
from store.database import MEMORY, path_of, transaction
from store.decisions import deciding
from store.errors import RefusedError, UnwritableError
from store.merging import reconciled
from store.model import Action, Incident, Status, Verdict
from store.numbering import Numbering, number_anew
from store.other_desk import copied
from store.records import Record
from store.rows import dump
from store.same_decisions import Common, in_common
from store.snapshots import ArticleState, VerdictState

_ORIGIN = "blotter merge"
COUNTED = ("proposed", "postponed", "approved", "rejected", "merged")
"""Columns of an article that triggers keep."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two desks decided differently, in words, and the incidents or the article that it is about.

    ``beside`` is the incident that waits for a person now, if there is one.
    """

    what: str
    article_id: int
    incident_id: int | None = None
    beside: int | None = None


@dataclass(slots=True)
class Joined:
    """How many articles, incidents and decisions came in, and how many incidents of ours went on.

    ``conflicts`` and ``twins`` wait for a person: these are approved incidents that came in and are likely one of
    ours, with the number of that. ``copy`` is our database as it was before.
    """

    articles: int = 0
    incidents: int = 0
    decisions: int = 0
    went_on: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    twins: list[tuple[int, int]] = field(default_factory=list)
    copy: Path | None = None

    @property
    def changed(self) -> bool:
        """Whether anything came in."""
        return bool(self.articles or self.incidents or self.decisions)


def join(
    db: sqlite3.Connection,
    path: Path,
    *,
    analyst: str,
    now: dt.datetime,
    twins_of: Callable[[Set[int], Set[int]], Mapping[int, int]] = lambda _brought, _ours: {},
    finished: Callable[[Incident], Incident] = lambda incident: incident,
    arrived: Callable[[int], object] = int,
    started: Callable[[int], Callable[[int], object]] = lambda _: int,
) -> Joined:
    """Take everything of the database at ``path`` into ours, in one transaction; that file is never written.

    ``twins_of`` is given the approved incidents that came in and those of ours, and says which of the first are
    likely which of the second; ``finished`` makes the summary anew of an incident to which both desks gave slots.
    ``arrived`` is given each article that came in, to be put with its copies.
    ``started`` is given the number of decisions and incidents to write, and returns what is told of so many more.
    What waits for a person is re-opened in the analyst's name. Before anything is written our database is copied
    aside. Raises StoreError; nothing is written then.
    """
    with copied(db, path) as other, transaction(db):
        joint = _Join(db, other, analyst, now)
        if joint.nothing_new:
            return Joined()
        if path_of(db) != MEMORY:
            try:
                joint.told.copy = copies.copy_aside(Path(path_of(db)), "merge", now)
            except OSError as error:
                raise UnwritableError(path_of(db), error.strerror or str(error)) from error
        # Rows name each other in both directions; what is missing in the end is found when all of it is committed.
        db.execute("PRAGMA defer_foreign_keys = ON")
        joint.progress = started(len(joint.common.new) + len(joint.numbers.new_incidents))
        joint.write(finished, twins_of)
        for article_id in joint.numbers.new_articles:
            arrived(joint.numbers.articles[article_id])
        return joint.told


class _Join:
    """One join: first all of it is planned by reading, then written."""

    def __init__(self, db: sqlite3.Connection, other: sqlite3.Connection, analyst: str, now: dt.datetime) -> None:
        self.db, self.other, self.analyst, self.now = db, other, analyst, now
        self.told = Joined()
        self.progress: Callable[[int], object] = int
        self.common: Common = in_common(db, other)
        self.numbers: Numbering = number_anew(db, other, self.common)
        self.went_on: dict[str, int] = {}
        """The keys of their rows that decisions which we lack are about, with the first of these."""
        for number in self.common.new:
            row = other.execute("SELECT before FROM decisions WHERE id = ?", [number]).fetchone()
            for key in json.loads(row["before"]):
                self.went_on.setdefault(key, number)
        shared = set(self.common.decisions.values())
        self.decided_here: set[str] = set()
        """The keys of our rows that decisions which they lack are about."""
        for row in db.execute("SELECT id, before FROM decisions"):
            if row["id"] not in shared:
                self.decided_here.update(json.loads(row["before"]))

    @property
    def nothing_new(self) -> bool:
        """Whether there is nothing to bring."""
        return not (self.common.new or self.numbers.new_articles or self.numbers.new_incidents)

    def write(
        self,
        finished: Callable[[Incident], Incident],
        twins_of: Callable[[Set[int], Set[int]], Mapping[int, int]],
    ) -> None:
        """Bring everything over."""
        beside = self._part_ways()
        went_on = [theirs for theirs in self._rows("incident") if theirs not in beside]
        self._add_articles()
        self._add_decisions()
        self._add_incidents()
        for theirs in went_on:
            if theirs not in self.numbers.new_incidents:
                self._go_on(theirs, finished)
        for article_id in self.numbers.new_articles:
            telling.count(self.db, self.numbers.articles[article_id])
        self._articles_go_on()
        self._verdicts_go_on()
        self._ask_about(beside)
        self._ask_of_twins(twins_of)

    # What both decided

    def _rows(self, table: str) -> Iterator[int]:
        """Yield the other's rows of a table that decisions which we lack are about."""
        return (int(key.split(":")[1]) for key in self.went_on if key.startswith(f"{table}:"))

    def _part_ways(self) -> dict[int, int]:
        """Give the other's incidents that contradict ours a number of their own; return that with ours."""
        beside: dict[int, int] = {}
        for theirs in self._rows("incident"):
            if theirs in self.numbers.new_incidents:
                continue
            our = self.numbers.incidents[theirs]
            if snapshots.incident(our) in self.decided_here and self._reconciled(theirs) is None:
                beside[theirs] = our
        for theirs in beside:
            self.numbers.part(theirs)
        return beside

    def _reconciled(self, theirs: int) -> Record | None:
        """Return what our incident says with what the other's says besides; None where they contradict each other."""
        our = records.find(self.db, self.numbers.incidents[theirs])
        found = records.find(self.other, theirs)
        if our is None or found is None:  # one of them was taken back, with the decision that made it
            return our if our is None and found is None else None
        key = snapshots.incident(theirs)
        row = self.other.execute("SELECT before FROM decisions WHERE id = ?", [self.went_on[key]]).fetchone()
        base = snapshots.load(key, self.numbers.state(key, json.loads(row["before"])[key]))
        return reconciled(base, our, self.numbers.record(found)) if isinstance(base, Record) else None

    # Writing

    def _add_articles(self) -> None:
        columns = [row["name"] for row in self.db.execute("PRAGMA table_info (articles)") if row["name"] not in COUNTED]
        kin = [row["from"] for row in self.db.execute("PRAGMA foreign_key_list (articles)")]
        for article_id in self.numbers.new_articles:
            row = self.other.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
            values = {column: row[column] for column in columns}
            for column in ("id", *kin):
                values[column] = self.numbers.articles.get(values[column])
            self._insert("articles", values)
            sentences.remember(self.db, int(values["id"]), row["text"])
        self.told.articles = len(self.numbers.new_articles)

    def _add_decisions(self) -> None:
        """Add the decisions that we lack in their order, each as it was made."""
        following: int = self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM decisions").fetchone()[0]
        for number, theirs in enumerate(self.common.new, following):
            self.numbers.decisions[theirs] = number
        for theirs in self.common.new:
            row = self.other.execute("SELECT * FROM decisions WHERE id = ?", [theirs]).fetchone()
            self.progress(1)
            values = dict(zip(row.keys(), row, strict=True))
            sides = {side: self.numbers.snapshot(json.loads(row[side])) for side in ("before", "after")}
            values |= {side: dump(snapshot) for side, snapshot in sides.items()}
            values["id"] = self.numbers.decisions[theirs]
            values["article_id"] = self.numbers.articles[row["article_id"]]
            values["incident_id"] = self.numbers.incidents.get(row["incident_id"])
            values["target_id"] = self.numbers.decisions.get(row["target_id"])
            self._insert("decisions", values)
            self.db.executemany(
                "INSERT INTO decision_incidents (incident_id, decision_id) VALUES (?, ?)",
                [(touched, values["id"]) for touched in snapshots.incidents_in(sides["before"])],
            )
        self.told.decisions = len(self.common.new)

    def _add_incidents(self) -> None:
        for theirs in self.numbers.new_incidents:
            self.progress(1)
            record = records.find(self.other, theirs)
            if record is None:  # taken back, with the decision that made it: only the log names it
                continue
            records.write(self.db, self.numbers.record(record))
            self.told.incidents += 1
            row = self.other.execute("SELECT * FROM proposals WHERE incident_id = ?", [theirs]).fetchone()
            if row is not None and theirs not in self.numbers.parted:
                values = dict(zip(row.keys(), row, strict=True))
                del values["id"]
                values["article_id"] = self.numbers.articles[row["article_id"]]
                values["incident_id"] = self.numbers.incidents[theirs]
                values["position"] = self.numbers.positions[theirs]
                self._insert("proposals", values)
        self.numbers.use_up(self.db)

    def _go_on(self, theirs: int, finished: Callable[[Incident], Incident]) -> None:
        """Make an incident of ours what the other's went on to say, alone or beside what ours did."""
        record, our = records.find(self.other, theirs), self.numbers.incidents[theirs]
        if snapshots.incident(our) not in self.decided_here:
            if record is not None:
                records.write(self.db, self.numbers.record(record))
            elif not self._leaned_on(our):
                records.delete(self.db, our)
            else:
                self.told.conflicts.append(Conflict("theirs was taken back", self.numbers.articles_of[our], our))
                return
            self.told.went_on += 1
            return
        current, said = records.find(self.db, our), self._reconciled(theirs)
        if current is None or said is None or replace(said, revision=current.revision) == current:
            return
        with deciding(
            self.db,
            Action.EDIT,
            analyst=self.analyst,
            now=self.now,
            origin=_ORIGIN,
            article_id=said.article_id,
            incident_id=our,
        ) as draft:
            draft.watch(snapshots.incident(our))
            records.write(self.db, replace(said, incident=finished(said.incident), revision=draft.id))
        self.told.went_on += 1

    def _leaned_on(self, our: int) -> bool:
        """Return whether a verdict or a merge of ours needs the incident."""
        found = self.db.execute(
            "SELECT 1 FROM verdicts WHERE :id IN (low_id, high_id) UNION ALL "
            "SELECT 1 FROM incidents WHERE merged_into = :id UNION ALL SELECT 1 FROM figures WHERE told_by = :id",
            {"id": our},
        )
        return found.fetchone() is not None

    def _articles_go_on(self) -> None:
        for theirs in self._rows("article"):
            if theirs in self.numbers.new_articles:
                continue
            our, state = self.numbers.articles[theirs], snapshots.article_state(self.other, theirs)
            mine: ArticleState = snapshots.article_state(self.db, our)
            if state == mine:
                continue
            if snapshots.article(our) not in self.decided_here:
                snapshots.write_article(self.db, our, state)
                continue
            differ = [field.name for field in fields(state) if getattr(state, field.name) != getattr(mine, field.name)]
            self.told.conflicts.append(Conflict(f"the article's {', '.join(differ)}", our))
            if not mine.flagged:
                flag(self.db, our, True, analyst=self.analyst, now=self.now, origin=_ORIGIN)

    def _verdicts_go_on(self) -> None:
        for key in [key for key in self.went_on if key.startswith("verdict:")]:
            a, b = (self.numbers.incidents[int(number)] for number in key.split(":")[1:])
            theirs, mine = (snapshots.current(*of) for of in ((self.other, key), (self.db, snapshots.verdict(a, b))))
            if theirs == mine or not self._both_there(a, b):
                continue
            said = theirs if isinstance(theirs, VerdictState) else None
            if snapshots.verdict(a, b) in self.decided_here:
                if said and isinstance(mine, VerdictState) and said.verdict is mine.verdict:
                    continue
                self._ask_of_pair(a, b, mine if isinstance(mine, VerdictState) else None, said)
                continue
            try:
                if said is not None:
                    verdicts.check(self.db, a, b, said.verdict)
            except RefusedError:
                self._ask_of_pair(a, b, None, said)
            else:
                snapshots.write_verdict(self.db, a, b, said)

    def _both_there(self, a: int, b: int) -> bool:
        return len(records.find_all(self.db, [a, b])) == 2

    def _ask_of_pair(self, a: int, b: int, mine: VerdictState | None, theirs: VerdictState | None) -> None:
        """Note that two said different things of a pair; unless ours is a merge, take it back to be asked again."""
        words = " and ".join(said.verdict.value if said else "nothing" for said in (mine, theirs))
        article_id = records.get(self.db, a).article_id
        self.told.conflicts.append(Conflict(f"the pair with incident {b}: {words}", article_id, a))
        if mine is None or mine.verdict is Verdict.SAME:
            return
        with deciding(
            self.db,
            Action.JUDGE,
            analyst=self.analyst,
            now=self.now,
            origin=_ORIGIN,
            article_id=article_id,
            incident_id=a,
        ) as draft:
            draft.watch(snapshots.verdict(a, b))
            snapshots.write_verdict(self.db, a, b, None)

    def _ask_about(self, beside: dict[int, int]) -> None:
        """Re-open what contradicts ours, for a person to decide."""
        for theirs, our in beside.items():
            number = self.numbers.incidents[theirs]
            record = records.find(self.db, number)
            what = "theirs was taken back" if record is None else f"theirs is {record.status.value}"
            article_id = self.numbers.articles_of[number]
            self.told.conflicts.append(Conflict(what, article_id, our, number if record else None))
            if record is not None and record.status is not Status.PROPOSED:
                incidents.reopen(self.db, record, analyst=self.analyst, now=self.now, origin=_ORIGIN)

    def _ask_of_twins(self, twins_of: Callable[[Set[int], Set[int]], Mapping[int, int]]) -> None:
        """Re-open the approved incidents that came in and are likely one of ours, for a person to say."""
        approved = {row["id"] for row in self.db.execute("SELECT id FROM incidents WHERE status = 'approved'")}
        brought = approved & {self.numbers.incidents[theirs] for theirs in self.numbers.new_incidents}
        if not brought or not approved - brought:
            return
        for number, twin in sorted(twins_of(brought, approved - brought).items()):
            self.told.twins.append((number, twin))
            record = records.get(self.db, number)
            incidents.reopen(self.db, record, analyst=self.analyst, now=self.now, origin=_ORIGIN)

    def _insert(self, table: str, values: dict[str, object]) -> None:
        places = ", ".join(f":{column}" for column in values)
        self.db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", values)
