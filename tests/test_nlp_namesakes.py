"""Which of several places of one name an article means: first the country, then the one in it."""

import pytest
from nlp_desk import incidents

from nlp.places import look_up

SEVERAL = [
    # US states that other names vote for speak for no US town where others are spoken of as much
    (
        "Two guards were shot dead in Cairo on Monday. The American envoy, who is from Peoria in Illinois, called "
        "on Egyptian ministers. Egyptian police held six men, and Egyptian papers blamed a Libyan cell.",
        "Cairo",
        "EG",
        None,
    ),
    # nobody can tell which of many small towns it is: the country is the one spoken of
    ("Two men were shot in Santa Cruz on Monday. Trinidad and Tobago has strict laws.", "Santa Cruz", "TT", None),
    # but in a story of the US a town is one of the US, and of the state that other names speak for
    (
        "Two men were shot in Cairo on Monday. A third was hurt in Peoria, Illinois, on Friday, police said.",
        "Cairo",
        "US",
        "Illinois",
    ),
    ("A clerk was shot dead at a shop in Chelsea on Monday, police said.", "Chelsea", "US", "Massachusetts"),
    ("A clerk was shot dead at a shop in Memphis on Monday, police said.", "Memphis", "US", "Tennessee"),
]


@pytest.mark.parametrize(("text", "name", "country", "state"), SEVERAL)
def test_a_name_is_of_the_country_that_an_article_speaks_of(
    text: str, name: str, country: str, state: str | None
) -> None:
    place = incidents(text)[0].place
    assert (place.name, place.country, place.admin1) == (name, country, state)


METROPOLES = [
    # a town of an American writer's states is not the metropolis that news of the world tells of
    (
        "Gunmen killed three people in Madrid on Friday. German police searched a flat in Hamburg, and a German envoy "
        "flew to Berlin from Albany, New York.",
        "Madrid",
        "ES",
        None,
    ),
    # but where an article speaks of that state, and of no country more, it is the one there
    (
        "A clerk was shot dead in Madrid on Monday, police said. A second man was hurt in Buffalo, New York.",
        "Madrid",
        "US",
        "New York",
    ),
]


@pytest.mark.parametrize(("text", "name", "country", "state"), METROPOLES)
def test_a_small_town_gives_way_to_a_metropolis_of_its_name_unless_its_state_is_spoken_of(
    text: str, name: str, country: str, state: str | None
) -> None:
    place = next(i.place for i in incidents(text) if i.place.name == name)
    assert (place.country, place.admin1) == (country, state)


def test_a_town_is_known_by_its_name_without_the_letters_of_its_language() -> None:
    assert look_up("Diyarbakir")[0].kind == "town"


def test_a_town_of_the_us_is_not_known_by_what_it_once_was_called() -> None:
    assert all(e.name != "Atlanta" for e in look_up("Terminus"))
    assert look_up("Vegas")[0].name == "Las Vegas"
