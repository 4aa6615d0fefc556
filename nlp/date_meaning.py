"""What a time expression means: a reading and the days it is counted from give a range of days.

Rules of reading:
- A weekday is the last one up to the publication day, which counts itself: news of Monday that
  says "Monday" means that day. "last" is before the publication day, "next" after it, "this" in
  its week (Monday to Sunday).
- A date without a year is the latest such date up to the publication day, or up to three days
  after it.
- "early", "mid" and "late" narrow a month to the 1st-10th, 11th-20th and from the 21st, and a
  year to its first, second and last four months.
- "a few", "several" and the like are two to five.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nlp.date_calendar import Days, Frame, number_range, unit_name
from nlp.date_counted import COUNTED, of_event
from nlp.date_dated import DATED
from nlp.date_scan import Reading

_MEANINGS: Mapping[str, Callable[[Reading, Frame], Days | None]] = {**DATED, **COUNTED}


def meaning(reading: Reading, frame: Frame) -> Days | None:
    """Return the days that a reading means, or None where the frame lacks what it is counted from.

    A day that is in no calendar (31 February, before year 1) is None too.
    """
    try:
        return _MEANINGS[reading.rule](reading, frame)
    except (ValueError, OverflowError):
        return None


def needs_event(reading: Reading) -> bool:
    """Return whether the expression is counted from another event ("two days earlier")."""
    return reading.rule in ("offset", "event_side", "event_period") or of_event(reading)


def far_back(reading: Reading) -> bool:
    """Return whether the expression by itself points well before its article."""
    groups = reading.groups
    if reading.rule in ("year", "two_years", "decade", "season", "month", "month_year", "two_months"):
        return True
    if reading.rule == "named_month":
        return groups["which"] != "next"
    if reading.rule == "ago":
        low, _ = number_range(groups.get("number"))
        return unit_name(groups["unit"]) in ("month", "year", "decade") or (
            unit_name(groups["unit"]) == "week" and low > 2
        )
    if reading.rule in ("period", "the_period"):
        unit, which = groups["unit"], groups.get("which", "this")
        if unit in ("week", "weekend", "fortnight", "day") or which in ("next", "coming", "this coming"):
            return False
        return unit == "year" or which in ("last", "past", "previous", "this past")
    return False
