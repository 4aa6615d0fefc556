"""Which desk has which article: taken, kept, left, taken over; ended by time, death and a clock set back."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from store_samples import KIRKUK, NOW, TAJI, add, desk

from store.leases import IDLE, RENEWED, Session, held, leave, take

AMIRA, BASIL = Session("amira", "a"), Session("basil", "b")
LATER = NOW + IDLE / 2


@pytest.fixture
def db():
    with desk() as db:
        add(db, TAJI)
        add(db, KIRKUK, text="A guard was shot dead in Kirkuk.")
        yield db


def names(db, session, now=NOW):
    return {article_id: lease.analyst for article_id, lease in held(db, session, now=now).items()}


def test_an_article_is_taken_and_shown_to_others_only(db):
    assert take(db, 1, AMIRA, now=NOW) is None
    assert (names(db, AMIRA), names(db, BASIL)) == ({}, {1: "amira"})


def test_who_comes_second_is_told_who_has_it_since_when(db):
    take(db, 1, AMIRA, now=NOW)
    lease = take(db, 1, BASIL, now=LATER)
    assert (lease.analyst, lease.since, lease.article_id) == ("amira", NOW, 1)
    assert names(db, AMIRA, LATER) == {}


def test_another_article_ends_the_first_lease(db):
    take(db, 1, AMIRA, now=NOW)
    take(db, 2, AMIRA, now=NOW)
    assert names(db, BASIL) == {2: "amira"}
    leave(db, AMIRA)
    assert names(db, BASIL) == {}


def test_a_lease_taken_over_is_the_others_and_the_first_is_told(db):
    take(db, 1, AMIRA, now=NOW)
    assert take(db, 1, BASIL, now=LATER, over=True) is None
    assert take(db, 1, AMIRA, now=LATER).analyst == "basil"


def test_a_lease_without_a_key_ends(db):
    take(db, 1, AMIRA, now=NOW)
    assert take(db, 1, BASIL, now=NOW + IDLE) is None
    assert names(db, AMIRA, NOW + IDLE) == {1: "basil"}


def test_a_key_keeps_it_and_since_when_stays(db):
    take(db, 1, AMIRA, now=NOW)
    take(db, 1, AMIRA, now=LATER)
    lease = take(db, 1, BASIL, now=NOW + IDLE)
    assert (lease.analyst, lease.since) == ("amira", NOW)


def test_a_key_soon_after_another_writes_nothing(db):
    take(db, 1, AMIRA, now=NOW)
    before = db.total_changes
    take(db, 1, AMIRA, now=NOW + RENEWED / 2)
    take(db, 1, BASIL, now=NOW + RENEWED / 2)
    leave(db, BASIL)
    assert db.total_changes == before


def test_a_clock_set_back_keeps_an_article_no_longer_than_a_rest(db):
    take(db, 1, AMIRA, now=NOW)
    earlier = NOW - dt.timedelta(days=1)
    assert take(db, 1, BASIL, now=earlier) is None
    assert take(db, 1, AMIRA, now=earlier).analyst == "basil"


def test_a_killed_session_has_nothing(db):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        theirs = Session("basil", "b", pid=process.pid)
        take(db, 1, theirs, now=NOW)
        assert names(db, AMIRA) == {1: "basil"}
        process.kill()
    assert names(db, AMIRA) == {}
    assert take(db, 2, AMIRA, now=NOW) is None
    assert db.execute("SELECT session FROM leases").fetchall()[0]["session"] == "a"


def test_of_another_host_only_time_tells(db):
    take(db, 1, Session("basil", "b", host="elsewhere", pid=2**22 + 1), now=NOW)
    assert names(db, AMIRA) == {1: "basil"}
    assert names(db, AMIRA, NOW + IDLE) == {}


def test_two_desks_of_one_analyst_are_two(db):
    one, two = Session("amira"), Session("amira")
    assert one.pid == os.getpid()
    take(db, 1, one, now=NOW)
    assert take(db, 1, two, now=NOW).session == one.id
