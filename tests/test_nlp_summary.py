"""The one line that tells an incident."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import resolve
from nlp.summary import LONGEST, summarise
from store.model import (
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    Incident,
    Outcome,
    Perpetrator,
    Place,
    Stage,
    Victim,
    Weapon,
)

PUBLISHED = dt.date(2020, 7, 28)
BASE = Place("Camp Taji", "Taji", "Camp Taji", "Baghdad", "IQ")


@pytest.mark.parametrize(
    ("incident", "line"),
    [
        (
            Incident(
                type="rocket_or_missile_attack",
                date=resolve("on Monday night", PUBLISHED),
                place=BASE,
                weapon=Weapon("rocket", ("Katyusha rockets",), 3, 3, 3),
                killed=Count(0, 0, 0),
                injured=Count(0, 0, 0),
                claim=Claim(ClaimStatus.UNCLAIMED),
            ),
            "3 Katyusha rockets hit Camp Taji (Baghdad, IQ) on Mon 27 Jul 2020; none killed, none injured; unclaimed",
        ),
        (
            Incident(
                type="bombing",
                place=Place("Mosul", "Mosul", None, "Nineveh", "IQ"),
                weapon=Weapon("ied"),
                killed=Count(24, 24),
                perpetrator=Perpetrator("ISIS", (), Attribution.CLAIMED),
            ),
            "Bombing (improvised explosive device) in Mosul (Nineveh, IQ); at least 24 killed; claimed by ISIS",
        ),
        (
            Incident(type="raid_or_arrest", stage=Stage.FOILED, date=resolve("late last month", PUBLISHED)),
            "Foiled raid or arrest in late Jun 2020",
        ),
        (
            Incident(
                type="airstrike", place=Place(country="IQ"), perpetrator=Perpetrator("A", (), Attribution.ACCUSED)
            ),
            "Airstrike in IQ; blamed on A",
        ),
        (
            Incident(type="shooting", place=Place("Spokane"), date=resolve("over the weekend", PUBLISHED)),
            "Shooting in Spokane on 25–26 Jul 2020",
        ),
        (
            Incident(
                type="abduction",
                victims=(Victim("two\nmen", count=2, outcome=Outcome.ABDUCTED),),
                date=resolve("earlier this year", PUBLISHED),
            ),
            "Abduction (1 Jan–28 Jul 2020); 2 abducted",
        ),
        (Incident(weapon=Weapon("rocket", (), 4, 4, 4)), "Attack (4 rockets)"),
        (Incident(killed=Count(2, 2, 3)), "Incident; 2–3 killed"),
        (Incident(), ""),
    ],
)
def test_the_line_tells_what_is_known(incident, line):
    assert summarise(incident) == line


def test_an_unresolved_date_is_not_told():
    assert summarise(Incident(type="shooting", date=resolve("on Monday", None))) == "Shooting"


def test_the_least_needed_part_goes_where_the_line_is_too_long():
    incident = Incident(type="shooting", place=BASE, killed=Count(1, 1, 1), damage="very " * 40)
    assert summarise(incident) == "Shooting at Camp Taji (Baghdad, IQ); 1 killed"


TEXT = st.none() | st.text(max_size=200)


@given(TEXT, TEXT, TEXT, st.none() | st.integers(0, 10**9))
def test_the_line_is_one_short_line(name, weapon, damage, number):
    incident = Incident(
        type="shooting",
        place=Place(name, facility=weapon),
        weapon=Weapon("firearm", (weapon,) if weapon else (), number, number, number),
        damage=damage,
        killed=Count(number, number),
    )
    line = summarise(incident)
    assert len(line) <= LONGEST
    assert len(line.splitlines()) <= 1


def taken(*people: tuple[str, str | None, int]) -> str:
    victims = tuple(Victim(words, name, None, count, Outcome.ARRESTED) for words, name, count in people)
    return summarise(Incident(type="raid_or_arrest", victims=victims))


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([("six people", None, 6)], "6 arrested"),
        ([("Ann Doe", "Ann Doe", 1), ("John Roe", "John Roe", 1)], "2 arrested"),
        ([("John Roe", "John Roe", 1), ("Mr. Roe", "Roe", 1)], "1 arrested"),
        ([("six people", None, 6), ("Ann Doe", "Ann Doe", 1)], "at least 6 arrested"),
        ([("suspect", None, 1), ("34-year-old man", None, 1)], "at least 1 arrested"),
    ],
)
def test_who_may_be_told_twice_is_counted_once(people: list[tuple[str, str | None, int]], told: str) -> None:
    assert taken(*people).endswith(told)
