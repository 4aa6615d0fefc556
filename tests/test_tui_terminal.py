"""The desk in a terminal of its own: what it leaves behind when the terminal or the analyst goes."""

import os
import pty
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from desk_pilot import rows
from desk_samples import make_database, river

ROOT = Path(__file__).parent.parent
DESK = (
    "import sys; sys.path.insert(0, sys.argv[1]); from tui.app import BlotterApp; BlotterApp(sys.argv[2], 'anna').run()"
)
LEAVES_SCREEN = b"\x1b[?1049l"


class Terminal:
    """A desk started on a pseudo terminal, and what it has written."""

    def __init__(self, database: Path) -> None:
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
            os.execv(sys.executable, [sys.executable, "-c", DESK, str(ROOT), str(database)])
        self.written = b""

    def read(self, until: bytes = b"", seconds: float = 20.0) -> None:
        """Read until something is written, or nothing comes any more."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and (not until or until not in self.written):
            if not select.select([self._file], [], [], 0.3)[0]:
                if not until:
                    return
                continue
            try:
                got = os.read(self._file, 65536)
            except OSError:
                return
            if not got:
                return
            self.written += got

    def press(self, keys: bytes) -> None:
        os.write(self._file, keys)

    def close(self) -> None:
        os.close(self._file)

    def end(self) -> int:
        """Wait for the desk to end and return its exit status."""
        for _ in range(100):
            with suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    return os.waitstatus_to_exitcode(status)
            time.sleep(0.1)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("the desk did not end")


@pytest.fixture
def desk_db(tmp_path):
    make_database(tmp_path / "desk.db", river())
    return tmp_path / "desk.db"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_the_desk_with_the_terminal_restored_and_the_place_kept(desk_db, number):
    terminal = Terminal(desk_db)
    terminal.read(until=b"headline")
    terminal.press(b"\rjj")
    terminal.read(until=b"incident")
    terminal.read(seconds=1)
    os.kill(terminal.pid, number)
    terminal.read(until=LEAVES_SCREEN, seconds=10)
    assert terminal.end() == 0
    assert LEAVES_SCREEN in terminal.written
    assert rows(desk_db, "SELECT analyst, article_id, slot FROM desk_places") == [("anna", 1, "date")]


def test_a_decision_made_before_a_kill_is_there(desk_db):
    terminal = Terminal(desk_db)
    terminal.read(until=b"headline")
    terminal.press(b"\r")
    terminal.read(until=b"incident")
    terminal.press(b"x")
    terminal.read(until=b"rejected")
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    assert rows(desk_db, "SELECT status FROM incidents ORDER BY id") == [("rejected",), ("proposed",), ("proposed",)]


def test_a_lost_terminal_ends_the_desk(desk_db):
    terminal = Terminal(desk_db)
    terminal.read(until=b"headline")
    terminal.close()
    assert terminal.end() is not None


def test_nothing_is_written_while_nothing_is_pressed(desk_db):
    terminal = Terminal(desk_db)
    terminal.read(until=b"headline")
    terminal.read()
    terminal.written = b""
    terminal.read(seconds=1.5)
    terminal.press(b"\x03")
    idle = terminal.written
    terminal.read(until=LEAVES_SCREEN)
    assert idle == b""
    assert terminal.end() == 0
