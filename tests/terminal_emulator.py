"""A terminal to draw on in tests, with its own opinion on how wide characters are."""

from collections.abc import Callable
from itertools import count

import pyte
from pyte.screens import Char
from rich.cells import get_character_cell_size, split_graphemes

SHOWS_ON_BLANK = ("underscore", "strikethrough", "reverse", "blink")

Widths = Callable[[str], list[tuple[str, int]]]


def as_reckoned(text: str) -> list[tuple[str, int]]:
    """Whole characters, as wide as Textual takes them to be."""
    return [(text[start:end], cells) for start, end, cells in split_graphemes(text)[0]]


def by_code_point(text: str) -> list[tuple[str, int]]:
    """Older terminals: a family of four is four people beside each other."""
    return [(char, get_character_cell_size(char)) for char in text]


def narrow_emoji(text: str) -> list[tuple[str, int]]:
    """The Linux console: one cell for each sign it has no picture of."""
    return [(char, 1 if ord(char) > 0xFFFF else get_character_cell_size(char)) for char in text]


class Terminal(pyte.Screen):
    """What somebody in front of the terminal sees."""

    def __init__(self, columns: int, lines: int, *, widths: Widths = as_reckoned, colours_erased: bool = True) -> None:
        self._widths = widths
        self.colours_erased = colours_erased
        super().__init__(columns, lines)
        self._stream = pyte.Stream(self)
        self.received = 0

    def feed(self, data: str) -> None:
        self.received += len(data.encode())
        # The emulator does not know these, and terminals that do not know them leave them alone.
        for unknown in ("\x1b[>25u", "\x1b[<u"):
            data = data.replace(unknown, "")
        self._stream.feed(data)

    def draw(self, data: str) -> None:
        """Draw without wrapping, as Textual asks terminals to."""
        line = self.buffer[self.cursor.y]
        for text, cells in self._widths(data):
            x = min(self.cursor.x, self.columns - 1)
            if cells == 0:  # on the character before, which in the last column is the one under the cursor
                if end := self.cursor.x:
                    before = next(at for at in count(end - 1, -1) if line[at].data or at == 0)
                    line[before] = line[before]._replace(data=line[before].data + text)
                continue
            for at in range(x, min(x + cells, self.columns)):
                self._rub_out_other_half(line, at)
            if x + cells > self.columns:
                line[x] = self.cursor.attrs._replace(data=" ")
            else:
                line[x] = self.cursor.attrs._replace(data=text)
                for at in range(x + 1, x + cells):
                    line[at] = self.cursor.attrs._replace(data="")
            self.cursor.x = min(x + cells, self.columns)
        self.dirty.add(self.cursor.y)

    def _rub_out_other_half(self, line: dict[int, Char], at: int) -> None:
        if line[at].data == "" and at:
            line[at - 1] = line[at - 1]._replace(data=" ")
        if at + 1 < self.columns and line[at + 1].data == "":
            line[at + 1] = line[at + 1]._replace(data=" ")

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        with_attributes = self._erasing()
        super().erase_in_line(how, private)
        self.cursor.attrs = with_attributes

    def erase_in_display(self, how: int = 0, *args: object, **more: object) -> None:
        # The emulator leaves cells that were never written without the colour.
        super().erase_in_display(how, *args, **more)
        if how == 2:
            empty = Char(" ", bg=self.cursor.attrs.bg) if self.colours_erased else Char(" ")
            for y in range(self.lines):
                self.buffer[y].update(dict.fromkeys(range(self.columns), empty))

    def erase_characters(self, count: int | None = None) -> None:
        with_attributes = self._erasing()
        super().erase_characters(count)
        self.cursor.attrs = with_attributes

    def _erasing(self) -> Char:
        before = self.cursor.attrs
        self.cursor.attrs = Char(" ", bg=before.bg) if self.colours_erased else Char(" ")
        return before

    def seen(self, y: int, x: int) -> tuple[object, ...]:
        """A cell as it is seen: of an empty one, only what shows."""
        cell = self.buffer[y][x]
        if cell.data != " ":
            return tuple(cell)
        if any(getattr(cell, name) for name in SHOWS_ON_BLANK):
            return tuple(cell._replace(bold=False, italics=False))
        return (" ", cell.bg)

    def text(self, y: int) -> str:
        """The text of a line."""
        return "".join(self.buffer[y][x].data for x in range(self.columns)).rstrip()

    def picture(self) -> list[list[tuple[object, ...]]]:
        return [[self.seen(y, x) for x in range(self.columns)] for y in range(self.lines)]
