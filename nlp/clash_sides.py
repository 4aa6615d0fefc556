"""The two sides of a clash that no clause gives to one of them: who fights the state did it, its forces were met.

"Six soldiers were killed in clashes with rebels": neither is the subject, and both are told in one sentence.
"""

from __future__ import annotations

from nlp.actors import named_by
from nlp.doers import ARMED, is_tie, name_of
from nlp.draft import with_value
from nlp.notes import Mark, Notes, Report, Story
from nlp.speakers import REPORTING, is_speaker
from store.model import Attribution, Incident, MentionKind, Slot, Target

_FORCES = frozenset({"troops", "police"})
_OF_WHAT = frozenset({"offensive", "operation", "operations", "campaign", "camp", "camps", "sources"})
_NEAR = 3  # words
_COLLECTIVES = frozenset({"forces", "army", "military", "troops"})


def with_sides(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return a clash with its sides, where one sentence names those who fight the state and the forces they met."""
    if incident.type != "armed_clash" or incident.known(Slot.PERPETRATOR):
        return incident
    for report in story.reports:
        if not any(t.type == "armed_clash" for t in notes.triggers_in(report.first, report.last)):
            continue
        band, forces = _band(notes, report), _forces(notes, report)
        if band is None or forces is None:
            continue
        named = named_by(notes, band, Attribution.CONFIRMED, None, 0.6)
        mark = Mark(MentionKind.GROUP, named.first, named.last)
        incident = with_value(notes, incident, Slot.PERPETRATOR, named.perpetrator, mark, 0.6)
        if not incident.known(Slot.TARGET):
            incident = with_value(notes, incident, Slot.TARGET, Target((), None, forces.key), forces, 0.6)
        return incident
    return incident


def _band(notes: Notes, report: Report) -> Mark | None:
    """Return those who fight the state in a clause, where they are one group or of none that is named."""
    groups = [m for m in notes.marks_in(report.first, report.last, MentionKind.GROUP) if m.key in ARMED]
    groups = [m for m in groups if not (is_tie(notes, m) or is_speaker(notes, m))]
    if groups:
        return groups[0] if len({name_of(m) for m in groups}) == 1 else None
    fighters = [n for n in notes.nouns_in(report.first, report.last) if n.person and n.key == "militia"]
    marks = [Mark(MentionKind.GROUP, n.first, n.last, None, "generic") for n in fighters if n.plural]
    return next((m for m in marks if not is_speaker(notes, m)), None)


def _forces(notes: Notes, report: Report) -> Mark | None:
    """Return the troops or the police of a clause who do more in it than tell."""
    nouns = [n for n in notes.nouns_in(report.first, report.last) if n.person and n.key in _FORCES]
    marks = [Mark(MentionKind.GROUP, n.first, n.last, None, n.key) for n in nouns]
    for i in range(report.first, report.last):
        if notes.words[i] in _COLLECTIVES and _OF_WHAT.isdisjoint(notes.words[i + 1 : i + 2]):
            marks.append(Mark(MentionKind.GROUP, i, i + 1, None, "troops"))
    return next((m for m in marks if not (is_speaker(notes, m) or _is_only_source(notes, m))), None)


def _is_only_source(notes: Notes, mark: Mark) -> bool:
    """Return whether somebody only says so, before or behind what is told: "said the army", "citing the military"."""
    before = notes.words[max(0, mark.first - _NEAR) : mark.first]
    behind = notes.words[mark.last : mark.last + _NEAR]
    return not (REPORTING | {"citing", "states"}).isdisjoint([*before, *behind])
