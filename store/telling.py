"""The words by which reports of one incident know each other: what stands around its evidence, and how rare it is.

Outlets differ in figures and days, and have the street, the names, the ages and the odd detail in common. Of
each incident the words of the sentences that it rests on are kept, and of each word in how many articles it
stood there when they were taken in. The counts only grow: how rare a word is need not be known exactly.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from store import rows
from store.blocking import DateClass
from store.model import Evidence, Slot
from store.sentences import sentences

_AROUND = 1  # sentences before and after one with evidence: the name often follows what happened
_MOST_CHARACTERS = 1000  # of a sentence: what has no marks is no prose
_MOST_WORDS = 400
_POSSESSIVE = re.compile(r"['’]s\b")
_APOSTROPHE = re.compile(r"['’‘`ʿʾ]")
_PHONE = re.compile(r"(?:\b1[-. ])?\(?\b\d{3}\)?[-. /]{1,2}(?:\d{3}[-. ]\d{4}|[A-Z]{3,}\b)|\b\d{3}-\d{4}\b")
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_FUNCTION = frozenset(
    """
    the and for that was were with from are has had have been this but not who his her their they she him them its
    into when where which what will would could there then than also about after before over while being some any
    all out off one two our your you how why did does because said says say told according
    """.split()  # noqa: SIM905 - reads as the list it is
)
_ARTICLES = ""  # under this word stands how many articles were counted


def words_around(text: str, evidence: Iterable[Evidence]) -> frozenset[str]:
    """Return the folded words of the sentences of ``text`` that hold the evidence, and of those next to them."""
    spans = sentences(text)
    marked = sorted({(piece.start, piece.end) for piece in evidence})
    near: set[int] = set()
    for at, span in enumerate(spans):
        if any(start < span.end and span.start < end for start, end in marked):
            near.update(range(max(0, at - _AROUND), min(len(spans), at + _AROUND + 1)))
    found: set[str] = set()
    for at in sorted(near):
        if len(found) < _MOST_WORDS:
            found.update(_words(text[spans[at].start : spans[at].end][:_MOST_CHARACTERS]))
    return frozenset(found)


def _words(text: str) -> set[str]:
    text = _PHONE.sub(" ", text)  # whom to call is the same for every event of a town
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", _POSSESSIVE.sub("", text)))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return set(_WORD.findall(plain)) - _FUNCTION


def remember(
    db: sqlite3.Connection, incident_id: int, texts: Mapping[int, str], evidence: Mapping[Slot, Sequence[Evidence]]
) -> None:
    """Keep the words around the evidence of a stored incident; ``texts`` are those of the articles it names."""
    pieces = [piece for items in evidence.values() for piece in items]
    words = frozenset().union(
        *(words_around(text, (p for p in pieces if p.article_id == number)) for number, text in texts.items())
    )
    db.execute(
        "INSERT INTO told_words (incident_id, words) VALUES (?, ?) "
        "ON CONFLICT (incident_id) DO UPDATE SET words = excluded.words WHERE words <> excluded.words",
        [incident_id, " ".join(sorted(words))],
    )


def count(db: sqlite3.Connection, article_id: int) -> None:
    """Count the words that the incidents of a new article are told in, each once."""
    found = db.execute(
        "SELECT words FROM told_words WHERE incident_id IN (SELECT id FROM incidents WHERE article_id = ?)",
        [article_id],
    )
    words = {word for row in found for word in row["words"].split()}
    if words:
        db.execute(
            "INSERT INTO word_counts (word, articles) SELECT value, 1 FROM json_each(?) WHERE true "
            "ON CONFLICT (word) DO UPDATE SET articles = articles + 1",
            [rows.dump([_ARTICLES, *sorted(words)])],
        )


def words_of(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return the words that each incident is told in; one that nothing is known of is left out."""
    found = db.execute(
        "SELECT incident_id, words FROM told_words WHERE incident_id IN (SELECT value FROM json_each(?))",
        [rows.dump(list(ids))],
    )
    return {row["incident_id"]: frozenset(row["words"].split()) for row in found if row["words"]}


def all_words(db: sqlite3.Connection) -> dict[int | str, str]:
    """Return the words of every incident, with a blank between two: sets of them would be ten times as large."""
    return {row["incident_id"]: row["words"] for row in db.execute("SELECT incident_id, words FROM told_words")}


def counts_of(db: sqlite3.Connection, words: Iterable[str]) -> tuple[int, dict[str, int]]:
    """Return how many articles were counted, and in how many of them each of the words stood."""
    found = db.execute(
        "SELECT word, articles FROM word_counts WHERE word IN (SELECT value FROM json_each(?))",
        [rows.dump([_ARTICLES, *sorted(words)])],
    )
    counts = {row["word"]: row["articles"] for row in found}
    return counts.pop(_ARTICLES, 0), counts


def counts_at(
    db: sqlite3.Connection, place_key: str, words: frozenset[str], *, without: Iterable[int]
) -> tuple[int, dict[str, int]]:
    """Return how many of the latest approved incidents of a place were looked at, and how many have each of the words.

    ``without`` are those that are left out. None are found where the key is empty: that is no place.
    """
    found = db.execute(
        f"""
        SELECT words FROM (
          SELECT id FROM incidents INDEXED BY approved_place
          WHERE status = 'approved' AND place_key = ? AND place_key <> '' AND date_class = {DateClass.WEEK}
            AND id NOT IN (SELECT value FROM json_each(?))
          ORDER BY date_start DESC LIMIT {_LATEST}
        ) CROSS JOIN told_words ON incident_id = id WHERE words <> ''
        """,
        [place_key, rows.dump(list(without))],
    )
    counts: Counter[str] = Counter()
    told = [row["words"] for row in found]
    for said in told:
        counts.update(words.intersection(said.split()))
    return len(told), counts


_LATEST = 200
"""Incidents of a place that are enough to see which words are common there."""
