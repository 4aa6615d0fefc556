"""Of which group those are said to be who attacked, and who is said to be behind it, by somebody else than the group.

"The gunmen were members of the gang", "the rebels were behind the attack, the army said", "the raid was led by".
"""

from __future__ import annotations

import re

from nlp.accusations import Sentence
from nlp.actors import TIME_AND_AGAIN, Named, named_by
from nlp.notes import Mark
from nlp.speakers import REPORTING
from store.model import Attribution

_ATTACK = (
    r"(?:the|this|that|\w+day's) (?:[\w-]+ ){0,3}?"
    r"(?:attacks?|assault|raid|ambush|bombings?|blasts?|shooting|killings?|massacre|kidnapping|abduction|operation)\b"
)
_DID = r"(?:carried out|launched|staged|led|mounted|conducted|perpetrated|orchestrated|committed|executed)"
_DOUBT = r"(?:(?:believed|thought|suspected|likely|probably|allegedly) (?:to (?:be|have been) )?)?"
# "the gunmen were members of", "the attackers belonged to"
_WERE_OF = re.compile(
    r"\b(?:attackers?|gunm[ea]n|assailants?|bandits|kidnappers|raiders|killers|bombers?|shooters|abductors)"
    rf" (?:(?:belonged to|came from)|(?:were|was|are|is|had been) {_DOUBT}(?:[\w'-]+ ){{0,3}}?"
    r"(?:members?|fighters?|militants|militiamen|operatives?|followers|part|from)\b(?: of)?)"
)
_BEHIND = re.compile(rf"\b(?:was|were|is|are|be|been) {_DOUBT}(?:behind|responsible for) {_ATTACK}")
_LED = re.compile(rf"\b(?:had |have |has )?{_DID} {_ATTACK}")
_LED_BY = re.compile(
    rf"{_ATTACK}(?: [\w-]+){{0,3}} (?:was|were|been) {_DOUBT}(?:{_DID}|the work of|blamed on)(?: by)?\b"
)
_NEAR = 5  # words
# One of these stands in every such sentence.
_SAYING_SO = frozenset(
    {"members", "member", "fighters", "fighter", "militants", "militiamen", "operatives", "operative", "followers"}
    | {"part", "from", "belonged", "behind", "responsible", "carried", "launched", "staged", "led", "mounted", "work"}
    | {"conducted", "perpetrated", "orchestrated", "committed", "executed", "blamed"}
)
_NO_NEWS = TIME_AND_AGAIN | {
    "not",
    "no",
    "n't",
    "if",
    "whether",
    "who",
    "previous",
    "earlier",
    "similar",
    "deny",
    "denied",
    "last",
}


def read_membership(said: Sentence) -> Named | None:
    """Return the group that a sentence says those are of who attacked, or that it says is behind the attack."""
    words = said.notes.words[said.first : said.last]
    if _SAYING_SO.isdisjoint(words) or not _NO_NEWS.isdisjoint(words):
        return None
    for pattern, before in ((_WERE_OF, False), (_LED_BY, False), (_BEHIND, True), (_LED, True)):
        for match in pattern.finditer(said.text):
            first, end = said.tokens(match)
            mark = _before(said, first) if before else _behind(said, end)
            if mark is not None:
                told = REPORTING.isdisjoint(words) and not _is_doubted(match.group())
                sure = Attribution.CONFIRMED if told else Attribution.SUSPECTED
                return named_by(said.notes, mark, sure, None, 0.7)
    return None


def _is_doubted(words: str) -> bool:
    return re.search(r"\b(?:believed|thought|suspected|likely|probably|allegedly)\b", words) is not None


def _before(said: Sentence, verb: int) -> Mark | None:
    """Return the group that stands right before a verb, its fighters or members between."""
    named = [m for m in said.groups if m.last <= verb and verb - m.last <= _NEAR and _is_named(m)]
    mark = named[-1] if named else None
    between = said.notes.words[mark.last : verb] if mark is not None else []
    return None if mark is None or not {",", "and", "that", "said", "by"}.isdisjoint(between) else mark


def _behind(said: Sentence, end: int) -> Mark | None:
    """Return the group that stands right behind "members of" or "led by"."""
    mark = next((m for m in said.groups if end <= m.first <= end + _NEAR and _is_named(m)), None)
    between = said.notes.words[end : mark.first] if mark is not None else []
    return None if mark is None or not {",", "and", "that", "who"}.isdisjoint(between) else mark


def _is_named(mark: Mark) -> bool:
    return mark.key not in {"generic", "metonym"}
