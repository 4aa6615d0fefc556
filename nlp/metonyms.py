"""Metonyms: names of places that stand for something else than where something is.

Such a name is part of what a firm, a body or a sea is called, says whose a ship is, or stands for a government or
for those who are from there. So it is read off the words beside the name.
"""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes
from nlp.place_cues import is_title_case
from nlp.place_words import COMPASS, STRONG, WATERS
from nlp.speakers import is_speaker
from store.model import MentionKind, Place, PlacePrecision

_WATERS = WATERS | {"bay"}
_BELONGING = word_set("elsewhere", "belonging")
_VESSELS = word_set("elsewhere", "vessels")
_FIRMS = word_set("elsewhere", "firms")
_BODIES = word_set("elsewhere", "bodies")
_RELATIONS = word_set("elsewhere", "relations")
_RELATED = 5  # words from "between" to the second of two
_NEAR_RELATION = 3
_POLITICS = word_set("elsewhere", "politics")
NAMED = word_set("elsewhere", "named")
_FLAGS = frozenset({"flag", "flags", "colours", "colors"})
_BEGINNING = frozenset({"after", "when", "as", "while", "before", "because", "since", "though", "although"})
_ACTING = word_set("elsewhere", "acting")
_BEFALLING = word_set("elsewhere", "befalling")
_CRIES = frozenset({"forget", "remember", "avenge"})
_PARTIES = word_set("elsewhere", "parties")
_ALLIED = word_set("elsewhere", "allied")
_STANDING = word_set("elsewhere", "standing")
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "one", "two", "three", "four"})
_CITY_OF = (["city", "of"], ["town", "of"], ["village", "of"])
_BORDERS = frozenset({"border", "borders", "frontier", "boundary"})
_LAND = word_set("elsewhere", "land") | COMPASS | _BORDERS
_STOPS = frozenset({".", "!", "?", '"', "”"})  # what headlines do not end with
_JOINTS = frozenset({"and", ","})
_BLAMING = frozenset({"blamed", "blames", "blaming", "accused", "accuses", "accusing"})
_NEAR_BLAME = 5
"""Words from blaming to whom: "blamed his killing on Syria"."""

_LONG_NAME = 3
"""Words in capitals behind a place that belong to the name of a firm."""

_PEOPLE_NEAR = 2
"""Words from a country to who is from there: "New Zealand helicopter pilot"."""


def is_only_named(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only part of a name, or what somebody has a say in or cries: "Gulf of Aden"."""
    return any(test(notes, mark) for test in _ONLY_NAMED)


def stands_for_people(notes: Notes, mark: Mark) -> bool:
    """Return whether a place stands for who governs it, owns something or is from there: "Baghdad denied"."""
    return any(test(notes, mark) for test in _FOR_PEOPLE)


def _is_country(mark: Mark) -> bool:
    return isinstance(mark.value, Place) and mark.value.precision is PlacePrecision.COUNTRY


def _is_of_waters(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is only part of one of waters: "Gulf of Aden"."""
    return notes.words[mark.first - 1 : mark.first] == ["of"] and notes.words[mark.first - 2] in _WATERS


def _is_whose(notes: Notes, mark: Mark) -> bool:
    """Return whether a place only says whose something is: "a Cyprus-flagged tanker", "the Indonesia ship"."""
    after = notes.words[mark.last : mark.last + 2]
    if not _FLAGS.isdisjoint(notes.words[max(0, mark.first - 3) : mark.first]):
        return True  # "flying the flag of"
    if after[:1] == ["-"] and after[1:] and after[1] in _BELONGING:
        return True
    return (
        _is_country(mark)
        and bool(after)
        and after[0] in _VESSELS
        and notes.words[mark.first - 1 : mark.first] != ["in"]
    )


def _is_of_a_name(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only part of what a firm or body is called: "Lima Media", "the EU Mission in Lima"."""
    if notes.capitals or is_title_case(notes, mark.first):
        return False
    end = mark.last
    while end < mark.last + _LONG_NAME and notes.texts[end : end + 1] != [] and notes.texts[end][0].isupper():
        end += 1
    if not _FIRMS.isdisjoint(notes.words[mark.last : end]):
        return True
    body, joint = notes.texts[max(0, mark.first - 2) : mark.first - 1], notes.words[mark.first - 1]
    named = body != [] and body[0].istitle() and body[0].lower() in _BODIES and joint in {"in", "of", "for"}
    acronym = "".join(notes.texts[mark.last + 1 : mark.last + 2])
    short = notes.words[mark.last : mark.last + 1] == ["("] and len(acronym) > 2 and acronym.isupper()
    return named or (short and joint in {"in", "of", "for"} and body != [] and body[0].istitle())


def _is_of_politics(notes: Notes, mark: Mark) -> bool:
    """Return whether a country is only where somebody has a say or a trade: "its role in Syria", "journalism in"."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return _is_country(mark) and before[1:] in (["in"], ["of"]) and before[0] in _POLITICS


def _is_of_a_war(notes: Notes, mark: Mark) -> bool:
    """Return whether a war or treaty is only known by a place: "his backing for the Ruritania war".

    Who "was killed in the Ruritania war" was killed there.
    """
    before, after = notes.words[max(0, mark.first - 3) : mark.first], notes.words[mark.last : mark.last + 1]
    return after != [] and after[0] in NAMED and "the" in before and not {"in", "during"} & {*before}


def _is_in_a_cry(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody only cried out a name: "Don't forget Aleppo!"."""
    return notes.words[mark.first - 1 : mark.first] != [] and notes.words[mark.first - 1] in _CRIES


def _is_of_relations(notes: Notes, mark: Mark) -> bool:
    """Return whether two places are states that have to do with each other: "a dispute between Lima and Quito"."""
    begin = max(notes.sentence_of(mark.first)[0], mark.first - _RELATED)
    between = next((n for n in range(mark.first - 1, begin - 1, -1) if notes.words[n] == "between"), None)
    if between is None or not (between == mark.first - 1 or notes.words[mark.first - 1] == "and"):
        return False
    return not _RELATIONS.isdisjoint(notes.words[max(begin, between - _NEAR_RELATION) : between])


_ONLY_NAMED = (
    _is_of_waters, _is_whose, _is_of_a_name, _is_of_politics, _is_of_a_war, _is_in_a_cry, _is_of_relations,
)  # fmt: skip


def _is_allied_with(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is a government that somebody sides with: "a faction close to Tehran", "loyal to".

    "A rocket close to the airport" is not about politics.
    """
    before = notes.words[max(0, mark.first - 3) : mark.first]
    close = before[1:] == ["close", "to"] and before[0] in _PARTIES
    return close or (before[-1:] == ["to"] and not _ALLIED.isdisjoint(before))


def _is_government(notes: Notes, mark: Mark) -> bool:
    """Return whether a place stands for who governs it: "Baghdad denied", "Iraq's army"; not "near Mali's border"."""
    if is_speaker(notes, mark):
        return True
    after = notes.words[mark.last : mark.last + 2]
    before = notes.words[max(0, mark.first - 2) : mark.first]
    blamed = notes.words[max(0, mark.first - _NEAR_BLAME) : mark.first]
    if before[-1:] != [] and (before[-1] in _BLAMING or (before[-1] == "on" and not _BLAMING.isdisjoint(blamed))):
        return True  # "blamed his killing on Syria"
    inside = before[-1:] != [] and (before[-1] in STRONG or before in _CITY_OF)
    if _is_acting_state(notes, mark):
        return True
    if _is_country(mark) and after[:1] in (["'s"], ["'"]):
        land = not _LAND.isdisjoint(notes.words[mark.last + 1 : mark.last + 3])
        return not (inside and land and notes.words[notes.sentence_of(mark.first)[1] - 1] in _STOPS)
    last = mark.last
    while notes.words[last : last + 1] == ["and"] and (others := notes.marks_in(last + 1, last + 2, MentionKind.PLACE)):
        last = others[0].last  # "Qatar and Kuwait also denounced"
    verb = notes.words[last : last + 2]
    return bool(verb) and verb[verb[0] == "also" and len(verb) > 1] in _STANDING and not inside


def _is_acting_state(notes: Notes, mark: Mark) -> bool:
    """Return whether an aside begins with a country that does something: "hours after Thailand expelled the envoy"."""
    verb = notes.words[mark.last] if mark.last < len(notes.words) else ""
    acts = verb in _ACTING or (verb.endswith("ed") and verb not in _BEFALLING)
    told = notes.triggers_in(mark.last, mark.last + 1)  # "when Belarus downed a drone" over itself
    return _is_country(mark) and notes.words[mark.first - 1] in _BEGINNING and acts and not told


def _is_owner(notes: Notes, mark: Mark) -> bool:
    """Return whether a capital or country only owns something: "two of Washington's warships", "bordering with"."""
    begin = _start_of_list(notes, mark)
    before = notes.words[max(0, begin - 2) : begin]
    if len(before) > 1 and before[0] in _BORDERS and before[1] == "with":
        return True
    return notes.words[mark.last : mark.last + 1] == ["'s"] and before[-1:] == ["of"]


def first_of_list(notes: Notes, mark: Mark) -> Mark:
    """Return the first of the places that are told one by one up to this one, if there are several."""
    begin = _start_of_list(notes, mark)
    return mark if begin == mark.first else next(iter(notes.marks_in(begin, begin + 1, MentionKind.PLACE)), mark)


def _start_of_list(notes: Notes, mark: Mark) -> int:
    """Return where the list of names begins that a place ends: "the border with Niger and Chad"."""
    begin = mark.first
    while notes.words[begin - 1] in _JOINTS:
        joint = begin - 1 - (notes.words[begin - 2 : begin] == [",", "and"])
        one = next((m for m in notes.marks_in(joint - 4, joint, MentionKind.PLACE) if m.last == joint), None)
        if one is None:
            break
        begin = one.first
    return begin


def _is_nationality(notes: Notes, mark: Mark) -> bool:
    """Return whether a country only says where somebody is from: "its New Zealand pilot", "a Sri Lanka policeman"."""
    before = notes.words[mark.first - 1 : mark.first]
    if not _is_country(mark) or before[0:1] == ["in"]:
        return False
    if not any(n.person for n in notes.nouns_in(mark.last, mark.last + _PEOPLE_NEAR)):
        return False
    return bool(before) and (before[0] in _DETERMINERS or bool(notes.triggers_in(mark.first - 2, mark.first)))


_FOR_PEOPLE = (_is_allied_with, _is_government, _is_owner, _is_nationality)
