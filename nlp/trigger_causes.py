"""Whether what a trigger word tells was no attacker's doing: a fire, a quake, a court, bomb disposal."""

from __future__ import annotations

from itertools import pairwise

from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.places import country_of_name
from nlp.raids import is_of_what_flies
from nlp.trigger_neighbours import are_arms
from nlp.voice import is_passive
from store.model import Actor, MentionKind

RUINING = word_set("trigger_guards", "ruining")
_DISPOSED = word_set("trigger_guards", "disposed")
_DISPOSAL = word_set("trigger_guards", "disposal")
_HOW = word_set("trigger_guards", "how_disposed")
_CONDEMNED = word_set("trigger_guards", "condemned")
_NATURE = word_set("trigger_guards", "nature")
_RELATIVES = frozenset({"that", "which", "has", "had", "have"})
_STATES = frozenset({"authorities", "kingdom", "republic"})
# How many words there are at most:
_ADJECTIVES = 4  # from a number to the bodies it counts
_SUBJECT = 8  # from arms to what they do
_REACH = 5  # between "recovered" and the arms
_TO_NATURE = 4  # in "the floods which have killed"
_THE_STATE = 3  # in "authorities have already executed"
_THOSE_WHO = 4  # in "Police bomb disposal experts"


def ruins_without_arms(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a thing is destroyed by anything but arms: "a fire destroyed the school"."""
    if RUINING.isdisjoint(notes.words[trigger.first : trigger.last]) or is_of_what_flies(notes, trigger):
        return False
    start, end = notes.sentence_of(trigger.first)
    if notes.words[trigger.first] in {"was", "were", "been"}:
        by = notes.words[trigger.last : trigger.last + 1] == ["by"]
        return not (by and are_arms(notes, trigger.last, min(end, trigger.last + _REACH)))
    arms = notes.marks_in(max(start, trigger.first - _SUBJECT), trigger.first, MentionKind.WEAPON)
    told = notes.triggers_in(arms[-1].last, trigger.first) if arms else []
    return not arms or any(t.form != "noun" for t in told)


def is_a_blaze(notes: Notes, trigger: Trigger) -> bool:
    """Return whether something burns and nobody fires: "a substantial fire", but not "militants fire rockets"."""
    if notes.words[trigger.first : trigger.last] != ["fire"] or trigger.form != "base":
        return False
    before, after = notes.words[max(0, trigger.first - 1) : trigger.first], notes.words[trigger.last : trigger.last + 1]
    shot = are_arms(notes, trigger.last, trigger.last + _ADJECTIVES) or after in (["at"], ["on"], ["into"], ["upon"])
    return not shot or before in (["a"], ["the"], ["by"])


def is_by_nature(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is no person who killed: "the earthquake that killed 900 people", "floods killed 12"."""
    if trigger.role != "harm" or trigger.form != "past" or is_passive(notes, trigger):
        return False
    before = notes.words[max(notes.sentence_of(trigger.first)[0], trigger.first - _TO_NATURE) : trigger.first]
    while before and before[-1] in _RELATIVES:
        before.pop()
    return before[-1:] != [] and before[-1] in _NATURE


def is_by_a_court(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a state puts to death whom its courts sentenced: "was hanged after his plea was rejected"."""
    if trigger.type != "execution" or "massacre" in notes.words[trigger.first]:
        return False
    start, end = notes.sentence_of(trigger.first)
    groups = notes.marks_in(start, end, MentionKind.GROUP)
    if any(isinstance(m.value, Actor) and m.key not in {"state", "generic"} for m in groups):
        return False  # rebels hold courts too
    words = notes.words
    subject = words[max(start, trigger.first - _THE_STATE) : trigger.first]
    if words[trigger.last : trigger.last + 2] == ["by", "authorities"] or not _STATES.isdisjoint(subject):
        return True
    if any(m.last == trigger.first and country_of_name(" ".join(notes.texts[m.first : m.last])) for m in groups):
        return True  # "Ruritania executed nine men on Monday"
    if not is_passive(notes, trigger):
        return False  # who killed may himself be sentenced
    _, after = notes.sentence_of(end) if end < len(words) else (end, end)
    beside = words[start:after]
    return not _CONDEMNED.isdisjoint(beside) or any(" ".join(pair) in _CONDEMNED for pair in pairwise(beside))


def is_disposal(notes: Notes, trigger: Trigger) -> bool:
    """Return whether those who make bombs safe set one off: "was detonated by bomb disposal experts"."""
    if _DISPOSED.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    if "controlled" in notes.words[max(0, trigger.first - 2) : trigger.first]:
        return True
    behind = notes.words[trigger.last : trigger.last + 1 + _THOSE_WHO]
    if behind[:1] == ["by"]:
        return not _DISPOSAL.isdisjoint(behind)
    first = trigger.first
    while first > 0 and notes.words[first - 1] in _HOW:
        first -= 1
    return first > 0 and notes.words[first - 1] in _DISPOSAL
