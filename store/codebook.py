"""The controlled vocabularies, read from codebook.toml beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Term:
    """One allowed value: its key, what an analyst reads, and the family it is compared in.

    ``acled`` is the sub-event type of a type of incident; ``gtd`` an attack, weapon or target type, with
    its subtype where it has one.
    """

    key: str
    title: str
    family: str = ""
    acled: str = ""
    gtd: Sequence[int] = ()


def _read() -> dict[str, dict[str, Term]]:
    tables = tomllib.loads(files("store").joinpath("codebook.toml").read_text(encoding="utf-8"))
    return {name: {key: Term(key, **entry) for key, entry in rows.items()} for name, rows in tables.items()}


_TABLES = _read()
TYPES = _TABLES["types"]
WEAPONS = _TABLES["weapons"]
TARGETS = _TABLES["targets"]
ACTORS = _TABLES["actors"]


def title(vocabulary: dict[str, Term], key: str | None) -> str:
    """Return what an analyst reads for a key; the key itself where the vocabulary lacks it."""
    return "" if key is None else vocabulary[key].title if key in vocabulary else key
