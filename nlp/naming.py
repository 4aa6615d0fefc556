"""Names that no lexicon holds whole: people by their titles, places by their setting."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc

from nlp.gazetteer import key_of
from nlp.lexicons import read_lexicon, word_set
from nlp.notes import Mark, Notes
from nlp.places import choose, is_direction, look_up, may_begin, offset, state_name
from store.model import Actor, Count, MentionKind, Place, PlacePrecision

LOCATIVES = word_set("naming", "locatives")
_STRONG = word_set("naming", "strong")
TITLES = word_set("naming", "titles")
_JOINERS = word_set("naming", "joiners")
_COMPASS = word_set("naming", "compass")
_NOT_PLACES = word_set("naming", "not_places")
_DISTRICT_WORDS = word_set("naming", "district_words")
_ADMIN_WORDS = word_set("naming", "admin_words")
_LANDSCAPE = word_set("naming", "landscape")
_STREETS = word_set("naming", "streets")
_TOWN_WORDS = word_set("naming", "town_words")
_FACILITY_WORDS = word_set("naming", "facility_words")
_UNITS = word_set("naming", "units")
_MILE = 1.609
_SMALL = frozenset({"town", "district", "neighbourhood"})
_PLAINLY = 4


def add_people(doc: Doc, notes: Notes) -> None:
    """Mark names that follow a title ("Major General Qasem Soleimani") or precede an age ("John Doe, 31,")."""
    if notes.capitals:
        return
    taken = _taken(notes)
    titled = [i for i, word in enumerate(notes.words) if word in TITLES]
    for i in titled:
        first = i + 1
        if first < len(doc) and notes.words[first] not in TITLES and doc[i].text[0].isupper():
            last = _name_end(doc, notes, first, taken)
            if last > first:
                _mark_person(doc, notes, taken, first, last)
    for i in range(2, len(doc) - 1):
        if doc[i].text == "," and doc[i + 1].text.isdigit() and 1 <= len(doc[i + 1].text) <= 2:
            first = i
            while first > 0 and i - first < 4 and _is_name(doc, notes, first - 1, taken):
                first -= 1
            if i - first >= 2 and (i + 2 >= len(doc) or doc[i + 2].text in {",", ".", "of", "was", "and", ";"}):
                _mark_person(doc, notes, taken, first, i)


def add_places(doc: Doc, notes: Notes) -> None:
    """Mark the places that the gazetteer knows, and names that their setting shows to be places."""
    taken = _taken(notes)
    i = 0
    while i < len(doc):
        last = _known_place(doc, notes, i, taken)
        if last is None and not notes.capitals:
            last = _placed_name(doc, notes, i, taken)
        if last is None:
            i += 1
            continue
        name = doc[i:last].text
        notes.marks.append(Mark(MentionKind.PLACE, i, last, Place(name=name), ""))
        taken.update(range(i, last))
        i = last


def settle_places(doc: Doc, notes: Notes) -> None:
    """Give every place mark its coordinates, by the country and province of the context."""
    notes.marks.sort(key=lambda m: m.first)
    marks = [m for m in notes.marks if m.kind is MentionKind.PLACE]
    sure = countries_of(notes)
    states: set[str] = set()
    for mark in marks:
        entries = look_up(doc[mark.first : mark.last].text)
        if len({e.country for e in entries}) == 1:
            sure[entries[0].country] += 1
        states.update(e.name for e in entries if e.kind == "admin1")
        if state := _state_after(doc, mark):
            states.add(state)
            sure["US"] += 2
    for mark in marks:
        _settle(doc, notes, mark, sure, frozenset(states))


def countries_of(notes: Notes) -> Counter[str]:
    """Return how often the article points to each country, by places and nationalities."""
    demonyms: dict[str, str] = read_lexicon("demonyms").get("demonyms", {})
    folded = {word.lower(): code for word, code in demonyms.items()}
    counts: Counter[str] = Counter(folded[word] for word in notes.words if word in folded)
    for mark in notes.marks:
        if isinstance(mark.value, Place) and mark.value.country and mark.value.canonical:
            counts[mark.value.country] += 2
    return counts


def _settle(doc: Doc, notes: Notes, mark: Mark, countries: Counter[str], states: frozenset[str]) -> None:
    name = doc[mark.first : mark.last].text
    value = mark.value if isinstance(mark.value, Place) else Place(name=name)
    entries = look_up(name)
    if value.canonical is not None and mark.key in _SMALL and _is_foreign(value, mark, notes, countries):
        value, entries = Place(name=name), ()  # a namesake of the quarter that the lexicon knows
    if value.canonical is None and entries:
        state = _state_after(doc, mark)
        chosen = choose(entries, countries, frozenset({state}) if state else states)
        value, mark.key = chosen.place(name), chosen.kind
    before = notes.words[max(0, mark.first - 6) : mark.first]
    if value.latitude is not None and (far := _distance(before)):
        value = offset(value, *far)
    elif (
        before
        and (before[-1] in {"near", "outside"} or before[-2:] == ["close", "to"] or _is_beside(before))
        and value.precision is PlacePrecision.EXACT
    ):
        value = replace(value, precision=PlacePrecision.NEAR)
    mark.value = value


def _is_beside(before: list[str]) -> bool:
    """Return whether the words before a place say "south of"."""
    return len(before) > 1 and before[-1] == "of" and is_direction(before[-2])


def _is_foreign(value: Place, mark: Mark, notes: Notes, countries: Counter[str]) -> bool:
    """Return whether only the place itself points to its country, and the article plainly to another."""
    own = sum(2 for m in notes.marks if isinstance(m.value, Place) and m.value.canonical == value.canonical)
    own += sum(1 for m in notes.marks if m.kind is mark.kind and m.value == value)
    others = max((n for country, n in countries.items() if country != value.country), default=0)
    return countries[value.country or ""] <= own and others >= _PLAINLY


def _distance(before: list[str]) -> tuple[float, str] | None:
    """Read "85 kilometres north of" in the words before a place name."""
    if len(before) < 4 or before[-1] != "of" or not is_direction(before[-2]):
        return None
    unit = next((n for n in range(len(before) - 3, 0, -1) if before[n] in _UNITS), None)
    if unit is None or not re.fullmatch(r"\d{1,4}(\.\d+)?", before[unit - 1]):
        return None
    kilometres = float(before[unit - 1]) * (_MILE if before[unit].startswith("mile") else 1)
    return kilometres, before[-2]


def _known_place(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    if i in taken or not may_begin(doc[i].text):
        return None
    for last in range(min(i + 4, len(doc)), i, -1):
        if not taken.isdisjoint(range(i, last)) or not _looks_like_name(doc, i, last):
            continue
        entries = look_up(doc[i:last].text)
        if not entries:
            continue
        if (notes.words[i] in _NOT_PLACES and last == i + 1) or (last < len(doc) and notes.words[last] in _STREETS):
            return None
        before = notes.words[i - 1] if i else ""
        after = doc[last] if last < len(doc) else None
        named = [e for e in entries if key_of(e.name) == key_of(doc[i:last].text)]
        big = any(e.kind in {"country", "admin1"} or e.population > 300_000 for e in named)
        if (
            last == i + 1
            and doc[i].is_upper
            and len(doc[i]) <= 5
            and not notes.capitals
            and not any(e.kind == "country" for e in entries)
        ):
            continue  # an acronym
        located = before in (LOCATIVES if named else _STRONG) and notes.words[max(0, i - 2) : i] != ["according", "to"]
        if located or before in _COMPASS or _state_follows(doc, last):
            return last
        if notes.capitals:
            return last if big and last - i >= 1 and before in LOCATIVES | {",", "("} else None
        # "Jackson said", "Austin Smith": a name alone is a place only if it is well known or leads a word that fits
        follows = after is not None and fits_after(notes.words[last])
        if follows or (big and not _title_neighbour(doc, i, last)) or before in {"and", ","}:
            return None if _title_neighbour(doc, i, last) and not follows else last
    return None


def fits_after(word: str) -> bool:
    """Return whether a word after a name shows that the name is a place ("Spokane police")."""
    return word in _DISTRICT_WORDS | _ADMIN_WORDS | _TOWN_WORDS | {
        "police",
        "sheriff",
        "fire",
        "hospital",
        "residents",
        "resident",
    }


def _title_neighbour(doc: Doc, i: int, last: int) -> bool:
    before = (
        i > 0
        and doc[i - 1].is_title
        and doc[i - 1].is_alpha
        and not doc[i - 1].is_sent_start
        and doc[i - 1].text not in {"The", "In"}
    )
    after = last < len(doc) and doc[last].is_title and doc[last].is_alpha
    return bool(before or after)


def _looks_like_name(doc: Doc, i: int, last: int) -> bool:
    start, end = doc[i], doc[last - 1]
    if not (start.text[0].isupper() or (start.norm_ in {"al", "el"} and last > i + 2)) or not end.text[-1].isalnum():
        return False
    if end.text[0].islower() or "\n" in doc[i:last].text:
        return False
    return all(t.text[0].isupper() or t.norm_ in _JOINERS or t.norm_ in {"of", "the", "'s", "'"} for t in doc[i:last])


def _placed_name(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of an unknown name that "in", "near" or a following "district" shows to be a place."""
    before = notes.words[i - 1] if i else ""
    if i in taken or not doc[i].text[0].isupper() or not doc[i].is_alpha or notes.words[i] in _NOT_PLACES:
        return None
    if _is_title_case(doc, notes, i):
        return None  # in a headline every word looks like a name
    last = _name_end(doc, notes, i, taken)
    if last == i or notes.words[last - 1] in _NOT_PLACES or (doc[i].is_upper and len(doc[i]) > 4):
        return None
    if last - i > 1 and notes.words[last - 1] in _LANDSCAPE and before in {"the"} | _COMPASS | LOCATIVES:
        return last
    after = notes.words[last] if last < len(doc) else ""
    shown = after in _DISTRICT_WORDS | {"governorate", "province", "county", "village", "town"} | (
        _FACILITY_WORDS - {"camp"}
    )
    named = i >= 2 and before == "of" and notes.words[i - 2] in _DISTRICT_WORDS | _ADMIN_WORDS | _TOWN_WORDS
    return last if (shown and before in LOCATIVES | {"the", "and", ","}) or named or before in _STRONG else None


def _is_title_case(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether most words of the sentence begin with a capital."""
    first, last = notes.sentence_of(i)
    words = [t.text for t in doc[first:last] if t.is_alpha and len(t) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def _name_end(doc: Doc, notes: Notes, first: int, taken: set[int]) -> int:
    last = first
    while last < len(doc) and last - first < 6 and _is_name(doc, notes, last, taken):
        last += 1
    while last > first and (notes.words[last - 1] in _JOINERS or not doc[last - 1].text[0].isupper()):
        last -= 1
    return last


def _is_name(doc: Doc, notes: Notes, i: int, taken: set[int]) -> bool:
    token = doc[i]
    if i in taken:
        return False
    if notes.words[i] in _JOINERS:
        return True
    return bool(
        token.text[0].isupper()
        and token.text[-1].isalpha()
        and notes.words[i] not in _NOT_PLACES - {"may", "june", "april", "august"}
    )


def _mark_person(doc: Doc, notes: Notes, taken: set[int], first: int, last: int) -> None:
    notes.marks.append(Mark(MentionKind.PERSON, first, last, Actor(doc[first:last].text), "named"))
    taken.update(range(first, last))


def _state_after(doc: Doc, mark: Mark) -> str | None:
    """Return the US state of "Springfield, Ill." or "Springfield, Ohio"."""
    if mark.last + 1 >= len(doc) or doc[mark.last].text != ",":
        return None
    word = doc[mark.last + 1].text
    if state := state_name(word):
        return state
    full = doc[mark.last + 1 : mark.last + 3].text
    for name in (full, word):
        if any(e.kind == "admin1" and e.country == "US" for e in look_up(name)):
            return next(e.name for e in look_up(name) if e.kind == "admin1" and e.country == "US")
    return None


def _state_follows(doc: Doc, last: int) -> bool:
    return last + 1 < len(doc) and doc[last].text == "," and state_name(doc[last + 1].text) is not None


def _taken(notes: Notes) -> set[int]:
    """Return the tokens that may not be part of another name; a count may."""
    return {i for m in notes.marks if not isinstance(m.value, Count) for i in range(m.first, m.last)}
