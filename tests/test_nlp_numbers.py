"""Numbers: which words count people or things, and what range they stand for."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numbers import figure, find_counts, parse_count
from store.model import Count, Span


def found(text, **options):
    return [(count.words, count.min, count.best, count.max) for _, count in find_counts(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three rockets", ("three", 3, 3, 3)),
        ("TWENTY-ONE PEASANTS", ("TWENTY-ONE", 21, 21, 21)),
        ("two hundred and six people", ("two hundred and six", 206, 206, 206)),
        ("two thousand five hundred men", ("two thousand five hundred", 2500, 2500, 2500)),
        ("1,200 fighters", ("1,200", 1200, 1200, 1200)),
        ("3 million people", ("3 million", 3_000_000, 3_000_000, 3_000_000)),
        ("2000 rockets", ("2000", 2000, 2000, 2000)),
        ("a dozen men", ("a dozen", 12, 12, 12)),
        ("half a dozen shells", ("half a dozen", 6, 6, 6)),
        ("two dozen", ("two dozen", 24, 24, 24)),
        ("dozens were hurt", ("dozens", 24, 24, None)),
        ("several dozen", ("several dozen", 24, 24, None)),
        ("scores of people", ("scores", 40, 40, None)),
        ("hundreds of thousands", ("hundreds of thousands", 200_000, 200_000, None)),
        ("several men", ("several", 3, None, None)),
        ("a few shells", ("a few", 3, None, None)),
        ("multiple rockets", ("multiple", 2, None, None)),
        ("a couple of men", ("a couple", 2, 2, 2)),
        ("at least 3 men", ("at least 3", 3, 3, None)),
        ("no fewer than 30 dead", ("no fewer than 30", 30, 30, None)),
        ("10 or more", ("10 or more", 10, 10, None)),
        ("more than a dozen men", ("more than a dozen", 13, 13, None)),
        ("over 100 people", ("over 100", 101, 101, None)),
        ("as many as 12 rockets", ("as many as 12", None, 12, 12)),
        ("up to five shells", ("up to five", None, 5, 5)),
        ("no more than five", ("no more than five", None, 5, 5)),
        ("nearly 40 men", ("nearly 40", None, 40, 40)),
        ("fewer than ten men", ("fewer than ten", None, None, 9)),
        ("about 50 peasants", ("about 50", None, 50, None)),
        ("some 53 fighters", ("some 53", None, 53, None)),
        ("3-5 rockets", ("3-5", 3, 3, 5)),
        ("three or four men", ("three or four", 3, 3, 4)),
        ("between three and five men", ("between three and five", 3, 3, 5)),
        ("five to seven shells", ("five to seven", 5, 5, 7)),
        ("no casualties", ("no", 0, 0, 0)),
        ("no one was hurt", ("no one", 0, 0, 0)),
        ("none of them", ("none", 0, 0, 0)),
        ("zero injuries", ("zero", 0, 0, 0)),
        ("killing one of the guards", ("one", 1, 1, 1)),
    ],
)
def test_a_number_stands_for_a_range(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "in 2003, and 2003 it was, 2014-2017",
        "at 10:30 pm, by 10 p.m., at 10, police",
        "a 17-year-old, a boy 17 years old, John Smith, 22, was shot, aged 5, ages 3 and 5",
        "men, ages 15, 18, and 22, a teen, also 15, and his sister, 3, were shot",
        "at 33.52 N, 44° E",
        "$3 million, 3 million dollars, $40",
        "555-456-2233, (555) 456-2233, 555-1234, called 911",
        "on 26-27 July 2020, on March 12, 2020-03-12, 12/03/2020",
        "F-16s, an AK-47, a Shahed-136, COVID-19",
        "on Loop 410, an 8 yo girl, both 24 and from Lima",
        "Route 95, Unit 731, No. 4, Brigade 30",
        "the third man, the 82nd, the 3rd",
        "85 kilometres, some 53 miles, 30 percent, 30%, a 122-mm shell, 9mm",
        "three days, 24 hours, two consecutive nights, a 10-year sentence, 12 times",
        "the 1300 block of Main Street, at 412 Main Street, 12 East 5th Street",
        "two-thirds, two thirds, a two-storey house, 24/7, 9/11, 3-2",
        "one of the deadliest attacks, one another, at one point, the one who, number one",
        "all but one",
        "no longer, no doubt, no comment",
        "1. First\n2. Second",
    ],
)
def test_a_number_that_counts_nothing_is_left(text):
    assert found(text) == []


def test_every_number_of_a_sentence_is_found_in_order():
    assert [words for words, *_ in found("It killed one, hurt six others and about 30 fled; 12 died.")] == [
        "one",
        "six",
        "about 30",
        "12",
    ]


def test_a_rise_is_not_a_range():
    assert [words for words, *_ in found("the toll rose from 3 to 5 people")] == ["3", "5"]


def test_one_and_articles_are_taken_as_asked():
    text = "a guard and one soldier"
    assert [words for words, *_ in found(text, articles=True)] == ["a", "one"]
    assert found(text, one=False) == []


def test_known_dates_need_no_second_look():
    assert found("12 men", times=[Span(0, 6)]) == []


def test_the_span_covers_the_words():
    text = "  at least\n3 men"
    ((span, count),) = find_counts(text)
    assert span.quote(text) == count.words == "at least\n3"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3", (3, 3, 3)),
        (" 1,200 ", (1200, 1200, 1200)),
        ("2003", (2003, 2003, 2003)),
        ("0", (0, 0, 0)),
        ("3-5", (3, 3, 5)),
        ("3..5", (3, 3, 5)),
        (">=10", (10, 10, None)),
        ("> 10", (11, 11, None)),
        ("10+", (10, 10, None)),
        ("<5", (None, None, 4)),
        ("~10", (None, 10, None)),
        ("at least 3", (3, 3, None)),
        ("at least 3 soldiers", (3, 3, None)),
        ("no casualties", (0, 0, 0)),
        ("none", (0, 0, 0)),
        ("a soldier", (1, 1, 1)),
        ("dozens", (24, 24, None)),
    ],
)
def test_an_analyst_may_type_a_count_in_many_ways(typed, expected):
    count = parse_count(typed)
    assert count is not None
    assert (count.min, count.best, count.max) == expected
    assert count.words == typed.strip()


@pytest.mark.parametrize("typed", ["", "?", "unknown", "3.5", "12/03", "soldiers 3", "3%", "-3"])
def test_what_is_no_count_is_not_taken_for_one(typed):
    assert parse_count(typed) is None


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (Count(3, 3, 3), "3"),
        (Count(2, 2, 3), "2–3"),
        (Count(24, 24), "at least 24"),
        (Count(best=5, max=5), "up to 5"),
        (Count(best=50), "about 50"),
        (Count(), ""),
    ],
)
def test_a_count_is_shown_in_figures(count, shown):
    assert figure(count) == shown


WORDS = (
    "one two twenty a an hundred thousand million dozen dozens half and of no none at least more than up to 3 12 1,000 "
    "- to or between from several 2003 , . $ % years people"
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS.split(" ")), max_size=60).map(" ".join))


@given(TEXTS)
def test_counts_are_valid_ordered_and_apart(text):
    counts = find_counts(text, articles=True)
    edges = [edge for span, _ in counts for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    for span, count in counts:
        assert span.quote(text) == count.words != ""
        known = [n for n in (count.min, count.best, count.max) if n is not None]
        assert known == sorted(known)
        assert all(n >= 0 for n in known)


@given(TEXTS)
def test_any_entry_is_read_or_refused(text):
    count = parse_count(text)
    assert count is None or any(n is not None for n in (count.min, count.best, count.max))


@pytest.mark.parametrize("piece", ["one ", "1", "1 ", "1-", "1,", "twenty ", "a ", "at least ", "no ", "hundred ", "A"])
def test_a_long_text_of_one_word_takes_linear_time(piece):
    def seconds(size):
        text = (piece * size)[:size]
        start = time.process_time()
        find_counts(text, articles=True)
        return time.process_time() - start

    seconds(1000)
    assert seconds(100_000) < max(2.0, 30 * seconds(10_000))
