"""The sentences of a text by its marks alone, as the store and the desk tell them apart."""

from __future__ import annotations

import re
from bisect import bisect_right

from store.model import Span

_BREAK = re.compile(r"[.!?][”\"’')\]]*\s+|\n\s*")


def sentences(text: str) -> list[Span]:
    """Return the sentences in order, without the space between them; a line's end always ends one."""
    found = []
    start = len(text) - len(text.lstrip())
    for hit in _BREAK.finditer(text, start):
        found.append(Span(start, hit.start() + len(hit.group().rstrip())))
        start = hit.end()
    if start < len(text):
        found.append(Span(start, start + len(text[start:].rstrip())))
    return [span for span in found if span.start < span.end]


def sentence_at(spans: list[Span], offset: int) -> Span:
    """Return the sentence that holds an offset, the next one from the space before it; empty where there is none."""
    at = max(0, bisect_right(spans, offset, key=lambda span: span.start) - 1)
    if at + 1 < len(spans) and spans[at].end <= offset:
        at += 1
    return spans[at] if spans else Span(0, 0)
