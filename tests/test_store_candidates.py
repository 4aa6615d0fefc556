"""Which stored incidents could be the same."""

import calendar
import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import BESMAYA, KIRKUK, NOW, TAJI, add, desk

from nlp.similarity import likeness
from store import candidates as blocks
from store.blocking import cell_of, cells_near, half_box
from store.candidates import candidates, near, place_key
from store.incidents import approve, get_incident, judge, merge, postpone, reject
from store.model import Count, DatePrecision, DateRange, Incident, Place, PlacePrecision, Verdict, Victim

BY = {"analyst": "amira", "now": NOW}
DAY = TAJI.date.start
BARE = replace(TAJI, evidence={})


@pytest.fixture
def db():
    with desk() as db:
        yield db


def on(day, end=None, precision=DatePrecision.DAY):
    return DateRange(day, end or day, precision)


def month(year, number):
    return on(
        dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1]), DatePrecision.MONTH
    )


def stored(db, incident):
    """Store an approved incident and return its id."""
    number = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    (record,) = add(db, replace(incident, evidence={}), text=f"article {number}")
    approve(db, record, **BY)
    return record.id


def found(db, incident, exclude=None, **options):
    return [record.id for record in candidates(db, incident, exclude=exclude, **options)]


@pytest.mark.parametrize(
    "name", ["Camp Taji", "Taji base", "al-Taji", "near Taji", "Al Taji military base", "TAJI", "Tājī"]
)
def test_spellings_of_one_place_have_one_key(name):
    assert place_key(Place(name)) == place_key(Place("Taji"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qayyarah", "Kayara"),
        ("Deir ez-Zor", "Dayr az Zawr"),
        ("Ma'rib", "Marib"),
        ("Saba' al-Bour", "Saba al Bur"),
        ("Baqubah", "Ba'quba"),
        ("Erbil", "Arbil"),
        ("Mosul", "East Mosul"),
        ("Balad Air Base", "Balad airbase"),
        ("Hodeidah", "Hudaydah"),
        ("Hasakah", "al-Hasaka"),
    ],
)
def test_transliterations_have_one_key(one, other):
    assert place_key(Place(one)) == place_key(Place(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Taji", "Balad"), ("Mosul", "Kirkuk"), ("Aden", "Abha"), ("الموصل", "بغداد")]
)
def test_different_places_have_different_keys(one, other):
    assert place_key(Place(one)) != place_key(Place(other))


@pytest.mark.parametrize("name", ["Base", "Al", "Aea", "???", "The Camp"])
def test_a_name_of_nothing_but_fillers_keeps_a_key_if_it_has_words(name):
    assert bool(place_key(Place(name))) == (name != "???")


def test_no_name_has_no_key():
    assert place_key(Place(country="IQ")) == ""


@given(st.floats(-85, 85), st.floats(-180, 180), st.floats(-1, 1), st.floats(-1, 1))
def test_what_is_within_25_km_is_in_a_cell_near(latitude, longitude, north, east):
    height, width = half_box(latitude)
    other = Place(latitude=latitude + north * height, longitude=(longitude + east * width + 540) % 360 - 180)
    assert cell_of(other) in cells_near(Place(latitude=latitude, longitude=longitude))


@pytest.mark.parametrize(
    "near",
    [
        replace(BARE, place=Place("al-Taji base")),
        replace(BARE, place=Place("somewhere", latitude=33.6, longitude=44.4)),
        replace(BARE, date=on(DAY + dt.timedelta(3))),
        replace(BARE, date=on(DAY - dt.timedelta(3))),
        replace(BARE, date=month(2020, 7)),
        replace(BARE, date=on(dt.date(2020, 1, 1), dt.date(2020, 12, 31), DatePrecision.YEAR)),
        replace(BARE, date=DateRange(phrase="Monday")),
        replace(BARE, place=Place()),
        replace(BARE, place=Place(country="IQ")),
        replace(BARE, place=Place("Baghdad", admin1="Baghdad", country="IQ", precision=PlacePrecision.ADMIN1)),
        replace(BARE, place=Place("Iraq", country="IQ", precision=PlacePrecision.COUNTRY)),
    ],
)
def test_near_in_date_and_place_is_a_candidate_from_both_sides(db, near):
    one = stored(db, BARE)
    assert one in found(db, near)
    other = stored(db, near)
    assert other in found(db, BARE, exclude=one)


@pytest.mark.parametrize(
    "far",
    [
        replace(BARE, date=on(DAY + dt.timedelta(4))),
        replace(BARE, date=on(DAY - dt.timedelta(4))),
        replace(BARE, date=month(2020, 5)),
        replace(BARE, date=on(dt.date(2019, 1, 1), dt.date(2019, 12, 31), DatePrecision.YEAR)),
        replace(BARE, place=Place("Balad", admin1="Salah al-Din", country="IQ", latitude=34.01, longitude=44.14)),
        replace(BARE, place=Place("Anbar", admin1="Anbar", country="IQ", precision=PlacePrecision.ADMIN1)),
        replace(BARE, place=Place("Syria", country="SY", precision=PlacePrecision.COUNTRY)),
        replace(BARE, place=Place(country="SY")),
    ],
)
def test_far_in_date_or_place_is_no_candidate_from_either_side(db, far):
    one = stored(db, BARE)
    assert found(db, far) == []
    stored(db, far)
    assert found(db, BARE, exclude=one) == []


def test_a_week_that_began_before_the_window_but_reaches_into_it_is_a_candidate(db):
    week = stored(db, replace(BARE, date=on(DAY - dt.timedelta(9), DAY - dt.timedelta(3), DatePrecision.WEEK)))
    assert found(db, BARE) == [week]


def test_a_month_that_began_before_the_window_but_reaches_into_it_is_a_candidate(db):
    days = stored(db, replace(BARE, date=on(DAY - dt.timedelta(33), DAY - dt.timedelta(3), DatePrecision.MONTH)))
    assert found(db, BARE) == [days]


def test_places_on_both_sides_of_the_date_line_are_near(db):
    one = stored(db, replace(BARE, place=Place("A", latitude=-17.0, longitude=179.95)))
    assert found(db, replace(BARE, place=Place("B", latitude=-17.0, longitude=-179.95))) == [one]


def test_nothing_known_of_date_and_place_has_no_candidates(db):
    stored(db, BARE)
    stored(db, Incident())
    assert found(db, Incident()) == []


def test_only_approved_incidents_are_candidates(db):
    records = [add(db, BARE, text=f"a{n}")[0] for n in range(4)]
    approve(db, records[0], **BY)
    reject(db, records[1], **BY)
    postpone(db, records[2], **BY)
    assert found(db, BARE) == [records[0].id]


def test_neither_itself_nor_what_was_told_apart_is_a_candidate(db):
    one, two, three, four = (stored(db, BARE) for _ in range(4))
    judge(db, three, one, Verdict.DIFFERENT, **BY)
    judge(db, one, four, Verdict.RELATED, **BY)
    assert found(db, BARE, exclude=one) == [two]
    assert found(db, BARE, exclude=three) == [four, two]


def test_what_was_told_apart_from_one_that_is_the_same_is_no_candidate(db):
    one, two, three = (stored(db, BARE) for _ in range(3))
    judge(db, one, two, Verdict.SAME, **BY)
    judge(db, two, three, Verdict.DIFFERENT, **BY)
    assert found(db, BARE, exclude=one) == [two]


def test_a_merged_incident_is_no_candidate(db):
    one, two = stored(db, BARE), stored(db, BARE)
    merge(db, get_incident(db, two), get_incident(db, one), **BY)
    assert found(db, BARE) == [one]


def test_the_nearest_come_first_within_the_limit(db):
    ids = {days: stored(db, replace(BARE, date=on(DAY + dt.timedelta(days)))) for days in (3, -1, 0, 2)}
    unknown = stored(db, replace(BARE, date=DateRange()))
    elsewhere = stored(db, replace(BARE, place=Place("Near by", latitude=33.53, longitude=44.27)))
    assert found(db, BARE) == [ids[0], ids[-1], ids[2], ids[3], unknown, elsewhere]
    assert found(db, BARE, limit=2) == [ids[0], ids[-1]]


def test_of_many_without_a_date_those_that_agree_best_are_candidates(db):
    other = replace(BARE, type="shooting", date=DateRange(), killed=Count(9, 9, 9))
    twin = stored(db, replace(BARE, date=DateRange()))
    for _ in range(20):
        stored(db, other)
    dated, undated = found(db, BARE), found(db, replace(BARE, date=DateRange()))
    assert twin in dated
    assert twin in undated
    assert len(dated) < len(undated) < 10  # without a date there is less else to look at


def test_the_first_and_last_days_of_the_calendar_are_dates_too(db):
    for day in (dt.date.min, dt.date.max):
        one = stored(db, replace(BARE, date=on(day)))
        assert found(db, replace(BARE, date=on(day))) == [one]


@pytest.mark.parametrize(
    "incident",
    [
        BARE,
        replace(BARE, date=DateRange()),
        replace(BARE, date=month(2020, 7)),
        replace(BARE, place=Place()),
        replace(BARE, place=Place("Iraq", country="IQ", precision=PlacePrecision.COUNTRY)),
        KIRKUK,
    ],
)
def test_no_table_is_read_through(db, incident):
    seen = []
    db.set_trace_callback(seen.append)
    candidates(db, incident, exclude=1)
    db.set_trace_callback(None)
    (query,) = [sql for sql in seen if "WITH near" in sql]
    plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
    ours = ("incidents", "i", "u", "verdicts", "v", "evidence", "figures")
    assert [line for line in plan if line.startswith(tuple(f"SCAN {table}" for table in ours))] == []
    assert "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)" in plan
    assert "SEARCH u USING INTEGER PRIMARY KEY (rowid=?)" in plan
    searches = [line for line in plan if line.startswith("SEARCH incidents")]
    assert len(searches) == len(blocks._blocks(incident))
    assert all("USING COVERING INDEX" in line and "date_class" in line for line in searches)


def test_what_is_near_has_all_that_it_is_compared_by(db):
    (one,) = [stored(db, TAJI)]
    (found,) = near(db, TAJI, exclude=None)
    assert (found.id, found.named) == (one, True)
    whole = get_incident(db, one).incident
    assert likeness(BESMAYA, found.incident) == likeness(BESMAYA, whole)
    assert likeness(TAJI, found.incident).levels == likeness(TAJI, whole).levels


def test_what_is_near_is_compared_by_who_was_hit_too(db):
    hit = replace(TAJI, victims=(Victim("two farmers", None, "farmers"),))
    stored(db, replace(TAJI, victims=(Victim("the guards", None, "guards"),)))
    (found,) = near(db, hit, exclude=None)
    assert likeness(hit, found.incident).levels["victims"] == "other"
