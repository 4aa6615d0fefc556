"""Figures that are of no one event: rates, sums of years, the dead of a war, one in a row."""

from __future__ import annotations

import pytest
from nlp_desk import only

OPENING = "Two gunmen killed three guards at a bank in Kisumu on Monday. "


@pytest.mark.parametrize(
    "told",
    [
        "Some 70,000 people are shot each year in the region.",
        "About 40 people are killed every week.",
        "Nine drivers die a day on such roads.",
        "The murder rate there is 31 deaths per 100,000 people.",
        "Sixty people have been killed so far this year.",
        "The union counts fourteen deaths of guards since 2016.",
        "The town has been tense since the death of two students in May.",
        "Dozens of guards have been killed in raids on banks.",
        "More than 80 people have been killed in the protests.",
        "Some 4,000 people died in the conflict between herders and farmers.",
        "The insurgency has left 20,000 people dead.",
        "Some 40 people were killed in the last four days.",
        "In all, 125 people were killed between April and July.",
    ],
)
def test_a_rate_or_what_many_events_add_up_to_is_not_the_toll_of_one(told: str) -> None:
    incident = only(OPENING + told)
    assert (incident.killed.best, incident.injured.best) == (3, None)


@pytest.mark.parametrize(
    "told",
    [
        "Four guards died a day after the raid.",
        "Four guards died in the conflict zone.",
        "Four people died in the attack.",
        "Four guards have been killed in the attack.",
        "Four guards were shot dead in what police call a turf war.",
    ],
)
def test_a_day_a_zone_or_the_attack_itself_makes_no_statistic(told: str) -> None:
    assert only(OPENING + told).killed.best == 4


@pytest.mark.parametrize(
    "told", ["He is the third officer killed in the city.", "She became the second judge shot this year."]
)
def test_who_is_counted_with_those_hit_before_is_nobody_else(told: str) -> None:
    incident = only("A judge was shot dead in Cotonou, Benin, on Tuesday. " + told)
    assert (incident.killed.best, incident.injured.best) == (1, None)


def test_the_toll_that_later_deaths_raise_is_the_toll_but_not_that_of_a_month() -> None:
    bomb = "A bomb on a bus killed 28 people in Multan on Saturday. "
    assert only(bomb + "Three more died on Monday, raising the toll to 31, a doctor said.").killed.best == 31
    assert only(bomb + "It brought this month's toll to 96, activists said.").killed.best == 28
