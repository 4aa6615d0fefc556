"""One incident as two, several decided together, and sentences that were read before."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import BESMAYA, KIRKUK, NOW, TAJI, TEXT, add, any_incident, desk, in_article

from store.decisions import history
from store.errors import ChangedElsewhereError, RefusedError
from store.incidents import approve, decide_all, edit, get_incident, incidents_of, merge
from store.incidents import split as split_incident
from store.model import Action, Count, Evidence, Incident, Place, Slot, Span, Status
from store.sentences import LEAST, read_before
from store.splitting import BORROWED, split
from store.undoing import redo, undo

BY = {"analyst": "amira", "now": NOW}


@pytest.fixture
def db():
    with desk() as db:
        yield db


def sentence(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, TEXT.index(".", start) + 1)


def quote(words: str) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (Evidence(start, start + len(words), words, 1),)


def two_in_one() -> Incident:
    """What a machine would make of two attacks that it took for one."""
    return replace(
        in_article(TAJI, 1),
        injured=Count(1, 1, 1, "a guard"),
        evidence={
            **in_article(TAJI, 1).evidence,
            Slot.TYPE: quote("hit") + quote("four rockets fell"),
            Slot.INJURED: quote("a guard"),
        },
    )


def test_what_a_sentence_tells_goes_to_the_new_incident():
    kept, off = split(two_in_one(), 1, sentence("Late last month"))
    assert (kept.injured, off.injured.best) == (Count(), 1)
    assert kept.killed.best == 0
    assert not off.known(Slot.KILLED)


def test_a_value_with_words_on_both_sides_is_in_both():
    kept, off = split(two_in_one(), 1, sentence("On Friday"))
    assert kept.type == off.type == "rocket_or_missile_attack"
    assert [piece.quote for piece in kept.evidence[Slot.TYPE]] == ["hit"]
    assert [piece.quote for piece in off.evidence[Slot.TYPE]] == ["four rockets fell"]


def test_borrowed_circumstances_are_to_be_looked_at():
    _, off = split(two_in_one(), 1, sentence("On Friday"))
    assert off.place == TAJI.place
    assert off.confidence[Slot.PLACE] == BORROWED
    assert Slot.DATE not in off.asserted_by


def test_where_all_is_told_in_one_sentence_the_old_incident_keeps_everything():
    kept, off = split(replace(BESMAYA, evidence={Slot.PLACE: quote("Besmaya")}), 1, sentence("On Friday"))
    assert kept == replace(BESMAYA, evidence={Slot.PLACE: quote("Besmaya")})
    assert off.place == BESMAYA.place


@given(any_incident, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_no_figure_is_in_both_unless_words_on_both_sides_tell_it(incident, one, other):
    incident = in_article(incident, 1)
    kept, off = split(incident, 1, Span(min(one, other), max(one, other)))
    for slot in (Slot.KILLED, Slot.INJURED, Slot.VICTIMS, Slot.DAMAGE):
        assert not off.known(slot) or slot in off.evidence
    told = {slot: {*kept.evidence.get(slot, ()), *off.evidence.get(slot, ())} for slot in Slot}
    assert all(set(pieces) <= told[slot] for slot, pieces in incident.evidence.items() if slot is not Slot.SUMMARY)


def test_a_split_is_one_decision_that_both_histories_tell_and_one_undo_takes_back(db):
    (record,) = add(db, TAJI)
    new = split_incident(db, record, *split(record.incident, 1, sentence("Nobody")), **BY)
    assert [one.id for one in incidents_of(db, 1)] == [record.id, new.id]
    assert get_incident(db, new.id).incident.killed.best == 0
    for one in (record, new):
        assert [change.decision.action for change in history(db, one.id)] == [Action.SPLIT]
    undo(db, **BY)
    assert [replace(one, revision=0) for one in incidents_of(db, 1)] == [record]
    redo(db, **BY)
    assert len(incidents_of(db, 1)) == 2


def test_a_merged_incident_is_not_split(db):
    one, two = add(db, TAJI, BESMAYA)
    merge(db, one, two, **BY)
    merged = get_incident(db, one.id)
    with pytest.raises(RefusedError, match="merged into"):
        split_incident(db, merged, merged.incident, merged.incident, **BY)


def test_several_are_decided_in_one_decision_that_one_undo_takes_back(db):
    all_three = add(db, TAJI, BESMAYA, KIRKUK)
    decide_all(db, all_three[1:], Status.REJECTED, **BY)
    assert [one.status for one in incidents_of(db, 1)] == [Status.PROPOSED, Status.REJECTED, Status.REJECTED]
    assert [change.decision.action for change in history(db, all_three[2].id)] == [Action.REJECT]
    undo(db, **BY)
    assert [replace(one, revision=0) for one in incidents_of(db, 1)] == all_three


def test_several_are_decided_all_or_none(db):
    one, two = add(db, TAJI, BESMAYA)
    edit(db, two, replace(two.incident, place=Place("Hit")), **BY)
    with pytest.raises(ChangedElsewhereError):
        decide_all(db, [one, two], Status.APPROVED, **BY)
    assert get_incident(db, one.id).status is Status.PROPOSED


@pytest.mark.parametrize("status", [Status.MERGED, Status.PROPOSED])
def test_only_a_decision_can_be_made_about_several(db, status):
    with pytest.raises(RefusedError):
        decide_all(db, add(db, TAJI), status, **BY)


def test_nothing_is_decided_about_no_incident_or_about_several_articles(db):
    (one,) = add(db, TAJI)
    (two,) = add(db, KIRKUK, text="Late last month a guard was shot dead in Kirkuk.")
    for several in ([], [one, two]):
        with pytest.raises(RefusedError):
            decide_all(db, several, Status.APPROVED, **BY)


def test_a_sentence_is_known_again_once_its_article_is_decided(db):
    (record,) = add(db, TAJI)
    again = "An agency writes. Three Katyusha rockets hit  Camp Taji on Monday night,\tpolice said. It is raining."
    (other,) = add(db, replace(TAJI, evidence={}), text=again)
    assert read_before(db, other.article_id, again) == []
    approve(db, record, **BY)
    (span,) = read_before(db, other.article_id, again)
    assert span.quote(again).startswith("Three Katyusha")
    assert read_before(db, record.article_id, TEXT) == []


def test_short_sentences_are_no_sign_of_having_been_read(db):
    short = "Nobody was hurt."
    assert len(short) < LEAST
    (record,) = add(db, replace(TAJI, evidence={}), text=short)
    approve(db, record, **BY)
    add(db, text=f"{short} It is raining.")
    assert read_before(db, 2, f"{short} It is raining.") == []


def test_known_sentences_are_found_by_their_index(db):
    plan = db.execute(
        "EXPLAIN QUERY PLAN SELECT value FROM json_each('[1]') WHERE EXISTS ("
        "SELECT 1 FROM sentences s JOIN articles a ON a.id = s.article_id WHERE s.hash = value)"
    ).fetchall()
    assert any("SEARCH s USING PRIMARY KEY (hash=?)" in row["detail"] for row in plan)
