"""Names of places that no gazetteer holds, which the words beside them show: "in", "near", "district", a state."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.name_extent import follows_a_name, is_local_government, is_street_name, name_end
from nlp.notes import Notes
from nlp.person_names import TITLES
from nlp.phrases import CLOSED
from nlp.place_cues import (
    NATIONS,
    is_between_places,
    is_numbered_village,
    is_of_an_outlet,
    is_put_behind,
    is_title_case,
    is_told_to_be_town,
    state_after,
)
from nlp.place_words import (
    ADMIN_WORDS,
    COMPASS,
    DISTRICT_WORDS,
    ENTERED,
    FACILITY_WORDS,
    LANDSCAPE,
    LOCATIVES,
    MEASURES,
    NOT_OPENING,
    NOT_PLACES,
    PREFIXES,
    STREETS,
    STRONG,
    TOWN_WORDS,
    UNITS,
    VILLAGES,
)
from nlp.places import country_of_name

_BESIDE = frozenset({"nearby", "neighbouring", "neighboring"})
_KINDS = DISTRICT_WORDS | VILLAGES | TOWN_WORDS | {"governorate", "province", "county", "township"}
_REALMS = frozenset({"sector", "territory"})  # also of what is no place, where all is in capitals
_LED = _KINDS | _REALMS | (FACILITY_WORDS - {"camp"})
_VILLAGE = frozenset({"village", "hamlet", "settlement"})  # "near the village Ndoro"
_PLACES = frozenset({"island", "community", "settlement", "enclave", "territory"})
_LEADING = DISTRICT_WORDS | ADMIN_WORDS | TOWN_WORDS | _PLACES | _REALMS
_BEFORE_LANDSCAPE = COMPASS | LOCATIVES | {"the"}
_BEFORE_KINDS = LOCATIVES | {"the", "and", ",", "'s"}
_SHOWING = STRONG | ENTERED | PREFIXES | _BESIDE
_PUTTING = (["in"], ["inside"], ["across"], ["near"])
_CAMPS = frozenset({"refugee", "displacement", "idp", "idps", "displaced"})
_NO_TOWNS = NOT_PLACES | TITLES
_NO_NAMES = _NO_TOWNS | NATIONS
_NO_CAPITAL_NAMES = DISTRICT_WORDS | ADMIN_WORDS | TOWN_WORDS | NOT_OPENING | NOT_PLACES | COMPASS
_OF_A_LAND = ("ian", "ese")
_CALLED = VILLAGES | DISTRICT_WORDS | ADMIN_WORDS | TOWN_WORDS
_PART_OF = (["in"], ["of"])
_LONG_MEASURE = 8  # words


def placed_name(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of an unknown name that "in", "near" or a following "district" shows to be a place."""
    before = notes.words[i - 1] if i else ""
    if i in taken or not notes.texts[i][0].isupper() or notes.words[i] in _NO_NAMES or _only_describes(notes, i):
        return None
    if is_numbered_village(notes, i):
        return i + 1
    if before == "between" and is_between_places(notes, i) and not is_title_case(notes, i):
        return name_end(doc, notes, i, taken) or None
    if not notes.texts[i].isalpha() or len(notes.texts[i]) == 1 or _is_country_s(doc, notes, i):
        return None  # "Soldiers in T-Shirts"
    last = name_end(doc, notes, i, taken)
    if last == i or not _is_shown(doc, notes, i, last) or _is_of_something_else(doc, notes, i, last):
        return None
    return None if is_title_case(notes, i) else last  # in a headline every word looks like a name


def _only_describes(notes: Notes, i: int) -> bool:
    """Return whether a word only says whose something is, as its ending shows: "at a Bavarian carnival"."""
    after = notes.texts[i + 1] if i + 1 < len(notes.texts) else ""
    return notes.words[i].endswith(_OF_A_LAND) and after.islower() and after.isalpha() and after not in _CALLED | CLOSED


def _is_shown(doc: Doc, notes: Notes, i: int, last: int) -> bool:
    """Return whether the words beside an unknown name show it to be that of a place."""
    before = notes.words[i - 1] if i else ""
    if last - i > 1 and notes.words[last - 1] in LANDSCAPE and before in _BEFORE_LANDSCAPE:
        return True
    after = notes.words[last] if last < len(doc) else ""
    if after in {"valley", "mountains", "plain"} and before == "the" and notes.words[i - 2 : i - 1] in _PUTTING:
        return True  # "in the Tirah valley of Khyber district"
    return (
        (after in VILLAGES and not doc[i].is_sent_start)
        or (before in _BEFORE_KINDS and _leads_its_kind(notes, i, last))
        or _follows_its_kind(notes, i)
        or before in _SHOWING
        or is_told_to_be_town(notes, last)
        or is_put_behind(notes, i)
        or (before == "to" and notes.words[i - 2] == "close")
        or (before not in {"", "."} and _is_measured_behind(notes, last))
    )


def _is_measured_behind(notes: Notes, last: int) -> bool:
    """Return whether it is said behind a name how far it is from another: "Kilba, about five kilometres from"."""
    behind = notes.words[last : last + _LONG_MEASURE]
    unit = next((n for n, word in enumerate(behind) if word in UNITS), 0)
    return behind[:1] == [","] and all(w in MEASURES or w.isdigit() for w in behind[1:unit]) and unit > 1


def town_of_state(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of a name, known or not, that a US state follows ("Iaeger, West Virginia")."""
    if i in taken or not notes.texts[i][0].isupper() or notes.words[i] in _NO_TOWNS:
        return None
    last = name_end(doc, notes, i, taken)
    if (
        not 0 < last - i <= 4
        or state_after(notes, last) is None
        or is_of_an_outlet(notes, i, last, follows_a_name(doc, notes, i))
    ):
        return None
    return None if any(w in NOT_PLACES or w in STREETS for w in notes.words[i:last]) else last


def _is_of_something_else(doc: Doc, notes: Notes, i: int, last: int) -> bool:
    """Return whether an unknown name is that of a street, an outlet or an acronym, or a word that names no place."""
    if STREETS & set(notes.words[i:last]) or is_street_name(doc, notes, i, last):
        return True
    alone = last == i + 1
    if alone and (notes.words[i] in FACILITY_WORDS or notes.words[i] in TOWN_WORDS):
        return True  # "killed in Mosque", in a headline
    if notes.texts[i].isupper() and (len(notes.texts[i]) > 4 or alone):
        return True
    return notes.words[last - 1] in NOT_PLACES or is_of_an_outlet(notes, i, last, follows_a_name(doc, notes, i))


def _leads_its_kind(notes: Notes, i: int, last: int) -> bool:
    """Return whether a name stands before what it is one of: "Kodi district", "the Bena Kura community of"."""
    after, next_word = notes.words[last : last + 1], notes.words[last + 1 : last + 2]
    kind = after[0] if after else ""
    if kind in _LED or is_local_government(notes, last):
        return True
    if kind in _CAMPS:
        return next_word in (["camp"], ["camps"], ["persons"])
    # in two words, which is no people
    return kind == "community" and last > i + 1 and notes.words[i - 1] == "the" and next_word in _PART_OF


def _follows_its_kind(notes: Notes, i: int) -> bool:
    """Return whether a name stands behind what it is one of: "the villages of Ndoro", "the hamlet Ndoro"."""
    before = notes.words[i - 1] if i else ""
    kind = notes.words[i - 2].removesuffix("s") if i >= 2 and before == "of" else ""
    if kind in _LEADING:
        return True
    if kind == "resident" and not notes.capitals:
        return True
    return before in _VILLAGE and notes.texts[i - 1].islower() and notes.words[i - 2] == "the"


def _is_country_s(doc: Doc, notes: Notes, i: int) -> bool:
    """Return whether a country's name lost its apostrophe: "in Syrias Hasakeh city"."""
    stem = notes.texts[i].removesuffix("s")
    follows = i + 1 < len(doc) and notes.texts[i + 1].istitle()
    return follows and stem != notes.texts[i] and country_of_name(stem) is not None


def capital_name(doc: Doc, notes: Notes, i: int, taken: set[int]) -> int | None:
    """Return the end of an unknown name in a text of capitals: "VILLAGE OF CHINCHIPE", "IN HUILA DEPARTMENT"."""
    before = notes.words[max(0, i - 2) : i]
    if not before or i in taken or before[-1] not in LOCATIVES | {"the"}:
        return None
    last = i
    while last < min(i + 5, len(doc)) and last not in taken and _is_capital_name(doc, notes, last):
        last += 1
    if last == i:
        return None
    if before[-1] == "of" and before[0] in (DISTRICT_WORDS | ADMIN_WORDS | TOWN_WORDS) - {"state"}:
        return last  # but for "IN A STATE OF SHOCK"
    kinds = DISTRICT_WORDS | ADMIN_WORDS
    end = next((n for n in range(last, i, -1) if n < len(doc) and notes.words[n] in kinds), None)
    return None if end is None or notes.words[end : end + 2] == ["department", "of"] else end


def _is_capital_name(doc: Doc, notes: Notes, i: int) -> bool:
    word = notes.words[i]
    if word in _NO_CAPITAL_NAMES:
        return False
    return notes.texts[i].isalpha() and not doc[i].is_stop and not doc[i].like_num
