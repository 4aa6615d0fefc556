"""The one workflow from files to stored proposals: find, read, analyse, store.

Reading and analysis run in a process of their own (``tui.reader``): the desk never imports spaCy,
keys stay quick, and a crash or a hang there costs one article. Storing happens here, on a
connection of the thread that iterates; an article whose event was seen is committed.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from nlp.copies import is_copy
from nlp.formats.kinds import SUFFIXES, suffix_of
from store import stories
from store.articles import add_article
from store.database import open_database
from store.errors import ArticleError, RefusedError, UnreadableArticleError
from store.model import Analysis
from tui.desk import utc_now
from tui.reader import Reader


@dataclass(frozen=True, slots=True)
class Source:
    """A file that came from elsewhere: what the analyst calls it, where it was served and as what type."""

    path: Path
    name: str
    media: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """An article is in the database: now, or (not ``new``) since an earlier run."""

    name: str
    article_id: int
    new: bool
    incidents: int


@dataclass(frozen=True, slots=True)
class Failed:
    """An article could not be taken in; ``message`` is one line that names it and says why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The batch is done: how many articles are new, were known, could not be taken in."""

    stored: int
    known: int
    failed: int


Event = Stored | Failed | Finished


def run(
    db_path: Path | str,
    paths: Iterable[Path | Source],
    *,
    published: dt.date | None = None,
    columns: Mapping[str, str] | None = None,
    model: str | None = None,
    now: Callable[[], dt.datetime] = utc_now,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda _: None,
) -> Generator[Event, None, None]:
    """Take in the articles of ``paths``, an event for each; ``columns`` names the columns of tables.

    Whatever is wrong with one article is its ``Failed`` and the batch goes on. Closing the
    iterator stops the work, and so does ``stop`` while an article is waited for; what was stored
    stays, and there is no ``Finished``. ``tell`` is given a line to show where starting takes long.
    Raises StoreError if the database cannot be opened or written, PipelineError if nothing can be
    analysed at all.
    """
    stored = known = failed = 0
    with closing(open_database(db_path)) as db, closing(Reader(model, stop=stop, tell=tell)) as reader:
        for name, outcome in analyses(reader, paths, published=published, columns=columns):
            if stop():
                return
            event = Failed(name, outcome) if isinstance(outcome, str) else _store(db, name, outcome, now())
            match event:
                case Stored(new=True):
                    stored += 1
                case Stored():
                    known += 1
                case Failed():
                    failed += 1
            yield event
    if not stop():
        yield Finished(stored, known, failed)


def analyses(
    reader: Reader,
    paths: Iterable[Path | Source],
    *,
    published: dt.date | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, Analysis | str]]:
    """Yield a name with the analysis, or with the line that says why there is none, an article at a time."""
    for file in find_files(paths):
        match file:
            case Path():
                yield from reader.read(str(file), path=file, published=published, columns=columns)
            case Source(path, name, media, link):
                yield from reader.read(name, path=path, published=published, columns=columns, media=media, link=link)
            case Failed():
                yield file.name, file.message


def find_files(paths: Iterable[Path | Source]) -> Iterator[Path | Source | Failed]:
    """Yield the files that are named and, sorted, those in the folders that are; or why there are none.

    Hidden files and folders are passed over unless they are named, and so are the pictures and frames
    that a browser saves beside a page; links to folders are not followed.
    """
    for path in paths:
        if isinstance(path, Source) or not path.is_dir():
            yield path
            continue
        refused: list[OSError] = []
        found = False
        for folder, folders, names in os.walk(path, onerror=refused.append):
            pages = {name.rpartition(".")[0] for name in names if suffix_of(name) in (".html", ".htm")}
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and name.removesuffix("_files") not in pages
            )
            for name in sorted(names):
                if suffix_of(name) and not name.startswith("."):
                    found = True
                    yield Path(folder, name)
        for error in refused:
            yield _unreadable(error.filename, error.strerror or str(error))
        if not found and not refused:
            yield _unreadable(str(path), f"no file in this folder ends with {' '.join(SUFFIXES)}")


def count_articles(paths: Iterable[Path | Source]) -> int:
    """Return about how many articles ``run`` will tell of: a file is one, JSON lines one a line."""
    total = 0
    for file in find_files(paths):
        rows = 1
        if isinstance(file, Path) and file.suffix == ".jsonl" and file.is_file():
            try:
                with file.open("rb") as lines:
                    rows = max(sum(1 for line in lines if line.strip()), 1)
            except OSError:
                rows = 1  # the one failure that reading it will be
        total += rows
    return total


def _store(db: sqlite3.Connection, name: str, analysis: Analysis, now: dt.datetime) -> Stored | Failed:
    try:
        added = add_article(db, analysis, now=now)
    except (ArticleError, RefusedError) as error:  # its own fault; any other failure would meet the next one too
        return Failed(name, f"{name}: {error}")
    if added.new:
        stories.join(db, added.article_id, is_copy)
    return Stored(name, added.article_id, added.new, len(analysis.incidents))


def _unreadable(name: str, reason: str) -> Failed:
    return Failed(name, str(UnreadableArticleError(name, reason)))
