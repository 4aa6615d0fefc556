"""Marking words of the article into a slot, with the keys of the marking table."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from store.model import Mention, Span
from store.sentences import sentence_at, sentences
from tui import keys
from tui.marking import Marker
from tui.screens.review_page import ReviewPage


class ReviewMarking(ReviewPage, inherit_bindings=False):
    """The review page with its word cursor; while words are marked, it takes every key."""

    def take_marked(self, span: Span) -> None:
        """Put the marked words into the current slot."""
        raise NotImplementedError

    def begin_at(self, offset: int) -> None:
        """Begin a new incident from the sentence at an offset."""
        raise NotImplementedError

    async def press(self, event: events.Key) -> bool:
        """Take a key, while text is marked to the marking."""
        if self.marker is None or self.prompt.open or event.key == "ctrl+c":
            return await super().press(event)
        action = self.desk.keys.action_for(keys.MARK, event.key)
        if action is not None:
            getattr(self, f"_mark_{action}")(self.marker)
        return True

    def action_mark(self) -> None:
        """Begin to mark text, at the evidence of the slot or where the article is being read."""
        if self.reading.record is None:
            self.prompt.say(self.desk.begins, bad=True)
            return
        pieces = self.reading.evidence(self.reading.slot)
        start = pieces[self.reading.piece].start if pieces else self.article_view.offset_at_top
        self.marker = Marker(self.reading.article.article.text, self.found.start if self.found else start)
        self._show_marking()
        self.show_footer()

    def _show_marking(self) -> None:
        if self.marker is None:
            return
        anchor, take, leave = (self.desk.key(action, keys.MARK) for action in ("anchor", "take", "leave"))
        step = f"{take} takes the words" if self.marker.anchored else f"{anchor} begins here, {take} takes the word"
        self.prompt.say(f"marking for {self.reading.slot}: {step}, {leave} leaves")
        self.article_view.show_found(self.marker.span, self.marker.offset)

    def _mark_word_right(self, marker: Marker) -> None:
        marker.step(1)
        self._show_marking()

    def _mark_word_left(self, marker: Marker) -> None:
        marker.step(-1)
        self._show_marking()

    def _mark_line_down(self, marker: Marker) -> None:
        marker.go(self.article_view.lines_apart(marker.offset, 1))
        self._show_marking()

    def _mark_line_up(self, marker: Marker) -> None:
        marker.go(self.article_view.lines_apart(marker.offset, -1))
        self._show_marking()

    def _mark_sentence_right(self, marker: Marker) -> None:
        self._mark_sentence(marker, 1)

    def _mark_sentence_left(self, marker: Marker) -> None:
        self._mark_sentence(marker, -1)

    def _mark_sentence(self, marker: Marker, by: int) -> None:
        """Mark the sentence at the cursor; where that is marked already, the one after or before."""
        spans = sentences(marker.text)
        if not spans:
            return
        here = sentence_at(spans, marker.offset)
        whole = marker.span.end >= here.end - 1 and (marker.span.start <= here.start or marker.held)
        at = spans.index(here) + (by if whole else 0)
        marker.take(spans[max(0, min(at, len(spans) - 1))])
        self._show_marking()

    def _mark_mention_right(self, marker: Marker) -> None:
        self._mark_mention(marker, next((m for m in self._mentions if m.start >= marker.span.end), None))

    def _mark_mention_left(self, marker: Marker) -> None:
        before = [m for m in self._mentions if m.end <= marker.span.start]
        self._mark_mention(marker, before[-1] if before else None)

    def _mark_mention(self, marker: Marker, mention: Mention | None) -> None:
        if mention is not None:
            marker.take(Span(mention.start, mention.end))
        self._show_marking()

    @property
    def _mentions(self) -> Sequence[Mention]:
        return self.reading.article.mentions

    def _mark_new(self, marker: Marker) -> None:
        self.marker = None
        self.begin_at(marker.offset)

    def _mark_anchor(self, marker: Marker) -> None:
        marker.anchor()
        self._show_marking()

    def _mark_leave(self, _marker: Marker) -> None:
        self.marker = None
        self.prompt.say("")
        self.show_all()

    def _mark_take(self, marker: Marker) -> None:
        self.marker = None
        self.take_marked(marker.span)
