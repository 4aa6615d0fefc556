"""Where a story happened that says too little of it: in the article's town, where its words point, in its country."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from nlp import likeness_of_reports as alike
from nlp.capitals import plainly_of
from nlp.dates import lane_of
from nlp.draft import with_value
from nlp.elsewhere import is_dateline, is_elsewhere, is_home_of_somebody, is_measured_from, is_where_it_may_be
from nlp.hometown import at_home
from nlp.lexicons import fold, word_set
from nlp.notes import Mark, Notes, Story
from nlp.place_context import country_before
from nlp.place_cues import is_told_to_be_town
from nlp.place_words import FACILITY_WORDS, WATERS
from nlp.places import capital_of, country_place, is_dense
from nlp.scenes import LEAD, finer_place
from nlp.undated import is_news
from store.model import (
    DateRange,
    Incident,
    Lane,
    MentionKind,
    Place,
    PlacePrecision,
    Slot,
)

_NEAR = 250  # words
_BESIDE = 60  # words from another event to the country that it may be in
_LONG_PAST = 300  # days
# Words that point back to a place told before: "at the same airport", "there".
_POINTING = word_set("placing", "pointing")
_TOWNS = frozenset({("the", "city"), ("the", "town"), ("the", "village")})
_AT_SEA = frozenset({"pirates", "nautical", "tanker", "freighter"})


def told_places(notes: Notes) -> list[Mark]:
    """Return the places and facilities that the story names, in order, without those of menus and sidebars."""
    kinds = {MentionKind.PLACE, MentionKind.FACILITY}
    return [m for m in notes.marks if m.kind in kinds and not notes.sets_aside(notes.starts[m.first])]


def placed(notes: Notes, story: Story, incident: Incident, marks: list[Mark], *, first: bool) -> Incident:
    """Give a story without a place the article's own, a part of its town that town, and every place its country."""
    at_large = incident.place.precision is PlacePrecision.COUNTRY and story.reports[0].sentence <= 1
    if incident.place == Place() and not first:
        if _is_long_past(notes, story):
            return incident  # where the article is set says nothing of it
        if not _is_set_where_told(notes, story):
            return _in_its_country(notes, story, incident, marks)
    if incident.place == Place() and notes.hometown is not None and story.reports[0].sentence <= LEAD:
        return _in_hometown(notes, notes.hometown.place, incident, marks)
    if incident.place == Place() or at_large:
        incident, told = _where_words_point(notes, story, incident, marks)
    else:
        told = _told_by(notes, incident, marks)
    if notes.hometown is not None and told is not None and (town := at_home(notes, told)) is not None:
        return _in_hometown(notes, town, incident, marks)
    finer = finer_place(notes, story, incident.place, marks, told)
    if finer is not None:
        return with_value(notes, incident, Slot.PLACE, finer[1], finer[0], 0.5)
    at_sea = not WATERS.isdisjoint(fold(incident.place.name or "").split()) or _is_of_a_ship(notes, story)
    if incident.place.country is None and notes.countries and not at_sea:
        country = (told and country_before(notes, told)) or notes.countries.most_common(1)[0][0]
        incident = replace(incident, place=replace(incident.place, country=country))
        if not alike.has_place(incident) and plainly_of(notes.countries) == country:
            return _in_country(notes, marks, incident, country, first=first)
    return incident


def _where_words_point(
    notes: Notes, story: Story, incident: Incident, marks: list[Mark]
) -> tuple[Incident, Mark | None]:
    """Place a story of which at most the country is told where its words point to, with the mark that says so."""
    country, inside = incident.place, marks
    if country != Place():  # whoever tells the country does not mean the town that the agency writes from
        inside = [m for m in marks if notes.sentence_of(m.first) != (m.first, m.first)]
    mark = next((_told_in_text(notes, m, marks) for m in _setting(notes, story, inside)), None)
    if mark is None or not isinstance(mark.value, Place):
        return incident, None
    value = mark.value
    if country != Place():
        if value.country is None and is_told_to_be_town(notes, mark.last):
            value = replace(value, country=country.country)
        if not _is_in(value, country):
            return incident, None
    return with_value(notes, incident, Slot.PLACE, value, mark, 0.35), mark


def _told_by(notes: Notes, incident: Incident, marks: list[Mark]) -> Mark | None:
    """Return the mark of the words that tell where an incident was."""
    if Slot.PLACE not in incident.evidence:
        return None
    start = incident.evidence[Slot.PLACE][0].start
    at = bisect_left(marks, start, key=lambda m: notes.starts[m.first])
    return next((m for m in marks[at : at + 1] if notes.starts[m.first] == start), None)


def _is_set_where_told(notes: Notes, story: Story) -> bool:
    """Return whether a story of no place is a local one, or its words point to a place: "at the same airport"."""
    words = _words_of(notes, story)
    pointing = not _POINTING.isdisjoint(words) or any(
        pair in _TOWNS or (pair[0] == "the" and pair[1] in FACILITY_WORDS) for pair in pairwise(words)
    )
    return pointing or (notes.hometown is not None and story.reports[0].sentence <= LEAD)


def _in_its_country(notes: Notes, story: Story, incident: Incident, marks: list[Mark]) -> Incident:
    """Give an event told beside another no place that is not said of it, and only the country the article is about.

    The country is named where words near the event put something in it, or the article speaks of no other.
    """
    country = plainly_of(notes.countries)
    if country is None or _is_of_a_ship(notes, story):
        return incident
    near = range(story.reports[0].first - _BESIDE, story.last.last + _BESIDE)
    for mark in marks:
        value = mark.value
        if not isinstance(value, Place) or (value.country, value.precision) != (country, PlacePrecision.COUNTRY):
            continue
        if mark.first in near and is_where_it_may_be(notes, mark):
            return with_value(notes, incident, Slot.PLACE, value, mark, 0.3)
    alone = country_place(country) if len(notes.countries) == 1 else None
    return replace(incident, place=alone or replace(incident.place, country=country))


def _words_of(notes: Notes, story: Story) -> list[str]:
    return [w for r in story.reports for w in notes.words[r.first : r.last]]


def _is_long_past(notes: Notes, story: Story) -> bool:
    """Return whether an article only looks far back on an event: "the brother of a senator who was shot in 1968"."""
    date, written = story.incident.date, notes.published
    if lane_of(date, written) is not Lane.BACKGROUND:
        return False
    return date.start is None or written is None or (written - date.start).days > _LONG_PAST


def _is_of_a_ship(notes: Notes, story: Story) -> bool:
    """Return whether it happened to a ship, whose country says nothing of where: "seized an Indonesian ship"."""
    return any(not _AT_SEA.isdisjoint(notes.words[r.first : r.last]) for r in story.reports)


def _is_in(place: Place, country: Place) -> bool:
    """Return whether a place is a town or province of a country."""
    return place.country == country.country and alike.fineness(place) < alike.fineness(country)


def _in_country(notes: Notes, marks: list[Mark], incident: Incident, country: str, *, first: bool) -> Incident:
    """Name the country of an incident of which nothing finer is known, with words that name it.

    That of another event than the first is left open where nothing but who spoke or what was elsewhere points there.
    """
    place = country_place(country)
    if place is None:
        return incident
    inside = [m for m in marks if isinstance(m.value, Place) and m.value.country == country]
    named = [m for m in inside if isinstance(m.value, Place) and m.value.precision is PlacePrecision.COUNTRY]
    mark = next((m for m in named if is_where_it_may_be(notes, m)), named[0] if named and first else None)
    if mark is not None and isinstance(mark.value, Place):
        return with_value(notes, incident, Slot.PLACE, mark.value, mark, 0.3)
    if first or notes.countries[country] > 2 * len(inside):
        return replace(incident, place=place)
    return replace(incident, place=replace(incident.place, country=None))


def _in_hometown(notes: Notes, place: Place, incident: Incident, marks: list[Mark]) -> Incident:
    """Place an incident in the story's town, with the words that name it; a facility in it has its own."""
    town = notes.hometown
    if place.facility is not None and Slot.PLACE in incident.evidence:
        return replace(incident, place=place)
    if town is not None and town.first is not None and town.last is not None:
        mark = _told_in_text(notes, Mark(MentionKind.PLACE, town.first, town.last, place), marks)
        return with_value(notes, incident, Slot.PLACE, place, mark, 0.6)
    evidence = dict(incident.evidence)
    evidence.pop(Slot.PLACE, None)
    return replace(incident, place=place, evidence=evidence)


def _told_in_text(notes: Notes, mark: Mark, marks: list[Mark]) -> Mark:
    """Return the words of the text that put something in a town, rather than its dateline: "in Mosul"."""
    if notes.sentence_of(mark.first) != (mark.first, mark.first) and not is_dateline(notes, mark):
        return mark
    for told in marks:
        one, other = told.value, mark.value
        same = isinstance(one, Place) and isinstance(other, Place) and one.canonical == other.canonical
        if same and notes.words[told.first - 1] in {"in", "at"}:
            return replace(mark, first=told.first, last=told.last)
    return mark


def _setting(notes: Notes, story: Story, marks: list[Mark]) -> list[Mark]:
    """Return the mark that places a story which names no place: a point only if the words refer to it."""
    start = story.reports[0].first
    country = plainly_of(notes.countries)
    local = country is None or is_dense(country)
    marks = [
        m for m in marks if not (is_elsewhere(notes, m) or is_measured_from(notes, m, notes.sentence_of(m.first)[0]))
    ]
    if not local:
        marks = [m for m in marks if not is_home_of_somebody(notes, m)]
    if not notes.capitals:
        marks = [m for m in marks if not (_is_where_an_agency_writes(notes, m, country) or _is_bare(m))]
    current = story.incident.known(Slot.DATE) and lane_of(story.incident.date, notes.published) is Lane.CURRENT
    if country != "US" and current:
        marks = [m for m in marks if m.first < story.last.last or not _is_looked_back_on(notes, m)]
    fine = [m for m in marks if alike.fineness(m.value) < 3]
    words = _words_of(notes, story)
    if any(pair[0] == "the" and pair[1] in FACILITY_WORDS for pair in pairwise(words)):
        told = [m for m in fine if m.kind is MentionKind.FACILITY and m.first < start]
        if told:
            return told[-1:]
    if any(pair in _TOWNS for pair in pairwise(words)):
        towns = [m for m in fine if m.first < start and alike.fineness(m.value) == 0]
        if towns:
            return towns[-1:]
    if _POINTING & set(words):
        before = [m for m in fine if m.first < start and start - m.first < _NEAR]
        return before[-1:] or fine[:1]
    if story.reports[0].sentence <= LEAD and (local or is_news(notes, story)):
        near = [m for m in fine if m.first < start + _NEAR]
        if near or local:
            return _town_before_its_state(notes, near) or near[:1] or marks[:1]
    if not local:
        return []  # news of the world: the country says more than another place of it
    countries = [m for m in marks if isinstance(m.value, Place) and m.value.precision is PlacePrecision.COUNTRY]
    return [min(countries, key=lambda m: abs(m.first - start))] if countries else []


def _is_where_an_agency_writes(notes: Notes, mark: Mark, country: str | None) -> bool:
    """Return whether a dateline names but the capital, one of two towns, or a town of another country than told of."""
    if notes.sentence_of(mark.first) != (mark.first, mark.first) and not is_dateline(notes, mark):
        return False
    if "/" in notes.words[max(0, mark.first - 1) : mark.last + 1]:
        return True
    value = mark.value
    if not isinstance(value, Place) or value.country in {None, "US"} or value.precision is not PlacePrecision.EXACT:
        return False
    capital = capital_of(value.country or "")
    return value.country != country or (capital is not None and capital.canonical == value.canonical)


def _is_bare(mark: Mark) -> bool:
    """Return whether of a site only the name is known, which places nothing that is not told of it."""
    value = mark.value
    return mark.kind is MentionKind.FACILITY and isinstance(value, Place) and value.latitude is None


def _town_before_its_state(notes: Notes, marks: list[Mark]) -> list[Mark]:
    """Return the town of "Morena (Madhya Pradesh):", where news of that state comes from."""
    for mark, state in pairwise(marks):
        behind = notes.words[mark.last : state.first] == ["("]
        town, area = mark.value, state.value
        if behind and isinstance(town, Place) and isinstance(area, Place) and town.precision is PlacePrecision.EXACT:
            return [mark] if area.precision is PlacePrecision.ADMIN1 and area == marks[0].value else []
    return []


def _is_looked_back_on(notes: Notes, mark: Mark) -> bool:
    """Return whether a place stands in a sentence on what was long before: "In May, bodies were found in Uruapan"."""
    times = notes.marks_in(*notes.sentence_of(mark.first), MentionKind.TIME)
    return bool(times) and all(
        isinstance(t.value, DateRange) and lane_of(t.value, notes.published) is Lane.BACKGROUND for t in times
    )
