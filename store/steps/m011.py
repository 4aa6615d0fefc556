"""Step 11: which article to read first, and which articles are copies of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.steps.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_QUEUE = "((proposed > 0) DESC, (priority + raised) DESC, published DESC, id, story)"


def m011_priority(db: Database) -> None:
    """A rank for each article, the order of the queue by it, and the story that copies of one text share."""
    run(
        db,
        f"""
        -- 0 to 9, by what was found in it; why, the weightiest reason first; and what an analyst added.
        ALTER TABLE articles ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE articles ADD COLUMN why TEXT NOT NULL DEFAULT '';
        ALTER TABLE articles ADD COLUMN raised INTEGER NOT NULL DEFAULT 0;
        -- The first article of those that are copies of one text; itself for that one.
        ALTER TABLE articles ADD COLUMN story INTEGER REFERENCES articles (id);
        UPDATE articles SET priority = CASE
            WHEN EXISTS (SELECT 1 FROM incidents i WHERE i.article_id = articles.id AND i.lane = 'current') THEN 5
            WHEN EXISTS (SELECT 1 FROM incidents i WHERE i.article_id = articles.id AND i.lane = 'recent') THEN 3
            WHEN EXISTS (SELECT 1 FROM incidents i WHERE i.article_id = articles.id) THEN 1
            ELSE 0 END;

        DROP INDEX articles_all;
        DROP INDEX articles_open;
        DROP INDEX articles_later;
        DROP INDEX articles_done;
        CREATE INDEX articles_all ON articles {_QUEUE};
        CREATE INDEX articles_open ON articles {_QUEUE}
          WHERE proposed > 0 OR (proposed + postponed + approved + rejected + merged = 0 AND dismissed = 0);
        CREATE INDEX articles_later ON articles {_QUEUE}
          WHERE postponed > 0;
        CREATE INDEX articles_done ON articles {_QUEUE}
          WHERE proposed = 0 AND postponed = 0 AND (approved + rejected + merged > 0 OR dismissed = 1);
        CREATE INDEX articles_story ON articles (story, id) WHERE story IS NOT NULL;
        CREATE INDEX articles_source ON articles (source, approved, merged, rejected);

        -- A changed rank as an action of its own: SQLite changes a CHECK only by a new table.
        CREATE TABLE decisions_11 (
          id INTEGER PRIMARY KEY,
          at TEXT NOT NULL,                             -- ISO 8601, UTC
          analyst TEXT NOT NULL CHECK (analyst <> ''),
          action TEXT NOT NULL CHECK (action IN ('approve', 'reject', 'postpone', 'reopen', 'flag', 'edit', 'create',
            'merge', 'split', 'judge', 'set_published', 'dismiss', 'prioritize', 'undo', 'redo')),
          article_id INTEGER NOT NULL REFERENCES articles (id),
          incident_id INTEGER,                          -- NULL where several were decided together
          target_id INTEGER REFERENCES decisions (id),  -- the decision that an undo or redo is about
          before TEXT NOT NULL CHECK (json_valid(before)), -- every row the decision touched, null where there was none
          after TEXT NOT NULL CHECK (json_valid(after)),
          CHECK ((action IN ('undo', 'redo')) = (target_id IS NOT NULL))
        ) STRICT;
        INSERT INTO decisions_11 (id, at, analyst, action, article_id, incident_id, target_id, before, after)
          SELECT id, at, analyst, action, article_id, incident_id, target_id, before, after FROM decisions;
        DROP TABLE decisions;
        ALTER TABLE decisions_11 RENAME TO decisions;
        CREATE INDEX decisions_analyst ON decisions (analyst, id);
        CREATE INDEX decisions_target ON decisions (target_id, id) WHERE target_id IS NOT NULL;
        CREATE INDEX decisions_at ON decisions (at, action);
        CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision never changes: undo it'); END;
        CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision is never deleted: undo it'); END;
    """,
    )
