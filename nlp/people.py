"""Phrases for people: "two Iraqi soldiers", "six others", "Major General Ali Hassan"."""

from __future__ import annotations

from itertools import pairwise

from nlp.ages import age_of
from nlp.anaphora import read_pronoun
from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.notes import Mark, Notes, Noun, People
from nlp.person_names import TITLES
from nlp.person_words import BODY, DETERMINERS, HURT, NOBODY, SENDING, STOPS
from nlp.phrases import CLOSED, phrase_start
from nlp.place_words import STREETS
from nlp.speakers import REPORTING
from nlp.unlisted import NO_PEOPLE
from store.model import Actor, Count, MentionKind

_ELLIPTIC_NEXT = word_set("people", "elliptic_next")
_ENDING = CLOSED | STOPS
_NO_THINGS = _ENDING | _ELLIPTIC_NEXT
_NO_NEXT_NOUN = _ENDING | {"and", "or"}
_PAIRS = frozenset(("couple", "twins", "parents", "grandparents"))
_BACK = frozenset(("the", "all", "these"))
_UNBORN = frozenset(("unborn", "then-unborn"))
_HOW = frozenset(("critically", "seriously"))
_AGED = frozenset(("is", "was"))
_NO_PEOPLE = NO_PEOPLE - {"dozens", "hundreds", "thousands", "scores", "bodies"}
_ANIMALS = word_set("people", "animals")
_DYING = frozenset(("died", "later", "has", "have", "succumbed", "subsequently", "eventually"))
_NAME = 4  # words of a name
_COLLECTIVES = {"staff": "civilian", "crew": "civilian", "forces": "troops"}  # counted, but never called "two forces"
_REACH = 5  # words from "of" to those of whom some are told
_OF_A_WHOLE = frozenset(("the", "these", "those", "his", "her", "its", "their"))
_LONG = 7  # words before a noun that can belong to its phrase
_JOINING = frozenset((",", "and", "or", "&"))
_THE_SAME = ["the", "same"]
_TITLES_LONG = 7  # words from "according" to a name with its titles

_TIME = MentionKind.TIME
_NO_TITLE = STOPS | {",", "and", "killed", "killing"}
_KILLING = frozenset({"killed", "killing", "wounded", "wounding", "injured", "injuring"})  # "killed 12 last year"


def read_people(notes: Notes, first: int, last: int) -> list[People]:
    """Return the phrases for people in a range of tokens, in order."""
    counts = {m.first: m for m in notes.marks_in(first, last, MentionKind.COUNT)}
    persons = {m.first: m for m in notes.marks_in(first, last, MentionKind.PERSON)}
    times = notes.marks_in(first, last, MentionKind.TIME, MentionKind.FACILITY)
    busy = {i for m in times for i in range(m.first, m.last)}
    apposed = _appositions(notes, persons, last)
    found: list[People] = []
    used: set[int] = set()
    for noun in notes.nouns_in(first, last):
        if noun.first in apposed | used | busy or not _is_of_people(notes, noun, last):
            continue
        if (people := _of_noun(notes, noun, counts, persons, first, last)) is not None:
            found.append(people)
            used.update(range(people.first, people.last))
    free = [m for m in counts.values() if m.first not in used | busy]
    found.extend(_of_number(notes, m) for m in free if _is_bare_number(notes, m, last))
    found.extend(p for m in free if (p := _of_collective(notes, m, last)) is not None)
    found.extend(_alone(notes, person, first, last) for person in persons.values() if person.first not in used)
    used.update(i for person in persons.values() for i in range(person.first, person.last))
    found.extend(p for i in range(first, last) if i not in used and (p := read_pronoun(notes, i, last)) is not None)
    heard = [p for p in found if notes.words[max(0, p.first - 2) : p.first] != ["according", "to"]]
    return sorted(heard, key=lambda p: p.first)


def _is_of_people(notes: Notes, noun: Noun, last: int) -> bool:
    """Return whether a noun names people who can be hit, and not things, a modifier or who only says so."""
    if not noun.person or _is_of_things(notes, noun, last) or notes.words[noun.first - 2 : noun.first] == _THE_SAME:
        return False
    return not (_speaks(notes, noun, last) or _is_modifier(notes, noun.last, last) or _is_their_family(notes, noun))


def _is_their_family(notes: Notes, noun: Noun) -> bool:
    """Return whether a family only says whose members people are: "five members of one family"."""
    if notes.words[noun.first] not in {"family", "families", "police"}:
        return False
    near = range(noun.first - 1, max(noun.first - _REACH, -1), -1)
    of = next((i for i in near if notes.words[i] == "of"), None)
    return of is not None and any(n.person and n.last == of for n in notes.nouns_in(of - 3, of))


def _of_noun(
    notes: Notes, noun: Noun, counts: dict[int, Mark], persons: dict[int, Mark], first: int, last: int
) -> People | None:
    """Return the people of a noun with what goes before it, and the name behind; None for those not born."""
    start, count = _opening(notes, noun, counts, first)
    if not _UNBORN.isdisjoint(notes.words[start : noun.first]):
        return None
    if count.number is None and not noun.plural:
        count = Count(1, 1, 1, words_of(notes, start, noun.last))
    if count.best in {None, 1} and count.min in {None, 1} and notes.words[noun.first] in _PAIRS:
        count = Count(2, 2, 2, count.words)
    end, name = _with_name(notes, persons, noun, last)
    if name is None and noun.key == "civilian" and notes.words[noun.last - 1] == "old":
        end, name = _unknown_name(notes, noun.last, last)
    core = max(start, phrase_start(notes, noun.first, first))
    return People(
        start,
        end,
        count,
        words_of(notes, core, noun.last),
        name,
        noun.key,
        _is_part(notes, start, end),
        noun=" ".join(notes.words[noun.first : noun.last]),
        age=age_of(notes, start, end, last),
        phrase=words_of(notes, start - (count.number is not None and notes.words[start - 1] in _BACK), end),
    )


def _opening(notes: Notes, noun: Noun, counts: dict[int, Mark], first: int) -> tuple[int, Count]:
    """Return where the phrase of a noun begins, and how many it says: "at least three off-duty guards"."""
    start = noun.first
    for i in range(noun.first - 1, max(first, noun.first - _LONG) - 1, -1):
        word = notes.words[i]
        owner = next((m for m in counts.values() if m.first <= i < m.last), None)
        if owner is not None:
            return owner.first, _value(owner)
        if word == "both":
            apart = notes.words[noun.last : noun.last + 1] == ["and"]  # "both soldiers and civilians"
            return i, Count() if apart else Count(2, 2, 2, words_of(notes, i, noun.last))
        if word in DETERMINERS:
            return i, Count() if noun.plural else Count(1, 1, 1, words_of(notes, i, noun.last))
        if word in HURT and (owner := next((m for m in counts.values() if m.last == i), None)) is not None:
            return start, _value(owner)  # "35 wounded people"
        hyphen = word == "-" and i > 0 and not notes.is_spaced(i - 1)
        if (word in STOPS and not hyphen) or word in _JOINING or _in_trigger(notes, i):
            break
        start = i
    return start, Count()


def _value(mark: Mark) -> Count:
    return mark.value if isinstance(mark.value, Count) else Count()


def _is_bare_number(notes: Notes, mark: Mark, last: int) -> bool:
    """Return whether a number without a noun counts people: "two were killed", "sent four to the hospital"."""
    before, after = notes.words[mark.first - 1], notes.words[mark.last] if mark.last < last else "."
    ends = after in _ELLIPTIC_NEXT or (before in _KILLING and bool(notes.marks_in(mark.last, mark.last + 1, _TIME)))
    if not isinstance(mark.value, Count) or not (ends or (after == "to" and before in SENDING)):
        return False
    if before == "of" and notes.nouns_in(mark.first - 2, mark.first - 1):
        return False  # "a father of five was killed"
    match after:
        case "and":
            return before not in _AGED  # "the man is 20 and was in good condition"
        case "of":
            return _of_people(notes, mark.last)
        case "more" | "other":
            return not _counts_things(notes, mark.last + 1, last)  # "the city and eight more settlements"
        case "who":
            return mark.value.best == 1  # "the three who were killed" were told of before
        case "shot":  # "one shot was fired"
            return mark.value.best != 1 or notes.words[mark.last + 1 : mark.last + 2] == [","]
    return True


def _of_number(notes: Notes, mark: Mark) -> People:
    """Return the people that a bare number counts."""
    start = mark.first - (notes.words[mark.first - 1] in _BACK)
    end = mark.last + (notes.words[mark.last : mark.last + 1] == ["of"])
    part = _is_part(notes, mark.first, mark.last) or _says_how(notes, mark) or _is_but_some(notes, mark)
    words = words_of(notes, mark.first, mark.last)
    whole = _whole_of(notes, mark.last)
    return People(
        mark.first, mark.last, _value(mark), words, None, "", part, noun=whole, phrase=words_of(notes, start, end)
    )


def _of_collective(notes: Notes, mark: Mark, last: int) -> People | None:
    """Return the people counted of those whom one word takes together: "ten oil company staff"."""
    for i in range(mark.last, min(last, mark.last + _REACH)):
        word = notes.words[i]
        if (role := _COLLECTIVES.get(word)) is not None and not notes.nouns_in(i + 1, i + 2):
            words = words_of(notes, mark.last, i + 1)
            return People(mark.first, i + 1, _value(mark), words, None, role, noun=word, phrase=words)
        if word in _ENDING or not word.isalpha() or _in_trigger(notes, i):
            return None
    return None


def _whole_of(notes: Notes, i: int) -> str:
    """Return what those are of whom a number counts some: "attackers" in "two of the attackers"; else nothing."""
    if notes.words[i : i + 1] != ["of"]:
        return ""
    noun = next((n for n in notes.nouns_in(i + 1, i + _REACH) if n.person and n.plural), None)
    between = notes.words[i + 1 : noun.first] if noun is not None else []
    return (
        " ".join(notes.words[noun.first : noun.last])
        if noun is not None and between and between[0] in _OF_A_WHOLE
        else ""
    )


def _is_of_things(notes: Notes, noun: Noun, last: int) -> bool:
    """Return whether "other" stands before what it counts: "14 tanks and other equipment", "three other persons"."""
    if notes.words[noun.first] != "other" or noun.last >= last:
        return False
    after = notes.words[noun.last]
    if any(t.form == "plural" for t in notes.triggers_in(noun.last, noun.last + 1)):
        return True  # "numerous other injuries"
    if after.isdigit():
        return True  # "one 17 and the other 21"
    plain = after.isalpha() and after not in _NO_THINGS and not _in_trigger(notes, noun.last)
    return plain or bool(notes.nouns_in(noun.last, noun.last + 1))


def _counts_things(notes: Notes, i: int, last: int) -> bool:
    """Return whether the word behind "eight more" is one for things: of people it would be known, or none at all."""
    if i >= last or not notes.words[i].isalpha() or notes.words[i] in _NO_THINGS:
        return False
    people = any(n.person for n in notes.nouns_in(i, i + 2))
    return notes.words[i].endswith("s") and not (people or _in_trigger(notes, i))


def _speaks(notes: Notes, noun: Noun, last: int) -> bool:
    """Return whether somebody is only who says so: "the officer said", "local official Zabit Khan said"."""
    end = noun.last
    while end < last and end - noun.last < _NAME and notes.texts[end].istitle() and notes.texts[end].isalpha():
        end += 1
    if end >= last or notes.words[end] not in REPORTING:
        return False
    # "the teenager accused of killing his parents and two sisters told police"
    verbs = [t for t in notes.triggers_in(noun.first - 8, noun.first) if t.form == "ing"]
    return not any(_runs_on(notes, t.last, noun.first) for t in verbs)


def _runs_on(notes: Notes, first: int, last: int) -> bool:
    """Return whether "and" joins somebody to whom a verb is said of, with no comma between."""
    between = notes.words[first:last]
    return "and" in between and STOPS.isdisjoint(between) and "," not in between


def _with_name(notes: Notes, persons: dict[int, Mark], noun: Noun, last: int) -> tuple[int, str | None]:
    """Return the name that a noun introduces, and its end: "reporter Ana Diaz", "a reporter, Ana Diaz,"."""
    behind = noun.last
    while behind < last and notes.words[behind] in TITLES:  # "commander Major General Ali Hassan"
        behind += 1
    person = persons.get(behind)
    if person is None and not noun.plural and notes.words[behind : behind + 1] == [","]:
        person = persons.get(behind + 1)
        if person is not None and notes.words[person.last : person.last + 1] == ["and"]:
            person = None  # a list
    if person is None or not isinstance(person.value, Actor):
        return noun.last, None
    return person.last, person.value.name


def _unknown_name(notes: Notes, first: int, last: int) -> tuple[int, str | None]:
    """Return the name behind an age that no list knows: "20-year-old Luis E. Nava Trujillo"."""
    end = first
    while end < min(last, first + _NAME) and notes.texts[end].istitle() and notes.words[end] not in STREETS | NOBODY:
        if notes.marks_in(end, end + 1) or _in_trigger(notes, end):
            return first, None
        end += 1
    return (end, words_of(notes, first, end)) if end - first > 1 else (first, None)


def _appositions(notes: Notes, persons: dict[int, Mark], last: int) -> set[int]:
    """Return the nouns that only say who the person named before is: "Ana Diaz, a reporter of ..."."""
    found: set[int] = set()
    for person in persons.values():
        if notes.words[person.last : person.last + 1] != [","] or _is_source(notes, person):
            continue
        noun = next((n for n in notes.nouns_in(person.last, min(last, person.last + 8)) if n.person), None)
        if noun is None or noun.plural:
            continue
        between = set(notes.words[person.last + 1 : noun.first])
        if not between & {",", "and", "his", "her", "who", "of", "was", "were"} and noun.first not in persons:
            found.add(noun.first)
    return found


def _is_source(notes: Notes, person: Mark) -> bool:
    """Return whether somebody is only who says so: "according to Chief Ana Diaz, a girl was hurt"."""
    before = notes.words[max(0, person.first - _TITLES_LONG) : person.first]
    return ("according", "to") in pairwise(before) and "," not in before


def _alone(notes: Notes, person: Mark, floor: int, stop: int) -> People:
    """Return the person of a name that no noun introduces, with the role that follows ("Ana Diaz, a reporter,")."""
    start = _title_start(notes, person.first, floor)
    words = words_of(notes, start, person.last)
    name = person.value.name if isinstance(person.value, Actor) else None
    age = age_of(notes, start, person.last, stop)
    part = _is_part(notes, start, person.last)
    return People(start, person.last, Count(1, 1, 1, words), words, name, "person", part, age=age, phrase=words)


def _is_modifier(notes: Notes, last: int, stop: int) -> bool:
    """Return whether a person noun only describes the next noun ("police officer", "rebel group", "soldier's home")."""
    if last >= stop:
        return False
    after = notes.words[last]
    if notes.words[last - 1] == "civilian" and after.isalpha() and after not in _NO_NEXT_NOUN:
        return not notes.triggers_in(last, last + 1)  # "civilian infrastructure"
    if after in _NO_PEOPLE or after in _ANIMALS:
        return True  # "one of the family dogs", "a pregnant female tiger"
    if any(m.key != "generic" for m in notes.marks_in(last, last + 1, MentionKind.GROUP)):
        return True  # "members of the terrorist Abu Sayyaf Group"
    if after == "'s" and not BODY.isdisjoint(notes.words[last + 1 : last + 2]):
        return False  # "grazed the girl's head"
    if after in {"'s", "'"} or after in {
        "cell",
        "cells",
        "group",
        "groups",
        "network",
        "force",
        "forces",
        "leader",
        "house",
        "targets",
        "personnel",
        "base",
        "council",
        "claimed",
    }:
        return True
    return any(n.person for n in notes.nouns_in(last, last + 1))


def _in_trigger(notes: Notes, i: int) -> bool:
    return any(i < t.last for t in notes.triggers_in(i - 8, i + 1))


def _is_part(notes: Notes, start: int, end: int) -> bool:
    """Return whether the people are part of others already counted ("including two children", "five of them")."""
    if any(
        pair in (("of", "them"), ("of", "whom"))
        for pair in zip(notes.words[start : end + 2], notes.words[start + 1 : end + 3], strict=False)
    ):
        return True
    before = notes.words[max(0, start - 3) : start]
    return (
        "including" in before
        or before[-2:] == ["among", "them"]
        or (bool(before) and before[-1] == "among")
        or "those" in before[-1:]
    )


def _says_how(notes: Notes, mark: Mark) -> bool:
    """Return whether a number only says how badly some of those told of were hurt: "wounded five, one critically"."""
    after = notes.words[mark.last : mark.last + 2]
    how = notes.words[mark.first - 1 : mark.first] == [","] and not _HOW.isdisjoint(after[:1])
    return how and after[1:] not in (["wounded"], ["injured"], ["hurt"])


def _is_but_some(notes: Notes, mark: Mark) -> bool:
    """Return whether a number is of those just counted: "three were wounded, but one died"."""
    after = notes.words[mark.last : mark.last + 1]
    return notes.words[mark.first - 1] == "but" and not _DYING.isdisjoint(after)


def _of_people(notes: Notes, i: int) -> bool:
    if not _NO_PEOPLE.isdisjoint(notes.words[i + 1 : i + 4]):
        return False  # "injured one of the family dogs"
    return any(
        w in HURT or w in {"people", "them", "whom", "the", "those", "their", "its", "his", "our"}
        for w in notes.words[i + 1 : i + 3]
    )


def _title_start(notes: Notes, first: int, floor: int) -> int:
    start = first
    while start > floor and first - start < 6 and notes.words[start - 1] not in _NO_TITLE:
        if _in_trigger(notes, start - 1):
            break
        start -= 1
    return start
