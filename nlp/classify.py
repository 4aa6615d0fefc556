"""Which type of incident a clause tells of, and how far the attack came."""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.places import country_of
from nlp.thrown import throws_device
from nlp.voice import is_passive
from store.model import Actor, MentionKind, Stage

_AIRCRAFT = word_set("classify", "aircraft")
_CONTRABAND = word_set("classify", "contraband")
_CHARGES = word_set("classify", "charges")
_FOILED = word_set("classify", "foiled")
_DUDS = frozenset(dud.replace("n't", " n't") for dud in word_set("classify", "duds"))  # as spaCy parts words
_SHOOTERS = word_set("classify", "shooters")
_RUINING = word_set("trigger_guards", "ruining")
_CROWDS = word_set("classify", "crowds")
_ARMS = word_set("classify", "arms")
_MURDERS = frozenset({"murder", "murders"})
_PATROLS = frozenset({"coast", "navy", "customs", "police", "cutter", "patrol"})
_BEFORE = 6  # words from a mob, or a patrol, to what it does
_ROBBERS = word_set("classify", "robbers")
_FLYING = frozenset({"rocket_or_missile_attack", "drone_attack"})
_SOME = frozenset({"most", "some", "many", "several", "majority"})
_PIRATES = frozenset({"pirates", "pirate", "hijackers"})
_FORCES = word_set("actors", "forces") | {"forces", "commandos", "authorities"}
_CARS = frozenset({"car", "truck", "vehicle", "motorbike", "motorcycle"})
_STRIKES = frozenset({"strike", "strikes"})
_PART = 4  # words from "most" to "were intercepted"
_SUICIDE = frozenset({"bomber", "bombers", "bombing", "bombings", "vest", "belt", "vests"})
# What else than a weapon makes a type, by the type.
_NAMING: dict[str, frozenset[str]] = {
    "suicide_bombing": frozenset({"suicide"}),
    "airstrike": _AIRCRAFT,
    "shooting": _SHOOTERS,
    "weapons_seizure": _CONTRABAND,
    "mob_violence": _CROWDS,
    "robbery": _ROBBERS,
}
_DOWNED = frozenset({"downed", "downing"})
_SHOT_DOWN = ("shot down", "shooting down", "brought down")


def type_of(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> tuple[str | None, Trigger, bool]:
    """Return the incident type of a clause, the trigger that heads it, and whether that trigger names the type."""
    core = [t for t in triggers if t.role != "harm"] or triggers
    typed = [t for t in core if t.type not in {"any", "killed", "injured", "hit", "both"}]
    if any(t.role == "attack" and not _is_charge(notes, t) for t in typed):
        typed = [t for t in typed if not _is_charge(notes, t)]
    if any(t.role == "attack" for t in core) and any(m.key in _FLYING for m in notes.marks_in(first, last)):
        typed = [t for t in typed if not (t.type == "interception" and _is_of_some(notes, t))]
    kinds = {t.type for t in typed if t.role == "attack"}
    beside = "arson" if len(kinds) > 1 else None  # who torched houses, killed five and abducted three abducted
    typed.sort(key=lambda t: (t.type != "suicide_bombing", t.type == beside, t.role != "attack", not t.specific))
    weapons = notes.marks_in(first, last, MentionKind.WEAPON)
    words = set(notes.words[first:last])
    suicide = "suicide" in words and not _SUICIDE.isdisjoint(words)
    if typed:
        head = typed[0]
        kind: str | None = head.type
        if kind in {"bombing", "vehicle_attack"} and suicide:
            kind = "suicide_bombing"
        if kind == "shooting" and suicide and any(t.type == "any" and t.first < head.first for t in core):
            kind = "suicide_bombing"  # "a suicide bomber struck the hotel, and gunfire followed"
        if kind in {"bombing", "raid_or_arrest", "shelling", "arson"} and weapons and head.role == "attack":
            implied = [m.key for m in weapons if m.first < head.first]
            if (
                kind in {"bombing", "arson"}
                and implied
                and implied[-1] in {"rocket_or_missile_attack", "drone_attack", "grenade_attack", "shelling"}
            ):
                kind = implied[-1]
        if kind == "robbery" and "boarded" in notes.words[head.first : head.last] and words & _PIRATES:
            kind = "hijacking"
        named_by_crime = kind == "assassination" and _MURDERS & {*notes.words[head.first : head.last]}
        if named_by_crime and head.form in {"noun", "plural"} and (weapons or words & _SHOOTERS):
            return weapons[0].key if weapons else "shooting", head, False  # "the gunman is charged with 51 murders"
        if kind == "execution" and "massacre" in notes.words[head.first]:
            how = weapons[0].key if weapons else "shooting" if words & _SHOOTERS else kind
            return how, head, False  # done in whatever way the text tells
        if kind == "abduction" and (slain := next((t for t in typed if t.type == "execution"), None)) is not None:
            return "execution", slain, True  # "a soldier kidnapped last week was found beheaded"
        if kind == "bombing" and (words & _AIRCRAFT or _air_force(notes, first, last, head) is not None):
            kind = "airstrike"
        if kind == "weapons_seizure":
            kind = _seizure(notes, head, last, bool(weapons), words)
        if kind == "interception" and not weapons:
            kind = _without_weapon(notes, head, words)
            if kind is None:
                return None, head, False
        if kind == "interception" and {"plot", "cell"} & words and not weapons:
            kind = "raid_or_arrest"
        return kind, head, not _is_charge(notes, head)
    head = core[0]
    if suicide:
        return "suicide_bombing", head, False
    if head.role == "attack" and words & _AIRCRAFT and head.form in {"past", "base", "ing"}:
        return "airstrike", head, False
    if weapons and head.role == "attack":
        near = min(weapons, key=lambda m: abs(m.first - head.first))
        # what a bomb itself destroyed, it destroyed by going off
        ruined = near.last <= head.first and not _RUINING.isdisjoint(notes.words[head.first : head.last])
        return near.key, head, ruined
    if throws_device(notes, head):
        return "bombing", head, False
    if _is_strike_from_the_air(notes, head):
        return "airstrike", head, False
    fire = "under fire" in " ".join(notes.words[head.first : head.last])
    shooters = _are_shooters(notes, first, last, head)
    if head.role == "attack" and (shooters or fire):
        return "shooting", head, False
    if words & _ROBBERS and head.form != "noun":
        return "robbery", head, False
    mob = head.role == "attack" and head.form == "past"
    if mob and not _CROWDS.isdisjoint(notes.words[max(first, head.first - _BEFORE) : head.first]):
        return "mob_violence", head, False
    if head.role == "harm":
        if weapons:
            return weapons[0].key or None, head, False
        if shooters:
            return "shooting", head, False
        if _is_by_the_state(notes, first, last, head):
            return "armed_clash", head, False
        if not _CROWDS.isdisjoint(notes.words[max(first, head.first - _BEFORE) : head.first]):
            return "mob_violence", head, False
        if head.type == "killed" and head.form == "past" and _kills_named(notes, head, last):
            return "assassination", head, False
        if words & _AIRCRAFT:
            return "airstrike", head, False
    return None, head, False


def words_of_type(notes: Notes, first: int, last: int, kind: str, head: Trigger) -> tuple[int, int] | None:
    """Return the words that make a type of a clause's verb: the "car bomb" of "a car bomb killed three"."""
    if kind == head.type:
        return None
    for mark in sorted(notes.marks_in(first, last, MentionKind.WEAPON), key=lambda m: abs(m.first - head.first)):
        if mark.key == kind:
            return mark.first, mark.last
    if kind == "airstrike" and (force := _air_force(notes, first, last, head)) is not None:
        return force, force + 2
    naming = _NAMING.get(kind, frozenset())
    for i in range(first, last):
        if notes.words[i] in naming and i not in range(head.first, head.last):
            last = i + 1
            while last < min(notes.sentence_of(i)[1], i + 3) and notes.words[last] in _SUICIDE | _CARS:
                last += 1
            return i, last  # "suicide car bomber"
    return None


def _without_weapon(notes: Notes, head: Trigger, words: set[str]) -> str | None:
    """Return what was stopped: drugs or arms on their way, people, an aircraft; nothing where a tree is downed."""
    if words & _CONTRABAND:
        return "weapons_seizure" if words & _ARMS else "raid_or_arrest"  # drugs are no arms
    start, _ = notes.sentence_of(head.first)
    if {"repelled", "repelling"} & set(notes.words[head.first : head.last]) and not words & _AIRCRAFT:
        ships = any(n.key == "shipping" for n in notes.nouns_in(start, notes.sentence_of(head.first)[1]))
        return "hijacking" if ships and not words.isdisjoint(_PIRATES) else "armed_clash"  # an attack was fought off
    caught = {"was", "were"} & {*notes.words[max(start, head.first - 2) : head.last]}
    if notes.words[head.first - 1] in {"that", "which"}:
        caught = set()  # "with two launches that were intercepted"
    if caught and not words & _AIRCRAFT and any(n.person for n in notes.nouns_in(start, head.first)):
        return "raid_or_arrest"
    downed = not _DOWNED.isdisjoint(notes.words[head.first : head.last])
    return None if downed and not words & _AIRCRAFT else "interception"


def _air_force(notes: Notes, first: int, last: int, head: Trigger) -> int | None:
    """Return where it is said that an air force did it: "the air force bombed", "was bombed by the air force"."""
    words = notes.words
    for i in range(first, last - 1):
        if words[i] == "air" and words[i + 1] in {"force", "forces"}:
            near = 0 <= head.first - i - 2 <= 2 or (head.last <= i and "by" in words[max(head.last, i - 3) : i])
            if near:
                return i
    return None


def _are_shooters(notes: Notes, first: int, last: int, head: Trigger) -> bool:
    """Return whether those who act have guns: "gunmen attacked", "killed by armed men", not "killed four gunmen"."""
    words = notes.words
    for i in range(first, last):
        armed = words[i] in _SHOOTERS or words[i : i + 2] in (["armed", "men"], ["armed", "man"])
        if armed and not (head.role == "harm" and head.last <= i and "by" not in words[head.last : i]):
            return True
    return False


def _is_by_the_state(notes: Notes, first: int, last: int, head: Trigger) -> bool:
    """Return whether troops or police killed fighters: "security forces killed two militants"."""
    if head.type != "killed" or head.form != "past" or is_passive(notes, head):
        return False
    if _FORCES.isdisjoint(notes.words[max(first, head.first - _BEFORE) : head.first]):
        return False
    return any(n.key == "militia" for n in notes.nouns_in(head.last, min(last, head.last + _BEFORE)))


def _is_strike_from_the_air(notes: Notes, head: Trigger) -> bool:
    """Return whether a strike is named after a state that strikes from the air: "an Israeli strike on a car".

    Those of Russia and Ukraine are as often of missiles and shells.
    """
    if _STRIKES.isdisjoint(notes.words[head.first : head.last]) or head.form not in {"noun", "plural"}:
        return False
    whose = [m for m in notes.marks_in(head.first - 3, head.first, MentionKind.GROUP) if m.last == head.first]
    named = [country_of(notes.words[head.first - 1])] if not whose else []
    states = [m.value.name for m in whose if m.key == "state" and isinstance(m.value, Actor)] or named
    return bool(states) and states[0] not in {None, "Russia", "Ukraine"}


def _is_of_some(notes: Notes, trigger: Trigger) -> bool:
    """Return whether only some of what was fired was stopped: "fired 40 rockets, most of which were intercepted"."""
    return not _SOME.isdisjoint(notes.words[max(0, trigger.first - _PART) : trigger.first])


def _is_charge(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a crime is named as what somebody is charged with: the other words say how it was done."""
    near = [*notes.words[max(0, trigger.first - 6) : trigger.first], *notes.words[trigger.last : trigger.last + 1]]
    # "charged in the shooting" tells where the charge comes from
    return trigger.form in {"noun", "plural"} and not _CHARGES.isdisjoint(near) and "in" not in near


def _seizure(notes: Notes, head: Trigger, last: int, armed: bool, words: set[str]) -> str | None:
    """Return what a seizure is: of weapons, of a ship, or none of ours (power, a town)."""
    if armed or words & _CONTRABAND:
        return "weapons_seizure"
    ships = any(n.key == "shipping" for n in notes.nouns_in(head.first - 6, min(last, head.last + 10)))
    if not ships:
        return None
    start, _ = notes.sentence_of(head.first)
    patrol = not _PATROLS.isdisjoint(notes.words[max(start, head.first - _BEFORE) : head.first])
    return "raid_or_arrest" if patrol else "hijacking"  # by the coast guard, or by whom it is held


def _kills_named(notes: Notes, head: Trigger, last: int) -> bool:
    """Return whether a killing has a named person of rank as its object."""
    return any(m.first - head.last <= 10 for m in notes.marks_in(head.last, last, MentionKind.PERSON)) and not (
        {"was", "were"} & set(notes.words[head.first : head.last])
    )


def stage_of(notes: Notes, first: int, last: int, triggers: list[Trigger]) -> Stage:
    """Return how far the attack of a clause came; accomplished where nothing says otherwise."""
    words = notes.words[first:last]
    text = " ".join(words)
    if any(t.type == "threat" for t in triggers):
        return Stage.THREATENED
    live = [t for t in triggers if t.specific]
    armed = bool(notes.marks_in(first, last, MentionKind.WEAPON)) or _CONTRABAND.isdisjoint(words)
    if (
        armed
        and any(t.role == "police" and t.type == "interception" and not _is_of_some(notes, t) for t in live)
        and (_FOILED & set(words) or (any(p in text for p in _SHOT_DOWN) and not _killed_by_it(triggers)))
    ):
        return Stage.FOILED
    if any(dud in text for dud in _DUDS):
        return Stage.ATTEMPTED
    near = {w for t in triggers for w in notes.words[max(first, t.first - 3) : t.last]}
    return Stage.ATTEMPTED if near & {"attempted", "failed", "attempt"} else Stage.ACCOMPLISHED


def _killed_by_it(triggers: list[Trigger]) -> bool:
    """Return whether an attack that brought something down killed: "planted a bomb that brought down an airliner"."""
    return any(t.role == "attack" and t.form == "past" for t in triggers) and any(t.type == "killed" for t in triggers)
