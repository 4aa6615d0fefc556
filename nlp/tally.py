"""How many people one event killed and injured, from everything its reports tell of them.

Figures that are stated ("four people were shot") and people who are told one by one (``nlp.coreference``) are kept
apart, and what an article tells twice counts once:

- Killed are the largest figure stated; where none is, the different people told to have died. The dead of the other
  side, and who took their own life, come on top where the words leave them out.
- Injured are the largest figure stated; where none is, the different people hurt who did not die.
  People only said to be hit or taken to hospital are injured as long as nothing says that they died: of
  "four people were shot", those killed are taken off.
- "Two others" come on top of those told of right before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nlp.coreference import End, Person, are_unlike, is_among, meet, says_also, those_before
from nlp.lexicons import fold, word_set
from nlp.notes import Harm, People, Report
from nlp.number_words import is_rough
from nlp.person_words import FURTHER, GUNMEN, REFLEXIVES
from store.model import Count, Outcome, Slot

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MORE = "more"
_ATTACKERS = GUNMEN | word_set("tally", "fighters")
_ANYBODY = word_set("tally", "anybody")  # words for people that are of no side
_BEARING_ARMS = frozenset({"troops", "police"})
_SOMEBODY = frozenset({"man", "suspect", "gunman", "driver", "attacker", "shooter"})
_ADJOINING, _ALSO = 2, 5  # sentences on which "two others" can go on, and "two were also hurt"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people for a slot, with the harms that it was read from and how sure it is (0 to 1)."""

    count: Count
    harms: tuple[Harm, ...]
    confidence: float


def add_up(reports: Iterable[Report]) -> dict[Slot, Figure]:
    """Return how many were killed and injured by all reports of one event, in the order of the text.

    A slot for which nothing but zero is told is left out.
    """
    told = _Told()
    for report in reports:
        told.hear(report)
    killed = _killed(told)
    injured = _injured(told, 0 if killed is None else killed.count.number or 0)
    figures = {Slot.KILLED: killed, Slot.INJURED: injured}
    return {slot: figure for slot, figure in figures.items() if figure is not None}


@dataclass(slots=True)
class _Stated:
    """The largest figure stated so far for one end, the harm that states it, and all figures stated.

    ``beside`` says that it was stated beside the dead ("one was killed and four were hurt", "four others"),
    ``first`` is what a figure comes on top of: "two died. Three others were killed".
    """

    number: int = 0
    harm: Harm | None = None
    heard: set[int] = field(default_factory=set)
    beside: bool = False
    first: Harm | None = None

    def hear(self, number: int, harm: Harm, *, beside: bool = False, first: Harm | None = None) -> None:
        self.heard.add(number)
        rough = self.harm is not None and is_rough(self.harm.count.words)
        if self.harm is not None and is_rough(harm.count.words) and not rough:
            return  # "dozens" are no news where a number was told
        if rough and not is_rough(harm.count.words) and self.number > number >= self.number / 2:
            self.number = number - 1  # "dozens were wounded ... 20 people were wounded"
        exact = self.harm is not None and self.harm.count.best is None and harm.count.best is not None
        self.beside = beside or (self.beside and number <= self.number)
        if number > self.number or (number == self.number and exact):
            self.number, self.harm, self.first = number, harm, first


class _Toll(NamedTuple):
    """How many a clause says were killed, and how many injured beside them."""

    killed: int
    injured: int
    harm: Harm


class _Group(NamedTuple):
    """So many people of one end, as a harm tells of them."""

    number: int
    end: End
    harm: Harm


@dataclass(slots=True)
class _Sides:
    """The most dead told of by words for those who attack alone, and by words for those attacked alone."""

    dead: dict[bool, Harm] = field(default_factory=dict)

    def hear(self, harm: Harm) -> None:
        side = _side(harm)
        if side is None or any(p.part and not _is_of_attackers(p) for p in harm.people):
            return
        if side not in self.dead or harm.number >= self.dead[side].number:
            self.dead[side] = harm

    def beside(self, number: int) -> list[Harm]:
        """Return so many told of, and the dead of the other side: "four soldiers were killed ... two attackers"."""
        side = next((side for side, harm in self.dead.items() if harm.number == number), None)
        other = None if side is None else self.dead.get(not side)
        return [] if side is None or other is None else [self.dead[side], other]


@dataclass(slots=True)
class _Recent:
    """Whom a sentence has told of so far, and the one before it: what "two others" come on top of."""

    sentence: int = -1
    here: list[_Group] = field(default_factory=list)
    before: list[_Group] = field(default_factory=list)
    headed: bool = False  # whether only the headline was told before
    counted: tuple[int, int] = (-1, 0)  # those told last: "three were hurt and taken to hospital" are three

    def turn_to(self, report: Report) -> None:
        """Begin the sentence of a report; what goes on near by goes on with the one before."""
        if report.sentence != self.sentence:
            reach = _ALSO if any(map(says_also, report.harms)) else _ADJOINING
            adjoins = not self.headed and self.sentence >= report.sentence - reach
            self.before, self.here = self.here if adjoins else [], []
            self.sentence, self.headed = report.sentence, report.headline

    def add(self, group: _Group) -> None:
        if group.harm.people and not self.has_counted(group):
            self.here.append(group)
            self.counted = group.harm.people[0].first, group.number

    def has_counted(self, group: _Group) -> bool:
        """Return whether those told last are the same, by the same words."""
        people = group.harm.people
        return bool(people) and (people[0].first, group.number) == self.counted

    def last(self, end: End) -> _Group | None:
        """Return those told last; where somebody died, the dead told last, if any were."""
        groups = self.here or self.before
        dead = [g for g in [*self.before, *self.here] if g.end is End.KILLED] if end is End.KILLED else []
        return (dead or groups)[-1] if groups else None


@dataclass(slots=True)
class _Told:
    """What the reports of one event tell of the people hurt, gathered in the order of the text."""

    people: list[Person] = field(default_factory=list)
    stated: dict[End, _Stated] = field(default_factory=lambda: {end: _Stated() for end in End})
    tolls: list[_Toll] = field(default_factory=list)
    sides: _Sides = field(default_factory=_Sides)
    recent: _Recent = field(default_factory=_Recent)
    kinds: set[tuple[str, int]] = field(default_factory=set)  # dead "four militants", again as "all four militants"
    with_attacker: set[int] = field(default_factory=set)  # dead that count the attacker: "two guards and the gunman"
    others: set[int] = field(default_factory=set)  # how many came on top once: "four others", again "four others"

    @property
    def dead(self) -> list[Person]:
        return [p for p in self.people if p.end is End.KILLED]

    @property
    def hurt(self) -> list[Person]:
        return [p for p in self.people if p.end is not End.KILLED]

    def hear(self, report: Report) -> None:
        if (toll := _toll(report)) is not None:
            self.tolls.append(toll)
        harms = [h for h in report.harms if h.outcome in {Outcome.KILLED, Outcome.INJURED}]
        dead = [h for h in harms if h.outcome is Outcome.KILLED]
        fatal = any(not any(map(is_among, h.people)) for h in dead)
        for harm in harms:
            if harm.outcome is Outcome.KILLED:
                self._raise_dead(harm, report.sentence)
            if not (number := harm.number):
                continue
            told_dead = number > 1 and any(h.people and h.people == harm.people for h in dead)
            soft = harm.soft or told_dead  # none of "three shot to death" is "wounded"
            end = End.KILLED if harm.outcome is Outcome.KILLED else End.HIT if soft else End.INJURED
            self.recent.turn_to(report)
            meet(self.people, harm, end, report.sentence)
            group = _Group(number, end, harm)
            if number > 1 or not harm.people:
                self.stated[end].hear(number, harm, beside=fatal or _is_further(harm))
                if told_dead and end is not End.KILLED:
                    continue  # whether they come on top is for what says that they died
                self._put_on_top(group)
            elif (ordinal := _ordinal(harm)) > 1:
                self.stated[End.HIT].hear(ordinal, harm)
                self.stated[end].heard.add(number)
            if end is End.KILLED:
                if len(harm.people) > 1 and any(p.noun in _ATTACKERS for p in harm.people):
                    self.with_attacker.add(number)
                self.kinds |= _kinds(harm)
                self.sides.hear(harm)
            self.recent.add(group)

    def _raise_dead(self, harm: Harm, sentence: int) -> None:
        """Take those told of before for dead where a harm says so of all of them: "both died"."""
        if known := those_before(self.people, harm, sentence):
            for person in known:
                person.end, person.harms = End.KILLED, [*person.harms, harm]
        elif self.stated[End.HIT].number and _is_all(harm):
            self.stated[End.KILLED].hear(self.stated[End.HIT].number, harm)

    def _put_on_top(self, group: _Group) -> None:
        """Add "two others" to those told of right before, unless they were added already."""
        if not self._comes_on_top(group) or self.recent.has_counted(group) or group.number in self.others:
            return
        self.others.add(group.number)
        number, end, harm = group
        first = self.recent.last(end)
        if first is None or End.KILLED is not end or first.end is not End.KILLED:
            so_far = 0 if first is None else first.number
            rest = end is End.HIT and so_far == number + 1  # "five were hurt ... four others remain in hospital"
            self.stated[End.HIT].hear(so_far if rest else number + so_far, harm)
        elif _side(harm) is None or _side(first.harm) in {None, _side(harm)}:  # "two died. Three others were killed"
            self.stated[End.KILLED].hear(number + first.number, harm, first=first.harm)

    def _comes_on_top(self, group: _Group) -> bool:
        if not _is_further(group.harm):
            return False
        phrase = group.harm.people[0].phrase if group.harm.people else ""
        # "two more died" are two of those hurt
        return group.end is not End.KILLED or not (_MORE in fold(phrase).split() or _kinds(group.harm) & self.kinds)


def _killed(told: _Told) -> Figure | None:
    """Return how many died: the figure stated or those told one by one, with those whom the words leave out."""
    dead, stated = told.dead, told.stated[End.KILLED]
    number = stated.number or len(dead)
    if stated.harm is not None and not stated.harm.people and (suicides := [p for p in dead if _by_own_hand(p)]):
        number = max(number, len(suicides) + 1)  # "a murder" is of another
    attackers = [] if stated.number in told.with_attacker else _attackers_on_top(stated.harm, dead)
    beside = told.sides.beside(stated.number)
    if beside and beside[-1].number > len(attackers):
        number, more = number + beside[-1].number, beside
    else:
        number, more = number + len(attackers), [p.told for p in attackers]
    return _figure(number, stated, dead, (), more) if number else None


def _attackers_on_top(stated: Harm | None, dead: list[Person]) -> list[Person]:
    """Return who attacked and died beside those killed: "a gunman killed three people and then himself"."""
    own = [p for p in dead if "attacker" in p.traits and not p.part]
    if _is_active(stated):
        return own
    return [p for p in own if _is_also(p)] if stated is not None and stated.people else []


def _injured(told: _Told, killed: int) -> Figure | None:
    """Return how many were hurt and live: those said to be injured, or those hit without those who died.

    Whichever of the two is more; ``killed`` is what the dead come to.
    """
    dead, hurt = told.dead, told.hurt
    said, shot = told.stated[End.INJURED], told.stated[End.HIT]
    injured, hit = said.number, shot.number
    if any(p.part for p in dead) and not said.beside:
        if injured > hit:
            hit, shot = injured, said
        injured = 0  # "four were wounded ... one of the victims died"
    if not told.stated[End.KILLED].number and _is_active(told.stated[End.HIT].harm):
        # who shot four people and then died is none of the four
        hit += len([p for p in dead if "attacker" in p.traits and not p.part])
    if _counts_all_hit(told, injured, hit, killed):
        injured = 0
    if injured and (toll := next((t for t in told.tolls if t.killed == killed), None)) is not None:
        hit = 0  # who were shot or taken to hospital are not all hurt, or not in this event
        if any(t.killed + t.injured == killed + toll.injured and t.killed < killed for t in told.tolls):
            # some of those counted as hurt at first have died
            injured, said = toll.injured, _Stated(toll.injured, toll.harm)
    stated, besides = said, _besides(said, injured, hurt)
    lost = killed - _not_of_those(shot, dead)
    if injured + len(besides) < hit - lost + len(others := _besides(shot, hit, hurt)):
        injured, stated, besides = hit - lost, shot, others
    number = injured + len(besides) or len(hurt)
    died = [p.told for p in dead if p.part]
    return _figure(number, stated, hurt, besides, died) if number else None


def _not_of_those(stated: _Stated, dead: list[Person]) -> int:
    """Return how many dead are none of the officers or soldiers hit: "four officers were shot ... killing a man"."""
    group = stated.harm.people if stated.harm is not None else ()
    if len(group) != 1 or group[0].role not in _BEARING_ARMS:
        return 0
    return len([p for p in dead if p.nouns and p.nouns <= _SOMEBODY and not (p.part or p.callings)])


def _counts_all_hit(told: _Told, injured: int, hit: int, killed: int) -> bool:
    """Return whether "four people were injured" counts all who were hit, and another sentence only those who lived."""
    said = told.stated[End.INJURED]
    if not killed:
        return False
    if injured == hit and hit - killed in said.heard:
        return True
    lived = [p for p in told.hurt if p.end is End.INJURED or not said.beside]
    return bool(lived) and not told.stated[End.KILLED].number and injured - killed == len(lived)


def _besides(stated: _Stated, number: int, hurt: list[Person]) -> list[Person]:
    """Return those told one by one who come on top of a figure: a man where "two women were shot"."""
    group = stated.harm.people if stated.harm is not None and stated.number == number else ()
    if len(group) != 1 or number != group[0].count.best:
        return []
    words = {*fold(group[0].phrase).split(), group[0].noun}
    return [p for p in hurt if are_unlike(words, p)]


def _figure(
    number: int, stated: _Stated, told: list[Person], besides: Sequence[Person] = (), more: Sequence[Harm] = ()
) -> Figure:
    """Return the figure stated where it is the number, else one made from those told one by one.

    ``more`` are harms that were added to the figure stated, or taken from it.
    """
    if stated.harm is not None and stated.number == number == stated.harm.number:
        return Figure(stated.harm.count, (stated.harm,), stated.harm.confidence)
    harms = tuple(dict.fromkeys(p.told for p in told)) if len(told) == number else ()
    if not harms:
        said = [h for h in (stated.first, stated.harm) if h is not None]
        harms = tuple(dict.fromkeys([*said, *(p.told for p in besides), *more]))
    words = "; ".join(h.count.words for h in harms if h.count.words)
    if len(told) == number == 1:
        open_ended = harms[0].count.max is None  # "at least one person was killed"
        return Figure(Count(1, 1, None if open_ended else 1, words), harms, harms[0].confidence)
    return Figure(Count(number, number, number, words), harms, 0.7)


def _toll(report: Report) -> _Toll | None:
    """Return the dead and the injured that one clause counts side by side: "killed four and injured one"."""
    told = [h for h in report.harms if h.outcome in {Outcome.KILLED, Outcome.INJURED} and h.people]
    killed = next((h for h in told if h.outcome is Outcome.KILLED), None)
    injured = next((h for h in told if h.outcome is Outcome.INJURED and not h.soft), None)
    if killed is None or injured is None or killed.people == injured.people:
        return None
    others = any(h.people not in (killed.people, injured.people) or any(map(is_among, h.people)) for h in told)
    if others or not (killed.count.best and injured.count.best and killed.count.max and injured.count.max):
        return None  # "two are in critical condition and five others were hurt"
    return _Toll(killed.count.best, injured.count.best, injured)


def _side(harm: Harm) -> bool | None:
    """Return whether those of a harm are called attackers; None where the words may mean anybody."""
    if any(p.noun in _ANYBODY or p.role == "pronoun" for p in harm.people) or is_rough(harm.count.words):
        return None
    if any("suspected" in fold(p.phrase).split() for p in harm.people):
        return True
    sides = {p.noun in _ATTACKERS or p.role == "militia" for p in harm.people}
    return sides.pop() if len(sides) == 1 else None


def _is_of_attackers(one: People) -> bool:
    return "of the" in fold(one.phrase) and one.noun in _ATTACKERS


def _kinds(harm: Harm) -> set[tuple[str, int]]:
    """Return of which kinds of people there are how many, where that is more than one."""
    return {(p.noun, n) for p in harm.people if p.noun and (n := p.count.number or 0) > 1}


def _ordinal(harm: Harm) -> int:
    """Return 4 for "a fourth victim", 0 where no ordinal counts somebody."""
    words = {w for p in harm.people for w in fold(p.phrase).split()}
    return max((n for n, word in enumerate(_ORDINALS, 1) if word in words), default=0)


def _is_further(harm: Harm) -> bool:
    """Return whether people come on top of those told of before; "he and two others" are all."""
    words = [fold(p.phrase).split() for p in harm.people[:1] if not p.part]
    return any(FURTHER & set(w) and w[:1] != ["the"] for w in words) or says_also(harm)


def _is_all(harm: Harm) -> bool:
    """Return whether all of those told of before have died: "all of them died"."""
    return [fold(p.phrase) for p in harm.people] == ["all"] and not harm.number


def _is_also(person: Person) -> bool:
    """Return whether somebody is told to have died too: "The bomber also died"."""
    return any(says_also(h) for h in person.harms if h.outcome is Outcome.KILLED)


def _by_own_hand(person: Person) -> bool:
    return any(one.noun in REFLEXIVES for harm in person.harms for one in harm.people)


def _is_active(harm: Harm | None) -> bool:
    """Return whether a harm says whom somebody else hit: "killed three", not "three were killed", "the death of"."""
    if harm is None or not harm.people or any(p.noun in REFLEXIVES for p in harm.people):
        return False
    return harm.first < harm.people[0].first and "of" not in fold(harm.count.words or "").split()[:3]
