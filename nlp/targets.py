"""What an attack was aimed at, and what it damaged, as one clause tells it.

Things are targets by their words. People who are attacked are victims, and lend the target only their type.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.damage import names_no_thing, read_damage
from nlp.lexicons import fold, word_set
from nlp.mentions import words_of
from nlp.notes import Found, Mark, Notes, Noun, Trigger
from nlp.phrases import CLOSED, POSSESSIVES, phrase_start
from nlp.place_words import LOCATIVES
from nlp.settings import HITTING
from nlp.speakers import REPORTING
from nlp.voice import has_being, is_passive
from store.model import Actor, MentionKind, Outcome, Place, Target, Victim

_TARGET_STOPS = word_set("targets", "target_stops")
# Verbs whose object is what was hit ("dynamited a bridge"), and what goes off beside it ("exploded at a bank").
_STRIKING = word_set("targets", "striking")
_BURSTING = word_set("targets", "bursting")
_BESIDE = word_set("targets", "beside")
# "the headquarters of the party": nouns that are incomplete without what they belong to.
_BELONGINGS = word_set("targets", "belongings")
_OWNER_STOPS = (_TARGET_STOPS - {"-"}) | LOCATIVES | REPORTING | word_set("targets", "owner_stops")
_REPORTED = REPORTING | {"who", "which"}
_AIMED = frozenset({"on", "against", "targeting", "at"})
_BOUNDS = (["least"], ["most"])
_SAYING = frozenset({"said", "says", "saying", "told", "tells"})  # but "explosions were reported near the port"
_NOUN_ENDS = frozenset({"by", "after", "when", "that", "which", ".", ";", "blamed"}) | _SAYING
_ANOTHER_CLAUSE = frozenset({"which", "who", "when", "after", "while", "that", "according", ";", "."}) | _SAYING
_REACH = 12
_AWAY = 6  # words from an attack's noun to its preposition
_RELATIVE = 4  # words from "that" to what was done: "a house that had been destroyed"
# What joins others to the subject of "was", and settlements in which something went off.
_TOGETHER = word_set("targets", "together")
_DONE_TO_THINGS = frozenset(
    {"bombing", "shelling", "airstrike", "drone_attack", "arson", "sabotage", "hijacking", "suicide_bombing"}
)
_DONE_TO_PEOPLE = frozenset({"shooting", "stabbing", "assassination"})
_HOMES = frozenset({"residence", "home", "house", "apartment"})
# Seats that an army, a party or a firm can have, and those whose home is the state's.
_SEATS = frozenset({"headquarters", "compound", "base"})
_OF_STATE = frozenset({"president", "presidential", "minister", "governor", "mayor"})
_FORCES = {
    **dict.fromkeys(("police", "policeman", "policemen", "policewoman", "sheriff", "deputy", "deputies"), "police"),
    **dict.fromkeys(("army", "soldier", "soldiers", "troops", "military", "navy", "marines"), "troops"),
}
_FIGHTING = frozenset({"terrorist", "militant", "rebel", "insurgent", "jihadist", "guerrilla", "extremist"})
_ARMED = frozenset({"rebel", "jihadist", "militia"})
_MEMBERS = frozenset({"leader", "leaders", "member", "members", "chief", "official", "officials", "commander"})
_OWNER = 4  # words from a leader to the group: "leader of the outlawed FARC"
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
_WITHIN = frozenset({"inside", "outside", "near", "among", "around", "from", "through"})
# Of these verbs a bomb is the subject, and what tears "through" a village does not aim at it.
_SET_OFF = frozenset({"detonated", "planted", "placed", "hurled", "thrown", "launched", "tossed", "left", "lobbed"})
_THROUGH = frozenset({"ripped", "ripping", "tore", "tearing"})
_HELPING = frozenset({"had", "has", "have", "later", "also", "been", "was", "were"})
_PRONOUNS = frozenset({"i", "he", "she", "we", "they"})
_CARRIERS = frozenset({"car", "vehicle", "truck", "van", "motorcycle", "pickup", "taxi", "minibus"})
_HIDDEN = frozenset({"planted", "placed", "left", "hidden"})
# "the port city of Odesa", "a business district": a settlement that a word for a thing only describes.
_DESCRIBED_AS = frozenset({"city", "cities", "town", "towns", "village", "villages", "district", "districts"})
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


@dataclass(frozen=True, slots=True)
class Struck:
    """A thing or people that an attack hit, with its tokens."""

    first: int
    last: int
    type: str | None
    name: str | None
    person: bool


def read_target(doc: Doc, notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Found[Target] | None:
    """Return what an attack was aimed at: what its verb or its "on" leads to, what was hit passively or damaged."""
    struck = [s for trigger in triggers if trigger.role == "attack" for s in _struck(doc, notes, trigger, first, last)]
    struck = [s for s in struck if not (s.person and notes.words[s.last - 1] in _ATTACKING)]
    things = [s for s in struck if not s.person]
    if any(t.role == "attack" for t in triggers):
        things += [s for s in _damaged(doc, notes, first, last) if s not in things]
    if things:
        words = tuple(dict.fromkeys(words_of(doc, s.first, s.last) for s in things))
        name = next((s.name for s in things if s.name), None)
        return Found(
            Target(words, name, next((s.type for s in things if s.type), None)), things[0].first, things[0].last, 0.7
        )
    if not struck:
        return None
    return Found(Target((), struck[0].name, struck[0].type or "other"), struck[0].first, struck[0].last, 0.6)


def read_attacked(doc: Doc, notes: Notes, first: int, last: int, triggers: list[Trigger]) -> list[Found[Victim]]:
    """Return the people that an attack was aimed at, as victims of whom nothing else is said.

    A state, its forces or a group are no people: they are what was attacked, not who.
    """
    struck = [s for trigger in triggers if trigger.role == "attack" for s in _struck(doc, notes, trigger, first, last)]
    return [
        Found(Victim(words_of(doc, s.first, s.last), None, s.type, None, Outcome.NONE), s.first, s.last, 0.5)
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


def _struck(doc: Doc, notes: Notes, trigger: Trigger, first: int, last: int) -> list[Struck]:
    """Return what one trigger says was hit."""
    if trigger.form == "ing" and notes.words[trigger.first - 1 : trigger.first] == ["from"]:
        return []  # "kept the rebels from attacking villages"
    words = set(notes.words[trigger.first : trigger.last])
    if trigger.type == "vehicle_attack" and trigger.form == "past":
        return _objects(doc, notes, trigger.last, last)  # also where a car "was driven into a crowd"
    bursts = not _BURSTING.isdisjoint(words)
    if not _OF_GUNS.isdisjoint(words) and trigger.type in {"shooting", "any"} and not words & _OPENED:
        return _beside(doc, notes, trigger.last, last, shot=True)
    if trigger.is_noun:
        found = _aimed_at(doc, notes, trigger, last)
        return found if found is not None else _beside(doc, notes, trigger.last, last) if bursts else []
    if not words.isdisjoint({"was", "were", "under"}) or has_being(notes, trigger):
        if not _SET_OFF.isdisjoint(words) and "fire" not in words:
            return _beside(doc, notes, trigger.last, last)  # of "a parked car was detonated" the car was the bomb
        found = _before(doc, notes, first, trigger.first)
        return found or (_beside(doc, notes, trigger.last, last) if bursts else [])
    if bursts:
        return _beside(doc, notes, trigger.last, last)
    if words.isdisjoint(_STRIKING) and (words.isdisjoint(HITTING) or is_passive(notes, trigger)):
        return []
    found = _objects(doc, notes, trigger.last, last)
    if words & _OPENED and "fire" in words:
        found = [s for s in found if s.person or not _is_reached(notes, trigger.last, s.first)]
    return found if words.isdisjoint(_THROUGH) else [s for s in found if notes.words[s.last - 1] not in _SETTLED]


def _is_reached(notes: Notes, start: int, first: int) -> bool:
    """Return whether somebody fired only near or within a thing: "opened fire outside the club"."""
    return not _WITHIN.isdisjoint(notes.words[start:first])


def _aimed_at(doc: Doc, notes: Notes, trigger: Trigger, last: int) -> list[Struck] | None:
    """Return what the preposition behind an attack's noun leads to; None where there is none of whom or what."""
    whose = trigger.type in _DONE_TO_THINGS and notes.words[trigger.last : trigger.last + 1] == ["of"]
    if whose and not _leads_to_no_thing(notes, trigger.last):
        # "the bombing of the pipeline"
        return [s for s in _objects(doc, notes, trigger.last + 1, last) if not s.person]
    for i in range(trigger.last, min(last, trigger.last + _AWAY)):
        if notes.words[i] in _AIMED and not _leads_to_no_thing(notes, i):
            found = _objects(doc, notes, i + 1, last)
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


def _objects(doc: Doc, notes: Notes, start: int, last: int) -> list[Struck]:
    """Return the things and people that the words from ``start`` name, with those that "and" adds."""
    found: list[Struck] = []
    i, stop = start, min(last, start + _REACH)
    while i < stop:
        head = _head(notes, i, stop)
        if head is None or (head.first > i and _TARGET_STOPS & _words_apart(doc, notes, i, head.first)):
            break
        found.append(_phrase(doc, notes, head, i, last))
        i = found[-1].last
        joint = next((n for n in range(i, min(last, i + 3)) if notes.words[n] not in {",", "and", "or"}), last)
        if joint == i:
            break
        i, stop = joint, min(last, joint + 7)
    return found


def _words_apart(doc: Doc, notes: Notes, first: int, last: int) -> set[str]:
    """Return the words of a range without the hyphens inside names: "the Limon-Covenas pipeline"."""
    return {
        notes.words[i]
        for i in range(first, last)
        if notes.words[i] != "-" or doc[i].whitespace_ or (i > 0 and doc[i - 1].whitespace_)
    }


def _beside(doc: Doc, notes: Notes, start: int, last: int, *, shot: bool = False) -> list[Struck]:
    """Return the thing in, at or beside which something went off, or at which or into which somebody ``shot``."""
    for i in range(start, min(last, start + _REACH)):
        if notes.words[i] in _ANOTHER_CLAUSE or notes.words[i] in _PRONOUNS:
            break
        if notes.words[i - 1 : i + 1] == ["out", "of"] or (shot and notes.words[i] == "on" and i > start):
            continue  # "ran out of the house", "fired at about nine on the road"
        if notes.words[i] in (_SHOT_INTO if shot else _BESIDE) and not _leads_to_no_thing(notes, i):
            found = [s for s in _objects(doc, notes, i + 1, last) if not s.person and not _speaks(notes, s, last)]
            found = [s for s in found if notes.words[s.last - 1] not in _SETTLED]  # where it was, and not what was hit
            if not _HIDDEN.isdisjoint(notes.words[start - 2 : start]) and notes.words[i] in {"in", "inside"}:
                found = [s for s in found if notes.words[s.last - 1] not in _CARRIERS]  # what carried the bomb
            if found:
                return found
    return []


def _speaks(notes: Notes, struck: Struck, last: int) -> bool:
    """Return whether a thing stands for those who speak: "the interior ministry said"."""
    return struck.last < last and notes.words[struck.last] in REPORTING


def _before(doc: Doc, notes: Notes, first: int, stop: int) -> list[Struck]:
    """Return the things or people that are the subject of a passive verb."""
    floor = max(first, stop - _REACH)
    heads = [h for h in _heads(notes, floor, stop) if h.last <= stop and not _is_agent(notes, h, floor)]
    near = range(stop - 1, max(stop - _RELATIVE, -1), -1)
    relative = next((i for i in near if notes.words[i] in {"that", "which"}), None)
    if relative is not None and not _HELPING.issuperset(notes.words[relative + 1 : stop]):
        relative = None  # "told the newspaper that her son was shot"
    if relative is not None and any(h.last == relative for h in heads):
        return [_phrase(doc, notes, next(h for h in heads if h.last == relative), floor, stop)]
    joined = next((n for n, h in enumerate(heads[:-1]) if notes.words[h.last] in _TOGETHER), None)
    if joined is not None:
        heads = heads[: joined + 1]  # "a convoy carrying the governor was struck"
    while heads and (
        _REPORTED & set(notes.words[heads[-1].last : stop])
        or _object_of(notes, heads[-1], first)
        or _is_no_subject(notes, heads[-1], first, stop)
    ):
        heads.pop()
    return [_phrase(doc, notes, heads[-1], floor, stop)] if heads else []


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


def _object_of(notes: Notes, head: Noun | Mark, first: int) -> bool:
    """Return whether words stand after a preposition, and so are no subject."""
    start = phrase_start(notes, head.first, first)
    lead = start - 1
    while lead > first and notes.words[lead] in {"the", "a", "an", "this", "that"}:
        lead -= 1
    return lead >= first and notes.words[lead] in (LOCATIVES | {"during"}) - {"of"}


def _damaged(doc: Doc, notes: Notes, first: int, last: int) -> list[Struck]:
    damage = read_damage(doc, first, last)
    if damage is None or names_no_thing(damage):
        return []
    if "also" in notes.words[max(first, damage.first - 2) : damage.first]:
        return []  # besides what was aimed at
    return [s for s in _objects(doc, notes, damage.first, damage.last) if not s.person]


def _heads(notes: Notes, first: int, last: int) -> list[Noun | Mark]:
    marks = [
        m
        for m in notes.marks_in(first, last, MentionKind.FACILITY, MentionKind.GROUP, MentionKind.PERSON)
        if m.key not in {"generic", "metonym"}
        and not (m.kind is MentionKind.GROUP and notes.words[m.last : m.last + 1] in (["'s"], ["'"]))  # "Chad's coast"
    ]
    arms = notes.marks_in(first - 3, last, MentionKind.WEAPON)  # the motorcycle of a "motorcycle bomb" was not hit
    taken = {i for m in [*marks, *arms] for i in range(m.first, m.last)}
    nouns = [n for n in notes.nouns_in(first, last) if n.first not in taken and not _describes(notes, n)]
    return sorted([*nouns, *marks], key=lambda h: h.first)


def _describes(notes: Notes, noun: Noun) -> bool:
    """Return whether a noun only describes the next word: "civilian population", "rebel positions", "port city"."""
    following = notes.words[noun.last] if noun.last < len(notes.words) else "."
    if not noun.person and following in _DESCRIBED_AS:
        return True
    if not noun.person or noun.plural or not following.isalpha() or following in CLOSED:
        return False
    return not (notes.nouns_in(noun.last, noun.last + 1) or notes.triggers_in(noun.last, noun.last + 1)) and not any(
        m.first == noun.last for m in notes.marks_in(noun.last, noun.last + 1, MentionKind.PERSON)
    )


def _head(notes: Notes, first: int, last: int) -> Noun | Mark | None:
    """Return the head of the next phrase: the last of the words for things that follow each other."""
    heads = _heads(notes, first, last)
    head = heads[0] if heads else None
    for following in heads[1:]:
        gap = notes.words[head.last : following.first] if head else []
        if len(gap) > 1 or (gap and gap[0] not in {"'s", "'", "-"} and not gap[0].isalpha()):
            break
        if gap and (gap[0] in _TARGET_STOPS | _TOGETHER or gap[0] in {"and", "or", "of", "the"}):
            break
        head = following
    return head


def _phrase(doc: Doc, notes: Notes, head: Noun | Mark, floor: int, stop: int) -> Struck:
    first, last = phrase_start(notes, head.first, floor), head.last
    if notes.words[head.last - 1] in _BELONGINGS and notes.words[last : last + 1] == ["of"]:
        last = _owner_end(doc, notes, last + 1, stop)
    if isinstance(head, Noun):
        return Struck(first, last, _type_of(notes, head, first, last), None, head.person)
    value = head.value
    if isinstance(value, Place):
        return Struck(first, last, head.key or None, value.facility or value.name, False)
    name = value.name if isinstance(value, Actor) else None
    kind = {"state": "troops", "militia": "militia", "rebel": "militia", "jihadist": "militia"}.get(head.key)
    return Struck(first, last, kind, name, True)


def _type_of(notes: Notes, head: Noun, first: int, last: int) -> str | None:
    """Return what a thing or somebody is by its word, unless what it belongs to says more."""
    if last > head.last and notes.words[head.last - 1] in _SEATS:
        owners = [n.key for n in notes.nouns_in(head.last, last) if not n.person or n.key in {"police", "troops"}]
        return owners[-1] if owners else None
    if notes.words[head.last - 1] in _HOMES and not _OF_STATE.isdisjoint(notes.words[first : head.first]):
        return "government"
    if head.person:
        return _side_of(notes, head, first)
    return _owner_type(notes, head, first) or _force_type(notes, head, first) or head.key


def _side_of(notes: Notes, head: Noun, first: int) -> str:
    """Return on which side somebody is by the words before: "a police sergeant", "a terrorist leader"."""
    before = set(notes.words[first : head.first])
    if head.key == "troops" and "police" in before:
        return "police"
    if head.key == "troops" and notes.words[head.last - 1] in {"officer", "officers"}:
        return _force_told(notes, head.first)
    fights = not before.isdisjoint(_FIGHTING) or _is_of_fighters(notes, head)
    return "militia" if fights and head.key in {"civilian", "government"} else head.key


def _force_told(notes: Notes, i: int) -> str:
    """Return of which force officers are: of the one that the text told of last before them."""
    return next((_FORCES[word] for word in reversed(notes.words[:i]) if word in _FORCES), "troops")


def _is_of_fighters(notes: Notes, head: Noun) -> bool:
    """Return whether somebody leads or is of an armed group: "the leader of Boko Haram", "a Boko Haram leader"."""
    if notes.words[head.last - 1] not in _MEMBERS:
        return False
    of = notes.words[head.last : head.last + 1] == ["of"]
    groups = notes.marks_in(head.first - 1, head.last + (_OWNER if of else 0), MentionKind.GROUP)
    return any(g.key in _ARMED for g in groups if g.last == head.first or g.first > head.last)


def _force_type(notes: Notes, head: Noun, first: int) -> str | None:
    """Return whose thing was hit by the force that is named before it: "a PSNI vehicle", "an Indian Army truck"."""
    if head.person or head.key not in {"civilian", "transport", "business"}:
        return None
    before = notes.words[first : head.first]
    if told := next((_FORCES[word] for word in before if word in _FORCES), None):
        return told
    if "forces" in before:
        return "troops"  # "a security forces vehicle"
    forces = [m for m in notes.marks_in(first, head.first, MentionKind.GROUP) if m.last == head.first]
    if any(m.key in _ARMED for m in notes.marks_in(first, head.first, MentionKind.GROUP)):
        return "militia"
    if not forces or forces[0].key != "state" or not isinstance(forces[0].value, Actor):
        return None
    return "police" if "police" in fold(forces[0].value.name) else "troops"


def _owner_type(notes: Notes, head: Noun, first: int) -> str | None:
    """Return what the people are whose thing was hit: of "policemen died when ... hit their vehicle" the police."""
    if head.person or head.key != "civilian" or notes.words[first] not in POSSESSIVES:
        return None
    start, _ = notes.sentence_of(first)
    return next((n.key for n in reversed(notes.nouns_in(start, first)) if n.person and n.key != "militia"), None)


def _owner_end(doc: Doc, notes: Notes, i: int, stop: int) -> int:
    """Return the end of "the party" in "the headquarters of the party"."""
    begin = i
    while i < min(stop, begin + 8) and (notes.words[i] in {"the", "-", "'s"} or notes.words[i].isalnum()):
        if notes.words[i] in _OWNER_STOPS or (notes.words[i] == "-" and doc[i].whitespace_):
            break
        i += 1
    return i if i > begin else begin - 1
