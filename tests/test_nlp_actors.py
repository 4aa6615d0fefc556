"""Who did it, and who only stands near what was done."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Attribution


@pytest.mark.parametrize(
    "text",
    [
        "Troops rescued students kidnapped from a college in Kaduna on Monday.",
        "Four villagers killed in the attack on Monday were buried in Jos by soldiers and police.",
        "A girl was shot in the back in Leeds on Monday.",
        "Seven people stabbed at rally in Denver\n\nThe police said the rally was on Monday.",
        "A bomb killed three soldiers in Kunduz on Monday, and the perpetrators fled.",
    ],
)
def test_who_frees_buries_or_is_hit_did_not_do_it(text: str) -> None:
    assert only(text).perpetrator.words == ()


def test_a_group_that_backs_the_rebels_is_not_the_rebels() -> None:
    assert only("Islamic State-backed rebels killed 12 farmers near Beni on Monday.").perpetrator.name is None


def test_whom_gunmen_had_abducted_they_abducted() -> None:
    incident = only("Soldiers found the bodies of six people whom gunmen had abducted in Kaduna on Sunday.")
    assert (incident.perpetrator.words, incident.killed.best) == (("gunmen",), 6)


def test_police_who_look_for_traces_of_a_shooting_did_not_shoot() -> None:
    incident = only("Police have seized a car that was used in a shooting in Dayton on Thursday, which killed a man.")
    assert incident.perpetrator.words == ()


def test_police_arrest() -> None:
    assert only("Police arrested two men in Lund on Monday.").perpetrator.words == ("Police",)


def test_an_attack_that_was_somebodys_work_is_theirs() -> None:
    text = "The murder of six priests in San Salvador on Monday was an action by the Taliban, the minister said."
    assert only(text).perpetrator.name == "Taliban"


def test_of_somebody_taken_by_rebels_and_found_dead_the_rebels_live() -> None:
    incident = only("A soldier kidnapped in Sulu on Monday by Abu Sayyaf militants was found beheaded.")
    assert [v.words for v in incident.victims] == ["soldier"]
    assert (incident.perpetrator.name, incident.perpetrator.attribution) == ("Abu Sayyaf", Attribution.CONFIRMED)


def test_to_guard_is_no_guard() -> None:
    incident = only("Two officers who had been sent to guard the bank were shot dead in Karachi on Monday.")
    assert [(v.words, v.count) for v in incident.victims] == [("officers", 2)]


def test_who_comes_under_fire_did_not_fire() -> None:
    assert only("Officers came under fire in Manila on Monday, and two of them were wounded.").perpetrator.words == ()


def test_a_group_of_the_background_is_not_the_militants_of_today() -> None:
    told = "Islamist militants attacked an army base in Baga on Monday, killing nine soldiers."
    assert only(f"{told} Boko Haram has killed thousands in the region since 2009.").perpetrator.name is None
    assert only(f"{told} Boko Haram sent a statement on Tuesday.").perpetrator.name == "Boko Haram"


def test_police_who_say_that_they_arrested_somebody_did() -> None:
    assert only("Police said they had arrested two men in Lund on Monday.").perpetrator.words == ("Police",)


@pytest.mark.parametrize(
    "text",
    [
        "Another 32 people were wounded by a car bomb in Karradah on Monday, a police officer said.",
        "Authorities killed four gunmen in a shootout in Matamoros on Monday.",
        "A suspected leader of the Shining Path and a policeman were killed in a shooting in Puno on Monday.",
    ],
)
def test_police_and_the_dead_did_not_do_it(text: str) -> None:
    perpetrator = only(text).perpetrator
    assert (perpetrator.name, perpetrator.words) == (None, ())


def test_a_dateline_is_no_part_of_who_acted() -> None:
    assert only("rawalpindi - Police arrested two suspects near Lahore on Monday.").perpetrator.words == ("Police",)
    assert only("HARARE Police arrested two suspects near Kadoma on Monday.").perpetrator.words == ("Police",)


def test_of_what_gang_the_dead_were_says_nothing_of_who_killed_them() -> None:
    shot = "Eight youths were shot dead in Tegucigalpa on Monday."
    text = f"{shot} Those shot are thought to have been of the Mara Salvatrucha gang."
    assert only(text).perpetrator.name is None


@pytest.mark.parametrize("told", ["More Than 30 Soldiers Dead After Two Nights of Resistance Ambushes in Mandalay"])
def test_a_headline_in_capitals_names_no_group(told: str) -> None:
    text = f"{told}\n\nFighters killed 15 junta soldiers near Mandalay, Myanmar, on Monday."
    assert all(i.perpetrator.name is None for i in incidents(text))


def test_capitals_that_others_go_by_are_a_group_only_in_its_country() -> None:
    abroad = "PDF fighters ambushed a police truck near Mandalay, Myanmar, on Monday."
    at_home = "PDF troops ambushed a police truck near Colon, Panama, on Monday."
    assert only(abroad).perpetrator.name is None
    assert only(at_home).perpetrator.name == "Panamanian Defense Forces"


def test_a_man_with_an_axe_acts_and_not_the_axe() -> None:
    assert only("A man with an axe wounded four passengers near Lund on Monday.").perpetrator.words == ("man",)


def test_who_hid_a_cache_did_not_find_it() -> None:
    text = "Soldiers found a cache of 40 rockets hidden by Hamas in a house in Rafah on Monday."
    assert only(text).perpetrator.words == ("Soldiers",)


def test_what_an_army_denies_to_have_done_it_is_not_told_to_have_done() -> None:
    text = "Shells killed nine people near Goma on Monday. The army denied that its troops had shelled a camp there."
    assert only(text).perpetrator.words == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Houthis' shelling of a market in Taiz on Monday killed 12 people.", "Houthis"),
        ("Saudi fighter jets struck a wedding convoy in Saada on Monday, killing 11 people.", "Saudi Arabia"),
        ("Turkey's air force bombed Houthi targets near Taiz on Monday.", "Turkey"),
    ],
)
def test_whose_shelling_whose_planes_and_whose_targets(text: str, name: str) -> None:
    found = only(text).perpetrator.name
    assert found is not None
    assert found.startswith(name)


def test_those_whom_an_air_raid_killed_did_not_injure_the_others() -> None:
    text = (
        'Coalition aircraft bombed a wedding in Saada on Monday, killing "mostly women and children" and injuring 11.'
    )
    assert only(text).perpetrator.words == ()


def test_troops_who_killed_the_attackers_did_not_make_the_attack() -> None:
    text = (
        "Militants shot dead nine guests at a hotel in Mogadishu on Monday.\n\n"
        "Troops killed the last militants in the hotel on Monday evening, the police said."
    )
    assert all(i.perpetrator.words != ("Troops",) for i in incidents(text) if i.type == "shooting")


@pytest.mark.parametrize(
    "text",
    [
        "Woman fatally shot in Hazelwood on Monday is identified.",
        "Boy shot ten times in Leeds on Monday.",
        "The boy suffered a graze wound to the arm in a shooting in Leeds on Monday.",
        "Five people were shot in Roseland on Monday in what was believed to be a landlord-tenant dispute.",
        "Five people were shot in Leeds on Monday. The inquiry is conducted by investigators from the Leeds Police.",
    ],
)
def test_those_shot_disputes_and_inquiries_name_nobody(text: str) -> None:
    assert only(text).perpetrator.words == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "As the officer returned to his car in Leeds on Monday, the suspect exited his car and shot the officer.",
            "suspect",
        ),
        ("Police say a man suspected in a shooting that wounded a boy in Detroit on Monday gave himself up.", "man"),
        ("A teen who shot four people in Leeds on Monday was killed by police.", "teen"),
    ],
)
def test_who_is_nearest_to_the_verb_acts(text: str, words: str) -> None:
    assert any(i.perpetrator.words == (words,) for i in incidents(text))


@pytest.mark.parametrize(
    "text",
    [
        "A Kabul car bombing killed six guards last week.",
        "A bombing in Turkey's capital, Ankara, killed 90 people on Monday.",
        "A US jury convicted a man on Tuesday of a bombing that injured three people in Boston in March.",
        "A bomb killed a reporter in Mokha on Monday. Houthis have attacked reporters previously, an editor said.",
        "Air strikes hit a clinic in Idlib on Monday. Opposition groups say Russian forces routinely bomb clinics.",
        "In Lyon, France, a clerk stabbed four people on Thursday.",
        "On Monday a van driven by Omar Diallo, 44, an employee of a mill, was bombed in Pattani.",
    ],
)
def test_where_whose_or_what_was_always_done_names_no_doer(text: str) -> None:
    assert all(i.perpetrator.name is None and "employee" not in i.perpetrator.words for i in incidents(text))


def test_a_state_that_acts_is_named_by_its_capital() -> None:
    assert only("Ankara bombed a camp in Dohuk on Monday, killing three people.").perpetrator.name == "Turkey"


def test_police_who_shot_the_attacker_did_not_attack() -> None:
    text = "A stabbing in a mall in Lyon left four people dead on Thursday. Police shot the attacker dead."
    assert only(text).perpetrator.words == ()


def test_an_air_force_that_hit_the_gunmen_did_not_attack_with_them() -> None:
    text = (
        "Gunmen killed 40 worshippers at a mosque in Arish on Friday. The Egyptian air force killed some of the gunmen."
    )
    assert all(i.perpetrator.name is None for i in incidents(text) if i.type == "shooting")


def test_troops_who_killed_rebels_in_a_clash_did() -> None:
    incident = only("Four rebels were killed by the Philippine army in a clash in Basilan on Monday.")
    assert incident.perpetrator.name is not None


def test_a_minority_of_a_state_is_not_the_state() -> None:
    incident = only("A bombing in Bangkok on Monday was the work of militants from China's Uighur minority.")
    assert incident.perpetrator.name is None


def test_people_of_another_story_are_no_words_for_a_group() -> None:
    text = "Boko Haram attacked a base in Arge on Friday. It is led by radical lieutenants who killed its founder."
    assert incidents(text)[0].perpetrator.words == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A gardener attacked with a hammer in Ghent on Monday died of his wounds.", ()),
        ("Rebels attacked with grenades in Kita on Monday, killing two people.", ("Rebels",)),
        ("The baker they attacked in Ghent on Monday, with knives, was badly hurt.", ()),
        ("A man drove a van into a group of dancers in Ghent on Monday, killing four people.", ("man",)),
        ("A group of soldiers killed four people in Kita on Monday.", ("soldiers",)),
        ("The blast in Ghent on Monday, which killed two, was declared an attack by detectives.", ()),
        ("The blast in Ghent on Monday was an attack by soldiers that killed two.", ("soldiers",)),
        ("A knife attack in Ghent on Monday left two dead. The assailant was then shot by police.", ()),
    ],
)
def test_who_is_hit_or_only_judges_an_attack_did_not_make_it(text: str, words: tuple[str, ...]) -> None:
    assert {i.perpetrator.words for i in incidents(text)} <= {words, ()}
    assert words in {i.perpetrator.words for i in incidents(text)}


def test_troops_who_say_that_they_killed_rebels_did() -> None:
    text = "The Philippine army said it killed seven rebels in a gun battle in Basilan on Monday."
    assert only(text).perpetrator.name == "Philippine armed forces"


def test_rebels_whom_troops_met_are_who_fought_them() -> None:
    text = "Philippine troops clashed with Abu Sayyaf fighters in Basilan on Monday, and two soldiers were killed."
    assert only(text).perpetrator.name == "Abu Sayyaf"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A depot in Kita was hit on Monday in retaliation for Iranian air strikes, and two people died.", None),
        ("Iranian air strikes hit a depot in Kita on Monday in retaliation for a murder, and two people died.", "Iran"),
    ],
)
def test_who_made_an_attack_that_another_answers_did_not_make_the_other(text: str, name: str | None) -> None:
    assert incidents(text)[0].perpetrator.name == name


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off in Kano on Monday. Musa Bello, uncle of injured Sani Bello, told of a loud bang.",
        "A clash in Kano on Monday ended in the death of two guards and the wounding of eight people.",
    ],
)
def test_within_a_phrase_a_participle_has_no_doer(text: str) -> None:
    assert only(text).perpetrator.words == ()


def test_a_participle_that_goes_on_with_a_clause_has_one() -> None:
    assert only("Guards opened fire on a crowd in Kano on Monday, wounding eight people.").perpetrator.words == (
        "Guards",
    )


def test_who_has_killed_many_since_is_not_who_did_this() -> None:
    text = (
        "Two tourists were stabbed in Mardin on Monday. The market was closed. The mayor spoke of a shock. "
        "Turkish forces have killed at least 90 villagers, a group counts."
    )
    assert only(text).perpetrator.name is None


@pytest.mark.parametrize(
    "headline", ["Army troops arrest suspected robbers in Kano", "Troops arrest two suspected robbers in Kano"]
)
def test_whom_troops_arrest_in_a_headline_arrested_nobody(headline: str) -> None:
    assert "robbers" not in " ".join(only(headline + "\n\nIt was on Monday.").perpetrator.words)


@pytest.mark.parametrize("did", ["traded fire", "clashed", "exchanged fire"])
def test_of_two_sides_who_shoot_at_each_other_neither_is_the_one_who_did_it(did: str) -> None:
    incident = only(f"Soldiers and border guards {did} near Chaman on Monday, and two guards died.")
    assert (incident.perpetrator.name, incident.perpetrator.words) == (None, ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saudi forces intercepted a missile fired towards the city of Najran on Monday.", None),
        ("Israel shot down a drone launched by Hezbollah near Metula on Monday.", "Hezbollah"),
        ("Iran fired a missile at Tel Aviv on Monday, which was intercepted.", "Iran"),
    ],
)
def test_who_stops_what_others_sent_did_not_do_it(text: str, name: str | None) -> None:
    perpetrator = only(text).perpetrator
    assert (perpetrator.name, perpetrator.words) == (name, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A man died in a drive-by attack in Gao on Monday, police said.", ()),
        ("A man accused of theft was killed in Gao on Monday.", ()),
        ("A man accused of murdering a boy was lynched by villagers in Gao on Monday.", ("villagers",)),
    ],
)
def test_who_was_killed_or_only_spoke_did_nothing(text: str, words: tuple[str, ...]) -> None:
    assert only(text).perpetrator.words == words


def test_who_is_suspected_by_the_name_of_a_group_is_not_sure() -> None:
    by = only("Suspected Fulani herdsmen killed six farmers in Benue on Monday.").perpetrator
    assert (by.name, by.attribution) == ("Fulani militia", Attribution.SUSPECTED)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The officers returned fire, killing a man in a yard in Gao on Monday.", ()),
        ("Four people were shot in Gao on Monday. The siege ended when police stormed a barn.", ()),
        ("A woman with a long kitchen knife attacked pupils in Gao on Monday, wounding four.", ("woman",)),
        ("Supporters of the PKK attacked marchers in Gao on Monday, wounding six.", ("Supporters of the PKK",)),
        ("Ana Diaz, 41, allegedly stabbed two women in Gao on Monday.", ("Ana Diaz",)),
        ("Ana Diaz shot her cousin in Gao on Monday, police said.", ("Ana Diaz",)),
        ("Two men shot Ana Diaz in Gao on Monday.", ("men",)),
        ("Ana Diaz was shot in Gao on Monday.", ()),
    ],
)
def test_who_acts_is_no_one_who_answers_and_may_be_named(text: str, words: tuple[str, ...]) -> None:
    assert incidents(text)[0].perpetrator.words == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nine girls were abducted by the jihadist group Boko Haram in Dapchi on Monday.", "Boko Haram"),
        (
            "Somali forces backed by African Union troops killed 20 bandits near Merca on Monday.",
            "Somali National Army",
        ),
        ("Supporters of the PKK attacked marchers in Gao on Monday, wounding six.", None),
    ],
)
def test_a_group_is_named_by_what_is_its_own(text: str, name: str | None) -> None:
    assert only(text).perpetrator.name == name
