"""Other tools on the records that ours is measured on, each a process in an environment of its own.

PYTHON, what ``--peers`` is given, is that of an environment with splink, duckdb, recordlinkage, rapidfuzz,
dedupe, BTrees below 6.5 and pandas in it; what each tool is told is in bench/duplicates_peers.py.
"""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from store.blocking import place_key
from store.model import Incident

PEERS = ("rapidfuzz", "recordlinkage", "splink", "dedupe")
LIMIT_SECONDS = 1_800
"""After so long a tool is stopped, and its row says so."""

COLUMNS = (
    *("id", "type", "first", "last", "place", "place_key", "country", "admin1", "latitude", "longitude"),
    *("weapon", "actor", "target", "victims", "killed", "injured", "damage"),
)


def peers_on(
    python: Path, incidents: Sequence[Incident], events: Sequence[object], real: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what each tool finds among the incidents, of which ``events`` tells those that are one."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder, "records.csv")
        with records.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows((COLUMNS, *((n, *row_of(one)) for n, one in enumerate(incidents))))
        for who in PEERS:
            yield who, found_by(python, who, records, dict(enumerate(events)), real)


def found_by(python: Path, who: str, records: Path, events: Mapping[int, object], real: int) -> dict[str, Any]:
    """Return how well and how quickly a tool finds the pairs among the records."""
    out, tools = records.with_name(who), Path(__file__).with_name("duplicates_peers.py")
    try:
        told = ran((str(python), str(tools), who, str(records)), out)
    except TimeoutError:
        return {"stopped after seconds": LIMIT_SECONDS}
    except subprocess.CalledProcessError as error:
        return {"ended with": error.returncode}
    with out.open(encoding="utf-8") as file:
        pairs = (line.split(",") for line in file)
        return told | best(((float(score), events[int(a)] == events[int(b)]) for a, b, score in pairs), real)


def row_of(one: Incident) -> tuple[object, ...]:
    """Return what the others are given of an incident, as COLUMNS says but for its id."""
    victims = " ".join(victim.name for victim in one.victims if victim.name)
    return (
        *(one.type, one.date.start, one.date.end, one.place.facility or one.place.name, place_key(one.place)),
        *(one.place.country, one.place.admin1, one.place.latitude, one.place.longitude, one.weapon.type),
        *(one.perpetrator.name, one.target.type, victims, one.killed.best, one.injured.best, one.damage),
    )


def ran(command: Sequence[str], out: Path) -> dict[str, Any]:
    """Run a command and return its seconds and its peak of memory, with all its processes."""
    start, peak = time.perf_counter(), 0.0
    with out.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, start_new_session=True)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        try:
            while not ended:
                peak = max(peak, _memory(process.pid), _own_peak(process.pid))
                if time.perf_counter() - start > LIMIT_SECONDS:
                    raise TimeoutError
                time.sleep(0.5)
                ended, status, used = os.wait4(process.pid, os.WNOHANG)
        finally:
            if not ended:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return {
        "seconds": round(time.perf_counter() - start),
        "of processor": round(used.ru_utime + used.ru_stime),
        "peak GB": round(peak / 1e6, 2),
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


def _own_peak(process: int) -> float:
    """Return the most kilobytes that a process had so far; what the system tells at its end is also its parent's."""
    try:
        status = Path("/proc", str(process), "status").read_text().splitlines()
    except OSError:
        return 0.0
    return float(next((line.split()[1] for line in status if line.startswith("VmHWM")), 0))


def best(pairs: Iterable[tuple[float, bool]], real: int) -> dict[str, Any]:
    """Return what scored pairs, each one event or not, reach of the ``real`` pairs.

    The best F1 with its precision, recall and threshold; the precision at a recall of .95 and the recall at a
    precision of .99, where any threshold has them.
    """
    ranked = sorted(pairs, reverse=True)
    right, found = 0, (0.0, 0.0, 0.0, 1.0)
    precise = complete = None
    for rank, (score, same) in enumerate(ranked, 1):
        right += same
        if rank < len(ranked) and ranked[rank][0] == score:
            continue
        precision, recall = right / rank, right / real
        found = max(found, (2 * right / (rank + real), precision, recall, score))
        if recall >= 0.95 and (precise is None or precision > precise):
            precise = precision
        if precision >= 0.99:
            complete = recall
    names = ("F1", "precision", "recall", "at")
    figures: dict[str, float | None] = dict(zip(names, found, strict=True))
    figures["true pairs at any score"] = right / real
    figures |= {"precision at recall .95": precise, "recall at precision .99": complete}
    return {"pairs": len(ranked), "true pairs": real} | {
        name: None if value is None else round(value, 3) for name, value in figures.items()
    }
