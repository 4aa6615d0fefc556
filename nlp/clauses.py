"""Where a sentence turns from one event to the next: its clauses, each with the triggers of one event."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from nlp.apart import is_definite, opening_aside, turn_back
from nlp.classify import type_of
from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.voice import is_passive
from store import codebook
from store.model import MentionKind

_SEQUENCE = word_set("clauses", "sequence")
_SEQUENCE_PHRASES = (
    ("in", "response", "to"),
    ("in", "retaliation", "for"),
    ("in", "revenge", "for"),
    ("as", "well", "as"),
)
_OPENERS = frozenset(phrase[0] for phrase in _SEQUENCE_PHRASES)
# What an arrest is for.
_REASONS = (
    *(("over",), ("for",), ("suspected", "of"), ("accused", "of"), ("wanted", "for"), ("wanted", "over")),
    *(("in", "connection"), ("in", "relation"), ("on", "suspicion"), ("linked", "to"), ("involved", "in")),
)
_REACH = 3  # words
_OPENING = 5  # words of a clause to who acts in it
_LATEST = ("the", "latest", "in", "a")
_SOME = (["a"], ["an"], ["another"])
_KNOWN = frozenset({"the", "his", "her", "their", "its", "he", "she", "they", "it"})
_JOINTS = frozenset({";", ",", "and", "but"})


def clauses_of(notes: Notes, first: int, last: int) -> list[tuple[int, int, list[Trigger]]]:
    """Split a sentence where it turns from one event to the next; every clause has a trigger."""
    # "..., the latest in a string of attacks that cost lives": what follows is of other days
    if "latest" in notes.words[first : last + 1]:
        last = next((i for i in range(first, last) if tuple(notes.words[i : i + len(_LATEST)]) == _LATEST), last)
    triggers = notes.triggers_in(first, last)
    aside = opening_aside(notes, first)  # "In a separate attack, three people died when"
    triggers = [t for t in triggers if t.first >= aside] or triggers
    if not triggers:
        return []
    counted = _counts_on(notes, first, last, triggers)
    cuts = {first, *counted, *_turns(notes, first, last, triggers), *_restarts(notes, triggers)}
    cuts |= {cut for a, b, told in _between(cuts, last, triggers) if (cut := _crime(notes, a, b, told)) is not None}
    return _between(cuts, last, triggers)


def _between(cuts: Iterable[int], last: int, triggers: list[Trigger]) -> list[tuple[int, int, list[Trigger]]]:
    """Return the clauses between some cuts that have a trigger."""
    found = [(a, b, [t for t in triggers if a <= t.first < b]) for a, b in pairwise([*sorted(cuts), last])]
    return [clause for clause in found if clause[2]]


def _counts_on(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> list[int]:
    """Return where a sentence comes to its own event, counted from another: "Two days after bombs killed 30, / a"."""
    time = next(iter(notes.marks_in(first, first + 2, MentionKind.TIME)), None)
    if time is None or notes.words[time.last - 1] != "after":
        return []
    cut = next((i + 1 for i in range(time.last, last) if notes.words[i] == ","), last)
    before = [t for t in triggers if time.last <= t.first < cut and t.specific]
    told = any(t.specific and t.form == "past" for t in triggers if t.first >= cut)
    first_told = any(t.form == "past" for t in before) and not any(is_definite(notes, t) for t in before)
    somebody = cut < last and (notes.words[cut : cut + 1] in _SOME or _is_somebody(notes, cut))
    return [cut] if told and first_told and somebody else []


def _crime(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> int | None:
    """Return where a clause turns from an arrest to its reason: "arrested a man | over an attack that killed six"."""
    arrest = triggers[0]
    if len(triggers) < 2 or arrest.type != "raid_or_arrest" or "police" not in {arrest.role} - {triggers[1].role}:
        return None
    if type_of(notes, first, last, [t for t in triggers if t.specific] or triggers)[0] != "raid_or_arrest":
        return None
    behind = range(arrest.last, triggers[1].first)
    return next((i for i in behind if is_reason(notes, i)), None)


def is_reason(notes: Notes, i: int) -> bool:
    """Return whether words say what an arrest is for: "over", "in connection with"."""
    return any(tuple(notes.words[i : i + len(reason)]) == reason for reason in _REASONS)


def _turns(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> list[int]:
    """Return where a word tells that another event follows or came before: "after", "in response to"."""
    cuts = [first]
    back = turn_back(notes, first, last)
    for i in range(first + 1, last):
        if i == back:
            cuts.append(i)
        if not _is_sequence(notes, i):
            continue
        before = [t for t in triggers if cuts[-1] <= t.first < i and t.specific]
        after = [t for t in triggers if t.first > i]
        apart = (
            _differ(before, after)
            or _is_some_time_after(notes, i)
            or _is_elsewhere(notes, cuts[-1], i, last)
            or _is_revenge(notes, i)
        )
        if before and after and apart and not _is_outcome(notes, before, i):
            cuts.append(i)
    return cuts


def _restarts(notes: Notes, triggers: list[Trigger]) -> list[int]:
    """Return where a sentence begins anew with an event of another kind: behind a semicolon, or on another day."""
    cuts = []
    for previous, trigger in pairwise(triggers):
        joint = notes.words[previous.last : trigger.first]
        if not (trigger.specific and _differ([previous], [trigger])):
            continue
        if ";" not in joint and not _is_on_another_day(notes, previous, trigger):
            continue
        behind = range(trigger.first, previous.last, -1)
        cut = next((i for i in behind if notes.words[i - 1] in _JOINTS), None)
        if cut is not None and not (cut == trigger.first and notes.words[cut - 1] == "and"):
            cuts.append(cut)  # but for "gunmen burst in on Monday and opened fire", where one subject has two verbs
    return cuts


def _is_sequence(notes: Notes, i: int) -> bool:
    if notes.words[i] in _SEQUENCE:
        # "hours after" is a time of its own, "the week after the attack" is not
        return not any(i < m.last and m.last != i + 1 for m in notes.marks_in(i - 12, i + 1))
    if notes.words[i] == "followed":  # "today's attack followed bombings over the weekend"
        return notes.words[i + 1 : i + 2] != ["by"] and notes.words[i - 1] not in {"was", "were", "been"}
    return notes.words[i] in _OPENERS and any(tuple(notes.words[i : i + len(p)]) == p for p in _SEQUENCE_PHRASES)


def _is_revenge(notes: Notes, i: int) -> bool:
    """Return whether what follows was answered: "in retaliation for the death of"."""
    return notes.words[i] == "in" and notes.words[i + 1 : i + 2] in (["retaliation"], ["revenge"])


def _is_some_time_after(notes: Notes, i: int) -> bool:
    """Return whether another event was some time before: "hours after a drone attack on the base"."""
    timed = any(m.last == i + 1 for m in notes.marks_in(i - _REACH, i + 1, MentionKind.TIME))
    return timed and notes.words[i] == "after" and (notes.words[i + 1 : i + 2] in _SOME or _is_somebody(notes, i + 1))


def _is_somebody(notes: Notes, first: int) -> bool:
    """Return whether people or arms not told of before act next: "two days after suicide bombers killed 30 people"."""
    who = notes.nouns_in(first, first + _REACH) + notes.marks_in(first, first + _REACH, MentionKind.WEAPON)
    acting = [t for t in notes.triggers_in(first, first + _OPENING) if t.form == "past"]
    return notes.words[first] not in _KNOWN and any(w.first < t.first for w in who for t in acting)


def _differ(before: Iterable[Trigger], after: Iterable[Trigger]) -> bool:
    """Return whether the triggers after a turn tell of another event than those before it."""
    old = {_family(t) for t in before if t.role != "harm"} or {"harm"}
    new = {_family(t) for t in after if t.role != "harm"} or {"harm"}
    if new == {"harm"}:
        return False
    if old == {"harm"}:
        return True
    return old.isdisjoint(new) or "any" in new


def _is_elsewhere(notes: Notes, first: int, i: int, last: int) -> bool:
    """Return whether a clause tells of arms at a place of its own: "..., while a roadside bomb in Mosul killed two"."""
    if notes.words[i] not in {"while", "whereas"}:
        return False
    here, there = notes.marks_in(first, i, MentionKind.PLACE), notes.marks_in(i, last, MentionKind.PLACE)
    arms = notes.marks_in(i, i + _OPENING, MentionKind.WEAPON, MentionKind.GROUP)
    return bool(here and there and arms) and not any(t.value == h.value for t in there for h in here)


def _is_outcome(notes: Notes, before: list[Trigger], i: int) -> bool:
    """Return whether a clause only tells whom the next one hit ("two died when a rocket struck")."""
    if any(t.role != "harm" for t in before):
        return False
    return notes.words[i] in {"when", "while", "as"} or all(is_passive(notes, t) for t in before)


def _family(trigger: Trigger) -> str:
    return "any" if trigger.type == "any" else codebook.TYPES[trigger.type].family


def _is_on_another_day(notes: Notes, previous: Trigger, trigger: Trigger) -> bool:
    """Return whether a new date stands between two triggers ("and on Friday ...")."""
    told = trigger.form == "past" and trigger.role != "harm"
    between = notes.marks_in(previous.last, trigger.first, MentionKind.TIME)
    return told and bool(between) and "and" in notes.words[previous.last : trigger.first]
