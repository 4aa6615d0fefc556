"""Duplicates among many incidents: pairs and groups."""

import datetime as dt
from dataclasses import replace

import pytest

from bench.made_incidents import reports
from nlp.pairing import Blocks
from nlp.similarity import fixed_weights, is_placed, likeness
from nlp.twins import Pair, Twins, groups, rarity_of, settled, weighed
from store.model import Count, DatePrecision, DateRange, Incident, Place, PlacePrecision

DAY = dt.date(2020, 7, 27)
TAJI = Place("Camp Taji", "Taji", "Camp Taji", "Baghdad", "IQ", 33.52, 44.26, PlacePrecision.EXACT)
STRIKE = Incident(type="shelling", date=DateRange(DAY, DAY, DatePrecision.DAY), place=TAJI, killed=Count(3, 3, 3))


def on(days, **changes):
    day = DAY + dt.timedelta(days)
    return replace(STRIKE, date=DateRange(day, day, DatePrecision.DAY), **changes)


def month():
    return DateRange(DAY.replace(day=1), DAY.replace(day=31), DatePrecision.MONTH)


def pair(a, b, score, label="likely"):
    return Pair(a, b, score, label)


def pairs(incidents, articles=()):
    return list(Twins(incidents, articles).pairs())


def grouped(found):
    return groups(found, least=0.6)


@pytest.mark.parametrize(
    "near",
    [
        on(3),
        on(-3),
        replace(STRIKE, place=Place("al-Taji base")),
        replace(STRIKE, place=Place("elsewhere", latitude=33.6, longitude=44.4)),
        replace(STRIKE, place=Place("Baghdad", admin1="Baghdad", country="IQ", precision=PlacePrecision.ADMIN1)),
        replace(STRIKE, place=Place()),
        replace(STRIKE, date=DateRange()),
        replace(STRIKE, date=month()),
    ],
)
def test_near_in_date_and_place_is_a_pair_whichever_comes_first(near):
    assert list(Blocks([STRIKE, near]).pairs()) == list(Blocks([near, STRIKE]).pairs()) == [(0, 1)]


@pytest.mark.parametrize(
    "far",
    [
        on(4),
        replace(STRIKE, place=Place("Mosul", "Mosul", None, "Nineveh", "IQ", 36.3, 43.1)),
        replace(STRIKE, place=Place("Anbar", admin1="Anbar", country="IQ", precision=PlacePrecision.ADMIN1)),
        replace(STRIKE, place=Place("Syria", country="SY", precision=PlacePrecision.COUNTRY)),
    ],
)
def test_far_in_date_or_place_is_no_pair(far):
    assert list(Blocks([STRIKE, far]).pairs()) == list(Blocks([far, STRIKE]).pairs()) == []


def test_the_others_at_a_place_that_week_are_counted():
    elsewhere = replace(STRIKE, place=Place("Mosul", country="IQ"))
    assert Blocks([STRIKE, on(1), on(2), on(9), elsewhere]).busy().tolist() == [2, 2, 2, 0, 0]


def test_what_one_article_tells_apart_is_no_pair():
    again = replace(STRIKE, killed=Count(2, 2, 3))
    assert [found.label for found in pairs([STRIKE, again])] == ["likely"]
    assert pairs([STRIKE, again], [7, 7]) == []


def test_good_pairs_make_a_group():
    assert grouped([pair(0, 1, 0.99), pair(1, 2, 0.97), pair(0, 2, 0.95), pair(5, 9, 0.99)]) == [[0, 1, 2], [5, 9]]


def test_one_bad_link_does_not_chain_two_groups():
    found = [pair(0, 1, 0.99), pair(2, 3, 0.99), pair(1, 2, 0.96)]
    assert grouped(found) == [[0, 1], [2, 3]]
    assert [one.label for one in settled(found, grouped(found))] == ["likely", "likely", "unsure"]


def test_a_month_of_attacks_on_one_base_is_not_one_incident():
    month_of_attacks = [on(day, killed=Count()) for day in range(30)]
    assert max(map(len, grouped(pairs(month_of_attacks))), default=1) <= 2


def test_a_month_of_attacks_is_none_either_where_pairs_are_weighed_beside_each_other():
    month_of_attacks = [on(day, killed=Count(day, day, day)) for day in range(30)]
    found = weighed(pairs([*month_of_attacks, *month_of_attacks[:1]]), fixed_weights())
    assert max(map(len, grouped(found))) <= 3
    assert [0, 30] in grouped(found)


def test_a_pair_keeps_its_score_and_label_where_there_is_nothing_beside_it():
    found = pairs([STRIKE, replace(STRIKE, killed=Count())])
    assert weighed(found, fixed_weights()) == found


def test_a_weak_pair_makes_no_group():
    assert grouped([pair(0, 1, 0.4, "unsure")]) == []


def test_the_same_incidents_give_the_same_pairs():
    incidents = [on(day % 5, killed=Count(day, day, day)) for day in range(12)]
    assert pairs(incidents) == pairs(incidents)


def test_every_pair_scores_as_if_it_were_compared_alone():
    incidents = [report.incident for report in reports(3_000, seed=5, days=120, dense=0.2)]
    blocks, rarity = Blocks(incidents), rarity_of(incidents)
    busy = blocks.busy()
    alone = [
        Pair(a, b, alike.score, alike.label)
        for a, b in blocks.pairs()
        for alike in [likeness(incidents[a], incidents[b], busy=int(max(busy[a], busy[b])), rarity=rarity)]
        if alike.score >= fixed_weights().look and is_placed(alike.levels)
    ]
    assert len(alone) > 1_000
    assert pairs(incidents) == alone


# Python 3.12 warns of any fork beside threads, also those in which numpy waits for work.
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_two_processes_find_what_one_finds_in_the_same_order_for_the_same_reasons():
    twins = Twins([report.incident for report in reports(3_000, seed=5, days=120, dense=0.2)])
    one, two = list(twins.pairs()), list(twins.pairs(processes=2))
    assert len(one) > 1_000
    assert two == one
    assert [pair.reasons for pair in two] == [pair.reasons for pair in one]
    assert all(pair.reasons for pair in one)


def test_incidents_that_are_equal_are_a_pair_however_little_is_known_of_them():
    incident = Incident(place=Place("Camp Taji"))
    assert likeness(incident, incident).score == 1.0 > fixed_weights().suggest
    assert pairs([incident, incident]) == [pair(0, 1, 1.0, "unsure")]


def test_words_are_counted_where_they_are_told_once_an_article():
    elsewhere = on(0, place=Place("Mosul", country="IQ"))
    incidents = [*(on(day) for day in range(5)), elsewhere]
    told = ["mercy hospital"] * 3 + ["mercy", "mercy bridge", "mercy"]
    counted = rarity_of(incidents, [0, 0, 1, 2, 3, 4], told)
    assert counted.at(TAJI) == counted.at(elsewhere.place, TAJI)
    assert (counted.at(TAJI).total, counted.at(TAJI).counts) == (4, {"mercy": 4})
    assert counted.counts["mercy"] == 5
    assert counted.at(Place("Homs")).total == 0
