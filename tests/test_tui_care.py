"""``blotter backup`` and ``blotter doctor``."""

import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner
from desk_samples import make_database, river
from test_store_copies import damaged
from test_store_database import make_older

from tui.cli import main


def run(database, *arguments):
    return CliRunner().invoke(main, ["--db", str(database), *map(str, arguments)])


@pytest.fixture
def database(tmp_path):
    make_database(tmp_path / "desk.db", river())
    return tmp_path / "desk.db"


def articles_in(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT count(*) FROM articles").fetchone()[0]


def test_a_backup_is_made_where_it_is_said(database, tmp_path):
    result = run(database, "backup", tmp_path / "copy.db")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "copied to" in result.stderr
    assert articles_in(tmp_path / "copy.db") == 1


@pytest.mark.parametrize("folder", [None, "folder"])
def test_a_backup_has_a_name_by_itself(database, tmp_path, folder):
    (tmp_path / "folder").mkdir()
    assert run(database, "backup", *([tmp_path / folder] if folder else [])).exit_code == 0
    (copy,) = (tmp_path / (folder or "")).glob("desk.db.backup-*Z")
    assert articles_in(copy) == 1


def test_backups_of_one_second_are_several(database, tmp_path):
    for _ in range(4):
        assert run(database, "backup").exit_code == 0
    copies = list(tmp_path.glob("desk.db.backup-*"))
    assert [articles_in(copy) for copy in copies] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("name", "out", "told"),
    [
        ("desk.db", "desk.db", "no backup replaces another file"),
        ("desk.db", "none/copy.db", "cannot be written"),
        ("none.db", "copy.db", "no such file"),
        ("text.db", "copy.db", "not an SQLite file"),
    ],
)
def test_a_backup_that_cannot_be_made_is_told_in_one_line(database, tmp_path, name, out, told):
    (tmp_path / "text.db").write_text("a text that is no database")
    before = database.read_bytes()
    result = run(tmp_path / name, "backup", tmp_path / out)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert database.read_bytes() == before
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_of_an_older_database_is_as_old(tmp_path):
    make_older(tmp_path / "old.db")
    before = (tmp_path / "old.db").read_bytes()
    assert run(tmp_path / "old.db", "backup", tmp_path / "copy.db").exit_code == 0
    assert (tmp_path / "old.db").read_bytes() == before
    with closing(sqlite3.connect(tmp_path / "copy.db")) as db:
        assert db.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0] == 3


def test_doctor_finds_a_sound_database_sound(database):
    result = run(database, "doctor")
    assert result.exit_code == 0
    assert "the file, its evidence, its quotes and its log" in result.stdout
    assert "none beside it; blotter backup makes one" in result.stdout


def test_doctor_names_what_is_wrong_and_fails(database):
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("UPDATE evidence SET quote = 'x' WHERE incident_id = 1 AND slot = 'place'")
    result = run(database, "doctor")
    assert result.exit_code == 1
    assert "wrong             quotes that are not what their article says: place of incident 1." in result.stdout


@pytest.mark.parametrize("command", [["history", "1"], ["backup"]])
def test_a_damaged_database_leads_to_doctor_who_names_the_copy_to_go_back_to(database, command):
    run(database, "backup", f"{database}.backup-20200101T000000Z")
    damaged(database)
    result = run(database, *command)
    assert result.exit_code == 1
    assert "blotter doctor says what to do" in result.stderr
    result = run(database, "doctor")
    assert result.exit_code == 1
    assert "the file is damaged" in result.stdout
    assert "desk.db.backup-" in result.stdout.splitlines()[-1]


def test_doctor_does_not_bring_an_older_database_up_to_date(tmp_path):
    make_older(tmp_path / "old.db")
    before = (tmp_path / "old.db").read_bytes()
    result = run(tmp_path / "old.db", "doctor")
    assert result.exit_code == 0
    assert "step 3 of " in result.stdout
    assert (tmp_path / "old.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["old.db"]


def test_a_command_tells_that_it_brought_the_database_up_to_date(tmp_path):
    make_older(tmp_path / "old.db")
    result = run(tmp_path / "old.db", "stats")
    assert result.exit_code == 0
    assert "is brought up to date" in result.stderr
    assert "old.db.before-m004-" in result.stderr
    assert run(tmp_path / "old.db", "stats").stderr == ""
