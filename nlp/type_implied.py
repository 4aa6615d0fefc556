"""Which type a clause tells of whose triggers name none: by the arms in it, and by who acts."""

from __future__ import annotations

from itertools import pairwise

from nlp.armament import is_dropped
from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.places import country_of
from nlp.thrown import throws_device
from nlp.trigger_causes import RUINING
from nlp.trigger_objects import REMOVED, names_fighters
from nlp.type_clues import (
    BEFORE,
    CROWDS,
    FORCES,
    PART,
    ROBBERS,
    SHOOTERS,
    UNARMED,
    UNNAMED,
    Clause,
    Typed,
)
from nlp.voice import is_passive
from store.model import Actor, MentionKind

_OF_THE_STATE = word_set("classify", "of_the_state")
_OPERATIONS = frozenset({"operation", "operations", "raid", "raids", "offensive"})
_BEATEN = frozenset({"beat", "beaten", "stoned", "clubbed", "burned", "burnt"})
_MANY = frozenset({"crowd", "crowds", "locals", "neighbours", "neighbors", "bystanders", "inhabitants", "onlookers"})
_ONE = frozenset({"an", "the", "this", "that"})
_ITS = frozenset({"operation", "operations"})  # a raid may also be one of theirs
_INSIDE = frozenset({"in", "by", "during"})
_FROM_JETS = frozenset({"bombing", "rocket_or_missile_attack"})
_STRIKES = frozenset({"strike", "strikes"})
_FIGHTING = frozenset({"fought", "battled", "fighting", "battling"})
_RANK = 10  # words from "killed" to the name of whom
_NOT_HIS_RANK = frozenset({"as", ",", ".", ";", ":", "and", "by", "when", "in", "at", "on", "said", "today", '"', "”"})


def implied_type(clause: Clause) -> Typed:
    """Return the type of a clause whose triggers name none: by the arms, and by who acts."""
    head = clause.core[0]
    kind, named = None, False
    if clause.suicide:
        kind = "suicide_bombing"
    elif head.role == "attack":
        kind, named = way_of_attack(clause, head)
    elif clause.has(ROBBERS) and head.form != "noun":
        kind = "robbery"
    elif head.role == "harm":
        kind = _way_of_death(clause, head)
    if kind == "bombing" and any(is_dropped(clause.notes, m, clause.first) for m in clause.weapons):
        kind = "airstrike"
    return kind, head, named


def way_of_attack(clause: Clause, head: Trigger) -> tuple[str | None, bool]:
    """Return how somebody attacked, and whether the verb itself says so."""
    if clause.flown and head.form in {"past", "base", "ing"}:
        return "airstrike", False
    if {m.key for m in clause.weapons} >= _FROM_JETS:
        return "airstrike", False  # "struck the camp with bombs and missiles"
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
    if clause.has(ROBBERS) and head.form != "noun":
        return "robbery", False
    if head.form == "past" and _is_by_a_crowd(clause, head):
        return "mob_violence", False
    return "armed_clash" if any(is_by_the_state(clause, t) for t in clause.told) else None, False


def _way_of_death(clause: Clause, head: Trigger) -> str | None:
    """Return how those of a clause came to harm that tells of no attack."""
    if clause.weapons:
        return clause.weapons[0].key or None
    if (named := _named_as_many(clause, head)) is not None:
        return named
    if _are_shooters(clause, head):
        return "shooting"
    if is_by_the_state(clause, head) or _is_fight(clause):
        return "armed_clash"
    if _is_by_a_crowd(clause, head) or _is_beaten_by_many(clause, head):
        return "mob_violence"
    if head.type == "killed" and head.form == "past" and _kills_named(clause.notes, head, clause.last):
        return "assassination"
    return "airstrike" if clause.flown else None


def _is_fight(clause: Clause) -> bool:
    """Return whether people died where troops fought those who fight them: "as soldiers battled rebels"."""
    both = clause.has(_FIGHTING) and clause.has(FORCES)
    return both and names_fighters(clause.notes, clause.first, clause.last)


def _named_as_many(clause: Clause, head: Trigger) -> str | None:
    """Return the kind of several attacks that killed: "airstrikes on two schools killed nine", "died in airstrikes"."""
    notes = clause.notes
    passive = is_passive(notes, head)
    near = (head.last, min(clause.last, head.last + BEFORE)) if passive else (clause.first, head.first)
    kinds = [t for t in notes.triggers_in(*near) if t.role == "attack" and t.form == "plural" and t.type not in UNNAMED]
    if not kinds or (passive and _INSIDE.isdisjoint(notes.words[head.last : kinds[0].first])):
        return None
    return kinds[0].type


def _is_by_a_crowd(clause: Clause, head: Trigger) -> bool:
    return not CROWDS.isdisjoint(clause.notes.words[max(clause.first, head.first - BEFORE) : head.first])


def _is_beaten_by_many(clause: Clause, head: Trigger) -> bool:
    """Return whether people without arms beat somebody to death: "villagers beat a man to death"."""
    words = clause.notes.words
    if _BEATEN.isdisjoint(clause.said(head)):
        return False
    passive = is_passive(clause.notes, head)
    first, last = (head.last, head.last + BEFORE) if passive else (head.first - BEFORE, head.first)
    near = words[max(clause.first, first) : min(clause.last, last)]
    return not (CROWDS | UNARMED | _MANY).isdisjoint(near) and (not passive or "by" in near)


def _are_shooters(clause: Clause, head: Trigger) -> bool:
    """Return whether those who act have guns: "gunmen attacked", "killed by armed men", not "killed four gunmen"."""
    words = clause.notes.words
    for i in range(clause.first, clause.last):
        armed = words[i] in SHOOTERS or words[i : i + 2] in (["armed", "men"], ["armed", "man"])
        if armed and not (head.role == "harm" and head.last <= i and "by" not in words[head.last : i]):
            return True
    return False


def is_by_the_state(clause: Clause, killed: Trigger) -> bool:
    """Return whether troops or police killed fighters: "forces killed two militants", "were killed in an operation"."""
    notes = clause.notes
    if killed.type != "killed" or killed.form != "past":
        return False
    if not REMOVED.isdisjoint(clause.said(killed)):
        return True  # so those who fight for a state speak
    before, behind = max(clause.first, killed.first - 2 * BEFORE), min(clause.last, killed.last + 2 * BEFORE)
    if not is_passive(notes, killed):
        by = not FORCES.isdisjoint(notes.words[max(clause.first, killed.first - BEFORE) : killed.first])
        return by and names_fighters(notes, killed.last, min(behind, killed.last + BEFORE))
    how = notes.words[killed.last : behind]
    in_operation = any((a in _OF_THE_STATE and b in _OPERATIONS) or (a in _ONE and b in _ITS) for a, b in pairwise(how))
    met = how[:1] in (["when"], ["as"], ["after"]) and any(
        a in FORCES and b.endswith("ed") for a, b in pairwise(how[1 : 2 + PART])
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


def _kills_named(notes: Notes, head: Trigger, last: int) -> bool:
    """Return whether a killing has a named person of rank as its object: no "the man killed as Ann Doe"."""
    named = next(iter(notes.marks_in(head.last, last, MentionKind.PERSON)), None)
    if named is None or named.first - head.last > _RANK or is_passive(notes, head):
        return False
    return _NOT_HIS_RANK.isdisjoint(notes.words[head.last : named.first])
