"""The pairs of incidents that may be one by Splink on DuckDB.

It blocks and compares by ``nlp.splink_model`` on the table of ``nlp.splink_rows``. What it finds is scored once
more by ``nlp.similarity``, so that scores, labels and reasons are the same whoever found a pair.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from nlp.pairing import AT_ONCE, Numbers
from nlp.similarity import Weights
from nlp.splink_model import Dialect, settings
from nlp.splink_rows import COLUMNS, Row
from store.errors import MissingEngineError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

TABLE = "incidents"


def need_engine() -> None:
    """Raise MissingEngineError where Splink or DuckDB are not installed."""
    try:
        import duckdb  # noqa: F401
        import splink  # noqa: F401
    except ImportError as error:
        raise MissingEngineError from error


def pairs(rows: Iterable[Row], weights: Weights) -> tuple[Numbers, Numbers]:
    """Return the pairs that score from ``Weights.look`` on: the lower numbers and the higher ones, in order."""
    import duckdb
    from splink import DuckDBAPI, Linker

    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"temp_directory": folder}) as db:
        db.execute("SET enable_progress_bar = false")  # it would go to standard output, among the pairs
        fill(db, rows)
        incidents = DuckDBAPI(connection=db).register(TABLE)
        linker = Linker(incidents, settings(weights), log_level="ERROR", validate_settings=False)
        least = math.log2(weights.look / (1 - weights.look)) - _SLACK
        found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        low, high = "unique_id_l", "unique_id_r"
        ends = db.table(found.physical_name).select(low, high).order(f"{low}, {high}").fetchnumpy()
    return ends[low].astype(np.int64), ends[high].astype(np.int64)


_SLACK = 1e-6  # sums in another order differ in their last digits


def fill(db: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> None:
    """Make the table of the rows."""
    schema = _schema()
    db.from_arrow(schema.empty_table()).create(TABLE)
    for table in _tables(rows, schema):
        db.from_arrow(table).insert_into(TABLE)


def write(rows: Iterable[Row], ids: Iterable[int | str], weights: Weights, folder: Path) -> None:
    """Write what Splink needs to find the pairs elsewhere: settings for DuckDB and Spark, the rows with their ids."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    folder.mkdir(parents=True, exist_ok=True)
    for dialect in get_args(Dialect):
        model = settings(weights, dialect) | {"additional_columns_to_retain": ["id"]}
        (folder / f"settings-{dialect}.json").write_text(json.dumps(model, indent=1), encoding="utf-8")
    schema = _schema().append(pa.field("id", pa.string()))
    named = ({**row, "id": str(name)} for row, name in zip(rows, ids, strict=True))
    with ParquetWriter(folder / "incidents.parquet", schema) as file:
        for table in _tables(named, schema):
            file.write_table(table)


def _schema() -> pa.Schema:
    import pyarrow as pa

    def type_of(kind: str) -> Any:
        if kind.endswith("[]"):
            return pa.list_(type_of(kind.removesuffix("[]")))
        if kind == "names":
            return pa.struct([("name", pa.string()), ("ordered", pa.string())])
        return pa.type_for_alias(kind)

    return pa.schema([(name, type_of(kind)) for name, kind in COLUMNS.items()])


def _tables(rows: Iterable[Row], schema: pa.Schema) -> Iterator[pa.Table]:
    import pyarrow as pa

    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield pa.Table.from_pylist(some, schema)
