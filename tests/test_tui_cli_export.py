"""``blotter export`` from end to end."""

import csv
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk_samples import ANALYST, NOW, river

from store.articles import add_article
from store.database import open_database
from store.incidents import approve, incidents_of
from tui.cli import main


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A desk with three approved incidents, none of them dated."""
    db = open_database(tmp_path / "desk.db")
    for record in incidents_of(db, add_article(db, river(), now=NOW).article_id):
        approve(db, record, analyst=ANALYST, now=NOW)
    db.close()
    return tmp_path / "desk.db"


def export(database, *arguments):
    return CliRunner().invoke(main, ["--db", str(database), "export", *map(str, arguments)])


@pytest.mark.parametrize("layout", ["sqlite", "csv", "jsonl", "geojson", "acled", "gtd", "ucdp"])
def test_every_layout_is_written_and_reported(database, tmp_path, layout):
    result = export(database, tmp_path / "out", "--layout", layout, "--report", tmp_path / "report.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("3 approved incidents written to ")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8").startswith(f"{layout}: 3 incidents\n")


def test_the_help_reads_the_dot_of_a_suffix_aloud():
    # "a .db file" and "a .sqlite file": the article belongs to "dot", not to the letter behind it.
    for command in main.commands.values():
        assert not re.search(r"\ban \.\w", " ".join((command.help or "").split()), re.I)
        assert not any(re.search(r"\ban \.\w", getattr(o, "help", None) or "", re.I) for o in command.params)


def test_what_a_codebook_lacks_is_told_on_standard_error(database, tmp_path):
    result = export(database, tmp_path / "out.csv", "--layout", "acled")
    assert "event_date: no date (3 incidents: " in result.stderr


def test_the_kind_of_a_known_group_is_in_the_row(database, tmp_path):
    export(database, tmp_path / "out.csv", "--layout", "acled")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        kinds = {row["actor1"]: row["inter1"] for row in csv.DictReader(file)}
    assert kinds["Islamic State"] == "Rebel group"


def test_a_database_has_its_metadata_beside_it(database, tmp_path):
    result = export(database, tmp_path / "out.db")
    assert "datasette" in result.stderr
    assert (tmp_path / "metadata.yaml").exists()


def test_the_metadata_of_somebody_else_stays_and_is_told_of(database, tmp_path):
    (tmp_path / "metadata.yaml").write_text("title: mine\n")
    result = export(database, tmp_path / "out.db")
    assert "stays as it is" in result.stderr
    assert (tmp_path / "metadata.yaml").read_text() == "title: mine\n"


@pytest.mark.parametrize("received", ["out.db", "out.jsonl"])
def test_what_was_received_is_exported_again_without_a_desk(database, tmp_path, received):
    export(database, tmp_path / received)
    result = export(tmp_path / "none.db", tmp_path / "map.geojson", "--from", tmp_path / received)
    assert result.exit_code == 0
    assert len(json.loads((tmp_path / "map.geojson").read_text())["features"]) == 3
    assert not (tmp_path / "none.db").exists()


def test_what_is_exported_is_not_replaced_by_itself(database, tmp_path):
    export(database, tmp_path / "out.db")
    result = export(database, tmp_path / "out.db", "--from", tmp_path / "out.db")
    assert (result.exit_code, "is what is exported" in result.stderr) == (1, True)


def test_a_report_that_cannot_be_written_is_told_of(database, tmp_path):
    result = export(database, tmp_path / "out.csv", "--report", tmp_path / "none" / "report.txt")
    assert result.exit_code == 1
    assert "report.txt cannot be written" in result.stderr.splitlines()[-1]


def test_the_progress_bar_is_shown_on_a_terminal_only(database, tmp_path):
    command = [sys.executable, "-m", "tui.cli", "--db", str(database), "export", str(tmp_path / "out.csv")]
    piped = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert "exporting" not in piped.stderr
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL) as running:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert running.wait(timeout=60) == 0
    os.close(ours)
    assert b"exporting to out.csv" in shown
    assert b"100%" in shown


def _read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side is closed
        return b""
