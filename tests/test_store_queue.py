"""The queue: which articles, in which order, found by which words."""

import datetime as dt
from dataclasses import replace

import pytest
from store_samples import KIRKUK, NOW, TAJI, add, desk

from store.articles import QueueFilter, dismiss, flag, next_open, queue, set_published
from store.incidents import approve, create, edit, get_incident, postpone, reject
from store.queue import _ORDER, _SHOWN, counts
from store.undoing import undo

BY = {"analyst": "amira", "now": NOW}
BARE = replace(KIRKUK, evidence={})


def day(number):
    return dt.date(2020, 7, number)


def add_bare(db, *, published, incidents=1):
    number = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    return add(db, *[BARE] * incidents, text=f"text {number}", title=f"title {number}", published=published)


def shown(db, show=QueueFilter.ALL, **options):
    return [row.id for row in queue(db, show=show, **options)]


@pytest.fixture
def db():
    with desk() as db:
        yield db


def test_articles_with_proposals_come_first_then_the_newest_and_the_undated_last(db):
    for published, incidents in [(None, 1), (day(1), 0), (day(3), 1), (day(2), 1), (None, 0), (day(3), 1), (day(9), 0)]:
        add_bare(db, published=published, incidents=incidents)
    assert shown(db) == [3, 6, 4, 1, 7, 2, 5]


def test_a_row_counts_the_incidents_by_what_was_decided(db):
    records = add_bare(db, published=day(1), incidents=5)
    approve(db, records[0], **BY)
    reject(db, records[1], **BY)
    postpone(db, records[2], **BY)
    flag(db, 1, True, **BY)
    (row,) = queue(db)
    assert (row.proposed, row.postponed, row.approved, row.rejected, row.merged, row.flagged) == (2, 1, 1, 1, 0, True)


def test_counts_follow_an_undone_creation(db):
    add_bare(db, published=day(1))
    create(db, 1, BARE, **BY)
    assert queue(db)[0].proposed == 2
    undo(db, **BY)
    assert queue(db)[0].proposed == 1


def test_open_are_articles_with_something_to_decide(db):
    decided, later, empty, dismissed, waiting = (
        add_bare(db, published=day(5 - n), incidents=n not in (2, 3)) for n in range(5)
    )
    approve(db, decided[0], **BY)
    postpone(db, later[0], **BY)
    dismiss(db, 4, **BY)
    assert (empty, dismissed, len(waiting)) == ([], [], 1)
    assert shown(db, QueueFilter.OPEN) == [5, 3]
    assert shown(db, QueueFilter.LATER) == [2]
    assert shown(db, QueueFilter.DONE) == [1, 4]


def test_every_article_is_open_later_or_done(db):
    for number in range(6):
        records = add_bare(db, published=day(1), incidents=2)
        for record, decide in zip(
            records, [(approve, reject, postpone)[number % 3], (approve, postpone)[number % 2]], strict=True
        ):
            decide(db, record, **BY)
    parts = (QueueFilter.OPEN, QueueFilter.LATER, QueueFilter.DONE)
    assert sorted(article for part in parts for article in shown(db, part)) == sorted(shown(db))


def test_pages_follow_each_other_without_gap(db):
    for number in range(7):
        add_bare(db, published=day(1 + number % 3))
    assert [i for offset in (0, 3, 6) for i in shown(db, limit=3, offset=offset)] == shown(db)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("taji", [1]),
        ("TAJ", [1]),
        ("kirkuk", [1, 2]),
        ("wire kirk", [1, 2]),
        ("Hashd", [2]),
        ("qaem", [2]),
        ("taji hashd", []),
        ("aji", []),
        ("  ", [1, 2]),
        ("?!", []),
    ],
)
def test_search_finds_words_by_their_beginning_in_headline_outlet_and_text(db, words, found):
    add(db, TAJI, published=day(2))
    add(db, text="Ḥashd fighters left al-Qā'em for Kirkuk; al Qaem is quiet", title="Border", published=day(1))
    assert shown(db, search=words) == found


@pytest.mark.parametrize(
    "words",
    [
        '"',
        'taji"*',
        "NEAR(",
        "AND",
        "title:taji",
        "-taji",
        "(",
        "*",
        "^taji",
        "{a b}:c",
        "'; DROP TABLE articles",
        "\0",
        "a_b",
        "%",
    ],
)
def test_no_character_of_a_search_has_a_meaning(db, words):
    add(db, TAJI)
    assert set(shown(db, search=words)) <= {1}


def test_a_search_stays_within_what_is_shown(db):
    approve(db, add(db, TAJI)[0], **BY)
    assert shown(db, QueueFilter.OPEN, search="taji") == []
    assert shown(db, QueueFilter.DONE, search="taji") == [1]


@pytest.mark.parametrize("show", QueueFilter)
def test_the_queue_is_read_along_an_index(db, show):
    query = f"EXPLAIN QUERY PLAN SELECT id FROM articles WHERE {_SHOWN[show]} {_ORDER} LIMIT 500"
    plan = [row["detail"] for row in db.execute(query)]
    assert plan == [f"SCAN articles USING INDEX articles_{show}"]


def test_next_is_the_article_below_even_after_the_last_decision_on_this_one(db):
    first, second, third = (add_bare(db, published=day(9 - n))[0] for n in range(3))
    reject(db, second, **BY)
    assert next_open(db, second.article_id) == third.article_id
    approve(db, first, **BY)
    assert next_open(db, first.article_id) == third.article_id


def test_next_begins_again_at_the_top(db):
    first, second = (add_bare(db, published=day(9 - n))[0] for n in range(2))
    assert next_open(db, second.article_id) == first.article_id


def test_next_goes_on_to_articles_in_which_nothing_was_found(db):
    (record,) = add_bare(db, published=day(1))
    add_bare(db, published=day(9), incidents=0)
    add_bare(db, published=None, incidents=0)
    reject(db, record, **BY)
    assert [next_open(db, article) for article in (1, 2, 3)] == [2, 3, 2]


def test_next_passes_the_undated_in_the_order_they_came(db):
    for _ in range(3):
        add_bare(db, published=None)
    assert [next_open(db, article) for article in (1, 2, 3)] == [2, 3, 1]


def test_nothing_is_next_when_no_other_is_open(db):
    add_bare(db, published=day(1))
    assert next_open(db, 1) is None


def test_next_follows_the_whole_queue_in_its_order(db):
    for number in range(12):
        add_bare(db, published=[day(4), None, day(2), day(4)][number % 4], incidents=number % 3)
    order = shown(db, QueueFilter.OPEN)
    assert [next_open(db, article) for article in order] == [*order[1:], order[0]]


def test_a_new_publication_date_moves_an_article_in_the_queue(db):
    add_bare(db, published=day(1))
    add_bare(db, published=None)
    set_published(db, 2, day(3), {}, **BY)
    assert shown(db) == [2, 1]


def test_an_edit_changes_no_count(db):
    (record,) = add_bare(db, published=day(1))
    edit(db, record, replace(BARE, damage="a car"), **BY)
    assert queue(db)[0].proposed == 1
    assert get_incident(db, record.id).incident.damage == "a car"


def test_the_views_of_the_queue_are_counted(db):
    add_bare(db, published=day(1), incidents=0)
    later, done = add_bare(db, published=day(2))[0], add_bare(db, published=day(3))[0]
    add_bare(db, published=day(4))
    postpone(db, later, **BY)
    reject(db, done, **BY)
    assert counts(db) == {QueueFilter.OPEN: 2, QueueFilter.LATER: 1, QueueFilter.DONE: 1, QueueFilter.ALL: 4}
