"""Bytes to text: the charset that is declared, else UTF-8, else what charset-normalizer is sure of."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from store.errors import UnreadableArticleError

# What pages and mails are written in; among all that Python knows, rare ones look like the common ones.
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_15",
    "koi8_r", "koi8_u", "gb18030", "big5", "cp932", "euc_jp", "euc_kr", "cp949", "cp874",
]  # fmt: skip
_SEVERAL_BYTES = {"gb18030", "big5", "cp932", "euc_jp", "euc_kr", "cp949"}
# Letters must make words of some language: a few bytes fit many charsets.
_COHERENCE = 0.3
_SAMPLE = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
# By the HTML standard these names mean the Windows charsets that hold them.
_NO_CHARSETS = {"charmap", "idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


def declared_charset(data: bytes) -> str | None:
    """Return the charset that a page or an XML file declares in its first bytes."""
    found = _DECLARED.search(data[:4096])
    told = found[1].decode("ascii").lower() if found else None
    return None if told and told.startswith(("utf-16", "utf-32")) else told  # else it could not be read so far


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of ``data``; raises UnreadableArticleError for a binary and where no charset fits."""
    return _decode(data, name, charset_of(data, name, declared))


def charset_of(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the charset of a text by its beginning; raises UnreadableArticleError as ``decode`` does."""
    if mark := next((charset for mark, charset in _MARKS if data.startswith(mark)), None):
        return mark
    if b"\x00" in data[:8192]:
        raise UnreadableArticleError(name, "it is a binary file, not text")
    for charset in ("utf-8", declared):
        if charset and (known := _known(charset)) and _fits(data, known):
            return known
    if (guessed := _guess(data)) is not None:
        return guessed
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"not UTF-8: byte 0x{data[error.start]:02x} at position {error.start:,}"
        also = f", nor {declared} as it says" if declared and _known(declared) != "utf-8" else ""
        raise UnreadableArticleError(name, f"{byte}{also}; save it as UTF-8 and try again") from error
    return "utf-8"


def _known(charset: str) -> str | None:
    try:
        found = codecs.lookup(charset).name
        "".encode(found)  # some codecs are no charsets: base64, zip
    except (LookupError, UnicodeError):
        return None
    if found in _NO_CHARSETS:
        return None
    return _WIDER.get(found, found)


def _fits(data: bytes, charset: str) -> bool:
    try:
        data.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _guess(data: bytes) -> str | None:
    """Return the charset whose letters make words, where one is plain; it must fit all of the data."""
    best = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY, preemptive_behaviour=False).best()
    if best is None or best.chaos > 0.1 or not _fits(data, best.encoding):
        return None
    sure = best.coherence >= _COHERENCE or (best.encoding in _SEVERAL_BYTES and best.chaos == 0 and len(data) >= 40)
    return best.encoding if sure else None


def _decode(data: bytes, name: str, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:  # a byte mark that lies
        raise UnreadableArticleError(name, f"it is marked as {charset} and is not") from error
