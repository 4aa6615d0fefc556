"""Whether two reports of one article can be of one event: no contradiction, and something in common."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from nlp.date_grammar import MONTHS
from nlp.dates import redate
from nlp.dating import SAID, SAID_UNRESOLVED, TALKED_OF
from nlp.gazetteer import key_of
from nlp.lexicons import fold, word_set
from nlp.number_words import is_rough
from nlp.place_words import GENERIC, WATERS
from nlp.places import is_dense, look_up
from store import codebook
from store.model import Count, DatePrecision, DateRange, Incident, MentionValue, Place, PlacePrecision, Slot, Stage

# Any day serves: phrases without a publication date are only compared with each other.
_NOMINAL = dt.date(2001, 6, 28)
_EVE = 2  # days
_SPOKEN_OF = dt.timedelta(days=7)
_TALKED_OF = dt.timedelta(days=120)
# From here on two reports that name the same toll do so by no chance.
_TELLING_TOLL = 4
_ANYBODY = word_set("likeness_of_reports", "anybody")
_PARTICLE = 3  # letters
_KM = 15.0
_PART_KM = 50.0  # a district that goes by a city's name can reach so far
_PROVINCE_KM = 150.0  # a town of a province can be so far from its middle
_MONTH = 31  # days
_NEAR_KM = 25.0  # what UCDP counts as near a known point
_FINE = {
    PlacePrecision.EXACT: 0,
    PlacePrecision.NEAR: 1,
    PlacePrecision.DISTRICT: 1,
    PlacePrecision.ADMIN1: 2,
    PlacePrecision.COUNTRY: 3,
}
# Types that say how somebody died, and not with what: they fit any other violence.
OPEN = word_set("likeness_of_reports", "open")
_ALIKE = (
    {"bombing", "suicide_bombing"},
    {"bombing", "ambush"},
    {"shooting", "ambush"},
    {"armed_clash", "mob_violence"},
)
_LETHAL = frozenset({"indirect", "air", "explosive", "armed", "melee", "chemical", "threat", "other"})
_BLASTS = frozenset({"indirect", "air", "explosive"})
_AIR = frozenset({"indirect", "air"})
_WATERS = WATERS | {"lake"}


def compatible(a: Incident, b: Incident, typed: bool, pointed: bool = False) -> bool:
    """Return whether nothing in two reports of an article says that they are of two events.

    ``pointed`` says that one points back to the other: "the attack at", a place of which nobody knows whether it
    is inside the one told before.
    """
    there = (pointed and are_hijackings(a, b)) or _places_fit(a.place, b.place, pointed)
    return types_fit(a, b, typed) and fits_but_for_place(a, b) and there


def are_hijackings(a: Incident, b: Incident) -> bool:
    """Return whether both are of what was hijacked, which goes from one place to another."""
    return a.type == b.type == "hijacking"


def fits_but_for_place(a: Incident, b: Incident) -> bool:
    """Return whether two reports of one type can be of one event that they place differently."""
    return _stages_fit(a, b) and _days_fit(a, b)


def same_kind(a: Incident, b: Incident, bare: bool) -> bool:
    """Return whether two compatible reports name one type; a bare one may only say how somebody died."""
    if {a.type, b.type} in _ALIKE or _is_repelled(a) or _is_repelled(b):
        return True
    return a.type is None or b.type is None or a.type == b.type or (bare and not OPEN.isdisjoint({a.type, b.type}))


def are_of_the_air(a: Incident, b: Incident) -> bool:
    """Return whether both are of what flies or was fired from afar: missiles and drones come together."""
    return all(i.type is not None and codebook.TYPES[i.type].family in _AIR for i in (a, b))


def ties(a: Incident, b: Incident) -> int:
    """Return how many of date, place, weapons counted, people hit and their names two compatible reports share."""
    same_day = a.date.start is not None and b.date.start is not None and not (is_of_statement(a) or is_of_statement(b))
    phrase = a.date.phrase is not None and b.date.phrase is not None and a.date.start is None and b.date.start is None
    same_place = has_place(a) and has_place(b)
    same_weapon = a.weapon.best is not None and a.weapon.best == b.weapon.best and a.weapon.best > 1
    same_toll = _same_toll(a.killed, b.killed) or _same_toll(a.injured, b.injured)
    return int(same_day or phrase) + int(same_place) + int(same_weapon) + int(same_toll) + int(share_victim(a, b))


def has_place(incident: Incident) -> bool:
    """Return whether a report names a place finer than a country."""
    return incident.place.name is not None and incident.place.precision is not PlacePrecision.COUNTRY


def counts_differ(a: Incident, b: Incident) -> bool:
    """Return whether two reports count the weapons differently."""
    return a.weapon.best is not None and b.weapon.best is not None and a.weapon.best != b.weapon.best


def victims_differ(a: Incident, b: Incident) -> bool:
    """Return whether two reports name their victims, and none of them alike."""
    one, two = _victims(a), _victims(b)
    return bool(one and two) and one.isdisjoint(two)


def share_victim(a: Incident, b: Incident) -> bool:
    """Return whether two reports name a victim alike, by more than an initial or a particle."""
    return any(len(word) > _PARTICLE for word in _victims(a) & _victims(b))


def _victims(incident: Incident) -> set[str]:
    return {w for v in incident.victims if v.name for w in fold(v.name).split()}


def same_people(a: Incident, b: Incident) -> bool:
    """Return whether two reports say alike who was hit, more exactly than "a man", and contradict no toll."""
    if tolls_differ(a, b):
        return False
    one, two = ({w for v in i.victims for w in fold(v.words).split()[-1:]} for i in (a, b))
    return share_victim(a, b) or bool((one & two) - _ANYBODY)


def tolls_differ(a: Incident, b: Incident) -> bool:
    """Return whether two reports tell other figures of the dead or the injured."""
    tolls = ((a.killed.best, b.killed.best), (a.injured.best, b.injured.best))
    return any(one is not None and two is not None and one != two for one, two in tolls)


def same_dead(a: Incident, b: Incident) -> bool:
    """Return whether two reports tell one number of dead, be it small."""
    return bool(a.killed.best) and (a.killed.best, a.killed.min) == (b.killed.best, b.killed.min)


def same_days(a: DateRange, b: DateRange) -> bool:
    """Return whether two dates mean the same days; while these are not known, whether they say so in the same words."""
    return (a.start, a.end) == (b.start, b.end) and (a.start is not None or a.phrase == b.phrase)


def sharper_date(old: Incident, new: Incident) -> bool:
    """Return whether the new report dates the event better."""
    if new.date.start is None:
        return old.date.start is None and new.confidence[Slot.DATE] > old.confidence[Slot.DATE]
    if old.date.start is None:
        return True
    if old.confidence[Slot.DATE] < 0.5 <= new.confidence[Slot.DATE]:
        return True
    if new.confidence[Slot.DATE] < 0.5:
        return False
    day = DatePrecision.DAY
    return (old.date.precision is not day and new.date.precision is day) or (
        old.date.start != old.date.end and new.date.start == new.date.end  # "overnight", then "at 1:30 a.m. Saturday"
    )


def sharper_place(old: Place, new: Place) -> bool:
    """Return whether the new place is finer than the old one and within it."""
    wide = old.precision is PlacePrecision.ADMIN1 or (old.precision is PlacePrecision.DISTRICT and old.country != "US")
    unknown = new.canonical is None and new.name is not None and key_of(new.name) != key_of(old.name or "")
    if wide and new.name is not None and (new.precision is None or (unknown and new.precision is PlacePrecision.NEAR)):
        return new.canonical is None and new.country in {None, old.country}  # a village that no gazetteer knows
    if old.name is not None and not _WATERS.isdisjoint(fold(old.name).split()) and new.name is not None:
        return fineness(new) <= 2 and _WATERS.isdisjoint(fold(new.name).split())  # an island of the lake
    sure = old.name is not None and not old.name.isupper()  # in capitals an unknown name may be none of a place
    if sure and old.precision is None and new.facility is None:
        return new.country == "US" and fineness(new) < fineness(old)  # a village of which nobody knows is fine enough
    return fineness(new) < fineness(old) or (
        old.facility is None and new.facility is not None and fineness(new) <= fineness(old)
    )


def part_of(new: Place, old: Place) -> bool:
    """Return whether a place that a text tells can be a part of the known town that its headline names."""
    if new.name is None or new.name == old.name or old.precision is not PlacePrecision.EXACT or old.facility:
        return False
    if (
        new.canonical is None
        and new.admin1 is not None
        and key_of(new.admin1) == key_of(old.canonical or old.name or "")
    ):
        return new.country == old.country != "US"  # a village of the province that is called as the town
    far = _apart(new, old, _PART_KM)
    if far is not False and new.canonical is None and _goes_by_a_province(old):
        return new.country in {
            None,
            old.country,
        }  # "in Mopti" is the province, where the text has a village far from the town
    return fineness(new) <= 1 and far is False and not is_dense(old.country or "")


def _goes_by_a_province(place: Place) -> bool:
    """Return whether a town abroad is called as its province, which a headline may mean."""
    named = look_up(place.name or "")
    return place.country != "US" and any(e.kind == "admin1" and e.country == place.country for e in named)


def is_province(new: Place, old: Place) -> bool:
    """Return whether a text says that the name of its headline is not the town's but the province's: "Aleppo"."""
    same = new.name is not None and old.name is not None and key_of(new.name) == key_of(old.name)
    return (
        same and new.precision is PlacePrecision.ADMIN1 and old.precision is PlacePrecision.EXACT and not old.facility
    )


def completed_by(place: Place, whole: Place) -> Place:
    """Return a place with the province of what it was told to be in; with its point, if no gazetteer knows it."""
    if place.canonical is not None:
        inside = place.admin1 is None and place.country == whole.country and whole.precision is PlacePrecision.ADMIN1
        return (
            replace(place, admin1=whole.admin1) if inside and _apart(place, whole, _PROVINCE_KM) is not True else place
        )
    if place.admin1 is not None and place.admin1 == whole.canonical:
        return place  # told to be in a province, and not in the town that the province is called after
    if place.admin1 is None:
        place = replace(place, admin1=whole.admin1)
    if place.latitude is None and whole.precision is PlacePrecision.EXACT:
        place = replace(place, latitude=whole.latitude, longitude=whole.longitude, precision=PlacePrecision.NEAR)
    return place


def near_by(a: Place, b: Place) -> bool:
    """Return whether two known points are no farther apart than a town can be from the middle of its province."""
    return _apart(a, b, _PROVINCE_KM) is False


def within_a_town(part: Place, town: Place) -> bool:
    """Return whether a known point is no farther from that of a town than its quarters and suburbs are."""
    return _apart(part, town, _NEAR_KM) is False


def fineness(value: MentionValue) -> int:
    """Return 0 for a place known to the point, up to 4 for one without coordinates or country."""
    if not isinstance(value, Place) or value.precision is None:
        return 4 if not isinstance(value, Place) or value.name is None else 2
    return _FINE[value.precision]


def types_fit(a: Incident, b: Incident, typed: bool) -> bool:
    """Return whether two reports can be of one event by their types; ``typed`` says that both name theirs."""
    if a.type is None or b.type is None or a.type == b.type:
        return True
    one, two = codebook.TYPES[a.type].family, codebook.TYPES[b.type].family
    if "execution" in {a.type, b.type} and not _BLASTS.isdisjoint({one, two}):
        return False  # who was beheaded was not hit by a bomb
    if "arson" in {a.type, b.type} and not _BLASTS.isdisjoint({one, two}):
        return True  # what drones and bombs hit burns
    if {a.type, b.type} == {"armed_clash", "mob_violence"}:
        return True  # "rioting", and "clashes with officers" in it
    if one == two or a.type in OPEN or b.type in OPEN:
        return one == two or {one, two} <= _LETHAL
    if {one, two} <= _AIR:
        return not typed
    if "bombing" in {a.type, b.type} and {one, two} <= _AIR | {"explosive"}:
        # an explosion may be what a rocket or aircraft did, a bomb is not
        return (a if a.type == "bombing" else b).weapon.type is None
    if _is_repelled(a) or _is_repelled(b):
        return {one, two} <= _LETHAL | {"policing"}
    if a.type == "interception" or b.type == "interception":
        dated = a.date.start is not None and b.date.start is not None
        if dated and a.weapon.type and b.weapon.type and a.weapon.type != b.weapon.type:
            return False  # a drone that was downed on a day is none of the rockets that hit
        return {one, two} <= _AIR | {"policing"}
    return not typed and "policing" not in {one, two}


def _is_repelled(incident: Incident) -> bool:
    """Return whether what was foiled is no drone and no missile: an attack of any kind."""
    return incident.type == "interception" and incident.weapon.type is None


def _stages_fit(a: Incident, b: Incident) -> bool:
    """Return whether neither report tells of deaths in an attack that the other says was foiled, and killed nobody."""
    return not any(
        x.stage is Stage.FOILED and y.stage is Stage.ACCOMPLISHED and y.killed.best and x.killed.best != y.killed.best
        for x, y in ((a, b), (b, a))
    )


def _same_toll(a: Count, b: Count) -> bool:
    """Return whether two figures are the same and large enough not to be so by chance; dozens are like any dozens."""
    rough = is_rough(a.words) or is_rough(b.words)
    return a.best is not None and a.best == b.best and a.best >= _TELLING_TOLL and not rough


def is_of_statement(incident: Incident) -> bool:
    """Return whether all that is known of the day is when somebody spoke of the event."""
    told = SAID_UNRESOLVED if incident.date.start is None else SAID
    return incident.date.phrase is not None and incident.confidence[Slot.DATE] <= told


def is_eve(said: DateRange, told: DateRange) -> bool:
    """Return whether a day told is at most two before that of a statement."""
    if said.start is None or told.start is None or told.start != told.end:
        return False
    return 0 <= (said.start - told.start).days <= _EVE


def is_of_talk(incident: Incident) -> bool:
    """Return whether all that is known of the day is when somebody talked of an event that may be long past."""
    return incident.date.start is not None and SAID_UNRESOLVED < incident.confidence[Slot.DATE] <= TALKED_OF


def _days_fit(a: Incident, b: Incident) -> bool:
    """Return whether two reports can be of one day; news speak of an event on that day or soon after.

    Of what was done to somebody known they may speak long after.
    """
    if not (is_of_statement(a) or is_of_statement(b)):
        return _dates_fit(a.date, b.date)
    if share_victim(a, b):
        said, day = (a.date.start, b.date.start) if is_of_statement(a) else (b.date.start, a.date.start)
        return said is None or day is None or day <= said
    return _dates_fit(_days_meant(a), _days_meant(b))


def _days_meant(incident: Incident) -> DateRange:
    """Return the days on which an event can have been that somebody spoke of on a day."""
    start = incident.date.start
    if not is_of_statement(incident):
        return incident.date
    back = _TALKED_OF if is_of_talk(incident) else _SPOKEN_OF
    return replace(incident.date, start=start - back) if start else DateRange()


def _dates_fit(a: DateRange, b: DateRange) -> bool:
    if a.start is None and b.start is None:
        a, b = redate(a, _NOMINAL), redate(b, _NOMINAL)
        if _is_vague_beside(a, b) or _is_vague_beside(b, a):
            return True
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return not _months_differ(a, b)
    return a.start <= b.end and b.start <= a.end


def _months_differ(a: DateRange, b: DateRange) -> bool:
    """Return whether one date is of a known month and the other of another, be its year unknown: "In April"."""
    known, told = (b, a) if a.start is None else (a, b)
    if told.start is not None or known.start is None or known.end is None:
        return False
    months = _months_in(told)
    if not months:
        return False
    return (known.end - known.start).days < _MONTH and months.isdisjoint({known.start.month, known.end.month})


def _is_vague_beside(one: DateRange, other: DateRange) -> bool:
    """Return whether "two months ago" may or may not be "On March 3", as the article is of May or of July."""
    return one.precision is not DatePrecision.DAY and not _months_in(one) and bool(_months_in(other))


def _months_in(date: DateRange) -> set[int]:
    return {n for n, word in enumerate(MONTHS, 1) if word in fold(date.phrase or "").split()}


def _places_fit(a: Place, b: Place, pointed: bool) -> bool:
    if a.country and b.country and a.country != b.country:
        return False
    if a.name is None or b.name is None or PlacePrecision.COUNTRY in {a.precision, b.precision}:
        return True
    if share_name(a, b):
        return True
    if PlacePrecision.ADMIN1 in {a.precision, b.precision}:
        unknown = a.admin1 is None or b.admin1 is None
        return _apart(a, b, _PROVINCE_KM) is not True if unknown else a.admin1 == b.admin1
    if a.canonical is None or b.canonical is None:
        if _is_told_in(a, b) or _is_told_in(b, a):
            return True
        if a.admin1 and b.admin1 and a.admin1 != b.admin1:
            return False
        # an unknown name may be a street or village of the known town
        return (pointed or a.canonical != b.canonical) and _apart(a, b, _PROVINCE_KM) is not True
    return _apart(a, b, _NEAR_KM if PlacePrecision.NEAR in {a.precision, b.precision} else _KM) is False


def _is_told_in(a: Place, b: Place) -> bool:
    """Return whether words put a place that no gazetteer knows into a known one: "the Jila district in Lusaka"."""
    whole = b.canonical or b.name
    inside = a.canonical is None and a.admin1 is not None and whole is not None
    return inside and key_of(a.admin1 or "") == key_of(whole or "")


def _apart(a: Place, b: Place, reach: float) -> bool | None:
    """Return whether two places are farther apart than ``reach``, in kilometres; None where that is not known."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    return abs(a.latitude - b.latitude) * 111 >= reach or abs(a.longitude - b.longitude) * 90 >= reach


def share_name(a: Place, b: Place) -> bool:
    """Return whether two places have a word of their names in common: Ciudad Juárez, but not Acapulco de Juárez."""
    if a.name is not None and b.name is not None and key_of(a.name) == key_of(b.name):
        return True
    return bool(_words(a) & _words(b)) and _apart(a, b, _PROVINCE_KM) is not True


def _words(place: Place) -> set[str]:
    return {w for name in (place.name, place.canonical) if name for w in key_of(name).split()} - GENERIC
