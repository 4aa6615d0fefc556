"""Who did it, on whose word, and whether anyone claimed it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.doers import ARMED, doers_in, end_of, is_tie, read_doer
from nlp.lexicons import fold, word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.phrases import phrase_start
from nlp.places import country_of
from nlp.voice import is_passive
from store.model import Actor, Attribution, Claim, ClaimStatus, MentionKind, Perpetrator

REPORTING = word_set("actors", "reporting")
# A group right before one of these words is not who acts: it is what is hit, or whose thing it is.
_OWNED = word_set("actors", "owned")
_ACTING = word_set("actors", "acting")
_DOUBTING = word_set("actors", "doubting")
_OBJECT_PREPOSITIONS = word_set("actors", "object_prepositions")
_BANDS = word_set("doers", "bands")
# What follows "suspected" where those suspected stand before it: "of bombing", "to have bombed".
_OF_WHAT = frozenset({"of", "to", "behind"})
_SUSPICION_ENDS = frozenset({",", ";", ".", "which", "who", "after", "when", "while"})
_REACH_OF_SUSPICION = 8  # words
_DONE = word_set("doers", "by")
_LOOKS = word_set("doers", "looks")
_FORCES = word_set("actors", "forces")
_MOVED = word_set("actors", "moved")
_DONE_TO_OTHERS = word_set("actors", "done_to_others")
_DONE_TO_PEOPLE = frozenset({"abduction", "assassination", "execution"})
_UNCLAIMED = re.compile(
    r"\b(?:no (?:group|one|party|organi[sz]ation|faction|militia|armed group|side|immediate claim|claims?)|"
    r"nobody|none|not)\b"
    r"[^.;]{0,60}?\b(?:claimed|claim|taken|assumed|claims of|claim of)?\s*\b(?:responsibility|credit)\b"
)
_NOBODY = re.compile(
    r"\b(?:no[- ]one|nobody|no group|none|no faction)\b[^.;]{0,30}\b(?:claimed|taken credit)\b|"
    r"\bno (?:immediate )?claims?\b"
)
_CLAIMED = re.compile(
    r"\b(?:claimed|claims|claiming|took|taken|assumed)\s+(?:\w+\s+){0,2}?(?:responsibility|credit)\b|"
    r"\bclaimed (?:the|an|a|that|this|\w+day's) (?:\w+ ){0,2}?"
    r"(?:attack|bombing|strike|operation|assault|ambush|blast|killing|explosion)"
)
_CLAIMED_THAT = re.compile(r"\b(?:that|which) [^,.;]{2,40} (?:has |have |had )?claimed(?= as| in|[.,;]|$)")
_CLAIM_BY = re.compile(
    r"\b(?:responsibility|credit)\b[^.;]{0,60}?\bwas (?:claimed|taken) by\b|\bwas claimed by\b|\bclaimed by\b"
)
_DENIED = re.compile(
    r"\b(?:denied|denies|denying|rejected)\b[^.;]{0,60}?"
    r"\b(?:involvement|responsibility|role|carrying|attack|accusations?|behind|allegations?|link|hand)\b"
)
_ACCUSED = re.compile(
    r"\b(?:blam(?:ed?|es|ing)|accus(?:ed|es|ing)|pinned the blame|held|named|at the door of|"
    r"pointed the finger at|points? at)\b"
)
# "blame previous attacks on" blames nobody for this one
_OTHERS = re.compile(r" (?:the |its |many |most )?(?:previous|earlier|past|prior|similar|other)\b")
_SUSPECTED = re.compile(
    r"\b(?:believed to (?:be|have been) (?:carried out|launched|conducted|staged|fired|planted)? ?by|suspected|"
    r"(?:believed|thought) to be(?: the work of)?|"
    r"bears? the hallmarks? of|bore the hallmarks? of|likely (?:carried out )?by|attributed to|"
    r"suspicion fell on|apparently by)\b"
)
_HOW = {
    "statement": "statement",
    "telegram": "Telegram",
    "video": "video",
    "amaq": "Amaq",
    "twitter": "Twitter",
    "television": "television",
    "call": "call",
    "website": "website",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A perpetrator with the tokens that name it and how sure that is (0 to 1)."""

    perpetrator: Perpetrator
    first: int
    last: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a sentence says of responsibility, and the tokens that say so."""

    claim: Claim
    first: int
    last: int


def read_perpetrator(doc: Doc, notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Named | None:
    """Return who acted in a clause: the subject of an active verb, or the agent after "by"."""
    attacked = any(t.role == "attack" for t in triggers)
    for trigger in triggers:
        if attacked and trigger.role == "police":
            continue  # "opened fire to free a leader who had been arrested by soldiers"
        if trigger.specific and (mark := _agent(notes, trigger, last)):
            doubted = trigger.role == "attack" and _DOUBTING & set(
                notes.words[max(first, trigger.first - 6) : trigger.first]
            )
            return _named(doc, notes, mark, Attribution.SUSPECTED if doubted else Attribution.CONFIRMED, None, 0.85)
    if any(t.specific for t in triggers) and (mark := _done_by(notes, first, last)):
        return _named(doc, notes, mark, Attribution.CONFIRMED, None, 0.75)
    for trigger in notes.triggers_in(first, last):
        if trigger.form in {"noun", "plural"} and (mark := _modifier(notes, trigger, first)):
            return _named(doc, notes, mark, Attribution.CONFIRMED, None, 0.7)
    verbs = [t for t in triggers if t.form not in {"noun", "plural"} and t.specific]
    for trigger in [t for t in verbs if t.role != "harm"] + [t for t in verbs if t.role == "harm"][:1]:
        transitive = trigger.role == "harm" or trigger.type in _DONE_TO_PEOPLE
        if is_passive(notes, trigger) and (transitive or _is_passive(notes, trigger)):
            continue
        if _tells_of_an_attack(trigger, triggers):
            continue
        mark = _subject(notes, trigger, first)
        if mark and not (_is_of_those_hit(notes, trigger) and not _is_of_the_state(mark)):
            suspected = "suspected" in notes.words[mark.last : trigger.first]
            return _named(doc, notes, mark, Attribution.SUSPECTED if suspected else Attribution.CONFIRMED, None, 0.75)
    return None


def read_foe(doc: Doc, notes: Notes, first: int, last: int, named: Named) -> Named | None:
    """Return the armed group of a clash in which the subject is the state's side: troops that met rebels."""
    who = [w for words in named.perpetrator.words for w in words.lower().split()]
    state = any(_is_of_the_state(m) for m in _groups(notes, named.first, named.last))
    if not state and (named.perpetrator.name is not None or _FORCES.isdisjoint(who)):
        return None
    groups = [m for m in _groups(notes, first, last) if m.key in ARMED and not is_speaker(notes, m)]
    if not groups:
        return None
    return _named(doc, notes, groups[0], Attribution.CONFIRMED, None, 0.7)


def read_claim(doc: Doc, notes: Notes, first: int, last: int) -> tuple[Claimed | None, Named | None]:
    """Return what a sentence says of responsibility: the claim, and who is named for it."""
    text = fold(doc[first:last].text)
    start = doc[first].idx

    def tokens(match: re.Match[str]) -> tuple[int, int]:
        span = doc.char_span(start + match.start(), start + match.end(), alignment_mode="expand")
        return (span.start, span.end) if span is not None else (first, last)

    if match := _UNCLAIMED.search(text) or _NOBODY.search(text):
        unclaimed = Claimed(Claim(ClaimStatus.UNCLAIMED), *tokens(match))
        return unclaimed, _accused(doc, notes, first, last, text, start)
    if match := _CLAIMED_THAT.search(text):
        a, b = tokens(match)
        if whose := _groups(notes, a, b):
            named = _named(doc, notes, whose[-1], Attribution.CLAIMED, _name(whose[-1]), 0.9)
            return Claimed(Claim(ClaimStatus.CLAIMED, _name(whose[-1])), a, b), named
    for pattern, before in ((_CLAIM_BY, False), (_CLAIMED, True)):
        match = pattern.search(text)
        if match is None:
            continue
        a, b = tokens(match)
        groups = _groups(notes, first, last)
        near = [m for m in groups if m.last <= a] if before else [m for m in groups if m.first >= b]
        if near:
            known = [m for m in near if m.key != "generic"]
            apposed = bool(known) and before and "," in notes.words[known[-1].last : known[-1].last + 1]
            mark = known[-1] if apposed else near[-1] if before else near[0]
            named = _named(doc, notes, mark, Attribution.CLAIMED, _name(mark), 0.9)
            how = next((label for word, label in _HOW.items() if word in text), None)
            return Claimed(Claim(ClaimStatus.CLAIMED, _name(mark), how), min(a, mark.first), max(b, mark.last)), named
    return None, _accused(doc, notes, first, last, text, start)


def _accused(doc: Doc, notes: Notes, first: int, last: int, text: str, start: int) -> Named | None:
    """Return who is accused or suspected, and by whom, in a sentence."""
    groups = [m for m in _groups(notes, first, last, metonyms=True) if not _speaks_last(notes, m, last)]
    for pattern, attribution in (
        (_DENIED, Attribution.DENIED),
        (_ACCUSED, Attribution.ACCUSED),
        (_SUSPECTED, Attribution.SUSPECTED),
    ):
        match = pattern.search(text)
        if match is None or (pattern is _ACCUSED and _OTHERS.match(text, match.end())):
            continue
        span = doc.char_span(start + match.start(), start + match.end(), alignment_mode="expand")
        if span is None:
            continue
        before = [m for m in groups if m.last <= span.start]
        after = [m for m in groups if m.first >= span.start]
        if attribution is Attribution.DENIED and before:
            return _named(doc, notes, before[-1], attribution, _name(before[-1]), 0.6)
        if attribution is Attribution.SUSPECTED:
            suspect = _suspect(notes, first, last, span.start, span.end)
            if suspect is not None:
                return _named(doc, notes, suspect, attribution, None, 0.7)
            continue
        if not after:
            continue
        named = [m for m in after if m.key != "metonym"]
        if named:
            by = _name(before[-1]) if before and attribution is Attribution.ACCUSED else None
            return _named(doc, notes, named[0], attribution, by, 0.7)
    return None


def _suspect(notes: Notes, first: int, last: int, begin: int, end: int) -> Mark | None:
    """Return who is suspected: before "suspected of", else the next named; no thing ("thought to be a bomb")."""
    following = notes.words[end : end + 1]
    if following and following[0] in _OF_WHAT:
        reach = doers_in(notes, max(first, begin - _REACH_OF_SUSPICION), begin)
        near = [m for m in reach if m.key != "metonym" and not is_speaker(notes, m)]
        return near[-1] if near and not {",", ";", "and"} & set(notes.words[near[-1].last : begin]) else None
    stop = next((i for i in range(end, last) if notes.words[i] in _SUSPICION_ENDS), last)
    for mark in sorted(
        [*_acting(notes, begin, stop), *notes.marks_in(end, stop, MentionKind.WEAPON)], key=lambda m: m.first
    ):
        if mark.kind is MentionKind.WEAPON or is_speaker(notes, mark):
            return None
        return mark
    return None


def _speaks_last(notes: Notes, mark: Mark, last: int) -> bool:
    """Return whether a group only says so, also at the end of a sentence: "..., police said", "..., said the army"."""
    if is_speaker(notes, mark):
        return True
    start = phrase_start(notes, mark.first, max(0, mark.first - _REACH_OF_SUSPICION))
    start -= start > 0 and notes.words[start - 1] in {"the", "a", "an"}
    return start > 0 and notes.words[start - 1] in REPORTING and not notes.triggers_in(mark.last, last)


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


def _groups(notes: Notes, first: int, last: int, *, metonyms: bool = False) -> list[Mark]:
    found = notes.marks_in(first, last, MentionKind.GROUP)
    return [m for m in found if (metonyms or m.key != "metonym") and not is_tie(notes, m)]


def _acting(notes: Notes, first: int, last: int) -> list[Mark]:
    return [m for m in doers_in(notes, first, last) if m.key != "metonym"]


def _agent(notes: Notes, trigger: Trigger, last: int) -> Mark | None:
    """Return the group after "by" that follows a trigger closely ("killed by gunmen")."""
    reach = 16 if trigger.form in {"noun", "plural"} else 9
    for i in range(trigger.last, min(last, trigger.last + reach)):
        word = notes.words[i]
        if word == "by":
            if trigger.form in {"past", "ing"} and i > trigger.last and _is_other_verb(notes.words[i - 1]):
                return None  # "attacked a hotel used by officials"
            if any(m.first - i <= 3 for m in notes.marks_in(i + 1, i + 8, MentionKind.WEAPON)):
                return None  # "killed by a car bomb at a police station"
            mark = next((m for m in _acting(notes, i + 1, min(last, i + 8))), None)
            return None if mark is None or "and" in notes.words[i + 1 : mark.first] else mark
        if word in {".", ";", "after", "before", "when", "which", "who"}:
            return None
    return None


def _is_other_verb(word: str) -> bool:
    return word.endswith("ed") and word not in _DONE


def _done_by(notes: Notes, first: int, last: int) -> Mark | None:
    """Return who follows "perpetrated by", "intercepted on Friday by" and the like, wherever it stands in a clause."""
    for i in range(first + 1, last):
        if notes.words[i] == "by" and _DONE & set(notes.words[max(first, i - 6) : i]):
            found = next(iter(_acting(notes, i + 1, min(last, i + 8))), None)
            if found is not None:
                return found
    return None


def _modifier(notes: Notes, trigger: Trigger, first: int) -> Mark | None:
    """Return who is named right before an attack's noun: "American air strikes", "Houthi drone attack"."""
    before = trigger.first - 1
    if before < first or trigger.role != "attack":
        return None
    for mark in _groups(notes, first, trigger.first):
        if mark.last == trigger.first and mark.key != "generic":
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
    if pronoun := _speaker_behind(notes, trigger, first):
        return pronoun
    if _weapon_leads(notes, trigger, first) or _meets_weapon(notes, trigger):
        return None
    for mark in reversed(doers_in(notes, first, trigger.first)):
        gap = _without_aside(notes.words[end_of(notes, mark) : trigger.first])
        before = notes.words[mark.first - 1] if mark.first > first else ""
        lead = mark.first - 2 if before in {"the", "a"} else mark.first - 1
        preposition = notes.words[lead] if lead >= first else ""
        whose = preposition == "of" and notes.words[lead - 1] in _ACTING | _BANDS  # "warplanes of the coalition"
        if is_speaker(notes, mark) or (preposition in _OBJECT_PREPOSITIONS and not whose):
            continue
        owned = gap[:1]
        if owned and owned[0] in _OWNED and owned[0] not in _ACTING:
            continue
        if owned and owned[0] in {"'s", "'"} and not _ACTING & set(gap[:4]):
            continue
        near = mark.key == "generic" and not (_LOOKS & set(gap[:2]) or _is_coordinated(gap))
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
        return mark
    return None


def _speaker_behind(notes: Notes, trigger: Trigger, first: int) -> Mark | None:
    """Return the group that "they" stands for in "the Houthis said they had fired missiles"."""
    before = [
        w for w in notes.words[max(first, trigger.first - 4) : trigger.first] if w not in {"had", "have", "has", "also"}
    ]
    if before[-1:] not in (["they"], ["it"]):
        return None
    return next(
        (m for m in reversed(_groups(notes, first, trigger.first)) if is_speaker(notes, m) and m.key != "generic"), None
    )


def _weapon_leads(notes: Notes, trigger: Trigger, first: int) -> bool:
    """Return whether a weapon is the subject of the clause ("Rockets aimed at troops killed")."""
    marks = notes.marks_in(first, trigger.first, MentionKind.WEAPON, MentionKind.GROUP)
    return bool(marks) and marks[0].kind is MentionKind.WEAPON


def _without_aside(gap: list[str]) -> list[str]:
    """Return the words between a doer and a verb without an aside: "(a rebel group)", ", who fled,"."""
    for opening, closing in ((["("], ")"), ([",", "who"], ",")):
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
    return not _DONE_TO_OTHERS.isdisjoint(notes.words[trigger.first : trigger.last]) and is_passive(notes, trigger)


def _is_of_the_state(mark: Mark) -> bool:
    return isinstance(mark.value, Actor) and mark.value.type == "state"


def _meets_weapon(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody comes upon a bomb: "when their vehicle hit a mine"."""
    hit = notes.words[trigger.first] in {"hit", "struck", "hits"}
    near = notes.marks_in(trigger.last, trigger.last + 4, MentionKind.WEAPON)
    return hit and trigger.form == "past" and any(m.key == "bombing" for m in near)


def _is_passive(notes: Notes, trigger: Trigger) -> bool:
    before = notes.words[max(0, trigger.first - 3) : trigger.first]
    return trigger.form == "past" and bool(
        {"was", "were", "been", "being", "be"} & {*before, notes.words[trigger.first]}
    )


def _named(doc: Doc, notes: Notes, mark: Mark, attribution: Attribution, by: str | None, confidence: float) -> Named:
    doer = read_doer(doc, notes, mark)
    if attribution is Attribution.CONFIRMED and (doer.doubted or doer.name is None):
        attribution = Attribution.SUSPECTED if doer.doubted else Attribution.UNKNOWN
    return Named(Perpetrator(doer.name, doer.words, attribution, by), doer.first, doer.last, confidence)


def _name(mark: Mark) -> str | None:
    return mark.value.name if isinstance(mark.value, Actor) else None
