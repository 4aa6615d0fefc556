"""Who was hit and how many: killed, injured, taken, arrested, as one clause tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from nlp.lexicons import fold, word_set
from nlp.mentions import words_of
from nlp.notes import Harm, Notes, People, Trigger
from nlp.people import read_people
from nlp.voice import ALWAYS_PASSIVE, is_passive
from store.model import Count, MentionKind, Outcome, Victim

_ZERO = re.compile(
    r"\b(?:no|without(?: any)?|(?:not|n't) (?:cause|result in|lead to|suffer)(?: any)?|"
    r"not report(?:ed)? any|not any|nor)\s+(?!other|further|additional|more)(?:[\w-]+\s+){0,4}?(?:or\s+)?"
    r"(?P<what>casualties|casualty|injuries|injury|deaths|fatalities|victims|human losses|loss of life|losses)\b"
    r"(?:\s+(?:or|nor|and)\s+(?P<more>casualties|injuries|deaths|fatalities|damage))?"
)
_NOBODY = re.compile(
    r"\b(?:no[- ]one|nobody|none(?: of [\w\s]{1,30}?)?|"
    r"no (?:people|personnel|soldiers?|troops|civilians?|coalition \w+|passengers?|officers?|staff|members?))"
    r"\s+(?:was|were|has been|have been)\s+(?:reported\s+|seriously\s+)?"
    r"(?P<what>hurt|harmed|injured|wounded|killed)"
    r"(?:\s+or\s+(?P<more>injured|wounded|killed|hurt))?"
)
_UNSURE = word_set("casualties", "unsure")
_BOTH = word_set("casualties", "both")
_ATTEMPTS = word_set("casualties", "attempts")
_FATAL = word_set("casualties", "fatal")
_SURVIVING = word_set("casualties", "surviving")
_ANYBODY = word_set("casualties", "anybody")
_NEAR = 14  # words between somebody and the verb that is said of them
_LISTED = 12  # so many people one verb is said of ("three victims, a man, a woman and a boy, were hit")
_REACH_OF_STATE = 16  # words from "was taken to" to the state somebody is in
_NOT_GRAVE = re.compile(
    r"\b(?:non|not|n't)\b(?: [\w'-]+){0,6} threatening\b|\bminor (?:injur|wound)|\b(?:good|fair|stable) condition\b"
)
_HAND_VERBS = word_set("casualties", "hand_verbs")
_MULTIPLES = ("double", "triple", "quadruple", "quintuple", "sextuple")
# Attacks of which "of" names those hit: "the fatal shooting of a teacher".
_BY_HAND = frozenset({"shooting", "stabbing", "assassination"})


def read_harm(doc: Doc, notes: Notes, first: int, last: int, triggers: list[Trigger]) -> list[Harm]:
    """Return what happened to people by each trigger of a clause, and the figures that are zero."""
    people = read_people(doc, notes, first, last)
    found = list(_zeros(doc, first, last))
    denied = {i for harm in found for i in range(harm.first, harm.last)}
    subject: list[People] = []  # whom the verb before was said of: "was shot in the chest and later died"
    for n, trigger in enumerate(triggers):
        outcome = _outcome(notes, trigger)
        if outcome is None or not denied.isdisjoint(range(trigger.first, trigger.last)):
            continue
        left = max([first, *(t.last for t in triggers[:n])])
        right = min([last, *(t.first for t in triggers[n + 1 :])])
        hit = _reached(notes, people, trigger, left, right)
        if not hit and _goes_on(notes, people, trigger, left):
            hit = subject
        if hit and _spoken_at_large(notes, hit[-1], trigger):
            continue
        subject = hit or subject
        if not trigger.specific and trigger.form != "plural":
            continue
        if hit:
            total = _sum([p.count for p in hit])
        elif (implied := _implied(notes, trigger)) is not None:
            outcome, total = implied
        else:
            continue
        if total.best is None and total.min is None and not any(p.words for p in hit):
            continue
        start = min([trigger.first, *(p.first for p in hit)])
        end = max([trigger.last, *(p.last for p in hit)])
        total = replace(total, words=words_of(doc, start, end))
        lives = _says_of_life(notes, trigger, last)
        soft = (trigger.role == "attack" or trigger.type == "hit") and outcome is Outcome.INJURED and not lives
        confidence = 0.85 if hit and not soft else 0.7 if hit else 0.5
        found.append(Harm(outcome, total, start, end, tuple(hit), confidence, soft))
    return found


def _goes_on(notes: Notes, people: list[People], trigger: Trigger, left: int) -> bool:
    """Return whether a verb goes on with the subject of the one before ("shot, killed", "was hit and died")."""
    if trigger.role != "harm" or trigger.form != "past" or not (is_passive(notes, trigger) or trigger.type == "hit"):
        return False
    between = notes.words[left : trigger.first]
    return len(between) <= 12 and not any(left <= p.first < trigger.first for p in people)


def _spoken_at_large(notes: Notes, person: People, trigger: Trigger) -> bool:
    """Return whether nobody in particular is hurt: "before anyone else gets injured", "hurting each other"."""
    following = notes.words[trigger.last : trigger.last + 2]
    return following in (["each", "other"], ["one", "another"]) or not _ANYBODY.isdisjoint(
        notes.words[person.last : trigger.first]
    )


def _says_of_life(notes: Notes, trigger: Trigger, last: int) -> bool:
    """Return whether somebody hit lives: "is expected to recover", "was taken to hospital with minor injuries"."""
    if not _SURVIVING.isdisjoint(notes.words[trigger.first : trigger.last]):
        return True
    behind = " ".join(notes.words[trigger.last : min(last, trigger.last + _REACH_OF_STATE)])
    return trigger.type == "hit" and _NOT_GRAVE.search(behind) is not None


def _implied(notes: Notes, trigger: Trigger) -> tuple[Outcome, Count] | None:
    """Return how many "a fatal shooting", "a triple homicide" or "a double shooting" hit at least."""
    if trigger.form != "noun" or trigger.type not in _BY_HAND:
        return None
    words = [*notes.words[max(0, trigger.first - 3) : trigger.first], *notes.words[trigger.first : trigger.last]]
    number = max((n for n, multiple in enumerate(_MULTIPLES, 2) if multiple in words), default=1)
    if {"homicide", "murder", "murders", "homicides"} & set(words) and "attempted" not in words:
        return Outcome.KILLED, Count(number, number, None)
    if {"fatal", "deadly", "death"} & set(words):
        return Outcome.KILLED, Count(1, 1, None)
    return (Outcome.INJURED, Count(number, number, number)) if number > 1 else None


def _outcome(notes: Notes, trigger: Trigger) -> Outcome | None:
    words = notes.words[trigger.first : trigger.last]
    if trigger.role == "harm":
        return {"killed": Outcome.KILLED, "injured": Outcome.INJURED, "hit": Outcome.INJURED}.get(trigger.type)
    if trigger.type in {"assassination", "execution"} and trigger.form != "base":
        return None if _ATTEMPTS & {*words, *notes.words[max(0, trigger.first - 2) : trigger.first]} else Outcome.KILLED
    if trigger.type == "abduction" and trigger.form != "base":
        return Outcome.ABDUCTED
    if trigger.type == "raid_or_arrest" and trigger.form in {"past", "ing"} and not {"raided", "raiding"} & set(words):
        return Outcome.ARRESTED
    if trigger.type == "any" and {"hit", "struck", "hitting", "striking"} & set(words):
        return Outcome.INJURED
    said = [*notes.words[max(0, trigger.first - 1) : trigger.first], *words]
    if trigger.type in _BY_HAND and trigger.form == "noun":
        fatal = trigger.type == "assassination" or not _FATAL.isdisjoint(said)
    elif trigger.type in {"shooting", "stabbing"} and _HAND_VERBS & set(words):
        fatal = not _FATAL.isdisjoint(said) or notes.words[trigger.last : trigger.last + 1] == ["fatally"]
    else:
        return None
    return Outcome.KILLED if fatal else Outcome.INJURED


def _reached(notes: Notes, people: list[People], trigger: Trigger, left: int, right: int) -> list[People]:
    """Return the people that a trigger is said of: after an active verb, before a passive one."""
    after = [p for p in people if trigger.last <= p.first < right]
    before = [
        p for p in people if left <= p.first and p.last <= trigger.first and (not p.part or _leads(notes, p, trigger))
    ]
    word = notes.words[trigger.first]
    following = notes.words[trigger.last] if trigger.last < len(notes.words) else "."
    if {"wound", "wounds"} & set(notes.words[trigger.first : trigger.last]) and trigger.type == "shooting":
        return _tail(notes, before) if before and trigger.first - before[-1].last <= 8 else []
    if trigger.form in {"noun", "plural"} and word not in ALWAYS_PASSIVE:
        if before and before[-1].name and notes.words[before[-1].last : trigger.first] in (["'s"], ["'"]):
            return before[-1:]  # "Luis Galan's murder"
        lead = next((m.last for m in notes.marks_in(trigger.last, trigger.last + 3, MentionKind.TIME)), trigger.last)
        if notes.words[lead : lead + 1] == ["of"] or following in {"of", "toll", "to"} or word == "death":
            return _coordinated(notes, [p for p in after if p.first <= lead + 8])
        if word == "shooting" and after and after[0].first == trigger.last:
            return _coordinated(notes, after)
        if _names_victim(notes, trigger):
            return before[-1:]
        return []
    if trigger.type == "any" and not (is_passive(notes, trigger) and before) and not _right_after(after, trigger):
        return []
    if is_passive(notes, trigger) or trigger.type == "hit":
        if trigger.first and notes.words[trigger.first - 1] == "the":
            return []  # "the wounded", "the dead"
        near = [p for p in before if trigger.first - p.last <= _NEAR]
        if near and near[-1].part:
            return near[-1:]
        run = _coordinated(notes, _tail(notes, before[-_LISTED:]) if near else [])
        return before[:1] if _closes_aside(notes, before, run, trigger) else run
    return _coordinated(notes, after) if after and after[0].first - trigger.last <= 6 else []


def _leads(notes: Notes, part: People, trigger: Trigger) -> bool:
    """Return whether some of those told of are the subject: "two of them died", "including one who died"."""
    between = notes.words[part.last : trigger.first]
    return "," not in between and len(between) <= 6


def _right_after(after: list[People], trigger: Trigger) -> bool:
    return bool(after) and after[0].first - trigger.last <= 2 and after[0].count.best is not None


def _names_victim(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody is called the victim of a shooting ("is the victim of a fatal shooting")."""
    near = notes.words[max(0, trigger.first - 5) : trigger.first]
    return "of" in near and bool({"victim", "victims"} & set(near[: near.index("of")]))


def _tail(notes: Notes, people: list[People]) -> list[People]:
    """Return the last coordinated run of people before a passive verb."""
    run = [people[-1]]
    for person in reversed(people[:-1]):
        between = notes.words[person.last : run[0].first]
        if not _joins(between):
            break
        run.insert(0, person)
    run = _without_apposition(notes, run)
    if len(run) == 1 and len(people) > 1 and run[0].count.best is None:
        # a name farther off is of somebody who speaks of them
        near = [p for p in people if p.name is None or run[0].first - p.last <= _NEAR]
        numbered = [p for p in near if p.count.best is not None]
        return numbered[-1:] or run
    return run


def _closes_aside(notes: Notes, before: list[People], run: list[People], trigger: Trigger) -> bool:
    """Return whether "was" goes on after an aside: "her son, who loved his brother and sister, was shot"."""
    said = notes.words[max(0, trigger.first - 1) : trigger.first + 1]
    single = "was" in said and "were" not in said and before[:1] != run[:1] and before[0].count.best == 1
    return single and len(run) > 1 and notes.words[run[-1].last : run[-1].last + 2] == [",", "was"]


def _coordinated(notes: Notes, people: list[People]) -> list[People]:
    """Return the first run of people joined by "and" or a comma."""
    run = people[:1]
    for person in people[1:]:
        between = notes.words[run[-1].last : person.first]
        if person.part or not _joins(between) or (run[-1].name and person.name is None and between == [","]):
            break
        run.append(person)
    return _without_apposition(notes, run)


def _without_apposition(notes: Notes, run: list[People]) -> list[People]:
    """Let "a fourth person, a woman" stand for one: only commas between them, and an article after."""
    between = [notes.words[a.last : b.first] for a, b in pairwise(run)]
    if len(run) > 2 and between[0] == [","] and run[0].count.best == len(run) - 1:
        return run[:1]  # "three victims, a man, a woman and a boy"
    if all(words == [","] for words in between) and any(
        p.name or notes.words[p.first] in {"a", "an", "the", "his", "her"} for p in run[1:]
    ):
        return run[:1]
    return run


def _joins(between: list[str]) -> bool:
    """Return whether words join two phrases for people ("and", "of the coalition and")."""
    if not between or len(between) > 8:
        return False
    if set(between) <= {",", "and", "as", "well", "or", "then", "also", "&"}:
        return "as" not in between or "well" in between
    return (
        between[0] in {"of", "from"} and between[-1] == "and" and not {",", ".", "that", "which", "who"} & set(between)
    )


def _sum(counts: list[Count]) -> Count:
    known = [c for c in counts if c.best is not None or c.min is not None]
    if not known:
        return Count()
    if len(known) == 1:
        return known[0]
    low = [c.min if c.min is not None else c.best or 0 for c in known]
    best = [c.best if c.best is not None else c.min or 0 for c in known]
    high = [c.max for c in known]
    return Count(sum(low), sum(best), None if None in high else sum(h for h in high if h is not None))


def _zeros(doc: Doc, first: int, last: int) -> Iterator[Harm]:
    start = doc[first].idx
    text = fold(doc[first:last].text)
    for pattern in (_ZERO, _NOBODY):
        for match in pattern.finditer(text):
            tokens = doc.char_span(start + match.start(), start + match.end(), alignment_mode="expand")
            if tokens is None:
                continue
            what = {match["what"].split()[-1], match["more"] or match["what"].split()[-1]}
            words = set(match[0].split())
            # nothing reported yet is not the same as nothing happened
            confidence = 0.45 if words & _UNSURE else 0.85
            zero = Count(0, 0, 0, words_of(doc, tokens.start, tokens.end))
            if what & _BOTH or what & {"deaths", "fatalities", "killed", "life"}:
                yield Harm(Outcome.KILLED, zero, tokens.start, tokens.end, (), confidence)
            if what & _BOTH or what & {"injuries", "injury", "injured", "wounded"}:
                yield Harm(Outcome.INJURED, zero, tokens.start, tokens.end, (), confidence)


def victims_of(harms: list[Harm]) -> tuple[Victim, ...]:
    """Return the victims that harms name, as records; a bare number ("two were killed") describes nobody."""
    victims: list[Victim] = []
    for harm in harms:
        for person in harm.people:
            bare = not person.role and harm.outcome in {Outcome.KILLED, Outcome.INJURED}
            if bare or person.role == "pronoun":
                continue
            victim = Victim(person.words, person.name, person.role or None, person.count.best, harm.outcome)
            if victim not in victims:
                victims.append(victim)
    return tuple(victims)
