"""How near to a named place something is told to have been."""

from __future__ import annotations

import pytest
from nlp_desk import only


@pytest.mark.parametrize(
    ("where", "name", "precision"),
    [
        ("in a village 30 km from Tillaberi in Niger", "Tillaberi", "near"),
        ("in the vicinity of Gao in Mali", "Gao", "near"),
        ("in the Nantes area in France", "Nantes", "near"),
        ("near the Nuevo Laredo border in Mexico", "Nuevo Laredo", "near"),
        ("near the Bab al-Hawa crossing in Syria", "Bab al-Hawa crossing", "near"),
        # but what is said of a site or a house in a town is not said of the town
        ("near a Nantes hotel in France", "Nantes", "exact"),
        ("in nearby Tillaberi in Niger", "Tillaberi", "exact"),
        ("outside the Bab al-Hawa crossing in Syria", "Bab al-Hawa crossing", "exact"),
    ],
)
def test_what_is_only_near_a_place_is_not_at_it(where: str, name: str, precision: str) -> None:
    place = only(f"Gunmen killed two guards {where} on Monday.").place
    assert (place.name, place.precision) == (name, precision)
