"""How far the name of a place goes: over hyphens and small words, and up to the word for what is called so."""

from __future__ import annotations

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from nlp.gazetteer import ARTICLES
from nlp.lexicons import word_set
from nlp.notes import Notes
from nlp.person_names import JOINERS, TITLES
from nlp.place_cues import NATIONS
from nlp.place_words import (
    ADMIN_WORDS,
    ARABIC_ARTICLES,
    CALLED_SO,
    DISTRICT_WORDS,
    FACILITY_WORDS,
    NOT_NAMES,
    NOT_PLACES,
    ROADS,
    STREETS,
    TOWN_WORDS,
)
from nlp.places import country_of_name, look_up

_AFTER_NAMES = (
    DISTRICT_WORDS | ADMIN_WORDS | TOWN_WORDS | {"police", "sheriff", "fire", "hospital", "residents", "resident"}
)
_POINTS = frozenset({"north", "south", "east", "west", "central"})
_NO_NAMES = NOT_PLACES - {"may", "june", "april", "august"}
_NO_SECOND_WORDS = NOT_PLACES | TITLES
_AFTER_HYPHEN = word_set("naming", "after_hyphen")
_JOINED = ROADS | {"border", "axis", "line", "railway", "pipeline", "corridor"}
_TWO_WORDS = frozenset({("local", "government"), ("sub", "-"), ("sub", "county"), ("administrative", "post")})
_IZAFAT = frozenset({"e", "i"})
_OF_ROMANCE = frozenset({"de", "del", "do", "da", "du"})
_ROMANCE_ARTICLES = frozenset({"la", "las", "los", "el"})


def is_local_government(notes: Notes, i: int) -> bool:
    """Return whether two words for a small area follow, as "local government" in Nigeria."""
    return tuple(notes.words[i : i + 2]) in _TWO_WORDS


def follows_a_name(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether a word with a capital, which does not open the sentence, stands right before a token."""
    return i > 0 and notes.texts[i - 1].istitle() and notes.texts[i - 1].isalpha() and not doc[i - 1].is_sent_start


def name_end(doc: Doc, notes: Notes, first: int, taken: set[int]) -> int:
    """Return the end of a name, without the word in capitals that says what is called so: "Rafi Ward"."""
    last = first
    while last < len(doc) and last - first < 6 and _is_name(doc, notes, last, taken):
        if last > first and (notes.words[last] in CALLED_SO or is_local_government(notes, last)):
            break
        if last > first and notes.words[last] in NATIONS and "".join(notes.texts[last + 1 : last + 2]).islower():
            break  # "in Zvecan Serbian protesters"
        if last > first and notes.words[last] == "as" and any(map(country_of_name, notes.texts[last + 1 : last + 2])):
            break  # "in Jisr as Syria and"
        last += 1
    while last > first and (
        (notes.words[last - 1] in JOINERS and not _is_behind_article(notes, last - 1))
        or not (notes.texts[last - 1][0].isupper() or is_second_half(doc, notes, last - 1))
    ):
        last -= 1
    return last


def _is_name(doc: Doc, notes: Notes, i: int, taken: set[int]) -> bool:
    if i in taken:
        return False
    text = notes.texts[i]
    if notes.words[i] in JOINERS or _is_izafat(notes, i) or is_second_half(doc, notes, i):
        return True
    return text[0].isupper() and text[-1].isalpha() and notes.words[i] not in _NO_NAMES


def _is_behind_article(notes: Notes, i: int) -> bool:
    """Return whether a word belongs to the name by its article, though it joins names elsewhere: "Bir El Abd"."""
    return notes.texts[i].istitle() and notes.words[i] not in ARABIC_ARTICLES and notes.words[i - 1] in ARABIC_ARTICLES


def _is_izafat(notes: Notes, i: int) -> bool:
    """Return whether a word only joins two of a Persian name: "Shahr-e-Safa"."""
    return notes.words[i] in _IZAFAT and i > 0 and notes.texts[i - 1] == "-" and notes.words[i + 1 : i + 2] == ["-"]


def is_joined(notes: Notes, i: int) -> bool:
    """Return whether a name goes on with a hyphen: "Miami-Dade" is neither Dade nor "Al-Qaim" without its article."""
    if i < 2 or notes.texts[i - 1] != "-" or notes.is_spaced(i - 1) or notes.is_spaced(i - 2):
        return False
    before = notes.texts[i - 2]
    return (before.istitle() and before.lower() not in ARTICLES) or before.lower() in _IZAFAT


def is_second_half(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether a small word ends a name with a hyphen: "Nyal-abek", and not "Kabul-based" or "Iran-backed"."""
    if i < 2 or notes.texts[i - 1] != "-" or notes.is_spaced(i - 1) or notes.is_spaced(i - 2) or doc[i].is_stop:
        return False
    word = notes.words[i]
    return word.isalpha() and notes.texts[i].islower() and not (word in _AFTER_HYPHEN or word.endswith(("ed", "ing")))


def is_double_name(doc: Doc, notes: Notes, first: int, last: int) -> bool:
    """Return whether a name that nobody knows goes on with a hyphen: "Pobe-Mengao", and not "Kano-Zaria road"."""
    if notes.capitals or last + 1 >= len(doc) or notes.is_spaced(last) or notes.is_spaced(last - 1):
        return False
    half = doc[last + 1]
    joined = not _JOINED.isdisjoint(notes.words[last + 2 : last + 4])
    of_village = notes.words[max(0, first - 2) : first] == ["village", "of"]
    return half.is_title and half.is_alpha and len(half) > 2 and (of_village or not (joined or look_up(half.text)))


def whole_name(notes: Notes, last: int, taken: set[int]) -> int:
    """Return the end of a Spanish, French or Portuguese name that goes on: "San Miguel de Mercedes"."""
    if _is_part_of_county(notes, last):
        return last + 1
    end = last + 1
    if end >= len(notes.words) or notes.words[last] not in _OF_ROMANCE or last in taken:
        return last
    if notes.words[end] in _ROMANCE_ARTICLES:
        end += 1
    text = notes.texts[end] if end < len(notes.texts) and end not in taken else ""
    return end + 1 if text.isalpha() and text[0].isupper() and text.lower() not in STOP_WORDS else last


def _is_part_of_county(notes: Notes, last: int) -> bool:
    """Return whether a point of the compass belongs to the name of a county or district: "Tonj East County".

    Or to that of a local government area, which is written in small letters too: "Owan West local government".
    """
    if notes.words[last : last + 1] == [] or notes.words[last] not in _POINTS or not notes.texts[last].istitle():
        return False
    after = notes.words[last + 1 : last + 2]
    if after == ["local"]:
        return True
    return after != [] and notes.texts[last + 1].istitle() and after[0] in CALLED_SO | {"sub", "constituency"}


def is_second_word(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether a word in capitals can go on with the name before it: "Dara Shekan village"."""
    word = notes.words[i]
    return (
        notes.texts[i].istitle()
        and notes.texts[i].isalpha()
        and not (doc[i].is_stop or word in _NO_SECOND_WORDS or fits_after(word))
    )


def fits_after(word: str) -> bool:
    """Return whether a word after a name shows that the name is a place ("Spokane police")."""
    return word in _AFTER_NAMES


def is_of_a_force(doc: Doc, notes: Notes, i: int, last: int) -> bool:
    """Return whether a name stands inside that of a force: in capitals, with capitals on both sides."""
    texts = notes.texts
    if not (last + 1 < len(texts) and texts[last].istitle() and texts[last + 1].istitle()):
        return False
    return i > 0 and texts[i - 1].istitle() and not doc[i - 1].is_sent_start and texts[i - 1].lower() not in STOP_WORDS


def name_goes_on(doc: Doc, notes: Notes, last: int) -> bool:
    """Return whether a name goes on in capitals behind what is known of it ("Harbor" of "Harbor Gateway")."""
    if (
        last >= len(doc)
        or not notes.texts[last].isalpha()
        or not notes.texts[last].istitle()
        or notes.texts[last - 1].isupper()
    ):
        return False
    word = notes.words[last]
    if word in FACILITY_WORDS or word == "medical":
        return True
    return not (word in NOT_PLACES or word in TITLES or fits_after(word) or word in NOT_NAMES)


def is_street_name(doc: Doc, notes: Notes, first: int, last: int) -> bool:
    """Return whether a name is one of a street: "Holton Avenue", "21st and Cleveland", "5700 block of Green"."""
    before = notes.words[max(0, first - 3) : first]
    if before[-2:] == ["block", "of"] or before[-3:-1] == ["block", "of"]:
        return True
    if before[-1:] in (["and"], ["&"]) and (before[-2:-1] and (before[-2] in STREETS or before[-2][:1].isdigit())):
        return True
    for i in range(last, min(last + 3, len(doc))):
        if notes.words[i] in STREETS and notes.texts[i][0].isupper():
            return True
        if not notes.texts[i][0].isupper():
            break
    after = notes.words[last : last + 3]
    return after[:1] in (["and"], ["&"]) and len(after) > 1 and (after[1][:1].isdigit() or after[2:] == ["streets"])
