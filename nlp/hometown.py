"""The town that a local story is about: whose police speak, that the dateline and the headline name.

A story of a local outlet names its town once, at the top, and then streets, neighbourhoods and the
county. Where a clause gives an event no more than these, it happened in that town.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from nlp.elsewhere import TRYING
from nlp.lexicons import word_set
from nlp.name_extent import is_joined, is_of_a_force
from nlp.namesakes import choose
from nlp.notes import Hometown, Mark, Notes
from nlp.place_context import Context, vote
from nlp.place_cues import OUTLETS, state_after
from nlp.place_words import (
    COMPASS,
    DISTRICT_WORDS,
    DWELLERS,
    FACILITY_WORDS,
    LANDSCAPE,
    LOCATIVES,
    NOT_NAMES,
    NOT_PLACES,
    STATES,
    STREETS,
    STRONG,
    VILLAGES,
)
from nlp.places import Entry, capital_of, country_among, is_dense, look_up
from store.model import MentionKind, Place, PlacePrecision

_OFFICES = word_set("hometown", "offices")
_SITES = word_set("hometown", "sites")
_PARTS = word_set("hometown", "parts")
_QUARTERS = DISTRICT_WORDS | {"section", "side"}
_PUTTING = frozenset({"in", "at", "near"})
_INSIDE = frozenset({"of", "de", "la", "-"})
_LONGEST = 4
_FROM_TOP = 600  # tokens; what stands further down counts half
_TOP = 5  # sentences that tell a story
_ENOUGH = 2.0
_CITY = 100_000
_KINDS = frozenset({"town", "neighbourhood"})


@dataclass(slots=True)
class _Candidate:
    name: str
    votes: float = 0.0
    official: float = 0.0
    state: str | None = None
    first: int | None = None
    last: int | None = None


def find_hometown(doc: Doc, notes: Notes, title: Doc, context: Context) -> Hometown | None:
    """Return the town that a story is about, by the settings in which towns are named; None if none is."""
    if notes.capitals:
        return None
    found: dict[str, _Candidate] = {}
    _read(doc, notes, found, _datelines(notes, len(doc)), context, in_title=False)
    _read(title, _notes_of(title), found, frozenset(), context, in_title=True)
    ranked = sorted(found.values(), key=lambda c: (-(c.votes + c.official), c.first is None, c.first or 0))
    towns = [
        town
        for c in ranked
        if c.votes + c.official >= _ENOUGH and (town := _resolved(c, context)) and _is_told(c, town)
    ]
    if not towns:
        return None
    best = towns[0]
    if best.place.country != "US" and _comes_late(notes, best):
        return None
    abroad = max((n for code, n in context.countries.items() if code != best.place.country), default=0)
    if capital_of(best.place.country or "") == best.place and (
        abroad > context.countries[best.place.country or ""] or not (best.official or best.place.country == "US")
    ):
        return None  # "WASHINGTON (AP)" over news of another country, and where ministers speak
    if not is_dense(best.place.country or ""):
        return None  # where few towns are known, an unknown name may well be one
    # "in Englewood, Chicago police said": the town whose police speak, not its quarter
    if not best.official:
        for other in towns[1:]:
            if other.official and other.population > best.population and within(best.place, other.place):
                return other
    return best


def _is_told(candidate: _Candidate, town: Hometown) -> bool:
    """Return whether more than a dateline speaks for a town abroad: agencies write from the capital of a state."""
    return town.place.country == "US" or candidate.votes >= _ENOUGH


def _comes_late(notes: Notes, town: Hometown) -> bool:
    """Return whether a town comes up only after the story is told, so that it is that of another."""
    top = notes.sentences[min(_TOP, len(notes.sentences) - 1)][1] if notes.sentences else 0
    return town.first is not None and town.first >= top


def at_home(notes: Notes, mark: Mark) -> Place | None:
    """Return the story's town for a mark that only names a part of it, its county or state, else None.

    A school or park in it stays as the facility.
    """
    town, place = notes.hometown, mark.value
    if town is None or not isinstance(place, Place) or mark.kind is not MentionKind.PLACE:
        return None
    namesake = place.country not in {None, town.place.country}
    if place.name == town.place.name and not namesake:
        return None
    if namesake:
        likely = town.place.country == "US" or _people(place) < _CITY  # "in Prague", in the news of Dresden
        return town.place if town.official and likely and _is_alone(notes, place) else None
    words = notes.words[max(0, mark.first - 2) : mark.first]
    if words[-1:] != [] and words[-1] in COMPASS and place.precision is PlacePrecision.COUNTRY:
        return None  # "in eastern Ukraine", in the news of Kyiv
    if state_after(notes, mark.last) or words in (["town", "of"], ["village", "of"], ["city", "of"]):
        return None
    if place.canonical is None:
        return _unknown_at_home(notes, town, mark, place)
    if place.precision is PlacePrecision.DISTRICT and place.country != "US":
        return None
    if place.precision in {PlacePrecision.ADMIN1, PlacePrecision.DISTRICT, PlacePrecision.COUNTRY}:
        return town.place if place.admin1 in {None, town.place.admin1} else None
    return town.place if _is_known_part(notes, town, mark, place) else None


def _unknown_at_home(notes: Notes, town: Hometown, mark: Mark, place: Place) -> Place | None:
    """Return the story's town for a name that no gazetteer has; None where it may well be that of a village abroad."""
    if notes.words[mark.last - 1] in FACILITY_WORDS:
        return replace(town.place, facility=place.name, precision=PlacePrecision.NEAR)
    before, after = notes.words[max(0, mark.first - 1) : mark.first], notes.words[mark.last : mark.last + 1]
    village = place.admin1 is not None or (after != [] and after[0] in VILLAGES)
    told = before != [] and before[0] in _PUTTING and after == [","]  # "at Batang Kuis, near Medan"
    return town.place if town.place.country == "US" or not (village or told) else None


def _is_known_part(notes: Notes, town: Hometown, mark: Mark, place: Place) -> bool:
    """Return whether a known quarter or small town is a part of the story's town, or called as one of its parts."""
    after = notes.words[mark.last : mark.last + 1]
    if after and after[0] in _OFFICES:
        return False
    near = within(place, town.place)
    elsewhere = place.admin1 != town.place.admin1
    if mark.key == "neighbourhood" or (after and after[0] in _QUARTERS):
        # "the Austin neighborhood" of the town that the story is about is not the Austin of another state
        return elsewhere or (near and town.place.country == "US")  # abroad the quarter says more than its town
    if elsewhere:
        named = any(isinstance(m.value, Place) and m.value.canonical == place.admin1 for m in notes.marks)
        return town.official and not named and _people(place) < _CITY
    return town.official and near and 2 * _people(place) < town.population


def _people(place: Place) -> int:
    return max((e.population for e in look_up(place.canonical or "") if e.admin1 == place.admin1), default=0)


def _is_alone(notes: Notes, place: Place) -> bool:
    """Return whether nothing but that name points to its country."""
    own = sum(2 for m in notes.marks if isinstance(m.value, Place) and m.value.canonical == place.canonical)
    return notes.countries[place.country or ""] <= own


def within(place: Place, town: Place, reach: float = 0.35) -> bool:
    """Return whether a place lies so near a town, in degrees, that it can be a part of it."""
    if None in (place.latitude, place.longitude, town.latitude, town.longitude):
        return False
    north, east = (place.latitude or 0) - (town.latitude or 0), (place.longitude or 0) - (town.longitude or 0)
    return abs(north) < reach and abs(east) < reach


def _datelines(notes: Notes, length: int) -> frozenset[int]:
    """Return the tokens that stand before the first words of a paragraph ("SELMA, Ala. (AP) -")."""
    ends = [0, *(last for _, last in notes.sentences)]
    starts = [*(first for first, _ in notes.sentences), length]
    return frozenset(i for a, b in zip(ends, starts, strict=True) for i in range(a, b))


def _notes_of(title: Doc) -> Notes:
    texts = [token.text for token in title]
    words = [text.lower() for text in texts]
    return Notes(plain=title.text, texts=texts, words=words, starts=[token.idx for token in title])


def _read(
    doc: Doc,
    notes: Notes,
    found: dict[str, _Candidate],
    datelines: frozenset[int],
    context: Context,
    *,
    in_title: bool,
) -> None:
    stop, words = _outlet_part(doc) if in_title else len(doc), notes.words
    for first, last, entries, state in _names(doc, notes):
        name = notes.written(first, last)
        key = name.lower()
        if key not in found:
            found[key] = _Candidate(name if not name.isupper() else name.title())
            if state is None:
                vote(context, name, entries)
        candidate = found[key]
        if state is not None:
            candidate.state = candidate.state or state
            candidate.official += 2 if not candidate.official else 0
        votes, official = _setting(words, first, last, in_title=in_title, outlet=first >= stop)
        if first in datelines and not in_title and (state or name.isupper()):
            official += 0 if "/" in words[max(0, first - 1) : last + 1] else 3  # "LIMA/CALLAO": wherever reporters were
        weight = 1.0 if in_title or first < _FROM_TOP else 0.5
        candidate.votes = min(candidate.votes + votes * weight, 9.0)
        candidate.official = min(candidate.official + official * weight, 6.0)
        if not in_title and candidate.first is None:
            candidate.first, candidate.last = first, last


def _names(doc: Doc, notes: Notes) -> Iterator[tuple[int, int, tuple[Entry, ...], str | None]]:
    """Yield every run of tokens that can be a town's name, with the towns of that name and the state behind it."""
    texts, words = notes.texts, notes.words
    capital = [text[0].isupper() for text in texts]
    i = 0
    while i < len(texts):
        if not (capital[i] and texts[i][0].isalpha()) or words[i] in NOT_PLACES:
            i += 1
            continue
        end, stop = i + 1, min(i + _LONGEST, len(texts))
        while end < stop and (capital[end] or _is_inside(notes, end)):
            end += 1
        for last in range(end, i, -1):
            if not capital[last - 1]:
                continue
            if last == i + 1 and len(texts[i]) < 3:
                break
            known = look_up(notes.written(i, last))
            entries = tuple(e for e in known if e.kind in _KINDS)
            if last > i + 1 and not entries and any(e.kind == "admin1" for e in known):
                i = last - 1  # "NEW YORK -" is not the town of York
                break
            state = state_after(notes, last) if entries or words[last - 1] not in OUTLETS else None
            if not (entries or state) or not _stands_alone(doc, notes, i, last):
                continue
            yield i, last, entries, state
            i = last - 1
            break
        i += 1


def _is_inside(notes: Notes, i: int) -> bool:
    """Return whether a small word goes on with a name; a dash with spaces parts two ("FOX6 News - Tulsa")."""
    return notes.words[i] in _INSIDE and not (notes.words[i] == "-" and notes.is_spaced(i))


def _stands_alone(doc: Doc, notes: Notes, first: int, last: int) -> bool:
    """Return whether a name is not part of a longer one: of a person, a street, a school."""
    texts, words = notes.texts, notes.words
    if is_joined(notes, first) or is_of_a_force(doc, notes, first, last):
        return False
    led = first > 0 and texts[first - 1].istitle()
    if words[first] in LANDSCAPE and led and texts[first - 1].lower() not in STOP_WORDS:
        return False  # "Thames Valley Police", also where a sentence begins
    if led and texts[first - 1][0].isupper() and not doc[first - 1].is_sent_start:
        before = words[first - 1]
        if texts[first].istitle() and not (before in NOT_PLACES or before in LOCATIVES or before in _OFFICES):
            return False
    for i in range(last, min(last + 3, len(doc))):
        if not texts[i][0].isupper():
            break
        if words[i] in STREETS or words[i] in FACILITY_WORDS or words[i] in {"county", "parish", "township"}:
            return False
    after = words[last] if last < len(doc) else ""
    if after in STATES:
        return False
    return after in _OFFICES or texts[first].isupper() or not _name_goes_on(notes, last)


def _name_goes_on(notes: Notes, last: int) -> bool:
    words = notes.words
    if last >= len(words) or not notes.texts[last].istitle() or not notes.texts[last].isalpha():
        return False
    return words[last] not in NOT_PLACES and words[last] not in NOT_NAMES


def _setting(words: list[str], first: int, last: int, *, in_title: bool, outlet: bool) -> tuple[float, float]:
    """Return the votes that the words around a name give it, and those that speak for its police."""
    before = words[max(0, first - 3) : first]
    while before and before[-1] in _PARTS:
        before = before[:-1]
    after = words[last : last + 3]
    if outlet:
        return 1.0, 0.0
    if after[:1] and after[0] in _OFFICES:
        return (0.5, 2.5)
    if before[-2:] in (["city", "of"], ["town", "of"], ["village", "of"]):
        return (0.5, 2.0)
    if after[:1] and after[0] in _QUARTERS:
        return (-2.0, 0.0)
    if after[:1] and after[0] in DWELLERS:
        return (0.3, 0.0)
    if after[:1] and after[0] in _SITES:
        return (2.5, 0.0)
    if before[-1:] and before[-1] in STRONG and TRYING & {*before}:
        return (0.3, 0.0)  # "her trial in Manhattan" was not where it happened
    if before[-1:] and before[-1] in STRONG:
        return (4.0 if in_title else 2.0, 0.0)
    if before[-1:] == ["of"] or before[-1:] == ["from"]:
        return (0.3, 0.0)
    if in_title:
        return (2.0, 0.0)
    return (0.3, 0.0)


def _outlet_part(title: Doc) -> int:
    """Return where a headline ends and the outlet begins ("... | WBTV Charlotte")."""
    marks = [t.i for t in title if t.text in {"|", "-", "–", "—"} and t.i > 0 and len(title) - t.i <= 12]
    return marks[0] if marks else len(title)


def _resolved(candidate: _Candidate, context: Context) -> Hometown | None:
    named = look_up(candidate.name)
    if candidate.state is None and country_among(named) is not None:
        return None  # "southern Lebanon" is no town in Tennessee
    if candidate.state is None and (best := choose(named, context)) and best.kind == "admin1" and best.country != "US":
        return None  # "in Para", where Brazil is spoken of, is no town of Ivory Coast
    entries = tuple(e for e in named if e.kind in _KINDS)
    chosen = choose(entries, context, candidate.state)
    if chosen is None and candidate.state is None and candidate.official >= 2:
        chosen = context.best(entries)
    if chosen is None and candidate.state is not None:
        place = Place(name=candidate.name, admin1=candidate.state, country="US")
        return Hometown(place, 0, candidate.first, candidate.last, True)
    if chosen is None:
        return None
    place = chosen.place(candidate.name)
    return Hometown(place, chosen.population, candidate.first, candidate.last, candidate.official >= 2)
