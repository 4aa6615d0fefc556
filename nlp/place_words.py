"""The words that stand beside names of places: what leads to a name, what it is one of, what is no name.

Each list is read once, here, by those who look at names and at what is said of them.
"""

from __future__ import annotations

from nlp.lexicons import word_set

# What leads to a name: those of STRONG to nothing but a place.
STRONG = word_set("naming", "strong")
LOCATIVES = STRONG | word_set("naming", "locatives")
HITTING = frozenset({"hit", "struck", "targeted", "attacked", "shelled", "bombed", "pounded", "rocked", "hits"})
"""What is said of a town that is hit: "a missile hit Eilat", "a blast rocked the Somali capital"."""
ENTERED = word_set("naming", "entered")
PREFIXES = word_set("scenes", "prefixes")
COMPASS = word_set("naming", "compass")
ARABIC_ARTICLES = frozenset({"al", "el"})

# What a name is one of.
STATES = word_set("naming", "states")
ADMIN_WORDS = STATES | word_set("naming", "admin_words")
DISTRICT_WORDS = word_set("naming", "district_words")
TOWN_WORDS = word_set("naming", "town_words")
VILLAGES = word_set("naming", "villages")
AREAS = STATES | TOWN_WORDS | VILLAGES | word_set("naming", "areas")
FACILITY_WORDS = word_set("naming", "facility_words")
HOSPITALS = word_set("triggers", "hospitals")
JAILS = word_set("sites", "jails")
# What tells of a hospital only as where the hurt are, and of a jail as where somebody is held.
TREATING = word_set("sites", "treating")
HOLDING = word_set("sites", "holding")
DRIVES = word_set("sites", "drives")
STREETS = DRIVES | word_set("naming", "streets")
ROADS = word_set("naming", "roads")
WATERS = word_set("naming", "waters")
LANDSCAPE = WATERS | word_set("naming", "landscape")
CALLED_SO = DISTRICT_WORDS | {"village", "hamlet", "county", "province", "region"}
"""Words that are no part of the name before them; but for townships: "Washington Township" is no Washington."""

# What belongs to a place: its parts, who lives there, how far it is.
PARTS = word_set("mentions", "parts")
DWELLERS = word_set("hometown", "people")
UNITS = word_set("naming", "units")
# What stands between a place and one that it is measured from: "some 409 km to the north of".
MEASURES = word_set("elsewhere", "measures") | UNITS

PARTS_OF_TOWNS = word_set("scenes", "parts")
GENERIC = word_set("likeness_of_reports", "generic_place")
"""Words of the names of places that tell no place from another: "city", "region"."""

# Words in capitals that name no place, and such as are in no name.
NOT_PLACES = word_set("naming", "not_places")
NOT_NAMES = word_set("naming", "not_names")
NOT_OPENING = word_set("naming", "not_opening")
