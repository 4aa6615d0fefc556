"""What was seized that is no weapon: drugs with their weight or number, "12kg of heroin", "600 ecstasy pills"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.draft import with_value
from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.notes import Mark, Notes, Report, Story
from nlp.type_clues import BY_POLICE
from store.model import Incident, MentionKind, Slot, Target

_DRUGS = "|".join(sorted(word_set("seized_goods", "drugs"), key=len, reverse=True))
_PILLS = "|".join(sorted(word_set("seized_goods", "pills")))
_UNITS = "|".join(sorted(word_set("seized_goods", "units"), key=len, reverse=True))
_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|a|half a|hundreds of|thousands of|dozens of)"
_SCALE = r"(?: ?(?:million|thousand|hundred))?"
# "1,350 pounds of pot", "2.5 kg of high-grade cocaine", "600 bottles of codeine syrup", "600 yaba pills"
_GOODS = re.compile(
    rf"\b{_NUMBER}{_SCALE}(?: ?- ?| )?(?:{_UNITS}) (?:of )?(?:[a-z'-]+ ){{0,2}}?(?:{_DRUGS})\b"
    rf"|\b{_NUMBER}{_SCALE} (?:{_DRUGS}) (?:{_PILLS})\b"
)


def with_goods(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return an arrest or a seizure with the drugs that its sentences say were found, where no thing is known yet."""
    known = incident.target
    if incident.type not in BY_POLICE or known.words:
        return incident
    for report in story.reports:
        found = _found(notes, report)
        if found is None:
            continue
        words = (words_of(notes, *found),)
        mark = Mark(MentionKind.FACILITY, *found)
        said = incident.evidence.get(Slot.TARGET, ())
        value = replace(known, words=words) if known.name else Target(words, None, known.type or "other")
        incident = with_value(notes, incident, Slot.TARGET, value, mark, 0.6)
        both = (*said, *incident.evidence[Slot.TARGET]) if known.name else incident.evidence[Slot.TARGET]
        return replace(incident, evidence={**incident.evidence, Slot.TARGET: both})
    return incident


def _found(notes: Notes, report: Report) -> tuple[int, int] | None:
    """Return the tokens of the first drugs that a report of the police tells of by weight or number."""
    if report.role != "police":
        return None
    match = _GOODS.search(notes.folded_words(report.first, report.last))
    if match is None:
        return None
    start = notes.starts[report.first]
    return notes.tokens_at(start + match.start(), start + match.end())
