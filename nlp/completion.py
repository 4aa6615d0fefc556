"""What a story lacks when all its reports are in: a day, a place, a country, a lane, a summary.

What is filled in from the article at large gets little confidence.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from nlp import likeness_of_reports as alike
from nlp.arms_used import with_arms
from nlp.captors import with_captor
from nlp.clash_sides import with_sides
from nlp.dates import lane_of
from nlp.doers import are_fighters, sole_group
from nlp.draft import VERSION, evidence_of, with_value
from nlp.kind_told import with_kind
from nlp.lexicons import fold
from nlp.notes import Mark, Notes, Story
from nlp.placing import placed
from nlp.retold import with_words_of_the_text
from nlp.seized_goods import with_goods
from nlp.sites import in_suburb, with_part, with_site
from nlp.summary import summarise
from nlp.taken_for_it import with_suspect
from nlp.tally import add_up
from nlp.undated import dated
from nlp.unnamed_sites import with_unnamed_site
from nlp.victims_as_targets import with_target
from store.model import (
    Actor,
    Attribution,
    Count,
    DateRange,
    Incident,
    Lane,
    Slot,
)

_LIFETIME = 50  # years
# Who did it, how and to whom, where no clause gives it to the event; each fills only what is open.
_TOLD_BY_THE_WHOLE = (with_captor, with_sides, with_suspect, with_target, with_goods, with_arms, with_kind)
_ENOUGH = 3  # slots said of an event that an article tells beside another, its type among them


def finish(doc: Doc, notes: Notes, stories: list[Story], n: int, places: list[Mark]) -> Incident | None:
    """Complete a story from its setting and the ``told_places``; None if it does not come to an incident."""
    story = stories[n]
    incident = _tallied(notes, story)
    incident = story.incident = dated(doc, notes, stories, n, incident)
    incident = with_site(doc, notes, story, placed(notes, story, incident, places, first=n == 0))
    incident = with_part(notes, story, in_suburb(notes, story, incident))
    incident = with_unnamed_site(notes, story, incident)
    incident = _attributed(notes, story, incident, first=n == 0)
    if incident.type is None:
        attacked = any(r.role == "attack" and r.firm for r in story.reports)
        told = incident.known(Slot.DATE) and alike.has_place(incident) and incident.known(Slot.TARGET)
        if not (hurt_by(incident) or (attacked and (told or incident.known(Slot.PERPETRATOR)))):
            return None
        incident = _of_no_kind(incident)
    if _is_history(notes, incident):
        return None
    named = incident.date.phrase or alike.has_place(incident) or incident.perpetrator.name
    if not (named or incident.victims or hurt_by(incident)):
        return None  # nothing an analyst could look up
    if n and len(_told_of(incident)) < _ENOUGH:
        return None  # only named in passing
    incident = with_words_of_the_text(notes, story, incident)
    for filled in _TOLD_BY_THE_WHOLE:
        incident = filled(notes, story, incident)
    incident = replace(incident, lane=_lane(notes, stories, n, incident))
    return replace(_without_empty(incident), summary=summarise(incident))


def _is_history(notes: Notes, incident: Incident) -> bool:
    """Return whether something was so long ago that it is told as history: "The war began in 1931, when soldiers"."""
    end = incident.date.end
    return end is not None and notes.published is not None and notes.published.year - end.year > _LIFETIME


def _of_no_kind(incident: Incident) -> Incident:
    """Return an incident as of another type than ours; where no words name an event, those for whom it hurt do."""
    incident = replace(incident, type="other")
    said = incident.evidence.get(Slot.KILLED) or incident.evidence.get(Slot.INJURED)
    if Slot.TYPE in incident.evidence or not said:
        return incident
    return replace(
        incident,
        evidence={**incident.evidence, Slot.TYPE: said},
        confidence={**incident.confidence, Slot.TYPE: 0.4},
        asserted_by={**incident.asserted_by, Slot.TYPE: f"nlp/events@{VERSION}"},
    )


def _tallied(notes: Notes, story: Story) -> Incident:
    """Return the incident of a story with the dead and the injured of all its reports."""
    incident, figures = story.incident, add_up(story.reports)
    for slot in (Slot.KILLED, Slot.INJURED):
        figure = figures.get(slot)
        if figure is None or not figure.harms:  # a number without words that say it is none to show
            unknown = slot is Slot.INJURED and Slot.KILLED in figures and _is_no_report(incident.injured)
            if unknown or getattr(incident, slot).best != 0:
                # all who were hit have died
                incident = replace(incident, **{slot.value: Count()})  # type: ignore[arg-type]
            continue
        incident = replace(
            incident,
            **{slot.value: figure.count},  # type: ignore[arg-type]
            evidence={**incident.evidence, slot: tuple(evidence_of(notes, h.first, h.last) for h in figure.harms)},
            confidence={**incident.confidence, slot: figure.confidence},
            asserted_by={**incident.asserted_by, slot: f"nlp/tally@{VERSION}"},
        )
    return incident


def _is_no_report(count: Count) -> bool:
    """Return whether nobody has told of anybody hurt, which where people died is not that nobody was."""
    return count.best == 0 and "report" in fold(count.words or "")


def _told_of(incident: Incident) -> list[Slot]:
    """Return the slots that are said of the incident itself and not completed from the article at large."""
    return [slot for slot, who in incident.asserted_by.items() if not who.startswith("nlp/events")]


def hurt_by(incident: Incident) -> int:
    """Return how many people an incident killed and injured, as far as is known."""
    return (incident.killed.best or 0) + (incident.injured.best or 0)


def _attributed(notes: Notes, story: Story, incident: Incident, *, first: bool) -> Incident:
    """Suspect the only armed group that an article names where "the rebels" are said to have acted.

    Who is named only after an event that an article looks back on has nothing to do with it.
    """
    told = incident.perpetrator
    if told.name is not None or not are_fighters(told.words):
        return incident
    said = incident.evidence.get(Slot.PERPETRATOR, ())
    definite = any(fold(notes.text[max(0, e.start - 4) : e.start]) == "the " for e in said)
    if (group := sole_group(notes, definite=definite)) is None:
        return incident
    if not first and group.first > story.reports[0].last:
        return incident
    doubt = told.attribution if told.attribution is not Attribution.UNKNOWN else Attribution.SUSPECTED
    name = group.value.name if isinstance(group.value, Actor) else None
    found = with_value(notes, incident, Slot.PERPETRATOR, replace(told, name=name, attribution=doubt), group, 0.4)
    both = (*incident.evidence.get(Slot.PERPETRATOR, ()), *found.evidence[Slot.PERPETRATOR])
    return replace(found, evidence={**found.evidence, Slot.PERPETRATOR: tuple(dict.fromkeys(both))})


def _lane(notes: Notes, stories: list[Story], n: int, incident: Incident) -> Lane:
    if incident.date == DateRange() and n > 0:
        before = stories[n - 1]
        opening = stories[n].reports[0]
        if before.last.sentence >= opening.sentence - 1 and before.last.paragraph == opening.paragraph:
            return lane_of(before.incident.date, notes.published)
    return lane_of(incident.date, notes.published)


def _without_empty(incident: Incident) -> Incident:
    """Drop evidence of slots that have no value, and put the rest in the order of the slots."""
    kept = [s for s in Slot if s in incident.evidence and (incident.known(s))]
    return replace(
        incident,
        evidence={s: incident.evidence[s] for s in kept},
        confidence={s: incident.confidence[s] for s in kept},
        asserted_by={s: incident.asserted_by[s] for s in kept},
    )
