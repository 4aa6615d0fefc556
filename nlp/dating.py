"""When the event of a clause happened, among the times that are told beside it.

A time may be that of a statement, an arrest or a death in hospital instead: such a one is taken for want of
better, with little confidence.
"""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.counted_times import (
    by_the_clock,
    came_after,
    counted_back,
    counted_from_post,
    day_before_that,
    found_behind,
    is_counted_from_there,
    of_the_night_told,
)
from nlp.later_times import (
    is_of_a_court,
    is_of_a_quotation,
    is_of_dealings,
    is_of_talk,
    is_of_who_did_it,
    is_time_of_saying,
)
from nlp.lexicons import word_set
from nlp.metonyms import NAMED
from nlp.notes import AHEAD, Found, Mark, Notes, Trigger, gap
from store.model import DatePrecision, DateRange, MentionKind

# The confidence of a date that is only when somebody spoke of the event.
SAID = 0.4
SAID_UNRESOLVED = 0.2
TALKED_OF = 0.35  # of an event that may be long past: "referred today to the murder of"
_COUNTED = 0.8
_NEXT_TO_IT, _APART = 0.9, 0.75  # within so many words of what tells the event, or farther
_BESIDE, _NOWHERE = 10, 99
_UNRESOLVED = 0.3
# By how many words a time counts as farther from the event: of a statement, of another clause, not to be counted.
_LATER, _OUTSIDE, _UNCOUNTED = 60, 15, 25
# "Since Monday" bounds what goes on, and dates no event.
_BOUNDS = (["since"], ["until"], ["till"])
_PICTURED = word_set("dating", "pictured")
_CAPTION = 7  # words of a caption that tell what is to be seen
_ENDS = (["until"], ["till"])
_REASONS = frozenset({"because", "after", "since"})
_ZONES = frozenset({"gmt", "utc"})
_ASIDE = frozenset({"where", "whose"})
_LONG_PAST = 7  # days
_SLACK = 1  # days that news may be dated before they were written, as the day begins earlier elsewhere
_NEAR = 6
_HOURS = frozenset({"hour", "hours", "minute", "minutes", "second", "seconds", "moments"})
# "The fourth homicide in 2017" counts like events, and dates none.
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SPAN = re.compile(r"\b(?:past|last)\s(?:.*\s)?(?:weeks|months|years|decades?)$")
_ORDINALS = word_set("dating", "ordinals")
_LONG_NAME = 3  # words from a year to what is known by it: "the 2003 Iraq war"
_WITHIN = frozenset({"in", "during"})
_COUNTING = _ORDINALS | word_set("dating", "series")


def read_date(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Found[DateRange] | None:
    """Return when the event of a clause happened; the time of a statement about it is no such time."""
    best: tuple[float, Found[DateRange]] | None = None
    for mark in notes.marks_in(first, last, MentionKind.TIME):
        if not isinstance(mark.value, DateRange) or _is_of_another(notes, mark, first, triggers):
            continue
        if (counted := counted_back(notes, mark, triggers, first)) is not None:
            return Found(counted, mark.first, mark.last, _COUNTED)
        value = of_the_night_told(notes, mark, counted_from_post(notes, mark, mark.value))
        value = by_the_clock(notes, value, first, last)
        weighed = _weighed(notes, mark, value, triggers, first)
        if weighed is not None and (best is None or weighed[0] > best[0]):
            best = weighed
    return best[1] if best else day_before_that(notes, first) or found_behind(notes, last)


def _weighed(
    notes: Notes, mark: Mark, value: DateRange, triggers: list[Trigger], first: int
) -> tuple[float, Found[DateRange]] | None:
    """Return a time with how well it fits an event: the nearer the better, that of a statement for want of others."""
    said = is_time_of_saying(notes, mark, triggers, first) or is_of_a_quotation(notes, mark, value)
    said = said or notes.words[mark.first - 1 : mark.first] in _BOUNDS
    if said and value.start is not None and value.precision is not DatePrecision.DAY:
        return None  # "who has been ambassador since 1986" tells nothing of when he was shot
    if value.start is None and is_of_a_court(notes, mark, triggers, first):
        return None
    distance = min((gap(mark, t) for t in triggers), default=_NOWHERE)
    confidence = SAID if said else _NEXT_TO_IT if distance <= _BESIDE else _APART
    score: float = -distance
    if said:
        score -= _LATER
    elif _is_of_another_clause(notes, mark, triggers):
        score -= _OUTSIDE
    if value.start is None and notes.published is not None:
        score -= _UNCOUNTED
    if said and _is_of_long_after(notes, mark, triggers, first):
        confidence = TALKED_OF
    if _is_elsewhere(notes, mark):  # "at 0400 GMT on 10 September", which was still the 9th there
        score, confidence = score - _OUTSIDE, SAID
    if value.start is None:
        confidence = SAID_UNRESOLVED if said else _UNRESOLVED
    return score, Found(value, mark.first, mark.last, confidence)


def _is_of_long_after(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of talk or a verdict about what may be long past."""
    talk = is_of_talk(notes, mark, triggers) or is_of_who_did_it(notes, mark, triggers)
    return talk or is_of_a_court(notes, mark, triggers, first)


def _is_of_another(notes: Notes, mark: Mark, first: int, triggers: list[Trigger]) -> bool:
    """Return whether a time is none of this event's: it is of no event, of another, or told by its date right after."""
    if is_of_no_event(notes, mark, first) or _is_named_next(notes, mark) or _is_of_an_aside(notes, mark, triggers):
        return True
    if is_of_dealings(notes, mark, triggers, first):
        return True
    if notes.published is None and is_counted_from_there(mark):
        return True  # nobody knows from which day
    if _is_of_the_course(notes, mark) or _counts_on(notes, mark, first, triggers):
        return True
    return came_after(notes, mark) and not any(t.first >= mark.last for t in triggers)


def _counts_on(notes: Notes, mark: Mark, first: int, triggers: list[Trigger]) -> bool:
    """Return whether a time that opens a clause is of what follows it: "Two days after bombs killed 30, | a"."""
    last = max((t.last for t in triggers), default=mark.last)
    start, end = notes.sentence_of(first)
    cut = next((i for i in range(last, end) if notes.words[i] == ","), end)
    return mark.first - start <= 1 and is_counted_from_there(mark) and bool(notes.triggers_in(cut, end))


def _is_of_the_course(notes: Notes, mark: Mark) -> bool:
    """Return whether hours count from what is no event, and tell no day: "hijacked it 20 minutes after takeoff"."""
    if not is_counted_from_there(mark) or _HOURS.isdisjoint(notes.words[mark.first : mark.last]):
        return False
    return not notes.triggers_in(mark.last, mark.last + _NEAR)


def _is_elsewhere(notes: Notes, mark: Mark) -> bool:
    """Return whether a day is told by the clock of Greenwich."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return not _ZONES.isdisjoint(before[:-1] if before[-1:] == ["on"] else before[-1:])


def _is_named_next(notes: Notes, mark: Mark) -> bool:
    """Return whether a day is told by its date right after: "today, 30 June"."""
    following = notes.marks_in(mark.last, mark.last + 2, MentionKind.TIME)
    days = [m.value for m in following if notes.words[mark.last : m.first] == [","] and isinstance(m.value, DateRange)]
    return any(d.start is not None and d.precision is DatePrecision.DAY for d in days)


def _is_of_an_aside(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether a time long past is only that of what was once at a place: "in the area where a bomb exploded"."""
    if not isinstance(mark.value, DateRange) or mark.value.end is None or notes.published is None:
        return False
    if (notes.published - mark.value.end).days < _LONG_PAST:
        return False
    for before, after in pairwise(triggers):
        turn = not _ASIDE.isdisjoint(notes.words[before.last : after.first])
        told = before.specific and before.form == "past" and after.role != "harm"
        if turn and told and after.last <= mark.first:
            return True
    return False


def _is_of_another_clause(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether an event is only the reason of what a time is of: "evacuated today because it was hit"."""
    event = next((t for t in triggers if t.first >= mark.last), None)
    return event is not None and not _REASONS.isdisjoint(notes.words[mark.last : event.first])


def is_of_no_event(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether nothing told can have happened then: a time to come, the end of another, or of a tally."""
    return (
        mark.key == AHEAD
        or _is_yet_to_come(notes, mark)
        or notes.words[mark.first - 1 : mark.first] in _ENDS
        or _is_of_a_tally(notes, mark, first)
        or _is_of_a_name(notes, mark)
        or _is_of_a_picture(notes, mark)
    )


def _is_of_a_picture(notes: Notes, mark: Mark) -> bool:
    """Return whether a day is that of a picture: "Officers stand guard near the shrine in Lund on March 3, 2021."

    Captions tell in the present what is to be seen and end in the whole date, as news of some days ago do not. Where
    nothing else tells when an article came out, that day is still the nearest to it.
    """
    if notes.published is None:
        return False
    start, end = notes.sentence_of(mark.first)
    whole = any(word.isdigit() and len(word) == 4 for word in notes.words[mark.first : mark.last])
    if not whole or end - mark.last > 1:
        return False
    return not _PICTURED.isdisjoint(notes.words[start + 1 : min(start + _CAPTION, mark.first)])


def _is_of_a_name(notes: Notes, mark: Mark) -> bool:
    """Return whether a year is only what a war or vote is known by: "his backing for the 2010 Ruritania war".

    Who "was killed in the 2010 war" was killed then.
    """
    if not isinstance(mark.value, DateRange) or mark.value.precision is not DatePrecision.YEAR:
        return False
    before, start = notes.words[max(0, mark.first - 2) : mark.first], mark.last
    if "the" not in {notes.words[mark.first], *before[-1:]} or not _WITHIN.isdisjoint(before):
        return False
    behind = range(start, min(start + _LONG_NAME + 1, len(notes.words)))
    kind = next((n for n in behind if notes.words[n] in NAMED), None)
    return kind is not None and all(notes.texts[n].istitle() for n in range(start, kind))


def _is_yet_to_come(notes: Notes, mark: Mark) -> bool:
    """Return whether a time is tomorrow, or well after publication: "the elections of 1991", in news of 1989."""
    if "tomorrow" in notes.words[mark.first : mark.last]:
        return True
    start = mark.value.start if isinstance(mark.value, DateRange) else None
    return start is not None and notes.published is not None and (start - notes.published).days > _SLACK


def _is_of_a_tally(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether a time only counts like events: "the 4th homicide in 2017", "the second bomb since May 7"."""
    before = notes.words[max(first, mark.first - 8) : mark.first]
    if not isinstance(mark.value, DateRange):
        return False
    if mark.value.phrase is not None and _SPAN.search(mark.value.phrase.lower()):
        return not _COUNTING.isdisjoint(notes.words[first : mark.first])  # "the fifth fire in the past nine months"
    counted = any(_ORDINAL.fullmatch(word) for word in before)  # "the 41st in the city during this month"
    if mark.value.precision is DatePrecision.YEAR or before[-1:] == ["since"]:
        counted = counted or any(word in _ORDINALS for word in before)
    elif mark.value.precision is DatePrecision.DAY:
        return False
    return counted or "anniversary" in notes.words[mark.last : mark.last + _NEAR]
