"""Stage: each clause that tells of an event becomes a report, with the mentions in their roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from nlp import actors, armament, casualties, dating, responsibility, settings, sums, targets
from nlp import likeness_of_reports as alike
from nlp.apart import (
    is_definite,
    is_known_by_its_day,
    is_known_weapon,
    is_one_of_two,
    is_set_apart,
    opening_aside,
    opens_apart,
    scene_told,
    turn_back,
)
from nlp.classify import stage_of, type_of, words_of_type
from nlp.draft import Draft
from nlp.lexicons import word_set
from nlp.notes import Found, Harm, Mark, Notes, Report, Trigger, notes_of
from nlp.thrown import throws_known
from nlp.trigger_guards import is_mishap
from nlp.voice import is_passive
from store import codebook
from store.model import (
    DatePrecision,
    DateRange,
    Incident,
    MentionKind,
    Outcome,
    Place,
    PlacePrecision,
    Slot,
    Stage,
    Victim,
    Weapon,
)

# Between two of these a sentence goes on to another event.
_SEQUENCE = word_set("arguments", "sequence")
_SEQUENCE_PHRASES = (
    ("in", "response", "to"),
    ("in", "retaliation", "for"),
    ("in", "revenge", "for"),
    ("as", "well", "as"),
)
# Verbs that need a weapon beside them to tell of an attack: "landed", "fell on".
_WEAK = word_set("arguments", "weak")
_ACCIDENTS = word_set("arguments", "accidents")
_YEAR = 366  # days
_PERFECT = 7  # words from "has" to what it has done: "has left more than 5,000 people dead"
_PRONOUNS = frozenset({"it", "them", "him", "her"})
_REACH = 3  # words
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1})
# Attacks that those who answer for order do not make, and who these are.
_BY_OTHERS = frozenset(
    {"abduction", "hijacking", "bombing", "suicide_bombing", "grenade_attack", "arson", "stabbing", "robbery"}
    | {"vehicle_attack", "execution", "mob_violence"}
)
_COMING_TO = word_set("arguments", "coming_to")
_EXCHANGES = frozenset({"shootout", "shoot-out", "gunfire"})
_IMPLIED = {"shooting": "firearm", "stabbing": "knife", "vehicle_attack": "vehicle"}  # weapons, by the type
_KILLED = frozenset({"killed", "murdered", "slain", "massacred"})
_CLOSE = 2  # words
_LONG_AFTER = [[span, "after"] for span in ("day", "days", "week", "weeks", "month", "months", "year", "years")]
_LATEST = ("the", "latest", "in", "a")
_OPENING = 5  # words of a clause to who acts in it
_NO_THINGS = frozenset({"in", "by", "at", "on", "when", "after", "during", "as"})
_TAKEN = word_set("arguments", "taken")
_BY_HAND = frozenset({"shooting", "stabbing"})  # "those shot in the attack"
_TOO_MANY = 500  # dead whom no one event is likely to have told of in the perfect, without day or place
_VERSIONS = frozenset({"previous", "earlier", "original", "initial"})
_SCATTERED = word_set("arguments", "scattered")


class Arguments:
    """Turns clauses into reports; spaCy component ``blotter_arguments``.

    Requires ``blotter_mentions`` and ``blotter_triggers``; assigns ``doc._.blotter.reports``.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Fill the notes of a document with its reports."""
        notes = notes_of(doc)
        paragraph, corrected = 0, -1
        scene: Found[Place] | None = None
        opened = False  # whether an event was told that happened there
        for number, (first, last) in enumerate(notes.sentences):
            if number and _breaks(doc, notes.sentences[number - 1][1], first) > 1:
                paragraph, scene = paragraph + 1, None
            if note := _corrects(notes, first, last):
                corrected = paragraph  # the whole of a note at the end
            if notes.sets_aside(doc[first].idx) or note or paragraph == corrected > 0:
                continue
            clauses = _clauses(notes, first, last)
            if not clauses:
                set_there = scene_told(notes, first, last)
                scene, opened = (scene, opened) if set_there is None else (set_there, False)
            for a, b, triggers in clauses:
                report = _report(doc, notes, a, b, triggers, scene)
                if scene is not None and report.incident.place == scene.value:
                    report.fresh, opened = not opened, True
                elif alike.has_place(report.incident):
                    scene = None
                report.sentence, report.paragraph = number, paragraph
                report.headline = paragraph == 0 and number == 0 and doc[last - 1].text not in {".", "!", "?", '"', "”"}
                notes.reports.append(report)
            notes.reports.extend(_responsibility(doc, notes, first, last, number, paragraph))
        sums.mark_openings(notes)
        return doc


def _corrects(notes: Notes, first: int, last: int) -> bool:
    """Return whether a sentence says what was wrong: "An earlier version of this story said that two had died"."""
    words = notes.words[first:last]
    if "version" not in words or _VERSIONS.isdisjoint(words):
        return False
    at = words.index("version")
    return words[at + 1 : at + 3] == ["of", "this"] and not _VERSIONS.isdisjoint(words[max(0, at - 2) : at])


def _breaks(doc: Doc, first: int, last: int) -> int:
    """Return the line breaks between two sentences, of which spaCy keeps the white space as tokens."""
    return doc[max(0, first - 1) : last].text.count("\n")


def _clauses(notes: Notes, first: int, last: int) -> list[tuple[int, int, list[Trigger]]]:
    """Split a sentence where it turns from one event to the next; every clause has a trigger."""
    triggers = notes.triggers_in(first, last)
    if not triggers:
        return []
    # "..., the latest in a string of attacks that cost lives": what follows is of other days
    last = next((i for i in range(first, last) if tuple(notes.words[i : i + len(_LATEST)]) == _LATEST), last)
    triggers = [t for t in triggers if t.first < last]
    if not triggers:
        return []
    aside = opening_aside(notes, first)  # "In a separate attack, three people died when"
    triggers = [t for t in triggers if t.first >= aside] or triggers
    cuts = [first]
    turn = turn_back(notes, first, last)
    for i in range(first + 1, last):
        if i == turn:
            cuts.append(i)
        if not _is_sequence(notes, i):
            continue
        before = [t for t in triggers if cuts[-1] <= t.first < i and t.specific]
        after = [t for t in triggers if t.first > i]
        apart = _differ(before, after) or _is_some_time_after(notes, i) or _is_elsewhere(notes, cuts[-1], i, last)
        apart = apart or _is_revenge(notes, i)
        if before and after and apart and not _is_outcome(notes, before, i):
            cuts.append(i)
    for previous, trigger in pairwise(triggers):
        joint = notes.words[previous.last : trigger.first]
        if (
            trigger.specific
            and _differ([previous], [trigger])
            and ({";"} & set(joint) or _restarts(notes, previous, trigger))
        ):
            cut = next(
                (i for i in range(trigger.first, previous.last, -1) if notes.words[i - 1] in {";", ",", "and", "but"}),
                None,
            )
            if cut is not None and not (cut == trigger.first and notes.words[cut - 1] == "and"):
                cuts.append(cut)  # but for "gunmen burst in on Monday and opened fire", where one subject has two verbs
    edges = [*sorted(set(cuts)), last]
    found = [(a, b, [t for t in triggers if a <= t.first < b]) for a, b in pairwise(edges)]
    return [clause for clause in found if clause[2]]


def _is_sequence(notes: Notes, i: int) -> bool:
    if notes.words[i] in _SEQUENCE:
        # "hours after" is a time of its own, "the week after the attack" is not
        return not any(i < m.last and m.last != i + 1 for m in notes.marks_in(i - 12, i + 1))
    if notes.words[i] == "followed":  # "today's attack followed bombings over the weekend"
        return notes.words[i + 1 : i + 2] != ["by"] and notes.words[i - 1] not in {"was", "were", "been"}
    return any(tuple(notes.words[i : i + len(p)]) == p for p in _SEQUENCE_PHRASES)


def _is_revenge(notes: Notes, i: int) -> bool:
    """Return whether what follows was answered: "in retaliation for the death of"."""
    return notes.words[i] == "in" and notes.words[i + 1 : i + 2] in (["retaliation"], ["revenge"])


def _is_some_time_after(notes: Notes, i: int) -> bool:
    """Return whether another event was some time before: "hours after a drone attack on the base"."""
    timed = any(m.last == i + 1 for m in notes.marks_in(i - _REACH, i + 1, MentionKind.TIME))
    return timed and notes.words[i] == "after" and notes.words[i + 1 : i + 2] in (["a"], ["an"], ["another"])


def _differ(before: Iterable[Trigger], after: Iterable[Trigger]) -> bool:
    """Return whether the triggers after a turn tell of another event than those before it."""
    old = {_family(t) for t in before if t.role != "harm"} or {"harm"}
    new = {_family(t) for t in after if t.role != "harm"} or {"harm"}
    if new == {"harm"}:
        return False
    if old == {"harm"}:
        return True
    return old.isdisjoint(new) or "any" in new


def _is_elsewhere(notes: Notes, first: int, i: int, last: int) -> bool:
    """Return whether a clause tells of arms at a place of its own: "..., while a roadside bomb in Mosul killed two"."""
    if notes.words[i] not in {"while", "whereas"}:
        return False
    here, there = notes.marks_in(first, i, MentionKind.PLACE), notes.marks_in(i, last, MentionKind.PLACE)
    arms = notes.marks_in(i, i + _OPENING, MentionKind.WEAPON, MentionKind.GROUP)
    return bool(here and there and arms) and not any(t.value == h.value for t in there for h in here)


def _is_outcome(notes: Notes, before: list[Trigger], i: int) -> bool:
    """Return whether a clause only tells whom the next one hit ("two died when a rocket struck")."""
    if any(t.role != "harm" for t in before):
        return False
    return notes.words[i] in {"when", "while", "as"} or all(is_passive(notes, t) for t in before)


def _family(trigger: Trigger) -> str:
    return "any" if trigger.type == "any" else codebook.TYPES[trigger.type].family


def _restarts(notes: Notes, previous: Trigger, trigger: Trigger) -> bool:
    """Return whether a new date or number of weapons stands between two triggers ("and on Friday ...")."""
    between = notes.marks_in(previous.last, trigger.first, MentionKind.TIME)
    return (
        bool(between)
        and trigger.form == "past"
        and trigger.role != "harm"
        and "and" in notes.words[previous.last : trigger.first]
    )


def _report(
    doc: Doc, notes: Notes, first: int, last: int, triggers: list[Trigger], scene: Found[Place] | None
) -> Report:
    """Read everything that one clause says of its event; the ``scene`` is where the sentence before it was set."""
    draft = Draft(doc)
    live = [t for t in triggers if t.specific] or triggers
    kind, head, typed = type_of(notes, first, last, live)
    if kind:
        if (naming := words_of_type(notes, first, last, kind, head)) is not None:
            draft.see(Slot.TYPE, *naming, 0.7, "triggers")
        draft.put(Slot.TYPE, kind, head.first, head.last, 0.9 if typed else 0.7, "triggers")
    elif head.role != "harm":
        draft.see(Slot.TYPE, head.first, head.last, 0.4, "triggers")
    caught = kind == "raid_or_arrest" and head.type == "interception" and notes.words[head.last - 1] != "foiled"
    caught = caught or kind == "armed_clash"  # an attack that was fought off was fought
    if (stage := stage_of(notes, first, last, live)) is not Stage.ACCOMPLISHED and not caught:
        draft.put(Slot.STAGE, stage, head.first, head.last, 0.8, "triggers")
    date = dating.read_date(notes, first, last, live)
    if date is None and notes.words[first] == "when":  # "began again on Monday | when they attacked a base"
        start, _ = notes.sentence_of(first)
        date = dating.read_date(notes, start, first, notes.triggers_in(start, first))
    if date:
        draft.put(Slot.DATE, date.value, date.first, date.last, date.confidence, "dates")
    place = settings.read_place(notes, first, last, live) or scene
    if place:
        draft.put(Slot.PLACE, place.value, place.first, place.last, place.confidence, "places")
    roles = {t.role for t in live}
    weapon = armament.read_weapon(doc, notes, first, last, attack="attack" in roles)
    if weapon:
        draft.put(Slot.WEAPON, weapon.value, weapon.first, weapon.last, weapon.confidence, "mentions")
    elif kind in _IMPLIED and typed:
        draft.put(Slot.WEAPON, Weapon(_IMPLIED[kind]), head.first, head.last, 0.6, "triggers")
    actor = actors.read_perpetrator(doc, notes, first, last, live, head)
    if kind == "armed_clash" and actor is not None and (foe := actors.read_foe(doc, notes, first, last, actor)):
        actor = foe
    if actor and not (kind == "raid_or_arrest" and _is_taken(actor)) and not _only_came(notes, actor, kind, head):
        draft.put(Slot.PERPETRATOR, actor.perpetrator, actor.first, actor.last, actor.confidence, "actors")
    target = targets.read_target(doc, notes, first, last, live)
    if target:
        draft.put(Slot.TARGET, target.value, target.first, target.last, target.confidence, "targets")
    damage = targets.read_damage(doc, first, last)
    if damage and not _is_no_damage(notes, damage):
        draft.put(Slot.DAMAGE, damage.value, damage.first, damage.last, damage.confidence, "targets")
    separate = sums.says_separate(notes, first, last)
    since = _adds_up_since(notes, first, last, triggers)
    harms = [] if since else casualties.read_harm(doc, notes, first, last, triggers)
    _put_harm(draft, harms)
    _put_attacked(draft, targets.read_attacked(doc, notes, first, last, live))
    incident = draft.incident
    role = "attack" if "attack" in roles else "police" if "police" in roles else "harm"
    scattered = any(_is_scattered(notes, t) for t in live)
    specific = any(t.specific for t in triggers) and not scattered
    verbal = any(t.specific and t.form in {"past", "base", "ing"} and t.role != "harm" for t in triggers)
    dated = date is not None and date.confidence > 0.4
    placed = place is not None and place.value.precision is not PlacePrecision.COUNTRY
    counted = weapon is not None and (weapon.value.best is not None or weapon.value.min is not None)
    hurt = any(h.people and h.count.best for h in harms)
    accident = bool(_ACCIDENTS & set(notes.words[first:last])) or is_mishap(notes, first, last)
    definite = is_definite(notes, head) or (
        (role == "harm" or head.type in _BY_HAND) and any(is_definite(notes, t) for t in triggers if t.role != "harm")
    )
    definite = definite or is_known_weapon(notes, first, head)
    where = None if place is None else Mark(MentionKind.PLACE, place.first, place.last, place.value)
    fresh = is_set_apart(notes, first, head, where)
    said = set(notes.words[head.first : head.last])
    weak = kind is None and bool(_WEAK & said) and "under" not in said and not hurt
    # "thousands have been killed" sums up, unless it says when or where
    perfect = bool({"have", "has"} & set(notes.words[max(first, head.first - 3) : head.first]))
    summed = (perfect and not (dated or placed)) or since
    over_months = date is not None and date.value.precision in {DatePrecision.MONTH, DatePrecision.YEAR}
    long = date is not None and _spans_years(date.value)
    war = long or (_most(harms) >= _TOO_MANY and (summed or over_months))
    alone = role == "harm" and not (placed or weapon or actor)  # "last week 40 people died"
    specific = specific and not war
    if notes.words[first - 1 : first + 1] in _LONG_AFTER and not placed:
        specific = False  # "..., weeks after a similar attack in the country killed 40 people"
    wide = weapon is None and (place is None or place.value.precision in _WIDE)
    if date is not None and sums.is_of_a_time(date.value, harms, triggers, separate=separate, alone=alone, wide=wide):
        specific = False
    if sums.is_of_a_series(notes, first, DateRange() if date is None else date.value, harms, triggers):
        specific = False
    summed = summed or long
    summed = summed or (head.form == "plural" and over_months)  # "in January seven were killed in two attacks"
    natural = accident and (role == "harm" or (kind is None and not typed and weapon is None))
    retaken = kind is None and role == "police"  # a town, and neither arms nor people
    firm = specific and not weak and not summed and not natural and not retaken
    if role == "harm":
        by_weapon = kind is not None and weapon is not None and any(t.form in {"past", "base"} for t in live)
        told = dated or placed or actor is not None or by_weapon
        firm = firm and any(t.type != "hit" for t in live) and hurt and told
        closely = date is not None and any(
            h.people and notes.words[h.last - 1] in _KILLED and 0 <= date.first - h.last <= _CLOSE for h in harms
        )
        if dated and not firm and not closely:  # "we got him this morning before anyone else was hurt"
            incident = replace(incident, confidence={**incident.confidence, Slot.DATE: dating.SAID})
    elif not verbal:
        firm = firm and (
            (dated and (placed or hurt))
            or (hurt and (placed or _names_victims(draft.incident)))
            or (dated and (target is not None or not definite))
            or (hurt and not definite)
            or (placed and not definite)
        )
    else:
        firm = firm and (dated or placed or hurt or counted or actor is not None or target is not None)
    definite = definite or is_known_by_its_day(notes, head) or throws_known(notes, head)
    if role == "harm" and hurt and all(p.part for h in harms for p in h.people):
        firm = False  # "killed four of the gunmen" tells of people told of before
    definite = definite and not (fresh and opens_apart(notes, first))
    besides = all("also" in (h.count.words or "").lower().split() for h in harms)
    also = hurt and besides and not (dated or placed or fresh)
    if place is None and is_one_of_two(notes, first, head):
        definite, fresh = True, False
    # "Among the items seized were 151 rifles" goes on with the seizure
    definite = definite or (head.type == "weapons_seizure" and notes.words[first] == "among")
    return Report(
        incident, 0, 0, first, last, role, typed and not separate, definite, firm,
        specific=specific, fresh=fresh, harms=harms,
        several=sums.may_be_several(notes, first, last, triggers), separate=separate, also=also,
        in_raid=any(t.type == kind == "raid_or_arrest" and is_definite(notes, t) for t in triggers),
    )  # fmt: skip


def _is_taken(actor: actors.Named) -> bool:
    """Return whether those who seem to act are no police: "two alleged terrorists were apprehended"."""
    words = {w.removesuffix("s") for words in actor.perpetrator.words for w in words.lower().split()}
    return actor.perpetrator.name is None and not words.isdisjoint(_TAKEN)


def _only_came(notes: Notes, actor: actors.Named, kind: str | None, head: Trigger) -> bool:
    """Return whether those named are who came to an attack and not who made it: police of a bombing, or of a shootout.

    Who shot first at the police in a shootout is not told by who shot best.
    """
    if actor.perpetrator.name is not None and kind in _BY_OTHERS:
        return False
    words = {w for words in actor.perpetrator.words for w in words.lower().split()[-1:]}
    if head.role != "police" and not words.isdisjoint({"authorities", "officials", "official"}):
        return actor.perpetrator.name is None
    if kind in _BY_OTHERS:
        return not words.isdisjoint(_COMING_TO)
    exchange = kind == "shooting" and not _EXCHANGES.isdisjoint(notes.words[head.first : head.last])
    return exchange and not words.isdisjoint(_COMING_TO | {"troops", "soldiers", "forces", "army", "police"})


def _spans_years(date: DateRange) -> bool:
    """Return whether a time is a stretch of years up to now: "in the past three years, killing hundreds"."""
    return date.start is not None and date.end is not None and (date.end - date.start).days > _YEAR


def _most(harms: Iterable[Harm]) -> int:
    return max((h.count.number or 0 for h in harms), default=0)


def _is_no_damage(notes: Notes, damage: Found[str]) -> bool:
    """Return whether what is said to be destroyed is a weapon, or no thing at all ("in the attack")."""
    if notes.marks_in(damage.first, damage.last, MentionKind.WEAPON, MentionKind.TIME):
        return True
    return damage.value in _PRONOUNS or damage.value.split(" ")[0].lower() in _NO_THINGS


def _adds_up_since(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> bool:
    """Return whether a clause counts up a time: "5,000 have been killed and 9,000 injured since violence began"."""
    opens = "since" in notes.words[first : first + 2]
    since = last if opens else next((n for n in range(triggers[0].last, last) if notes.words[n] == "since"), None)
    told = [t for t in triggers if since is not None and t.first < since and (t.role == "harm" or not opens)]
    perfect = any({"have", "has"} & set(notes.words[max(first, t.first - _PERFECT) : t.first]) for t in told)
    return perfect and bool(told) and all(t.role == "harm" for t in told)


def _is_scattered(notes: Notes, trigger: Trigger) -> bool:
    """Return whether several events are told as one sum: "shootings across the city", "in two separate attacks"."""
    if trigger.form != "plural" or trigger.role == "harm":
        return False
    before, after = notes.words[max(0, trigger.first - 2) : trigger.first], notes.words[trigger.last : trigger.last + 1]
    return bool(_SCATTERED & {*after, *before})


def _names_victims(incident: Incident) -> bool:
    """Return whether an event is told by whom it hit: "the murder of the six priests"."""
    return any(victim.name or (victim.count or 0) > 1 for victim in incident.victims)


def _put_attacked(draft: Draft, attacked: list[Found[Victim]]) -> None:
    """Put the people attacked as victims where the clause tells of no harm to anyone."""
    if attacked and not draft.incident.victims:
        victims = tuple(dict.fromkeys(a.value for a in attacked))
        draft.put(Slot.VICTIMS, victims, attacked[0].first, attacked[0].last, 0.5, "targets")


def _put_harm(draft: Draft, harms: list[Harm]) -> None:
    victims = casualties.victims_of(harms)
    for outcome, slot in ((Outcome.KILLED, Slot.KILLED), (Outcome.INJURED, Slot.INJURED)):
        said = [h for h in harms if h.outcome is outcome and not h.soft] or [h for h in harms if h.outcome is outcome]
        counted = [h for h in said if h.count.number is not None]
        if counted:
            best = max(counted, key=lambda h: h.count.number or 0)
            draft.put(slot, best.count, best.first, best.last, best.confidence, "casualties")
    if victims:
        people = [p for h in harms for p in h.people]
        draft.put(Slot.VICTIMS, victims, people[0].first, people[0].last, 0.7, "casualties")
        for person in people[1:]:
            draft.see(Slot.VICTIMS, person.first, person.last, 0.7, "casualties")


def _responsibility(doc: Doc, notes: Notes, first: int, last: int, number: int, paragraph: int) -> list[Report]:
    """Return a report that carries only what a sentence says of responsibility, if it does."""
    claimed, named = responsibility.read_claim(doc, notes, first, last)
    if claimed is None and named is None:
        return []
    draft = Draft(doc)
    if claimed is not None:
        draft.put(Slot.CLAIM, claimed.claim, claimed.first, claimed.last, 0.85, "actors")
    if named is not None:
        draft.put(Slot.PERPETRATOR, named.perpetrator, named.first, named.last, named.confidence, "actors")
    return [Report(draft.incident, number, paragraph, first, last, "claim", definite=True)]
