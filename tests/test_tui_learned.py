"""Weights that belong to the database whose verdicts they were learned from."""

import datetime as dt
from dataclasses import replace

import pytest
from store_samples import NOW, TAJI, add, desk

from nlp.similarity import fixed_weights
from store.incidents import approve, get_incident, judge, merge
from store.learned import due, judged_pairs
from store.model import VERDICTS_TO_LEARN_FROM as ENOUGH
from store.model import Count, Target, Verdict
from tui.app import BlotterApp
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


def test_what_is_compared_since_weights_were_learned_is_worth_what_it_is_without_verdicts(db):
    judged(db, ENOUGH)
    learn(db, now=NOW)
    db.execute("UPDATE learned_weights SET content = json_remove(content, '$.values.damage', '$.values.told.more')")
    worth, fixed = weights_of(db).values, fixed_weights().values
    assert worth["damage"] == fixed["damage"]
    assert worth["told"]["more"] == fixed["told"]["more"]


def test_what_a_merge_made_alike_is_learned_from_as_it_was_proposed(db):
    one, two = add(db, replace(TAJI, evidence={}), replace(TAJI, evidence={}, killed=Count(2, 2, 2), damage="a wall"))
    merge(db, two, get_incident(db, one.id), **BY)
    (pair,) = judged_pairs(db)
    assert (pair.a.damage, pair.b.damage, pair.same) == (None, "a wall", True)


def test_what_a_merge_made_alike_is_learned_from_in_the_words_of_each_article(db):
    (one,) = add(db, TAJI)
    (two,) = add(db, replace(TAJI, evidence={}), text="Rockets struck a base.")
    merge(db, two, get_incident(db, one.id), **BY)
    (pair,) = judged_pairs(db)
    assert "taji" in pair.told[0]
    assert pair.told[1] is None


def test_after_learning_it_takes_some_new_verdicts_to_learn_again(db):
    judged(db, ENOUGH)
    assert due(db)
    learn(db, now=NOW)
    assert not due(db)
    before = db.execute("SELECT count(*) FROM learned_weights").fetchone()[0]
    learn(db, now=NOW)
    assert db.execute("SELECT count(*) FROM learned_weights").fetchone()[0] == before


def stored_at(path):
    with desk(path) as db:
        judged(db, ENOUGH - 1)
        one, two = replace(TAJI, evidence={}, damage="a wall"), replace(TAJI, evidence={}, damage="a hangar")
        (known,) = add(db, one, text="known")
        approve(db, known, **BY)
        (asked,) = add(db, two, text="asked")
        db.execute("UPDATE incidents SET status = 'rejected' WHERE id NOT IN (?, ?)", [known.id, asked.id])
        return asked.article_id


async def test_the_desk_learns_when_a_verdict_makes_them_enough(tmp_path):
    path = tmp_path / "desk.db"
    article = stored_at(path)
    app = BlotterApp(path, "amira", clock=lambda: NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        assert weights_of(app.desk.db) is None
        app.open_article(article)
        await pilot.pause()
        await pilot.press("d", "exclamation_mark")
        await app.workers.wait_for_complete()
        assert app.desk.db.execute("SELECT count(*) FROM verdicts").fetchone()[0] == ENOUGH
        assert weights_of(app.desk.db).learned
