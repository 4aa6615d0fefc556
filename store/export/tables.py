"""The record as one table: CSV for spreadsheets, JSON lines for scripts."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from store import rows
from store.export import approved
from store.export.files import reading, replacing

_LISTS = frozenset(("weapon_words", "perpetrator_words", "target_words"))
# What a spreadsheet takes for the start of a formula; the wide forms too, which Excel folds in East Asian settings.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
CSV_COLUMNS = ("id", *rows.COLUMNS, "source_count", "sources", "source_titles")


def export_csv(db: sqlite3.Connection, out: Path) -> int:
    """Write the approved incidents as CSV, one a line, and return how many.

    UTF-8 with a byte order mark, by which Excel knows it. A cell that a spreadsheet would run as a
    formula begins with an apostrophe. Raises UnwritableError or ExportError.
    """
    count = 0
    with replacing(db, out) as part, reading(db), part.open("w", encoding="utf-8-sig", newline="") as file:
        sources = approved.sources(db)
        writer = csv.writer(file)
        writer.writerow(CSV_COLUMNS)
        for row in approved.incidents(db):
            writer.writerow(_inert(value) for value in _cells(row, sources[row["id"]]))
            count += 1
    return count


def export_jsonl(db: sqlite3.Connection, out: Path) -> int:
    """Write the approved incidents as JSON lines with their id and sources, and return how many.

    Raises UnwritableError or ExportError.
    """
    count = 0
    with replacing(db, out) as part, reading(db), part.open("w", encoding="utf-8", newline="\n") as file:
        sources, evidence = approved.sources(db), approved.evidence(db)
        for row in approved.incidents(db):
            incident = rows.to_data(row, evidence[row["id"]])
            line = {"id": row["id"], **incident, "sources": sources[row["id"]]}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count


def _cells(row: sqlite3.Row, sources: Sequence[Mapping[str, Any]]) -> Iterable[rows.Value]:
    yield row["id"]
    for column in rows.COLUMNS:
        yield "; ".join(json.loads(row[column])) if column in _LISTS else row[column]
    yield len(sources)
    yield "; ".join(source["source"] or source["path"] or str(source["article_id"]) for source in sources)
    yield "; ".join(source["title"] for source in sources)


def _inert(value: rows.Value) -> Any:
    if not isinstance(value, str) or not value.lstrip(" ").startswith(_FORMULA) or _is_number(value):
        return value
    return f"'{value}"


def _is_number(text: str) -> bool:
    return text[:1] in "+-" and text[1:].replace(".", "", 1).isdecimal() and text.isascii()
