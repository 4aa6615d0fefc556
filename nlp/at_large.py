"""Which figures of dead and injured are of no one event: a rate, a sum of years, the dead of a war, one in a row."""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.apart import is_definite
from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, People, Trigger
from nlp.voice import is_passive
from store.model import DatePrecision, DateRange, MentionKind

_CROWDS = (["hundreds"], ["thousands"])
_RATES = frozenset({"each", "every", "per"})
_UNITS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})
_SPANS = frozenset({"days", "weeks", "months", "years", "decades"})
_REGULARLY = frozenset({"annually", "yearly", "daily", "monthly", "weekly"})
_AFTER_A_DAY = frozenset({"later", "ago", "after", "earlier", "before", "old", "since", "-", "in", "and", "when"})
_WARS = word_set("at_large", "wars")
_MOVEMENTS = word_set("at_large", "movements")
_WITHIN = frozenset({"in", "during", "by", "from", "amid"})
_ENDS = frozenset({",", ";", ".", "which", "that", "who", "when", "as"})
_OF_GANGS = frozenset({"turf", "gang", "drug", "cartel", "bidding", "price"})
_ZONES = (["zone"], ["zones"], ["area"], ["areas"], ["-"], ["crime"], ["crimes"])
_PERFECT = frozenset({"have", "has"})
_COPULAS = frozenset({"is", "was", "became", "becomes", "as", "being", "'s"})
_ORDINALS = word_set("at_large", "ordinals")
_BACK = 7  # words from "have" to what was done
_JUST_BEFORE = 3  # words from "have" to what was done, and who did it
_OPENING = 3  # sentences that tell the news
_DONE = frozenset({"killed", "wounded", "injured"})
_SPEAKING = frozenset({"they", "we", "you", "i", "to", "would", "could", "might", "may", "must"})
_REACH = 12  # words from a harm to what says that it goes on
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_MONTHS = re.compile(rf"(?:between|from)\s{_MONTH}\s(?:\d{{4}}\s)?(?:and|to|until|till|through)\s{_MONTH}")


def is_at_large(notes: Notes, trigger: Trigger, first: int, last: int) -> bool:
    """Return whether what a word for harm tells, and what its clause goes on to tell, is of no one event."""
    behind = notes.words[trigger.last : min(last, trigger.last + _REACH)]
    return (
        _is_rate(behind)
        or _is_record(notes.words[first : trigger.first], behind)
        or _counts_on(notes, trigger, behind)
        or _is_of_months(notes, first, last)
        or _is_of_many(notes, trigger, first, last)
        or _is_done_so_far(notes, trigger, first, last)
    )


def _is_record(before: list[str], behind: list[str]) -> bool:
    """Return whether somebody has so many dead on his record: "answers for the deaths of hundreds"."""
    return ("responsible", "for") in pairwise(before) and behind[:1] == ["of"] and behind[1:2] in _CROWDS


def _is_rate(behind: list[str]) -> bool:
    """Return whether people are hit again and again: "are shot each year", "40 deaths a day", "in the last days"."""
    if any(behind[i : i + 3] == ["so", "far", "this"] for i in range(len(behind))):
        return True
    for i, unit in enumerate(behind):
        if unit in _REGULARLY or (unit in _SPANS and not {"last", "past"}.isdisjoint(behind[max(0, i - 2) : i])):
            return True
        if i and unit in _UNITS and (behind[i - 1] in _RATES or behind[i - 1] == "a"):
            return behind[i - 1] in _RATES or _AFTER_A_DAY.isdisjoint(behind[i + 1 : i + 2])
    return False


def _counts_on(notes: Notes, trigger: Trigger, behind: list[str]) -> bool:
    """Return whether a harm is where a time begins, or deaths are counted from one: "since the death of", "since 2015".

    What has happened since in verbs ("have been killed since") is for the clause to say.
    """
    if not trigger.is_noun or trigger.role != "harm":
        return False
    if "since" in notes.words[max(0, trigger.first - 3) : trigger.first]:
        return True
    since = behind.index("since") if "since" in behind else -1
    times = notes.marks_in(trigger.last + since, trigger.last + since + 2, MentionKind.TIME) if since >= 0 else []
    return trigger.form == "plural" and bool(times)


def _is_of_months(notes: Notes, first: int, last: int) -> bool:
    """Return whether a clause counts months: "125 people died between April and July"."""
    times = [m.value for m in notes.marks_in(first, last, MentionKind.TIME)]
    return any(isinstance(t, DateRange) and _MONTHS.search((t.phrase or "").lower()) is not None for t in times)


def _is_of_many(notes: Notes, trigger: Trigger, first: int, last: int) -> bool:
    """Return whether people died in a war, or of late in many attacks: "scores have been killed in raids"."""
    if any(_is_near(m.value) for m in notes.marks_in(first, last, MentionKind.TIME)):
        return False
    died_in = _what_they_died_in(notes, trigger, last)
    if died_in in _WARS:
        return True
    before = set(notes.words[max(first, trigger.first - _BACK) : trigger.first])
    if before.isdisjoint(_PERFECT):
        return False
    attacks = [t for t in notes.triggers_in(trigger.last, last) if t.form == "plural" and t.role == "attack"]
    return (
        died_in is not None
        or not before.isdisjoint(_WARS)
        or any(not is_definite(notes, t) and notes.words[t.first - 1] != "the" for t in attacks)
    )


def _is_done_so_far(notes: Notes, trigger: Trigger, first: int, last: int) -> bool:
    """Return whether several have killed so many up to now, on no day and at no place: "the raids have killed 90".

    What an article opens with is its news: "Gunmen have killed nine people".
    """
    if trigger.role != "harm" or trigger.form != "past" or notes.words[trigger.last - 1] not in _DONE:
        return False
    near = notes.words[max(first, trigger.first - _JUST_BEFORE) : trigger.first]
    if "have" not in near or is_passive(notes, trigger) or not _SPEAKING.isdisjoint(near):
        return False
    opening = notes.sentences[min(_OPENING, len(notes.sentences)) - 1][1]
    told = notes.marks_in(first, last, MentionKind.PLACE)
    return first >= opening and not told and not any(_is_near(m.value) for m in _times(notes, first, last))


def _times(notes: Notes, first: int, last: int) -> list[Mark]:
    return notes.marks_in(first, last, MentionKind.TIME)


def _what_they_died_in(notes: Notes, trigger: Trigger, last: int) -> str | None:
    """Return the war or the unrest in which people were hurt, but not the zone of one, or one between gangs."""
    for i in range(trigger.last, min(last, trigger.last + _REACH)):
        word = notes.words[i]
        if word in _ENDS:
            return None
        if word in _WARS | _MOVEMENTS and not _WITHIN.isdisjoint(notes.words[i - 3 : i]):
            apart = notes.words[i - 1] in _OF_GANGS or notes.words[i + 1 : i + 2] in _ZONES
            return None if apart else word
    return None


def _is_near(value: object) -> bool:
    """Return whether a time is a day or part of a week, on which one event can have been."""
    return isinstance(value, DateRange) and value.precision in {
        DatePrecision.DAY,
        DatePrecision.PART_OF_WEEK,
        DatePrecision.UNKNOWN,
    }


def is_next_in_a_row(notes: Notes, hit: list[People], trigger: Trigger) -> bool:
    """Return whether somebody is counted with those hit before: "he is the third officer killed this year"."""
    if len(hit) != 1:
        return False
    one, behind = hit[0], notes.words[trigger.last : trigger.last + _REACH]
    said = notes.words[one.first : one.last]
    if said[:1] != ["the"] or _ORDINALS.isdisjoint(said) or one.last != trigger.first or trigger.form != "past":
        return False
    long = any(pair in (["this", "year"], ["this", "month"], ["this", "week"]) for pair in _pairs(behind))
    return notes.words[one.first - 1] in _COPULAS or long or "since" in behind


def _pairs(words: list[str]) -> list[list[str]]:
    return [words[i : i + 2] for i in range(len(words) - 1)]
