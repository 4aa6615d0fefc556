"""An exported database in Datasette, started on loopback and asked over HTTP."""

import json
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing

import pytest
import yaml
from store_samples import BESMAYA, KIRKUK, NOW, TAJI, add, desk

from store import rows
from store.export.datasette import metadata, write_metadata
from store.export.sqlite import export_sqlite
from store.incidents import approve

DEADLINE = 60
"""Seconds until Datasette must have answered once."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a Datasette that serves an export, as the command line says to start it."""
    folder = tmp_path_factory.mktemp("served")
    with desk() as db:
        for record in add(db, TAJI, BESMAYA, KIRKUK):
            approve(db, record, analyst="amira", now=NOW)
        export_sqlite(db, folder / "out.db")
    write_metadata(folder / "out.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "out.db", "-m", "metadata.yaml", "-h", "127.0.0.1", "-p", str(port)]
    with (folder / "log").open("w") as log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as server:
        try:
            yield _when_ready(f"http://127.0.0.1:{port}", server, folder / "log")
        finally:
            server.terminate()


def _when_ready(address, server, log):
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end and server.poll() is None:
        try:
            _get(f"{address}/-/versions.json")
            return address
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"Datasette did not answer: {log.read_text()}")


def _get(url):
    with urllib.request.urlopen(url, timeout=DEADLINE) as answer:
        return answer.read().decode()


def ask(address, path):
    return json.loads(_get(f"{address}/{path}"))


def test_the_facets_of_the_metadata_are_counted(address):
    found = ask(address, "out/incidents.json?_shape=objects")["facet_results"]
    counts = {name: {one["value"]: one["count"] for one in facet["results"]} for name, facet in found.items()}
    assert counts["country"] == {"IQ": 3}
    assert counts["type"] == {"rocket_or_missile_attack": 2, "shooting": 1}


def test_a_search_finds_stemmed_words(address):
    found = ask(address, "out/incidents.json?_search=rocket&_shape=array")
    assert {row["id"] for row in found} == {1, 2}


def test_incidents_have_the_coordinates_that_maps_look_for(address):
    found = ask(address, "out/incidents_on_map.json?_shape=array&_sort=id")
    assert [(row["latitude"], row["longitude"]) for row in found] == [(33.52, 44.26), (33.2, 44.6)]


def test_the_newest_incident_is_first(address):
    found = ask(address, "out/incidents.json?_shape=array&date_start__notblank=1")
    assert [row["date_start"] for row in found] == ["2020-07-27", "2020-07-24"]


@pytest.mark.parametrize("view", ["casualties", "quotes", "incidents_by_month", "casualty_figures", "sources"])
def test_every_view_and_table_answers(address, view):
    assert ask(address, f"out/{view}.json?_shape=array")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", "Record of incidents"),
        ("out/incidents", "Degrees north, WGS 84"),
        ("out/incidents", "33.52&nbsp;deg"),
        ("out/incidents", "datasette-cluster-map"),
        ("out/incidents_on_map", "datasette-cluster-map"),
        ("out/casualty_figures", "no figure is ever overwritten"),
        ("out/incidents?_search=taji", "Rocket attack on Camp Taji"),
    ],
)
def test_pages_show_titles_units_and_descriptions(address, page, words):
    assert words in _get(f"{address}/{page}")


def test_every_column_of_an_incident_is_described(tmp_path):
    described = yaml.safe_load(metadata(tmp_path / "out.db"))["databases"]["out"]["tables"]["incidents"]["columns"]
    assert list(described) == ["id", "article_id", *rows.COLUMNS]


def test_every_column_of_every_table_and_view_is_described_in_its_order(tmp_path):
    with desk() as db:
        export_sqlite(db, tmp_path / "out.db")
    described = yaml.safe_load(metadata(tmp_path / "out.db"))["databases"]["out"]["tables"]
    with closing(sqlite3.connect(tmp_path / "out.db")) as out:
        names = out.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%fts%'")
        columns = {name: [row[1] for row in out.execute(f"PRAGMA table_info({name})")] for (name,) in names.fetchall()}
    assert {name: list(table["columns"]) for name, table in described.items()} == columns


@pytest.mark.parametrize("name", ["out.db", 'a "b": c.db', "x\ny.db", "2020.db"])
def test_the_metadata_is_yaml_whatever_the_database_is_called(tmp_path, name):
    assert list(yaml.safe_load(metadata(tmp_path / name))["databases"]) == [name.removesuffix(".db")]


def test_the_metadata_of_somebody_else_stays(tmp_path):
    (tmp_path / "metadata.yaml").write_text("title: mine\n")
    assert write_metadata(tmp_path / "out.db") is None
    assert (tmp_path / "metadata.yaml").read_text() == "title: mine\n"


def test_the_metadata_of_an_older_export_is_replaced(tmp_path):
    assert write_metadata(tmp_path / "one.db") == write_metadata(tmp_path / "two.db") == tmp_path / "metadata.yaml"
    assert "two:" in (tmp_path / "metadata.yaml").read_text() or '"two":' in (tmp_path / "metadata.yaml").read_text()
