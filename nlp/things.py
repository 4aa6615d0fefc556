"""Phrases for the things and the people that can be hit, and what kind of target they are by their words."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.lexicons import fold, word_set
from nlp.notes import Mark, Notes, Noun
from nlp.phrases import CLOSED, POSSESSIVES, phrase_start
from nlp.place_words import LOCATIVES
from nlp.speakers import REPORTING
from store.model import Actor, MentionKind, Place

_TARGET_STOPS = word_set("targets", "target_stops")
# "the headquarters of the party": nouns that are incomplete without what they belong to.
_BELONGINGS = word_set("targets", "belongings")
_OWNER_STOPS = (_TARGET_STOPS - {"-"}) | LOCATIVES | REPORTING | word_set("targets", "owner_stops")
_REACH = 12
# What joins others to the subject of "was", and settlements in which something went off.
TOGETHER = word_set("targets", "together")
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
# What may be anybody's, and of whom it says more whose it is.
_CARRYING = frozenset({"civilian", "transport", "business"})
_WHOSE = frozenset({"government", "media", "police", "troops", "diplomatic", "religious", "medical", "education"})
_OWNER = 4  # words from a leader to the group: "leader of the outlawed FARC"
# "the port city of Odesa", "a business district": a settlement that a word for a thing only describes.
_DESCRIBED_AS = frozenset({"city", "cities", "town", "towns", "village", "villages", "district", "districts"})


@dataclass(frozen=True, slots=True)
class Struck:
    """A thing or people that an attack hit, with its tokens."""

    first: int
    last: int
    type: str | None
    name: str | None
    person: bool


def objects_from(notes: Notes, start: int, last: int) -> list[Struck]:
    """Return the things and people that the words from ``start`` name, with those that "and" adds."""
    found: list[Struck] = []
    i, stop = start, min(last, start + _REACH)
    while i < stop:
        head = _head(notes, i, stop)
        if head is None or (head.first > i and _TARGET_STOPS & _words_apart(notes, i, head.first)):
            break
        found.append(phrase_of(notes, head, i, last))
        i = found[-1].last
        joint = next((n for n in range(i, min(last, i + 3)) if notes.words[n] not in {",", "and", "or"}), last)
        if joint == i:
            break
        i, stop = joint, min(last, joint + 7)
    return found


def _words_apart(notes: Notes, first: int, last: int) -> set[str]:
    """Return the words of a range without the hyphens inside names: "the Limon-Covenas pipeline"."""
    return {
        notes.words[i]
        for i in range(first, last)
        if notes.words[i] != "-" or notes.is_spaced(i) or (i > 0 and notes.is_spaced(i - 1))
    }


def heads_in(notes: Notes, first: int, last: int) -> list[Noun | Mark]:
    """Return the nouns and names in a range of tokens that can be what was hit, in order."""
    marks = [
        m
        for m in notes.marks_in(first, last, MentionKind.FACILITY, MentionKind.GROUP, MentionKind.PERSON)
        if m.key not in {"generic", "metonym"} and not (m.kind is MentionKind.GROUP and _only_describes(notes, m))
    ]
    arms = notes.marks_in(first - 3, last, MentionKind.WEAPON)  # the motorcycle of a "motorcycle bomb" was not hit
    taken = {i for m in [*marks, *arms] for i in range(m.first, m.last)}
    nouns = [n for n in notes.nouns_in(first, last) if n.first not in taken and not _describes(notes, n)]
    return sorted([*nouns, *marks], key=lambda h: h.first)


def _only_describes(notes: Notes, group: Mark) -> bool:
    """Return whether a group's name only says whose the next thing is: "Chad's coast", "attacks on Ukraine cities"."""
    following = notes.words[group.last : group.last + 1]
    return following in (["'s"], ["'"]) or not _DESCRIBED_AS.isdisjoint(following)


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
    heads = heads_in(notes, first, last)
    head = heads[0] if heads else None
    for following in heads[1:]:
        gap = notes.words[head.last : following.first] if head else []
        if len(gap) > 1 or (gap and gap[0] not in {"'s", "'", "-"} and not gap[0].isalpha()):
            break
        if gap and (gap[0] in _TARGET_STOPS | TOGETHER or gap[0] in {"and", "or", "of", "the"}):
            break
        head = following
    return head


def phrase_of(notes: Notes, head: Noun | Mark, floor: int, stop: int) -> Struck:
    """Return the phrase that a head stands in, with what it belongs to, and its kind of target."""
    first, last = phrase_start(notes, head.first, floor), head.last
    if notes.words[head.last - 1] in _BELONGINGS and notes.words[last : last + 1] == ["of"]:
        last = _owner_end(notes, last + 1, stop)
    if isinstance(head, Noun):
        return Struck(first, last, _type_of(notes, head, first, last), None, head.person)
    value = head.value
    if isinstance(value, Place):
        return Struck(first, last, head.key or None, value.facility or value.name, False)
    name = value.name if isinstance(value, Actor) else None
    kind = {"state": "troops", "militia": "militia", "rebel": "militia", "jihadist": "militia"}.get(head.key)
    return Struck(first, last, kind, name, True)


def _type_of(notes: Notes, head: Noun, first: int, last: int) -> str | None:
    """Return what a thing or somebody is by its word, unless whom it belongs to or carries says more."""
    if not head.person and (whose := _whose(notes, head, first, last)) is not None:
        return whose
    if last > head.last and notes.words[head.last - 1] in _SEATS:
        owners = [n.key for n in notes.nouns_in(head.last, last) if not n.person or n.key in {"police", "troops"}]
        return owners[-1] if owners else None
    if notes.words[head.last - 1] in _HOMES and not _OF_STATE.isdisjoint(notes.words[first : head.first]):
        return "government"
    if head.person:
        return _side_of(notes, head, first)
    return _owner_type(notes, head, first) or _force_type(notes, head, first) or head.key


def _whose(notes: Notes, head: Noun, first: int, last: int) -> str | None:
    """Return what those are whose thing it is, or whom it carries: "a minister's house", "a bus carrying soldiers"."""
    near: list[Noun] = []
    if (
        head.key == "troops"
        and notes.words[head.last - 1] == "convoy"
        and notes.words[head.last : head.last + 1] == ["of"]
    ):
        near = notes.nouns_in(head.last + 1, head.last + _OWNER + 1)
        return next((n.key for n in near if n.person), None)  # "a convoy of engineers"
    if notes.words[head.last : head.last + 1] and notes.words[head.last] in TOGETHER and head.key in _CARRYING:
        near = notes.nouns_in(head.last + 1, head.last + _OWNER + 1)
        return next((n.key for n in near if n.person and n.key in _FORCES.values()), None)
    if notes.words[head.last - 1] not in _BELONGINGS or head.key not in _CARRYING:
        return None
    if last > head.last:
        near = notes.nouns_in(head.last, last)  # "the office of a newspaper"
    else:
        near = [n for n in notes.nouns_in(first, head.first) if notes.words[n.last] in {"'s", "'"}]
    return next((n.key for n in reversed(near) if n.key in _WHOSE), None)


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
    if head.person or head.key not in _CARRYING or notes.words[first] not in POSSESSIVES:
        return None
    start, _ = notes.sentence_of(first)
    owners = [n for n in notes.nouns_in(start, first) if n.person and n.key != "militia"]
    if len(owners) > 1 and notes.words[owners[-2].last : owners[-2].last + 1] == ["and"]:
        owners = owners[:-1] if owners[-2].key in _WHOSE else owners  # "five soldiers and their driver"
    if not owners or (head.key != "civilian" and owners[-1].key not in _WHOSE):
        return None
    return owners[-1].key


def _owner_end(notes: Notes, i: int, stop: int) -> int:
    """Return the end of "the party" in "the headquarters of the party"."""
    begin = i
    while i < min(stop, begin + 8) and (notes.words[i] in {"the", "-", "'s"} or notes.words[i].isalnum()):
        if notes.words[i] in _OWNER_STOPS or (notes.words[i] == "-" and notes.is_spaced(i)):
            break
        i += 1
    return i if i > begin else begin - 1
