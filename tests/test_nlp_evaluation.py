from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from nlp.evaluation import Judged, accepts, calibration_error, evaluate, pair, reliability
from nlp.gold import Answer, GoldArticle, GoldIncident
from store.model import Count, DateRange, Evidence, Incident, Perpetrator, Place, Slot, Target, Weapon

MONDAY = dt.date(2020, 7, 27)
ROCKETS = Incident(
    type="rocket_or_missile_attack",
    date=DateRange(MONDAY, MONDAY),
    place=Place(name="Taji", facility="Camp Taji", admin1="Baghdad", country="IQ"),
    weapon=Weapon("rocket", ("Katyusha rockets",), 3, 3, 3),
    killed=Count(0, 0, 0),
    injured=Count(2, 2, 2),
    evidence={Slot.INJURED: (Evidence(10, 21, "two wounded"),)},
    confidence={Slot.INJURED: 0.9, Slot.PLACE: 0.8},
    summary="3 Katyusha rockets hit Camp Taji",
)


def gold(**answers: list[Answer]) -> GoldIncident:
    return GoldIncident({slot: tuple(accepted) for slot, accepted in answers.items()})


def article(*incidents: GoldIncident, partial: bool = False) -> GoldArticle:
    return GoldArticle("a", incidents, partial)


@pytest.mark.parametrize(
    ("slot", "wanted"),
    [
        ("date", ["2020-07-27"]),
        ("date", ["2020-07"]),
        ("date", ["2020"]),
        ("place", ["Taji"]),
        ("place", ["the Taji military base"]),
        ("place", ["Baghdad"]),
        ("country", ["US", "IQ"]),
        ("weapon", ["rocket"]),
        ("weapon", ["Katyusha"]),
        ("count", [3]),
        ("killed", [0]),
        ("perpetrator", [None]),
        ("stage", ["accomplished"]),
    ],
)
def test_an_answer_is_right_where_the_gold_accepts_it(slot: str, wanted: list[Answer]) -> None:
    assert accepts(slot, wanted, ROCKETS)


@pytest.mark.parametrize(
    ("slot", "wanted"),
    [
        ("date", ["2020-07-28"]),
        ("date", [None]),
        ("place", ["Tajikistan"]),
        ("place", ["Besmaya"]),
        ("place", ["camp"]),
        ("weapon", ["drone"]),
        ("count", [30]),
        ("killed", [None]),
        ("perpetrator", ["Ashab al-Kahf"]),
        ("target", ["embassy"]),
    ],
)
def test_an_answer_is_wrong_where_the_gold_does_not(slot: str, wanted: list[Answer]) -> None:
    assert not accepts(slot, wanted, ROCKETS)


def test_a_name_of_nothing_but_general_words_is_compared_by_all_of_them() -> None:
    clash = Incident(perpetrator=Perpetrator(words=("the military",)), target=Target(words=("military base",)))
    assert accepts("perpetrator", ["military"], clash)
    assert accepts("target", ["base"], clash)
    assert not accepts("target", ["airport"], clash)


def test_whose_thing_a_group_is_does_not_hide_it() -> None:
    incident = Incident(perpetrator=Perpetrator("Revolutionary Guard"))
    assert accepts("perpetrator", ["Iran’s Revolutionary Guard (IRGC)"], incident)


def test_a_day_before_or_after_pairs_but_is_not_right() -> None:
    late = replace(ROCKETS, date=DateRange(MONDAY + dt.timedelta(1), MONDAY + dt.timedelta(1)))
    wanted = gold(date=["2020-07-27"], place=["Taji"])
    assert pair([wanted], [late]) == {0: 0}
    assert evaluate([article(wanted)], {"a": (late,)}).slots["date"].right == 0


def test_incidents_pair_where_most_anchors_agree() -> None:
    other = replace(ROCKETS, date=DateRange(dt.date(2020, 7, 24), dt.date(2020, 7, 24)), place=Place(name="Besmaya"))
    kind = ["rocket_or_missile_attack"]
    wanted = [gold(type=kind, date=["2020-07-24"], weapon=["rocket"]), gold(type=kind, date=["2020-07-27"])]
    assert pair(wanted, [ROCKETS, other]) == {0: 1, 1: 0}


def test_one_agreeing_anchor_pairs_only_where_the_gold_has_no_other() -> None:
    assert pair([gold(place=["Taji"], date=["2019-01-01"])], [ROCKETS]) == {}
    assert pair([gold(place=["Taji"])], [ROCKETS]) == {0: 0}


def test_that_nobody_was_hurt_does_not_pair() -> None:
    assert pair([gold(killed=[0], date=["2020-07-27"])], [ROCKETS]) == {}


def test_each_proposal_pairs_once() -> None:
    wanted = gold(place=["Taji"], date=["2020-07-27"])
    assert pair([wanted, wanted], [ROCKETS]) == {0: 0}


def test_incidents_have_precision_recall_and_f1() -> None:
    spare = Incident(type="threat")
    wanted = gold(place=["Taji"], date=["2020-07-27"])
    missed = gold(place=["Erbil"], date=["2020-07-01"])
    result = evaluate([article(wanted, missed, missed)], {"a": (ROCKETS, spare)})
    assert (result.incidents.precision, result.incidents.recall) == (1 / 2, 1 / 3)
    assert result.incidents.f1 == pytest.approx(0.4)


def test_in_an_article_with_partial_gold_a_further_proposal_is_no_mistake() -> None:
    wanted = gold(place=["Taji"], date=["2020-07-27"])
    result = evaluate([article(wanted, partial=True)], {"a": (ROCKETS, Incident(type="threat"))})
    assert result.incidents.precision == 1.0


def test_a_slot_has_accuracy_precision_and_recall() -> None:
    wanted = gold(place=["Taji"], date=["2020-07-27"], injured=[2])
    missed = gold(place=["Erbil"], date=["2020-07-01"], injured=[5])
    spare = Incident(type="shooting", injured=Count(9, 9, 9))
    tally = evaluate([article(wanted, missed)], {"a": (ROCKETS, spare)}).slots["injured"]
    assert (tally.accuracy, tally.precision, tally.recall) == (1.0, 0.5, 0.5)


def test_an_acceptable_silence_is_right() -> None:
    wanted = gold(place=["Taji"], date=["2020-07-27"], perpetrator=[None, "Unknown"])
    tally = evaluate([article(wanted)], {"a": (ROCKETS,)}).slots["perpetrator"]
    assert (tally.accuracy, tally.precision, tally.recall) == (1.0, 1.0, 1.0)


def test_an_article_without_prediction_counts_as_missed() -> None:
    wanted = gold(place=["Taji"], date=["2020-07-27"])
    result = evaluate([article(wanted)], {})
    assert (result.without_prediction, result.incidents.recall, result.slots["place"].recall) == (1, 0.0, 0.0)


def test_a_miss_tells_what_was_wanted_what_came_and_the_words() -> None:
    wanted = gold(place=["Taji"], date=["2020-07-27"], injured=[5])
    [miss] = evaluate([article(wanted)], {"a": (ROCKETS,)}).misses
    assert (miss.slot, miss.wanted, miss.got) == ("injured", (5,), (2,))
    assert [evidence.quote for evidence in miss.evidence] == ["two wounded"]


def test_incidents_that_are_missed_or_too_many_are_misses() -> None:
    wanted = gold(place=["Erbil"], date=["2020-07-01"])
    lost, spare = evaluate([article(wanted)], {"a": (ROCKETS,)}).misses
    assert (lost.wanted, lost.got) == (("2020-07-01", "Erbil"), ())
    assert (spare.wanted, spare.got) == ((), ("3 Katyusha rockets hit Camp Taji",))


def test_values_of_paired_incidents_are_judged_with_their_confidence() -> None:
    wanted = gold(place=["Taji"], date=["2020-07-27"], injured=[5])
    judged = evaluate([article(wanted)], {"a": (ROCKETS,)}).judged
    assert [(v.slot, v.confidence, v.right) for v in judged] == [(Slot.PLACE, 0.8, True), (Slot.INJURED, 0.9, False)]


def test_a_place_is_judged_with_its_country() -> None:
    wanted = gold(place=["Taji"], date=["2020-07-27"], country=["SY"])
    [judged] = evaluate([article(wanted)], {"a": (ROCKETS,)}).judged
    assert (judged.slot, judged.right) == (Slot.PLACE, False)


def test_reliability_is_the_share_that_is_right_in_bins_of_like_confidence() -> None:
    values = [Judged(Slot.DATE, 0.95, right) for right in (True, True, True, False)]
    values += [Judged(Slot.DATE, 0.55, False), Judged(Slot.DATE, 1.0, True)]
    low, high = reliability(values)
    assert (low.values, low.confidence, low.right) == (1, 0.55, 0.0)
    assert (high.values, high.right) == (5, 0.8)
    assert calibration_error(values) == pytest.approx((0.55 + 5 * (0.96 - 0.8)) / 6)


def test_nothing_to_judge_has_no_calibration_error() -> None:
    assert calibration_error([]) == 0.0
