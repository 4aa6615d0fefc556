"""Soft wrapping that keeps offsets: each screen line is a range of the stored text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from store.model import Span
from tui.glyphs import is_plain, visible

Line = tuple[int, int]
"""Start and end of a screen line in the text, half-open, without the break."""


def wrap(text: str, width: int) -> list[Line]:
    """Return the screen lines of ``text`` at ``width`` cells, at least one.

    Runs of more than one empty line are shown as one: web pages are full of them.
    """
    width = max(width, 4)
    lines: list[Line] = []
    at = 0
    blank = False
    for paragraph in text.split("\n"):
        end = at + len(paragraph)
        stop = end - 1 if paragraph.endswith("\r") else end
        if text[at:stop].strip():
            _wrap_paragraph(text, at, stop, width, lines)
            blank = False
        elif not blank:
            lines.append((at, at))
            blank = True
        at = end + 1
    return lines or [(0, 0)]


def without(lines: Sequence[Line], folds: Sequence[Span]) -> tuple[list[Line], dict[int, int]]:
    """Return the lines with one in place of each run of lines inside the folds, and how many those stand for.

    Empty lines between folded ones fold with them. ``folds`` are in order and may touch.
    """
    kept: list[Line] = []
    counts: dict[int, int] = {}
    waiting: list[Line] = []
    at = 0
    for start, end in lines:
        while at < len(folds) and folds[at].end < end:
            at += 1
        if start == end and counts.get(len(kept) - 1):
            waiting.append((start, end))
        elif start < end and at < len(folds) and folds[at].start <= start and end <= folds[at].end:
            waiting.clear()
            if counts.get(len(kept) - 1):
                counts[len(kept) - 1] += 1
            else:
                counts[len(kept)] = 1
                kept.append((start, end))
        else:
            kept += [*waiting, (start, end)]
            waiting.clear()
    return [*kept, *waiting], counts


def _wrap_paragraph(text: str, start: int, end: int, width: int, lines: list[Line]) -> None:
    """Append the lines of one paragraph, breaking at spaces where there are any."""
    plain = is_plain(text[start:end])
    while start < end:
        limit = start + width if plain else _reach(text, start, end, width)
        if limit >= end:
            lines.append((start, end))
            return
        cut = text.rfind(" ", start + 1, limit + 1)
        if cut <= start:
            lines.append((start, limit))
            start = limit
        else:
            lines.append((start, cut))
            start = cut + 1


def _reach(text: str, start: int, end: int, width: int) -> int:
    """Return how far a line from ``start`` reaches when characters differ in width."""
    cells = 0
    for at in range(start, end):
        cells += cell_len(visible(text[at]))
        if cells > width:
            return max(at, start + 1)
    return end
