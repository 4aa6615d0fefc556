"""Whether a crime is named only as what somebody is charged with or arrested for: no event is told of by that."""

from __future__ import annotations

from itertools import pairwise

from nlp.lexicons import word_set
from nlp.notes import Notes
from store.model import DatePrecision, DateRange, MentionKind

_CHARGES = word_set("charges", "charges")
_CHARGED_WITH = frozenset({"with", "of", "for"})
_BETWEEN = word_set("charges", "between")
_CRIMES = word_set("charges", "crimes")
# What ends the naming of a crime, so that nothing more is said of it.
_ENDS = word_set("charges", "ends")
_ARRESTING = word_set("charges", "arresting")
_REASONS = tuple(word_set("charges", "reasons"))
_CHARGED = frozenset(
    {("accused", "of"), ("charged", "with"), ("suspected", "of"), ("trial", "for"), ("convicted", "of")}
)
_COURT = word_set("charges", "court")
_PLEADING = frozenset({"pleaded", "pleads", "pleading", "indictment", "indictments", "plea"})
_ACCUSING = 8  # words from "accusing" to a crime
_CRIME = 14  # words from a crime to when it was
_WHY = 3  # words
_UNLIKE_VERBS = frozenset({"noun", "plural", "ing"})


def is_only_charged(notes: Notes, start: int, first: int, form: str) -> bool:
    """Return whether a crime tells only what somebody is charged with, or why he was arrested."""
    if form == "noun" and _is_reason_of_arrest(notes, start, first):
        return True
    if form == "ing" and (_is_before_a_court(notes, start, first) or _is_why_a_crowd_acts(notes, start, first)):
        return True
    return form in _UNLIKE_VERBS and (_is_charge(notes, start, first) or _is_pleaded(notes, start, first))


def _is_pleaded(notes: Notes, start: int, first: int) -> bool:
    """Return whether somebody pleads to a crime named without article: "pleaded guilty to assault and robbery"."""
    named = notes.words[first] in _CRIMES and notes.words[first - 1 : first] not in (["the"], ["a"], ["an"])
    return named and not _PLEADING.isdisjoint(notes.words[start:first])


def _is_before_a_court(notes: Notes, start: int, first: int) -> bool:
    """Return whether a court hears of what somebody is accused of: "The trial of a man accused of killing his wife".

    Where a time follows, it is told when that was: "accused of killing a trader in 2014 appeared in court".
    """
    if tuple(notes.words[max(start, first - 2) : first]) not in _CHARGED:
        return False
    _, end = notes.sentence_of(first)
    times = [m.value for m in notes.marks_in(first, min(end, first + _CRIME), MentionKind.TIME)]
    known = any(isinstance(t, DateRange) and t.precision is not DatePrecision.DAY for t in times)
    return not known and not _COURT.isdisjoint(notes.words[start:end])


def _is_why_a_crowd_acts(notes: Notes, start: int, first: int) -> bool:
    """Return whether those who act accuse somebody: "beat two men to death after accusing them of robbing a bus"."""
    before = notes.words[max(start, first - _ACCUSING) : first]
    return before[-1:] == ["of"] and ("accusing" in before or ("they", "accused") in pairwise(before))


def _is_charge(notes: Notes, start: int, first: int) -> bool:
    """Return whether a crime without article is what somebody is charged with: "charged with kidnapping and murder"."""
    if notes.words[first] not in _CRIMES:
        return False
    at = first
    while at > start and (notes.words[at - 1] in _BETWEEN or notes.words[at - 1] in _CRIMES):
        at -= 1
    if at - start < 2 or notes.words[at - 1] not in _CHARGED_WITH or notes.words[at - 2] not in _CHARGES:
        return False
    return _ENDS.issuperset(notes.words[first + 1 : first + 2])


def _is_reason_of_arrest(notes: Notes, start: int, first: int) -> bool:
    """Return whether a crime told before is only why somebody was arrested: "in connection with the murder"."""
    if notes.words[first - 1 : first] != ["the"] or not _ENDS.issuperset(notes.words[first + 1 : first + 2]):
        return False
    why = " ".join(notes.words[max(start, first - 1 - _WHY) : first - 1])
    return why.endswith(_REASONS) and not _ARRESTING.isdisjoint(notes.words[start:first])
