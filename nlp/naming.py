"""Names of places that no lexicon holds whole, by their setting."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.gazetteer import key_of
from nlp.lexicons import word_set
from nlp.name_extent import (
    follows_a_name,
    is_double_name,
    is_joined,
    is_local_government,
    is_second_half,
    name_end,
    whole_name,
)
from nlp.notes import Mark, Notes
from nlp.person_names import JOINERS, TITLES
from nlp.place_cues import (
    NATIONS,
    is_behind_its_kind,
    is_between_places,
    is_numbered_village,
    is_of_an_outlet,
    is_put_behind,
    is_title_case,
    is_told_to_be_town,
    numbered,
    state_after,
)
from nlp.place_words import (
    ARABIC_ARTICLES,
    CALLED_SO,
    COMPASS,
    DISTRICT_WORDS,
    ENTERED,
    FACILITY_WORDS,
    LANDSCAPE,
    LOCATIVES,
    NOT_NAMES,
    NOT_PLACES,
    PARTS,
    PREFIXES,
    STATES,
    STREETS,
    STRONG,
    TOWN_WORDS,
    VILLAGES,
)
from nlp.places import Entry, country_among, country_of_name, look_up, may_begin
from store.model import Count, MentionKind, Place

_ADMIN_WORDS = STATES | word_set("naming", "admin_words")
_NOT_OPENING = word_set("naming", "not_opening")
_BESIDE = frozenset({"nearby", "neighbouring", "neighboring"})
_KINDS = DISTRICT_WORDS | VILLAGES | TOWN_WORDS | {"governorate", "province", "county", "township"}
_REALMS = frozenset({"sector", "territory"})  # also of what is no place, where all is in capitals
_VILLAGE = frozenset({"village", "hamlet", "settlement"})  # "near the village Ndoro"
# What is said of a town that is hit, where towns are known: "a missile hit Eilat".
_HITTING = frozenset({"hit", "struck", "targeted", "attacked", "shelled", "bombed", "pounded", "rocked", "hits"})
_HIT = 15_000  # people
_ACRONYM = 5  # letters
_RIVERS = (["river"], ["rivers"])
# What two places have in common that a hyphen joins: "the Kano-Zaria road", "the Iran-Iraq border".
_PLACES = frozenset({"island", "community", "settlement", "enclave", "territory"})
_PUTTING = (["in"], ["inside"], ["across"], ["near"])
_CAMPS = frozenset({"refugee", "displacement", "idp", "idps", "displaced"})
_DISTRICT = (["district"], ["county"], ["area"])
_PART_OF = (["in"], ["of"])


def add_places(doc: Doc, notes: Notes) -> None:
    """Mark the places that the gazetteer knows, and names that their setting shows to be places."""
    notes.marks = [
        m
        for m in notes.marks
        if not (_is_part_of_village(doc, notes, m) or _is_of_speaker(doc, notes, m) or _is_village_not_person(notes, m))
    ]
    taken = _taken(notes)
    places = {i for m in notes.marks if m.kind is MentionKind.PLACE for i in range(m.first, m.last)}
    # a name begins with a capital or an Arabic article: the other words need no look
    begins = [
        notes.capitals or text[0].isupper() or word in ARABIC_ARTICLES
        for text, word in zip(notes.texts, notes.words, strict=True)
    ]
    i = 0
    while i < len(doc):
        if not begins[i]:
            i += 1
            continue
        last, key = _known_place(doc, notes, i, taken, places), "known"
        if last is None and not notes.capitals:
            last = _town_of_state(doc, notes, i, taken)
        if last is None:
            last, key = (_capital_name if notes.capitals else _placed_name)(doc, notes, i, taken), "placed"
        if last is None:
            i += 1
            continue
        first = i + 1 if notes.words[i] == "the" and last > i + 1 else i
        last = numbered(doc, notes, whole_name(doc, last, taken))
        name = " ".join(doc[first:last].text.split()).removesuffix("'s").removesuffix("’s")
        notes.marks.append(Mark(MentionKind.PLACE, first, last, Place(name=name), key))
        taken.update(range(i, last))
        places.update(range(i, last))
        i = last


def _is_part_of_village(doc: Doc, notes: Notes, mark: Mark) -> bool:
    """Return whether a town of our lexicon is only part of a longer name, of a village: "Tudun Mare village"."""
    if mark.kind is not MentionKind.PLACE or mark.key != "town" or notes.capitals:
        return False
    first, last = mark.first, mark.last
    while first > 0 and mark.first - first < 3 and _is_first_half(doc, notes, first - 1):
        first -= 1
    while last < len(doc) and last - mark.last < 3 and _is_second_word(doc, notes, last):
        last += 1
    if (first, last) == (mark.first, mark.last):
        return False
    before = notes.words[max(0, first - 2) : first]
    called = notes.words[last : last + 1] and notes.words[last] in VILLAGES | CALLED_SO | TOWN_WORDS
    return (
        bool(called)
        or (len(before) > 1 and before[1] == "of" and before[0] in VILLAGES | TOWN_WORDS)
        or (is_told_to_be_town(notes, last))
    )


def _is_village_not_person(notes: Notes, mark: Mark) -> bool:
    """Return whether what looks like somebody's name is that of a village: "outside Ali Sara village"."""
    if mark.kind is not MentionKind.PERSON or notes.capitals:
        return False
    if notes.words[mark.first - 1] in STRONG and is_told_to_be_town(notes, mark.last):
        return True  # "around Sam Ouakra, a town in"
    before, after = notes.words[max(0, mark.first - 2) : mark.first], notes.words[mark.last : mark.last + 1]
    of_village = len(before) > 1 and before[1] == "of" and before[0] in VILLAGES
    return of_village or (bool(after) and after[0] in VILLAGES and before[-1:] != [] and before[-1] in LOCATIVES)


def _is_of_speaker(doc: Doc, notes: Notes, mark: Mark) -> bool:
    """Return whether a town of our lexicon is only the first name of who spoke: "said Adan Yusuf, a police officer"."""
    if mark.kind is not MentionKind.PLACE or notes.capitals or mark.last >= len(doc):
        return False
    named = doc[mark.last].is_title and doc[mark.last].is_alpha and not fits_after(notes.words[mark.last])
    return named and notes.words[mark.first - 1 : mark.first] in (["said"], ["says"], ["told"])


def _is_second_word(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether a word in capitals can go on with the name before it: "Dara Shekan village"."""
    word = notes.words[i]
    return (
        doc[i].is_title and doc[i].is_alpha and not (doc[i].is_stop or word in NOT_PLACES | TITLES or fits_after(word))
    )


def _is_first_half(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether a word can begin the name that the next word ends."""
    word = notes.words[i]
    return (
        follows_a_name(doc, i + 1)
        and not doc[i].is_stop
        and word not in NOT_PLACES | NATIONS | COMPASS | TITLES
        and not fits_after(word)
    )


def _known_place(doc: Doc, notes: Notes, i: int, taken: set[int], places: set[int]) -> int | None:
    """Return the end of a name that the gazetteer has, where it stands for a place; the longest is tried first."""
    if i in taken or not may_begin(notes.texts[i]) or (notes.capitals and notes.words[i] in _NOT_OPENING):
        return None
    if is_joined(doc, i) or (notes.words[i] in LANDSCAPE and i > 0 and doc[i - 1].is_title and not doc[i - 1].is_stop):
        return None  # also "Thames Valley Police"
    if notes.words[i] in LANDSCAPE and notes.words[i + 1 : i + 2] == ["of"] and _looks_like_name(notes, i, i + 3):
        return min(i + 3, len(doc))  # "Gulf of Aden" is not Aden
    before = notes.words[i - 1] if i else ""
    for last in range(min(i + (6 if notes.capitals else 5), len(doc)), i, -1):
        if not taken.isdisjoint(range(i, last)) or not _looks_like_name(notes, i, last):
            continue
        entries = look_up(doc[i:last].text)
        if not entries or (last == i + 1 and _is_adjective(notes, i)):
            continue
        if (notes.words[i] in NOT_PLACES and last == i + 1) or _is_street(doc, notes, i, last):
            return None
        if any(e.kind == "district" for e in entries) and notes.words[last - 1] in _ADMIN_WORDS:
            return last
        named = [e for e in entries if key_of(e.name) == key_of(doc[i:last].text)]
        big = any(e.kind in {"country", "admin1"} or e.population > 300_000 for e in named)
        if _is_cut_short(doc, notes, i, last, big):
            continue
        if notes.words[last : last + 1] in _RIVERS:
            return None
        if notes.capitals:
            if not big and not _is_located(notes, i):
                continue
        elif _is_start_of_village(doc, notes, i, last) or _is_acronym(doc, i, last, entries):
            continue
        if _is_shown(doc, notes, i, last, named):
            return last
        if notes.capitals:
            return last if big and (before in LOCATIVES | {",", "("} or _has_a_part(notes, i, last)) else None
        # "Jackson said", "Austin Smith": a name alone is a place only if it is well known or leads a word that fits
        if last < len(doc) and fits_after(notes.words[last]):
            return None if is_of_a_force(doc, i, last) else last  # "Central Reserve Police Force"
        titled = _title_neighbour(doc, i, last)
        listed = before in {"and", ","} and (big or i - 2 in places)
        if (big or listed) and not titled:
            return last
        if listed:
            return None
    return None


def _is_adjective(notes: Notes, i: int) -> bool:
    """Return whether a word alone only describes: "Lebanese", and "Northern Mozambique" is no Northern Province."""
    of_compass = notes.words[i] in COMPASS and not _ADMIN_WORDS & set(notes.words[i + 1 : i + 2])
    return notes.words[i] in NATIONS or of_compass


def _is_cut_short(doc: Doc, notes: Notes, i: int, last: int, big: bool) -> bool:
    """Return whether a known name is only the beginning of a longer one: "Safa City district", "Bir El Abd"."""
    if not notes.capitals and (not big or is_local_government(notes, last + 1)) and goes_on(doc, notes, last):
        return True
    following = notes.words[last : last + 1]
    if following == ["city"] and doc[last].is_title and notes.words[last + 1 : last + 2] in _DISTRICT:
        return True
    if following in (["el"], ["al"]) and doc[last].is_title and any(t.is_title for t in doc[last + 1 : last + 2]):
        return True
    return following == ["-"] and (is_second_half(doc, notes, last + 1) or is_double_name(doc, notes, i, last))


def _is_acronym(doc: Doc, i: int, last: int, entries: Sequence[Entry]) -> bool:
    """Return whether a name in capitals is an acronym and not a country's, such as "US"."""
    short = last == i + 1 and doc[i].is_upper and len(doc[i]) <= _ACRONYM
    return short and country_among(entries) is None


def _is_shown(doc: Doc, notes: Notes, i: int, last: int, named: list[Entry]) -> bool:
    """Return whether the words beside a known name show that the place is meant: "in", "struck", "town", a state.

    ``named`` are the places that have the name itself, and not one like it.
    """
    before = notes.words[i - 1] if i else ""
    if before in (LOCATIVES if named else STRONG) and notes.words[max(0, i - 2) : i] != ["according", "to"]:
        return True
    if is_behind_its_kind(notes, i) or _is_before_its_area(doc, notes, last):
        return True
    abroad = any(e.country != "US" and (e.population >= _HIT or e.kind == "admin1") for e in named)
    if before in _HITTING and abroad and not (notes.capitals or _title_neighbour(doc, i, last)):
        return True
    return is_told_to_be_town(notes, last) or before in COMPASS or state_after(doc, last) is not None


def _is_before_its_area(doc: Doc, notes: Notes, last: int) -> bool:
    """Return whether a province or country stands in brackets behind a name: "Morena (Madhya Pradesh): The police"."""
    if notes.words[last : last + 1] != ["("] or notes.capitals:
        return False
    end = next((n for n in range(last + 1, min(last + 5, len(doc))) if notes.words[n].startswith(")")), last + 1)
    return end > last + 1 and any(e.kind in {"admin1", "country"} for e in look_up(doc[last + 1 : end].text))


def _has_a_part(notes: Notes, first: int, last: int) -> bool:
    """Return whether a name goes before what a town has: "in a Bogota suburb", "a downtown Bogota street"."""
    part = notes.words[last] if last < len(notes.words) else ""
    return part in PARTS and "a" in notes.words[max(0, first - 2) : first]


def _is_start_of_village(doc: Doc, notes: Notes, first: int, last: int) -> bool:
    """Return whether a known name only begins that of a village: "Dara Shekan village"."""
    end = last
    while end < len(doc) and end - last < 3 and _is_second_word(doc, notes, end):
        end += 1
    of_village = notes.words[max(0, first - 2) : first] == ["village", "of"]
    return end > last and (of_village or notes.words[end : end + 1] in (["village"], ["hamlet"], ["district"]))


def _town_of_state(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of a name, known or not, that a US state follows ("Iaeger, West Virginia")."""
    if i in taken or not doc[i].text[0].isupper() or notes.words[i] in NOT_PLACES | TITLES:
        return None
    last = name_end(doc, notes, i, taken)
    if (
        not 0 < last - i <= 4
        or state_after(doc, last) is None
        or is_of_an_outlet(notes, i, last, follows_a_name(doc, i))
    ):
        return None
    return None if any(w in NOT_PLACES or w in STREETS for w in notes.words[i:last]) else last


def fits_after(word: str) -> bool:
    """Return whether a word after a name shows that the name is a place ("Spokane police")."""
    return word in DISTRICT_WORDS | _ADMIN_WORDS | TOWN_WORDS | {
        "police",
        "sheriff",
        "fire",
        "hospital",
        "residents",
        "resident",
    }


def is_of_a_force(doc: Doc, i: int, last: int) -> bool:
    """Return whether a name stands inside that of a force: in capitals, with capitals on both sides."""
    before = i > 0 and doc[i - 1].is_title and not doc[i - 1].is_sent_start and not doc[i - 1].is_stop
    return before and last + 1 < len(doc) and doc[last].is_title and doc[last + 1].is_title


def _title_neighbour(doc: Doc, i: int, last: int) -> bool:
    before = follows_a_name(doc, i) and doc[i - 1].text not in {"The", "In"}
    after = last < len(doc) and doc[last].is_title and doc[last].is_alpha
    return bool(before or after)


def _looks_like_name(notes: Notes, i: int, last: int) -> bool:
    texts, words = notes.texts[i:last], notes.words[i:last]
    if not (texts[0][0].isupper() or (words[0] in ARABIC_ARTICLES and last > i + 2)) or not texts[-1][-1].isalnum():
        return False
    if texts[-1][0].islower() or "".join(texts).count("\n") > 1:
        return False
    # a name may go on behind the end of a wrapped line
    return all(
        text[0].isupper() or text.isspace() or word in JOINERS or word in {"of", "the", "and", "'s", "'"}
        for text, word in zip(texts, words, strict=True)
    )


def _placed_name(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of an unknown name that "in", "near" or a following "district" shows to be a place."""
    before = notes.words[i - 1] if i else ""
    if i in taken or not doc[i].text[0].isupper() or notes.words[i] in NOT_PLACES | NATIONS | TITLES:
        return None
    if is_numbered_village(doc, notes, i):
        return i + 1
    if before == "between" and is_between_places(notes, i) and not is_title_case(notes, i):
        return name_end(doc, notes, i, taken) or None
    if not doc[i].is_alpha:
        return None
    if is_title_case(notes, i) or len(doc[i]) == 1 or _is_country_s(doc, notes, i):
        return None  # in a headline every word looks like a name; "Soldiers in T-Shirts"
    last = name_end(doc, notes, i, taken)
    if last == i or _is_of_something_else(doc, notes, i, last):
        return None
    if last - i > 1 and notes.words[last - 1] in LANDSCAPE and before in {"the"} | COMPASS | LOCATIVES:
        return last
    after = notes.words[last] if last < len(doc) else ""
    if after in {"valley", "mountains", "plain"} and before == "the" and notes.words[i - 2 : i - 1] in _PUTTING:
        return last  # "in the Tirah valley of Khyber district"
    shown = (
        (after in VILLAGES and not doc[i].is_sent_start)
        or (before in LOCATIVES | {"the", "and", ",", "'s"} and _leads_its_kind(notes, i, last))
        or _follows_its_kind(notes, i)
        or before in STRONG | ENTERED | PREFIXES | _BESIDE
        or is_told_to_be_town(notes, last)
        or is_put_behind(notes, i)
    )
    return last if shown else None


def _is_of_something_else(doc: Doc, notes: Notes, i: int, last: int) -> bool:
    """Return whether an unknown name is that of a street, an outlet or an acronym, or a word that names no place."""
    if STREETS & set(notes.words[i:last]) or _is_street(doc, notes, i, last):
        return True
    alone = last == i + 1
    if alone and notes.words[i] in FACILITY_WORDS | TOWN_WORDS:
        return True  # "killed in Mosque", in a headline
    if doc[i].is_upper and (len(doc[i]) > 4 or alone):
        return True
    return notes.words[last - 1] in NOT_PLACES or is_of_an_outlet(notes, i, last, follows_a_name(doc, i))


def _leads_its_kind(notes: Notes, i: int, last: int) -> bool:
    """Return whether a name stands before what it is one of: "Kodi district", "the Bena Kura community of"."""
    after, next_word = notes.words[last : last + 1], notes.words[last + 1 : last + 2]
    kind = after[0] if after else ""
    if kind in _KINDS | _REALMS | (FACILITY_WORDS - {"camp"}) or is_local_government(notes, last):
        return True
    if kind in _CAMPS:
        return next_word in (["camp"], ["camps"], ["persons"])
    # in two words, which is no people
    return kind == "community" and last > i + 1 and notes.words[i - 1] == "the" and next_word in _PART_OF


def _follows_its_kind(notes: Notes, i: int) -> bool:
    """Return whether a name stands behind what it is one of: "the villages of Ndoro", "the hamlet Ndoro"."""
    before = notes.words[i - 1] if i else ""
    kind = notes.words[i - 2].removesuffix("s") if i >= 2 and before == "of" else ""
    if kind in DISTRICT_WORDS | _ADMIN_WORDS | TOWN_WORDS | _PLACES | _REALMS:
        return True
    if kind == "resident" and not notes.capitals:
        return True
    return before in _VILLAGE and notes.texts[i - 1].islower() and notes.words[i - 2] == "the"


def _is_country_s(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether a country's name lost its apostrophe: "in Syrias Hasakeh city"."""
    stem = notes.texts[i].removesuffix("s")
    follows = i + 1 < len(doc) and doc[i + 1].is_title
    return follows and stem != notes.texts[i] and country_of_name(stem) is not None


def _is_located(notes: Notes, i: int) -> bool:
    """Return whether the words before a name in capitals leave no doubt that it is one of a place."""
    before = notes.words[max(0, i - 2) : i]
    if before and (before[-1] in STRONG or before[-1] in COMPASS):
        return True
    kinds = DISTRICT_WORDS | _ADMIN_WORDS | TOWN_WORDS | {"outskirts", "north", "south", "east", "west"}
    return len(before) == 2 and before[1] == "of" and before[0] in kinds


def _capital_name(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of an unknown name in a text of capitals: "VILLAGE OF CHINCHIPE", "IN HUILA DEPARTMENT"."""
    before = notes.words[max(0, i - 2) : i]
    if not before or i in taken or before[-1] not in LOCATIVES | {"the"}:
        return None
    last = i
    while last < min(i + 5, len(doc)) and last not in taken and _is_capital_name(doc, notes, last):
        last += 1
    if last == i:
        return None
    if before[-1] == "of" and before[0] in (DISTRICT_WORDS | _ADMIN_WORDS | TOWN_WORDS) - {"state"}:
        return last  # but for "IN A STATE OF SHOCK"
    kinds = DISTRICT_WORDS | _ADMIN_WORDS
    end = next((n for n in range(last, i, -1) if n < len(doc) and notes.words[n] in kinds), None)
    return None if end is None or notes.words[end : end + 2] == ["department", "of"] else end


def _is_capital_name(doc: Doc, notes: Notes, i: int) -> bool:
    word = notes.words[i]
    if word in DISTRICT_WORDS | _ADMIN_WORDS | TOWN_WORDS | _NOT_OPENING | NOT_PLACES | COMPASS:
        return False
    return doc[i].is_alpha and not doc[i].is_stop and not doc[i].like_num


def goes_on(doc: Doc, notes: Notes, last: int) -> bool:
    """Return whether a name goes on in capitals behind what is known of it ("Harbor" of "Harbor Gateway")."""
    if last >= len(doc) or not doc[last].is_alpha or not doc[last].is_title or doc[last - 1].is_upper:
        return False
    word = notes.words[last]
    if word in FACILITY_WORDS or word == "medical":
        return True
    return not (word in NOT_PLACES or word in TITLES or fits_after(word) or word in NOT_NAMES)


def _is_street(doc: Doc, notes: Notes, first: int, last: int) -> bool:
    """Return whether a name is one of a street: "Holton Avenue", "21st and Cleveland", "5700 block of Green"."""
    before = notes.words[max(0, first - 3) : first]
    if before[-2:] == ["block", "of"] or before[-3:-1] == ["block", "of"]:
        return True
    if before[-1:] in (["and"], ["&"]) and (before[-2:-1] and (before[-2] in STREETS or before[-2][:1].isdigit())):
        return True
    for i in range(last, min(last + 3, len(doc))):
        if notes.words[i] in STREETS and doc[i].text[0].isupper():
            return True
        if not doc[i].text[0].isupper():
            break
    after = notes.words[last : last + 3]
    return after[:1] in (["and"], ["&"]) and len(after) > 1 and (after[1][:1].isdigit() or after[2:] == ["streets"])


def _taken(notes: Notes) -> set[int]:
    """Return the tokens that may not be part of another name; a count may."""
    return {i for m in notes.marks if not isinstance(m.value, Count) for i in range(m.first, m.last)}
