"""The commands that take articles: ingest, extract."""

from __future__ import annotations

import datetime as dt
import json
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from nlp import limits
from tui.commands.session import (
    INTERRUPTED,
    PLACE,
    Session,
    columns_option,
    model_option,
    paths_argument,
    private_option,
    published_option,
    say,
)

if TYPE_CHECKING:
    from tui.intake import Event, Place

STDIN = Path("-")


@click.command(short_help="Read articles and store what is proposed.")
@click.argument("paths", nargs=-1, type=PLACE)
@published_option
@columns_option
@model_option
@private_option
@click.option("--retry-failed", is_flag=True, help="Also read again whatever could not be taken in before.")
@click.pass_obj
@click.pass_context
def ingest(
    ctx: click.Context,
    session: Session,
    paths: tuple[Path | str, ...],
    published: dt.date | None,
    columns: dict[str, str],
    model: str | None,
    allow_private: bool,
    retry_failed: bool,
) -> None:
    """Read and analyse articles, and store what is proposed.

    PATHS are files, folders of them, addresses (https://...), or - for standard input: text, pages, feeds,
    PDF, mails and mailboxes, Word documents, tables, JSON lines, web archives, and archives of these. An
    article that is known already is not stored again. Exit code 1 if any could not be taken in; the
    others are. ctrl+c stops after the article at hand.
    """
    from store.intake import failures
    from tui.intake import count_articles, run

    with closing(session.open(create=True)) as db:  # also for what is to be said of it before the progress bar
        failed_before = list(dict.fromkeys(one.place for one in failures(db))) if retry_failed else []
    if not paths and not retry_failed:
        raise click.UsageError("Name what to read, or --retry-failed.")
    again = [PLACE.convert(place, None, None) for place in failed_before if place not in map(str, paths)]
    with _until_interrupted() as interrupted, _files(paths) as files:
        events = run(
            session.db,
            [*files, *again],
            published=published,
            columns=columns,
            model=model,
            allow_private=allow_private,
            stop=interrupted.is_set,
            tell=say,
        )
        tally = _follow(events, count_articles([*files, *again]))
    _say_result(tally, stopped=interrupted.is_set())
    if interrupted.is_set():
        ctx.exit(INTERRUPTED)
    if tally.failed:
        ctx.exit(1)


@click.command(short_help="Take in what is new in folders and feeds, again and again.")
@click.argument("paths", nargs=-1, required=True, type=PLACE)
@click.option("--every", default="10m", show_default=True, metavar="TIME", help="30s, 10m, 2h: how long to wait.")
@published_option
@columns_option
@model_option
@private_option
@click.pass_obj
@click.pass_context
def watch(
    ctx: click.Context,
    session: Session,
    paths: tuple[Path | str, ...],
    every: str,
    published: dt.date | None,
    columns: dict[str, str],
    model: str | None,
    allow_private: bool,
) -> None:
    """Take in what is new in PATHS, folders or the addresses of feeds and pages, until ctrl+c.

    A desk that is open on the same database shows what arrives. Files that did not change are not read
    again, and the server of an address is asked whether anything is new.
    """
    from tui.intake import run

    seconds, told = _seconds(every), set[str]()
    session.open(create=True).close()
    with _until_interrupted() as interrupted:
        while not interrupted.is_set():
            events = run(
                session.db,
                paths,
                published=published,
                columns=columns,
                model=model,
                allow_private=allow_private,
                changed_only=True,
                stop=interrupted.is_set,
                tell=say,
            )
            tally = _follow(events, 0, told)
            if tally.stored or tally.failed:
                _say_result(tally)
            interrupted.wait(seconds)
    ctx.exit(INTERRUPTED)


@click.command(short_help="Print the incidents found; no database is touched.")
@paths_argument
@published_option
@columns_option
@click.option("--jsonl", is_flag=True, help="One JSON object an article, for other programs.")
@model_option
@private_option
@click.pass_context
def extract(
    ctx: click.Context,
    paths: tuple[Path | str, ...],
    published: dt.date | None,
    columns: dict[str, str],
    jsonl: bool,
    model: str | None,
    allow_private: bool,
) -> None:
    """Print the incidents found in articles; no database is touched.

    PATHS are as for ingest. Without --jsonl the result is for reading.
    """
    from tui.commands.layout import as_row, as_text
    from tui.intake import Addresses, analyses
    from tui.reader import Reader

    failed = False
    with (
        _files(paths) as files,
        closing(Reader(model, tell=say)) as reader,
        closing(Addresses(allow_private=allow_private)) as addresses,
    ):
        for _, outcome in analyses(reader, files, addresses, published=published, columns=columns):
            if isinstance(outcome, str):
                say(outcome)
                failed = True
            else:
                click.echo(json.dumps(as_row(outcome)) if jsonl else as_text(outcome))
    if failed:
        ctx.exit(1)


@dataclass(slots=True)
class _Tally:
    """What became of the articles of a batch."""

    stored: int = 0
    known: int = 0
    failed: int = 0
    kept: int = 0
    unchanged: int = 0
    incidents: int = 0


def _follow(events: Generator[Event, None, None], total: int, told: set[str] | None = None) -> _Tally:
    """Count the events of a batch, with a bar that shows how fast it goes and how long it takes; say what failed.

    What was ``told`` is neither said nor counted again, and what is said now is put there.
    """
    from tui.intake import Failed, Stored, Unchanged

    tally, begun = _Tally(), time.monotonic()

    def rate(_: object) -> str:
        done = tally.stored + tally.known + tally.failed
        return f"{done / max(time.monotonic() - begun, 0.1):.1f} a second"

    with (
        closing(events),
        click.progressbar(
            length=total,
            label="Reading",
            file=sys.stderr,
            hidden=not (total and sys.stderr.isatty()),
            show_pos=True,
            show_percent=True,
            item_show_func=rate,
        ) as bar,
    ):
        for event in events:
            match event:
                case Stored():
                    tally.stored += event.new
                    tally.known += not event.new
                    tally.incidents += event.incidents if event.new else 0
                case Failed() if told is not None and event.message in told:
                    continue
                case Failed():
                    if told is not None:
                        told.add(event.message)
                    tally.failed += 1
                    tally.kept += event.kept
                    _say_above(bar, event.message)
                case Unchanged():
                    tally.unchanged += 1
                case _:
                    continue
            bar.update(1, event)
    return tally


def _say_result(tally: _Tally, *, stopped: bool = False) -> None:
    again = "; --retry-failed tries that again" if tally.kept else ""
    say(
        f"{'Stopped: ' if stopped else ''}{_count(tally.stored, 'article')} stored with "
        f"{_count(tally.incidents, 'proposed incident')}, {tally.known} known already, "
        f"{tally.failed} failed{again}."
    )


@contextmanager
def _until_interrupted() -> Iterator[threading.Event]:
    """Set the event at the first ctrl+c, so that the work ends between two articles; a second one ends it at once."""
    interrupted = threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def note(_number: int, _frame: FrameType | None) -> None:
        interrupted.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def _seconds(every: str) -> float:
    """Return how long "30s", "10m" or "2h" is, a bare number in minutes."""
    units = {"s": 1, "m": 60, "h": 3600}
    number, unit = (every[:-1], every[-1]) if every[-1:] in units else (every, "m")
    if not number.isdecimal() or not int(number):
        raise click.BadParameter(f"{every} is no time; give 30s, 10m or 2h", param_hint="--every")
    return int(number) * units[unit]


@contextmanager
def _files(paths: tuple[Path | str, ...]) -> Iterator[list[Place]]:
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
