"""What a clause tells was stopped, fought off or seized: arms, drugs, people, a ship, an aircraft."""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.type_clues import (
    AIRCRAFT,
    ARMS,
    BEFORE,
    CONTRABAND,
    FOUGHT_OFF,
    PART,
    PIRATES,
    Clause,
)

_OF_SOLDIERS = word_set("classify", "of_soldiers")
_PATROLS = frozenset({"coast", "navy", "customs", "police", "cutter", "patrol"})
_SOME = frozenset({"most", "some", "many", "several", "majority"})
_DOWNED = frozenset({"downed", "downing"})


def what_was_stopped(clause: Clause, head: Trigger) -> str | None:
    """Return what was stopped: drugs or arms on their way, people, an aircraft; nothing where a tree is downed."""
    notes, words = clause.notes, clause.words
    if words & CONTRABAND:
        return "weapons_seizure" if words & ARMS else "raid_or_arrest"  # drugs are no arms
    start, _ = notes.sentence_of(head.first)
    if {"repelled", "repelling"} & set(notes.words[head.first : head.last]) and not words & AIRCRAFT:
        ships = any(n.key == "shipping" for n in notes.nouns_in(start, notes.sentence_of(head.first)[1]))
        return "hijacking" if ships and not words.isdisjoint(PIRATES) else "armed_clash"  # an attack was fought off
    caught = {"was", "were"} & {*notes.words[max(start, head.first - 2) : head.last]}
    if notes.words[head.first - 1] in {"that", "which"}:
        caught = set()  # "with two launches that were intercepted"
    if caught and not words & AIRCRAFT and any(n.person for n in notes.nouns_in(start, head.first)):
        return "raid_or_arrest"
    downed = not _DOWNED.isdisjoint(notes.words[head.first : head.last])
    return None if downed and not words & AIRCRAFT else "interception"


def what_was_seized(clause: Clause, head: Trigger) -> str | None:
    """Return what a seizure is: of weapons, of a ship, or none of ours (power, a town)."""
    notes = clause.notes
    if clause.weapons or clause.has(CONTRABAND):
        return "weapons_seizure"
    ships = any(n.key == "shipping" for n in notes.nouns_in(head.first - 6, min(clause.last, head.last + 10)))
    if not ships:
        return None
    start, _ = notes.sentence_of(head.first)
    patrol = not _PATROLS.isdisjoint(notes.words[max(start, head.first - BEFORE) : head.first])
    return "raid_or_arrest" if patrol else "hijacking"  # by the coast guard, or by whom it is held


def is_fought_off(clause: Clause, head: Trigger) -> bool:
    """Return whether soldiers keep off an attack on land: "troops foiled an attack on their base"."""
    attack = any(t.role == "attack" and t.type == "any" for t in clause.core) or clause.has(frozenset({"overrun"}))
    return attack and not FOUGHT_OFF.isdisjoint(clause.said(head)) and clause.has(_OF_SOLDIERS)


def is_of_some(notes: Notes, trigger: Trigger) -> bool:
    """Return whether only some of what was fired was stopped: "fired 40 rockets, most of which were intercepted"."""
    return not _SOME.isdisjoint(notes.words[max(0, trigger.first - PART) : trigger.first])
