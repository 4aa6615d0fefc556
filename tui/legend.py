"""What the signs of each screen mean, as the help tells it under the screen's keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.model import Lane, Status
from tui import keys
from tui.lanes import MARKS
from tui.slots import EMPTY_MARK, LOW_MARK, UNFIT_MARK, UNRESOLVED_MARK
from tui.widgets.article_view import DIFFERS

_COPIES = ("AFP +2", "two more outlets have the same text")
_DECIDED = {
    Status.APPROVED: "approved",
    Status.POSTPONED: "left for later",
    Status.REJECTED: "rejected",
    Status.MERGED: "merged into another",
}
_LANES = ", ".join(f"{lane.value[0]} {lane.value}" for lane in Lane)

SIGNS: Mapping[str, Sequence[tuple[str, str]]] = {
    keys.QUEUE: (
        (MARKS[Status.PROPOSED], "an article with incidents to decide"),
        (MARKS[Status.POSTPONED], "what is open in it was left for later"),
        (MARKS[Status.APPROVED], "all of it is decided"),
        ("○", "the machine found no incident"),
        ("⚑", "flagged"),
        _COPIES,
        ("2/3", "two of three incidents are decided"),
        ("≈1", "one incident is likely stored already"),
    ),
    keys.REVIEW: (
        (EMPTY_MARK, "a slot of which nothing is known"),
        (LOW_MARK, "doubtful: to be seen before the incident is approved"),
        (UNFIT_MARK, "does not fit what else is said"),
        (UNRESOLVED_MARK, "a date that waits for the published date"),
        (DIFFERS, "beside a line: the copies read before do not say this"),
        _COPIES,
        ("[c]rb", f"the incidents, the one shown in brackets: {_LANES}"),
        *((MARKS[status], f"an incident that was {words}") for status, words in _DECIDED.items()),
    ),
    keys.INCIDENTS: (
        (MARKS[Status.PROPOSED], "open"),
        *((MARKS[status], words) for status, words in _DECIDED.items()),
        ("† +", "killed and injured"),
        ("…", "after a day: it went on for longer, or the day is not exact"),
    ),
    keys.COMPARE: (
        ("= ≠", "both say the same; they differ"),
        ("‹ ›", "only the left one says it; only the right one"),
        ("*", "what one incident would say after a merge"),
    ),
    keys.DUPLICATES: (("● │", "the first pair of a group, and its others"),),
    keys.LAYOUTS: (
        (UNFIT_MARK, "what the incident lacks for this column"),
        (EMPTY_MARK, "a column that stays empty"),
    ),
    keys.DASHBOARD: (("1-9 + #", "incidents at a place: as many, from ten on, from a hundred on"),),
}
