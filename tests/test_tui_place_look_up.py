"""Looking places up at the desk: no key waits for the gazetteer."""

from pathlib import Path

import pytest
from desk_pilot import at_the_desk, stored
from desk_samples import make_database, river

from nlp import gazetteer, places
from tui import place_look_up


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    make_database(tmp_path / "desk.db", river())
    return tmp_path / "desk.db"


@pytest.fixture
def nothing_built(tmp_path, monkeypatch):
    """No gazetteer file; the test says what the process that builds it does."""
    real = gazetteer.world_path()
    monkeypatch.setattr(places, "_files", [])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return real


async def shown_at_the_end(hands) -> str:
    await hands.app.workers.wait_for_complete()
    await hands.pilot.pause()
    return hands.shown(hands.review.detail)


async def test_places_come_with_their_distance_once_the_gazetteer_is_open(desk_db):
    async with at_the_desk(desk_db, size=(120, 40)) as hands:
        await hands.press("enter", "P", "enter", *"basra")
        shown = await shown_at_the_end(hands)
        assert "Basra" in shown
        assert " km from Camp Sadr" in shown


async def test_a_missing_gazetteer_is_built_apart_and_the_list_fills_when_it_is_ready(
    desk_db, tmp_path, nothing_built, monkeypatch
):
    path = gazetteer.world_path()
    gate = tmp_path / "go"
    waits = f"import pathlib, shutil, time\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.05)\n"
    copies = (
        f"pathlib.Path({str(path.parent)!r}).mkdir(parents=True); shutil.copy({str(nothing_built)!r}, {str(path)!r})"
    )
    monkeypatch.setattr(place_look_up, "PROGRAM", waits + copies)
    async with at_the_desk(desk_db, size=(120, 40)) as hands:
        await hands.press("enter", "P", "enter", *"basra")
        assert hands.screen.prompt.typed == "basra"
        assert "the gazetteer is being opened" in hands.shown(hands.review.detail)
        gate.touch()
        shown = await shown_at_the_end(hands)
        assert " km from Camp Sadr" in shown
        assert "being opened" not in shown
        await hands.press("down", "enter")
    assert stored(desk_db, 1)[0].incident.place.country == "IQ"
    assert path.exists()


async def test_where_none_can_be_built_that_is_said_and_a_place_can_be_typed(desk_db, nothing_built, monkeypatch):
    monkeypatch.setattr(place_look_up, "PROGRAM", "raise SystemExit(1)")
    async with at_the_desk(desk_db, size=(120, 40)) as hands:
        await hands.press("enter", "P", "enter", *"hit")
        assert "no gazetteer could be built" in await shown_at_the_end(hands)
        await hands.press("enter")
    assert stored(desk_db, 1)[0].incident.place.name == "hit"
