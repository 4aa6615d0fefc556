from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from nlp.gold import read_gold, read_predictions
from store.codec import to_json
from store.errors import GoldError, UnreadableArticleError
from store.model import Count, Incident


def written(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_gold_row_is_read_with_its_article(tmp_path: Path) -> None:
    incident = {"group": "g", "main": True, "date": ["2020-07"], "killed": [0, None]}
    row = {"id": 7, "published": "2020-07-28", "title": "T", "text": "Words.", "partial": True, "incidents": [incident]}
    [article] = read_gold(written(tmp_path / "gold.jsonl", row, ""))
    assert (article.id, article.published, article.text) == ("7", dt.date(2020, 7, 28), "Words.")
    assert article.partial
    assert article.incidents[0].main
    assert article.incidents[0].answers == {"date": ("2020-07",), "killed": (0, None)}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "gold.jsonl:1 cannot be evaluated (not a line of JSON"),
        ("[]", "not an object"),
        ({"incidents": []}, 'needs an "id"'),
        ({"id": "a", "incidents": {}}, 'a list "incidents"'),
        ({"id": "a", "incidents": [{"klled": [1]}]}, "klled is no slot of date, type"),
        ({"id": "a", "incidents": [{"killed": 1}]}, "killed needs a list of acceptable answers"),
        ({"id": "a", "incidents": [{"killed": []}]}, "killed needs a list of acceptable answers"),
        ({"id": "a", "incidents": [{"date": ["Monday"]}]}, "Monday is no day, month or year"),
        ({"id": "a", "incidents": [7]}, "an incident is no object"),
        ({"id": "a", "published": "July", "incidents": []}, "July is no date"),
        ("", "it has no row"),
    ],
)
def test_gold_in_another_shape_is_refused_with_its_line(tmp_path: Path, row: object, said: str) -> None:
    with pytest.raises(GoldError) as refused:
        read_gold(written(tmp_path / "gold.jsonl", row))
    assert said in str(refused.value)


def test_an_article_that_stands_twice_in_the_gold_is_refused(tmp_path: Path) -> None:
    row = {"id": "a", "incidents": []}
    with pytest.raises(GoldError, match="the id a stands in it twice"):
        read_gold(written(tmp_path / "gold.jsonl", row, row))


@pytest.mark.parametrize("read", [read_gold, read_predictions])
def test_a_file_that_is_not_there_is_said(tmp_path: Path, read) -> None:
    with pytest.raises(UnreadableArticleError, match="No such file"):
        read(tmp_path / "nowhere.jsonl")


def test_a_file_that_is_not_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableArticleError, match="not UTF-8"):
        read_gold(tmp_path / "gold.jsonl")


def test_predictions_are_what_extract_prints(tmp_path: Path) -> None:
    incident = Incident(type="bombing", killed=Count(3, 3, 3))
    by_path = {"path": "somewhere/b.txt", "incidents": []}
    found = read_predictions(written(tmp_path / "p.jsonl", {"id": "a", "incidents": [to_json(incident)]}, by_path))
    assert found == {"a": (incident,), "b": ()}


@pytest.mark.parametrize(
    "row", [{"id": "a"}, {"id": "a", "incidents": [{"lane": "fast"}]}, {"id": "a", "incidents": 3}]
)
def test_predictions_in_another_shape_are_refused(tmp_path: Path, row: object) -> None:
    with pytest.raises(GoldError, match=r"p\.jsonl:1 cannot be evaluated \(no row of incidents"):
        read_predictions(written(tmp_path / "p.jsonl", row))
