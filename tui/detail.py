"""What the lines under the panes say of the current slot: where it comes from, and what else there is."""

from __future__ import annotations

from collections.abc import Sequence

from store import codebook
from store.incidents import Source
from store.lint import finding_of
from store.model import DateRange, Evidence, Incident, Slot
from tui import slots
from tui.glyphs import fit, one_line, width
from tui.likely import Candidate
from tui.offers import Offer
from tui.palette import Palette
from tui.widgets.lines import Part
from tui.wrap import wrap

WIDEST_OFFER = 44
GAP = 2


def title(
    looks: Palette, incident: Incident, slot: Slot, *, unresolved: str, cells: int
) -> tuple[list[Part], list[Part]]:
    """Return the title line: the slot with its whole value, and who says so, as far as the value leaves room.

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
    percent = f"{round(100 * sure)}%" if sure is not None else ""
    room = cells - sum(width(text) for text, _ in left)
    told = f"  {' · '.join(part for part in (who, percent) if part)} "
    return left, [(told if width(told) <= room else f"  {percent} ", looks.bar)]


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
    looks: Palette,
    offers: Sequence[Offer],
    cells: int,
    lines: int,
    *,
    chosen: int | None = None,
    digits: bool = True,
    widest: int = WIDEST_OFFER,
) -> tuple[list[list[Part]], int]:
    """Return so many lines of what is offered, and the number after the last one; the ``chosen`` one is in view."""
    rows: list[tuple[int, list[Part]]] = []
    used = cells
    for at, offer in enumerate(offers):
        mark = f"{at + 1} " if digits else ("›" if at == chosen else " ")
        label = fit(offer.label, min(widest, cells - 4))
        needs = len(mark) + width(label) + GAP
        if used + needs - GAP > cells:
            rows.append((at, [(" ", looks.text)]))
            used = 1
        rows[-1][1].extend([(mark, looks.strong), (label, looks.cursor if at == chosen else looks.value)])
        rows[-1][1].append((" " * GAP, looks.text))
        used += needs
    here = next((row for row, (first, _) in enumerate(rows) if first > (chosen or 0)), len(rows)) - 1
    top = max(0, here - lines + 1)
    shown = [parts for _, parts in rows[top : top + lines]]
    after = rows[top + lines][0] if top + lines < len(rows) else len(offers)
    return [*shown, *([] for _ in range(lines - len(shown)))], after


def candidate_title(looks: Palette, candidate: Candidate, sources: int) -> tuple[list[Part], list[Part]]:
    """Return the title line of a stored incident that may be the same."""
    record = candidate.record
    name = record.incident.summary or slots.text_of(record.incident, Slot.TYPE)
    told = f"{sources} source{'' if sources == 1 else 's'}"
    left: list[Part] = [(f" incident {record.id}  ", looks.bar_key), (name, looks.bar_strong)]
    return left, [(f"  {told} · {candidate.label} {slots.alike(candidate.score)} ", looks.bar)]


def candidate_lines(
    looks: Palette, candidate: Candidate, sources: Sequence[Source], cells: int, lines: int
) -> list[list[Part]]:
    """Return why it may be the same, the fields in their order, and in the last of so many lines who tells of it."""
    # Imported when there is a candidate, which was found by it.
    from nlp.similarity import explain

    why = explain(candidate.reasons)
    wrapped = wrap(why, cells - 2)
    if len(wrapped) >= max(2, lines):
        wrapped = [*wrapped[: max(1, lines - 1) - 1], (wrapped[max(1, lines - 1) - 1][0], len(why))]
    outlets = " · ".join(one_line(source.source or source.title) for source in sources)
    reasons = [[(f" {fit(why[start:end], cells - 2)}", looks.text)] for start, end in wrapped]
    return [*reasons, [(f" told by {outlets}", looks.dim)]]
