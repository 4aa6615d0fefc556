"""Who claims, denies, is accused or suspected, by the sentence after the attack."""

from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only

from store.model import Attribution, ClaimStatus, Perpetrator

BOMB = "A bomb killed three soldiers in Kunduz on Monday."


@pytest.mark.parametrize(
    "said",
    [
        "A spokesman for the Taliban said the group was responsible.",
        "Zabihullah Mujahid, a Taliban spokesman, said their fighters had planted it.",
        "In a post on Telegram, the Taliban said one of its fighters had detonated the bomb.",
        "A Taliban commander claimed on Twitter that they carried out the bombing.",
    ],
)
def test_who_says_so_of_themselves_claims_it(said: str) -> None:
    incident = only(f"{BOMB} {said}")
    assert (incident.claim.status, incident.claim.by) == (ClaimStatus.CLAIMED, "Taliban")
    assert incident.perpetrator.attribution is Attribution.CLAIMED


@pytest.mark.parametrize(
    "said",
    [
        "No group has said it was behind the attack.",
        "The Taliban have not claimed the attack.",
    ],
)
def test_an_attack_that_nobody_owns_is_unclaimed(said: str) -> None:
    incident = only(f"{BOMB} {said}")
    assert (incident.claim.status, incident.perpetrator.name) == (ClaimStatus.UNCLAIMED, None)


@pytest.mark.parametrize(
    "said",
    [
        "The group said the army was responsible for security in the town.",
        "The area is a stronghold of the Taliban, who have attacked troops for years.",
        "It was not clear who was behind the attack.",
    ],
)
def test_what_is_no_claim_names_nobody(said: str) -> None:
    incident = only(f"{BOMB} {said}")
    assert (incident.claim.status, incident.perpetrator.name) == (ClaimStatus.NOT_MENTIONED, None)


@pytest.mark.parametrize(
    "said",
    [
        "The police suspect the Taliban.",
        "Police suspect that fighters of the Taliban planted it.",
        "The Taliban allegedly planted it.",
    ],
)
def test_who_is_only_suspected_is_suspected(said: str) -> None:
    perpetrator = only(f"{BOMB} {said}").perpetrator
    assert (perpetrator.name, perpetrator.attribution) == ("Taliban", Attribution.SUSPECTED)


@pytest.mark.parametrize(
    "text",
    [
        "A man was stabbed in Leeds on Monday. A witness held the assailant until police came.",
        "Officers shot two men in Leeds on Monday. Later they apprehended four suspected smugglers.",
        "A ship was hijacked off Benin on Monday. It is believed to be a tanker under the flag of Panama.",
    ],
)
def test_who_is_held_or_taken_and_a_flag_are_accused_of_nothing(text: str) -> None:
    attributions = {Attribution.ACCUSED, Attribution.SUSPECTED}
    assert only(text).perpetrator.attribution not in attributions


def test_a_claim_is_not_of_the_arrests_after_the_attack() -> None:
    text = (
        "A van was driven into pedestrians in Lund, Sweden, on Monday, killing two.\n\n"
        "Police in Lund made four arrests on Tuesday.\n\nThe Islamic State has claimed responsibility for the attack."
    )
    assert [i.claim.status for i in incidents(text) if i.type == "vehicle_attack"] == [ClaimStatus.CLAIMED]


def test_a_text_may_break_off_behind_who_is_suspected() -> None:
    assert len(incidents("Nobody claimed responsibility for the blast in Kano, but suspicion fell on Boko Haram")) < 2


def test_a_claim_may_be_dated() -> None:
    incident = only("The PKK said on Monday that it had carried out the attack in Ankara, in which five people died.")
    assert (incident.claim.status, incident.perpetrator.attribution) == (ClaimStatus.CLAIMED, Attribution.CLAIMED)


def test_a_state_can_be_accused() -> None:
    perpetrator = only("The government accused Rwanda of bombing a camp near Goma on Monday.").perpetrator
    assert (perpetrator.name, perpetrator.attribution) == ("Rwanda", Attribution.ACCUSED)


def test_the_dead_accuse_nobody() -> None:
    text = "Eleven soldiers died in an attack near Kunduz on Monday that the government blamed on the Taliban."
    assert (only(text).perpetrator.name, only(text).perpetrator.by) == ("Taliban", None)


def test_those_whom_a_drone_killed_are_suspected_of_nothing_here() -> None:
    text = "A drone struck a car in Marib on Monday, killing the seven suspected jihadists in it."
    assert only(text).perpetrator.words == ()


@pytest.mark.parametrize(
    "said",
    [
        "The al-Shabab militant group claimed the bombing in a statement.",
        "It was claimed by the Islamist group al-Shabab.",
    ],
)
def test_what_a_group_is_called_besides_is_not_who_claims(said: str) -> None:
    assert only(f"A car bomb killed 25 people in Mogadishu on Monday. {said}").claim.by == "Al-Shabaab"


def test_who_is_accused_of_attacks_elsewhere_is_not_accused_of_this_one() -> None:
    told = "A missile wounded 26 people in Mosul on Monday. "
    incident = only(told + "The minister has accused Iran of attacks in Kirkuk.")
    assert incident.perpetrator.name is None
    incident = only(told + "The minister has accused Iran of attacks in Mosul.")
    assert incident.perpetrator.name == "Iran"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Officials attributed the bombing to the Taliban.", "Taliban"),
        ("The mayor ascribed the attack to fighters of the Taliban.", "Taliban"),
        ("The attack was linked to the Taliban.", "Taliban"),
        ("Both attacks last year were linked to the Taliban.", None),
        ("The governor attributed earlier attacks in the province to the Taliban.", None),
    ],
)
def test_to_whom_an_attack_is_laid_is_suspected(said: str, name: str | None) -> None:
    perpetrator = only(f"{BOMB} {said}").perpetrator
    assert (perpetrator.name, perpetrator.attribution is Attribution.SUSPECTED) == (name, name is not None)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("The inquiry blamed a mine, and Pakistan and the United States blamed the Taliban.", "Taliban"),
        ("Threats to Pakistan include the Taliban, which has been blamed for the attack.", "Taliban"),
        ("Investigators blamed a landmine, but the United States sent help.", None),
    ],
)
def test_who_is_blamed_stands_in_the_same_clause(said: str, name: str | None) -> None:
    assert only(f"{BOMB} {said}").perpetrator.name == name


@pytest.mark.parametrize(
    "said",
    [
        "The mayor has denied the allegation and spoke of a feud between gangs.",
        "At talks held at the request of Russia, envoy Ana Diaz denied the accusations.",
    ],
)
def test_a_denial_names_nobody_but_who_denies(said: str) -> None:
    assert only(f"{BOMB} {said}").perpetrator.name is None


def test_who_denies_it_is_named() -> None:
    perpetrator = only(f"{BOMB} The Taliban denied involvement in the attack.").perpetrator
    assert (perpetrator.name, perpetrator.attribution) == ("Taliban", Attribution.DENIED)


@pytest.mark.parametrize("published", [None, dt.date(2020, 7, 28)])
@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("In May, Islamic State said it was behind an attack on the election offices.", None),
        ("A priest was kidnapped on an island in 2011. At the time, the government blamed Islamic State.", None),
        ("On Tuesday, Islamic State claimed responsibility for the attack.", "Islamic State"),
    ],
)
def test_a_claim_of_another_time_is_of_another_attack(told: str, name: str | None, published: dt.date | None) -> None:
    text = f"Gunmen attacked an oil office in Tripoli on Monday, killing two people. {told}"
    assert incidents(text, published)[0].perpetrator.name == name


@pytest.mark.parametrize("often", ["sometimes", "mostly", "often"])
def test_who_claims_attacks_of_a_kind_claims_none_of_them(often: str) -> None:
    text = f"A car bomb killed four people in Arish on Monday. Such attacks are {often} claimed by the Islamic State."
    incident = incidents(text)[0]
    assert (incident.claim.status, incident.perpetrator.name) == (ClaimStatus.NOT_MENTIONED, None)


def test_police_from_whom_a_suspect_fled_are_not_suspected() -> None:
    text = "A man was stabbed in Ghent on Monday. Police followed a neighbour: he was suspected of the attack."
    assert incidents(text)[0].perpetrator.words != ("police",)


@pytest.mark.parametrize(
    "said",
    [
        "The Taliban have taken responsibility for similar attacks.",
        "The Taliban have claimed several attacks in the province.",
        "The Taliban took credit for a number of previous attacks.",
        "Most bombings of this year were blamed on smugglers, and two in the capital were claimed by the Taliban.",
    ],
)
def test_a_claim_of_other_attacks_is_none_of_this_one(said: str) -> None:
    incident = only(f"{BOMB} {said}")
    assert (incident.claim.status, incident.perpetrator.name) == (ClaimStatus.NOT_MENTIONED, None)


@pytest.mark.parametrize(
    "said",
    [
        "The attacks were claimed by the Taliban.",
        "The Taliban, which have fought the Afghan army for years, have claimed responsibility for it.",
        "The Taliban, who want to topple the Afghan state, later claimed responsibility.",
    ],
)
def test_who_claims_it_stands_before_what_is_told_of_them_in_passing(said: str) -> None:
    assert only(f"{BOMB} {said}").claim.by == "Taliban"


@pytest.mark.parametrize(
    "said",
    [
        "There have been police raids on suspected Taliban militants in the town.",
        "The police have drawings of the faces of suspected Taliban militants.",
        "Four suspected Taliban militants plotting an attack on a parade in Kabul had been detained, a newspaper said.",
    ],
)
def test_suspects_of_something_else_did_not_do_this(said: str) -> None:
    assert only(f"{BOMB} {said}").perpetrator.name is None


def test_a_group_that_suspects_attacked_for_is_named() -> None:
    incident = only(f"{BOMB} It was the work of suspected Taliban militants.")
    assert (incident.perpetrator.name, incident.perpetrator.attribution) == ("Taliban", Attribution.SUSPECTED)


@pytest.mark.parametrize(
    "text",
    [
        "Police in Kunduz arrested three men on Monday. The men are believed to be Taliban supporters.",
        "Police in Kunduz arrested three men on Monday. The Taliban claimed responsibility for the attack.",
        "Police in Kunduz detained a woman on the Taliban's list on Monday who is suspected of hiring a killer.",
    ],
)
def test_those_suspected_or_claiming_did_not_make_the_arrests(text: str) -> None:
    incident = only(text)
    assert (incident.perpetrator.name, incident.claim.status) == (None, ClaimStatus.NOT_MENTIONED)


def test_who_made_a_suspected_attack_is_suspected() -> None:
    incident = only(
        "Ten people were killed in a suspected attack by Taliban militants on a market in Kunduz on Monday."
    )
    assert (incident.perpetrator.name, incident.perpetrator.attribution) == ("Taliban", Attribution.SUSPECTED)


@pytest.mark.parametrize(
    "told",
    [
        "Last month the government accused Iran of hacking a text message service.",
        "The agency accused Iran of hacking into a message service to call for attacks in revenge.",
        "The envoy accused Rwanda of meddling in the province.",
        "The US has blamed Iran for previous rocket attacks.",
    ],
)
def test_who_is_accused_of_another_matter_is_not_accused_of_this_event(told: str) -> None:
    assert only("Rockets hit a base in Kirkuk on Monday, wounding a guard. " + told).perpetrator == Perpetrator()


def test_who_is_accused_of_planting_a_bomb_is_accused_of_the_bombing() -> None:
    told = "A bomb killed four people in Kirkuk on Monday. The army accused Hamas of planting the bomb."
    assert only(told).perpetrator.name == "Hamas"


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("The Sons of the Marsh on Tuesday claimed responsibility for the attack.", "Sons of the Marsh"),
        ("A little-known group, Jund al-Wadi, claimed responsibility.", "Jund al-Wadi"),
        ("Islamic State wrote in its claim of responsibility of a convoy.", "Islamic State"),
        ("Governor Ali Hassan claimed responsibility for the lapse.", None),
        ("Telegram channels claimed responsibility.", None),
    ],
)
def test_a_group_that_no_list_has_claims_it_by_its_name(said: str, group: str | None) -> None:
    incident = incidents(f"A bomb killed three people in Mosul on Monday. {said}")[0]
    assert incident.claim.by == group
