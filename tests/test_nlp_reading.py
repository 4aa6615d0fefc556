from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from nlp import limits
from nlp.boilerplate import find_boilerplate
from nlp.reading import documents_of_text, read_path, read_text
from nlp.stamps import find_dateline
from store.errors import ArticleError, EmptyArticleError, TooLargeError, UnreadableArticleError
from store.model import Article

PAGE = """Two rockets land beside a school in Dujail

Select Language:

Menu

Salahuddin Operations Command

Salahuddin Operations Command

Two rockets came down beside a school in the town of Dujail on Sunday evening, the police said.

The classrooms were empty and nobody came to harm.

Source » tigristimes

You May Be Interested
How to grow dates on a balcony in three steps.
"""


def article(text: str) -> Article:
    return read_text(text, name="test", id="test")


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one_error(path: Path) -> ArticleError:
    """The line that a file which is no article is told with."""
    try:
        (told,) = read_path(path)
    except ArticleError as error:
        return error
    assert isinstance(told, ArticleError)
    return told


def test_the_first_line_that_is_no_furniture_is_the_headline() -> None:
    assert article(PAGE).title == "Two rockets land beside a school in Dujail"
    assert article("Menu\nSearch\n\n" + PAGE).title == "Two rockets land beside a school in Dujail"


def test_the_credit_line_names_the_outlet() -> None:
    assert article(PAGE).source == "tigristimes"


def test_a_dateline_names_the_outlet() -> None:
    assert article("KIRKUK (Zab Wire) - Three men were held on Monday in a village.").source == "Zab Wire"


def test_menus_repeated_names_credits_and_what_follows_are_boilerplate() -> None:
    marked = [span.quote(PAGE) for span in find_boilerplate(PAGE)]
    assert marked[:4] == ["Select Language:", "Menu", "Salahuddin Operations Command", "Salahuddin Operations Command"]
    assert marked[4] == "Source » tigristimes"
    assert marked[5].startswith("You May Be Interested")
    assert marked[5].endswith("three steps.")


def test_a_row_of_menu_words_is_boilerplate() -> None:
    text = PAGE.replace("Menu", "Home | Iraq | Opinion | Newsletter")
    assert "Home | Iraq | Opinion | Newsletter" in [span.quote(text) for span in find_boilerplate(text)]


def test_the_story_is_not_boilerplate() -> None:
    story = PAGE.index("Two rockets came")
    assert not any(span.start <= story < span.end for span in find_boilerplate(PAGE))


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("ERBIL (Zagros) – Four drones fell.", "ERBIL (Zagros) – "),
        ("BAGHDAD, March 12 (Wire) - A bomb went off.", "BAGHDAD, March 12 (Wire) - "),
        ("BAGHDAD - A bomb went off.", "BAGHDAD - "),
        ("Baghdad - a city of canals - was quiet.", None),
        # the dash was lost
        ("HARARE Police found a bomb in a market.", "HARARE "),
        ("SAN JOSE U.S. agents found a bomb.", "SAN JOSE "),
        ("HARARE/LUSAKA, Zambia Four men were held.", "HARARE/LUSAKA, Zambia "),
        ("HARARE   Police found a bomb in a market.", "HARARE   "),
        ("LUSAKA, Zambia  Four men were held.", "LUSAKA, Zambia  "),
        ("FLORENCE, Italy Italian officers held a man.", "FLORENCE, Italy "),
        ("DAYTON, Ohio A bomb went off.", "DAYTON, Ohio "),
        ("HARARE, Four men were held.", None),
        ("HARARE is quiet.", None),
        ("NATO Forces held a man.", None),
        ("HARARE POLICE HELD A MAN.", None),
        ("The army said so.", None),
    ],
)
def test_a_dateline_is_set_apart_from_the_story(paragraph: str, dateline: str | None) -> None:
    span = find_dateline(paragraph, 0)
    assert (span.quote(paragraph) if span else None) == dateline


@pytest.mark.parametrize(
    "line", ["Published: 6 September 2021", "Posted on March 3, 2021", "Published: Friday, 1 January 2021, 09:12"]
)
def test_a_stamp_in_the_text_gives_the_publication_date(line: str) -> None:
    read = article(f"A headline of some words\n\n{line}\n\nThe story goes on for a while here.")
    assert read.published is not None
    assert read.published.year == 2021
    assert read.published_from == "stamp"


def test_a_dateline_with_its_year_gives_the_publication_date() -> None:
    assert article("SAN SALVADOR, 3 JAN 90 -- Two bridges were blown up.").published == dt.date(1990, 1, 3)
    assert article("BAGHDAD, March 12, 2020 (Wire) - A bomb went off.").published == dt.date(2020, 3, 12)


def test_without_a_word_about_it_the_publication_date_is_unknown() -> None:
    assert (article(PAGE).published, article(PAGE).published_from) == (None, None)


def test_a_sidecar_beside_the_file_gives_the_publication_date(tmp_path: Path) -> None:
    write(tmp_path, "published.toml", '[published]\nrockets = "2021-07-08"\n')
    (read,) = read_path(write(tmp_path, "rockets.txt", PAGE))
    assert (read.published, read.published_from, read.id) == (dt.date(2021, 7, 8), "sidecar", "rockets")


def test_what_the_analyst_says_beats_the_sidecar(tmp_path: Path) -> None:
    write(tmp_path, "published.toml", '[published]\nrockets = "2021-07-08"\n')
    (read,) = read_path(write(tmp_path, "rockets.txt", PAGE), published=dt.date(2020, 1, 1))
    assert (read.published, read.published_from) == (dt.date(2020, 1, 1), "option")


def test_json_lines_are_one_article_a_row(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "corpus.jsonl",
        '{"id": "a", "title": "T", "published": "2020-07-28", "text": "Rockets fell."}\n\n{"text": "More fell."}\n',
    )
    first, second = read_path(path)
    assert (first.id, first.title, first.published) == ("a", "T", dt.date(2020, 7, 28))
    assert second.id.endswith("corpus.jsonl:3")


def test_line_ends_are_made_alike() -> None:
    assert article("A line\r\nand one\rmore").text == "A line\nand one\nmore"


def test_what_is_in_memory_is_a_text_or_json_lines() -> None:
    for given, id in (("Rockets fell.", "memory"), ('{"id": "x", "text": "Rockets fell."}', "x")):
        (document,) = documents_of_text(given, "memory")
        (read,) = document.articles()
        assert isinstance(read, Article)
        assert (read.text, read.id) == ("Rockets fell.", id)


@pytest.mark.parametrize(
    ("name", "content", "error", "says"),
    [
        ("empty.txt", b"", EmptyArticleError, "holds no text"),
        ("blank.txt", b" \n\n", EmptyArticleError, "holds no text"),
        ("binary.txt", b"\x89PNG\x00\x00", UnreadableArticleError, "binary"),
        ("latin.txt", "Café".encode("latin-1"), UnreadableArticleError, "not UTF-8: byte 0xe9"),
        ("big.txt", b"a" * (limits.TEXT + 1), TooLargeError, "over the limit"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, error: type[Exception], says: str
) -> None:
    path = write(tmp_path, name, content)
    told = one_error(path)
    assert isinstance(told, error)
    assert says in str(told)
    assert name in str(told)
    assert "\n" not in str(told)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{not json}", "not a line of JSON"),
        ('{"title": "no text"}', 'needs a "text"'),
        ('{"text": "x", "published": "soon"}', "not a date"),
        ('{"text": " "}', "holds no text"),
    ],
)
def test_a_row_that_is_no_article_is_told_and_the_next_one_follows(tmp_path: Path, row: str, says: str) -> None:
    error, following = read_path(write(tmp_path, "rows.jsonl", row + '\n{"text": "Rockets fell."}\n'))
    assert isinstance(error, ArticleError)
    assert says in str(error)
    assert "rows.jsonl:1" in str(error)
    assert isinstance(following, Article)


def test_a_line_separator_inside_a_row_does_not_cut_it(tmp_path: Path) -> None:
    (read,) = read_path(write(tmp_path, "rows.jsonl", '{"text": "Rockets\u2028fell."}'))
    assert isinstance(read, Article)
    assert read.text == "Rockets\u2028fell."


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.txt", tmp_path):
        with pytest.raises(UnreadableArticleError):
            list(read_path(path))


@pytest.mark.parametrize("section", ["NATIONAL", "News Beat", "World"])
def test_the_name_of_a_section_is_no_headline(section: str) -> None:
    body = "Gunmen killed two farmers in a village near Kano on Tuesday, the police said."
    read = read_text(f"{section}\n\nGunmen kill farmers in the north\n\nBy a reporter\n{body}\n", name="x", id="x")
    assert read.title == "Gunmen kill farmers in the north"


def test_a_short_headline_is_one_where_no_longer_stands_above_the_story() -> None:
    body = "Gunmen killed two farmers in a village near Kano on Tuesday, the police said."
    assert read_text(f"Farmers killed\n\n{body}\n", name="x", id="x").title == "Farmers killed"


def test_mails_within_mails_without_end_get_one_line(tmp_path: Path) -> None:
    deep = b"From: a@river.example\n" + b"Content-Type: message/rfc822\n\nSubject: y\n" * 10_000
    assert "nested too deeply" in str(one_error(write(tmp_path, "deep.eml", deep)))
