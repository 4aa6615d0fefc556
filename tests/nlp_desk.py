"""What the tests of the pipeline share: one pipeline, and the shortest way from text to what was found."""

from __future__ import annotations

import datetime as dt
from functools import cache

from spacy.language import Language

from nlp import pipeline
from nlp.notes import Notes, notes_of
from nlp.reading import read_text
from store.model import Analysis, Incident

TUESDAY = dt.date(2020, 7, 28)


@cache
def language() -> Language:
    return pipeline.build()


def analysis(text: str, published: dt.date | None = TUESDAY) -> Analysis:
    return pipeline.analyse(language(), read_text(text, name="test", id="test", published=published))


def incidents(text: str, published: dt.date | None = TUESDAY) -> tuple[Incident, ...]:
    return analysis(text, published).incidents


def only(text: str, published: dt.date | None = TUESDAY) -> Incident:
    found = incidents(text, published)
    assert len(found) == 1, [i.summary for i in found]
    return found[0]


def notes(text: str) -> Notes:
    doc = language().make_doc(text)
    for _, stage in language().pipeline:
        doc = stage(doc)
    return notes_of(doc)
