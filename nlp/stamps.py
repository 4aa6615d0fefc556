"""When an article was published and by whom, as its own lines say: a stamp, a byline, a dateline, a credit.

A stamp is a line that holds a whole date and hardly anything else: "Published: 12 March 2021",
"By a reporter | Outlet | Mar 12, 2021 at 5:12 pm", "10:52 PM | July 04, 2024".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp import outlets
from nlp.dates import resolve
from nlp.lexicons import fold, word_set
from nlp.places import look_up, state_name
from store.model import DatePrecision, Span

_CREDIT = re.compile(r"^[ \t]*source[ \t]*(?:»|:|\|)[ \t]*(?P<name>[^\n|]{2,60})$", re.I | re.M)
_DATELINE = re.compile(
    r"^(?P<city>[A-Z][\w'’ -]{1,40}?(?:,\s*[A-Z](?:[^\W\d]|[.'’ ]){1,30}?)?)\s*(?:\([A-Z][^)\n]{2,40}\)\s*(?=,))?"
    r"(?:,\s*(?P<date>[A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{4}| \d{2})?)\s*)?"
    # the outlet, and the day it wrote: "(Outlet - 15th Jul, 2019 )", "| AFP |"
    r"(?:,?\s*\((?P<outlet>[^)\n]{2,60}?)(?:\s-\s(?P<day>\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4}))?\s*"
    r"\)\.?\s*|"
    r"\|\s*(?P<wire>[A-Z][\w .]{1,30}?)\s*(?=\|))?"
    r"(?:(?:—|–|--|-|:-|_|(?(wire)\||(?!)))(?:\s+|$)|(?P<colon>:)(?:\s+|(?<=\) :)|(?<=\):))(?=\S)|"
    r"(?(date)(?(outlet)$|(?!))|(?!))|(?(date)(?<=\) )(?=[A-Z])|(?!)))"
)
_ENDS_DATELINE = re.compile(r"[-–—:_|)]")  # one of these does: a quick look before the long one
_OUTLET_ALONE = re.compile(r"\((?P<outlet>[A-Z][^()\n]{1,40})\)\.?\s*(?:—|–|--|-)\s+(?=\S)")
"""A dateline without a town: "(Outlet) -- "."""
_IN_CAPITALS = r"(?:ST\. )?[^\W\d_a-z]{2,}(?:['’-][^\W\d_a-z]+)*(?: [^\W\d_a-z]{2,}){0,3}"
_UNMARKED = re.compile(
    rf"(?P<cities>{_IN_CAPITALS}(?:/{_IN_CAPITALS})*)(?:, (?P<land>[A-Z][\w.]+(?: [A-Z][\w.]+)?))?"
    r" {1,4}(?=[\"'“‘]?(?:[A-Z]\w*[a-z]|A |[A-Z]\.[A-Z])[^\n]{0,40}?[a-z]{2})"
)
"""What a dateline is that has lost its dash, as agencies' do on pages: "HARARE Police said", "OSLO/ROME, Italy Two"."""
_TOWN = 10_000
"""People that the town of such a dateline has: what agencies write from, and no group of that name."""
_MONTH = r"[A-Z][A-Za-z]{2,8}\.?"
_DAY = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+(?:Z|[+-]\d{{2}}:?\d{{2}})?)?|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}\b|\b\d{{1,2}} [A-Z]{{3}} \d{{2}}\b|"
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|[+-]\d{2}:?\d{2}\b", re.I
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_PUBLISHED = word_set("stamps", "published")
_UPDATED = word_set("stamps", "updated")
_LABELS = _PUBLISHED | _UPDATED
_PARTS = word_set("stamps", "parts")
# Lines above the story in which an unlabelled date is a stamp, and the words one may hold beside it.
_HEAD = 15
_FEW = 5
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Stamp:
    """The day that a line gives, how it is labelled (as published, as updated, or not), and whether it has no name."""

    day: dt.date
    label: str
    bare: bool


def read_stamp(line: str, *, day_first: bool | None = None) -> Stamp | None:
    """Return the day of a line that is a stamp; None for any other line.

    A day written in figures that can be another, 12/03/2024 and not 20/8/2024, counts only if ``day_first``, the
    outlet's habit, is known.
    """
    found = list(_DAY.finditer(line)) if len(line) <= _LONGEST else []
    days = [(match.start(), day) for match in found if (day := _day(match[0], day_first)) is not None]
    if not days:
        return None
    words = [fold(word).strip(".") for word in _WORD.findall(_CLOCK.sub(" ", _DAY.sub(" ", line)))]
    labels = [word for word in words if word in _LABELS]
    others = [word for word in words if word not in _LABELS | _PARTS]
    if len(others) > _FEW:
        return None
    for kind, of_kind in (("published", _PUBLISHED), ("updated", _UPDATED)):
        if label := next((word for word in labels if word in of_kind), None):
            at = fold(line).find(label)
            return Stamp(next((day for start, day in days if start >= at), days[0][1]), kind, not others)
    return Stamp(days[0][1], "", not others)


def find_day(words: str) -> dt.date | None:
    """Return the first day that the words name in full; None where a day in figures could be another."""
    return next((day for match in _DAY.finditer(words[:_LONGEST]) if (day := _day(match[0])) is not None), None)


def find_published(text: str, body: int, outlet: str | None) -> tuple[dt.date, str] | None:
    """Return when an article was published and how that is known: "stamp" or "dateline".

    ``body`` is where the story begins: below it only a labelled line is a stamp. The first line, a headline as a
    rule, is one if it is labelled or names nothing but the day.
    """
    day_first = outlets.day_first_in(outlets.country_of(outlet or ""))
    stamps = [
        stamp
        for n, line in enumerate(lines(text))
        if (stamp := read_stamp(line.quote(text), day_first=day_first))
        and (stamp.label or (n < _HEAD and line.start < body and (n or stamp.bare)))
    ]
    for label in ("published", "", "updated"):
        if stamp := next((s for s in stamps if s.label == label), None):
            return stamp.day, "stamp"
    for match in _datelines(text):
        if (words := match["date"] or match["day"]) and (day := _day(words, day_first)):
            return day, "dateline"
    return None


def find_outlet(text: str, title: str, body: int) -> str | None:
    """Return the outlet that a line above the story, the end of the title, a byline, a credit or a dateline names.

    ``body`` is where the story begins. A page that prints what an agency wrote names itself before the agency.
    """
    credit = _CREDIT.search(text)
    if credit and credit.start() < body:
        return credit["name"].strip(" .")
    head = [quote for line in lines(text)[:_HEAD] if line.start < body and (quote := line.quote(text)) != title]
    if alone := next(filter(outlets.is_known, head), None):
        return alone.strip(" .")
    for mark in (" | ", " - ", " – ", " — "):
        _, found, tail = title.rpartition(mark)
        if found and (outlets.is_known(tail) or outlets.reads_like_one(tail)):
            return tail.strip()
    for line in filter(_may_name_outlet, head):
        if outlet := outlets.known_in(line):
            return outlet
    return credit["name"].strip(" .") if credit else next(_outlets_of_datelines(text), None)


def is_byline(line: str) -> bool:
    """Return whether a line names who wrote: "By A Reporter and Another, Outlet"."""
    words = _WORD.findall(line)
    return (
        len(line) <= _LONGEST
        and words[:1] in (["By"], ["BY"], ["by"])
        and all(w[0].isupper() or w == "and" for w in words[1:])
    )


def _may_name_outlet(line: str) -> bool:
    """Return whether a line above a story is a stamp or a byline, or too short to tell anything."""
    return len(line.split()) <= _FEW or is_byline(line) or read_stamp(line) is not None


def _outlets_of_datelines(text: str) -> Iterator[str]:
    for line in lines(text)[:_HEAD]:
        opening = line.quote(text)[:_LONGEST]
        if match := _OUTLET_ALONE.match(opening):
            yield match["outlet"].strip()
        elif match := _DATELINE.match(opening):
            if outlet := match["outlet"] or match["wire"]:
                yield outlet.strip()
            elif outlets.is_known(match["city"]):
                yield match["city"]  # "OUTLET — "


def find_dateline(text: str, start: int) -> Span | None:
    """Return the dateline that a paragraph at ``start`` opens with ("ERBIL (Outlet) - "), if any."""
    line = text[start : start + _LONGEST]
    if match := _OUTLET_ALONE.match(line):
        return Span(start, start + match.end())
    match = _DATELINE.match(line) if _ENDS_DATELINE.search(line) else None
    if match is None:
        end = _unmarked_end(line)
        return Span(start, start + end) if end else None
    plain = match["outlet"] is None and match["wire"] is None and match["date"] is None
    if plain and not match["city"].split(",")[0].isupper():
        return None
    return Span(start, start + match.end())


def _unmarked_end(line: str) -> int:
    """Return the end of a dateline that has lost its dash; 0 where a line opens with none."""
    match = _UNMARKED.match(line)
    if match is None or not any(_is_written_from(city) for city in match["cities"].split("/")):
        return 0
    if match["land"] is None:
        return match.end()
    if _is_land(match["land"]):
        return match.end()
    land = match["land"].split()[0]
    return match.start("land") + len(land) + 1 if _is_land(land) else 0


def _is_written_from(name: str) -> bool:
    return any(e.kind == "admin1" or (e.kind == "town" and e.population >= _TOWN) for e in look_up(name))


def _is_land(name: str) -> bool:
    """Return whether a dateline can name a country or state so: "Zambia", "Ohio", "Calif."."""
    return state_name(name) is not None or any(e.kind in {"country", "admin1"} for e in look_up(name))


def lines(text: str) -> list[Span]:
    """Return the lines of a text that hold something, without the white space around them."""
    spans: list[Span] = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            left = start + raw.index(stripped)
            spans.append(Span(left, left + len(stripped)))
        start += len(raw) + 1
    return spans


def _datelines(text: str) -> Iterator[re.Match[str]]:
    for line in lines(text)[:_HEAD]:
        if match := _DATELINE.match(line.quote(text)[:_LONGEST]):
            yield match


def _day(words: str, day_first: bool | None = None) -> dt.date | None:
    """Return the day of an absolute date, if it names one day and no other."""
    if iso := _ISO.match(words):
        words = iso[0]
    value = resolve(words.rstrip(",."), None, day_first=day_first)
    return value.start if value.precision is DatePrecision.DAY else None
