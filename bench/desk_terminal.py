"""Programs on pseudo terminals: what a key makes them write, and when the last of it came."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

SETTLED = 0.35
"""Seconds without a byte after which what a key does is over, with what follows a moment later."""
FOREIGN = ("COLORTERM", "NO_COLOR", "TMUX", "TERM_PROGRAM", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")
"""What of the environment would be measured too; without the last, Python compiles a program once, as installed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a program wrote, and the seconds until its last byte."""

    data: bytes
    seconds: float


class Program:
    """A program on a terminal of its own, of 256 colours, which answers no questions."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int] = (80, 24), environment: Mapping[str, str] | None = None
    ) -> None:
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            for name in FOREIGN:
                os.environ.pop(name, None)
            os.environ.update({"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | dict(environment or {}))
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvp(command[0], list(command))
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)

    def hear(self, *, until: bytes = b"", settled: float = SETTLED, most: float = 20.0, blink: int = 0) -> Heard:
        """Read until nothing has come for a while after the first bytes, or until some bytes have come.

        A cursor that blinks writes for ever: so few bytes at once are nothing, and those at the end are left out.
        """
        begun = last = time.perf_counter()
        data, counted = b"", 0
        while (now := time.perf_counter()) - begun < most:
            if counted and now - last >= settled and not until:
                break
            if not select.select([self.file], [], [], 0.002 if data else 0.02)[0]:
                continue
            try:
                got = os.read(self.file, 65536)
            except OSError:  # the program has ended
                break
            if not got:
                break
            data += got
            if len(got) > blink:
                last, counted = time.perf_counter(), len(data)
            if until and until in data:
                break
        return Heard(data[:counted], last - begun)

    def press(self, keys: str, *, settled: float = SETTLED, most: float = 3.0) -> Heard:
        """Press keys at once, and return what they make the program write."""
        os.write(self.file, keys.encode())
        return self.hear(settled=settled, most=most)

    def idle(self, seconds: float) -> int:
        """Return the bytes written while nothing is pressed."""
        return len(self.hear(until=b"\0never\0", most=seconds).data)

    def cpu_seconds(self) -> float:
        """Return the CPU time the program has taken so far, in all its threads (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_megabytes(self) -> float:
        """Return the most memory the program has had (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
