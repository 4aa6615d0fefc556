"""What nobody did: explosions at works, lightning; and that arms or attackers anywhere say otherwise."""

from __future__ import annotations

import pytest
from nlp_desk import incidents


@pytest.mark.parametrize(
    "text",
    [
        "An explosion at a chemical plant in Lund, Sweden, killed four workers on Monday. The blast hurt 30 others.",
        "An explosion rocked an oil refinery near Basra on Monday, killing two engineers. Its cause was not known.",
        "A blast tore through a sugar mill in Cali on Monday. In 2009, a blast at its offices killed six people.",
        "A climber was killed when he was hit by lightning near Lund, Sweden, on Monday. Others were struck at sea.",
    ],
)
def test_what_explodes_or_strikes_by_itself_is_no_incident(text: str) -> None:
    assert incidents(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "An explosion at a chemical plant in Lund, Sweden, killed four workers on Monday. A group claimed the attack.",
        "An explosion at an oil refinery near Basra killed two engineers on Monday. Police found parts of a bomb.",
    ],
)
def test_an_explosion_that_somebody_made_is_a_bombing_wherever_it_was(text: str) -> None:
    assert incidents(text)[0].type == "bombing"
