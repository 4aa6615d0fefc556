"""Whether what happened was nobody's doing: gas, a plant of which no attacker is told, lightning, fire, traffic."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from nlp.lexicons import word_set
from nlp.notes import Mishaps, Notes, Trigger
from nlp.trigger_neighbours import are_arms, tells_of_arms
from store.model import MentionKind

_EXPLOSIONS = frozenset(
    {"explosion", "explosions", "blast", "blasts", "exploded", "explode", "explosive", "explosives"}
)
_TEARING = frozenset({"tore", "ripped", "tearing", "ripping"})
_UNMEANT = word_set("mishaps", "unmeant")
_WORKS = word_set("mishaps", "works")
_HANDS = word_set("mishaps", "hands")
_STRIKING = frozenset({"struck", "hit", "strike", "strikes", "hitting", "striking"})
_BURNING = word_set("mishaps", "burning")
_BURNT = word_set("mishaps", "burnt")
_AIMED = frozenset({"at", "on", "into", "upon", "set", "fight", "fights"})
_TRAFFIC = word_set("mishaps", "traffic")
_CRASHING = frozenset({"crashed", "crashing"})
_RAGING = frozenset({"hit", "struck", "battered", "lashed", "swept", "killed"})
_HITTING = frozenset({"hit", "struck", "over", "down"})  # "run over by", "knocked down by"
_NEAR = 8  # words from an explosion to what says that it was nobody's


def read_mishaps(notes: Notes) -> None:
    """Note what an article tells of accidents, once for all the words that are held against it."""
    words = frozenset(notes.words)
    arms = next((m.first for m in notes.marks if m.kind is MentionKind.WEAPON), None)
    notes.mishaps = Mishaps(
        by_hand=arms is not None or not _HANDS.isdisjoint(words),
        lightning="lightning" in words and arms is None and (_HANDS - _STRIKING).isdisjoint(words),
        arms=arms,
    )
    told = next((last for first, last in notes.sentences if is_mishap(notes, first, last)), None)
    notes.mishaps = replace(notes.mishaps, told=told)


def is_nobodys_bomb(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what is told like a bombing, in a sentence that names no arms, is an accident or a storm."""
    if trigger.type != "bombing" or tells_of_arms(notes, trigger):
        return False
    return _explodes_by_itself(notes, trigger) or _tears_of_itself(notes, trigger)


def is_lightning(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is lightning that strikes: "were struck by lightning", and then "another group was struck"."""
    return notes.mishaps.lightning and not _STRIKING.isdisjoint(notes.words[trigger.first : trigger.last])


def is_mishap(notes: Notes, first: int, last: int) -> bool:
    """Return whether what happened is nobody's doing: "a gas explosion", "a blast at a fireworks factory"."""
    words = notes.words[first:last]
    if are_arms(notes, first, last):
        return False
    explodes = not _EXPLOSIONS.isdisjoint(words)
    of_gas = explodes and any(a == "gas" and b in _EXPLOSIONS for a, b in pairwise(words))
    if of_gas or (explodes and not _UNMEANT.isdisjoint(words)):
        return True
    return notes.mishaps.lightning or (explodes and _is_at_works(words) and not notes.mishaps.by_hand)


def is_mischance(words: list[str]) -> bool:
    """Return whether a fire broke out, a storm hit, or what drives or flies crashed or hit somebody."""
    if not _CRASHING.isdisjoint(words) and not _TRAFFIC.isdisjoint(words):
        return True
    for n, word in enumerate(words):
        before, after = "".join(words[max(0, n - 1) : n]), "".join(words[n + 1 : n + 2])
        match word:
            case "fire" if after in _BURNING or (before in _BURNT and after not in _AIMED):
                return True
            case "storm" if after in _RAGING:
                return True
            case "by" if before in _HITTING and after == "a" and not _TRAFFIC.isdisjoint(words[n + 2 : n + 4]):
                return True  # "was hit by a car"
            case _ if word in _TRAFFIC and after in _HITTING:
                return True  # "a bus hit a lorry"
    return False


def _explodes_by_itself(notes: Notes, trigger: Trigger) -> bool:
    first, last = notes.sentence_of(trigger.first)
    near = max(first, trigger.first - _NEAR), min(last, trigger.last + _NEAR)
    return is_mishap(notes, *near) or _goes_on_about_a_mishap(notes, trigger, first)


def _goes_on_about_a_mishap(notes: Notes, trigger: Trigger, first: int) -> bool:
    """Return whether "the explosion" is the one of the gas that leaked, told before; no weapon is told of till then."""
    said, mishaps = notes.words[max(0, trigger.first - 1) : trigger.last], notes.mishaps
    if _EXPLOSIONS.isdisjoint(said) or (said[:1] != ["the"] and mishaps.by_hand):
        return False
    armed = mishaps.arms is not None and mishaps.arms < first
    return not armed and mishaps.told is not None and mishaps.told <= first


def _tears_of_itself(notes: Notes, trigger: Trigger) -> bool:
    """Return whether no blast tears through a place: "the storm that tore through the north"."""
    if _TEARING.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    first, last = notes.sentence_of(trigger.first)
    return _EXPLOSIONS.isdisjoint(notes.words[first:last])


def _is_at_works(words: list[str]) -> bool:
    """Return whether some words name where things explode by themselves: "a chemical plant", "a refinery"."""
    return not _WORKS.isdisjoint(words) or not _WORKS.isdisjoint(map(" ".join, pairwise(words)))
