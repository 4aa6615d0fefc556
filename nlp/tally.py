"""How many people one event killed and injured, from everything its reports tell of them.

Figures that are stated ("four people were shot") and people who are told one by one are kept apart, and
what an article tells twice counts once:

- Killed are the largest figure stated; where none is, the different people told to have died.
- Injured are the largest figure stated; where none is, the different people hurt who did not die.
  People only said to be hit or taken to hospital are injured as long as nothing says that they died: of
  "four people were shot", those killed are taken off.
- "Two others" come on top of those told of right before.
- Two people are different where their ages, sexes or names differ, where one is "another", or where a
  sentence tells of different ends. Otherwise they are taken to be the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.lexicons import fold, word_set
from nlp.notes import Harm, People, Report
from nlp.number_words import is_rough
from store.model import Count, Outcome, Slot

_MALE, _FEMALE = word_set("people", "male"), word_set("people", "female")
_MINOR, _ADULT = word_set("people", "minor"), word_set("people", "adult")
_ATTACKING, _GUARDING = word_set("people", "attacking"), word_set("people", "guarding")
_TRAITS = (
    *(("male", _MALE), ("female", _FEMALE), ("minor", _MINOR), ("adult", _ADULT)),
    *(("attacker", _ATTACKING), ("guard", _GUARDING)),
)
_FURTHER = word_set("people", "further")
_OWN = frozenset({"shot", "fired"})  # words of "who shot four people"
_BACK = frozenset({"both", "all", "the", "these", "they"})
_KINDS = (("male", "female"), ("female", "male"), ("minor", "adult"), ("adult", "minor"))
_INDEFINITE = frozenset({"a", "an", "one"})
_REFLEXIVES = word_set("people", "reflexives")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MORE = "more"
_ATTACKERS = word_set("events", "attackers") | word_set("tally", "fighters")
_ANYBODY = word_set("tally", "anybody")  # words for people that are of no side
_HIT, _INJURED, _KILLED = range(3)
_ADJOINING = 2  # sentences on which "two others" can go on
_GROWN = 18


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people for a slot, with the harms that it was read from and how sure it is (0 to 1)."""

    count: Count
    harms: tuple[Harm, ...]
    confidence: float


@dataclass(slots=True)
class _Person:
    """One person hurt: how badly, what they are called, and where that was told last."""

    end: int
    names: frozenset[str]
    age: int | None
    nouns: frozenset[str]
    traits: frozenset[str]
    further: bool
    part: bool
    sentence: int
    first: int
    harms: list[Harm] = field(default_factory=list)


@dataclass(slots=True)
class _Stated:
    """The largest figure stated so far for one end, the harm that states it, and all figures stated.

    ``beside`` says that it was stated beside the dead ("one was killed and four were hurt", "four others").
    """

    number: int = 0
    harm: Harm | None = None
    heard: set[int] = field(default_factory=set)
    beside: bool = False
    first: Harm | None = None  # what a figure comes on top of: "two died. Three others were killed"

    def hear(self, number: int, harm: Harm, *, beside: bool = False, first: Harm | None = None) -> None:
        self.heard.add(number)
        if self.harm is not None and is_rough(harm.count.words) and not is_rough(self.harm.count.words):
            return  # "dozens" are no news where a number was told
        exact = self.harm is not None and self.harm.count.best is None and harm.count.best is not None
        self.beside = beside or (self.beside and number <= self.number)
        if number > self.number or (number == self.number and exact):
            self.number, self.harm, self.first = number, harm, first


@dataclass(frozen=True, slots=True)
class _Toll:
    """How many a clause says were killed, and how many injured beside them."""

    killed: int
    injured: int
    harm: Harm


def add_up(reports: Iterable[Report]) -> dict[Slot, Figure]:
    """Return how many were killed and injured by all reports of one event, in the order of the text.

    A slot for which nothing but zero is told is left out.
    """
    people: list[_Person] = []
    stated = [_Stated(), _Stated(), _Stated()]
    before: tuple[int, list[tuple[int, int, Harm]]] = (-1, [])  # the sentence told of last, and whom it had so far
    earlier: list[tuple[int, int, Harm]] = []
    dead_heard: set[tuple[str, int]] = set()  # "four militants", told again as "all four militants"
    others: set[int] = set()  # how many came on top, told once: "four others", later again "four others"
    last = (-1, 0)  # the people counted last: "three others were injured and taken to hospital" are three
    tolls: list[_Toll] = []
    sides = _Sides()
    headed = False  # whether only the headline was told before
    for report in reports:
        if (toll := _toll(report)) is not None:
            tolls.append(toll)
        dead_told = {h.people for h in report.harms if h.outcome is Outcome.KILLED and h.people}
        fatal = any(h.outcome is Outcome.KILLED and not any(map(_is_among, h.people)) for h in report.harms)
        for harm in report.harms:
            if harm.outcome not in (Outcome.KILLED, Outcome.INJURED):
                continue
            if harm.outcome is Outcome.KILLED and (known := _those_before(people, harm, report.sentence)):
                for person in known:
                    person.end, person.harms = _KILLED, [*person.harms, harm]
            elif harm.outcome is Outcome.KILLED and stated[_HIT].number and _is_all(harm):
                stated[_KILLED].hear(stated[_HIT].number, harm)
            if not (number := _number(harm.count)):
                continue
            soft = harm.soft or (number > 1 and harm.people in dead_told)  # none of "three shot to death" is "wounded"
            end = _KILLED if harm.outcome is Outcome.KILLED else _HIT if soft else _INJURED
            if report.sentence != before[0]:
                adjoins = not headed and before[0] >= report.sentence - _ADJOINING
                earlier, before = before[1] if adjoins else [], (report.sentence, [])
                headed = report.headline
            _meet_all(people, harm, end, report.sentence)
            if number > 1 or not harm.people:
                stated[end].hear(number, harm, beside=fatal or _is_further(harm))
                of_wounds = end == _KILLED and _MORE in fold(harm.people[0].phrase if harm.people else "").split()
                further = _is_further(harm) and not of_wounds  # "two more died" are two of those hurt
                further = further and not (end == _KILLED and _kinds(harm) & dead_heard)
                if further and (harm.people[0].first, number) != last and number not in others:
                    others.add(number)
                    so_far, told, first = ((before[1] or earlier)[-1:] or [(0, end, harm)])[0]
                    rest = end == _HIT and so_far == number + 1  # "five were hurt ... four others remain in hospital"
                    if told != _KILLED or end != _KILLED or not so_far:
                        stated[_HIT].hear(so_far if rest else number + so_far, harm)
                    elif _side(harm) is None or _side(first) in {
                        None,
                        _side(harm),
                    }:  # "two died. Three others were killed"
                        stated[_KILLED].hear(number + so_far, harm, first=first)
            elif (ordinal := _ordinal(harm)) > 1:
                stated[_HIT].hear(ordinal, harm)
                stated[end].heard.add(number)
            if end == _KILLED:
                dead_heard |= _kinds(harm)
                sides.hear(harm)
            if harm.people and (harm.people[0].first, number) != last:
                before[1].append((number, end, harm))
                last = harm.people[0].first, number
    return _figures(people, stated, tolls, sides)


@dataclass(slots=True)
class _Sides:
    """The most dead told of by words for those who attack alone, and by words for those attacked alone."""

    dead: dict[bool, Harm] = field(default_factory=dict)

    def hear(self, harm: Harm) -> None:
        side = _side(harm)
        if side is None or any(p.part and not _is_of_attackers(p) for p in harm.people):
            return
        if side not in self.dead or _number(harm.count) >= _number(self.dead[side].count):
            self.dead[side] = harm

    def beside(self, number: int) -> list[Harm]:
        """Return so many told of, and the dead of the other side: "four soldiers were killed ... two attackers"."""
        side = next((side for side, harm in self.dead.items() if _number(harm.count) == number), None)
        other = None if side is None else self.dead.get(not side)
        return [] if side is None or other is None else [self.dead[side], other]


def _is_of_attackers(one: People) -> bool:
    return "of the" in fold(one.phrase) and one.noun in _ATTACKERS


def _side(harm: Harm) -> bool | None:
    """Return whether those of a harm are called attackers; None where the words may mean anybody."""
    if any(p.noun in _ANYBODY or p.role == "pronoun" for p in harm.people) or is_rough(harm.count.words):
        return None
    sides = {p.noun in _ATTACKERS or p.role == "militia" for p in harm.people}
    return sides.pop() if len(sides) == 1 else None


def _kinds(harm: Harm) -> set[tuple[str, int]]:
    """Return of which kinds of people there are how many, where that is more than one."""
    return {(p.noun, n) for p in harm.people if p.noun and (n := _number(p.count)) > 1}


def _toll(report: Report) -> _Toll | None:
    """Return the dead and the injured that one clause counts side by side: "killed four and injured one"."""
    told = [h for h in report.harms if h.outcome in {Outcome.KILLED, Outcome.INJURED} and h.people]
    killed = next((h for h in told if h.outcome is Outcome.KILLED), None)
    injured = next((h for h in told if h.outcome is Outcome.INJURED and not h.soft), None)
    if killed is None or injured is None or killed.people == injured.people:
        return None
    others = any(h.people not in (killed.people, injured.people) or any(map(_is_among, h.people)) for h in told)
    if others or not (killed.count.best and injured.count.best and killed.count.max and injured.count.max):
        return None  # "two are in critical condition and five others were hurt"
    return _Toll(killed.count.best, injured.count.best, injured)


def _figures(people: list[_Person], stated: list[_Stated], tolls: list[_Toll], sides: _Sides) -> dict[Slot, Figure]:
    found: dict[Slot, Figure] = {}
    dead = [p for p in people if p.end == _KILLED]
    hurt = [p for p in people if p.end != _KILLED]
    own = len([p for p in dead if "attacker" in p.traits and not p.part])
    killed = stated[_KILLED].number or len(dead)
    implied = stated[_KILLED].harm
    if implied is not None and not implied.people and (himself := [p for p in dead if _by_own_hand(p)]):
        killed = max(killed, len(himself) + 1)  # "a murder" is of another
    top = [p for p in dead if "attacker" in p.traits and not p.part]
    if not _is_active(stated[_KILLED].harm):  # but for "a gunman killed three people and then himself"
        top = [p for p in top if _is_also(p)] if implied is not None and implied.people else []
    beside = sides.beside(stated[_KILLED].number)
    if beside and _number(beside[-1].count) > len(top):
        killed += _number(beside[-1].count)
        more = beside
    else:
        killed += len(top)
        more = [p.harms[-1] for p in top]
    if killed:
        found[Slot.KILLED] = _figure(killed, stated[_KILLED], dead, (), more)
    hurt_stated, hit_stated = stated[_INJURED], stated[_HIT]
    said, hit = hurt_stated.number, hit_stated.number
    if any(p.part for p in dead) and not stated[_INJURED].beside:
        if said > hit:
            hit, hit_stated = said, hurt_stated
        said = 0  # "four were wounded ... one of the victims died"
    if not stated[_KILLED].number and _is_active(stated[_HIT].harm):
        hit += own  # who shot four people and then died is none of the four
    lived = len([p for p in hurt if p.end == _INJURED or not hurt_stated.beside]) if not stated[_KILLED].number else 0
    all_told = said == hit and hit - killed in stated[_INJURED].heard
    if killed and (all_told or (lived and said - killed == lived)):
        said = 0  # "four people were injured" counts all who were hit, and another sentence only those who lived
    if said and (toll := next((t for t in tolls if t.killed == killed), None)) is not None:
        hit = 0  # who were shot or taken to hospital are not all hurt, or not in this event
        if any(t.killed + t.injured == killed + toll.injured and t.killed < killed for t in tolls):
            # some of those counted as hurt at first have died
            said, hurt_stated = toll.injured, _Stated(toll.injured, toll.harm)
    told = (said, hurt_stated, _besides(hurt_stated, said, hurt))
    if said + len(told[2]) < hit - killed + len(others := _besides(hit_stated, hit, hurt)):
        told = (hit - killed, hit_stated, others)
    injured = told[0] + len(told[2]) or len(hurt)
    if injured:
        died = [p.harms[-1] for p in dead if p.part]
        found[Slot.INJURED] = _figure(injured, told[1], hurt, told[2], died)
    return found


def _is_also(person: _Person) -> bool:
    """Return whether somebody is told to have died too: "The bomber also died"."""
    return any(h.outcome is Outcome.KILLED and "also" in fold(h.count.words or "").split() for h in person.harms)


def _by_own_hand(person: _Person) -> bool:
    return any(one.noun in _REFLEXIVES for harm in person.harms for one in harm.people)


def _is_active(harm: Harm | None) -> bool:
    """Return whether a harm says whom somebody else hit: "killed three", not "three were killed", "the death of"."""
    if harm is None or not harm.people or any(p.noun in _REFLEXIVES for p in harm.people):
        return False
    return harm.first < harm.people[0].first and "of" not in fold(harm.count.words or "").split()[:3]


def _besides(stated: _Stated, number: int, hurt: list[_Person]) -> list[_Person]:
    """Return those told one by one who come on top of a figure: a man where "two women were shot"."""
    group = stated.harm.people if stated.harm is not None and stated.number == number else ()
    if len(group) != 1 or number != group[0].count.best:
        return []
    kinds = _traits({*fold(group[0].phrase).split(), group[0].noun})
    return [p for p in hurt if any(a in kinds and b in p.traits for a, b in _KINDS)]


def _is_all(harm: Harm) -> bool:
    """Return whether all of those told of before have died: "all of them died"."""
    return [fold(p.phrase) for p in harm.people] == ["all"] and not _number(harm.count)


def _those_before(people: list[_Person], harm: Harm, sentence: int) -> list[_Person]:
    """Return who died by words that point back: "both died", "the two died", "all three were pronounced dead"."""
    if len(harm.people) != 1 or not _BACK & set(fold(harm.people[0].phrase).split()[:1]):
        return []
    if harm.people[0].role not in {"", "pronoun"}:
        return []  # "the child died"
    alive = [p for p in people if p.end != _KILLED and sentence - p.sentence <= _ADJOINING]
    number = _number(harm.count)
    if not number:
        return [p for p in alive if p.sentence == max(a.sentence for a in alive)]
    alive.sort(key=lambda p: (p.sentence, p.first))
    return alive[-number:] if len(alive) >= number else []


def _figure(
    number: int,
    stated: _Stated,
    told: list[_Person],
    besides: Sequence[_Person] = (),
    more: Sequence[Harm] = (),
) -> Figure:
    """Return the figure stated where it is the number, else one made from those told one by one.

    ``more`` are harms that were added to the figure stated, or taken from it.
    """
    if stated.harm is not None and stated.number == number and number == _number(stated.harm.count):
        return Figure(stated.harm.count, (stated.harm,), stated.harm.confidence)
    harms = tuple(dict.fromkeys(p.harms[-1] for p in told)) if len(told) == number else ()
    if not harms:
        said = [h for h in (stated.first, stated.harm) if h is not None]
        harms = tuple(dict.fromkeys([*said, *(p.harms[-1] for p in besides), *more]))
    words = "; ".join(h.count.words for h in harms if h.count.words)
    if len(told) == number == 1:
        open_ended = harms[0].count.max is None  # "at least one person was killed"
        return Figure(Count(1, 1, None if open_ended else 1, words), harms, harms[0].confidence)
    return Figure(Count(number, number, number, words), harms, 0.7)


def _number(count: Count) -> int:
    return count.best if count.best is not None else count.min or 0


def _ordinal(harm: Harm) -> int:
    """Return 4 for "a fourth victim", 0 where no ordinal counts somebody."""
    words = {w for p in harm.people for w in fold(p.phrase).split()}
    return max((n for n, word in enumerate(_ORDINALS, 1) if word in words), default=0)


def _is_further(harm: Harm) -> bool:
    """Return whether people come on top of those told of before; "he and two others" are all."""
    words = [fold(p.phrase).split() for p in harm.people[:1] if not p.part]
    further = any(_FURTHER & set(w) and w[:1] != ["the"] for w in words)
    return further or "also" in fold(harm.count.words or "").split()


def _meet_all(people: list[_Person], harm: Harm, end: int, sentence: int) -> None:
    """Add the single people of a harm to those met before, or what it says to what is known of them."""
    met: list[_Person] = []
    for one in harm.people:
        if (one.count.min, one.count.best) != (1, 1):
            continue
        new = _described(one, end, sentence, harm)
        fitting = [p for p in people if p not in met and _same(p, new, one, harm)]
        pronoun = one.role == "pronoun" and not new.names
        known = max(fitting, key=lambda p: (0 if pronoun else _likeness(p, new), p.sentence), default=None)
        if known is None:
            known = new
            people.append(new)
        else:
            known.end, known.sentence, known.first = max(known.end, end), sentence, new.first
            known.names, known.traits = known.names | new.names, known.traits | new.traits
            known.nouns |= new.nouns
            known.age = new.age if known.age is None else known.age
        known.harms.append(harm)
        met.append(known)


def _described(one: People, end: int, sentence: int, harm: Harm) -> _Person:
    words = set(fold(one.phrase).replace("-", " ").removeprefix("her ").split()) | {one.noun}
    traits = _traits(words) - {"minor", "adult"}
    if one.noun in _MINOR or (one.age is not None and one.age < _GROWN - 5):
        traits.add("minor")
    elif one.noun in _ADULT or (one.age is not None and one.age > _GROWN):
        traits.add("adult")
    if one.noun in _REFLEXIVES or _OWN & words or "own life" in fold(harm.count.words or ""):
        traits.add("attacker")
    names = frozenset(w for w in fold(one.name or "").replace(".", " ").split() if len(w) > 2)
    nouns = frozenset({one.noun} - {""}) if one.role != "pronoun" else frozenset()
    return _Person(
        end, names, one.age, nouns, frozenset(traits), bool(words & _FURTHER), _is_among(one), sentence, one.first
    )


def _traits(words: set[str]) -> set[str]:
    return {name for name, members in _TRAITS if words & members}


def _is_among(one: People) -> bool:
    """Return whether somebody is one of those counted: "one of the victims", "including a girl"."""
    return one.part or fold(one.phrase).split()[:2] == ["one", "of"]


def _likeness(known: _Person, new: _Person) -> int:
    """Return how much two people who may be the same have in common."""
    sexes = {"male", "female"}
    return (
        8 * bool(known.names & new.names)
        + 4 * (known.age is not None and known.age == new.age)
        + 2 * bool(known.nouns & new.nouns)
        + bool(known.traits & new.traits & sexes)
        + (known.end == new.end == _KILLED)
    )


def _is_other_than_doer(one: People, harm: Harm, known: _Person, new: _Person) -> bool:
    """Return whether "another" only sets somebody apart from who did it: "a boy shot another boy"."""
    return harm.soft and harm.first < one.first and known.sentence != new.sentence and one.phrase.startswith("another")


_OPPOSITES = (("male", "female"), ("minor", "adult"), ("attacker", "guard"))


def _same(known: _Person, new: _Person, one: People, harm: Harm) -> bool:
    """Return whether nothing says that somebody told of is not the person known."""
    if known.first == new.first:
        return True
    if known.names and new.names:
        shared = len(known.names & new.names)
        return shared == min(len(known.names), len(new.names)) or shared > 1  # not two of one family
    if known.age is not None and new.age is not None and known.age != new.age:
        return False
    if any({a, b} <= {*known.traits, *new.traits} for a, b in _OPPOSITES):
        return False
    if new.further and not known.further and not _is_other_than_doer(one, harm, known, new):
        return False
    if "gun on" in one.phrase and "attacker" not in known.traits:
        return False  # "a student was hit; the girl then turned the gun on herself"
    if not (one.role or one.name) and known.sentence == new.sentence:
        return False  # "one dead and one in critical condition"
    dead = known.sentence == new.sentence and known.harms[-1].outcome is Outcome.KILLED
    if dead and "hospital" in (harm.count.words or "") and one.role != "pronoun" and new.nouns.isdisjoint(known.nouns):
        return False  # "killed one and left the gunman hospitalized"
    own_end = one.noun in _REFLEXIVES and new.end == _KILLED != known.end
    if own_end and "attacker" not in known.traits and known.sentence == new.sentence:
        return False  # "shot a student and then killed herself"
    pronoun = one.role == "pronoun"
    ends = {known.end, new.end} == {_KILLED, _INJURED}
    definite = fold(one.phrase).startswith(("the ", "his ", "her ", "their ")) and known.sentence != new.sentence
    spoken_of = pronoun and one.noun not in _REFLEXIVES  # "the injured man was flown to a hospital where he died"
    indefinite = not _INDEFINITE.isdisjoint(fold(one.phrase).split()[:1])
    if new.end == _INJURED and not indefinite and "had been" in fold(harm.count.words or ""):
        return True  # "a boy has died; Carl Webb had been critically wounded"
    return not ends or ((spoken_of or definite) and new.end == _KILLED)
