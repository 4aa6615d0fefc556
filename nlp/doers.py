"""Phrases for those who act: "FMLN guerrillas", "terrorists of the Shining Path", "four hooded men", "the army"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nlp.lexicons import read_lexicon, word_set
from nlp.mentions import words_of
from nlp.notes import Mark, Notes
from nlp.person_words import GUNMEN
from nlp.phrases import CLOSED, phrase_start
from nlp.places import demonyms
from store.model import Actor, MentionKind

_COLLECTIVES = word_set("doers", "collectives")
_DOUBTED = word_set("doers", "doubted")
ARMED = frozenset({"rebel", "jihadist", "militia", "criminal"})
_FIGHTERS = word_set("doers", "fighters")
_TIED = word_set("doers", "tied")
_SUSPECT = frozenset({"suspect", "suspects"})
ATTACKERS = GUNMEN | _FIGHTERS | {"suspect", "suspects", "suicide bomber", "suicide bombers"}
_SIDING = frozenset(
    {"supporters", "supporter", "sympathisers", "sympathizers", "followers", "backers", "opponents", "fans"}
)
_BACKGROUND = word_set("doers", "background")
NO_DOERS = word_set("doers", "no_doers")


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acts: the group's canonical name if one is named, and the words for the people if they are described."""

    name: str | None
    words: tuple[str, ...]
    first: int
    last: int
    doubted: bool = False


def doers_in(notes: Notes, first: int, last: int) -> list[Mark]:
    """Return the groups and the words for people in a range of tokens, in order, as marks."""
    groups = notes.marks_in(first, last, MentionKind.GROUP)
    taken = {i for m in groups for i in range(m.first, m.last)}
    people = [
        Mark(MentionKind.GROUP, n.first, n.last, None, "generic")
        for n in notes.nouns_in(first, last)
        if n.person and taken.isdisjoint(range(n.first, n.last)) and not NO_DOERS & set(notes.words[n.first : n.last])
    ]
    found = sorted([*groups, *people], key=lambda m: m.first)
    return [m for m in found if not (_is_modifier(notes, m) or is_tie(notes, m))]


def groups_in(notes: Notes, first: int, last: int, *, metonyms: bool = False) -> list[Mark]:
    """Return the groups named in a range of tokens that are more than whom another is close to."""
    found = notes.marks_in(first, last, MentionKind.GROUP)
    return [m for m in found if (metonyms or m.key != "metonym") and not is_tie(notes, m)]


def acting_in(notes: Notes, first: int, last: int) -> list[Mark]:
    """Return the groups and people in a range of tokens that can act, without capitals that stand for a state."""
    return [m for m in doers_in(notes, first, last) if m.key != "metonym"]


def is_tie(notes: Notes, mark: Mark) -> bool:
    """Return whether a group only tells whom another is close to: "linked to al-Qaeda", "Iran-aligned militias"."""
    before = notes.words[max(0, mark.first - 3) : mark.first]
    if before[-1:] and before[-1] in {"to", "with"} and not _TIED.isdisjoint(before):
        return True
    after = notes.words[mark.last : mark.last + 2]
    return after[:1] == ["-"] and not _TIED.isdisjoint(after)


def _is_modifier(notes: Notes, mark: Mark) -> bool:
    """Return whether a bare singular only describes what follows: "guerrilla sabotage", "army base"."""
    if mark.key == "generic" and notes.words[mark.last : mark.last + 1] == ["-"] and mark.last not in notes.dashes:
        return True  # "a landlord-tenant dispute"
    if mark.key != "generic" or notes.words[mark.last - 1] in _COLLECTIVES or notes.words[mark.last - 1].endswith("s"):
        return False
    plural = any(n.plural for n in notes.nouns_in(mark.first, mark.last))
    within = notes.words[mark.first] in {"a", "an", "the"}  # "the gunman"
    before = notes.words[mark.first - (not within)] if mark.first or within else ""
    follows = mark.last < len(notes.words) and notes.words[mark.last].isalpha() and notes.words[mark.last] not in CLOSED
    verb = any(t.form == "past" for t in notes.triggers_in(mark.last, mark.last + 1))
    return (
        not plural and follows and not verb and (before not in {"a", "an", "the", "one"} or _is_thing(notes, mark.last))
    )


def _is_thing(notes: Notes, i: int) -> bool:
    return bool(notes.nouns_in(i, i + 1)) or any(t.is_noun for t in notes.triggers_in(i, i + 1))


def read_doer(notes: Notes, mark: Mark) -> Doer:
    """Return the whole phrase that a group or a word for people stands in."""
    floor, stop = notes.sentence_of(mark.first)
    if mark.key != "generic":
        last = _described(notes, mark, stop)
        named, doubted = name_of(mark), _is_doubted(notes, mark.first)
        if last == mark.last and not any(n.person for n in notes.nouns_in(mark.first, mark.last)):
            return Doer(named, (), mark.first, mark.last, doubted)
        return Doer(named, (words_of(notes, mark.first, last),), mark.first, last, doubted)
    head = mark.first + (notes.words[mark.first] in {"a", "an", "the"} and mark.last - mark.first > 1)
    first, name = head if head > mark.first else phrase_start(notes, head, floor), None
    before = [m for m in notes.marks_in(first - 8, mark.first, MentionKind.GROUP) if m.last > first]
    for group in before:
        if group.key not in {"generic", "metonym"} and not is_tie(notes, group):
            first, name = group.first, name_of(group)
    last = mark.last
    if name is None and (group_after := _belonging(notes, mark.last, stop)) is not None:
        if not _SIDING.isdisjoint(notes.words[mark.first : mark.last]):
            last = group_after.last  # "supporters of the party": they are not the party
        else:
            name = name_of(group_after)
    elif name is None and notes.words[mark.last - 1] in _COLLECTIVES:  # "the jihadist group Boko Haram"
        apposed = next((m for m in notes.marks_in(last, last + 1, MentionKind.GROUP) if m.key in ARMED), None)
        if apposed is not None:
            name, last = name_of(apposed), apposed.last
    if (
        first - 2 >= floor
        and notes.words[first - 1] == "and"
        and _are_nations(notes.words[first - 2], notes.words[first])
    ):
        first -= 2  # "French and Belgian nationals"
    doubted = False
    if (suspect := next((i for i in range(first, mark.first) if notes.words[i] in _SUSPECT), None)) is not None:
        first, doubted = suspect + 1, True  # "the armed forces suspect local separatists"
    while first < mark.last - 1 and notes.words[first] in _DOUBTED:
        first, doubted = first + 1, True
    doubted = doubted or _is_doubted(notes, first)
    return Doer(name, (words_of(notes, first, last),), first, last, doubted)


def _are_nations(one: str, other: str) -> bool:
    return {one, other} <= demonyms().keys()


def _is_doubted(notes: Notes, first: int) -> bool:
    before = notes.words[max(0, first - 3) : first]
    return bool(before) and (before[-1] in _DOUBTED or (before[-2:] == ["to", "be"] and before[0] in _DOUBTED))


def end_of(notes: Notes, mark: Mark) -> int:
    """Return the end of a phrase for people with the group they are of: "terrorists of the Shining Path"."""
    _, stop = notes.sentence_of(mark.first)
    group = _belonging(notes, mark.last, stop) if mark.key == "generic" else None
    return group.last if group is not None else mark.last


def sole_group(notes: Notes, *, definite: bool) -> Mark | None:
    """Return the first mention of the one armed group that an article names; None if it names several or none.

    Where it does not speak of "the rebels" (``definite``), what the group is at all times names nobody.
    """
    groups = [m for m in notes.marks if m.kind is MentionKind.GROUP and m.key in ARMED and not is_tie(notes, m)]
    if len({name_of(m) for m in groups}) != 1:
        return None
    return next((m for m in groups if definite or not _is_background(notes, m)), None)


def _is_background(notes: Notes, mark: Mark) -> bool:
    """Return whether a sentence tells what a group does for years: "the Taliban have killed thousands since 2009"."""
    words = notes.words[slice(*notes.sentence_of(mark.first))]
    return not _BACKGROUND.isdisjoint(words)


def are_fighters(words: tuple[str, ...]) -> bool:
    """Return whether words stand for the people of an armed group, whichever it is: "the guerrillas"."""
    return bool(words) and words[0].lower().split(" ")[-1] in _FIGHTERS


def _described(notes: Notes, mark: Mark, stop: int) -> int:
    """Return the end of the word for people that follows a group's name: "FMLN guerrillas"."""
    begin = mark.last + (notes.words[mark.last : mark.last + 1] in (['"'], ["”"], ["'"]))
    for head in doers_in(notes, begin, min(stop, begin + 4)):
        if head.key == "generic" and phrase_start(notes, head.first, begin) == begin:
            return head.last
    return mark.last


def _belonging(notes: Notes, i: int, stop: int) -> Mark | None:
    """Return the group after "of", "from", "belonging to"."""
    if notes.words[i : i + 1] not in (["of"], ["from"], ["belonging"]):
        return None
    group = next((m for m in notes.marks_in(i + 1, min(stop, i + 7), MentionKind.GROUP)), None)
    if group is None or group.key in {"generic", "metonym"}:
        return None
    if group.key == "state" and notes.words[group.last : group.last + 1] in (["'s"], ["'"]):
        return None  # "militants from China's Muslim minority"
    return group if not {",", ".", "and", "by", "who", "which"} & set(notes.words[i : group.first]) else None


@cache
def states() -> frozenset[str]:
    """Return the names of states and their forces."""
    groups = read_lexicon("groups")
    return frozenset([*groups["state_actors"].values(), *(g["name"] for g in groups["group"] if g["type"] == "state")])


def name_of(mark: Mark) -> str | None:
    """Return the canonical name of a group; None for people who are only described."""
    return mark.value.name if isinstance(mark.value, Actor) else None
