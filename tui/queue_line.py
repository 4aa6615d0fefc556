"""One line of the queue: its sign, date, outlet, headline, and how much of it is decided."""

from __future__ import annotations

from store.queue import QueueRow
from tui.glyphs import fit, one_line, width
from tui.palette import Palette
from tui.widgets.lines import Part

DATE_CELLS, DECIDED_CELLS, SAME_CELLS = 11, 7, 5


def mark(row: QueueRow) -> str:
    """Return the sign of an article: open, without incidents, later, or done."""
    if row.proposed:
        return "●"
    if row.postponed:
        return "◐"
    decided = row.approved + row.rejected + row.merged
    return "✓" if decided or row.dismissed else "○"


def names(cells: int) -> str:
    """Return the names of the columns, each over its own."""
    outlet_cells, title_cells = _widths(cells)
    outlet = f"{'outlet':<{outlet_cells + 1}}" if outlet_cells else ""
    title = f"{'headline':<{max(title_cells, 8)}}"
    return f"    {'published':<{DATE_CELLS}}{outlet}{title}{'decided':>{DECIDED_CELLS}}{'same':>{SAME_CELLS}} "


def parts(looks: Palette, row: QueueRow, cells: int, alike: int, *, here: bool) -> list[Part]:
    """Return the line of an article; ``alike`` is how many of its incidents are likely stored already.

    The cursor is a bar over all that stands before the headline: over the whole line it would be sent anew at
    each move, the line it leaves and the line it comes to.
    """
    outlet_cells, title_cells = _widths(cells)
    dim = looks.cursor if here else looks.dim
    loud = looks.cursor if here else looks.doubt
    total = row.proposed + row.postponed + row.approved + row.rejected + row.merged
    decided = f"{total - row.proposed}/{total}" if total else "–"
    made: list[Part] = [
        ("›" if here else " ", dim),
        (mark(row), loud if row.proposed else dim),
        ("⚑" if row.flagged else " ", looks.bad if row.flagged and not here else dim),
        (f" {row.published.isoformat() if row.published else 'no date':<{DATE_CELLS}}", dim),
    ]
    if outlet_cells:
        made.append((_padded(one_line(row.source or ""), outlet_cells) + " ", dim))
    return [
        *made,
        (_padded(one_line(row.title) or "(no headline)", title_cells), looks.value),
        (f"{decided:>{DECIDED_CELLS}}", looks.dim),
        (f"{f'≈{alike}' if alike else '':>{SAME_CELLS}} ", looks.doubt if alike else looks.dim),
    ]


def _widths(cells: int) -> tuple[int, int]:
    """Return the cells of the outlet and of the headline."""
    outlet = 0 if cells < 70 else min(24, cells // 6)
    return outlet, cells - 4 - DATE_CELLS - (outlet + 1 if outlet else 0) - DECIDED_CELLS - SAME_CELLS - 1


def _padded(text: str, cells: int) -> str:
    shown = fit(text, cells)
    return shown + " " * (cells - width(shown))
