"""Refuses numbers that count neither people nor things, by the words around them."""

from __future__ import annotations

import re

from nlp.lexicons import words_in

_NEAR = 44  # characters of context on either side
_MEASURES = words_in(
    "% ° percent per pct percentage km kms kilometer kilometers kilometre kilometres mile miles",
    "meter meters metre metres feet foot ft inch inches yard yards mm millimeter millimeters millimetre millimetres cm",
    "caliber calibre gauge kg kgs kilo kilos kilogram kilograms gram grams pound pounds lb lbs ton tons tonne tonnes",
    "liter liters litre litres gallon gallons barrel barrels acre acres hectare hectares degree degrees",
    "second seconds minute minutes min mins hour hours hr hrs day days night nights morning mornings week weeks",
    "weekend weekends month months year years yr yrs decade decades century centuries times",
    "yo y.o yo. dollar dollars euro euros dinar dinars riyal riyals rial rials peso pesos cent cents lira shekels",
    "rupees",
    "am pm a.m p.m a.m. p.m. o'clock gmt utc est edt third thirds quarter quarters half halves fifths",
)
_MEASURE_ADJECTIVES = words_in(
    "more other full straight consecutive long short square cubic nautical metric whole additional further local"
)
_DESIGNATORS = words_in(
    "loop route routes highway highways interstate i road exit gate unit no nos number room apartment apt suite flight",
    "channel article section chapter page pages line lines zone area district ward brigade battalion division regiment",
    "squadron type class category phase level tier sector checkpoint terminal grade age aged ages size mark boeing",
    "airbus precinct engine ladder box title episode season version model usd eur gbp iqd ak rpg mig ramadan covid",
    "verse day week round dial dialed dialled per",
)
_HOUR_AFTER = words_in("at by until before since")
_YEAR_AFTER = words_in("in since of by until till from during to the early late mid year and before after")
_NOT_ONE_AFTER = words_in("no any every each this that the which only number another last latest at as")
_NOT_ONE_BEFORE = words_in("another by point side hand thing way reason after or such stage time")
_NOT_NO_BEFORE = words_in(
    "longer doubt way matter comment fewer less more sooner later sign signs idea need reason evidence indication word",
    "information claim claims immediate group groups detail details plan plans official such mention clear stranger",
)

_PREVIOUS = re.compile(r"([\w.'’]+)[\s-]{1,4}\Z")
_ENDED = re.compile(r"[.!?]\s+\Z|\n\s*\Z")  # "... on White Station Road. Four people were hit"
_NEXT = re.compile(r"[-\u2010\u2011]?\s{0,3}([a-z][\w.'’]*|[%°])(?:\s{1,3}([a-z]+))?", re.IGNORECASE)
_TOUCH_BEFORE = re.compile(r"[$£€¥#@/:'’+*=^°\\]\Z|\w[.,]\Z|\w[-\u2010-\u2012]\Z")
_TOUCH_AFTER = re.compile(r"[-\u2010-\u2013]\w|[.,:/]\d|/|['’]s\b|[%°′″]|\)\s?\d")
_AGE_BEFORE = re.compile(r"(?:\b[A-Z][\w.'’-]{1,30}[\"”]?,|\b[A-Z][\w'’-]{1,30}\s\()\s?\Z")
_AGE_AFTER = re.compile(r"[,;.)]|\s(?:and|who|was|is|of|from)\b|\s?\Z")
_AGE_IN_COMMAS = re.compile(r"[a-z]{2,30},(?:\salso)?\s\Z", re.IGNORECASE)
_AGES_JOINED = re.compile(r",?\s(?:(?:\d{1,2},\s)*(?:and|or|to)\s)\d{1,2}[\s-]years?[\s-]old\b", re.IGNORECASE)
_AGES_IN_COMMAS = re.compile(r"\s(?:and|or)\s\d{1,2}(?:,|\.?$|\.\s)")
_AGE_AFTER_AGE = re.compile(r"(?:[a-z]{3,30}s|men|women|children|people),\s\d{1,2}\s(?:and|or)\s\Z", re.IGNORECASE)
_AGE_OF_ONE = re.compile(r"\bone\s\Z", re.IGNORECASE)
_AGE_OF_THE_OTHER = re.compile(r"\bone\s\d{1,2}(?:,|\s)[^.;]{0,12}\bthe\sother\s\Z", re.IGNORECASE)
_THE_OTHER = re.compile(r",?\s(?:and|but)\sthe\sother\s\d")
_IN_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_AGES = re.compile(
    rf"\bage[sd]?(?:\s(?:of|between|from|and|to|or|(?:\d{{1,3}}|{_IN_WORDS}),?))+\s\Z",
    re.IGNORECASE,  # "aged five and 10"
)
_ADDRESS = re.compile(
    r"\s(?:block\b|(?:[NSEW]\.?|North|South|East|West)\s[A-Z0-9]|"
    r"(?:[A-Z][\w.'’-]{1,20}\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Highway|Hwy|Court|"
    r"Ct|Place|Parkway|Pkwy|Way|Terrace|Circle)\b)"
)
_CLOCK_AFTER = re.compile(r"[,.;]|\s(?:on|in\sthe|and)\b|\Z", re.IGNORECASE)
_YEAR_COUNTS = re.compile(r"\s(?:people|persons|men|women|children|[a-z]{3,20}s)\b", re.IGNORECASE)
_ONE_OF_THE_MOST = re.compile(
    r"\sof\s[\w'’]{2,12}\s(?:most|\w{3,12}est|main|first|few|biggest|leading)\b", re.IGNORECASE
)
_OF_THE_DAY = re.compile(r"\b(?:(?:the|that|same)\sday|(?:last|this|that|past|previous)\sweek)\s\Z", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?:\A|\n)\s?\Z")


def looks_otherwise(text: str, start: int, end: int, *, number: str, kind: str, bounded: bool) -> bool:
    """Return whether the number at ``text[start:end]`` is a date, age, measure, name or the like.

    ``number`` is the number itself, without "at least"; ``kind`` the group of QUANTITY that it
    is; ``bounded`` tells that words such as "at least" stand before it.
    """
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if _TOUCH_BEFORE.search(before[-2:]) or _TOUCH_AFTER.match(after):
        return True
    begins = text[start].isupper() and _ENDED.search(before) is not None
    previous, following = "" if begins else _previous(before), _following(after)
    if following[0] in _MEASURES or (following[0] in _MEASURE_ADJECTIVES and following[1] in _MEASURES):
        return True
    if _AGES_JOINED.match(after):
        return True  # "two boys, 11 and 13 years old"
    if previous == "but" and before.casefold().endswith("all but "):
        return True
    if previous in {"day", "week"} and _OF_THE_DAY.search(before):
        previous = ""  # "earlier in the day three soldiers"
    match kind:
        case "digits":
            return previous in _DESIGNATORS or _digits(before, after, previous, number, bounded)
        case "word":
            if previous == "one" and after[:1] in {",", "."}:
                return True  # "two aged eighteen, one nineteen,"
            return previous in _DESIGNATORS or (number.casefold() == "one" and _one(previous, following[0], after))
        case "some":
            return number.casefold() == "no" and (not following[0] or following[0] in _NOT_NO_BEFORE)
        case "article":
            return not following[0]
    return False


def _previous(before: str) -> str:
    found = _PREVIOUS.search(before, max(0, len(before) - 16))
    return found[1].casefold().rstrip(".") if found else ""


def _following(after: str) -> tuple[str, str]:
    found = _NEXT.match(after)
    return (found[1].casefold().replace("’", "'").rstrip("."), (found[2] or "").casefold()) if found else ("", "")


def _digits(before: str, after: str, previous: str, number: str, bounded: bool) -> bool:
    value = int(number.replace(",", ""))
    if _ADDRESS.match(after) or ("age" in before.casefold() and _AGES.search(before)):
        return True
    if value <= 110 and before.rstrip()[-1:] in (",", "(") and _AGE_BEFORE.search(before) and _AGE_AFTER.match(after):
        return True
    if value <= 110 and after[:1] == "," and _AGE_IN_COMMAS.search(before):
        return True
    before_list = after[:5] and _AGES_IN_COMMAS.match(after) and _AGE_IN_COMMAS.search(before)
    if value <= 110 and (before_list or (after[:1] in {",", "."} and _AGE_AFTER_AGE.search(before))):
        return True  # "her sons, 5 and 7, were hit"
    if value <= 110 and previous == "both" and _AGE_AFTER.match(after):
        return True  # "Ana and Omar Diaz, both 24 and from Lima"
    of_one = _AGE_OF_ONE.search(before) and _THE_OTHER.match(after)
    if value <= 110 and (of_one or (after[:1] in {",", "."} and _AGE_OF_THE_OTHER.search(before))):
        return True  # "two men, one 17 and the other 21, were hit"
    if after[:1] in (".", ")") and _LIST_MARK.search(before):
        return True
    if bounded:
        return False
    if value <= 24 and previous in _HOUR_AFTER and _CLOCK_AFTER.match(after):
        return True
    if len(number) == 4 and 1900 <= value <= 2099:
        return previous in _YEAR_AFTER or not _YEAR_COUNTS.match(after)
    return number == "911" or (number[0] == "0" and len(number) > 1)


def _one(previous: str, following: str, after: str) -> bool:
    return (
        previous in _NOT_ONE_AFTER
        or following in _NOT_ONE_BEFORE
        or (following == "of" and _ONE_OF_THE_MOST.match(after) is not None)
    )
