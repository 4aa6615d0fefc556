"""Which place a name stands for, by what the rest of the article points to."""

import pytest
from nlp_desk import analysis, only

from nlp import pipeline
from store.model import Article, MentionKind, Place, PlacePrecision


@pytest.fixture(scope="module")
def nlp():
    return pipeline.build()


def places(nlp, text):
    """Return the place names of a text with their countries."""
    marks = pipeline.analyse(nlp, Article(text)).mentions
    return [
        (m.value.name, m.value.country) for m in marks if m.kind is MentionKind.PLACE and isinstance(m.value, Place)
    ]


NAMED = [
    # the country of the article
    ("Salvadoran troops were attacked in San Miguel on Monday, the Salvadoran army said.", ("San Miguel", "SV")),
    # capitals: departments, towns and parts of towns
    ("A BOMB WENT OFF IN DOWNTOWN SAN SALVADOR TODAY.", ("SAN SALVADOR", "SV")),
    ("SALVADORAN REBELS ATTACKED A POST IN USULUTAN DEPARTMENT TODAY.", ("USULUTAN", "SV")),
    ("PERUVIAN POLICE SAID 16 PEASANTS WERE SHOT IN THE VILLAGE OF CHINCHIPE TODAY.", ("CHINCHIPE", None)),
    # "IN" behind a comma is no state, and a province in the country spoken of is no town of another
    ("SALVADORAN REBELS KILLED TWO SOLDIERS IN SAN MIGUEL, IN A SECOND RAID TODAY.", ("SAN MIGUEL", "SV")),
    ("COLOMBIAN POLICE SAID A BOMB WENT OFF IN ANTIOQUIA TODAY.", ("ANTIOQUIA", "CO")),
    ("HONDURAN POLICE SAID A BOMB WENT OFF IN EL SALVADOR TODAY.", ("EL SALVADOR", "SV")),
    # a Spanish name goes on, and is no more the town it begins with
    ("SALVADORAN REBELS KILLED TWO SOLDIERS IN SAN MIGUEL DE LA PLATA TODAY.", ("SAN MIGUEL DE LA PLATA", None)),
    # a country, although a town elsewhere is called so
    ("MEXICO CITY (MEXICO), 3 MAY 91 (AGENCY) -- MEXICAN TOURISTS WERE ROBBED IN COLOMBIA TODAY.", ("COLOMBIA", "CO")),
    # what follows a comma is a name, and not short for a US state
    ("PERUVIAN REBELS ATTACKED TOWNS IN CAJAMARCA, LA LIBERTAD AND ANCASH TODAY.", ("CAJAMARCA", "PE")),
    # a quarter or district that is called as a town abroad
    (
        "Iraqi soldiers were attacked in the Riyadh district of Kirkuk, Iraq. Iraqi police and Iraqi troops came.",
        ("Riyadh", "IQ"),
    ),
    # a name that goes on behind a wrapped line
    ("SALVADORAN GUERRILLAS KILLED TWO SOLDIERS IN SAN\nSALVADOR TODAY.", ("SAN SALVADOR", "SV")),
    # a state behind it, also where no list knows the town
    ("Two men were shot dead in Iaeger, West Virginia, on Friday.", ("Iaeger", "US")),
]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_a_place_is_named_with_its_country(nlp, text, named):
    assert named in places(nlp, text)


NOT_NAMED = [
    # streets
    ("Oakland police found the man near 21st and Cleveland on Monday.", "Cleveland"),
    ("Oakland police found the man on Holton Avenue on Monday.", "Holton"),
    # a part of a country
    ("Three men were shot in Northern Mozambique on Monday, police of Mozambique said.", "Northern"),
    # a person's name, which is a small town's too
    ("Nathan Walker told Oakland police on Monday that he thought the gun was empty.", "Walker"),
    # a name that goes on
    ("A man was shot in Harbor Gateway on Monday, Los Angeles police said.", "Harbor"),
    # ordinary words in capitals that are towns somewhere
    ("SALVADORAN REBELS BLEW UP TWO PYLONS IN THE SAME ZONE AND IN FRONT OF A SCHOOL.", "FRONT"),
    ("SALVADORAN REBELS KILLED TWO SOLDIERS IN ONE OF THE RAIDS IN SAN SALVADOR TODAY.", "ONE"),
    ("REBELS KILLED TWO SOLDIERS IN SECTOR 4 OF SAN SALVADOR TODAY.", "SECTOR"),
    ("THE SALVADORAN ARMY SAID THAT A BOMB LEFT THE TOWN IN A STATE OF TOTAL ALARM.", "TOTAL ALARM"),
    ("A BOMB WENT OFF AT THE ADMINISTRATIVE DEPARTMENT OF SECURITY IN BOGOTA TODAY.", "ADMINISTRATIVE"),
    ("A SALVADORAN DRIVER HAD TO HIT THE BRAKES WHEN A BOMB WENT OFF TODAY.", "HIT"),
    ("PERUVIAN GUNMEN SHOT A MAN IN THE RESIDENTIAL NEIGHBORHOOD OF PUNO TODAY.", "RESIDENTIAL"),
    ("THE COUP WAS PLANNED BY SALVADOR MENDOZA, SALVADORAN POLICE SAID IN MAY.", "SALVADOR"),
    ("THE SALVADORAN ARMY SPOKE OF VICTOR HERRERA IN SAN SALVADOR TODAY.", "VICTOR"),
]


@pytest.mark.parametrize(("text", "word"), NOT_NAMED)
def test_what_is_no_place_is_not_marked_as_one(nlp, text, word):
    assert word not in [name for name, _ in places(nlp, text)]


def test_the_dateline_of_a_text_in_capitals_tells_the_country(nlp):
    text = "TEGUCIGALPA, 3 MAY 91 (AGENCY) -- THREE MEN WERE SHOT DEAD IN SANTA ANA TODAY."
    assert places(nlp, text) == [("SANTA ANA", "HN")]


@pytest.mark.parametrize(
    ("text", "name", "admin1", "precision"),
    [
        # a state or province that is called as its capital
        ("A bomb exploded in Katsina state on Monday, Nigerian police said.", "Katsina", "Katsina", "admin1"),
        ("Gunmen shot a teacher in the state of Kaduna, Nigeria, on Monday.", "Kaduna", "Kaduna", "admin1"),
        # but its police are not it
        ("Gunmen shot a man in Katsina on Monday, the Katsina state police of Nigeria said.", "Katsina", None, "exact"),
        # regions that no gazetteer of towns has
        ("Gunmen shot a farmer in the West Bank on Monday.", "West Bank", "West Bank", "admin1"),
        ("A mine killed two soldiers in the northern Sinai on Monday.", "northern Sinai", "North Sinai", "admin1"),
        ("A bomb killed two men in North Waziristan on Monday.", "North Waziristan", "Khyber Pakhtunkhwa", "admin1"),
        ("Rebels killed six villagers in North Kivu on Monday.", "North Kivu", "North Kivu", "admin1"),
        ("A bomb killed four people in Chechnya on Monday, police said.", "Chechnya", "Chechnya", "admin1"),
        # a country, and not its government
        ("A bomb killed three people in Pakistan on Monday.", "Pakistan", None, "country"),
        # a village inside an area inside a state
        (
            "Gunmen stormed Tsamiya village in the Batsari area of Katsina state on Monday.",
            "Tsamiya",
            "Katsina",
            "near",
        ),
        ("Gunmen attacked Pattani's Mai Kaen district in Thailand on Monday.", "Mai Kaen", None, "district"),
        # a list tells of no place inside another
        ("In Mosul, Basra and Kirkuk bombs killed two soldiers on Monday.", "Basra", "Basra", "exact"),
        # a village by the word behind it, also where nothing stands before it
        ("Gunmen stormed Gidan Dawa village on Monday, Nigerian police said.", "Gidan Dawa", None, None),
        # a state that the gazetteer knows only by its town, or not at all
        ("Gunmen shot two men in Donetsk region on Monday, Ukrainian police said.", "Donetsk", "Donetsk", "admin1"),
        ("Gunmen shot two men in Michoacan state on Monday, Mexican police said.", "Michoacan", "Michoacán", "admin1"),
        ("Gunmen shot two men in the Azaz region of Syria on Monday.", "Azaz", "Aleppo", "near"),
        # a county abroad is a province
        ("Kenyan police shot two men in Garissa County on Monday.", "Garissa", "Garissa", "admin1"),
        # a province that elsewhere is another name of its capital
        ("Three soldiers were shot dead in Sulu on Monday, the Philippine army said.", "Sulu", "Sulu", "admin1"),
        # a district called after a small town
        ("Indian police shot two men in Sukma district on Monday.", "Sukma", None, "district"),
        # a province that the lexicon knows as a town too
        ("A mine killed two men in the province of Aleppo, Syria, on Monday.", "Aleppo", "Aleppo", "admin1"),
        # a small town, if the article says that it is one
        ("Three men were shot in Mexico on Monday in El Aguaje, a town in the west.", "El Aguaje", None, None),
        # in a force's name no word is a town
        (
            "A Central Reserve Police Forces trooper was shot dead in India on Monday, Indian police said.",
            "India",
            None,
            "country",
        ),
        # the word in capitals behind a name only says what is called so
        ("Gunmen shot a farmer in Kantewa Ward of Nigeria on Monday.", "Kantewa", None, None),
        ("Gunmen shot a farmer in Kantewa Local Government Area, Nigeria, on Monday.", "Kantewa", None, None),
        ("Indonesian police shot two men in Tarowi regency on Monday.", "Tarowi", None, "district"),
        # two words of a Persian name
        ("A mine killed a man in the Nahr-e-Omid district of Afghanistan on Monday.", "Nahr-e-Omid", None, "district"),
        # a place is in the province behind it, and no namesake elsewhere
        (
            "Gunmen shot a man in Guna district, in the Rofi area of Niger State, on Monday.",
            "Guna",
            "Niger",
            "district",
        ),
        ("Gunmen shot a man on Monday in Kota district in Taraba state.", "Kota", "Taraba", "district"),
        # a state, though a country is called so
        ("Bandits shot a farmer in Borgan, Niger State, on Monday.", "Borgan", "Niger", None),
        # in Nigeria it is no other name of Warsaw
        ("Gunmen shot a farmer in Wawa on Monday. Nigerian police and the Nigerian army came.", "Wawa", None, "exact"),
        # a state has no point at a hamlet that is called so
        ("Gunmen shot a man in the state of Guerrero, Mexico, on Monday.", "Guerrero", "Guerrero", "admin1"),
        # the only small town of that name in the country that the article is about
        (
            "Mexican police said that gunmen shot nine people in San Miguel Totolapan.",
            "San Miguel Totolapan",
            None,
            "exact",
        ),
        # a place of a town or province named before it, and no namesake elsewhere
        ("A grenade wounded three men in Dhaka's Gulistan area on Monday.", "Gulistan", None, None),
        ("A mine killed two men in Chhattisgarh's Bijapur district on Monday.", "Bijapur", "Chhattīsgarh", "district"),
        # but a city is in no quarter of a far country: the quarter is this city's
        (
            "Gunmen shot a man in the Port-au-Prince neighborhood of Bel-Air on Monday, Haitian police said.",
            "Bel-Air",
            None,
            "near",
        ),
        ("A mine killed two men in tambon Ba Ngon of Thailand on Monday.", "Ba Ngon", None, None),
        # a name with a hyphen, and the point of the compass in that of a county
        ("Gunmen shot a man in Nyal-abok village, South Sudan, on Monday.", "Nyal-abok", None, None),
        ("Gunmen shot a man in Tonj East County, South Sudan, on Monday.", "Tonj East", None, None),
        ("Gunmen crossed into Gogrol County of South Sudan on Monday and shot a man.", "Gogrol", None, None),
        # but not what is only based there
        ("A bomb killed two men of a Mosul-based firm in Mosul on Monday.", "Mosul", "Nineveh", "exact"),
        # of several small towns so called in the country nobody can tell which is in the province
        ("Gunmen shot two men in Bishnupur district of Manipur, India, on Monday.", "Bishnupur", "Manipur", "district"),
        # kinds of two words, and what is called an island
        ("Gunmen shot a man in the Mucoja administrative post, Mozambique, on Monday.", "Mucoja", None, None),
        ("Gunmen shot a man in Jeh Hoy sub-district of Thailand on Monday.", "Jeh Hoy", None, None),
        ("Gunmen shot a man on the island of Bouka Tora in Chad on Monday.", "Bouka Tora", None, None),
        # what a headline writes with a capital is no town
        ("Gunmen killed four people in Mosque in Nigeria on Monday.", "Nigeria", None, "country"),
    ],
)
def test_an_event_is_placed_as_fine_as_it_is_told(text, name, admin1, precision):
    place = only(text).place
    assert (place.name, place.admin1, place.precision) == (name, admin1, precision)


def test_the_dateline_s_capital_is_no_place_of_what_happened_in_another_country():
    text = "LONDON - Two men were shot dead on Monday, Iraqi police said. Iraqi forces searched for the gunmen in Iraq."
    assert only(text).place.country == "IQ"


def test_the_united_states_that_speak_are_not_where_it_happened():
    text = (
        "A bomb killed four people on Monday, Salvadoran police said. The United States condemned it. "
        "The United States sent help, and the United States spoke to El Salvador."
    )
    assert only(text).place.country == "SV"


def test_a_village_told_later_is_finer_than_its_country_and_in_its_state():
    text = "Gunmen killed 12 people in Nigeria on Monday.\n\nThe attack was in Tarmuwa village, Katsina state.\n"
    place = only(text).place
    assert (place.name, place.admin1, place.country) == ("Tarmuwa", "Katsina", "NG")


def test_names_behind_provinces_are_provinces() -> None:
    found = analysis("Police arrested men in the provinces of Narathiwat and Pattani in Thailand on Monday.").mentions
    places = [m.value for m in found if isinstance(m.value, Place) and m.value.name in {"Narathiwat", "Pattani"}]
    assert [p.precision for p in places] == [PlacePrecision.ADMIN1] * 2


@pytest.mark.parametrize(
    "where",
    [
        "Gunmen attacked Ndoro, a farming village in northern Mali's Mopti region, on Monday, killing two men.",
        "Gunmen killed two men on Monday in Ndoro, a remote settlement some 20 km from Mopti, Mali.",
        "Gunmen killed two on Monday in a village in the Mopti region of Mali. It happened in the village of Ndoro.",
        "Gunmen killed two men on Monday in Mali's Bandako district. The attack took place in Ndoro village.",
    ],
)
def test_a_name_is_that_of_a_village_where_the_words_say_so(where: str) -> None:
    place = only(where).place
    assert (place.name, place.country) == ("Ndoro", "ML")


@pytest.mark.parametrize("where", ["in Tudun Mare village", "in the village of Tudun Mare", "in Tudun Mare, a village"])
def test_a_town_we_list_is_not_what_a_village_of_a_longer_name_is(where: str) -> None:
    place = only(f"Gunmen killed two men {where} in Katsina state, Nigeria, on Monday.").place
    assert (place.name, place.admin1, place.country) == ("Tudun Mare", "Katsina", "NG")


def test_a_village_is_no_namesake_in_a_country_that_nothing_else_points_to() -> None:
    text = (
        "Gunmen killed two men on Monday in the Mexican state of Sinaloa. "
        "The attack took place in the village of El Palmar, Mexican police said."
    )
    place = only(text).place
    assert (place.name, place.country, place.latitude) == ("El Palmar", "MX", None)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Three Grad missiles were fired at a base in Mosul in Iraq on Monday, Iraqi police said.", "Mosul", "IQ"),
        ("Three rockets were fired at a base in Grad in Slovenia on Monday.", "Grad", "SI"),
        ("The Taliban raided a post in Safa City district in Zabul in Afghanistan on Monday.", "Safa City", "AF"),
        ("Gunmen killed two men in Kano City in Nigeria on Monday.", "Kano", "NG"),
        ("Two guards were shot near Ndoro in Mali on Monday, Sahel Today News, New York, reports.", "Ndoro", "ML"),
        ("A guard was shot in Newport News, Virginia, on Monday.", "Newport News", "US"),
    ],
)
def test_neither_a_make_of_arms_nor_a_newspaper_is_a_place(text: str, name: str, country: str) -> None:
    place = only(text).place
    assert (place.name, place.country) == (name, country)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a headline in capitals, though a full stop ends it
        ("At Least Nine Slain in Kurdani Battle. Two men were killed in Mosul on Monday.", ["Mosul"]),
        ("Rebels Shell Ten Farmers after Storming Chad Hamlet. Ten men died in Abeche on Monday.", ["Chad", "Abeche"]),
        # but a sentence full of names is none
        ("Rebels killed two men in Hulow, Garissa County, Kenya, on Monday.", ["Hulow", "Garissa County", "Kenya"]),
        # a name ends before who is there, and goes on behind an article
        ("On Monday in Zvecan Serbian protesters fought with soldiers, two of whom were hurt.", ["Zvecan"]),
        ("Gunmen killed two soldiers in the city of Bir El Abd on Monday.", ["Bir El Abd"]),
        # a village, whose name stands right behind the word
        ("Two policemen were killed on Monday when their car hit a mine near the village Kvarati.", ["Kvarati"]),
        # a word for land behind a name is none, nor is an officer, a make of oil, or a shirt
        ("A man was stabbed on Monday. Thames Valley Police held a man in Leeds.", ["Leeds"]),
        ("A guard was shot on Monday as he walked around Ambassador Lindqvist in Ankara.", ["Ankara"]),
        ("A group called Soldiers in T-Shirts shot two men in Caracas on Monday.", ["Caracas"]),
        # a country without its apostrophe
        ("A bomb killed two men outside a school in Syrias Hasakeh city on Monday.", ["Hasakeh"]),
        # a point of the compass that belongs to the name of an area
        (
            "Gunmen shot a man in Akoko West local government area of Ondo state, Nigeria.",
            ["Akoko West", "Ondo", "Nigeria"],
        ),
        # no country is in the next
        ("Soldiers of Niger, Mali and Chad were killed near Agadez on Monday.", ["Niger", "Mali", "Chad", "Agadez"]),
    ],
)
def test_a_name_of_a_place_ends_where_it_ends(nlp, text, names):
    found = [name for name, _ in places(nlp, text)]
    assert found == names or found == [name.removesuffix(" County") for name in names]


def test_a_country_named_before_another_is_not_in_it(nlp):
    assert ("Niger", "NE") in places(nlp, "Soldiers of Niger, Mali and Chad were killed near Agadez on Monday.")


def test_a_state_is_not_called_after_a_hamlet_of_a_country_that_nothing_points_to(nlp):
    found = places(nlp, "Gunmen shot two policemen dead on Monday in Edo state, a spokesman of the police said.")
    assert found == [("Edo", None)]
