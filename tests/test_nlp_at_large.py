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
        "Some 40 villagers were killed in the last four days.",
        "In all, 140 people were killed between March and June.",
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


@pytest.mark.parametrize(
    "told",
    [
        "Bandits have attacked teachers there previously.",
        "The group has been linked to the abduction of four nurses in recent years.",
        "Twelve other deaths since 2011 were counted by the union.",
        "Seventy people were killed in five months of riots.",
        "Scores of drivers have been killed in attacks.",
    ],
)
def test_what_was_done_again_and_again_is_none_of_an_event(told: str) -> None:
    found = only("A car bomb killed four people in Lyon on Monday.\n\n" + told)
    assert (found.type, found.killed.best, found.date.phrase) == ("bombing", 4, "on Monday")


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Scores of drivers have been killed in an attack in Kirkuk on Monday.", 40),
        ("Seven drivers have been killed by gunmen in Kirkuk in the past day.", 7),
        ("A bomb in Kirkuk killed seven drivers after weeks of calm.", 7),
        ("Seven people were killed in three days of clashes in Kirkuk.", 7),
    ],
)
def test_what_is_told_of_one_time_is_an_event(text: str, killed: int) -> None:
    assert only(text).killed.best == killed


@pytest.mark.parametrize(
    "told",
    [
        'The pact of 1987 says "a bombing of one shall count as one of all".',
        "Under the law of Chad a kidnapping of minors shall be punished by death.",
    ],
)
def test_what_a_law_says_shall_follow_is_no_event(told: str) -> None:
    assert only("A car bomb killed four people in Lyon on Monday.\n\n" + told).killed.best == 4


def test_what_shall_follow_an_event_leaves_it_one() -> None:
    assert only('A bombing killed four people in Lyon on Monday. "They shall pay," he said.').killed.best == 4


def test_whom_somebody_killed_in_his_life_are_none_of_the_day() -> None:
    text = "A missile killed a commander in Mosul on Monday. He was responsible for the deaths of {} soldiers{}."
    assert only(text.format("hundreds of", " and the wounding of thousands")).injured.best is None
    assert only(text.format("hundreds of", "")).killed.best == 1
    assert (
        only("Rebels are responsible for the deaths of nine soldiers in a bombing in Mosul on Monday.").killed.best == 9
    )


NEWS = OPENING + "The bank was closed. Its manager spoke of a shock. "


@pytest.mark.parametrize(
    "told",
    [
        "Such robbers have killed at least 46 guards.",
        "The raids have killed 46 guards, a union counts.",
        "Police have killed more than 46 robbers.",
    ],
)
def test_whom_several_have_killed_up_to_now_no_one_event_killed(told: str) -> None:
    assert only(NEWS + told).killed.best == 3


@pytest.mark.parametrize(
    "told", ["Four guards have been killed in the attack.", "The attack has killed four guards, a nurse said."]
)
def test_who_have_been_killed_in_the_attack_are_its_dead(told: str) -> None:
    assert only(NEWS + told).killed.best == 4


def test_what_a_text_opens_with_is_its_news() -> None:
    text = "Rebels attacked a village near Kisumu on Monday. The rebels have killed nine farmers."
    assert only(text).killed.best == 9
