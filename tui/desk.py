"""Who decides, where and when: what every screen needs to call the store."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from store import desk, leases
from store.desk import DeskPlace
from store.errors import StoreError
from store.incident_list import IncidentFilter
from store.leases import Lease, Session
from store.model import Action, Slot, Status
from store.queue import QueueFilter
from tui.keys import DEFAULT, REVIEW, KeyTable
from tui.place_look_up import LookUp

if TYPE_CHECKING:
    from store.records import Record
    from tui.all_duplicates import Likely

T = TypeVar("T")


def utc_now() -> dt.datetime:
    """Return the time, aware of being UTC."""
    return dt.datetime.now(dt.UTC)


class EntryError(ValueError):
    """What was typed, chosen or asked for cannot be; the message says why, in half a sentence."""


@dataclass(slots=True)
class QueueView:
    """How the queue was left: what it shows and where its cursor stands."""

    show: QueueFilter = QueueFilter.OPEN
    search: str = ""
    article_id: int | None = None


@dataclass(slots=True)
class RecordView:
    """How the record was left: what it shows and where its cursor stands."""

    wanted: IncidentFilter = field(default_factory=IncidentFilter)
    incident_id: int | None = None
    came_from: bool = False
    """Whether the article that is shown was opened from the record, and leads back there."""
    compared: int | None = None
    """The incident that another shall be compared with."""


@dataclass(slots=True)
class DuplicatesView:
    """How the duplicates were left: the pairs that were found, None before, and where the cursor stands."""

    found: list[Likely] | None = None
    pair: tuple[int, int] | None = None
    at: int = 0
    from_queue: bool = False
    comparing: bool = False
    """Whether the two that are compared were chosen there, and lead back there."""


@dataclass(slots=True)
class Desk:
    """The database with the analyst who sits before it."""

    db: sqlite3.Connection
    path: Path
    analyst: str
    clock: Callable[[], dt.datetime] = utc_now
    keys: KeyTable = DEFAULT
    origin: str = "desk"
    """Where a key was pressed last, for the log: the desk and its screen."""
    view: QueueView = field(default_factory=QueueView)
    record: RecordView = field(default_factory=RecordView)
    duplicates: DuplicatesView = field(default_factory=DuplicatesView)
    changes: int = 0
    """Grows with every decision made here, for what is remembered only until then."""
    places: LookUp = LookUp.CLOSED
    """Whether the gazetteer can be asked, which is opened when it is first wanted."""
    folded: bool = False
    """Whether menus, credits and what was read before are folded away."""
    seen: set[tuple[int, Slot, object]] = field(default_factory=set)
    """The doubtful values that were looked at since the desk was opened: incident, slot and value."""
    compared: set[tuple[int, int]] = field(default_factory=set)
    """The stored incidents that were looked at beside one: the one, and the stored one."""
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        """Open a session for the leases."""
        self.session = Session(self.analyst)

    def key(self, action: str, screen: str = REVIEW) -> str:
        """Return the key of an action as a message names it: it may be another than the table's own."""
        return self.keys.shown(screen, action)

    @property
    def undoes(self) -> str:
        """The key that undoes, as a message says it."""
        return f"{self.key('undo')} undoes"

    @property
    def begins(self) -> str:
        """What is said where an article has no incident to work on."""
        return f"there is no incident here yet; {self.key('new')} begins one"

    def decide(self, act: Callable[..., T], *args: object, **more: object) -> T:
        """Call one deciding function of the store in the analyst's name. Raises BlotterError."""
        result = act(self.db, *args, analyst=self.analyst, now=self.clock(), origin=self.origin, **more)
        self.changes += 1
        return result

    def check_free(self, article_id: int, what: str = "it") -> None:
        """Raise EntryError where another desk has the article open, from whatever screen it is decided about."""
        if lease := self.held().get(article_id):
            over = f"{self.key('take_over')} in the article takes it over"
            raise EntryError(f"{self.whose(lease)} has {what} open since {lease.since:%H:%M} UTC; {over}")

    def check_incident_free(self, record: Record) -> None:
        """Raise EntryError where another desk has the article of an incident open."""
        self.check_free(record.article_id, f"the article of incident {record.id}")

    def take(self, article_id: int, *, over: bool = False) -> Lease | None:
        """Take an article, or keep it; return the lease of another desk that has it, unless it is taken over."""
        try:
            return leases.take(self.db, article_id, self.session, now=self.clock(), over=over)
        except StoreError:  # a full disk keeps nobody from reading, and whoever decides is told of it
            return None

    def held(self) -> dict[int, Lease]:
        """Return the articles that other desks have open."""
        return leases.held(self.db, self.session, now=self.clock())

    def whose(self, lease: Lease) -> str:
        """Return who has an article open, as a line says it."""
        return f"{lease.analyst}, at another desk," if lease.analyst == self.analyst else lease.analyst

    def leave(self) -> None:
        """Let go of the article that is open here."""
        try:
            leases.leave(self.db, self.session)
        except StoreError:  # it ends with the process, or by itself
            return

    def save_place(self, place: DeskPlace) -> None:
        """Remember where the analyst is."""
        desk.save_place(self.db, self.analyst, place)

    def place_to_resume(self) -> DeskPlace | None:
        """Return where the analyst left off, if there is still something to decide in that article."""
        place = desk.load_place(self.db, self.analyst)
        if place is None:
            return None
        # What decides is imported here and in actions: the queue is painted without it.
        from store import articles, incidents

        records = incidents.incidents_of(self.db, place.article_id)
        if any(record.status is Status.PROPOSED for record in records):
            return place
        if not records and not articles.get_article(self.db, place.article_id).dismissed:
            return place
        return None


DONE: dict[Action, str] = {
    Action.APPROVE: "approved",
    Action.REJECT: "rejected",
    Action.POSTPONE: "left for later",
    Action.REOPEN: "re-opened",
    Action.FLAG: "flag",
    Action.EDIT: "edit",
    Action.CREATE: "new incident",
    Action.MERGE: "merge",
    Action.SPLIT: "split",
    Action.JUDGE: "verdict",
    Action.SET_PUBLISHED: "published date",
    Action.DISMISS: "dismissal",
    Action.PRIORITIZE: "rank",
}
NOUNS = DONE | {Action.APPROVE: "approval", Action.REJECT: "rejection", Action.POSTPONE: "postponing"}
"""What a message calls a decision that was undone or done again."""
