"""What `blotter evaluate` prints, from a gold file to the list of misses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli import main

ROCKETS = "Three Katyusha rockets hit Camp Taji north of Baghdad on Monday night, the Iraqi army said. No one was hurt."
INCIDENT = {"main": True, "date": ["2020-07-27"], "place": ["Camp Taji"], "count": [4], "killed": [0]}
ROW = {"id": "rockets", "published": "2020-07-28", "incidents": [INCIDENT]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def report(*arguments: object) -> dict:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_articles_are_found_beside_the_gold_by_their_id(gold):
    (gold.parent / "rockets.txt").write_text(ROCKETS, encoding="utf-8")
    found = report(gold)
    assert found["incident"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1, "predicted": 1}
    assert {slot: shares["accuracy"] for slot, shares in found["slots"].items()} == {
        "date": 1.0,
        "place": 1.0,
        "count": 0.0,
        "killed": 1.0,
    }


def test_articles_are_found_in_a_folder_that_is_named(gold, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "rockets.txt").write_text(ROCKETS, encoding="utf-8")
    assert report(gold, "--articles", tmp_path / "texts")["main_recall"] == 1.0


def test_articles_are_found_in_rows_that_are_named(gold, tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": "rockets", "published": "2020-07-28", "text": ROCKETS}), encoding="utf-8")
    assert report(gold, "--articles", rows)["main_recall"] == 1.0


def test_a_row_may_bring_its_own_article(gold):
    gold.write_text(json.dumps({**ROW, "text": ROCKETS}), encoding="utf-8")
    assert report(gold)["slots"]["date"]["accuracy"] == 1.0


def test_what_was_extracted_before_is_compared_as_it_is(gold, tmp_path):
    (tmp_path / "rockets.txt").write_text(ROCKETS, encoding="utf-8")
    printed = (
        CliRunner()
        .invoke(main, ["extract", "--jsonl", "--published", "2020-07-28", str(tmp_path / "rockets.txt")])
        .stdout
    )
    (tmp_path / "predicted.jsonl").write_text(printed, encoding="utf-8")
    assert report(gold, tmp_path / "predicted.jsonl")["slots"]["place"]["accuracy"] == 1.0


def test_the_misses_are_listed_with_the_words_they_rest_on(gold):
    gold.write_text(json.dumps({**ROW, "text": ROCKETS}), encoding="utf-8")
    lines = run(gold, "--misses", "5").stdout.splitlines()
    assert lines[0] == "1 articles, 1 gold incidents, 1 proposed"
    assert lines[-1] == "rockets count wanted 4, got 3  “Three Katyusha rockets”"


def test_the_reliability_of_the_confidence_is_told(gold):
    gold.write_text(json.dumps({**ROW, "text": ROCKETS}), encoding="utf-8")
    assert "calibration error: date" in run(gold).stdout
    found = report(gold)["reliability"]
    assert [group["values"] for group in found["date"]["bins"]] == [1]
    assert found["date"]["error"] == pytest.approx(1 - found["date"]["bins"][0]["confidence"], abs=1e-4)


def test_gold_without_its_articles_ends_in_one_line_that_says_what_to_do(gold):
    result = run(gold)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "name their folder with --articles" in result.stderr


def test_an_article_that_cannot_be_read_is_said_and_counts_as_missed(gold, tmp_path):
    gold.write_text(json.dumps({**ROW, "text": ROCKETS}) + "\n" + json.dumps({**ROW, "id": "bad"}), encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    result = run(gold)
    assert "binary" in result.stderr
    assert result.stdout.startswith("2 articles (1 without a prediction)")


def test_predictions_are_not_analysed_again(gold, tmp_path):
    result = run(gold, tmp_path / "predicted.jsonl", "--articles", tmp_path)
    assert result.exit_code == 2
    assert "PREDICTED is compared as it is" in result.stderr
