"""How firmly a clause stands for an event: whether it tells of one, points back to one, or sums several up.

A firm report can become an incident of its own; what is only named, added up or told of before adds to another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from nlp import sums
from nlp.actors import TIME_AND_AGAIN, Named
from nlp.apart import (
    is_definite,
    is_known_by_its_day,
    is_known_weapon,
    is_one_of_two,
    is_set_apart,
    named_only,
    opens_apart,
)
from nlp.lexicons import word_set
from nlp.mishaps import is_mischance, is_mishap
from nlp.notes import Found, Harm, Notes, Trigger, mark_of
from nlp.number_words import is_rough
from nlp.person_words import ONE_ATTACKER
from nlp.settings import WIDE
from nlp.thrown import THROWN, throws_known
from nlp.voice import is_passive
from store.model import DatePrecision, DateRange, Place, PlacePrecision, Target, Victim, Weapon

_WEAK = THROWN | word_set("standing", "weak")
_ACCIDENTS = word_set("standing", "accidents")
_SCATTERED = word_set("standing", "scattered")
_YEAR = 366  # days
_PERFECT = 7  # words from "has" to what it has done: "has left more than 5,000 people dead"
_KILLED = frozenset({"killed", "murdered", "slain", "massacred"})
_MURDERS = frozenset({"assassination", "execution"})
_CLOSE = 2  # words
_LONG_AFTER = [[span, "after"] for span in ("day", "days", "week", "weeks", "month", "months", "year", "years")]
_BY_HAND = frozenset({"shooting", "stabbing"})  # "those shot in the attack"
_TOO_MANY = 500  # dead whom no one event is likely to have told of in the perfect, without day or place
_TOLD = frozenset({"past", "base", "ing"})
_BEFORE_NOW = frozenset(
    {("the", "past"), ("over", "years"), ("for", "years"), ("many", "times"), ("several", "times")}
    | {("recent", span) for span in ("weeks", "months", "years")}
    | {("in", "recent"), ("the", "years")}
)
_SPANS = frozenset({"weeks", "months", "years", "decades"})
_IN = frozenset({"in", "during", "over"})
_CLOSING = (["."], [","], [";"], ["in"], ["and"], ["but"])  # behind "before" where it says when
_POINTING = frozenset({"the", "these", "those", "both", "two", "three", "twin", "'s"})
_SHORT = frozenset({"hour", "hours", "day", "days", "night", "week"})
_BEING = frozenset({"was", "were", "is", "are", "had", "has", "have", "been", "being", "also", "later", "then", "once"})
_TO_WHO = 4  # words from "who" to what was done: "who had been shot"
_COUNTED = 8  # words from those killed to the time that cost so many


@dataclass(slots=True)
class Clause:
    """What is read in a clause: its triggers, the ``head`` among them and its ``kind``, and then what they lead to.

    ``live`` are the triggers that tell of one event, or all where none does; ``typed`` says that words of the clause
    name its kind. ``separate`` says that its events were not one, ``since`` that it counts up a time.
    """

    first: int
    last: int
    triggers: list[Trigger]
    live: list[Trigger]
    kind: str | None
    head: Trigger
    typed: bool
    date: Found[DateRange] | None = None
    place: Found[Place] | None = None
    weapon: Found[Weapon] | None = None
    actor: Named | None = None
    target: Found[Target] | None = None
    harms: list[Harm] = field(default_factory=list)
    victims: tuple[Victim, ...] = ()
    separate: bool = False
    since: bool = False

    @property
    def role(self) -> str:
        """What kind of event it is at large."""
        roles = {t.role for t in self.live}
        return "attack" if "attack" in roles else "police" if "police" in roles else "harm"

    @property
    def is_dated(self) -> bool:
        """Whether it tells the day of its event, and not of a statement."""
        return self.date is not None and self.date.confidence > 0.4

    @property
    def is_dated_to_a_day(self) -> bool:
        """Whether it tells one day of its event."""
        return self.is_dated and self.days.precision is DatePrecision.DAY

    @property
    def is_placed(self) -> bool:
        """Whether it tells more of the place than the country."""
        return self.place is not None and self.place.value.precision is not PlacePrecision.COUNTRY

    @property
    def is_hurt(self) -> bool:
        """Whether it tells how many of whom were killed or injured."""
        return any(h.people and h.count.best for h in self.harms)

    @property
    def days(self) -> DateRange:
        """The days that it tells."""
        return DateRange() if self.date is None else self.date.value


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands, as ``nlp.notes.Report`` has it.

    ``doubts_day`` says that its day need not be the event's, ``general`` that it tells of no one event at all.
    """

    specific: bool
    firm: bool
    definite: bool
    fresh: bool
    also: bool
    doubts_day: bool
    general: bool


def standing_of(notes: Notes, clause: Clause) -> Standing:
    """Return how firmly a clause stands for an event, and whether it points back or apart."""
    general = _is_in_general(notes, clause)
    specific = not general and _is_specific(notes, clause)
    points = _points_back(notes, clause)
    where = None if clause.place is None else mark_of(clause.place)
    fresh = is_set_apart(notes, clause.first, clause.head, where)
    also = _adds_people(clause) and not fresh
    firm = specific and _is_one_event(notes, clause) and _tells_enough(notes, clause, points)
    doubts_day = not firm and _doubts_day(notes, clause)
    definite = points or is_known_by_its_day(notes, clause.head) or throws_known(notes, clause.head)
    definite = definite and not (fresh and opens_apart(notes, clause.first))
    if clause.place is None and is_one_of_two(notes, clause.first, clause.head):
        definite, fresh = True, False
    # "Among the items seized were 151 rifles" goes on with the seizure
    among = clause.head.type == "weapons_seizure" and notes.words[clause.first] == "among"
    return Standing(specific, firm and not _is_of_some(clause), definite or among, fresh, also, doubts_day, general)


def _is_specific(notes: Notes, clause: Clause) -> bool:
    """Return whether a clause tells of something that happened, and neither of a war nor of several events as one."""
    if not any(t.specific for t in clause.triggers) or any(_is_scattered(notes, t) for t in clause.live):
        return False
    many = _most(clause.harms) >= _TOO_MANY and (_is_summed(notes, clause) or _is_over_months(clause))
    if many or _spans_years(clause.days):
        return False
    if notes.words[clause.first - 1 : clause.first + 1] in _LONG_AFTER and not clause.is_placed:
        return False  # "..., weeks after a similar attack in the country killed 40 people"
    alone = clause.role == "harm" and not (clause.is_placed or clause.weapon or clause.actor)  # "last week 40 died"
    wide = clause.weapon is None and (clause.place is None or clause.place.value.precision in WIDE)
    return not (
        sums.is_of_a_time(clause.days, clause.harms, clause.triggers, separate=clause.separate, alone=alone, wide=wide)
        or sums.is_of_a_series(notes, clause.first, clause.days, clause.harms, clause.triggers)
    )


def _is_in_general(notes: Notes, clause: Clause) -> bool:
    """Return whether a clause tells of what was done again and again, or of the dead of a time.

    "Rebels have attacked reporters previously", "the kidnapping of six tourists in recent years", "nine other deaths
    since 2015", "60 people were killed in four months of protests", "Dozens of troops have died in attacks".
    """
    words = notes.words[clause.first : clause.last]
    pairs = set(pairwise(words))
    perfect = not {"have", "has"}.isdisjoint(
        notes.words[max(clause.first, clause.head.first - _PERFECT) : clause.head.first]
    )
    before_now = "previously" in words or (not pairs.isdisjoint(_BEFORE_NOW) and _SHORT.isdisjoint(words))
    several = clause.head.form == "plural" and clause.role != "harm"  # "the site of many attacks over the years"
    of_many = before_now and several
    before_now = before_now or _is_a_habit(notes, clause, words)
    if ((perfect and before_now) or of_many) and not clause.is_dated_to_a_day:
        return True
    if clause.role != "harm":
        return clause.head.type in _MURDERS and _are_many(clause, perfect=perfect)
    behind = notes.words[clause.head.last : min(clause.last, clause.head.last + _COUNTED)]
    if clause.head.form == "plural" and not {"since", "per"}.isdisjoint(behind + words[:_PERFECT]):
        return True
    if any(
        word in _SPANS and behind[n + 1 : n + 2] == ["of"] and not _IN.isdisjoint(behind[max(0, n - 2) : n])
        for n, word in enumerate(behind)
    ):
        return True  # "in four months of protests", but not "after weeks of calm"
    return _are_many(clause, perfect=perfect)


def _are_many(clause: Clause, *, perfect: bool) -> bool:
    """Return whether dozens have been killed, nobody says when or where: "using grenades and rifles"."""
    many = perfect and any(is_rough(h.count.words) for h in clause.harms)
    arms = () if clause.weapon is None else clause.weapon.value.words
    return many and not (clause.is_dated or clause.is_placed or any(not words.endswith("s") for words in arms))


def _is_a_habit(notes: Notes, clause: Clause, words: list[str]) -> bool:
    """Return whether somebody has done something many times: "have attacked hospitals before", "has long used".

    "Have both carried out bombings in the city", "has claimed several attacks", "have been repeatedly bombed".
    """
    ends = [n for n, word in enumerate(words) if word == "before"]
    closed = any(words[n + 1 : n + 2] in _CLOSING or n + 1 == len(words) for n in ends)
    behind = notes.words[clause.last : clause.last + 2]
    if closed or (behind[:1] == ["before"] and behind[1:] in _CLOSING) or "long" in words[:_PERFECT]:
        return True
    if not TIME_AND_AGAIN.isdisjoint(words):
        return True
    head = clause.head
    before = notes.words[max(clause.first, head.first - _CLOSE) : head.first]
    many = head.form == "plural" and head.role != "harm" and _POINTING.isdisjoint(before)
    return many and not clause.is_hurt and not (clause.is_dated and clause.is_placed)


def _is_summed(notes: Notes, clause: Clause) -> bool:
    """Return whether a clause sums up: "thousands have been killed", unless it says when or where.

    "Rockets have hit a depot" does not.
    """
    one = notes.words[clause.head.last : clause.head.last + 1] in (["a"], ["an"])
    if one and clause.role == "attack" and clause.weapon is not None:
        return clause.since
    before = notes.words[max(clause.first, clause.head.first - 3) : clause.head.first]
    perfect = not {"have", "has"}.isdisjoint(before)
    return clause.since or (perfect and not (clause.is_dated or clause.is_placed))


def _is_over_months(clause: Clause) -> bool:
    return clause.days.precision in {DatePrecision.MONTH, DatePrecision.YEAR}


def _is_one_event(notes: Notes, clause: Clause) -> bool:
    """Return whether a clause tells of one event, made by people and with arms."""
    head, kind = clause.head, clause.kind
    said = set(notes.words[head.first : head.last])
    weak = kind is None and not _WEAK.isdisjoint(said) and "under" not in said and not clause.is_hurt
    armed = clause.typed or clause.weapon is not None
    accident = not _ACCIDENTS.isdisjoint(notes.words[clause.first : clause.last])
    accident = accident or is_mishap(notes, clause.first, clause.last)
    accident = accident or (not armed and is_mischance(notes.words[clause.first : clause.last]))
    natural = accident and (clause.role == "harm" or (kind is None and not armed))
    retaken = kind is None and clause.role == "police"  # a town, and neither arms nor people
    # "in January seven were killed in two attacks"
    summed = _is_summed(notes, clause) or (head.form == "plural" and _is_over_months(clause))
    return not (weak or natural or retaken or summed)


def _tells_enough(notes: Notes, clause: Clause, points: bool) -> bool:
    """Return whether a clause says when, where or whom, as much as its words need: a noun more than a verb."""
    dated, placed, hurt = clause.is_dated, clause.is_placed, clause.is_hurt
    if _only_says_who(notes, clause):
        return False
    if clause.role == "harm":
        by_weapon = clause.kind is not None and clause.weapon is not None
        by_weapon = by_weapon and any(t.form in {"past", "base"} for t in clause.live)
        # "died in a military operation"
        fought = clause.kind == "armed_clash" and all(
            p.first < clause.head.first for h in clause.harms for p in h.people
        )
        told = dated or placed or clause.actor is not None or by_weapon or fought
        return hurt and told and any(t.type != "hit" for t in clause.live)
    if any(t.specific and t.form in _TOLD and t.role != "harm" for t in clause.triggers):
        weapon = None if clause.weapon is None else clause.weapon.value
        counted = weapon is not None and (weapon.best is not None or weapon.min is not None)
        kind = clause.kind is not None
        return (dated and kind) or placed or hurt or counted or clause.actor is not None or clause.target is not None
    if points:
        return (dated and (placed or hurt or clause.target is not None)) or (
            hurt and (placed or _names_victims(clause.victims))
        )
    return dated or placed or hurt


def _only_says_who(notes: Notes, clause: Clause) -> bool:
    """Return whether somebody is only known by what was once done to him: "the widow of a mayor who was slain"."""
    head = clause.head
    if not is_passive(notes, head) or (clause.is_dated and clause.days.start is not None) or clause.is_placed:
        return False
    before = notes.words[max(clause.first, head.first - _TO_WHO) : head.first]
    while before and before[-1] in _BEING:
        before.pop()
    return before[-1:] == ["who"]


def _points_back(notes: Notes, clause: Clause) -> bool:
    """Return whether a clause points back to an event told before: "the attack", "the bomb exploded"."""
    head = clause.head
    by_hand = clause.role == "harm" or head.type in _BY_HAND
    return (
        is_definite(notes, head)
        or (by_hand and any(is_definite(notes, t) for t in clause.triggers if t.role != "harm"))
        or is_known_weapon(notes, clause.first, head)
        or _is_by_known_people(notes, clause)
        or (head.type == "hijacking" and notes.words[head.last : head.last + 1] == ["the"])
        or named_only(notes, clause.first, clause.live) is not None
    )


def _is_by_known_people(notes: Notes, clause: Clause) -> bool:
    """Return whether those act who are known to have done something: "The suspect commandeered the aircraft"."""
    opening = notes.words[clause.first : clause.first + _TO_WHO]
    if clause.head.form != "past" or clause.head.first - clause.first > 2 * _TO_WHO or is_passive(notes, clause.head):
        return False
    return any(a == "the" and b in ONE_ATTACKER for a, b in pairwise(opening))


def _adds_people(clause: Clause) -> bool:
    """Return whether a clause only tells of more who were hit: "Two children also died"."""
    besides = all("also" in (h.count.words or "").lower().split() for h in clause.harms)
    return clause.is_hurt and besides and not (clause.is_dated or clause.is_placed)


def _is_of_some(clause: Clause) -> bool:
    """Return whether a clause tells of people told of before: "killed four of the gunmen"."""
    parts = all(p.part for h in clause.harms for p in h.people)
    return clause.role == "harm" and clause.is_hurt and parts


def _doubts_day(notes: Notes, clause: Clause) -> bool:
    """Return whether a day beside a harm need not be that of the event: "we got him this morning before"."""
    if clause.role != "harm" or clause.date is None or not clause.is_dated:
        return False
    killed = [h for h in clause.harms if h.people and notes.words[h.last - 1] in _KILLED]
    return not any(0 <= clause.date.first - h.last <= _CLOSE for h in killed)


def adds_up_since(notes: Notes, clause: Clause) -> bool:
    """Return whether a clause counts up a time: "5,000 have been killed and 9,000 injured since violence began"."""
    first, last, triggers = clause.first, clause.last, clause.triggers
    opens = "since" in notes.words[first : first + 2]
    since = last if opens else next((n for n in range(triggers[0].last, last) if notes.words[n] == "since"), None)
    told = [t for t in triggers if since is not None and t.first < since and (t.role == "harm" or not opens)]
    perfect = any({"have", "has"} & set(notes.words[max(first, t.first - _PERFECT) : t.first]) for t in told)
    return perfect and bool(told) and all(t.role == "harm" for t in told)


def _is_scattered(notes: Notes, trigger: Trigger) -> bool:
    """Return whether several events are told as one sum: "shootings across the city", "in two separate attacks"."""
    if trigger.form != "plural" or trigger.role == "harm":
        return False
    before, after = notes.words[max(0, trigger.first - 2) : trigger.first], notes.words[trigger.last : trigger.last + 1]
    return bool(_SCATTERED & {*after, *before})


def _spans_years(date: DateRange) -> bool:
    """Return whether a time is a stretch of years up to now: "in the past three years, killing hundreds"."""
    return date.start is not None and date.end is not None and (date.end - date.start).days > _YEAR


def _most(harms: Iterable[Harm]) -> int:
    return max((h.number for h in harms), default=0)


def _names_victims(victims: tuple[Victim, ...]) -> bool:
    """Return whether an event is told by whom it hit: "the murder of the six priests"."""
    return any(victim.name or (victim.count or 0) > 1 for victim in victims)
