"""Names of places that stand for something else than where something is."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # whose border it is, and whose else
        ("A mine killed two soldiers on Monday near Chad's border with Sudan and Libya.", "Chad"),
        # who is blamed
        ("A drone struck a depot in Luhansk on Monday, killing two men, which Moscow blamed on Kyiv.", "Luhansk"),
        # a firm, and a mission, that is called after a place
        (
            "A grenade wounded two men in Gori on Monday. The manager of Dubai Media blamed rebels for the blast.",
            "Gori",
        ),
        (
            "A mine wounded two guards near Gori on Monday. The EU Relief Mission in Armenia (EURMA) said a second "
            "explosion was set off by a wire.",
            "Gori",
        ),
        # whom somebody blamed for what, and who denounced it
        ("A bomb killed a judge in Beirut on Monday, and many blamed the killing of the man on Syria.", "Beirut"),
        ("Drones hit a depot in Jeddah on Monday. Qatar and Oman also denounced the attack on the depot.", "Jeddah"),
        # what is cried out, and a role in a country
        (
            'A man cried "Remember Aleppo!" as he shot a guard dead in Ankara on Monday. He spoke of the war in Syria.',
            "Ankara",
        ),
    ],
)
def test_what_only_goes_by_the_name_of_a_place_is_not_where_it_was(text: str, name: str) -> None:
    assert incidents(text)[0].place.name == name


def test_a_ship_of_washington_is_not_attacked_there() -> None:
    incident = only("Forces shot down a drone in the Red Sea on Monday that was aimed at one of Washington's ships.")
    assert incident.place.name == "Red Sea"


@pytest.mark.parametrize(
    "text",
    ["A bomb exploded on Monday at the EU Mission in Lima (", "Two men were shot dead in Lima on Monday, RAB Al"],
)
def test_an_article_may_end_in_the_middle_of_a_name(text: str) -> None:
    assert len(incidents(text)) == 1


def test_the_country_that_a_war_is_known_by_is_not_where_somebody_was_attacked_for_it() -> None:
    found = only("A clerk who was angry over his vote for the Iraq war stabbed a mayor in Bergen on Monday.")
    assert found.place.name == "Bergen"
