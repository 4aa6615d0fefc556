"""The commands about the gazetteer, as they are run."""

from click.testing import CliRunner

from tests.test_nlp_gazetteer import DUMP
from tui.cli import main


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_importing_a_dump_says_what_it_held_and_where_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "IQ.txt").write_text(DUMP, encoding="utf-8")
    result = run("gazetteer", "import", tmp_path / "IQ.txt")
    assert (result.stdout, result.exit_code) == ("IQ: 5 places\n", 0)
    assert result.stderr == f"Kept in {tmp_path / 'blotter' / 'gazetteer.db'}.\n"


def test_what_was_imported_is_listed(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert run("gazetteer").stdout.splitlines()[1] == "imported  nothing yet"
    (tmp_path / "IQ.txt").write_text(DUMP, encoding="utf-8")
    run("gazetteer", "import", tmp_path / "IQ.txt")
    world, imported = run("gazetteer").stdout.splitlines()
    assert world.split()[0] == "world"
    assert imported.split()[:5] == ["IQ", "5", "places", "from", "IQ.txt"]


def test_a_file_that_is_no_dump_ends_in_one_line(tmp_path):
    (tmp_path / "notes.txt").write_text("my notes\n", encoding="utf-8")
    result = run("gazetteer", "import", tmp_path / "notes.txt")
    assert result.exit_code == 1
    assert "line 1 has 1 columns" in result.stderr
    assert result.stderr.count("\n") == 1
