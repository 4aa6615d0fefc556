"""Which of many incidents could be one: the pairs worth comparing, found in sorted columns, never by trying all.

The same blocks as the look-ups of ``store.candidates``, for a whole record or a file at once: incidents
a few days apart with the same folded place name, in the same corner of the map, or in the same region
where one of the two is known no better; and those without a place or a date.

A block is a column of sorted numbers, its code and a day in one; what is near is then one stretch of it,
from the first day to the last. An incident of several days stands in it once for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from store.blocking import cell_of, cells_near, is_imprecise, place_key
from store.model import Incident, Place

Numbers = npt.NDArray[np.int64]

WINDOW_DAYS = 3
LONGEST_DAYS = 400  # a longer range says nothing about the day
MOST = 500
"""The most incidents looked at in one block without a date, where a city has thousands."""
AT_ONCE = 50_000
"""Incidents whose neighbours are found together: what bounds the memory."""


class _Block:
    """The incidents with a code each, on the days they may have been on; a code below 0 is none."""

    def __init__(self, codes: Numbers, days: Numbers, numbers: Numbers, span: int) -> None:
        inside = codes >= 0
        keys = codes[inside] * span + days[inside]
        order = np.argsort(keys, kind="stable")  # by number within a day
        self._keys, self._numbers, self._span = keys[order], numbers[inside][order], span

    def find(
        self, askers: Numbers, codes: Numbers, first: Numbers, last: Numbers, most: int | None = None
    ) -> tuple[Numbers, Numbers]:
        """Return the pairs of an asker and an incident of its code from its first to its last day."""
        low = np.searchsorted(self._keys, codes * self._span + np.maximum(first, 0))
        high = np.searchsorted(self._keys, codes * self._span + np.minimum(last, self._span - 1), side="right")
        counts = np.where((codes >= 0) & (last >= 0), np.maximum(high - low, 0), 0)
        if most is not None:
            counts = np.minimum(counts, most)
        return np.repeat(askers, counts), self._numbers[_stretches(low, counts)]


def _stretches(low: Numbers, counts: Numbers) -> Numbers:
    """Return low, low + 1, ... of each stretch, one behind the other."""
    before = np.cumsum(counts) - counts
    return np.arange(int(counts.sum())) - np.repeat(before - low, counts)


class Blocks:
    """An index over incidents, by number; build it once, then ask for the pairs."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._count = len(incidents)
        key_of, cell, around = cache(place_key), cache(cell_of), cache(_around)
        names: dict[str, int] = {"": -1}
        regions: dict[str | None, int] = {None: -1}
        columns = np.empty((7, self._count), np.int64)
        cells: list[Numbers] = []
        for number, incident in enumerate(incidents):
            place, date = incident.place, incident.date
            first = -1 if date.start is None else date.start.toordinal()
            last = -1 if date.start is None else min((date.end or date.start).toordinal(), first + LONGEST_DAYS)
            square = cell(place)
            columns[:, number] = (
                names.setdefault(key_of(place), len(names)),
                -1 if square is None else square,
                regions.setdefault(place.country, len(regions)),
                regions.setdefault(place.admin1, len(regions)),
                is_imprecise(place),
                first,
                last,
            )
            cells.append(around(place))
        self._key, self._cell, self._country, self._admin1, coarse, self._first, self._last = columns
        self._coarse, self._dated = coarse.astype(bool), self._first >= 0
        self._cells = cells
        earliest = int(self._first[self._dated].min()) if self._dated.any() else 0
        self._first, self._last = self._first - earliest, self._last - earliest
        span = int(self._last.max(initial=0)) + 1
        numbers = np.arange(self._count)
        dated = numbers[self._dated]
        times = self._last[dated] - self._first[dated] + 1
        each = np.repeat(dated, times)
        days = _stretches(self._first[dated], times)
        nowhere = np.where((self._key < 0) & (self._country < 0), 0, -1)
        self._nowhere = nowhere >= 0
        self._by_name = _Block(self._key[each], days, each, span)
        self._by_cell = _Block(self._cell[each], days, each, span)
        self._by_country = _Block(self._country[each], days, each, span)
        self._imprecise = _Block(np.where(self._coarse, self._country, -1)[each], days, each, span)
        self._without_place = _Block(nowhere[each], days, each, span)
        self._by_day = _Block(np.zeros_like(each), days, each, span)
        undated = numbers[~self._dated]
        self._undated = _Block(self._key[undated], np.zeros_like(undated), undated, 1)
        self._all = _Block(self._key, np.zeros_like(numbers), numbers, 1)

    def busy(self) -> Numbers:
        """Return for each how many others there are at its place, by its name, within days of it."""
        counts = np.zeros(self._count, np.int64)
        for numbers in chunks(self._count):
            askers = np.arange(numbers.start, numbers.stop)
            a, b = self._unique(*self._in_time(self._by_name, askers[self._dated[askers]], self._key))
            counts += np.bincount(a[a != b], minlength=self._count)
        return counts

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield each pair that could be one incident once, the lower number first, in order."""
        for askers in chunks(self._count):
            a, b = self.pairs_of(askers)
            yield from zip(a.tolist(), b.tolist(), strict=True)

    def pairs_of(self, askers: range) -> tuple[Numbers, Numbers]:
        """Return the pairs whose lower number is one of the askers: the lower numbers and the higher ones, in order."""
        found = self._near(np.arange(askers.start, askers.stop))
        a, b = (np.concatenate(one) for one in zip(*found, strict=True))
        later = b > a
        return self._unique(a[later], b[later])

    def _near(self, askers: Numbers) -> list[tuple[Numbers, Numbers]]:
        dated, undated = askers[self._dated[askers]], askers[~self._dated[askers]]
        zero, none = np.zeros_like(askers), np.zeros_like(undated)
        around = [self._cells[number] for number in dated.tolist()]
        beside = np.repeat(dated, [len(cells) for cells in around])
        corners = np.concatenate([*around, np.empty(0, np.int64)])
        lost = dated[self._nowhere[dated]]
        coarse = dated[self._coarse[dated]]
        return [
            self._undated.find(askers, self._key[askers], zero, zero, MOST),
            self._all.find(undated, self._key[undated], none, none, MOST),
            self._in_time(self._by_name, dated, self._key),
            self._by_cell.find(beside, corners, self._first[beside] - WINDOW_DAYS, self._last[beside] + WINDOW_DAYS),
            self._fitting(*self._in_time(self._imprecise, dated, self._country)),
            self._fitting(*self._in_time(self._by_country, coarse, self._country)),
            self._in_time(self._without_place, dated, np.zeros_like(self._key)),
            *(self._on_day(lost, day) for day in range(-WINDOW_DAYS, self._longest(lost) + WINDOW_DAYS + 1)),
        ]

    def _in_time(self, block: _Block, askers: Numbers, codes: Numbers) -> tuple[Numbers, Numbers]:
        first, last = self._first[askers] - WINDOW_DAYS, self._last[askers] + WINDOW_DAYS
        return block.find(askers, codes[askers], first, last)

    def _longest(self, askers: Numbers) -> int:
        return int((self._last[askers] - self._first[askers]).max(initial=-2 * WINDOW_DAYS - 1))

    def _on_day(self, askers: Numbers, day: int) -> tuple[Numbers, Numbers]:
        """Return the first incidents of the n-th day of each asker, which has no place at all."""
        asking = askers[self._first[askers] + day <= self._last[askers] + WINDOW_DAYS]
        when = self._first[asking] + day
        return self._by_day.find(asking, np.zeros_like(asking), when, when, MOST)

    def _fitting(self, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
        """Leave out pairs in two provinces."""
        one, other = self._admin1[a], self._admin1[b]
        fit = (one < 0) | (other < 0) | (one == other)
        return a[fit], b[fit]

    def _unique(self, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
        pairs = np.unique(a * self._count + b)
        return pairs // max(1, self._count), pairs % max(1, self._count)


def chunks(count: int, size: int = AT_ONCE) -> list[range]:
    """Return the numbers below ``count`` in stretches of at most ``size``."""
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _around(place: Place) -> Numbers:
    return np.array(cells_near(place), np.int64)
