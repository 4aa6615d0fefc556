"""The site where an event was, by its own name: "at the Linwood Mosque in Christchurch", "inside the Corinthia hotel".

A name in capitals that ends in a word for a site, or stands before one, is that of a site where the words of the
clause put the event there. It makes the place told finer, and takes the place of none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc

from nlp.draft import evidence_of, with_value
from nlp.elsewhere import is_where_nothing_happened
from nlp.later_times import CALLED
from nlp.lexicons import fold, word_set, words_in
from nlp.notes import Mark, Notes, Story
from nlp.phrases import ARTICLES
from nlp.place_cues import is_title_case
from nlp.place_words import COMPASS, HOLDING, HOSPITALS, JAILS, LOCATIVES, TREATING
from nlp.places import is_city
from nlp.settings import HITTING
from nlp.site_names import OWNING, is_street, site_end
from nlp.taken_up import only_site, site_taken_up
from store.model import Incident, MentionKind, MentionValue, Place, PlacePrecision, Slot

_PUTTING = (LOCATIVES | HITTING | {"along", "behind", "opposite", "beside"}) - {"from", "to", "of", "toward", "towards"}
_PARTS = COMPASS | {"north", "south", "east", "west", "downtown", "suburban"}
_INTO = frozenset({"in", "near", "across", "outside", "inside", "hit", "struck", "rocked", "shook", "over"})
_DISTRICTS = frozenset({"area", "district", "suburb", "suburbs", "outskirts", "neighborhood", "neighbourhood"})
_DESCRIBING = words_in("the popular crowded nearby old new main central busy famous")
_OF = word_set("sites", "of")
_TOWNS = words_in("city town capital village center centre")
_SUBURBS = words_in("suburb suburbs neighborhood neighbourhood district quarter borough")
_BEING = frozenset({"was", "were", "been"})
_INSIDE = (["in"], [","], ["near"])
_CALLED = CALLED | {"reported"}
_FOUND = words_in("found discovered discovery stopped fight fought")
_HEARD = frozenset({"heard", "felt"})  # "a blast was heard near the airport"
_NEAR_HEARD = 4  # words
_OF_THE_STORY = 0
"""The rank of a scene that is a clause of the story itself."""
_OF_NOTHING = 3
"""The rank of a scene in which nothing is told to have happened."""
_REACH = 14  # words from a site to what happened there
_CONFIDENCE = 0.5  # where only the site is told


class _Scene(NamedTuple):
    """A stretch that may tell where an event was; of those that do, one of a low ``rank`` says it best."""

    rank: int
    first: int
    last: int
    happened: list[int]


class _Site(NamedTuple):
    """The name of a site, with its tokens."""

    name: str
    first: int
    last: int


def with_site(doc: Doc, notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return the incident with the site that the clauses of its story name as its scene, if they name one."""
    place = incident.place
    if place.facility is not None or notes.capitals:
        return incident
    site = _site_of(doc, notes, story, place)
    if site is None and (taken := site_taken_up(doc, notes, story, place) or only_site(notes, story, place)):
        site = _Site(" ".join(notes.written(*taken).split()), *taken)
    if site is None:
        return incident
    name = site.name
    if place.canonical is None and (place.name is None or fold(name).startswith(fold(place.name))):
        place = _town_behind(notes, site.last) or place
    if is_street(name) and (place.name is None or place.precision is PlacePrecision.COUNTRY):
        return incident  # every country has a Main Street
    shown = replace(place, facility=name, name=place.name or name)
    if place.precision is PlacePrecision.COUNTRY:
        shown = Place(name=name, facility=name, country=place.country)
    words = evidence_of(notes, site.first, site.last)
    said = [e for e in incident.evidence.get(Slot.PLACE, ()) if not words.start <= e.start < words.end]
    placed = with_value(notes, incident, Slot.PLACE, shown, None, incident.confidence.get(Slot.PLACE, _CONFIDENCE))
    return replace(placed, evidence={**incident.evidence, Slot.PLACE: (*said, words)})


def _site_of(doc: Doc, notes: Notes, story: Story, place: Place) -> _Site | None:
    """Return the site that the best scenes of a story name.

    None if they name none, or several of which nobody can tell which is meant. What only stands beside the clauses of
    a story says nothing of a place as wide as a province.
    """
    found: dict[int, dict[str, _Site]] = {}
    for scene in _scenes(notes, story):
        for site in _sites(doc, notes, scene, place):
            found.setdefault(scene.rank, {}).setdefault(site.name, site)
    wide = place.precision in {PlacePrecision.COUNTRY, PlacePrecision.ADMIN1}
    ranks = [rank for rank in sorted(found) if rank == _OF_THE_STORY or not wide]
    return next((one for rank in ranks if (one := _one(notes, list(found[rank].values())))), None)


def _one(notes: Notes, sites: list[_Site]) -> _Site | None:
    """Return the site of which all names found are: a building if there is one, else a street or a part of a town."""
    houses = [
        site for site in sites if not (is_street(site.name) or "near" in notes.words[site.first - 2 : site.first])
    ]
    return next((named[0] for named in (houses, sites) if named and _are_one(notes, named)), None)


def _are_one(notes: Notes, sites: list[_Site]) -> bool:
    """Return whether names are of one site: called alike, or each by what is beside it: "on Corrib Street, near"."""
    (name, _, end), *others = sites
    for other, first, last in others:
        alike = fold(other).split()[0] == fold(name).split()[0] or {*fold(other).split()} <= {*fold(name).split()}
        between = notes.words[end:first]
        beside = notes.sentence_of(end - 1) == notes.sentence_of(first) and not {"and", "or", "then"} & {*between}
        if not alike and not (beside and between and not notes.triggers_in(end, first)):
            return False
        end = last if beside else end
    return True


def with_part(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return the incident in the part of its town or country abroad that its story names: "in north Belfast"."""
    place = incident.place
    if place.canonical is None or place.facility is not None or place.country == "US" or notes.capitals:
        return incident
    for report in story.reports:
        for mark in notes.marks_in(report.first + 2, report.last, MentionKind.PLACE):
            told = notes.words[mark.first - 1] in _PARTS and report.role != "claim" and not report.headline
            if told and _is_in_part(notes, mark) and (_is_town(mark.value, place) or _is_country(mark.value, place)):
                last = mark.last + _is_district(notes, mark.last)
                words = evidence_of(notes, mark.first - 1, last)
                said = [e for e in incident.evidence.get(Slot.PLACE, ()) if e.quote != place.name]
                shown = replace(place, name=" ".join(notes.written(mark.first - 1, last).split()))
                return replace(incident, place=shown, evidence={**incident.evidence, Slot.PLACE: (words, *said)})
    return incident


def in_suburb(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return the incident in the town that its story calls a suburb of the one told: "the Dayton suburb of Orland"."""
    place = incident.place
    said = {e.start for e in incident.evidence.get(Slot.PLACE, ())}
    opening = next((r for r in story.reports if not r.headline), story.reports[0])
    for report in story.reports:
        for mark in notes.marks_in(report.first, report.last, MentionKind.PLACE):
            meant = report is opening or notes.starts[mark.first] in said
            suburb = _suburb_behind(notes, mark, place) if meant else None
            if suburb is not None and isinstance(suburb.value, Place):
                words = evidence_of(notes, suburb.first, suburb.last)
                evidence = {**incident.evidence, Slot.PLACE: (words,)}
                return replace(incident, place=_as_suburb(suburb.value, place), evidence=evidence)
    return incident


def _suburb_behind(notes: Notes, mark: Mark, place: Place) -> Mark | None:
    """Return the suburb told behind the name of the town that an event was in."""
    of = notes.words[mark.last : mark.last + 2]
    if of[1:] != ["of"] or of[0] not in _SUBURBS or not _is_town(mark.value, place):
        return None
    suburb = next(iter(notes.marks_in(mark.last + 2, mark.last + 3, MentionKind.PLACE)), None)
    if suburb is None or suburb.value == mark.value or not isinstance(suburb.value, Place):
        return None
    if mark.key == "neighbourhood" or (is_city(suburb.value) and not is_city(place)):
        return None  # "the Bab al-Amud neighbourhood of Jerusalem"
    return suburb if suburb.value.country in {None, place.country} else None


def _as_suburb(suburb: Place, town: Place) -> Place:
    """Return a suburb with what is known of its town; of one that no gazetteer knows, the point is near the town's."""
    return replace(
        suburb if suburb.latitude is not None else replace(town, precision=PlacePrecision.NEAR),
        name=suburb.name,
        canonical=suburb.canonical,
        country=town.country,
        facility=town.facility,
        admin1=suburb.admin1 or town.admin1,
    )


def _is_in_part(notes: Notes, mark: Mark) -> bool:
    """Return whether the words before a part of a town put something in it: "in north", "in the posh downtown"."""
    *_, far, near, lead = "", "", "", *notes.words[max(0, mark.first - 4) : mark.first - 1]
    if lead in _INTO:
        return True
    article = next((n for n, word in ((1, lead), (2, near)) if word in ARTICLES), None)
    before = {1: near, 2: far}[article] if article is not None else ""
    return _is_district(notes, mark.last) and before in _INTO | {"of", "hit"}


def _is_district(notes: Notes, at: int) -> bool:
    return notes.words[at : at + 1] != [] and notes.words[at] in _DISTRICTS


def _is_town(value: MentionValue, place: Place) -> bool:
    """Return whether a mark is of the town that an event was in."""
    same = isinstance(value, Place) and value.canonical == place.canonical and value.precision is place.precision
    return same and place.precision is PlacePrecision.EXACT


def _is_country(value: MentionValue, place: Place) -> bool:
    """Return whether a mark is of the country of which nothing finer is known of an event.

    Of a province a point of the compass mostly says where in its country it is: "southern Kandahar".
    """
    same = isinstance(value, Place) and value.canonical == place.canonical and value.precision is place.precision
    strip = fold(place.canonical or "").endswith("strip")
    return same and (place.precision is PlacePrecision.COUNTRY or strip)


def _scenes(notes: Notes, story: Story) -> Iterator[_Scene]:
    """Yield the stretches that tell where a story was.

    These are the clauses of its reports, and between them the sentences of who was called there: "officers were
    called to", "the incident was reported in"; then those of what was found. A sentence of neither may still tell the
    block of a street, which local news give only of a scene: "the two were at a party in the 300 block of Elm Street".
    """
    told = [r for r in story.reports if r.role != "claim" and not r.headline and not is_title_case(notes, r.first)]
    for report in told:
        yield _Scene(
            _OF_THE_STORY, report.first, report.last, [t.first for t in notes.triggers_in(report.first, report.last)]
        )
    for number in range(told[0].sentence + 1, told[-1].sentence + 2) if told else ():
        first, last = notes.sentences[number] if number < len(notes.sentences) else (0, 0)
        at = bisect_left(notes.reports, last, key=lambda r: r.first)
        before = notes.reports[at - 1] if at else None
        if before is None or before.last > first or all(before is not r for r in told):
            continue  # it has reports of its own, or follows another event
        for rank, words in ((1, _CALLED), (2, _FOUND), (_OF_NOTHING, frozenset[str]())):
            happened = [n for n in range(first, last) if notes.words[n] in words]
            if happened or rank == _OF_NOTHING:
                yield _Scene(rank, first, last, happened)
                break


def _sites(doc: Doc, notes: Notes, scene: _Scene, place: Place) -> Iterator[_Site]:
    """Yield the sites where a scene tells something to have happened."""
    _, first, stop, happened = scene
    i = first
    triggers = notes.triggers_in(first, stop)
    while i < stop:
        last = site_end(doc, notes, i, stop, place)
        put = last > i and (_is_put(notes, i, first) or _is_hit(notes, i, last, first))
        if put and _is_there(notes, last, place):
            name = " ".join(notes.written(i, last).split())
            mark = Mark(MentionKind.FACILITY, i, last, Place(name=name))
            near = any(-_REACH < n - i < _REACH + last - i for n in happened)
            near = near or (not happened and "block" in notes.words[i:last])
            town = place.canonical is not None and fold(name) in {fold(place.name or ""), fold(place.canonical)}
            after = _is_of_afterwards(notes, last, notes.words[first:stop])
            after = after or not _HEARD.isdisjoint(notes.words[max(first, i - _NEAR_HEARD) : i])
            if near and not town and not after and not is_where_nothing_happened(notes, mark, first, triggers):
                yield _Site(name, i, last)
        i = max(last, i + 1)


def _is_of_afterwards(notes: Notes, last: int, clause: list[str]) -> bool:
    """Return whether a clause tells of a hospital where the hurt are, or of a jail where somebody is held."""
    if notes.words[last - 1] in HOSPITALS:
        return not TREATING.isdisjoint(clause)
    return notes.words[last - 1] in JAILS and not HOLDING.isdisjoint(clause)


def _is_put(notes: Notes, first: int, begin: int) -> bool:
    """Return whether the words before a name put something there: "at the", "stormed", "inmates of the"."""
    at = first - 1
    while at > begin and notes.words[at] in _DESCRIBING:
        at -= 1
    if notes.words[at] in OWNING:
        if notes.words[at - 1] in _TOWNS:  # "in the city center's"
            at -= 2
            while at > begin and notes.words[at] in _TOWNS | {"the"}:
                at -= 1
            return notes.words[at] in _PUTTING
        owner = next((m for m in notes.marks_in(at - 3, at + 1, MentionKind.PLACE) if at <= m.last <= at + 1), None)
        at = owner.first - 1 if owner is not None else at  # "at Lima's busy Central Station"
    if notes.words[at] == "to":
        return not CALLED.isdisjoint(notes.words[max(begin, at - 3) : at])  # "officers were called to"
    if notes.words[at - 1] in _PARTS:
        return False  # "sped off north on Corrib Street"
    return notes.words[at] in _PUTTING or (notes.words[at] == "of" and notes.words[at - 1] in _OF)


def _is_hit(notes: Notes, first: int, last: int, begin: int) -> bool:
    """Return whether a clause opens with a site that was hit: "The French embassy in Ndoro was attacked"."""
    lead = notes.words[begin:first]
    if len(lead) > 1 and lead[-1] in OWNING:
        lead = []  # "The capital's Mbare slum was rocked by"
    attacked = (t for t in notes.triggers_in(last + 1, last + _REACH) if t.role == "attack" and not t.is_noun)
    verb = next((t.first for t in attacked if not _BEING.isdisjoint(notes.words[t.first - 2 : t.first])), None)
    between = notes.words[last:verb] if verb is not None else []
    return {*lead} <= ARTICLES and verb is not None and {",", "and", "who", "that"}.isdisjoint(between)


def _town_behind(notes: Notes, last: int) -> Place | None:
    """Return the town that a site is told to be in: "Mirwais police station in Kandahar"."""
    behind = notes.marks_in(last + 1, last + 3, MentionKind.PLACE) if notes.words[last : last + 1] in _INSIDE else []
    towns = [m.value for m in behind if isinstance(m.value, Place) and m.value.precision is PlacePrecision.EXACT]
    return towns[0] if towns else None


def _is_there(notes: Notes, last: int, place: Place) -> bool:
    """Return whether no other place than that of the event stands right behind a site: "at Mercy Hospital in Gary"."""
    behind = notes.marks_in(last, last + 3, MentionKind.PLACE)
    values = [m.value for m in behind if isinstance(m.value, Place)]
    return all(place.name is None or v.name == place.name or v.country in {None, place.country} for v in values)
