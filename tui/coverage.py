"""What an article tells beside its incidents: violence that none of them uses, and talk of attacks in general."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from store.articles import StoredArticle
from store.model import Incident, Mention, MentionKind, Span
from store.sentences import sentence_at, sentences


def unused(article: StoredArticle, incidents: Iterable[Incident]) -> list[Span]:
    """Return the sentences that tell of violence and that no incident rests on, in order."""
    told = Spans(used(article, incidents))
    return [span for span in article.uncovered if not told.touch(span)]


def generic(article: StoredArticle, incidents: Iterable[Incident]) -> list[Mention]:
    """Return the words for attacks that name none in particular: they stand where no incident is told."""
    triggers = [mention for mention in article.mentions if mention.kind is MentionKind.TRIGGER]
    if not triggers:
        return []
    spans = sentences(article.article.text)
    told = {sentence_at(spans, span.start) for span in (*used(article, incidents), *article.uncovered)}
    menus = Spans(article.article.boilerplate)
    return [one for one in triggers if sentence_at(spans, one.start) not in told and not menus.touch(one)]


def used(article: StoredArticle, incidents: Iterable[Incident]) -> list[Span]:
    """Return the words of an article that incidents rest on."""
    return [
        Span(piece.start, piece.end)
        for incident in incidents
        for pieces in incident.evidence.values()
        for piece in pieces
        if piece.article_id == article.id
    ]


def joined(spans: Iterable[Span], text: str) -> list[Span]:
    """Return the spans in order, those as one that overlap or have only space between them."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and (span.start <= found[-1].end or not text[found[-1].end : span.start].strip()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


class Spans:
    """Spans in which one look-up says whether any of them overlaps another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touch(self, span: Span | Mention) -> bool:
        """Return whether any of the spans overlaps this one."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start


def next_from(spans: Sequence[Span], offset: int) -> tuple[int, Span] | None:
    """Return the first span that begins at or after an offset with its number, from the first again at the end."""
    if not spans:
        return None
    return next(((at, span) for at, span in enumerate(spans) if span.start >= offset), (0, spans[0]))
