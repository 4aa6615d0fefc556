"""Which time that an article tells elsewhere is the day of an event told without one.

Every time is weighed by the words of its own sentence: that something happened then, that officers were called, the
clock; or it is the first of the article's opening.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set

from spacy.tokens import Doc

from nlp.aftermath import is_its_reason
from nlp.dating import is_of_no_event
from nlp.later_times import CALLED, is_of_dealings, is_time_of_saying
from nlp.notes import Mark, Notes, Report, Story
from store.model import DatePrecision, DateRange, Incident, MentionKind

_FORTNIGHT, _QUARTER = 14, 91
_HAPPENED = frozenset({"happened", "occurred", "perpetrated", "committed"})
_GONE = frozenset({"missing", "disappeared"})
# Words of the sentence that tells when an event came to be known: "officers were called at 9 p.m. Tuesday".
_SURRENDER = frozenset({"surrendered", "turned", "custody"})
_CLOCK = frozenset({"a.m.", "p.m.", "a.m", "p.m", "am", "pm"})
_AT_WHICH = 4  # words


def day_told(
    doc: Doc, notes: Notes, stories: list[Story], n: int, incident: Incident, told_by: list[Report]
) -> Mark | None:
    """Return the time that fits an event told without a day: when police were called, when it happened.

    Only days of the fortnight before publication can be meant, of the quarter where the words say that it happened
    then, or days within the month or week that is told; a day of court or of a statement is not.
    """
    happened = _HAPPENED | _GONE if incident.type == "abduction" else _HAPPENED
    taken = _told_of_others(notes, stories, n, told_by)
    weighed = [
        (_weight(notes, mark, happened), mark)
        for mark in notes.marks_in(0, len(doc), MentionKind.TIME)
        if mark.first not in taken
        and not notes.sets_aside(notes.starts[mark.first])
        and _can_be_its_day(notes, mark, incident.date, happened)
    ]
    weight, best = max(weighed, key=lambda one: one[0], default=(0, None))
    return best if weight > 0 else None


def opening_day(notes: Notes, story: Story) -> Mark | None:
    """Return the first time of the article's opening that can be that of its first story, be it the dateline's."""
    stop = notes.sentences[min(story.reports[0].sentence + 2, len(notes.sentences) - 1)][1]
    others = _of_others(notes, story.reports)
    for mark in notes.marks_in(0, stop, MentionKind.TIME):
        value = mark.value
        if (
            isinstance(value, DateRange)
            and value.precision in {DatePrecision.DAY, DatePrecision.UNKNOWN}
            and not notes.sets_aside(notes.starts[mark.first])
            and (value.start is not None or notes.published is None)
            and not is_of_no_event(notes, mark, notes.sentence_of(mark.first)[0])
            and not (value.start is None and _is_said_in_its_sentence(notes, mark))
            and not _is_of_dealings(notes, mark)
            and all(notes.sentence_of(mark.first) != notes.sentences[n] for n in others)
        ):
            return mark
    return None


def _told_of_others(notes: Notes, stories: list[Story], n: int, told_by: list[Report]) -> set[int]:
    """Return the tokens of the sentences that tell of another event than that of a story."""
    elsewhere = {r.sentence for i, s in enumerate(stories) if i != n and not _is_of_the_same(s) for r in s.reports}
    elsewhere |= _of_others(notes, told_by)
    if n and is_its_reason(notes, stories[n - 1], stories[n].reports[0]):
        elsewhere.add(stories[n].reports[0].sentence)  # which tells when somebody was arrested for it
    return {i for n in elsewhere for i in range(*notes.sentences[n])}


def _of_others(notes: Notes, reports: list[Report]) -> set[int]:
    """Return the sentences of events that are told apart from that of these reports: "in a separate incident"."""
    return {r.sentence for r in notes.reports if r.fresh and all(r is not own for own in reports)}


def _is_of_the_same(story: Story) -> bool:
    """Return whether a story can tell when another happened: an arrest for it, or "the shooting happened on"."""
    return story.reports[0].definite or is_arrest(story)


def is_arrest(story: Story) -> bool:
    """Return whether a story tells of nothing but what the police do."""
    return all(r.role == "police" for r in story.reports)


def _can_be_its_day(notes: Notes, mark: Mark, coarse: DateRange, happened: Set[str]) -> bool:
    """Return whether a time is a day on which an event told as ``coarse``, or without a date, can have been."""
    value = mark.value
    if not isinstance(value, DateRange) or value.start is None or value.precision is not DatePrecision.DAY:
        return False
    if value == coarse or is_of_no_event(notes, mark, notes.sentence_of(mark.first)[0]):
        return False
    if _is_of_dealings(notes, mark):
        return False
    told = _says_when(notes, mark, happened)
    if notes.published is None:
        return told
    return _can_be_meant(value.start, notes.published, coarse, _QUARTER if told else _FORTNIGHT)


def _says_when(notes: Notes, mark: Mark, happened: Set[str]) -> bool:
    """Return whether words say that it happened then: "the Jan. 9 shooting", "on Jan. 9, when it happened"."""
    first, last = notes.sentence_of(mark.first)
    return bool(notes.triggers_in(mark.last, mark.last + 2)) or not happened.isdisjoint(notes.words[first:last])


def _can_be_meant(day: dt.date, published: dt.date, coarse: DateRange, reach: int) -> bool:
    """Return whether a day can be that of an event told as ``coarse``, or without a date."""
    if coarse.start is not None and coarse.end is not None and coarse.precision is not DatePrecision.DAY:
        return coarse.start <= day <= coarse.end
    return 0 <= (published - day).days <= reach


def _weight(notes: Notes, mark: Mark, happened: Set[str]) -> int:
    """Return how much its sentence speaks for a day: by a call to the police, the clock, an event, "when"."""
    first, last = notes.sentence_of(mark.first)
    words = set(notes.words[first:last])
    near = notes.words[max(first, mark.first - 5) : mark.last + 5]
    weight = 2 * bool(words & CALLED) + 2 * bool(_CLOCK & set(near))
    weight += bool(notes.triggers_in(first, last)) or not happened.isdisjoint(words)
    weight += "when" in notes.words[mark.last : mark.last + _AT_WHICH]  # "in bed on Monday night when bullets flew in"
    weight -= 2 * bool(words & _SURRENDER)
    return weight - 4 * is_time_of_saying(notes, mark, (), first)


def _is_said_in_its_sentence(notes: Notes, mark: Mark) -> bool:
    """Return whether a time is that of a statement or a verdict, by all that its sentence tells."""
    first, last = notes.sentence_of(mark.first)
    return is_time_of_saying(notes, mark, notes.triggers_in(first, last), first)


def _is_of_dealings(notes: Notes, mark: Mark) -> bool:
    first, last = notes.sentence_of(mark.first)
    return is_of_dealings(notes, mark, notes.triggers_in(first, last), first)
