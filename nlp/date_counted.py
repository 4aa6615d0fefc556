"""The days of expressions that are counted from publication or from another event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from nlp.date_calendar import (
    ONE_DAY,
    Days,
    Frame,
    back,
    direction,
    edge_of,
    in_month,
    in_year,
    monday,
    number_range,
    ordered,
    so_far,
    third,
    unit_name,
    weekday_number,
    whole,
)
from nlp.date_dated import around, season_days
from nlp.date_scan import Reading
from store.model import DatePrecision as Precision

_SUNDAY = 6


def _which(text: str) -> str:
    return text.removeprefix("the ")


def of_event(reading: Reading) -> bool:
    """Return whether a weekday or a part of the day is counted from another event."""
    if reading.rule == "weekday":
        return _which(reading.groups.get("which", "")) in ("previous", "preceding", "following")
    return reading.rule == "the_period" and reading.groups["unit"] == "day"


def _weekday(reading: Reading, frame: Frame) -> Days | None:
    groups, which = reading.groups, _which(reading.groups.get("which", ""))
    if of_event(reading):
        if frame.relative_to is None:
            return None
        way = 1 if which == "following" else -1
        day = _nearest(frame.relative_to, weekday_number(groups["weekday"]), way, itself=False)
        return Days(day, day, Precision.DAY, frame.relative_to)
    now = frame.published
    if now is None:
        return None
    weekday = weekday_number(groups["weekday"])
    if "week" in groups:
        day = monday(now) + ONE_DAY * (7 * direction(groups["week"]) + weekday)
    elif which == "this":
        day = monday(now) + ONE_DAY * weekday
    elif which in ("next", "coming", "this coming"):
        day = _nearest(now, weekday, 1, itself=False)
    elif frame.ahead and not which:
        day = _nearest(now, weekday, 1, itself=True)
    else:
        day = _nearest(now, weekday, -1, itself=not which and "last" not in groups)
    return around(reading.lead, day, now)


def _nearest(day: dt.date, weekday: int, way: int, *, itself: bool) -> dt.date:
    """Return the nearest such weekday in one direction; ``itself`` lets the day itself count."""
    distance = (weekday - day.weekday()) * way % 7
    return day + ONE_DAY * way * (distance or (0 if itself else 7))


def _two_weekdays(reading: Reading, frame: Frame) -> Days | None:
    now = frame.published
    if now is None:
        return None
    end = _nearest(now, weekday_number(reading.groups["weekday2"]), -1, itself=True)
    return ordered(_nearest(end, weekday_number(reading.groups["weekday"]), -1, itself=True), end, now)


def _days_from_publication(first: int, last: int) -> Callable[[Reading, Frame], Days | None]:
    def counted(_reading: Reading, frame: Frame) -> Days | None:
        now = frame.published
        return None if now is None else Days(now + ONE_DAY * first, now + ONE_DAY * last, Precision.DAY, now)

    return counted


def _ago(reading: Reading, frame: Frame) -> Days | None:
    """Read "three weeks ago" as that calendar week, "two years ago" as that year; a week ago is a day."""
    return None if frame.published is None else _counted(reading.groups, frame.published, 1)


def _offset(reading: Reading, frame: Frame) -> Days | None:
    if frame.relative_to is None:
        return None
    forward = reading.groups["way"] in ("later", "after", "afterward", "afterwards", "thereafter")
    return _counted(reading.groups, frame.relative_to, -1 if forward else 1)


def _counted(groups: Mapping[str, str], origin: dt.date, way: int) -> Days:
    name = unit_name(groups["unit"])
    low, high = number_range(groups.get("number"))
    if low == high and ("exactly" in groups or (name == "week" and low == 1)):
        day = back(origin, name, way * low)
        return Days(day, day, Precision.DAY, origin)
    first, last = sorted((back(origin, name, way * low), back(origin, name, way * high)))
    return whole(name, first, last, origin)


def _event_period(reading: Reading, frame: Frame) -> Days | None:
    if frame.relative_to is None:
        return None
    groups = reading.groups
    name = next(groups[key] for key in ("unit", "unit2", "unit3") if key in groups)
    way = groups.get("way") or groups.get("way2") or "same"
    before = way in ("previous", "preceding", "prior", "before", "earlier")
    step = 0 if way == "same" else 1 if before else -1
    day = back(frame.relative_to, name, step)
    return whole(name, day, day, frame.relative_to)


def _rolling(reading: Reading, frame: Frame) -> Days | None:
    """Read "the past week" as the days up to publication."""
    now = frame.published
    if now is None:
        return None
    name = unit_name(reading.groups["unit"])
    words = reading.groups.get("number")
    high = 1 if words is None and not reading.groups["unit"].endswith("s") else number_range(words)[1]
    start = back(now, name, high)
    precision = {"week": Precision.WEEK, "month": Precision.MONTH}.get(name) if high == 1 else None
    return Days(start, now, precision or ordered(start, now, now).precision, now)


def _period(reading: Reading, frame: Frame) -> Days | None:
    """Read "last week", "earlier this year", "over the weekend" from the publication day."""
    now = frame.published
    name = reading.groups["unit"]
    if name == "day":
        return _event_period(reading, frame)
    if now is None:
        return None
    way = direction(_which(reading.groups.get("which", "this")))
    if name == "year":
        return in_year(reading.lead, now.year + way, now)
    if name == "month":
        day = back(now, "month", -way)
        return in_month(reading.lead, day.year, day.month, now)
    if name == "weekend":
        return _weekend(reading, now, way)
    if name in ("week", "fortnight"):
        # on a Sunday, with which the week begins in much of the world, last week is the one that ends
        ended = way < 0 and name == "week" and now.weekday() == _SUNDAY
        start = monday(now) + ONE_DAY * (-1 if ended else 7 * way)
        first, last = third(edge_of(reading.lead), start, start + ONE_DAY * 6, start + ONE_DAY * 2, start + ONE_DAY * 3)
        return Days(*so_far(reading.lead, first, last, now), Precision.WEEK, now)
    start, end = season_days(name, now.year + way)
    if way < 0 and season_days(name, now.year)[1] < now:
        start, end = season_days(name, now.year)
    return Days(start, end, Precision.YEAR, now)


def _weekend(reading: Reading, now: dt.date, way: int) -> Days:
    """Read "the weekend" as the latest that had begun; "last weekend" had ended before publication."""
    saturday = monday(now) + ONE_DAY * 5
    this = "which" in reading.groups and way == 0
    begun = saturday <= now
    upcoming = this and now.weekday() in (3, 4)  # on a Thursday or Friday "this weekend" is ahead
    if way > 0:
        saturday += ONE_DAY * (7 if begun else 0)
    elif way < 0 or not (begun or upcoming):
        saturday -= ONE_DAY * 7
    return Days(saturday, saturday + ONE_DAY, Precision.PART_OF_WEEK, now)


COUNTED: Mapping[str, Callable[[Reading, Frame], Days | None]] = {
    **dict.fromkeys(("weekday", "weekday_short"), _weekday),
    "two_weekdays": _two_weekdays,
    "today": _days_from_publication(0, 0),
    "yesterday": _days_from_publication(-1, -1),
    "two_days_back": _days_from_publication(-2, -2),
    "tomorrow": _days_from_publication(1, 1),
    "two_days_on": _days_from_publication(2, 2),
    "overnight": _days_from_publication(-1, 0),
    "ago": _ago,
    "offset": _offset,
    **dict.fromkeys(("event_side", "event_period"), _event_period),
    "rolling": _rolling,
    **dict.fromkeys(("period", "the_period", "weekend_event"), _period),
}
