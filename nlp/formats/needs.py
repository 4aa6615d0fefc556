"""Readers that are extras: how one that is not installed is told of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nlp.formats.kinds import Kind
from store.errors import MissingReaderError


@contextmanager
def extra(name: str, kind: Kind, extra: str) -> Iterator[None]:
    """Say what to install where a library that is imported in this block is missing."""
    try:
        yield
    except ImportError as error:
        raise MissingReaderError(name, kind, extra) from error
