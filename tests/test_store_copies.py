"""Backups, and the copies that are made before a change."""

import datetime as dt
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import KIRKUK, NOW, TAJI, add, desk
from test_store_database import make_older
from test_store_export import full_disk

from store.copies import KEPT, copies_of, copy_aside, write_copy
from store.database import looking_at, open_database
from store.errors import StoreError, UnwritableError
from store.incidents import get_incident

ROOT = Path(__file__).parent.parent
WRITER = """
import datetime as dt, sys
from store.database import open_database
from store.incidents import approve, get_incident, reopen
db, by = open_database(sys.argv[1]), {"analyst": "amira", "now": dt.datetime.now(dt.UTC)}
print("ready", flush=True)
while True:
    approve(db, get_incident(db, 1), **by)
    print(reopen(db, get_incident(db, 1), **by).id, flush=True)
"""


def test_a_copy_made_while_somebody_decides_is_sound_and_has_what_was_acknowledged_before(tmp_path):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        add(db, *[KIRKUK] * 20)
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "ready\n"
        for number in range(5):
            acknowledged = int(writer.stdout.readline())
            with looking_at(path) as db:
                write_copy(db, tmp_path / f"copy-{number}")
            with closing(sqlite3.connect(tmp_path / f"copy-{number}")) as copy:
                assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                last, decided = copy.execute("SELECT max(id), count(*) FROM decisions").fetchone()
                assert last == decided >= acknowledged
                revision = copy.execute("SELECT revision FROM incidents WHERE id = 1").fetchone()[0]
                assert revision == last
        writer.kill()


def test_a_copy_is_one_file_and_replaces_none(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        add(db, TAJI)
    (tmp_path / "taken").write_text("mine")
    with looking_at(tmp_path / "desk.db") as db:
        write_copy(db, tmp_path / "copy")
        with pytest.raises(FileExistsError):
            write_copy(db, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "desk.db", "taken"]
    with desk(tmp_path / "copy") as db:
        assert get_incident(db, 1).incident.summary == TAJI.summary


def test_a_copy_that_fails_leaves_nothing(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        add(db, TAJI)
    with looking_at(tmp_path / "desk.db") as db, pytest.raises(OSError, match="No such file"):
        write_copy(db, tmp_path / "none" / "copy")
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]


def test_a_damaged_database_has_no_copy_that_passes_for_sound(tmp_path):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        add(db, *[KIRKUK] * 300)
    damaged(path)
    with pytest.raises(StoreError, match="is damaged"), looking_at(path) as db:
        write_copy(db, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]


def test_a_full_disk_is_told_of_the_copy_and_nothing_is_left(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        add(db, TAJI)
    with looking_at(tmp_path / "desk.db") as db, full_disk(), pytest.raises(UnwritableError, match="copy cannot be"):
        write_copy(db, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]


def damaged(path):
    """Write over a page of the incidents' table."""
    with closing(sqlite3.connect(path)) as db:
        root, size = db.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = 'incidents'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xee" * size)


def test_only_the_newest_copies_made_unasked_are_kept(tmp_path):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        add(db, TAJI)
    own = tmp_path / "desk.db.before-the-holidays"
    own.write_text("mine")
    for day in range(1, KEPT + 4):
        copy_aside(path, "m011", NOW.replace(day=day))
    left = copies_of(path)
    assert [copy.name for copy in left] == [f"desk.db.before-m011-202007{day:02}T093000Z" for day in range(8, 3, -1)]
    assert own.read_text() == "mine"


def test_what_is_done_before_a_migration_is_told(tmp_path):
    make_older(tmp_path / "desk.db")
    told = []
    open_database(tmp_path / "desk.db", now=dt.datetime(2026, 7, 28, tzinfo=dt.UTC), tell=told.append).close()
    assert len(told) == 1
    assert "desk.db.before-m004-20260728T000000Z" in told[0]
    open_database(tmp_path / "desk.db", tell=told.append).close()
    open_database(tmp_path / "new.db", tell=told.append).close()
    assert len(told) == 1


def test_looking_at_an_older_database_leaves_it_as_it_is(tmp_path):
    path = tmp_path / "desk.db"
    make_older(path)
    before = path.read_bytes()
    with looking_at(path) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM articles")
    assert path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]
