from __future__ import annotations

import pytest
from nlp_desk import only

from store.model import Attribution


def test_a_party_of_a_country_is_not_the_country() -> None:
    found = only("A farmer was shot dead by rebels of the Communist Party of India (Maoist) in Sukma on Monday.")
    assert found.perpetrator.name == "Communist Party of India (Maoist)"


@pytest.mark.parametrize(
    ("sentence", "name", "words"),
    [
        (
            "FMLN guerrillas burned a bus in Santa Ana on Monday.",
            "Farabundo Marti National Liberation Front",
            "FMLN guerrillas",
        ),
        ("Four hooded men shot a teacher in Mosul on Monday.", None, "hooded men"),
        ("A teacher was killed in Mosul on Monday by three young men.", None, "young men"),
        (
            "A bus was burned in Mosul on Monday in an attack perpetrated by masked individuals.",
            None,
            "masked individuals",
        ),
        ("An off-duty policeman shot four people in Mosul on Monday.", None, "off-duty policeman"),
        ("A former employee shot four people in Mosul on Monday.", None, "former employee"),
        ("A twenty-three-year-old man stabbed a teacher in Mosul on Monday.", None, "twenty-three-year-old man"),
        ("A GROUP OF HEAVILY ARMED MEN KIDNAPPED A JUDGE IN BOGOTA ON MONDAY.", None, "HEAVILY ARMED MEN"),
    ],
)
def test_the_words_for_those_who_acted_are_the_phrase_without_number(
    sentence: str, name: str | None, words: str
) -> None:
    perpetrator = only(sentence).perpetrator
    assert (perpetrator.name, perpetrator.words) == (name, (words,))


def test_a_group_alone_leaves_no_words_for_its_people() -> None:
    perpetrator = only("The FMLN bombed a bank in Santa Ana on Monday.").perpetrator
    assert (perpetrator.name, perpetrator.words) == ("Farabundo Marti National Liberation Front", ())


def test_an_alleged_doer_is_suspected() -> None:
    perpetrator = only("Alleged guerrillas burned a bus in Santa Ana on Monday.").perpetrator
    assert (perpetrator.words, perpetrator.attribution) == (("guerrillas",), Attribution.SUSPECTED)


def test_people_of_a_group_give_its_name() -> None:
    perpetrator = only("Terrorists of the Shining Path killed a mayor in Puno on Monday.").perpetrator
    assert (perpetrator.name, perpetrator.words) == ("Shining Path", ("Terrorists",))


@pytest.mark.parametrize(
    "sentence",
    [
        "Four people were killed by a car bomb at a police station in Mosul on Monday.",
        "A police vehicle hit a landmine in Quetta on Monday, killing two officers.",
        "Three bandits captured in Mosul on Monday told the police of a camp.",
    ],
)
def test_those_who_were_hit_or_taken_did_not_do_it(sentence: str) -> None:
    perpetrator = only(sentence).perpetrator
    assert (perpetrator.name, perpetrator.words) == (None, ())


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Six labourers shot dead in Mosul on Monday", ()),
        ("Seven Dutch nationals arrested in Mosul on Monday were armed.", ()),
        ("Two soldiers were wounded on Monday in a rocket attack targeting a base in Mosul.", ()),
        ("Two traders died after gunmen barged into a house in Mosul on Monday and opened fire.", ("gunmen",)),
        ("Insurgents, who hide in the hills, killed two men in Mosul on Monday.", ("Insurgents",)),
        ("An armed gang (possibly the same one) attacked a bank in Mosul on Monday.", ("armed gang",)),
        ("A bomb went off in Mosul on Monday, injuring a man identified by relatives as a baker.", ()),
        ("A constable was shot dead by Maoists in Mosul on Monday.", ("Maoists",)),
        ("Police arrested on Monday two smugglers in Mosul.", ("Police",)),
    ],
)
def test_who_stands_before_a_verb_did_it_only_if_it_is_said_of_them(sentence: str, words: tuple[str, ...]) -> None:
    assert only(sentence).perpetrator.words == words


def test_in_a_clash_with_the_army_the_armed_group_is_named() -> None:
    perpetrator = only("Troops clashed with Abu Sayyaf in Patikul, Philippines, on Monday.").perpetrator
    assert perpetrator.name == "Abu Sayyaf"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        # with arms in their hands
        ("The mayor of Hawija was gunned down on Monday by assailants wielding rifles.", ("assailants",)),
        # where they were, and an aside
        ("On Monday, gunmen in the northern province of Nineveh killed three officers.", ("gunmen",)),
        ("Armed bandits, numbering about 18, attacked Mosul on Monday, killing a man.", ("Armed bandits",)),
        # those of whom the verb before tells do nothing
        ("On Monday a raid hit Mosul, killing one person and abducting five others.", ()),
        ("Arms stored for the Palestinian Hamas group exploded in Tyre on Monday, injuring a man.", ()),
    ],
)
def test_who_acts_is_found_past_arms_places_and_asides(sentence: str, words: tuple[str, ...]) -> None:
    assert only(sentence).perpetrator.words == words
    assert only(sentence).perpetrator.name is None


def test_who_answers_with_strikes_is_who_strikes() -> None:
    incident = only("Israel responded with air strikes on Gaza City on Monday that killed nine.")
    assert (incident.type, incident.perpetrator.name, incident.killed.best) == ("airstrike", "Israel", 9)


def test_they_who_attacked_are_not_those_whom_they_killed() -> None:
    incident = only("Gunmen killed at least 21 people when they attacked three villages near Jos on Monday.")
    assert incident.perpetrator.words == ("Gunmen",)


@pytest.mark.parametrize(
    "told",
    [
        "Al-Shabaab was blamed for the attack.",
        "The government has accused al-Shabaab.",
        "Al-Shabaab, an Islamist group, has been accused of the attack by the army.",
        "The attack was blamed on al-Shabaab.",
    ],
)
def test_who_is_blamed_is_told_before_or_after(told: str) -> None:
    incident = only(f"A bomb killed six people in Mogadishu on Monday. {told}")
    assert (incident.perpetrator.name, incident.perpetrator.attribution) == ("Al-Shabaab", Attribution.ACCUSED)


def test_troops_of_a_junta_are_those_of_the_country_that_the_article_is_about() -> None:
    text = "Junta troops shot four men in a village in Sagaing on Monday, residents of Myanmar said."
    assert only(text).perpetrator.name == "Myanmar military"
    text = "Regime forces shot four men in Azaz on Monday, Syrian doctors said."
    assert only(text).perpetrator.name == "Syrian government forces"


def test_who_is_only_suspected_to_be_of_a_group_is_suspected() -> None:
    incident = only("Gunmen suspected to be Boko Haram fighters killed four farmers near Gao on Monday.")
    assert (incident.perpetrator.name, incident.perpetrator.attribution) == ("Boko Haram", Attribution.SUSPECTED)


def test_who_has_carried_out_many_attacks_is_only_suspected_of_this_one() -> None:
    incident = only(
        "Insurgents killed four farmers near Maiduguri on Monday. Boko Haram has carried out many attacks in the area."
    )
    assert (incident.perpetrator.name, incident.perpetrator.attribution) == ("Boko Haram", Attribution.SUSPECTED)


def test_who_did_the_like_before_is_not_who_did_it() -> None:
    incident = only(
        "Twin blasts wounded 18 people in Mosul on Monday. "
        "The blasts were similar to attacks carried out by Islamic State."
    )
    assert incident.perpetrator.name is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A man stabbed two guards in Mosul on Monday and was shot dead by a soldier.", ("man",)),
        ("A guard was stabbed in Mosul on Monday and was shot dead by a soldier.", ("soldier",)),
        ("Soldier shot, two wounded in Mosul attack\n\nGunmen shot a soldier in Mosul on Monday.", ("Gunmen",)),
        ("In a separate case unidentified gunmen shot a soldier in Mosul on Monday.", ("unidentified gunmen",)),
    ],
)
def test_who_was_shot_in_the_end_or_in_a_headline_did_not_do_it(text: str, words: tuple[str, ...]) -> None:
    assert only(text).perpetrator.words == words


def test_men_of_two_nations_are_of_both() -> None:
    told = "French and Belgian nationals shot dead two guards in Kirkuk on Monday."
    assert only(told).perpetrator.words == ("French and Belgian nationals",)
