"""The words that tell one incident from others: which they are, and how rare each is in the record and in its place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from nlp.place_likeness import plain
from store.blocking import place_key
from store.codebook import ACTORS, TARGETS, TYPES, WEAPONS
from store.model import Incident, Place, Slot

Told = tuple[frozenset[str] | None, frozenset[str] | None]
"""The words that each of two incidents is told in (``store.telling``), where they are known."""

_RARE = 6  # letters that a word has at least to count as rare where nobody has counted


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of ``total`` incidents or articles each word stands; without any, long words count as rare.

    ``places`` has the same of some places by their keys: hospital and quarter are rare in the record and
    common in their town.
    """

    total: int = 0
    counts: Mapping[str, int] | None = None
    places: Mapping[str, Here] = field(default_factory=dict)

    def weight(self, word: str, here: Here | None = None) -> float:
        """Return how telling it is that two incidents share the word, ``here`` if that is given: 0 for a common one."""
        if self.counts is None or self.total < 1:
            return 2.5 if len(word) >= _RARE or any(c.isdigit() for c in word) else 0.0
        part = (1 + self.counts.get(word, 0)) / self.total
        if here is not None and here.total:
            others = max(0, here.counts.get(word, 0) - 2)  # than the two that share it
            part = (others + _AS_ELSEWHERE * part) / (here.total + _AS_ELSEWHERE)
        return max(0.0, -math.log(part) - 1.0)

    def at(self, *places: Place) -> Here:
        """Return what was counted at that one of the places of which most is told."""
        found = (self.places.get(place_key(place)) for place in places)
        return max((here for here in found if here), key=lambda here: (here.total, here.key), default=_NOWHERE)


@dataclass(frozen=True, slots=True)
class Here:
    """In how many of ``total`` reports on a place each word stands; ``key`` is that of the place."""

    key: str
    total: int
    counts: Mapping[str, int]


UNCOUNTED = Rarity()
_NOWHERE = Here("", 0, {})
_AS_ELSEWHERE = 20
"""Reports on a place that weigh as much as all others: of fewer it is not known what is common there."""


def rarest(weights: Mapping[str, float]) -> str:
    """Return the three words of most weight, to be read."""
    return ", ".join(sorted(weights, key=lambda word: (-weights[word], -len(word), word))[:3])


def _written(incident: Incident) -> Iterable[str]:
    """Yield the summary where a person wrote it: one made from the slots says nothing new."""
    by_machine = any(signed.startswith("nlp/") for signed in incident.asserted_by.values())
    if not incident.asserted_by.get(Slot.SUMMARY, "nlp/" if by_machine else "").startswith("nlp/"):
        yield incident.summary


TEXTS: tuple[Callable[[Incident], Iterable[str]], ...] = (
    _written,
    lambda incident: (incident.damage or "",),
    lambda incident: (*incident.target.words, incident.target.name or ""),
    lambda incident: (victim.words for victim in incident.victims),
)


def every_word(incident: Incident) -> frozenset[str]:
    """Return the telling words of all the texts of an incident, for counting how rare each is."""
    return frozenset().union(*(telling_words(texts(incident)) for texts in TEXTS))


def telling_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that may be rare: no names of kinds, no days; "17-year-old" is one."""
    found = [_words_in(text[:_LONGEST]) for text in texts if text]
    return found[0] if len(found) == 1 else frozenset().union(*found)


@lru_cache(maxsize=4096)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_AGE.sub(r"aged\1", plain(text)))) - _COMMON


_LONGEST = 2000
_WORD = re.compile(r"\baged\d+|[^\W\d_]{4,}")
_AGE = re.compile(r"\b(\d{1,2}) years? old\b")
_COMMON = frozenset(
    word
    for text in (
        *(term.title for term in (*TYPES.values(), *WEAPONS.values(), *TARGETS.values(), *ACTORS.values())),
        "killed injured wounded unclaimed claimed blamed damage damaged attack attacks people soldiers several",
        "monday tuesday wednesday thursday friday saturday sunday incident forces security members civilians",
        "none with that from have were this they their who been also into other others another after near",
        "three four five aged",
    )
    for word in plain(text).split()
)
