"""What a terminal must be sent so that one screen becomes another: as few bytes as a good mail reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tui.thin_cells import DEFAULT, SEEN_ON_BLANK, Cell, Look, Row, blank, switch, uncertain, wide

BRIDGE = 4
"""Cells that did not change are written again where moving over them takes more bytes."""
TAIL, HOLE = 4, 12
"""Empty cells from which erasing is shorter than spaces: to the end of the line, and within it."""
SCROLLED = 3
"""Lines that must be saved for scrolling to be worth its sequence."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a terminal can do, as its terminfo entry says; the least is what every terminal can."""

    colours_erased: bool = False
    """Erased cells get the current background (bce)."""
    erases_cells: bool = False
    """It has ECH, which erases some cells of a line."""
    scrolls_regions: bool = False
    """It has DECSTBM, IL and DL, which move some lines."""
    newline_returns: bool = False
    """The system makes a return and a newline of each newline that is sent (ONLCR)."""


class Painter:
    """Turns the changes of one update into a sequence; the terminal's look is the default before and after."""

    def __init__(self, abilities: Abilities) -> None:
        self._can = abilities
        self._out: list[str] = []
        self._look = DEFAULT
        self._row: int | None = None
        self._column: int | None = None

    def sequence(self) -> str:
        """Return all that is to be sent."""
        self._to_look(DEFAULT)
        return "".join(self._out)

    def clear(self, wanted: list[Row]) -> list[Row]:
        """Erase the whole screen, to its most frequent empty cell where that is possible; return what is shown then."""
        fill = blank(DEFAULT)
        if self._can.colours_erased:
            empty = Counter(cell for row in wanted for cell in row if cell[0] == " " and not cell[1][0])
            fill = empty.most_common(1)[0][0] if empty else fill
            self._to_look(fill[1])
        self._out.append("\x1b[2J")
        return [[fill] * len(row) for row in wanted]

    def paint(self, shown: list[Row], wanted: list[Row]) -> int:
        """Send what differs of two screens of one size; return the number of lines that do."""
        changed = [y for y, (old, new) in enumerate(zip(shown, wanted, strict=True)) if old != new]
        if self._can.scrolls_regions and len(changed) > SCROLLED:
            shown = self._scroll(shown, wanted, changed[0], changed[-1])
        count = 0
        for y, (old, new) in enumerate(zip(shown, wanted, strict=True)):
            if old != new:
                self._paint_row(y, old, new)
                count += 1
        return count

    # Lines that moved

    def _scroll(self, shown: list[Row], wanted: list[Row], top: int, bottom: int) -> list[Row]:
        """Move lines up or down between two lines where that saves most; return what is shown then."""
        old = [hash(tuple(row)) for row in shown[top : bottom + 1]]
        new = [hash(tuple(row)) for row in wanted[top : bottom + 1]]
        many = len(old)
        empty = {hash(tuple(row)) for row in shown[top : bottom + 1] if len(set(row)) == 1}

        def kept(by: int) -> list[int]:
            range_of_new = range(max(0, -by), many - max(0, by))
            return [at for at in range_of_new if new[at] == old[at + by] and new[at] not in empty]

        best = max((by for by in range(1 - many, many) if by), key=lambda by: (len(kept(by)), -abs(by)), default=0)
        saved = kept(best)
        if len(saved) - len(kept(0)) < SCROLLED:
            return shown
        top, bottom = top + min(saved[0], saved[0] + best), top + max(saved[-1], saved[-1] + best)
        whole = bottom == len(shown) - 1
        if not whole:
            self._out.append(f"\x1b[{top + 1};{bottom + 1}r")
            self._row = self._column = None
        self._go(top, 0)
        self._out.append(f"\x1b[{abs(best) if abs(best) > 1 else ''}{'M' if best > 0 else 'L'}")
        if not whole:
            self._out.append("\x1b[r")
            self._row = self._column = None
        new_lines = [[blank(DEFAULT)] * len(shown[0]) for _ in range(abs(best))]
        moved = shown[top : bottom + 1]
        moved = [*moved[best:], *new_lines] if best > 0 else [*new_lines, *moved[:best]]
        return [*shown[:top], *moved, *shown[bottom + 1 :]]

    # A line

    def _paint_row(self, y: int, old: Row, new: Row) -> None:
        tail = self._tail(new)
        differs = [before != after for before, after in zip(old, new, strict=True)]
        _keep_whole(differs, old, new)
        for start, end in self._stretches(differs, new):
            if start < tail:
                self._write(y, start, min(end, tail), new)
            if end > tail:
                self._go(y, max(start, tail))
                self._to_look_of_blank(new[-1])
                self._out.append("\x1b[K")
                return

    def _tail(self, row: Row) -> int:
        """Return the column from which erasing to the end of the line makes what is wanted."""
        last, at = row[-1], len(row)
        if not self._erasable(last):
            return at
        while at and row[at - 1] == last:
            at -= 1
        return at if len(row) - at >= TAIL else len(row)

    def _erasable(self, cell: Cell) -> bool:
        text, (attributes, _, back) = cell
        return text == " " and not attributes and (self._can.colours_erased or back == DEFAULT[2])

    def _stretches(self, differs: list[bool], new: Row) -> Iterator[tuple[int, int]]:
        """Yield the parts to write: the cells that differ, and the few between them that are shorter written."""
        start = end = None
        for x, different in enumerate(differs):
            if not different:
                continue
            if start is None or end is None:
                start = x
            elif x - end and not self._bridged(new, end, x):
                yield start, end
                start = x
            end = x + 1
        if start is not None and end is not None:
            yield start, end

    @staticmethod
    def _bridged(row: Row, start: int, end: int) -> bool:
        bits, front, back = row[start - 1][1]
        return end - start <= BRIDGE and all(
            text.isascii()
            and (look == (bits, front, back) or (look == (0, DEFAULT[1], back) and not bits & SEEN_ON_BLANK))
            for text, look in row[start:end]
        )

    def _write(self, y: int, start: int, end: int, row: Row) -> None:
        """Write the cells of a line from one column to another."""
        self._go(y, start)
        doubts = dict(uncertain(row))
        x = start
        while x < end:
            text, look = row[x]
            if x in doubts:
                stop = doubts[x]
                self._write_uncertain(y, x, row[x:stop])
            elif text == " " and (stop := self._hole(row, x, end)) - x >= HOLE:
                self._go(y, x)
                self._to_look_of_blank(row[x])
                self._out.append(f"\x1b[{stop - x}X")
            else:
                self._go(y, x)
                stop = x + 1
                while stop < end and row[stop] == ("", look):
                    stop += 1
                if text == " ":
                    self._to_look_of_blank(row[x], _look_behind(row, x, end))
                else:
                    self._to_look(look)
                self._out.append(text)
                self._column = stop if stop < len(row) else None
            x = stop

    def _hole(self, row: Row, start: int, end: int) -> int:
        """Return the end of the like empty cells from a column on, if a part of a line can be erased."""
        if not self._can.erases_cells or not self._erasable(row[start]):
            return start
        stop = start + 1
        while stop < end and row[stop] == row[start]:
            stop += 1
        return stop

    def _write_uncertain(self, y: int, x: int, cells: Row) -> None:
        """Write what may be wider or narrower than reckoned: on empty cells, and what follows in its own place."""
        self._go(y, x)
        self._to_look_of_blank(blank(cells[0][1]))
        self._out.append(" " * len(cells))
        self._row = self._column = None
        for at, (text, look) in enumerate(cells):
            if text:
                self._go(y, x + at)
                self._to_look(look)
                self._out.append(text)
                self._row = self._column = None
        self._row = y

    # The pen

    def _go(self, y: int, x: int) -> None:
        """Move to a cell, the shortest way there is."""
        if (self._row, self._column) == (y, x):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1 if y else ''}H"]
        if self._row == y:
            ways.append("\r" + _right(x))
            if self._column is not None and self._column < x:
                ways.append(_right(x - self._column))
        elif self._row is not None and self._row == y - 1:
            ways.append(("\n" if self._can.newline_returns else "\r\n") + _right(x))
        # Each newline is sent as two characters where the system makes two of it.
        self._out.append(min(ways, key=lambda way: len(way) + ("\n" in way and self._can.newline_returns)))
        self._row, self._column = y, x

    def _to_look(self, look: Look) -> None:
        if look != self._look:
            self._out.append(switch(self._look, look))
            self._look = look

    def _to_look_of_blank(self, cell: Cell, behind: Look | None = None) -> None:
        """Take a look with which an empty cell, or an erased one, is what is wanted: letters need none on it.

        Where ``behind`` is given it is such a look, and the next one that is needed.
        """
        look = cell[1]
        if look[0]:
            self._to_look(look)
            return
        bits, front, back = self._look
        if back == look[2] and not bits & SEEN_ON_BLANK:
            return
        if behind is not None:
            self._to_look(behind)
            return
        near = (bits & ~SEEN_ON_BLANK, front, look[2])
        self._to_look(min(near, look, key=lambda one: len(switch(self._look, one))))


def _right(cells: int) -> str:
    """Return what moves so many cells to the right."""
    return f"\x1b[{cells if cells > 1 else ''}C" if cells else ""


def _look_behind(row: Row, start: int, end: int) -> Look | None:
    """Return the look of what is written behind empty cells, where nobody sees it on them."""
    at = next((x for x in range(start, end) if row[x] != row[start]), None)
    look = row[at][1] if at is not None and row[at][0] != " " else None
    return look if look and look[2] == row[start][1][2] and not look[0] & SEEN_ON_BLANK else None


def _keep_whole(differs: list[bool], old: Row, new: Row) -> None:
    """Extend what differs to whole wide characters.

    Where terminals differ on widths, to all the rest of the line: what stands behind may have been written over.
    The cell behind counts as a part of it, since to write it may rub out half of what stands before.
    """
    parts = [*wide(old), *wide(new)]
    parts += [(start, len(new)) for row in (old, new) for start, end in uncertain(row) if any(differs[start : end + 1])]
    while torn := [part for part in parts if any(differs[slice(*part)]) and not all(differs[slice(*part)])]:
        for start, end in torn:
            differs[start:end] = [True] * (end - start)
