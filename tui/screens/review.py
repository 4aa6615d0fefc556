"""Review: move through the slots of an incident, read what they rest on, decide; then the next."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from store.decisions import Decision
from store.desk import DeskPlace
from store.errors import BlotterError
from store.model import Slot, Span, Status
from store.queue import QueueFilter, next_open
from tui import deciding
from tui.reading import Reading
from tui.screens import asking
from tui.screens.review_lanes import ReviewLanes

LEAVING = ("quit", "back", "escape")
"""Actions that a key does even where the article has come to another desk meanwhile, or is free again."""


class ReviewScreen(ReviewLanes, inherit_bindings=False):
    """The keys of the review page."""

    # Who has the article

    async def press(self, event: events.Key) -> bool:
        """Take a key, and keep the article by it; where it was taken over, or is free again, that is said instead."""
        await self._ready.wait()
        before, self.held = self.held, self.desk.take(self.reading.article.id)
        if self.held == before or self.desk.keys.action_for(self.KEYS, event.key) in LEAVING:
            return await super().press(event)
        self.after_failure()  # what the other desk has done meanwhile is to be seen first
        if self.held is not None:
            self.say_held()
        elif before is not None:
            self.prompt.say(f"{self.desk.whose(before)} is done with it; it is yours, as it is now")
        return True

    def action_take_over(self) -> None:
        """Take the article over from the desk that has it."""
        if self.held is None:
            self.prompt.say("nobody else has it open")
            return
        before, self.held = self.held, self.desk.take(self.reading.article.id, over=True)
        self.after_failure()
        self.prompt.say(f"taken over from {before.analyst}, who is told so at the next key there")

    # After a decision

    def act(self, change: Callable[[], str]) -> bool:
        """Make a decision and show what is stored now; not in an article that another desk has."""
        if self.held is not None:
            self.say_held()
            return False
        self.found = None
        done = self.attempt(change)
        if done:
            self.save_place()
            self.show_all()
        return done

    def after_failure(self) -> None:
        """Show what is stored now, which may be why something failed."""
        try:
            self.reading.reload()
        except BlotterError as error:
            self.prompt.say(str(error), bad=True)
            return
        self.show_all()

    def _decide(self, status: Status) -> None:
        before = self.reading.at
        if not self.act(lambda: deciding.decide(self.reading, status)):
            return
        self.go_on(before)

    def go_on(self, after: int | None = None) -> None:
        """Show the next undecided incident, or the next article when none is left."""
        following = self.reading.next_undecided(self.reading.at if after is None else after)
        self.pane = "slots"
        self.reading.to_slot(Slot.TYPE)
        if following is None:
            self._next_article(self.prompt.message)
            return
        self.reading.show(following)
        self.save_place()
        self.show_all()

    def _next_article(self, message: str) -> None:
        if self.desk.view.show is not QueueFilter.OPEN or self.desk.record.came_from:
            self.desk_app.leave_article(message)
            return
        article_id = self._next_free()
        if article_id is None:
            self.desk_app.open_queue(f"{message}; nothing else is open")
            return
        self.read_article(DeskPlace(article_id))
        self.prompt.say(f"next article · {message}")

    def _next_free(self) -> int | None:
        """Return the next open article that no other desk has."""
        held, passed = self.desk.held(), {self.reading.article.id}
        following = next_open(self.desk.db, self.reading.article.id)
        while following in held and following not in passed:
            passed.add(following)
            following = next_open(self.desk.db, following)
        return None if following in passed else following

    def read_article(self, place: DeskPlace) -> None:
        """Show another article on this screen."""
        self.held = self.desk.take(place.article_id)
        self.reading = Reading.open(self.desk, place)
        self.desk.view.article_id = place.article_id
        self.prompt.hint = self._first_keys()
        self.save_place()
        self.show_article()
        self.say_held()

    def after_undo(self, decision: Decision, message: str) -> None:
        """Show the incident whose decision was taken back, in its article."""
        if decision.article_id != self.reading.article.id:
            self.read_article(DeskPlace(decision.article_id, decision.incident_id))
            self.prompt.say(f"in another article, shown now · {message}")
            return
        self.reading.reload()
        if decision.incident_id is not None:
            self.reading.go_to(decision.incident_id)
        self.save_place()
        self.show_all()
        self.prompt.say(message)

    # Deciding

    def action_approve(self) -> None:
        """Approve the incident and go on, once every doubtful slot was looked at; until then, go to the next one."""
        record = self.reading.record
        if record is None or record.status not in (Status.PROPOSED, Status.POSTPONED) or not self.holds_back(record):
            self._decide(Status.APPROVED)

    def action_reject(self) -> None:
        """Reject the incident and go on."""
        self._decide(Status.REJECTED)

    def action_later(self) -> None:
        """Leave the incident for later and go on."""
        self._decide(Status.POSTPONED)

    def action_flag(self) -> None:
        """Flag the article, or take its flag away."""
        self.act(lambda: deciding.flag(self.reading))

    def action_choose(self, digit: str) -> None:
        """Put the offered mention of that number into the slot."""
        number = int(digit)
        if number > self.offers_shown:
            self.prompt.say(f"nothing is offered as {number} for {self.reading.slot}")
            return
        offer = self.reading.offers()[number - 1]
        self.act(lambda: deciding.choose(self.reading, offer))

    def action_day_back(self) -> None:
        """Move the date a day back."""
        self.act(lambda: deciding.shift_date(self.reading, -1))

    def action_day_forward(self) -> None:
        """Move the date a day forward."""
        self.act(lambda: deciding.shift_date(self.reading, 1))

    def action_new(self) -> None:
        """Begin a new incident."""
        here = self.pane == "article" or self.found is not None
        pieces = self.reading.evidence(self.reading.slot)
        offset = self.found.start if self.found else self.article_view.offset_at_top
        if not here and pieces:
            offset = pieces[self.reading.piece].start
        self.pane = "slots"
        self.found = None
        self.act(lambda: deciding.begin(self.reading, offset, here=here))

    def begin_at(self, offset: int) -> None:
        """Begin a new incident from the sentence at an offset."""
        self.pane = "slots"
        self.act(lambda: deciding.begin(self.reading, offset, here=True))

    def action_same(self) -> None:
        """Merge into the chosen candidate; from outside the candidates, go there first."""
        if self._in_candidates() and self.act(lambda: deciding.merge(self.reading)):
            self.go_on()

    def action_different(self) -> None:
        """Remember that the chosen candidate is another incident."""
        if self._in_candidates() and self.act(lambda: deciding.tell_apart(self.reading)):
            self.reading.find_candidates()
            if not self.reading.candidates:
                self.pane = "slots"
            self.show_all()

    def _in_candidates(self) -> bool:
        if self.pane == "candidates":
            return True
        self.action_duplicates()
        if self.reading.candidates:
            key = self.desk.key
            choice = f"{key('same')} merges into it, {key('different')} says it differs, {key('escape')} leaves"
            self.prompt.say(f"is it this one? {choice}")
        return False

    def take_marked(self, span: Span) -> None:
        """Put the marked words into the current slot, as its evidence too."""
        self.act(lambda: deciding.take_words(self.reading, span))

    def action_compare(self) -> None:
        """Show the incident beside the stored one that is most like it, or the chosen one."""
        reading = self.reading
        if reading.record is not None:
            reading.find_candidates()
        if reading.record is None or not reading.candidates:
            self.prompt.say("nothing stored is like it")
            return
        reading.look_at_candidate()
        self.desk_app.open_compare(reading.record.id, reading.candidates[reading.candidate].record.id)

    def action_layouts(self) -> None:
        """Show the rows that the incident would be exported as."""
        if self.reading.record is None:
            self.prompt.say(self.desk.begins)
        else:
            self.desk_app.open_layouts(self.reading.record.id)

    def action_copy(self) -> None:
        """Copy the words that the slot rests on, or the incident's summary where there are none."""
        pieces = self.reading.evidence(self.reading.slot)
        summary = self.reading.incident.summary if self.reading.record else ""
        self.copy(pieces[self.reading.piece].quote if pieces else summary)

    # Asking

    def action_edit(self) -> None:
        """Ask for another value of the slot."""
        if self.pane == "candidates":
            self.to_pane("slots")
        elif self.reading.record is None:
            self.prompt.say(self.desk.begins, bad=True)
        else:
            asking.ask_value(self)

    def action_published(self) -> None:
        """Ask for the published date."""
        asking.ask_published(self)

    def action_search(self) -> None:
        """Ask for words to find in the article."""
        asking.ask_search(self)
