"""The line above the footer: what happened, or what is being typed. It is always there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.strip import Strip

from tui import keys
from tui.glyphs import fit, one_line, width
from tui.keys import KeyTable
from tui.widgets.lines import LineWidget, Part, spread, strip_of

LONGEST = 2000
"""More than this is not typed into one line."""


def _nothing(_typed: str) -> Sequence[str]:
    return ()


def _ignore(_typed: str, _choices: Sequence[str], _chosen: int | None) -> None:
    return


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: a label, what stands there at first, and who takes the answer.

    ``offer`` names the choices for what is typed; ``accept`` gets the typed text and the chosen one's
    number among them, None where the typed text itself is meant. ``changed`` hears of each key, for
    a screen that shows the choices itself; without it they stand in the line.
    """

    label: str
    accept: Callable[[str, int | None], None]
    text: str = ""
    offer: Callable[[str], Sequence[str]] = _nothing
    changed: Callable[[str, Sequence[str], int | None], None] | None = None
    closed: Callable[[], None] | None = None
    must_choose: bool = False


class PromptLine(LineWidget):
    """One line that tells, and while a question is open takes every key."""

    def __init__(self, table: KeyTable = keys.DEFAULT, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys = table
        self._message = ""
        self.hint = ""
        self._bad = False
        self._question: Question | None = None
        self._text = ""
        self._at = 0
        self._fresh = False
        self._choices: Sequence[str] = ()
        self._chosen: int | None = None

    @property
    def open(self) -> bool:
        """Whether something is being asked."""
        return self._question is not None

    @property
    def message(self) -> str:
        """What is told, for as long as nothing is asked."""
        return self._message

    @property
    def typed(self) -> str:
        """What stands in the line that is being typed."""
        return self._text

    def say(self, message: str, *, bad: bool = False) -> None:
        """Tell what happened; ``bad`` where it did not."""
        self._message, self._bad = one_line(message), bad
        self.redraw()

    def ask(self, question: Question) -> None:
        """Open a question."""
        self._question = question
        self._text = question.text
        self._at = len(self._text)
        self._fresh = bool(self._text)
        self._message = ""
        self._offer()

    def close(self) -> None:
        """Leave the question."""
        question, self._question = self._question, None
        self._text, self._at, self._fresh, self._choices, self._chosen = "", 0, False, (), None
        self.redraw()
        if question is not None and question.closed is not None:
            question.closed()

    def press(self, event: events.Key) -> None:
        """Take a key while a question is open; what stood there at first gives way to what is typed."""
        fresh, self._fresh = self._fresh, False
        action = self._keys.action_for(keys.PROMPT, event.key)
        if action is not None:
            getattr(self, f"_press_{action}")(event.key)
        elif fresh and (event.is_printable or event.key in ("backspace", "delete")):
            self._replace(0, len(self._text), event.character or "" if event.is_printable else "")
        elif event.key == "backspace" and self._at:
            self._replace(self._at - 1, self._at, "")
        elif event.key == "delete":
            self._replace(self._at, self._at + 1, "")
        elif event.character is not None and event.is_printable:
            self.insert(event.character)

    def insert(self, text: str) -> None:
        """Put text in at the cursor, such as what was pasted."""
        if self._fresh:
            self._fresh, self._text, self._at = False, "", 0
        self._replace(self._at, self._at, text.replace("\r", " ").replace("\n", " "))

    def _replace(self, start: int, end: int, text: str) -> None:
        self._text = (self._text[:start] + text + self._text[end:])[:LONGEST]
        self._at = min(start + len(text), len(self._text))
        self._offer()

    def _offer(self) -> None:
        if self._question is not None:
            self._choices = self._question.offer(self._text)
            self._chosen = 0 if self._question.must_choose and self._choices else None
        self._show()

    def offer_anew(self) -> None:
        """Look again what there is to choose, and leave what was chosen."""
        if self._question is not None:
            self._choices = self._question.offer(self._text)
            self._show()

    def _show(self) -> None:
        self.redraw()
        if self._question is not None and self._question.changed is not None:
            self._question.changed(self._text, self._choices, self._chosen)

    def _press_accept(self, _key: str) -> None:
        question, text, chosen = self._question, self._text, self._chosen
        self.close()
        if question is not None:
            question.accept(text, chosen)

    def _press_cancel(self, _key: str) -> None:
        self.close()

    def _press_next_choice(self, _key: str) -> None:
        if self._choices:
            self._chosen = 0 if self._chosen is None else (self._chosen + 1) % len(self._choices)
            self._show()

    def _press_previous_choice(self, _key: str) -> None:
        if self._choices:
            self._chosen = ((self._chosen or 0) - 1) % len(self._choices)
            self._show()

    def _press_clear(self, _key: str) -> None:
        self._replace(0, len(self._text), "")

    def _press_rub_word(self, _key: str) -> None:
        kept = self._text[: self._at].rstrip()
        start = kept.rfind(" ") + 1
        self._replace(start, self._at, "")

    def _press_move(self, key: str) -> None:
        steps = {"left": self._at - 1, "right": self._at + 1, "home": 0, "end": len(self._text)}
        self._at = max(0, min(steps[key], len(self._text)))
        self._show()

    def line(self, y: int, cells: int) -> Strip:  # noqa: ARG002
        """Return the message, or the line that is being typed with its choices."""
        looks = self.looks
        if self._question is None:
            style = looks.bad if self._bad else looks.good
            if not self._message:
                return spread([(" ", looks.text), (self.hint, looks.strong)], (), cells, looks.text)
            return spread([(" ", looks.text), (self._message, style)], (), cells, looks.text)
        label = f" {self._question.label}: "
        inline = self._question.changed is None
        room = max(8, cells - width(label) - 2)
        if inline and self._choices:
            room = max(8, min(room, max(20, width(self._text) + 1)))
        before, under, after = self._text[: self._at], self._text[self._at : self._at + 1], self._text[self._at + 1 :]
        while width(before) > room - 1:
            before = before[1:]
        after = fit(after, max(0, room - width(before) - 1)) if after else ""
        text = looks.cursor if self._fresh else looks.value
        parts: list[Part] = [(label, looks.strong), (before, text), (under or " ", looks.cursor)]
        parts.append((after, looks.value))
        if inline:
            for number, choice in enumerate(self._choices):
                parts += [("  ", looks.text), (choice, looks.cursor if number == self._chosen else looks.dim)]
        return strip_of(parts, cells, looks.text)
