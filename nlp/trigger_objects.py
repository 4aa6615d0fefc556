"""Whether a trigger word has what it needs with it: people, bodies, arms, ships; "found a wallet" tells of no event."""

from __future__ import annotations

from itertools import pairwise

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.number_words import is_rough
from nlp.phrases import CLOSED
from nlp.trigger_neighbours import are_arms
from nlp.voice import is_passive
from store.model import Actor, Count, MentionKind

_FOUND = word_set("trigger_guards", "found")
_COSTING = word_set("trigger_guards", "costing")
REMOVED = word_set("trigger_guards", "removed")
_DEAD = word_set("trigger_guards", "dead")
_BODIES_FOUND = word_set("trigger_guards", "bodies_found")
_CROWDS = word_set("trigger_guards", "crowds")
_DRIVEN = word_set("trigger_guards", "driven")
_GATHERINGS = word_set("trigger_guards", "gatherings")
_CARS = word_set("trigger_guards", "cars")
_INTO = frozenset({"into", "through", "at", "onto"})
_SEA = "shipping"
_BOARDING = word_set("trigger_guards", "boarding")
# How many words there are at most:
_ADJECTIVES = 4  # from a number to the bodies it counts
_SUBJECT = 8  # from arms to what they do
_WAYLAYERS = frozenset({"pirates", "robbers", "bandits", "hijackers"})
_TO_WAYLAYER = 12  # words
_REACH = 5  # between "recovered" and the arms
_OWN = frozenset({"a", "an", "the", "his", "her", "their"})
_CAR = 20  # from "drove" to what the car was driven into
_REMOVED = 8  # from the number of fighters to "were neutralised"


def bodies_counted(notes: Notes, trigger: Trigger) -> Mark | None:
    """Return the number that counts bodies right before the word: "17 bodies", "42 charred dead bodies"."""
    if _DEAD.isdisjoint(notes.words[trigger.first : trigger.last]):
        return None
    near = notes.marks_in(max(0, trigger.first - _ADJECTIVES), trigger.first, MentionKind.COUNT)
    if not near or not isinstance(near[-1].value, Count):
        return None
    between = notes.words[near[-1].last : trigger.first]
    return near[-1] if all(w.isalpha() and w not in CLOSED for w in between) else None


def names_fighters(notes: Notes, first: int, last: int) -> bool:
    """Return whether some words name those who fight a state."""
    groups = notes.marks_in(first, last, MentionKind.GROUP)
    return any(n.key == "militia" for n in notes.nouns_in(first, last)) or any(
        isinstance(m.value, Actor) and m.value.type not in {None, "state", "unknown"} for m in groups
    )


def are_bodies_not_found(notes: Notes, trigger: Trigger) -> bool:
    """Return whether bodies are not counted and found: "legislative bodies", "bodies lay in the street"."""
    if trigger.last - trigger.first > 1 or _DEAD.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    of = notes.words[trigger.last : trigger.last + 1] == ["of"]
    whose = of and notes.marks_in(trigger.last, trigger.last + _REACH, MentionKind.COUNT)
    if not whose and bodies_counted(notes, trigger) is None:
        return True
    first, last = notes.sentence_of(trigger.first)
    return _BODIES_FOUND.isdisjoint(notes.words[first:last])


def finds_no_arms(notes: Notes, trigger: Trigger) -> bool:
    """Return whether something else than several arms was found: "found the body", "recovered a pistol"."""
    said = notes.words[trigger.first : trigger.last]
    if trigger.type != "weapons_seizure" or _FOUND.isdisjoint(said) or "cache" in said:
        return False
    start, end = notes.sentence_of(trigger.first)
    passive = notes.words[trigger.first] in {"was", "were"}
    first, last = (start, trigger.first) if passive else (trigger.last, min(end, trigger.last + _REACH))
    several = [m.last for m in notes.marks_in(first, last, MentionKind.COUNT) if _is_several(m.value)]
    arms = notes.marks_in(first, last, MentionKind.WEAPON)
    return not any(count <= m.first for count in several for m in arms)


def _is_several(value: object) -> bool:
    return isinstance(value, Count) and (value.number or 0) > 1


def costs_no_lives(notes: Notes, trigger: Trigger) -> bool:
    """Return whether no number of lives follows: "claimed responsibility", but not "claimed five lives"."""
    if trigger.last - trigger.first > 1 or notes.words[trigger.first] not in _COSTING:
        return False
    count = next(iter(notes.marks_in(trigger.last, trigger.last + 1, MentionKind.COUNT)), None)
    return count is None or "lives" not in notes.words[count.last : count.last + 2]


def is_waylaying(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is an armed group that stops somebody: "a tanker was intercepted by militants"."""
    if trigger.type != "interception" or "intercepted" not in notes.words[trigger.first : trigger.last]:
        return False
    first, last = trigger.first - 3, trigger.last + 4
    if notes.words[trigger.last : trigger.last + 1] == ["by"]:
        first = trigger.last
    else:
        last = trigger.first
    groups = notes.marks_in(max(0, first), last, MentionKind.GROUP)
    armed = any(isinstance(m.value, Actor) and m.value.type != "state" for m in groups)
    start = notes.sentence_of(trigger.first)[0] if last == trigger.first else first
    if not _WAYLAYERS.isdisjoint(notes.words[max(start, last - _TO_WAYLAYER) : last]):
        return True
    return armed and not are_arms(notes, notes.sentence_of(trigger.first)[0], last)


def is_driven_at_nobody(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a car is driven into a place, or hits another: "drove into the village", "ploughed into a bus"."""
    if trigger.type != "vehicle_attack" or _DRIVEN.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    _, end = notes.sentence_of(trigger.first)
    if notes.words[trigger.first : trigger.last] in (["drove"], ["driving"], ["ploughed"], ["plowed"]):
        return not _drives_a_car_at_people(notes, trigger, end)
    last = min(trigger.last + _REACH + 1, end)
    several = any(n.person and n.plural for n in notes.nouns_in(trigger.last, last))
    return not several and _CROWDS.isdisjoint(notes.words[trigger.last : last])


def _drives_a_car_at_people(notes: Notes, trigger: Trigger, end: int) -> bool:
    """Return whether a car is named before where it was driven: "drove a rented car through the market"."""
    for way in range(trigger.last, min(end, trigger.last + _CAR)):
        if notes.words[way] in _INTO and _is_a_car(notes, trigger.last, way):
            last = min(end, way + _SUBJECT)
            hit = any((n.person and n.plural) or n.key == "civilian" for n in notes.nouns_in(way, last))
            if hit or not (_CROWDS | _GATHERINGS).isdisjoint(notes.words[way:last]):
                return True
    return _is_the_driver_of(notes, trigger, end)


def _is_a_car(notes: Notes, first: int, last: int) -> bool:
    """Return whether words name a car by its kind or make: "a rented van", "his silver Mercedes"."""
    if not _CARS.isdisjoint(notes.words[first:last]):
        return True
    made = any(text[:1].isupper() for text in notes.texts[first + 1 : last])
    return made and notes.words[first] in _OWN and not notes.nouns_in(first, last)


def _is_the_driver_of(notes: Notes, trigger: Trigger, end: int) -> bool:
    """Return whether who drives at a crowd was told to have a car: "the driver of the van drove at a crowd"."""
    first, _ = notes.sentence_of(trigger.first)
    near = notes.words[max(first, trigger.first - _SUBJECT) : trigger.first]
    at = notes.words[trigger.last : trigger.last + 1] in (["at"], ["into"], ["through"])
    return (
        at
        and not _CARS.isdisjoint(near)
        and not _CROWDS.isdisjoint(notes.words[trigger.last : min(end, trigger.last + _SUBJECT)])
    )


def is_no_piracy(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what is pirated or commandeered is neither ship, car nor plane: "pirated films"."""
    said = notes.words[trigger.first : trigger.last]
    if {"pirated", "commandeered"}.isdisjoint(said):
        return False
    first, last = notes.sentence_of(trigger.first)
    near = notes.nouns_in(max(first, trigger.first - _SUBJECT), min(last, trigger.last + _REACH))
    kinds = {n.key for n in near if not n.person}
    return kinds.isdisjoint({_SEA} if "pirated" in said else {_SEA, "transport", "airport", "civilian"})


def boards_in_peace(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is no ship that robbers board: "passengers boarded", "the navy boarded"."""
    if notes.words[trigger.first : trigger.last] not in (["boarded"], ["board"]):
        return False
    first, last = notes.sentence_of(trigger.first)
    ship = any(n.key == _SEA for n in notes.nouns_in(trigger.last, min(last, trigger.last + _REACH)))
    who = notes.words[max(first, trigger.first - _SUBJECT) : trigger.first]
    return not ship or (_BOARDING.isdisjoint(who) and ("armed", "men") not in pairwise(who))


def is_what_was_hit(notes: Notes, trigger: Trigger) -> bool:
    """Return whether targets are things: "bombed rebel targets", but not "the group targets tourists"."""
    if notes.words[trigger.first : trigger.last] not in (["targets"], ["target"]):
        return False
    before = notes.triggers_in(max(0, trigger.first - _ADJECTIVES), trigger.first)
    return any(t.form in {"past", "ing", "base"} for t in before)


def removes_no_fighters(notes: Notes, trigger: Trigger) -> bool:
    """Return whether none who fight are counted where somebody is neutralised: "eliminated the tax", "the threat"."""
    if REMOVED.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    start, end = notes.sentence_of(trigger.first)
    if is_passive(notes, trigger) or end - trigger.last <= 1:
        first, last = max(start, trigger.first - _REMOVED), trigger.first
    else:
        first, last = trigger.last, min(end, trigger.last + _SUBJECT)
    counts = [m for m in notes.marks_in(first, last, MentionKind.COUNT) if not _is_rough(m)]
    return not any(names_fighters(notes, m.first, min(last, m.last + _ADJECTIVES)) for m in counts)


def _is_rough(count: Mark) -> bool:
    return isinstance(count.value, Count) and is_rough(count.value.words)


def recovers_things(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is things that are recovered, and nobody who gets well: "while recovering a stash of arms"."""
    if trigger.type != "hit" or notes.words[trigger.first] != "recovering":
        return False
    after = notes.words[trigger.last : trigger.last + 1]
    return after[:1] in (["a"], ["an"], ["the"], ["their"]) or bool(
        notes.marks_in(trigger.last, trigger.last + 2, MentionKind.COUNT, MentionKind.WEAPON)
    )
