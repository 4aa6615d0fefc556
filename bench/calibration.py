"""Fit what the grounds of a value are worth, so that its confidence is how often such values are right.

    python bench/calibration.py GOLD[:ARTICLES]... [--write] [--json]

GOLD is as for ``blotter evaluate``; ARTICLES is the folder of its articles where the rows bring no text. The
weights are fitted on two thirds of the articles and checked on the rest. No set counts for more than CAP values
of a slot, and a ground needs SEEN values in each of two sets (in one, where only one knows the slot), so that
nothing is learnt that is only one set's habit. ``--write`` puts the weights into nlp/lexicon/confidence.toml.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlp import pipeline
from nlp.confidence import GROUNDS, confidence
from nlp.evaluation import Judged, calibration_error, judge, pair, reliability
from nlp.gold import GoldArticle, read_gold
from nlp.lexicons import read_lexicon
from nlp.reading import read_path, read_text
from store.model import Article, Slot

LEXICON = Path(__file__).parent.parent / "nlp" / "lexicon" / "confidence.toml"
CAP = 400.0
SEEN = 10
SLOT_NEEDS = 40
RIDGE = 4.0  # how strongly weights are drawn to none, in values
STEPS = 4000
HEADER = """\
# What the grounds of a value are worth: the confidence is the logistic function of bias and weights together.
# Fitted by bench/calibration.py; nlp/confidence.py says what each ground is. Slots that are not here were not
# measured, and keep what their rule gives.
"""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that the gold judges: its slot, what it was found on, and the set it is of."""

    slot: Slot
    grounds: tuple[str, ...]
    given: float
    right: bool
    set: int
    held_back: bool


def main() -> None:
    """Fit, check, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", metavar="GOLD[:ARTICLES]")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    values = [value for number, name in enumerate(args.gold) for value in judged_values(number, name)]
    weights = {
        slot: found for slot in Slot if (found := fit([v for v in values if v.slot is slot and not v.held_back]))
    }
    if args.write:
        LEXICON.write_text(as_toml(weights), encoding="utf-8")
    read_lexicon("confidence").clear()
    read_lexicon("confidence").update(weights)
    held_back = [value for value in values if value.held_back]
    names = [name.partition(":")[0] for name in args.gold]
    if args.json:
        print(json.dumps({"weights": weights, "held_back": report(held_back)}))
        return
    print(as_toml(weights))
    print_table(held_back, names)


def judged_values(number: int, name: str) -> Iterator[Value]:
    """Yield every value of one set that its gold judges."""
    path, _, folder = name.partition(":")
    nlp = pipeline.build()
    for article, gold in articles(Path(path), Path(folder) if folder else None):
        notes = pipeline.read(nlp, article)
        held_back = zlib.crc32(gold.id.encode()) % 3 == 0
        for g, p in pair(gold.incidents, notes.incidents).items():
            # what the rules gave is not kept: a slot that was never fitted has it still
            for judged in judge(gold.incidents[g], notes.incidents[p]):
                grounds = notes.grounds[p][judged.slot]
                yield Value(judged.slot, grounds, judged.confidence, judged.right, number, held_back)


def articles(path: Path, folder: Path | None) -> Iterator[tuple[Article, GoldArticle]]:
    for gold in read_gold(path):
        if gold.text is not None:
            yield read_text(gold.text, name=gold.id, id=gold.id, title=gold.title, published=gold.published), gold
        elif folder is not None:
            for article in read_path(folder / f"{gold.id}.txt", published=gold.published):
                if isinstance(article, Article):
                    yield article, gold


def fit(values: Sequence[Value]) -> dict[str, float]:
    """Return bias and weights of a slot; empty where too little is known of it."""
    if len(values) < SLOT_NEEDS:
        return {}
    sets = sorted({value.set for value in values})
    sizes = {number: sum(1 for v in values if v.set == number) for number in sets}
    grounds = [g for g in GROUNDS if sum(seen(values, g, number) >= SEEN for number in sets) >= min(2, len(sets))]
    found = np.array([[g in value.grounds for g in grounds] for value in values], dtype=float)
    right = np.array([value.right for value in values], dtype=float)
    share = np.array([min(1.0, CAP / sizes[value.set]) for value in values])
    lowest = np.array([0.0 if GROUNDS[g] > 0 else -np.inf for g in grounds])
    highest = np.array([0.0 if GROUNDS[g] < 0 else np.inf for g in grounds])
    weights, bias = np.zeros(len(grounds)), 0.0
    rate = 4.0 / (share.sum() * (1 + (found.sum(axis=1).max() if grounds else 0)) + RIDGE)
    for _ in range(STEPS):  # gradient descent within the signs
        gap = share * (right - 1 / (1 + np.exp(-(found @ weights + bias))))
        weights = np.clip(weights + rate * (found.T @ gap - RIDGE * weights), lowest, highest)
        bias += rate * gap.sum()
    kept = {g: round(float(w), 2) for g, w in zip(grounds, weights, strict=True) if abs(w) >= 0.05}
    return {"bias": round(float(bias), 2), **kept}


def seen(values: Iterable[Value], ground: str, number: int) -> int:
    """Return how many values of a set have a ground, or lack it, whichever is less: both must be known."""
    having = [ground in value.grounds for value in values if value.set == number]
    return min(sum(having), len(having) - sum(having))


def as_toml(weights: Mapping[Slot, Mapping[str, float]]) -> str:
    tables = [
        f"\n[{slot.value}]\n" + "".join(f"{name} = {weight}\n" for name, weight in row.items())
        for slot, row in weights.items()
    ]
    return HEADER + "".join(tables)


def weighed(values: Iterable[Value]) -> list[Judged]:
    return [Judged(v.slot, confidence(v.slot, v.grounds, v.given), v.right) for v in values]


def report(values: Sequence[Value]) -> dict[str, Any]:
    table = {}
    for slot in Slot:
        if judged := weighed(v for v in values if v.slot is slot):
            bins = [[b.values, round(b.confidence, 3), round(b.right, 3)] for b in reliability(judged)]
            table[slot.value] = {"error": round(calibration_error(judged), 4), "bins": bins}
    return table


def print_table(values: Sequence[Value], names: Sequence[str]) -> None:
    """Print, for each slot and set, how many values were held back, their confidence, the share right, the error."""
    heads = f"{'held back':<14}{'set':<28}{'values':>7}{'confidence':>12}{'right':>7}{'error':>8}"
    print(f"\n{heads}   values: right, by confidence")
    for slot in [*Slot, None]:
        own = [v for v in values if slot is None or v.slot is slot]
        groups = [(name, [v for v in own if v.set == number]) for number, name in enumerate(names)]
        for name, group in [("all", own), *groups]:
            if not group:
                continue
            judged = weighed(group)
            mean = sum(j.confidence for j in judged) / len(judged)
            right = sum(j.right for j in judged) / len(judged)
            bins = "  ".join(f"{b.confidence:.2f}: {b.right:.2f} ({b.values})" for b in reliability(judged))
            print(
                f"{slot.value if slot else 'all':<14}{Path(name).stem:<28}{len(judged):7}{mean:12.3f}{right:7.3f}"
                f"{calibration_error(judged):8.3f}   {bins}"
            )


if __name__ == "__main__":
    main()
