"""Whether two figures of a toll or of arms can be one: equal, with ranges that meet, close, or different."""

from __future__ import annotations

from store.model import Count


def figures_fit(a: Count, b: Count) -> str | None:
    """Return whether two figures are equal, meet in their ranges, are close or differ."""
    known_a, known_b = (a.min, a.best, a.max), (b.min, b.best, b.max)
    if known_a == _UNKNOWN or known_b == _UNKNOWN:
        return None
    if known_a == known_b or (a.best is not None and a.best == b.best):
        return "equal"
    low_a, high_a = bounds(a)
    low_b, high_b = bounds(b)
    if max(low_a, low_b) <= min(high_a, high_b):
        return "meet"
    near, far = (high_a, low_b) if high_a < low_b else (high_b, low_a)
    return "close" if (near + 1) / (far + 1) >= 0.5 and near > 0 else "differ"


_UNKNOWN = (None, None, None)


def is_none(count: Count) -> bool:
    """Return whether a figure says that there were none."""
    return count.max == 0 and bounds(count)[1] == 0


def bounds(count: Count) -> tuple[float, float]:
    """Return what a figure may mean at least and at most, where it says anything."""
    known = [n for n in (count.min, count.best, count.max) if n is not None]
    low = count.min if count.min is not None else 0.8 * min(known)
    high = count.max if count.max is not None else max(1.5 * max(known), 1.0)
    return float(min(low, high)), float(max(low, high))
