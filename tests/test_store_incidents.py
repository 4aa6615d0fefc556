"""Deciding about incidents."""

import datetime as dt
from dataclasses import replace

import pytest
from store_samples import BESMAYA, KIRKUK, NOW, TAJI, add, desk, evidence, in_article

from store.database import transaction
from store.decisions import history, undo
from store.errors import ChangedElsewhereError, NotFoundError, RefusedError
from store.incidents import (
    approve,
    create,
    edit,
    get_incident,
    incidents_of,
    judge,
    merge,
    postpone,
    reject,
    reopen,
    sources_of,
    verdicts_of,
)
from store.model import Action, Count, Evidence, Slot, Status, Verdict, Weapon

BY = {"analyst": "amira", "now": NOW}
OTHER_TEXT = "Rockets at al-Taji base damaged a helicopter on Monday. A militia fired Grad rockets."
OTHER = replace(
    TAJI,
    weapon=Weapon("rocket", ("Grad rockets",)),
    damage="a helicopter",
    killed=Count(),
    evidence={Slot.DAMAGE: evidence("a helicopter", OTHER_TEXT), Slot.WEAPON: evidence("Grad rockets", OTHER_TEXT)},
    confidence={Slot.DAMAGE: 0.8},
    asserted_by={Slot.DAMAGE: "nlp/arguments@1"},
)


@pytest.fixture
def db():
    with desk() as db:
        yield db


@pytest.mark.parametrize(
    ("decide", "status", "action"),
    [
        (approve, Status.APPROVED, Action.APPROVE),
        (reject, Status.REJECTED, Action.REJECT),
        (postpone, Status.POSTPONED, Action.POSTPONE),
        (reopen, Status.PROPOSED, Action.REOPEN),
    ],
)
def test_a_decision_sets_the_status_and_is_in_the_log(db, decide, status, action):
    (record,) = add(db, TAJI)
    decision = decide(db, record, **BY)
    assert get_incident(db, 1).status is status
    assert (decision.action, decision.analyst, decision.at, decision.incident_id) == (action, "amira", NOW, 1)
    assert decision.summary == TAJI.summary


def test_every_write_makes_the_revision_grow(db):
    add(db, TAJI)
    revisions = [get_incident(db, 1).revision]
    for decide in (approve, reopen, reject):
        decide(db, get_incident(db, 1), **BY)
        revisions.append(get_incident(db, 1).revision)
    undo(db, **BY)
    revisions.append(get_incident(db, 1).revision)
    assert revisions == sorted(set(revisions))


@pytest.mark.parametrize("decide", [approve, reject, postpone, reopen])
def test_an_incident_changed_since_it_was_shown_is_not_decided(db, decide):
    (shown,) = add(db, TAJI)
    postpone(db, shown, analyst="basil", now=NOW)
    before = db.execute("SELECT count(*) FROM decisions").fetchone()[0]
    with pytest.raises(ChangedElsewhereError, match="Incident 1"):
        decide(db, shown, **BY)
    assert get_incident(db, 1).status is Status.POSTPONED
    assert db.execute("SELECT count(*) FROM decisions").fetchone()[0] == before


def test_an_incident_changed_since_it_was_shown_is_not_edited(db):
    (shown,) = add(db, TAJI)
    edit(db, shown, replace(shown.incident, damage="a wall"), analyst="basil", now=NOW)
    with pytest.raises(ChangedElsewhereError):
        edit(db, shown, replace(shown.incident, damage="a door"), **BY)
    assert get_incident(db, 1).incident.damage == "a wall"


def test_an_edit_that_is_not_in_the_article_is_refused_and_changes_nothing(db):
    (record,) = add(db, TAJI)
    wrong = replace(record.incident, damage="x", evidence={Slot.DAMAGE: (Evidence(0, 3, "xyz"),)})
    with pytest.raises(RefusedError, match="damage of incident 1"):
        edit(db, record, wrong, **BY)
    assert get_incident(db, 1) == record


def test_a_decision_without_an_analyst_is_refused(db):
    (record,) = add(db, TAJI)
    with pytest.raises(RefusedError):
        approve(db, record, analyst="", now=NOW)


def test_a_missing_incident_is_told_of(db):
    with pytest.raises(NotFoundError, match="incident 9"):
        get_incident(db, 9)


def test_a_created_incident_is_a_proposal_after_the_others(db):
    add(db, TAJI, BESMAYA)
    record = create(db, 1, KIRKUK, **BY)
    assert (record.position, record.status) == (2, Status.PROPOSED)
    assert incidents_of(db, 1)[-1] == record == get_incident(db, record.id)
    assert record.incident == in_article(KIRKUK, 1)


def test_an_incident_cannot_be_created_in_no_article(db):
    with pytest.raises(NotFoundError, match="article 5"):
        create(db, 5, KIRKUK, **BY)


def test_the_id_of_an_undone_creation_is_not_used_again(db):
    add(db, TAJI)
    first = create(db, 1, KIRKUK, **BY)
    undo(db, **BY)
    assert create(db, 1, BESMAYA, **BY).id > first.id


def merged(db):
    (target,) = add(db, TAJI)
    approve(db, target, **BY)
    (other,) = add(db, OTHER, text=OTHER_TEXT, title="Second outlet")
    merge(db, other, get_incident(db, target.id), **BY)
    return get_incident(db, target.id), get_incident(db, other.id)


def test_a_merge_takes_over_what_the_other_lacks_with_its_evidence(db):
    target, other = merged(db)
    assert target.incident.damage == "a helicopter"
    assert target.incident.evidence[Slot.DAMAGE] == tuple(
        replace(e, article_id=other.article_id) for e in evidence("a helicopter", OTHER_TEXT)
    )
    assert (target.incident.confidence[Slot.DAMAGE], target.incident.asserted_by[Slot.DAMAGE]) == (
        0.8,
        "nlp/arguments@1",
    )


def test_a_merge_keeps_what_the_target_says(db):
    target, other = merged(db)
    assert target.incident.weapon == TAJI.weapon
    assert target.status is Status.APPROVED
    assert (other.status, other.merged_into, other.incident.weapon) == (Status.MERGED, target.id, OTHER.weapon)


def test_a_merged_article_is_one_more_source(db):
    target, _ = merged(db)
    assert [source.title for source in sources_of(db, target.id)] == ["Rockets hit Camp Taji", "Second outlet"]


def test_sources_follow_merges_of_merges(db):
    records = [add(db, replace(KIRKUK, evidence={}), text=f"t{n}", title=f"outlet {n}")[0] for n in range(4)]
    for number in (3, 2, 1):
        merge(db, get_incident(db, records[number].id), get_incident(db, records[number - 1].id), **BY)
    assert [source.title for source in sources_of(db, records[0].id)] == [f"outlet {n}" for n in range(4)]


def test_two_incidents_of_one_article_are_one_source(db):
    one, two = add(db, TAJI, BESMAYA)
    merge(db, two, one, **BY)
    assert len(sources_of(db, one.id)) == 1


def test_a_merge_is_remembered_as_the_same(db):
    target, other = merged(db)
    assert verdicts_of(db, target.id) == {other.id: Verdict.SAME}
    assert verdicts_of(db, other.id) == {target.id: Verdict.SAME}


def test_one_undo_takes_a_whole_merge_back(db):
    (target,) = add(db, TAJI)
    (other,) = add(db, OTHER, text=OTHER_TEXT)
    merge(db, other, target, **BY)
    undo(db, **BY)
    assert (get_incident(db, target.id).incident, get_incident(db, other.id).incident) == (
        target.incident,
        other.incident,
    )
    assert get_incident(db, other.id).status is Status.PROPOSED
    assert verdicts_of(db, target.id) == {}


def test_a_merge_into_an_incident_changed_since_it_was_shown_is_refused(db):
    (target,) = add(db, TAJI)
    (other,) = add(db, OTHER, text=OTHER_TEXT)
    approve(db, target, analyst="basil", now=NOW)
    with pytest.raises(ChangedElsewhereError, match="Incident 1"):
        merge(db, other, target, **BY)
    assert get_incident(db, other.id) == other


def test_an_incident_is_not_merged_into_itself(db):
    (record,) = add(db, TAJI)
    with pytest.raises(RefusedError):
        merge(db, record, record, **BY)


def test_nothing_is_merged_into_a_merged_or_rejected_incident(db):
    target, other = merged(db)
    (third,) = add(db, replace(KIRKUK, evidence={}), text="third")
    with pytest.raises(RefusedError, match="merged"):
        merge(db, third, other, **BY)
    reject(db, target, **BY)
    with pytest.raises(RefusedError, match="rejected"):
        merge(db, third, get_incident(db, target.id), **BY)


def test_a_reopened_incident_leaves_the_one_it_was_merged_into(db):
    target, other = merged(db)
    reopen(db, other, **BY)
    assert get_incident(db, other.id).merged_into is None
    assert len(sources_of(db, target.id)) == 1


def test_a_verdict_reads_the_same_from_both_sides_and_can_be_changed(db):
    one, two, _ = add(db, TAJI, BESMAYA, KIRKUK)
    judge(db, two.id, one.id, Verdict.RELATED, **BY)
    judge(db, one.id, two.id, Verdict.DIFFERENT, **BY)
    assert verdicts_of(db, one.id) == {two.id: Verdict.DIFFERENT}
    assert verdicts_of(db, two.id) == {one.id: Verdict.DIFFERENT}
    undo(db, **BY)
    assert verdicts_of(db, one.id) == {two.id: Verdict.RELATED}


@pytest.mark.parametrize(("a", "b", "error"), [(1, 1, RefusedError), (1, 9, NotFoundError), (9, 1, NotFoundError)])
def test_a_verdict_needs_two_incidents(db, a, b, error):
    add(db, TAJI)
    with pytest.raises(error):
        judge(db, a, b, Verdict.DIFFERENT, **BY)


def test_history_tells_every_decision_with_what_was_before_and_after(db):
    target, other = merged(db)
    undo(db, **BY)
    assert [
        (c.decision.action, c.before and c.before.status, c.after and c.after.status) for c in history(db, other.id)
    ] == [
        (Action.MERGE, Status.PROPOSED, Status.MERGED),
        (Action.UNDO, Status.MERGED, Status.PROPOSED),
    ]
    assert [c.decision.action for c in history(db, target.id)] == [Action.APPROVE, Action.MERGE, Action.UNDO]


def test_history_of_a_created_incident_begins_with_nothing(db):
    add(db)
    record = create(db, 1, KIRKUK, **BY)
    (change,) = history(db, record.id)
    assert (change.before, change.after) == (None, record)


def test_the_log_tells_the_time_in_utc(db):
    (record,) = add(db, TAJI)
    baghdad = dt.timezone(dt.timedelta(hours=3))
    approve(db, record, analyst="amira", now=dt.datetime(2020, 7, 28, 12, 30, tzinfo=baghdad))
    assert db.execute("SELECT at FROM decisions").fetchone()[0] == NOW.isoformat()


def test_several_decisions_can_be_one_transaction(db):
    one, two = add(db, TAJI, BESMAYA)

    def approve_both():
        with transaction(db):
            approve(db, two, **BY)
            approve(db, replace(one, revision=99), **BY)

    with pytest.raises(ChangedElsewhereError):
        approve_both()
    assert get_incident(db, two.id).status is Status.PROPOSED


def test_evidence_may_come_from_a_second_article_only_if_it_says_so(db):
    (record,) = add(db, TAJI)
    add(db, text=OTHER_TEXT)
    quote = evidence("a helicopter", OTHER_TEXT)[0]
    with pytest.raises(RefusedError):
        edit(db, record, replace(TAJI, evidence={Slot.DAMAGE: (quote,)}), **BY)
    edit(db, record, replace(TAJI, evidence={Slot.DAMAGE: (replace(quote, article_id=2),)}), **BY)
    assert get_incident(db, 1).incident.evidence[Slot.DAMAGE][0].article_id == 2
