"""The command that prints the figures of the record."""

from __future__ import annotations

import json
from contextlib import closing

import click

from tui.commands.session import Session


@click.command(short_help="Print the figures of the record.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object, for scripts.")
@click.pass_obj
def stats(session: Session, as_object: bool) -> None:
    """Print what the dashboard shows: approved incidents by time, type and place, decisions by day.

    And how often the machine's value of each slot was approved unchanged. Days are UTC.
    """
    from tui import figures
    from tui.desk import utc_now

    with closing(session.open()) as db:
        found = figures.read(db, utc_now().date(), latest=None)
    click.echo(json.dumps(figures.as_json(found)) if as_object else figures.as_text(found))
