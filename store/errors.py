"""Every failure that an analyst can be told about.

BlotterError
  StoreError       NewerDatabaseError, NotADatabaseError, DatabaseBusyError, UnwritableError,
                   NotFoundError, ChangedElsewhereError, RefusedError
  ArticleError     UnreadableArticleError, EmptyArticleError, TooLargeError,
                   MissingReaderError, AddressError
  ExportError
  GoldError
  GazetteerError
  MissingEngineError
  PipelineError    ModelMissingError
  KeymapError

A message says what happened, to what, and what to do next.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.snapshots import State


class BlotterError(Exception):
    """Something an analyst can be told in one line."""

    exit_code = 1

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").strip())


class StoreError(BlotterError):
    """The database could not do what was asked."""


class NewerDatabaseError(StoreError):
    """The database was written by a newer version of blotter."""

    def __init__(self, path: Path | str, steps: list[str]) -> None:
        super().__init__(
            f"{path} was written by a newer blotter (it has {', '.join(steps)}); nothing was changed. "
            "Upgrade blotter to open it."
        )


class NotADatabaseError(StoreError):
    """The file is not an SQLite database."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path} cannot be read as a blotter database ({reason}). Name another file.")


class DatabaseBusyError(StoreError):
    """Somebody else has been writing for too long."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path} is locked by another program; nothing was written. Try again in a moment.")


class UnwritableError(StoreError):
    """A file or folder cannot be written."""

    def __init__(self, path: Path | str, reason: str, do: str = "Choose a place you may write to.") -> None:
        super().__init__(f"{path} cannot be written ({reason}). {do}")


class NotFoundError(StoreError):
    """The record asked for is not in the database."""

    def __init__(self, noun: str, key: object) -> None:
        super().__init__(f"There is no {noun} {key} in this database.")


class ChangedElsewhereError(StoreError):
    """The record changed after it was shown.

    ``shown`` is what the incident, article or verdict said to the analyst, ``stored`` what it says now; both None
    where that is not known.
    """

    def __init__(self, noun: str, key: object, by: str = "", *, shown: State = None, stored: State = None) -> None:
        self.what = f"{noun.capitalize()} {key} was changed {by or 'elsewhere'} meanwhile"
        self.shown, self.stored = shown, stored
        super().__init__(f"{self.what}; nothing was written. Look again.")


class RefusedError(StoreError):
    """A record does not fit the rules of the database."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"{what} was refused ({reason}); nothing was written. Correct it and try again.")


class ArticleError(BlotterError):
    """An article could not be taken in."""


class UnreadableArticleError(ArticleError):
    """The file cannot be read as text."""

    def __init__(self, name: Path | str, reason: str) -> None:
        super().__init__(f"{name}: cannot be read ({reason}); skipped.")


class EmptyArticleError(ArticleError):
    """The file has no words."""

    def __init__(self, name: Path | str) -> None:
        super().__init__(f"{name}: holds no text; skipped.")


class TooLargeError(ArticleError):
    """The file is longer than any article."""

    def __init__(self, name: Path | str, size: int, limit: int) -> None:
        super().__init__(
            f"{name}: {size / 1e6:,.1f} MB is over the limit of {limit / 1e6:,.0f} MB an article; skipped."
        )


class MissingReaderError(ArticleError):
    """The library that reads a format is not installed."""

    def __init__(self, name: Path | str, kind: str, extra: str) -> None:
        install = f"{shlex.quote(sys.executable)} -m pip install 'incident-blotter[{extra}]'"
        super().__init__(f"{name}: {kind} needs a reader that is not installed; skipped. Install it with: {install}")


class AddressError(ArticleError):
    """What an address leads to could not be fetched."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address} {reason}; skipped.")


class ExportError(BlotterError):
    """An export could not be written."""


class GoldError(BlotterError):
    """A file of gold incidents, or of predictions to compare with it, is not in the shape that is asked for."""

    def __init__(self, name: Path | str, reason: str) -> None:
        super().__init__(f"{name} cannot be evaluated ({reason}). Its shape is described in the README.")


class GazetteerError(BlotterError):
    """A file of places could not be imported."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(
            f"{path} cannot be imported ({reason}); nothing was changed. Give a country file such as IQ.txt or "
            "IQ.zip of https://download.geonames.org/export/dump/."
        )


class MissingEngineError(BlotterError):
    """Splink, by which or for which duplicates were to be found, is not installed."""

    def __init__(self) -> None:
        install = f"{shlex.quote(sys.executable)} -m pip install 'incident-blotter[duckdb]'"
        super().__init__(f"Splink on DuckDB is not installed. Install it with: {install}")


class PipelineError(BlotterError):
    """The extraction pipeline could not run."""


class ModelMissingError(PipelineError):
    """A trained spaCy package was asked for that is not installed."""

    def __init__(self, name: str) -> None:
        if any(mark in name for mark in "/\\."):
            super().__init__(f"There is no spaCy pipeline in the folder {name}. Name one, or an installed package.")
        else:
            install = f"{shlex.quote(sys.executable)} -m spacy download {name}"
            super().__init__(f"The spaCy package {name} is not installed. Install it with: {install}")


class KeymapError(BlotterError):
    """The analyst's table of keys cannot be used."""

    def __init__(self, path: Path | str, line: int | None, what: str, do: str) -> None:
        where = f"{path}, line {line}" if line else f"{path}"
        super().__init__(f"{where}: {what}; {do}")
