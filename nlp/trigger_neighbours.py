"""Words of the trigger lists that other words beside them, or the lack of such words, make tell of no event.

One table, read row by row: "sirens went off" is no bomb, and nobody "slashed" anybody without a blade.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from nlp.armament import AMMUNITION
from nlp.lexicons import word_set
from nlp.mentions import MEANT
from nlp.notes import NOUNS, Notes, Trigger
from nlp.place_words import HOSPITALS
from store.model import MentionKind

_OF_EVENTS = frozenset({"attack", "police"})
INQUIRIES = word_set("trigger_guards", "inquiries")
_BURNING = word_set("trigger_guards", "burning")
_HARMED = word_set("trigger_guards", "harmed")
_SHOTS = AMMUNITION | {"volley", "gunfire", "flare", "flares", "gas", "fire"}
_SENTENCE = 1000  # words: as far as the sentence goes
_SHOT_WITH = 4  # words from "fired" to what was
_SUBJECT = 8  # words from "carried out" to what was


def _tells_of_harm_or_arms(notes: Notes, trigger: Trigger) -> bool:
    first, last = notes.sentence_of(trigger.first)
    return not _HARMED.isdisjoint(notes.words[first:last]) or tells_of_arms(notes, trigger)


def _tells_of_an_attack(notes: Notes, trigger: Trigger) -> bool:
    first, last = notes.sentence_of(trigger.first)
    harm = any(t.role == "harm" or t.type == "airstrike" for t in notes.triggers_in(first, last))
    return harm or tells_of_arms(notes, trigger)


def tells_of_arms(notes: Notes, trigger: Trigger) -> bool:
    """Return whether the sentence of a trigger names arms."""
    return are_arms(notes, *notes.sentence_of(trigger.first))


def _is_no_quarrel(notes: Notes, trigger: Trigger) -> bool:
    """Return whether arms are told of, or what was attacked is only called after it: "a law firm"."""
    things = notes.nouns_in(trigger.last, trigger.last + _SHOT_WITH)
    return tells_of_arms(notes, trigger) or any(n.last - n.first > 1 and not n.person for n in things)


def are_arms(notes: Notes, first: int, last: int) -> bool:
    """Return whether some words name arms."""
    return bool(notes.marks_in(first, last, MentionKind.WEAPON))


def _is_to_death(notes: Notes, trigger: Trigger) -> bool:
    return notes.words[trigger.last - 1] == "death"  # "hacked to death"


def _is_fought_over(notes: Notes, trigger: Trigger) -> bool:
    first, last = notes.sentence_of(trigger.first)
    return tells_of_arms(notes, trigger) or any(t.role == "attack" for t in notes.triggers_in(first, last))


def _tells_of_shots(notes: Notes, trigger: Trigger) -> bool:
    first, last = notes.sentence_of(trigger.first)[0], trigger.last + _SHOT_WITH
    return not _SHOTS.isdisjoint(notes.words[first:last]) or are_arms(notes, first, last)


def _goes_on_with_an_event(notes: Notes, trigger: Trigger) -> bool:
    return any(t.role != "harm" for t in notes.triggers_in(trigger.last, trigger.last + _SUBJECT))


@dataclass(frozen=True, slots=True)
class _Beside:
    """Triggers, and the words that make them tell of no event: those of ``words``, or none of them if ``needed``.

    Triggers are known by what they are or begin with, and by their role and form. The words, or pairs of
    words, stand at most so many ``before`` or ``behind`` them, in the same sentence.
    """

    words: frozenset[str]
    before: int = 0
    behind: int = 0
    said: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    needed: bool = False
    unless: Callable[[Notes, Trigger], bool] | None = None

    def is_of(self, said: set[str], role: str, form: str) -> bool:
        """Return whether a row is of a trigger of these words."""
        return (
            not (self.said and self.said.isdisjoint(said))
            and not (self.roles and role not in self.roles)
            and not (self.forms and form not in self.forms)
        )

    def holds(self, notes: Notes, trigger: Trigger) -> bool:
        """Return whether the words beside a trigger make it tell of no event."""
        start, end = notes.sentence_of(trigger.first)
        near = notes.words[max(start, trigger.first - self.before) : trigger.first]
        behind = notes.words[trigger.last : min(end, trigger.last + self.behind)]
        found = any(
            not self.words.isdisjoint(part) or not self.words.isdisjoint(map(" ".join, pairwise(part)))
            for part in (near, behind)
        )
        return found is not self.needed and (self.unless is None or not self.unless(notes, trigger))


_TABLE = (
    # "taken to court": only to a hospital
    _Beside(HOSPITALS, 0, 9, word_set("triggers", "carried"), frozenset({"harm"}), needed=True),
    # "a system used for drone attacks"
    _Beside(
        frozenset({f"{meant} for" for meant in MEANT}),
        *(2, 0),
        roles=frozenset({"attack"}),
        forms=NOUNS,
    ),
    # "the teachers' strike"
    _Beside(
        word_set("triggers", "labour"),
        *(_SENTENCE, _SENTENCE),
        frozenset({"strike", "strikes", "striking"}),
        unless=_tells_of_an_attack,
    ),
    _Beside(word_set("trigger_guards", "weather"), 1, 0, frozenset({"storm"})),  # "a storm destroyed 40 homes"
    # "a bomb plot", "the bombing trial"
    _Beside(
        word_set("trigger_guards", "planned") | word_set("trigger_guards", "spoken_of"),
        *(0, 1),
        roles=frozenset({"attack"}),
        forms=NOUNS,
    ),
    _Beside(word_set("trigger_guards", "sounding"), 4, 0, frozenset({"went off"})),  # "sirens went off"
    # "struck twice in the second half"
    _Beside(
        word_set("trigger_guards", "games"),
        *(_SENTENCE, _SENTENCE),
        roles=_OF_EVENTS,
        unless=_tells_of_harm_or_arms,
    ),
    # "shot 68 to lead by two strokes"
    _Beside(word_set("trigger_guards", "golf"), *(_SENTENCE, _SENTENCE), frozenset({"shot"}), unless=tells_of_arms),
    # "videos shot by villagers"
    _Beside(word_set("trigger_guards", "filmed"), 1, 0, frozenset({"shot"})),
    # "attacked the budget", "attacked the bank's servers", "was hit with a fine"
    _Beside(word_set("trigger_guards", "argued"), 0, 3, word_set("trigger_guards", "attacking"), unless=_is_no_quarrel),
    _Beside(
        word_set("trigger_guards", "online"), *(_SUBJECT, _SUBJECT), roles=frozenset({"attack"}), unless=tells_of_arms
    ),
    _Beside(word_set("trigger_guards", "costs"), 0, 5, frozenset({"hit", "struck"}), unless=_tells_of_harm_or_arms),
    # "died of a heart attack", "killed when he fell from a roof"
    _Beside(
        word_set("trigger_guards", "dying"), *(_SUBJECT, _SUBJECT), roles=frozenset({"harm"}), unless=_is_fought_over
    ),
    _Beside(frozenset({"found"}), 2, 0, frozenset({"hanged", "hanging"})),  # "a nurse who was found hanged"
    # "police blew up a suspicious bag"
    _Beside(word_set("trigger_guards", "suspicious"), *(_SUBJECT, _SHOT_WITH), roles=frozenset({"attack"})),
    # "slashed prices", "hacked the website"
    _Beside(
        word_set("trigger_guards", "blades"),
        *(_SENTENCE, _SENTENCE),
        frozenset({"hacked", "slashed"}),
        needed=True,
        unless=_is_to_death,
    ),
    # "came under fire for what he had said"
    _Beside(
        frozenset({"for", "over", "critics", "criticism"}),
        *(0, _SENTENCE),
        frozenset({"came under fire", "came under attack"}),
        unless=_tells_of_harm_or_arms,
    ),
    # "the army beat the rebels"
    _Beside(frozenset({"to death"}), 0, 8, word_set("trigger_guards", "beaten"), needed=True),
    # "seven others escaped injury"
    _Beside(word_set("trigger_guards", "escaped"), 2, 0, roles=frozenset({"harm"}), forms=frozenset({"noun"})),
    # "the officer was fired on Friday", but not "40 rounds were fired"
    _Beside(frozenset({"was", "were", "been"}), 2, 0, frozenset({"fired"}), unless=_tells_of_shots),
    # "is now fighting extradition", "a long battle with cancer"
    _Beside(
        word_set("trigger_guards", "fought_in_peace"),
        *(3, 5),
        frozenset({"fighting", "battle"}),
        unless=_tells_of_harm_or_arms,
    ),
    # "promised to win the battle against the rebels"
    _Beside(frozenset({"win the", "wins the", "winning the", "lose the", "losing the"}), 2, 0, frozenset({"battle"})),
    # "officials intercepted a message", "since the rebels seized power"
    _Beside(
        word_set("trigger_guards", "messages"), 0, 4, frozenset({"intercepted", "intercepting", "was intercepted"})
    ),
    _Beside(frozenset({"power"}), 0, 1, frozenset({"seized", "seizing", "seize"})),
    _Beside(frozenset({"controlled"}), 0, 2),  # "carried out a controlled explosion"
    # "HPD Homicide Division", "murder detectives"
    _Beside(word_set("trigger_guards", "of_detectives"), 0, 1, frozenset({"homicide", "murder", "robbery"})),
    # "raids to find kidnapping victims"
    _Beside(word_set("trigger_guards", "of_a_kind"), 0, 1, forms=frozenset({"noun"})),
    # "a fire ripped through the hall": what burns may be arson, and is no bomb
    _Beside(
        _BURNING,
        *(3, 0),
        frozenset({"ripped through", "tore through", "ripping through", "tearing through"}),
        unless=tells_of_arms,
    ),
    _Beside(frozenset({"door", "doors"}), 0, 4, frozenset({"rammed", "ramming", "rams"})),  # "officers rammed the door"
    # "an offensive backed by air strikes"
    _Beside(word_set("trigger_guards", "backing"), 3, 0, roles=frozenset({"attack"}), forms=NOUNS),
    # "the fire was deliberately set", but not "the trap was deliberately set"
    _Beside(
        _BURNING | {"fires", "fire", "blazes"},
        *(8, 0),
        word_set("trigger_guards", "set_on_purpose"),
        needed=True,
    ),
    _Beside(frozenset({"is a", "was a"}), 3, 0, frozenset({"massacre"})),  # "This is a massacre", said of what was told
    # "launched a manhunt", "launched an operation to free them"
    _Beside(
        INQUIRIES | word_set("trigger_guards", "undertakings"),
        *(0, 5),
        frozenset({"launched", "launch", "launching"}),
        unless=_goes_on_with_an_event,
    ),
    # "a chance encounter": where forces and militants meet, somebody is killed, or it breaks out
    _Beside(
        word_set("trigger_guards", "met_in_arms"),
        *(_SENTENCE, _SENTENCE),
        frozenset({"encounter", "encounters"}),
        needed=True,
    ),
    # "soldiers carried out tests on it", but not "carried out searches and arrests"
    _Beside(INQUIRIES, 0, 4, frozenset({"carried out"}), unless=_goes_on_with_an_event),
)


def stands_beside(notes: Notes, trigger: Trigger) -> bool:
    """Return whether the words beside a trigger make it tell of no event."""
    words = " ".join(notes.words[trigger.first : trigger.last])
    return any(row.holds(notes, trigger) for row in _rows_of(words, trigger.role, trigger.form))


@cache
def _rows_of(words: str, role: str, form: str) -> tuple[_Beside, ...]:
    """Return the rows that are of triggers of these words, of which there are as many as our lists have."""
    return tuple(row for row in _TABLE if row.is_of({words, words.split(" ")[0]}, role, form))
