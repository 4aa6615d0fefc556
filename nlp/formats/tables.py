"""Tables and JSON lines: each row is an article, its columns are named."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from nlp import limits
from nlp.formats.charset import charset_of
from nlp.formats.kinds import MARKS
from nlp.formats.raw import Hints, Part, RawArticle
from nlp.stamps import find_day
from store.errors import ArticleError, EmptyArticleError, TooLargeError, UnreadableArticleError

COLUMNS = ("id", "title", "published", "text", "source", "author", "link")
"""The columns that are read, unless others are named for them; only the text has to be there."""

_HEAD = 65_536


def split_lines(file: BinaryIO, name: str, hints: Hints) -> Iterator[Part]:
    """Yield the rows of JSON lines."""
    number = rows = 0
    while line := file.readline(limits.TEXT * 2 + 1):
        number += 1
        if len(line) > limits.TEXT * 2:
            error = TooLargeError(f"{name}:{number}", len(line), limits.TEXT * 2)
            while line and not line.endswith(b"\n"):
                line = file.readline(limits.TEXT)
            yield Part.refused(f"{name}:{number}", error)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _part(f"{name}:{number}", lambda line=line, at=f"{name}:{number}": _object(line, at), hints)  # type: ignore[misc]
        rows += bool(line.strip())
    if not rows:
        yield Part.refused(name, EmptyArticleError(name))


def split_table(file: BinaryIO, name: str, hints: Hints) -> Iterator[Part]:
    """Yield the rows of a table whose first row names the columns."""
    head = file.read(_HEAD)
    file.seek(0)
    if not head.strip():
        yield Part.refused(name, EmptyArticleError(name))
        return
    # The last line may be cut inside a letter.
    charset = charset_of(head[: head.rfind(b"\n") + 1] or head, name, hints.charset)
    first = head.decode(charset, "replace").lstrip().partition("\n")[0]
    mark = max(MARKS, key=first.count)
    csv.field_size_limit(limits.TEXT)
    rows = csv.reader(io.TextIOWrapper(file, charset, newline=""), delimiter=mark)
    try:
        columns = [column.strip().removeprefix("\ufeff") for column in next(rows)]
        wanted = hints.columns.get("text", "text")
        if wanted.casefold() not in map(str.casefold, columns):
            shown = ", ".join(column[:40] for column in columns[:12])
            raise UnreadableArticleError(
                name, f'no column "{wanted}" among {shown}; say which holds the text: --map text=COLUMN'
            )
        told = 0
        for row in rows:
            if any(cell.strip() for cell in row):
                told += 1
                values = dict(zip(columns, row, strict=False))
                yield _part(f"{name}:{rows.line_num}", lambda values=values: values, hints)  # type: ignore[misc]
        if not told:
            raise EmptyArticleError(name)
    except (csv.Error, UnicodeDecodeError) as error:
        yield Part.refused(name, UnreadableArticleError(f"{name}:{rows.line_num + 1}", str(error)))
    except ArticleError as error:
        yield Part.refused(name, error)


def _part(name: str, values: Callable[[], Mapping[str, Any]], hints: Hints) -> Part:
    def read() -> Iterable[RawArticle]:
        yield _article(values(), name, hints.columns)

    return Part(name, name, read)


def _object(line: bytes, name: str) -> dict[str, Any]:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except json.JSONDecodeError as error:
        raise UnreadableArticleError(name, f"not a line of JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise UnreadableArticleError(
            name, f"not UTF-8: byte 0x{line[error.start]:02x}; JSON lines are UTF-8"
        ) from error
    except ValueError as error:
        raise UnreadableArticleError(name, "a number in it has thousands of digits") from error
    except RecursionError as error:
        raise UnreadableArticleError(name, "its brackets are nested too deeply") from error
    if not isinstance(row, dict):
        raise UnreadableArticleError(name, "a row is an object with names: {...}")
    return row


def _article(row: Mapping[str, Any], name: str, columns: Mapping[str, str]) -> RawArticle:
    folded = {column.casefold(): value for column, value in row.items()}
    values = {column: folded.get(columns.get(column, column).casefold()) for column in COLUMNS}
    if not isinstance(values["text"], str):
        raise UnreadableArticleError(name, f'a row needs a "{columns.get("text", "text")}"')
    published = _day(values["published"], name, columns.get("published", "published"))
    return RawArticle(
        text=values["text"],
        id=_word(values["id"]) or name,
        title=_word(values["title"]),
        source=_word(values["source"]) or None,
        author=_word(values["author"]) or None,
        published=published,
        published_from="row" if published else None,
        link=_word(values["link"]) or None,
    )


def _word(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _day(value: Any, name: str, column: str) -> dt.date | None:
    told = _word(value)
    if not told:
        return None
    if (day := find_day(told)) is None:
        raise UnreadableArticleError(name, f'"{column}" is not a date: {told[:60]}; write it as 2021-03-12')
    return day
