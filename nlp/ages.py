"""How old somebody is: "a 13-year-old boy", "John Doe, 31,", "15-year-old Ana Diaz"."""

from __future__ import annotations

import re

from nlp.notes import Notes
from nlp.number_words import QUANTITY, number_of

_NAME = 3  # words of a name that an age stands before
_AGE = re.compile(
    r"\b(?:(\d{1,3})|([a-z]{3,9}(?:-[a-z]{3,5})?))[- ]years?[- ]old|"
    r"\b(?:\d{1,2}|[a-z]{3,6})[- ](?:month|week|day)s?[- ]old"
)
_AGE_AFTER = re.compile(r"\s?[,(]?\s?(?:also |age |aged )?(\d{1,2})(?=[,.;)]|\s(?:was|of|years))")


def age_of(notes: Notes, first: int, last: int, stop: int) -> int | None:
    """Return the age of "a 13-year-old boy" or "John Doe, 31,"; a baby's is 0."""
    text = notes.written(first, min(last + 1, stop)).lower()
    if "old" in text and (match := _AGE.search(text)):
        return _years(match)
    after = _AGE_AFTER.match(notes.written(last, min(last + 5, stop)))
    return int(after[1]) if after else None


def age_before(notes: Notes, i: int) -> int | None:
    """Return the age that stands before a full name: of Diaz in "15-year-old Ana Diaz"."""
    start = i
    while start and i - start < _NAME and notes.texts[start - 1].istitle() and notes.texts[start - 1].isalpha():
        start -= 1
    if start in {0, i} or notes.texts[start - 1].lower() != "old":
        return None
    before = notes.written(max(0, start - 7), start).lower()
    ages = list(_AGE.finditer(before))
    return _years(ages[-1]) if ages and ages[-1].end() == len(before) else None


def _years(match: re.Match[str]) -> int | None:
    """Return the years that an age says, a baby's 0."""
    if match[2]:
        return number_of(match[2]) if _is_number(match[2]) else None
    return int(match[1]) if match[1] else 0


def _is_number(word: str) -> bool:
    match = QUANTITY.fullmatch(word)
    return match is not None and match["word"] is not None
