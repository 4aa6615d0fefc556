"""Deciding about incidents."""

import datetime as dt
from dataclasses import replace

import pytest
from store_samples import BESMAYA, KIRKUK, NOW, PUBLISHED, TAJI, add, desk, evidence, in_article

from store.database import transaction
from store.decisions import history
from store.errors import ChangedElsewhereError, NotFoundError, RefusedError
from store.incidents import (
    approve,
    compare,
    create,
    decide_all,
    edit,
    figures_of,
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
from store.merging import Pick, combine
from store.model import Action, Count, Evidence, Slot, Status, Verdict, Weapon
from store.undoing import undo

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


def test_a_merge_keeps_the_words_of_both(db):
    target, other = merged(db)
    assert target.incident.evidence[Slot.WEAPON] == (
        *in_article(TAJI, target.article_id).evidence[Slot.WEAPON],
        *in_article(OTHER, other.article_id).evidence[Slot.WEAPON],
    )


def test_a_merge_takes_the_slots_that_were_chosen_and_loses_no_word(db):
    (target,) = add(db, TAJI)
    (other,) = add(db, OTHER, text=OTHER_TEXT)
    chosen = combine(target.incident, other.incident, {Slot.WEAPON: Pick.OTHER})
    merge(db, other, target, **BY, merged=replace(chosen, summary="two outlets", evidence={}))
    now = get_incident(db, target.id).incident
    assert (now.weapon, now.killed, now.summary) == (OTHER.weapon, TAJI.killed, "two outlets")
    assert {e.quote for e in now.evidence[Slot.WEAPON]} == {"Three", "Katyusha rockets", "Grad rockets"}


def test_a_merge_keeps_the_figures_of_all_sources_whatever_was_chosen(db):
    records = [
        add(db, replace(KIRKUK, evidence={}, killed=Count(n, n, n)), text=f"t{n}", published=PUBLISHED)[0]
        for n in (1, 2, 3)
    ]
    for other, into in ((2, 1), (1, 0)):
        record, target = (get_incident(db, records[n].id) for n in (other, into))
        merge(db, record, target, **BY, merged=combine(target.incident, record.incident, {Slot.KILLED: Pick.OTHER}))
    now = get_incident(db, records[0].id)
    assert now.incident.killed.best == 3
    assert [(f.told_by, f.article_id, f.count.best, f.published) for f in figures_of(db, now)] == [
        (record.id, record.article_id, n, PUBLISHED) for n, record in enumerate(records, 1)
    ]


def test_an_incident_told_once_has_its_own_figures(db):
    (record,) = add(db, TAJI)
    assert [(f.slot, f.told_by, f.count) for f in figures_of(db, record)] == [(Slot.KILLED, record.id, TAJI.killed)]


def test_a_merge_of_what_was_told_apart_through_a_third_is_refused(db):
    records = [add(db, replace(KIRKUK, evidence={}), text=f"t{n}")[0] for n in range(3)]
    judge(db, records[0].id, records[1].id, Verdict.SAME, **BY)
    judge(db, records[1].id, records[2].id, Verdict.DIFFERENT, **BY)
    with pytest.raises(RefusedError, match="incidents 2 and 3"):
        merge(db, records[0], records[2], **BY)
    assert get_incident(db, records[0].id) == records[0]


def test_two_incidents_side_by_side_have_their_sources_figures_and_verdict(db):
    (other,) = add(db, OTHER, text=OTHER_TEXT, title="Second outlet")
    (target,) = add(db, TAJI)
    approve(db, target, **BY)
    judge(db, other.id, target.id, Verdict.UPDATE, **BY)
    found = compare(db, other.id, target.id)
    assert (found.into.id, found.other.id) == (target.id, other.id)
    assert [[source.title for source in sources] for sources in found.sources] == [
        ["Rockets hit Camp Taji"],
        ["Second outlet"],
    ]
    assert [(f.told_by, f.count) for f in found.figures] == [(target.id, TAJI.killed)]
    assert found.said.verdict is Verdict.UPDATE
    assert {field.slot for field in found.fields if field.into and field.other and not field.agree} == {Slot.WEAPON}


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
    assert verdicts_of(db, target.id)[other.id].verdict is Verdict.SAME
    assert verdicts_of(db, other.id)[target.id].verdict is Verdict.SAME


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
    assert verdicts_of(db, other.id) == {}


def test_a_reopened_incident_takes_along_what_it_had_brought(db):
    target, other = merged(db)
    edit(db, target, replace(target.incident, damage="two helicopters"), **BY)
    reopen(db, other, **BY)
    now = get_incident(db, target.id)
    assert (now.incident.damage, now.incident.weapon) == ("two helicopters", TAJI.weapon)
    assert (now.incident.evidence, now.figures) == (in_article(TAJI, 1).evidence, ())


def test_an_incident_leaves_the_merge_that_undo_brought_back(db):
    one, two, other = (add(db, replace(KIRKUK, evidence={}), text=f"t{n}")[0] for n in range(3))
    merge(db, other, one, **BY)
    reopen(db, get_incident(db, other.id), **BY)
    merge(db, get_incident(db, other.id), two, **BY)
    undo(db, **BY)
    undo(db, **BY)
    assert get_incident(db, other.id).merged_into == one.id
    approve(db, get_incident(db, other.id), **BY)
    assert get_incident(db, other.id).merged_into is None
    assert (get_incident(db, one.id).incident, get_incident(db, one.id).figures) == (one.incident, ())


def test_an_incident_decided_with_others_leaves_the_one_it_was_merged_into(db):
    one, two = add(db, TAJI, BESMAYA)
    merge(db, two, one, **BY)
    decide_all(db, [get_incident(db, two.id)], Status.REJECTED, **BY)
    assert verdicts_of(db, two.id) == {}
    assert get_incident(db, one.id).incident.evidence == one.incident.evidence


def test_what_leaves_a_merge_of_merges_leaves_no_word_or_figure_above(db):
    records = [add(db, replace(KIRKUK, evidence={}), text=f"t{n}")[0] for n in range(2)]
    records.append(add(db, OTHER, text=OTHER_TEXT)[0])
    for other, into in ((2, 1), (1, 0)):
        merge(db, get_incident(db, records[other].id), get_incident(db, records[into].id), **BY)
    assert get_incident(db, records[0].id).incident.evidence != {}
    reopen(db, get_incident(db, records[2].id), **BY)
    top = get_incident(db, records[0].id)
    assert top.incident.evidence == {}
    assert {figure.told_by for figure in top.figures} == {records[0].id, records[1].id}


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
