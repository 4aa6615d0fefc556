"""Words that are near an event and are none of its values: bombs made safe, ships, speakers, roads, datelines."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Attribution


@pytest.mark.parametrize(
    "after",
    [
        "Police bomb technicians later detonated a second grenade found at the scene.",
        "A second one was safely detonated by bomb disposal experts.",
        "The army then carried out a controlled explosion.",
    ],
)
def test_a_bomb_that_is_made_safe_is_no_attack(after: str) -> None:
    found = only(f"A hand grenade exploded on Monday in Lund, Sweden, wounding a man. {after}")
    assert (found.type, found.perpetrator.words, found.weapon.words) == ("grenade_attack", (), ("hand grenade",))


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Rebels blew up an anti-landmine vehicle in Sukma, India, on Monday, killing nine.", ()),
        ("Rebels attacked a mine-resistant truck in Sukma, India, on Monday, killing nine.", ()),
        ("A motorcycle bomb went off in Lund, Sweden, on Monday. A bomb squad came.", ("motorcycle bomb",)),
    ],
)
def test_what_is_there_against_arms_is_none(text: str, weapon: tuple[str, ...]) -> None:
    assert only(text).weapon.words == weapon


def test_a_bomb_is_not_its_own_target() -> None:
    text = "A motorcycle bomb exploded near a police station in Cali, Colombia, on Monday, wounding three."
    assert "motorcycle" not in only(text).target.words


def test_nobody_knows_how_many_were_killed_of_those_killed_or_injured() -> None:
    found = only("Some 26 soldiers were killed or injured when a car bomb hit a checkpoint in Rafah, Egypt, on Monday.")
    assert (found.killed.best, found.injured.best) == (None, None)


def test_drugs_that_are_seized_are_no_weapons() -> None:
    assert only("Police seized 90 kg of heroin in Lund, Sweden, on Monday.").type == "raid_or_arrest"
    assert only("Police seized 90 kg of heroin and 12 rifles in Lund, Sweden, on Monday.").type == "weapons_seizure"


def test_who_was_arrested_arrested_nobody() -> None:
    assert only("The suspect was apprehended in Lund, Sweden, on Monday.").perpetrator.words == ()


def test_a_group_that_did_the_like_is_not_who_did_it() -> None:
    text = "Gunmen stormed a hotel in Mogadishu on Monday in an attack reminiscent of others carried out by al-Shabaab."
    assert only(text).perpetrator.name is None


def test_what_a_headline_says_of_a_group_a_text_may_doubt() -> None:
    text = "Tamil Tigers kill nine sailors\n\nSuspected Tamil Tigers killed nine sailors in Sri Lanka on Monday."
    assert only(text).perpetrator.attribution is Attribution.SUSPECTED


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomb hit a truck on the Narathiwat-Pattani Road in Mayo district of Pattani, Thailand, on Monday.", "Mayo"),
        ("Two men were killed on Monday in air strikes on nearby Maaret Hermeh in Syria.", "Maaret Hermeh"),
        (
            "COLOMBO, Dec 23: Rebels ambushed a bus in northern Sri Lanka on Monday.\n\n"
            "They hit the convoy with grenades in the northern district of Mannar.",
            "Mannar",
        ),
        ("CAIRO/LUXOR, Egypt A gunman shot two guards at a temple in Edfu on Monday.", "Edfu"),
    ],
)
def test_neither_a_road_nor_a_dateline_is_where_it_was(text: str, place: str) -> None:
    assert incidents(text)[0].place.name == place


def test_who_spoke_is_no_place() -> None:
    text = 'A car bomb went off at a hotel in Mogadishu on Monday. "It burns," said Adan Yusuf, an officer in the area.'
    assert only(text).place.name == "Mogadishu"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police blamed a gang known for killings for abducting 17 teachers in Haiti on Monday.", "abduction"),
        ("A group known for its attacks kidnapped a nun in Gao on Monday.", "abduction"),
        ("Police said gunmen of the Taliban captured two teachers in Kabul on Monday.", "abduction"),
        ("The army broke up an ELN network in Cali on Monday, capturing eight of its members.", "raid_or_arrest"),
        ("In Monday's raid in Mosul its men had killed ten soldiers, the group said.", "other"),
        ("In Monday's raid in Mosul police killed ten men.", "raid_or_arrest"),
    ],
)
def test_what_somebody_is_known_for_is_not_what_happened(text: str, kind: str) -> None:
    assert (only(text).type or "other") == kind


@pytest.mark.parametrize(
    "told",
    [
        "The gang holds the quarter, kidnaps traders and steals cars.",
        "For money these pirates prefer kidnap to the theft of fuel.",
        "Nurses have been executed by the group before.",
    ],
)
def test_what_is_done_again_and_again_is_no_event(told: str) -> None:
    assert only("Gunmen shot dead a teacher in Mosul on Monday. " + told).type == "shooting"


@pytest.mark.parametrize(
    "told",
    [
        "In May a court had found two others guilty of murder.",
        "In a drill in Kirkuk, in the staged scenario, intruders ambushed the guards.",
    ],
)
def test_what_a_court_or_a_drill_names_is_no_event(told: str) -> None:
    assert only("Gunmen shot dead a teacher in Mosul on Monday. " + told).type == "shooting"


def test_who_was_found_guilty_of_the_murder_of_somebody_points_to_it() -> None:
    assert incidents("He was found guilty of the murder of two guards in Mosul on Monday.")[0].killed.best == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In Kapoeta 18 oxen were raided on Monday by armed youth.", "robbery"),
        ("Police raided a cattle market in Mosul on Monday and arrested two men.", "raid_or_arrest"),
        ("Police raided a house in Mosul on Monday and arrested two men.", "raid_or_arrest"),
    ],
)
def test_cattle_that_are_raided_are_robbed(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    ("second", "kinds"),
    [
        ("Clashes broke out in Basra.", ["shooting"]),
        ("Gunmen clashed with guards in Basra on Sunday, killing two.", ["shooting", "armed_clash"]),
    ],
)
def test_what_is_only_named_beside_another_event_is_no_incident(second: str, kinds: list[str]) -> None:
    text = f"Gunmen shot dead a judge in Mosul on Monday, police said. He was 61.\n\n{second}"
    assert [one.type for one in incidents(text)] == kinds


def test_a_murder_told_with_its_arms_is_of_their_kind() -> None:
    found = only("The murders of two guards with a rifle in Mosul on Monday were filmed, police said.")
    assert found.type == "shooting"


def test_a_headline_of_at_least_so_many_names_no_place() -> None:
    found = incidents("At Least 17 Slain in Basra Battle\n\nGunmen shot dead 17 guards on Monday, police said.")
    assert not {one.place.name for one in found} & {"Least", "Basra Battle"}


def test_a_state_told_with_its_day_is_the_state() -> None:
    found = only("Gunmen shot dead two men in Washington state Friday, police said.")
    assert (found.place.admin1, found.place.latitude) == ("Washington", None)


def test_a_force_by_capitals_that_others_use_too_is_not_named() -> None:
    found = only("FAES killed six people in a raid in Caracas, Venezuela, on Monday.")
    assert found.perpetrator.name is None


@pytest.mark.parametrize(
    "text",
    [
        "The banker, who is now fighting extradition from a jail in Lund, Sweden, spoke to lawyers on Monday.",
        "She lost a long battle with cancer in Lund, Sweden, on Monday.",
        "The union began a legal battle over the port of Basra on Monday, its lawyers said.",
    ],
)
def test_what_is_fought_without_arms_is_no_clash(text: str) -> None:
    assert all(i.type != "armed_clash" for i in incidents(text))


def test_a_battle_with_dead_is_a_clash_whoever_fights() -> None:
    text = "A battle with a drug trafficking gang killed four soldiers near Culiacan on Monday."
    assert only(text).type == "armed_clash"


def test_the_plot_of_a_film_is_no_arrest() -> None:
    text = "He makes a film called The Bank. Its hero robs a till in Lyon and gets arrested by the police of Paris."
    assert all(i.type != "raid_or_arrest" for i in incidents(text))


def test_arms_of_which_there_was_no_trace_did_nothing() -> None:
    text = (
        "The body of a sailor was found near Lund, Sweden, on Monday with no visible signs of a stabbing or a gunshot."
    )
    assert all((i.type, i.weapon.type) == ("other", None) for i in incidents(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rumours that two girls had been abducted in Kano were spread on Monday.",
        'Police in Leeds said on Monday that claims of three shootings were "false".',
        "The film, which opens on Friday, follows a banker who is taken hostage by rebels in Kano and shot.",
        "A man convicted of killing three pupils was executed in Wuhan on Friday.",
        "The killer, a former teacher, was executed in Wuhan on Friday.",
        'The gang spreads fear in Kano, a lawyer said on Monday. "They just shoot, they kill."',
        "In some cases, parents were killed in Kano so that their children could be taken, a report said on Monday.",
        "In 1931 soldiers blew up a railway in Wuhan.",
        "The trial of a man accused of killing his wife began in Leeds on Monday.",
        "A man appeared in court in Leeds on Monday on charges of kidnapping and murder.",
        "The army has long used air strikes to target rebels in Kano.",
        "The town of Kano has been the site of many attacks over the years, an officer said on Monday.",
        "He commands troops fighting the rebels in Kano, an officer said on Monday.",
        "The archive in Kano opened on Monday. It has files on 183 men who had been kidnapped and killed by soldiers.",
    ],
)
def test_what_did_not_happen_or_only_a_court_tells_is_no_incident(text: str) -> None:
    assert incidents(text) == ()
