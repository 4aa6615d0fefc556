"""A screen as cells, the only form in which two of them can be compared: a character and its look each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from unicodedata import category, east_asian_width

from rich.cells import cell_len, get_character_cell_size, split_graphemes

Look = tuple[int, str, str]
"""Attributes as bits, in Rich's order, and the SGR codes of the foreground and the background."""
Cell = tuple[str, Look]
"""What stands in a cell, with all that is combined with it; empty behind a wide character."""

Row = list[Cell]

DEFAULT: Look = (0, "39", "49")
_CODES = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53")
_BITS = {code: 1 << bit for bit, code in enumerate(_CODES)}
_ENDS = (("22", 0b11), ("23", 0b100), ("24", 0b1000001000), ("25", 0b110000), ("27", 1 << 6), ("28", 1 << 7),
         ("29", 1 << 8), ("54", 0b110000000000), ("55", 1 << 12))  # fmt: skip
"""The code that ends an attribute, with all the attributes it ends."""
SEEN_ON_BLANK = ~(_BITS["1"] | _BITS["2"] | _BITS["3"] | _BITS["8"])
"""The attributes that show on a space: all but bold, dim, italic and hidden."""
_NARROW = re.compile(
    r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u03ff\u0400-\u0482\u2010-\u2027\u2030-\u205e"
    r"\u2190-\u21ff\u2500-\u25fc\u20ac\u2248\u2691\u2713]*"
)
_FIRST_EMOJI = 0x1F000


class SurpriseError(ValueError):
    """The screen is not made as expected; it must be written as Textual would write it."""


@lru_cache(4096)
def look_of(codes: str) -> Look:
    """Return the look that SGR codes (``1;38;5;252;48;5;234``) make from the default one."""
    bits, front, back = DEFAULT
    given = iter(codes.split(";")) if codes else iter(())
    for code in given:
        if code in ("38", "48"):
            kind = next(given, "")
            values = [next(given, "") for _ in range({"5": 1, "2": 3}.get(kind, 0))]
            if not values or not all(value.isdecimal() for value in values):
                raise SurpriseError(f"SGR {codes}")
            colour = ";".join([code, kind, *values])
            front, back = (colour, back) if code == "38" else (front, colour)
        elif code in _BITS:
            bits |= _BITS[code]
        elif re.fullmatch(r"3[0-79]|9[0-7]", code):
            front = code
        elif re.fullmatch(r"4[0-79]|10[0-7]", code):
            back = code
        else:
            raise SurpriseError(f"SGR {codes}")
    return bits, front, back


@lru_cache(65536)
def switch(old: Look, new: Look) -> str:
    """Return the shortest sequence that turns one look into another."""
    if old == new:
        return ""
    if new == DEFAULT:
        return "\x1b[m"
    anew = ["0", *_codes(new[0]), *(code for code, usual in zip(new[1:], DEFAULT[1:], strict=True) if code != usual)]
    ended = [(code, bits) for code, bits in _ENDS if old[0] & bits & ~new[0]]
    lost = old[0]
    for _, bits in ended:
        lost &= ~bits
    step = [code for code, _ in ended] + _codes(new[0] & ~lost)
    step += [code for code, before in zip(new[1:], old[1:], strict=True) if code != before]
    return f"\x1b[{min(';'.join(anew), ';'.join(step), key=len)}m"


def _codes(bits: int) -> list[str]:
    return [code for bit, code in enumerate(_CODES) if bits >> bit & 1]


@lru_cache(65536)
def blank(look: Look) -> Cell:
    """Return an empty cell of a look, without what nobody sees on it."""
    return (" ", look) if look[0] & SEEN_ON_BLANK else (" ", (0, "39", look[2]))


@lru_cache(65536)
def certain(text: str) -> bool:
    """Return whether every terminal gives the contents of a cell the width that is reckoned with.

    Letters and signs of one cell are certain, and so are the wide ones of East Asian scripts. Marks that
    combine, emoji and what is joined to one are drawn narrower here and wider there.
    """
    if text.isascii():
        return True
    if len(text) > 1 or ord(text) >= _FIRST_EMOJI:
        return False
    kind, wide = category(text), east_asian_width(text) in "WF"
    cells = get_character_cell_size(text)
    return (cells == 1 and not wide and kind[0] not in "MC") or (cells == 2 and wide and kind[0] in "LNP")


def cells_of(text: str, look: Look) -> Iterable[Cell]:
    """Return the cells that a text takes; a mark at its beginning has nothing to combine with, and is left out."""
    space = blank(look)
    if text.isascii():
        if not text.isprintable():
            raise SurpriseError(f"a control character in {text!r}")
        return [(char, look) if char != " " else space for char in text]
    made: list[Cell] = []
    spans, _ = split_graphemes(text)
    for start, end, cells in spans:
        cluster = text[start:end]
        if not cells:
            if made and made[-1][0]:
                made[-1] = (made[-1][0] + cluster, made[-1][1])
            continue
        made.append((cluster, look) if cluster != " " else space)
        made.extend([("", look)] * (cells - 1))
    return made


def is_plain(row: Row) -> bool:
    """Return whether each cell of a line has one character that is surely a cell wide; nearly all lines are so."""
    text = "".join([text for text, _ in row])
    return len(text) == len(row) and (text.isascii() or _NARROW.fullmatch(text) is not None)


def clusters(row: Row) -> list[tuple[int, int]]:
    """Return where each character of a line begins and ends, with all its cells and what combines with it."""
    starts = [x for x, (text, _) in enumerate(row) if text or x == 0]
    return list(pairwise([*starts, len(row)]))


def mended(row: Row) -> Row:
    """Return a line in which a wide character that lost one of its cells is empty, as terminals have it."""
    if is_plain(row):
        return row
    for start, end in clusters(row):
        if cell_len(row[start][0]) != end - start:
            row[start:end] = [blank(look) for _, look in row[start:end]]
    return row


def wide(row: Row) -> list[tuple[int, int]]:
    """Return the runs of a line that are written whole: its characters of more than a cell."""
    return [] if is_plain(row) else [(start, end) for start, end in clusters(row) if end - start > 1]


def uncertain(row: Row) -> list[tuple[int, int]]:
    """Return the runs of a line whose width terminals may see differently: start and end of each."""
    runs: list[tuple[int, int]] = []
    for start, end in () if is_plain(row) else clusters(row):
        if certain(row[start][0]):
            continue
        first = runs.pop()[0] if runs and runs[-1][1] == start else start
        runs.append((first, end))
    return runs
