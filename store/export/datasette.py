"""What Datasette is told of an exported database: titles, descriptions, units and facets."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from store.errors import UnwritableError

NAME = "metadata.yaml"
"""What the file is called that stands beside an exported database."""
_MARK = "# Written by blotter export"


def write_metadata(database: Path) -> Path | None:
    """Write the metadata of an exported database beside it, and return where.

    A file of that name that somebody else wrote stays as it is, and nothing is returned. Raises UnwritableError.
    """
    out = database.with_name(NAME)
    try:
        if out.exists() and not out.read_bytes().startswith(_MARK.encode()):
            return None
        out.write_text(metadata(database), encoding="utf-8")
    except OSError as error:
        raise UnwritableError(out, error.strerror or str(error)) from error
    return out


def metadata(database: Path) -> str:
    """Return the metadata, under the name that Datasette gives the file."""
    text = files("store").joinpath("export", NAME).read_text(encoding="utf-8")
    title, rest = text.split("\n", 1)
    first = f"{_MARK}, for: datasette {database.name} -m {NAME}" if database.name.isprintable() else title
    return f"{first}\n" + rest.replace('"DATABASE"', json.dumps(database.stem), 1)
