"""Word documents, by python-docx."""

from __future__ import annotations

import gc
import zipfile
from collections.abc import Iterator
from io import BytesIO

from nlp.formats.archive import refusal
from nlp.formats.kinds import Kind
from nlp.formats.needs import extra
from nlp.formats.raw import RawArticle
from store.errors import EmptyArticleError, UnreadableArticleError


def read(data: bytes, name: str, *, link: str | None = None) -> Iterator[RawArticle]:
    """Yield the article of a document; raises UnreadableArticleError, EmptyArticleError or MissingReaderError.

    The day that a document was made is not the day of its news, and is not taken for it. What it leaves are trees of
    XML that refer to themselves and count as few objects: they are collected here, or an archive of many would fill the
    memory with 0.1 MB each, and more of long ones.
    """
    try:
        article = _article(data, name, link)
    finally:
        gc.collect()
    yield article


def _article(data: bytes, name: str, link: str | None) -> RawArticle:
    with extra(name, Kind.DOCX, "docx"):
        from docx import Document
        from docx.opc.exceptions import OpcError
        from docx.table import Table
        from lxml.etree import XMLSyntaxError
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if reason := next(filter(None, map(refusal, packed.infolist())), None):
                raise UnreadableArticleError(name, reason)
        document = Document(BytesIO(data))
    except (zipfile.BadZipFile, OpcError, XMLSyntaxError, KeyError, ValueError, EOFError) as error:
        reason = " ".join(str(error).split())[:120]
        raise UnreadableArticleError(name, f"the document is broken: {reason}") from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    text = "\n".join(lines).strip()
    if not text:
        raise EmptyArticleError(name)
    told = document.core_properties
    return RawArticle(text=text, title=told.title or "", author=told.author or None, link=link)
