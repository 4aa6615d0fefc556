"""When a story happened that has no day of its own: told elsewhere in the article, by the story before, or at its end.

What is not said of the event itself gets little confidence, and the day of publication least.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Set
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc

from nlp.aftermath import is_its_reason
from nlp.counted_times import came_after, turned
from nlp.dates import lane_of, resolve
from nlp.dating import SAID_UNRESOLVED
from nlp.draft import as_before, with_value, without
from nlp.lexicons import fold, word_set
from nlp.notes import Mark, Notes, Report, Story
from nlp.own_days import is_of_another_verb
from nlp.told_days import day_told, is_arrest, opening_day
from store.model import DatePrecision, DateRange, Incident, Lane, MentionKind, Place, Slot

_HOURS = frozenset({"hour", "hours", "minute", "minutes"})
_FOLLOWING = word_set("undated", "following")
_BACK = frozenset({"had", "has", "have"})
_LONG_BACK = frozenset({"had"})
_LONG_BEFORE = 60  # days
_LONG_AGO = re.compile(r".*\b(?:years?|decades?) (?:ago|earlier|before)$|last year$")
_EARLIER = re.compile(r"earlier (?:this|in the) year$")
_THAT_DAY = frozenset({"that day", "on that day", "that night", "that same day"})
_DAY_TOLD = 60  # words back to the day that "that day" is


def dated(doc: Doc, notes: Notes, stories: list[Story], n: int, incident: Incident) -> Incident:
    """Date a story that has no day of its own: from the story before ("minutes later"), or the article's opening.

    What goes on from the story before in one paragraph, and names no place either, happened there too.
    """
    story, phrase = stories[n], incident.date.phrase
    if phrase and notes.published is None:
        return _unanchored(doc, notes, stories, n, incident)
    if incident.date.start is not None:
        told = day_told(doc, notes, stories, n, incident, story.reports) if _leads(stories, n) else None
        return (
            incident
            if told is None or not _sharpens(told, incident)
            else with_value(notes, incident, Slot.DATE, told.value, told, 0.5)
        )
    if phrase is not None:
        day = stories[n - 1].incident.date if n else DateRange()
        if day.start is None and _of_hours(phrase):
            day = _last_told(notes, story.reports[0].first) or day
        if day.start is None and _of_hours(phrase):
            return _as_published(notes, stories, n, without(incident, Slot.DATE))
        counted = _counted(notes, story, phrase, day.start)
        value = counted if counted.start else replace(day, phrase=phrase)
        weighed = {**incident.confidence, Slot.DATE: 0.5 if value.start else 0.2}
        return replace(incident, date=value, confidence=weighed)
    if not _leads(stories, n):
        before = _told_before(notes, stories, n) if n else None
        if before is None:
            return _as_published(notes, stories, n, incident)
        if incident.place == Place() and story.reports[0].paragraph == stories[n - 1].last.paragraph:
            incident = as_before(incident, before, Slot.PLACE, 0.4)
        return as_before(incident, before, Slot.DATE, 0.4)
    told = day_told(doc, notes, stories if n else [], n, incident, story.reports)
    if told is not None:
        return with_value(notes, incident, Slot.DATE, told.value, told, 0.5)
    opening = opening_day(notes, story) if n == 0 else None
    if opening is not None:
        incident = with_value(notes, incident, Slot.DATE, opening.value, opening, 0.4)
    return _as_published(notes, stories, n, incident)


def _unanchored(doc: Doc, notes: Notes, stories: list[Story], n: int, incident: Incident) -> Incident:
    """Return an incident of an article of unknown date with no day that is only that of a statement or a verdict.

    Where the article names the full date of such an event, that is its day.
    """
    if incident.date.start is not None or incident.confidence[Slot.DATE] > SAID_UNRESOLVED:
        return incident
    told = day_told(doc, notes, stories, n, incident, stories[n].reports) if _leads(stories, n) else None
    if told is None:
        return without(incident, Slot.DATE)
    return with_value(notes, incident, Slot.DATE, told.value, told, 0.5)


def on_its_day(notes: Notes, stories: list[Story], report: Report) -> Report:
    """Return a report dated by the event told before it, where it says how much later it was: "Hours later"."""
    phrase = report.incident.date.phrase
    if phrase is None or report.incident.date.start is not None or notes.published is None:
        return report
    before = max(stories, key=lambda s: s.last.sentence, default=None)
    day = before.incident.date if before is not None else DateRange()
    if fold(phrase) in _THAT_DAY:
        day = _last_told(notes, report.first) or day
    if day.start is None or day.precision is not DatePrecision.DAY:
        return report
    value = _counted(notes, _alone(report), phrase, day.start)
    if value.start is None:
        return report
    incident = report.incident
    weighed = {**incident.confidence, Slot.DATE: 0.5}
    return replace(report, incident=replace(incident, date=value, confidence=weighed))


def _last_told(notes: Notes, first: int) -> DateRange | None:
    """Return the last day that is told right before a report."""
    marks = notes.marks_in(notes.sentence_of(first)[0] - _DAY_TOLD, first, MentionKind.TIME)
    days = [m.value for m in marks if isinstance(m.value, DateRange) and m.value.start is not None]
    return days[-1] if days else None


def _alone(report: Report) -> Story:
    return Story(report.incident, report.typed, [report])


def _of_hours(phrase: str) -> bool:
    """Return whether a phrase counts hours or less, which as a rule end on the same day."""
    return not _HOURS.isdisjoint(phrase.lower().split())


def _counted(notes: Notes, story: Story, phrase: str, day: dt.date | None) -> DateRange:
    """Return what a phrase comes to from the day of the story before; "it came a day after" counts back."""
    opening = story.reports[0]
    marks = notes.marks_in(opening.first, opening.last, MentionKind.TIME)
    told = next((m for m in marks if isinstance(m.value, DateRange) and m.value.phrase == phrase), None)
    if told is None or not came_after(notes, told):
        return resolve(phrase, notes.published, relative_to=day)
    return replace(resolve(turned(phrase), notes.published, relative_to=day), phrase=phrase)


def _told_before(notes: Notes, stories: list[Story], n: int) -> Incident | None:
    """Return the incident whose day a story without one shares: "then", "another", or just told on from it.

    What only names an event ("is looking into the massacre of") or looks back on it ("had been shot") need not
    be of that day.
    """
    opening = stories[n].reports[0]
    if is_its_reason(notes, stories[n - 1], opening):
        return None
    # what is told apart from the news of the day goes on with it, and not with what was long before
    current = [s for s in stories[:n] if lane_of(s.incident.date, notes.published) is not Lane.BACKGROUND]
    before = current[-1] if opening.fresh and current else stories[n - 1]
    apart = opening.paragraph - before.last.paragraph
    if before.incident.date.precision is DatePrecision.YEAR and not before.reports[0].headline:
        return None  # what was long before was looked back on
    if opening.fresh or _FOLLOWING & set(notes.words[opening.first : opening.last]):
        return before.incident if apart <= 1 + opening.fresh else None
    if lane_of(before.incident.date, notes.published) is not Lane.CURRENT and stories[0] in current:
        return None  # what goes on from an event of before goes on with the news
    told = _is_told(notes, opening) and apart <= 1 and before.incident.date.precision is DatePrecision.DAY
    return before.incident if told else None


def is_news(notes: Notes, story: Story) -> bool:
    """Return whether a story is told by a verb, and not only named: "the investigation of the murder of"."""
    return any(_is_told(notes, report, _LONG_BACK) for report in story.reports)


def is_of_long_before(notes: Notes, story: Story, report: Report) -> bool:
    """Return whether a report tells of a year long past, and a story without a day of what is news now."""
    date = report.incident.date
    if date.phrase is not None and _EARLIER.match(fold(date.phrase)):
        return story.incident.date.start is None and is_news(notes, story)
    if date.start is None and date.phrase is not None and _LONG_AGO.match(fold(date.phrase)):
        return not story.incident.known(Slot.DATE) and is_news(notes, story)
    if date.precision is not DatePrecision.YEAR or date.end is None or notes.published is None:
        return False
    past = (notes.published - date.end).days >= _LONG_BEFORE
    return past and story.incident.date.start is None and is_news(notes, story)


def _is_told(notes: Notes, report: Report, back: Set[str] = _BACK) -> bool:
    """Return whether a report tells what happened: what is only named, or looked back on, is told elsewhere."""
    return any(
        t.specific and t.form == "past" and back.isdisjoint(notes.words[max(report.first, t.first - 3) : t.first])
        for t in notes.triggers_in(report.first, report.last)
    )


def _sharpens(told: Mark, incident: Incident) -> bool:
    """Return whether a day told beats that of a statement, or picks the side of a night."""
    day, date = told.value, incident.date
    if not isinstance(day, DateRange) or day.start is None or date.start is None or date.end is None:
        return False
    within = date.start <= day.start <= date.end and day.start == day.end and date.start != date.end
    return within or incident.confidence[Slot.DATE] < 0.5


def _as_published(notes: Notes, stories: list[Story], n: int, incident: Incident) -> Incident:
    """Date news that name no day at all by the day of publication, with no phrase and hardly any confidence.

    An event told beside another of an earlier day, or where what is done about it has a day, may be of any day.
    """
    if incident.known(Slot.DATE) or notes.published is None or not is_news(notes, stories[n]):
        return incident
    if _is_dealt_with(notes, stories[n]) or (n and is_its_reason(notes, stories[n - 1], stories[n].reports[0])):
        return incident
    if any(_is_of_another_day(notes, s.incident.date) for s in stories[:n]):
        return incident
    day = DateRange(notes.published, notes.published, DatePrecision.DAY, None, notes.published)
    return with_value(notes, incident, Slot.DATE, day, None, 0.2)


def _is_dealt_with(notes: Notes, story: Story) -> bool:
    """Return whether a sentence that tells of an event gives the day of what is done about it: "was buried on"."""
    for first, last in {notes.sentences[r.sentence] for r in story.reports}:
        triggers = notes.triggers_in(first, last)
        if any(is_of_another_verb(notes, m, triggers, first) for m in notes.marks_in(first, last, MentionKind.TIME)):
            return True
    return False


def _is_of_another_day(notes: Notes, date: DateRange) -> bool:
    return date.precision is DatePrecision.DAY and date.phrase is not None and date.end != notes.published


def _leads(stories: list[Story], n: int) -> bool:
    """Return whether an article is about a story: the first that is more than an arrest, else the first."""
    if is_arrest(stories[n]):
        return n == 0 and all(is_arrest(s) for s in stories)
    return all(is_arrest(s) for s in islice(stories, n))
