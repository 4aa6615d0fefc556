"""Articles: taking one in with its proposals, reading it, and what is decided about it as a whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from store import priority, records, sentences, snapshots, telling
from store.codec import from_json, to_json
from store.database import transaction
from store.decisions import Decision, deciding, get_decision
from store.errors import NotFoundError, RefusedError, UnreadableArticleError
from store.model import Action, Analysis, Article, Incident, Mention, Slot, Span, Status
from store.queue import QueueFilter, QueueRow, next_open, queue
from store.records import Record
from store.rows import dump
from store.snapshots import ArticleState, State

T = TypeVar("T")

__all__ = [
    "AddedArticle",
    "QueueFilter",
    "QueueRow",
    "StoredArticle",
    "add_article",
    "dismiss",
    "dismiss_all",
    "flag",
    "get_article",
    "next_open",
    "prioritize",
    "queue",
    "set_published",
]


@dataclass(frozen=True, slots=True)
class AddedArticle:
    """Where an article is kept; ``new`` is false if its text was there before."""

    article_id: int
    new: bool


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what the machine saw in it; ``article.id`` is its name outside the store."""

    id: int
    article: Article
    mentions: tuple[Mention, ...]
    uncovered: tuple[Span, ...]
    dismissed: bool
    flagged: bool


def add_article(db: sqlite3.Connection, analysis: Analysis, *, now: dt.datetime) -> AddedArticle:
    """Take in an article with the incidents proposed from it, once for each text.

    A text that is stored already stays as it is, with all that was decided about it. Raises
    UnreadableArticleError for a text that is not Unicode, RefusedError for evidence that is not in it.
    """
    article = analysis.article
    try:
        digest = hashlib.sha256(article.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UnreadableArticleError(article.id or "An article", "its text is not valid Unicode") from error
    stamp = now.astimezone(dt.UTC).isoformat()
    with transaction(db):
        if row := db.execute("SELECT id FROM articles WHERE content_hash = ?", [digest]).fetchone():
            return AddedArticle(row["id"], new=False)
        values: dict[str, object] = {
            "content_hash": digest,
            "name": article.id,
            "title": article.title,
            "source": article.source,
            "published": to_json(article.published),
            "published_from": article.published_from,
            "path": article.path,
            "author": article.author,
            "link": article.link,
            "added_at": stamp,
            "made_by": analysis.made_by,
            "boilerplate": dump(to_json(article.boilerplate)),
            "uncovered": dump(to_json(analysis.uncovered)),
            "mentions": dump(to_json(analysis.mentions)),
            "text": article.text,
        }
        article_id = db.execute(
            f"INSERT INTO articles ({', '.join(values)}) VALUES ({', '.join(':' + name for name in values)})", values
        ).lastrowid
        if article_id is None:  # pragma: no cover - sqlite3 types it so; an INSERT always has one
            raise NotFoundError("article", article.id)
        sentences.remember(db, article_id, article.text)
        for position, incident in enumerate(analysis.incidents):
            _propose(db, article_id, position, incident, analysis.made_by, stamp)
        telling.count(db, article_id)
        priority.write(db, article_id)
    return AddedArticle(article_id, new=True)


def get_article(db: sqlite3.Connection, article_id: int) -> StoredArticle:
    """Return an article as it was read, with its mentions; raises NotFoundError."""
    row = db.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
    if row is None:
        raise NotFoundError("article", article_id)
    return StoredArticle(
        id=row["id"],
        article=Article(
            text=row["text"],
            id=row["name"],
            title=row["title"],
            source=row["source"],
            published=dt.date.fromisoformat(row["published"]) if row["published"] else None,
            published_from=row["published_from"],
            path=row["path"],
            author=row["author"],
            link=row["link"],
            boilerplate=_spans(row["boilerplate"]),
        ),
        mentions=tuple(from_json(Mention, mention) for mention in json.loads(row["mentions"])),
        uncovered=_spans(row["uncovered"]),
        dismissed=bool(row["dismissed"]),
        flagged=bool(row["flagged"]),
    )


def set_published(
    db: sqlite3.Connection,
    article_id: int,
    published: dt.date | None,
    revised: Mapping[int, Incident],
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
    as_of: int | None = None,
) -> Decision:
    """Set the publication date and, in the same decision, the incidents' dates that follow from it.

    Of each revised incident the date, with its evidence and lane, and the summary are taken: what a
    colleague does meanwhile to another slot stays. With ``as_of``, the number of the newest decision when the
    article was shown, raises ChangedElsewhereError where one of these, or the publication date, was changed since.
    """
    with deciding(db, Action.SET_PUBLISHED, analyst=analyst, now=now, origin=origin, article_id=article_id) as draft:
        state = snapshots.article_state(db, article_id)
        keys = snapshots.article(article_id), *map(snapshots.incident, revised)
        draft.watch(*keys, as_of=as_of, same=_same_date)
        snapshots.write_article(
            db,
            article_id,
            replace(state, published=to_json(published), published_from="analyst" if published else None),
        )
        for incident_id, incident in revised.items():
            record = records.get(db, incident_id)
            if record.article_id != article_id:
                raise NotFoundError(f"incident of article {article_id} with the number", incident_id)
            redated = _redated(record.incident, incident)
            records.write(db, replace(record, incident=redated, revision=draft.id))
        priority.write(db, article_id)
    return get_decision(db, draft.id)


def dismiss(
    db: sqlite3.Connection,
    article_id: int,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
    as_of: int | None = None,
) -> Decision:
    """Say that an article without incidents has been read; it leaves the open queue.

    ``as_of``, here and below, is the number of the newest decision when the article was shown: what was decided
    about it since raises ChangedElsewhereError.
    """
    with deciding(db, Action.DISMISS, analyst=analyst, now=now, origin=origin, article_id=article_id) as draft:
        state = snapshots.article_state(db, article_id)
        draft.watch(snapshots.article(article_id), as_of=as_of)
        snapshots.write_article(db, article_id, replace(state, dismissed=True))
    return get_decision(db, draft.id)


def dismiss_all(
    db: sqlite3.Connection,
    article_ids: Sequence[int],
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
    as_of: int | None = None,
) -> Decision:
    """Dismiss several articles in one decision; raises RefusedError where there is none or one holds incidents."""
    if not article_ids:
        raise RefusedError("The dismissal", "it is about no article")
    with deciding(db, Action.DISMISS, analyst=analyst, now=now, origin=origin, article_id=article_ids[0]) as draft:
        for article_id in article_ids:
            state = snapshots.article_state(db, article_id)
            if db.execute("SELECT 1 FROM incidents WHERE article_id = ?", [article_id]).fetchone():
                raise RefusedError("The dismissal", f"article {article_id} holds incidents")
            draft.watch(snapshots.article(article_id), as_of=as_of)
            snapshots.write_article(db, article_id, replace(state, dismissed=True))
    return get_decision(db, draft.id)


def prioritize(
    db: sqlite3.Connection,
    article_id: int,
    by: int,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
    as_of: int | None = None,
) -> Decision:
    """Move an article up in the queue by so many ranks, or down."""
    with deciding(db, Action.PRIORITIZE, analyst=analyst, now=now, origin=origin, article_id=article_id) as draft:
        state = snapshots.article_state(db, article_id)
        draft.watch(snapshots.article(article_id), as_of=as_of)
        snapshots.write_article(db, article_id, replace(state, raised=state.raised + by))
    return get_decision(db, draft.id)


def flag(
    db: sqlite3.Connection,
    article_id: int,
    on: bool,
    *,
    analyst: str,
    now: dt.datetime,
    origin: str = "",
    as_of: int | None = None,
) -> Decision:
    """Mark an article for a second look, or take the mark off."""
    with deciding(db, Action.FLAG, analyst=analyst, now=now, origin=origin, article_id=article_id) as draft:
        state = snapshots.article_state(db, article_id)
        draft.watch(snapshots.article(article_id), as_of=as_of)
        snapshots.write_article(db, article_id, replace(state, flagged=on))
    return get_decision(db, draft.id)


def _propose(
    db: sqlite3.Connection, article_id: int, position: int, incident: Incident, made_by: str, stamp: str
) -> None:
    incident_id = records.next_id(db)
    records.write(db, Record(incident_id, article_id, position, Status.PROPOSED, None, 0, incident))
    db.execute(
        "INSERT INTO proposals (article_id, position, incident_id, content, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [article_id, position, incident_id, dump(to_json(incident)), made_by, stamp],
    )


def _same_date(shown: State, stored: State) -> bool:
    """Return whether all that a publication date may change is as it was."""
    if isinstance(shown, ArticleState) and isinstance(stored, ArticleState):
        return (shown.published, shown.published_from) == (stored.published, stored.published_from)
    if isinstance(shown, Record) and isinstance(stored, Record):
        return _redated(stored.incident, shown.incident) == stored.incident
    return shown is stored


def _redated(stored: Incident, revised: Incident) -> Incident:
    """Return the stored incident with the revised date, and everything else as it is."""
    return replace(
        stored,
        date=revised.date,
        lane=revised.lane,
        summary=revised.summary,
        evidence=_with_date(stored.evidence, revised.evidence),
        confidence=_with_date(stored.confidence, revised.confidence),
        asserted_by=_with_date(stored.asserted_by, revised.asserted_by),
    )


def _with_date(stored: Mapping[Slot, T], revised: Mapping[Slot, T]) -> dict[Slot, T]:
    merged = dict(stored)
    merged.pop(Slot.DATE, None)
    if Slot.DATE in revised:
        merged[Slot.DATE] = revised[Slot.DATE]
    return merged


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(from_json(Span, span) for span in json.loads(text))
