"""Words that set an event apart from the one told before it, and those that only seem to."""

from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only

GAO = "A bomb killed two soldiers near Mosul on Monday. "


@pytest.mark.parametrize(
    "told",
    [
        "In a separate attack, three people died when gunmen stormed a hotel in Kirkuk.",
        "Meanwhile, in Kirkuk, three people died when gunmen stormed a hotel.",
        "In the city of Kirkuk, meanwhile, gunmen killed three policemen.",
        "Elsewhere, gunmen killed three policemen in Kirkuk.",
        "Separately, gunmen killed three policemen in Kirkuk.",
        "Also on Monday, gunmen killed three policemen in Kirkuk.",
        "Hours later, gunmen killed three policemen in Kirkuk.",
        "Earlier in the day three policemen were killed by gunmen in Kirkuk.",
        "In Kirkuk, police followed two men on a motorcycle. The men opened fire, killing three officers.",
    ],
)
def test_what_is_told_elsewhere_is_another_incident(told: str) -> None:
    found = incidents(GAO + told)
    assert [(i.place.name, i.killed.best) for i in found] == [("Mosul", 2), ("Kirkuk", 3)]
    assert {i.date.start for i in found} == {dt.date(2020, 7, 27)}


def test_since_when_people_are_on_guard_adds_nothing_to_what_is_told() -> None:
    told = "Iraq has been on alert since the attacks in Baghdad in November that left 130 people dead."
    assert incidents(f"Four bullets hit a church in Mosul on Monday; nobody was hurt. {told}")[0].killed.best != 130


@pytest.mark.parametrize(
    "told",
    [
        "Meanwhile, three people who were wounded are in hospital.",
        "Earlier reports said three soldiers had died.",
    ],
)
def test_what_goes_on_at_the_same_place_is_the_same_incident(told: str) -> None:
    assert len(incidents(GAO + told)) == 1


def test_two_arms_at_two_places_in_one_sentence_are_two_incidents() -> None:
    found = incidents(
        "A suicide bomber attacked a checkpoint in Kirkuk on Monday, killing one policeman and wounding four, while a "
        "roadside bomb in Mosul killed two soldiers."
    )
    assert [(i.place.name, i.killed.best, i.injured.best) for i in found] == [("Kirkuk", 1, 4), ("Mosul", 2, None)]


def test_the_first_and_the_second_of_two_blasts_are_one_incident() -> None:
    incident = only(
        "Two bombs exploded at a checkpoint in Mosul on Monday, killing one officer. "
        "The first bomb wounded a driver, and the second was set off minutes later. "
        "The second explosion killed one officer and wounded five traders."
    )
    assert (incident.killed.best, incident.injured.best) == (1, 5)


def test_the_bomb_that_was_told_of_is_no_other_bomb() -> None:
    only(
        "Two guards were wounded by a bomb planted by rebels in Mosul on Monday.\n\n"
        "The guards were on patrol near a bridge when the bomb exploded.\n"
    )


def test_a_day_told_right_before_is_that_day() -> None:
    found = incidents(
        "Pipe bombs wounded 11 people in Mosul on Sunday. They were like those used in Kirkuk on July 4. "
        "Three pipe bombs exploded in Kirkuk on that day, wounding two."
    )
    assert (found[-1].place.name, found[-1].date.start) == ("Kirkuk", dt.date(2020, 7, 4))


def test_hours_later_is_not_the_day_before() -> None:
    found = incidents(
        "A bomb exploded at a market in Mosul on Saturday, wounding seven people. "
        "Hours later, a bomb blew up at a bridge in Kirkuk, wounding six people. "
        "On Friday, a bomb exploded at a restaurant in Kirkuk, wounding 14 people."
    )
    assert [(i.place.name, i.date.start, i.injured.best) for i in found] == [
        ("Mosul", dt.date(2020, 7, 25), 7),
        ("Kirkuk", dt.date(2020, 7, 25), 6),
        ("Kirkuk", dt.date(2020, 7, 24), 14),
    ]


def test_those_shot_in_the_attack_are_of_the_attack() -> None:
    only("Gunmen opened fire on a bus in Mosul on Monday. Guards were among those shot in the attack, he said.")


def test_two_cities_called_after_one_man_are_two_places() -> None:
    found = incidents(
        "Gunmen killed five men at a bar in Ciudad Juarez in Mexico on Monday. "
        "Gunmen shot dead four men in Acapulco in Mexico on Monday."
    )
    assert [i.killed.best for i in found] == [5, 4]


def test_what_followed_on_an_attack_named_by_its_day_is_another() -> None:
    found = incidents(
        "A bomb killed a guard in Mosul on Tuesday. Tuesday's attack followed bombings in Kirkuk over the weekend. "
        "The bombings killed six people, officials said."
    )
    assert [(i.place.name, i.killed.best) for i in found] == [("Mosul", 1), ("Kirkuk", 6)]


def test_who_was_beheaded_was_not_hit_by_a_bomb() -> None:
    found = incidents(
        "Rebels beheaded 16 people in a village near Mosul, officials said on Friday. "
        "An explosive device wounded three more in Mosul late on Thursday. "
        "The killings on Thursday have been blamed on rebels."
    )
    assert [i.type for i in found] == ["execution", "bombing"]
    assert [i.injured.best for i in found] == [None, 3]


def test_four_of_the_gunmen_are_those_told_of() -> None:
    only("Police killed four gunmen in Mosul on Monday. In the end, four of the gunmen were killed.")


def test_later_that_day_another_band_came_elsewhere() -> None:
    found = incidents(
        "Two farmers of Ndiro village were killed by insurgents near Nangade last Friday.\n\n"
        "Later that Friday a group of insurgents raided a quarter of Nangade town in "
        "Mozambique and killed three people there."
    )
    assert [(i.killed.best, i.type == "raid_or_arrest") for i in found] == [(2, False), (3, False)]


def test_later_on_may_still_tell_of_the_same_event() -> None:
    only("Gunmen killed a guard near Mosul on Monday. Later on Monday the attackers fled.")


def test_what_an_attack_recalled_is_another() -> None:
    found = incidents(
        "Gunmen killed 14 workers in Mosul on Monday. "
        "The assault, near a camp in Mosul, recalled one in December in Kirkuk, when 36 workers were killed."
    )
    assert [i.killed.best for i in found] == [14, 36]


def test_a_number_that_was_told_of_another_place_too_is_of_the_one_just_told() -> None:
    found = incidents(
        "Four people were wounded by shells in Mosul on Monday. Rockets hit Kirkuk on Monday, wounding seven people. "
        "Three of them are in hospital. Four were treated at the scene."
    )
    assert [(i.place.name, i.injured.best) for i in found] == [("Mosul", 4), ("Kirkuk", 7)]


BLAST = "A truck bomb killed nine people at a market in Kirkuk on Monday. "


@pytest.mark.parametrize(
    "told",
    [
        "The owner of Mosul Radio blamed the bombing on Islamic State on Tuesday.",
        "Speaking in Geneva on Tuesday, an envoy condemned the bombing.",
        "A spokesman in Erbil said today that the group had carried out the attack.",
    ],
)
def test_where_and_when_somebody_speaks_of_an_attack_is_not_where_it_was(told: str) -> None:
    incident = only(BLAST + told)
    assert (incident.place.name, incident.date.start) == ("Kirkuk", dt.date(2020, 7, 27))


@pytest.mark.parametrize(
    "told",
    [
        "Officials said the attack happened in Daquq on Monday.",
        "A spokesman confirmed the attack in Daquq on Monday.",
        "The attack on Monday in Daquq came without warning.",
    ],
)
def test_where_an_attack_was_is_told_with_its_noun(told: str) -> None:
    found = only("Gunmen killed three policemen, officials in Baghdad said. " + told)
    assert (found.place.name, found.date.start) == ("Daquq", dt.date(2020, 7, 27))


def test_a_noun_behind_its_day_points_back() -> None:
    incident = only(
        "A jury convicted a man of bombing a market in Kirkuk. The July 12 blast wounded nine people.",
        dt.date(2020, 7, 28),
    )
    assert (incident.date.start, incident.injured.best) == (dt.date(2020, 7, 12), 9)


def test_one_of_the_shells_is_one_of_those_told_of() -> None:
    incident = only(
        "Rebels fired mortar rounds at Kirkuk on Monday. One of the shells hit a school and injured a pupil."
    )
    assert (incident.place.name, incident.injured.best) == ("Kirkuk", 1)


def test_what_was_shot_down_of_an_attack_does_not_undo_it() -> None:
    incident = only("Drones struck a refinery in Kirkuk on Monday. Air defences shot down two of the drones.")
    assert (incident.type, incident.stage.value) == ("drone_attack", "accomplished")


def test_an_attack_that_was_foiled_is_the_one_told_next() -> None:
    incident = only(
        "Soldiers foiled an attempt by rebels to overrun a post, the army said on Tuesday. They repelled the attack "
        "in Kirkuk on Monday, a spokesman said."
    )
    assert incident.place.name == "Kirkuk"


def test_the_attack_of_the_next_paragraph_is_none_of_long_before() -> None:
    found = incidents(
        "A truck bomb killed nine people in Kirkuk on Monday.\n\nAn assault in Mosul in May 2018 killed 60 people.\n\n"
        "The governor said the attack had wounded eleven people."
    )
    assert [(i.place.name, i.injured.best) for i in found] == [("Kirkuk", 11), ("Mosul", None)]


def test_what_an_attack_came_after_is_another_event_with_a_toll_of_its_own() -> None:
    found = incidents(
        "Jets struck three camps in Fallujah on Monday. The strikes came after five protesters were shot dead and 70 "
        "others wounded by soldiers on Sunday. More air strikes hit the camps in Fallujah at night, the army said."
    )
    assert [(i.type, i.killed.best, i.injured.best) for i in found] == [("airstrike", None, None), ("shooting", 5, 70)]


def test_a_headline_tells_what_is_said_to_have_hit_something() -> None:
    assert only("Air strikes hit besieged Fallujah\n\nThree people were killed in the town.\n").type == "airstrike"


def test_what_was_done_in_another_province_is_another_event() -> None:
    found = incidents(
        "Six soldiers died in a clash with rebels in Kirkuk on Friday. "
        "The army killed 15 rebels in an operation in another province."
    )
    assert [i.killed.best for i in found] == [6, 15]
