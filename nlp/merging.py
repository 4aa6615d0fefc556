"""What a report adds to the story it belongs to, slot by slot.

A slot that is open takes what the report says. One that is told already keeps its value, unless the rule of the slot
in ``_TOLD_AGAIN`` finds that the report knows better.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from nlp import likeness_of_reports as alike
from nlp.doers import ATTACKERS, are_fighters, states
from nlp.draft import without
from nlp.lexicons import fold
from nlp.notes import Report, Story
from nlp.person_words import KEEPERS_OF_ORDER, ONE_ATTACKER
from store.model import Attribution, Count, Incident, Perpetrator, Slot, Stage, Victim

_HARM = (Slot.KILLED, Slot.INJURED, Slot.VICTIMS, Slot.DAMAGE)
_ENOUGH = 20  # pieces of evidence a slot shows; an analyst reads no more, and what is added stays cheap
# What goes off when it lands: an explosion told later makes no bomb of it.
_GOING_OFF = frozenset(
    {"drone_attack", "rocket_or_missile_attack", "shelling", "airstrike", "grenade_attack", "suicide_bombing"}
)
_ENDS = frozenset({"assassination", "execution"})
_FOUGHT = frozenset({None, "armed_clash", "raid_or_arrest"})
_OF_ARMIES = frozenset({"airstrike", "drone_attack", "rocket_or_missile_attack", "shelling", "interception"})
_ONE_PERSON = (
    ONE_ATTACKER
    | {"man", "woman", "teenager", "driver", "individual", "person"}
    | {"policeman", "soldier", "guard", "student", "boy", "girl"}
)
_SHOTS = re.compile(r"gunshot|bullet|shell", re.I)  # no arms, and often told of wounds


def add(story: Story, report: Report) -> None:
    """Put what a report says into its story; what points to events in general adds but who was hit."""
    if report.incident.type == "interception" and story.incident.type in _GOING_OFF:
        report = _of_those_that_fell(report)  # "two of the drones were shot down"
    for slot in Slot if report.specific else _HARM:
        if slot not in report.incident.evidence or _is_of_another_act(slot, story, report):
            continue
        if not story.incident.known(slot) or slot not in story.incident.evidence:
            _take(story, report, slot)
        elif slot in _TOLD_AGAIN:
            _TOLD_AGAIN[slot](story, report)
    story.typed = story.typed or (report.typed and story.incident.type == report.incident.type)
    story.reports.append(report)


def add_responsibility(story: Story, report: Report) -> None:
    """Put into a story who claims it or is accused of it.

    Who claims it has done it, and a headline says for certain what its text leaves to those who accuse.
    """
    news, known = report.incident, story.incident.perpetrator
    if Slot.CLAIM in news.evidence and not story.incident.known(Slot.CLAIM):
        _take(story, report, Slot.CLAIM)
    if Slot.PERPETRATOR in news.evidence:
        headed = all(r.headline for r in story.reports if Slot.PERPETRATOR in r.incident.evidence)
        claimed = news.perpetrator.attribution is Attribution.CLAIMED
        stronger = known.name is None or (known.name == news.perpetrator.name and (headed or claimed))
        if stronger and not (known.words and news.perpetrator.name is None):
            _take(story, report, Slot.PERPETRATOR)
        elif news.perpetrator.name is None and known.name is None and _may_be_named(known, news.perpetrator):
            _support(story, report, Slot.PERPETRATOR)
            story.incident = replace(story.incident, perpetrator=_named(known, news.perpetrator))
    story.reports.append(report)


def _may_be_named(known: Perpetrator, told: Perpetrator) -> bool:
    """Return whether one attacker is known by no name yet, and a name is told: "a gunman", then who he is."""
    alone = len(known.words) == 1 and fold(known.words[0]).split(" ")[-1] in _ONE_PERSON
    named = len(told.words) == 1 and fold(told.words[0]).split(" ")[-1] not in _ONE_PERSON
    return alone and named and told.words[0].istitle()


def _named(known: Perpetrator, told: Perpetrator) -> Perpetrator:
    sure = known.attribution if told.attribution is Attribution.UNKNOWN else told.attribution
    return replace(known, words=(*known.words, *told.words), attribution=sure)


def undated(report: Report) -> Report:
    """Return a report without its day, which is not that of its event: those hit died the day after."""
    return replace(report, incident=without(report.incident, Slot.DATE))


def _of_those_that_fell(report: Report) -> Report:
    """Return a report on what was shot down of an attack, which is not undone by it."""
    bare = untyped(report)
    return replace(bare, incident=without(bare.incident, Slot.STAGE))


def untyped(report: Report) -> Report:
    """Return a report that does not change what its event is: what those who bombed a market did besides."""
    evidence = dict(report.incident.evidence)
    evidence.pop(Slot.TYPE, None)
    return replace(report, incident=replace(report.incident, evidence=evidence), typed=False)


def act_of(report: Report) -> Report:
    """Return a report on another act of an event: what it changes no type by, and of police but whom they hit."""
    return replace(report, specific=False) if _keep_order(report.incident.perpetrator) else untyped(report)


def _take(story: Story, report: Report, slot: Slot) -> None:
    """Give a story one slot of a report, with its evidence, confidence and origin."""
    incident, news = story.incident, report.incident
    story.incident = replace(
        incident,
        **{slot.value: getattr(news, slot)},
        evidence={**incident.evidence, slot: news.evidence[slot]},
        confidence={**incident.confidence, slot: news.confidence[slot]},
        asserted_by={**incident.asserted_by, slot: news.asserted_by[slot]},
    )


def _support(story: Story, report: Report, slot: Slot) -> None:
    """Add the words of a report that give a slot the value it has."""
    known = story.incident.evidence[slot]
    if len(known) < _ENOUGH:
        fresh = tuple(e for e in report.incident.evidence[slot] if e not in known)
        story.incident = replace(story.incident, evidence={**story.incident.evidence, slot: (*known, *fresh)})


def _is_of_another_act(slot: Slot, story: Story, report: Report) -> bool:
    """Return whether a report tells besides of what was only tried, or of who killed those who attacked."""
    if slot is Slot.STAGE:
        return _is_only_tried(story, report)
    return slot is Slot.PERPETRATOR and (_hurts_nobody(report) or _only_answers(report, story.incident))


def _hurts_nobody(report: Report) -> bool:
    """Return whether a verb of harm tells of no one event: "The army has killed 90 rebels" since the war began."""
    return report.role == "harm" and not (report.harms or report.firm or report.definite)


def _is_only_tried(story: Story, report: Report) -> bool:
    """Return whether an attempt or a threat undoes nothing told: it is another one, or came before who was hit."""
    harmed = any(r.harms for r in story.reports)
    if report.incident.stage is Stage.THREATENED:
        return harmed
    return report.incident.stage is Stage.ATTEMPTED and (harmed or not report.definite)


def _only_answers(report: Report, told: Incident) -> bool:
    """Return whether troops or police killed those who attacked: they made the attack of no other kind."""
    doer = report.incident.perpetrator
    if told.type in _FOUGHT or doer.name not in {None, *states()}:
        return False
    fought = report.role == "harm" and report.incident.type == "armed_clash"
    if told.type in _OF_ARMIES:
        return fought
    return fought or ((doer.name is not None or _keep_order(doer)) and _hits_attackers(report))


def _keep_order(doer: Perpetrator) -> bool:
    return any(fold(words).split(" ")[-1] in KEEPERS_OF_ORDER for words in doer.words)


def _fits(known: Perpetrator, told: Perpetrator) -> bool:
    """Return whether people told of later may be those of the group named: fighters, or the police of a state."""
    return _attacked(told) or (known.name in states() and _keep_order(told))


def _attacked(doer: Perpetrator) -> bool:
    """Return whether words say that somebody fights or attacks, whoever he is: "gunmen", "the militants"."""
    return any(fold(words).split(" ")[-1] in ATTACKERS | {"men"} for words in doer.words)


def _hits_attackers(report: Report) -> bool:
    """Return whether all whom a report says to be hit are attackers: "the gunman was shot dead by police"."""
    people = [p for h in report.harms for p in h.people]
    return bool(people) and all(p.noun in ATTACKERS for p in people)


def _is_told_after_its_headline(story: Story, report: Report) -> bool:
    return not report.headline and all(r.headline for r in story.reports)


def _type(story: Story, report: Report) -> None:
    """Keep the type told first, unless it was only gathered from the weapon, or an explosion has a finer name."""
    told, news = story.incident.type, report.incident.type
    if news == told:
        _support(story, report, Slot.TYPE)
    if news == told or (news == "bombing" and told in _GOING_OFF):
        story.typed = story.typed or report.typed  # "a drone crashed into the plant, after which it exploded"
        return
    if told == "mob_violence" and news in {"armed_clash", "shooting"}:
        return  # protesters and police clash too, and some are shot
    repelled = told == "interception" and story.incident.weapon.type is None  # "foiled an attack", of what kind ever
    burnt = told == "arson" and news in _GOING_OFF  # by what flew in
    # who was assassinated may have been so by the bomb
    vague = (told == "bombing" or repelled or burnt) and news is not None and news not in _ENDS
    if news and ((report.typed and not story.typed) or (vague and report.typed >= story.typed)):
        _take(story, report, Slot.TYPE)
        story.typed = report.typed


def _date(story: Story, report: Report) -> None:
    if alike.sharper_date(story.incident, report.incident):
        _take(story, report, Slot.DATE)
    elif alike.same_days(story.incident.date, report.incident.date):
        _support(story, report, Slot.DATE)


def _place(story: Story, report: Report) -> None:
    """Take a finer place, and the one that a text names in, or with the name of, that of its headline."""
    told, news = story.incident.place, report.incident.place
    named = [r for r in story.reports if Slot.PLACE in r.incident.evidence]
    above = not report.headline and all(r.headline for r in named)
    within = above and (alike.part_of(news, told) or alike.is_province(news, told))
    if alike.sharper_place(told, news) or within:
        _take(story, report, Slot.PLACE)
        story.incident = replace(story.incident, place=alike.completed_by(story.incident.place, told))


def _killed(story: Story, report: Report) -> None:
    _count(story, report, Slot.KILLED)


def _injured(story: Story, report: Report) -> None:
    _count(story, report, Slot.INJURED)


def _count(story: Story, report: Report, slot: Slot) -> None:
    """Keep the larger of two figures; what they come to is added up when all is told."""
    old: Count = getattr(story.incident, slot)
    new: Count = getattr(report.incident, slot)
    if (new.number or 0) > (old.number or 0):
        _take(story, report, slot)


def _weapon(story: Story, report: Report) -> None:
    """Take the words for arms that had none, or whose headline only named them, and a number for those of one type."""
    told, news = story.incident.weapon, report.incident.weapon
    same = told.type == news.type
    unnamed = not told.words and same and not any(_SHOTS.search(words) for words in news.words)
    worded = (_is_told_after_its_headline(story, report) or unnamed) and news.words
    counted = told.best is None and told.min is None and news.best is not None and same
    if worded or counted:
        _take(story, report, Slot.WEAPON)


def _perpetrator(story: Story, report: Report) -> None:
    """Keep the group named first and the first words for its people; a text may doubt what its headline says."""
    known, told = story.incident.perpetrator, report.incident.perpetrator
    doubted = told.name in {known.name, None} and told.attribution is Attribution.SUSPECTED
    if _is_told_after_its_headline(story, report) and doubted:
        known = replace(known, attribution=Attribution.SUSPECTED)
        story.incident = replace(story.incident, perpetrator=known)
    if told.name in states() and known.name is None and _attacked(known):
        pass  # "gunmen stormed the mosque", then "the air force destroyed vehicles of the attackers"
    elif known.name is None and told.name is not None:
        _take(story, report, Slot.PERPETRATOR)
        story.incident = replace(story.incident, perpetrator=replace(told, words=told.words or known.words))
    elif known.name in states() and told.name is None and are_fighters(told.words):
        pass  # "forces killed two gunmen", then "the fighters had stormed the hotel"
    elif not known.words and told.words and (told.name == known.name or (told.name is None and _fits(known, told))):
        _support(story, report, Slot.PERPETRATOR)
        story.incident = replace(story.incident, perpetrator=replace(known, words=told.words))


def _victims(story: Story, report: Report) -> None:
    _support(story, report, Slot.VICTIMS)
    story.incident = replace(story.incident, victims=_together(story.incident.victims, report.incident.victims))


def _together(known: tuple[Victim, ...], told: tuple[Victim, ...]) -> tuple[Victim, ...]:
    """Return victims without those told again, who keep their fuller words: "police officers", then "officers"."""
    victims = list(known)
    for outcome in {v.outcome for v in told}:
        parts = [v for v in told if v.outcome is outcome]
        whole = sum(v.count or 0 for v in parts)
        listed = whole > 2 and len(parts) > 1 and all(v.count and not v.name for v in parts)
        if listed and any(v.outcome is outcome and v.count == whole for v in known):
            told = tuple(v for v in told if v.outcome is not outcome)  # "five men, seven women": those told again
    for victim in told:
        again = next((n for n, old in enumerate(victims) if _same_people(old, victim)), None)
        if again is None:
            victims.append(victim)
        elif len(victim.words) > len(victims[again].words):
            victims[again] = victim
    return tuple(victims)


def _same_people(a: Victim, b: Victim) -> bool:
    """Return whether two descriptions, of as many people and of one fate, are one but for what goes before."""
    if a == b:
        return True
    if (a.count, a.outcome) != (b.count, b.outcome) or a.count is None or a.count < 2 or (a.name or b.name):
        return False
    short, long = sorted((fold(a.words), fold(b.words)), key=len)
    return long == short or long.endswith(f" {short}")


_TOLD_AGAIN: dict[Slot, Callable[[Story, Report], None]] = {
    Slot.TYPE: _type,
    Slot.DATE: _date,
    Slot.PLACE: _place,
    Slot.KILLED: _killed,
    Slot.INJURED: _injured,
    Slot.WEAPON: _weapon,
    Slot.PERPETRATOR: _perpetrator,
    Slot.VICTIMS: _victims,
}
