"""Places by the first letters of their names."""

import pytest

from nlp.place_names import LEAST, suggestions
from store.model import Place

BAGHDAD = Place("Baghdad", latitude=33.33, longitude=44.4)


def test_places_that_begin_so_are_suggested_with_their_distance():
    names = {one.entry.name: one.kilometres for one in suggestions("samarr", BAGHDAD)}
    assert names["Samarra"] == pytest.approx(108, abs=15)


def test_the_one_so_called_comes_first():
    assert suggestions("Baghdad", BAGHDAD)[0].entry.name == "Baghdad"


def test_nothing_is_suggested_for_too_few_letters_or_for_none():
    assert suggestions("b" * (LEAST - 1)) == []
    assert suggestions("zzqqxxv") == []


def test_without_a_place_to_measure_from_there_is_no_distance():
    assert all(one.kilometres is None for one in suggestions("samarra"))
