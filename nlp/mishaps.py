"""Whether what exploded or struck was nobody's doing: gas, a plant of which no attacker is told, lightning."""

from __future__ import annotations

from itertools import pairwise

from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.trigger_neighbours import tells_of_arms
from store.model import MentionKind

_EXPLOSIONS = frozenset(
    {"explosion", "explosions", "blast", "blasts", "exploded", "explode", "explosive", "explosives"}
)
_TEARING = frozenset({"tore", "ripped", "tearing", "ripping"})
_UNMEANT = word_set("mishaps", "unmeant")
_WORKS = word_set("mishaps", "works")
_HANDS = word_set("mishaps", "hands")
_STRIKING = frozenset({"struck", "hit", "strike", "strikes", "hitting", "striking"})
_NEAR = 8  # words from an explosion to what says that it was nobody's


def is_nobodys_bomb(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what is told like a bombing, in a sentence that names no arms, is an accident or a storm."""
    if trigger.type != "bombing" or tells_of_arms(notes, trigger):
        return False
    return _explodes_by_itself(notes, trigger) or _tears_of_itself(notes, trigger)


def is_lightning(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is lightning that strikes: "were struck by lightning", and then "another group was struck"."""
    return not _STRIKING.isdisjoint(notes.words[trigger.first : trigger.last]) and _is_in_a_thunderstorm(notes)


def is_mishap(notes: Notes, first: int, last: int) -> bool:
    """Return whether what happened is nobody's doing: "a gas explosion", "a blast at a fireworks factory"."""
    words = notes.words[first:last]
    if _are_arms(notes, first, last):
        return False
    explodes = not _EXPLOSIONS.isdisjoint(words)
    of_gas = any(a == "gas" and b in _EXPLOSIONS for a, b in pairwise(words))
    if explodes and (of_gas or not _UNMEANT.isdisjoint(words)):
        return True
    return (explodes and _is_at_works(words) and _tells_of_no_hand(notes)) or _is_in_a_thunderstorm(notes)


def _explodes_by_itself(notes: Notes, trigger: Trigger) -> bool:
    first, last = notes.sentence_of(trigger.first)
    near = max(first, trigger.first - _NEAR), min(last, trigger.last + _NEAR)
    return is_mishap(notes, *near) or _goes_on_about_a_mishap(notes, trigger, first)


def _goes_on_about_a_mishap(notes: Notes, trigger: Trigger, first: int) -> bool:
    """Return whether "the explosion" is the one of the gas that leaked, told before; no weapon is told of till then."""
    said = notes.words[max(0, trigger.first - 1) : trigger.last]
    if _EXPLOSIONS.isdisjoint(said) or _are_arms(notes, 0, first):
        return False
    if said[:1] != ["the"] and not _tells_of_no_hand(notes):
        return False
    return any(is_mishap(notes, *sentence) for sentence in notes.sentences if sentence[1] <= first)


def _tears_of_itself(notes: Notes, trigger: Trigger) -> bool:
    """Return whether no blast tears through a place: "the storm that tore through the north"."""
    if _TEARING.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    first, last = notes.sentence_of(trigger.first)
    return _EXPLOSIONS.isdisjoint(notes.words[first:last])


def _is_at_works(words: list[str]) -> bool:
    """Return whether some words name where things explode by themselves: "a chemical plant", "a refinery"."""
    return not _WORKS.isdisjoint(words) or not _WORKS.isdisjoint(map(" ".join, pairwise(words)))


def _is_in_a_thunderstorm(notes: Notes) -> bool:
    return "lightning" in notes.words and _tells_of_no_hand(notes, but=_STRIKING)


def _tells_of_no_hand(notes: Notes, but: frozenset[str] = frozenset()) -> bool:
    """Return whether an article tells nowhere of arms or of those who use them, as one on an accident does."""
    return not _are_arms(notes, 0, len(notes.words)) and (_HANDS - but).isdisjoint(notes.words)


def _are_arms(notes: Notes, first: int, last: int) -> bool:
    return bool(notes.marks_in(first, last, MentionKind.WEAPON))
