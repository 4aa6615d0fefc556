"""What a terminal that knows no Unicode is shown: for each character it lacks another as wide.

Decided from the locale, as tmux and mutt do, not from what Python would write: for the C locale Python
writes UTF-8, which such a terminal shows as rubbish.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping

from rich.cells import cell_len

ASCII = "ascii"
CONSOLE = "cp437"
"""What the font of the Linux console has, whatever the locale."""
_SIGNS: Mapping[str, str] = {
    "●": "*", "◐": "o", "○": ".", "✓": "v", "⚑": "!", "×": "x", "≈": "~", "≠": "!", "→": ">", "←": "<",
    "↑": "^", "↓": "v", "‹": "<", "›": ">",
    "…": "~", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "·": ".",
    "•": "*", "│": "|", "†": "x", "≥": ">", "≤": "<", "█": "#", "▁": "_", "▂": "_", "▃": ".", "▄": ".", "▅": ":",
    "▆": ":", "▇": "#", "▉": "#", "▊": "#", "▋": ":", "▌": ":", "▍": ":", "▎": ".", "▏": ".", "ß": "s", "ł": "l",
    "ø": "o", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "Ł": "L", "Ø": "O", "Đ": "D",
}  # fmt: skip


def repertoire(environ: Mapping[str, str], stream: str | None) -> str | None:
    """Return the encoding whose characters the terminal can show, None where that is all of them.

    ``stream`` is the encoding that Python writes to it with, which PYTHONIOENCODING may have set.
    """
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "C"
    charset = locale.partition("@")[0].partition(".")[2] or ASCII
    for name in (charset, stream or charset):
        try:
            known = codecs.lookup(name).name
        except LookupError:
            known = ASCII
        if not known.startswith("utf"):
            return known
    return CONSOLE if environ.get("TERM") == "linux" else None


def shown_in(text: str, encoding: str) -> str:
    """Return the text with each character that the encoding lacks replaced by others as wide."""
    if text.isascii():
        return text
    try:
        "≥".encode(encoding)
    except UnicodeEncodeError:
        text = text.replace("≥ ", ">=").replace("≤ ", "<=")  # else a bound would become another
    return text.encode(encoding, _ERRORS).decode(encoding)


def _substitutes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_substitute, error.object[error.start : error.end])), error.end


def _substitute(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if "\u2800" <= char <= "\u28ff":  # dots of the map's ground, never as heavy as its signs
        return " .....:::"[(ord(char) - 0x2800).bit_count()]
    plain = [part for part in unicodedata.normalize("NFKD", char) if part.isascii()]
    return plain[0] if len(plain) == 1 and cell_len(char) == 1 else "?" * cell_len(char)


_ERRORS = "blotter.as_wide"
codecs.register_error(_ERRORS, _substitutes)
