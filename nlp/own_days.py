"""Days of what is done about an event later, by courts, mourners or officials: none of them is the event's own.

"A court on Tuesday sentenced two men for a bombing that killed 14", "a guard shot dead by rebels was buried on
Monday": the day is that of a verb of dealing, and the event is only named behind it or in front of it.
"""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger

_DEALING = word_set("own_days", "dealing")
_ENDING = word_set("own_days", "ending")
# What joins an event to the verb before it as of one time, so that the day may be that of both.
_AT_ONCE = frozenset({"and", "when", "as", "while", "where", "before", "after", ";", "but", "until"})
# What turns from those hit to somebody else, or to when they were hit.
_TURNS = _AT_ONCE | {"who", "which", "that", "since", "because", "whose", "he", "she", "they", "it", "whom"}
_BEING = frozenset({"was", "were", "been", "being"})
_TO_DAY = 8  # words from a verb to its day
_RIGHT_BEHIND = 4  # words from a day to its verb: "on Tuesday unanimously upheld"
_BESIDE = 2  # words from "last Thursday's" to "school shooting"
_LEADING = frozenset({"of", "for", "over", "in", "with", "the", "to"})
_TO_VERB = 20  # words from an event to the verb that those of it are the subject of


def is_of_another_verb(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a day is that of what was done about an event: "was jailed on Tuesday for killing two"."""
    told = [t for t in triggers if t.role != "police"]
    event = next((t for t in told if t.first >= mark.last), None)
    if event is not None and event is told[0]:
        if _is_day_of(notes, mark, event):
            return False
        return _is_dealt_with_before(notes, mark, event, first)
    before = next((t for t in reversed(told) if t.last <= mark.first), None)
    return before is not None and event is None and _is_dealt_with_behind(notes, mark, before)


def _is_day_of(notes: Notes, mark: Mark, event: Trigger) -> bool:
    """Return whether a day stands right before its event: "the charge in Saturday's deadly shooting"."""
    between = notes.words[mark.last : event.first]
    return event.is_noun and len(between) <= _BESIDE and (_LEADING | _DEALING).isdisjoint(between)


def _is_dealt_with_before(notes: Notes, mark: Mark, event: Trigger, first: int) -> bool:
    """Return whether the verb of a day leads to the event: "on Tuesday sentenced two men for a bombing"."""
    words = notes.words
    behind = range(mark.last, min(mark.last + _RIGHT_BEHIND, event.first))
    verb = next((n for n in behind if words[n] in _DEALING), None)
    if verb is None:
        back = range(mark.first - 1, max(first, mark.first - _TO_DAY) - 1, -1)
        verb = next((n for n in back if words[n] in _DEALING), None)
        if verb is None or not _TURNS.isdisjoint(words[verb + 1 : mark.first]):
            return False
    elif not _TURNS.isdisjoint(words[mark.last : verb]):
        return False
    return _AT_ONCE.isdisjoint(words[max(verb + 1, mark.last) : event.first])


def _is_dealt_with_behind(notes: Notes, mark: Mark, event: Trigger) -> bool:
    """Return whether those of an event are the subject of the verb of a day: "shot dead by rebels was buried on"."""
    words = notes.words
    back = range(mark.first - 1, max(event.last, mark.first - _TO_DAY) - 1, -1)
    verb = next((n for n in back if words[n] in _DEALING | _ENDING), None)
    if verb is None or verb - event.last > _TO_VERB:
        return False
    passive = not _BEING.isdisjoint(words[max(event.last, verb - 2) : verb])
    # "the attack began at dawn on Monday" is no end
    of_them = passive or (words[verb] in _ENDING and not event.is_noun)
    return of_them and _TURNS.isdisjoint(words[event.last : mark.first])
