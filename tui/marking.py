"""A word cursor over an article: marking a stretch of text without a mouse."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from store.model import Span

_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*|[^\w\s]")


class Marker:
    """Words from an anchor to a cursor; the punctuation between words is a step of its own."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self._words = [Span(hit.start(), hit.end()) for hit in _WORD.finditer(text)]
        self._starts = [word.start for word in self._words]
        self._at = 0
        self._anchor: int | None = None
        self._held = False
        self.go(offset)

    @property
    def offset(self) -> int:
        """Where the cursor's word begins."""
        return self._words[self._at].start if self._words else 0

    @property
    def anchored(self) -> bool:
        """Whether the first word is chosen."""
        return self._anchor is not None

    @property
    def held(self) -> bool:
        """Whether the first word was chosen by hand, and stays whatever is marked."""
        return self._held

    @property
    def span(self) -> Span:
        """What is marked: the word at the cursor, or all words from the anchor to it."""
        if not self._words:
            return Span(0, 0)
        anchor = self._at if self._anchor is None else self._anchor
        first, last = sorted((anchor, self._at))
        return Span(self._words[first].start, self._words[last].end)

    def step(self, words: int) -> None:
        """Move by words, as far as there are any."""
        self._at = max(0, min(self._at + words, len(self._words) - 1))

    def go(self, offset: int) -> None:
        """Move to the word at an offset, or the one before it."""
        self._at = max(0, bisect_right(self._starts, offset) - 1)

    def anchor(self) -> None:
        """Begin the marked words at the cursor."""
        self._anchor, self._held = self._at, True

    def take(self, span: Span) -> None:
        """Mark a whole span; where the first word was chosen, mark up to the span's last word."""
        first = min(bisect_left(self._starts, span.start), len(self._words) - 1)
        self._at = max(first, bisect_left(self._starts, span.end) - 1)
        if not self._held:
            self._anchor = first
