"""With what: which arms are an event's, and how many of them there were."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Somebody fired 20 rifle rounds at a chapel in Salem on Monday.", None),
        ("A man fired about 30 bullets at a bar in Lyon on Monday.", None),
        ("Gunmen with two rifles attacked a bar in Lyon on Monday.", 2),
        ("Four mortar shells hit a market in Idlib on Monday.", 4),
        ("A second car bomb exploded in Aden on Monday.", None),
        ("A car bomb exploded in Aden on Monday.", 1),
    ],
)
def test_arms_are_counted_and_not_what_they_fire(text: str, count: int | None) -> None:
    assert only(text).weapon.best == count


@pytest.mark.parametrize(
    "text",
    [
        "A woman who fights for gun control was stabbed in Boston on Monday.",
        "A man was stabbed in Boston on Monday, in a year of 500 gun deaths.",
        "Three men, who had planned to detonate a car bomb near a bank, were stabbed in Lima on Monday.",
    ],
)
def test_arms_that_were_not_used_are_no_weapon(text: str) -> None:
    assert {i.weapon.type for i in incidents(text)} <= {"knife", None}


def test_arms_that_were_planned_and_used_are() -> None:
    text = "They planned to send two drones against the palace in Lima on Monday, but they were shot down by police."
    assert incidents(text)[0].weapon.type == "drone"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Four guided aerial bombs hit a school in Kita on Monday, killing two people.", "air_munition"),
        ("A guided 300-kilogram bomb hit a school in Kita on Monday, killing two people.", "air_munition"),
        ("Warplanes dropped two bombs on a school in Kita on Monday, killing two people.", "air_munition"),
        ("Two bombs exploded at a school in Kita on Monday, killing two people.", "ied"),
        ("A roadside bomb hit a bus in Kita on Monday, killing two people.", "ied"),
    ],
)
def test_bombs_that_planes_drop_are_not_planted(text: str, kind: str) -> None:
    assert only(text).weapon.type == kind


def test_what_is_fired_at_is_no_weapon() -> None:
    assert all(i.weapon.type is None for i in incidents("Soldiers fired on an unarmed drone off Kita on Monday."))
    assert only("Two drones fired at a depot in Kita on Monday, killing a guard.").weapon.type == "drone"


def test_who_makes_bombs_is_no_bomb() -> None:
    found = only("An explosion killed four suspected bomb makers in Silopi on Monday.")
    assert (found.weapon.best, found.killed.best) == (None, 4)


def test_only_what_wounds_is_counted_where_smoke_is_thrown_too() -> None:
    found = only("Gunmen threw a smoke grenade and two hand grenades at a bar in Lund on Monday, wounding three.")
    assert found.weapon.words == ("hand grenades",)


def test_a_unit_is_no_weapon_by_its_name() -> None:
    told = (
        "A soldier was killed in a blast in Kirkuk on Monday. The man, who served with the 2nd Battalion The Rifles, "
    )
    assert "Rifles" not in only(told + "was on patrol when he was killed.").weapon.words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "A teacher armed with a pistol was killed when men threw grenades at a school in Gao, Mali, on Monday.",
            "grenades",
        ),
        ("A gunman shot a guard armed with a shotgun in Moro, Pakistan, on Monday.", None),
        ("A man armed with a rifle killed three people in Moro, Pakistan, on Monday.", "rifle"),
        ("Two people were killed by a man armed with a machete in Moro, Pakistan, on Monday.", "machete"),
    ],
)
def test_what_those_who_were_hit_bore_was_not_used(text: str, words: str | None) -> None:
    assert only(text).weapon.words == ((words,) if words else ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A lorry packed with explosives blew up outside an office in Gao on Monday, killing ten.", "vehicle_bomb"),
        ("Rebels drove an explosives-laden jeep into a camp in Gao on Monday, killing ten.", "vehicle_bomb"),
        ("Explosives went off in a house in Gao on Monday, killing ten.", "explosives"),
        ("A bomb made of RDX exploded at a shop in Gao on Monday, killing two.", "ied"),
        ("A claymore mine hit a jeep near Gao on Monday, killing two.", "mine"),
        ("Two herders were hacked to death with cutlasses in Gao on Monday.", "knife"),
    ],
)
def test_arms_are_known_by_what_was_made_of_them(text: str, kind: str) -> None:
    assert only(text).weapon.type == kind


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("A herder who was carrying a rifle was shot dead by two men in Gao on Monday.", "shooting", ()),
        ("Troops shot dead a man with a knife in Gao on Monday.", "shooting", ()),
        ("Police shot dead a man carrying a machete in Gao on Monday.", "shooting", ()),
        ("Two men shot a guard with a rifle in Gao on Monday.", "shooting", ("rifle",)),
        ("A man carrying a rifle shot two people in Gao on Monday.", "shooting", ("rifle",)),
        ("A man with a knife wounded four people in Gao on Monday before police shot him.", "stabbing", ("knife",)),
    ],
)
def test_arms_of_whom_the_police_shot_are_not_what_he_was_hit_with(
    text: str, kind: str, words: tuple[str, ...]
) -> None:
    found = only(text)
    assert (found.type, found.weapon.words) == (kind, words)
