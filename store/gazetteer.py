"""The gazetteer: places by name, in SQLite files of their own beside the database.

It is a reference that can be made again, not part of what an analyst keeps: one file holds the
world's towns and is replaced whole, another what was imported and is added to a country at a time.
Both have the same tables, and readers never write. Coordinates are decimal degrees (WGS 84).
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.database import MEMORY, explain, telling, transaction

FORMAT = "1"
"""What the tables are like; a file of another format is not read."""

_SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE source (country TEXT PRIMARY KEY, file TEXT NOT NULL, places INTEGER NOT NULL) STRICT;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, -- of GeoNames; a US county has its FIPS code with a minus
    name TEXT NOT NULL,
    kind TEXT NOT NULL, -- country, admin1, district, town, neighbourhood, region, facility
    type TEXT, -- of a facility: the codebook's type of target
    country TEXT NOT NULL, -- ISO 3166-1 alpha-2
    admin1 TEXT, -- the code of GeoNames
    latitude REAL,
    longitude REAL,
    population INTEGER NOT NULL
) STRICT;
CREATE INDEX place_of_country ON place (country);
CREATE TABLE name (
    key TEXT NOT NULL, -- the form under which it is looked up
    place INTEGER NOT NULL REFERENCES place (id),
    own INTEGER NOT NULL, -- 1 its own name, 0 an alternate one
    PRIMARY KEY (key, place)
) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of the gazetteer, as it is stored; ``admin1`` is the code that GeoNames gives the area.

    ``own`` says, of a place that was looked up, whether by its own name and not an alternate one.
    """

    id: int
    name: str
    kind: str
    country: str
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    type: str | None = None
    own: int = 1


Named = tuple[PlaceRow, Iterable[str], Iterable[str]]
"""A place with the keys of its own name and those of its alternate names."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a gazetteer file holds; ``imported`` is country, file and number of places."""

    stamp: str
    places: int
    names: int
    imported: tuple[tuple[str, str, int], ...]


class Gazetteer:
    """One gazetteer file, open for reading; where it is missing nothing is found.

    Each look-up raises StoreError if the file is damaged.
    """

    def __init__(self, db: sqlite3.Connection, path: Path | str) -> None:
        self._db = db
        self._path = path

    def look_up(self, key: str) -> tuple[PlaceRow, ...]:
        """Return the places with that key, those with most people first."""
        rows = self._rows(
            "SELECT p.id, p.name, p.kind, p.country, p.admin1, p.latitude, p.longitude, p.population, p.type, n.own"
            " FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id",
            [key],
        )
        return tuple(PlaceRow(*row) for row in rows)

    def beginning(self, start: str, limit: int) -> tuple[PlaceRow, ...]:
        """Return the places of which some key begins so, those so called and those with most people first."""
        rows = self._rows(
            "SELECT p.id, p.name, p.kind, p.country, p.admin1, p.latitude, p.longitude, p.population, p.type,"
            " max(n.own) FROM name n JOIN place p ON p.id = n.place WHERE n.key >= ? AND n.key < ?"
            " GROUP BY p.id ORDER BY max(n.key = ?) DESC, max(n.own) DESC, p.population DESC, p.id LIMIT ?",
            [start, f"{start}\U0010ffff", start, limit],
        )
        return tuple(PlaceRow(*row) for row in rows)

    def opens(self, word: str) -> bool:
        """Return whether some key is that word or begins with it."""
        beginning = self._rows(
            "SELECT 1 FROM name WHERE key = ? OR (key > ? AND key < ?) LIMIT 1", [word, f"{word} ", f"{word}!"]
        )
        return bool(beginning)

    def areas(self) -> dict[tuple[str, str], str]:
        """Return the names of first-level areas by country and code."""
        rows = self._rows(
            "SELECT country, admin1, name FROM place WHERE kind = 'admin1' AND admin1 IS NOT NULL ORDER BY id DESC", []
        )
        return {(country, code): name for country, code, name in rows}

    def countries(self) -> dict[str, str]:
        """Return the names of countries by ISO 3166-1 code."""
        return dict(self._rows("SELECT country, name FROM place WHERE kind = 'country' ORDER BY id DESC", []))

    def count(self, country: str) -> int:
        """Return how many places of a country the file has."""
        return int(self._rows("SELECT count(*) FROM place WHERE country = ?", [country])[0][0])

    def contents(self) -> Contents:
        """Return what the file holds."""
        imported = self._rows("SELECT country, file, places FROM source ORDER BY country", [])
        return Contents(
            _stamp_of(self._db) or "",
            self._rows("SELECT count(*) FROM place", [])[0][0],
            self._rows("SELECT count(*) FROM name", [])[0][0],
            tuple((row[0], row[1], row[2]) for row in imported),
        )

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _rows(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        with telling(self._path):
            return self._db.execute(sql, values).fetchall()


def open_gazetteer(path: Path, stamp: str) -> Gazetteer | None:
    """Return the file at ``path`` if it holds what ``stamp`` says, else None: it is missing, older or damaged."""
    if not path.is_file():
        return None
    try:
        # Nobody writes on this connection, so that any thread may read on it.
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    except sqlite3.Error:
        return None
    with suppress(sqlite3.Error):
        if _stamp_of(db) == _stamped(stamp):
            return Gazetteer(db, path)
    db.close()
    return None


def write_gazetteer(path: Path, stamp: str, places: Iterable[Named]) -> None:
    """Write a gazetteer file whole, or leave what is there: it is made beside and renamed.

    Two processes may do so at once; both write the same. Raises OSError if the folder cannot be
    written, StoreError if the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{path.stem}-", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        with telling(path), closing(sqlite3.connect(part, isolation_level=None)) as db:
            # Thrown away when it is not finished: no journal, no waiting for the disk.
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            _fill(db, stamp, places)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def hold_gazetteer(stamp: str, places: Iterable[Named]) -> Gazetteer:
    """Return a gazetteer in memory, for where no file can be written."""
    db = sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False)
    _fill(db, stamp, places)
    return Gazetteer(db, MEMORY)


def import_places(path: Path, stamp: str, file: str, places: Iterable[Named]) -> dict[str, int]:
    """Add the places of a country to the file at ``path``, in place of what it held of that country.

    Returns the number of places a country. All of it is written or nothing, also when ``places``
    raises. Raises UnwritableError, DatabaseBusyError or NotADatabaseError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=30, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise explain(error if isinstance(error, sqlite3.Error) else _as_sqlite(error), path) from error
    counts: dict[str, int] = {}
    with closing(db), telling(path), transaction(db):
        if _stamp_of(db) != _stamped(stamp):
            _clear(db)
            _make(db, stamp)
        for row, own, alternates in places:
            if row.country not in counts:
                counts[row.country] = 0
                _forget(db, row.country)
            counts[row.country] += _add(db, row, own, alternates)
        db.executemany("INSERT INTO source VALUES (?, ?, ?)", [(c, file, n) for c, n in sorted(counts.items())])
    return counts


def _fill(db: sqlite3.Connection, stamp: str, places: Iterable[Named]) -> None:
    with transaction(db):
        _make(db, stamp)
        for row, own, alternates in places:
            _add(db, row, own, alternates)


def _make(db: sqlite3.Connection, stamp: str) -> None:
    for statement in _SCHEMA.split(";\n"):  # not executescript: it would end the transaction
        db.execute(statement)
    db.execute("INSERT INTO about VALUES ('stamp', ?)", [_stamped(stamp)])


def _clear(db: sqlite3.Connection) -> None:
    """Drop the tables of another format: what they hold can be imported again."""
    for table in ("name", "place", "source", "about"):
        db.execute(f"DROP TABLE IF EXISTS {table}")


def _forget(db: sqlite3.Connection, country: str) -> None:
    db.execute("DELETE FROM name WHERE place IN (SELECT id FROM place WHERE country = ?)", [country])
    db.execute("DELETE FROM place WHERE country = ?", [country])
    db.execute("DELETE FROM source WHERE country = ?", [country])


def _add(db: sqlite3.Connection, row: PlaceRow, own: Iterable[str], alternates: Iterable[str]) -> int:
    """Write one place, and return how many are new: 0 where a dump has it twice."""
    done = db.execute(
        "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [row.id, row.name, row.kind, row.type, row.country, row.admin1, row.latitude, row.longitude, row.population],
    ).rowcount
    if done:
        db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", _names(row.id, own, alternates))
    return done


def _names(place: int, own: Iterable[str], alternates: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for key in own:
        yield key, place, 1
    for key in alternates:
        yield key, place, 0


def _stamped(stamp: str) -> str:
    return f"format {FORMAT}, {stamp}"


def _stamp_of(db: sqlite3.Connection) -> str | None:
    """Return what the file says it holds; None if it says nothing."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone():
        return None
    row = db.execute("SELECT value FROM about WHERE key = 'stamp'").fetchone()
    return None if row is None else str(row[0])


def _as_sqlite(error: OSError) -> sqlite3.Error:
    found = sqlite3.OperationalError(error.strerror or str(error))
    found.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    return found
