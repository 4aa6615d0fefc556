"""Weights that belong to the database whose verdicts they were learned from."""

import datetime as dt
from dataclasses import replace

import pytest
from store_samples import NOW, TAJI, add, desk

from nlp.learning import ENOUGH
from store.incidents import get_incident, judge, merge
from store.learned import judged_pairs
from store.model import Count, Target, Verdict
from tui.learned import learn, weights_of

BY = {"analyst": "amira", "now": NOW}


@pytest.fixture
def db():
    with desk() as db:
        yield db


def judged(db, number):
    """Store and judge pairs which the target alone decides."""
    for n in range(number):
        same = n % 2 == 0
        day = replace(TAJI.date, start=TAJI.date.start + dt.timedelta(10 * n), end=TAJI.date.end + dt.timedelta(10 * n))
        one = replace(TAJI, date=day, evidence={}, target=Target(type="troops"), killed=Count())
        two = replace(one, target=Target(type="troops" if same else "police"))
        a, b = add(db, one, two, text=f"article {n}")
        judge(db, a.id, b.id, Verdict.SAME if same else Verdict.DIFFERENT, **BY)


def test_with_few_verdicts_the_fixed_weights_stay(db):
    judged(db, 3)
    assert learn(db, now=NOW) is None
    assert weights_of(db) is None


def test_what_enough_verdicts_teach_is_kept(db):
    judged(db, ENOUGH)
    learned = learn(db, now=NOW)
    assert learned.learned
    assert weights_of(db) == learned


def test_what_a_merge_made_alike_is_learned_from_as_it_was_proposed(db):
    one, two = add(db, replace(TAJI, evidence={}), replace(TAJI, evidence={}, killed=Count(2, 2, 2), damage="a wall"))
    merge(db, two, get_incident(db, one.id), **BY)
    (pair,) = judged_pairs(db)
    assert (pair.a.damage, pair.b.damage, pair.same) == (None, "a wall", True)
