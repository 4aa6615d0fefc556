"""Duplicates: the pairs of the whole store that may be one incident, group by group; a key says what they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from textual import work

from store import candidates, incidents, records, verdicts
from store.database import open_database
from store.decisions import Decision
from store.desk import newest_decision
from store.errors import BlotterError
from store.model import Verdict
from store.records import Record
from tui import deciding, duplicate_lines, keys
from tui.all_duplicates import Likely, likely
from tui.desk import Desk
from tui.messages import DuplicatesFound
from tui.screens.list_screen import PanedListScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Part


class DuplicatesScreen(PanedListScreen, inherit_bindings=False):
    """All pairs that nobody judged; what is found is kept while they are compared, and looked for anew else."""

    KEYS = keys.DUPLICATES

    def __init__(self, desk: Desk, message: str = "") -> None:
        super().__init__(desk, message, LineList(self._draw, id="pairs"))
        self.rows: list[Likely] = []
        self._records: dict[int, Record] = {}
        self._as_of = 0

    def on_mount(self) -> None:
        """Show what was found before, or look for it."""
        if self.desk.duplicates.found is None:
            self.prompt.say(f"looking for duplicates; {self._back} goes back meanwhile")
            self._look()
        else:
            self.read()
        self._show_bars()

    def on_resize(self) -> None:
        """Show as much as there is room for, once the widgets know their sizes."""
        self.call_after_refresh(self.moved)

    @work(thread=True, group="duplicates", exclusive=True, exit_on_error=False)
    def _look(self) -> None:
        """Look in a thread with its own connection; keys go on working."""
        try:
            with closing(open_database(self.desk.path)) as db:
                self.post_message(DuplicatesFound(likely(db, now=self.desk.clock())))
        except BlotterError as error:
            self.post_message(DuplicatesFound([], str(error)))

    def on_duplicates_found(self, message: DuplicatesFound) -> None:
        """Show what was found."""
        if message.failed:
            self.prompt.say(message.failed, bad=True)
            return
        self.desk.duplicates.found = message.found
        self.prompt.say("")
        self.read()

    # Rows

    def read(self) -> None:
        """Show the pairs that nobody judged meanwhile; the cursor stays on its pair, or else at its line."""
        view, db = self.desk.duplicates, self.desk.db
        self._as_of = newest_decision(db)
        found = view.found or []
        said = verdicts.judged(db)
        there = candidates.still_there(db, {number for row in found for number in (row.a, row.b)})
        self.rows = [row for row in found if (row.a, row.b) not in said and {row.a, row.b} <= there]
        self._records = {}
        at = next((at for at, row in enumerate(self.rows) if (row.a, row.b) == view.pair), view.at)
        self.list.set_count(len(self.rows), at)
        if not self.rows and view.found is not None and not self.prompt.message:
            self.prompt.say(f"no two incidents are likely the same; {self._back} goes back")
        self.moved()

    @property
    def row(self) -> Likely | None:
        """The pair under the cursor."""
        return self.rows[self.list.cursor] if self.rows else None

    def _record(self, number: int) -> Record:
        """Return an incident of the rows in view, which are read together."""
        if number not in self._records:
            near = self.rows[max(0, self.list.top - 50) : self.list.top + 100]
            wanted = sorted({number, *(end for row in near for end in (row.a, row.b))})
            self._records = {record.id: record for record in records.find_all(self.desk.db, wanted)}
        return self._records[number]

    def _draw(self, at: int, cells: int, here: bool) -> list[Part]:
        row = self.rows[at]
        first = at == 0 or not row.group or self.rows[at - 1].group != row.group
        pair = self._record(row.a), self._record(row.b)
        return duplicate_lines.row(self.looks, row, pair, cells, here=here, first=first)

    def _show_bars(self) -> None:
        looks = self.looks
        groups = len({row.group for row in self.rows if row.group})
        self.header.show(
            [(" duplicates ", looks.bar_strong), (" nothing is merged but by you", looks.bar)],
            [(f" {_count(len(self.rows), 'pair')} · {_count(groups, 'group')} ", looks.bar_strong)],
        )
        self.columns.show([(duplicate_lines.names(self.size.width), looks.dim)], fill=looks.text)
        self.show_footer()

    def moved(self) -> None:
        """Show the two incidents of the pair, and why they may be one."""
        looks, row = self.looks, self.row
        self._show_bars()
        if row is None:
            self.pane_title.show([("", looks.bar)])
            self.pane.show([])
            return
        self.desk.duplicates.pair, self.desk.duplicates.at = (row.a, row.b), self.list.cursor
        pair = self._record(row.a), self._record(row.b)
        self.pane_title.show([(f" {duplicate_lines.title(row)}", looks.bar)])
        told = tuple(incidents.sources_of(self.desk.db, number) for number in (row.a, row.b))
        self.pane.show(duplicate_lines.detail(looks, row, pair, told, *self.pane.size))

    def read_more(self) -> None:
        """All pairs are there."""

    def read_all(self) -> None:
        """All pairs are there."""

    # News

    def after_failure(self) -> None:
        """Read the pairs again."""
        self.read()

    def after_undo(self, decision: Decision, message: str) -> None:  # noqa: ARG002
        """Show the pair again whose verdict was taken back."""
        self.read()
        self.prompt.say(message)

    # Actions

    def action_open(self) -> None:
        """Compare the two slot by slot; the way back leads here."""
        if (row := self.row) is not None:
            self.desk.duplicates.comparing = True
            self.desk_app.open_compare(row.a, row.b)

    def action_same(self) -> None:
        """Merge the two, with the values that compare would take."""
        if (row := self.row) is not None:
            compared = incidents.compare(self.desk.db, row.a, row.b)
            # As they were shown: what a colleague has changed since is not merged unseen.
            into, other = self._record(compared.into.id), self._record(compared.other.id)
            shown = replace(compared, into=into, other=other, as_of=self._as_of)
            self._decide(lambda: deciding.merge_pair(self.desk, shown))

    def action_different(self) -> None:
        """Say that they are two."""
        self._judge(Verdict.DIFFERENT)

    def action_update(self) -> None:
        """Say that one is later news of the other, and stays a record of its own."""
        self._judge(Verdict.UPDATE)

    def action_related(self) -> None:
        """Say that they belong together, and are two."""
        self._judge(Verdict.RELATED)

    def _judge(self, verdict: Verdict) -> None:
        if (row := self.row) is not None:
            pair = self._record(row.a), self._record(row.b)
            self._decide(lambda: deciding.judge_pair(self.desk, pair, verdict, self._as_of))

    def _decide(self, act: Callable[[], str]) -> None:
        if self.attempt(act):
            self.read()

    def action_escape(self) -> None:
        """Go back."""
        self.action_back()

    @property
    def _back(self) -> str:
        return self.desk.key("back", self.KEYS)

    def action_back(self) -> None:
        """Go back to where the duplicates were opened from."""
        self.desk_app.leave_duplicates()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
