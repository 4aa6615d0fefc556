"""Who is said to be behind an attack by others, and of which group those were who attacked."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Attribution

KILLED = "Six people were killed in Gao on Monday."


@pytest.mark.parametrize(
    ("said", "name", "sure"),
    [
        ("Police said the gunmen were members of the Red Anchors gang.", "Red Anchors gang", Attribution.SUSPECTED),
        ("The gunmen belonged to the Red Anchors gang.", "Red Anchors gang", Attribution.CONFIRMED),
        ("The attackers are believed to be from Boko Haram.", "Boko Haram", Attribution.SUSPECTED),
        ("Boko Haram was behind the attack, the army said.", "Boko Haram", Attribution.SUSPECTED),
        ("The mayor said members of Boko Haram had led the attack.", "Boko Haram", Attribution.SUSPECTED),
        ("The mayor said the raid had been led by Boko Haram.", "Boko Haram", Attribution.SUSPECTED),
        ("It is not known whether Boko Haram was behind the attack.", None, Attribution.UNKNOWN),
        ("Boko Haram was behind a similar attack in May.", None, Attribution.UNKNOWN),
    ],
)
def test_a_group_is_named_for_those_who_attacked(said: str, name: str | None, sure: Attribution) -> None:
    by = incidents(f"{KILLED} {said}")[0].perpetrator
    assert (by.name, by.attribution) == (name, sure)


def test_a_gang_is_named_by_the_capitals_before_it() -> None:
    by = only("Two men were shot dead in Gao on Monday by the Red Anchors gang.").perpetrator
    assert by.name == "Red Anchors gang"


def test_a_neighbour_who_is_held_is_the_neighbour_who_attacked() -> None:
    text = (
        "A girl was attacked with a bat in Gao on Monday by a neighbour. Police arrested the neighbour, Emil Vega, 41."
    )
    assert incidents(text)[0].perpetrator.words == ("neighbour", "Emil Vega")
