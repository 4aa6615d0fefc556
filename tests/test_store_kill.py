"""Killed at any moment, and several writers at once: what was acknowledged is there, nothing is half made."""

import datetime as dt
import json
import os
import random
import signal
import time
from dataclasses import replace

import pytest
from store_samples import BESMAYA, KIRKUK, NOW, PUBLISHED, TAJI, TEXT, add, desk

from store.articles import dismiss, flag, set_published
from store.database import open_database
from store.errors import BlotterError, ChangedElsewhereError, NotFoundError, RefusedError
from store.incidents import (
    approve,
    create,
    decide_all,
    edit,
    get_incident,
    incidents_of,
    judge,
    merge,
    postpone,
    reject,
    reopen,
    split,
)
from store.leases import Session, held, take
from store.model import Count, Status, Verdict
from store.undoing import redo, undo

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are quick to start")

ARTICLES = 12
KILLS = 200
EACH = 50
"""Decisions of each of eight processes; 500 in ``bench/writers.py``."""
MOST_OPEN = 60
"""Incidents from which a review begins no more."""


@pytest.fixture
def path(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        add(db, TAJI, BESMAYA, KIRKUK)
        for number in range(1, ARTICLES):
            add(db, *[replace(one, evidence={}) for one in (TAJI, BESMAYA, KIRKUK)], text=f"{TEXT} {number}")
    return tmp_path / "desk.db"


def decide(db, rnd, by):
    """Make one decision of any kind in any article, as a desk does; return its number, 0 where there was none."""
    article_id = rnd.randint(1, ARTICLES)
    records = incidents_of(db, article_id)
    one, two = rnd.choice(records), get_incident(db, rnd.randint(1, 3 * ARTICLES))
    act = rnd.choice([approve, reject, postpone, reopen, edit, create, split, decide_all, merge, judge, set_published,
                      flag, dismiss, undo, undo, redo])  # fmt: skip
    if act in (create, split) and len(records) * ARTICLES > MOST_OPEN:
        act = undo
    match act.__name__:
        case "edit":
            made = edit(db, one, replace(one.incident, killed=Count(1, 2, rnd.randint(2, 9))), **by)
        case "create":
            return create(db, article_id, replace(one.incident, evidence={}), **by).revision
        case "split":
            return split(db, one, one.incident, replace(one.incident, evidence={}), **by).revision
        case "decide_all":
            made = decide_all(db, records, rnd.choice([Status.APPROVED, Status.REJECTED]), **by)
        case "merge":
            made = merge(db, one, two, **by)
        case "judge":
            made = judge(db, one.id, two.id, rnd.choice(list(Verdict)), **by)
        case "set_published":
            day = PUBLISHED + dt.timedelta(rnd.randint(0, 9))
            made = set_published(db, article_id, day, {one.id: one.incident}, **by)
        case "flag":
            made = flag(db, article_id, rnd.random() < 0.5, **by)
        case "dismiss":
            made = dismiss(db, article_id, **by)
        case "undo" | "redo":
            made = act(db, **by)
        case _:
            made = act(db, one, **by)
    return made.id if made else 0


def review(path, analyst, seed, pipe, wanted=None):
    """Decide until so many decisions are made, or for ever; say the number of each in a line once it is made."""
    rnd, session, made = random.Random(seed), Session(analyst), 0
    by = {"analyst": analyst, "origin": "desk/review"}
    with desk(path) as db:
        while made != wanted:
            now = dt.datetime.now(dt.UTC)
            if wanted is None and rnd.random() < 0.3:
                take(db, rnd.randint(1, ARTICLES), session, now=now, over=True)
            try:
                number = decide(db, rnd, by | {"now": now})
            except (ChangedElsewhereError, NotFoundError, RefusedError):
                continue
            if number:
                made += 1
                os.write(pipe, f"{number}\n".encode())


def start(path, analyst, seed, wanted=None):
    """Begin a review in a process of its own; return the process and what it says.

    Nothing has the database open meanwhile: SQLite cannot be taken into a forked process.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            review(path, analyst, seed, writer, wanted)
        except BaseException as error:  # noqa: BLE001 - nothing of the tests shall go on in this process
            os.write(writer, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(0)
    os.close(writer)
    return child, reader


def wait_for(reader, lines):
    """What a review says until it has said so many lines, or has ended."""
    said = b""
    while said.count(b"\n") < lines and (more := os.read(reader, 4096)):
        said += more
    return said


def told(reader, before=b""):
    """The numbers that a review said, after what was read ``before``, until it ended."""
    with os.fdopen(reader, "rb") as pipe:
        lines = (before + pipe.read()).decode().splitlines(keepends=True)
    # The last line may be cut off: only a whole one is an acknowledgement.
    whole = [line.strip() for line in lines if line.endswith("\n")]
    assert [line for line in whole if not line.isdigit()] == []
    return [int(line) for line in whole]


def half_made(db, after=0):
    """What a decision written in part, or over another, would leave.

    Of each row what is there, and what each decision found, is what the decision before left.
    """
    left, wrong = {}, []
    for row in db.execute("SELECT id, before, after FROM decisions WHERE id > ? ORDER BY id", [after]):
        before, later = json.loads(row["before"]), json.loads(row["after"])
        wrong += [(row["id"], key) for key in before if key in left and left[key] != before[key]]
        left |= later
    for key, state in left.items():
        if key.startswith("incident:"):
            found = db.execute("SELECT status, revision FROM incidents WHERE id = ?", [key.split(":")[1]]).fetchone()
            said = state and (state["status"], state["revision"])
            wrong += [key] if (found and tuple(found)) != said else []
    return wrong


def test_no_acknowledged_decision_is_lost_when_the_process_is_killed(path):
    rnd, acknowledged, locked, before = random.Random(7), set(), 0, 0
    for seed in range(KILLS):
        child, reader = start(path, "amira", seed)
        # So many decisions into the review, on a slow machine too; and at any moment of what comes next.
        wanted = seed % 4
        said = wait_for(reader, wanted)
        time.sleep(rnd.uniform(0, 0.02 if wanted else 0.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        new = set(told(reader, said))
        assert len(new) >= wanted
        assert new.isdisjoint(acknowledged)
        acknowledged |= new
        with desk(path) as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            stored = {row["id"] for row in db.execute("SELECT id FROM decisions WHERE id > ?", [before])}
            assert new <= stored
            # At most the one that it was killed in is stored without having been acknowledged.
            assert len(stored - new) <= 1
            assert half_made(db, before) == []
            locked += db.execute("SELECT count(*) FROM leases").fetchone()[0]
            assert held(db, Session("basil"), now=dt.datetime.now(dt.UTC)) == {}
            before = max(stored, default=before)
    with desk(path) as db:
        assert half_made(db) == []
    assert locked > 0


def test_of_eight_processes_none_loses_a_decision_doubles_one_or_is_refused_the_file(path):
    running = [start(path, f"analyst {seed}", seed, EACH) for seed in range(8)]
    made = [told(reader) for _, reader in running]
    for child, _ in running:
        os.waitpid(child, 0)
    assert [len(numbers) for numbers in made] == [EACH] * 8
    with desk(path) as db:
        assert sorted(number for numbers in made for number in numbers) == list(range(1, 8 * EACH + 1))
        assert db.execute("SELECT count(*), max(id) FROM decisions").fetchone()[:] == (8 * EACH, 8 * EACH)
        assert half_made(db) == []
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_an_error_of_the_other_process_is_seen(path):
    path.with_name("other.db").write_bytes(b"no database")
    child, reader = start(path.with_name("other.db"), "amira", 1, 1)
    with pytest.raises(AssertionError, match="NotADatabaseError"):
        told(reader)
    os.waitpid(child, 0)
    with pytest.raises(BlotterError):
        open_database(path.with_name("other.db"), now=NOW)
