from __future__ import annotations

import pytest
from nlp_desk import analysis

from store.model import Actor, MentionKind


def people(text: str) -> list[str]:
    found = analysis(text).mentions
    return [m.value.name for m in found if m.kind is MentionKind.PERSON and isinstance(m.value, Actor)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MAYOR TEODORO QUISPE WAS SHOT IN PUNO ON MONDAY, THE POLICE SAID.", ["TEODORO QUISPE"]),
        ("LAWYER JORGE PAREDES TODAY ACCUSED THE ARMY OF THE KILLINGS.", ["JORGE PAREDES"]),
        ("GUNMEN KILLED ROSA MAMANI AND HER HUSBAND ON TUESDAY IN THE CAPITAL.", ["ROSA MAMANI"]),
        ("THE GENERAL STRIKE BEGAN IN SAN FRANCISCO AND PUERTO MIGUEL TODAY.", []),
    ],
)
def test_a_text_all_in_capitals_shows_names_by_title_or_given_name(text: str, names: list[str]) -> None:
    assert people(text) == names


def test_a_given_name_begins_a_name_where_no_title_stands() -> None:
    assert "Lucia Ferrante" in people("Gunmen on motorcycles shot Lucia Ferrante in Palermo on Monday.")


def test_an_initial_stands_inside_a_name() -> None:
    assert people("Robert F. Lindqvist was shot in 1968, and John Bloom in 1970.") == [
        "Robert F. Lindqvist",
        "John Bloom",
    ]


def test_a_name_ends_where_everyday_words_begin() -> None:
    assert people("COLONEL HUGO BARRIENTOS YESTERDAY DENIED THE ACCUSATION IN A STATEMENT.") == ["HUGO BARRIENTOS"]
