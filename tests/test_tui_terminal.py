"""The desk in a terminal of its own: what it shows there, and what it leaves behind when it or its analyst goes."""

import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pilot import rows
from desk_samples import hostile, make_database, quiet, river, same
from desk_terminal import LEAVES_SCREEN, PATIENCE, DeskTerminal

ESCAPE = "\x1b"
KEYS = ["j", "j", "?", "q", "\r", "j", "j", "j", "\t", "j", "\x1b[6~", "\t", "]", "\r", "x", ESCAPE, "q"]


@pytest.fixture
def desk_db(tmp_path: Path) -> Path:
    make_database(tmp_path / "desk.db", river())
    return tmp_path / "desk.db"


@pytest.fixture
def at_a_date(desk_db: Path) -> Iterator[DeskTerminal]:
    """A desk whose analyst stands on the date of the first incident."""
    terminal = DeskTerminal(desk_db)
    terminal.wait_for("headline")
    terminal.press("\r")
    terminal.wait_for("1/3 ")
    terminal.press("jj")
    terminal.wait_for("on Monday night")
    terminal.settle()
    return terminal


def assert_whole(database: Path) -> None:
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA foreign_key_check") == []


def next_start_shows(database: Path, *texts: str) -> None:
    terminal = DeskTerminal(database)
    for text in texts:
        terminal.wait_for(text)
    terminal.press("\x03")
    assert terminal.end() == 0


# Ends


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_the_desk_with_the_terminal_restored_and_the_place_kept(desk_db, at_a_date, number):
    at_a_date.signal(number)
    at_a_date.wait(lambda: LEAVES_SCREEN in at_a_date.written)
    at_a_date.settle()
    at_a_date.assert_restored()
    assert at_a_date.end() == 0
    assert_whole(desk_db)
    assert rows(desk_db, "SELECT analyst, article_id, slot FROM desk_places") == [("anna", 1, "date")]
    next_start_shows(desk_db, "where you left off", "1/3 ", "›?date")


def test_a_closed_terminal_ends_the_desk_and_keeps_the_place(desk_db, at_a_date):
    at_a_date.press("kj")
    at_a_date.close()
    at_a_date.end()
    assert_whole(desk_db)
    next_start_shows(desk_db, "where you left off", "1/3 ", "›?date")


def test_a_killed_desk_has_lost_no_decision_and_opens_at_the_next_incident(desk_db, at_a_date):
    at_a_date.press("x")
    at_a_date.wait_for("2/3 ")
    at_a_date.settle()
    assert at_a_date.kill() == -signal.SIGKILL
    assert rows(desk_db, "SELECT status FROM incidents ORDER BY id") == [("rejected",), ("proposed",), ("proposed",)]
    assert_whole(desk_db)
    next_start_shows(desk_db, "where you left off", "2/3 ")


def test_a_killed_desk_opens_at_the_slot_where_its_analyst_rested(desk_db, at_a_date):
    at_a_date.press("]j")
    at_a_date.wait_for("› place")
    at_a_date.settle(1.5)
    at_a_date.kill()
    assert_whole(desk_db)
    next_start_shows(desk_db, "where you left off", "2/3 ", "› place")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_while_text_is_marked_or_typed_writes_nothing(desk_db, at_a_date, number):
    at_a_date.go("m", "marking for date")
    if number == signal.SIGTERM:
        at_a_date.wait(lambda: "a approve" not in at_a_date.shown)  # else escape and enter are read as one key
        at_a_date.go("\x1b", "a approve")
        at_a_date.go("\r1999", "date: 1999")
    at_a_date.signal(number)
    at_a_date.wait(lambda: LEAVES_SCREEN in at_a_date.written)
    at_a_date.settle()
    at_a_date.assert_restored()
    assert at_a_date.end() == 0
    assert_whole(desk_db)
    assert rows(desk_db, "SELECT count(*) FROM decisions") == [(0,)]
    next_start_shows(desk_db, "where you left off", "1/3 ", "›?date")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which processes a process has started")
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_a_desk_that_is_ended_while_it_takes_in_leaves_no_process_and_a_whole_database(tmp_path, number):
    texts = [f"Three rockets hit Camp Taji north of Baghdad on 27 July 2020, report {n} says." for n in range(2000)]
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    desk = DeskTerminal(tmp_path / "desk.db", review=[str(tmp_path / "many.jsonl")])
    desk.wait(lambda: "●" in desk.shown)
    started = desk.children()
    assert started
    desk.signal(number)
    assert desk.end() == (-signal.SIGKILL if number == signal.SIGKILL else 0)
    end = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}").exists() for pid in started):
        assert time.monotonic() < end, "what read for the desk still runs"
        time.sleep(0.05)
    assert_whole(tmp_path / "desk.db")
    ((articles, with_incident),) = rows(
        tmp_path / "desk.db", "SELECT count(*), (SELECT count(DISTINCT article_id) FROM incidents) FROM articles"
    )
    assert 0 < articles == with_incident < len(texts)


# Coming back


@pytest.mark.parametrize("display", ["thin", "stock"])
def test_after_ctrl_z_and_fg_the_screen_is_painted_again(desk_db, display):
    terminal = DeskTerminal(desk_db, BLOTTER_DISPLAY=display)
    terminal.wait_for("headline")
    terminal.settle()
    before = terminal.shown
    terminal.press("\x1a")
    terminal.wait_until_stopped()
    terminal.settle()
    terminal.assert_restored()
    terminal.blot()
    terminal.signal(signal.SIGCONT)
    terminal.wait(lambda: terminal.shown == before)
    terminal.press("\x03")
    assert terminal.end() == 0


def test_after_ctrl_z_and_fg_in_a_window_of_another_size_the_slot_is_the_same(at_a_date):
    at_a_date.press("\x1a")
    at_a_date.wait_until_stopped()
    at_a_date.settle()
    at_a_date.resize(100, 30)
    at_a_date.signal(signal.SIGCONT)
    at_a_date.wait_for("›?date")
    at_a_date.wait(lambda: "? keys" in at_a_date.screen.text(29))
    at_a_date.go("j", "› place")
    at_a_date.kill()


def test_after_a_stop_by_others_the_screen_is_painted_again(at_a_date):
    before = at_a_date.shown
    at_a_date.signal(signal.SIGSTOP)
    at_a_date.wait_until_stopped()
    at_a_date.blot()
    at_a_date.signal(signal.SIGCONT)
    at_a_date.wait(lambda: at_a_date.shown == before)
    at_a_date.kill()


def test_what_others_wrote_on_the_terminal_is_gone_after_ctrl_l(at_a_date):
    before = at_a_date.shown
    at_a_date.blot()
    at_a_date.press("\x0c")
    at_a_date.wait(lambda: at_a_date.shown == before)
    at_a_date.kill()


def test_another_size_keeps_the_place(at_a_date):
    for size in (120, 40), (60, 20), (80, 24):
        at_a_date.resize(*size)
        at_a_date.wait_for("›?date")
        at_a_date.wait(lambda: "? keys" in at_a_date.screen.text(at_a_date.screen.lines - 1))
    at_a_date.kill()


def test_an_article_scrolled_at_its_whole_width_stays_where_it_is_read_at_another_size(at_a_date):
    at_a_date.press("w" + 8 * "j")
    at_a_date.wait(lambda: at_a_date.screen.text(2).startswith(" launched from"))
    for size in (120, 12), (60, 14), (80, 24):
        at_a_date.resize(*size)
        at_a_date.wait(lambda: "? keys" in at_a_date.screen.text(at_a_date.screen.lines - 1))
    at_a_date.wait(lambda: at_a_date.screen.text(2).startswith(" launched from"))
    at_a_date.kill()


# A terminal without Unicode


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "", "LANG": "C.UTF-8", "LC_CTYPE": "", "PYTHONIOENCODING": "ascii"}]
)
def test_a_desk_in_a_locale_without_unicode_writes_ascii_and_comes_back_to_its_slot(tmp_path, locale):
    make_database(tmp_path / "desk.db", hostile(), river())
    desk = DeskTerminal(tmp_path / "desk.db", **locale)
    desk.wait_for("headline")
    for keys, shows in (
        ("G\r", "1/3 "),
        ("i", "the record"),
        ("q", "1/3 "),
        ("t", "totals"),
        ("q", "1/3 "),
        ("P", ">"),
    ):
        desk.go(keys, shows)
    desk.wait_for("> place")
    desk.signal(signal.SIGTERM)
    desk.wait(lambda: LEAVES_SCREEN in desk.written)
    desk.settle()
    desk.assert_restored()
    assert desk.end() == 0
    assert desk.written.isascii()
    assert "\\u" not in desk.written
    assert_whole(tmp_path / "desk.db")
    next_start_shows(tmp_path / "desk.db", "where you left off", "1/3 ", "› place")


# Bytes


def test_the_whole_width_scrolls_by_a_line_for_few_bytes(at_a_date):
    at_a_date.press("w")
    at_a_date.settle()
    for _ in range(5):
        at_a_date.written = ""
        at_a_date.press("j")
        at_a_date.settle()
        assert 0 < len(at_a_date.written.encode()) <= 400, at_a_date.written
    at_a_date.written = ""
    at_a_date.press("w")
    at_a_date.settle()
    assert len(at_a_date.written.encode()) <= 6000
    at_a_date.kill()


def test_nothing_is_written_while_nothing_is_pressed(at_a_date):
    at_a_date.blot()
    at_a_date.settle(1.5)
    assert at_a_date.written == ""
    at_a_date.kill()


@pytest.mark.parametrize("environment", [{}, {"TERM": "screen"}, {"TERM": "linux"}, {"NO_COLOR": "1", "TERM": "xterm"}])
def test_the_thin_display_shows_what_textual_shows_with_a_fraction_of_the_bytes(tmp_path, environment):
    both = []
    for display in "thin", "stock":
        database = tmp_path / display / "desk.db"
        make_database(database, river(), same(), quiet(), hostile())
        both.append(DeskTerminal(database, BLOTTER_DISPLAY=display, **environment))
        both[-1].screen.colours_erased = environment.get("TERM") != "screen"
        both[-1].wait_for("headline")
    thin, stock = both

    def same_on_both() -> bool:
        thin.settle(0.05)
        stock.settle(0.05)
        return thin.screen.picture() == stock.screen.picture()

    for key in KEYS:
        thin.press(key)
        stock.press(key)
        if key == ESCAPE:
            thin.settle(0.5)  # or the next key would be one with alt
        thin.wait(same_on_both)
    thin.settle(0.5)
    assert same_on_both()
    assert thin.screen.received < stock.screen.received / 3
    thin.kill()
    stock.kill()


# What is taken in meanwhile


def test_review_reads_what_is_named_as_ingest_does(tmp_path):
    table = tmp_path / "export.csv"
    table.write_text(
        "headline,body,pub_date\nRockets at night,Three rockets hit Camp Taji on Monday night.,2020-07-28\n",
        encoding="utf-8",
    )
    database = tmp_path / "desk.db"
    columns = "title=headline,text=body,published=pub_date"
    terminal = DeskTerminal(database, review=[str(table), "--map", columns])
    terminal.wait_for("1 new article")
    terminal.press("\x03")
    assert terminal.end() == 0
    assert rows(database, "SELECT title, published FROM articles") == [("Rockets at night", "2020-07-28")]
    assert rows(database, "SELECT date_start FROM incidents") == [("2020-07-27",)]


def test_review_takes_the_day_of_publication_that_is_said(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("Three rockets hit Camp Taji on Monday night, the Iraqi army said.", encoding="utf-8")
    terminal = DeskTerminal(tmp_path / "desk.db", review=[str(story), "--published", "2020-07-28"])
    terminal.wait_for("1 new article")
    terminal.press("\x03")
    assert terminal.end() == 0
    assert rows(tmp_path / "desk.db", "SELECT date_start FROM incidents") == [("2020-07-27",)]
