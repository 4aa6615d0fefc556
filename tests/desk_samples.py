"""Articles of our own writing with hand-made proposals, as the desk's tests need them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from store.articles import add_article
from store.database import open_database
from store.model import (
    Actor,
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
    Lane,
    Mention,
    MentionKind,
    Outcome,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Span,
    Target,
    Victim,
    Weapon,
)

ANALYST = "anna"
NOW = dt.datetime(2020, 8, 3, 9, 30, tzinfo=dt.UTC)

RIVER = """Rockets hit river base, officers say

Select Language:

Harbour Daily | Harbour Daily

Four rockets fell on Camp Sadr near the river on Monday night, wounding two soldiers and burning a \
fuel truck, a military spokesman said. The rockets were launched from the date groves of Tarmiyah, \
some 12 kilometres to the north. No group has claimed the attack.

The base houses troops of three countries. A convoy that left its gate an hour later was not touched, \
and traffic on the river road was moving again before dawn.

On Friday, gunmen shot dead a tribal elder, Jasim al-Obeidi, outside a bakery in Baqubah. Police blamed \
the Islamic State, which has not commented on the killing.

Late last month, soldiers found a bomb under a bridge near Samarra and took it apart. It would have \
been the third on that road this year, an engineer told reporters.

Villagers say that attacks of this kind have become more frequent since the harvest. In the north, a \
grenade was thrown at a party office as well, and a guard was hurt.

“We will find those who did this,” the governor said.

Source » harbourdaily

You May Be Interested
"""

QUIET = """Ministry opens bids for new river bridge

The ministry of works has opened bids for a bridge that shall replace the ferry at Hit. Eleven firms \
answered. Work is to begin in spring, a spokeswoman said, and a road on the western bank will follow.
"""

SAME = """Base north of capital shelled again

Rockets struck the Camp Sadr military base late on Monday, 27 July 2020, and two soldiers were hurt, \
officials said. It was the second such attack in a month.
"""

HOSTILE = (
    "Police [sic] said [/b] no\n\n"
    "A [@click=app.quit]link[/] and [red]colour[/red], \x1b[31mred\x1b[0m, a bell \x07, a null \x00.\r\n"
    "\u202egnithguoht-thgir\u202c and \u4e2d\u56fd\u8b66\u5bdf\u8bf4 and e\u0301te\u0301 and \U0001f6a8 too.\n"
    "Two bombs went off in Mosul [link=http://example.org on Monday night.\n" + "x" * 200 + "\n"
)


def evidence(text: str, *quotes: str) -> tuple[Evidence, ...]:
    """Return the first occurrence of each quote."""
    return tuple(Evidence(text.index(quote), text.index(quote) + len(quote), quote) for quote in quotes)


def mention(text: str, kind: MentionKind, quote: str, value: object = None) -> Mention:
    start = text.index(quote)
    return Mention(kind, start, start + len(quote), value)  # type: ignore[arg-type]


def known(incident: Incident, **quotes: tuple[Evidence, ...]) -> Incident:
    """Return the incident with evidence, and the machine as the author of all that it says."""
    slots = [slot for slot in Slot if incident.known(slot)]
    return replace(
        incident,
        evidence={Slot(name): pieces for name, pieces in quotes.items()},
        confidence={slot: 0.5 if slot is Slot.TARGET else 0.93 for slot in slots},
        asserted_by={slot: f"nlp/{slot}@1" for slot in slots},
    )


CAMP = Place("Camp Sadr", "Camp Sadr", "Camp Sadr", "Baghdad", "IQ", 33.42, 44.31, PlacePrecision.EXACT)
BAQUBAH = Place("Baqubah", "Baqubah", None, "Diyala", "IQ", 33.75, 44.64, PlacePrecision.EXACT)
SAMARRA = Place("Samarra", "Samarra", None, "Salah ad-Din", "IQ", 34.2, 43.87, PlacePrecision.NEAR)
TARMIYAH = Place("Tarmiyah", "Tarmiyah", None, "Baghdad", "IQ", 33.67, 44.4, PlacePrecision.EXACT)


def unresolved(phrase: str) -> DateRange:
    return DateRange(phrase=phrase)


def river() -> Analysis:
    """Three incidents, none of them dated as long as the publication date is unknown."""
    text, kind = RIVER, MentionKind
    rockets = known(
        Incident(
            type="rocket_or_missile_attack",
            date=unresolved("on Monday night"),
            place=CAMP,
            weapon=Weapon("rocket", ("rockets",), 4, 4, 4),
            claim=Claim(ClaimStatus.UNCLAIMED),
            target=Target(("Camp Sadr",), "Camp Sadr", "military_base"),
            victims=(Victim("two soldiers", count=2, outcome=Outcome.INJURED),),
            injured=Count(2, 2, 2, "two"),
            damage="a fuel truck",
            summary="rocket attack on Camp Sadr",
        ),
        type=evidence(text, "rockets fell", "the attack"),
        date=evidence(text, "on Monday night"),
        place=evidence(text, "Camp Sadr"),
        weapon=evidence(text, "Four rockets"),
        claim=evidence(text, "No group has claimed the attack"),
        target=evidence(text, "Camp Sadr"),
        victims=evidence(text, "two soldiers"),
        injured=evidence(text, "wounding two soldiers"),
        damage=evidence(text, "burning a fuel truck"),
    )
    killing = known(
        Incident(
            type="assassination",
            date=unresolved("On Friday"),
            place=BAQUBAH,
            weapon=Weapon("firearm", ("gunmen",)),
            perpetrator=Perpetrator("Islamic State", ("the Islamic State",), Attribution.ACCUSED, "police"),
            target=Target(("a tribal elder",), "Jasim al-Obeidi", "person"),
            victims=(Victim("a tribal elder", "Jasim al-Obeidi", count=1, outcome=Outcome.KILLED),),
            killed=Count(1, 1, 1, "a tribal elder"),
            summary="assassination in Baqubah, 1 killed",
        ),
        type=evidence(text, "shot dead"),
        date=evidence(text, "On Friday"),
        place=evidence(text, "Baqubah"),
        perpetrator=evidence(text, "Police blamed the Islamic State"),
        killed=evidence(text, "shot dead a tribal elder"),
    )
    find = known(
        Incident(
            type="bombing",
            lane=Lane.RECENT,
            date=unresolved("Late last month"),
            place=SAMARRA,
            weapon=Weapon("ied", ("a bomb",), 1, 1, 1),
            summary="bombing near Samarra",
        ),
        type=evidence(text, "a bomb under a bridge"),
        date=evidence(text, "Late last month"),
        place=evidence(text, "near Samarra"),
    )
    mentions = (
        mention(text, kind.COUNT, "Four", Count(4, 4, 4, "Four")),
        mention(text, kind.WEAPON, "rockets", Weapon("rocket", ("rockets",))),
        mention(text, kind.TRIGGER, "fell on", "rocket_or_missile_attack"),
        mention(text, kind.FACILITY, "Camp Sadr", CAMP),
        mention(text, kind.TIME, "on Monday night", unresolved("on Monday night")),
        mention(text, kind.COUNT, "two soldiers", Count(2, 2, 2, "two soldiers")),
        mention(text, kind.PLACE, "Tarmiyah", TARMIYAH),
        mention(text, kind.CLAIM, "No group has claimed", Claim(ClaimStatus.UNCLAIMED)),
        mention(text, kind.COUNT, "three", Count(3, 3, 3, "three")),
        mention(text, kind.TIME, "On Friday", unresolved("On Friday")),
        mention(text, kind.TRIGGER, "shot dead", "assassination"),
        mention(text, kind.PERSON, "Jasim al-Obeidi", Actor("Jasim al-Obeidi")),
        mention(text, kind.PLACE, "Baqubah", BAQUBAH),
        mention(text, kind.GROUP, "the Islamic State", Actor("Islamic State", "jihadist")),
        mention(text, kind.TIME, "Late last month", unresolved("Late last month")),
        mention(text, kind.WEAPON, "a bomb", Weapon("ied", ("a bomb",))),
        mention(text, kind.PLACE, "Samarra", SAMARRA),
        mention(text, kind.WEAPON, "grenade", Weapon("grenade", ("grenade",))),
        mention(text, kind.TRIGGER, "was thrown", "grenade_attack"),
    )
    menu = [text.index(words) for words in ("Select Language:", "Harbour Daily |", "Source »")]
    boilerplate = (
        Span(menu[0], menu[0] + len("Select Language:")),
        Span(menu[1], menu[1] + len("Harbour Daily | Harbour Daily")),
        Span(menu[2], len(text)),
    )
    sentence = text.index("In the north, a grenade")
    return Analysis(
        Article(text, "river", RIVER.split("\n", 1)[0], "harbourdaily", boilerplate=boilerplate),
        (rockets, killing, find),
        tuple(sorted(mentions, key=lambda one: one.start)),
        (Span(sentence, text.index("hurt.", sentence) + 5),),
        "hand@1",
    )


def same() -> Analysis:
    """Another outlet on the first incident of ``river``, with its date in words of its own."""
    text = SAME
    monday = dt.date(2020, 7, 27)
    incident = known(
        Incident(
            type="shelling",
            date=DateRange(monday, monday, DatePrecision.DAY, "late on Monday, 27 July 2020"),
            place=CAMP,
            weapon=Weapon("rocket", ("Rockets",)),
            injured=Count(2, 2, 2, "two"),
            summary="rockets on Camp Sadr",
        ),
        type=evidence(text, "Rockets struck"),
        date=evidence(text, "late on Monday, 27 July 2020"),
        place=evidence(text, "Camp Sadr military base"),
    )
    article = Article(text, "same", text.split("\n", 1)[0], "The Ledger", dt.date(2020, 7, 29), "option")
    return Analysis(article, (incident,), (), (), "hand@1")


def quiet() -> Analysis:
    """An article without any incident."""
    return Analysis(Article(QUIET, "quiet", QUIET.split("\n", 1)[0], "Works Weekly", dt.date(2020, 7, 25), "option"))


def hostile() -> Analysis:
    """Markup, escapes, controls, overrides and wide characters, in the text, the title and a value."""
    text = HOSTILE
    incident = known(
        Incident(
            type="bombing",
            date=unresolved("on Monday night"),
            place=Place("Mosul [/b]\x1b[31m", country="IQ"),
            damage="[link=http://x [@click=app.quit]",
            summary="two bombs \u202ein Mosul",
        ),
        type=evidence(text, "Two bombs went off"),
        date=evidence(text, "on Monday night"),
        place=evidence(text, "Mosul [link=http://example.org"),
        damage=evidence(text, "\x1b[31mred\x1b[0m"),
    )
    title = "Police [sic] said [/b] \x1b[2J no"
    return Analysis(Article(text, "hostile", title, "wire[/]\x1b", dt.date(2020, 7, 30), "option"), (incident,))


def make_database(path: Path, *analyses: Analysis) -> list[int]:
    """Store the articles and return their ids."""
    db = open_database(path)
    try:
        return [add_article(db, analysis, now=NOW).article_id for analysis in analyses]
    finally:
        db.close()
