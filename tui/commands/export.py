"""The command that writes what was approved for others to open."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from store.errors import UnwritableError
from tui.commands.session import Session, say

STEPS = 200
"""How often the progress bar is drawn at most."""
LINES = 12
"""How many lines of the report are printed; a file has all of it."""


@click.command(short_help="Write the approved incidents to a file.")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--layout",
    metavar="NAME",
    help="sqlite, csv, jsonl, geojson, acled, gtd or ucdp.  "
    "[default: what the suffix of OUT says: .db .csv .jsonl .geojson]",
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Export what is in an exported .db or .jsonl instead of the database.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what the layout does not hold and what is to be doubted, with every incident's number.",
)
@click.pass_obj
def export(session: Session, out: Path, layout: str | None, source: Path | None, report: Path | None) -> None:
    """Write the approved incidents to OUT, which is replaced when it is complete.

    A .db file is an SQLite database with incidents, sources, evidence and figures, full-text search and
    views, and metadata.yaml beside it for Datasette. acled, gtd and ucdp are CSV in the columns and codes of
    those codebooks: what an incident cannot fill stays empty, and is told afterwards.
    """
    from store.export import approved, layouts
    from store.export.datasette import write_metadata
    from tui.known_actors import known_actor

    name = layouts.name_for(out, layout)
    write = layouts.layout(name, known_actor)
    with (
        _opened(session, source) as db,
        click.progressbar(
            length=approved.count(db),
            label=f"exporting to {out.name}" if out.name.isprintable() else "exporting",
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
            update_min_steps=max(1, approved.count(db) // STEPS),
        ) as bar,
    ):
        told = write(db, out, bar.update)
    say(f"{told.incidents} approved incident{'' if told.incidents == 1 else 's'} written to {out}.")
    if name == "sqlite":
        described = write_metadata(out)
        say(
            f"For Datasette: datasette {out} -m {described}"
            if described
            else f"{out.with_name('metadata.yaml')} is not of blotter and stays as it is; Datasette is told nothing."
        )
    lines = list(told.lines())
    for line in lines[:LINES]:
        say(line)
    if len(lines) > LINES:
        rest = f"all in {report}" if report is not None else "--report FILE writes all of it"
        say(f"and {len(lines) - LINES} more; {rest}")
    if report is not None:
        try:
            report.write_text(told.text(), encoding="utf-8")
        except OSError as error:
            raise UnwritableError(report, error.strerror or str(error)) from error


@contextmanager
def _opened(session: Session, source: Path | None) -> Iterator[sqlite3.Connection]:
    if source is not None:
        from store.export.received import received

        with received(source) as db:
            yield db
        return
    with closing(session.open()) as db:
        yield db
