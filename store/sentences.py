"""The sentences of a text by its marks alone, and which of them were read before in another article."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from bisect import bisect_right

from store import rows
from store.model import Span

LEAST = 40
"""A shorter sentence says too little to be known again: "No one was hurt." is another in each article."""
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
    """Return the sentences of an article that stand word for word in another one that is done with, in order."""
    numbered = _numbered(text)
    known = db.execute(
        """
        SELECT value AS hash FROM json_each(:hashes) WHERE EXISTS (
          SELECT 1 FROM sentences s JOIN articles a ON a.id = s.article_id
          WHERE s.hash = value AND a.id <> :id AND a.proposed = 0 AND a.postponed = 0
            AND (a.approved + a.rejected + a.merged > 0 OR a.dismissed = 1)
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
