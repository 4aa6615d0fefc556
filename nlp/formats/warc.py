"""Web archives: the pages and documents that a crawler was served, by warcio."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from nlp import limits
from nlp.formats.kinds import Kind
from nlp.formats.needs import extra
from nlp.formats.raw import Hints, Part
from store.errors import EmptyArticleError, TooLargeError, UnreadableArticleError

_READ = ("text/html", "application/xhtml+xml", "application/pdf", "application/rss+xml", "application/atom+xml")


def split(file: BinaryIO, name: str, split_bytes: Callable[[bytes, str, Hints], Iterator[Part]]) -> Iterator[Part]:
    """Yield the parts of the answers that hold pages, feeds or PDF; ``split_bytes`` is given each."""
    with extra(name, Kind.WARC, "warc"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    found = 0
    try:
        for record in ArchiveIterator(file):
            told = record.http_headers
            media = (told.get_header("Content-Type") or "") if told is not None else ""
            if record.rec_type != "response" or told is None or told.get_statuscode() != "200":
                continue
            if not media.lower().startswith(_READ):
                continue
            found += 1
            link = record.rec_headers.get_header("WARC-Target-URI") or ""
            called = f"{name}: {link[:200]}"
            data = record.content_stream().read(limits.DOCUMENT + 1)
            if len(data) > limits.DOCUMENT:
                yield Part.refused(called, TooLargeError(called, len(data), limits.DOCUMENT))
            elif record.raw_stream.limit > 0:  # bytes that its header promises
                yield Part.refused(
                    called, UnreadableArticleError(called, "the web archive is cut off in the middle of it")
                )
            else:
                yield from split_bytes(data, called, Hints(media=media, link=link or None))
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, OverflowError, AttributeError) as error:
        raise UnreadableArticleError(
            name, f"the web archive is broken: {' '.join(str(error).split())[:120]}"
        ) from error
    if not found:
        raise EmptyArticleError(name)
