"""The commands as they are run: what they print where, and how they end."""

import datetime as dt
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from store import incidents, undoing
from store.articles import QueueFilter, queue
from store.database import open_database
from store.model import Verdict
from tui.cli import main

NOW = dt.datetime(2026, 3, 4, 5, 6, tzinfo=dt.UTC)
SAMPLES = Path(__file__).parent.parent / "sample_articles"
ROCKETS = "Three Katyusha rockets hit Camp Taji north of Baghdad on Monday night, the Iraqi army said. No one was hurt."
NEWER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('blotter', 'm999_future', 'now')"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "rockets.txt"
    path.write_text(ROCKETS, encoding="utf-8")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "blotter.db"


@pytest.fixture(scope="module")
def desk_with_one_approved(tmp_path_factory) -> Path:
    """A database made by ingest, with its one incident approved by amira."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "rockets.txt").write_text(ROCKETS, encoding="utf-8")
    result = run("--db", folder / "blotter.db", "ingest", folder / "rockets.txt", "--published", "2020-07-28")
    assert result.stderr == "1 article stored with 1 proposed incident, 0 known already, 0 failed.\n"
    assert (result.stdout, result.exit_code) == ("", 0)
    with closing(open_database(folder / "blotter.db")) as db:
        [row] = queue(db, show=QueueFilter.ALL)
        [record] = incidents.incidents_of(db, row.id)
        incidents.approve(db, record, analyst="amira", now=NOW)
    return folder / "blotter.db"


@pytest.fixture
def approved(desk_with_one_approved: Path, database: Path) -> int:
    """Give the test that database for its own, and return the incident's number."""
    database.parent.mkdir()
    shutil.copy(desk_with_one_approved, database)
    return 1


BAD = {
    "empty.txt": (b"", "no text"),
    "blank.txt": (b" \n\n\t ", "no text"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "latin.txt": (b"Un attentat \xe0 Bagdad.", "UTF-8"),
    "vast.txt": (b"word " * 10_000_000, "limit"),
    "nowhere.txt": (None, "No such file"),
    "bare": (None, "no file in this folder ends with .txt"),
}
"""What can be wrong with a path, and what is said of it."""


@pytest.fixture(scope="module")
def batches(tmp_path_factory) -> dict[str, Result]:
    """What ingest and extract say of everything that is bad with a good article at the end."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (content, _) in BAD.items():
        if content is not None:
            (folder / name).write_bytes(content)
    (folder / "bare").mkdir()
    (folder / "good.txt").write_text(ROCKETS, encoding="utf-8")
    paths = [folder / name for name in (*BAD, "good.txt")]
    return {name: run("--db", folder / "blotter.db", name, *paths) for name in ("ingest", "extract")}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> dict[str, Any]:
    """What extract prints of the article, its publication date not being known."""
    path = tmp_path_factory.mktemp("extracted") / "rockets.txt"
    path.write_text(ROCKETS, encoding="utf-8")
    row: dict[str, Any] = json.loads(run("extract", path, "--jsonl").stdout)
    assert row["path"] == str(path)
    return row


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def blotter(*arguments: object, **options) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run(command(*arguments), capture_output=True, timeout=120, check=False, **options)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tui.cli", *map(str, arguments)]


def assert_one_clear_line(result: Result, *parts: str) -> None:
    assert result.exit_code not in (0, None)
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert "Traceback" not in result.stderr
    for part in parts:
        assert part in result.stderr


# What goes in and comes out


def test_extract_prints_an_object_an_article(extracted):
    assert (extracted["id"], extracted["published"], extracted["text"]) == ("rockets", None, ROCKETS)
    assert [incident["type"] for incident in extracted["incidents"]] == ["rocket_or_missile_attack"]


def test_every_quote_of_an_extract_is_in_its_text(extracted):
    quotes = [e for incident in extracted["incidents"] for found in incident["evidence"].values() for e in found]
    assert quotes
    assert all(extracted["text"][e["start"] : e["end"]] == e["quote"] for e in quotes)


def test_extract_without_a_publication_date_leaves_relative_dates_unresolved(extracted):
    [incident] = extracted["incidents"]
    assert (incident["date"]["start"], incident["date"]["phrase"]) == (None, "on Monday night")


def test_extract_without_jsonl_is_for_reading(article):
    lines = run("extract", article, "--published", "2020-07-28").stdout
    assert re.search(r"^ +date +Mon 27 Jul 2020 +“on Monday night”$", lines, re.M)


def test_extract_shows_control_characters_instead_of_sending_them(tmp_path):
    path = tmp_path / "hostile.txt"
    path.write_text(f"Rockets \x1b]0;owned\x07 again\n\n{ROCKETS}", encoding="utf-8")
    assert "\x1b" not in run("extract", path).stdout


def test_extract_reads_standard_input():
    row = json.loads(run("extract", "-", "--jsonl", stdin=ROCKETS).stdout)
    assert (row["path"], len(row["incidents"])) == (None, 1)


def test_extract_touches_no_database(database, article):
    run("--db", database, "extract", article)
    assert not database.parent.exists()


def test_ingest_reads_standard_input(database):
    assert "1 article stored" in run("--db", database, "ingest", "-", stdin=ROCKETS).stderr


@pytest.mark.parametrize("suffix", ["db", "csv", "jsonl"])
def test_export_writes_what_was_approved(database, approved, tmp_path, suffix):
    result = run("--db", database, "export", tmp_path / f"out.{suffix}")
    assert result.stderr.startswith("1 approved incident written to ")
    assert (tmp_path / f"out.{suffix}").stat().st_size > 0


def test_an_exported_database_has_the_incident(database, approved, tmp_path):
    run("--db", database, "export", tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as out:
        assert out.execute("SELECT count(*) FROM incidents").fetchone() == (1,)


def test_undo_takes_back_the_last_decision_of_the_analyst(database, approved):
    result = run("--db", database, "--analyst", "amira", "undo")
    assert result.stdout.startswith("undo of approve: ")
    with closing(open_database(database)) as db:
        assert incidents.get_incident(db, approved).status == "proposed"


def test_undo_leaves_the_decisions_of_others(database, approved):
    assert_one_clear_line(run("--db", database, "--analyst", "basim", "undo"), "basim")


def test_redo_does_again_what_was_undone(database, approved):
    run("--db", database, "--analyst", "amira", "undo")
    result = run("--db", database, "--analyst", "amira", "redo")
    assert result.stdout.startswith("redo of approve: ")
    assert_one_clear_line(run("--db", database, "--analyst", "amira", "redo"), "amira")


def test_history_tells_from_which_command(database, approved):
    run("--db", database, "--analyst", "amira", "undo")
    lines = run("--db", database, "history", approved).stdout.splitlines()
    assert [line.split("  ")[1:] for line in lines if "UTC" in line][2] == ["amira", "undo of approve", "blotter undo"]


def test_history_tells_whom_each_value_is_owed_to(database, approved):
    with closing(open_database(database)) as db:
        record = incidents.get_incident(db, approved)
        changed = replace(record.incident, damage="a hangar")
        incidents.edit(db, record, changed, analyst="basil", now=NOW, origin="desk/review")
    lines = run("--db", database, "history", approved, "--blame").stdout.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("damage"))
    assert lines[at].split() == ["damage", "a", "hangar"]
    assert lines[at + 1].strip() == "2026-03-04 05:06 UTC  basil  edit  desk/review"
    assert any(line.strip().startswith("as proposed by ") for line in lines)


def test_history_tells_who_decided_what(database, approved):
    with closing(open_database(database)) as db:
        undoing.undo(db, analyst="amira", now=NOW)
    lines = run("--db", database, "history", approved).stdout.splitlines()
    assert lines[0].startswith(f"incident {approved}, proposed: ")
    first, *decided = [line for line in lines if "UTC" in line]
    assert "  proposed  from " in first
    assert decided == [
        "2026-03-04 05:06 UTC  amira  approve",
        "2026-03-04 05:06 UTC  amira  undo of approve",
    ]
    assert "    status      proposed -> approved" in lines


def test_the_database_and_the_analyst_can_come_from_the_environment(database, approved, monkeypatch):
    monkeypatch.setenv("BLOTTER_DB", str(database))
    monkeypatch.setenv("BLOTTER_ANALYST", "amira")
    assert run("undo").exit_code == 0


def test_the_database_is_in_the_user_data_folder_when_nobody_says(article, tmp_path, monkeypatch):
    monkeypatch.delenv("BLOTTER_DB", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    run("ingest", article)
    assert len(list((tmp_path / "home").rglob("blotter.db"))) == 1


def test_doctor_says_where_the_database_is(database):
    result = run("--db", database, "doctor")
    assert f"{database} (not made yet)" in result.stdout
    assert not database.exists()


# What is wrong is told in one line


@pytest.mark.parametrize("command", ["ingest", "extract"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_path_is_told_in_one_line(batches, command, name):
    [line] = [line for line in batches[command].stderr.splitlines() if f"/{name}:" in line]
    assert BAD[name][1] in line


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_the_exit_code_says_that_something_failed(batches, command):
    assert batches[command].exit_code == 1


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_nothing_else_is_said_of_bad_paths(batches, command):
    summary = 1 if command == "ingest" else 0
    assert len(batches[command].stderr.splitlines()) == len(BAD) + summary


def test_an_ingest_with_failures_stores_the_rest(batches):
    told = "1 article stored with 1 proposed incident, 0 known already, 7 failed; --retry-failed tries that again."
    assert told in batches["ingest"].stderr


def test_an_extract_with_failures_prints_the_rest(batches):
    assert "3 Katyusha rockets" in batches["extract"].stdout


def test_bad_standard_input_is_told(database):
    assert_one_clear_line(run("extract", "-", stdin=b"\xff\xfe\x00"), "standard input")


def test_bad_standard_input_does_not_stop_the_files(database, article):
    result = run("--db", database, "ingest", "-", article, stdin=b"\xff\xfe\x00")
    assert "1 article stored with 1 proposed incident, 0 known already, 1 failed." in result.stderr
    assert result.exit_code == 1


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database, approved, article):
    with closing(sqlite3.connect(database)) as db:
        db.execute(NEWER)
        db.commit()
    for arguments in (["ingest", article], ["export", "out.csv"], ["undo"], ["history", "1"]):
        assert_one_clear_line(run("--db", database, *arguments), str(database), "newer", "m999_future")


def test_a_file_that_is_no_database_is_refused_and_left_alone(article, tmp_path):
    other = tmp_path / "notes.db"
    other.write_text("my notes, quite long enough to be taken for a file header", encoding="utf-8")
    assert_one_clear_line(run("--db", other, "ingest", article), str(other))
    assert other.read_text(encoding="utf-8").startswith("my notes")


def test_a_folder_for_a_database_is_refused(tmp_path, article):
    assert_one_clear_line(run("--db", tmp_path, "ingest", article), str(tmp_path))


def test_a_database_where_nothing_can_be_written_is_refused(article):
    # Under a file there can be no folder, whoever asks; the tests may run as root, whom no mode stops.
    assert_one_clear_line(run("--db", article / "blotter.db", "ingest", article), str(article))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="no mode of a folder stops the superuser")
def test_a_read_only_folder_is_refused(tmp_path, article):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert_one_clear_line(run("--db", folder / "blotter.db", "ingest", article), str(folder))


def test_an_export_that_cannot_be_written_is_told(database, approved, article):
    assert_one_clear_line(run("--db", database, "export", article / "out.csv"), str(article))


def test_an_export_over_a_folder_is_told(database, approved, tmp_path):
    (tmp_path / "out.db").mkdir()
    assert_one_clear_line(run("--db", database, "export", tmp_path / "out.db"), "out.db")


def test_an_unknown_layout_is_told_with_those_there_are(database, approved, tmp_path):
    assert_one_clear_line(run("--db", database, "export", tmp_path / "out.xyz"), "csv")


@pytest.mark.parametrize("arguments", [["export", "out.csv"], ["undo"], ["history", "1"]])
def test_a_database_that_is_not_there_is_not_made_to_be_read(database, arguments):
    assert_one_clear_line(run("--db", database, *arguments), str(database))
    assert not database.exists()


def test_an_incident_that_is_not_there_is_told(database, approved):
    assert_one_clear_line(run("--db", database, "history", "999"), "999")


def test_a_model_that_is_not_installed_is_told_with_the_way_to_get_it(article):
    assert_one_clear_line(run("extract", article, "--model", "en_none_such"), "spacy download en_none_such")


@pytest.mark.parametrize("name", ["review", "demo"])
@pytest.mark.parametrize("lacking", ["stdin", "stdout"])
def test_the_desk_is_refused_without_a_terminal(database, name, lacking):
    with on_a_terminal() as terminal:
        ends = {"stdin": terminal, "stdout": terminal} | {lacking: subprocess.DEVNULL}
        result = subprocess.run(
            command("--db", database, name), **ends, stderr=subprocess.PIPE, timeout=120, check=False
        )
    assert_refused(result, b"needs a terminal", database)


@pytest.mark.parametrize("term", ["dumb", "", None])
def test_the_desk_is_refused_on_a_dumb_terminal(database, term):
    environment = {name: value for name, value in os.environ.items() if name != "TERM"}
    environment |= {} if term is None else {"TERM": term}
    with on_a_terminal() as terminal:
        result = subprocess.run(
            command("--db", database, "review"),
            stdin=terminal,
            stdout=terminal,
            stderr=subprocess.PIPE,
            env=environment,
            timeout=120,
            check=False,
        )
    assert_refused(result, b"TERM", database)


@contextmanager
def on_a_terminal():
    parent, child = pty.openpty()
    with closing(os.fdopen(parent, "rb", 0)), closing(os.fdopen(child, "rb", 0)) as terminal:
        yield terminal


def assert_refused(result, why, database):
    """One line says why, and nothing was made."""
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert why in result.stderr
    assert not database.exists()


# The whole of it


def test_every_sample_article_can_be_taken_in(database):
    result = run("--db", database, "ingest", SAMPLES)
    assert result.exit_code == 0, result.stderr
    assert f"{len(list(SAMPLES.glob('*.txt')))} articles stored" in result.stderr


# Duplicates


def rows_of_two_outlets(**changes) -> list[dict[str, Any]]:
    incident = {
        "type": "shelling",
        "date": {"start": "2020-07-27", "end": "2020-07-27", "precision": "day"},
        "place": {"name": "Camp Taji", "country": "IQ"},
        "killed": {"min": 3, "best": 3, "max": 3},
    }
    return [{"id": "one", **incident}, {"id": "two", **incident, **changes}]


def as_lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_duplicates_of_a_file_are_pairs_with_scores_and_reasons():
    two = rows_of_two_outlets(place={"name": "al-Taji base"}, killed={"min": 2, "best": 2, "max": 3})
    [row] = map(json.loads, run("duplicates", "--from", "-", "--jsonl", stdin=as_lines(two)).stdout.splitlines())
    assert (row["a"], row["b"], row["verdict"]) == ("one", "two", "likely")
    assert 0.93 <= row["score"] <= 1
    assert (row["reasons"]["place"], row["reasons"]["killed"]) == ("same place", "killed 3 vs 2–3")


def test_duplicates_without_jsonl_are_for_reading():
    lines = run("duplicates", "--from", "-", stdin=as_lines(rows_of_two_outlets())).stdout.splitlines()
    assert lines[0] == "one incident? one, two"
    assert "same type; same day; same place; killed 3" in lines[1]


def test_duplicates_reads_what_extract_prints(tmp_path):
    (tmp_path / "a.txt").write_text(ROCKETS, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ROCKETS + " The base houses trainers.", encoding="utf-8")
    extracted = run("extract", tmp_path / "a.txt", tmp_path / "b.txt", "--published", "2020-07-28", "--jsonl").stdout
    [row] = map(json.loads, run("duplicates", "--from", "-", "--jsonl", stdin=extracted).stdout.splitlines())
    assert (row["a"], row["b"], row["verdict"]) == ("a#1", "b#1", "likely")


@pytest.mark.parametrize(
    "line", ["{", "7", "[]", '{"type": "shelling"}', '{"id": 1, "date": {"start": "soon"}}', '{"id": 1, "date": 7}']
)
def test_a_line_that_is_no_incident_is_told_of_and_the_rest_goes_on(line):
    result = run("duplicates", "--from", "-", "--jsonl", stdin=f"{line}\n{as_lines(rows_of_two_outlets())}")
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert "line 1: " in result.stderr


@pytest.mark.parametrize("form", [(), ("--jsonl",)], ids=["text", "jsonl"])
def test_duplicates_by_duckdb_are_the_same_lines(form):
    lines = as_lines(rows_of_two_outlets(place={"name": "al-Taji base"}, killed={"min": 2, "best": 2, "max": 3}))
    ours = run("duplicates", "--from", "-", *form, stdin=lines)
    by_duckdb = run("duplicates", "--from", "-", "--engine", "duckdb", *form, stdin=lines)
    assert ours.stdout
    assert (by_duckdb.stdout, by_duckdb.stderr, by_duckdb.exit_code) == (ours.stdout, ours.stderr, 0)


def test_duplicates_for_splink_are_written_into_a_folder_with_settings(tmp_path):
    lines = as_lines(rows_of_two_outlets())
    result = run("duplicates", "--from", "-", "--splink", tmp_path / "new", stdin=lines)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"2 incidents and the settings written to {tmp_path / 'new'}; ")
    written = ["incidents.parquet", "settings-duckdb.json", "settings-spark.json"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == written
    result = run("duplicates", "--from", "-", "--jsonl", "--splink", tmp_path / "new", stdin=lines)
    assert (result.exit_code, result.stdout) == (2, "")
    (tmp_path / "file").touch()
    result = run("duplicates", "--from", "-", "--splink", tmp_path / "file" / "new", stdin=lines)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {tmp_path / 'file' / 'new'} cannot be written (")


def test_without_duckdb_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "splink", None)
    result = run("duplicates", "--from", "-", "--engine", "duckdb", stdin=as_lines(rows_of_two_outlets()))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(f"Install it with: {sys.executable} -m pip install 'incident-blotter[duckdb]'\n")


def test_duplicates_of_the_database_leave_out_what_was_judged(database, article):
    other = article.with_name("other.txt")
    other.write_text(ROCKETS + " The base houses trainers.", encoding="utf-8")
    run("--db", database, "ingest", article, other, "--published", "2020-07-28")
    [row] = map(json.loads, run("--db", database, "duplicates", "--jsonl").stdout.splitlines())
    assert (row["a"], row["b"]) == (1, 2)
    with closing(open_database(database)) as db:
        incidents.judge(db, 2, 1, Verdict.DIFFERENT, analyst="amira", now=NOW)
    assert run("--db", database, "duplicates", "--jsonl").stdout == ""
    assert run("--db", database, "duplicates").stdout == "No incidents are likely the same.\n"
