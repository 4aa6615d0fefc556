"""Who is named after "by" for what was done: "killed by gunmen", "an attack carried out on Friday by rebels"."""

from __future__ import annotations

from nlp.doers import acting_in
from nlp.hit import verb_before
from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.person_words import ATTACKING
from nlp.trigger_neighbours import INQUIRIES
from store.model import MentionKind

_DONE = word_set("doers", "by")
# Participles of what else somebody did to a thing: "a cache hidden by".
_PARTICIPLES = frozenset(
    {"hidden", "left", "built", "held", "kept", "sent", "run", "made", "worn", "stolen", "dug", "buried"}
)
_THEMSELVES = ATTACKING | {"he", "she", "they"}
_BEEN = frozenset({"was", "were", "been"})
_LIKENING = frozenset({"similar", "reminiscent", "akin"})
_CALLED = frozenset(
    {"called", "declared", "described", "labelled", "labeled", "deemed", "treated", "termed", "branded"}
)
_STOPPED = frozenset({"attacker", "attackers", "assailant", "assailants", "bombers", "knifeman"})
_STOPPING = ("before", "until")
_CLAUSE_ENDS = frozenset({".", ";", "after", "before", "when", "which", "who"})
_BEHIND_A_NOUN, _BEHIND_A_VERB = 16, 9  # words from what was done to "by"
_NAMED = 8  # words from "by" to who did it
_GOING_ON = 6  # words from "was" to "by"
_COMPARED = 10  # words


def agent_of(notes: Notes, trigger: Trigger, last: int) -> Mark | None:
    """Return the group after "by" that follows a trigger closely ("killed by gunmen")."""
    if _ends_attacker(notes, trigger):
        return None
    begin = by_of(notes, trigger, last)
    return None if begin is None else _named_at(notes, begin, last)


def by_of(notes: Notes, trigger: Trigger, last: int) -> int | None:
    """Return where who did it begins, behind the "by" that follows a trigger closely."""
    reach = _BEHIND_A_NOUN if trigger.is_noun else _BEHIND_A_VERB
    for i in range(trigger.last, min(last, trigger.last + reach)):
        word = notes.words[i]
        if word == "by" and notes.words[i - 1] != "-":  # no "drive-by attack"
            if _is_called(notes, trigger):
                return None
            of_another = i > trigger.last and _is_other_verb(notes.words[i - 1])  # "attacked a hotel used by officials"
            return None if of_another else i + 1
        if word in _CLAUSE_ENDS:
            return None
        if word in _BEEN and not _goes_on_with(notes, i):
            return None  # "villagers killed in the attack were buried by soldiers"
    return None


def _is_called(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody only calls it so: "was declared terror and an attack by officials"."""
    first, _ = notes.sentence_of(trigger.first)
    before = notes.words[max(first, trigger.first - _GOING_ON) : trigger.first]
    return trigger.is_noun and not _CALLED.isdisjoint(before) and not _BEEN.isdisjoint(before)


def _named_at(notes: Notes, i: int, last: int) -> Mark | None:
    """Return who is named right after "by", before a weapon or another."""
    mark = _next_acting(notes, i, last)
    if (
        mark is None
        or _is_of_another(notes, i, mark)
        or any(m.first - i <= 2 for m in notes.marks_in(i, mark.first, MentionKind.WEAPON))
    ):
        return None  # "killed by a car bomb at a police station"
    return None if "and" in notes.words[i : mark.first] else mark


def _is_of_another(notes: Notes, i: int, mark: Mark) -> bool:
    """Return whether somebody else is named right after "by": "driven by Somchai Pong, 44, an employee"."""
    return "," in notes.words[i : mark.first] and bool(notes.marks_in(i, mark.first, MentionKind.PERSON))


def _next_acting(notes: Notes, i: int, last: int) -> Mark | None:
    return next(iter(acting_in(notes, i, min(last, i + _NAMED - 1))), None)


def done_by(notes: Notes, first: int, last: int) -> Mark | None:
    """Return who follows "perpetrated by", "intercepted on Friday by" and the like, wherever it stands in a clause."""
    for i in range(first + 1, last):
        if notes.words[i] != "by" or notes.words[i - 1] == "-":
            continue
        before = notes.words[max(first, i - 6) : i]
        if not _DONE.isdisjoint(before) and INQUIRIES.isdisjoint(before):
            found = _next_acting(notes, i + 1, last)
            if found is not None and _is_of_another(notes, i + 1, found):
                continue
            if found is not None and not any(_ends_attacker(notes, t) for t in notes.triggers_in(i - 2, i)):
                return found
    return None


def is_compared(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether somebody only did the like before: "was similar to attacks carried out by the Taliban"."""
    return not _LIKENING.isdisjoint(notes.words[max(first, mark.first - _COMPARED) : mark.first])


def _goes_on_with(notes: Notes, i: int) -> bool:
    """Return whether "was" leads to what was done in the attack: "was carried out by", "was an action by"."""
    between = notes.words[i + 1 : i + _GOING_ON]
    between = between[: between.index("by")] if "by" in between else ["ed"]
    return not any(map(_is_other_verb, between)) or bool(notes.triggers_in(i, i + 3))


def _ends_attacker(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a verb tells how who attacked was stopped: "killing five before he was shot dead by police"."""
    first, _ = notes.sentence_of(trigger.first)
    acted = [t for t in notes.triggers_in(first, trigger.first) if t.role == "attack" and t.specific]
    if trigger.role == "harm" and any({"who", "that"} & set(notes.words[t.first - 2 : t.first]) for t in acted):
        return True  # "the teen who shot four is killed by police"
    before = notes.words[max(first, trigger.first - 5) : trigger.first]
    subject = notes.words[max(first, trigger.first - _BEHIND_A_NOUN) : trigger.first]
    if trigger.form == "past" and not _STOPPED.isdisjoint(subject):
        return True  # "the attacker was shot by police"
    if verb_before(notes, trigger) is not None:
        return True  # "a man stabbed two guards and was shot dead by a third"
    for word in _STOPPING:
        if word in before and trigger.form == "past":
            between = set(before[before.index(word) + 1 :])
            earlier = any(t.specific and t.role in {"attack", "harm"} for t in notes.triggers_in(first, trigger.first))
            return earlier and (not _THEMSELVES.isdisjoint(between) or between <= {"being"})
    return False


def _is_other_verb(word: str) -> bool:
    return (word.endswith("ed") or word in _PARTICIPLES) and word not in _DONE
