"""What harms a database: a full disk, no right to write, a page overwritten, a journal lost, a clock set back.

Each is told of in one clear line, and no acknowledged decision is lost where it can be kept.
"""

import datetime as dt
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk_pilot import at_the_desk
from store_samples import KIRKUK, NOW, TAJI, add, desk

from store.database import open_database
from store.decisions import clock_set_back, history
from store.errors import NotADatabaseError, StoreError, UnwritableError
from store.health import examine
from store.incidents import approve, edit, get_incident
from store.model import Status
from store.undoing import redo, undo
from tui.cli import main

BY = {"analyst": "amira", "now": NOW}
ROOT = Path(__file__).parent.parent


@contextmanager
def small_disk(folder, megabytes):
    """A file system of its own with so much room; skips where it may not be mounted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def decide_until_refused(db):
    """Write ever longer texts into an incident until the store refuses; return how many it took, and its words."""
    for number in range(100_000):
        record = get_incident(db, 1)
        try:
            edit(db, record, replace(record.incident, damage=f"{number} " * 500), **BY)
        except StoreError as error:
            return number, error
    raise AssertionError("the disk never was full")


@pytest.mark.skipif(shutil.which("mount") is None, reason="needs mount")
def test_on_a_full_disk_the_acknowledged_is_kept_and_room_is_all_it_takes(tmp_path):
    with small_disk(tmp_path / "disk", 3) as disk:
        path = disk / "desk.db"
        with desk(path) as db:
            add(db, TAJI)
            made, error = decide_until_refused(db)
            assert isinstance(error, UnwritableError)
            assert "the disk is full" in str(error)
            assert "Make room" in str(error)
            assert "\n" not in str(error)
            assert len(history(db, 1)) == made > 10
            assert get_incident(db, 1).incident.damage == f"{made - 1} " * 500
            with pytest.raises(UnwritableError):
                undo(db, **BY)
        with desk(path) as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert len(history(db, 1)) == made
        subprocess.run(["mount", "-o", "remount,size=6m", disk], check=True)
        with desk(path) as db:
            approve(db, get_incident(db, 1), **BY)
            assert len(history(db, 1)) == made + 1
        (disk / "more").write_bytes(b" " * shutil.disk_usage(disk).free)
        with pytest.raises(UnwritableError, match="the disk is full"), desk(path):
            pass


LIMITED = """
import resource, signal, sys
sys.path[:0] = ["tests", "."]
from test_store_harm import decide_until_refused
from store.database import open_database
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
db = open_database(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
made, error = decide_until_refused(db)
print(made, type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
def test_past_the_quota_of_a_file_the_acknowledged_is_kept(tmp_path):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        add(db, TAJI)
    told = subprocess.run([sys.executable, "-c", LIMITED, path], cwd=ROOT, capture_output=True, text=True, check=True)
    made, kind, _ = told.stdout.split(" ", 2)
    assert kind == "UnwritableError"
    assert len(told.stdout.splitlines()) == 1
    with desk(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert len(history(db, 1)) == int(made) > 10


def test_a_file_made_read_only_while_it_is_open_keeps_what_was_acknowledged(tmp_path):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        approve(db, add(db, TAJI)[0], **BY)
        db.execute("PRAGMA query_only = ON")  # as SQLite answers where the file may not be written; root always may
        with pytest.raises(UnwritableError, match=r"cannot be written \(attempt to write a readonly database\)"):
            undo(db, **BY)
        assert get_incident(db, 1).status is Status.APPROVED
    with desk(path) as db:
        assert len(history(db, 1)) == 1


def overwritten(path, table):
    """Overwrite the root page of a table."""
    with closing(open_database(path)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)


def test_a_page_overwritten_is_told_of_and_what_does_not_need_it_goes_on(tmp_path):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        one, _ = add(db, TAJI, KIRKUK)
        approve(db, one, **BY)
    overwritten(path, "verdicts")
    with desk(path) as db:
        assert get_incident(db, 1).status is Status.APPROVED
        assert len(history(db, 1)) == 1
        undo(db, **BY)
    (trouble, *_) = examine(path).troubles
    assert "the file is damaged" in trouble.what
    assert "backup" in trouble.do


@pytest.mark.parametrize("table", ["decisions", "incidents"])
def test_a_decision_that_needs_an_overwritten_page_is_refused_in_one_line_that_says_what_to_do(tmp_path, table):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        (record,) = add(db, TAJI)
    overwritten(path, table)
    with desk(path) as db, pytest.raises(NotADatabaseError, match="blotter doctor") as told:
        approve(db, record, **BY)
    assert "damaged" in str(told.value)
    assert "\n" not in str(told.value)


def test_without_its_journal_the_database_is_whole_as_it_was_at_the_last_checkpoint(tmp_path):
    path, copy = tmp_path / "desk.db", tmp_path / "copied" / "desk.db"
    copy.parent.mkdir()
    with desk(path) as db:
        one, two = add(db, TAJI, KIRKUK)
        approve(db, one, **BY)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        approve(db, two, **BY)
        shutil.copy(path, copy)  # without desk.db-wal, as a careless copy is made
    with desk(copy) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert (get_incident(db, 1).status, get_incident(db, 2).status) == (Status.APPROVED, Status.PROPOSED)
    with desk(path) as db:  # in the journal's own place nothing is lost
        assert get_incident(db, 2).status is Status.APPROVED


def test_an_orderly_end_leaves_no_journal_that_could_get_lost(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        approve(db, add(db, TAJI)[0], **BY)
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]


def test_a_clock_set_back_is_told_of_and_changes_no_order(tmp_path):
    earlier = NOW - dt.timedelta(days=2)
    with desk(tmp_path / "desk.db") as db:
        one, two = add(db, TAJI, KIRKUK)
        approve(db, one, **BY)
        assert clock_set_back(db, now=NOW) == ""
        assert clock_set_back(db, now=earlier) == (
            "the clock says 26 Jul 2020 09:30 UTC, but a decision here was made on 28 Jul 2020 09:30 UTC; "
            "set the clock, or new decisions look older than they are"
        )
        approve(db, two, analyst="amira", now=earlier)
        assert undo(db, analyst="amira", now=earlier).incident_id == two.id
        assert redo(db, analyst="amira", now=earlier).incident_id == two.id
        assert [change.decision.id for change in history(db, two.id)] == [2, 3, 4]


async def test_a_clock_set_back_is_said_when_the_desk_opens(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        approve(db, add(db, TAJI, KIRKUK)[0], analyst="amira", now=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
    async with at_the_desk(tmp_path / "desk.db") as hands:
        assert hands.message.startswith("the clock says ")
        assert "1 Jan 2099" in hands.message


def test_a_command_that_reads_a_damaged_page_ends_in_one_line(tmp_path):
    path = tmp_path / "desk.db"
    with desk(path) as db:
        approve(db, add(db, TAJI)[0], **BY)
    overwritten(path, "decision_incidents")
    told = CliRunner().invoke(main, ["--db", str(path), "history", "1"])
    assert told.exit_code == 1
    assert "blotter doctor" in told.stderr
    assert len(told.stderr.splitlines()) == 1
