"""Figures that several events add up to: they are the toll of none of them."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Perpetrator, Target


def tolls(text: str) -> list[tuple[str | None, int | None, int | None]]:
    return [(i.place.name, i.killed.best, i.injured.best) for i in incidents(text)]


def test_the_sum_of_a_year_is_no_incident() -> None:
    assert incidents("Last year, police investigated 41 homicides.") == ()


@pytest.mark.parametrize(
    "told",
    [
        "Makeshift bombs have also killed 60 peacekeepers in Mali.",
        "At least 240 people have been killed in France since January 2015.",
        "So far this month at least ten policemen have been killed in Cali.",
    ],
)
def test_what_sums_up_a_time_adds_nothing_to_an_incident(told: str) -> None:
    found = only(f"A roadside bomb killed three soldiers near Mopti on Monday.\n\n{told}\n")
    assert found.killed.best == 3


@pytest.mark.parametrize(
    "told",
    [
        "The army has killed 190 militants this year in various clashes.",
        "In the operations of this year, security forces had so far killed 91 militants.",
    ],
)
def test_what_a_year_adds_up_to_is_no_toll(told: str) -> None:
    found = only(f"Two militants were killed in a clash with soldiers near Sopore on Monday.\n\n{told}\n")
    assert found.killed.best == 2


def test_people_killed_this_week_are_of_one_event_unless_several_are_told_of() -> None:
    assert only("Gunmen have killed eight farmers this week in Zamfara, police said.").killed.best == 8


@pytest.mark.parametrize(
    "told",
    [
        "Four people were killed and 16 wounded in shootings across Dayton on Monday.",
        "Air strikes have killed 40 people in Mosul this week.",
        "This brought to 74 the number of residents shot in Ghent since Wednesday, with 12 of those killed.",
        "Ten people were killed in two separate attacks in Mosul on Monday.",
    ],
)
def test_what_several_events_add_up_to_is_no_incident(told: str) -> None:
    assert incidents(told) == ()


def test_one_attack_told_in_the_perfect_with_this_week_is_an_incident() -> None:
    assert only("Gunmen have killed eight people this week in an attack on a village near Mosul.").killed.best == 8


def test_how_often_forces_were_attacked_since_a_day_is_no_incident() -> None:
    assert (
        incidents("Since June 17 the forces in Mosul had been targeted by drone attacks 38 times, injuring 45.") == ()
    )


def test_thousands_killed_over_the_years_are_not_the_dead_of_the_event_before() -> None:
    text = "Four people were killed in Kirkuk on Monday by jihadists.\n\nAttacks by jihadists have killed 3,000 men.\n"
    assert only(text).killed.best == 4


def test_a_sum_of_separate_attacks_is_the_toll_of_none() -> None:
    told = tolls(
        "At least 22 people were killed and 15 injured in two separate attacks in Iraq on Monday, police said. "
        "In Mosul, a car bomb killed 12 people and wounded nine. "
        "In Kirkuk, gunmen stormed a mosque, killing ten worshippers and wounding six."
    )
    assert told == [("Mosul", 12, 9), ("Kirkuk", 10, 6)]


def test_a_headline_over_several_attacks_gives_its_sum_to_none() -> None:
    told = tolls(
        "Bombings in Iraq kill 16\n\nA car bomb killed six people in Mosul on Monday, police said.\n\n"
        "Ten people died when a bomb exploded at a market in Kirkuk on Monday.\n"
    )
    assert told == [("Mosul", 6, None), ("Kirkuk", 10, None)]


def test_nobody_is_counted_twice_among_the_victims_of_a_sum() -> None:
    found = incidents(
        "Fifteen soldiers were killed in two separate attacks in Iraq on Monday. "
        "A bomb killed nine soldiers in Mosul. In Kirkuk, gunmen killed six soldiers."
    )
    assert [[v.count for v in i.victims] for i in found] == [[9], [6]]


def test_an_opening_that_only_adds_up_is_no_incident() -> None:
    found = incidents(
        "Eight people died in two separate gunfights in Iraq on Monday.\n\n"
        "Five militants were killed in a gunfight in Mosul on Monday afternoon.\n\n"
        "Earlier in the day three soldiers were killed in a gunfight in Kirkuk.\n"
    )
    assert [i.killed.best for i in found] == [5, 3]


def test_two_blasts_at_one_place_keep_their_toll() -> None:
    incident = only(
        "At least 15 people were killed in two blasts at a police station in Mosul on Monday. "
        "The first bomb went off inside the station, while the second exploded minutes later outside."
    )
    assert incident.killed.best == 15


def test_an_attack_of_another_day_takes_nothing_from_the_toll() -> None:
    found = incidents(
        "Bombs killed 15 people in two attacks on a market in Mosul on Monday. "
        "Last month, a bomb killed four people in Kirkuk."
    )
    assert [i.killed.best for i in found] == [15, 4]


def test_where_only_the_sum_is_told_it_is_kept() -> None:
    assert only("A pair of bombings in Mosul on Monday killed six people, police said.").killed.best == 6


def test_places_and_tolls_of_their_own_are_events_of_their_own_in_a_round_up() -> None:
    found = incidents(
        "Attacks killed nine people across Iraq on Monday, police said. "
        "A roadside bomb struck a bus near Baquba, leaving four teachers dead. "
        "Five people were killed when a car bomb exploded in a market in the Hamrin area, 50 km from Baquba."
    )
    assert [i.killed.best for i in found] == [4, 5]


def test_dozens_and_a_number_that_happens_to_be_two_dozen_are_not_one_figure() -> None:
    first, second = incidents(
        "Gunmen killed dozens of people in separate attacks in Iraq on Monday. "
        "Attackers shot dead 24 people in Mosul. In Kirkuk, gunmen killed nine people."
    )
    assert (first.killed.best, second.killed.best) == (24, 9)


FIVE_DIED = "A bomb killed five people at a market in Mosul on Monday. "


@pytest.mark.parametrize(
    "told",
    [
        "More than 40 people have been killed in Mosul in the past month in such attacks.",
        "At least 40 people have been killed in the region this week.",
        "Forty people were killed in the region last week.",
        "That takes the toll of the past week to 40 dead.",
        "It brings to 40 the number of people killed in the city this month.",
        "More than 40 people died in bombings in the city in May.",
        "Attacks like these have left dozens of people dead in recent months.",
        "The dead are among more than 40 people killed in different operations last month.",
    ],
)
def test_the_toll_of_weeks_is_that_of_no_event(told: str) -> None:
    assert [i.killed.best for i in incidents(FIVE_DIED + told)] == [5]


def test_a_toll_that_rose_is_no_sum_of_weeks() -> None:
    assert only(FIVE_DIED + "Two more people died in hospital, bringing the death toll to seven.").killed.best == 7


def test_one_event_of_last_week_is_an_incident() -> None:
    (incident,) = incidents("Six people were killed last week when a bomb exploded at a market in Mosul.")
    assert incident.killed.best == 6


def test_a_repelled_attack_that_cost_as_many_lives_is_the_attack_told_of() -> None:
    incident = only(
        "Two soldiers were killed in an attack on a camp near Mosul on Monday, the army said. "
        "The troops repelled an attack on their camp near Mosul on Monday, in which two soldiers were killed."
    )
    assert incident.killed.best == 2


def test_two_figures_that_are_those_of_two_places_together_are_of_neither() -> None:
    told = tolls(
        "Shelling in and around the city of Mosul has killed two people and wounded five, the governor said on Monday. "
        "A man died in the shelling and a woman was wounded. "
        "Shelling in the town of Baquba also killed one person and wounded four, he said."
    )
    assert [(killed, injured) for _, killed, injured in told] == [(1, 1), (1, 4)]


def test_a_toll_of_one_place_is_kept_beside_that_of_another() -> None:
    told = tolls(
        "A bomb killed five people and wounded nine in Mosul on Monday. One man died on the way to hospital. "
        "A mine in Baquba also killed one person and wounded two."
    )
    assert told == [("Mosul", 5, 9), ("Baquba", 1, 2)]


def test_a_headline_that_the_text_tells_of_a_district_is_no_incident_of_its_own() -> None:
    incident = only(
        "17 soldiers injured in attack in Kirkuk\n\n"
        "Seventeen soldiers were injured when rebels set off a bomb beside a lorry in the district of Daquq in the "
        "province of Salah al-Din on Monday.\n"
    )
    assert (incident.type, incident.injured.best) == ("bombing", 17)


@pytest.mark.parametrize(
    "told",
    [
        "The rebels have killed more than 100 people in a year, an official said.",
        "The police know of 48 incidents this year in which four or more died.",
        "It was the latest of a spate of attacks that cost nine lives since Saturday.",
        "Last month, the army said it had killed dozens of rebels at camps.",
        "The bomb went off at noon, weeks after a similar attack in the country killed 40 people.",
    ],
)
def test_what_is_told_of_other_times_is_no_toll_of_the_event(told: str) -> None:
    assert [i.killed.best for i in incidents(FIVE_DIED + told)] == [5]


def test_the_latest_of_a_spate_is_no_day_of_the_spate() -> None:
    incident = only(
        "A guard was killed and six more wounded by a bomb in Mosul on Monday, the latest in a string of attacks that "
        "cost nine lives on Saturday."
    )
    assert (incident.date.phrase, incident.killed.best, incident.injured.best) == ("on Monday", 1, 6)


def test_kidnapping_in_general_is_no_incident() -> None:
    incident = only(
        "Police killed four gunmen in Mosul on Monday in a raid to find kidnapping victims. The gang is blamed for "
        "thousands of kidnappings. Its men set up roadblocks, where they sometimes kidnap travellers."
    )
    assert incident.killed.best == 4


@pytest.mark.parametrize(
    "told",
    [
        "In 2019 Syrian troops killed at least 90 people in Iraq and Syria.",
        "The monitor has documented 217 civilians shot by armed men in Kirkuk.",
        "In the same period 40 officers were assassinated.",
        "The army began the operation after a run of attacks in Syria had killed 19 people.",
        "The earthquake that killed over 900 people in Iraq was in May.",
    ],
)
def test_what_a_year_a_count_or_a_disaster_cost_is_no_toll(told: str) -> None:
    assert [i.killed.best for i in incidents(FIVE_DIED + told)] == [5]


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        ("A series of attacks killed 19 people in Mosul on Monday.", 19),
        ("In 2019 a bomb killed 90 people at a market in Kirkuk.", 90),
        ("Seven people were shot dead in Mosul on Monday, according to coroner's records.", 7),
    ],
)
def test_one_day_one_bomb_or_one_record_is_of_an_event(told: str, killed: int) -> None:
    assert only(told).killed.best == killed


def test_victims_told_again_by_kind_are_counted_once() -> None:
    incident = only(
        "Gunmen abducted 17 teachers near Ndoro in Nigeria on Monday. Those abducted include five men and 12 women."
    )
    assert sum(v.count or 0 for v in incident.victims) == 17


LEAD = "At least 61 people were killed and 40 were wounded.\n\n"
NEWS = (
    "In Mosul, a bomb killed six shoppers and wounded ten more.\n\n",
    "Gunmen in Baiji shot dead two guards.\n\n",
    "A mortar attack in Tikrit killed a teacher and wounded three.\n\n",
    "In Kirkuk, a bomb killed four judges.\n\n",
    "An airstrike on Falluja left 12 militants dead.\n\n",
)


def test_a_toll_of_nothing_before_news_of_many_places_is_the_sum_of_them() -> None:
    told = {i.place.name: i.killed.best for i in incidents(LEAD + "".join(NEWS))}
    assert told == {"Mosul": 6, "Baiji": 2, "Tikrit": 1, "Kirkuk": 4, "Falluja": 12}


def test_before_the_news_of_one_place_it_is_the_toll_of_that() -> None:
    (incident,) = incidents("A bomb went off at a market in Mosul on Monday. " + LEAD + "The market is closed.")
    assert (incident.killed.best, incident.injured.best) == (61, 40)


@pytest.mark.parametrize(
    "told",
    [
        "Militants have attacked hospitals before in the region.",
        "It was not clear who did it, but insurgents have attacked banks before in the area.",
        "Al-Shabaab has long used grenades and has raided hospitals.",
        "The Islamic State and Al Qaeda have both carried out bombings in the city.",
        "The area is a stronghold of the Islamic State, which has carried out several attacks on army posts.",
        "Drug gangs in the state have murdered dozens of officials, using grenades and rifles.",
        "Clinics in the region have been repeatedly bombed by Boko Haram.",
    ],
)
def test_what_somebody_has_done_many_times_gives_an_event_no_doer_target_arms_or_dead(told: str) -> None:
    one = only("A car bomb killed six people in Kirkuk on Monday. " + told)
    assert (one.perpetrator, one.target, one.weapon.words) == (Perpetrator(), Target(), ("car bomb",))
    assert (one.type, one.killed.best) == ("bombing", 6)
