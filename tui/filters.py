"""What is typed to narrow the record: days, a type of the codebook; and how a filter is told."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from store import codebook
from store.incident_list import IncidentFilter
from store.model import Status
from tui.desk import EntryError
from tui.fuzzy import ranked

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?))?(?:-(?P<day>\d\d?))?")
STATUS_NAMES: dict[Status | None, str] = {
    Status.APPROVED: "approved",
    Status.PROPOSED: "open",
    Status.POSTPONED: "later",
    Status.REJECTED: "rejected",
    Status.MERGED: "merged",
    None: "all",
}
"""What the list shows, in the order in which one key goes through it."""


def next_status(status: Status | None) -> Status | None:
    """Return what the list shows next."""
    order = list(STATUS_NAMES)
    return order[(order.index(status) + 1) % len(order)]


def days(typed: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of "2020", "2020-07", "2020-07-28", "2019..2020-03", "2020.." or words.

    Nothing typed is any time. Raises EntryError.
    """
    first, dots, last = (part.strip() for part in typed.partition(".."))
    if not dots:
        return _span(first, today) if first else (None, None)
    start = _span(first, today)[0] if first else None
    end = _span(last, today)[1] if last else None
    if start is not None and end is not None and end < start:
        raise EntryError(f"“{typed}” ends before it begins; type the earlier day first")
    return start, end


def _span(typed: str, today: dt.date) -> tuple[dt.date, dt.date]:
    if hit := _ISO.fullmatch(typed):
        year, month, day = (int(part) if part else None for part in hit.groups())
        try:
            start = dt.date(year or 0, month or 1, day or 1)
            if day is not None:
                return start, start
            last_month = month or 12
            return start, dt.date(start.year, last_month, calendar.monthrange(start.year, last_month)[1])
        except ValueError:
            raise EntryError(f"“{typed}” is not in the calendar") from None
    from nlp.dates import parse_entry

    found = parse_entry(typed, today)
    if found is None or found.start is None or found.end is None:
        raise EntryError(f"“{typed}” is no date; type 2020, 2020-07, 2020-07-28 or 2020-01..2020-03")
    return found.start, found.end


def types(typed: str) -> list[codebook.Term]:
    """Return the types of the codebook that answer what was typed, best first."""
    return ranked(typed, codebook.TYPES.values(), lambda term: term.title)


def told(wanted: IncidentFilter) -> list[str]:
    """Return each filter in a few words, but the status."""
    parts = []
    if wanted.words:
        parts.append(f"“{wanted.words}”")
    if wanted.type:
        parts.append(codebook.title(codebook.TYPES, wanted.type))
    if wanted.place:
        parts.append(f"in {wanted.place}")
    if wanted.actor:
        parts.append(f"by {wanted.actor}")
    if wanted.first and wanted.first == wanted.last:
        parts.append(f"on {wanted.first}")
    elif wanted.first or wanted.last:
        parts.append(f"{wanted.first or ''}..{wanted.last or ''}")
    return parts
