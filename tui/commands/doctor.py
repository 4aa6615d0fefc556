"""The command that says what blotter runs on, for a report of something wrong."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sqlite3
import sys
from pathlib import Path

import click

from store.errors import BlotterError
from tui.commands.session import Session

SMALLEST = (80, 24)
"""Columns and lines that the desk is made for at least."""
PACKAGES = ("incident-blotter", "textual", "spacy", "sqlite-utils", "rapidfuzz")


@click.command(short_help="Look for what is wrong, and say what to do.")
@click.pass_obj
@click.pass_context
def doctor(ctx: click.Context, session: Session) -> None:
    """Say what blotter runs on, and look for what is wrong with the database: nothing is changed.

    Damage of the file, evidence without its incident, quotes that are not what their article says, the
    schema, the room on the disk; the terminal, its locale and your own keys. Exit code 1 if anything is wrong.
    """
    from importlib.metadata import PackageNotFoundError, version

    for package in PACKAGES:
        try:
            _line(package, version(package))
        except PackageNotFoundError:
            _line(package, "not installed")
    _line("Python", f"{platform.python_version()} ({platform.system()} {platform.machine()})")
    _line("SQLite", sqlite3.sqlite_version)
    _tell_terminal()
    _line("analyst", session.analyst)
    sound = _tell_keys()
    sound = _tell_database(session.db) and sound
    ctx.exit(int(not sound))


def _line(name: str, told: str) -> None:
    from tui.glyphs import one_line, visible

    click.echo(f"{name:18}{visible(one_line(told))}")


def _tell_terminal() -> None:
    from tui.charset import repertoire

    size = shutil.get_terminal_size()
    term = os.environ.get("TERM", "")
    tty = "a terminal" if sys.stdout.isatty() else "not a terminal"
    small = sys.stdout.isatty() and (size.columns < SMALLEST[0] or size.lines < SMALLEST[1])
    advice = "; the desk needs TERM set, or tmux" if term in ("", "dumb") else ""
    advice += f"; the desk wants {SMALLEST[0]}x{SMALLEST[1]} at least" if small else ""
    _line("terminal", f"TERM={term}, {size.columns}x{size.lines}, {tty}{advice}")
    shows = repertoire(os.environ, sys.stderr.encoding)
    fallback = f"; the desk shows only {shows}, set LC_ALL=C.UTF-8 for all signs" if shows else ""
    _line("locale", f"{locale.getlocale()[0]}, output in {sys.stdout.encoding}{fallback}")


def _tell_database(path: Path) -> bool:
    """Say in what state the database is; return whether it is sound."""
    from store.health import examine, steps_applied
    from store.migrations import NAMES

    if not path.exists():
        _line("database", f"{path} (not made yet)")
        return True
    try:
        health = examine(path)
    except BlotterError as error:
        _line("database", str(error))
        return False
    _line("database", f"{path} ({health.size / 1e6:,.1f} MB, {health.free / 1e6:,.0f} MB left on the disk)")
    older = "; the next command that opens it brings it up to date and keeps a copy" if health.pending else ""
    _line("schema", f"step {steps_applied(health)} of {len(NAMES)}{older}")
    newest = f"{len(health.copies)} beside it, the newest {health.copies[0].name}" if health.copies else ""
    _line("backups", newest or "none beside it; blotter backup makes one")
    for trouble in health.troubles:
        _line("wrong", f"{trouble.what}. {trouble.do}")
    if not health.troubles:
        _line("sound", "the file, its evidence, its quotes and its log")
    return not health.troubles


def _tell_keys() -> bool:
    """Say where the analyst's own keys are looked for, and whether they can be used."""
    from tui.keymap import keymap_path, read_keymap

    path = keymap_path()
    try:
        read_keymap(path)
    except BlotterError as error:
        _line("keys", str(error))
        return False
    _line("keys", f"{path} ({'in use' if path.exists() else 'not made; the desk has its own'})")
    return True
