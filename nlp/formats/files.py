"""A file of any format to its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from nlp import limits
from nlp.formats import feed, html, tables
from nlp.formats.charset import decode
from nlp.formats.kinds import HEAD, MANY, Kind, kind_of, stem_of
from nlp.formats.raw import Hints, Part, RawArticle, read_document
from store.errors import ArticleError, UnreadableArticleError


def split(file: BinaryIO, name: str, hints: Hints | None = None) -> Iterator[Part]:
    """Yield the parts of a file, none of them read yet; ``file`` can be wound back."""
    hints = hints or Hints()
    head = file.read(HEAD)
    file.seek(0)
    kind = kind_of(name, head, hints.media)
    if kind in MANY:
        yield from _split_many(kind, file, name, hints)
    else:
        yield Part(name, stem_of(name), lambda: _read(kind, file, name, hints))


def split_bytes(data: bytes, name: str, hints: Hints | None = None) -> Iterator[Part]:
    """Yield the parts of a file that is in memory."""
    return split(BytesIO(data), name, hints)


def _split_many(kind: Kind, file: BinaryIO, name: str, hints: Hints) -> Iterator[Part]:
    if kind is Kind.ROWS:
        return tables.split_lines(file, name, hints)
    if kind is Kind.TABLE:
        return tables.split_table(file, name, hints)
    raise UnreadableArticleError(name, f"{kind} is not read yet")


def _read(kind: Kind, file: BinaryIO, name: str, hints: Hints) -> Iterable[RawArticle | ArticleError]:
    data = read_document(file, name, limits.TEXT if kind is Kind.PLAIN else limits.DOCUMENT)
    if kind is Kind.PLAIN:
        return [RawArticle(decode(data, name, hints.charset), link=hints.link)]
    if kind is Kind.HTML:
        return html.read(data, name, link=hints.link, charset=hints.charset)
    if kind is Kind.FEED:
        return feed.read(data, name, hints)
    raise UnreadableArticleError(name, f"{kind} is not read yet")
