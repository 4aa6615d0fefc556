"""Named men and women who are taken, charged or convicted for what was done, and attackers whose name is told.

"Police identified the gunman as ...", "the attacker, named as ...", "... was charged with murder",
"a man surnamed ... was arrested over the attack". A name is shown by its words: a person is no group.
"""

from __future__ import annotations

from nlp.actors import Named
from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.notes import Notes
from nlp.person_names import everyday_words
from nlp.person_words import ONE_ATTACKER
from nlp.phrases import CLOSED
from nlp.place_words import LOCATIVES
from store.model import Attribution, DatePrecision, DateRange, MentionKind, Perpetrator

_HIT = word_set("suspects", "hit")
_CRIMES = word_set("suspects", "crimes")
_PEOPLE = frozenset({"man", "woman", "teenager", "driver", "youth", "person"})
_NAMING = frozenset({"identified", "identifies", "named", "names"})
# What courts and police do, the words that follow it, and how sure it makes who did it.
_ANSWERING = {
    "charged": (("with", "in", "over"), Attribution.ACCUSED),
    "accused": (("of",), Attribution.ACCUSED),
    "indicted": (("for", "on", "in", "over"), Attribution.ACCUSED),
    "arrested": (("for", "over", "on", "in"), Attribution.SUSPECTED),
    "detained": (("for", "over", "on", "in"), Attribution.SUSPECTED),
    "convicted": (("of", "on", "for", "over"), Attribution.CONFIRMED),
    "guilty": (("of", "to", "on"), Attribution.CONFIRMED),
}
_AUXILIARIES = frozenset(
    {"was", "is", "has", "been", "had", "stands", "also", "later", "since", "who", "pleaded", "found", "formally"}
)
_BETWEEN = frozenset({"by", "police", "officials", "authorities", "media", "later", "only", "as", "who", "was", "is"})
_BEFORE = frozenset({"ago", "previously", "earlier", "before", "past", "formerly"})
_SENTENCE = frozenset({",", ";", "who", "and", "that"})
_INITIAL = 2  # letters
_NAME = 4  # words of a name
_NEAR = 6  # words from "identified" to whom, and from "charged" back to who is
_LONG = 18  # words from "identified" to "as", and from "charged" to the crime


def read_suspect(notes: Notes, first: int, last: int) -> Named | None:
    """Return the person whom a sentence names for what was done."""
    for i in range(first, last):
        word = notes.words[i]
        found: tuple[int, int] | None = None
        attribution = Attribution.UNKNOWN
        if word in _NAMING:
            found, attribution = _identified(notes, first, i, last)
        elif word == "surnamed" and _is_taken_for_it(notes, i, last):
            found, attribution = _name_at(notes, i + 1, last, least=1), Attribution.SUSPECTED
        elif word in _ANSWERING and _answers_for_it(notes, first, i, last):
            found, attribution = _name_before(notes, first, i), _ANSWERING[word][1]
        words = None if found is None else _full_name(notes, *found)
        if found is not None and words is not None and (" " in words or notes.words[found[0] - 1] == "surnamed"):
            return Named(Perpetrator(None, (words,), attribution), *found, 0.7)
    return None


def _identified(notes: Notes, first: int, i: int, last: int) -> tuple[tuple[int, int] | None, Attribution]:
    """Return whom "identified the gunman as" or "the gunman, identified as" names, and how sure he did it."""
    to = next((n for n in range(i + 1, min(last, i + _LONG)) if notes.words[n] == "as"), None)
    if to is None:
        return None, Attribution.UNKNOWN
    whom = notes.words[i + 1 : to]
    if not whom or _BETWEEN.issuperset(whom):
        whom = notes.words[max(first, i - _NEAR) : i]
    taken = not _PEOPLE.isdisjoint(whom) and not _ANSWERING.keys().isdisjoint(notes.words[first:i])
    if (ONE_ATTACKER.isdisjoint(whom) and not taken) or not _HIT.isdisjoint(whom):
        return None, Attribution.UNKNOWN
    suspected = taken or not {"suspect", "suspected", "alleged"}.isdisjoint(whom)
    by_surname = next((n for n in range(to + 1, min(last, to + _LONG)) if notes.words[n] == "surnamed"), None)
    if by_surname is not None and not _SENTENCE.intersection(notes.words[to:by_surname]):
        return _name_at(notes, by_surname + 1, last, least=1), _sure(suspected)
    return _name_at(notes, to + 1, last), _sure(suspected)


def _sure(suspected: bool) -> Attribution:
    return Attribution.SUSPECTED if suspected else Attribution.UNKNOWN


def _is_taken_for_it(notes: Notes, i: int, last: int) -> bool:
    """Return whether a verb of the police follows closely: "a man surnamed Wu was arrested over"."""
    near = range(i, min(last, i + _NEAR, len(notes.words) - 1))
    return any(notes.words[n] in _ANSWERING and notes.words[n + 1] in _ANSWERING[notes.words[n]][0] for n in near)


def _answers_for_it(notes: Notes, first: int, i: int, last: int) -> bool:
    """Return whether somebody answers for violence, and not for what he did once before."""
    if notes.words[i + 1 : i + 2] == [] or notes.words[i + 1] not in _ANSWERING[notes.words[i]][0]:
        return False
    years = [m.value for m in notes.marks_in(first, last, MentionKind.TIME)]
    long_ago = any(isinstance(y, DateRange) and y.precision is DatePrecision.YEAR for y in years)
    if long_ago or not _BEFORE.isdisjoint(notes.words[first:last]):
        return False
    return bool(notes.triggers_in(i + 1, min(last, i + _LONG))) or not _CRIMES.isdisjoint(
        notes.words[i + 1 : min(last, i + _LONG)]
    )


def _name_at(notes: Notes, i: int, last: int, least: int = 2) -> tuple[int, int] | None:
    """Return the name that begins here or behind an age: "21-year-old Ana Diaz"."""
    start = i
    while start < min(last, i + _NEAR) and not notes.texts[start][0].isupper() and notes.words[start] not in {",", "."}:
        start += 1
    end = start
    while end < min(last, start + _NAME) and _is_of_name(notes, end):
        end += 1
    known = notes.marks_in(start, end, MentionKind.GROUP, MentionKind.PLACE, MentionKind.FACILITY)
    return (start, end) if end - start >= least and not known and not notes.capitals else None


def _is_of_name(notes: Notes, i: int) -> bool:
    """Return whether a word may be one of a person's name: a capital word, or an initial ("J.")."""
    text, word = notes.texts[i], notes.words[i]
    if not text[0].isupper() or word in CLOSED or word in everyday_words():
        return False
    if notes.nouns_in(i, i + 1) or notes.marks_in(i, i + 1, MentionKind.TIME):
        return False  # "Vallejo Man", "Friday"
    return len(text) <= _INITIAL or (text.replace("-", "").isalpha() and not text.isupper())


def _name_before(notes: Notes, first: int, i: int) -> tuple[int, int] | None:
    """Return the name that is the subject of a verb: "Ana Diaz, 31, has been charged"."""
    end = i
    while end > first and notes.words[end - 1] in _AUXILIARIES:
        end -= 1
    if end == i and notes.words[i - 1] != ",":
        return None
    if notes.words[end - 1] == ",":
        opening = next((n for n in range(end - 2, max(first, end - _LONG), -1) if notes.words[n] == ","), None)
        if opening is None:
            return None
        end = opening
    start = end
    while start > first and end - start < _NAME and _is_of_name(notes, start - 1):
        start -= 1
    if start == end or notes.marks_in(start, end, MentionKind.GROUP, MentionKind.PLACE, MentionKind.FACILITY):
        return None
    if start > first and notes.words[start - 1] in LOCATIVES | {"of", "to", "by", "with"}:
        return None  # "appeared in Ridge District Court, charged with"
    return start, end


def _full_name(notes: Notes, first: int, last: int) -> str:
    """Return a name as it is written; of a bare surname the full name told before."""
    if last - first > 1:
        return words_of(notes, first, last)
    for i in range(1, first):
        if notes.texts[i] == notes.texts[first] and _is_of_name(notes, i - 1) and notes.words[i - 1] not in _BETWEEN:
            initial = len(notes.texts[i - 1]) <= _INITIAL and i > 1 and _is_of_name(notes, i - 2)
            return words_of(notes, i - 1 - initial, i + 1)
    return words_of(notes, first, last)
