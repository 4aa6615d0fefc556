"""One folder of files of every format, good and broken: what arrives of it, and the line each broken one gets."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from inbox_samples import DAY, make_broken, make_good, story, told

from store.articles import get_article
from store.database import open_database
from store.incidents import approve, postpone
from store.model import Article
from store.records import find_all
from tui.intake import Event, Failed, Finished, Stored, count_articles, run

NOW = dt.datetime(2026, 3, 4, 5, 6, tzinfo=dt.UTC)


class Inbox:
    """What a folder was, what was told of it, and what is in the database afterwards."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder = folder
        self.good = make_good(folder)
        self.broken = make_broken(folder)
        self.files = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
        self.events: list[Event] = list(run(database, [folder], now=lambda: NOW))
        with closing(open_database(database)) as db:
            ids = [event.article_id for event in self.events if isinstance(event, Stored)]
            self.articles: list[Article] = [get_article(db, article_id).article for article_id in ids]

    @property
    def failures(self) -> list[Failed]:
        return [event for event in self.events if isinstance(event, Failed)]

    def numbered(self, number: int) -> Article:
        """Return the article that tells a story."""
        first = story(number).split(". ")[0].replace("\n", " ")
        (article,) = [a for a in self.articles if first in " ".join(a.text.split())]
        return article


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inbox")
    return Inbox(folder, tmp_path_factory.mktemp("database") / "blotter.db")


def test_the_folder_has_at_least_forty_files(inbox):
    assert len({name.partition("#")[0] for name in inbox.good} | inbox.broken.keys()) >= 40


def test_every_good_article_arrives_with_title_outlet_and_date(inbox):
    for name, expected in inbox.good.items():
        article = inbox.numbered(int(name.rpartition("#")[2]))
        assert (article.title, article.source, article.published) == expected, name
    assert len(inbox.articles) == len(inbox.good)


def test_every_broken_file_gets_one_line_that_says_why(inbox):
    for name, words in inbox.broken.items():
        lines = [event.message for event in inbox.failures if f"/{name}" in event.message]
        assert len(lines) == 1, (name, lines)
        assert words in lines[0], lines[0]
        assert "\n" not in lines[0]
        assert "Traceback" not in lines[0]
    assert len(inbox.failures) == len(inbox.broken)
    assert inbox.events[-1] == Finished(len(inbox.good), 0, len(inbox.broken))


def test_the_bar_knew_how_many_articles_would_come(inbox):
    attached = 1  # to a mail, which nobody looks into beforehand
    assert count_articles([inbox.folder]) == len(inbox.good) - attached + len(inbox.broken)


def test_an_earlier_record_stays_as_it_was(tmp_path):
    """Nothing of a folder of broken files is in the database, but that they failed."""
    good, broken, database = tmp_path / "good", tmp_path / "broken", tmp_path / "blotter.db"
    good.mkdir()
    broken.mkdir()
    make_good(good)
    list(run(database, [good / "page.html", good / "mail.eml", good / "box.mbox"], now=lambda: NOW))
    with closing(open_database(database)) as db:
        for number, record in enumerate(find_all(db, range(1, 9))):
            (approve, postpone)[number % 2](db, record, analyst="amira", now=NOW)
    before = rows_of(database)
    assert len(before["articles"]) == 4
    assert len(before["decisions"]) >= 4
    failures = make_broken(broken)
    assert list(run(database, [broken], now=lambda: NOW))[-1] == Finished(0, 0, len(failures))
    after = rows_of(database)
    assert len(after.pop("failures")) == len(failures)
    assert not before.pop("failures")
    assert after == before


def rows_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(database)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}


def test_nothing_in_the_folder_was_changed(inbox):
    folder = next(iter(inbox.files)).parent
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == inbox.files


def test_what_a_paper_or_a_letter_was_made_on_is_not_its_day(inbox):
    assert {article.published for article in inbox.articles} == {DAY}


def test_an_article_remembers_who_wrote_it_and_where_it_was(inbox):
    assert inbox.numbered(5).author == "Amira Saleh"
    assert inbox.numbered(9).link == "https://tigris.example/9"
    assert inbox.numbered(27).link == "https://tigris.example/27"
    assert inbox.numbered(8).link == "https://tigris.example/8"


def test_the_expectations_are_those_of_the_samples(inbox):
    assert inbox.good["page.html#5"] == told(5)
