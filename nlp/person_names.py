"""Names of people: after a title, before an age, or begun by a given name; also where all letters are capitals.

Whether a word may be part of a name is asked of one place, ``may_name``: by its capital where the
text has small letters, else by the lists of words that are no names.
"""

from __future__ import annotations

from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from nlp.lexicons import fold, read_lexicon, word_set
from nlp.notes import Mark, Notes
from nlp.place_words import FACILITY_WORDS, NOT_PLACES
from store.model import Actor, Count, MentionKind

TITLES = word_set("naming", "titles")
JOINERS = word_set("naming", "joiners")
_NOT_NAMES = NOT_PLACES - {"may", "june", "april", "august"}
_FACILITIES = FACILITY_WORDS | {"center", "centre"}  # "Orlando Medical Center"
# "San Francisco", "Puerto Jose": a given name that is part of a place's.
_SAINTS = word_set("naming", "saints")
# Endings of ordinary words that no list can hold.
_ENDINGS = tuple(read_lexicon("names")["endings"])
_LONGEST = 6


@cache
def given_names() -> frozenset[str]:
    """Return the given names that may begin a name."""
    return frozenset(read_lexicon("names")["given"])


@cache
def _openings() -> frozenset[str]:
    return TITLES | given_names()


@cache
def everyday_words() -> frozenset[str]:
    """Return the folded words that are part of no name where letter case does not tell."""
    words = {*STOP_WORDS, *read_lexicon("names")["everyday"], *TITLES, *_NOT_NAMES}
    for table in (read_lexicon("persons"), read_lexicon("targets")):
        for row in table.values():
            phrases = [*row, *row.values()] if isinstance(row, dict) else row
            words |= {word for phrase in phrases for word in fold(phrase).replace("_", " ").split()}
    for kinds in read_lexicon("triggers").values():
        for forms in kinds.values():
            words |= {word for phrases in forms.values() for phrase in phrases for word in fold(phrase).split()}
    for table in read_lexicon("words").values():
        for row in table.values():
            words |= {fold(word) for word in row} if isinstance(row, list) else set()
    words |= {fold(word) for word in read_lexicon("demonyms")["demonyms"]}
    return frozenset(words - given_names() - JOINERS)


def may_name(notes: Notes, i: int) -> bool:
    """Return whether a word may be part of a name, by its capital or, in a text of capitals, by what it is not."""
    text, word = notes.texts[i], notes.words[i]
    if not notes.capitals:
        return text[0].isupper() and text[-1].isalpha() and word not in _NOT_NAMES
    if word in given_names():
        return True
    if word in everyday_words() or not text[0].isalpha():
        return False
    return len(word) == 1 or word.endswith(".") or not (len(word) > 5 and word.endswith(_ENDINGS))


def add_people(doc: Doc, notes: Notes) -> None:
    """Mark names after a title ("General Ali Hassan"), begun by a given name, or before an age ("John Doe, 31,")."""
    taken = {i for m in notes.marks if not isinstance(m.value, Count) for i in range(m.first, m.last)}
    i = 0
    while i < len(notes.words):
        last = _titled(doc, notes, i, taken) or _given(doc, notes, i, taken) if notes.words[i] in _openings() else None
        if last is None:
            i += 1
            continue
        first = i + 1 if notes.words[i] in TITLES else i
        _mark(notes, taken, first, last)
        i = last
    for i in range(2, len(doc) - 1):
        if notes.words[i] == "," and notes.texts[i + 1].isdigit() and 1 <= len(notes.texts[i + 1]) <= 2:
            first = i
            while first > 0 and i - first < 4 and _continues(notes, first - 1, taken):
                first -= 1
            if i - first >= 2 and (i + 2 >= len(doc) or notes.texts[i + 2] in {",", ".", "of", "was", "and", ";"}):
                _mark(notes, taken, first, i)


def _titled(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of the name after the title at ``i``."""
    first = i + 1
    if notes.words[i] not in TITLES or not notes.texts[i][0].isupper() or first >= len(doc):
        return None
    if notes.words[first] in TITLES or not notes.texts[first][0].isupper() or i in taken:
        return None
    last = _name_end(doc, notes, first, taken)
    return last if last > first else None


def _given(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of the name of two words or more that begins with a given name."""
    if notes.words[i] not in given_names() or i in taken or not notes.texts[i][0].isupper():
        return None
    if i and (
        notes.words[i - 1] in _SAINTS or (not notes.capitals and notes.texts[i - 1].istitle() and i - 1 in taken)
    ):
        return None
    last = _name_end(doc, notes, i, taken)
    return last if last - i > 1 else None


def _name_end(doc: Doc, notes: Notes, first: int, taken: set[int]) -> int:
    last = first
    while last < len(doc) and last - first < _LONGEST and _continues(notes, last, taken):
        last += 1
    while last > first and (
        notes.words[last - 1] in JOINERS or not notes.texts[last - 1][0].isupper() or _is_initial(notes.texts[last - 1])
    ):
        last -= 1
    return last


def _continues(notes: Notes, i: int, taken: set[int]) -> bool:
    if i in taken:
        return False
    return notes.words[i] in JOINERS or may_name(notes, i) or _is_initial(notes.texts[i])


def _is_initial(text: str) -> bool:
    return len(text) == 2 and text[0].isupper() and text[1] == "."


def _mark(notes: Notes, taken: set[int], first: int, last: int) -> None:
    if not taken.isdisjoint(range(first, last)) or notes.words[last - 1] in _FACILITIES:
        return
    name = " ".join(notes.written(first, last).split())
    notes.marks.append(Mark(MentionKind.PERSON, first, last, Actor(name), "named"))
    taken.update(range(first, last))
