"""Files to articles: headline, outlet, publication date, and what is not the story.

Nothing is thrown away: the text is kept as it was read (line ends made alike), and menus,
sidebars and credits are marked as boilerplate spans.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from nlp.lexicons import fold, read_lexicon
from nlp.stamps import find_outlet, find_published, lines, read_stamp
from store.errors import ArticleError, EmptyArticleError, TooLargeError, UnreadableArticleError
from store.model import Article, Span

LIMIT = 5_000_000
"""Bytes of one article; the longest news feature is a fiftieth of it."""

ROWS_LIMIT = 500_000_000
"""Bytes of one file of JSON lines."""

ROW_SUFFIXES = (".jsonl", ".ndjson")
SIDECAR = "published.toml"

# The credit that a caption ends with; an agency in brackets alone may also end a story.
_CAPTION = re.compile(
    r"(?:\bfile photo\b|\b(?:photo|image|picture)s? (?:by|courtesy)\b|\bgetty images\b|\bhandout via\b|"
    r"\breuters/[A-Z]|\((?:file )?(?:photo|image|picture)\b|[^/]{1,40}\s?/ ?(?:afp|ap|epa|reuters)\b)[^.!?]{0,60}$",
    re.I,
)
_AGENCY = re.compile(r"[(\[](?:afp|ap|epa|reuters|getty images|xinhua)[^)\]]{0,30}[)\]]\.?$", re.I)
_TOP = 6
_HEADLINE_WORDS = 4
_MENU = re.compile(r"\s[|•·>»]\s")  # "Home | Iraq | Opinion"
_SENTENCE_END = (".", "!", "?", "…", '."', ".”", '"', "”", ":", ".'", ".’", ")", "»")


def read_path(path: Path, *, published: dt.date | None = None) -> Iterator[Article | ArticleError]:
    """Yield the articles of one file: a text is one, JSON lines are one a row.

    ``published`` is what the analyst said; it beats the row, the sidecar and the text. A row that
    is no article is yielded as its error, and the next one follows. Raises UnreadableArticleError,
    EmptyArticleError or TooLargeError for a file that cannot be read at all.
    """
    try:
        size = path.stat().st_size
        if size > LIMIT and path.suffix not in ROW_SUFFIXES:
            raise TooLargeError(path, size, LIMIT)
        with path.open("rb") as file:
            data = file.read(ROWS_LIMIT + 1)  # a device may have no end
    except OSError as error:
        raise UnreadableArticleError(path, error.strerror or str(error)) from error
    if len(data) > ROWS_LIMIT:
        raise TooLargeError(path, len(data), ROWS_LIMIT)
    text = _decode(data, path)
    if path.suffix in ROW_SUFFIXES:
        yield from _read_rows(text, path, published)
        return
    sidecar = _sidecar(path.parent / SIDECAR).get(path.stem) if published is None else None
    yield read_text(
        text,
        name=str(path),
        id=path.stem,
        path=str(path),
        published=published or sidecar,
        published_from="option" if published else "sidecar" if sidecar else None,
    )


def read_stdin(text: str, *, published: dt.date | None = None) -> Iterator[Article | ArticleError]:
    """Yield the articles of what was piped in: JSON lines if it begins as such, else one text."""
    name = Path("standard input")
    if text.lstrip().startswith("{"):
        yield from _read_rows(text, name, published)
    else:
        yield read_text(
            text, name=str(name), id="stdin", published=published, published_from="option" if published else None
        )


def read_text(
    text: str,
    *,
    name: str,
    id: str,
    path: str | None = None,
    title: str = "",
    source: str | None = None,
    published: dt.date | None = None,
    published_from: str | None = None,
) -> Article:
    """Return the article that ``text`` holds; ``name`` is what an error calls it."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not any(c.isalnum() for c in text):
        raise EmptyArticleError(name)
    if len(text) > LIMIT:
        raise TooLargeError(name, len(text), LIMIT)
    boilerplate = find_boilerplate(text)
    if published is None and (found := find_published(text, _body(text))) is not None:
        published, published_from = found
    title = title or _headline(text, boilerplate)
    return Article(
        text=text,
        id=id,
        title=title,
        source=source or find_outlet(text, title),
        published=published,
        published_from=published_from if published else None,
        path=path,
        boilerplate=boilerplate,
    )


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


def _decode(data: bytes, path: Path) -> str:
    if b"\x00" in data[:8192]:
        raise UnreadableArticleError(path, "it is a binary file, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{data[error.start]:02x} at position {error.start:,}"
        raise UnreadableArticleError(path, f"not UTF-8: {byte}; save it as UTF-8 and try again") from error


def _read_rows(text: str, path: Path, published: dt.date | None) -> Iterator[Article | ArticleError]:
    rows = 0
    for number, line in enumerate(text.split("\n"), 1):  # splitlines would also cut at U+2028 inside a text
        if not line.strip():
            continue
        rows += 1
        try:
            yield _read_row(line, f"{path}:{number}", path, published)
        except ArticleError as error:
            yield error
    if not rows:
        raise EmptyArticleError(path)


def _read_row(line: str, name: str, path: Path, published: dt.date | None) -> Article:
    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableArticleError(name, f"not a line of JSON: {error.msg}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UnreadableArticleError(name, 'a row needs a "text"')
    try:
        own = dt.date.fromisoformat(str(row["published"])[:10]) if row.get("published") else None
    except ValueError as error:
        raise UnreadableArticleError(name, f'"published" is not a date: {row["published"]}') from error
    return read_text(
        row["text"],
        name=name,
        id=str(row.get("id") or name),
        path=str(path),
        title=str(row.get("title") or ""),
        source=row.get("source"),
        published=published or own,
        published_from="option" if published else "row",
    )


@cache
def _sidecar(path: Path) -> dict[str, dt.date]:
    """Return the publication dates that ``published.toml`` gives for the files beside it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("published", {})
    except FileNotFoundError:
        return {}
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
