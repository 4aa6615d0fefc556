"""Two incidents side by side as lines: which slots differ, what each rests on, and who tells of them."""

from __future__ import annotations

from collections.abc import Mapping

from store.incidents import Comparison
from store.ledger import Rule, settled
from store.merging import Field, Pick
from store.model import Slot
from tui import slots
from tui.glyphs import fit, one_line, width
from tui.palette import Palette
from tui.widgets.lines import Part

NAME_CELLS = 15


def same(comparison: Comparison, field: Field) -> bool:
    """Return whether both say the same to a reader, if in other words of their articles."""
    left, right = (slots.text_of(record.incident, field.slot) for record in (comparison.into, comparison.other))
    return field.agree or (left == right and field.into == field.other)


def sign(comparison: Comparison, field: Field) -> str:
    """Return how the two stand to each other in a slot: same, differing, or known to one only."""
    if same(comparison, field):
        return "="
    if field.into and field.other:
        return "≠"
    return "‹" if field.into else "›"


def names(comparison: Comparison, cells: int) -> str:
    """Return the titles of the two columns."""
    room = _room(cells)
    left, right = (f"incident {record.id} · {record.status.value}" for record in (comparison.into, comparison.other))
    return f"{'':<{NAME_CELLS + 1}}{_padded(left, room)}  {fit(right, room)}"


def row(
    looks: Palette, comparison: Comparison, at: int, picks: Mapping[Slot, Pick], cells: int, *, here: bool
) -> list[Part]:
    """Return the line of a slot; what a merge would take has a star."""
    field = comparison.fields[at]
    room, agree = _room(cells), same(comparison, field)
    taken = taken_from(field, picks)
    name = looks.cursor if here else looks.dim if agree else looks.doubt
    parts: list[Part] = [
        (f"{'›' if here else ' '}{sign(comparison, field)} {field.slot.value:<{NAME_CELLS - 3}}", name)
    ]
    for pick, record in ((Pick.INTO, comparison.into), (Pick.OTHER, comparison.other)):
        star = "*" if pick is taken and not agree else " "
        text = _padded(one_line(slots.text_of(record.incident, field.slot)) or "·", room)
        style = looks.dim if agree else looks.value
        parts.append((f"{star}{text} ", style))
    return [*parts, (" " * (cells - NAME_CELLS - 2 * room - 4), looks.text)]


def taken_from(field: Field, picks: Mapping[Slot, Pick]) -> Pick:
    """Return whose value a merge takes: what was chosen, else what the kept one says, else the other's."""
    return picks.get(field.slot, Pick.INTO if field.into else Pick.OTHER)


def detail(looks: Palette, comparison: Comparison, at: int, cells: int) -> list[list[Part]]:
    """Return the whole values of a slot with their words, and the sources of the two."""
    slot = comparison.fields[at].slot
    lines: list[list[Part]] = []
    for record, sources in zip((comparison.into, comparison.other), comparison.sources, strict=True):
        value = slots.place_detail(record.incident.place) if slot is Slot.PLACE else slots.text_of(
            record.incident, slot)  # fmt: skip
        quotes = " · ".join(f"“{one_line(piece.quote)}”" for piece in record.incident.evidence.get(slot, ()))
        told = " · ".join(one_line(source.source or source.title) for source in sources)
        lines += [
            [(f" {record.id}  ", looks.dim), (one_line(value) or "not known", looks.strong)],
            [("    ", looks.dim), (quotes or "rests on no words", looks.text)],
            [("    told by ", looks.dim), (fit(told, cells - 13), looks.text)],
        ]
    return lines


def settled_by_figures(comparison: Comparison, at: int, picks: Mapping[Slot, Pick]) -> str:
    """Return what the figures of all sources make of a number, and by which rule; nothing where that is not taken."""
    slot = comparison.fields[at].slot
    if picks.get(slot) is not Pick.FIGURES:
        return ""
    count = settled([figure for figure in comparison.figures if figure.slot is slot])
    return f"* {slots.count_text(count)}  {Rule.GTD.told}"


def said(comparison: Comparison) -> str:
    """Return what was said of the two before, nothing where nobody did."""
    if comparison.said is None:
        return ""
    follows = "" if set(comparison.said.of) == {comparison.into.id, comparison.other.id} else ", from others"
    return f"said before: {comparison.said.verdict.value} ({one_line(comparison.said.analyst)}{follows})"


def _room(cells: int) -> int:
    return max(8, (cells - NAME_CELLS - 4) // 2)


def _padded(text: str, cells: int) -> str:
    shown = fit(text, cells)
    return shown + " " * (cells - width(shown))
