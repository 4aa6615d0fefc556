"""Whether a raid, an arrest or a seizure is one by the state, or an attack by those who fight it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from nlp.armament import MACHINES
from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.person_words import GUNMEN
from nlp.phrases import CLOSED
from nlp.voice import is_passive
from store.model import Actor, MentionKind

_ANIMALS = frozenset({"cattle", "cows", "oxen", "livestock", "sheep", "goats", "camels", "herd", "herds"})
_RAIDS = frozenset({"raided"})
_TAKEN = frozenset({"captured", "capturing", "detained", "detaining", "seized", "seizing"})
_POLICE = word_set("raids", "police")
_DWELLINGS = word_set("raids", "dwellings")
_SEARCHING = frozenset({"police", "officers", "detectives", "agents", "gendarmes", "policemen"})
_ON_WORD = frozenset({"tip", "tip-off", "tipoff", "information", "intelligence", "warrant", "warrants", "search"})
_HOMES = frozenset({"house", "home", "flat", "apartment", "villa", "building", "room", "warehouse", "hideout"})
_LAND = word_set("raids", "land")
_REACH = 6
_MEN = frozenset({"men", "fighters", "members"})
_VERB = 3  # words from who raids to what they did
FLYING = frozenset({"drone_attack", "rocket_or_missile_attack"})
_ORDERS = word_set("classify", "orders")
_ORDER = 4  # words from "executed" to the warrant


def settled(notes: Notes, trigger: Trigger) -> Trigger:
    """Return a trigger of an arrest, a raid or a seizure as what it is where others than the state do it."""
    if trigger.type == "execution" and _is_of_an_order(notes, trigger):
        return replace(trigger, type="raid_or_arrest", role="police")
    if trigger.type == "any" and is_of_what_flies(notes, trigger):
        return replace(trigger, type="interception", role="police")
    if trigger.type in {"raid_or_arrest", "weapons_seizure"} and _is_taking_of_a_ship(notes, trigger):
        return replace(trigger, type="hijacking", role="attack")
    if trigger.type == "any" and _is_search(notes, trigger):
        return replace(trigger, type="raid_or_arrest", role="police")
    if trigger.type == "raid_or_arrest" and _is_of_cattle(notes, trigger):
        return replace(trigger, type="robbery", role="attack")
    if trigger.type == "raid_or_arrest" and (
        _is_assault(notes, trigger) or _is_raid_by_others(notes, trigger) or _is_raid_of_attackers(notes, trigger)
    ):
        return replace(trigger, type="any", role="attack")
    if trigger.type == "raid_or_arrest" and _is_of_land(notes, trigger):
        return replace(trigger, specific=False)
    if trigger.type == "raid_or_arrest" and _is_raid_on_dwellers(notes, trigger):
        return replace(trigger, type="any", role="attack")
    if trigger.type in {"raid_or_arrest", "weapons_seizure"} and _is_taking(notes, trigger):
        return replace(trigger, type="abduction", role="attack")
    if trigger.type == "weapons_seizure" and _is_of_people(notes, trigger):
        return replace(trigger, type="raid_or_arrest")
    if trigger.type == "weapons_seizure" and _is_looting(notes, trigger):
        return replace(trigger, specific=False)
    return trigger


def _is_search(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is police who storm a house, on what they were told: "detectives stormed the villa"."""
    if "stormed" not in notes.words[trigger.first : trigger.last] or is_passive(notes, trigger):
        return False
    start, end = notes.sentence_of(trigger.first)
    if _ON_WORD.isdisjoint(notes.words[start:end]):
        return False
    by = not _SEARCHING.isdisjoint(notes.words[max(start, trigger.first - 2 * _REACH) : trigger.first])
    return by and not _HOMES.isdisjoint(notes.words[trigger.last : min(end, trigger.last + _VERB)])


def _is_of_cattle(notes: Notes, trigger: Trigger) -> bool:
    """Return whether animals are what was raided: "18 oxen were raided", "the youth raided cattle"."""
    if "raided" not in notes.words[trigger.first : trigger.last]:
        return False
    start, end = notes.sentence_of(trigger.first)
    passive = is_passive(notes, trigger)
    first, last = (trigger.first - _ORDER, trigger.first) if passive else (trigger.last, trigger.last + _ORDER)
    found = next((n for n in range(max(start, first), min(end, last)) if notes.words[n] in _ANIMALS), None)
    if found is None or passive:
        return found is not None
    return all(w in CLOSED or not w.isalpha() for w in notes.words[found + 1 : found + 2])  # no cattle market


def _is_of_an_order(notes: Notes, trigger: Trigger) -> bool:
    """Return whether an order and nobody is executed: "search warrants were executed at", "executed the operation"."""
    if {"executed", "executing"}.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    start, _ = notes.sentence_of(trigger.first)
    passive = is_passive(notes, trigger)
    first, last = (start, trigger.first) if passive else (trigger.last, trigger.last + _ORDER)
    people = any(n.person for n in notes.nouns_in(max(first, last - _ORDER), last))
    return not people and not _ORDERS.isdisjoint(notes.words[max(first, last - _ORDER) : last])


def is_of_what_flies(notes: Notes, trigger: Trigger) -> bool:
    """Return whether drones or missiles are destroyed on their way: "destroyed 17 drones", "were destroyed over"."""
    if trigger.form != "past" or "destroyed" not in notes.words[trigger.first : trigger.last]:
        return False
    start, end = notes.sentence_of(trigger.first)
    passive = notes.words[trigger.first] in {"was", "were", "been"}
    if passive:
        arms = notes.marks_in(max(start, trigger.first - _REACH), trigger.first, MentionKind.WEAPON)
        near = arms[-1:] if arms and trigger.first - arms[-1].last <= 1 else []
    else:
        near = notes.marks_in(trigger.last, min(end, trigger.last + _REACH), MentionKind.WEAPON)[:1]
        things = notes.nouns_in(trigger.last, near[0].first) if near else []
        near = [] if any(not n.person for n in things) else near
    return any(m.key in FLYING and not MACHINES & set(notes.words[m.last : m.last + 2]) for m in near)


def _is_taking_of_a_ship(notes: Notes, trigger: Trigger) -> bool:
    """Return whether pirates or rebels take a ship: "a tanker was captured by pirates", "pirates seized a tanker"."""
    if trigger.form not in {"past", "ing"} or _TAKEN.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    start, end = notes.sentence_of(trigger.first)
    passive = not {"was", "were", "been"}.isdisjoint(notes.words[max(start, trigger.first - 2) : trigger.last])
    before, after = (
        (max(start, trigger.first - 2 * _REACH), trigger.first),
        (trigger.last, min(end, trigger.last + _REACH)),
    )
    whose, what = (after, before) if passive else (before, after)
    bands = [m for m in notes.marks_in(*whose, MentionKind.GROUP) if _is_armed_band(m)]
    pirates = any(n.person and "pirate" in notes.words[n.first] for n in notes.nouns_in(*whose))
    things = [n for n in notes.nouns_in(*what) if not n.person]
    if passive and "by" not in notes.words[trigger.last : trigger.last + _REACH]:
        return False
    ship = (things[-1:] if passive else things[:1]) if len(things) else []
    return (bool(bands) or pirates) and any(n.key == "shipping" for n in (things if passive else ship))


def _is_assault(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is gunmen and no police who raid a place: "bandits raided the village"."""
    if trigger.form != "past" or not _RAIDS & set(notes.words[trigger.first : trigger.last]):
        return False
    start, _ = notes.sentence_of(trigger.first)
    end = trigger.first
    if notes.words[end - 1] == ")" and "(" in notes.words[start:end]:
        end = start + len(notes.words[start:end]) - 1 - notes.words[start:end][::-1].index("(")
    groups = notes.marks_in(max(start, end - _REACH), end, MentionKind.GROUP)
    if groups and isinstance(groups[-1].value, Actor):
        return groups[-1].value.type != "state"
    return not GUNMEN.isdisjoint(notes.words[max(start, end - _VERB) : end])  # of no known group: "insurgents"


def _is_raid_by_others(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a raid is named after an armed band: "a raid by unidentified men", "a Taliban raid on"."""
    if not {"raid", "raids"} & set(notes.words[trigger.first : trigger.last]):
        return False
    if any(m.last == trigger.first and _is_armed_band(m) for m in notes.marks_in(trigger.first - _VERB, trigger.first)):
        return notes.words[trigger.last : trigger.last + 1] != ["against"]
    if notes.words[trigger.last : trigger.last + 1] != ["by"]:
        return False
    behind = range(trigger.last + 1, trigger.last + 6)
    groups = [
        m.value for m in notes.marks_in(behind.start, behind.stop, MentionKind.GROUP) if isinstance(m.value, Actor)
    ]
    return any(g.type != "state" for g in groups) or (not groups and "men" in notes.words[behind.start : behind.stop])


def _is_raid_of_attackers(notes: Notes, trigger: Trigger) -> bool:
    """Return whether those who kill in a raid are no police: "gunmen killed a guard in a raid on"."""
    if not trigger.is_noun or not {"raid", "raids"} & set(notes.words[trigger.first : trigger.last]):
        return False
    first, _ = notes.sentence_of(trigger.first)
    behind = notes.words[trigger.last : trigger.last + _REACH]
    who = next((n for n, word in enumerate(behind, trigger.last) if word in GUNMEN | _MEN), None)
    if who is not None and (notes.words[who] in GUNMEN or notes.words[who - 1] in {"its", "their"}):
        killed = [t for t in notes.triggers_in(who + 1, who + _VERB) if t.role == "harm" and t.form == "past"]
        if killed and not is_passive(notes, killed[0]):
            return True  # "in the raid its men had killed ten"
    groups = [m for m in notes.marks_in(first, trigger.first, MentionKind.GROUP) if isinstance(m.value, Actor)]
    if not groups or not isinstance(groups[0].value, Actor) or groups[0].value.type == "state":
        return False
    told = [t for t in notes.triggers_in(groups[0].last, trigger.first) if t.role in {"attack", "harm"}]
    return any(t.form in {"past", "base"} and not is_passive(notes, t) for t in told)


def _is_raid_on_dwellers(notes: Notes, trigger: Trigger) -> bool:
    """Return whether those who live somewhere were raided, of whom some were killed: "died in a raid on a village".

    Police raid a house, and kill suspects there.
    """
    if not trigger.is_noun or {"raid", "raids"}.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    first, last = notes.sentence_of(trigger.first)
    words = notes.words[first:last]
    groups = [m.value for m in notes.marks_in(first, last, MentionKind.GROUP) if isinstance(m.value, Actor)]
    if any(g.type == "state" for g in groups) or not _POLICE.isdisjoint(words):
        return False
    behind = notes.words[trigger.last : min(last, trigger.last + _REACH)]
    on = bool(behind) and behind[0] in {"on", "in", "at"}
    return on and not _DWELLINGS.isdisjoint(behind) and any(t.role == "harm" for t in notes.triggers_in(first, last))


def _is_of_land(notes: Notes, trigger: Trigger) -> bool:
    """Return whether land is captured, and neither arms nor people: "after capturing large parts of Iraq"."""
    if _TAKEN.isdisjoint(notes.words[trigger.first : trigger.last]) or is_passive(notes, trigger):
        return False
    behind = notes.words[trigger.last : trigger.last + _REACH - 1]
    land = next((n for n, word in enumerate(behind, trigger.last) if word in _LAND), None)
    if land is None or any(n.person for n in notes.nouns_in(trigger.last, land)):
        return False
    # parts of a country, and not of rifles
    return notes.words[land] != "parts" or bool(notes.marks_in(land, land + 4, MentionKind.PLACE))


def _is_taking(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is an armed group that takes people: "rebels captured two soldiers"."""
    if trigger.form not in {"past", "ing"} or _TAKEN.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    start, _ = notes.sentence_of(trigger.first)
    before = [n for n in notes.nouns_in(trigger.first - 4, trigger.first) if n.person]
    if before and trigger.type == "weapons_seizure" and "were" in notes.words[trigger.first : trigger.last]:
        return True  # "five children were seized near"
    said = [i + 1 for i in range(start, trigger.first) if notes.words[i] in {"said", "that"}]
    groups = notes.marks_in(start, trigger.first, MentionKind.GROUP)
    told = [m for m in groups if said and m.first >= said[-1]]  # "police said rebels captured"
    groups = told or groups
    if not groups or not _is_armed_band(groups[0]):
        return False
    people = any(n.person for n in notes.nouns_in(trigger.last, trigger.last + 4))
    people = people or notes.words[trigger.last : trigger.last + 2] == ["the", "group"]
    passive = not {"was", "were", "been"}.isdisjoint(notes.words[max(0, trigger.first - 2) : trigger.last])
    return not passive and (people or notes.words[trigger.last : trigger.last + 1] == ["them"])


def _is_looting(notes: Notes, trigger: Trigger) -> bool:
    """Return whether those who were told to attack carry something off: "the attackers had seized the weapons"."""
    if trigger.form != "past" or "seized" not in notes.words[trigger.first : trigger.last]:
        return False
    start, _ = notes.sentence_of(trigger.first)
    before = notes.words[max(start, trigger.first - _VERB) : trigger.first]
    attackers = any(a == "the" and b in GUNMEN for a, b in pairwise(before))
    return attackers and not is_passive(notes, trigger)


def _is_of_people(notes: Notes, trigger: Trigger) -> bool:
    """Return whether people and no arms are seized: "troops seized three suspects"."""
    if (
        trigger.form != "past"
        or "seized" not in notes.words[trigger.first : trigger.last]
        or is_passive(notes, trigger)
    ):
        return False
    counted = notes.marks_in(trigger.last, trigger.last + 1, MentionKind.COUNT)
    return bool(counted) and any(n.person for n in notes.nouns_in(counted[0].last, counted[0].last + 3))


def _is_armed_band(mark: Mark) -> bool:
    """Return whether somebody is a group that fights a state, or gunmen of no known one."""
    if not isinstance(mark.value, Actor) or mark.value.type == "state":
        return False
    words = mark.value.name.casefold().split()
    return mark.value.type != "unknown" or "armed" in words or not GUNMEN.isdisjoint(words)
