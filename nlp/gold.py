"""Incidents that people wrote down to measure the machine against, read from JSON lines.

An article a line:

    {"id": "taji", "published": "2020-07-28", "incidents": [{"main": true, "type": ["rocket_or_missile_attack"],
     "date": ["2020-07-27"], "place": ["Camp Taji", "Taji"], "killed": [0, null], "perpetrator": [null]}]}

A list holds every acceptable answer, null that none is acceptable too; a slot left out is not scored. A date
may be a month or a year. ``main`` marks what the article is about, ``partial`` a row whose article may tell of
more. A row may bring its article as ``text``, with ``title`` and ``published``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.codec import from_json
from store.errors import GoldError, UnreadableArticleError
from store.model import Incident

Answer = str | int | None

GRADED = (
    "date",
    "type",
    "stage",
    "place",
    "country",
    "weapon",
    "count",
    "killed",
    "injured",
    "perpetrator",
    "target",
    "victims",
)
"""What a gold incident may have answers for; "count" is that of the weapons."""

_NOTES = frozenset(("group", "main"))


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """An incident as people wrote it down: one of GRADED -> every acceptable answer, None for "no value"."""

    answers: Mapping[str, tuple[Answer, ...]]
    main: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """The incidents of an article; ``partial`` if it may tell of more. ``text`` where the row brings it."""

    id: str
    incidents: tuple[GoldIncident, ...]
    partial: bool = False
    published: dt.date | None = None
    text: str | None = None
    title: str = ""


def read_gold(path: Path) -> list[GoldArticle]:
    """Return the articles of a gold file; raises UnreadableArticleError or, for another shape, GoldError."""
    articles = [_article(f"{path}:{number}", row) for number, row in _rows(path)]
    [(most, times)] = Counter(article.id for article in articles).most_common(1) or [("", 0)]
    if times > 1:
        raise GoldError(path, f"the id {most} stands in it twice")
    if not articles:
        raise GoldError(path, "it has no row")
    return articles


def read_predictions(path: Path) -> dict[str, tuple[Incident, ...]]:
    """Return the incidents of each article of a file that ``blotter extract --jsonl`` wrote, by the article's id.

    Raises UnreadableArticleError or, for another shape, GoldError.
    """
    found: dict[str, tuple[Incident, ...]] = {}
    for number, row in _rows(path):
        name = row.get("id") or Path(str(row.get("path") or "")).stem
        try:
            found[str(name)] = tuple(from_json(Incident, incident) for incident in row["incidents"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise GoldError(f"{path}:{number}", f"no row of incidents: {error}") from error
    return found


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableArticleError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableArticleError(path, "it is not UTF-8 text") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise GoldError(f"{path}:{number}", f"not a line of JSON: {error.msg}") from error
            if not isinstance(row, dict):
                raise GoldError(f"{path}:{number}", "not an object")
            yield number, row


def _article(name: str, row: Mapping[str, Any]) -> GoldArticle:
    incidents, published = row.get("incidents"), row.get("published")
    if "id" not in row or not isinstance(incidents, list):
        raise GoldError(name, 'a row needs an "id" and a list "incidents"')
    try:
        day = dt.date.fromisoformat(published) if published else None
    except (TypeError, ValueError) as error:
        raise GoldError(name, f"{published} is no date such as 2020-07-28") from error
    return GoldArticle(
        id=str(row["id"]),
        incidents=tuple(_incident(name, incident) for incident in incidents),
        partial=bool(row.get("partial")),
        published=day,
        text=row.get("text") or None,
        title=row.get("title") or "",
    )


def _incident(name: str, row: Any) -> GoldIncident:
    if not isinstance(row, dict):
        raise GoldError(name, "an incident is no object")
    unknown = [key for key in row if key not in GRADED and key not in _NOTES]
    if unknown:
        raise GoldError(name, f"{unknown[0]} is no slot of {', '.join(GRADED)}")
    answers: dict[str, tuple[Answer, ...]] = {}
    for slot in GRADED:
        if slot not in row:
            continue
        if not isinstance(row[slot], list) or not row[slot]:
            raise GoldError(name, f"{slot} needs a list of acceptable answers")
        answers[slot] = tuple(row[slot])
        if slot == "date":
            _check_days(name, answers[slot])
    return GoldIncident(answers, bool(row.get("main")))


def _check_days(name: str, answers: tuple[Answer, ...]) -> None:
    for answer in answers:
        try:
            if answer is not None:
                dt.date.fromisoformat((str(answer) + "-01-01")[: len("2020-01-01")])
        except ValueError as error:
            raise GoldError(name, f"{answer} is no day, month or year such as 2020-07-27, 2020-07, 2020") from error
