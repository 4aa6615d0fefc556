"""Noun phrases by the words that cannot be inside one: what describes a noun, without article and number."""

from __future__ import annotations

from spacy.lang.en.stop_words import STOP_WORDS

from nlp.lexicons import word_set
from nlp.notes import Notes
from nlp.speakers import REPORTING
from store.model import MentionKind

# Words that end a noun phrase to the left: function words, verbs of saying, time words.
ARTICLES = frozenset({"the", "a", "an"})
CLOSED = (STOP_WORDS - word_set("phrases", "open")) | word_set("phrases", "closed") | REPORTING
POSSESSIVES = word_set("phrases", "possessives")
DETERMINERS = word_set("triggers", "determiners")
_LONGEST = 6
_CASES = frozenset({"case", "incident", "attack", "development", "operation", "raid"})
_APART = frozenset({"separate", "another", "second", "different", "related", "similar"})
_BOUNDS = (MentionKind.TIME, MentionKind.COUNT, MentionKind.PERSON)


def phrase_start(notes: Notes, head: int, floor: int) -> int:
    """Return where the words that describe the noun at ``head`` begin: "unidentified armed men" of "the three ..."."""
    start = head
    while start > floor and head - start < _LONGEST and _describes(notes, start - 1):
        start -= 1
    if notes.words[start] == "-" and start - 1 > floor and _is_hyphened(notes, start):
        start -= 1  # "off-duty policeman", "17-year-old boy", "twenty-three-year-old"
        while start - 2 >= floor and notes.words[start - 1] == "-" and _is_tight(notes, start - 1):
            start -= 2
        return start
    while start < head and notes.words[start] in {"-", "'s", "'"}:
        start += 1
    if start > floor and notes.words[start - 1] in POSSESSIVES and start == head:
        return start - 1  # "his wife"
    return start


def _is_hyphened(notes: Notes, i: int) -> bool:
    """Return whether a hyphen joins what is no word of a phrase by itself, and no range or list, to the next word."""
    ages = notes.words[i - 1].isdigit() and notes.words[i + 1 : i + 2] in (["year"], ["month"])
    return _is_tight(notes, i) and (ages or notes.words[i - 1] in CLOSED)


def _is_tight(notes: Notes, i: int) -> bool:
    """Return whether a hyphen stands between two words without blanks."""
    return notes.starts[i - 1] + len(notes.texts[i - 1]) == notes.starts[i] == notes.starts[i + 1] - 1


def _describes(notes: Notes, i: int) -> bool:
    word = notes.words[i]
    if word in {"-", "'s", "'"}:
        return i not in notes.dashes  # no more than a dateline before it: "RAWALPINDI - Police arrested"
    if word in CLOSED or not word[0].isalnum():
        return False
    if word in _CASES and notes.words[i - 1] in _APART:
        return False  # "In a separate case gunmen"
    if any(i < t.last and t.form in {"past", "base", "ing"} for t in notes.triggers_in(i - 4, i + 1)):
        return False
    return not any(i < m.last for m in notes.marks_in(i - 6, i + 1, *_BOUNDS))
