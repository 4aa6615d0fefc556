"""The record as GeoJSON (RFC 7946), for maps."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from store import rows
from store.export import approved
from store.export.approved import Entry
from store.export.files import reading, replacing
from store.export.report import Report
from store.export.tables import Progress, note_flat


def export_geojson(db: sqlite3.Connection, out: Path, progress: Progress = int) -> Report:
    """Write the approved incidents as one FeatureCollection, and return what there is to report.

    A feature an incident: a point of longitude and latitude (WGS 84), or no geometry where the place has
    none; the flat columns and the sources are its properties. Raises UnwritableError or ExportError.
    """
    report = Report("geojson")
    with replacing(db, out) as part, reading(db), part.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for entry in approved.entries(db):
            feature = _feature(entry)
            if feature["geometry"] is None:
                report.note(entry.id, "geometry", "no coordinates on earth")
            note_flat(report, entry)
            file.write(("," if report.incidents else "") + "\n" + json.dumps(feature, ensure_ascii=False))
            report.incidents += 1
            progress(1)
        file.write("\n]}\n")
        report.doubt(approved.doubts(db))
    return report


def _feature(entry: Entry) -> dict[str, Any]:
    latitude, longitude = entry.row["latitude"], entry.row["longitude"]
    on_earth = latitude is not None and -90 <= latitude <= 90 and -180 <= longitude <= 180
    return {
        "type": "Feature",
        "id": entry.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if on_earth else None,
        "properties": {
            **{name: _plain(name, entry.row[name]) for name in rows.COLUMNS if name not in ("latitude", "longitude")},
            "sources": [source["source"] or source["title"] for source in entry.sources],
            "source_authors": [source["author"] for source in entry.sources],
            "source_links": [source["link"] for source in entry.sources],
        },
    }


def _plain(column: str, value: Any) -> Any:
    return json.loads(value) if column in rows.JSON_COLUMNS else value
