"""The pairs that may be one incident as lines: how alike, which two, why, and who tells of them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from store.incidents import Source
from store.model import Slot
from store.records import Record
from tui import slots
from tui.all_duplicates import Likely
from tui.glyphs import fit, one_line, width
from tui.palette import Palette
from tui.widgets.lines import Part
from tui.wrap import wrap

HEAD_CELLS = 17


def names(cells: int) -> str:
    """Return the names of the columns, each over its own."""
    room = _room(cells)
    return f"   {'alike':<{HEAD_CELLS - 3}}{'one':<{room + 2}}{'the other'}"


def row(
    looks: Palette, pair: Likely, records: tuple[Record, Record], cells: int, *, here: bool, first: bool
) -> list[Part]:
    """Return the line of a pair; those of one group hang together under its first."""
    mark = " " if not pair.group else "●" if first else "│"
    head = looks.cursor if here else looks.dim
    room = _room(cells)
    one, other = (fit(_named(record), room) for record in records)
    return [
        (f"{'›' if here else ' '}{mark} {f'{slots.alike(pair.score)} {pair.label}':<{HEAD_CELLS - 3}}", head),
        (one + " " * (room - width(one) + 2), looks.value),
        (other + " " * max(0, cells - HEAD_CELLS - room - 2 - width(other)), looks.value),
    ]


def title(pair: Likely) -> str:
    """Return which two they are, and of which group."""
    told = f"incidents {pair.a} and {pair.b}"
    if len(pair.group) > 2:
        return f"{told} · one of {len(pair.group)} that may be one: {', '.join(map(str, pair.group))}"
    return told if pair.group else f"{told} · on their own, not sure"


def detail(
    looks: Palette,
    pair: Likely,
    records: tuple[Record, Record],
    sources: Sequence[Sequence[Source]],
    cells: int,
    lines: int,
) -> list[list[Part]]:
    """Return why the two may be one, what each says, and its sources, as much of it as so many lines hold."""
    made: list[list[Part]] = []
    told: list[tuple[str, str, Style]] = [(" ", one_line(pair.why), looks.strong)]
    for record, tellers in zip(records, sources, strict=True):
        facts = [one_line(slots.text_of(record.incident, slot)) for slot in _FACTS if record.incident.known(slot)]
        outlets = " · ".join(one_line(source.source or source.title) for source in tellers)
        told += [(f" {record.id}  ", " · ".join(facts), looks.value), ("    told by ", outlets, looks.text)]
    for most in range(lines, 0, -1):
        made = [line for head, words, style in told for line in _wrapped(looks, head, words, style, cells, most)]
        if len(made) <= lines:
            break
    return made


def _wrapped(looks: Palette, head: str, words: str, style: Style, cells: int, most: int) -> list[list[Part]]:
    """Return words after a head in so many lines at most, the last of them cut where they are more."""
    room = cells - len(head) - 1
    spans = wrap(words, room)
    if len(spans) > most:
        spans = [*spans[: most - 1], (spans[most - 1][0], len(words))]
    return [
        [(" " * len(head) if at else head, looks.dim), (fit(words[start:end], room), style)]
        for at, (start, end) in enumerate(spans)
    ]


_FACTS = (Slot.DATE, Slot.PLACE, Slot.TYPE, Slot.WEAPON, Slot.PERPETRATOR, Slot.TARGET, Slot.KILLED, Slot.INJURED)


def _named(record: Record) -> str:
    incident = record.incident
    when = incident.date.start.isoformat() if incident.date.start else "no date"
    where = incident.place.facility or incident.place.name or incident.place.canonical or incident.place.country
    what = incident.summary or slots.text_of(incident, Slot.TYPE)
    return " ".join(one_line(part) for part in (when, where or "no place", what) if part)


def _room(cells: int) -> int:
    return max(8, (cells - HEAD_CELLS - 2) // 2)
