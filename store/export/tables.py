"""The record as tables of text: CSV for spreadsheets, in our columns or a codebook's, and JSON lines for programs."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from store import rows
from store.export import approved
from store.export.approved import Actors, Entry
from store.export.codes import Row, Told, codebook
from store.export.files import reading, replacing
from store.export.report import NOT_HELD, Report

Progress = Callable[[int], object]
"""Is told of so many more incidents that were written."""

LISTS = frozenset(("weapon_words", "perpetrator_words", "target_words"))
"""Columns that hold lists of words."""
# What a spreadsheet takes for the start of a formula; the wide forms too, which Excel folds in East Asian settings.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
CSV_COLUMNS = ("id", *rows.COLUMNS, "source_count", "sources", "source_titles", "source_authors", "source_links")


def export_csv(db: sqlite3.Connection, out: Path, progress: Progress = int) -> Report:
    """Write the approved incidents as CSV, one a line, and return what there is to report.

    UTF-8 with a byte order mark, by which Excel knows it. A cell that a spreadsheet would run as a
    formula begins with an apostrophe. Raises UnwritableError or ExportError.
    """
    report = Report("csv")

    def cells(entry: Entry) -> Iterable[Any]:
        note_flat(report, entry)
        return _cells(entry)

    _write_csv(db, out, CSV_COLUMNS, approved.entries(db), cells, report, progress)
    return report


def coded(layout: str, row_of: Callable[[Told], Row], actors: Actors) -> Callable[..., Report]:
    """Return what exports the approved incidents as CSV in the columns of a codebook."""

    def export(db: sqlite3.Connection, out: Path, progress: Progress = int) -> Report:
        report = Report(layout)

        def cells(entry: Entry) -> Iterable[Any]:
            told = approved.told_of(entry, actors)
            row = row_of(told)
            report.complain(entry.id, row.complaints)
            return row.cells.values()

        columns = codebook(layout)["columns"]
        _write_csv(db, out, columns, approved.entries(db), cells, report, progress)
        return report

    return export


def _write_csv(
    db: sqlite3.Connection,
    out: Path,
    columns: Sequence[str],
    entries: Iterable[Entry],
    cells: Callable[[Entry], Iterable[Any]],
    report: Report,
    progress: Progress,
) -> None:
    with replacing(db, out) as part, reading(db), part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for entry in entries:
            writer.writerow(map(_inert, cells(entry)))
            report.incidents += 1
            progress(1)
        report.doubt(approved.doubts(db))


def export_jsonl(db: sqlite3.Connection, out: Path, progress: Progress = int) -> Report:
    """Write the approved incidents as JSON lines with all that belongs to them, and return what there is to report.

    Everything an exported database holds: sources, evidence, figures, relations. The text of an article
    stands in the first line that it tells of. Raises UnwritableError or ExportError.
    """
    report = Report("jsonl")
    written: set[int] = set()
    with replacing(db, out) as part, reading(db), part.open("w", encoding="utf-8", newline="\n") as file:
        for entry in approved.entries(db):
            file.write(json.dumps(_line(db, entry, written), ensure_ascii=False) + "\n")
            report.incidents += 1
            progress(1)
        report.doubt(approved.doubts(db))
    return report


def _line(db: sqlite3.Connection, entry: Entry, written: set[int]) -> dict[str, Any]:
    sources = [_without_incident(row) for row in entry.sources]
    for source in sources:
        if source["article_id"] not in written:
            written.add(source["article_id"])
            source["text"] = approved.text_of(db, source["article_id"])
    return {
        "id": entry.id,
        "article_id": entry.row["article_id"],
        **rows.to_data(entry.row, entry.evidence_by_slot()),
        "sources": sources,
        "figures": [_without_incident(row) for row in entry.figures],
        "relations": [_without_incident(row) for row in entry.relations],
    }


def _without_incident(row: sqlite3.Row) -> dict[str, Any]:
    values = dict(row)
    del values["incident_id"]
    return values


def note_flat(report: Report, entry: Entry) -> None:
    """Note what a layout of flat columns does not hold of an incident."""
    if entry.evidence:
        report.note(entry.id, NOT_HELD, "the words that each value rests on")
    if len({figure["told_by"] for figure in entry.figures}) > 1:
        report.note(entry.id, NOT_HELD, "the figures of each source")
    if entry.relations:
        report.note(entry.id, NOT_HELD, "which incidents belong to it")


def _cells(entry: Entry) -> Iterable[rows.Value]:
    row, sources = entry.row, entry.sources
    yield entry.id
    for column in rows.COLUMNS:
        yield "; ".join(json.loads(row[column])) if column in LISTS else row[column]
    yield len(sources)
    yield "; ".join(source["source"] or source["path"] or str(source["article_id"]) for source in sources)
    for column in ("title", "author", "link"):
        yield "; ".join(source[column] for source in sources if source[column])


def _inert(value: Any) -> Any:
    if not isinstance(value, str) or not value.lstrip(" ").startswith(_FORMULA) or _is_number(value):
        return value
    return f"'{value}"


def _is_number(text: str) -> bool:
    return text[:1] in "+-" and text[1:].replace(".", "", 1).isdecimal() and text.isascii()
