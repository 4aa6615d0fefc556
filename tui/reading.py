"""An article being read: its incidents, which one and which slot, and what the slot rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from store import articles, incidents, stories
from store.articles import StoredArticle
from store.desk import DeskPlace, newest_decision
from store.incidents import Record
from store.model import Evidence, Incident, Lane, Mention, Place, Slot, Span, Status
from store.queue import QueueFilter
from store.sentences import read_before, sentence_at, sentences
from tui import coverage, offers, slots
from tui.desk import Desk
from tui.editing import Source
from tui.glyphs import one_line
from tui.likely import SURE, Candidate, likely_same
from tui.offers import Offer

SLOTS = tuple(Slot)


@dataclass(slots=True)
class Reading:
    """The state of the review screen that is no widget's: all of it is read from the store."""

    desk: Desk
    article: StoredArticle
    records: list[Record] = field(default_factory=list)
    at: int = 0
    slot: Slot = Slot.TYPE
    piece: int = 0
    candidates: list[Candidate] | None = None
    candidate: int = 0
    read: list[Span] = field(default_factory=list)
    """The sentences that were read before, in another article."""
    unused: list[Span] = field(default_factory=list)
    """The sentences with violence in them that no incident uses."""
    differing: list[Span] = field(default_factory=list)
    """Of a copy, the sentences that no earlier article of its story has."""
    others: list[str] = field(default_factory=list)
    """The outlets that have the same text."""
    generic: list[Mention] = field(default_factory=list)
    """Words for attacks in general."""
    as_of: int = 0
    """The number of the newest decision when all this was read."""

    @classmethod
    def open(cls, desk: Desk, place: DeskPlace) -> Reading:
        """Read an article at a place; without an incident, at the first that is undecided. Raises NotFoundError."""
        as_of = newest_decision(desk.db)
        reading = cls(desk, articles.get_article(desk.db, place.article_id), as_of=as_of)
        reading._read_incidents()
        text = reading.article.article.text
        reading.read = read_before(desk.db, place.article_id, text)
        reading.differing = stories.differing(desk.db, place.article_id, text)
        reading.others = stories.others(desk.db, place.article_id)
        if place.incident_id is not None:
            reading.go_to(place.incident_id)
        else:
            reading.at = reading.next_undecided(after=-1) or 0
        reading.slot = place.slot or Slot.TYPE
        return reading

    def _read_incidents(self) -> None:
        self.records = incidents.incidents_of(self.desk.db, self.article.id)
        told = [record.incident for record in self.records]
        self.unused, self.generic = coverage.unused(self.article, told), coverage.generic(self.article, told)

    def reload(self) -> None:
        """Read again what the store has now, and stay at the place as far as it is still there."""
        current = self.record
        self.as_of = newest_decision(self.desk.db)
        self.article = articles.get_article(self.desk.db, self.article.id)
        self._read_incidents()
        self.at = max(0, min(self.at, len(self.records) - 1))
        if current is not None:
            self.go_to(current.id)
        self.candidates = None

    # Where

    @property
    def record(self) -> Record | None:
        """The current incident; None in an article without any."""
        return self.records[self.at] if self.records else None

    @property
    def incident(self) -> Incident:
        """The current incident's values, an empty one in an article without any."""
        return self.records[self.at].incident if self.records else Incident()

    @property
    def place(self) -> DeskPlace:
        """Where the analyst is, to come back to."""
        return DeskPlace(self.article.id, self.record.id if self.record else None, self.slot)

    @property
    def undecided(self) -> int:
        """How many of the incidents are still proposed."""
        return sum(record.status is Status.PROPOSED for record in self.records)

    def next_undecided(self, after: int) -> int | None:
        """Return the next incident to decide, from the first again at the end.

        Those left for later wait only for who looks at what was left for later.
        """
        waiting = {Status.PROPOSED}
        if self.desk.view.show is QueueFilter.LATER:
            waiting.add(Status.POSTPONED)
        count = len(self.records)
        order = [(after + step) % count for step in range(1, count + 1)] if count else []
        return next((at for at in order if self.records[at].status in waiting), None)

    def go_to(self, incident_id: int) -> None:
        """Make an incident of the article the current one, if it is there."""
        for at, record in enumerate(self.records):
            if record.id == incident_id:
                self.show(at)

    def show(self, at: int) -> None:
        """Make the incident of that number (from 0) the current one."""
        if at != self.at:
            self.candidates = None
        self.at, self.piece, self.candidate = at, 0, 0

    def to_slot(self, slot: Slot) -> None:
        """Make a slot the current one."""
        self.slot, self.piece = slot, 0

    # What was looked at

    def look(self) -> None:
        """Count the current slot as looked at."""
        if self.record is not None and slots.doubt(self.incident, self.slot):
            self.desk.seen.add(self._looked_at(self.record, self.slot))

    def unseen(self, record: Record) -> list[Slot]:
        """Return the doubtful slots of an incident that nobody looked at here as they are now."""
        return [slot for slot in slots.doubtful(record.incident) if self._looked_at(record, slot) not in self.desk.seen]

    def look_at_candidate(self) -> None:
        """Count the chosen candidate as looked at."""
        if self.record is not None and self.candidates:
            self.desk.compared.add((self.record.id, self.candidates[self.candidate].record.id))

    def unseen_twin(self, record: Record) -> int | None:
        """Return the id of a stored incident that is likely the same as an open one and that nobody looked at here."""
        if record is self.record:
            self.find_candidates()
        found = self.candidates if record is self.record else likely_same(self.desk, record)
        for one in found or ():
            if one.label in SURE and (record.id, one.record.id) not in self.desk.compared:
                return one.record.id
        return None

    def _looked_at(self, record: Record, slot: Slot) -> tuple[int, Slot, object]:
        return record.id, slot, getattr(record.incident, slot.value)

    # All of them

    @property
    def background(self) -> list[Record]:
        """The open incidents of the background."""
        return [
            record
            for record in self.records
            if record.incident.lane is Lane.BACKGROUND and record.status in (Status.PROPOSED, Status.POSTPONED)
        ]

    @property
    def other_place(self) -> Place:
        """Where the article is about: the incident's own place, else the first that is named with coordinates."""
        places = [self.incident.place, *(m.value for m in self.article.mentions if isinstance(m.value, Place))]
        return next((place for place in places if place.latitude is not None), Place())

    @property
    def rested_on(self) -> list[Span]:
        """The words of this article that any of its incidents rests on."""
        return coverage.used(self.article, (record.incident for record in self.records))

    @property
    def generic_words(self) -> list[str]:
        """The words for attacks in general, in their order."""
        return [one_line(self.article.article.text[one.start : one.end]) for one in self.generic]

    # What it rests on

    @property
    def source(self) -> Source:
        """The article, as values are taken from it."""
        return Source(self.article.id, self.article.article.text, self.article.mentions, self.article.article.published)

    def evidence(self, slot: Slot) -> list[Evidence]:
        """Return the words of this article that a slot rests on; a merged incident has others elsewhere."""
        pieces = self.incident.evidence.get(slot, ())
        return [piece for piece in pieces if piece.article_id in (None, self.article.id)]

    def elsewhere(self, slot: Slot) -> int:
        """Return how many pieces of a slot's evidence are in other articles."""
        return len(self.incident.evidence.get(slot, ())) - len(self.evidence(slot))

    def offers(self) -> list[Offer]:
        """Return what the article offers for the current slot, best first."""
        published = self.article.article.published
        text = self.article.article.text
        return offers.offers(text, self.article.mentions, self.incident, self.slot, published)

    def find_candidates(self) -> bool:
        """Look for likely duplicates of the current incident unless that is done; return whether it was news."""
        if self.candidates is not None or self.record is None:
            return False
        open_ = self.record.status in (Status.PROPOSED, Status.POSTPONED)
        self.candidates = likely_same(self.desk, self.record) if open_ else []
        self.candidate = 0
        return True

    def search(self, words: str, after: int) -> Span | None:
        """Return where the words stand next in the text, from the top again at the end."""
        pattern = re.compile(re.escape(words), re.IGNORECASE)
        text = self.article.article.text
        hit = pattern.search(text, after) or pattern.search(text)
        return Span(hit.start(), hit.end()) if hit else None

    def sentence_for_new(self, offset: int, *, here: bool) -> Span:
        """Return the sentence that a new incident begins from.

        That is the next one which tells of violence and no incident uses; with ``here``, or where
        there is none, the sentence at the offset.
        """
        following = None if here else coverage.next_from(self.unused, offset)
        return following[1] if following else sentence_at(sentences(self.article.article.text), offset)
