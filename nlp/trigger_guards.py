"""Words of the trigger lists that tell of no event where they stand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from nlp.armament import left_no_sign
from nlp.lexicons import word_set
from nlp.mishaps import is_lightning, is_nobodys_bomb
from nlp.notes import Mark, Notes, Trigger
from nlp.number_words import is_rough
from nlp.phrases import CLOSED
from nlp.places import country_of_name
from nlp.raids import is_of_what_flies
from nlp.thrown import throws_no_bomb
from nlp.trigger_neighbours import are_arms, stands_beside
from nlp.voice import is_passive
from store.model import Actor, Count, MentionKind

_FOUND = word_set("trigger_guards", "found")
_COSTING = word_set("trigger_guards", "costing")
RUINING = word_set("trigger_guards", "ruining")
REMOVED = word_set("trigger_guards", "removed")
_DEAD = word_set("trigger_guards", "dead")
_BODIES_FOUND = word_set("trigger_guards", "bodies_found")
_ACTED = word_set("trigger_guards", "acted")
_FICTION = word_set("trigger_guards", "fiction")
_INVENTED: tuple[list[str], ...] = (
    [],
    ["the"],
    ["a"],
    ["this"],
    ["new"],
    ["his"],
    ["her"],
    ["their"],
)  # but not "a movie theater"
_PRESENT = frozenset({"is", "are", "gets", "get"})
_TELLING = frozenset({"which", "where", "who", "whose", "about"})
_DISPOSED = word_set("trigger_guards", "disposed")
_DISPOSAL = word_set("trigger_guards", "disposal")
_HOW = word_set("trigger_guards", "how_disposed")
_CROWDS = word_set("trigger_guards", "crowds")
_CONDEMNED = word_set("trigger_guards", "condemned")
_DRIVEN = word_set("trigger_guards", "driven")
_GATHERINGS = word_set("trigger_guards", "gatherings")
_CARS = word_set("trigger_guards", "cars")
_INTO = frozenset({"into", "through", "at", "onto"})
_SEA = "shipping"
_BOARDING = word_set("trigger_guards", "boarding")
_NATURE = word_set("trigger_guards", "nature")
_RELATIVES = frozenset({"that", "which", "has", "had", "have"})
_SEEMING = frozenset({"playing", "played", "play", "plays", "for"})
_KNOWN = frozenset({"known", "notorious", "infamous", "feared", "famous"})
_STATES = frozenset({"authorities", "kingdom", "republic"})
# How many words there are at most
_ADJECTIVES = 4  # from a number to the bodies it counts
_ACTING = 4  # from "simulated" to the attack
_SUBJECT = 8  # from arms to what they do
_REACH = 5  # between "recovered" and the arms
_CAR = 20  # from "drove" to what the car was driven into
_TO_NATURE = 4  # in "the floods which have killed"
_THE_STATE = 3  # in "authorities have already executed"
_REMOVED = 8  # from the number of fighters to "were neutralised"
_PLOT = 60  # from "film" to what somebody "gets" in it
_LAW = 10  # from the crime of a law to "shall"
_VERDICT = 10  # from "guilty" to the crime
_THOSE_WHO = 4  # in "Police bomb disposal experts"


def only_looks_like_an_event(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a word of the lists means something else: "taken to court", "found a wallet", "claimed credit"."""
    return stands_beside(notes, trigger) or any(guard(notes, trigger) for guard in _GUARDS)


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


def _are_bodies_not_found(notes: Notes, trigger: Trigger) -> bool:
    """Return whether bodies are not counted and found: "legislative bodies", "bodies lay in the street"."""
    if trigger.last - trigger.first > 1 or _DEAD.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    of = notes.words[trigger.last : trigger.last + 1] == ["of"]
    whose = of and notes.marks_in(trigger.last, trigger.last + _REACH, MentionKind.COUNT)
    if not whose and bodies_counted(notes, trigger) is None:
        return True
    first, last = notes.sentence_of(trigger.first)
    return _BODIES_FOUND.isdisjoint(notes.words[first:last])


def _finds_no_arms(notes: Notes, trigger: Trigger) -> bool:
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


def _is_rough(count: Mark) -> bool:
    return isinstance(count.value, Count) and is_rough(count.value.words)


def _is_several(value: object) -> bool:
    return isinstance(value, Count) and (value.number or 0) > 1


def _costs_no_lives(notes: Notes, trigger: Trigger) -> bool:
    """Return whether no number of lives follows: "claimed responsibility", but not "claimed five lives"."""
    if trigger.last - trigger.first > 1 or notes.words[trigger.first] not in _COSTING:
        return False
    count = next(iter(notes.marks_in(trigger.last, trigger.last + 1, MentionKind.COUNT)), None)
    return count is None or "lives" not in notes.words[count.last : count.last + 2]


def _is_waylaying(notes: Notes, trigger: Trigger) -> bool:
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
    return armed and not are_arms(notes, notes.sentence_of(trigger.first)[0], last)


def _ruins_without_arms(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a thing is destroyed by anything but arms: "a fire destroyed the school"."""
    if RUINING.isdisjoint(notes.words[trigger.first : trigger.last]) or is_of_what_flies(notes, trigger):
        return False
    start, end = notes.sentence_of(trigger.first)
    if notes.words[trigger.first] in {"was", "were", "been"}:
        by = notes.words[trigger.last : trigger.last + 1] == ["by"]
        return not (by and are_arms(notes, trigger.last, min(end, trigger.last + _REACH)))
    arms = notes.marks_in(max(start, trigger.first - _SUBJECT), trigger.first, MentionKind.WEAPON)
    told = notes.triggers_in(arms[-1].last, trigger.first) if arms else []
    return not arms or any(t.form != "noun" for t in told)


def _is_made_up(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it was acted or invented: "a mock raid", "a film where gangs kill", "a girl who is abducted"."""
    start, _ = notes.sentence_of(trigger.first)
    before = notes.words[start : trigger.first]
    acted = next((n for n, word in enumerate(before, start) if word in _ACTED), None)
    if acted is not None and any(t.is_noun for t in notes.triggers_in(acted, acted + _ACTING)):
        return True  # with what follows: "simulated a shooting in which ten were killed"
    if "scenario" in before:
        return True  # "in the staged scenario, intruders ambushed the guards"
    if before[-1:] == ["gets"] and not _FICTION.isdisjoint(notes.words[max(0, start - _PLOT) : trigger.first]):
        return True  # "a film called The Bank. Its hero gets arrested"
    at = next((n for n, word in enumerate(before) if word in _FICTION), None)
    if at is None or before[at - 1 : at] not in _INVENTED:
        return False
    now = not _PRESENT.isdisjoint(before[-2:])  # "is kidnapped", "eventually gets arrested"
    return now or (trigger.form == "base" and not _TELLING.isdisjoint(before[at:]))


def _is_a_blaze(notes: Notes, trigger: Trigger) -> bool:
    """Return whether something burns and nobody fires: "a substantial fire", but not "militants fire rockets"."""
    if notes.words[trigger.first : trigger.last] != ["fire"] or trigger.form != "base":
        return False
    before, after = notes.words[max(0, trigger.first - 1) : trigger.first], notes.words[trigger.last : trigger.last + 1]
    shot = are_arms(notes, trigger.last, trigger.last + _ADJECTIVES) or after in (["at"], ["on"], ["into"], ["upon"])
    return not shot or before in (["a"], ["the"], ["by"])


def _is_driven_at_nobody(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a car is driven into a place, or hits another: "drove into the village", "ploughed into a bus"."""
    if trigger.type != "vehicle_attack" or _DRIVEN.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    _, end = notes.sentence_of(trigger.first)
    if notes.words[trigger.first : trigger.last] in (["drove"], ["driving"]):
        return not _drives_a_car_at_people(notes, trigger, end)
    last = min(trigger.last + _REACH + 1, end)
    several = any(n.person and n.plural for n in notes.nouns_in(trigger.last, last))
    return not several and _CROWDS.isdisjoint(notes.words[trigger.last : last])


def _drives_a_car_at_people(notes: Notes, trigger: Trigger, end: int) -> bool:
    """Return whether a car is named before where it was driven: "drove a rented car through the market"."""
    for way in range(trigger.last, min(end, trigger.last + _CAR)):
        if notes.words[way] in _INTO and not _CARS.isdisjoint(notes.words[trigger.last : way]):
            last = min(end, way + _SUBJECT)
            hit = any((n.person and n.plural) or n.key == "civilian" for n in notes.nouns_in(way, last))
            if hit or not (_CROWDS | _GATHERINGS).isdisjoint(notes.words[way:last]):
                return True
    return _is_the_driver_of(notes, trigger, end)


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


def _is_no_piracy(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what is pirated or commandeered is neither ship, car nor plane: "pirated films"."""
    said = notes.words[trigger.first : trigger.last]
    if {"pirated", "commandeered"}.isdisjoint(said):
        return False
    first, last = notes.sentence_of(trigger.first)
    near = notes.nouns_in(max(first, trigger.first - _SUBJECT), min(last, trigger.last + _REACH))
    kinds = {n.key for n in near if not n.person}
    return kinds.isdisjoint({_SEA} if "pirated" in said else {_SEA, "transport", "airport", "civilian"})


def _boards_in_peace(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is no ship that robbers board: "passengers boarded", "the navy boarded"."""
    if notes.words[trigger.first : trigger.last] != ["boarded"]:
        return False
    first, last = notes.sentence_of(trigger.first)
    ship = any(n.key == _SEA for n in notes.nouns_in(trigger.last, min(last, trigger.last + _REACH)))
    return not ship or _BOARDING.isdisjoint(notes.words[max(first, trigger.first - _SUBJECT) : trigger.first])


def _is_what_was_hit(notes: Notes, trigger: Trigger) -> bool:
    """Return whether targets are things: "bombed rebel targets", but not "the group targets tourists"."""
    if notes.words[trigger.first : trigger.last] not in (["targets"], ["target"]):
        return False
    before = notes.triggers_in(max(0, trigger.first - _ADJECTIVES), trigger.first)
    return any(t.form in {"past", "ing", "base"} for t in before)


def _is_half_a_word(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a verb is only a part of another word: "a land-sea-air operation", "strike-slip"."""
    if trigger.form != "base" or trigger.last - trigger.first > 1:
        return False
    beside = {trigger.first - 1, trigger.last} - notes.dashes
    return any(notes.words[i : i + 1] == ["-"] for i in beside if i >= 0)


def _is_not_to_be_seen(notes: Notes, trigger: Trigger) -> bool:
    """Return whether nothing points to it: "there were no signs of a stab wound", "no evidence that he was shot"."""
    inquired = trigger.is_noun and not {"in", "against"}.isdisjoint(
        notes.words[max(0, trigger.first - 3) : trigger.first]
    )
    return left_no_sign(notes, trigger.first) and not inquired  # but "no evidence in the killing"


def _is_imagined(notes: Notes, trigger: Trigger) -> bool:
    """Return whether the dead are those of what did not happen: "would have been dealing with the deaths of"."""
    if trigger.role != "harm" or not trigger.is_noun:
        return False
    first, _ = notes.sentence_of(trigger.first)
    before = notes.words[first : trigger.first]
    return any(pair in (("would", "have"), ("could", "have"), ("might", "have")) for pair in pairwise(before))


def _is_by_nature(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is no person who killed: "the earthquake that killed 900 people", "floods killed 12"."""
    if trigger.role != "harm" or trigger.form != "past" or is_passive(notes, trigger):
        return False
    before = notes.words[max(notes.sentence_of(trigger.first)[0], trigger.first - _TO_NATURE) : trigger.first]
    while before and before[-1] in _RELATIVES:
        before.pop()
    return before[-1:] != [] and before[-1] in _NATURE


def _is_known_for(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is only what somebody is known for: "a gang known for killings"."""
    before = notes.words[max(notes.sentence_of(trigger.first)[0], trigger.first - _SUBJECT) : trigger.first]
    known = next((n for n in range(len(before) - 1, 0, -1) if before[n] == "for"), 0)
    between = before[known + 1 :]
    alone = all(word.isalpha() and word not in CLOSED - {"and", "or", "its", "their", "his"} for word in between)
    return before[known - 1 : known] != [] and before[known - 1] in _KNOWN and alone and trigger.form != "past"


def _is_a_verdict(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a court names a crime: "found two others guilty of murder"."""
    if not trigger.is_noun:
        return False
    start, _ = notes.sentence_of(trigger.first)
    before = notes.words[max(start, trigger.first - _VERDICT) : trigger.first]
    guilty = next((n for n, word in enumerate(before) if word in {"guilty", "acquitted"}), None)
    if guilty is None or "of" not in before[guilty:]:
        return False
    after = notes.words[trigger.last : trigger.last + 1]
    named = after in (["of"], ["in"]) and before[-2:] != ["in", "the"]  # but "of manslaughter in the death of"
    return {"for", "by", "who"}.isdisjoint(before[guilty:]) and not named


def _is_of_a_law(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a law or treaty tells what would follow: "an attack on one of them shall be held one on all"."""
    if not trigger.is_noun:
        return False
    _, end = notes.sentence_of(trigger.first)
    return "shall" in notes.words[trigger.last : min(end, trigger.last + _LAW)]


def _is_by_a_court(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a state puts to death whom its courts sentenced: "was hanged after his plea was rejected"."""
    if trigger.type != "execution" or "massacre" in notes.words[trigger.first]:
        return False
    start, end = notes.sentence_of(trigger.first)
    groups = notes.marks_in(start, end, MentionKind.GROUP)
    if any(isinstance(m.value, Actor) and m.key not in {"state", "generic"} for m in groups):
        return False  # rebels hold courts too
    words = notes.words
    subject = words[max(start, trigger.first - _THE_STATE) : trigger.first]
    if words[trigger.last : trigger.last + 2] == ["by", "authorities"] or not _STATES.isdisjoint(subject):
        return True
    if any(m.last == trigger.first and country_of_name(" ".join(notes.texts[m.first : m.last])) for m in groups):
        return True  # "Ruritania executed nine men on Monday"
    if not is_passive(notes, trigger):
        return False  # who killed may himself be sentenced
    _, after = notes.sentence_of(end) if end < len(words) else (end, end)
    beside = words[start:after]
    return not _CONDEMNED.isdisjoint(beside) or any(" ".join(pair) in _CONDEMNED for pair in pairwise(beside))


def _is_disposal(notes: Notes, trigger: Trigger) -> bool:
    """Return whether those who make bombs safe set one off: "was detonated by bomb disposal experts"."""
    if _DISPOSED.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    if "controlled" in notes.words[max(0, trigger.first - 2) : trigger.first]:
        return True
    behind = notes.words[trigger.last : trigger.last + 1 + _THOSE_WHO]
    if behind[:1] == ["by"]:
        return not _DISPOSAL.isdisjoint(behind)
    first = trigger.first
    while first > 0 and notes.words[first - 1] in _HOW:
        first -= 1
    return first > 0 and notes.words[first - 1] in _DISPOSAL


def _is_either(notes: Notes, trigger: Trigger) -> bool:
    """Return whether nobody can tell how many died: "26 soldiers were killed or injured"."""
    if trigger.role != "harm":
        return False
    before, after = trigger.first - 3, trigger.last
    near = [*notes.triggers_in(before, trigger.first), *notes.triggers_in(after, after + 2)]
    return any(t.role == "harm" and t.type != trigger.type and _between(notes, trigger, t) == ["or"] for t in near)


def _removes_no_fighters(notes: Notes, trigger: Trigger) -> bool:
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


def _recovers_things(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is things that are recovered, and nobody who gets well: "while recovering a stash of arms"."""
    if trigger.type != "hit" or notes.words[trigger.first] != "recovering":
        return False
    after = notes.words[trigger.last : trigger.last + 1]
    return after[:1] in (["a"], ["an"], ["the"], ["their"]) or bool(
        notes.marks_in(trigger.last, trigger.last + 2, MentionKind.COUNT, MentionKind.WEAPON)
    )


def _between(notes: Notes, one: Trigger, other: Trigger) -> list[str]:
    """Return the words between two triggers."""
    return notes.words[min(one.last, other.last) : max(one.first, other.first)]


def _only_plays_dead(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody only seems dead: "survived by playing dead", "was left for dead"."""
    return notes.words[trigger.last - 1] == "dead" and not _SEEMING.isdisjoint(
        notes.words[trigger.last - 2 : trigger.last - 1]
    )


# What trigger words mean besides: each of them asks whether one does so where it stands.
_GUARDS: tuple[Callable[[Notes, Trigger], bool], ...] = (
    # things instead of people, arms or ships
    _is_waylaying,
    _finds_no_arms,
    _costs_no_lives,
    _are_bodies_not_found,
    _is_driven_at_nobody,
    _is_no_piracy,
    _boards_in_peace,
    _recovers_things,
    _removes_no_fighters,
    _is_what_was_hit,
    _only_plays_dead,
    throws_no_bomb,
    _is_half_a_word,
    # nobody's doing
    _ruins_without_arms,
    _is_a_blaze,
    is_nobodys_bomb,
    is_lightning,
    _is_by_nature,
    _is_by_a_court,
    _is_disposal,
    # nothing that happened, or nothing new
    _is_made_up,
    _is_not_to_be_seen,
    _is_imagined,
    _is_either,
    _is_a_verdict,
    _is_of_a_law,
    _is_known_for,
)
