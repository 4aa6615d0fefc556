"""What the words beside a name say of the place: that it is a state, in a state of the US, so far from another."""

from __future__ import annotations

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes
from nlp.person_names import TITLES
from nlp.place_words import AREAS, COMPASS, LANDSCAPE, LOCATIVES, ROADS, STATES, STREETS, TOWN_WORDS
from nlp.places import Entry, country_among, demonyms, look_up, state_name
from store.model import MentionKind, Place, PlacePrecision

OUTLETS = word_set("naming", "outlets")
_ROADS = ROADS | {"somewhere", "track", "stretch"}
_ADMIN_WORDS = STATES | {"department"}
_OF_WHICH = COMPASS | {"the"}
NATIONS = frozenset(demonyms())
_OF_NAMED = TOWN_WORDS | {"district", "island", "port", "suburb"}
_TOWN_KINDS = AREAS | word_set("naming", "town_kinds")
_SEVERAL = frozenset({"provinces", "governorates", "departments", "districts", "states"})
_VILLAGES = frozenset({"villages", "hamlets", "towns", "communities", "settlements"})
_LIST = 12  # words
OBLASTS = word_set("naming", "oblasts")
# Countries whose provinces are parts of departments or regions.
_OF_DEPARTMENTS = frozenset({"BO", "CL", "MA", "PE"})
_OF_A_STATE = word_set("naming", "of_a_state")
# What may stand between a place and the province or country that it is in: "Bali district in the eastern Taraba".
_LEADING_IN = AREAS | COMPASS | {"in", "of", "the", ","}
_IN = frozenset({"in", "of", ","})
_LONG_WAY = 8  # words
_SPANISH = frozenset({"LA"})
_SETTLED = TOWN_WORDS | word_set("naming", "settled")
# What goes on behind a word for a town: "a village in", "a town where"; but not "a village elder".
_AFTER_TOWN = word_set("naming", "after_town")
_ATTRIBUTES = 4  # words: "a remote farming village"
# Words in small letters that a headline in capitals has, and such as it has not.
_SMALL_WORDS = LOCATIVES | {"after", "over", "with", "amid", "from", "against", "under"}
_RUNNING = frozenset({"was", "were", "has", "had", "the", "is", "are"})


def state_after(notes: Notes, last: int) -> str | None:
    """Return the US state of "Springfield, Ill." or "Springfield, Ohio"."""
    texts = notes.texts
    if last + 1 >= len(texts) or texts[last] != ",":
        return None
    word = texts[last + 1]
    if word.islower():
        return None  # "Port-au-Prince, the Ohio-based charity said"
    if word.lower() in STOP_WORDS and texts[last - 1].isupper():
        return None  # "IN LA PAZ, IN BOLIVIA" is not Indiana
    if word in _SPANISH and last + 2 < len(texts) and texts[last + 2].isupper() and texts[last + 2].isalpha():
        return None  # "CAJAMARCA, LA LIBERTAD" is not Louisiana
    if state := state_name(word):
        return state
    for name in (notes.written(last + 1, last + 3), word):
        if found := next((e for e in look_up(name) if e.kind == "admin1" and e.country == "US"), None):
            return found.name
    return None


def states_behind(notes: Notes) -> dict[str, str]:
    """Return the US state that an article writes behind a name, once for all the places where it stands."""
    marks = (m for m in notes.marks if m.kind is MentionKind.PLACE)
    found = ((notes.written(m.first, m.last).casefold(), state_after(notes, m.last)) for m in marks)
    return {name: state for name, state in found if state is not None}


def is_told_to_be_town(notes: Notes, last: int) -> bool:
    """Return whether the words behind a name say that it is a town or village: "Ndoro, a farming village in"."""
    return _behind_town(notes, last) > last


def _behind_town(notes: Notes, last: int) -> int:
    """Return where the words end that say behind a name that it is a town; where the name ends if none do."""
    after = notes.words[last : last + _ATTRIBUTES + 4]
    if after[:1] != [","] or after[1:2] not in (["a"], ["an"], ["the"]):
        return last
    kind = next((n for n in range(2, min(_ATTRIBUTES + 3, len(after) - 1)) if after[n] in _SETTLED), None)
    told = (
        kind is not None
        and {",", ".", "in", "of", "at", "from", "who"}.isdisjoint(after[2:kind])
        and after[kind + 1] in _AFTER_TOWN
    )
    return last + kind + 1 if told and kind is not None else last


def is_put_behind(notes: Notes, first: int) -> bool:
    """Return whether a name follows what is said of it: "the neighbourhood where the killings took place, Chameo"."""
    before = notes.words[max(notes.sentence_of(first)[0], first - _LIST) : first]
    where = next((n for n in range(len(before) - 1, 0, -1) if before[n] == "where"), None)
    if before[-1:] != [","] or where is None or not {"happened", "occurred", "place"} & set(before[where:]):
        return False
    return before[where - 1] in _SETTLED


def is_between_places(notes: Notes, i: int) -> bool:
    """Return whether what stands behind "between" are places: "the road between", "between Ndoro and Bama villages"."""
    before, after = notes.words[max(0, i - 4) : i - 1], notes.words[i : i + _LIST]
    if not _ROADS.isdisjoint(before):
        return True
    return "and" in after and not {"villages", "towns", "districts", "areas"}.isdisjoint(
        after[after.index("and") :][:4]
    )


def is_called_state(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is said to be that of a state or province: "Katsina state", "the province of"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 2]
    if (len(before) > 1 and before[1] == "of" and before[0] in STATES) or _is_of_several(notes, mark.first):
        return True
    if is_behind_its_kind(notes, mark.first):
        return True
    day = bool(notes.marks_in(mark.last + 1, mark.last + 2, MentionKind.TIME))  # "in Washington state Friday"
    alone = len(after) > 1 and after[1] not in _OF_A_STATE and (day or not notes.texts[mark.last + 1].istitle())
    return bool(after) and after[0] in STATES and alone


def is_behind_its_kind(notes: Notes, first: int) -> bool:
    """Return whether a name stands right behind what it is called: "the Mexican state Guanajuato"."""
    before = notes.words[max(0, first - 2) : first]
    return len(before) > 1 and before[1] in _ADMIN_WORDS and (before[0] in _OF_WHICH or before[0] in NATIONS)


def states_told(notes: Notes) -> frozenset[str]:
    """Return the names, folded, that an article says somewhere to be of a state, and nowhere to be of a town."""
    marks = [(m, notes.written(m.first, m.last).casefold()) for m in notes.marks if m.kind is MentionKind.PLACE]
    towns = {name for m, name in marks if _is_named_as_town(notes, m)}
    departments = {name for m, name in marks if notes.words[m.last : m.last + 1] == ["department"]}
    return frozenset(departments.union(name for m, name in marks if is_called_state(notes, m)) - towns)


def _is_named_as_town(notes: Notes, mark: Mark) -> bool:
    """Return whether a name is said to be of a town, before it or behind: "the town of Moro", "Moro city"."""
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    of_town = before[1:] == ["of"] and before[0] in _SETTLED | {"city", "town", "outskirts", "suburbs", "streets"}
    return of_town or (bool(after) and after[0] in TOWN_WORDS) or is_told_to_be_town(notes, mark.last)


def _is_of_several(notes: Notes, first: int, kinds: frozenset[str] = _SEVERAL) -> bool:
    """Return whether a name is one of several provinces: "the provinces of Narathiwat, Yala and Pattani"."""
    begin = first
    while begin > 1 and first - begin < _LIST:
        if notes.words[begin - 1] == "of":
            return notes.words[begin - 2] in kinds
        if notes.words[begin - 1] not in {"and", ","}:
            return False
        before = [m for m in notes.marks_in(begin - 5, begin - 1, MentionKind.PLACE) if m.last == begin - 1]
        if not before:
            return False
        begin = before[-1].first
    return False


def is_county_abroad(notes: Notes, mark: Mark, entries: tuple[Entry, ...]) -> bool:
    """Return whether a name is of a province called a county or department: "Garissa County", "Jutiapa department"."""
    counties = notes.words[mark.last : mark.last + 1] in (["county"], ["counties"], ["department"], ["departments"])
    return counties and any(e.kind == "admin1" and e.country != "US" for e in entries)


def is_unlisted(notes: Notes, mark: Mark, entries: tuple[Entry, ...], chosen: Entry | None) -> bool:
    """Return whether a name is that of a state or province of which the gazetteer has at most the town.

    A "region" is a province only where provinces are called so; elsewhere it is what lies around the town.
    """
    if any(e.kind in {"admin1", "district", "region", "country"} for e in entries):
        return False
    if is_small_province(notes, mark, chosen):
        return False
    if notes.words[mark.last : mark.last + 1] != ["region"]:
        return True
    return chosen is not None and chosen.country in OBLASTS


def is_small_province(notes: Notes, mark: Mark, chosen: Entry | None) -> bool:
    """Return whether a province is only part of a region or department, as in Peru: "the province of Satipo"."""
    called = "province" in (*notes.words[max(0, mark.first - 2) : mark.first], *notes.words[mark.last : mark.last + 1])
    return called and chosen is not None and chosen.country in _OF_DEPARTMENTS


def is_beyond_a_street(notes: Notes, mark: Mark) -> bool:
    """Return whether a street is said to be in a town, so that it is one, known or not: "on Clinton Street in"."""
    before = notes.words[max(0, mark.first - 2) : mark.first]
    return before[1:] == ["in"] and before[0] in STREETS


def wholes_of(notes: Notes, n: int) -> tuple[Entry, ...]:
    """Return the provinces or countries abroad that a mark is told to be in: "Bali district in Taraba state".

    What stands between the two may be names that nobody knows: "in Sora chiefdom of Taraba".
    """
    part = notes.marks[n]
    if owner := _owner_of(notes, n):
        return owner
    for number, whole in enumerate(notes.marks[n + 1 :], n + 1):
        start = _behind_town(notes, part.last)
        between = notes.words[start : whole.first]
        if between in (["and"], [",", "and"]) and _is_of_several(notes, part.first, _VILLAGES):
            part = whole
            continue  # "the villages of Ndoro and Bama in Kodi district"
        if whole.kind is not MentionKind.PLACE or len(between) > _LONG_WAY:
            return ()
        if not all(
            word in _LEADING_IN or (notes.texts[i].istitle() and notes.texts[i].isalpha() and word not in TITLES)
            for i, word in enumerate(between, start)
        ):
            return ()
        if _IN.isdisjoint(between):
            return ()
        called = is_called_state(notes, whole)
        entries = look_up(notes.written(whole.first, whole.last))
        if country_among(entries) is not None and not called:
            return tuple(e for e in entries if e.kind == "country" and e.country != "US")
        areas = tuple(e for e in entries if e.kind == "admin1")
        if areas and not _is_town_of_another(notes, number, entries):
            return areas if all(e.country != "US" for e in areas) else ()
        part = whole
    return ()


def is_said_of_what_it_is_in(notes: Notes, whole: Mark, part: Mark) -> bool:
    """Return whether only words for what a place is stand between it and a wide one: "the Gulf coast town of".

    "The Bama district of Borno" is the other way round.
    """
    between, after = notes.words[whole.last : part.first], notes.words[part.last : part.last + 1]
    if between[-1:] != ["of"] or _OF_NAMED.isdisjoint(between) or not {*between[:-1]} <= _TOWN_KINDS:
        return False
    wide = isinstance(whole.value, Place) and whole.value.precision in {PlacePrecision.ADMIN1, PlacePrecision.COUNTRY}
    return (wide or notes.words[whole.last - 1] in LANDSCAPE) and AREAS.isdisjoint(after)


def _is_town_of_another(notes: Notes, n: int, entries: tuple[Entry, ...]) -> bool:
    """Return whether a province's name stands for the town so called in the province behind it: "Quezon, Bukidnon"."""
    mark, following = notes.marks[n], notes.marks[n + 1] if n + 1 < len(notes.marks) else None
    if following is None or following.kind is not MentionKind.PLACE:
        return False
    if notes.words[mark.last : following.first] != [","] or is_called_state(notes, mark):
        return False
    towns = {e.country for e in entries if e.kind == "town"}
    areas = {e.country for e in look_up(notes.written(following.first, following.last)) if e.kind == "admin1"}
    return bool(towns & areas) and "US" not in areas


def _owner_of(notes: Notes, n: int) -> tuple[Entry, ...]:
    """Return the place abroad, settled before, that a mark is told to be one's of: "Dhaka's Gulistan area"."""
    owner, part = notes.marks[n - 1], notes.marks[n]
    owning = notes.words[owner.last : part.first]  # also "Taiz province's Maqban district"
    owned = owning[-1:] == ["'s"] and {*owning[:-1]} <= _ADMIN_WORDS
    if n == 0 or not isinstance(owner.value, Place):
        return ()
    if not owned and not is_said_of_what_it_is_in(notes, owner, part):
        return ()
    place = owner.value
    if owner.kind is not MentionKind.PLACE or place.canonical is None or place.country in {None, "US"}:
        return ()
    kind = "admin1" if place.precision is PlacePrecision.ADMIN1 else "town"
    return (Entry(place.canonical, kind, place.country or "", place.admin1),)


def is_of_an_outlet(notes: Notes, first: int, last: int, follows: bool) -> bool:
    """Return whether a name is one of a newspaper or station: "told Ndoro Press", "Sahel Today News, New York".

    ``follows`` says that it follows on another word in capitals.
    """
    return notes.words[last - 1] in OUTLETS and (last - first > 1 or follows)


def is_title_case(notes: Notes, i: int) -> bool:
    """Return whether a sentence is a headline of which most words begin with a capital.

    Where it ends with a full stop, all do but for small words: "Rebels killed ten in Hulow, Garissa County" is none.
    """
    first, last = notes.sentence_of(i)
    words = [text for text in notes.texts[first:last] if len(text) > 3 and text.isalpha()]
    small = [word for word in words if word[0].islower()]
    if notes.words[last - 1 : last] == ["."]:
        return len(words) > 3 and _SMALL_WORDS.issuperset(small) and _RUNNING.isdisjoint(notes.texts[first:last])
    return len(words) > 3 and len(small) < 0.3 * len(words)


def is_numbered_village(notes: Notes, i: int) -> bool:
    """Return whether letters and figures are what a village is called: "the village of PK20"."""
    of_village = notes.words[max(0, i - 2) : i] == ["village", "of"]
    return of_village and notes.texts[i].isalnum() and not notes.texts[i].isalpha()


def numbered(doc: Doc, notes: Notes, last: int) -> int:
    """Return the end of a name with its number: "Camp No. 17"."""
    number = notes.words[last - 1] == "no" and notes.words[last : last + 1] == ["."]
    return last + 2 if number and last + 1 < len(doc) and notes.texts[last + 1].isdigit() else last
