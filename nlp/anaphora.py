"""Words that stand for people by themselves: "he", "himself", "both", "another was hurt", a bare surname."""

from __future__ import annotations

from nlp.ages import age_before
from nlp.lexicons import word_set
from nlp.mentions import words_of
from nlp.notes import Notes, People
from nlp.person_words import BODY, FURTHER, HURT, NOBODY, REFLEXIVES, STOPS
from nlp.place_words import STREETS
from store.model import Count, MentionKind

_PRONOUNS = word_set("people", "pronouns")
_HITTING = word_set("people", "hitting")
_SINGULAR = frozenset(("was", "is", "has", "had", "died", "suffered", "remains", "remained"))
_PLURAL = frozenset(("were", "are", "died", "have", "remain", "suffered"))
_ALL = frozenset(("both", "they", "all"))
_STATES = frozenset(("condition", "hospital"))
_AFTER_HER = STOPS | {",", "and", "or", "then", "several", "multiple", "twice", "once"}


def read_pronoun(notes: Notes, i: int, last: int) -> People | None:
    """Return the people that "he", "himself", "another", "both" or a bare surname stand for ("Webb was")."""
    word = notes.words[i]
    if _is_one_more(notes, i, last):
        return People(i, i + 1, Count(1, 1, 1, word), notes.texts[i], None, "", phrase=notes.texts[i])
    owns = word == "her" and i + 1 < last and notes.words[i + 1] not in _AFTER_HER
    if (word in _PRONOUNS and not owns) or (word in REFLEXIVES and notes.words[i + 1 : i + 2] != ["-"]):
        turned = notes.words[i - 2 : i] == ["gun", "on"]  # "then turned the gun on himself"
        phrase = words_of(notes, i - 2, i + 1) if turned else ""
        return People(i, i + 1, Count(1, 1, 1, word), notes.texts[i], None, "pronoun", noun=word, phrase=phrase)
    if word in _ALL and (back := _pointing_back(notes, i, last)) is not None:
        return back
    if not (notes.texts[i].istitle() and notes.texts[i].isalpha() and len(notes.texts[i]) > 2):
        return None
    after = notes.words[i + 1 : i + 4]
    aged = after[:1] + after[2:] == [",", ","] and after[1].isdigit() and notes.words[i - 1] != "the"
    if aged:
        after = notes.words[i + 4 : i + 7]  # "Wolf, 41, died"
    elif after[:1] == [","]:
        after = after[2:] if after[1:2] == ["who"] else []
    with_others = after[:1] == ["and"] and "others" in after and bool(notes.marks_in(i + 2, i + 3, MentionKind.COUNT))
    if not after or (after[0] not in _SINGULAR and not with_others and not _is_surname_hit(notes, word, i)):
        return None
    if word in NOBODY | STREETS or notes.marks_in(i, i + 1) or notes.nouns_in(i, i + 1):
        return None
    return People(i, i + 1, Count(1, 1, 1, word), notes.texts[i], notes.texts[i], "pronoun", age=age_before(notes, i))


def _pointing_back(notes: Notes, i: int, last: int) -> People | None:
    """Return those told before for whom "both", "they" or "all of them" stands."""
    word, after = notes.words[i], notes.words[i + 1 : i + 3]
    acts = i + 1 < last and after[0] in _PLURAL
    of_them = after == ["of", "them"]
    if word == "both" and i + 1 < last and (acts or of_them):
        return People(i, i + 1, Count(2, 2, 2, word), notes.texts[i], None, "pronoun", noun=word, phrase=word)
    if (word == "they" and acts) or (word == "all" and of_them):
        return People(i, i + 1, Count(), notes.texts[i], None, "pronoun", noun="they", phrase=word)
    return None


def _is_one_more(notes: Notes, i: int, last: int) -> bool:
    """Return whether a word alone stands for somebody not told of yet: "another was hurt", "and a third is"."""
    after = notes.words[i + 1] if i + 1 < last else ""
    if notes.words[i] != "another" and (
        notes.words[i] not in FURTHER or notes.words[max(0, i - 1)] not in {"a", "an", "the"}
    ):
        return False
    if after == "in":  # "one person dead and another in critical condition", "a third in the leg"
        return not (_STATES | BODY).isdisjoint(notes.words[i + 2 : i + 5])
    if after == "being" or after in _SINGULAR:
        return True
    return notes.words[i] == "another" and (after in HURT or after in {"critically", "seriously"})


def _is_surname_hit(notes: Notes, word: str, i: int) -> bool:
    """Return whether a bare surname, of somebody named in the article, follows "killed" or "shooting"."""
    found_shot = "found" in notes.words[max(0, i - 4) : i] and notes.words[i + 1 : i + 2] == ["shot"]
    before = notes.words[i - 1] if i and notes.words[i - 1] != "both" else notes.words[max(0, i - 2)]
    if i == 0 or not (before in _HITTING or found_shot):
        return False
    return any(m.kind is MentionKind.PERSON and notes.words[m.last - 1] == word for m in notes.marks)
