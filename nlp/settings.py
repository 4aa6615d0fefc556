"""When, where, with what and against what: the setting that one clause gives an event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from spacy.tokens import Doc

from nlp.actors import REPORTING, is_speaker
from nlp.dates import resolve
from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.naming import LOCATIVES
from nlp.notes import AHEAD, Mark, Notes, Trigger
from store.model import Count, DatePrecision, DateRange, MentionKind, Place, PlacePrecision, Weapon

T = TypeVar("T")
_PARTIES = word_set("settings", "parties")
_ALLIED = word_set("settings", "allied")
# What follows an event, and has its own day: "was charged on Tuesday with the shooting".
_AFTERMATH = word_set("settings", "aftermath")
_STAYING = word_set("settings", "staying")
_ORIGIN = word_set("settings", "origin")
_WATERS = frozenset({"gulf", "sea", "bay", "strait"})
_GOING = word_set("settings", "going")
_DWELLERS = word_set("hometown", "people")
_CARE = word_set("settings", "care")
_BROUGHT = word_set("settings", "brought")
# The confidence of a date that is only when somebody spoke of the event.
SAID = 0.4
SAID_UNRESOLVED = 0.2
_HOSPITALS = word_set("triggers", "hospitals")
HITTING = word_set("settings", "hitting")
_LASTING = frozenset({"remained", "remains"})
_DYING = frozenset({"died", "dies", "dead"})
_CLOCK = (["a.m."], ["p.m."], ["a.m"], ["p.m"], ["am"], ["pm"])
_DASHES = (["-"], ["--"], ["—"], [":"])
# What is between an arrest and its day ("arrested a fourth man Wednesday"), and what says what it was for.
_BESIDE = 4
_PHRASE = 20
_ARRESTS = word_set("settings", "arrests")
_CHARGING = word_set("settings", "charging")
_SUSPECTS = word_set("settings", "suspects")
# "The fourth homicide in 2017" counts like events, and dates none.
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_ORDINALS = word_set("settings", "ordinals")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value with the tokens that give it and how sure it is (0 to 1)."""

    value: T
    first: int
    last: int
    confidence: float


def read_date(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Found[DateRange] | None:
    """Return when the event of a clause happened; the time of a statement about it is no such time."""
    best: tuple[float, Found[DateRange]] | None = None
    for mark in notes.marks_in(first, last, MentionKind.TIME):
        value = mark.value
        if not isinstance(value, DateRange) or mark.key == AHEAD or _is_of_a_tally(notes, mark, first):
            continue
        value = _by_the_clock(notes, value, first, last)
        if (counted := _counted_back(notes, mark, triggers, first)) is not None:
            return Found(counted, mark.first, mark.last, 0.8)
        said = is_time_of_saying(notes, mark, triggers, first)
        distance = min((_gap(mark, t) for t in triggers), default=99)
        score = -distance - (60 if said else 0) - (25 if value.start is None and notes.published is not None else 0)
        confidence = SAID if said else 0.9 if distance <= 10 else 0.75
        if value.start is None:
            confidence = SAID_UNRESOLVED if said else 0.3
        found = Found(value, mark.first, mark.last, confidence)
        if best is None or score > best[0]:
            best = (score, found)
    return best[1] if best else None


def _counted_back(notes: Notes, mark: Mark, triggers: list[Trigger], first: int) -> DateRange | None:
    """Return the day of an event told by another: "on Saturday ... a day after the raid", "raided a day before"."""
    value = mark.value
    if not isinstance(value, DateRange) or value.start is not None or value.phrase is None or notes.published is None:
        return None
    follows = any(0 <= t.first - mark.last <= 3 for t in triggers)
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


def _is_of_a_tally(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether a year only counts like events: "the fourth homicide of the year", "the 4th homicide in 2017"."""
    if not isinstance(mark.value, DateRange) or mark.value.precision is not DatePrecision.YEAR:
        return False
    before = notes.words[max(first, mark.first - 8) : mark.first]
    return any(word in _ORDINALS or _ORDINAL.fullmatch(word) for word in before)


def read_place(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Found[Place] | None:
    """Return where the event of a clause happened: the finest place near its trigger."""
    ranked: list[tuple[float, Found[Place]]] = []
    for mark in notes.marks_in(first, last, MentionKind.PLACE, MentionKind.FACILITY):
        value = mark.value
        if not isinstance(value, Place) or _is_elsewhere(notes, mark):
            continue
        if _is_ward(notes, mark, triggers):
            continue
        before = notes.words[max(first, mark.first - 3) : mark.first]
        located = any(w in LOCATIVES | HITTING for w in before) or _hit(mark, triggers)
        distance = min((_gap(mark, t) for t in triggers), default=30)
        score = -0.5 * distance + (10 if located else 0)
        if mark.kind is MentionKind.FACILITY:
            score += 6
        if value.precision is PlacePrecision.COUNTRY:
            score -= 12
        elif value.precision is PlacePrecision.ADMIN1:
            score -= 5
        elif value.canonical is None:
            score -= 1
        if value.precision is PlacePrecision.NEAR:
            score -= 4
        confidence = 0.85 if located else 0.6
        ranked.append((score, Found(value, mark.first, mark.last, confidence)))
    if not ranked:
        return None
    ranked.sort(key=lambda r: -r[0])
    best = ranked[0][1]
    return replace(best, value=_completed(best.value, [r[1].value for r in ranked[1:]]))


def read_weapon(doc: Doc, notes: Notes, first: int, last: int) -> Found[Weapon] | None:
    """Return what was used, with the number right before it ("four Katyusha rockets")."""
    marks = [m for m in notes.marks_in(first, last, MentionKind.WEAPON) if not _is_seized_or_defence(notes, m)]
    if not marks:
        return None
    head = next((m for m in marks if _counted(notes, m, first) is not None), marks[0])
    count_mark = _counted(notes, head, first)
    start, count = head.first, Count()
    if count_mark is not None:
        start, count = count_mark.first, count_mark.value if isinstance(count_mark.value, Count) else Count()
    elif (article := _article(notes, head, first)) is not None and not words_of(doc, head.first, head.last).endswith(
        "s"
    ):
        start, count = article, Count(1, 1, 1)
    elif any(head.first < t.last for t in notes.triggers_in(head.first - 8, head.first + 1)):
        count = Count()
    words = tuple(dict.fromkeys(words_of(doc, m.first, m.last) for m in marks))
    kind = head.value.type if isinstance(head.value, Weapon) else None
    return Found(Weapon(kind, words, count.min, count.best, count.max), start, head.last, 0.85)


def _gap(mark: Mark, trigger: Trigger) -> int:
    return max(0, mark.first - trigger.last, trigger.first - mark.last)


def is_time_of_saying(notes: Notes, mark: Mark, triggers: Iterable[Trigger], first: int) -> bool:
    """Return whether a time is that of a statement or of what followed: "said on Monday", "arrested on Monday for"."""
    if _is_stamped(notes, mark) or _is_of_an_arrest(notes, mark, triggers, first):
        return True
    before = notes.words[max(first, mark.first - 4) : mark.first]
    after = notes.words[mark.last : mark.last + 2]
    if after[:1] == ["after"] and _DYING & set(before[-2:]):
        return True  # "died on Monday after he was shot"
    for n in range(len(before) - 1, -1, -1):
        position = mark.first - len(before) + n
        if any(t.first <= position < t.last for t in triggers):
            return bool(_LASTING & set(before[:n]))  # "remained hospitalized on Monday"
        if before[n] == "reported" and {"was", "were"} & set(before[max(0, n - 1) : n]):
            return False  # "the shooting was reported about 10:45 p.m. Tuesday"
        if before[n] in REPORTING | _AFTERMATH:
            return True
        if before[n] in {".", "that"}:
            break
    if mark.first == notes.sentence_of(mark.first)[0] and after[:1] in (["-"], ["–"], ["—"], ["|"]):
        return True  # the date of the article itself
    if notes.words[mark.first - 1 : mark.first] in _CLOCK:
        return False  # "at 2:45 p.m. Wednesday, said police"
    return bool(after) and after[0] in (REPORTING | _AFTERMATH) - {"reported", "reports", "report", "as"}


def _is_stamped(notes: Notes, mark: Mark) -> bool:
    """Return whether a date is that of a post or of an article: "(@handle) 2 May 2020", "(2 May 2020) - "."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 2]
    if before[1:] == [")"] and before[0].startswith("@"):
        return True
    return before[-1:] == ["("] and after[:1] == [")"] and after[1:] in _DASHES


def _is_of_an_arrest(notes: Notes, mark: Mark, triggers: Iterable[Trigger], first: int) -> bool:
    """Return whether a time is that of an arrest for the event: "arrested on Sunday in connection with"."""
    told = list(triggers)
    arrest = next((t for t in told if t.role == "police" and 0 <= mark.first - t.last <= _BESIDE), None)
    if arrest is None or not any(t.role != "police" for t in told) or _ARRESTS.isdisjoint(_said(notes, arrest)):
        return False
    between = any(t.role != "police" and arrest.last <= t.first < mark.first for t in told)
    after = notes.words[mark.last : mark.last + 1]
    return not between and ((bool(after) and after[0] in _CHARGING) or _is_of_a_suspect(notes, arrest, first))


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


def _is_elsewhere(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is not where it happened: it speaks, or somebody came from or went there."""
    return (
        _is_of_waters(notes, mark)
        or _is_origin(notes, mark)
        or _is_destination(notes, mark)
        or _is_subject_place(notes, mark)
        or _is_home_of_somebody(notes, mark)
        or _is_of_a_hospital(notes, mark)
    )


def _is_of_waters(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is only part of one of waters: "Gulf of Aden"."""
    return notes.words[mark.first - 1 : mark.first] == ["of"] and notes.words[mark.first - 2] in _WATERS


def _is_destination(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody goes or is brought to a place: "on their way to", "airlifted to a hospital in"."""
    before = notes.words[max(0, mark.first - 7) : mark.first]
    towards = next((n for n in range(len(before) - 1, -1, -1) if before[n] in {"to", "for", "towards", "toward"}), None)
    if (
        towards is None
        or len(before) - towards > 4
        or not {"hospital", "city", "town"}.issuperset(
            w for w in before[towards + 1 :] if w.isalpha() and w not in LOCATIVES | {"the", "a", "an"}
        )
    ):
        return False
    return bool(_GOING & set(before[max(0, towards - 3) : towards]))


def _is_origin(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is where something came from: "launched from", "fired from"."""
    before = [w for w in notes.words[max(0, mark.first - 4) : mark.first] if w in LOCATIVES]
    if before[-1:] != ["from"]:
        return False
    head = notes.words[max(0, mark.first - 9) : mark.first]
    return bool(_ORIGIN & set(head)) or "rockets" in head or "missiles" in head or "drones" in head


def _is_home_of_somebody(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is where a person comes from: "Doe, 31, of Raytown", "a Raytown man", "a mother from"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    if mark.kind is not MentionKind.PLACE:
        return False
    if after and after[0] in _DWELLERS and before[-1:] != ["in"]:
        return True
    if len(before) < 2 or before[1] not in {"of", "from"}:
        return False
    return before[0] == "," or before[0].isdigit() or before[0] in _DWELLERS


def _is_of_a_hospital(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only that of the hospital: "died at a medical center in"."""
    before = notes.words[max(notes.sentence_of(mark.first)[0], mark.first - 14) : mark.first]
    return bool(_CARE & set(before[-8:])) and bool(_BROUGHT & set(before))


def _is_subject_place(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only a government or an origin: "Baghdad said", "Iraq's army", "based in Britain"."""
    if _STAYING & set(notes.words[max(0, mark.first - 3) : mark.first]):
        return True
    if is_speaker(notes, mark):
        return True
    # "a faction close to Tehran" is about politics, "a rocket close to the airport" is not
    allied = notes.words[max(0, mark.first - 3) : mark.first]
    if (allied[1:] == ["close", "to"] and allied[0] in _PARTIES) or (allied[-1:] == ["to"] and _ALLIED & set(allied)):
        return True
    after = notes.words[mark.last : mark.last + 3]
    value = mark.value
    country = isinstance(value, Place) and value.precision is PlacePrecision.COUNTRY
    if country and after[:1] in (["'s"], ["'"]):
        return True
    return bool(after) and after[0] in {
        "has",
        "had",
        "blames",
        "accused",
        "accuses",
        "blamed",
        "denied",
        "denies",
        "condemned",
        "wants",
    }


def _is_ward(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether a place is the hospital, or of its name, where somebody lay or died ("died at Mercy Hospital")."""
    following = notes.words[mark.first : mark.last + 6]
    stop = next((n for n, word in enumerate(following) if word in {".", ",", ";", "where", "after"}), len(following))
    if _HOSPITALS.isdisjoint(following[: max(stop, mark.last - mark.first)]):
        return False
    before = [t for t in triggers if t.last <= mark.first]
    return bool(before) and before[-1].role == "harm" and mark.first - before[-1].last <= 12


def _hit(mark: Mark, triggers: list[Trigger]) -> bool:
    return any(t.role == "attack" and t.form != "noun" and 0 <= mark.first - t.last <= 2 for t in triggers)


def _completed(place: Place, others: list[Place]) -> Place:
    """Fill country and province of the best place from the other places of the clause."""
    for other in others:
        if place.country is None and other.country:
            place = replace(place, country=other.country)
        if place.country != other.country:
            continue
        if place.admin1 is None and other.admin1 and place.precision is not PlacePrecision.COUNTRY:
            place = replace(place, admin1=other.admin1)
        if (
            place.latitude is None
            and other.latitude is not None
            and other.precision in {PlacePrecision.EXACT, PlacePrecision.DISTRICT}
        ):
            place = replace(place, latitude=other.latitude, longitude=other.longitude, precision=PlacePrecision.NEAR)
    return place


def _counted(notes: Notes, weapon: Mark, first: int) -> Mark | None:
    """Return the number that counts a weapon, at most two words before it."""
    for mark in notes.marks_in(max(first, weapon.first - 6), weapon.first, MentionKind.COUNT):
        between = notes.words[mark.last : weapon.first]
        if len(between) <= 2 and not any(
            w in {",", "and", "of", "in", "people", "by", "with", "when", "hours", "hour"} for w in between
        ):
            return mark
    return None


def _article(notes: Notes, weapon: Mark, first: int) -> int | None:
    for i in range(weapon.first - 1, max(first, weapon.first - 4) - 1, -1):
        if notes.words[i] in {"a", "an", "another", "one"}:
            return i
        if not notes.words[i].isalpha() and notes.words[i] != "-":
            return None
        if notes.words[i] in LOCATIVES | {"the", "and", "that"}:
            return None
    return None


def _is_seized_or_defence(notes: Notes, mark: Mark) -> bool:
    after = notes.words[mark.last : mark.last + 2]
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return bool(
        {
            "defence",
            "defense",
            "defences",
            "defenses",
            "system",
            "systems",
            "battery",
            "launcher",
            "launchers",
            "platform",
        }
        & set(after)
    ) or before[-1:] == ["anti"]
