"""Undo and redo over the log."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import BESMAYA, KIRKUK, NOW, PUBLISHED, TAJI, add, any_incident, desk

from store.articles import dismiss, flag, get_article, prioritize, set_published
from store.decisions import history
from store.errors import BlotterError, ChangedElsewhereError
from store.incidents import (
    approve,
    create,
    decide_all,
    edit,
    get_incident,
    incidents_of,
    judge,
    merge,
    postpone,
    reject,
    reopen,
    verdicts_of,
)
from store.incidents import split as store_split
from store.model import Action, Span, Status, Verdict
from store.splitting import split
from store.undoing import redo, undo

BY = {"analyst": "amira", "now": NOW}
BASIL = {"analyst": "basil", "now": NOW}


@pytest.fixture
def db():
    with desk() as db:
        yield db


def test_undo_brings_back_a_rejected_incident(db):
    (record,) = add(db, TAJI)
    reject(db, record, **BY)
    undone = undo(db, **BY)
    assert get_incident(db, 1).status is Status.PROPOSED
    assert (undone.action, undone.target_action, undone.summary) == (Action.UNDO, Action.REJECT, TAJI.summary)


def test_redo_brings_the_undone_decision_back(db):
    (record,) = add(db, TAJI)
    reject(db, record, **BY)
    undo(db, **BY)
    again = redo(db, **BY)
    assert get_incident(db, 1).status is Status.REJECTED
    assert (again.action, again.target_action) == (Action.REDO, Action.REJECT)


def test_nothing_to_undo_or_redo_is_no_error(db):
    add(db, TAJI)
    assert (undo(db, **BY), redo(db, **BY)) == (None, None)
    assert db.execute("SELECT count(*) FROM decisions").fetchone()[0] == 0


def test_several_undone_decisions_come_back_in_their_order(db):
    one, two = add(db, TAJI, BESMAYA)
    approve(db, one, **BY)
    reject(db, two, **BY)
    flag(db, 1, True, **BY)
    assert [undo(db, **BY).target_action for _ in range(3)] == [Action.FLAG, Action.REJECT, Action.APPROVE]
    assert [redo(db, **BY).target_action for _ in range(3)] == [Action.APPROVE, Action.REJECT, Action.FLAG]
    assert redo(db, **BY) is None


def test_undo_after_redo_takes_back_what_was_redone(db):
    (record,) = add(db, TAJI)
    approve(db, record, **BY)
    for _ in range(3):
        undo(db, **BY)
        redo(db, **BY)
    assert undo(db, **BY).target_action is Action.APPROVE
    assert undo(db, **BY) is None


def test_a_new_decision_ends_redo(db):
    one, two = add(db, TAJI, BESMAYA)
    approve(db, one, **BY)
    undo(db, **BY)
    approve(db, two, **BY)
    assert redo(db, **BY) is None
    undo(db, **BY)
    assert redo(db, **BY).incident_id == two.id
    assert redo(db, **BY) is None


def test_undo_passes_what_was_undone_before(db):
    one, two, three = add(db, TAJI, BESMAYA, KIRKUK)
    approve(db, one, **BY)
    approve(db, two, **BY)
    undo(db, **BY)
    approve(db, three, **BY)
    assert [undo(db, **BY).incident_id for _ in range(2)] == [three.id, one.id]


def test_undo_survives_a_restart(tmp_path):
    with desk(tmp_path / "desk.db") as db:
        reject(db, add(db, TAJI)[0], **BY)
    with desk(tmp_path / "desk.db") as db:
        assert undo(db, **BY).target_action is Action.REJECT
    with desk(tmp_path / "desk.db") as db:
        assert get_incident(db, 1).status is Status.PROPOSED
        assert redo(db, **BY).target_action is Action.REJECT


def test_nobody_undoes_a_colleagues_decision(db):
    (record,) = add(db, TAJI)
    approve(db, record, **BY)
    assert undo(db, **BASIL) is None
    assert get_incident(db, 1).status is Status.APPROVED


def test_what_a_colleague_changed_since_is_not_undone(db):
    (record,) = add(db, TAJI)
    approve(db, record, **BY)
    reopen(db, get_incident(db, 1), **BASIL)
    with pytest.raises(ChangedElsewhereError, match="Incident 1"):
        undo(db, **BY)
    assert get_incident(db, 1).status is Status.PROPOSED
    assert len(history(db, 1)) == 2


def test_who_changed_it_since_is_named(db):
    (record,) = add(db, TAJI)
    approve(db, record, **BY)
    reopen(db, get_incident(db, 1), **BASIL)
    with pytest.raises(ChangedElsewhereError, match=r"by basil \(reopen, 28 Jul 09:30 UTC\)"):
        undo(db, **BY)


def test_a_blocked_undo_does_not_stand_in_the_way_of_an_older_one(db):
    one, two = add(db, TAJI, BESMAYA)
    reject(db, one, **BY)
    approve(db, two, **BY)
    reopen(db, get_incident(db, two.id), **BASIL)
    stays = []
    assert undo(db, stays.append, **BY).incident_id == one.id
    assert get_incident(db, one.id).status is Status.PROPOSED
    (line,) = stays
    assert line.startswith("the approve (decision 2) stays: Incident 2 was changed by basil (reopen")


def test_what_rests_on_a_decision_that_stays_is_not_undone_past_it(db):
    one, two = add(db, TAJI, BESMAYA)
    flag(db, 1, True, **BY)
    approve(db, one, **BY)
    reject(db, get_incident(db, one.id), **BY)
    approve(db, get_incident(db, one.id), **BASIL)
    # What the first approval left is what is there, but by the colleague's decision.
    stays = []
    assert undo(db, stays.append, **BY).target_action is Action.FLAG
    assert stays[0].startswith("the reject (decision 3) stays: Incident 1 was changed by basil")
    assert stays[1:] == ["1 more of yours, on the same, stay too"]
    with pytest.raises(ChangedElsewhereError):
        undo(db, **BY)
    assert get_incident(db, one.id).status is Status.APPROVED
    assert get_incident(db, two.id).status is Status.PROPOSED


def test_a_blocked_redo_does_not_stand_in_the_way_of_another(db):
    one, two = add(db, TAJI, BESMAYA)
    reject(db, one, **BY)
    approve(db, two, **BY)
    undo(db, **BY)
    undo(db, **BY)
    approve(db, get_incident(db, one.id), **BASIL)
    stays = []
    assert redo(db, stays.append, **BY).incident_id == two.id
    assert len(stays) == 1
    with pytest.raises(ChangedElsewhereError):
        redo(db, **BY)


def test_an_undo_that_fails_half_way_leaves_nothing_behind(db):
    (one,) = add(db, TAJI)
    mine = create(db, 1, KIRKUK, **BY)
    judge(db, one.id, mine.id, Verdict.RELATED, **BASIL)
    flag(db, 1, True, **BASIL)
    flag(db, 1, False, **BY)
    undo(db, **BY)
    with pytest.raises(ChangedElsewhereError, match="judge"):
        undo(db, **BY)
    assert db.execute("SELECT count(*) FROM decisions").fetchone()[0] == 5


def test_where_a_decision_was_made_is_kept(db):
    (record,) = add(db, TAJI)
    approve(db, record, **BY, origin="desk/review")
    undo(db, **BY, origin="blotter undo")
    reject(db, get_incident(db, 1), **BY)
    assert [change.decision.origin for change in history(db, 1)] == ["desk/review", "blotter undo", ""]


def test_a_write_over_a_colleagues_says_who_and_shows_both(db):
    (shown,) = add(db, TAJI)
    edit(db, shown, replace(TAJI, damage="a hangar"), **BASIL)
    with pytest.raises(ChangedElsewhereError, match=r"Incident 1 was changed by basil \(edit") as told:
        approve(db, shown, **BY)
    assert (told.value.shown.incident.damage, told.value.stored.incident.damage) == (None, "a hangar")
    assert get_incident(db, 1).status is Status.PROPOSED


def test_what_a_colleague_changed_and_took_back_is_undone(db):
    (record,) = add(db, TAJI)
    approve(db, record, **BY)
    reopen(db, get_incident(db, 1), **BASIL)
    undo(db, **BASIL)
    assert undo(db, **BY).target_action is Action.APPROVE


def test_an_incident_that_a_colleague_judged_does_not_vanish(db):
    (one,) = add(db, TAJI)
    mine = create(db, 1, KIRKUK, **BY)
    judge(db, one.id, mine.id, Verdict.RELATED, **BASIL)
    with pytest.raises(ChangedElsewhereError):
        undo(db, **BY)
    assert get_incident(db, mine.id).incident.type == "shooting"


def test_an_undone_creation_comes_back_as_it_was(db):
    add(db, TAJI)
    record = create(db, 1, KIRKUK, **BY)
    undo(db, **BY)
    assert len(incidents_of(db, 1)) == 1
    redo(db, **BY)
    back = get_incident(db, record.id)
    assert replace(back, revision=record.revision) == record
    assert back.revision > record.revision


def test_a_record_shown_before_an_undo_is_out_of_date(db):
    add(db, TAJI)
    shown = create(db, 1, KIRKUK, **BY)
    undo(db, **BY)
    redo(db, **BY)
    with pytest.raises(ChangedElsewhereError):
        approve(db, shown, **BY)


def state(db):
    """Everything that decisions are about, without who wrote it last."""
    articles = [
        (row["id"], row["raised"], get_article(db, row["id"]))
        for row in db.execute("SELECT id, raised FROM articles ORDER BY id").fetchall()
    ]
    records = [replace(record, revision=0) for article_id, *_ in articles for record in incidents_of(db, article_id)]
    return articles, records, {record.id: verdicts_of(db, record.id) for record in records}


def decide(db, kind, first, second, incident):
    """One decision of the kind about two of the incidents there are."""
    records = [record for article_id in (1, 2) for record in incidents_of(db, article_id)]
    one, two = records[first % len(records)], records[second % len(records)]
    by_kind = {
        Action.APPROVE: lambda: approve(db, one, **BY),
        Action.REJECT: lambda: reject(db, one, **BY),
        Action.POSTPONE: lambda: postpone(db, one, **BY),
        Action.REOPEN: lambda: reopen(db, one, **BY),
        Action.EDIT: lambda: edit(db, one, replace(incident, evidence={}), **BY),
        Action.CREATE: lambda: create(db, one.article_id, replace(incident, evidence={}), **BY),
        Action.MERGE: lambda: merge(db, one, two, **BY),
        Action.SPLIT: lambda: store_split(
            db, one, *split(one.incident, one.article_id, Span(first * 20, first * 20 + 40)), **BY
        ),
        TOGETHER: lambda: decide_all(
            db,
            [record for record in records if record.article_id == one.article_id][: 1 + second],
            list(Status)[1 + second % 3],
            **BY,
        ),
        Action.JUDGE: lambda: judge(db, one.id, two.id, list(Verdict)[second % 4], **BY),
        Action.FLAG: lambda: flag(db, one.article_id, bool(second % 2), **BY),
        Action.DISMISS: lambda: dismiss(db, one.article_id, **BY),
        Action.PRIORITIZE: lambda: prioritize(db, one.article_id, second - 4, **BY),
        Action.SET_PUBLISHED: lambda: set_published(db, one.article_id, PUBLISHED, {one.id: incident}, **BY),
    }
    by_kind[kind]()


TOGETHER = "together"
KINDS = [TOGETHER, *(action for action in Action if action not in (Action.UNDO, Action.REDO))]
DECISIONS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 8), st.integers(0, 8), any_incident), min_size=1, max_size=12
)


@given(DECISIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_as_many_undos_as_decisions_give_the_first_state_and_redos_the_last(decisions):
    with desk() as db:
        add(db, TAJI, BESMAYA)
        add(db, KIRKUK, replace(TAJI, evidence={}), text="Late last month a guard was shot dead in Kirkuk.")
        states = [state(db)]
        for decision in decisions:
            try:
                decide(db, *decision)
            except BlotterError:
                assert state(db) == states[-1]  # refused, so nothing was written
            else:
                states.append(state(db))
        for before in reversed(states[:-1]):
            assert undo(db, **BY) is not None
            assert state(db) == before
        assert undo(db, **BY) is None
        for after in states[1:]:
            assert redo(db, **BY) is not None
            assert state(db) == after
        assert redo(db, **BY) is None
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert counts_are_right(db)


def counts_are_right(db):
    """Whether the counts that the triggers keep are those of the incidents."""
    return not db.execute(
        "SELECT 1 FROM articles a WHERE (proposed, postponed, approved, rejected, merged) IS NOT (SELECT "
        "coalesce(sum(status = 'proposed'), 0), coalesce(sum(status = 'postponed'), 0), "
        "coalesce(sum(status = 'approved'), 0), coalesce(sum(status = 'rejected'), 0), "
        "coalesce(sum(status = 'merged'), 0) FROM incidents i WHERE i.article_id = a.id)"
    ).fetchall()
