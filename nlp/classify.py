"""Which type of incident a clause tells of."""

from __future__ import annotations

from collections.abc import Callable

from nlp.armament import is_no_weapon_used
from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.raids import FLYING
from nlp.type_clues import (
    BEFORE,
    CROWDS,
    FOUGHT_OFF,
    PART,
    PIRATES,
    SHOOTERS,
    UNARMED,
    UNNAMED,
    Clause,
    Typed,
)
from nlp.type_implied import implied_type, is_by_the_state, way_of_attack
from nlp.type_stopped import is_fought_off, is_of_some, what_was_seized, what_was_stopped
from nlp.type_words import air_force
from nlp.voice import is_passive
from store.model import MentionKind

_LADEN = frozenset({"bombing", "suicide_bombing"})
_OPENING = frozenset({"opened", "opening", "opens"})  # fire, which nobody is
_BOMBARDMENTS = frozenset({"bombardment", "bombardments"})
_PLANTED = frozenset({"planted", "smuggled", "hidden", "concealed"})
_CHARGES = word_set("classify", "charges")
# What names a crime and not how it was done.
_MURDERS = frozenset({"murder", "murders", "murdering", "homicide", "homicides"})
_GUARDIANS = word_set("classify", "guardians")
_IN_HAND = frozenset({"shooting", "stabbing"})
# What goes off where it lands.
_LANDING = frozenset({"rocket_or_missile_attack", "drone_attack", "grenade_attack", "shelling"})
_PLOTTING = frozenset({"plot", "cell"})
_ORDER = frozenset({"police", "policemen", "officers", "gendarmes"})


def type_of(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Typed:
    """Return the incident type of a clause, the trigger that heads it, and whether that trigger names the type."""
    core = [t for t in triggers if t.role != "harm"] or triggers
    weapons = [m for m in notes.marks_in(first, last, MentionKind.WEAPON) if not is_no_weapon_used(notes, m)]
    clause = Clause(notes, first, last, triggers, core, weapons, frozenset(notes.words[first:last]))
    typed = _naming_triggers(clause)
    if not typed:
        return implied_type(clause)
    head = typed[0]
    if head.type in _READ:
        return _READ[head.type](clause, typed)
    return head.type, head, not _is_charge(notes, head)


def _naming_triggers(clause: Clause) -> list[Trigger]:
    """Return the triggers that name a type, the one that decides first."""
    notes = clause.notes
    typed = [t for t in clause.core if t.type not in UNNAMED]
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


def _bombing(clause: Clause, typed: list[Trigger]) -> Typed:
    """Return how what went off got there: on somebody, through the air, or left there."""
    head, kind = typed[0], "bombing"
    fallen = _came_by_air(clause, head)
    if clause.suicide:
        kind = "suicide_bombing"
    elif fallen is not None:
        kind = fallen
    elif clause.has(_PLANTED) and clause.weapons:
        kind = "bombing"
    elif clause.flown or air_force(clause.notes, clause.first, clause.last, head) is not None:
        kind = "airstrike"
    return kind, head, not _is_charge(clause.notes, head)


def _vehicle_attack(clause: Clause, typed: list[Trigger]) -> Typed:
    laden = any(m.key in _LADEN for m in clause.weapons)  # "a car packed with explosives rammed into a bus"
    kind = "suicide_bombing" if clause.suicide or laden else "vehicle_attack"
    return kind, typed[0], not _is_charge(clause.notes, typed[0])


def _shooting(clause: Clause, typed: list[Trigger]) -> Typed:
    """Return a shooting, but where shots followed: "a suicide bomber struck the hotel, and gunfire followed"."""
    head = typed[0]
    by_police = _is_by_police(clause, head)
    others = any(t.first > head.last + 1 or t.last < head.first for t in clause.told if t is not head)
    if by_police and others and clause.weapons and clause.weapons[0].key != head.type:
        return clause.weapons[0].key, head, False  # "the man with a knife wounded four before police shot him"
    followed = clause.suicide and any(t.type == "any" and t.first < head.first for t in clause.core)
    named = not (_is_charge(clause.notes, head) or by_police)
    return "suicide_bombing" if followed else "shooting", head, named


def _arson(clause: Clause, typed: list[Trigger]) -> Typed:
    return _came_by_air(clause, typed[0]) or "arson", typed[0], not _is_charge(clause.notes, typed[0])


def _robbery(clause: Clause, typed: list[Trigger]) -> Typed:
    boarded = "boarded" in clause.said(typed[0]) and clause.has(PIRATES)
    return "hijacking" if boarded else "robbery", typed[0], not _is_charge(clause.notes, typed[0])


def _assassination(clause: Clause, typed: list[Trigger]) -> Typed:
    """Return how those were killed whose murder is only a charge: "the gunman is charged with 51 murders"."""
    head = typed[0]
    crime = head.form in {"noun", "plural", "ing"} and not _MURDERS.isdisjoint(clause.said(head))
    if crime and head.form != "ing" and (clause.weapons or clause.has(SHOOTERS)):
        return clause.weapons[0].key if clause.weapons else "shooting", head, False
    return "assassination", head, not (crime or _is_charge(clause.notes, head))


def _execution(clause: Clause, typed: list[Trigger]) -> Typed:
    """Return how a massacre was done, where the text tells."""
    head = typed[0]
    if "massacre" not in clause.notes.words[head.first]:
        return "execution", head, not _is_charge(clause.notes, head)
    if clause.suicide:
        return "suicide_bombing", head, False
    shot = "shooting" if clause.has(SHOOTERS) else "execution"
    return clause.weapons[0].key if clause.weapons else shot, head, False


def _abduction(clause: Clause, typed: list[Trigger]) -> Typed:
    """Return what became of those taken: "a soldier kidnapped last week was found beheaded".

    Where an attack killed as well, that is what it was: "gunmen attacked a village, killing nine and abducting two".
    """
    slain = next((t for t in typed if t.type == "execution"), None)
    if slain is not None:
        return "execution", slain, True
    attack = next((t for t in clause.core if t.type == "any" and t.specific and t.form == "past"), None)
    if attack is not None and any(t.role == "harm" and t.type in {"killed", "both"} for t in clause.told):
        kind, named = way_of_attack(clause, attack)
        if kind is not None:
            return kind, attack, named
    return "abduction", typed[0], not _is_charge(clause.notes, typed[0])


def _weapons_seizure(clause: Clause, typed: list[Trigger]) -> Typed:
    head = typed[0]
    return what_was_seized(clause, head), head, not _is_charge(clause.notes, head)


def _raid_or_arrest(clause: Clause, typed: list[Trigger]) -> Typed:
    """Return a clash where forces killed several fighters in a raid: "killed five militants in a raid on a hideout"."""
    head = typed[0]
    killed = [t for t in clause.told if is_by_the_state(clause, t) and not is_passive(clause.notes, t)]
    fought = head.is_noun and any(
        n.plural and n.person for t in killed for n in clause.notes.nouns_in(t.last, t.last + BEFORE)
    )
    return "armed_clash" if fought else "raid_or_arrest", head, not _is_charge(clause.notes, head)


def _armed_clash(clause: Clause, typed: list[Trigger]) -> Typed:
    """Return a riot where a crowd fought the police, and nobody is said to have had arms: "students clashed with"."""
    head, words = typed[0], clause.notes.words
    before = words[max(clause.first, head.first - BEFORE) : head.first]
    behind = words[head.last : min(clause.last, head.last + PART)]
    crowd = not (CROWDS | UNARMED).isdisjoint(before + behind) and not _ORDER.isdisjoint(before + behind)
    return "mob_violence" if crowd and not clause.weapons else "armed_clash", head, not _is_charge(clause.notes, head)


def _interception(clause: Clause, typed: list[Trigger]) -> Typed:
    head = typed[0]
    if clause.weapons and clause.has(FOUGHT_OFF) and all(m.key in _IN_HAND for m in clause.weapons):
        return clause.weapons[0].key, head, False  # "bystanders foiled a man with a knife"
    kind = "interception" if clause.weapons else what_was_stopped(clause, head)
    if kind == "interception" and not clause.weapons:
        kind = "raid_or_arrest" if clause.has(_PLOTTING) else "armed_clash" if is_fought_off(clause, head) else kind
    return kind, head, kind is not None and not _is_charge(clause.notes, head)


def _shelling(clause: Clause, typed: list[Trigger]) -> Typed:
    """Return a shelling, which a bombardment need not be: it may have been from the air."""
    head = typed[0]
    return "shelling", head, clause.said(head)[0] not in _BOMBARDMENTS


# How a type that a trigger names is read on from the other words of its clause.
_READ: dict[str, Callable[[Clause, list[Trigger]], Typed]] = {
    "armed_clash": _armed_clash,
    "bombing": _bombing,
    "vehicle_attack": _vehicle_attack,
    "shooting": _shooting,
    "shelling": _shelling,
    "arson": _arson,
    "robbery": _robbery,
    "assassination": _assassination,
    "execution": _execution,
    "abduction": _abduction,
    "weapons_seizure": _weapons_seizure,
    "interception": _interception,
    "raid_or_arrest": _raid_or_arrest,
}


def _came_by_air(clause: Clause, head: Trigger) -> str | None:
    """Return what flew to where it went off: "a drone hit the depot, which exploded"."""
    before = [m.key for m in clause.weapons if m.first < head.first]
    return before[-1] if before and head.role == "attack" and before[-1] in _LANDING else None


def _is_by_police(clause: Clause, trigger: Trigger) -> bool:
    """Return whether it is police who shoot: what ends an attack is not how it was made."""
    if trigger.type != "shooting" or trigger.form not in {"past", "base", "ing"}:
        return False
    words = clause.notes.words
    if words[trigger.first] in _OPENING or not is_passive(clause.notes, trigger):
        return not _GUARDIANS.isdisjoint(words[max(clause.first, trigger.first - PART) : trigger.first])
    behind = words[trigger.last : min(clause.last, trigger.last + PART)]
    return "by" in behind and not _GUARDIANS.isdisjoint(behind)


def _is_charge(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a crime is named as what somebody is charged with: the other words say how it was done."""
    near = [*notes.words[max(0, trigger.first - 6) : trigger.first], *notes.words[trigger.last : trigger.last + 1]]
    # "charged in the shooting" tells where the charge comes from
    return trigger.is_noun and not _CHARGES.isdisjoint(near) and "in" not in near
