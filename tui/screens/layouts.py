"""Layouts: the very row that each codebook's layout would get of an incident, before it is exported."""

from __future__ import annotations

from store import incidents
from store.decisions import Decision
from store.export.approved import told_of_record
from store.export.layouts import CODED
from tui import keys, layout_lines
from tui.desk import Desk
from tui.glyphs import one_line
from tui.known_actors import known_actor
from tui.screens.list_screen import PanedListScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Part


class LayoutsScreen(PanedListScreen, inherit_bindings=False):
    """One incident in the columns of a codebook, one layout after the other. Raises NotFoundError if it is gone."""

    KEYS = keys.LAYOUTS

    def __init__(self, desk: Desk, incident_id: int, message: str = "") -> None:
        super().__init__(desk, message, LineList(self._draw, id="layout"))
        self._incident_id = incident_id
        self._names = list(CODED)
        self.name_of_layout = self._names[0]
        self._read()

    def _read(self) -> None:
        record = incidents.get_incident(self.desk.db, self._incident_id)
        self.row = CODED[self.name_of_layout](told_of_record(self.desk.db, record, known_actor))
        self._told = f" incident {self._incident_id} · {record.status.value} · {one_line(record.incident.summary)}"

    def on_mount(self) -> None:
        """Show the first column."""
        self._show()

    def on_resize(self) -> None:
        """Show as much as there is room for, once the widgets know their sizes."""
        self.call_after_refresh(self._show)

    def _draw(self, at: int, cells: int, here: bool) -> list[Part]:
        return layout_lines.row(self.looks, self.row, at, cells, here=here)

    def _show(self) -> None:
        looks = self.looks
        self.list.set_count(len(self.row.cells), self.list.cursor)
        title = layout_lines.TITLES[self.name_of_layout]
        self.header.show(
            [(f" {title} ", looks.bar_strong), (self._told, looks.bar)],
            [(f" {layout_lines.summary(self.row)} ", looks.bar)],
        )
        self.columns.show([(f"   {'column':<{layout_lines.NAME_CELLS}}value", looks.dim)], fill=looks.text)
        self.list.redraw()
        self.moved()
        self.show_footer()

    def moved(self) -> None:
        """Show what no column holds; it is the same for all columns."""
        looks = self.looks
        self.pane_title.show(
            [(" ! is why a column stays empty", looks.bar)], [("the row as it is exported ", looks.bar)]
        )
        self.pane.show(layout_lines.unheld(looks, self.row))

    def read_more(self) -> None:
        """All columns are there."""

    def read_all(self) -> None:
        """All columns are there."""

    def after_failure(self) -> None:
        """Look again at what is stored."""
        self._read()
        self._show()

    def after_undo(self, decision: Decision, message: str) -> None:  # noqa: ARG002
        """Show the row as it is now."""
        self.after_failure()
        self.prompt.say(message)

    def action_open(self) -> None:
        """A column opens nothing."""

    def action_turn(self) -> None:
        """Show the next layout."""
        self.name_of_layout = self._names[(self._names.index(self.name_of_layout) + 1) % len(self._names)]
        self.list.cursor = self.list.top = 0
        self._read()
        self._show()

    def action_escape(self) -> None:
        """Go back."""
        self.action_back()

    def action_back(self) -> None:
        """Go back to where the incident was shown."""
        self.desk_app.leave_compare()
