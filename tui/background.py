"""What works beside the desk, in threads: articles taken in, modules loaded ahead, places, what verdicts teach."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen
from textual.worker import get_current_worker

from store.database import change_count, open_database
from store.errors import BlotterError
from tui.desk import Desk
from tui.glyphs import one_line
from tui.messages import IntakeBroke, IntakeTold, PlacesOpened
from tui.place_look_up import LookUp, open_places
from tui.screens.desk_screen import DeskScreen
from tui.screens.queue import QueueScreen
from tui.thin_display import ThinDisplay

if TYPE_CHECKING:
    from tui.intake import Event

Intake = Callable[[Callable[[], bool]], "Iterable[Event]"]
"""What takes articles in, an event for each, until the function it is given says to stop."""
PAINTED_SECONDS = 0.05
"""How long after the first screen what the next keys need is imported: until then it is on its way to the terminal."""
REFRESH_SECONDS = 0.5
"""How often arriving articles make the queue read again."""
NEWS_SECONDS = 2.0
"""How often it is asked whether somebody else wrote to the database."""
SURE_SECONDS, SURE_ARTICLES = 2.0, 5
"""From when on the time that is left is more than a guess."""


class Background(ThinDisplay[None], inherit_bindings=False):
    """The part of the app that no key waits for; each thread has its own connection and tells by messages."""

    def __init__(self, desk: Desk, *, intake: Intake | None, paths: Sequence[Path | str]) -> None:
        super().__init__()
        self.desk = desk
        self._changes_learned = -1
        self._intake = intake
        self._paths = paths
        self._stored = self._known = self._expected = 0
        self._intake_begun = 0.0
        self._others_wrote = 0
        self.failures: list[str] = []
        self.intake_progress = ""
        self._refresh_waiting = False
        self.loaded_ahead = False

    def on_mount(self) -> None:
        """Begin, when the first screen is painted; the intake at once."""
        self.call_after_refresh(self.set_timer, PAINTED_SECONDS, self._load_ahead)
        self.call_after_refresh(self.learn_if_due)
        self._others_wrote = change_count(self.desk.db)
        self.set_interval(NEWS_SECONDS, self._look_for_news)
        if self._intake is not None:
            self.intake_progress = "taking in"
            self._take_in(self._intake)

    @property
    def shown(self) -> Screen[object] | None:
        """The screen in front; none while the desk closes, when timers and messages may still arrive."""
        return self.screen if self.screen_stack else None

    @work(thread=True, group="loading", exclusive=True, exit_on_error=False)
    def _load_ahead(self) -> None:
        """Import what the next keys need, beside the loop, while the first screen is being read."""
        import tui.screens.review  # noqa: F401

        self.loaded_ahead = True
        if not gc.isenabled():
            # What is there now stays: a collection that looked through it all would be felt at a key.
            gc.freeze()
            gc.enable()

    # Places

    def want_places(self) -> None:
        """Open the gazetteer, unless that is done or under way."""
        if self.desk.places is LookUp.CLOSED:
            self.desk.places = LookUp.OPENING
            self._open_places()

    @work(thread=True, group="places", exclusive=True, exit_on_error=False)
    def _open_places(self) -> None:
        worker = get_current_worker()
        self.post_message(PlacesOpened(open_places(lambda: worker.is_cancelled)))

    def on_places_opened(self, message: PlacesOpened) -> None:
        """Offer again what is asked for now: places may be among it."""
        self.desk.places = message.state
        if isinstance(screen := self.shown, DeskScreen):
            screen.prompt.offer_anew()

    # Learning

    def learn_if_due(self) -> None:
        """Have the weights of duplicates learned anew when verdicts enough have come in, also colleagues'.

        It is asked after every key, and at the start; only after a decision can there be more to learn from.
        """
        if self.desk.changes == self._changes_learned:
            return
        from store import learned

        self._changes_learned = self.desk.changes
        if learned.due(self.desk.db):
            self._learn()

    @work(thread=True, group="learning", exclusive=True, exit_on_error=False)
    def _learn(self) -> None:
        """Learn in a thread with its own connection; the next candidates are scored with what comes of it."""
        from tui.learned import learn

        with closing(open_database(self.desk.path)) as db:
            learn(db, now=self.desk.clock())

    # Intake

    @work(thread=True, group="intake", exclusive=True, exit_on_error=False)
    def _take_in(self, intake: Intake) -> None:
        """Run the intake in a thread; it only posts messages, and has its own connection."""
        from tui.intake import count_articles

        worker = get_current_worker()
        self._expected = count_articles(self._paths)
        events: Iterator[Event] = iter(intake(lambda: worker.is_cancelled))
        try:
            for event in events:
                if worker.is_cancelled:
                    return
                self.post_message(IntakeTold(event))
        except (BlotterError, OSError) as error:
            self.post_message(IntakeBroke(str(error)))
        finally:
            close = getattr(events, "close", None)
            if close is not None:
                close()

    def on_intake_told(self, message: IntakeTold) -> None:
        """Count what was taken in, and have the queue show it soon."""
        from tui.intake import Failed, Finished, Stored

        match message.event:
            case Stored(new=new):
                self._stored, self._known = self._stored + new, self._known + (not new)
                self._show_progress()
                self._refresh_soon()
            case Failed(message=reason):
                self.failures.append(one_line(reason))
                self._show_progress()
                self._tell(self.failures[-1], bad=True)
            case Finished():
                self.intake_progress = ""
                self._refresh_soon()
                self._tell(self._intake_result(), bad=bool(self.failures))

    def _show_progress(self) -> None:
        """Say how far the intake is, how fast, and how long it will take."""
        done, now = self._stored + self._known + len(self.failures), time.monotonic()
        self._intake_begun = self._intake_begun or now
        failed = f", {len(self.failures)} failed" if self.failures else ""
        seconds = now - self._intake_begun
        if self._expected <= 1 or seconds < SURE_SECONDS or done < SURE_ARTICLES:
            self.intake_progress = f"taking in: {done}{failed}"
            return
        left = max(0, self._expected - done) * seconds / done
        time_left = f"{left / 60:.0f} min left" if left >= 60 else "less than a minute left"
        self.intake_progress = (
            f"taking in: {done} of {self._expected}, {done / seconds:.0f} a second, {time_left}{failed}"
        )

    def _look_for_news(self) -> None:
        """Have the queue show what others took in or decided meanwhile."""
        if (count := change_count(self.desk.db)) != self._others_wrote:
            self._others_wrote = count
            self._refresh_soon()

    def on_intake_broke(self, message: IntakeBroke) -> None:
        """Say why nothing more is taken in."""
        self.intake_progress = ""
        self.failures.append(one_line(message.reason))
        self._refresh_soon()
        self._tell(self.failures[-1], bad=True)

    def _intake_result(self) -> str:
        known = f", {self._known} known before" if self._known else ""
        failed = f", {len(self.failures)} failed: {self.failures[-1]}" if self.failures else ""
        return f"{self._stored} new article{'' if self._stored == 1 else 's'}{known}{failed}"

    def _tell(self, text: str, *, bad: bool) -> None:
        screen = self.shown
        if isinstance(screen, DeskScreen) and not screen.prompt.open and (bad or not screen.prompt.message):
            screen.prompt.say(text, bad=bad)

    def _refresh_soon(self) -> None:
        if not self._refresh_waiting:
            self._refresh_waiting = True
            self.set_timer(REFRESH_SECONDS, self._refresh_queue)

    def _refresh_queue(self) -> None:
        self._refresh_waiting = False
        if isinstance(screen := self.shown, QueueScreen):
            screen.take_in()
