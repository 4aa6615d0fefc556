"""What several events add up to, and of which of them it is not the toll: "killed 31 in three separate attacks"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from nlp import likeness_of_reports as alike
from nlp.apart import is_definite
from nlp.lexicons import word_set
from nlp.notes import Harm, Mark, Notes, Report, Story, Trigger
from nlp.number_words import is_rough
from nlp.triggers import EVENTS
from store.model import Count, DatePrecision, DateRange, MentionKind, Outcome, Slot

_SEPARATE = word_set("sums", "separate")
_PARTS = word_set("sums", "parts")
_REGIONS = word_set("sums", "regions")
_TOWNS = word_set("sums", "towns")
_WITHIN = frozenset({"in", "across", "throughout"})
_MORE_THAN_ONE = frozenset({"several", "multiple"})
_APART = EVENTS - {"explosions", "blasts", "bombings", "strikes"}  # several of which one attack may be
_NEAR = 3  # words from "separate" or a number to what there are several of
_TIMES = frozenset({DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR})
_MANY = 5  # people: so many need not have been hit by one event
_NEWS = 5  # paragraphs, each with a place and a toll of its own
_LEAD = 2  # sentences, or reports of harm, in which an article says of how many events it tells
_DAYS = timedelta(days=2)
_STRINGS = frozenset({"run", "string", "series", "spate", "wave", "rash", "flurry"})
_SERIES = 10  # words from a series to what it did
_SLOTS = ((Slot.KILLED, Outcome.KILLED), (Slot.INJURED, Outcome.INJURED))


def says_separate(notes: Notes, first: int, last: int) -> bool:
    """Return whether a clause says that its events were not one: "in two separate attacks", "in three states"."""
    words = notes.words
    for i in range(first, last):
        if words[i] not in _MORE_THAN_ONE and words[i] not in _SEPARATE:
            continue
        behind = words[i + 1 : min(last, i + 1 + _NEAR)]
        if words[i] in _SEPARATE and not (EVENTS | _PARTS).isdisjoint(behind):
            return True
        if words[i] in _MORE_THAN_ONE and words[i - 1] in _WITHIN and not (_PARTS | _APART).isdisjoint(behind):
            return True
    return any(
        words[count.first - 1] in _WITHIN and not _REGIONS.isdisjoint(words[count.last : min(last, count.last + _NEAR)])
        for count in _several(notes, first, last)
    )


def _several(notes: Notes, first: int, last: int) -> list[Mark]:
    """Return the numbers above one of a clause."""
    counts = notes.marks_in(first, last, MentionKind.COUNT)
    return [m for m in counts if isinstance(m.value, Count) and (m.value.number or 0) > 1]


def may_be_several(notes: Notes, first: int, last: int, triggers: Sequence[Trigger]) -> bool:
    """Return whether a clause can add up several events: "bombings in Baghdad and Kirkuk", "in two towns"."""
    if any(t.form == "plural" and t.role != "harm" and not is_definite(notes, t) for t in triggers):
        return True
    words = notes.words
    if any(words[i] == "a" and words[i + 1 : i + 3] == ["total", "of"] for i in range(first, last)):
        return True
    past = (["the", "past", "day"], ["the", "past", "24"])
    if any(words[i] == "over" and words[i + 1 : i + 4] in past for i in range(first, last)):
        return True
    return any(
        not (_TOWNS | EVENTS).isdisjoint(words[count.last : min(last, count.last + _NEAR)])
        for count in _several(notes, first, last)
    )


def is_of_a_time(
    date: DateRange, harms: Sequence[Harm], triggers: Sequence[Trigger], *, separate: bool, alone: bool, wide: bool
) -> bool:
    """Return whether a toll is of weeks or months, and of no one event: "last week 40 people died".

    ``alone`` says that the clause tells nothing but the toll, ``wide`` that it names neither arms nor a town, and
    ``separate`` that it tells of several events.
    """
    if date.precision not in _TIMES:
        return False
    many = any(h.number >= _MANY for h in harms if h.outcome in {Outcome.KILLED, Outcome.INJURED})
    if date.precision is DatePrecision.YEAR and wide and all(t.role == "harm" for t in triggers):
        return many  # "In 2019 troops killed 90 people in the north"
    if date.precision is DatePrecision.WEEK:
        return many and alone
    plural = any(t.form == "plural" and t.role != "harm" for t in triggers)
    return separate or (many and (alone or plural))


def mark_openings(notes: Notes) -> None:
    """Say which reports are the first of a text to tell of harm, and whether these add up several events."""
    left = _LEAD
    for report in notes.reports:
        if left <= 0 and report.sentence > _LEAD:
            break
        report.opening = bool(report.harms) and (left > 0 or report.sentence <= _LEAD)
        left -= report.opening and not report.headline
        notes.round_up = notes.round_up or _is_opening_sum(report)
    if not notes.round_up and (sums := _told_of_no_event(notes)):
        notes.round_up = True
        for report in sums:
            report.several = True


def _told_of_no_event(notes: Notes) -> list[Report]:
    """Return the opening reports that tell how many died and of nothing else, where paragraph after paragraph follows
    with a place and a toll of its own: "At least 90 people were killed" over the news of a day.
    """
    opening = [r for r in notes.reports if r.opening]
    sums = [r for r in opening if r.role == "harm" and not (r.firm or r.definite or r.headline)]
    tolls = {_toll(r) for r in sums if r.harms}
    told = [r for r in notes.reports if r.firm and not (r.headline or r.definite) and any(_toll(r))]
    placed = [r for r in told if alike.has_place(r.incident)]
    if not tolls or min(len({r.paragraph for r in placed}), len({r.incident.place.name for r in placed})) < _NEWS:
        return []
    dead = {killed for killed, _ in tolls}
    return [r for r in opening if r in sums or (r.headline and _figure(r, Outcome.KILLED) in dead)]


def is_of_a_series(
    notes: Notes, first: int, date: DateRange, harms: Sequence[Harm], triggers: Sequence[Trigger]
) -> bool:
    """Return whether many events killed, of no one day: "after a string of attacks had killed 19 people"."""
    if date.precision is DatePrecision.DAY or not harms or any(t.role != "harm" and t.form == "past" for t in triggers):
        return False
    killed = next(iter(t for t in triggers if t.role == "harm" and t.form == "past"), None)
    if killed is None:
        return False
    words = notes.words[max(first, killed.first - _SERIES) : killed.first]
    series = next((n for n, pair in enumerate(pairwise(words)) if pair[0] in _STRINGS and pair[1] == "of"), None)
    return series is not None and {"had", "has", "have"} & set(words[-2:]) != set()


def is_another(notes: Notes, story: Story, report: Report) -> bool:
    """Return whether a report is of another event than a story, where an article opens with what several add up to.

    Each has its own toll and place there; elsewhere two names may be of one place, and a toll may have risen.
    """
    if not report.firm or report.definite or not report.harms or not alike.has_place(report.incident):
        return False
    if not notes.round_up:
        return False
    told = [r for r in story.reports if any(_toll(r)) and not r.headline and not _is_opening_sum(r)]
    placed = [r for r in told if alike.has_place(r.incident)]
    return bool(placed) and not any(
        alike.share_name(r.incident.place, report.incident.place) or _toll(r) == _toll(report) for r in placed
    )


def _is_opening_sum(report: Report) -> bool:
    return report.opening and (report.several or report.separate)


def _toll(report: Report) -> tuple[int, ...]:
    return tuple(_figure(report, outcome) for _, outcome in _SLOTS)


def without_sums(notes: Notes, stories: list[Story]) -> list[Story]:
    """Return the stories without the figures that add up several of them; what is nothing but a sum is left out."""
    kept = []
    for story in stories:
        others = [s for s in stories if s is not story and _near_in_time(s.incident.date, story.incident.date)]
        if (opening := _adds_up_exactly(story, others)) is not None:
            opening.several = True
        totals = [(slot, outcome, _sum_told(notes, story, outcome)) for slot, outcome in _SLOTS]
        summed = any(total and _is_of_several(notes, story, others, outcome, total) for _, outcome, total in totals)
        for slot, outcome, total in totals:
            if summed and total:
                _take_off(story, slot, outcome, total)
        if not summed or any(_tells_of_one(r) or any(_toll(r)) for r in story.reports):
            kept.append(story)
    return kept


def _tells_of_one(report: Report) -> bool:
    several = report.several or report.separate or report.headline
    return not several and bool(report.firm or report.harms or not report.definite)


def without_headline(stories: list[Story]) -> list[Story]:
    """Return the stories without one that nothing but the headline tells, where the text tells it of another place.

    What a headline says the text says again, perhaps of a place that is called otherwise.
    """
    told = [s for s in stories if any(r.firm and not r.headline for r in s.reports)]
    return [s for s in stories if s in told or not any(_is_told_again(s, other) for other in told)]


def _is_told_again(head: Story, story: Story) -> bool:
    """Return whether the text tells the toll that a headline has, and contradicts neither its type nor its day."""
    alike_but_place = alike.fits_but_for_place(head.incident, story.incident)
    fitting = alike.types_fit(head.incident, story.incident, head.typed and story.typed) and alike_but_place
    return fitting and any(any(_toll(r)) and any(_toll(r) == _toll(h) for h in head.reports) for r in story.reports)


def _adds_up_exactly(story: Story, others: list[Story]) -> Report | None:
    """Return the opening of which the dead and the injured are those of its story and of another together."""
    for opening in (r for r in story.reports if r.opening and not r.headline and all(_toll(r))):
        total = _toll(opening)
        own = [
            max((n for r in story.reports if (n := _figure(r, outcome)) != whole), default=0)
            for (_, outcome), whole in zip(_SLOTS, total, strict=True)
        ]
        for other in others:
            beside = [max(_figure(r, outcome) for r in other.reports) for _, outcome in _SLOTS]
            if all(own) and all(beside) and tuple(a + b for a, b in zip(own, beside, strict=True)) == total:
                return opening
    return None


def _sum_told(notes: Notes, story: Story, outcome: Outcome) -> int:
    """Return the largest figure of a story's reports that may add up several events."""
    told = [_figure(r, outcome) for r in story.reports if r.separate or _is_opening_sum(r)]
    said = {_figure(r, outcome) for r in notes.reports if r.separate}
    told += [n for r in story.reports if r.headline and (n := _figure(r, outcome)) in said]
    return max(told, default=0)


def _is_of_several(notes: Notes, story: Story, others: list[Story], outcome: Outcome, total: int) -> bool:
    """Return whether a figure is that of a story and others together."""
    own = _own_figure(story, outcome, total)
    beside = [n for s in others if (n := _own_figure(s, outcome, total))]
    if any(r.separate and _figure(r, outcome) == total for r in notes.reports):
        return bool(own or beside)
    if own:
        return bool(beside) and own < total and own + min(beside) <= total
    return sum(beside) == total


def _own_figure(story: Story, outcome: Outcome, total: int) -> int:
    """Return the largest figure told of one event, other than the sum."""
    told = [h for r in story.reports if not r.separate for h in r.harms if not _is_sum(r, h, outcome, total)]
    return max((h.number for h in told if h.outcome is outcome), default=0)


def _is_sum(report: Report, harm: Harm, outcome: Outcome, total: int) -> bool:
    """Return whether a harm tells a sum, or tells it again."""
    same = harm.outcome is outcome and harm.number == total
    return same and (report.several or report.separate or report.headline or is_rough(harm.count.words))


def _figure(report: Report, outcome: Outcome) -> int:
    """Return the largest number of people with an outcome."""
    return max((h.number for h in report.harms if h.outcome is outcome), default=0)


def _near_in_time(a: DateRange, b: DateRange) -> bool:
    """Return whether two events may be of one day or of days so near that one sum is of both."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start - _DAYS <= b.end and b.start - _DAYS <= a.end


def _take_off(story: Story, slot: Slot, outcome: Outcome, total: int) -> None:
    """Take a sum, and those whom it counts, from what a story tells."""
    gone: set[tuple[str, int | None]] = set()
    for n, report in enumerate(story.reports):
        summed = [h for h in report.harms if _is_sum(report, h, outcome, total)]
        gone |= {(p.words, p.count.best) for h in summed for p in h.people}
        if summed:
            story.reports[n] = replace(report, harms=[h for h in report.harms if h not in summed])
    told = {(p.words, p.count.best) for r in story.reports for h in r.harms for p in h.people}
    victims = tuple(v for v in story.incident.victims if (v.words, v.count) not in gone - told)
    story.incident = replace(story.incident, victims=victims, **{slot.value: Count()})  # type: ignore[arg-type]
