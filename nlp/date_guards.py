"""Refuses what only looks like a time expression, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from nlp.date_grammar import WEEKDAYS

Match = re.Match[str]

_NAMED_WEEKDAY = re.compile(
    r"\b(?:black|good|ash|palm|easter|bloody|super|cyber|holy|fat|shrove|maundy)\s{1,3}\Z", re.IGNORECASE
)
_OUTLET = re.compile(
    r"\s{1,3}(?:times|telegraph|mirror|mail|herald|express|star|sun|post|tribune|independent|people|school|"
    r"football|live|lights)\b",
    re.IGNORECASE,
)
# Movements, places and units that carry a date as their name.
_DATE_NAME = re.compile(
    r"['’\"”]?\s{1,3}(?:\([\w-]{2,12}\)\s{1,3})?(?:(?:guerrilla|rebel|liberation)\s{1,3})?(?:movement|front|alliance|coalition|bloc|brigade|battalion|group|revolution|avenues?|street|road|"
    r"bridge|square|park|stadium|neighbou?rhood|housing|district|hospital|university|college|mosque|school|airport)\b",
    re.IGNORECASE,
)
_SEPTEMBER_11 = re.compile(r"(?:,?\s{1,3}\w{1,12}){0,2}\s{1,3}(?:attack|hijack)", re.IGNORECASE)
_BLOCK = re.compile(r"\s{1,3}(?:block|[NSEW]\.?\s|(?:north|south|east|west)\s)", re.IGNORECASE)
_HOURS = re.compile(r"\s{1,3}(?:(?:and|to|until)\s{1,3}(?:0\d|2[2-4])\d\d\b|(?:hours|hrs|gmt)\b)", re.IGNORECASE)
_MODAL = re.compile(
    r"\s{1,3}(?:have|be|not|also|still|well|never|yet|only|soon|even|already|or|ha[ds]|face|die|need|come|go|take|see|seem)\b",
    re.IGNORECASE,
)
_PHRASE_ENDS = re.compile(
    r"\s{0,3}(?:[,.;:)\]!?\"”’-]|\Z|\n)|\s{1,3}(?:in|at|on|when|and|after|before|near|by|that|as|to|for|last|this|with|during)\b",
    re.IGNORECASE,
)
_MONTH_LEAD = re.compile(r"(?:^|\b)(?:in|during|early|late|earlier|later|mid-?|of|between|from)$")
_NUMBER_LEAD = re.compile(r"(?:^|\s)\d{1,2}\s{1,3}\Z")
_YEAR_LEAD = re.compile(r"(?:^|\b)(?:in|during|early|late|mid-?|of|between|from)$")
_RANGE_LEAD = re.compile(r"\b(?:between|from|overnight|night|nights)\b")
_EDGE_LEAD = re.compile(r"\b(?:early|late|earlier|later|mid|end|start|beginning|middle|close|half|part|days)\b")
_ORDINARY = ("may", "march", "mar")
_NEEDS_LEAD = ("may", "march", "april", "june", "july", "august")
_LASTING = re.compile(
    r"\bfor\s{1,3}(?:(?:about|around|nearly|almost|over|some|at least|more than)\s{1,3})?\Z", re.IGNORECASE
)
_RITES = re.compile(r"\s{1,3}(?:prayers?|mass|services?|worship|drills?|training|classes|briefing)\b", re.IGNORECASE)
_NEAR = 32  # characters of context that any guard looks at


def refused(rule: str, match: Match, lead: str) -> bool:
    """Return whether the words around the match show that it is not a time expression."""
    guard = _GUARDS.get(rule)
    return guard is not None and guard(match, lead)


def _before(match: Match) -> str:
    return match.string[max(0, match.start() - _NEAR) : match.start()]


def _after(match: Match) -> str:
    return match.string[match.end() : match.end() + _NEAR]


def _word(match: Match, group: str) -> str:
    return match[group].rstrip(".")


def _weekday(match: Match, _lead: str) -> bool:
    return bool(_NAMED_WEEKDAY.search(_before(match)) or _OUTLET.match(_after(match)))


def _weekday_short(match: Match, lead: str) -> bool:
    return match["weekday"][0].islower() or not re.match(r"on\b|early|late|earlier|later", lead)


def _has_year(match: Match) -> bool:
    return any(value for key, value in match.groupdict().items() if "year" in key)


def _dated(match: Match, _lead: str) -> bool:
    """Refuse "3 may have", "march 12 miles", "the 14 July Bridge", "the September 11 attacks"."""
    month, after = _word(match, "month"), _after(match)
    if _has_year(match):
        return False
    if _DATE_NAME.match(after):
        return True
    if month.casefold().startswith("sep") and _word(match, "day") == "11" and _SEPTEMBER_11.match(after):
        return True
    if month.casefold() not in _ORDINARY:
        return False
    return not _PHRASE_ENDS.match(after) if month.islower() else bool(_MODAL.match(after))


def _joined(match: Match, lead: str) -> bool:
    """Refuse "March 3 and March 5": two dates, unless "between" or "from" makes them one range."""
    return _is_word(match, "and", "or", "&") and not _RANGE_LEAD.search(lead)


def _is_word(match: Match, *words: str) -> bool:
    return match["join"].strip().casefold().removesuffix("the").strip() in words


def _two_days_md(match: Match, lead: str) -> bool:
    dash = match["join"].strip() in "-/\u2010\u2011\u2012\u2013\u2014\u2015"
    sure = dash or _has_year(match) or _RANGE_LEAD.search(lead) or _PHRASE_ENDS.match(_after(match))
    return not sure or _dated(match, lead)


def _two_weekdays(match: Match, lead: str) -> bool:
    """Refuse "Friday and Monday", which are two days; "late Sunday and early Monday" is one night."""
    if not _is_word(match, "and", "&") or _RANGE_LEAD.search(lead):
        return False
    first, second = (WEEKDAYS.index(match[group].casefold()) for group in ("weekday", "weekday2"))
    return match["soon"] is None or (second - first) % 7 != 1


def _two_months(match: Match, lead: str) -> bool:
    if lead in ("in", "during"):
        return False
    return not (_RANGE_LEAD.search(lead) or (_has_year(match) and not _is_word(match, "and", "or", "&")))


def _two_years(_match: Match, lead: str) -> bool:
    return not (_RANGE_LEAD.search(lead) or lead in ("in", "during"))


def _slash_pair(match: Match, lead: str) -> bool:
    first, second = match["first"], match["second"]
    padded = len(first) == len(second) == 2
    possible = 0 < int(first) <= 31 and 0 < int(second) <= 31 and min(int(first), int(second)) <= 12
    return not possible or match[0] == "9/11" or not (padded or lead == "on")


def _named_month(match: Match, _lead: str) -> bool:
    month = match["month"]
    return month.casefold() in _ORDINARY and (month.islower() or (month.casefold() == "may" and month.isupper()))


def _month_year(match: Match, _lead: str) -> bool:
    return match["month"] == "may" and match["year"] is None


def _month(match: Match, lead: str) -> bool:
    if _NUMBER_LEAD.search(_before(match)):
        return True  # what is left of a date that is a name: "9 October Avenue"
    if _MONTH_LEAD.search(lead):
        return False
    return match["month"].casefold() in _NEEDS_LEAD or match["month"].islower()


def _year(match: Match, lead: str) -> bool:
    if _BLOCK.match(_after(match)) or _HOURS.match(_after(match)):
        return True  # "in the 1900 block of Main Street", "between 1800 and 0600"
    if _YEAR_LEAD.search(lead):
        return False
    named = re.search(r"\bthe\s{1,3}\Z", _before(match), re.IGNORECASE) and re.match(
        r"\s{1,3}[a-z]", _after(match), re.I
    )
    return not named


def _today(match: Match, _lead: str) -> bool:
    """Refuse "USA Today": a capital inside a name of capitals."""
    return match[0] == "Today" and re.search(r"[A-Z]\w*\s{1,3}\Z", _before(match)) is not None


def _holiday(match: Match, lead: str) -> bool:
    """Refuse "Christmas trees": a holiday is a day after a preposition, or where it is called one."""
    if match["holiday"].casefold().endswith("eve") or match["holiday"].casefold().startswith("boxing") or match["part"]:
        return False
    return not re.match(r"on\b|early|late", lead) or not _PHRASE_ENDS.match(_after(match))


def _offset(match: Match, _lead: str) -> bool:
    """Refuse "for two hours before leaving", which is how long something went on."""
    if _LASTING.search(_before(match)):
        return True
    return match["number"] is None and not match["unit"].casefold().endswith("s")


def _ago(match: Match, _lead: str) -> bool:
    return match["number"] is None and not match["unit"].casefold().endswith("s")


def _rolling(match: Match, _lead: str) -> bool:
    return match["number"] is None and match["unit"].casefold() in ("minute", "night", "day", "hour")


def _period(match: Match, _lead: str) -> bool:
    """Refuse "the last week of the war"."""
    last = match["which"].casefold() in ("last", "past", "previous")
    article = re.search(r"\bthe\s{1,3}\Z", _before(match), re.IGNORECASE)
    return last and article is not None and re.match(r"\s{1,3}of\b", _after(match)) is not None


def _the_period(match: Match, lead: str) -> bool:
    match match["unit"].casefold():
        case "weekend":
            return not lead
        case "day":
            return not re.match(r"earlier|later", lead)
    return not _EDGE_LEAD.search(lead)


def _event_period(match: Match, _lead: str) -> bool:
    """Refuse "following morning prayers": what people do at a part of the day is no such part."""
    return match[0].casefold().startswith("following") and _RITES.match(_after(match)) is not None


def _any(*guards: Callable[[Match, str], bool]) -> Callable[[Match, str], bool]:
    return lambda match, lead: any(guard(match, lead) for guard in guards)


_GUARDS: Mapping[str, Callable[[Match, str], bool]] = {
    "weekday": _weekday,
    "weekday_short": _weekday_short,
    "date": _dated,
    "date_md": _dated,
    "two_days": _dated,
    "two_days_md": _two_days_md,
    "two_dates": _any(_joined, _dated),
    "two_dates_md": _any(_joined, _dated),
    "two_weekdays": _two_weekdays,
    "two_months": _two_months,
    "two_years": _two_years,
    "slash_pair": _slash_pair,
    "named_month": _named_month,
    "month_year": _month_year,
    "month": _month,
    "year": _year,
    "today": _today,
    "holiday": _holiday,
    "ago": _ago,
    "offset": _offset,
    "event_period": _event_period,
    "rolling": _rolling,
    "period": _period,
    "the_period": _the_period,
}
