"""How fast several analysts decide on one file, beside a plain sqlite3 loop that writes the same rows.

Eight processes approve, reject, postpone and re-open incidents of one database, 4,000 decisions in all, and what
they wrote is counted: none lost, none doubled. The floor are as many processes with a connection set up alike, each
running the statements that such decisions end in, recorded beforehand, and nothing else: no reading, no check.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from desk_database import make

from store import incidents
from store.database import open_database, transaction
from store.errors import ChangedElsewhereError
from tui.desk import utc_now

ACTS = (incidents.approve, incidents.reject, incidents.postpone, incidents.reopen)
NEW = "/* new */"
"""Stands in a recorded statement where each run needs a number of its own."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=4000)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    each = options.decisions // options.processes
    with tempfile.TemporaryDirectory() as folder:
        path, plain = Path(folder, "desk.db"), Path(folder, "plain.db")
        make(path, 40, copies=1)
        make(plain, 40, copies=1)
        statements = _recorded(plain)
        floor, _ = _timed(_write, plain, options.processes, each, statements)
        ours, refused = _timed(_decide, path, options.processes, each, None)
        with closing(open_database(path)) as db:
            counted = db.execute("SELECT count(*), count(DISTINCT id), max(id) FROM decisions").fetchone()
            before = db.execute("SELECT min(id) FROM decisions WHERE analyst LIKE 'analyst %'").fetchone()[0]
            sound = db.execute("PRAGMA integrity_check").fetchone()[0]
        made = counted[2] - before + 1
    result = {
        "processes": options.processes, "decisions": each * options.processes, "stored": made, "integrity": sound,
        "refused as changed": refused, "a second": made / ours, "plain a second": made / floor, "ratio": ours / floor,
    }  # fmt: skip
    if options.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:<20} {value:,.1f}" if isinstance(value, float) else f"{name:<20} {value}")


def _timed(work: Any, path: Path, processes: int, each: int, more: Any) -> tuple[float, int]:
    context = multiprocessing.get_context("spawn")
    ready, told = context.Barrier(processes + 1), context.Queue()
    running = [context.Process(target=work, args=(path, n, each, more, ready, told)) for n in range(processes)]
    for process in running:
        process.start()
    ready.wait()
    began = time.perf_counter()
    refused = sum(told.get() for _ in running)
    seconds = time.perf_counter() - began
    for process in running:
        process.join()
    return seconds, refused


def _decide(path: Path, number: int, each: int, _more: None, ready: Any, told: Any) -> None:
    rnd, made, refused = random.Random(number), 0, 0
    with closing(open_database(path)) as db:
        ids = [row["id"] for row in db.execute("SELECT id FROM incidents")]
        ready.wait()
        while made < each:
            try:
                record = incidents.get_incident(db, rnd.choice(ids))
                rnd.choice(ACTS)(db, record, analyst=f"analyst {number}", now=utc_now(), origin="bench")
                made += 1
            except ChangedElsewhereError:
                refused += 1
    told.put(refused)


def _recorded(path: Path) -> list[str]:
    """Return the statements by which one decision writes, with ``NEW`` for its number."""
    statements: list[str] = []
    with closing(open_database(path)) as db:
        record = incidents.get_incident(db, 1)
        db.set_trace_callback(statements.append)
        made = incidents.postpone(db, record, analyst="recorder", now=utc_now(), origin="bench").id
        db.set_trace_callback(None)
    writes = [one for one in statements if one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
    numbered = [one.replace(f"VALUES ({made},", f"VALUES ({NEW},") for one in writes]
    return [one.replace(f", {made})", f", {NEW})") if "decision_incidents" in one else one for one in numbered]


def _write(path: Path, _number: int, each: int, statements: list[str], ready: Any, told: Any) -> None:
    with closing(open_database(path)) as db:
        ready.wait()
        for _ in range(each):
            with transaction(db):
                new = db.execute("SELECT max(id) + 1 FROM decisions").fetchone()[0]
                for statement in statements:
                    db.execute(statement.replace(NEW, str(new)))
    told.put(0)


if __name__ == "__main__":
    main()
