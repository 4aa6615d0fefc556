"""Who gave each slot its value."""

from dataclasses import replace

import pytest
from store_samples import BESMAYA, NOW, TAJI, add, desk

from store.blame import blame
from store.decisions import history
from store.incidents import approve, create, edit, get_incident, merge, split
from store.model import Action, Count, Slot
from store.undoing import redo, undo

BY = {"analyst": "amira", "now": NOW}
BASIL = {"analyst": "basil", "now": NOW}


@pytest.fixture
def db():
    with desk() as db:
        yield db


def owed(db, incident_id=1):
    return {slot: (d.analyst, d.id) for slot, d in blame(history(db, incident_id)).items()}


def change(db, by, **slots):
    record = get_incident(db, 1)
    return edit(db, record, replace(record.incident, **slots), **by).id


def test_what_nobody_changed_is_owed_to_nobody(db):
    approve(db, add(db, TAJI)[0], **BY)
    assert owed(db) == {}


def test_a_value_is_owed_to_the_last_who_changed_it(db):
    add(db, TAJI)
    first = change(db, BY, killed=Count(3, 3, 3), damage="a wall")
    second = change(db, BASIL, killed=Count(5, 5, 5))
    assert owed(db) == {Slot.KILLED: ("basil", second), Slot.DAMAGE: ("amira", first)}


def test_an_undo_gives_the_value_back_to_whom_it_was_owed_before(db):
    add(db, TAJI)
    first = change(db, BY, killed=Count(3, 3, 3))
    second = change(db, BASIL, killed=Count(5, 5, 5))
    undo(db, **BASIL)
    assert owed(db) == {Slot.KILLED: ("amira", first)}
    redo(db, **BASIL)
    assert owed(db) == {Slot.KILLED: ("basil", second)}
    undo(db, **BASIL)
    undo(db, **BY)
    assert owed(db) == {}


def test_what_a_merge_brought_is_owed_to_it(db):
    one, two = add(db, TAJI, replace(BESMAYA, damage="a hangar"))
    made = merge(db, two, one, **BASIL)
    assert owed(db)[Slot.DAMAGE] == ("basil", made.id)
    assert Slot.PLACE not in owed(db)


def test_all_of_a_new_incident_is_owed_to_who_began_it(db):
    (record,) = add(db, TAJI)
    begun = create(db, 1, BESMAYA, **BY)
    off = split(db, record, TAJI, BESMAYA, **BASIL)
    assert owed(db, begun.id)[Slot.PLACE] == ("amira", begun.revision)
    assert owed(db, off.id)[Slot.PLACE] == ("basil", off.revision)
    assert blame(history(db, off.id))[Slot.TYPE].action is Action.SPLIT
