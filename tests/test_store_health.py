"""What is found wrong in a database."""

import sqlite3
from contextlib import closing

import pytest
from store_samples import BESMAYA, NOW, TAJI, add, desk
from test_store_copies import damaged
from test_store_database import make_newer, make_older

from store.errors import NewerDatabaseError, NotADatabaseError
from store.health import examine, steps_applied
from store.incidents import approve
from store.migrations import NAMES


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        one, _ = add(db, TAJI, BESMAYA)
        approve(db, one, analyst="amira", now=NOW)
    return path


def spoil(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def test_nothing_is_wrong_with_a_database_of_ours(path):
    health = examine(path)
    assert (health.troubles, health.pending, steps_applied(health)) == ([], [], len(NAMES))


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["DELETE FROM incidents WHERE id = 1"], "evidence without its incident or article: date of incident 1"),
        (["UPDATE evidence SET quote = 'Taji Camp' WHERE slot = 'place'"], "place of incident 1, place of incident 2"),
        (["UPDATE evidence SET start = start + 1 WHERE slot = 'killed'"], "killed of incident 1"),
        (
            ["DROP TRIGGER articles_keep_their_text", "UPDATE articles SET text = text || '.'"],
            "texts that are not those that were taken in: article 1",
        ),
        (["DELETE FROM articles"], "rows that name others which are not there: 1 of decisions, 2 of incidents"),
        (["UPDATE incidents SET revision = 99 WHERE id = 2"], "written by no decision of the log: incident 2"),
        (["UPDATE articles SET approved = 5"], "counted wrongly in the queue: article 1"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(path, statements, told):
    spoil(path, *statements)
    troubles = examine(path).troubles
    assert any(told in trouble.what for trouble in troubles), troubles
    assert all("backup" in trouble.do for trouble in troubles)


def test_the_newest_copy_is_what_to_go_back_to(path):
    for stamp in ("20260101T000000Z", "20260301T000000Z", "20260201T000000Z"):
        path.with_name(f"desk.db.backup-{stamp}").write_bytes(path.read_bytes())
    spoil(path, "UPDATE articles SET approved = 5")
    (trouble,) = examine(path).troubles
    assert "desk.db.backup-20260301T000000Z" in trouble.do


def test_damage_of_the_file_is_told(path):
    damaged(path)
    troubles = examine(path).troubles
    assert len(troubles) == 1
    assert troubles[0].what.startswith("the file is damaged: ")
    assert ".recover" in troubles[0].do


def test_damage_of_its_first_page_is_told_with_the_copy_to_go_back_to(path):
    copy = path.with_name("desk.db.backup-20260101T000000Z")
    copy.write_bytes(path.read_bytes())
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 300)
    (trouble,) = examine(path).troubles
    assert trouble.what.startswith("the file is damaged: ")
    assert copy.name in trouble.do
    assert ".recover" in trouble.do


def test_an_older_database_is_looked_at_as_it_is(tmp_path):
    path = tmp_path / "old.db"
    make_older(path, steps=2)
    before = path.read_bytes()
    health = examine(path)
    assert health.pending == list(NAMES[2:])
    assert path.read_bytes() == before


def test_a_database_of_one_step_is_looked_at(tmp_path):
    make_older(tmp_path / "old.db", steps=1)
    assert examine(tmp_path / "old.db").troubles == []


def test_a_newer_database_and_what_is_none_are_told(tmp_path):
    make_newer(tmp_path / "newer.db")
    with pytest.raises(NewerDatabaseError):
        examine(tmp_path / "newer.db")
    (tmp_path / "text.db").write_text("a text that is no database")
    with pytest.raises(NotADatabaseError):
        examine(tmp_path / "text.db")
