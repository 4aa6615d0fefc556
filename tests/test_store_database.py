"""Opening the database: what is refused, what is copied, what is set."""

import datetime as dt
import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from store_samples import NOW, TAJI, add, desk

from store import database, migrations
from store.database import open_database, transaction
from store.errors import (
    BlotterError,
    DatabaseBusyError,
    NewerDatabaseError,
    NotADatabaseError,
    RefusedError,
    StoreError,
    UnwritableError,
)
from store.incidents import get_incident

ROOT = Path(__file__).parent.parent


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_newer(path):
    with desk(path) as db:
        add(db, TAJI)
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('blotter', 'm999_moon', 'then')"
        )
        db.execute("PRAGMA journal_mode = DELETE")


def make_older(path, steps=3):
    with closing(sqlite3.connect(path, isolation_level=None)) as db, transaction(db):
        migrations.apply(db, steps=steps)
        db.execute(
            "INSERT INTO articles (content_hash, name, title, added_at, made_by, boilerplate, uncovered, mentions, "
            "text) VALUES (?, 'a', 'kept', 'then', 'x', '[]', '[]', '[]', 'words')",
            [hashlib.sha256(b"words").hexdigest()],
        )


def test_a_missing_file_is_made_with_its_folders(tmp_path):
    with desk(tmp_path / "new" / "folder" / "desk.db") as db:
        assert add(db, TAJI)[0].id == 1


def test_a_missing_file_is_not_made_when_it_must_be_there(tmp_path):
    with pytest.raises(NotADatabaseError, match="no such file"):
        open_database(tmp_path / "desk.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_database(tmp_path):
    path = tmp_path / "desk.db"
    path.touch()
    with desk(path) as db:
        add(db, TAJI)
    assert list(tmp_path.glob("*before*")) == []


def test_a_decision_is_safe_on_the_disk_when_it_is_acknowledged(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL


def test_foreign_keys_are_enforced():
    with desk() as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO desk_places (analyst, article_id) VALUES ('amira', 404)")


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "desk.db"
    make_newer(path)
    before = digest(path)
    with pytest.raises(NewerDatabaseError, match="m999_moon"):
        open_database(path)
    assert digest(path) == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look", b"\x00" * 4096, b"x"])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    with pytest.raises(NotADatabaseError):
        open_database(path)
    assert path.read_bytes() == content


def test_a_damaged_database_is_refused_in_one_line(tmp_path):
    path = tmp_path / "desk.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    with pytest.raises(NotADatabaseError) as told:
        open_database(path)
    assert "\n" not in str(told.value)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(NotADatabaseError, match="folder"):
        open_database(tmp_path)


def test_somebody_elses_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE articles (id)")
    before = digest(path)
    with pytest.raises(NotADatabaseError, match="not blotter's"):
        open_database(path)
    assert digest(path) == before


def test_a_place_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnwritableError):
        open_database(tmp_path / "file" / "desk.db")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write to")
def test_a_place_that_nobody_can_write_to_is_refused():
    with pytest.raises(UnwritableError):
        open_database("/proc/desk.db")


def told_to_somebody_else(path):
    """What opening the database says in a process with no more rights than the files give to others."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        told = "something else"
        try:
            open_database(path).close()
        except BlotterError as error:
            told = f"{type(error).__name__}: {error}"
        finally:
            os.write(writer, told.encode())
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


@pytest.fixture
def open_to_others(tmp_path):
    """A folder that another user can reach, with a desk in it."""
    with desk(tmp_path / "desk.db") as db:
        add(db, TAJI)
    folder, opened = tmp_path, []
    while not folder.stat().st_mode & 0o001:
        opened.append((folder, folder.stat().st_mode))
        folder.chmod(0o755)
        folder = folder.parent
    yield tmp_path
    for path, mode in opened:
        path.chmod(mode)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process of another user")
def test_a_read_only_file_is_refused_in_one_line(open_to_others):
    (open_to_others / "desk.db").chmod(0o444)
    told = told_to_somebody_else(open_to_others / "desk.db")
    assert told.startswith("UnwritableError")
    assert "\n" not in told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process of another user")
def test_a_read_only_folder_is_refused_in_one_line(open_to_others):
    (open_to_others / "desk.db").chmod(0o666)
    open_to_others.chmod(0o555)
    told = told_to_somebody_else(open_to_others / "desk.db")
    assert told.startswith("UnwritableError")
    assert "\n" not in told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process of another user")
def test_a_new_database_in_a_read_only_folder_is_refused_in_one_line(open_to_others):
    open_to_others.chmod(0o555)
    told = told_to_somebody_else(open_to_others / "new.db")
    assert told.startswith("UnwritableError")
    assert "\n" not in told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process of another user")
def test_a_file_that_may_not_be_read_is_refused_in_one_line(open_to_others):
    (open_to_others / "desk.db").chmod(0o000)
    told = told_to_somebody_else(open_to_others / "desk.db")
    assert told.startswith("UnwritableError")
    assert "\n" not in told


def test_a_copy_is_put_aside_before_a_migration(tmp_path):
    path = tmp_path / "desk.db"
    make_older(path)
    open_database(path, now=dt.datetime(2026, 7, 28, 10, 11, 12, tzinfo=dt.UTC)).close()
    copy = tmp_path / "desk.db.before-m004-20260728T101112Z"
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT title FROM articles").fetchall() == [("kept",)]
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'desk_places'").fetchall()


def test_a_second_copy_in_the_same_second_replaces_no_other(tmp_path):
    for _ in range(2):
        (tmp_path / "desk.db").unlink(missing_ok=True)
        make_older(tmp_path / "desk.db")
        open_database(tmp_path / "desk.db", now=NOW).close()
    assert len(list(tmp_path.glob("*before*"))) == 2


def test_a_failed_migration_leaves_the_database_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "desk.db"
    make_older(path)
    before = path.read_bytes()

    def m005_broken(db):
        db.conn.execute("CREATE TABLE half (x)")
        db.conn.execute("no SQL at all")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, m005_broken))
    monkeypatch.setattr(migrations, "NAMES", (*migrations.NAMES, "m005_broken"))
    with pytest.raises(StoreError):
        open_database(path)
    assert path.read_bytes() == before


def test_opening_an_up_to_date_database_writes_nothing(tmp_path):
    path = tmp_path / "desk.db"
    open_database(path).close()
    before, changed = digest(path), path.stat().st_mtime_ns
    open_database(path).close()
    assert (digest(path), path.stat().st_mtime_ns) == (before, changed)
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_sqlite_is_told_of(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(StoreError, match=r"3\.37\.0"):
        open_database(":memory:")


@contextmanager
def interrupted(db):
    with transaction(db):
        yield
        raise KeyboardInterrupt


def test_a_transaction_is_all_or_nothing():
    with desk() as db:
        add(db, TAJI)
        with pytest.raises(KeyboardInterrupt), interrupted(db):
            db.execute("UPDATE incidents SET summary = 'half'")
        assert get_incident(db, 1).incident.summary == TAJI.summary


def test_a_lock_held_too_long_is_told_of(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    path = tmp_path / "desk.db"
    with desk(path) as one, desk(path) as two, transaction(one), pytest.raises(DatabaseBusyError), transaction(two):
        pass


def test_a_full_disk_is_told_of_and_nothing_is_half_written(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        add(db, TAJI)
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UnwritableError):
            add(db, TAJI, text="Three Katyusha rockets hit Camp Taji on Monday night. Nobody was hurt. " * 500)
        assert db.execute("SELECT count(*) FROM articles").fetchone()[0] == 1


def test_a_value_that_no_database_holds_is_refused():
    with desk() as db, pytest.raises(RefusedError), transaction(db):
        db.execute("SELECT ?", [2**70])


def test_two_processes_make_the_same_new_database_at_once(tmp_path):
    code = "import sys\nfrom store.database import open_database\nopen_database(sys.argv[1]).close()"
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "desk.db")]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate(timeout=60)[1] for process in running] == [""] * 4
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]


def test_a_new_database_that_somebody_reads_meanwhile_is_opened_once_they_are_done(tmp_path):
    path = tmp_path / "desk.db"
    with closing(sqlite3.connect(path, check_same_thread=False, isolation_level=None)) as first:
        migrations.apply(first)  # made, and not yet set to keep its journal apart
        first.execute("BEGIN")
        first.execute("SELECT count(*) FROM articles").fetchone()
        leaving = threading.Timer(0.2, first.execute, ["COMMIT"])
        leaving.start()
        with closing(open_database(path)) as second:
            assert second.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        leaving.join()
