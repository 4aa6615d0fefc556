"""How surely copies of an article are known: precision and recall on pairs made from articles.

Each article is stored, and with it a copy as another outlet would print it: one to four of another
headline, an outlet's name and credits, the end cut off, one figure changed. A pair is right if both
are made of one article; ``group`` of a row's first incident, if it has one, tells which articles are
about the same event, and pairs between those are counted apart: some are copies in truth. The hardest
to tell apart are two events in one place within the days in which copies are looked for.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import re
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from nlp.copies import is_copy
from nlp.reading import read_path, read_text
from store import stories
from store.articles import add_article
from store.database import open_database
from store.model import Analysis, Article

OUTLETS = ("Gulf Wire", "Harbour Daily", "Channel 9 News", "The Border Post")
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_FIGURE = re.compile(r"\b(?:\d{1,2}|one|two|three|four|five|six)\b")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON lines as blotter reads them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    articles = [one for one in read_path(options.articles) if isinstance(one, Article)]
    events, places = _told(options.articles, "group"), _told(options.articles, "place")
    result = _measure(articles, events, places, random.Random(options.seed))
    if options.json:
        print(json.dumps(result))
        return
    print("| " + " | ".join(result) + " |\n|" + " --- |" * len(result))
    print(
        "| "
        + " | ".join(f"{value:.3f}" if isinstance(value, float) else f"{value:,}" for value in result.values())
        + " |"
    )


def _told(path: Path, key: str) -> dict[str, str]:
    """Return what each row tells of its first incident, where it tells that."""
    found = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for incident in row.get("incidents", [])[:1]:
                found[str(row.get("id"))] = str(incident.get(key))
    return found


def _measure(
    articles: list[Article], events: dict[str, str], places: dict[str, str], rng: random.Random
) -> dict[str, float]:
    made: dict[int, Article] = {}
    seconds = 0.0
    with closing(open_database(":memory:")) as db:
        for article in articles + [_copy(article, rng) for article in articles]:
            begun = time.process_time()
            added = add_article(db, Analysis(article), now=NOW)
            if added.new:
                stories.join(db, added.article_id, is_copy)
                made[added.article_id] = article
            seconds += time.process_time() - begun
        members: dict[int, list[int]] = {}
        for row in db.execute("SELECT id, story FROM articles WHERE story IS NOT NULL"):
            members.setdefault(row["story"], []).append(row["id"])
    pairs = [(made[a], made[b]) for ids in members.values() for a in ids for b in ids if a < b]
    kinds: Counter[str] = Counter()
    for a, b in pairs:
        same_event = a.id in events and events[a.id] == events.get(b.id)
        kinds["copy" if a.id == b.id else "event" if same_event else "wrong"] += 1
        kinds["hard"] += _is_hard(a, b, events, places)
    copies = len(made) - len(articles)
    return {
        "articles": len(made),
        "recall": kinds["copy"] / max(1, copies),
        "precision": kinds["copy"] / max(1, kinds["copy"] + kinds["wrong"]),
        "pairs of two events": kinds["wrong"],
        "of those in one place": kinds["hard"],
        "such pairs in all": sum(_is_hard(a, b, events, places) for a, b in itertools.combinations(made.values(), 2)),
        "pairs of one event": kinds["event"],
        "ms an article": 1000 * seconds / max(1, len(made)),
    }


def _is_hard(a: Article, b: Article, events: dict[str, str], places: dict[str, str]) -> bool:
    """Return whether two articles are about two events in one place, a few days apart."""
    if a.id not in events or b.id not in events or events[a.id] == events[b.id] or places[a.id] != places[b.id]:
        return False
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= stories.DAYS_APART


def _copy(article: Article, rng: random.Random) -> Article:
    """Return the article as another outlet would print it."""
    body, title = article.text, article.title
    edits = rng.sample(("headline", "outlet", "cut", "figure"), k=rng.randint(1, 4))
    if "cut" in edits and len(ends := [hit.start() for hit in _SENTENCE.finditer(body)]) > 2:
        body = body[: ends[max(1, int(len(ends) * rng.uniform(0.4, 0.9)))]]
    if "figure" in edits and (hits := list(_FIGURE.finditer(body))):
        hit = rng.choice(hits)
        body = body[: hit.start()] + rng.choice(["two", "seven", "12"]) + body[hit.end() :]
    if "headline" in edits:
        words = title.split()
        rng.shuffle(words)
        body = body.replace(title, " ".join(words), 1) if title else body
        title = " ".join(words)
    if "outlet" in edits:
        body += f"\n\nCopyright {rng.choice(OUTLETS)}. All rights reserved."
    if body == article.text:
        body += "\n\nMore to follow."
    return read_text(
        body,
        name=article.id,
        id=article.id,
        title=title,
        source=rng.choice(OUTLETS),
        published=article.published,
        published_from="row",
    )


if __name__ == "__main__":
    main()
