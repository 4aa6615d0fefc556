"""Whether a place is only one end of a way: of a road, a flight, a journey, a shot, a border."""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes
from nlp.place_words import AREAS, COMPASS, LOCATIVES, ROADS
from store.model import MentionKind

_ON_THE_WAY = AREAS | COMPASS | {"the", "of", "border", "port"}
_JOINING = word_set("elsewhere", "joining")
_LINES = word_set("elsewhere", "lines")
_ORIGIN = word_set("elsewhere", "origin")
_GOING = word_set("elsewhere", "going")
_NAMING = frozenset({"'s", "\u2019s", "capital", "city", "town", "village"})
_BELONGING = frozenset({"belonged", "belonging", "belongs", "belong"})
_LEFT = frozenset({"left", "leaving", "departed"})
_BEING = frozenset({"is", "are", "was", "were", "be"})
_ARMS = frozenset({"rockets", "missiles", "drones"})
_BROUGHT_TO = frozenset({"hospital", "city", "town"})
_VEHICLES = word_set("elsewhere", "carriers")
_JOURNEY = 6  # words between the ends of a journey
_LEADING = 6  # words from who travels to whence
_ROAD_AWAY = 14
"""Words from a road to the places that it joins."""


def is_joined_by_a_road(notes: Notes, mark: Mark) -> bool:
    """Return whether a road only leads to a place: "a highway that connects Lunda with", "the road from Aden to"."""
    begin = max(notes.sentence_of(mark.first)[0], mark.first - _ROAD_AWAY)
    end = mark.first
    while end > begin and notes.words[end - 1] in _ON_THE_WAY:
        end -= 1
    road = next((n for n in range(end - 1, begin - 1, -1) if notes.words[n] in ROADS | _LINES), None)
    if road is None or notes.triggers_in(road, mark.first):
        return False
    between = notes.words[road:end]
    leads = between[-1] in {"to", "with", "and"} and bool({"from", "between", *_JOINING} & set(between))
    return leads or not _JOINING.isdisjoint(between[-4:])


def is_on_a_line(notes: Notes, mark: Mark) -> bool:
    """Return whether a flight or train only goes by a place: "the Lagos-Accra flight", "a flight between Lagos and"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    if before[1:] in (["between"], ["from"]) and before[0] in _LINES:
        return True
    joined = before[-1:] == ["-"] and not _LINES.isdisjoint(after)
    return joined or (after == ["-"] and not _LINES.isdisjoint(notes.words[mark.last + 2 : mark.last + 4]))


def is_origin(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is where something came from: "launched from", "fired from"."""
    belonging = notes.words[max(0, mark.first - 2) : mark.first]
    if belonging[1:] == ["to"] and belonging[0] in _BELONGING:
        return True  # "crew members who belonged to Sindh"
    if notes.words[mark.first - 1] in _LEFT and notes.words[mark.last : mark.last + 1] in (["for"], ["to"]):
        return True
    first = _whole_name(notes, mark)
    near = range(max(0, first - 4), first)
    last = next((n for n in reversed(near) if notes.words[n] in LOCATIVES), None)
    if last is None or notes.words[last] != "from" or notes.triggers_in(last, mark.first):
        return False  # also "a missile launched from Yemen hit Eilat"
    if notes.words[first - 1] == "from" and notes.words[first - 2] in _BEING:
        return True  # "the attackers were from"
    return not (_ORIGIN | _ARMS).isdisjoint(notes.words[max(0, first - 9) : first])


def _whole_name(notes: Notes, mark: Mark) -> int:
    """Return where the words for a place begin of which its name is the last: "from Nigeria's port of Lagos"."""
    first = mark.first
    while first > 1 and notes.words[first - 1] in _ON_THE_WAY | _NAMING:
        first -= 1
    owner = next((m for m in notes.marks_in(first - 4, first, MentionKind.PLACE) if m.last in {first, first - 1}), None)
    owned = owner is not None and first < mark.first and "'s" in notes.words[owner.last : mark.first]
    return owner.first if owner is not None and owned else mark.first if notes.words[first - 1] != "from" else first


def is_destination(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody goes or is brought to a place: "on their way to", "airlifted to a hospital in"."""
    before = notes.words[max(0, mark.first - 7) : mark.first]
    towards = next((n for n in range(len(before) - 1, -1, -1) if before[n] in {"to", "for", "towards", "toward"}), None)
    if towards is None or len(before) - towards > 4:
        return False
    between = {w for w in before[towards + 1 :] if w.isalpha() and w not in LOCATIVES | {"the", "a", "an"}}
    return between <= _BROUGHT_TO and not _GOING.isdisjoint(before[max(0, towards - 3) : towards])


def is_on_a_journey(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is one end of a way that somebody was on: "a bus travelling from Lima to Cuzco"."""
    start = notes.sentence_of(mark.first)[0]
    ends = notes.marks_in(max(start, mark.first - _JOURNEY), mark.last + _JOURNEY, MentionKind.PLACE)
    at = next((n for n, m in enumerate(ends) if m.first == mark.first), None)
    if at is None:
        return False
    pairs = ((mark, ends[at + 1]) if at + 1 < len(ends) else None, (ends[at - 1], mark) if at else None)
    return any(pair is not None and _are_ends(notes, *pair) for pair in pairs)


def _are_ends(notes: Notes, one: Mark, other: Mark) -> bool:
    """Return whether two places are told as whence and whither: "from Lima to Cuzco"."""
    between = notes.words[one.last : other.first]
    if notes.words[one.first - 1] != "from" or between[-1:] not in (["to"], ["for"], ["towards"], ["toward"]):
        return False
    if notes.triggers_in(one.last, other.first):
        return False
    before = notes.words[max(notes.sentence_of(one.first)[0], one.first - _LEADING) : one.first - 1]
    return not (_GOING | _LINES | _VEHICLES).isdisjoint(before)


def is_bordered_on(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only next to the one told of: "the state, which borders Chad"."""
    return notes.words[mark.first - 1] in {"borders", "bordering"}
