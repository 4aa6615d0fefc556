"""Who is suspected of an attack because he was arrested or stopped for it."""

from __future__ import annotations

import pytest
from nlp_desk import only

from store.model import Attribution

ATTACK = "Three people were stabbed in a park in Lund on Monday."


@pytest.mark.parametrize(
    ("said", "words", "attribution"),
    [
        ("A 57-year-old man was arrested at the scene.", ("57-year-old man",), Attribution.SUSPECTED),
        ("Police arrested two men over the stabbing.", ("two men",), Attribution.SUSPECTED),
        ("Olle Brand, 24, was arrested nearby.", ("Olle Brand",), Attribution.SUSPECTED),
        ("The gunman was shot dead by police.", ("gunman",), Attribution.UNKNOWN),
    ],
)
def test_who_is_taken_for_an_attack_is_suspected(said: str, words: tuple[str, ...], attribution: Attribution) -> None:
    perpetrator = only(f"{ATTACK} {said}").perpetrator
    assert (perpetrator.words, perpetrator.attribution) == (words, attribution)


@pytest.mark.parametrize(
    "said",
    [
        "Nobody has been arrested over the attack.",
        "A third man who was arrested near the scene was later released.",
        "He was arrested at the scene.",
        "Several people were arrested in connection with it.",
    ],
)
def test_who_is_free_again_or_not_said_is_none(said: str) -> None:
    assert only(f"{ATTACK} {said}").perpetrator.words == ()


def test_one_attacker_gets_the_name_of_who_was_arrested() -> None:
    text = "A man stabbed three people in Lund on Monday. Olle Brand, 24, was arrested at the scene."
    assert only(text).perpetrator.words == ("man", "Olle Brand")
