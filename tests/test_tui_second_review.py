"""``blotter sample`` and ``blotter stats --second``."""

import json
from contextlib import closing

import pytest
from click.testing import CliRunner
from desk_samples import ANALYST, NOW, make_database, quiet, river

from store.database import open_database
from store.incidents import approve, incidents_of, reject
from tui.cli import main


def run(database, *arguments, analyst="basil"):
    return CliRunner().invoke(main, ["--db", str(database), "--analyst", analyst, *map(str, arguments)])


@pytest.fixture
def database(tmp_path):
    make_database(tmp_path / "desk.db", river(), quiet())
    decide(tmp_path / "desk.db", ANALYST, approve, approve, reject)
    return tmp_path / "desk.db"


def decide(path, analyst, *acts):
    with closing(open_database(path)) as db:
        for act, record in zip(acts, incidents_of(db, 1), strict=True):
            act(db, record, analyst=analyst, now=NOW)


def test_a_sample_is_reviewed_and_compared(database, tmp_path):
    second = tmp_path / "second.db"
    result = run(database, "sample", 5, second)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 article written to" in result.stderr
    assert "all that were decided without basil" in result.stderr
    decide(second, "basil", approve, reject, reject)
    lines = run(database, "stats", "--second", second).stdout.splitlines()
    [kept] = [line.split() for line in lines if line.startswith("  kept ")]
    assert kept == ["kept", "3", "67%", "0.40"]
    assert any(line.startswith("second review: 1 articles, anna and then") for line in lines)
    row = json.loads(run(database, "stats", "--json", "--second", second).stdout)["second_review"]
    assert (row["kept"]["judged"], row["slots"]["type"]["judged"], row["second"]) == (3, 1, ["basil"])


@pytest.mark.parametrize(
    ("arguments", "analyst", "told"),
    [
        (["sample", "5", "new.db"], ANALYST, "There is no article to draw"),
        (["sample", "5", "desk.db"], "basil", "it is there already"),
        (["sample", "5", "none/new.db"], "basil", "cannot be written"),
        (["stats", "--second", "none.db"], "basil", "no such file"),
        (["stats", "--second", "desk.db"], "basil", "this very database"),
        (["stats", "--second", "text.db"], "basil", "not an SQLite file"),
    ],
)
def test_what_cannot_be_drawn_or_compared_is_told_in_one_line(database, tmp_path, arguments, analyst, told):
    (tmp_path / "text.db").write_text("a text that is no database")
    (tmp_path / "none").write_text("")
    *first, last = arguments
    result = run(database, *first, tmp_path / last, analyst=analyst)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_sample_of_none_is_refused(database, tmp_path):
    assert run(database, "sample", 0, tmp_path / "new.db").exit_code == 2
