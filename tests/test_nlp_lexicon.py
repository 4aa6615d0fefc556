"""The lexicons of groups, facilities, places, people and demonyms: data that other stages trust."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from store.codebook import ACTORS, TARGETS

LEXICON = Path(__file__).parent.parent / "nlp" / "lexicon"
NAMES = ("groups", "facilities", "gazetteer", "people", "demonyms")
# Rough boxes: south, north, west, east.
BOXES = {
    "IQ": (29.0, 37.5, 38.7, 48.9),
    "SY": (32.2, 37.4, 35.5, 42.5),
    "YE": (12.0, 19.1, 41.8, 54.6),
    "SA": (16.2, 32.3, 34.4, 55.8),
    "AE": (22.5, 26.3, 51.4, 56.5),
    "LB": (33.0, 34.8, 35.0, 36.7),
    "KW": (28.5, 30.2, 46.5, 48.6),
}
GOVERNORATES = {"IQ": 19, "SY": 14, "YE": 22, "SA": 13, "AE": 7}
KINDS = {"town", "district", "neighbourhood", "admin1", "region"}
CODES_OF_GROUPS = {1, 2, 3, 4, 8}
KEYS = {
    "group": {"name", "type", "inter", "aliases"},
    "facility": {"name", "aliases", "town", "admin1", "country", "latitude", "longitude", "type"},
    "place": {"name", "aliases", "kind", "admin1", "country", "latitude", "longitude"},
    "person": {"name", "aliases", "role"},
}
MAY_HAVE = {"group": {"country", "acronyms", "metonyms"}}
# regions that lie in more than one governorate or province, or that are none by law
ACROSS = {
    *("Sinai", "Darfur", "Puntland", "Somaliland", "Jubaland", "Hirshabelle", "Galmudug", "Maguindanao", "Mindanao"),
    *("Karamoja", "Nagorno-Karabakh", "Donbas", "South Ossetia"),
}
LEX = {name: tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8")) for name in NAMES}
ROWS = {
    "group": LEX["groups"]["group"],
    "facility": LEX["facilities"]["facility"],
    "place": LEX["gazetteer"]["place"],
    "person": LEX["people"]["person"],
}
PLACED = [*ROWS["facility"], *ROWS["place"]]
WORDS = tomllib.loads((LEXICON / "words.toml").read_text(encoding="utf-8"))
LISTS = {(table, key): row for table, rows in WORDS.items() for key, row in rows.items() if isinstance(row, list)}


def folded(words):
    return [word.replace("’", "'").casefold() for word in words]


def called(row):
    """Every name a row is found by."""
    return folded([row["name"], *row["aliases"]])


def shared_names(rows):
    """Return the names that two rows claim, and those that one row has twice."""
    count = Counter(name for row in rows for name in called(row))
    return sorted(name for name, times in count.items() if times > 1)


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_has_the_keys_its_kind_needs_and_no_other(kind):
    wrong = [
        row.get("name")
        for row in ROWS[kind]
        if not KEYS[kind] - ({"admin1"} if row.get("name") in ACROSS else set()) <= row.keys()
        or row.keys() - KEYS[kind] - MAY_HAVE.get(kind, set())
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", ROWS)
def test_a_name_is_written_out_without_spare_space(kind):
    names = [name for row in ROWS[kind] for name in (row["name"], *row["aliases"])]
    assert [name for name in names if not name.strip() or name != " ".join(name.split())] == []


@pytest.mark.parametrize("kind", ROWS)
def test_an_alias_has_three_letters_at_least(kind):
    assert [alias for row in ROWS[kind] for alias in row["aliases"] if len(alias) < 3] == []


@pytest.mark.parametrize("kind", ["group", "facility", "person"])
def test_a_name_belongs_to_one_row(kind):
    assert shared_names(ROWS[kind]) == []


def test_a_list_of_words_holds_each_once():
    assert {name: row for name, row in LISTS.items() if len(set(row)) < len(row)} == {}


def test_a_list_of_words_is_read_in_one_place():
    code = "".join(path.read_text(encoding="utf-8") for path in LEXICON.parent.rglob("*.py"))
    assert [name for name in LISTS if code.count('word_set("{}", "{}")'.format(*name)) != 1] == []


def test_a_place_name_is_told_apart_by_country_and_by_being_a_governorate():
    lots = {}
    for row in ROWS["place"]:
        lots.setdefault((row["country"], row["kind"] == "admin1"), []).append(row)
    assert {lot: names for lot, rows in lots.items() if (names := shared_names(rows))} == {}


def test_a_canonical_name_is_no_alias_of_a_group_of_another_name():
    names = {row["name"].casefold(): row["name"] for row in ROWS["group"]}
    taken = [(a, row["name"]) for row in ROWS["group"] for a in folded(row["aliases"]) if a in names]
    assert taken == []


def test_an_acronym_belongs_to_one_group():
    count = Counter(acronym for row in ROWS["group"] for acronym in row.get("acronyms", []))
    assert [acronym for acronym, times in count.items() if times > 1 or len(acronym) < 2] == []


def test_an_ambiguous_acronym_is_one_of_the_groups():
    acronyms = {acronym for row in ROWS["group"] for acronym in row.get("acronyms", [])}
    assert set(LEX["groups"]["ambiguous_acronyms"]) <= acronyms


def test_the_type_and_code_of_a_perpetrator_are_known():
    groups = [r["name"] for r in ROWS["group"] if r["type"] not in ACTORS or r["inter"] not in CODES_OF_GROUPS]
    words = [r["words"][0] for r in LEX["groups"]["generic"] if r["type"] not in ACTORS]
    assert groups + words == []


def test_a_describing_word_is_listed_once_and_names_no_group():
    words = [word for row in LEX["groups"]["generic"] for word in folded(row["words"])]
    names = {name for row in ROWS["group"] for name in called(row)}
    assert [word for word, times in Counter(words).items() if times > 1 or word in names] == []


def test_a_nationality_stands_for_a_group_of_its_country():
    countries = {row["name"]: row.get("country") for row in ROWS["group"]}
    assert {c: n for c, n in LEX["groups"]["state_actors"].items() if countries.get(n) != c} == {}


def test_the_type_of_a_facility_is_a_target_of_the_codebook():
    assert [row["name"] for row in ROWS["facility"] if row["type"] not in TARGETS] == []


def test_coordinates_lie_in_their_country():
    outside = []
    for row in PLACED:
        south, north, west, east = BOXES.get(row["country"], (-90.0, 90.0, -180.0, 180.0))
        if not (south <= row["latitude"] <= north and west <= row["longitude"] <= east):
            outside.append(row["name"])
    assert outside == []


@pytest.mark.parametrize(("country", "count"), GOVERNORATES.items())
def test_every_governorate_of_a_country_is_listed(country, count):
    assert len([r for r in ROWS["place"] if r["country"] == country and r["kind"] == "admin1"]) == count


def test_the_kind_of_a_place_is_known():
    assert [row["name"] for row in ROWS["place"] if row["kind"] not in KINDS] == []


def test_a_place_or_facility_lies_in_a_listed_governorate():
    known = {(row["country"], row["name"]) for row in ROWS["place"] if row["kind"] == "admin1"}
    assert [r["name"] for r in PLACED if r["country"] in BOXES and (r["country"], r["admin1"]) not in known] == []


def test_an_ordinary_word_is_the_name_of_a_place():
    names = {name for row in ROWS["place"] for name in called(row)}
    assert [word for word in folded(LEX["gazetteer"]["ordinary_words"]) if word not in names] == []


def test_a_country_is_two_capitals():
    codes = [row["country"] for rows in ROWS.values() for row in rows if "country" in row]
    codes += LEX["demonyms"]["demonyms"].values()
    assert [code for code in codes if len(code) != 2 or not code.isascii() or not code.isupper()] == []


def test_eighty_countries_have_a_demonym():
    assert len(set(LEX["demonyms"]["demonyms"].values())) >= 80


@pytest.mark.parametrize(
    ("kind", "written", "name"),
    [
        ("group", "Katai'b Hezbollah", "Kata'ib Hezbollah"),
        ("group", "Popular Mobilisation Forces", "Popular Mobilization Forces"),
        ("group", "Counter-Terrorism Services", "Counter-Terrorism Service"),
        ("group", "Daesh", "Islamic State"),
        ("group", "Ansar Allah", "Houthis"),
        ("group", "Sendero Luminoso", "Shining Path"),
        ("facility", "Camp Taji military base", "Camp Taji"),
        ("facility", "Besmaya air base", "Besmaya Range Complex"),
        ("facility", "Ayn al-Assad airbase", "Ain al-Asad Air Base"),
        ("facility", "U.S. Embassy in Baghdad", "US Embassy in Baghdad"),
        ("place", "Saba’ al-Bour", "Saba' al-Bour"),
        ("place", "Khan Shaykhun", "Khan Sheikhoun"),
        ("person", "Qassem Soleimani", "Qasem Soleimani"),
    ],
)
def test_a_transliteration_leads_to_its_canonical_name(kind, written, name):
    assert {row["name"] for row in ROWS[kind] if folded([written])[0] in called(row)} == {name}
