"""How well reports of one event are found among incidents as they are extracted from articles.

    python bench/duplicates_articles.py GOLD [--peers PYTHON] [--json] [--weights]

GOLD is as for ``blotter evaluate``, one event an article, with its text, and a ``group`` that the articles on
one event share. Compared are the incidents that are paired with the gold; an event that was not found counts
as missed. Hard negatives are two events in one city within a week.

The fixed weights (nlp/lexicon/duplicates.toml) are fitted on made-up incidents and on articles. So that no
figure is of what they were fitted on, the articles are halved by city: "held out" are the pairs of either half,
scored with weights fitted on made-up incidents and on the other half. ``--weights`` prints what all gives.
The other tools of bench/duplicates_beside.py are given the same incidents, not the words they are told in, so
"slots alone" is ours without those.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from calibration import articles
from duplicates import made_pairs, scores_beside
from duplicates_beside import best, peers_on
from duplicates_cities import compared as compared_in_cities
from made_cities import city_reports

from nlp import learning, pipeline
from nlp.evaluation import pair
from nlp.levels import TOLD, compare
from nlp.pairing import Blocks
from nlp.similarity import Weights, fixed_weights, label_of
from nlp.twins import rarity_of
from store.model import Incident
from store.telling import words_around

MADE_SEED, MADE = 11, 20_000  # other ones than those that bench/duplicates.py measures
CITIES_SEEDS, IN_CITIES = (5, 8), 4_000  # and bench/duplicates_cities.py
TIMES = 5  # a pair of articles counts for as much as so many made up: there are few
PULL = 30.0
"""Towards the weights that there are: made-up incidents are many, and only so much like real ones."""
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as extracted, the words it is told in, and what really happened: group, city and day."""

    group: str
    city: str
    day: dt.date
    incident: Incident
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair and its levels: whether it is one event, the half it is in (None: in both), whether it looks alike."""

    pair: tuple[int, int]
    names: Mapping[str, str]
    same: bool
    half: int | None
    hard: bool


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--peers", type=Path, metavar="PYTHON")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--weights", action="store_true")
    args = parser.parse_args()
    groups = [json.loads(line)["incidents"][0]["group"] for line in args.gold.read_text(encoding="utf-8").splitlines()]
    real = sum(n * (n - 1) // 2 for n in Counter(groups).values())
    told, pairs = compared(args.gold)
    alike = sum(_hard(a, b) for a, b in combinations(told, 2))
    cities = [one for seed in CITIES_SEEDS for one in compared_in_cities(list(city_reports(IN_CITIES, seed=seed)))]
    made = [*made_pairs(MADE, seed=MADE_SEED), *((names, same) for _, names, same in cities)]
    if args.weights:
        weights = _fitted(made, pairs)
        print(json.dumps({"bias": weights.bias, **weights.values}, indent=1))
        return
    result: dict[str, Any] = {
        "articles, with their event found": (len(groups), len(told)),
        "true pairs, compared": (real, sum(one.same for one in pairs)),
        "hard negatives, compared": (alike, sum(one.hard for one in pairs)),
    }
    by_half = [_fitted(made, [one for one in pairs if one.half == 1 - half]) for half in (0, 1)]
    # a pair of both halves has a city in each: neither was fitted on it
    held_out = [by_half[one.half or 0] for one in pairs]
    said = {
        "": [(one.pair, one.names) for one in pairs],
        ", slots alone": [(one.pair, _slots_alone(one)) for one in pairs],
    }
    # a pair is weighed beside others of its city, which have its weights
    beside = {
        (what, id(weights)): scores_beside(levels, weights)
        for what, levels in said.items()
        for weights in (fixed_weights(), *by_half)
    }
    for name, weighed in (("shipped", [fixed_weights()] * len(pairs)), ("held out", held_out)):
        scored = [
            (one, beside["", id(weights)][n], weights)
            for n, (one, weights) in enumerate(zip(pairs, weighed, strict=True))
        ]
        for what, least in (("suggest", fixed_weights().suggest), ("score .5", 0.5), ("score .6", 0.6)):
            result[f"{name}: precision, recall, F1 at {what}"] = _f1([one for one, s, _ in scored if s >= least], real)
        certain = [one for one, s, weights in scored if label_of(s, one.names, weights) == "likely"]
        result[f"{name}: precision, recall, F1 of likely"] = _f1(certain, real)
        result[f"{name}: hard negatives called likely"] = round(sum(one.hard for one in certain) / alike, 4)
        for what in said:
            scores = (beside[what, id(weights)][n] for n, weights in enumerate(weighed))
            result[f"{name}{what}: at its best"] = best(zip(scores, (one.same for one in pairs), strict=True), real)
    if args.peers:
        result |= dict(peers_on(args.peers, [one.incident for one in told], [one.group for one in told], real))
    print(json.dumps(result) if args.json else "\n".join(f"{key:50} {value}" for key, value in result.items()))


def compared(path: Path) -> tuple[list[Told], list[Compared]]:
    """Return the incidents that were found in the articles, and the pairs of them that are compared."""
    rows = {row["id"]: row["incidents"][0] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    found, everything = [], []
    nlp = pipeline.build()
    for article, gold in articles(path, None):
        incidents = pipeline.read(nlp, article).incidents
        words = [words_around(article.text, (p for ps in one.evidence.values() for p in ps)) for one in incidents]
        everything += [(gold.id, one, " ".join(said)) for one, said in zip(incidents, words, strict=True)]
        for at in pair(gold.incidents[:1], incidents).values():
            row = rows[gold.id]
            day = dt.date.fromisoformat(row["date"][0])
            found.append(Told(row["group"], row["place"][0], day, incidents[at], words[at]))
    names, ones, texts = zip(*everything, strict=True)
    return found, list(_pairs(found, rarity_of(ones, names, texts)))


def _pairs(told: Sequence[Told], rarity: Any) -> Iterator[Compared]:
    blocks = Blocks([one.incident for one in told])
    busy = blocks.busy().tolist()
    for a, b in blocks.pairs():
        one, other = told[a], told[b]
        levels = compare(
            one.incident,
            other.incident,
            busy=max(busy[a], busy[b]),
            rarity=rarity,
            told=(one.words, other.words),
        )
        halves = {zlib.crc32(city.encode()) % 2 for city in (one.city, other.city)}
        yield Compared(
            (a, b),
            {str(feature): level.name for feature, level in levels.items()},
            one.group == other.group,
            halves.pop() if len(halves) == 1 else None,
            _hard(one, other),
        )


def _slots_alone(one: Compared) -> dict[str, str]:
    return {feature: name for feature, name in one.names.items() if feature != TOLD}


def _hard(one: Told, other: Told) -> bool:
    return one.group != other.group and one.city == other.city and abs(one.day - other.day) <= WEEK


def _fitted(made: Sequence[learning.Judged], pairs: Sequence[Compared]) -> Weights:
    weights = learning.fit([*made, *[(one.names, one.same) for one in pairs] * TIMES], pull=PULL)
    fixed = fixed_weights()
    return replace(weights, suggest=fixed.suggest, certain=fixed.certain, learned=False)


def _f1(pairs: Sequence[Compared], real: int) -> tuple[float, float, float]:
    right = sum(one.same for one in pairs)
    return tuple(round(x, 3) for x in (right / max(1, len(pairs)), right / real, 2 * right / (len(pairs) + real)))  # type: ignore[return-value]


if __name__ == "__main__":
    main()
