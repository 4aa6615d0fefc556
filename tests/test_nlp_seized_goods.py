"""What was seized that is no weapon."""

from __future__ import annotations

import pytest
from nlp_desk import only


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Customs officers seized 12kg of heroin in Lund on Monday.", "12kg of heroin"),
        ("Police in Lund arrested a man on Monday with 1,350 pounds of raw hemp.", "1,350 pounds of raw hemp"),
        ("Police in Lund arrested two men and recovered 600 yaba pills on Monday.", "600 yaba pills"),
    ],
)  # fmt: skip
def test_drugs_are_shown_by_their_weight_or_number(text: str, words: str) -> None:
    assert only(text).target.words == (words,)


def test_who_was_arrested_with_them_keeps_his_name() -> None:
    target = only("Olle Brand, 24, was arrested in Lund on Monday with two kilos of cocaine.").target
    assert (target.name, target.words) == ("Olle Brand", ("two kilos of cocaine",))


def test_drugs_of_no_number_are_none() -> None:
    assert only("Police in Lund arrested a man on Monday over a sale of heroin.").target.words == ()
