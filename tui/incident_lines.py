"""Incidents as lines: a row of the record's list, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store import codebook
from store.blame import Proposal
from store.decisions import Change, named
from store.incident_list import IncidentRow
from store.incidents import Record, Source
from store.ledger import FIGURE_SLOTS, rule_of
from store.model import Count, Slot
from tui import history, slots
from tui.glyphs import fit, one_line, width
from tui.lanes import MARKS
from tui.palette import Palette
from tui.widgets.lines import Part
from tui.wrap import wrap

DATE_CELLS, HIT_CELLS = 11, 4
WIDE = 70
"""Cells from which a row has room for the place beside what happened there."""


def names(cells: int) -> str:
    """Return the names of the columns, each over its own."""
    place, summary = _widths(cells)
    where = f"{'place':<{place + 1}}" if place else ""
    return f"   {'began':<{DATE_CELLS}}{where}{'what':<{max(summary, 4)}}{'†':>{HIT_CELLS}}{'+':>{HIT_CELLS}} "


def row_parts(looks: Palette, row: IncidentRow, cells: int, *, here: bool) -> list[Part]:
    """Return the line of an incident: its status, day, place, what happened, killed (†) and injured (+)."""
    place_cells, summary_cells = _widths(cells)
    # As in the queue, the cursor covers only the beginning of a line: it is what moving it sends.
    first = looks.cursor if here else looks.dim
    start = row.date.start
    when = start.isoformat() if start else "no date"
    if start is not None and row.date.end != start:
        when = f"{when}…"
    made: list[Part] = [(f"{'›' if here else ' '}{MARKS[row.status]} ", first), (f"{when:<{DATE_CELLS}}", first)]
    if place_cells:
        where = ", ".join(part for part in (one_line(row.place), row.country or "") if part)
        made.append((_padded(where, place_cells) + " ", looks.cursor if here else looks.value))
    what = one_line(row.summary) or codebook.title(codebook.TYPES, row.type) or "(nothing said)"
    return [
        *made,
        (_padded(what, summary_cells), looks.value),
        (f"{_number(row.killed):>{HIT_CELLS}}{_number(row.injured):>{HIT_CELLS}} ", looks.dim),
    ]


def _number(count: int | None) -> str:
    return "" if count is None else str(count) if count < 1000 else "999+"


def _widths(cells: int) -> tuple[int, int]:
    """Return the cells of the place and of what happened."""
    place = 0 if cells < WIDE else min(26, cells // 4)
    return place, cells - 3 - DATE_CELLS - (place + 1 if place else 0) - 2 * HIT_CELLS - 1


def title(record: Record, sources: Sequence[Source]) -> str:
    """Return which incident it is, what was decided, and how many tell of it."""
    into = f" into {record.merged_into}" if record.merged_into else ""
    told = f"{len(sources)} source{'' if len(sources) == 1 else 's'}"
    return f"incident {record.id} · {record.status.value}{into} · {told}"


def fact_lines(looks: Palette, record: Record, sources: Sequence[Source], cells: int) -> list[list[Part]]:
    """Return every slot that says something, the summary first, and who tells of it."""
    incident = record.incident
    summary = one_line(incident.summary) or "(no summary)"
    lines: list[list[Part]] = [
        [(" ", looks.text), (summary[start:end], looks.strong)] for start, end in wrap(summary, cells - 2)
    ]
    facts = []
    for slot in Slot:
        if slot is not Slot.SUMMARY and incident.known(slot):
            facts.append((slot.value, slots.place_detail(incident.place) if slot is Slot.PLACE else
                          slots.text_of(incident, slot)))  # fmt: skip
    facts += ledger_facts(record, sources)
    facts.append(("told by", " · ".join(one_line(source.source or source.title) for source in sources)))
    for name, told in (
        ("author", [source.author for source in sources]),
        ("link", [source.link for source in sources]),
    ):
        facts += [(name, " · ".join(one_line(words) for words in told if words))] if any(told) else []
    return lines + _flowing(looks, facts, cells)


def ledger_facts(record: Record, sources: Sequence[Source]) -> list[tuple[str, str]]:
    """Return the figures of each source where there are several, and the rule by which the number follows."""
    told = {source.article_id: source for source in sources}
    facts = []
    for slot in FIGURE_SLOTS:
        figures = [figure for figure in record.figures if figure.slot is slot]
        if len(figures) < 2:
            continue
        each = " · ".join(
            f"{figure_text(figure.count)} {outlet_of(told.get(figure.article_id))}".strip() for figure in figures
        )
        rule = rule_of(record.incident, slot)
        facts.append((f"{slot.value} as told", f"{each}{f' ({rule.told})' if rule else ''}"))
    return facts


def figure_text(count: Count) -> str:
    """Return a figure of one source."""
    return slots.count_text(count) or "no number"


def outlet_of(source: Source | None) -> str:
    """Return the outlet of a figure and the day of its report."""
    if source is None:
        return ""
    day = f"{source.published.day} {source.published:%b}" if source.published else "undated"
    return f"{one_line(source.source or source.title)} {day}"


def _flowing(looks: Palette, facts: Iterable[tuple[str, str]], cells: int) -> list[list[Part]]:
    """Return names and values side by side, as many as fit into a line; a long value takes as many as it needs."""
    lines: list[list[Part]] = []
    used = cells
    for name, told in facts:
        value = one_line(told)
        first, *others = wrap(value, cells - width(name) - 4)
        shown = value[slice(*first)]
        needs = width(name) + width(shown) + 3
        if used + needs > cells:
            lines.append([(" ", looks.text)])
            used = 1
        lines[-1] += [(f"{name} ", looks.dim), (f"{shown}  ", looks.text)]
        used += needs
        if others:
            lines += [[(" " * (width(name) + 2), looks.text), (value[slice(*one)], looks.text)] for one in others]
            used = cells
    return lines


def as_text(record: Record) -> str:
    """Return an incident as one line for another program: its number, day, place and summary."""
    incident = record.incident
    parts = [
        f"incident {record.id}",
        slots.date_text(incident.date),
        slots.place_text(incident.place),
        incident.summary,
    ]
    return "; ".join(one_line(part) for part in parts if part)


def history_lines(
    looks: Palette, record: Record, changes: Sequence[Change], proposal: Proposal | None
) -> list[list[Part]]:
    """Return every decision about an incident, the newest first, what it changed, and to whom each value is owed."""
    lines: list[list[Part]] = []
    for change in reversed(changes):
        decision = change.decision
        lines.append([
            (f" {decision.at:%Y-%m-%d %H:%M}  ", looks.dim),
            (named(decision), looks.strong),
            (f"  {one_line(decision.analyst)}", looks.text),
            (f"  {one_line(decision.origin)}", looks.dim),
        ])  # fmt: skip
        for name, was, became in history.changes_of(change):
            lines.append([
                (f"   {name:<12}", looks.dim), (was, looks.text), (" → ", looks.dim), (became, looks.value),
            ])  # fmt: skip
    if not changes:
        lines.append([(" nothing was decided yet: as the machine proposed it", looks.dim)])
    if proposal is not None:
        lines.append([(f" {history.proposed_by(proposal)}", looks.dim)])
    if not changes:
        return lines
    lines.append([(" where each value comes from", looks.strong)])
    for name, value, whom in history.owed(record, changes):
        lines.append([
            (f"   {name:<12}", looks.dim), (value, looks.value), (f"  {whom}", looks.dim),
        ])  # fmt: skip
    return lines


def _padded(text: str, cells: int) -> str:
    shown = fit(text, cells)
    return shown + " " * (cells - width(shown))
