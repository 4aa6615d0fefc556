"""Agreement of two, on values that others have published."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import BESMAYA, KIRKUK, TAJI

from store.agreement import Agreement, agreement, of_slots
from store.model import Count, Place, Slot, Victim


def pairs(*table):
    """Each cell of a table of counts as so many pairs of a row's and a column's category."""
    return [
        (row, column) for row, cells in enumerate(table) for column, count in enumerate(cells) for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "alike", "kappa"),
    [
        # Cohen 1960: 200 patients, three categories of diagnosis.
        ([(88, 14, 18), (10, 40, 10), (2, 6, 12)], 0.70, 0.492),
        # Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions: psychotic, neurotic, organic.
        ([(75, 1, 4), (5, 4, 1), (0, 0, 10)], 0.89, 0.676),
        # Fifty applications for a grant read by two.
        ([(20, 5), (10, 15)], 0.70, 0.400),
        # The same agreement, with other margins: kappa tells them apart.
        ([(45, 15), (25, 15)], 0.60, 0.130),
        ([(25, 35), (5, 35)], 0.60, 0.259),
        # As often apart as two can be.
        ([(0, 5), (5, 0)], 0.0, -1.0),
        ([(3, 0), (0, 4)], 1.0, 1.0),
    ],
)
def test_kappa_is_what_textbooks_have(table, alike, kappa):
    found = agreement(pairs(*table))
    assert found.alike == pytest.approx(alike)
    assert found.kappa == pytest.approx(kappa, abs=0.0005)
    assert found.judged == sum(map(sum, table))


def test_nothing_and_one_and_the_same_have_no_kappa():
    assert agreement([]) == Agreement(0, None, None)
    assert agreement([("a", "a")] * 5) == Agreement(5, 1.0, None)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_kappa_does_not_depend_on_who_is_first_and_is_never_above_the_agreement(judged):
    found = agreement(judged)
    assert agreement([(other, one) for one, other in judged]) == found
    if found.kappa is not None:
        assert -1 <= found.kappa <= found.alike <= 1


def test_each_slot_is_compared_by_what_it_means():
    other = replace(
        TAJI,
        place=replace(TAJI.place, canonical="camp  TAJI"),
        killed=replace(TAJI.killed, words="no one"),
        weapon=replace(TAJI.weapon, words=("rockets",)),
        summary="another",
    )
    slots = of_slots([(TAJI, other), (BESMAYA, BESMAYA), (KIRKUK, replace(KIRKUK, killed=Count(2, 2, 2)))])
    assert Slot.SUMMARY not in slots
    assert slots[Slot.PLACE] == Agreement(3, 1.0, 1.0)
    assert slots[Slot.KILLED].alike == pytest.approx(2 / 3)
    assert slots[Slot.WEAPON].kappa == 1.0


@pytest.mark.parametrize(
    ("slot", "change"),
    [
        (Slot.PLACE, {"place": Place("Taji", country="SY")}),
        (Slot.VICTIMS, {"victims": (Victim("a guard", count=1),)}),
        (Slot.DAMAGE, {"damage": "a wall"}),
        (Slot.TYPE, {"type": "shelling"}),
    ],
)
def test_what_means_something_else_is_no_agreement(slot, change):
    assert of_slots([(TAJI, replace(TAJI, **change))])[slot].alike == 0.0
