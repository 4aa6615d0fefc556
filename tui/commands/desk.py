"""The commands that open the desk: review, demo."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.session import PLACE, Session, columns_option, model_option, private_option, published_option

if TYPE_CHECKING:
    from tui.background import Intake
    from tui.intake import Event


@click.command(short_help="Open the desk at the queue.")
@click.argument("paths", nargs=-1, type=PLACE)
@published_option
@columns_option
@model_option
@private_option
@click.pass_obj
def review(
    session: Session,
    paths: tuple[Path | str, ...],
    published: dt.date | None,
    columns: dict[str, str],
    model: str | None,
    allow_private: bool,
) -> None:
    """Open the desk at the queue; the articles of PATHS are taken in meanwhile.

    PATHS, and how they are read, are as for ingest.
    """

    def take_in(stop: Callable[[], bool]) -> Generator[Event, None, None]:
        from tui.intake import run

        return run(
            session.db,
            paths,
            published=published,
            columns=columns,
            model=model,
            allow_private=allow_private,
            stop=stop,
        )

    _open_desk(session, paths, take_in if paths else None)


@click.command(short_help="Open the desk on sample articles.")
@click.pass_obj
def demo(session: Session) -> None:
    """Open the desk on sample articles in a throw-away database."""
    import tempfile
    from importlib.resources import as_file, files

    with (
        as_file(files("tui").joinpath("sample_articles")) as packed,
        tempfile.TemporaryDirectory(prefix="blotter-demo-") as folder,
    ):
        # An installed blotter carries the articles along; a clone has them beside the packages.
        samples = packed if packed.is_dir() else Path(__file__).parents[2] / "sample_articles"
        database = Path(folder, "demo.db")

        def take_in(stop: Callable[[], bool]) -> Generator[Event, None, None]:
            from tui.intake import run

            return run(database, [samples], stop=stop)

        _open_desk(Session(database, session.analyst), [samples], take_in)


def _open_desk(session: Session, paths: Sequence[Path | str], intake: Intake | None) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException(
            "The desk needs a terminal for its input and output. In a script: ingest, extract, export."
        )
    if os.environ.get("TERM") in (None, "", "dumb"):
        raise click.ClickException(
            "The desk cannot be drawn on this terminal (TERM is dumb or not set). Set TERM, or use tmux."
        )
    # Nothing of what is imported now is garbage: not looking for any saves a tenth of the start.
    gc.disable()
    # Read once, when Textual is imported: an animated page is many times the bytes on a slow line.
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    from tui.keymap import keymap_path, read_keymap

    # Once before the desk covers the terminal, for what is to be said of it.
    session.open(create=True).close()
    keys = read_keymap(keymap_path())
    from tui.app import BlotterApp

    BlotterApp(session.db, analyst=session.analyst, intake=intake, paths=paths, keys=keys).run()
