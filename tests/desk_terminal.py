"""The desk as a program on a pseudo terminal, and what somebody in front of it sees."""

import codecs
import os
import pty
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from terminal_emulator import Terminal

ROOT = Path(__file__).parent.parent
DESK = (
    "import sys; sys.path.insert(0, sys.argv[1]); from tui.app import BlotterApp; BlotterApp(sys.argv[2], 'anna').run()"
)
COMMAND = "import sys; sys.path.insert(0, sys.argv.pop(1)); from tui.cli import main; main()"
LEAVES_SCREEN = "\x1b[?1049l"
MODES = re.compile(r"\x1b\[\?([\d;]+)([hl])")
ON_AT_FIRST = {"25", "7"}
"""Modes that a terminal begins with: its cursor is shown, and long lines go on in the next."""
PATIENCE = 30.0


class DeskTerminal:
    """A desk started on a terminal of 80x24; ``written`` is all it wrote, ``screen`` what that shows.

    With ``review`` by that command, with these arguments.
    """

    def __init__(self, database: Path, *, review: Sequence[str] | None = None, **environment: str) -> None:
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            # Handed over whole: readline sets COLUMNS and LINES where os.environ does not know of them.
            hidden = ("COLUMNS", "LINES", "NO_COLOR")
            kept = {name: value for name, value in os.environ.items() if name not in hidden}
            termios.tcsetwinsize(0, (24, 80))
            command = [sys.executable, "-c", DESK, str(ROOT), str(database)]
            if review is not None:
                command = [sys.executable, "-c", COMMAND, str(ROOT), "--db", str(database), "review", *review]
            try:
                os.execve(sys.executable, command, kept | {"TERM": "xterm-256color"} | environment)
            finally:  # what went wrong here must not go on as a second run of the tests
                os._exit(127)
        self.modes_before = self.modes
        self.written = ""
        self.screen = Terminal(80, 24)
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    @property
    def modes(self) -> list[object]:
        """How the terminal treats what is typed and written: echo, whole lines, signals."""
        return termios.tcgetattr(self._file)[:4]

    def assert_restored(self) -> None:
        """Assert that the terminal is as the desk found it: its settings, and every mode that was switched."""
        assert self.modes == self.modes_before
        switched = {mode: to == "h" for modes, to in MODES.findall(self.written) for mode in modes.split(";")}
        assert "1049" in switched
        assert {mode for mode, on in switched.items() if on is not (mode in ON_AT_FIRST)} == set()
        # The keyboard's reports of Kitty's protocol are put on a stack, and taken from it again.
        assert len(re.findall(r"\x1b\[>\d+u", self.written)) == self.written.count("\x1b[<u")

    def read(self, seconds: float) -> bool:
        """Read what comes within a time; return whether anything did."""
        if not select.select([self._file], [], [], seconds)[0]:
            return False
        try:
            got = os.read(self._file, 65536)
        except OSError:
            return False
        text = self._decode(got)
        self.written += text
        self.screen.feed(text)
        return bool(got)

    def settle(self, seconds: float = 0.4) -> None:
        """Read until nothing comes for a while."""
        while self.read(seconds):
            pass

    def wait(self, true: Callable[[], bool]) -> None:
        """Read until something is so."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"not within {PATIENCE:.0f} seconds; shown is\n{self.shown}"
            self.read(0.1)

    def wait_for(self, text: str) -> None:
        """Read until the screen shows a text."""
        self.wait(lambda: text in self.shown)

    @property
    def shown(self) -> str:
        return "\n".join(self.screen.text(y) for y in range(self.screen.lines))

    def press(self, keys: str) -> None:
        os.write(self._file, keys.encode())

    def go(self, keys: str, shows: str = "") -> None:
        """Press keys and read until the screen shows a text; where none is named, until something has come."""
        self.press(keys)
        if shows:
            self.wait_for(shows)
        elif self.read(1.0):
            self.settle(0.02)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; what it shows then is anybody's guess."""
        self.screen = Terminal(columns, lines)
        termios.tcsetwinsize(self._file, (lines, columns))

    def blot(self) -> None:
        """Lose what is shown, as when something else has written on the terminal."""
        self.screen = Terminal(self.screen.columns, self.screen.lines)
        self.written = ""

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def children(self) -> list[int]:
        """The processes that the desk has started and that run; only Linux tells."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(pid) for thread in threads for pid in thread.read_text().split()]

    def wait_until_stopped(self) -> None:
        """Wait until the desk sleeps, as after ctrl+z."""
        pid, status = os.waitpid(self.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status), f"{pid} ended: {status}"

    def close(self) -> None:
        os.close(self._file)

    def end(self) -> int:
        """Wait for the desk to end and return its exit status."""
        for _ in range(150):
            with suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    return os.waitstatus_to_exitcode(status)
            time.sleep(0.1)
        self.kill()
        raise AssertionError("the desk did not end")

    def kill(self) -> int:
        self.signal(signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
