"""How quickly and how well all duplicates among many incidents are found, beside other tools on the same records.

    python bench/duplicates_bulk.py [--stored N] [--database FILE] [--peers PYTHON] [--only NAME ...] [--json]

Runs ``blotter duplicates`` as a user does, on incidents made up for it (bench/made_incidents.py), once by itself
and once with ``--engine duckdb``, telling which share of their pairs both found with the same label, and then
each tool of bench/duplicates_beside.py in the environment of PYTHON. Each is a process of its own: its time, its
processor time and its peak of memory are those of the whole process, reading and writing included.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from duplicates_beside import COLUMNS, PEERS, best, found_by, ran, row_of
from duplicates_speed import make_database, stored_reports

from store.model import Incident

OURS = ("blotter", "duckdb")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--peers", type=Path, metavar="PYTHON")
    parser.add_argument("--only", nargs="*", choices=(*OURS, *PEERS))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    wanted = args.only or (*OURS, *(PEERS if args.peers else ()))
    with tempfile.TemporaryDirectory() as name:
        for who, told in _measured(args.stored, args.database, args.peers, wanted, Path(name)):
            print(json.dumps({who: told}) if args.json else f"{who:14} {told}", flush=True)


def _measured(
    number: int, database: Path | None, peers: Path, wanted: Sequence[str], folder: Path
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
    real = sum(n * (n - 1) // 2 for n in Counter(events.values()).values())
    found: list[set[tuple[int, int, str]]] = []
    blotter = (sys.executable, "-c", "from tui.cli import main; main()", "--db", str(database), "duplicates", "--jsonl")
    for who in wanted:
        if who not in OURS:
            yield who, found_by(peers, who, records, events, real)
            continue
        out = folder / who
        told = ran((*blotter, "--engine", "duckdb") if who == "duckdb" else blotter, out)
        told |= best(((row["score"], events[row["a"]] == events[row["b"]]) for row in _rows(out)), real)
        found.append({(row["a"], row["b"], row["verdict"]) for row in _rows(out)})
        if len(found) > 1:
            told["shared with blotter"] = round(len(found[0] & found[1]) / len(found[0] | found[1]), 6)
        yield who, told


def _kept(number: int, events: dict[int, int], writer: Any) -> Iterator[tuple[int, Incident]]:
    """Yield the stored reports, remembering of which event each is, and write each as a row for the others."""
    for n, report, asked in stored_reports(number):
        if asked:
            continue
        events[n] = report.event
        writer.writerow((n, *row_of(report.incident)))
        yield n, report.incident


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
