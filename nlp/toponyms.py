"""Which of its namesakes a name stands for: by the country, the province and the other names of the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace

from spacy.tokens import Doc

from nlp.gazetteer import key_of
from nlp.lexicons import word_set
from nlp.notes import Mark, Notes
from nlp.place_context import Context
from nlp.place_cues import (
    OBLASTS,
    distance_from,
    is_beside,
    is_beyond_a_street,
    is_called_state,
    is_county_abroad,
    is_small_province,
    is_told_to_be_town,
    is_unlisted,
    state_after,
    states_behind,
    states_told,
    wholes_of,
)
from nlp.places import Entry, look_up, offset
from store.model import MentionKind, Place, PlacePrecision

_TOWNS = word_set("naming", "town_words")
_QUARTERS = word_set("naming", "district_words")
_VILLAGES = word_set("naming", "villages")
_DISTRICTS = (_VILLAGES - {"village", "hamlet"}) | {"territory", "division", "sector"}
_ARMS = word_set("toponyms", "arms")
_SMALL_KINDS = frozenset({"town", "district", "neighbourhood"})
_PLAINLY = 4
_SMALL = 15_000
"""Fewer people than this, and a town is taken for what is meant only where the article points to its province."""

_CITY = 300_000
_TIMES = 10
"""So many times as many people as the next, and a town is the one of its name that is meant."""

_MANY = 3
_FAR = 0.3
"""So many degrees apart two points are of two towns."""

_SEAT = 20_000
"""Fewer people, and a town called as a state of its country is not the seat of it: Guerrero in Mexico."""

_VILLAGE = 30_000
"""More people than this, and a town is nowhere called a village."""

_WATERS_KM = 22.2
"""Twelve nautical miles: farther out the sea is no country's."""

_BEHIND = 10  # words from a distance to the place that it is measured from

_IN = (["in"], ["near"], ["outside"])
_UNITS = word_set("naming", "units")
_ASIDE = 6  # words
_IN_OF = (["in"], ["of"])
_PARTS = word_set("scenes", "parts")


def settle_places(doc: Doc, notes: Notes, context: Context) -> None:
    """Give every place mark its coordinates, and drop those that the article cannot mean."""
    people = [m for m in notes.marks if m.kind is MentionKind.PERSON]
    surnames = {token.text for m in people for token in doc[m.first + 1 : m.last]}
    told = Counter(voice for mark in notes.marks for voice in _voices(mark))
    states, provinces = states_behind(doc, notes), states_told(doc, notes)
    kept: list[Mark] = []
    for n, mark in enumerate(notes.marks):
        before = _voices(mark)
        if _is_surname(doc, notes, mark, surnames):
            told.subtract(before)
            continue
        if mark.kind is not MentionKind.PLACE or _settle(doc, notes, n, context, told, states, provinces):
            kept.append(mark)
        told.subtract(before)
        told.update(_voices(mark))
    notes.marks = kept


def _is_surname(doc: Doc, notes: Notes, mark: Mark, surnames: set[str]) -> bool:
    """Return whether a name stands for somebody whose full name the article gives: "Kennedy was arraigned"."""
    if mark.kind is not MentionKind.PLACE or mark.last - mark.first > 1 or doc[mark.first].text not in surnames:
        return False
    return notes.words[mark.first - 1 : mark.first] not in _IN and state_after(doc, mark.last) is None


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
    areas = {e.country for e in entries if e.kind == "admin1"}
    if state is None and not context.capitals:  # "in Michoacan" is no hamlet of that name
        entries = tuple(e for e in entries if e.kind != "town" or e.country not in areas or e.population >= _SEAT)
    if state is None and any(e.kind == "country" for e in entries):
        entries = tuple(e for e in entries if e.kind != "town")  # "in Colombia" is not the town of that name
    meant = [e for e in entries if state or _is_meant(e, entries, context)]
    if not state and not context.capitals:
        # Para in Brazil, where Brazilians are told of, and no small town so called where nobody is
        near = [e for e in meant if context.countries[e.country] > 0]
        meant = near + [e for e in meant if e not in near and (not near or e.population >= _CITY)]
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


def _settle(
    doc: Doc,
    notes: Notes,
    n: int,
    context: Context,
    told: Counter[Hashable],
    states: dict[str, str],
    provinces: frozenset[str],
) -> bool:
    """Place the mark of a number; False where its name is none that the article can mean."""
    mark = notes.marks[n]
    name = " ".join(doc[mark.first : mark.last].text.split())
    value = mark.value if isinstance(mark.value, Place) else Place(name=name)
    entries = look_up(name)
    small = mark.key in _SMALL_KINDS or not _QUARTERS.isdisjoint(notes.words[mark.last : mark.last + 1])
    if (
        value.canonical is not None
        and small
        and (value.canonical in context.strangers or _is_foreign(mark, value, context, told))
    ):
        context.strangers.add(value.canonical)
        value, entries = Place(name=name), ()  # a namesake of the town or quarter that the lexicon knows
    # in capitals any word may be a town's name
    wholes = () if notes.capitals else tuple(w for w in wholes_of(doc, notes, n) if context.countries[w.country])
    if wholes and not any(e.country == value.country for e in wholes) and value.canonical is not None:
        value = Place(name=name)
    if (
        mark.key == "town"
        and value.canonical is not None
        and (is_called_state(doc, notes, mark) or (name.casefold() in provinces and _is_as_province(entries)))
    ):
        area = next((e for e in entries if e.kind == "admin1" and e.country == value.country), None)
        value, mark.key = (value, mark.key) if area is None else (area.place(name), "admin1")
    if value.canonical is None:
        state, namesakes = states.get(name.casefold()), entries
        if wholes:
            # no other name of a town elsewhere in the country: Bijapur in Chhattisgarh is not Vijayapura
            named = any(whole.kind != "admin1" for whole in wholes)
            entries = tuple(
                e
                for e in entries
                if any(e.country == whole.country for whole in wholes)
                and (named or e.listed or key_of(e.name) == key_of(name))
            )
            if not named:
                others = tuple(e for e in entries if e.kind != "admin1" or e.name in {whole.name for whole in wholes})
                entries = _without_twins(others, wholes)
            value = _within(value, wholes)
        else:
            entries = _in_own_words(name, entries, context)
        village = not notes.capitals and _is_called_village(notes, mark)
        if village and not wholes:
            entries = _that_can_be_villages(notes, mark, entries, context)
        towns = entries
        called = is_called_state(doc, notes, mark) or is_county_abroad(notes, mark, entries)
        called = called or (name.casefold() in provinces and not notes.capitals and _is_as_province(entries))
        if called:
            entries = tuple(e for e in entries if e.kind == "admin1") or entries
        chosen = choose(entries, context, state)
        if chosen is not None and state is None and _is_of_a_longer_name(doc, notes, mark, chosen, context):
            chosen, entries, namesakes = None, (), ()
        if chosen is None and called and len(entries) == 1:
            chosen = entries[0]
        if called and state is None and not notes.capitals and is_unlisted(notes, mark, entries, chosen):
            seat = Place(name=name) if chosen is None else chosen.place(name)
            value = replace(seat, canonical=seat.canonical or name, admin1=name, precision=PlacePrecision.ADMIN1)
            mark.key = "admin1"
        elif chosen is not None and state is None and _has_twins(chosen, entries):
            value = replace(value, country=chosen.country)
        elif chosen is not None and _is_of_a_make(notes, mark, chosen, context):
            return False
        elif chosen is not None and state is None and _is_anywhere(chosen, entries, context):
            value = Place(name=name)
        elif chosen is not None:
            value, mark.key = chosen.place(name), chosen.kind
            if entries is not towns and value.latitude is None:
                value = _about(value, towns)
            if chosen.kind == "facility":
                mark.kind = MentionKind.FACILITY
            elif (
                chosen.kind == "town"
                and (_is_district_abroad(notes, mark, context) or is_small_province(notes, mark, chosen))
                and chosen.country != "US"
            ):
                value, mark.key = replace(value, precision=PlacePrecision.DISTRICT), "district"
        elif state is not None:
            value = Place(name=name, admin1=state, country="US")
        elif (small_town := _seat(notes, mark, entries, context)) is not None:
            value = replace(small_town.place(name), precision=PlacePrecision.DISTRICT)
            mark.key = "district"
        elif (
            namesakes
            and mark.key == "known"
            and not (wholes or is_beyond_a_street(notes, mark) or _is_called_town(notes, mark, context))
            and not (village and not _is_district_abroad(notes, mark, context))
            and (notes.capitals or not (_is_called_part(notes, mark) or _is_placed_by_others(notes, mark)))
        ):
            return False
    if value.canonical is None and value.precision is None and _is_district_abroad(notes, mark, context):
        value = replace(value, precision=PlacePrecision.DISTRICT)
    before = notes.words[max(0, mark.first - _BEHIND) : mark.first]
    if value.latitude is not None and (far := distance_from(before)):
        value = offset(value, *far)
        if "nautical" in before and far[0] > _WATERS_KM:
            value = replace(value, country=None, admin1=None)  # at sea, and no more on the island
    elif (
        before
        and (before[-1] in {"near", "outside"} or before[-2:] == ["close", "to"] or is_beside(before))
        and value.precision is PlacePrecision.EXACT
    ):
        value = replace(value, precision=PlacePrecision.NEAR)
    mark.value = value
    return True


def _is_of_a_longer_name(doc: Doc, notes: Notes, mark: Mark, chosen: Entry, context: Context) -> bool:
    """Return whether "City" or "Island" makes another name of a town's which nothing else points to: "Safa City"."""
    after = notes.words[mark.last : mark.last + 1]
    if after not in (["city"], ["island"]) or not doc[mark.last].is_title or notes.capitals:
        return False
    most = max(context.countries.values(), default=0)
    return chosen.country != "US" and 2 * context.countries[chosen.country] < most


def _is_of_a_make(notes: Notes, mark: Mark, chosen: Entry, context: Context) -> bool:
    """Return whether a name is one of arms, and of a place that nothing else points to: "Grad rockets"."""
    arms = not _ARMS.isdisjoint(notes.words[mark.last : mark.last + 1])
    most = max(context.countries.values(), default=0)
    return arms and notes.words[mark.first - 1] not in {"in", "near"} and 2 * context.countries[chosen.country] < most


def _is_as_province(entries: tuple[Entry, ...]) -> bool:
    """Return whether a name that is told to be of a province is so wherever it stands: no city is called so."""
    areas = [e for e in entries if e.kind == "admin1" and e.country not in OBLASTS]
    return bool(areas) and all(e.population < _CITY for e in entries)


def _within(place: Place, wholes: tuple[Entry, ...]) -> Place:
    """Return a place that nobody knows with the country and the province that it is told to be in."""
    if len({e.country for e in wholes}) > 1:
        return place
    area = wholes[0].name if len(wholes) == 1 and wholes[0].kind == "admin1" else None
    return replace(place, country=wholes[0].country, admin1=area)


def _has_twins(chosen: Entry, entries: tuple[Entry, ...]) -> bool:
    """Return whether other towns of the country go by the same name, so that nobody can tell which is meant.

    One much larger than another is meant; of many, only a city.
    """
    if chosen.kind != "town" or chosen.listed or chosen.admin1 is not None:
        return False
    key = key_of(chosen.name)
    own = [e for e in entries if e.kind == "town" and e.country == chosen.country and key_of(e.name) == key]
    twins = [e for e in own if e is not chosen and _is_far(e, chosen)]
    near = any(e.population * _TIMES >= chosen.population for e in twins)
    return near or (len(twins) >= _MANY and chosen.population < _CITY)


def _is_anywhere(chosen: Entry, entries: tuple[Entry, ...], context: Context) -> bool:
    """Return whether nothing points to the country of a town, and others far away are called so: "in Trinidad"."""
    if chosen.kind != "town" or chosen.country == "US" or context.countries[chosen.country] or context.capitals:
        return False
    others = (e for e in entries if e.kind == "town" and e.country != chosen.country)
    return not chosen.listed and any(e.population * _TIMES >= chosen.population for e in others)


def _is_far(one: Entry, other: Entry) -> bool:
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return True
    return abs(one.latitude - other.latitude) > _FAR or abs(one.longitude - other.longitude) > _FAR


def _without_twins(entries: tuple[Entry, ...], wholes: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the places so called without towns of which nobody could tell which is the one in the province.

    Several towns of India are called Bishnupur, and the gazetteer does not know their states.
    """
    inside = tuple(e for e in entries if e.admin1 in {whole.name for whole in wholes})
    first, second, *_ = (*sorted((e.population for e in entries if e.kind == "town"), reverse=True), 0, 0)
    if inside or first >= _TIMES * second:
        return inside or entries
    return tuple(e for e in entries if e.kind != "town")


def _in_own_words(name: str, entries: tuple[Entry, ...], context: Context) -> tuple[Entry, ...]:
    """Return the places so called, in countries that an article hardly speaks of only those of that very name.

    In Wawa, a town of Nigeria, it does not mean Warsaw.
    """
    most, key = max(context.countries.values(), default=0), key_of(name)
    return tuple(e for e in entries if e.listed or key_of(e.name) == key or 2 * context.countries[e.country] >= most)


def _that_can_be_villages(notes: Notes, mark: Mark, entries: tuple[Entry, ...], context: Context) -> tuple[Entry, ...]:
    """Return the places so called, for a village: no city of another country than that spoken of.

    And none of a country that only it could point to, beside another.
    """
    own = entries[0].country if entries and len({e.country for e in entries}) == 1 else None
    most = max(context.countries.values(), default=0)
    others = (m.value for m in notes.marks if m is not mark)
    told = {place.country for place in others if isinstance(place, Place) and place.canonical is not None}
    small = (e for e in entries if e.population < _VILLAGE or context.countries[e.country] == most)
    return tuple(
        e for e in small if most < 2 or e.country in told or context.countries[e.country] > int(e.country == own)
    )


def _about(state: Place, towns: tuple[Entry, ...]) -> Place:
    """Return a state of which no point is known at that of the town it is called after; Washington is in another."""
    seat = next((t for t in towns if t.kind == "town" and t.country == state.country and t.population >= _SEAT), None)
    elsewhere = seat is not None and seat.admin1 is not None and key_of(seat.admin1) != key_of(state.name or "")
    return state if seat is None or elsewhere else replace(state, latitude=seat.latitude, longitude=seat.longitude)


def _is_foreign(mark: Mark, value: Place, context: Context, told: Counter[Hashable]) -> bool:
    """Return whether only the place itself points to its country, and the article plainly to another."""
    own = 2 * told[value.canonical] + told[mark.kind, value]
    others = max((n for country, n in context.countries.items() if country != value.country), default=0)
    named = max((n for country, n in context.named.items() if country != value.country), default=0)
    plainly = others >= _PLAINLY or (named > 1 >= context.named[value.country or ""])
    return context.countries[value.country or ""] <= own and plainly


def _is_district_abroad(notes: Notes, mark: Mark, context: Context) -> bool:
    """Return whether a name is said to be that of a district, in a text whose capitals say what is a name."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    # "the district of Ndoro", and not "the Korabel district of Kherson"
    of_kind = before[1:] == ["of"] and before[0] in _DISTRICTS and notes.texts[mark.first - 3].islower()
    return not context.capitals and (of_kind or not _DISTRICTS.isdisjoint(notes.words[mark.last : mark.last + 1]))


def _seat(notes: Notes, mark: Mark, entries: tuple[Entry, ...], context: Context) -> Entry | None:
    """Return the small town that a district of the country spoken of is called after: "Sukma district"."""
    country = max(context.countries, key=lambda code: context.countries[code], default="US")
    if country == "US" or not _is_district_abroad(notes, mark, context):
        return None
    if notes.words[mark.last : mark.last + 1] == ["regency"]:
        return None  # those of Indonesia are mostly called after no town
    return max((e for e in entries if e.country == country), key=lambda e: e.population, default=None)


def _is_called_village(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is said to be that of a village or small district: "the village of", "Ndoro village"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    return (
        (before[1:] == ["of"] and before[0].removesuffix("s") in _VILLAGES)
        or (bool(after) and after[0] in _VILLAGES)
        or (is_told_to_be_town(notes, mark.last))
    )


def _is_placed_by_others(notes: Notes, mark: Mark) -> bool:
    """Return whether words behind a name say where it is: "in Ndoro, about 40 km north of", "Ndoro, Bama district"."""
    if notes.words[mark.first - 1 : mark.first] not in _IN or notes.words[mark.last : mark.last + 1] != [","]:
        return False
    if not _UNITS.isdisjoint(notes.words[mark.last : mark.last + _ASIDE]):
        return True
    following = next(iter(notes.marks_in(mark.last + 1, mark.last + 2, MentionKind.PLACE)), None)
    return following is not None and not _QUARTERS.isdisjoint(notes.words[following.last : following.last + 1])


def _is_called_part(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is said to be of part of a place: "a blast in Dashti area in Turbat"."""
    after = notes.words[mark.last : mark.last + 2]
    return bool(after) and after[0] in _PARTS and after[1:] in _IN_OF


def _is_called_town(notes: Notes, mark: Mark, context: Context) -> bool:
    """Return whether a name is said to be a town abroad, so that it is one, known or not: "in El Aguaje, a town in"."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    if context.capitals or context.countries["US"] >= max(context.countries.values(), default=0):
        return False
    if len(before) > 1 and before[1] == "of" and before[0] in _TOWNS:
        return True
    return is_told_to_be_town(notes, mark.last)
