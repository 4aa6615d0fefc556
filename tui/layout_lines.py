"""The row that a codebook's layout would get, as lines: each column with its value, and why it stays empty."""

from __future__ import annotations

from collections.abc import Mapping

from store.export.codes import Row
from tui.glyphs import fit, one_line, width
from tui.palette import Palette
from tui.widgets.lines import Part

NAME_CELLS = 21
TITLES: Mapping[str, str] = {"acled": "ACLED", "gtd": "GTD", "ucdp": "UCDP GED"}


def row(looks: Palette, made: Row, at: int, cells: int, *, here: bool) -> list[Part]:
    """Return the line of a column: its name, its value, and what is missing."""
    column, value = list(made.cells.items())[at]
    reason = "; ".join(complaint.reason for complaint in made.complaints if complaint.column == column)
    head = looks.cursor if here else looks.doubt if reason else looks.dim
    text = "" if value is None else one_line(str(value))
    room = cells - NAME_CELLS - 4
    shown = fit(text or ("" if reason else "·"), room)
    told = fit(reason, max(0, room - width(shown) - 1)) if reason else ""
    return [
        (f"{'›' if here else ' '}{'!' if reason else ' '} {column:<{NAME_CELLS}}", head),
        (shown, looks.value if text else looks.dim),
        (f"{' ' if shown else ''}{told}", looks.dim),
        (" " * max(0, room - width(shown) - width(told)), looks.text),
    ]


def summary(made: Row) -> str:
    """Return how many columns there are, how many are filled and how many lack something."""
    filled = sum(value not in (None, "") for value in made.cells.values())
    lacking = len({complaint.column for complaint in made.complaints if complaint.column})
    return f"{len(made.cells)} columns · {filled} filled · {lacking} lack something"


def unheld(looks: Palette, made: Row) -> list[list[Part]]:
    """Return what the incident knows but no column holds."""
    reasons = [complaint.reason for complaint in made.complaints if not complaint.column]
    lines: list[list[Part]] = [[(" not in this layout", looks.strong)]] if reasons else []
    return [*lines, *([(f"  {reason}", looks.dim)] for reason in reasons)]
