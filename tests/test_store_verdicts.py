"""What was said of pairs of incidents, and what follows from it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import KIRKUK, NOW, add, desk

from store.decisions import history
from store.errors import ChangedElsewhereError, NotFoundError, RefusedError
from store.incidents import get_incident, merge
from store.model import Action, Verdict
from store.undoing import redo, undo
from store.verdicts import judge, verdicts_of

BY = {"analyst": "amira", "now": NOW}
SAME, DIFFERENT, UPDATE, RELATED = Verdict


@pytest.fixture
def db():
    """A desk with five incidents of five articles."""
    with desk() as db:
        for number in range(5):
            add(db, replace(KIRKUK, evidence={}), text=f"article {number}")
        yield db


def said(db, *pairs):
    for a, b, verdict in pairs:
        judge(db, a, b, verdict, **BY)


def of(db, incident_id):
    return {other: one.verdict for other, one in verdicts_of(db, incident_id).items()}


def test_a_verdict_reads_the_same_from_both_sides_and_can_be_changed(db):
    said(db, (2, 1, RELATED), (1, 2, DIFFERENT))
    assert of(db, 1) == {2: DIFFERENT}
    assert of(db, 2) == {1: DIFFERENT}
    undo(db, **BY)
    assert of(db, 1) == {2: RELATED}


def test_a_verdict_says_who_gave_it_when_and_of_which_pair(db):
    said(db, (3, 1, SAME))
    (one,) = verdicts_of(db, 1).values()
    assert (one.analyst, one.at, one.of) == ("amira", NOW, (1, 3))


def test_a_verdict_is_in_the_history_of_both_and_is_undone_and_done_again(db):
    said(db, (3, 1, UPDATE))
    assert undo(db, **BY).target_action is Action.JUDGE
    assert of(db, 1) == {}
    redo(db, **BY)
    assert of(db, 3) == {1: UPDATE}
    for incident in (1, 3):
        assert [change.decision.action for change in history(db, incident)] == [Action.JUDGE, Action.UNDO, Action.REDO]


@pytest.mark.parametrize(("a", "b", "error"), [(1, 1, RefusedError), (1, 9, NotFoundError), (9, 1, NotFoundError)])
def test_a_verdict_needs_two_incidents(db, a, b, error):
    with pytest.raises(error):
        judge(db, a, b, DIFFERENT, **BY)


def test_same_and_same_make_same(db):
    said(db, (1, 2, SAME), (2, 3, SAME), (4, 3, SAME))
    assert of(db, 1) == {2: SAME, 3: SAME, 4: SAME}
    assert verdicts_of(db, 1)[4].of == (3, 4)


@pytest.mark.parametrize("verdict", [DIFFERENT, UPDATE, RELATED])
def test_what_is_said_of_one_is_said_of_all_that_are_the_same(db, verdict):
    said(db, (1, 2, SAME), (3, 4, SAME), (2, 3, verdict))
    assert of(db, 1) == {2: SAME, 3: verdict, 4: verdict}
    assert of(db, 4) == {3: SAME, 1: verdict, 2: verdict}
    assert verdicts_of(db, 1)[4].of == (2, 3)


@pytest.mark.parametrize("verdict", [DIFFERENT, UPDATE, RELATED])
def test_two_differences_make_nothing(db, verdict):
    said(db, (1, 2, verdict), (2, 3, verdict))
    assert of(db, 1) == {2: verdict}


@pytest.mark.parametrize("verdict", [DIFFERENT, UPDATE, RELATED])
def test_what_follows_the_other_way_is_refused_and_named(db, verdict):
    said(db, (1, 2, SAME), (2, 3, verdict))
    with pytest.raises(RefusedError, match=f"incidents 2 and 3, then the same too, were called {verdict}"):
        judge(db, 3, 1, SAME, **BY)
    said(db, (4, 5, SAME), (5, 1, SAME))
    with pytest.raises(RefusedError, match="incidents 2 and 4"):
        judge(db, 4, 2, verdict, **BY)
    assert of(db, 4) == {5: SAME, 1: SAME, 2: SAME, 3: verdict}


def test_a_verdict_can_be_turned_round_where_nothing_else_speaks_against_it(db):
    said(db, (1, 2, SAME), (2, 3, SAME), (2, 3, DIFFERENT), (2, 3, SAME))
    assert of(db, 1) == {2: SAME, 3: SAME}


JUDGEMENTS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from(Verdict)), max_size=12)


@given(JUDGEMENTS)
def test_whatever_is_said_no_pair_is_both_same_and_apart(judgements):
    with desk() as db:
        for number in range(5):
            add(db, replace(KIRKUK, evidence={}), text=f"article {number}")
        for judgement in judgements:
            try:
                judge(db, *judgement, **BY)
            except RefusedError:
                continue
            assert of(db, judgement[0])[judgement[1]] is judgement[2]
        found = {a: of(db, a) for a in range(1, 6)}
        for a, others in found.items():
            for b, verdict in others.items():
                assert found[b][a] is verdict
                if verdict is SAME:
                    assert {c for c, v in found[a].items() if v is SAME} | {a} == {
                        c for c, v in found[b].items() if v is SAME
                    } | {b}
                    assert {c for c, v in found[a].items() if v is not SAME} == {
                        c for c, v in found[b].items() if v is not SAME
                    }


def test_what_a_colleague_said_of_the_pair_meanwhile_is_not_overwritten(db):
    said(db, (1, 2, RELATED))
    judge(db, 2, 1, DIFFERENT, analyst="basil", now=NOW, as_of=1)
    with pytest.raises(ChangedElsewhereError, match=r"Verdict on incidents 1 and 2 was changed by basil \(judge"):
        judge(db, 1, 2, UPDATE, as_of=1, **BY)
    assert of(db, 1) == {2: DIFFERENT}
    judge(db, 1, 2, UPDATE, as_of=2, **BY)
    assert of(db, 1) == {2: UPDATE}


def test_what_a_colleague_said_of_other_pairs_keeps_nobody_from_a_verdict(db):
    judge(db, 1, 3, DIFFERENT, analyst="basil", now=NOW)
    judge(db, 1, 2, RELATED, as_of=0, **BY)
    assert of(db, 1) == {2: RELATED, 3: DIFFERENT}


def test_a_merge_of_what_a_colleague_told_apart_meanwhile_is_not_made(db):
    one, two = get_incident(db, 1), get_incident(db, 2)
    judge(db, 1, 2, DIFFERENT, analyst="basil", now=NOW)
    with pytest.raises(ChangedElsewhereError, match="Verdict on incidents 1 and 2 was changed by basil"):
        merge(db, one, two, as_of=0, **BY)
    assert (of(db, 1), get_incident(db, 1)) == ({2: DIFFERENT}, one)
    merge(db, one, two, as_of=1, **BY)
    assert of(db, 1) == {2: SAME}
