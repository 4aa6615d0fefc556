"""The lexicons: tables of words, read once from lexicon/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

APOSTROPHES = "'’‘`ʼʿʾ´"


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """Return the tables of ``lexicon/<name>.toml``."""
    return tomllib.loads(files("nlp").joinpath("lexicon", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def fold_table() -> dict[int, str]:
    """Return a one-to-one translation that makes all apostrophes and dashes alike."""
    return {**{ord(c): "'" for c in APOSTROPHES}, ord("–"): "-", ord("‑"): "-", ord("\u00a0"): " "}


def fold(text: str) -> str:
    """Return ``text`` in lower case with one apostrophe and one dash, at the same length.

    The length is kept, so that offsets in the folded text hold in the original.
    """
    lowered = text.lower()
    if text.isascii() and "`" not in text:
        return lowered
    if len(lowered) != len(text):  # a few letters, such as the Turkish capital dotted I, grow
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.translate(fold_table())


@cache
def word_set(table: str, key: str) -> frozenset[str]:
    """Return a word list of ``lexicon/words.toml``."""
    return frozenset(read_lexicon("words")[table][key])


def words_in(*lines: str) -> frozenset[str]:
    """Return the words of lines, for a list that is written where it is used."""
    return frozenset(word for line in lines for word in line.split())
