"""Times of what came after an event: when somebody spoke of it, was arrested or charged for it, or died of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.own_days import is_of_another_verb
from nlp.place_words import HOSPITALS
from nlp.speakers import REPORTING
from store.model import DatePrecision, DateRange, MentionKind

# What follows an event, and has its own day: "was charged on Tuesday with the shooting".
_AFTERMATH = word_set("dating", "aftermath")
_LASTING = frozenset({"remained", "remains"})
_DYING = frozenset({"died", "dies", "dead"})
_SUCCUMBING = frozenset({"died", "dies", "succumbed", "declared", "pronounced"})
_WOUNDED = word_set("dating", "wounded")
_CLOCK = (["a.m."], ["p.m."], ["a.m"], ["p.m"], ["am"], ["pm"])
_DASHES = (["-"], ["--"], ["—"], [":"])
# What is between an arrest and its day ("arrested a fourth man Wednesday"), and what says what it was for.
_BESIDE = 4
_PHRASE = 20
_ARRESTS = word_set("dating", "arrests")
_CHARGING = word_set("dating", "charging")
_CASES = frozenset({"in", "for", "after", "over"})  # "charged with murder in the shooting Wednesday"
_COURT = word_set("dating", "court")
_BY_OTHERS = (["reported"], ["found"])
_CHARGED = frozenset({"charged", "charges", "indicted", "booked"})
_SUSPECTS = word_set("dating", "suspects")
# What is done about an event, later, and what begins on a day of its own: "a curfew that began on Monday".
_REACTING = word_set("dating", "reacting")
_SPEAKING = word_set("dating", "speaking")
_BEGINNING = frozenset({"began", "begun", "begins", "beginning"})
_ABOUT = word_set("dating", "about")
_MEANWHILE = frozenset({"while", "when", "as"})
_ABOUT_EVENTS = word_set("dating", "about_events")
_BEHIND = (REPORTING | _AFTERMATH | _REACTING) - {"reported", "reports", "report", "as"}
_OF_IT = frozenset({"of", "for", "about", "over", "regarding", "concerning"})
_KNOWN = frozenset({"the", "this", "that", "his", "her", "their"})
CALLED = word_set("scenes", "called")
_TALKS = word_set("dating", "talks")
_OBJECT = 8  # words from a verb to its time, and from there to the event
_TALK = 3  # words from "Saturday's" to "pact"
_VERB = 4  # words from a verb to its time
_NEAR = 6
_QUOTED = 100  # words back to where a quotation begins
_SPOKEN = frozenset({"today", "yesterday", "tonight", "last", "this"})
_SAID_BEHIND = frozenset({",", '"', "”"})


def is_time_of_saying(notes: Notes, mark: Mark, triggers: Iterable[Trigger], first: int) -> bool:
    """Return whether a time is that of a statement or of what followed: "said on Monday", "arrested on Monday for"."""
    told = list(triggers)
    if _is_own_day(notes, mark):
        return False
    if any(is_later(notes, mark, told, first) for is_later in _LATER):
        return True
    verb = _of_the_verb_before(notes, mark, told, first)
    return _is_of_what_follows(notes, mark) if verb is None else verb


def _of_the_verb_before(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool | None:
    """Return whether the verb right before a time is one of saying or of what followed; None where none is there."""
    end = _before_the_clock(notes, mark.first, first)
    before = notes.words[max(first, end - _VERB) : end]
    if notes.words[mark.last : mark.last + 1] == ["after"] and _DYING & set(before[-2:]):
        return True  # "died on Monday after he was shot"
    if not _REACTING.isdisjoint(before[-1:]) and not any(t.first < end <= t.last for t in triggers):
        return True  # "protested today the murder of"
    for position in range(end - 1, end - 1 - len(before), -1):
        word = notes.words[position]
        if any(t.first <= position < t.last for t in triggers):
            return bool(_LASTING & set(before[: position - end]))  # "remained hospitalized on Monday"
        if word == "reported" and notes.words[position - 1] in {"was", "were"}:
            return notes.words[position - 2] == "it"  # but "the shooting was reported about 10:45 p.m. Tuesday"
        if word in _BEGINNING and any(0 <= position - t.last <= 1 for t in triggers):
            return False  # "the fighting began on Monday"
        if word in REPORTING or word in _AFTERMATH or word in _BEGINNING:
            return True
        if word in {".", "that"}:
            break
    return None


def _is_of_what_follows(notes: Notes, mark: Mark) -> bool:
    """Return whether a time is that of the verb behind it, or of the article: "on Monday said", "July 20 - Police"."""
    first, last = _with_its_date(notes, mark)
    after = notes.words[last : last + 1]
    if after in _BY_OTHERS and notes.words[first - 1] in {"was", "were"}:
        return True  # "was on Monday reported to have killed", "was on Tuesday found alive"
    if mark.first == notes.sentence_of(mark.first)[0] and after in (["-"], ["–"], ["—"], ["|"], [";"]):
        return True
    if notes.words[mark.first - 1 : mark.first] in _CLOCK:
        return False  # "at 2:45 p.m. Wednesday, said police"
    if isinstance(mark.value, DateRange) and mark.value.precision is DatePrecision.YEAR:
        return False  # "accused of killing a trader in 2014 appeared in court"
    return bool(after) and after[0] in _BEHIND


def _with_its_date(notes: Notes, mark: Mark) -> tuple[int, int]:
    """Return a time with what tells it once more in brackets: "on Wednesday (Dec 26) said"."""
    if notes.words[mark.last : mark.last + 1] == ["("]:
        inside = notes.marks_in(mark.last + 1, mark.last + 2, MentionKind.TIME)
        if inside and notes.words[inside[0].last : inside[0].last + 1] == [")"]:
            return mark.first, inside[0].last + 1
    if notes.words[mark.first - 1 : mark.first] == ["("] and notes.words[mark.last : mark.last + 1] == [")"]:
        around = [m for m in notes.marks_in(mark.first - 6, mark.first, MentionKind.TIME) if m.last == mark.first - 1]
        if around:
            return around[0].first, mark.last + 1
    return mark.first, mark.last


def _is_own_day(notes: Notes, mark: Mark) -> bool:
    """Return whether a day is put to an event or its weapon: "denounced today's attacks", "said Wednesday's bomb"."""
    if notes.words[mark.last - 1 : mark.last] != ["'s"]:
        return False
    behind = any(t.is_noun for t in notes.triggers_in(mark.last, mark.last + 2))
    return behind or bool(notes.marks_in(mark.last, mark.last + 2, MentionKind.WEAPON))


def _is_stamped(notes: Notes, mark: Mark, _triggers: list[Trigger], _first: int) -> bool:
    """Return whether a date is that of a post or of an article: "(@handle) 2 May 2020", "(2 May 2020) - "."""
    if is_of_a_post(notes, mark):
        return True
    before, after = notes.words[max(0, mark.first - 1) : mark.first], notes.words[mark.last : mark.last + 2]
    return before == ["("] and after[:1] == [")"] and after[1:] in _DASHES


def is_of_a_post(notes: Notes, mark: Mark) -> bool:
    """Return whether a date stands behind the handle of who posts: "(@handle) 2 May 2020"."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return before[1:] == [")"] and before[0].startswith("@")


def _is_of_a_speaker(notes: Notes, mark: Mark, _triggers: list[Trigger], _first: int) -> bool:
    """Return whether somebody spoke then: "On Monday, police confirmed that", "said Ann Doe, a mayor, on Friday"."""
    start, end = notes.sentence_of(mark.first)
    if mark.first == start and notes.words[mark.last : mark.last + 1] == [","]:
        verb = next((n for n in range(mark.last + 1, min(end, mark.last + _NEAR)) if notes.words[n] in REPORTING), None)
        aside = verb is not None and "," in notes.words[mark.last + 1 : verb + 2]  # "On Monday, police said, gunmen"
        return verb is not None and not aside and not notes.triggers_in(mark.last, verb)
    if notes.words[mark.first - 1 : mark.first] != [","]:
        return False
    back = range(mark.first - 2, max(start, mark.first - _PHRASE), -1)
    verb = next((n for n in back if notes.words[n] in REPORTING and notes.words[n - 1] in _SAID_BEHIND), None)
    return verb is not None and not notes.triggers_in(verb, mark.first)


def is_of_a_quotation(notes: Notes, mark: Mark, value: DateRange) -> bool:
    """Return whether a time is counted from when somebody spoke who is quoted: "today's attack was cowardly"."""
    if value.phrase is None or _SPOKEN.isdisjoint(value.phrase.lower().replace("'", " ").split()):
        return False
    if value.precision in {DatePrecision.MONTH, DatePrecision.YEAR}:
        return False  # "late last year" is the same to whoever says it
    quotes = 0
    for n in range(mark.first - 1, max(-1, mark.first - _QUOTED), -1):
        text = notes.texts[n]
        if text.count("\n") > 1:
            break
        if text in {"“", "”"}:
            return text == "“"
        quotes += text == '"'
    return quotes % 2 == 1


def _is_of_an_arrest(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of an arrest for the event: "arrested on Sunday in connection with"."""
    arrest = next((t for t in triggers if t.role == "police" and 0 <= mark.first - t.last <= _BESIDE), None)
    opens = triggers[0] if triggers and triggers[0].type == "raid_or_arrest" else None
    if opens is not None and 0 <= opens.first - mark.last <= 1:
        return any(t.role != "police" for t in triggers)  # "police on Sunday arrested a man in connection with"
    if arrest is None or not any(t.role != "police" for t in triggers) or _ARRESTS.isdisjoint(_said(notes, arrest)):
        return False
    between = any(t.role != "police" and arrest.last <= t.first < mark.first for t in triggers)
    after = notes.words[mark.last : mark.last + 1]
    return not between and ((bool(after) and after[0] in _CHARGING) or _is_of_a_suspect(notes, arrest, first))


def _is_of_a_suspect(notes: Notes, arrest: Trigger, first: int) -> bool:
    return not _SUSPECTS.isdisjoint(notes.words[max(first, arrest.first - 12) : arrest.first])


def _is_of_a_death(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of a death of wounds: "one of those hurt died in a hospital on Monday"."""
    death = next((t for t in reversed(triggers) if t.last <= mark.first and _SUCCUMBING & set(_said(notes, t))), None)
    if death is None or any(t.first >= death.last and t.last <= mark.first for t in triggers):
        return False
    between = notes.words[death.last : mark.first]
    if "," in between or mark.first - death.last > _PHRASE // 2:
        return False
    told = [*between, *notes.words[mark.last : mark.last + _BESIDE]]  # "died Monday at a hospital"
    return not (_WOUNDED.isdisjoint(notes.words[first : death.first]) and HOSPITALS.isdisjoint(told))


def _is_of_a_charge(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of a charge: "was charged with attempted murder Wednesday"."""
    crime = next((t for t in reversed(triggers) if t.last <= mark.first), None)
    if crime is None or not crime.is_noun or mark.first - crime.last > 1:
        return False
    before = notes.words[max(first, crime.first - _PHRASE // 2) : crime.first]
    charged = next(
        (n for n, (a, b) in enumerate(pairwise(before)) if a in _CHARGED and b in {"with", "on", "of"}), None
    )
    return charged is not None and _CASES.isdisjoint(before[charged + 2 :])


def is_of_a_court(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of a verdict: "jurors found her guilty on Tuesday of detonating"."""
    back = range(mark.first - 1, max(first, mark.first - _PHRASE) - 1, -1)
    verb = next((n for n in back if notes.words[n] in _COURT), None)
    if verb is None:
        return False
    between = [t for t in triggers if verb < t.first < mark.first]
    return all(t.form == "noun" and notes.words[t.first - 1] == "of" for t in between)  # "convicted of murder"


def _comes_after(notes: Notes, mark: Mark, triggers: list[Trigger], _first: int) -> bool:
    """Return whether a time is that of what followed: "sent troops on Monday to the town after the attack"."""
    event = next((t for t in triggers if t.first >= mark.last), None)
    if event is None or not event.is_noun or event is not triggers[0]:
        return False
    between = notes.words[mark.last : event.first]
    if any(a == "to" and b in _SPEAKING for a, b in pairwise(between)):
        return True  # "will meet on Monday to discuss a shooting"
    turn = next((n for n, word in enumerate(between) if word in {"after", "following"}), None)
    return turn is not None and "the" in between[turn + 1 : turn + 2]


def is_of_talk(notes: Notes, mark: Mark, triggers: list[Trigger], _first: int = 0) -> bool:
    """Return whether a time is that of talk of an event: "referred today to the murder of"."""
    if not triggers or any(not t.is_noun for t in triggers):
        return False
    event = triggers[0]
    before = notes.words[mark.last : event.first]
    if event.first < mark.last or "the" not in before[-4:] or not _MEANWHILE.isdisjoint(before):
        return False
    return before[0] in _ABOUT_EVENTS or (len(before) > _NEAR // 2 and not _ABOUT_EVENTS.isdisjoint(before[-_NEAR:]))


def is_of_who_did_it(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether somebody speaks of those of an event: "said today that the people who kidnapped him"."""
    event = next((t for t in triggers if t.first >= mark.last), None)
    if event is None or event is not triggers[0] or event.form != "past":
        return False
    before = [w for w in notes.words[event.first - 3 : event.first] if w not in {"had", "been"}]
    return before[-1:] == ["who"]


def is_of_dealings(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of talks, or of what was done about an event that may be long past."""
    if _is_of_talks(notes, mark) or is_of_another_verb(notes, mark, triggers, first):
        return True
    return _is_of_what_was_done_about_it(notes, mark, triggers, first)


def _is_of_what_was_done_about_it(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of a verb whose object is about the event: "released a film Friday of the raid"."""
    event = next((t for t in triggers if t.first >= mark.last), None)
    if event is None or event is not triggers[0] or not event.is_noun:
        return False
    between = notes.words[mark.last : event.first]
    about = next((n for n, word in enumerate(between) if word in _OF_IT), None)
    if about is None or len(between) > _OBJECT or _KNOWN.isdisjoint(between[about + 1 : about + 2]):
        return False
    before = notes.words[max(first, mark.first - _OBJECT) : mark.first]
    return any(word.endswith("ed") and word not in CALLED for word in before)


def _is_of_talks(notes: Notes, mark: Mark) -> bool:
    """Return whether a day is put to what was held, agreed or printed then: "Saturday's pact", "the Friday edition"."""
    if notes.words[mark.last - 1 : mark.last] != ["'s"]:
        return not _TALKS.isdisjoint(notes.words[mark.last : mark.last + 1])
    return not _TALKS.isdisjoint(notes.words[mark.last : mark.last + _TALK])


def _before_the_clock(notes: Notes, end: int, first: int) -> int:
    """Return where the hour begins that is told before a day, if one is: "about 10 a.m. Sunday"."""
    if notes.words[end - 1 : end] not in _CLOCK:
        return end
    start = end - 1
    while start > first and (notes.words[start - 1] in _ABOUT or notes.words[start - 1][:1].isdigit()):
        start -= 1
    return start


def _said(notes: Notes, trigger: Trigger) -> list[str]:
    return notes.words[trigger.first : trigger.last]


# The ways in which a time is that of what came later.
_LATER: tuple[Callable[[Notes, Mark, list[Trigger], int], bool], ...] = (
    _is_stamped,
    _is_of_an_arrest,
    _comes_after,
    _is_of_a_death,
    _is_of_a_charge,
    is_of_a_court,
    is_of_talk,
    _is_of_a_speaker,
    is_of_dealings,
)
