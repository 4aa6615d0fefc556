"""How sure each value of an incident is: the grounds it was found on, weighed by what such grounds were worth.

A ground is a plain fact of how a value was found ("the rule was sure", "another report says otherwise"). The
confidence is the logistic function of the sum of their weights, so that a value shown at 0.9 is right about
nine times in ten. The weights are data (``lexicon/confidence.toml``), fitted by ``bench/calibration.py`` on
articles whose incidents are known; a ground that speaks against a value never has a positive weight.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace

from nlp.lexicons import fold, read_lexicon
from nlp.notes import Notes, Story
from nlp.places import look_up
from store.model import Count, DatePrecision, DateRange, Incident, Place, PlacePrecision, Slot

LEAST, MOST = 0.05, 0.98
"""No value is called impossible or certain: that is for an analyst to say."""

GROUNDS: Mapping[str, int] = {
    "settled": 1,  # the rule that found it was sure of it
    "guessed": -1,  # the rule took it for want of better
    "completed": -1,  # not said of this incident, but taken from the article at large
    "apart": -1,  # said in another sentence than the one that names the event
    "opening": 1,  # said in the article's first lines
    "repeated": 1,  # said by more than one report of the incident
    "rivals": -1,  # another report of the incident says otherwise
    "many": -1,  # the reports of the article have four values for this slot or more
    "echoed": 1,  # the article has the same value in three places or more
    "foremost": 1,  # no other value of its kind stands in the article more often
    "crowded": -1,  # the article has six values of its kind or more
    "later": -1,  # not the article's first incident
    "published": -1,  # no day is told, it is that of publication
    "explicit": 1,  # a date with its month
    "coarse": -1,  # a month or year, a province or country, only a range for a number
    "distant": -1,  # more than a month from the day of publication, or after it
    "known": 1,  # a place of the gazetteer
    "namesakes": -1,  # there are places of that name in several countries or provinces
    "abroad": -1,  # in another country than the one the article speaks of most
    "point": 0,  # a facility
    "zero": 0,  # that nobody was hurt
    "single": 0,  # one person
    "soft": -1,  # people hit, who may be dead or injured
    "typed": 1,  # the words name the type, it does not follow from a weapon
    "worded": 1,  # the weapon is named, it does not follow from the type
    "named": 1,  # a name, not "gunmen"
    "attributed": 1,  # somebody says so
}
"""Every ground, and whether it speaks for a value (1), against it (-1), or either way (0)."""


class Confidence:
    """Weighs the grounds of the values of one article's incidents, once all of it is read."""

    def __init__(self, notes: Notes) -> None:
        self._published = notes.published
        self._starts = [notes.starts[first] for first, _ in notes.sentences]
        self._countries = notes.countries
        self._marked = _marked(notes)
        self._foremost = {slot: max(counts.values(), default=0) for slot, counts in self._marked.items()}
        self._values: dict[Slot, set[Hashable]] = {}
        for report in notes.reports:
            for slot in report.incident.evidence:
                self._values.setdefault(slot, set()).add(_value(report.incident, slot))

    def weigh(self, story: Story, incident: Incident, *, first: bool) -> tuple[Incident, dict[Slot, tuple[str, ...]]]:
        """Return the incident with the confidence that its values deserve, and the grounds of each."""
        grounds = {slot: tuple(self._grounds(story, incident, slot, first)) for slot in incident.confidence}
        weighed = {slot: confidence(slot, grounds[slot], given) for slot, given in incident.confidence.items()}
        if incident.date.phrase is not None and incident.date.start is None:
            weighed[Slot.DATE] = incident.confidence[Slot.DATE]  # a phrase that is counted from nothing yet
        return replace(incident, confidence=weighed), grounds

    def _grounds(self, story: Story, incident: Incident, slot: Slot, first: bool) -> Iterable[str]:
        given = incident.confidence[slot]
        if given >= 0.8:
            yield "settled"
        if given < 0.5:
            yield "guessed"
        if incident.asserted_by[slot].startswith("nlp/events"):
            yield "completed"
        said = {self._sentence(e.start) for e in incident.evidence[slot]}
        if said.isdisjoint({self._sentence(e.start) for e in incident.evidence.get(Slot.TYPE, ())}):
            yield "apart"
        if said and min(said) <= 1:
            yield "opening"
        value = _value(incident, slot)
        told = [_value(r.incident, slot) for r in story.reports if slot in r.incident.evidence]
        if told.count(value) > 1:
            yield "repeated"
        if any(other != value for other in told):
            yield "rivals"
        if len(self._values.get(slot, ())) > 3:
            yield "many"
        if (marked := self._marked.get(slot)) is not None:
            if marked[value] > 2:
                yield "echoed"
            if marked[value] == self._foremost[slot]:
                yield "foremost"
            if len(marked) > 5:
                yield "crowded"
        if not first:
            yield "later"
        yield from self._own(story, incident, slot)

    def _own(self, story: Story, incident: Incident, slot: Slot) -> Iterable[str]:
        """Yield the grounds that only one slot has."""
        match slot:
            case Slot.TYPE if story.typed:
                yield "typed"
            case Slot.DATE:
                yield from self._of_date(incident)
            case Slot.PLACE:
                yield from self._of_place(incident)
            case Slot.KILLED | Slot.INJURED:
                yield from _of_count(getattr(incident, slot), soft=slot is Slot.INJURED and story.soft)
            case Slot.WEAPON if incident.weapon.words:
                yield "worded"
            case Slot.PERPETRATOR:
                if incident.perpetrator.name:
                    yield "named"
                if incident.perpetrator.by:
                    yield "attributed"

    def _of_date(self, incident: Incident) -> Iterable[str]:
        date = incident.date
        if date.phrase is None:
            yield "published"
        if any(c.isdigit() for c in date.phrase or ""):
            yield "explicit"
        if date.precision is not DatePrecision.DAY:
            yield "coarse"
        if date.start and self._published and not 0 <= (self._published - date.start).days <= 31:
            yield "distant"

    def _of_place(self, incident: Incident) -> Iterable[str]:
        place = incident.place
        if place.canonical is not None:
            yield "known"
        if place.precision in (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1):
            yield "coarse"
        if place.facility is not None:
            yield "point"
        if place.name and len({(entry.country, entry.admin1) for entry in look_up(place.name)}) > 1:
            yield "namesakes"
        if place.country and self._countries[place.country] < max(self._countries.values(), default=0):
            yield "abroad"

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def confidence(slot: Slot, grounds: Iterable[str], given: float) -> float:
    """Return how likely a value found on such grounds is right; what its rule gave where nothing was measured."""
    weights = read_lexicon("confidence").get(slot)
    if weights is None:
        return given
    logit = weights["bias"] + sum(weights.get(ground, 0.0) for ground in grounds)
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-logit)))), 2)


def _marked(notes: Notes) -> dict[Slot, Counter[Hashable]]:
    """Return how often each value stands in the article, whatever it is said of."""
    found: dict[Slot, Counter[Hashable]] = {slot: Counter() for slot in (Slot.DATE, Slot.PLACE, Slot.KILLED)}
    for mark in notes.marks:
        match mark.value:
            case DateRange():
                found[Slot.DATE][_value(Incident(date=mark.value), Slot.DATE)] += 1
            case Place() if mark.value.precision is not PlacePrecision.COUNTRY:
                found[Slot.PLACE][_value(Incident(place=mark.value), Slot.PLACE)] += 1
            case Count():
                found[Slot.KILLED][_value(Incident(killed=mark.value), Slot.KILLED)] += 1
    found[Slot.TYPE] = Counter(t.type for t in notes.triggers if t.role != "harm" and t.type != "any")
    found[Slot.INJURED] = found[Slot.KILLED]
    return found


def _of_count(count: Count, *, soft: bool) -> Iterable[str]:
    if count.best == 0:
        yield "zero"
    if count.best == 1:
        yield "single"
    if count.min != count.max:
        yield "coarse"
    if soft:
        yield "soft"


def _value(incident: Incident, slot: Slot) -> Hashable:
    """Return what two reports must share to say the same in a slot."""
    match slot:
        case Slot.DATE:
            return (incident.date.start, incident.date.end) if incident.date.start else incident.date.phrase
        case Slot.PLACE:
            return fold(incident.place.canonical or incident.place.name or "")
        case Slot.WEAPON:
            return incident.weapon.type
        case Slot.PERPETRATOR:
            return incident.perpetrator.name or incident.perpetrator.words
        case Slot.KILLED | Slot.INJURED:
            count: Count = getattr(incident, slot)
            return count.number
        case _:
            value: Hashable = getattr(incident, slot)
            return value
