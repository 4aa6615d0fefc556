"""Where a place is told to be in another: the province settles which it is, and no other place's point is its own."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize(
    ("text", "name", "admin1", "precision"),
    [
        # provinces that are themselves parts of a region
        ("Gunmen shot a man in Sumisip, Basilan on Monday, Philippine police said.", "Sumisip", "Basilan", "exact"),
        ("Gunmen shot a man in Sulu on Monday, Philippine police said.", "Sulu", "Sulu", "admin1"),
        # names that nobody knows between the village and the state that it is in
        (
            "Gunmen killed two men in Garkin village in Zaurin Chiefdom, Rafin local government area of Kaduna state, "
            "Nigeria, on Monday.",
            "Garkin", "Kaduna", None,
        ),
        # a name of two words of which the second is a place elsewhere
        (
            "Gunmen killed two men in Garkin village in Zangon Kataf local government area of Kaduna state, Nigeria, "
            "on Monday.",
            "Garkin", "Kaduna", None,
        ),
    ],
)  # fmt: skip
def test_a_place_is_in_the_province_that_is_told(text: str, name: str, admin1: str, precision: str | None) -> None:
    place = only(text).place
    assert (place.name, place.admin1, place.precision) == (name, admin1, precision)


def test_a_village_of_a_state_has_no_point_at_the_city_that_the_state_is_called_after() -> None:
    text = (
        "Gunmen kill four in Kaduna\n\n"
        "Gunmen killed four men in Garkin village in Rafin local government area of Kaduna state on Monday, "
        "Nigerian police said."
    )
    [one] = incidents(text)
    assert (one.place.name, one.place.latitude) == ("Garkin", None)


def test_a_city_of_another_country_is_no_village() -> None:
    text = "OUAGADOUGOU: Gunmen killed four men in the village of Bani on Monday, Burkina Faso's army said."
    assert only(text).place.country == "BF"


@pytest.mark.parametrize(
    ("text", "name", "admin1", "country"),
    [
        # a name that reads as one of somebody, behind one of a town elsewhere
        (
            "A bomb killed two men in Dera Ismail Khan, Pakistan, on Monday.",
            "Dera Ismail Khan", "Khyber Pakhtunkhwa", "PK",
        ),
        # the English name of a province
        ("Gunmen shot a man in San Jose, Occidental Mindoro on Monday, Philippine police said.", "San Jose",
         "Mindoro Occidental", "PH"),
        # a community that lies in another place
        (
            "Gunmen killed two men in the Bena Kura community of Kaura local government area of Kaduna state, Nigeria, "
            "on Monday.",
            "Bena Kura", "Kaduna", "NG",
        ),
        # the state that the sentence before told
        (
            "Gunmen killed nine men in Guanajuato state, Mexico, on Monday. The gunmen shot them in Apaseo el Grande.",
            "Apaseo el Grande", "Guanajuato", "MX",
        ),
    ],
)  # fmt: skip
def test_a_place_has_the_province_and_country_that_are_told(text: str, name: str, admin1: str, country: str) -> None:
    place = only(text).place
    assert (place.name, place.admin1, place.country) == (name, admin1, country)


def test_a_name_ends_before_as_and_a_country() -> None:
    place = only("A raid killed two men on Monday in Jisr al-Kadar as Syria and Turkey pressed on with talks.").place
    assert place.name == "Jisr al-Kadar"
    assert only("A bomb killed two men on Monday in Jisr as Sulaka, Syria.").place.name == "Jisr as Sulaka"
