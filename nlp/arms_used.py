"""Arms that are said to have been used where nothing else is told of them: "Two rifles were used, police said"."""

from __future__ import annotations

from nlp.armament import read_weapon
from nlp.draft import with_value
from nlp.notes import Found, Mark, Notes, Story
from store.model import Incident, MentionKind, Slot, Weapon

_OF_POLICE = frozenset({"raid_or_arrest", "weapons_seizure", "interception"})
_WERE = frozenset({"was", "were"})
_UNKNOWN = frozenset({"may", "might", "what", "type", "kind", "if", "whether", "no", "not", "usually", "often"})
_NEAR = 5  # words from "used" to what was
_BEHIND = 3  # sentences behind one that tells of the event


def with_arms(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return an attack with the arms that a sentence near it says were used, where none are known by words."""
    known = incident.weapon
    if known.words or incident.type in _OF_POLICE:
        return incident
    near = {n for r in story.reports for n in range(r.sentence, r.sentence + _BEHIND + 1)}
    for number in sorted(n for n in near if n < len(notes.sentences)):
        found = _used(notes, *notes.sentences[number])
        if found is not None and known.type in {None, found.value.type}:
            mark = Mark(MentionKind.WEAPON, found.first, found.last)
            return with_value(notes, incident, Slot.WEAPON, found.value, mark, 0.7)
    return incident


def _used(notes: Notes, first: int, last: int) -> Found[Weapon] | None:
    """Return the arms of a sentence that says that they were used, if it tells of no event of its own."""
    words = notes.words[first:last]
    if "used" not in words or not _UNKNOWN.isdisjoint(words):
        return None
    at = first + words.index("used")
    told = [t for t in notes.triggers_in(first, last) if t.role == "attack" and t.specific and t.type != "any"]
    if told or notes.marks_in(first, last, MentionKind.TIME):
        return None
    passive = notes.words[at - 1] in _WERE
    a, b = (first, at) if passive else (at, min(last, at + _NEAR))
    marks = notes.marks_in(a, b, MentionKind.WEAPON)
    if not marks or (passive and marks[-1].last != at - 1):
        return None
    return read_weapon(notes, a, b, attack=True, from_the_air=False)
