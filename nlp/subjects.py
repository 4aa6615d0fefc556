"""Who stands before an active verb as its subject: "gunmen opened fire", "the army said it had shelled the camp"."""

from __future__ import annotations

from nlp.doers import NO_DOERS, doers_in, end_of, groups_in
from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.person_words import BANDS
from nlp.phrases import phrase_start
from nlp.place_words import LOCATIVES
from nlp.places import country_of, demonyms
from nlp.speakers import is_speaker
from nlp.voice import is_passive
from store.model import Actor, MentionKind

# A group right before one of these words is not who acts: it is what is hit, or whose thing it is.
_OWNED = word_set("actors", "owned")
_ACTING = word_set("actors", "acting")
_OBJECT_PREPOSITIONS = word_set("actors", "object_prepositions")
_LOOKS = word_set("doers", "looks")
_MOVED = word_set("actors", "moved")
_FREEING = word_set("actors", "freeing")
_ARTICLES = frozenset({"the", "a", "an", *demonyms()})
_PRONOUNS = frozenset({"they", "he", "she", "we", "i"})
_DENYING = frozenset({"denied", "denies", "denying"})
_HOLDING = frozenset({"with", "wielding", "brandishing", "carrying", "using"})
_OTHER_CLAUSE = frozenset({",", ".", ";", "when", "after", "as", "by", "before", "while", "in", "at"})
_SUBORDINATE = frozenset({"when", "after", "as", "while", "because"})
_FORCES = frozenset({"troops", "police", "militia", "government"})
_COURTS = (["jury"], ["court"], ["grand"], ["federal"], ["district"])
_CLAUSE_STARTS = frozenset({".", ";", ":", "that", "which", "where", "said"})
HELPED = frozenset({"backed", "supported", "aided", "assisted", "accompanied", "helped", "joined"})
_ANSWERED = {
    *(("returned", "fire"), ("returning", "fire"), ("return", "fire"), ("returned", "gunfire")),
    *(("fired", "back"), ("shot", "back"), ("firing", "back"), ("shooting", "back")),
    *(("ended", "when"), ("ended", "after"), ("ended", "as")),  # "the siege ended when police stormed the house"
}
_BEARING = 4  # words from "with" to the arms
_NEAR, _FAR = 3, 12  # words from people who are only described, and from a group that is named, to their verb
_LONG_WAY = 8  # words
_CLOSE = 2  # words from a subject to its verb
_OBJECT = 6  # words from a verb to whom it is about


def subject_of(notes: Notes, trigger: Trigger, first: int) -> Mark | None:
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
    if _nobody_acts(notes, trigger, first) or _only_answers(notes, trigger):
        return None
    before = reversed(doers_in(notes, first, trigger.first))
    return next((m for m in before if _may_act(notes, m, trigger, first)), None)


def _may_act(notes: Notes, mark: Mark, trigger: Trigger, first: int) -> bool:
    """Return whether a group that stands somewhere before a verb can be its subject."""
    if (
        _is_of_somebody(notes, mark)
        or is_speaker(notes, mark)
        or _follows_a_preposition(notes, mark, first)
        or _is_object(notes, mark, first)
        or _only_helps(notes, mark, first)
    ):
        return False
    gap = _without_aside(notes.words[end_of(notes, mark) : trigger.first])
    if gap[:1] and gap[0] in _PRONOUNS:
        return False  # "the man they attacked"
    if _is_owner(gap) or (not _FREEING.isdisjoint(gap) and "and" not in gap):
        return False
    near = mark.key == "generic" and not (
        _LOOKS & set(gap[:2])
        or _is_coordinated(gap)
        or _is_at(notes, mark, trigger)
        or (gap[:1] and gap[0] in _HOLDING and notes.marks_in(mark.last, trigger.first, MentionKind.WEAPON))
    )  # "a man with a long kitchen knife attacked"
    if not _CLAUSE_STARTS.isdisjoint(gap) or len(gap) > (_NEAR if near else _FAR):
        return False
    if _attacks_already(notes, mark, trigger) and "and" not in gap:
        return False
    return _SUBORDINATE.isdisjoint(gap) or not _was_hit(notes, mark, trigger, first)


def _is_of_somebody(notes: Notes, mark: Mark) -> bool:
    """Return whether a state's name only says whose people or courts act: "a US jury", "Israeli settlers"."""
    if mark.key != "state":
        return False
    people = [n for n in notes.nouns_in(mark.last, mark.last + 1) if n.person]
    return any(n.key not in _FORCES for n in people) or notes.words[mark.last : mark.last + 1] in _COURTS


def _follows_a_preposition(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether a group is only whom something was done to, or where: "in Syria", "an attack on the army"."""
    lead = mark.first - 1
    while lead > first and notes.words[lead] in _ARTICLES:
        lead -= 1
    preposition = notes.words[lead] if lead >= first else ""
    whose = preposition == "of" and notes.words[lead - 1] in _ACTING | BANDS  # "warplanes of the coalition"
    if whose and notes.words[lead - 1] in BANDS:
        band = lead - 2
        while band > first and notes.words[band] in _ARTICLES:
            band -= 1
        whose = notes.words[band] not in _OBJECT_PREPOSITIONS | {"into"}  # "drove into a group of walkers"
    return preposition in _OBJECT_PREPOSITIONS and not whose


def _only_helps(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether a group only stood by who acted: "soldiers, backed by militias, attacked"."""
    start = phrase_start(notes, mark.first, first)
    start -= notes.words[start - 1] in _ARTICLES
    return start - 1 > first and notes.words[start - 1] == "by" and notes.words[start - 2] in HELPED


def _is_owner(gap: list[str]) -> bool:
    """Return whether a group's thing and not the group comes before a verb: "the army's base was", "IS positions"."""
    if not gap or gap[0] not in {"'s", "'"}:
        return bool(gap) and gap[0] in _OWNED - _ACTING
    return _ACTING.isdisjoint(gap[:4])  # "the army's soldiers"


def _attacks_already(notes: Notes, mark: Mark, trigger: Trigger) -> bool:
    """Return whether another verb of attack, which is more likely theirs, stands between a group and a verb."""
    between = notes.triggers_in(mark.last, trigger.first)
    return any(t.last <= trigger.first and t.role == "attack" and t.form == "past" for t in between)


def _nobody_acts(notes: Notes, trigger: Trigger, first: int) -> bool:
    """Return whether the subject says only that somebody did it: "the officer returned, and the suspect shot him"."""
    people = [n for n in notes.nouns_in(first, trigger.first) if n.person]
    if not people or NO_DOERS.isdisjoint(notes.words[people[-1].first : people[-1].last]):
        return False
    gap = notes.words[people[-1].last : trigger.first]
    return len(gap) <= _CLOSE or _is_coordinated(gap)


def _only_answers(notes: Notes, trigger: Trigger) -> bool:
    """Return whether those act who only answered an attack: "officers returned fire, killing a man"."""
    first, _ = notes.sentence_of(trigger.first)
    near = range(max(first, trigger.first - _FAR), min(len(notes.words) - 1, trigger.last))
    return any((notes.words[i], notes.words[i + 1]) in _ANSWERED for i in near)


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
    before = notes.words[max(first, marks[0].first - _BEARING) : marks[0].first]
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


def _meets_weapon(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody comes upon a bomb: "when their vehicle hit a mine"."""
    hit = notes.words[trigger.first] in {"hit", "struck", "hits"}
    near = notes.marks_in(trigger.last, trigger.last + 4, MentionKind.WEAPON)
    return hit and trigger.form == "past" and any(m.key == "bombing" for m in near)
