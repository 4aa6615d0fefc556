"""Who arrested, raided or seized, by whatever name."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Attribution


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The Border Fraud Bureau arrested a trader in Lund on Monday.", "Border Fraud Bureau", ()),
        ("The BFB arrested a trader in Lund on Monday.", "BFB", ()),
        ("BFB arrests four in a raid in Lund on Monday.", "BFB", ()),
        ("Two traders were arrested in Lund on Monday by the Border Fraud Bureau (BFB).", "Border Fraud Bureau", ()),
        (
            "Detectives from the Bureau of Border Affairs on Monday arrested a trader in Lund.",
            "Bureau of Border Affairs",
            ("Detectives from the Bureau of Border Affairs",),
        ),
        ("A trader was arrested by the Bureau of Safety in Lund on Monday.", "Bureau of Safety", ()),
        ("Prosecutors in southern Sweden have arrested a trader in Lund on Monday.", None, ("Prosecutors",)),
        ("Swedish officials on Monday said they detained a trader in Lund.", None, ("Swedish officials",)),
        ("Troops on Monday freed five women and arrested a trader in Lund.", None, ("Troops",)),
        ("A team of the army and police arrested two men in Lund on Monday.", None, ("team of the army and police",)),
        ("He was detained by agents of the state guard in Lund on Monday.", None, ("agents of the state guard",)),
        ("Four men were detained in Lund on Monday by counter-terrorism units.", None, ("counter-terrorism units",)),
        ("Soldiers seized power in Lund on Monday, detaining the president.", None, ("Soldiers",)),
        ("On Monday gendarmes, acting on a tip, seized 40 rifles in Lund.", None, ("gendarmes",)),
    ],
)
def test_who_arrested_is_told_by_where_they_stand(text: str, name: str | None, words: tuple[str, ...]) -> None:
    perpetrator = only(text).perpetrator
    assert (perpetrator.name, perpetrator.words) == (name, words)
    assert perpetrator.attribution is (Attribution.CONFIRMED if name else Attribution.UNKNOWN)


def test_capitals_are_spelt_out_as_the_article_does() -> None:
    text = "The BFB arrested a trader in Lund on Monday. He is held by the Border Fraud Bureau (BFB), said its chief."
    assert only(text).perpetrator.name == "Border Fraud Bureau"


def test_police_are_named_by_the_body_that_is_told_later() -> None:
    text = (
        "Police arrested six traders in Lund on Monday.\n\n"
        "Officers of the Border Fraud Bureau stopped a van and arrested the first of them."
    )
    assert only(text).perpetrator.name == "Border Fraud Bureau"


@pytest.mark.parametrize(
    "text",
    [
        "Four traders were arrested in Lund on Monday after they were spotted by officers.",
        "A trader was arrested in Lund on Monday, the Border Fraud Bureau said.",
        "The owner of the shop was arrested in Lund on Monday.",
    ],
)
def test_who_only_saw_or_said_so_did_not_arrest(text: str) -> None:
    assert all(i.perpetrator.name is None and "officers" not in i.perpetrator.words for i in incidents(text))
