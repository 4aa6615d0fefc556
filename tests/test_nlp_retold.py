"""What only a headline tells is shown where the text says it in its own words."""

from __future__ import annotations

from dataclasses import replace

from nlp_desk import TUESDAY, language

from nlp import pipeline
from nlp.reading import read_text
from store.model import Incident, Slot


def told(title: str, text: str) -> Incident:
    article = replace(read_text(text, name="test", id="test", published=TUESDAY), title=title)
    found = pipeline.analyse(language(), article).incidents
    assert len(found) == 1, [i.summary for i in found]
    return found[0]


def quotes(incident: Incident, slot: Slot) -> list[str]:
    return [e.quote for e in incident.evidence.get(slot, ())]


def test_a_toll_of_the_headline_is_shown_by_the_texts_own_words() -> None:
    incident = told("Bomb kills three at market", "A bomb killed three people at a market in Kirkuk on Monday.")
    assert (incident.killed.best, incident.killed.words) == (3, "killed three people")
    assert quotes(incident, Slot.KILLED) == ["killed three people"]


def test_a_toll_that_the_text_does_not_tell_is_shown_by_nothing() -> None:
    incident = told("Bomb kills nine at market", "A bomb killed three people at a market in Kirkuk on Monday.")
    assert incident.killed.best != 9 or quotes(incident, Slot.KILLED) == []


def test_who_a_headline_names_is_shown_in_the_text() -> None:
    incident = told(
        "Gunmen assassinate judge in Bogota",
        "Unknown gunmen shot dead the judge Pedro Salas in Bogota on Monday, police said.",
    )
    assert incident.type == "assassination"
    assert quotes(incident, Slot.TYPE) == ["shot dead"]
    assert quotes(incident, Slot.PERPETRATOR) == ["Unknown gunmen"]


def test_what_a_text_only_has_on_an_accusers_word_is_not_certain() -> None:
    incident = told(
        "Taliban kill two officers in Kunduz",
        "Two officers were killed by a bomb in Kunduz on Monday.\n\nThe army blamed the Taliban for the attack.",
    )
    perpetrator = incident.perpetrator
    assert (perpetrator.name, perpetrator.attribution.value) == ("Taliban", "accused")
    assert quotes(incident, Slot.PERPETRATOR) == ["Taliban"]
