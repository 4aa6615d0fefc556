"""Who was told of before, attackers or victims, is hit by no second event; what only one sentence joins is two."""

from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A man drove a lorry through a crowd in Lund on Monday, killing nine. The driver was shot dead by police.",
         "vehicle_attack"),
        ("Six people died when a suicide bomber struck a mosque in Kano on Monday. Police shot dead a second attacker.",
         "suicide_bombing"),
        ("A guard was wounded in a stabbing in Lund on Monday. The two assailants were shot and killed at the scene.",
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
