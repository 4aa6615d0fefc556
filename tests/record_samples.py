"""A record of some size, of our own making: what the screens of the record and their pictures show."""

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desk_samples import ANALYST, NOW

from store.articles import add_article
from store.database import open_database
from store.incidents import approve, edit, get_incident, incidents_of, merge, postpone, reject
from store.model import (
    Analysis,
    Article,
    Attribution,
    Claim,
    ClaimStatus,
    Count,
    DatePrecision,
    DateRange,
    Evidence,
    Incident,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Target,
    Weapon,
)

PLACES = [
    Place("Baghdad", "Baghdad", None, "Baghdad", "IQ", 33.34, 44.40, PlacePrecision.EXACT),
    Place("Mosul", "Mosul", None, "Nineveh", "IQ", 36.34, 43.13, PlacePrecision.EXACT),
    Place("Kirkuk", "Kirkuk", None, "Kirkuk", "IQ", 35.47, 44.39, PlacePrecision.EXACT),
    Place("Baqubah", "Baqubah", None, "Diyala", "IQ", 33.75, 44.64, PlacePrecision.EXACT),
    Place("Basra", "Basra", None, "Basra", "IQ", 30.51, 47.78, PlacePrecision.EXACT),
    Place("Erbil", "Erbil", None, "Erbil", "IQ", 36.19, 44.01, PlacePrecision.NEAR),
    Place("Damascus", "Damascus", None, None, "SY", 33.51, 36.29, PlacePrecision.EXACT),
    Place("Idlib", "Idlib", None, "Idlib", "SY", 35.93, 36.63, PlacePrecision.EXACT),
    Place("Sanaa", "Sanaa", None, None, "YE", 15.35, 44.21, PlacePrecision.EXACT),
    Place("Anbar", "Anbar", None, "Anbar", "IQ", 32.6, 41.9, PlacePrecision.ADMIN1),
]
KINDS = [
    ("bombing", "bombing", "ied"), ("shooting", "shooting", "firearm"), ("armed_clash", "clash", None),
    ("rocket_or_missile_attack", "rocket attack", "rocket"), ("assassination", "assassination", "firearm"),
    ("raid_or_arrest", "raid", None), ("airstrike", "airstrike", None), ("abduction", "abduction", None),
]  # fmt: skip
ACTORS = [None, "Islamic State", None, "unknown gunmen", "Islamic State", None, None]
OUTLETS = ["harbourdaily", "The Ledger", "River Post"]


def incident(number: int) -> Incident:
    """The incident of that number; numbers near each other are unlike each other."""
    kind, noun, weapon = KINDS[(number * number + number // 3) % len(KINDS)]
    place = PLACES[min(number * 7 % 23 // 2, len(PLACES) - 1)]
    day = dt.date(2019, 3, 1) + dt.timedelta((number * 53 + number * number) % 515)
    actor, killed = ACTORS[number % len(ACTORS)], number * 5 % 7
    return Incident(
        type=kind,
        date=DateRange(day, day, DatePrecision.DAY, f"on {day:%A}") if number % 11 else DateRange(),
        place=place,
        weapon=Weapon(weapon) if weapon else Weapon(),
        perpetrator=Perpetrator(actor, (actor,), Attribution.ACCUSED, "police") if actor else Perpetrator(),
        claim=Claim(ClaimStatus.CLAIMED, actor) if actor and number % 4 == 0 else Claim(),
        target=Target(("a checkpoint",), "checkpoint", "police") if number % 3 else Target(),
        killed=Count(killed, killed, killed),
        injured=Count(number % 5, number % 5, number % 5),
        summary=f"{noun} in {place.name}, {killed} killed",
        confidence={Slot.PLACE: 0.9, Slot.DATE: 0.9},
        asserted_by={Slot.PLACE: "nlp/places@1", Slot.DATE: "nlp/dates@1"},
    )


def make_record(path: Path, count: int = 120) -> None:
    """Store so many incidents, an article each, and decide about most of them on the days before NOW."""
    with closing(open_database(path)) as db:
        for number in range(count):
            text = f"Report {number}. {incident(number).summary.capitalize()}, officials said."
            told = replace(incident(number), evidence={Slot.SUMMARY: (Evidence(0, 6, "Report"),)})
            article = Article(text, f"r{number}", told.summary.capitalize(), OUTLETS[number % 3], dt.date(2020, 7, 1))
            article_id = add_article(db, Analysis(article, (told,), made_by="hand@1"), now=NOW).article_id
            record = incidents_of(db, article_id)[0]
            when = NOW - dt.timedelta(days=(count - number) // 3, minutes=count - number)
            by = {"analyst": ANALYST if number % 4 else "omar", "now": when}
            if number % 10 == 3 and number < count - 6:
                changed = replace(record.incident, place=PLACES[number % 3], killed=Count(9, 9, 9))
                edit(db, record, changed, **by)
                record = get_incident(db, record.id)
            if number == 40:
                merge(db, record, get_incident(db, 40), **by)
            elif number % 13 == 5:
                reject(db, record, **by)
            elif number % 17 == 6:
                postpone(db, record, **by)
            elif number < count - 6:
                approve(db, record, **by)
