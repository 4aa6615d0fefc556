"""The command that writes what was approved for others to open."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from tui.commands.session import Session, say


@click.command(short_help="Write the approved incidents to a file.")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--layout", metavar="NAME", help="sqlite, csv or jsonl.  [default: what the suffix of OUT says: .db .csv .jsonl]"
)
@click.pass_obj
def export(session: Session, out: Path, layout: str | None) -> None:
    """Write the approved incidents to OUT, which is replaced when it is complete.

    An .db file is an SQLite database with incidents, sources and evidence, with full-text search.
    """
    from store.database import open_database
    from store.export.layouts import layout_for

    write = layout_for(out, layout)
    with closing(open_database(session.db, create=False)) as db:
        number = write(db, out)
    say(f"{number} approved incident{'' if number == 1 else 's'} written to {out}.")
