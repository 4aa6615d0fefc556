from __future__ import annotations

from nlp_desk import only

from store.model import PlacePrecision


def test_where_nothing_finer_is_told_the_country_that_the_article_speaks_of_is_the_place() -> None:
    incident = only("Salvadoran rebels killed two soldiers on Monday, the Salvadoran army said.")
    assert (incident.place.name, incident.place.country) == ("El Salvador", "SV")
    assert incident.place.precision is PlacePrecision.COUNTRY


def test_an_article_on_two_countries_leaves_a_place_that_is_not_told_without_a_name() -> None:
    incident = only("Salvadoran rebels killed two soldiers on Monday, the Honduran army said.")
    assert incident.place.name is None
