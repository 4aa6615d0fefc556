"""Dates: what is found in text, what it means, and what stays unresolved."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import arithmetic, describe, find_dates, lane_of, parse_entry, redate, resolve, shift
from store.model import DatePrecision, DateRange, Lane

TUESDAY = dt.date(2020, 7, 28)
MONDAY = dt.date(2020, 7, 27)


def day(text):
    return dt.date.fromisoformat(text)


def quotes(text):
    return [span.quote(text) for span in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets fell on Monday night, the army said.", ["on Monday night"]),
        ("It was heard late on Monday and on early Tuesday.", ["late on Monday", "on early Tuesday"]),
        ("It was heard late on Monday and early Tuesday.", ["late on Monday and early Tuesday"]),
        ("shot on Friday and early Monday", ["on Friday", "early Monday"]),
        ("Monday's attack", ["Monday's"]),
        (
            "the New Year's Day shooting, not the one late on\nChristmas Eve",
            ["New Year's Day", "late on\nChristmas Eve"],
        ),
        ("shot on Halloween in Dayton and on Christmas night", ["on Halloween", "on Christmas night"]),
        ("an attack last Friday, not this Friday or next Sunday", ["last Friday", "this Friday", "next Sunday"]),
        ("THREE MEN DIED ON\n30 DECEMBER IN THE EAST", ["ON\n30 DECEMBER"]),
        ("THE CITY, 3 JAN 90 -- A BOMB", ["3 JAN 90"]),
        ("it burned overnight, today and yesterday", ["overnight", "today", "yesterday"]),
        ("fired overnight on Monday", ["overnight on Monday"]),
        (
            "this morning, this afternoon, tonight, last night",
            ["this morning", "this afternoon", "tonight", "last night"],
        ),
        ("the previous day; two days earlier; two days ago", ["the previous day", "two days earlier", "two days ago"]),
        ("one day before the base was handed over", ["one day before"]),
        ("about three weeks ago and a week ago", ["about three weeks ago", "a week ago"]),
        ("Late last month men were held; last December one died.", ["Late last month", "last December"]),
        ("Earlier this year, in early 2019 and in 2003", ["Earlier this year", "in early 2019", "in 2003"]),
        (
            "on March 12, on 12 March 2020 and on March 12, 2020",
            ["on March 12", "on 12 March 2020", "on March 12, 2020"],
        ),
        ("Jan. 3 or Sept 9th", ["Jan. 3", "Sept 9th"]),
        ("2020-03-12 or 12/03/2020 or on 12/03", ["2020-03-12", "12/03/2020", "on 12/03"]),
        ("on the night of 26-27 July", ["on the night of 26-27 July"]),
        ("between 3 and 5 May, between Sunday and Monday", ["between 3 and 5 May", "between Sunday and Monday"]),
        ("on March 3 and March 5", ["on March 3", "March 5"]),
        ("on Wednesday, 7 February, at noon", ["on Wednesday, 7 February"]),
        ("over the weekend and over the past two weeks", ["over the weekend", "over the past two weeks"]),
        ("at 10:30 p.m. Thursday", ["Thursday"]),
        ("in the early hours of Sunday morning", ["in the early hours of Sunday morning"]),
        ("at the end of March, in mid-2019, mid-July", ["at the end of March", "in mid-2019", "mid-July"]),
        ("the 2003 invasion", ["2003"]),
        ("the same day, a day after, the next morning", ["the same day", "a day after", "the next morning"]),
        ("since 1991, in the 1980s, in summer 2019", ["in the 1980s", "in summer 2019"]),
        ("killed on friday, in may and last december", ["on friday", "in may", "last december"]),
    ],
)
def test_time_expressions_are_found_whole(text, expected):
    assert quotes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may have fled, and may 12 people be safe?",
        "AT LEAST 3 MAY HAVE DIED",
        "Troops march 12 miles; the march goes on",
        "a second man sat in the sun, mon ami",
        "at 10:30 pm",
        "a 22-year-old and a man 17 years old",
        "It lasted for three days; a 10-year sentence; within 24 hours",
        "the 1300 block of Main Street",
        "on Black Friday",
        "a Halloween party by the Christmas tree on Christmas Street, with New Year's wishes and new men",
        "the Sunday Times and USA Today",
        "the 14 July Bridge and the 19 April Movement",
        "the 19 April (M-19) guerrilla movement",
        "on Boyaca and 9 October Avenues",
        "after the Sept. 11 attacks, 9/11 and 24/7",
        "1/2 of 3/4",
        "call 555-456-2233 or 192.168.10.12",
        "the last week of the war, at the last minute, in the last two attacks",
        "day after day",
        "an M-19 with 2003 rounds",
        "Feb,",
    ],
)
def test_what_only_looks_like_a_date_is_left(text):
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("phrase", "start", "end", "precision"),
    [
        ("on Monday night", "2020-07-27", "2020-07-27", "day"),
        ("on New Year’s Eve", "2019-12-31", "2019-12-31", "day"),
        ("Christmas Day", "2019-12-25", "2019-12-25", "day"),
        ("Valentine's Day", "2020-02-14", "2020-02-14", "day"),
        ("Friday", "2020-07-24", "2020-07-24", "day"),
        ("Tuesday", "2020-07-28", "2020-07-28", "day"),
        ("last Tuesday", "2020-07-21", "2020-07-21", "day"),
        ("next Sunday", "2020-08-02", "2020-08-02", "day"),
        ("this Friday", "2020-07-31", "2020-07-31", "day"),
        ("on Monday last week", "2020-07-20", "2020-07-20", "day"),
        ("overnight", "2020-07-27", "2020-07-28", "day"),
        ("this morning", "2020-07-28", "2020-07-28", "day"),
        ("last night", "2020-07-27", "2020-07-27", "day"),
        ("the day before yesterday", "2020-07-26", "2020-07-26", "day"),
        ("two days ago", "2020-07-26", "2020-07-26", "day"),
        ("a few days ago", "2020-07-23", "2020-07-26", "part_of_week"),
        ("a week ago", "2020-07-21", "2020-07-21", "day"),
        ("three weeks ago", "2020-07-06", "2020-07-12", "week"),
        ("two years ago", "2018-01-01", "2018-12-31", "year"),
        ("two years ago today", "2018-07-28", "2018-07-28", "day"),
        ("over the weekend", "2020-07-25", "2020-07-26", "part_of_week"),
        ("last week", "2020-07-20", "2020-07-26", "week"),
        ("earlier this week", "2020-07-27", "2020-07-28", "week"),
        ("last month", "2020-06-01", "2020-06-30", "month"),
        ("late last month", "2020-06-21", "2020-06-30", "month"),
        ("last December", "2019-12-01", "2019-12-31", "month"),
        ("in December", "2019-12-01", "2019-12-31", "month"),
        ("in July", "2020-07-01", "2020-07-31", "month"),
        ("earlier this year", "2020-01-01", "2020-07-28", "year"),
        ("in the past 24 hours", "2020-07-27", "2020-07-28", "day"),
        ("March 12", "2020-03-12", "2020-03-12", "day"),
        ("December 12", "2019-12-12", "2019-12-12", "day"),
        ("July 31", "2020-07-31", "2020-07-31", "day"),
        ("Feb. 29", "2020-02-29", "2020-02-29", "day"),
        ("12 March last year", "2019-03-12", "2019-03-12", "day"),
        ("26-27 July", "2020-07-26", "2020-07-27", "day"),
        ("between 3 and 5 May", "2020-05-03", "2020-05-05", "part_of_week"),
        ("between Sunday and Monday", "2020-07-26", "2020-07-27", "day"),
        ("the week of July 15", "2020-07-13", "2020-07-19", "week"),
        ("late on Monday", "2020-07-27", "2020-07-27", "day"),
        ("late Monday night", "2020-07-27", "2020-07-27", "day"),
        ("early Sunday", "2020-07-26", "2020-07-26", "day"),
        ("just after midnight Saturday", "2020-07-25", "2020-07-25", "day"),
        ("in the early hours of Sunday", "2020-07-26", "2020-07-26", "day"),
        ("Saturday night into Sunday", "2020-07-25", "2020-07-26", "day"),
        ("from Monday to Wednesday", "2020-07-20", "2020-07-22", "part_of_week"),
        ("Friday through Sunday", "2020-07-24", "2020-07-26", "part_of_week"),
        ("on the night of 26-27 July", "2020-07-26", "2020-07-27", "day"),
        ("July 26-27", "2020-07-26", "2020-07-27", "day"),
        ("from July 3 to July 5", "2020-07-03", "2020-07-05", "part_of_week"),
        ("the night of July 26", "2020-07-26", "2020-07-26", "day"),
        ("the Jan. 9 shooting", "2020-01-09", "2020-01-09", "day"),
    ],
)
def test_a_relative_phrase_is_counted_from_the_publication_date(phrase, start, end, precision):
    assert resolve(phrase, TUESDAY) == DateRange(day(start), day(end), DatePrecision(precision), phrase, TUESDAY)


@pytest.mark.parametrize(
    ("phrase", "start", "end", "precision"),
    [
        ("12 March 2020", "2020-03-12", "2020-03-12", "day"),
        ("Boxing Day 2016", "2016-12-26", "2016-12-26", "day"),
        ("on March 12, 2020", "2020-03-12", "2020-03-12", "day"),
        ("2020-03-12", "2020-03-12", "2020-03-12", "day"),
        ("3 JAN 90", "1990-01-03", "1990-01-03", "day"),
        ("12-Mar-2020", "2020-03-12", "2020-03-12", "day"),
        ("2020/03/12", "2020-03-12", "2020-03-12", "day"),
        ("25.03.2020", "2020-03-25", "2020-03-25", "day"),
        ("05/05/2020", "2020-05-05", "2020-05-05", "day"),
        ("03/25/2020", "2020-03-25", "2020-03-25", "day"),
        ("December 30, 2019-January 2, 2020", "2019-12-30", "2020-01-02", "part_of_week"),
        ("March 2020", "2020-03-01", "2020-03-31", "month"),
        ("between March and May 2019", "2019-03-01", "2019-05-31", "year"),
        ("in early 2019", "2019-01-01", "2019-04-30", "year"),
        ("in 2003", "2003-01-01", "2003-12-31", "year"),
        ("the 1980s", "1980-01-01", "1989-12-31", "year"),
    ],
)
@pytest.mark.parametrize("published", [None, TUESDAY])
def test_an_absolute_phrase_needs_no_publication_date(phrase, start, end, precision, published):
    assert resolve(phrase, published) == DateRange(day(start), day(end), DatePrecision(precision), phrase, None)


def test_last_monday_in_news_of_a_monday_is_a_week_before():
    assert resolve("last Monday", MONDAY).start == day("2020-07-20")


@pytest.mark.parametrize(
    ("phrase", "day"),
    [("Friday", dt.date(2020, 7, 31)), ("Tuesday", dt.date(2020, 7, 28)), ("on Oct. 20", dt.date(2020, 10, 20))],
)
def test_a_day_that_is_yet_to_come_is_the_next_one(phrase, day):
    assert resolve(phrase, dt.date(2020, 7, 28), ahead=True).start == day


def test_last_week_in_news_of_a_sunday_is_the_one_that_ends():
    week = resolve("last week", day("2020-07-26"))
    assert (week.start, week.end) == (day("2020-07-19"), day("2020-07-25"))


def test_the_weekend_in_news_of_a_sunday_is_the_one_that_ends():
    assert resolve("over the weekend", day("2020-07-26")).start == day("2020-07-25")


@pytest.mark.parametrize(
    ("phrase", "day_first", "start"),
    [
        ("12/03/2020", True, "2020-03-12"),
        ("12/03/2020", False, "2020-12-03"),
        ("12.03.2020", False, "2020-12-03"),
        ("12-03-2020", True, "2020-03-12"),
        ("on 12/03", True, "2020-03-12"),
        ("on 12/03", False, "2019-12-03"),
        ("on 07/25", True, "2020-07-25"),
        ("on 25/07", False, "2020-07-25"),
    ],
)
def test_the_habit_of_the_outlet_decides_which_number_is_the_month(phrase, day_first, start):
    assert resolve(phrase, TUESDAY, day_first=day_first).start == day(start)


@pytest.mark.parametrize("phrase", ["12/03/2020", "12.03.2020", "03-12-2020", "12/03/20", "on 12/03"])
def test_a_date_in_figures_that_can_be_read_two_ways_is_unresolved(phrase):
    assert resolve(phrase, TUESDAY) == DateRange(phrase=phrase)


@pytest.mark.parametrize("day_first", [True, False])
def test_another_publication_date_leaves_the_way_round_that_a_date_was_read(day_first):
    value = resolve("on 04/03", TUESDAY, day_first=day_first)
    assert redate(value, day("2021-07-28")) == resolve("on 04/03", day("2021-07-28"), day_first=day_first)


@pytest.mark.parametrize(
    "phrase",
    ["on Monday night", "yesterday", "late last month", "last December", "March 12", "over the weekend", "a week ago"],
)
def test_without_a_publication_date_a_relative_phrase_is_unresolved(phrase):
    assert resolve(phrase, None) == DateRange(phrase=phrase)


@pytest.mark.parametrize("phrase", ["30 February 2020", "no date at all", ""])
def test_a_phrase_that_names_no_day_is_unresolved(phrase):
    assert resolve(phrase, TUESDAY) == DateRange(phrase=phrase)


@pytest.mark.parametrize(
    ("phrase", "start"),
    [
        ("the previous day", "2020-07-23"),
        ("two days earlier", "2020-07-22"),
        ("one day before", "2020-07-23"),
        ("the same night", "2020-07-24"),
        ("a week after", "2020-07-31"),
        ("the following Monday", "2020-07-27"),
    ],
)
def test_a_phrase_about_another_event_is_counted_from_that_event(phrase, start):
    value = resolve(phrase, TUESDAY, relative_to=day("2020-07-24"))
    assert (value.start, value.anchor) == (day(start), day("2020-07-24"))


def test_a_phrase_about_another_event_is_not_counted_from_publication():
    assert resolve("the previous day", TUESDAY) == DateRange(phrase="the previous day")


def test_another_publication_date_moves_a_relative_date():
    assert redate(resolve("on Monday", None), TUESDAY) == resolve("on Monday", TUESDAY)


def test_losing_the_publication_date_makes_a_relative_date_unresolved():
    assert redate(resolve("on Monday", TUESDAY), None) == DateRange(phrase="on Monday")


def test_another_publication_date_leaves_an_absolute_date():
    value = resolve("12 March 2020", None)
    assert redate(value, TUESDAY) == value


def test_another_publication_date_leaves_what_an_analyst_shifted():
    value = shift(resolve("on Monday", TUESDAY), 1)
    assert redate(value, day("2020-08-28")) == value


def test_the_day_of_publication_itself_moves_with_it():
    value = DateRange(TUESDAY, TUESDAY, DatePrecision.DAY, None, TUESDAY)
    assert redate(value, MONDAY) == DateRange(MONDAY, MONDAY, DatePrecision.DAY, None, MONDAY)
    assert redate(value, None) == DateRange()
    assert arithmetic(value) == "no day told, published Tue 28 Jul 2020"


def test_another_publication_date_leaves_what_was_counted_from_an_event():
    value = resolve("two days earlier", None, relative_to=MONDAY)
    assert redate(value, TUESDAY) == value


@pytest.mark.parametrize(
    ("phrase", "lane"),
    [
        ("on Monday night", Lane.CURRENT),
        ("next Sunday", Lane.CURRENT),
        ("July 20", Lane.RECENT),
        ("July 13", Lane.BACKGROUND),
        ("late last month", Lane.BACKGROUND),
        ("in 2003", Lane.BACKGROUND),
        ("nothing of the kind", Lane.CURRENT),
    ],
)
def test_the_lane_follows_from_the_days_before_publication(phrase, lane):
    assert lane_of(resolve(phrase, TUESDAY), TUESDAY) is lane


@pytest.mark.parametrize(
    ("phrase", "lane"),
    [
        ("on Monday night", Lane.CURRENT),
        ("12 March 2020", Lane.CURRENT),
        ("last week", Lane.CURRENT),
        ("last December", Lane.BACKGROUND),
        ("late last month", Lane.BACKGROUND),
        ("in 2003", Lane.BACKGROUND),
        ("earlier this year", Lane.BACKGROUND),
        ("two years ago", Lane.BACKGROUND),
    ],
)
def test_without_a_publication_date_only_what_is_plainly_far_back_is_background(phrase, lane):
    assert lane_of(resolve(phrase, None), None) is lane


@pytest.mark.parametrize(
    ("phrase", "shown"),
    [
        ("on Monday night", "Mon 27 Jul 2020"),
        ("last December", "Dec 2019"),
        ("late last month", "late Jun 2020"),
        ("in 2003", "2003"),
        ("in early 2019", "early 2019"),
        ("26-27 July", "26–27 Jul 2020"),
        ("between 31 December 2019 and 2 January 2020", "31 Dec 2019–2 Jan 2020"),
        ("earlier this year", "1 Jan–28 Jul 2020"),
        ("the previous\nday", "unresolved: the previous day"),
    ],
)
def test_a_date_is_shown_in_few_words(phrase, shown):
    assert describe(resolve(phrase, TUESDAY)) == shown


def test_no_date_is_shown_as_nothing():
    assert describe(DateRange()) == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (resolve("on Monday night", TUESDAY), "on Monday night, published Tue 28 Jul 2020"),
        (resolve("on Monday night", None), "on Monday night, publication date not known"),
        (resolve("a day after", None), "a day after, counted from another event"),
        (resolve("a day after", None, relative_to=MONDAY), "a day after, counted from Mon 27 Jul 2020"),
        (resolve("in 2003", None), "in 2003"),
        (resolve("on 12/03", TUESDAY), "on 12/03, day or month first is not known"),
        (DateRange(), ""),
    ],
)
def test_what_a_date_was_counted_from_is_told(value, shown):
    assert arithmetic(value) == shown


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision"),
    [
        ("2020-07-27", "2020-07-27", "2020-07-27", "day"),
        (" 27 jul 2020 ", "2020-07-27", "2020-07-27", "day"),
        ("27 jul", "2020-07-27", "2020-07-27", "day"),
        ("monday", "2020-07-27", "2020-07-27", "day"),
        ("mon", "2020-07-27", "2020-07-27", "day"),
        ("may", "2020-05-01", "2020-05-31", "month"),
        ("2019-12", "2019-12-01", "2019-12-31", "month"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2020-07-26..2020-07-27", "2020-07-26", "2020-07-27", "day"),
        ("2020-07-20..monday", "2020-07-20", "2020-07-27", "week"),
    ],
)
def test_an_analyst_may_type_a_date_in_many_ways(typed, start, end, precision):
    value = parse_entry(typed, TUESDAY)
    assert value is not None
    assert (value.start, value.end, value.precision) == (day(start), day(end), DatePrecision(precision))


@pytest.mark.parametrize(
    "typed",
    [
        "gibberish",
        "12/03/2020",
        "2020-13-01",
        "2020-02-30",
        "monday or so",
        "2020-07-27..2020-07-26",
        "..",
        "the day before",
    ],
)
def test_what_is_no_date_is_not_taken_for_one(typed):
    assert parse_entry(typed, TUESDAY) is None


def test_a_blank_entry_is_the_empty_date():
    assert parse_entry("  ", TUESDAY) == DateRange()


def test_a_weekday_typed_before_the_publication_date_is_known_waits_for_it():
    assert parse_entry("monday", None) == DateRange(phrase="monday")


def test_shifting_past_the_calendar_changes_nothing():
    value = DateRange(dt.date.max, dt.date.max, DatePrecision.DAY)
    assert shift(value, 1) == value


WORDS = (
    "on in late early Monday FRIDAY may May march 12 3 26-27 July 2020 , . / - last next this week month year ago "
    "earlier the of night between and to two a few days 1990 overnight yesterday 3/4/20 \n"
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS.split(" ")), max_size=60).map(" ".join))


@given(TEXTS)
def test_spans_are_valid_ordered_and_apart(text):
    edges = [edge for span in find_dates(text) for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in find_dates(text))


@given(TEXTS, st.none() | st.dates(), st.none() | st.dates())
def test_every_phrase_found_is_read_without_an_error(text, published, event):
    for span in find_dates(text):
        value = resolve(span.quote(text), published, relative_to=event)
        assert (value.start is None) == (value.precision is DatePrecision.UNKNOWN)
        assert value.start is None or value.end is None or value.start <= value.end
        assert describe(value)
        assert arithmetic(value)
        assert lane_of(value, published) in Lane
        assert redate(value, published, relative_to=event) == value


@given(TEXTS, st.none() | st.dates())
def test_any_entry_is_read_or_refused(text, published):
    value = parse_entry(text, published)
    assert value is None or isinstance(value, DateRange)


@given(TEXTS)
def test_the_same_text_gives_the_same_spans(text):
    assert find_dates(text) == find_dates(str(text))


@pytest.mark.parametrize(
    "piece", ["May ", "1", "1 ", "12/", "Monday ", "a", " ", "\n", "the ", "between 3 and ", "at the end of ", "last "]
)
def test_a_long_text_of_one_word_takes_linear_time(piece):
    def seconds(size):
        text = (piece * size)[:size]
        start = time.process_time()
        find_dates(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(100_000) < max(1.5, 30 * seconds(10_000))


def test_the_block_of_a_street_is_no_year():
    assert find_dates("shot in the 1900 block of Payson Street") == []
