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
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nlp import limits
from nlp.copies import is_copy
from nlp.formats.kinds import SUFFIXES, suffix_of
from store import intake, stories
from store.articles import add_article
from store.database import open_database
from store.errors import AddressError, ArticleError, RefusedError, UnreadableArticleError
from store.intake import Known
from store.model import Analysis
from tui.desk import utc_now
from tui.reader import Reader

if TYPE_CHECKING:
    from tui.addresses import Fetched, Fetcher


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
    """An article could not be taken in; ``message`` is one line that names it and says why.

    It is ``kept`` if it can be tried again: what was piped in is gone, and a link is read only where it is named.
    """

    name: str
    message: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """The batch is done: how many articles are new, were known, could not be taken in, and places as they were."""

    stored: int
    known: int
    failed: int
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A place is as it was when it was read last, and was not read again."""

    name: str


Event = Stored | Failed | Unchanged | Finished
Place = Path | Source | str
"""A file or folder, a file from elsewhere, or an address of the web."""


def run(
    db_path: Path | str,
    places: Iterable[Place],
    *,
    published: dt.date | None = None,
    columns: Mapping[str, str] | None = None,
    model: str | None = None,
    allow_private: bool = False,
    changed_only: bool = False,
    now: Callable[[], dt.datetime] = utc_now,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda _: None,
) -> Generator[Event, None, None]:
    """Take in the articles of ``places``, an event for each; ``columns`` names the columns of tables.

    Whatever is wrong with one article is its ``Failed``, which is kept to be tried again, and the batch
    goes on. Closing the iterator stops the work, and so does ``stop`` while an article is waited for; what
    was stored stays, and there is no ``Finished``. ``changed_only`` passes over what is as it was when it
    was last taken in so; of an address its server says that. ``tell`` is given a line to show where
    starting takes long. Raises StoreError if the database cannot be opened or written, PipelineError if
    nothing can be analysed at all.
    """
    stored = known = failed = unchanged = 0
    with (
        closing(open_database(db_path)) as db,
        closing(Reader(model, stop=stop, tell=tell)) as reader,
        closing(Addresses(allow_private=allow_private, stop=stop)) as addresses,
    ):
        taking = _Taking(db, reader, addresses, published, columns, changed_only, now, stop)
        found = find_files(places, may_be_empty=changed_only)
        for event in (event for place in found if not stop() for event in taking.place(place)):
            match event:
                case Stored(new=True):
                    stored += 1
                case Stored():
                    known += 1
                case Failed():
                    failed += 1
                case Unchanged():
                    unchanged += 1
            yield event
            if stop():
                return
    if not stop():
        yield Finished(stored, known, failed, unchanged)


class Addresses:
    """What fetches addresses, loaded with the first one; to be closed."""

    def __init__(self, *, allow_private: bool = False, stop: Callable[[], bool] = lambda: False) -> None:
        self._allow_private = allow_private
        self._stop = stop
        self._fetcher: Fetcher | None = None

    def fetch(self, address: str, known: Known | None = None) -> Fetched | None:
        """Return the file that an address leads to; None if it is as it is known. Raises AddressError."""
        from tui.addresses import Fetcher  # httpx takes 100 ms to load

        if self._fetcher is None:
            self._fetcher = Fetcher(allow_private=self._allow_private, stop=self._stop)
        return self._fetcher.fetch(address, known)

    def close(self) -> None:
        """Give back what was opened."""
        if self._fetcher is not None:
            self._fetcher.close()


@dataclass(frozen=True, slots=True)
class _Taking:
    """What taking in needs, and how a place is taken in."""

    db: sqlite3.Connection
    reader: Reader
    addresses: Addresses
    published: dt.date | None
    columns: Mapping[str, str] | None
    changed_only: bool
    now: Callable[[], dt.datetime]
    stop: Callable[[], bool]

    def place(self, place: Place | Failed) -> Iterator[Event]:
        """Take in a file or what an address leads to, unless it is as it was."""
        if isinstance(place, Failed):
            yield self._keep(place.name, place) if place.kept else place
            return
        name = place.name if isinstance(place, Source) else str(place)
        before = intake.known(self.db, name) if self.changed_only else None
        try:
            fetched = self.addresses.fetch(place, before) if isinstance(place, str) else None
        except AddressError as error:
            yield self._keep(name, Failed(name, str(error)))
            return
        state = fetched.state if fetched else before if isinstance(place, str) else _state(place)
        if before is not None and state == before:
            yield Unchanged(name)
            return
        broken: set[str] = set()
        more = 0
        for article, outcome in _read(self.reader, place, fetched, self.published, self.columns):
            event = self._store(article, outcome)
            if isinstance(event, Failed):
                if len(broken) == limits.FAILURES:
                    more += 1
                    continue
                broken.add(article)
            yield event if isinstance(place, Source) else self._keep(name, event)
        if more:
            broken.add(name)
            event = Failed(name, f"{name}: {more:,} more of its articles cannot be read; skipped.")
            yield event if isinstance(place, Source) else self._keep(name, event)
        if self.stop():
            return
        intake.forget_failures(self.db, name, but=broken)
        if state is not None and (fetched or self.changed_only):
            final, hops = (fetched.final, fetched.hops) if fetched else (name, ())
            intake.remember(self.db, name, final, hops, state, now=self.now())

    def _store(self, name: str, outcome: Analysis | str) -> Stored | Failed:
        if isinstance(outcome, str):
            return Failed(name, outcome)
        try:
            added = add_article(self.db, outcome, now=self.now())
        except (ArticleError, RefusedError) as error:  # its own fault; any other failure would meet the next one too
            return Failed(name, f"{name}: {error}")
        if added.new:
            stories.join(self.db, added.article_id, is_copy)
        return Stored(name, added.article_id, added.new, len(outcome.incidents))

    def _keep(self, place: str, event: Stored | Failed) -> Stored | Failed:
        """Keep a failure, to be tried again."""
        if isinstance(event, Failed):
            intake.has_failed(self.db, place, event.name, event.message, now=self.now())
            return replace(event, kept=True)
        return event


def analyses(
    reader: Reader,
    places: Iterable[Place],
    addresses: Addresses,
    *,
    published: dt.date | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, Analysis | str]]:
    """Yield a name with the analysis, or with the line that says why there is none, an article at a time."""
    for place in find_files(places):
        if isinstance(place, Failed):
            yield place.name, place.message
            continue
        try:
            fetched = addresses.fetch(place) if isinstance(place, str) else None
        except AddressError as error:
            yield str(place), str(error)
            continue
        yield from _read(reader, place, fetched, published, columns)


def _read(
    reader: Reader,
    place: Place,
    fetched: Fetched | None,
    published: dt.date | None,
    columns: Mapping[str, str] | None,
) -> Iterator[tuple[str, Analysis | str]]:
    """Yield what ``analyses`` does for one place; the outlet of an address is its host where nothing tells another."""
    if isinstance(place, Path):
        yield from reader.read(str(place), path=place, published=published, columns=columns)
        return
    source = Source(fetched.path, str(place), fetched.media, fetched.final) if fetched else place
    if not isinstance(source, Source):
        return  # an address that has nothing new
    for name, outcome in reader.read(
        source.name, path=source.path, published=published, columns=columns, media=source.media, link=source.link
    ):
        if fetched and isinstance(outcome, Analysis) and outcome.article.source is None:
            outcome = replace(outcome, article=replace(outcome.article, source=fetched.host))
        yield name, outcome


def find_files(places: Iterable[Place], *, may_be_empty: bool = False) -> Iterator[Place | Failed]:
    """Yield the addresses and files that are named and, sorted, those in the folders that are; or why there are none.

    Of a folder that ``may_be_empty`` nothing is said until something is in it.

    Hidden files and folders are passed over unless they are named, and so are the pictures and frames
    that a browser saves beside a page. Links to folders are not followed, nor those to files elsewhere: who
    put them there may not be who may read them. What has a name that is no UTF-8 is given one.
    """
    for path in places:
        if not isinstance(path, Path):
            yield path
            continue
        if not path.is_dir():
            yield _named(path)
            continue
        real = os.path.realpath(path)
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
                    file = Path(folder, name)
                    if not Path(os.path.realpath(file)).is_relative_to(real):
                        yield _unreadable(
                            file, "it is a link that leads out of the folder; name it to have it read", kept=False
                        )
                    elif file.exists() and not file.is_file():
                        yield _unreadable(file, "it is no file")
                    else:
                        yield _named(file)
        for error in refused:
            yield _unreadable(error.filename, error.strerror or str(error))
        if not found and not refused and not may_be_empty:
            yield _unreadable(path, f"no file in this folder ends with {' '.join(SUFFIXES)}")


def _named(path: Path) -> Path | Source:
    """Return a file under a name that can be stored and said."""
    name = _name_of(path)
    return path if name == str(path) else Source(path, name)


def _name_of(path: Path | str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def count_articles(places: Iterable[Place]) -> int:
    """Return about how many articles ``run`` will tell of; an address is one until it is read."""
    from nlp.formats.counting import count

    total = 0
    for file in find_files(places):
        path = file.path if isinstance(file, Source) else file
        total += count(path) if isinstance(path, Path) and path.is_file() else 1
    return total


def _state(file: Path | Source) -> Known | None:
    """Return what tells a file from what it was or will be; None where it cannot be asked."""
    if isinstance(file, Source):
        return None
    try:
        found = file.stat()
    except OSError:
        return None
    return Known(f"{found.st_size} {found.st_mtime_ns}", None)


def _unreadable(path: Path | str, reason: str, *, kept: bool = True) -> Failed:
    name = _name_of(path)
    return Failed(name, str(UnreadableArticleError(name, reason)), kept)
