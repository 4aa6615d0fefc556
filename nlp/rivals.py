"""What the other pairs of two incidents say of them: one of the two fits a third better, or both are like a third.

An incident that is one with a third is not one with what that third is unlike. So the odds of a pair fall with
the likeliest such rival of each of the two, and rise with the likeliest third that is like both. Counted are the
scores that incidents have by themselves (``nlp.similarity``), so that the order of the pairs does not matter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

# Fitted by logistic regression on made-up incidents of other seeds than those that are measured, of two kinds, and
# on articles about shootings, the weights of the levels held: of the logarithm of the odds that there is none such.
_RIVAL, _BOTH = 0.34, 0.43
_BEST = 20
"""So many of those likest to an incident are looked at: a thousand copies of one report are a million pairs."""
_MOST = 1 - 1e-6
_TELLING = 0.5  # of the logarithm of odds: what is said among the reasons


class Beside:
    """Pairs by number with their scores, the lower number first; a pair that is not among them is unlike."""

    def __init__(self, scores: Mapping[tuple[int, int], float]) -> None:
        self._near: dict[int, dict[int, float]] = defaultdict(dict)
        for (a, b), score in scores.items():
            self._near[a][b] = self._near[b][a] = score
        self._best = {
            number: dict(sorted(near.items(), key=lambda one: (-one[1], one[0]))[:_BEST])
            for number, near in self._near.items()
            if len(near) > _BEST
        }

    def weigh(self, a: int, b: int) -> tuple[float, str | None]:
        """Return the score of one of the pairs beside the others, and the reason where that is much."""
        score = self._near[a][b]
        if score >= 1.0:  # they are equal, whatever else is
            return score, None
        both, rivals = 0.0, 0.0
        for one, other in ((a, b), (b, a)):
            rival, likeness_of_other = 0.0, self._near[other]
            for third, likeness in (self._best.get(one) or self._near[one]).items():
                if third in likeness_of_other:
                    both = max(both, min(likeness, likeness_of_other[third]))
                elif third != other:
                    rival = max(rival, likeness)
            rivals += math.log1p(-min(rival, _MOST))
        moved = _RIVAL * rivals - _BOTH * math.log1p(-min(both, _MOST))
        odds = math.log(score / (1 - score)) + moved
        said = "fits another better" if moved <= -_TELLING else "both like a third" if moved >= _TELLING else None
        return round(1.0 / (1.0 + math.exp(-odds)), 6), said
