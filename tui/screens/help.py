"""All keys, from the table of keys; any key closes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from store.model import MentionKind
from tui import keys
from tui.keys import KeyTable
from tui.palette import Palette, brackets, palette
from tui.widgets.lines import Bar, Block, LineWidget, Part
from tui.wrap import wrap

KEY_CELLS = 12
LOOKS: Mapping[str, MentionKind] = {
    "what happened": MentionKind.TRIGGER, "weapon": MentionKind.WEAPON, "when": MentionKind.TIME,
    "place": MentionKind.PLACE, "base or building": MentionKind.FACILITY, "group": MentionKind.GROUP,
    "person": MentionKind.PERSON, "how many": MentionKind.COUNT, "claim": MentionKind.CLAIM,
}  # fmt: skip
"""What the machine marks in an article."""


class HelpScreen(Screen[None], inherit_bindings=False):
    """The keys and signs of the screen it was called from, then those of the others."""

    AUTO_FOCUS = None
    ALLOW_SELECT = False

    def __init__(self, first: str, table: KeyTable) -> None:
        super().__init__()
        self._keys = table
        self._first = first
        self._top = 0
        self._lines: list[list[Part]] = []
        self._made_for = 0

    def compose(self) -> ComposeResult:
        """Make a header, the page and a footer."""
        yield Bar(id="header")
        yield Block(id="page")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        self._show()

    def _make(self, cells: int) -> list[list[Part]]:
        """Return all lines of the page at a width."""
        # Imported when help is asked for: the first screen does not need what the others are drawn with.
        from tui.legend import SIGNS

        looks = palette(self.app.theme)
        lines: list[list[Part]] = []
        for screen in (self._first, *(screen for screen in keys.TITLES if screen != self._first)):
            lines += [[], [(f" {keys.TITLES[screen].capitalize()}", looks.strong)]]
            for key in self._keys.of(screen):
                lines += _told(looks, key.shown, key.does, cells)
            if screen in SIGNS:
                lines += [[], [(f" Signs {keys.TITLES[screen]}", looks.strong)]]
                for sign, words in SIGNS[screen]:
                    lines += _told(looks, sign, words, cells)
            if screen == keys.REVIEW:
                lines += [[], [(" How the article is marked", looks.strong)], *_looks(looks, cells)]
        return lines

    def _show(self) -> None:
        looks = palette(self.app.theme)
        page = self.query_one("#page", Block)
        if page.size.width != self._made_for:
            self._lines, self._made_for = self._make(page.size.width), page.size.width
        self._top = max(0, min(self._top, len(self._lines) - page.size.height))
        page.show(self._lines[self._top :])
        scroll = " ".join(self._keys.shown(keys.HELP, action) for action in ("down", "up"))
        more = self._top + page.size.height < len(self._lines)
        self.query_one("#header", Bar).show(
            [(" Keys", looks.bar_strong)], [(f"{scroll} pgdn scroll ", looks.bar)] if more or self._top else []
        )
        self.query_one("#footer", Bar).show([(" any other key closes this page", looks.bar)])

    async def press(self, event: events.Key) -> bool:
        """Take a key: scroll, or close."""
        action = self._keys.action_for(keys.HELP, event.key)
        if action == "quit":
            self.app.exit()
        elif action in ("down", "up"):
            self._top += 1 if action == "down" else -1
            self._show()
        elif event.key in ("pagedown", "pageup"):
            self._top += self.size.height - 4 if event.key == "pagedown" else 4 - self.size.height
            self._show()
        else:
            await self.dismiss()
        return True

    def on_line_widget_wheeled(self, message: LineWidget.Wheeled) -> None:
        """Scroll with the mouse."""
        self._top += message.lines
        self._show()


def _told(looks: Palette, sign: str, words: str, cells: int) -> Iterator[list[Part]]:
    """Yield the lines of a key or sign: what it does, in as many lines as that takes."""
    for at, (start, end) in enumerate(wrap(words, max(8, cells - KEY_CELLS - 3))):
        yield [(f"  {'' if at else sign:<{KEY_CELLS}}", looks.doubt), (words[start:end], looks.text)]


def _looks(looks: Palette, cells: int) -> Iterator[list[Part]]:
    """Yield the looks of the words in an article, as many of them in a line as fit."""
    around = brackets(looks)
    shown = []
    for name, kind in LOOKS.items():
        before, after = list(around.get(kind, "  "))
        shown.append([(before, looks.dim), (name, looks.marks[kind]), (after, looks.dim)])
    for name, style in (("the words of the current slot", looks.evidence), ("its other words", looks.evidence_other),
                        ("what was searched or is marked", looks.found),
                        ("menus, credits, what was read before", looks.dim)):  # fmt: skip
        shown.append([(" ", looks.text), (name, style), (" ", looks.text)])
    line: list[Part] = [(" ", looks.text)]
    for parts in shown:
        used, needs = (sum(len(text) for text, _ in some) for some in (line, parts))
        if used + needs > cells and len(line) > 1:
            yield line
            line = [(" ", looks.text)]
        line += parts
    yield line
