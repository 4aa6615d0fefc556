"""A sample for a second review, and what comes of it."""

import datetime as dt
from contextlib import closing
from dataclasses import replace

import pytest
from store_samples import BESMAYA, KIRKUK, NOW, PUBLISHED, TAJI, add, desk

from store.articles import get_article, set_published
from store.database import open_database
from store.errors import StoreError, UnwritableError
from store.incidents import approve, create, edit, get_incident, incidents_of, merge, postpone, reject
from store.joining import join
from store.model import Count, Slot, Status
from store.second_review import compare_reviews, draw, write_sample

BY = {"analyst": "amira", "now": NOW}
BASIL = {"analyst": "basil", "now": NOW}


@pytest.fixture
def db(tmp_path):
    """A desk with one article that is decided and two that are not, or not only by amira."""
    with desk(tmp_path / "desk.db") as db:
        taji, besmaya, kirkuk = add(db, TAJI, BESMAYA, KIRKUK)
        set_published(db, 1, dt.date(2020, 7, 1), {}, **BY)
        edit(db, taji, replace(taji.incident, killed=Count(5, 5, 5), damage="a wall"), **BY)
        approve(db, get_incident(db, 1), **BY)
        approve(db, besmaya, **BY)
        reject(db, kirkuk, **BY)
        created = create(db, 1, KIRKUK, **BY)
        approve(db, created, **BY)
        add(db, KIRKUK, text="Nobody has read this.")
        (other,) = add(db, KIRKUK, text="This was decided by basil.")
        approve(db, other, **BASIL)
        yield db


def sampled(db, tmp_path, articles):
    write_sample(db, articles, tmp_path / "second.db", now=NOW)
    return closing(open_database(tmp_path / "second.db"))


def test_only_what_is_decided_without_the_second_analyst_is_drawn(db):
    assert draw(db, 10, analyst="basil") == [1]
    assert draw(db, 10, analyst="amira") == [3]
    assert draw(db, 10, analyst="clara") == [1, 3]
    assert len(draw(db, 1, analyst="clara", seed=1)) == 1


def test_the_same_seed_draws_the_same():
    with desk() as db:
        for number in range(30):
            approve(db, add(db, KIRKUK, text=f"Text {number}.")[0], **BY)
        assert draw(db, 5, analyst="basil", seed=7) == draw(db, 5, analyst="basil", seed=7)
        assert len({tuple(draw(db, 5, analyst="basil", seed=seed)) for seed in range(9)}) > 1


def test_the_sample_shows_nothing_of_the_first_decisions(db, tmp_path):
    with sampled(db, tmp_path, [1]) as second:
        article = get_article(second, 1)
        assert (article.article.published, article.flagged) == (PUBLISHED, False)
        shown = incidents_of(second, 1)
        assert [record.status for record in shown] == [Status.PROPOSED] * 3
        assert (shown[0].incident.killed, shown[0].incident.damage) == (TAJI.killed, None)
        assert second.execute("SELECT count(*) FROM decisions").fetchone()[0] == 0
        assert "a wall" not in "\n".join(second.iterdump())


def test_agreement_is_counted_over_what_both_decided(db, tmp_path):
    before = "\n".join(db.iterdump())
    with sampled(db, tmp_path, [1]) as second:
        approve(second, get_incident(second, 1), **BASIL)
        reject(second, get_incident(second, 2), **BASIL)
        postpone(second, get_incident(second, 3), **BASIL)
        found = compare_reviews(db, second)
        assert (found.articles, found.first, found.second) == (1, ["amira"], ["basil"])
        assert (found.kept.judged, found.kept.alike, found.waiting) == (2, 0.5, 1)
        assert (found.slots[Slot.TYPE].alike, found.slots[Slot.KILLED].alike) == (1.0, 0.0)
        assert found.slots[Slot.DAMAGE].judged == 1
        assert found.added == (1, 0)
        reject(second, get_incident(second, 3), **BASIL)
        assert (compare_reviews(db, second).kept.judged, compare_reviews(db, second).waiting) == (3, 0)
    assert "\n".join(db.iterdump()) == before


def test_an_incident_that_was_merged_in_the_record_was_kept(db, tmp_path):
    merge(db, get_incident(db, 2), get_incident(db, 1), **BY)
    with sampled(db, tmp_path, [1]) as second:
        approve(second, get_incident(second, 2), **BASIL)
        assert compare_reviews(db, second).kept.alike == 1.0


def test_what_the_reviews_decided_against_each_other_can_be_put_into_the_queue(db, tmp_path):
    with sampled(db, tmp_path, [1]) as second:
        approve(second, get_incident(second, 1), **BASIL)
        reject(second, get_incident(second, 2), **BASIL)
    told = join(db, tmp_path / "second.db", analyst="clara", now=NOW)
    (conflict,) = told.conflicts
    assert (conflict.incident_id, conflict.what) == (2, "theirs is rejected")
    assert get_incident(db, 1).incident.killed == Count(5, 5, 5)
    assert [record.id for record in incidents_of(db, 1) if record.status is Status.PROPOSED] == [conflict.beside]


def test_an_analyst_does_not_agree_with_himself(db, tmp_path):
    with sampled(db, tmp_path, [1]) as second:
        approve(second, get_incident(second, 1), **BY)
        with pytest.raises(StoreError, match="by different analysts"):
            compare_reviews(db, second)


def test_a_review_of_nothing_in_common_is_told(db, tmp_path):
    with desk(tmp_path / "other.db") as other, pytest.raises(StoreError):
        compare_reviews(db, other)


def test_a_sample_replaces_no_file(db, tmp_path):
    (tmp_path / "second.db").write_text("mine")
    with pytest.raises(UnwritableError, match="there already"):
        write_sample(db, [1], tmp_path / "second.db", now=NOW)
    assert (tmp_path / "second.db").read_text() == "mine"
