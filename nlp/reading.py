"""Files to articles: headline, outlet, publication date, and what is not the story.

Nothing is thrown away: the text is kept as it was read (line ends made alike), and menus,
sidebars and credits are marked as boilerplate spans.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp import limits
from nlp.formats.files import split, split_bytes
from nlp.formats.kinds import HEAD, MANY, Kind, kind_of
from nlp.formats.raw import Hints, Part, RawArticle, read_document
from nlp.lexicons import fold, read_lexicon
from nlp.sentences import WRAPPED_LINE
from nlp.stamps import find_outlet, find_published, lines, read_stamp
from store.errors import ArticleError, EmptyArticleError, TooLargeError, UnreadableArticleError
from store.model import Article, Span

SIDECAR = "published.toml"

_NO_LETTER = re.compile("[\0\ud800-\udfff]")  # halves of a pair stand alone where a text was cut inside a letter
# The credit that a caption ends with; an agency in brackets alone may also end a story.
_CAPTION = re.compile(
    r"(?:\bfile photo\b|\b(?:photo|image|picture)s? (?:by|courtesy)\b|\bgetty images\b|\bhandout via\b|"
    r"\breuters/[A-Z]|\((?:file )?(?:photo|image|picture)\b|[^/]{1,40}\s?/ ?(?:afp|ap|epa|reuters)\b)[^.!?]{0,60}$",
    re.I,
)
_AGENCY = re.compile(r"[(\[](?:afp|ap|epa|reuters|getty images|xinhua)[^)\]]{0,30}[)\]]\.?$", re.I)
_TOP = 6
_HEADLINE_WORDS = 4
_LONGEST_LINK = 16  # words of a headline that stands between the paragraphs of another story
_MENU = re.compile(r"\s[|•·>»]\s")  # "Home | Iraq | Opinion"
_SENTENCE_END = (".", "!", "?", "…", '."', ".”", '"', "”", ":", ".'", ".’", ")", "»")


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
    if published is None and (found := find_published(text, _body(text))) is not None:
        published, published_from = found
    title = _line(title, 300) or _headline(text, boilerplate)
    return Article(
        text=text,
        id=_line(id, 300),
        title=title,
        source=_line(source or "", 100) or find_outlet(text, title),
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


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """Return the lines that are not the story, as spans in order.

    Furniture words, lines told twice, short lines without an end among other such lines, credits,
    and everything from "You may be interested" on.
    """
    words = _furniture()
    told = lines(text)
    short = Counter(fold(span.quote(text)) for span in told if len(span.quote(text).split()) <= 15)
    spans: list[Span] = []
    seen_body = False
    headline = _first_headline(text, told)
    last_told = max((n for n, line in enumerate(told) if _is_told(line.quote(text))), default=0)
    for n, line in enumerate(told):
        quote = line.quote(text)
        folded = fold(quote).rstrip(" :»|.…")
        if seen_body and folded.startswith(words["endings"]):
            spans.append(Span(line.start, len(text.rstrip())))
            break
        finished = quote.endswith(_SENTENCE_END)
        repeated = short[fold(quote)] > 1 and not finished
        if (
            folded in words["lines"]
            or fold(quote).startswith(words["openings"])
            or repeated
            or (line is not headline and _is_caption(quote, above=n < min(_TOP, last_told)))
            or (not finished and len(_MENU.findall(quote)) >= 2)
            or (not finished and line is not headline and len(quote.split()) <= 7 and _among_short(text, told, n))
            or (seen_body and not finished and _stands_alone(text, told, n))
            or (line is not headline and (stamp := read_stamp(quote)) is not None and (stamp.label or not seen_body))
        ):
            spans.append(line)
        elif _is_told(quote):
            seen_body = True
    return tuple(spans)


def _is_caption(line: str, *, above: bool) -> bool:
    """Return whether a line tells what a picture shows: it ends with a credit, above the story also with an agency."""
    end = line[-100:]
    return _CAPTION.search(end) is not None or (above and _AGENCY.search(end) is not None)


def _is_told(line: str) -> bool:
    """Return whether a line is of a story: sentences, and not a label or a name."""
    return line.endswith(_SENTENCE_END) and len(line.split()) >= 8


def _body(text: str) -> int:
    """Return where the story begins."""
    return next((line.start for line in lines(text)[1:] if _is_told(line.quote(text))), len(text))


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


@cache
def _furniture() -> dict[str, tuple[str, ...]]:
    return {key: tuple(fold(line) for line in lines) for key, lines in read_lexicon("boilerplate").items()}


def _among_short(text: str, told: list[Span], n: int) -> bool:
    """Return whether a neighbouring line is as short and unfinished: menus come in runs."""

    def loose(k: int) -> bool:
        quote = told[k].quote(text)
        return k > 0 and len(quote.split()) <= 7 and not quote.endswith(_SENTENCE_END)

    return any(loose(k) for k in (n - 1, n + 1) if 0 <= k < len(told))


def _stands_alone(text: str, told: list[Span], n: int) -> bool:
    """Return whether a line between sentences is the headline of another story, or a heading: in the story it is said.

    Lines that go on in the next one, and the lines of a list, have others of their kind beside them.
    """
    quote = told[n].quote(text)
    if not 3 <= len(quote.split()) <= _LONGEST_LINK or not quote[0].isupper() or len(quote) > WRAPPED_LINE * 2:
        return False
    beside = [told[k].quote(text) for k in (n - 1, n + 1) if 0 <= k < len(told)]
    apart = text[told[n - 1].end : told[n].start].count("\n") > 1 and text[told[n].end :][:2] == "\n\n"
    return apart and len(beside) == 2 and all(line.endswith(_SENTENCE_END) for line in beside)


def _first_headline(text: str, told: list[Span]) -> Span | None:
    """Return the first line above the story that is more than the name of a section ("World", "News Beat")."""
    body = _body(text)
    above = [line for line in told if line.start < body] or told[:1]
    long = [line for line in above if len(line.quote(text).split()) >= _HEADLINE_WORDS]
    return next((line for line in long if read_stamp(line.quote(text)) is None), next(iter(above), None))


def _headline(text: str, boilerplate: tuple[Span, ...]) -> str:
    """Return the headline of an article: its first line that is none of the page's furniture."""
    marked = {span.start for span in boilerplate}
    stop = boilerplate[-1].start if boilerplate and boilerplate[-1].end >= len(text.rstrip()) else len(text)
    told = [line for line in lines(text) if line.start not in marked and line.start < stop] or lines(text)[:1]
    headline = _first_headline(text, told)
    return headline.quote(text)[:300] if headline else ""
