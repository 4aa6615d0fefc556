"""Widgets drawn line by line, of which only what changed is sent to the terminal.

A line on a slow connection costs what is written of it. Textual writes a refreshed region whole,
so a widget here remembers what it drew and refreshes each line only up to the last cell that differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.glyphs import fit, visible, width
from tui.palette import Palette, palette

Part = tuple[str, Style]


def strip_of(parts: Iterable[Part], cells: int, fill: Style) -> Strip:
    """Return one screen line of exactly so many cells; the text is made harmless here, and only here."""
    segments = [Segment(visible(text), style) for text, style in parts if text]
    return Strip(segments).adjust_cell_length(cells, fill).simplify()


def spread(left: Sequence[Part], right: Sequence[Part], cells: int, fill: Style) -> Strip:
    """Return a line with a left and a right end; the left one is cut where they would meet."""
    room = cells - sum(width(text) for text, _ in right)
    if room < 8:
        right, room = [], cells
    parts: list[Part] = []
    for text, style in left:
        shown = fit(text, room)
        parts.append((shown, style))
        room -= width(shown)
        if shown != visible(text):
            break
    parts.append((" " * max(room, 0), fill))
    return strip_of([*parts, *right], cells, fill)


def cut_at(parts: Sequence[Part], cells: int) -> tuple[list[Part], list[Part]]:
    """Return plain letters, each a cell wide, in two: so many cells of them, and the rest."""
    left: list[Part] = []
    right: list[Part] = []
    for text, style in parts:
        left.append((text[: max(0, cells)], style))
        right.append((text[max(0, cells) :], style))
        cells -= len(text)
    return [part for part in left if part[0]], [part for part in right if part[0]]


def last_difference(old: Strip, new: Strip) -> int:
    """Return the column after the last cell in which two lines of one length differ; 0 if none does."""
    if old == new:
        return 0
    before, after = _cells(old), _cells(new)
    column = max(len(before), len(after))
    if len(before) != len(after):
        return column
    while column and before[column - 1] == after[column - 1]:
        column -= 1
    # Never between the two cells of a wide character.
    while column < len(after) and after[column][0] == "":
        column += 1
    return column


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        if text.isascii():
            cells.extend((char, style) for char in text)
            continue
        for char in text:
            wide = width(char)
            if wide == 0 and cells:
                # A combining mark belongs to the cell before it.
                cells[-1] = (cells[-1][0] + char, style)
            else:
                cells.append((char, style))
                cells.extend([("", style)] * (wide - 1))
    return cells


class LineWidget(Widget, can_focus=False):
    """A widget whose lines come from ``line``; ``redraw`` sends what differs from what is shown."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """Somebody pressed the mouse on a line of a widget (0 is its first)."""

        def __init__(self, widget: LineWidget, y: int) -> None:
            super().__init__()
            self.widget = widget
            self.y = y

        @property
        def control(self) -> LineWidget:
            """The widget that was pressed."""
            return self.widget

    class Wheeled(Message):
        """The mouse wheel was turned over a widget; ``lines`` is negative upward."""

        def __init__(self, widget: LineWidget, lines: int) -> None:
            super().__init__()
            self.widget = widget
            self.lines = lines

        @property
        def control(self) -> LineWidget:
            """The widget under the mouse."""
            return self.widget

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: list[Strip] = []
        self._over: Sequence[Sequence[Part]] = ()

    @property
    def looks(self) -> Palette:
        """The styles of the current theme."""
        return palette(self.app.theme)

    def line(self, y: int, cells: int) -> Strip:
        """Return the line at ``y`` of the visible ones, ``cells`` wide."""
        raise NotImplementedError

    def lay_over(self, lines: Sequence[Sequence[Part]]) -> None:
        """Show other lines instead of the lowest ones, until there are none: nothing else has to move."""
        self._over = lines
        self.redraw()

    def _line_or_over(self, y: int, cells: int) -> Strip:
        at = y - self.size.height + len(self._over)
        return self.line(y, cells) if at < 0 else spread(self._over[at], (), cells, self.looks.bar)

    def redraw(self) -> None:
        """Draw again, and have the terminal told of the lines that changed."""
        cells, height = self.size
        if not self.is_mounted or not height:
            return
        if len(self._drawn) != height or self._drawn[0].cell_length != cells:
            self._drawn = []
            self.refresh()
            return
        regions = []
        for y in range(height):
            strip = self._line_or_over(y, cells)
            if reach := last_difference(self._drawn[y], strip):
                self._drawn[y] = strip
                regions.append(Region(0, y, reach, 1))
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Return a line as it was last drawn."""
        cells, height = self.size
        if len(self._drawn) != height or (height and self._drawn[0].cell_length != cells):
            self._drawn = [self._line_or_over(at, cells) for at in range(height)]
        return self._drawn[y] if y < len(self._drawn) else Strip.blank(cells, self.looks.text)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Tell the screen which line was pressed."""
        event.stop()
        self.post_message(self.Clicked(self, event.y))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Tell the screen that the wheel was turned down."""
        event.stop()
        self.post_message(self.Wheeled(self, 3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Tell the screen that the wheel was turned up."""
        event.stop()
        self.post_message(self.Wheeled(self, -3))


class Bar(LineWidget):
    """One line with a left and a right end: the header, the titles of the panes, the footer."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left: Sequence[Part] = ()
        self.right: Sequence[Part] = ()
        self.fill: Style | None = None

    def show(self, left: Sequence[Part], right: Sequence[Part] = (), fill: Style | None = None) -> None:
        """Show other words; nothing is sent where they are the same."""
        self.left, self.right, self.fill = left, right, fill
        self.redraw()

    def line(self, y: int, cells: int) -> Strip:  # noqa: ARG002
        """Return the one line."""
        return spread(self.left, self.right, cells, self.fill or self.looks.bar)


class Block(LineWidget):
    """A few lines that are handed over whole, such as the detail area or the help."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: Sequence[Sequence[Part]] = ()

    def show(self, lines: Sequence[Sequence[Part]]) -> None:
        """Show other lines; nothing is sent where they are the same."""
        self.lines = lines
        self.redraw()

    def line(self, y: int, cells: int) -> Strip:
        """Return a line, empty past the last."""
        parts = self.lines[y] if y < len(self.lines) else ()
        return spread(parts, (), cells, self.looks.text)
