"""Whether two incidents are one: scores, labels and reasons."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.levels import LEVELS
from nlp.place_likeness import kilometres, spelling_key
from nlp.similarity import explain, fixed_weights, likeness
from nlp.telling_words import Here, Rarity
from store.blocking import place_key
from store.codebook import TYPES, WEAPONS
from store.model import (
    Count,
    DatePrecision,
    DateRange,
    Incident,
    Perpetrator,
    Place,
    PlacePrecision,
    Slot,
    Victim,
    Weapon,
)


def on(text, until=None, precision=DatePrecision.DAY):
    return DateRange(dt.date.fromisoformat(text), dt.date.fromisoformat(until or text), precision)


TAJI = Place("Camp Taji", "Taji", "Camp Taji", "Baghdad", "IQ", 33.52, 44.26, PlacePrecision.EXACT)
STRIKE = Incident(
    type="rocket_or_missile_attack",
    date=on("2020-07-27"),
    place=TAJI,
    weapon=Weapon("rocket", ("Katyusha rockets",), 3, 3, 3),
    killed=Count(3, 3, 3),
    injured=Count(0, 0, 0),
)


def but(**changes):
    return replace(STRIKE, **changes)


@pytest.mark.parametrize(
    "other",
    [
        but(killed=Count(2, 2, 3)),
        but(place=Place("al-Taji base", None, None, None, "IQ")),
        but(type="shelling"),
        but(weapon=Weapon(), injured=Count(), killed=Count()),
        but(date=on("2020-07-27", "2020-07-28")),
        Incident(type="rocket_or_missile_attack", date=on("2020-07-27"), place=Place("Taji"), killed=Count(2, 2, 3)),
    ],
    ids=["other toll", "other spelling", "similar type", "little known", "overnight", "another outlet"],
)
def test_the_same_event_told_otherwise_is_likely(other):
    assert likeness(STRIKE, other).label == "likely"


@pytest.mark.parametrize(
    "other",
    [
        but(date=on("2020-07-31")),
        but(date=on("2020-07-31"), killed=Count(), injured=Count()),
        but(date=on("2020-07-28"), killed=Count(0, 0, 0)),
        but(place=Place("Besmaya", "Besmaya", "Besmaya", "Baghdad", "IQ", 33.2, 44.6, PlacePrecision.EXACT)),
        but(place=Place("Mosul", country="IQ")),
        but(place=Place("Taji", country="SY")),
        but(date=on("2020-07-01", "2020-07-31", DatePrecision.MONTH)),
        but(place=Place(admin1="Baghdad", country="IQ", precision=PlacePrecision.ADMIN1)),
        but(date=DateRange(phrase="on Monday")),
        but(place=Place()),
        Incident(type=STRIKE.type),
        Incident(type=STRIKE.type, weapon=STRIKE.weapon, killed=STRIKE.killed),
    ],
    ids=[
        *("follow-up strike", "follow-up, little known", "next day, other toll", "other base", "other town"),
        *("other country", "only the month", "only the province", "date unresolved", "no place"),
        *("type only", "neither date nor place"),
    ],
)
def test_what_may_be_another_event_is_not_likely(other):
    assert likeness(STRIKE, other).label != "likely"


def test_another_toll_in_the_same_town_on_the_same_day_is_for_the_analyst_to_judge():
    assert likeness(STRIKE, but(killed=Count(0, 0, 0), injured=Count(4, 4, 4))).label == "unsure"


def test_another_toll_is_never_almost_certain_however_much_else_agrees():
    known = but(
        damage="a hangar", perpetrator=Perpetrator("Kata'ib Hezbollah"), victims=(Victim("a man", "Ali Nasser"),)
    )
    alike = likeness(known, replace(known, injured=Count(4, 4, 4)))
    assert alike.score >= fixed_weights().certain
    assert alike.label == "unsure"


def test_one_strike_of_which_two_groups_are_accused_is_likely_one():
    accused = (but(perpetrator=Perpetrator(name)) for name in ("Islamic State", "Kata'ib Hezbollah"))
    assert likeness(*accused).label == "likely"


def test_two_incidents_that_share_only_a_type_say_nothing():
    alone = Incident(type="shooting")
    assert likeness(alone, alone).label == "unlikely"


def test_nothing_known_is_no_likeness():
    assert likeness(Incident(), STRIKE).score == 0


def test_an_unknown_date_counts_less_than_another_day_and_more_than_another_month():
    known, unknown = likeness(STRIKE, but(date=on("2020-08-27"))), likeness(STRIKE, but(date=DateRange()))
    assert known.score < unknown.score < likeness(STRIKE, STRIKE).score


def test_each_slot_gives_its_reason():
    other = but(date=on("2020-07-28"), killed=Count(2, 2, 3), type="shelling", weapon=Weapon("mortar"))
    assert likeness(STRIKE, other).reasons == {
        Slot.TYPE: "similar type",
        Slot.DATE: "1 day apart",
        Slot.PLACE: "same place",
        Slot.WEAPON: "similar weapon",
        Slot.KILLED: "killed 3 vs 2–3",
        Slot.INJURED: "injured 0",
    }


def test_the_reasons_fit_one_line():
    other = but(weapon=Weapon(), killed=Count(), injured=Count())
    assert explain(likeness(STRIKE, other).reasons) == "same type; same day; same place"


def test_the_slots_that_agree_are_named():
    assert likeness(STRIKE, but(killed=Count(9, 9, 9))).same == {
        *(Slot.TYPE, Slot.DATE, Slot.PLACE, Slot.WEAPON, Slot.INJURED)
    }


def test_what_is_near_one_town_is_in_one_area_and_not_at_one_spot():
    near = Place(name="Auno", latitude=33.52, longitude=44.25, precision=PlacePrecision.NEAR)
    town = replace(near, name="Balad", precision=PlacePrecision.EXACT)
    reasons = [likeness(replace(STRIKE, place=near), replace(STRIKE, place=place)).reasons for place in (town, near)]
    assert [found[Slot.PLACE] for found in reasons] == ["same area", "same place"]
    assert (
        likeness(replace(STRIKE, place=replace(near, precision=None)), replace(STRIKE, place=town)).reasons[Slot.PLACE]
        == "same spot"
    )


def test_places_apart_are_told_in_kilometres():
    other = but(place=Place("Balad", "Balad", None, None, "IQ", 33.63, 44.26, PlacePrecision.EXACT))
    assert likeness(STRIKE, other).reasons[Slot.PLACE] == "12 km apart"


def test_a_person_named_by_both_speaks_for_one_event():
    named = but(victims=(Victim("the general", "Qasem Soleimani"),))
    other = but(victims=(Victim("commander", "Qassem Soleimani"),))
    assert likeness(named, other).reasons[Slot.VICTIMS] == "same person named"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Victim("a 34-year-old", role="soldiers"), Victim("a man, 34 years old", role="soldiers"), "one aged 34 hit"),
        (Victim("a 34-year-old"), Victim("a 51-year-old"), "hit at other ages"),
        (Victim("guards", role="guards"), Victim("farmers", role="farmers"), "hit guards vs farmers"),
        (Victim("two guards", role="guards"), Victim("a guard", role="guards"), "same kind of people hit (guards)"),
    ],
)
def test_who_was_hit_is_compared_by_age_and_kind(one, other, reason):
    alike = likeness(but(victims=(one,)), but(victims=(other,)))
    assert alike.reasons[Slot.VICTIMS] == reason
    assert (alike.score > likeness(STRIKE, but(damage="a wall")).score) == (Slot.VICTIMS in alike.same)


def test_other_damage_speaks_against_and_the_same_for_one_event():
    hangar = but(damage="a hangar")
    assert likeness(hangar, but(damage="hangar burnt")).reasons[Slot.DAMAGE] == "same damage"
    assert likeness(hangar, but(damage="a bus")).score < likeness(hangar, STRIKE).score


def test_other_perpetrators_lower_the_score():
    a, b = but(perpetrator=Perpetrator("Islamic State")), but(perpetrator=Perpetrator("Kata'ib Hezbollah"))
    assert likeness(a, b).score < likeness(a, a).score


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Camp Taji", "al-Taji"),
        ("Taji base", "Tāji"),
        ("Qayyarah", "Qayara"),
        ("Saba’ al-Bour", "Saba al Bur"),
        ("Besmaya", "Bismayah Air Base"),
        ("Erbil", "Arbil"),
        ("Hawija", "Huwaija"),
    ],
)
def test_spellings_of_one_place_have_one_key(a, b):
    assert spelling_key(a) == spelling_key(b)


@pytest.mark.parametrize(("a", "b"), [("Mosul", "Balad"), ("Baghdad", "Basra"), ("Taji", "Tuz")])
def test_other_places_have_other_keys(a, b):
    assert spelling_key(a) != spelling_key(b)


def test_kilometres_follow_the_globe():
    baghdad, erbil = Place(latitude=33.34, longitude=44.39), Place(latitude=36.19, longitude=44.01)
    assert kilometres(baghdad, erbil) == pytest.approx(319, abs=2)


COUNTS = st.builds(Count, *[st.none() | st.integers(0, 60)] * 3)
NAMES = st.none() | st.sampled_from(["Taji", "Camp Taji", "al-Taji", "Mosul", "East Mosul", "", "-", "é'"])
PLACES = st.builds(
    Place,
    *[NAMES] * 4,
    st.none() | st.sampled_from(["IQ", "SY"]),
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.none() | st.sampled_from(PlacePrecision),
)
DATES = st.builds(
    lambda start, days, precision: DateRange(start, start + dt.timedelta(days), precision),
    st.dates(dt.date(2020, 1, 1), dt.date(2020, 2, 20)),
    st.integers(0, 40),
    st.sampled_from([p for p in DatePrecision if p is not DatePrecision.UNKNOWN]),
)
VICTIMS = st.builds(
    Victim,
    st.sampled_from(["a 34-year-old man", "a boy, 12 years old", "guards"]),
    st.none() | st.sampled_from(["Omar Bello", "Umar Bello", "Nadia Nasser"]),
    st.none() | st.sampled_from(["guards", "farmers"]),
)
INCIDENTS = st.builds(
    Incident,
    type=st.none() | st.sampled_from([*TYPES, "of a newer codebook"]),
    date=st.just(DateRange()) | DATES,
    place=PLACES,
    weapon=st.builds(Weapon, st.none() | st.sampled_from(list(WEAPONS)), min=st.none() | st.integers(0, 9)),
    perpetrator=st.builds(Perpetrator, st.none() | st.text(max_size=20)),
    killed=COUNTS,
    injured=COUNTS,
    victims=st.lists(VICTIMS, max_size=2).map(tuple),
    damage=st.none() | st.text(max_size=40),
)


@given(INCIDENTS, INCIDENTS)
def test_the_order_of_two_incidents_does_not_matter(a, b):
    one, other = likeness(a, b), likeness(b, a)
    assert (one.score, one.label, one.same, set(one.reasons)) == (
        *(other.score, other.label, other.same, set(other.reasons)),
    )
    assert 0.0 <= one.score <= 1.0


@given(INCIDENTS)
def test_an_incident_is_like_itself(incident):
    alike = likeness(incident, incident)
    assert alike.score == (1.0 if alike.reasons else 0.0)


SLOTS = [slot for slot in Slot if slot not in (Slot.STAGE, Slot.CLAIM)]


@given(INCIDENTS, INCIDENTS, st.sampled_from(SLOTS))
def test_the_score_does_not_fall_when_a_slot_is_made_equal(a, b, slot):
    equal = replace(b, **{slot.value: getattr(a, slot)})
    before, after = likeness(a, b), likeness(a, equal)
    assert after.score >= before.score or not a.known(slot)


@pytest.mark.parametrize("feature", LEVELS)
def test_every_level_has_its_weight(feature):
    assert set(fixed_weights().values[feature]) == set(LEVELS[feature])


def test_an_equal_value_is_worth_more_than_any_other_that_it_could_have_been():
    for feature, worth in fixed_weights().values.items():
        if feature in (Slot.KILLED, Slot.INJURED):
            assert min(worth["few"], worth["some"], worth["many"]) >= max(worth["none"], worth["meet"], worth["close"])
            assert worth["none"] >= max(worth["differ"], worth["close"], 0)
        elif feature == Slot.DATE:
            assert worth["vague"] >= max(worth["vague_near"], worth["vague_far"], 0)
            assert worth["same"] == max(worth.values())
        elif feature != "busy":
            assert worth[LEVELS[feature][-1]] == max(0, *worth.values())


def test_a_place_where_much_happens_counts_against():
    quiet, busy, crowded = (likeness(STRIKE, but(killed=Count(2, 2, 3)), busy=n) for n in (0, 6, 30))
    assert quiet.score > busy.score > crowded.score
    assert busy.reasons[Slot.PLACE] == "same place, 6 others there that week"


def test_a_rare_word_counts_for_more_than_a_common_one():
    a, b = but(damage="the Husseiniya tower", type="shelling"), but(damage="Husseiniya tower", date=on("2020-07-28"))
    rare = likeness(a, b, rarity=Rarity(10_000, {"husseiniya": 2, "tower": 3}))
    common = likeness(a, b, rarity=Rarity(10_000, {"husseiniya": 9_000, "tower": 9_000}))
    assert rare.score > common.score
    assert rare.reasons[Slot.SUMMARY] == "shared words: husseiniya, tower"
    assert Slot.SUMMARY not in common.reasons


RARE = Rarity(10_000, {"flatbush": 3, "diallo": 2, "17": 90, "police": 9_000, "street": 5_000})


def test_rare_words_that_both_are_told_in_speak_for_one_event():
    told = frozenset({"flatbush", "diallo", "17", "police"}), frozenset({"flatbush", "diallo", "17", "street"})
    alike, silent = likeness(STRIKE, STRIKE, rarity=RARE, told=told), likeness(STRIKE, but(damage="a wall"))
    assert alike.levels["told"] == "most"
    assert alike.reasons[Slot.SUMMARY] == "told alike: diallo, flatbush, 17"
    assert "told" not in silent.levels


def test_no_rare_word_in_common_speaks_against_one_event():
    other = but(damage="a wall")
    words = frozenset({"police", "street"})
    silent, apart = likeness(STRIKE, other), likeness(STRIKE, other, rarity=RARE, told=(words, words))
    assert apart.levels["told"] == "nothing"
    assert apart.score < silent.score


def test_where_few_articles_were_counted_the_words_say_nothing():
    words = frozenset({"flatbush"})
    alike = likeness(STRIKE, STRIKE, rarity=Rarity(20, {"flatbush": 2}), told=(words, words))
    assert "told" not in alike.levels


def test_a_long_report_shares_a_word_by_chance():
    long = frozenset(f"word{n}" for n in range(400)) | {"flatbush"}
    short = frozenset({"flatbush", "police", "street", "diallo"})
    one = likeness(STRIKE, STRIKE, rarity=RARE, told=(short, short)).levels["told"]
    other = likeness(STRIKE, STRIKE, rarity=RARE, told=(long, frozenset(f"name{n}" for n in range(400)) | short))
    assert (one, other.levels["told"]) == ("most", "nothing")


def test_a_word_that_many_reports_of_the_place_have_says_less_there():
    mercy = Rarity(10_000, {"mercy": 40, "17": 90}, {place_key(STRIKE.place): Here("tj", 45, {"mercy": 40})})
    both = frozenset({"mercy", "17"})
    rare, common = (
        likeness(STRIKE, STRIKE, rarity=rarity, told=(both, both)) for rarity in (replace(mercy, places={}), mercy)
    )
    assert rare.reasons[Slot.SUMMARY] == "told alike: mercy, 17"
    assert common.reasons[Slot.SUMMARY] == "told alike: 17"


WORD_SETS = st.none() | st.frozensets(st.sampled_from(["flatbush", "diallo", "17", "police", "street", "x"]))


@given(INCIDENTS, INCIDENTS, WORD_SETS, WORD_SETS, st.integers(0, 20))
def test_the_order_does_not_matter_whatever_the_two_are_told_in(a, b, one, other, busy):
    keys = {place_key(place) for place in (a.place, b.place)}
    rarity = replace(RARE, places={key: Here(key, 30 + n, {"17": 20 * n}) for n, key in enumerate(keys)})
    there = likeness(a, b, busy=busy, rarity=rarity, told=(one, other))
    back = likeness(b, a, busy=busy, rarity=rarity, told=(other, one))
    assert (there.score, there.label, there.levels) == (back.score, back.label, back.levels)


SHARED = frozenset({"flatbush", "diallo", "17"})
OTHERS = frozenset(f"word{n}" for n in range(60))


@pytest.mark.parametrize(
    ("one", "other", "busy", "label"),
    [
        (SHARED, SHARED, 0, "likely"),
        (SHARED, SHARED, 20, "likely"),
        (OTHERS | {"flatbush", "diallo"}, SHARED | {f"name{n}" for n in range(12)}, 20, "unsure"),
        (OTHERS | {"flatbush"}, SHARED | {f"name{n}" for n in range(40)}, 0, "unsure"),
        (OTHERS, SHARED, 0, "unsure"),
    ],
    ids=[
        "much in common",
        "much in common in a busy town",
        "some in common in a busy town",
        "one rare word of many",
        "nothing in common",
    ],
)
def test_where_the_sentences_are_known_they_must_be_alike_to_be_almost_certain(one, other, busy, label):
    found = likeness(STRIKE, but(injured=Count()), busy=busy, rarity=RARE, told=(one, other))
    assert found.label == label


def test_a_summary_made_from_the_slots_says_nothing_new():
    made = but(summary="Katyusha barrage", asserted_by={Slot.DATE: "nlp/dates@1"})
    written = but(summary="Katyusha barrage", asserted_by={Slot.SUMMARY: "amira"})
    assert Slot.SUMMARY not in likeness(made, made).reasons
    assert Slot.SUMMARY in likeness(written, written).reasons


def test_where_much_happens_a_day_and_a_kind_are_not_enough():
    bare = but(weapon=Weapon(), killed=Count(), injured=Count())
    assert likeness(bare, bare).label == "likely"
    assert likeness(bare, bare, busy=3).label == "unsure"
    assert likeness(STRIKE, but(damage="a wall"), busy=3).label == "likely"
