"""Where each analyst left off."""

import pytest
from store_samples import KIRKUK, NOW, TAJI, add, desk

from store.desk import DeskPlace, load_place, save_place
from store.errors import RefusedError
from store.incidents import create
from store.model import Slot
from store.undoing import undo


def test_a_place_survives_a_restart(tmp_path):
    place = DeskPlace(1, 1, Slot.WEAPON)
    with desk(tmp_path / "desk.db") as db:
        add(db, TAJI)
        save_place(db, "amira", place)
    with desk(tmp_path / "desk.db") as db:
        assert load_place(db, "amira") == place


def test_the_last_place_is_kept_for_each_analyst():
    with desk() as db:
        add(db, TAJI)
        save_place(db, "amira", DeskPlace(1, 1, Slot.WEAPON))
        save_place(db, "basil", DeskPlace(1, 1))
        save_place(db, "amira", DeskPlace(1))
        assert (load_place(db, "amira"), load_place(db, "basil")) == (DeskPlace(1), DeskPlace(1, 1))


def test_who_was_never_here_has_no_place():
    with desk() as db:
        assert load_place(db, "amira") is None


def test_a_place_in_an_incident_that_is_gone_is_its_article():
    with desk() as db:
        add(db, TAJI)
        record = create(db, 1, KIRKUK, analyst="amira", now=NOW)
        save_place(db, "amira", DeskPlace(1, record.id, Slot.DATE))
        undo(db, analyst="amira", now=NOW)
        assert load_place(db, "amira") == DeskPlace(1, None, Slot.DATE)


def test_a_place_in_no_article_is_refused():
    with desk() as db, pytest.raises(RefusedError):
        save_place(db, "amira", DeskPlace(404))
