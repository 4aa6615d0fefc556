"""Bombs and grenades that are thrown or left, and what else is thrown."""

import pytest
from nlp_desk import incidents, only

from store.model import Stage


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A grenade was thrown at a police station in Mosul on Monday.", "grenade_attack"),
        ("A man threw two hand grenades at a bar in Mosul on Monday.", "grenade_attack"),
        ("Men on a motorcycle lobbed a grenade into a bar in Mosul on Monday.", "grenade_attack"),
        ("Two pipe bombs thrown at a patrol in Mosul on Monday failed to explode.", "bombing"),
        ("A pipe bomb was left outside a bank in Mosul on Monday.", "bombing"),
        ("An explosive device was tossed over the wall of a school in Mosul on Monday.", "bombing"),
        ("A device was thrown at a police car in Mosul on Monday.", "bombing"),
        ("Youths hurled a petrol bomb at a police car in Mosul on Monday.", "arson"),
    ],
)
def test_what_is_thrown_or_left_tells_of_an_attack(text: str, kind: str) -> None:
    assert [(one.type, one.place.name) for one in incidents(text)] == [(kind, "Mosul")]


@pytest.mark.parametrize(
    "text",
    [
        "Youths threw stones at a police car in Mosul on Monday.",
        "A party was thrown at the embassy in Mosul on Monday.",
        "The wreath was left outside the bank in Mosul on Monday, a year after the war.",
        "A soldier threw himself on a grenade in Mosul on Monday to save a child.",
        "Soldiers carried out tests on a device in Mosul on Monday.",
    ],
)
def test_what_is_no_bomb_tells_of_none(text: str) -> None:
    assert incidents(text) == ()


@pytest.mark.parametrize("outcome", ["failed to explode", "did not explode", "didn't go off", "never detonated"])
def test_a_bomb_that_does_not_go_off_was_only_an_attempt(outcome: str) -> None:
    found = only(f"A pipe bomb was thrown at a patrol in Mosul on Monday, but it {outcome}.")
    assert (found.type, found.stage) == ("bombing", Stage.ATTEMPTED)


def test_the_grenade_is_the_one_told_of_before() -> None:
    text = "A grenade was thrown at a bar in Mosul on Monday. A guard said a man threw the grenade and ran."
    found = only(text)
    assert found.type == "grenade_attack"


def test_a_second_bomb_elsewhere_is_an_attack_of_its_own() -> None:
    text = (
        "A pipe bomb was thrown at a patrol in Mosul on Monday. On Saturday a pipe bomb was left at a clinic in Basra."
    )
    assert [one.place.name for one in incidents(text)] == ["Mosul", "Basra"]
