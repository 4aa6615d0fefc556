"""The words that incidents are told in, and how rare they are."""

from dataclasses import replace

import pytest
from store_samples import NOW, TAJI, TEXT, add, desk, evidence

from store.blocking import place_key
from store.incidents import approve, edit, get_incident, merge
from store.model import Slot
from store.telling import counts_at, counts_of, words_around, words_of

BY = {"analyst": "amira", "now": NOW}
STORY = (
    "It rained. Police were called at 3 a.m. "
    "Tyreke Diallo, 17, was shot on Flatbush Avenue. His sister saw it. "
    "The mayor spoke on Friday. He promised lamps."
)


@pytest.fixture
def db():
    with desk() as db:
        yield db


def test_the_sentence_with_evidence_and_those_beside_it_are_what_an_incident_is_told_in():
    assert words_around(STORY, evidence("shot", STORY)) == {
        *("tyreke", "diallo", "17", "shot", "flatbush", "avenue"),
        *("sister", "saw", "police", "called", "3"),
    }


def test_without_evidence_an_incident_is_told_in_no_words():
    assert words_around(STORY, ()) == frozenset()


@pytest.mark.parametrize(
    ("text", "word"), [("Michael's car", "michael"), ("O’Neill", "oneill"), ("José", "jose"), ("ŞIRNAK", "sirnak")]
)
def test_words_are_folded(text, word):
    assert word in words_around(text, evidence(text, text))


@pytest.mark.parametrize("number", ["504-822-1111", "(504) 822-1111", "1-800-LOCKEMUP", "822-1111"])
def test_whom_to_call_is_no_word_of_an_event(number):
    text = f"He was shot in the 1300 block; call {number}."
    assert words_around(text, evidence(text, text)) == {"shot", "1300", "block", "call"}


def test_a_text_without_marks_is_cut():
    text = "shot " + "street " * 1000 + "last"
    assert "last" not in words_around(text, evidence("shot", text))


def test_a_stored_incident_keeps_the_words_it_is_told_in(db):
    (record,) = add(db, TAJI)
    words = words_of(db, [record.id])[record.id]
    assert {"katyusha", "taji", "monday"} <= words
    assert "kirkuk" not in words


def test_new_evidence_brings_its_words(db):
    (record,) = add(db, TAJI)
    edit(db, record, replace(record.incident, evidence={Slot.PLACE: evidence("Kirkuk")}), **BY)
    assert "kirkuk" in words_of(db, [record.id])[record.id]


def test_a_merged_incident_is_told_in_the_words_of_all_its_articles(db):
    (one,) = add(db, TAJI)
    other = "A warehouse burned in Taji after rockets."
    (two,) = add(db, replace(TAJI, evidence={Slot.PLACE: evidence("Taji", other)}), text=other)
    merge(db, two, get_incident(db, one.id), **BY)
    assert {"katyusha", "warehouse"} <= words_of(db, [one.id])[one.id]


def test_a_word_is_counted_once_an_article(db):
    add(db, TAJI, TAJI)
    add(db, replace(TAJI, evidence={Slot.PLACE: evidence("Taji", "Fire in Taji.")}), text="Fire in Taji.")
    assert counts_of(db, ["taji", "katyusha", "fire", "unheard"]) == (2, {"taji": 2, "katyusha": 1, "fire": 1})


def test_an_article_taken_in_again_is_not_counted_again(db):
    add(db, TAJI)
    add(db, TAJI)
    assert counts_of(db, ["taji"]) == (1, {"taji": 1})
    assert TEXT.count("Taji") == 1


def test_the_words_of_a_place_are_counted_among_what_is_approved_there(db):
    other = "Fire in Taji."
    (one,) = add(db, TAJI)
    (two,) = add(db, replace(TAJI, evidence={Slot.PLACE: evidence("Taji", other)}), text=other)
    (open_,) = add(db, replace(TAJI, evidence={Slot.PLACE: evidence("Taji", "Taji again")}), text="Taji again")
    for record in (one, two):
        approve(db, record, **BY)
    here, words = place_key(TAJI.place), frozenset(("taji", "fire"))
    assert counts_at(db, here, words, without=[open_.id]) == (2, {"taji": 2, "fire": 1})
    assert counts_at(db, here, words, without=[two.id]) == (1, {"taji": 1})
    assert counts_at(db, "", words, without=[]) == counts_at(db, "nowhere", words, without=[]) == (0, {})
