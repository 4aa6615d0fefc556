"""Several incidents of an article at once: the background in one go, one split in two, two joined into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from store.lint import Finding, contradictions
from store.model import Slot, Status
from store.records import Record
from tui import deciding, keys, slots
from tui.reading import SLOTS
from tui.screens import asking
from tui.screens.review_moving import ReviewMoving


class ReviewLanes(ReviewMoving, inherit_bindings=False):
    """The keys that regroup incidents; while the background is decided, it takes every key."""

    def act(self, change: Callable[[], str]) -> bool:
        """Make a decision and show what is stored now."""
        raise NotImplementedError

    def go_on(self, after: int | None = None) -> None:
        """Show the next undecided incident."""
        raise NotImplementedError

    async def press(self, event: events.Key) -> bool:
        """Take a key, while the background is decided to that."""
        if not self.in_lane or self.prompt.open or event.key == "ctrl+c":
            return await super().press(event)
        action = self.desk.keys.action_for(keys.LANE, event.key)
        if action is not None:
            getattr(self, f"_lane_{action}")()
        return True

    def action_background(self) -> None:
        """Ask what becomes of the background, all of it in one decision."""
        open_ = self.reading.background
        if not open_:
            self.prompt.say("no incident of the background is open here")
            return
        self.in_lane = True
        count = f"the {len(open_)} incidents" if len(open_) > 1 else "the one incident"
        approve, reject, later, leave = (
            self.desk.key(action, keys.LANE) for action in ("approve", "reject", "later", "leave")
        )
        self.prompt.say(f"{count} of the background: {approve}, {reject} or {later} decides, {leave} leaves")
        self.show_footer()

    def _lane_approve(self) -> None:
        for record in self.reading.background:
            if self.holds_back(record):
                return
        self._lane_decide(Status.APPROVED)

    def _lane_reject(self) -> None:
        self._lane_decide(Status.REJECTED)

    def _lane_later(self) -> None:
        self._lane_decide(Status.POSTPONED)

    def _lane_leave(self) -> None:
        self.in_lane = False
        self.prompt.say("")
        self.show_footer()

    def _lane_decide(self, status: Status) -> None:
        self.in_lane = False
        if self.act(lambda: deciding.decide_background(self.reading, status)):
            self.go_on(self.reading.at - 1)

    def holds_back(self, record: Record) -> bool:
        """Go to what keeps an incident from being approved now, if there is something; return whether there is.

        What contradicts itself is to be corrected first; what is in doubt, and what is on record and likely the
        same, to be looked at.
        """
        wrong, unseen = contradictions(record.incident), self.reading.unseen(record)
        twin = self.reading.unseen_twin(record) if not wrong and not unseen else None
        if not wrong and not unseen and twin is None:
            return False
        if record is not self.reading.record:
            self.reading.go_to(record.id)
            self.show_all()
        if wrong:
            self._show_contradiction(wrong[0])
        elif unseen:
            self.show_doubt(unseen)
        elif twin is not None:
            self._show_twin(twin)
        return True

    def _show_contradiction(self, finding: Finding) -> None:
        self.to_pane("slots")
        self._to_slot(SLOTS.index(finding.slot))
        self.prompt.say(f"{finding.slot} is {finding.words}: {self.desk.key('edit')} corrects it", bad=True)

    def show_doubt(self, unseen: Sequence[Slot]) -> None:
        """Go to the first of the slots that are to be looked at, and say why."""
        slot = unseen[0]
        self.to_pane("slots")
        self._to_slot(SLOTS.index(slot))
        after = f"{len(unseen) - 1} more after it" if len(unseen) > 1 else f"{self.desk.key('approve')} again approves"
        self.prompt.say(f"look first: {slot} is {slots.doubt(self.reading.incident, slot)}; {after}")

    def _show_twin(self, stored: int) -> None:
        """Go to a stored incident that is likely the same, and say how to go on."""
        reading, key = self.reading, self.desk.key
        reading.find_candidates()
        ids = [one.record.id for one in reading.candidates or ()]
        if stored not in ids:  # taken back by a colleague this moment
            return
        reading.candidate = ids.index(stored)
        self.to_pane("candidates")
        self.show_slots()
        self.show_detail()
        choice = f"{key('same')} merges, {key('different')} differs, {key('approve')} approves"
        self.prompt.say(f"look first: incident {stored} is likely the same; {choice}")

    def action_split(self) -> None:
        """Make two incidents of one: the sentence shown goes to the new one."""
        found, self.found = self.found, None
        self.act(lambda: deciding.split(self.reading, found))

    def action_join(self) -> None:
        """Ask which other incident of the article tells of the same event."""
        asking.ask_join(self)
