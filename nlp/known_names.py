"""Where a name that the gazetteer has stands for a place, and not for a person, a street or part of a longer name."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.gazetteer import key_of
from nlp.name_extent import (
    fits_after,
    follows_a_name,
    is_double_name,
    is_joined,
    is_local_government,
    is_of_a_force,
    is_second_half,
    is_second_word,
    is_street_name,
    name_goes_on,
)
from nlp.notes import Notes
from nlp.person_names import JOINERS
from nlp.place_cues import NATIONS, is_behind_its_kind, is_told_to_be_town, state_after
from nlp.place_words import (
    ADMIN_WORDS,
    ARABIC_ARTICLES,
    COMPASS,
    DISTRICT_WORDS,
    HITTING,
    LANDSCAPE,
    LOCATIVES,
    NOT_OPENING,
    NOT_PLACES,
    PARTS,
    STRONG,
    TOWN_WORDS,
)
from nlp.places import Entry, country_among, look_up, may_begin

_HIT = 15_000  # people
_CITY = 100_000  # people
_ACRONYM = 5  # letters
_RIVERS = (["river"], ["rivers"])
_DISTRICT = (["district"], ["county"], ["area"])


def known_place(doc: Doc, notes: Notes, i: int, taken: set[int], places: set[int]) -> int | None:
    """Return the end of a name that the gazetteer has, where it stands for a place; the longest is tried first."""
    if i in taken or not may_begin(notes.texts[i]) or (notes.capitals and notes.words[i] in NOT_OPENING):
        return None
    if is_joined(notes, i) or (
        notes.words[i] in LANDSCAPE and i > 0 and notes.texts[i - 1].istitle() and not doc[i - 1].is_stop
    ):
        return None  # also "Thames Valley Police"
    if notes.words[i] in LANDSCAPE and notes.words[i + 1 : i + 2] == ["of"] and _looks_like_name(notes, i, i + 3):
        return min(i + 3, len(doc))  # "Gulf of Aden" is not Aden
    before = notes.words[i - 1] if i else ""
    for last in range(min(i + (6 if notes.capitals else 5), len(doc)), i, -1):
        if not taken.isdisjoint(range(i, last)) or not _looks_like_name(notes, i, last):
            continue
        name = notes.written(i, last)
        entries = look_up(name)
        if not entries or (last == i + 1 and _is_adjective(notes, i)):
            continue
        if (notes.words[i] in NOT_PLACES and last == i + 1) or is_street_name(doc, notes, i, last):
            return None
        if any(e.kind == "district" for e in entries) and notes.words[last - 1] in ADMIN_WORDS:
            return last
        key = key_of(name)
        named = [e for e in entries if key_of(e.name) == key]
        big = any(e.kind in {"country", "admin1"} or e.population > 300_000 for e in named)
        if _is_cut_short(doc, notes, i, last, big):
            continue
        if notes.words[last : last + 1] in _RIVERS:
            return None
        if notes.capitals:
            if not big and not _is_located(notes, i):
                continue
        elif _is_start_of_village(doc, notes, i, last) or _is_acronym(notes, i, last, entries):
            continue
        if _is_shown(doc, notes, i, last, entries, named):
            return last
        if notes.capitals:
            return last if big and (before in LOCATIVES | {",", "("} or _has_a_part(notes, i, last)) else None
        # "Jackson said", "Austin Smith": a name alone is a place only if it is well known or leads a word that fits
        if last < len(doc) and fits_after(notes.words[last]):
            return None if is_of_a_force(doc, notes, i, last) else last  # "Central Reserve Police Force"
        titled = _title_neighbour(doc, notes, i, last)
        listed = before in {"and", ","} and (big or i - 2 in places)
        if (big or listed) and not titled:
            return last
        if listed:
            return None
    return None


def _is_adjective(notes: Notes, i: int) -> bool:
    """Return whether a word alone only describes: "Lebanese", and "Northern Mozambique" is no Northern Province."""
    of_compass = notes.words[i] in COMPASS and not ADMIN_WORDS & set(notes.words[i + 1 : i + 2])
    return notes.words[i] in NATIONS or of_compass


def _is_cut_short(doc: Doc, notes: Notes, i: int, last: int, big: bool) -> bool:
    """Return whether a known name is only the beginning of a longer one: "Safa City district", "Bir El Abd"."""
    if not notes.capitals and (not big or is_local_government(notes, last + 1)) and name_goes_on(doc, notes, last):
        return True
    following = notes.words[last : last + 1]
    if following == ["city"] and notes.texts[last].istitle() and notes.words[last + 1 : last + 2] in _DISTRICT:
        return True
    if (
        following in (["el"], ["al"])
        and notes.texts[last].istitle()
        and any(map(str.istitle, notes.texts[last + 1 : last + 2]))
    ):
        return True
    return following == ["-"] and (is_second_half(doc, notes, last + 1) or is_double_name(doc, notes, i, last))


def _is_acronym(notes: Notes, i: int, last: int, entries: Sequence[Entry]) -> bool:
    """Return whether a name in capitals is an acronym and not a country's, such as "US"."""
    short = last == i + 1 and notes.texts[i].isupper() and len(notes.texts[i]) <= _ACRONYM
    return short and country_among(entries) is None


def _is_shown(doc: Doc, notes: Notes, i: int, last: int, entries: Sequence[Entry], named: list[Entry]) -> bool:
    """Return whether the words beside a known name show that the place is meant: "in", "struck", "town", a state.

    ``named`` are those of the places that have the name itself, and not one like it.
    """
    before = notes.words[i - 1] if i else ""
    if before in (LOCATIVES if named else STRONG) and notes.words[max(0, i - 2) : i] != ["according", "to"]:
        return True
    if is_behind_its_kind(notes, i) or _is_before_its_area(doc, notes, last):
        return True
    abroad = any(e.country != "US" and (e.population >= _HIT or e.kind == "admin1") for e in named)
    abroad = abroad or (len(entries) == 1 and entries[0].country != "US" and entries[0].population >= _CITY)
    if before in HITTING and abroad and not (notes.capitals or _title_neighbour(doc, notes, i, last)):
        return True
    return is_told_to_be_town(notes, last) or before in COMPASS or state_after(notes, last) is not None


def _is_before_its_area(doc: Doc, notes: Notes, last: int) -> bool:
    """Return whether a province or country stands in brackets behind a name: "Morena (Madhya Pradesh): The police"."""
    if notes.words[last : last + 1] != ["("] or notes.capitals:
        return False
    end = next((n for n in range(last + 1, min(last + 5, len(doc))) if notes.words[n].startswith(")")), last + 1)
    return end > last + 1 and any(e.kind in {"admin1", "country"} for e in look_up(notes.written(last + 1, end)))


def _has_a_part(notes: Notes, first: int, last: int) -> bool:
    """Return whether a name goes before what a town has: "in a Bogota suburb", "a downtown Bogota street"."""
    part = notes.words[last] if last < len(notes.words) else ""
    return part in PARTS and "a" in notes.words[max(0, first - 2) : first]


def _is_start_of_village(doc: Doc, notes: Notes, first: int, last: int) -> bool:
    """Return whether a known name only begins that of a village: "Dara Shekan village"."""
    end = last
    while end < len(doc) and end - last < 3 and is_second_word(doc, notes, end):
        end += 1
    of_village = notes.words[max(0, first - 2) : first] == ["village", "of"]
    return end > last and (of_village or notes.words[end : end + 1] in (["village"], ["hamlet"], ["district"]))


def _title_neighbour(doc: Doc, notes: Notes, i: int, last: int) -> bool:
    before = follows_a_name(doc, notes, i) and notes.texts[i - 1] not in {"The", "In"}
    after = last < len(doc) and notes.texts[last].istitle() and notes.texts[last].isalpha()
    return bool(before or after)


def _looks_like_name(notes: Notes, i: int, last: int) -> bool:
    texts, words = notes.texts[i:last], notes.words[i:last]
    if not (texts[0][0].isupper() or (words[0] in ARABIC_ARTICLES and last > i + 2)) or not texts[-1][-1].isalnum():
        return False
    if texts[-1][0].islower() or "".join(texts).count("\n") > 1:
        return False
    # a name may go on behind the end of a wrapped line
    return all(
        text[0].isupper() or text.isspace() or word in JOINERS or word in {"of", "the", "and", "'s", "'"}
        for text, word in zip(texts, words, strict=True)
    )


def _is_located(notes: Notes, i: int) -> bool:
    """Return whether the words before a name in capitals leave no doubt that it is one of a place."""
    before = notes.words[max(0, i - 2) : i]
    if before and (before[-1] in STRONG or before[-1] in COMPASS):
        return True
    kinds = DISTRICT_WORDS | ADMIN_WORDS | TOWN_WORDS | {"outskirts", "north", "south", "east", "west"}
    return len(before) == 2 and before[1] == "of" and before[0] in kinds
