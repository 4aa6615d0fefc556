"""Who in a sentence only says so: "the Iraqi military said", "according to police"."""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes

REPORTING = word_set("actors", "reporting")
_BREAKS = frozenset({",", ".", "and", "who", "which"})
_BEFORE, _BEHIND = 3, 4  # words


def is_speaker(notes: Notes, mark: Mark) -> bool:
    """Return whether a mark is only who says so ("the Iraqi military said")."""
    after = notes.words[mark.last : mark.last + _BEHIND]
    before = notes.words[max(0, mark.first - _BEFORE) : mark.first]
    if "according" in before or before[-1:] == ["told"] or before[-2:] in (["said", "the"], ["says", "the"]):
        return True
    for n, word in enumerate(after):
        if word in REPORTING:
            return not any(t.role != "harm" for t in notes.triggers_in(mark.last + n, mark.last + n + 1))
        if word in _BREAKS:
            return False
    return False
