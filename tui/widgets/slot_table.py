"""The slots of an incident, a line each, with the likely duplicates under them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.strip import Strip

from store.model import Incident, Slot
from tui import lanes, slots
from tui.glyphs import fit
from tui.likely import Candidate
from tui.reading import SLOTS
from tui.widgets.lines import LineWidget, Part, strip_of

NAME_CELLS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """What the table shows: an incident, where the cursor is, and what may be the same."""

    incident: Incident | None = None
    slot: Slot = Slot.TYPE
    candidates: Sequence[Candidate] | None = None
    candidate: int = 0
    pane: str = "slots"
    notes: Sequence[str] = ()
    unseen: Collection[Slot] = ()
    """The doubtful slots that are still to be looked at; those that were are told quietly."""
    overview: Sequence[lanes.Row] = ()


class SlotTable(LineWidget):
    """Thirteen slots and some candidates; it scrolls by itself where the screen is too low."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown = Shown()
        self.top = 0

    def show(self, shown: Shown) -> None:
        """Show another state, of which only what differs is sent."""
        self.shown = shown
        self._keep_in_view()
        self.redraw()

    def slot_at(self, y: int) -> Slot | None:
        """Return the slot that is shown at a line, None below the slots."""
        return SLOTS[self.top + y] if self.top + y < len(SLOTS) else None

    @property
    def row_count(self) -> int:
        """The number of lines there are, in view or not."""
        return len(SLOTS) + 3 + self._candidate_rows + len(self.shown.overview)

    @property
    def _candidate_rows(self) -> int:
        """How many lines the likely duplicates take under their title."""
        return 2 * len(self.shown.candidates or ())

    def _row(self) -> int:
        if self.shown.pane == "candidates":
            return len(SLOTS) + 3 + 2 * self.shown.candidate
        return SLOTS.index(self.shown.slot)

    def _keep_in_view(self) -> None:
        height, row = max(self.size.height, 1), self._row()
        if self.shown.pane != "candidates" and height >= len(SLOTS):
            self.top = 0
        elif row < self.top:
            self.top = row
        elif row >= self.top + height:
            self.top = row - height + 1
        self.top = max(0, min(self.top, self.row_count - height))

    def on_resize(self) -> None:
        """Keep the cursor in view at the new size."""
        self._keep_in_view()
        self.redraw()

    def line(self, y: int, cells: int) -> Strip:
        """Return the line at ``y``, a rule at its left."""
        looks, row = self.looks, self.top + y
        edge: Part = ("│", looks.dim)
        if self.shown.incident is None:
            parts: list[Part] = [
                (" ", looks.text),
                (self.shown.notes[y - 1] if 0 < y <= len(self.shown.notes) else "", looks.dim),
            ]
            return strip_of([edge, *parts], cells, looks.text)
        if row < len(SLOTS):
            parts, fill = self._slot(SLOTS[row], cells - 1)
            return strip_of([edge, *parts], cells, fill)
        return self._below(row - len(SLOTS), cells, edge)

    def _slot(self, slot: Slot, cells: int) -> tuple[list[Part], Style]:
        looks, incident = self.looks, self.shown.incident or Incident()
        here = slot is self.shown.slot
        fill = (looks.cursor if self.shown.pane == "slots" else looks.trace) if here else looks.text
        mark = slots.mark(incident, slot)
        value = fit(slots.text_of(incident, slot), cells - NAME_CELLS - 3)
        doubtful = slot in self.shown.unseen
        if here:
            styles = (fill, fill, fill)
        else:
            styles = (looks.doubt if doubtful else looks.dim, looks.dim, looks.doubt if doubtful else looks.value)
        marker = "›" if here else " "
        return [
            (marker, styles[1]),
            (mark or " ", styles[0]),
            (f"{slot.value:<{NAME_CELLS}}", styles[1]),
            (value, styles[2]),
        ], fill

    def _below(self, row: int, cells: int, edge: Part) -> Strip:
        looks, found = self.looks, self.shown.candidates
        if row > 2 + self._candidate_rows:
            return self._overview(row - 3 - self._candidate_rows, cells, edge)
        in_pane = self.shown.pane == "candidates"
        parts: list[Part] = []
        fill = looks.text
        if row == 1:
            title = "may be the same" if found else "nothing stored is like it" if found is not None else ""
            parts = [(" ", looks.text), (title, looks.strong if found else looks.dim)]
        elif row >= 2 and found and (row - 2) // 2 < len(found):
            number, second = divmod(row - 2, 2)
            candidate = found[number]
            chosen = number == self.shown.candidate
            fill = looks.cursor if chosen and in_pane else looks.text
            if second:
                parts = [("   ", looks.text), (fit(reasons_text(candidate), cells - 5), looks.dim)]
                fill = looks.text
            else:
                percent = slots.alike(candidate.score)
                label = f" {candidate.label} " if candidate.label == "likely" else " "
                value = looks.cursor if fill is looks.cursor else looks.value
                head = looks.cursor if fill is looks.cursor else looks.doubt
                parts = [
                    ("› " if chosen else "  ", head),
                    (f"{percent}{label}", head),
                    (fit(headline(candidate), cells - 5 - len(percent) - len(label)), value),
                ]
        return strip_of([edge, *parts], cells, fill)

    def _overview(self, row: int, cells: int, edge: Part) -> Strip:
        looks = self.looks
        if row >= len(self.shown.overview):
            return strip_of([edge], cells, looks.text)
        shown = self.shown.overview[row]
        before = self.shown.overview[row - 1].lane if row else ""
        lane = shown.lane if shown.lane != before else ""
        style = looks.value if shown.here else looks.dim
        parts: list[Part] = [
            ("›" if shown.here else " ", style),
            (shown.sign, style),
            (f"{lane:<{NAME_CELLS}}", looks.dim),
            (fit(shown.text, cells - NAME_CELLS - 4), style),
        ]
        return strip_of([edge, *parts], cells, looks.text)


def headline(candidate: Candidate) -> str:
    """Return what the candidate is, in a few words."""
    incident = candidate.record.incident
    when, where = slots.date_text(incident.date), incident.place.canonical or incident.place.name or ""
    return " · ".join(part for part in (where, when, slots.text_of(incident, Slot.TYPE)) if part)


def reasons_text(candidate: Candidate) -> str:
    """Return why they may be the same."""
    # Imported when there is a candidate, which was found by it.
    from nlp.similarity import explain

    return explain(candidate.reasons)
