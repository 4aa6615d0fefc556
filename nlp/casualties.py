"""Who was hit and how many: killed, injured, taken, arrested, as one clause tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nlp.at_large import is_at_large, is_next_in_a_row
from nlp.hit import is_toll, part_of, people_hit
from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.notes import Harm, Mark, Notes, People, Trigger
from nlp.people import read_people
from nlp.person_words import BODY, REFLEXIVES
from nlp.trigger_objects import bodies_counted
from nlp.voice import AUXILIARIES, is_passive
from store.model import Count, Outcome, Victim

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
    r"(?P<what>hurt|harmed|injured|wounded|killed|hit|struck|shot)"
    r"(?:\s+or\s+(?P<more>injured|wounded|killed|hurt))?"
)
_UNSURE = word_set("casualties", "unsure")
_BOTH = word_set("casualties", "both")
_FEARING = word_set("casualties", "fearing")
_EACH = frozenset({"each", "every"})
_ATTEMPTS = word_set("casualties", "attempts")
_OF_THE_DEAD = frozenset({"autopsy", "autopsies", "post-mortem", "postmortem", "pathologist", "pathologists"})
_FATAL = word_set("casualties", "fatal")
_SURVIVING = word_set("casualties", "surviving")
_ANYBODY = word_set("casualties", "anybody")
_SUBORDINATE = frozenset({"when", "after", "as", "while", "where", "who", "in", "during", "before", "because"})
_UNHURT = word_set("casualties", "unhurt")
_TO_DEATH = 9  # words
_ANSWERING = frozenset({"charged", "convicted", "guilty", "jailed", "sentenced", "charges", "charge"})
_MURDER = frozenset({"murder", "manslaughter", "murdering"})
_TO_DEED = 5  # words from a man to what he did
_SHOT_AT = 6  # words from "shot at" to whom
_REACH_OF_STATE = 16  # words from "was taken to" to the state somebody is in
_NOT_GRAVE = re.compile(
    r"\b(?:non|not|n't)\b(?: [\w'-]+){0,6} threatening\b|\bminor (?:injur|wound)|\b(?:good|fair|stable) condition\b"
)
_CLAIMING = frozenset({"responsibility", "claimed", "claims", "claiming"})
_OF_OFFICES = word_set("casualties", "of_offices")
_HAND_VERBS = word_set("casualties", "hand_verbs")
_ILLNESSES = word_set("casualties", "illnesses")
_DYING = frozenset({"died", "dies", "dead", "death", "deaths", "die"})
_TO_ILLNESS, _NAME_OF_ILLNESS = 6, 4  # words from "died" to "of", and those of "advanced liver cancer"
_OTHER = frozenset({"another", "previous", "earlier", "separate"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIED = frozenset({"in", "for", "to", "with", "of", "over", "behind", "after", "since", "during", "from"})
_TO_YEAR = 4  # words from "2015" to "attack"
_MULTIPLES = ("double", "triple", "quadruple", "quintuple", "sextuple")
# Attacks of which "of" names those hit: "the fatal shooting of a teacher".
_BY_HAND = frozenset({"shooting", "stabbing", "assassination"})


def read_harm(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> list[Harm]:
    """Return what happened to people by each trigger of a clause, and the figures that are zero."""
    people = read_people(notes, first, last)
    found = list(_zeros(notes, first, last))
    denied = {i for harm in found for i in range(harm.first, harm.last)}
    subject: list[People] = []  # whom the verb before was said of: "was shot in the chest and later died"
    behind_toll = first
    large = False
    for n, trigger in enumerate(triggers):
        if not denied.isdisjoint(range(trigger.first, trigger.last)):
            continue
        before, toll = triggers[:n], is_toll(notes, trigger)
        left = max([first, behind_toll, *(t.last for t in before)])
        right = last if toll else min([last, *(t.first for t in triggers[n + 1 :])])
        outcome = _outcome(notes, trigger)
        if outcome is None:
            if trigger.role == "attack" and trigger.form == "past" and is_passive(notes, trigger):
                subject = people_hit(notes, people, trigger, left, right) or subject  # "were ambushed and killed"
            continue
        hit = people_hit(notes, people, trigger, left, right)
        if hit and toll:
            behind_toll = hit[-1].last  # "the death toll is 32 and 100 people were wounded"
        if not hit and _goes_on(notes, people, trigger, left):
            hit = subject
        if not hit and notes.words[trigger.first - 2 : trigger.first] == ["of", "those"]:
            subject = [p for p in people if p.last == trigger.first - 2] or subject  # "three of those shot died"
        large = large or is_at_large(notes, trigger, first, last)
        if large or _is_none_of_this(notes, before, trigger, hit, first):
            continue
        if outcome is Outcome.INJURED:
            hit = [*hit, *_in_turn(notes, people, trigger, right, hit)]
        subject = _go_on_of(notes, people, hit) or subject
        if (harm := _harm(notes, trigger, outcome, hit, found, last)) is not None:
            found.append(harm)
    struck = {p.first for harm in found for p in harm.people}
    return [_without_doer(people, struck, _without_dead(notes, harm, found)) for harm in found]


def _is_none_of_this(notes: Notes, before: list[Trigger], trigger: Trigger, hit: list[People], first: int) -> bool:
    """Return whether harm is not what this event did: of no one person, only claimed, or of another event."""
    return (
        is_next_in_a_row(notes, hit, trigger)
        or (bool(hit) and _spoken_at_large(notes, hit[-1], trigger))
        or _is_boast(notes, trigger, first)
        or _is_of_another(notes, before, trigger)
        or _is_of_illness(notes, trigger)
    )


def _harm(
    notes: Notes, trigger: Trigger, outcome: Outcome, hit: list[People], found: list[Harm], last: int
) -> Harm | None:
    """Return the harm that a trigger tells with its number, its words and how sure it is; None without a number."""
    if not trigger.specific and trigger.form != "plural":
        return None
    bodies = bodies_counted(notes, trigger)
    told = _told(notes, trigger, outcome, hit, bodies)
    if told is None or (told[1].number is None and not any(p.words for p in hit)):
        return None
    outcome, total = told
    hit = [_with_deed(notes, p) for p in hit]
    start = min([trigger.first, *(p.first for p in hit), *([bodies.first] if bodies else [])])
    end = max([trigger.last, *(p.last for p in hit)])
    total = replace(total, words=words_of(notes, start, end))
    soft = (
        outcome is Outcome.INJURED
        and (trigger.role == "attack" or trigger.type == "hit")
        and not _says_of_life(notes, trigger, last)
        and not _is_beside_dead(notes, found, start)
    )
    confidence = 0.85 if hit and not soft else 0.7 if hit else 0.5
    return Harm(outcome, total, start, end, tuple(hit), confidence, soft)


def _with_deed(notes: Notes, one: People) -> People:
    """Return somebody with what he is said to have done before: "a man who had stabbed two people"."""
    if notes.words[one.last : one.last + 1] != ["who"]:
        return one
    verb = next(iter(notes.triggers_in(one.last, one.last + _TO_DEED)), None)
    if verb is None or verb.form != "past" or verb.role == "police" or is_passive(notes, verb):
        return one
    return replace(one, phrase=words_of(notes, one.first, verb.last))


def _told(
    notes: Notes, trigger: Trigger, outcome: Outcome, hit: list[People], bodies: Mark | None
) -> tuple[Outcome, Count] | None:
    """Return what was done to how many: to the people told, to the bodies counted, or as a noun says at least."""
    if hit:
        return outcome, _sum([p.count for p in hit])
    if bodies is not None and isinstance(bodies.value, Count):
        return outcome, bodies.value
    return _implied(notes, trigger)


def _without_doer(people: list[People], hit: set[int], harm: Harm) -> Harm:
    """Return a harm to "another child" as one to a child, where the other one was not hurt: it "had found a gun"."""
    return replace(
        harm,
        people=tuple(
            replace(p, phrase=f"a {p.noun}")
            if p.phrase.startswith("another ")
            and any(q.noun == p.noun and q.last <= p.first and q.first not in hit for q in people)
            else p
            for p in harm.people
        ),
    )


def _is_beside_dead(notes: Notes, found: list[Harm], start: int) -> bool:
    """Return whether those hit are told beside the dead before: "one was pronounced dead and four were taken to"."""
    if not found or found[-1].outcome is not Outcome.KILLED or found[-1].last > start:
        return False
    between = set(notes.words[found[-1].last : start])
    return "and" in notes.words[start - 1 : start] and between.isdisjoint(_SUBORDINATE)


def _in_turn(notes: Notes, people: list[People], trigger: Trigger, right: int, hit: list[People]) -> list[People]:
    """Return those of whom only where they were hit is said: "was shot in the arm and her son in the leg"."""
    if not hit or hit[-1].last > trigger.first or BODY.isdisjoint(notes.words[trigger.last : right + 3]):
        return []
    found = []
    for person in people:
        if not trigger.last <= person.first < right or person.count.best is None:
            continue
        before = notes.words[person.first - 2 : person.first]
        joint = before[-2] if before[-1] in {"a", "the"} else before[-1]
        where = notes.words[person.last : person.last + 3]
        if joint in {"and", ","} and where[:1] == ["in"] and not BODY.isdisjoint(where[2:]):
            found.append(person)
    return found


def _go_on_of(notes: Notes, people: list[People], hit: list[People]) -> list[People]:
    """Return whom the next verb is said of: of "one of five people hurt on Monday has died" the one."""
    part = part_of(notes, people, hit[0]) if hit else None
    return hit if part is None else [part]


def _without_dead(notes: Notes, harm: Harm, found: list[Harm]) -> Harm:
    """Return a harm as one of which the dead are to be taken off, where some of those hurt are said to have died."""
    dead = [p for other in found if other.outcome is Outcome.KILLED for p in other.people]
    some = harm.outcome is Outcome.INJURED and any(part_of(notes, dead, whole) for whole in harm.people)
    return replace(harm, soft=True) if some else harm


def _is_boast(notes: Notes, trigger: Trigger, first: int) -> bool:
    """Return whether those who claim an attack say how many they killed: "claimed that they had killed"."""
    said = [w for w in notes.words[max(first, trigger.first - 3) : trigger.first] if w not in {"had", "has", "have"}]
    return said[-1:] in (["it"], ["they"]) and not _CLAIMING.isdisjoint(notes.words[first : trigger.first])


def _is_of_another(notes: Notes, before: list[Trigger], trigger: Trigger) -> bool:
    """Return whether harm is of an event only mentioned: "near another shooting that left a nurse dead"."""
    event = next((t for t in reversed(before) if t.role != "harm" and t.form == "noun"), None)
    if event is None:
        return False
    if _OTHER.isdisjoint(notes.words[max(0, event.first - 3) : event.first]) and not _is_of_a_year(notes, event):
        return False
    return not {"that", "which"}.isdisjoint(notes.words[event.last : trigger.first])


def _is_of_a_year(notes: Notes, event: Trigger) -> bool:
    """Return whether an event of a year is only what others are tied to: "linked to a 2015 attack"."""
    start = max(2, event.first - _TO_YEAR)
    year = next((n for n in range(event.first - 1, start - 1, -1) if _YEAR.fullmatch(notes.words[n])), None)
    if year is None or notes.words[year - 1] not in {"a", "an", "the"}:
        return False
    return notes.words[year - 2] in _TIED


def _is_of_illness(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody died a natural death: "who died last year of liver cancer"."""
    if _DYING.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    behind = range(trigger.last, min(notes.sentence_of(trigger.first)[1], trigger.last + _TO_ILLNESS))
    of = next((n for n in behind if notes.words[n] in {"of", "from"}), None)
    return of is not None and not _ILLNESSES.isdisjoint(notes.words[of + 1 : of + 1 + _NAME_OF_ILLNESS])


def _goes_on(notes: Notes, people: list[People], trigger: Trigger, left: int) -> bool:
    """Return whether a verb goes on with the subject of the one before ("shot, killed", "was hit and died")."""
    if trigger.role != "harm" or trigger.form != "past" or not (is_passive(notes, trigger) or trigger.type == "hit"):
        return False
    between = notes.words[left : trigger.first]
    if trigger.type == "hit" and any(
        t.role == "attack" and t.last == trigger.first for t in notes.triggers_in(left - 3, left)
    ):
        return False  # "opened fire in a hospital"
    return len(between) <= 12 and not any(left <= p.first < trigger.first for p in people)


def _spoken_at_large(notes: Notes, person: People, trigger: Trigger) -> bool:
    """Return whether nobody in particular is hurt: "before anyone else gets injured", "hurting each other"."""
    following = notes.words[trigger.last : trigger.last + 2]
    between = notes.words[person.last : trigger.first]
    before = notes.words[max(0, person.first - 2) : person.first]
    if before[-1:] == ["not"] or notes.words[person.first] in _EACH:
        return True  # "not one child was hurt", "a count of murder for each person wounded"
    if not _FEARING.isdisjoint([*before, *between]):
        return True  # "parents came, fearing that their children had been shot"
    if not _UNHURT.isdisjoint(between) or (trigger.type == "hit" and "precaution" in _behind(notes, trigger)):
        return True
    if trigger.type == "hit" and "side" in notes.words[trigger.first - 2 : trigger.first]:
        return True  # "she is by her son's side in the hospital"
    counted = between[:2] == ["to", "be"]  # "the third child to be shot this month"
    return counted or following in (["each", "other"], ["one", "another"]) or not _ANYBODY.isdisjoint(between)


def _behind(notes: Notes, trigger: Trigger) -> list[str]:
    return notes.words[trigger.last : trigger.last + _REACH_OF_STATE]


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
    if trigger.first and _YEAR.fullmatch(notes.words[trigger.first - 1]):
        return None  # "linked to a 2015 murder"
    words = [*notes.words[max(0, trigger.first - 3) : trigger.first], *notes.words[trigger.first : trigger.last]]
    number = max((n for n, multiple in enumerate(_MULTIPLES, 2) if multiple in words), default=1)
    if _OF_OFFICES & set(notes.words[trigger.last : trigger.last + 1]):
        return None  # "homicide detectives were called"
    own = set(notes.words[trigger.first : trigger.last])
    if {"homicide", "murder", "murders", "homicides"} & own and "attempted" not in words:
        return Outcome.KILLED, Count(number, number, None)
    if {"fatal", "deadly", "death"} & set(words):
        return Outcome.KILLED, Count(1, 1, None)
    return (Outcome.INJURED, Count(number, number, number)) if number > 1 else None


def _outcome(notes: Notes, trigger: Trigger) -> Outcome | None:
    words = notes.words[trigger.first : trigger.last]
    if trigger.type == "killed" and words[-1] == "on":  # "turned the gun on himself"
        himself = not REFLEXIVES.isdisjoint(notes.words[trigger.last : trigger.last + 1])
        return Outcome.KILLED if himself else Outcome.INJURED
    if trigger.type == "injured" and not _OF_THE_DEAD.isdisjoint(notes.words[slice(*notes.sentence_of(trigger.first))]):
        return None  # "the autopsy revealed injuries to her skull"
    if trigger.role == "harm":
        return {"killed": Outcome.KILLED, "injured": Outcome.INJURED, "hit": Outcome.INJURED}.get(trigger.type)
    if trigger.type in {"assassination", "execution"} and trigger.form != "base":
        return None if _ATTEMPTS & {*words, *notes.words[max(0, trigger.first - 2) : trigger.first]} else Outcome.KILLED
    if trigger.type == "mob_violence" and "lynched" in words:
        return Outcome.KILLED
    if trigger.type == "abduction" and trigger.form != "base":
        return Outcome.ABDUCTED
    if trigger.type == "raid_or_arrest" and trigger.form in {"past", "ing"} and not {"raided", "raiding"} & set(words):
        return Outcome.ARRESTED
    if trigger.type == "any" and {"hit", "struck", "hitting", "striking"} & set(words):
        return Outcome.INJURED
    if _is_missed(notes, trigger):
        return None
    if not REFLEXIVES.isdisjoint(notes.words[trigger.last : trigger.last + 1]) and _tells_murder_suicide(notes):
        return Outcome.KILLED  # "then shot himself"
    said = [*notes.words[max(0, trigger.first - 1) : trigger.first], *words]
    if trigger.type in _BY_HAND and trigger.form == "noun":
        fatal = trigger.type == "assassination" or not _FATAL.isdisjoint(said) or _is_charged_as_murder(notes, trigger)
    elif trigger.type in {"shooting", "stabbing"} and _HAND_VERBS & set(words):
        fatal = not _FATAL.isdisjoint(said) or notes.words[trigger.last : trigger.last + 1] == ["fatally"]
        fatal = fatal or _to_death(notes, trigger)
    else:
        return None
    return Outcome.KILLED if fatal else Outcome.INJURED


def _is_charged_as_murder(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody answers for it as a murder: "charged with murder over the stabbing of a boy"."""
    start, _ = notes.sentence_of(trigger.first)
    before = notes.words[max(start, trigger.first - _TO_DEATH) : trigger.first]
    answers = not _ANSWERING.isdisjoint(before) and not _MURDER.isdisjoint(before)
    return answers and _ATTEMPTS.isdisjoint(before)


def _tells_murder_suicide(notes: Notes) -> bool:
    return any(w == "suicide" and "murder" in notes.words[max(0, n - 2) : n] for n, w in enumerate(notes.words))


def _to_death(notes: Notes, trigger: Trigger) -> bool:
    """Return whether the end of a clause tells that those hit died: "stabbing three guards to death"."""
    behind = notes.words[trigger.last : trigger.last + _TO_DEATH]
    stop = next((n for n, word in enumerate(behind) if word in {".", ",", ";"}), len(behind))
    return ("to", "death") in pairwise(behind[:stop])


def _is_missed(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody is only shot at: "the bomber shot at two guards"."""
    said = notes.words[max(0, trigger.first - 3) : trigger.last + 1]
    if trigger.last - trigger.first > 1 or said[-2:] != ["shot", "at"] or not AUXILIARIES.isdisjoint(said):
        return False
    return any(n.person for n in notes.nouns_in(trigger.last + 1, trigger.last + _SHOT_AT))


def _sum(counts: list[Count]) -> Count:
    known = [c for c in counts if c.number is not None]
    if not known:
        return Count()
    if len(known) == 1:
        return known[0]
    low = [c.min if c.min is not None else c.best or 0 for c in known]
    best = [c.number or 0 for c in known]
    high = [c.max for c in known]
    return Count(sum(low), sum(best), None if None in high else sum(h for h in high if h is not None))


def _zeros(notes: Notes, first: int, last: int) -> Iterator[Harm]:
    start, text = notes.starts[first], notes.folded_words(first, last)
    for pattern in (_ZERO, _NOBODY):
        for match in pattern.finditer(text):
            begin, end = notes.tokens_at(start + match.start(), start + match.end())
            what = {match["what"].split()[-1], match["more"] or match["what"].split()[-1]}
            words = set(match[0].split())
            # nothing reported yet is not the same as nothing happened
            confidence = 0.45 if words & _UNSURE else 0.85
            zero = Count(0, 0, 0, words_of(notes, begin, end))
            if what & _BOTH or what & {"deaths", "fatalities", "killed", "life"}:
                yield Harm(Outcome.KILLED, zero, begin, end, (), confidence)
            if what & _BOTH or what & {"injuries", "injury", "injured", "wounded"}:
                yield Harm(Outcome.INJURED, zero, begin, end, (), confidence)


def victims_of(harms: list[Harm]) -> tuple[Victim, ...]:
    """Return the victims that harms name, as records; a bare number ("two were killed") describes nobody."""
    victims: list[Victim] = []
    dead = {(p.first, p.last) for h in harms if h.outcome is Outcome.KILLED for p in h.people}
    for harm in harms:
        for person in harm.people:
            if harm.outcome is Outcome.INJURED and (person.first, person.last) in dead:
                continue  # "shot and killed"
            bare = not person.role and harm.outcome in {Outcome.KILLED, Outcome.INJURED}
            if bare or person.role == "pronoun":
                continue
            victim = Victim(person.words, person.name, person.role or None, person.count.best, harm.outcome)
            if victim not in victims:
                victims.append(victim)
    return tuple(victims)
