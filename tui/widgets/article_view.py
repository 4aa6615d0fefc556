"""The article: its text as stored, with what the machine saw in it and the evidence of a slot."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from store.model import Article, Mention, Span
from tui.coverage import Spans, joined
from tui.palette import brackets
from tui.widgets.lines import LineWidget, Part, strip_of
from tui.wrap import Line, without, wrap

DIFFERS = "+"
"""Stands before the lines of a copy that say what the article read before does not."""


class ArticleView(LineWidget):
    """Soft-wrapped text in which single lines are drawn anew as the evidence moves."""

    def __init__(self, fold_key: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fold_key = fold_key
        self._text = ""
        self._title = Span(0, 0)
        self._mentions: Sequence[Mention] = ()
        self._starts: list[int] = []
        self._dimmed: Sequence[Span] = ()
        self._quiet = Spans(())
        self._differing = Spans(())
        self._folds: Sequence[Span] = ()
        self._folded_lines: dict[int, int] = {}
        self.folded = False
        self._lines: list[Line] = [(0, 0)]
        self._line_starts: list[int] = [0]
        self._wrapped_at = 0
        self._evidence: Sequence[Span] = ()
        self._current = 0
        self._found: Span | None = None
        self.top = 0
        self._reading_from = 0
        self._fitted = Size(0, 0)

    # What is shown

    def set_article(
        self,
        article: Article,
        mentions: Sequence[Mention],
        read: Sequence[Span] = (),
        kept: Sequence[Span] = (),
        differing: Sequence[Span] = (),
        *,
        folded: bool = False,
    ) -> None:
        """Show another article from its beginning; ``read`` was read before, ``kept`` is never folded away.

        The lines of what is ``differing`` have a sign in their margin.
        """
        self._text = article.text
        title = article.title.strip()
        start = len(article.text) - len(article.text.lstrip())
        self._title = Span(start, start + len(title)) if title and article.text.startswith(title, start) else Span(0, 0)
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        needed = Spans(kept)
        quiet = (*article.boilerplate, *read)
        self._dimmed, self._quiet = joined(quiet, article.text), Spans(quiet)
        self._differing = Spans(span for span in differing if not self._quiet.touch(span))
        self._folds = joined((span for span in quiet if not needed.touch(span)), article.text)
        self.folded = folded
        self._evidence, self._current, self._found = (), 0, None
        self.top = self._reading_from = 0
        self._wrapped_at = 0
        self._rewrap()
        self.redraw()

    def show_evidence(self, spans: Sequence[Span], current: int = 0, *, bring: bool = True) -> None:
        """Make these words stand out, the current ones most, and bring those into view unless told not to."""
        self._evidence, self._current = spans, current
        if spans and bring:
            self._bring(spans[current])
        self.redraw()

    def show_found(self, span: Span | None, at: int | None = None, *, bring: bool = True) -> None:
        """Make words that were searched or marked stand out; bring them, or the place ``at``, into view."""
        if span is None and self._found is None:
            return
        self._found = span
        if span is not None and bring:
            self._bring(span if at is None else Span(at, at + 1))
        self.redraw()

    # Where the reader is

    @property
    def line_count(self) -> int:
        """The number of screen lines of the text at this width."""
        return len(self._lines)

    @property
    def whereabouts(self) -> str:
        """How much of the text has come by, as a reader would say it."""
        last = len(self._lines) - self.size.height
        if last <= 0:
            return "all"
        return "top" if self.top == 0 else "end" if self.top >= last else f"{100 * self.top // last}%"

    @property
    def offset_at_top(self) -> int:
        """The text offset of the first line in view."""
        return self._lines[min(self.top, len(self._lines) - 1)][0]

    def line_of(self, offset: int) -> int:
        """Return the screen line, counted from the text's first, that holds an offset."""
        return max(0, bisect_right(self._line_starts, offset) - 1)

    def lines_apart(self, offset: int, lines: int) -> int:
        """Return the offset so many screen lines below (above where negative), in the same column."""
        at = self.line_of(offset)
        column = offset - self._lines[at][0]
        start, end = self._lines[max(0, min(at + lines, len(self._lines) - 1))]
        return min(start + column, end)

    @property
    def foldable(self) -> bool:
        """Whether there is anything to fold away."""
        return bool(self._folds)

    def fold(self, on: bool) -> None:
        """Fold what is dimmed away, a line in its place, or show it again; the words at the top stay there."""
        at = self.offset_at_top
        self.folded = on
        self._wrapped_at = 0
        self._rewrap()
        self._go(self.line_of(at))
        self.redraw()

    def scroll_by(self, lines: int) -> None:
        """Scroll by lines, as far as there are any."""
        self._fit()
        self._go(self.top + lines)
        self.redraw()

    def page(self, pages: int) -> None:
        """Scroll by pages, keeping two lines for the eye."""
        self.scroll_by(pages * max(1, self.size.height - 2))

    def _go(self, top: int) -> None:
        self._to_line(top)
        self._reading_from = self.offset_at_top

    def _to_line(self, top: int) -> None:
        self.top = max(0, min(top, len(self._lines) - self.size.height))

    def _bring(self, span: Span) -> None:
        """Bring a span into view, a third from the top where it was not."""
        if self.size.height == 0:
            return
        self._fit()
        if self.folded and any(fold.start < span.end and fold.end > span.start for fold in self._folds):
            self.fold(False)
        if not self._in_view(span, self.size.height):
            self._go(self.line_of(span.start) - self.size.height // 3)

    def _in_view(self, span: Span, height: int) -> bool:
        first, last = self.line_of(span.start), self.line_of(max(span.start, span.end - 1))
        return self.top <= first and last < self.top + height

    # Drawing

    def on_resize(self) -> None:
        """Draw all of it at the new size."""
        self._fit()
        self.redraw()

    def _fit(self) -> None:
        """Wrap anew at another size: what is read from stays at the top, and what stood out in view stays in view.

        The words are those that one scrolled to, so that a width and back changes nothing.
        """
        if self._fitted == self.size:
            return
        shown = self._found or (self._evidence[self._current] if self._evidence else None)
        kept = shown is not None and (not self._fitted.height or self._in_view(shown, self._fitted.height))
        self._fitted = self.size
        self._rewrap()
        self._to_line(self.line_of(self._reading_from))
        if shown is not None and kept and not self._in_view(shown, self.size.height):
            self._to_line(self.line_of(shown.start) - self.size.height // 3)

    def _rewrap(self) -> None:
        cells = self.size.width - 2
        if cells <= 0 or cells == self._wrapped_at:
            return
        self._wrapped_at = cells
        self._lines, self._folded_lines = wrap(self._text, cells), {}
        if self.folded:
            self._lines, self._folded_lines = without(self._lines, self._folds)
        self._line_starts = [start for start, _ in self._lines]

    def line(self, y: int, cells: int) -> Strip:
        """Return a screen line, one cell of margin first."""
        self._fit()
        looks = self.looks
        row = self.top + y
        if row >= len(self._lines):
            return Strip.blank(cells, looks.text)
        start, end = self._lines[row]
        if row in self._folded_lines:
            count = self._folded_lines[row]
            words = f" … {count} line{'' if count == 1 else 's'} folded: {self._fold_key}"
            return strip_of([(words, looks.dim)], cells, looks.text)
        left, shown, right = self._bracketed(start, end)
        differs = left == " " and start < end and self._differing.touch(Span(start, end))
        parts: list[Part] = [(DIFFERS, looks.good) if differs else (left, looks.dim)]
        at = 0
        for style, run in groupby(self._styles(start, end)):
            stop = at + len(list(run))
            parts.append((shown[at:stop], style))
            at = stop
        return strip_of([*parts, (right, looks.dim)], cells, looks.text)

    def _bracketed(self, start: int, end: int) -> tuple[str, str, str]:
        """Return a line with its margins, brackets in the space around the mentions whose look has them.

        Where a comma or another part of the word follows, the space after that is meant: no bracket stands alone.
        """
        around = brackets(self.looks)
        words = self._text[start:end]
        cells = [" ", *words, " "]
        for mention in self._mentions_in(start, end):
            signs = around.get(mention.kind)
            if signs is None or self._quiet.touch(mention):
                continue
            first, last = mention.start - start, mention.end - start
            after = words.find(" ", last)
            spaces = words.rfind(" ", 0, first) + 1 if first >= 0 else -1, len(words) + 1 if after < 0 else after + 1
            for sign, at in zip(signs, spaces, strict=True):
                if 0 <= at < len(cells) and cells[at] == " ":
                    cells[at] = sign
        return cells[0], "".join(cells[1:-1]), cells[-1]

    def _mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        for at in range(max(0, bisect_left(self._starts, start) - 1), len(self._mentions)):
            if self._mentions[at].start >= end:
                return
            if self._mentions[at].end > start:
                yield self._mentions[at]

    def _styles(self, start: int, end: int) -> list[Style]:
        """Return a style for each character of a line: what matters most now is painted last."""
        looks = self.looks
        styles = [looks.text] * (end - start)

        def paint(span: Span | Mention, style: Style) -> None:
            first, last = max(span.start, start), min(span.end, end)
            if first < last:
                styles[first - start : last - start] = [style] * (last - first)

        paint(self._title, looks.strong)
        for mention in self._mentions_in(start, end):
            paint(mention, looks.marks[mention.kind])
        first = bisect_right(self._dimmed, start, key=lambda span: span.start)
        for at in range(max(0, first - 1), len(self._dimmed)):
            if self._dimmed[at].start >= end:
                break
            paint(self._dimmed[at], looks.dim)
        for number, span in enumerate(self._evidence):
            if number != self._current:
                paint(span, looks.evidence_other)
        if self._evidence:
            paint(self._evidence[self._current], looks.evidence)
        if self._found is not None:
            paint(self._found, looks.found)
        return styles
