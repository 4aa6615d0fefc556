"""The wording of numbers: digits, number words up to the millions, and vague quantities."""

from __future__ import annotations

import re

from store.model import Count

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS))},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **dict.fromkeys(("a", "an"), 1),
}
_SCALES = {"ten": 10, "dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_VAGUE = {
    **dict.fromkeys(("several", "a few", "a handful"), Count(min=3)),
    "multiple": Count(min=2),
    **dict.fromkeys(("a couple", "couple", "a pair", "both"), Count(2, 2, 2)),
    **dict.fromkeys(("no", "none", "nobody", "no one", "no-one"), Count(0, 0, 0)),
}

# One gap between two words: blanks and at most one line end, never an empty line.
GAP = r"(?:[^\S\n]{1,3}(?:\n[^\S\n]{0,3})?|\n[^\S\n]{0,3})"
_ = GAP
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?!\d)"
_BELOW_20 = "|".join(sorted((*_UNITS, *_TEENS), key=len, reverse=True))
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:(?:-|{_})(?:{'|'.join(_UNITS[1:])})\b)?|{_BELOW_20})"
_HUNDREDS = rf"(?:(?:{_BELOW_100}|an?|\d{{1,3}}){_}hundred(?:{_}(?:and{_})?{_BELOW_100}\b)?)"
_THOUSANDS = (
    rf"(?:(?:{_HUNDREDS}|{_BELOW_100}|a|{_DIGITS}){_}thousand(?:{_}(?:and{_})?(?:{_HUNDREDS}|{_BELOW_100})\b)?)"
)
_MILLIONS = rf"(?:(?:{_HUNDREDS}|{_BELOW_100}|a|{_DIGITS}){_}million)"
_DOZENS = rf"(?:(?:half{_}a|{_BELOW_100}|a|{_DIGITS}){_}dozen)"
_MANY = rf"(?:(?:(?:many|several|a{_}few){_})?(?:tens|dozens|scores|hundreds|thousands|millions)"
_MANY += rf"(?:{_}of{_}(?:thousands|millions))?|(?:several|a{_}few|some){_}(?:dozen|hundred|thousand|million))"
_SOME = rf"(?:several|multiple|a{_}few|a{_}handful|a{_}couple|a{_}pair|none|nobody|no[ -]one|no)"

QUANTITY = re.compile(
    rf"(?:(?P<many>{_MANY})|(?P<number>{_MILLIONS}|{_THOUSANDS}|{_HUNDREDS}|{_DOZENS})|(?P<some>{_SOME})"
    rf"|(?P<digits>{_DIGITS})|(?P<word>{_BELOW_100})|(?P<article>an?))(?!\w)",
    re.IGNORECASE,
)
FIRST_WORDS = frozenset(
    (
        *_VALUES,
        *(scale + "s" for scale in _SCALES),
        *("half", "many", "several", "some", "multiple", "none", "nobody", "no"),
    )
)


_MANY_WORDS = frozenset({"dozens", "scores", "hundreds", "thousands", "tens"})


def quantity(match: re.Match[str]) -> Count:
    """Return what a match of QUANTITY stands for, without its words."""
    if match["digits"]:
        number = int(match[0].replace(",", ""))
        return Count(number, number, number)
    text = " ".join(match[0].casefold().replace("ı", "i").split())
    if match["many"]:
        least = 2
        for word in text.split():
            least *= _SCALES.get(word.removesuffix("s"), 1)
        return Count(least, least, None)
    if match["some"]:
        return _VAGUE[text]
    number = number_of(text)
    return Count(number, number, number)


def number_of(text: str) -> int:
    """Return the number for digits or number words; raises ValueError where there is none."""
    total = current = 0
    for word in re.split(r"[\s-]+", text.casefold()):
        if word in ("and", "half"):
            continue
        if word in _SCALES and word != "ten":
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        else:
            current += _VALUES[word] if word in _VALUES else int(word.replace(",", ""))
    total += current
    return total // 2 if text.casefold().startswith("half") else total


def is_rough(words: str | None) -> bool:
    """Return whether a number is only of the order of dozens: it is not told again by "24" nor by other dozens."""
    return not _MANY_WORDS.isdisjoint(re.findall(r"[a-z]+", (words or "").lower()))
