"""The ledger of casualties: what each source reports, and what follows from all of it by a codebook's rule.

Pure functions over records. A figure is never overwritten: a later report adds its own, and the rule decides anew.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeGuard

from store.model import BY_MACHINE, Count, Figure, Incident, Slot

FIGURE_SLOTS = (Slot.KILLED, Slot.INJURED)
"""The slots of which every source's figure is kept."""


class Rule(StrEnum):
    """How a codebook makes one number of several; the lowest and the highest told are min and max in each."""

    GTD = "gtd"
    ACLED = "acled"

    @property
    def signature(self) -> str:
        """Return how a value that the rule made is signed."""
        return f"rule/{self.value}"

    @property
    def told(self) -> str:
        """Return the rule in a few words."""
        return _TOLD[self]


_TOLD = {
    Rule.GTD: "GTD: the latest day's sources, of these what most tell, else the lowest",
    Rule.ACLED: "ACLED: the lowest told; tens are 10, dozens 12, hundreds 100",
}
# ACLED's numbers for words that give none.
_VAGUE = re.compile(r"\b(?:(tens)|(dozens)|(hundreds))\b", re.IGNORECASE)
_VAGUE_NUMBERS = (10, 12, 100)


def rule_of(incident: Incident, slot: Slot) -> Rule | None:
    """Return the rule that made the incident's own number, None where a source or an analyst said it."""
    return next((rule for rule in Rule if incident.asserted_by.get(slot) == rule.signature), None)


def own_figures(incident_id: int, article_id: int, incident: Incident) -> tuple[Figure, ...]:
    """Return the figures that one incident of one article tells."""
    return tuple(
        Figure(slot, incident_id, article_id, getattr(incident, slot)) for slot in FIGURE_SLOTS if incident.known(slot)
    )


def number_of(incident: Incident, slot: Slot, figures: Sequence[Figure], rule: Rule) -> Count:
    """Return killed or injured as a layout with that rule counts them: an analyst's own number, else the rule's."""
    signed = incident.asserted_by.get(slot, BY_MACHINE[0])
    reported = [figure for figure in figures if figure.slot is slot]
    if not signed.startswith(BY_MACHINE) or not reported:
        count: Count = getattr(incident, slot)
        return count
    return settled(reported, rule)


def settled(figures: Sequence[Figure], rule: Rule = Rule.GTD) -> Count:
    """Return one count for the figures of several sources, all of one slot.

    Min and max are the lowest and the highest of all sources. Best is, by the rule of the GTD codebook,
    what the latest sources tell; where several of one day differ, what most of them tell; else the
    lowest. By ACLED's it is the lowest of all.
    """
    numbers = [number for figure in figures for number in _numbers(figure.count) if number is not None]
    if not numbers:
        return Count()
    best = _latest(figures) if rule is Rule.GTD else min(filter(_is_number, map(_conservative, figures)))
    words = next((figure.count.words for figure in figures if _best(figure.count) == best), None)
    return Count(min(numbers), best, max(numbers), words)


def resettled(incident: Incident, figures: Sequence[Figure]) -> Incident:
    """Return the incident with what its rules make of other figures than before; what nobody tells any more stays."""
    counts: dict[str, Any] = {
        slot.value: settled(told, rule)
        for slot in FIGURE_SLOTS
        if (rule := rule_of(incident, slot)) and (told := [figure for figure in figures if figure.slot is slot])
    }
    return replace(incident, **counts)


def _latest(figures: Sequence[Figure]) -> int:
    told = [(figure.published or dt.date.min, best) for figure in figures if _is_number(best := _best(figure.count))]
    latest = max(day for day, _ in told)
    counted = Counter(best for day, best in told if day == latest)
    most = max(counted.values())
    return min(number for number, times in counted.items() if times == most)


def _conservative(figure: Figure) -> int | None:
    """Return the lowest number that a figure supports, by ACLED's number for a vague word."""
    count = figure.count
    if count.max is None and count.words and (vague := _VAGUE.search(count.words)):
        return _VAGUE_NUMBERS[(vague.lastindex or 1) - 1]
    return next((number for number in (count.min, count.best, count.max) if number is not None), None)


def _numbers(count: Count) -> tuple[int | None, ...]:
    return count.min, count.best, count.max


def _best(count: Count) -> int | None:
    return next((number for number in (count.best, count.min, count.max) if number is not None), None)


def _is_number(number: int | None) -> TypeGuard[int]:
    return number is not None
