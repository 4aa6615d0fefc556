"""The steps m001 to m009: articles, incidents, decisions, the desk, the record, figures, sentences, weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.steps.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m001_articles(db: Database) -> None:
    """Articles with what the machine saw in them, and their full-text index."""
    run(
        db,
        """
        CREATE TABLE articles (
          id INTEGER PRIMARY KEY,
          content_hash TEXT NOT NULL UNIQUE CHECK (length(content_hash) = 64), -- SHA-256 of the text: one row a text
          name TEXT NOT NULL,                           -- the file's stem or the row's own id; not unique
          title TEXT NOT NULL,
          source TEXT,                                  -- the outlet
          published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
          published_from TEXT,                          -- how the date is known: option, row, sidecar, text, analyst
          path TEXT,
          added_at TEXT NOT NULL,
          flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1)),
          dismissed INTEGER NOT NULL DEFAULT 0 CHECK (dismissed IN (0, 1)), -- read, and there is nothing to record
          -- How many of its incidents have each status: kept by triggers, so that the queue is one walk along an index.
          proposed INTEGER NOT NULL DEFAULT 0 CHECK (proposed >= 0),
          postponed INTEGER NOT NULL DEFAULT 0 CHECK (postponed >= 0),
          approved INTEGER NOT NULL DEFAULT 0 CHECK (approved >= 0),
          rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0),
          merged INTEGER NOT NULL DEFAULT 0 CHECK (merged >= 0),
          -- The long columns are last: SQLite reads a row from the left and leaves the rest on the disk.
          made_by TEXT NOT NULL,                        -- the pipeline and its version
          boilerplate TEXT NOT NULL CHECK (json_valid(boilerplate)),
          uncovered TEXT NOT NULL CHECK (json_valid(uncovered)),
          mentions TEXT NOT NULL CHECK (json_valid(mentions)),
          text TEXT NOT NULL                            -- what every offset points into
        ) STRICT;

        CREATE TRIGGER articles_keep_their_text BEFORE UPDATE OF text, content_hash ON articles
        BEGIN SELECT RAISE(ABORT, 'the text of an article never changes: evidence points into it'); END;

        -- The four views of the queue, each in the queue's order.
        CREATE INDEX articles_all ON articles ((proposed > 0) DESC, published DESC, id);
        CREATE INDEX articles_open ON articles ((proposed > 0) DESC, published DESC, id)
          WHERE proposed > 0 OR (proposed + postponed + approved + rejected + merged = 0 AND dismissed = 0);
        CREATE INDEX articles_later ON articles ((proposed > 0) DESC, published DESC, id)
          WHERE postponed > 0;
        CREATE INDEX articles_done ON articles ((proposed > 0) DESC, published DESC, id)
          WHERE proposed = 0 AND postponed = 0 AND (approved + rejected + merged > 0 OR dismissed = 1);

        CREATE VIRTUAL TABLE articles_fts USING fts5 (
          title, source, text, content = 'articles', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
          INSERT INTO articles_fts (rowid, title, source, text) VALUES (new.id, new.title, new.source, new.text);
        END;
        CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, source ON articles BEGIN
          INSERT INTO articles_fts (articles_fts, rowid, title, source, text)
            VALUES ('delete', old.id, old.title, old.source, old.text);
          INSERT INTO articles_fts (rowid, title, source, text) VALUES (new.id, new.title, new.source, new.text);
        END;
        CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
          INSERT INTO articles_fts (articles_fts, rowid, title, source, text)
            VALUES ('delete', old.id, old.title, old.source, old.text);
        END;
    """,
    )


def m002_incidents(db: Database) -> None:
    """Incidents in flat columns, the words they rest on, and what the machine first said."""
    run(
        db,
        """
        CREATE TABLE incidents (
          id INTEGER PRIMARY KEY AUTOINCREMENT,         -- never used twice: the log names incidents that are gone
          article_id INTEGER NOT NULL REFERENCES articles (id),
          position INTEGER NOT NULL CHECK (position >= 0), -- its place among the incidents of the article
          status TEXT NOT NULL CHECK (status IN ('proposed', 'postponed', 'approved', 'rejected', 'merged')),
          merged_into INTEGER REFERENCES incidents (id),
          revision INTEGER NOT NULL,                    -- the decision that wrote this row last; 0 is the machine
          type TEXT,                                    -- a key of the codebook, as are weapon_type and target_type
          stage TEXT NOT NULL CHECK (stage IN ('accomplished', 'attempted', 'foiled', 'threatened')),
          lane TEXT NOT NULL CHECK (lane IN ('current', 'recent', 'background')),
          date_start TEXT CHECK (date_start GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
          date_end TEXT CHECK (date_end GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), -- inclusive
          date_precision TEXT NOT NULL
            CHECK (date_precision IN ('day', 'part_of_week', 'week', 'month', 'year', 'unknown')),
          date_phrase TEXT,                             -- a phrase without date_start waits for the publication date
          date_anchor TEXT,                             -- the publication date that the phrase was counted from
          place_name TEXT,                              -- as the article writes it
          place_canonical TEXT,                         -- as the gazetteer does
          facility TEXT,
          admin1 TEXT,
          country TEXT,                                 -- ISO 3166-1 alpha-2
          latitude REAL CHECK (latitude BETWEEN -90 AND 90),
          longitude REAL CHECK (longitude BETWEEN -180 AND 180),
          place_precision TEXT CHECK (place_precision IN ('exact', 'near', 'district', 'admin1', 'country')),
          weapon_type TEXT,
          weapon_words TEXT NOT NULL CHECK (json_valid(weapon_words)),
          weapon_min INTEGER,
          weapon_best INTEGER,
          weapon_max INTEGER,
          perpetrator_name TEXT,
          perpetrator_words TEXT NOT NULL CHECK (json_valid(perpetrator_words)),
          perpetrator_attribution TEXT NOT NULL CHECK
            (perpetrator_attribution IN ('claimed', 'confirmed', 'accused', 'suspected', 'denied', 'unknown')),
          perpetrator_by TEXT,                          -- on whose word
          claim_status TEXT NOT NULL CHECK (claim_status IN ('claimed', 'unclaimed', 'not_mentioned')),
          claim_by TEXT,
          claim_how TEXT,
          target_name TEXT,
          target_words TEXT NOT NULL CHECK (json_valid(target_words)),
          target_type TEXT,
          victims TEXT NOT NULL CHECK (json_valid(victims)),
          killed_min INTEGER,
          killed_best INTEGER,                          -- 0 is "no casualties", NULL is not told
          killed_max INTEGER,
          killed_words TEXT,
          injured_min INTEGER,
          injured_best INTEGER,
          injured_max INTEGER,
          injured_words TEXT,
          damage TEXT,
          summary TEXT NOT NULL,
          confidence TEXT NOT NULL CHECK (json_valid(confidence)),   -- slot -> 0 to 1
          asserted_by TEXT NOT NULL CHECK (json_valid(asserted_by)), -- slot -> pipeline stage or analyst
          -- What duplicates are looked up by; computed on writing, so that no query normalises anything.
          place_key TEXT NOT NULL,                      -- the place's spelling folded; '' where there is no name
          cell INTEGER,                                 -- the quarter-degree square; NULL where only a region is known
          date_class INTEGER NOT NULL CHECK (date_class IN (0, 1, 2, 3)), -- none, up to a week, a month, longer
          UNIQUE (article_id, position),
          CHECK (date_start <= date_end),
          CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
          CHECK (merged_into <> id),
          CHECK ((latitude IS NULL) = (longitude IS NULL))
        ) STRICT;

        CREATE INDEX incidents_merged_into ON incidents (merged_into) WHERE merged_into IS NOT NULL;
        -- Each holds all that its look-up asks for, the status too, so that no row is read that is no candidate.
        CREATE INDEX approved_place ON incidents (place_key, date_class, date_start, date_end, country, status)
          WHERE status = 'approved';
        CREATE INDEX approved_cell ON incidents (cell, date_class, date_start, date_end, latitude, longitude, status)
          WHERE status = 'approved';
        CREATE INDEX approved_country
          ON incidents (country, date_class, date_start, date_end, admin1, cell, place_precision, status)
          WHERE status = 'approved';
        CREATE INDEX approved_date ON incidents (date_class, date_start, date_end, country, status)
          WHERE status = 'approved';

        CREATE TRIGGER incidents_counted_insert AFTER INSERT ON incidents BEGIN
          UPDATE articles SET
            proposed = proposed + (new.status = 'proposed'), postponed = postponed + (new.status = 'postponed'),
            approved = approved + (new.status = 'approved'), rejected = rejected + (new.status = 'rejected'),
            merged = merged + (new.status = 'merged')
          WHERE id = new.article_id;
        END;
        CREATE TRIGGER incidents_counted_delete AFTER DELETE ON incidents BEGIN
          UPDATE articles SET
            proposed = proposed - (old.status = 'proposed'), postponed = postponed - (old.status = 'postponed'),
            approved = approved - (old.status = 'approved'), rejected = rejected - (old.status = 'rejected'),
            merged = merged - (old.status = 'merged')
          WHERE id = old.article_id;
        END;
        CREATE TRIGGER incidents_counted_update AFTER UPDATE OF status ON incidents WHEN old.status <> new.status BEGIN
          UPDATE articles SET
            proposed = proposed + (new.status = 'proposed') - (old.status = 'proposed'),
            postponed = postponed + (new.status = 'postponed') - (old.status = 'postponed'),
            approved = approved + (new.status = 'approved') - (old.status = 'approved'),
            rejected = rejected + (new.status = 'rejected') - (old.status = 'rejected'),
            merged = merged + (new.status = 'merged') - (old.status = 'merged')
          WHERE id = new.article_id;
        END;
        CREATE TRIGGER incidents_keep_their_article BEFORE UPDATE OF article_id ON incidents
          WHEN old.article_id <> new.article_id
        BEGIN SELECT RAISE(ABORT, 'an incident never moves to another article'); END;

        CREATE TABLE evidence (
          incident_id INTEGER NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
          slot TEXT NOT NULL CHECK (slot IN ('type', 'stage', 'date', 'place', 'weapon', 'perpetrator', 'claim',
            'target', 'victims', 'killed', 'injured', 'damage', 'summary')),
          ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
          article_id INTEGER NOT NULL REFERENCES articles (id), -- another article's after a merge
          start INTEGER NOT NULL CHECK (start >= 0),
          "end" INTEGER NOT NULL,                       -- half-open
          quote TEXT NOT NULL,                          -- beside the offsets, so that a drift would be seen
          PRIMARY KEY (incident_id, slot, ordinal),
          CHECK (start <= "end")
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX evidence_article ON evidence (article_id);

        -- What the machine proposed, word for word: decisions are measured against it.
        CREATE TABLE proposals (
          id INTEGER PRIMARY KEY,
          article_id INTEGER NOT NULL REFERENCES articles (id),
          position INTEGER NOT NULL CHECK (position >= 0),
          incident_id INTEGER NOT NULL UNIQUE REFERENCES incidents (id),
          content TEXT NOT NULL CHECK (json_valid(content)),
          made_by TEXT NOT NULL,
          made_at TEXT NOT NULL,
          UNIQUE (article_id, position)
        ) STRICT;
        CREATE TRIGGER proposals_never_change BEFORE UPDATE ON proposals
        BEGIN SELECT RAISE(ABORT, 'a proposal never changes'); END;
        CREATE TRIGGER proposals_never_go BEFORE DELETE ON proposals
        BEGIN SELECT RAISE(ABORT, 'a proposal is never deleted'); END;

        CREATE TABLE verdicts (
          low_id INTEGER NOT NULL REFERENCES incidents (id),
          high_id INTEGER NOT NULL REFERENCES incidents (id),
          verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'update', 'related')),
          analyst TEXT NOT NULL CHECK (analyst <> ''),
          at TEXT NOT NULL,
          PRIMARY KEY (low_id, high_id),
          CHECK (low_id < high_id)                      -- a pair is one row, whichever way round it was judged
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX verdicts_high ON verdicts (high_id);
    """,
    )


def m003_decisions(db: Database) -> None:
    """The log of decisions, which only grows."""
    run(
        db,
        """
        CREATE TABLE decisions (
          id INTEGER PRIMARY KEY,
          at TEXT NOT NULL,                             -- ISO 8601, UTC
          analyst TEXT NOT NULL CHECK (analyst <> ''),
          action TEXT NOT NULL CHECK (action IN ('approve', 'reject', 'postpone', 'reopen', 'flag', 'edit', 'create',
            'merge', 'judge', 'set_published', 'dismiss', 'undo', 'redo')),
          article_id INTEGER NOT NULL REFERENCES articles (id),
          incident_id INTEGER,                          -- no foreign key: an undone creation takes its incident along
          target_id INTEGER REFERENCES decisions (id),  -- the decision that an undo or redo is about
          before TEXT NOT NULL CHECK (json_valid(before)), -- every row the decision touched, null where there was none
          after TEXT NOT NULL CHECK (json_valid(after)),
          CHECK ((action IN ('undo', 'redo')) = (target_id IS NOT NULL))
        ) STRICT;
        CREATE INDEX decisions_analyst ON decisions (analyst, id);
        CREATE INDEX decisions_target ON decisions (target_id, id) WHERE target_id IS NOT NULL;
        CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision never changes: undo it'); END;
        CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision is never deleted: undo it'); END;

        -- Which incidents a decision touched: a merge touches two, a publication date all of an article.
        CREATE TABLE decision_incidents (
          incident_id INTEGER NOT NULL,
          decision_id INTEGER NOT NULL REFERENCES decisions (id),
          PRIMARY KEY (incident_id, decision_id)
        ) STRICT, WITHOUT ROWID;
    """,
    )


def m004_desk(db: Database) -> None:
    """Where each analyst left off."""
    run(
        db,
        """
        CREATE TABLE desk_places (
          analyst TEXT PRIMARY KEY CHECK (analyst <> ''),
          article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
          incident_id INTEGER REFERENCES incidents (id) ON DELETE SET NULL,
          slot TEXT
        ) STRICT, WITHOUT ROWID;
    """,
    )


def m005_incidents_found(db: Database) -> None:
    """A full-text index of the record whose rows lie in its order, so that each page of a search is one walk.

    The rowid holds the first day and the id: newest last, the undated first; read backwards with a
    limit, no search sorts anything. Filters are columns of the index: status and type hold keys of one
    token each. Without content of its own it is told the old words when they go.
    """
    run(
        db,
        f"""
        CREATE VIRTUAL TABLE incidents_fts USING fts5 (
          status, type, place, actor, words,
          content = '', prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"
        );
        INSERT INTO incidents_fts (rowid, status, type, place, actor, words) SELECT {_found_by("i")} FROM incidents i;
        CREATE TRIGGER incidents_fts_insert AFTER INSERT ON incidents BEGIN
          INSERT INTO incidents_fts (rowid, status, type, place, actor, words) VALUES ({_found_by("new")});
        END;
        CREATE TRIGGER incidents_fts_update AFTER UPDATE ON incidents BEGIN
          INSERT INTO incidents_fts (incidents_fts, rowid, status, type, place, actor, words)
            VALUES ('delete', {_found_by("old")});
          INSERT INTO incidents_fts (rowid, status, type, place, actor, words) VALUES ({_found_by("new")});
        END;
        CREATE TRIGGER incidents_fts_delete AFTER DELETE ON incidents BEGIN
          INSERT INTO incidents_fts (incidents_fts, rowid, status, type, place, actor, words)
            VALUES ('delete', {_found_by("old")});
        END;

        -- What the dashboard counts, all of it in the index.
        CREATE INDEX approved_counted
          ON incidents (date_start, type, country, place_canonical, latitude, longitude, status)
          WHERE status = 'approved';
        CREATE INDEX decisions_at ON decisions (at, action);
    """,
    )


def _found_by(row: str) -> str:
    """Return the values that an incident is found by; a row begins in SQL as ``row``."""

    def joined(*columns: str) -> str:
        return " || ' ' || ".join(f"coalesce({row}.{column}, '')" for column in columns)

    victims = f"coalesce((SELECT group_concat(json_extract(value, '$.words'), ' ') FROM json_each({row}.victims)), '')"
    return f"""
        CAST(coalesce(julianday({row}.date_start) + 0.5, 0) AS INTEGER) * 1000000000 + {row}.id,
        {row}.status, coalesce({row}.type, ''),
        {joined("place_name", "place_canonical", "facility", "admin1", "country")},
        {joined("perpetrator_name", "perpetrator_words", "claim_by")},
        {joined("summary", "weapon_words", "target_name", "target_words", "damage")} || ' ' || {victims}"""


def m006_figures(db: Database) -> None:
    """The figures of every source of an incident that others were merged into."""
    run(
        db,
        """
        CREATE TABLE figures (
          incident_id INTEGER NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
          slot TEXT NOT NULL CHECK (slot IN ('killed', 'injured')),
          told_by INTEGER NOT NULL REFERENCES incidents (id), -- the incident as one article tells it
          min INTEGER,
          best INTEGER,
          max INTEGER,
          words TEXT,
          PRIMARY KEY (incident_id, slot, told_by)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX figures_told_by ON figures (told_by);
    """,
    )


def m007_splits(db: Database) -> None:
    """Splitting as an action of its own: SQLite changes a CHECK only by a new table, into which the log moves."""
    run(
        db,
        """
        CREATE TABLE decisions_7 (
          id INTEGER PRIMARY KEY,
          at TEXT NOT NULL,                             -- ISO 8601, UTC
          analyst TEXT NOT NULL CHECK (analyst <> ''),
          action TEXT NOT NULL CHECK (action IN ('approve', 'reject', 'postpone', 'reopen', 'flag', 'edit', 'create',
            'merge', 'split', 'judge', 'set_published', 'dismiss', 'undo', 'redo')),
          article_id INTEGER NOT NULL REFERENCES articles (id),
          incident_id INTEGER,                          -- NULL where several were decided together
          target_id INTEGER REFERENCES decisions (id),  -- the decision that an undo or redo is about
          before TEXT NOT NULL CHECK (json_valid(before)), -- every row the decision touched, null where there was none
          after TEXT NOT NULL CHECK (json_valid(after)),
          CHECK ((action IN ('undo', 'redo')) = (target_id IS NOT NULL))
        ) STRICT;
        INSERT INTO decisions_7 (id, at, analyst, action, article_id, incident_id, target_id, before, after)
          SELECT id, at, analyst, action, article_id, incident_id, target_id, before, after FROM decisions;
        DROP TABLE decisions;
        ALTER TABLE decisions_7 RENAME TO decisions;
        CREATE INDEX decisions_analyst ON decisions (analyst, id);
        CREATE INDEX decisions_target ON decisions (target_id, id) WHERE target_id IS NOT NULL;
        CREATE INDEX decisions_at ON decisions (at, action);
        CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision never changes: undo it'); END;
        CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision is never deleted: undo it'); END;
    """,
    )


def m008_sentences(db: Database) -> None:
    """The sentences of the articles taken in from now on, to know again what was read in another one."""
    run(
        db,
        """
        CREATE TABLE sentences (
          hash INTEGER NOT NULL,                        -- of a sentence's words, 64 bits
          article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
          PRIMARY KEY (hash, article_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sentences_article ON sentences (article_id);
    """,
    )


def m009_learned_weights(db: Database) -> None:
    """What was learned from the verdicts of this database."""
    run(
        db,
        """
        CREATE TABLE learned_weights (
          id INTEGER PRIMARY KEY,
          at TEXT NOT NULL,
          verdicts INTEGER NOT NULL CHECK (verdicts >= 0), -- how many they were learned from
          content TEXT NOT NULL CHECK (json_valid(content)) -- null where the fixed weights are as good
        ) STRICT;
    """,
    )
