"""The command that makes a backup."""

from __future__ import annotations

from pathlib import Path

import click

from store.errors import UnwritableError
from tui.commands.session import Session, say


@click.command(short_help="Copy the database, also while others work on it.")
@click.argument("out", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup(session: Session, out: Path | None) -> None:
    """Copy the database to OUT, a new file or a folder; beside it, with the time in its name, if not given.

    Others may work on it meanwhile: the copy is the database as it was at one moment, with every
    decision made until then, and is checked before it is put in place. Nothing is ever replaced.
    """
    from store.copies import backup_in, write_copy
    from store.database import looking_at
    from tui.desk import utc_now

    if out is None or out.is_dir():
        out = backup_in(out or session.db.parent, session.db, utc_now())
    if out.exists():
        raise UnwritableError(out, "it is there already, and no backup replaces another file")
    with looking_at(session.db) as db:
        try:
            write_copy(db, out)
        except OSError as error:
            raise UnwritableError(out, error.strerror or str(error)) from error
    say(f"{out.stat().st_size / 1e6:,.1f} MB copied to {out} and checked. To go back to it: --db {out}, or copy it.")
