"""Pressing keys at the desk, and looking at what the database says afterwards."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from desk_samples import ANALYST, NOW
from textual.pilot import Pilot
from textual.widget import Widget

from store.articles import StoredArticle, get_article
from store.database import open_database
from store.incidents import incidents_of
from store.records import Record
from tui.app import BlotterApp
from tui.screens.desk_screen import DeskScreen
from tui.screens.queue import QueueScreen
from tui.screens.review import ReviewScreen

NAMES = {
    " ": "space", "-": "minus", "+": "plus", "=": "equals_sign", "!": "exclamation_mark", ",": "comma",
    ";": "semicolon", ":": "colon", "/": "slash", "?": "question_mark", "[": "left_square_bracket",
    "]": "right_square_bracket", ">": "greater_than_sign", ".": "full_stop",
}  # fmt: skip


@dataclass
class Hands:
    """An analyst's hands: single keys with ``press``, whole values with ``type``."""

    pilot: Pilot[None]
    app: BlotterApp

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(NAMES.get(key, key))
            await self.pilot.pause()

    async def approve(self, incidents: int = 1) -> None:
        """Press a until so many incidents are decided: the keys between look at what is in doubt."""
        for _ in range(incidents):
            await self.press("a")
            while self.message.startswith("look first"):
                await self.press("a")

    async def type(self, text: str) -> None:
        """Clear the prompt, type the text and enter."""
        await self.pilot.press("ctrl+u", *(NAMES.get(char, char) for char in text), "enter")
        await self.pilot.pause()

    @property
    def screen(self) -> DeskScreen:
        screen = self.app.screen
        assert isinstance(screen, DeskScreen)
        return screen

    @property
    def review(self) -> ReviewScreen:
        screen = self.app.screen
        assert isinstance(screen, ReviewScreen)
        return screen

    @property
    def queue(self) -> QueueScreen:
        screen = self.app.screen
        assert isinstance(screen, QueueScreen)
        return screen

    @property
    def message(self) -> str:
        return self.screen.prompt.message

    def shown(self, widget: Widget | None = None) -> str:
        """The screen's text, or that of one of its widgets."""
        if widget is not None:
            return "\n".join(widget.render_line(y).text for y in range(widget.size.height))
        return "\n".join(self.shown(each) for each in self.screen.query("LineWidget"))


@asynccontextmanager
async def at_the_desk(
    path: Path, *, size: tuple[int, int] = (80, 24), analyst: str = ANALYST, **more: object
) -> AsyncIterator[Hands]:
    app = BlotterApp(path, analyst, clock=lambda: NOW, **more)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Hands(pilot, app)


def stored(path: Path, article_id: int) -> list[Record]:
    with closing(open_database(path)) as db:
        return incidents_of(db, article_id)


def statuses(path: Path, article_id: int) -> list[str]:
    return [record.status.value for record in stored(path, article_id)]


def article(path: Path, article_id: int) -> StoredArticle:
    with closing(open_database(path)) as db:
        return get_article(db, article_id)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()
