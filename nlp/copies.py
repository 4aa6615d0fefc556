"""Whether two articles are copies of one text: what outlets print of what an agency sent them.

They put another headline and their own name to it, cut its end off and bring a figure up to date. So
the words of the shorter are looked for in the longer, in their order: the longest common subsequence,
by rapidfuzz.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+")
SHARED = 0.8
"""The share of the shorter's words that stand in the longer; found on pairs made of news articles."""
CUT = 0.25
"""The shorter is at least so much of the longer: a brief is no copy of the report that it stands in."""
LEAST = 30
"""Of fewer words two articles share too many by chance."""


def is_copy(a: str, b: str) -> bool:
    """Return whether one text is a copy of the other, apart from its headline, its end, and single words."""
    shorter, longer = sorted(([word.casefold() for word in _WORD.findall(text)] for text in (a, b)), key=len)
    if len(shorter) < max(LEAST, CUT * len(longer)):
        return False
    least = SHARED * len(shorter)
    return LCSseq.similarity(shorter, longer, score_cutoff=int(least)) >= least
