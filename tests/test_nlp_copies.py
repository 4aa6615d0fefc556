"""Copies of one text, and texts that are only alike."""

import pytest

from nlp.copies import LEAST, is_copy

TOLD = (
    "Gunmen opened fire on a minibus near the market of Baqubah on Sunday morning. Three passengers died and the "
    "driver was taken to hospital with a wound in the shoulder. Police closed the road and searched the orchards on "
    "both sides of it until noon. A woman who sells bread at the corner said that she counted more than twenty shots. "
    "The governor promised that those responsible would be found. Nobody has claimed the attack so far."
)
OTHER = (
    "Gunmen opened fire on a barber's shop near the river in Mosul on Sunday evening. Two customers died and the "
    "owner was taken to hospital with burns. Police closed the bridge and stopped cars on both sides of it until "
    "midnight. A boy who was passing said that he saw two men run. The governor has not spoken of it yet."
)


@pytest.mark.parametrize(
    "copy",
    [
        TOLD,
        "BAGHDAD (Gulf Wire) - " + TOLD,
        "Minibus attacked\n\n" + TOLD + "\n\nCopyright Gulf Wire. All rights reserved.",
        TOLD.replace("Three passengers", "Four passengers"),
        TOLD[: len(TOLD) // 2],
        TOLD.upper(),
        TOLD.replace(" ", "\n"),
    ],
)
def test_another_headline_name_figure_or_end_is_a_copy(copy):
    assert is_copy(TOLD, copy)
    assert is_copy(copy, TOLD)


def test_like_words_about_another_attack_are_no_copy():
    assert not is_copy(TOLD, OTHER)


def test_a_brief_within_a_long_report_is_no_copy():
    brief = " ".join(TOLD.split()[: LEAST + 2])
    assert not is_copy(brief, TOLD + " " + " ".join(f"word{n}" for n in range(120)))


def test_a_few_words_are_never_copies():
    few = " ".join(TOLD.split()[: LEAST - 1])
    assert not is_copy(few, few)
