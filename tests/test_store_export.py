"""What leaves the room."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from store_samples import BESMAYA, KIRKUK, NOW, TAJI, TEXT, add, any_incident, desk, in_article

from store.codec import from_json
from store.errors import ExportError, UnwritableError
from store.export.layouts import LAYOUTS, layout, name_for
from store.export.sqlite import export_sqlite
from store.export.tables import export_csv, export_jsonl
from store.incidents import approve, get_incident, merge, reject
from store.model import Count, Incident, Perpetrator, Place, Target

BY = {"analyst": "amira", "now": NOW}
OTHER_TEXT = "Rockets at al-Taji base."


@pytest.fixture
def db(tmp_path):
    """A desk with two approved incidents, the first told by two articles, and a rejected one."""
    with desk(tmp_path / "desk.db") as db:
        taji, besmaya, kirkuk = add(db, TAJI, BESMAYA, KIRKUK)
        (other,) = add(
            db, replace(TAJI, evidence={}, damage="a helicopter"), text=OTHER_TEXT, title="Second", source=None
        )
        approve(db, taji, **BY)
        approve(db, besmaya, **BY)
        reject(db, kirkuk, **BY)
        merge(db, other, get_incident(db, taji.id), **BY)
        yield db


@pytest.fixture
def exported(db, tmp_path):
    assert export_sqlite(db, tmp_path / "out.db").incidents == 2
    with closing(sqlite3.connect(tmp_path / "out.db")) as out:
        out.row_factory = sqlite3.Row
        yield out


def test_only_approved_incidents_are_exported(exported):
    rows = exported.execute("SELECT id, type, date_start, latitude, longitude, killed_best, summary FROM incidents")
    assert [tuple(row) for row in rows] == [
        (1, "rocket_or_missile_attack", "2020-07-27", 33.52, 44.26, 0, "Rocket attack on Camp Taji"),
        (2, "rocket_or_missile_attack", "2020-07-24", 33.2, 44.6, None, "Rockets near Besmaya"),
    ]


def test_every_source_of_an_incident_is_exported(exported):
    rows = exported.execute("SELECT incident_id, article_id, title FROM sources ORDER BY incident_id, article_id")
    assert [tuple(row) for row in rows] == [
        (1, 1, "Rockets hit Camp Taji"),
        (1, 2, "Second"),
        (2, 1, "Rockets hit Camp Taji"),
    ]


def test_who_wrote_an_article_and_where_it_stands_is_exported(tmp_path):
    told = {"author": "Amira Saleh", "link": "https://tigris.example/1"}
    with desk() as db:
        (taji,) = add(db, TAJI, **told)
        (other,) = add(db, replace(TAJI, evidence={}), text=OTHER_TEXT, title="Second", link="https://wire.example/2")
        approve(db, taji, **BY)
        merge(db, other, get_incident(db, taji.id), **BY)
        for name in ("sqlite", "csv", "jsonl", "geojson", "gtd"):
            layout(name)(db, tmp_path / name, int)
    links = ["https://tigris.example/1", "https://wire.example/2"]
    with closing(sqlite3.connect(tmp_path / "sqlite")) as out:
        for table in ("articles", "sources"):
            assert out.execute(f"SELECT author, link FROM {table} ORDER BY link").fetchall() == [
                ("Amira Saleh", links[0]), (None, links[1]),
            ]  # fmt: skip
    with (tmp_path / "csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["source_authors"], row["source_links"]) == ("Amira Saleh", "; ".join(links))
    line = json.loads((tmp_path / "jsonl").read_text(encoding="utf-8"))
    assert [(source["author"], source["link"]) for source in line["sources"]] == [
        ("Amira Saleh", links[0]), (None, links[1]),
    ]  # fmt: skip
    (feature,) = json.loads((tmp_path / "geojson").read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["source_authors"] == ["Amira Saleh", None]
    assert feature["properties"]["source_links"] == links
    with (tmp_path / "gtd").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["scite1"] == f"Amira Saleh, The Wire, “Rockets hit Camp Taji”, 2020-07-28, {links[0]}"


def test_every_exported_quote_is_in_its_exported_article(exported):
    rows = exported.execute(
        'SELECT text, start, "end", quote FROM evidence JOIN articles ON articles.id = article_id'
    ).fetchall()
    assert len(rows) == 6
    assert all(row["text"][row["start"] : row["end"]] == row["quote"] for row in rows)


def test_foreign_keys_hold_in_the_export(exported):
    assert exported.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = {
        row["table"]
        for name in ("incidents", "sources", "evidence")
        for row in exported.execute(f"PRAGMA foreign_key_list ({name})")
    }
    assert tables == {"articles", "incidents"}


def test_the_exported_tables_have_their_indexes(exported):
    rows = exported.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    assert {
        "incidents_date", "incidents_type", "incidents_region", "incidents_coordinates", "incidents_article",
        "sources_article", "evidence_article", "casualty_figures_article", "relations_other",
    } <= {row["name"] for row in rows}  # fmt: skip


def test_progress_comes_to_the_number_of_incidents(db, tmp_path):
    told = []
    export_sqlite(db, tmp_path / "out.db", told.append)
    assert sum(told) == 2


def test_the_export_is_one_file(exported, tmp_path):
    assert exported.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("desk.db")) == ["out.db"]


@pytest.mark.parametrize("words", ["taji", "katyusha", "rocket", "helicopter"])
def test_sqlite_utils_finds_incidents_by_their_words(exported, tmp_path, words):
    command = [sys.executable, "-m", "sqlite_utils", "search", str(tmp_path / "out.db"), "incidents", words]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout)
    assert 1 in [row["id"] for row in found]


def test_an_export_of_nothing_is_a_database_without_rows(tmp_path):
    with desk() as db:
        assert export_sqlite(db, tmp_path / "out.db").incidents == 0
    with closing(sqlite3.connect(tmp_path / "out.db")) as out:
        assert out.execute("SELECT count(*) FROM incidents").fetchone() == (0,)


LINK = "https://example.org/news/1?a=b"


@pytest.mark.parametrize(
    ("path", "leaves"),
    [
        ("/home/amira/inbox/taji.txt", "taji.txt"), ("taji.txt", "taji.txt"), ("a/b/a/b", "b"), (LINK, LINK),
        ("http://example.org/x/", "http://example.org/x/"), (None, None),
    ],
)  # fmt: skip
def test_an_article_leaves_with_its_author_and_address_and_without_the_folders_of_the_desk(tmp_path, path, leaves):
    with desk() as db:
        approve(db, *add(db, TAJI, path=path, author="A. Writer", link=LINK), **BY)
        export_sqlite(db, tmp_path / "out.db")
        export_csv(db, tmp_path / "out.csv")
        export_jsonl(db, tmp_path / "out.jsonl")
    with closing(sqlite3.connect(tmp_path / "out.db")) as out:
        for table in ("articles", "sources"):
            assert out.execute(f"SELECT author, link, path FROM {table}").fetchall() == [("A. Writer", LINK, leaves)]
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["source_links"] for row in csv.DictReader(file)] == [LINK]
    (source,) = json.loads((tmp_path / "out.jsonl").read_text())["sources"]
    assert (source["author"], source["link"], source["path"]) == ("A. Writer", LINK, leaves)


def test_csv_is_read_by_excel_with_its_letters(db, tmp_path):
    assert export_csv(db, tmp_path / "out.csv").incidents == 2
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        taji, besmaya = csv.DictReader(file)
    assert (taji["place_name"], taji["weapon_words"], taji["killed_best"]) == ("Camp Taji", "Katyusha rockets", "0")
    assert (taji["source_count"], taji["source_titles"]) == ("2", "Rockets hit Camp Taji; Second")
    assert besmaya["killed_best"] == ""


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        '=HYPERLINK("x")',
        "-",
        "+",
        "--1",
        "-1.2.3",
    ],
)
def test_a_formula_is_inert_in_a_spreadsheet(tmp_path, formula):
    incident = Incident(place=Place(formula), target=Target((formula,)), damage=formula, summary=formula)
    with desk() as db:
        approve(db, add(db, incident, title=formula, source=formula)[0], **BY)
        export_csv(db, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    cells = [row[name] for name in ("place_name", "target_words", "damage", "summary", "sources", "source_titles")]
    assert cells == [f"'{formula}"] * 6


def test_a_number_stays_a_number_in_a_spreadsheet(tmp_path):
    place = Place(latitude=-33.5, longitude=-44.0)
    with desk() as db:
        approve(db, add(db, Incident(place=place, killed=Count(words="-12"), damage="+3.5"))[0], **BY)
        export_csv(db, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert [row[name] for name in ("latitude", "longitude", "killed_words", "damage")] == [
        "-33.5",
        "-44.0",
        "-12",
        "+3.5",
    ]


@given(any_incident)
@settings(max_examples=40, deadline=None)
def test_any_incident_is_read_back_from_json_lines(tmp_path_factory, incident):
    out = tmp_path_factory.mktemp("out") / "out.jsonl"
    with desk() as db:
        approve(db, add(db, incident)[0], **BY)
        assert export_jsonl(db, out).incidents == 1
    line = json.loads(out.read_text(encoding="utf-8"))
    assert (line["id"], [source["title"] for source in line["sources"]]) == (1, ["Rockets hit Camp Taji"])
    assert from_json(Incident, line) == in_article(incident, 1)


def test_json_lines_are_one_incident_a_line_whatever_the_text(tmp_path):
    with desk() as db:
        record, *_ = add(db, Incident(damage="a\r\nb\u2028c"), Incident(perpetrator=Perpetrator("é")))
        approve(db, record, **BY)
        export_jsonl(db, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 1


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_older_export_is_replaced(db, tmp_path, name):
    out = tmp_path / "out"
    out.write_text("older")
    assert layout(name)(db, out, int).incidents == 2
    assert b"older" not in out.read_bytes()


@contextmanager
def full_disk():
    """No file can grow beyond a few bytes, which is how a full disk looks to a program."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))
    try:
        yield
    finally:  # soon: what pytest prints may go to a file as well
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_failed_export_leaves_the_older_one(db, tmp_path, name):
    out = tmp_path / "out"
    out.write_text("older")
    with pytest.raises(UnwritableError, match="out cannot be written"), full_disk():
        layout(name)(db, out, int)
    assert out.read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("desk.db")) == ["out"]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("out", ["desk.db", "link.db", "other.db"])
def test_a_desk_is_never_replaced_by_an_export(db, tmp_path, name, out):
    os.link(tmp_path / "desk.db", tmp_path / "link.db")
    with desk(tmp_path / "other.db"):
        pass
    with pytest.raises(ExportError, match="desk"):
        layout(name)(db, tmp_path / out, int)
    assert get_incident(db, 1).incident.summary == TAJI.summary


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("out", ["", "missing/out", "desk.db/out", "x" * 300])
def test_a_place_that_cannot_be_written_is_told_of(db, tmp_path, name, out):
    with pytest.raises(UnwritableError) as told:
        layout(name)(db, tmp_path / out, int)
    assert "\n" not in str(told.value)
    assert {path.name for path in tmp_path.iterdir()} <= {"desk.db", "desk.db-wal", "desk.db-shm"}


def test_a_journal_left_by_a_reader_of_the_older_file_goes_with_it(db, tmp_path):
    out = tmp_path / "out.db"
    export_sqlite(db, out)
    (tmp_path / "out.db-wal").write_bytes(b"frames of the older file")
    export_sqlite(db, out)
    assert not (tmp_path / "out.db-wal").exists()


@pytest.mark.parametrize(
    ("file", "name", "found"),
    [
        ("out.db", None, "sqlite"),
        ("out.SQLITE", None, "sqlite"),
        ("out.csv", None, "csv"),
        ("out.jsonl", None, "jsonl"),
        ("out.geojson", None, "geojson"),
        ("out.db", "csv", "csv"),
        ("out", "jsonl", "jsonl"),
        ("out.csv", "gtd", "gtd"),
    ],
)
def test_the_layout_is_the_one_named_or_that_of_the_suffix(tmp_path, file, name, found):
    assert name_for(tmp_path / file, name) == found


@pytest.mark.parametrize(("file", "name"), [("out", None), ("out.xlsx", None), ("out.db", "xml")])
def test_an_unknown_layout_is_told_of_with_those_there_are(tmp_path, file, name):
    with pytest.raises(ExportError, match="sqlite, csv, jsonl, geojson, acled, gtd, ucdp"):
        name_for(tmp_path / file, name)


def test_the_text_of_the_article_goes_along(exported):
    assert [row["text"] for row in exported.execute("SELECT text FROM articles ORDER BY id")] == [TEXT, OTHER_TEXT]
