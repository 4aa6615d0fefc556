"""The words that stand beside people: what ends a list of them, what points back to them, what names nobody.

Each list is read once, here, by those who read people and by those who count them.
"""

from __future__ import annotations

from nlp.lexicons import word_set
from nlp.phrases import POSSESSIVES

STOPS = word_set("people", "stops")
FURTHER = word_set("people", "further")
REFLEXIVES = word_set("people", "reflexives")
NOBODY = word_set("people", "not_names")
"""Words in capitals that name nobody."""
BODY = word_set("casualties", "body")
HURT = frozenset({"wounded", "injured"})
KEEPERS_OF_ORDER = word_set("doers", "keepers_of_order")
BANDS = word_set("doers", "bands")
"""Nouns whose "of" leads to those who act: "a group of"."""
SENDING = frozenset({"sent", "sending", "sends"})
"""Verbs of "sent four to the hospital", behind which a bare number counts people."""
DETERMINERS = POSSESSIVES | word_set("people", "one")
"""Words that stand before one person: "a", "another", "his"."""
ATTACKING = word_set("people", "attacking")
"""What one person is called who attacked, beside those who were hit: "the shooter"."""
ONE_ATTACKER = word_set("suspects", "attackers")
"""The same of whoever is charged or named, with what else one does alone: "the arsonist"."""
GUNMEN = word_set("raids", "attackers")
"""Words for people who attack, on whichever side."""
