"""What comes after an event and is no event of its own: who was arrested for it, what was found, who died of it."""

from __future__ import annotations

from itertools import pairwise

from nlp import likeness_of_reports as alike
from nlp.clauses import is_reason
from nlp.lexicons import fold, word_set
from nlp.notes import Harm, Notes, Report, Story
from nlp.person_words import GUNMEN
from store.model import Outcome, Slot

_REACH = 3  # sentences
_SCENE = frozenset({"scene", "site", "spot"})
_SUSPECTS = GUNMEN | word_set("aftermath", "suspects")
_DYING = frozenset({"died", "dies", "succumbed", "death"})
_WOUNDS = word_set("aftermath", "wounds")
_PRONOUNS = frozenset({"he", "she", "they"})
_RISING = frozenset(
    {"rose", "risen", "rises", "climbed", "climbs", "increased", "jumped", "raising", "bringing", "reached"}
)
_OPENING = 5  # words of a clause to whom it is about
_LEADING = 2  # words of "accused of" before "leading an attack"
_AT_ONCE = 2  # sentences after which "he" is still who was told of


def crime_of(notes: Notes, stories: list[Story], report: Report) -> Story | None:
    """Return the attack that an arrest or what was found belongs to: "the suspect was arrested" is no incident."""
    arrest = report.incident
    attack = _told_last(_attacks(stories))
    if arrest.type == "weapons_seizure" and not _SCENE.isdisjoint(notes.words[report.first : report.last]):
        return attack  # "three rifles were recovered from the scene"
    if arrest.type == "weapons_seizure" and attack is not None and _is_aftermath(attack, report):
        return attack
    if arrest.type == "raid_or_arrest" and report.in_raid and attack is not None:
        return attack if report.sentence - attack.last.sentence <= _REACH else None
    if arrest.type != "raid_or_arrest" or alike.has_place(arrest) or (report.fresh and _tells_of_dead(report)):
        return None
    if arrest.weapon.type is not None and (attack is None or arrest.weapon.type != attack.incident.weapon.type):
        return None
    same_day = attack is not None and alike.same_days(attack.incident.date, arrest.date)
    known = same_day or not arrest.known(Slot.DATE) or _is_of_those_known(notes, report)
    return attack if known else None


def is_its_reason(notes: Notes, story: Story, report: Report) -> bool:
    """Return whether a clause says what those were arrested for of whom the one before it tells."""
    told = story.last
    if (told.sentence, told.last) != (report.sentence, report.first) or story.incident.type != "raid_or_arrest":
        return False
    return any(is_reason(notes, i) for i in range(report.first - _LEADING, report.first + 1))


def _tells_of_dead(report: Report) -> bool:
    """Return whether a raid killed people of its own: "a year after a raid in which eight died"."""
    return any(h.outcome is Outcome.KILLED and h.number for h in report.harms)


def _attacks(stories: list[Story]) -> list[Story]:
    return [s for s in stories if s.reports[0].role != "police"]


def _told_last(stories: list[Story]) -> Story | None:
    return max(stories, key=lambda s: s.last.first, default=None)


def _is_aftermath(attack: Story, report: Report) -> bool:
    """Return whether arms without a day or place of their own were seized from those just told of."""
    near = report.paragraph == attack.last.paragraph and report.sentence - attack.last.sentence <= _REACH
    return near and not report.incident.known(Slot.DATE) and not alike.has_place(report.incident)


def _is_of_those_known(notes: Notes, report: Report) -> bool:
    """Return whether who is arrested was told of before: "arrested the gunman later that day"."""
    pairs = pairwise(notes.words[report.first : report.last])
    return any(the in {"the", "both"} and who in _SUSPECTS for the, who in pairs)


def those_who_died(notes: Notes, stories: list[Story], report: Report) -> Story | None:
    """Return the story of those hit who died later: "He died on Tuesday", "Two more victims died in hospital".

    They are those of the same name, those just told of, and those who died of wounds that no report says they got.
    """
    dead = [h for h in report.harms if h.outcome is Outcome.KILLED]
    words = notes.words[report.first : report.last]
    if report.role != "harm" or not dead or report.fresh or report.headline or alike.has_place(report.incident):
        return None
    attacks = _attacks(stories)
    last = _told_last(attacks)
    if last is None:
        return None
    if _brings_up_to_date(words, last, dead) or _are_of_them(words, last, report):
        return last
    if _DYING.isdisjoint(words):
        return None
    if report.incident.known(Slot.DATE):
        named = [s for s in attacks if alike.share_victim(s.incident, report.incident) or _share_surname(s, report)]
        if named:
            return _told_last(named)
    they = all(p.noun in _PRONOUNS for h in dead for p in h.people)
    if they and report.sentence - last.last.sentence <= _AT_ONCE:
        return last
    return None if _WOUNDS.isdisjoint(words) and not _are_more(report) else last


def _brings_up_to_date(words: list[str], story: Story, dead: list[Harm]) -> bool:
    """Return whether a toll is said to have risen to no less than was told: "the toll rose to nine on Saturday"."""
    if "toll" not in words or _RISING.isdisjoint(words):
        return False
    return max(h.number for h in dead) >= (story.incident.killed.number or 0)


def _are_of_them(words: list[str], story: Story, report: Report) -> bool:
    """Return whether those who died are some of those just told of: "One of them, a girl of 15, died on Sunday"."""
    if report.sentence - story.last.sentence > _AT_ONCE or not any(r.harms for r in story.reports):
        return False
    return any(a == "of" and b == "them" for a, b in pairwise(words[:_OPENING]))


def _share_surname(story: Story, report: Report) -> bool:
    """Return whether somebody is called by a name that one of those hit had: "Webb died"."""
    dead = {w for h in report.harms for p in h.people for w in fold(p.name or "").split()}
    hurt = {w for r in story.reports for h in r.harms for p in h.people for w in fold(p.name or "").split()}
    return not dead.isdisjoint(hurt)


def _are_more(report: Report) -> bool:
    """Return whether those who died come on top of the dead told of: "three more died on Monday"."""
    told = [fold(h.count.words or "").replace("more than", "over") for h in report.harms if h.outcome is Outcome.KILLED]
    return any("more" in words.split() for words in told)
