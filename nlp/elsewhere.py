"""Elsewhere: whether a place that a sentence names is one where nothing happened.

Somebody came from there or went there, lives, spoke or was treated there; a road leads to it; or its name stands for
something else (``nlp.metonyms``). So it is read off the words beside the name.
"""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.metonyms import first_of_list, is_only_named, stands_for_people
from nlp.notes import Mark, Notes, Trigger
from nlp.phrases import ARTICLES
from nlp.place_words import AREAS, COMPASS, DWELLERS, HOSPITALS, MEASURES, STATES, STRONG, TOWN_WORDS, UNITS
from nlp.routes import is_bordered_on, is_destination, is_joined_by_a_road, is_on_a_journey, is_on_a_line, is_origin
from nlp.speakers import REPORTING
from nlp.voice import FUTURE
from store.model import MentionKind

HEADS = word_set("scenes", "heads")
_OUTLETS = word_set("elsewhere", "outlets")
_STAYING = word_set("elsewhere", "staying")
_CARE = word_set("elsewhere", "care")
_BROUGHT = word_set("elsewhere", "brought")
_OFFICES = word_set("elsewhere", "offices")
_SAYING = REPORTING | word_set("elsewhere", "saying")
_PROVINCES = (["province"], ["state"], ["region"])
_PARTS_OF_STATES = STATES | TOWN_WORDS | {"district"}
_LEADING_TO_PARTS = _PARTS_OF_STATES | COMPASS | {"the", "nearby", "neighbouring", "neighboring", "of"}
_DASHES = ([":"], ["-"], ["--"], ["—"])
_BASES = (["base"], ["bases"], ["headquarters"], ["stronghold"])
_LOCATING = STRONG | COMPASS | {",", "into", "throughout", "within"}
_LYING = frozenset({"is", "lies", "sits", "stands"})
_FORCES = (["sheriff"], ["police"])
_SMALL = frozenset({"village", "town", "area", "hamlet"})
_COURTS = frozenset({"court", "courtroom", "courthouse"})
TRYING = word_set("elsewhere", "trying")
_TRYING = TRYING | _COURTS
_HAPPENING = frozenset({"happened", "happening", "occurred", "place"})

_ATTACHING = frozenset({"on", "against", "at", "outside", "inside", "near"})

_TO_SPEAKER = 8  # words, with rank and name
_NEAR_COURT = 5
"""Words from a trial to where it was."""

_INTERVIEWS = frozenset({"interview", "interviews", "interviewed", "briefing", "sidelines"})
_AHEAD = frozenset({"set", "due", "expected", "planned"})
_VISITS = word_set("elsewhere", "visits")
_LONG_VISIT = 4
"""Words from "for" to what somebody is at a place for."""
_REPORTED = frozenset({"reported", "reporting"})
_LONG_AHEAD = 10
"""Words from "will" to where something is yet to happen."""

_LONG_INTERVIEW = 16
"""Words from an interview to where it was."""


_NEAR_VERB = 10
"""Words from a verb of attacking to what is hit, though a newspaper goes by the name."""

_LONG_ASIDE = 8
"""Words from a place to how far from another it is."""


def is_where_nothing_happened(notes: Notes, mark: Mark, first: int, triggers: list[Trigger]) -> bool:
    """Return whether a clause that begins at ``first`` names a place, but not as that of the event of its triggers."""
    return (
        is_elsewhere(notes, mark)
        or is_home_of_somebody(notes, mark)
        or is_dateline(notes, mark)
        or is_measured_from(notes, mark, first)
        or stands_for_people(notes, mark)
        or _is_ward(notes, mark, triggers)
        or _is_of_another_time(notes, mark, first)
    )


def is_where_it_may_be(notes: Notes, mark: Mark) -> bool:
    """Return whether a place that no event is told of directly may still be where one was."""
    if is_elsewhere(notes, mark) or is_home_of_somebody(notes, mark) or is_dateline(notes, mark):
        return False
    outside = notes.sentence_of(mark.first) == (mark.first, mark.first)
    put = notes.words[mark.first - 1 : mark.first] if mark.first else []
    located = put != [] and put[0] in _LOCATING
    return located and not outside and not stands_for_people(notes, mark)


def is_elsewhere(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is not where it happened: somebody came from or went there, is based or spoke there."""
    return any(test(notes, mark) for test in _ELSEWHERE) or is_only_named(notes, mark)


def _is_where_somebody_stays(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody is only based, hiding or deployed at a place."""
    return not _STAYING.isdisjoint(_what_leads_to(notes, mark))


def _what_leads_to(notes: Notes, mark: Mark) -> list[str]:
    """Return the words before a place, without those of a verb of dying: "lost their lives in"."""
    start = max(0, mark.first - 5)
    dying = next(
        (t for t in notes.triggers_in(start - 3, mark.first) if "lives" in notes.words[t.first : t.last]), None
    )
    begin = max(start, dying.last if dying else 0)
    return [notes.words[n] for n in range(begin, mark.first) if notes.words[n - 1 : n] != ["-"]]  # "a Paris-based firm"


def _is_of_a_base(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is where those who acted have their base: "from its headquarters in"."""
    before = notes.words[max(0, mark.first - 3) : mark.first]
    return before[-1:] == ["in"] and before[-2:-1] in _BASES and before[0] in {"its", "their"}


def _is_of_an_outlet(notes: Notes, mark: Mark) -> bool:
    """Return whether only a newspaper or its man is at a place, and was not attacked: "a newspaper in Oslo said"."""
    if _OUTLETS.isdisjoint(notes.words[max(0, mark.first - 2) : mark.first]):
        return False
    return not any(
        t.role == "attack" and t.form == "past" for t in notes.triggers_in(mark.first - _NEAR_VERB, mark.first)
    )


def _is_of_a_hospital(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only that of the hospital: "died at a medical center in"."""
    start = max(notes.sentence_of(mark.first)[0], mark.first - 14)
    told = [t.last for t in notes.triggers_in(mark.first - 8, mark.first) if t.role == "attack" and t.form == "noun"]
    if told and _CARE.isdisjoint(notes.words[told[-1] : mark.first]):
        return False  # "was rushed to hospital after a bomb attack in"
    before = notes.words[start : mark.first]
    return bool(_CARE & set(before[-8:])) and bool(_BROUGHT & set(before))


def _is_of_an_office(notes: Notes, mark: Mark) -> bool:
    """Return whether a place belongs to somebody's title: "archbishop of San Salvador", "ambassador to Spain"."""
    before = notes.words[max(0, mark.first - 7) : mark.first]
    if len(before) > 1 and before[-1] == "of" and before[-2] in TOWN_WORDS:
        before = before[:-2]  # "a deputy for the nearby town of"
    while before and before[-1] in {"the", "nearby"}:
        before.pop()
    return len(before) > 1 and before[-1] in {"of", "to", "in", "for"} and before[-2] in _OFFICES


def _is_of_who_speaks(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody speaks who is of a place: "said the chief of Ndoro village", "of Ndoro Police"."""
    before, after = notes.words[max(0, mark.first - 6) : mark.first], notes.words[mark.last : mark.last + 8]
    start = max(0, mark.first - _TO_SPEAKER)
    said = not REPORTING.isdisjoint(notes.words[start : mark.first]) and not notes.triggers_in(start, mark.first)
    if after[:1] in _FORCES and said:
        return True
    if len(before) < 2 or before[-1] != "of" or before[-2] not in HEADS:
        return False
    if not REPORTING.isdisjoint(before):
        return True
    verb = next((n for n, word in enumerate(after, mark.last) if word in REPORTING), None)
    return verb is not None and not notes.triggers_in(mark.last, verb)


def _is_of_a_saying(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody spoke or met at a place: "said today in Caracas", "a news conference held in"."""
    if notes.words[mark.first - 1] == "from" and notes.words[mark.first - 2] in _REPORTED:
        return True  # "the agency reported from Lima"
    if notes.words[mark.first - 1 : mark.first] not in (["in"], ["at"]):
        return False
    times = notes.marks_in(mark.first - 6, mark.first, MentionKind.TIME)
    told = next((m.first for m in times if mark.first - 2 <= m.last), mark.first - 1)
    return told > 0 and notes.words[told - 1] in _SAYING


def _is_ahead(notes: Notes, mark: Mark) -> bool:
    """Return whether something is yet to happen at a place: "will meet in Lima on Friday", "talks set to resume in"."""
    if _is_told_before(notes, mark, FUTURE, _LONG_AHEAD):
        return True
    start = max(notes.sentence_of(mark.first)[0], mark.first - _LONG_AHEAD)
    near = range(mark.first - 2, start, -1)
    told = next((n for n in near if notes.words[n] in _AHEAD and notes.words[n + 1] == "to"), None)
    return told is not None and not notes.triggers_in(told, mark.first)


def _is_of_a_visit(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody is at a place for what is no event: "who was in Lima for a summit"."""
    behind = notes.words[mark.last : mark.last + _LONG_VISIT + 1]
    return (
        behind[:1] == ["for"] and not _VISITS.isdisjoint(behind) and not notes.triggers_in(mark.first - 4, mark.first)
    )


def _is_of_an_interview(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody was asked at a place: "in interviews on Saturday in Ismailia"."""
    return _is_told_before(notes, mark, _INTERVIEWS, _LONG_INTERVIEW)


def _is_told_before(notes: Notes, mark: Mark, words: frozenset[str], reach: int) -> bool:
    """Return whether one of some words stands before a place in its sentence, with no event between them."""
    start = max(notes.sentence_of(mark.first)[0], mark.first - reach)
    told = next((n for n in range(mark.first - 1, start, -1) if notes.words[n] in words), None)
    return told is not None and not notes.triggers_in(told, mark.first)


def _is_of_a_trial(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody was only tried at a place: "her trial in Lima", "was sentenced by a court in"."""
    if notes.words[mark.first - 1] not in {"in", "at"}:
        return False
    start = max(notes.sentence_of(mark.first)[0], mark.first - _NEAR_COURT)
    told = next((n for n in range(mark.first - 1, start - 1, -1) if notes.words[n] in _TRYING), None)
    if told is None or notes.triggers_in(told, mark.first) or _HAPPENING & {*notes.words[told : mark.first]}:
        return False
    if notes.words[told] in _COURTS and notes.words[told - 1] in ARTICLES and _is_attacked(notes, told - 1):
        return False  # "an attack on a courthouse in"
    # "went off at a court in": where something happens to the court itself
    return told == start or notes.words[told] not in _COURTS or STRONG.isdisjoint(notes.words[max(0, told - 3) : told])


def _is_attacked(notes: Notes, first: int) -> bool:
    """Return whether the words before a site tell of an attack on it: "stormed", "an attack on", "a blast outside"."""
    joined = notes.words[first - 1] in _ATTACHING
    return any(t.role == "attack" and t.last in {first, first - joined} for t in notes.triggers_in(first - 5, first))


_ELSEWHERE = (
    _is_where_somebody_stays,
    _is_of_a_base,
    _is_of_an_outlet,
    is_joined_by_a_road,
    is_on_a_line,
    is_origin,
    is_destination,
    is_on_a_journey,
    is_bordered_on,
    _is_of_a_hospital,
    _is_of_an_office,
    _is_of_who_speaks,
    _is_of_a_saying,
    _is_of_a_trial,
    _is_of_a_visit,
    _is_of_an_interview,
    _is_ahead,
)


def is_home_of_somebody(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is where a person comes from: "Doe, 31, of Raytown", "a Raytown man", "a mother from"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    if mark.kind is not MentionKind.PLACE:
        return False
    if (listed := first_of_list(notes, mark)) is not mark:
        return is_home_of_somebody(notes, listed)  # "tourists from Poland, Germany and Spain"
    if after and after[0] in DWELLERS and before[-1:] != ["in"]:
        return True
    if len(before) < 2 or before[1] not in {"of", "from"}:
        return _is_around_a_home(notes, mark)
    if before[1] == "of" and before[0] in _PARTS_OF_STATES:
        return _is_from_part(notes, mark)
    if any(m.last == mark.first - 1 for m in notes.marks_in(mark.first - 8, mark.first, MentionKind.PERSON)):
        return True
    if before[1] == "from" and any(
        n.person and n.last == mark.first - 1 for n in notes.nouns_in(mark.first - 4, mark.first)
    ):
        return True  # "nine miners from Dera Ghazi Khan were shot dead in"
    return before[0] == "," or before[0].isdigit() or before[0] in DWELLERS


def _is_from_part(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody is from a place that is told by its kind: "workers from the eastern state of"."""
    start = mark.first - 2
    while start > 0 and notes.words[start] in _LEADING_TO_PARTS:
        start -= 1
    return notes.words[start] == "from" and any(
        n.person and n.last == start for n in notes.nouns_in(max(0, start - 3), start)
    )


def _is_around_a_home(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only told with where somebody is from: "from Rajanpur district in Punjab"."""
    start = notes.sentence_of(mark.first)[0]
    inner = next((m for m in reversed(notes.marks_in(start, mark.first)) if m.kind is MentionKind.PLACE), None)
    if inner is None or notes.words[mark.first - 1] not in {"in", "of", ","} or mark.first - inner.last > 4:
        return False
    between = {*notes.words[inner.last : mark.first]}
    if {",", "in"} <= between:
        return False  # "residents of Zurmi, in Ndoro village": a comma ends who they were
    if "in" in between and not STATES.isdisjoint(notes.words[inner.first - 2 : inner.first]):
        return False  # "shot workers from the state of Jigawa in Ndoro": no state lies in a town
    return between <= AREAS | {"in", "of", ",", "the"} and is_home_of_somebody(notes, inner)


def is_dateline(notes: Notes, mark: Mark) -> bool:
    """Return whether a name that opens a sentence only says where somebody writes: "Lima: At least", "Maputo -"."""
    first = notes.sentence_of(mark.first)[0]
    if mark.first != first and notes.words[first : mark.first] != ["the"]:  # "THE HAGUE - Dutch police"
        return False
    last = mark.last + (notes.words[mark.last : mark.last + 1] in _PROVINCES)
    return notes.words[last : last + 1] in _DASHES


def is_measured_from(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether a place only says where one told right before it is: "in Huaraz, 409 km north of Lima"."""
    start = mark.first - 1
    aside = False  # "about 50 km (30 miles) south of"
    while start > first and (
        notes.words[start] in MEASURES or notes.words[start].isdigit() or notes.words[start] == ")" or aside
    ):
        aside = (aside or notes.words[start] == ")") and notes.words[start] != "("
        start -= 1
    measured = any(w in UNITS for w in notes.words[start : mark.first])
    if measured and notes.words[start] in _LYING and notes.words[start - 1] in {"which", "that"}:
        return True  # "the airbase, which is 160 km west of"
    near = notes.marks_in(max(first, start - 10), start + 1, MentionKind.PLACE, MentionKind.FACILITY)
    between = notes.words[near[-1].last : start + 1] if near else []
    close = bool(near) and (not between or between[-1] in _SMALL or between[-1] in {",", "("})
    return measured and close and len(between) <= _LONG_ASIDE and "and" not in between


def _is_ward(notes: Notes, mark: Mark, triggers: list[Trigger]) -> bool:
    """Return whether a place is the hospital, or of its name, where somebody lay or died ("died at Mercy Hospital")."""
    following = notes.words[mark.first : mark.last + 6]
    stop = next((n for n, word in enumerate(following) if word in {".", ",", ";", "where", "after"}), len(following))
    if HOSPITALS.isdisjoint(following[: max(stop, mark.last - mark.first)]):
        return False
    before = [t for t in triggers if t.last <= mark.first]
    return bool(before) and before[-1].role == "harm" and mark.first - before[-1].last <= 12


def _is_of_another_time(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether an aside only says what came before or after: "On Monday, before the attack in Ndoro, rebels"."""
    comma = next((n for n in range(mark.first - 1, first, -1) if notes.words[n] == ","), None)
    after = notes.words[mark.last : mark.last + 1]
    if comma is None or notes.words[comma + 1] not in {"before", "after"} or after != [","]:
        return False
    return any(t.is_noun for t in notes.triggers_in(comma + 1, mark.first))
