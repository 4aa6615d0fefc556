"""The places that an article names: those known by name, and those that their setting shows to be some."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.known_names import known_place
from nlp.name_extent import fits_after, follows_a_name, is_second_word, whole_name
from nlp.notes import Mark, Notes
from nlp.person_names import TITLES
from nlp.place_cues import NATIONS, is_told_to_be_town, numbered
from nlp.place_words import (
    ARABIC_ARTICLES,
    CALLED_SO,
    COMPASS,
    LOCATIVES,
    NOT_PLACES,
    STRONG,
    TOWN_WORDS,
    VILLAGES,
)
from nlp.placed_names import capital_name, placed_name, town_of_state
from store.model import Count, MentionKind, Place

_CALLED = VILLAGES | CALLED_SO | TOWN_WORDS
_NO_FIRST_HALVES = NOT_PLACES | NATIONS | COMPASS | TITLES


def add_places(doc: Doc, notes: Notes) -> None:
    """Mark the places that the gazetteer knows, and names that their setting shows to be places."""
    notes.marks = [
        m
        for m in notes.marks
        if not (_is_part_of_village(doc, notes, m) or _is_of_speaker(doc, notes, m) or _is_village_not_person(notes, m))
    ]
    taken = _taken(notes)
    places = {i for m in notes.marks if m.kind is MentionKind.PLACE for i in range(m.first, m.last)}
    # a name begins with a capital or an Arabic article: the other words need no look
    begins = [
        notes.capitals or text[0].isupper() or word in ARABIC_ARTICLES
        for text, word in zip(notes.texts, notes.words, strict=True)
    ]
    i = 0
    while i < len(notes.words):
        if not begins[i]:
            i += 1
            continue
        last, key = known_place(doc, notes, i, taken, places), "known"
        if last is None and not notes.capitals:
            last = town_of_state(doc, notes, i, taken)
        if last is None:
            last, key = (capital_name if notes.capitals else placed_name)(doc, notes, i, taken), "placed"
        if last is None:
            i += 1
            continue
        first = i + 1 if notes.words[i] == "the" and last > i + 1 else i
        last = numbered(doc, notes, whole_name(notes, last, taken))
        name = " ".join(notes.written(first, last).split()).removesuffix("'s").removesuffix("’s")
        notes.marks.append(Mark(MentionKind.PLACE, first, last, Place(name=name), key))
        taken.update(range(i, last))
        places.update(range(i, last))
        i = last


def _is_part_of_village(doc: Doc, notes: Notes, mark: Mark) -> bool:
    """Return whether a town of our lexicon is only part of a longer name, of a village: "Tudun Mare village"."""
    if mark.kind is not MentionKind.PLACE or mark.key != "town" or notes.capitals:
        return False
    first, last = mark.first, mark.last
    while first > 0 and mark.first - first < 3 and _is_first_half(doc, notes, first - 1):
        first -= 1
    while last < len(doc) and last - mark.last < 3 and is_second_word(doc, notes, last):
        last += 1
    if (first, last) == (mark.first, mark.last):
        return False
    before = notes.words[max(0, first - 2) : first]
    called = notes.words[last : last + 1] and notes.words[last] in _CALLED
    return (
        bool(called)
        or (len(before) > 1 and before[1] == "of" and before[0] in VILLAGES | TOWN_WORDS)
        or (is_told_to_be_town(notes, last))
    )


def _is_village_not_person(notes: Notes, mark: Mark) -> bool:
    """Return whether what looks like somebody's name is that of a village: "outside Ali Sara village"."""
    if mark.kind is not MentionKind.PERSON or notes.capitals:
        return False
    if notes.words[mark.first - 1] in STRONG and is_told_to_be_town(notes, mark.last):
        return True  # "around Sam Ouakra, a town in"
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    of_village = len(before) > 1 and before[1] == "of" and before[0] in VILLAGES
    return of_village or (bool(after) and after[0] in VILLAGES and before[-1:] != [] and before[-1] in LOCATIVES)


def _is_of_speaker(doc: Doc, notes: Notes, mark: Mark) -> bool:
    """Return whether a town of our lexicon is only the first name of who spoke: "said Adan Yusuf, a police officer"."""
    if mark.kind is not MentionKind.PLACE or notes.capitals or mark.last >= len(doc):
        return False
    named = (
        notes.texts[mark.last].istitle() and notes.texts[mark.last].isalpha() and not fits_after(notes.words[mark.last])
    )
    return named and notes.words[mark.first - 1 : mark.first] in (["said"], ["says"], ["told"])


def _is_first_half(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether a word can begin the name that the next word ends."""
    word = notes.words[i]
    return (
        follows_a_name(doc, notes, i + 1)
        and not doc[i].is_stop
        and word not in _NO_FIRST_HALVES
        and not fits_after(word)
    )


def _taken(notes: Notes) -> set[int]:
    """Return the tokens that may not be part of another name; a count may."""
    return {i for m in notes.marks if not isinstance(m.value, Count) for i in range(m.first, m.last)}
