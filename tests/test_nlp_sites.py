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
        # the mission of a nation, what ends so only in capitals, and where a road is left
        ("Shots were fired at the Peruvian embassy in Quito on Monday, wounding a guard.", "Peruvian embassy", "Quito"),
        ("A bomb went off at the Salam Islamic Center in Lyon on Monday.", "Salam Islamic Center", "Lyon"),
        ("Two men were shot dead near the Rietvlei off-ramp in Pretoria on Monday.", "Rietvlei off-ramp", "Pretoria"),
        # part of a road
        ("A bomb hit part of Corrib Street in Derry, Northern Ireland, on Monday.", "Corrib Street", "Derry"),
        # what is called by its town, and what is the town's
        ("A bomb killed four people at Antwerp airport on Monday.", "Antwerp airport", "Antwerp"),
        ("Two men were shot dead in Karachi's Malir Bala on Monday.", "Malir Bala", "Karachi"),
        (
            "Police found 40 rifles on Monday in the arrival hall of Kuramo Bay International Airport, Lagos.",
            "Kuramo Bay International Airport",
            "Lagos",
        ),
        # told only in the sentence that goes on
        (
            "Gunmen killed six people in Bamako, Mali, on Monday. The gunmen stormed the Grand Sable hotel at noon, "
            "and six people were killed.",
            "Grand Sable hotel",
            "Bamako",
        ),
        # a saint, and a site of which a town has but one
        (
            "A man stabbed a priest on Monday at the St Anne Catholic church in Lusaka.",
            "St Anne Catholic church",
            "Lusaka",
        ),
        (
            "On Monday gunmen attacked Lima\u2019s main airport with grenades, killing four people.",
            "main airport",
            "Lima",
        ),
        ("Two bombs on Monday outside Lusaka's main bus station killed nine.", "main bus station", "Lusaka"),
        ("A man stabbed two tourists at Lusaka's busy Central Market on Monday.", "Central Market", "Lusaka"),
        # the block of a street, a house with its number, two roads that cross, in the US too
        (
            "A man was shot dead on Monday in Gary, Indiana. The shooting was reported about noon in the 4100 block of "
            "North Orchid Street.",
            "4100 block of North Orchid Street",
            "Gary",
        ),
        (
            "Police in Omagh, Northern Ireland, arrested three men on Monday over a pipe bomb. The discovery was made "
            "at a house in the Lisnafin estate.",
            "Lisnafin estate",
            "Omagh",
        ),
        # where two roads meet, by the words for it, in short and with a dot
        (
            "A man was stabbed to death at the corner of Orchid Road and Plum Street in Kingston, Jamaica, on Monday.",
            "Orchid Road and Plum Street",
            "Kingston",
        ),
        (
            "A man was shot on Monday near the intersection of Plum Ave. and Orchid Blvd. in Gary, Indiana.",
            "Plum Ave. and Orchid Blvd",
            "Gary",
        ),
        # by its number, and with the word for it first
        ("Gunmen killed four men on Monday in Comuna 27 in Medellin, Colombia.", "Comuna 27", "Medellin"),
        (
            "A man was stabbed in Marseille, France, on Monday. The attack was in the 13th arrondissement at noon.",
            "13th arrondissement",
            "Marseille",
        ),
        ("Two men were shot dead on Calle Arrayan in Lima, Peru, on Monday.", "Calle Arrayan", "Lima"),
        # a mission of a state told in short, what was hit and opens the sentence, and what a people gives its name to
        ("The U.S. Embassy in Lusaka was attacked with petrol bombs on Monday.", "U.S. Embassy", "Lusaka"),
        ("A man threw a grenade into the UK embassy in Lusaka on Monday, wounding two guards.", "UK embassy", "Lusaka"),
        (
            "A man was shot dead on Monday. He was killed outside the Montego Bay Police "
            "Station in Montego Bay, Jamaica.",
            "Montego Bay Police Station",
            "Montego Bay",
        ),
        # with small words inside its name
        (
            "A bomb killed nine people on Monday in the Deir al-Rawda quarter in Lusaka.",
            "Deir al-Rawda quarter",
            "Lusaka",
        ),
        ("A student was stabbed at the University of Lusaka on Monday in Lusaka.", "University of Lusaka", "Lusaka"),
        # in a sentence that tells of nothing that was done
        (
            "A man was shot dead on Monday in Gary, Indiana. The two were at a birthday party in the 300 block of Elm "
            "Street. The man died at noon.",
            "300 block of Elm Street",
            "Gary",
        ),
        ("Police seized four guns on Monday at 17 Tannery Lane in Gary, Indiana.", "17 Tannery Lane", "Gary"),
        (
            "Two men were shot on Monday at Ninth Avenue and Orchid streets in Gary, Indiana.",
            "Ninth Avenue and Orchid streets",
            "Gary",
        ),
        (
            "A woman was stabbed on Monday in Gary, Indiana. Officers were called to Plum Court Drive at noon.",
            "Plum Court Drive",
            "Gary",
        ),
        # a part of the town, and one of two sites that is only beside the other
        ("A bomb killed nine people on Monday in the city's Jila district in Lusaka.", "Jila district", "Lusaka"),
        ("A man was stabbed in the Jila bus stand area in Lusaka on Monday.", "Jila bus stand area", "Lusaka"),
        (
            "A bomb went off in Lusaka on Monday at the Jila Bazar, near Nawab School, killing two men.",
            "Jila Bazar",
            "Lusaka",
        ),
        ("Gunmen attacked Lusaka's Jila Gate prison on Monday, killing a guard.", "Jila Gate prison", "Lusaka"),
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
        # where the wounded lay, and where somebody spoke
        "A bomb wounded four people in Kandahar on Monday. They were taken to Nawroz Hospital, where two died.",
        "A bomb killed four people in Kandahar on Monday, a doctor at Nawroz Hospital said.",
        # where somebody drove to, is treated, or is held
        "A man was shot dead in Gary, Indiana, on Monday. The gunmen fired and sped off north on Corrib Street.",
        "Two men were shot in Gary, Indiana, on Monday. At Nawroz Hospital three were treated for gunshot wounds.",
        "A man was shot in Gary, Indiana, on Monday. A man arrested for the shooting is held at the Lake County Jail.",
        # an area of government, which is no part of a town, and a town that is called after a park
        "Gunmen killed three men on Monday in Damboa Local Government Area of Borno, Nigeria.",
        "A man was shot dead in Avon Park, Florida, on Monday.",
        # every country has such a street
        "A man was shot dead on Monday at Main Street and Orchid Avenue in the United States, police said.",
        # a town has more than one hospital, and who runs the main airport only spoke
        "A bomb went off at Lusaka's hospital on Monday, killing four people.",
        "A bomb killed four people in Lusaka on Monday, a guard of Ndola's main airport said.",
        # where it was only heard, a border, and what a small town lies in
        "A bomb killed four people in Lusaka on Monday. The blast was heard near the Nawab Hotel.",
        "A drone killed four people in Baghdad on Monday. US planes hit the Iraq-Iran border area in reply to it.",
        "Gunmen torched two houses on Monday in Imphal East district of Manipur, India.",
        # two sites, of which either may be meant
        "Gunmen shot two men dead at Nur Mosque and three at Safa Mosque in Kandahar on Monday.",
    ],
)
def test_other_sites_are_not(text: str) -> None:
    assert {incident.place.facility for incident in incidents(text)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "A man was shot in Radcliffe's Lada Samara in Leeds on Monday.",
        "A man was stabbed in Karachi's Sindh Police offices on Monday.",
        "Two men were shot on Monday at a Bogota station.",
    ],
)
def test_what_is_somebody_s_or_one_of_many_is_no_site(text: str) -> None:
    assert only(text).place.facility is None


def test_a_road_called_after_an_airport_is_not_the_airport() -> None:
    incident = incidents("Two men were shot dead on Monday on the Beirut airport highway, Lebanese police said.")[0]
    assert incident.place.facility == "Beirut airport highway"


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        ("A man was stabbed in north Belfast on Monday. The man was hit in the arm.", "north Belfast", "Belfast"),
        ("A bomb killed four people in downtown Lusaka on Monday.", "downtown Lusaka", "Lusaka"),
        ("A car bomb in the southern Lusaka suburbs killed nine on Monday.", "southern Lusaka suburbs", "Lusaka"),
        ("A bomb hit a bank in the busy downtown Lusaka area on Monday.", "downtown Lusaka area", "Lusaka"),
        ("A bomb killed four people in Lusaka on Monday. It was heard from northern Lusaka.", "Lusaka", "Lusaka"),
    ],
)
def test_a_part_of_a_town_abroad_is_shown_as_it_is_written(text: str, name: str, town: str) -> None:
    place = only(text).place
    assert (place.name, place.canonical) == (name, town)


def test_a_suburb_is_the_place_and_not_the_town_it_is_a_suburb_of() -> None:
    place = only("A man was stabbed on Monday in the Milan suburb of Cinisello Balsamo, Italian police said.").place
    assert (place.name, place.country) == ("Cinisello Balsamo", "IT")
    place = only("A bomb killed two men on Monday in the Lusaka suburb of Jilapara, police said.").place
    assert (place.name, place.country, place.precision) == ("Jilapara", "ZM", "near")


def test_the_police_of_a_valley_are_not_those_of_a_town() -> None:
    text = "Thames Valley Police held a man on Monday. Three people were stabbed on Monday in Slough, England."
    assert all(i.place.name != "Valley" for i in incidents(text))


def test_an_island_that_nothing_else_points_to_is_no_town_of_another_country() -> None:
    place = only(
        "Gunmen abducted two men off Sabah, Malaysia, on Monday. They were taken in the waters of Gaya Island, "
        "Malaysian police said."
    ).place
    assert place.country == "MY"
