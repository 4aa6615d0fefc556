from __future__ import annotations

from bench.calibration import Value, as_toml, fit
from store.model import Slot


def values(grounds: tuple[str, ...], right: int, wrong: int, number: int = 0) -> list[Value]:
    return [Value(Slot.KILLED, grounds, 0.8, n < right, number, False) for n in range(right + wrong)]


def test_weights_follow_how_often_values_on_such_grounds_are_right() -> None:
    weights = fit([*values(("echoed",), 95, 5), *values((), 60, 40)])
    assert weights["echoed"] > 0.5
    assert 0 < weights["bias"] < 1


def test_a_ground_against_a_value_gets_no_weight_where_the_set_says_the_opposite() -> None:
    assert "rivals" not in fit([*values(("rivals",), 95, 5), *values((), 60, 40)])


def test_what_only_one_of_several_sets_shows_is_not_learnt() -> None:
    assert "echoed" not in fit([*values(("echoed",), 95, 5), *values((), 60, 40), *values((), 50, 50, number=1)])


def test_a_large_set_counts_for_no_more_than_a_bounded_number_of_values() -> None:
    small = values((), 300, 100)
    assert fit([*small, *values((), 1000, 9000, number=1)])["bias"] > -0.6


def test_a_slot_of_which_too_little_is_known_gets_no_weights() -> None:
    assert fit(values((), 10, 10)) == {}


def test_the_lexicon_is_written_the_same_each_time() -> None:
    weights = {Slot.KILLED: fit([*values(("echoed",), 95, 5), *values((), 60, 40)])}
    assert as_toml(weights) == as_toml(weights)
    assert as_toml(weights).splitlines()[4] == "[killed]"
