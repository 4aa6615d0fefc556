"""Who acted in a clause: the subject of an active verb, the agent after "by", who is named before an attack's noun."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.doers import ARMED, NO_DOERS, acting_in, doers_in, end_of, groups_in, read_doer
from nlp.hit import verb_before
from nlp.lexicons import read_lexicon, word_set
from nlp.naming import LOCATIVES
from nlp.notes import Mark, Notes, Trigger
from nlp.phrases import phrase_start
from nlp.places import country_of
from nlp.voice import is_passive
from store.model import Actor, Attribution, MentionKind, Perpetrator

REPORTING = word_set("actors", "reporting")
# A group right before one of these words is not who acts: it is what is hit, or whose thing it is.
_OWNED = word_set("actors", "owned")
_ACTING = word_set("actors", "acting")
_DOUBTING = word_set("actors", "doubting")
_OBJECT_PREPOSITIONS = word_set("actors", "object_prepositions")
_BANDS = word_set("doers", "bands")
_DONE = word_set("doers", "by")
_LOOKS = word_set("doers", "looks")
_FORCES = word_set("actors", "forces")
_MOVED = word_set("actors", "moved")
_FREEING = word_set("actors", "freeing")
_DONE_TO_OTHERS = word_set("actors", "done_to_others")
_ARTICLES = frozenset({"the", "a", "an", *(word.lower() for word in read_lexicon("demonyms")["demonyms"])})
# Participles of what else somebody did to a thing: "a cache hidden by".
_PARTICIPLES = frozenset(
    {"hidden", "left", "built", "held", "kept", "sent", "run", "made", "worn", "stolen", "dug", "buried"}
)
_DENYING = frozenset({"denied", "denies", "denying"})
_INQUIRIES = word_set("trigger_guards", "inquiries")
_CLOSE = 2  # words from a subject to its verb
_GOING_ON = 6  # words from "was" to "by"
_SUPPOSING = 6  # words from "suspect" to who is suspected
_SUPPOSED = frozenset({"suspect", "suspects", "believe", "believes", "think", "thinks"})
_LONG_WAY = 8  # words
_COMPARED = 10  # words
_BEEN = frozenset({"was", "were", "been"})
_HIT = frozenset({"shot", "stabbed", "killed", "wounded", "injured", "struck"})
_AIMING = (["at"], ["into"], ["from"], ["towards"], ["toward"])
_HOLDING = frozenset({"with", "wielding", "brandishing", "carrying", "using"})
_LIKENING = frozenset({"similar", "reminiscent", "akin"})
_OTHER_CLAUSE = frozenset({",", ".", ";", "when", "after", "as", "by", "before", "while", "in", "at"})
_OBJECT = 6  # words from a verb to whom it is about
_ANSWERING = word_set("triggers", "answering")
_SUBORDINATE = frozenset({"when", "after", "as", "while", "because"})
_STOPPING = ("before", "until")
_THEMSELVES = word_set("people", "attacking") | {"he", "she", "they"}
_DONE_TO_PEOPLE = frozenset({"abduction", "assassination", "execution"})


@dataclass(frozen=True, slots=True)
class Named:
    """A perpetrator with the tokens that name it and how sure that is (0 to 1)."""

    perpetrator: Perpetrator
    first: int
    last: int
    confidence: float


def read_perpetrator(
    doc: Doc, notes: Notes, first: int, last: int, triggers: list[Trigger], head: Trigger | None = None
) -> Named | None:
    """Return who acted in a clause: the subject of an active verb, or the agent after "by".

    ``head`` is the trigger that gave the clause its type.
    """
    attacked = any(t.role == "attack" for t in triggers)
    for trigger in triggers:
        if attacked and trigger.role == "police":
            continue  # "opened fire to free a leader who had been arrested by soldiers"
        if trigger.specific and (mark := _agent(notes, trigger, last)) and not _is_compared(notes, mark, first):
            doubted = trigger.role == "attack" and _DOUBTING & set(
                notes.words[max(first, trigger.first - 6) : trigger.first]
            )
            return named_by(doc, notes, mark, Attribution.SUSPECTED if doubted else Attribution.CONFIRMED, None, 0.85)
    mark = _done_by(notes, first, last) if any(t.specific for t in triggers) else None
    if mark is not None and not _is_compared(notes, mark, first):
        return named_by(doc, notes, mark, Attribution.CONFIRMED, None, 0.75)
    for trigger in notes.triggers_in(first, last):
        if trigger.form in {"noun", "plural"} and (mark := _modifier(notes, trigger, first)):
            return named_by(doc, notes, mark, Attribution.CONFIRMED, None, 0.7)
    verbs = [t for t in triggers if t.form not in {"noun", "plural"} and t.specific and not _is_wound(notes, t)]
    for trigger in [t for t in verbs if t.role != "harm"] + [t for t in verbs if t.role == "harm"][:1]:
        if trigger.role == "police" and head is not None and head.role == "attack":
            continue  # "police seized a car that was used in the shooting"
        transitive = trigger.role == "harm" or trigger.type in _DONE_TO_PEOPLE
        if _is_passive(notes, trigger) or (transitive and is_passive(notes, trigger)):
            continue  # who was arrested arrested nobody
        if _tells_of_an_attack(trigger, triggers):
            continue
        mark = _subject(notes, trigger, first)
        taken = mark is not None and _is_of_those_hit(notes, trigger)
        if mark and not (taken and (trigger.role == "attack" or not _is_of_the_state(mark))):
            suspected = _is_doubted(notes, mark, trigger, first)
            return named_by(doc, notes, mark, Attribution.SUSPECTED if suspected else Attribution.CONFIRMED, None, 0.75)
    return None


def _is_wound(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody has a wound and wounds nobody: "the boy suffered a graze wound"."""
    return notes.words[trigger.first : trigger.last] in (["wound"], ["wounds"])


def read_foe(doc: Doc, notes: Notes, first: int, last: int, named: Named) -> Named | None:
    """Return the armed group of a clash in which the subject is the state's side: troops that met rebels."""
    who = [w for words in named.perpetrator.words for w in words.lower().split()]
    state = any(_is_of_the_state(m) for m in groups_in(notes, named.first, named.last))
    if not state and (named.perpetrator.name is not None or _FORCES.isdisjoint(who)):
        return None
    groups = [m for m in groups_in(notes, first, last) if m.key in ARMED and not is_speaker(notes, m)]
    if not groups:
        return None
    return named_by(doc, notes, groups[0], Attribution.CONFIRMED, None, 0.7)


def is_speaker(notes: Notes, mark: Mark) -> bool:
    """Return whether a mark is only who says so ("the Iraqi military said")."""
    after = notes.words[mark.last : mark.last + 4]
    before = notes.words[max(0, mark.first - 3) : mark.first]
    if "according" in before or before[-1:] == ["told"] or before[-2:] in (["said", "the"], ["says", "the"]):
        return True
    for n, word in enumerate(after):
        if word in REPORTING:
            return not any(t.role != "harm" for t in notes.triggers_in(mark.last + n, mark.last + n + 1))
        if word in {",", ".", "and", "who", "which"}:
            return False
    return False


def _agent(notes: Notes, trigger: Trigger, last: int) -> Mark | None:
    """Return the group after "by" that follows a trigger closely ("killed by gunmen")."""
    if _ends_attacker(notes, trigger):
        return None
    reach = 16 if trigger.form in {"noun", "plural"} else 9
    for i in range(trigger.last, min(last, trigger.last + reach)):
        word = notes.words[i]
        if word == "by":
            if i > trigger.last and _is_other_verb(notes.words[i - 1]):
                return None  # "attacked a hotel used by officials"
            mark = next((m for m in acting_in(notes, i + 1, min(last, i + 8))), None)
            if mark is None or any(m.first - i <= 3 for m in notes.marks_in(i + 1, mark.first, MentionKind.WEAPON)):
                return None  # "killed by a car bomb at a police station"
            return None if "and" in notes.words[i + 1 : mark.first] else mark
        if word in {".", ";", "after", "before", "when", "which", "who"}:
            return None
        if word in _BEEN and not _goes_on_with(notes, i):
            return None  # "villagers killed in the attack were buried by soldiers"
    return None


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
    if verb_before(notes, trigger) is not None:
        return True  # "a man stabbed two guards and was shot dead by a third"
    for word in _STOPPING:
        if word in before and trigger.form == "past":
            between = set(before[before.index(word) + 1 :])
            earlier = any(t.specific and t.role == "attack" for t in notes.triggers_in(first, trigger.first))
            return earlier and (not _THEMSELVES.isdisjoint(between) or between <= {"being"})
    return False


def _is_compared(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether somebody only did the like before: "was similar to attacks carried out by the Taliban"."""
    return not _LIKENING.isdisjoint(notes.words[max(first, mark.first - _COMPARED) : mark.first])


def _is_other_verb(word: str) -> bool:
    return (word.endswith("ed") or word in _PARTICIPLES) and word not in _DONE


def _done_by(notes: Notes, first: int, last: int) -> Mark | None:
    """Return who follows "perpetrated by", "intercepted on Friday by" and the like, wherever it stands in a clause."""
    for i in range(first + 1, last):
        before = notes.words[max(first, i - 6) : i]
        if notes.words[i] == "by" and _DONE.intersection(before) and _INQUIRIES.isdisjoint(before):
            found = next(iter(acting_in(notes, i + 1, min(last, i + 8))), None)
            if found is not None and not any(_ends_attacker(notes, t) for t in notes.triggers_in(i - 2, i)):
                return found
    return None


def _modifier(notes: Notes, trigger: Trigger, first: int) -> Mark | None:
    """Return who is named right before an attack's noun ("American air strikes") or answers with it."""
    before = trigger.first - 1
    if before < first or trigger.role != "attack":
        return None
    if notes.words[before] == "with" and notes.words[before - 1] in _ANSWERING:
        return next((m for m in reversed(groups_in(notes, first, before)) if m.last == before - 1), None)
    owned = before if notes.words[before] in {"'s", "'"} else trigger.first  # "the RSF's shelling of"
    for mark in groups_in(notes, first, trigger.first):
        if mark.last in {trigger.first, owned} and mark.key != "generic":
            return mark
    country = country_of(notes.words[before])
    # a shooting or bombing is named after its place, a strike after who flies it
    if country is None or trigger.type not in {
        "airstrike",
        "drone_attack",
        "rocket_or_missile_attack",
        "shelling",
        "any",
    }:
        return None
    return Mark(MentionKind.GROUP, before, trigger.first, Actor(country, "state"), "state")


def _subject(notes: Notes, trigger: Trigger, first: int) -> Mark | None:
    """Return the group before an active verb that is neither speaker, object nor owner."""
    if not _DENYING.isdisjoint(notes.words[max(first, trigger.first - _LONG_WAY) : trigger.first]):
        return None  # "denied that its troops had shelled the camp"
    if pronoun := _speaker_behind(notes, trigger, first):
        return pronoun
    if _weapon_leads(notes, trigger, first) or _meets_weapon(notes, trigger):
        return None
    leading = notes.marks_in(first, trigger.first, MentionKind.WEAPON, MentionKind.GROUP)[:1]
    if leading and leading[0].kind is MentionKind.WEAPON and (state := _flown_by(notes, leading[0])) is not None:
        return state
    if _nobody_acts(notes, trigger, first):
        return None
    for mark in reversed(doers_in(notes, first, trigger.first)):
        gap = _without_aside(notes.words[end_of(notes, mark) : trigger.first])
        lead = mark.first - 1
        while lead > first and notes.words[lead] in _ARTICLES:
            lead -= 1
        preposition = notes.words[lead] if lead >= first else ""
        whose = preposition == "of" and notes.words[lead - 1] in _ACTING | _BANDS  # "warplanes of the coalition"
        if is_speaker(notes, mark) or (preposition in _OBJECT_PREPOSITIONS and not whose):
            continue
        if _is_object(notes, mark, first):
            continue
        owned = gap[:1]
        if owned and owned[0] in _OWNED and owned[0] not in _ACTING:
            continue
        if owned and owned[0] in {"'s", "'"} and not _ACTING & set(gap[:4]):
            continue
        near = mark.key == "generic" and not (
            _LOOKS & set(gap[:2]) or _is_coordinated(gap) or _is_at(notes, mark, trigger)
        )
        if not _FREEING.isdisjoint(gap) and "and" not in gap:
            continue
        if any(w in {".", ";", ":", "that", "which", "where", "said"} for w in gap) or len(gap) > (3 if near else 12):
            continue
        if (
            any(
                t.first >= mark.last and t.last <= trigger.first and t.role == "attack" and t.form in {"past"}
                for t in notes.triggers_in(mark.last, trigger.first)
            )
            and "and" not in gap
        ):
            continue
        if not _SUBORDINATE.isdisjoint(gap) and _was_hit(notes, mark, trigger, first):
            continue
        return mark
    return None


def _nobody_acts(notes: Notes, trigger: Trigger, first: int) -> bool:
    """Return whether the subject says only that somebody did it: "the officer returned, and the suspect shot him"."""
    people = [n for n in notes.nouns_in(first, trigger.first) if n.person]
    if not people or NO_DOERS.isdisjoint(notes.words[people[-1].first : people[-1].last]):
        return False
    gap = notes.words[people[-1].last : trigger.first]
    return len(gap) <= _CLOSE or _is_coordinated(gap)


def _is_doubted(notes: Notes, mark: Mark, trigger: Trigger, first: int) -> bool:
    """Return whether somebody only supposes who it was: "who allegedly planted", "police suspect that rebels fired"."""
    before = notes.words[max(first, mark.first - _SUPPOSING) : mark.first]
    return not (_DOUBTING.isdisjoint(notes.words[mark.last : trigger.first]) and _SUPPOSED.isdisjoint(before))


def _is_object(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether people described are those whom the verb before them is about: "killing two men and abducting"."""
    start = phrase_start(notes, mark.first, first)
    counts = notes.marks_in(max(first, start - 3), start, MentionKind.COUNT)
    start = counts[-1].first if counts and counts[-1].last == start else start
    before = notes.triggers_in(max(first, start - 4), start)
    verb = before[-1] if before else None
    between = notes.words[verb.last : start] if verb else []
    if mark.key != "generic":
        return False
    if _follows_a_participle(notes, mark, first):
        return True
    if verb is None or not _ARTICLES.issuperset(between):
        return False
    return verb.form == "ing" or (verb.form == "past" and bool(counts) and not is_passive(notes, verb))


def _follows_a_participle(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether a participle a few words before leads to somebody: "killing mostly women and children"."""
    before = notes.triggers_in(max(first, mark.first - _OBJECT), mark.first)
    if not before or before[-1].form != "ing":
        return False
    return _OTHER_CLAUSE.isdisjoint(notes.words[before[-1].last : mark.first])


def _is_at(notes: Notes, mark: Mark, trigger: Trigger) -> bool:
    """Return whether only where they were stands between attackers and what they did: "gunmen in the state of ..."."""
    gap = notes.words[mark.last : trigger.first]
    places = notes.marks_in(mark.last, trigger.first, MentionKind.PLACE)
    if mark.value is None or not places or len(gap) > _LONG_WAY or gap[0] not in LOCATIVES:
        return False
    return places[-1].last == trigger.first and not notes.triggers_in(mark.last, trigger.first)


def _was_hit(notes: Notes, mark: Mark, trigger: Trigger, first: int) -> bool:
    """Return whether somebody is told to be hit before a verb comes: "three troops died when a mine exploded"."""
    died = any(t.role == "harm" and is_passive(notes, t) for t in notes.triggers_in(mark.last, trigger.first))
    killing = [t for t in notes.triggers_in(max(first, mark.first - _OBJECT), mark.first) if t.role == "harm"]
    return died or any(not is_passive(notes, t) for t in killing)  # "gunmen killed 21 people when they attacked"


def _speaker_behind(notes: Notes, trigger: Trigger, first: int) -> Mark | None:
    """Return the group that "they" stands for in "the Houthis said they had fired missiles"."""
    before = [
        w for w in notes.words[max(first, trigger.first - 4) : trigger.first] if w not in {"had", "have", "has", "also"}
    ]
    if before[-1:] not in (["they"], ["it"]):
        return None
    return next(
        (
            m
            for m in reversed(groups_in(notes, first, trigger.first))
            if is_speaker(notes, m) and (m.key != "generic" or trigger.role == "police")
        ),
        None,
    )


def _weapon_leads(notes: Notes, trigger: Trigger, first: int) -> bool:
    """Return whether a weapon is the subject of the clause ("Rockets aimed at troops killed")."""
    marks = notes.marks_in(first, trigger.first, MentionKind.WEAPON, MentionKind.GROUP)
    if not marks or marks[0].kind is not MentionKind.WEAPON or _flown_by(notes, marks[0]) is not None:
        return False
    before = notes.words[max(first, marks[0].first - 2) : marks[0].first]
    return _HOLDING.isdisjoint(before)  # "a man with an axe"


def _flown_by(notes: Notes, weapon: Mark) -> Mark | None:
    """Return the state whose planes are named: "Saudi fighter jets"."""
    country = country_of(notes.words[weapon.first - 1]) if weapon.key == "airstrike" and weapon.first else None
    if country is None:
        return None
    return Mark(MentionKind.GROUP, weapon.first - 1, weapon.first, Actor(country, "state"), "state")


def _without_aside(gap: list[str]) -> list[str]:
    """Return the words between a doer and a verb without an aside: "(a rebel group)", ", who fled,"."""
    for opening, closing in ((["("], ")"), ([","], ",")):
        if gap[: len(opening)] == opening and closing in gap[1:]:
            return gap[gap.index(closing, 1) + 1 :]
    return gap


def _is_coordinated(gap: list[str]) -> bool:
    """Return whether the words behind a doer lead to a second verb of theirs: "gunmen (burst into a bar and) shot"."""
    return len(gap) > 2 and gap[-1] == "and" and (gap[0].endswith("ed") or gap[0] in _MOVED) and "were" not in gap


def _tells_of_an_attack(trigger: Trigger, triggers: list[Trigger]) -> bool:
    """Return whether a participle goes on with an attack's noun, and not with who is named before it.

    "two soldiers were hurt in a rocket attack targeting a base"
    """
    return trigger.form == "ing" and any(t.last == trigger.first and t.form in {"noun", "plural"} for t in triggers)


def _is_of_those_hit(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a participle is said of those hit or taken: "six workers shot dead in", "two men arrested at"."""
    said = notes.words[trigger.first : trigger.last]
    following = notes.words[trigger.last : trigger.last + 1]
    if said[-1] == "shot" and "times" in notes.words[trigger.last : trigger.last + _CLOSE]:
        return True  # "boy shot ten times"
    if said[-1] in _HIT and following not in _AIMING and is_passive(notes, trigger):
        goes_on = any(t.form == "past" for t in notes.triggers_in(trigger.last + 1, trigger.last + 2))
        # "a girl shot in the back", "woman fatally shot in Hazelwood is identified", but not "gunman shot, killed two"
        return not (following == [","] and goes_on)
    return not _DONE_TO_OTHERS.isdisjoint(said) and is_passive(notes, trigger)


def _is_of_the_state(mark: Mark) -> bool:
    return isinstance(mark.value, Actor) and mark.value.type == "state"


def _meets_weapon(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody comes upon a bomb: "when their vehicle hit a mine"."""
    hit = notes.words[trigger.first] in {"hit", "struck", "hits"}
    near = notes.marks_in(trigger.last, trigger.last + 4, MentionKind.WEAPON)
    return hit and trigger.form == "past" and any(m.key == "bombing" for m in near)


def _is_passive(notes: Notes, trigger: Trigger) -> bool:
    before = notes.words[max(0, trigger.first - 3) : trigger.first]
    if notes.words[trigger.first : trigger.first + 2] == ["came", "under"]:
        return True
    return trigger.form == "past" and bool(
        {"was", "were", "been", "being", "be"} & {*before, notes.words[trigger.first]}
    )


def named_by(doc: Doc, notes: Notes, mark: Mark, attribution: Attribution, by: str | None, confidence: float) -> Named:
    """Return the perpetrator that a mark stands for, with the words that describe the people."""
    doer = read_doer(doc, notes, mark)
    if attribution is Attribution.CONFIRMED and (doer.doubted or doer.name is None):
        attribution = Attribution.SUSPECTED if doer.doubted else Attribution.UNKNOWN
    return Named(Perpetrator(doer.name, doer.words, attribution, by), doer.first, doer.last, confidence)
