"""What background work tells the desk, as messages from its thread to the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tui.all_duplicates import Likely
    from tui.intake import Event
    from tui.place_look_up import LookUp


class IntakeTold(Message):
    """An article was taken in or could not be, or all are done."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class IntakeBroke(Message):
    """Nothing more can be taken in; ``reason`` is a line for the analyst."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class PlacesOpened(Message):
    """The gazetteer can be asked from now on, or not at all."""

    def __init__(self, state: LookUp) -> None:
        super().__init__()
        self.state = state


class LandRead(Message):
    """The ground of the map is there: latitude and longitude of towns."""

    def __init__(self, towns: tuple[tuple[float, float], ...]) -> None:
        super().__init__()
        self.towns = towns


class DuplicatesFound(Message):
    """The likely duplicates of the whole store are there, or could not be looked for: ``failed`` says why."""

    def __init__(self, found: list[Likely], failed: str = "") -> None:
        super().__init__()
        self.found = found
        self.failed = failed
