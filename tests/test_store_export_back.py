"""Exports that are read back: by the same program, and as other programs read them."""

import json
import math
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import BESMAYA, KIRKUK, NOW, TAJI, add, any_incident, desk

from store.errors import ExportError
from store.export.geojson import export_geojson
from store.export.layouts import LAYOUTS, layout
from store.export.received import received
from store.export.sqlite import TABLES, export_sqlite
from store.export.tables import export_jsonl
from store.incidents import approve, get_incident, judge, merge
from store.model import Count, Incident, Place, Verdict

BY = {"analyst": "amira", "now": NOW}


def contents(path):
    """Return every row of every table of an exported database."""
    with closing(sqlite3.connect(path)) as db:
        return {table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in TABLES}


def fill(db):
    """Approve three incidents: one told by two articles with figures that differ, two that belong together."""
    taji, besmaya, kirkuk = add(db, TAJI, BESMAYA, KIRKUK)
    later = replace(TAJI, evidence={}, killed=Count(2, 2, 2, "two"))
    link = "https://ledger.example/2"
    (other,) = add(db, later, text="Two died later.", title="Second", source="Ledger", author="Amira", link=link)
    for record in (taji, besmaya, kirkuk):
        approve(db, record, **BY)
    merge(db, other, get_incident(db, taji.id), **BY)
    judge(db, besmaya.id, kirkuk.id, Verdict.RELATED, **BY)


@pytest.fixture
def db():
    with desk() as db:
        fill(db)
        yield db


@given(st.lists(any_incident, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_record_is_the_same_after_sqlite_to_jsonl_to_sqlite(tmp_path_factory, incidents):
    folder = tmp_path_factory.mktemp("out")
    with desk() as db:
        for record in add(db, *incidents):
            approve(db, record, **BY)
        export_sqlite(db, folder / "a.db")
    with received(folder / "a.db") as exported:
        export_jsonl(exported, folder / "b.jsonl")
    with received(folder / "b.jsonl") as exported:
        export_sqlite(exported, folder / "c.db")
    assert contents(folder / "c.db") == contents(folder / "a.db")
    with received(folder / "c.db") as exported:
        export_jsonl(exported, folder / "d.jsonl")
    assert (folder / "d.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()


def test_sources_figures_and_relations_come_back_too(db, tmp_path):
    export_sqlite(db, tmp_path / "a.db")
    export_jsonl(db, tmp_path / "b.jsonl")
    with received(tmp_path / "b.jsonl") as exported:
        export_sqlite(exported, tmp_path / "c.db")
    first = contents(tmp_path / "a.db")
    assert contents(tmp_path / "c.db") == first
    assert [len(first[table]) for table in TABLES] == [2, 3, 4, 6, 3, 2]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("kind", ["sqlite", "jsonl"])
def test_every_layout_is_the_same_from_an_export_as_from_the_desk(db, tmp_path, name, kind):
    layout(kind)(db, tmp_path / "received", int)
    layout(name)(db, tmp_path / "one", int)
    with received(tmp_path / "received") as exported:
        layout(name)(exported, tmp_path / "two", int)
    if name == "sqlite":
        assert contents(tmp_path / "two") == contents(tmp_path / "one")
    else:
        assert (tmp_path / "two").read_bytes() == (tmp_path / "one").read_bytes()


def test_lines_without_their_first_bring_no_text_but_everything_else(db, tmp_path):
    export_jsonl(db, tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert [len(json.loads(line)["relations"]) for line in lines] == [0, 1, 1]
    (tmp_path / "some.jsonl").write_text("\n".join(lines[1:]) + "\n", encoding="utf-8")
    with received(tmp_path / "some.jsonl") as exported:
        export_sqlite(exported, tmp_path / "some.db")
    some = contents(tmp_path / "some.db")
    assert [row[0] for row in some["incidents"]] == [2, 3]
    assert [row[-1] for row in some["articles"]] == [None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}\n", "line 1"),
        ("[]\n", "line 1"),
        ("no json\n", "line 1"),
        ('{"id": {"a": 1}, "article_id": 1, "sources": [], "evidence": {}}\n', "line 1"),
        ("[" * 100_000 + "\n", "line 1"),
        ("\xff\xfe\n", "line 1"),
        ("SQLite format 3\x00 broken", "cannot be read as a blotter database"),
    ],
    ids=["empty", "a list", "no JSON", "a number that is none", "endless", "not UTF-8", "a broken database"],
)
def test_a_file_that_is_no_export_is_told_of(tmp_path, text, told):
    path = tmp_path / "in.jsonl"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(Exception, match=told) as error, received(path):
        pass
    assert "\n" not in str(error.value)


def test_an_export_of_an_older_blotter_is_told_of(db, tmp_path):
    export_sqlite(db, tmp_path / "old.db")
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.execute("ALTER TABLE sources DROP COLUMN link")
    with pytest.raises(ExportError, match="an older one"), received(tmp_path / "old.db"):
        pass


def test_a_desk_is_not_taken_for_an_export(tmp_path):
    with desk(tmp_path / "desk.db"):
        pass
    with pytest.raises(ExportError, match="no export"), received(tmp_path / "desk.db"):
        pass


def test_a_missing_file_is_told_of(tmp_path):
    with pytest.raises(ExportError, match="cannot be read"), received(tmp_path / "none.jsonl"):
        pass


def test_incidents_that_refer_to_others_that_are_gone_are_told_of(db, tmp_path):
    export_jsonl(db, tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "some.jsonl").write_text("\n".join(lines[:2]), encoding="utf-8")
    with pytest.raises(ExportError, match="refer"), received(tmp_path / "some.jsonl"):
        pass


@given(st.lists(any_incident, max_size=3))
@settings(max_examples=30, deadline=None)
def test_any_record_is_geojson_as_rfc_7946_has_it(tmp_path_factory, incidents):
    out = tmp_path_factory.mktemp("out") / "out.geojson"
    with desk() as db:
        for record in add(db, *incidents):
            approve(db, record, **BY)
        export_geojson(db, out)
    read = json.loads(out.read_bytes(), parse_constant=pytest.fail)
    assert (read["type"], set(read)) == ("FeatureCollection", {"type", "features"})
    assert [feature["id"] for feature in read["features"]] == list(range(1, len(incidents) + 1))
    for feature, incident in zip(read["features"], incidents, strict=True):
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        if incident.place.latitude is None:
            assert feature["geometry"] is None
            continue
        assert set(feature["geometry"]) == {"type", "coordinates"}
        longitude, latitude = feature["geometry"]["coordinates"]
        assert feature["geometry"]["type"] == "Point"
        assert math.isclose(longitude, incident.place.longitude)
        assert math.isclose(latitude, incident.place.latitude)


def test_a_point_that_is_not_on_earth_has_no_geometry(db, tmp_path):
    export_jsonl(db, tmp_path / "in.jsonl")
    lines = (tmp_path / "in.jsonl").read_text(encoding="utf-8").replace("33.52", "933.52")
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    with received(tmp_path / "in.jsonl") as exported:
        report = export_geojson(exported, tmp_path / "out.geojson")
    feature, *_ = json.loads((tmp_path / "out.geojson").read_text())["features"]
    assert feature["geometry"] is None
    assert ("geometry", "no coordinates on earth") in report.notes


def test_the_ledger_of_casualties_is_exported_with_outlet_day_and_rule(db, tmp_path):
    export_sqlite(db, tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as out:
        figures = out.execute(
            "SELECT source, published, best, words FROM casualty_figures WHERE incident_id = 1"
        ).fetchall()
        rule = out.execute(
            "SELECT slot, min, best, max, rule, figures FROM casualties WHERE incident_id = 1"
        ).fetchall()
    assert figures == [("The Wire", "2020-07-28", 0, "Nobody was hurt"), ("Ledger", "2020-07-28", 2, "two")]
    assert rule == [("killed", 0, 0, 2, "GTD: the latest day's sources, of these what most tell, else the lowest", 2)]


@pytest.mark.parametrize("view", ["incidents_on_map", "incidents_by_month", "quotes", "casualties"])
def test_every_view_of_the_exported_database_has_rows(db, tmp_path, view):
    export_sqlite(db, tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as out:
        assert out.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_tells_what_is_to_be_doubted(tmp_path, name):
    with desk() as db:
        approve(db, add(db, Incident(place=Place("Taji"), injured=Count(2, 2, 2)))[0], **BY)
        report = layout(name)(db, tmp_path / "out", int)
    assert ("to be doubted", "place: without a country") in report.notes
    assert ("to be doubted", "injured: without words that say so") in report.notes
    assert "to be doubted: place: without a country (1 incident: 1)" in report.text()


def test_the_short_report_names_some_incidents_and_the_text_all(tmp_path):
    with desk() as db:
        for record in add(db, *(Incident(place=Place(f"Place {at}")) for at in range(7))):
            approve(db, record, **BY)
        report = layout("jsonl")(db, tmp_path / "out", int)
    assert list(report.lines()) == ["to be doubted: place: without a country (7 incidents: 1, 2, 3, 4, 5, …)"]
    assert report.text().splitlines()[0] == "jsonl: 7 incidents"
    assert report.text().splitlines()[1].endswith("(7 incidents: 1, 2, 3, 4, 5, 6, 7)")


def test_progress_is_told_of_each_incident(db, tmp_path):
    for name in LAYOUTS:
        steps = []
        layout(name)(db, tmp_path / "out", steps.append)
        assert sum(steps) == 3, name
