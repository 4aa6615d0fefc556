"""Sites told without a name and then by it, and those of which a town has one."""

from __future__ import annotations

import pytest
from nlp_desk import incidents, only


@pytest.mark.parametrize(
    ("told", "then", "site"),
    [
        ("bombed a mosque in Sanaa", "The Noorain mosque was full of worshippers.", "Noorain mosque"),
        ("bombed a mosque in Sanaa", "The al-Noorain mosque was full of worshippers.", "al-Noorain mosque"),
        ("stormed a shopping centre in Nairobi", "A clerk at Baraza mall hid in a cupboard.", "Baraza mall"),
        # but not where several are named, or another one
        ("bombed a mosque in Sanaa", "The Noorain mosque and the Badr mosque were closed.", "a mosque"),
        ("bombed a mosque in Sanaa", "Another bomb was found in a nearby Badr mosque.", "a mosque"),
        # nor where the hurt came to
        ("shot a man who walked into a hospital in Lusaka", "Doctors at Chelston Hospital treated him.", None),
        # nor what is only called by its town
        ("stormed a nightclub in Nairobi", "The owner of the Nairobi nightclub was not there.", "a nightclub"),
    ],
)
def test_a_site_told_without_a_name_is_the_one_named_next(told: str, then: str, site: str | None) -> None:
    assert incidents(f"Gunmen {told} on Monday, killing nine people.\n\n{then}")[0].place.facility == site


@pytest.mark.parametrize(
    ("where", "site", "town"),
    [
        ("outside the police headquarters in Gaziantep", "police headquarters", "Gaziantep"),
        ("outside police headquarters in the southern Turkish city of Gaziantep", "police headquarters", "Gaziantep"),
        ("at an airport in the French city of Tarbes", "airport", "Tarbes"),
        ("at the town hall of Tarbes in France", "town hall", "Tarbes"),
        # but of many no more than that it was one
        ("at a market in Gaziantep", "a market", "Gaziantep"),
        ("outside a police station in Gaziantep", "a police station", "Gaziantep"),
    ],
)
def test_what_a_town_has_one_of_is_a_site_with_the_name_of_the_town(where: str, site: str | None, town: str) -> None:
    place = only(f"A bomb killed two guards {where} on Monday.").place
    assert (place.facility, place.name) == (site, town)
