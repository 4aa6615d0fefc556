"""What an export of many incidents costs: seconds and peak memory of each layout, each in a process of its own.

The database is made of articles of our own making (``desk_database``), ten approved incidents each; ``--database``
takes one that is there already, or keeps it. The floor is copying the file of the database.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from desk_database import make

from store.database import open_database
from store.export import approved
from store.export.layouts import LAYOUTS, layout
from tui.known_actors import known_actor

DISTINCT = 100
"""Articles that are written one by one; the others are copies on other days."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--layouts", nargs="*", default=list(LAYOUTS), choices=LAYOUTS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_one(options.database, options.one)))
        return
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or Path(folder, "desk.db")
        if not database.exists():
            make(database, DISTINCT, copies=max(1, options.incidents // (10 * DISTINCT)))
        results = [_floor(database)]
        for name in options.layouts:
            command = [sys.executable, __file__, "--database", str(database), "--one", name]
            results.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    if options.json:
        print(json.dumps(results))
        return
    print(
        "| layout | incidents | seconds | of CPU | peak memory, MB | file, MB |\n| --- | --- | --- | --- | --- | --- |"
    )
    for row in results:
        print(f"| {row['layout']} | {row['incidents']:,} | {row['seconds']:.1f} | {row['cpu']:.1f} "
              f"| {row['memory']:.0f} | {row['file']:.0f} |")  # fmt: skip


def _one(database: Path, name: str) -> dict[str, Any]:
    write = layout(name, known_actor)
    with tempfile.TemporaryDirectory() as folder, closing(open_database(database, create=False)) as db:
        out = Path(folder, "out")
        began, cpu = time.perf_counter(), time.process_time()
        report = write(db, out, int)
        return {
            "layout": name,
            "incidents": report.incidents,
            "seconds": time.perf_counter() - began,
            "cpu": time.process_time() - cpu,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "file": out.stat().st_size / 1e6,
        }


def _floor(database: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        began, cpu = time.perf_counter(), time.process_time()
        shutil.copyfile(database, Path(folder, "copy"))
        seconds, used = time.perf_counter() - began, time.process_time() - cpu
    with closing(open_database(database, create=False)) as db:
        number = approved.count(db)
    size = database.stat().st_size / 1e6
    return {"layout": "(copy)", "incidents": number, "seconds": seconds, "cpu": used, "memory": 0, "file": size}


if __name__ == "__main__":
    main()
