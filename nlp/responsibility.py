"""What a sentence says of responsibility: who claimed it, or that nobody did, and who is named for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.accusations import Sentence, accused_in
from nlp.actors import TIME_AND_AGAIN, Named, named_by
from nlp.doers import ARMED, groups_in, name_of
from nlp.memberships import read_membership
from nlp.mentions import words_of
from nlp.notes import Mark, Notes
from nlp.phrases import CLOSED, phrase_start
from nlp.speakers import REPORTING, is_speaker
from nlp.suspects import read_suspect
from store.model import Actor, Attribution, Claim, ClaimStatus, MentionKind

_REACH_OF_SUSPICION = 8  # words
_CLAUSE_ENDS = frozenset({",", ";", ":", "and", "but", "while", "that", "(", ")", "-", "–", "—"})
_JUST_BEFORE = 3
_INSIDE = frozenset({"of", "the", "for", "and", "al", "-", "'s", "'"})
_NO_NAME = CLOSED | _INSIDE
_OF_MANY = TIME_AND_AGAIN - {"deliberately", "previously"} | {"mostly", "mainly", "largely", "generally"}
_UNCLAIMED = re.compile(
    r"\b(?:no (?:(?:[\w-]+ ){0,2}?group|one|party|organi[sz]ation|faction|militia|armed group|side|immediate claim|"
    r"claims?)|nobody|none|not)\b"
    r"[^.;]{0,60}?\b(?:claimed|claim|taken|assumed|claims of|claim of)?\s*\b(?:responsibility|credit)\b|"
    r"\b(?:not|n't|never|yet to)(?: \w+){0,2} claim(?:ed)? (?:the|this|that) (?:\w+ ){0,2}?"
    r"(?:attack|bombing|strike|operation|assault|ambush|blast|killing|explosion)"
)
_NOBODY = re.compile(
    r"\b(?:no[- ]one|nobody|none|no (?:[\w-]+ ){0,2}?(?:group|faction|party|organi[sz]ation|militia))\b"
    r"[^.;]{0,30}\b(?:claimed|taken credit)\b|"
    r"\bno (?:[\w-]+ ){0,2}?(?:one|group|faction|party|organi[sz]ation|militia) (?:ha[sd] |have )?(?:yet )?sa(?:id|ys) "
    r"(?:that )?(?:it|they) (?:was|were) (?:behind|responsible)\b|"
    r"\bno (?:immediate )?claims?\b"
)
_CLAIMED = re.compile(
    r"\b(?:claimed|claims|claiming|took|taken|assumed)\s+(?:\w+\s+){0,2}?(?:responsibility|credit)\b|"
    r"\bclaimed (?:the|an|a|that|this|\w+day's) (?:\w+ ){0,2}?"
    r"(?:attack|bombing|strike|operation|assault|ambush|blast|killing|explosion)|"
    r"\bin (?:its|their) claims? of responsibility\b|"
    r"\bclaimed (?:(?:on|in|via|through) [^.;,]{2,40} )?that (?:it|they|its \w+|their \w+) (?:had )?"
    r"(?:(?:was|were) behind|carried out|staged|conducted|planted|ambushed|attacked)\b"
)
# who says so of themselves: "said its fighters carried out the attack", "said it was behind the blast"
_OWNED_UP = re.compile(
    r"\bsa(?:id|ys|ying) (?:(?:[\w'-]+ ){0,5}that )?"
    r"(?:it|they|(?:(?:one|two|three|some|several) of )?(?:its|their)(?: own)? \w+|"
    r"the (?:group|movement|organi[sz]ation|militia|militants|rebels|guerrillas))(?: (?:had|have|has))? "
    r"(?:(?:was|were|been|is|are) (?:behind|responsible(?: for)?(?! (?:the )?(?:security|safety|protect\w+)))|"
    r"carried out|staged|conducted|perpetrated|planted|detonated|ambushed|set off|blew up|fired|launched|shelled)\b"
)
_CLAIMED_THAT = re.compile(r"\b(?:that|which) [^,.;]{2,40} (?:has |have |had )?claimed(?= as| in|[.,;]|$)")
_CLAIM_BY = re.compile(
    r"\b(?:responsibility|credit)\b[^.;]{0,60}?\bwas (?:claimed|taken) by\b|\bwas claimed by\b|\bclaimed by\b"
)
# What all of these have in them but for the one of who says so of themselves: a quick look before the long ones.
_STEMS = ("claim", "responsib", "credit", "behind")
# "for similar attacks", "for several bombings": a claim of what was done at other times
_FOR_OTHERS = re.compile(
    r" (?:(?:for|of) )?(?:(?:carrying out|conducting|staging|launching|committing) )?"
    r"(?:the |its |their |some |a |an |most )?"
    r"(?:previous|earlier|past|prior|similar|other|another|several|numerous|many|dozens of|scores of|most of|"
    r"(?:number|string|series|spate|wave) of (?:\w+ )?(?:previous|earlier|past|similar|other|attacks in recent))\b"
)
# "and two in the north were claimed by": of which no more is said than that they were
_SOME = frozenset({"some", "several", "many", "most", "other", "others", "previous", "earlier", "past", "similar"})
_HELPING = frozenset({"has", "have", "had", "also", "later", "since", "already", "immediately", "quickly", "promptly"})
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
class Claimed:
    """What a sentence says of responsibility, and the tokens that say so."""

    claim: Claim
    first: int
    last: int


def read_claim(notes: Notes, first: int, last: int) -> tuple[Claimed | None, Named | None]:
    """Return what a sentence says of responsibility: the claim, and who is named for it."""
    groups = [m for m in groups_in(notes, first, last, metonyms=True) if not _speaks_last(notes, m, last)]
    said = Sentence(notes, first, last, notes.folded_words(first, last), groups)
    claims = any(stem in said.text for stem in _STEMS)
    if claims and (match := _UNCLAIMED.search(said.text) or _NOBODY.search(said.text)):
        return Claimed(Claim(ClaimStatus.UNCLAIMED), *said.tokens(match)), accused_in(said)
    if claims and (match := _CLAIMED_THAT.search(said.text)):
        a, b = said.tokens(match)
        if whose := groups_in(notes, a, b):
            named = named_by(notes, whose[-1], Attribution.CLAIMED, name_of(whose[-1]), 0.9)
            return Claimed(Claim(ClaimStatus.CLAIMED, name_of(whose[-1])), a, b), named
    for pattern in (_CLAIM_BY, _CLAIMED, _OWNED_UP) if claims else (_OWNED_UP,):
        match = pattern.search(said.text)
        if match is not None and (_is_habit(said, match) or _is_of_others(said, match)):
            return None, None
        if match is None or (mark := _claimant(said, pattern, *said.tokens(match))) is None:
            continue
        a, b = said.tokens(match)
        named = named_by(notes, mark, Attribution.CLAIMED, name_of(mark), 0.9)
        how = next((label for word, label in _HOW.items() if word in notes.words[first:last]), None)
        return Claimed(Claim(ClaimStatus.CLAIMED, name_of(mark), how), min(a, mark.first), max(b, mark.last)), named
    accused = accused_in(said)
    if accused is None or accused.perpetrator.name is None:
        accused = read_membership(said) or read_suspect(notes, first, last) or accused
    return None, accused


def _is_habit(said: Sentence, match: re.Match[str]) -> bool:
    """Return whether a claim is of many events: "such attacks are mostly claimed by rebels"."""
    a, b = said.tokens(match)
    near = said.notes.words[max(said.first, a - _JUST_BEFORE) : b]
    return not _OF_MANY.isdisjoint(near)


def _is_of_others(said: Sentence, match: re.Match[str]) -> bool:
    """Return whether a claim is of other attacks: "for similar attacks", "two in the north were claimed by"."""
    if _FOR_OTHERS.match(said.text, match.end()):
        return True
    a, _ = said.tokens(match)
    words = said.notes.words
    if "were" not in words[max(said.first, a - 2) : a]:
        return False
    start = next((i + 1 for i in range(a - 1, said.first - 1, -1) if words[i] in _CLAUSE_ENDS), said.first)
    counted = said.notes.marks_in(start, start + 1, MentionKind.COUNT)
    return words[start] in _SOME or any(m.first == start for m in counted)


def _claimant(said: Sentence, pattern: re.Pattern[str], a: int, b: int) -> Mark | None:
    """Return who claims it: the group behind "claimed by", else the one before the words of the claim."""
    groups = groups_in(said.notes, said.first, said.last)
    before = pattern is not _CLAIM_BY
    near = [m for m in groups if m.last <= _end_of_subject(said, a)] if before else [m for m in groups if m.first >= b]
    if pattern is _OWNED_UP:
        near = [m for m in near if m.key in ARMED]  # an army that tells of its strikes claims none
    if not near:
        return _unlisted(said, a) if pattern is _CLAIMED else None
    known = [m for m in near if m.key != "generic"]
    apposed = bool(known) and before and "," in said.notes.words[known[-1].last : known[-1].last + 1]
    mark = known[-1] if apposed else near[-1] if before else near[0]
    if mark.key == "generic":  # "the al-Shabaab militant group", "the Islamist group Ansar Dine"
        return next((m for m in known if mark.first in {m.last, m.first} or m.first == mark.last), mark)
    return mark


def _unlisted(said: Sentence, verb: int) -> Mark | None:
    """Return the group that no list has, whose name in capitals claims it: "The Sons of the Marsh claimed"."""
    notes = said.notes
    end = _end_of_subject(said, verb)
    while end > said.first and notes.words[end - 1] in _HELPING | {"on", "in", "a", "statement"}:
        end -= 1
    time = next((m for m in notes.marks_in(end - 4, end, MentionKind.TIME) if m.last == end), None)
    end = end if time is None else time.first
    end -= end > said.first and notes.words[end - 1] == ","
    start = end
    while start > said.first and (notes.texts[start - 1][0].isupper() or notes.words[start - 1] in _INSIDE):
        start -= 1
    while start < end and (notes.words[start] in _NO_NAME or not notes.texts[start][0].isupper()):
        start += 1
    named = end - start > 1 or (end > start and notes.words[end - 1].endswith("s") and notes.words[start - 1] == "the")
    others = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.FACILITY, MentionKind.TIME, MentionKind.COUNT)
    if notes.capitals or not notes.texts[verb].islower() or not named or notes.marks_in(start, end, *others):
        return None
    return Mark(MentionKind.GROUP, start, end, Actor(words_of(notes, start, end), "unknown"), "unknown")


def _end_of_subject(said: Sentence, verb: int) -> int:
    """Return where the subject of a verb ends: of "the rebels, who fight the army, have claimed" before "who"."""
    words = said.notes.words
    end = verb
    while end > said.first and words[end - 1] in _HELPING:
        end -= 1
    if words[end - 1] != ",":
        return verb
    aside = next((i for i in range(end - 2, said.first, -1) if words[i] in {"which", "who", "whose"}), None)
    return verb if aside is None or words[aside - 1] != "," else aside - 1


def _speaks_last(notes: Notes, mark: Mark, last: int) -> bool:
    """Return whether a group only says so, also at the end of a sentence: "..., police said", "..., said the army"."""
    if is_speaker(notes, mark):
        return True
    start = phrase_start(notes, mark.first, max(0, mark.first - _REACH_OF_SUSPICION))
    start -= start > 0 and notes.words[start - 1] in {"the", "a", "an"}
    return start > 0 and notes.words[start - 1] in REPORTING and not notes.triggers_in(mark.last, last)
