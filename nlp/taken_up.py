"""Sites that a story tells without a name and then by it, or that a town has one of.

"A mosque ... The Linwood Mosque", "the police headquarters in Kandahar".
"""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.lexicons import fold, word_set
from nlp.notes import Notes, Report, Story
from nlp.place_cues import NATIONS
from nlp.place_words import ARABIC_ARTICLES, COMPASS, HOLDING, HOSPITALS, JAILS, LOCATIVES, TOWN_WORDS, TREATING
from nlp.settings import HITTING
from nlp.site_names import SITES, site_end
from store.model import MentionKind, Place, PlacePrecision

_KINDS = SITES | {"centre", "center"}
_ALIKE = (
    {"mall", "centre", "center", "plaza", "supermarket", "market", "bazaar"},
    {"base", "camp", "barracks", "garrison"},
)
_AFTERWARDS = TREATING | HOLDING
_UNNAMED = frozenset({"a", "an", "one"})
_INTO = frozenset({"into", "to", "from"})
_NOT_IT = frozenset({"a", "an", "another", "other", "nearby", "of", "to", "into", "from", "and", ","})
_NEAR_ARTICLE = 4  # words from an article to its noun
_SENTENCES = 4
"""Sentences after a report in which its site may be named."""

_ONE_OF = word_set("sites", "one_there")
_LEADING_ONE = word_set("sites", "one_there_leading")
_PUTTING = (LOCATIVES | HITTING | {"of", "outside", "behind", "opposite"}) - {"from", "to", "toward", "towards"}
_LEADING_TOWN = COMPASS | NATIONS | TOWN_WORDS | {"the", "of"}
_LONG_ONE = 4  # words


def site_taken_up(doc: Doc, notes: Notes, story: Story, place: Place) -> tuple[int, int] | None:
    """Return the name of the one site that the next sentences give to what a story told as "a mosque"."""
    told = [r for r in story.reports if r.role != "claim" and not r.headline]
    kinds = {kind for report in told for kind in _unnamed_kinds(notes, report)}
    if not kinds or place.precision in {None, PlacePrecision.COUNTRY, PlacePrecision.ADMIN1}:
        return None
    found: dict[str, tuple[int, int]] = {}
    last = min(told[-1].sentence + _SENTENCES, len(notes.sentences))
    for number in range(told[0].sentence, last):
        for first, end in _named(doc, notes, notes.sentences[number], kinds, place):
            found.setdefault(" ".join(notes.words[first:end]), (first, end))
    return next(iter(found.values())) if len(found) == 1 else None


def _unnamed_kinds(notes: Notes, report: Report) -> set[str]:
    """Return what sites a report tells without a name, with the words that may stand for each: "a shopping centre"."""
    kinds: set[str] = set()
    words = notes.words[report.first : report.last]
    kinds_here = _KINDS if _AFTERWARDS.isdisjoint(words) else _KINDS - HOSPITALS - JAILS
    for n in range(report.first, report.last):
        if notes.words[n] not in kinds_here:
            continue
        before = notes.words[max(report.first, n - _NEAR_ARTICLE) : n]
        if _UNNAMED.isdisjoint(before):
            continue
        if notes.words[n] in HOSPITALS and _INTO & {*before}:
            continue  # "walked into a hospital"
        if all(text.islower() for text in notes.texts[n - len(before) + _last_article(before) : n + 1]):
            kinds |= next((alike for alike in _ALIKE if notes.words[n] in alike), {notes.words[n]})
    return kinds


def _last_article(words: list[str]) -> int:
    return max(n for n, word in enumerate(words) if word in _UNNAMED)


def _named(doc: Doc, notes: Notes, sentence: tuple[int, int], kinds: set[str], place: Place) -> list[tuple[int, int]]:
    """Return the names in a sentence of sites of some kinds, which its words do not set apart from those told."""
    found: list[tuple[int, int]] = []
    i, stop = sentence[0] + 1, sentence[1]
    while i < stop:
        end = site_end(doc, notes, i, stop, place)
        if end > i + 1 and notes.words[end - 1] in kinds and notes.words[i - 1] not in _NOT_IT:
            behind = (
                notes.marks_in(end, end + 3, MentionKind.PLACE)
                if notes.words[end : end + 1] in (["in"], [","], ["of"])
                else []
            )
            elsewhere = [m.value for m in behind]
            town = {*notes.words[i : end - 1]} <= {*fold(place.name or "").split()}  # "the Lima nightclub"
            if not town and all(isinstance(v, Place) and v.country in {None, place.country} for v in elsewhere):
                article = notes.words[i - 1] == "-" and notes.words[i - 2] in ARABIC_ARTICLES
                found.append((i - 2 * article, end))
        i = max(end, i + 1)
    return found


def only_site(notes: Notes, story: Story, place: Place) -> tuple[int, int] | None:
    """Return what a town has one of, where the clauses of a story put it there: "at the airport in Larnaca"."""
    if place.canonical is None or place.precision not in {PlacePrecision.EXACT, PlacePrecision.NEAR}:
        return None
    for report in story.reports:
        if report.role == "claim" or report.headline:
            continue
        for mark in notes.marks_in(report.first + 2, report.last, MentionKind.PLACE):
            value = mark.value
            if not isinstance(value, Place) or value.canonical != place.canonical:
                continue
            if (found := _before_town(notes, report.first, mark.first)) is not None:
                return found
    return None


def _before_town(notes: Notes, first: int, town: int) -> tuple[int, int] | None:
    """Return the words for what a town has one of that stand right before its name, and put something there."""
    end = town
    while end > first and notes.words[end - 1] in _LEADING_TOWN:
        end -= 1  # "in the southern Turkish city of"
    end -= notes.words[end - 1] == "in"
    if end == town or notes.words[end] not in {"in", "of"} or notes.words[end - 1] not in _ONE_OF:
        return None
    begin = end - 1
    while begin > first and end - begin < _LONG_ONE and notes.words[begin - 1] in _LEADING_ONE:
        begin -= 1
    article = notes.words[begin - 1] in ({"the", "an"} if notes.words[end - 1] == "airport" else {"the"})
    if not article and end - begin == 1:
        return None  # "police headquarters in", but not "airports in"
    return (begin, end) if notes.words[begin - 1 - article] in _PUTTING else None
