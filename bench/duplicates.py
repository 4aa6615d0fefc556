"""How well and how quickly duplicates are found, on incidents made up for it (bench/made_incidents.py).

    python bench/duplicates.py [--stored N] [--queries N] [--reports N] [--database FILE] [--json]

Quality: pairs among ``--reports`` incidents, with the fixed weights and with those learned from some of
the pairs as verdicts; the true twin's place among the candidates of a query. Speed: one new incident
against ``--stored`` ones in SQLite, beside rapidfuzz over all of them in memory and an FTS5 trigram
search, all in turn in one run. ``--database`` keeps the stored ones for the next run.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from made_incidents import Report, reports
from rapidfuzz import fuzz, process

from nlp import learning, twins
from nlp.levels import compare
from nlp.pairing import Blocks
from nlp.similarity import Weights, fixed_weights, likeness, score_of
from store import rows
from store.articles import add_article
from store.candidates import near
from store.database import open_database, transaction
from store.model import Analysis, Article, Incident
from store.records import Record
from tui.desk import Desk, utc_now
from tui.reading import likely_same

DAYS_A_REPORT = 1 / 27  # 27 reports a day, however many: ten years are 100,000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result: dict[str, Any] = {}
    if args.reports:
        result |= quality(args.reports)
    if args.stored:
        result |= speed(args.stored, args.queries, args.database)
    print(json.dumps(result) if args.json else "\n".join(f"{key:44} {value}" for key, value in result.items()))


def quality(number: int) -> dict[str, Any]:
    """Return precision and recall at the thresholds, the twin's rank and the calibration."""
    told = list(reports(number, seed=7, days=max(30, round(number * DAYS_A_REPORT))))
    incidents = [report.incident for report in told]
    blocks, rarity = Blocks(incidents), twins.rarity_of(incidents)
    busy = [blocks.busy(n) for n in range(len(told))]
    found, truth = [], []
    for a, b in blocks.pairs():
        levels = compare(incidents[a], incidents[b], busy=max(busy[a], busy[b]), rarity=rarity)
        found.append(((a, b), {str(feature): level.name for feature, level in levels.items()}))
        truth.append(told[a].event == told[b].event)
    events: dict[int, int] = defaultdict(int)
    for report in told:
        events[report.event] += 1
    real = sum(n * (n - 1) // 2 for n in events.values())
    result: dict[str, Any] = {
        "pairs compared": len(found),
        "true pairs among them": round(sum(truth) / real, 3),
    }
    verdicts = random.Random(3)
    shown = [n for n, (_, names) in enumerate(found) if score_of(names, fixed_weights()) >= 0.05]
    for label, judged in (("fixed", 0), ("200 verdicts", 200), ("2000 verdicts", 2000)):
        weights: Weights | None = fixed_weights()
        if judged:
            sample = verdicts.sample(shown, min(judged, len(shown)))
            weights = learning.learn([(found[n][1], truth[n]) for n in sample])
        if weights is None:
            result[f"{label}: weights"] = "not better than the fixed ones"
            continue
        scores = [score_of(names, weights) for _, names in found]
        for name, least in (("suggest", weights.suggest), ("certain", weights.certain)):
            hits = [n for n, score in enumerate(scores) if score >= least]
            right = sum(truth[n] for n in hits)
            result[f"{label}: precision, recall at {name}"] = (
                round(right / max(1, len(hits)), 3),
                round(right / real, 3),
            )
        result[f"{label}: precision at recall .95"] = _precision_at(scores, truth, real, 0.95)
        result[f"{label}: calibration error"] = round(_calibration(scores, truth), 4)
        result[f"{label}: true twin first"] = _first(found, scores, told)
    return result


def _precision_at(scores: Sequence[float], truth: Sequence[bool], real: int, recall: float) -> float | None:
    right = 0
    for rank, n in enumerate(sorted(range(len(scores)), key=lambda n: -scores[n]), 1):
        right += truth[n]
        if right >= recall * real:
            return round(right / rank, 3)
    return None


def _calibration(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Return the expected calibration error over the pairs that are worth a look, in ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, same in zip(scores, truth, strict=True):
        if score >= 0.05:
            bins[min(9, int(score * 10))].append((score, same))
    total = sum(map(len, bins.values()))
    return sum(abs(sum(s for s, _ in one) - sum(t for _, t in one)) for one in bins.values()) / max(1, total)


def _first(found: Sequence[tuple[tuple[int, int], Any]], scores: Sequence[float], told: Sequence[Report]) -> float:
    """Return how often the best candidate of an incident that has a twin among them is one."""
    best: dict[int, tuple[float, bool]] = {}
    has: set[int] = set()
    for ((a, b), _), score in zip(found, scores, strict=True):
        same = told[a].event == told[b].event
        for end in (a, b):
            best[end] = max(best.get(end, (-1.0, False)), (score, same))
            if same:
                has.add(end)
    return round(sum(best[end][1] for end in has) / max(1, len(has)), 3)


def speed(number: int, queries: int, path: Path | None) -> dict[str, Any]:
    """Return the milliseconds that one new incident takes against the stored ones."""
    with tempfile.TemporaryDirectory() as folder:
        path = path or Path(folder) / "stored.db"
        told = reports(number + queries, seed=11, days=round(number * DAYS_A_REPORT))
        stored: dict[int, list[int]] = defaultdict(list)
        asked: list[Report] = []
        every = number // queries
        fresh = not path.exists()
        with closing(open_database(path)) as db:
            writing = _Writer(db) if fresh else None
            with transaction(db):
                for n, report in enumerate(told):
                    if n % every == every - 1 and len(asked) < queries:
                        asked.append(report)
                        continue
                    stored[report.event].append(n + 1)
                    if writing:
                        writing.add(n + 1, report.incident)
            if writing:
                writing.finish()
                db.execute("ANALYZE")
            return _timed(db, path, asked, stored, number)


class _Writer:
    """Stores approved incidents of one article by the thousand, without a decision for each."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        add_article(db, Analysis(Article("made up", id="made-up"), made_by="bench"), now=utc_now())
        # Built once at the end, not a million times: what is measured is the look-up.
        self.triggers = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'incidents'"
        ).fetchall()
        for trigger in self.triggers:
            db.execute(f"DROP TRIGGER {trigger['name']}")
        columns = ("id", "article_id", "position", "status", "revision", *rows.COLUMNS, *rows.DERIVED)
        self.insert = f"INSERT INTO incidents ({', '.join(columns)}) VALUES ({', '.join(':' + c for c in columns)})"

    def add(self, number: int, incident: Incident) -> None:
        """Store one incident under a number."""
        own = {"id": number, "article_id": 1, "position": number, "status": "approved", "revision": 0}
        self.db.execute(self.insert, {**own, **rows.to_columns(incident), **rows.derived_columns(incident)})

    def finish(self) -> None:
        """Bring the triggers back."""
        for trigger in self.triggers:
            self.db.execute(trigger["sql"])


def _timed(
    db: sqlite3.Connection, path: Path, asked: Sequence[Report], stored: dict[int, list[int]], number: int
) -> dict[str, Any]:
    desk = Desk(db, path, "bench")
    result: dict[str, Any] = {"stored": number}
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
