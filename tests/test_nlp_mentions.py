from __future__ import annotations

from itertools import pairwise

import pytest
from nlp_desk import analysis, notes, only

from store.model import Actor, Count, MentionKind, Place, PlacePrecision, Weapon


def found(text: str, kind: MentionKind) -> list[str]:
    return [text[m.start : m.end] for m in analysis(text).mentions if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Kata’ib Hezbollah met us.", MentionKind.GROUP, ["Kata’ib Hezbollah"]),
        ("Kata'ib Hezbollah met us.", MentionKind.GROUP, ["Kata'ib Hezbollah"]),
        ("They came to Camp Taji by road.", MentionKind.FACILITY, ["Camp Taji"]),
        ("They met in Mosul and in Tikrit.", MentionKind.PLACE, ["Mosul", "Tikrit"]),
        ("The town was hit hard.", MentionKind.PLACE, []),
        ("It was on Monroe Street in Toledo.", MentionKind.PLACE, ["Toledo"]),
        ("SANA said so on television.", MentionKind.PLACE, []),
        ("They met in the village of Qara Tapa.", MentionKind.PLACE, ["Qara Tapa"]),
        ("Four Katyusha rockets were found.", MentionKind.WEAPON, ["Katyusha rockets"]),
        ("Major General Karim Abbas spoke.", MentionKind.PERSON, ["Karim Abbas"]),
        ("Laith Hamid, 31, was a baker.", MentionKind.PERSON, ["Laith Hamid"]),
        ("It was late on Monday.", MentionKind.TIME, ["late on Monday"]),
    ],
)
def test_a_mention_is_found_with_its_words(text: str, kind: MentionKind, expected: list[str]) -> None:
    assert found(text, kind) == expected


def value(text: str, kind: MentionKind) -> object:
    return next(m.value for m in analysis(text).mentions if m.kind is kind)


def test_spellings_of_one_group_have_one_canonical_name() -> None:
    names = {
        value(f"Men of {spelling} met.", MentionKind.GROUP) for spelling in ("Kataib Hezbollah", "Kata'ib Hizballah")
    }
    assert names == {Actor("Kata'ib Hezbollah", "militia")}


def test_a_weapon_has_the_codebooks_type() -> None:
    assert value("A roadside bomb was found.", MentionKind.WEAPON) == Weapon("ied")


def test_a_count_has_its_range() -> None:
    assert value("At least 12 people met.", MentionKind.COUNT) == Count(12, 12, None, "At least 12")


def test_a_town_has_its_country_and_coordinates() -> None:
    place = value("They met in Mosul.", MentionKind.PLACE)
    assert isinstance(place, Place)
    assert (place.country, place.precision) == ("IQ", PlacePrecision.EXACT)
    assert place.latitude == pytest.approx(36.34, abs=0.1)


def test_a_name_shared_by_many_towns_follows_the_state_beside_it() -> None:
    place = value("A man was found in Springfield, Ill., on Friday.", MentionKind.PLACE)
    assert isinstance(place, Place)
    assert (place.country, place.admin1) == ("US", "Illinois")


def test_a_distance_and_direction_move_the_point() -> None:
    place = value("It fell 100 kilometres north of Baghdad.", MentionKind.PLACE)
    assert isinstance(place, Place)
    assert place.precision is PlacePrecision.NEAR
    assert place.latitude == pytest.approx(33.34 + 0.9, abs=0.1)


def test_near_a_town_is_not_the_town() -> None:
    place = value("It fell near Mosul.", MentionKind.PLACE)
    assert isinstance(place, Place)
    assert place.precision is PlacePrecision.NEAR


def test_mentions_are_in_order_and_do_not_overlap() -> None:
    mentions = analysis("On Monday three rockets hit Camp Taji north of Baghdad, killing two soldiers.").mentions
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_the_document_shows_the_marks_as_spans() -> None:
    from nlp_desk import language

    doc = language()("Rockets hit Camp Taji on Monday.")
    assert [span.text for span in doc.spans["blotter"]] == ["Rockets", "Camp Taji", "on Monday"]
    assert [s.text for s in doc.sents] == ["Rockets hit Camp Taji on Monday."]


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Rockets struck the base.", True),
        ("A rocket attack killed two men.", True),
        ("The rocket attacks must end.", False),
        ("They fear a spate of bombings.", False),
        ("Drone attacks on Saturday closed the airport.", True),
        ("The army launched airstrikes on the town.", True),
        ("The police could attack the village.", False),
        ("They were planning attacks.", False),
        ("The militia did not attack the convoy.", False),
        ("This led the army to storm the prison.", True),
        ("They wanted to storm the prison.", False),
        ("The latest bombing shook the city.", True),
    ],
)
def test_a_trigger_is_specific_when_it_tells_of_one_event(text: str, specific: bool) -> None:
    triggers = [t for t in notes(text).triggers if t.role == "attack"]
    assert any(t.specific for t in triggers) is specific


@pytest.mark.parametrize(
    "text", ["He had a heart attack.", "Suspicion fell on the group.", "They went on hunger strike."]
)
def test_words_that_only_look_like_an_attack_are_none(text: str) -> None:
    assert not [t for t in notes(text).triggers if t.role == "attack"]


@pytest.mark.parametrize(
    ("told", "who", "kind"),
    [
        ("Russian missiles hit a school in Dnipro on Monday.", "Russia", "missile"),
        ("An Israeli drone killed two men in Tyre on Monday.", "Israel", "drone"),
        ("Three soldiers were killed in a strike by Turkish drones near Sinjar on Monday.", "Turkey", "drone"),
    ],
)
def test_the_arms_of_a_state_are_its_weapon_and_it_is_who_used_them(told: str, who: str, kind: str) -> None:
    incident = only(told)
    assert (incident.perpetrator.name, incident.weapon.type) == (who, kind)
