"""Step 14: what was fetched and watched, and what could not be taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.steps.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m014_intake(db: Database) -> None:
    """What is known of addresses and watched files, so as not to read them again; and what failed, to try it again."""
    run(
        db,
        """
        CREATE TABLE fetches (
          place TEXT PRIMARY KEY,                       -- the address as it was asked for, or the file
          final TEXT NOT NULL,                          -- where redirects led
          hops TEXT NOT NULL CHECK (json_valid(hops)),  -- the addresses before it
          etag TEXT,                                    -- of a file, its size and time of change
          modified TEXT,                                -- as the server wrote it
          at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE failures (
          place TEXT NOT NULL,                          -- a path or an address, to be read again
          name TEXT NOT NULL,                           -- of the article in it
          message TEXT NOT NULL,
          at TEXT NOT NULL,
          PRIMARY KEY (place, name)
        ) STRICT, WITHOUT ROWID;
    """,
    )
