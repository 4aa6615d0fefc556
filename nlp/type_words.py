"""Which words beside the verb of a clause make its type: the "car bomb" of "a car bomb killed three"."""

from __future__ import annotations

from nlp.notes import Notes, Trigger
from nlp.type_clues import (
    AIRCRAFT,
    CONTRABAND,
    CROWDS,
    ROBBERS,
    SHOOTERS,
    SUICIDE,
)
from store.model import MentionKind

_CARS = frozenset({"car", "truck", "vehicle", "motorbike", "motorcycle"})
# What else than a weapon makes a type, by the type.
_NAMING: dict[str, frozenset[str]] = {
    "suicide_bombing": frozenset({"suicide"}),
    "airstrike": AIRCRAFT,
    "shooting": SHOOTERS,
    "weapons_seizure": CONTRABAND,
    "mob_violence": CROWDS,
    "robbery": ROBBERS,
}


def words_of_type(notes: Notes, first: int, last: int, kind: str, head: Trigger) -> tuple[int, int] | None:
    """Return the words that make a type of a clause's verb: the "car bomb" of "a car bomb killed three"."""
    if kind == head.type:
        return None
    for mark in sorted(notes.marks_in(first, last, MentionKind.WEAPON), key=lambda m: abs(m.first - head.first)):
        if mark.key == kind:
            return mark.first, mark.last
    if kind == "airstrike" and (force := air_force(notes, first, last, head)) is not None:
        return force, force + 2
    naming = _NAMING.get(kind, frozenset())
    for i in range(first, last):
        if notes.words[i] in naming and i not in range(head.first, head.last):
            last = i + 1
            while last < min(notes.sentence_of(i)[1], i + 3) and notes.words[last] in SUICIDE | _CARS:
                last += 1
            return i, last  # "suicide car bomber"
    return None


def air_force(notes: Notes, first: int, last: int, head: Trigger) -> int | None:
    """Return where it is said that an air force did it: "the air force bombed", "was bombed by the air force"."""
    words = notes.words
    for i in range(first, last - 1):
        if words[i] == "air" and words[i + 1] in {"force", "forces"}:
            near = 0 <= head.first - i - 2 <= 2 or (head.last <= i and "by" in words[max(head.last, i - 3) : i])
            if near:
                return i
    return None
