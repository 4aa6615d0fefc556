"""What one raid did is one incident, whatever types its sentences name."""

from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen abducted 40 people in an attack on Dorgo in Sokoto state. The bandits killed three others on Monday "
        "when they shot at villagers.",
        "Armed men abducted six traders in Dorgo in Sokoto state late on Sunday. They started shooting as soon as they "
        "came. They killed two people.",
        "Three people died on Monday when robbers set fire to a shop in Mosul. The robbers had shot at a guard.",
        "Gunmen attacked Dakwa village in Sokoto state on Sunday, killing four people. A resident said the attackers "
        "were from Zamfara state, and that they kidnapped a teacher.",
    ],
)
def test_what_the_attackers_did_besides_is_no_second_incident(text: str) -> None:
    only(text)


def test_a_toll_told_again_with_other_verbs_is_of_one_incident() -> None:
    text = (
        "Six people died when a mosque was burned down in Kano on Monday.\n\nGunmen shot dead six people, police said."
    )
    assert only(text).killed.best == 6


def test_what_attackers_did_on_another_day_is_another_incident() -> None:
    text = "Rebels bombed a bridge near Mosul on Sunday. The rebels also kidnapped three teachers on Monday."
    assert [i.type for i in incidents(text)] == ["bombing", "abduction"]


def test_arms_seized_from_those_arrested_belong_to_what_they_did() -> None:
    text = (
        "Police in Kumasi arrested three men over a robbery in which a guard was killed on July 5. "
        "Officers also seized two pistols and 40 rounds of ammunition."
    )
    assert only(text).type == "robbery"


def test_where_the_attackers_are_from_is_no_place_of_the_attack() -> None:
    text = "Gunmen killed nine people on Monday. The attackers were from Zamfara state, and shot at children in Dorgo."
    assert "Zamfara" not in {i.place.name for i in incidents(text)}


def test_what_an_attack_followed_is_another_event() -> None:
    text = (
        "A bomb killed three soldiers in Mosul on Monday. The attack followed an assault on a base in Tikrit on "
        "Saturday, in which 30 insurgents were killed."
    )
    first, second = incidents(text)
    assert (first.killed.best, second.killed.best) == (3, 30)
    assert (first.date.start, second.date.start) == (dt.date(2020, 7, 27), dt.date(2020, 7, 25))


@pytest.mark.parametrize(
    "text",
    [
        "A drill in Mosul on Monday simulated a shooting at a school in which ten people were killed.",
        "The film, in which a gang kills 12 villagers, opens in Mosul on Monday.",
    ],
)
def test_what_was_acted_or_made_up_is_no_incident(text: str) -> None:
    assert incidents(text) == ()


def test_an_arrest_over_a_plot_is_no_assassination() -> None:
    assert only("Three men were arrested in Mosul on Monday over an assassination plot.").type == "raid_or_arrest"


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed four people in Mosul on Sunday. On Monday, police confirmed that two of them were soldiers.",
        "A bomb killed four people in Mosul on Sunday.\n\nIt went off at a market, said Ali Doe, the mayor, on Monday.",
    ],
)
def test_the_day_on_which_somebody_spoke_is_not_that_of_the_event(text: str) -> None:
    assert only(text).date.start == dt.date(2020, 7, 26)


def test_a_weekend_attack_was_at_the_weekend() -> None:
    found = only("Nine people were killed in a weekend attack near Mosul, the mayor told reporters on Tuesday.")
    assert (found.date.start, found.date.end) == (dt.date(2020, 7, 25), dt.date(2020, 7, 26))


def test_what_happened_elsewhere_is_another_event() -> None:
    text = "A bomb killed four soldiers in Mosul on Sunday. Elsewhere, five policemen were shot dead near a bridge."
    assert [i.killed.best for i in incidents(text)] == [4, 5]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Police arrested two suspects and recovered arms in Mosul on Monday. They were taken to a station.\n\n"
            "The weapons seized by police were seven rifles and six pistols, an officer said.\n",
            "raid_or_arrest",
        ),
        (
            "Customs seized 12 rifles on a lorry in Mosul on Monday. The driver of the lorry was arrested.",
            "weapons_seizure",
        ),
        (
            "A rebel chief died with one of the police in a shoot-out in Mosul on Monday as troops raided his home. "
            "Another rebel was arrested in the raid in the Wadi quarter.",
            "shooting",
        ),
    ],
)
def test_an_arrest_and_what_was_found_are_one_operation(text: str, kind: str) -> None:
    assert only(text).type == kind


def test_arms_found_on_another_day_or_in_another_town_are_another_operation() -> None:
    found = incidents(
        "Police arrested two suspects in Mosul on Monday. Police seized six rifles in Kirkuk. "
        "On Sunday, police seized three pistols in Mosul."
    )
    assert len(found) == 3


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Armed men seized nine boys in Gao on Monday.", "abduction"),
        ("Troops seized two armed men in Gao on Monday.", "raid_or_arrest"),
        ("Seven farmers died in a raid on a village near Gao on Monday.", "other"),
        ("Two gunmen died in a police raid on a farm near Gao on Monday.", "raid_or_arrest"),
        ("Two men died in a raid on a house in Lyon on Monday.", "raid_or_arrest"),
    ],
)
def test_a_raid_on_those_who_live_somewhere_is_none_by_the_police(told: str, kind: str) -> None:
    assert (only(told).type or "other") == kind


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("The group, which grew after capturing wide swathes of Syria in 2013, said nothing.", 1),
        ("The group, which grew after capturing large parts of Syria in 2013, said nothing.", 1),
        ("Police seized parts of rifles in Cali in 2013.", 2),
    ],
)
def test_land_that_is_captured_is_no_incident(told: str, count: int) -> None:
    assert len(incidents("A car bomb killed four people in Lyon on Monday.\n\n" + told)) == count
