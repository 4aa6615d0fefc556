"""The command that draws a sample for a second, blind review."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from tui.commands.session import Session, say


@click.command(short_help="Draw decided articles for a second, blind review.")
@click.argument("number", type=click.IntRange(min=1))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", type=int, metavar="N", help="The same number draws the same articles again.")
@click.pass_obj
def sample(session: Session, number: int, out: Path, seed: int | None) -> None:
    """Draw NUMBER articles in which all is decided, and nothing by you, into OUT, a new database.

    They are there as they came in, without a decision: review them with --db OUT. The record is not changed
    by that; blotter stats --second OUT says how far you agree with it.
    """
    from store import second_review
    from tui.desk import utc_now

    with closing(session.open()) as db:
        articles = second_review.draw(db, number, analyst=session.analyst, seed=seed)
        if not articles:
            raise click.ClickException(
                f"There is no article to draw: all in it must be decided, and nothing by {session.analyst}. "
                "Another analyst is named with --analyst before the command."
            )
        second_review.write_sample(db, articles, out, now=utc_now())
    fewer = f", all that were decided without {session.analyst}" if len(articles) < number else ""
    say(f"{len(articles)} article{'' if len(articles) == 1 else 's'} written to {out}{fewer}.")
    say(f"Review: blotter --db {out} --analyst {session.analyst} review. Then: blotter stats --second {out}")
