"""Whether the words of a clause set its event apart from the one told before: "In a separate incident", "Later"."""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Found, Mark, Notes, Trigger
from nlp.speakers import REPORTING
from nlp.triggers import LIGHT_VERBS
from store.model import DateRange, MentionKind, Place, PlacePrecision

_FRESH = word_set("apart", "fresh")
_DEFINITE = word_set("apart", "definite")
_COMING = word_set("apart", "coming")
_INCIDENTS = word_set("apart", "incidents")
_OTHER = frozenset({"another", "separate", "different", "second"})
_PARTS = frozenset(
    {"province", "district", "region", "state", "city", "town", "village", "part", "area", "county", "governorate"}
)
_ELSEWHERE = frozenset({"elsewhere", "separately"})
_MEANWHILE = frozenset({"meanwhile", "simultaneously"})
_BEFORE_NOW = ("earlier this month", "earlier this year", "last month", "last year")
_OTHER_HAND = ["on", "the", "other", "hand"]
_ORDINALS = frozenset({"first", "second", "third"})
_DEVICES = frozenset({"device", "explosive", "one", "was", "went"})
_SPANS_OF_TIME = frozenset({"hours", "days", "weeks", "months"})
_MADE_UP = frozenset({"are", "were", "include", "included", "consist", "consisted", "comprise", "comprised"})
_LIKENESSES = frozenset({"recalled", "recalls", "echoed", "echoes", "resembled", "resembles", "mirrored", "mirrors"})
_LIKE_WHAT = frozenset({"a", "an", "another", "one", "the"})
_TO_LIKENESS = 8  # words from an attack to what it is like
_CAME = frozenset({"came", "comes", "come"})
_SOON = frozenset({"later", "earlier"})
_HAPPENED = word_set("apart", "happened")
# What a noun does not reach over to its day or place: another clause.
_ENDS = REPORTING | word_set("apart", "ends")
_ASIDE = 8  # words
_OPENING = 6  # words
_SUBJECT = 5  # words before a noun that is what its clause is about
_TO_ALSO = 20  # words
_DAY = 7  # words from the beginning of a day to what was on it
_KIND = 3  # words from "another" to what it is


def is_definite(notes: Notes, head: Trigger) -> bool:
    """Return whether a noun points back to an event told before ("the attack")."""
    if head.form == "past" and head.last < len(notes.words) and head.last - head.first == 1:
        back = notes.words[head.first - 1 : head.first] in (["the"], ["those"])
        return back and notes.words[head.last] in _MADE_UP  # "Those abducted include two nuns"
    if not head.is_noun:
        return False
    if not _DEFINITE.isdisjoint(notes.words[max(0, head.first - 4) : head.first]):
        return True
    days = [m for m in notes.marks_in(head.first - _DAY, head.first, MentionKind.TIME) if head.first - m.last <= 1]
    return bool(days) and notes.words[days[-1].first - 1] == "the"  # "the December 11, 2017 blast"


def named_only(notes: Notes, first: int, live: list[Trigger]) -> Trigger | None:
    """Return the event told before that a clause only names while it tells of something else; None if it tells of it.

    "A spokesman in Geneva condemned the attack on Monday", "said that they had carried out the attack"; but not "the
    attack happened in Ndoro on Monday".
    """
    nouns = [t for t in live if t.is_noun and t.role != "harm"]
    if not nouns or nouns[0].first - first <= _SUBJECT or not all(is_definite(notes, t) for t in nouns):
        return None
    if any(is_known_by_its_day(notes, n) for n in nouns):
        return None  # of which need not have been told before
    if any(not _HAPPENED.isdisjoint(notes.words[n.last : n.last + 2]) for n in nouns):
        return None  # "He said the attack happened in Ndoro on Monday"
    verbs = [t for t in live if t not in nouns]
    carried = all(_is_light(notes, v) and any(0 < n.first - v.last <= _KIND for n in nouns) for v in verbs)
    return nouns[0] if carried else None


def _is_light(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a verb only says that somebody did what its noun names: "carried out the attack"."""
    return trigger.type == "any" and not LIGHT_VERBS.isdisjoint(notes.words[trigger.first : trigger.last])


def is_beside(notes: Notes, mark: Found[DateRange] | Found[Place], head: Trigger) -> bool:
    """Return whether a time or a place is one of a noun's own: "Friday's attack", "the attack in Ndoro on Friday"."""
    if mark.first < head.first:
        return head.first - mark.last <= _KIND
    return _ENDS.isdisjoint(notes.words[head.last : mark.first])


def is_known_by_its_day(notes: Notes, head: Trigger) -> bool:
    """Return whether a noun points back by the day it was told with: "an inquiry into Sunday's deadly shooting"."""
    if not head.is_noun or "'s" not in notes.words[max(0, head.first - 3) : head.first]:
        return False
    days = notes.marks_in(head.first - 2 * _KIND, head.first, MentionKind.TIME)
    return any(head.first - m.last < _KIND and notes.words[m.last - 1] == "'s" for m in days)


def is_set_apart(notes: Notes, first: int, head: Trigger, place: Mark | None) -> bool:
    """Return whether a clause with this head tells of another event than the one told before it.

    ``place`` is where the clause says it was.
    """
    before = set(notes.words[max(0, head.first - 3) : head.first])
    if head.is_noun and _FRESH & before and "degree" not in before:
        return True
    return (
        _is_counted_from(notes, head, place)
        or _told_before(notes, first, head)
        or notes.words[first : first + 2] in (["in", "retaliation"], ["in", "revenge"])
        or _is_in_another_part(notes, first, head)
        or _is_behind(notes, head)
        or _is_later(notes, first)
        or _looks_back(notes, first, head)
        or opens_apart(notes, first)
        or (place is not None and _is_elsewhere_then(notes, first, head, place))
    )


def is_one_of_two(notes: Notes, first: int, head: Trigger) -> bool:
    """Return whether a clause tells of one of those blasts or bombs that were told of together: "the second bomb"."""
    for i in range(first, head.last):
        if notes.words[i] in _ORDINALS and notes.words[i - 1] == "the":
            named = notes.marks_in(i + 1, i + 1 + _KIND, MentionKind.WEAPON) or notes.triggers_in(i + 1, i + 1 + _KIND)
            return bool(named) or notes.words[i + 1] in _DEVICES
    return False


def is_known_weapon(notes: Notes, first: int, head: Trigger) -> bool:
    """Return whether what hit was told of before: "when the bomb exploded"."""
    if notes.words[first : first + 3] == ["one", "of", "the"] and notes.marks_in(
        first + 3, first + 5, MentionKind.WEAPON
    ):
        return True  # "One of the shells hit a school"
    if head.form != "past":
        return False
    weapons = notes.marks_in(max(first, head.first - _KIND), head.first, MentionKind.WEAPON)
    return any(w.last == head.first and w.first > 0 and notes.words[w.first - 1] == "the" for w in weapons)


def scene_told(notes: Notes, first: int, last: int) -> Found[Place] | None:
    """Return where a sentence without an event sets what follows: "In Jalalabad, police followed two men."."""
    opening = notes.words[first : first + 2]
    if opening[:1] == ["in"]:
        marks = notes.marks_in(first + 1, first + _OPENING, MentionKind.PLACE)
    elif opening[:1] == ["meanwhile"]:
        marks = notes.marks_in(first, last, MentionKind.PLACE)
    else:
        return None
    for mark in marks:
        if isinstance(mark.value, Place) and mark.value.precision is not PlacePrecision.COUNTRY:
            return Found(mark.value, mark.first, mark.last, 0.4)
    return None


def turn_back(notes: Notes, first: int, last: int) -> int | None:
    """Return where a sentence goes back from the event told to one before: "The attack came / a day after a bomb"."""
    for time in notes.marks_in(first, last, MentionKind.TIME):
        after = "after" in notes.words[time.last - 1 : time.last + 1]
        if after and not _COMING.isdisjoint(notes.words[max(first, time.first - 2) : time.first]):
            return time.first
    for trigger in notes.triggers_in(first, last):
        told = notes.words[trigger.last : min(last, trigger.last + _TO_LIKENESS)]
        like = next((n for n, word in enumerate(told, trigger.last) if word in _LIKENESSES), None)
        goes_on = like is not None and not _LIKE_WHAT.isdisjoint(notes.words[like + 1 : like + 2])
        if like is not None and goes_on and is_definite(notes, trigger):
            return like + 1  # "The assault, in the town of Ndoro, recalled / one in May when six were killed"
        pointed = is_definite(notes, trigger) or is_known_by_its_day(notes, trigger)
        followed = pointed and notes.words[trigger.last : trigger.last + 1] == ["followed"]
        came = _came_after(notes, trigger, last)
        if came is not None:
            return came
        if followed and any(t.role == "attack" for t in notes.triggers_in(trigger.last, last)):
            return trigger.last + 1
    return None


def _came_after(notes: Notes, trigger: Trigger, last: int) -> int | None:
    """Return where an event that an attack came after is told: "The strikes on the camp came / after two were shot"."""
    if not trigger.is_noun or trigger.role == "harm":
        return None
    behind = range(trigger.last, min(last - 1, trigger.last + _TO_LIKENESS))
    came = next((n for n in behind if notes.words[n] in _CAME and notes.words[n + 1] == "after"), None)
    told = came is not None and any(t.specific and t.form == "past" for t in notes.triggers_in(came + 2, last))
    return came + 1 if came is not None and told else None


def _is_counted_from(notes: Notes, head: Trigger, place: Mark | None) -> bool:
    """Return whether a noun only says since when things are so: "on alert since the attacks in Paris in November"."""
    since = "since" in notes.words[max(0, head.first - _KIND) : head.first]
    if not since or not head.is_noun or head.role == "harm":
        return False
    named = place is not None and 0 <= place.first - head.last <= _KIND
    return named or bool(notes.marks_in(head.last, head.last + _KIND, MentionKind.TIME))


def _told_before(notes: Notes, first: int, head: Trigger) -> bool:
    """Return whether a clause goes back before the event told so far: "Before the attack, rockets landed"."""
    start, _ = notes.sentence_of(first)
    if notes.words[start] not in {"before", "hours", "minutes", "days"}:
        return False
    opening = notes.words[start : start + _ASIDE]
    comma = opening.index(",") if "," in opening else 0
    pointed = any(is_definite(notes, t) for t in notes.triggers_in(start, start + comma)) or "incident" in opening
    return "before" in opening[:comma] and pointed and head.first > start + comma


def _is_in_another_part(notes: Notes, first: int, head: Trigger) -> bool:
    """Return whether a clause says that it was elsewhere: "killed 15 rebels in another province"."""
    last = notes.sentence_of(head.first)[1]
    return any(
        notes.words[n] == "in" and notes.words[n + 1] in _OTHER and notes.words[n + 2] in _PARTS
        for n in range(first, min(head.last + _TO_ALSO, last - 2))
    )


def _is_behind(notes: Notes, head: Trigger) -> bool:
    """Return whether a sentence tells of what was before the event at hand ("Days earlier, ...") or elsewhere."""
    start, _ = notes.sentence_of(head.first)
    if notes.words[start : start + 2] == ["elsewhere", ","]:
        return True
    if notes.words[start] in _SPANS_OF_TIME and notes.words[start + 1] in {"earlier", "before"}:
        return True
    turn = turn_back(notes, *notes.sentence_of(head.first))
    return turn is not None and turn < head.first


def _looks_back(notes: Notes, first: int, head: Trigger) -> bool:
    """Return whether a sentence opens with a time that ended before: "Earlier this month, four guards were killed"."""
    start, end = notes.sentence_of(first)
    opening = " ".join(notes.words[start : min(end, start + _KIND)])
    return opening.startswith(_BEFORE_NOW) and first == start and not is_definite(notes, head)


def _is_later(notes: Notes, first: int) -> bool:
    """Return whether a clause tells of something else soon after: "An hour later a mortar shell hit a house"."""
    opens = notes.words[first] == "later"  # "Later that day a band of militants raided"
    time = next(iter(notes.marks_in(first + opens, first + 2 + 2 * opens, MentionKind.TIME)), None)
    if time is None or not (opens or (time.first == first and notes.words[time.last - 1] == "later")):
        return False
    begin = time.last + (notes.words[time.last : time.last + 1] == [","])
    return notes.words[begin : begin + 1] in (["a"], ["an"], ["another"])


def opens_apart(notes: Notes, first: int) -> bool:
    """Return whether a sentence opens with another event: "In a separate incident, gunmen attacked", "Separately,"."""
    start, end = notes.sentence_of(first)
    while start < end and not notes.words[start][:1].isalnum():
        start += 1  # quotes
    words = notes.words[start : min(end, start + _OPENING)]
    if words[:1] == ["separately"]:
        return True
    if words[:1] == ["also"] and "," in words:  # "Also on Saturday,"
        return any(m.first <= start + 2 for m in notes.marks_in(start + 1, start + 3, MentionKind.TIME))
    if words[:1] not in (["in"], ["during"], ["another"]):
        return False
    at = next((n for n, word in enumerate(words[:3]) if word in _OTHER), None)
    if at is None:
        return False
    kind = range(start + at + 1, start + at + 1 + _KIND)
    if not _INCIDENTS.isdisjoint(notes.words[kind.start : kind.stop]):
        return True
    return words[0] == "another" and bool(notes.marks_in(kind.start, kind.stop, MentionKind.WEAPON))


def opening_aside(notes: Notes, first: int) -> int:
    """Return where a sentence begins that opens with what only sets it apart: behind "In a separate attack,"."""
    if not opens_apart(notes, first):
        return first
    words = notes.words[first : first + _ASIDE]
    return first + words.index(",") if "," in words and words[0] in {"in", "during"} else first


def _is_elsewhere_then(notes: Notes, first: int, head: Trigger, place: Mark) -> bool:
    """Return whether a sentence goes on to a place not named so far: "Hours later ... near Ndoro", "Meanwhile, in"."""
    start, end = notes.sentence_of(first)
    if not isinstance(place.value, Place) or place.value.precision is PlacePrecision.COUNTRY:
        return False
    words = notes.words[start : min(end, start + _ASIDE)]
    time = next(iter(notes.marks_in(start, start + 1, MentionKind.TIME)), None)
    timed = time is not None and not _SOON.isdisjoint(notes.words[start : time.last])
    opens = words[0] in _ELSEWHERE | _MEANWHILE or (words[0] in _SOON and words[1:2] in (["in"], [","]))
    opens = (
        opens
        or words[:4] == _OTHER_HAND
        or not _MEANWHILE.isdisjoint(words[1:])
        or (words[0] == "also" and "," in words)
    )
    after = range(head.last, min(end, head.last + _TO_ALSO))
    also = next((i for i in after if notes.words[i] == "also"), end)  # "Shelling in the town of Ndoro also killed one"
    goes_on = head.form == "noun" and place.first < also and bool(notes.triggers_in(also + 1, also + 2))
    if not (timed or opens or goes_on):
        return False
    named = notes.words[place.first : place.last]
    told = notes.words[:start]
    return not any(told[n : n + len(named)] == named for n, word in enumerate(told) if word == named[0])
