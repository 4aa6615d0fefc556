"""How alike two places are: by spelling, by distance, by what lies within what.

Spellings are compared on keys that forget what transliterations differ in: articles (al-, ez-),
generic words (camp, base), q and k, doubled letters, vowels. A key of few letters proves little,
so the plain spellings must be close as well.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from nlp.lexicons import words_in
from store.model import Place, PlacePrecision

_GENERIC = words_in(
    "camp base air airbase airfield military joint forward operating international city town village",
    "district province governorate county state the of near in at north south east west",
)
_ARTICLES = words_in("al el ad ed an en ar er as es ash esh at et az ez ul ur")
_SOUNDS = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"))
SAME_KM, FAR_KM = 2.0, 27.0
SLACK_KM = {PlacePrecision.EXACT: 0.0, PlacePrecision.NEAR: 10.0, PlacePrecision.DISTRICT: 15.0, None: 5.0}
_ROUGH = frozenset({PlacePrecision.NEAR, PlacePrecision.DISTRICT})  # what is near a town has its coordinates
EARTH_KM = 6371.0
SPELLED_ALIKE = 0.92
COARSE_WEIGHTS = {PlacePrecision.ADMIN1: 1.0, PlacePrecision.COUNTRY: 0.5}
FINE_WEIGHT = 3.0


def place_likeness(a: Place, b: Place) -> tuple[float, float, str] | None:
    """Return likeness (0 to 1), weight and reason for two places, or None where one is not known."""
    if not (_known(a) and _known(b)):
        return None
    if a.country and b.country and a.country != b.country:
        return 0.0, FINE_WEIGHT, f"{a.country} vs {b.country}"
    coarse = [
        COARSE_WEIGHTS[precision] for precision in (precision_of(a), precision_of(b)) if precision in COARSE_WEIGHTS
    ]
    if coarse:
        return _coarse(a, b, min(coarse))
    score, reason = (1.0, "same place") if a == b else _fine(a, b)
    return score, FINE_WEIGHT, reason


def _known(place: Place) -> bool:
    return any((place.name, place.canonical, place.facility, place.admin1, place.country))


def precision_of(place: Place) -> PlacePrecision | None:
    """Return the precision of a place, of one without any that which its names tell."""
    if place.precision in COARSE_WEIGHTS:
        return place.precision
    if place.facility or place.name or place.canonical:
        return place.precision
    return PlacePrecision.ADMIN1 if place.admin1 else PlacePrecision.COUNTRY


def named_site(place: Place) -> str | None:
    """Return the name of a place's site, if it has one: "a mosque" may be that with a name."""
    named = place.facility is not None and any(c.isupper() or c.isdigit() for c in place.facility)
    return place.facility if named else None


def _coarse(a: Place, b: Place, weight: float) -> tuple[float, float, str] | None:
    """Compare where one is no closer than a province or a country: it may contain the other."""
    if _same_words(a, b):
        return 1.0, weight, "same place" if weight > 0.5 else "same country"
    if a.admin1 and b.admin1:
        if _spelled(a.admin1, b.admin1) >= SPELLED_ALIKE:
            return 0.75, weight, "same province"
        return (0.0, FINE_WEIGHT, "other province") if weight > 0.5 else (0.3, weight, "other province")
    return (0.7, min(weight, 0.5), "same country") if a.country and a.country == b.country else None


def _same_words(a: Place, b: Place) -> bool:
    return (a.name, a.canonical, a.facility, a.admin1) == (b.name, b.canonical, b.facility, b.admin1)


def _fine(a: Place, b: Place) -> tuple[float, str]:
    by_name, name_reason = _by_name(a, b)
    km = kilometres(a, b)
    if km is None:
        if by_name < 0.5 and a.admin1 and b.admin1 and _spelled(a.admin1, b.admin1) < SPELLED_ALIKE:
            return 0.0, "other province"
        return by_name, name_reason
    slack = SLACK_KM.get(a.precision, 5.0) + SLACK_KM.get(b.precision, 5.0)
    beyond = max(0.0, km - slack)
    if by_name >= 0.85:
        if beyond > 2 * FAR_KM:  # another place of the same name
            return 0.1, f"{_rounded(km)} apart"
        return by_name, name_reason
    near = 1.0 if km <= SAME_KM else max(0.0, 1.0 - beyond / FAR_KM)
    if near < 1.0 or km > SAME_KM:
        near = min(near, 0.85)  # within what the coordinates can tell, not proved
    spot = "same area" if _ROUGH & {a.precision, b.precision} else "same spot"
    reason = f"{_rounded(km)} apart" if km >= 0.5 else spot
    return max(near, by_name if beyond < FAR_KM else 0.0), reason


def _by_name(a: Place, b: Place) -> tuple[float, str]:
    """Compare names; a town and a facility in it may well be the same place."""
    towns = _spelled(a.canonical or a.name, b.canonical or b.name)
    one, other = named_site(a), named_site(b)
    spots = max(_spelled(x, y) for x in {one or a.name, a.name} for y in {other or b.name, b.name})
    best = max(towns, spots) if not (one and other) else spots
    if best >= 1.0:
        if towns >= 1.0 > spots and (one or other):
            return 0.85, "same town"
        return 1.0, "same place"
    if best >= SPELLED_ALIKE:
        return 0.9, "place spelled alike"
    if towns >= SPELLED_ALIKE:
        return 0.45, "same town, other site"
    return max(0.0, (best - 0.7) / 0.3) * 0.5, "other place"


def _spelled(a: str | None, b: str | None) -> float:
    """Return how alike two names are spelled, 1.0 for the same key."""
    if not a or not b:
        return 0.0
    plain_a, plain_b = plain(a), plain(b)
    if plain_a == plain_b:
        return 1.0
    plainly = JaroWinkler.similarity(plain_a, plain_b)
    key_a, key_b = spelling_key(a), spelling_key(b)
    if key_a and key_a == key_b and plainly >= 0.7:
        return 1.0
    return float(min(plainly, JaroWinkler.similarity(key_a, key_b)))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a name in lower case without accents, quote marks and hyphens."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub(r"['’‘`ʿʾ\"]", "", text)).split())


@lru_cache(maxsize=4096)
def spelling_key(name: str) -> str:
    """Return what transliterations of a name agree in: "Camp Taji" and "al-Taji" have one key."""
    words = plain(name).split()
    kept = [word for word in words if word not in _GENERIC and word not in _ARTICLES] or words
    return " ".join(key for word in kept if (key := _sounds(word)))


def _sounds(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    if len(word) > 2 and word.endswith("h"):
        word = word[:-1]
    first = "a" if word[0] in "aeiou" else word[0]
    return first + re.sub(r"[aeiouy]", "", word[1:])


def kilometres(a: Place, b: Place) -> float | None:
    """Return the great-circle distance in kilometres, or None without both coordinates."""
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return None
    lat_a, lon_a, lat_b, lon_b = (math.radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _rounded(km: float) -> str:
    return f"{km:.0f} km" if km >= 10 else f"{km:.1f} km"
