"""Bombs and grenades that are thrown or left: verbs that tell of an attack only with one of these beside them."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from store.model import MentionKind

THROWN = word_set("thrown", "thrown")
_DEVICES = word_set("thrown", "devices")
_ONESELF = word_set("thrown", "oneself")
_KNOWN = frozenset({"the", "that", "this"})
_EXPLODING = frozenset({"grenade_attack", "bombing", "arson"})
_EITHER_SIDE = frozenset({"thrown", "hurled", "lobbed", "tossed"})
_BEFORE, _BEHIND = 8, 5  # words to what is thrown
_ADJECTIVES = 2  # words from "the" to the grenade


def throws_no_bomb(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what is thrown or left is no bomb: "threw stones", "was left at home", "threw himself on it"."""
    if trigger.type != "any" or not _is_throwing(notes, trigger):
        return False
    if not _ONESELF.isdisjoint(notes.words[trigger.last : trigger.last + 1]):
        return True
    return next(_bombs(notes, trigger), None) is None


def throws_device(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what is thrown is only called a device: "threw the device at them"."""
    return _is_throwing(notes, trigger) and any(notes.words[i] in _DEVICES for i in _bombs(notes, trigger))


def throws_known(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what is thrown was told of before: "threw the hand grenade"."""
    return _is_throwing(notes, trigger) and any(
        not _KNOWN.isdisjoint(notes.words[max(0, i - _ADJECTIVES) : i]) for i in _bombs(notes, trigger)
    )


def _is_throwing(notes: Notes, trigger: Trigger) -> bool:
    return not THROWN.isdisjoint(notes.words[trigger.first : trigger.last])


def _bombs(notes: Notes, trigger: Trigger) -> Iterator[int]:
    """Yield where a bomb begins that may be what is thrown: before "was thrown", behind "threw", beside "thrown"."""
    start, end = notes.sentence_of(trigger.first)
    passive = {"was", "were", "been"} & set(notes.words[trigger.first : trigger.last])
    before = passive or notes.words[trigger.first] in _EITHER_SIDE
    first = max(start, trigger.first - _BEFORE) if before else trigger.last
    last = trigger.first if passive else min(end, trigger.last + _BEHIND)
    yield from (m.first for m in notes.marks_in(first, last, MentionKind.WEAPON) if m.key in _EXPLODING)
    yield from (i for i in range(first, last) if notes.words[i] in _DEVICES)
