"""Stage: the words that name an event, and whether they tell of one or of such events in general."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from nlp import raids
from nlp.charges import is_only_charged
from nlp.lexicons import read_lexicon, word_set
from nlp.mentions import normed
from nlp.mishaps import read_mishaps
from nlp.notes import Mark, Notes, Trigger, notes_of
from nlp.number_words import is_rough
from nlp.phrases import DETERMINERS
from nlp.trigger_guards import only_looks_like_an_event
from nlp.unlisted import unlisted_people
from store.model import Count, DateRange, MentionKind

_MODALS = word_set("triggers", "modals")
_NEGATIONS = word_set("triggers", "negations")
# "to" after one of these reports what was done: "leading the US to launch", "managed to storm".
_IMPLICATIVES = word_set("triggers", "implicatives")
# Words before a noun that make it talk of events in general, or of ones that have not happened.
_GENERIC = word_set("triggers", "generic")
LIGHT_VERBS = word_set("triggers", "light_verbs")
ANSWERING = word_set("triggers", "answering")
_HYPOTHETICAL = word_set("triggers", "hypothetical")
_UNREAL = _MODALS | _NEGATIONS | _HYPOTHETICAL
_SUMMING = word_set("triggers", "summing")
# Times that a sentence in the perfect adds up: "so far", "have killed 190 militants this year".
_SPANS = frozenset(
    {("so", "far"), ("the", "year"), ("for", "years"), ("for", "decades"), ("for", "months"), ("over", "years")}
    | {(when, span) for when in ("this", "a") for span in ("year", "month")}
    | {
        (when, span)
        for when in ("recent", "past")
        for span in ("days", "week", "weeks", "month", "months", "year", "years")
    }
)
_COUNTED_SPANS = _SPANS | {("this", "week")}
# And with a number: "in the previous seven years".
_BACKWARD = frozenset({"previous", "past", "last", "preceding"})
_TIMES = frozenset({"years", "months", "decades"})
_TALLIES = frozenset({("number", "of"), ("toll", "of"), ("total", "of")})
EVENTS = word_set("sums", "events")
# What somebody who counts has done, and what a count goes on with.
_KEEPING = frozenset((has, done) for has in ("has", "have") for done in ("documented", "recorded", "registered"))
_STRETCHES = frozenset({"period", "months", "years", "timeframe", "areas", "provinces", "places", "regions"})
_WIDE = frozenset({"region", "country", "province", "area", "state", "district"})
_BRINGING = frozenset({"brings", "bringing", "brought", "takes", "taking", "raises", "raising"})
_TOLLS = frozenset({"toll", "number", "total", "tally", "count"})
# What makes "targeting" a campaign and no event: "began targeting", "is targeting".
_UNDER_WAY = frozenset({"began", "begun", "started", "been", "resumed", "kept", "is", "are", "'s", "'re"})
_CAMPAIGNING = frozenset({"attacking", "targeting", "striking"})
_OWNERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "our", "my"})
_OBJECTS = word_set("triggers", "objects")
_HABITS = frozenset({"often", "sometimes", "usually", "frequently", "regularly", "routinely", "typically", "commonly"})
_SUFFERED = frozenset({"suffered", "sustained", "received"})  # injuries, of however many people
_CASES = 3  # words of "in some cases"
_SOME = frozenset({"some", "many", "other", "most", "several", "such", "certain", "numerous", "rare"})
_INSTANCES = frozenset({"cases", "instances", "areas", "places", "occasions", "communities"})
_ANYBODY = frozenset({"they", "we", "you"})
_HABITUAL = frozenset({"just", "always", "only", "simply", "even", "still"})
_RECORDS = frozenset({"records", "statistics", "figures", "data", "database"})
_OF_ONE = frozenset({"coroner", "court", "jail", "booking", "hospital"})  # whose records tell of one event
_NEXT_CLAUSE = frozenset({"who", "which", "when", "after", "before", "but", ";"})
_PERFECT = frozenset({"has", "have"})
_LONG = frozenset({"decades", "years", "months", "weeks", "days"})
_MANY = frozenset({"several", "many", "numerous", "countless", "dozens"})
_REACH = 6  # words before a trigger that say whether it happened
_CLAUSE_OPENS = frozenset({";", ":", "(", '"', "“", "”", "which", "who", "when", "after"})
_DAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|overnight|last night|\d", re.I)


class Triggers:
    """Marks the words that name events; spaCy component ``blotter_triggers``.

    Requires ``blotter_mentions``; assigns ``doc._.blotter.triggers``.
    """

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._meanings: dict[str, list[tuple[str, str, str]]] = {}
        self._parted: dict[str, frozenset[str]] = {}
        for phrase, role, kind, form in _phrases():
            self._meanings.setdefault(phrase, []).append((role, kind, form))
            verb, parted, rest = phrase.partition(_PARTED)
            if parted:
                self._parted[rest] = self._parted.get(rest, frozenset()) | {verb}
        for phrase in {*self._meanings, *self._parted}:
            self._matcher.add(phrase, [normed(nlp.make_doc(phrase))])

    def __call__(self, doc: Doc) -> Doc:
        """Fill the notes of a document with its triggers."""
        notes = notes_of(doc)
        matches = [(first, last, doc.vocab.strings[match]) for match, first, last in self._matcher(doc)]
        names = {i for m in notes.marks if m.kind in _NAMES for i in range(m.first, m.last)}
        taken: set[int] = set()
        for first, last, phrase in sorted(matches, key=lambda m: (m[0] - m[1], m[0])):
            if not taken.isdisjoint(range(first, last)) or not names.isdisjoint(range(first, last)):
                continue
            if phrase in self._parted:
                verb = _verb_before(notes, first, self._parted[phrase])
                if verb is None or verb in taken:
                    continue
                phrase = f"{notes.words[verb]}{_PARTED}{phrase}"
                first, last = verb, verb + 1
            taken.update(range(first, last))
            notes.triggers.append(self._read(notes, first, last, phrase))
        notes.triggers.sort(key=lambda t: t.first)
        read_mishaps(notes)
        notes.triggers = [
            _settled(notes, t) for t in notes.triggers if t.role != "none" and not only_looks_like_an_event(notes, t)
        ]
        notes.nouns = sorted([*notes.nouns, *unlisted_people(notes)], key=lambda n: n.first)
        covered = {i for t in notes.triggers if t.is_noun for i in range(t.first, t.last)}
        notes.marks = [m for m in notes.marks if m.key != "generic" or covered.isdisjoint(range(m.first, m.last))]
        return doc

    def _read(self, notes: Notes, first: int, last: int, phrase: str) -> Trigger:
        meanings = self._meanings[phrase]
        by_form = {meaning[2]: meaning for meaning in meanings}
        if "ing" in by_form and _has_object(notes, first, last):
            role, kind, form = by_form["ing"]
        else:
            role, kind, form = _choose(notes.words, first, meanings)
        specific = _is_specific(notes, first, form) and not (
            (role in {"attack", "police"} or notes.words[first] == "slain")
            and form == "past"
            and _describes(notes, first, last)
        )
        if kind == "weapons_seizure" and _is_of_drugs(notes, first):
            kind = "raid_or_arrest"
        return Trigger(first, last, kind, role, form, specific)


def _verb_before(notes: Notes, first: int, verbs: frozenset[str]) -> int | None:
    """Return where the verb of a phrase stands that has its object within: "took 43 people hostage"."""
    start, _ = notes.sentence_of(first)
    if notes.words[first - 1] in DETERMINERS | {"of", "for"}:
        return None  # "took a call from the mother of a hostage"
    back = range(first - 1, max(start, first - _OBJECT) - 1, -1)
    return next((n for n in back if notes.words[n] in verbs), None)


def _is_of_drugs(notes: Notes, first: int) -> bool:
    """Return whether what was seized is drugs and no arms: "the seizure of 90 kg of heroin"."""
    start, end = notes.sentence_of(first)
    return not _DRUGS.isdisjoint(notes.words[start:end]) and not notes.marks_in(start, end, MentionKind.WEAPON)


_PARTED = " ... "
_OBJECT = 9  # words from a verb to the rest of its phrase
_DRUGS = word_set("triggers", "drugs")
_NAMES = frozenset({MentionKind.PLACE, MentionKind.FACILITY, MentionKind.PERSON, MentionKind.TIME})


def _phrases() -> Iterator[tuple[str, str, str, str]]:
    for role, kinds in read_lexicon("triggers").items():
        for kind, forms in kinds.items():
            for form, phrases in forms.items():
                for phrase in phrases:
                    yield phrase, role, kind, form


_PLURALS = frozenset(
    phrase for phrase, role, _, form in _phrases() if role != "none" and form == "plural" and " " not in phrase
)


def _describes(notes: Notes, first: int, last: int) -> bool:
    """Return whether a participle only tells something apart by what was done to it: "a captured leader"."""
    if not first or notes.words[first - 1] not in _OWNERS or last >= len(notes.words) or last - first > 1:
        return False
    if notes.words[first - 1] in {"our", "my"} or notes.words[first - 1 : last] == ["the", "slain"]:
        return True
    known = notes.nouns_in(last, last + 1) or notes.marks_in(last, last + 1, MentionKind.WEAPON)
    return bool(known) or notes.words[last].endswith("er")  # "a captured leader", "a downed drone"


def _has_object(notes: Notes, first: int, last: int) -> bool:
    """Return whether somebody or something follows right away: "charged with killing five", not "the killing of"."""
    if last >= len(notes.words) or (first and notes.words[first - 1] in {"the", "a", "an", "this"}):
        return False
    return notes.words[last] in _OBJECTS or bool(notes.marks_in(last, last + 1, MentionKind.COUNT, MentionKind.PERSON))


def _choose(words: list[str], first: int, meanings: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    """Pick the grammatical form that the neighbours show."""
    if len(meanings) == 1:
        return meanings[0]
    by_form = {meaning[2]: meaning for meaning in reversed(meanings)}
    before = words[first - 1] if first else ""
    nominal = (
        before in DETERMINERS or before in _GENERIC or before in {"of", "in", "from", "after", "for", "by", "with"}
    )
    verbal = before in _MODALS or before in {"to", "who", "which", "they", "he", "she", "that", "and", "it"}
    if nominal and not (verbal and "past" in by_form):
        for form in ("noun", "plural"):
            if form in by_form:
                return by_form[form]
    if "base" in by_form and (before == "to" or before in _MODALS):
        return by_form["base"]
    if "past" in by_form:
        return by_form["past"]
    if "ing" in by_form and before == "," and "ing" in by_form:
        return by_form["ing"]
    for form in ("noun", "plural", "base", "ing"):
        if form in by_form:
            return by_form[form]
    return meanings[0]


def _is_specific(notes: Notes, first: int, form: str) -> bool:
    """Return whether the words around a trigger report one event that has happened."""
    start, end = notes.sentence_of(first)
    sentence, window = notes.words[start:end], _clause_before(notes, start, first)
    near = window[-3:]
    if _is_of_some_cases(notes, start) or is_only_charged(notes, start, first, form):
        return False
    if notes.words[first].endswith("ing") and _is_of_any(notes, start, first):
        return False
    if _tallies(sentence) or _is_summed_up(notes.words[first], window, sentence) or _of_incidents(notes, start, first):
        return False
    if form in {"past", "ing"}:
        told = not (_MODALS & set(near) or _NEGATIONS & set(near) or "if" in window)
        again = _goes_on_again(notes, start, first) if form == "ing" else _is_habit(notes, first, near)
        return told and not (again or (form == "ing" and _is_going_on(notes, first, near)))
    if form == "base":
        return _has_happened(notes, first, window)
    if _is_none_or_long(notes, start, first, near):
        return False
    counted = any(not is_rough(_words(m)) for m in notes.marks_in(first - 4, first, MentionKind.COUNT))
    suffered = not _SUFFERED.isdisjoint(near)
    if form == "plural" and not (counted or suffered) and not ({"twin", "double"} & set(near)):
        return False
    if form == "noun" and _GENERIC & set(near) and not {"a", "an"} & set(near[-2:]):
        return bool({"latest", "deadliest"} & set(near))
    return _UNREAL.isdisjoint(window)


def _is_of_some_cases(notes: Notes, start: int) -> bool:
    """Return whether a sentence tells of what happened now and then: "In some cases, parents were killed"."""
    opening = notes.words[start : start + _CASES]
    return opening[:1] == ["in"] and opening[1:2] != [] and opening[1] in _SOME and opening[-1] in _INSTANCES


def _clause_before(notes: Notes, start: int, first: int) -> list[str]:
    """Return the words before a trigger as far as its clause reaches; "May" is no modal where it is a month."""
    begin = max(start, first - _REACH)
    window = notes.words[begin:first]
    if "may" in window:
        months = {i for m in notes.marks_in(start, first, MentionKind.TIME) for i in range(m.first, m.last)}
        window = ["" if i in months else word for i, word in enumerate(window, begin)]
    opening = next((n for n in range(len(window) - 1, -1, -1) if window[n] in _CLAUSE_OPENS), -1)
    return window[opening + 1 :]


def _is_summed_up(word: str, window: list[str], sentence: list[str]) -> bool:
    """Return whether a verb in the perfect adds up a time: "has left 300 people dead since May"; but "one has died"."""
    near = window[-3:]
    if word == "died" and near[-1:] == ["has"]:
        return False
    return bool({"have", "has", "had"} & set(window if word == "dead" else near)) and _sums_up(near, sentence)


def _is_habit(notes: Notes, first: int, near: list[str]) -> bool:
    """Return whether a past verb tells of several events: "have seized several ships", "regularly targeted by"."""
    of_many = bool({"have", "has"} & set(near)) and _is_of_many_things(notes, first + 1)
    return of_many or not _HABITS.isdisjoint(near[-2:]) or _is_of_events_of_a_kind(notes, first)


def _is_of_events_of_a_kind(notes: Notes, first: int) -> bool:
    """Return whether a verb tells what many events did that nobody counts: "bombings that killed scores of people"."""
    return first > 1 and notes.words[first - 1] in {"that", "which"} and notes.words[first - 2] in _PLURALS


def _goes_on_again(notes: Notes, start: int, first: int) -> bool:
    """Return whether "-ing" tells what is done again and again: "often attack buses, killing many"."""
    before = notes.words[start:first]
    of_years = any(a == "recent" and b in _LONG for a, b in pairwise(before)) and not _PERFECT.isdisjoint(before)
    return of_years or not _HABITS.isdisjoint(before)


def _is_of_any(notes: Notes, start: int, first: int) -> bool:
    """Return whether people of a kind and no number follow, on no day: "has raided towns, abducting women"."""
    if _PERFECT.isdisjoint(notes.words[start:first]) or not _NEXT_CLAUSE.isdisjoint(notes.words[start:first]):
        return False
    people = [n for n in notes.nouns_in(first + 1, first + 2) if n.person and n.plural]
    return bool(people) and not notes.marks_in(start, notes.sentence_of(first)[1], MentionKind.TIME)


def _is_going_on(notes: Notes, first: int, near: list[str]) -> bool:
    """Return whether "-ing" tells of a campaign or a plan: "is targeting churches", "talked about killing himself"."""
    before = near[-1] if near else ""
    campaign = notes.words[first] in _CAMPAIGNING and before in _UNDER_WAY
    return campaign or before == "about"


def _has_happened(notes: Notes, first: int, window: list[str]) -> bool:
    """Return whether a verb in its base form tells of what was done: "managed to kill", and not "plan to kill"."""
    if not _HABITS.isdisjoint(window):
        return False  # "where they sometimes kidnap travellers"
    if "to" in window[-3:]:
        head = window[: len(window) - 1 - window[::-1].index("to")]
        for_long = "long" in head and not {"has", "have"}.isdisjoint(head)  # "has long used bombs to attack"
        return bool(_IMPLICATIVES & set(head)) and not _NEGATIONS & set(head) and not for_long
    whole = notes.words[notes.sentence_of(first)[1] - 1] == "."
    if not _ANYBODY.isdisjoint([word for word in window if word not in _HABITUAL][-1:]):
        return False  # "They just shoot people"
    if whole and any(n.plural for n in notes.nouns_in(first + 1, first + 2)):
        return False  # "the gang kidnaps people"
    return _UNREAL.isdisjoint(window) and bool(window) and window[-1] not in {",", "and"}


def _is_none_or_long(notes: Notes, start: int, first: int, near: list[str]) -> bool:
    """Return whether a noun tells of no event or of years: "no explosions were heard", "decades of fighting"."""
    if "no" in near[-2:] or (near[-1:] == ["of"] and near[-2:-1] != [] and near[-2] in _LONG):
        return True
    perfect = not {"have", "has"}.isdisjoint(notes.words[max(start, first - 2 * _REACH) : first])
    # "have for years suffered from cattle rustling"
    return perfect and any(pair in _SPANS for pair in pairwise(notes.words[start:first]))


def _is_of_many_things(notes: Notes, i: int) -> bool:
    """Return whether things without a number follow, which were hit in as many events: "several ships"."""
    if notes.words[i : i + 1] == [] or notes.words[i] not in _MANY:
        return False
    following = notes.nouns_in(i + 1, i + 5)
    return bool(following) and not following[0].person


def _words(mark: Mark) -> str | None:
    return mark.value.words if isinstance(mark.value, Count) else None


def _of_incidents(notes: Notes, start: int, first: int) -> bool:
    """Return whether something happened in each of many events: "66 incidents in which three people were killed"."""
    at = next((n for n in range(first - 1, start, -1) if notes.words[n - 1 : n + 1] == ["in", "which"]), None)
    if at is None:
        return False
    many = [m for m in notes.marks_in(max(start, at - _REACH), at, MentionKind.COUNT) if _is_above_one(m)]
    return any(not EVENTS.isdisjoint(notes.words[m.last : m.last + 3]) for m in many)


def _is_above_one(mark: Mark) -> bool:
    return isinstance(mark.value, Count) and (mark.value.number or 0) > 1


def _sums_up(near: list[str], sentence: list[str]) -> bool:
    """Return whether a sentence in the perfect adds up a time: "since May", "so far this year", "has also killed"."""
    if any(pair in _SPANS for pair in pairwise(sentence)):
        return True
    if sentence[-2:-1] == ["before"]:
        return True  # "hostages have been executed by the group before"
    if ("this", "week") in pairwise(sentence):
        wide = any(a == "the" and b in _WIDE for a, b in pairwise(sentence))
        return wide or not _PLURALS.isdisjoint(sentence)
    return "had" not in near and ("also" in near or not _SUMMING.isdisjoint(sentence))


def _tallies(sentence: list[str]) -> bool:
    """Return whether a sentence counts up a time: "brings to 74 the number of people shot since Wednesday"."""
    if "according" in sentence and not _RECORDS.isdisjoint(sentence) and _OF_ONE.isdisjoint(sentence):
        return True
    pairs = set(pairwise(sentence))
    if not _KEEPING.isdisjoint(pairs) or (
        "same" in sentence and any(a == "same" and b in _STRETCHES for a, b in pairs)
    ):
        return True  # "the group has documented 120 people killed by", "In the same period 40 officers were killed"
    counted = "times" in sentence or not _TALLIES.isdisjoint(pairs)
    if not counted and (_BRINGING.isdisjoint(sentence) or _TOLLS.isdisjoint(sentence)):
        return False
    counted_back = any(a in _BACKWARD and c in _TIMES for a, c in zip(sentence, sentence[2:], strict=False))
    return "since" in sentence or counted_back or not _COUNTED_SPANS.isdisjoint(pairs)


def _is_of_many(notes: Notes, trigger: Trigger) -> bool:
    """Return whether attacks are made again and again: "has carried out many attacks in the area"."""
    words = notes.words[trigger.first : trigger.last]
    if not trigger.specific or trigger.form == "plural" or LIGHT_VERBS.isdisjoint(words):
        return False
    many = next((t for t in notes.triggers_in(trigger.last, trigger.last + 5) if t.form == "plural"), None)
    return many is not None and not _GENERIC.isdisjoint(notes.words[trigger.last : many.first])


def _goes_on_with_many(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a verb goes on with one in the perfect that tells of no one event: "has since bombed and invaded".

    So does "have launched many attacks, targeting ships".
    """
    if not trigger.specific or trigger.form not in {"past", "ing"}:
        return False
    start, _ = notes.sentence_of(trigger.first)
    general = [
        t
        for t in notes.triggers_in(start, trigger.first)
        if t.form == "past"
        and (not t.specific or _is_of_many(notes, t))
        and not _PERFECT.isdisjoint(notes.words[t.first - 2 : t.first])
    ]
    between = notes.words[general[-1].last : trigger.first] if general else []
    if trigger.form == "past":
        return between == ["and"]
    return bool(general) and _NEXT_CLAUSE.isdisjoint(between)


def _settled(notes: Notes, trigger: Trigger) -> Trigger:
    """Let "launched airstrikes" and "air strikes on Saturday" tell of an event, though "air strikes" alone do not."""
    trigger = raids.settled(notes, trigger)
    if _is_of_many(notes, trigger) or _goes_on_with_many(notes, trigger):
        return replace(trigger, specific=False)
    if trigger.form != "plural" or trigger.specific:
        return trigger
    start, end = notes.sentence_of(trigger.first)
    if _tallies(notes.words[start:end]) or "no" in notes.words[max(start, trigger.first - 2) : trigger.first]:
        return trigger
    dated = any(
        isinstance(m.value, DateRange) and _DAYS.search(m.value.phrase or "")
        for m in notes.marks_in(max(start, trigger.first - 12), min(end, trigger.last + 16), MentionKind.TIME)
    )
    if dated and (_GENERIC | _UNREAL).isdisjoint(notes.words[max(start, trigger.first - 4) : trigger.first]):
        return replace(trigger, specific=True)
    before = [
        t
        for t in notes.triggers_in(trigger.first - 4, trigger.first)
        if trigger.first - 4 <= t.first < trigger.first and t.specific and t.form in {"past", "base", "ing"}
    ]
    near = notes.words[max(0, trigger.first - 3) : trigger.first]
    if trigger.role == "attack" and near[-1:] == ["with"] and near[-2:-1] and near[-2] in ANSWERING:
        return replace(trigger, specific=True)  # "responded with air strikes"
    if not any(LIGHT_VERBS & set(notes.words[t.first : t.last]) for t in before) or _GENERIC & set(near):
        return trigger
    return replace(trigger, specific=True)
