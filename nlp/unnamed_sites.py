"""What an event was at where no name is told: "outside a synagogue in Lyon", "at a police station", "stormed a hotel".

Of such sites a town has many, so that it only says what was there: it is shown with its article, and only where a
clause of the story itself puts the event there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp import likeness_of_reports as alike
from nlp.draft import evidence_of
from nlp.lexicons import word_set
from nlp.notes import Notes, Report, Story
from nlp.place_cues import NATIONS
from nlp.place_words import HOLDING, TREATING
from nlp.settings import HITTING
from nlp.site_names import FAITHS
from store.model import Incident, MentionKind, Place, PlacePrecision, Slot

_WORDS = word_set("unnamed_sites", "words")
_PAIRED = {
    "station": word_set("unnamed_sites", "stations"),
    **dict.fromkeys(("base", "camp", "post"), word_set("unnamed_sites", "bases")),
    **dict.fromkeys(("centre", "center"), word_set("unnamed_sites", "centres")),
}
_DESCRIBING = word_set("unnamed_sites", "describing")
_AFTER = word_set("unnamed_sites", "after") | _DESCRIBING
_PUTTING = (HITTING | {"outside"}) - {"near", "within", "strike"}
_UNNAMED = frozenset({"a", "an"})
_OWNED = frozenset({"his", "her", "their"})  # "shot dead inside his church"
_OTHERS = frozenset({"nearby", "neighbouring", "neighboring", "adjacent"})
_LEAVING = word_set("unnamed_sites", "leaving") | HOLDING | TREATING
_LONG = 5
"""Words between an article and what it is of: "a crowded open - air market"."""
_SOON = 3
"""Sentences from the first of a story to one that tells of its site: further on others are told of."""
_REACH = 12  # words from a site to what happened there
_BEHIND = 6  # words from a site to the town that it is in
_BESIDE = 5  # words before a site that may say that nothing happened there


def with_unnamed_site(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return the incident at the one site without a name that the clauses of its story put it at, if they do.

    Nothing is said so of a place wider than a town, nor of one whose site has a name.
    """
    place = incident.place
    fine = place.canonical is not None and place.precision in {PlacePrecision.EXACT, PlacePrecision.NEAR}
    if not fine or place.facility is not None or notes.capitals:
        return incident
    site = _unnamed_site(notes, story, place)
    if site is None:
        return incident
    shown = replace(place, facility=" ".join(notes.written(*site).split()))
    words = evidence_of(notes, *site)
    said = [e for e in incident.evidence.get(Slot.PLACE, ()) if not words.start <= e.start < words.end]
    return replace(incident, place=shown, evidence={**incident.evidence, Slot.PLACE: (*said, words)})


def _unnamed_site(notes: Notes, story: Story, place: Place) -> tuple[int, int] | None:
    """Return the one site without a name where the first clauses of a story put it."""
    found: dict[str, tuple[int, int]] = {}
    told = [r for r in story.reports if r.role != "claim" and not r.headline]
    for report in told:
        if report.sentence - told[0].sentence <= _SOON and _is_there(report, place):
            for first, last in _sites(notes, report, place):
                found.setdefault(notes.words[last - 1], (first, last))
    return next(iter(found.values())) if len(found) == 1 else None


def _is_there(report: Report, place: Place) -> bool:
    told = report.incident.place
    return told.canonical in {None, place.canonical} and told.country in {None, place.country}


def _sites(notes: Notes, report: Report, place: Place) -> Iterator[tuple[int, int]]:
    """Yield the sites without a name where a clause puts what happened: "at a hotel", "attacked an army base"."""
    triggers = notes.triggers_in(report.first, report.last)
    for article in range(report.first + 1, report.last - 1):
        if notes.words[article] not in _UNNAMED | _OWNED or notes.words[article - 1] not in _PUTTING:
            continue
        last = _end(notes, article + 1, report.last)
        near = any(-_REACH < t.first - last < _REACH for t in triggers)
        before = {*notes.words[max(report.first, article - _BESIDE) : article]}
        if last and near and _LEAVING.isdisjoint(before) and _is_in(notes, last, place):
            yield article + (notes.words[article] in _OWNED), last


def _is_in(notes: Notes, last: int, place: Place) -> bool:
    """Return whether no other town than that of the event stands behind a site: "at a hotel in Ndola"."""
    behind = [m.value for m in notes.marks_in(last, last + _BEHIND, MentionKind.PLACE)]
    towns = [v for v in behind if isinstance(v, Place) and v.precision is PlacePrecision.EXACT]
    return all(v.canonical in {None, place.canonical} or alike.within_a_town(v, place) for v in towns)


def _end(notes: Notes, first: int, stop: int) -> int:
    """Return the end of the words for a site that begin behind an article; 0 where they are of something else."""
    for n in range(first, min(first + _LONG, stop)):
        word = notes.words[n]
        if notes.texts[n][0].isupper() and word not in FAITHS | NATIONS:
            return 0
        pair = _PAIRED.get(word)
        if (word in _WORDS or (pair is not None and notes.words[n - 1] in pair)) and _ends(notes, n + 1):
            return n + 1
        if word in _OTHERS | (_AFTER - _DESCRIBING) or notes.triggers_in(n, n + 1):
            return 0
    return 0


def _ends(notes: Notes, at: int) -> bool:
    """Return whether a phrase ends before a word, which then goes on with something else."""
    return (
        notes.words[at : at + 1] == []
        or notes.words[at] in _AFTER
        or bool(notes.marks_in(at, at + 1, MentionKind.TIME))
    )
