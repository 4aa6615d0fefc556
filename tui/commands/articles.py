"""The commands that take articles: ingest, extract."""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlp import limits
from tui.commands.session import Session, columns_option, model_option, paths_argument, published_option, say

if TYPE_CHECKING:
    from tui.intake import Source

STDIN = Path("-")


@click.command(short_help="Read articles and store what is proposed.")
@paths_argument
@published_option
@columns_option
@model_option
@click.pass_obj
@click.pass_context
def ingest(
    ctx: click.Context,
    session: Session,
    paths: tuple[Path, ...],
    published: dt.date | None,
    columns: dict[str, str],
    model: str | None,
) -> None:
    """Read and analyse articles, and store what is proposed.

    PATHS are files, folders of them, or - for standard input: text, saved pages, feeds, PDF, mails
    and mailboxes, Word documents, tables, JSON lines, web archives, and archives of these. An article
    that is known already is not stored again. Exit code 1 if any could not be taken in; the others are.
    """
    from tui.intake import Failed, Finished, Stored, count_articles, run

    session.open(create=True).close()  # for what is to be said of it before the progress bar
    incidents = 0
    with (
        _files(paths) as files,
        closing(run(session.db, files, published=published, columns=columns, model=model, tell=say)) as events,
        click.progressbar(
            length=count_articles(files), label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar,
    ):
        for event in events:
            match event:
                case Stored():
                    incidents += event.incidents if event.new else 0
                    bar.update(1)
                case Failed():
                    _say_above(bar, event.message)
                    bar.update(1)
                case Finished():
                    finished = event
    say(
        f"{_count(finished.stored, 'article')} stored with {_count(incidents, 'proposed incident')}, "
        f"{finished.known} known already, {finished.failed} failed."
    )
    if finished.failed:
        ctx.exit(1)


@click.command(short_help="Print the incidents found; no database is touched.")
@paths_argument
@published_option
@columns_option
@click.option("--jsonl", is_flag=True, help="One JSON object an article, for other programs.")
@model_option
@click.pass_context
def extract(
    ctx: click.Context,
    paths: tuple[Path, ...],
    published: dt.date | None,
    columns: dict[str, str],
    jsonl: bool,
    model: str | None,
) -> None:
    """Print the incidents found in articles; no database is touched.

    PATHS are as for ingest. Without --jsonl the result is for reading.
    """
    from tui.commands.layout import as_row, as_text
    from tui.intake import analyses
    from tui.reader import Reader

    failed = False
    with _files(paths) as files, closing(Reader(model, tell=say)) as reader:
        for _, outcome in analyses(reader, files, published=published, columns=columns):
            if isinstance(outcome, str):
                say(outcome)
                failed = True
            else:
                click.echo(json.dumps(as_row(outcome)) if jsonl else as_text(outcome))
    if failed:
        ctx.exit(1)


@contextmanager
def _files(paths: tuple[Path, ...]) -> Iterator[list[Path | Source]]:
    """Give what is named, with what was piped in as a file that is gone afterwards."""
    from tui.intake import Source

    if STDIN not in paths:
        yield list(paths)
        return
    with tempfile.NamedTemporaryFile(prefix="blotter-") as spooled:
        left = limits.STANDARD_INPUT + 1  # one too many, so that the reader can tell that it is too long
        while left and (piece := sys.stdin.buffer.read(min(left, 1 << 20))):
            spooled.write(piece)
            left -= len(piece)
        spooled.flush()
        yield [Source(Path(spooled.name), "standard input") if path == STDIN else path for path in paths]


def _say_above(bar: Any, message: str) -> None:
    """Write a line of its own while a progress bar may stand on the current one."""
    if not bar.hidden:
        click.echo("\r\033[K", nl=False, err=True)
    say(message)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
