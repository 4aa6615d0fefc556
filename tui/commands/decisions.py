"""The commands about decisions: undo, history."""

from __future__ import annotations

from contextlib import closing

import click

from tui.commands.session import Session


@click.command(short_help="Undo your last decision.")
@click.pass_obj
def undo(session: Session) -> None:
    """Undo your last decision; again for the one before."""
    from store import decisions
    from tui.desk import utc_now
    from tui.history import name_of, shown

    with closing(session.open()) as db:
        undone = decisions.undo(db, analyst=session.analyst, now=utc_now())
    if undone is None:
        raise click.ClickException(f"There is no decision of {session.analyst} to undo.")
    click.echo(f"{name_of(undone)}: {shown(undone.summary)}")


@click.command(short_help="Print every decision about an incident.")
@click.argument("incident", type=int)
@click.pass_obj
def history(session: Session, incident: int) -> None:
    """Print every decision about INCIDENT, a number: who, when, and what it changed."""
    from store import decisions
    from store.incidents import get_incident
    from tui.history import changes_of, name_of, shown

    with closing(session.open()) as db:
        record = get_incident(db, incident)
        changes = decisions.history(db, incident)
    click.echo(f"incident {record.id}, {record.status}: {shown(record.incident.summary)}")
    for change in changes:
        decision = change.decision
        click.echo(f"{decision.at:%Y-%m-%d %H:%M} UTC  {shown(decision.analyst)}  {name_of(decision)}")
        for name, was, became in changes_of(change):
            click.echo(f"    {name:<12}{was} -> {became}")
    if not changes:
        click.echo("nothing was decided yet")
