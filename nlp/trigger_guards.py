"""Words of the trigger lists that tell of no event where they stand."""

from __future__ import annotations

from itertools import pairwise

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.phrases import CLOSED
from nlp.raids import is_of_what_flies
from nlp.thrown import throws_no_bomb
from nlp.voice import is_passive
from store.model import Actor, Count, MentionKind

_CARRIED = word_set("triggers", "carried")
_HOSPITALS = word_set("triggers", "hospitals")
_LABOUR = word_set("triggers", "labour")
_STRIKES = frozenset({"strike", "strikes", "striking"})
_FOUND = word_set("trigger_guards", "found")
_COSTING = word_set("trigger_guards", "costing")
_RUINING = word_set("trigger_guards", "ruining")
_WEATHER = word_set("trigger_guards", "weather")
_DEAD = word_set("trigger_guards", "dead")
_BODIES_FOUND = word_set("trigger_guards", "bodies_found")
_ADJECTIVES = 4  # words from a number to the bodies it counts
_PLANNED = word_set("trigger_guards", "planned")
_ACTED = word_set("trigger_guards", "acted")
_FICTION = word_set("trigger_guards", "fiction")
_TELLING = frozenset({"which", "where", "who", "whose", "about"})
_ACTING = 4  # words from "simulated" to the attack
_SUBJECT = 8  # words from arms to what they do
_REACH = 5  # words between "recovered" and the arms
_ESCAPED = word_set("trigger_guards", "escaped")
_DISPOSED = word_set("trigger_guards", "disposed")
_DISPOSAL = word_set("trigger_guards", "disposal")
_HOW = word_set("trigger_guards", "how_disposed")
_SOUNDING = word_set("trigger_guards", "sounding")
_GAMES = word_set("trigger_guards", "games")
_HARMED = word_set("trigger_guards", "harmed")
_CROWDS = word_set("trigger_guards", "crowds")
_DRIVEN = word_set("trigger_guards", "driven")
_SPOKEN_OF = word_set("trigger_guards", "spoken_of")
_BLADES = word_set("trigger_guards", "blades")
_SEA = "shipping"
_INQUIRIES = word_set("trigger_guards", "inquiries")
_EXPLOSIONS = frozenset({"explosion", "explosions", "blast", "blasts", "exploded", "explode"})
_UNMEANT = word_set("trigger_guards", "unmeant")
_BOARDING = word_set("trigger_guards", "boarding")
_BEATEN = word_set("trigger_guards", "beaten")
_TO_DEATH = 8  # words from "beat" to "death"
_KINDS = frozenset({"victims", "ring", "rings", "gang", "gangs", "syndicate", "syndicates", "network", "networks"})
_NATURE = word_set("trigger_guards", "nature")
_RELATIVES = frozenset({"that", "which", "has", "had", "have"})
_TO_NATURE = 4  # words: "the floods which have killed"
_KNOWN = frozenset({"known", "notorious", "infamous", "feared", "famous"})
_VERDICT = 10  # words from "guilty" to the crime
_THOSE_WHO = 4  # words: "Police bomb disposal experts"


def only_looks_like_an_event(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a word of the lists means something else: "taken to court", "found a wallet", "claimed credit"."""
    return (
        _carried_elsewhere(notes, trigger)
        or _is_waylaying(notes, trigger)
        or _is_of_labour(notes, trigger)
        or _finds_no_arms(notes, trigger)
        or _costs_no_lives(notes, trigger)
        or _ruins_without_arms(notes, trigger)
        or _is_weather(notes, trigger)
        or _are_bodies_not_found(notes, trigger)
        or _is_made_up(notes, trigger)
        or _is_escaped(notes, trigger)
        or _is_disposal(notes, trigger)
        or _is_either(notes, trigger)
        or _is_only_a_sound(notes, trigger)
        or _is_of_a_game(notes, trigger)
        or _is_a_blaze(notes, trigger)
        or _is_driven_at_nobody(notes, trigger)
        or _cuts_nobody(notes, trigger)
        or _is_no_piracy(notes, trigger)
        or throws_no_bomb(notes, trigger)
        or _is_an_inquiry(notes, trigger)
        or _is_criticised(notes, trigger)
        or _boards_in_peace(notes, trigger)
        or _is_imagined(notes, trigger)
        or _explodes_by_itself(notes, trigger)
        or _is_what_was_hit(notes, trigger)
        or _beats_nobody_to_death(notes, trigger)
        or _recovers_things(notes, trigger)
        or _only_describes(notes, trigger)
        or _is_by_nature(notes, trigger)
        or _is_a_verdict(notes, trigger)
        or _is_known_for(notes, trigger)
    )


def bodies_counted(notes: Notes, trigger: Trigger) -> Mark | None:
    """Return the number that counts bodies right before the word: "17 bodies", "42 charred dead bodies"."""
    if _DEAD.isdisjoint(notes.words[trigger.first : trigger.last]):
        return None
    near = notes.marks_in(max(0, trigger.first - _ADJECTIVES), trigger.first, MentionKind.COUNT)
    if not near or not isinstance(near[-1].value, Count):
        return None
    between = notes.words[near[-1].last : trigger.first]
    return near[-1] if all(w.isalpha() and w not in CLOSED for w in between) else None


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


def _is_several(value: object) -> bool:
    return isinstance(value, Count) and (value.number or 0) > 1


def _costs_no_lives(notes: Notes, trigger: Trigger) -> bool:
    """Return whether no number of lives follows: "claimed responsibility", but not "claimed five lives"."""
    if trigger.last - trigger.first > 1 or notes.words[trigger.first] not in _COSTING:
        return False
    count = next(iter(notes.marks_in(trigger.last, trigger.last + 1, MentionKind.COUNT)), None)
    return count is None or "lives" not in notes.words[count.last : count.last + 2]


def _carried_elsewhere(notes: Notes, trigger: Trigger) -> bool:
    """Return whether people were taken to another place than a hospital."""
    carried = trigger.type == "hit" and notes.words[trigger.first] in _CARRIED
    return carried and _HOSPITALS.isdisjoint(notes.words[trigger.last : trigger.last + 9])


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
    return armed and not notes.marks_in(notes.sentence_of(trigger.first)[0], last, MentionKind.WEAPON)


def _is_of_labour(notes: Notes, trigger: Trigger) -> bool:
    """Return whether people stop work: "the teachers' strike", in a sentence that tells neither of harm nor of arms."""
    if trigger.last - trigger.first > 1 or notes.words[trigger.first] not in _STRIKES:
        return False
    first, last = notes.sentence_of(trigger.first)
    if _LABOUR.isdisjoint(notes.words[first:last]) or notes.marks_in(first, last, MentionKind.WEAPON):
        return False
    return not any(t.role == "harm" or t.type == "airstrike" for t in notes.triggers_in(first, last))


def _ruins_without_arms(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a thing is destroyed by anything but arms: "a fire destroyed the school"."""
    if _RUINING.isdisjoint(notes.words[trigger.first : trigger.last]) or is_of_what_flies(notes, trigger):
        return False
    start, end = notes.sentence_of(trigger.first)
    if notes.words[trigger.first] in {"was", "were", "been"}:
        by = notes.words[trigger.last : trigger.last + 1] == ["by"]
        return not (by and notes.marks_in(trigger.last, min(end, trigger.last + _REACH), MentionKind.WEAPON))
    arms = notes.marks_in(max(start, trigger.first - _SUBJECT), trigger.first, MentionKind.WEAPON)
    told = notes.triggers_in(arms[-1].last, trigger.first) if arms else []
    return not arms or any(t.form != "noun" for t in told)


def _is_weather(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a storm is one of the weather: "a storm destroyed 40 homes"."""
    return notes.words[trigger.first : trigger.last] == ["storm"] and notes.words[trigger.first - 1] in _WEATHER


def _is_made_up(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it was planned, acted or invented: "a bomb plot", "a mock raid", "a film where gangs kill"."""
    attack = trigger.role == "attack" and trigger.form in {"noun", "plural"}
    behind = notes.words[trigger.last : trigger.last + 1]
    if attack and not (_PLANNED.isdisjoint(behind) and _SPOKEN_OF.isdisjoint(behind)):
        return True
    start, _ = notes.sentence_of(trigger.first)
    before = notes.words[start : trigger.first]
    acted = next((n for n, word in enumerate(before, start) if word in _ACTED), None)
    if acted is not None and any(t.form in {"noun", "plural"} for t in notes.triggers_in(acted, acted + _ACTING)):
        return True  # with what follows: "simulated a shooting in which ten were killed"
    if "scenario" in before:
        return True  # "in the staged scenario, intruders ambushed the guards"
    at = next((n for n, word in enumerate(before) if word in _FICTION), None)
    return at is not None and trigger.form == "base" and not _TELLING.isdisjoint(before[at:])


def _is_only_a_sound(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what goes off is no bomb: "sirens went off across the city"."""
    if notes.words[trigger.first : trigger.last] != ["went", "off"]:
        return False
    return not _SOUNDING.isdisjoint(notes.words[max(0, trigger.first - _ADJECTIVES) : trigger.first])


def _is_of_a_game(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a sentence is about a match, and tells neither of harm nor of arms: "struck twice in the goal"."""
    if trigger.role == "harm":
        return False
    first, last = notes.sentence_of(trigger.first)
    words = notes.words[first:last]
    return not _GAMES.isdisjoint(words) and _HARMED.isdisjoint(words) and not _are_arms(notes, first, last)


def _are_arms(notes: Notes, first: int, last: int) -> bool:
    return bool(notes.marks_in(first, last, MentionKind.WEAPON))


def _is_a_blaze(notes: Notes, trigger: Trigger) -> bool:
    """Return whether something burns and nobody fires: "a substantial fire", but not "militants fire rockets"."""
    if notes.words[trigger.first : trigger.last] != ["fire"] or trigger.form != "base":
        return False
    before, after = notes.words[max(0, trigger.first - 1) : trigger.first], notes.words[trigger.last : trigger.last + 1]
    shot = _are_arms(notes, trigger.last, trigger.last + _ADJECTIVES) or after in (["at"], ["on"], ["into"], ["upon"])
    return not shot or before in (["a"], ["the"], ["by"])


def _is_driven_at_nobody(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a car is driven into a place, or hits another: "drove into the village", "ploughed into a bus"."""
    if trigger.type != "vehicle_attack" or _DRIVEN.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    last = min(trigger.last + _REACH + 1, notes.sentence_of(trigger.first)[1])
    several = any(n.person and n.plural for n in notes.nouns_in(trigger.last, last))
    return not several and _CROWDS.isdisjoint(notes.words[trigger.last : last])


def _cuts_nobody(notes: Notes, trigger: Trigger) -> bool:
    """Return whether nobody is cut with a blade: "hacked the website", "slashed prices"."""
    if notes.words[trigger.first : trigger.last] not in (["hacked"], ["slashed"]):
        return False
    first, last = notes.sentence_of(trigger.first)
    return _BLADES.isdisjoint(notes.words[first:last])


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


def _explodes_by_itself(notes: Notes, trigger: Trigger) -> bool:
    first, last = notes.sentence_of(trigger.first)
    near = max(first, trigger.first - _SUBJECT), min(last, trigger.last + _SUBJECT)
    return trigger.type == "bombing" and is_mishap(notes, *near) and not _are_arms(notes, first, last)


def is_mishap(notes: Notes, first: int, last: int) -> bool:
    """Return whether nobody sets off what explodes: "a gas explosion", "a blast at a fireworks factory"."""
    words = notes.words[first:last]
    if _EXPLOSIONS.isdisjoint(words) or _are_arms(notes, first, last):
        return False
    return not _UNMEANT.isdisjoint(words) or any(a == "gas" and b in _EXPLOSIONS for a, b in pairwise(words))


def _is_imagined(notes: Notes, trigger: Trigger) -> bool:
    """Return whether the dead are those of what did not happen: "would have been dealing with the deaths of"."""
    if trigger.role != "harm" or trigger.form not in {"noun", "plural"}:
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
    if trigger.form not in {"noun", "plural"}:
        return False
    start, _ = notes.sentence_of(trigger.first)
    before = notes.words[max(start, trigger.first - _VERDICT) : trigger.first]
    guilty = next((n for n, word in enumerate(before) if word in {"guilty", "acquitted"}), None)
    if guilty is None or "of" not in before[guilty:]:
        return False
    after = notes.words[trigger.last : trigger.last + 1]
    return {"for", "by", "who"}.isdisjoint(before[guilty:]) and after not in (["of"], ["in"])


def _is_criticised(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody came under fire for what he said, in a sentence without arms and harm."""
    if notes.words[trigger.first : trigger.first + 2] != ["came", "under"]:
        return False
    first, last = notes.sentence_of(trigger.first)
    why = not {"for", "over", "critics", "criticism"}.isdisjoint(notes.words[trigger.last : last])
    return why and _HARMED.isdisjoint(notes.words[first:last]) and not _are_arms(notes, first, last)


def _beats_nobody_to_death(notes: Notes, trigger: Trigger) -> bool:
    """Return whether nobody is beaten to death: "the army beat the rebels"."""
    if trigger.last - trigger.first > 1 or notes.words[trigger.first] not in _BEATEN:
        return False
    behind = notes.words[trigger.last : trigger.last + _TO_DEATH]
    return "death" not in behind or behind[behind.index("death") - 1] != "to"


def _is_escaped(notes: Notes, trigger: Trigger) -> bool:
    """Return whether nobody came to harm: "seven others escaped injury", "narrowly avoided serious injuries"."""
    if trigger.role != "harm" or trigger.form != "noun":
        return False
    before = notes.words[max(0, trigger.first - 2) : trigger.first]
    return not _ESCAPED.isdisjoint(before)


def _is_disposal(notes: Notes, trigger: Trigger) -> bool:
    """Return whether those who make bombs safe set one off: "was detonated by bomb disposal experts"."""
    if "controlled" in notes.words[trigger.last : trigger.last + 2]:
        return True  # "carried out a controlled explosion"
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


def _only_describes(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a noun only says of which kind somebody is: "raids to find kidnapping victims"."""
    return trigger.form == "noun" and not _KINDS.isdisjoint(notes.words[trigger.last : trigger.last + 1])


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


def _is_an_inquiry(notes: Notes, trigger: Trigger) -> bool:
    """Return whether what is carried out is no attack: "soldiers carried out tests on it"."""
    if notes.words[trigger.first : trigger.last] != ["carried", "out"]:
        return False
    behind = notes.words[trigger.last : trigger.last + _ADJECTIVES]
    events = [t for t in notes.triggers_in(trigger.last, trigger.last + _SUBJECT) if t.role != "harm"]
    return not events and not _INQUIRIES.isdisjoint(behind)  # "searches and arrests"
