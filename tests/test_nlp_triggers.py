"""What tells of an event, and whose doing a raid, an arrest or a seizure is."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize("month", ["March", "April", "May", "June", "August"])
def test_what_happened_in_a_month_is_told_whatever_the_month_is_called(month: str) -> None:
    incident = only(f"On {month} 5 police arrested two men in Mosul.")
    assert (incident.type, incident.place.name) == ("raid_or_arrest", "Mosul")


def test_who_is_stopped_by_gunmen_is_not_intercepted() -> None:
    assert incidents("An oil tanker was intercepted by armed militants near Quetta on Monday.") == ()


def test_a_raid_by_unidentified_men_is_not_one_by_the_police() -> None:
    assert only("A farmer was killed in a raid by unidentified men in Mosul on Monday.").type == "other"
    assert only("A farmer was killed in a raid by the army in Mosul on Monday.").type == "raid_or_arrest"


def test_gunmen_who_raid_a_village_attack_it() -> None:
    found = only("Bandits raided the village of Kebbe on Monday, killing six farmers.")
    assert found.type != "raid_or_arrest"


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ("Police recovered 40 rifles in Mosul on Monday.", "weapons_seizure"),
        ("Six mortars and 30 grenades were found in Mosul on Monday, the army said.", "weapons_seizure"),
        ("Troops seized three suspects near Mosul on Monday.", "raid_or_arrest"),
        ("Police nabbed two men in Mosul on Monday.", "raid_or_arrest"),
        ("Gunmen seized three engineers near Mosul on Monday.", "abduction"),
        ("Bandits captured three engineers near Mosul on Monday.", "abduction"),
    ],
)
def test_what_is_taken_and_by_whom_tells_arms_seized_from_arrests_and_abductions(told: str, type_: str) -> None:
    assert only(told).type == type_


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ("A gunman who took 12 people hostage in a bank in Lund on Monday gave up after an hour.", "abduction"),
        ("Gunman takes hostages in Lund bank\n\nA man held nine clerks in Lund on Monday, police said.", "abduction"),
        ("Masked men set a bus full of parcels ablaze in Lund on Monday.", "arson"),
        ("A mob lynches two traders in Kano\n\nThe traders died in Kano on Monday.", "mob_violence"),
        ("Villagers beat a man to death near Kano on Monday.", "mob_violence"),
        ("A crowd stoned a man to death in Kano on Monday after accusing him of robbing a shop.", "mob_violence"),
        ("A man drove his silver Audi into a carnival parade in Lund on Monday, hurting 60 people.", "vehicle_attack"),
        ("Two men were carjacked in Durban on Monday.", "robbery"),
        ("Armed men boarded a ferry off Basilan on Monday and took its crew with them.", "robbery"),
        ("A Boko Haram raid on Kebbe killed six farmers on Monday.", "other"),
        ("Acting on a tip, detectives stormed a villa in Kilifi on Monday and held four men.", "raid_or_arrest"),
        ("Kenya police seize 40 kg of heroin in Kilifi\n\nThe drug was seized on Monday.", "raid_or_arrest"),
    ],
)
def test_what_happened_is_told_in_headlines_and_around_its_object(told: str, type_: str) -> None:
    assert {i.type for i in incidents(told)} == {type_}


def test_who_is_held_hostage_elsewhere_in_a_sentence_was_not_taken_by_its_verb() -> None:
    assert incidents("The mayor took a call from the mother of a hostage in Lund on Monday.") == ()


@pytest.mark.parametrize("what", ["the body of a man", "a pistol", "40 sheep", "a wallet"])
def test_what_else_is_found_is_no_seizure(what: str) -> None:
    assert all(i.type != "weapons_seizure" for i in incidents(f"Police found {what} in Mosul on Monday."))


def test_a_claim_costs_no_lives() -> None:
    assert incidents("The group claimed five towns in the province of Nineveh on Monday.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Teachers in Lagos began a strike on Monday over unpaid wages, their union said.",
        "A nationwide strike by doctors left hospitals in Nairobi empty on Monday.",
    ],
)
def test_people_who_stop_work_attack_nobody(text: str) -> None:
    assert incidents(text) == ()


def test_a_raid_in_which_gunmen_kill_is_none_of_the_police() -> None:
    assert only("Gunmen shot and killed a guard in a raid in Mosul on Monday.").type == "shooting"


@pytest.mark.parametrize(
    "told",
    [
        "Two militants were killed in an encounter with security forces near Mosul on Monday.",
        "An encounter broke out near Mosul on Monday in which two militants were killed.",
    ],
)
def test_an_encounter_is_an_armed_clash(told: str) -> None:
    assert only(told).type == "armed_clash"


def test_who_fires_at_a_village_and_hurts_somebody_attacks_it() -> None:
    found = only("Soldiers fired on the village of Dayr Ramla, wounding a child, Syrian medics said.")
    assert (found.place.name, found.injured.best) == ("Dayr Ramla", 1)


def test_what_a_drone_drops_is_an_attack() -> None:
    assert only("On Monday a drone dropped explosives on a market in Mosul.").weapon.words


def test_a_headline_in_the_present_tells_of_what_was_intercepted() -> None:
    text = (
        "Saudi Arabia shoots down drone headed toward Jazan\n\nSaudi forces shot down a drone over Jazan on Monday.\n\n"
        "It came days after rebels struck Abha airport on Thursday, wounding nine people."
    )
    assert next((i.type, i.place.name) for i in incidents(text)) == ("interception", "Jazan")


def test_launches_that_were_intercepted_are_no_arrest() -> None:
    text = "On Monday terrorists targeted Kerem Shalom with two launches that were intercepted by the Israeli military."
    assert [i.type for i in incidents(text)] == ["interception"]


def test_arms_found_at_the_scene_belong_to_the_attack() -> None:
    incident = only(
        "Troops killed four rebels in a gunbattle near Mosul on Monday. "
        "Soldiers recovered three rifles from the scene in Bartella."
    )
    assert (incident.type, incident.killed.best) == ("armed_clash", 4)


def test_what_several_attacks_of_a_month_add_up_to_is_no_incident() -> None:
    assert incidents("In January, seven peacekeepers were killed in two attacks near Gao.") == ()


def test_a_headline_without_an_auxiliary_tells_who_was_hit() -> None:
    incident = only("Three brothers shot dead over land dispute in Mosul\n\nThe killing happened on Monday.")
    assert (incident.killed.best, incident.perpetrator.words) == (3, ())


def test_strikes_hours_after_an_attack_are_not_that_attack() -> None:
    strikes, attack = incidents(
        "The U.S. military carried out airstrikes on three sites used by Kataib Hezbollah in Hilla on Monday, "
        "hours after a drone attack on Erbil air base wounded three soldiers."
    )
    assert (strikes.perpetrator.name, strikes.place.name, strikes.injured.best) == ("United States", "Hilla", None)
    assert (attack.place.facility, attack.injured.best) == ("Erbil Air Base", 3)


def test_what_hit_a_house_an_hour_later_is_another_attack() -> None:
    first, second = incidents(
        "Gunmen opened fire on a checkpoint near Kirkuk on Monday, killing three Peshmerga. "
        "An hour later a mortar shell hit a house in the village of Luhaiban, killing a father and his son."
    )
    assert (first.type, first.killed.best) == ("shooting", 3)
    assert (second.type, second.place.name, second.killed.best) == ("shelling", "Luhaiban", 2)


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ("A bomb partially destroyed a school in Mosul on Monday.", "bombing"),
        ("A drone damaged a refinery near Mosul on Monday.", "drone_attack"),
        ("The bridge was destroyed by a bomb near Mosul on Monday.", "bombing"),
    ],
)
def test_what_arms_destroyed_they_attacked(told: str, type_: str) -> None:
    incident = only(told)
    assert (incident.type, incident.place.name) == (type_, "Mosul")


@pytest.mark.parametrize("what", ["A storm", "A fire", "Floods", "The council"])
def test_what_anything_else_destroyed_was_not_attacked(what: str) -> None:
    assert incidents(f"{what} destroyed 40 homes in Mosul on Monday.") == ()


def test_a_headline_of_an_encounter_and_its_text_are_one_clash() -> None:
    incident = only(
        "5 rebels slain in encounter\n\nFive rebels were killed in an encounter with troops near Mosul on Monday."
    )
    assert (incident.type, incident.killed.best) == ("armed_clash", 5)


def test_what_was_among_the_items_seized_belongs_to_the_seizure() -> None:
    incident = only(
        "Police seized over 300 rifles in Mosul on Monday. Among the items seized were 151 rifles and 12 machine guns."
    )
    assert incident.weapon.best == 301  # "over 300"


def test_an_opening_that_tells_the_country_is_of_the_event_that_the_next_line_places() -> None:
    incident = only(
        "Rebels killed seven villagers in the north of Chad, officials said on Tuesday.\n\n"
        "Armed men attacked the village of Ndoro near the border on Monday night, the mayor said."
    )
    assert (incident.killed.best, incident.place.name, incident.date.phrase) == (7, "Ndoro", "on Monday night")


def test_messages_are_not_intercepted_as_drones_are() -> None:
    assert not incidents("Officials in Sanaa intercepted a message to the rebels on Monday.")
    assert only("Officials in Sanaa intercepted two drones on Monday.").type == "interception"


def test_to_seize_power_is_no_seizure() -> None:
    text = "A bomb killed two people in Kita on Monday. Violence has grown since the army seized power in Mali."
    assert only(text).perpetrator.name is None


@pytest.mark.parametrize(
    "text",
    [
        # invented
        "The film follows a young woman who is kidnapped by smugglers in Marseille. It opens on Friday.",
        "In her new novel, set in Lagos in 1967, a soldier is killed by rebels. The book is out on Monday.",
        # not to be seen
        "There were no signs of a gunshot or stab wound on the body found on a boat off Cebu on Monday, police said.",
        "Police said on Monday there was no evidence that the man found in Leeds had been stabbed.",
        # in words, over a network, on a card, in a purse
        "The senator attacked the budget on Monday in Manila, saying that it would kill jobs.",
        "Hackers attacked the bank's servers in Dhaka on Monday and stole records.",
        "Okello shot 68 on Sunday to lead in Dubai by two strokes.",
        "The couple were hit with a fine of 500 euros in Rome on Monday.",
        # nobody's doing
        "A heart attack killed the singer, 71, at her home in Lyon on Monday.",
        "A man died in Leeds on Monday after he fell from a roof.",
        "An inquest in Leeds on Monday heard that a nurse who was found hanged had been bullied.",
        "Police in Perth on Monday blew up a suspicious bag which held only clothes.",
        "An explosion in a coal mine near Kerman, Iran, killed nine miners on Monday.",
        "Videos shot by villagers near Multan on Monday show a school.",
        # a verdict, and what a court's sentence comes to
        "Saudi Arabia executed nine men on Monday for drug offences, the state agency said.",
        "A jury in Dayton, Ohio, on Tuesday found a former officer guilty of manslaughter in the death of a teenager.",
    ],
)
def test_what_is_invented_argued_or_not_to_be_seen_is_no_event(text: str) -> None:
    assert incidents(text) == ()


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A film director is shot dead in Rome\n\nA film director was shot dead in Rome on Monday.", "shooting"),
        (
            "A gunman shot five people at a movie theater where a film is shown in Aurora, Colorado, on Friday.",
            "shooting",
        ),
        ("Police have no evidence against the man who was stabbed in Leeds on Monday.", "stabbing"),
        ("There was no sign of the attackers who shot dead a mayor in Cali on Monday.", "shooting"),
        ("Rebels attacked a convoy of lawmakers in Gao on Monday and killed six.", "other"),
        ("The Syrian army executed nine villagers in Hama on Monday.", "execution"),
        ("A video of a man shot dead in Cali on Monday was shown.", "shooting"),
        ("A mine exploded under a truck of miners near Gao on Monday, killing two.", "bombing"),
        ("Gunmen shot 68 worshippers in Gao on Monday.", "shooting"),
    ],
)
def test_what_happened_stays_an_event_beside_films_and_signs(text: str, type_: str) -> None:
    assert only(text).type == type_


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "A man was hanged at dawn on Monday in Dhaka after the president rejected his mercy plea, officials said.",
            [],
        ),
        ("Three smugglers were hanged in Karaj on Monday. They had been sentenced to death in March.", []),
        ("He was hanged by authorities in Tehran on Monday.", []),
        ("Rebels executed two men in Mosul on Monday after a court of theirs sentenced them to death.", ["execution"]),
        ("A man who executed two clerks in Tulsa on Monday was sentenced to death.", ["execution"]),
        ("Two clerks were beaten to death and an officer was executed in Cali on Monday.", ["execution"]),
    ],
)
def test_whom_a_court_puts_to_death_nobody_attacked(text: str, kinds: list[str]) -> None:
    assert [i.type for i in incidents(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Missiles have hit a depot in Syria, a broadcaster said on Friday.", ["rocket_or_missile_attack"]),
        ("Missiles have hit towns in Syria, a broadcaster said on Friday.", []),
        ("Two tourists said that a gang took them hostage in Cusco on Monday.", ["abduction"]),
        ("The general vowed on Monday to win the battle against smugglers in Gao.", []),
        ("The band has carried out raids, killing herders and abducting girls who go to the wells of Lakki.", []),
        ("Raiders attacked the fort in Lakki with sniper fire and grenades on Monday, killing three.", ["shooting"]),
        ("Britain struck a camp near Aden with bombs and missiles on Friday.", ["airstrike"]),
        ("On Monday the attackers had seized 30 rifles of the unit in Gao.", []),
        ("On Monday police had seized 30 rifles of the gang in Gao.", ["weapons_seizure"]),
    ],
)
def test_one_event_is_told_apart_from_wars_habits_and_loot(text: str, kinds: list[str]) -> None:
    assert [i.type for i in incidents(text)] == kinds


def test_those_whom_an_attack_martyrs_are_dead() -> None:
    assert only("Militants attacked a post in Bannu on Monday, martyring three soldiers.").killed.best == 3
