"""Elsewhere: whether a place that a sentence names is one where nothing happened.

Somebody came from there or went there, lives, spoke or was treated there; a road leads to it; it is a government,
or only says whose something is. So it is read off the words beside the name.
"""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger
from nlp.place_cues import is_title_case
from nlp.place_words import AREAS, COMPASS, DWELLERS, HOSPITALS, LOCATIVES, ROADS, STRONG, TOWN_WORDS, UNITS, WATERS
from nlp.speakers import REPORTING, is_speaker
from nlp.voice import FUTURE
from store.model import MentionKind, Place, PlacePrecision

_WATERS = WATERS | {"bay"}
_ON_THE_WAY = AREAS | COMPASS | {"the", "of", "border", "port"}
HEADS = word_set("scenes", "heads")
_JOINING = word_set("elsewhere", "joining")
_BELONGING = word_set("elsewhere", "belonging")
_VESSELS = word_set("elsewhere", "vessels")
_OUTLETS = word_set("elsewhere", "outlets")
_STAYING = word_set("elsewhere", "staying")
_ORIGIN = word_set("elsewhere", "origin")
_GOING = word_set("elsewhere", "going")
_CARE = word_set("elsewhere", "care")
_BROUGHT = word_set("elsewhere", "brought")
_OFFICES = word_set("elsewhere", "offices")
_PARTIES = word_set("elsewhere", "parties")
_ALLIED = word_set("elsewhere", "allied")
_STANDING = word_set("elsewhere", "standing")
_SAYING = REPORTING | word_set("elsewhere", "saying")
# What stands between a place and one that it is measured from: "some 409 km to the north of".
_MEASURES = word_set("elsewhere", "measures") | UNITS
_PROVINCES = (["province"], ["state"], ["region"])
_DASHES = ([":"], ["-"], ["--"], ["—"])
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "one", "two", "three", "four"})
_CITY_OF = (["city", "of"], ["town", "of"], ["village", "of"])
_BASES = (["base"], ["bases"], ["headquarters"], ["stronghold"])
_LYING = frozenset({"is", "lies", "sits", "stands"})
_BEING = frozenset({"is", "are", "was", "were", "be"})
_ARMS = frozenset({"rockets", "missiles", "drones"})
_BROUGHT_TO = frozenset({"hospital", "city", "town"})
_SMALL = frozenset({"village", "town", "area", "hamlet"})
_BORDERS = frozenset({"border", "borders", "frontier", "boundary"})
_STOPS = frozenset({".", "!", "?", '"', "”"})  # what headlines do not end with
_JOINTS = frozenset({"and", ","})
_BLAMING = frozenset({"blamed", "blames", "blaming", "accused", "accuses", "accusing"})
_LAND = word_set("elsewhere", "land") | COMPASS | _BORDERS
_FIRMS = word_set("elsewhere", "firms")
_BODIES = word_set("elsewhere", "bodies")
_COURTS = frozenset({"court", "courtroom", "courthouse"})
TRYING = word_set("elsewhere", "trying")
_TRYING = TRYING | _COURTS
_HAPPENING = frozenset({"happened", "happening", "occurred", "place"})
_POLITICS = word_set("elsewhere", "politics")
_CRIES = frozenset({"forget", "remember", "avenge"})
_NEAR_BLAME = 5
"""Words from blaming to whom: "blamed his killing on Syria"."""

_NEAR_COURT = 5
"""Words from a trial to where it was."""

_INTERVIEWS = frozenset({"interview", "interviews", "interviewed", "briefing"})
_LONG_INTERVIEW = 16
"""Words from an interview to where it was."""

_LONG_NAME = 3
"""Words in capitals behind a place that belong to the name of a firm."""

_NEAR_VERB = 10
"""Words from a verb of attacking to what is hit, though a newspaper goes by the name."""

_ROAD_AWAY = 14
"""Words from a road to the places that it joins."""

_PEOPLE_NEAR = 2
"""Words from a country to who is from there: "New Zealand helicopter pilot"."""

_LONG_ASIDE = 8
"""Words from a place to how far from another it is."""


def is_where_nothing_happened(notes: Notes, mark: Mark, first: int, triggers: list[Trigger]) -> bool:
    """Return whether a clause that begins at ``first`` names a place, but not as that of the event of its triggers."""
    return (
        is_elsewhere(notes, mark)
        or is_home_of_somebody(notes, mark)
        or is_dateline(notes, mark)
        or is_measured_from(notes, mark, first)
        or any(test(notes, mark) for test in _NO_PLACES)
        or _is_ward(notes, mark, triggers)
        or _is_of_another_time(notes, mark, first)
    )


def is_where_it_may_be(notes: Notes, mark: Mark) -> bool:
    """Return whether a place that no event is told of directly may still be where one was."""
    if is_elsewhere(notes, mark) or is_home_of_somebody(notes, mark) or is_dateline(notes, mark):
        return False
    outside = notes.sentence_of(mark.first) == (mark.first, mark.first)
    put = notes.words[mark.first - 1 : mark.first] if mark.first else []
    located = put != [] and put[0] in STRONG | COMPASS | {",", "into", "throughout", "within"}
    return located and not outside and not any(test(notes, mark) for test in _NO_PLACES)


def is_elsewhere(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is not where it happened: somebody came from or went there, is based or spoke there."""
    return any(test(notes, mark) for test in _ELSEWHERE)


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


def _is_of_waters(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is only part of one of waters: "Gulf of Aden"."""
    return notes.words[mark.first - 1 : mark.first] == ["of"] and notes.words[mark.first - 2] in _WATERS


def _is_whose(notes: Notes, mark: Mark) -> bool:
    """Return whether a place only says whose something is: "a Cyprus-flagged tanker", "the Indonesia ship"."""
    after = notes.words[mark.last : mark.last + 2]
    if after[:1] == ["-"] and after[1:] and after[1] in _BELONGING:
        return True
    value = mark.value
    country = isinstance(value, Place) and value.precision is PlacePrecision.COUNTRY
    return country and bool(after) and after[0] in _VESSELS and notes.words[mark.first - 1 : mark.first] != ["in"]


def _is_joined_by_a_road(notes: Notes, mark: Mark) -> bool:
    """Return whether a road only leads to a place: "a highway that connects Lunda with", "the road from Aden to"."""
    begin = max(notes.sentence_of(mark.first)[0], mark.first - _ROAD_AWAY)
    end = mark.first
    while end > begin and notes.words[end - 1] in _ON_THE_WAY:
        end -= 1
    road = next((n for n in range(end - 1, begin - 1, -1) if notes.words[n] in ROADS), None)
    if road is None or notes.triggers_in(road, mark.first):
        return False
    between = notes.words[road:end]
    leads = between[-1] in {"to", "with", "and"} and bool({"from", "between", *_JOINING} & set(between))
    return leads or not _JOINING.isdisjoint(between[-4:])


def _is_origin(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is where something came from: "launched from", "fired from"."""
    near = range(max(0, mark.first - 4), mark.first)
    last = next((n for n in reversed(near) if notes.words[n] in LOCATIVES), None)
    if last is None or notes.words[last] != "from" or notes.triggers_in(last, mark.first):
        return False  # also "a missile launched from Yemen hit Eilat"
    if notes.words[mark.first - 1] == "from" and notes.words[mark.first - 2] in _BEING:
        return True  # "the attackers were from"
    return not (_ORIGIN | _ARMS).isdisjoint(notes.words[max(0, mark.first - 9) : mark.first])


def _is_destination(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody goes or is brought to a place: "on their way to", "airlifted to a hospital in"."""
    before = notes.words[max(0, mark.first - 7) : mark.first]
    towards = next((n for n in range(len(before) - 1, -1, -1) if before[n] in {"to", "for", "towards", "toward"}), None)
    if towards is None or len(before) - towards > 4:
        return False
    between = {w for w in before[towards + 1 :] if w.isalpha() and w not in LOCATIVES | {"the", "a", "an"}}
    return between <= _BROUGHT_TO and not _GOING.isdisjoint(before[max(0, towards - 3) : towards])


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
    """Return whether somebody speaks who is at the head of a place: "said the chief of Ndoro village"."""
    before, after = notes.words[max(0, mark.first - 6) : mark.first], notes.words[mark.last : mark.last + 8]
    if len(before) < 2 or before[-1] != "of" or before[-2] not in HEADS:
        return False
    if not REPORTING.isdisjoint(before):
        return True
    verb = next((n for n, word in enumerate(after, mark.last) if word in REPORTING), None)
    return verb is not None and not notes.triggers_in(mark.last, verb)


def _is_of_a_saying(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody spoke or met at a place: "said today in Caracas", "a news conference held in"."""
    if notes.words[mark.first - 1 : mark.first] not in (["in"], ["at"]):
        return False
    times = notes.marks_in(mark.first - 6, mark.first, MentionKind.TIME)
    told = next((m.first for m in times if mark.first - 2 <= m.last), mark.first - 1)
    return told > 0 and notes.words[told - 1] in _SAYING


def _is_ahead(notes: Notes, mark: Mark) -> bool:
    """Return whether something is yet to happen at a place: "will meet in Lima on Friday"."""
    start = max(notes.sentence_of(mark.first)[0], mark.first - 10)
    ahead = next((n for n in range(mark.first - 1, start, -1) if notes.words[n] in FUTURE), None)
    return ahead is not None and not notes.triggers_in(ahead, mark.first)


def _is_of_a_name(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only part of what a firm or body is called: "Lima Media", "the EU Mission in Lima"."""
    if notes.capitals or is_title_case(notes, mark.first):
        return False
    end = mark.last
    while end < mark.last + _LONG_NAME and notes.texts[end : end + 1] != [] and notes.texts[end][0].isupper():
        end += 1
    if not _FIRMS.isdisjoint(notes.words[mark.last : end]):
        return True
    body, joint = notes.texts[max(0, mark.first - 2) : mark.first - 1], notes.words[mark.first - 1]
    named = body != [] and body[0].istitle() and body[0].lower() in _BODIES and joint in {"in", "of", "for"}
    acronym = notes.texts[mark.last + 1 : mark.last + 2]
    short = notes.words[mark.last : mark.last + 1] == ["("] and len(acronym[0]) > 2 and acronym[0].isupper()
    return named or (short and joint in {"in", "of", "for"} and body != [] and body[0].istitle())


def _is_of_politics(notes: Notes, mark: Mark) -> bool:
    """Return whether a country is only where somebody has a say or a trade: "its role in Syria", "journalism in"."""
    value, before = mark.value, notes.words[max(0, mark.first - 2) : mark.first]
    country = isinstance(value, Place) and value.precision is PlacePrecision.COUNTRY
    return country and before[1:] in (["in"], ["of"]) and before[0] in _POLITICS


def _is_in_a_cry(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody only cried out a name: "Don't forget Aleppo!"."""
    return notes.words[mark.first - 1 : mark.first] != [] and notes.words[mark.first - 1] in _CRIES


def _is_of_an_interview(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody was asked at a place: "in interviews on Saturday in Ismailia"."""
    start = max(notes.sentence_of(mark.first)[0], mark.first - _LONG_INTERVIEW)
    asked = next((n for n in range(mark.first - 1, start, -1) if notes.words[n] in _INTERVIEWS), None)
    return asked is not None and not notes.triggers_in(asked, mark.first)


def _is_of_a_trial(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody was only tried at a place: "her trial in Lima", "was sentenced by a court in"."""
    if notes.words[mark.first - 1] not in {"in", "at"}:
        return False
    start = max(notes.sentence_of(mark.first)[0], mark.first - _NEAR_COURT)
    told = next((n for n in range(mark.first - 1, start - 1, -1) if notes.words[n] in _TRYING), None)
    if told is None or notes.triggers_in(told, mark.first) or _HAPPENING & {*notes.words[told : mark.first]}:
        return False
    # "went off at a court in": where something happens to the court itself
    return told == start or notes.words[told] not in _COURTS or STRONG.isdisjoint(notes.words[max(0, told - 3) : told])


_ELSEWHERE = (
    _is_where_somebody_stays,
    _is_of_a_base,
    _is_of_an_outlet,
    _is_of_waters,
    _is_whose,
    _is_joined_by_a_road,
    _is_origin,
    _is_destination,
    _is_of_a_hospital,
    _is_of_an_office,
    _is_of_who_speaks,
    _is_of_a_saying,
    _is_of_a_trial,
    _is_of_an_interview,
    _is_of_a_name,
    _is_of_politics,
    _is_in_a_cry,
    _is_ahead,
)


def is_home_of_somebody(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is where a person comes from: "Doe, 31, of Raytown", "a Raytown man", "a mother from"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    if mark.kind is not MentionKind.PLACE:
        return False
    if after and after[0] in DWELLERS and before[-1:] != ["in"]:
        return True
    if len(before) < 2 or before[1] not in {"of", "from"}:
        return _is_around_a_home(notes, mark)
    if any(m.last == mark.first - 1 for m in notes.marks_in(mark.first - 8, mark.first, MentionKind.PERSON)):
        return True
    if before[1] == "from" and any(
        n.person and n.last == mark.first - 1 for n in notes.nouns_in(mark.first - 4, mark.first)
    ):
        return True  # "nine miners from Dera Ghazi Khan were shot dead in"
    return before[0] == "," or before[0].isdigit() or before[0] in DWELLERS


def _is_around_a_home(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is only told with where somebody is from: "from Rajanpur district in Punjab"."""
    start = notes.sentence_of(mark.first)[0]
    inner = next((m for m in reversed(notes.marks_in(start, mark.first)) if m.kind is MentionKind.PLACE), None)
    if inner is None or notes.words[mark.first - 1] not in {"in", "of", ","} or mark.first - inner.last > 4:
        return False
    between = {*notes.words[inner.last : mark.first]}
    if {",", "in"} <= between:
        return False  # "residents of Zurmi, in Ndoro village": a comma ends who they were
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
        notes.words[start] in _MEASURES or notes.words[start].isdigit() or notes.words[start] == ")" or aside
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


def _is_nationality(notes: Notes, mark: Mark) -> bool:
    """Return whether a country only says where somebody is from: "its New Zealand pilot", "a Sri Lanka policeman"."""
    value, before = mark.value, notes.words[mark.first - 1 : mark.first]
    if not isinstance(value, Place) or value.precision is not PlacePrecision.COUNTRY or before[0:1] == ["in"]:
        return False
    if not any(n.person for n in notes.nouns_in(mark.last, mark.last + _PEOPLE_NEAR)):
        return False
    return bool(before) and (before[0] in _DETERMINERS or bool(notes.triggers_in(mark.first - 2, mark.first)))


def _is_owner(notes: Notes, mark: Mark) -> bool:
    """Return whether a capital or country only owns something: "two of Washington's warships", "bordering with"."""
    begin = _start_of_list(notes, mark)
    before = notes.words[max(0, begin - 2) : begin]
    if len(before) > 1 and before[0] in _BORDERS and before[1] == "with":
        return True
    return notes.words[mark.last : mark.last + 1] == ["'s"] and before[-1:] == ["of"]


def _start_of_list(notes: Notes, mark: Mark) -> int:
    """Return where the list of names begins that a place ends: "the border with Niger and Chad"."""
    begin = mark.first
    while notes.words[begin - 1] in _JOINTS:
        joint = begin - 1 - (notes.words[begin - 2 : begin] == [",", "and"])
        one = next((m for m in notes.marks_in(joint - 4, joint, MentionKind.PLACE) if m.last == joint), None)
        if one is None:
            break
        begin = one.first
    return begin


def _is_allied_with(notes: Notes, mark: Mark) -> bool:
    """Return whether a place is a government that somebody sides with: "a faction close to Tehran", "loyal to".

    "A rocket close to the airport" is not about politics.
    """
    before = notes.words[max(0, mark.first - 3) : mark.first]
    close = before[1:] == ["close", "to"] and before[0] in _PARTIES
    return close or (before[-1:] == ["to"] and not _ALLIED.isdisjoint(before))


def _is_government(notes: Notes, mark: Mark) -> bool:
    """Return whether a place stands for who governs it: "Baghdad denied", "Iraq's army"; not "near Mali's border"."""
    if is_speaker(notes, mark):
        return True
    value, after = mark.value, notes.words[mark.last : mark.last + 2]
    before = notes.words[max(0, mark.first - 2) : mark.first]
    blamed = notes.words[max(0, mark.first - _NEAR_BLAME) : mark.first]
    if before[-1:] != [] and (before[-1] in _BLAMING or (before[-1] == "on" and not _BLAMING.isdisjoint(blamed))):
        return True  # "blamed his killing on Syria"
    inside = before[-1:] != [] and (before[-1] in STRONG or before in _CITY_OF)
    if isinstance(value, Place) and value.precision is PlacePrecision.COUNTRY and after[:1] in (["'s"], ["'"]):
        land = not _LAND.isdisjoint(notes.words[mark.last + 1 : mark.last + 3])
        return not (inside and land and notes.words[notes.sentence_of(mark.first)[1] - 1] in _STOPS)
    last = mark.last
    while notes.words[last : last + 1] == ["and"] and (others := notes.marks_in(last + 1, last + 2, MentionKind.PLACE)):
        last = others[0].last  # "Qatar and Kuwait also denounced"
    verb = notes.words[last : last + 2]
    return bool(verb) and verb[verb[0] == "also" and len(verb) > 1] in _STANDING and not inside


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
    if comma is None or notes.words[comma + 1] not in {"before", "after"} or notes.words[mark.last] != ",":
        return False
    return any(t.form in {"noun", "plural"} for t in notes.triggers_in(comma + 1, mark.first))


_NO_PLACES = (_is_allied_with, _is_government, _is_owner, _is_nationality)
