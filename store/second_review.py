"""A second, blind review: a sample of decided articles in a database of its own, and how far both agree.

The sample holds the articles as they came in, with what was proposed from them and nothing that was decided:
whoever reviews it cannot see the first decisions, and cannot change the record.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from store import records, rows, snapshots
from store.agreement import Agreement, agreement, of_slots
from store.articles import add_article, get_article
from store.codec import from_json
from store.database import open_database, transaction
from store.errors import StoreError, UnwritableError
from store.model import Analysis, Incident, Slot, Status
from store.numbering import proposals

_KEPT = (Status.APPROVED, Status.MERGED)
_OPEN = (Status.PROPOSED, Status.POSTPONED)


@dataclass(slots=True)
class SecondReview:
    """What two reviews of the same articles have in common.

    ``articles`` were decided by both, ``first`` and ``second`` are the analysts; ``kept`` is the agreement on which
    proposals are incidents for the record, ``slots`` on what they say. ``waiting`` proposals are still open in the
    second review; ``added`` are the incidents that only the first and only the second review has besides.
    """

    articles: int
    first: list[str]
    second: list[str]
    kept: Agreement
    slots: dict[Slot, Agreement]
    waiting: int
    added: tuple[int, int]


@dataclass(slots=True)
class _Pairs:
    articles: set[int] = field(default_factory=set)
    kept: list[tuple[bool, bool]] = field(default_factory=list)
    incidents: list[tuple[Incident, Incident]] = field(default_factory=list)
    waiting: int = 0


def draw(db: sqlite3.Connection, number: int, *, analyst: str, seed: int | None = None) -> list[int]:
    """Return so many articles, or all there are, in which all is decided and nothing by the analyst, drawn by chance.

    Only articles from which something was proposed. The same seed draws the same ones.
    """
    found = db.execute(
        """
        SELECT a.id FROM articles a
        WHERE a.proposed = 0 AND a.postponed = 0 AND EXISTS (SELECT 1 FROM proposals p WHERE p.article_id = a.id)
          AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.article_id = a.id AND d.analyst = ?)
        ORDER BY a.id
        """,
        [analyst],
    )
    articles = [row["id"] for row in found]
    return sorted(random.Random(seed).sample(articles, min(number, len(articles))))


def write_sample(db: sqlite3.Connection, articles: list[int], out: Path, *, now: datetime) -> None:
    """Write the articles into a new database, as they came in; raises UnwritableError where there is a file already."""
    if out.exists():
        raise UnwritableError(out, "it is there already")
    sample = open_database(out)
    try:
        with closing(sample), transaction(sample):
            for article_id in articles:
                add_article(sample, _as_it_came(db, article_id), now=now)
    except BaseException:  # half a sample is none
        for suffix in ("", "-wal", "-shm", "-journal"):
            out.with_name(out.name + suffix).unlink(missing_ok=True)
        raise


def compare_reviews(db: sqlite3.Connection, second: sqlite3.Connection) -> SecondReview:
    """Return how far our decisions agree with those of a second review.

    An article that one analyst decided in both is left out. Raises StoreError where nothing can be compared.
    """
    ours = {row["content_hash"]: row["id"] for row in db.execute("SELECT id, content_hash FROM articles")}
    articles = {
        row["id"]: ours[row["content_hash"]]
        for row in second.execute("SELECT id, content_hash FROM articles")
        if row["content_hash"] in ours
    }
    here, there = _analysts(db), _analysts(second)
    articles = {theirs: our for theirs, our in articles.items() if not here[our] & there[theirs]}
    pairs = _pairs(db, second, articles)
    if not pairs.articles:
        raise StoreError("No article is decided in both files by different analysts: review some of the sample first.")
    of_theirs = {theirs: our for theirs, our in articles.items() if our in pairs.articles}
    return SecondReview(
        articles=len(pairs.articles),
        first=sorted(set().union(*(here[our] for our in of_theirs.values()))),
        second=sorted(set().union(*(there[theirs] for theirs in of_theirs))),
        kept=agreement(pairs.kept),
        slots=of_slots(pairs.incidents),
        waiting=pairs.waiting,
        added=(_added(db, of_theirs.values()), _added(second, of_theirs)),
    )


def _as_it_came(db: sqlite3.Connection, article_id: int) -> Analysis:
    stored = get_article(db, article_id)
    key = snapshots.article(article_id)
    row = db.execute(
        "SELECT before FROM decisions WHERE article_id = ? AND json_type(before, ?) IS NOT NULL ORDER BY id LIMIT 1",
        [article_id, f'$."{key}"'],
    ).fetchone()
    article = stored.article
    if row is not None:
        state = json.loads(row["before"])[key]
        published = date.fromisoformat(state["published"]) if state["published"] else None
        article = replace(article, published=published, published_from=state["published_from"])
    found = db.execute("SELECT content, made_by FROM proposals WHERE article_id = ? ORDER BY position", [article_id])
    proposed = found.fetchall()
    return Analysis(
        article,
        tuple(from_json(Incident, json.loads(row["content"])) for row in proposed),
        stored.mentions,
        stored.uncovered,
        proposed[0]["made_by"] if proposed else "",
    )


def _analysts(db: sqlite3.Connection) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for row in db.execute("SELECT DISTINCT article_id, analyst FROM decisions"):
        found[row["article_id"]].add(row["analyst"])
    return found


def _pairs(db: sqlite3.Connection, second: sqlite3.Connection, articles: dict[int, int]) -> _Pairs:
    """Pair what was made of the same proposals; those with the same words in an article in their order."""
    waiting: dict[tuple[int, str], list[int]] = defaultdict(list)
    for article_id, incident_id, content in proposals(db):
        waiting[article_id, content].append(incident_id)
    pairs = _Pairs()
    for article_id, incident_id, content in proposals(second):
        our_article = articles.get(article_id)
        if our_article is None or not waiting[our_article, content]:
            continue
        our, their = records.get(db, waiting[our_article, content].pop(0)), records.get(second, incident_id)
        if our.status in _OPEN:
            continue
        if their.status in _OPEN:
            pairs.waiting += 1
            continue
        pairs.articles.add(our_article)
        kept = our.status in _KEPT, their.status in _KEPT
        pairs.kept.append(kept)
        if all(kept):
            pairs.incidents.append((our.incident, their.incident))
    return pairs


def _added(db: sqlite3.Connection, articles: Iterable[int]) -> int:
    """Return how many incidents of the articles were taken into the record that nobody had proposed."""
    found = db.execute(
        "SELECT count(*) FROM incidents i WHERE article_id IN (SELECT value FROM json_each(?)) "
        "AND status IN ('approved', 'merged') AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.incident_id = i.id)",
        [rows.dump(list(articles))],
    )
    number: int = found.fetchone()[0]
    return number
