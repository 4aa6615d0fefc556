"""Who is suspected of an attack by what happened to them: arrested over it, or hit as the one who attacked.

"Two people were stabbed. A man was arrested at the scene" leaves open who did it only for a court.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp.draft import with_value
from nlp.lexicons import fold, word_set
from nlp.mentions import words_of
from nlp.notes import Mark, Notes, People, Story
from nlp.person_words import ATTACKING, ONE_ATTACKER
from store.model import Attribution, Incident, MentionKind, Outcome, Perpetrator, Slot

# Attacks by one or a few, who can be taken at once; whom an army or a group sent is told otherwise.
_BY_A_FEW = frozenset(
    {"shooting", "stabbing", "vehicle_attack", "arson", "bombing", "grenade_attack", "assassination", "hijacking"}
    | {"abduction", "robbery", "other", "mob_violence", "suicide_bombing"}
)
# Words of a sentence that says what somebody is held for, that he was let go, and that he was not the only one.
_NEAR = 30  # words
_OVER_IT = word_set("suspects", "over_it")
# "the attacker" says no more of who it was than that there was one
_ATTACKING = ATTACKING - {"suspect", "suspects", "attacker", "attackers", "assailant", "assailants", "perpetrator"}
_FREE = frozenset({"released", "freed", "cleared", "bailed", "plot", "plotting", "unrelated", "previously", "witness"})
_APART = frozenset({"third", "another", "other", "others", "second", "2nd", "fourth", "several", "some", "many"})
_WHOEVER = frozenset({"man", "woman", "teenager", "person", "suspect", "boy", "girl", "youth", "driver"})


def with_suspect(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return an attack with those arrested over it as suspects, or stopped as attackers, where nobody is known."""
    known = incident.perpetrator
    if incident.type not in _BY_A_FEW or known.name is not None:
        return incident
    held = list(_people(story, Outcome.ARRESTED))
    taken = _distinct([p for p in held if _is_taken_for_it(notes, p)])
    if known.words:
        return _with_name(notes, incident, taken or [p for p in held if p.name and _is_the_same(known, p)])
    stopped = [p for o in (Outcome.KILLED, Outcome.INJURED) for p in _people(story, o) if p.noun in _ATTACKING]
    for people, sure in ((stopped[:1], Attribution.UNKNOWN), (taken, Attribution.SUSPECTED)):
        if len(people) == 1:
            one = people[0]
            words = (one.name or _words(notes, one),)
            mark = Mark(MentionKind.PERSON, one.first, one.last)
            return with_value(notes, incident, Slot.PERPETRATOR, Perpetrator(None, words, sure), mark, 0.6)
    return incident


def _is_taken_for_it(notes: Notes, one: People) -> bool:
    """Return whether somebody is held over the attack, and is not one of many, an officer, or free again."""
    first, last = notes.sentence_of(one.first)
    words = notes.words[max(first, one.first - _NEAR) : min(last, one.last + _NEAR)]
    if one.noun == "suspect" and not one.name:
        return False  # says no more
    if one.role in {"pronoun", "police", "troops", "government"} or not one.count.number or one.part:
        return False
    if not _APART.isdisjoint(notes.words[one.first : one.last]) or not _FREE.isdisjoint(words):
        return False
    return "of" not in notes.words[one.first - 1 : one.last] and not _OVER_IT.isdisjoint(words)


def _words(notes: Notes, one: People) -> str:
    """Return the words for somebody with an age or a number, but without an article."""
    if one.count.number != 1:
        return one.phrase
    words = words_of(notes, one.first, one.last).lstrip("×*-–—• ")
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in {"a", "an", "the", "one"} else words


def _people(story: Story, outcome: Outcome) -> Iterator[People]:
    """Yield those of one outcome of whom the reports of an attack tell."""
    for report in story.reports:
        for harm in report.harms:
            if harm.outcome is outcome:
                yield from harm.people


def _distinct(people: list[People]) -> list[People]:
    """Return the people arrested, told once: the named one for "a man", whom the text names later."""
    named = [p for p in people if p.name]
    names = {fold(p.name or "") for p in named}
    if len(names) == 1 and all(p.count.number == 1 for p in people):
        return named[:1]
    return people[:1] if len({(p.count.number, p.noun) for p in people}) == 1 and not names else []


def _is_the_same(known: Perpetrator, one: People) -> bool:
    """Return whether somebody held is called what one attacker was: "a neighbour", "the neighbour, Ana Diaz"."""
    return len(known.words) == 1 and one.noun != "" and fold(known.words[0]).split(" ")[-1] == one.noun.split(" ")[-1]


def _with_name(notes: Notes, incident: Incident, taken: list[People]) -> Incident:
    """Return an attack by one man of no name with the name of the one who was arrested."""
    known = incident.perpetrator
    if len(taken) != 1 or len(known.words) != 1 or taken[0].name is None or taken[0].count.number != 1:
        return incident
    one = taken[0]
    if not _is_the_same(known, one) and fold(known.words[0]).split(" ")[-1] not in ONE_ATTACKER | _WHOEVER:
        return incident
    both = replace(known, words=(*known.words, taken[0].name), attribution=Attribution.SUSPECTED)
    said = incident.evidence.get(Slot.PERPETRATOR, ())
    found = with_value(notes, incident, Slot.PERPETRATOR, both, Mark(MentionKind.PERSON, one.first, one.last), 0.6)
    return replace(found, evidence={**found.evidence, Slot.PERPETRATOR: (*said, *found.evidence[Slot.PERPETRATOR])})
