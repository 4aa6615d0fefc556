"""Two incidents side by side: what differs, and what each verdict writes."""

from contextlib import closing

import pytest
from desk_pilot import at_the_desk, rows, stored
from desk_samples import ANALYST, NOW, make_database, river, same

from store.database import open_database
from store.incidents import approve, get_incident
from tui.screens.compare import CompareScreen
from tui.screens.incidents import IncidentsScreen
from tui.screens.queue import QueueScreen

PUBLISHED = ("p", *"2020-07-28", "enter")


@pytest.fixture
def desk_db(tmp_path):
    """The incident of ``same`` is the first one of the record; ``river`` tells of it too."""
    make_database(tmp_path / "desk.db", same(), river())
    with closing(open_database(tmp_path / "desk.db")) as db:
        approve(db, get_incident(db, 1), analyst=ANALYST, now=NOW)
    return tmp_path / "desk.db"


async def compared(hands):
    """Date the open article, and compare its first incident with the one that is approved."""
    await hands.press("enter")
    await hands.press(*PUBLISHED, "v")
    screen = hands.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


async def test_v_shows_the_incident_beside_the_likely_duplicate(desk_db):
    async with at_the_desk(desk_db) as hands:
        screen = await compared(hands)
        assert (screen.comparison.into.id, screen.comparison.other.id) == (1, 2)
        shown = hands.shown(screen.list)
        assert "≠ type" in shown
        assert "= date" in shown or "≠ date" in shown
        assert "› claim" in shown or "›  claim" in shown
        assert "slots differ" in hands.shown(screen.header)
        assert "told by The Ledger" in hands.shown(screen.pane)
        assert "told by harbourdaily" in hands.shown(screen.pane)


async def test_same_merges_with_the_values_that_have_a_star(desk_db):
    async with at_the_desk(desk_db) as hands:
        screen = await compared(hands)
        await hands.press("g", "2", "=")
        assert "merged" in hands.message
        assert hands.review.reading.record.status.value == "merged"
        assert screen.picks
    assert stored(desk_db, 1)[0].incident.type == "rocket_or_missile_attack"
    assert rows(desk_db, "SELECT status, merged_into FROM incidents WHERE id = 2") == [("merged", 1)]
    assert rows(desk_db, "SELECT verdict FROM verdicts") == [("same",)]


async def test_a_merge_is_undone_from_where_it_leads_back_to(desk_db):
    async with at_the_desk(desk_db) as hands:
        await compared(hands)
        await hands.press("=", "u")
    assert rows(desk_db, "SELECT status, merged_into FROM incidents WHERE id = 2") == [("proposed", None)]
    assert rows(desk_db, "SELECT verdict FROM verdicts") == []


@pytest.mark.parametrize(("key", "verdict"), [("!", "different"), ("n", "update"), ("r", "related")])
async def test_a_verdict_is_written_and_leads_back(desk_db, key, verdict):
    async with at_the_desk(desk_db) as hands:
        await compared(hands)
        await hands.press(key)
        assert verdict in hands.message
        assert "u undoes" in hands.message
        assert hands.review.reading.record.id == 2
    assert rows(desk_db, "SELECT low_id, high_id, verdict FROM verdicts") == [(1, 2, verdict)]


async def test_enter_and_digits_choose_whose_value_is_taken(desk_db):
    async with at_the_desk(desk_db) as hands:
        screen = await compared(hands)
        await hands.press("g")
        before = hands.shown(screen.list).splitlines()[0]
        await hands.press("enter")
        after = hands.shown(screen.list).splitlines()[0]
        assert before.index("*") < after.index("*")
        await hands.press("1")
        assert hands.shown(screen.list).splitlines()[0] == before


async def test_nothing_is_written_by_comparing(desk_db):
    async with at_the_desk(desk_db) as hands:
        await compared(hands)
        count = rows(desk_db, "SELECT count(*) FROM decisions")
        await hands.press("j", "k", "G", "g", "2", "pagedown", "q")
        assert hands.review.reading.record.id == 2
    assert rows(desk_db, "SELECT count(*) FROM decisions") == count


async def test_two_incidents_of_the_record_are_compared(desk_db):
    async with at_the_desk(desk_db, size=(60, 20)) as hands:
        await hands.press("i", "l", "v")
        assert "remembered" in hands.message
        await hands.press("j", "v")
        assert isinstance(hands.app.screen, CompareScreen)
        await hands.press("!")
        assert isinstance(hands.app.screen, IncidentsScreen)
        assert "different" in hands.message
        await hands.press("q")
        assert isinstance(hands.app.screen, QueueScreen)
    assert rows(desk_db, "SELECT count(*) FROM verdicts WHERE verdict = 'different'") == [(1,)]


async def test_what_was_said_before_is_shown(desk_db):
    async with at_the_desk(desk_db) as hands:
        await compared(hands)
        await hands.press("r", "i", *"lllll")
        numbers = [row.id for row in hands.app.screen.rows]
        for number in (1, 2):
            hands.app.screen.go(numbers.index(number))
            await hands.press("v")
        assert "said before: related (anna)" in hands.shown(hands.app.screen.header)


async def test_without_a_duplicate_there_is_nothing_to_compare(tmp_path):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("enter", "v")
        assert "nothing stored is like it" in hands.message
