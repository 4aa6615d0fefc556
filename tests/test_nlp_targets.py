from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Outcome


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Rebels dynamited an oil pipeline near Pasto on Monday.", ("oil pipeline",)),
        (
            "A bomb exploded outside the headquarters of the Liberal Party in Bogota on Monday.",
            ("headquarters of the Liberal Party",),
        ),
        ("A bomb exploded inside a passenger bus in Lima on Monday.", ("passenger bus",)),
        ("GUERRILLAS BURNED THE TOWN HALL AND TWO TANK TRUCKS IN PASTO ON MONDAY.", ("TOWN HALL", "TANK TRUCKS")),
        ("The police station was attacked with grenades in Pasto on Monday.", ("police station",)),
        ("The house of a politician was set ablaze in Mosul on Monday.", ("house of a politician",)),
        ("A police vehicle struck a roadside bomb near Mosul on Monday, killing two officers.", ("police vehicle",)),
        ("Six men died when their truck ran over a landmine near Mosul on Monday.", ("their truck",)),
        ("A man is accused of hijacking a city bus in Cairo on Tuesday.", ("city bus",)),
        ("A convoy of trucks was ambushed near Mosul on Monday.", ("convoy",)),
        ("Gunmen opened fire on a bus in Mosul on Monday, killing three.", ("bus",)),
        ("Armed men attacked a law firm in Mosul on Monday, killing two.", ("law firm",)),
    ],
)
def test_things_hit_are_targets_in_the_articles_words(sentence: str, words: tuple[str, ...]) -> None:
    assert only(sentence).target.words == words


def test_people_attacked_are_victims_and_lend_the_target_their_type() -> None:
    incident = only("Gunmen attacked a judge in Bogota on Monday, the police said.")
    assert (incident.target.words, incident.target.type) == ((), "government")
    assert [(v.words, v.outcome) for v in incident.victims] == [("judge", Outcome.NONE)]


def test_a_killing_named_by_its_victim_is_an_incident_of_its_own() -> None:
    told = "Minister Pedro Salas was killed in Bogota on Monday."
    text = f"{told}\n\nIt recalls the murder of Senator Julio Varela, the police said."
    assert [[v.name for v in i.victims] for i in incidents(text)] == [["Pedro Salas"], ["Julio Varela"]]


def test_the_role_behind_a_name_is_no_second_victim() -> None:
    incident = only("Gunmen killed Julio Varela, a radio reporter, in Bogota on Monday.")
    assert [v.name for v in incident.victims] == ["Julio Varela"]


def test_several_named_victims_are_a_record_each() -> None:
    incident = only("Gunmen killed Julio Varela, Rosa Mamani and Pedro Salas in Bogota on Monday.")
    assert [v.name for v in incident.victims] == ["Julio Varela", "Rosa Mamani", "Pedro Salas"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The bombing of the Limon-Covenas pipeline on Tuesday halted pumping in Arauca.", ("Limon-Covenas pipeline",)),
        ("Rebels attacked the Limon-Covenas pipeline near Arauca on Tuesday.", ("Limon-Covenas pipeline",)),
        ("A convoy carrying the governor was struck by a bomb in Garissa on Monday.", ("convoy",)),
        ("Rescuers pulled six bodies from a house that was destroyed by a missile in Kharkiv on Monday.", ("house",)),
        ("A bomb exploded in the village of Ndoro on Monday, killing two.", ()),
        ("Two people were killed in an attack on the Lamu-Garsen road in Kenya on Monday.", ()),
        ("A trawler was hijacked off India's coast near Kochi on Monday.", ("trawler",)),
    ],
)
def test_what_was_hit_is_told_from_where_and_who_was_with_it(sentence: str, words: tuple[str, ...]) -> None:
    assert only(sentence).target.words == words


def test_what_burned_down_is_no_damage_to_down() -> None:
    assert only("A truck was attacked and burned down near Garissa on Monday.").damage in {None, ""}


@pytest.mark.parametrize(
    ("rest", "damage"),
    [
        ("two shops and parked cars on Monday", "two shops and parked cars"),
        ("the bank and stole the safe", "the bank"),
        ("the clinic, and three people were hurt", "the clinic"),
        ("the house that belongs to a judge", "the house"),
        ("the depot and chased the guards into the hills", "the depot"),
        ("a U.S.-made truck near the gate", "a U.S.-made truck near the gate"),
        ("in the attack on Monday", None),
    ],
)
def test_damage_is_told_to_its_end_and_no_further(rest: str, damage: str | None) -> None:
    found = only(f"Gunmen attacked Garissa in Kenya on Monday and destroyed {rest}.").damage
    assert (found or None) == damage


def test_damage_that_was_not_done_is_told_with_its_not() -> None:
    told = only("The ship has not suffered any serious damage in a missile attack near Aden, Yemen, on Monday.")
    assert told.damage == "not suffered any serious damage"


def test_a_van_escorted_by_soldiers_is_the_target() -> None:
    text = "A prison van that was escorted by soldiers was ambushed near Kaduna on Monday."
    assert only(text).target.words == ("prison van",)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Explosives planted in a vehicle were detonated in Baghdad on Monday, killing two.", ()),
        ("A man was held after the stabbing at a residence in Kanazawa on Monday, police said.", ()),
        ("A bomb exploded in a bank in Turbat on Monday and also damaged a vehicle.", ("bank",)),
    ],
)
def test_what_carries_a_bomb_a_home_and_what_else_was_damaged_were_not_aimed_at(
    sentence: str, words: tuple[str, ...]
) -> None:
    assert only(sentence).target.words == words


def test_a_vehicle_of_the_police_is_theirs() -> None:
    assert only("A pipe bomb was thrown at a police van in Belfast on Monday.").target.type == "police"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A bus carrying police recruits was hit by a bomb in Kabul on Monday.", ("bus",)),
        ("A blast tore through a hotel in Kabul on Monday.", ("hotel",)),
    ],
)
def test_what_a_blast_tore_through_and_what_carries_others_is_the_target(sentence: str, words: tuple[str, ...]) -> None:
    assert only(sentence).target.words == words


def test_who_went_to_arrest_somebody_was_hit_and_not_the_suspect() -> None:
    text = "A policeman who had gone to arrest a suspect was stabbed to death in Kanpur on Monday."
    assert [v.words for v in only(text).victims] == ["policeman"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen attacked the headquarters of an oil company in Tripoli on Monday.", "business"),
        ("Gunmen attacked the headquarters of the police in Tripoli on Monday.", "police"),
        ("Gunmen attacked the headquarters of the Dawn Alliance in Tripoli on Monday.", None),
        ("Rebels attacked the army headquarters in Tripoli on Monday.", "military_base"),
        ("A bomb damaged the governor's residence in Gao on Monday.", "government"),
        ("A bomb damaged a residence in Gao on Monday.", "civilian"),
        ("A police sergeant was ambushed in Gao on Monday.", "police"),
        ("A US drone targeted a senior terrorist leader in Jilib on Monday.", "militia"),
    ],
)
def test_a_target_is_of_those_it_belongs_to(text: str, kind: str | None) -> None:
    assert only(text).target.type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Two people were stabbed in Lyon on Monday. The attacker was shot by police.",
        "A suicide bombing blamed on ISIS killed ten people in Ankara on Monday.",
        "A bomb attack killed ten in Kabul on Monday, said a statement on the Dawn News Agency.",
    ],
)
def test_attackers_and_who_tells_of_it_are_no_target(text: str) -> None:
    assert incidents(text)[0].target.type not in {"militia", "media"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Police came to a house in Lima on Monday. Gunmen attacked two officers at the door.", "police"),
        ("The army patrols Pasto. Rebels attacked two officers there on Monday, killing one.", "troops"),
        ("A missile strike in Somalia on Monday targeted a leader of the outlawed al-Shabaab.", "militia"),
        ("A missile strike in Somalia on Monday targeted a leader of the teachers' union.", "civilian"),
    ],
)
def test_officers_are_of_the_force_told_last_and_leaders_of_an_armed_group_fight(text: str, type_: str) -> None:
    assert only(text).target.type == type_


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A missile hit the port city of Batumi on Monday, killing two people.", ()),
        ("A missile hit the port of Batumi on Monday, killing two people.", ("port",)),
        ("A truck bomb tore through a market town near Herat on Monday, killing two people.", ()),
        ("A bomb was set off in Izmir on Monday, according to the Aksam newspaper, killing two people.", ()),
        ("Gunmen attacked a wake for a bank director in Lima on Monday, killing two people.", ()),
        ("Two people were killed by rebels in Pasto on Monday; soldiers kept them from attacking a bank.", ()),
        ("Two people were killed by rebels attacking a bank in Pasto on Monday.", ("bank",)),
    ],
)
def test_no_settlement_source_purpose_or_attack_prevented_is_a_target(sentence: str, words: tuple[str, ...]) -> None:
    assert only(sentence).target.words == words


@pytest.mark.parametrize(
    "sentence",
    [
        "A car left at a kerb was detonated in Kunduz on Monday, killing three soldiers.",
        "He was in the back seat of a car when he was shot in Leeds on Monday.",
        "A gunman opened fire outside a nightclub in Leeds on Monday and killed two.",
        "Two people were killed in a shooting at an apartment complex in Leeds on Monday.",
        "A man was wounded in a stabbing on a commuter train in Leeds on Monday.",
        "An explosion tore through a village near Kunduz on Monday and three men died.",
        "During the fight, a man fired a shotgun inside the house in Leeds on Monday and hurt two.",
        "A woman told the newspaper that her son was shot in Leeds on Monday.",
        "A member of parliament was shot in Leeds on Monday.",
    ],
)
def test_what_carried_the_bomb_or_was_only_there_is_no_target(sentence: str) -> None:
    assert only(sentence).target.words == ()


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("A man fired shots into a house in Leeds on Monday, killing two.", ("house",), "civilian"),
        ("Two people were killed in a shooting at a high school in Leeds on Monday.", ("high school",), "education"),
        (
            "The house was hit in Leeds on Monday when shots were fired, and two people were hurt.",
            ("house",),
            "civilian",
        ),
        ("A bomb blast hit a security forces vehicle in Quetta on Monday.", ("security forces vehicle",), "troops"),
        ("Drones struck a Taliban explosives depot in Kunduz on Monday.", ("Taliban explosives depot",), "militia"),
        (
            "Rebels attacked the headquarters of the 4th Mountain Brigade in Pasto on Monday.",
            ("headquarters of the 4th Mountain Brigade",),
            None,
        ),
    ],
)
def test_what_was_shot_at_or_struck_is_a_target_of_its_owners_kind(
    sentence: str, words: tuple[str, ...], kind: str | None
) -> None:
    assert (only(sentence).target.words, only(sentence).target.type) == (words, kind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bomber rammed a truck into a police post in Mosul on Monday, killing five officers.", ("police post",)),
        ("A driver rammed his car into a school in Mosul on Monday, killing two.", ("school",)),
    ],
)
def test_what_was_driven_into_is_the_target_and_not_what_was_driven(text: str, words: tuple[str, ...]) -> None:
    assert only(text).target.words == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen attacked the house of a minister in Gao on Monday.", "government"),
        ("A bomb exploded in a minister's office in Gao on Monday.", "government"),
        ("Two men attacked the office of a newspaper in Gao on Monday.", "media"),
        ("A roadside bomb struck a bus carrying soldiers near Gao on Monday.", "troops"),
        ("Five soldiers died when their truck hit a mine near Gao on Monday.", "troops"),
        ("Six soldiers and a cook died when rebels blew up their vehicle near Gao on Monday.", "troops"),
        ("A convoy of Danish engineers was attacked near Gao on Monday.", "civilian"),
        ("Gunmen attacked a bus carrying pilgrims near Gao on Monday.", "transport"),
        ("Rockets were fired at US troops near Gao on Monday.", "troops"),
    ],
)
def test_a_thing_is_a_target_of_the_kind_of_those_whose_it_is(text: str, kind: str) -> None:
    assert only(text).target.type == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bomb exploded near the town hall in Gao on Monday, killing a vendor.", ()),
        ("A bomb planted near a bank hit a police vehicle in Gao on Monday.", ("police vehicle",)),
        ("A blast outside Gao airport killed two welders on Monday.", ()),
        ("A bomb exploded near the embassy in Gao on Monday, killing a vendor.", ("embassy",)),
        ("A bomb exploded outside a police station in Gao on Monday, killing a vendor.", ("police station",)),
        ("A bomb exploded near the town hall in Gao on Monday.", ("town hall",)),
    ],
)
def test_what_something_only_went_off_near_is_no_target(text: str, words: tuple[str, ...]) -> None:
    assert only(text).target.words == words


def test_a_country_whose_towns_were_hit_is_no_target() -> None:
    assert only("Russia launched a missile attack on Ukraine cities on Monday, killing 20.").target.name is None
