"""Pages: the story and its metadata by trafilatura."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from nlp.formats.charset import declared_charset, decode
from nlp.formats.kinds import Kind
from nlp.formats.needs import extra
from nlp.formats.raw import RawArticle
from store.errors import EmptyArticleError, UnreadableArticleError

_FEW_WORDS = 20
_BLOCK = re.compile(
    "address|article|blockquote|br|d[dlt]|div|fig(?:caption|ure)|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section|"
    "table|t[dhr]|ul"
)
# What XML has no place for, also where it is written as a number; lxml refuses a whole page for one of them.
_CONTROL = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|"
    r"&#(?:x0*(?:[0-8bcef]|1[\da-f]|fff[ef])(?![\da-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d));?",
    re.I,
)


def read(data: bytes, name: str, *, link: str | None = None, charset: str | None = None) -> Iterator[RawArticle]:
    """Yield the article of a page; raises UnreadableArticleError, EmptyArticleError or MissingReaderError."""
    with extra(name, Kind.HTML, "html"):
        from trafilatura import bare_extraction
    page = _CONTROL.sub(" ", decode(data, name, charset or declared_charset(data)))
    # Only dates that the page gives as its own: one that is looked for in the text may be of anything.
    found = bare_extraction(
        page,
        url=link,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    told = (found.text or "").strip() if found is not None and not isinstance(found, dict) else ""
    if "<script" in page and len(told.split()) < _FEW_WORDS:
        raise UnreadableArticleError(
            name, "its text is made by scripts in a browser; save it there when it is shown, as a whole page or as PDF"
        )
    if not told or found is None or isinstance(found, dict):
        raise EmptyArticleError(name)
    published = _day(found.date)
    yield RawArticle(
        text=told,
        title=found.title or "",
        source=found.sitename or found.hostname,
        author=found.author,
        published=published,
        published_from="page" if published else None,
        link=link or found.url,
    )


def plain_text(fragment: str, name: str, kind: Kind, needs: str) -> str:
    """Return the words of a piece of a page, a line for each block of it."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    with extra(name, kind, needs):
        import lxml.html
    tree = lxml.html.fromstring(f"<div>{_CONTROL.sub(' ', fragment)}</div>")
    for element in tree.iter():
        if isinstance(element.tag, str) and _BLOCK.fullmatch(element.tag):
            element.tail = "\n" + (element.tail or "")
            element.text = "\n" + (element.text or "") if element.tag != "br" else element.text
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _day(told: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((told or "")[:10])
    except ValueError:
        return None
