"""Databases for the measurements of the desk: articles of our own making, in any number."""

from __future__ import annotations

import datetime as dt
import json
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from store.articles import add_article
from store.database import open_database, transaction
from store.incidents import approve, incidents_of
from store.model import (
    Analysis,
    Article,
    Count,
    DatePrecision,
    DateRange,
    Evidence,
    Incident,
    Mention,
    MentionKind,
    Place,
    PlacePrecision,
    Slot,
    Target,
    Weapon,
)

NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
LONG = 200_000
INCIDENTS = 11
_TOWNS = ("Arba", "Belen", "Carda", "Doma", "Edris", "Fola", "Gamra", "Hirsa", "Ibra", "Jalula", "Kefra", "Lamta")
_WEAPONS = ("rocket", "mortar", "firearm", "ied", "grenade", "drone")
_TYPES = ("rocket_or_missile_attack", "shelling", "shooting", "bombing", "grenade_attack", "drone_attack")
_WHO = ("Officials", "Shopkeepers", "Drivers", "Farmers", "Two teachers", "A spokeswoman", "Engineers", "Neighbours")
_DID = ("said that", "had heard that", "doubted that", "told reporters that", "were told that", "hoped that")
_WHAT = ("the road to the river", "the old market", "a line of parked trucks", "the school", "the northern gate")
_BECAME = ("would stay closed", "had been searched", "was swept at dawn", "would be painted", "was quiet again")
_WHEN = ("until the harvest", "before noon", "for the second time this year", "after the rain", "as on any other day")


def make(path: Path, articles: int, *, copies: int = 1) -> None:
    """Store so many articles, each with an incident to decide and ten that are approved, and on top one of 200 kB.

    With ``copies``, all but the long one so many times, on other days: the store writes only the first of them,
    which for a hundred thousand incidents would take half an hour.
    """
    with closing(open_database(path)) as db:
        with transaction(db):
            for number in range(articles):
                added = add_article(db, story(number), now=NOW)
                for record in incidents_of(db, added.article_id)[1:]:
                    approve(db, record, analyst="bench", now=NOW)
        with transaction(db):
            for copy in range(1, copies):
                _copy(db, copy, articles)
            add_article(db, story(articles, LONG, dt.date(2023, 12, 31)), now=NOW)


def _copy(db: sqlite3.Connection, copy: int, articles: int) -> None:
    shift = {"published": copy, "date_start": copy, "date_end": copy, "date_anchor": copy}
    hashed = {"content_hash": f"printf('%064d', id + {copy * articles})"}
    counted = dict.fromkeys(("proposed", "approved"), "0")
    incidents = INCIDENTS * articles
    ids = {"article_id": f"article_id + {copy * articles}", "incident_id": f"incident_id + {copy * incidents}"}
    for table, rows in ("articles", articles), ("incidents", incidents), ("evidence", incidents):
        own = {"id": f"id + {copy * rows}"} | {name: f"date({name}, '+{days} days')" for name, days in shift.items()}
        columns = [row["name"] for row in db.execute(f"PRAGMA table_info({table})")]
        values = [
            (own | ids | (hashed | counted if table == "articles" else {})).get(name, f'"{name}"') for name in columns
        ]
        first = "article_id" if table == "evidence" else "id"
        limit = articles if table == "evidence" else rows
        db.execute(f"INSERT INTO {table} SELECT {', '.join(values)} FROM {table} WHERE {first} <= {limit}")


def story(number: int, characters: int = 0, published: dt.date | None = None) -> Analysis:
    """Return an article whose incidents stand in paragraphs of their own, over all its length."""
    published = published or dt.date(2020, 1, 1) + dt.timedelta(days=number % 1400)
    town = _TOWNS[number % len(_TOWNS)]
    text = title = f"Violence near {town} for day {number}"
    incidents: list[Incident] = []
    mentions: list[Mention] = []
    for at in range(INCIDENTS):
        text += "\n\n" + _filling(number * INCIDENTS + at, max(200, characters // INCIDENTS))
        incident, words = _incident(number, at, len(text), published)
        text += words
        incidents.append(incident)
        kinds = {Slot.PLACE: MentionKind.PLACE, Slot.DATE: MentionKind.TIME, Slot.WEAPON: MentionKind.WEAPON}
        mentions += [Mention(kinds[s], e[0].start, e[0].end, None) for s, e in incident.evidence.items() if s in kinds]
    mentions.sort(key=lambda mention: mention.start)
    article = Article(text, f"bench-{number}", title, f"The {town} Post", published, "option")
    return Analysis(article, tuple(incidents), tuple(mentions), (), "bench@1")


def _filling(number: int, characters: int) -> str:
    """Return sentences, no line like the next: a page that is scrolled must not look like the page before."""
    chosen = random.Random(number)
    sentences: list[str] = []
    while sum(map(len, sentences)) < characters:
        words = [chosen.choice(each) for each in (_WHO, _DID, _WHAT, _BECAME, _WHEN)]
        sentences.append(f"{' '.join(words)}, on day {chosen.randint(1, 999)}. ")
    return "".join(sentences)


def _incident(number: int, at: int, start: int, published: dt.date) -> tuple[Incident, str]:
    kind = (number + at) % len(_TYPES)
    town, weapon, killed = _TOWNS[(number * 7 + at) % len(_TOWNS)], _WEAPONS[kind], 1 + (number + at) % 9
    day = published - dt.timedelta(days=at)
    words = f"In {town}, a {weapon} killed {killed} people on {day:%A}."
    place = Place(town, town, None, "North", "IQ", 30 + (number % 97) / 20, 42 + (at * 31 + number) % 89 / 20)
    incident = Incident(
        type=_TYPES[kind],
        date=DateRange(day, day, DatePrecision.DAY, f"on {day:%A}"),
        place=replace(place, precision=PlacePrecision.EXACT),
        weapon=Weapon(weapon, (weapon,), 1, 1, 1),
        target=Target(("people",), None, "civilian"),
        killed=Count(killed, killed, killed, str(killed)),
        summary=f"{_TYPES[kind].replace('_', ' ')} in {town}, {killed} killed",
    )
    quotes = {Slot.TYPE: "killed", Slot.PLACE: town, Slot.WEAPON: weapon, Slot.KILLED: f"killed {killed} people",
              Slot.TARGET: "people", Slot.DATE: f"on {day:%A}"}  # fmt: skip
    evidence = {
        slot: (Evidence(start + words.index(quote), start + words.index(quote) + len(quote), quote),)
        for slot, quote in quotes.items()
    }
    known = [slot for slot in Slot if incident.known(slot)]
    confidence = dict.fromkeys(known, 0.9)
    asserted = dict.fromkeys(known, "bench@1")
    return replace(incident, evidence=evidence, confidence=confidence, asserted_by=asserted), words


def write_articles(path: Path, articles: int) -> None:
    """Write articles to be ingested, as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            text = story(1_000_000 + number).article.text
            file.write(json.dumps({"id": f"in-{number}", "title": text.partition("\n")[0], "text": text}) + "\n")


def write_mailbox(path: Path, messages: int) -> None:
    """Write the same articles as a mailbox, for a mail reader."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(messages):
            article = story(number).article
            file.write(
                f"From post@example.org Mon Jan  1 00:00:{number % 60:02} 2024\n"
                f"From: {article.source} <post@example.org>\n"
                f"To: desk@example.org\nSubject: {article.title}\nDate: Mon, 1 Jan 2024 00:00:{number % 60:02} +0000\n"
                f"Message-ID: <{number}@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{article.text}\n\n"
            )
