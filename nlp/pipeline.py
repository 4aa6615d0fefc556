"""The spaCy pipeline that turns an article into proposals.

The stages are spaCy factories and work after any pipeline of another's making:
``nlp = spacy.load("en_core_web_sm"); nlp.add_pipe("blotter_sentences"); ...; nlp.add_pipe("blotter_events")``.
What they find is in ``doc._.blotter`` (nlp.notes.Notes).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp import places
from nlp.arguments import Arguments
from nlp.boilerplate import find_boilerplate
from nlp.entities import sentence_starts
from nlp.events import Events
from nlp.lexicons import fold
from nlp.mentions import Mentions
from nlp.notes import Notes, notes_of
from nlp.sentences import split_sentences, unwrapped
from nlp.stamps import find_dateline
from nlp.triggers import Triggers
from store.errors import ModelMissingError
from store.model import Analysis, Article, Evidence, Incident, Mention, Span

STAGES = ("blotter_sentences", "blotter_mentions", "blotter_triggers", "blotter_arguments", "blotter_events")
_SUFFIX = 100  # characters; no suffix that spaCy knows is longer
_LONGEST_WORD = 1000  # characters; what runs on without a blank is no word, and is not looked into
_REMEMBERED = 10_000  # words
VOCABULARY = 40_000  # words that spaCy may know, some 20 MB; our lexicons bring half of them
MADE_BY = "nlp/pipeline@1"

_SPACES = re.compile(r"\s+")
_OUTLET = re.compile(r" (?:\||[-–—] (?=[^-–—]{2,40}$)|[-–—] \|) ?")
_LONGEST_HEADLINE = 300
# Characters of a text in which its own headline may stand, after a menu.
_OPENING = 2000


def split_document(doc: Doc) -> Doc:
    """Find the sentences of a document, and its boilerplate where the article did not bring it."""
    notes = notes_of(doc)
    text = notes.text or doc.text  # the latter is put together anew at each call
    if not notes.boilerplate:
        notes.boilerplate = find_boilerplate(text)
    for span in split_sentences(text, tuple(doc[i].idx for i in sentence_starts(doc))):
        dateline = find_dateline(text, span.start)
        tokens = doc.char_span(
            dateline.end if dateline and dateline.end < span.end else span.start, span.end, alignment_mode="expand"
        )
        if tokens is not None and (not notes.sentences or tokens.start >= notes.sentences[-1][1]):
            notes.sentences.append((tokens.start, tokens.end))
    if not doc.has_annotation("DEP"):  # a parser has set its own, and they cannot be changed
        starts = {0, *(first for first, _ in notes.sentences)}
        # one array: setting Token.is_sent_start looks through the whole document each time
        flags: Any = np.array([1 if i in starts else -1 for i in range(len(doc))]).astype("uint64")
        doc.from_array(["SENT_START"], flags)
    return doc


@Language.factory("blotter_sentences", assigns=["doc._.blotter"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the stage that finds sentences and boilerplate."""
    return split_document


@Language.factory("blotter_mentions", assigns=["doc._.blotter"])
def make_mentions(nlp: Language, name: str) -> Mentions:
    """Return the stage that marks times, places, groups, people, weapons and counts."""
    return Mentions(nlp)


@Language.factory("blotter_triggers", requires=["doc._.blotter"])
def make_triggers(nlp: Language, name: str) -> Triggers:
    """Return the stage that marks the words that name events."""
    return Triggers(nlp)


@Language.factory("blotter_arguments", requires=["doc._.blotter"])
def make_arguments(nlp: Language, name: str) -> Arguments:
    """Return the stage that reads clauses into reports."""
    return Arguments()


@Language.factory("blotter_events", requires=["doc._.blotter"])
def make_events(nlp: Language, name: str) -> Events:
    """Return the stage that merges reports into incidents."""
    return Events()


def build(model: str | None = None, *, tell: Callable[[str], None] = lambda _: None) -> Language:
    """Return the pipeline: our stages on a blank English one, or after a trained spaCy package or folder.

    ``tell`` is given a line to show where something takes long, as when the gazetteer is built, once.
    Raises ModelMissingError if the package named is not installed.
    """
    if model is None:
        nlp = spacy.blank("en")
    else:
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ModelMissingError(model) from error
    _bound_words(nlp)
    places.load(tell)
    for stage in STAGES:
        nlp.add_pipe(stage)
    # an article is bounded by reading.LIMIT; spaCy's own limit guards parsers, which we do not need
    nlp.max_length = 10_000_000
    return nlp


def _bound_words(nlp: Language) -> None:
    """Keep the tokenizer from taking a monstrous word to pieces, each of which costs it the length of the rest.

    It looks for the end of a word near its end: a run of quotes would cost it the square of its length. What it finds
    in a word is remembered here: by itself it remembers none that stands behind a special one ("don't") in an article.
    """
    tokenizer: Any = nlp.tokenizer
    if not hasattr(tokenizer, "suffix_search"):
        return  # a package that brings a tokenizer of its own
    tokenizer.max_cache_size = VOCABULARY
    prefix, suffix, url = (
        find and lru_cache(maxsize=_REMEMBERED)(find)
        for find in (tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.url_match)
    )

    def is_word(text: str) -> bool:
        return len(text) <= _LONGEST_WORD

    if prefix is not None:
        tokenizer.prefix_search = lambda word: prefix(word) if is_word(word) else None
    if suffix is not None:
        tokenizer.suffix_search = lambda word: suffix(word[-_SUFFIX:]) if is_word(word) else None
    if url is not None:
        tokenizer.url_match = lambda word: url(word) if is_word(word) else None


def analyse(nlp: Language, article: Article) -> Analysis:
    """Return the incidents, mentions and uncovered sentences of an article."""
    notes = read(nlp, article)
    start = len(notes.text) - len(article.text)  # of the headline before it
    return Analysis(
        article,
        tuple(_told_in(incident, start, article.text) for incident in notes.incidents),
        _mentions_from(notes.mentions, start),
        _moved(tuple(span for span in notes.uncovered if span.start >= start), -start),
        MADE_BY,
    )


def read(nlp: Language, article: Article) -> Notes:
    """Return everything that the stages found in an article, also what an analysis leaves out.

    Positions are those of the text with ``headline_of`` before it.
    """
    head = headline_of(article)
    boilerplate = _moved(article.boilerplate, len(head))
    text = head + article.text
    with _vocabulary(nlp):
        doc = nlp.make_doc(unwrapped(text))
        notes_of(doc)
        doc._.blotter = Notes(
            text, published=article.published, title=article.title, source=article.source, boilerplate=boilerplate
        )
        for _, stage in nlp.pipeline:
            doc = stage(doc)
        notes = notes_of(doc)
    notes.incidents = [_quoted(incident, text) for incident in notes.incidents]
    return notes


def _vocabulary(nlp: Language) -> AbstractContextManager[object]:
    """Return where spaCy learns words: what it knows need not be taken to pieces again in the next article.

    Once it knows enough of them, new ones are forgotten with their article: over many they would fill the memory.
    """
    return nullcontext() if len(nlp.vocab) < VOCABULARY else nlp.memory_zone()


def _quoted(incident: Incident, text: str) -> Incident:
    """Return the incident with the words of its evidence as they stand in the text, line breaks and all.

    What no words say, as that an event was on the day of publication, has no evidence.
    """
    evidence = {
        slot: tuple(replace(e, quote=text[e.start : e.end]) for e in items)
        for slot, items in incident.evidence.items()
        if items
    }
    return replace(incident, evidence=evidence)


def headline_of(article: Article) -> str:
    """Return what to read before the text: the headline with an empty line, where the text itself lacks it.

    What follows a bar or a spaced hyphen at its end is the name of the outlet.
    """
    title = _OUTLET.split(_SPACES.sub(" ", article.title).strip()[:_LONGEST_HEADLINE], maxsplit=1)[0]
    if len(title.split()) < 3 or fold(title) in " ".join(fold(article.text[:_OPENING]).split()):
        return ""
    return title + "\n\n"


def _mentions_from(mentions: list[Mention], start: int) -> tuple[Mention, ...]:
    """Return the mentions counted from ``start``, where the text begins, without those of the headline before it."""
    if not start:
        return tuple(mentions)
    return tuple(replace(m, start=m.start - start, end=m.end - start) for m in mentions if m.start >= start)


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)


def _told_in(incident: Incident, start: int, text: str) -> Incident:
    """Return the incident with its evidence counted from ``start``, where ``text`` begins.

    What only the headline before it tells is shown where the text says the same words, else nowhere.
    """
    if not start:
        return incident
    kept = {
        slot: tuple(replace(e, start=e.start - start, end=e.end - start) for e in items if e.start >= start)
        or tuple(islice(filter(None, (_said_again(e, text) for e in items)), 1))
        for slot, items in incident.evidence.items()
    }
    return replace(incident, evidence={slot: items for slot, items in kept.items() if items})


def _said_again(evidence: Evidence, text: str) -> Evidence | None:
    """Return the first place of a text that has the words of a headline, in whatever case and on whatever lines."""
    words = r"\s+".join(map(re.escape, evidence.quote.split()))
    found = re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) if words else None
    return None if found is None else replace(evidence, start=found.start(), end=found.end(), quote=found[0])
