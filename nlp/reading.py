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

from nlp.dates import resolve
from nlp.lexicons import fold, read_lexicon
from store.errors import ArticleError, EmptyArticleError, TooLargeError, UnreadableArticleError
from store.model import Article, DatePrecision, Span

LIMIT = 5_000_000
"""Bytes of one article; the longest news feature is a fiftieth of it."""

ROWS_LIMIT = 500_000_000
"""Bytes of one file of JSON lines."""

ROW_SUFFIXES = (".jsonl", ".ndjson")
SIDECAR = "published.toml"

_CREDIT = re.compile(r"^[ \t]*source[ \t]*(?:»|:|\|)[ \t]*(?P<name>[^\n|]{2,60})$", re.I | re.M)
_DATELINE = re.compile(
    r"^(?P<city>[A-Z][\w'’ -]{1,40}?(?:,\s*[A-Z][\w.'’ ]{1,30}?)?)\s*"
    r"(?:,\s*(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{4}| \d{2})?)\s*)?"
    r"(?:\((?P<outlet>[^)\n]{2,40})\)\s*)?(?:—|–|--|-)\s+"
)
_STAMP = re.compile(
    r"^[ \t]*(?:published|posted|updated|last updated|first published|date)[ \t]*(?:on|at)?"
    r"[ \t]*[:|]?[ \t]*(?P<date>[^\n]{6,60})$",
    re.I | re.M,
)
_DAY = re.compile(
    r"\d{4}-\d{2}-\d{2}|(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][A-Za-z]{2,8}\.?,? \d{4})|\d{1,2} [A-Z]{3} \d{2}\b|"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
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
    if published is None and (stamp := _stamped(text)) is not None:
        published, published_from = stamp, "text"
    return Article(
        text=text,
        id=id,
        title=title or _headline(text, boilerplate),
        source=source or _outlet(text),
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
    lines = _lines(text)
    short = Counter(fold(span.quote(text)) for span in lines if len(span.quote(text).split()) <= 15)
    spans: list[Span] = []
    seen_body = False
    headline = lines[0] if lines else None
    for n, line in enumerate(lines):
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
            or (not finished and len(_MENU.findall(quote)) >= 2)
            or (not finished and line is not headline and len(quote.split()) <= 7 and _among_short(text, lines, n))
        ):
            spans.append(line)
        elif finished and len(quote.split()) >= 8:
            seen_body = True
    return tuple(spans)


def find_dateline(text: str, start: int) -> Span | None:
    """Return the dateline that a paragraph at ``start`` opens with ("ERBIL (Outlet) - "), if any."""
    match = _DATELINE.match(text[start : start + 120])
    if match is None:
        return None
    city = match["city"]
    plain = match["outlet"] is None and match["date"] is None
    if plain and not city.isupper():
        return None
    return Span(start, start + match.end())


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


def _lines(text: str) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            left = start + raw.index(stripped)
            spans.append(Span(left, left + len(stripped)))
        start += len(raw) + 1
    return spans


def _among_short(text: str, lines: list[Span], n: int) -> bool:
    """Return whether a neighbouring line is as short and unfinished: menus come in runs."""

    def loose(k: int) -> bool:
        quote = lines[k].quote(text)
        return k > 0 and len(quote.split()) <= 7 and not quote.endswith(_SENTENCE_END)

    return any(loose(k) for k in (n - 1, n + 1) if 0 <= k < len(lines))


def _headline(text: str, boilerplate: tuple[Span, ...]) -> str:
    marked = {span.start for span in boilerplate}
    stop = boilerplate[-1].start if boilerplate and boilerplate[-1].end >= len(text.rstrip()) else len(text)
    for line in _lines(text):
        if line.start not in marked and line.start < stop:
            return line.quote(text)[:300]
    return _lines(text)[0].quote(text)[:300]


def _outlet(text: str) -> str | None:
    if match := _CREDIT.search(text):
        return match["name"].strip(" .")
    for line in _lines(text)[:12]:
        dateline = _DATELINE.match(line.quote(text))
        if dateline and dateline["outlet"]:
            return dateline["outlet"].strip()
    return None


def _stamped(text: str) -> dt.date | None:
    """Return the date of a "Published: ..." line or a dateline with its year."""
    candidates = [match["date"] for match in _STAMP.finditer(text)]
    candidates += [m["date"] for line in _lines(text)[:12] if (m := _DATELINE.match(line.quote(text))) and m["date"]]
    for candidate in candidates:
        if day := _DAY.search(candidate):
            value = resolve(day[0].rstrip(",."), None)
            if value.start is not None and value.precision is DatePrecision.DAY:
                return value.start
    return None
