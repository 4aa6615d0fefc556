"""What kind of attack it was where no clause names it: by the arms used, by who attacked, and by who met whom.

"Rebels attacked a post" tells no kind, but who fights and whom they met does; what was used and how it was done is
often said of "the attack" a sentence later.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import Any

from nlp.armament import is_no_weapon_used
from nlp.doers import ARMED, are_fighters
from nlp.draft import with_value
from nlp.lexicons import fold, read_lexicon, word_set
from nlp.notes import Mark, Notes, Report, Story
from nlp.person_words import GUNMEN
from nlp.type_clues import CROWDS, SHOOTERS
from store.model import Incident, MentionKind, Outcome, Slot

_FORCES = frozenset({"troops", "police", "military_base", "militia"})
_HOUSES = frozenset({"headquarters", "station", "building", "office", "offices", "home", "homes", "house", "houses"})
_BOMBERS = frozenset({"bomber", "bombers"})
_OF_WHOEVER = GUNMEN | {"they", "men", "group", "gang"}
_HOLDING = word_set("kind_told", "holding")
_BEATING = word_set("kind_told", "beating")
_ELSEWHERE = word_set("kind_told", "elsewhere")
_BEHIND = 2  # sentences behind one that tells of the event
_NEAR = 5  # words from "armed" to the arms
_SPREADING = 3  # words from a clash to where it went on
_SENTENCE: Any = attrgetter("sentence")
# What is a clash where those who are attacked have arms too.
_OF_EITHER_SIDE = frozenset({None, "shooting", "grenade_attack", "armed_clash"})
# The kinds that a noun beside the verb of an attack names.
_KINDS = frozenset({"shooting", "armed_clash", "bombing", "suicide_bombing", "stabbing", "grenade_attack"})


def with_kind(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return an attack of no kind with the kind that its story tells of; as it is where none is told."""
    if incident.type != "other":
        return incident
    said = incident.evidence.get(Slot.TYPE, ())
    by, mark = incident.evidence.get(Slot.PERPETRATOR, ()), None
    kind, shown = _implied().get(incident.weapon.type or ""), incident.evidence.get(Slot.WEAPON, ())
    if kind is None or not incident.weapon.words:
        kind, shown = _by_attackers(incident), by
    if kind is None:
        kind, mark = next(_told(notes, story), (None, None))
    if kind in _OF_EITHER_SIDE and _is_of_two_sides(story, incident):
        kind, mark, shown = "armed_clash", None, by
    if kind is None:
        return incident
    found = with_value(notes, incident, Slot.TYPE, kind, mark, 0.6)
    every = (*said, *(found.evidence[Slot.TYPE] if mark is not None else shown))
    return replace(found, evidence={**found.evidence, Slot.TYPE: tuple(dict.fromkeys(every))})


@cache
def _implied() -> dict[str, str]:
    """Return what kind of attack each kind of weapon stands for."""
    return {weapon["type"]: weapon["implies"] for weapon in read_lexicon("weapons")["weapon"]}


@cache
def _armed_groups() -> frozenset[str]:
    """Return the names of groups that bear arms."""
    return frozenset(g["name"] for g in read_lexicon("groups")["group"] if g["type"] in ARMED)


def _by_attackers(incident: Incident) -> str | None:
    """Return what those do who are called after it: a bomber bombs, gunmen shoot."""
    words = {w for phrase in incident.perpetrator.words for w in fold(phrase).split()}
    if not words.isdisjoint(_BOMBERS):
        return "suicide_bombing" if "suicide" in words else "bombing"
    return "shooting" if not words.isdisjoint(SHOOTERS) else None


def _is_of_two_sides(story: Story, incident: Incident) -> bool:
    """Return whether fighters attacked or killed those who bear arms as well: troops, the police, a militia."""
    by = incident.perpetrator
    if by.name not in _armed_groups() and not (by.name is None and are_fighters(by.words)):
        return False
    people = [p for r in story.reports for h in r.harms if h.outcome is Outcome.KILLED for p in h.people]
    met = {p.role for p in people if p.noun or p.role} or {incident.target.type or ""}
    # nobody need have answered an attack on an office of the police
    housed = not people and any(not _HOUSES.isdisjoint(fold(words).split()) for words in incident.target.words)
    return met <= _FORCES and not housed


def _told(notes: Notes, story: Story) -> Iterator[tuple[str, Mark]]:
    """Yield the kinds that the sentences of a story and those right behind name, with the words."""
    own = set(map(id, story.reports))
    told = {r.sentence for r in story.reports}
    near = {n for s in told for n in range(s, s + _BEHIND + 1) if n < len(notes.sentences)}
    for number in sorted(near):
        if any(r.firm and id(r) not in own for r in _reports_of(notes, number)):
            continue  # tells of another event
        first, last = notes.sentences[number]
        if number not in told and notes.marks_in(first, last, MentionKind.TIME):
            continue  # of another day
        for trigger in notes.triggers_in(first, last):
            before = notes.words[max(first, trigger.first - _NEAR) : trigger.first]
            if "spread" in notes.words[trigger.last : trigger.last + _SPREADING]:
                continue  # "The fighting then spread to Kano"
            if trigger.type in _KINDS and trigger.form == "noun" and _ELSEWHERE.isdisjoint(before):
                yield trigger.type, Mark(MentionKind.TRIGGER, trigger.first, trigger.last)
        yield from _held(notes, first, last)


def _reports_of(notes: Notes, sentence: int) -> list[Report]:
    """Return the reports of a sentence."""
    start = bisect_left(notes.reports, sentence, key=_SENTENCE)
    return notes.reports[start : bisect_right(notes.reports, sentence, lo=start, key=_SENTENCE)]


def _held(notes: Notes, first: int, last: int) -> Iterator[tuple[str, Mark]]:
    """Yield what the arms of those who attacked stand for, and a crowd that beats: "the men, armed with rifles"."""
    words = notes.words
    if not _OF_WHOEVER.isdisjoint(words[first:last]):
        for arms in notes.marks_in(first, last, MentionKind.WEAPON):
            held = not _HOLDING.isdisjoint(words[max(first, arms.first - _NEAR) : arms.last + 2])
            if held and not is_no_weapon_used(notes, arms):
                yield arms.key, arms
    crowd = next((i for i in range(first, last) if words[i] in CROWDS | {"crowd"}), None)
    if crowd is not None and not _BEATING.isdisjoint(words[crowd : crowd + _NEAR]):
        yield "mob_violence", Mark(MentionKind.GROUP, crowd, crowd + 1)
