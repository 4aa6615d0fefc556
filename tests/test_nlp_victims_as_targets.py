"""What an incident was aimed at where only those it met, or the raid, tell it."""

from __future__ import annotations

import pytest
from nlp_desk import only


@pytest.mark.parametrize(
    ("text", "name", "words", "kind"),
    [
        ("Maria Brand, 34, was detained in Lund on Monday.", "Maria Brand", (), "person"),
        ("Zanele Maria Brand, 34, died in a shooting in Lund on Monday.", "Zanele Maria Brand", (), "person"),
        ("A roadside bomb killed four soldiers near Mosul on Monday.", None, (), "troops"),
        ("Police in Lund raided the offices of a law firm on Monday.", None, ("offices of a law firm",), "business"),
        ("Police killed a man in a raid on a farm near Lund on Monday.", None, ("farm",), "business"),
    ],
)  # fmt: skip
def test_whom_or_what_it_met_was_aimed_at(text: str, name: str | None, words: tuple[str, ...], kind: str) -> None:
    target = only(text).target
    assert (target.name, target.words, target.type) == (name, words, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Brand, 34, and two others were detained in Lund on Monday.",
        "A son of Maria Brand was detained in Lund on Monday.",
        "Four people were killed by a roadside bomb near Mosul on Monday.",
        "Three people were stabbed in Lund on Monday. Maria Brand, 34, was arrested at the scene.",
    ],
)
def test_people_in_the_street_and_others_by_name_were_not(text: str) -> None:
    target = only(text).target
    assert (target.name, target.words) == (None, ())
