"""What a terminal without Unicode is shown, and what goes to the clipboard."""

import base64
import re

import pytest
from desk_pilot import at_the_desk
from desk_samples import hostile, make_database, river
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.charset import repertoire, shown_in
from tui.glyphs import visible
from tui.terminal import LONGEST_COPY, clipboard_text


@pytest.mark.parametrize(
    ("environ", "stream", "expected"),
    [
        ({"LANG": "C.UTF-8"}, "utf-8", None),
        ({"LANG": "en_US.utf8"}, "utf-8", None),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "utf-8", "ascii"),
        ({"LC_CTYPE": "POSIX"}, "utf-8", "ascii"),
        ({}, "utf-8", "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso8859-1", "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "utf-8", "iso8859-15"),
        ({"LANG": "ja_JP.eucJP"}, "utf-8", "euc_jp"),
        ({"LANG": "xx_XX.nonsense"}, "utf-8", "ascii"),
        ({"LANG": "C.UTF-8"}, "ascii", "ascii"),
        ({"LANG": "C.UTF-8", "TERM": "linux"}, "utf-8", "cp437"),
    ],
)
def test_the_locale_says_what_a_terminal_shows(environ, stream, expected):
    assert repertoire(environ, stream) == expected


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("● open · “é”…", "ascii", '* open . "e"~'),
        ("● é · “x”", "iso8859-1", '* é · "x"'),
        ("中国 said", "ascii", "???? said"),
        ("e\u0301te", "ascii", "ete"),
        ("≥ 3, ≤ 5", "ascii", ">=3, <=5"),
        ("⠁⣿", "ascii", ".:"),
        ("= ≠", "ascii", "= !"),
        ("j ↓  k ↑  l →  h ←", "ascii", "j v  k ^  l >  h <"),
        ("\x1b[1mplain\x1b[0m", "ascii", "\x1b[1mplain\x1b[0m"),
        ("✓ █ é", "cp437", "v █ é"),
    ],
)
def test_what_is_lacking_is_shown_as_something_as_wide(text, encoding, shown):
    assert shown_in(text, encoding) == shown


@given(st.text())
def test_no_text_is_refused_and_every_line_keeps_its_width(text):
    for encoding in ("ascii", "iso8859-1", "cp437"):
        shown = shown_in(visible(text), encoding)
        shown.encode(encoding)
        assert cell_len(shown) == cell_len(visible(text))


async def copied(hands, *keys):
    await hands.press(*keys)
    return hands.app.clipboard


async def test_y_copies_the_words_of_the_slot_and_the_summary_where_there_are_none(tmp_path):
    make_database(tmp_path / "desk.db", river())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        await hands.press("enter")
        assert await copied(hands, "j", "j", "y") == "on Monday night"
        assert "copied" in hands.message
        assert await copied(hands, "G", "y") == "rocket attack on Camp Sadr"
        assert (await copied(hands, "a", "a", "i", "l", "y")).startswith("incident ")


async def test_what_is_copied_goes_to_the_terminal_as_base64_of_plain_text(tmp_path, monkeypatch):
    make_database(tmp_path / "desk.db", hostile())
    async with at_the_desk(tmp_path / "desk.db") as hands:
        written = []
        monkeypatch.setattr(hands.app._driver, "write", written.append)
        await hands.press("enter", "g")
        hands.review.copy("a \x1b]52;c;evil\x07 b\u202e c")
        sent = re.search(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", "".join(written))
        assert base64.b64decode(sent[1]).decode() == "a ]52;c;evil b c"


def test_what_is_copied_is_cut_to_what_terminals_take():
    text, cut = clipboard_text("é" * 10_000)
    assert cut
    assert len(text.encode()) <= LONGEST_COPY
    assert clipboard_text("\x00\x1b \u2066") == ("", False)
