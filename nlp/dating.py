"""When the event of a clause happened, among the times that are told beside it.

A time may be that of a statement, an arrest or a death in hospital instead: such a one is taken for want of
better, with little confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from nlp.dates import resolve
from nlp.lexicons import word_set
from nlp.notes import AHEAD, Found, Mark, Notes, Trigger, gap
from nlp.speakers import REPORTING
from store.model import DatePrecision, DateRange, MentionKind

# The confidence of a date that is only when somebody spoke of the event.
SAID = 0.4
SAID_UNRESOLVED = 0.2
TALKED_OF = 0.35  # of an event that may be long past: "referred today to the murder of"
# What follows an event, and has its own day: "was charged on Tuesday with the shooting".
_AFTERMATH = word_set("dating", "aftermath")
_LASTING = frozenset({"remained", "remains"})
_DYING = frozenset({"died", "dies", "dead"})
_SUCCUMBING = frozenset({"died", "dies", "succumbed", "declared", "pronounced"})
_WOUNDED = word_set("dating", "wounded")
_CARE = word_set("triggers", "hospitals")
_COMING = frozenset({"came", "comes", "come", "coming", "occurred", "happened"})
_CLOCK = (["a.m."], ["p.m."], ["a.m"], ["p.m"], ["am"], ["pm"])
# "Since Monday" bounds what goes on, and dates no event.
_BOUNDS = (["since"], ["until"], ["till"])
_ENDS = (["until"], ["till"])
_REASONS = frozenset({"because", "after", "since"})
_DASHES = (["-"], ["--"], ["—"], [":"])
# What is between an arrest and its day ("arrested a fourth man Wednesday"), and what says what it was for.
_BESIDE = 4
_PHRASE = 20
_ARRESTS = word_set("dating", "arrests")
_CHARGING = word_set("dating", "charging")
_CASES = frozenset({"in", "for", "after", "over"})  # "charged with murder in the shooting Wednesday"
_CHARGED = frozenset({"charged", "charges", "indicted", "booked"})
_SUSPECTS = word_set("dating", "suspects")
# What is done about an event, later, and what begins on a day of its own: "a curfew that began on Monday".
_REACTING = word_set("dating", "reacting")
_SPEAKING = word_set("dating", "speaking")
_BEGINNING = frozenset({"began", "begun", "begins", "beginning"})
_ABOUT = word_set("dating", "about")
_MEANWHILE = frozenset({"while", "when", "as"})
_ABOUT_EVENTS = word_set("dating", "about_events")
_ZONES = frozenset({"gmt", "utc"})
_ASIDE = frozenset({"where", "whose"})
_LONG_PAST = 7  # days
_SLACK = 1  # days that news may be dated before they were written, as the day begins earlier elsewhere
_NEAR = 6
_NIGHTS = frozenset({"overnight", "last night"})
_OPENING = 2  # sentences
_LATE = 2  # days from when somebody spoke to the publication
_QUOTED = 100  # words back to where a quotation begins
_SPOKEN = frozenset({"today", "yesterday", "tonight", "last", "this"})
_SAID_BEHIND = frozenset({",", '"', "”"})
_SAME = ("the same ", "that ")
# "The fourth homicide in 2017" counts like events, and dates none.
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_ORDINALS = word_set("dating", "ordinals")


def read_date(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Found[DateRange] | None:
    """Return when the event of a clause happened; the time of a statement about it is no such time."""
    best: tuple[float, Found[DateRange]] | None = None
    for mark in notes.marks_in(first, last, MentionKind.TIME):
        value = mark.value
        if not isinstance(value, DateRange) or is_of_no_event(notes, mark, first):
            continue
        if came_after(notes, mark) and not any(t.first >= mark.last for t in triggers):
            continue
        if _is_named_next(notes, mark) or _is_of_an_aside(notes, mark, triggers):
            continue
        value = _of_the_night_told(notes, mark, _counted_from_post(notes, mark, value))
        value = _by_the_clock(notes, value, first, last)
        if (counted := _counted_back(notes, mark, triggers, first)) is not None:
            return Found(counted, mark.first, mark.last, 0.8)
        said = is_time_of_saying(notes, mark, triggers, first) or _is_of_a_quotation(notes, mark, value)
        distance = min((gap(mark, t) for t in triggers), default=99)
        aside = _is_of_another_clause(notes, mark, triggers)
        bounded = notes.words[mark.first - 1 : mark.first] in _BOUNDS
        said = said or bounded
        if said and value.start is not None and value.precision is not DatePrecision.DAY:
            continue  # "who has been ambassador since 1986" tells nothing of when he was shot
        score = (
            -distance
            - (60 if said else 15 if aside else 0)
            - (25 if value.start is None and notes.published is not None else 0)
        )
        confidence = SAID if said else 0.9 if distance <= 10 else 0.75
        if said and (_is_of_talk(notes, mark, triggers) or _is_of_who_did_it(notes, mark, triggers)):
            confidence = TALKED_OF
        if _is_elsewhere(notes, mark):  # "at 0400 GMT on 10 September", which was still the 9th there
            score, confidence = score - 15, SAID
        if value.start is None:
            confidence = SAID_UNRESOLVED if said else 0.3
        found = Found(value, mark.first, mark.last, confidence)
        if best is None or score > best[0]:
            best = (score, found)
    return best[1] if best else _found_behind(notes, last)


def _is_elsewhere(notes: Notes, mark: Mark) -> bool:
    """Return whether a day is told by the clock of Greenwich."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return not _ZONES.isdisjoint(before[:-1] if before[-1:] == ["on"] else before[-1:])


def _is_named_next(notes: Notes, mark: Mark) -> bool:
    """Return whether a day is told by its date right after: "today, 30 June"."""
    following = notes.marks_in(mark.last, mark.last + 2, MentionKind.TIME)
    days = [m.value for m in following if notes.words[mark.last : m.first] == [","] and isinstance(m.value, DateRange)]
    return any(d.start is not None and d.precision is DatePrecision.DAY for d in days)


def _is_of_an_aside(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether a time long past is only that of what was once at a place: "in the area where a bomb exploded"."""
    if not isinstance(mark.value, DateRange) or mark.value.end is None or notes.published is None:
        return False
    if (notes.published - mark.value.end).days < _LONG_PAST:
        return False
    for before, after in pairwise(triggers):
        turn = not _ASIDE.isdisjoint(notes.words[before.last : after.first])
        told = before.specific and before.form == "past" and after.role != "harm"
        if turn and told and after.last <= mark.first:
            return True
    return False


def _counted_from_post(notes: Notes, mark: Mark, value: DateRange) -> DateRange:
    """Return what a time in a post means by the post's own date: "shots heard this morning (@handle) 2 May 2020"."""
    if value.anchor is None or value.phrase is None:
        return value
    later = notes.marks_in(mark.last, notes.sentence_of(mark.first)[1], MentionKind.TIME)
    post = next((m.value for m in later if _is_of_a_post(notes, m)), None)
    return resolve(value.phrase, post.start) if isinstance(post, DateRange) and post.start else value


def _of_the_night_told(notes: Notes, mark: Mark, value: DateRange) -> DateRange:
    """Return the night before somebody spoke, where that was before the day of publication: "said on Thursday"."""
    if value.phrase is None or value.phrase.lower() not in _NIGHTS or notes.published is None or not notes.sentences:
        return value
    opening = notes.sentences[min(_OPENING, len(notes.sentences) - 1)][1]
    start, end = notes.sentence_of(mark.first)
    for told in (*notes.marks_in(start, end, MentionKind.TIME), *notes.marks_in(0, opening, MentionKind.TIME)):
        day = told.value
        if not isinstance(day, DateRange) or day.start is None or day.start != day.end or told.key == AHEAD:
            continue
        late = 0 < (notes.published - day.start).days <= _LATE
        if late and is_time_of_saying(notes, told, (), notes.sentence_of(told.first)[0]):
            return resolve(value.phrase, day.start)
    return value


def _is_of_a_quotation(notes: Notes, mark: Mark, value: DateRange) -> bool:
    """Return whether a time is counted from when somebody spoke who is quoted: "today's attack was cowardly"."""
    if value.phrase is None or _SPOKEN.isdisjoint(value.phrase.lower().replace("'", " ").split()):
        return False
    quotes = 0
    for n in range(mark.first - 1, max(-1, mark.first - _QUOTED), -1):
        text = notes.texts[n]
        if text.count("\n") > 1:
            break
        if text in {"“", "”"}:
            return text == "“"
        quotes += text == '"'
    return quotes % 2 == 1


def _is_of_another_clause(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether an event is only the reason of what a time is of: "evacuated today because it was hit"."""
    event = next((t for t in triggers if t.first >= mark.last), None)
    return event is not None and not _REASONS.isdisjoint(notes.words[mark.last : event.first])


def _counted_back(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> DateRange | None:
    """Return the day of an event told by another: "on Saturday ... a day after the raid", "raided a day before"."""
    value = mark.value
    if not isinstance(value, DateRange) or value.start is not None or value.phrase is None or notes.published is None:
        return None
    if value.phrase.lower().removeprefix("on ").startswith(_SAME):
        return _same_day(notes, mark, value.phrase)
    follows = any(0 <= t.first - mark.last <= 3 for t in triggers) or came_after(notes, mark)
    if not follows and not any(0 <= mark.first - t.last <= 3 for t in triggers):
        return None
    start = first if follows else notes.sentence_of(mark.first)[0]
    others = [m.value for m in notes.marks_in(start, mark.first, MentionKind.TIME) if isinstance(m.value, DateRange)]
    words = value.phrase.lower().split()
    day = next((o.start for o in reversed(others) if o.start and o.precision is DatePrecision.DAY), None)
    if day is None:
        return _counted_on(notes, mark, value.phrase, triggers)
    if not follows:  # counted from the day of the sentence, back or on
        return resolve(value.phrase, notes.published, relative_to=day)
    if words[-1] != "after":
        return None
    return resolve(" ".join([*words[:-1], "before"]), notes.published, relative_to=day)


def _found_behind(notes: Notes, last: int) -> Found[DateRange] | None:
    """Return the day of what came after another: "it came | a day after a bomb killed two on Sunday" is of Monday."""
    mark = next((m for m in notes.marks_in(last, last + 1, MentionKind.TIME) if came_after(notes, m)), None)
    if mark is None or not isinstance(mark.value, DateRange) or mark.value.phrase is None:
        return None
    behind = notes.marks_in(mark.last, notes.sentence_of(mark.first)[1], MentionKind.TIME)
    days = [m.value for m in behind if isinstance(m.value, DateRange) and m.value.precision is DatePrecision.DAY]
    told = next((d.start for d in days if d.start is not None), None)
    if told is None:
        return None
    counted = resolve(mark.value.phrase, notes.published, relative_to=told)
    return None if counted.start is None else Found(counted, mark.first, mark.last, 0.8)


def _same_day(notes: Notes, mark: Mark, phrase: str) -> DateRange | None:
    """Return the day named last in the sentence: "they were signed on 18 August, the same day a judge was shot"."""
    told = [m.value for m in notes.marks_in(notes.sentence_of(mark.first)[0], mark.first, MentionKind.TIME)]
    days = [d.start for d in told if isinstance(d, DateRange) and d.start and d.precision is DatePrecision.DAY]
    return resolve(phrase, notes.published, relative_to=days[-1]) if days else None


def _counted_on(notes: Notes, mark: Mark, phrase: str, triggers: list[Trigger]) -> DateRange | None:
    """Return the day of "three days after the attack of July 20, a bomb killed": here July 23."""
    comma = next(
        (n for n, word in enumerate(notes.words[mark.last : mark.last + _PHRASE], mark.last) if word == ","), 0
    )
    if not any(t.first > comma for t in triggers):
        return None
    inside = [m.value for m in notes.marks_in(mark.last, comma, MentionKind.TIME) if isinstance(m.value, DateRange)]
    day = next((d.start for d in inside if d.start and d.precision is DatePrecision.DAY), None)
    return None if day is None else resolve(phrase, notes.published, relative_to=day)


def is_of_no_event(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether nothing told can have happened then: a time to come, the end of another, or of a tally."""
    return (
        mark.key == AHEAD
        or _is_yet_to_come(notes, mark)
        or notes.words[mark.first - 1 : mark.first] in _ENDS
        or _is_of_a_tally(notes, mark, first)
    )


def _is_yet_to_come(notes: Notes, mark: Mark) -> bool:
    """Return whether a time is tomorrow, or well after publication: "the elections of 1991", in news of 1989."""
    if "tomorrow" in notes.words[mark.first : mark.last]:
        return True
    start = mark.value.start if isinstance(mark.value, DateRange) else None
    return start is not None and notes.published is not None and (start - notes.published).days > _SLACK


def _is_of_a_tally(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether a time only counts like events: "the 4th homicide in 2017", "the second bomb since May 7"."""
    before = notes.words[max(first, mark.first - 8) : mark.first]
    if not isinstance(mark.value, DateRange):
        return False
    counted = any(_ORDINAL.fullmatch(word) for word in before)  # "the 41st in the city during this month"
    if mark.value.precision is DatePrecision.YEAR or before[-1:] == ["since"]:
        counted = counted or any(word in _ORDINALS for word in before)
    elif mark.value.precision is DatePrecision.DAY:
        return False
    return counted or "anniversary" in notes.words[mark.last : mark.last + _NEAR]


def is_time_of_saying(notes: Notes, mark: Mark, triggers: Iterable[Trigger], first: int) -> bool:
    """Return whether a time is that of a statement or of what followed: "said on Monday", "arrested on Monday for"."""
    triggers = list(triggers)
    if _is_own_day(notes, mark):
        return False
    if _is_stamped(notes, mark) or _is_of_an_arrest(notes, mark, triggers, first):
        return True
    if _comes_after(notes, mark, triggers) or _is_of_a_death(notes, mark, triggers, first):
        return True
    if _is_of_a_charge(notes, mark, triggers, first) or _is_of_talk(notes, mark, triggers):
        return True
    if _is_of_a_speaker(notes, mark):
        return True
    end = _before_the_clock(notes, mark.first, first)
    before = notes.words[max(first, end - 4) : end]
    after = notes.words[mark.last : mark.last + 2]
    if after[:1] == ["after"] and _DYING & set(before[-2:]):
        return True  # "died on Monday after he was shot"
    if not _REACTING.isdisjoint(before[-1:]) and not any(t.first < end <= t.last for t in triggers):
        return True  # "protested today the murder of"
    for n in range(len(before) - 1, -1, -1):
        position = end - len(before) + n
        if any(t.first <= position < t.last for t in triggers):
            return bool(_LASTING & set(before[:n]))  # "remained hospitalized on Monday"
        if before[n] == "reported" and notes.words[position - 1] in {"was", "were"}:
            return notes.words[position - 2] == "it"  # but "the shooting was reported about 10:45 p.m. Tuesday"
        if before[n] in _BEGINNING and any(0 <= position - t.last <= 1 for t in triggers):
            return False  # "the fighting began on Monday"
        if before[n] in REPORTING | _AFTERMATH | _BEGINNING:
            return True
        if before[n] in {".", "that"}:
            break
    if mark.first == notes.sentence_of(mark.first)[0] and after[:1] in (["-"], ["–"], ["—"], ["|"], [";"]):
        return True  # the date of the article itself
    if notes.words[mark.first - 1 : mark.first] in _CLOCK:
        return False  # "at 2:45 p.m. Wednesday, said police"
    return bool(after) and after[0] in (REPORTING | _AFTERMATH | _REACTING) - {"reported", "reports", "report", "as"}


def _is_of_a_speaker(notes: Notes, mark: Mark) -> bool:
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


def _before_the_clock(notes: Notes, end: int, first: int) -> int:
    """Return where the hour begins that is told before a day, if one is: "about 10 a.m. Sunday"."""
    if notes.words[end - 1 : end] not in _CLOCK:
        return end
    start = end - 1
    while start > first and (notes.words[start - 1] in _ABOUT or notes.words[start - 1][:1].isdigit()):
        start -= 1
    return start


def _is_stamped(notes: Notes, mark: Mark) -> bool:
    """Return whether a date is that of a post or of an article: "(@handle) 2 May 2020", "(2 May 2020) - "."""
    if _is_of_a_post(notes, mark):
        return True
    before, after = notes.words[max(0, mark.first - 1) : mark.first], notes.words[mark.last : mark.last + 2]
    return before == ["("] and after[:1] == [")"] and after[1:] in _DASHES


def _is_of_a_post(notes: Notes, mark: Mark) -> bool:
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return before[1:] == [")"] and before[0].startswith("@")


def _is_of_an_arrest(notes: Notes, mark: Mark, triggers: Iterable[Trigger], first: int) -> bool:
    """Return whether a time is that of an arrest for the event: "arrested on Sunday in connection with"."""
    told = list(triggers)
    arrest = next((t for t in told if t.role == "police" and 0 <= mark.first - t.last <= _BESIDE), None)
    if any(t.role == "police" and 0 <= t.first - mark.last <= 1 and t is told[0] for t in told):
        return any(t.role != "police" for t in told)  # "police on Sunday arrested a man in connection with"
    if arrest is None or not any(t.role != "police" for t in told) or _ARRESTS.isdisjoint(_said(notes, arrest)):
        return False
    between = any(t.role != "police" and arrest.last <= t.first < mark.first for t in told)
    after = notes.words[mark.last : mark.last + 1]
    return not between and ((bool(after) and after[0] in _CHARGING) or _is_of_a_suspect(notes, arrest, first))


def _is_of_a_death(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of a death of wounds: "one of those hurt died in a hospital on Monday"."""
    death = next((t for t in reversed(triggers) if t.last <= mark.first and _SUCCUMBING & set(_said(notes, t))), None)
    if death is None or any(t.first >= death.last and t.last <= mark.first for t in triggers):
        return False
    between = notes.words[death.last : mark.first]
    if "," in between or mark.first - death.last > _PHRASE // 2:
        return False
    told = [*between, *notes.words[mark.last : mark.last + _BESIDE]]  # "died Monday at a hospital"
    return not (_WOUNDED.isdisjoint(notes.words[first : death.first]) and _CARE.isdisjoint(told))


def _is_of_a_charge(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> bool:
    """Return whether a time is that of a charge: "was charged with attempted murder Wednesday"."""
    crime = next((t for t in reversed(triggers) if t.last <= mark.first), None)
    if crime is None or crime.form not in {"noun", "plural"} or mark.first - crime.last > 1:
        return False
    before = notes.words[max(first, crime.first - _PHRASE // 2) : crime.first]
    charged = next(
        (n for n, (a, b) in enumerate(pairwise(before)) if a in _CHARGED and b in {"with", "on", "of"}), None
    )
    return charged is not None and _CASES.isdisjoint(before[charged + 2 :])


def came_after(notes: Notes, mark: Mark) -> bool:
    """Return whether what follows "after" came first: "the attack came a day after rockets hit a base"."""
    value = mark.value
    if not isinstance(value, DateRange) or value.phrase is None or not value.phrase.lower().endswith("after"):
        return False
    return not _COMING.isdisjoint(notes.words[max(0, mark.first - 3) : mark.first])


def turned(phrase: str) -> str:
    """Return the phrase that counts the other way: "a day before" for "a day after"."""
    return phrase[: -len("after")] + "before"


def _comes_after(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether a time is that of what followed: "sent troops on Monday to the town after the attack"."""
    event = next((t for t in triggers if t.first >= mark.last), None)
    if event is None or event.form not in {"noun", "plural"} or event is not triggers[0]:
        return False
    between = notes.words[mark.last : event.first]
    if any(a == "to" and b in _SPEAKING for a, b in pairwise(between)):
        return True  # "will meet on Monday to discuss a shooting"
    turn = next((n for n, word in enumerate(between) if word in {"after", "following"}), None)
    return turn is not None and "the" in between[turn + 1 : turn + 2]


def _is_of_who_did_it(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether somebody speaks of those of an event: "said today that the people who kidnapped him"."""
    event = next((t for t in triggers if t.first >= mark.last), None)
    if event is None or event is not triggers[0] or event.form != "past":
        return False
    before = [w for w in notes.words[event.first - 3 : event.first] if w not in {"had", "been"}]
    return before[-1:] == ["who"]


def _is_own_day(notes: Notes, mark: Mark) -> bool:
    """Return whether a day is put to an event or its weapon: "denounced today's attacks", "said Wednesday's bomb"."""
    if notes.words[mark.last - 1 : mark.last] != ["'s"]:
        return False
    behind = any(t.form in {"noun", "plural"} for t in notes.triggers_in(mark.last, mark.last + 2))
    return behind or bool(notes.marks_in(mark.last, mark.last + 2, MentionKind.WEAPON))


def _is_of_talk(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether a time is that of talk of an event: "referred today to the murder of"."""
    if not triggers or any(t.form not in {"noun", "plural"} for t in triggers):
        return False
    event = triggers[0]
    before = notes.words[mark.last : event.first]
    if event.first < mark.last or "the" not in before[-4:] or not _MEANWHILE.isdisjoint(before):
        return False
    return before[0] in _ABOUT_EVENTS or (len(before) > _NEAR // 2 and not _ABOUT_EVENTS.isdisjoint(before[-_NEAR:]))


def _is_of_a_suspect(notes: Notes, arrest: Trigger, first: int) -> bool:
    return not _SUSPECTS.isdisjoint(notes.words[max(first, arrest.first - 12) : arrest.first])


def _said(notes: Notes, trigger: Trigger) -> list[str]:
    return notes.words[trigger.first : trigger.last]


def _by_the_clock(notes: Notes, value: DateRange, first: int, last: int) -> DateRange:
    """Return the day of a night over two days by the hour told with it: "overnight ... around 1:30 a.m."."""
    if value.start is None or value.end is None or (value.end - value.start).days != 1:
        return value
    words = set(notes.words[first:last])
    early, late = bool({"a.m.", "a.m", "am"} & words), bool({"p.m.", "p.m", "pm"} & words)
    if early == late:
        return value
    return replace(value, start=value.end) if early else replace(value, end=value.start)
