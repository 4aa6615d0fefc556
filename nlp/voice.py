"""Whether a verb is said of what stands before it ("were killed") or of what follows ("killed two")."""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from store.model import MentionKind

AUXILIARIES = word_set("voice", "auxiliaries")
_BREAKS = word_set("voice", "breaks")
_SAID = frozenset({"reported", "announced", "confirmed"})
_OBJECTS = frozenset({"him", "her"})  # "left her wounded", but "her brother shot"
_OBJECTS_WITHIN = frozenset({"warrant", "warrants"})  # "executed a search warrant"
_OF_ONESELF = frozenset({"passed", "lost", "deceased", "turned"})  # "the boy had passed away"
_QUOTES = frozenset({'"', "“", "”"})
_BEING = frozenset({"was", "were", "been", "being", "be"})
ALWAYS_PASSIVE = word_set("voice", "always_passive")
FUTURE = word_set("mentions", "future")


def is_passive(notes: Notes, trigger: Trigger) -> bool:
    """Return whether those hit stand before the trigger."""
    word = notes.words[trigger.first]
    if (
        word in AUXILIARIES
        or word in ALWAYS_PASSIVE
        or notes.words[trigger.first : trigger.first + 2] == ["came", "under"]
    ):
        return True
    if not _OBJECTS_WITHIN.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    before = notes.words[max(0, trigger.first - 3) : trigger.first]
    if trigger.form == "past" and word not in _OF_ONESELF and before[-1:] in (["had"], ["have"], ["has"]):
        return False  # "whom gunmen had abducted"
    if trigger.form == "past" and (AUXILIARIES & set(before) or _OBJECTS & set(before[-1:])):
        return True
    end = trigger.last
    if not _QUOTES.isdisjoint(notes.words[end : end + 1]) and not _QUOTES.isdisjoint(before):
        end += 1  # she "accidentally shot" her friend
    following = notes.words[end] if end < notes.sentence_of(trigger.first)[1] else "."
    if trigger.form == "past" and notes.marks_in(trigger.last, trigger.last + 1, MentionKind.TIME):
        return True  # "dozens more wounded Friday when"
    if following in _SAID and any(m.last == trigger.first for m in notes.marks_in(trigger.first - 3, trigger.first)):
        return True  # "six killed and three wounded reported by the governor"
    counted = bool(notes.marks_in(trigger.last, trigger.last + 1, MentionKind.COUNT))
    return following in _BREAKS and trigger.form not in {"ing", "base"} and not counted


def has_being(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a form of "be" makes a verb passive beyond doubt: "was abducted", "had been set on fire"."""
    if notes.words[trigger.first : trigger.first + 2] == ["came", "under"]:
        return True
    before = notes.words[max(0, trigger.first - 3) : trigger.first]
    return trigger.form == "past" and not _BEING.isdisjoint({*before, notes.words[trigger.first]})
