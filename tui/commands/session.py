"""What every command shares: the database, the analyst, and how to speak to a terminal."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import click

INTERRUPTED = 130
"""The exit code of a program that ctrl+c ended, as shells count it."""


@dataclass(frozen=True, slots=True)
class Session:
    """Which database a command works on, and who works."""

    db: Path
    analyst: str

    def open(self, *, create: bool = False) -> sqlite3.Connection:
        """Open the database, and say so where it had to be brought up to date. Raises StoreError."""
        from store.database import open_database

        return open_database(self.db, create=create, tell=say)


def say(message: str) -> None:
    """Write one line on standard error: file names and quotes in it cannot act on the terminal."""
    from tui.glyphs import one_line, visible

    click.echo(visible(one_line(message)), err=True)


def as_date(_ctx: click.Context, _parameter: click.Parameter, value: dt.datetime | None) -> dt.date | None:
    """Turn what click read as a date into one."""
    return None if value is None else value.date()


published_option = click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=as_date,
    metavar="YYYY-MM-DD",
    help="The day the articles were published, which relative dates are counted from.",
)


def as_columns(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> dict[str, str]:
    """Turn "title=headline,published=pub_date" into which column holds what."""
    if not value:
        return {}
    from nlp.formats.tables import COLUMNS  # here: the desk opens without what reads tables

    pairs = [pair.partition("=") for pair in value.split(",") if pair.strip()]
    columns = {ours.strip(): theirs.strip() for ours, _, theirs in pairs}
    for ours, theirs in columns.items():
        if ours not in COLUMNS or not theirs:
            raise click.BadParameter(f'"{ours}={theirs}": write NAME=COLUMN, NAME one of {", ".join(COLUMNS)}.')
    return columns


columns_option = click.option(
    "--map",
    "columns",
    callback=as_columns,
    metavar="NAME=COLUMN,...",
    help="Which columns of tables and JSON lines to read: title=headline,published=pub_date,text=body.",
)

model_option = click.option(
    "--model",
    metavar="NAME",
    help="A trained spaCy package (en_core_web_sm) or the folder of one: its names are used where the rules find none.",
)


class PlaceType(click.ParamType[Path | str]):
    """A path, or an address of the web, which stays a string."""

    name = "path"

    def convert(self, value: Path | str, _parameter: click.Parameter | None, _ctx: click.Context | None) -> Path | str:
        """Tell an address by its scheme."""
        return value if isinstance(value, str) and "://" in value else Path(value)


PLACE = PlaceType()

paths_argument = click.argument("paths", nargs=-1, required=True, type=PLACE)

private_option = click.option(
    "--allow-private", is_flag=True, help="Also read addresses of private networks, and go through a proxy."
)
