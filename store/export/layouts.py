"""The layouts that the record can be exported in, by name and by a file's suffix."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from store.errors import ExportError
from store.export.acled import acled_row
from store.export.approved import Actors
from store.export.codes import Row, Told
from store.export.geojson import export_geojson
from store.export.gtd import gtd_row
from store.export.report import Report
from store.export.sqlite import export_sqlite
from store.export.tables import Progress, coded, export_csv, export_jsonl
from store.export.ucdp import ucdp_row

# Writes the approved incidents of a database to a file, tells of each written, and returns what there is to report.
Layout = Callable[[sqlite3.Connection, Path, Progress], Report]

FILES: Mapping[str, Layout] = {
    "sqlite": export_sqlite,
    "csv": export_csv,
    "jsonl": export_jsonl,
    "geojson": export_geojson,
}
CODED: Mapping[str, Callable[[Told], Row]] = {"acled": acled_row, "gtd": gtd_row, "ucdp": ucdp_row}
"""The layouts of codebooks, with what makes a row of an incident."""
LAYOUTS = (*FILES, *CODED)
SUFFIXES: Mapping[str, str] = {
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".geojson": "geojson",
}


def name_for(path: Path, name: str | None = None) -> str:
    """Return the layout of that name, or of the file's suffix if none is named; raises ExportError."""
    if name is not None:
        if name in LAYOUTS:
            return name
        raise ExportError(f"There is no layout {name}. Choose one of {', '.join(LAYOUTS)}.")
    if (known := SUFFIXES.get(path.suffix.lower())) is not None:
        return known
    raise ExportError(
        f"{path}: the suffix does not tell the layout. Name one with --layout ({', '.join(LAYOUTS)}), "
        f"or end the name in one of {', '.join(SUFFIXES)}."
    )


def layout(name: str, actors: Actors = lambda _name: None) -> Layout:
    """Return what writes a layout; ``actors`` tells the codebooks' what kind of actor a name is."""
    return FILES[name] if name in FILES else coded(name, CODED[name], actors)
