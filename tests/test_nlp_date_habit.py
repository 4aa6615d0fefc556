"""Which way round an article writes 12/03."""

import datetime as dt

import pytest

from nlp import pipeline
from store.model import Article

TUESDAY = dt.date(2020, 7, 28)


@pytest.fixture(scope="module")
def nlp():
    return pipeline.build()


def start_of_shooting(nlp, text, source=None):
    article = Article(text=text, source=source, published=TUESDAY)
    return pipeline.analyse(nlp, article).incidents[0].date


FIGURES = "Gunmen shot dead two policemen on 04/03/2020 in the market of the town.\n"


def test_another_date_of_the_article_decides(nlp):
    day_first = start_of_shooting(nlp, FIGURES + "The last such shooting was on 25/02/2019.\n")
    month_first = start_of_shooting(nlp, FIGURES + "The last such shooting was on 02/25/2019.\n")
    assert (day_first.start, month_first.start) == (dt.date(2020, 3, 4), dt.date(2020, 4, 3))


def test_another_date_of_the_article_weighs_more_than_its_outlet(nlp):
    date = start_of_shooting(nlp, FIGURES + "The last such shooting was on 25/02/2019.\n", source="USA Today")
    assert date.start == dt.date(2020, 3, 4)


@pytest.mark.parametrize(
    ("source", "start"),
    [
        ("USA Today", dt.date(2020, 4, 3)),
        ("Reuters", dt.date(2020, 3, 4)),
        ("news.example.com.au", dt.date(2020, 3, 4)),
        ("a newspaper nobody knows", None),
    ],
)
def test_the_outlet_decides_where_it_is_known(nlp, source, start):
    assert start_of_shooting(nlp, FIGURES, source=source).start == start


@pytest.mark.parametrize(
    ("dateline", "start"),
    [
        ("BASRA, Iraq (Our Reporter) - ", dt.date(2020, 3, 4)),
        ("CHICAGO (Our Reporter) - ", dt.date(2020, 4, 3)),
        ("TORONTO (Our Reporter) - ", None),
    ],
)
def test_the_dateline_decides_where_the_outlet_is_not_known(nlp, dateline, start):
    assert start_of_shooting(nlp, dateline + FIGURES).start == start


def test_dates_that_contradict_each_other_decide_nothing(nlp):
    more = "The last such shootings were on 25/02/2019 and on 02/26/2019.\n"
    date = start_of_shooting(nlp, FIGURES + more, source="USA Today")
    assert (date.start, date.phrase) == (None, "on 04/03/2020")
