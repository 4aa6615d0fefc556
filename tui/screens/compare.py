"""Compare: two incidents slot by slot; say whether they are one, and of which each value is taken."""

from __future__ import annotations

from collections.abc import Callable

from store import incidents, merging
from store.decisions import Decision
from store.incidents import Comparison
from store.merging import Pick
from store.model import Slot, Verdict
from tui import compare_lines, deciding, keys
from tui.desk import Desk
from tui.screens.list_screen import PanedListScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Part

PICKS = {"1": Pick.INTO, "2": Pick.OTHER}


class CompareScreen(PanedListScreen, inherit_bindings=False):
    """Two incidents side by side. Raises NotFoundError if one of them is gone."""

    KEYS = keys.COMPARE

    def __init__(self, desk: Desk, pair: tuple[int, int], message: str = "") -> None:
        super().__init__(desk, message, LineList(self._draw, id="compared"))
        self._pair = pair
        self.comparison: Comparison = incidents.compare(desk.db, *pair)
        self.picks: dict[Slot, Pick] = self._usual_picks()

    def _usual_picks(self) -> dict[Slot, Pick]:
        return merging.usual_picks(self.comparison.into.incident, self.comparison.other.incident)

    def on_mount(self) -> None:
        """Show the first slot that differs."""
        compared, fields = self.comparison, self.comparison.fields
        first = next((at for at, field in enumerate(fields) if not compare_lines.same(compared, field)), 0)
        self.list.set_count(len(fields), first)
        self._show()

    def on_resize(self) -> None:
        """Show as much as there is room for, once the widgets know their sizes."""
        self.call_after_refresh(self._show)

    def _draw(self, at: int, cells: int, here: bool) -> list[Part]:
        return compare_lines.row(self.looks, self.comparison, at, self.picks, cells, here=here)

    def _show(self) -> None:
        looks, compared = self.looks, self.comparison
        differing = sum(not compare_lines.same(compared, field) for field in compared.fields)
        self.header.show(
            [(" compare ", looks.bar_strong), (f" {differing} of {len(compared.fields)} slots differ", looks.bar)],
            [(f"{compare_lines.said(compared)} ", looks.bar)],
        )
        self.columns.show([(compare_lines.names(compared, self.size.width), looks.dim)], fill=looks.text)
        self.list.redraw()
        self.moved()
        self.show_footer()

    def moved(self) -> None:
        """Show the words behind the two values of the slot."""
        field = self.comparison.fields[self.list.cursor]
        looks = self.looks
        at = self.list.cursor
        made = compare_lines.settled_by_figures(self.comparison, at, self.picks)
        legend = "" if made else "* is what one incident would say "
        self.pane_title.show([(f" {field.slot.value}  ", looks.bar_key), (made, looks.bar)], [(legend, looks.bar)])
        self.pane.show(compare_lines.detail(looks, self.comparison, at, self.size.width))

    def read_more(self) -> None:
        """All slots are there."""

    def read_all(self) -> None:
        """All slots are there."""

    def _read(self) -> None:
        self.comparison = incidents.compare(self.desk.db, *self._pair)
        self._show()

    def after_failure(self) -> None:
        """Look again at what is stored."""
        self._read()

    def after_undo(self, decision: Decision, message: str) -> None:  # noqa: ARG002
        """Show what the two say now."""
        self._read()
        self.prompt.say(message)

    # Actions

    def action_open(self) -> None:
        """Take the other value of the slot; of casualties also what the figures of all make."""
        field = self.comparison.fields[self.list.cursor]
        now = compare_lines.taken_from(field, self.picks)
        figures = self._usual_picks().get(field.slot, Pick.INTO)
        following = {Pick.INTO: Pick.OTHER, Pick.OTHER: figures, Pick.FIGURES: Pick.INTO}
        self._pick(following[now])

    def action_pick(self, digit: str) -> None:
        """Take the slot's value from the left or the right."""
        self._pick(PICKS[digit])

    def _pick(self, pick: Pick) -> None:
        self.picks[self.comparison.fields[self.list.cursor].slot] = pick
        self.list.redraw()
        self.moved()

    def action_same(self) -> None:
        """Make the two one incident, with all sources and the chosen values."""
        self._decide(lambda: deciding.merge_pair(self.desk, self.comparison, self.picks))

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
        compared = self.comparison
        self._decide(lambda: deciding.judge_pair(self.desk, (compared.into, compared.other), verdict, compared.as_of))

    def _decide(self, act: Callable[[], str]) -> None:
        if self.attempt(act):
            self.desk_app.leave_compare(self.prompt.message)

    def action_escape(self) -> None:
        """Go back."""
        self.action_back()

    def action_back(self) -> None:
        """Go back to where they were compared from."""
        self.desk_app.leave_compare()
