"""Article text as a terminal may show it: no escape, no control, no override reaches the screen.

The stored text is never changed. Text is cut by its stored offsets first and made showable last,
so that a character which shows as several keeps every offset right.
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len, get_character_cell_size

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡", 0x09: " ", 0x0A: " "}
_UNSEEN = (
    *range(0x80, 0xA0),
    0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F,
    0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, 0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC),
    *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000),
)  # fmt: skip
"""C1 controls, direction overrides and characters without a shape: they could hide or turn words."""
_VARIANTS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
"""They choose another shape of the letter before, which few terminals know."""

_SHOWN: dict[int, str] = (
    _CONTROLS | {code: f"‹{code:04x}›" for code in _UNSEEN} | {0xAD: "-"} | dict.fromkeys(_VARIANTS, "")
)
_JOINER = "\u200d"
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff]"
# Anywhere else it would draw two letters in one cell, of which terminals make two.
_LOOSE_JOINER = re.compile(f"(?<!{_PICTURE}){_JOINER}|{_JOINER}(?!{_PICTURE})")
_MARKS = 6  # upon one letter: what a language asks for, and not a column of them over the lines above
_JOINED = 4  # in one picture: a family
# No letters, or those halves of Hangul that take no cell of their own.
_FLOOD = re.compile(rf"(?:[^\w\s]|[\u1160-\u11ff\ud7b0-\ud7ff]){{{_MARKS + 1},}}")
_SAFE = re.compile(
    r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u03ff\u0400-\u0482\u2010-\u2027\u2030-\u205e€→]*"
)


def visible(text: str) -> str:
    """Return the text with every character that a terminal could act upon replaced by a visible one."""
    if _SAFE.fullmatch(text):
        return text
    shown = "".join("�" if unicodedata.category(char) in ("Cs", "Co") else char for char in text.translate(_SHOWN))
    return _FLOOD.sub(_few_marks, _LOOSE_JOINER.sub("", shown) if _JOINER in shown else shown)


def _few_marks(found: re.Match[str]) -> str:
    """Return signs with no more than a few marks upon one another, and no more than a few joined to one."""
    kept: list[str] = []
    marks = joined = 0
    before = ""
    for char in found[0]:
        if char == _JOINER:
            joined += 1
        elif get_character_cell_size(char) == 0:
            marks += 1
        else:
            marks, joined = 0, joined if before == _JOINER else 0
        if marks <= _MARKS and joined < _JOINED:
            kept.append(char)
        before = char
    return "".join(kept)


def is_plain(text: str) -> bool:
    """Return whether each character is shown as itself, one cell wide."""
    return _SAFE.fullmatch(text) is not None


def width(text: str) -> int:
    """Return the cells that the text takes when shown."""
    return len(text) if _SAFE.fullmatch(text) else cell_len(visible(text))


def fit(text: str, cells: int) -> str:
    """Return the text made visible and cut to so many cells, with an ellipsis where it was cut."""
    shown = visible(text)
    if cell_len(shown) <= cells:
        return shown
    if cells <= 0:
        return ""
    kept = shown[:cells]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def one_line(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())
