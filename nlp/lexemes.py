"""The phrases of the lexicons that are mentions wherever they stand, and whether their surroundings allow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from nlp import name_extent
from nlp.lexicons import read_lexicon, word_set
from nlp.notes import Notes
from nlp.place_words import COMPASS, LOCATIVES, PARTS
from nlp.places import country_of_name, entry_of, facilities
from store.model import Actor, MentionKind, Weapon

# What makes a place of a country's name that else stands for its forces: "in Pakistan".
_WITHIN = word_set("mentions", "within")
_OF_A_THING = frozenset({"a", "an", "another", "capital", "city"})
_AT_A_CITY = (
    LOCATIVES | COMPASS | {"downtown", "rocked", "shook", "rocks", "shakes", "jolted"}
)  # "a blast rocked Kabul"
_POINTS = frozenset({"north", "south", "east", "west", "inner", "outer"})
_HITTING = frozenset({"hit", "hits", "struck", "strike", "rattled", "targeted", "pounded"})
_WHAT_HITS = word_set("mentions", "what_hits")
_AFTER_NATIONAL = word_set("mentions", "after_national")
_OF_A_CAR = frozenset({"side", "seat", "seats", "door", "window", "windows"})
# What carries arms, and who or what is there against them.
_FOR_ARMS = word_set("mentions", "for_arms")
_AGAINST = word_set("mentions", "against_arms")
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "this", "these"})
_ORES = word_set("mentions", "ores")
_MINES = frozenset(
    {"hit", "struck", "over", "onto", "planted", "laid", "exploded", "detonated", "explosion", "blast", "went"}
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a phrase of a lexicon stands for; ``case`` asks for a capital, or for the exact writing."""

    kind: MentionKind | None
    value: Any
    key: str = ""
    case: str = "any"
    plural: bool = False
    words: str = ""


def lexemes() -> Iterator[tuple[str, Lexeme]]:
    """Yield every phrase of the lexicons with what it stands for."""
    yield from _of_groups()
    for row in read_lexicon("people").get("person", []):
        for alias in {row["name"], *row.get("aliases", [])}:
            yield alias, Lexeme(MentionKind.PERSON, Actor(row["name"]), row.get("role", ""), "capital")
    yield from _of_places()
    yield from _of_weapons()
    yield from _of_nouns()


def _of_groups() -> Iterator[tuple[str, Lexeme]]:
    lexicon = read_lexicon("groups")
    for row in lexicon.get("group", []):
        actor = Actor(row["name"], row["type"])
        for alias in {row["name"], *row.get("aliases", [])}:
            yield alias, Lexeme(MentionKind.GROUP, actor, row["type"], "capital")
        for acronym in row.get("acronyms", []):
            yield acronym, Lexeme(MentionKind.GROUP, actor, row["type"], "exact", words=acronym)
        for metonym in row.get("metonyms", []):
            yield metonym, Lexeme(MentionKind.GROUP, actor, "metonym", "capital")
    for row in lexicon.get("generic", []):
        for words in row["words"]:
            yield words, Lexeme(MentionKind.GROUP, Actor(words, row["type"]), "generic")


def _of_places() -> Iterator[tuple[str, Lexeme]]:
    for row, entry in zip(read_lexicon("facilities").get("facility", []), facilities(), strict=True):
        for alias in _names(row):
            yield alias, Lexeme(MentionKind.FACILITY, entry.place(alias), entry.type or "", "capital", words=alias)
    for row in read_lexicon("gazetteer").get("place", []):
        entry = entry_of(row)
        for alias in _names(row):
            yield alias, Lexeme(MentionKind.PLACE, entry.place(alias), row["kind"], "capital", words=alias)


def _of_weapons() -> Iterator[tuple[str, Lexeme]]:
    for row in read_lexicon("weapons")["weapon"]:
        for word in row["words"]:
            for form, plural in ((word, False), (_plural(word), True)):
                yield form, Lexeme(MentionKind.WEAPON, Weapon(row["type"]), row["implies"], plural=plural)


def _of_nouns() -> Iterator[tuple[str, Lexeme]]:
    """Yield the words for people and for things that can be hit."""
    for key, table in read_lexicon("persons").items():
        for one, many in table.items():
            if one != many:  # "personnel" are several
                yield one.replace("_", " "), Lexeme(None, None, key, "person")
            yield many, Lexeme(None, None, key, "person", plural=True)
    for word in read_lexicon("demonyms").get("demonyms", {}):
        yield word + "s", Lexeme(None, None, "civilian", "person", plural=True)
        yield word, Lexeme(None, None, "civilian", "national")
    for key, things in read_lexicon("targets").items():
        for thing in things:
            yield thing, Lexeme(None, None, key, "thing")
            yield _plural(thing), Lexeme(None, None, key, "thing", plural=True)


def _names(row: dict[str, Any]) -> Iterator[str]:
    """Yield the names of a place, but for those whose Arabic article reads as a preposition ("At Taji")."""
    names = dict.fromkeys([row["name"], *row.get("aliases", [])])
    return (name for name in names if name.split(" ")[0] not in {"At", "As", "An", "In"})


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


def case_fits(doc: Doc, notes: Notes, lexeme: Lexeme, first: int, last: int) -> bool:
    """Return whether the capitals and neighbours of a phrase let it stand for its lexeme."""
    before = notes.words[first - 1] if first else ""
    after = notes.words[last] if last < len(doc) else "."
    if lexeme.case == "person" and (after in _OF_A_CAR or (before == "to" and after in _DETERMINERS)):
        return False  # "to guard the bank"
    if lexeme.kind is MentionKind.WEAPON and _is_no_weapon(notes, first, last):
        return False
    if lexeme.case == "national":  # "an American was", but not "an American soldier"
        return before in {"a", "an", "another", "one"} and after in _AFTER_NATIONAL
    if lexeme.key == "metonym":  # "Washington blamed", but not "in Washington"
        if before in _OF_A_THING or (before == "," and "capital" in notes.words[first - 2 : first - 1]):
            return False  # "a Kabul car bombing", "the capital Ankara", "Turkey's capital, Ankara,"
        if before in _HITTING and notes.words[first - 2] in _WHAT_HITS:
            return False  # "rockets hit Kabul"
        if before in _POINTS and notes.words[first - 2] in LOCATIVES:
            return False  # "in west Kabul"
        return before not in _AT_A_CITY and not (name_extent.fits_after(after) or after in PARTS)
    if lexeme.key == "state" and last == first + 1 and country_of_name(notes.texts[first]):
        ends_a_place = before == "," and after in {",", ".", ")"}  # "in Lyon, France, a clerk"
        return before not in _WITHIN and before not in COMPASS and not ends_a_place
    if lexeme.case == "exact":
        ambiguous = notes.capitals and lexeme.words in read_lexicon("groups")["ambiguous_acronyms"]
        return bool(notes.written(first, last) == lexeme.words) and not ambiguous
    if lexeme.kind is MentionKind.PLACE and lexeme.words in read_lexicon("gazetteer")["ordinary_words"]:
        return not notes.capitals and notes.texts[first][0].isupper() and before in LOCATIVES
    placed = lexeme.kind is MentionKind.PLACE and not notes.capitals
    if placed and name_extent.is_local_government(notes, last) and name_extent.follows_a_name(doc, notes, first):
        return False  # the end of a name, "Zangon Kataf local government"
    if lexeme.case == "capital" and not notes.capitals:
        acronym = last == first + 1 and notes.texts[first].isupper() and len(notes.texts[first]) <= 5
        if acronym and lexeme.words and not lexeme.words.isupper():
            return False  # not the town of that name
        return any(text[0].isupper() for text in notes.texts[first:last])
    return True


def _is_no_weapon(notes: Notes, first: int, last: int) -> bool:
    """Return whether a weapon only says what something else is for: "bomb disposal squad", "mine-resistant truck"."""
    after, before = notes.words[last : last + 2], notes.words[max(0, first - 2) : first]
    if after[:1] == ["-"]:
        return after[1:] != [] and after[1] in _AGAINST
    if notes.words[first:last] in (["mine"], ["mines"]):
        near = {*notes.words[max(0, first - 3) : first], *after}
        return near.isdisjoint(_MINES) or not _ORES.isdisjoint(before)  # where somebody digs: "killed in a gold mine"
    # a gun against aircraft is a gun, and is listed as a whole
    return (after[:1] != [] and after[0] in _FOR_ARMS) or before == ["anti", "-"]
