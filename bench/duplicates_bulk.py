"""How quickly and how well all duplicates among many incidents are found, beside other tools on the same records.

    python bench/duplicates_bulk.py [--stored N] [--database FILE] [--peers PYTHON] [--only NAME ...] [--json]

Runs ``blotter duplicates`` as a user does, on incidents made up for it (bench/made_incidents.py), once by itself
and once with ``--engine duckdb``, telling which share of their pairs both found with the same label, and then
bench/duplicates_peers.py once for each tool with PYTHON, that of an environment with splink, duckdb,
recordlinkage, rapidfuzz, dedupe and pandas in it. Each is a process of its own: its time, its processor time
and its peak of memory are those of the whole process, reading and writing included.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from duplicates_speed import make_database, stored_reports
from made_incidents import Report

from store.blocking import place_key
from store.model import Incident

OURS = ("blotter", "duckdb")
PEERS = ("rapidfuzz", "recordlinkage", "splink", "dedupe")
MOST = {"dedupe": 100_000}
"""The most records that a tool is given, where more would take it hours."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--only", nargs="*", choices=(*OURS, *PEERS))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    wanted = args.only or (*OURS, *(PEERS if args.peers else ()))
    with tempfile.TemporaryDirectory() as name:
        for who, told in _measured(args.stored, args.database, args.peers, wanted, Path(name)):
            print(json.dumps({who: told}) if args.json else f"{who:14} {told}", flush=True)


def _measured(
    number: int, database: Path | None, peers: Path | None, wanted: Sequence[str], folder: Path
) -> Iterator[tuple[str, dict[str, Any]]]:
    database = database or folder / "stored.db"
    events: dict[int, int] = {}
    records = folder / "records.csv"
    fresh = not database.exists()
    with records.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        kept = _kept(number, events, writer)
        if fresh:
            make_database(database, kept)
        else:
            for _ in kept:  # the same seed gives the same incidents
                pass
    found: list[set[tuple[int, int, str]]] = []
    blotter = (sys.executable, "-c", "from tui.cli import main; main()", "--db", str(database), "duplicates", "--jsonl")
    for who in wanted:
        out = folder / who
        most = MOST.get(who, max(events))
        other = (str(peers), str(Path(__file__).with_name("duplicates_peers.py")), who, str(records), str(most))
        engine = ("--engine", "duckdb") if who == "duckdb" else ()
        command = (*blotter, *engine) if who in OURS else other
        told = _run(command, out)
        with out.open(encoding="utf-8") as file:
            among = {number: event for number, event in events.items() if number <= most}
            told |= best(_pairs(file, jsonl=who in OURS), among)
        if who in OURS:
            with out.open(encoding="utf-8") as file:
                found.append({(row["a"], row["b"], row["verdict"]) for row in map(json.loads, file)})
            if len(found) > 1:
                told["shared with blotter"] = round(len(found[0] & found[1]) / len(found[0] | found[1]), 6)
        yield who, told


COLUMNS = (
    *("id", "type", "first", "last", "place", "place_key", "country", "admin1", "latitude", "longitude"),
    *("weapon", "actor", "target", "victims", "killed", "injured", "damage"),
)


def _kept(number: int, events: dict[int, int], writer: Any) -> Iterator[tuple[int, Incident]]:
    """Yield the stored reports, remembering of which event each is, and write each as a row for the others."""
    for n, report, asked in stored_reports(number):
        if asked:
            continue
        events[n] = report.event
        writer.writerow((n, *_row(report)))
        yield n, report.incident


def _row(report: Report) -> tuple[object, ...]:
    one = report.incident
    victims = " ".join(victim.name for victim in one.victims if victim.name)
    return (
        *(one.type, one.date.start, one.date.end, one.place.facility or one.place.name, place_key(one.place)),
        *(one.place.country, one.place.admin1, one.place.latitude, one.place.longitude, one.weapon.type),
        *(one.perpetrator.name, one.target.type, victims, one.killed.best, one.injured.best, one.damage),
    )


def _run(command: Sequence[str], out: Path) -> dict[str, Any]:
    """Run a command and return its seconds and its peak of memory, with all its processes."""
    start, peak = time.perf_counter(), 0.0
    with out.open("wb") as file:
        process = subprocess.Popen(command, stdout=file)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        while not ended:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.5)
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}.")
    return {
        "seconds": round(time.perf_counter() - start),
        "of processor": round(used.ru_utime + used.ru_stime),
        "peak GB": round(max(peak, used.ru_maxrss) / 1e6, 2),
        "load of the machine": round(os.getloadavg()[0], 1),
    }


def _memory(process: int) -> float:
    """Return the kilobytes that a process and those it started take, pages that they share counted once (Linux)."""
    folder = Path("/proc", str(process))
    try:
        children = (folder / "task" / str(process) / "children").read_text().split()
        rows = dict(line.split(":") for line in (folder / "smaps_rollup").read_text().splitlines()[1:])
    except (OSError, ValueError):  # it has just ended, or there is no /proc
        return 0.0
    return float(rows["Pss"].split()[0]) + sum(_memory(int(child)) for child in children)


def _pairs(lines: Iterable[str], *, jsonl: bool) -> Iterator[tuple[float, int, int]]:
    for line in lines:
        if jsonl:
            row = json.loads(line)
            yield row["score"], row["a"], row["b"]
        else:
            a, b, score = line.split(",")
            yield float(score), int(a), int(b)


def best(pairs: Iterable[tuple[float, int, int]], events: dict[int, int]) -> dict[str, Any]:
    """Return precision, recall and F1 over all true pairs at the threshold where F1 is best."""
    real = sum(n * (n - 1) // 2 for n in Counter(events.values()).values())
    ranked = sorted(((score, events[a] == events[b]) for score, a, b in pairs), reverse=True)
    right, found = 0, (0.0, 0.0, 0.0, 1.0)
    for rank, (score, same) in enumerate(ranked, 1):
        right += same
        if rank == len(ranked) or ranked[rank][0] < score:
            found = max(found, (2 * right / (rank + real), right / rank, right / real, score))
    names = ("F1", "precision", "recall", "at")
    return {"pairs": len(ranked), "true pairs": real} | {
        name: round(value, 3) for name, value in zip(names, found, strict=True)
    }


if __name__ == "__main__":
    main()
