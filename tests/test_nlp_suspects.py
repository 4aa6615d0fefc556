"""Who is named as the one who did it, or answers for it before the police or a court."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Attribution

ATTACK = "Four people were stabbed in a park in Lund on Monday."


@pytest.mark.parametrize(
    ("said", "name", "attribution"),
    [
        ("Police identified the suspect as 24-year-old Olle Brand.", "Olle Brand", Attribution.SUSPECTED),
        ("The attacker, named as Olle Brand, was shot.", "Olle Brand", Attribution.UNKNOWN),
        ("The assailant was identified by police as Olle Brand.", "Olle Brand", Attribution.UNKNOWN),
        ("Police arrested a man, later identified as Olle Brand.", "Olle Brand", Attribution.SUSPECTED),
        ("Olle Brand, 24, has been charged with attempted murder.", "Olle Brand", Attribution.ACCUSED),
        ("A court found that Olle Brand was guilty of the attack.", "Olle Brand", Attribution.CONFIRMED),
        ("Police identified the attacker as a 39-year-old surnamed Wu.", "Wu", Attribution.UNKNOWN),
        ("A man surnamed Wu has been arrested over the attack.", "Wu", Attribution.SUSPECTED),
    ],
)
def test_who_is_named_for_it_is_shown_by_name(said: str, name: str, attribution: Attribution) -> None:
    perpetrator = incidents(f"{ATTACK} {said}")[0].perpetrator
    assert (perpetrator.name, perpetrator.words, perpetrator.attribution) == (None, (name,), attribution)


@pytest.mark.parametrize(
    "said",
    [
        "Police identified the victim as Olle Brand.",
        "Olle Brand was convicted of assault years ago.",
        "In 2009 Olle Brand was convicted of murder.",
        "Olle Brand was charged with tax fraud.",
        "Police have not identified the attacker as of Tuesday.",
        "Police identified the suspect as a student from Lund.",
        "Olle Brand, who runs the park, was named as a member of the town council.",
        "The case was heard in the Ridge District Court, charged with the murder inquiry.",
    ],
)
def test_who_is_named_for_something_else_is_not(said: str) -> None:
    assert all(i.perpetrator.words == () for i in incidents(f"{ATTACK} {said}"))


def test_a_gunman_gets_his_name() -> None:
    text = "A gunman shot two people in Lund on Monday. Officials identified the gunman as Olle Brand."
    assert only(text).perpetrator.words == ("gunman", "Olle Brand")


def test_a_surname_is_the_name_told_before() -> None:
    text = f"{ATTACK} Officers spoke of Olle Brand. Brand, 24, was charged with the attack."
    assert only(text).perpetrator.words == ("Olle Brand",)


def test_a_group_that_claims_it_needs_no_name_of_a_man() -> None:
    bomb = "A bomb killed two people in Kunduz on Monday. The Taliban claimed responsibility."
    text = f"{bomb} Police identified the bomber as Ali Shah."
    assert only(text).perpetrator.name == "Taliban"
