"""What comes after an event and is no incident of its own: deaths of those hit, and arrests for it."""

from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only

SUNDAY = dt.date(2020, 7, 26)
SHOT = "A teacher was shot by two men in Kirkuk on Sunday. "


@pytest.mark.parametrize(
    "told",
    [
        "He died on Monday.",
        "He died today, doctors said.",
        "The woman's neighbours prayed for her. She died of her injuries on Monday.",
    ],
)
def test_who_dies_later_is_the_one_who_was_hit(told: str) -> None:
    incident = only(SHOT + told)
    assert (incident.date.start, incident.place.name, incident.killed.best) == (SUNDAY, "Kirkuk", 1)


def test_victims_who_die_in_hospital_are_of_the_attack_told() -> None:
    incident = only(
        "A car bomb killed nine people at a market in Kirkuk on Sunday. Two more victims died in hospital on Monday."
    )
    assert incident.date.start == SUNDAY


@pytest.mark.parametrize(
    "told",
    [
        "On Monday two traders died when a bomb went off in Mosul.",
        "A soldier died in Mosul on Monday when gunmen fired at a checkpoint.",
    ],
)
def test_who_dies_elsewhere_is_another_incident(told: str) -> None:
    assert [i.place.name for i in incidents(SHOT + told)] == ["Kirkuk", "Mosul"]


@pytest.mark.parametrize(
    "told",
    [
        "Police arrested the gunman later that day.",
        "On Monday the suspects were arrested.",
        "The suspect was arrested.",
    ],
)
def test_an_arrest_of_those_known_is_of_their_crime(told: str) -> None:
    assert only(SHOT + told).type == "shooting"


def test_an_arrest_of_others_at_another_place_is_an_incident() -> None:
    found = incidents(SHOT + "On Monday police arrested nine smugglers in Mosul.")
    assert [i.type for i in found] == ["shooting", "raid_or_arrest"]


@pytest.mark.parametrize(
    "later",
    [
        "He died on Monday, doctors said.",
        "Nowak, 52, died on Monday.",
        "Nowak died of his wounds on Monday.",
        "Nowak was taken to a hospital, where surgeons operated for hours. He died on Monday.",
    ],
)
def test_who_died_days_later_is_dead_and_the_day_is_that_of_the_attack(later: str) -> None:
    incident = only("Mayor Jan Nowak was stabbed at a fair in Torun on Saturday evening. " + later)
    assert (incident.killed.best, incident.injured.best) == (1, None)
    assert incident.date.phrase == "on Saturday evening"


def test_deaths_at_another_place_or_of_somebody_else_are_no_later_deaths() -> None:
    stabbed = "Jan Nowak was stabbed at a fair in Torun on Saturday. "
    other = incidents(stabbed + "Two women were shot dead in Radom on Monday.")
    assert [(i.place.name, i.killed.best) for i in other] == [("Torun", None), ("Radom", 2)]
    assert incidents(stabbed + "The singer Ewa Lis died on Monday.")[0].killed.best is None


@pytest.mark.parametrize(
    ("text", "held", "crime"),
    [
        (
            "Two men were arrested in Basra on Monday in connection with the killing of a nurse in Kirkuk on July 3.",
            (dt.date(2020, 7, 27), "Basra", None),
            (dt.date(2020, 7, 3), "Kirkuk", 1),
        ),
        (
            "A fourth man was arrested in Basra on Monday for killing two clerks on Saturday evening in Kirkuk.",
            (dt.date(2020, 7, 27), "Basra", None),
            (dt.date(2020, 7, 25), "Kirkuk", 2),
        ),
        (
            "Troops arrested a trader in Basra on Monday accused of leading an attack that killed 40 people in Kirkuk.",
            (dt.date(2020, 7, 27), "Basra", None),
            (None, "Kirkuk", 40),
        ),
    ],
)
def test_the_crime_that_an_arrest_is_for_has_a_day_a_place_and_a_toll_of_its_own(
    text: str, held: tuple[dt.date, str, None], crime: tuple[dt.date | None, str, int]
) -> None:
    assert [(i.date.start, i.place.name, i.killed.best) for i in incidents(text)] == [held, crime]
