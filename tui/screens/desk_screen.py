"""What the screens of the desk share: the header, the message line, the prompt, the footer and undo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.screen import Screen

from store.desk import DeskPlace, has_decided
from store.errors import BlotterError
from tui import keys
from tui.desk import Desk, EntryError
from tui.fuzzy import ranked
from tui.glyphs import width
from tui.palette import Palette, palette
from tui.widgets.lines import Bar, LineWidget, Part
from tui.widgets.prompt import PromptLine, Question

if TYPE_CHECKING:
    from store.decisions import Decision
    from tui.app import BlotterApp

PALETTE_LINES = 6
"""How many actions are shown while one is asked for, over the lowest lines of the screen's main part."""
UNLISTED = ("palette",)
"""Actions that make no sense when chosen by name."""


FIRST: Mapping[str, Sequence[tuple[str, str]]] = {
    keys.QUEUE: (("down", "next"), ("open", "open"), ("discard", "dismiss"), ("undo", "undo"), ("palette", "actions"),
                 ("help", "keys")),
    keys.REVIEW: (("down", "next"), ("approve", "approve"), ("reject", "reject"), ("edit", "edit"),
                  ("undo", "undo"), ("help", "keys")),
}  # fmt: skip
"""The six keys of a screen that somebody needs first, with what each does there."""
LASTING = ("keys", "back", "leave")
"""What the footer shows at any width: the words for all keys, and for the way back."""


class DeskScreen(Screen[None], inherit_bindings=False):
    """A screen with a message line and a footer; while something is typed, it gets no keys."""

    KEYS = ""
    AUTO_FOCUS = None
    ALLOW_SELECT = False

    def __init__(self, desk: Desk, message: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.first_message = message
        self._ready = asyncio.Event()
        self.prompt = PromptLine(desk.keys, id="prompt")
        self.footer = Bar(id="footer")

    @property
    def desk_app(self) -> BlotterApp:
        """The app, as what it is."""
        return cast("BlotterApp", self.app)

    @property
    def looks(self) -> Palette:
        """The styles of the current theme."""
        return palette(self.app.theme)

    @property
    def main(self) -> LineWidget:
        """The largest part of the screen."""
        raise NotImplementedError

    def lay_over(self, lines: Sequence[Sequence[Part]]) -> None:
        """Show lines over the lowest ones of the largest part, until there are none."""
        self.main.lay_over(lines)

    @property
    def place(self) -> DeskPlace | None:
        """Where one is in an article; None on a screen that shows none."""
        return None

    def on_mount(self) -> None:
        """Show what the screen before had to say, and take keys when all is in its place."""
        self.prompt.hint = self._first_keys()
        if self.first_message:
            self.prompt.say(self.first_message)
        self.await_layout()

    def await_layout(self) -> None:
        """Look at the next key only when all is in its place."""
        self._ready.clear()
        self.call_after_refresh(self._ready.set)

    def _first_keys(self) -> str:
        """Return the six keys that somebody needs who has never decided anything here; else nothing."""
        first = FIRST.get(self.KEYS, ())
        if not first or has_decided(self.desk.db, self.desk.analyst):
            return ""
        return ", ".join(f"{self.desk.keys.shown(self.KEYS, action)} {word}" for action, word in first)

    # Keys

    async def press(self, event: events.Key) -> bool:
        """Take a key, to what is being typed or to its action; return whether it means something here."""
        await self._ready.wait()  # typed in one burst with what opens a screen or lays it out anew
        if self.prompt.open:
            self.prompt.press(event)
            if not self.prompt.open:
                self.show_footer()
            return True
        self.desk.origin = f"desk/{self.KEYS}"
        action = self.desk.keys.call_for(self.KEYS, event.key)
        if action is not None:
            await self.run_action(action)
        return action is not None

    def on_paste(self, event: events.Paste) -> None:
        """Give pasted text to what is being typed, and to nothing else: a key it holds decides nothing."""
        event.stop()
        if self.prompt.open:
            self.prompt.insert(event.text)

    def ask(self, question: Question) -> None:
        """Open a question in the message line."""
        self.prompt.ask(question)
        self.show_footer()

    @property
    def keys_now(self) -> str:
        """Whose keys the footer shows."""
        return keys.PROMPT if self.prompt.open else self.KEYS

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """Return the keys that matter now, the most needed first."""
        return self.desk.keys.footer(self.keys_now)

    def show_footer(self) -> None:
        """Show as many of the keys as fit; those for all keys and for the way back always."""
        looks = self.looks
        listed = list(self.footer_keys())
        last = [pair for pair in listed if pair[1] in LASTING]
        room = self.size.width - 1 - sum(width(f"{key} {word}  ") for key, word in last)
        left: list[Part] = [(" ", looks.bar)]
        for key, word in (pair for pair in listed if pair not in last):
            needs = width(f"{key} {word}  ")
            if needs > room:
                break
            room -= needs
            left += [(key, looks.bar_key), (f" {word}  ", looks.bar)]
        right: list[Part] = []
        for key, word in last:
            right += [(key, looks.bar_key), (f" {word}  ", looks.bar)]
        self.footer.show(left, right)

    # What happened

    def attempt(self, act: Callable[[], str]) -> bool:
        """Do something that can fail for a reason to be told; tell it, or what was done."""
        try:
            message = act()
        except (BlotterError, EntryError) as error:
            self._tell_failure(error)
            return False
        self.prompt.hint = ""
        self.prompt.say(message)
        return True

    def _tell_failure(self, error: BlotterError | EntryError) -> None:
        from tui.history import failure

        self.prompt.say(failure(error) if isinstance(error, BlotterError) else str(error), bad=True)
        self.after_failure()

    def copy(self, text: str) -> None:
        """Give text to the clipboard of the analyst's own computer, through the terminal."""
        self.prompt.say(self.desk_app.copy_text(text))

    def after_failure(self) -> None:
        """Look again at what is stored, which may be why something failed."""

    # Actions of every screen

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen

        self.desk_app.go_to(HelpScreen(self.KEYS, self.desk.keys))

    def action_incidents(self) -> None:
        """Show the record."""
        self.desk_app.open_incidents()

    def action_all_duplicates(self) -> None:
        """Show all pairs of incidents that may be one."""
        self.desk_app.open_duplicates()

    def action_dashboard(self) -> None:
        """Show the figures of the record."""
        self.desk_app.open_dashboard()

    def action_quit(self) -> None:
        """Leave the desk."""
        self.app.exit()

    def action_palette(self) -> None:
        """Ask for an action by name."""
        known = [key for key in self.desk.keys.of(self.KEYS) if not key.each and key.action not in UNLISTED]
        names = {key.does: key for key in known}

        def offer(typed: str) -> list[str]:
            return ranked(typed, names, lambda does: f"{names[does].action.replace('_', ' ')} {does}")

        def changed(_typed: str, choices: Sequence[str], chosen: int | None) -> None:
            looks, at = self.looks, chosen or 0
            lines: list[list[Part]] = []
            # The choice that stands out is the last line at the latest.
            for does in choices[max(0, at - PALETTE_LINES + 1) :][:PALETTE_LINES]:
                here = does == choices[at]
                style = looks.bar_key if here else looks.bar
                lines.append([("›" if here else " ", style), (f"{names[does].shown:<8} {does}", style)])
            self.lay_over(lines)

        def accept(typed: str, chosen: int | None) -> None:
            found = offer(typed)
            if not found:
                self.prompt.say(
                    f"no action is called “{typed}”; {self.desk.key('help', self.KEYS)} shows all", bad=True
                )
                return
            self.call_later(self.run_action, names[found[chosen or 0]].action)

        self.ask(Question("do", accept, "", offer, changed, lambda: self.lay_over(()), must_choose=True))

    def action_undo(self) -> None:
        """Undo the last decision."""
        from tui.deciding import undo

        self._take_back(undo)

    def action_redo(self) -> None:
        """Do again what was undone."""
        from tui.deciding import redo

        self._take_back(redo)

    def _take_back(self, act: Callable[[Desk], tuple[Decision | None, str]]) -> None:
        try:
            decision, message = act(self.desk)
        except BlotterError as error:
            self._tell_failure(error)
            return
        if decision is None:
            self.prompt.say(message)
        else:
            self.after_undo(decision, message)

    def after_undo(self, decision: Decision, message: str) -> None:
        """Show what an undo or redo changed, and say so."""
        raise NotImplementedError
