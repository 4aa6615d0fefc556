"""The command line: ``blotter`` and its commands.

Nothing heavy is imported here. A command imports Textual, spaCy or sqlite-utils in its own body,
so that ``blotter --help`` is quick and the desk never loads spaCy.
"""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Any

import click

from store.errors import BlotterError
from tui.commands.articles import extract, ingest
from tui.commands.decisions import history, undo
from tui.commands.desk import demo, review
from tui.commands.doctor import doctor
from tui.commands.evaluation import evaluate
from tui.commands.export import export
from tui.commands.gazetteer import gazetteer
from tui.commands.session import Session, say
from tui.commands.stats import stats

INTERRUPTED = 130
"""The exit code of a program that ctrl+c ended, as shells count it."""


class Commands(click.Group):
    """The group of all commands; tells a failure in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a BlotterError becomes its message and exit code, ctrl+c a clean end."""
        try:
            return super().invoke(ctx)
        except BlotterError as error:
            say(f"Error: {error}")
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            say("Stopped. What was done before is kept.")
            ctx.exit(INTERRUPTED)


def default_database() -> Path:
    """Return where the database is when nobody says: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("blotter", appauthor=False) / "blotter.db"


def login_name() -> str:
    """Return the name that decisions are signed with when nobody says."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run as a user number without a name
        return "analyst"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    envvar="BLOTTER_DB",
    show_envvar=True,
    help="The database; made when it is first written to.  [default: blotter.db in the user data folder]",
)
@click.option(
    "--analyst",
    envvar="BLOTTER_ANALYST",
    show_envvar=True,
    help="The name that decisions are signed with.  [default: the login name]",
)
@click.version_option(package_name="incident-blotter", message="blotter %(version)s")
@click.pass_context
def main(ctx: click.Context, db: Path | None, analyst: str | None) -> None:
    """A desk for people who curate records of incidents from news articles.

    Articles go in, proposed incidents appear beside the words that support them, you decide at
    the keyboard, and a clean SQLite database comes out.
    """
    ctx.obj = Session(db=db or default_database(), analyst=analyst or login_name())


for command in (review, ingest, extract, evaluate, export, undo, history, stats, gazetteer, demo, doctor):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="blotter")  # the name in usage lines, also for python -m tui.cli
