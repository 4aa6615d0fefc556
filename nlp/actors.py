"""Who acted in a clause: the subject of an active verb, the agent after "by", who is named before an attack's noun."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from nlp.agents import agent_of, done_by, is_compared
from nlp.doers import ARMED, ATTACKERS, groups_in, read_doer
from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.notes import Mark, Notes, Trigger
from nlp.person_words import KEEPERS_OF_ORDER
from nlp.phrases import phrase_start
from nlp.places import country_of
from nlp.speakers import is_speaker
from nlp.subjects import subject_of
from nlp.triggers import ANSWERING
from nlp.type_clues import FORCES
from nlp.voice import has_being, is_passive
from store.model import Actor, Attribution, MentionKind, Perpetrator

_DOUBTING = word_set("actors", "doubting")
_DONE_TO_OTHERS = word_set("actors", "done_to_others")
TIME_AND_AGAIN = word_set("actors", "time_and_again")
_ALWAYS = 5  # words
_NAMED_BEFORE = 10  # words from a name to its verb
_ADVERBS = _DOUBTING | {"then", "had", "has", "have", "also", "fatally", "later", "who", "first"}
_NO_SUBJECT = frozenset({"by", "of", "to", "with", "from", "for", "against", "near", "at", "in"})
_CLOSE = 2  # words from a subject to its verb
_SUPPOSING = 6  # words from "suspect" to who is suspected
_SUPPOSED = frozenset({"suspect", "suspects", "believe", "believes", "think", "thinks"})
_HIT = frozenset({"shot", "stabbed", "killed", "wounded", "injured", "struck"})
_AIMED = frozenset({"shot", "struck"})
_MEETING = (["with"], ["by"], ["in"], ["at"], ["near"], ["outside"], ["inside"], ["on"])
_AIMING = (["at"], ["into"], ["from"], ["towards"], ["toward"])
_ANSWERS = frozenset({"response", "retaliation", "reprisal", "revenge", "retaliating", "responding"})
_FLOWN = frozenset({"airstrike", "drone_attack", "rocket_or_missile_attack", "shelling", "any"})
_DONE_TO_PEOPLE = frozenset({"abduction", "assassination", "execution"})


@dataclass(frozen=True, slots=True)
class Named:
    """A perpetrator with the tokens that name it and how sure that is (0 to 1)."""

    perpetrator: Perpetrator
    first: int
    last: int
    confidence: float


def read_perpetrator(
    notes: Notes, first: int, last: int, triggers: list[Trigger], head: Trigger | None = None
) -> Named | None:
    """Return who acted in a clause, by the surest words for it: the agent, the attack's own name, the subject.

    ``head`` is the trigger that gave the clause its type.
    """
    clause = _Clause(notes, first, last, triggers, head)
    for find, sure in _WAYS:
        if (found := find(clause)) is not None:
            mark, attribution = found
            return named_by(notes, mark, attribution, None, sure)
    return None


@dataclass(frozen=True, slots=True)
class _Clause:
    notes: Notes
    first: int
    last: int
    triggers: list[Trigger]
    head: Trigger | None


def _by_agent(clause: _Clause) -> tuple[Mark, Attribution] | None:
    """Return who follows "by" behind one of the triggers."""
    notes, first = clause.notes, clause.first
    attacked = any(t.role == "attack" for t in clause.triggers)
    for trigger in clause.triggers:
        if not trigger.specific or (attacked and trigger.role == "police"):
            continue  # "opened fire to free a leader who had been arrested by soldiers"
        mark = agent_of(notes, trigger, clause.last)
        if mark is not None and not is_compared(notes, mark, first):
            before = notes.words[max(first, trigger.first - _SUPPOSING) : trigger.first]
            named = [
                t for t in notes.triggers_in(trigger.last, mark.first) if t.is_noun
            ]  # "hurt in a suspected attack by"
            before += [notes.words[t.first - 1] for t in named]
            doubted = (trigger.role == "attack" or bool(named)) and not _DOUBTING.isdisjoint(before)
            return mark, Attribution.SUSPECTED if doubted else Attribution.CONFIRMED
    return None


def _by_word_for_doing(clause: _Clause) -> tuple[Mark, Attribution] | None:
    """Return who follows "perpetrated by" and the like."""
    if not any(t.specific for t in clause.triggers):
        return None
    mark = done_by(clause.notes, clause.first, clause.last)
    return None if mark is None or is_compared(clause.notes, mark, clause.first) else (mark, Attribution.CONFIRMED)


def _by_name_of_attack(clause: _Clause) -> tuple[Mark, Attribution] | None:
    """Return who stands before an attack's noun."""
    for trigger in clause.notes.triggers_in(clause.first, clause.last):
        if trigger.is_noun and (mark := _modifier(clause.notes, trigger, clause.first)):
            return mark, Attribution.CONFIRMED
    return None


def _by_verb(clause: _Clause) -> tuple[Mark, Attribution] | None:
    """Return the subject of the first verb of attack or, without one, of harm that has one."""
    notes, first = clause.notes, clause.first
    verbs = [t for t in clause.triggers if not t.is_noun and t.specific and not _is_wound(notes, t)]
    for trigger in [t for t in verbs if t.role != "harm"] + [t for t in verbs if t.role == "harm"][:1]:
        if trigger.role == "police" and clause.head is not None and clause.head.role == "attack":
            continue  # "police seized a car that was used in the shooting"
        if (
            _is_habit(notes, trigger)
            or _is_done_to_subject(notes, trigger)
            or _tells_of_an_attack(trigger, clause.triggers)
            or _has_no_subject(notes, trigger)
        ):
            continue
        mark = subject_of(notes, trigger, first)
        if mark is None:
            continue
        if _is_of_those_hit(notes, trigger, mark) and (trigger.role == "attack" or not _is_of_the_state(mark)):
            continue
        return mark, Attribution.SUSPECTED if _is_doubted(notes, mark, trigger, first) else Attribution.CONFIRMED
    return None


def _by_person(clause: _Clause) -> tuple[Mark, Attribution] | None:
    """Return who is named right before a verb of attack, with whom it hits right behind: "Ana Diaz shot a guard"."""
    notes, first = clause.notes, clause.first
    for trigger in clause.triggers:
        if trigger.is_noun or trigger.form != "past" or trigger.role == "police" or not trigger.specific:
            continue
        if _is_habit(notes, trigger) or _is_done_to_subject(notes, trigger) or is_passive(notes, trigger):
            continue
        named = notes.marks_in(max(first, trigger.first - _NAMED_BEFORE), trigger.first, MentionKind.PERSON)[-1:]
        if not named or not _meets_somebody(notes, trigger) or notes.words[named[0].first - 1] in _NO_SUBJECT:
            continue
        gap = notes.words[named[0].last : trigger.first]
        gap = gap[gap.index(",", 1) + 1 :] if gap[:1] == [","] and "," in gap[1:] else gap  # ", 31,"
        if _ADVERBS.issuperset(gap) and not (named[0].first > first and is_speaker(notes, named[0])):
            return named[0], Attribution.SUSPECTED if not _DOUBTING.isdisjoint(gap) else Attribution.UNKNOWN
    return None


def _meets_somebody(notes: Notes, trigger: Trigger) -> bool:
    """Return whether people stand right behind a verb, whom it hits."""
    _, last = notes.sentence_of(trigger.first)
    near = (trigger.last, min(last, trigger.last + _CLOSE + 1))
    people = any(n.person for n in notes.nouns_in(*near)) or notes.marks_in(*near, MentionKind.PERSON)
    return bool(people) or notes.words[trigger.last] in {"him", "her", "them"}


# How to find who acted, the surest first, and how sure each is (0 to 1).
_WAYS = (
    *((_by_agent, 0.85), (_by_word_for_doing, 0.75), (_by_name_of_attack, 0.7), (_by_verb, 0.75)),
    (_by_person, 0.7),
)


def _is_habit(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a verb says what somebody does or did time and again: "have attacked reporters previously"."""
    first, last = notes.sentence_of(trigger.first)
    near = notes.words[max(first, trigger.first - _ALWAYS) : min(last, trigger.last + _ALWAYS)]
    return not TIME_AND_AGAIN.isdisjoint(near)


def _is_done_to_subject(notes: Notes, trigger: Trigger) -> bool:
    """Return whether who stands before a verb did nothing: who was arrested arrested nobody."""
    transitive = trigger.role == "harm" or trigger.type in _DONE_TO_PEOPLE
    return has_being(notes, trigger) or (transitive and is_passive(notes, trigger))


def _is_wound(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody has a wound and wounds nobody: "the boy suffered a graze wound"."""
    return notes.words[trigger.first : trigger.last] in (["wound"], ["wounds"])


def read_foe(notes: Notes, first: int, last: int, named: Named) -> Named | None:
    """Return the armed group of a clash in which the subject is the state's side: troops that met rebels."""
    who = [w for words in named.perpetrator.words for w in words.lower().split()]
    state = any(_is_of_the_state(m) for m in groups_in(notes, named.first, named.last))
    if not state and (named.perpetrator.name is not None or FORCES.isdisjoint(who)):
        return None
    groups = [m for m in groups_in(notes, first, last) if m.key in ARMED and not is_speaker(notes, m)]
    if not groups or _are_killed(notes, named.first, groups[0]):
        return None
    return named_by(notes, groups[0], Attribution.CONFIRMED, None, 0.7)


def stops_it(notes: Notes, named: Named, triggers: list[Trigger]) -> bool:
    """Return whether somebody of the state stopped what others sent: "the army intercepted a missile"."""
    agent = "by" in notes.words[named.first - 2 : named.first]
    before = [t for t in triggers if t.last <= named.first]
    verb = before[-1] if agent and before else next((t for t in triggers if t.first >= named.last), None)
    if verb is None or verb.type != "interception":
        return False
    who = {w for words in named.perpetrator.words for w in words.lower().split()}
    state = any(_is_of_the_state(m) for m in groups_in(notes, named.first, named.last))
    return state or not who.isdisjoint(KEEPERS_OF_ORDER | FORCES)


def _are_killed(notes: Notes, first: int, group: Mark) -> bool:
    """Return whether a group is whom the troops named before it killed: "the army said it killed five rebels"."""
    verbs = [t for t in notes.triggers_in(first, group.first) if t.role == "harm" and t.form == "past"]
    if not verbs or is_passive(notes, verbs[-1]):
        return False
    start = phrase_start(notes, group.first, verbs[-1].last)
    counts = notes.marks_in(verbs[-1].last, start, MentionKind.COUNT)
    return verbs[-1].last in {start, counts[0].first if counts and counts[-1].last == start else start}


def _modifier(notes: Notes, trigger: Trigger, first: int) -> Mark | None:
    """Return who is named right before an attack's noun ("American air strikes") or answers with it."""
    before = trigger.first - 1
    if before < first or trigger.role != "attack" or _is_answered(notes, trigger, first):
        return None
    if notes.words[before] == "with" and notes.words[before - 1] in ANSWERING:
        return next((m for m in reversed(groups_in(notes, first, before)) if m.last == before - 1), None)
    owned = before if notes.words[before] in {"'s", "'"} else trigger.first  # "the RSF's shelling of"
    for mark in groups_in(notes, first, trigger.first):
        if mark.last in {trigger.first, owned} and mark.key != "generic":
            return mark
    country = country_of(notes.words[before])
    # a shooting or bombing is named after its place, a strike after who flies it
    if country is None or trigger.type not in _FLOWN:
        return None
    return Mark(MentionKind.GROUP, before, trigger.first, Actor(country, "state"), "state")


def _is_answered(notes: Notes, trigger: Trigger, first: int) -> bool:
    """Return whether an attack is only what another answers: "in retaliation for Gallian strikes"."""
    before = notes.words[max(first, trigger.first - _SUPPOSING) : trigger.first]
    return any(a in _ANSWERS and b in {"for", "to"} for a, b in pairwise(before))


def _is_doubted(notes: Notes, mark: Mark, trigger: Trigger, first: int) -> bool:
    """Return whether somebody only supposes who it was: "who allegedly planted", "police suspect that rebels fired"."""
    before = notes.words[max(first, mark.first - _SUPPOSING) : mark.first]
    return not (_DOUBTING.isdisjoint(notes.words[mark.last : trigger.first]) and _SUPPOSED.isdisjoint(before))


def _tells_of_an_attack(trigger: Trigger, triggers: list[Trigger]) -> bool:
    """Return whether a participle goes on with an attack's noun, and not with who is named before it.

    "two soldiers were hurt in a rocket attack targeting a base"
    """
    return trigger.form == "ing" and any(t.last == trigger.first and t.is_noun for t in triggers)


def _has_no_subject(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a participle stands within a phrase: "brother of injured Sami", "the wounding of eight"."""
    before, behind = notes.words[trigger.first - 1 : trigger.first], notes.words[trigger.last : trigger.last + 1]
    if trigger.role != "harm" or trigger.last - trigger.first > 1:
        return False
    return (trigger.form == "past" and before == ["of"]) or (
        trigger.form == "ing" and before == ["the"] and behind == ["of"]
    )


def _can_attack(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody goes by a name of a group or of those who bear arms, and is nobody of the street."""
    words = notes.words[mark.first : mark.last]
    return mark.key != "generic" or not ATTACKERS.isdisjoint(words) or not KEEPERS_OF_ORDER.isdisjoint(words)


def _is_of_those_hit(notes: Notes, trigger: Trigger, mark: Mark) -> bool:
    """Return whether a participle is said of those hit or taken: "six workers shot dead in", "two men arrested at"."""
    said = notes.words[trigger.first : trigger.last]
    following = notes.words[trigger.last : trigger.last + 1]
    if said[-1] == "shot" and "times" in notes.words[trigger.last : trigger.last + _CLOSE]:
        return True  # "boy shot ten times"
    if said == ["attacked"] and following in _MEETING and is_passive(notes, trigger) and not _can_attack(notes, mark):
        return True  # "a teenager attacked with a bat"
    aimed = said[-1] in _AIMED and following in _AIMING  # "shot at", "struck at"
    if said[-1] in _HIT and not aimed and is_passive(notes, trigger):
        goes_on = any(t.form == "past" for t in notes.triggers_in(trigger.last + 1, trigger.last + 2))
        # "a girl shot in the back", "woman fatally shot in Hazelwood is identified", but not "gunman shot, killed two"
        return not (following == [","] and goes_on)
    return not _DONE_TO_OTHERS.isdisjoint(said) and is_passive(notes, trigger)


def _is_of_the_state(mark: Mark) -> bool:
    return isinstance(mark.value, Actor) and mark.value.type == "state"


def named_by(notes: Notes, mark: Mark, attribution: Attribution, by: str | None, confidence: float) -> Named:
    """Return the perpetrator that a mark stands for, with the words that describe the people."""
    if mark.kind is MentionKind.PERSON:  # a person is no group
        words = (words_of(notes, mark.first, mark.last),)
        return Named(Perpetrator(None, words, attribution, by), mark.first, mark.last, confidence)
    doer = read_doer(notes, mark)
    if attribution is Attribution.CONFIRMED and (doer.doubted or doer.name is None):
        attribution = Attribution.SUSPECTED if doer.doubted else Attribution.UNKNOWN
    return Named(Perpetrator(doer.name, doer.words, attribution, by), doer.first, doer.last, confidence)
