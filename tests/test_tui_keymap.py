"""The analyst's own keys: what a file may say, and what is told of one that cannot be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk_pilot import at_the_desk, rows, statuses
from desk_samples import make_database, river

from store.errors import KeymapError
from tui import keys
from tui.cli import main
from tui.keymap import read_keymap

ROOT = Path(__file__).parent.parent


@pytest.fixture
def table(tmp_path):
    def read(text):
        path = tmp_path / "keys.toml"
        path.write_text(text, encoding="utf-8")
        return read_keymap(path)

    return read


def test_without_a_file_the_keys_are_the_desk_s(tmp_path):
    assert read_keymap(tmp_path / "keys.toml") is keys.DEFAULT


def test_an_action_gets_another_key_and_loses_its_own(table):
    changed = table('[review]\napprove = "f2"\n')
    assert changed.action_for(keys.REVIEW, "f2") == "approve"
    assert changed.action_for(keys.REVIEW, "a") is None
    assert ("f2", "approve") in changed.footer(keys.REVIEW)
    assert changed.shown(keys.REVIEW, "approve") == "f2"


def test_a_screen_s_own_key_goes_before_that_of_everywhere(table):
    changed = table('[review]\nup = ["<", "up"]\n[everywhere]\nup = "%"\n')
    assert changed.action_for(keys.REVIEW, "less_than_sign") == "up"
    assert changed.action_for(keys.QUEUE, "percent_sign") == "up"
    assert changed.action_for(keys.REVIEW, "percent_sign") is None


def test_keys_may_be_exchanged(table):
    changed = table('[review]\napprove = "x"\nreject = "a"\n')
    assert changed.action_for(keys.REVIEW, "x") == "approve"
    assert changed.action_for(keys.REVIEW, "a") == "reject"


@pytest.mark.parametrize(
    ("written", "name", "shown"),
    [
        ("/", "slash", "/"), (" ", "space", "space"), ("space", "space", "space"), ("ctrl+g", "ctrl+g", "ctrl+g"),
        ("Ctrl+G", "ctrl+g", "ctrl+g"), ("F5", "f5", "f5"), ("Z", "Z", "Z"), ("_", "underscore", "_"),
        ("page_up", "pageup", "pgup"), ("~", "tilde", "~"), ("é", "é", "é"),
    ],
)  # fmt: skip
def test_keys_are_written_as_they_are_typed(table, written, name, shown):
    changed = table(f'[queue]\nlimit = "{written}"\nsearch = "f12"\npage_up = "f11"\n')
    key = next(key for key in changed.of(keys.QUEUE) if key.action == "limit")
    assert (key.keys, key.shown) == ((name,), shown)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[review]\n\napprove = "ctrl+s"\n', 3, "flow control"),
        *((f'[review]\napprove = "ctrl+{letter}"\n', 2, f"cannot be ctrl+{letter}") for letter in "qzbhimc"),
        ('[review]\napprove = "alt+a"\n', 2, "cannot be alt+a"),
        ('[review]\napprove = "m"\n', 2, "[review] approve is m, which is mark there; give mark another key"),
        ('[everywhere]\nup = "a"\n', 2, "which is approve there"),
        ('[review]\naprove = "f2"\n', 2, "did you mean approve?"),
        ('[reviews]\napprove = "f2"\n', 1, "is no screen of the desk"),
        ('[queue]\napprove = "f2"\n', 2, "is no action there"),
        ('approve = "f2"\n', None, "is no screen of the desk"),
        ("[review]\napprove = 3\n", 2, "names no key"),
        ("[review]\napprove = []\n", 2, "names no key"),
        ('[review]\napprove = ""\n', 2, "names no key"),
        ('[review]\napprove = "hyper+y"\n', 2, "it is no key"),
        ('[review]\napprove = "yy"\n', 2, "it is no key"),
        ('[review]\napprove = "\\u001b"\n', 2, "it is no key"),
        ('[review]\nchoose = "f2"\n', 2, "cannot have another key"),
        ('[everywhere]\nquit = "f2"\n', 2, "cannot have another key"),
        ('[nowhere]\n', 1, "is no screen"),
        (f'[{keys.PROMPT}]\naccept = "y"\n', 2, "it could not be typed then"),
        ("[review\n", None, "it is not TOML"),
        ("x" * 200_000, None, "too long"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_its_line_and_what_to_do(table, tmp_path, text, line, told):
    with pytest.raises(KeymapError) as raised:
        table(text)
    message = str(raised.value)
    assert message.startswith(f"{tmp_path / 'keys.toml'}" + (f", line {line}: " if line else ": "))
    assert told in message
    assert "; " in message
    assert "\n" not in message


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "keys.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeymapError, match="UTF-8"):
        read_keymap(tmp_path / "keys.toml")
    with pytest.raises(KeymapError, match="readable"):
        read_keymap(tmp_path)


async def test_the_desk_obeys_the_analyst_s_keys(tmp_path, table):
    make_database(tmp_path / "desk.db", river())
    changed = table('[everywhere]\nundo = "@"\n[queue]\nopen = "o"\n[review]\nreject = "~"\n')
    async with at_the_desk(tmp_path / "desk.db", keys=changed) as hands:
        await hands.press("o", "x")
        assert hands.review.reading.undecided == 3
        await hands.press("tilde")
        assert "(@ undoes)" in hands.message
        assert "~ reject" in hands.shown(hands.review.footer)
        assert statuses(tmp_path / "desk.db", 1)[0] == "rejected"
        await hands.press("at")
        assert statuses(tmp_path / "desk.db", 1)[0] == "proposed"
        await hands.press("?")
        assert "~ " in hands.shown(hands.app.screen.query_one("#page"))
    assert rows(tmp_path / "desk.db", "SELECT action FROM decisions") == [("reject",), ("undo",)]


@pytest.mark.parametrize(
    ("pressed", "told"),
    [
        (["enter", "Z", "c"], "F6 begins one here, Z the next, F9 leaves"),
        (["enter", "m"], "F7 begins here, F8 takes the word, F9 leaves"),
        (["enter", "D", "+"], "F3 sets the published date, F4 types one"),
        (["enter", "f"], "@ undoes"),
        (["enter", "e", "G", "e"], "m marks them"),
        (["enter", "x", "[", "x"], "; ] shows the next, F2 the queue"),
        (["l"], "showing later; l shows done"),
        (["x"], "one by one; enter opens it"),
    ],
)
async def test_messages_name_the_analyst_s_keys(tmp_path, table, pressed, told):
    make_database(tmp_path / "desk.db", river())
    changed = table(
        '[everywhere]\nundo = "@"\n[review]\nnew = "f6"\nuncovered = "Z"\nescape = "f9"\nback = "f2"\n'
        'published = "f3"\nedit = "f4"\n[marking]\nanchor = "f7"\ntake = "f8"\nleave = "f9"\n'
    )
    async with at_the_desk(tmp_path / "desk.db", keys=changed) as hands:
        await hands.press(*[key for key in pressed if key != "c"])
        assert told.lower() in hands.message.lower()


@pytest.fixture
def own_keys(tmp_path, monkeypatch):
    """Where this analyst's keys are looked for."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "blotter").mkdir()
    return tmp_path / "blotter" / "keys.toml"


linux = pytest.mark.skipif(sys.platform != "linux", reason="the folder has another name elsewhere")


@linux
def test_doctor_names_the_file_of_keys(own_keys, tmp_path):
    result = CliRunner().invoke(main, ["--db", str(tmp_path / "x.db"), "doctor"])
    assert f"{own_keys} (not made" in result.output
    own_keys.write_text('[review]\napprove = "f2"\n')
    assert f"{own_keys} (in use)" in CliRunner().invoke(main, ["--db", str(tmp_path / "x.db"), "doctor"]).output


@linux
def test_doctor_says_what_is_wrong_with_the_keys_and_fails(own_keys, tmp_path):
    own_keys.write_text('[review]\napprove = "m"\n')
    result = CliRunner().invoke(main, ["--db", str(tmp_path / "x.db"), "doctor"])
    assert "which is mark there" in result.output
    assert result.exit_code == 1


@linux
def test_the_desk_does_not_open_with_keys_that_clash(own_keys, tmp_path):
    import pty

    own_keys.write_text('[review]\napprove = "m"\n')
    _, terminal = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "--db", str(tmp_path / "x.db"), "review"],
        stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, cwd=ROOT, text=True, timeout=60, check=False,
        env=os.environ | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(terminal)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
