"""Which type of incident a clause tells of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from nlp.armament import is_dropped, is_no_weapon_used
from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.places import country_of
from nlp.raids import FLYING
from nlp.thrown import throws_device
from nlp.trigger_guards import REMOVED, RUINING, names_fighters
from nlp.voice import is_passive
from store.model import Actor, MentionKind

_AIRCRAFT = word_set("classify", "aircraft")
_AIRLINERS = word_set("classify", "airliners")
_PLANTED = frozenset({"planted", "smuggled", "hidden", "concealed"})
_CHARGES = word_set("classify", "charges")
_SHOOTERS = word_set("classify", "shooters")
_CROWDS = word_set("classify", "crowds")
_ARMS = word_set("classify", "arms")
CONTRABAND = _ARMS | word_set("classify", "contraband")
# What names a crime and not how it was done.
_MURDERS = frozenset({"murder", "murders", "murdering", "homicide", "homicides"})
_GUARDIANS = word_set("classify", "guardians")
_IN_HAND = frozenset({"shooting", "stabbing"})
_FOUGHT_OFF = word_set("classify", "fought_off")
_OF_SOLDIERS = word_set("classify", "of_soldiers")
_PATROLS = frozenset({"coast", "navy", "customs", "police", "cutter", "patrol"})
_BEFORE = 6  # words from a mob, or a patrol, to what it does
_ROBBERS = word_set("classify", "robbers")
# What goes off where it lands.
_LANDING = frozenset({"rocket_or_missile_attack", "drone_attack", "grenade_attack", "shelling"})
_PLOTTING = frozenset({"plot", "cell"})
# Triggers whose type the other words of a clause decide.
_UNNAMED = frozenset({"any", "killed", "injured", "hit", "both"})
_SOME = frozenset({"most", "some", "many", "several", "majority"})
_PIRATES = frozenset({"pirates", "pirate", "hijackers"})
FORCES = word_set("actors", "forces") | {"forces", "commandos", "authorities"}
_OF_THE_STATE = word_set("classify", "of_the_state")
_OPERATIONS = frozenset({"operation", "operations", "raid", "raids", "offensive"})
_ONE = frozenset({"an", "the", "this", "that"})
_ITS = frozenset({"operation", "operations"})  # a raid may also be one of theirs
_CARS = frozenset({"car", "truck", "vehicle", "motorbike", "motorcycle"})
_STRIKES = frozenset({"strike", "strikes"})
_RANK = 10  # words from "killed" to the name of whom
_NOT_HIS_RANK = frozenset({"as", ",", ".", ";", ":", "and", "by", "when", "in", "at", "on", "said", "today", '"', "”"})
_PART = 4  # words from "most" to "were intercepted"
_SUICIDE = frozenset({"bomber", "bombers", "bombing", "bombings", "vest", "belt", "vests"})
# What else than a weapon makes a type, by the type.
_NAMING: dict[str, frozenset[str]] = {
    "suicide_bombing": frozenset({"suicide"}),
    "airstrike": _AIRCRAFT,
    "shooting": _SHOOTERS,
    "weapons_seizure": CONTRABAND,
    "mob_violence": _CROWDS,
    "robbery": _ROBBERS,
}
_DOWNED = frozenset({"downed", "downing"})


@dataclass(frozen=True, slots=True)
class _Clause:
    """What a clause says that its type can be read from.

    ``core`` are its triggers without those of harm, where there are others.
    """

    notes: Notes
    first: int
    last: int
    told: list[Trigger]
    core: list[Trigger]
    weapons: list[Mark]
    words: frozenset[str]

    @property
    def suicide(self) -> bool:
        """Whether somebody blows himself up in it."""
        return "suicide" in self.words and not _SUICIDE.isdisjoint(self.words)

    @property
    def flown(self) -> bool:
        """Whether warplanes are named in it, and not only "a passenger jet"."""
        words, span = self.notes.words, range(self.first, self.last)
        return any(words[i] in _AIRCRAFT and words[i - 1] not in _AIRLINERS for i in span)

    def has(self, words: frozenset[str]) -> bool:
        """Return whether it holds one of these words."""
        return not words.isdisjoint(self.words)

    def said(self, trigger: Trigger) -> list[str]:
        """Return the words of a trigger."""
        return self.notes.words[trigger.first : trigger.last]


# A type, the trigger that heads the clause, and whether that trigger names the type.
_Typed = tuple[str | None, Trigger, bool]


def type_of(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> _Typed:
    """Return the incident type of a clause, the trigger that heads it, and whether that trigger names the type."""
    core = [t for t in triggers if t.role != "harm"] or triggers
    weapons = [m for m in notes.marks_in(first, last, MentionKind.WEAPON) if not is_no_weapon_used(notes, m)]
    clause = _Clause(notes, first, last, triggers, core, weapons, frozenset(notes.words[first:last]))
    typed = _naming_triggers(clause)
    if not typed:
        return _implied(clause)
    head = typed[0]
    if head.type in _READ:
        return _READ[head.type](clause, typed)
    return head.type, head, not _is_charge(notes, head)


def _naming_triggers(clause: _Clause) -> list[Trigger]:
    """Return the triggers that name a type, the one that decides first."""
    notes = clause.notes
    typed = [t for t in clause.core if t.type not in _UNNAMED]
    if any(t.role == "attack" and not _is_charge(notes, t) for t in typed):
        typed = [t for t in typed if not _is_charge(notes, t)]
    if any(t.role == "attack" and not _is_by_police(clause, t) for t in typed):
        typed = [t for t in typed if not _is_by_police(clause, t)]  # "police shot a man dead after a knife attack"
    flying = any(m.key in FLYING for m in notes.marks_in(clause.first, clause.last))
    if flying and any(t.role == "attack" for t in clause.core):
        typed = [t for t in typed if not (t.type == "interception" and is_of_some(notes, t))]
    kinds = {t.type for t in typed if t.role == "attack"}
    beside = "arson" if len(kinds) > 1 else None  # who torched houses, killed five and abducted three abducted
    typed.sort(key=lambda t: (t.type != "suicide_bombing", t.type == beside, t.role != "attack", not t.specific))
    return typed


def _bombing(clause: _Clause, typed: list[Trigger]) -> _Typed:
    """Return how what went off got there: on somebody, through the air, or left there."""
    head, kind = typed[0], "bombing"
    fallen = _came_by_air(clause, head)
    if clause.suicide:
        kind = "suicide_bombing"
    elif fallen is not None:
        kind = fallen
    elif clause.has(_PLANTED) and clause.weapons:
        kind = "bombing"
    elif clause.flown or _air_force(clause.notes, clause.first, clause.last, head) is not None:
        kind = "airstrike"
    return kind, head, not _is_charge(clause.notes, head)


def _vehicle_attack(clause: _Clause, typed: list[Trigger]) -> _Typed:
    kind = "suicide_bombing" if clause.suicide else "vehicle_attack"
    return kind, typed[0], not _is_charge(clause.notes, typed[0])


def _shooting(clause: _Clause, typed: list[Trigger]) -> _Typed:
    """Return a shooting, but where shots followed: "a suicide bomber struck the hotel, and gunfire followed"."""
    head = typed[0]
    followed = clause.suicide and any(t.type == "any" and t.first < head.first for t in clause.core)
    named = not (_is_charge(clause.notes, head) or _is_by_police(clause, head))
    return "suicide_bombing" if followed else "shooting", head, named


def _arson(clause: _Clause, typed: list[Trigger]) -> _Typed:
    return _came_by_air(clause, typed[0]) or "arson", typed[0], not _is_charge(clause.notes, typed[0])


def _robbery(clause: _Clause, typed: list[Trigger]) -> _Typed:
    boarded = "boarded" in clause.said(typed[0]) and clause.has(_PIRATES)
    return "hijacking" if boarded else "robbery", typed[0], not _is_charge(clause.notes, typed[0])


def _assassination(clause: _Clause, typed: list[Trigger]) -> _Typed:
    """Return how those were killed whose murder is only a charge: "the gunman is charged with 51 murders"."""
    head = typed[0]
    crime = head.form in {"noun", "plural", "ing"} and not _MURDERS.isdisjoint(clause.said(head))
    if crime and head.form != "ing" and (clause.weapons or clause.has(_SHOOTERS)):
        return clause.weapons[0].key if clause.weapons else "shooting", head, False
    return "assassination", head, not (crime or _is_charge(clause.notes, head))


def _execution(clause: _Clause, typed: list[Trigger]) -> _Typed:
    """Return how a massacre was done, where the text tells."""
    head = typed[0]
    if "massacre" not in clause.notes.words[head.first]:
        return "execution", head, not _is_charge(clause.notes, head)
    if clause.suicide:
        return "suicide_bombing", head, False
    shot = "shooting" if clause.has(_SHOOTERS) else "execution"
    return clause.weapons[0].key if clause.weapons else shot, head, False


def _abduction(clause: _Clause, typed: list[Trigger]) -> _Typed:
    """Return what became of those taken: "a soldier kidnapped last week was found beheaded"."""
    slain = next((t for t in typed if t.type == "execution"), None)
    if slain is not None:
        return "execution", slain, True
    return "abduction", typed[0], not _is_charge(clause.notes, typed[0])


def _weapons_seizure(clause: _Clause, typed: list[Trigger]) -> _Typed:
    head = typed[0]
    return _seizure(clause, head), head, not _is_charge(clause.notes, head)


def _interception(clause: _Clause, typed: list[Trigger]) -> _Typed:
    head = typed[0]
    if clause.weapons and clause.has(_FOUGHT_OFF) and all(m.key in _IN_HAND for m in clause.weapons):
        return clause.weapons[0].key, head, False  # "bystanders foiled a man with a knife"
    kind = "interception" if clause.weapons else _without_weapon(clause, head)
    if kind == "interception" and not clause.weapons:
        kind = "raid_or_arrest" if clause.has(_PLOTTING) else "armed_clash" if _is_fought_off(clause, head) else kind
    return kind, head, kind is not None and not _is_charge(clause.notes, head)


# How a type that a trigger names is read on from the other words of its clause.
_READ: dict[str, Callable[[_Clause, list[Trigger]], _Typed]] = {
    "bombing": _bombing,
    "vehicle_attack": _vehicle_attack,
    "shooting": _shooting,
    "arson": _arson,
    "robbery": _robbery,
    "assassination": _assassination,
    "execution": _execution,
    "abduction": _abduction,
    "weapons_seizure": _weapons_seizure,
    "interception": _interception,
}


def _implied(clause: _Clause) -> _Typed:
    """Return the type of a clause whose triggers name none: by the arms, and by who acts."""
    head = clause.core[0]
    kind, named = None, False
    if clause.suicide:
        kind = "suicide_bombing"
    elif head.role == "attack":
        kind, named = _way_of_attack(clause, head)
    elif clause.has(_ROBBERS) and head.form != "noun":
        kind = "robbery"
    elif head.role == "harm":
        kind = _way_of_death(clause, head)
    if kind == "bombing" and any(is_dropped(clause.notes, m, clause.first) for m in clause.weapons):
        kind = "airstrike"
    return kind, head, named


def _way_of_attack(clause: _Clause, head: Trigger) -> tuple[str | None, bool]:
    """Return how somebody attacked, and whether the verb itself says so."""
    if clause.flown and head.form in {"past", "base", "ing"}:
        return "airstrike", False
    if clause.weapons:
        near = min(clause.weapons, key=lambda m: abs(m.first - head.first))
        # what a bomb itself destroyed, it destroyed by going off
        return near.key, near.last <= head.first and not RUINING.isdisjoint(clause.said(head))
    if throws_device(clause.notes, head):
        return "bombing", False
    if _is_strike_from_the_air(clause.notes, head):
        return "airstrike", False
    if "under fire" in " ".join(clause.said(head)) or _are_shooters(clause, head):
        return "shooting", False
    if clause.has(_ROBBERS) and head.form != "noun":
        return "robbery", False
    if head.form == "past" and _is_by_a_crowd(clause, head):
        return "mob_violence", False
    return "armed_clash" if any(_is_by_the_state(clause, t) for t in clause.told) else None, False


def _way_of_death(clause: _Clause, head: Trigger) -> str | None:
    """Return how those of a clause came to harm that tells of no attack."""
    if clause.weapons:
        return clause.weapons[0].key or None
    if _are_shooters(clause, head):
        return "shooting"
    if _is_by_the_state(clause, head):
        return "armed_clash"
    if _is_by_a_crowd(clause, head):
        return "mob_violence"
    if head.type == "killed" and head.form == "past" and _kills_named(clause.notes, head, clause.last):
        return "assassination"
    return "airstrike" if clause.flown else None


def _came_by_air(clause: _Clause, head: Trigger) -> str | None:
    """Return what flew to where it went off: "a drone hit the depot, which exploded"."""
    before = [m.key for m in clause.weapons if m.first < head.first]
    return before[-1] if before and head.role == "attack" and before[-1] in _LANDING else None


def _is_by_police(clause: _Clause, trigger: Trigger) -> bool:
    """Return whether it is police who shoot: what ends an attack is not how it was made."""
    if trigger.type != "shooting" or trigger.form not in {"past", "base", "ing"}:
        return False
    words = clause.notes.words
    if not is_passive(clause.notes, trigger):
        return not _GUARDIANS.isdisjoint(words[max(clause.first, trigger.first - _PART) : trigger.first])
    behind = words[trigger.last : min(clause.last, trigger.last + _PART)]
    return "by" in behind and not _GUARDIANS.isdisjoint(behind)


def _is_fought_off(clause: _Clause, head: Trigger) -> bool:
    """Return whether soldiers keep off an attack on land: "troops foiled an attack on their base"."""
    attack = any(t.role == "attack" and t.type == "any" for t in clause.core) or clause.has(frozenset({"overrun"}))
    return attack and not _FOUGHT_OFF.isdisjoint(clause.said(head)) and clause.has(_OF_SOLDIERS)


def _is_by_a_crowd(clause: _Clause, head: Trigger) -> bool:
    return not _CROWDS.isdisjoint(clause.notes.words[max(clause.first, head.first - _BEFORE) : head.first])


def words_of_type(notes: Notes, first: int, last: int, kind: str, head: Trigger) -> tuple[int, int] | None:
    """Return the words that make a type of a clause's verb: the "car bomb" of "a car bomb killed three"."""
    if kind == head.type:
        return None
    for mark in sorted(notes.marks_in(first, last, MentionKind.WEAPON), key=lambda m: abs(m.first - head.first)):
        if mark.key == kind:
            return mark.first, mark.last
    if kind == "airstrike" and (force := _air_force(notes, first, last, head)) is not None:
        return force, force + 2
    naming = _NAMING.get(kind, frozenset())
    for i in range(first, last):
        if notes.words[i] in naming and i not in range(head.first, head.last):
            last = i + 1
            while last < min(notes.sentence_of(i)[1], i + 3) and notes.words[last] in _SUICIDE | _CARS:
                last += 1
            return i, last  # "suicide car bomber"
    return None


def _without_weapon(clause: _Clause, head: Trigger) -> str | None:
    """Return what was stopped: drugs or arms on their way, people, an aircraft; nothing where a tree is downed."""
    notes, words = clause.notes, clause.words
    if words & CONTRABAND:
        return "weapons_seizure" if words & _ARMS else "raid_or_arrest"  # drugs are no arms
    start, _ = notes.sentence_of(head.first)
    if {"repelled", "repelling"} & set(notes.words[head.first : head.last]) and not words & _AIRCRAFT:
        ships = any(n.key == "shipping" for n in notes.nouns_in(start, notes.sentence_of(head.first)[1]))
        return "hijacking" if ships and not words.isdisjoint(_PIRATES) else "armed_clash"  # an attack was fought off
    caught = {"was", "were"} & {*notes.words[max(start, head.first - 2) : head.last]}
    if notes.words[head.first - 1] in {"that", "which"}:
        caught = set()  # "with two launches that were intercepted"
    if caught and not words & _AIRCRAFT and any(n.person for n in notes.nouns_in(start, head.first)):
        return "raid_or_arrest"
    downed = not _DOWNED.isdisjoint(notes.words[head.first : head.last])
    return None if downed and not words & _AIRCRAFT else "interception"


def _air_force(notes: Notes, first: int, last: int, head: Trigger) -> int | None:
    """Return where it is said that an air force did it: "the air force bombed", "was bombed by the air force"."""
    words = notes.words
    for i in range(first, last - 1):
        if words[i] == "air" and words[i + 1] in {"force", "forces"}:
            near = 0 <= head.first - i - 2 <= 2 or (head.last <= i and "by" in words[max(head.last, i - 3) : i])
            if near:
                return i
    return None


def _are_shooters(clause: _Clause, head: Trigger) -> bool:
    """Return whether those who act have guns: "gunmen attacked", "killed by armed men", not "killed four gunmen"."""
    words = clause.notes.words
    for i in range(clause.first, clause.last):
        armed = words[i] in _SHOOTERS or words[i : i + 2] in (["armed", "men"], ["armed", "man"])
        if armed and not (head.role == "harm" and head.last <= i and "by" not in words[head.last : i]):
            return True
    return False


def _is_by_the_state(clause: _Clause, killed: Trigger) -> bool:
    """Return whether troops or police killed fighters: "forces killed two militants", "were killed in an operation"."""
    notes = clause.notes
    if killed.type != "killed" or killed.form != "past":
        return False
    if not REMOVED.isdisjoint(clause.said(killed)):
        return True  # so those who fight for a state speak
    before, behind = max(clause.first, killed.first - 2 * _BEFORE), min(clause.last, killed.last + 2 * _BEFORE)
    if not is_passive(notes, killed):
        by = not FORCES.isdisjoint(notes.words[max(clause.first, killed.first - _BEFORE) : killed.first])
        return by and names_fighters(notes, killed.last, min(behind, killed.last + _BEFORE))
    how = notes.words[killed.last : behind]
    in_operation = any((a in _OF_THE_STATE and b in _OPERATIONS) or (a in _ONE and b in _ITS) for a, b in pairwise(how))
    met = how[:1] in (["when"], ["as"], ["after"]) and any(
        a in FORCES and b.endswith("ed") for a, b in pairwise(how[1 : 2 + _PART])
    )
    return (in_operation or met) and names_fighters(notes, before, killed.first)


def _is_strike_from_the_air(notes: Notes, head: Trigger) -> bool:
    """Return whether a strike is named after a state that strikes from the air: "an Israeli strike on a car".

    Those of Russia and Ukraine are as often of missiles and shells.
    """
    if _STRIKES.isdisjoint(notes.words[head.first : head.last]) or not head.is_noun:
        return False
    whose = [m for m in notes.marks_in(head.first - 3, head.first, MentionKind.GROUP) if m.last == head.first]
    named = [country_of(notes.words[head.first - 1])] if not whose else []
    states = [m.value.name for m in whose if m.key == "state" and isinstance(m.value, Actor)] or named
    return bool(states) and states[0] not in {None, "Russia", "Ukraine"}


def is_of_some(notes: Notes, trigger: Trigger) -> bool:
    """Return whether only some of what was fired was stopped: "fired 40 rockets, most of which were intercepted"."""
    return not _SOME.isdisjoint(notes.words[max(0, trigger.first - _PART) : trigger.first])


def _is_charge(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a crime is named as what somebody is charged with: the other words say how it was done."""
    near = [*notes.words[max(0, trigger.first - 6) : trigger.first], *notes.words[trigger.last : trigger.last + 1]]
    # "charged in the shooting" tells where the charge comes from
    return trigger.is_noun and not _CHARGES.isdisjoint(near) and "in" not in near


def _seizure(clause: _Clause, head: Trigger) -> str | None:
    """Return what a seizure is: of weapons, of a ship, or none of ours (power, a town)."""
    notes = clause.notes
    if clause.weapons or clause.has(CONTRABAND):
        return "weapons_seizure"
    ships = any(n.key == "shipping" for n in notes.nouns_in(head.first - 6, min(clause.last, head.last + 10)))
    if not ships:
        return None
    start, _ = notes.sentence_of(head.first)
    patrol = not _PATROLS.isdisjoint(notes.words[max(start, head.first - _BEFORE) : head.first])
    return "raid_or_arrest" if patrol else "hijacking"  # by the coast guard, or by whom it is held


def _kills_named(notes: Notes, head: Trigger, last: int) -> bool:
    """Return whether a killing has a named person of rank as its object: no "the man killed as Ann Doe"."""
    named = next(iter(notes.marks_in(head.last, last, MentionKind.PERSON)), None)
    if named is None or named.first - head.last > _RANK or is_passive(notes, head):
        return False
    return _NOT_HIS_RANK.isdisjoint(notes.words[head.last : named.first])
