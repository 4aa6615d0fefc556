"""What an article points to, so that a name can be told from its namesakes: countries by mentions, provinces by votes.

Every place that an article names votes for the provinces that have a place of that name, in proportion
to the people of each; a province or state that is named, or that stands behind a town, counts more.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from nlp.notes import Mark, Notes
from nlp.place_cues import is_called_state, state_after
from nlp.places import Entry, country_of_name, demonyms, is_dense, look_up
from store.model import Actor, MentionKind, Place

_CITY = 300_000
_LEADING = 5  # words from a country's adjective to a name
_LONGEST = 4
"""Words of a name in a dateline."""

_OF_WEIGHT = 3
"""So many times less than of the first country a text in capitals may speak of one whose small towns it means."""

Area = tuple[str, str | None]


@dataclass(slots=True)
class Context:
    """What an article points to: ``countries`` by mentions, ``areas`` (country and province) by votes.

    ``named`` counts the names of places by the country that alone has them, ``strangers`` are places of our lexicon
    that the article cannot mean.
    """

    countries: Counter[str] = field(default_factory=Counter)
    areas: defaultdict[Area, float] = field(default_factory=lambda: defaultdict(float))
    capitals: bool = False
    voted: set[str] = field(default_factory=set)
    named: Counter[str] = field(default_factory=Counter)
    strangers: set[str] = field(default_factory=set)

    @property
    def most(self) -> int:
        """How often the article points to the country that it points to most."""
        return max(self.countries.values(), default=0)

    def points_away(self, country: str) -> bool:
        """Return whether another country is pointed to more than twice as often."""
        return 2 * self.countries[country] < self.most

    def best(self, entries: Sequence[Entry]) -> Entry | None:
        """Return the place that fits the article best: first the country among the namesakes, then the one in it.

        Between countries the province of a place counts as much as other names speak for it and its country is
        spoken of: the gazetteer knows the states of the US towns and hardly those of others.
        """
        own = shares(tuple(entries)) if self.most else {}  # where no country is spoken of, the US
        abroad = max(entries, key=lambda e: self._fit(e, self._spoken_of(e), own), default=None)
        inside = (e for e in entries if abroad is not None and e.country == abroad.country)
        return max(inside, key=lambda e: self._fit(e, 1.0, {}), default=None)

    def _fit(self, entry: Entry, weight: float, own: Mapping[Area, float]) -> tuple[float, int]:
        """Return how well a place fits the article by its people, its country and its province; ``own`` are votes
        for the province that do not count, and the others count as much as ``weight``.
        """
        votes = self.areas.get(area_of(entry), 0.0) - own.get(area_of(entry), 0.0) if entry.admin1 else 0.0
        score = math.log10(entry.population + 10)
        score += 2.5 * max(0.0, min(votes, 2.0)) * weight
        score += 4 * self.countries[entry.country] / self.most if self.most else 0
        score += 1.5 if entry.listed else 0
        score += 2 if entry.kind == "town" else 0
        return (score, entry.population)

    def _spoken_of(self, entry: Entry) -> float:
        """Return how much an article speaks of the country of a place, against the one it speaks of most."""
        return self.countries[entry.country] / self.most if self.most else 1.0

    def points_to(self, entry: Entry, namesakes: tuple[Entry, ...]) -> bool:
        """Return whether more than the name itself says that a small place is meant."""
        if self.capitals:
            return _OF_WEIGHT * self.countries[entry.country] >= max(self.countries.values(), default=1)
        if not is_dense(entry.country):
            return self.countries[entry.country] >= 2
        if entry.country != "US" and sum(e.country == entry.country for e in namesakes) == 1:
            return 2 * self.countries[entry.country] > sum(self.countries.values())  # the only one of that name
        return self.areas.get((entry.country, entry.admin1), 0.0) - shares(namesakes).get(area_of(entry), 0.0) >= 0.5


def countries_of(notes: Notes) -> Counter[str]:
    """Return how often the article points to each country, by places, nationalities and its dateline."""
    folded = demonyms()
    counts: Counter[str] = Counter(
        folded.get(f"{before} {word}", folded[word])  # "South Sudanese" are of another country
        for before, word in pairwise(["", *notes.words])
        if word in folded
    )
    for mark in notes.marks:
        if isinstance(mark.value, Place) and mark.value.country and mark.value.canonical:
            counts[mark.value.country] += 2
    for mark in notes.marks:
        if mark.key == "state" and isinstance(mark.value, Actor) and (code := country_of_name(mark.value.name)):
            counts[code] += int(not is_dense(code))  # the United States have a say in the news of all others
    if notes.capitals and (country := dateline_country(notes)):
        counts[country] += 2  # marked nowhere else: in capitals only a name with "in" is read as one of a place
    return counts


def country_before(notes: Notes, mark: Mark) -> str | None:
    """Return the country whose adjective leads to a name: "the Malian village of Tabakoro"."""
    words = notes.words[max(0, mark.first - _LEADING) : mark.first]
    if words[-1:] != ["of"]:
        return None
    return next((demonyms()[word] for word in words if word in demonyms()), None)


def dateline_country(notes: Notes) -> str | None:
    """Return the country of the dateline that a text opens with: "SAN SALVADOR, 3 MAY 91 (AGENCY) --"."""
    found = dateline_place(notes)
    return found.country if found else None


def dateline_place(notes: Notes) -> Place | None:
    """Return the place of the dateline that a text opens with."""
    end = notes.sentences[0][0] if notes.sentences else 0
    for last in range(min(end, _LONGEST), 0, -1):
        if towns := look_up(notes.written(0, last)):
            best = max(towns, key=lambda e: (e.kind == "country", e.listed, e.population))
            return best.place(notes.written(0, last))
    return None


def read_context(notes: Notes) -> Context:
    """Return what the place marks of an article point to."""
    notes.marks.sort(key=lambda m: m.first)
    context = Context(countries_of(notes), capitals=notes.capitals)
    for mark in notes.marks:
        if mark.kind is not MentionKind.PLACE:
            continue
        name = notes.written(mark.first, mark.last)
        entries = look_up(name)
        if state := state_after(notes, mark.last):
            context.areas["US", state] += 2
            context.countries["US"] += 2
        if name.lower() in context.voted or not entries:
            continue
        if notes.capitals and entries[0].kind == "town":
            continue  # an ordinary word may be a town's name, and the dateline says more
        if is_called_state(notes, mark):
            entries = tuple(e for e in entries if e.kind == "admin1") or entries
        alone = len({e.country for e in entries}) == 1
        if alone or entries[0].population >= _CITY:
            context.countries[entries[0].country] += 1
            context.named[entries[0].country] += int(alone)
        if area := next((e for e in entries if e.kind == "admin1" and (e is entries[0] or e.country == "US")), None):
            context.areas[area.country, area.name] += 1
        elif state is None:
            vote(context, name, entries)
        context.voted.add(name.lower())
    return context


def vote(context: Context, name: str, entries: tuple[Entry, ...]) -> None:
    """Let a name vote once, shared among its namesakes by their people."""
    if name.lower() in context.voted:
        return
    context.voted.add(name.lower())
    for area, share in shares(entries).items():
        context.areas[area] += share


def area_of(entry: Entry) -> Area:
    """Return the country and province of a place."""
    return entry.country, entry.admin1


@lru_cache(maxsize=4096)
def shares(entries: tuple[Entry, ...]) -> dict[Area, float]:
    """Return how the namesakes of a name share its vote."""
    towns = [e for e in entries if e.admin1 and e.kind != "admin1"]
    total = sum(max(e.population, 300) for e in towns)
    found: dict[Area, float] = {}
    for entry in towns:
        found[area_of(entry)] = found.get(area_of(entry), 0.0) + max(entry.population, 300) / total
    return found
