"""Who is the same person among those told one by one, and who is somebody else."""

from __future__ import annotations

import pytest
from nlp_desk import only


def figures(text: str) -> tuple[int | None, int | None]:
    incident = only(text)
    return incident.killed.best, incident.injured.best


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A bomb hit a police car in Homs on Monday. A policeman was hurt. Driver Sami Haddad was hurt.", None, 2),
        ("A bomb hit a police car in Homs on Monday. A policeman was hurt. The driver was hurt.", None, 1),
        ("A policeman was shot in Homs on Monday. The officer was taken to a hospital.", None, 1),
        ("The mayor, Pedro Cueva, was shot dead in Manta on Sunday. A woman had also died.", 2, None),
        ("Lawmaker and former minister Kofi Mensah was shot dead in Kumasi on Monday.", 1, None),
        ("A journalist and human rights lawyer was killed by gunmen in Kismayo on Sunday.", 1, None),
        ("A journalist and a lawyer were killed by gunmen in Kismayo on Sunday.", 2, None),
        ("A judge and prosecutor were shot dead in Cali on Sunday.", 2, None),
        ("Driver and passenger shot dead in Cali on Sunday.", 2, None),
        ("Rebels shot Ana Diaz in Cali on Sunday. She died. A woman is in serious condition.", 1, 1),
    ],
)
def test_people_of_two_callings_are_two_and_two_offices_of_one_are_one(
    text: str, killed: int | None, injured: int | None
) -> None:
    assert figures(text) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Two soldiers, a driver and a cook were killed and three soldiers were hurt.", 4, 3),
        ("Three victims, two men and a boy were killed.", 3, None),
        ("Two soldiers, a captain and a private, were killed.", 2, None),
        ("A mother, her two sons and a guard were killed.", 4, None),
        ("Five soldiers were killed and four wounded. Two of the attackers were also killed.", 7, 4),
        ("Eleven people were killed. Seven were burnt in a house, while the four others were shot dead.", 11, None),
        ("It killed a guard and wounded 10 oil company staff.", 1, 10),
        ("At least 12 police and 40 security forces were killed.", 52, None),
        ("Five members of one family, including a baby, were killed.", 5, None),
        ("The minister was wounded. She survived. The town's fire chief and two aides were also wounded.", None, 4),
        ("Members of a terrorist cell were killed and two police were wounded.", None, 2),
    ],
)
def test_all_who_are_told_of_are_counted_once(text: str, killed: int | None, injured: int | None) -> None:
    assert figures("Gunmen attacked a convoy near Gao on Tuesday. " + text) == (killed, injured)


def test_the_words_shown_for_the_dead_say_that_they_died() -> None:
    incident = only("A man was stabbed in Torun on Sunday. He died. He had been taken to a hospital.")
    assert incident.killed.words == "He died"


def test_those_who_had_died_are_nobody_told_of_in_the_same_breath() -> None:
    text = "Gunmen wounded a singer in Torun on Sunday. The singer came to a church to mourn those who had died."
    assert figures(text) == (None, 1)
