"""What an attack was aimed at, and what it damaged, as one clause tells it."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from nlp.actors import REPORTING
from nlp.lexicons import fold, word_set
from nlp.mentions import words_of
from nlp.naming import LOCATIVES
from nlp.notes import Mark, Notes, Noun, Trigger
from nlp.settings import HITTING, Found
from store.model import Actor, MentionKind, Place, Target

_TARGET_STOPS = word_set("targets", "target_stops")
_DAMAGE = re.compile(
    r"\b(?:damag(?:ed|ing)|destroy(?:ed|ing)|caus(?:ed?|ing) (?:\w+ ){0,2}?damage to|set(?:ting)? fire to|damage to|"
    r"set(?:ting)? ablaze|wreck(?:ed|ing)|burned|gutted)\s+"
    r"(?P<what>[^.;:]{3,80})"
)
_NO_DAMAGE = re.compile(
    r"\b(?:no|without|minor|material|minimal|slight|limited|some|heavy|extensive|severe|significant) "
    r"(?:any )?(?:serious |significant |material |property )?damage\b"
)
_DAMAGE_STOPS = re.compile(
    r",? (?:and (?:kill|wound|injur)(?:ing|ed)|but|which|who|when|while|after|before|according|the \w+ said|said|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|, (?!and )|\n\n"
)


def read_target(doc: Doc, notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Found[Target] | None:
    """Return what an attack was aimed at: what its verb or its "on" leads to, or what was hit passively."""
    for trigger in triggers:
        if trigger.role != "attack":
            continue
        words = notes.words[trigger.first : trigger.last]
        lead = trigger.last
        if trigger.form in {"noun", "plural"}:
            lead = next(
                (
                    i + 1
                    for i in range(trigger.last, min(last, trigger.last + 3))
                    if notes.words[i] in {"on", "against", "targeting"}
                ),
                -1,
            )
        elif {"was", "were"} & set(words) or {"was", "were", "been"} & set(
            notes.words[max(first, trigger.first - 2) : trigger.first]
        ):
            found = _noun_phrase_before(doc, notes, first, trigger.first)
            if found:
                return found
            continue
        elif not (HITTING | {"opened", "fell", "landed", "fire"}) & set(words):
            continue
        if lead > 0 and (found := _noun_phrase(doc, notes, lead, last)):
            return found
    return None


def read_damage(doc: Doc, first: int, last: int) -> Found[str] | None:
    """Return what was damaged, in the article's words."""
    text, start = doc[first:last].text, doc[first].idx
    for pattern in (_DAMAGE, _NO_DAMAGE):
        match = pattern.search(fold(text))
        if match is None:
            continue
        a, b = match.span("what") if pattern is _DAMAGE else match.span()
        stop = _DAMAGE_STOPS.search(fold(text[a:b]))
        b = a + stop.start() if stop else b
        tokens = doc.char_span(start + a, start + b, alignment_mode="expand")
        if tokens is not None and len(tokens) > 0:
            return Found(words_of(doc, tokens.start, tokens.end).strip(" ,"), tokens.start, tokens.end, 0.75)
    return None


def _noun_phrase(doc: Doc, notes: Notes, start: int, last: int) -> Found[Target] | None:
    """Return the thing or people that the words from ``start`` name, up to the next break."""
    things = notes.nouns_in(start, min(last, start + 10))
    marks = [
        m
        for m in notes.marks_in(
            start, min(last, start + 8), MentionKind.FACILITY, MentionKind.GROUP, MentionKind.PERSON
        )
        if m.key != "generic"
    ]
    stop = next((i for i in range(start + 1, last) if notes.words[i] in _TARGET_STOPS), last)
    things = [n for n in things if n.first < stop]
    marks = [m for m in marks if m.first < stop]
    if not things and not marks:
        return None
    end = max([n.last for n in things] + [m.last for m in marks])
    begin = start
    while (
        begin < end - 1
        and notes.words[begin] in {"on", "at", "in", "near", "against", "the", "a", "an", "inside", "into", "to"}
        and notes.words[begin] not in {"the"}
    ):
        begin += 1
    return Found(_target(doc, begin, end, things, marks), begin, end, 0.7)


def _noun_phrase_before(doc: Doc, notes: Notes, first: int, stop: int) -> Found[Target] | None:
    floor = max(first, stop - 12)
    things = [n for n in notes.nouns_in(floor, stop) if n.last <= stop]
    marks = notes.marks_in(floor, stop, MentionKind.FACILITY)
    if not things and not marks:
        return None
    end = max([n.last for n in things] + [m.last for m in marks])
    begin = min(end - 1, min([n.first for n in things] + [m.first for m in marks]))
    while begin > floor and (notes.words[begin - 1].isalpha() or notes.words[begin - 1] in {"-", "'s"}):
        if notes.words[begin - 1] in _TARGET_STOPS | LOCATIVES | REPORTING | {"it", "he", "they", "also"}:
            break
        begin -= 1
        if notes.words[begin] in {"the", "a", "an", "their", "its", "his", "two", "three"}:
            break
    return Found(_target(doc, begin, end, things, marks), begin, end, 0.65)


def _target(doc: Doc, begin: int, end: int, things: list[Noun], marks: list[Mark]) -> Target:
    name = next((m.value.facility or m.value.name for m in marks if isinstance(m.value, Place)), None)
    name = name or next((m.value.name for m in marks if isinstance(m.value, Actor)), None)
    kind = next((m.key for m in marks if m.kind is MentionKind.FACILITY and m.key), None) or (
        things[-1].key if things else None
    )
    if kind is None and marks:
        kind = {"state": "troops", "militia": "militia", "rebel": "militia", "jihadist": "militia"}.get(
            marks[0].key, "other"
        )
    return Target((words_of(doc, begin, end),), name, kind)
