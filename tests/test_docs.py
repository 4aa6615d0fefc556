"""README and Makefile say what is so. UPDATE_DOCS=1 writes what is generated."""

import os
import re
from fnmatch import fnmatch
from pathlib import Path

import click
import pytest

from tui import keys
from tui.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TABLE = re.compile(r"(?<=by make docs -->\n).*?(?=<!-- end of keys -->)", re.S)


def words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_key_table_of_the_readme_is_the_one_of_the_desk():
    if os.environ.get("UPDATE_DOCS"):
        README.write_text(TABLE.sub(lambda _: keys.DEFAULT.markdown(), words(README)), encoding="utf-8")
    assert TABLE.findall(words(README)) == [keys.DEFAULT.markdown()]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_readme(command):
    assert f"`blotter {command}" in words(README)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_has_its_help(command):
    options = [p for p in main.get_command(click.Context(main), command).params if isinstance(p, click.Option)]
    assert [o.name for o in options if not o.help] == []


def test_the_readme_names_no_command_that_is_not_there():
    named = set(re.findall(r"`blotter (\w+)", words(README)))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_every_make_command_in_the_documents_is_in_the_makefile(document):
    targets = set(re.findall(r"^(\w+):", words(ROOT / "Makefile"), re.M))
    named = set(re.findall(r"^make (\w+)|`make (\w+)`", words(ROOT / document), re.M))
    assert named
    assert {name for pair in named for name in pair if name} <= targets


def test_the_readme_names_the_two_commands_first():
    assert re.findall(r"^make (\w+)", words(README), re.M) == ["demo", "test"]


def test_every_link_of_a_document_leads_to_a_file():
    for document in ("README.md", "CONTRIBUTING.md"):
        links = re.findall(r"\]\((?!https?:)([^)#]+)\)", words(ROOT / document))
        assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_dependency_is_accounted_for():
    import tomllib

    project = tomllib.loads(words(ROOT / "pyproject.toml"))["project"]
    names = [re.split(r"[~><=]", dependency)[0] for dependency in project["dependencies"]]
    assert [name for name in names if f"| {name} |" not in words(ROOT / "CONTRIBUTING.md")] == []


def test_constraints_are_plain_names_and_versions():
    lines = [line for line in words(ROOT / "constraints.txt").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!+]+", line)] == []


def test_the_map_of_nlp_names_every_module_and_none_that_is_not_there():
    told = (
        words(ROOT / "CONTRIBUTING.md").partition("What reads what in `nlp/`")[2].partition("How an export is made")[0]
    )
    named = set(re.findall(r"`([a-z_*]+)`", told))
    modules = {path.stem for path in (ROOT / "nlp").glob("*.py")} - {"__init__"}
    assert [m for m in sorted(modules) if not any(fnmatch(m, name) for name in named)] == []
    assert [name for name in sorted(named) if not any(fnmatch(m, name) for m in modules)] == []
