"""Whether what a trigger word tells happened, and is told as an event: no film, drill, verdict or law."""

from __future__ import annotations

from itertools import pairwise

from nlp.armament import left_no_sign
from nlp.lexicons import word_set
from nlp.notes import Notes, Trigger
from nlp.phrases import CLOSED
from store.model import MentionKind

_ACTED = word_set("trigger_guards", "acted")
_FICTION = word_set("trigger_guards", "fiction")
_INVENTED: tuple[list[str], ...] = (
    [],
    ["the"],
    ["a"],
    ["this"],
    ["new"],
    ["his"],
    ["her"],
    ["their"],
)  # but not "a movie theater"
_PRESENT = frozenset({"is", "are", "gets", "get"})
_TELLING = frozenset({"which", "where", "who", "whose", "about"})
_SEEMING = frozenset({"playing", "played", "play", "plays", "for"})
_NO_KIND = CLOSED - {"and", "or", "its", "their", "his"}
_KNOWN = frozenset({"known", "notorious", "infamous", "feared", "famous"})
_RUMOURED = word_set("trigger_guards", "rumoured")
_TOLD_OF = frozenset({"of", "that", "about"})
_REPORTED = word_set("trigger_guards", "reported")
_UNTRUE = word_set("trigger_guards", "untrue")
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_SENTENCING = frozenset({"sentenced", "sentences", "sentencing", "sentence", "condemned", "condemning", "condemns"})
_BEING = frozenset({"is", "are", "was", "were", "be", "being", "as"})
_DEPICTING = word_set("trigger_guards", "depicting")
_TO_DEPICTING = 12  # words from "film" to what it does
_TO_RUMOURED = 8  # words from "rumours that" to what is said
_ACTING = 4  # from "simulated" to the attack
_SUBJECT = 8  # from arms to what they do
_PLOT = 60  # from "film" to what somebody "gets" in it
_LAW = 10  # from the crime of a law to "shall"
_VERDICT = 10  # from "guilty" to the crime


def is_made_up(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it was acted or invented: "a mock raid", "a film where gangs kill", "a girl who is abducted"."""
    start, _ = notes.sentence_of(trigger.first)
    before = notes.words[start : trigger.first]
    acted = next((n for n, word in enumerate(before, start) if word in _ACTED), None)
    if acted is not None and any(t.is_noun for t in notes.triggers_in(acted, acted + _ACTING)):
        return True  # with what follows: "simulated a shooting in which ten were killed"
    if "scenario" in before:
        return True  # "in the staged scenario, intruders ambushed the guards"
    if before[-1:] == ["gets"] and not _FICTION.isdisjoint(notes.words[max(0, start - _PLOT) : trigger.first]):
        return True  # "a film called The Bank. Its hero gets arrested"
    at = next((n for n, word in enumerate(before) if word in _FICTION), None)
    if at is None or before[at - 1 : at] not in _INVENTED:
        return False
    if not _DEPICTING.isdisjoint(before[at + 1 : at + _TO_DEPICTING]):
        return True  # "The film, out on Friday, follows a banker whom gangsters abducted"
    now = not _PRESENT.isdisjoint(before[-2:])  # "is kidnapped", "eventually gets arrested"
    return now or (trigger.form == "base" and not _TELLING.isdisjoint(before[at:]))


def is_not_to_be_seen(notes: Notes, trigger: Trigger) -> bool:
    """Return whether nothing points to it: "there were no signs of a stab wound", "no evidence that he was shot"."""
    inquired = trigger.is_noun and not {"in", "against"}.isdisjoint(
        notes.words[max(0, trigger.first - 3) : trigger.first]
    )
    return left_no_sign(notes, trigger.first) and not inquired  # but "no evidence in the killing"


def is_denied(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is a rumour, or said to be untrue: "rumours that a girl was stabbed", "reports ... are false".

    Who denies that he did something denies no event: "The army denied that it had bombed the school".
    """
    start, end = notes.sentence_of(trigger.first)
    first = max(start, trigger.first - _TO_RUMOURED)
    for rumour, that in pairwise(range(first, trigger.first)):
        if notes.words[rumour] in _RUMOURED and notes.words[that] in _TOLD_OF:
            return True
    told = notes.words[start : trigger.first]
    reported = not _REPORTED.isdisjoint(told)
    after = [word for word in notes.words[trigger.last : end] if word not in _QUOTES]
    return reported and any(a in _BEING and b in _UNTRUE for a, b in pairwise(after))


def is_imagined(notes: Notes, trigger: Trigger) -> bool:
    """Return whether the dead are those of what did not happen: "would have been dealing with the deaths of"."""
    if trigger.role != "harm" or not trigger.is_noun:
        return False
    first, _ = notes.sentence_of(trigger.first)
    before = notes.words[first : trigger.first]
    return any(pair in (("would", "have"), ("could", "have"), ("might", "have")) for pair in pairwise(before))


def is_either(notes: Notes, trigger: Trigger) -> bool:
    """Return whether nobody can tell how many died: "26 soldiers were killed or injured"."""
    if trigger.role != "harm":
        return False
    before, after = trigger.first - 3, trigger.last
    near = [*notes.triggers_in(before, trigger.first), *notes.triggers_in(after, after + 2)]
    return any(t.role == "harm" and t.type != trigger.type and _between(notes, trigger, t) == ["or"] for t in near)


def _between(notes: Notes, one: Trigger, other: Trigger) -> list[str]:
    """Return the words between two triggers."""
    return notes.words[min(one.last, other.last) : max(one.first, other.first)]


def is_a_sentence(notes: Notes, trigger: Trigger) -> bool:
    """Return whether death is what a court orders: "sentenced 12 men to death"."""
    if notes.words[max(0, trigger.first - 1) : trigger.last] != ["to", "death"]:
        return False
    start, _ = notes.sentence_of(trigger.first)
    return not _SENTENCING.isdisjoint(notes.words[start : trigger.first])


def is_a_verdict(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a court names a crime: "found two others guilty of murder"."""
    start, _ = notes.sentence_of(trigger.first)
    before = notes.words[max(start, trigger.first - _VERDICT) : trigger.first]
    if before[-2:] == ["convicted", "of"] and _BEING.isdisjoint(before[-4:-2]):
        return True  # "A man convicted of killing three people was released"
    if not trigger.is_noun:
        return False
    guilty = next((n for n, word in enumerate(before) if word in {"guilty", "acquitted"}), None)
    if guilty is None or "of" not in before[guilty:]:
        return False
    after = notes.words[trigger.last : trigger.last + 1]
    named = after in (["of"], ["in"]) and before[-2:] != ["in", "the"]  # but "of manslaughter in the death of"
    return {"for", "by", "who"}.isdisjoint(before[guilty:]) and not named


def is_of_who_fights(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is only told whom somebody fights: "troops fighting the insurgents"."""
    if notes.words[trigger.first : trigger.last] != ["fighting"]:
        return False
    last = trigger.last + 1 + (notes.words[trigger.last : trigger.last + 1] in (["the"], ["against"]))
    foes = notes.marks_in(trigger.last, last, MentionKind.GROUP)
    return bool(foes) or any(n.person for n in notes.nouns_in(trigger.last, last))


def is_of_a_law(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a law or treaty tells what would follow: "an attack on one of them shall be held one on all"."""
    if not trigger.is_noun:
        return False
    _, end = notes.sentence_of(trigger.first)
    return "shall" in notes.words[trigger.last : min(end, trigger.last + _LAW)]


def is_known_for(notes: Notes, trigger: Trigger) -> bool:
    """Return whether it is only what somebody is known for: "a gang known for killings"."""
    before = notes.words[max(notes.sentence_of(trigger.first)[0], trigger.first - _SUBJECT) : trigger.first]
    if "for" not in before:
        return False
    known = next((n for n in range(len(before) - 1, 0, -1) if before[n] == "for"), 0)
    between = before[known + 1 :]
    alone = all(word.isalpha() and word not in _NO_KIND for word in between)
    return before[known - 1 : known] != [] and before[known - 1] in _KNOWN and alone and trigger.form != "past"


def only_plays_dead(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody only seems dead: "survived by playing dead", "was left for dead"."""
    return notes.words[trigger.last - 1] == "dead" and not _SEEMING.isdisjoint(
        notes.words[trigger.last - 2 : trigger.last - 1]
    )


def is_half_a_word(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a verb is only a part of another word: "a land-sea-air operation", "strike-slip"."""
    if trigger.form != "base" or trigger.last - trigger.first > 1:
        return False
    beside = {trigger.first - 1, trigger.last} - notes.dashes
    return any(notes.words[i : i + 1] == ["-"] for i in beside if i >= 0)
