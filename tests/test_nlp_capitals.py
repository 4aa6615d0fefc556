"""Capitals that an article does not name."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import PlacePrecision

EXACT, NEAR = PlacePrecision.EXACT, PlacePrecision.NEAR


@pytest.mark.parametrize(
    ("text", "town", "precision"),
    [
        ("Gunmen shot a judge dead in the Chilean capital on Monday.", "Santiago", EXACT),
        ("Gunmen shot a judge dead in the capital of Peru on Monday.", "Lima", EXACT),
        ("A bomb went off outside the Iraqi capital on Monday, killing two people.", "Baghdad", NEAR),
        ("A series of blasts rocked the Iraqi capital on Monday.", "Baghdad", EXACT),
        ("LIMA, 3 MAY 91 (AGENCY) -- A BOMB WENT OFF IN THIS CAPITAL TODAY.", "Lima", EXACT),
        ("QUITO, 3 MAY 91 (AGENCY) -- ECUADORAN REBELS BLEW UP A BANK IN THE CAPITAL CITY TODAY.", "Quito", EXACT),
    ],
)
def test_a_capital_without_its_name_is_a_place(text: str, town: str, precision: PlacePrecision) -> None:
    place = only(text).place
    assert (place.name, place.precision) == (town, precision)


@pytest.mark.parametrize(
    "text",
    [
        "A man was shot dead on Monday; the capital murder case goes to an Iraqi court.",
        "Iraqi rebels blew up a bank on Monday in the capital of the province.",
        "Iraqi and Iranian officials said gunmen shot a judge dead in the capital on Monday.",
    ],
)
def test_a_capital_of_something_else_or_of_no_one_country_is_none(text: str) -> None:
    assert [i.place.name for i in incidents(text) if i.place.name in {"Baghdad", "Tehran"}] == []


def test_a_capital_that_may_be_either_of_two_towns_is_none() -> None:
    assert only("A grenade killed two people in the Burundian capital on Monday.").place.name != "Gitega"


def test_this_city_is_that_of_the_dateline() -> None:
    incident = only("MOSUL, 26 SEP 89 (AGENCY) -- A BOMB EXPLODED AT A BANK IN THE SOUTH OF THIS CITY TODAY.", None)
    assert incident.place.canonical == "Mosul"


def test_a_town_is_told_by_what_it_has() -> None:
    incident = only("BASRA, 26 SEP 89 (AGENCY) -- A SENATOR WAS KILLED TODAY IN A BAGHDAD SUBURB.", None)
    assert incident.place.canonical == "Baghdad"
