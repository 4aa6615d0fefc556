"""Where an event was more exactly than its first words say: the town, village or site that a story goes on to name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from nlp import likeness_of_reports as alike
from nlp.elsewhere import HEADS, is_dateline, is_elsewhere, is_home_of_somebody, is_measured_from
from nlp.gazetteer import key_of
from nlp.later_times import CALLED
from nlp.lexicons import fold, word_set
from nlp.notes import Mark, Notes, Report, Story
from nlp.person_words import GUNMEN
from nlp.place_cues import is_put_behind, is_told_to_be_town
from nlp.place_words import ENTERED, PARTS_OF_TOWNS, PREFIXES, TOWN_WORDS, VILLAGES
from nlp.places import capital_of, is_city, is_dense
from nlp.site_names import OWNING
from nlp.speakers import REPORTING
from store.model import DateRange, MentionKind, Place, PlacePrecision

LEAD = 6
"""Sentences after the first of a story in which it may still be told where it was."""
_INSIDE = frozenset({"in", "near", "outside"})
_KINDS = frozenset({"village", "hamlet", "town", "island", "community", "settlement"})
_AREA_AWAY = 5  # words
_AFTERWARDS = 30  # words
_FURTHER = 60  # words behind the last report of a story
_OPENING = 3  # paragraphs that tell of what a headline tells
_NEAR_NOUN = 8  # words
_BESIDE_NOUN = 4  # words
_IT = frozenset({"it", "this", "that"})
_HAPPENED = frozenset({"happened", "occurred", "took"})
_INCIDENTS = word_set("scenes", "incidents")
_DWELLERS = frozenset({"resident", "residents", "villager", "villagers"})
_UNNAMED = frozenset({"village", "hamlet", "community", "settlement"})
_ARRIVING = word_set("scenes", "arriving")
_ATTACKERS = GUNMEN | {"they"}
_OTHERS = frozenset({"nearby", "neighbouring", "neighboring", "another", "other"})
_RESPONDING = frozenset({"called", "responded", "dispatched", "rushed", "summoned", "alerted", "deployed"})
_SITES = word_set("scenes", "sites")
_KNOWN = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})


def finer_place(
    notes: Notes, story: Story, place: Place, marks: list[Mark], told: Mark | None
) -> tuple[Mark, Place] | None:
    """Return the place inside the one told of a story that its next sentences name, with the words for it.

    ``told`` is the mark of the place.
    """
    return (
        _town(notes, story, place, marks, told)
        or _site(notes, story, place, marks)
        or _village(notes, story, place, marks, told)
    )


def _town(notes: Notes, story: Story, place: Place, marks: list[Mark], told: Mark | None) -> tuple[Mark, Place] | None:
    """Return the town that the next sentences name in the county or state told of: "were called to a house in"."""
    coarse = place.precision is PlacePrecision.DISTRICT or (place.admin1 or "") == place.canonical
    if not coarse:
        return None
    few = not is_dense(place.country or "")  # where few towns are known, one that is must be near
    start, number = story.reports[0].first, story.reports[0].sentence
    stop = notes.sentences[min(number + LEAD, len(notes.sentences) - 1)][1]
    for mark in marks:
        value = mark.value
        if not start <= mark.first < stop or not isinstance(value, Place) or mark.kind is not MentionKind.PLACE:
            continue
        if not _is_inside(notes, mark) or is_elsewhere(notes, mark) or is_home_of_somebody(notes, mark):
            continue
        first, last = notes.sentence_of(mark.first)
        scene = notes.triggers_in(first, last) or not CALLED.isdisjoint(notes.words[first:last])
        inside = value.country in {None, place.country} and value.admin1 in {None, place.admin1}
        if few and told is not None and place.precision is PlacePrecision.DISTRICT and mark.first < told.first:
            continue  # the city of the headline is no part of the district
        if few and not (alike.near_by(value, place) and notes.triggers_in(first, last)):
            continue
        if _is_of_another(notes, mark, story, told):
            continue
        if scene and inside and (alike.fineness(value) < alike.fineness(place) or value.precision is None):
            town = replace(value, country=place.country, admin1=value.admin1 or place.admin1)
            return mark, town
    return None


def _is_inside(notes: Notes, mark: Mark) -> bool:
    """Return whether the words before a name put something there: "in", "near", "in the municipality of"."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return before[-1:] != [] and (before[-1] in _INSIDE or (before[-1] == "of" and before[0] in TOWN_WORDS))


def _village(
    notes: Notes, story: Story, place: Place, marks: list[Mark], told: Mark | None
) -> tuple[Mark, Place] | None:
    """Return the village, or in a province the town, that a story goes on to name abroad."""
    wide = alike.fineness(place) > 1
    if place.precision is None or place.facility is not None or place.country == "US":
        return None
    if not wide and place.precision not in _KNOWN:
        return None
    reports = [r for r in story.reports if r.role != "claim"]
    start, stop = reports[0].first, max(r.last for r in reports) + _FURTHER
    begin, end = (bisect_left(marks, token, key=lambda m: m.first) for token in (start, stop))
    best: tuple[int, Mark, Place] | None = None
    for mark in marks[begin:end]:
        value = mark.value
        if not isinstance(value, Place) or mark.kind is not MentionKind.PLACE or _is_same(value, place):
            continue
        before = notes.words[max(0, mark.first - 3) : mark.first]
        if _OTHERS & set(before) or (before[-1:] == ["of"] and HEADS & set(before[-2:])):
            continue  # "went on to the nearby village of", "the chief of"
        if is_elsewhere(notes, mark) or is_dateline(notes, mark):
            continue
        witness = wide and _is_of_a_witness(notes, mark) and _leaves_unnamed(notes, reports)
        if is_home_of_somebody(notes, mark) and not witness:
            continue
        area = _is_area_of(notes, mark, place)
        if not (area or wide) and place.canonical is None:
            continue  # a village that no gazetteer knows is fine enough
        rank = 0 if area or witness else _rank(notes, mark, value, place, told, wide=wide)
        if rank is None or (best is not None and best[0] <= rank) or not _can_be_in(value, place, wide=wide):
            continue
        if _is_of_another(notes, mark, story, told) or not (area or _tells_where(notes, mark, story, reports, rank)):
            continue
        best = rank, mark, _completed(value, place)
    return None if best is None else best[1:]


def _rank(notes: Notes, mark: Mark, value: Place, place: Place, told: Mark | None, *, wide: bool) -> int | None:
    """Return 0 for a village or quarter, 1 for a town or small area, 2 for a district; None for what is none."""
    if value.precision in {PlacePrecision.ADMIN1, PlacePrecision.COUNTRY}:
        return None
    known = value.canonical is not None and not wide
    if (kind := _village_rank(notes, mark)) is not None and not known:
        return kind
    if is_measured_from(notes, mark, notes.sentence_of(mark.first)[0]):
        return None
    quarter = notes.words[mark.last : mark.last + 1]
    called = bool(quarter) and quarter[0] in PARTS_OF_TOWNS and not notes.capitals
    if called and (value.canonical is None or mark.key == "neighbourhood"):
        return None if told is not None and _is_around(notes, mark, told) else 0
    if value.canonical is None and is_put_behind(notes, mark.first):
        return 0
    if known:
        part = _is_part(notes, mark, value, place) and not (told is not None and _is_around(notes, mark, told))
        return 0 if part else None
    if value.canonical is None and value.precision is None:
        return 1 if _happened_at(notes, mark) and not is_dense(place.country or "") else None
    if value.canonical is not None and value.country and value.latitude == _latitude_of_capital(value.country):
        return None  # a capital is told of beside every province of its country
    if not wide or not (_is_inside(notes, mark) or notes.words[mark.first - 1] in ENTERED):
        return None
    return {PlacePrecision.EXACT: 1, PlacePrecision.NEAR: 1, PlacePrecision.DISTRICT: 2}.get(
        value.precision or PlacePrecision.COUNTRY
    )


def _is_part(notes: Notes, mark: Mark, value: Place, place: Place) -> bool:
    """Return whether a known name is that of a part of the town told: "in the Jaffa area", "the attack in Sadr City".

    A quarter is called so, or is where the event itself is said to have been.
    """
    if place.precision not in {PlacePrecision.EXACT, PlacePrecision.NEAR} or value.precision not in _KNOWN:
        return False
    after = notes.words[mark.last : mark.last + 1]
    called = after != [] and (after[0] in PARTS_OF_TOWNS or (after[0] == "district" and is_city(place)))
    told = called or (mark.key == "neighbourhood" and _happened_at(notes, mark))
    return told and not notes.capitals and alike.within_a_town(value, place)


def _is_around(notes: Notes, mark: Mark, told: Mark) -> bool:
    """Return whether the place told is said to be in an area: "in Guna district, in the Rofi area of"."""
    between = notes.words[told.last : mark.first]
    return 0 < len(between) <= _AREA_AWAY and not {"in", "of"}.isdisjoint(between)


def _latitude_of_capital(country: str) -> float | None:
    capital = capital_of(country)
    return None if capital is None else capital.latitude


def _village_rank(notes: Notes, mark: Mark) -> int | None:
    """Return 0 where a name is said to be that of a village, 1 where it is of a small area; else None.

    "The village of", "Ndoro village", "Barangay Tugas", "Alama, a remote village"; "Nawa district".
    """
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    of_village = before[1:] == ["of"] and before[0].removesuffix("s") in _KINDS
    if of_village or PREFIXES & {*before[-1:], notes.words[mark.first]} or is_told_to_be_town(notes, mark.last):
        return 0
    if not after or after[0] not in VILLAGES:
        return None
    return 0 if after[0] in _KINDS else 1


def _is_same(value: Place, place: Place) -> bool:
    return key_of(value.name or "") == key_of(place.name or "") or (
        value.canonical is not None and value.canonical == place.canonical
    )


def _can_be_in(value: Place, place: Place, *, wide: bool) -> bool:
    """Return whether nothing known of a place says that it is not in, or at, another one."""
    if value.country not in {None, place.country}:
        return False
    one, other = ({*key_of(p.admin1 or "").split()} for p in (value, place))
    if one and other and not (one <= other or other <= one):  # the region of Papua has a province of Central Papua
        return False
    if value.latitude is None or place.latitude is None:
        return wide or value.canonical is None
    return alike.near_by(value, place)


def _completed(value: Place, place: Place) -> Place:
    """Return a place with what is known of the one it is in: a village is near the point of its town or district."""
    value = replace(value, country=place.country, admin1=value.admin1 or place.admin1)
    if value.latitude is not None or place.latitude is None or place.precision is PlacePrecision.ADMIN1:
        return value
    return replace(value, latitude=place.latitude, longitude=place.longitude, precision=PlacePrecision.NEAR)


def _tells_where(notes: Notes, mark: Mark, story: Story, told: list[Report], rank: int) -> bool:
    """Return whether a name stands in a sentence of a story, or soon after in one that says where it was.

    It may also tell on in the same hours: "flagged down the lorries in Barangay Palaca at 6 a.m. Sunday".
    """
    sentence = notes.sentence_of(mark.first)
    if any(notes.sentence_of(r.first) == sentence for r in told):
        return True
    if _happened(notes, sentence, told) or (_happened_at(notes, mark) and _is_soon(sentence, told)):
        return True
    words = notes.words[sentence[0] : sentence[1]]
    # "a village in Borno state", and then its name; "They arrived in the village of"
    coming = not (_ARRIVING.isdisjoint(words) or _ATTACKERS.isdisjoint(words))
    soon = rank == 0 and _is_soon(sentence, told)
    if soon and _came_there(words):
        return True  # "police were called to a mall in the Songjiang district"
    untimed = soon and not notes.marks_in(*sentence, MentionKind.TIME)
    if untimed and (coming or _leaves_unnamed(notes, told)):
        return True
    date = story.incident.date
    times = [m.value for m in notes.marks_in(*sentence, MentionKind.TIME) if isinstance(m.value, DateRange)]
    same = bool(times) and all(alike.same_days(value, date) for value in times)
    return rank == 0 and same and date.phrase is not None and _is_soon(sentence, told)


def _came_there(words: list[str]) -> bool:
    """Return whether a sentence tells of those who were called to the scene."""
    return any(word in _RESPONDING and words[n + 1 : n + 2] == ["to"] for n, word in enumerate(words))


def _is_of_another(notes: Notes, mark: Mark, story: Story, told: Mark | None) -> bool:
    """Return whether a name stands in a sentence that tells of another event, and not of that of a story.

    The opening of a text is about the place that its headline tells.
    """
    begin, end = (bisect_left(notes.reports, token, key=lambda r: r.first) for token in notes.sentence_of(mark.first))
    inside = notes.reports[begin:end]
    mine = any(r is own for r in inside for own in story.reports)
    if story.reports[0].headline and told is not None and told.first < story.reports[0].last:
        return any(r.paragraph > _OPENING for r in inside) and not (mine and _happened_at(notes, mark))
    return not mine and any(r.firm for r in inside)


def _happened(notes: Notes, sentence: tuple[int, int], told: list[Report]) -> bool:
    """Return whether a sentence soon after a report goes on with where it was: "It happened in the village of"."""
    words = notes.words[slice(*sentence)]
    return _is_soon(sentence, told) and words[:1] != [] and words[0] in _IT and not _HAPPENED.isdisjoint(words[1:4])


def _leaves_unnamed(notes: Notes, told: list[Report]) -> bool:
    """Return whether a story speaks of a village without its name: "an attack on a remote village in Yobe state"."""
    for report in told:
        words = notes.words[report.first : report.last]
        for n, word in enumerate(words):
            if word in _UNNAMED and not {"a", "an", "one"}.isdisjoint(words[max(0, n - 3) : n]):
                return not _is_soon_named(notes, report.first + n)
    return False


def _is_soon_named(notes: Notes, at: int) -> bool:
    return notes.words[at + 1 : at + 2] in (["of"], ["called"], ["named"])


def _is_of_a_witness(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody tells of it who lives there: "a resident of Gujbo said", "Gujbo residents said"."""
    beside = {*notes.words[max(0, mark.first - 2) : mark.first], *notes.words[mark.last : mark.last + 2]}
    words = notes.words[slice(*notes.sentence_of(mark.first))]
    return not _DWELLERS.isdisjoint(beside) and not REPORTING.isdisjoint(words)


def _is_soon(sentence: tuple[int, int], told: list[Report]) -> bool:
    return any(r.last <= sentence[0] <= r.last + _AFTERWARDS for r in told)


def _happened_at(notes: Notes, mark: Mark) -> bool:
    """Return whether the words before a name say that it happened there: "the incident at", "took place near"."""
    first = notes.sentence_of(mark.first)[0]
    at = mark.first - 1
    while at > first and notes.words[at] in {"the", "of", "a", "remote", *_KINDS, *PREFIXES}:
        at -= 1
    if notes.words[at] in OWNING:  # "happened in Baghdad's Mashtal neighbourhood"
        owner = next((m for m in notes.marks_in(at - 3, at, MentionKind.PLACE) if m.last == at), None)
        at = at if owner is None else owner.first - 1
    if notes.words[at] not in _INSIDE | {"at", "on"}:
        return False
    begin = max(first, at - _NEAR_NOUN)
    before = notes.words[begin:at]
    told = next((n for n in range(len(before) - 1, -1, -1) if _says_happened(before, n)), None)
    if told is None or "will" in before:
        return False
    # "the attack on a hotel in": nothing else is told, and no other place, between the two
    return at - begin - told <= _BESIDE_NOUN or not notes.marks_in(begin + told + 1, at)


def _says_happened(words: list[str], n: int) -> bool:
    """Return whether a word is a verb of happening, or a noun for the event told of before."""
    return words[n] in {"happened", "occurred", "place"} or (words[n] in _INCIDENTS and "the" in words[:n])


def _is_area_of(notes: Notes, mark: Mark, place: Place) -> bool:
    """Return whether a name is that of an area of the place told before: "Turkawan area of Shopian"."""
    following = next(iter(notes.marks_in(mark.last, mark.last + _AREA_AWAY, MentionKind.PLACE)), None)
    if following is None or not isinstance(following.value, Place) or following.value.name != place.name:
        return False
    between = notes.words[mark.last : following.first]
    kind, rest = between[:1], {*between[1:]}
    return bool(kind) and kind[0] in PARTS_OF_TOWNS | VILLAGES and rest <= {"in", "of", "the", "area"} and bool(rest)


def _site(notes: Notes, story: Story, place: Place, marks: list[Mark]) -> tuple[Mark, Place] | None:
    """Return the site that the next sentences name where an event was at some such: "an air base north of Baghdad"."""
    report = next((r for r in story.reports if not r.headline), story.reports[0])
    told = notes.words[report.first : report.last]
    kinds = {w for n, w in enumerate(told) if w in _SITES and not {"a", "an"}.isdisjoint(told[max(0, n - 3) : n])}
    if not kinds or place.facility is not None or alike.fineness(place) > 2:
        return None
    stop = notes.sentences[min(report.sentence + LEAD, len(notes.sentences) - 1)][1]
    sites = [(m, m.value) for m in marks if report.first <= m.first < stop and m.kind is MentionKind.FACILITY]
    named = [(m, v) for m, v in sites if isinstance(v, Place) and not kinds.isdisjoint(fold(v.facility or "").split())]
    if len({v.facility for _, v in named}) != 1 or not alike.near_by(named[0][1], place):
        return None
    return named[0]
