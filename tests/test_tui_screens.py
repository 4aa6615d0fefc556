"""Pictures of whole screens; look at the report before updating them."""

import re
from pathlib import Path
from typing import Any

import pytest
from desk_samples import ANALYST, NOW, hostile, make_database, quiet, river, same
from textual.pilot import Pilot

from tui.app import BlotterApp

FONTS = re.compile(r"@font-face \{.*?\}\s*", re.S)
PUBLISHED = ("p", *"2020", "minus", *"07", "minus", *"28", "enter")


class Pictured(BlotterApp):
    """The desk, whose pictures leave the choice of fonts to the viewer."""

    def export_screenshot(self, **options: Any) -> str:
        return FONTS.sub("", super().export_screenshot(**options))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BlotterApp:
    monkeypatch.delenv("NO_COLOR", raising=False)
    make_database(tmp_path / "desk.db", river(), same(), quiet(), hostile())
    return Pictured(tmp_path / "desk.db", ANALYST, clock=lambda: NOW)


@pytest.fixture
def plain_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BlotterApp:
    monkeypatch.setenv("NO_COLOR", "1")
    make_database(tmp_path / "desk.db", river())
    return Pictured(tmp_path / "desk.db", ANALYST, clock=lambda: NOW)


def after(*keys: str):
    """Press keys one by one, and wait until duplicates have been looked for."""

    async def press(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(0.5)

    return press


def test_the_queue_at_80x24(desk, snap_compare):
    assert snap_compare(desk, terminal_size=(80, 24), run_before=after("f", "j"))


def test_review_at_80x24_with_a_resolved_date(desk, snap_compare):
    keys = ("j", "j", "enter", *PUBLISHED, "j", "j")
    assert snap_compare(desk, terminal_size=(80, 24), run_before=after(*keys))


def test_review_at_120x40_with_a_likely_duplicate(desk, snap_compare):
    keys = ("j", "enter", "a", *PUBLISHED, "d")
    assert snap_compare(desk, terminal_size=(120, 40), run_before=after(*keys))


def test_a_slot_being_edited_at_80x24(desk, snap_compare):
    keys = ("j", "j", "enter", "right_square_bracket", "j", "j", "j", "enter", *"sa", "down")
    assert snap_compare(desk, terminal_size=(80, 24), run_before=after(*keys))


def test_words_being_marked_at_60x20_without_colour(plain_desk, snap_compare):
    keys = ("enter", *["j"] * 11, "m", "l", "m", "l", "l")
    assert snap_compare(plain_desk, terminal_size=(60, 20), run_before=after(*keys))


def test_hostile_text_at_80x24(desk, snap_compare):
    assert snap_compare(desk, terminal_size=(80, 24), run_before=after("enter", "j", "j"))
