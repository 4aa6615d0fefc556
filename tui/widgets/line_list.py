"""A list with a line for each row: moving the cursor sends two lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style
from textual.strip import Strip

from tui.widgets.lines import LineWidget, Part, spread

Draw = Callable[[int, int, bool], Sequence[Part]]
"""Row number, cells and whether the cursor is on it -> the parts of the line."""


class LineList(LineWidget):
    """Shows ``count`` rows drawn by ``draw``, with a cursor that is always in view."""

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self.count = 0
        self.cursor = 0
        self.top = 0

    @property
    def visible_rows(self) -> range:
        """The rows that are in view."""
        return range(self.top, min(self.top + self.size.height, self.count))

    def set_count(self, count: int, cursor: int | None = None) -> None:
        """Show other rows; the cursor stays where it is unless told."""
        self.count = count
        self.move_to(self.cursor if cursor is None else cursor)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, the nearest there is, and keep it in view."""
        self.cursor = max(0, min(row, self.count - 1))
        self._keep_in_view()
        self.redraw()

    def _keep_in_view(self) -> None:
        height = max(self.size.height, 1)
        if self.cursor < self.top:
            # A page upward shows the cursor at the foot, a step shows one line more.
            self.top = self.cursor
        elif self.cursor >= self.top + height:
            self.top = self.cursor - height + 1
        self.top = max(0, min(self.top, self.count - height))

    def on_resize(self) -> None:
        """Keep the cursor's row in view at the new size."""
        self._keep_in_view()
        self.redraw()

    def line(self, y: int, cells: int) -> Strip:
        """Return the row shown at ``y``."""
        row = self.top + y
        if row >= self.count:
            return Strip.blank(cells, self.looks.text)
        here = row == self.cursor
        fill: Style = self.looks.cursor if here else self.looks.text
        return spread(self._draw(row, cells, here), (), cells, fill)
