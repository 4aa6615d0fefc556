"""Stories: articles that are copies of one text, as outlets print what an agency sends them.

Candidates share sentences word for word; whether two texts are copies is judged by who asks
(``nlp.copies``). The first article taken in gives the story its number.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable

from store import sentences
from store.codec import from_json
from store.database import transaction
from store.model import Span

DAYS_APART = 14
"""An outlet prints what it was sent within days; a like text weeks later tells of something else."""
_LOOKED_AT = 5


def join(db: sqlite3.Connection, article_id: int, alike: Callable[[str, str], bool]) -> int | None:
    """Put an article with the story it is a copy of, and return that story; None where it is a text of its own.

    ``alike`` is given the bodies of two articles: their texts without what is boilerplate.
    """
    with transaction(db):
        mine = _read(db, article_id)
        body = _body(mine)
        for other_id in sentences.sharing(db, article_id, body, most=_LOOKED_AT):
            other = _read(db, other_id)
            if _days_apart(mine, other) <= DAYS_APART and alike(body, _body(other)):
                story = other["story"] or other_id
                db.execute("UPDATE articles SET story = ? WHERE id IN (?, ?)", [story, article_id, other_id])
                return int(story)
    return None


def differing(db: sqlite3.Connection, article_id: int, text: str) -> list[Span]:
    """Return the sentences of a copy that stand in no earlier article of its story; none of another article."""
    earlier = db.execute(
        "SELECT text FROM articles WHERE story = (SELECT story FROM articles WHERE id = :id) AND id < :id",
        {"id": article_id},
    ).fetchall()
    if not earlier:
        return []
    told = {_words(span, row["text"]) for row in earlier for span in sentences.sentences(row["text"])}
    return [span for span in sentences.sentences(text) if _words(span, text) not in told]


def others(db: sqlite3.Connection, article_id: int) -> list[str]:
    """Return the outlets of the other articles of its story, in the order they came in."""
    rows = db.execute(
        "SELECT coalesce(source, name) AS outlet FROM articles "
        "WHERE story = (SELECT story FROM articles WHERE id = :id) AND id <> :id ORDER BY id",
        {"id": article_id},
    )
    return list(dict.fromkeys(row["outlet"] for row in rows))


def _words(span: Span, text: str) -> str:
    return " ".join(span.quote(text).split())


def _read(db: sqlite3.Connection, article_id: int) -> sqlite3.Row:
    found: sqlite3.Row = db.execute(
        "SELECT published, boilerplate, story, text FROM articles WHERE id = ?", [article_id]
    ).fetchone()
    return found


def _body(row: sqlite3.Row) -> str:
    return sentences.without(row["text"], [from_json(Span, span) for span in json.loads(row["boilerplate"])])


def _days_apart(a: sqlite3.Row, b: sqlite3.Row) -> int:
    if a["published"] is None or b["published"] is None:
        return 0
    return abs((dt.date.fromisoformat(a["published"]) - dt.date.fromisoformat(b["published"])).days)
