"""Which of many incidents could be one: the pairs worth comparing, found by dictionaries, never by trying all.

The same blocks as the look-ups of ``store.candidates``, for a whole record or a file at once: incidents
a few days apart with the same folded place name, in the same corner of the map, or in the same region
where one of the two is known no better; and those without a place or a date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from store.blocking import cell_of, cells_near, is_imprecise, place_key
from store.model import Incident

WINDOW_DAYS = 3
_LONGEST_DAYS = 400  # a longer range says nothing about the day
_MOST = 500
"""The most incidents looked at in one block without a date, where a city has thousands."""

_Key = tuple[str, object, int]


class Blocks:
    """An index over incidents, by number; build it once, then ask for the neighbours of each."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._incidents = incidents
        self._keys = [place_key(incident.place) for incident in incidents]
        self._index: dict[_Key, list[int]] = defaultdict(list)
        for number in range(len(incidents)):
            for key in self._own(number):
                self._index[key].append(number)

    def busy(self, number: int) -> int:
        """Return how many others there are at the place, by its name, within days of the incident."""
        key = self._keys[number]
        if not key:
            return 0
        found: set[int] = set()
        for day in self._days(number, WINDOW_DAYS):
            found.update(self._index.get(("name", key, day), ()))
        return len(found - {number})

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield each pair that could be one incident once, the lower number first, in order."""
        for number in range(len(self._incidents)):
            for other in sorted(self.near(number)):
                if other > number:
                    yield number, other

    def near(self, number: int) -> set[int]:
        """Return the incidents that could be the same as that one."""
        incident, key = self._incidents[number], self._keys[number]
        days = self._days(number, WINDOW_DAYS)
        found: set[int] = set()
        if key:
            found.update(self._index.get(("undated", key, 0), ())[:_MOST])
        if not days:
            if key:
                found.update(self._index.get(("all", key, 0), ())[:_MOST])
            return found - {number}
        place = incident.place
        cells = cells_near(place)
        coarse = is_imprecise(place)
        for day in days:
            if key:
                found.update(self._index.get(("name", key, day), ()))
            for cell in cells:
                found.update(self._index.get(("cell", cell, day), ()))
            if place.country is not None:
                found.update(self._regional(place.admin1, ("imprecise", place.country, day)))
                if coarse:
                    found.update(self._regional(place.admin1, ("country", place.country, day)))
            found.update(self._index.get(("nowhere", None, day), ()))
            if not key and place.country is None:
                found.update(self._index.get(("day", None, day), ())[:_MOST])
        return found - {number}

    def _regional(self, admin1: str | None, key: _Key) -> Iterator[int]:
        for other in self._index.get(key, ()):
            theirs = self._incidents[other].place.admin1
            if admin1 is None or theirs is None or admin1 == theirs:
                yield other

    def _own(self, number: int) -> Iterator[_Key]:
        incident, key = self._incidents[number], self._keys[number]
        place, days = incident.place, self._days(number, 0)
        if key:
            yield "all", key, 0
            if not days:
                yield "undated", key, 0
        cell = cell_of(place)
        for day in days:
            yield "day", None, day
            if key:
                yield "name", key, day
            if cell is not None:
                yield "cell", cell, day
            if place.country is not None:
                yield "country", place.country, day
                if is_imprecise(place):
                    yield "imprecise", place.country, day
            elif not key:
                yield "nowhere", None, day

    def _days(self, number: int, around: int) -> range:
        """Return the days that the incident may have been on, with some around; none where that is unknown."""
        date = self._incidents[number].date
        if date.start is None:
            return range(0)
        first, last = date.start.toordinal(), (date.end or date.start).toordinal()
        return range(first - around, min(last, first + _LONGEST_DAYS) + around + 1)
