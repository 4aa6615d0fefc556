"""The wording of time expressions: vocabulary and one pattern for each way of putting a date.

These are the *cores* of expressions ("Monday night", "March 12, 2020", "last month"); what may
stand before one ("late on", "at the end of") is in date_scan, what it means in date_meaning.
Every repetition is bounded, which keeps the scan linear on any input.
"""

from __future__ import annotations

from collections.abc import Mapping

from nlp.number_words import GAP

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
VAGUE_NUMBERS = ("a few", "a couple of", "a couple", "couple of", "few", "several", "some", "many")
SMALL_NUMBERS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
            *("nineteen", "twenty"),
        )
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}

HOLIDAYS: Mapping[str, tuple[int, int]] = {  # month and day of those that are on the same day everywhere
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's": (1, 1),
    "halloween": (10, 31),
    "valentine's": (2, 14),
}

_ = GAP  # short, because it stands between any two words below
WD = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
WD_SHORT = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
MON_FULL = f"(?:{'|'.join(MONTHS)})" + r"\b"
MON = rf"(?:{MON_FULL}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[:.]\d|,\d{3}(?!\d))"
YEAR = r"(?:1[89]|20)\d\d(?!\w|[.,:]\d)"
# A short year stands in "3 JAN 90": after it no word may follow that the number could count.
YEAR_SHORT = r"(?:['’]\d\d|\d\d)(?!\w|[.,/:-]?\d|[^\S\n]{1,3}[a-z])"
PART = r"(?:(?:early|late|mid)[ -])?(?:morning|afternoon|evening|night|midnight|midday|noon|dawn|dusk)\b"
OWN = r"(?:['’]s\b)?"
HOLIDAY = "|".join(HOLIDAYS).replace("'", "['’]").replace(" ", _)
SEASON = r"(?:spring|summer|autumn|fall|winter)\b"
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade)s?\b"
NUM = (
    r"(?:\d{1,3}|"
    + "|".join(sorted((*VAGUE_NUMBERS, *SMALL_NUMBERS), key=len, reverse=True)).replace(" ", _)
    + r")(?!\w)"
)
DASH = r"[-\u2010-\u2015/]"
JOIN = rf"(?:[^\S\n]?{DASH}[^\S\n]?|{_}(?:to|and|or|until|till|through|into|&){_}(?:the{_})?)"
WHICH_YEAR = rf"(?:of{_})?(?:last|this|next){_}year\b"
_DATED = rf"(?:(?:{WD}{OWN}|{WD_SHORT})(?:{_}{PART})?,?{_}(?:the{_})?)?"
# No digit, sign or currency may touch the number that a date begins with.
_LEFT = r"(?<![$£€#/.:+-])(?<!\d,)(?<!\d['’])"


def _year(suffix: str = "") -> str:
    return rf"(?:,[^\S\n]?|,?{_})(?:(?:of{_})?(?P<year{suffix}>{YEAR})|(?P<which_year{suffix}>{WHICH_YEAR}))"


def _day_month(suffix: str = "") -> str:
    short = rf"(?:{_}|-)(?P<year_short{suffix}>{YEAR_SHORT})|-(?P<year_dashed{suffix}>{YEAR})"
    return rf"(?P<day{suffix}>{DAY})(?:{_}(?:of{_})?|-)(?P<month{suffix}>{MON})(?:{_year(suffix)}|{short})?"


def _month_day(suffix: str = "") -> str:
    return rf"(?P<month{suffix}>{MON})(?:{_}|(?<=\.))(?:the{_})?(?P<day{suffix}>{DAY})(?:{_year(suffix)})?"


# What a weekend is that of, without another word: "a weekend attack"; "weekend market" is no time.
WEEKEND_EVENT = (
    "attacks?|raids?|shootings?|bombings?|blasts?|explosions?|assaults?|ambush|killings?|clash(?:es)?"
    "|massacre|violence|strikes?"
)

# The words that a rule can begin with, besides digits: anything else is passed over.
FIRST_WORDS = frozenset(
    (
        *WEEKDAYS,
        *MONTHS,
        *SMALL_NUMBERS,
        *(words.split()[0] for words in VAGUE_NUMBERS),
        *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        *("the", "that", "this", "last", "past", "next", "coming", "current", "same", "very"),
        *("previous", "preceding", "prior", "following", "overnight", "weekend"),
        *(name.split()[0].removesuffix("'s") for name in HOLIDAYS),
        *("today", "tonight", "yesterday", "tomorrow", "spring", "summer", "autumn", "fall", "winter"),
        *(unit + s for unit in UNIT[3:-5].split("|") for s in ("", "s")),
    )
)

ARTICLES = frozenset(("the", "that", "a", "an"))
"""First words that are everywhere, and begin a date only before a number or one of ``BEHIND_ARTICLES``."""
BEHIND_ARTICLES = FIRST_WORDS | {"morning", "afternoon", "evening", "full"}

_NUMERIC = r"{left}(?P<first>\d{{1,2}}){sep}(?P<second>\d{{1,2}}){sep}(?P<year>{year})(?![\w/]|[.-]\d)"
RULES: Mapping[str, str] = {
    "iso": _LEFT
    + r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[-/]\d)",
    "slashed": _NUMERIC.format(left=_LEFT, sep="/", year=r"(?:1[89]|20)?\d\d"),
    "dotted": _NUMERIC.format(left=_LEFT, sep=r"\.", year=r"(?:1[89]|20)\d\d"),
    "dashed": _NUMERIC.format(left=_LEFT, sep="-", year=r"(?:1[89]|20)\d\d"),
    "slash_pair": _LEFT + r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?![\w/%]|[.,-]\d)",
    "two_dates": _LEFT + _DATED + _day_month() + f"(?P<join>{JOIN})" + _DATED + _day_month("2"),
    "two_dates_md": _DATED + _month_day() + f"(?P<join>{JOIN})" + _DATED + _month_day("2"),
    "two_days": _LEFT
    + rf"(?:the{_})?(?P<day>{DAY})(?P<join>{JOIN})(?P<day2>{DAY}){_}(?:of{_})?(?P<month>{MON})(?:{_year()})?",
    "two_days_md": rf"(?P<month>{MON}){_}(?P<day>{DAY})(?P<join>{JOIN})(?P<day2>{DAY})(?:{_year()})?",
    "date": _DATED + rf"(?:the{_})?" + _LEFT + _day_month(),
    "date_md": _DATED + _month_day(),
    "holiday": rf"(?P<holiday>{HOLIDAY})(?P<part>{_}(?:day|{PART}))?(?![\w-])(?:{_year()})?",
    "two_months": rf"(?P<month>{MON})(?:{_}(?P<year>{YEAR}))?(?P<join>{JOIN})"
    rf"(?P<month2>{MON})(?:{_}(?:of{_})?(?P<year2>{YEAR}))?",
    "month_year": rf"(?P<month>{MON})(?:,?{_}(?:of{_})?(?P<year>{YEAR})|,?{_}(?P<which_year>{WHICH_YEAR}))",
    "named_month": rf"(?P<which>last|this{_}past|this|next|this{_}coming){_}(?P<month>{MON_FULL}){OWN}",
    "two_weekdays": rf"(?P<weekday>{WD})(?:{_}{PART})?(?P<join>{JOIN})(?P<soon>(?:early|late){_}(?:on{_})?)?"
    rf"(?P<weekday2>{WD})(?:{_}{PART})?",
    "weekday": rf"(?:(?P<which>this{_}past|this{_}coming|last|this|next|coming|past|"
    rf"(?:the{_})?(?:previous|preceding|following)){_})?"
    rf"(?P<weekday>{WD}){OWN}(?:,?{_}(?:in{_}the{_})?(?:{PART}{OWN}|overnight\b))?"
    rf"(?:{_}(?:of{_})?(?P<week>last|this|next){_}week\b|{_}(?P<last>last)\b(?!{_}\w))?",
    "weekday_short": rf"(?P<weekday>{WD_SHORT})(?:{_}{PART})?",
    "two_days_back": rf"the{_}(?:day{_}before{_}yesterday|night{_}before{_}last)\b",
    "two_days_on": rf"the{_}day{_}after{_}tomorrow\b",
    "today": rf"(?:today\b|tonight\b|this{_}(?:very{_})?(?:{PART})){OWN}",
    "yesterday": rf"yesterday\b{OWN}(?:{_}{PART}{OWN})?|last{_}(?:night|evening)\b{OWN}",
    "tomorrow": rf"tomorrow\b{OWN}(?:{_}{PART})?",
    "ago": rf"(?:(?P<number>{NUM}){_})?(?P<unit>{UNIT}){_}ago\b(?:{_}(?P<exactly>today)\b)?",
    "offset": rf"(?:(?P<number>{NUM}){_}(?:full{_})?)?(?P<unit>{UNIT}){_}"
    r"(?P<way>earlier|before(?:hand)?|prior|previously|later|after(?:wards?)?|thereafter)\b",
    "event_side": rf"(?:the|that){_}(?P<unit>day|night|evening|morning|afternoon|week|weekend|month|year){_}"
    r"(?P<way>before|earlier|prior|after)\b",
    "event_period": rf"(?:(?:the|that|this){_})?(?:very{_})?(?P<way>same|previous|preceding|prior|following|next){_}"
    rf"(?P<unit>day|night|evening|morning|afternoon)\b{OWN}"
    rf"|(?:the|that){_}(?:very{_})?(?P<way2>same|previous|preceding|prior|following|next){_}(?P<unit2>week|weekend|month|year)\b{OWN}"
    rf"|that{_}(?:very{_})?(?P<unit3>day|night|evening|morning|afternoon|week|weekend|month|year)\b{OWN}",
    "rolling": rf"the{_}(?:last|past){_}(?:(?P<number>{NUM}){_})?(?P<unit>{UNIT})(?!{_}of\b)",
    "period": rf"(?P<which>last|previous|past|this{_}past|this{_}coming|this|next|(?:the{_})?(?:coming|current)){_}"
    rf"(?P<unit>week|weekend|fortnight|month|year|{SEASON})\b{OWN}",
    "the_period": rf"the{_}(?P<unit>day|week|weekend|month|year)\b{OWN}(?!{_}of\b)",
    "weekend_event": rf"(?P<unit>weekend)(?=\Z|{_}(?:{WEEKEND_EVENT})\b)",  # "killed in a weekend attack"
    "season": rf"(?:the{_})?(?P<season>{SEASON}){_}(?:of{_})?"
    rf"(?:(?P<year>{YEAR})|(?P<which_year>(?:last|this|next){_}year\b))",
    "month": rf"(?P<month>{MON_FULL}){OWN}",
    "decade": r"(?:the[^\S\n]{1,3})?(?P<decade>(?:19|20)\d0)['’]?s\b",
    "two_years": _LEFT + rf"(?P<year>{YEAR})(?P<join>{JOIN})(?P<year2>{YEAR})",
    "year": rf"(?:{_LEFT}|(?<=mid-))" + rf"(?P<year>{YEAR})(?!-\d)",
    "overnight": rf"overnight\b(?!(?:{_}(?:on|from|between|into))?{_}{WD})",
}
