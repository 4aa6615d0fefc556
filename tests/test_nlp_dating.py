"""Which of the times told beside an event is the day it happened."""

from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import incidents, only

from store.model import DatePrecision, DateRange, Slot


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The camp was cleared today because it was hit by a missile last night, officials said.", "last night"),
        ("Ali, mayor until May 2019, was shot dead in Basra on Sunday as he left his car.", "on Sunday"),
    ],
)
def test_the_day_of_the_event_is_taken_and_not_that_of_what_stands_before_it(text: str, phrase: str) -> None:
    assert only(text).date.phrase == phrase


def test_the_day_of_a_statement_is_not_another_day() -> None:
    found = only(
        "Unidentified gunmen have killed eight farmers in a new attack in Kaduna, an official said on Tuesday.\n\n"
        "Security agencies confirmed an attack by gunmen on Monday in Kaduna, the statement read.\n"
    )
    assert (found.date.start, found.killed.best) == (dt.date(2020, 7, 27), 8)


def test_a_statement_is_not_made_before_its_event() -> None:
    found = incidents(
        "Gunmen killed two farmers in Kaduna, an official said on Saturday.\n\n"
        "On Monday gunmen killed a teacher in Kaduna.\n"
    )
    assert [i.date.start for i in found] == [dt.date(2020, 7, 25), dt.date(2020, 7, 27)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A man was shot in Dayton. Police were called at 9:52 p.m. Monday.", dt.date(2020, 7, 27)),
        ("A man was charged Tuesday with a shooting in Dayton. The shooting happened Sunday.", dt.date(2020, 7, 26)),
        ("A man was shot overnight in Dayton. It happened around 1 a.m. Tuesday.", dt.date(2020, 7, 28)),
        ("A man was shot in Dayton on Sunday. He will appear in court on Friday.", dt.date(2020, 7, 26)),
        ("A man shot overnight in Dayton around 1:30 a.m. died.", dt.date(2020, 7, 28)),
        ("A boy remained hospitalized Monday after he was shot in Dayton. It happened Sunday.", dt.date(2020, 7, 26)),
        ("A girl who died Monday after she was shot in Dayton was six. It happened on Friday.", dt.date(2020, 7, 24)),
        (
            "A clerk was shot in Dayton, and was stable after coming out of surgery Monday. It happened Friday.",
            dt.date(2020, 7, 24),
        ),
        ("A man was shot in Dayton. The shooting was reported about 10:45 p.m. Sunday.", dt.date(2020, 7, 26)),
        ("A man was shot in Dayton. He was found around 2:45 p.m. Sunday, said police.", dt.date(2020, 7, 26)),
        ("A child was shot last month in Dayton. The incident happened June 26.", dt.date(2020, 6, 26)),
        ("Streets were quiet on Monday after five people were shot in Dayton the day before.", dt.date(2020, 7, 26)),
        ("A boy was shot in Dayton. He was at home on June 3, when the accident happened.", dt.date(2020, 6, 3)),
        ("Three days after the attack on Camp Taji on July 20, gunmen killed a judge in Basra.", dt.date(2020, 7, 23)),
        ("(July 28, 2020) - A man was shot in Dayton. It happened about 9 p.m. Sunday.", dt.date(2020, 7, 26)),
        ("No one will be charged in a shooting that killed a girl in Dayton last Sunday.", dt.date(2020, 7, 26)),
        ("A boy wounded in Dayton died Tuesday. The shooting was reported about 10 a.m. Sunday.", dt.date(2020, 7, 26)),
        ("A man was held on bond Monday for a shooting in Dayton. It happened on July 20.", dt.date(2020, 7, 20)),
        ("Police on Monday arrested a man in connection with a shooting. It happened Friday.", dt.date(2020, 7, 24)),
        ("Leaders met on Monday to discuss a shooting that killed a girl. It happened Friday.", dt.date(2020, 7, 24)),
        ("A man shot in Dayton was declared dead at 5:10 p.m. Monday. It happened Friday.", dt.date(2020, 7, 24)),
        ("A man died Monday at a hospital of a shooting in Dayton. It happened Friday.", dt.date(2020, 7, 24)),
        ("The church on Monday condemned the murder of a priest in Dayton. It happened Friday.", dt.date(2020, 7, 24)),
        ("Webb was charged with attempted murder Monday. A man was shot in Dayton on Friday.", dt.date(2020, 7, 24)),
        ("A boy was shot in Dayton. He was in bed on Sunday night when bullets flew in.", dt.date(2020, 7, 26)),
        ("A ban was signed on July 20, the same day a judge of Dayton was shot dead.", dt.date(2020, 7, 20)),
        ("A man was shot in Dayton on New Year's Eve. He died Sunday at a hospital.", dt.date(2019, 12, 31)),
        ("A priest protested Monday the murder of a girl shot in Dayton. It happened Friday.", dt.date(2020, 7, 24)),
        ("The town will recover from Sunday's shooting, which killed two in Dayton.", dt.date(2020, 7, 26)),
        ("A man was shot in Dayton. Tomorrow is his birthday. It happened Sunday.", dt.date(2020, 7, 26)),
    ],
)
def test_the_day_is_when_it_happened_and_not_what_followed(text: str, day: dt.date) -> None:
    assert incidents(text)[0].date.start == day


@pytest.mark.parametrize(
    "text",
    [
        "A court in Aba on Tuesday sentenced two men for a bombing that killed 14 people at a market in Sontra.",
        "A guard was charged on Monday with the murder of a student in Halden.",
        "The minister on Monday visited survivors of the attack on a bus in Kadri in which gunmen killed 17 people.",
        "Hundreds attended the funeral on Sunday of a boy, 14, who was shot dead by soldiers in Jelban.",
        "Monitors said in a report published on Monday that soldiers killed 120 civilians in the town of Moura.",
        "A council on Monday condemned an attack on a clinic in Sarto in which five patients were killed.",
        "The trial of men accused of an attack on a temple in Lerne that left three dead opened on Monday.",
        "A man accused of stabbing a bus driver to death in Poole was denied bail on Monday.",
        "The 12 women, who had been kidnapped by bandits in Zarfa, returned home on Monday.",
        "Two states on Monday imposed sanctions on a general over the killing of 40 protesters in Dosso.",
    ],
)
def test_the_day_of_what_is_done_about_an_event_is_not_its_day(text: str) -> None:
    assert [i.date.start for i in incidents(text)] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The council imposed a curfew on Monday after gunmen killed eight people in Rikko.", dt.date(2020, 7, 27)),
        ("Mourners attended a funeral on Monday when a bomb killed eight people in Rikko.", dt.date(2020, 7, 27)),
        (
            "Rebels attacked a post in Rikko and killed two. Fighting began at dawn on Sunday.",
            dt.date(2020, 7, 26),
        ),
        (
            "Prosecutors charged a man in the Saturday street shooting in Rikko of two clerks.",
            dt.date(2020, 7, 25),
        ),
    ],
)
def test_what_happens_as_something_is_done_is_of_that_day(text: str, day: dt.date) -> None:
    assert incidents(text)[0].date.start == day


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ("A week after the bombing, gunmen killed a judge in Basra.", dt.date(2020, 7, 17)),
        ("Two days earlier, gunmen killed a judge in Basra.", dt.date(2020, 7, 8)),
        ("The previous day, gunmen killed a judge in Basra.", dt.date(2020, 7, 9)),
    ],
)
def test_a_day_told_by_another_incident_is_counted_from_its_date(later: str, day: dt.date) -> None:
    found = incidents(f"A bomb killed three soldiers in Mosul on July 10.\n\n{later}\n")
    assert [i.date.start for i in found] == [dt.date(2020, 7, 10), day]


@pytest.mark.parametrize(
    "text",
    [
        "Ahead of the elections of 2023, gunmen shot dead a mayor in Mosul.",
        "A judge, a minister until May 2019, was shot dead in Mosul.",
        "A car bomb killed two men in Mosul, the second since 7 July.",
        "Gunmen shot dead a mayor in Mosul, where nobody may go out between 1800 and 0600.",
        "Gunmen shot dead a mayor in Mosul hours before a vote.",
        "The envoy to Spain, who had been in office since 2017, was shot dead in Mosul.",
        "Miners will march tomorrow after a colleague was shot dead in Mosul.",
        "Gunmen have shot dead a mayor in Mosul.",
        "A journalist was shot dead in Mosul; this year is the tenth anniversary of the paper.",
    ],
)
def test_a_time_that_is_of_something_else_dates_no_event(text: str) -> None:
    assert only(text).date == DateRange(
        dt.date(2020, 7, 28), dt.date(2020, 7, 28), DatePrecision.DAY, None, dt.date(2020, 7, 28)
    )


def test_the_day_of_a_post_gives_way_to_the_day_told() -> None:
    post = "Sad news of a man shot in Dayton — A Reporter (@areporter) July 28, 2020"
    assert incidents(f"{post}\n\nIt happened at 9 p.m. Sunday.\n")[0].date.start == dt.date(2020, 7, 26)


def test_a_time_in_a_post_is_counted_from_the_day_of_the_post() -> None:
    post = "A man was shot dead in Dayton this morning — A Reporter (@areporter) July 25, 2020"
    assert [i.date.start for i in incidents(f"{post}\n\nPolice asked for help.\n")] == [dt.date(2020, 7, 25)]


def test_what_happened_when_something_began_happened_on_its_day() -> None:
    text = "The rebels renewed their attacks on Sunday when they stormed a barracks in Mosul and burned a bank."
    assert only(text).date.start == dt.date(2020, 7, 26)


def test_a_day_beside_people_who_could_have_been_hurt_gives_way_to_the_day_told() -> None:
    text = (
        "Two people were killed in Dayton, police said.\n\n"
        '"We got him this morning before anyone else was injured," the chief said.\n\n'
        "An inquiry into Sunday's shooting in Dayton that killed two people goes on.\n"
    )
    assert incidents(text)[0].date.start == dt.date(2020, 7, 26)


def test_what_was_done_years_ago_is_not_what_is_news_now() -> None:
    text = (
        "A bomb wounded a guard at the embassy in Mosul, police said.\n\n"
        "In 2009 gunmen shot dead a cook at the embassy.\n"
    )
    assert [(i.type, i.date.start) for i in incidents(text)] == [
        ("bombing", dt.date(2020, 7, 28)),
        ("shooting", dt.date(2009, 1, 1)),
    ]


def test_a_year_that_only_counts_the_dead_so_far_dates_nothing() -> None:
    found = incidents("A man was shot dead in Dayton. His death is the 4th homicide in Dayton in 2020.")
    assert [i.date.phrase for i in found] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The minister referred today to the murder of six nurses in Basra. The crime was committed on 16 July.",
            dt.date(2020, 7, 16),
        ),
        (
            "On Monday a bishop made statements before the court regarding the murder of six priests in Basra. "
            "The priests were killed on 2 June.",
            dt.date(2020, 6, 2),
        ),
        (
            "The family of the consul said today that the people who kidnapped him in Basra want a ransom. "
            "He was kidnapped on 14 June.",
            dt.date(2020, 6, 14),
        ),
        (
            "It was said today that a student who had been kidnapped in Basra has been found. "
            "The student was kidnapped on 24 July.",
            dt.date(2020, 7, 24),
        ),
        (
            "A trader, kidnapped by gunmen, has a house in Basra, it was reported today. He disappeared on 25 July.",
            dt.date(2020, 7, 25),
        ),
    ],
)
def test_what_is_talked_of_is_dated_by_where_the_article_tells_its_day(text: str, day: dt.date) -> None:
    assert only(text).date.start == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen killed a judge in Basra today, 26 July, officials said.", dt.date(2020, 7, 26)),
        ("The mayor has denounced yesterday's attack in Basra, which killed a guard.", dt.date(2020, 7, 27)),
        (
            "A bomb exploded on Monday at a market in Basra, in the street where a truck blew up three months ago.",
            dt.date(2020, 7, 27),
        ),
        (
            "Rockets hit a camp in Basra last night. They landed at about 0100 GMT on 28 July, the army said.",
            dt.date(2020, 7, 27),
        ),
        (
            "Workers will stage a strike on 29 July in Basra to protest the attack that killed a guard on Monday.",
            dt.date(2020, 7, 27),
        ),
        (
            "Gunmen killed a guard in Basra on Monday. The murder, the 41st in the city this month, was at noon.",
            dt.date(2020, 7, 27),
        ),
    ],
)
def test_the_own_day_of_an_event_is_told_from_other_times(text: str, day: dt.date) -> None:
    assert only(text).date.start == day


def test_what_was_done_after_an_attack_does_not_date_it() -> None:
    text = "Mexico sent soldiers on Monday to patrol Culiacan after the assault by gunmen."
    assert [i.confidence[Slot.DATE] for i in incidents(text) if i.date.start is not None and i.type != "other"] == []


def test_the_day_on_which_somebody_hurt_died_is_no_day_of_another_incident() -> None:
    text = (
        "Eleven soldiers were killed in a clash in Sulu on Friday.\n\n"
        "One of the wounded soldiers died at a hospital on Monday.\n"
    )
    assert only(text).date.start == dt.date(2020, 7, 24)


def test_what_an_attack_came_a_day_after_was_a_day_before_it() -> None:
    text = "A bomb exploded in Mosul on Monday.\n\nIt came a day after rockets hit a base in Balad, wounding two.\n"
    assert [i.date.start for i in incidents(text)] == [dt.date(2020, 7, 27), dt.date(2020, 7, 26)]


def test_what_is_due_on_a_day_to_come_does_not_date_an_event() -> None:
    saturday = dt.date(2023, 5, 13)
    incident = only(
        "A bomb killed a ranger near Mosul on Friday. "
        "The attack took place by a school that is to be a polling station for this Sunday's election.",
        saturday,
    )
    assert incident.date.start == dt.date(2023, 5, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # the night before somebody spoke, and not before the paper came out
        ("Drones were shot down overnight over Kyiv, the Ukrainian air force said on Monday.", dt.date(2020, 7, 26)),
        ("Drones were shot down overnight over Kyiv, the Ukrainian air force said on Tuesday.", dt.date(2020, 7, 27)),
        # a day that is put to the weapon, where another event has one too
        (
            "Six policemen were killed by a bomb in Charsadda, Pakistan. Police said Monday's bomb was planted there."
            "\n\nThe attack comes after three vaccinators were killed in an attack in Karachi on Friday.",
            dt.date(2020, 7, 27),
        ),
        # what is said to have been today by somebody who is quoted
        (
            "Gunmen killed two guards in Mosul on Sunday.\n\n“We will answer today's attack in Mosul,” he said.",
            dt.date(2020, 7, 26),
        ),
        # how long something went on is no time
        (
            "Gunmen killed two guards in Mosul on Sunday. They looted the market for two hours before leaving.",
            dt.date(2020, 7, 26),
        ),
        # where the next words tell the day, that of the news is none
        (
            "Gunmen shot dead eight youths in a city of Honduras, media reported Monday.\n\n"
            "Police said that late Sunday gunmen told the youths to lie down and shot them.",
            dt.date(2020, 7, 26),
        ),
        # the day of an event told apart is not that of another
        (
            "Five soldiers were wounded in Uruzgan, Afghanistan.\n\n"
            "In a separate incident on July 20, two soldiers were hurt by a mine in Kunduz.",
            dt.date(2020, 7, 28),
        ),
    ],
)
def test_the_day_of_an_event_is_none_of_speaking_or_of_another(text: str, day: dt.date) -> None:
    assert incidents(text)[0].date.start == day


def test_what_something_occurred_a_week_after_was_before_it() -> None:
    text = (
        "A bomb exploded in Mosul on Monday.\n\nIt occurred two days after rockets hit a base in Balad, wounding two.\n"
    )
    assert [i.date.start for i in incidents(text)] == [dt.date(2020, 7, 27), dt.date(2020, 7, 25)]


def test_an_attack_that_followed_others_has_its_own_day() -> None:
    text = "Today's attack in Mosul followed bombings in Balad and Tikrit over the weekend, which killed six people."
    assert {(i.place.name, i.date.start) for i in incidents(text)} >= {("Balad", dt.date(2020, 7, 25))}


def test_what_came_a_day_after_an_event_of_sunday_was_on_monday() -> None:
    text = (
        "Gunmen killed nine people in Kaduna, Nigeria. "
        "The attack came barely a day after a bomb killed two people in Jos on Sunday."
    )
    assert incidents(text)[0].date.start == dt.date(2020, 7, 27)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("KADUNA, July 27 (Agency) - ", dt.date(2020, 7, 26)),
        ("KADUNA, July 28 (Agency) - ", dt.date(2020, 7, 27)),
        # what came out weeks later is printed anew, and counts from its own day
        ("KADUNA, July 2 (Agency) - ", dt.date(2020, 7, 27)),
    ],
)
def test_yesterday_counts_from_the_day_of_the_dateline(line: str, day: dt.date) -> None:
    assert only(f"{line}Gunmen killed nine people in Kaduna, Nigeria, yesterday, police said.").date.start == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A teacher abducted a day earlier in Kano was found alive on Monday.", dt.date(2020, 7, 26)),
        ("A teacher was abducted in Kano on Sept.3. Police on Sunday confirmed that he was free.", dt.date(2019, 9, 3)),
        (
            "A minister on Monday raised the toll: a bomb in Kano killed nine. It happened on Friday.",
            dt.date(2020, 7, 24),
        ),
        ("Funerals were held on Monday for workers shot dead at a quarry near Mach on Saturday.", dt.date(2020, 7, 25)),
        ("The army on Monday (July 27) said that gunmen killed two in Kano. It happened Sunday.", dt.date(2020, 7, 26)),
        ("A bomb was on Monday reported to have killed two in Kano. It happened on Sunday.", dt.date(2020, 7, 26)),
        (
            '"Late last year this man detonated a bomb in a crowded station in Lund," a lawyer said Monday.',
            dt.date(2019, 9, 1),
        ),
        (
            "Gunmen shot dead a mayor in Kano on Monday.\n\nOn 10 July a bomb killed nine in Gao.\n\n"
            "The mayor was gunned down at his desk.",
            dt.date(2020, 7, 27),
        ),
    ],
)
def test_the_day_is_not_that_of_what_was_said_or_found_later(text: str, day: dt.date) -> None:
    assert incidents(text)[0].date.start == day


def test_prayers_of_the_morning_are_no_day() -> None:
    found = only("Gunmen shot dead five preachers in Galkayo following morning prayers.", None)
    assert found.date == DateRange()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A cook was released on Tuesday, one day after she was abducted in Recife.", None),
        ("A doctor was stabbed in Berlin, a radio station reported on Wednesday.", None),
        ("A judge convicted two men of terrorism on Tuesday for exploding a bomb in Lund.", None),
        ("A judge convicted a woman of murder on Tuesday for detonating a bomb in Lund.", None),
        ("A judge convicted a woman of murder for a bomb that exploded on Tuesday in Lund.", "on Tuesday"),
        ("A clinic in Lund was set on fire on Friday, the fifth in a series in the past nine months.", "on Friday"),
        ("A doctor was stabbed in Berlin on Wednesday.", "on Wednesday"),
    ],
)  # fmt: skip
def test_where_nothing_tells_when_it_was_no_day_of_what_followed_is_shown(text: str, phrase: str | None) -> None:
    assert only(text, None).date.phrase == phrase


def test_the_full_date_of_an_event_stands_for_the_day_of_its_verdict() -> None:
    found = incidents(
        "A man was convicted on Tuesday of bombing a station in Lund. The December 11, 2017 blast hurt nobody.", None
    )
    assert found[0].date.start == dt.date(2017, 12, 11)


@pytest.mark.parametrize(
    "told",
    [
        "The navy released a film on Friday of the raid on a ferry off Kita that killed four pirates.",
        "Four pirates died in a raid off Kita. The navy ended Friday's talks and has published a film of the raid.",
    ],
)
def test_the_day_of_a_film_or_of_talks_is_not_that_of_the_raid(told: str) -> None:
    incident = incidents(told)[0]
    assert incident.date.start is None or incident.confidence[Slot.DATE] < 0.7


def test_the_day_of_a_call_is_that_of_the_shooting() -> None:
    text = "Officers were called on Friday for the shooting of a baker in Ghent, which left him dead."
    assert incidents(text)[0].date.start == dt.date(2020, 7, 24)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("A baker was shot dead in Ghent on Friday.\n\nPolice say\n\nA clerk was stabbed in Lund.", None),
        ("A baker was shot dead in Ghent.\n\nPolice say\n\nA clerk was stabbed in Lund.", dt.date(2020, 7, 28)),
    ],
)
def test_an_event_told_beside_one_whose_day_is_told_may_be_of_any_day(told: str, day: dt.date | None) -> None:
    assert {i.date.start for i in incidents(told) if i.type == "stabbing"} == {day}


def test_who_is_fired_for_a_killing_did_not_do_it_on_that_day() -> None:
    text = "A warder was fired on Friday for the death of a baker whom he had shot in Ghent."
    assert all(i.date.phrase is None for i in incidents(text))
    assert only("Two rockets were fired on Friday at a camp in Ghent, killing a baker.").date.phrase == "on Friday"


def test_the_year_that_a_war_or_vote_is_known_by_is_no_day_of_an_event() -> None:
    [found] = incidents(
        "The last such attack was in 2017, when a clerk who resented the 2012 Malta referendum stabbed a mayor."
    )
    assert found.date.phrase == "in 2017"


def test_who_was_killed_in_the_war_of_a_year_was_killed_then() -> None:
    assert only("A mayor was shot dead in Tobruk in the 2012 Chad war.").date.start == dt.date(2012, 1, 1)


@pytest.mark.parametrize(
    "caption",
    [
        "Officers stand guard near a station where a bomb went off in Lund, on July 26, 2020.",
        "Mourners gather at the square in Lund July 26, 2020.",
    ],
)
def test_the_day_of_a_picture_is_not_that_of_the_event(caption: str) -> None:
    incident = only(
        f"A bomb went off in Lund, Sweden, and killed two people. {caption} It happened on Monday, police said."
    )
    assert (incident.date.start, incident.date.phrase) == (dt.date(2020, 7, 27), "on Monday")
