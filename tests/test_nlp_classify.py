"""What an incident is, by the words that say so, and the words shown for it."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Slot, Stage


def shown(text: str) -> list[str]:
    return [e.quote for e in only(text).evidence[Slot.TYPE]]


def test_a_petrol_bomb_is_arson() -> None:
    found = only("Men hurled a petrol bomb at a television office in Lalitpur on Monday.")
    assert (found.type, found.date.phrase) == ("arson", "on Monday")


def test_a_cattle_raid_is_none_of_the_police() -> None:
    assert only("A cattle raid killed nine people in Warrap State, South Sudan, on Monday.").type == "robbery"


def test_a_cache_that_troops_recovered_is_a_seizure() -> None:
    found = only("Soldiers recovered a large cache of rifles in Saikum village in Mizoram, India, on Monday.")
    assert (found.type, found.place.name) == ("weapons_seizure", "Saikum")


def test_launches_that_were_intercepted_are_no_arrest() -> None:
    text = "On Monday terrorists targeted Kerem Shalom with two launches that were intercepted by the Israeli military."
    assert [i.type for i in incidents(text)] == ["interception"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A car bomb killed three people in Kirkuk on Monday.", {"car bomb", "killed"}),
        ("A suicide bomber struck a mosque in Peshawar on Monday.", {"suicide bomber", "struck"}),
        ("Gunmen attacked a bar in Lund on Monday.", {"Gunmen", "attacked"}),
        ("A landmine killed four soldiers in Gao on Monday.", {"landmine", "killed"}),
        ("A bomb exploded in Kirkuk on Monday.", {"exploded"}),
    ],
)
def test_the_words_that_make_the_type_are_shown_with_the_verb(text: str, words: set[str]) -> None:
    assert set(shown(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "Pirates seized an oil tanker off Benin on Sunday.",
        "A tanker with 18 crew was captured by pirates off Benin on Monday, the coast guard said.",
        "An oil tanker was pirated near Bonny on Sunday.",
    ],
)
def test_pirates_who_take_a_ship_hijack_it(text: str) -> None:
    incident = only(text)
    assert (incident.type, incident.target.type) == ("hijacking", "shipping")


def test_a_ship_that_the_navy_takes_is_not_hijacked() -> None:
    assert only("The navy seized a boat off Benin on Sunday and arrested six men.").type == "raid_or_arrest"


def test_pirated_films_are_no_hijacking() -> None:
    assert incidents("Thousands of films were pirated in Lund on Monday.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Police executed a search warrant at a house in Leeds on Tuesday and arrested two men.",
        "Search warrants were executed at three homes in Leeds on Tuesday, and two men were arrested.",
    ],
)
def test_a_warrant_that_is_executed_is_nobodys_death(text: str) -> None:
    incident = only(text)
    assert incident.type == "raid_or_arrest"
    assert [v.words for v in incident.victims] == ["men"]


def test_people_are_executed() -> None:
    assert only("Rebels executed six hostages near Jolo on Tuesday.").type == "execution"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fighters with machetes killed 14 farmers in a massacre near Bunia on Sunday.", "stabbing"),
        ("A massacre of 14 farmers by gunmen took place in Bunia on Sunday.", "shooting"),
        ("Raiders hacked six people to death with axes in Bunia on Sunday.", "stabbing"),
        ("A soldier kidnapped last week was found beheaded in Sulu on Sunday.", "execution"),
        ("Protesters stormed the parliament in Nairobi on Tuesday.", "mob_violence"),
        ("A van ploughed into a crowd in Lund on Monday, killing two.", "vehicle_attack"),
        ("A lorry was driven into pedestrians in Lund on Monday, killing two.", "vehicle_attack"),
    ],
)
def test_how_it_was_done_makes_the_type(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Sirens went off across Tel Aviv on Monday as residents ran to shelters.",
        "Smoke alarms went off at a school in Leeds on Tuesday.",
        "Air raid sirens sounded in Kharkiv on Monday, but no explosions were heard.",
        "The explosion trial opened in Oslo on Monday.",
        "The striker scored twice as United's attack struck late in Madrid on Sunday.",
        "The film exploded at the box office in Mumbai on Friday.",
        "The minister came under fire for his remarks in Paris on Monday.",
        "A faulty heater caused a substantial fire in Leeds on Monday.",
        "Hackers hacked the website of a bank in Lund on Monday.",
        "Officials drove into the village of Ndoro in Kenya on Monday.",
    ],
)
def test_what_only_sounds_like_an_attack_is_none(text: str) -> None:
    assert incidents(text) == ()


def test_an_explosion_told_later_makes_no_bomb_of_a_drone() -> None:
    text = "A drone attacked a refinery in Rostov on Monday. The drone exploded there, the governor said."
    assert only(text).type == "drone_attack"


def test_sums_of_years_and_of_many_ships_are_no_event() -> None:
    told = "Pirates hijacked a tanker off Mombasa, Kenya, on Monday."
    more = "Pirates have seized several ships in the past week. Rebels have attacked troops for years."
    assert len(incidents(f"{told}\n\n{more}")) == 1


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("A man was stabbed in Leeds on Monday.", "knife"),
        ("A van ploughed into a crowd in Lund on Monday, killing two.", "vehicle"),
    ],
)
def test_some_types_tell_the_weapon(text: str, weapon: str) -> None:
    assert only(text).weapon.type == weapon


def test_those_who_fire_are_no_number_of_arms() -> None:
    assert only("Men in two skiffs fired rockets at a tanker off Benin on Monday.").weapon.best is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Unknown attackers threw a grenade at the home of a mayor in Cucuta on Monday.", "grenade_attack"),
        ("A molotov cocktail was thrown at a synagogue in Montreal on Monday.", "arson"),
        ("A mob beat a man to death in Ranchi on Monday.", "mob_violence"),
        ("Armed robbers killed a guard in Ibadan on Monday.", "robbery"),
        ("Officers came under fire in Manila on Monday, and two of them were wounded.", "shooting"),
        ("Debris from a downed drone set fire to a fuel tank in Kyiv on Monday.", "drone_attack"),
        ("Troops repelled an attack on their base in Gao on Monday, and six soldiers died.", "armed_clash"),
        ("Hezbollah fired 40 rockets at Haifa on Monday, most of which were intercepted.", "rocket_or_missile_attack"),
        ("Six rockets that were fired at Haifa on Monday were intercepted.", "interception"),
    ],
)
def test_what_is_thrown_fought_off_or_partly_stopped_is_what_it_was(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    "text", ["Villagers threw stones in Lund on Monday.", "The army beat the rebels in Gao on Monday."]
)
def test_stones_and_victories_are_no_attack(text: str) -> None:
    assert all(i.type not in {"grenade_attack", "bombing"} and not i.killed.best for i in incidents(text))


def test_drones_that_are_destroyed_are_intercepted() -> None:
    incident = only("US forces destroyed four drones over the Red Sea on Monday.")
    assert (incident.type, incident.stage, incident.weapon.best) == ("interception", Stage.FOILED, 4)


def test_an_attack_that_was_fought_off_is_not_foiled() -> None:
    text = "Troops repelled an attack on their base in Gao on Monday, and six soldiers died."
    assert only(text).stage is Stage.ACCOMPLISHED


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two rocket attacks hit a base near Kirkuk on Monday.", None),
        ("A gun battle in Katsina on Monday killed three bandits.", None),
        ("A car bomb explosion killed three people in Kirkuk on Monday.", 1),
        ("Two rockets hit a base near Kirkuk on Monday.", 2),
    ],
)
def test_attacks_counted_are_no_arms_counted(text: str, count: int | None) -> None:
    assert only(text).weapon.best == count


def test_robbers_who_board_a_ship_rob_it_and_pirates_hijack_it() -> None:
    assert only("Five robbers with knives boarded a tanker off Batam on Monday.").type == "robbery"
    assert only("Pirates boarded a tanker off Benin on Monday.").type == "hijacking"


def test_passengers_board_a_ship() -> None:
    assert incidents("Passengers boarded a ferry in Batam on Monday.") == ()


def test_pirates_who_are_fought_off_tried_to_hijack() -> None:
    text = "Pirates attacked the bulk carrier Emperor off Socotra on Monday but were repelled by an armed crew."
    incident = only(text)
    assert (incident.type, incident.stage) == ("hijacking", Stage.FOILED)


def test_shells_that_exploded_were_fired() -> None:
    assert only("Mortar shells exploded in Sderot on Monday.").type == "shelling"


def test_years_of_fighting_are_no_clash() -> None:
    text = "A bomb wounded 17 soldiers in Hakkari on Monday. Thousands have died in decades of fighting in the area."
    assert [i.type for i in incidents(text)] == ["bombing"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Armed men attacked a wedding in Kaya on Monday, killing 12.", "shooting"),
        ("An Israeli strike on a car in Sidon on Monday killed a Hamas commander.", "airstrike"),
        ("Government troops killed three militants near Bohol on Monday.", "armed_clash"),
        ("Attackers torched houses, killed five people and abducted three girls in Bama on Monday.", "abduction"),
        ("Hundreds of students clashed with police in Lund on Monday.", "mob_violence"),
        ("Police clashed with villagers in Lund on Monday, leaving three dead.", "mob_violence"),
        ("Villagers with rifles clashed with police in Lund on Monday.", "armed_clash"),
        ("Soldiers clashed with rebels near Gao on Monday.", "armed_clash"),
        ("Pirates with guns intercepted a trawler off Barisal on Monday and looted it.", "robbery"),
    ],
)
def test_who_did_it_and_what_else_make_the_type(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    "text",
    [
        "A gas explosion in a restaurant in Barikot on Monday killed four people.",
        "An explosion at a fireworks factory in Sivakasi on Monday killed eight workers.",
        "Gas that leaked caused an explosion in Barikot on Monday, killing four. The explosion tore a bakery apart.",
        "The storm that tore through Barikot on Monday left the old fort in ruins.",
        "Ten people were killed when a bus plunged into a ravine near Quetta on Monday.",
        "Rebels in the hills near Cali, Colombia, often kidnap travellers.",
        "Cartels often attack candidates, killing dozens before the vote.",
        "The hills have seen a surge of violence in recent years, with gangs abducting residents for ransom.",
        "The area was the scene of bombings that killed scores of people.",
        "The army has since bombed and invaded the valley near Cali, killing thousands.",
        "Rebels have launched many attacks on the coast of Ndoro and the islands, targeting fishing boats.",
        "Herders around Gusau, Nigeria, have for years suffered from cattle rustling.",
    ],
)
def test_accidents_and_habits_are_no_attack(text: str) -> None:
    assert incidents(text) == ()


def test_a_bomb_in_a_gas_cylinder_is_a_bomb() -> None:
    assert only("A bomb hidden in a gas cylinder exploded in Pattani on Monday, killing two.").type == "bombing"


def test_a_suicide_car_bomber_is_shown_whole() -> None:
    assert "suicide car bomber" in shown("A suicide car bomber detonated explosives at a hotel in Mogadishu on Monday.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Sudanese air force bombed rebel targets near Khartoum on Monday.", "airstrike"),
        ("A bomb exploded at an air force base near Khartoum on Monday.", "bombing"),
    ],
)
def test_what_an_air_force_bombs_it_bombs_from_the_air(text: str, kind: str) -> None:
    assert only(text).type == kind


def test_a_mine_that_explodes_is_a_weapon_and_a_gold_mine_is_none() -> None:
    hit = only("A vehicle hit a mine near Gao on Monday, killing two soldiers.")
    dug = only("Gunmen attacked a gold mine near Gao on Monday.")
    assert (hit.type, hit.weapon.type, hit.target.words) == ("bombing", "mine", ("vehicle",))
    assert (dug.weapon.words, dug.target.words) == ((), ("gold mine",))


def test_what_records_add_up_is_no_event() -> None:
    told = "Two soldiers were killed in an ambush near Sukma, India, on Monday."
    records = "According to government records, 81 rebels were gunned down last year."
    assert len(incidents(f"{told}\n\n{records}")) == 1


def test_an_area_that_is_regularly_targeted_was_not_attacked_by_that() -> None:
    told = "Nine soldiers were killed in an ambush near Nampala on Monday, in an area regularly targeted by jihadists."
    assert only(told).perpetrator.words == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A man with a machete ran into a tram in Lund on Monday and began to stab passengers.", "stabbing"),
        ("Officers shot a man in Lund on Monday. The stabbing began when he entered a bank in Lund.", "stabbing"),
        ("A man of 30 was shot by police in Lund on Monday.", "shooting"),
    ],
)
def test_how_police_end_an_attack_is_not_how_it_was_made(text: str, kind: str) -> None:
    assert incidents(text)[0].type == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Monday's murder of a nurse shocked Lund. The stabbing happened in a car park there.", "stabbing"),
        ("A suicide bomber killed nine guests at a feast in Kano on Monday, and the mayor condemned the massacre.",
         "suicide_bombing"),
        ("The murder of a judge in Cali on Monday shocked his colleagues.", "assassination"),
    ],
)  # fmt: skip
def test_a_crime_gives_way_to_how_it_was_done(text: str, kind: str) -> None:
    assert incidents(text)[0].type == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Soldiers foiled an attack by rebels on an army base in Gubio on Monday.", "armed_clash"),
        ("Troops repulsed an attack on a checkpoint near Gubio on Monday.", "armed_clash"),
        ("Police foiled a plot to attack a parade in Lund on Monday.", "raid_or_arrest"),
        ("Soldiers thwarted a rocket attack on an army base in Gubio on Monday.", "rocket_or_missile_attack"),
    ],
)  # fmt: skip
def test_an_attack_that_soldiers_fight_off_is_a_clash(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Twelve fighters of a guerrilla group were killed during a military operation in Tame on Monday.",
        "Government troops on Monday killed nine rebels in an assault on their camp near Tame.",
        "Nine guerrillas were killed in an army offensive, the minister said.",
    ],
)
def test_fighters_killed_in_an_operation_fell_in_a_clash(text: str) -> None:
    assert only(text).type == "armed_clash"


def test_patients_who_die_in_an_operation_fell_in_no_clash() -> None:
    assert only("Nine patients died in an operation in Tame on Monday.").type == "other"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A blaze ripped through a chapel on Monday. The fire in Leeds had been deliberately set.", ["arson"]),
        ("A wildfire tore through a village near Leeds on Monday.", []),
        ("A bomb ripped through a market in Kano on Monday.", ["bombing"]),
        ("A trap for bears was deliberately set near Leeds on Monday.", []),
    ],
)  # fmt: skip
def test_what_burns_is_no_bomb(text: str, kinds: list[str]) -> None:
    assert [i.type for i in incidents(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A man drove a hired van at high speed through a fair in Lund on Monday.", ["vehicle_attack"]),
        ("A student drove his father's car into a crowd in Lund on Monday.", ["vehicle_attack"]),
        ("The minister drove a new car through the gates of the works in Lund on Monday.", []),
        ("Officers rammed the front door of a house in Lund on Monday and arrested two men.", ["raid_or_arrest"]),
    ],
)  # fmt: skip
def test_a_car_is_driven_at_people_to_attack_them(text: str, kinds: list[str]) -> None:
    assert [i.type for i in incidents(text)] == kinds


def test_what_backs_an_offensive_is_not_its_kind() -> None:
    found = incidents("Militiamen backed by air strikes clashed with rebels in Raqqa on Monday, killing nine.")
    assert [i.type for i in found] == ["armed_clash"]


@pytest.mark.parametrize(
    "text",
    [
        "A gang is targeting churches in Lund, a pastor said on Monday.",
        "The police launched a manhunt in Lund on Monday.",
        "The attack in May prompted the government to launch a security operation in Lund last month.",
    ],
)
def test_what_goes_on_or_is_undertaken_is_no_attack(text: str) -> None:
    assert incidents(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Six people were killed in Kita on Monday. A spokesman named the man killed as Carl Maas, a baker.", None),
        ("Six people were killed in Kita on Monday, General Carl Maas said.", None),
        ("Rebels killed General Carl Maas in Kita on Monday.", "assassination"),
    ],
)
def test_a_name_near_a_killing_makes_it_an_assassination_only_as_its_object(text: str, kind: str | None) -> None:
    assert (incidents(text)[0].type == "assassination") is (kind == "assassination")


@pytest.mark.parametrize(
    "text",
    [
        "Two hikers were killed near Lyon on Monday as they were hit by lightning.",
        "A storm hit a camp near Kano on Monday and four people died.",
        "A house fire in Dayton, Ohio, killed two children on Monday.",
        "Six workers were killed in Kano on Monday when a fire broke out in a mill.",
        "Two soldiers were killed on Monday when a helicopter crashed near Kano.",
        "A bus hit a lorry near Kano on Monday, killing nine people.",
        "A man was killed on Monday when he was hit by a car in Dayton, Ohio.",
        "Two farmers were killed by elephants near Kano on Monday.",
    ],
)
def test_fire_weather_traffic_and_beasts_are_nobody_s_attack(text: str) -> None:
    assert incidents(text) == ()


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Two people were killed on Monday when attackers set fire to a bus in Kano.", "arson"),
        ("A fire broke out after gunmen threw petrol bombs at a post in Kano on Monday, killing two.", "arson"),
        ("Two people were killed on Monday when a drone crashed into a house in Sumy, Ukraine.", "drone_attack"),
        ("Five people were killed on Monday when a man drove a truck into a crowd in Lyon, France.", "vehicle_attack"),
        ("A bus hit a roadside bomb near Kano on Monday, killing nine people.", "bombing"),
        ("Mortar fire killed two people in Aleppo on Monday.", "shelling"),
        ("Israeli fire killed two people in Jenin on Monday.", "other"),
    ],
)
def test_an_attack_stays_one_beside_fire_and_traffic(text: str, type_: str) -> None:
    assert only(text).type == type_


def test_an_event_of_no_kind_shows_the_words_for_whom_it_hurt() -> None:
    incident = only("Nine people were killed in Jenin on Monday, and the police know of no witness.")
    assert incident.type == "other"
    assert [e.quote for e in incident.evidence[Slot.TYPE]] == ["Nine people were killed"]


@pytest.mark.parametrize(
    "text",
    [
        "Three militants were killed in encounters with security forces in Kupwara on Monday, police said.",
        "An encounter broke out between troops and Naxals in Gumla on Monday, in which one soldier was injured.",
        "Four terrorists were neutralised in Shopian on Friday, the army said.",
        "Security forces eliminated five militants in North Waziristan on Monday.",
        "Two rebels were killed when soldiers pursued their trucks near Gao on Monday.",
        "Nine Maoists were killed in an operation near Bijapur on Monday.",
        "The two armies began trading fire at the border post of Chaman on Sunday and three soldiers were killed.",
    ],
)
def test_forces_and_fighters_who_meet_in_arms_clash(text: str) -> None:
    assert only(text).type == "armed_clash"


@pytest.mark.parametrize(
    "text",
    [
        "The government eliminated the fuel tax on Monday.",
        "Brazil were eliminated from the cup on Monday after a goal in Rio de Janeiro.",
        "The singer had a chance encounter with a minister in Delhi on Monday.",
        "Police said the threat was neutralised in Denver on Monday.",
        "Five rebels were killed when an army helicopter crashed in Hakkari on Monday.",
    ],
)
def test_what_is_removed_or_met_without_arms_is_no_clash(text: str) -> None:
    assert [i.type for i in incidents(text) if i.type == "armed_clash"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Troops fired teargas shells to disperse a crowd in Imphal on Monday, and four people were hurt.", "other"),
        ("Four rockets hit the base used for drone strikes in Agadez on Monday.", "rocket_or_missile_attack"),
        ("The head of the missile programme was shot dead in Tehran on Monday.", "shooting"),
        ("Police seized drone parts in a house in Leeds on Monday.", "weapons_seizure"),
    ],
)
def test_what_a_thing_is_for_is_not_how_it_was_hit(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A bomb planted in its hold blew up a French passenger jet over Niger in May.", "bombing"),
        ("A jet bombed a market in Idlib on Monday, killing four.", "airstrike"),
        ("Drones of the army struck an explosives depot in Idlib on Monday, killing four rebels.", "drone_attack"),
        ("A group claimed the truck attack in Lyon on Monday that killed nine people.", "vehicle_attack"),
        ("The driver of a van drove at a crowd of shoppers in Lyon on Monday.", "vehicle_attack"),
    ],
)
def test_what_is_only_named_with_arms_or_planes_is_not_how_it_was_done(text: str, type_: str) -> None:
    assert only(text).type == type_
