"""Outlets and agencies by name, the country each is of, and whether that country writes the day before the month."""

from __future__ import annotations

import re
from functools import cache

from nlp.lexicons import fold, read_lexicon, word_set

# "news.com.au", "example.co.uk": the country that a domain is registered in.
_DOMAIN = re.compile(r"\.(?:ac|co|com|gov|net|org)\.(?P<country>[a-z]{2})$")
_SITE = re.compile(r"(?:www\.)?[a-z0-9-]{2,40}(?:\.(?:co|com|org|net|ac))?\.[a-z]{2,4}", re.IGNORECASE)
_SITES = (".com", ".org", ".net", ".tv")
_NAMES = word_set("stamps", "outlet_words")
_PARTS = re.compile(r"\s*(?:[|•·»,;/]|\s[-–—]\s|\bby\b|\bvia\b)\s*", re.IGNORECASE)
_LONGEST = 7  # words


def is_known(name: str) -> bool:
    """Return whether a name is that of an outlet of the lexicon."""
    return _plain(name) in _countries()


def known_in(line: str) -> str | None:
    """Return the outlet that a part of a byline or stamp names: "BBC News, Lagos", "By a reporter | Reuters"."""
    if is_known(line):
        return line.strip()
    parts = [part.strip(" .()") for part in _PARTS.split(line)]
    return next((part for part in parts if is_known(part) or _SITE.fullmatch(part)), None)


def reads_like_one(name: str) -> bool:
    """Return whether a name reads like that of an outlet: "KHQ.com", "The Daily Post"."""
    words = fold(name).split()
    return 0 < len(words) <= _LONGEST and any(word in _NAMES or word.endswith(_SITES) for word in words)


def day_first_in(country: str | None) -> bool | None:
    """Return whether a country writes the day before the month; None where both are usual or it is not known."""
    orders = read_lexicon("date_order")
    if country is None or country in orders["both_ways"]:
        return None
    return country not in orders["month_first"]


def country_of(name: str) -> str | None:
    """Return the country that an outlet is of, by its name or its domain; None where that is not known."""
    if match := _DOMAIN.search(_plain(name)):
        country = match["country"].upper()
        return "GB" if country == "UK" else country
    return _countries().get(_plain(name))


def _plain(name: str) -> str:
    return fold(name).strip(" .")


@cache
def _countries() -> dict[str, str]:
    return {name: country for country, names in read_lexicon("outlets").items() for name in names}
