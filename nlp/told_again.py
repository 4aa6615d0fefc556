"""Whether a report takes up people that an article told of before: the attackers who were shot dead, the victim.

What became of those who attacked is a part of their attack, whatever ended them, and who is called "the victim" was hit
in what was told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nlp import likeness_of_reports as alike
from nlp.lexicons import fold, word_set
from nlp.notes import Notes, People, Report, Story
from nlp.person_words import GUNMEN, KEEPERS_OF_ORDER
from store.model import Slot

_REACH = 4  # sentences
_FOLLOWING = 3  # stories back in which they can have been told of
_FOUGHT = frozenset({None, "armed_clash", "raid_or_arrest"})
_DRIVERS = frozenset({"driver", "motorist"})
_THE = frozenset({"the", "that", "those", "this", "these", "both"})
_MORE = word_set("told_again", "more")
_STRAY = frozenset({"stray", "crossfire"})
_VICTIMS = frozenset({"victim", "victims"})


def attackers_told(stories: list[Story], report: Report) -> Story | None:
    """Return the attack of those whom a report says to be hit: "The gunman was shot dead by police"."""
    return _story_of(stories, report, _is_attacker)


def victims_told(stories: list[Story], report: Report) -> Story | None:
    """Return the attack that hit those of whom a report tells again how: "The victim was knifed in the chest"."""
    story = _story_of(stories, report, _is_victim)
    fits = story is not None and alike.types_fit(story.incident, report.incident, story.typed and report.typed)
    return story if fits else None


def stray_told(notes: Notes, stories: list[Story], report: Report) -> Story | None:
    """Return the attack just told in which a bullet hit somebody else: "a stray bullet struck a man"."""
    if report.fresh or report.headline or _STRAY.isdisjoint(notes.words[report.first : report.last]):
        return None
    untyped = replace(report.incident, type=None)
    near = [s for s in stories[-_FOLLOWING:] if 0 <= report.sentence - s.last.sentence <= _REACH]
    fitting = [s for s in near if s.reports[0].role != "police" and alike.compatible(s.incident, untyped, typed=False)]
    return max(fitting, key=lambda s: s.last.first, default=None)


def _story_of(stories: list[Story], report: Report, is_told: Callable[[Story, Report, People], bool]) -> Story | None:
    """Return the story told last, of no other day or place, that has told of all whom a report says to be hit."""
    people = [p for h in report.harms for p in h.people]
    if not people or report.fresh or report.headline or report.role == "police":
        return None
    untyped = replace(report.incident, type=None)
    return next(
        (
            s
            for s in reversed(stories[-_FOLLOWING:])
            if s.reports[0].role != "police"
            and 0 <= report.sentence - s.last.sentence <= _REACH
            and alike.compatible(s.incident, untyped, typed=False)
            and (alike.has_place(s.incident) or not alike.has_place(untyped))  # theirs may be that of a hospital
            and all(is_told(s, report, p) for p in people)
        ),
        None,
    )


def _is_attacker(story: Story, report: Report, people: People) -> bool:
    """Return whether words are for those who attacked, by pointing back or counting on: "a second attacker".

    Those whom forces kill at no other time or place are they too: "The army ended the siege and shot four gunmen".
    """
    drove = story.incident.type == "vehicle_attack" and people.noun in _DRIVERS
    if not (people.noun in GUNMEN or drove):
        return False
    doers = {fold(words).split()[-1] for words in report.incident.perpetrator.words}
    ended = not doers.isdisjoint(KEEPERS_OF_ORDER) and story.incident.type not in _FOUGHT
    bare = not (report.incident.known(Slot.DATE) or alike.has_place(report.incident))
    return _points_back(people, _THE | _MORE) or (ended and bare)


def _is_victim(story: Story, _report: Report, people: People) -> bool:
    hit = {p.noun for r in story.reports for h in r.harms for p in h.people}
    return (people.noun in _VICTIMS or people.noun in hit) and _points_back(people, _THE)


def _points_back(people: People, words: frozenset[str]) -> bool:
    opening = fold(people.phrase).split()[:3]
    return not words.isdisjoint(opening) or opening[1:2] == ["of"]  # "four of the gunmen"
