"""Sites by their own names, as the finer place of what happened there."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize(
    ("text", "site", "town"),
    [
        ("A man was stabbed at the Lindenhof-Klinik in Hamburg on Monday.", "Lindenhof-Klinik", "Hamburg"),
        (
            "Twelve men died on Monday in a clash among inmates of the Ribera Penitentiary in Guayaquil, Ecuador.",
            "Ribera Penitentiary",
            "Guayaquil",
        ),
        # the word for it in small letters, and the town behind it
        (
            "A bomb went off outside Torkham Gate police station in Kandahar on Monday, killing two policemen.",
            "Torkham Gate police station",
            "Kandahar",
        ),
        # a word for a site that stands first, and a name in several words for one
        ("Gunmen stormed the Hotel Marhaba in Tunis on Monday, killing two guards.", "Hotel Marhaba", "Tunis"),
        ("A bomb hit the Santa Rita Cathedral in Lima on Monday, wounding two men.", "Santa Rita Cathedral", "Lima"),
        # a road, which abroad few articles name
        ("A bomb went off on Corrib Street in Derry, Northern Ireland, on Monday.", "Corrib Street", "Derry"),
        (
            "Gunmen shot two policemen dead on Monday on the Kabul-Kandahar highway in Ghazni, Afghanistan.",
            "Kabul-Kandahar highway",
            "Ghazni",
        ),
        # told only in the sentence that goes on
        (
            "Gunmen killed six people in Bamako, Mali, on Monday. The gunmen stormed the Grand Sable hotel at noon, "
            "and six people were killed.",
            "Grand Sable hotel",
            "Bamako",
        ),
    ],
)
def test_a_site_is_shown_with_its_town(text: str, site: str, town: str) -> None:
    incident = incidents(text)[0]
    assert (incident.place.facility, incident.place.name) == (site, town)
    assert site in [e.quote for e in incident.evidence["place"]]


@pytest.mark.parametrize(
    "text",
    [
        # one of many
        "A man was shot dead in a Bogota hotel on Monday, Colombian police said.",
        "A bomb went off at an Orthodox church in Athens on Monday, wounding two men.",
        # where the wounded lay, and where somebody spoke
        "A bomb wounded four people in Kandahar on Monday. They were taken to Nawroz Hospital, where two died.",
        "A bomb killed four people in Kandahar on Monday, a doctor at Nawroz Hospital said.",
        "A bomb went off at a Roman Catholic church in Athens on Monday, wounding two men.",
        # a street of the US
        "A man was shot dead on Corrib Street in Gary, Indiana, on Monday.",
        # two sites, of which either may be meant
        "Gunmen shot two men dead at Nur Mosque and three at Safa Mosque in Kandahar on Monday.",
    ],
)
def test_other_sites_are_not(text: str) -> None:
    assert only(text).place.facility is None


def test_a_road_called_after_an_airport_is_not_the_airport() -> None:
    incident = incidents("Two men were shot dead on Monday on the Beirut airport highway, Lebanese police said.")[0]
    assert incident.place.facility == "Beirut airport highway"


def test_a_part_of_a_town_abroad_is_shown_as_it_is_written() -> None:
    place = only("A man was stabbed in north Belfast on Monday. The man was hit in the arm.").place
    assert (place.name, place.canonical) == ("north Belfast", "Belfast")


def test_an_island_that_nothing_else_points_to_is_no_town_of_another_country() -> None:
    place = only(
        "Gunmen abducted two men off Sabah, Malaysia, on Monday. The men were abducted in the waters of Gaya Island, "
        "Malaysian police said."
    ).place
    assert place.country == "MY"
