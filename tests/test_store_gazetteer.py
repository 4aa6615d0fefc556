"""The files of places: made whole, added to a country at a time, looked up by key."""

import sqlite3
import threading
from contextlib import closing

import pytest

from store.errors import StoreError
from store.gazetteer import PlaceRow, hold_gazetteer, import_places, open_gazetteer, write_gazetteer

TAJI = (PlaceRow(1, "Taji", "town", "IQ", "07", 33.5, 44.26, 70_000), ["taji"], ["tadji", "camp town"])
SMALL_TAJI = (PlaceRow(2, "Taji", "town", "SY", None, 35.0, 38.0, 900), ["taji"], [])
ANBAR = (PlaceRow(3, "Anbar", "admin1", "IQ", "01"), ["anbar"], [])
WORLD = [SMALL_TAJI, TAJI, ANBAR]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "gazetteer.db"


def test_a_name_finds_its_places_the_largest_first():
    with closing(hold_gazetteer("test", WORLD)) as places:
        assert [row.country for row in places.look_up("taji")] == ["IQ", "SY"]


def test_a_row_comes_back_as_it_was_written():
    with closing(hold_gazetteer("test", WORLD)) as places:
        assert places.look_up("taji")[0] == TAJI[0]


def test_an_alternate_name_is_told_from_the_own_one():
    with closing(hold_gazetteer("test", WORLD)) as places:
        assert [(row.name, row.own) for row in places.look_up("tadji")] == [("Taji", 0)]


@pytest.mark.parametrize(("word", "opens"), [("camp", True), ("taji", True), ("cam", False), ("town", False)])
def test_a_word_opens_a_name_that_begins_with_it(word, opens):
    with closing(hold_gazetteer("test", WORLD)) as places:
        assert places.opens(word) is opens


def test_areas_have_their_names_by_country_and_code():
    with closing(hold_gazetteer("test", WORLD)) as places:
        assert places.areas() == {("IQ", "01"): "Anbar"}


def test_countries_have_their_names_by_code():
    land = PlaceRow(9, "Iraq", "country", "IQ")
    with closing(hold_gazetteer("test", [*WORLD, (land, ["iraq"], [])])) as places:
        assert places.countries() == {"IQ": "Iraq"}


def test_the_order_of_writing_makes_no_difference():
    with closing(hold_gazetteer("test", WORLD)) as one, closing(hold_gazetteer("test", WORLD[::-1])) as other:
        assert one.look_up("taji") == other.look_up("taji")


def test_a_file_is_read_back(path):
    write_gazetteer(path, "test", WORLD)
    found = open_gazetteer(path, "test")
    assert found is not None
    with closing(found):
        assert found.contents().places == 3


def test_a_file_of_another_version_is_not_read(path):
    write_gazetteer(path, "old", WORLD)
    assert open_gazetteer(path, "new") is None


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x01" * 200])
def test_a_damaged_file_is_not_read(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert open_gazetteer(path, "test") is None


def test_an_unfinished_file_leaves_the_old_one(path):
    def broken():
        yield TAJI
        raise KeyboardInterrupt

    write_gazetteer(path, "test", WORLD)
    with pytest.raises(KeyboardInterrupt):
        write_gazetteer(path, "test", broken())
    assert [file.name for file in path.parent.iterdir()] == ["gazetteer.db"]
    assert open_gazetteer(path, "test").contents().places == 3


def test_two_may_build_at_once(path):
    threads = [threading.Thread(target=write_gazetteer, args=(path, "test", WORLD)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [file.name for file in path.parent.iterdir()] == ["gazetteer.db"]
    assert open_gazetteer(path, "test").contents().places == 3


def test_a_reader_keeps_its_file_while_another_is_put_there(path):
    write_gazetteer(path, "test", WORLD)
    found = open_gazetteer(path, "test")
    write_gazetteer(path, "test", [ANBAR])
    assert len(found.look_up("taji")) == 2


def test_a_reader_cannot_write(path):
    write_gazetteer(path, "test", WORLD)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        open_gazetteer(path, "test")._db.execute("DELETE FROM place")


def test_importing_a_country_again_replaces_it(path):
    import_places(path, "test", "IQ.txt", [TAJI, ANBAR])
    assert import_places(path, "test", "IQ.zip", [ANBAR]) == {"IQ": 1}
    held = open_gazetteer(path, "test").contents()
    assert (held.places, held.imported) == (1, (("IQ", "IQ.zip", 1),))


def test_importing_one_country_leaves_the_others(path):
    import_places(path, "test", "IQ.txt", [TAJI])
    import_places(path, "test", "SY.txt", [SMALL_TAJI])
    assert [row.country for row in open_gazetteer(path, "test").look_up("taji")] == ["IQ", "SY"]


def test_an_import_that_fails_changes_nothing(path):
    def broken():
        yield ANBAR
        raise ValueError("line 2")

    import_places(path, "test", "IQ.txt", [TAJI])
    with pytest.raises(ValueError, match="line 2"):
        import_places(path, "test", "IQ.txt", broken())
    assert [row.name for row in open_gazetteer(path, "test").look_up("taji")] == ["Taji"]


def test_a_place_that_a_dump_has_twice_is_counted_once(path):
    assert import_places(path, "test", "IQ.txt", [TAJI, TAJI]) == {"IQ": 1}


def test_importing_into_another_file_is_refused(path):
    path.parent.mkdir()
    path.write_text("my notes")
    with pytest.raises(StoreError, match=r"gazetteer\.db"):
        import_places(path, "test", "IQ.txt", [TAJI])
    assert path.read_text() == "my notes"
