"""The dashboard: the record over time, by type and place; the work by day, and how right the machine was."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.app import ComposeResult

from store.decisions import Decision
from store.model import Status
from tui import dashboard_lines, figures, keys
from tui.desk import Desk
from tui.figures import Period
from tui.messages import LandRead
from tui.screens.desk_screen import DeskScreen
from tui.widgets.lines import Bar, Block, LineWidget

CLOSEST = 6
OF_THE_RECORD = ("period", "closer")
"""Words of the footer for what changes nothing on the page of the work."""
NEXT = {Period.ALL: Period.YEAR, Period.YEAR: Period.QUARTER, Period.QUARTER: Period.ALL}


class DashboardScreen(DeskScreen, inherit_bindings=False):
    """Two pages of figures; nothing here changes anything but undo."""

    KEYS = keys.DASHBOARD

    def __init__(self, desk: Desk, message: str = "") -> None:
        super().__init__(desk, message)
        self._period = Period.ALL
        self._work = False
        self._zoom = 0
        self._land: tuple[tuple[float, float], ...] = ()
        self.header = Bar(id="header")
        self.page = Block(id="page")

    @property
    def main(self) -> LineWidget:
        """The page."""
        return self.page

    def compose(self) -> ComposeResult:
        """Make a header, the page, the message line and the footer."""
        yield self.header
        yield self.page
        yield self.prompt
        yield self.footer

    def on_mount(self) -> None:
        """Read the figures, and in a thread the ground of the map."""
        self._read()
        self._read_land()

    def on_resize(self) -> None:
        """Show as much as there is room for, once the page knows its size."""
        self.call_after_refresh(self._show)

    def _read(self) -> None:
        self._today = self.desk.clock().date()
        self._figures = figures.read(self.desk.db, self._today, period=self._period)
        self._show()

    @work(thread=True, group="land", exclusive=True, exit_on_error=False)
    def _read_land(self) -> None:
        from tui.land import towns

        self.post_message(LandRead(towns()))

    def on_land_read(self, message: LandRead) -> None:
        """Draw the ground under the map."""
        self._land = message.towns
        self._show()

    def _show(self) -> None:
        looks = self.looks
        cells, height = self.page.size
        if not height:
            return
        name = "the work" if self._work else "the record"
        approved = self._figures.statuses[Status.APPROVED]
        self.header.show(
            [(" totals ", looks.bar_strong), (f" {name} · {self.desk.path.name}", looks.bar)],
            [(f"{approved:,} approved ", looks.bar_strong)],
        )
        if self._work:
            lines = dashboard_lines.work_page(looks, self._figures, self._today, cells, height)
        else:
            lines = dashboard_lines.record_page(
                looks, self._figures, self._period, self._land, cells, height, zoom=self._zoom
            )
        self.page.show(lines)
        self.show_footer()

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """Return the keys that do something on the page shown."""
        return [pair for pair in super().footer_keys() if not (self._work and pair[1] in OF_THE_RECORD)]

    def after_failure(self) -> None:
        """Read the figures again."""
        self._read()

    def after_undo(self, decision: Decision, message: str) -> None:  # noqa: ARG002
        """Count again."""
        self._read()
        self.prompt.say(message)

    def action_turn(self) -> None:
        """Show the other page."""
        self._work = not self._work
        self._show()

    def action_period(self) -> None:
        """Count another part of the record."""
        if self._only_record():
            return
        self._period = NEXT[self._period]
        self._read()
        self.prompt.say(f"counting {self._period.value}")

    def _only_record(self) -> bool:
        """Return whether the page of the work is shown, which has neither period nor map, and say so."""
        if self._work:
            self.prompt.say(f"the work is that of the last {figures.WORK_DAYS} days; {self._turn} shows the record")
        return self._work

    @property
    def _turn(self) -> str:
        return self.desk.key("turn", self.KEYS)

    def action_closer(self) -> None:
        """Show the map from closer."""
        if self._only_record():
            return
        self._zoom = min(self._zoom + 1, CLOSEST)
        self._show()

    def action_farther(self) -> None:
        """Show the map from farther."""
        if self._only_record():
            return
        self._zoom = max(self._zoom - 1, 0)
        self._show()

    def action_escape(self) -> None:
        """Go back."""
        self.action_back()

    def action_back(self) -> None:
        """Go back to where the figures were opened from."""
        self.desk_app.leave_record()
