"""What the stages know of one document, handed from stage to stage as ``doc._.blotter``.

Positions here are token indices, half-open; they become character offsets at the very end.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any, Generic, Protocol, TypeVar

from spacy.tokens import Doc

from store.model import Count, Incident, Mention, MentionKind, MentionValue, Outcome, Place, Slot, Span

# Written in C, for what is asked tens of times a sentence.
_FIRST: Any = attrgetter("first")
_START: Any = attrgetter("start")
_BEGIN: Any = itemgetter(0)
NOUNS = frozenset({"noun", "plural"})
"""The forms of a trigger that are nouns."""
AHEAD = "ahead"
"""The key of a time that has not come when the article is written."""


@dataclass(slots=True)
class Mark:
    """A labelled run of tokens; ``key`` is the lexicon's own label (a codebook key, a type)."""

    kind: MentionKind
    first: int
    last: int
    value: MentionValue = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for people or for a thing that can be hit; ``key`` is the codebook's target type."""

    first: int
    last: int
    key: str
    plural: bool
    person: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event: its type ("any" where the weapon decides), role and grammatical form."""

    first: int
    last: int
    type: str
    role: str
    form: str
    specific: bool = True

    @property
    def is_noun(self) -> bool:
        """Whether a noun names the event ("attack", "attacks"), and no verb."""
        return self.form in NOUNS


@dataclass(frozen=True, slots=True)
class Hometown:
    """The town that a local story is about; ``first`` and ``last`` are None where only the headline names it.

    ``official`` says that its police or its dateline speak for it.
    """

    place: Place
    population: int
    first: int | None
    last: int | None
    official: bool


@dataclass(frozen=True, slots=True)
class People:
    """A phrase for people: ``count`` is empty where the phrase gives no number, ``words`` are without it.

    ``phrase`` is the whole of it ("a second man"), ``noun`` is the folded word that says what they are ("boy",
    "he", "himself"; empty for a name or a bare number), ``age`` is in years, and ``part`` says that they belong
    to others already counted.
    """

    first: int
    last: int
    count: Count
    words: str
    name: str | None
    role: str
    part: bool = False
    noun: str = ""
    age: int | None = None
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Harm:
    """So many people with one outcome, the tokens that say so, and how sure (0 to 1).

    ``soft`` counts people hit without saying whether they lived ("three people were shot").
    """

    outcome: Outcome
    count: Count
    first: int
    last: int
    people: tuple[People, ...] = ()
    confidence: float = 0.85
    soft: bool = False

    @property
    def number(self) -> int:
        """How many are meant, the least where only a range is told; 0 where that is not known."""
        return self.count.number or 0


@dataclass(frozen=True, slots=True)
class Mishaps:
    """What an article as a whole tells of accidents.

    ``by_hand`` says that it tells of arms or of those who use them, ``lightning`` that nothing else struck;
    ``arms`` is where the first arms are named and ``told`` where the first sentence on an accident ends, or None.
    """

    by_hand: bool = False
    lightning: bool = False
    arms: int | None = None
    told: int | None = None


@dataclass(slots=True)
class Notes:
    """The findings of all stages so far; every list is in text order.

    ``text`` is what was read, with its line breaks; the document may lack those inside a sentence.
    ``plain`` is the document's text, ``folded`` the same folded, and ``starts`` where each token begins in both.
    ``texts`` are the tokens as they are written and ``words`` the same folded: to ask the document for a token or a
    run of them makes an object each time, which takes ten times as long.
    ``bracketed`` is where each word of capitals first stands alone in brackets.
    ``dashes`` are the tokens that are no hyphens, but stand between blanks.
    ``round_up`` says that the first reports add up several events.
    ``grounds`` has, for each of the incidents, what the confidence of its slots rests on.
    """

    text: str = ""
    published: dt.date | None = None
    title: str = ""
    source: str | None = None
    boilerplate: tuple[Span, ...] = ()
    texts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    plain: str = ""
    folded: str = ""
    starts: list[int] = field(default_factory=list)
    dashes: frozenset[int] = frozenset()
    bracketed: dict[str, int] = field(default_factory=dict)
    capitals: bool = False
    sentences: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    nouns: list[Noun] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    hometown: Hometown | None = None
    mishaps: Mishaps = Mishaps()
    triggers: list[Trigger] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    round_up: bool = False
    incidents: list[Incident] = field(default_factory=list)
    grounds: list[dict[Slot, tuple[str, ...]]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    uncovered: list[Span] = field(default_factory=list)

    def marks_in(self, first: int, last: int, *kinds: MentionKind) -> list[Mark]:
        """Return the marks that begin in a range of tokens, of the kinds named."""
        found = _within(self.marks, first, last)
        return [m for m in found if m.kind in kinds] if found and kinds else found

    def triggers_in(self, first: int, last: int) -> list[Trigger]:
        """Return the triggers that begin in a range of tokens."""
        return _within(self.triggers, first, last)

    def nouns_in(self, first: int, last: int) -> list[Noun]:
        """Return the words for people and things that begin in a range of tokens."""
        return _within(self.nouns, first, last)

    def written(self, first: int, last: int) -> str:
        """Return the text of a range of tokens, which may be empty, with the blanks between them."""
        last = min(last, len(self.texts))
        return (
            self.plain[self.starts[first] : self.starts[last - 1] + len(self.texts[last - 1])] if first < last else ""
        )

    def tokens_at(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens of which some characters of the document's text are a part."""
        first = bisect_right(self.starts, start) - 1
        behind = start == self.starts[first] + len(self.texts[first])  # the blank after a token is no part of it
        return first + behind, bisect_right(self.starts, end - 1)

    def is_spaced(self, token: int) -> bool:
        """Return whether a blank stands behind a token."""
        end = self.starts[token] + len(self.texts[token])
        return self.plain[end : end + 1] == " "

    def folded_words(self, first: int, last: int) -> str:
        """Return the folded text of a range of tokens, one at least, with the blanks between them."""
        return self.folded[self.starts[first] : self.starts[last - 1] + len(self.texts[last - 1])]

    def sets_aside(self, offset: int) -> bool:
        """Return whether a character stands in a menu, a sidebar or a credit."""
        n = bisect_right(self.boilerplate, offset, key=_START) - 1
        return n >= 0 and offset < self.boilerplate[n].end

    def sentence_of(self, token: int) -> tuple[int, int]:
        """Return the sentence that a token stands in; an empty one if in none."""
        n = bisect_right(self.sentences, token, key=_BEGIN) - 1
        return self.sentences[n] if n >= 0 and token < self.sentences[n][1] else (token, token)


@dataclass(slots=True)
class Report:
    """What one clause tells of one event: the incident it would be, and how firmly it stands.

    ``sentence`` and ``paragraph`` are running numbers. ``specific`` reports tell of something that
    happened, ``definite`` ones point back ("the attack"), ``firm`` ones can become an incident of
    their own. ``fresh`` says that the words set the event apart from the last ("a second attack"); ``several``
    that they may add up more events than one, ``separate`` that they say so, ``also`` that more were
    hit than told so far, and ``in_raid`` that somebody was arrested in the raid at hand. An ``opening`` one is
    among the first that tell of harm.
    """

    incident: Incident
    sentence: int
    paragraph: int
    first: int
    last: int
    role: str
    typed: bool = False
    definite: bool = False
    firm: bool = False
    headline: bool = False
    specific: bool = False
    fresh: bool = False
    several: bool = False
    separate: bool = False
    also: bool = False
    in_raid: bool = False
    opening: bool = False
    harms: list[Harm] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """One event as told so far: its reports, and the incident they add up to."""

    incident: Incident
    typed: bool
    reports: list[Report] = field(default_factory=list)

    @property
    def soft(self) -> bool:
        """Whether nothing says of those hit that they lived."""
        hurt = [h for r in self.reports for h in r.harms if h.outcome is Outcome.INJURED]
        return bool(hurt) and all(h.soft for h in hurt)

    @property
    def last(self) -> Report:
        """The report told last."""
        return self.reports[-1]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value with the tokens that give it and how sure it is (0 to 1)."""

    value: T
    first: int
    last: int
    confidence: float


def mark_of(found: Found[Place]) -> Mark:
    """Return the mark of a place that a clause was found to name."""
    return Mark(MentionKind.PLACE, found.first, found.last, found.value)


def gap(mark: Mark, trigger: Trigger) -> int:
    """Return how many tokens stand between a mark and a trigger."""
    return max(0, mark.first - trigger.last, trigger.first - mark.last)


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def _within(items: list[P], first: int, last: int) -> list[P]:
    """Return the items that begin in a range of tokens; items are sorted by where they begin."""
    start = bisect_left(items, first, key=_FIRST)
    return items[start : bisect_left(items, last, lo=start, key=_FIRST)]


def notes_of(doc: Doc) -> Notes:
    """Return the notes of a document, made at the first call."""
    if not Doc.has_extension("blotter"):
        Doc.set_extension("blotter", default=None)
    if doc._.blotter is None:
        doc._.blotter = Notes()
    notes: Notes = doc._.blotter
    return notes
