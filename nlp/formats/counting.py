"""How many articles a file holds, before any of them is read: for the bar that shows how far one is.

Lines are counted, nothing is parsed: what strangers wrote is parsed in a process of its own only.
"""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from nlp import limits
from nlp.formats.archive import wanted
from nlp.formats.feed import ENTRY
from nlp.formats.kinds import HEAD, MANY, Kind, kind_of

_PIECE = 65_536
_ANSWER = re.compile(rb"WARC-Type:\s*response\b", re.I)


def count(path: Path) -> int:
    """Return about how many articles a file holds; one where it cannot be read, the failure that it will be.

    What is attached to a mail is not seen, and a file in an archive is one.
    """
    try:
        with path.open("rb") as file:
            kind = kind_of(path.name, file.read(HEAD))
            file.seek(0)
            return max(_count(kind, file), 1) if kind in MANY or kind is Kind.FEED else 1
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, ValueError):
        return 1


def _count(kind: Kind, file: IO[bytes]) -> int:
    match kind:
        case Kind.ZIP:
            return len(wanted(zipfile.ZipFile(file)))
        case Kind.TABLE:
            return _rows(file) - 1  # the first names the columns
        case Kind.ROWS:
            return sum(1 for line in _lines(file) if line.strip())
        case Kind.MAILBOX:
            return _mails(file)
        case Kind.WARC:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            lines = _lines(gzip.GzipFile(fileobj=file)) if packed else _lines(file)
            return sum(1 for line in lines if _ANSWER.match(line))
        case _:
            entries = sum(len(ENTRY.findall(line)) for line in _lines(file))
            return entries if entries <= limits.FEED_ENTRIES else 1


def _lines(file: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    """Yield the lines of a file, long ones in pieces, as far as it would be read; what is packed may have no end."""
    left = limits.CONTAINER
    while left > 0 and (line := file.readline(_PIECE)):
        left -= len(line)
        yield line


def _rows(file: IO[bytes]) -> int:
    """Return how many rows a table has: a line whose quotes are closed ends one."""
    rows = quotes = 0
    for line in _lines(file):
        quotes += line.count(b'"')
        rows += not quotes % 2 and bool(line.strip())
    return rows


def _mails(file: IO[bytes]) -> int:
    mails, empty = 0, True
    for line in _lines(file):
        mails += empty and line.startswith(b"From ")
        empty = not line.strip()
    return mails
