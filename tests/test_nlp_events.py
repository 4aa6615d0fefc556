from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import analysis, incidents, only

from store.model import DatePrecision, Lane, Slot

BASE = """Rockets at a base north of the capital

Three Katyusha rockets came down on Camp Taji late on Monday, wrecking a fuel truck, an officer said.

The coalition spoke of no casualties, and no group has claimed responsibility for the attack.

On Friday, two rockets struck Besmaya. Nobody was hurt.

A spate of rocket attacks has worried the government. Such attacks must stop, a minister said.

Last December, a rocket attack killed a contractor at Taji.
"""


def test_one_article_tells_of_several_incidents() -> None:
    found = incidents(BASE)
    assert [(i.place.name, i.date.phrase) for i in found] == [
        ("Camp Taji", "late on Monday"),
        ("Besmaya", "On Friday"),
        ("Taji", "Last December"),
    ]


def test_talk_of_attacks_in_general_is_no_incident() -> None:
    assert incidents("A spate of rocket attacks has worried the government. Such attacks must stop.") == ()


def test_dates_are_counted_from_the_publication_date() -> None:
    first, second, third = incidents(BASE)
    assert (first.date.start, second.date.start) == (dt.date(2020, 7, 27), dt.date(2020, 7, 24))
    assert (third.date.start, third.date.end) == (dt.date(2019, 12, 1), dt.date(2019, 12, 31))
    assert third.date.precision is DatePrecision.MONTH


def test_without_a_publication_date_no_relative_date_is_resolved() -> None:
    for incident in incidents(BASE, None):
        assert incident.date.start is None
        assert incident.date.phrase is not None


def test_what_is_said_of_the_attack_later_adds_to_it() -> None:
    first = incidents(BASE)[0]
    assert (first.weapon.best, first.killed.best, first.injured.best) == (3, 0, 0)
    assert first.claim.status == "unclaimed"
    assert first.damage == "a fuel truck"


def test_what_is_said_of_one_attack_does_not_reach_another() -> None:
    second = incidents(BASE)[1]
    assert second.claim.status == "not_mentioned"
    assert second.damage is None


def test_lanes_follow_from_the_publication_date() -> None:
    assert [i.lane for i in incidents(BASE)] == [Lane.CURRENT, Lane.CURRENT, Lane.BACKGROUND]


def test_two_days_are_two_incidents() -> None:
    text = "Rockets hit Camp Taji on Monday. Rockets hit Camp Taji on Sunday."
    assert len(incidents(text)) == 2


def test_two_places_are_two_incidents() -> None:
    text = "A bomb exploded in Mosul on Monday. A bomb exploded in Basra on Monday."
    assert len(incidents(text)) == 2


def test_a_headline_and_the_story_under_it_are_one_incident() -> None:
    text = "Four killed in Mosul bombing\n\nA bomb killed four people in a market in Mosul on Monday."
    assert only(text).killed.best == 4


def test_a_second_attack_minutes_later_is_another_incident_on_the_same_day() -> None:
    text = "A missile hit a shop in Marib on Monday.\n\nMinutes later a second drone attack hit an ambulance there."
    found = incidents(text)
    assert [i.type for i in found] == ["rocket_or_missile_attack", "drone_attack"]
    assert found[1].date.start == dt.date(2020, 7, 27)


def test_boilerplate_makes_no_incident() -> None:
    text = BASE + "\nYou May Be Interested\nBomb kills nine people in Kirkuk on Sunday\n"
    assert len(incidents(text)) == len(incidents(BASE))


def test_sentences_with_violence_that_no_incident_uses_are_kept_for_the_analyst() -> None:
    text = "Rockets hit Camp Taji on Monday.\n\n" + "It was calm.\n\n" * 6 + "He opened fire, a witness recalled.\n"
    found = analysis(text)
    assert [span.quote(text) for span in found.uncovered] == ["He opened fire, a witness recalled."]


@pytest.mark.parametrize(
    "unused",
    [
        "The minister condemned the attack.",
        "Such attacks must stop, a minister said.",
        "A spate of rocket attacks has worried the government.",
    ],
)
def test_talk_that_tells_of_no_event_of_its_own_is_not_kept_as_uncovered(unused: str) -> None:
    text = "Rockets hit Camp Taji on Monday.\n\n" + "It was calm.\n\n" * 6 + unused
    assert analysis(text).uncovered == ()


def test_a_headline_over_incidents_is_not_uncovered() -> None:
    found = analysis("Drones set ablaze the heart of oil\n\nRockets hit Camp Taji on Monday.")
    assert (len(found.incidents), found.uncovered) == (1, ())


def test_every_value_has_its_evidence_and_every_quote_is_in_the_text() -> None:
    for incident in incidents(BASE):
        for slot in (Slot.TYPE, Slot.DATE, Slot.PLACE, Slot.WEAPON):
            assert incident.evidence[slot]
        for spans in incident.evidence.values():
            assert all(BASE[e.start : e.end] == e.quote for e in spans)
        assert set(incident.evidence) == set(incident.confidence) == set(incident.asserted_by)
        assert all(incident.known(slot) for slot in incident.evidence)


def test_a_report_without_day_and_place_goes_on_with_its_story() -> None:
    found = only(
        "A man with a knife wounded four people in Lyon on Sunday night.\n\n"
        "Witnesses ran for the metro.\n\nThe square was closed.\n\nTrams stood still.\n\n"
        "The man had first stabbed two pensioners outside a cinema, a witness said.\n"
    )
    assert found.place.name == "Lyon"


def test_a_headline_stands_apart_from_its_text() -> None:
    found = only(
        "Lyon stabbing: several wounded\n\nShare this page\n\nPrint\n\n"
        "Two tourists were among six wounded by a man with a knife in Lyon on Sunday night.\n"
    )
    assert found.date.start == dt.date(2020, 7, 26)


def test_the_arrest_of_the_attacker_is_no_incident_of_its_own() -> None:
    found = only("A man stabbed two pensioners in Lyon on Sunday.\n\nThe suspect was arrested near the station.\n")
    assert found.type == "stabbing"


def test_an_arrest_on_another_day_is_an_incident_of_its_own() -> None:
    found = incidents(
        "A man stabbed two pensioners in Lyon on Sunday.\n\nOn Monday police arrested three suspects in Grenoble.\n"
    )
    assert [i.type for i in found] == ["stabbing", "raid_or_arrest"]


@pytest.mark.parametrize("published", [dt.date(2020, 7, 28), None])
def test_an_arrest_told_with_a_time_of_its_own_stands_apart_whether_or_not_that_can_be_counted(published) -> None:
    text = "A man stabbed two pensioners in Lyon.\n\nLate last month, police arrested three suspects.\n"
    assert [i.type for i in incidents(text, published)] == ["stabbing", "raid_or_arrest"]


def test_how_somebody_died_is_told_of_the_attack_at_hand() -> None:
    found = only(
        "Seven policemen were killed in an ambush near Montelibano on Monday.\n\n"
        "The officers were executed as they lay on the ground, the ministry wrote.\n"
    )
    assert (found.type, found.killed.best) == ("ambush", 7)


def test_another_strike_of_the_same_day_is_another_incident() -> None:
    found = incidents(
        "A missile struck a shop in Mykolaiv on Monday, killing two people.\n\n"
        "Another missile strike on Monday hit a house in Mykolaiv and killed a woman.\n"
    )
    assert [i.killed.best for i in found] == [2, 1]


def test_a_foiled_attack_is_not_one_that_killed() -> None:
    found = incidents(
        "Drone attack near Baghdad airport foiled\n\n"
        "The base was on alert because of the anniversary of a drone strike near Baghdad airport "
        "that killed a general on January 3, 2019.\n"
    )
    assert [(i.stage, i.killed.best) for i in found] == [("foiled", None), ("accomplished", 1)]


def test_tanks_and_other_equipment_are_no_people() -> None:
    found = incidents("Aircraft destroyed 14 tanks and other equipment captured near Palmyra, Syria, on Monday.")
    assert all(i.victims == () for i in found)


def test_a_drone_downed_that_day_is_none_of_the_rockets_that_hit() -> None:
    hit, downed = incidents(
        "Rockets hit a base near Erbil on Monday. The army said a drone was downed on the same Monday."
    )
    assert (hit.type, hit.stage) == ("rocket_or_missile_attack", "accomplished")
    assert (downed.type, downed.stage, downed.date.start) == ("interception", "foiled", dt.date(2020, 7, 27))


def test_another_attempt_told_later_does_not_undo_an_attack() -> None:
    found = incidents(
        "Three rockets hit the airport in Baghdad on Monday, wounding a guard. An army spokesman also claims that "
        "the militia attempted to hit the airport."
    )
    assert found[0].stage == "accomplished"


@pytest.mark.parametrize("charge", ["second-degree murder", "one count of murder", "aggravated assault and murder"])
def test_a_charge_of_murder_tells_of_the_shooting_that_it_comes_from(charge: str) -> None:
    incident = only(
        "A man died and two people were wounded in a shooting in Springfield, Ohio, on Monday. "
        f"Dale Webb, 20, is charged with {charge} in the shooting on Monday that left one man dead."
    )
    assert (incident.type, incident.killed.best, incident.injured.best) == ("shooting", 1, 2)


def test_what_was_before_the_attack_is_another() -> None:
    found = incidents(
        "A drone struck a base near Erbil on Monday.\n\n"
        "Before the attack, two rockets landed on a camp in Bashiqa, killing one soldier.\n"
    )
    assert [(i.type, i.killed.best) for i in found] == [("drone_attack", None), ("rocket_or_missile_attack", 1)]


def test_a_village_that_no_gazetteer_knows_is_finer_than_its_state() -> None:
    text = (
        "Gunmen abducted 80 people in Zamfara state, Nigeria.\n\n"
        "The kidnapping took place on Monday in Wanzamai village.\n"
    )
    incident = only(text)
    assert (incident.place.name, incident.place.admin1, incident.place.country) == ("Wanzamai", "Zamfara", "NG")


def test_a_group_named_only_later_is_not_suspected_of_what_an_article_looks_back_on() -> None:
    found = incidents(
        "A bomb exploded in Turbat on Monday.\n\nLast month three soldiers were ambushed by terrorists in Panjgur.\n\n"
        "On June 2 the Balochistan Liberation Army bombed a bridge in Quetta.\n"
    )
    assert [i.perpetrator.name for i in found if i.type == "ambush"] == [None]


def test_a_bombing_told_again_as_a_suicide_bombing_is_one() -> None:
    text = "Car bomb hits hotel, kills four\n\nA suicide bomber rammed his car into a hotel in Mogadishu on Monday.\n"
    assert only(text).type == "suicide_bombing"


def test_a_country_is_no_town_of_that_name() -> None:
    text = "Four people were killed in southern Lebanon on Monday.\n\nLebanon's rescue force found them in Lebanon.\n"
    assert only(text).place.country == "LB"


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ("A bomb killed six people in Quetta on Monday. The bomber first shot two guards at the gate.", "bombing"),
        ("A bomb wounded four people in Mosul on Monday. The bomber had shot a guard.", "bombing"),
        ("Gunmen shot four people in Kano on Monday. The gunmen then bombed two cars.", "shooting"),
    ],
)
def test_what_the_attackers_did_besides_is_no_incident_of_its_own(told: str, type_: str) -> None:
    assert only(told).type == type_


def test_what_the_attackers_did_on_another_day_or_elsewhere_is_another_incident() -> None:
    for then in ("On Friday the gunmen bombed a bridge in Mosul.", "The gunmen bombed a bridge in Basra."):
        assert len(incidents("Gunmen shot four people in Kirkuk on Monday. " + then)) == 2


@pytest.mark.parametrize("first", ["in Katsina state", "in Tsamiya village in the Batsari area of Katsina state"])
def test_a_state_or_village_and_a_town_far_from_it_are_two_incidents(first: str) -> None:
    text = f"Gunmen killed four people {first} on Monday.\n\nOn Monday gunmen killed two farmers in Maiduguri.\n"
    assert len(incidents(text)) == 2


def test_two_reports_that_name_one_victim_are_of_one_event_however_long_ago() -> None:
    text = (
        "Gunmen who killed the judge Ana Diaz in Mosul had been paid, her family said on Monday.\n\n"
        "The court is closed this week.\n\n"
        "Ana Diaz was shot dead on 14 May as she left her car.\n"
    )
    assert only(text).date.start == dt.date(2020, 5, 14)


def test_who_was_hurt_by_a_weapon_is_news_though_its_day_and_place_are_told_later() -> None:
    text = (
        "Eight officers were killed when a roadside bomb went off under their car, the army said. "
        "The attack took place on Monday in Mosul."
    )
    found = only(text)
    assert (found.killed.best, found.place.name, found.date.start) == (8, "Mosul", dt.date(2020, 7, 27))


def test_a_weapon_of_the_text_beats_that_of_the_headline() -> None:
    text = "Bomb in capital kills seven\n\nA car bomb killed seven people in Mogadishu on Monday, police said."
    assert only(text).weapon.type == "vehicle_bomb"


def test_people_told_again_by_fewer_words_are_named_once() -> None:
    incident = only(
        "Gunmen killed four police officers in Mosul on Monday. "
        "The attack left four officers dead and two soldiers hurt."
    )
    assert [(v.words, v.count) for v in incident.victims] == [("police officers", 4), ("soldiers", 2)]


def test_what_its_fighters_did_besides_belongs_to_the_attack() -> None:
    incident = only(
        "The Islamic State group claimed an attack on a patrol in Mosul on Monday that killed four policemen. "
        "The group said its fighters burned the vehicle."
    )
    assert (incident.killed.best, incident.damage) == (4, "the vehicle")


def test_a_number_that_no_words_say_is_not_shown() -> None:
    text = (
        "Gunmen opened fire in Mosul on Monday, wounding four men, but one of them succumbed to his wounds.\n\n"
        "Elsewhere, two guards were wounded when gunmen set off a bomb in Tikrit on Sunday."
    )
    for found in incidents(text):
        assert all(found.evidence[slot] for slot in found.confidence)


def test_the_attack_of_a_day_is_that_of_the_day_and_not_one_of_the_month() -> None:
    news, before = incidents(
        "A suicide bomber killed four people in Izmir, Turkey, on Monday.\n\n"
        "A suicide bombing in Ankara killed 30 people this month.\n\n"
        "A claim for Monday's attack could be made soon, an official said."
    )
    assert (news.place.name, news.date.start) == ("Izmir", dt.date(2020, 7, 27))
    assert (before.killed.best, before.date.phrase) == (30, "this month")
