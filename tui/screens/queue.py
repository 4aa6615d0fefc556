"""The queue: an article a line, the next to decide on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from store.desk import newest_decision
from store.leases import Lease
from store.model import Status
from store.queue import QueueFilter, QueueRow, counts, empty, queue
from tui import keys, queue_line
from tui.desk import Desk, EntryError
from tui.glyphs import one_line
from tui.screens.list_screen import ListScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Bar, Part
from tui.widgets.prompt import Question

if TYPE_CHECKING:
    from store.decisions import Decision

PAGE = 500
WIDE = 70
"""Cells from which the header has room for how many articles the other views hold."""
MORE_LIKELY_THAN_NOT = 0.5
SETTLE_SECONDS = 0.15
"""How long the cursor rests before duplicates are looked for: never between two keys."""
NEXT_FILTER = {
    QueueFilter.OPEN: QueueFilter.LATER,
    QueueFilter.LATER: QueueFilter.DONE,
    QueueFilter.DONE: QueueFilter.ALL,
    QueueFilter.ALL: QueueFilter.OPEN,
}


class QueueScreen(ListScreen, inherit_bindings=False):
    """Choose the next article, or let the order choose."""

    KEYS = keys.QUEUE

    def __init__(self, desk: Desk, message: str = "") -> None:
        super().__init__(desk, message)
        self.rows: list[QueueRow] = []
        self._complete = self._copies = False
        self._counts = dict.fromkeys(QueueFilter, 0)
        self._held: dict[int, Lease] = {}
        self._alike: dict[tuple[int, int], int] = {}
        self._alike_at = desk.changes
        self._as_of = 0
        self.header = Bar(id="header")
        self.columns = Bar(id="columns")
        self.list = LineList(self._draw, id="queue")

    def compose(self) -> ComposeResult:
        """Make a header, the columns' names, the list, the message line and the footer."""
        yield self.header
        yield self.columns
        yield self.list
        yield self.prompt
        yield self.footer

    def on_mount(self) -> None:
        """Show the queue as it was left."""
        self._alike_timer = self.set_timer(SETTLE_SECONDS, self._look_for_duplicates)
        self.read()

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        self._show_bars()

    # Rows

    def read(self) -> None:
        """Read the rows again; the cursor stays on its article, or else at its line."""
        view, shown = self.desk.view, max(PAGE, len(self.rows))
        from_top = self.list.cursor - self.list.top
        self._as_of = newest_decision(self.desk.db)
        self.rows = queue(self.desk.db, show=view.show, search=view.search, limit=shown)
        self._complete = len(self.rows) < shown
        self._copies = any(row.others for row in self.rows)
        self._counts = counts(self.desk.db)
        self._held = self.desk.held()
        if self._alike_at != self.desk.changes:
            self._alike, self._alike_at = {}, self.desk.changes
        at = next((at for at, row in enumerate(self.rows) if row.id == view.article_id), self.list.cursor)
        self.list.top = max(0, at - from_top)
        self.list.set_count(len(self.rows), at)
        self.moved()

    def read_more(self) -> None:
        """Read the next page if the cursor comes near to its beginning."""
        if self._complete or self.list.cursor < len(self.rows) - 2 * max(1, self.list.size.height):
            return
        view = self.desk.view
        rows = queue(self.desk.db, show=view.show, search=view.search, limit=PAGE, offset=len(self.rows))
        self._complete = len(rows) < PAGE
        known = {row.id for row in self.rows}
        self.rows += [row for row in rows if row.id not in known]
        self.list.set_count(len(self.rows))

    @property
    def row(self) -> QueueRow | None:
        """The row under the cursor."""
        return self.rows[self.list.cursor] if self.rows else None

    def moved(self) -> None:
        """Remember the article, and look for its duplicates when the cursor rests."""
        if self.row is not None:
            self.desk.view.article_id = self.row.id
        if (held := self.desk.held()) != self._held:
            self._held = held
            self.list.redraw()
        self._show_bars()
        self._alike_timer.stop()
        self._alike_timer = self.set_timer(SETTLE_SECONDS, self._look_for_duplicates)

    def read_all(self) -> None:
        """Read all rows."""
        while not self._complete:
            self.list.cursor = len(self.rows) - 1
            self.read_more()

    # Likely duplicates, of the rows in view, one at a time while no key is pressed

    def _look_for_duplicates(self) -> None:
        if not self.is_current:
            return
        if not self.desk_app.loaded_ahead:
            self._alike_timer = self.set_timer(SETTLE_SECONDS, self._look_for_duplicates)
            return
        wanted = [self.rows[at] for at in self.list.visible_rows if at < len(self.rows)]
        row = next((row for row in wanted if row.proposed and (row.id, row.proposed) not in self._alike), None)
        if row is None:
            return
        from store import incidents
        from tui.likely import likely_same

        found = 0
        for record in incidents.incidents_of(self.desk.db, row.id):
            if record.status is Status.PROPOSED:
                found += any(one.score >= MORE_LIKELY_THAN_NOT for one in likely_same(self.desk, record))
        self._alike[row.id, row.proposed] = found
        if found:
            self.list.redraw()
        self._alike_timer = self.set_timer(0.01, self._look_for_duplicates)

    # Drawing

    def _draw(self, at: int, cells: int, here: bool) -> list[Part]:
        row = self.rows[at]
        alike, lease = self._alike.get((row.id, row.proposed), 0), self._held.get(row.id)
        return queue_line.parts(
            self.looks, row, cells, alike, here=here, whose=self.desk.whose(lease).rstrip(",") if lease else ""
        )

    def _show_bars(self) -> None:
        looks, view = self.looks, self.desk.view
        number = f"{len(self.rows)}{'' if self._complete else '+'}" if view.search else f"{self._counts[view.show]:,}"
        found = f" · “{view.search}”" if view.search else ""
        others = [
            f" · {n:,} {show.value}"
            for show, n in self._counts.items()
            if n and show not in {view.show, QueueFilter.ALL}
        ]
        beside = "".join(others) if self.size.width >= WIDE and not view.search else ""
        intake = self.desk_app.intake_progress
        self.header.show(
            [(" blotter ", looks.bar_strong), (f" {self.desk.path.name} · {self.desk.analyst}", looks.bar)],
            [
                (f"{intake} · " if intake else "", looks.bar),
                (f"{number} {view.show.value}{found}", looks.bar_strong),
                (f"{beside} ", looks.bar),
            ],
        )
        self.columns.show([(queue_line.names(self.size.width, copies=self._copies), looks.dim)], fill=looks.text)
        self.show_footer()
        if not self.rows:
            self._say_empty()

    def _say_empty(self) -> None:
        if self.prompt.message or self.prompt.open or self.desk_app.intake_progress:
            return
        view, limit = self.desk.view, self._key("limit")
        ends = f"{self._key('escape')} ends the search"
        if view.search:
            self.prompt.say(f"nothing {view.show.value} for “{view.search}”; {ends}, {limit} widens")
        elif view.show is QueueFilter.OPEN:
            self.prompt.say(
                f"nothing is open; {limit} shows what was left for later or done, {self._key('back')} leaves"
            )
        else:
            self.prompt.say(f"nothing here is {view.show.value}; {limit} shows others")

    # News

    def come_back(self, message: str) -> None:
        """Show what has become of the queue meanwhile."""
        self.prompt.hint = self._first_keys()
        self.prompt.say(message)
        self.read()

    def take_in(self) -> None:
        """Show what has been taken in since, without losing the place."""
        self.read()

    def after_failure(self) -> None:
        """Read the rows again."""
        self.read()

    def after_undo(self, decision: Decision, message: str) -> None:
        """Put the cursor on the article whose decision was taken back."""
        self.desk.view.article_id = decision.article_id
        self.read()
        there = self.row is not None and self.row.id == decision.article_id
        self.prompt.say(message + (f", {self._key('open')} opens it" if there else ", not shown here"))

    # Actions

    def action_open(self) -> None:
        """Open the article under the cursor."""
        if self.row is not None:
            self.desk_app.open_article(self.row.id)

    def action_limit(self) -> None:
        """Show the next kind of article."""
        self.desk.view.show = NEXT_FILTER[self.desk.view.show]
        shown = self.desk.view.show
        self.prompt.say(f"showing {shown.value}; {self._key('limit')} shows {NEXT_FILTER[shown].value}")
        self.list.cursor = self.list.top = 0
        self.rows = []
        self.read()

    def action_search(self) -> None:
        """Ask for words to search."""

        def accept(typed: str, _chosen: int | None) -> None:
            self._search(typed.strip())

        self.ask(Question("search", accept, text=self.desk.view.search))

    def _search(self, words: str) -> None:
        self.desk.view.search = words
        self.prompt.say(f"only what holds “{words}”; {self._key('escape')} ends the search" if words else "")
        self.list.cursor = self.list.top = 0
        self.rows = []
        self.read()

    def action_flag(self) -> None:
        """Flag the article under the cursor, or take its flag away."""
        if (row := self.row) is None:
            return

        from store import articles

        def act() -> str:
            self.desk.check_free(row.id)
            self.desk.decide(articles.flag, row.id, not row.flagged, as_of=self._as_of)
            return f"the flag is gone; {self.desk.undoes}" if row.flagged else f"flagged; {self.desk.undoes}"

        if self.attempt(act):
            self.read()

    def action_discard(self) -> None:
        """Dismiss the article under the cursor, if it holds no incident."""
        if (row := self.row) is None:
            return

        from store import articles

        def act() -> str:
            if row.proposed + row.postponed + row.approved + row.rejected + row.merged:
                raise EntryError(f"it holds incidents to be decided one by one; {self._key('open')} opens it")
            if row.dismissed:
                raise EntryError("it is dismissed already")
            self.desk.check_free(row.id)
            self.desk.decide(articles.dismiss, row.id, as_of=self._as_of)
            return f"dismissed: {one_line(row.title)}; {self.desk.undoes}"

        if self.attempt(act):
            self.read()

    def action_discard_all(self) -> None:
        """Dismiss all articles shown that hold no incident."""

        from store import articles

        def act() -> str:
            if self.desk.view.show is not QueueFilter.OPEN:
                raise EntryError(f"only open articles are dismissed; {self._key('limit')} shows others")
            found, held = empty(self.desk.db, search=self.desk.view.search), self.desk.held()
            free = [article_id for article_id in found if article_id not in held]
            left = f"{len(found) - len(free)} left that a colleague has open"
            if not free:
                raise EntryError(left if found else "each article here holds an incident, or a flag")
            self.desk.decide(articles.dismiss_all, free, as_of=self._as_of)
            done = f"dismissed {len(free):,} without incidents; {self.desk.undoes}"
            return done if free == found else f"{done}; {left}"

        if self.attempt(act):
            self.read()

    def action_raise(self) -> None:
        """Move the article under the cursor up."""
        self._rank(1)

    def action_lower(self) -> None:
        """Move the article under the cursor down."""
        self._rank(-1)

    def _rank(self, by: int) -> None:
        if (row := self.row) is None:
            return

        from store import articles

        def act() -> str:
            self.desk.check_free(row.id)
            self.desk.decide(articles.prioritize, row.id, by, as_of=self._as_of)
            return f"rank {row.rank + by}, by what was found {row.rank - row.raised}; {self.desk.undoes}"

        if self.attempt(act):
            self.read()

    def _key(self, action: str) -> str:
        return self.desk.key(action, keys.QUEUE)

    def action_escape(self) -> None:
        """End the search."""
        if self.desk.view.search:
            self._search("")

    def action_back(self) -> None:
        """Leave the desk."""
        self.app.exit()
