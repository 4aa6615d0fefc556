"""Who arrested, raided or seized: whoever is the subject of such a verb or follows its "by", under whatever name.

No list has every police force and agency, and nobody else is said to arrest: so their names are told by where they
stand and by what they end in ("the Ruritania Border Agency", "detectives", "the RBA").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.agents import by_of
from nlp.draft import with_value
from nlp.lexicons import fold, word_set
from nlp.mentions import words_of
from nlp.notes import Mark, Notes, Story, Trigger
from nlp.phrases import ARTICLES, CLOSED, phrase_start
from nlp.speakers import REPORTING
from nlp.subjects import HELPED
from nlp.type_clues import BY_POLICE
from nlp.voice import has_being, is_passive
from store.model import Actor, Attribution, Incident, MentionKind, Perpetrator, Slot

_KEEPERS = word_set("captors", "keepers")
_BODIES = word_set("captors", "bodies")
_BANDS = word_set("captors", "bands")
_GOING_ON = word_set("captors", "going_on")
_BETWEEN = word_set("captors", "between")
_OF = frozenset({"of", "from", "with", "at"})
_INSIDE = frozenset({"of", "and", "for", "the", "'s", "'", "&", "-", "on", "de"})
_NO_NAME = CLOSED | _INSIDE
_BEFORE_TIME = frozenset({"on", "in", "late", "early", "at", "during", "over", "last", "earlier", "since", "this"})
_BRACKETS = frozenset("()[]")
_THEY = frozenset({"they", "it"})
_COMMON = frozenset({"police", "officers", "authorities", "officials", "officer", "cops", "members", "agents"})
_LONGEST = 9  # words of a name
_SHORT = 4  # words behind "of"
_BACK = 16  # words from a verb back to the one before it, and over an aside
_PLACE = 5  # words of "in the north of Ruritania"


@dataclass(frozen=True, slots=True)
class Captor:
    """Who made an arrest: the tokens that say so, the name of a body, and the words for its people."""

    first: int
    last: int
    name: str | None
    words: tuple[str, ...]


def with_captor(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return an arrest, raid or seizure with who made it, where its own sentences say so and nobody is known yet."""
    known = incident.perpetrator
    if incident.type not in BY_POLICE or known.name is not None:
        return incident
    found = list(_told(notes, story))
    captor = next((c for c in found if not _is_common(notes, c)), next(iter(found), None))
    if captor is None or (known.words and not _says_more(notes, captor, known.words)):
        return incident
    name = captor.name if captor.name is None or " " in captor.name else _in_full(notes, captor.name)
    sure = Attribution.UNKNOWN if name is None else Attribution.CONFIRMED
    mark = Mark(MentionKind.GROUP, captor.first, captor.last)
    return with_value(notes, incident, Slot.PERPETRATOR, Perpetrator(name, captor.words, sure), mark, 0.7)


def _says_more(notes: Notes, captor: Captor, known: tuple[str, ...]) -> bool:
    """Return whether those known are only "police", no keepers of order, or of the body that is named now."""
    told = words_of(notes, captor.first, captor.last)
    said = fold(known[0]).split(" ")
    more = (known[0] in told and known[0] != told) or (said[0] in _COMMON and len(said) == 1)
    return more or (_KEEPERS | _BODIES).isdisjoint(said)


def _in_full(notes: Notes, acronym: str) -> str:
    """Return the name that an article once gives in full with its capitals: "Ruritania Border Agency (RBA)"."""
    i = notes.bracketed.get(acronym)
    if i is None:
        return acronym
    first, _ = notes.sentence_of(i)
    captor = _ending(notes, first, i + 2) if first < i else None
    return acronym if captor is None or captor.name is None else captor.name


def _told(notes: Notes, story: Story) -> Iterator[Captor]:
    """Yield who is told to have acted, in the order of the text."""
    for report in story.reports:
        for trigger in notes.triggers_in(report.first, report.last):
            if trigger.role != "police" or trigger.type not in BY_POLICE:
                continue
            captor = captor_of(notes, trigger, report.last)
            if captor is not None:
                yield captor


def _is_common(notes: Notes, captor: Captor) -> bool:
    """Return whether only "police" or "officers" are told of, whichever these are."""
    return captor.last - captor.first == 1 and notes.words[captor.first] in _COMMON


def captor_of(notes: Notes, trigger: Trigger, last: int) -> Captor | None:
    """Return who did what a trigger says: behind "by" where it is passive or a noun, else before the verb."""
    begin, _ = notes.sentence_of(trigger.first)
    if trigger.form == "plural" and notes.marks_in(trigger.last, trigger.last + 1, MentionKind.COUNT):
        return _before(notes, trigger.first, begin, again=False)  # "RBA arrests four"
    if trigger.is_noun or has_being(notes, trigger) or is_passive(notes, trigger):
        by = by_of(notes, trigger, last)
        return None if by is None else _from(notes, by, last)
    return _before(notes, trigger.first, begin, again=True)


def _before(notes: Notes, verb: int, first: int, *, again: bool) -> Captor | None:
    """Return the subject of an active verb, or of the one that it goes on from: "raided a house and arrested"."""
    end = _end_of_subject(notes, verb, first)
    if end <= first:
        return None
    if notes.words[end - 1] in {"and", ","} and again:  # "seized power, detaining the president"
        before = range(end - 2, max(first, end - _BACK), -1)
        earlier = next((i for i in before if notes.words[i] in _GOING_ON), None)
        return None if earlier is None else _before(notes, earlier, first, again=False)
    if notes.words[end - 1] in _THEY:
        said = end - 1 - (notes.words[end - 2] == "that")
        if said <= first or notes.words[said - 1] not in REPORTING:
            return None
        end = _end_of_subject(notes, said - 1, first)
    return _ending(notes, first, end)


def _end_of_subject(notes: Notes, verb: int, first: int) -> int:
    """Return where the subject of a verb ends, before "have", a time, a place or an aside."""
    end = verb
    while end > max(first, verb - 3 * _BACK):
        word = notes.words[end - 1]
        time = next((m for m in notes.marks_in(end - 4, end, MentionKind.TIME) if m.last == end), None)
        if word in _BETWEEN:
            end -= 1
        elif time is not None and time.first > first:
            end = time.first
            while end > first and notes.words[end - 1] in _BEFORE_TIME:
                end -= 1
        elif word == ",":
            opening = next((i for i in range(end - 2, max(first, end - _BACK), -1) if notes.words[i] == ","), None)
            if opening is None:
                return end
            end = opening
        elif (start := _start_of_place(notes, end, first)) is not None:
            end = start
        elif (helped := _start_of_help(notes, end, first)) is not None:
            end = helped
        else:
            return end
    return end


def _start_of_help(notes: Notes, end: int, first: int) -> int | None:
    """Return where "backed by soldiers" begins, which names who stood by those who acted."""
    by = next((i for i in range(end - 1, max(first, end - _PLACE), -1) if notes.words[i] == "by"), None)
    return by - 1 if by is not None and by - 1 > first and notes.words[by - 1] in HELPED else None


def _start_of_place(notes: Notes, end: int, first: int) -> int | None:
    """Return where "in the north of Ruritania" begins, which only says of where the police are."""
    places = [m for m in notes.marks_in(max(first, end - _PLACE), end, MentionKind.PLACE) if m.last == end]
    if not places:
        return None
    for i in range(places[-1].first - 1, max(first, places[-1].first - _PLACE), -1):
        if notes.words[i] in {"in", "at"}:
            return i
        if notes.words[i] not in ARTICLES | {"of"} and notes.words[i] in CLOSED:
            return None
    return None


def _ending(notes: Notes, first: int, end: int) -> Captor | None:
    """Return who keeps order and ends a range of tokens; None where those who do are of another kind."""
    head = end - 1
    bracketed = notes.texts[head] in _BRACKETS and head - 2 > first and notes.texts[head - 1].isupper()
    if bracketed:
        head -= 3
    if head < first:
        return None
    core = head if _keeps_order(notes, head) else _body_of(notes, head, first)
    if core is None and not (bracketed and notes.texts[head][0].isupper() and not notes.capitals):
        return None
    start = _start_of_name(notes, head if core is None else core, first)
    return _captor(notes, start, head + 1, end, first)


def _body_of(notes: Notes, head: int, first: int) -> int | None:
    """Return the noun of a name that goes on with "of": "Directorate of Border Affairs"."""
    for i in range(head, max(first, head - _LONGEST), -1):
        if not (notes.texts[i][0].isupper() or notes.words[i] in _INSIDE):
            return None
        if notes.words[i] in _OF and notes.words[i - 1] in _BODIES and notes.texts[i - 1][0].isupper():
            return i - 1
    return None


def _keeps_order(notes: Notes, head: int) -> bool:
    """Return whether a word is one for those who arrest, the noun of their name, or capitals that stand for it."""
    return notes.words[head] in _KEEPERS | _BODIES or _is_acronym(notes, head)


def _is_acronym(notes: Notes, i: int) -> bool:
    """Return whether a word is of capitals alone and no place: "NRA", "RB-3"."""
    text = notes.texts[i]
    letters = text.replace("-", "").rstrip("0123456789")
    if notes.capitals or not (2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()):
        return False
    return not notes.marks_in(i, i + 1, MentionKind.PLACE, MentionKind.PERSON, MentionKind.WEAPON, MentionKind.TIME)


def _start_of_name(notes: Notes, head: int, first: int) -> int:
    """Return where the name or the phrase begins that ends in a head."""
    if notes.capitals or not notes.texts[head][0].isupper():
        return phrase_start(notes, head, first)
    begin = head
    while begin > first and head - begin < _LONGEST:
        text, word = notes.texts[begin - 1], notes.words[begin - 1]
        if notes.marks_in(begin - 1, begin, MentionKind.TIME) or not (text[0].isalnum() or word in _INSIDE):
            break
        if text.islower() and word not in _INSIDE:
            break
        if word in _OF and notes.words[begin - 2] in _KEEPERS | _BANDS:
            break
        begin -= 1
    while begin < head and (not notes.texts[begin][0].isalnum() or notes.words[begin] in _NO_NAME):
        begin += 1
    return begin


def _with_band(notes: Notes, start: int, first: int) -> int:
    """Return where "operatives of" begins before a name, or the name itself where nothing like it stands there."""
    of = start - 1 - (notes.words[start - 1] in ARTICLES)
    if of <= first or notes.words[of] not in _OF or notes.words[of - 1] not in _KEEPERS | _BANDS:
        return start
    return phrase_start(notes, of - 1, first)


def _with_others(notes: Notes, start: int, first: int) -> int:
    """Return where those begin with whom others acted: "the army and police"."""
    joint = start - 1 - (notes.words[start - 1] in ARTICLES)
    if joint <= first or notes.words[joint] != "and" or not _keeps_order(notes, joint - 1):
        return start
    return _start_of_name(notes, joint - 1, first)


def _captor(notes: Notes, start: int, last: int, end: int, first: int) -> Captor | None:
    """Return the phrase as one who acts, by its name where it is that of a body."""
    own = [m for m in notes.marks_in(start, last, MentionKind.GROUP) if m.last >= last - 1 and m.key != "generic"]
    if any(isinstance(m.value, Actor) and m.value.type not in {"state", "unknown"} for m in own):
        return None  # rebels took them
    others = _with_others(notes, start, first)
    whole = _with_band(notes, others, first)
    if others < start:
        return Captor(whole, end, None, (words_of(notes, whole, last),))
    capital = notes.texts[start][0].isupper() and not notes.capitals
    body = last - start > 1 and not _BODIES.isdisjoint(notes.words[start:last]) and notes.texts[last - 1][0].isupper()
    name = words_of(notes, start, last) if capital and (body or _is_acronym(notes, last - 1)) else None
    words = (words_of(notes, whole, last),) if whole < start or name is None else ()
    return Captor(whole, end, name, words)


def _from(notes: Notes, begin: int, last: int) -> Captor | None:
    """Return who is told of from a token on: "officers of the drug squad", "the Ruritania Border Agency (RBA)"."""
    start = begin
    while start < last and notes.words[start] in ARTICLES:
        start += 1
    end = head = None
    of = -_LONGEST
    for i in range(start, min(last, start + _LONGEST + 3)):
        word = notes.words[i]
        if not (word in _INSIDE or word[0].isalnum()) or (word in CLOSED and word not in _INSIDE | _OF):
            break
        if notes.triggers_in(i, i + 1) or notes.marks_in(i, i + 1, MentionKind.TIME):
            break
        if _keeps_order(notes, i):
            head, end = i, i + 1
        elif word in _OF:
            of = i
        elif end is not None and i - of > _SHORT and word not in _INSIDE and not notes.texts[i][0].isupper():
            break
    if head is None or end is None:
        return None
    while end < last - 1 and notes.words[end] in {"of", "for"} and notes.words[head] in _BODIES:
        follows = end + 1 + (notes.words[end + 1] == "the")
        if follows >= last or notes.capitals or not notes.texts[follows][0].isupper():
            break
        end = follows + 1
        while end < last and notes.texts[end][0].isupper() and not notes.marks_in(end, end + 1, MentionKind.TIME):
            end += 1
    return _captor(notes, max(start, _start_of_name(notes, head, start)), end, end, start - 1)
