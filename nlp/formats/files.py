"""A file of any format to its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from nlp import limits
from nlp.formats import archive, docx, feed, html, mail, pdf, tables, warc
from nlp.formats.charset import decode
from nlp.formats.kinds import HEAD, MANY, Kind, kind_of, names_kind, stem_of
from nlp.formats.raw import Hints, Part, RawArticle, read_document
from store.errors import ArticleError, UnreadableArticleError


def split(file: BinaryIO, name: str, hints: Hints | None = None) -> Iterator[Part]:
    """Yield the parts of a file, none of them read yet; ``file`` can be wound back.

    What is wrong with a file of many articles as a whole is a part that tells it.
    """
    hints = hints or Hints()
    head = file.read(HEAD)
    file.seek(0)
    kind = kind_of(name, head, hints.media, hints.columns.get("text", "text"))
    if kind not in MANY:
        yield Part(name, stem_of(name), lambda: _read(kind, file, name, hints))
        return
    try:
        yield from _split_many(kind, file, name, hints)
    except ArticleError as error:
        told = error
        yield Part(name, stem_of(name), lambda: [told])


def split_bytes(data: bytes, name: str, hints: Hints | None = None) -> Iterator[Part]:
    """Yield the parts of a file that is in memory."""
    return split(BytesIO(data), name, hints)


def _split_many(kind: Kind, file: BinaryIO, name: str, hints: Hints) -> Iterator[Part]:
    match kind:
        case Kind.ROWS:
            return tables.split_lines(file, name, hints)
        case Kind.TABLE:
            return tables.split_table(file, name, hints)
        case Kind.MAILBOX:
            return mail.split_mailbox(file, name, _read_attached)
        case Kind.WARC:
            return warc.split(file, name, split_bytes)
        case _:
            inside = replace(hints, media=None, link=None)
            return archive.split(file, name, lambda member, called: split(member, called, inside))


def _read(kind: Kind, file: BinaryIO, name: str, hints: Hints) -> Iterable[RawArticle | ArticleError]:
    data = read_document(file, name, limits.TEXT if kind is Kind.PLAIN else limits.DOCUMENT)
    match kind:
        case Kind.HTML:
            return html.read(data, name, link=hints.link, charset=hints.charset)
        case Kind.FEED:
            return feed.read(data, name, hints)
        case Kind.PDF:
            return pdf.read(data, name, link=hints.link)
        case Kind.MAIL:
            return mail.read(data, name, _read_attached)
        case Kind.DOCX:
            return docx.read(data, name, link=hints.link)
        case _:
            return [RawArticle(decode(data, name, hints.charset), link=hints.link)]


def _read_attached(data: bytes, name: str, media: str) -> Iterator[RawArticle | ArticleError]:
    """Yield the articles of what is attached to a mail, and one line where it is of no format that is read."""
    media = "" if media == "application/octet-stream" else media
    if not names_kind(name, data[:HEAD], media):
        raise UnreadableArticleError(name, f"{media or 'it'} is of no format that is read")
    for part in split_bytes(data, name, Hints(media=media)):
        try:
            for article in part.read():
                own = isinstance(article, RawArticle) and not article.id
                yield replace(article, id=part.name) if own else article  # type: ignore[type-var]
        except ArticleError as error:
            yield error
