"""The command that says what blotter runs on, for a report of something wrong."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sqlite3
import sys
from contextlib import closing

import click

from store.errors import BlotterError
from tui.commands.session import Session

PACKAGES = ("incident-blotter", "textual", "spacy", "sqlite-utils", "rapidfuzz")


@click.command(short_help="Print versions and the state of the database.")
@click.pass_obj
@click.pass_context
def doctor(ctx: click.Context, session: Session) -> None:
    """Print versions, the state of the database, and what the terminal says of itself."""
    from importlib.metadata import PackageNotFoundError, version

    from store.database import open_database

    for package in PACKAGES:
        try:
            click.echo(f"{package:18}{version(package)}")
        except PackageNotFoundError:
            click.echo(f"{package:18}not installed")
    click.echo(f"{'Python':18}{platform.python_version()} ({platform.system()} {platform.machine()})")
    click.echo(f"{'SQLite':18}{sqlite3.sqlite_version}")
    size = shutil.get_terminal_size()
    tty = "a terminal" if sys.stdout.isatty() else "not a terminal"
    click.echo(f"{'terminal':18}TERM={os.environ.get('TERM', '')}, {size.columns}x{size.lines}, {tty}")
    from tui.charset import repertoire

    shows = repertoire(os.environ, sys.stderr.encoding)
    fallback = f"; the desk shows only {shows}, set LC_ALL=C.UTF-8 for all signs" if shows else ""
    click.echo(f"{'locale':18}{locale.getlocale()[0]}, output in {sys.stdout.encoding}{fallback}")
    click.echo(f"{'analyst':18}{session.analyst}")
    keys_failed = not _tell_keys()
    if not session.db.exists():
        click.echo(f"{'database':18}{session.db} (not made yet)")
        ctx.exit(int(keys_failed))
    try:
        with closing(open_database(session.db, create=False)):
            click.echo(f"{'database':18}{session.db} (opens, {session.db.stat().st_size / 1e6:,.1f} MB)")
    except BlotterError as error:
        click.echo(f"{'database':18}{error}")
        ctx.exit(1)
    ctx.exit(int(keys_failed))


def _tell_keys() -> bool:
    """Say where the analyst's own keys are looked for, and whether they can be used."""
    from tui.keymap import keymap_path, read_keymap

    path = keymap_path()
    try:
        read_keymap(path)
    except BlotterError as error:
        click.echo(f"{'keys':18}{error}")
        return False
    click.echo(f"{'keys':18}{path} ({'in use' if path.exists() else 'not made; the desk has its own'})")
    return True
