"""The commands about decisions: undo, redo, history."""

from __future__ import annotations

from contextlib import closing

import click

from tui.commands.session import Session, say


@click.command(short_help="Undo your last decision.")
@click.pass_obj
def undo(session: Session) -> None:
    """Undo your last decision; again for the one before. What a colleague has changed since is left as it is."""
    from store import decisions, undoing
    from tui.desk import utc_now
    from tui.history import shown

    with closing(session.open()) as db:
        undone = undoing.undo(db, say, analyst=session.analyst, now=utc_now(), origin="blotter undo")
    if undone is None:
        raise click.ClickException(f"There is no decision of {session.analyst} to undo.")
    click.echo(f"{decisions.named(undone)}: {shown(undone.summary)}")


@click.command(short_help="Do again what you undid last.")
@click.pass_obj
def redo(session: Session) -> None:
    """Do again what you undid last, until you decide something new."""
    from store import decisions, undoing
    from tui.desk import utc_now
    from tui.history import shown

    with closing(session.open()) as db:
        redone = undoing.redo(db, say, analyst=session.analyst, now=utc_now(), origin="blotter redo")
    if redone is None:
        raise click.ClickException(f"There is nothing that {session.analyst} undid since the last decision.")
    click.echo(f"{decisions.named(redone)}: {shown(redone.summary)}")


@click.command(short_help="Print every decision about an incident.")
@click.argument("incident", type=int)
@click.option("--blame", is_flag=True, help="Print each slot with the decision that gave it its value instead.")
@click.pass_obj
def history(session: Session, incident: int, blame: bool) -> None:
    """Print every decision about INCIDENT, a number: when, by whom, from which screen or command, what it changed."""
    from store import decisions
    from store.blame import proposal_of
    from store.incidents import get_incident
    from tui.history import changes_of, made_by, owed, proposed_by, shown

    with closing(session.open()) as db:
        record = get_incident(db, incident)
        changes, proposal = decisions.history(db, incident), proposal_of(db, incident)
    click.echo(f"incident {record.id}, {record.status}: {shown(record.incident.summary)}")
    if blame:
        for name, value, whom in owed(record, changes):
            click.echo(f"{name:<12}{value}\n{'':<12}{whom}")
        return
    if proposal is not None:
        click.echo(proposed_by(proposal))
    for change in changes:
        click.echo(made_by(change.decision))
        for name, was, became in changes_of(change):
            click.echo(f"    {name:<12}{was} -> {became}")
    if not changes:
        click.echo("nothing was decided yet")
