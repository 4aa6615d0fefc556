"""Where an event happened, where a clause names several places or none."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a site that is named only later
        (
            "Two soldiers were wounded on Monday when rockets hit an air base north of Baghdad.\n\n"
            "American trainers are at Balad air base, the army said.",
            "Balad Air Base",
        ),
        # a village that is named after the town it is near
        (
            "A bomb killed two people in Azaz, Syria, on Monday. It went off in the village of Qandara, police said.",
            "Qandara",
        ),
        # "the same town" is the one told before, and not what that is measured from
        (
            "A mine wounded a man on Monday in Azaz, 32 km northwest of Aleppo. A boy was hurt at the same place.",
            "Azaz",
        ),
        # agencies write from the capital of a state
        (
            "Two policemen were shot dead on Monday in Kistaram jungle of Sukma district, Indian police said.\n\n"
            "Bhopal: Maoists fled after the attack, the police said.",
            "Kistaram",
        ),
        # a town that is named after its province
        (
            "A bomb killed two soldiers in the northern Sinai on Monday. The device went off near al-Arish.",
            "al-Arish",
        ),
        # a headline names the city that a district of the text belongs to
        (
            "Bomb blast in Kabul kills a man\n\nA man was killed in a bomb blast in Paghman district on Monday.",
            "Paghman",
        ),
        # a village that is named only later, of a province
        (
            "A bomb killed two people in southern Lebanon on Monday. It was not clear who was behind the explosion "
            "in the area of the village of Dayr Ramla, about 40 km (25 miles) south of Beirut.",
            "Dayr Ramla",
        ),
        # but not where those who did it went next
        (
            "Soldiers shot four men in Thargon village in Sagaing Region, Myanmar, on Monday. "
            "After the shooting they went on to the nearby village of Tettaw.",
            "Thargon",
        ),
        # a district that is named only later, of a town
        (
            "Fighters attacked a base in Hakkari, Turkey, on Monday. The attack happened in the Cukurdere district.",
            "Cukurdere",
        ),
        # a province that the headline names like its capital
        (
            "Car bomb kills nine in Syria's Aleppo\n\nA car bomb killed nine in the province of Aleppo on Monday. "
            "The bomb went off at the gates of the town of Afrin.",
            "Afrin",
        ),
        # and not where its officials and lawmakers sit
        (
            "Armed men attacked the city of Mbola in Beni territory, North Kivu province, on Monday, killing 12. "
            "12 people were killed by rebels, said the administrator of the Beni territory.",
            "Mbola",
        ),
        (
            "Armed men killed seven people in the village of Ndanga in the Central African Republic on Monday. "
            "Six others were injured, said a lawmaker for the nearby town of Ngaoundal.",
            "Ndanga",
        ),
        # an area of the district told before
        (
            "Three men were shot dead in Shopian district of Kashmir on Monday, Indian police said. "
            "The forces were looking for them in Turkawan area of Shopian.",
            "Turkawan",
        ),
        # a village in a province of which nobody knows the middle
        (
            "Men on motorbikes attacked the village of Sanakadou in Kossi province, Burkina Faso, on Monday.",
            "Sanakadou",
        ),
        # an island of a lake
        (
            "Twenty soldiers were killed on Monday by insurgents in the Lake Chad area. "
            "The attack was on the island of Tchoukou Tela, Chad's army said.",
            "Tchoukou Tela",
        ),
        # a village of the province that the headline names by its capital, told after other words
        (
            "Bomb attack kills ranger in Yala\n\nViolence went on in the south on Monday, after a bomb killed a "
            "ranger. The attack took place in Ban Ngokap village in the Bannang Sata district of Yala province.",
            "Ban Ngokap",
        ),
        # the first of several villages
        (
            "Gunmen killed ten people in western Niger on Monday. "
            "The attacks on the villages of Tondi Banda and Koirazeno came at dawn.",
            "Tondi Banda",
        ),
        # what was stormed or invaded is a place
        (
            "Bandits invaded Angwan Dutse in the Rofi area of Sokoto State, Nigeria, on Monday, killing a man.",
            "Angwan Dutse",
        ),
        # where the mayor of a town was shot
        (
            "The mayor of Tecalitlan was gunned down on Monday, Mexican police of the state of Jalisco said.",
            "Tecalitlan",
        ),
        # a village, and no district or city that it belongs to, also where most towns are known
        (
            "Man injured in village in Kherson region\n\nRussian troops attacked the village of Vysoka Hreblia, "
            "Kherson region, on Monday. Russian troops attacked Vysoka Hreblia, Beryslav district, with mortars.",
            "Vysoka Hreblia",
        ),
        # a headline names the province of the village by its capital
        (
            "Rebels kill two men in Garissa\n\nRebels killed two men in Hulow, Garissa County, Kenya, on Monday.",
            "Hulow",
        ),
        # a place that has been told of is no speaker
        ("Three people killed in Mosul on Monday had gone to buy bread, police said of the bombing.", "Mosul"),
    ],
)
def test_the_finest_place_that_is_told_is_taken(text: str, name: str) -> None:
    assert only(text).place.name == name


def test_the_country_that_somebody_came_from_is_not_that_of_the_place() -> None:
    text = "Kenya's police arrested three Kenyans at Koromei area on Monday who came from Somalia, Kenyan police said."
    assert only(text).place.country != "SO"


def test_a_town_abroad_that_comes_up_at_the_end_is_that_of_another_story() -> None:
    text = (
        "Gunmen shot dead two men in a village in Mexico on Monday. Mexican police are looking for them. "
        "A car burned. People fled. Schools were closed. Soldiers came. Nobody was arrested. "
        "In May, Mexican police found two bodies in the town of Uruapan."
    )
    assert all(found.place.name != "Uruapan" for found in incidents(text))


def test_a_village_of_a_province_that_is_called_as_a_town_has_no_point_at_that_town() -> None:
    text = "Rebels kill two men in Garissa\n\nRebels killed two men in Hulow, Garissa County, Kenya, on Monday."
    place = only(text).place
    assert (place.name, place.admin1, place.precision, place.latitude) == ("Hulow", "Garissa", None, None)


def test_villages_of_two_provinces_on_one_day_are_of_two_attacks() -> None:
    text = (
        "Gunmen stormed the village of Gidan Dawa in Sokoto state on Monday, killing two men. "
        "On Monday bandits launched an attack on the village of Tsamiya in Katsina state, killing five farmers."
    )
    assert [(i.place.name, i.killed.best) for i in incidents(text)] == [("Gidan Dawa", 2), ("Tsamiya", 5)]


def test_the_attack_at_a_place_that_nobody_knows_is_the_one_told_before() -> None:
    text = (
        "Gunmen killed six men in Fafan village, Nigeria, on Monday. The attack at Biyu also left four men wounded, "
        "Nigerian police said."
    )
    assert only(text).injured.best == 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what a place is measured from, is based in or comes before
        ("Rockets hit an airbase in Iraq on Monday, which is 90 km (55 miles) west of Baghdad.", "Iraq"),
        ("Police arrested two men in Mosul on Monday, of a band that has its base in Syria.", "Mosul"),
        ("On Monday, before the attack in Mosul, gunmen had killed a guard in Kirkuk.", "Kirkuk"),
        # camps and quarters, by number or by what they are
        ("Two men were shot in Camp No. 17 near Cox's Bazar on Monday.", "Camp No. 17"),
        ("Troops shot a man in the Jenza refugee camp, in the town of Nablus, on Monday.", "Jenza"),
        ("Two men were shot in a camp in Mosul on Monday.", "Mosul"),
    ],
)
def test_a_place_is_none_that_it_is_only_told_by(text: str, name: str) -> None:
    assert incidents(text)[0].place.name == name


def test_what_an_attack_avenged_is_another_event() -> None:
    found = incidents(
        "On Monday missiles were fired at a base in Mosul, in retaliation for the death of a general killed by a drone "
        "in Baghdad on July 3, 2020."
    )
    assert [(i.place.name, i.killed.best) for i in found] == [("Mosul", None), ("Baghdad", 1)]
