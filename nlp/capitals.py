"""Capitals that an article does not name: "in this capital", "outside the Chilean capital", "the capital of Peru"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes
from nlp.place_context import dateline_country, dateline_place
from nlp.place_words import COMPASS, HITTING, LOCATIVES
from nlp.places import capital_of, country_of_name, demonyms, is_direction
from store.model import MentionKind, Place, PlacePrecision

# Only behind one of these is "the capital" where something happens, and not who speaks.
_LEADING = LOCATIVES | COMPASS | HITTING | {"shook", "rattled", "jolted"}
_NOT_CAPITALS = word_set("naming", "not_capitals")
_BESIDE = frozenset({"near", "outside", "from"})
_NATIONS = demonyms()
# Where the government sits in another town than the capital, or the capital moved: "the capital" may be either.
_TWO_CAPITALS = frozenset({"BI", "BJ", "BO", "CI", "ID", "LK", "MM", "MY", "NL", "SZ", "TZ", "ZA"})


def add_capitals(notes: Notes) -> None:
    """Mark the phrases that stand for a country's capital as that town, and put the marks in order.

    "This capital" is that of the dateline's country, "the capital" that of the country the article plainly speaks of.
    """
    found: list[Mark] = []
    for i, word in enumerate(notes.words):
        if word == "city" and notes.words[i - 1] == "this" and (town := _of_dateline(notes, i)) is not None:
            found.append(Mark(MentionKind.PLACE, i - 1, i + 1, town, "town"))
        if word != "capital" or i < 2:
            continue
        last = i + 2 if notes.words[i + 1 : i + 2] == ["city"] else i + 1
        first = i - 2 if notes.words[i - 1] in _NATIONS else i - 1
        town = capital_of(country) if (country := _country(notes, first, last)) else None
        lead = notes.words[first - 1] if first else ""
        if town is None or lead not in _LEADING or notes.marks_in(first, last):
            continue
        if (named := _named_behind(notes, last, town)) is not None:
            named.first = first  # "the Somali capital Mogadishu"
            named.kind, named.value = MentionKind.PLACE, named.value if isinstance(named.value, Place) else town
            continue
        if lead in _BESIDE or (lead == "of" and is_direction(notes.words[first - 2])):
            town = replace(town, precision=PlacePrecision.NEAR)
        if town.country not in _TWO_CAPITALS:
            found.append(Mark(MentionKind.PLACE, first, last, town, "town"))
    notes.marks = sorted([*notes.marks, *found], key=lambda m: m.first)


def _named_behind(notes: Notes, last: int, town: Place) -> Mark | None:
    """Return the mark of the capital's name right behind the words for it."""
    last += notes.words[last : last + 1] == [","]
    named = next(iter(notes.marks_in(last, last + 1, MentionKind.PLACE, MentionKind.GROUP)), None)
    if named is None:
        return None
    if named.key == "metonym":  # not who governs there, as in "Kyiv denied it"
        return named if " ".join(notes.texts[named.first : named.last]) in {town.name, town.canonical} else None
    return named if isinstance(named.value, Place) and named.value.canonical == town.canonical else None


def _of_dateline(notes: Notes, i: int) -> Place | None:
    """Return the town of the dateline where "this city" stands for it: "in the south of this city"."""
    lead = notes.words[i - 2] if i > 1 else ""
    if lead not in _LEADING and lead not in {"of", "downtown"}:
        return None
    town = dateline_place(notes)
    return town if town is not None and town.precision is PlacePrecision.EXACT else None


def _country(notes: Notes, first: int, last: int) -> str | None:
    """Return the country whose capital a phrase means; None if it is another one's, as a province's, or none."""
    lead, inside, after = notes.words[first], notes.words[first + 1], notes.words[last : last + 3]
    if lead not in {"the", "this"} or (after and after[0] in _NOT_CAPITALS):
        return None
    if after[:1] == ["of"]:
        return country_of_name(notes.written(last + 1, last + 2))
    if inside in _NATIONS:
        nation: str = _NATIONS[inside]
        return nation
    if lead == "this" and (country := dateline_country(notes)):
        return country
    return plainly_of(notes.countries)


def plainly_of(countries: Counter[str]) -> str | None:
    """Return the country that an article points to twice as often as to any other, if there is one."""
    (country, most), *others = countries.most_common(2) or [("", 0)]
    return country if most and not any(most < 2 * n for _, n in others) else None
