"""PDF: the words of its pages, by pypdf."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from nlp import limits
from nlp.formats.kinds import Kind
from nlp.formats.needs import extra
from nlp.formats.raw import RawArticle
from store.errors import TooLargeError, UnreadableArticleError

if TYPE_CHECKING:
    from pypdf import PdfReader


def read(data: bytes, name: str, *, link: str | None = None) -> Iterator[RawArticle]:
    """Yield the article of a PDF; raises UnreadableArticleError, TooLargeError or MissingReaderError.

    The day that a file was made is not the day of its news: only what Dublin Core calls the date is taken.
    """
    with extra(name, Kind.PDF, "pdf"):
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableArticleError(name, "it is locked with a password; save it without one")
        text = _text(reader, name)
        title, author = _entry(reader, "/Title"), _entry(reader, "/Author")
        outlet, published = _dublin_core(reader)
    except (PyPdfError, zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableArticleError(name, f"the PDF is broken: {' '.join(str(error).split())[:120]}") from error
    if not text.strip():
        raise UnreadableArticleError(name, "its pages hold no letters, only pictures; have a scan read by OCR first")
    yield RawArticle(
        text=text,
        title=title,
        author=author or None,
        source=outlet or None,
        published=published,
        published_from="page" if published else None,
        link=link,
    )


def _text(reader: PdfReader, name: str) -> str:
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text().strip())
        size += len(pages[-1])
        if size > limits.TEXT:
            raise TooLargeError(name, size, limits.TEXT)
    return "\n\n".join(page for page in pages if page)


def _entry(reader: PdfReader, key: str) -> str:
    value = reader.metadata.get(key) if reader.metadata is not None else None
    return value.strip() if isinstance(value, str) else ""


def _dublin_core(reader: PdfReader) -> tuple[str, dt.date | None]:
    """Return the publisher and the date of publication."""
    told: Any = reader.xmp_metadata
    if told is None:
        return "", None
    days = [day.date() for day in told.dc_date or [] if isinstance(day, dt.datetime)]
    return next(iter(told.dc_publisher or []), ""), days[0] if days else None
