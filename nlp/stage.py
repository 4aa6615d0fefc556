"""How far the attack of a clause came: done, tried, foiled or threatened."""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.type_clues import CONTRABAND
from nlp.type_stopped import is_of_some
from store.model import MentionKind, Stage

_FOILED = word_set("classify", "foiled")
_SHOT_DOWN = ("shot down", "shooting down", "brought down")
_DUDS = frozenset(dud.replace("n't", " n't") for dud in word_set("classify", "duds"))  # as spaCy parts words


def stage_of(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Stage:
    """Return how far the attack of a clause came; accomplished where nothing says otherwise."""
    words = notes.words[first:last]
    text = " ".join(words)
    if any(t.type == "threat" for t in triggers):
        return Stage.THREATENED
    live = [t for t in triggers if t.specific]
    armed = bool(notes.marks_in(first, last, MentionKind.WEAPON)) or CONTRABAND.isdisjoint(words)
    if (
        armed
        and any(t.role == "police" and t.type == "interception" and not is_of_some(notes, t) for t in live)
        and (_FOILED & set(words) or (any(p in text for p in _SHOT_DOWN) and not _killed_by_it(triggers)))
    ):
        return Stage.FOILED
    if any(dud in text for dud in _DUDS):
        return Stage.ATTEMPTED
    near = {w for t in triggers for w in notes.words[max(first, t.first - 3) : t.last]}
    return Stage.ATTEMPTED if near & {"attempted", "failed", "attempt"} else Stage.ACCOMPLISHED


def _killed_by_it(triggers: list[Trigger]) -> bool:
    """Return whether an attack that brought something down killed: "planted a bomb that brought down an airliner"."""
    return any(t.role == "attack" and t.form == "past" for t in triggers) and any(t.type == "killed" for t in triggers)
