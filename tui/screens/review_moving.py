"""Moving about on the review page: slots, incidents, candidates, the lines of the article."""

from __future__ import annotations

from tui import keys
from tui.coverage import next_from
from tui.reading import SLOTS
from tui.screens.review_marking import ReviewMarking
from tui.widgets.lines import LineWidget


class ReviewMoving(ReviewMarking, inherit_bindings=False):
    """The keys that decide nothing."""

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
        self.to_pane("slots" if self.pane == "article" else "article")

    def action_wide(self) -> None:
        """Give the article the whole width, or show the slots beside it again."""
        if self.wide:
            self.to_pane("slots")
            return
        self.wide = True
        self.to_pane("article")
        self.show_titles()

    def action_duplicates(self) -> None:
        """Go to the likely duplicates, or back to the slots."""
        if self.pane == "candidates":
            self.to_pane("slots")
            return
        self.reading.find_candidates()
        if not self.reading.candidates:
            self.prompt.say("nothing stored is like it")
            self.show_slots()
            return
        self.to_pane("candidates")

    def to_pane(self, pane: str) -> None:
        """Make another pane the current one."""
        if pane == self.pane:
            return
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
            key = self.desk.key
            self.prompt.say(
                f"there is no incident here; {key('new')} begins one, {key('approve')} is done with the article"
            )
            return
        self.reading.show((self.reading.at + by) % len(self.reading.records))
        self.pane = "slots" if self.pane == "candidates" else self.pane
        self.found = None
        self.show_all()

    def action_evidence(self) -> None:
        """Show the next piece of evidence of the slot."""
        pieces = self.reading.evidence(self.reading.slot)
        if not pieces:
            self.prompt.say(f"{self.reading.slot}: no words of this article say so; {self.desk.key('mark')} marks them")
            return
        self.reading.piece = (self.reading.piece + 1) % len(pieces)
        self.moved()
        if len(pieces) == 1:
            self.prompt.say(f"{self.reading.slot}: these words are all it rests on")

    def action_slot(self, letter: str) -> None:
        """Go to the slot of that letter."""
        self.to_pane("slots")
        slot = keys.SLOT_LETTERS.get(letter)
        if self.reading.record is not None and slot is not None:
            self._to_slot(SLOTS.index(slot))

    def action_uncovered(self) -> None:
        """Show the next sentence with violence in it that no incident uses."""
        shown = self.reading.unused
        following = next_from(shown, self.found.end if self.found else 0)
        if following is None:
            self.prompt.say("every sentence with violence in it is used by an incident")
            return
        at, self.found = following
        self.article_view.show_found(self.found)
        self.show_titles()
        key = self.desk.key
        keys_now = f"{key('new')} begins one here, {key('uncovered')} the next, {key('escape')} leaves"
        self.prompt.say(f"{at + 1} of {len(shown)} that no incident uses: {keys_now}")

    def action_fold(self) -> None:
        """Fold menus, credits and what was read before away, or show them again."""
        if not self.article_view.foldable:
            self.prompt.say("there is nothing to fold: no menu, no credit, nothing read before")
            return
        self.desk.folded = not self.article_view.folded
        self.article_view.fold(self.desk.folded)
        self.show_titles()
        shows = f"{self.desk.key('fold')} shows them"
        self.prompt.say(f"menus and what was read before are folded; {shows}" if self.desk.folded else "")

    def action_escape(self) -> None:
        """Leave what was begun, else go back to the queue."""
        if self.found is not None:
            self.found = None
            self.show_all()
        elif self.pane != "slots":
            self.to_pane("slots")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Go back to the queue, or to the record if that is where the article was opened."""
        self.desk_app.leave_article()

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
