"""The commands that take articles: ingest, extract."""

from __future__ import annotations

import datetime as dt
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from store.errors import TooLargeError, UnreadableArticleError
from tui.commands.session import Session, model_option, paths_argument, published_option, say

STDIN = Path("-")
STDIN_LIMIT = 200_000_000
"""Bytes read from standard input; a pipe has no size to ask for beforehand."""


@click.command(short_help="Read articles and store what is proposed.")
@paths_argument
@published_option
@model_option
@click.pass_obj
@click.pass_context
def ingest(
    ctx: click.Context, session: Session, paths: tuple[Path, ...], published: dt.date | None, model: str | None
) -> None:
    """Read and analyse articles, and store what is proposed.

    PATHS are text files, JSON lines ({"id", "title", "published", "text"} a row), folders of
    both, or - for standard input. An article that is known already is not stored again.
    Exit code 1 if any could not be taken in; the others are.
    """
    from tui.intake import Failed, Finished, Stored, count_articles, run

    session.open(create=True).close()  # for what is to be said of it before the progress bar
    files = [path for path in paths if path != STDIN]
    text, refused = _standard_input(paths)
    total = count_articles(files) + (text is not None)
    incidents = 0
    with (
        closing(run(session.db, files, text=text, published=published, model=model, tell=say)) as events,
        click.progressbar(length=total, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar,
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
    failed = finished.failed + refused
    say(
        f"{_count(finished.stored, 'article')} stored with {_count(incidents, 'proposed incident')}, "
        f"{finished.known} known already, {failed} failed."
    )
    if failed:
        ctx.exit(1)


@click.command(short_help="Print the incidents found; no database is touched.")
@paths_argument
@published_option
@click.option("--jsonl", is_flag=True, help="One JSON object an article, for other programs.")
@model_option
@click.pass_context
def extract(
    ctx: click.Context, paths: tuple[Path, ...], published: dt.date | None, jsonl: bool, model: str | None
) -> None:
    """Print the incidents found in articles; no database is touched.

    PATHS are as for ingest. Without --jsonl the result is for reading.
    """
    from tui.commands.layout import as_row, as_text
    from tui.intake import analyses
    from tui.reader import Reader

    files = [path for path in paths if path != STDIN]
    text, failed = _standard_input(paths)
    with closing(Reader(model, tell=say)) as reader:
        for _, outcome in analyses(reader, files, text=text, published=published):
            if isinstance(outcome, str):
                say(outcome)
                failed = True
            else:
                click.echo(json.dumps(as_row(outcome)) if jsonl else as_text(outcome))
    if failed:
        ctx.exit(1)


def _standard_input(paths: tuple[Path, ...]) -> tuple[str | None, bool]:
    """Return what was piped in, if it was asked for, and whether it had to be refused, which is said."""
    if STDIN not in paths:
        return None, False
    data = sys.stdin.buffer.read(STDIN_LIMIT + 1)
    try:
        if len(data) > STDIN_LIMIT:
            raise TooLargeError("standard input", len(data), STDIN_LIMIT)
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        say(str(UnreadableArticleError("standard input", "it is not UTF-8 text")))
    except TooLargeError as error:
        say(str(error))
    return None, True


def _say_above(bar: Any, message: str) -> None:
    """Write a line of its own while a progress bar may stand on the current one."""
    if not bar.hidden:
        click.echo("\r\033[K", nl=False, err=True)
    say(message)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
