"""The place inside the one told that a story goes on to name, what a name stands for by the words around it."""

from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only

from nlp.places import look_up
from store.model import Slot

WEDNESDAY = dt.date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # a village that somebody names who tells of it
        (
            "Gunmen killed nine people in Borno state, Nigeria, on Monday.\n\n"
            "They burnt houses, said a survivor of the incident at Kadiro village in Hawul district.",
            "Kadiro",
            "NG",
        ),
        # what is called a village before its name
        (
            "Troops killed two rebels in a clash in Sumisip town in Basilan, Philippines, on Monday.\n\n"
            "They were killed in a clash in Barangay Pamatan in Sumisip.",
            "Barangay Pamatan",
            "PH",
        ),
        # a quarter where the attack is said to have been, whoever claims it
        (
            "A bomb killed nine people in a district of Baghdad on Monday.\n\n"
            "The assault in Sadr City was claimed by a group.",
            "Sadr City",
            "IQ",
        ),
        # a part of the town by the word for it, and where police were called
        (
            "A man with a knife wounded four people in Tel Aviv, Israel, on Monday.\n\n"
            "The stabbing took place at a cafe on the beach in the Jaffa area.",
            "Jaffa",
            "IL",
        ),
        (
            "A man with a knife wounded four people in Shanghai, China, on Monday.\n\n"
            "Police were called to a shop in the Songjiang district.",
            "Songjiang",
            "CN",
        ),
        # a town of the state that is told first
        (
            "Gunmen killed nine people in a bar in the Mexican state Guanajuato on Monday.\n\n"
            "The attack took place at the bar, on a road in the municipality of Apaseo el Alto.",
            "Apaseo el Alto",
            "MX",
        ),
        # where an attack took place, although nothing says what sort of place it is
        (
            "Four workers were shot dead on Monday near Kharan, Pakistan, police said.\n\n"
            "The attack took place in Shikatak, 5 km away from Kharan town.",
            "Shikatak",
            "PK",
        ),
        # a quarter of the town, by a word that is no village's
        (
            "A policeman was killed in Charsadda, Pakistan, on Monday.\n\n"
            "Gunmen attacked a post in Dheri Zarda locality of Charsadda.",
            "Dheri Zarda",
            "PK",
        ),
        # a payam of a county, and the county's whole name where the headline is short
        (
            "Two killed in Tonj South raid\n\nTwo people were killed on Monday in Tonj South County, Warrap State, "
            "South Sudan.\n\nThe attack occurred in Mayang Ngong Payam.",
            "Mayang Ngong",
            "SS",
        ),
        # but not who is at the head of another
        (
            "Gunmen killed two men in Mopti region, Mali, on Monday.\n\n"
            "The gunmen shot them at a well, said the chief of Ndoro village.",
            "Mopti",
            "ML",
        ),
        # nor a place of another day
        (
            "Gunmen killed two men in Mopti region, Mali, on Monday.\n\n"
            "Last month gunmen killed five people in Bandiagara, Mali.",
            "Mopti",
            "ML",
        ),
        # nor where they fled to
        (
            "Gunmen killed two men in Mopti region, Mali, on Monday.\n\n"
            "After the attack people found refuge in the village of Ndoro.",
            "Mopti",
            "ML",
        ),
        # nor the capital
        (
            "Gunmen killed two men in Mopti region, Mali, on Monday.\n\n"
            "After the attack hundreds of people marched in Bamako.",
            "Mopti",
            "ML",
        ),
    ],
)
def test_the_place_is_the_finest_that_the_story_names(text: str, name: str, country: str) -> None:
    place = incidents(text, WEDNESDAY)[0].place
    assert (place.name, place.country) == (name, country)


def test_a_village_is_near_the_town_it_is_in_and_has_no_point_in_a_province() -> None:
    town = only(
        "A policeman was killed in Charsadda, Pakistan, on Monday. Gunmen attacked a post in Dheri Zarda locality "
        "of Charsadda."
    ).place
    province = only(
        "Gunmen killed two men in the Sagaing region of Myanmar on Monday. The attack was in the village of Tettaw."
    ).place
    assert (town.precision, town.latitude is not None) == ("near", True)
    assert (province.name, province.admin1, province.latitude) == ("Tettaw", "Sagaing", None)


@pytest.mark.parametrize(
    "line", ["Lima: At least", "Maputo — At least", "LIMA: At least", "Deir Ezzor Province – At least"]
)
def test_where_somebody_writes_is_not_where_it_happened(line: str) -> None:
    text = f"{line} nine people were killed on Monday when rebels ambushed a convoy near Tintayo in Peru, police said."
    assert only(text).place.name == "Tintayo"


@pytest.mark.parametrize(
    ("words", "canonical", "precision"),
    [
        ("in Sagaing. The army controls Sagaing region", "Sagaing", "admin1"),
        # a city is meant by its bare name, also where its province is told of
        ("in Kandahar. The army controls Kandahar province", "Kandahār", "exact"),
        # and a town that is said to be one
        ("in Narathiwat. Narathiwat town is the capital of Narathiwat province", "Narathiwat", "exact"),
    ],
)
def test_a_name_that_is_told_to_be_of_a_province_is_so_wherever_it_stands(
    words: str, canonical: str, precision: str
) -> None:
    place = only(f"Gunmen killed two men on Monday {words}, police said.").place
    assert (place.canonical, place.precision) == (canonical, precision)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # two towns of our own list that are called as others far away
        (
            "A mine killed two men in Mullah Abas village in Nawa district on Monday, the governor of Helmand said. "
            "Afghanistan is at war.",
            "AF",
        ),
        ("A bomb hit a van on Monday at a post in Shaikhan, near Peshawar in Khyber Pakhtunkhwa.", "PK"),
        # but nobody else need name the country where nothing points elsewhere
        ("Rockets hit the town of Nawa on Monday.", "SY"),
    ],
)
def test_a_town_is_no_namesake_in_a_country_that_nothing_else_points_to(text: str, country: str) -> None:
    assert only(text).place.country == country


def test_a_place_has_no_point_of_a_town_it_is_measured_from() -> None:
    text = "Police shot two men on Monday near Pidiya village, over 450 km from the capital Raipur, in India."
    assert (only(text).place.name, only(text).place.latitude) == ("Pidiya", None)


def test_the_country_that_somebody_is_from_is_not_where_it_happened() -> None:
    text = "Gunmen stormed a helicopter and killed its New Zealand pilot in Papua, Indonesia, on Monday."
    assert only(text).place.country == "ID"


def test_a_province_of_peru_is_part_of_a_region() -> None:
    place = only("Rebels ambushed a patrol in the province of Satipo, Peru, on Monday, killing five soldiers.").place
    assert (place.name, place.admin1, place.precision) == ("Satipo", None, "district")


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Lower Shabelle", "Lower Shabelle", "SO"),
        ("Shabeellaha Hoose", "Lower Shabelle", "SO"),
        ("Tigray", "Tigray", "ET"),
        ("Orissa", "Odisha", "IN"),
        ("Sistan-Baluchestan", "Sistan and Baluchestan", "IR"),
        ("Kherson", "Kherson", "UA"),
        ("Cuzco", "Cusco", "PE"),
    ],
)
def test_provinces_go_by_what_articles_in_english_call_them(written: str, name: str, country: str) -> None:
    found = [e for e in look_up(written) if e.kind == "admin1" and e.country == country]
    assert [e.name for e in found] == [name]


@pytest.mark.parametrize("name", ["DR Congo", "Democratic Republic of Congo", "Czech Republic", "Burma"])
def test_countries_go_by_their_other_names(name: str) -> None:
    assert [e.kind for e in look_up(name)][:1] == ["country"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a quarter of our own list, and one that is named behind what is said of it
        (
            "A car bomb killed 17 people in central Baghdad on Monday. The bomb was in the mixed Karrada "
            "neighbourhood, and detonated at noon, police said.",
            "Karrada",
        ),
        (
            "Gunmen shot dead eight men in the city of San Pedro Sula, Honduras, on Monday.\n\n"
            "The neighbourhood where the killings took place, Chameco, is one of many in the city.",
            "Chameco",
        ),
        # a quarter where the act is said far down to have happened, and one with its town behind it
        (
            "Drone kills man in Baghdad\n\nA man was killed by a drone in Baghdad on Monday.\n\nHe sold fruit.\n\n"
            "He had two sons.\n\nThe shops stayed shut.\n\nMonday's drone strike happened in Baghdad's Mashtal "
            "neighbourhood, a guard said.",
            "Mashtal",
        ),
        (
            "A bomb in the Bab al-Tebbaneh neighbourhood of Tripoli, Lebanon, wounded two men on Monday.",
            "Bab al-Tebbaneh",
        ),
        # a village by the hours that are told with it, in a town that is called as a province
        (
            "Seven lorries were burned by rebels in a town in Bukidnon, Philippines, on Monday morning.\n\n"
            "About 200 of them flagged down the lorries in Barangay Palaca, Quezon, Bukidnon, at 6 a.m. Monday.",
            "Barangay Palaca",
        ),
        # a village that is called as a man, a name of two halves and one of letters and figures
        ("A mine wounded four soldiers on Monday outside Ali Saro village of Daquq, Iraq.", "Ali Saro"),
        ("Gunmen killed nine people in the village of Pobe-Mango in Burkina Faso on Monday.", "Pobe-Mango"),
        ("Rebels killed nine people in the village of PK20 in the Congo's North Kivu on Monday.", "PK20"),
        # part of a town, which is shown with it, also where a town elsewhere is called so
        ("A mine in Dasht area in Turbat, Pakistan, hurt two men on Monday.", "Turbat"),
        # a road leads to a place, and a river is called as a town
        (
            "Ten gunmen were killed on Monday on a highway that connects Nuevo Laredo with Monterrey, Mexico. "
            "It happened near the town of Salinas Viejas.",
            "Salinas Viejas",
        ),
        (
            "A drone hit a car on the road from the province of Shabwa to the province of Bayda, Yemen, on Monday.",
            "Shabwa",
        ),
        ("Russian shells hit the village of Hola on the bank of the Dnipro river in Ukraine on Monday.", "Hola"),
        # the city told of before
        (
            "A bomb killed three people in Peshawar, Pakistan, on Monday.\n\n"
            "A suicide bomber had killed 14 shoppers outside the city on Sunday.",
            "Peshawar",
        ),
    ],
)
def test_the_place_is_where_the_words_put_the_event(text: str, name: str) -> None:
    assert incidents(text, WEDNESDAY)[-1].place.name == name


@pytest.mark.parametrize(
    "text",
    [
        # the flag or the country of a ship, and where an agency writes
        "A missile hit a Cyprus-flagged tanker on Monday, the owner said.",
        "BRUSSELS - Pirates seized a freighter on Monday, the naval mission said.",
    ],
)
def test_the_country_of_a_ship_and_a_dateline_elsewhere_place_nothing(text: str) -> None:
    assert only(text).place.country is None


def test_what_is_far_out_at_sea_is_in_no_country() -> None:
    text = "Pirates seized a freighter some 300 nautical miles northeast of Socotra on Monday."
    place = only(text).place
    assert (place.name, place.country, place.precision) == ("Socotra", None, "near")
    assert (place.latitude or 0) > 15


def test_of_many_towns_of_one_name_none_is_taken() -> None:
    place = only("Rebels killed two soldiers in La Paz town in the Philippines on Monday.").place
    assert (place.name, place.country, place.latitude) == ("La Paz", "PH", None)


def test_a_town_of_mexico_goes_by_its_name_without_its_honours() -> None:
    place = only("Police killed four gunmen in the border city of Matamoros, Mexico, on Monday.").place
    assert place.canonical == "Heroica Matamoros"


def test_a_town_before_its_state_in_a_dateline_is_where_it_happened() -> None:
    text = (
        "Madhya Pradesh: Guns Found on Six Men\n\nMorena (Madhya Pradesh): The city police seized 18 guns from six "
        "youths and arrested them on Monday, they said."
    )
    assert incidents(text)[0].place.name == "Morena"


def test_a_place_that_another_event_is_told_of_is_none_of_the_headline_s() -> None:
    text = (
        "A bomb killed four people in Turbat, Pakistan, on Monday.\n\n"
        "A blast in Dasht area in Turbat killed two men last month."
    )
    assert incidents(text, WEDNESDAY)[0].place.name == "Turbat"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # a headline names the province, the text a village far from the town that is called so
        (
            "Malian gunmen kill nine in Mopti\n\nGunmen killed nine people in Kambilo, Bandiagara district, on Monday.",
            "Kambilo",
            "ML",
        ),
        # also where many towns are known, and the village has namesakes
        (
            "Mexican gunmen kill nine in Michoacan\n\nGunmen killed nine people in La Cienaga, Apatzingan district, "
            "on Monday, Mexican police said.",
            "La Cienaga",
            "MX",
        ),
        # a province of the country spoken of, and no town elsewhere; people of a country of two words
        ("Gunmen killed nine people in Para on Monday, Brazilian police said.", "Para", "BR"),
        ("Gunmen killed nine people in Unity state on Monday, South Sudanese police said.", "Unity", "SS"),
        # between two villages, on a road or without
        ("A bomb killed nine people on a road between Gidan Maro and Zurmi in Zamfara, Nigeria.", "Gidan Maro", "NG"),
        (
            "A bomb killed nine people between Gidan Maro and Dan Kurmi villages in Zamfara, Nigeria.",
            "Gidan Maro",
            "NG",
        ),
        # a village of several, and one whose name begins as a town's
        (
            "Gunmen attacked the villages of La Cienaga, Tamanso and Rokoto in Apatzingan district of Michoacan, "
            "Mexico, on Monday, killing nine people.",
            "La Cienaga",
            "MX",
        ),
        ("Gunmen killed nine people in Dara Shekan village in Helmand province, Afghanistan.", "Dara Shekan", "AF"),
        # and not the capital where a governor spoke or the wounded are
        (
            "Gunmen shot nine people in Eromogo village, Central Papua province, Indonesia, on Monday. "
            "The wounded were taken to a hospital in Jakarta.",
            "Eromogo",
            "ID",
        ),
    ],
)
def test_a_village_is_found_in_many_ways_of_telling(text: str, name: str, country: str) -> None:
    place = only(text, WEDNESDAY).place
    assert (place.name, place.country) == (name, country)


def test_a_department_is_one_and_no_town() -> None:
    place = only("Gunmen killed nine people in Guatemala's Quetzaltenango department on Monday.").place
    assert (place.admin1, place.precision) == ("Quetzaltenango", "admin1")


def test_what_is_told_apart_from_the_news_is_not_of_long_ago() -> None:
    text = (
        "Gunmen killed nine soldiers in Sinai, Egypt, on Monday. No attack there had cost so many lives since bombers "
        "killed 30 soldiers at a base in El-Arish in January.\n\n"
        "In a separate incident, a mortar round hit a home and wounded three people, police said."
    )
    assert incidents(text)[-1].date.start == dt.date(2020, 7, 27)


@pytest.mark.parametrize(
    ("second", "name"),
    [
        ("They raided the village of Gidan Mairo at dawn and burned houses.", "Gidan Mairo"),
        ("They arrived in the village of Gidan Mairo on motorcycles at dawn.", "Gidan Mairo"),
        ("Residents of Gidan Mairo said the gunmen came at dawn.", "Gidan Mairo"),
        ("They came from the forest, a resident of Gidan Mairo said.", "Gidan Mairo"),
        # but not whoever speaks of it where no village is left without its name, nor other villages
        ("A resident of Gusau said that many had fled.", None),
        ("Farmers in the nearby village of Tamanso said that many had fled.", "Zamfara"),
    ],
)
def test_a_village_without_its_name_is_the_one_named_next(second: str, name: str | None) -> None:
    first = "Gunmen killed nine people in a village in Zamfara state, Nigeria, on Monday, police said."
    if name is None:
        first, name = "Gunmen killed nine people in Zamfara state, Nigeria, on Monday, police said.", "Zamfara"
    assert only(f"{first}\n\n{second}", WEDNESDAY).place.name == name


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        # what was hit, and not whence
        ("A missile launched from Yemen hit Eilat in southern Israel on Monday, wounding two people.", "Eilat", None),
        # where those hit came from is no province of where they died
        (
            "The victims, from Rajanpur district in Punjab, were shot dead in Barkhan district of Balochistan.",
            "Barkhan",
            "Balochistan",
        ),
        (
            "Nine miners from Dera Ghazi Khan were shot dead on Monday in the Harnai area of Balochistan, Pakistan.",
            "Harnai",
            "Balochistan",
        ),
        (
            "Gunmen killed nine people, residents of Zurmi, in Gidan Maro village in Zamfara, Nigeria.",
            "Gidan Maro",
            "Zamfara",
        ),
        # a valley, and a district of a province with its own word
        (
            "Troops killed nine men in the Tirah valley of Khyber district on Monday, Pakistani police said.",
            "Tirah",
            None,
        ),
        ("A landmine killed nine people in Taiz province's Maqbanah district on Monday.", "Maqbanah district", "Taiz"),
    ],
)
def test_the_place_is_that_of_the_event_and_in_its_province(text: str, name: str, admin1: str | None) -> None:
    place = only(text).place
    assert (place.name, place.admin1) == (name, admin1)


def test_a_town_that_could_be_in_many_countries_has_none_where_nothing_points_to_one() -> None:
    place = only("Gunmen shot dead two men in Trinidad on Monday, police said.").place
    assert (place.name, place.country, place.latitude) == ("Trinidad", None, None)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("KIRKUK, July 27 (Agency) - A bomb killed two men on Monday, police said. It burned shops in Kirkuk.", 92),
        # the dateline where the text does not say it again
        ("KIRKUK, July 27 (Agency) - A bomb killed two men on Monday, Iraqi police said. It burned shops.", 0),
    ],
)
def test_the_words_for_a_place_are_those_of_the_text_rather_than_the_dateline(text: str, start: int) -> None:
    assert [e.start for e in only(text).evidence[Slot.PLACE]] == [start]
