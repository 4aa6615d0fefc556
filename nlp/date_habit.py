"""Which way round an article writes 12/03: by its other dates in figures, else by its outlet, else by its dateline."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp import outlets
from nlp.date_dated import is_ambiguous, order_of
from nlp.date_scan import read
from nlp.dates import resolve
from nlp.notes import AHEAD, Mark, Notes
from nlp.stamps import find_dateline, lines
from store.model import DateRange, MentionKind, Place

_HEAD = 15


def settle_figures(doc: Doc, notes: Notes) -> None:
    """Resolve the dates of an article that can be read two ways, all the same way round, if that is known."""
    open_ones = [mark for mark in notes.marks if (phrase := _phrase(mark)) and _can_be_two(phrase)]
    if not open_ones or (day_first := habit_of(doc, notes)) is None:
        return
    for mark in open_ones:
        mark.value = resolve(_phrase(mark), notes.published, day_first=day_first, ahead=mark.key == AHEAD)


def habit_of(doc: Doc, notes: Notes) -> bool | None:
    """Return whether an article writes the day first; None where nothing tells, or its dates contradict each other."""
    readings = [read(phrase) for mark in notes.marks if (phrase := _phrase(mark))]
    plain = {order for reading in readings if reading is not None and (order := order_of(reading)) is not None}
    if plain:
        return plain.pop() if len(plain) == 1 else None
    country = outlets.country_of(notes.source or "") or _country_of_dateline(doc, notes)
    return outlets.day_first_in(country)


def _can_be_two(phrase: str) -> bool:
    reading = read(phrase)
    return reading is not None and is_ambiguous(reading)


def _phrase(mark: Mark) -> str:
    value = mark.value
    return value.phrase or "" if mark.kind is MentionKind.TIME and isinstance(value, DateRange) else ""


def _country_of_dateline(doc: Doc, notes: Notes) -> str | None:
    """Return the country of the place that the first dateline names ("BASRA (Outlet) - ")."""
    text = doc.text
    for line in lines(text)[:_HEAD]:
        if span := find_dateline(text, line.start):
            inside = [m for m in notes.marks if span.start <= notes.starts[m.first] < span.end]
            places = [m.value for m in inside if isinstance(m.value, Place) and m.value.country]
            return places[0].country if places else None
    return None
