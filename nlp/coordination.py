"""Coordination: people joined by "and" or a comma, and phrases beside each other that are said of one person.

"Two guards and a cook were hit" is said of three; "a fourth guard, a father of two, was hit" is said of one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from nlp.lexicons import fold, word_set
from nlp.notes import Notes, People
from nlp.person_words import DETERMINERS

FINITE = word_set("hit", "finite")
SINGULAR = frozenset({"was", "is", "has"})
PLURAL = frozenset({"were", "are", "have"})
RELATIVE = frozenset({"that", "which", "who"})
SUBJECTS = frozenset({"he", "she"})
_NEAR_NAME = 14  # words between people and a name that can be of one of them
_POSSESSIVES_AND_AGES = frozenset({"his", "her", "their", "aged", "age"})
_AT = frozenset({"at", "in", "inside", "outside", "near"})
_WITH = (["along", "with"], ["together", "with"])
_GENERAL = word_set("hit", "general")  # of whom anybody may be one
_OFFICES = frozenset({"government", "media", "religious", "education", "medical"})
_BY_AGE = "year - old"  # "her cousin, 20-year-old Dan, was hit"


def last_run(notes: Notes, people: list[People]) -> list[People]:
    """Return the last coordinated run of people before a passive verb."""
    run = [people[-1]]
    if run[0].noun in SUBJECTS and run[0].count.best == 1:
        return run  # "told her father, Carl Diaz, she had been shot"
    for person in reversed(people[:-1]):
        between = notes.words[person.last : run[0].first]
        if not _joins(between):
            break
        run.insert(0, person)
    run = _without_apposition(notes, run)
    if len(run) == 1 and len(people) > 1 and run[0].count.best is None:
        # a name farther off is of somebody who speaks of them
        near = [p for p in people if p.name is None or run[0].first - p.last <= _NEAR_NAME]
        numbered = [p for p in near if p.count.best is not None]
        return numbered[-1:] or run
    return run


def first_run(notes: Notes, people: list[People]) -> list[People]:
    """Return the first run of people joined by "and" or a comma."""
    run = people[:1]
    for person in people[1:]:
        between = notes.words[run[-1].last : person.first]
        if person.noun in SUBJECTS:
            break  # "struck her on the arm, and she fell"
        if person.part or not _joins(between) or (run[-1].name and person.name is None and between == [","]):
            break
        run.append(person)
    return _without_apposition(notes, run)


def _without_apposition(notes: Notes, run: list[People]) -> list[People]:
    """Let "a fourth person, a woman" stand for one: only commas between them, and an article after."""
    called = {b.first for a, b in pairwise(run) if b.name and not a.name and _is_who(notes, a, b)}
    run = _without_second_office(notes, [p for p in run if p.first not in called])
    between = [_without_age(notes.words[a.last : b.first]) for a, b in pairwise(run)]
    if run and fold(run[0].phrase).split()[:2] == ["one", "of"] and between[:1] == [[","]]:
        return run[:1]  # "one of the victims, 7-year-old Ana Diaz,"
    if len(run) > 2 and between[0] == [","] and _are_listed(notes, run):
        return run[:1]  # "three victims, a man, a woman and a boy", "four others, three women and a man"
    if all(words == [","] for words in between) and any(
        p.name or p.noun == _BY_AGE or notes.words[p.first] in {"a", "an", "the", "his", "her"} for p in run[1:]
    ):
        return run[:1]
    return run


def _without_age(between: list[str]) -> list[str]:
    """Return the words between two people without an age set apart: of "Ana Diaz, 31, a cook" a comma."""
    aside = len(between) > 2 and between[0] == between[-1] == ","
    return [","] if aside and all(word.isdigit() or word == "aged" for word in between[1:-1]) else between


def _without_second_office(notes: Notes, run: list[People]) -> list[People]:
    """Let two offices of one person stand for one: "a senator and candidate", "lawyer and mayor Ana Diaz"."""
    kept = run[:1]
    for one in run[1:]:
        if _is_same_office_holder(notes, kept[-1], one):
            kept[-1] = replace(kept[-1], last=one.last, name=one.name)
        else:
            kept.append(one)
    return kept


def _is_same_office_holder(notes: Notes, one: People, other: People) -> bool:
    """Return whether the second of two offices has no article of its own, but the first or a name behind both."""
    between = notes.words[one.last : other.first]
    if between not in (["and"], [",", "and"]) or one.name or notes.words[other.first] in DETERMINERS:
        return False
    if (one.count.best, other.count.best) != (1, 1):
        return False
    if len(between) > 1:
        return notes.words[one.first] in {"a", "an"}  # "a boy, and son of a teacher"
    verb = set(notes.words[other.last : other.last + 1])
    if verb & SINGULAR:
        return True  # "a journalist and lawyer was killed"
    if verb & PLURAL or {one.role, other.role} - _OFFICES:
        return False
    return notes.words[one.first] in DETERMINERS or other.name is not None


def _are_listed(notes: Notes, run: list[People]) -> bool:
    """Return whether as many as were counted are told one by one, and not others: "two soldiers, a cook and a nurse".

    A comma behind the last closes a list of those counted.
    """
    if run[0].count.best != sum(p.count.best or 0 for p in run[1:]):
        return False
    closed = notes.words[run[-1].last : run[-1].last + 1] in ([","], ["-"], ["–"], ["—"])
    return closed or run[0].noun in _GENERAL or all(p.noun in _GENERAL for p in run[1:])


def _is_who(notes: Notes, one: People, named: People) -> bool:
    """Return whether a name only says who somebody is: "his wife, 31-year-old Ana Diaz"."""
    return notes.words[one.last : named.first] == [","] and notes.words[one.first] in _POSSESSIVES_AND_AGES


def _joins(between: list[str]) -> bool:
    """Return whether words join two phrases for people ("and", "and his", "of the coalition and")."""
    between = [word for word in between if not (word.isdigit() or word in _POSSESSIVES_AND_AGES)]
    if not between or len(between) > 8:
        return False
    if [word for word in between if word != ","] in _WITH:
        return True
    if set(between) <= {",", "and", "as", "well", "or", "then", "also", "&"}:
        return "as" not in between or "well" in between
    if between[0] in _AT and between[-1] == "and" and len(between) > 2:
        return not {",", ".", *RELATIVE, *FINITE} & set(between)  # "a boy in a park and a woman in a shop"
    return between[0] in {"of", "from"} and between[-1] == "and" and not {",", ".", *RELATIVE} & set(between)
