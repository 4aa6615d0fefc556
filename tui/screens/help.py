"""All keys, from the table of keys; any key closes it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from store.model import MentionKind
from tui import keys
from tui.keys import KeyTable
from tui.palette import palette
from tui.widgets.lines import Bar, Block, LineWidget, Part

KEY_CELLS = 12


class HelpScreen(Screen[None], inherit_bindings=False):
    """The keys of the screen it was called from, then the others, and what the looks mean."""

    AUTO_FOCUS = None
    ALLOW_SELECT = False

    def __init__(self, first: str, table: KeyTable) -> None:
        super().__init__()
        self._keys = table
        self._first = first
        self._top = 0
        self._lines: list[list[Part]] = []

    def compose(self) -> ComposeResult:
        """Make a header, the page and a footer."""
        yield Bar(id="header")
        yield Block(id="page")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Make the page."""
        looks = palette(self.app.theme)
        order = [self._first, *(screen for screen in keys.TITLES if screen != self._first)]
        for screen in order:
            self._lines += [[], [(f" {keys.TITLES[screen].capitalize()}", looks.strong)]]
            for key in self._keys.of(screen):
                self._lines.append([(f"  {key.shown:<{KEY_CELLS}}", looks.doubt), (key.does, looks.text)])
        marks = {
            "what happened": MentionKind.TRIGGER, "weapon": MentionKind.WEAPON, "when": MentionKind.TIME,
            "where": MentionKind.PLACE, "who": MentionKind.GROUP, "how many": MentionKind.COUNT,
            "claim": MentionKind.CLAIM,
        }  # fmt: skip
        self._lines += [[], [(" How the article is marked", looks.strong)], [("  ", looks.text)]]
        for name, kind in marks.items():
            self._lines[-1] += [(name, looks.marks[kind]), ("  ", looks.text)]
        self._lines.append([("  ", looks.text), ("the words of the current slot", looks.evidence), ("  ", looks.text),
                            ("its other words", looks.evidence_other), ("  ", looks.text),
                            ("menus and credits", looks.dim)])  # fmt: skip
        self._lines.append([("  · empty   ~ doubtful   ! does not fit   ? waits for the published date", looks.text)])
        self._show()

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        self._show()

    def _show(self) -> None:
        looks = palette(self.app.theme)
        page = self.query_one("#page", Block)
        self._top = max(0, min(self._top, len(self._lines) - page.size.height))
        page.show(self._lines[self._top :])
        scroll = " ".join(self._keys.shown(keys.HELP, action) for action in ("down", "up"))
        more = self._top + page.size.height < len(self._lines)
        self.query_one("#header", Bar).show(
            [(" Keys", looks.bar_strong)], [(f"{scroll} scroll ", looks.bar)] if more else []
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
