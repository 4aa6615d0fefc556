"""Step 13: who wrote an article, and where it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.steps.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m013_authors_and_links(db: Database) -> None:
    """The author and the address of an article, where its file tells them."""
    run(
        db,
        """
        ALTER TABLE articles ADD COLUMN author TEXT;
        ALTER TABLE articles ADD COLUMN link TEXT;
    """,
    )
