"""The record: every incident, newest first, by words and filters; what is known of one, and its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from store import decisions, incidents
from store.blame import proposal_of
from store.decisions import Decision
from store.desk import DeskPlace
from store.errors import BlotterError
from store.incident_list import PAGE, IncidentFilter, IncidentRow, count_by_status, incident_page
from store.model import Status
from store.records import Record
from tui import filters, incident_lines, keys
from tui.desk import Desk, EntryError
from tui.glyphs import fit, one_line, width
from tui.screens.list_screen import PanedListScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import LineWidget, Part
from tui.widgets.prompt import Question

MOST = 5000
"""Rows that going to the last reads at once; pressed again it reads on."""
SETTLE_SECONDS = 0.12
"""How long the cursor rests before an incident is shown below: never between two keys."""


class IncidentsScreen(PanedListScreen, inherit_bindings=False):
    """Find an incident that is stored, read it, re-open it."""

    KEYS = keys.INCIDENTS

    def __init__(self, desk: Desk, message: str = "") -> None:
        super().__init__(desk, message, LineList(self._draw, id="incidents"))
        self.rows: list[IncidentRow] = []
        self._complete = False
        self._in_history = self._in_pane = False
        self._top = 0
        self._shown: tuple[int, int] | None = None
        self._lines: list[list[Part]] = []
        self._record: Record | None = None

    def on_mount(self) -> None:
        """Show the record as it was left."""
        self._settled = self.set_timer(SETTLE_SECONDS, self._settle)
        self.read()

    def on_resize(self) -> None:
        """Show as much as there is room for, once the widgets know their sizes."""
        self.call_after_refresh(self._show_all)

    def _show_all(self) -> None:
        self._show_bars()
        self._read_pane()

    # Rows

    def read(self) -> None:
        """Read the rows again; the cursor stays on its incident, or else at its line."""
        view = self.desk.record
        limit = max(PAGE, len(self.rows))
        from_top = self.list.cursor - self.list.top
        self.rows = incident_page(self.desk.db, view.wanted, limit=limit)
        self._complete = len(self.rows) < limit
        at = next((at for at, row in enumerate(self.rows) if row.id == view.incident_id), self.list.cursor)
        self.list.top = max(0, at - from_top)
        self.list.set_count(len(self.rows), at)
        self._shown = self._record = None
        self.moved()

    def read_more(self) -> None:
        """Read the next page if the cursor comes near to its beginning."""
        if not self._complete and self.list.cursor >= len(self.rows) - 2 * max(1, self.list.size.height):
            self._read_on(PAGE)

    def read_all(self) -> None:
        """Read on, as many rows as are read in a moment."""
        if not self._complete:
            self._read_on(MOST)
            if not self._complete:
                self.prompt.say(f"{len(self.rows):,} of them are read; again reads on, filters make it fewer")

    def _read_on(self, limit: int) -> None:
        before = self.rows[-1].key if self.rows else None
        more = incident_page(self.desk.db, self.desk.record.wanted, before=before, limit=limit)
        self._complete = len(more) < limit
        self.rows += more
        self.list.set_count(len(self.rows))
        self._show_bars()

    @property
    def row(self) -> IncidentRow | None:
        """The row under the cursor."""
        return self.rows[self.list.cursor] if self.rows else None

    def moved(self) -> None:
        """Remember the incident, and show it when the cursor rests."""
        if self.row is not None:
            self.desk.record.incident_id = self.row.id
        self._show_bars()
        self._settled.stop()
        self._settled = self.set_timer(SETTLE_SECONDS, self._settle)

    def _settle(self) -> None:
        if self.is_current:
            self._read_pane()

    # Drawing

    def _draw(self, at: int, cells: int, here: bool) -> list[Part]:
        return incident_lines.row_parts(self.looks, self.rows[at], cells, here=here)

    def _show_bars(self) -> None:
        looks, wanted = self.looks, self.desk.record.wanted
        told = filters.told(wanted)
        if told:
            number = f"{len(self.rows):,}{'' if self._complete else '+'}"
        else:
            counted = count_by_status(self.desk.db)
            number = f"{sum(counted.values()) if wanted.status is None else counted[wanted.status]:,}"
        left: list[Part] = [(" the record ", looks.bar_strong)]
        room = self.size.width - 14
        right = fit(" · ".join([f"{number} {filters.STATUS_NAMES[wanted.status]}", *map(one_line, told)]), room)
        self.header.show(left, [(f"{right} ", looks.bar_strong)])
        self.columns.show([(incident_lines.names(self.size.width), looks.dim)], fill=looks.text)
        self.show_footer()
        if not self.rows and not self.prompt.message and not self.prompt.open:
            others = f"; {self._key('status')} shows others, {self._key('back')} goes back"
            what = f" with these filters; {self._key('escape')} takes them away" if told else others
            self.prompt.say(f"nothing is {filters.STATUS_NAMES[wanted.status]}{what}")

    def _read_pane(self) -> None:
        """Read what is known of the incident under the cursor, unless that is what is shown."""
        looks, row = self.looks, self.row
        if row is None:
            self._lines, self._shown = [], None
            self.pane_title.show([(" ", looks.bar)])
            self.pane.show([])
            return
        if self._shown != (row.id, self.pane.size.width):
            self._top = 0
        record = self._record = incidents.get_incident(self.desk.db, row.id)
        sources = incidents.sources_of(self.desk.db, row.id)
        self._shown = (row.id, self.pane.size.width)
        if self._in_history:
            decided, proposal = decisions.history(self.desk.db, row.id), proposal_of(self.desk.db, row.id)
            self._lines = incident_lines.history_lines(looks, record, decided, proposal)
        else:
            self._lines = incident_lines.fact_lines(looks, record, sources, self.pane.size.width)
        self._title = incident_lines.title(record, sources)
        self._show_pane()

    def _show_pane(self) -> None:
        looks, height = self.looks, max(1, self.pane.size.height)
        self._top = max(0, min(self._top, len(self._lines) - height))
        self.pane.show(self._lines[self._top :])
        style = looks.bar_key if self._in_pane else looks.bar
        more = len(self._lines) - self._top - height
        kind = "history" if self._in_history else "as it is"
        way = "" if self._in_pane else f": {self._key('pane')}"
        right = f" {kind}{f' · {more} more line' + ('s' if more > 1 else '') + way if more > 0 else ''} "
        self.pane_title.show([(f" {fit(self._title, self.size.width - width(right) - 2)}", style)], [(right, style)])

    # News

    def after_failure(self) -> None:
        """Read the rows again."""
        self.read()

    def after_undo(self, decision: Decision, message: str) -> None:
        """Put the cursor on the incident whose decision was taken back."""
        if decision.incident_id is not None:
            self.desk.record.incident_id = decision.incident_id
        self.read()
        self._read_pane()
        there = self.row is not None and self.row.id == decision.incident_id
        self.prompt.say(message if there else f"{message}, not shown here")

    # Moving

    def go(self, row: int) -> None:
        """Put the cursor on a row, or scroll the lines under the list if that is where one is."""
        if not self._in_pane or self.row is None:
            super().go(row)
            return
        self._top += row - self.list.cursor
        self._show_pane()

    @property
    def page(self) -> int:
        """How many rows or lines a page goes."""
        return max(1, self.pane.size.height - 1) if self._in_pane else super().page

    def on_line_widget_wheeled(self, message: LineWidget.Wheeled) -> None:
        """Move with the mouse wheel, in what is under the mouse."""
        if message.widget is self.pane and self.row is not None:
            self._top += message.lines
            self._show_pane()
        else:
            super().go(self.list.cursor + message.lines)

    def action_pane(self) -> None:
        """Change between the list and the lines under it."""
        self._in_pane = not self._in_pane
        self._read_pane()

    def action_history(self) -> None:
        """Show what was decided about the incident, or what is known of it."""
        self._in_history = not self._in_history
        self._top = 0
        self._read_pane()

    def action_open(self) -> None:
        """Open the incident in its article; the way back leads here."""
        if (row := self.row) is not None:
            self.desk.record.came_from = True
            self.desk_app.open_place(DeskPlace(row.article_id, row.id))

    def action_back(self) -> None:
        """Go back to where the record was opened from."""
        self.desk_app.leave_record()

    def action_escape(self) -> None:
        """Leave the lower lines, else take the filters away, else go back."""
        wanted = self.desk.record.wanted
        if self._in_pane:
            self.action_pane()
        elif filters.told(wanted):
            self._filter(IncidentFilter(wanted.status))
        else:
            self.action_back()

    # Deciding

    def action_reopen(self) -> None:
        """Make the incident a proposal again."""
        if (row := self.row) is None:
            return

        def act() -> str:
            # As it is shown below, if it is shown by now: what a colleague has done since is to be seen first.
            shown = self._record if self._record is not None and self._record.id == row.id else None
            record = shown or incidents.get_incident(self.desk.db, row.id)
            if record.status is Status.PROPOSED:
                raise EntryError(f"it is open already; {self._key('open')} shows it in its article")
            self.desk.check_free(row.article_id)
            if record.merged_into is not None:
                self.desk.check_incident_free(incidents.get_incident(self.desk.db, record.merged_into))
            self.desk.decide(incidents.reopen, record)
            return f"re-opened: {one_line(record.incident.summary) or f'incident {row.id}'}; {self.desk.undoes}"

        if self.attempt(act):
            self.read()

    def action_copy(self) -> None:
        """Copy the incident's line to the clipboard."""
        if (row := self.row) is not None:
            record = incidents.get_incident(self.desk.db, row.id)
            self.copy(incident_lines.as_text(record))

    def action_compare(self) -> None:
        """Remember the incident, or compare it with the one remembered."""
        if (row := self.row) is None:
            return
        first, view = self.desk.record.compared, self.desk.record
        if first is None or first == row.id:
            view.compared = row.id
            self.prompt.say(f"incident {row.id} is remembered: {self._key('compare')} on another compares the two")
            return
        view.compared = None
        self.desk_app.open_compare(first, row.id)

    def action_layouts(self) -> None:
        """Show the rows that the incident would be exported as."""
        if (row := self.row) is not None:
            self.desk_app.open_layouts(row.id)

    def _key(self, action: str) -> str:
        return self.desk.key(action, self.KEYS)

    # Filters

    def _filter(self, wanted: IncidentFilter) -> None:
        if wanted == self.desk.record.wanted:
            return
        self.desk.record.wanted = wanted
        self.list.cursor = self.list.top = 0
        self.rows = []
        self.prompt.say("")
        self.read()

    def action_status(self) -> None:
        """Show what was decided otherwise."""
        wanted = self.desk.record.wanted
        self._filter(replace(wanted, status=filters.next_status(wanted.status)))
        now = self.desk.record.wanted.status
        then = filters.STATUS_NAMES[filters.next_status(now)]
        if self.rows:
            self.prompt.say(f"showing {filters.STATUS_NAMES[now]}; {self._key('status')} shows {then}")

    def action_search(self) -> None:
        """Ask for words."""
        self._ask("words", self.desk.record.wanted.words, lambda typed: {"words": typed})

    def action_place(self) -> None:
        """Ask for a place."""
        self._ask("where", self.desk.record.wanted.place, lambda typed: {"place": typed})

    def action_actor(self) -> None:
        """Ask for an actor."""
        self._ask("by whom", self.desk.record.wanted.actor, lambda typed: {"actor": typed})

    def action_days(self) -> None:
        """Ask for days."""
        wanted = self.desk.record.wanted
        old = f"{wanted.first or ''}..{wanted.last or ''}" if wanted.first or wanted.last else ""

        def read(typed: str) -> dict[str, object]:
            first, last = filters.days(typed, self.desk.clock().date())
            return {"first": first, "last": last}

        self._ask("when (2020, 2020-07, 2020-01..2020-03)", old, read)

    def _ask(self, label: str, old: str, read: Callable[[str], dict[str, object]]) -> None:
        def accept(typed: str, _chosen: int | None) -> None:
            try:
                change = read(typed.strip())
            except (BlotterError, EntryError) as error:
                self.prompt.say(str(error), bad=True)
                return
            self._filter(replace(self.desk.record.wanted, **change))  # type: ignore[arg-type]

        self.ask(Question(label, accept, text=old))

    def action_type(self) -> None:
        """Ask for a type of the codebook."""

        def accept(typed: str, chosen: int | None) -> None:
            found = filters.types(typed)
            if typed.strip() and not found:
                self.prompt.say(f"“{typed}” is no type of the codebook; type fewer letters", bad=True)
                return
            wanted = found[chosen or 0].key if typed.strip() or chosen is not None else None
            self._filter(replace(self.desk.record.wanted, type=wanted))

        self.ask(Question("type", accept, offer=lambda typed: [term.title for term in filters.types(typed)]))
