"""What the screens share whose middle is a list: moving its cursor, by key and by mouse."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.desk import Desk
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Bar, Block, LineWidget


class ListScreen(DeskScreen, inherit_bindings=False):
    """A screen with a list of rows, of which more are read as the cursor comes near to the last."""

    list: LineList

    @property
    def main(self) -> LineWidget:
        """The list."""
        return self.list

    def go(self, row: int) -> None:
        """Put the cursor on a row, the nearest there is."""
        self.list.move_to(row)
        self.read_more()
        self.moved()

    def read_more(self) -> None:
        """Read the next rows if the cursor comes near to the last one."""
        raise NotImplementedError

    def read_all(self) -> None:
        """Read all rows, or as many as are read in a moment."""
        raise NotImplementedError

    def moved(self) -> None:
        """Show what belongs to the row under the cursor."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Open the row under the cursor."""
        raise NotImplementedError

    def on_line_widget_clicked(self, message: LineWidget.Clicked) -> None:
        """Put the cursor on a row, open it at the second press."""
        if message.widget is not self.list or self.prompt.open:
            return
        row = self.list.top + message.y
        if row == self.list.cursor:
            self.action_open()
        elif row < self.list.count:
            self.go(row)

    def on_line_widget_wheeled(self, message: LineWidget.Wheeled) -> None:
        """Move with the mouse wheel."""
        self.go(self.list.cursor + message.lines)

    def action_down(self) -> None:
        """Go to the next row."""
        self.go(self.list.cursor + 1)

    def action_up(self) -> None:
        """Go to the row before."""
        self.go(self.list.cursor - 1)

    def action_page_down(self) -> None:
        """Go a page down."""
        self.go(self.list.cursor + self.page)

    def action_page_up(self) -> None:
        """Go a page up."""
        self.go(self.list.cursor - self.page)

    def action_first(self) -> None:
        """Go to the first row."""
        self.go(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.read_all()
        self.go(self.list.count - 1)

    @property
    def page(self) -> int:
        """How many rows a page goes."""
        return max(1, self.list.size.height - 1)


class PanedListScreen(ListScreen, inherit_bindings=False):
    """A list of rows, and under it the lines about the row under the cursor."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-usual"), (32, "-high")]  # noqa: RUF012

    def __init__(self, desk: Desk, message: str, rows: LineList) -> None:
        super().__init__(desk, message)
        self.header = Bar(id="header")
        self.columns = Bar(id="columns")
        self.list = rows
        self.pane_title = Bar(id="detail-title")
        self.pane = Block(id="pane")

    def compose(self) -> ComposeResult:
        """Make the list, and the lines under it for the current row."""
        yield self.header
        yield self.columns
        yield self.list
        yield self.pane_title
        yield self.pane
        yield self.prompt
        yield self.footer
