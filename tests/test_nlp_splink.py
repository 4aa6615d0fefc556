"""Duplicates by Splink on DuckDB: its blocks, levels and scores are ours."""

import datetime as dt
import json
import random
from collections import defaultdict
from dataclasses import replace
from itertools import cycle

import duckdb
import pytest
from splink import DuckDBAPI, Linker

from bench.made_incidents import reports
from nlp import levels
from nlp.pairing import Blocks
from nlp.similarity import fixed_weights, likeness
from nlp.splink_model import EQUAL, comparisons, settings
from nlp.splink_pairs import TABLE, fill, pairs
from nlp.splink_rows import COLUMNS, rows
from nlp.telling_words import UNCOUNTED
from nlp.twins import Twins, rarity_of, weighed
from store.model import (
    Count,
    DatePrecision,
    DateRange,
    Incident,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Target,
    Victim,
)

ALL = replace(fixed_weights(), suggest=1e-30)
DAY = dt.date(2020, 7, 27)
MADE = [report.incident for report in reports(2_000, seed=5, days=120, dense=0.2)]
_RANDOM = random.Random(7)
WORDS = [f"word{number}" for number in range(300)]
TOLD = [" ".join(_RANDOM.sample(WORDS, _RANDOM.choice((0, 5, 20, 40, 60)))) for _ in MADE]
BY_CHANCE = [tuple(sorted(_RANDOM.sample(range(len(MADE)), 2))) for _ in range(5_000)]


def days(first, last, precision=DatePrecision.DAY):
    return DateRange(DAY + dt.timedelta(first), DAY + dt.timedelta(last), precision)


def mixed():
    """Incidents whose slots come from several others: what no outlet would write, and every level has pairs in it."""
    names = ("Abu Sayyaf", "Sayyaf Abu", "abu sayaf", "ISIS", "Isis", "Братья", "Al-Shabaab", "al Shabab", "Shabaab Al")
    for incident in MADE:
        others = {slot: getattr(_RANDOM.choice(MADE), slot) for slot in (Slot.TYPE, Slot.WEAPON, Slot.TARGET)}
        victims = tuple(
            Victim(
                f"{_RANDOM.choice(('a man', 'a woman'))} aged {_RANDOM.randrange(20, 24)}", _RANDOM.choice(names), role
            )
            for role in _RANDOM.sample(("soldiers", "farmers", "teachers"), _RANDOM.randrange(3))
        )
        count = sorted(_RANDOM.sample(range(15), 3))
        killed = _RANDOM.choice((Count(), Count(*count), Count(None, count[0]), Count(count[1]), Count(None, None, 0)))
        place = _RANDOM.choice((incident.place, replace(_RANDOM.choice(MADE).place, country=incident.place.country)))
        first = _RANDOM.randrange(-9, 9)
        yield replace(
            incident,
            **others,
            victims=victims,
            killed=killed,
            place=_RANDOM.choice((place, replace(place, precision=PlacePrecision.COUNTRY))),
            date=_RANDOM.choice((DateRange(), days(first, first), days(first, first + _RANDOM.randrange(30)))),
            perpetrator=Perpetrator(_RANDOM.choice(names)),
        )


def level_of(conditions):
    whens = (f"ELSE '{name}'" if sql == "ELSE" else f"WHEN {sql} THEN '{name}'" for name, sql in conditions.items())
    return f"CASE {' '.join(whens)} END"


@pytest.fixture(scope="module", params=["made", "mixed"])
def compared(request):
    """Pairs of incidents with, for each feature, the level that SQL finds and the level that is ours."""
    incidents = MADE if request.param == "made" else list(mixed())
    blocks, rarity = Blocks(incidents), rarity_of(incidents, told=TOLD)
    busy = blocks.busy()
    asked = [*blocks.pairs()][:10_000] + BY_CHANCE
    both = ", ".join(f"{end}.{column} AS {column}_{end}" for column in COLUMNS for end in "lr")
    levels_of = [level_of(of) for of in comparisons("duckdb").values()]
    with duckdb.connect() as db:
        fill(db, rows(incidents, [], TOLD, busy, rarity))
        db.execute("CREATE TABLE asked AS SELECT unnest(?) AS nth, unnest(?) AS a, unnest(?) AS b",
                   [list(range(len(asked))), *map(list, zip(*asked, strict=True))])  # fmt: skip
        found = db.execute(
            f"WITH pairs AS (SELECT nth, {both} FROM asked JOIN {TABLE} l ON l.unique_id = a JOIN {TABLE} r ON "
            f"r.unique_id = b) SELECT {', '.join(levels_of)} FROM pairs ORDER BY nth"
        ).fetchall()
    result = defaultdict(list)
    for (a, b), by_sql in zip(asked, found, strict=True):
        told = tuple(frozenset(TOLD[number].split()) for number in (a, b))
        ours = levels.compare(incidents[a], incidents[b], busy=int(max(busy[a], busy[b])), rarity=rarity, told=told)
        for feature, name in zip(comparisons("duckdb"), by_sql, strict=True):
            if feature != EQUAL:
                level = ours.get(feature)
                result[feature].append((None if name == "unknown" else name, None if level is None else level.name))
    return result


@pytest.mark.parametrize("feature", [str(feature) for feature in levels.LEVELS])
def test_the_level_that_sql_finds_is_ours(compared, feature):
    other = [both for both in compared[feature] if both[0] != both[1]]
    assert len(compared[feature]) > 10_000
    assert other == []


def test_every_level_but_a_few_was_among_the_pairs_compared(compared):
    seen = {(feature, ours) for feature, found in compared.items() for _, ours in found}
    known = {(str(feature), name) for feature, names in levels.LEVELS.items() for name in names}
    assert len(known & seen) >= 0.8 * len(known)


def odd():
    """Incidents that are blocked otherwise than most: without a day or a place, for long, at the poles, at the edge."""
    here = Place("Camp Taji", "Taji", "Camp Taji", "Baghdad", "IQ", 33.52, 44.26, PlacePrecision.EXACT)
    places = (
        here,
        Place("al-Taji base"),
        Place("elsewhere", country="IQ", latitude=33.6, longitude=44.4, precision=PlacePrecision.NEAR),
        Place("Baghdad", admin1="Baghdad", country="IQ", precision=PlacePrecision.ADMIN1),
        Place("Anbar", admin1="Anbar", country="IQ", precision=PlacePrecision.ADMIN1),
        Place(country="IQ", precision=PlacePrecision.COUNTRY),
        Place(admin1="Baghdad"),
        Place(),
        Place("Alert", latitude=82.5, longitude=-62.3, precision=PlacePrecision.EXACT),
        Place("near Alert", latitude=82.6, longitude=-61.0, precision=PlacePrecision.EXACT),
        Place("Taveuni", latitude=-16.8, longitude=179.99, precision=PlacePrecision.EXACT),
        Place("over the line", latitude=-16.9, longitude=-179.95, precision=PlacePrecision.EXACT),
    )
    dates = (
        *(days(first, first) for first in (0, 2, 3, 4, 7, 28)),
        *(days(0, last, DatePrecision.MONTH) for last in (6, 30)),
        days(-200, 165, DatePrecision.YEAR),
        days(-2000, 0, DatePrecision.UNKNOWN),
        DateRange(),
    )
    return [Incident(place=place, date=date) for place in places for date in dates]


@pytest.mark.parametrize("incidents", [odd(), MADE, [*MADE[:500], *odd()]], ids=["odd", "made", "both"])
def test_the_blocks_are_ours(incidents):
    blocks = Blocks(incidents)
    found = pairs(rows(incidents, [], [], blocks.busy(), UNCOUNTED), ALL)
    assert list(zip(*(ends.tolist() for ends in found), strict=True)) == list(blocks.pairs())


def test_blocks_without_a_day_are_as_small_as_ours():
    crowd = [Incident(place=Place("Homs"), date=days(number, number)) for number in range(0, 3000, 5)]
    incidents = [*crowd, *(Incident(place=Place("Homs")) for _ in range(520)), Incident(place=Place("Homs"))]
    blocks = Blocks(incidents)
    found = pairs(rows(incidents, [], [], blocks.busy(), UNCOUNTED), ALL)
    assert list(zip(*(ends.tolist() for ends in found), strict=True)) == list(blocks.pairs())


@pytest.mark.parametrize("told", [[], TOLD], ids=["untold", "told"])
def test_the_engine_finds_the_pairs_that_we_find(told):
    articles = [number // 2 for number in range(len(MADE))]
    twins = Twins(MADE, articles, told)
    ours, found = list(twins.pairs()), list(twins.pairs(engine=True))
    assert len(ours) > 100
    assert found == ours
    assert [pair.reasons for pair in found] == [pair.reasons for pair in ours]


def test_two_incidents_of_one_article_are_no_pair_for_the_engine():
    twice = [replace(MADE[0], evidence={})] * 3
    found = pairs(rows(twice, ["first", "first", "second"], [], Blocks(twice).busy(), UNCOUNTED), ALL)
    assert [ends.tolist() for ends in found] == [[0, 1], [2, 2]]


NAMES = (
    "هيئة تحرير الشام", "حزب الله", "کتائب حزب‌الله", "پێشمەرگەی کوردستان",
    "پارتی دیموکراتی کوردستان", "محمّد عَبد الرحمن", "Kızılay Gönüllüleri", "IŞİD",
    "Işıd İl", "Ejército de Liberación Nacional", "José Muñoz Núñez", "Jose\u0301 Mun\u0303oz",
    "Братья-мусульмане", "Исламское государство", "Đoàn Thị Điểm", "Łukasz Żółć",
    "Hayʼat Taḥrīr aš-Šām", "Boko Haram",
)  # fmt: skip


def respelled(names, chance):
    """Each name with a few letters lost, doubled, exchanged or moved, and its words in another order."""
    for name in names:
        letters = list(name)
        for _ in range(chance.randrange(4)):
            at, to = chance.randrange(len(letters) - 1), chance.randrange(len(letters) - 1)
            how = chance.randrange(4)
            if how == 0 and len(letters) > 4:
                letters.pop(at)
            elif how == 1:
                letters.insert(at, letters[at])
            elif how == 2:
                letters[at], letters[to] = letters[to], letters[at]
            else:
                letters[at] = chance.choice(chance.choice(NAMES))
        words = "".join(letters).split()
        chance.shuffle(words)
        yield " ".join(words)


def test_names_in_any_script_that_are_one_for_us_are_one_for_the_engine():
    chance = random.Random(11)
    spelled = list(respelled([name for name in NAMES for _ in range(150)], chance))
    incidents = [Incident(perpetrator=Perpetrator(name)) for name in spelled]
    one = comparisons("duckdb")[Slot.PERPETRATOR]["same"]
    columns = ("perpetrator", "perpetrator_sorted")
    both = ", ".join(f"{end}.{column} AS {column}_{end}" for column in columns for end in "lr")
    with duckdb.connect() as db:
        fill(db, rows(incidents, [], [], Blocks(incidents).busy(), UNCOUNTED))
        close = "l.unique_id < r.unique_id AND l.unique_id // 150 = r.unique_id // 150"
        found = db.execute(
            f"SELECT a, b, {one} FROM "
            f"(SELECT l.unique_id AS a, r.unique_id AS b, {both} FROM {TABLE} l, {TABLE} r WHERE {close})"
        ).fetchall()
    ours = [levels.compare(incidents[a], incidents[b])[Slot.PERPETRATOR].name == "same" for a, b, _ in found]
    by_engine = [same for _, _, same in found]
    assert 0.1 < sum(ours) / len(ours) < 0.9
    assert [pair for pair, same in zip(found, ours, strict=True) if same and not pair[2]] == []
    assert sum(a != b for a, b in zip(ours, by_engine, strict=True)) < 0.05 * len(ours)


def test_the_engine_finds_the_pairs_that_we_find_in_any_script():
    chance = random.Random(13)
    incidents = [
        replace(
            incident,
            place=replace(incident.place, name=next(respelled([named], chance)), canonical=None),
            perpetrator=Perpetrator(next(respelled([named], chance))),
            target=Target(name=next(respelled([chance.choice(NAMES)], chance))),
            victims=tuple(Victim("a man", name) for name in respelled(chance.sample(NAMES, 2), chance)),
        )
        for named, incident in zip(cycle(NAMES), MADE[:300])
        for _ in range(4)
    ]  # fmt: skip
    twins = Twins(incidents)
    ours, found = list(twins.pairs()), list(twins.pairs(engine=True))
    assert len(ours) > 500
    assert found == ours
    assert [pair.reasons for pair in found] == [pair.reasons for pair in ours]


def test_what_is_written_for_splink_finds_the_same_pairs_there(tmp_path):
    articles = [number // 2 for number in range(len(MADE))]
    twins = Twins(MADE, articles, TOLD)
    twins.write(tmp_path, [f"report {number}" for number in range(len(MADE))])
    ours = {(f"report {pair.a}", f"report {pair.b}"): pair.score for pair in twins.pairs()}
    with duckdb.connect() as db:
        incidents = DuckDBAPI(connection=db).register(db.read_parquet(str(tmp_path / "incidents.parquet")))
        linker = Linker(incidents, tmp_path / "settings-duckdb.json", log_level="ERROR")
        predicted = linker.inference.predict(threshold_match_probability=twins.weights.look, warning_mode="never")
        given = db.execute(f"SELECT id_l, id_r, match_probability FROM {predicted.physical_name}").fetchall()
    found = {(a, b): probability for a, b, probability in given}
    assert len(ours) > 100
    assert found.keys() >= ours.keys()  # a pair without day and place is not shown
    assert len(found) < 1.02 * len(ours)
    assert {pair: found[pair] for pair in ours} == pytest.approx(ours, abs=1e-5)


def test_the_settings_for_spark_say_the_same_in_its_words(tmp_path):
    Twins(MADE[:5]).write(tmp_path, range(5))
    by_duckdb, by_spark = (json.loads((tmp_path / f"settings-{name}.json").read_text()) for name in ("duckdb", "spark"))
    assert by_spark["sql_dialect"] == "spark"
    assert not {"list_", "lambda", "jaro_winkler_similarity"} & set(json.dumps(by_spark).replace("(", " ").split())
    worth = [
        [(level["label_for_charts"], level.get("m_probability")) for level in one["comparison_levels"]]
        for settings in (by_duckdb, by_spark)
        for one in settings["comparisons"]
    ]
    assert worth[: len(worth) // 2] == worth[len(worth) // 2 :]


def test_weights_that_were_learned_are_handed_over():
    fixed = fixed_weights()
    values = {feature: {name: 0.5 * worth for name, worth in of.items()} for feature, of in fixed.values.items()}
    learned = replace(fixed, bias=-3.0, values=values, suggest=0.5, certain=0.9, learned=True)
    twins = Twins(MADE, weights=learned)
    ours = list(twins.pairs())
    assert {pair.label for pair in weighed(ours, learned)} == {"same", "unsure"}
    assert list(twins.pairs(engine=True)) == ours


def test_the_probability_that_splink_gives_is_our_score():
    twins_of = Blocks(MADE)
    busy, rarity = twins_of.busy(), rarity_of(MADE)
    with duckdb.connect() as db:
        fill(db, rows(MADE, [], [], busy, rarity))
        as_json = json.loads(json.dumps(settings(fixed_weights())))
        linker = Linker(DuckDBAPI(connection=db).register(TABLE), as_json, log_level="ERROR")
        predicted = linker.inference.predict(warning_mode="never")
        given = db.execute(
            f"SELECT unique_id_l, unique_id_r, match_probability FROM {predicted.physical_name}"
        ).fetchall()
    assert len(given) > 1_000
    for a, b, probability in given:
        alike = likeness(MADE[a], MADE[b], busy=int(max(busy[a], busy[b])), rarity=rarity)
        assert probability == pytest.approx(alike.score, abs=1e-5) or alike.levels is None
