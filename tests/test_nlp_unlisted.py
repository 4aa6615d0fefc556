"""People that no list of words has, and what is no people."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Outcome


@pytest.mark.parametrize("who", ["stonecutters", "snake charmers", "Fulani cowherds", "ferrymen"])
@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("Gunmen killed three {} in Mosul on Friday.", Outcome.KILLED),
        ("Three {} were killed in a shooting in Mosul on Friday.", Outcome.KILLED),
        ("A bomb wounded two soldiers and three {} in Mosul on Friday.", Outcome.INJURED),
        ("Gunmen abducted three {} near Mosul on Friday.", Outcome.ABDUCTED),
    ],
)
def test_whoever_was_counted_and_killed_hurt_or_taken_is_people(who: str, told: str, outcome: Outcome) -> None:
    victims = {(v.words, v.count, v.outcome) for v in only(told.format(who)).victims}
    assert (who, 3, outcome) in victims


@pytest.mark.parametrize(
    "told",
    [
        "A {} was shot dead in Mosul on Friday.",
        "Gunmen killed a {} in Mosul on Friday.",
        "A {} was stabbed to death in Mosul on Friday.",
    ],
)
@pytest.mark.parametrize("who", ["cobbler", "radio presenter", "newlywed"])
def test_one_whom_no_list_has_is_somebody_when_killed(who: str, told: str) -> None:
    incident = only(told.format(who))
    assert (incident.killed.best, [v.words for v in incident.victims]) == (1, [who])


@pytest.mark.parametrize("told", ["A deer was shot in Mosul on Friday.", "A film was shot in Mosul on Friday."])
def test_one_animal_or_film_is_nobody(told: str) -> None:
    assert all(not i.victims and i.injured.best is None for i in incidents(told))


def test_those_of_a_list_are_added_up() -> None:
    incident = only(
        "Two soldiers, three stonecutters and a teacher were killed when a bomb exploded in Mosul on Friday."
    )
    assert incident.killed.best == 6


@pytest.mark.parametrize("what", ["camels", "sheep", "drones", "jobs", "villages"])
def test_animals_and_things_are_no_people(what: str) -> None:
    assert all(not i.victims and i.killed.best is None for i in incidents(f"An attack killed three {what} near Mosul."))


@pytest.mark.parametrize(("who", "role"), [("Peshmerga", "troops"), ("Taliban", "militia")])
def test_those_who_go_by_the_name_of_their_group_are_people(who: str, role: str) -> None:
    (victim,) = only(f"Three {who} were killed in a shooting in Mosul on Friday.").victims
    assert (victim.words, victim.role, victim.count) == (who, role, 3)


def test_a_text_may_end_with_a_count_of_those_killed() -> None:
    assert incidents("KILLING NO x") == ()
