"""Review: move through the slots of an incident, read what they rest on, decide; then the next."""

from __future__ import annotations

from collections.abc import Callable

from store.decisions import Decision
from store.desk import DeskPlace
from store.errors import BlotterError
from store.model import Slot, Span, Status
from store.queue import QueueFilter, next_open
from tui import deciding
from tui.reading import SLOTS, Reading
from tui.screens import asking
from tui.screens.review_marking import ReviewMarking
from tui.widgets.lines import LineWidget


class ReviewScreen(ReviewMarking, inherit_bindings=False):
    """The keys of the review page."""

    # After a decision

    def act(self, change: Callable[[], str]) -> bool:
        """Make a decision and show what is stored now."""
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
        self._go_on(before)

    def _go_on(self, after: int | None = None) -> None:
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
        if self.desk.view.show is not QueueFilter.OPEN:
            self.desk_app.open_queue(message)
            return
        article_id = next_open(self.desk.db, self.reading.article.id)
        if article_id is None:
            self.desk_app.open_queue(f"{message}; nothing else is open")
            return
        self.read_article(DeskPlace(article_id))
        self.prompt.say(f"next article · {message}")

    def read_article(self, place: DeskPlace) -> None:
        """Show another article on this screen."""
        self.reading = Reading.open(self.desk, place)
        self.desk.view.article_id = place.article_id
        self.save_place()
        self.show_article()

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

    # Moving

    def _to_slot(self, at: int) -> None:
        self.reading.to_slot(SLOTS[max(0, min(at, len(SLOTS) - 1))])
        self.moved()

    def _to_candidate(self, at: int) -> None:
        self.reading.candidate = max(0, min(at, len(self.reading.candidates or ()) - 1))
        self.show_slots()
        self.show_detail()

    def _scroll(self, lines: int) -> None:
        self.article_view.scroll_by(lines)
        self.show_titles()

    def action_down(self) -> None:
        """Go to the next slot, candidate or line."""
        self._step(1)

    def action_up(self) -> None:
        """Go to the slot, candidate or line before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.pane == "article":
            self._scroll(by)
        elif self.pane == "candidates":
            self._to_candidate(self.reading.candidate + by)
        else:
            self._to_slot(SLOTS.index(self.reading.slot) + by)

    def action_page_down(self) -> None:
        """Read on by a page, whatever the pane."""
        self.article_view.page(1)
        self.show_titles()

    def action_page_up(self) -> None:
        """Read back by a page, whatever the pane."""
        self.article_view.page(-1)
        self.show_titles()

    def action_first(self) -> None:
        """Go to the first slot or candidate, or to the article's beginning."""
        self._end(0, -self.article_view.line_count)

    def action_last(self) -> None:
        """Go to the last slot or candidate, or to the article's end."""
        self._end(len(SLOTS), self.article_view.line_count)

    def _end(self, at: int, lines: int) -> None:
        if self.pane == "article":
            self._scroll(lines)
        elif self.pane == "candidates":
            self._to_candidate(at)
        else:
            self._to_slot(at)

    def action_pane(self) -> None:
        """Change between the slots and the article."""
        self._to_pane("slots" if self.pane == "article" else "article")

    def action_duplicates(self) -> None:
        """Go to the likely duplicates, or back to the slots."""
        if self.pane == "candidates":
            self._to_pane("slots")
            return
        self.reading.find_candidates()
        if not self.reading.candidates:
            self.prompt.say("nothing stored is like it")
            self.show_slots()
            return
        self._to_pane("candidates")

    def _to_pane(self, pane: str) -> None:
        in_candidates = "candidates" in (pane, self.pane)
        self.pane = pane
        self.show_titles()
        self.show_slots()
        if in_candidates:
            self.show_detail()
            self.show_footer()

    def action_next_incident(self) -> None:
        """Show the next incident of the article, from the first again at the end."""
        self._to_incident(1)

    def action_previous_incident(self) -> None:
        """Show the incident before, from the last again at the first."""
        self._to_incident(-1)

    def _to_incident(self, by: int) -> None:
        if not self.reading.records:
            self.prompt.say("there is no incident here; n begins one, a is done with the article")
            return
        self.reading.show((self.reading.at + by) % len(self.reading.records))
        self.pane = "slots" if self.pane == "candidates" else self.pane
        self.found = None
        self.show_all()

    def action_evidence(self) -> None:
        """Show the next piece of evidence of the slot."""
        pieces = self.reading.evidence(self.reading.slot)
        if not pieces:
            self.prompt.say(f"{self.reading.slot}: no words of this article say so; m marks them")
            return
        self.reading.piece = (self.reading.piece + 1) % len(pieces)
        self.moved()

    def action_escape(self) -> None:
        """Leave what was begun, else go back to the queue."""
        if self.found is not None:
            self.found = None
            self.show_all()
        elif self.pane != "slots":
            self._to_pane("slots")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Go back to the queue."""
        self.desk_app.open_queue()

    def on_line_widget_clicked(self, message: LineWidget.Clicked) -> None:
        """Go to the slot that was pressed."""
        if self.prompt.open or self.marker is not None or message.widget is not self.slot_table:
            return
        slot = self.slot_table.slot_at(message.y)
        if slot is not None and self.reading.record is not None:
            self.pane = "slots"
            self._to_slot(SLOTS.index(slot))

    def on_line_widget_wheeled(self, message: LineWidget.Wheeled) -> None:
        """Scroll the article, wherever the mouse is."""
        self._scroll(message.lines)

    # Deciding

    def action_approve(self) -> None:
        """Approve the incident and go on."""
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

    def action_same(self) -> None:
        """Merge into the chosen candidate; from outside the candidates, go there first."""
        if self._in_candidates() and self.act(lambda: deciding.merge(self.reading)):
            self._go_on()

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
            self.prompt.say("is it this one? = merges into it, ! says it differs, esc leaves")
        return False

    def take_marked(self, span: Span) -> None:
        """Put the marked words into the current slot, as its evidence too."""
        self.act(lambda: deciding.take_words(self.reading, span))

    # Asking

    def action_edit(self) -> None:
        """Ask for another value of the slot."""
        if self.pane == "candidates":
            self._to_pane("slots")
        elif self.reading.record is None:
            self.prompt.say("there is no incident here yet; n begins one", bad=True)
        else:
            asking.ask_value(self)

    def action_published(self) -> None:
        """Ask for the published date."""
        asking.ask_published(self)

    def action_search(self) -> None:
        """Ask for words to find in the article."""
        asking.ask_search(self)
