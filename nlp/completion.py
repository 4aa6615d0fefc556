"""What a story lacks when all its reports are in: a day, a place, a country, a lane, a summary.

What is filled in from the article at large gets little confidence.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import replace
from itertools import islice, pairwise

from spacy.tokens import Doc

from nlp import likeness_of_reports as alike
from nlp.capitals import plainly_of
from nlp.dates import lane_of, resolve
from nlp.dating import came_after, is_time_of_saying, turned
from nlp.doers import are_fighters, sole_group
from nlp.hometown import at_home
from nlp.lexicons import fold, word_set
from nlp.mentions import span_of
from nlp.notes import AHEAD, Hometown, Mark, Notes, Report, Story
from nlp.places import country_place, is_dense
from nlp.settings import is_elsewhere, is_home_of_somebody
from nlp.summary import summarise
from nlp.tally import add_up
from store.model import (
    Actor,
    Attribution,
    Count,
    DatePrecision,
    DateRange,
    Evidence,
    Incident,
    Lane,
    MentionKind,
    Place,
    PlacePrecision,
    Slot,
)

VERSION = "1"
_LEAD = 6
_FORTNIGHT, _QUARTER = 14, 91
_HAPPENED = frozenset({"happened", "occurred"})
_NO_DATE = DateRange()
# Words of the sentence that tells when an event came to be known: "officers were called at 9 p.m. Tuesday".
_CALLED = word_set("completion", "called")
_SURRENDER = frozenset({"surrendered", "turned", "custody"})
_CLOCK = frozenset({"a.m.", "p.m.", "a.m", "p.m", "am", "pm"})
_FOLLOWING = word_set("completion", "following")
_BACK = frozenset({"had", "has", "have"})
_NEAR = 250
# Words that point back to a place told before: "at the same airport", "there".
_POINTING = word_set("completion", "pointing")
_FACILITIES = word_set("naming", "facility_words")
_WATERS = word_set("naming", "waters")


def told_places(doc: Doc, notes: Notes) -> list[Mark]:
    """Return the places and facilities that the story names, in order, without those of menus and sidebars."""
    kinds = {MentionKind.PLACE, MentionKind.FACILITY}
    return [m for m in notes.marks if m.kind in kinds and not notes.sets_aside(doc[m.first].idx)]


def finish(doc: Doc, notes: Notes, stories: list[Story], n: int, places: list[Mark]) -> Incident | None:
    """Complete a story from its setting and the ``told_places``; None if it does not come to an incident."""
    story = stories[n]
    incident = _tallied(doc, story)
    incident = story.incident = _dated(doc, notes, stories, n, incident)
    incident = _placed(doc, notes, story, incident, places)
    incident = _attributed(doc, notes, story, incident, first=n == 0)
    if incident.type is None:
        attacked = any(r.role == "attack" and r.firm for r in story.reports)
        told = incident.known(Slot.DATE) and alike.has_place(incident) and incident.known(Slot.TARGET)
        if not (hurt_by(incident) or (attacked and (told or incident.known(Slot.PERPETRATOR)))):
            return None
        incident = replace(incident, type="other")
    named = incident.date.phrase or alike.has_place(incident) or incident.perpetrator.name
    if not (named or incident.victims or hurt_by(incident)):
        return None  # nothing an analyst could look up
    incident = replace(incident, lane=_lane(notes, stories, n, incident))
    return replace(_without_empty(incident), summary=summarise(incident))


def _tallied(doc: Doc, story: Story) -> Incident:
    """Return the incident of a story with the dead and the injured of all its reports."""
    incident, figures = story.incident, add_up(story.reports)
    for slot in (Slot.KILLED, Slot.INJURED):
        figure = figures.get(slot)
        if figure is None:
            if getattr(incident, slot).best != 0:
                # all who were hit have died
                incident = replace(incident, **{slot.value: Count()})  # type: ignore[arg-type]
            continue
        incident = replace(
            incident,
            **{slot.value: figure.count},  # type: ignore[arg-type]
            evidence={**incident.evidence, slot: tuple(_evidence(doc, h.first, h.last) for h in figure.harms)},
            confidence={**incident.confidence, slot: figure.confidence},
            asserted_by={**incident.asserted_by, slot: f"nlp/tally@{VERSION}"},
        )
    return incident


def hurt_by(incident: Incident) -> int:
    """Return how many people an incident killed and injured, as far as is known."""
    return (incident.killed.best or 0) + (incident.injured.best or 0)


def _attributed(doc: Doc, notes: Notes, story: Story, incident: Incident, *, first: bool) -> Incident:
    """Suspect the only armed group that an article names where "the rebels" are said to have acted.

    Who is named only after an event that an article looks back on has nothing to do with it.
    """
    told = incident.perpetrator
    if told.name is not None or not are_fighters(told.words) or (group := sole_group(notes)) is None:
        return incident
    if not first and group.first > story.reports[0].last:
        return incident
    doubt = told.attribution if told.attribution is not Attribution.UNKNOWN else Attribution.SUSPECTED
    name = group.value.name if isinstance(group.value, Actor) else None
    found = _with(doc, incident, Slot.PERPETRATOR, replace(told, name=name, attribution=doubt), group, 0.4)
    both = (*incident.evidence.get(Slot.PERPETRATOR, ()), *found.evidence[Slot.PERPETRATOR])
    return replace(found, evidence={**found.evidence, Slot.PERPETRATOR: tuple(dict.fromkeys(both))})


def _dated(doc: Doc, notes: Notes, stories: list[Story], n: int, incident: Incident) -> Incident:
    """Date a story that has no day of its own: from the story before ("minutes later"), or the article's opening.

    What goes on from the story before in one paragraph, and names no place either, happened there too.
    """
    story, phrase = stories[n], incident.date.phrase
    if phrase and notes.published is None:
        return incident
    if incident.date.start is not None:
        told = _day_told(doc, notes, stories, n, incident.date) if _leads(stories, n) else None
        return (
            incident
            if told is None or not _sharpens(told, incident)
            else _with(doc, incident, Slot.DATE, told.value, told, 0.5)
        )
    if phrase is not None:
        day = stories[n - 1].incident.date if n else DateRange()
        counted = _counted(notes, story, phrase, day.start)
        dated = counted if counted.start else replace(day, phrase=phrase)
        return replace(incident, date=dated, confidence={**incident.confidence, Slot.DATE: 0.5 if dated.start else 0.2})
    if not _leads(stories, n):
        before = _told_before(notes, stories, n) if n else None
        if before is None:
            return incident
        if incident.place == Place() and story.reports[0].paragraph == stories[n - 1].last.paragraph:
            incident = _as_before(incident, before, Slot.PLACE, 0.4)
        return _as_before(incident, before, Slot.DATE, 0.4)
    told = _day_told(doc, notes, stories if n else [], n)
    if told is None:
        return _opening_day(doc, notes, story, incident) if n == 0 else incident
    return _with(doc, incident, Slot.DATE, told.value, told, 0.5)


def _counted(notes: Notes, story: Story, phrase: str, day: dt.date | None) -> DateRange:
    """Return what a phrase comes to from the day of the story before; "it came a day after" counts back."""
    opening = story.reports[0]
    marks = notes.marks_in(opening.first, opening.last, MentionKind.TIME)
    told = next((m for m in marks if isinstance(m.value, DateRange) and m.value.phrase == phrase), None)
    if told is None or not came_after(notes, told):
        return resolve(phrase, notes.published, relative_to=day)
    return replace(resolve(turned(phrase), notes.published, relative_to=day), phrase=phrase)


def _told_before(notes: Notes, stories: list[Story], n: int) -> Incident | None:
    """Return the incident whose day a story without one shares: "then", "another", or just told on from it.

    What only names an event ("is looking into the massacre of") or looks back on it ("had been shot") need not
    be of that day.
    """
    opening, before = stories[n].reports[0], stories[n - 1]
    apart = opening.paragraph - before.last.paragraph
    if opening.fresh or _FOLLOWING & set(notes.words[opening.first : opening.last]):
        return before.incident if apart <= 1 + opening.fresh else None
    return (
        before.incident
        if _is_told(notes, opening) and apart <= 1 and before.incident.date.precision is DatePrecision.DAY
        else None
    )


def _is_news(notes: Notes, story: Story) -> bool:
    """Return whether a story is told by a verb, and not only named: "the investigation of the murder of"."""
    return any(_is_told(notes, report) for report in story.reports)


def _is_told(notes: Notes, report: Report) -> bool:
    """Return whether a report tells what happened: what is only named, or looked back on, is told elsewhere."""
    return any(
        t.specific and t.form == "past" and _BACK.isdisjoint(notes.words[max(report.first, t.first - 3) : t.first])
        for t in notes.triggers_in(report.first, report.last)
    )


def _sharpens(told: Mark, incident: Incident) -> bool:
    """Return whether a day told beats that of a statement, or picks the side of a night."""
    day, date = told.value, incident.date
    if not isinstance(day, DateRange) or day.start is None or date.start is None or date.end is None:
        return False
    within = date.start <= day.start <= date.end and day.start == day.end and date.start != date.end
    return within or incident.confidence[Slot.DATE] < 0.5


def _opening_day(doc: Doc, notes: Notes, story: Story, incident: Incident) -> Incident:
    """Date the first story by the first time of the article's opening, be it the dateline's."""
    stop = notes.sentences[min(story.reports[0].sentence + 2, len(notes.sentences) - 1)][1]
    for mark in notes.marks_in(0, stop, MentionKind.TIME):
        value = mark.value
        if (
            isinstance(value, DateRange)
            and value.precision in {DatePrecision.DAY, DatePrecision.UNKNOWN}
            and not notes.sets_aside(doc[mark.first].idx)
            and (value.start is not None or notes.published is None)
            and mark.key != AHEAD
        ):
            return _with(doc, incident, Slot.DATE, value, mark, 0.4)
    return incident


def _leads(stories: list[Story], n: int) -> bool:
    """Return whether an article is about a story: the first that is more than an arrest, else the first."""
    if _is_arrest(stories[n]):
        return n == 0 and all(_is_arrest(s) for s in stories)
    return all(_is_arrest(s) for s in islice(stories, n))


def _is_arrest(story: Story) -> bool:
    return all(r.role == "police" for r in story.reports)


def _day_told(doc: Doc, notes: Notes, stories: list[Story], n: int, coarse: DateRange = _NO_DATE) -> Mark | None:
    """Return the time that fits an event told without a day: when police were called, when it happened.

    Only days of the fortnight before publication can be meant, of the quarter where the words say that it happened
    then, or days within ``coarse``, the month or week that is told; a day of court or of a statement is not.
    """
    best: tuple[int, Mark] | None = None
    elsewhere = {r.sentence for i, s in enumerate(stories) if i != n and not _is_of_the_same(s) for r in s.reports}
    taken = {i for n in elsewhere for i in range(*notes.sentences[n])}
    for mark in notes.marks_in(0, len(doc), MentionKind.TIME):
        value = mark.value
        if (
            not isinstance(value, DateRange)
            or value.start is None
            or notes.published is None
            or value.precision is not DatePrecision.DAY
            or mark.key == AHEAD
            or mark.first in taken
            or notes.sets_aside(doc[mark.first].idx)
        ):
            continue
        first, last = notes.sentence_of(mark.first)
        words = set(notes.words[first:last])
        # "the Jan. 9 shooting", "on Jan. 9, when the accident happened"
        told = bool(notes.triggers_in(mark.last, mark.last + 2)) or not _HAPPENED.isdisjoint(words)
        if not _can_be_meant(value.start, notes.published, coarse, _QUARTER if told else _FORTNIGHT):
            continue
        near = notes.words[max(first, mark.first - 5) : mark.last + 5]
        score = 2 * bool(words & _CALLED) + 2 * bool(_CLOCK & set(near)) + bool(notes.triggers_in(first, last))
        score -= 2 * bool(words & _SURRENDER)
        score -= 4 * is_time_of_saying(notes, mark, (), first)
        if score > 0 and (best is None or score > best[0]):
            best = (score, mark)
    return best[1] if best else None


def _is_of_the_same(story: Story) -> bool:
    """Return whether a story can tell when another happened: an arrest for it, or "the shooting happened on"."""
    return story.reports[0].definite or _is_arrest(story)


def _can_be_meant(day: dt.date, published: dt.date, coarse: DateRange, reach: int) -> bool:
    """Return whether a day can be that of an event told as ``coarse``, or without a date."""
    if coarse.start is not None and coarse.end is not None and coarse.precision is not DatePrecision.DAY:
        return coarse.start <= day <= coarse.end
    return 0 <= (published - day).days <= reach


def _as_before(incident: Incident, before: Incident, slot: Slot, confidence: float) -> Incident:
    """Return the incident with the day or place of the one told before it ("a bomb then went off")."""
    if slot not in before.evidence:
        return incident
    return replace(
        incident,
        **{slot.value: getattr(before, slot)},
        evidence={**incident.evidence, slot: before.evidence[slot]},
        confidence={**incident.confidence, slot: confidence},
        asserted_by={**incident.asserted_by, slot: f"nlp/events@{VERSION}"},
    )


def _placed(doc: Doc, notes: Notes, story: Story, incident: Incident, marks: list[Mark]) -> Incident:
    """Give a story without a place the article's own, a part of its town that town, and every place its country."""
    told = None
    if incident.place == Place():
        if notes.hometown is not None and story.reports[0].sentence <= _LEAD:
            return _in_hometown(doc, notes.hometown, notes.hometown.place, incident)
        for mark in _setting(notes, story, marks):
            if isinstance(mark.value, Place):
                incident, told = _with(doc, incident, Slot.PLACE, mark.value, mark, 0.35), mark
    elif Slot.PLACE in incident.evidence:
        start = incident.evidence[Slot.PLACE][0].start
        at = bisect_left(marks, start, key=lambda m: doc[m.first].idx)
        told = next((m for m in marks[at : at + 1] if doc[m.first].idx == start), None)
    if notes.hometown is not None and told is not None and (town := at_home(doc, notes, told)) is not None:
        return _in_hometown(doc, notes.hometown, town, incident)
    at_sea = not _WATERS.isdisjoint(fold(incident.place.name or "").split())
    if incident.place.country is None and notes.countries and not at_sea:
        country = notes.countries.most_common(1)[0][0]
        incident = replace(incident, place=replace(incident.place, country=country))
        if not alike.has_place(incident) and plainly_of(notes.countries) == country:
            return _in_country(doc, marks, incident, country)
    return incident


def _in_country(doc: Doc, marks: list[Mark], incident: Incident, country: str) -> Incident:
    """Name the country of an incident of which nothing finer is known, with the first words that point to it."""
    place = country_place(country)
    if place is None:
        return incident
    of_it = [(m, m.value) for m in marks if isinstance(m.value, Place) and m.value.country == country]
    if not of_it:
        return replace(incident, place=place)
    mark, value = next((told for told in of_it if told[1].precision is PlacePrecision.COUNTRY), of_it[0])
    named = value if value.precision is PlacePrecision.COUNTRY else place
    return _with(doc, incident, Slot.PLACE, named, mark, 0.3)


def _in_hometown(doc: Doc, town: Hometown, place: Place, incident: Incident) -> Incident:
    """Place an incident in the story's town, with the words that name it; a facility in it has its own."""
    if place.facility is not None and Slot.PLACE in incident.evidence:
        return replace(incident, place=place)
    if town.first is not None and town.last is not None:
        mark = Mark(MentionKind.PLACE, town.first, town.last, place)
        return _with(doc, incident, Slot.PLACE, place, mark, 0.6)
    evidence = dict(incident.evidence)
    evidence.pop(Slot.PLACE, None)
    return replace(incident, place=place, evidence=evidence)


def _setting(notes: Notes, story: Story, marks: list[Mark]) -> list[Mark]:
    """Return the mark that places a story which names no place: a point only if the words refer to it."""
    start = story.reports[0].first
    country = plainly_of(notes.countries)
    local = country is None or is_dense(country)
    marks = [m for m in marks if not (is_elsewhere(notes, m) or (not local and is_home_of_somebody(notes, m)))]
    fine = [m for m in marks if alike.fineness(m.value) < 3]
    words = [w for r in story.reports for w in notes.words[r.first : r.last]]
    if any(pair[0] == "the" and pair[1] in _FACILITIES for pair in pairwise(words)):
        told = [m for m in fine if m.kind is MentionKind.FACILITY and m.first < start]
        if told:
            return told[-1:]
    if _POINTING & set(words):
        before = [m for m in fine if m.first < start and start - m.first < _NEAR]
        return before[-1:] or fine[:1]
    if story.reports[0].sentence <= _LEAD and (local or _is_news(notes, story)):
        near = [m for m in fine if m.first < start + _NEAR]
        if near or local:
            return near[:1] or marks[:1]
    if not local:
        return []  # news of the world: the country says more than another place of it
    countries = [m for m in marks if isinstance(m.value, Place) and m.value.precision is PlacePrecision.COUNTRY]
    return [min(countries, key=lambda m: abs(m.first - start))] if countries else []


def _lane(notes: Notes, stories: list[Story], n: int, incident: Incident) -> Lane:
    if incident.date == DateRange() and n > 0:
        before = stories[n - 1]
        opening = stories[n].reports[0]
        if before.last.sentence >= opening.sentence - 1 and before.last.paragraph == opening.paragraph:
            return lane_of(before.incident.date, notes.published)
    return lane_of(incident.date, notes.published)


def _with(doc: Doc, incident: Incident, slot: Slot, value: object, mark: Mark, confidence: float) -> Incident:
    return replace(
        incident,
        **{slot.value: value},  # type: ignore[arg-type]
        evidence={**incident.evidence, slot: (_evidence(doc, mark.first, mark.last),)},
        confidence={**incident.confidence, slot: confidence},
        asserted_by={**incident.asserted_by, slot: f"nlp/events@{VERSION}"},
    )


def _evidence(doc: Doc, first: int, last: int) -> Evidence:
    span = span_of(doc, first, last)
    return Evidence(span.start, span.end, doc[first:last].text)


def _without_empty(incident: Incident) -> Incident:
    """Drop evidence of slots that have no value, and put the rest in the order of the slots."""
    kept = [s for s in Slot if s in incident.evidence and (incident.known(s))]
    return replace(
        incident,
        evidence={s: incident.evidence[s] for s in kept},
        confidence={s: incident.confidence[s] for s in kept},
        asserted_by={s: incident.asserted_by[s] for s in kept},
    )
