"""The rules by which an incident becomes a row of a codebook: dates, places, kinds, actors, numbers."""

import datetime as dt
from dataclasses import replace

import pytest

from store.export.acled import acled_row
from store.export.codes import KnownActor, Told
from store.export.gtd import gtd_row
from store.export.ucdp import priogrid, ucdp_row
from store.incidents import Source
from store.model import (
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DatePrecision,
    DateRange,
    Figure,
    Incident,
    Outcome,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Stage,
    Target,
    Victim,
    Weapon,
)

DAY, PART, WEEK, MONTH, YEAR = (
    DatePrecision.DAY,
    DatePrecision.PART_OF_WEEK,
    DatePrecision.WEEK,
    DatePrecision.MONTH,
    DatePrecision.YEAR,
)
BAQUBAH = Place("Baquba", "Baqubah", None, "Diyala", "IQ", 33.75, 44.64, PlacePrecision.EXACT)


def told(incident=None, /, *, figures=(), related=(), sources=(), actor=None, **slots):
    return Told(7, replace(incident or Incident(), **slots), sources, figures, related, actor)


def dated(first, last, precision):
    return told(date=DateRange(dt.date.fromisoformat(first), dt.date.fromisoformat(last), precision, "then"))


def complaints(row):
    return {(one.column, one.slot) for one in row.complaints}


@pytest.mark.parametrize(
    ("first", "last", "precision", "acled", "gtd", "ucdp"),
    [
        ("2020-07-27", "2020-07-27", DAY, ("2020-07-27", 1), (2020, 7, 27), 1),
        ("2020-07-25", "2020-07-26", PART, ("2020-07-25", 2), (2020, 7, 0), 2),
        ("2020-07-20", "2020-07-26", WEEK, ("2020-07-23", 2), (2020, 7, 0), 3),
        ("2020-07-01", "2020-07-31", MONTH, ("2020-07-16", 3), (2020, 7, 0), 4),
        ("2020-07-01", "2020-07-10", MONTH, ("2020-07-01", 3), (2020, 7, 0), 4),
        ("2020-07-21", "2020-07-31", MONTH, ("2020-07-31", 3), (2020, 7, 0), 4),
        ("2020-07-11", "2020-07-20", MONTH, ("2020-07-15", 3), (2020, 7, 0), 4),
        ("2020-07-30", "2020-08-02", PART, ("2020-07-31", 2), (2020, 0, 0), 2),
        ("2020-01-01", "2020-12-31", YEAR, (None, None), (2020, 0, 0), 5),
        ("2020-07-31", "2020-07-20", DAY, (None, None), (None, None, None), None),
    ],
    ids=[
        *("a day", "a weekend", "a week", "a month", "its beginning", "its end", "its middle", "over its end"),
        *("a year", "ends before it starts"),
    ],
)
def test_a_date_has_the_day_and_the_precision_of_each_codebook(first, last, precision, acled, gtd, ucdp):
    incident = dated(first, last, precision)
    row = acled_row(incident).cells
    assert (row["event_date"], row["time_precision"]) == acled
    row = gtd_row(incident).cells
    assert (row["iyear"], row["imonth"], row["iday"]) == gtd
    assert ucdp_row(incident).cells["date_prec"] == ucdp


@pytest.mark.parametrize(
    ("precision", "acled", "gtd", "ucdp"),
    [
        (PlacePrecision.EXACT, 1, (1, "Baqubah", 33.75), 1),
        (PlacePrecision.NEAR, 2, (1, "Baqubah", 33.75), 2),
        (PlacePrecision.DISTRICT, 2, (3, "Unknown", 33.75), 3),
        (PlacePrecision.ADMIN1, 3, (4, "Unknown", 33.75), 4),
        (PlacePrecision.COUNTRY, None, (5, "Unknown", None), 6),
        (None, None, (None, "Unknown", None), None),
    ],
)
def test_a_place_has_the_precision_of_each_codebook(precision, acled, gtd, ucdp):
    incident = told(place=replace(BAQUBAH, precision=precision))
    assert acled_row(incident).cells["geo_precision"] == acled
    row = gtd_row(incident).cells
    assert (row["specificity"], row["city"], row["latitude"]) == gtd
    assert ucdp_row(incident).cells["where_prec"] == ucdp


def test_a_country_has_its_names_numbers_and_regions():
    acled, gtd, ucdp = (make(told(place=BAQUBAH)).cells for make in (acled_row, gtd_row, ucdp_row))
    assert (acled["iso"], acled["country"], acled["region"]) == (368, "Iraq", "Middle East")
    assert (gtd["country_txt"], gtd["region"], gtd["region_txt"]) == ("Iraq", 10, "Middle East & North Africa")
    assert (ucdp["country"], ucdp["country_id"], ucdp["region"]) == ("Iraq", 645, "Middle East")


@pytest.mark.parametrize(
    ("code", "region"), [("NG", "Africa"), ("US", "Americas"), ("AF", "Asia"), ("UA", "Europe"), ("TR", "Middle East")]
)
def test_ucdp_files_a_country_by_its_number(code, region):
    assert ucdp_row(told(place=Place(country=code))).cells["region"] == region


@pytest.mark.parametrize("make", [acled_row, gtd_row, ucdp_row])
@pytest.mark.parametrize("place", [Place("Somewhere"), Place(country="ZZ")], ids=["none", "no country of ISO"])
def test_a_place_without_a_country_is_complained_of(make, place):
    column = "country_txt" if make is gtd_row else "country"
    assert (column, Slot.PLACE) in complaints(make(told(place=place)))


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (34.53, 69.17, 179779), (90, 180, 259200), (2.04, 45.34, 132931)],
    ids=["south pole", "Kabul", "north east edge", "Mogadishu"],
)
def test_a_point_is_in_its_cell_of_the_prio_grid(latitude, longitude, cell):
    assert priogrid(latitude, longitude) == cell


@pytest.mark.parametrize(
    ("slots", "sub_event"),
    [
        ({"type": "shelling"}, "Shelling/artillery/missile attack"),
        ({"type": "shooting", "target": Target(type="police")}, "Armed clash"),
        ({"type": "shooting", "target": Target(type="civilian")}, "Attack"),
        ({"type": "shooting"}, None),
        ({"type": "bombing", "stage": Stage.FOILED}, "Disrupted weapons use"),
        ({"type": "bombing", "stage": Stage.THREATENED}, "Other"),
        ({"type": "execution", "target": Target(type="troops")}, "Attack"),
        ({"type": "raid_or_arrest"}, "Arrests"),
        ({"type": "other"}, None),
        ({}, None),
    ],
)
def test_acled_has_a_kind_of_event_by_type_stage_and_target(slots, sub_event):
    row = acled_row(told(**slots))
    assert row.cells["sub_event_type"] == sub_event
    assert ("sub_event_type" in {column for column, _ in complaints(row)}) == (sub_event is None)


def test_acled_names_an_unknown_attacker_and_civilians_by_country():
    row = acled_row(told(type="bombing", place=BAQUBAH, target=Target(type="civilian"))).cells
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Iraq)", "Political militia")
    assert (row["actor2"], row["inter2"]) == ("Civilians (Iraq)", "Civilians")
    assert (row["interaction"], row["civilian_targeting"]) == ("Political militia-Civilians", "Civilian targeting")


def test_who_has_aircraft_is_no_militia_for_acled():
    row = acled_row(told(type="airstrike", place=BAQUBAH, target=Target(type="civilian"))).cells
    assert (row["actor1"], row["inter1"]) == ("Unidentified Military Forces", "External/Other forces")
    assert row["interaction"] == "External/Other forces-Civilians"


@pytest.mark.parametrize(
    ("target", "actor"),
    [
        (Target(("the base",), "Camp Taji", "military_base"), None),
        (Target(("the embassy",), None, "diplomatic"), None),
        (Target(("Baqubah",), "Baqubah", "government"), None),
        (Target(("troops",), "Iraqi Army", "troops"), "Iraqi Army"),
        (Target(("officials",), "the ministry", "government"), "the ministry"),
    ],
)
def test_a_place_is_no_actor_for_acled(target, actor):
    row = acled_row(told(type="bombing", place=BAQUBAH, target=target))
    assert (row.cells["actor2"], row.cells["interaction"]) == (actor, None)
    assert (("actor2", Slot.TARGET) in complaints(row)) == (actor is None)


def test_acled_names_nobody_where_nobody_attacks():
    row = acled_row(told(type="weapons_seizure", place=BAQUBAH))
    assert row.cells["actor1"] is None
    assert ("actor1", Slot.PERPETRATOR) in complaints(row)


@pytest.mark.parametrize(("country", "kind"), [("IR", "State forces"), ("SY", "External/Other forces")])
def test_the_forces_of_a_state_are_external_abroad(country, kind):
    place = replace(BAQUBAH, country=country)
    row = acled_row(told(type="airstrike", place=place, perpetrator=Perpetrator("Iran"), actor=KnownActor(1, "IR")))
    assert row.cells["inter1"] == kind


def test_an_actor_that_nobody_knows_has_no_kind():
    row = acled_row(told(type="bombing", perpetrator=Perpetrator("New Front")))
    assert (row.cells["actor1"], row.cells["inter1"]) == ("New Front", None)
    assert ("inter1", Slot.PERPETRATOR) in complaints(row)


FIGURES = [
    Figure(Slot.KILLED, 7, 1, Count(7, 7, 7, "seven"), dt.date(2020, 7, 27), "Wire"),
    Figure(Slot.KILLED, 8, 2, Count(9, 9, 9, "nine"), dt.date(2020, 7, 28), "Ledger"),
]


def test_each_codebook_counts_the_killed_by_its_rule():
    incident = told(type="bombing", killed=Count(7, 9, 9), figures=FIGURES, summary="Bomb in Baqubah.")
    row = acled_row(incident).cells
    assert (row["fatalities"], row["notes"]) == (7, "Bomb in Baqubah. Reported killed: 7 to 9.")
    row = gtd_row(incident).cells
    assert (row["nkill"], row["addnotes"]) == (9, "killed 7 to 9 as reported")
    row = ucdp_row(incident).cells
    assert (row["low"], row["best"], row["high"], row["deaths_unknown"]) == (7, 9, 9, 9)


@pytest.mark.parametrize(
    ("make", "column"),
    [(acled_row, "fatalities"), (gtd_row, "nkill"), (ucdp_row, "best")],
    ids=["acled", "gtd", "ucdp"],
)
def test_a_number_that_nobody_tells_is_empty_and_complained_of(make, column):
    row = make(told(type="bombing"))
    assert row.cells[column] is None
    assert (column, Slot.KILLED) in complaints(row)


def test_the_gtd_has_its_own_codes_for_what_is_unknown():
    row = gtd_row(told(type="bombing")).cells
    assert (row["gname"], row["targtype1_txt"], row["weaptype1_txt"]) == ("Unknown",) * 3
    assert (row["claimed"], row["property"], row["nperps"]) == (-9, -9, -99)
    assert (row["crit1"], row["country"], row["nkillus"]) == (None, None, None)


@pytest.mark.parametrize(
    ("how", "mode"),
    [("in a video", 6), ("by e-mail", 4), ("in a call", 2), ("on a Telegram channel", 7), ("somehow", 10), (None, 10)],
)
def test_the_gtd_tells_how_it_was_claimed(how, mode):
    row = gtd_row(told(type="bombing", claim=Claim(ClaimStatus.CLAIMED, "Us", how))).cells
    assert (row["claimed"], row["claimmode"]) == (1, mode)


@pytest.mark.parametrize(
    ("attribution", "uncertain"), [(Attribution.CLAIMED, 0), (Attribution.SUSPECTED, 1), (Attribution.UNKNOWN, None)]
)
def test_the_gtd_tells_how_certain_the_group_is(attribution, uncertain):
    row = gtd_row(told(type="bombing", perpetrator=Perpetrator("Us", (), attribution))).cells
    assert (row["gname"], row["guncertain1"]) == ("Us", uncertain)


def test_the_gtd_counts_hostages_only_where_all_are_counted():
    taken = Victim("workers", count=3, outcome=Outcome.ABDUCTED)
    row = gtd_row(told(type="abduction", victims=(taken,))).cells
    assert (row["ishostkid"], row["nhostkid"]) == (1, 3)
    row = gtd_row(told(type="abduction", victims=(taken, replace(taken, count=None)))).cells
    assert row["nhostkid"] == -99


@pytest.mark.parametrize("slots", [{"type": "raid_or_arrest"}, {"type": "bombing", "stage": Stage.THREATENED}])
def test_the_gtd_records_only_attacks(slots):
    row = gtd_row(told(**slots))
    assert (row.cells["attacktype1"], row.cells["success"]) == (None, None)
    assert ("attacktype1", Slot.TYPE) in complaints(row)


def test_the_gtd_joins_incidents_that_belong_together():
    row = gtd_row(told(type="bombing", related=(9, 12))).cells
    assert (row["multiple"], row["related"]) == (1, "7, 9, 12")


@pytest.mark.parametrize(
    ("actor", "kind", "target", "violence"),
    [
        ("Us", 2, "civilian", (3, "Us", "Civilians")),
        ("Us", 2, "troops", (1, None, "Us")),
        ("Us", 1, "militia", (1, None, None)),
        ("Us", 3, "militia", (2, None, None)),
        ("Us", None, "troops", (None, None, None)),
        (None, None, "civilian", (None, None, None)),
    ],
)
def test_ucdp_has_a_type_of_violence_where_both_sides_are_told(actor, kind, target, violence):
    known = KnownActor(kind) if kind else None
    row = ucdp_row(told(type="shooting", perpetrator=Perpetrator(actor), target=Target(type=target), actor=known))
    assert (row.cells["type_of_violence"], row.cells["side_a"], row.cells["side_b"]) == violence


def test_ucdp_wants_somebody_killed():
    assert ("best", Slot.KILLED) in complaints(ucdp_row(told(type="shooting", killed=Count(0, 0, 0))))


def test_sources_are_cited_with_outlet_title_and_day():
    sources = [
        Source(1, "Bomb in market", "Wire", dt.date(2020, 7, 27), None),
        Source(2, "Toll rises", None, None, None),
    ]
    assert acled_row(told(sources=sources)).cells["source"] == "Wire; Toll rises"
    row = gtd_row(told(sources=sources)).cells
    assert (row["scite1"], row["scite2"], row["scite3"]) == ("Wire, “Bomb in market”, 2020-07-27", "“Toll rises”", None)
    assert ucdp_row(told(sources=sources)).cells["number_of_sources"] == 2


@pytest.mark.parametrize(("make", "slot"), [(acled_row, "weapon"), (ucdp_row, "weapon")], ids=["acled", "ucdp"])
def test_what_no_column_holds_is_complained_of(make, slot):
    row = make(told(type="bombing", weapon=Weapon("ied", ("a bomb",))))
    assert ("", Slot(slot)) in complaints(row)
