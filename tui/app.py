"""The desk: a queue, and beside each article the incidents that were read from it."""

from __future__ import annotations

import os

# Read once, when Textual is imported: an animated page is many times the bytes on a slow line.
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
# The most a key waits for its picture is one frame: 5 ms instead of 17. Nothing is painted where nothing changes.
os.environ.setdefault("TEXTUAL_FPS", "200")

import asyncio
import datetime as dt
import signal
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from store.database import open_database
from store.decisions import clock_set_back
from store.desk import DeskPlace
from tui import palette
from tui.background import Background, Intake
from tui.desk import Desk, DuplicatesView, utc_now
from tui.glyphs import one_line
from tui.keys import DEFAULT, KeyTable
from tui.screens.desk_screen import DeskScreen
from tui.screens.help import HelpScreen
from tui.screens.queue import QueueScreen
from tui.terminal import clipboard_text, quiet

if TYPE_CHECKING:
    from tui.screens.review import ReviewScreen


class BlotterApp(Background, inherit_bindings=False):
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
        desk = Desk(open_database(path), Path(path), analyst, clock, keys)
        super().__init__(desk, intake=intake, paths=paths)
        for theme in palette.THEMES:
            self.register_theme(theme)
        self.theme = palette.theme_name(os.environ.get("BLOTTER_THEME"), no_color=self.no_color)
        # The screen that was shown first stays, and one other comes and goes upon it.
        self._queue: QueueScreen | None = None
        self._review: ReviewScreen | None = None
        self._behind: DeskPlace | None = None
        self._compared_in: DeskPlace | None = None
        self._arriving: Awaitable[object] | None = None

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
        """Leave cleanly when the terminal does, and paint again when it comes back."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self.exit)
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh())

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
        screen = self.shown if isinstance(event, events.Key) else None
        if isinstance(event, events.Key) and isinstance(screen, DeskScreen | HelpScreen):
            taken = await screen.press(event)
            if self._arriving is not None:
                arriving, self._arriving = self._arriving, None
                await arriving
            self.learn_if_due()
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
