"""How a step of the schema runs its statements."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def run(db: Database, script: str) -> None:
    """Run statements inside the step's transaction; each ends at the end of a line.

    ``executescript`` of sqlite3 commits first, which would leave half a step behind on failure; that of
    sqlite-utils does not, but takes 100 ms to find where our statements end.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.endswith(";\n") and sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"not a whole statement: {statement.strip()}")
