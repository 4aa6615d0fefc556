"""The commands about decisions: undo, history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from tui.commands.session import Session

if TYPE_CHECKING:
    from store.decisions import Change, Decision


@click.command(short_help="Undo your last decision.")
@click.pass_obj
def undo(session: Session) -> None:
    """Undo your last decision; again for the one before."""
    from store import decisions
    from store.database import open_database
    from tui.desk import utc_now

    with closing(open_database(session.db, create=False)) as db:
        undone = decisions.undo(db, analyst=session.analyst, now=utc_now())
    if undone is None:
        raise click.ClickException(f"There is no decision of {session.analyst} to undo.")
    click.echo(f"{_what(undone)}: {_shown(undone.summary)}")


@click.command(short_help="Print every decision about an incident.")
@click.argument("incident", type=int)
@click.pass_obj
def history(session: Session, incident: int) -> None:
    """Print every decision about INCIDENT, a number: who, when, and what it changed."""
    from store import decisions
    from store.database import open_database
    from store.incidents import get_incident

    with closing(open_database(session.db, create=False)) as db:
        record = get_incident(db, incident)
        changes = decisions.history(db, incident)
    click.echo(f"incident {record.id}, {record.status}: {_shown(record.incident.summary)}")
    for change in changes:
        decision = change.decision
        click.echo(f"{decision.at:%Y-%m-%d %H:%M} UTC  {_shown(decision.analyst)}  {_what(decision)}")
        for line in _changed(change):
            click.echo(f"    {line}")
    if not changes:
        click.echo("nothing was decided yet")


def _what(decision: Decision) -> str:
    if decision.target_action is None:
        return decision.action.replace("_", " ")
    return f"{decision.action} of {decision.target_action.replace('_', ' ')}"


def _changed(change: Change) -> Iterator[str]:
    """Yield a line for the status and each slot that the decision changed."""
    from store.model import Slot
    from tui.slots import text_of

    before, after = change.before, change.after
    if before is None or after is None:
        return
    if before.status is not after.status:
        yield f"{'status':<12}{before.status} -> {after.status}"
    for slot in Slot:
        was, became = text_of(before.incident, slot), text_of(after.incident, slot)
        if was != became:
            yield f"{slot:<12}{_shown(was) or '(nothing)'} -> {_shown(became) or '(nothing)'}"


def _shown(text: str) -> str:
    from tui.glyphs import one_line, visible

    return visible(one_line(text))
