"""The days of expressions that name a month, a season or a year: "12 March", "late June", "in 2003"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from nlp.date_calendar import (
    ONE_DAY,
    Days,
    Frame,
    day_number,
    direction,
    edge_of,
    full_year,
    in_month,
    in_year,
    latest,
    monday,
    month_days,
    month_number,
    ordered,
    third,
)
from nlp.date_grammar import HOLIDAYS, MONTHS
from nlp.date_scan import Reading
from store.model import DatePrecision as Precision

_FUTURE_SLACK = 3  # days: an outlet's date line may run ahead of the publication date


def _dated(groups: Mapping[str, str], suffix: str, frame: Frame, fallback: str = "") -> tuple[dt.date, bool] | None:
    """Return the day of "12 March 2020", and whether its year was counted from publication."""
    month = month_number(groups.get("month" + suffix) or groups["month" + fallback])
    day = day_number(groups["day" + suffix])
    year, counted = full_year(groups, suffix, frame)
    if year is None and fallback != suffix:
        year, counted = full_year(groups, fallback, frame)
    if year is not None:
        return dt.date(year, month, day), counted
    if frame.published is None:
        return None
    reach = 365 if frame.ahead else _FUTURE_SLACK
    return latest(month, day, frame.published + ONE_DAY * reach), True


def _absolute(reading: Reading, frame: Frame) -> Days | None:
    dated = _dated(reading.groups, "", frame)
    if dated is None:
        return None
    day, counted = dated
    return around(reading.lead, day, frame.published if counted else None)


def _holiday(reading: Reading, frame: Frame) -> Days | None:
    """Read "on Christmas Eve" as a date without a year, or with one."""
    month, day = HOLIDAYS[reading.groups["holiday"]]
    dated = _dated({**reading.groups, "month": MONTHS[month - 1], "day": str(day)}, "", frame)
    return None if dated is None else around("", dated[0], frame.published if dated[1] else None)


def around(lead: str, day: dt.date, anchor: dt.date | None) -> Days:
    """Return the day, or its week or weekend where the lead says "the week of"."""
    first = monday(day)
    if "weekend of" in lead:
        return Days(first + ONE_DAY * 5, first + ONE_DAY * 6, Precision.PART_OF_WEEK, anchor)
    if "week of" in lead:
        return Days(first, first + ONE_DAY * 6, Precision.WEEK, anchor)
    return Days(day, day, Precision.DAY, anchor)


def _iso(reading: Reading, _frame: Frame) -> Days:
    day = dt.date(*(int(reading.groups[key]) for key in ("year", "month", "day")))
    return Days(day, day, Precision.DAY)


def _numeric(reading: Reading, frame: Frame) -> Days | None:
    """Read 12/03/2020 by the outlet's habit, 25/03/2020 in the one way it can be read."""
    groups = reading.groups
    first, second = int(groups["first"]), int(groups["second"])
    if first != second and (day_first := _order(first, second, frame)) is None:
        return None
    day, month = (first, second) if first == second or day_first else (second, first)
    if "year" in groups:
        date = dt.date(full_year(groups, "", frame)[0] or 0, month, day)
        return Days(date, date, Precision.DAY)
    if frame.published is None:
        return None
    date = latest(month, day, frame.published + ONE_DAY * _FUTURE_SLACK)
    return Days(date, date, Precision.DAY, frame.published)


def _order(first: int, second: int, frame: Frame) -> bool | None:
    """Return whether the first of two numbers is the day; None where it may be either and no habit is known."""
    if (first > 12) != (second > 12):
        return first > 12
    return frame.day_first


def order_of(reading: Reading) -> bool | None:
    """Return whether a date in figures plainly has its day first ("25/03"); None for any that leaves it open."""
    if DATED.get(reading.rule) is not _numeric:
        return None
    first, second = int(reading.groups["first"]), int(reading.groups["second"])
    return None if first == second else _order(first, second, Frame())


def is_ambiguous(reading: Reading) -> bool:
    """Return whether a date in figures can be read two ways ("12/03")."""
    if DATED.get(reading.rule) is not _numeric:
        return False
    first, second = int(reading.groups["first"]), int(reading.groups["second"])
    return first != second and max(first, second) <= 12


def _two_dates(reading: Reading, frame: Frame) -> Days | None:
    """Read a range by its end; a start without a year is the latest one before that end."""
    groups = reading.groups
    last = _dated(groups, "2", frame, fallback="")
    if last is None:
        return None
    end, counted = last
    month = month_number(groups["month"] if "month" in groups else groups["month2"])
    year, _ = full_year(groups, "", frame)
    day = day_number(groups["day"])
    start = dt.date(year, month, day) if year is not None else latest(month, day, end)
    return ordered(start, end, frame.published if counted else None)


def _two_months(reading: Reading, frame: Frame) -> Days | None:
    groups = reading.groups
    first, last = month_number(groups["month"]), month_number(groups["month2"])
    named = groups.get("year2") or groups.get("year")
    if named:
        year, anchor = int(named), None
    elif frame.published:
        year, anchor = latest(last, 1, frame.published).year, frame.published
    else:
        return None
    first_year = int(groups["year"]) if "year" in groups and "year2" in groups else year - (first > last)
    return Days(dt.date(first_year, first, 1), month_days(year, last)[1], Precision.YEAR, anchor)


def _month(reading: Reading, frame: Frame) -> Days | None:
    """Read "in March": the latest March that had begun when the article came out."""
    month = month_number(reading.groups["month"])
    year, counted = full_year(reading.groups, "", frame)
    if year is None:
        if frame.published is None:
            return None
        year = latest(month, 1, frame.published).year
    return in_month(reading.lead, year, month, frame.published if counted else None)


def _named_month(reading: Reading, frame: Frame) -> Days | None:
    """Read "last December", which is never the month of publication; "this" is in its year."""
    now = frame.published
    if now is None:
        return None
    month, way = month_number(reading.groups["month"]), direction(reading.groups["which"])
    year = now.year
    if way < 0 and month >= now.month:
        year -= 1
    elif way > 0 and month <= now.month:
        year += 1
    return in_month(reading.lead, year, month, now)


def _season(reading: Reading, frame: Frame) -> Days | None:
    year, counted = full_year(reading.groups, "", frame)
    if year is None:
        return None
    start, end = season_days(reading.groups["season"], year)
    return Days(start, end, Precision.YEAR, frame.published if counted else None)


def season_days(season: str, year: int) -> tuple[dt.date, dt.date]:
    """Return the days of a northern season; a winter is named by the year it ends in."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season]
    start = dt.date(year - (first == 12), first, 1)
    return start, month_days(year, first + 2 if first < 12 else 2)[1]


def _years(reading: Reading, _frame: Frame) -> Days:
    first = int(reading.groups["year"])
    if "year2" in reading.groups:
        return Days(dt.date(first, 1, 1), dt.date(int(reading.groups["year2"]), 12, 31), Precision.YEAR)
    return in_year(reading.lead, first, None)


def _decade(reading: Reading, _frame: Frame) -> Days:
    first = int(reading.groups["decade"])
    start, end = third(
        edge_of(reading.lead),
        dt.date(first, 1, 1),
        dt.date(first + 9, 12, 31),
        dt.date(first + 3, 12, 31),
        dt.date(first + 6, 12, 31),
    )
    return Days(start, end, Precision.YEAR)


DATED: Mapping[str, Callable[[Reading, Frame], Days | None]] = {
    "iso": _iso,
    **dict.fromkeys(("slashed", "dotted", "dashed", "slash_pair"), _numeric),
    **dict.fromkeys(("date", "date_md"), _absolute),
    **dict.fromkeys(("two_dates", "two_dates_md", "two_days", "two_days_md"), _two_dates),
    "holiday": _holiday,
    "two_months": _two_months,
    **dict.fromkeys(("month", "month_year"), _month),
    "named_month": _named_month,
    "season": _season,
    **dict.fromkeys(("year", "two_years"), _years),
    "decade": _decade,
}
