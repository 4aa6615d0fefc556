"""Copies of one text are one story, and one line of the queue."""

import datetime as dt
from dataclasses import replace

import pytest
from store_samples import KIRKUK, NOW, add, desk

from store import stories
from store.articles import QueueFilter, dismiss, next_open, queue
from store.incidents import approve
from store.queue import _LINES, _ORDER, counts
from store.sentences import read_before

BY = {"analyst": "amira", "now": NOW}
BARE = replace(KIRKUK, evidence={})
FIRST = "A bomb went off beside the bus station of Samarra at dawn. Windows broke in three streets around it."
SECOND = (
    "Two guards who had just come on duty were taken to the hospital. "
    "The mayor asked people to stay at home until the evening."
)
DAY = dt.date(2020, 7, 20)


def alike(a, b):
    return FIRST in a and FIRST in b


@pytest.fixture
def db():
    with desk() as db:
        yield db


def put(db, text, *, source="wire", published=DAY, incidents=1, boilerplate=()):
    records = add(db, *[BARE] * incidents, text=text, source=source, published=published, boilerplate=boilerplate)
    article_id = db.execute("SELECT max(id) FROM articles").fetchone()[0]
    stories.join(db, article_id, alike)
    return records


def story_of(db, article_id):
    return db.execute("SELECT story FROM articles WHERE id = ?", [article_id]).fetchone()["story"]


def test_a_copy_joins_the_story_of_the_first(db):
    put(db, f"{FIRST} {SECOND}")
    put(db, f"{FIRST}", source="daily")
    put(db, f"Blast in Samarra\n\n{FIRST} {SECOND}", source="herald")
    assert [story_of(db, number) for number in (1, 2, 3)] == [1, 1, 1]
    assert stories.others(db, 1) == ["daily", "herald"]


def test_who_shares_a_sentence_only_is_asked_about_and_may_be_another(db):
    put(db, f"{FIRST} {SECOND}")
    put(db, f"{SECOND} It was the third time.")
    assert [story_of(db, number) for number in (1, 2)] == [None, None]


def test_the_same_words_weeks_later_are_no_copy(db):
    put(db, f"{FIRST} {SECOND}")
    put(db, FIRST, published=DAY + dt.timedelta(days=stories.DAYS_APART + 1))
    assert [story_of(db, number) for number in (1, 2)] == [None, None]
    put(db, f"{FIRST} {SECOND} It is not known when.", published=None)
    assert [story_of(db, number) for number in (1, 2, 3)] == [1, None, 1]


def test_credits_do_not_make_copies(db):
    from store.model import Span

    credit = "Sign up for our daily letter to have all the news of the region sent to you at six in the morning."
    for number in range(3):
        text = f"Story number {number}.\n\n{credit}"
        put(db, text, boilerplate=(Span(text.index(credit), len(text)),))
        asked = []
        stories.join(db, number + 1, lambda a, b: bool(asked.append((a, b))))  # noqa: B023
        assert asked == []


def test_a_story_is_one_line_with_its_outlets(db):
    put(db, f"{FIRST} {SECOND}", source="wire")
    put(db, FIRST, source="daily")
    put(db, "Something else happened in another town that day, as far as anyone knows.", source="herald")
    rows = queue(db)
    assert [(row.id, row.others) for row in rows] == [(1, ("daily",)), (3, ())]
    assert counts(db)[QueueFilter.OPEN] == 2


def test_when_the_first_is_decided_the_copy_is_next_and_takes_its_line(db):
    (record,) = put(db, f"{FIRST} {SECOND}")
    put(db, "Something else happened in another town that day, as far as anyone knows.", published=DAY)
    put(db, FIRST, source="daily", published=DAY - dt.timedelta(days=3))
    approve(db, record, **BY)
    assert next_open(db, 1) == 3
    assert [row.id for row in queue(db)] == [2, 3]
    assert [row.id for row in queue(db, show=QueueFilter.DONE)] == [1]


def test_a_dismissed_copy_leaves_the_line(db):
    put(db, f"{FIRST} {SECOND}", incidents=0)
    put(db, FIRST, incidents=0)
    dismiss(db, 1, **BY)
    assert [row.id for row in queue(db)] == [2]
    dismiss(db, 2, **BY)
    assert queue(db) == []


def test_of_a_copy_what_the_earlier_ones_say_is_read_and_the_rest_differs(db):
    put(db, f"{FIRST} {SECOND}")
    text = f"Blast in Samarra\n\n{FIRST} Seven people were hurt. {SECOND}"
    put(db, text, source="daily")
    assert [span.quote(text) for span in stories.differing(db, 2, text)] == [
        "Blast in Samarra",
        "Seven people were hurt.",
    ]
    assert " ".join(span.quote(text) for span in read_before(db, 2, text)) == f"{FIRST} {SECOND}"
    assert stories.differing(db, 1, f"{FIRST} {SECOND}") == []
    assert read_before(db, 1, f"{FIRST} {SECOND}") == []


@pytest.mark.parametrize("show", QueueFilter)
def test_lines_of_stories_are_read_along_an_index(db, show):
    query = f"EXPLAIN QUERY PLAN SELECT id FROM articles WHERE {_LINES[show]} {_ORDER} LIMIT 500"
    plan = [row["detail"] for row in db.execute(query)]
    assert plan[0] == f"SCAN articles USING INDEX articles_{show}"
    assert plan[-1].startswith("SEARCH e USING INDEX articles_story (story=? AND id<?)") or (
        plan[-1].startswith("SEARCH e USING COVERING INDEX articles_story (story=?")
    )
