"""Step 12: where decisions are made, and who has which article open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.steps.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m012_origins_and_leases(db: Database) -> None:
    """The screen or command of each decision, and one article at most for each desk that is open."""
    run(
        db,
        """
        -- desk/review, blotter undo; '' where nobody said
        ALTER TABLE decisions ADD COLUMN origin TEXT NOT NULL DEFAULT '';
        CREATE TABLE leases (
          session TEXT PRIMARY KEY CHECK (session <> ''), -- a desk, as long as it is open
          article_id INTEGER NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
          analyst TEXT NOT NULL CHECK (analyst <> ''),
          host TEXT NOT NULL,
          pid INTEGER NOT NULL,                         -- of the process on that host
          taken_at TEXT NOT NULL,                       -- ISO 8601, UTC
          renewed_at TEXT NOT NULL                      -- by a key pressed in the article
        ) STRICT, WITHOUT ROWID;
    """,
    )
