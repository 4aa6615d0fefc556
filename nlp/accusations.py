"""Who is accused or suspected of an event, or denies it, in a sentence, and on whose word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from nlp.actors import Named, named_by
from nlp.doers import acting_in, doers_in, end_of, groups_in, name_of
from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Noun, Trigger
from nlp.person_words import BANDS
from nlp.phrases import phrase_start
from nlp.place_words import LOCATIVES
from nlp.speakers import is_speaker
from nlp.voice import is_passive
from store.model import Actor, Attribution, MentionKind, Place, PlacePrecision

# What follows "suspected" where those suspected stand before it: "of bombing", "to have bombed".
_OF_WHAT = frozenset({"of", "to", "behind", "in", "over"})
_SUSPICION_ENDS = frozenset({",", ";", ".", "which", "who", "after", "when", "while"})
_REACH_OF_SUSPICION = 8  # words
_JUST_BEFORE = 3
# Prepositions that lead to whom something was done, and nouns whose "of" leads to who did it.
_ABOUT = frozenset({"on", "against", "at", "from", "for", "to", "about", "into", "over"})
_BY_THEM = BANDS | {"work"}
_DEAD = frozenset({"dead", "victims", "deceased", "killed", "slain", "victim"})
_DONE_TO_THEM = frozenset({"raid_or_arrest", "weapons_seizure", "shooting"})
_BEING = frozenset({"was", "were", "is", "are", "been", "being"})
_CONCEDING = frozenset({"although", "though", "while", "despite"})
_DENIED = re.compile(
    r"\b(?:denied|denies|denying|rejected)\b[^.;]{0,60}?"
    r"\b(?:involvement|responsibility|role|carrying|attack|accusations?|behind|allegations?|link|hand)\b"
)
_ACCUSED = re.compile(
    r"\b(?:blam(?:ed?|es|ing)|accus(?:ed|es|ing)|pinned the blame|held(?= [^.;]{2,60}\bresponsible\b)|"
    r"named(?= [^.;]{2,60}\bas (?:the |a )?(?:\w+ )?(?:suspects?|perpetrators?|attackers?)\b)|at the door of|"
    r"pointed the finger at|points? at)\b"
)
# "blame previous attacks on" blames nobody for this one
_OTHERS = re.compile(r" (?:the |its |many |most )?(?:previous|earlier|past|prior|similar|other)\b")
_OF_OR_FOR = frozenset({"of", "for"})
# What ends the words for what somebody is accused of.
_MATTER_ENDS = frozenset({"was", "were", "has", "had", "have", "is", "are", ";"})
_EARLIER = frozenset({"previous", "earlier", "past", "prior", "similar", "other", "several", "numerous"})
# What somebody can be accused of besides what names an event.
_VIOLENT = word_set("accusations", "violent")
_CARRYING_OUT = word_set("accusations", "carrying_out")
_SUSPECTED = re.compile(
    r"\b(?:believed to (?:be|have been) (?:carried out|launched|conducted|staged|fired|planted)? ?by|suspected|"
    r"(?:believed|thought) to be(?: the work of)?|"
    r"bears? the hallmarks? of|bore the hallmarks? of|likely (?:carried out )?by|"
    r"suspicion fell on|apparently by)\b"
)
# To whom it is laid: "attributed the bombing to rebels", "an attack linked to the group".
_ASCRIBED = re.compile(
    r"\b(?:(?:attribut|ascrib)(?:ed|es|ing)(?: (?!to\b)[\w'-]+){0,6}|"
    r"(?:attack|bombing|strike|killing|blast|explosion|shooting|kidnapping|raid)s? (?:\w+ ){0,2}?linked) to\b"
)
# "both attacks were linked to", "attributed other bombings to": those of other days
_SEVERAL = re.compile(r"\b(?:both|those|these|previous|earlier|past|other|similar|several|many) [^,.;]{0,60}$")
# Who suspects whom: "police suspect the rebels", "the army suspects that they planted it"; no "suspect" in custody.
_SUSPECTING = re.compile(
    r"\b(?:police|army|military|officials|authorities|investigators|government|forces|officers|prosecutors|ministry|intelligence|"
    r"detectives|agency) suspects?(?: that)? (?=[^,.;]{3,80})"
)
# Of these words one stands in each of the patterns above: a quick look before the long ones.
_STEMS = (
    *("deni", "deny", "reject", "blam", "accus", "held", "named", "door", "point", "believe", "thought", "suspect"),
    *("hallmark", "likely", "suspicion", "apparently", "attribut", "ascrib", "linked"),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with its folded text, and the groups that do more in it than tell."""

    notes: Notes
    first: int
    last: int
    text: str
    groups: list[Mark]

    def tokens(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the tokens that a match in the text stands on."""
        start = self.notes.starts[self.first]
        return self.notes.tokens_at(start + match.start(), start + match.end())


def accused_in(said: Sentence) -> Named | None:
    """Return who is accused or suspected, and by whom, in a sentence."""
    if not any(stem in said.text for stem in _STEMS):
        return None
    for read, pattern in (
        (_denying, _DENIED),
        (_blamed, _ACCUSED),
        (_suspected, _SUSPECTING),
        (_suspected, _ASCRIBED),
        (_suspected, _SUSPECTED),
    ):
        for match in pattern.finditer(said.text):
            if pattern is _ACCUSED and (_OTHERS.match(said.text, match.end()) or _is_of_other_matters(said, match)):
                continue
            if pattern is _ASCRIBED and _SEVERAL.search(said.text[: match.end()]):
                continue
            first, end = said.tokens(match)
            # those who suspect, and what is laid to somebody, stand within the pattern
            within = pattern in {_SUSPECTING, _ASCRIBED}
            if (named := read(said, (end if within else first, end))) is not None:
                return named
    return None


def _is_of_other_matters(said: Sentence, match: re.Match[str]) -> bool:
    """Return whether somebody is accused of no event of ours, or of others: "of hacking", "for past attacks"."""
    notes, (_, end) = said.notes, said.tokens(match)
    of = next((i for i in range(end, said.last) if notes.words[i] in _OF_OR_FOR), None)
    if of is None:
        return False
    if not _EARLIER.isdisjoint(notes.words[of + 1 : of + 1 + _JUST_BEFORE]):
        return True
    stop = next((i for i in range(of, said.last) if notes.words[i] in _MATTER_ENDS), said.last)
    doing = notes.words[of + 1 : of + 2]
    if doing and doing[0].endswith("ing") and doing[0] not in _CARRYING_OUT and not notes.triggers_in(of, of + 3):
        return _VIOLENT.isdisjoint(doing)  # "of hacking", whatever was said to follow from it
    if notes.marks_in(of, stop, MentionKind.WEAPON):
        return False  # "of planting the bomb"
    # of "a man accused of theft was killed" the theft is what he is accused of
    return not notes.triggers_in(of, stop) and _VIOLENT.isdisjoint(notes.words[of:stop])


def _denying(said: Sentence, where: tuple[int, int]) -> Named | None:
    """Return who denies it: the subject of "denied", else whoever follows "denied by"."""
    notes, begin = said.notes, where[0]
    if not _CONCEDING.isdisjoint(notes.words[where[1] : said.last]):
        return None  # "Iran denied it, although rebels have fired missiles": two events, and one is denied
    before = groups_in(notes, said.first, begin, metonyms=True)  # also who only speaks: to deny is to speak
    if before and _is_subject(notes, before[-1], begin):
        return named_by(notes, before[-1], Attribution.DENIED, name_of(before[-1]), 0.6)
    if notes.words[begin + 1 : begin + 2] != ["by"]:
        return None
    mark = next((m for m in said.groups if begin < m.first <= begin + _JUST_BEFORE), None)
    return None if mark is None else named_by(notes, mark, Attribution.DENIED, name_of(mark), 0.6)


def _is_subject(notes: Notes, mark: Mark, verb: int) -> bool:
    """Return whether nobody else is named between a group and what it says: no "for Russia, an envoy denied"."""
    gap = notes.words[mark.last : verb]
    others = notes.marks_in(mark.last, verb, MentionKind.PERSON) or any(
        n.person for n in notes.nouns_in(mark.last, verb)
    )
    return len(gap) <= _REACH_OF_SUSPICION and not others


def _blamed(said: Sentence, where: tuple[int, int]) -> Named | None:
    """Return who is blamed, and by which group: "Kabul blamed the Taliban", "the Taliban were blamed by Kabul"."""
    notes, (begin, end) = said.notes, where
    before, after = [m for m in said.groups if m.last <= begin], [m for m in said.groups if m.first >= begin]
    if _is_blamed(notes, begin, end):
        blamed = _blamed_before(notes, before, begin)
        by = name_of(after[0]) if after and notes.words[after[0].first - 1] == "by" else None
    elif notes.words[end : end + 1] == ["of"]:
        blamed, by = _suspect(notes, said.first, said.last, begin, end), None  # "a man accused of making threats"
    elif (state := _state_at(notes, end)) is not None:
        blamed, by = state, None  # "accused Rwanda of bombing a camp"
    else:
        blamed = next((m for m in after if m.key != "metonym"), None)
        if blamed is not None and _is_of_next_clause(notes, end, blamed):
            return None
        beside = before and not notes.triggers_in(before[-1].last, begin)
        by = name_of(before[-1]) if beside else None
    return None if blamed is None else named_by(notes, blamed, Attribution.ACCUSED, by, 0.7)


def _blamed_before(notes: Notes, groups: list[Mark], verb: int) -> Mark | None:
    """Return who "was blamed": the group before, but of "the rebels, whom Iran arms, were blamed" the first."""
    if not {"he", "she"}.isdisjoint(notes.words[max(0, verb - _JUST_BEFORE) : verb]):
        return None
    found = [m for m in groups if m.key != "metonym" and notes.words[m.first - 1] not in LOCATIVES | {"to"}]
    near = next((m for m in reversed(found) if "," not in notes.words[m.last : verb]), None)
    return near or next(iter(found), None)


def _is_of_next_clause(notes: Notes, verb: int, mark: Mark) -> bool:
    """Return whether another clause begins before a group: "blamed sea mines, and the ministry said the rebels"."""
    gap = notes.words[verb : mark.first]
    return any(a == "," and b in {"and", "but", "while"} for a, b in pairwise(gap))


def _suspected(said: Sentence, where: tuple[int, int]) -> Named | None:
    """Return who is suspected."""
    begin, end = where
    if not _DEAD.isdisjoint(said.notes.words[max(said.first, begin - _JUST_BEFORE) : begin]):
        return None  # "those shot are thought to have been of the gang"
    suspect = _suspect(said.notes, said.first, said.last, begin, end)
    return None if suspect is None else named_by(said.notes, suspect, Attribution.SUSPECTED, None, 0.7)


def _state_at(notes: Notes, i: int) -> Mark | None:
    """Return the country that stands right behind "accused" or "blamed" as a state."""
    for mark in notes.marks_in(i, i + 1, MentionKind.PLACE):
        if isinstance(mark.value, Place) and mark.value.precision is PlacePrecision.COUNTRY and mark.value.name:
            return Mark(MentionKind.GROUP, mark.first, mark.last, Actor(mark.value.name, "state"), "state")
    return None


def _is_blamed(notes: Notes, first: int, last: int) -> bool:
    """Return whether who is blamed stands before: "the group was blamed", but not "was blamed on the group"."""
    passive = not _BEING.isdisjoint(notes.words[max(0, first - 2) : first])
    return passive and notes.words[first] in {"blamed", "accused"} and notes.words[last : last + 1] != ["on"]


def _suspect(notes: Notes, first: int, last: int, begin: int, end: int) -> Mark | None:
    """Return who is suspected: before "suspected of", else the next named; no thing ("thought to be a bomb")."""
    following = notes.words[end : end + 1]
    if following and following[0] in _OF_WHAT:
        if notes.words[begin - 1] in {"he", "she", "they", "police"}:
            return None  # "somebody whom he suspected of theft"
        reach = doers_in(notes, max(first, begin - _REACH_OF_SUSPICION), begin)
        near = [m for m in reach if m.key != "metonym" and not is_speaker(notes, m) and not _is_owner(notes, m)]
        if _dies_later(notes, end):
            return None
        between = set(notes.words[near[-1].last : begin]) if near else set()
        return near[-1] if near and not {",", ";", "and", "he", "she", "they"} & between else None
    stop = next((i for i in range(end, last) if notes.words[i] in _SUSPICION_ENDS), last)
    # "believed to be a tanker under the flag of Panama"
    things: list[Mark | Noun] = [n for n in notes.nouns_in(end, stop) if not n.person]
    for mark in sorted(
        [*acting_in(notes, begin, stop), *notes.marks_in(end, stop, MentionKind.WEAPON), *things], key=lambda m: m.first
    ):
        if not isinstance(mark, Mark) or mark.kind is MentionKind.WEAPON or is_speaker(notes, mark):
            return None
        if _is_only_spoken_of(notes, first, begin):
            return None
        return None if _suffers(notes, mark) else mark
    return None


def _is_only_spoken_of(notes: Notes, first: int, begin: int) -> bool:
    """Return whether "suspected" stands behind a preposition that leads to no doer: "raids on suspected rebels"."""
    lead = begin - 1
    counts = {
        i
        for m in notes.marks_in(max(first, begin - _JUST_BEFORE), begin, MentionKind.COUNT)
        for i in (m.first, m.last - 1)
    }
    while lead > first and (notes.words[lead] in {"a", "an", "the"} or lead in counts):
        lead -= 1
    if lead < first or notes.words[begin] != "suspected":
        return False
    return notes.words[lead] in _ABOUT or (
        notes.words[lead] == "of" and _BY_THEM.isdisjoint(notes.words[lead - 2 : lead])
    )


def _is_owner(notes: Notes, mark: Mark) -> bool:
    """Return whether a group is only whose list or court it is: "a man on the FBI's list who is suspected of"."""
    return notes.words[mark.last : mark.last + 1] in (["'s"], ["'"], ["’s"])


def _suffers(notes: Notes, mark: Mark) -> bool:
    """Return whether those suspected are whom something was done to: "three suspected kidnappers were arrested"."""
    after = notes.words[mark.last : mark.last + 1]
    if any(_has_as_object(notes, t, mark) for t in notes.triggers_in(mark.first - _REACH_OF_SUSPICION, mark.first)):
        return True
    last = end_of(notes, mark)
    if _is_taken_later(notes, last):
        return True
    joined = "and" in notes.words[last : last + 1]  # "a suspected leader of the group and a policeman were killed"
    verb = next(iter(notes.triggers_in(last, last + (6 if joined else 3))), None)
    if verb is None or after == [","] or not (verb.role == "harm" or verb.type == "raid_or_arrest"):
        return False
    return is_passive(notes, verb)


def _is_taken_later(notes: Notes, last: int) -> bool:
    """Return whether the verb of people a participle describes says they were taken: "plotting an attack were held"."""
    participle = "".join(notes.words[last : last + 1])
    if not participle.endswith("ing") and participle not in {"accused", "linked", "believed"}:
        return False
    for verb in notes.triggers_in(last, notes.sentence_of(last - 1)[1]):
        if not _SUSPICION_ENDS.isdisjoint(notes.words[last : verb.first]):
            return False
        if verb.form == "past":
            return verb.role in {"harm", "police"} and is_passive(notes, verb)
    return False


def _dies_later(notes: Notes, of: int) -> bool:
    """Return whether those accused are whom the next verb says was hurt: "a man accused of murder was lynched"."""
    _, last = notes.sentence_of(of)
    being = next((i for i in range(of, last) if notes.words[i] in _MATTER_ENDS | _SUSPICION_ENDS), last)
    verb = next((t for t in notes.triggers_in(being, min(last, being + _JUST_BEFORE)) if t.form == "past"), None)
    return verb is not None and verb.role != "police" and verb.specific and is_passive(notes, verb)


def _has_as_object(notes: Notes, verb: Trigger, mark: Mark) -> bool:
    """Return whether somebody was shot or taken by others: "apprehended four suspected smugglers"."""
    headed = verb.form == "noun" and notes.words[verb.first : verb.last] == ["arrest"]  # "Troops arrest two suspected"
    acts = headed or verb.form in {"past", "ing", "base"}
    if not acts or not (verb.role == "harm" or verb.type in _DONE_TO_THEM):
        return False
    begin = verb.last + (notes.words[verb.last] == "the")
    start = phrase_start(notes, mark.first, begin)
    counts = notes.marks_in(begin, start, MentionKind.COUNT)
    return start == begin or (bool(counts) and counts[0].first == begin and counts[0].last == start)
