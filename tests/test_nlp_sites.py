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
        # two sites, of which either may be meant
        "Gunmen shot two men dead at Nur Mosque and three at Safa Mosque in Kandahar on Monday.",
    ],
)
def test_other_sites_are_not(text: str) -> None:
    assert only(text).place.facility is None
