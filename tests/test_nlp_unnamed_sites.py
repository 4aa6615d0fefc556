"""Sites that no name is told of, as the finer place of what happened there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from nlp_desk import only

from nlp.place_likeness import named_site
from store.model import Place


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Gunmen shot four worshippers dead outside a synagogue in Lyon on Monday.", "a synagogue"),
        ("Two officers were killed when a bomb exploded at a police station in Quetta on Monday.", "a police station"),
        (
            "A suicide bomber killed nine people at a crowded market in Maiduguri, Nigeria, on Monday.",
            "a crowded market",
        ),
        ("Gunmen attacked a mosque during prayers on Monday in Kandahar, killing six.", "a mosque"),
        ("A bomb went off at an Orthodox church in Athens on Monday, wounding two men.", "an Orthodox church"),
        ("A priest was shot dead on Monday inside his church in Lusaka.", "church"),
        ("Rebels stormed an army base in Bamako on Monday, killing nine soldiers.", "an army base"),
        # in a sentence of the story that follows
        (
            "A man was shot dead in Lusaka on Monday. The attack happened at a petrol station at noon.",
            "a petrol station",
        ),
    ],
)
def test_what_something_was_at_is_shown_without_a_name(text: str, site: str) -> None:
    place = only(text).place
    assert (place.facility, place.canonical is not None) == (site, True)


@pytest.mark.parametrize(
    "text",
    [
        # part of a longer phrase, where somebody came from or was held, and one elsewhere
        "A man was shot dead in Lusaka on Monday at a hotel owner's house.",
        "A man returning from a mosque was shot dead in Lusaka on Monday.",
        "A man who spent ten years in a prison was shot dead in Lusaka on Monday.",
        "A man was shot dead in Lusaka on Monday by the gunman of an attack at a hotel in Ndola.",
        # two, of which either may be meant, and what is only beside it
        "Gunmen shot two men dead at a mosque and three in a hotel in Kandahar on Monday.",
        "A bomb killed four people in Lusaka on Monday near a school.",
        # further on, where other events are told of
        "A man was shot dead in Lusaka on Monday. He was 40. He sold fish. He had a son. The attack was at a school.",
    ],
)
def test_what_it_may_not_have_been_at_is_not(text: str) -> None:
    assert only(text).place.facility is None


def test_a_province_is_shown_without_the_site() -> None:
    assert only("Gunmen attacked a mosque in Borno state, Nigeria, on Monday, killing six.").place.facility is None


def test_a_site_without_a_name_may_be_the_one_that_another_article_names() -> None:
    named = Place(name="Sanaa", canonical="Sanaa", facility="Noor Mosque", country="YE")
    assert [named_site(place) for place in (named, replace(named, facility="a mosque"))] == ["Noor Mosque", None]
