"""What the name of a site is: "the Linwood Mosque", "the Corinthia hotel", "the 300 block of Corrib Street".

Names end in a word for a site, a street or a part of a town, stand behind one ("Hotel Splendid"), or are of what a
town has but one ("Lima's main railway station").
"""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.lexicons import fold, word_set
from nlp.notes import Mark, Notes
from nlp.person_names import JOINERS
from nlp.place_cues import NATIONS, numbered
from nlp.place_words import COMPASS, DRIVES, STREETS
from nlp.places import is_city
from store.model import MentionKind, Place, PlacePrecision

SITES = word_set("sites", "words")
_MISSIONS = frozenset({"embassy", "consulate"})
_RAMP = (["off", "-", "ramp"], ["on", "-", "ramp"])
_ROADS = word_set("sites", "streets")
_WARDS = [[kind, place] for kind in ("medical", "health", "trauma") for place in ("center", "centre")]
_ROADS_IN_CAPITALS = _ROADS | DRIVES
_IN_CAPITALS = SITES | _ROADS_IN_CAPITALS | word_set("sites", "in_capitals")
_NUMBERED_ROADS = _ROADS | STREETS | {"place"}
"""What a road may be called whose houses are told by number: "2134 Elm Place", but not "the Crown Court"."""
_CROSSING = frozenset({"streets", "roads", "avenues"})
_PARTS_OF_TOWNS = word_set("sites", "parts")
_PARTS_IN_THE_US = frozenset({"neighborhood", "park"})
"""Where a "district" is one of schools or courts, and an "area" as wide as a bay."""
_LEADING = word_set("sites", "leading")
_ONE_OF_A_TOWN = word_set("sites", "one_of_a_town")
_ENDING = frozenset(
    {".", ",", ";", "on", "in", "when", "where", "after", "late", "early", "last", "at", "and", "who", "that"}
)
_JOINERS = JOINERS | {"of", "and", "&"}
_INSIDE = JOINERS | {"e"}
OWNING = frozenset({"'s", "\u2019s"})
FAITHS = word_set("sites", "faiths")
_BEFORE = word_set("sites", "before")
_NUMBERED = word_set("sites", "numbered")
_COUNTED = word_set("sites", "counted")
_STATES = NATIONS | word_set("sites", "states")
_NOT_IN_NAMES = COMPASS | NATIONS
_LIKE_COMPASS = frozenset({"central"})  # "Central Station"
_SAINTS = frozenset({"st", "st."})
_ONLY_ONE = frozenset({"main", "central", "only", "biggest", "largest", "international"})
_LONGEST = 6  # words of a name
_LONGEST_ROAD = 4
_ONLY_ONE_LONG = 4
_SHORTEST = 3  # letters
_OF_NAMED = frozenset({"university", "port", "cathedral", "church", "museum"})


def site_end(doc: Doc, notes: Notes, first: int, stop: int, place: Place) -> int:
    """Return the end of the name of a site in a place that begins at ``first``; ``first`` if none does."""
    if notes.texts[first][0].isdigit():
        return _counted_end(notes, first, stop, place.country) or _address_end(notes, first, stop)
    if not notes.texts[first][0].isupper():
        return _only_one_end(notes, first)
    if notes.words[first] in _NUMBERED and "".join(notes.texts[first + 1 : min(stop, first + 2)]).isdigit():
        return first + 2  # "Comuna 13", "Highway 59"
    last = _name_end(doc, notes, first, stop)
    if last > first and notes.words[last - 1] in _ROADS_IN_CAPITALS | _CROSSING:
        road = _road_end(notes, first, stop)
        return _crossing_end(notes, road if road > first else last, stop)
    last = last if last > first else _part_end(notes, first, stop, place)
    return last if last > first else _owned_end(notes, first, stop, place)


def is_street(name: str) -> bool:
    """Return whether the name of a site is that of a street, or of a part of a town."""
    last = fold(name).split()[-1]
    return name[0].isdigit() or last.isdigit() or last in _NUMBERED_ROADS | _CROSSING | _PARTS_OF_TOWNS


def _counted_end(notes: Notes, first: int, stop: int, country: str | None) -> int:
    """Return the end of a part of a town that is told by its number: "the 13th arrondissement"; 0 if none is."""
    ordinal = not notes.words[first].isdigit() and notes.words[first - 1] == "the"
    return (
        first + 2 if ordinal and country != "US" and {*notes.words[first + 1 : min(stop, first + 2)]} & _COUNTED else 0
    )


def _address_end(notes: Notes, first: int, stop: int) -> int:
    """Return the end of a number with its street: "246 Elm Street", "300 block of Corrib St.", "6th Avenue"."""
    block = notes.words[first + 1 : first + 3] in (["block", "of"], ["blocks", "of"])
    house = not block and notes.words[first].isdigit()
    road = first + 3 if block else first + house
    end = _road_end(notes, road, stop)
    if end == road:
        return first
    return end if house else _crossing_end(notes, end, stop)  # a house stands on one road


def _road_end(notes: Notes, first: int, stop: int) -> int:
    """Return the end of the name of a road: "N. Corrib St.", "6th Avenue"; ``first`` if none is named."""
    for last in range(first, min(stop, first + _LONGEST_ROAD)):
        text = notes.texts[last]
        if last > first and notes.words[last] in _NUMBERED_ROADS and text[0].isupper():
            more = last + 1 < stop and notes.words[last + 1] in _NUMBERED_ROADS and notes.texts[last + 1][0].isupper()
            return last + 1 + more  # "Summit Square Drive"
        if not (text[0].isupper() or (last == first and text[0].isdigit() and not text.isdigit())):
            return first
    return first


def _crossing_end(notes: Notes, last: int, stop: int) -> int:
    """Return the end of the road that crosses one that ends so: "Third Avenue and Pine streets"."""
    dot = notes.words[last : last + 1] == ["."]
    if notes.words[last + dot : last + dot + 1] not in (["and"], ["&"]) or last + dot + 1 >= stop:
        return last
    last += dot  # "Flower Ave. and Orchid Blvd."
    end = _road_end(notes, last + 1, stop)
    if end > last + 1:
        return end
    named = notes.texts[last + 1][0].isupper() and notes.words[last + 2 : last + 3] != []
    return last + 3 if named and notes.words[last + 2] in _CROSSING and last + 3 <= stop else last - dot


def _part_end(notes: Notes, first: int, stop: int, place: Place) -> int:
    """Return the end of the name of a part of a town: "Zahra district", "Mouchak bus stand area".

    A "district" is one of a city only: around towns it is what they lie in.
    """
    last = _capitals_end(notes, first, stop)
    led = last
    while led < stop and led - last < 2 and notes.words[led] in _LEADING:
        led += 1
    if last == first or not notes.words[led : led + 1] or led >= stop or notes.words[first] in _NOT_IN_NAMES:
        return first
    part = notes.words[led]
    if notes.words[led - 1] == "government":
        return first  # "Damboa Local Government Area"
    if part not in _PARTS_OF_TOWNS or (place.country == "US" and part not in _PARTS_IN_THE_US):
        return first
    if part == "district" and place.precision is PlacePrecision.EXACT and not is_city(place):
        return first
    known = [m for m in _places(notes, first, last) if is_known(m)]
    wide = led == last and any(m.last >= last and m.first <= first for m in known)
    return first if wide or ("-" in notes.words[first:last] and known) else led + 1  # "the Chad-Niger border area"


def _owned_end(notes: Notes, first: int, stop: int, place: Place) -> int:
    """Return the end of what is named as the town's ("in Karachi's Lyari on"), where nothing else is so called."""
    town = next((m.value for m in reversed(_places(notes, first - 2, first)) if m.last == first - 1), None)
    if notes.words[first - 1] not in OWNING or not isinstance(town, Place) or place.canonical is None:
        return first
    if town.canonical != place.canonical or place.precision is not PlacePrecision.EXACT:
        return first  # "in Radcliffe's van"
    last = first
    while last < stop and last - first < _ONLY_ONE_LONG and (notes.texts[last][0].isupper() or last in notes.dashes):
        last += 1
    ended = not notes.words[last : last + 1] or notes.words[last] in _ENDING
    known = notes.marks_in(first, last, MentionKind.GROUP, MentionKind.PERSON) or notes.words[first] in NATIONS
    return last if ended and not known and not any(is_known(m) for m in _places(notes, first, last)) else first


def _capitals_end(notes: Notes, first: int, stop: int) -> int:
    """Return the end of words in capitals, with what joins two of them: "Bab al-Amud", "Gulshan-e-Iqbal"."""
    last = first
    while last < stop and last - first < _LONGEST and (_is_capital(notes, last) or notes.words[last] in _INSIDE):
        last += 1
    while last > first and notes.words[last - 1] in _INSIDE:
        last -= 1
    return last


def _is_capital(notes: Notes, at: int) -> bool:
    return notes.texts[at][0].isupper() and notes.texts[at][-1].isalnum() and notes.words[at] not in _PARTS_OF_TOWNS


def _places(notes: Notes, first: int, last: int) -> list[Mark]:
    return notes.marks_in(first, last, MentionKind.PLACE)


def _name_end(doc: Doc, notes: Notes, first: int, stop: int) -> int:
    """Return the end of the name of a site; ``first`` where the words in capitals are none."""
    if notes.words[first] in _STATES and _MISSIONS.intersection(notes.words[first + 1 : first + 2]):
        return first + 2
    compass = notes.words[first] in _NOT_IN_NAMES and notes.words[first] not in _LIKE_COMPASS
    compass = compass and not any(m.last > first + 1 for m in _places(notes, first, first + 1))  # "Spanish Town"
    if compass or notes.words[first] in FAITHS or doc[first].is_sent_start:
        return first
    last = first
    while (
        last < stop
        and last - first < _LONGEST
        and ((notes.texts[last][0].isupper() and notes.texts[last][-1].isalnum()) or notes.words[last] in _JOINERS)
    ):
        last += 1
    while last > first and notes.words[last - 1] in _JOINERS:
        last -= 1
    end = next((n for n in range(last, first + 1, -1) if notes.words[n - 1] in _IN_CAPITALS), first)
    if notes.words[end - 2 : end] in _WARDS:
        return first
    if notes.words[first] in _OF_NAMED and notes.words[first + 1] == "of" and last > first + 2:
        return last  # "the University of Ndola"
    if end > first:
        return end + (notes.words[end : end + 1] != [] and notes.words[end] in _ROADS)  # "the Litoral Penitentiary"
    if notes.words[first] in _BEFORE and last > first + 1:
        return numbered(doc, notes, last)  # "Hotel Splendid", "Camp No. 17"
    if last > first and notes.words[last : last + 3] in _RAMP:
        return last + 3  # "the Rietvlei off-ramp"
    goes_on = notes.words[last : last + 2]
    behind = 2 if goes_on[1:] != [] and goes_on[1] in SITES and goes_on[0] in _LEADING else 1
    known = any(m.last == last and is_known(m) for m in _places(notes, first, last))
    if goes_on[:1] != [] and goes_on[0] in _ROADS and (not known or "-" in notes.words[first:last]):
        return last + 1  # "Buynak street", "the Kabul-Kandahar highway"
    short = len(notes.words[first]) < _SHORTEST and notes.words[first] not in _SAINTS
    if short or not goes_on or goes_on[behind - 1] not in SITES:
        return first
    if known and (goes_on[behind - 1] not in _ONE_OF_A_TOWN or notes.words[first - 1] in {"a", "an"}):
        return first  # "a Bogota hotel" is one of many
    return last + behind


def _only_one_end(notes: Notes, first: int) -> int:
    """Return the end of what a town has but one of: "Lima's main railway station"; ``first`` if it is no such site."""
    if notes.words[first] not in _ONLY_ONE or notes.words[first - 1] not in OWNING:
        return first
    last = first + 1
    while last < first + _ONLY_ONE_LONG and notes.words[last : last + 1] != [] and notes.words[last] in _LEADING:
        last += 1
    return last + 1 if notes.words[last : last + 1] != [] and notes.words[last] in SITES else first


def is_known(mark: Mark) -> bool:
    """Return whether a mark is of a place that the gazetteer holds."""
    return isinstance(mark.value, Place) and mark.value.canonical is not None
