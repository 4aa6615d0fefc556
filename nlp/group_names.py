"""Names of groups that no lexicon holds, by their pattern; a long name with its acronym is one mention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from nlp.lexicons import read_lexicon, word_set
from nlp.notes import Mark, Notes
from nlp.phrases import phrase_start
from nlp.places import country_of
from store.model import Actor, MentionKind

# "front", "army", "brigades": the noun of a group's name.
_HEADS = word_set("group_names", "heads")
# "liberation", "revolutionary": words that make such a noun the name of an armed group.
_CAUSES = word_set("group_names", "causes")
_CALLED = word_set("group_names", "called")
_INSIDE = frozenset({"of", "for", "the", "de", "la", "del", "and", "-", "'s", "'"})
_OPENING = {"(": ")", "[": "]"}
_LONGEST = 8
_GANGS = frozenset({"gang", "cartel"})


def add_groups(doc: Doc, notes: Notes) -> None:
    """Mark groups named by pattern ("calling itself ...", "X Liberation Front (XLF)"), and join name and acronym."""
    taken = {i for m in notes.marks if m.kind is not MentionKind.COUNT for i in range(m.first, m.last)}
    acronyms: dict[str, Actor] = {}
    i = 0
    while i < len(notes.words):
        found = _named(notes, i, taken) if notes.words[i] in _HEADS and i not in taken else None
        if found is None:
            i += 1
            continue
        first, last, actor = found
        if acronym := _acronym(notes, last):
            acronyms[acronym] = actor
        notes.marks.append(Mark(MentionKind.GROUP, first, last, actor, "unknown"))
        taken.update(range(first, last))
        i = last
    for i, text in enumerate(notes.texts):
        if text in acronyms and i not in taken:
            notes.marks.append(Mark(MentionKind.GROUP, i, i + 1, acronyms[text], "unknown"))
    notes.marks.extend(_gangs(notes, taken))
    notes.marks.sort(key=lambda m: m.first)
    _join(doc, notes)


def _gangs(notes: Notes, taken: set[int]) -> Iterator[Mark]:
    """Yield the gangs whose name in capitals stands before the word: "the Red Anchors gang", "the Varga cartel"."""
    if notes.capitals:
        return
    for head in [i for i, word in enumerate(notes.words) if word in _GANGS]:
        if head in taken or not notes.texts[head].islower():
            continue
        floor, stop = notes.sentence_of(head)
        first = head
        while first - 1 > floor and head - first < _LONGEST and notes.texts[first - 1][:1].isupper():
            first -= 1
        named = first < head and notes.words[first - 1] == "the" and taken.isdisjoint(range(first, head))
        if named and not _is_in_title_case(notes, floor, stop) and country_of(notes.words[first]) is None:
            name = " ".join(notes.written(first, head + 1).split())
            yield Mark(MentionKind.GROUP, first, head + 1, Actor(name, "criminal"), "criminal")


def _named(notes: Notes, head: int, taken: set[int]) -> tuple[int, int, Actor] | None:
    """Return the range and the actor of a name around its noun; None if nothing shows that it is a group's."""
    floor, stop = notes.sentence_of(head)
    first = phrase_start(notes, head, floor) if notes.capitals else _capitals_before(notes, head, floor)
    last = _end(notes, head, stop)
    while first < head and (notes.words[first] in _INSIDE or first in taken):
        first += 1
    if last - first < 2 or not notes.texts[head][0].isupper() or not taken.isdisjoint(range(first, last)):
        return None
    caused = bool(_CAUSES & set(notes.words[first:last]))
    before = notes.words[max(floor, first - 4) : first]
    called = bool(_CALLED & set(before))
    quoted = before[-1:] == ['"'] and notes.words[last : last + 1] == ['"']
    if not called and _is_in_title_case(notes, floor, stop):
        return None  # "Soldiers Dead After Two Nights of Resistance"
    if not (called or (caused and (quoted or _acronym(notes, last) is not None or not notes.capitals))):
        return None
    text = " ".join(notes.written(first, last).split())
    return first, last, Actor(_titled(text) if notes.capitals else text, "unknown")


def _is_in_title_case(notes: Notes, first: int, last: int) -> bool:
    """Return whether the words of a headline all have capitals, so that these show no name."""
    words = [text for text in notes.texts[first:last] if text.isalpha() and len(text) > 3]
    return len(words) > 3 and all(word[0].isupper() for word in words) and not all(word.isupper() for word in words)


def _capitals_before(notes: Notes, head: int, floor: int) -> int:
    first = head
    while (
        first > floor
        and head - first < _LONGEST
        and (notes.texts[first - 1][0].isupper() or notes.texts[first - 1] in _INSIDE)
    ):
        first -= 1
    while first < head and not (notes.texts[first][0].isupper() and notes.texts[first] not in {"The", "A", "An"}):
        first += 1
    return first


def _end(notes: Notes, head: int, stop: int) -> int:
    """Return the end of a name that goes on after its noun: "Movement for the Liberation of the Coast"."""
    last = head + 1
    while last < min(stop, head + _LONGEST) and notes.words[last] in {"of", "for"}:
        end = last + 1 + (notes.words[last + 1 : last + 2] == ["the"])
        if end >= stop or not (notes.words[end] in _CAUSES or (not notes.capitals and notes.texts[end][0].isupper())):
            break
        last = end + 1
    return last


def _acronym(notes: Notes, i: int) -> str | None:
    """Return the acronym in the brackets at ``i``."""
    texts = notes.texts[i : i + 3]
    if len(texts) < 3 or texts[0] not in _OPENING or texts[2] != _OPENING[texts[0]]:
        return None
    text = texts[1]
    return text if text.isupper() and 2 <= len(text) <= 8 and text[0].isalpha() else None


def _titled(text: str) -> str:
    words = [word if word in _INSIDE else word.capitalize() for word in text.lower().split()]
    return " ".join(words)


def _join(doc: Doc, notes: Notes) -> None:
    """Let a name and what stands for it in the brackets behind it be one mark: "... Front [FMLN]"."""
    kept: list[Mark] = []
    for mark in notes.marks:
        previous = kept[-1] if kept else None
        if previous is not None and mark.first < previous.last:
            continue
        kept.append(mark)
        opening = notes.texts[mark.last] if mark.last < len(doc) else ""
        if mark.kind is not MentionKind.GROUP or mark.key in {"generic", "metonym"} or opening not in _OPENING:
            continue
        inside = notes.marks_in(mark.last + 1, mark.last + 2, MentionKind.GROUP)
        end = inside[0].last if inside and inside[0].value == mark.value else mark.last + 2
        alike = bool(inside and inside[0].value == mark.value) or _acronym(notes, mark.last) is not None
        if alike and end < len(doc) and notes.texts[end] == _OPENING[opening]:
            kept[-1] = replace(mark, last=end + 1)
    notes.marks = kept


def drop_namesakes(notes: Notes) -> None:
    """Forget groups by capitals that others go by too, where neither their name nor their country is told."""
    groups = read_lexicon("groups")
    ambiguous = frozenset(groups["ambiguous_acronyms"])
    alone = [m for m in notes.marks if m.kind is MentionKind.GROUP and notes.texts[m.first] in ambiguous]
    if not alone:
        return
    homes = {row["name"]: row.get("country") for row in groups["group"]}
    named = {m.value.name for m in notes.marks if isinstance(m.value, Actor) and m not in alone}
    for mark in alone:
        name = mark.value.name if isinstance(mark.value, Actor) else None
        home = homes.get(name or "")
        if mark.last == mark.first + 1 and name not in named and home is not None and home not in notes.countries:
            notes.marks.remove(mark)


def settle_forces(notes: Notes, country: str | None) -> None:
    """Name the forces of the country that an article is about where they are only those of its regime or junta."""
    groups = read_lexicon("groups")
    name = groups["state_actors"].get(country)
    if name is None:
        return
    for mark in notes.marks:
        if mark.key == "generic" and " ".join(notes.words[mark.first : mark.last]) in groups["of_the_country"]:
            mark.value, mark.key = Actor(name, "state"), "state"
