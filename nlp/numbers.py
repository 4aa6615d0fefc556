"""Numbers of people and things in running text, as ranges: "at least a dozen", "3-5", "no".

Rules of reading (n is the number named, a dash is None):

========================================  =====  =====  =====
words                                     min    best   max
========================================  =====  =====  =====
n                                         n      n      n
no, none, zero, nobody                    0      0      0
at least n, no fewer than n, n or more    n      n      -
more than n, over n                       n + 1  n + 1  -
up to n, as many as n, at most n          -      n      n
nearly n, almost n                        -      n      n
fewer than n, under n                     -      -      n - 1
about n, around n, some n                 -      n      -
a to b, a-b, between a and b, a or b      a      a      b
a couple, a pair                          2      2      2
several, a few, a handful                 3      -      -
multiple                                  2      -      -
dozens, scores, hundreds, several dozen   two of them, best the same, max -
========================================  =====  =====  =====

The best of a range is its lower end: a figure is not raised beyond what every reading supports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from nlp.dates import find_dates
from nlp.number_guards import looks_otherwise
from nlp.number_words import FIRST_WORDS, GAP, QUANTITY, quantity
from store.model import Count, Span

_ = GAP
_WORD = re.compile(r"\w+")
_WINDOW = 30  # characters before a number in which "at least" may stand
_BOUNDS: Mapping[str, str] = {
    "least": rf"at{_}least|no{_}(?:fewer|less){_}than|not{_}(?:fewer|less){_}than|a{_}minimum{_}of|upwards?{_}of|>=|≥",
    "more": rf"(?:(?:well|far|slightly|just|little){_})?(?:more{_}than|over|above)|in{_}excess{_}of|>",
    "most": rf"up{_}to|as{_}many{_}as|at{_}(?:the{_})?most|(?:no|not){_}more{_}than|a{_}maximum{_}of|<=|≤",
    "under": rf"(?:fewer|less){_}than|under|<",
    "nearly": rf"nearly|almost|close{_}to",
    "about": rf"about|around|some|approximately|roughly|an?{_}estimated|estimated|circa|~|≈",
    "between": rf"(?:somewhere{_})?between",
}
_BOUND = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items()) + rf"){_}?\Z",
    re.IGNORECASE,
)
_BOUND_ENDS = re.compile(
    r"(?:least|than|of|over|above|to|as|most|under|nearly|almost|about|around|some|tely|roughly|ated|circa|between|[<>=≥≤~≈])"
    r"\s{0,4}\Z",
    re.IGNORECASE,
)
_APPLY: Mapping[str, Callable[[int], Count]] = {
    "least": lambda n: Count(n, n, None),
    "more": lambda n: Count(n + 1, n + 1, None),
    "most": lambda n: Count(None, n, n),
    "under": lambda n: Count(None, None, max(n - 1, 0)),
    "nearly": lambda n: Count(None, n, n),
    "about": lambda n: Count(None, n, None),
}
_TO = re.compile(
    rf"[^\S\n]?[-\u2010-\u2015][^\S\n]?|-(?:to|or)-|{_}(?P<word>to|or|and){_}(?:as{_}many{_}as{_})?|\.\.", re.IGNORECASE
)
_RISEN = re.compile(
    rf"\b(?:gone|went|goes|going|risen|rose|rises|rising|climbed|jumped|shot|moved){_}\Z", re.IGNORECASE
)
_OR_MORE = re.compile(rf"{_}or{_}more\b|\+(?!\w)", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{_}(?:about{_}|around{_})?\Z", re.IGNORECASE)


def find_counts(
    text: str, *, one: bool = True, articles: bool = False, times: Sequence[Span] | None = None
) -> list[tuple[Span, Count]]:
    """Return the numbers of people or things in a text, in order and without overlaps.

    Dates, clock times, ages, measures, money, addresses, telephone numbers and names with a number
    are left out. ``one`` takes the word "one", ``articles`` takes "a" and "an" for 1; whether they
    count anything is for the caller to see. ``times`` are the spans of ``find_dates``, if known.
    """
    spans = find_dates(text) if times is None else times
    return list(_counts(text, spans, one=one, articles=articles))


def parse_count(words: str) -> Count | None:
    """Return the count that an analyst typed or an article put in words, or None if it says none.

    Takes digits with "-", "..", ">", ">=", "<", "<=", "~" and "+" besides the wording of articles;
    words after the number ("3 soldiers", "no casualties") are ignored.
    """
    words = words.strip()
    for match in QUANTITY.finditer(words):
        start, end, count = _extended(words, 0, match)
        if start == 0 and not re.match(r"[.,:/]?\d|[-/%]", words[end:]):
            return replace(count, words=words)
        return None
    return None


def figure(count: Count) -> str:
    """Return a count in figures: "3", a range with a dash, "at least 24", "up to 5", "about 50" or nothing."""
    low, best, high = count.min, count.best, count.max
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}–{high}"
    if low is not None:
        return f"at least {low}"
    if high is not None:
        return f"up to {high}"
    return "" if best is None else f"about {best}"


def _counts(text: str, times: Sequence[Span], *, one: bool, articles: bool) -> Iterator[tuple[Span, Count]]:
    floor = resume = 0  # nothing before floor may be used again; the search goes on at resume
    times_left = list(reversed(times))
    for word in _WORD.finditer(text):
        start = word.start()
        if not (text[start].isdigit() or word[0].casefold() in FIRST_WORDS) or start < max(floor, resume):
            continue
        while times_left and times_left[-1].end <= start:
            times_left.pop()
        if times_left and times_left[-1].start <= start:
            floor = times_left[-1].end
            continue
        match = QUANTITY.match(text, start)
        if match is None or _skipped(match, one=one, articles=articles):
            continue
        first, end, count = _extended(text, floor, match)
        if times_left and times_left[-1].start < end:  # "three or 4 May"
            first, end, count = start, match.end(), quantity(match)
            if times_left[-1].start < end:
                continue
        bounded = count != quantity(match)
        kind, number = match.lastgroup or "", match[0]
        if looks_otherwise(text, start, end, number=number, kind=kind, bounded=bounded):
            resume = match.end()
            continue
        yield Span(first, end), replace(count, words=text[first:end])
        floor = end


def _skipped(match: re.Match[str], *, one: bool, articles: bool) -> bool:
    if match["article"]:
        return not articles
    return not one and match[0].casefold() == "one"


def _extended(text: str, floor: int, match: re.Match[str]) -> tuple[int, int, Count]:
    """Return start, end and value of a number with its bound and its range."""
    count, start, end = quantity(match), match.start(), match.end()
    found = None
    if _BOUND_ENDS.search(text, max(floor, start - 14), start):  # a quick look before the long one
        found = _BOUND.search(text, max(floor, start - _WINDOW), start)
    bound = found.lastgroup or "" if found else ""
    if found and bound == "most" and _RISEN.search(text, max(0, found.start() - _WINDOW), found.start()):
        found, bound = None, ""  # "the toll has gone up to 32"
    if match["some"]:  # "at least several" says no more than "several"
        return start, end, count
    if (high := _range(text, match, bound)) is not None:
        if found and bound in ("between", "about"):
            start = found.start()
        return start, high.end(), Count(count.best, count.best, quantity(high).best)
    if found and bound in _APPLY and count.best is not None:
        return found.start(), end, _APPLY[bound](count.best)
    if more := _OR_MORE.match(text, end):
        return start, more.end(), Count(count.best, count.best, None)
    return start, end, count


def _range(text: str, match: re.Match[str], bound: str) -> re.Match[str] | None:
    """Return the upper end of "3-5", "three or four", "between 3 and 5", if there is one."""
    joint = _TO.match(text, match.end())
    if joint is None or match["article"]:
        return None
    word = (joint["word"] or "").casefold()
    if (word == "and") != (bound == "between") or (
        word == "to" and _FROM.search(text, max(0, match.start() - _WINDOW), match.start())
    ):
        return None  # "from 3 to 5" is a rise, not a range
    high = QUANTITY.match(text, joint.end())
    if high is None or high["some"] or high["article"] or high["many"] or match["many"]:
        return None
    low_value, high_value = quantity(match).best or 0, quantity(high).best or 0
    if low_value >= high_value or re.match(r"[-\u2010-\u2015./:]?\w", text[high.end() : high.end() + 2]):
        return None
    digits = match["digits"] and high["digits"]
    if digits and not word and (len(high[0]) - len(match[0]) > 1 or len(high[0]) > 3 or match[0].startswith("0")):
        return None  # telephone numbers, years
    return high
