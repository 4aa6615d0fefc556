"""Stage: each clause that tells of an event becomes a report, with the mentions in their roles."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from nlp import actors, armament, casualties, dating, responsibility, settings, sums, targets
from nlp import likeness_of_reports as alike
from nlp.apart import is_beside, is_definite, named_only, scene_told
from nlp.classify import type_of
from nlp.clauses import clauses_of
from nlp.damage import read_damage
from nlp.draft import Draft, without
from nlp.lexicons import word_set
from nlp.notes import Found, Harm, Notes, Report, Trigger, notes_of
from nlp.stage import stage_of
from nlp.standing import Clause, adds_up_since, standing_of
from nlp.type_words import words_of_type
from store.model import DateRange, MentionKind, Outcome, Place, Slot, Stage, Target, Victim, Weapon

_PRONOUNS = frozenset({"it", "them", "him", "her"})
_NO_THINGS = frozenset({"in", "by", "at", "on", "when", "after", "during", "as"})
# Attacks that those who answer for order do not make, and who these are.
_BY_OTHERS = frozenset(
    {"abduction", "hijacking", "bombing", "suicide_bombing", "grenade_attack", "arson", "stabbing", "robbery"}
    | {"vehicle_attack", "execution", "mob_violence"}
)
_COMING_TO = word_set("arguments", "coming_to")
_FORCES = frozenset({"troops", "soldiers", "forces", "army", "police"})
_OFFICIALS = frozenset({"authorities", "officials", "official"})
_EXCHANGES = frozenset({"shootout", "shoot-out", "gunfire"})
_IMPLIED = {"shooting": "firearm", "stabbing": "knife", "vehicle_attack": "vehicle"}  # weapons, by the type
_NEAR = 1  # words from a noun to its day
_TAKEN = word_set("arguments", "taken")
_VERSIONS = frozenset({"previous", "earlier", "original", "initial"})


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
            if number and _breaks(notes, notes.sentences[number - 1][1], first) > 1:
                paragraph, scene = paragraph + 1, None
            if note := _corrects(notes, first, last):
                corrected = paragraph  # the whole of a note at the end
            if notes.sets_aside(notes.starts[first]) or note or paragraph == corrected > 0:
                continue
            clauses = clauses_of(notes, first, last)
            if not clauses:
                set_there = scene_told(notes, first, last)
                scene, opened = (scene, opened) if set_there is None else (set_there, False)
            for a, b, triggers in clauses:
                report = _report(notes, a, b, triggers, scene)
                if scene is not None and report.incident.place == scene.value:
                    report.fresh, opened = not opened, True
                elif alike.has_place(report.incident):
                    scene = None
                report.sentence, report.paragraph = number, paragraph
                report.headline = (
                    paragraph == 0 and number == 0 and notes.texts[last - 1] not in {".", "!", "?", '"', "”"}
                )
                notes.reports.append(report)
            notes.reports.extend(_responsibility(notes, first, last, number, paragraph))
        sums.mark_openings(notes)
        return doc


def _corrects(notes: Notes, first: int, last: int) -> bool:
    """Return whether a sentence says what was wrong: "An earlier version of this story said that two had died"."""
    words = notes.words[first:last]
    if "version" not in words or _VERSIONS.isdisjoint(words):
        return False
    at = words.index("version")
    return words[at + 1 : at + 3] == ["of", "this"] and not _VERSIONS.isdisjoint(words[max(0, at - 2) : at])


def _breaks(notes: Notes, first: int, last: int) -> int:
    """Return the line breaks between two sentences, of which spaCy keeps the white space as tokens."""
    return notes.written(max(0, first - 1), last).count("\n")


def _report(notes: Notes, first: int, last: int, triggers: list[Trigger], scene: Found[Place] | None) -> Report:
    """Read everything that one clause says of its event; the ``scene`` is where the sentence before it was set."""
    draft = Draft(notes)
    told = [t for t in triggers if t.specific]
    # "Air strikes hit a town": what the verb is said of is as much an event as the verb
    live = [t for t in triggers if t.specific or (t.is_noun and any(_goes_on(t, v) for v in told))] or triggers
    clause = Clause(first, last, triggers, live, *type_of(notes, first, last, live))
    _put_type(draft, notes, clause)
    _put_stage(draft, notes, clause)
    clause.date = _put_date(draft, notes, clause)
    clause.place = _put_place(draft, notes, clause, scene)
    clause.weapon = _put_weapon(draft, notes, clause)
    clause.actor = _put_perpetrator(draft, notes, clause)
    clause.target = _put_target(draft, notes, clause)
    clause.separate = sums.says_separate(notes, first, last)
    clause.since = adds_up_since(notes, clause)
    clause.harms = [] if clause.since else casualties.read_harm(notes, first, last, triggers)
    _put_harm(draft, clause.harms)
    _put_attacked(draft, targets.read_attacked(notes, first, last, live))
    incident = draft.incident
    clause.victims = incident.victims
    standing = standing_of(notes, clause)
    if standing.doubts_day:
        incident = replace(incident, confidence={**incident.confidence, Slot.DATE: dating.SAID})
    if standing.general:  # "Rebels have killed dozens of officials": none of them here
        clause.harms = []
        for slot in (Slot.KILLED, Slot.INJURED, Slot.VICTIMS, Slot.DAMAGE):
            incident = without(incident, slot)
    return Report(
        incident, 0, 0, first, last, clause.role, clause.typed and not clause.separate,
        definite=standing.definite, firm=standing.firm, specific=standing.specific, fresh=standing.fresh,
        harms=clause.harms, also=standing.also, separate=clause.separate,
        several=sums.may_be_several(notes, first, last, triggers),
        in_raid=any(t.type == clause.kind == "raid_or_arrest" and is_definite(notes, t) for t in triggers),
    )  # fmt: skip


def _goes_on(noun: Trigger, verb: Trigger) -> bool:
    return verb.type == "any" and verb.form == "past" and verb.first == noun.last


def _put_type(draft: Draft, notes: Notes, clause: Clause) -> None:
    """Put the type with the words that name it; those that name an event of no kind are shown too."""
    head = clause.head
    if clause.kind:
        naming = words_of_type(notes, clause.first, clause.last, clause.kind, head)
        if naming is not None:
            draft.see(Slot.TYPE, *naming, 0.7, "triggers")
        draft.put(Slot.TYPE, clause.kind, head.first, head.last, 0.9 if clause.typed else 0.7, "triggers")
    elif head.role != "harm":
        draft.see(Slot.TYPE, head.first, head.last, 0.4, "triggers")


def _put_stage(draft: Draft, notes: Notes, clause: Clause) -> None:
    """Put that it was only tried, unless its kind says so: what was shot down, an attack that was fought off."""
    head = clause.head
    caught = clause.kind == "raid_or_arrest" and head.type == "interception" and notes.words[head.last - 1] != "foiled"
    stage = stage_of(notes, clause.first, clause.last, clause.live)
    if stage is not Stage.ACCOMPLISHED and not (caught or clause.kind == "armed_clash"):
        draft.put(Slot.STAGE, stage, head.first, head.last, 0.8, "triggers")


def _put_date(draft: Draft, notes: Notes, clause: Clause) -> Found[DateRange] | None:
    date = dating.read_date(notes, clause.first, clause.last, clause.live)
    if date is None and notes.words[clause.first] == "when":  # "began again on Monday | when they attacked a base"
        start, _ = notes.sentence_of(clause.first)
        date = dating.read_date(notes, start, clause.first, notes.triggers_in(start, clause.first))
    named = named_only(notes, clause.first, clause.live)
    if date is not None and named is not None:
        if not is_beside(notes, date, named):
            return None
        placed = notes.marks_in(named.last, date.first, MentionKind.PLACE)
        of_it = placed or notes.words[named.last : named.last + 1] == ["of"]  # "the killing of a trader on Friday"
        if date.first - named.last > _NEAR and not of_it:  # "blamed the attack on the rebels on Friday"
            date = replace(date, confidence=min(date.confidence, dating.SAID))
    if date:
        draft.put(Slot.DATE, date.value, date.first, date.last, date.confidence, "dates")
    return date


def _put_place(draft: Draft, notes: Notes, clause: Clause, scene: Found[Place] | None) -> Found[Place] | None:
    place = settings.read_place(notes, clause.first, clause.last, clause.live)
    named = named_only(notes, clause.first, clause.live)
    if place is not None and named is not None and not is_beside(notes, place, named):
        place = None
    place = place or scene
    if place:
        draft.put(Slot.PLACE, place.value, place.first, place.last, place.confidence, "places")
    return place


def _put_weapon(draft: Draft, notes: Notes, clause: Clause) -> Found[Weapon] | None:
    """Put the weapon, or that which a named type implies; return it only if it is told."""
    weapon = armament.read_weapon(
        notes, clause.first, clause.last, attack=clause.role == "attack", from_the_air=clause.kind == "airstrike"
    )
    if weapon:
        draft.put(Slot.WEAPON, weapon.value, weapon.first, weapon.last, weapon.confidence, "mentions")
    elif clause.kind in _IMPLIED and clause.typed:
        draft.put(Slot.WEAPON, Weapon(_IMPLIED[clause.kind]), clause.head.first, clause.head.last, 0.6, "triggers")
    return weapon


def _put_perpetrator(draft: Draft, notes: Notes, clause: Clause) -> actors.Named | None:
    """Put who acted, unless those named came to the event or were taken in it; return who is named."""
    first, last, kind = clause.first, clause.last, clause.kind
    actor = actors.read_perpetrator(notes, first, last, clause.live, clause.head)
    if kind == "armed_clash" and actor is not None and (foe := actors.read_foe(notes, first, last, actor)):
        actor = foe
    elif kind == "armed_clash" and actor is not None and _is_one_of_two(notes, actor, clause):
        return None
    if actor and not (kind == "raid_or_arrest" and _is_taken(actor)) and not _only_came(notes, actor, clause):
        if kind == "interception" and actors.stops_it(notes, actor, clause.triggers):
            return None  # who shot down a missile or took a bomb apart did not send it
        draft.put(Slot.PERPETRATOR, actor.perpetrator, actor.first, actor.last, actor.confidence, "actors")
    return actor


def _put_target(draft: Draft, notes: Notes, clause: Clause) -> Found[Target] | None:
    target = targets.read_target(notes, clause.first, clause.last, clause.live)
    if target:
        draft.put(Slot.TARGET, target.value, target.first, target.last, target.confidence, "targets")
    damage = read_damage(notes, clause.first, clause.last)
    if damage and not _is_no_damage(notes, damage):
        draft.put(Slot.DAMAGE, damage.value, damage.first, damage.last, damage.confidence, "targets")
    return target


def _is_taken(actor: actors.Named) -> bool:
    """Return whether those who seem to act are no police: "two alleged terrorists were apprehended"."""
    words = {w.removesuffix("s") for words in actor.perpetrator.words for w in words.lower().split()}
    return actor.perpetrator.name is None and not words.isdisjoint(_TAKEN)


def _is_one_of_two(notes: Notes, actor: actors.Named, clause: Clause) -> bool:
    """Return whether somebody did to another what that one did too: "guards and troops traded fire"."""
    head = clause.head
    if head.type != "armed_clash" or head.is_noun or notes.words[head.last : head.last + 1] == ["with"]:
        return False
    beside = notes.words[actor.first - 1 : actor.first] + notes.words[actor.last : actor.last + 1]
    return "and" in beside and actor.last <= head.first


def _only_came(notes: Notes, actor: actors.Named, clause: Clause) -> bool:
    """Return whether those named are who came to an attack and not who made it: police of a bombing, or of a shootout.

    Who shot first at the police in a shootout is not told by who shot best.
    """
    if actor.perpetrator.name is not None and clause.kind in _BY_OTHERS:
        return False
    head = clause.head
    words = {w for words in actor.perpetrator.words for w in words.lower().split()[-1:]}
    if head.role != "police" and not words.isdisjoint(_OFFICIALS):
        return actor.perpetrator.name is None
    if clause.kind in _BY_OTHERS:
        return not words.isdisjoint(_COMING_TO)
    exchange = clause.kind == "shooting" and not _EXCHANGES.isdisjoint(notes.words[head.first : head.last])
    return exchange and not words.isdisjoint(_COMING_TO | _FORCES)


def _is_no_damage(notes: Notes, damage: Found[str]) -> bool:
    """Return whether what is said to be destroyed is a weapon, or no thing at all ("in the attack")."""
    if notes.marks_in(damage.first, damage.last, MentionKind.WEAPON, MentionKind.TIME):
        return True
    return damage.value in _PRONOUNS or damage.value.split(" ")[0].lower() in _NO_THINGS


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
            best = max(counted, key=lambda h: h.number)
            draft.put(slot, best.count, best.first, best.last, best.confidence, "casualties")
    if victims:
        people = [p for h in harms for p in h.people]
        draft.put(Slot.VICTIMS, victims, people[0].first, people[0].last, 0.7, "casualties")
        for person in people[1:]:
            draft.see(Slot.VICTIMS, person.first, person.last, 0.7, "casualties")


def _responsibility(notes: Notes, first: int, last: int, number: int, paragraph: int) -> list[Report]:
    """Return a report that carries only what a sentence says of responsibility, if it does."""
    claimed, named = responsibility.read_claim(notes, first, last)
    if claimed is None and named is None:
        return []
    draft = Draft(notes)
    if claimed is not None:
        draft.put(Slot.CLAIM, claimed.claim, claimed.first, claimed.last, 0.85, "actors")
    if named is not None:
        draft.put(Slot.PERPETRATOR, named.perpetrator, named.first, named.last, named.confidence, "actors")
    return [Report(draft.incident, number, paragraph, first, last, "claim", definite=True)]
