"""Weights learned from the team's own verdicts, in place of the fixed ones once there are enough.

A logistic regression on the levels of likeness, held towards the fixed weights so that a level that was
seldom seen keeps what it is worth. What is learned is used only if it is better than the fixed weights
on verdicts that it was not learned from. The two thresholds are probabilities, the same for every record:
a score is one only after learning, and forty verdicts held back are too few to find better ones.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from nlp.levels import LEVELS
from nlp.similarity import Weights, fixed_weights, score_of
from store.model import VERDICTS_TO_LEARN_FROM, Slot

_HELD_BACK = 5  # every fifth verdict is held back
_PULL = 3.0  # towards the fixed weights: only pairs that were shown are judged
_ROUNDS = 25
_HALVINGS = 30
_SURE, _WORTH_A_LOOK = 0.95, 0.3

Judged = tuple[Mapping[str, str], bool]
"""The levels of a pair by name, and whether it was judged to be one incident."""


def learn(verdicts: Sequence[Judged]) -> Weights | None:
    """Return weights for verdicts in the order they were made; None where the fixed ones are as good.

    Needs VERDICTS_TO_LEARN_FROM of them, a tenth at least of each kind. The same verdicts give the same weights.
    """
    same = sum(one for _, one in verdicts)
    if len(verdicts) < VERDICTS_TO_LEARN_FROM or min(same, len(verdicts) - same) < len(verdicts) / 10:
        return None
    kept = [one for n, one in enumerate(verdicts) if n % _HELD_BACK]
    held = [one for n, one in enumerate(verdicts) if n % _HELD_BACK == 0]
    if loss(held, fit(kept)) >= loss(held, fixed_weights()):
        return None
    return fit(verdicts)


def loss(verdicts: Sequence[Judged], weights: Weights) -> float:
    """Return the mean logarithmic loss of the scores, in nats a verdict; less is better."""
    total = 0.0
    for names, same in verdicts:
        score = min(1 - 1e-6, max(1e-6, score_of(names, weights)))
        total -= math.log(score if same else 1 - score)
    return total / max(1, len(verdicts))


def fit(verdicts: Sequence[Judged], *, pull: float = _PULL) -> Weights:
    """Return the weights that make the verdicts likeliest, held towards the fixed ones."""
    import numpy as np  # here: the desk scores without it

    fixed = fixed_weights()
    columns = {(feature, name): n for n, (feature, name) in enumerate((f, n) for f, ns in LEVELS.items() for n in ns)}
    prior = np.array([fixed.values[feature][name] for feature, name in columns] + [fixed.bias])
    table = np.zeros((len(verdicts), len(prior)))
    table[:, -1] = 1.0
    for row, (names, _) in enumerate(verdicts):
        for feature, name in names.items():
            table[row, columns[feature, name]] = 1.0
    truth = np.array([float(same) for _, same in verdicts])
    weights = _most_likely(table, truth, prior, pull)
    values: dict[str, dict[str, float]] = {str(feature): {} for feature in LEVELS}
    for (feature, name), n in columns.items():
        values[str(feature)][name] = round(float(weights[n]), 4)
    return Weights(round(float(weights[-1]), 4), _in_order(values), _WORTH_A_LOOK, _SURE, learned=True)


def _most_likely(table: Any, truth: Any, prior: Any, pull: float) -> Any:
    """Return the weights of the least penalised loss, by Newton's method.

    A step is halved until it lowers the loss: far from its end the method oversteps, and would run away.
    """
    import numpy as np

    def cost(weights: Any) -> float:
        odds = table @ weights
        held = pull / 2 * float(((weights - prior) ** 2).sum())
        return float((np.logaddexp(0.0, odds) - truth * odds).sum()) + held

    weights, now = prior.copy(), cost(prior)
    for _ in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - truth) + pull * (weights - prior)
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + pull * np.eye(len(prior))
        step = np.linalg.solve(curve, slope)
        for _ in range(_HALVINGS):
            if (then := cost(weights - step)) <= now:
                break
            step = step / 2
        else:
            break
        weights, now = weights - step, then
        if np.abs(step).max() < 1e-6:
            break
    return weights


# For each feature: a level that equal values have, and those that the values could have had otherwise.
_NOT_BELOW: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Slot.DATE: (("vague", ("vague_near", "vague_far")), ("same", ("far", "week", "days", "day", "vague"))),
    Slot.PLACE: (
        ("country", ("abroad",)),
        ("region", ("country", "other_region", "apart", "abroad")),
        ("same", ("abroad", "apart", "distant", "other_region", "near", "country", "region", "alike")),
    ),
    Slot.VICTIMS: (("kind", ("other",)), ("age", ("other", "kind"))),
    **{
        slot: (
            ("none", ("differ", "close")),
            *((name, ("differ", "close", "meet", "none")) for name in ("few", "some", "many")),
        )
        for slot in (Slot.KILLED, Slot.INJURED)
    },
    "words": (("few", ()), ("some", ("few",)), ("many", ("some",))),
    "busy": (),
}


def _in_order(values: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Make equal values worth at least what others are, and not less than nothing."""
    for feature, worth in values.items():
        rules = _NOT_BELOW.get(feature) or ((LEVELS[feature][-1], LEVELS[feature][:-1]),)
        if feature != "busy":
            for name, others in rules:
                worth[name] = max(0.0, worth[name], *(worth[other] for other in others))
    return values
