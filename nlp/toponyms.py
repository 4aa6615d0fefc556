"""Which of its namesakes a name stands for: by the country, the province and the other names of the article.

Every place that an article names votes for the provinces that have a place of that name, in proportion
to the people of each; a province or state that is named, or that stands behind a town, counts more.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from spacy.tokens import Doc

from nlp.lexicons import read_lexicon, word_set
from nlp.notes import Mark, Notes
from nlp.places import Entry, country_of_name, is_dense, is_direction, look_up, offset, state_name
from store.model import Actor, MentionKind, Place, PlacePrecision

_STREETS = word_set("naming", "streets")
_UNITS = word_set("naming", "units")
_STATES = word_set("naming", "states")
_TOWNS = word_set("naming", "town_words")
_QUARTERS = word_set("naming", "district_words")
_OBLASTS = word_set("naming", "oblasts")
_OF_A_STATE = word_set("naming", "of_a_state")
_SPANISH = frozenset({"LA"})
_MILE = 1.609
_SMALL_KINDS = frozenset({"town", "district", "neighbourhood"})
_PLAINLY = 4
_SMALL = 15_000
"""Fewer people than this, and a town is taken for what is meant only where the article points to its province."""

_CITY = 300_000
_IN = (["in"], ["near"], ["outside"])
_LONGEST = 4
"""Words of a name in a dateline."""

_OF_WEIGHT = 3
"""So many times less than of the first country a text in capitals may speak of one whose small towns it means."""

Area = tuple[str, str | None]


@dataclass(slots=True)
class Context:
    """What an article points to: ``countries`` by mentions, ``areas`` (country and province) by votes."""

    countries: Counter[str] = field(default_factory=Counter)
    areas: defaultdict[Area, float] = field(default_factory=lambda: defaultdict(float))
    capitals: bool = False
    voted: set[str] = field(default_factory=set)

    def fit(self, entry: Entry) -> tuple[float, int]:
        """Return how well a place fits the article; among equals the larger place."""
        country = self.countries[entry.country]
        total = max(self.countries.values(), default=0)
        score = math.log10(entry.population + 10)
        score += 2.5 * min(self.areas.get((entry.country, entry.admin1), 0.0), 2.0) if entry.admin1 else 0
        score += 4 * country / total if total else 0
        score += 1.5 if entry.listed else 0
        score += 2 if entry.kind == "town" else 0
        return (score, entry.population)

    def points_to(self, entry: Entry, namesakes: tuple[Entry, ...]) -> bool:
        """Return whether more than the name itself says that a small place is meant."""
        if self.capitals:
            return _OF_WEIGHT * self.countries[entry.country] >= max(self.countries.values(), default=1)
        if not is_dense(entry.country):
            return self.countries[entry.country] >= 2
        return self.areas.get((entry.country, entry.admin1), 0.0) - shares(namesakes).get(area_of(entry), 0.0) >= 0.5


def settle_places(doc: Doc, notes: Notes, context: Context) -> None:
    """Give every place mark its coordinates, and drop those that the article cannot mean."""
    people = [m for m in notes.marks if m.kind is MentionKind.PERSON]
    surnames = {token.text for m in people for token in doc[m.first + 1 : m.last]}
    told = Counter(voice for mark in notes.marks for voice in _voices(mark))
    states = _states(doc, notes)
    kept: list[Mark] = []
    for mark in notes.marks:
        before = _voices(mark)
        if _is_surname(doc, notes, mark, surnames):
            told.subtract(before)
            continue
        if mark.kind is not MentionKind.PLACE or _settle(doc, notes, mark, context, told, states):
            kept.append(mark)
        told.subtract(before)
        told.update(_voices(mark))
    notes.marks = kept


def _is_surname(doc: Doc, notes: Notes, mark: Mark, surnames: set[str]) -> bool:
    """Return whether a name stands for somebody whose full name the article gives: "Kennedy was arraigned"."""
    if mark.kind is not MentionKind.PLACE or mark.last - mark.first > 1 or doc[mark.first].text not in surnames:
        return False
    return notes.words[mark.first - 1 : mark.first] not in _IN and state_after(doc, mark.last) is None


def countries_of(doc: Doc, notes: Notes) -> Counter[str]:
    """Return how often the article points to each country, by places, nationalities and its dateline."""
    demonyms: dict[str, str] = read_lexicon("demonyms").get("demonyms", {})
    folded = {word.lower(): code for word, code in demonyms.items()}
    counts: Counter[str] = Counter(folded[word] for word in notes.words if word in folded)
    for mark in notes.marks:
        if isinstance(mark.value, Place) and mark.value.country and mark.value.canonical:
            counts[mark.value.country] += 2
    for mark in notes.marks:
        if mark.key == "state" and isinstance(mark.value, Actor) and (code := country_of_name(mark.value.name)):
            counts[code] += int(not is_dense(code))  # the United States have a say in the news of all others
    if notes.capitals and (country := dateline_country(doc, notes)):
        counts[country] += 2  # marked nowhere else: in capitals only a name with "in" is read as one of a place
    return counts


def dateline_country(doc: Doc, notes: Notes) -> str | None:
    """Return the country of the dateline that a text opens with: "SAN SALVADOR, 3 MAY 91 (AGENCY) --"."""
    end = notes.sentences[0][0] if notes.sentences else 0
    for last in range(min(end, _LONGEST), 0, -1):
        if towns := look_up(doc[:last].text):
            return max(towns, key=lambda e: (e.kind == "country", e.listed, e.population)).country
    return None


def state_after(doc: Doc, last: int) -> str | None:
    """Return the US state of "Springfield, Ill." or "Springfield, Ohio"."""
    if last + 1 >= len(doc) or doc[last].text != ",":
        return None
    word = doc[last + 1].text
    if word.islower():
        return None  # "Port-au-Prince, the Ohio-based charity said"
    if doc[last + 1].is_stop and doc[last - 1].is_upper:
        return None  # "IN LA PAZ, IN BOLIVIA" is not Indiana
    if last + 2 < len(doc) and word in _SPANISH and doc[last + 2].is_upper and doc[last + 2].is_alpha:
        return None  # "CAJAMARCA, LA LIBERTAD" is not Louisiana
    if state := state_name(word):
        return state
    for name in (doc[last + 1 : last + 3].text, word):
        if found := next((e for e in look_up(name) if e.kind == "admin1" and e.country == "US"), None):
            return found.name
    return None


def read_context(doc: Doc, notes: Notes) -> Context:
    """Return what the place marks of an article point to."""
    notes.marks.sort(key=lambda m: m.first)
    context = Context(countries_of(doc, notes), capitals=notes.capitals)
    for mark in notes.marks:
        if mark.kind is not MentionKind.PLACE:
            continue
        name = doc[mark.first : mark.last].text
        entries = look_up(name)
        if state := state_after(doc, mark.last):
            context.areas["US", state] += 2
            context.countries["US"] += 2
        if name.lower() in context.voted or not entries:
            continue
        if notes.capitals and entries[0].kind == "town":
            continue  # an ordinary word may be a town's name, and the dateline says more
        if len({e.country for e in entries}) == 1 or entries[0].population >= _CITY:
            context.countries[entries[0].country] += 1
        if area := next((e for e in entries if e.kind == "admin1" and (e is entries[0] or e.country == "US")), None):
            context.areas[area.country, area.name] += 1
        elif state is None:
            vote(context, name, entries)
        context.voted.add(name.lower())
    return context


def vote(context: Context, name: str, entries: tuple[Entry, ...]) -> None:
    """Let a name vote once, shared among its namesakes by their people."""
    if name.lower() in context.voted:
        return
    context.voted.add(name.lower())
    for area, share in shares(entries).items():
        context.areas[area] += share


def area_of(entry: Entry) -> Area:
    """Return the country and province of a place."""
    return entry.country, entry.admin1


@lru_cache(maxsize=4096)
def shares(entries: tuple[Entry, ...]) -> dict[Area, float]:
    """Return how the namesakes of a name share its vote."""
    towns = [e for e in entries if e.admin1 and e.kind != "admin1"]
    total = sum(max(e.population, 300) for e in towns)
    found: dict[Area, float] = {}
    for entry in towns:
        found[area_of(entry)] = found.get(area_of(entry), 0.0) + max(entry.population, 300) / total
    return found


def choose(entries: tuple[Entry, ...], context: Context, state: str | None = None) -> Entry | None:
    """Return the place that fits an article best; None if all are too small to be meant without a hint.

    ``state`` is the US state that the article writes behind the name: no other will do.
    """
    if state is not None:
        entries = tuple(e for e in entries if e.country == "US" and state in {e.admin1, e.name})
    elif all(e.population < _CITY for e in entries):
        area = next((e for e in entries if e.kind == "admin1" and e.country == "US"), None)
        if area is not None:
            return area  # "in Kansas" is not the town of that name
    if state is None and any(e.kind == "country" for e in entries):
        entries = tuple(e for e in entries if e.kind != "town")  # "in Colombia" is not the town of that name
    meant = [e for e in entries if state or _is_meant(e, entries, context)]
    return max(meant, key=context.fit, default=None)


def _is_meant(entry: Entry, namesakes: tuple[Entry, ...], context: Context) -> bool:
    """Return whether a place is known widely enough, or hinted at, to be what a name stands for."""
    if entry.listed or entry.kind == "country":
        return True
    if entry.kind == "town" and entry.population < (_CITY if context.capitals else _SMALL):
        return context.points_to(entry, namesakes)
    return entry.kind == "town" or entry.country == "US" or context.countries[entry.country] > 0


def _voices(mark: Mark) -> tuple[Hashable, ...]:
    """Return what a mark says of the place it stands for: which it is, and as what it is written."""
    if not isinstance(mark.value, Place):
        return ()
    return mark.value.canonical, (mark.kind, mark.value)


def _states(doc: Doc, notes: Notes) -> dict[str, str]:
    """Return the US state that an article writes behind a name, once for all the places where it stands."""
    marks = (m for m in notes.marks if m.kind is MentionKind.PLACE)
    found = ((doc[m.first : m.last].text.casefold(), state_after(doc, m.last)) for m in marks)
    return {name: state for name, state in found if state is not None}


def _settle(
    doc: Doc, notes: Notes, mark: Mark, context: Context, told: Counter[Hashable], states: dict[str, str]
) -> bool:
    """Place a mark; False where its name is none that the article can mean."""
    name = " ".join(doc[mark.first : mark.last].text.split())
    value = mark.value if isinstance(mark.value, Place) else Place(name=name)
    entries = look_up(name)
    small = mark.key in _SMALL_KINDS or not _QUARTERS.isdisjoint(notes.words[mark.last : mark.last + 1])
    if value.canonical is not None and small and _is_foreign(mark, value, context.countries, told):
        value, entries = Place(name=name), ()  # a namesake of the quarter that the lexicon knows
    if mark.key == "town" and value.canonical is not None and _is_called_state(doc, notes, mark):
        area = next((e for e in entries if e.kind == "admin1" and e.country == value.country), None)
        value, mark.key = (value, mark.key) if area is None else (area.place(name), "admin1")
    if value.canonical is None:
        state = states.get(name.casefold())
        towns = entries
        called = _is_called_state(doc, notes, mark) or _is_county_abroad(notes, mark, entries)
        if called:
            entries = tuple(e for e in entries if e.kind == "admin1") or entries
        chosen = choose(entries, context, state)
        if called and state is None and not notes.capitals and _is_unlisted(notes, mark, entries, chosen):
            seat = Place(name=name) if chosen is None else chosen.place(name)
            value = replace(seat, canonical=seat.canonical or name, admin1=name, precision=PlacePrecision.ADMIN1)
            mark.key = "admin1"
        elif chosen is not None:
            value, mark.key = chosen.place(name), chosen.kind
            if entries is not towns and value.latitude is None:
                value = _about(value, towns)
            if chosen.kind == "facility":
                mark.kind = MentionKind.FACILITY
        elif state is not None:
            value = Place(name=name, admin1=state, country="US")
        elif (small_town := _seat(notes, mark, entries, context)) is not None:
            value = replace(small_town.place(name), precision=PlacePrecision.DISTRICT)
            mark.key = "district"
        elif (
            entries
            and mark.key == "known"
            and not (_is_beyond_a_street(notes, mark) or _is_called_town(notes, mark, context))
        ):
            return False
    before = notes.words[max(0, mark.first - 6) : mark.first]
    if value.latitude is not None and (far := _distance(before)):
        value = offset(value, *far)
    elif (
        before
        and (before[-1] in {"near", "outside"} or before[-2:] == ["close", "to"] or _is_beside(before))
        and value.precision is PlacePrecision.EXACT
    ):
        value = replace(value, precision=PlacePrecision.NEAR)
    mark.value = value
    return True


def _about(state: Place, towns: tuple[Entry, ...]) -> Place:
    """Return a state of which no point is known at that of the town it is called after."""
    seat = next((t for t in towns if t.kind == "town" and t.country == state.country), None)
    return state if seat is None else replace(state, latitude=seat.latitude, longitude=seat.longitude)


def _is_called_state(doc: Doc, notes: Notes, mark: Mark) -> bool:
    """Return whether a name is said to be that of a state or province: "Katsina state", "the province of"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 2]
    if len(before) > 1 and before[1] == "of" and before[0] in _STATES:
        return True
    alone = len(after) > 1 and after[1] not in _OF_A_STATE and not doc[mark.last + 1].is_title
    return bool(after) and after[0] in _STATES and alone


def _is_county_abroad(notes: Notes, mark: Mark, entries: tuple[Entry, ...]) -> bool:
    """Return whether a name is that of a province which is called a county: "Garissa County" in Kenya."""
    counties = notes.words[mark.last : mark.last + 1] in (["county"], ["counties"])
    return counties and any(e.kind == "admin1" and e.country != "US" for e in entries)


def _seat(notes: Notes, mark: Mark, entries: tuple[Entry, ...], context: Context) -> Entry | None:
    """Return the small town that a district of the country spoken of is called after: "Sukma district"."""
    country = max(context.countries, key=lambda code: context.countries[code], default="US")
    if country == "US" or context.capitals or notes.words[mark.last : mark.last + 1] != ["district"]:
        return None
    return max((e for e in entries if e.country == country), key=lambda e: e.population, default=None)


def _is_called_town(notes: Notes, mark: Mark, context: Context) -> bool:
    """Return whether a name is said to be a town abroad, so that it is one, known or not: "in El Aguaje, a town in"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 3]
    if context.capitals or context.countries["US"] >= max(context.countries.values(), default=0):
        return False
    if len(before) > 1 and before[1] == "of" and before[0] in _TOWNS:
        return True
    return after[:2] in ([",", "a"], [",", "the"]) and after[2:] != [] and after[2] in _TOWNS


def _is_unlisted(notes: Notes, mark: Mark, entries: tuple[Entry, ...], chosen: Entry | None) -> bool:
    """Return whether a name is that of a state or province of which the gazetteer has at most the town.

    A "region" is a province only where provinces are called so; elsewhere it is what lies around the town.
    """
    if any(e.kind in {"admin1", "district", "region", "country"} for e in entries):
        return False
    if notes.words[mark.last : mark.last + 1] != ["region"]:
        return True
    return chosen is not None and chosen.country in _OBLASTS


def _is_beyond_a_street(notes: Notes, mark: Mark) -> bool:
    """Return whether a street is said to be in a town, so that it is one, known or not: "on Clinton Street in"."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return before[1:] == ["in"] and before[0] in _STREETS


def _is_beside(before: list[str]) -> bool:
    """Return whether the words before a place say "south of"."""
    return len(before) > 1 and before[-1] == "of" and is_direction(before[-2])


def _is_foreign(mark: Mark, value: Place, countries: Counter[str], told: Counter[Hashable]) -> bool:
    """Return whether only the place itself points to its country, and the article plainly to another."""
    own = 2 * told[value.canonical] + told[mark.kind, value]
    others = max((n for country, n in countries.items() if country != value.country), default=0)
    return countries[value.country or ""] <= own and others >= _PLAINLY


def _distance(before: list[str]) -> tuple[float, str] | None:
    """Read "85 kilometres north of" in the words before a place name."""
    if len(before) < 4 or before[-1] != "of" or not is_direction(before[-2]):
        return None
    unit = next((n for n in range(len(before) - 3, 0, -1) if before[n] in _UNITS), None)
    if unit is None or not re.fullmatch(r"\d{1,4}(\.\d+)?", before[unit - 1]):
        return None
    kilometres = float(before[unit - 1]) * (_MILE if before[unit].startswith("mile") else 1)
    return kilometres, before[-2]
