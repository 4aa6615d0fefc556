"""How well duplicates are found, on incidents made up for it (bench/made_incidents.py).

    python bench/duplicates.py [--reports N] [--peers PYTHON] [--json]

Quality: pairs among ``--reports`` incidents, with the fixed weights and with those learned from some of
the pairs as verdicts; the true twin's place among the candidates of a query; and what the other tools of
bench/duplicates_beside.py reach on the same incidents. How quickly it goes is for bench/duplicates_speed.py
and bench/duplicates_bulk.py.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from duplicates_beside import best, peers_on
from duplicates_speed import DAYS_A_REPORT
from made_incidents import Report, reports

from nlp import learning, twins
from nlp.levels import compare
from nlp.pairing import Blocks
from nlp.rivals import Beside
from nlp.similarity import Weights, fixed_weights, is_placed, label_of, score_of


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--peers", type=Path, metavar="PYTHON")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = quality(args.reports, args.peers)
    print(json.dumps(result) if args.json else "\n".join(f"{key:44} {value}" for key, value in result.items()))


def quality(number: int, peers: Path | None = None) -> dict[str, Any]:
    """Return precision and recall at the thresholds, the twin's rank and the calibration, and what others reach."""
    told, found = made(number, seed=7)
    truth = [told[a].event == told[b].event for (a, b), _ in found]
    events = Counter(report.event for report in told)
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
        scores = scores_beside(found, weights)
        for name, least in (("suggest", weights.suggest), ("certain", weights.certain)):
            hits = [n for n, score in enumerate(scores) if score >= least]
            right = sum(truth[n] for n in hits)
            result[f"{label}: precision, recall at {name}"] = (
                round(right / max(1, len(hits)), 3),
                round(right / real, 3),
            )
        shown_as = [n for n, score in enumerate(scores) if label_of(score, found[n][1], weights) in ("likely", "same")]
        right = sum(truth[n] for n in shown_as)
        result[f"{label}: precision, recall as labelled"] = (
            round(right / max(1, len(shown_as)), 3),
            round(right / real, 3),
        )
        result[f"{label}: at its best"] = best(zip(scores, truth, strict=True), real)
        result[f"{label}: calibration error"] = round(_calibration(scores, truth), 4)
        result[f"{label}: true twin first"] = _first(found, scores, told)
    if peers:
        incidents = [report.incident for report in told]
        result |= dict(peers_on(peers, incidents, [report.event for report in told], real))
    return result


def scores_beside(found: Sequence[tuple[tuple[int, int], Mapping[str, str]]], weights: Weights) -> list[float]:
    """Return the scores of pairs as they are shown: those worth it weighed beside each other."""
    scores = [score_of(names, weights) for _, names in found]
    near = {
        pair: score
        for (pair, names), score in zip(found, scores, strict=True)
        if score >= weights.look and is_placed(names)
    }
    beside = Beside(near)
    return [beside.weigh(*pair)[0] if pair in near else score for (pair, _), score in zip(found, scores, strict=True)]


def made(number: int, *, seed: int) -> tuple[list[Report], list[tuple[tuple[int, int], dict[str, str]]]]:
    """Return made-up reports, and each pair of them that is compared with its levels by name."""
    told = list(reports(number, seed=seed, days=max(30, round(number * DAYS_A_REPORT))))
    incidents = [report.incident for report in told]
    blocks, rarity = Blocks(incidents), twins.rarity_of(incidents)
    busy = blocks.busy().tolist()
    found = []
    for a, b in blocks.pairs():
        levels = compare(incidents[a], incidents[b], busy=max(busy[a], busy[b]), rarity=rarity)
        found.append(((a, b), {str(feature): level.name for feature, level in levels.items()}))
    return told, found


def made_pairs(number: int, *, seed: int) -> list[learning.Judged]:
    """Return the levels of each pair of made-up reports, and whether it is one event."""
    told, found = made(number, seed=seed)
    return [(names, told[a].event == told[b].event) for (a, b), names in found]


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


if __name__ == "__main__":
    main()
