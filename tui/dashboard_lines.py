"""The two pages of the dashboard as lines: the record by time, type and place; the work by day and slot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from store.model import Action
from tui import plots
from tui.figures import WORK_DAYS, Figures, Period, place_name, type_name
from tui.glyphs import fit, one_line, width
from tui.palette import Palette
from tui.widgets.lines import Part

Line = list[Part]

STEPS = (
    (1, "a day"),
    (7, "a week"),
    (30.44, "a month"),
    (91.31, "a quarter"),
    (365.25, "a year"),
    (3652.5, "a decade"),
)
"""How many days a column of the chart can stand for."""
LABELLED = 5
"""How many places the map names."""
_DECISIONS = {
    Action.APPROVE: "approved", Action.REJECT: "rejected", Action.POSTPONE: "left for later", Action.MERGE: "merged",
    Action.EDIT: "slots changed",
}  # fmt: skip


def record_page(
    looks: Palette, figures: Figures, period: Period, ground: Sequence[tuple[float, float]], cells: int, height: int,
    *, zoom: int = 0,
) -> list[Line]:  # fmt: skip
    """Return the record over time above its types and its map."""
    if not figures.types:
        return [[], [(" nothing is approved yet: what you approve is counted here", looks.text)]]
    high = max(2, min(8, height // 4))
    lines = _over_time(looks, figures.days, period, cells, high)
    lines.append([])
    left = min(44, max(24, cells * 2 // 5))
    below = height - len(lines)
    types = _types(looks, figures, left - 2, below)
    ground_map = _map(looks, figures, ground, cells - left - 1, below, zoom)
    for at in range(below):
        parts = types[at] if at < len(types) else []
        pad = left - sum(width(text) for text, _ in parts)
        lines.append([*parts, (" " * max(0, pad), looks.text), *(ground_map[at] if at < len(ground_map) else [])])
    return lines


def work_page(looks: Palette, figures: Figures, today: dt.date, cells: int, height: int) -> list[Line]:
    """Return the decisions of the last days above what became of the machine's values."""
    days = min(WORK_DAYS, cells - 4)
    first = today - dt.timedelta(days - 1)
    counts = [sum(figures.decided.get(first + dt.timedelta(at), {}).values()) for at in range(days)]
    high = max(2, min(8, height // 5))
    done = {action: sum(day.get(action, 0) for day in figures.decided.values()) for action in _DECISIONS}
    told = " · ".join(f"{count:,} {_DECISIONS[action]}" for action, count in done.items() if count) or "none"
    lines: list[Line] = [
        [(" Decisions a day", looks.strong), (f"  today {counts[-1]}, at most {max(counts)}", looks.dim)]
    ]
    lines += _chart(looks, counts, high, cells)
    used = max(1, (cells - 2) // days) * days
    lines += _axis(looks, f"{first:%d %b}", "today", used)
    lines += [[(f" {told}", looks.text)], []]
    if not any(one.proposed or one.added for one in figures.acceptance):
        return [*lines, [(" How often a value was right is counted from the first approval on.", looks.text)]]
    lines.append([(" The machine's values, as approved", looks.strong), ("  kept of proposed", looks.dim)])
    room = max(8, min(40, cells - 58))
    for one in figures.acceptance:
        share = plots.bar(one.kept, one.proposed, room) if one.proposed else ""
        rate = "" if one.rate is None else f"{one.rate:.0%}"
        said = f"{one.kept:,} of {one.proposed:,}" if one.proposed else "none proposed"
        rest = [f"{count:,} {name}" for name, count in (
            ("changed", one.changed), ("emptied", one.emptied), ("added", one.added)) if count]  # fmt: skip
        lines.append([
            (f" {one.slot.value:<12}", looks.text), (f"{share:<{room}}", looks.good), (f"{rate:>5}  ", looks.strong),
            (f"{said:<15}", looks.text), (" · ".join(rest), looks.dim),
        ])  # fmt: skip
    return lines


def _over_time(looks: Palette, days: Mapping[dt.date, int], period: Period, cells: int, high: int) -> list[Line]:
    when = "" if period is Period.ALL else f", {period.value}"
    if not days:
        return [[(f" Incidents over time{when}", looks.strong)], [(" none has a date", looks.dim)]]
    first, last = min(days), max(days)
    span, room = (last - first).days + 1, cells - 2
    step, name = next(((size, name) for size, name in STEPS if span / size <= room), STEPS[-1])
    counts = [0] * min(room, int((span - 1) // step) + 1)
    for day, count in days.items():
        counts[min(int((day - first).days // step), len(counts) - 1)] += count
    thick = min(6, max(1, room // len(counts)))
    lines: list[Line] = [
        [(f" Incidents {name}{when}", looks.strong), (f"  {sum(counts):,}, at most {max(counts):,}", looks.dim)],
        *_chart(looks, counts, high, cells),
        *_axis(looks, f"{first:%d %b %Y}", f"{last:%d %b %Y}", thick * len(counts)),
    ]
    return lines


def _chart(looks: Palette, counts: Sequence[int], high: int, cells: int) -> list[Line]:
    thick = min(6, max(1, (cells - 2) // len(counts)))
    return [[(" ", looks.text), (row, looks.good)] for row in plots.columns(counts, high, thick)]


def _axis(looks: Palette, first: str, last: str, used: int) -> list[Line]:
    gap = max(2, used - len(first) - len(last))
    return [[(f" {first}{' ' * gap}{last}" if used > len(first) + 2 else f" {first}", looks.dim)]]


def _types(looks: Palette, figures: Figures, cells: int, lines: int) -> list[Line]:
    made: list[Line] = [[(" Types", looks.strong)]]
    most = max(figures.types.values())
    counts = list(figures.types.items())
    shown = counts if len(counts) < lines else counts[: lines - 2]
    digits = len(f"{most:,}")
    names = min(22, max(12, cells - digits - 10))
    room = max(2, cells - names - digits - 3)
    for key, count in shown:
        name = fit(type_name(key), names)
        made.append([
            (f" {name}{' ' * (names - width(name))} ", looks.text),
            (f"{plots.bar(count, most, room):<{room}}", looks.good), (f"{count:>{digits + 1},}", looks.strong),
        ])  # fmt: skip
    if len(shown) < len(counts):
        rest = sum(count for _, count in counts[len(shown) :])
        made.append([(f" and {len(counts) - len(shown)} more types, {rest:,}", looks.dim)])
    return made


def _map(
    looks: Palette, figures: Figures, ground: Sequence[tuple[float, float]], cells: int, lines: int, zoom: int
) -> list[Line]:
    if not figures.points or lines < 4:
        return [[("Where", looks.strong), ("  nothing has coordinates", looks.dim)]]
    spots = [(point.latitude, point.longitude) for point in figures.points]
    frame = plots.frame(spots, lines - 1, cells, zoom=zoom)
    counts: dict[tuple[int, int], int] = {}
    outside = 0
    for point in sorted(figures.points, key=lambda point: -point.incidents):
        at = frame.cell(point.latitude, point.longitude)
        if at is None:
            outside += point.incidents
        else:
            at = _held(counts, at)
            counts[at] = counts.get(at, 0) + point.incidents
    styled = [[(char, looks.dim) for char in row] for row in frame.dotted(ground)]
    for (y, x), count in counts.items():
        styled[y][x] = (_sign(count), looks.doubt)
    _label(looks, figures, frame, styled, counts)
    beyond = f", {outside:,} beyond" if outside else ""
    title: Line = [("Where", looks.strong), (fit(f"  1-9, + ten, # a hundred{beyond}", cells - 6), looks.dim)]
    return [title, *(_joined(row) for row in styled)]


def _held(counts: Mapping[tuple[int, int], int], at: tuple[int, int]) -> tuple[int, int]:
    """Return the cell that counts what is at a cell: that of a neighbour, for two signs side by side are one number."""
    y, x = at
    return next((cell for cell in (at, (y, x - 1), (y, x + 1)) if cell in counts), at)


def _sign(count: int) -> str:
    return str(count) if count < 10 else "+" if count < 100 else "#"


def _label(
    looks: Palette, figures: Figures, frame: plots.Frame, rows: list[Line], counts: Mapping[tuple[int, int], int]
) -> None:
    """Write the names of the first places beside them, where there is room."""
    taken = set(counts)
    for place in figures.places[:LABELLED]:
        at = None if place.latitude is None or place.longitude is None else frame.cell(place.latitude, place.longitude)
        if at is None:
            continue
        y, x = _held(counts, at)
        name = fit(one_line(place_name(place)).partition(",")[0], 18)
        reach = width(name)
        if reach != len(name):
            continue  # wide letters would move what is beside them
        for start in (x + 1, x - reach):
            spots = {(y, at) for at in range(start, start + reach)}
            # Nor may it touch another sign: it would seem to be the name of that.
            near = {(y, start - 1), (y, start + reach)} - {(y, x)}
            if start >= 0 and start + reach <= frame.cells and not (spots | near) & taken:
                for offset, char in enumerate(name):
                    rows[y][start + offset] = (char, looks.text)
                taken |= spots
                break


def _joined(row: Line) -> Line:
    """Return the line with neighbours of one style as one part."""
    made: Line = []
    for text, style in row:
        if made and made[-1][1] == style:
            made[-1] = (made[-1][0] + text, style)
        else:
            made.append((text, style))
    return made
