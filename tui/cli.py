"""The command line: ``blotter`` and its commands.

Nothing heavy is imported here. A command's module is imported when it is called, and Textual, spaCy or
sqlite-utils in its own body: ``blotter --help`` is quick, and the desk does not wait for what others need.
"""

from __future__ import annotations

import getpass
import sqlite3
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from store.errors import BlotterError
from tui.commands.session import INTERRUPTED, Session, say

COMMANDS = {
    "review": "desk",
    "ingest": "articles",
    "extract": "articles",
    "watch": "articles",
    "evaluate": "evaluation",
    "duplicates": "duplicates",
    "export": "export",
    "backup": "backup",
    "merge": "merge",
    "sample": "sample",
    "undo": "decisions",
    "redo": "decisions",
    "history": "decisions",
    "stats": "stats",
    "gazetteer": "gazetteer",
    "demo": "desk",
    "doctor": "doctor",
}
"""Every command, and the module of ``tui.commands`` that has it under its name."""


class Commands(click.Group):
    """The group of all commands; tells a failure in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"tui.commands.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a BlotterError becomes its message and exit code, ctrl+c a clean end."""
        try:
            return super().invoke(ctx)
        except BlotterError as error:
            say(f"Error: {error}")
            ctx.exit(error.exit_code)
        except sqlite3.Error as error:  # met while reading: a damaged page, a disk that is gone
            from store.database import explain

            say(f"Error: {explain(error, ctx.obj.db)}")
            ctx.exit(BlotterError.exit_code)
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


if __name__ == "__main__":
    main(prog_name="blotter")  # the name in usage lines, also for python -m tui.cli
