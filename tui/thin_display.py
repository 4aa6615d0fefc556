"""A display that remembers what the terminal shows, and sends only what changes of it.

Textual writes every refreshed region whole, three quarters of it codes of style; on a slow line that is
what one waits for. This stands between the two at one private place of Textual's, ``App._display``. Where
that is not as it was when this was written, and whenever something else surprises it, Textual writes as
always. ``BLOTTER_DISPLAY=stock`` has it do so from the start.

The terminal's cursor is hidden and stays where the last change was.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from rich.console import COLOR_SYSTEMS
from textual import _compositor, events
from textual.app import App, ReturnType
from textual.strip import Strip

from tui.thin_cells import DEFAULT, Cell, Look, Row, SurpriseError, cells_of, look_of, mended
from tui.thin_changes import Abilities, Painter

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.console import RenderableType
    from rich.style import Style
    from textual.screen import Screen

SWITCH = "BLOTTER_DISPLAY"
STOCK = "stock"
AT_ONCE = 3
"""Lines from which a change is shown at once on a terminal that can (synchronized output)."""
_SYNC = ("\x1b[?2026h", "\x1b[?2026l")
_WHOLE, _PARTS = "LayoutUpdate", "ChopsUpdate"
_SEAM: tuple[tuple[object, str, str, tuple[str, ...]], ...] = (
    (App, "", "_display", ("self", "screen", "renderable")),
    (_compositor, _WHOLE, "__init__", ("self", "strips", "region")),
    (_compositor, _PARTS, "__init__", ("self", "chops", "spans", "chop_ends")),
    (Strip, "", "render_style", ("cls", "style", "text", "color_system")),
)
"""What is used of Textual that it does not promise, with the arguments it had."""


def seam_is_known() -> bool:
    """Return whether Textual still hands its updates over as it did when this was written."""
    for place, name, function, expected in _SEAM:
        owner = getattr(place, name, None) if name else place
        code = getattr(getattr(owner, function, None), "__code__", None)
        if code is None or code.co_varnames[: code.co_argcount] != expected:
            return False
    return True


def abilities(term: str | None) -> Abilities:
    """Return what a kind of terminal can do, by its terminfo entry; the least where there is none."""
    if sys.platform == "win32" or not term:
        return Abilities()
    try:
        import _curses
    except ImportError:  # a Python built without it
        return Abilities()
    try:
        _curses.setupterm(term, 1)
    except _curses.error:
        return Abilities()
    return Abilities(
        colours_erased=_curses.tigetflag("bce") == 1,
        erases_cells=_curses.tigetstr("ech") == b"\x1b[%p1%dX",
        scrolls_regions=_curses.tigetstr("csr") == b"\x1b[%i%p1%d;%p2%dr"
        and _curses.tigetstr("dl") == b"\x1b[%p1%dM"
        and _curses.tigetstr("il") == b"\x1b[%p1%dL",
        newline_returns=_newline_returns(),
    )


def _newline_returns() -> bool:
    """Return whether the system returns to the first column at a newline; Textual leaves that as it is."""
    import termios

    try:
        output = termios.tcgetattr(sys.__stderr__ or 2)[1]  # where Textual writes
    except (OSError, ValueError, termios.error):
        return False
    return bool(output & termios.OPOST and output & termios.ONLCR)


class Memory:
    """What the terminal shows, and the sequence that makes it show something else."""

    def __init__(self, can: Abilities, colours: ColorSystem) -> None:
        self._can = can
        self._colours = colours
        self._looks: dict[Style | None, Look] = {None: DEFAULT}
        self._rows: list[Row] = []

    @property
    def empty(self) -> bool:
        """Whether nothing is known of what the terminal shows."""
        return not self._rows

    def forget(self) -> None:
        """Know nothing: somebody else has written on the terminal."""
        self._rows = []

    def changes(self, update: Any) -> tuple[str, int]:
        """Return what is to be sent for an update, and how many lines it changes.

        Raises SurpriseError where the update is not as expected.
        """
        painter = Painter(self._can)
        kind = type(update).__name__
        if kind not in (_WHOLE, _PARTS):
            raise SurpriseError(kind)
        wanted = self._whole(update) if kind == _WHOLE else self._parts(update)
        if len(self._rows) != len(wanted) or len(self._rows[0]) != len(wanted[0]):
            self._rows = painter.clear(wanted)
        count = painter.paint(self._rows, wanted)
        self._rows = wanted
        return painter.sequence(), count

    def _whole(self, update: Any) -> list[Row]:
        x, y, width, height = update.region
        rows: list[Row] = []
        for line in update.strips:
            row: Row = []
            for strip in line:
                row.extend(self._cells(strip))
            rows.append(mended(row))
        if (x, y) != (0, 0) or not width or len(rows) != height or any(len(row) != width for row in rows):
            raise SurpriseError("not a whole screen")
        return rows

    def _parts(self, update: Any) -> list[Row]:
        rows = list(self._rows)
        for y, first, last in update.spans:
            row = list(rows[y])
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is None or x > last or end <= first:
                    continue
                # Textual would cut it at ``last``; what stands behind is as it should be all the same.
                cells = self._cells(strip)
                row[x : x + len(cells)] = cells
            if len(row) != len(rows[y]):
                raise SurpriseError(f"line {y} is longer than the screen")
            rows[y] = mended(row)
        return rows

    def _cells(self, strip: Strip) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, control in strip:
            if control:
                raise SurpriseError("a control code among the text")
            look = self._looks.get(style)
            cells.extend(cells_of(text, self._look(style) if look is None else look))
        return cells

    def _look(self, style: Style | None) -> Look:
        """Return the look of a style, as Textual itself would write it."""
        assert style is not None
        before, mark, after = Strip.render_style(style, "x", self._colours).partition("x")
        codes = before.removeprefix("\x1b[").removesuffix("m")
        if not mark or after not in ("", "\x1b[0m") or "\x1b" in codes:
            raise SurpriseError("a style that is more than attributes and colours")
        self._looks[style] = look_of(codes)
        return self._looks[style]


class ThinDisplay(App[ReturnType], inherit_bindings=False):
    """An app whose display sends only what changes, as long as Textual is as expected."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._memory: Memory | None = None
        if os.environ.get(SWITCH, "").strip().lower() != STOCK and seam_is_known():
            colours = COLOR_SYSTEMS[self.console.color_system or "truecolor"]
            self._memory = Memory(abilities(os.environ.get("TERM")), colours)

    async def on_event(self, event: events.Event) -> None:
        """Forget what was shown when the terminal is another: resized, or come back to."""
        if isinstance(event, events.Resize) and self._memory is not None and not self._memory.empty:
            # The driver tells the size whenever it begins anew, also after a stop that nobody announced.
            self._memory.forget()
            if event.size == self.size:
                self.screen.refresh()
        await super().on_event(event)

    def action_paint_again(self) -> None:
        """Write the whole screen: something else may have written on the terminal."""
        if self._memory is not None:
            self._memory.forget()
        if self.screen_stack:
            self.screen.refresh()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver, memory = self._driver, self._memory
        if memory is None or driver is None or driver.is_inline or self.is_headless:
            super()._display(screen, renderable)
            return
        if renderable is None or self._batch_count or not self._running or self._closed:
            super()._display(screen, renderable)
            return
        if memory.empty and type(renderable).__name__ == _PARTS:
            data = None
        else:
            try:
                data, lines = memory.changes(renderable)
            except (SurpriseError, AttributeError, TypeError, ValueError, LookupError):
                # Textual is not as expected: from now on it writes itself, the whole screen to begin with.
                self._memory, data = None, None
        if data is None:
            super()._display(screen, renderable)
            self.screen.refresh()
            return
        if data:
            if self._sync_available and lines >= AT_ONCE:
                data = data.join(_SYNC)
            driver.write(data)
            driver.flush()
        self.post_display_hook()
