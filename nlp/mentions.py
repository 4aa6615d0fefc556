"""Stage: the times, places, facilities, groups, people, weapons and counts that an article names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from operator import add
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from nlp import capitals, entities, group_names, naming, person_names, place_context, places, toponyms
from nlp.date_habit import settle_figures
from nlp.dates import find_dates, resolve
from nlp.hometown import find_hometown
from nlp.lexemes import Lexeme, case_fits, lexemes
from nlp.lexicons import fold, word_set
from nlp.notes import AHEAD, Mark, Notes, Noun, notes_of
from nlp.numbers import find_counts
from nlp.voice import FUTURE
from store.model import DateRange, MentionKind, Span

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


_BACK = word_set("mentions", "back")
_OF_THE_DAY = frozenset(
    {"today", "yesterday", "tonight", "overnight", "tomorrow", "morning", "afternoon", "evening", "night"}
)
_LATE = 3  # days from the dateline to the publication
_COMING = frozenset({"this", "next"})
_JOINING = frozenset({"and", "of", "for", "-"})
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")


class Mentions:
    """Marks every mention of an article; spaCy component ``blotter_mentions``.

    Assigns ``doc._.blotter.marks`` and ``.nouns``, and ``doc.spans["blotter"]`` for display.
    """

    def __init__(self, nlp: Language) -> None:
        self._make_doc = nlp.make_doc
        self._lexemes: dict[str, Lexeme] = {}
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        phrases: dict[str, list[Doc]] = {}
        for words, lexeme in lexemes():
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
            if not case_fits(doc, notes, lexeme, first, last):
                continue
            if lexeme.kind is None:
                notes.nouns.append(Noun(first, last, lexeme.key, lexeme.plural, lexeme.case in {"person", "national"}))
            elif not (lexeme.kind is MentionKind.WEAPON and _is_none(notes, first)):
                found.append(Mark(lexeme.kind, first, last, lexeme.value, lexeme.key))
        notes.marks = _without_overlaps(_without_arms(notes, found))
        countries = {m.first for m in notes.marks if m.kind is MentionKind.PLACE}  # "the Philippines" are no people
        notes.nouns = [n for n in _longest_nouns(notes.nouns) if not (n.person and n.first in countries)]
        group_names.add_groups(doc, notes)
        person_names.add_people(doc, notes)
        entities.add_people(doc, notes)
        naming.add_places(doc, notes)
        entities.add_others(doc, notes)
        context = place_context.read_context(notes)
        notes.hometown = find_hometown(doc, notes, self._make_doc(notes.title), context)
        toponyms.settle_places(notes, context)
        notes.marks.sort(key=lambda m: m.first)
        notes.countries = place_context.countries_of(notes)
        group_names.drop_namesakes(notes)
        group_names.settle_forces(notes, capitals.plainly_of(notes.countries))
        capitals.add_capitals(notes)
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
    for i in range(len(notes.texts) - 2, 0, -1):  # the first one stays
        if notes.texts[i - 1] in _OPENING and notes.texts[i + 1] in _CLOSING and notes.texts[i].isupper():
            notes.bracketed[notes.texts[i]] = i
    array: Any = np.array([norms[orth] for orth in orths], dtype="uint64")
    doc.from_array(["NORM"], array)
    behind = [" " if blank else "" for blank in blanks]
    parts = list(map(add, notes.texts, behind))
    notes.plain, notes.folded = "".join(parts), "".join(map(add, notes.words, behind))
    notes.starts = list(accumulate(map(len, parts[:-1]), initial=0))
    return notes.plain


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
        if word in FUTURE:
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


def _is_none(notes: Notes, first: int) -> bool:
    """Return whether what is named like a weapon is none: "teargas shells", "a system used for drone attacks"."""
    before = [w for w in notes.words[max(0, first - 3) : first] if w != "-"]
    meant = before[-1:] == ["for"] and not MEANT.isdisjoint(before[-2:-1])
    return meant or before[-2:] == ["tear", "gas"] or not _DRIVING_AWAY.isdisjoint(before[-1:])


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


def span_of(notes: Notes, first: int, last: int) -> Span:
    """Return the characters of a run of tokens."""
    return Span(notes.starts[first], notes.starts[last - 1] + len(notes.texts[last - 1]))


MEANT = frozenset({"used", "use", "designed", "intended", "meant", "built"})
_DRIVING_AWAY = frozenset({"teargas", "stun", "smoke", "flash", "flashbang", "pepper"})


def words_of(notes: Notes, first: int, last: int) -> str:
    """Return the text of a run of tokens on one line."""
    return " ".join(notes.written(first, last).split())
