"""How quickly one new incident is compared with many stored ones, made up for it (bench/made_incidents.py).

    python bench/duplicates_speed.py [--stored N] [--queries N] [--database FILE] [--json]

Beside it, in turn in one run: rapidfuzz over all of them in memory, and an FTS5 trigram search. ``--database``
keeps the stored ones for the next run, and for bench/duplicates_bulk.py.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from made_incidents import Report, reports
from rapidfuzz import fuzz, process

from nlp.similarity import likeness
from store import rows
from store.candidates import near
from store.database import open_database, transaction
from store.model import Incident
from store.records import Record
from tui.desk import Desk
from tui.likely import likely_same

DAYS_A_REPORT = 1 / 27  # 27 reports a day, however many: ten years are 100,000
QUERIES = 1000
NOW = "2026-01-01T00:00:00+00:00"
_AT_ONCE = 20_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = speed(args.stored, args.queries, args.database)
    print(json.dumps(result) if args.json else "\n".join(f"{key:44} {value}" for key, value in result.items()))


def speed(number: int, queries: int, path: Path | None) -> dict[str, Any]:
    """Return the milliseconds that one new incident takes against the stored ones."""
    with tempfile.TemporaryDirectory() as folder:
        path = path or Path(folder) / "stored.db"
        stored: dict[int, list[int]] = defaultdict(list)
        asked: list[Report] = []

        def kept() -> Iterator[tuple[int, Incident]]:
            for n, report, is_query in stored_reports(number, queries):
                if is_query:
                    asked.append(report)
                else:
                    stored[report.event].append(n)
                    yield n, report.incident

        result: dict[str, Any] = {"stored": number}
        if path.exists():
            for _ in kept():  # the same seed gives the same incidents
                pass
        else:
            start = time.perf_counter()
            make_database(path, kept())
            result["stored in, seconds"] = round(time.perf_counter() - start)
        with closing(open_database(path)) as db:
            return result | _timed(db, path, asked, stored)


def stored_reports(number: int, queries: int = QUERIES) -> Iterator[tuple[int, Report, bool]]:
    """Yield numbered reports, and whether each is asked about instead of being stored."""
    every = number // queries
    for n, report in enumerate(reports(number + queries, seed=11, days=round(number * DAYS_A_REPORT)), 1):
        yield n, report, n % every == 0 and n <= every * queries


def make_database(path: Path, told: Iterable[tuple[int, Incident]]) -> None:
    """Store approved incidents by their numbers, each of an article of its own, without a decision for each."""
    waiting: list[tuple[int, Incident]] = []
    with closing(open_database(path)) as db, _made_at_the_end(db):
        for numbered in told:
            waiting.append(numbered)
            if len(waiting) == _AT_ONCE:
                _store(db, waiting)
                waiting = []
        _store(db, waiting)


@contextmanager
def _made_at_the_end(db: sqlite3.Connection) -> Iterator[None]:
    """Make indexes once at the end, not row by row; and none of the words that articles and records are searched by."""
    later = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('articles', 'incidents') AND sql IS NOT NULL "
        "AND (type = 'index' OR name IN ('articles_fts_insert', 'incidents_fts_insert', 'incidents_counted_insert'))"
    ).fetchall()
    for one in later:
        db.execute(f"DROP {one['type']} {one['name']}")
    db.execute("PRAGMA synchronous = OFF")
    yield
    with transaction(db):
        for one in later:
            db.execute(one["sql"])
    db.execute("ANALYZE")


def _store(db: sqlite3.Connection, told: Sequence[tuple[int, Incident]]) -> None:
    columns = ("id", "article_id", "position", "status", "revision", *rows.COLUMNS, *rows.DERIVED)
    insert = f"INSERT INTO incidents ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    with transaction(db):
        db.executemany(
            "INSERT INTO articles (id, content_hash, name, title, added_at, approved, made_by, boilerplate, uncovered, "
            "mentions, text) VALUES (?, printf('%064d', ?), 'made-up', 'made up', ?, 1, 'bench', '[]', '[]', '[]', '')",
            ((number, number, NOW) for number, _ in told),
        )
        db.executemany(
            insert,
            (
                (
                    *(number, number, 0, "approved", 0),
                    *rows.to_columns(incident).values(),
                    *rows.derived_columns(incident).values(),
                )
                for number, incident in told
            ),
        )


def _timed(db: sqlite3.Connection, path: Path, asked: Sequence[Report], stored: dict[int, list[int]]) -> dict[str, Any]:
    desk = Desk(db, path, "bench")
    result: dict[str, Any] = {}
    hits = first = with_twin = 0
    counts = []

    def scored(incident: Incident) -> list[tuple[float, int]]:
        found = near(db, incident, exclude=None)
        busy = sum(one.named for one in found)
        return [(likeness(incident, one.incident, busy=busy).score, one.id) for one in found]

    def shown(incident: Incident) -> object:
        return likely_same(desk, Record(0, 1, 0, "proposed", None, 0, incident))  # type: ignore[arg-type]

    for report in asked[:50]:  # warm the page cache as a desk at work has it
        scored(report.incident)
    for label, ask in (("candidates, scores and reasons", scored), ("as the desk calls it", shown)):
        result[f"{label}: CPU ms p50, p95, p99"] = _milliseconds(ask, asked)
    for report in asked:
        twins_of = set(stored.get(report.event, ()))
        found = scored(report.incident)
        counts.append(len(found))
        if twins_of:
            with_twin += 1
            hits += bool(twins_of & {number for _, number in found})
            first += bool(found) and max(found)[1] in twins_of
    result["candidates a query, median"] = statistics.median(counts)
    result["true twin among the candidates"] = round(hits / max(1, with_twin), 3)
    result["true twin first"] = round(first / max(1, with_twin), 3)
    few = asked[:: max(1, len(asked) // 10)]
    words = "SELECT id, coalesce(place_name, '') || ' ' || coalesce(date_start, '') FROM incidents"
    names = [row[1] for row in db.execute(words)]
    result["rapidfuzz over all rows: CPU ms p50, p95, p99"] = _milliseconds(
        lambda incident: process.extract(_told(incident), names, scorer=fuzz.ratio, limit=40), few
    )
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute("CREATE VIRTUAL TABLE told USING fts5 (words, tokenize = 'trigram')")
        with other:
            other.executemany("INSERT INTO told (rowid, words) VALUES (?, ?)", map(tuple, db.execute(words)))
        result["FTS5 trigram search: CPU ms p50, p95, p99"] = _milliseconds(
            lambda incident: other.execute(
                "SELECT rowid FROM told WHERE told MATCH ? ORDER BY rank LIMIT 40", [_trigrams(_told(incident))]
            ).fetchall(),
            few,
        )
    return result


def _told(incident: Incident) -> str:
    return f"{incident.place.name or ''} {incident.date.start or ''}"


def _trigrams(text: str) -> str:
    plain = text.replace('"', " ")
    return " OR ".join(f'"{plain[n : n + 3]}"' for n in range(max(1, len(plain) - 2)))


def _milliseconds(ask: Callable[[Incident], object], asked: Sequence[Report]) -> tuple[float, ...]:
    """Return the median, 95th and 99th percentile of a query's CPU time: the machine may be shared."""
    taken = []
    for report in asked:
        start = time.process_time()
        ask(report.incident)
        taken.append(1000 * (time.process_time() - start))
    taken.sort()
    return tuple(round(taken[min(len(taken) - 1, int(len(taken) * part))], 2) for part in (0.5, 0.95, 0.99))


if __name__ == "__main__":
    main()
