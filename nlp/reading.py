"""Files to articles: headline, outlet, publication date, and what is not the story.

Nothing is thrown away: the text is kept as it was read (line ends made alike), and menus,
sidebars and credits are marked as boilerplate spans.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp import limits
from nlp.boilerplate import body_start, find_boilerplate, first_headline
from nlp.formats.files import split, split_bytes
from nlp.formats.kinds import HEAD, MANY, Kind, kind_of
from nlp.formats.raw import Hints, Part, RawArticle, read_document
from nlp.stamps import find_outlet, find_published, lines
from store.errors import ArticleError, EmptyArticleError, TooLargeError, UnreadableArticleError
from store.model import Article, Span

SIDECAR = "published.toml"

_LABEL = re.compile(r"(?:title|headline)\s*:\s+", re.IGNORECASE)
_NO_LETTER = re.compile("[\0\ud800-\udfff]")  # halves of a pair stand alone where a text was cut inside a letter


@dataclass(frozen=True, slots=True)
class Document:
    """A part of a file that is read by itself: ``articles`` may take long, crash or hang, and costs no other."""

    name: str
    id: str
    articles: Callable[[], Iterator[Article | ArticleError]]


def documents(
    path: Path, *, name: str | None = None, published: dt.date | None = None, hints: Hints | None = None
) -> Iterator[Document]:
    """Yield the documents of one file, to be read one at a time.

    ``published`` is what the analyst said; it beats the sidecar, the document and its text. ``name`` is
    what a file is called whose path means nothing to the analyst. Raises UnreadableArticleError or
    TooLargeError for a file that cannot be opened at all.
    """
    known, came_from = published, "option" if published else None
    called = name or str(path)
    hints = hints or Hints()
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            kind = kind_of(called, file.read(HEAD), hints.media, hints.columns.get("text", "text"))
            file.seek(0)
            limit = limits.CONTAINER if kind in MANY else limits.TEXT if kind is Kind.PLAIN else limits.DOCUMENT
            if size > limit:
                raise TooLargeError(called, size, limit)
            if known is None and name is None and kind not in (*MANY, Kind.FEED):
                known = _sidecar(path.parent / SIDECAR).get(path.stem)
                came_from = "sidecar" if known else None
            for part in split(file, called, hints):
                yield _document(part, None if name else str(path), known, came_from)
    except OSError as error:
        raise UnreadableArticleError(called, error.strerror or str(error)) from error


def read_path(path: Path, *, published: dt.date | None = None) -> Iterator[Article | ArticleError]:
    """Yield the articles of one file, and the error of each that is none; raises as ``documents`` does."""
    for document in documents(path, published=published):
        yield from document.articles()


def documents_of_text(text: str, name: str, *, published: dt.date | None = None) -> Iterator[Document]:
    """Yield the documents of a text that is in memory, such as a row of JSON lines."""
    for part in split_bytes(text.encode("utf-8", "surrogatepass"), name):
        yield _document(part, None, published, "option" if published else None)


def _document(part: Part, path: str | None, published: dt.date | None, published_from: str | None) -> Document:
    def articles() -> Iterator[Article | ArticleError]:
        try:
            for raw in part.read():
                try:
                    yield raw if isinstance(raw, ArticleError) else article_of(raw)
                except ArticleError as error:
                    yield error
        except ArticleError as error:
            yield error
        except RecursionError:
            yield UnreadableArticleError(part.name, "what is in it is nested too deeply")

    def article_of(raw: RawArticle) -> Article:
        return read_text(
            raw.text,
            name=part.name,
            id=raw.id or part.id,
            path=path,
            title=raw.title,
            source=raw.source,
            author=raw.author,
            link=raw.link,
            published=published or raw.published,
            published_from=published_from if published else raw.published_from,
        )

    return Document(part.name, part.id, articles)


def read_text(
    text: str,
    *,
    name: str,
    id: str,
    path: str | None = None,
    title: str = "",
    source: str | None = None,
    author: str | None = None,
    link: str | None = None,
    published: dt.date | None = None,
    published_from: str | None = None,
) -> Article:
    """Return the article that ``text`` holds; ``name`` is what an error calls it."""
    text = _NO_LETTER.sub("\ufffd", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if not any(c.isalnum() for c in text):
        raise EmptyArticleError(name)
    if len(text) > limits.TEXT:
        raise TooLargeError(name, len(text), limits.TEXT)
    boilerplate = find_boilerplate(text)
    body = body_start(text)
    title = _line(title, 300) or _headline(text, boilerplate)
    source = _line(source or "", 100) or find_outlet(text, title, body)
    if published is None and (found := find_published(text, body, source)) is not None:
        published, published_from = found
    return Article(
        text=text,
        id=_line(id, 300),
        title=title,
        source=source,
        published=published,
        published_from=published_from if published else None,
        path=path,
        author=_line(author or "", 200) or None,
        link=_line(link or "", 2000) or None,
        boilerplate=boilerplate,
    )


def _line(words: str, longest: int) -> str:
    """Return words from outside as one line that is no longer than a name can be."""
    return " ".join(_NO_LETTER.sub("\ufffd", words).split())[:longest]


@cache
def _sidecar(path: Path) -> dict[str, dt.date]:
    """Return the publication dates that ``published.toml`` gives for the files beside it."""
    try:
        if not path.is_file():  # also what has no end: a pipe, a device
            return {}
        with path.open("rb") as file:
            table = tomllib.loads(read_document(file, str(path), limits.TEXT).decode("utf-8")).get("published", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableArticleError(path, str(error)) from error
    try:
        return {stem: dt.date.fromisoformat(str(day)) for stem, day in table.items()}
    except ValueError as error:
        raise UnreadableArticleError(path, str(error)) from error


def _headline(text: str, boilerplate: tuple[Span, ...]) -> str:
    """Return the headline of an article: its first line that is none of the page's furniture."""
    marked = {span.start for span in boilerplate}
    stop = boilerplate[-1].start if boilerplate and boilerplate[-1].end >= len(text.rstrip()) else len(text)
    told = [line for line in lines(text) if line.start not in marked and line.start < stop] or lines(text)[:1]
    headline = first_headline(text, told)
    return _LABEL.sub("", headline.quote(text))[:300] if headline else ""
