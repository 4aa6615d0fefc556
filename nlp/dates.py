"""Dates in running text: find the words, count from the publication date, keep both.

``find_dates`` gives spans, ``resolve`` turns the words of one into a DateRange. Nothing here knows
today's date: what cannot be counted from the arguments stays unresolved, with its phrase.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from nlp.date_calendar import EDGES, Frame, month_days, month_third, spread, year_third
from nlp.date_dated import is_ambiguous
from nlp.date_meaning import far_back, meaning, needs_event
from nlp.date_scan import read, readings
from store.model import DatePrecision, DateRange, Lane, Span

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CURRENT_DAYS, _RECENT_DAYS = 7, 14


def find_dates(text: str) -> list[Span]:
    """Return the time expressions of a text, in order and without overlaps.

    Prepositions and adverbs that belong to the expression are in its span ("late on Monday");
    clock times, ages and durations are not expressions.
    """
    return [Span(reading.start, reading.end) for reading in readings(text)]


def resolve(
    phrase: str,
    published: dt.date | None,
    *,
    relative_to: dt.date | None = None,
    day_first: bool | None = None,
    ahead: bool = False,
) -> DateRange:
    """Return the days that a phrase means, counted from the publication date.

    ``relative_to`` is the day of the event that "two days earlier" or "the same night" refer to;
    ``day_first`` is the outlet's habit for 12/03, None where it is not known; ``ahead`` says that a
    weekday or a date without a year is yet to come ("will meet on Friday"). Without what it is
    counted from, where it could be read two ways, or where it names no day of the calendar, the
    phrase is unresolved: start and end None, precision unknown.
    """
    reading = read(phrase)
    days = meaning(reading, Frame(published, relative_to, day_first, ahead)) if reading else None
    if days is None:
        return DateRange(phrase=phrase)
    return DateRange(days.start, days.end, days.precision, phrase, days.anchor)


def redate(value: DateRange, published: dt.date | None, *, relative_to: dt.date | None = None) -> DateRange:
    """Count the same phrase from another publication date, 12/03 the way round it was read before.

    Values that were not counted from a date (absolute, or typed as a day) stay as they are; so do
    those counted from another event, unless its day is given in ``relative_to``.
    """
    if value.phrase is None and value.anchor is not None:  # the day of publication itself, as no other is told
        return DateRange() if published is None else replace(value, start=published, end=published, anchor=published)
    if value.phrase is None or (value.start is not None and value.anchor is None):
        return value
    reading = read(value.phrase)
    if reading is None or (needs_event(reading) and relative_to is None):
        return value
    day_first = None
    if value.start is not None and is_ambiguous(reading):
        day_first = value.start.day == int(reading.groups["first"])
    return resolve(value.phrase, published, relative_to=relative_to, day_first=day_first)


def lane_of(date: DateRange, published: dt.date | None) -> Lane:
    """Return where a date stands to the publication date, by the middle of its range.

    Current is up to a week before and anything after, recent up to two weeks before. An unknown
    date is current; without a publication date only what is far back by its own words ("last
    December", "in 2003") is background.
    """
    if date.start is None or published is None:
        reading = read(date.phrase) if date.phrase else None
        far = reading is not None and far_back(reading)
        coarse = date.start is not None and date.precision in (DatePrecision.MONTH, DatePrecision.YEAR)
        return Lane.BACKGROUND if far or coarse else Lane.CURRENT
    middle = date.start + ((date.end or date.start) - date.start) // 2
    age = (published - middle).days
    if age <= _CURRENT_DAYS:
        return Lane.CURRENT
    return Lane.RECENT if age <= _RECENT_DAYS else Lane.BACKGROUND


def shift(value: DateRange, days: int) -> DateRange:
    """Move a date by whole days; it is then the analyst's, no longer counted from publication.

    An unresolved date, or one that would leave the calendar, stays as it is.
    """
    if value.start is None:
        return value
    try:
        start, end = (day + dt.timedelta(days=days) for day in (value.start, value.end or value.start))
    except OverflowError:
        return value
    return DateRange(start, end, value.precision, value.phrase, None)


def describe(value: DateRange) -> str:
    """Return a date for a cell of a table: "Mon 27 Jul 2020", "late Jun 2020", or two days with a dash.

    An unresolved phrase is told as such; no date at all is the empty string.
    """
    start, end = value.start, value.end or value.start
    if start is None or end is None:
        return f"unresolved: {one_line(value.phrase)}" if value.phrase else ""
    if start == end:
        return _day(start)
    for edge in EDGES:
        words = f"{edge} " if edge else ""
        if (start, end) == month_third(edge, start.year, start.month):
            return f"{words}{_MONTHS[start.month - 1]} {start.year}"
        if (start, end) == year_third(edge, start.year):
            return f"{words}{start.year}"
    first = f"{start.day}"
    if (start.year, start.month) != (end.year, end.month):
        first += f" {_MONTHS[start.month - 1]}"
    if start.year != end.year:
        first += f" {start.year}"
    return f"{first}–{end.day} {_MONTHS[end.month - 1]} {end.year}"


def arithmetic(value: DateRange) -> str:
    """Return what a date was counted from: "on Monday night, published Tue 28 Jul 2020"."""
    if value.phrase is None:
        return "" if value.anchor is None else f"no day told, published {_day(value.anchor)}"
    phrase = one_line(value.phrase)
    if value.start is None:
        reading = read(phrase)
        if reading is not None and is_ambiguous(reading):
            return f"{phrase}, day or month first is not known"
        other = reading is not None and needs_event(reading)
        return f"{phrase}, counted from another event" if other else f"{phrase}, publication date not known"
    if value.anchor is None:
        return phrase
    reading = read(phrase)
    origin = "counted from" if reading is not None and needs_event(reading) else "published"
    return f"{phrase}, {origin} {_day(value.anchor)}"


def _day(day: dt.date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def one_line(text: str) -> str:
    """Return a text with a blank for each run of blanks and line ends."""
    return " ".join(text.split())


_TYPED_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TYPED_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_TYPED_YEAR = re.compile(r"[12]\d{3}")
_BETWEEN = re.compile(r"\s*(?:\.\.|…)\s*")


def parse_entry(text: str, published: dt.date | None) -> DateRange | None:
    """Return the date that an analyst typed, or None if it cannot be read.

    Takes 2020-07-27, 2019-12, 2019, FIRST..LAST of any of these, and every phrase of the grammar,
    in any case and with short names ("27 jul 2020", "mon"). A blank entry is the empty date;
    12/03/2020, which has two readings, cannot be read.
    """
    text = text.strip()
    if not text:
        return DateRange()
    sides = _BETWEEN.split(text)
    if len(sides) == 2:
        first, last = (parse_entry(side, published) for side in sides)
        if not first or not last or first.start is None or last.end is None or last.end < first.start:
            return None
        return DateRange(first.start, last.end, spread(first.start, last.end))
    try:
        if match := _TYPED_DAY.fullmatch(text):
            day = dt.date(*map(int, match.groups()))
            return DateRange(day, day, DatePrecision.DAY)
        if match := _TYPED_MONTH.fullmatch(text):
            return DateRange(*month_days(int(match[1]), int(match[2])), DatePrecision.MONTH)
        if _TYPED_YEAR.fullmatch(text):
            return DateRange(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31), DatePrecision.YEAR)
    except ValueError:
        return None
    reading = read(text)
    if reading is None or (reading.start, reading.end) != (0, len(text)) or is_ambiguous(reading):
        return None
    value = resolve(text, published)
    if value.start is None and published is not None:
        return None
    return value if value.start is None or value.anchor else DateRange(value.start, value.end, value.precision)
