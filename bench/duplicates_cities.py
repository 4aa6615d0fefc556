"""How well duplicates are found where dozens of like events happen in a week (bench/made_cities.py).

    python bench/duplicates_cities.py [--reports N] [--seed N] [--json]

With the fixed weights, and with those learned from 200 and more verdicts on pairs that are shown: the average
precision over all true pairs (those that no block holds count as never found), how often a twin is among the
first three candidates of an incident that has one, and the share of incidents without a twin for which one is
called almost certain. The verdicts are on other events in the same cities than those that are measured, drawn
eight times from all the pairs shown, and the fixed weights were fitted on yet others.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from duplicates import scores_beside
from made_cities import CityReport, city_reports

from nlp import learning, twins
from nlp.levels import compare
from nlp.pairing import Blocks
from nlp.similarity import Weights, fixed_weights, label_of

VERDICTS = (200, 600)
DRAWS = 8
"""So many teams judge other pairs each: what 200 verdicts teach depends on which they are."""

Found = tuple[tuple[int, int], dict[str, str], bool]
"""A pair by number, its levels by name, and whether it is one event."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    told = list(city_reports(args.reports, seed=args.seed))
    found = compared(told)
    events = Counter(report.event for report in told)
    real = sum(n * (n - 1) // 2 for n in events.values())
    result: dict[str, Any] = {
        "pairs compared": len(found),
        "true pairs, among those compared": (real, round(sum(same for _, _, same in found) / real, 3)),
    }
    others = compared(list(city_reports(args.reports, seed=args.seed + 1)))
    shown = [
        (names, same)
        for (_, names, same), score in zip(
            others, scores_beside([(pair, names) for pair, names, _ in others], fixed_weights()), strict=True
        )
        if score >= fixed_weights().suggest
    ]
    missed = real - sum(same for _, _, same in found)
    fixed = measured(found, fixed_weights(), missed, told, events)
    result |= {f"fixed: {key}": value for key, value in fixed.items()}
    for number in VERDICTS:
        teams = []
        for draw in range(1, DRAWS + 1):
            weights = learning.learn(random.Random(draw).sample(shown, min(number, len(shown))))
            teams.append(fixed if weights is None else measured(found, weights, missed, told, events))
        result[f"{number} verdicts: learned, of {DRAWS} draws"] = sum(team is not fixed for team in teams)
        for key in fixed:
            figures = sorted(team[key] for team in teams)
            result[f"{number} verdicts: {key}: least, median, most"] = (
                *(figures[0], statistics.median_low(figures), figures[-1]),
            )
    print(json.dumps(result) if args.json else "\n".join(f"{key:50} {value}" for key, value in result.items()))


def compared(told: Sequence[CityReport]) -> list[Found]:
    """Return every pair that is compared."""
    incidents = [report.incident for report in told]
    blocks = Blocks(incidents)
    busy = blocks.busy().tolist()
    rarity = twins.rarity_of(incidents, (), [" ".join(sorted(report.words)) for report in told])
    found: list[Found] = []
    for a, b in blocks.pairs():
        one, other = told[a], told[b]
        levels = compare(
            one.incident,
            other.incident,
            busy=max(busy[a], busy[b]),
            rarity=rarity,
            told=(one.words, other.words),
        )
        names = {str(feature): level.name for feature, level in levels.items()}
        found.append(((a, b), names, one.event == other.event))
    return found


def measured(
    found: Sequence[Found], weights: Weights, missed: int, told: Sequence[CityReport], events: Counter[int]
) -> dict[str, Any]:
    """Return the figures of pairs with weights; ``missed`` true pairs were not compared."""
    scores = scores_beside([(pair, names) for pair, names, _ in found], weights)
    real = missed + sum(same for _, _, same in found)
    right, precision = 0, 0.0
    for rank, n in enumerate(sorted(range(len(found)), key=lambda n: -scores[n]), 1):
        if found[n][2]:
            right += 1
            precision += right / rank
    beside: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    certain: set[int] = set()
    sure = sure_right = 0
    for ((a, b), names, same), score in zip(found, scores, strict=True):
        for end in (a, b):
            beside[end].append((score, same))
        if label_of(score, names, weights) in ("likely", "same"):
            sure, sure_right = sure + 1, sure_right + same
            certain |= {a, b}
    with_twin = [each for each in beside.values() if any(same for _, same in each)]
    first = sum(any(same for _, same in sorted(each, key=lambda one: -one[0])[:3]) for each in with_twin)
    alone = [number for number, report in enumerate(told) if events[report.event] == 1]
    return {
        "average precision": round(precision / real, 3),
        "twin among the first three": round(first / max(1, len(with_twin)), 3),
        "almost certain: precision, recall": (round(sure_right / max(1, sure), 3), round(sure_right / real, 3)),
        "falsely certain of those without a twin": round(sum(n in certain for n in alone) / len(alone), 4),
    }


if __name__ == "__main__":
    main()
