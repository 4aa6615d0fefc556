"""With what: the weapons that one clause gives an event."""

from __future__ import annotations

from itertools import pairwise

from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.notes import Found, Mark, Notes
from nlp.phrases import phrase_start
from nlp.place_words import LOCATIVES
from nlp.voice import has_being, is_passive
from store.model import Count, MentionKind, Weapon

_LOOTED = word_set("armament", "looted")
_LEFT_WITH = word_set("armament", "left_with")
_MAKING = word_set("armament", "making")
MACHINES = word_set("armament", "machines")
_ATTACKS = word_set("armament", "attacks")
AMMUNITION = word_set("armament", "ammunition")
_PLANNED = word_set("armament", "planned")
_SIGNS = word_set("armament", "signs")
_UNSEEN = 14  # words from "no signs" to what they would be of
_APART = frozenset({"who", "which", "whose", "where", "when", "after", "before", "linking", "behind"})
_BESIDES = frozenset({"another", "second", "third"})  # there was one before
# What flies and may be shot at, and the words for that.
_FLYING = frozenset({"airstrike", "drone_attack"})
_AT = frozenset({"at", "on", "upon"})
_FIRING = frozenset({"fired", "fire", "firing", "fires", "shot", "shots", "shooting"})
_BOMBS = frozenset({"bomb", "bombs"})
_DROPPED = frozenset({"guided", "aerial", "glide", "gliding", "unguided", "dropped", "dropping"})
_BEARING = frozenset({"armed", "carrying", "holding", "wielding", "brandishing", "with"})
_EXPLOSIVES = frozenset({"explosives"})
_MADE_OF_THEM = frozenset({"bombing", "suicide_bombing"})
_LADEN = frozenset({"laden", "packed", "loaded", "filled", "rigged", "stuffed", "fitted", "crammed"})
_VEHICLES = frozenset(
    {"car", "van", "truck", "lorry", "vehicle", "pickup", "ambulance", "minibus", "motorcycle", "motorbike", "jeep"}
)
_NEAR = 4
_CARRIED = 8  # words from what somebody does to what they carry off


def read_weapon(notes: Notes, first: int, last: int, *, attack: bool, from_the_air: bool) -> Found[Weapon] | None:
    """Return what was used, with the number right before it ("four Katyusha rockets"), or without an attack seized.

    Bombs that came ``from_the_air``, or are called so ("guided bombs"), are no planted ones.
    """
    marks = [m for m in notes.marks_in(first, last, MentionKind.WEAPON) if not _is_of_a_machine(notes, m)]
    marks = [m for m in marks if not (_is_planned(notes, m, first) or is_no_weapon_used(notes, m))]
    if attack:
        marks = [m for m in marks if not _is_carried_off(notes, m, first)]
    if not marks:
        return None
    head = next((m for m in marks if _counted(notes, m, first) is not None), marks[0])
    if _EXPLOSIVES.issuperset({_type_of(head)}):  # what was made of them says more
        head = next((m for m in marks if m.key in _MADE_OF_THEM and _type_of(m) not in _EXPLOSIVES), head)
    count_mark = _counted(notes, head, first)
    start, count = head.first, Count()
    if count_mark is not None:
        start, count = count_mark.first, count_mark.value if isinstance(count_mark.value, Count) else Count()
    elif (article := _article(notes, head, first)) is not None and not words_of(notes, head.first, head.last).endswith(
        "s"
    ):
        start, count = article, Count(1, 1, 1)
    elif any(head.first < t.last for t in notes.triggers_in(head.first - 8, head.first + 1)):
        count = Count()
    words = tuple(dict.fromkeys(words_of(notes, m.first, m.last) for m in marks))
    kind = _type_of(head)
    if kind in _EXPLOSIVES and _is_laden_with(notes, head, first):
        kind = "vehicle_bomb"
    if is_dropped(notes, head, first) or (from_the_air and _BOMBS.issuperset(notes.words[head.first : head.last])):
        kind = "air_munition"
    return Found(Weapon(kind, words, count.min, count.best, count.max), start, head.last, 0.85)


def is_dropped(notes: Notes, bomb: Mark, first: int) -> bool:
    """Return whether a bomb is one that planes drop: "a guided 500-kilogram bomb", "dropped two bombs"."""
    bare = _BOMBS.issuperset(notes.words[bomb.first : bomb.last])
    return bare and not _DROPPED.isdisjoint(notes.words[max(first, bomb.first - _NEAR) : bomb.first])


def _type_of(weapon: Mark) -> str | None:
    return weapon.value.type if isinstance(weapon.value, Weapon) else None


def _is_laden_with(notes: Notes, explosives: Mark, first: int) -> bool:
    """Return whether a vehicle was full of explosives: "a lorry packed with explosives", "an explosives-laden van"."""
    behind = notes.words[explosives.last : explosives.last + _NEAR]
    if behind[:1] == ["-"] and behind[1:2] and behind[1] in _LADEN:
        return not _VEHICLES.isdisjoint(behind[2:])
    before = notes.words[max(first, explosives.first - _CARRIED) : explosives.first]
    laden = next((n for n, word in enumerate(before) if word in _LADEN), None)
    return laden is not None and before[laden + 1 : laden + 2] == ["with"] and not _VEHICLES.isdisjoint(before[:laden])


_UNITS = frozenset({"battalion", "regiment", "brigade", "corps", "squadron"})


def is_no_weapon_used(notes: Notes, mark: Mark) -> bool:
    """Return whether the name of a weapon tells of none that was used: shot at, said what for, or not to be seen."""
    return (
        _is_shot_at(notes, mark)
        or _is_what_for(notes, mark)
        or _is_a_unit(notes, mark)
        or _is_of_who_was_hit(notes, mark)
        or left_no_sign(notes, mark.first)
    )


def _is_of_who_was_hit(notes: Notes, mark: Mark) -> bool:
    """Return whether who was hit bore a weapon: "a guard armed with a rifle was shot", "shot a guard armed"."""
    start, end = notes.sentence_of(mark.first)
    armed = next(
        (n for n in range(mark.first - 1, max(start, mark.first - _NEAR), -1) if notes.words[n] in _BEARING), None
    )
    if armed is None or (notes.words[armed] == "armed" and notes.words[armed + 1] != "with"):
        return False
    armed -= notes.words[armed - 1 : armed + 1] == ["armed", "with"]
    armed -= 2 * (notes.words[armed - 2 : armed] in (["who", "was"], ["who", "were"]))
    bearers = [n for n in notes.nouns_in(start, armed) if n.person and n.last == armed]
    if not bearers:
        return False
    behind = notes.triggers_in(mark.last, min(end, mark.last + _NEAR))
    if behind and behind[0].role != "police" and behind[0].form == "past" and has_being(notes, behind[0]):
        return True
    before = notes.triggers_in(bearers[0].first - _NEAR, bearers[0].first)[-1:]
    hit = bool(before) and before[0].form == "past" and before[0].role != "police" and not is_passive(notes, before[0])
    if notes.words[armed] == "with":  # "shot a man with a knife", but not "shot a man with a rifle"
        return hit and mark.key == "stabbing" and before[0].type == "shooting"
    return hit and (_APART | {"by", ",", "and"}).isdisjoint(notes.words[before[0].last : armed])


def _is_a_unit(notes: Notes, mark: Mark) -> bool:
    """Return whether soldiers are called after a weapon: "the 2nd Battalion The Rifles", "the Assam Rifles"."""
    before = notes.words[max(0, mark.first - _CARRIED) : mark.first]
    called = notes.texts[mark.first][:1].isupper() and not notes.texts[mark.first].isupper()
    return called and not _UNITS.isdisjoint(before)


def _is_what_for(notes: Notes, mark: Mark) -> bool:
    """Return whether a weapon only tells who or what is meant: "bomb makers", but not "seized drone parts"."""
    start, end = notes.sentence_of(mark.first)
    after = [w for w in notes.words[mark.last : min(end, mark.last + 2)] if w != "-"][:1]
    return not _MAKING.isdisjoint(after) and not any(t.role == "police" for t in notes.triggers_in(start, end))


def _is_shot_at(notes: Notes, mark: Mark) -> bool:
    """Return whether what could be a weapon is what was shot at: "fired on an unarmed drone", "fire at the jets"."""
    if mark.key not in _FLYING:
        return False
    floor, _ = notes.sentence_of(mark.first)
    before = notes.words[max(floor, mark.first - _CARRIED) : mark.first]
    return any(a in _FIRING and b in _AT for a, b in pairwise(before))


def left_no_sign(notes: Notes, at: int) -> bool:
    """Return whether nothing is said to point to what a word names: "no visible signs of a gunshot"."""
    before = notes.words[max(notes.sentence_of(at)[0], at - _UNSEEN) : at]
    sign = next((n for n, word in enumerate(before) if word in _SIGNS and "no" in before[max(0, n - 2) : n]), None)
    return sign is not None and _APART.isdisjoint(before[sign:])


def _counted(notes: Notes, weapon: Mark, first: int) -> Mark | None:
    """Return the number that counts a weapon, at most two words before it."""
    if _is_of_an_attack(notes, weapon) or _is_of_ammunition(notes, weapon):
        return None
    for mark in notes.marks_in(max(first, weapon.first - 6), weapon.first, MentionKind.COUNT):
        between = notes.words[mark.last : weapon.first]
        if notes.triggers_in(mark.last, weapon.first) or any(n.person for n in notes.nouns_in(mark.last, weapon.first)):
            continue  # "two men with rifles", "two skiffs fired grenades"
        if len(between) <= 2 and not any(
            w in {",", "and", "of", "in", "people", "by", "with", "when", "hours", "hour", "from"} | AMMUNITION
            for w in between
        ):
            return mark
    return None


def _is_of_an_attack(notes: Notes, weapon: Mark) -> bool:
    """Return whether a weapon only says what attack it was: "two rocket attacks" are no two rockets."""
    near = notes.triggers_in(weapon.first - 2, weapon.last + 1)
    return any(
        t.is_noun and t.first <= weapon.last < t.last + 1 and not _ATTACKS.isdisjoint(notes.words[weapon.last : t.last])
        for t in near
    )


def _is_of_ammunition(notes: Notes, weapon: Mark) -> bool:
    """Return whether what was fired, or what that left, is counted: "20 rifle rounds", "nine bullet holes"."""
    if weapon.key != "shooting":
        return False  # three mortar rounds are three
    return not AMMUNITION.isdisjoint(notes.words[weapon.last - 1 : weapon.last + 1])


def _is_one_more(notes: Notes, weapon: Mark, first: int) -> bool:
    """Return whether there was one before: "a second car bomb", "the other was also a car bomb"."""
    near = notes.words[max(first, weapon.first - _NEAR) : weapon.first]
    return not _BESIDES.isdisjoint(near) or ("also" in near and not {"was", "were"}.isdisjoint(near))


def _is_planned(notes: Notes, weapon: Mark, first: int) -> bool:
    """Return whether somebody only meant to use a weapon: "two men had wanted to use a car bomb"."""
    lead = next(
        (n for n in range(weapon.first - 1, max(first, weapon.first - _CARRIED) - 1, -1) if notes.words[n] in _PLANNED),
        None,
    )
    if lead is None or _was_used_after_all(notes, weapon) or notes.words[lead + 1 : lead + 2] not in (["to"], ["on"]):
        return False
    return not any(t.form == "past" and notes.words[t.first - 1] != "to" for t in notes.triggers_in(lead, weapon.first))


def _was_used_after_all(notes: Notes, weapon: Mark) -> bool:
    """Return whether "but" goes on with the same arms: "meant to send drones there, but they were shot down"."""
    after = notes.words[weapon.last : weapon.last + 2 * _CARRIED]
    return "but" in after[:-1] and after[after.index("but") + 1] in {"they", "it", "both", "the", "one"}


def _article(notes: Notes, weapon: Mark, first: int) -> int | None:
    if _is_of_an_attack(notes, weapon) or _is_of_ammunition(notes, weapon) or _is_one_more(notes, weapon, first):
        return None
    for i in range(weapon.first - 1, max(first, weapon.first - 4) - 1, -1):
        if notes.words[i] in {"a", "an", "another", "one"}:
            return i
        if not notes.words[i].isalpha() and notes.words[i] != "-":
            return None
        if notes.words[i] in LOCATIVES | {"the", "and", "that"}:
            return None
    return None


def _is_carried_off(notes: Notes, mark: Mark, first: int) -> bool:
    """Return whether attackers took a weapon with them: "seized two rifles", "fled into the bush with their guns"."""
    number = _counted(notes, mark, first)
    start = number.first if number else phrase_start(notes, mark.first, max(first, mark.first - _CARRIED))
    before = notes.words[max(first, start - 2) : start]
    if before[-1:] == ["with"]:
        return not _LEFT_WITH.isdisjoint(notes.words[max(first, start - _CARRIED) : start])
    return not _LOOTED.isdisjoint(before)


def _is_of_a_machine(notes: Notes, mark: Mark) -> bool:
    """Return whether a weapon's name is only part of what it is fired from or kept off by: "rocket launchers"."""
    before, after = notes.words[mark.first - 1 : mark.first], notes.words[mark.last : mark.last + 2]
    return not MACHINES.isdisjoint(after) or before == ["anti"]
