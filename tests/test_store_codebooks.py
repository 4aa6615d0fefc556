"""The layouts of the codebooks, read back by somebody who knows only the codebook: its columns and its lists."""

import csv
import datetime as dt
import itertools
import json
import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_samples import coded_incident
from store_samples import NOW, add, desk

from store.export.codes import KnownActor
from store.export.layouts import CODED, layout
from store.incidents import approve

BOOKS = json.loads(files("store").joinpath("export", "codebooks.json").read_text(encoding="utf-8"))
ACTORS = {"Houthis": KnownActor(2, "YE"), "Islamic State": KnownActor(2), "Iran": KnownActor(1, "IR")}
GTD_UNKNOWN = {"-9", "-99"}
INTEGERS = {
    "acled": {"year", "time_precision", "iso", "geo_precision", "fatalities"},
    "gtd": {
        *("eventid", "iyear", "imonth", "iday", "extended", "region", "specificity", "vicinity", "multiple", "success"),
        *("suicide", "attacktype1", "targtype1", "targsubtype1", "guncertain1", "nperps", "nperpcap", "claimed"),
        *("claimmode", "weaptype1", "weapsubtype1", "nkill", "nwound", "property", "propextent", "propvalue"),
        *("ishostkid", "nhostkid", "nhours", "ndays", "ransom", "INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY"),
    },
    "ucdp": {
        *("id", "year", "type_of_violence", "number_of_sources", "where_prec", "priogrid_gid", "country_id"),
        *("event_clarity", "date_prec", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
        *("best", "high", "low"),
    },
}
DATES = {"acled": {"event_date"}, "gtd": set(), "ucdp": {"date_start", "date_end"}}
LISTS = {
    "acled": {
        "time_precision": {"1", "2", "3"},
        "geo_precision": {"1", "2", "3"},
        "event_type": set(BOOKS["acled"]["event_types"]),
        "inter1": set(BOOKS["acled"]["inter"].values()),
        "inter2": set(BOOKS["acled"]["inter"].values()),
        "interaction": set(BOOKS["acled"]["interaction"].values()),
        "region": set(BOOKS["acled"]["region"].values()),
        "civilian_targeting": {"Civilian targeting"},
    },
    "gtd": {
        "region": set(BOOKS["gtd"]["region"]),
        "specificity": set("12345"),
        "vicinity": {"0", "1", "-9"},
        "imonth": {str(month) for month in range(13)},
        "iday": {str(day) for day in range(32)},
        **{name: {"0", "1"} for name in ("multiple", "success", "suicide", "guncertain1", "ishostkid")},
        **{name: {"0", "1", "-9"} for name in ("claimed", "property", "ransom")},
        **{name: {"0", "1", "-9"} for name in ("INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY")},
        "attacktype1": set(BOOKS["gtd"]["attacktype"]),
        "targtype1": set(BOOKS["gtd"]["targtype"]),
        "weaptype1": set(BOOKS["gtd"]["weaptype"]),
        "weapsubtype1": set(BOOKS["gtd"]["weapsubtype"]),
        "claimmode": set(BOOKS["gtd"]["claimmode"]),
        "propextent": set(BOOKS["gtd"]["propextent"]),
    },
    "ucdp": {
        "type_of_violence": set("123"),
        "where_prec": set("1234567"),
        "date_prec": set("12345"),
        "event_clarity": {"1", "2"},
        "region": set(BOOKS["ucdp"]["region"]),
    },
}
TITLED = {
    "region": "region",
    "attacktype1": "attacktype",
    "targtype1": "targtype",
    "weaptype1": "weaptype",
    "weapsubtype1": "weapsubtype",
    "claimmode": "claimmode",
    "propextent": "propextent",
}
NUMBERS = {"latitude", "longitude"}


def exported(folder, name, incidents):
    """Return the rows that a layout has of approved incidents, as text by column, and its report."""
    out = folder / f"{name}.csv"
    with desk() as db:
        for record in add(db, *incidents):
            approve(db, record, analyst="amira", now=NOW)
        report = layout(name, ACTORS.get)(db, out, int)
    with out.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader), list(reader.fieldnames or ()), report


@pytest.mark.parametrize(("name", "number"), [("acled", 31), ("gtd", 135), ("ucdp", 49)])
def test_the_columns_are_those_of_the_codebook_in_its_order(tmp_path, name, number):
    rows, columns, _ = exported(tmp_path, name, [])
    assert (columns, rows) == (BOOKS[name]["columns"], [])
    assert len(set(columns)) == number


@pytest.mark.parametrize("name", CODED)
@given(incidents=st.lists(coded_incident, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_value_is_of_its_type_and_in_its_list(tmp_path_factory, name, incidents):
    rows, columns, report = exported(tmp_path_factory.mktemp("out"), name, incidents)
    assert (columns, len(rows), report.incidents) == (BOOKS[name]["columns"], len(incidents), len(incidents))
    for row in rows:
        for column, text in row.items():
            if not text:
                continue
            if column in INTEGERS[name]:
                assert re.fullmatch(r"-?\d+", text), column
                assert int(text) >= 0 or text in GTD_UNKNOWN
            if column in DATES[name]:
                assert dt.date.fromisoformat(text)
            if column in NUMBERS:
                assert -180 <= float(text) <= 180
            if column in LISTS[name]:
                assert text in LISTS[name][column], column
        CHECKS[name](row)


def check_acled(row):
    kinds = {
        (event, sub): disorder
        for event, subs in BOOKS["acled"]["event_types"].items()
        for sub, disorder in subs.items()
    }
    if row["event_type"]:
        assert row["disorder_type"] == kinds[row["event_type"], row["sub_event_type"]]
    assert bool(row["event_type"]) == bool(row["sub_event_type"]) == bool(row["disorder_type"])
    assert bool(row["event_date"]) == bool(row["time_precision"])
    assert row["timestamp"] == row["tags"] == row["source_scale"] == row["admin2"] == row["admin3"] == ""
    if row["event_date"]:
        assert row["event_date"].startswith(row["year"])
    if row["interaction"] and row["inter2"]:
        codes = {name: code for code, name in BOOKS["acled"]["inter"].items()}
        pair = "".join(sorted(codes[row[column]] for column in ("inter1", "inter2")))
        assert row["interaction"] == BOOKS["acled"]["interaction"][pair]


def check_gtd(row):
    for column, values in TITLED.items():
        assert row[f"{column}_txt"] == (BOOKS["gtd"][values][row[column]] if row[column] else "")
    subtypes = BOOKS["gtd"]["targsubtype"].get(row["targtype1"], {})
    assert row["targsubtype1_txt"] == (subtypes[row["targsubtype1"]] if row["targsubtype1"] else "")
    assert row["gname"]
    assert row["weaptype1"]
    if row["iday"] not in ("", "0"):
        assert dt.date(int(row["iyear"]), int(row["imonth"]), int(row["iday"]))
        assert row["approxdate"] == ""
    if row["ishostkid"] == "0":
        assert row["nhostkid"] == row["nhours"] == row["ransom"] == ""


def check_ucdp(row):
    if row["best"]:
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(int(row[part]) for part in parts) == int(row["best"])
    assert bool(row["date_start"]) == bool(row["date_end"]) == bool(row["date_prec"])
    if row["date_start"]:
        assert row["date_start"] <= row["date_end"]
    if row["latitude"]:
        assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
        assert 1 <= int(row["priogrid_gid"]) <= 259200
    assert row["conflict_new_id"] == row["dyad_name"] == row["gwnoa"] == ""


CHECKS = {"acled": check_acled, "gtd": check_gtd, "ucdp": check_ucdp}


def test_every_type_weapon_and_target_has_a_code_that_the_codebook_lists():
    from store import codebook

    subs = set(itertools.chain.from_iterable(BOOKS["acled"]["event_types"].values()))
    assert {term.acled for term in codebook.TYPES.values() if term.acled} <= subs
    gtd = BOOKS["gtd"]
    assert all(str(term.gtd[0]) in gtd["attacktype"] for term in codebook.TYPES.values() if term.gtd)
    assert all(str(term.gtd[0]) in gtd["weaptype"] for term in codebook.WEAPONS.values())
    assert all(str(code) in gtd["weapsubtype"] for term in codebook.WEAPONS.values() for code in term.gtd[1:])
    for term in codebook.TARGETS.values():
        assert str(term.gtd[0]) in gtd["targtype"]
        assert all(str(code) in gtd["targsubtype"][str(term.gtd[0])] for code in term.gtd[1:])
