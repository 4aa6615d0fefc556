"""What the lines under the panes say of the current slot: where it comes from, and what else there is."""

from __future__ import annotations

from collections.abc import Sequence

from store import codebook
from store.incidents import Source
from store.lint import finding_of
from store.model import DateRange, Evidence, Incident, Slot
from tui import slots
from tui.glyphs import fit, one_line, width
from tui.offers import Offer
from tui.palette import Palette
from tui.reading import Candidate
from tui.widgets.lines import Part

WIDEST_OFFER = 44
GAP = 2


def title(looks: Palette, incident: Incident, slot: Slot, *, unresolved: str) -> tuple[list[Part], list[Part]]:
    """Return the title line: the slot with its whole value, and who says so.

    ``unresolved`` is said of a date that could not be counted yet.
    """
    value = slots.place_detail(incident.place) if slot is Slot.PLACE else slots.text_of(incident, slot)
    if slot is Slot.DATE and incident.date.phrase:
        value = counted_text(incident.date) + (unresolved if incident.date.start is None else "")
    elif slot in (Slot.KILLED, Slot.INJURED) and getattr(incident, slot).words:
        value += f" · “{one_line(getattr(incident, slot).words)}”"
    elif slot is Slot.WEAPON and incident.weapon.type:
        kind = codebook.title(codebook.WEAPONS, incident.weapon.type)
        value += "" if kind in value else f" · {kind}"
    left: list[Part] = [(f" {slot.value}  ", looks.bar_key), (value or "not known", looks.bar_strong)]
    if finding := finding_of(incident, slot):
        left.append((f"  {slots.UNFIT_MARK} {finding.words}", looks.bar_key))
    if not incident.known(slot) or slot not in incident.asserted_by:
        return left, []
    who = incident.asserted_by[slot]
    sure = incident.confidence.get(slot)
    return left, [(f"  {who}" + (f" · {round(100 * sure)}% " if sure is not None else " "), looks.bar)]


def counted_text(date: DateRange) -> str:
    """Return a date with what it was counted from: "on Monday night, published Tue 28 Jul 2020 → Mon 27 Jul 2020"."""
    # Imported when a phrase is first told: the first screen does not need the grammar of dates.
    from nlp.dates import arithmetic

    known = slots.date_text(date) if date.start is not None else ""
    return " → ".join(part for part in (arithmetic(date), known) if part)


def evidence_line(
    looks: Palette, text: str, pieces: Sequence[Evidence], at: int, elsewhere: int, cells: int
) -> list[Part]:
    """Return the words a value rests on inside those around them."""
    if not pieces:
        told = "no words of this article say so" if not elsewhere else f"told by {elsewhere} other words, elsewhere"
        return [(f" {told}", looks.dim)]
    piece = pieces[at]
    count = f" {at + 1}/{len(pieces)} " if len(pieces) > 1 else " "
    if elsewhere:
        count += f"(+{elsewhere} elsewhere) "
    quote = one_line(text[piece.start : piece.end])
    spare = cells - len(count) - width(quote) - 2
    side = max(0, spare // 2)
    before = _around(text[max(0, piece.start - 4 * side - 1) : piece.start], side, end=True)
    after = _around(text[piece.end : piece.end + 4 * side + 1], spare - width(before), end=False)
    shown = fit(quote, cells - len(count) - 1)
    return [(count, looks.dim), (before, looks.dim), (shown, looks.strong), (after, looks.dim)]


def _around(text: str, cells: int, *, end: bool) -> str:
    """Return words beside a quote, up to the paragraph's border, cut on the far side."""
    paragraph = text.rsplit("\n", 1)[-1] if end else text.split("\n", 1)[0]
    if cells < 8 or not paragraph.strip():
        return ""
    if not end:
        return fit(one_line_kept(paragraph), cells)
    shown = one_line_kept(paragraph)
    while width(shown) > cells - 1 and " " in shown.strip():
        shown = "…" + shown.lstrip("… ").split(" ", 1)[1] if " " in shown.lstrip("… ") else ""
        if not shown:
            break
    return shown if width(shown) <= cells else ""


def one_line_kept(text: str) -> str:
    """Return the text with runs of space as one, a space at either end kept."""
    return (" " if text[:1].isspace() else "") + one_line(text) + (" " if text[-1:].isspace() and text.strip() else "")


def offer_lines(
    looks: Palette, offers: Sequence[Offer], cells: int, lines: int, *, chosen: int | None = None, digits: bool = True
) -> tuple[list[list[Part]], int]:
    """Return the lines that number what is offered, and how many are shown."""
    made: list[list[Part]] = []
    at = 0
    for _ in range(lines):
        row: list[Part] = []
        used = 1
        while at < len(offers):
            mark = f"{at + 1} " if digits else ("›" if at == chosen else " ")
            label = fit(offers[at].label, min(WIDEST_OFFER, cells - 4))
            needs = len(mark) + width(label) + GAP
            if row and used + needs - GAP > cells:
                break
            style = looks.cursor if at == chosen else looks.value
            row += [(mark, looks.strong), (label, style), (" " * GAP, looks.text)]
            used += needs
            at += 1
        made.append([(" ", looks.text), *row] if row else [])
    return made, at


def candidate_title(looks: Palette, candidate: Candidate, sources: int) -> tuple[list[Part], list[Part]]:
    """Return the title line of a stored incident that may be the same."""
    record = candidate.record
    name = record.incident.summary or slots.text_of(record.incident, Slot.TYPE)
    told = f"{sources} source{'' if sources == 1 else 's'}"
    left: list[Part] = [(f" incident {record.id}  ", looks.bar_key), (name, looks.bar_strong)]
    return left, [(f"  {told} · {candidate.label} {round(100 * candidate.score)}% ", looks.bar)]


def candidate_lines(looks: Palette, candidate: Candidate, sources: Sequence[Source], cells: int) -> list[list[Part]]:
    """Return why it may be the same, field by field, and which outlets tell of it."""
    lines: list[list[Part]] = [[(" ", looks.text)]]
    used = 1
    for slot in Slot:
        if slot not in candidate.reasons:
            continue
        reason = candidate.reasons[slot].removeprefix(f"{slot.value} ")
        needs = width(slot.value) + width(reason) + 4
        if used + needs > cells and used > 1:
            lines.append([(" ", looks.text)])
            used = 1
        lines[-1] += [(f"{slot.value} ", looks.strong), (f"{reason}   ", looks.text)]
        used += needs
    outlets = " · ".join(one_line(source.source or source.title) for source in sources)
    return [*lines, [(f" told by {outlets}", looks.dim)]]
