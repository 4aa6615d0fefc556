"""The layouts that the record can be exported in, by name and by a file's suffix."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from store.errors import ExportError
from store.export.sqlite import export_sqlite
from store.export.tables import export_csv, export_jsonl

# Writes the approved incidents of a database to a file and returns how many they are.
Layout = Callable[[sqlite3.Connection, Path], int]

LAYOUTS: Mapping[str, Layout] = {"sqlite": export_sqlite, "csv": export_csv, "jsonl": export_jsonl}
SUFFIXES: Mapping[str, str] = {
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def layout_for(path: Path, name: str | None = None) -> Layout:
    """Return the layout of that name, or of the file's suffix if none is named; raises ExportError."""
    if name is not None:
        if name in LAYOUTS:
            return LAYOUTS[name]
        raise ExportError(f"There is no layout {name}. Choose one of {', '.join(LAYOUTS)}.")
    if (known := SUFFIXES.get(path.suffix.lower())) is not None:
        return LAYOUTS[known]
    raise ExportError(
        f"{path}: the suffix does not tell the layout. Name one with --layout ({', '.join(LAYOUTS)}), "
        f"or end the name in one of {', '.join(SUFFIXES)}."
    )
