from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only

from store.model import Attribution, ClaimStatus, Count, Outcome, Slot, Stage


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("A bomb exploded in Mosul on Monday, killing two people and wounding six others.", 2, 6),
        ("A bomb exploded in Mosul on Monday, killing one and wounding six others, including two children.", 1, 6),
        ("On Monday a bomb in Mosul killed two soldiers and a contractor.", 3, None),
        ("On Monday a bomb in Mosul wounded three members of the coalition and two Iraqi soldiers.", None, 5),
        ("Two Indians and a Pakistani were killed when a bomb exploded in Mosul on Monday.", 3, None),
        ("At least 32 people were killed and 110 wounded when a bomb exploded in Mosul on Monday.", 32, 110),
        ("A bomb exploded in Mosul on Monday and killed at least 70 people.", 70, None),
        ("A bomb exploded in Mosul on Monday without causing casualties.", 0, 0),
        ("A bomb exploded in Mosul on Monday but nobody was hurt.", 0, 0),
        ("A bomb exploded in Mosul on Monday. There were no injuries.", None, 0),
        ("A bomb exploded in Mosul on Monday, wounding six people, five of them police officers.", None, 6),
        ("A bomb exploded in Mosul on Monday, leaving four dead.", 4, None),
    ],
)
def test_the_dead_and_the_injured_are_counted(sentence: str, killed: int | None, injured: int | None) -> None:
    incident = only(sentence)
    assert (incident.killed.best, incident.injured.best) == (killed, injured)


def test_no_casualties_is_zero_with_its_words() -> None:
    incident = only("Rockets hit Camp Taji on Monday. The coalition reported no casualties.")
    assert incident.killed == Count(0, 0, 0, "no casualties")
    assert [e.quote for e in incident.evidence[Slot.KILLED]] == ["no casualties"]


def test_people_shot_are_injured_unless_they_died() -> None:
    incident = only("Three people were shot in Mosul on Monday. One of them, a boy, died, and two men were killed.")
    assert incident.type == "shooting"
    assert (incident.killed.best, incident.injured.best) == (2, 1)


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Three rockets struck Camp Taji on Monday.", "rocket_or_missile_attack"),
        ("Mortar shells struck Camp Taji on Monday.", "shelling"),
        ("A drone hit the refinery in Baiji on Monday.", "drone_attack"),
        ("US aircraft bombed a depot near Karbala on Monday.", "airstrike"),
        ("A roadside bomb hit a convoy in Babil on Monday.", "bombing"),
        ("A suicide bomber blew himself up in a market in Mosul on Monday.", "suicide_bombing"),
        ("Gunmen opened fire on a checkpoint in Mosul on Monday.", "shooting"),
        ("Gunmen ambushed a patrol near Mosul on Monday.", "ambush"),
        ("Police arrested four men in Mosul on Monday.", "raid_or_arrest"),
        ("Police seized 40 rifles in Mosul on Monday.", "weapons_seizure"),
        ("Gunmen kidnapped an engineer in Mosul on Monday.", "abduction"),
        ("A man was stabbed to death in Mosul on Monday.", "stabbing"),
        ("A mob torched an office in Mosul on Monday.", "arson"),
    ],
)
def test_the_type_follows_from_the_verb_or_the_weapon(sentence: str, type_: str) -> None:
    assert only(sentence).type == type_


def test_seizing_power_is_no_seizure_of_weapons() -> None:
    assert incidents("The party seized power in Mosul on Monday.") == ()


def test_a_foiled_attack_says_so() -> None:
    assert only("Air defences shot down a drone over Camp Taji on Monday.").stage is Stage.FOILED


def test_weapons_are_counted_by_the_number_before_them() -> None:
    weapon = only("At least four Katyusha rockets struck Camp Taji on Monday.").weapon
    assert (weapon.type, weapon.words, weapon.min, weapon.best, weapon.max) == (
        "rocket",
        ("Katyusha rockets",),
        4,
        4,
        None,
    )


def test_the_place_a_rocket_came_from_is_not_where_it_fell() -> None:
    incident = only("Rockets launched from Mosul fell on Camp Taji on Monday.")
    assert incident.place.facility == "Camp Taji"


def test_the_day_of_a_statement_is_not_the_day_of_the_event() -> None:
    incident = only("Rockets struck Camp Taji on Sunday, the army said on Monday.")
    assert incident.date.phrase == "on Sunday"


@pytest.mark.parametrize(
    ("text", "name", "attribution", "by"),
    [
        ("On Monday Kata'ib Hezbollah attacked a convoy in Babil.", "Kata'ib Hezbollah", Attribution.CONFIRMED, None),
        ("A convoy in Babil was attacked by Kata'ib Hezbollah.", "Kata'ib Hezbollah", Attribution.CONFIRMED, None),
        (
            "A bomb exploded in Mosul on Monday. Islamic State claimed responsibility.",
            "Islamic State", Attribution.CLAIMED, "Islamic State",
        ),
        (
            "A bomb exploded in Mosul on Monday. Washington blamed Kata'ib Hezbollah.",
            "Kata'ib Hezbollah", Attribution.ACCUSED, "United States",
        ),
        ("American air strikes hit a depot near Karbala on Monday.", "United States", Attribution.CONFIRMED, None),
        ("Rockets hit Camp Taji on Monday, the Iraqi military said.", None, Attribution.UNKNOWN, None),
        (
            "A bomb exploded in Mogadishu on Monday. Al Shabaab, a group affiliated with al Qaeda, "
            "claimed responsibility.",
            "Al-Shabaab", Attribution.CLAIMED, "Al-Shabaab",
        ),
        (
            "Rockets hit Camp Taji on Monday. U.S. officials blame previous attacks on Kata'ib Hezbollah.",
            None, Attribution.UNKNOWN, None,
        ),
        (
            "The gang opened fire in Altamira on Monday to free a leader who had been arrested by soldiers.",
            None, Attribution.UNKNOWN, None,
        ),
    ],
)  # fmt: skip
def test_a_perpetrator_comes_with_the_word_it_rests_on(
    text: str, name: str | None, attribution: Attribution, by: str | None
) -> None:
    perpetrator = only(text).perpetrator
    assert (perpetrator.name, perpetrator.attribution, perpetrator.by) == (name, attribution, by)


def test_that_nobody_claimed_an_attack_is_a_value() -> None:
    incident = only("Rockets hit Camp Taji on Monday. No group has yet claimed responsibility for the attack.")
    assert incident.claim.status is ClaimStatus.UNCLAIMED


def test_victims_keep_their_words_and_what_became_of_them() -> None:
    incident = only("Gunmen kidnapped two engineers in Mosul on Monday.")
    assert [(v.words, v.count, v.outcome) for v in incident.victims] == [("engineers", 2, Outcome.ABDUCTED)]


def test_the_target_and_the_damage_are_in_the_articles_words() -> None:
    incident = only("A rocket struck a bus station in Mosul on Monday, damaging two shops.")
    assert incident.target.words == ("a bus station",) or "bus" in incident.target.words[0]
    assert incident.damage == "two shops"


def test_the_base_without_a_name_is_the_one_told_before() -> None:
    text = (
        "Rockets hit Camp Taji on Saturday.\n\nA faction close to Tehran is accused of Wednesday's attack on the base."
    )
    assert [(i.place.facility, i.date.phrase) for i in incidents(text)] == [
        ("Camp Taji", "on Saturday"),
        ("Camp Taji", "Wednesday's"),
    ]


def test_a_group_that_an_attack_was_claimed_by_in_passing_is_the_perpetrator() -> None:
    incident = only("A bomb killed 30 people in Mosul on Monday, an attack that Islamic State claimed.")
    assert (incident.claim.by, incident.perpetrator.attribution) == ("Islamic State", Attribution.CLAIMED)


def test_who_speaks_is_no_victim() -> None:
    incident = only("Gunmen kidnapped an engineer, police said, in Mosul on Monday.")
    assert [v.words for v in incident.victims] == ["engineer"]


def test_where_a_group_hides_is_not_where_it_struck() -> None:
    text = (
        "A bomb exploded in Tikrit on Monday. Officials suspect Islamic State cells that hide in Hawija of the attack."
    )
    assert only(text).place.name == "Tikrit"


def test_the_high_seas_belong_to_no_country() -> None:
    incident = only("The navy of Iran said it seized 40 rifles from a boat in the Arabian Sea on Monday.")
    assert (incident.place.name, incident.place.country) == ("Arabian Sea", None)


def test_the_day_after_a_raid_gives_the_day_of_the_raid() -> None:
    incident = only("Rescuers dug in Mosul on Sunday, a day after an air raid that killed 70 people.")
    assert incident.date.start is not None
    assert incident.date.start.isoformat() == "2020-07-25"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A convoy heading to Mosul was hit by a roadside bomb near Tikrit on Sunday, wounding a driver.", "Tikrit"),
        ("Two men were shot in Denton on Saturday and airlifted to a hospital in Dallas.", "Denton"),
        ("Aid workers were abducted in the Afghan province of Faryab on Monday.", "Faryab"),
    ],
)
def test_where_somebody_goes_is_not_where_it_happened(text: str, place: str) -> None:
    assert only(text).place.name == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Huaraz, 409 km north of Lima, eight bombs exploded on Monday, Peruvian police said.", "Huaraz"),
        ("The Chilean ambassador to Spain was shot dead in Lima on Monday.", "Lima"),
        ("The minister said on Monday in Caracas that gunmen had killed two judges in Bogota.", "Bogota"),
        ("Mario Rossi of Rome and two other engineers were abducted in Medellin on Monday.", "Medellin"),
        ("Rebels blew up a bridge in Pasto on Monday. The presidents will meet in Quito on Friday.", "Pasto"),
    ],
)
def test_a_place_that_only_belongs_to_something_else_is_not_where_it_happened(text: str, place: str) -> None:
    assert [i.place.name for i in incidents(text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A suicide bomber killed six officers in the Somali capital Mogadishu on Sunday.", "Mogadishu"),
        ("A man stabbed a girl near a tea shop in Leicester Square in London on Monday.", "London"),
    ],
)
def test_a_nationality_and_a_square_are_no_towns(text: str, place: str) -> None:
    assert only(text).place.name == place


@pytest.mark.parametrize(
    "text",
    [
        "A man suspected to have hurled the grenade at a supermarket in Wajir was wounded on Monday, police said.",
        "A device thought to be a time bomb exploded outside a court in Athens on Monday, police said.",
    ],
)
def test_who_only_speaks_is_not_suspected(text: str) -> None:
    assert not any("police" in words.lower() for i in incidents(text) for words in i.perpetrator.words)


def test_what_somebody_did_is_no_damage() -> None:
    found = only("A ship was damaged by a missile attack carried out by rebels near Mokha on Monday.")
    assert not (found.damage or "").startswith("by")


def test_a_suspect_once_caught_does_not_act_again() -> None:
    found = incidents("Gunmen tried to free a captured leader in Reynosa on Monday.")
    assert [i.type for i in found if i.type == "raid_or_arrest"] == []


def test_rebels_who_capture_soldiers_abduct_them() -> None:
    incident = only("FARC rebels captured two soldiers near Cali on Monday.")
    assert incident.type == "abduction"
    assert [(v.words, v.outcome) for v in incident.victims] == [("soldiers", Outcome.ABDUCTED)]


def test_a_suicide_bomber_and_the_gunfire_that_follows_are_a_suicide_bombing() -> None:
    text = "A suicide car bomber crashed into a hotel in Mogadishu on Monday and the attack was followed by gunfire."
    assert only(text).type == "suicide_bombing"


def test_a_suicide_bomber_who_rams_a_gate_is_no_vehicle_attack() -> None:
    assert only("A suicide bomber rammed his car into a hotel in Mogadishu on Monday.").type == "suicide_bombing"


def test_drugs_intercepted_on_their_way_are_no_arms() -> None:
    incident = only("Customs officers intercepted 300 kilos of cocaine in Rotterdam on Monday.")
    assert (incident.type, incident.stage) == ("raid_or_arrest", Stage.ACCOMPLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake struck Sichuan on Monday, killing 19 people.",
        "The storm downed trees in Belize City on Monday.",
        "Gangs have spread fear across Nigeria in the past three years, killing hundreds of people.",
        "Rebels began attacking ships in the Red Sea in November.",
    ],
)
def test_what_nobody_did_and_what_goes_on_for_years_is_no_incident(text: str) -> None:
    assert incidents(text) == ()


def test_people_who_are_seized_are_abducted() -> None:
    incident = only("Seventeen people, including five children, were seized near Port-au-Prince on Monday.")
    assert (incident.type, incident.place.name, incident.place.country) == ("abduction", "Port-au-Prince", "HT")


def test_who_is_named_behind_another_verb_did_not_do_it() -> None:
    incident = only("Eight people were killed on Monday when gunmen attacked a hotel frequented by soldiers in Mosul.")
    assert incident.perpetrator.words == ("gunmen",)


def test_members_of_a_group_are_counted_and_not_the_word_before_its_name() -> None:
    text = "Three members of the terrorist Abu Sayyaf Group were killed in a clash in Sulu on Monday."
    assert only(text).killed.best == 3


def test_a_group_is_claimer_though_words_tell_what_it_is() -> None:
    text = "A bomb exploded in Mogadishu on Monday. Al-Shabaab, a deadly extremist group, claimed responsibility."
    assert only(text).perpetrator.name == "Al-Shabaab"


def test_civilian_things_are_no_people() -> None:
    incident = only("A drone hit civilian infrastructure in Mosul on Monday, killing two people.")
    assert (incident.killed.best, incident.injured.best) == (2, None)


def test_weapons_destroyed_in_flight_are_no_damage() -> None:
    found = incidents("A missile hit Mosul on Monday. Air defences destroyed 23 drones.")
    assert [i.damage for i in found] == [None, None]


def test_how_many_those_who_claim_an_attack_say_that_they_killed_is_no_toll() -> None:
    incident = only(
        "A bomb in Mosul killed two people on Monday. ISIS claimed responsibility and said it had killed twenty people."
    )
    assert incident.killed.best == 2


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ("The attack came a day after gunmen shot dead two traders in Erbil.", 26),
        ("The blast comes just two days after the killing of two traders by gunmen in Erbil.", 25),
        ("The bombing happened hours after two women were killed in Erbil when gunmen opened fire.", 27),
    ],
)
def test_what_an_attack_came_after_is_another_event(before: str, day: int) -> None:
    first, second = incidents("A bomb killed three people in Mosul on Monday. " + before)
    assert (first.type, first.place.name, first.killed.best) == ("bombing", "Mosul", 3)
    assert (second.type, second.place.name, second.killed.best) == ("shooting", "Erbil", 2)
    assert second.date.start == dt.date(2020, 7, day)


@pytest.mark.parametrize(
    "told",
    [
        "More than 5,000 people have been killed and 9,000 injured in Basra since fighting broke out in January 2004.",
        "Since 2014 a war has been fought in Basra that has killed at least 40,000 people.",
        "Iraqi forces have suffered much, with more than 5,500 killed in the first months of 2020.",
        "The army recaptured Basra in November after months of siege.",
    ],
)
def test_the_sum_of_a_war_and_the_taking_of_a_town_are_no_incidents(told: str) -> None:
    assert len(incidents("A bomb killed three people in Mosul on Monday. " + told)) == 1


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("An officer was killed by a sniper in Mosul on Monday.", "shooting"),
        ("Three suspects in a car were intercepted by police in Mosul on Monday.", "raid_or_arrest"),
        ("A drone was intercepted over Mosul on Monday.", "interception"),
    ],
)
def test_snipers_shoot_and_people_who_are_intercepted_are_arrested(sentence: str, type_: str) -> None:
    assert only(sentence).type == type_


def test_what_was_days_earlier_is_another_event() -> None:
    first, second = incidents(
        "A drone strike killed 15 people at a market in Mosul on Monday. "
        "Days earlier, rebels were reported to have struck a mosque in Mosul, killing 70 people."
    )
    assert (first.killed.best, second.killed.best) == (15, 70)


def test_the_slain_are_those_told_of_before() -> None:
    found = only("Maoists blasted a truck near Mosul on Monday and nine soldiers died. The slain include a constable.")
    assert found.type == "bombing"


def test_a_bomb_in_an_ambush_is_told_of_once() -> None:
    found = only(
        "Two troopers were killed in an ambush on Monday, police said.\n\n"
        "A team was guarding a road near Mosul when a bomb exploded."
    )
    assert (found.type, found.place.name, found.killed.best) == ("ambush", "Mosul", 2)


@pytest.mark.parametrize(
    "told",
    [
        "Gunmen attacked a patrol near Mosul on Monday and seized two rifles.",
        "Gunmen attacked a patrol near Mosul on Monday and fled into the hills with two rifles.",
    ],
)
def test_what_attackers_carry_off_is_no_weapon_of_theirs(told: str) -> None:
    assert only(told).weapon.words == ()


def test_what_the_police_seize_is_the_weapon_of_a_seizure() -> None:
    assert only("Police seized two rifles in Mosul on Monday.").weapon.best == 2


def test_whose_thing_was_hit_tells_what_kind_of_target_it_is() -> None:
    target = only("Five policemen died when militants attacked their vehicle near Mosul on Monday.").target
    assert (target.words, target.type) == (("their vehicle",), "police")


@pytest.mark.parametrize("who", ["Hezbollah fighters", "US soldiers", "UN peacekeepers"])
def test_those_who_died_when_something_exploded_are_not_who_did_it(who: str) -> None:
    incident = only(f"Three {who} died when a mine exploded near Mosul on Monday.")
    assert (incident.killed.best, incident.perpetrator.name, incident.perpetrator.words) == (3, None, ())


def test_where_people_lost_their_lives_is_where_it_happened() -> None:
    assert only("Three soldiers lost their lives in an ambush near Mosul on Monday.").place.name == "Mosul"


def test_a_number_is_no_place_that_was_hit() -> None:
    assert only("An attack in Mosul on Monday left at least 12 people dead.").target.type is None


def test_where_an_attack_was_is_not_where_its_victims_were_taken() -> None:
    incident = only("Three farmers were rushed to hospital after a bomb attack in Mosul on Monday.")
    assert (incident.place.name, incident.injured.best) == ("Mosul", 3)


@pytest.mark.parametrize(
    ("told", "type_", "killed"),
    [
        ("A bombing in Mosul on Monday claimed five lives.", "bombing", 5),
        ("The death toll from Monday's attack on a market in Mosul rose to 14.", "other", 14),
        ("The death toll from a bombing at a mosque in Mosul on Monday has reached 59.", "bombing", 59),
        ("Gunmen slaughtered three farmers in Mosul on Monday.", "shooting", 3),
        ("Three farmers were ambushed and killed in Mosul on Monday.", "ambush", 3),
        ("Three thieves were lynched in Mosul on Monday.", "mob_violence", 3),
    ],
)
def test_the_dead_are_counted_however_their_death_is_told(told: str, type_: str, killed: int) -> None:
    incident = only(told)
    assert (incident.type, incident.killed.best) == (type_, killed)


def test_who_is_stabbed_to_death_is_dead_wherever_that_is_said() -> None:
    incident = only("Gunmen raided a village near Mosul on Monday, shooting and stabbing 19 people to death.")
    assert (incident.killed.best, incident.injured.best) == (19, None)
