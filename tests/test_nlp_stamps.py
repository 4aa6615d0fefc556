from __future__ import annotations

import datetime as dt

import pytest

from nlp.reading import read_text
from nlp.stamps import find_dateline, read_stamp
from store.model import Article

BODY = "Gunmen killed two farmers in a village near Kano on Tuesday, the police said. They fled on motorcycles.\n"


def read(head: str, body: str = BODY, title: str = "") -> Article:
    return read_text(f"Gunmen kill farmers\n{head}\n\n{body}", name="x", id="x", title=title)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published October 16, 2023", dt.date(2023, 10, 16)),
        ("Story first published: Wednesday, August 7, 2019, 12:31 [IST]", dt.date(2019, 8, 7)),
        ("10:52 PM | July 04, 2024", dt.date(2024, 7, 4)),
        ("Friday, June 6, 2014", dt.date(2014, 6, 6)),
        ("8/20/2024 7:17:05 PM", dt.date(2024, 8, 20)),
        ("20.8.2024 19:17", dt.date(2024, 8, 20)),
        ("2023-10-16T12:00:00Z", dt.date(2023, 10, 16)),
        ("By Jane Doe | Outlet | 12 Mar 2021", dt.date(2021, 3, 12)),
        ("PUBLISHED: 05:10 GMT, 9 September 2018 | UPDATED: 10:02 GMT, 10 September 2018", dt.date(2018, 9, 9)),
        ("UPDATED: 10 September 2018 | PUBLISHED: 9 September 2018", dt.date(2018, 9, 9)),
        ("Mon 4 Dec 2023 10.12 GMT", dt.date(2023, 12, 4)),
        ("Kano, Nigeria - August 13, 2024", dt.date(2024, 8, 13)),
    ],
)
def test_a_stamp_gives_the_day_of_publication_and_is_no_part_of_the_story(line: str, day: dt.date) -> None:
    article = read(line)
    assert (article.published, article.published_from) == (day, "stamp")
    assert line in [span.quote(article.text) for span in article.boilerplate]


@pytest.mark.parametrize(
    "line",
    [
        "On 12 March 2021 two bombs went off in the market of the old town and killed a guard.",
        "12 March 2021 was the day on which two bombs went off in the market",
        "03/12/2021 14:05",  # 3 December or 12 March
        "Copyright 2021 by an outlet",
        "31 February 2021",
    ],
)
def test_other_lines_are_no_stamps(line: str) -> None:
    assert read_stamp(line) is None


def test_a_date_alone_below_the_story_is_no_stamp() -> None:
    assert read("By a reporter", body=f"{BODY}\n12 March 2021\n\n{BODY}").published is None


def test_a_label_counts_below_the_story_too() -> None:
    assert read("By a reporter", body=f"{BODY}\nLast updated: 12 March 2021\n").published == dt.date(2021, 3, 12)


def test_a_dateline_with_a_year_gives_the_day() -> None:
    article = read("", body=f"KANO, 12 March 2021 (Outlet) - {BODY}")
    assert (article.published, article.published_from, article.source) == (dt.date(2021, 3, 12), "dateline", "Outlet")


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("BBC News\nMon 4 Dec 2023", "", "BBC News"),
        ("", "Gunmen kill farmers - The Northern Post", "The Northern Post"),
        ("", "Gunmen kill farmers | kano24.com", "kano24.com"),
        ("", "Gunmen kill two - police", None),
        ("BBC News, Kano\n12 March 2021", "", "BBC News"),
        ("PTI | Kano | Mar 12, 2021, 10:45 IST", "", "PTI"),
        ("By A Reporter, Reuters", "", "Reuters"),
        ("Senior Correspondent, kano24.com", "", "kano24.com"),
        ("Xinhua | Updated: 2021-03-12 10:45", "", "Xinhua"),
        ("By A Reporter, Reuters", "Gunmen kill farmers - The Northern Post", "The Northern Post"),
        ("The police of the city had told Reuters, BBC News and others", "", None),
    ],
)
def test_the_outlet_is_named_in_a_line_of_its_own_or_at_the_end_of_the_title(
    head: str, title: str, outlet: str | None
) -> None:
    assert read(head, title=title).source == outlet


@pytest.mark.parametrize("dateline", ["(CNN) -- ", "(CNN)— ", "CNN — ", "Kano, Mar 12 (CNN).- "])
def test_a_dateline_names_the_outlet_with_and_without_a_town(dateline: str) -> None:
    article = read("", body=f"{dateline}{BODY}")
    span = find_dateline(f"{dateline}{BODY}", 0)
    assert article.source == "CNN"
    assert span is not None
    assert span.end == len(dateline)


def test_the_source_of_a_figure_is_no_outlet_where_the_page_names_itself() -> None:
    body = f"{BODY}\nSource: A Society\n"
    assert read("", body=body, title="Gunmen kill farmers - BBC News").source == "BBC News"
    assert read("", body=body).source == "A Society"


def test_a_first_line_that_is_only_a_day_is_a_stamp() -> None:
    article = read_text(f"12 Mar 2021\nGunmen kill farmers near Kano\n\n{BODY}", name="x", id="x")
    assert (article.published, article.title) == (dt.date(2021, 3, 12), "Gunmen kill farmers near Kano")
    headline = read_text(f"Kano attack of 12 Mar 2021\n\n{BODY}", name="x", id="x")
    assert headline.published is None


@pytest.mark.parametrize(
    ("outlet", "day"),
    [("Vanguard", dt.date(2021, 3, 12)), ("AP News", dt.date(2021, 12, 3)), ("An Outlet", None)],
)
def test_a_stamp_in_figures_is_read_by_the_habit_of_the_outlet(outlet: str, day: dt.date | None) -> None:
    assert read(f"Source: {outlet}\nDate: 12/03/2021").published == day


def test_the_path_to_a_page_is_no_headline() -> None:
    page = f"Home » News » Gunmen kill farmers\nGunmen kill farmers near Kano\nMarch 12, 2021 10:45 am\n{BODY}"
    assert read_text(page, name="x", id="x").title == "Gunmen kill farmers near Kano"


def test_the_label_of_a_headline_is_no_part_of_it() -> None:
    assert read_text(f"Title: Gunmen kill farmers near Kano\n\n{BODY}", name="x", id="x").title.startswith("Gunmen")


def test_a_dateline_may_have_its_day_beside_the_outlet() -> None:
    article = read("", body=f"Kano, Nigeria, (Outlet / Agency - 12th Mar, 2021 ) :{BODY}")
    assert (article.published, article.published_from) == (dt.date(2021, 3, 12), "dateline")
    assert article.source == "Outlet / Agency"


@pytest.mark.parametrize(
    "dateline",
    [
        "MANILA: ",
        "KANO (Nigeria), Nov 4 (Outlet) — ",
        "ERBIL, Kurdistan Region - ",
        "Kano, Nigeria, (Outlet / Agency - 12th Mar, 2021 ) :",
        "KANO, (Outlet) : ",
        "KANO, NOVEMBER 4: ",
        "Kano, Nigeria | AFP | ",
        "KANO, Nigeria (AP) _ ",
        "KANO:- ",
    ],
)
def test_a_dateline_is_no_place_of_the_event(dateline: str) -> None:
    span = find_dateline(f"{dateline}{BODY}", 0)
    assert span is not None
    assert span.end == len(dateline)


def test_a_dateline_with_a_long_outlet_may_end_its_line() -> None:
    article = read_text(
        "BRASILIA (BRAZIL), 26 MAY 89 (RADIO NATIONAL OF THE AMAZON NETWORK)\n-- [TEXT] A BOMB WENT OFF.",
        name="x",
        id="x",
    )
    assert (article.published, article.published_from) == (dt.date(1989, 5, 26), "dateline")
