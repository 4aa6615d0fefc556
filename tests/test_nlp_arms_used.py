"""Arms that a sentence of its own says were used."""

from __future__ import annotations

import pytest
from nlp_desk import only

BLAST = "An explosion in Lund on Monday injured six people. A shop lost its windows."


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("The mayor said four kilos of explosives were used.", ("explosives",)),
        ("Officials said they had used dynamite.", ("dynamite",)),
        ("It is not known what explosives were used.", ()),
        ("Explosives are often used in the quarry.", ()),
    ],
)
def test_arms_told_to_have_been_used_are_those_of_the_attack(said: str, words: tuple[str, ...]) -> None:
    assert only(f"{BLAST} {said}").weapon.words == words


def test_a_shooting_takes_no_arms_of_another_kind() -> None:
    text = "Two people were shot dead in Lund on Monday. The police used a drone to look for the gunman."
    assert only(text).weapon.words == ()
