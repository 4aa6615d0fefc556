"""How a command ends: interrupted, killed, unheard, and in a terminal that can show little."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from store import incidents
from store.articles import QueueFilter, queue
from store.database import open_database

ROCKETS = "Three Katyusha rockets hit Camp Taji north of Baghdad on Monday night, the Iraqi army said. No one was hurt."


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "blotter.db"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A file of 3,000 articles: more than a test waits for."""
    texts = [f"{ROCKETS} It was attack number {n} of the year." for n in range(3000)]
    path = tmp_path / "many.jsonl"
    path.write_text(
        "\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)), encoding="utf-8"
    )
    return path


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tui.cli", *map(str, arguments)]


def test_ctrl_c_ends_cleanly_and_keeps_what_was_stored(database, many):
    running = subprocess.Popen(
        command("--db", database, "ingest", many),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_for_articles(database)
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    assert len(stderr.splitlines()) == 1
    with closing(open_database(database)) as db:
        assert 0 < len(queue(db, show=QueueFilter.ALL, limit=5000)) < 3000


def test_a_killed_ingest_loses_nothing_it_had_stored(database, many):
    with subprocess.Popen(command("--db", database, "ingest", many), stderr=subprocess.DEVNULL) as running:
        wait_for_articles(database)
        running.kill()
    with closing(open_database(database)) as db:
        stored = queue(db, show=QueueFilter.ALL, limit=5000)
        assert stored
        assert all(len(incidents.incidents_of(db, row.id)) == row.proposed for row in stored)


def wait_for_articles(database: Path) -> None:
    """Wait until an ingest that runs elsewhere has stored its first article."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if database.exists():
            with closing(sqlite3.connect(database, timeout=30)) as db:
                tables = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'articles'").fetchone()[0]
                if tables and db.execute("SELECT count(*) FROM articles").fetchone()[0]:
                    return
        time.sleep(0.05)
    pytest.fail("nothing was stored within a minute")


def test_a_reader_that_stops_listening_makes_no_noise(many):
    with subprocess.Popen(
        command("extract", many, "--jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_a_result_can_be_printed_where_the_locale_has_no_unicode(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(f"{ROCKETS} Some call it al-Tājī, “the crown”.", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(command("extract", article), env=environment, capture_output=True, timeout=120, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_terminal_is_shown_the_progress(database, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(ROCKETS, encoding="utf-8")
    parent, child = pty.openpty()
    shown: list[bytes] = []

    def watch() -> None:
        while True:
            try:
                shown.append(os.read(parent, 4096))
            except OSError:  # the other end is closed
                return

    watching = threading.Thread(target=watch)
    watching.start()
    subprocess.run(command("--db", database, "ingest", article), stderr=child, timeout=120, check=True)
    os.close(child)
    watching.join(timeout=10)
    os.close(parent)
    assert b"100%" in b"".join(shown)


def test_watching_takes_in_what_arrives_and_ends_with_ctrl_c(database, tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "first.txt").write_text(ROCKETS, encoding="utf-8")
    with subprocess.Popen(
        command("--db", database, "watch", folder, "--every", "1s"), stderr=subprocess.PIPE, start_new_session=True
    ) as watching:
        assert watching.stderr is not None
        assert b"1 article stored" in watching.stderr.readline()
        (folder / "second.txt").write_text(f"{ROCKETS} A week later it was quiet.", encoding="utf-8")
        assert b"1 article stored with 1 proposed incident, 0 known" in watching.stderr.readline()
        watching.send_signal(signal.SIGINT)
        assert watching.wait(60) == 130


def test_what_failed_is_tried_again_when_asked(database, tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(b"")
    first = subprocess.run(command("--db", database, "ingest", path), capture_output=True, check=False)
    assert first.returncode == 1
    path.write_text(ROCKETS, encoding="utf-8")
    again = subprocess.run(command("--db", database, "ingest", "--retry-failed"), capture_output=True, check=False)
    assert (again.returncode, b"1 article stored" in again.stderr) == (0, True)
    nothing = subprocess.run(command("--db", database, "ingest", "--retry-failed"), capture_output=True, check=False)
    assert b"0 articles stored" in nothing.stderr
    unnamed = subprocess.run(command("--db", database, "ingest"), capture_output=True, check=False)
    assert b"Name what to read, or --retry-failed" in unnamed.stderr


@pytest.mark.parametrize("every", ["soon", "0m", "-3s", ""])
def test_a_time_that_is_none_is_refused(database, tmp_path, every):
    result = subprocess.run(
        command("--db", database, "watch", tmp_path, "--every", every), capture_output=True, check=False
    )
    assert result.returncode == 2
    assert b"30s, 10m or 2h" in result.stderr
