"""What a format gives: parts that are read one at a time, and of each its articles as they stand there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO

from nlp import limits
from store.errors import ArticleError, TooLargeError


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as its file has it; ``published_from`` says how the date is known: page, feed, mail, row.

    ``text`` is what every offset will point into; ``id`` is empty where only the file has a name.
    """

    text: str
    id: str = ""
    title: str = ""
    source: str | None = None
    author: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a file that is read by itself, so that what is wrong with it costs no other.

    ``name`` is what an error calls it, ``id`` what its article is called. ``read`` may raise an
    ArticleError where nothing of it can be read, and yields one for an article of it that cannot.
    """

    name: str
    id: str
    read: Callable[[], Iterable[RawArticle | ArticleError]]

    @classmethod
    def refused(cls, name: str, error: ArticleError) -> Part:
        """Return a part of which nothing can be read, and why."""
        return cls(name, name, lambda: [error])


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a file beside its bytes.

    ``media`` is the type it was served as, with its charset; ``link`` where it was served;
    ``columns`` says which column of a table holds an article's title, text and so on.
    """

    media: str | None = None
    link: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def charset(self) -> str | None:
        """The charset that the media type names."""
        _, found, rest = (self.media or "").lower().partition("charset=")
        return rest.partition(";")[0].strip(" \"'") if found else None


def read_document(file: IO[bytes], name: str, limit: int = limits.DOCUMENT) -> bytes:
    """Return the rest of a file that holds one document; raises TooLargeError. A device may have no end."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(name, len(data), limit)
    return data
