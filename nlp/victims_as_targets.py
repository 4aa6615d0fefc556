"""What an incident was aimed at where no clause names it: the one person it was done to, or those of one calling.

A thing that was hit is told as one (``nlp.targets``); whom a raid, an arrest or a killing was aimed at is told by whom
it met. Of people in the street nothing is taken: a bomb meets them wherever it was meant for.
"""

from __future__ import annotations

from collections.abc import Iterator

from nlp.draft import with_value
from nlp.lexicons import fold, word_set
from nlp.mentions import words_of
from nlp.notes import Mark, Notes, People, Story, Trigger
from nlp.person_names import everyday_words
from nlp.person_words import ATTACKING
from nlp.speakers import REPORTING
from nlp.things import Struck, objects_from
from store.model import Incident, MentionKind, Outcome, Slot, Target

# What is done to one person by name, and what those who fight are hit by.
_DONE_TO_ONE = frozenset(
    {"shooting", "stabbing", "assassination", "execution", "abduction", "raid_or_arrest", "bombing", "mob_violence"}
    | {"drone_attack", "airstrike", "vehicle_attack", "ambush", "other"}
)
_FROM_AFAR = frozenset({"drone_attack", "airstrike", "rocket_or_missile_attack", "shelling"})
_CALLINGS = frozenset({"troops", "police", "government", "media", "religious", "medical", "education", "diplomatic"})
_RAIDING = frozenset({"raided", "raiding", "raid", "raids", "stormed", "searched"})
# Of "the murder of Ana Diaz" she was the one, of "the son of Ana Diaz" she was not.
_DONE_TO = frozenset(
    {
        "killing",
        "murder",
        "arrest",
        "death",
        "shooting",
        "stabbing",
        "assassination",
        "abduction",
        "kidnapping",
        "detention",
    }
)
# Who stands before the name of one who only informs.
_INFORMING = word_set("targets", "informing")
_OF_EITHER = frozenset({"officer", "officers", "sailor", "sailors"})  # of the army or of the police, of a navy or not
_NEAR = 4  # words
_BELOW = frozenset({"of", "to", "with", "by"})


def with_target(notes: Notes, story: Story, incident: Incident) -> Incident:
    """Return an incident with what it was aimed at, where that is open and the people it met or the raid tell it."""
    known = incident.target
    if known.words or known.name:
        return incident
    if incident.type == "raid_or_arrest" and (raided := _raided(notes, story)) is not None:
        words = (words_of(notes, raided.first, raided.last),)
        mark = Mark(MentionKind.FACILITY, raided.first, raided.last)
        return with_value(notes, incident, Slot.TARGET, Target(words, raided.name, raided.type), mark, 0.6)
    met = [p for p in _met(story, incident) if p.noun not in ATTACKING and not _only_speaks(notes, p)]
    if (one := _one_named(notes, met, incident)) is not None:
        mark = Mark(MentionKind.PERSON, one.first, one.last)
        whose = known.type or (one.role if one.role in _CALLINGS else "person")
        return with_value(notes, incident, Slot.TARGET, Target((), _full_name(notes, one), whose), mark, 0.6)
    kind = _calling(met, incident)
    if known.type is None and kind is not None:
        mark = Mark(MentionKind.PERSON, met[0].first, met[0].last)
        return with_value(notes, incident, Slot.TARGET, Target((), None, kind), mark, 0.6)
    return incident


def _met(story: Story, incident: Incident) -> Iterator[People]:
    """Yield the people whom the reports of an event say that something was done to."""
    for report in story.reports:
        for harm in report.harms:
            if (incident.type == "raid_or_arrest") == (harm.outcome is Outcome.ARRESTED):
                yield from harm.people


def _one_named(notes: Notes, met: list[People], incident: Incident) -> People | None:
    """Return the one person, named, whom an event met; None where it met others too."""
    if incident.type not in _DONE_TO_ONE or not _met_one(met, incident):
        return None
    named = [p for p in met if p.name and " " in p.name]
    if not named or any(not _is_same_name(p.name or "", named[0].name or "") for p in met if p.name):
        return None
    one = named[0]
    mark = _mark_of(notes, one)
    if mark is not None and notes.words[mark.first - 1] in _BELOW and notes.words[mark.first - 2] not in _DONE_TO:
        return None  # "the son of Ana Diaz"
    doers = [fold(words) for words in incident.perpetrator.words]
    return None if any(fold(one.name or "") in words for words in doers) else one


def _met_one(met: list[People], incident: Incident) -> bool:
    """Return whether an event hurt or took nobody but one person."""
    hurt = (incident.killed.number or 0) + (incident.injured.number or 0)
    several = any(p.count.number != 1 for p in met)
    return hurt <= 1 and not several and (hurt == 1 or incident.type in {"abduction", "raid_or_arrest"})


def _only_speaks(notes: Notes, one: People) -> bool:
    """Return whether a name is that of who told it, whom to call, or of no person: "call Detective Ana Diaz"."""
    mark = _mark_of(notes, one)
    if mark is None:
        return False
    if not everyday_words().isdisjoint(notes.words[mark.first : mark.last]):
        return True
    near = notes.words[max(0, one.first - _NEAR) : mark.first]
    return not _INFORMING.isdisjoint(near) or not REPORTING.isdisjoint(notes.words[mark.last : mark.last + 2])


def _full_name(notes: Notes, one: People) -> str | None:
    """Return a name with the given names before those that a list knows: "Zanele" of "Zanele Anna Brand"."""
    mark = _mark_of(notes, one)
    if mark is None or notes.capitals or mark.first == one.first:
        return one.name
    start = mark.first
    while start > one.first and notes.texts[start - 1].istitle() and notes.words[start - 1] not in everyday_words():
        start -= 1
    return words_of(notes, start, mark.last)


def _mark_of(notes: Notes, one: People) -> Mark | None:
    """Return the name within the phrase for somebody."""
    return next(iter(notes.marks_in(one.first, one.last, MentionKind.PERSON)), None)


def _is_same_name(one: str, other: str) -> bool:
    words = set(fold(one).split())
    return not words.isdisjoint(fold(other).split())


def _calling(met: list[People], incident: Incident) -> str | None:
    """Return the one calling of all whom an event met: soldiers, police; of those bombed from the air also fighters."""
    if any(p.noun in _OF_EITHER for p in met):
        return None
    roles = {p.role for p in met if p.role not in {"", "person"} and p.noun}
    if len(roles) != 1 or incident.type in {"armed_clash", "raid_or_arrest", "weapons_seizure", "interception"}:
        return None
    role = next(iter(roles))
    return role if role in _CALLINGS or (role == "militia" and incident.type in _FROM_AFAR) else None


def _raided(notes: Notes, story: Story) -> Struck | None:
    """Return the place that was raided: "raided the offices of the party", "a raid on a farm"."""
    for report in story.reports:
        for trigger in notes.triggers_in(report.first, report.last):
            if trigger.role != "police" or _RAIDING.isdisjoint(notes.words[trigger.first : trigger.last]):
                continue
            start = _behind(notes, trigger)
            found = objects_from(notes, start, report.last) if start is not None else []
            things = [s for s in found if not s.person]
            if things:
                return things[0]
    return None


def _behind(notes: Notes, trigger: Trigger) -> int | None:
    """Return where what was raided can begin: behind the verb, or behind "on" of its noun."""
    if not trigger.is_noun:
        return trigger.last
    return trigger.last + 1 if notes.words[trigger.last : trigger.last + 1] in (["on"], ["at"], ["against"]) else None
