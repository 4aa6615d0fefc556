"""Which article comes first, and why."""

import datetime as dt
from dataclasses import replace

import pytest
from store_samples import KIRKUK, NOW, add, desk

from store.articles import dismiss, dismiss_all, flag, get_article, prioritize, queue, set_published
from store.errors import RefusedError
from store.incidents import approve, reject
from store.model import Count, Lane
from store.priority import MOST, Outlet, outlet, rate
from store.queue import empty
from store.undoing import redo, undo

BY = {"analyst": "amira", "now": NOW}
BARE = replace(KIRKUK, evidence={}, killed=Count(), lane=Lane.CURRENT)
DAY = dt.date(2020, 7, 20)


def deadly(number, lane=Lane.CURRENT):
    return replace(BARE, lane=lane, killed=Count(number, number, number))


def rank(*incidents, dated=True, read=0.0, outlet=Outlet()):  # noqa: B008 - a frozen value
    return rate(incidents, dated=dated, read=read, outlet=outlet)[0]


@pytest.fixture
def db():
    with desk() as db:
        yield db


def test_what_happens_now_comes_before_what_is_looked_back_on_and_before_nothing():
    ranks = [rank(replace(BARE, lane=lane)) for lane in (Lane.CURRENT, Lane.RECENT, Lane.BACKGROUND)] + [rank()]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 4


def test_the_deadly_comes_first():
    ranks = [rank(deadly(killed)) for killed in (0, 1, 3, 10)]
    assert ranks == sorted(set(ranks))


def test_the_dead_of_long_ago_raise_nothing():
    assert rank(deadly(400, Lane.BACKGROUND)) == rank(deadly(0, Lane.BACKGROUND))
    assert rank(BARE, deadly(400, Lane.BACKGROUND)) == rank(BARE)


def test_old_news_an_unknown_date_and_a_poor_outlet_lower_a_good_one_raises():
    usual = rank(BARE)
    assert rank(BARE, read=0.6) < usual
    assert rank(BARE, dated=False) < usual
    assert rank(BARE, outlet=Outlet(1, 20)) < usual < rank(BARE, outlet=Outlet(19, 20))
    assert rank(BARE, outlet=Outlet(0, 3)) == usual


def test_a_rank_stays_between_one_and_nine_where_there_is_an_incident():
    assert rank(deadly(500), outlet=Outlet(99, 99)) <= MOST
    assert rank(replace(BARE, lane=Lane.BACKGROUND), dated=False, read=1.0, outlet=Outlet(0, 50)) == 1


def test_the_reasons_are_given_the_weightiest_first():
    told = rate([deadly(7), BARE], dated=False, read=0.9, outlet=Outlet(9, 10))[1]
    assert told == ("7 killed", "2 current", "no date", "mostly told before", "outlet right in 9 of 10")
    assert rate([], dated=True, read=0.0, outlet=Outlet())[1] == ("no incident",)


def test_the_queue_is_in_the_order_of_rank_with_the_reasons(db):
    add(db, replace(BARE, lane=Lane.BACKGROUND), text="one", published=DAY)
    add(db, text="two", published=DAY)
    add(db, deadly(4), text="three", published=DAY - dt.timedelta(days=3))
    add(db, BARE, text="four", published=DAY)
    assert [(row.id, row.why) for row in queue(db)] == [
        (3, "4 killed, 1 current"),
        (4, "1 current"),
        (1, "1 background"),
        (2, "no incident"),
    ]


def test_a_text_mostly_told_before_is_lower(db):
    told = "The convoy was stopped at the northern gate of the city by men in uniform. They took two drivers along."
    add(db, BARE, text=told, published=DAY)
    add(db, BARE, text=f"{told} Nothing else is known.", published=DAY)
    first, second = queue(db)
    assert (first.id, second.why) == (1, "1 current, mostly told before")


def test_an_outlet_is_judged_by_what_was_decided_of_it(db):
    for number in range(4):
        (record,) = add(db, BARE, text=f"text {number}", source="wire")
        (approve if number else reject)(db, record, **BY)
    assert outlet(db, "wire") == Outlet(3, 4)
    assert outlet(db, None) == outlet(db, "daily") == Outlet()


def test_an_analyst_moves_an_article_up_and_takes_it_back(db):
    add(db, BARE, text="one", published=DAY)
    add(db, BARE, text="two", published=DAY - dt.timedelta(days=1))
    prioritize(db, 2, 1, **BY)
    assert [(row.id, row.raised) for row in queue(db)] == [(2, 1), (1, 0)]
    prioritize(db, 2, -2, **BY)
    assert [(row.id, row.raised) for row in queue(db)] == [(1, 0), (2, -1)]
    undo(db, **BY)
    undo(db, **BY)
    assert [(row.id, row.raised) for row in queue(db)] == [(1, 0), (2, 0)]
    redo(db, **BY)
    assert queue(db)[0].id == 2


def test_articles_without_incidents_are_dismissed_in_one_decision(db):
    add(db, BARE, text="one", published=DAY)
    for text in ("two", "three about Kirkuk", "four"):
        add(db, text=text, published=DAY)
    flag(db, 4, True, **BY)
    assert empty(db) == [2, 3]
    assert empty(db, search="kirkuk") == [3]
    decision = dismiss_all(db, empty(db), **BY)
    assert [get_article(db, number).dismissed for number in (1, 2, 3, 4)] == [False, True, True, False]
    assert empty(db) == []
    undone = undo(db, **BY)
    assert undone is not None
    assert undone.target_id == decision.id
    assert empty(db) == [2, 3]


def test_what_holds_an_incident_is_never_dismissed_with_the_rest(db):
    add(db, text="one", published=DAY)
    add(db, BARE, text="two", published=DAY)
    with pytest.raises(RefusedError, match="article 2 holds incidents"):
        dismiss_all(db, [1, 2], **BY)
    assert not get_article(db, 1).dismissed
    with pytest.raises(RefusedError, match="no article"):
        dismiss_all(db, [], **BY)


def test_what_was_dismissed_before_stays_so_when_all_is_undone(db):
    add(db, text="one", published=DAY)
    add(db, text="two", published=DAY)
    dismiss(db, 1, **BY)
    dismiss_all(db, empty(db), **BY)
    undo(db, **BY)
    assert [get_article(db, number).dismissed for number in (1, 2)] == [True, False]


def test_the_publication_date_ranks_an_article_anew_and_an_undo_as_before(db):
    (record,) = add(db, BARE, text="one", published=None)
    assert queue(db)[0].why == "1 current, no date"
    set_published(db, 1, DAY, {record.id: replace(BARE, lane=Lane.RECENT)}, **BY)
    assert queue(db)[0].why == "1 recent"
    undo(db, **BY)
    assert queue(db)[0].why == "1 current, no date"
    redo(db, **BY)
    assert queue(db)[0].why == "1 recent"
