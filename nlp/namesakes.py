"""Namesakes: which of the places that go by one name an article means.

The gazetteer has several for most names. What an article points to (nlp.place_context) and what the words
beside the name say decide; where nothing does, none is meant.
"""

from __future__ import annotations

from nlp.gazetteer import key_of
from nlp.place_context import Context
from nlp.place_cues import OBLASTS
from nlp.places import Entry, country_among

_SMALL = 15_000
"""Fewer people than this, and a town is taken for what is meant only where the article points to its province."""

_CITY = 300_000
_TIMES = 10
"""So many times as many people as the next, and a town is the one of its name that is meant."""

_METROPOLIS = 1_000_000
"""More people, and a town is meant all over the world; its namesakes in the US are where the article speaks of them."""

_MANY = 3
_FAR = 0.3
"""So many degrees apart two points are of two towns."""

SEAT = 20_000
"""Fewer people, and a town called as a state of its country is not the seat of it: Guerrero in Mexico."""

_VILLAGE = 30_000
"""More people than this, and a town is nowhere called a village."""


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
        entries = tuple(e for e in entries if e.kind != "town" or e.country not in areas or e.population >= SEAT)
    if state is None and country_among(entries) is not None:
        entries = tuple(e for e in entries if e.kind != "town")  # "in Colombia" is not the town of that name
    meant = [e for e in entries if state or _is_meant(e, entries, context)]
    if state is None:
        meant = [e for e in meant if not _gives_way(e, meant, context)]
    if not state and not context.capitals:
        # Para in Brazil, where Brazilians are told of, and no small town so called where nobody is
        near = [e for e in meant if context.countries[e.country] > 0]
        meant = near + [e for e in meant if e not in near and (not near or e.population >= _CITY)]
    return context.best(meant)


def _is_meant(entry: Entry, namesakes: tuple[Entry, ...], context: Context) -> bool:
    """Return whether a place is known widely enough, or hinted at, to be what a name stands for."""
    if entry.listed or entry.kind == "country":
        return True
    if entry.kind == "town" and entry.population < (_CITY if context.capitals else _SMALL):
        return context.points_to(entry, namesakes)
    return entry.kind == "town" or entry.country == "US" or context.countries[entry.country] > 0


def _gives_way(entry: Entry, meant: list[Entry], context: Context) -> bool:
    """Return whether a US town is not meant beside a metropolis of its name: "the siege in Paris" is not in Texas.

    It is where an article speaks of the US most, and more than the name itself points to its state.
    """
    if entry.kind != "town" or entry.country != "US":
        return False
    most = max((e.population for e in meant if e.kind == "town" and e.country != "US"), default=0)
    if most < _METROPOLIS or most < _TIMES * entry.population:
        return False
    return (
        context.capitals
        or 2 * context.countries["US"] <= sum(context.countries.values())
        or not context.points_to(entry, tuple(meant))
    )


def has_twins(chosen: Entry, entries: tuple[Entry, ...]) -> bool:
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


def is_anywhere(chosen: Entry, entries: tuple[Entry, ...], context: Context) -> bool:
    """Return whether nothing points to the country of a town, and others far away are called so: "in Trinidad"."""
    if chosen.kind != "town" or chosen.country == "US" or context.countries[chosen.country] or context.capitals:
        return False
    others = (e for e in entries if e.kind == "town" and e.country != chosen.country)
    return not chosen.listed and any(e.population * _TIMES >= chosen.population for e in others)


def _is_far(one: Entry, other: Entry) -> bool:
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return True
    return abs(one.latitude - other.latitude) > _FAR or abs(one.longitude - other.longitude) > _FAR


def is_as_province(entries: tuple[Entry, ...]) -> bool:
    """Return whether a name that is told to be of a province is so wherever it stands: no city is called so."""
    areas = [e for e in entries if e.kind == "admin1" and e.country not in OBLASTS]
    return bool(areas) and all(e.population < _CITY for e in entries)


def in_own_words(name: str, entries: tuple[Entry, ...], context: Context) -> tuple[Entry, ...]:
    """Return the places so called, in countries that an article hardly speaks of only those of that very name.

    In Wawa, a town of Nigeria, it does not mean Warsaw.
    """
    most, key = context.most, key_of(name)
    return tuple(e for e in entries if e.listed or key_of(e.name) == key or 2 * context.countries[e.country] >= most)


def inside(name: str, entries: tuple[Entry, ...], wholes: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the places so called in one of the countries, and maybe provinces, that they are told to be in.

    In a province it is no other name of a town elsewhere in the country: Bijapur in Chhattisgarh is not Vijayapura.
    """
    countries = {whole.country for whole in wholes}
    entries = tuple(e for e in entries if e.country in countries)
    if any(whole.kind != "admin1" for whole in wholes):
        return entries
    provinces, key = {whole.name for whole in wholes}, key_of(name)
    entries = tuple(e for e in entries if e.listed or key_of(e.name) == key)
    return _without_twins(tuple(e for e in entries if e.kind != "admin1" or e.name in provinces), provinces)


def _without_twins(entries: tuple[Entry, ...], provinces: set[str]) -> tuple[Entry, ...]:
    """Return the places so called without towns of which nobody could tell which is the one in the province.

    Several towns of India are called Bishnupur, and the gazetteer does not know their states.
    """
    own = tuple(e for e in entries if e.admin1 in provinces)
    first, second, *_ = (*sorted((e.population for e in entries if e.kind == "town"), reverse=True), 0, 0)
    if own or first >= _TIMES * second:
        return own or entries
    return tuple(e for e in entries if e.kind != "town")


def that_can_be_villages(entries: tuple[Entry, ...], context: Context, told: set[str | None]) -> tuple[Entry, ...]:
    """Return the places so called, for a village: no city of another country than that spoken of.

    And none of a country that only it could point to, beside another: ``told`` are those of the other names.
    """
    own = entries[0].country if entries and len({e.country for e in entries}) == 1 else None
    most = context.most
    small = (e for e in entries if e.population < _VILLAGE or context.countries[e.country] == most)
    return tuple(
        e for e in small if most < 2 or e.country in told or context.countries[e.country] > int(e.country == own)
    )
