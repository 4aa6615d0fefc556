"""The rules of the house, read from the syntax tree of every module."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path for floor in ("store", "nlp", "tui") for path in (ROOT / floor).rglob("*.py"))
EVERY_FILE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
LONGEST = 500
SHOWS_MARKUP = {"Static", "Label", "notify"}
# As it stands in code: in capitals, with the word that makes it SQL and not the beginning of a sentence.
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s(OR\s\w+\s)?INTO|UPDATE\s\w+\sSET|DELETE\sFROM|CREATE\s(TABLE|INDEX)|PRAGMA\s)\b",
    re.S,
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a module with the last part of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def keywords(call: ast.Call) -> set[str | None]:
    return {keyword.arg for keyword in call.keywords}


@pytest.mark.parametrize("path", EVERY_FILE, ids=name_of)
def test_a_file_stays_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=name_of)
def test_a_package_file_is_empty(path):
    assert path.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_named_after_what_it_holds(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}


@pytest.mark.parametrize("path", [p for p in MODULES if p.is_relative_to(ROOT / "tui")], ids=name_of)
def test_an_exclusive_worker_names_its_group(path):
    # Without one, all share the group "default" and cancel each other silently.
    assert [c.lineno for _, c in calls(path) if "exclusive" in keywords(c) and "group" not in keywords(c)] == []


@pytest.mark.parametrize("path", [p for p in MODULES if p.is_relative_to(ROOT / "tui")], ids=name_of)
def test_what_is_shown_says_whether_it_is_markup(path):
    # Article text is never markup: "[sic]" must show, "[/b]" must not end the desk.
    assert [c.lineno for n, c in calls(path) if n in SHOWS_MARKUP and "markup" not in keywords(c)] == []


@pytest.mark.parametrize("path", [p for p in MODULES if not p.is_relative_to(ROOT / "store")], ids=name_of)
def test_sql_is_only_in_the_store(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert [n.lineno for n in strings if SQL.search(n.value)] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_prints(path):
    # The command line speaks through click; the floors below it have no voice.
    assert [c.lineno for n, c in calls(path) if n == "print"] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_handler_catches_everything(path):
    handlers = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ExceptHandler)]
    broad = [
        h.lineno for h in handlers if h.type is None or (isinstance(h.type, ast.Name) and h.type.id == "Exception")
    ]
    assert broad == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_edges_ask_the_clock(path):
    # What reads, resolves and scores takes the time as an argument.
    edges = {"tui", "store/database.py"}
    if not any(name_of(path).startswith(edge) for edge in edges):
        assert [c.lineno for n, c in calls(path) if n in {"now", "today", "utcnow"}] == []
