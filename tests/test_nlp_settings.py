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
