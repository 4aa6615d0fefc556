"""What kind of attack it was where no clause names it."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Slot


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # by the arms
        ("An attack on a village in Ituri killed nine people on Monday. The raiders used machetes.", "stabbing"),
        (
            "Rebels attacked a farm near Gao on Monday, killing two herders. The men, armed with rifles, fled.",
            "shooting",
        ),
        # by those who attacked
        ("A bomber struck a bridge in Gao on Monday, killing three porters.", "bombing"),
        # by what is named beside it
        ("Raiders killed four cooks in Gao on Monday. A gun battle went on until noon.", "armed_clash"),
        ("A man accused of theft was killed in Gao on Monday. A crowd beat him before help came.", "mob_violence"),
        # by who met whom
        ("Militants attacked an army outpost near Gao on Monday, killing seven soldiers.", "armed_clash"),
        ("Insurgents killed four policemen in Gao on Monday.", "armed_clash"),
        # nothing tells
        ("Rebels attacked a mine near Gao on Monday and killed five diggers.", "other"),
        ("Rebels attacked a police station in Gao on Monday.", "other"),
        (
            "LA PAZ, 12 NOV 89 (AGENCY) -- REBELS ATTACKED THE POLICE STATION IN LA PAZ ON MONDAY. THE FIGHTING THEN "
            "SPREAD TO ORURO, WHERE SHOTS WERE HEARD.",
            "other",
        ),
        (
            "Rebels attacked a mine near Gao on Monday and killed five diggers. Police knew of no similar shooting.",
            "other",
        ),
    ],
)
def test_the_story_tells_what_kind_of_attack_it_was(text: str, kind: str) -> None:
    assert [i.type for i in incidents(text)] == [kind]


def test_the_words_that_tell_the_kind_are_shown() -> None:
    found = only("An attack on a village in Ituri killed nine people on Monday. The raiders used machetes.")
    assert [e.quote for e in found.evidence[Slot.TYPE]] == ["attack", "machetes"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen attacked a hamlet near Gao on Monday, killing nine people and abducting six.", "shooting"),
        ("Gunmen attacked a hamlet near Gao on Monday and abducted six people.", "abduction"),
        ("Five people died in gang warfare in Gao on Monday.", "armed_clash"),
        ("Ten people died when soldiers fought rebels in Gao on Monday.", "armed_clash"),
        ("Two herders were hacked to death in Gao on Monday.", "stabbing"),
    ],
)
def test_an_attack_that_killed_is_of_the_kind_that_killed(text: str, kind: str) -> None:
    assert only(text).type == kind
