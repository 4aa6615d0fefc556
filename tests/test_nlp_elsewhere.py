"""Places that a sentence names, but where nothing happened."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Slot


def test_a_dateline_with_a_colon_or_without_a_dash_is_no_place_of_the_event() -> None:
    for dateline in ("Dhaka, Jul 28: ", "Dhaka, Jul 28 (Outlet) "):
        text = dateline + "At least six people were killed on Monday when a bomb exploded in Darzab, Afghanistan."
        assert only(text).place.name == "Darzab"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # where those who were hit came from
        ("Gunmen killed a guard and a tourist visiting from Canada in Luxor, Egypt, on Monday.", "Luxor"),
        (
            "Gunmen attacked workers from the northern province of Sindh in Quetta, Pakistan, on Monday, killing two.",
            "Quetta",
        ),
        ("Six traders from the nearby town of Moro were shot dead on Monday in Kandiaro, Pakistan.", "Kandiaro"),
        (
            "Gunmen killed nine people, among them men from Poland, Germany and Spain, in Sousse, Tunisia, on Monday.",
            "Sousse",
        ),
        ("Police in Lahore, Pakistan, seized two men who belonged to Sindh over a bombing on Monday.", "Lahore"),
        # where a ship or a party set out from, whose flag it flew, what is ahead, and where somebody was for talks
        ("A tanker sailing from Nigeria's port of Lagos was hit by a drone on Monday in the Red Sea.", "Red Sea"),
        ("The ship, with the flag of Liberia, was hit by a missile in the Red Sea on Monday.", "Red Sea"),
        ("Two men had left Sanaa for Aden when a bomb hit their car in Taiz, Yemen, on Monday.", "Taiz"),
        ("Gunmen shot a judge dead in Cali on Monday, days before talks due to open in Quito.", "Cali"),
        ("The premier, who was in Tokyo for a summit, condemned Monday's attack that killed nine in Jammu.", "Jammu"),
        # what a state did beside it, and the country behind a town
        (
            "Officials spoke in Laos hours after Thailand expelled their envoy over a bomb that killed two guards in "
            "Vientiane on Monday.",
            "Vientiane",
        ),
        ("On Monday a gunman in Sarajevo in neighbouring Bosnia wounded two guards.", "Sarajevo"),
        # a firm called so, how far a village is from a town, and what is close to it
        ("Two men of Save the Children were shot dead on Monday in Jalalabad, Afghan police said.", "Jalalabad"),
        ("Gunmen attacked Kilbo, about five kilometres from Gombi in Nigeria, on Monday, killing four.", "Kilbo"),
        ("Soldiers shot a man dead on Monday close to Nuevo Abeto, a guard said in Mexico.", "Nuevo Abeto"),
        # where somebody spoke
        (
            "Speaking on a channel's TV in Yemen, an officer said that drones had hit a depot in Jeddah on Monday.",
            "Jeddah",
        ),
        # where those who saw it were asked
        (
            "Gunmen killed ten men in Fayoum, Egypt, on Monday. Men who saw the attack told of it in interviews with a "
            "reporter on Tuesday in Ismailia.",
            "Fayoum",
        ),
        (
            "A man was shot dead in Downey on Monday. Two men fled, said Det. Jo Doe of the Los Angeles County "
            "Sheriff's Department.",
            "Downey",
        ),
        # a dateline of two words
        ("THE HAGUE - A man was stabbed by two others in Arnhem on Monday, Dutch police said.", "Arnhem"),
        # but what goes off at a court is where the court is
        ("A bomb went off near a court in Quetta on Monday, killing two policemen.", "Quetta"),
        # and what attacks it
        ("Gunmen killed two guards in an attack on a courthouse in Mardan, Pakistan, on Monday.", "Mardan"),
        ("A car bomb went off outside the Brazilian consulate in Cairo on Monday, killing a guard.", "Cairo"),
        # the ends of a journey, and a country that is only next to another
        ("Gunmen killed two men in a car from Osh to Batken near Aydarken, Kyrgyzstan, on Monday.", "Aydarken"),
        ("Burkina Faso, which borders Mali, was hit by an attack on Monday that killed nine people.", "Burkina Faso"),
    ],
)
def test_a_place_where_nothing_happened_is_not_that_of_the_event(text: str, name: str) -> None:
    assert incidents(text)[0].place.name == name


def test_the_town_of_a_trial_is_not_where_it_happened() -> None:
    text = "A bomb wounded two people on a bus on Monday. The trial in Manhattan of a man accused of it lasted a week."
    assert only(text).place.name != "Manhattan"


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two people in the Red Sea port city of Hodeidah, Yemen, on Monday.",
        "A bomb killed two people in the busy Yemen port city of Hodeidah on Monday.",
    ],
)
def test_a_town_is_meant_and_not_what_it_is_told_to_be_in(text: str) -> None:
    assert only(text).place.name == "Hodeidah"


def test_a_district_of_a_province_stays_the_district() -> None:
    text = (
        "Militants detonated a bomb in Turkey's Hakkari province, in the Yuksekova district, on Monday. Two men died."
    )
    assert only(text).place.name == "Yuksekova"


def test_a_far_event_that_is_only_looked_back_on_is_not_set_where_the_article_is() -> None:
    text = (
        "A man was stabbed in Fresno, California, on Monday, police said.\n\n"
        "He is the grandson of a senator. Robert F. Lindqvist was shot dead in June 1968."
    )
    assert [i.place.name for i in incidents(text)] in (["Fresno"], ["Fresno", None])


def test_the_words_of_a_capital_are_those_with_its_name() -> None:
    incident = only("Two people were killed on Monday by a car bomb in the Somali capital Mogadishu.")
    assert [e.quote for e in incident.evidence["place"]] == ["the Somali capital Mogadishu"]


def test_a_name_that_is_told_to_be_a_town_is_nobody() -> None:
    text = (
        "A guard was killed on Monday when gunmen attacked troops who were driving around Sam Ouakra, a town in the "
        "east of Haute-Kotto in the Central African Republic."
    )
    assert only(text).place.name == "Sam Ouakra"


def test_the_area_of_a_district_is_where_it_was() -> None:
    text = "A car bomb killed two policemen on Monday at a post in Nahrul-Saraj district's Yakhchar area, in Helmand."
    assert only(text).place.name == "Yakhchar"


def test_the_language_of_a_pamphlet_is_no_place() -> None:
    text = (
        "Masked men burned a lorry on Monday in the Biobio region of southern Chile. A pamphlet in Mapudungun was "
        "left behind, which claimed the attack."
    )
    assert incidents(text)[0].place.name == "Biobio"


RAIDED = (
    "Gunmen killed four herders in the Malian village of Tabakoro on Monday, police said.\n\n"
    "It came a week after talks in Niamey, where ministers of Niger met envoys.\n\n"
)


@pytest.mark.parametrize(
    ("then", "place"),
    [
        ("Last Tuesday a roadside bomb killed two soldiers, the army said.", None),
        ("Last Tuesday a roadside bomb killed two soldiers near Kidal, the army said.", "Kidal"),
    ],
)
def test_an_event_told_beside_another_is_set_only_where_its_own_words_put_it(then: str, place: str | None) -> None:
    assert [i.place.name for i in incidents(RAIDED + then)] == ["Tabakoro", place]


@pytest.mark.parametrize(
    ("around", "named"),
    [("Schools in Nigeria have asked for guards.", ["Nigeria"]), ("Two envoys left Ghana.", [])],
)
def test_its_country_is_named_with_words_that_put_something_there(around: str, named: list[str]) -> None:
    text = (
        "A bomb killed three Nigerian traders in Gusau on Monday, police said.\n\n"
        f"{around} Last Tuesday a grenade wounded two boys, a doctor said."
    )
    second = incidents(text)[1]
    assert [e.quote for e in second.evidence.get(Slot.PLACE, ())] == named


def test_a_village_is_in_the_country_whose_adjective_leads_to_it() -> None:
    assert incidents(RAIDED)[0].place.country == "ML"


@pytest.mark.parametrize(
    "line",
    [
        "the Lagos-Abuja flight",
        "a flight between Lagos and Abuja",
        "the railway linking Lagos and Abuja",
        "the railway from Lagos to Abuja",
    ],
)
def test_the_towns_that_a_line_joins_are_no_place_of_what_happened_on_it(line: str) -> None:
    for incident in incidents(f"Gunmen wounded two men on {line} on Monday, police said."):
        assert incident.place.name not in {"Lagos", "Abuja"}


@pytest.mark.parametrize(
    "text",
    [
        "Nine passengers of a bus travelling from Bamako to Gao were killed by gunmen on Monday.",
        "A man with a knife hijacked a plane on the Alexandria-Cairo route on Monday.",
        "Amid a dispute between Caracas and Bogota police arrested two Frenchmen on Monday.",
    ],
)
def test_what_a_way_or_a_dispute_is_between_is_not_where_it_happened(text: str) -> None:
    assert {i.place.name for i in incidents(text)} <= {None, "Mali", "Egypt"}


def test_the_town_of_a_forum_where_somebody_spoke_is_not_where_it_happened() -> None:
    said = (
        "Kenya fired missiles at rebels on Monday. "
        '"None of the citizens of Kenya were targeted by missiles and drones," '
        "he said on the sidelines of a summit in Davos, Switzerland."
    )
    assert all(i.place.name != "Davos" for i in incidents(said))
