"""Zip archives: the files in them, in memory and never on the disk; what is packed to burst is refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

from nlp import limits
from nlp.formats.kinds import MANY, SUFFIXES, Kind, suffix_of
from nlp.formats.raw import Part, read_document
from store.errors import ArticleError, EmptyArticleError, TooLargeError, UnreadableArticleError

_SMALL = 1_000_000  # bytes that may be packed as tightly as they can
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def split(file: BinaryIO, name: str, split_file: Callable[[BinaryIO, str], Iterator[Part]]) -> Iterator[Part]:
    """Yield the parts of the files in an archive; ``split_file`` is given each. Raises ArticleError."""
    try:
        packed = zipfile.ZipFile(file)
        members = wanted(packed)
    except _BROKEN as error:
        raise UnreadableArticleError(name, f"the archive is broken: {error}") from error
    if not members:
        raise EmptyArticleError(name)
    if (size := sum(member.file_size for member in members)) > limits.UNPACKED:
        raise TooLargeError(name, size, limits.UNPACKED)
    for member in members:
        called = f"{name}/{member.filename}"
        try:
            if reason := refusal(member):
                raise UnreadableArticleError(called, reason)
            if SUFFIXES[suffix_of(member.filename)] is Kind.ZIP:
                raise UnreadableArticleError(called, "an archive inside an archive is not opened; unpack it first")
            with packed.open(member) as unpacked:
                many = SUFFIXES[suffix_of(member.filename)] in MANY
                data = read_document(unpacked, called, limits.STANDARD_INPUT if many else limits.DOCUMENT)
            yield from split_file(BytesIO(data), called)
        except ArticleError as error:
            yield Part.refused(called, error)
        except (*_BROKEN, RuntimeError) as error:
            yield Part.refused(called, UnreadableArticleError(called, f"it cannot be unpacked: {error}"))


def wanted(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files in an archive that would be taken from a folder."""
    return [member for member in packed.infolist() if not member.is_dir() and _is_wanted(member.filename)]


def refusal(member: zipfile.ZipInfo) -> str | None:
    """Return why a file in an archive is not unpacked, if it is not."""
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        return "its name leads out of the archive"
    if member.flag_bits & 1:
        return "it is locked with a password; unpack it first"
    if (
        member.file_size > limits.UNPACKED
        or member.file_size > 1_000_000 + limits.UNPACKED_TIMES * member.compress_size
    ):
        return f"{member.file_size / 1e6:,.0f} MB packed into {member.compress_size / 1e6:,.1f} MB are no text"
    return None


def _is_wanted(filename: str) -> bool:
    return bool(suffix_of(filename)) and not any(
        part.startswith((".", "__MACOSX")) and part != ".." for part in filename.split("/")
    )
