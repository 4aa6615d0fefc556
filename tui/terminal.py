"""The terminal as the desk uses it: it reports nothing unasked, and may be gone from one moment to the next."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from textual.driver import Driver

from tui.charset import repertoire, shown_in

QUIET = "\x1b[?1003l\x1b[?1000h\x1b[?1004l"
"""No report of the window's focus, nor of every move of the mouse: each would cost a line of bytes."""

LONGEST_COPY = 4000
"""Bytes given to the clipboard at most: some terminals drop a longer sequence, or print it."""


def clipboard_text(text: str) -> tuple[str, bool]:
    """Return the text as it may go to the clipboard, without controls, and whether it had to be cut."""
    plain = "".join(char for char in text if char.isprintable() or char == "\n").strip()
    kept = plain.encode("utf-8", "replace")[:LONGEST_COPY].decode("utf-8", "ignore")
    return kept, len(kept) < len(plain)


def quiet(usual: type[Driver]) -> type[Driver]:
    """Return the driver with less to report, which does not wait for a terminal that was closed.

    Where the terminal knows no Unicode, it is sent what it can show instead.
    """

    encoding = repertoire(os.environ, getattr(sys.__stderr__, "encoding", None))

    class QuietDriver(usual):  # type: ignore[valid-type, misc]
        def _gone(self) -> bool:
            return not self.is_headless and not os.isatty(self.fileno)

        def start_application_mode(self) -> None:
            # With the hang-up of a closed terminal comes a signal to continue: there is nothing to continue on.
            if self._gone():
                return
            if not self.is_headless:
                _give_size(self.fileno)
            super().start_application_mode()
            if not self.is_headless:
                self.write(QUIET)
                self.flush()

        def write(self, data: str) -> None:
            # The thread that writes dies with the terminal; its queue would fill, and block the whole desk.
            if not self._gone():
                super().write(data if encoding is None or self.is_headless else shown_in(data, encoding))

    return QuietDriver


def _give_size(file_number: int) -> None:
    """Give a terminal that says it has no size the usual one; Textual would go back and forth between two."""
    if sys.platform == "win32":
        return
    import termios

    with suppress(OSError, termios.error):
        if 0 in termios.tcgetwinsize(file_number):
            termios.tcsetwinsize(file_number, (24, 80))
