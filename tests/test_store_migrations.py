"""The steps of the schema."""

import sqlite3
from contextlib import closing

import pytest
from store_samples import desk

from store import migrations
from store.database import open_database, transaction
from store.migrations import NAMES, STEPS
from store.steps.statements import run


def schema(db):
    return sorted(tuple(row) for row in db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))


def test_steps_are_numbered_without_gap():
    assert [int(name[1:4]) for name in NAMES] == list(range(1, len(NAMES) + 1))


@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
def test_every_older_database_reaches_the_same_schema(tmp_path, steps):
    path = tmp_path / "desk.db"
    if steps:
        with closing(sqlite3.connect(path, isolation_level=None)) as db, transaction(db):
            migrations.apply(db, steps=steps)
    with desk(path) as db, desk() as new:
        assert schema(db) == schema(new)


def test_every_table_is_strict():
    with desk() as db:
        tables = {row["name"]: row["strict"] for row in db.execute("PRAGMA table_list") if row["type"] == "table"}
    ours = {name for name in tables if not name.startswith(("sqlite_", "_sqlite_", "articles_fts"))}
    assert ours == {
        "articles", "incidents", "evidence", "proposals", "verdicts", "decisions", "decision_incidents", "desk_places",
        "sentences", "leases",
        "figures", "learned_weights", "told_words", "word_counts",
        "fetches", "failures",
    }  # fmt: skip
    assert all(tables[name] for name in ours)


@pytest.mark.parametrize("table", ["decisions", "proposals"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = 99", "DELETE FROM {}"])
def test_the_log_and_the_proposals_only_grow(tmp_path, table, change):
    from store_samples import NOW, TAJI, add

    from store.incidents import approve

    with desk(tmp_path / "desk.db") as db:
        approve(db, add(db, TAJI)[0], analyst="amira", now=NOW)
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(change.format(table))


def test_steps_run_inside_the_transaction_of_the_caller():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("BEGIN")
        migrations.apply(db)
        assert db.in_transaction
        db.execute("ROLLBACK")
        assert schema(db) == []


def test_half_a_statement_in_a_step_is_an_error():
    with closing(open_database(":memory:")) as db, pytest.raises(ValueError, match="whole statement"):
        run(type("Stub", (), {"conn": db})(), "CREATE TABLE x (\n")
