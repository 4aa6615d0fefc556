"""The names that a trained spaCy package found, where the rules have none; without one there is nothing here.

Rules come first: a name that a lexicon knows, or that its setting shows, stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from nlp.dates import find_dates, resolve
from nlp.lexicons import read_lexicon
from nlp.notes import Mark, Notes
from nlp.person_names import TITLES
from nlp.phrases import DETERMINERS
from nlp.place_words import FACILITY_WORDS
from store.model import Actor, MentionKind, MentionValue, Place

_PLACES = frozenset((MentionKind.PLACE, MentionKind.FACILITY))
_SENTENCE_ENDS = frozenset((".", "?", "!"))


def add_people(doc: Doc, notes: Notes) -> None:
    """Mark the people that are still without a mark."""
    _add(doc, notes, {"PERSON": MentionKind.PERSON})


def add_others(doc: Doc, notes: Notes) -> None:
    """Mark the groups and times that are still without a mark, and places in sentences that name none."""
    kinds = {
        "GPE": MentionKind.PLACE,
        "LOC": MentionKind.PLACE,
        "FAC": MentionKind.FACILITY,
        "ORG": MentionKind.GROUP,
        "NORP": MentionKind.GROUP,
        "DATE": MentionKind.TIME,
    }
    _add(doc, notes, kinds)


def sentence_starts(doc: Doc) -> list[int]:
    """Return the tokens at which a parser begins a sentence right after a full stop ("the U.S. Troops left")."""
    if not doc.has_annotation("DEP"):
        return []
    return [t.i for t in doc if t.i and t.is_sent_start and doc[t.i - 1].text[-1] in _SENTENCE_ENDS]


def _add(doc: Doc, notes: Notes, kinds: dict[str, MentionKind]) -> None:
    taken = {i for mark in notes.marks for i in range(mark.first, mark.last)}
    placed = {notes.sentence_of(mark.first) for mark in notes.marks if mark.kind in _PLACES}
    for mark in _marks(doc, notes, kinds):
        if mark.kind in _PLACES and notes.sentence_of(mark.first) in placed:
            continue
        if taken.isdisjoint(range(mark.first, mark.last)):
            taken.update(range(mark.first, mark.last))
            notes.marks.append(mark)
    notes.marks.sort(key=lambda m: m.first)


def _marks(doc: Doc, notes: Notes, kinds: dict[str, MentionKind]) -> Iterator[Mark]:
    demonyms = read_lexicon("demonyms").get("demonyms", {})
    for entity in doc.ents:
        kind = kinds.get(entity.label_)
        first, last = _bare(entity, notes)
        text = notes.written(first, last)
        # a name is one line of words; in a text of capitals a package trained on others cannot tell names
        if kind is None or first >= last or "\n" in text or (notes.capitals and kind is not MentionKind.TIME):
            continue
        if kind is MentionKind.TIME:
            value = resolve(text, notes.published)
            if value.start is not None or list(find_dates(text)):
                yield Mark(kind, first, last, value)
            continue
        if kind is MentionKind.FACILITY and notes.words[last - 1] not in FACILITY_WORDS:
            continue  # a street or a shop says less of where it was than the town does
        if text[0].isupper() and text not in demonyms:
            yield Mark(kind, first, last, _value(kind, text), "entity")


def _bare(entity: Span, notes: Notes) -> tuple[int, int]:
    """Return the tokens of an entity without its article, title or possessive."""
    first, last = entity.start, entity.end
    while first < last and notes.words[first] in TITLES | DETERMINERS:
        first += 1
    while first < last and notes.words[last - 1] in {"'s", "'"}:
        last -= 1
    return first, last


def _value(kind: MentionKind, text: str) -> MentionValue:
    if kind is MentionKind.PLACE:
        return Place(name=text)
    if kind is MentionKind.FACILITY:
        return Place(name=text, facility=text)
    return Actor(text)
