"""Finding what is meant by a few typed letters, best first."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def closeness(typed: str, name: str) -> int | None:
    """Return how well a name answers what was typed, 0 best, None for not at all."""
    want, have = typed.casefold().strip(), name.casefold().replace("_", " ")
    want = want.replace("_", " ")
    if not want or have == want:
        return 0
    if have.startswith(want):
        return 1
    words = have.split()
    if any(word.startswith(want) for word in words):
        return 2
    if want in have:
        return 3
    if "".join(word[0] for word in words).startswith(want):
        return 4
    if len(want) > 3 and difflib.SequenceMatcher(None, want, have).ratio() > 0.75:
        return 5
    letters = iter(have)
    return 6 if len(want) > 1 and all(char in letters for char in want if char != " ") else None


def ranked(typed: str, things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Return the things whose name answers what was typed, best first and else in their own order."""
    scored = [(score, thing) for thing in things if (score := closeness(typed, name(thing))) is not None]
    return [thing for _, thing in sorted(scored, key=lambda pair: pair[0])]
