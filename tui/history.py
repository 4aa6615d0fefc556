"""What decisions did to an incident, as lines for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.blame import Proposal, blame
from store.decisions import Change, Decision, named
from store.errors import BlotterError, ChangedElsewhereError
from store.model import Slot
from store.records import Record
from store.snapshots import ArticleState, State, VerdictState
from tui.glyphs import one_line, visible
from tui.slots import text_of


def made_by(decision: Decision) -> str:
    """Return who made a decision, when and where: "2026-11-26 09:31 UTC  amira  edit  desk/review"."""
    where = f"  {shown(decision.origin)}" if decision.origin else ""
    return f"{decision.at:%Y-%m-%d %H:%M} UTC  {shown(decision.analyst)}  {named(decision)}{where}"


def proposed_by(proposal: Proposal) -> str:
    """Return what proposed an incident, when and from what, as ``made_by`` tells a decision."""
    title = shown(proposal.title) or "an article without a headline"
    return f"{proposal.at:%Y-%m-%d %H:%M} UTC  {shown(proposal.made_by)}  proposed  from {title}"


def changes_of(change: Change) -> Iterator[tuple[str, str, str]]:
    """Yield what a decision changed: the status or slot, what it said before, and what it says after."""
    if change.before is not None and change.after is not None:
        yield from _differences(change.before, change.after)


def _differences(before: Record, after: Record) -> Iterator[tuple[str, str, str]]:
    if before.status is not after.status:
        yield "status", before.status.value, after.status.value
    for slot in Slot:
        was, became = text_of(before.incident, slot), text_of(after.incident, slot)
        if was != became:
            yield slot.value, shown(was) or "(nothing)", shown(became) or "(nothing)"


def _told(before: State, after: State) -> Iterator[tuple[str, str, str]]:
    """Yield what two states of an incident, an article or a verdict differ in."""
    if isinstance(before, Record) and isinstance(after, Record):
        yield from _differences(before, after)
    elif isinstance(before, ArticleState) and isinstance(after, ArticleState):
        yield from (
            (name, was, became)
            for (name, was), (_, became) in zip(_facts(before), _facts(after), strict=True)
            if was != became
        )
    else:
        yield "verdict", _verdict(before), _verdict(after)


def _facts(article: ArticleState) -> list[tuple[str, str]]:
    return [
        ("published", article.published or "unknown"),
        ("flag", "on" if article.flagged else "off"),
        ("dismissed", "yes" if article.dismissed else "no"),
        ("moved up", str(article.raised)),
    ]


def _verdict(state: State) -> str:
    return f"{state.verdict} ({shown(state.analyst)})" if isinstance(state, VerdictState) else "(none)"


def owed(record: Record, changes: Sequence[Change]) -> Iterator[tuple[str, str, str]]:
    """Yield each slot that says something or was changed: its name, its value, and whom it is owed to."""
    to = blame(changes)
    for slot in Slot:
        value = shown(text_of(record.incident, slot))
        if slot in to:
            yield slot.value, value or "(nothing)", made_by(to[slot])
        elif value and record.incident.known(slot):
            yield slot.value, value, f"as proposed by {record.incident.asserted_by.get(slot, 'the machine')}"


def failure(error: BlotterError) -> str:
    """Return what went wrong; of what a colleague changed also what it says now."""
    if not isinstance(error, ChangedElsewhereError) or error.shown is error.stored is None:
        return str(error)
    changed = "; ".join(f"{name} {was} → {became}" for name, was, became in _told(error.shown, error.stored))
    return f"{error.what}: {changed or 'its sources'}; nothing was written"


def shown(text: str) -> str:
    """Return a text as one line that any output can bear."""
    return visible(one_line(text))
