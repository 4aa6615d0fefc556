"""Our blocks, levels and weights as the settings of a Splink model, in the SQL of DuckDB or of Spark.

Nothing is trained: each level has the m and u whose ratio is what it is worth to us, and the prior is our
bias, so that the probability of a pair is our score. A condition is that of the function of the same name in
``nlp.levels`` and ``nlp.place_likeness``, a block that of ``nlp.pairing``, on the columns of
``nlp.splink_rows``. Names of people and groups are compared a little otherwise: by Jaro-Winkler as ours, but
by edits where ours are by the longest common subsequence. Two names that are one for us always are there too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from nlp import levels
from nlp.levels import LEVELS
from nlp.pairing import MOST, WINDOW_DAYS
from nlp.place_likeness import EARTH_KM, FAR_KM, SAME_KM, SPELLED_ALIKE
from nlp.similarity import Weights
from nlp.splink_rows import FIELD, SCALE, WEIGHT
from store.model import Slot

Dialect = Literal["duckdb", "spark"]
Conditions = Mapping[str, str]
"""Of one comparison: the condition of each level in the order they are tried, then what is left as ``ELSE``."""

_KEYED = 0.7
EQUAL = "whole"
"""The comparison that is only about whether two incidents say the same in every slot: then they score 1."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How a dialect writes what the two have no common name for; each is filled in by ``format``."""

    jaro_winkler: str
    edits: str
    overlap: str
    shared: str
    distinct: str
    total: str
    some: str
    known: str


_SPELLINGS: Mapping[Dialect, _Spelling] = {
    "duckdb": _Spelling(
        jaro_winkler="jaro_winkler_similarity({0}, {1})",
        edits="damerau_levenshtein",
        overlap="list_has_any({0}, {1})",
        shared="list_intersect({0}, {1})",
        distinct=f"list_distinct(list_transform({{0}}, lambda x: x % {FIELD}))",
        total=f"coalesce(list_sum(list_transform({{0}}, lambda x: x % {WEIGHT})), 0)",
        some="len(list_filter({0}, lambda x: len(list_filter({1}, lambda y: {2})) > 0)) > 0",
        known=f"list_filter({{0}}, lambda x: list_contains({{1}}, x // {WEIGHT}))",
    ),
    "spark": _Spelling(
        jaro_winkler="jaro_winkler({0}, {1})",  # of the library that Splink brings along
        edits="damerau_levenshtein",
        overlap="arrays_overlap({0}, {1})",
        shared="array_intersect({0}, {1})",
        distinct=f"array_distinct(transform({{0}}, x -> x % {FIELD}))",
        total=f"aggregate({{0}}, 0L, (total, x) -> total + x % {WEIGHT})",
        some="exists({0}, x -> exists({1}, y -> {2}))",
        known=f"filter({{0}}, x -> array_contains({{1}}, x div {WEIGHT}))",
    ),
}


def settings(weights: Weights, dialect: Dialect = "duckdb") -> dict[str, Any]:
    """Return the weights as the settings of a Splink model, for ``Linker``."""
    worth = {str(feature): weights.values[feature] for feature in LEVELS} | {EQUAL: {"same": 30.0}}
    return {
        "link_type": "dedupe_only",
        "sql_dialect": dialect,
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": 1.0 / (1.0 + math.exp(-weights.bias)),
        "blocking_rules_to_generate_predictions": [
            {**rule, "blocking_rule": f"{rule['blocking_rule']} AND l.article <> r.article", "sql_dialect": dialect}
            for rule in _blocks(dialect)
        ],
        "comparisons": [
            _comparison(feature, conditions, worth[feature])
            for feature, conditions in comparisons(dialect).items()
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }  # fmt: skip


def _comparison(feature: str, conditions: Conditions, worth: Mapping[str, float]) -> dict[str, Any]:
    u = 0.5 * math.exp(-max(0.0, *worth.values()))  # only m / u counts, and m must stay below 1
    found = []
    for name, condition in conditions.items():
        level: dict[str, Any] = {"sql_condition": condition, "label_for_charts": name}
        if name == _UNKNOWN:
            level["is_null_level"] = True
        else:
            level |= {"m_probability": u * math.exp(worth.get(name, 0.0)), "u_probability": u}
        found.append(level)
    return {"output_column_name": feature, "comparison_levels": found}


def _blocks(dialect: Dialect) -> list[dict[str, Any]]:
    """Return the rules that two rows must meet one of; where l and r are not alike, l is that of the lower number."""
    contains = "list_contains" if dialect == "duckdb" else "array_contains"
    within = f"l.first - {WINDOW_DAYS} <= r.last AND r.first - {WINDOW_DAYS} <= l.last"
    near = f"coalesce(l.place_key = r.place_key OR {contains}(l.cells, r.cell), FALSE)"
    region = "l.country = r.country AND (l.region IS NULL OR r.region IS NULL OR l.region = r.region)"
    asked = f"coalesce((l.imprecise AND {region}) OR (l.nowhere AND r.nth_of_day < {MOST}), FALSE)"
    asking = f"coalesce((r.imprecise AND {region}) OR r.nowhere, FALSE)"
    return [
        {"blocking_rule": f"l.undated_key = r.place_key AND r.nth_of_key < {MOST}"},
        {"blocking_rule": f"l.place_key = r.undated_key AND r.nth_undated < {MOST}"},
        {"blocking_rule": f"l.near = r.near AND {within} AND {near}", "arrays_to_explode": ["near"]},
        {
            "blocking_rule": f"l.asks = r.stands AND {within} AND {asked} AND NOT {near}",
            "arrays_to_explode": ["asks", "stands"],
        },
        {
            "blocking_rule": f"l.stands = r.asks AND {within} AND {asking} AND NOT {asked} AND NOT {near}",
            "arrays_to_explode": ["asks", "stands"],
        },
    ]


_UNKNOWN = "unknown"
_NEVER = "never"  # Splink wants a level for what is left


def comparisons(dialect: Dialect) -> dict[str, Conditions]:
    """Return the conditions of each feature of ``nlp.levels``, and of ``EQUAL``."""
    spelling = _SPELLINGS[dialect]
    one_person = _one_name(spelling, "x.name", "y.name", "x.ordered", "y.ordered")
    return {
        Slot.DATE.value: _date(),
        Slot.PLACE.value: _place(spelling),
        Slot.TYPE.value: _family("type"),
        Slot.WEAPON.value: _family("weapon"),
        levels.ROUNDS: _rounds(),
        Slot.PERPETRATOR.value: {
            _UNKNOWN: _null("perpetrator"),
            "same": _one_name(spelling, *_ends("perpetrator", "perpetrator_sorted")),
            "other": "ELSE",
        },
        Slot.TARGET.value: {
            "same": f"coalesce({_one_name(spelling, *_ends('target', 'target_sorted'))}, FALSE) "
            "OR target_type_l = target_type_r",
            _UNKNOWN: _null("target_type"),
            "other": "ELSE",
        },
        levels.PEOPLE: {
            _UNKNOWN: _null("people"),
            "same": f"{_overlap(spelling, 'people')} OR {spelling.some.format('people_l', 'people_r', one_person)}",
            "other": "ELSE",
        },
        Slot.VICTIMS.value: _victims(spelling),
        Slot.DAMAGE.value: {
            _UNKNOWN: _null("damage"),
            "same": f"damage_l = damage_r OR {_overlap(spelling, 'damage_words')}",
            "other": "ELSE",
        },
        Slot.KILLED.value: _count("killed"),
        Slot.INJURED.value: _count("injured"),
        levels.WORDS: _words(spelling),
        levels.TOLD: _told(spelling),
        levels.BUSY: {
            _UNKNOWN: "greatest(busy_l, busy_r) < 2",
            "some": "greatest(busy_l, busy_r) < 5",
            "busy": "greatest(busy_l, busy_r) < 15",
            "crowded": "ELSE",
        },
        EQUAL: {"same": "whole_l = whole_r", "other": "ELSE"},
    }  # fmt: skip


def _ends(*columns: str) -> tuple[str, ...]:
    return tuple(f"{column}_{end}" for column in columns for end in "lr")


def _null(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _overlap(spelling: _Spelling, column: str) -> str:
    return spelling.overlap.format(f"{column}_l", f"{column}_r")


def _family(slot: str) -> Conditions:
    return {
        _UNKNOWN: _null(slot),
        "same": f"{slot}_l = {slot}_r",
        "family": f"{slot}_family_l = {slot}_family_r",
        "other": "ELSE",
    }


def _date() -> Conditions:
    apart = "greatest(date_first_l, date_first_r) - least(date_last_l, date_last_r)"
    vague = f"greatest(date_last_l - date_first_l, date_last_r - date_first_r) >= {levels.VAGUE_DAYS}"
    return {
        _UNKNOWN: _null("date_first"),
        "same": f"{apart} <= 0 AND NOT ({vague})",
        "vague": f"{apart} <= 0",
        "vague_near": f"({vague}) AND {apart} <= 7",
        "vague_far": vague,
        "day": f"{apart} = 1",
        "days": f"{apart} <= 3",
        "week": f"{apart} <= 7",
        "far": "ELSE",
    }


def _place(spelling: _Spelling) -> Conditions:
    def like(a: str, b: str, least: float) -> str:
        """Return that two spellings are at least so alike: 1 for one key."""
        plain = spelling.jaro_winkler.format(f"{a}_l", f"{b}_r")
        keys = spelling.jaro_winkler.format(f"{a}_key_l", f"{b}_key_r")
        one = f"{a}_l = {b}_r OR ({a}_key_l = {b}_key_r AND {a}_key_l <> '' AND {plain} >= {_KEYED})"
        close = "" if least >= 1 else f" OR ({plain} >= {least} AND {keys} >= {least})"
        return f"coalesce({one}{close}, FALSE)"

    def towns(least: float) -> str:
        return like("town", "town", least)

    def spots(least: float) -> str:
        ends = (("spot", "spot"), ("spot", "site"), ("site", "spot"), ("site", "site"))
        return f"({' OR '.join(like(a, b, least) for a, b in ends)})"

    def best(least: float) -> str:
        return f"({spots(least)} OR ((NOT facility_l OR NOT facility_r) AND {towns(least)}))"

    half_chord = "(sqrt(power(x_l - x_r, 2) + power(y_l - y_r, 2) + power(z_l - z_r, 2)) / 2)"
    km = f"2 * {EARTH_KM} * asin({half_chord} / greatest(1.0, {half_chord}))"  # a half of 1 may come out above it
    beyond = f"{km} - slack_l - slack_r"
    named = best(SPELLED_ALIKE)
    whole_name = f"{best(1)} AND NOT ((facility_l OR facility_r) AND {towns(1)} AND NOT {spots(1)})"
    here = f"coalesce({beyond} <= {2 * FAR_KM}, TRUE)"  # else another place of the same name
    one_province = like("admin1", "admin1", SPELLED_ALIKE)
    in_reach = f"coalesce({beyond} < {FAR_KM}, {one_province} OR {_null('admin1')})"
    rough = "(coarse_l IS NOT NULL OR coarse_r IS NOT NULL)"
    wide = "least(coalesce(coarse_l, 1.0), coalesce(coarse_r, 1.0)) <= 0.5"
    inside = f"(place_words_l = place_words_r OR {one_province})"
    elsewhere = "(admin1_l IS NOT NULL AND admin1_r IS NOT NULL)"
    return {
        "abroad": "country_l <> country_r",
        _UNKNOWN: f"{_null('place')} OR "
        f"({rough} AND NOT {inside} AND NOT {elsewhere} AND NOT coalesce(country_l = country_r, FALSE))",
        "country": f"{rough} AND (({inside} AND {wide}) OR (NOT {inside} AND NOT {elsewhere}))",
        "region": f"{rough} AND {inside}",
        "other_region": f"{rough} AND {wide}",
        "same": f"place_l = place_r OR ({whole_name} AND {here}) OR ({km} <= {SAME_KM} AND NOT {named})",
        "alike": f"({named} AND {here}) OR {beyond} <= {0.15 * FAR_KM}",
        "near": f"{beyond} <= {0.55 * FAR_KM} OR ({towns(SPELLED_ALIKE)} AND {in_reach})",
        "distant": f"{beyond} <= {0.85 * FAR_KM} OR ({best(0.79)} AND {in_reach})",
        "apart": "ELSE",
    }


def _fit(column: str) -> tuple[str, str, str]:
    """Return that two figures are equal, that their ranges meet, and that they are close."""
    low = f"greatest({column}_low_l, {column}_low_r)"
    high = f"least({column}_high_l, {column}_high_r)"
    equal = f"coalesce({column}_best_l = {column}_best_r, FALSE) OR {column}_l = {column}_r"
    return equal, f"{low} <= {high}", f"{high} > 0 AND ({high} + 1) / ({low} + 1) >= 0.5"


def _rounds() -> Conditions:
    equal, meet, close = _fit(levels.ROUNDS)
    return {_UNKNOWN: _null(levels.ROUNDS), "same": f"{equal} OR {meet}", "close": close, "other": "ELSE"}


def _count(column: str) -> Conditions:
    equal, meet, close = _fit(column)
    number = f"{column}_number_l"  # of the two, which are equal
    return {
        _UNKNOWN: _null(column),
        "none": f"least({column}_high_l, {column}_high_r) = 0 AND ({equal} OR {meet})",
        "few": f"({equal}) AND {number} < {levels.FEW}",
        "some": f"({equal}) AND {number} < {levels.SOME}",
        "many": equal,
        "meet": meet,
        "close": close,
        "differ": "ELSE",
    }


def _one_name(spelling: _Spelling, a: str, b: str, a_sorted: str, b_sorted: str) -> str:
    """Return that two names are one, as they stand or with their words in order."""
    edits, both = f"{spelling.edits}({a_sorted}, {b_sorted})", f"(length({a_sorted}) + length({b_sorted}))"
    # Ours counts what is put in and what is left out: at least as many as edits, and even where both together are.
    least = f"{edits} + ({edits} + {both}) % 2"
    return (
        f"{a} = {b} OR {spelling.jaro_winkler.format(a, b)} >= {SPELLED_ALIKE} "
        f"OR {least} <= {1 - SPELLED_ALIKE:.2f} * {both}"
    )


def _victims(spelling: _Spelling) -> Conditions:
    roles, ages = (_overlap(spelling, column) for column in ("roles", "ages"))
    return {
        "other": f"NOT {roles} OR NOT {ages}",
        "age": ages,
        "kind": roles,
        _UNKNOWN: "TRUE",
        _NEVER: "ELSE",
    }


def _words(spelling: _Spelling) -> Conditions:
    shared = spelling.shared.format("words_l", "words_r")
    total = spelling.total.format(spelling.distinct.format(shared))
    return {
        _UNKNOWN: f"({_null('words')}) OR (told_l IS NOT NULL AND told_r IS NOT NULL) "
        f"OR NOT {_overlap(spelling, 'words')}",
        "few": f"{total} < {4 * SCALE}",
        "some": f"{total} < {9 * SCALE}",
        "many": "ELSE",
    }


def _told(spelling: _Spelling) -> Conditions:
    one_place = spelling.shared.format("told_l", "told_r")  # the words of both weigh the same
    at_l, at_r = (spelling.known.format(f"told_{a}", f"told_words_{b}") for a, b in ("lr", "rl"))
    shared = f"CASE WHEN told_at_l = told_at_r THEN {one_place} WHEN told_at_l > told_at_r THEN {at_l} ELSE {at_r} END"
    total = spelling.total.format(f"({shared})")
    share = f"{total} / sqrt(least(told_size_l, told_size_r))"
    less = ((name, f"{share} < {least * SCALE}") for name, least in reversed(levels.SHARES))
    names, conditions = zip(*less, strict=True)
    below = zip(("nothing", *names), (*conditions, "ELSE"), strict=True)
    unknown = _null("told_words")  # Splink hands over only columns that it sees outside of a lambda
    return {_UNKNOWN: unknown, **dict(below)}
