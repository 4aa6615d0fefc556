"""What a headline tells, shown where the text tells it again: "kills two", then "killed two people"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp import likeness_of_reports as alike
from nlp.draft import evidence_of
from nlp.lexicons import fold
from nlp.mentions import span_of
from nlp.notes import Harm, Notes, Report, Story
from store.model import Evidence, Incident, Outcome, Slot

_OUTCOMES = {Slot.KILLED: Outcome.KILLED, Slot.INJURED: Outcome.INJURED}


def with_words_of_the_text(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return the incident with, for what its headline alone is shown for, the text's words for the same value."""
    heads = [r for r in story.reports if r.headline]
    told = [r for r in story.reports if not r.headline]
    if not heads or not told:
        return incident
    end = max(span_of(notes, r.first, r.last).end for r in heads)
    evidence = dict(incident.evidence)
    for slot, items in incident.evidence.items():
        if not all(e.end <= end for e in items):
            continue
        if slot in _OUTCOMES:
            harm = next(_harms(told, slot, incident), None)
            if harm is not None:
                evidence[slot] = (*items, evidence_of(notes, harm.first, harm.last))
                incident = replace(incident, **{slot.value: harm.count})  # type: ignore[arg-type]
        else:
            evidence[slot] = (*items, *_again(told, slot, incident))
    return replace(incident, evidence=evidence)


def _harms(told: list[Report], slot: Slot, incident: Incident) -> Iterator[Harm]:
    """Yield what a text tells of so many killed or injured as its headline."""
    count = getattr(incident, slot)
    for report in told:
        for harm in report.harms:
            number = harm.count.number
            if harm.outcome is _OUTCOMES[slot] and harm.people and number and number in {count.best, count.min}:
                yield harm


def _again(told: list[Report], slot: Slot, incident: Incident) -> tuple[Evidence, ...]:
    """Return the words of the first report of a text that gives a slot the value of its headline.

    Where none names the type, those that tell what was done are shown: "assassinated", then "shot dead".
    """
    same = next((r for r in told if slot in r.incident.evidence and _says(slot, r.incident, incident)), None)
    if same is None and slot is Slot.TYPE:
        done = (r for r in told if r.specific and slot in r.incident.evidence)
        same = next((r for r in done if alike.same_kind(r.incident, incident, bare=True)), None)
    return same.incident.evidence[slot] if same is not None else ()


def _says(slot: Slot, news: Incident, told: Incident) -> bool:
    """Return whether two reports give a slot the same value, in whatever words."""
    match slot:
        case Slot.DATE:
            return alike.same_days(news.date, told.date)
        case Slot.PLACE:
            return news.place.canonical == told.place.canonical and news.place.name == told.place.name
        case Slot.WEAPON:
            return news.weapon.type == told.weapon.type and bool(news.weapon.words) >= bool(told.weapon.words)
        case Slot.PERPETRATOR:
            one, other = news.perpetrator, told.perpetrator
            return one.name == other.name and (one.name is not None or _ends_alike(one.words, other.words))
        case Slot.TARGET:
            bare = not (news.target.words or told.target.words)
            same = bare or _ends_alike(news.target.words, told.target.words)
            return same and news.target.type == told.target.type
        case _:
            return bool(getattr(news, slot) == getattr(told, slot))


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two phrases have a noun in common: "Gunmen", then "unknown gunmen"."""
    nouns = {fold(words).split()[-1] for words in one if words.strip()}
    return not nouns.isdisjoint(fold(words).split()[-1] for words in other if words.strip())
