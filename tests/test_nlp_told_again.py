"""Who was told of before, attackers or victims, is hit by no second event; what only one sentence joins is two."""

from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only

from store.model import Stage


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A man drove a lorry through a crowd in Lund on Monday, killing nine. The driver was shot dead by police.",
         "vehicle_attack"),
        ("Six people died when a suicide bomber struck a mosque in Kano on Monday. Police shot dead a second attacker.",
         "suicide_bombing"),
        ("A guard was wounded in a stabbing in Lund on Monday. The two assailants were shot dead on the spot.",
         "stabbing"),
        ("A bomb killed 14 people at a hotel in Kano on Monday. Soldiers ended the siege and shot dead four gunmen.",
         "bombing"),
        ("A boy was stabbed to death in Lund on Monday. The victim was knifed in the chest, detectives said.",
         "stabbing"),
        ("A trader was shot dead in Lund on Monday. The trader was murdered by two masked men.", "shooting"),
    ],
)  # fmt: skip
def test_those_told_of_before_are_hit_by_no_second_event(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Robbers shot and stabbed a jeweller in Ghana on Monday.\n\nThe man, Kofi Boateng, was walking home in Kumasi "
        "when two men stabbed him.",
        "Police have arrested four men for the murder two months ago of a Zambian teacher, a spokesman said on "
        "Monday.\n\nOn May 3, gunmen burst into a flat in Zambia and fatally shot her.",
        "A Taliban raid on a hotel killed four people on May 4, 2020.\n\nA suicide bomber of the Taliban drove a car "
        "with explosives into the gate of the hotel in Herat on May 4, 2020, police said.",
        "Russia sent a swarm of drones against Lviv on May 4, 2020, the mayor said.\n\nAccording to the air force, "
        "Russia fired three groups of cruise missiles.",
        "A fire was set in a depot in Lviv on May 4, 2020, killing two.\n\nTwo missiles hit the depot on May 4, 2020.",
        "Rebels killed nine guards in an ambush in Ndola, police said on May 6, 2020.\n\nThe guards were ambushed on "
        "May 5, 2020 when they slept.",
        "Gunmen shot nine people at a mosque in Ndola on May 4, 2020.\n\nThe attackers set a shed on fire.",
    ],
)
def test_what_was_done_besides_is_told_again_as_one_event(text: str) -> None:
    only(text, published=None)


def test_threats_that_came_before_leave_an_attack_as_it_was() -> None:
    text = "A judge was shot dead in Lund on Monday.\n\nHe had received death threats, his wife said."
    assert only(text).stage is Stage.ACCOMPLISHED


def test_who_is_known_to_have_hijacked_a_plane_did_so_once() -> None:
    text = (
        "A man accused of hijacking a plane was held in Larnaca on Monday.\n\nHe gave up after four hours.\n\n"
        "A judge will hear him.\n\nThe suspect hijacked the plane 20 minutes after it had left Alexandria."
    )
    assert only(text).type == "hijacking"


def test_what_a_headline_calls_a_shooting_the_text_may_call_a_murder() -> None:
    text = (
        "Museum guard shot in Lyon\n\nTwo days after bombs killed nine people in Paris, a guard of a museum in Lyon "
        "was murdered, police said."
    )
    assert [i.type for i in incidents(text)] == ["shooting", "bombing"]


@pytest.mark.parametrize(
    "text",
    [
        "A guard was murdered in Lyon on Thursday, two days after suicide bombers killed 30 people in Paris.",
        "Two days after suicide bombers killed 30 people in Paris, a guard was murdered in Lyon on Thursday.",
    ],
)
def test_an_event_counted_from_another_is_kept_apart_from_it(text: str) -> None:
    told = {i.type: i for i in incidents(text, dt.date(2016, 5, 13))}
    assert told["assassination"].killed.best == 1
    assert told["assassination"].date.start == dt.date(2016, 5, 12)
    assert told["suicide_bombing"].killed.best == 30


def test_who_was_stabbed_in_another_month_is_hit_by_another_event() -> None:
    text = "A woman stabbed 14 children in Wuhan on October 26, 2018. In April, a man killed nine pupils at a school."
    first, second = incidents(text, None)
    assert (first.killed.best, second.killed.best) == (None, 9)


def test_drones_shot_down_are_of_the_attack_that_was_told() -> None:
    only("Drones hit a depot in Saratov on Monday. Air defences shot down nine drones, the governor said.")


def test_a_murder_told_before_is_only_the_reason_of_an_arrest() -> None:
    text = (
        "A journalist was murdered in Veracruz on Sunday.\n\nPolice arrested two men in Puebla on Monday in connection "
        "with the murder."
    )
    assert [i.type for i in incidents(text)] == ["assassination", "raid_or_arrest"]


def test_an_attack_named_in_passing_is_not_what_the_next_paragraph_goes_on_with() -> None:
    text = (
        "Four guards were killed in an ambush in Bor on Monday, July 27.\n\nA curfew was in force following a deadly "
        "attack on Saturday.\n\nThe car of the guards was hit by an explosive device, an official said.\n\nOn Saturday "
        "the governor spoke of the killing of seven farmers earlier that day."
    )
    ambush, attack = incidents(text)
    assert (ambush.type, ambush.killed.best, ambush.weapon.type) == ("ambush", 4, "ied")
    assert (attack.date.start, attack.killed.best, attack.weapon.type) == (dt.date(2020, 7, 25), 7, None)


@pytest.mark.parametrize(
    "text",
    [
        "Air defences on Monday intercepted four drones near Abha. A missile on Saturday left nine hurt near Abha.",
        "Two guards were shot dead in Quetta on Monday. Earlier this month, four guards were gunned down in Quetta.",
        "Rockets killed two farmers in Idlib on Monday. On the other hand, the army fired rockets at Kafr Nabl.",
    ],
)
def test_events_of_two_days_or_places_are_kept_apart(text: str) -> None:
    assert len(incidents(text)) == 2


def test_who_was_assassinated_by_a_bomb_makes_no_other_kind_of_it() -> None:
    assert only("A parked car exploded in Lund on Monday. A judge was slain as he walked past it.").type == "bombing"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Four men robbed a bank in Lund on Monday. A stray bullet hit a motorist.", "robbery"),
        ("Rioting broke out in Lund on Monday. Ten people were hurt in violent clashes with officers.", "mob_violence"),
        ("Israeli airstrikes on two schools in Rafah killed nine people on Monday. The bombardment of the schools "
         "came at noon.", "airstrike"),
    ],
)  # fmt: skip
def test_what_belongs_to_an_event_told_by_another_name_is_no_second_one(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Police in Lund heard on Monday of a looming robbery at a bank.",
        "A colonel was directing air strikes from Homs on Monday.",
        "A man in Lund pleaded guilty on Monday to causing injury, assault and robbery.",
    ],
)
def test_what_is_to_come_directed_or_pleaded_to_is_no_incident(text: str) -> None:
    assert incidents(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "killed"),
    [
        ("A lorry rammed a bank van in Lund on Monday. Masked men opened fire on it, killing two guards.",
         "vehicle_attack", 2),
        ("Rioters stormed the town hall of Mombasa on Monday. Police shot dead three people outside.",
         "mob_violence", 3),
        ("Five people were killed in clashes in Nablus on Monday.\n\nSoldiers opened fire from a roof, a doctor said.",
         "armed_clash", 5),
        ("Rioting broke out in Lund on Monday.\n\nA mayor pleaded for calm.\n\nA police unit opened fire, killing two.",
         "mob_violence", 2),
    ],
)  # fmt: skip
def test_another_act_at_no_other_place_or_time_is_a_part_of_the_attack(text: str, kind: str, killed: int) -> None:
    incident = only(text)
    assert (incident.type, incident.killed.best) == (kind, killed)


@pytest.mark.parametrize(
    "then",
    [
        "In Quetta, gunmen opened fire on a bus.",
        "In response, rebels fired 14 rockets at the city.",
        "Gunmen shot dead nine people at a market on Sunday.",
    ],
)
def test_an_act_of_another_place_day_or_reach_is_an_event_of_its_own(then: str) -> None:
    assert len(incidents(f"A bomb killed two soldiers in Peshawar on Monday.\n\n{then}")) == 2


def test_an_official_says_further_down_where_in_the_country_it_was() -> None:
    incident = only(
        "An ambush killed 12 soldiers in Pakistan on Monday, the government said.\n\nOfficers spoke of heavy arms.\n\n"
        "The president sent his condolences.\n\nArmed men opened fire on a convoy near Wana, a local official said."
    )
    assert (incident.type, incident.place.name, incident.killed.best) == ("ambush", "Wana", 12)


def test_a_bomb_hours_before_a_day_may_be_of_the_day_before() -> None:
    text = (
        "Jets struck a depot in Zakho overnight, the army said on Thursday, hours after a bomb killed two soldiers in "
        "Hakkari. In Hakkari, the soldiers died when a bomb went off on Wednesday evening."
    )
    assert [i.date.start for i in incidents(text, dt.date(2021, 6, 12)) if i.type == "bombing"] == [dt.date(2021, 6, 9)]
