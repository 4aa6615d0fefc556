"""Words for people that no list has, told by what they stand beside: "killed three stonecutters"."""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Notes, Noun, Trigger
from nlp.person_words import STOPS
from nlp.phrases import CLOSED
from nlp.voice import is_passive
from store.model import MentionKind

_DONE_TO_PEOPLE = frozenset(
    {"killed", "injured", "abduction", "assassination", "execution", "raid_or_arrest", "mob_violence"}
)
# What is done to things and animals too, so that only one who was so hurt must be somebody: "a barber was shot".
_DONE_TO_ONE = _DONE_TO_PEOPLE | {"shooting", "stabbing", "hit"}
NO_PEOPLE = word_set("unlisted", "no_people")
_NO_ONE = frozenset(word.removesuffix("s") for word in NO_PEOPLE) | word_set("unlisted", "no_one")
_AUXILIARIES = word_set("unlisted", "auxiliaries")
_ENDS = CLOSED | STOPS
_ONE = frozenset({"a", "an", "another"})
_JOINTS = frozenset({"and", ",", "or"})
_NAMES_NO_ONE = (MentionKind.WEAPON, MentionKind.FACILITY, MentionKind.TIME, MentionKind.PERSON, MentionKind.COUNT)
_LONGEST = 5  # words of a phrase
_MOST = 6  # phrases in a list
_SHORTEST = 5  # letters
_SHORT = 3  # letters


def unlisted_people(notes: Notes) -> list[Noun]:
    """Return those to whom something was done which is done to people, counted or one, in order; no animals."""
    found: dict[int, Noun] = {}
    for trigger in notes.triggers:
        if trigger.type not in _DONE_TO_ONE or trigger.form not in {"past", "ing", "base"}:
            continue
        first, last = notes.sentence_of(trigger.first)
        if (one := _one_of(notes, trigger, first, last)) is not None:
            found[one] = Noun(one, one + 1, "civilian", plural=False, person=True)
        if trigger.type not in _DONE_TO_PEOPLE:
            continue
        heads = _before(notes, trigger, first) if is_passive(notes, trigger) else _after(notes, trigger.last, last)
        for head in heads:
            if notes.nouns_in(head, head + 1):
                continue
            side = _side(notes, head)
            if side or _is_plural(notes, head):
                found[head] = Noun(head, head + 1, side or "civilian", plural=True, person=True)
    return [found[head] for head in sorted(found)]


def _one_of(notes: Notes, trigger: Trigger, first: int, last: int) -> int | None:
    """Return the head of a phrase for one that no list has: "a barber was shot dead", "killed a radio presenter"."""
    if is_passive(notes, trigger):
        end = _end_of_subject(notes, trigger, first)
        begin = next((n for n in range(end - 1, max(first, end - _LONGEST) - 1, -1) if notes.words[n] in _ONE), None)
        if begin is None or _end_of(notes, begin + 1, end) != end:
            return None
    else:
        begin = trigger.last
        if notes.words[begin : begin + 1] == [] or notes.words[begin] not in _ONE:
            return None
        end = _end_of(notes, begin + 1, last)
        if notes.words[end : end + 1] == ["of"]:
            return None  # "killed a number of"
    head = end - 1
    known = head <= begin or notes.words[head] in _NO_ONE or any(notes.nouns_in(n, n + 1) for n in range(begin, end))
    return None if known or len(notes.words[head]) < _SHORT else head


def _after(notes: Notes, start: int, last: int) -> list[int]:
    """Return the heads of the counted phrases that follow a verb, "and" and commas between them."""
    heads: list[int] = []
    while len(heads) < _MOST:
        count = next(iter(notes.marks_in(start, start + 1, MentionKind.COUNT)), None)
        one = bool(heads) and start < last and notes.words[start] in _ONE
        begin = count.last if count else start + one
        end = _end_of(notes, begin, last)
        if end == begin or not (count or one):
            break
        heads.append(end - 1)
        start = end
        while start < last and start - end < 2 and notes.words[start] in _JOINTS:
            start += 1
    return heads


def _before(notes: Notes, trigger: Trigger, first: int) -> list[int]:
    """Return the heads of the counted phrases that a passive verb is said of."""
    end = _end_of_subject(notes, trigger, first)
    counts = notes.marks_in(max(first, end - 4 * _LONGEST), end, MentionKind.COUNT)
    for start in counts:
        heads = _after(notes, start.first, end)
        if heads and heads[-1] == end - 1:
            return heads
    return []


def _end_of_subject(notes: Notes, trigger: Trigger, first: int) -> int:
    """Return where the words end that a passive verb is said of, before its auxiliaries."""
    end = trigger.first
    while end > first and notes.words[end - 1] in _AUXILIARIES:
        end -= 1
    return end


def _end_of(notes: Notes, start: int, last: int) -> int:
    """Return where the words end that can be a phrase for people; ``start`` where there is none."""
    end = start
    while end < min(last, start + _LONGEST) and _can_be_said_of_people(notes, end):
        end += 1
    return end


def _can_be_said_of_people(notes: Notes, i: int) -> bool:
    word = notes.words[i]
    if word in _ENDS or not word.replace("-", "").isalpha():
        return False
    return not (notes.marks_in(i, i + 1, *_NAMES_NO_ONE) or notes.triggers_in(i, i + 1))


def _side(notes: Notes, i: int) -> str | None:
    """Return what those are who go by their group's name: "killed three Peshmerga", "two Taliban were killed"."""
    named = [m for m in notes.marks_in(i - _LONGEST, i + 1, MentionKind.GROUP) if m.last == i + 1]
    if not named or named[0].key in {"generic", "metonym", "unknown"}:
        return None
    return "troops" if named[0].key == "state" else "militia"


def _is_plural(notes: Notes, i: int) -> bool:
    word = notes.words[i]
    if len(word) < _SHORTEST or word in NO_PEOPLE:
        return False
    return word.endswith("men") or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
