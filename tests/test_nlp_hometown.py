"""Where a local story is placed: in its town, whose police speak, and not in a part or a namesake of it."""

import pytest
from nlp_desk import only

from nlp import pipeline
from store.model import Article, PlacePrecision, Slot


@pytest.fixture(scope="module")
def nlp():
    return pipeline.build()


def place(nlp, text, title=""):
    [incident] = pipeline.analyse(nlp, Article(text, title=title)).incidents
    return incident.place


TOWNS = [
    # the police that speak
    ("Toledo police say a man was shot and wounded on Monday night in the 500 block of Colburn Street.", "", "Toledo"),
    # the dateline, with a state
    ("CAMPBELL, Ohio (WXYZ) - A boy was shot and wounded on Sunday at a home on Penhale Avenue.", "", "Campbell"),
    # a neighbourhood with namesakes elsewhere
    ("CHICAGO - A man was shot and killed on Monday in Englewood. Chicago police have no suspect.", "", "Chicago"),
    # a neighbourhood by the word behind it
    ("A man was shot and killed in the Mondawmin area on Monday, Baltimore police said.", "", "Baltimore"),
    # the county and the town in it
    ("Selma police said a man was shot dead on Friday. The Dallas County coroner has his name.", "", "Selma"),
    # a quarter with namesakes in other states, by the word behind it
    ("CHICAGO - A man was shot and killed in the West Pullman neighborhood on Monday, police said.", "", "Chicago"),
    # the county, and then the town that a street is in, whether it is known or not
    (
        "A man was shot dead on Sunday in Bartholomew County, Indiana. He was found on Clinton Street in Hartsville, "
        "where deputies were called.",
        "",
        "Hartsville",
    ),
    ("Vermont State Police say a boy was shot on Monday. It happened in Waitsfield around noon.", "", "Waitsfield"),
    # somebody whose full name is told is no town
    (
        "A girl was shot by Michael Kennedy in Spokane, Washington, on Sunday. Kennedy shot at her from a car.",
        "",
        "Spokane",
    ),
    # a headline alone
    (
        "A boy was shot in the leg in the 1900 block of Payson Street on Monday.",
        "Boy shot in west Baltimore",
        "Baltimore",
    ),
    # the state only, where the town stands in the sentence
    ("A man was shot at a Forney motel in Texas on Friday, police said.", "", "Forney"),
    # a town too small for any list, with its state
    ("A father and son were shot dead on Friday in Toone, Tennessee, the sheriff said.", "", "Toone"),
    # where somebody lives
    ("A Raytown man shot two women on Saturday in Kansas City, Missouri, police said.", "", "Kansas City"),
    # where the hospital is
    ("HAMDEN, Conn. - Two men were shot on Saturday. Both were taken to a hospital in New Haven.", "", "Hamden"),
]


@pytest.mark.parametrize(("text", "title", "town"), TOWNS)
def test_a_local_story_is_placed_in_its_town(nlp, text, title, town):
    found = place(nlp, text, title)
    assert (found.name, found.country) == (town, "US")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("SELMA, Ala. - A man was shot and killed on Friday, police said.", "Alabama"),
        ("Two people were shot in Springfield on Friday, the Ohio State Highway Patrol in Ohio said.", "Ohio"),
        ("Gunmen shot two people in Paris, Texas, on Friday.", "Texas"),
    ],
)
def test_the_state_follows_from_the_context(nlp, text, state):
    assert place(nlp, text).admin1 == state


def test_a_school_stays_as_the_facility_in_its_town(nlp):
    text = "GREENVILLE, S.C. - A student was shot and wounded on Friday at Southside High School, police said."
    found = place(nlp, text)
    assert (found.facility, found.precision) == ("Southside High School", PlacePrecision.NEAR)
    assert found.admin1 == "South Carolina"


def test_a_street_is_no_town(nlp):
    text = "Richmond police said a man was shot dead on Monday near Bellemeade Road. RICHMOND, Va. has seen ten such."
    assert place(nlp, text).admin1 == "Virginia"


def test_a_village_abroad_is_not_moved_to_the_dateline(nlp):
    text = "BAGHDAD (AP) - Gunmen shot dead two farmers on Monday in the village of Albu Sayf, near Mosul, police said."
    assert place(nlp, text).name != "BAGHDAD"


def test_a_great_city_abroad_is_no_part_of_the_town_that_an_article_is_written_from(nlp):
    text = (
        "LEIPZIG, Germany - A league held rallies in Leipzig on Saturday. Police in Leipzig counted 900.\n\n"
        "In Lisbon, masked men threw petrol bombs at a shelter on Saturday night and hurt one person."
    )
    assert place(nlp, text).name == "Lisbon"


def test_a_state_is_not_taken_for_the_town_of_its_name(nlp):
    found = place(nlp, "Three people were shot dead on Thursday in Kansas.")
    assert (found.name, found.precision) == ("Kansas", PlacePrecision.ADMIN1)


def test_a_place_that_only_the_headline_names_has_no_evidence(nlp):
    text = "A boy was shot in the leg on Monday, police said."
    [incident] = pipeline.analyse(nlp, Article(text, title="Boy shot in Baltimore")).incidents
    assert incident.place.name == "Baltimore"
    assert Slot.PLACE not in incident.evidence


@pytest.mark.parametrize(
    "title", ["", "|", "- - -", "A" * 50_000, "Selma, " * 5000, "\x00\u202e, Ohio"], ids=str.__len__
)
def test_any_headline_is_borne(nlp, title):
    assert place(nlp, "Selma police said a man was shot dead on Friday.", title).country == "US"


def test_half_of_a_name_with_a_hyphen_is_no_town(nlp):
    text = "Two people were killed in a shooting in northwest Miami-Dade on Monday, Miami-Dade Police said."
    assert place(nlp, text, "2 Killed in Northwest Miami-Dade Shooting").name == "Miami"


def test_an_outlet_and_its_town_in_a_headline_are_two_names(nlp):
    text = "A man was shot dead on Friday, deputies said. The deputies know of no witness."
    assert place(nlp, text, "Man Shot - NewsFive - Tulsa, OK").name == "Tulsa"


def test_a_place_abroad_that_is_told_to_be_near_the_town_is_its_own() -> None:
    text = (
        "MEDAN: Militants killed three Indonesian policemen on Monday. Gunmen stormed a police station at Batang Kuis, "
        "near Medan on Sumatra island."
    )
    assert only(text).place.name == "Batang Kuis"


def test_a_state_in_the_capitals_of_a_dateline_is_no_town_of_its_last_word() -> None:
    found = only("Two shot dead\n\nNEW YORK - Two people were shot dead on Monday, police said.")
    assert (found.place.canonical, found.place.admin1) == ("New York", "New York")
