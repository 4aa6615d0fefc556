"""What was damaged, in the words of one clause."""

from __future__ import annotations

import re

from nlp.lexicons import fold
from nlp.mentions import words_of
from nlp.notes import Found, Notes

_DAMAGE = re.compile(
    r"\b(?:damag(?:ed|ing)|destroy(?:ed|ing)|caus(?:ed?|ing) (?:\w+ ){0,2}?damage to|set(?:ting)? fire to|damage to|"
    r"set(?:ting)? ablaze|wreck(?:ed|ing)|burned|gutted)\s+"
    r"(?!(?:by|down|out|alive|and|or|but|up|to|in|on|at|during|because|when|after|causing)\b|-)"
    r"(?P<what>(?:[^.;:]|\.(?=[\w-])){3,100})(?!\w)"
)
_NO_DAMAGE = re.compile(
    r"(?:\b(?:not|never)|n't) (?:suffer|sustain|incur|caus|report|receiv)\w* (?:any )?"
    r"(?:serious |significant |material |major |property )*damage\b|"
    r"\b(?:no|without|minor|material|minimal|slight|limited|some|heavy|extensive|severe|significant) "
    r"(?:any )?(?:serious |significant |material |property )?damage\b"
)
# Of these one stands in each of both patterns: a quick look before the long ones.
_STEMS = ("damag", "destroy", "fire to", "ablaze", "wreck", "burned", "gutted")
# Where the words for what was damaged end: another verb, another clause, or what is only said of the things.
_DAMAGE_STOPS = re.compile(
    r",? (?:and (?:kill|wound|injur)(?:ing|ed)|but|which|who|whose|that|when|while|after|before|because|"
    r"according|the \w+ said|said|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|,? (?:and|or) (?:that|then|it|they|he|she|no|there|also|caused)\b| as (?:it|they|he|she)\b"
    r"|,? (?:and|or) (?:\w+ed|took|stole|left|made|threw|shot|set|blew|cut|broke|fled) "
    r"(?:the|an?|his|her|their|its|it|them|him|in|at|by|to|for|from|with|some|\d+|two|three|four|five|six|ten|dozens)\b"
    r"|,? and (?:\w+ ){0,5}?(?:was|were|had|has|have)\b"
    r"|, (?!and )| [(\[]| --|\n\n"
)


def read_damage(notes: Notes, first: int, last: int) -> Found[str] | None:
    """Return what was damaged, in the article's words."""
    text, start = notes.folded_words(first, last), notes.starts[first]
    if not any(stem in text for stem in _STEMS):
        return None
    for pattern in (_DAMAGE, _NO_DAMAGE):
        match = pattern.search(text)
        if match is None:
            continue
        a, b = match.span("what") if pattern is _DAMAGE else match.span()
        stop = _DAMAGE_STOPS.search(text[a:b])
        b = a + stop.start() if stop else b
        begin, end = notes.tokens_at(start + a, start + b)
        if begin < end:
            return Found(words_of(notes, begin, end).strip(" ,"), begin, end, 0.75)
    return None


def names_no_thing(damage: Found[str]) -> bool:
    """Return whether words only say whether there was damage: "minor damage", "without any damage"."""
    return _NO_DAMAGE.fullmatch(fold(damage.value)) is not None
