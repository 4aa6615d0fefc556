"""Killed at any moment, and several writers at once: what was acknowledged is there, nothing is half made."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_samples import KIRKUK, add, desk

from store.incidents import get_incident

ROOT = Path(__file__).parent.parent
INCIDENTS = 40

# Decides in a loop and says the number of each decision once it is made.
DECIDER = """
import datetime as dt, random, sys
from store.database import open_database
from store.decisions import redo, undo
from store.errors import ChangedElsewhereError, RefusedError
from store.incidents import approve, create, get_incident, merge, postpone, reject, reopen
path, analyst, seed, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
rnd, by = random.Random(seed), {"analyst": analyst, "now": dt.datetime.now(dt.UTC)}
db = open_database(path)
print("ready", flush=True)
for _ in range(rounds):
    try:
        one, two = (get_incident(db, n) for n in rnd.sample(range(1, 41), 2))
        act = rnd.choice([approve, reject, postpone, reopen, merge, create, undo, redo])
        if act is merge:
            made = merge(db, one, two, **by).id
        elif act is create:
            made = create(db, one.article_id, one.incident, **by).revision
        elif act in (undo, redo):
            made = getattr(act(db, **by), "id", 0)
        else:
            made = act(db, one, **by).id
        print(made, flush=True)
    except (ChangedElsewhereError, RefusedError):
        pass
db.close()
"""


def start(path, analyst, seed, rounds=10**9):
    command = [sys.executable, "-c", DECIDER, str(path), analyst, str(seed), str(rounds)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def path(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        add(db, *[KIRKUK] * INCIDENTS)
    return tmp_path / "desk.db"


def half_made(db):
    """What a decision written in part would leave: rows that are not as the last decision on them says."""
    wrong = []
    for row in db.execute("SELECT id, status, merged_into, revision FROM incidents WHERE revision > 0").fetchall():
        decision = db.execute("SELECT after FROM decisions WHERE id = ?", [row["revision"]]).fetchone()
        after = json.loads(decision["after"])[f"incident:{row['id']}"] if decision else None
        if not after or (after["status"], after["merged_into"]) != (row["status"], row["merged_into"]):
            wrong.append(row["id"])
    for row in db.execute("SELECT before, after FROM decisions WHERE id = (SELECT max(id) FROM decisions)"):
        for key, state in json.loads(row["after"]).items():
            table, number, *_ = key.split(":")
            if table == "incident" and (state is not None) != bool(
                db.execute("SELECT 1 FROM incidents WHERE id = ?", [number]).fetchone()
            ):
                wrong.append(key)
    return wrong


def test_no_acknowledged_decision_is_lost_when_the_process_is_killed(path):
    rnd, acknowledged = random.Random(7), set()
    for seed in range(10):
        process = start(path, "amira", seed)
        with process:
            assert process.stdout.readline() == "ready\n"
            time.sleep(rnd.uniform(0.02, 0.25))
            process.send_signal(signal.SIGKILL)
            told, errors = process.communicate(timeout=30)
        assert errors == ""
        # The last line may be cut off: only a whole one is an acknowledgement.
        acknowledged.update(
            int(line) for line in told.splitlines(keepends=True) if line.endswith("\n") and line != "0\n"
        )
        with desk(path) as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            assert acknowledged <= {row["id"] for row in db.execute("SELECT id FROM decisions")}
            assert half_made(db) == []
    assert len(acknowledged) > 50


def test_two_processes_that_decide_at_once_wait_for_each_other(path):
    processes = [start(path, analyst, seed, 150) for seed, analyst in enumerate(["amira", "basil"])]
    told = [process.communicate(timeout=120) for process in processes]
    assert [errors for _, errors in told] == ["", ""]
    with desk(path) as db:
        made = {int(line) for lines, _ in told for line in lines.splitlines() if line not in ("ready", "0")}
        assert made == {row["id"] for row in db.execute("SELECT id FROM decisions")}
        assert half_made(db) == []
        assert {row[0] for row in db.execute("SELECT DISTINCT analyst FROM decisions")} == {"amira", "basil"}
        assert get_incident(db, 1).incident.type == KIRKUK.type
