"""What an article itself offers for a slot: its mentions of the fitting kind, best first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store import codebook
from store.model import (
    Actor,
    Claim,
    ClaimStatus,
    Count,
    DateRange,
    Evidence,
    Incident,
    Mention,
    MentionKind,
    MentionValue,
    Place,
    Slot,
    Stage,
    Weapon,
)
from tui import slots
from tui.fuzzy import ranked
from tui.glyphs import one_line

FITTING: Mapping[Slot, tuple[MentionKind, ...]] = {
    Slot.TYPE: (MentionKind.TRIGGER,),
    Slot.DATE: (MentionKind.TIME,),
    Slot.PLACE: (MentionKind.PLACE, MentionKind.FACILITY),
    Slot.WEAPON: (MentionKind.WEAPON,),
    Slot.PERPETRATOR: (MentionKind.GROUP, MentionKind.PERSON),
    Slot.CLAIM: (MentionKind.CLAIM,),
    Slot.TARGET: (MentionKind.FACILITY, MentionKind.GROUP, MentionKind.PERSON, MentionKind.PLACE),
    Slot.VICTIMS: (MentionKind.PERSON, MentionKind.COUNT),
    Slot.KILLED: (MentionKind.COUNT,),
    Slot.INJURED: (MentionKind.COUNT,),
}
MOST = 9
"""Offers are chosen by one digit."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A mention that could fill a slot, a place, or (without both) a term of the codebook to be typed as ``label``."""

    label: str
    mention: Mention | None = None
    place: Place | None = None
    """A place of the gazetteer, which the article need not name."""


def offers(
    text: str, mentions: Iterable[Mention], incident: Incident, slot: Slot, published: dt.date | None
) -> list[Offer]:
    """Return the mentions that fit the slot, nearest to the incident's evidence first, each value once."""
    kinds = FITTING.get(slot, ())
    fitting = [counted(mention, published) for mention in mentions if mention.kind in kinds]
    if slot is Slot.TYPE:
        fitting = [mention for mention in fitting if isinstance(mention.value, str)]
    anchors = _anchors(incident, slot)
    nearest = sorted(fitting, key=lambda mention: (distance(mention, anchors), mention.start))
    found: dict[str, Offer] = {}
    for mention in nearest:
        # The same value from other words is the same offer; the nearest words become the evidence.
        key = _meaning(mention.value) or one_line(text[mention.start : mention.end])
        found.setdefault(key.casefold(), Offer(label_of(mention, text), mention))
    return list(found.values())


def choices(typed: str, offered: Sequence[Offer], slot: Slot) -> list[Offer]:
    """Return what the prompt offers for the letters typed so far: the article's words, then the codebook's."""
    named = [Offer(term) for term in terms(slot)]
    both = [*named, *offered] if slot in (Slot.TYPE, Slot.STAGE) and typed.strip() else [*offered, *named]
    return ranked(typed, both, lambda offer: offer.label)[:MOST]


def gazetteer(typed: str, near: Place) -> list[Offer]:
    """Return the places of the gazetteer that begin as typed, with how far they are from another place."""
    from nlp.place_names import suggestions

    offered = []
    for one in suggestions(typed, near, MOST):
        place = one.entry.place(one.entry.name)
        away = "" if one.kilometres is None else f" · {one.kilometres:,.0f} km from {near.canonical or near.name}"
        offered.append(Offer(f"{slots.place_text(place)}{away}", place=place))
    return offered


def terms(slot: Slot) -> list[str]:
    """Return the controlled vocabulary of a slot as an analyst reads it."""
    match slot:
        case Slot.TYPE:
            return [term.title for term in codebook.TYPES.values()]
        case Slot.WEAPON:
            return [term.title for term in codebook.WEAPONS.values()]
        case Slot.TARGET:
            return [term.title for term in codebook.TARGETS.values()]
        case Slot.STAGE:
            return [stage.value for stage in Stage]
        case Slot.CLAIM:
            return ["unclaimed", "claimed by "]
        case _:
            return []


def counted(mention: Mention, published: dt.date | None) -> Mention:
    """Return the mention with a time counted from the publication date as it is known now."""
    if not isinstance(mention.value, DateRange):
        return mention
    # Imported when dates are first offered: the first screen does not need the grammar of dates.
    from nlp.dates import redate

    return Mention(mention.kind, mention.start, mention.end, redate(mention.value, published))


def label_of(mention: Mention, text: str) -> str:
    """Return a mention as it is offered: its words, and what they would put into the slot."""
    words = one_line(text[mention.start : mention.end])
    meaning = _meaning(mention.value)
    if not meaning or meaning.casefold() == words.casefold():
        return words
    if meaning.casefold().startswith(words.casefold()):
        return meaning
    if isinstance(mention.value, Place) and _long_words(words) & _long_words(meaning):
        return meaning
    return f"{words} → {meaning}"


def _long_words(text: str) -> set[str]:
    return {word for word in text.casefold().replace("'", "’").split() if len(word) > 3}


def _meaning(value: MentionValue) -> str:
    match value:
        case DateRange():
            return slots.date_text(value) if value.start is not None else ""
        case Place():
            kind = "base" if "base" in (value.facility or "").casefold() else ""
            return ", ".join(part for part in (slots.place_text(value), kind) if part)
        case Count():
            return slots.count_text(value)
        case Weapon():
            return codebook.title(codebook.WEAPONS, value.type)
        case Actor():
            return value.name
        case Claim():
            by = f" by {value.by}" if value.by else ""
            return "" if value.status is ClaimStatus.NOT_MENTIONED else f"{value.status.value}{by}"
        case str():
            return codebook.title(codebook.TYPES, value)
        case None:
            return ""


def _anchors(incident: Incident, slot: Slot) -> list[Evidence]:
    """Return the evidence that tells where the incident is told, without that of the slot itself."""
    others = [piece for other, pieces in incident.evidence.items() if other is not slot for piece in pieces]
    return others or [piece for pieces in incident.evidence.values() for piece in pieces]


def distance(mention: Mention, anchors: Iterable[Evidence]) -> int:
    """Return the characters between a mention and the nearest anchor, 0 where they touch."""
    return min((max(piece.start - mention.end, mention.start - piece.end, 0) for piece in anchors), default=0)
