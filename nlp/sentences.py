"""Where sentences begin and end, in text as it comes from the web or a wire."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.lexicons import word_set
from store.model import Span

# A line this long that does not end a sentence goes on in the next one: hard-wrapped text.
WRAPPED_LINE = 50
# So much of the longest line of its paragraph a wrapped line fills with the word that it had no room for.
_FILLED = 0.7
_LONGEST_WORD = 30
# No sentence is longer, in characters; text that goes on is cut, so that the cost of a clause is bounded.
LONGEST = 2000

_ABBREVIATIONS = word_set("sentences", "abbreviations")
_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)|[\"”»]\s*(?=\n)"
    r"|(?<=[a-z]{3})[.!?][\"”]?(?=[“\"]?(?!Com\b|Net\b|Org\b)[A-Z][a-z]*[ ,’'])"
)
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+")
_WORD_BEFORE = re.compile(r"([\w.'’-]+)$")


@lru_cache(maxsize=1)  # both what unwraps a text and the stage ask for them
def split_sentences(text: str, starts: tuple[int, ...]) -> tuple[Span, ...]:
    """Return the sentences of ``text`` in order, without surrounding white space.

    ``starts`` are offsets at which a parser begins one: it decides where a full stop may only shorten a word.

    A blank line always ends one; so does a single line break, unless the line before it is about as long
    as the others and unfinished (hard-wrapped text). Headlines and menu lines therefore stand alone.
    """
    found: list[Span] = []
    begun = frozenset(starts)
    for block in _blocks(text):
        start = block.start
        for match in _END.finditer(text, block.start, block.end):
            if _ends_sentence(text, match, block.end) or _next_word(text, match.end()) in begun:
                _append(found, text, start, match.end())
                start = match.end()
        _append(found, text, start, block.end)
    return tuple(found)


def unwrapped(text: str) -> str:
    """Return ``text``, as long as it was, with a blank for each line break inside a sentence."""
    pieces: list[str] = []
    end = 0
    for span in split_sentences(text, ()):
        pieces += (text[end : span.start], text[span.start : span.end].replace("\n", " "))
        end = span.end
    return "".join([*pieces, text[end:]])


def _blocks(text: str) -> list[Span]:
    """Return the runs of text in which a line break is only a blank."""
    blocks: list[Span] = []
    start = 0
    for paragraph in [*(m.span() for m in _PARAGRAPH.finditer(text)), (len(text), len(text))]:
        line = start
        width = max(map(len, text[start : paragraph[0]].split("\n")))
        while (newline := text.find("\n", line, paragraph[0])) != -1:
            content = text[line:newline].rstrip()
            following = text[newline + 1 : newline + 1 + _LONGEST_WORD].lstrip().split(" ", 1)[0]
            if len(content) < max(WRAPPED_LINE, _FILLED * width - len(following)):
                blocks.append(Span(start, newline))
                start = newline + 1
            line = newline + 1
        blocks.append(Span(start, paragraph[0]))
        start = paragraph[1]
    return blocks


def _ends_sentence(text: str, match: re.Match[str], stop: int) -> bool:
    after = text[match.end() : min(stop, match.end() + 40)].lstrip()
    if not after:
        return True
    if not (after[0].isupper() or after[0].isdigit() or after[0] in "\"'“‘«([—–-•*"):
        return False
    if match[0].startswith(".") and not match[0].startswith(".."):
        word = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
        if word:
            bare = word[1].lower().lstrip("'’-")
            if bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha()):
                # "the U.S. Troops left" is rarer than "the U.S. Embassy"
                return False
            if bare == "no" and after[0].isdigit():
                return False
    return True


def _next_word(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    """Add a sentence without its white space, in pieces where it is longer than any sentence."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        _append(found, text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))
