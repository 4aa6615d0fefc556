"""Calendar arithmetic and the words for numbers, units and edges of periods."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from nlp.date_grammar import MONTHS, SMALL_NUMBERS, VAGUE_NUMBERS, WEEKDAYS
from store.model import DatePrecision as Precision

ONE_DAY = dt.timedelta(days=1)
_FEW = (2, 5)


@dataclass(frozen=True, slots=True)
class Frame:
    """The days an expression may be counted from, the outlet's habit of writing 12/03, and whether it is to come.

    ``day_first`` is None where that habit is not known.
    """

    published: dt.date | None = None
    relative_to: dt.date | None = None
    day_first: bool | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of what an expression means; ``anchor`` is the day it was counted from."""

    start: dt.date
    end: dt.date
    precision: Precision
    anchor: dt.date | None = None


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def year_days(year: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def monday(day: dt.date) -> dt.date:
    """Return the Monday of the day's week."""
    return day - ONE_DAY * day.weekday()


def spread(start: dt.date, end: dt.date) -> Precision:
    """Return the precision that fits a range: two days may be one night."""
    days = abs((end - start).days) + 1
    limits = ((2, Precision.DAY), (6, Precision.PART_OF_WEEK), (13, Precision.WEEK), (61, Precision.MONTH))
    return next((precision for limit, precision in limits if days <= limit), Precision.YEAR)


def ordered(first: dt.date, second: dt.date, anchor: dt.date | None) -> Days:
    """Return the range between two days, whichever comes first."""
    start, end = min(first, second), max(first, second)
    return Days(start, end, spread(start, end), anchor)


EDGES = ("", "early", "mid", "late")


def edge_of(lead: str) -> str:
    """Return which third of a period the lead points to: early, mid, late or nothing."""
    if re.search(r"\b(?:early|start|beginning|first)\b", lead):
        return "early"
    if re.search(r"\bmid(?:dle)?\b", lead):
        return "mid"
    return "late" if re.search(r"\b(?:late|end|close|second|latter)\b", lead) else ""


def third(edge: str, start: dt.date, end: dt.date, first: dt.date, second: dt.date) -> tuple[dt.date, dt.date]:
    """Return the third of a period that the edge names; ``first`` and ``second`` end two of them."""
    match edge:
        case "early":
            return start, first
        case "mid":
            return first + ONE_DAY, second
        case "late":
            return second + ONE_DAY, end
    return start, end


def month_third(edge: str, year: int, month: int) -> tuple[dt.date, dt.date]:
    """Return the days of a month, or of the third that the edge names."""
    start, end = month_days(year, month)
    return third(edge, start, end, start.replace(day=10), start.replace(day=20))


def year_third(edge: str, year: int) -> tuple[dt.date, dt.date]:
    """Return the days of a year, or of the third that the edge names."""
    return third(edge, *year_days(year), dt.date(year, 4, 30), dt.date(year, 8, 31))


def in_month(lead: str, year: int, month: int, anchor: dt.date | None) -> Days:
    """Return a month, or the part of it that the lead names."""
    return Days(*so_far(lead, *month_third(edge_of(lead), year, month), anchor), Precision.MONTH, anchor)


def in_year(lead: str, year: int, anchor: dt.date | None) -> Days:
    """Return a year, or the part of it that the lead names."""
    return Days(*so_far(lead, *year_third(edge_of(lead), year), anchor), Precision.YEAR, anchor)


def so_far(lead: str, start: dt.date, end: dt.date, now: dt.date | None) -> tuple[dt.date, dt.date]:
    """Cut a period at the publication day where the lead says "earlier" or "later"."""
    if now is None or not start <= now <= end:
        return start, end
    if re.search(r"\bearlier\b", lead):
        return start, now
    return (now, end) if re.search(r"\blater\b", lead) else (start, end)


def month_number(word: str) -> int:
    """Return 1 to 12 for the full or short name of a month."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def weekday_number(word: str) -> int:
    """Return 0 (Monday) to 6 for the full or short name of a weekday."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(word[:3]))


def day_number(word: str) -> int:
    """Return the day of the month, with or without its ordinal ending."""
    return int(word.rstrip("stndrh"))


def number_range(words: str | None) -> tuple[int, int]:
    """Return the least and the greatest number that the words stand for."""
    if words is None or words in VAGUE_NUMBERS:
        return (2, 2) if words and "couple" in words else _FEW
    number = SMALL_NUMBERS[words] if words in SMALL_NUMBERS else int(words)
    return number, number


def unit_name(word: str) -> str:
    """Return the singular of a unit."""
    return word.rstrip("s")


def back(day: dt.date, unit: str, number: int) -> dt.date:
    """Return the day that many units before; negative numbers go forward."""
    match unit:
        case "minute":
            return day
        case "hour":
            return day - ONE_DAY * int(number / 24)
        case "day" | "night" | "evening" | "morning" | "afternoon":
            return day - ONE_DAY * number
        case "week" | "weekend":
            return day - ONE_DAY * 7 * number
        case "fortnight":
            return day - ONE_DAY * 14 * number
        case "month":
            return _months_back(day, number)
        case "decade":
            return _months_back(day, 120 * number)
    return _months_back(day, 12 * number)


def _months_back(day: dt.date, number: int) -> dt.date:
    """Return the same day that many months before, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, month_days(year, month + 1)[1].day))


def whole(unit: str, first: dt.date, last: dt.date, anchor: dt.date) -> Days:
    """Widen a range to whole units: weeks run from Monday to Sunday."""
    if unit in ("week", "fortnight"):
        return Days(monday(first), monday(last) + ONE_DAY * 6, Precision.WEEK, anchor)
    if unit == "weekend":
        return Days(monday(first) + ONE_DAY * 5, monday(last) + ONE_DAY * 6, Precision.PART_OF_WEEK, anchor)
    if unit == "month":
        precision = Precision.MONTH if (first.year, first.month) == (last.year, last.month) else Precision.YEAR
        return Days(first.replace(day=1), month_days(last.year, last.month)[1], precision, anchor)
    if unit in ("year", "decade"):
        return Days(dt.date(first.year, 1, 1), dt.date(last.year, 12, 31), Precision.YEAR, anchor)
    return ordered(first, last, anchor)


def full_year(groups: Mapping[str, str], suffix: str, frame: Frame) -> tuple[int | None, bool]:
    """Return the year that the words name, and whether it was counted from the publication date."""
    if year := groups.get("year" + suffix) or groups.get("year_dashed" + suffix):
        return (century(int(year), frame), False) if len(year) == 2 else (int(year), False)
    if short := groups.get("year_short" + suffix):
        return century(int(short.lstrip("'")), frame), False
    if (which := groups.get("which_year" + suffix)) and frame.published:
        return frame.published.year + direction(which.removeprefix("of ").split()[0]), True
    return None, True


def century(short: int, frame: Frame) -> int:
    """Return the year for two digits: the latest up to a year after publication, else 1970-2069."""
    if frame.published is None:
        return short + (1900 if short >= 70 else 2000)
    latest = frame.published.year + 1
    return latest - (latest - short) % 100


def direction(which: str) -> int:
    """Return -1, 0 or 1 for "last", "this" and "next"."""
    if which in ("next", "coming", "this coming", "following"):
        return 1
    return 0 if which in ("this", "current") else -1


def latest(month: int, day: int, limit: dt.date) -> dt.date:
    """Return the latest such day up to the limit; 29 February may be eight years back."""
    for year in range(limit.year, max(limit.year - 9, 0), -1):
        if day > calendar.monthrange(year, month)[1]:
            continue
        if (candidate := dt.date(year, month, day)) <= limit:
            return candidate
    raise ValueError
