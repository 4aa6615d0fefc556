"""RSS and Atom: each entry of a feed is an article, by feedparser."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from nlp import limits
from nlp.formats.html import plain_text
from nlp.formats.kinds import Kind
from nlp.formats.needs import extra
from nlp.formats.raw import Hints, RawArticle
from store.errors import ArticleError, EmptyArticleError, UnreadableArticleError

ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
"""Where an entry of a feed begins."""


def read(data: bytes, name: str, hints: Hints) -> Iterator[RawArticle | ArticleError]:
    """Yield the articles of a feed; raises UnreadableArticleError, EmptyArticleError or MissingReaderError."""
    with extra(name, Kind.FEED, "feeds"):
        import feedparser
    entries = sum(1 for _ in ENTRY.finditer(data))
    if entries > limits.FEED_ENTRIES:
        raise UnreadableArticleError(
            name, f"its {entries:,} entries are over the limit of {limits.FEED_ENTRIES:,} a feed; cut it into several"
        )
    headers = {"content-type": hints.media} if hints.media else {}
    feed = feedparser.parse(BytesIO(data), response_headers=headers)  # never its bytes: they could name a file
    if not feed.version:
        raise UnreadableArticleError(name, "it is XML, but no RSS or Atom feed")
    if not feed.entries:
        reason = getattr(feed.get("bozo_exception"), "getMessage", lambda: None)()
        if reason is None:
            raise EmptyArticleError(name)
        raise UnreadableArticleError(name, f"the feed is broken: {reason}")
    outlet = _words(feed.feed.get("title"), name)
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _article(entry, f"{name}: entry {number}", outlet)
        except ArticleError as error:
            yield error


def _article(entry: Any, name: str, outlet: str) -> RawArticle:
    title = _words(entry.get("title"), name)
    told = [plain_text(piece.value, name, Kind.FEED, "feeds") for piece in entry.get("content", [])]
    told.append(plain_text(entry.get("summary", ""), name, Kind.FEED, "feeds"))
    text = max(told, key=len) or title
    if not text:
        raise EmptyArticleError(name)
    published = _day(entry.get("published_parsed") or entry.get("updated_parsed"))
    link = entry.get("link") or ""  # of an entry that tells none, feedparser gives the id
    return RawArticle(
        text=text,
        id=entry.get("id") or entry.get("link") or name,
        title=title,
        source=_words(entry.get("source", {}).get("title"), name) or outlet or None,
        author=entry.get("author") or None,
        published=published,
        published_from="feed" if published else None,
        link=link if link.lower().startswith(("http://", "https://")) else None,
    )


def _words(markup: str | None, name: str) -> str:
    return " ".join(plain_text(markup or "", name, Kind.FEED, "feeds").split())


def _day(moment: time.struct_time | None) -> dt.date | None:
    """Return the day of a moment, which feedparser gives in UTC."""
    try:
        return dt.date(*moment[:3]) if moment else None
    except ValueError:
        return None
