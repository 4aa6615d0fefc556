"""What taking in costs: articles a second and memory over a folder of mixed formats, beside trafilatura alone.

The folder holds pages, mails, feeds, PDF, Word documents, tables, JSON lines and archives of our own making, each
article unlike the others, the formats in random order. The memory is looked at after every article, and told every
``--every`` with how much of the growth came while a file of which format was read. The floor is trafilatura's
extraction of the same number of pages, in a process of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # the makers of files are the tests'

import inbox_samples as made

from tui import intake
from tui.intake import Failed, Stored
from tui.reader import Reader

SHARES: tuple[tuple[str, int, int, Callable[..., bytes | str]], ...] = (
    ("html", 50, 1, made.page),
    ("eml", 10, 1, lambda n: bytes(made.mail(n, markup=n % 2 == 0))),
    ("rss", 10, 20, made.rss),
    ("pdf", 5, 1, made.pdf),
    ("docx", 5, 1, made.word),
    ("csv", 5, 50, made.table),
    ("jsonl", 5, 50, made.rows),
    ("mbox", 5, 25, made.mailbox),
    ("warc.gz", 5, 25, made.web_archive),
)
"""Suffix, articles in a hundred, articles a file, and what makes a file of their numbers."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=500, help="articles between two marks of the memory")
    parser.add_argument("--only", nargs="*", default=[], metavar="SUFFIX", help="only files of these formats")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--floor", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.floor:
        print(json.dumps(_floor(options.floor)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "inbox")
        folder.mkdir()
        make(folder, options.articles, options.only)
        results = [_intake(folder, Path(name, "blotter.db"), options.every)]
        pages = Path(name, "pages")
        pages.mkdir()
        for number in range(options.articles):
            (pages / f"{number}.html").write_text(made.page(number), encoding="utf-8")
        floor = [sys.executable, __file__, "--floor", str(pages)]
        results.append(json.loads(subprocess.run(floor, capture_output=True, text=True, check=True).stdout))
    if options.json:
        print(json.dumps(results))
        return
    print("| | articles | failed | seconds | of CPU | a CPU second | peak memory, MB |\n" + "| --- " * 7 + "|")
    for row in results:
        print(f"| {row['what']} | {row['articles']:,} | {row['failed']} | {row['seconds']:.0f} "
              f"| {row['cpu']:.0f} | {row['articles'] / row['cpu']:.1f} | {row['memory']} |")  # fmt: skip
    print("\n| articles | reader, MB | its peak | who stores | grown while reading |\n" + "| --- " * 5 + "|")
    for mark in results[0]["marks"]:
        grown = ", ".join(f"{suffix} {mb:.0f}" for suffix, mb in mark["grown"].items() if mb >= 0.5)
        print(f"| {mark['articles']:,} | {mark['reader']:.0f} | {mark['peak']:.0f} | {mark['own']:.0f} | {grown} |")


def make(folder: Path, articles: int, only: Collection[str] = ()) -> None:
    """Write files of so many articles, the formats in an order that is random and always the same."""
    wanted = [one for one in SHARES if not only or one[0] in only]
    whole = sum(share for _, share, _, _ in wanted)
    files = [
        (suffix, in_one, make_file)
        for suffix, share, in_one, make_file in wanted
        for _ in range(max(1, articles * share // whole // in_one))
    ]
    random.Random(0).shuffle(files)
    number = 0
    for suffix, in_one, make_file in files:
        data = make_file(*range(number, number + in_one))
        path = folder / f"{number:06}.{suffix}"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        number += in_one


def _intake(folder: Path, database: Path, every: int) -> dict[str, Any]:
    """Take a folder in, and look at the memory of both processes meanwhile."""
    readers: list[Reader] = []

    class Watched(Reader):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            readers.append(self)

    intake.Reader = Watched  # type: ignore[misc]
    stored = failed = 0
    most = 0.0
    grown: Counter[str] = Counter()
    marks: list[dict[str, Any]] = []
    began = time.perf_counter()
    for event in intake.run(database, [folder], now=lambda: dt.datetime(2026, 3, 4, tzinfo=dt.UTC)):
        stored += isinstance(event, Stored)
        failed += isinstance(event, Failed)
        if not isinstance(event, Stored | Failed):
            continue
        reader, peak = _memory(readers[-1].pid)
        suffix = next(suffix for suffix, *_ in SHARES if f".{suffix}" in event.name)
        if stored > 1:  # what is loaded at first is nobody's
            grown[suffix] += max(0.0, reader - most)  # type: ignore[assignment]
        most = max(most, reader)
        if stored % every == 0 or stored == 1:
            own, _ = _memory(os.getpid())
            marks.append({"articles": stored, "reader": reader, "peak": peak, "own": own, "grown": dict(grown)})
    return {
        "what": "blotter: reader + desk's process", "articles": stored, "failed": failed,
        "seconds": time.perf_counter() - began, "cpu": _cpu(),
        "memory": f"{peak:.0f} + {_memory(os.getpid())[1]:.0f}", "marks": marks,
    }  # fmt: skip


def _cpu() -> float:
    """Return the seconds of CPU time of this process and of those it started that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _memory(pid: int | None) -> tuple[float, float]:
    """Return how much memory a process has now, and had at most, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    told = dict(line.split(":", 1) for line in status)
    return int(told["VmRSS"].split()[0]) / 1024, int(told["VmHWM"].split()[0]) / 1024


def _floor(folder: Path) -> dict[str, Any]:
    from trafilatura import bare_extraction

    began = time.perf_counter()
    failed = articles = 0
    for path in sorted(folder.iterdir()):
        found = bare_extraction(path.read_bytes(), include_comments=False, with_metadata=True)
        articles += found is not None
        failed += found is None
    return {
        "what": "trafilatura alone: pages", "articles": articles, "failed": failed,
        "seconds": time.perf_counter() - began, "cpu": _cpu(),
        "memory": f"{_memory(os.getpid())[1]:.0f}",
    }  # fmt: skip


if __name__ == "__main__":
    main()
