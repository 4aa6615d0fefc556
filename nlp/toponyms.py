"""The places that an article's names stand for, with their coordinates; names that can stand for none are dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace

from nlp.gazetteer import key_of
from nlp.lexicons import word_set
from nlp.namesakes import (
    SEAT,
    choose,
    has_twins,
    in_own_words,
    inside,
    is_anywhere,
    is_as_province,
    that_can_be_villages,
)
from nlp.nearness import as_near
from nlp.notes import Mark, Notes
from nlp.place_context import Context
from nlp.place_cues import (
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
from nlp.place_words import DISTRICT_WORDS, PARTS_OF_TOWNS, ROADS, TOWN_WORDS, UNITS, VILLAGES
from nlp.places import Entry, country_among, look_up
from store.model import MentionKind, Place, PlacePrecision

_DISTRICTS = (VILLAGES - {"village", "hamlet"}) | {"territory", "division", "sector"}
_ARMS = word_set("toponyms", "arms")
_SMALL_KINDS = frozenset({"town", "district", "neighbourhood"})
_IN = (["in"], ["near"], ["outside"])
_IN_OF = (["in"], ["of"])
_PLAINLY = 4
_ASIDE = 6
"""Words of an aside that says where a place is."""


@dataclass(slots=True)
class _Article:
    """What the marks of an article are settled by; ``told`` counts what those settled so far, and the others, say.

    ``states`` are the US states that stand behind names, ``provinces`` the names said somewhere to be of one.
    """

    notes: Notes
    context: Context
    told: Counter[Hashable]
    states: dict[str, str]
    provinces: frozenset[str]


@dataclass(slots=True)
class _Name:
    """One mark's name, the places so called, and what the words beside it say of it.

    ``wholes`` are the provinces or countries that it is told to be in, ``state`` is a US state behind it;
    ``area`` says that it is of a province, ``village`` that it is of a village or small district.
    """

    mark: Mark
    name: str
    entries: tuple[Entry, ...]
    wholes: tuple[Entry, ...] = ()
    state: str | None = None
    area: bool = False
    village: bool = False
    district: bool = False

    @property
    def inside(self) -> bool:
        """Whether one of the places so called is in a country that the name is told to be in."""
        return any(e.country == whole.country for e in self.entries for whole in self.wholes)


def settle_places(notes: Notes, context: Context) -> None:
    """Give every place mark its coordinates, and drop those that the article cannot mean."""
    people = [m for m in notes.marks if m.kind is MentionKind.PERSON]
    surnames = {text for m in people for text in notes.texts[m.first + 1 : m.last]}
    told = Counter(voice for mark in notes.marks for voice in _voices(mark))
    article = _Article(notes, context, told, states_behind(notes), states_told(notes))
    kept: list[Mark] = []
    for n, mark in enumerate(notes.marks):
        before = _voices(mark)
        if _is_surname(notes, mark, surnames):
            told.subtract(before)
            continue
        if mark.kind is MentionKind.FACILITY:
            _name_its_road(notes, mark)
            mark.value = as_near(notes, mark, mark.value) if isinstance(mark.value, Place) else mark.value
        if mark.kind is not MentionKind.PLACE or _settle(article, n):
            kept.append(mark)
        told.subtract(before)
        told.update(_voices(mark))
    notes.marks = kept


def _is_surname(notes: Notes, mark: Mark, surnames: set[str]) -> bool:
    """Return whether a name stands for somebody whose full name the article gives: "Kennedy was arraigned"."""
    if mark.kind is not MentionKind.PLACE or mark.last - mark.first > 1 or notes.texts[mark.first] not in surnames:
        return False
    return notes.words[mark.first - 1 : mark.first] not in _IN and state_after(notes, mark.last) is None


def _name_its_road(notes: Notes, mark: Mark) -> None:
    """Take a site for the road that is called after it where one is named: "on the Beirut airport highway"."""
    place = mark.value
    if notes.words[mark.last : mark.last + 1] != [] and notes.words[mark.last] in ROADS and isinstance(place, Place):
        mark.last += 1
        name = " ".join(notes.written(mark.first, mark.last).split())
        mark.value = replace(place, name=name, canonical=None, facility=name, precision=PlacePrecision.NEAR)


def _voices(mark: Mark) -> tuple[Hashable, ...]:
    """Return what a mark says of the place it stands for: which it is, and as what it is written."""
    if not isinstance(mark.value, Place):
        return ()
    return mark.value.canonical, (mark.kind, mark.value)


def _settle(article: _Article, n: int) -> bool:
    """Place the mark of a number; False where its name is none that the article can mean."""
    notes, mark = article.notes, article.notes.marks[n]
    name = " ".join(notes.written(mark.first, mark.last).split())
    place = mark.value if isinstance(mark.value, Place) else Place(name=name)
    this = _Name(mark, name, look_up(name), district=_is_district_abroad(notes, mark, article.context))
    if place.canonical is not None and _is_stranger(article, mark, place):
        place, this.entries = Place(name=name), ()
    # in capitals any word may be a town's name
    if not notes.capitals and place.precision is not PlacePrecision.COUNTRY:
        this.wholes = tuple(w for w in wholes_of(notes, n) if article.context.countries[w.country])
    if country_among(this.entries) is not None and not this.inside:
        this.wholes = ()  # of "Niger, Mali and Chad" none is in the next
    if this.wholes and all(whole.country != place.country for whole in this.wholes):
        place = Place(name=name)
    if place.canonical is not None:
        place = _of_a_province(article, this, place)
    elif (found := _found(article, this)) is None:
        return False
    else:
        place = found
    if place.canonical is None and place.precision is None and this.district:
        place = replace(place, precision=PlacePrecision.DISTRICT)
    mark.value = as_near(notes, mark, place)
    return True


def _is_stranger(article: _Article, mark: Mark, place: Place) -> bool:
    """Return whether a name is that of a namesake of the town or quarter in our lexicon, here and from now on."""
    quarter = not DISTRICT_WORDS.isdisjoint(article.notes.words[mark.last : mark.last + 1])
    if not (quarter or mark.key in _SMALL_KINDS):
        return False
    strangers = article.context.strangers
    if place.canonical not in strangers and not _is_foreign(mark, place, article.context, article.told):
        return False
    strangers.add(place.canonical or "")
    return True


def _of_a_province(article: _Article, this: _Name, place: Place) -> Place:
    """Return the province in place of the town of its name that our lexicon knows, where the article says so."""
    mark = this.mark
    if mark.key != "town" or not (is_called_state(article.notes, mark) or _is_province_told(article, this)):
        return place
    area = next((e for e in this.entries if e.kind == "admin1" and e.country == place.country), None)
    if area is None:
        return place
    mark.key = "admin1"
    return area.place(this.name)


def _is_province_told(article: _Article, this: _Name) -> bool:
    """Return whether the article says somewhere that a name is of a province, so that it is one everywhere."""
    return this.name.casefold() in article.provinces and is_as_province(this.entries)


def _found(article: _Article, this: _Name) -> Place | None:
    """Return the place that a name stands for by the gazetteer, as far as can be told; None where it is no name."""
    notes, context, mark = article.notes, article.context, this.mark
    namesakes = this.entries
    this.state = article.states.get(this.name.casefold())
    this.village = not notes.capitals and _is_called_village(notes, mark)
    this.entries = _that_can_be(article, this)
    towns = this.entries
    this.area = is_called_state(notes, mark) or is_county_abroad(notes, mark, this.entries)
    this.area = this.area or (not notes.capitals and _is_province_told(article, this))
    if this.area:
        this.entries = tuple(e for e in towns if e.kind == "admin1") or towns
    chosen = choose(this.entries, context, this.state)
    if chosen is not None and this.state is None and _is_of_a_longer_name(notes, mark, chosen, context):
        chosen, this.entries, namesakes = None, (), ()
        mark.last, this.name = mark.last + 1, f"{this.name} {notes.texts[mark.last]}"
    if chosen is None and this.area and len(this.entries) == 1:
        chosen = this.entries[0]
    if this.area and this.state is None and not notes.capitals and is_unlisted(notes, mark, this.entries, chosen):
        mark.key = "admin1"
        known = chosen is not None and (chosen.population >= SEAT or context.countries[chosen.country] > 1)
        seat = chosen.place(this.name) if chosen is not None and known else Place(name=this.name)
        return replace(seat, canonical=seat.canonical or this.name, admin1=this.name, precision=PlacePrecision.ADMIN1)
    if chosen is not None:
        return _as_chosen(article, this, chosen, towns)
    if this.state is not None:
        return Place(name=this.name, admin1=this.state, country="US")
    if (town := _seat(article, this)) is not None:
        mark.key = "district"
        return replace(town.place(this.name), precision=PlacePrecision.DISTRICT)
    unmeant = bool(namesakes) and mark.key == "known" and not _may_be_unlisted(article, this)
    return None if unmeant else _unlisted(this)


def _that_can_be(article: _Article, this: _Name) -> tuple[Entry, ...]:
    """Return the places so called without those that the words beside a name rule out."""
    if this.wholes:
        return inside(this.name, this.entries, this.wholes)
    entries = in_own_words(this.name, this.entries, article.context)
    if not this.village:
        return entries
    others = (m.value for m in article.notes.marks if m is not this.mark)
    told = {place.country for place in others if isinstance(place, Place) and place.canonical is not None}
    return that_can_be_villages(entries, article.context, told)


def _as_chosen(article: _Article, this: _Name, chosen: Entry, towns: tuple[Entry, ...]) -> Place | None:
    """Return the place chosen among its namesakes, as near to it as the words say; None where it is one of arms."""
    notes, context, mark = article.notes, article.context, this.mark
    if _is_of_a_make(notes, mark, chosen, context):
        return None
    if this.state is None and is_anywhere(chosen, this.entries, context):
        return Place(name=this.name)
    if this.state is None and has_twins(chosen, this.entries):
        return replace(_unlisted(this), country=chosen.country)
    place, mark.key = chosen.place(this.name), chosen.kind
    if this.entries is not towns and place.latitude is None:
        place = _about(place, towns)
    if chosen.kind == "facility":
        mark.kind = MentionKind.FACILITY
    small = this.district or is_small_province(notes, mark, chosen)
    if chosen.kind == "town" and chosen.country != "US" and small:
        mark.key = "district"
        return replace(place, precision=PlacePrecision.DISTRICT)
    return place


def _unlisted(this: _Name) -> Place:
    """Return a place that no gazetteer knows with the country and the province that it is told to be in."""
    place, wholes = Place(name=this.name), this.wholes
    if len({whole.country for whole in wholes}) != 1:
        return place
    area = wholes[0].name if len(wholes) == 1 and wholes[0].kind == "admin1" else None
    return replace(place, country=wholes[0].country, admin1=area)


def _may_be_unlisted(article: _Article, this: _Name) -> bool:
    """Return whether the words beside a name show it to be that of a place, though of none of those so called."""
    notes, mark = article.notes, this.mark
    if this.wholes or is_beyond_a_street(notes, mark) or _is_called_town(notes, mark, article.context):
        return True
    if this.village and not this.district:
        return True
    return not notes.capitals and (_is_called_part(notes, mark) or _is_placed_by_others(notes, mark))


def _is_of_a_longer_name(notes: Notes, mark: Mark, chosen: Entry, context: Context) -> bool:
    """Return whether "City" or "Island" makes another name of a town's which nothing else points to: "Safa City"."""
    after = notes.words[mark.last : mark.last + 1]
    if (
        after not in (["city"], ["island"])
        or not notes.texts[mark.last].istitle()
        or notes.capitals
        or chosen.country == "US"
    ):
        return False
    alone = after == ["island"] and context.countries[chosen.country] <= 1 < context.most  # only by this name
    return alone or context.points_away(chosen.country)


def _is_of_a_make(notes: Notes, mark: Mark, chosen: Entry, context: Context) -> bool:
    """Return whether a name is one of arms, and of a place that nothing else points to: "Grad rockets"."""
    arms = not _ARMS.isdisjoint(notes.words[mark.last : mark.last + 1])
    return arms and notes.words[mark.first - 1] not in {"in", "near"} and context.points_away(chosen.country)


def _about(state: Place, towns: tuple[Entry, ...]) -> Place:
    """Return a state of which no point is known at that of the town it is called after; Washington is in another."""
    seat = next((t for t in towns if t.kind == "town" and t.country == state.country and t.population >= SEAT), None)
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


def _seat(article: _Article, this: _Name) -> Entry | None:
    """Return the small town that a district of the country spoken of is called after: "Sukma district"."""
    countries = article.context.countries
    country = max(countries, key=lambda code: countries[code], default="US")
    if country == "US" or not this.district:
        return None
    if article.notes.words[this.mark.last : this.mark.last + 1] == ["regency"]:
        return None  # those of Indonesia are mostly called after no town
    return max((e for e in this.entries if e.country == country), key=lambda e: e.population, default=None)


def _is_called_village(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is said to be that of a village or small district: "the village of", "Ndoro village"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    return (
        (before[1:] == ["of"] and before[0].removesuffix("s") in VILLAGES)
        or (bool(after) and after[0] in VILLAGES)
        or (is_told_to_be_town(notes, mark.last))
    )


def _is_placed_by_others(notes: Notes, mark: Mark) -> bool:
    """Return whether words behind a name say where it is: "in Ndoro, about 40 km north of", "Ndoro, Bama district"."""
    if notes.words[mark.first - 1 : mark.first] not in _IN or notes.words[mark.last : mark.last + 1] != [","]:
        return False
    if not UNITS.isdisjoint(notes.words[mark.last : mark.last + _ASIDE]):
        return True
    following = next(iter(notes.marks_in(mark.last + 1, mark.last + 2, MentionKind.PLACE)), None)
    return following is not None and not DISTRICT_WORDS.isdisjoint(notes.words[following.last : following.last + 1])


def _is_called_part(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is said to be of part of a place: "a blast in Dashti area in Turbat"."""
    after = notes.words[mark.last : mark.last + 2]
    return bool(after) and after[0] in PARTS_OF_TOWNS and after[1:] in _IN_OF


def _is_called_town(notes: Notes, mark: Mark, context: Context) -> bool:
    """Return whether a name is said to be a town abroad, so that it is one, known or not: "in El Aguaje, a town in"."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    if context.capitals or context.countries["US"] >= context.most:
        return False
    if len(before) > 1 and before[1] == "of" and before[0] in TOWN_WORDS:
        return True
    return is_told_to_be_town(notes, mark.last)
