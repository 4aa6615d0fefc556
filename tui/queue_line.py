"""One line of the queue: its sign, date, outlet, headline, and how much of it is decided."""

from __future__ import annotations

from store.queue import QueueRow
from tui.glyphs import fit, one_line, width
from tui.palette import Palette
from tui.widgets.lines import Part

DATE_CELLS, DECIDED_CELLS, SAME_CELLS = 11, 7, 5
WIDE = 100
"""Cells from which all reasons of the rank have room."""


def mark(row: QueueRow) -> str:
    """Return the sign of an article: open, without incidents, later, or done."""
    if row.proposed:
        return "●"
    if row.postponed:
        return "◐"
    decided = row.approved + row.rejected + row.merged
    return "✓" if decided or row.dismissed else "○"


def names(cells: int, *, copies: bool = False) -> str:
    """Return the names of the columns, each over its own; with ``copies``, what a number after an outlet is."""
    outlet_cells, why_cells, title_cells = _widths(cells)
    why = f"{'why':<{why_cells + 1}}" if why_cells else ""
    named = "outlet +n" if copies else "outlet"
    outlet = f"{named:<{outlet_cells + 1}}" if outlet_cells else ""
    title = f"{'headline':<{max(title_cells, 8)}}"
    return f"    {'published':<{DATE_CELLS}}{outlet}{title}{why}{'decided':>{DECIDED_CELLS}}{'same':>{SAME_CELLS}} "


def parts(looks: Palette, row: QueueRow, cells: int, alike: int, *, here: bool, whose: str = "") -> list[Part]:
    """Return the line of an article; ``alike`` is how many of its incidents are likely stored already.

    ``whose`` names another analyst who has it open.

    The cursor is a bar over all that stands before the headline: over the whole line it would be sent anew at
    each move, the line it leaves and the line it comes to.
    """
    outlet_cells, why_cells, title_cells = _widths(cells)
    dim = looks.cursor if here else looks.dim
    loud = looks.cursor if here else looks.doubt
    open_by = f"{fit(one_line(whose), title_cells // 2)}: " if whose else ""
    total = row.proposed + row.postponed + row.approved + row.rejected + row.merged
    decided = f"{total - row.proposed}/{total}" if total else "–"
    made: list[Part] = [
        ("›" if here else " ", dim),
        (mark(row), loud if row.proposed else dim),
        ("⚑" if row.flagged else " ", looks.bad if row.flagged and not here else dim),
        (f" {row.published.isoformat() if row.published else 'no date':<{DATE_CELLS}}", dim),
    ]
    if outlet_cells:
        made.append((_padded(_outlets(row, outlet_cells), outlet_cells) + " ", dim))
    return [
        *made,
        (open_by, looks.doubt),
        (_padded(one_line(row.title) or "(no headline)", title_cells - width(open_by)), looks.value),
        (f" {_padded(_why(row, cells), why_cells)}" if why_cells else "", looks.dim),
        (f"{decided:>{DECIDED_CELLS}}", looks.dim),
        (f"{f'≈{alike}' if alike else '':>{SAME_CELLS}} ", looks.doubt if alike else looks.dim),
    ]


def _outlets(row: QueueRow, cells: int) -> str:
    """Return the outlets of an article and of its copies, or how many more there are."""
    own = one_line(row.source or "")
    if not row.others:
        return own
    all_ = ", ".join([own or "?", *map(one_line, row.others)])
    more = f" +{len(row.others)}"
    return all_ if width(all_) <= cells else fit(own, max(1, cells - len(more))) + more


def _why(row: QueueRow, cells: int) -> str:
    """Return what the rank of an article rests on, as far as there is room."""
    by_hand = [f"{row.raised:+} by hand"] if row.raised else []
    reasons = [*by_hand, *(row.why.split(", ") if row.why else [])]
    return ", ".join(reasons if cells >= WIDE else reasons[:1])


def _widths(cells: int) -> tuple[int, int, int]:
    """Return the cells of the outlet, of the reasons and of the headline."""
    outlet, why = (0, 0) if cells < 70 else (10, 11) if cells < WIDE else (min(24, cells // 6), min(30, cells // 5))
    columns = sum(one + 1 for one in (outlet, why) if one)
    return outlet, why, cells - 4 - DATE_CELLS - columns - DECIDED_CELLS - SAME_CELLS - 1


def _padded(text: str, cells: int) -> str:
    shown = fit(text, cells)
    return shown + " " * (cells - width(shown))
