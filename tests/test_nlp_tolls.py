"""Whose death a toll counts, and who is named for it: bodies that were found, boasts, claims and those stopped."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Attribution, ClaimStatus, Outcome


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("Police collected 17 bodies after gunmen attacked a market in Mosul on Monday.", 17),
        ("Rescuers pulled four charred bodies from a house after an airstrike on Mosul on Monday.", 4),
        ("The bodies of six miners were discovered in Mosul on Monday after an attack by armed men.", 6),
        ("The city's two legislative bodies met after an attack in Mosul on Monday killed three.", 3),
        ("Eleven people, among them a judge and two bodyguards, died when a car bomb exploded in Mosul on Monday.", 11),
        (
            "At least 15 soldiers died in a bombing in Mosul on Monday. Rebels claimed they had killed 32 soldiers.",
            15,
        ),
    ],
)
def test_bodies_that_were_found_are_dead_and_a_boast_is_no_toll(sentence: str, killed: int) -> None:
    assert only(sentence).killed.best == killed


def test_the_words_for_bodies_hold_their_number() -> None:
    incident = only("Police collected 17 bodies after gunmen attacked a market in Mosul on Monday.")
    assert incident.killed.words == "17 bodies"


def test_those_who_shoot_at_somebody_are_not_hurt() -> None:
    victims = only("Militants shot at the country's police force in Mosul on Monday, killing two officers.").victims
    assert [(v.count, v.outcome) for v in victims] == [(2, Outcome.KILLED)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "A gunman opened fire in Mosul on Monday, killing five people before he was shot dead by police.",
            ("gunman",),
        ),
        ("Assailants killed three people and abducted 20 in the village of Sinjar in Iraq on Monday.", ("Assailants",)),
        ("Three suspected kidnappers were arrested by the Bureau of Safety in Mosul on Monday.", ()),
    ],
)
def test_neither_who_stopped_the_attacker_nor_who_was_hit_or_taken_did_it(
    sentence: str, words: tuple[str, ...]
) -> None:
    assert only(sentence).perpetrator.words == words


@pytest.mark.parametrize(
    "sentence",
    [
        "The Islamic State group said its fighters carried out the attack.",
        "The Islamic State, in a statement on Telegram, said it was behind the attack.",
        "The Islamic State said they were responsible for the blast.",
    ],
)
def test_a_group_that_says_it_did_it_claims_it(sentence: str) -> None:
    incident = only(f"Eight people were killed in a bombing in Mosul on Monday. {sentence}")
    assert (incident.claim.status, incident.claim.by) == (ClaimStatus.CLAIMED, "Islamic State")
    assert incident.perpetrator.attribution is Attribution.CLAIMED


def test_no_kind_of_group_that_claims_an_attack_claims_none() -> None:
    incident = only(
        "A bombing killed eight people in Mosul on Monday. No militant group immediately claimed the attack."
    )
    assert incident.claim.status is ClaimStatus.UNCLAIMED
    assert incident.perpetrator.words == ()


@pytest.mark.parametrize(
    "told",
    [
        "The violence has left 300 people dead this year.",
        "The war has left more than 2,000 people dead and displaced thousands since late 2016.",
        "Two years ago 39 people were killed when soldiers from the same camp were attacked.",
        "The gunmen are wanted for a 2015 attack on a market that killed 30.",
    ],
)
def test_the_dead_of_a_war_or_of_years_ago_are_not_those_of_the_day(told: str) -> None:
    for day in (" on Monday", ""):
        found = incidents(f"Gunmen killed two soldiers in Kaya, Burkina Faso{day}. {told}")
        assert found[0].killed.best == 2


def test_who_escaped_injury_is_not_injured() -> None:
    text = "One ranger was hurt in a blast in Yala, Thailand, on Monday. Seven others escaped injury."
    assert only(text).injured.best == 1


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("Two judges, along with their clerk, were killed by a bomb in Mosul on Monday.", 3, None),
        ("A judge, together with two clerks, was shot dead in Mosul on Monday.", 3, None),
        ("The men ran, he told reporters, and were shot dead in Mosul on Monday.", None, None),
        ("Three of 14 clerks who were wounded when a bomb went off in Mosul on Monday are in hospital.", None, 14),
        ("One of the five clerks shot on Monday in Mosul has died.", 1, 4),
        ("One of the clerks who was shot in Mosul on Monday has died.", 1, None),
        ("A judge and his clerk were shot dead in Mosul on Monday.", 2, None),
    ],
)
def test_a_verb_tells_how_many_it_is_said_of(sentence: str, killed: int | None, injured: int | None) -> None:
    incident = only(sentence)
    assert (incident.killed.best, incident.injured.best) == (killed, injured)


def test_one_of_those_who_died_are_not_all_who_died() -> None:
    text = "Gunmen shot at a bank in Mosul on Monday. Police named one of the attackers who died as Karim."
    assert only(text).killed.best is None


def test_those_taken_up_by_their_number_are_of_the_event_that_told_of_them() -> None:
    text = (
        "Two gunmen attacked a bank in Mosul on Monday, and three guards were injured. A bomb had killed a judge in "
        "Basra on Friday, and nobody was arrested. Of the three injured guards, one has left the clinic."
    )
    bank, judge = incidents(text)
    assert (bank.injured.best, judge.injured.best) == (3, None)


def test_others_who_were_hurt_are_of_the_event_told_last() -> None:
    text = (
        "Two gunmen attacked a bank in Mosul on Monday, and three guards were injured. A bomb killed a judge in "
        "Basra on Friday. Five people were injured."
    )
    bank, judge = incidents(text)
    assert (bank.injured.best, judge.injured.best) == (3, 5)


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("A car bomb in Mosul killed nine on Monday. The army gave the death toll and said 20 were injured.", 9, 20),
        ("A car bomb in Mosul killed nine on Monday. The death toll is 11, and 20 people were injured.", 11, 20),
        (
            "It was blamed for an attack on a newspaper in Mosul that killed 14 last week, although some doubt it.",
            14,
            None,
        ),
        ("Shells fired at Mosul on Monday killed 14 and injured 30 over the past 24 hours.", 14, 30),
    ],
)
def test_a_number_counts_those_its_own_verb_tells_of(sentence: str, killed: int, injured: int | None) -> None:
    incident = only(sentence)
    assert (incident.killed.best, incident.injured.best) == (killed, injured)


def test_the_dead_of_a_raid_a_year_before_are_none_of_the_news() -> None:
    text = (
        "Police stormed a quarter of Recife on Monday, and a gunfight killed nine people. "
        "It came one year after a raid on another quarter in which 31 people died."
    )
    assert incidents(text)[0].killed.best == 9


def test_a_natural_death_is_none_of_an_event() -> None:
    told = "Police arrested two writers in Jinan on Monday. The poet Liu Wen, who died two years ago of cancer, was "
    assert all(i.killed.best is None for i in incidents(told + "arrested there in 2016."))


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        # who attacked is none of those hit
        ("A gunman killed two people and wounded three others before being killed by police in Gao on Monday.", 3, 3),
        ("Police shot and killed a man who had stabbed two people in Gao on Monday.", 1, 2),
        ("Four officers were shot in Gao on Monday. The officers returned fire, killing a man in a yard.", 1, 4),
        # all of them
        ("A man shot his wife and son and then himself in Gao on Monday. All three died.", 3, None),
        # who somebody was, told in asides
        ("A police officer was killed in Gao on Monday. Officer Mark Bell, 33, a father of two, died there.", 1, None),
        # brought up to date
        ("A bombing in Gao on Monday killed seven. The death toll rose to nine on Friday.", 9, None),
        ("Four people were hurt in a shooting in Gao on Monday. One of them, a 9-year-old girl, died on Friday.", 1, 3),
        # what several came to
        ("26 soldiers were killed in several attacks on Monday. 18 of the soldiers died in a raid in Farah.", 18, None),
        # a death that a charge tells
        ("A man has been charged with murder over the stabbing of a boy in Gao on Monday.", 1, None),
        ("One man is dead and two others are in hospital after a shooting in Gao on Monday.", 1, 2),
    ],
)
def test_tolls_are_of_those_hit(text: str, killed: int, injured: int | None) -> None:
    found = incidents(text)[0]
    assert (found.killed.best, found.injured.best) == (killed, injured)
