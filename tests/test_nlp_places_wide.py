"""What is told of a place as wide as a country, and of a capital that else stands for its government."""

from __future__ import annotations

import pytest
from nlp_desk import only


@pytest.mark.parametrize(
    ("where", "name", "canonical", "precision"),
    [
        ("in northern Burkina Faso", "northern Burkina Faso", "Burkina Faso", "country"),
        ("in eastern Congo", "eastern Congo", "Democratic Republic of the Congo", "country"),
        ("in northern Gaza", "northern Gaza", "Gaza Strip", "admin1"),
        ("in Gaza City", "Gaza City", "Gaza City", "exact"),
        ("in the north of Gaza City", "Gaza City", "Gaza City", "exact"),
        # of a province it says where in the country it is
        ("in southern Helmand province in Afghanistan", "Helmand", "Helmand", "admin1"),
    ],
)
def test_a_part_of_a_country_is_named_as_it_is_told(where: str, name: str, canonical: str, precision: str) -> None:
    place = only(f"Gunmen killed nine people {where} on Monday.").place
    assert (place.name, place.canonical, place.precision) == (name, canonical, precision)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb killed three people in western Kabul on Monday.", "western Kabul"),
        ("Two people were shot dead in west Kabul on Monday.", "west Kabul"),
        ("A bomb killed three people in downtown Damascus on Monday.", "downtown Damascus"),
        ("A car bomb rocked Damascus on Monday, killing two people.", "Damascus"),
        ("Rockets hit Kabul on Monday, killing two people.", "Kabul"),
        ("Drones struck Moscow on Monday, wounding two people.", "Moscow"),
    ],
)
def test_a_capital_where_something_fell_or_that_has_quarters_is_no_government(text: str, name: str) -> None:
    assert only(text).place.name == name
