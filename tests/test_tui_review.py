"""Deciding at the review screen: keys in, database out."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from desk_pilot import article, at_the_desk, rows, statuses, stored
from desk_samples import NOW, make_database, quiet, river, same

from store.database import open_database
from store.incidents import incidents_of, reject
from store.model import Slot, Target

RIVER, QUIET = 1, 2


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    """A database with the three incidents of river, and an article without any."""
    path = tmp_path / "desk.db"
    make_database(path, river(), quiet())
    return path


async def test_approving_goes_on_to_the_next_incident(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        await hands.approve()
        assert hands.review.reading.at == 1
        assert "approved" in hands.message
    assert statuses(desk_db, RIVER) == ["approved", "proposed", "proposed"]


async def test_each_decision_has_its_key(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        await hands.approve()
        await hands.press("x", " ")
    assert statuses(desk_db, RIVER) == ["approved", "rejected", "postponed"]


async def test_the_next_article_comes_by_itself(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        await hands.approve(3)
        assert hands.review.reading.article.id == QUIET
        assert "u undoes" in hands.message


async def test_an_article_without_incidents_is_dismissed_and_the_queue_shown_when_all_is_done(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        await hands.approve(4)
        assert hands.queue.rows == []
        assert "nothing else is open" in hands.message
    assert article(desk_db, QUIET).dismissed


async def test_undo_brings_back_a_rejected_incident(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "x", "u")
        assert hands.review.reading.at == 0
    assert statuses(desk_db, RIVER)[0] == "proposed"


async def test_redo_rejects_it_again(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "x", "u", "U")
    assert statuses(desk_db, RIVER)[0] == "rejected"


async def test_undo_of_a_decision_on_another_article_shows_that_article(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        await hands.approve(3)
        assert hands.review.reading.article.id == QUIET
        await hands.press("u")
        assert hands.review.reading.article.id == RIVER
        assert hands.review.reading.at == 2
        assert "in another article" in hands.message
    assert statuses(desk_db, RIVER) == ["approved", "approved", "proposed"]


async def test_undo_works_after_a_restart(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "x")
    async with at_the_desk(desk_db) as hands:
        await hands.press("u")
    assert statuses(desk_db, RIVER)[0] == "proposed"


async def test_a_flag_is_put_up_and_taken_away(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "f")
        assert article(desk_db, RIVER).flagged
        await hands.press("f")
    assert not article(desk_db, RIVER).flagged


async def test_the_desk_opens_where_it_was_left(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", "j", "j", "q", "q")
    async with at_the_desk(desk_db) as hands:
        reading = hands.review.reading
        assert (reading.article.id, reading.at, reading.slot) == (RIVER, 1, Slot.DATE)
        await hands.press("q")
        assert hands.queue.row is not None
        assert hands.queue.row.id == RIVER


async def test_each_analyst_has_a_place_of_their_own(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "j")
    async with at_the_desk(desk_db, analyst="omar") as hands:
        assert hands.queue.rows


async def test_the_queue_comes_first_when_the_article_left_is_done(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        await hands.approve(3)
        await hands.press("q", "j", "q")
    async with at_the_desk(desk_db) as hands:
        await hands.approve()
    async with at_the_desk(desk_db) as hands:
        assert hands.queue.rows == []


async def test_what_a_colleague_changed_meanwhile_is_said_and_nothing_written(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        with closing(open_database(desk_db)) as db:
            reject(db, incidents_of(db, RIVER)[0], analyst="omar", now=NOW)
        await hands.approve()
        assert "changed by omar (reject" in hands.message
        assert "status proposed → rejected; nothing was written" in hands.message
        assert hands.review.reading.records[0].status == "rejected"
    assert statuses(desk_db, RIVER)[0] == "rejected"


async def test_evidence_is_walked_piece_by_piece(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "e")
        assert hands.review.reading.piece == 1
        await hands.press("e")
        assert hands.review.reading.piece == 0


async def test_the_evidence_of_a_slot_is_brought_into_view(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", "]")
        assert "a bomb under a bridge" in " ".join(hands.shown(hands.review.article_view).split())
        await hands.press("j", "j", "j")
        assert "Samarra" in hands.shown(hands.review.article_view)


async def test_search_finds_words_in_the_article_again_and_again(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "/", *"gunmen", "enter")
        assert "gunmen" in hands.shown(hands.review.article_view)
        first = hands.review.found
        await hands.press("/", "enter")
        assert hands.review.found == first
        await hands.press("/", *"zebra", "enter")
        assert "is not in this article" in hands.message


async def test_tab_makes_the_keys_scroll_the_article(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "tab", "j", "j")
        assert hands.review.article_view.top == 2
        await hands.press("G", "g", "tab", "j")
        assert hands.review.article_view.top == 0
        assert hands.review.reading.slot is Slot.STAGE


async def test_a_resize_keeps_the_place(desk_db):
    async with at_the_desk(desk_db, size=(120, 40)) as hands:
        await hands.press("enter", "]", "]", "j", "j", "j")
        for width, height in ((60, 20), (200, 60), (80, 24)):
            await hands.pilot.resize_terminal(width, height)
            await hands.pilot.pause()
            assert "Samarra" in hands.shown(hands.review.article_view)
            assert "› place" in hands.shown(hands.review.slot_table)
        assert hands.review.reading.slot is Slot.PLACE


async def test_actions_are_found_by_name(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", ":", *"reject", "enter")
        await hands.pilot.pause()
    assert statuses(desk_db, RIVER)[0] == "rejected"


async def test_pasted_text_decides_nothing(desk_db):
    from textual import events

    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        hands.app.post_message(events.Paste("axxu"))
        await hands.pilot.pause()
        await hands.press("enter", "ctrl+u")
        hands.app.post_message(events.Paste("shel\nling"))
        await hands.pilot.pause()
        assert hands.screen.prompt.typed == "shel ling"
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


@pytest.fixture
def twice_told(tmp_path: Path) -> Path:
    """A database in which another outlet's report of river's first incident is approved."""
    path = tmp_path / "desk.db"
    make_database(path, same(), river())
    return path


async def to_the_candidates(hands) -> None:
    await hands.press("enter")
    await hands.approve()
    await hands.press("p")
    await hands.type("2020-07-28")
    await hands.press("d")
    assert hands.review.pane == "candidates"


async def test_a_likely_duplicate_is_shown_with_its_reasons(twice_told):
    async with at_the_desk(twice_told, size=(120, 40)) as hands:
        await to_the_candidates(hands)
        shown = hands.shown()
        assert "may be the same" in shown
        assert "same day" in shown
        assert "told by The Ledger" in shown


async def test_merging_makes_the_article_another_source(twice_told):
    async with at_the_desk(twice_told) as hands:
        await to_the_candidates(hands)
        await hands.press("=")
        assert "2 sources" in hands.message
        assert hands.review.reading.at == 1
    assert stored(twice_told, 2)[0].merged_into == stored(twice_told, 1)[0].id
    assert stored(twice_told, 1)[0].incident.damage == "a fuel truck"


async def test_undo_separates_what_was_merged(twice_told):
    async with at_the_desk(twice_told) as hands:
        await to_the_candidates(hands)
        await hands.press("=", "u")
    assert statuses(twice_told, 2)[0] == "proposed"
    assert stored(twice_told, 1)[0].incident.damage is None


async def test_a_pair_that_was_told_apart_is_not_offered_again(twice_told):
    async with at_the_desk(twice_told) as hands:
        await to_the_candidates(hands)
        await hands.press("!")
        assert hands.review.reading.candidates == []
        assert hands.review.pane == "slots"
    assert rows(twice_told, "SELECT verdict FROM verdicts") == [("different",)]


async def test_merging_from_the_slots_asks_which_first(twice_told):
    async with at_the_desk(twice_told) as hands:
        await hands.press("enter")
        await hands.approve()
        await hands.press("p")
        await hands.type("2020-07-28")
        await hands.press("=")
        assert hands.review.pane == "candidates"
    assert statuses(twice_told, 2)[0] == "proposed"


async def test_what_is_likely_on_record_is_looked_at_before_its_like_is_approved(tmp_path):
    path = tmp_path / "desk.db"
    other = same()
    told = other.incidents[0]
    as_river = replace(
        told, type="rocket_or_missile_attack", target=Target(("Camp Sadr",), "Camp Sadr"), damage="a fuel truck"
    )
    make_database(path, replace(other, incidents=(as_river,)), river())
    async with at_the_desk(path) as hands:
        await hands.press("enter")
        await hands.approve()
        await hands.press("p")
        await hands.type("2020-07-28")
        while not hands.message.startswith("look first: incident 1 "):
            await hands.press("a")
            assert hands.message.startswith("look first: ")
        assert hands.review.pane == "candidates"
        assert statuses(path, 2)[0] == "proposed"
        await hands.press("a")  # looked at, and still an incident of its own
    assert statuses(path, 2)[0] == "approved"


async def test_duplicates_are_looked_for_by_themselves_for_each_incident(twice_told):
    async with at_the_desk(twice_told, size=(120, 40)) as hands:
        await hands.press("enter")
        await hands.approve()
        await hands.press("p")
        await hands.type("2020-07-28")
        await hands.press("]")
        await hands.pilot.pause(0.2)
        assert "nothing stored is like it" in hands.shown()
        await hands.press("[")
        await hands.pilot.pause(0.2)
        assert "may be the same" in hands.shown()


async def test_what_was_left_for_later_is_decided_from_that_view(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", " ", " ", "x", "q", "l", "enter")
        assert hands.review.reading.at == 0
        await hands.approve()
        assert hands.review.reading.at == 1
        await hands.approve()
        assert hands.queue.rows == []
    assert statuses(desk_db, RIVER) == ["approved", "approved", "rejected"]


async def test_approving_twice_says_so_and_stays(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter")
        await hands.approve()
        await hands.press("[")
        await hands.approve()
        assert "already" in hands.message
        assert hands.review.reading.at == 0
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(1,)]


# The article at its whole width


async def test_a_key_gives_the_article_the_whole_width_and_back_with_the_evidence_marked(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "]", "]", "j", "j", "j", "w")
        view = hands.review.article_view
        assert view.size.width == 80
        assert "incident 3/3" in hands.shown(hands.review.article_title)
        marked = [
            s.text for y in range(view.size.height) for s in view.render_line(y) if s.style == view.looks.evidence
        ]
        assert marked == ["near Samarra"]
        await hands.press("w")
        assert view.size.width < 80
        assert hands.review.reading.slot is Slot.PLACE
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]


async def test_the_whole_width_has_room_for_the_author_and_the_link(tmp_path):
    path, analysis = tmp_path / "desk.db", river()
    told = replace(analysis.article, author="Amira [b] Saleh", link="https://harbour.example/river")
    make_database(path, replace(analysis, article=told))
    async with at_the_desk(path, size=(120, 24)) as hands:
        await hands.press("enter")
        assert "Amira" not in hands.shown()
        await hands.press("w")
        assert "· Amira [b] Saleh · https://harbour.example/river" in hands.shown(hands.review.article_title)
        await hands.press("w")
        assert "Amira" not in hands.shown()


async def test_the_whole_width_and_back_keeps_the_line_one_reads(desk_db):
    async with at_the_desk(desk_db, size=(60, 16)) as hands:
        await hands.press("enter", "tab", *"jjjjjjj")
        view = hands.review.article_view
        top, offset = view.top, view.offset_at_top
        assert top == 7
        for _ in range(3):
            await hands.press("w")
            assert view.line_of(offset) == view.top
            await hands.press("w", "tab")
            assert (view.top, view.offset_at_top) == (top, offset)


async def test_what_needs_the_slots_shows_them_again(desk_db):
    async with at_the_desk(desk_db) as hands:
        for keys in (["K"], ["escape"], ["tab"], ["x"], ["n"]):
            await hands.press("enter" if hands.app.screen.KEYS == "queue" else "g", "w")
            assert hands.review.wide
            await hands.press(*keys)
            assert not hands.review.wide
            assert hands.review.slot_table.region.width > 0


async def test_marking_at_the_whole_width_puts_the_words_into_the_slot(desk_db):
    async with at_the_desk(desk_db) as hands:
        await hands.press("enter", "M", "w", "m", "w", "enter")
        assert hands.review.wide
    incident = stored(desk_db, RIVER)[0].incident
    assert incident.damage == incident.evidence[Slot.DAMAGE][0].quote != "a fuel truck"
