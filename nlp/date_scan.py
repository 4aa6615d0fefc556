"""Finds time expressions in text: cores with their leads, without the look-alikes.

A guard looks at the words around a core and refuses what only looks like a date: the modal "may",
a "Black Friday", the "14 July Bridge", a year that counts something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from nlp.date_grammar import ARTICLES, BEHIND_ARTICLES, FIRST_WORDS, RULES
from nlp.date_guards import refused
from nlp.number_words import GAP

_NAMES = tuple(RULES)
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in RULES.items()}
_MASTER = re.compile(
    "|".join("(?P<" + name + ">" + re.sub(r"\(\?P<\w+>", "(?:", pattern) + ")" for name, pattern in RULES.items()),
    re.IGNORECASE,
)

_ = GAP
_WINDOW = 56  # characters before a core in which its lead may stand
_DAY_PART = r"(?:night|morning|evening|afternoon|day|hours)"
_EDGE = rf"(?:(?:very{_})?(?:end|start|beginning|middle|close|(?:first|second|early|latter){_}(?:half|part|days)))"
_LEADS = (
    rf"(?:in{_})?(?:the{_})?(?:early|late|wee|small|pre-?dawn){_}{_DAY_PART}{_}(?:of|on){_}(?:the{_})?",
    rf"(?:(?:on|in|during|over|at|for){_})?the{_}(?:(?:night|morning|evening|afternoon)s?|weekend|week|month){_}"
    rf"(?:of|between|from){_}(?:the{_})?",
    rf"(?:(?:at|in|by|around|near|towards?|until){_})?(?:the{_})?{_EDGE}{_}of{_}",
    rf"(?:at|before|around|about|since){_}(?:dawn|noon|midnight|dusk|daybreak|sunset|sunrise|nightfall){_}(?:on{_})?",
    rf"(?:(?:on|in|during){_})?(?:very{_})?(?:(?:early|late|earlier|later)(?:{_}(?:on|in|at))?{_}|mid(?:-|{_}))",
    rf"(?:(?:on|during|in){_}the{_}night{_})?(?:between|from){_}(?:the{_})?",
    rf"(?:on|in|over|during|at|around|about|back{_}in|overnight(?:{_}(?:on|from|between))?){_}",
)
_LEAD = re.compile(rf"(?<![\w-])(?:{'|'.join(_LEADS)})\Z", re.IGNORECASE)
_AGO_LEAD = re.compile(
    rf"(?<![\w-])(?:(?:just|only|about|around|some|nearly|almost|roughly|exactly|barely)"
    rf"|(?:just{_})?(?:over|under)|(?:more|less){_}than){_}\Z",
    re.IGNORECASE,
)
# Which of the bare prepositions go with a core: "on Monday", "in March", "over the weekend".
_BARE = frozenset(("on", "in", "over", "during", "at", "around", "about", "back in"))
_ON, _IN, _DURING = (
    ("on", "around", "about"),
    ("in", "during", "over", "around", "back in"),
    ("in", "during", "over", "at"),
)
_FITTING: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("iso", "slashed", "dotted", "dashed", "slash_pair", "date", "date_md", "holiday"), _ON),
    **dict.fromkeys(("two_dates", "two_dates_md", "two_days", "two_days_md"), (*_ON, "over", "during")),
    **dict.fromkeys(("weekday", "weekday_short", "two_weekdays"), ("on",)),
    **dict.fromkeys(("two_months", "month_year", "named_month", "season", "month", "decade", "two_years", "year"), _IN),
    **dict.fromkeys(("ago", "offset"), ("about", "around", "over")),
    **dict.fromkeys(("event_side", "event_period"), ("on", *_DURING)),
    **dict.fromkeys(("rolling", "period", "the_period"), _DURING),
}
_WORD = re.compile(r"\w+")
# A number that may begin a core: a year, or one before a sign or a word.
_DIGITS_FIRST = re.compile(r"\d{4}|\d{1,3}(?:[a-z]{2})?\s{0,7}[-/.a-z\u2010-\u2015]", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a stretch of text as a time expression.

    ``rule`` names the pattern of the core; ``lead`` and ``groups`` hold its words in lower case.
    """

    rule: str
    start: int
    end: int
    lead: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)


def readings(text: str) -> Iterator[Reading]:
    """Yield the time expressions of a text from left to right; they never overlap."""
    floor = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < floor:
            continue
        if text[start].isdigit():
            may_begin = _DIGITS_FIRST.match(text, start) is not None
        else:
            folded = _fold(word[0])
            may_begin = folded in FIRST_WORDS and (folded not in ARTICLES or _goes_on(text, word.end()))
        if not may_begin:
            continue
        match = _MASTER.match(text, start)
        reading = _read(text, match.lastgroup, start, floor) if match and match.lastgroup else None
        if reading:
            yield reading
            floor = reading.end


def _goes_on(text: str, end: int) -> bool:
    """Return whether the word behind an article, which are what most words are that a rule can begin with, fits one."""
    word = _WORD.search(text, end)
    return word is not None and (word[0][0].isdigit() or _fold(word[0]) in BEHIND_ARTICLES)


@lru_cache(maxsize=4096)
def read(phrase: str) -> Reading | None:
    """Return the first time expression of a phrase; one that fills it needs no context.

    "May" or "2003" alone is a month or a year when somebody says that it is a date, and not in
    running text.
    """
    phrase = phrase.strip()
    first = _MASTER.match(phrase)  # no rule before this one fits even the beginning
    for name in _NAMES[_NAMES.index(first.lastgroup) :] if first and first.lastgroup else ():
        if match := _PATTERNS[name].fullmatch(phrase):
            return _reading(name, match, match.start(), "")
    return next(readings(phrase), None)


def _read(text: str, first: str, start: int, floor: int) -> Reading | None:
    """Read the core at ``start`` by the first rule, from ``first`` on, that no guard refuses."""
    for name in _NAMES[_NAMES.index(first) :]:
        match = _PATTERNS[name].match(text, start)
        if match is None:
            continue
        found = (_AGO_LEAD if name in ("ago", "offset") else _LEAD).search(text, max(floor, start - _WINDOW), start)
        lead = _words(found[0]) if found else ""
        if lead in _BARE and lead not in _FITTING.get(name, ()):
            found, lead = None, ""
        if not refused(name, match, lead):
            return _reading(name, match, start - (len(found[0]) if found else 0), lead)
    return None


def _reading(name: str, match: re.Match[str], start: int, lead: str) -> Reading:
    groups = {key: _words(value) for key, value in match.groupdict().items() if value is not None}
    return Reading(name, start, match.end(), lead, groups)


def _words(text: str) -> str:
    return _SPACES.sub(" ", _fold(text)).strip().replace("’", "'")


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    # A case-insensitive pattern takes the Turkish letters for an i, case folding does not.
    return word.replace("ı", "i").replace("İ", "i").casefold()
