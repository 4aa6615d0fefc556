"""The site where an event was, by its own name: "at the Linwood Mosque in Christchurch", "inside the Corinthia hotel".

A name in capitals that ends in a word for a site, or stands before one, is that of a site where the words of the
clause put the event there. It makes the place told finer, and takes the place of none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from nlp.draft import evidence_of, with_value
from nlp.elsewhere import is_where_nothing_happened
from nlp.lexicons import fold, word_set
from nlp.notes import Mark, Notes, Report, Story
from nlp.person_names import JOINERS
from nlp.place_cues import NATIONS, is_title_case, numbered
from nlp.place_words import COMPASS, LOCATIVES
from nlp.settings import HITTING
from store.model import Incident, MentionKind, MentionValue, Place, PlacePrecision, Slot

_SITES = word_set("sites", "words")
_LEADING = word_set("sites", "leading")
_JOINERS = JOINERS | {"of", "and", "&"}
_PUTTING = (LOCATIVES | HITTING | {"along", "behind", "opposite", "beside"}) - {"from", "to", "of", "toward", "towards"}
_STREETS = word_set("sites", "streets")
_PARTS = COMPASS | {"north", "south", "east", "west", "downtown", "suburban"}
_INTO = frozenset({"in", "near", "across", "outside"})
_DISTRICTS = frozenset({"area", "district", "suburb", "suburbs", "outskirts", "neighborhood", "neighbourhood"})
_OWNING = frozenset({"'s", "\u2019s"})
_ARTICLES = frozenset({"the", "a", "an"})
_FAITHS = word_set("sites", "faiths")
_BEFORE = word_set("sites", "before")
_OF = word_set("sites", "of")
_NOT_IN_NAMES = COMPASS | NATIONS
_INSIDE = (["in"], [","], ["near"])
_SAINTS = frozenset({"st", "st."})
_ONLY_ONE = frozenset({"main", "central", "only", "biggest", "largest", "international"})
_LONGEST = 6  # words of a name
_ONLY_ONE_LONG = 4
_REACH = 14  # words from a site to what happened there
_SHORTEST = 3  # letters
_CONFIDENCE = 0.5  # where only the site is told


def with_site(doc: Doc, notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return the incident with the site that the clauses of its story name as its scene, if they name one."""
    place = incident.place
    if place.facility is not None or notes.capitals:
        return incident
    found: dict[str, tuple[int, int]] = {}
    for report in story.reports:
        for site, first, last in _sites(doc, notes, report, place):
            found.setdefault(site, (first, last))
    if len({fold(name).split()[0] for name in found}) != 1:
        return incident  # none, or several of which nobody can tell which is meant
    (name, (first, last)), *_ = found.items()
    if place.canonical is None and (place.name is None or fold(name).startswith(fold(place.name))):
        place = _town_behind(notes, last) or place
    shown = replace(place, facility=name, name=place.name or name)
    if place.precision is PlacePrecision.COUNTRY:
        shown = Place(name=name, facility=name, country=place.country)
    words = evidence_of(doc, first, last)
    said = [e for e in incident.evidence.get(Slot.PLACE, ()) if not words.start <= e.start < words.end]
    placed = with_value(doc, incident, Slot.PLACE, shown, None, incident.confidence.get(Slot.PLACE, _CONFIDENCE))
    return replace(placed, evidence={**incident.evidence, Slot.PLACE: (*said, words)})


def with_part(doc: Doc, notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return the incident in the part of its town abroad that a clause of its story names: "in north Belfast"."""
    place = incident.place
    if place.canonical is None or place.facility is not None or place.country == "US" or notes.capitals:
        return incident
    for report in story.reports:
        for mark in notes.marks_in(report.first + 2, report.last, MentionKind.PLACE):
            told = notes.words[mark.first - 1] in _PARTS and report.role != "claim" and not report.headline
            if told and _is_in_part(notes, mark) and _is_town(mark.value, place):
                last = mark.last + _is_district(notes, mark.last)
                words = evidence_of(doc, mark.first - 1, last)
                said = [e for e in incident.evidence.get(Slot.PLACE, ()) if e.quote != place.name]
                shown = replace(place, name=" ".join(doc[mark.first - 1 : last].text.split()))
                return replace(incident, place=shown, evidence={**incident.evidence, Slot.PLACE: (words, *said)})
    return incident


def _is_in_part(notes: Notes, mark: Mark) -> bool:
    """Return whether the words before a part of a town put something in it: "in north", "in the posh downtown"."""
    *_, far, near, lead = "", "", "", *notes.words[max(0, mark.first - 4) : mark.first - 1]
    if lead in _INTO:
        return True
    article = next((n for n, word in ((1, lead), (2, near)) if word in _ARTICLES), None)
    before = {1: near, 2: far}[article] if article is not None else ""
    return _is_district(notes, mark.last) and before in _INTO | {"of", "hit"}


def _is_district(notes: Notes, at: int) -> bool:
    return notes.words[at : at + 1] != [] and notes.words[at] in _DISTRICTS


def _is_town(value: MentionValue, place: Place) -> bool:
    """Return whether a mark is of the town that an event was in."""
    same = isinstance(value, Place) and value.canonical == place.canonical and value.precision is place.precision
    return same and place.precision is PlacePrecision.EXACT


def _sites(doc: Doc, notes: Notes, report: Report, place: Place) -> Iterator[tuple[str, int, int]]:
    """Yield the names of sites where a clause tells something to have happened, with the tokens of each."""
    if report.role == "claim" or report.headline or is_title_case(notes, report.first):
        return
    triggers = notes.triggers_in(report.first, report.last)
    i = report.first + 1
    while i < report.last:
        last = _name_end(doc, notes, i, report.last) if notes.texts[i][0].isupper() else _only_one_end(notes, i)
        road = last > i and notes.words[last - 1] in _STREETS
        if road and place.country == "US":
            last = i  # local news names them all, and the town is what is meant
        if last > i and _is_put(notes, i, report.first) and _is_there(notes, last, place):
            mark = Mark(MentionKind.FACILITY, i, last, Place(name=doc[i:last].text))
            near = any(-_REACH < t.first - i < _REACH + last - i for t in triggers)
            if near and not is_where_nothing_happened(notes, mark, report.first, triggers):
                yield " ".join(doc[i:last].text.split()), i, last
        i = max(last, i + 1)


def _name_end(doc: Doc, notes: Notes, first: int, stop: int) -> int:
    """Return the end of the name of a site; ``first`` where the words in capitals are none."""
    compass = notes.words[first] in _NOT_IN_NAMES and notes.words[first] != "central"  # "Central Station"
    if compass or notes.words[first] in _FAITHS or doc[first].is_sent_start:
        return first
    last = first
    while (
        last < stop
        and last - first < _LONGEST
        and ((notes.texts[last][0].isupper() and notes.texts[last][-1].isalnum()) or notes.words[last] in _JOINERS)
    ):
        last += 1
    while last > first and notes.words[last - 1] in _JOINERS:
        last -= 1
    end = next((n for n in range(last, first + 1, -1) if notes.words[n - 1] in _SITES | _STREETS), first)
    if end > first:
        return end + (notes.words[end : end + 1] != [] and notes.words[end] in _STREETS)  # "the Litoral Penitentiary"
    if notes.words[first] in _BEFORE and last > first + 1:
        return numbered(doc, notes, last)  # "Hotel Splendid", "Camp No. 17"
    goes_on = notes.words[last : last + 2]
    behind = 2 if goes_on[1:] != [] and goes_on[1] in _SITES and goes_on[0] in _LEADING else 1
    known = any(m.last == last and _is_known(m) for m in notes.marks_in(first, last, MentionKind.PLACE))
    if goes_on[:1] != [] and goes_on[0] in _STREETS and (not known or "-" in notes.words[first:last]):
        return last + 1  # "Buynak street", "the Kabul-Kandahar highway"
    short = len(notes.words[first]) < _SHORTEST and notes.words[first] not in _SAINTS
    if known or short or not goes_on or goes_on[behind - 1] not in _SITES:
        return first  # "a Bogota hotel" is one of many
    return last + behind


def _only_one_end(notes: Notes, first: int) -> int:
    """Return the end of what a town has but one of: "Lima's main railway station"; ``first`` if it is no such site."""
    if notes.words[first] not in _ONLY_ONE or notes.words[first - 1] not in _OWNING:
        return first
    last = first + 1
    while last < first + _ONLY_ONE_LONG and notes.words[last : last + 1] != [] and notes.words[last] in _LEADING:
        last += 1
    return last + 1 if notes.words[last : last + 1] != [] and notes.words[last] in _SITES else first


def _is_known(mark: Mark) -> bool:
    return isinstance(mark.value, Place) and mark.value.canonical is not None


def _is_put(notes: Notes, first: int, begin: int) -> bool:
    """Return whether the words before a name put something there: "at the", "stormed", "inmates of the"."""
    at = first - 1
    while at > begin and notes.words[at] in {"the", "nearby", "old", "new", "main", "central", "busy", "famous"}:
        at -= 1
    if notes.words[at] in _OWNING:
        owner = next((m for m in notes.marks_in(at - 3, at + 1, MentionKind.PLACE) if at <= m.last <= at + 1), None)
        at = owner.first - 1 if owner is not None else at  # "at Lima's busy Central Station"
    return notes.words[at] in _PUTTING or (notes.words[at] == "of" and notes.words[at - 1] in _OF)


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
