"""What the pairs beside it do to a pair."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.rivals import Beside

SCORES = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(150_000, 1_000_000).map(lambda n: n / 1_000_000),
    min_size=1,
)


def score(scores, pair=(0, 1)):
    return Beside(scores).weigh(*pair)[0]


def test_a_pair_alone_keeps_its_score():
    assert score({(0, 1): 0.7, (2, 3): 0.9}) == 0.7


@pytest.mark.parametrize("rival", [(0, 2), (1, 2)])
def test_what_fits_one_of_the_two_better_and_is_unlike_the_other_speaks_against(rival):
    beside = Beside({(0, 1): 0.7, rival: 0.95})
    lower, why = beside.weigh(0, 1)
    assert lower < 0.7
    assert why == "fits another better"
    assert beside.weigh(*rival)[0] > lower


def test_a_likelier_rival_speaks_more_against():
    scores = [score({(0, 1): 0.7, (0, 2): rival}) for rival in (0.2, 0.5, 0.9, 0.99, 1.0)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 5


def test_rivals_of_both_speak_more_against_than_one():
    assert score({(0, 1): 0.7, (0, 2): 0.9, (1, 3): 0.9}) < score({(0, 1): 0.7, (0, 2): 0.9})


def test_a_third_that_both_are_like_speaks_for():
    higher, why = Beside({(0, 1): 0.7, (0, 2): 0.9, (1, 2): 0.95}).weigh(0, 1)
    assert higher > 0.7
    assert why == "both like a third"


def test_two_that_are_equal_stay_so_whatever_else_is():
    assert Beside({(0, 1): 1.0, (0, 2): 0.99, (1, 3): 1.0}).weigh(0, 1) == (1.0, None)


@given(SCORES, st.permutations(range(8)))
def test_neither_the_order_of_two_nor_their_numbers_matter(scores, numbers):
    renamed = {tuple(sorted((numbers[a], numbers[b]))): score for (a, b), score in scores.items()}
    one, other = Beside(scores), Beside(renamed)
    for a, b in scores:
        there = one.weigh(a, b)
        assert there == one.weigh(b, a) == other.weigh(numbers[a], numbers[b])
        assert 0.0 <= there[0] <= 1.0


def test_what_is_far_likelier_than_any_rival_stays_likely():
    assert score({(0, 1): 0.999, (0, 2): 0.4, (1, 3): 0.4}) > 0.99


def test_many_copies_of_one_report_are_weighed_by_the_likest_of_each():
    chance = random.Random(3)
    copies = {(a, b): 0.9 + chance.random() / 20 for a in range(200) for b in range(a + 1, 200)}
    beside = Beside(copies | {(0, 200): 0.6})
    assert beside.weigh(0, 1)[0] > copies[0, 1]
    assert beside.weigh(0, 200)[0] < 0.6
