"""What an incident is, by the words that say so, and the words shown for it."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Slot


def shown(text: str) -> list[str]:
    return [e.quote for e in only(text).evidence[Slot.TYPE]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A car bomb killed three people in Kirkuk on Monday.", {"car bomb", "killed"}),
        ("A suicide bomber struck a mosque in Peshawar on Monday.", {"suicide bomber", "struck"}),
        ("Gunmen attacked a bar in Lund on Monday.", {"Gunmen", "attacked"}),
        ("A landmine killed four soldiers in Gao on Monday.", {"landmine", "killed"}),
        ("A bomb exploded in Kirkuk on Monday.", {"exploded"}),
    ],
)
def test_the_words_that_make_the_type_are_shown_with_the_verb(text: str, words: set[str]) -> None:
    assert set(shown(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "Pirates seized an oil tanker off Benin on Sunday.",
        "A tanker with 18 crew was captured by pirates off Benin on Monday, the coast guard said.",
        "An oil tanker was pirated near Bonny on Sunday.",
    ],
)
def test_pirates_who_take_a_ship_hijack_it(text: str) -> None:
    incident = only(text)
    assert (incident.type, incident.target.type) == ("hijacking", "shipping")


def test_a_ship_that_the_navy_takes_is_not_hijacked() -> None:
    assert only("The navy seized a boat off Benin on Sunday and arrested six men.").type == "raid_or_arrest"


def test_pirated_films_are_no_hijacking() -> None:
    assert incidents("Thousands of films were pirated in Lund on Monday.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Police executed a search warrant at a house in Leeds on Tuesday and arrested two men.",
        "Search warrants were executed at three homes in Leeds on Tuesday, and two men were arrested.",
    ],
)
def test_a_warrant_that_is_executed_is_nobodys_death(text: str) -> None:
    incident = only(text)
    assert incident.type == "raid_or_arrest"
    assert [v.words for v in incident.victims] == ["men"]


def test_people_are_executed() -> None:
    assert only("Rebels executed six hostages near Jolo on Tuesday.").type == "execution"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fighters with machetes killed 14 farmers in a massacre near Bunia on Sunday.", "stabbing"),
        ("A massacre of 14 farmers by gunmen took place in Bunia on Sunday.", "shooting"),
        ("Raiders hacked six people to death with axes in Bunia on Sunday.", "stabbing"),
        ("A soldier kidnapped last week was found beheaded in Sulu on Sunday.", "execution"),
        ("Protesters stormed the parliament in Nairobi on Tuesday.", "mob_violence"),
        ("A van ploughed into a crowd in Lund on Monday, killing two.", "vehicle_attack"),
        ("A lorry was driven into pedestrians in Lund on Monday, killing two.", "vehicle_attack"),
    ],
)
def test_how_it_was_done_makes_the_type(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Sirens went off across Tel Aviv on Monday as residents ran to shelters.",
        "Smoke alarms went off at a school in Leeds on Tuesday.",
        "Air raid sirens sounded in Kharkiv on Monday, but no explosions were heard.",
        "The explosion trial opened in Oslo on Monday.",
        "The striker scored twice as United's attack struck late in Madrid on Sunday.",
        "The film exploded at the box office in Mumbai on Friday.",
        "The minister came under fire for his remarks in Paris on Monday.",
        "A faulty heater caused a substantial fire in Leeds on Monday.",
        "Hackers hacked the website of a bank in Lund on Monday.",
        "Officials drove into the village of Ndoro in Kenya on Monday.",
    ],
)
def test_what_only_sounds_like_an_attack_is_none(text: str) -> None:
    assert incidents(text) == ()


def test_an_explosion_told_later_makes_no_bomb_of_a_drone() -> None:
    text = "A drone attacked a refinery in Rostov on Monday. The drone exploded there, the governor said."
    assert only(text).type == "drone_attack"


def test_sums_of_years_and_of_many_ships_are_no_event() -> None:
    told = "Pirates hijacked a tanker off Mombasa, Kenya, on Monday."
    more = "Pirates have seized several ships in the past week. Rebels have attacked troops for years."
    assert len(incidents(f"{told}\n\n{more}")) == 1


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("A man was stabbed in Leeds on Monday.", "knife"),
        ("A van ploughed into a crowd in Lund on Monday, killing two.", "vehicle"),
    ],
)
def test_some_types_tell_the_weapon(text: str, weapon: str) -> None:
    assert only(text).weapon.type == weapon


def test_those_who_fire_are_no_number_of_arms() -> None:
    assert only("Men in two skiffs fired rockets at a tanker off Benin on Monday.").weapon.best is None
