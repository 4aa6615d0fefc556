"""What an attack was aimed at, and what it damaged, as one clause tells it.

Things are targets by their words. People who are attacked are victims, and lend the target only their type.
"""

from __future__ import annotations

from nlp.damage import names_no_thing, read_damage
from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.notes import Found, Mark, Notes, Noun, Trigger
from nlp.phrases import phrase_start
from nlp.place_words import LOCATIVES
from nlp.settings import HITTING
from nlp.speakers import REPORTING
from nlp.things import TOGETHER, Struck, heads_in, objects_from, phrase_of
from nlp.voice import has_being, is_passive
from store.model import MentionKind, Outcome, Target, Victim

# Verbs whose object is what was hit ("dynamited a bridge"), and what goes off beside it ("exploded at a bank").
_STRIKING = word_set("targets", "striking")
_BURSTING = word_set("targets", "bursting")
_BESIDE = word_set("targets", "beside")
_REPORTED = REPORTING | {"who", "which"}
_AIMED = frozenset({"on", "against", "targeting", "at"})
_BOUNDS = (["least"], ["most"])
_SAYING = frozenset({"said", "says", "saying", "told", "tells"})  # but "explosions were reported near the port"
_NOUN_ENDS = frozenset({"by", "after", "when", "that", "which", ".", ";", "blamed"}) | _SAYING
_ANOTHER_CLAUSE = frozenset({"which", "who", "when", "after", "while", "that", "according", ";", "."}) | _SAYING
_REACH = 12
_AWAY = 6  # words from an attack's noun to its preposition
_RELATIVE = 4  # words from "that" to what was done: "a house that had been destroyed"
_DONE_TO_THINGS = frozenset(
    {"bombing", "shelling", "airstrike", "drone_attack", "arson", "sabotage", "hijacking", "suicide_bombing"}
)
_DONE_TO_PEOPLE = frozenset({"shooting", "stabbing", "assassination"})
# Who attacked was not aimed at by the attack, but by those who answer it.
_ATTACKING = frozenset(
    {"attacker", "assailant", "gunman", "shooter", "bomber", "suspect"}
    | {"attackers", "assailants", "gunmen", "shooters", "bombers", "suspects"}
)
# How guns are told to go off, what is shot at in passing, and things that are only where it was.
_OF_GUNS = frozenset({"fired", "firing", "fires", "shots", "gunshots", "rounds"})
_OPENED = frozenset({"opened", "opening", "opens", "open"})
_SHOT_INTO = frozenset({"at", "into", "on", "against", "upon", "toward", "towards"})
_SHOT_AT = frozenset({"crowd", "car", "vehicle", "truck", "van", "bus"})
_ANYWHERE = frozenset({"civilian", "transport", "business", "medical"})
_NEAR_BY = frozenset({"near", "beside", "behind", "alongside"})
_MEANT_NEAR = frozenset({"diplomatic", "religious"})
_MEANT_OUTSIDE = _MEANT_NEAR | {"police", "military_base", "troops", "government", "media"}
_WITHIN = frozenset({"inside", "outside", "near", "among", "around", "from", "through"})
# Of these verbs a bomb is the subject, and what tears "through" a village does not aim at it.
_SET_OFF = frozenset({"detonated", "planted", "placed", "hurled", "thrown", "launched", "tossed", "left", "lobbed"})
_THROUGH = frozenset({"ripped", "ripping", "tore", "tearing"})
_HELPING = frozenset({"had", "has", "have", "later", "also", "been", "was", "were"})
_PRONOUNS = frozenset({"i", "he", "she", "we", "they"})
_CARRIERS = frozenset({"car", "vehicle", "truck", "van", "motorcycle", "pickup", "taxi", "minibus"})
_COMING_UPON = frozenset({"hit", "struck", "over", "onto"})
_HIDDEN = frozenset({"planted", "placed", "left", "hidden"})
_SETTLED = frozenset(
    {
        "council",
        "municipality",
        "village",
        "villages",
        "town",
        "neighborhood",
        "neighbourhood",
        "settlement",
        "refugee camp",
    }
)


def read_target(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Found[Target] | None:
    """Return what an attack was aimed at: what its verb or its "on" leads to, what was hit passively or damaged."""
    struck = [s for trigger in triggers if trigger.role == "attack" for s in _struck(notes, trigger, first, last)]
    struck = [s for s in struck if not (s.person and notes.words[s.last - 1] in _ATTACKING)]
    things = [s for s in struck if not s.person]
    if any(t.role == "attack" for t in triggers):
        things += [s for s in _damaged(notes, first, last) if s not in things]
    things = _without_landmarks(notes, things, first, last)
    if not things:
        things = _driven_onto(notes, first, last)
    if things:
        words = tuple(dict.fromkeys(words_of(notes, s.first, s.last) for s in things))
        name = next((s.name for s in things if s.name), None)
        return Found(
            Target(words, name, next((s.type for s in things if s.type), None)), things[0].first, things[0].last, 0.7
        )
    struck = [s for s in struck if s.person]
    if not struck:
        return None
    return Found(Target((), struck[0].name, struck[0].type or "other"), struck[0].first, struck[0].last, 0.6)


def _without_landmarks(notes: Notes, things: list[Struck], first: int, last: int) -> list[Struck]:
    """Return the things hit without those that only say where it was: "near a bank", where others were hit.

    What goes off near an embassy, or outside a police station, is meant for it.
    """
    near = [s for s in things if _is_only_near(notes, s)]
    if not near:
        return things
    near_airport = all(s.type == "airport" for s in near)
    others = near_airport or len(near) < len(things) or "heard" in notes.words[first : near[0].first]
    hurt = any(t.role == "harm" and t.specific for t in notes.triggers_in(first, last))
    return [s for s in things if s not in near] if others or hurt else things


def _is_only_near(notes: Notes, struck: Struck) -> bool:
    """Return whether a thing is one that something went off near, and not what that was meant for."""
    lead = struck.first - 1
    lead -= notes.words[lead] in {"the", "a", "an"}
    if notes.words[lead] == "outside":
        return struck.type not in _MEANT_OUTSIDE
    beside = notes.words[lead] in _NEAR_BY or notes.words[lead - 1 : lead + 1] in (["next", "to"], ["close", "to"])
    return beside and struck.type not in _MEANT_NEAR


def read_attacked(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> list[Found[Victim]]:
    """Return the people that an attack was aimed at, as victims of whom nothing else is said.

    A state, its forces or a group are no people: they are what was attacked, not who.
    """
    struck = [s for trigger in triggers if trigger.role == "attack" for s in _struck(notes, trigger, first, last)]
    return [
        Found(Victim(words_of(notes, s.first, s.last), None, s.type, None, Outcome.NONE), s.first, s.last, 0.5)
        for s in struck
        if s.person and not _is_side(notes, s)
    ]


def _is_side(notes: Notes, struck: Struck) -> bool:
    """Return whether words end in the name of a state, its forces or a group, or only say on which side men fight."""
    people = {n.last for n in notes.nouns_in(struck.first, struck.last) if n.person and n.key != "militia"}
    return any(
        m.last == struck.last and (m.key != "generic" or m.last not in people)
        for m in notes.marks_in(struck.first, struck.last, MentionKind.GROUP)
    )


def _struck(notes: Notes, trigger: Trigger, first: int, last: int) -> list[Struck]:
    """Return what one trigger says was hit."""
    if trigger.form == "ing" and notes.words[trigger.first - 1 : trigger.first] == ["from"]:
        return []  # "kept the rebels from attacking villages"
    words = set(notes.words[trigger.first : trigger.last])
    if trigger.type == "vehicle_attack" and trigger.form == "past":
        behind = range(trigger.last, min(last, trigger.last + _REACH))
        into = next((i + 1 for i in behind if notes.words[i] == "into"), trigger.last)
        return objects_from(notes, into, last)  # "rammed a truck into a gate", "was driven into a crowd"
    bursts = not _BURSTING.isdisjoint(words)
    if not _OF_GUNS.isdisjoint(words) and trigger.type in {"shooting", "any"} and not words & _OPENED:
        return _beside(notes, trigger.last, last, shot=True)
    if trigger.is_noun:
        found = _aimed_at(notes, trigger, last)
        return found if found is not None else _beside(notes, trigger.last, last) if bursts else []
    if not words.isdisjoint({"was", "were", "under"}) or has_being(notes, trigger):
        if not _SET_OFF.isdisjoint(words) and "fire" not in words:
            return _beside(notes, trigger.last, last)  # of "a parked car was detonated" the car was the bomb
        found = _before(notes, first, trigger.first)
        return found or (_beside(notes, trigger.last, last) if bursts else [])
    if bursts:
        return _beside(notes, trigger.last, last)
    if words.isdisjoint(_STRIKING) and (words.isdisjoint(HITTING) or is_passive(notes, trigger)):
        return []
    upon = words & _OPENED and notes.words[trigger.last : trigger.last + 1] == ["on"]
    on_thing = bool(upon) and not _leads_to_no_thing(notes, trigger.last)  # "opened fire on a bus"
    found = objects_from(notes, trigger.last + on_thing, last)
    if words & _OPENED and "fire" in words:
        found = [s for s in found if s.person or not _is_reached(notes, trigger.last, s.first)]
    return found if words.isdisjoint(_THROUGH) else [s for s in found if notes.words[s.last - 1] not in _SETTLED]


def _is_reached(notes: Notes, start: int, first: int) -> bool:
    """Return whether somebody fired only near or within a thing: "opened fire outside the club"."""
    return not _WITHIN.isdisjoint(notes.words[start:first])


def _aimed_at(notes: Notes, trigger: Trigger, last: int) -> list[Struck] | None:
    """Return what the preposition behind an attack's noun leads to; None where there is none of whom or what."""
    whose = trigger.type in _DONE_TO_THINGS and notes.words[trigger.last : trigger.last + 1] == ["of"]
    if whose and not _leads_to_no_thing(notes, trigger.last):
        # "the bombing of the pipeline"
        return [s for s in objects_from(notes, trigger.last + 1, last) if not s.person]
    for i in range(trigger.last, min(last, trigger.last + _AWAY)):
        if notes.words[i] in _AIMED and not _leads_to_no_thing(notes, i):
            found = objects_from(notes, i + 1, last)
            return [s for s in found if not _is_where(notes, s, notes.words[i], trigger)]
        if notes.words[i] in _NOUN_ENDS:
            return None
    return None


def _is_where(notes: Notes, struck: Struck, preposition: str, trigger: Trigger) -> bool:
    """Return whether a thing is only where it was: "an attack on the Lamu road", "the stabbing at a residence"."""
    if notes.words[struck.last - 1] in {"road", "highway", "street", "motorway"}:
        return preposition in {"on", "at"}
    if struck.person or trigger.type not in _DONE_TO_PEOPLE or preposition not in {"at", "on"}:
        return False
    if trigger.form == "ing" or notes.words[trigger.first : trigger.last] == ["shooting"]:
        aimed = preposition == "at" and notes.words[struck.last - 1].removesuffix("s") in _SHOT_AT
        return not aimed and struck.type in _ANYWHERE
    return struck.type in _ANYWHERE


def _leads_to_no_thing(notes: Notes, i: int) -> bool:
    """Return whether a preposition leads to a time, of which it is part ("on Monday"), or to a number ("at least")."""
    return bool(notes.marks_in(i, i + 3, MentionKind.TIME)) or notes.words[i + 1 : i + 2] in _BOUNDS


def _beside(notes: Notes, start: int, last: int, *, shot: bool = False) -> list[Struck]:
    """Return the thing in, at or beside which something went off, or at which or into which somebody ``shot``."""
    start -= shot and notes.words[start - 1] in _SHOT_INTO  # "were fired at"
    for i in range(start, min(last, start + _REACH)):
        if notes.words[i] in _ANOTHER_CLAUSE or notes.words[i] in _PRONOUNS:
            break
        if notes.words[i - 1 : i + 1] == ["out", "of"] or (shot and notes.words[i] == "on" and i > start):
            continue  # "ran out of the house", "fired at about nine on the road"
        if notes.words[i] in (_SHOT_INTO if shot else _BESIDE) and not _leads_to_no_thing(notes, i):
            told = objects_from(notes, i + 1, last)
            if shot and told and told[0].person and notes.words[i] in {"at", "on", "upon"}:
                return told[:1]  # "rockets were fired at troops"
            found = [s for s in told if not s.person and not _speaks(notes, s, last)]
            found = [s for s in found if notes.words[s.last - 1] not in _SETTLED]  # where it was, and not what was hit
            if not _HIDDEN.isdisjoint(notes.words[start - 2 : start]) and notes.words[i] in {"in", "inside"}:
                found = [s for s in found if notes.words[s.last - 1] not in _CARRIERS]  # what carried the bomb
            if found:
                return found
    return []


def _speaks(notes: Notes, struck: Struck, last: int) -> bool:
    """Return whether a thing stands for those who speak: "the interior ministry said"."""
    return struck.last < last and notes.words[struck.last] in REPORTING


def _before(notes: Notes, first: int, stop: int) -> list[Struck]:
    """Return the things or people that are the subject of a passive verb."""
    floor = max(first, stop - _REACH)
    heads = [h for h in heads_in(notes, floor, stop) if h.last <= stop and not _is_agent(notes, h, floor)]
    near = range(stop - 1, max(stop - _RELATIVE, -1), -1)
    relative = next((i for i in near if notes.words[i] in {"that", "which"}), None)
    if relative is not None and not _HELPING.issuperset(notes.words[relative + 1 : stop]):
        relative = None  # "told the newspaper that her son was shot"
    if relative is not None and any(h.last == relative for h in heads):
        return [phrase_of(notes, next(h for h in heads if h.last == relative), floor, stop)]
    joined = next((n for n, h in enumerate(heads[:-1]) if notes.words[h.last] in TOGETHER), None)
    if joined is not None:
        heads = heads[: joined + 1]  # "a convoy carrying the governor was struck"
    while heads and (
        _REPORTED & set(notes.words[heads[-1].last : stop])
        or _object_of(notes, heads[-1], first)
        or _is_no_subject(notes, heads[-1], first, stop)
        or _is_of_another(notes, heads, first)
    ):
        heads.pop()
    return [phrase_of(notes, heads[-1], floor, stop)] if heads else []


def _is_agent(notes: Notes, head: Noun | Mark, floor: int) -> bool:
    """Return whether somebody did what was told before: of "a van escorted by soldiers was ambushed" the van was."""
    start = phrase_start(notes, head.first, floor)
    start -= start > floor and notes.words[start - 1] in {"the", "a", "an"}
    return start > 0 and notes.words[start - 1] == "by"


def _is_no_subject(notes: Notes, head: Noun | Mark, first: int, stop: int) -> bool:
    """Return whether a verb has another subject: "in a car when he was shot", "a member of parliament was shot"."""
    if head.person if isinstance(head, Noun) else head.kind is not MentionKind.FACILITY:
        return False
    if not (_PRONOUNS | {"when", "while", "as"}).isdisjoint(notes.words[head.last : stop]):
        return True
    lead = phrase_start(notes, head.first, first) - 1
    lead -= lead > first and notes.words[lead] in {"the", "a", "an"}
    of = notes.words[lead : lead + 1] == ["of"] and lead > first
    return of and any(n.person and n.last == lead for n in notes.nouns_in(lead - 1, lead))


def _is_of_another(notes: Notes, heads: list[Noun | Mark], first: int) -> bool:
    """Return whether the last of the heads only says whose or what the one before is: "the house of a politician"."""
    if len(heads) < 2 or not isinstance(heads[-2], Noun) or heads[-2].person:
        return False
    lead = phrase_start(notes, heads[-1].first, first) - 1
    lead -= lead > first and notes.words[lead] in {"the", "a", "an"}
    return notes.words[lead] == "of" and lead == heads[-2].last


def _object_of(notes: Notes, head: Noun | Mark, first: int) -> bool:
    """Return whether words stand after a preposition, and so are no subject."""
    start = phrase_start(notes, head.first, first)
    lead = start - 1
    while lead > first and notes.words[lead] in {"the", "a", "an", "this", "that"}:
        lead -= 1
    return lead >= first and notes.words[lead] in (LOCATIVES | {"during"}) - {"of"}


def _driven_onto(notes: Notes, first: int, last: int) -> list[Struck]:
    """Return the vehicle that came upon what was laid for it: "a bus hit a mine", "their truck ran over a bomb"."""
    for mark in notes.marks_in(first, last, MentionKind.WEAPON):
        verb = mark.first - 1
        while verb > first and notes.words[verb] not in _COMING_UPON and mark.first - verb < _RELATIVE:
            verb -= 1
        if mark.key != "bombing" or notes.words[verb] not in _COMING_UPON:
            continue
        verb -= notes.words[verb] in {"over", "onto"}
        found = [s for s in _before(notes, first, verb) if not s.person]
        if found:
            return found
    return []


def _damaged(notes: Notes, first: int, last: int) -> list[Struck]:
    damage = read_damage(notes, first, last)
    if damage is None or names_no_thing(damage):
        return []
    if "also" in notes.words[max(first, damage.first - 2) : damage.first]:
        return []  # besides what was aimed at
    return [s for s in objects_from(notes, damage.first, damage.last) if not s.person]
