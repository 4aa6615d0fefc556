"""The nouns of blotter as immutable records.

Everything that moves between the floors (text -> proposals -> store -> desk) is one of these
records. A value that is not known is the record's default, never ``None`` in its place, so that
nobody has to ask twice: ``Incident().killed.best is None``.

Offsets are half-open character positions in the stored text of an article.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Slot(StrEnum):
    """The fields of an incident, in the order in which an analyst reads them."""

    TYPE = "type"
    STAGE = "stage"
    DATE = "date"
    PLACE = "place"
    WEAPON = "weapon"
    PERPETRATOR = "perpetrator"
    CLAIM = "claim"
    TARGET = "target"
    VICTIMS = "victims"
    KILLED = "killed"
    INJURED = "injured"
    DAMAGE = "damage"
    SUMMARY = "summary"


BY_MACHINE = ("nlp/", "rule/")
"""What the names of those who assert a value begin with that are no analyst: a stage of the pipeline, or a rule."""

DOUBTFUL = 0.6
"""A value of the machine with less confidence than this is looked at before its incident can be approved."""


VERDICTS_TO_LEARN_FROM = 200
"""From so many verdicts on pairs of incidents on, the weights of duplicates are learned from them."""


class Stage(StrEnum):
    """How far an attack came."""

    ACCOMPLISHED = "accomplished"
    ATTEMPTED = "attempted"
    FOILED = "foiled"
    THREATENED = "threatened"


class Lane(StrEnum):
    """Where an incident stands to its article's publication date."""

    CURRENT = "current"
    RECENT = "recent"
    BACKGROUND = "background"


class DatePrecision(StrEnum):
    """How closely a date is known; with unknown precision there is no date."""

    DAY = "day"
    PART_OF_WEEK = "part_of_week"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class PlacePrecision(StrEnum):
    """How closely coordinates stand for the place of the event."""

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    ADMIN1 = "admin1"
    COUNTRY = "country"


class Attribution(StrEnum):
    """On whose word a perpetrator is named."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    ACCUSED = "accused"
    SUSPECTED = "suspected"
    DENIED = "denied"
    UNKNOWN = "unknown"


class ClaimStatus(StrEnum):
    """Whether the article tells of a claim of responsibility."""

    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    NOT_MENTIONED = "not_mentioned"


class Outcome(StrEnum):
    """What happened to a victim."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    NONE = "none"


class MentionKind(StrEnum):
    """What a labelled span of an article names."""

    TRIGGER = "trigger"
    TIME = "time"
    PLACE = "place"
    FACILITY = "facility"
    GROUP = "group"
    PERSON = "person"
    WEAPON = "weapon"
    COUNT = "count"
    CLAIM = "claim"


class Status(StrEnum):
    """What has been decided about an incident."""

    PROPOSED = "proposed"
    POSTPONED = "postponed"
    APPROVED = "approved"
    REJECTED = "rejected"
    MERGED = "merged"


class Verdict(StrEnum):
    """What an analyst said of two incidents."""

    SAME = "same"
    DIFFERENT = "different"
    UPDATE = "update"
    RELATED = "related"


class Action(StrEnum):
    """The kinds of decision in the log."""

    APPROVE = "approve"
    REJECT = "reject"
    POSTPONE = "postpone"
    REOPEN = "reopen"
    FLAG = "flag"
    EDIT = "edit"
    CREATE = "create"
    MERGE = "merge"
    SPLIT = "split"
    JUDGE = "judge"
    SET_PUBLISHED = "set_published"
    DISMISS = "dismiss"
    PRIORITIZE = "prioritize"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in an article's text."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a slot value came from: ``article.text[start:end] == quote``.

    ``article_id`` is the stored article; ``None`` outside a store, where there is only one.
    """

    start: int
    end: int
    quote: str
    article_id: int | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """When it happened: first and last possible day, both inclusive.

    ``anchor`` is the publication date that a relative phrase was counted from. A phrase with no
    start is unresolved: the publication date was not known.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    phrase: str | None = None
    anchor: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened; latitude and longitude in decimal degrees (WGS 84).

    ``name`` is as the article writes it, ``canonical`` as the gazetteer does, ``country`` an
    ISO 3166-1 alpha-2 code.
    """

    name: str | None = None
    canonical: str | None = None
    facility: str | None = None
    admin1: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A reported number with its range; ``words`` is how the article puts it."""

    min: int | None = None
    best: int | None = None
    max: int | None = None
    words: str | None = None

    @property
    def number(self) -> int | None:
        """The one number to count with: the best, else the least, else none."""
        return self.min if self.best is None else self.best


@dataclass(frozen=True, slots=True)
class Figure:
    """What one source reports as killed or injured.

    ``told_by`` is the incident as that article tells it, which may have been merged into another since.
    ``published`` and ``outlet`` are that article's; None unless they were asked for with the sources.
    """

    slot: Slot
    told_by: int
    article_id: int
    count: Count
    published: dt.date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """What was used and how many; ``type`` is a codebook key."""

    type: str | None = None
    words: tuple[str, ...] = ()
    min: int | None = None
    best: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who did it: canonical name of a group, the article's words for the people who acted, and on whose word."""

    name: str | None = None
    words: tuple[str, ...] = ()
    attribution: Attribution = Attribution.UNKNOWN
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether responsibility was claimed, by whom and how."""

    status: ClaimStatus = ClaimStatus.NOT_MENTIONED
    by: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What the attack was aimed at; ``type`` is a codebook key. People attacked are victims and give only the type."""

    words: tuple[str, ...] = ()
    name: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Victim:
    """People hit by the incident, as one phrase of the article tells it; ``count`` has the number, not ``words``."""

    words: str
    name: str | None = None
    role: str | None = None
    count: int | None = None
    outcome: Outcome = Outcome.NONE


@dataclass(frozen=True, slots=True)
class Actor:
    """A named group or person that an article mentions; ``type`` is a codebook key."""

    name: str
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One event, with what is known of it and the words that say so.

    ``evidence``, ``confidence`` (0 to 1) and ``asserted_by`` (``nlp/dates@1`` or an analyst's
    name) are keyed by slot; a slot without a value is in none of them.
    """

    type: str | None = None
    stage: Stage = Stage.ACCOMPLISHED
    lane: Lane = Lane.CURRENT
    date: DateRange = DateRange()
    place: Place = Place()
    weapon: Weapon = Weapon()
    perpetrator: Perpetrator = Perpetrator()
    claim: Claim = Claim()
    target: Target = Target()
    victims: tuple[Victim, ...] = ()
    killed: Count = Count()
    injured: Count = Count()
    damage: str | None = None
    summary: str = ""
    evidence: Mapping[Slot, tuple[Evidence, ...]] = field(default_factory=dict)
    confidence: Mapping[Slot, float] = field(default_factory=dict)
    asserted_by: Mapping[Slot, str] = field(default_factory=dict)

    def known(self, slot: Slot) -> bool:
        """Return whether the slot says anything at all."""
        return bool(getattr(self, slot) != getattr(_EMPTY, slot)) or slot is Slot.STAGE


_EMPTY = Incident()


MentionValue = DateRange | Place | Count | Weapon | Actor | Claim | str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled span with what it would put into a slot.

    ``value`` is a DateRange for a time, Place for a place or facility, Actor for a group or
    person, Weapon, Count, Claim, and the incident type for a trigger.
    """

    kind: MentionKind
    start: int
    end: int
    value: MentionValue = None


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was read; ``text`` is what every offset points into.

    ``id`` is the file's stem or the row's own id. ``published_from`` says how the publication
    date is known (``option``, ``row``, ``page``, ``feed``, ``mail``, ``sidecar``, ``stamp``, ``dateline``,
    ``analyst``). ``link`` is where it was published. ``boilerplate`` are spans of menus, sidebars and credits:
    kept, never read for incidents.
    """

    text: str
    id: str = ""
    title: str = ""
    source: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    path: str | None = None
    author: str | None = None
    link: str | None = None
    boilerplate: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the machine found in one article.

    ``mentions`` are ordered by start and do not overlap. ``uncovered`` are sentences with
    violence in them that no incident uses. ``made_by`` names the pipeline and its version.
    """

    article: Article
    incidents: tuple[Incident, ...] = ()
    mentions: tuple[Mention, ...] = ()
    uncovered: tuple[Span, ...] = ()
    made_by: str = ""
