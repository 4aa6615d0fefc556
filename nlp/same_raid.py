"""Whether a report goes on with an attack though it names another type: those who raided a village also took people."""

from __future__ import annotations

from nlp import likeness_of_reports as alike
from nlp.lexicons import fold
from nlp.notes import Notes, Report, Story
from nlp.person_words import GUNMEN, KEEPERS_OF_ORDER
from store import codebook
from store.model import Incident, Perpetrator, Slot

_POINTING = frozenset({"the", "its", "their"})
_THEY = frozenset({"they"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘"})
_ELSE = frozenset({"also", "earlier", "later", "previously", "meanwhile", "elsewhere"})
_FLOWN = frozenset({"drone_attack", "rocket_or_missile_attack", "airstrike"})
_POLICING = frozenset({"raid_or_arrest", "weapons_seizure", "interception"})
# Families of types: what comes by air or from afar, a hostage and a threat are told as events of their own.
_AT_ONE_PLACE = frozenset({"armed", "melee", "explosive", "crowd", "property"})
_ANY_ATTACKERS = frozenset({"attacker", "attackers", "assailant", "assailants"})
_REACH = 3  # sentences, or paragraphs
_AT_ONCE = 2  # sentences after which "they" are still those told of
_OPENING_WORDS = 12
_FOLLOWING = 3  # stories back in which the attack can be told that an arrest or a seizure came after


def raid_told(notes: Notes, stories: list[Story], report: Report) -> Story | None:
    """Return the story of the attack that a report of another type goes on with, if it does."""
    attack = next((s for s in reversed(stories[-_FOLLOWING:]) if s.reports[0].role != "police"), None)
    if attack is None or report.fresh:
        return None
    raided = _is_raided(notes, report)
    if report.role == "police" and not (raided and _goes_on(notes, attack, report)):
        return None
    if not 0 <= report.sentence - attack.last.sentence <= _REACH:
        return None
    if not alike.fits_but_for_place(attack.incident, report.incident):
        return None
    finer = raided and alike.sharper_place(attack.incident.place, report.incident.place)
    if alike.has_place(report.incident) and alike.has_place(attack.incident) and not finer:
        return None
    other_type = not alike.same_kind(attack.incident, report.incident, bare=False)
    same_toll = other_type and alike.same_dead(attack.incident, report.incident)
    if not (same_toll or _goes_on(notes, attack, report)):
        return None
    return None if _is_of_its_own_day(notes, attack, report) else attack


def _is_raided(notes: Notes, report: Report) -> bool:
    """Return whether a place is raided, and nobody is said to be arrested: "They raided the village of Ndoro"."""
    return any(notes.words[t.first] == "raided" for t in notes.triggers_in(report.first, report.last))


def operation_told(stories: list[Story], report: Report) -> Story | None:
    """Return the story of an arrest just told that a find of no own day or place goes on with, or the other way round.

    "Police arrested two men. The weapons seized were rifles", "They intercepted a lorry. Its driver was arrested".
    """
    last = max(stories, key=lambda s: s.last.first, default=None)
    if last is None or report.fresh or report.role != "police" or last.reports[0].role != "police":
        return None
    types = {last.incident.type, report.incident.type}
    if len(types) == 1 or not types <= _POLICING or report.paragraph - last.last.paragraph > _REACH:
        return None
    told = report.incident.known(Slot.DATE) or alike.has_place(report.incident)
    return None if told else last


def shot_down_of(stories: list[Story], report: Report) -> Story | None:
    """Return the attack just told of which a report says how much was shot down: "Air defences downed nine drones"."""
    last = max(stories, key=lambda s: s.last.first, default=None)
    if last is None or report.fresh or report.headline or report.incident.type != "interception":
        return None
    flown = last.incident.type in _FLOWN and last.incident.weapon.type == report.incident.weapon.type is not None
    near = report.sentence - last.last.sentence <= _AT_ONCE
    elsewhere = alike.has_place(report.incident) and alike.has_place(last.incident)
    fits = alike.fits_but_for_place(last.incident, report.incident)
    return last if flown and near and fits and not elsewhere else None


def act_told(stories: list[Story], report: Report) -> Story | None:
    """Return the attack just told of which a report tells another act: "A car rammed the van. Armed men opened fire".

    It names no day or place of its own, and both are what people do to each other at one place.
    """
    attacks = (s for s in stories if s.reports[0].role != "police")
    last = max(attacks, key=lambda s: s.last.first, default=None)
    if last is None or report.role == "police" or report.fresh or report.headline:
        return None
    if report.paragraph - last.last.paragraph > _REACH or not _are_acts_of_one_place(last.incident, report.incident):
        return None
    dated = report.incident.known(Slot.DATE) and not alike.is_of_statement(report.incident)
    if dated or alike.has_place(report.incident) or _kills_more(last.incident, report.incident):
        return None
    if _do_others(last.incident.perpetrator, report.incident.perpetrator):
        return None
    return last if alike.fits_but_for_place(last.incident, report.incident) else None


def _do_others(known: Perpetrator, told: Perpetrator) -> bool:
    """Return whether two acts are told of other people: "rebels bombed", "shot by gunmen"; police come to any."""
    if known.name and told.name:
        return known.name != told.name
    one, two = ({fold(words).split()[-1] for words in who.words} for who in (known, told))
    return (
        bool(one and two)
        and one.isdisjoint(two)
        and (one | two).isdisjoint(_ANY_ATTACKERS)
        and two.isdisjoint(KEEPERS_OF_ORDER)
    )


def _kills_more(told: Incident, news: Incident) -> bool:
    return told.killed.best is not None and (news.killed.best or 0) > told.killed.best


def _are_acts_of_one_place(told: Incident, news: Incident) -> bool:
    return all(i.type is not None and codebook.TYPES[i.type].family in _AT_ONE_PLACE for i in (told, news))


def _goes_on(notes: Notes, attack: Story, report: Report) -> bool:
    """Return whether those who attacked are those who act: "The bomber first shot at guards", "They also took"."""
    opening = notes.words[report.first : report.first + _OPENING_WORDS]
    if any(a in _POINTING and not GUNMEN.isdisjoint(opening[n + 1 : n + 3]) for n, a in enumerate(opening)):
        return True
    subject = next((word for word in opening if word not in _QUOTES), "")
    return subject in _THEY and report.sentence - attack.last.sentence <= _AT_ONCE


def _is_of_its_own_day(notes: Notes, attack: Story, report: Report) -> bool:
    """Return whether a report gives a day to something else that the attackers did: "They also took two on Monday"."""
    if not report.incident.known(Slot.DATE):
        return False
    told = attack.incident
    open_day = not told.known(Slot.DATE) or (alike.is_of_statement(told) and report.incident.killed.best != 1)
    return not open_day or not _ELSE.isdisjoint(notes.words[report.first : report.last])
