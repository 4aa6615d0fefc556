from __future__ import annotations

import pytest
from nlp_desk import analysis, only

from store.model import Actor, Attribution, MentionKind


def groups(text: str) -> list[tuple[str, str]]:
    return [
        (text[m.start : m.end], m.value.name)
        for m in analysis(text).mentions
        if m.kind is MentionKind.GROUP and isinstance(m.value, Actor)
    ]


def test_a_long_name_with_its_acronym_is_one_mention() -> None:
    text = "REBELS OF THE FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN] ATTACKED A BANK IN SANTA ANA ON MONDAY."
    assert (
        "FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN]",
        "Farabundo Marti National Liberation Front",
    ) in groups(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Coastal Liberation Army attacked a bank in Mosul on Monday.",
        "A group calling itself the Coastal Liberation Army attacked a bank in Mosul on Monday.",
    ],
)
def test_a_group_that_no_lexicon_holds_is_found_by_its_pattern(text: str) -> None:
    assert ("Coastal Liberation Army", "Coastal Liberation Army") in groups(text)


def test_the_acronym_of_a_new_group_stands_for_it_later() -> None:
    text = "The Coastal Liberation Army (CLA) attacked a bank in Mosul on Monday. On Tuesday the CLA attacked a school."
    assert ("CLA", "Coastal Liberation Army") in groups(text)


def test_a_party_without_the_words_of_an_armed_group_is_none() -> None:
    assert groups("The Green Valley Party met in Mosul on Monday.") == []


def test_the_only_armed_group_of_an_article_is_suspected_where_the_rebels_acted() -> None:
    text = (
        "The rebels blew up a bridge near Pasto on Monday, the army said.\n\nThe ELN has been active there for years."
    )
    perpetrator = only(text).perpetrator
    assert (perpetrator.name, perpetrator.attribution) == ("National Liberation Army", Attribution.SUSPECTED)
    assert perpetrator.words == ("rebels",)


def test_defence_forces_of_a_people_are_those_of_myanmar() -> None:
    text = "People's Defense Forces (PDF) killed nine soldiers in Sagaing in Myanmar on Monday."
    assert only(text).perpetrator.name == "People's Defence Force"
    text = "People's Defence Forces (HPG) fighters killed nine soldiers in Hakkari in Turkey on Monday."
    assert only(text).perpetrator.name == "Kurdistan Workers' Party"
