"""Days that are told by another day: "a day after the raid", "the same day", last night by the hour told with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from nlp.dates import resolve
from nlp.later_times import is_of_a_post, is_time_of_saying
from nlp.notes import AHEAD, Found, Mark, Notes, Trigger
from store.model import DatePrecision, DateRange, MentionKind

_COMING = frozenset({"came", "comes", "come", "coming", "occurred", "happened"})
_EARLIER = frozenset({"earlier", "before", "prior", "previously"})
_PHRASE = 20
_NIGHTS = frozenset({"overnight", "last night"})
_OPENING = 2  # sentences
_LATE = 2  # days from when somebody spoke to the publication
_SAME = ("the same ", "that ")


def counted_back(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> DateRange | None:
    """Return the day of an event told by another: "on Saturday ... a day after the raid", "raided a day before"."""
    value = mark.value
    if not isinstance(value, DateRange) or value.start is not None or value.phrase is None or notes.published is None:
        return None
    if value.phrase.lower().removeprefix("on ").removeprefix("earlier ").removeprefix("later ").startswith(_SAME):
        return _same_day(notes, mark, value.phrase)
    follows = any(0 <= t.first - mark.last <= 3 for t in triggers) or came_after(notes, mark)
    if not follows and not any(0 <= mark.first - t.last <= 3 for t in triggers):
        return None
    start = first if follows else notes.sentence_of(mark.first)[0]
    others = [m.value for m in notes.marks_in(start, mark.first, MentionKind.TIME) if isinstance(m.value, DateRange)]
    words = value.phrase.lower().split()
    day = next((o.start for o in reversed(others) if o.start and o.precision is DatePrecision.DAY), None)
    if day is None and not follows and words[-1] in _EARLIER:
        day = _day_behind(notes, mark)
    if day is not None and not follows and words[-1] == "after" and _goes_on(notes, mark):
        return None  # "was murdered on Thursday, two days after bombers struck", which those did two days before
    if day is None:
        return _counted_on(notes, mark, value.phrase, triggers)
    if not follows:  # counted from the day of the sentence, back or on
        return resolve(value.phrase, notes.published, relative_to=day)
    if words[-1] != "after":
        return None
    return resolve(" ".join([*words[:-1], "before"]), notes.published, relative_to=day)


def _goes_on(notes: Notes, mark: Mark) -> bool:
    """Return whether more follows a time in its sentence than a full stop."""
    return notes.sentence_of(mark.first)[1] - mark.last > 1


def day_before_that(notes: Notes, first: int) -> Found[DateRange] | None:
    """Return the day that a clause begins to count from: "on Thursday, two days | after bombers struck" is Tuesday."""
    start, _ = notes.sentence_of(first)
    times = [m for m in notes.marks_in(start, first + 1, MentionKind.TIME) if isinstance(m.value, DateRange)]
    if not times or times[-1].last != first + 1 or notes.words[first] != "after":
        return None
    phrase = times[-1].value.phrase if isinstance(times[-1].value, DateRange) else None
    days = [
        m.value.start for m in times[:-1] if isinstance(m.value, DateRange) and m.value.precision is DatePrecision.DAY
    ]
    if phrase is None or "hour" in phrase or not days or days[-1] is None:
        return None  # "said on Thursday, hours after": on that day or the one before
    counted = resolve(turned(phrase), notes.published, relative_to=days[-1])
    return None if counted.start is None else Found(counted, times[-1].first, times[-1].last, 0.8)


def _day_behind(notes: Notes, mark: Mark) -> dt.date | None:
    """Return the next day that the sentence tells: "a girl abducted a day earlier was found on Tuesday"."""
    behind = notes.marks_in(mark.last, notes.sentence_of(mark.first)[1], MentionKind.TIME)
    days = [m.value for m in behind if isinstance(m.value, DateRange) and m.key != AHEAD]
    return next((d.start for d in days if d.start and d.precision is DatePrecision.DAY), None)


def is_counted_from_there(mark: Mark) -> bool:
    """Return whether a phrase counts on from an event to what was done later: "released a day after he was taken"."""
    value = mark.value
    if not isinstance(value, DateRange) or value.start is not None or value.phrase is None:
        return False
    return value.phrase.lower().endswith(" after")


def _same_day(notes: Notes, mark: Mark, phrase: str) -> DateRange | None:
    """Return the day named last in the sentence: "they were signed on 18 August, the same day a judge was shot"."""
    told = [m.value for m in notes.marks_in(notes.sentence_of(mark.first)[0], mark.first, MentionKind.TIME)]
    days = [d.start for d in told if isinstance(d, DateRange) and d.start and d.precision is DatePrecision.DAY]
    return resolve(phrase, notes.published, relative_to=days[-1]) if days else None


def _counted_on(notes: Notes, mark: Mark, phrase: str, triggers: list[Trigger]) -> DateRange | None:
    """Return the day of "three days after the attack of July 20, a bomb killed": here July 23."""
    comma = next(
        (n for n, word in enumerate(notes.words[mark.last : mark.last + _PHRASE], mark.last) if word == ","), 0
    )
    if not any(t.first > comma for t in triggers):
        return None
    inside = [m.value for m in notes.marks_in(mark.last, comma, MentionKind.TIME) if isinstance(m.value, DateRange)]
    day = next((d.start for d in inside if d.start and d.precision is DatePrecision.DAY), None)
    return None if day is None else resolve(phrase, notes.published, relative_to=day)


def found_behind(notes: Notes, last: int) -> Found[DateRange] | None:
    """Return the day of what came after another: "it came | a day after a bomb killed two on Sunday" is of Monday."""
    mark = next((m for m in notes.marks_in(last, last + 1, MentionKind.TIME) if came_after(notes, m)), None)
    if mark is None or not isinstance(mark.value, DateRange) or mark.value.phrase is None:
        return None
    behind = notes.marks_in(mark.last, notes.sentence_of(mark.first)[1], MentionKind.TIME)
    days = [m.value for m in behind if isinstance(m.value, DateRange) and m.value.precision is DatePrecision.DAY]
    told = next((d.start for d in days if d.start is not None), None)
    if told is None:
        return None
    counted = resolve(mark.value.phrase, notes.published, relative_to=told)
    return None if counted.start is None else Found(counted, mark.first, mark.last, 0.8)


def came_after(notes: Notes, mark: Mark) -> bool:
    """Return whether what follows "after" came first: "the attack came a day after rockets hit a base"."""
    value = mark.value
    if not isinstance(value, DateRange) or value.phrase is None or not value.phrase.lower().endswith("after"):
        return False
    return not _COMING.isdisjoint(notes.words[max(0, mark.first - 3) : mark.first])


def turned(phrase: str) -> str:
    """Return the phrase that counts the other way: "a day before" for "a day after"."""
    return phrase[: -len("after")] + "before"


def counted_from_post(notes: Notes, mark: Mark, value: DateRange) -> DateRange:
    """Return what a time in a post means by the post's own date: "shots heard this morning (@handle) 2 May 2020"."""
    if value.anchor is None or value.phrase is None:
        return value
    later = notes.marks_in(mark.last, notes.sentence_of(mark.first)[1], MentionKind.TIME)
    post = next((m.value for m in later if is_of_a_post(notes, m)), None)
    return resolve(value.phrase, post.start) if isinstance(post, DateRange) and post.start else value


def of_the_night_told(notes: Notes, mark: Mark, value: DateRange) -> DateRange:
    """Return the night before somebody spoke, where that was before the day of publication: "said on Thursday"."""
    if value.phrase is None or value.phrase.lower() not in _NIGHTS or notes.published is None or not notes.sentences:
        return value
    opening = notes.sentences[min(_OPENING, len(notes.sentences) - 1)][1]
    start, end = notes.sentence_of(mark.first)
    for told in (*notes.marks_in(start, end, MentionKind.TIME), *notes.marks_in(0, opening, MentionKind.TIME)):
        day = told.value
        if not isinstance(day, DateRange) or day.start is None or day.start != day.end or told.key == AHEAD:
            continue
        late = 0 < (notes.published - day.start).days <= _LATE
        if late and is_time_of_saying(notes, told, (), notes.sentence_of(told.first)[0]):
            return resolve(value.phrase, day.start)
    return value


def by_the_clock(notes: Notes, value: DateRange, first: int, last: int) -> DateRange:
    """Return the day of a night over two days by the hour told with it: "overnight ... around 1:30 a.m."."""
    if value.start is None or value.end is None or (value.end - value.start).days != 1:
        return value
    words = set(notes.words[first:last])
    early, late = bool({"a.m.", "a.m", "am"} & words), bool({"p.m.", "p.m", "pm"} & words)
    if early == late:
        return value
    return replace(value, start=value.end) if early else replace(value, end=value.start)
