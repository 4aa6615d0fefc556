"""Which of the people that an article tells one by one are the same person.

Two people are different where their ages, sexes or names differ, where one is "another", or where a sentence tells
of different ends. Otherwise they are taken to be the same: an article tells of one man more often than of two who
are alike in everything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from nlp.lexicons import fold, read_lexicon, word_set
from nlp.notes import Harm, People
from nlp.person_words import ATTACKING, FURTHER, REFLEXIVES
from store.model import Outcome

_MALE, _FEMALE = word_set("people", "male"), word_set("people", "female")
_MINOR, _ADULT = word_set("people", "minor"), word_set("people", "adult")
_TRAITS = (
    *(("male", _MALE), ("female", _FEMALE), ("minor", _MINOR), ("adult", _ADULT)),
    *(("attacker", ATTACKING), ("guard", word_set("people", "guarding"))),
)
_OPPOSITES = (frozenset({"male", "female"}), frozenset({"minor", "adult"}), frozenset({"attacker", "guard"}))
_OWN = frozenset({"shot", "fired"})  # words of "who shot four people"
_DEEDS = word_set("coreference", "deeds")
# What somebody is by calling; officers of the army and of the police are called by the same words.
_CALLINGS = {"troops": "armed", "police": "armed", "militia": "armed"} | {
    key: key for key in ("government", "media", "religious", "medical", "education")
}
_ANYBODY = word_set("coreference", "anybody")
_CIVILIANS = frozenset(read_lexicon("persons")["civilian"])
_BACK = frozenset({"both", "all", "the", "these", "they"})
_INDEFINITE = frozenset({"a", "an", "one"})
_LIVING = frozenset({"is", "remains", "upgraded", "recovering"})  # said of whom, they have not died
_DEFINITE = ("the ", "his ", "her ", "their ")
_NEAR = 2  # sentences over which "both" points back
_CHILD, _GROWN = 13, 18  # years: up to the one somebody is a minor by age, above the other an adult


class End(IntEnum):
    """What became of somebody; the worse end is the greater."""

    HIT = 0
    INJURED = 1
    KILLED = 2


@dataclass(slots=True)
class Person:
    """One person hurt: how badly, what they are called, and where that was told last.

    ``part`` says that they are one of those counted elsewhere, ``further`` that they are "another".
    """

    end: End
    names: frozenset[str]
    age: int | None
    nouns: frozenset[str]
    traits: frozenset[str]
    callings: frozenset[str]
    further: bool
    part: bool
    sentence: int
    first: int
    harms: list[Harm] = field(default_factory=list)

    @property
    def told(self) -> Harm:
        """The harm told last, of the dead the last that says that they died."""
        fatal = [h for h in self.harms if h.outcome is Outcome.KILLED] if self.end is End.KILLED else []
        return (fatal or self.harms)[-1]


def says_also(harm: Harm) -> bool:
    """Return whether people come on top of those told of before by their verb: "a woman was also hurt"."""
    return "also" in fold(harm.count.words or "").split()


def meet(people: list[Person], harm: Harm, end: End, sentence: int) -> None:
    """Add the single people of a harm to those met before, or what it says to what is known of them."""
    met: list[Person] = []
    for one in harm.people:
        if (one.count.min, one.count.best) != (1, 1):
            continue
        new = _described(one, end, sentence, harm)
        fitting = [p for p in people if p not in met and _may_be_same(p, new, one, harm)]
        pronoun = one.role == "pronoun" and not new.names
        known = max(fitting, key=lambda p: (0 if pronoun else _likeness(p, new), p.sentence), default=None)
        if known is None:
            known = new
            people.append(new)
        else:
            _learn(known, new)
        known.harms.append(harm)
        met.append(known)


def those_before(people: list[Person], harm: Harm, sentence: int) -> list[Person]:
    """Return who died by words that point back: "both died", "the two died", "all three were pronounced dead"."""
    if len(harm.people) != 1 or not _BACK & set(fold(harm.people[0].phrase).split()[:1]):
        return []
    if harm.people[0].role not in {"", "pronoun"}:
        return []  # "the child died"
    alive = [p for p in people if p.end != End.KILLED and sentence - p.sentence <= _NEAR]
    number = harm.count.number
    if not number:
        return [p for p in alive if p.sentence == max(a.sentence for a in alive)]
    alive.sort(key=lambda p: (p.sentence, p.first))
    if alive and len(alive) < number == len([p for p in people if sentence - p.sentence <= _NEAR]):
        return alive  # of "all three died" one was told to have
    return alive[-number:] if len(alive) >= number else []


def is_among(one: People) -> bool:
    """Return whether somebody is one of those counted: "one of the victims", "including a girl"."""
    return one.part or fold(one.phrase).split()[:2] == ["one", "of"]


def are_unlike(words: set[str], person: Person) -> bool:
    """Return whether words say of what sex or age people are, and somebody is of the other."""
    kinds = _traits(words)
    return any(trait in kinds and pair - {trait} <= person.traits for pair in _OPPOSITES[:2] for trait in pair)


def _described(one: People, end: End, sentence: int, harm: Harm) -> Person:
    words = set(fold(one.phrase).replace("-", " ").removeprefix("her ").split()) | {one.noun}
    traits = _traits(words) - {"minor", "adult"}
    if one.noun in _MINOR or (one.age is not None and one.age < _CHILD):
        traits.add("minor")
    elif one.noun in _ADULT or (one.age is not None and one.age > _GROWN):
        traits.add("adult")
    own = bool(_OWN & words) or ("who" in words and not _DEEDS.isdisjoint(words))
    if one.noun in REFLEXIVES or own or "own life" in fold(harm.count.words or ""):
        traits.add("attacker")
    names = frozenset(w for w in fold(one.name or "").replace(".", " ").split() if len(w) > 2)
    nouns = frozenset({one.noun} - {""}) if one.role != "pronoun" else frozenset()
    further = bool(words & FURTHER) or (says_also(harm) and not _INDEFINITE.isdisjoint(fold(one.phrase).split()[:1]))
    callings = frozenset() if (calling := _calling(one)) is None else frozenset({calling})
    return Person(end, names, one.age, nouns, frozenset(traits), callings, further, is_among(one), sentence, one.first)


def _calling(one: People) -> str | None:
    """Return what somebody is by calling: one of the police, of the media, a driver; None for anybody."""
    if one.role == "civilian":
        # whom no list has may be of any calling: "a commentator was shot", and "the reporter died"
        return "civilian" if one.noun in _CIVILIANS - _ANYBODY else None
    return _CALLINGS.get(one.role)


def _traits(words: set[str]) -> set[str]:
    return {name for name, members in _TRAITS if words & members}


def _learn(known: Person, new: Person) -> None:
    """Add what is told of somebody again to what is known; the worse end stays."""
    known.end, known.sentence, known.first = max(known.end, new.end), new.sentence, new.first
    known.names, known.traits = known.names | new.names, known.traits | new.traits
    known.nouns, known.callings = known.nouns | new.nouns, known.callings | new.callings
    known.age = new.age if known.age is None else known.age


def _likeness(known: Person, new: Person) -> int:
    """Return how much two people who may be the same have in common."""
    return (
        8 * bool(known.names & new.names)
        + 4 * (known.age is not None and known.age == new.age)
        + 2 * bool(known.nouns & new.nouns)
        + bool(known.traits & new.traits & _OPPOSITES[0])
        + (known.end == new.end == End.KILLED)
    )


def _may_be_same(known: Person, new: Person, one: People, harm: Harm) -> bool:
    """Return whether nothing says that somebody told of is not the person known."""
    if known.first == new.first:
        return True
    if known.names and new.names:
        shared = len(known.names & new.names)
        return shared == min(len(known.names), len(new.names)) or shared > 1  # not two of one family
    apart = _are_of_two_kinds(known, new) or _is_another(known, new, one, harm)
    apart = apart or (_have_two_callings(known, new) and not fold(one.phrase).startswith(_DEFINITE))
    if apart or (known.sentence == new.sentence and _are_told_beside(known, new, one, harm)):
        return False
    return _ends_agree(known, new, one, harm)


def _are_of_two_kinds(known: Person, new: Person) -> bool:
    """Return whether the ages or the traits of two people differ."""
    ages = known.age is not None and new.age is not None and known.age != new.age
    traits = known.traits | new.traits
    return ages or any(pair <= traits for pair in _OPPOSITES)


def _have_two_callings(known: Person, new: Person) -> bool:
    """Return whether one is a policeman and the other a driver; "the driver" may be a policeman."""
    return bool(known.callings and new.callings) and known.callings.isdisjoint(new.callings)


def _is_another(known: Person, new: Person, one: People, harm: Harm) -> bool:
    """Return whether words set somebody apart from who was told of: "another man", who "turned the gun on himself"."""
    if "gun on" in one.phrase and "attacker" not in known.traits:
        return True  # "a student was hit; the girl then turned the gun on herself"
    only_from_doer = harm.soft and harm.first < one.first and known.sentence != new.sentence
    only_from_doer = only_from_doer and one.phrase.startswith("another")  # "a boy shot another boy"
    return new.further and not known.further and not only_from_doer


def _are_told_beside(known: Person, new: Person, one: People, harm: Harm) -> bool:
    """Return whether one sentence tells of two people and not twice of one."""
    if not (one.role or one.name):
        return True  # "one dead and one in critical condition"
    died = known.harms[-1].outcome is Outcome.KILLED
    treated = "hospital" in (harm.count.words or "") and one.role != "pronoun"
    if died and treated and new.nouns.isdisjoint(known.nouns):
        return True  # "killed one and left the gunman hospitalized"
    own_end = one.noun in REFLEXIVES and new.end == End.KILLED != known.end
    return own_end and "attacker" not in known.traits  # "shot a student and then killed herself"


def _ends_agree(known: Person, new: Person, one: People, harm: Harm) -> bool:
    """Return whether somebody can have come to both ends: who was injured may have died, if that is said of them."""
    if known.end is End.KILLED != new.end and not _LIVING.isdisjoint(fold(harm.count.words or "").split()):
        return False  # "a woman is in serious condition"
    if {known.end, new.end} != {End.KILLED, End.INJURED}:
        return True
    if new.end == End.INJURED:
        indefinite = not _INDEFINITE.isdisjoint(fold(one.phrase).split()[:1])
        # "a boy has died; Carl Webb had been critically wounded"
        return not indefinite and "had been" in fold(harm.count.words or "")
    definite = fold(one.phrase).startswith(_DEFINITE) and known.sentence != new.sentence
    spoken_of = one.role == "pronoun" and one.noun not in REFLEXIVES
    return definite or spoken_of  # "the injured man was flown to a hospital where he died"
