"""The other tools that are measured beside ours on the same records; it runs in their environment, not in ours.

    python bench/duplicates_peers.py NAME RECORDS.csv > pairs.csv

Each is set up as its manual says, with our place key given to it for its blocks, and prints a pair and its
score a line. Nobody's verdicts are given to any of them: the two that learn do so without.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

WINDOW_DAYS = 3
_STRINGS = ("place", "actor", "victims", "damage")
_KINDS = ("type", "weapon", "target")
_FIGURES = ("killed", "injured")


def main() -> None:
    """Find the pairs and print them."""
    name, path = sys.argv[1:]
    warnings.simplefilter("ignore")
    os.environ["PYTHONWARNINGS"] = "ignore"  # of the processes that are started here
    numbers = {column: [""] for column in (*_FIGURES, "latitude", "longitude")}
    records = pd.read_csv(path, index_col="id", keep_default_na=False, na_values=numbers)
    records["day"] = (pd.to_datetime(records["first"], errors="coerce") - pd.Timestamp("2000-01-01")).dt.days
    found = PEERS[name](records)
    found.to_csv(sys.stdout, header=False, index=False)


def by_rapidfuzz(records: pd.DataFrame) -> pd.DataFrame:
    """Compare what has the same place key within three days; the score is the mean of what both know."""
    from rapidfuzz import fuzz, process

    a, b = _blocked(records)
    known = np.zeros(len(a))
    total = np.zeros(len(a))

    def add(like: Any, both: Any, weight: float = 1.0) -> None:
        nonlocal known, total
        total += np.where(both, weight * like, 0.0)
        known += np.where(both, weight, 0.0)

    day = records["day"].to_numpy()
    add(1.0 - np.abs(day[a] - day[b]) / (WINDOW_DAYS + 1), np.ones(len(a), bool), 2.0)
    for column in _STRINGS:
        values = records[column].to_numpy(str)
        both = (values[a] != "") & (values[b] != "")
        like = np.zeros(len(a))
        like[both] = process.cpdist(values[a][both], values[b][both], scorer=fuzz.token_sort_ratio, workers=2) / 100
        add(like, both)
    for column in _KINDS:
        values = records[column].to_numpy(str)
        add(values[a] == values[b], (values[a] != "") & (values[b] != ""))
    for column in _FIGURES:
        values = records[column].astype(float).to_numpy()
        low, high = np.minimum(values[a], values[b]), np.maximum(values[a], values[b])
        add((low + 1) / (high + 1), ~np.isnan(low))
    numbers = records.index.to_numpy()
    return pd.DataFrame({"a": numbers[a], "b": numbers[b], "score": total / np.maximum(known, 1)})


def _blocked(records: pd.DataFrame) -> tuple[Any, Any]:
    """Return the pairs with one place key within three days, by position."""
    day = records["day"].to_numpy()
    key = pd.factorize(records["place_key"])[0].astype(np.int64)
    use = np.flatnonzero((records["place_key"] != "").to_numpy() & ~np.isnan(day))
    span = int(np.nanmax(day)) + 100
    code = key[use] * span + (day[use] - np.nanmin(day)).astype(np.int64)
    order = np.argsort(code, kind="stable")
    code, use = code[order], use[order]
    last = np.searchsorted(code, code + WINDOW_DAYS, side="right")
    counts = last - np.arange(len(code)) - 1
    first = np.repeat(np.arange(len(code)), counts)
    other = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return use[first], use[other]


def by_recordlinkage(records: pd.DataFrame) -> pd.DataFrame:
    """Compare within one place key and month; the score is the sum of the features, an unknown one counting half."""
    import recordlinkage as rl

    records = records.assign(month=records["first"].str[:7])
    figures = {column: records[column].astype(float).astype(object) for column in _FIGURES}
    records = records.assign(**figures)
    for column in (*_STRINGS, *_KINDS):
        records[column] = records[column].where(records[column] != "", None)
    here = records[(records["place_key"] != "") & (records["month"] != "")]
    links = rl.Index([rl.index.Block(["place_key", "month"])]).index(here)
    a, b = (records["day"].loc[links.get_level_values(level)].to_numpy() for level in (0, 1))
    links = links[np.abs(a - b) <= WINDOW_DAYS]
    compare = rl.Compare(n_jobs=2)
    compare.numeric("day", "day", method="linear", offset=0, scale=1, label="day")
    for column in _STRINGS:
        compare.string(column, column, method="jarowinkler", threshold=0.9, missing_value=0.5, label=column)
    for column in (*_KINDS, *_FIGURES):
        compare.exact(column, column, missing_value=0.5, label=column)
    scores = compare.compute(links, records).sum(axis=1)
    return pd.DataFrame({"a": links.get_level_values(0), "b": links.get_level_values(1), "score": scores.to_numpy()})


def by_splink(records: pd.DataFrame) -> pd.DataFrame:
    """Compare by Splink's own library on DuckDB; u by random samples, m by expectation maximisation."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink.comparison_level_library import NullLevel

    table = records.reset_index().rename(columns={"id": "unique_id"})
    for column in (*_STRINGS, *_KINDS, "place_key", "country", "admin1", "first"):
        table[column] = table[column].where(table[column] != "", None)
    table = table[["unique_id", *_STRINGS, *_KINDS, *_FIGURES, "place_key", "day", "admin1", "latitude", "longitude"]]
    table[list(_FIGURES)] = table[list(_FIGURES)].astype(float)
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            "l.place_key = r.place_key AND abs(l.day - r.day) <= 3",
            "round(l.latitude, 1) = round(r.latitude, 1) AND round(l.longitude, 1) = round(r.longitude, 1) "
            "AND abs(l.day - r.day) <= 3",
            "l.admin1 = r.admin1 AND l.day = r.day",
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("place", [0.92, 0.8]),
            cl.CustomComparison(
                output_column_name="day",
                comparison_levels=[
                    NullLevel("day"),
                    {"sql_condition": "day_l = day_r", "label_for_charts": "same"},
                    {"sql_condition": "abs(day_l - day_r) <= 1", "label_for_charts": "one"},
                    {"sql_condition": "ELSE", "label_for_charts": "else"},
                ],
            ),
            *(cl.ExactMatch(column) for column in (*_KINDS, *_FIGURES, "damage")),
            *(cl.JaroWinklerAtThresholds(column, [0.9]) for column in ("actor", "victims")),
        ],
    )  # fmt: skip
    linker = Linker(DuckDBAPI().register(table), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on("place_key", "day", "type", "killed")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("place_key", "day"), block_on("place_key", "type", "killed")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1e6)
    found = linker.inference.predict(threshold_match_probability=0.01)
    pairs = found.as_pandas_dataframe()
    return pairs[["unique_id_l", "unique_id_r", "match_probability"]]


def by_dedupe(records: pd.DataFrame) -> pd.DataFrame:
    """Learn from the pairs that the exact equality of most fields marks, as dedupe needs examples of both."""
    import dedupe
    from dedupe import variables

    fields = [
        variables.String("place"),
        variables.Exact("day", has_missing=True),
        *(variables.Exact(column, has_missing=True) for column in (*_KINDS, *_FIGURES)),
    ]
    data = {
        int(number): {
            **{column: row[column] or None for column in ("place", *_KINDS)},
            **{column: None if pd.isna(row[column]) else str(row[column]) for column in ("day", *_FIGURES)},
        }
        for number, row in records.iterrows()
    }
    data = {number: row for number, row in data.items() if row["place"]}
    linker = dedupe.Dedupe(fields, num_cores=2)
    a, b = _blocked(records)
    numbers = records.index.to_numpy()
    alike: dict[str, list[Any]] = {"match": [], "distinct": []}
    for one, other in zip(numbers[a][:40_000], numbers[b][:40_000], strict=True):
        x, y = data.get(int(one)), data.get(int(other))
        if x and y:
            agree = sum(x[column] == y[column] for column in x if x[column] and y[column])
            kind = "match" if agree >= 6 else "distinct" if agree <= 3 else None
            if kind and len(alike[kind]) < 300:
                alike[kind].append((x, y))
    linker.mark_pairs(alike)
    linker.prepare_training(data, sample_size=3000)  # after them: it indexes the marked records besides its sample
    linker.train()
    rows = []
    for pair, score in zip(*_scored(linker, data), strict=True):
        rows.append((int(pair[0]), int(pair[1]), float(score)))
    return pd.DataFrame(rows)


def _scored(linker: Any, data: dict[int, Any]) -> tuple[Any, Any]:
    scores = linker.score(linker.pairs(data))
    return scores["pairs"], scores["score"]


PEERS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "rapidfuzz": by_rapidfuzz,
    "recordlinkage": by_recordlinkage,
    "splink": by_splink,
    "dedupe": by_dedupe,
}

if __name__ == "__main__":
    main()
