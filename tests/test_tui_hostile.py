"""Articles are data: nothing in the corpus of attacks acts on the terminal, the desk, an export or the disk."""

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from desk_samples import NOW, make_database, river
from desk_terminal import LEAVES_SCREEN, DeskTerminal
from hostile_samples import ATTACKS, CORPUS, acts, make_inbox, text
from rich.cells import cell_len

from nlp.reading import read_text
from store.articles import add_article, get_article
from store.database import open_database
from store.incidents import approve, incidents_of
from tui.glyphs import visible

ROOT = Path(__file__).parent.parent
LAYOUTS = ("sqlite", "csv", "jsonl", "geojson", "acled", "gtd", "ucdp")
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# ESC and what belongs to it: a CSI, a string up to its end, or a short one.
SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.S)
MARKS = ("4242", "attack", "YXR0YWNr")


def blotter(database: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder in which nothing may appear."""
    code = "from tui.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "--db", str(database), *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=500, check=False,
    )  # fmt: skip


def acting(said: bytes) -> Counter[str]:
    """Return the characters in what a command said that a terminal could act upon."""
    return Counter(char for char in said.decode() if acts(char))


class Taken:
    """The corpus taken in by the command, all of it approved."""

    def __init__(self, tmp: Path) -> None:
        self.folder, self.empty, self.database = tmp / "inbox", tmp / "empty", tmp / "blotter.db"
        self.folder.mkdir()
        self.empty.mkdir()
        self.readable = make_inbox(self.folder)
        self.before = {path: path.read_bytes() for path in self.folder.iterdir()}
        self.ingest = blotter(self.database, "ingest", str(self.folder), folder=self.empty)
        with closing(open_database(self.database)) as db:
            self.ids = [row["id"] for row in db.execute("SELECT id FROM articles ORDER BY id")]
            self.articles = [get_article(db, article_id).article for article_id in self.ids]
            self.incidents = 0
            for article_id in self.ids:
                for record in incidents_of(db, article_id):
                    approve(db, record, analyst="anna", now=NOW)
                    self.incidents += 1


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    return Taken(tmp_path_factory.mktemp("hostile"))


def test_every_article_that_can_be_read_is_stored_as_it_was_written(taken):
    said = re.search(r"(\d+) articles stored .* (\d+) known already", taken.ingest.stderr.decode())
    assert said is not None
    assert int(said[1]) + int(said[2]) == taken.readable  # two pages may differ in nothing but an attack that is gone
    by_id = {article.id: article.text for article in taken.articles if article.path and article.path.endswith(".jsonl")}
    for number, attack in enumerate(ATTACKS.values()):
        stored = by_id[" ".join(attack.replace("\0", "\ufffd").split())[:300] or "rows.jsonl"]
        written = text(attack, number).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        assert stored == written.removeprefix("\ufeff")


def test_what_ingest_says_of_hostile_names_cannot_act(taken):
    assert acting(taken.ingest.stderr + taken.ingest.stdout) == {}
    assert b"attack" in taken.ingest.stderr  # their names were said


def test_nothing_appears_or_changes_beside_the_database(taken):
    assert list(taken.empty.iterdir()) == []
    assert {path: path.read_bytes() for path in taken.folder.iterdir()} == taken.before
    assert not Path("/tmp/attack.txt").exists()


def test_the_database_is_whole(taken):
    with closing(sqlite3.connect(taken.database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (len(taken.articles),)
    assert taken.incidents > taken.readable / 2


@pytest.mark.parametrize("command", [["extract", "{inbox}/rows.jsonl"], ["history", "1"], ["stats"], ["duplicates"]])
def test_what_commands_print_cannot_act(taken, command):
    ran = blotter(taken.database, *(word.format(inbox=taken.folder) for word in command), folder=taken.empty)
    assert ran.stdout
    assert acting(ran.stdout + ran.stderr) == {}


@pytest.fixture(scope="module")
def exported(taken, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    for layout in LAYOUTS:
        suffix = {"sqlite": "db"}.get(layout, layout if layout in ("jsonl", "geojson") else "csv")
        ran = blotter(
            taken.database, "export", str(folder / f"{layout}.{suffix}"), "--layout", layout, folder=taken.empty
        )
        assert ran.returncode == 0, ran.stderr.decode()
        assert acting(ran.stdout + ran.stderr) == {}
    return folder


@pytest.mark.parametrize("layout", ["csv", "acled", "gtd", "ucdp"])
def test_no_cell_of_a_table_is_a_formula(taken, exported, layout):
    with (exported / f"{layout}.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert len(rows) >= taken.incidents * 0.5
    assert {len(row) for row in rows} == {len(header)}
    numbers = re.compile(r"-?\d+(\.\d+)?")
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA) and not numbers.fullmatch(cell)] == []


def test_every_export_reads_back_whole(taken, exported):
    features = json.loads((exported / "geojson.geojson").read_text(encoding="utf-8"))["features"]
    lines = (exported / "jsonl.jsonl").read_text(encoding="utf-8").split("\n")
    assert len(features) == len([json.loads(line) for line in lines if line]) == taken.incidents
    with closing(sqlite3.connect(exported / "sqlite.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM incidents").fetchone() == (taken.incidents,)
    assert isinstance(yaml.safe_load((exported / "metadata.yaml").read_text(encoding="utf-8")), dict)
    assert {path.name.partition(".")[0] for path in exported.iterdir()} == {*LAYOUTS, "metadata"}


def shapes(written: str) -> set[str]:
    """Return the kinds of sequences in what a desk wrote, without their numbers."""
    return {re.sub(r"\d+", "0", found) for found in SEQUENCE.findall(written)}


ELSEWHERE = (("i", "the record"), ("l", "showing"), ("jjj", ""), ("h", "history"), ("h", "as it is"),
             ("v", "is remembered"), ("k", ""), ("v", "slots differ"), ("jj", ""), ("q", "the record"),
             ("d", "pairs ·"), ("q", "the record"), ("q", "headline"), ("t", "totals"), ("\t", "Decisions a day"),
             ("q", "headline"), ("/attack\r", "“attack”"), ("?", "closes this page"), ("x", "headline"))  # fmt: skip
"""Keys, and what is on the screen then: the record, two compared, the duplicates, the figures and a search."""


def tour(terminal: DeskTerminal, articles: int) -> str:
    """Look at every article, all its slots and its row, and at every other screen; return what was written."""
    terminal.wait_for("headline")
    for _ in range(articles):
        terminal.go("\r", "a approve")
        if "no incident" not in terminal.shown:
            terminal.go(12 * "j", "› summary")
            terminal.go("o", "columns ·")
            terminal.go("q", "a approve")
        terminal.go("\t\x1b[6~\x1b[6~")
        terminal.go("q", "headline")
        terminal.go("j")
    for keys, shows in ELSEWHERE:
        terminal.go(keys, shows)
    terminal.press("\x03")
    terminal.wait(lambda: LEAVES_SCREEN in terminal.written)
    assert terminal.end() == 0
    return terminal.written


def test_no_sequence_that_the_desk_writes_came_from_an_article(tmp_path):
    from nlp.pipeline import analyse, build

    pipeline = build(None)
    make_database(tmp_path / "plain.db", river())
    own = shapes(tour(DeskTerminal(tmp_path / "plain.db"), 1))
    with closing(open_database(tmp_path / "hostile.db")) as db:
        for number, attack in enumerate(ATTACKS.values()):
            article = read_text(
                text(attack, number), name="x", id=attack[:200], title=f"{attack} title", source=attack[:90]
            )
            add_article(db, analyse(pipeline, article), now=NOW)
    written = tour(DeskTerminal(tmp_path / "hostile.db"), len(ATTACKS))
    assert "attack" in written  # they were shown
    sequences = SEQUENCE.findall(written)
    assert [sequence for sequence in sequences if any(mark in sequence for mark in MARKS)] == []
    unknown = {shape for shape in shapes(written) - own if not re.fullmatch(r"\x1b\[[0;]*[mHCDABGdKJXPLM@STr]", shape)}
    assert unknown == set()
    left = SEQUENCE.sub("", written)
    assert Counter(char for char in left if acts(char) and char not in "\r\n") == {}


@pytest.mark.parametrize(
    ("letter", "mark"),
    [("a", "\u0301"), ("a", "\u0301\u200d"), ("", "\U0001f468\u200d"), ("\U0001f44d", "\U0001f3fd"),
     ("\u0915", "\u093e"), ("\ud55c", "\u11a8"), ("a", "\U000e0100")],
)  # fmt: skip
def test_a_flood_of_marks_is_shown_as_a_few(letter, mark):
    assert len(visible(f"{letter}{mark * 9_999}b")) < 20


@pytest.mark.parametrize(
    "word",
    ["e\u0301te\u0301", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f44d\U0001f3fd",
     "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"],
)  # fmt: skip
def test_marks_that_a_language_asks_for_and_pictures_are_shown_whole(word):
    assert visible(word) == word


def test_letters_joined_without_a_cell_between_them_take_their_cells():
    assert cell_len(visible("a\u200dt\u200dt\u200da\u200dc\u200dk")) == 6


def test_every_kind_of_attack_is_in_the_corpus():
    assert CORPUS.keys() == {"markup", "terminal", "direction", "unseen", "formula", "database", "path", "flood"}
