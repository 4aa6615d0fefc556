"""Which format a file has: by what it was served as, by its suffix, or by how it begins."""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """A format that is read; the value is what a message calls it."""

    PLAIN = "text"
    HTML = "a page"
    FEED = "a feed"
    PDF = "a PDF"
    MAIL = "a mail"
    MAILBOX = "a mailbox"
    DOCX = "a Word document"
    TABLE = "a table"
    ROWS = "JSON lines"
    WARC = "a web archive"
    ZIP = "an archive"


SUFFIXES = {
    ".txt": Kind.PLAIN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".xml": Kind.FEED,
    ".pdf": Kind.PDF,
    ".eml": Kind.MAIL,
    ".mht": Kind.MAIL,
    ".mhtml": Kind.MAIL,
    ".mbox": Kind.MAILBOX,
    ".docx": Kind.DOCX,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".jsonl": Kind.ROWS,
    ".ndjson": Kind.ROWS,
    ".warc": Kind.WARC,
    ".warc.gz": Kind.WARC,
    ".zip": Kind.ZIP,
}
"""What is taken from a folder; a file that is named is taken whatever it is called."""

MANY = frozenset({Kind.MAILBOX, Kind.TABLE, Kind.ROWS, Kind.WARC, Kind.ZIP})
"""Formats of many articles, which are read an article at a time."""

_MEDIA = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/rdf+xml": Kind.FEED,
    "application/pdf": Kind.PDF,
    "message/rfc822": Kind.MAIL,
    "multipart/related": Kind.MAIL,
    "application/mbox": Kind.MAILBOX,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.DOCX,
    "text/csv": Kind.TABLE,
    "text/tab-separated-values": Kind.TABLE,
    "application/jsonl": Kind.ROWS,
    "application/x-ndjson": Kind.ROWS,
    "application/warc": Kind.WARC,
    "application/zip": Kind.ZIP,
}
# Formats that name themselves, whatever the file is called: a page saved as .txt is a text, a PDF is not.
_MAGIC = ((b"%PDF-", Kind.PDF), (b"WARC/", Kind.WARC), (b"\x1f\x8b", Kind.WARC))
_BEGINNINGS = (
    (re.compile(rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|\s)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S), Kind.FEED),
    (re.compile(rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S), Kind.HTML),
    (re.compile(rb"From \S+.*\n(?:[\w-]+:|>From )"), Kind.MAILBOX),
    (re.compile(rb"(?:(?:From|To|Received|Return-Path|Date|Subject|MIME-Version|Message-ID|Delivered-To):.*\n)", re.I),
     Kind.MAIL),
    (re.compile(rb"\s*\{"), Kind.ROWS),
)  # fmt: skip
MARKS = (",", ";", "\t", "|")
"""What stands between the cells of a table."""
HEAD = 4096
"""Bytes of a beginning that tell a format."""


def suffix_of(name: str) -> str:
    """Return the suffix that is known, in small letters; empty where none is."""
    lowered = name.lower()
    return next((suffix for suffix in SUFFIXES if lowered.endswith(suffix)), "")


def stem_of(name: str) -> str:
    """Return the last part of a path without its suffix, as an article's name."""
    last = name.rstrip("/").rpartition("/")[2]
    suffix = suffix_of(last)
    return last[: -len(suffix)] if suffix else last.rpartition(".")[0] or last


def names_kind(name: str, head: bytes, media: str) -> bool:
    """Return whether a file says by itself that it is of a format that is read."""
    magic = any(head.startswith(start) for start, _ in _MAGIC if start != b"\x1f\x8b")
    return magic or bool(suffix_of(name)) or media in _MEDIA or media == "text/plain"


def kind_of(name: str, head: bytes, media: str | None = None, column: str = "text") -> Kind:
    """Return the format of a file by its name, its first bytes and the media type it was served as.

    What says nothing of itself is a table if its first line names the ``column`` that holds the text.
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    if (magic := next((kind for start, kind in _MAGIC if head.startswith(start)), None)) is not None:
        return magic
    if head.startswith(b"PK\x03\x04"):
        return Kind.DOCX if suffix_of(name) == ".docx" or b"word/" in head else Kind.ZIP
    told = _MEDIA.get((media or "").partition(";")[0].strip().lower()) or SUFFIXES.get(suffix_of(name))
    begins = next((kind for pattern, kind in _BEGINNINGS if pattern.match(head)), None)
    if told is None:
        return begins or (Kind.TABLE if _names_column(head, column) else Kind.PLAIN)
    # Feeds are served as pages, and pages and feeds both as XML.
    return begins if told in (Kind.HTML, Kind.FEED) and begins in (Kind.HTML, Kind.FEED) else told


def _names_column(head: bytes, column: str) -> bool:
    """Return whether a first line is of names with a mark and no space between them, one of them that of a column."""
    line = head.partition(b"\n")[0].decode("utf-8", "replace").strip().casefold()
    return any(column.casefold() in (cell.strip('"') for cell in line.split(mark)) for mark in MARKS if mark in line)
