"""The pairs of incidents that may be one by Splink on DuckDB.

It blocks and compares by ``nlp.splink_model`` on the table of ``nlp.splink_rows``. What it finds is scored once
more by ``nlp.similarity``, so that scores, labels and reasons are the same whoever found a pair.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.pairing import AT_ONCE, Numbers
from nlp.similarity import Weights
from nlp.splink_model import settings
from nlp.splink_rows import COLUMNS, Row
from store.errors import MissingEngineError

if TYPE_CHECKING:
    import duckdb

TABLE = "incidents"


def need_engine() -> None:
    """Raise MissingEngineError where Splink or DuckDB are not installed."""
    try:
        import duckdb  # noqa: F401
        import splink  # noqa: F401
    except ImportError as error:
        raise MissingEngineError from error


def pairs(rows: Iterable[Row], weights: Weights) -> tuple[Numbers, Numbers]:
    """Return the pairs that score from the suggesting threshold on: the lower numbers and the higher ones, in order."""
    import duckdb
    from splink import DuckDBAPI, Linker

    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"temp_directory": folder}) as db:
        fill(db, rows)
        rows_of = DuckDBAPI(connection=db).register(TABLE)
        linker = Linker(rows_of, settings(weights), log_level="ERROR", validate_settings=False)
        least = math.log2(weights.suggest / (1 - weights.suggest)) - _SLACK
        found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        ends = db.execute(
            f"SELECT unique_id_l AS a, unique_id_r AS b FROM {found.physical_name} ORDER BY a, b"
        ).fetchnumpy()
    return ends["a"].astype(np.int64), ends["b"].astype(np.int64)


_SLACK = 1e-6  # sums in another order differ in their last digits


def fill(db: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> None:
    """Make the table of the rows."""
    import pyarrow as pa

    kinds = {"BIGINT": pa.int64(), "DOUBLE": pa.float64(), "BOOLEAN": pa.bool_(), "VARCHAR": pa.string()}

    def kind_of(column: str) -> Any:
        if column.endswith("[]"):
            return pa.list_(kind_of(column.removesuffix("[]")))
        if column.startswith("STRUCT"):
            parts = column.removeprefix("STRUCT(").removesuffix(")").split(", ")
            return pa.struct([(name, kinds[kind]) for name, kind in (part.split() for part in parts)])
        return kinds[column]

    schema = pa.schema([(name, kind_of(kind)) for name, kind in COLUMNS.items()])
    db.execute(f"CREATE TABLE {TABLE} ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})")
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        db.register("piece", pa.Table.from_pylist(some, schema))
        db.execute(f"INSERT INTO {TABLE} SELECT * FROM piece")
        db.unregister("piece")
