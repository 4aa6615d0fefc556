from __future__ import annotations

import datetime as dt

import pytest
from nlp_desk import language, only

from nlp import pipeline
from nlp.confidence import GROUNDS, LEAST, MOST, confidence
from nlp.lexicons import read_lexicon
from nlp.reading import read_text
from store.model import Slot

STORY = "Three rockets hit Camp Taji on Monday, killing two soldiers."


def grounds(text: str, slot: Slot, number: int = 0) -> set[str]:
    article = read_text(text, name="test", id="test", published=dt.date(2020, 7, 28))
    return set(pipeline.read(language(), article).grounds[number][slot])


@pytest.mark.parametrize(
    ("text", "slot", "ground"),
    [
        (STORY, Slot.DATE, "settled"),
        (STORY, Slot.PLACE, "known"),
        (STORY, Slot.PLACE, "point"),
        (STORY, Slot.WEAPON, "worded"),
        (STORY, Slot.TYPE, "opening"),
        ("A bomb killed one man in Mosul on Monday.", Slot.KILLED, "single"),
        ("A bomb went off in Mosul on Monday. No one was killed.", Slot.KILLED, "zero"),
        ("A bomb went off in Mosul on 3 July, killing two men.", Slot.DATE, "explicit"),
        ("A bomb went off in Mosul on 3 March, killing two men.", Slot.DATE, "distant"),
        ("A bomb went off in Mosul last month, killing two men.", Slot.DATE, "coarse"),
        (
            "A bomb killed two men in Mosul.\n\nThe bomb in Mosul killed three men, police said later.",
            Slot.KILLED,
            "rivals",
        ),
        (
            "A bomb killed two men in Mosul.\n\nThe bomb in Mosul killed two men, police said later.",
            Slot.KILLED,
            "repeated",
        ),
    ],
)
def test_a_value_has_the_grounds_it_was_found_on(text: str, slot: Slot, ground: str) -> None:
    assert ground in grounds(text, slot)


def test_a_later_incident_of_an_article_says_so() -> None:
    text = f"{STORY}\n\nOn Friday, a bomb in Mosul killed four people."
    assert "later" not in grounds(text, Slot.DATE, 0)
    assert "later" in grounds(text, Slot.DATE, 1)


def test_every_ground_is_one_that_is_described() -> None:
    article = read_text(STORY, name="test", id="test")
    found = {g for row in pipeline.read(language(), article).grounds for names in row.values() for g in names}
    assert found <= set(GROUNDS)


@pytest.mark.parametrize("slot", [Slot(name) for name in read_lexicon("confidence")])
def test_a_ground_against_a_value_never_makes_it_surer(slot: Slot) -> None:
    weights = dict(read_lexicon("confidence")[slot])
    weights.pop("bias")
    assert all(weight * GROUNDS[ground] >= 0 for ground, weight in weights.items() if GROUNDS[ground])


@pytest.mark.parametrize("slot", [Slot(name) for name in read_lexicon("confidence")])
def test_confidence_stays_between_impossible_and_certain(slot: Slot) -> None:
    best = [ground for ground, way in GROUNDS.items() if way > 0]
    worst = [ground for ground, way in GROUNDS.items() if way < 0]
    low, high = confidence(slot, worst, 0.5), confidence(slot, best, 0.5)
    assert LEAST <= low <= confidence(slot, (), 0.5) <= high <= MOST


def test_a_slot_that_was_not_measured_keeps_what_its_rule_gave() -> None:
    assert confidence(Slot.DAMAGE, ("settled",), 0.75) == 0.75


def test_two_reports_that_disagree_are_less_sure_than_two_that_agree() -> None:
    agree = only("A bomb killed two men in Mosul.\n\nThe bomb in Mosul killed two men, police said later.")
    differ = only("A bomb killed two men in Mosul.\n\nThe bomb in Mosul killed three men, police said later.")
    assert differ.confidence[Slot.KILLED] < agree.confidence[Slot.KILLED]


def test_a_date_that_is_counted_from_nothing_stays_doubtful() -> None:
    assert only(STORY, None).confidence[Slot.DATE] <= 0.3
