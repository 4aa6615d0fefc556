"""Step 10: the words that incidents are told in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.steps.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m010_told_words(db: Database) -> None:
    """The words around an incident's evidence, and in how many articles each stood."""
    run(
        db,
        """
        CREATE TABLE told_words (
          incident_id INTEGER PRIMARY KEY REFERENCES incidents (id) ON DELETE CASCADE,
          words TEXT NOT NULL                           -- folded, in order, a blank between two
        ) STRICT;
        CREATE TABLE word_counts (
          word TEXT PRIMARY KEY,                        -- '' counts the articles themselves
          articles INTEGER NOT NULL CHECK (articles > 0) -- that had it when they were taken in
        ) STRICT, WITHOUT ROWID;
    """,
    )
