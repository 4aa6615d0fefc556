"""The dead and the injured of one event, added up from everything an article tells of them."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only

from store.model import Count, Outcome, Slot

OPENING = "Two men opened fire outside a bar in Springfield, Ohio, on Monday night, police said. "


def figures(text: str) -> tuple[int | None, int | None]:
    incident = only(OPENING + text)
    return incident.killed.best, incident.injured.best


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Four people were shot. One of them died.", 1, 3),
        ("Four people were shot, two fatally.", 2, 2),
        ("Three people were shot. One of them, a boy, died, and a woman was killed.", 2, 1),
        ("A man was shot and killed. Two others were wounded.", 1, 2),
        ("A man was wounded. Two others were also wounded.", None, 3),
        ("A woman, 34, was shot in the leg. A second woman, 27, was shot in the arm.", None, 2),
        ("A woman was shot in the leg. The woman was taken to Mercy Hospital in stable condition.", None, 1),
        ("A 19-year-old man was shot in the chest and later died.", 1, None),
        ("A teenager was shot. He was pronounced dead at the scene.", 1, None),
        ("A teenager was shot. Another teen, also 15, was hit in the foot.", None, 2),
        ("One man was killed and one was injured.", 1, 1),
        ("One man was killed and 20 people received injuries.", 1, 20),
        ("The man shot his wife and then himself.", None, 2),
        ("Police found a man suffering from a gunshot wound.", None, 1),
        ("A fourth victim was taken to Mercy Hospital.", None, 4),
        ("A third person, a woman, was wounded.", None, 3),
        ("Webb was shot in the back and taken to a hospital, where he died.", 1, None),
        ("Both are expected to survive.", None, 2),
        ("No other injuries were reported after a boy was hit in the leg.", None, 1),
        ("It was the double shooting of two brothers.", None, 2),
        ("Two kids, 11 and 13 years old, are in critical condition.", None, 2),
        ("A boy was shot in the leg. His mother is by his side in the hospital.", None, 1),
        ("Nine people were shot. Police found them outside. A crowd gathered. Two others went to a hospital.", None, 9),
        ("A toddler was wounded. The wounded child's father was told to leave.", None, 1),
        ("At least eight people, including a captain, two guards and a toddler, were killed.", 8, None),
        ("Three people were shot, including a woman who was killed.", 1, 2),
        ("It killed two people and wounded four others, local official Zabit Khan said.", 2, 4),
        ("Three men, ages 15, 18 and 22, were injured.", None, 3),
        ("A girl told police that her brother shot her in the hand.", None, 1),
        ("He and two others were shot. He and two others were hit near the bar.", None, 3),
        ("Two men died. Three others were injured and taken to Mercy Hospital.", 2, 3),
        ("An injured teen was flown to Mercy Hospital, where he later died.", 1, None),
        ("Three victims, a man, a woman and a 12-year-old boy, were taken to Mercy Hospital.", None, 3),
        ("One man died. Two women were taken to a hospital with injuries that are not life-threatening.", 1, 2),
        ("A 9-year-old boy shot himself in the hand. The child is in good condition.", None, 1),
        ("A woman was wounded. The suspect must be found before anyone else gets hurt.", None, 1),
        ("The gunfire injured a 5-year-old, left one man dead.", 1, 1),
        ("Seven shot, two fatally.", 2, 5),
        ("Mr. Webb was hit in the arm, and his daughter was hit. She was pronounced dead.", 1, 1),
        ("Her son, who loved being around his brother and sister, was shot and killed.", 1, None),
        ("Friends know her as the girl who was shot in the leg.", None, 1),
        ("A man was shot in the arm. He is 20 and was in good condition.", None, 1),
        ("Multiple people were shot. Two people were injured.", None, 2),
        ("A toddler shot self in the foot. The child is recovering.", None, 1),
        ("Four people were injured and taken to a hospital. A man died, and three people were injured.", 1, 3),
        ("Three people were shot. A woman was hit in the leg. Her mother was hit. Her sister was hit.", None, 3),
        ("The suspect is charged with killing five people.", 5, None),
        ("One of five people hurt in the attack has died.", 1, 4),
        ("Injured in the gunfire were a 5-year-old boy and a 20-year-old woman.", None, 2),
        ("Killed in the attack were two nurses and a driver. Also wounded were four guards.", 3, 4),
        ("Police found a deceased male and a second male with a gunshot wound to the leg.", 1, 1),
        ("It is a miracle that not one child was shot. A man was killed.", 1, None),
        ("A girl was wounded. She is the third child to be shot in the city this month.", None, 1),
        ("A girl was wounded. According to Chief Deputy Tom Baker, a 6-year-old girl was shot.", None, 1),
        ("Four other people, three women and one man, were taken to a hospital.", None, 4),
        ("A baby was found unhurt and was taken to a hospital. A man died.", 1, None),
        ("A girl was taken to a hospital as a precaution. A man died.", 1, None),
        ("A young couple were killed, and two others were wounded.", 2, 2),
        ("The father of a boy who was shot has spoken.", None, 1),
        ("Three people were shot to death, and a fourth was wounded.", 3, 1),
        ("One man was injured and another was injured.", None, 2),
        ("Two victims are in stable condition, and a third is in critical condition.", None, 3),
        ("She was one of five children hospitalized in the shooting.", None, 5),
        (
            "Four were injured. Dan Mills died. Omar Lee died. A man, 18, and a woman, 30, are expected to survive.",
            2,
            2,
        ),
        (
            "A man died. Four other people, two women and two men, were taken to Mercy Hospital. All four others live.",
            1,
            4,
        ),
        ("The man killed a firefighter, injuring another firefighter and the man's brother.", 1, 2),
        ("Of those shot, three died and one — an adult woman — has been upgraded to serious condition.", 3, 1),
        ("Four people — three of them teenagers — were shot.", None, 4),
        ("The gunfire sent five people to the hospital. One of the victims, Jeff Webb, 47, later died.", 1, 4),
        ("Webb and four others, including a 15-year-old boy, were shot. Webb died.", 1, 4),
        ("A local child who had been hospitalized since the shooting has died.", 1, None),
        ("He fatally shot his parents and three siblings.", 5, None),
        ("A father of five was killed.", 1, None),
        ("A woman shot a student and then killed herself. The student was taken to a hospital.", 1, 1),
        ("The bomber shot at police guards. Two guards died.", 2, None),
        ("At least 15 people were killed and dozens more wounded Monday when a gunman struck.", 15, 24),
        ("Officials said 35 wounded people, including four children, were being treated.", None, 35),
        ("The gunmen killed about 19 locals.", 19, None),
        ("Two jawans were killed and seven were hospitalised.", 2, 7),
        ("A man and his two sons, ages 8 and 10, were killed.", 3, None),
        ("Four Peruvians from the same family were killed and 13 people were injured.", 4, 13),
        ("A man showed up with a gunshot wound. A woman, 22, arrived with a wound to the foot.", None, 2),
        ("The dead were Ana Diaz, 31, and Omar Lee, 40. Three more people were hurt.", 2, 3),
        ("Homicide detectives were called. Six people were shot.", None, 6),
        ("No one was struck by the gunfire.", 0, 0),
        ("They talked of the shooting deaths of four people. A child, 8, was airlifted to a hospital.", 4, 1),
        ("John Lee and Omar Hill, both 24 and in a parked car, died.", 2, None),
        ("A boy who was driving on Loop 410, is recovering from a gunshot wound.", None, 1),
        ("8 yo girl killed by gunfire off the highway.", 1, None),
        ("One of those victims, 7-year-old Tom Fisher, died. One child was killed.", 1, None),
        ("He told police that he shot Timea after he woke up. His daughter was killed.", 1, None),
        ("A seven-year-old girl has died. Ana Webb, 7, was shot in her home.", 1, None),
        ("Fifteen-year-old Carl Webb was killed. A 16-year-old was flown to a hospital.", 1, 1),
        ("A boy has died. Carl Webb, 9, had been critically wounded.", 1, None),
        ("A woman wounded in the shooting that killed her brother died later. Ana Webb had been shot.", 2, None),
        ("Three people are dead and a fourth is wounded. Four victims were found injured.", 3, 1),
        ("A man who shot four people was killed by police.", 1, 4),
        ("He shot four people and then killed himself.", 1, 4),
        ("He shot and killed his wife, then turned the gun on himself.", 2, None),
        ("A student was hit in the leg. The girl then turned the gun on herself and died.", 1, 1),
        ("A 16-year-old shot another teenager in the head. The victim was taken to Mercy Hospital.", None, 1),
        ("A teen shot a teen. A boy shot another boy in the arm.", None, 1),
        ("A person who he shot in the hip was flown to a hospital.", None, 1),
        ("The teenager accused of shooting his parents and three younger siblings told police why.", None, 5),
        (
            "He is charged with shooting and killing 30-year-old Carlos Diaz and 28-year-old Ana Diaz.",
            2,
            None,
        ),
        ("A pregnant woman and her unborn baby were in fair condition.", None, 1),
        ("The gunfire is linked to a 2015 murder. Three women and a man were shot.", None, 4),
        ("It was near another shooting that resulted in the death of a nurse. Five people were wounded.", None, 5),
        ("It wounded a 6-year-old girl at her home and a man at a gas station.", None, 2),
        ('An 18-year-old "accidentally shot" his friend, who died.', 1, None),
        ("Two women ended up getting shot. A man was also wounded.", None, 3),
        ("Two girls were wounded. A 30-year-old man was shot in the back.", None, 3),
        ("Both men were shot.", None, 2),
        ("Both soldiers and guards were shot.", None, None),
        ("A man and a woman were found shot. Both died.", 2, None),
        ("A man and a woman were found shot. The two died at the scene.", 2, None),
        ("A man and a woman were found shot. They died at the scene.", 2, None),
        ("A man, a woman and a child were shot. All three died.", 3, None),
        ("Three people were shot. All of them died.", 3, None),
        ("A shooting left one person dead and another in critical condition.", 1, 1),
        ("A shooting left one dead and one in critical condition.", 1, 1),
        ("Two people are dead and two others are fighting for their lives.", 2, 2),
        ("One person was pronounced dead and four were taken to hospitals with injuries.", 1, 4),
        ("A bullet grazed a girl's head.", None, 1),
        ("One victim was shot in the arm and the other in the leg.", None, 2),
        ("The driver was struck in the arm and her passenger in the neck.", None, 2),
        ("A man was shot in the arm, another in the leg, and a third in the foot.", None, 3),
        ("Of the six people shot, one has died.", 1, 5),
        ("Four teens had gunshot wounds. One of the victims died.", 1, 3),
        ("Carl Diaz, 23, and Omar Brand, 25, were pronounced dead. Ana Brand, 22, was injured.", 2, 1),
        ("Three were taken to Orlando Medical Center and two were taken to a clinic. Five people were shot.", None, 5),
        ("Police were looking for Tom Webb, 40. Officers found Webb shot in the leg.", None, 1),
        ("More: Dayton man shoots toddler\n\nA boy died.", 1, None),
        ("Three victims were transported to a hospital; one later died.", 1, 2),
        ("Four victims were transported to area hospitals, where two later died.", 2, 2),
        ("The shooting wounded five people, one critically.", None, 5),
        ("The shooting killed one person and sent four to the hospital.", 1, 4),
        ("The shooting claimed the life of a 20-year-old man and injured three.", 1, 3),
        ("At least one person was killed and several injured.", 1, None),
        ("Her two sons, 5 and 7, were hit. The 5-year-old died.", 1, 1),
        ("A gunman killed three coworkers and was shot. The gunman turned the gun on himself.", 4, None),
        ("A man suffered a graze wound to the arm.", None, 1),
        ("Two victims drove themselves to the hospital.", None, 2),
        ("A man who police say shot his baby son has died. The baby died.", 2, None),
        ("Seven soldiers died and an eighth was wounded.", 7, 1),
        ("Four people lost their lives and six got injured.", 4, 6),
        ("Three of the five people shot are in critical condition.", None, 5),
        ("Three of those shot died. Five people were shot.", 3, 2),
        ("A bullet hit him in the chin and he was awake.", None, 1),
        ("A girl was shot. She told her uncle, 40-year-old Tim Marsh, she had been shot.", None, 1),
        ("A shooting suspect turned himself in. A boy was hit in the leg.", None, 1),
        ("There is a tip line on the shooting or the location of Carl Webb. A boy was hit in the leg.", None, 1),
        ("The gunfire struck houses, two cars, and four people.", None, 4),
        ("Police have one deceased party and multiple other victims. A man was killed.", 1, None),
        ("The gunfire caused the deaths of a teacher, his wife and their three children.", 5, None),
        ("Another man, 20-year-old Luis E. Nava Torres, was wounded.", None, 1),
        ("He is accused of wounding his wife, 31-year-old Lesly Porto and 36-year-old Mara Porto.", None, 2),
        ("Five people were killed and six injured amid the panic.", 5, 6),
        ("A woman near Elm Avenue was shot.", None, 1),
        ("A bullet struck both Webb and the six-year-old. Tom Webb is her father.", None, 2),
        ("A man's lifestyle led to four people being killed and another being injured.", 4, 1),
        ("A man was shot, and there were numerous other injuries.", None, 1),
        ("Many parents came, fearful that their children had been shot. A boy was hit in the leg.", None, 1),
        ("He faces a count for each person wounded. Six people were wounded.", None, 6),
        ("A boy was hit. A woman narrowly missed being struck.", None, 1),
        ("Two men, one 17 and the other 21, suffered gunshot wounds.", None, 2),
        ("The nurses were named on Tuesday. All three are listed in fair condition as of Tuesday.", None, 3),
        ("A toddler had found a pistol, and another toddler was shot. A 3-year-old girl was hit.", None, 1),
        ("Since early May, eight people have died and at least 10 others were injured. A man was hit.", None, 1),
        ("It was a murder-suicide. He killed his wife and two children and then shot himself in the head.", 4, None),
        ("Two people were injured. A teenager died. A second teen, also 15, was shot in the foot.", 1, 1),
        ("A woman was wounded, which hurts me worst, said the grandmother.", None, 1),
        ("Police blocked Station Road. Four people were wounded.", None, 4),
        ("Four were shot. Three men, two eighteen years old, one nineteen, were shot in the leg.", None, 4),
        ("Authorities found two local men, 17 and 19, who had both been shot.", None, 2),
        ("Four people were shot. Two more people died at the hospital.", 2, 2),
        ("Two officers were shot at, killing one, and the gunfire left the accused gunman hospitalized.", 1, 1),
        ("It was a murder. A girl was shot and killed by a neighbor before he killed himself.", 2, None),
        ("Three people were shot to death and a was fourth wounded. Three people died, and one was hurt.", 3, 1),
        ("Four people were killed and one was wounded. Police had found two people dead and three wounded.", 4, 1),
        ("One person was killed and 11 others were injured. More than a dozen people were shot, a medic said.", 1, 11),
        ("A man died, two people are in critical condition and five others were hurt. Eight people were shot.", 1, 7),
    ],
)
def test_people_are_added_up_over_the_sentences_of_an_event(text: str, killed: int | None, injured: int | None) -> None:
    assert figures(text) == (killed, injured)


def test_one_person_told_in_several_sentences_counts_once() -> None:
    text = (
        "A 17-year-old boy was shot. The teen was rushed to Mercy Hospital. He was listed in critical condition. "
        "The boy is expected to survive."
    )
    assert figures(text) == (None, 1)


def test_a_note_of_what_was_wrong_before_tells_of_nobody() -> None:
    note = "\n\nNote: An earlier version of this story said a woman had died. Police said that she died at the scene."
    assert figures("A woman was wounded." + note) == (None, 1)


def test_who_shot_others_and_was_killed_is_not_the_others() -> None:
    incident = only("A teenager who shot four people in Springfield, Ohio, on Monday was killed by a guard.")
    assert incident.killed.best == 1


def test_one_shot_and_killed_is_one_victim() -> None:
    incident = only("A man shot his daughter dead in Springfield, Ohio, on Monday.")
    assert [(v.words, v.outcome) for v in incident.victims] == [("his daughter", Outcome.KILLED)]


def test_a_fatal_shooting_killed_somebody_though_nobody_is_named() -> None:
    incident = only("Police are investigating a fatal shooting in Springfield, Ohio, on Monday night.")
    assert incident.killed == Count(1, 1, None, "fatal shooting")


def test_those_found_dead_in_a_triple_homicide_are_three() -> None:
    assert only("A triple homicide on Monday shocked Springfield, Ohio.").killed.best == 3


def test_what_a_stated_figure_came_from_is_its_evidence() -> None:
    incident = only(OPENING + "A woman, 34, was shot in the leg. A second woman, 27, was shot in the arm.")
    quotes = [e.quote for e in incident.evidence[Slot.INJURED]]
    assert quotes == ["A woman, 34, was shot", "A second woman, 27, was shot"]


def test_a_bound_that_was_stated_stays_a_bound() -> None:
    assert only(OPENING + "At least 10 people were injured.").injured == Count(
        10, 10, None, "At least 10 people were injured"
    )


def test_the_hospital_where_somebody_died_is_not_where_it_happened() -> None:
    found = incidents("A man was shot in Dayton, Ohio, on Monday. He died at Miami Valley Hospital in Kettering.")
    assert [i.place.name for i in found] == ["Dayton"]


ATTACK = "Four soldiers were killed when gunmen attacked a checkpoint in Mosul on Monday. "


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (ATTACK + "Seven militants also died.", 11, None),
        (ATTACK + "Two attackers were killed.", 6, None),
        (ATTACK + "One attacker was also killed.", 5, None),
        (ATTACK + "Three others were killed at the gate.", 7, None),
        (ATTACK + "The four soldiers were also mourned in Basra.", 4, None),
        (ATTACK + "Six people died in all, including the soldiers.", 6, None),
        ("Two soldiers and four militants were killed in a clash in Mosul on Monday. All the four militants were also "
         "killed when a house burned.", 6, None),
        ("A suicide bomber blew himself up in Mosul on Monday, killing four soldiers. The bomber also died.", 5, None),
        ("Three people were wounded when a bomb exploded in Mosul on Monday, but one died later.", 1, 2),
        ("Three people were wounded when a bomb exploded in Mosul on Monday, one of whom later died.", 1, 2),
        ("Gunmen killed a man in Mosul on Monday and injured one of the family dogs.", 1, None),
        ("Gunmen killed three people in Mosul on Monday and hit eight more settlements.", 3, None),
        ("A bomb killed 30 people in Mosul on Monday. The toll has gone up to 32 dead, and more than 100 have "
         "been wounded.", 32, 101),
        ("Rebels killed 15 soldiers and two civilians in Mosul on Monday. Fifteen rebels also died when shots were "
         "exchanged, the army said.", 32, None),
        ("An air strike killed 22 people in Mosul on Monday. There was no report of wounded civilians.", 22, None),
        ("A drone killed seven jihadists in Mosul on Monday. It killed dozens of fighters, an official said.", 7, None),
        ("Rebels attacked posts in Mosul on Monday, killing four members of the security forces. Fifteen rebels were "
         "also killed.", 19, None),
        ("Nine soldiers died in Mosul on Monday in an ambush, up from the six killed and three wounded reported by the "
         "governor.", 9, 3),
    ],
)  # fmt: skip
def test_the_dead_of_both_sides_and_those_who_died_later_are_counted_once(
    text: str, killed: int | None, injured: int | None
) -> None:
    incident = only(text)
    assert (incident.killed.best, incident.injured.best) == (killed, injured)


def test_a_figure_of_two_parts_shows_the_words_for_both() -> None:
    incident = only(ATTACK + "Seven militants also died.")
    quotes = {e.quote for e in incident.evidence[Slot.KILLED]}
    assert quotes == {"Four soldiers were killed", "Seven militants also died"}


def test_arms_that_are_recovered_are_nobody_who_recovers() -> None:
    found = only("Police arrested 25 suspects in raids in Mosul on Monday, while also recovering a stash of rifles.")
    assert found.injured.best is None


def test_soldiers_of_a_day_are_no_number_of_the_day() -> None:
    assert only("Earlier in the day three soldiers were killed by a bomb in Mosul.").killed.best == 3


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A shell hit a house in Mosul on Monday. A man and three girls, aged four and 12, were killed.", 4, None),
        ("A shell hit a house in Mosul on Monday. Four soldiers and 12 civilians were killed.", 16, None),
        ("A blast in Mosul on Monday sent dozens of injured streaming into clinics as parents looked for children.",
         None, 24),
        ("A blast in Mosul on Monday left dozens of injured soldiers in the street.", None, 24),
        ("Gunmen opened fire in Mosul on Monday. The guests were brother and sister, and a cook who stood near was "
         "wounded.", None, 1),
        ("Gunmen opened fire in Mosul on Monday. A brother and sister, and a cook who stood there were hurt.", None, 3),
        ("Gunmen attacked a bus in Mosul on Monday. Dozens of travellers vanished, and some have been killed.",
         None, None),
        ("Gunmen attacked a bus in Mosul on Monday. Six travellers were dragged out and killed.", 6, None),
        ("A gunman opened fire in a hospital in Mosul on Monday, wounding a cook.", None, 1),
        ("A bomb went off in Mosul on Monday. A man was held over the death of a pregnant tiger.", None, None),
        ("A bomb went off in Mosul on Monday. A man was held over the death of a pregnant officer.", 1, None),
    ],
)  # fmt: skip
def test_an_age_a_beast_and_those_of_another_clause_are_no_dead_and_injured(
    text: str, killed: int | None, injured: int | None
) -> None:
    incident = only(text)
    assert (incident.killed.best, incident.injured.best) == (killed, injured)


def test_a_number_that_counts_the_gunman_has_nobody_on_top() -> None:
    text = (
        "Five people are dead after a shooting in Salem on Monday. A guard, three shoppers and the gunman were killed, "
        "police said. The gunman also died, the mayor said."
    )
    assert only(text).killed.best == 5


@pytest.mark.parametrize("told", ["Ana Diaz lived by playing dead.", "Her brother was left for dead, she said."])
def test_who_only_seems_dead_lives(told: str) -> None:
    assert only("A man shot and wounded nine people in Salem on Monday. " + told).killed.best is None


@pytest.mark.parametrize(("exact", "number"), [("20 people", 20), ("36 people", 36), ("five people", 24)])
def test_a_figure_about_as_large_is_more_exact_than_dozens(exact: str, number: int) -> None:
    text = f"A bomb wounded dozens in a market in Kirkuk on Monday. Officials said {exact} were wounded."
    assert only(text).injured.best == number


def test_what_an_autopsy_finds_is_no_wound_of_somebody_alive() -> None:
    text = "A woman was strangled in Leeds on Friday. An autopsy revealed that she had injuries to her skull."
    found = only(text)
    assert (found.killed.best, found.injured.best) == (1, None)


def test_those_killed_in_so_many_years_are_of_no_one_event() -> None:
    text = "Over the previous nine years rebels fired 800 rockets at Jordan and killed a total of 70 people."
    assert incidents(text) == ()


def test_those_suspected_are_the_attackers_of_the_headline() -> None:
    text = "Troops kill 12 raiders\n\nSoldiers shot dead 12 suspected cattle rustlers near Kotido on Monday."
    assert only(text).killed.best == 12


def test_one_of_a_calling_that_no_list_has_may_be_called_otherwise() -> None:
    text = "Reporter shot in Lund\n\nA columnist was shot dead in Lund on Monday. The reporter died in hospital."
    assert only(text).killed.best == 1
