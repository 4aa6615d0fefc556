"""Stage: the times, places, facilities, groups, people, weapons and counts that an article names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from nlp import capitals, entities, group_names, name_extent, naming, person_names, place_context, places, toponyms
from nlp.date_habit import settle_figures
from nlp.dates import find_dates, resolve
from nlp.hometown import find_hometown
from nlp.lexicons import fold, read_lexicon, word_set
from nlp.notes import AHEAD, Mark, Notes, Noun, notes_of
from nlp.numbers import find_counts
from nlp.places import country_of_name, entry_of, facilities
from store.model import Actor, DateRange, MentionKind, Span, Weapon

# Where two marks overlap the earlier kind wins, then the longer.
_RANK = {
    MentionKind.TIME: 0,
    MentionKind.FACILITY: 1,
    MentionKind.GROUP: 2,
    MentionKind.PERSON: 3,
    MentionKind.WEAPON: 4,
    MentionKind.PLACE: 5,
    MentionKind.COUNT: 6,
}


@dataclass(frozen=True, slots=True)
class _Lexeme:
    """What a phrase of a lexicon stands for; ``case`` asks for a capital, or for the exact writing."""

    kind: MentionKind | None
    value: Any
    key: str = ""
    case: str = "any"
    plural: bool = False
    words: str = ""


_FUTURE = word_set("mentions", "future")
_BACK = word_set("mentions", "back")
# What makes a place of a country's name that else stands for its forces: "in Pakistan".
_PARTS = word_set("mentions", "parts")
_WITHIN = word_set("mentions", "within")
_AFTER_NATIONAL = word_set("mentions", "after_national")
_OF_THE_DAY = frozenset(
    {"today", "yesterday", "tonight", "overnight", "tomorrow", "morning", "afternoon", "evening", "night"}
)
_LATE = 3  # days from the dateline to the publication
_COMING = frozenset({"this", "next"})
_OF_A_CAR = frozenset({"side", "seat", "seats", "door", "window", "windows"})
# What carries arms, and who or what is there against them.
_FOR_ARMS = word_set("mentions", "for_arms")
_AGAINST = word_set("mentions", "against_arms")
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "this", "these"})
_JOINING = frozenset({"and", "of", "for", "-"})
_MINES = frozenset(
    {"hit", "struck", "over", "onto", "planted", "laid", "exploded", "detonated", "explosion", "blast", "went"}
)


class Mentions:
    """Marks every mention of an article; spaCy component ``blotter_mentions``.

    Assigns ``doc._.blotter.marks`` and ``.nouns``, and ``doc.spans["blotter"]`` for display.
    """

    def __init__(self, nlp: Language) -> None:
        self._make_doc = nlp.make_doc
        self._lexemes: dict[str, _Lexeme] = {}
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        phrases: dict[str, list[Doc]] = {}
        for words, lexeme in _lexemes():
            key = repr((lexeme.kind, lexeme.key, lexeme.case, lexeme.plural, str(lexeme.value), lexeme.words))
            self._lexemes[key] = lexeme
            phrases.setdefault(key, []).append(normed(nlp.make_doc(words)))
        for key, docs in phrases.items():
            self._matcher.add(key, docs)
        places.load()

    def __call__(self, doc: Doc) -> Doc:
        """Fill the notes of a document with its marks."""
        notes = notes_of(doc)
        text = _read_tokens(doc, notes)
        letters = [text for text in notes.texts if text.isalpha() and len(text) > 1]
        notes.capitals = bool(letters) and sum(map(str.isupper, letters)) > 0.7 * len(letters)
        times = list(find_dates(text))
        found = [*_times(doc, notes, text, times), *_counts(doc, text, times)]
        for match, first, last in self._matcher(doc):
            lexeme = self._lexemes[doc.vocab.strings[match]]
            if not _case_fits(doc, notes, lexeme, first, last):
                continue
            if lexeme.kind is None:
                notes.nouns.append(Noun(first, last, lexeme.key, lexeme.plural, lexeme.case in {"person", "national"}))
            else:
                found.append(Mark(lexeme.kind, first, last, lexeme.value, lexeme.key))
        notes.marks = _without_overlaps(_without_arms(notes, found))
        countries = {m.first for m in notes.marks if m.kind is MentionKind.PLACE}  # "the Philippines" are no people
        notes.nouns = [n for n in _longest_nouns(notes.nouns) if not (n.person and n.first in countries)]
        group_names.add_groups(doc, notes)
        person_names.add_people(doc, notes)
        entities.add_people(doc, notes)
        naming.add_places(doc, notes)
        entities.add_others(doc, notes)
        context = place_context.read_context(doc, notes)
        notes.hometown = find_hometown(doc, notes, self._make_doc(notes.title), context)
        toponyms.settle_places(doc, notes, context)
        notes.marks.sort(key=lambda m: m.first)
        notes.countries = place_context.countries_of(doc, notes)
        group_names.drop_namesakes(notes)
        group_names.settle_forces(notes, capitals.plainly_of(notes.countries))
        capitals.add_capitals(doc, notes)
        settle_figures(doc, notes)
        doc.spans["blotter"] = [doc[m.first : m.last] for m in notes.marks]
        return doc


def _read_tokens(doc: Doc, notes: Notes) -> str:
    """Note the tokens as written and folded, give each the folded text as NORM, and return the document's text.

    By arrays, each word once: a document makes an object for every token that it is asked for.
    """
    strings = doc.vocab.strings
    orths: list[int] = doc.to_array("ORTH").tolist()
    written = {orth: strings[orth] for orth in orths}
    folded = {orth: fold(text) for orth, text in written.items()}
    norms = {orth: strings.add(word) for orth, word in folded.items()}
    notes.texts = [written[orth] for orth in orths]
    notes.words = [folded[orth] for orth in orths]
    blanks: list[int] = doc.to_array("SPACY").tolist()
    notes.dashes = frozenset(
        i for i, word in enumerate(notes.words) if word == "-" and (blanks[i] or (i and blanks[i - 1]))
    )
    array: Any = np.array([norms[orth] for orth in orths], dtype="uint64")
    doc.from_array(["NORM"], array)
    blanks = doc.to_array("SPACY").tolist()
    return "".join(text + " " if blank else text for text, blank in zip(notes.texts, blanks, strict=True))


def _times(doc: Doc, notes: Notes, text: str, times: list[Span]) -> Iterator[Mark]:
    written = notes.published
    for span in times:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None:
            ahead = _is_ahead(notes, tokens.start, tokens.end)
            phrase = span.quote(text)
            value: DateRange = resolve(phrase, written if _is_of_the_day(phrase) else notes.published, ahead=ahead)
            if _is_when_written(notes, tokens.start, value):
                written = value.start
            # "no one will be charged in the shooting last Sunday"
            ahead = ahead and not (value.start and notes.published and value.start < notes.published)
            # "a polling station for this Sunday's election"
            coming = notes.words[tokens.start] in _COMING and notes.words[tokens.end - 1] == "'s"
            ahead = ahead or bool(coming and value.start and notes.published and value.start > notes.published)
            yield Mark(MentionKind.TIME, tokens.start, tokens.end, value, AHEAD if ahead else "")


def _is_of_the_day(phrase: str) -> bool:
    """Return whether words count from the day on which they were written, and not only from the calendar."""
    return not _OF_THE_DAY.isdisjoint(fold(phrase).removesuffix("'s").split())


def _is_when_written(notes: Notes, first: int, value: DateRange) -> bool:
    """Return whether a day is that of a dateline, some days before it was published: "KANO, March 5 (Agency) -"."""
    if notes.published is None or value.start is None or value.start != value.end:
        return False
    outside = notes.sentence_of(first) == (first, first)
    return outside and 0 < (notes.published - value.start).days <= _LATE


def _is_ahead(notes: Notes, first: int, last: int) -> bool:
    """Return whether a verb before a time puts it in the future: "will appear in court on Friday"."""
    start, _ = notes.sentence_of(first)
    if notes.words[first] in _BACK and notes.words[last - 1] == "'s":
        return False  # "will recover from Thursday's shooting"
    for word in reversed(notes.words[max(start, first - 16) : first]):
        if word in _FUTURE:
            return True
        if word in _BACK or word in {".", ";", ":"}:
            return False
    return False


def normed(doc: Doc) -> Doc:
    """Give every token its folded text as NORM, so that all apostrophes and cases match alike."""
    for token in doc:
        token.norm_ = fold(token.text)
    return doc


def _counts(doc: Doc, text: str, times: list[Span]) -> Iterator[Mark]:
    for span, count in find_counts(text, times=times):
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None:
            yield Mark(MentionKind.COUNT, tokens.start, tokens.end, count)


def _lexemes() -> Iterator[tuple[str, _Lexeme]]:
    """Yield every phrase of the lexicons with what it stands for."""
    for row in read_lexicon("groups").get("group", []):
        actor = Actor(row["name"], row["type"])
        for alias in {row["name"], *row.get("aliases", [])}:
            yield alias, _Lexeme(MentionKind.GROUP, actor, row["type"], "capital")
        for acronym in row.get("acronyms", []):
            yield acronym, _Lexeme(MentionKind.GROUP, actor, row["type"], "exact", words=acronym)
        for metonym in row.get("metonyms", []):
            yield metonym, _Lexeme(MentionKind.GROUP, actor, "metonym", "capital")
    for row in read_lexicon("groups").get("generic", []):
        for words in row["words"]:
            yield words, _Lexeme(MentionKind.GROUP, Actor(words, row["type"]), "generic")
    for row in read_lexicon("people").get("person", []):
        for alias in {row["name"], *row.get("aliases", [])}:
            yield alias, _Lexeme(MentionKind.PERSON, Actor(row["name"]), row.get("role", ""), "capital")
    for row, entry in zip(read_lexicon("facilities").get("facility", []), facilities(), strict=True):
        for alias in _names(row):
            yield alias, _Lexeme(MentionKind.FACILITY, entry.place(alias), entry.type or "", "capital", words=alias)
    for row in read_lexicon("gazetteer").get("place", []):
        entry = entry_of(row)
        for alias in _names(row):
            yield alias, _Lexeme(MentionKind.PLACE, entry.place(alias), row["kind"], "capital", words=alias)
    for row in read_lexicon("weapons")["weapon"]:
        for word in row["words"]:
            for form, plural in ((word, False), (_plural(word), True)):
                yield form, _Lexeme(MentionKind.WEAPON, Weapon(row["type"]), row["implies"], plural=plural)
    for key, table in read_lexicon("persons").items():
        for one, many in table.items():
            if one != many:  # "personnel" are several
                yield one.replace("_", " "), _Lexeme(None, None, key, "person")
            yield many, _Lexeme(None, None, key, "person", plural=True)
    for word in read_lexicon("demonyms").get("demonyms", {}):
        yield word + "s", _Lexeme(None, None, "civilian", "person", plural=True)
        yield word, _Lexeme(None, None, "civilian", "national")
    for key, things in read_lexicon("targets").items():
        for thing in things:
            yield thing, _Lexeme(None, None, key, "thing")
            yield _plural(thing), _Lexeme(None, None, key, "thing", plural=True)


def _names(row: dict[str, Any]) -> Iterator[str]:
    """Yield the names of a place, but for those whose Arabic article reads as a preposition ("At Taji")."""
    names = dict.fromkeys([row["name"], *row.get("aliases", [])])
    return (name for name in names if name.split(" ")[0] not in {"At", "As", "An", "In"})


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


def _case_fits(doc: Doc, notes: Notes, lexeme: _Lexeme, first: int, last: int) -> bool:
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
        return before not in naming.LOCATIVES and not (naming.fits_after(after) or after in _PARTS)
    if lexeme.key == "state" and last == first + 1 and country_of_name(doc[first].text):
        return before not in _WITHIN and before not in naming.COMPASS
    if lexeme.case == "exact":
        ambiguous = notes.capitals and lexeme.words in read_lexicon("groups")["ambiguous_acronyms"]
        return bool(doc[first:last].text == lexeme.words) and not ambiguous
    if lexeme.kind is MentionKind.PLACE and lexeme.words in read_lexicon("gazetteer")["ordinary_words"]:
        return not notes.capitals and doc[first].text[0].isupper() and before in naming.LOCATIVES
    placed = lexeme.kind is MentionKind.PLACE and not notes.capitals
    if placed and name_extent.is_local_government(notes, last) and name_extent.follows_a_name(doc, first):
        return False  # the end of a name, "Zangon Kataf local government"
    if lexeme.case == "capital" and not notes.capitals:
        acronym = last == first + 1 and doc[first].is_upper and len(doc[first]) <= 5
        if acronym and lexeme.words and not lexeme.words.isupper():
            return False  # not the town of that name
        return any(token.text[0].isupper() for token in doc[first:last])
    return True


def _without_arms(notes: Notes, marks: list[Mark]) -> list[Mark]:
    """Return marks in which a group ends where its weapon begins: "Russian missiles" are missiles of Russia."""
    arms = {m.last: m.first for m in marks if m.kind is MentionKind.WEAPON}
    found = []
    for mark in marks:
        begin = arms.get(mark.last, mark.first)
        if mark.kind is MentionKind.GROUP and mark.first < begin and notes.words[begin - 1] not in _JOINING:
            mark = replace(mark, last=begin)
        found.append(mark)
    return found


def _is_no_weapon(notes: Notes, first: int, last: int) -> bool:
    """Return whether a weapon only says what something else is for: "bomb disposal squad", "mine-resistant truck"."""
    after, before = notes.words[last : last + 2], notes.words[max(0, first - 2) : first]
    if after[:1] == ["-"]:
        return after[1:] != [] and after[1] in _AGAINST
    if notes.words[first:last] in (["mine"], ["mines"]):
        near = {*notes.words[max(0, first - 3) : first], *after}
        return near.isdisjoint(_MINES)  # but where somebody digs: "killed in a gold mine"
    # a gun against aircraft is a gun, and is listed as a whole
    return (after[:1] != [] and after[0] in _FOR_ARMS) or before == ["anti", "-"]


def _without_overlaps(marks: list[Mark]) -> list[Mark]:
    """Keep the longest of overlapping marks; at the same length the kind ranked first."""
    taken: set[int] = set()
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.first - m.last, _RANK[m.kind], m.first)):
        if taken.isdisjoint(range(mark.first, mark.last)):
            taken.update(range(mark.first, mark.last))
            kept.append(mark)
    return sorted(kept, key=lambda m: m.first)


def _longest_nouns(nouns: list[Noun]) -> list[Noun]:
    taken: set[int] = set()
    kept: list[Noun] = []
    for noun in sorted(nouns, key=lambda n: (n.first - n.last, n.plural, n.first)):
        if taken.isdisjoint(range(noun.first, noun.last)):
            taken.update(range(noun.first, noun.last))
            kept.append(noun)
    return sorted(kept, key=lambda n: n.first)


def span_of(doc: Doc, first: int, last: int) -> Span:
    """Return the characters of a run of tokens."""
    span = doc[first:last]
    return Span(span.start_char, span.end_char)


_SPACES = re.compile(r"\s+")


def words_of(doc: Doc, first: int, last: int) -> str:
    """Return the text of a run of tokens on one line."""
    return _SPACES.sub(" ", doc[first:last].text).strip()
