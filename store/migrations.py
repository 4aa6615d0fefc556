"""The schema, as numbered steps that are never edited once shipped.

A step imports nothing of ours but how statements are run, so that no later change can alter what it
did; the steps are in ``store/steps``, named after the numbers they hold. This module does not import
sqlite_utils, and an up-to-date database opens without it.
"""

from __future__ import annotations

import sqlite3

from store.steps.m010 import m010_told_words
from store.steps.m011 import m011_priority
from store.steps.m012 import m012_origins_and_leases
from store.steps.m013 import m013_authors_and_links
from store.steps.m014 import m014_intake
from store.steps.to_009 import (
    m001_articles,
    m002_incidents,
    m003_decisions,
    m004_desk,
    m005_incidents_found,
    m006_figures,
    m007_splits,
    m008_sentences,
    m009_learned_weights,
)

MIGRATION_SET = "blotter"

STEPS = (
    m001_articles,
    m002_incidents,
    m003_decisions,
    m004_desk,
    m005_incidents_found,
    m006_figures,
    m007_splits,
    m008_sentences,
    m009_learned_weights,
    m010_told_words,
    m011_priority,
    m012_origins_and_leases,
    m013_authors_and_links,
    m014_intake,
)
NAMES = tuple(step.__name__ for step in STEPS)


def apply(db: sqlite3.Connection, *, steps: int | None = None) -> None:
    """Apply what is pending, of all steps or the first few; call it inside a transaction."""
    from sqlite_utils import Database, Migrations  # 260 ms: only when there is something to do

    migrations = Migrations(MIGRATION_SET)
    for step in STEPS[:steps]:
        migrations()(step)
    migrations.apply(Database(db, execute_plugins=False))
