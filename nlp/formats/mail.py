"""Mails, mailboxes and pages saved as MHTML, by the standard library."""

from __future__ import annotations

import codecs
import email.policy
import email.utils
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from typing import Any, BinaryIO

from nlp import limits
from nlp.formats import html
from nlp.formats.charset import decode
from nlp.formats.raw import Part, RawArticle
from store.errors import ArticleError, EmptyArticleError, TooLargeError, UnreadableArticleError

ReadAttached = Callable[[bytes, str, str], Iterable[RawArticle | ArticleError]]
"""Reads an attachment: its bytes, its name, its media type."""

_DEEPEST = 5


def read(data: bytes, name: str, read_attached: ReadAttached, depth: int = 0) -> Iterator[RawArticle | ArticleError]:
    """Yield the article of a mail, and those that are attached to it. Raises UnreadableArticleError."""
    message = email.message_from_bytes(data.removeprefix(codecs.BOM_UTF8), policy=email.policy.default)
    if not any(message[field] for field in ("From", "Date", "Subject")):
        raise UnreadableArticleError(name, "it is no mail: it has no sender, date or subject")
    attached = list(_attachments(message))
    try:
        yield _article(message, name)
    except EmptyArticleError as error:
        if not attached:
            yield error
    except ArticleError as error:
        yield error
    for number, part in enumerate(attached, 1):
        yield from _attachment(part, f"{name}: {part.get_filename() or f'attachment {number}'}", read_attached, depth)


def split_mailbox(file: BinaryIO, name: str, read_attached: ReadAttached) -> Iterator[Part]:
    """Yield the mails of a mailbox: each begins with a line "From ..." after an empty one."""
    number = 0
    for data in _mails(file):
        number += 1
        called = f"{name}: mail {number}"
        if len(data) > limits.DOCUMENT:
            error = TooLargeError(called, len(data), limits.DOCUMENT)
            yield Part(called, called, lambda error=error: [error])  # type: ignore[misc]
        else:
            yield Part(called, called, lambda data=data, called=called: read(data, called, read_attached))  # type: ignore[misc]
    if not number:
        raise UnreadableArticleError(name, 'it is no mailbox: no line begins with "From "')


def _mails(file: BinaryIO) -> Iterator[bytes]:
    lines: list[bytes] | None = None
    size = 0
    empty = True
    while line := file.readline(limits.DOCUMENT):
        if empty and line.startswith(b"From "):
            if lines is not None:
                yield b"".join(lines)
            lines, size = [], 0
        elif lines is not None and size <= limits.DOCUMENT:  # of one that is too long, enough to say so is kept
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        empty = not line.strip()
    if lines is not None:
        yield b"".join(lines)


def _article(message: EmailMessage, name: str) -> RawArticle:
    link = _header(message, "Snapshot-Content-Location") or _header(message, "Archived-At").strip("<>")
    marked, plain = message.get_body(("html",)), message.get_body(("plain",))
    told = _text(plain, name) if isinstance(plain, EmailMessage) else ""
    page: RawArticle | None = None
    if isinstance(marked, EmailMessage):
        try:
            page = next(html.read(_payload(marked), name, link=link or None, charset=marked.get_content_charset()))
        except ArticleError:
            if not told.strip():  # a mail has its text twice as a rule: what reads one half is enough
                raise
    if page is not None and message.get_content_type() == "multipart/related" and link:
        return page  # a saved page: its own words, not those of the browser that saved it
    if page is not None and 2 * len(page.text.split()) < len(told.split()):
        page = None  # a letter set in tables has little that looks like a story
    text = page.text if page is not None else told
    if not text.strip():
        raise EmptyArticleError(name)
    sender, address = email.utils.parseaddr(_header(message, "From"))
    published = getattr(message["Date"], "datetime", None)
    return RawArticle(
        text=text,
        title=_header(message, "Subject"),
        source=sender or address.rpartition("@")[2] or None,
        author=page.author if page is not None else None,
        published=published.date() if published else None,
        published_from="mail" if published else None,
        link=link or None,
    )


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield what was attached to be read: not the pictures and styles that a page in the mail shows."""
    if message.get_content_type() == "multipart/related":
        return
    for part in message.iter_attachments():
        shown = part.get_content_disposition() != "attachment" and part.get_content_maintype() == "image"
        if not shown and part.get_content_maintype() != "multipart":
            yield part


def _attachment(
    part: EmailMessage, name: str, read_attached: ReadAttached, depth: int
) -> Iterator[RawArticle | ArticleError]:
    try:
        if part.get_content_type() != "message/rfc822":
            yield from read_attached(_payload(part), name, part.get_content_type())
        elif depth >= _DEEPEST:
            raise UnreadableArticleError(name, "mails are attached to mails too deeply")
        else:
            yield from read(part.get_content().as_bytes(), name, read_attached, depth + 1)
    except ArticleError as error:
        yield error


def _header(message: EmailMessage, field: str) -> str:
    return " ".join(str(message[field] or "").split())


def _text(part: EmailMessage, name: str) -> str:
    return decode(_payload(part), name, part.get_content_charset())


def _payload(part: EmailMessage) -> bytes:
    payload: Any = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
