"""The command that prints the figures of the record."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import click

from tui.commands.session import Session


@click.command(short_help="Print the figures of the record.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object, for scripts.")
@click.option(
    "--second",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A second review (blotter sample): how far both agree, slot by slot, by Cohen's kappa.",
)
@click.pass_obj
def stats(session: Session, as_object: bool, second: Path | None) -> None:
    """Print what the dashboard shows: approved incidents by time, type and place, decisions by day.

    And how often the machine's value of each slot was approved unchanged. Days are UTC.
    """
    from tui import figures
    from tui.desk import utc_now

    with closing(session.open()) as db:
        found = figures.read(db, utc_now().date(), latest=None)
        row, text = figures.as_json(found), figures.as_text(found)
        if second is not None:
            from store.other_desk import copied
            from store.second_review import compare_reviews
            from tui import agreement_lines

            with copied(db, second) as other:
                review = compare_reviews(db, other)
            row["second_review"] = agreement_lines.as_json(review)
            text = "\n".join([text, "", *agreement_lines.as_lines(review)])
    click.echo(json.dumps(row) if as_object else text)
