"""The record as a list: its order, its filters, and the one walk that each page is."""

import datetime as dt
import time
from dataclasses import replace

import pytest
from store_samples import BESMAYA, KIRKUK, NOW, TAJI, add, desk

from store import records
from store.database import transaction
from store.incident_list import IncidentFilter, count_by_status, incident_page
from store.incidents import approve, edit, get_incident, merge, reject, reopen
from store.model import Claim, ClaimStatus, DatePrecision, DateRange, Perpetrator, Status, Target, Victim
from store.undoing import undo

BY = {"analyst": "amira", "now": NOW}


@pytest.fixture
def db():
    with desk() as db:
        yield db


def approved(db, *incidents):
    """Store and approve incidents, an article each; return their ids."""
    ids = []
    for incident in incidents:
        number = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        record = add(db, replace(incident, evidence={}), text=f"text {number}")[0]
        approve(db, record, **BY)
        ids.append(record.id)
    return ids


def listed(db, **wanted):
    return [row.id for row in incident_page(db, IncidentFilter(**wanted))]


def dated(day):
    return replace(TAJI, date=DateRange(day, day, DatePrecision.DAY) if day else DateRange())


def test_the_newest_is_first_and_the_undated_is_last(db):
    days = [dt.date(2020, 7, 3), None, dt.date(2021, 1, 1), dt.date(1, 1, 1), dt.date(2020, 7, 3)]
    assert approved(db, *map(dated, days)) == [1, 2, 3, 4, 5]
    assert listed(db) == [3, 5, 1, 4, 2]


def test_a_page_reads_on_where_the_one_before_ended(db):
    approved(db, *[dated(dt.date(2020, 7, 1 + n % 3)) for n in range(7)])
    first = incident_page(db, IncidentFilter(), limit=3)
    second = incident_page(db, IncidentFilter(), before=first[-1].key, limit=10)
    assert [row.id for row in [*first, *second]] == listed(db)


def test_a_row_says_what_a_line_of_the_list_needs(db):
    approved(db, TAJI)
    row = incident_page(db, IncidentFilter())[0]
    assert (row.type, row.place, row.country, row.killed, row.injured) == (TAJI.type, "Camp Taji", "IQ", 0, None)
    assert (row.date.start, row.summary, row.status) == (TAJI.date.start, TAJI.summary, Status.APPROVED)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rockets", [1, 2]), ("ROCK taji", [1]), ("guard kirkuk", [3]), ("zebra", []), ("rockets kirkuk", []),
        ("besmáya", [2]), ('"taji" OR *', []), ("---", []), ("soldiers", [1]), ("helicopter", [1]), ("front", [2]),
        ("shooting", []), ("approved", []),
    ],
)  # fmt: skip
def test_words_are_found_in_what_is_told_of_an_incident(db, words, found):
    told = replace(TAJI, victims=(Victim("two soldiers"),), damage="a helicopter", target=Target(("troops",)))
    approved(db, told, replace(BESMAYA, perpetrator=Perpetrator("Popular Front")), KIRKUK)
    assert listed(db, words=words) == found


def test_filters_keep_what_they_name(db):
    claimed = replace(KIRKUK, claim=Claim(ClaimStatus.CLAIMED, "Islamic State"))
    approved(db, TAJI, BESMAYA, claimed)
    assert listed(db, type="shooting") == [3]
    assert listed(db, type="shoot") == []
    assert listed(db, place="iq") == [1, 2, 3]
    assert listed(db, place="besma") == [2]
    assert listed(db, place="islamic") == []
    assert listed(db, actor="islamic") == [3]
    assert listed(db, actor="kirkuk") == []
    assert listed(db, place="iq", words="rocket", type="rocket_or_missile_attack") == [1, 2]


def test_days_are_inclusive_and_leave_the_undated_out(db):
    approved(db, *map(dated, [dt.date(2020, 7, 1), dt.date(2020, 7, 2), dt.date(2020, 7, 3), None]))
    assert listed(db, first=dt.date(2020, 7, 2)) == [3, 2]
    assert listed(db, last=dt.date(2020, 7, 2)) == [2, 1]
    assert listed(db, first=dt.date(2020, 7, 2), last=dt.date(2020, 7, 2)) == [2]
    assert listed(db, first=dt.date.min, last=dt.date.max) == [3, 2, 1]


def test_the_list_follows_every_decision_and_its_undoing(db):
    one = add(db, replace(TAJI, evidence={}))[0]
    assert listed(db) == []
    assert listed(db, status=Status.PROPOSED) == [1]
    approve(db, one, **BY)
    moved = replace(get_incident(db, 1).incident, place=replace(TAJI.place, name="Erbil", canonical="Erbil"))
    edit(db, get_incident(db, 1), replace(moved, date=DateRange()), **BY)
    assert listed(db, place="erbil") == [1]
    assert listed(db, first=dt.date(2020, 1, 1)) == []
    undo(db, **BY)
    assert listed(db, place="erbil") == []
    assert listed(db, first=dt.date(2020, 1, 1)) == [1]
    reopen(db, get_incident(db, 1), **BY)
    reject(db, get_incident(db, 1), **BY)
    assert listed(db, status=Status.REJECTED) == [1]
    assert listed(db, status=None) == [1]
    assert listed(db) == []


def test_what_was_merged_is_listed_as_such(db):
    approved(db, TAJI)
    other = add(db, replace(TAJI, evidence={}), text="another text")[0]
    merge(db, other, get_incident(db, 1), **BY)
    assert listed(db, status=Status.MERGED) == [2]


def test_statuses_are_counted(db):
    approved(db, TAJI, BESMAYA)
    add(db, KIRKUK, text="Late last month a guard was shot dead in Kirkuk. More.")
    counted = count_by_status(db)
    assert (counted[Status.APPROVED], counted[Status.PROPOSED], counted[Status.REJECTED]) == (2, 1, 0)


def test_the_index_stays_whole(db):
    approved(db, TAJI, BESMAYA, KIRKUK)
    db.execute("INSERT INTO incidents_fts (incidents_fts) VALUES ('integrity-check')")


def test_a_page_sorts_nothing(db):
    plan = db.execute(
        "EXPLAIN QUERY PLAN SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH 'status : approved' "
        "AND rowid < 9 AND rowid >= 0 ORDER BY rowid DESC LIMIT 2"
    ).fetchall()
    assert len(plan) == 1
    assert "VIRTUAL TABLE INDEX" in plan[0]["detail"]
    assert "TEMP B-TREE" not in plan[0]["detail"]


@pytest.mark.parametrize("wanted", [{}, {"words": "attack"}, {"place": "iq", "type": "shooting"}, {"words": "zebra"}])
def test_a_page_of_a_large_record_is_quick(large_record, wanted):
    times = []
    for _ in range(5):
        before = time.perf_counter()
        incident_page(large_record, IncidentFilter(**wanted))
        times.append(time.perf_counter() - before)
    assert min(times) < 0.02


@pytest.fixture(scope="module")
def large_record():
    """20,000 incidents: as many rows to a page as of any number, as a page is a walk along an index."""
    with desk() as db, transaction(db):
        first = add(db, replace(TAJI, evidence={}))[0]
        for number in range(2, 20_001):
            day = dt.date(2015, 1, 1) + dt.timedelta(number % 3650)
            incident = replace(
                TAJI if number % 3 else KIRKUK,
                evidence={},
                date=DateRange(day, day, DatePrecision.DAY),
                summary=f"attack {number % 100}",
            )
            records.write(db, replace(first, id=number, position=number, status=Status.APPROVED, incident=incident))
        yield db
