"""The two sides of a clash of which neither is the subject."""

from __future__ import annotations

import pytest
from nlp_desk import only


@pytest.mark.parametrize(
    ("text", "name", "words", "target"),
    [
        ("Six soldiers were killed in clashes with rebels near Mosul on Monday.", None, ("rebels",), "troops"),
        ("Two militants died in an encounter with police near Mosul on Monday.", None, ("militants",), "police"),
        (
            "Clashes between Houthi fighters and government forces in Marib on Monday killed 20 people.",
            "Houthis",
            ("Houthi fighters",),
            "troops",
        ),
    ],
)
def test_who_fights_the_state_did_it(text: str, name: str | None, words: tuple[str, ...], target: str) -> None:
    incident = only(text)
    assert (incident.perpetrator.name, incident.perpetrator.words) == (name, words)
    assert incident.target.type == target


@pytest.mark.parametrize(
    "text",
    [
        "Fifteen militants were killed in clashes near Mosul on Monday, the military said.",
        "Gallian and Rurian border guards traded fire near Mosul on Monday, killing three.",
        "Farmers and herders clashed near Mosul on Monday, leaving 30 dead.",
    ],
)
def test_sides_that_are_not_told_stay_open(text: str) -> None:
    assert (only(text).perpetrator.name, only(text).perpetrator.words) == (None, ())
