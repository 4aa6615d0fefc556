"""What a clause says that its type can be read from, and the words that several of its readers ask for."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.lexicons import word_set
from nlp.notes import Mark, Notes, Trigger

AIRCRAFT = word_set("classify", "aircraft")
_AIRLINERS = word_set("classify", "airliners")
SHOOTERS = word_set("classify", "shooters")
CROWDS = word_set("classify", "crowds")
UNARMED = word_set("classify", "unarmed")
"""Who may clash with the police without arms."""
ARMS = word_set("classify", "arms")
CONTRABAND = ARMS | word_set("classify", "contraband")
FOUGHT_OFF = word_set("classify", "fought_off")
ROBBERS = word_set("classify", "robbers")
# Triggers whose type the other words of a clause decide.
UNNAMED = frozenset({"any", "killed", "injured", "hit", "both"})
# Types of what the police do; an interception may be an army's.
BY_POLICE = frozenset({"raid_or_arrest", "weapons_seizure"})
PIRATES = frozenset({"pirates", "pirate", "hijackers"})
FORCES = word_set("actors", "forces") | {"forces", "commandos", "authorities"}
SUICIDE = frozenset({"bomber", "bombers", "bombing", "bombings", "vest", "belt", "vests"})
BEFORE = 6  # words from a mob, or a patrol, to what it does
PART = 4  # words from "most" to "were intercepted"


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says that its type can be read from.

    ``core`` are its triggers without those of harm, where there are others.
    """

    notes: Notes
    first: int
    last: int
    told: list[Trigger]
    core: list[Trigger]
    weapons: list[Mark]
    words: frozenset[str]

    @property
    def suicide(self) -> bool:
        """Whether somebody blows himself up in it."""
        return "suicide" in self.words and not SUICIDE.isdisjoint(self.words)

    @property
    def flown(self) -> bool:
        """Whether warplanes are named in it, and not only "a passenger jet"."""
        words, span = self.notes.words, range(self.first, self.last)
        return any(words[i] in AIRCRAFT and words[i - 1] not in _AIRLINERS for i in span)

    def has(self, words: frozenset[str]) -> bool:
        """Return whether it holds one of these words."""
        return not words.isdisjoint(self.words)

    def said(self, trigger: Trigger) -> list[str]:
        """Return the words of a trigger."""
        return self.notes.words[trigger.first : trigger.last]


# A type, the trigger that heads the clause, and whether that trigger names the type.
Typed = tuple[str | None, Trigger, bool]
