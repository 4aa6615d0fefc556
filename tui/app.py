"""The desk: a queue, and beside each article the incidents that were read from it."""

from __future__ import annotations

import os

# Read once, when Textual is imported: an animated page is many times the bytes on a slow line.
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
# The most a key waits for its picture is one frame: 5 ms instead of 17. Nothing is painted where nothing changes.
os.environ.setdefault("TEXTUAL_FPS", "200")

import asyncio
import datetime as dt
import gc
import signal
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import get_current_worker

from store.database import change_count, open_database
from store.decisions import clock_set_back
from store.desk import DeskPlace
from store.errors import BlotterError
from tui import palette
from tui.desk import Desk, DuplicatesView, utc_now
from tui.glyphs import one_line
from tui.keys import DEFAULT, KeyTable
from tui.messages import IntakeBroke, IntakeTold, PlacesOpened
from tui.place_look_up import LookUp, open_places
from tui.screens.desk_screen import DeskScreen
from tui.screens.help import HelpScreen
from tui.screens.queue import QueueScreen
from tui.terminal import clipboard_text, quiet
from tui.thin_display import ThinDisplay

if TYPE_CHECKING:
    from tui.intake import Event
    from tui.screens.review import ReviewScreen

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


class BlotterApp(ThinDisplay[None], inherit_bindings=False):
    """The desk over one database, for one analyst.

    ``intake`` takes articles in while the desk is open; of ``paths`` it is counted how many they will be.
    Raises StoreError if the database cannot be opened.
    """

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "blotter"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        # Every screen has its own keys; these two are what a terminal's user expects anywhere.
        Binding("ctrl+c", "quit", "leave", show=False),
        Binding("ctrl+z", "suspend_process", "to the shell for a while", show=False),
        Binding("ctrl+l", "paint_again", "paint the screen again", show=False),
    ]

    def __init__(
        self,
        path: Path | str,
        analyst: str,
        *,
        intake: Intake | None = None,
        paths: Sequence[Path | str] = (),
        clock: Callable[[], dt.datetime] = utc_now,
        keys: KeyTable = DEFAULT,
    ) -> None:
        super().__init__()
        for theme in palette.THEMES:
            self.register_theme(theme)
        self.theme = palette.theme_name(os.environ.get("BLOTTER_THEME"), no_color=self.no_color)
        self.desk = Desk(open_database(path), Path(path), analyst, clock, keys)
        # The screen that was shown first stays, and one other comes and goes upon it.
        self._queue: QueueScreen | None = None
        self._review: ReviewScreen | None = None
        self._behind: DeskPlace | None = None
        self._compared_in: DeskPlace | None = None
        self._arriving: Awaitable[object] | None = None
        self._changes_learned = 0
        self._intake = intake
        self._paths = paths
        self._stored = self._known = self._expected = 0
        self._intake_begun = 0.0
        self._others_wrote = 0
        self.failures: list[str] = []
        self.intake_progress = ""
        self._refresh_waiting = False
        self.loaded_ahead = False

    def get_driver_class(self) -> type[Driver]:
        """Return the terminal's driver, less what makes it report without being asked."""
        return quiet(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to begin with: where the analyst left off, if something is open there."""
        place = self.desk.place_to_resume()
        warning = clock_set_back(self.desk.db, now=self.desk.clock())
        if place is None:
            self._queue = QueueScreen(self.desk, warning)
            return self._queue
        # The queue is what most days begin with: it does not wait for the review screen's modules.
        from tui.screens.review import ReviewScreen

        self.desk.view.article_id = place.article_id
        resumed = f"where you left off; {self.desk.key('back')} shows the queue"
        self._review = ReviewScreen(self.desk, place, warning or resumed)
        return self._review

    def on_mount(self) -> None:
        """Leave cleanly when the terminal does, paint again when it comes back, and start the intake."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self.exit)
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh())
        self.call_after_refresh(self.set_timer, PAINTED_SECONDS, self._load_ahead)
        self.call_after_refresh(self._learn_if_due)
        self._others_wrote = change_count(self.desk.db)
        self.set_interval(NEWS_SECONDS, self._look_for_news)
        if self._intake is not None:
            self.intake_progress = "taking in"
            self._take_in(self._intake)

    def on_unmount(self) -> None:
        """Close the database when the last screen has saved its place."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.remove_signal_handler(number)
        self.desk.leave()
        self.desk.db.close()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Give a key to the screen, and look at the next one only when all it does is done.

        Textual's bindings run when a key has been through the screen's own queue and back, and by
        then those typed right after it have been handled: on a slow line, where keys arrive in
        bursts, the digits of "p 2020-07-28" would each choose a mention.
        """
        screen = self._shown if isinstance(event, events.Key) else None
        if isinstance(event, events.Key) and isinstance(screen, DeskScreen | HelpScreen):
            taken = await screen.press(event)
            if self._arriving is not None:
                arriving, self._arriving = self._arriving, None
                await arriving
            if self.desk.changes != self._changes_learned:
                self._learn_if_due()
            if taken:
                return
        await super().on_event(event)

    # Screens

    def go_to(self, screen: Screen[None]) -> None:
        """Show a screen; it is there before the next key is looked at."""
        self._arriving = self.push_screen(screen)

    def _upon_first(self, screen: Screen[None]) -> None:
        """Show a screen upon the first, in place of what is there."""
        self._arriving = self.push_screen(screen) if len(self.screen_stack) == 1 else self.switch_screen(screen)

    def _back_to_first(self) -> None:
        if len(self.screen_stack) > 1:
            self._arriving = self.pop_screen()

    def open_queue(self, message: str = "") -> None:
        """Show the queue."""
        self.desk.record.came_from, self._behind = False, None
        self.desk.leave()
        if self._queue is not None:
            self._back_to_first()
            self._queue.come_back(message)
        else:
            self._upon_first(QueueScreen(self.desk, message))

    def open_article(self, article_id: int) -> None:
        """Show an article, at its first undecided incident."""
        self.open_place(DeskPlace(article_id))

    def open_place(self, place: DeskPlace, message: str = "") -> None:
        """Show an article at a place in it."""
        self.desk.view.article_id = place.article_id
        if self._review is not None:
            self._back_to_first()
            self._review.read_article(place)
            if message or self._review.held is None:
                self._review.prompt.say(message)
        else:
            from tui.screens.review import ReviewScreen

            self._upon_first(ReviewScreen(self.desk, place, message))

    def leave_article(self, message: str = "") -> None:
        """Show the screen that the article was opened from."""
        if self.desk.record.came_from:
            self.open_incidents(message)
        else:
            self.open_queue(message)

    def open_incidents(self, message: str = "") -> None:
        """Show the record."""
        from tui.screens.incidents import IncidentsScreen

        self._remember_article()
        self._upon_first(IncidentsScreen(self.desk, message))

    def leave_record(self) -> None:
        """Show the article that the record or its figures were opened from, or else the queue."""
        place, self._behind = self._behind, None
        if place is None:
            self.open_queue()
        else:
            self.open_place(place)

    def _remember_article(self) -> None:
        """Remember the article that is shown, unless it was opened from the record, to come back to it."""
        place = self.screen.place if isinstance(self.screen, DeskScreen) else None
        if place is not None and not self.desk.record.came_from:
            self._behind = place
        self.desk.record.came_from = False

    def open_compare(self, a: int, b: int) -> None:
        """Show two incidents side by side."""
        from tui.screens.compare import CompareScreen

        self._compared_in = self.screen.place if isinstance(self.screen, DeskScreen) else None
        self._upon_first(CompareScreen(self.desk, (a, b)))

    def open_layouts(self, incident_id: int) -> None:
        """Show the rows that an incident would be exported as."""
        from tui.screens.layouts import LayoutsScreen

        self._compared_in = self.screen.place if isinstance(self.screen, DeskScreen) else None
        self._upon_first(LayoutsScreen(self.desk, incident_id))

    def leave_compare(self, message: str = "") -> None:
        """Show the article, the record or the duplicates that two were compared, or a row was looked at, from."""
        place, self._compared_in = self._compared_in, None
        if self.desk.duplicates.comparing:
            self.desk.duplicates.comparing = False
            self._show_duplicates(message)
        elif place is None:
            self.open_incidents(message)
        else:
            self.open_place(place, message)

    def open_duplicates(self) -> None:
        """Look for the duplicates of the whole store."""
        self._remember_article()
        self.desk.duplicates = DuplicatesView(from_queue=isinstance(self.screen, QueueScreen))
        self._show_duplicates()

    def _show_duplicates(self, message: str = "") -> None:
        from tui.screens.duplicates import DuplicatesScreen

        self._upon_first(DuplicatesScreen(self.desk, message))

    def leave_duplicates(self) -> None:
        """Show the queue or the record that they were opened from, and forget what was found."""
        from_queue = self.desk.duplicates.from_queue
        self.desk.duplicates = DuplicatesView()
        if from_queue:
            self.open_queue()
        else:
            self.open_incidents()

    def open_dashboard(self) -> None:
        """Show the figures of the record."""
        from tui.screens.dashboard import DashboardScreen

        self._remember_article()
        self._upon_first(DashboardScreen(self.desk))

    # The clipboard

    def copy_text(self, text: str) -> str:
        """Give text to the analyst's terminal for its clipboard (OSC 52), and return what to say of it."""
        payload, cut = clipboard_text(text)
        if not payload:
            return "there is nothing to copy"
        self.copy_to_clipboard(payload)
        return f"copied, if your terminal lets programs do so{', the beginning' if cut else ''}: {one_line(payload)}"

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
        if isinstance(screen := self._shown, DeskScreen):
            screen.prompt.offer_anew()

    # Learning

    def _learn_if_due(self) -> None:
        """Have the weights of duplicates learned anew when verdicts enough have come in, also colleagues'."""
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
        screen = self._shown
        if isinstance(screen, DeskScreen) and not screen.prompt.open and (bad or not screen.prompt.message):
            screen.prompt.say(text, bad=bad)

    @property
    def _shown(self) -> Screen[object] | None:
        """The screen in front; none while the desk closes, when timers and messages may still arrive."""
        return self.screen if self.screen_stack else None

    def _refresh_soon(self) -> None:
        if not self._refresh_waiting:
            self._refresh_waiting = True
            self.set_timer(REFRESH_SECONDS, self._refresh_queue)

    def _refresh_queue(self) -> None:
        self._refresh_waiting = False
        if isinstance(screen := self._shown, QueueScreen):
            screen.take_in()
