from __future__ import annotations

import datetime as dt

from nlp_desk import incidents, only

from store.model import Slot


def test_news_that_name_no_day_are_dated_by_publication_with_little_confidence() -> None:
    [found] = incidents("Gunmen shot a baker in Basra, police said. He was taken to hospital.")
    assert (found.date.start, found.date.phrase, found.date.anchor) == (
        dt.date(2020, 7, 28),
        None,
        dt.date(2020, 7, 28),
    )
    assert Slot.DATE not in found.evidence  # no words say so
    assert found.confidence[Slot.DATE] < found.confidence[Slot.TYPE]


def test_what_is_only_looked_back_on_has_no_day_of_its_own() -> None:
    found = only(
        "The minister was asked about the murder of the judge Ana Diaz in Basra and said the court would decide."
    )
    assert found.date.start is None


def test_what_then_happened_happened_on_the_same_day() -> None:
    found = incidents(
        "Gunmen killed two guards in Tikrit on Monday. A roadside bomb then went off near Baiji, wounding four men."
    )
    assert [i.date.start for i in found] == [dt.date(2020, 7, 27)] * 2


def test_a_later_story_without_a_day_does_not_take_the_next_one_s() -> None:
    found = incidents(
        "Gunmen killed two guards in Tikrit on Monday.\n\nA roadside bomb went off near Baiji, wounding four men.\n\n"
        "On Friday, warplanes struck a village near Dohuk."
    )
    assert [i.date.phrase for i in found] == ["on Monday", "on Monday", "On Friday"]


def test_an_arrest_told_first_does_not_keep_the_event_from_its_day() -> None:
    text = "A man was arrested on Monday.\n\nA boy was shot in Dayton. The incident happened on Sunday at noon.\n"
    assert [i.date.start for i in incidents(text) if i.type == "shooting"] == [dt.date(2020, 7, 26)]


def test_what_is_told_on_without_a_day_or_place_happened_then_and_there() -> None:
    found = incidents("Rebels bombed a bridge in Tikrit on Monday. Two protesters were shot dead by gunmen.")
    assert [(i.type, i.date.phrase, i.place.name) for i in found] == [
        ("bombing", "on Monday", "Tikrit"),
        ("shooting", "on Monday", "Tikrit"),
    ]


def test_an_event_that_is_looked_back_on_does_not_take_the_day_before_it() -> None:
    found = incidents("Gunmen killed two guards in Tikrit on Monday.\n\nWarplanes had bombed a village near Dohuk.")
    assert [i.date.phrase for i in found] == ["on Monday", None]


def test_when_an_incident_occurred_is_told_by_a_sentence_of_its_own() -> None:
    text = "A bomb hit a bus in Mosul.\n\nThe incident occurred on Sunday.\n"
    assert only(text).date.start == dt.date(2020, 7, 26)


def test_an_attack_known_by_its_day_is_the_one_told_before() -> None:
    text = (
        "Gunmen shot two teachers at a school in Mosul, police said.\n\n"
        "An inquiry into Sunday's shooting, which left two people wounded, goes on.\n"
    )
    assert only(text).date.phrase == "Sunday's"


def test_what_was_spoken_of_on_a_day_is_dated_by_the_next_report_of_the_same_people() -> None:
    text = (
        "A nun was shot in Mosul, doctors said on Monday.\n\n"
        "A nun was brought to hospital after she was wounded by gunmen on Saturday.\n"
    )
    assert only(text).date.start == dt.date(2020, 7, 25)


def test_hours_before_what_is_no_incident_are_of_the_day_told_for_it() -> None:
    told = "An army helicopter crashed in bad weather in Mosul on Friday, killing eight soldiers. "
    one = only(told + "Hours earlier rebels ambushed a convoy nearby, killing two soldiers.")
    assert (one.type, one.date.start) == ("ambush", dt.date(2020, 7, 24))
