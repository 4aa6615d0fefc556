"""The sentences of a text by its marks alone, and which of them were read before in another article."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from store import rows
from store.model import Span

LEAST = 40
"""A shorter sentence says too little to be known again: "No one was hurt." is another in each article."""
_NEWEST = 200
_BREAK = re.compile(r"[.!?][”\"’')\]]*\s+|\n\s*")


def sentences(text: str) -> list[Span]:
    """Return the sentences in order, without the space between them; a line's end always ends one."""
    found = []
    start = len(text) - len(text.lstrip())
    for hit in _BREAK.finditer(text, start):
        found.append(Span(start, hit.start() + len(hit.group().rstrip())))
        start = hit.end()
    if start < len(text):
        found.append(Span(start, start + len(text[start:].rstrip())))
    return [span for span in found if span.start < span.end]


def sentence_at(spans: list[Span], offset: int) -> Span:
    """Return the sentence that holds an offset, the next one from the space before it; empty where there is none."""
    at = max(0, bisect_right(spans, offset, key=lambda span: span.start) - 1)
    if at + 1 < len(spans) and spans[at].end <= offset:
        at += 1
    return spans[at] if spans else Span(0, 0)


def remember(db: sqlite3.Connection, article_id: int, text: str) -> None:
    """Keep the sentences of an article, to know them again."""
    db.executemany(
        "INSERT OR IGNORE INTO sentences (hash, article_id) VALUES (?, ?)",
        [(number, article_id) for number in _numbered(text)],
    )


def read_before(db: sqlite3.Connection, article_id: int, text: str) -> list[Span]:
    """Return the sentences of an article, in order, that stand word for word in another one that was read.

    That is one that is done with, or an earlier one of the same story.
    """
    return _known(
        db,
        article_id,
        text,
        """
        a.proposed = 0 AND a.postponed = 0 AND (a.approved + a.rejected + a.merged > 0 OR a.dismissed = 1)
        OR a.id < :id AND a.story = (SELECT story FROM articles WHERE id = :id)
        """,
    )


def share_elsewhere(db: sqlite3.Connection, article_id: int, text: str, passed_over: Sequence[Span]) -> float:
    """Return how much of a text stands word for word in other articles, 0 to 1, but for what is passed over."""
    told = without(text, passed_over)
    length = sum(span.end - span.start for span in sentences(told))
    return sum(span.end - span.start for span in _known(db, article_id, told, "1")) / max(1, length)


def sharing(db: sqlite3.Connection, article_id: int, text: str, *, most: int) -> list[int]:
    """Return the articles that share sentences with a text, at most so many, those that share most first.

    Of each sentence only the newest articles are looked at: one that stands in hundreds is a credit.
    """
    found: Counter[int] = Counter()
    for number in _numbered(text):
        found.update(
            row["article_id"]
            for row in db.execute(
                "SELECT article_id FROM sentences WHERE hash = ? AND article_id <> ? ORDER BY article_id DESC LIMIT ?",
                [number, article_id, _NEWEST],
            )
        )
    return sorted(found, key=lambda one: (-found[one], one))[:most]


def without(text: str, passed_over: Sequence[Span]) -> str:
    """Return a text without some spans of it, a line's end in place of each."""
    kept, at = [], 0
    for span in sorted(passed_over, key=lambda span: span.start):
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return "\n".join([*kept, text[at:]])


def _known(db: sqlite3.Connection, article_id: int, text: str, where: str) -> list[Span]:
    """Return the sentences of a text that also stand in other articles ``a`` of which the condition holds."""
    numbered = _numbered(text)
    known = db.execute(
        f"""
        SELECT value AS hash FROM json_each(:hashes) WHERE EXISTS (
          SELECT 1 FROM sentences s JOIN articles a ON a.id = s.article_id
          WHERE s.hash = value AND a.id <> :id AND ({where})
        )
        """,
        {"hashes": rows.dump(list(numbered)), "id": article_id},
    )
    return sorted((span for row in known for span in numbered[row["hash"]]), key=lambda span: span.start)


def _numbered(text: str) -> dict[int, list[Span]]:
    """Return the sentences by a hash of their words, whatever the space between these."""
    found: dict[int, list[Span]] = {}
    for span in sentences(text):
        words = " ".join(span.quote(text).split())
        if len(words) >= LEAST:
            digest = hashlib.blake2b(words.encode(), digest_size=8).digest()
            found.setdefault(int.from_bytes(digest, signed=True), []).append(span)
    return found
