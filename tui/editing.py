"""Turning what an analyst chooses, marks or types into a slot's value with its evidence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from store.model import (
    Actor,
    Count,
    DatePrecision,
    DateRange,
    Evidence,
    Incident,
    Mention,
    MentionKind,
    Place,
    Slot,
    Span,
)
from tui import entries, offers, slots
from tui.desk import EntryError
from tui.glyphs import one_line

CHOSEN = 1.0
"""The confidence of what an analyst said."""
COUNTED, UNCOUNTED = 0.75, 0.3
"""The machine's confidence in a date phrase once it can be counted, and at most before."""


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a value is taken from."""

    article_id: int
    text: str
    mentions: Sequence[Mention]
    published: dt.date | None

    def evidence(self, span: Span | Mention) -> Evidence:
        """Return the words of a span as evidence."""
        return Evidence(span.start, span.end, self.text[span.start : span.end], self.article_id)


def with_value(
    incident: Incident, slot: Slot, value: object, evidence: Iterable[Evidence], *, by: str, confidence: float = CHOSEN
) -> Incident:
    """Return the incident with another value in a slot; an empty value clears what was said of it."""
    changes: dict[str, Any] = {slot.value: value}
    changed = replace(incident, **changes)
    pieces = tuple(evidence)
    known = changed.known(slot)
    return replace(
        changed,
        evidence=_keyed(incident.evidence, slot, pieces if known and pieces else None),
        confidence=_keyed(incident.confidence, slot, confidence if known else None),
        asserted_by=_keyed(incident.asserted_by, slot, by if known else None),
    )


def _keyed(mapping: Mapping[Slot, Any], slot: Slot, value: object) -> dict[Slot, Any]:
    kept = {key: old for key, old in mapping.items() if key is not slot}
    if value is not None:
        kept[slot] = value
    return {key: kept[key] for key in Slot if key in kept}


def finished(incident: Incident, changed: Slot, published: dt.date | None) -> Incident:
    """Return the incident with what follows from a slot: its lane, and its summary unless somebody wrote one."""
    if changed is Slot.SUMMARY:
        return incident
    # Imported when something is first changed: opening the desk needs neither.
    from nlp.dates import lane_of
    from nlp.summary import summarise

    if changed is Slot.DATE:
        incident = replace(incident, lane=lane_of(incident.date, published))
    if slots.by_machine(incident, Slot.SUMMARY):
        incident = replace(incident, summary=summarise(incident))
    return incident


def redated(incident: Incident, published: dt.date | None) -> Incident:
    """Return the incident with its date counted from another publication date.

    A date that somebody moved or typed as a day was not counted from anything, and stays.
    """
    from nlp.dates import redate

    date = redate(incident.date, published)
    sure = incident.confidence.get(Slot.DATE)
    if sure is not None and slots.by_machine(incident, Slot.DATE):
        if incident.date.start is None and date.start is not None:
            sure = max(sure, COUNTED if sure >= UNCOUNTED else BEGUN_CONFIDENCE)
        elif incident.date.start is not None and date.start is None:
            sure = min(sure, UNCOUNTED)
        incident = replace(incident, confidence=_keyed(incident.confidence, Slot.DATE, sure))
    return finished(replace(incident, date=date), Slot.DATE, published)


# A mention or marked words


def from_mention(incident: Incident, slot: Slot, mention: Mention, source: Source) -> Incident:
    """Return the incident with the mention in the slot, its words as evidence. Raises EntryError."""
    mention = offers.counted(mention, source.published)
    words = one_line(source.text[mention.start : mention.end])
    value = entries.value_of_mention(incident, slot, mention, words)
    pieces: tuple[Evidence, ...] = (source.evidence(mention),)
    if slot is Slot.VICTIMS:
        # People are added to those already named, not put in their place.
        pieces = (*incident.evidence.get(slot, ()), *pieces)
    return replace_value(incident, slot, value, pieces)


def replace_value(incident: Incident, slot: Slot, value: object, evidence: Iterable[Evidence]) -> Incident:
    """Return the incident with a value whose author is named later, by ``signed``."""
    return with_value(incident, slot, value, evidence, by="")


def signed(incident: Incident, analyst: str) -> Incident:
    """Return the incident with the analyst as author of what has none yet."""
    return replace(incident, asserted_by={slot: by or analyst for slot, by in incident.asserted_by.items()})


def from_words(incident: Incident, slot: Slot, span: Span, source: Source) -> Incident:
    """Return the incident with marked words in the slot and as its evidence. Raises EntryError.

    A mention of the fitting kind inside the words lends its value.
    """
    kinds = offers.FITTING.get(slot, ())
    inside = [m for m in source.mentions if m.kind in kinds and m.start < span.end and m.end > span.start]
    words = one_line(span.quote(source.text))
    if inside and slot is not Slot.VICTIMS:
        best = max(inside, key=lambda m: min(m.end, span.end) - max(m.start, span.start))
        mention = offers.counted(best, source.published)
        value = entries.value_of_mention(incident, slot, mention, words)
    else:
        value = entries.parse(slot, words, incident, source.published)
    pieces: tuple[Evidence, ...] = (source.evidence(span),)
    if slot is Slot.VICTIMS and isinstance(value, tuple):
        value = (*incident.victims, *value)
        pieces = (*incident.evidence.get(slot, ()), *pieces)
    return replace_value(incident, slot, value, pieces)


def from_gazetteer(incident: Incident, place: Place, source: Source) -> Incident:
    """Return the incident with a place of the gazetteer, and the article's words for it where it has them."""
    span = _words_of(place, place.name or "", source)
    return replace_value(incident, Slot.PLACE, place, [source.evidence(span)] if span else [])


# Typed values


def from_typing(incident: Incident, slot: Slot, typed: str, source: Source) -> Incident:
    """Return the incident with what was typed in the slot. Raises EntryError.

    Evidence is kept where it still fits, or found anew where the article has the very words.
    """
    typed = one_line(typed)
    mention = _named(slot, typed, source)
    if mention is not None:
        return from_mention(incident, slot, mention, source)
    value = entries.parse(slot, typed, incident, source.published)
    old = incident.evidence.get(slot, ())
    kept = [piece for piece in old if _still_fits(slot, piece, value, typed)]
    span = None if kept or slot in (Slot.TYPE, Slot.STAGE, Slot.DATE, Slot.SUMMARY) else _words_of(value, typed, source)
    return replace_value(incident, slot, value, kept or ([source.evidence(span)] if span else []))


def _named(slot: Slot, typed: str, source: Source) -> Mention | None:
    """Return the place or group of the article that was typed by its full name."""
    if slot not in (Slot.PLACE, Slot.PERPETRATOR) or not typed:
        return None
    wanted = typed.casefold()
    for mention in source.mentions:
        if mention.kind in offers.FITTING[slot] and wanted in _names(mention, source.text):
            return mention
    return None


def _names(mention: Mention, text: str) -> set[str]:
    names = [one_line(text[mention.start : mention.end])]
    if isinstance(mention.value, Place):
        names += [name for name in (mention.value.canonical, mention.value.facility, mention.value.name) if name]
    elif isinstance(mention.value, Actor):
        names.append(mention.value.name)
    return {name.casefold() for name in names}


def _still_fits(slot: Slot, piece: Evidence, value: object, typed: str) -> bool:
    match slot:
        case Slot.TYPE | Slot.STAGE | Slot.CLAIM | Slot.SUMMARY:
            return True
        case Slot.DATE:
            return isinstance(value, DateRange) and value.phrase == one_line(piece.quote)
        case Slot.KILLED | Slot.INJURED:
            from nlp.numbers import find_counts

            best = value.best if isinstance(value, Count) else None
            return any(count.best == best for _, count in find_counts(piece.quote))
        case _:
            return any(word.casefold() in piece.quote.casefold() for word in typed.split() if len(word) > 3)


def _words_of(value: object, typed: str, source: Source) -> Span | None:
    """Return where the article has what was typed, the whole of it or its name."""
    name = value.name if isinstance(value, Place) else getattr(value, "name", None)
    for words in (typed, name):
        if words and len(words) > 2 and (hit := re.search(re.escape(words), source.text, re.IGNORECASE)):
            return Span(hit.start(), hit.end())
    return None


def shifted(incident: Incident, days: int) -> Incident:
    """Return the incident with its date moved by days. Raises EntryError where no calendar goes that far."""
    from nlp.dates import shift

    moved = shift(incident.date, days)
    if moved == incident.date:
        raise EntryError("no calendar goes that far")
    return replace_value(incident, Slot.DATE, moved, incident.evidence.get(Slot.DATE, ()))


# A new incident


def begun(span: Span, source: Source) -> Incident:
    """Return an incident begun from a sentence: what the mentions in it say, each to be looked at."""
    incident = Incident(date=DateRange(precision=DatePrecision.UNKNOWN))
    firsts = {
        MentionKind.TRIGGER: Slot.TYPE,
        MentionKind.TIME: Slot.DATE,
        MentionKind.FACILITY: Slot.PLACE,
        MentionKind.PLACE: Slot.PLACE,
        MentionKind.WEAPON: Slot.WEAPON,
    }
    for mention in source.mentions:
        slot = firsts.get(mention.kind)
        inside = span.start <= mention.start and mention.end <= span.end
        if slot is None or not inside or mention.value is None or incident.known(slot):
            continue
        counted = offers.counted(mention, source.published)
        words = one_line(source.text[mention.start : mention.end])
        value = entries.value_of_mention(incident, slot, counted, words)
        incident = with_value(
            incident, slot, value, [source.evidence(mention)], by="nlp/mentions@1", confidence=BEGUN_CONFIDENCE
        )
    if not incident.known(Slot.TYPE):
        # Without any evidence the new incident would have no place in the text to show.
        incident = with_value(
            incident, Slot.TYPE, "other", [source.evidence(span)], by="nlp/mentions@1", confidence=BEGUN_CONFIDENCE
        )
    return finished(incident, Slot.DATE, source.published)


BEGUN_CONFIDENCE = 0.5
"""What a sentence's own mentions are worth before anybody looked: marked as doubtful."""
