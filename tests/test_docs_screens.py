"""The pictures in the documents: every screen, at two sizes and in both themes. UPDATE_DOCS=1 writes them."""

import datetime as dt
import os
import re
import xml.etree.ElementTree as ElementTree
from contextlib import closing
from pathlib import Path

import pytest
from desk_pilot import at_the_desk
from desk_samples import ANALYST, NOW, make_database, quiet, river, same
from record_samples import make_record

from store.database import open_database
from store.incidents import approve, incidents_of
from tui.app import BlotterApp
from tui.intake import Finished, run

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "screens"
PICTURE = PICTURES / "review.svg"
ARTICLE = ROOT / "sample_articles" / "taji-daylight-barrage.txt"
DAY = dt.datetime(2020, 3, 16, 9, 0, tzinfo=dt.UTC)
# A picture must look the same offline: the fonts that Rich would fetch are left to the viewer.
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.S)
SIZES = [(80, 24), (120, 40)]
CELL = 12.2
"""The width of a character in a picture."""
LARGEST = 60_000
"""Bytes of one picture: they are kept beside the code."""

WALK = [
    ("queue", ["j"], "headline"),
    ("review", ["G", "k", "k", "enter", "p", *"2020-07-28", "enter", "g", "j", "j"], "Monday night"),
    ("article", ["w"], "with the slots"),
    ("layouts", ["o"], "ACLED"),
    ("palette", ["q", ":", *"date"], "a day back"),
    ("compare", ["escape", "v"], "slots differ"),
    ("record", ["q", "i", "j", "j", "j"], "the record"),
    ("history", ["P", *"mosul", "enter", "h"], "approve"),
    ("duplicates", ["escape", "d"], "nothing is merged but by you"),
    ("totals", ["q", "t"], "Where"),
    ("work", ["tab"], "Decisions a day"),
    ("keys", ["?"], "In the figures"),
]
"""Each picture's name, the keys from the one before to it, and words that are on it."""


def small(picture: str) -> str:
    """The picture without what a browser does not need: half of it are long names and a clip for each line."""
    picture = FONTS.sub("", picture)
    picture = re.sub(r'\s*<clipPath id="[^"]*line-\d+">.*?</clipPath>', "", picture, flags=re.S)
    picture = re.sub(r' clip-path="url\(#[^"]*line-\d+\)"', "", picture)
    picture = re.sub(r"terminal-\d+-", "t", picture).replace("&#160;", "\u00a0")
    picture = re.sub(r'x="([\d.]+)"( y="[^"]*") textLength="([\d.]+)">(\xa0*)([^<]*?)(\xa0*)</text>', placed, picture)
    picture = re.sub(r'(="-?\d+\.\d)\d+(?=")', r"\1", picture)
    return re.sub(r"\n\s+", "\n", picture)


def placed(text: re.Match[str]) -> str:
    """Words where they begin: viewers that drop the space before them would move them to the left."""
    x, y, length, before, words, after = text.groups()
    start, cells = float(x) + CELL * len(before), float(length) - CELL * len(before + after)
    return f'x="{start:.1f}"{y} textLength="{cells:.1f}">{words}</text>'


def words_of(picture: str) -> str:
    return " ".join(" ".join(ElementTree.fromstring(picture).itertext()).replace("\xa0", " ").split())


def write(picture: str, path: Path) -> None:
    if os.environ.get("UPDATE_DOCS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(picture, encoding="utf-8")


async def test_the_picture_of_the_review_screen_shows_evidence_for_a_slot(tmp_path):
    database = tmp_path / "blotter.db"
    assert list(run(database, [ARTICLE], now=lambda: DAY))[-1] == Finished(stored=1, known=0, failed=0)
    app = BlotterApp(database, analyst="amira", clock=lambda: DAY)
    async with app.run_test(size=(120, 34)) as pilot:
        await pilot.press("enter", "j", "j")
        await pilot.pause()
        picture = small(app.export_screenshot(title="blotter"))
    assert "on Saturday morning" in words_of(picture)
    write(picture, PICTURE)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("pictures") / "blotter.db"
    make_record(path, 120)
    ids = make_database(path, same(), river(), quiet())
    with closing(open_database(path)) as db:
        approve(db, incidents_of(db, ids[0])[0], analyst=ANALYST, now=NOW)
    return path


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_has_its_picture(record, tmp_path, monkeypatch, size, theme):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("BLOTTER_THEME", theme)
    path = tmp_path / "blotter.db"
    path.write_bytes(record.read_bytes())
    async with at_the_desk(path, size=size) as hands:
        for name, pressed, words in WALK:
            await hands.press(*pressed)
            await hands.app.workers.wait_for_complete()
            await hands.pilot.pause(0.3)
            picture = small(hands.app.export_screenshot(title="blotter"))
            assert words in words_of(picture), name
            assert len(picture.encode()) < LARGEST
            write(picture, PICTURES / f"{name}-{size[0]}x{size[1]}-{theme}.svg")


def test_every_picture_in_the_documents_is_there_and_is_one_of_a_screen():
    names = {f"{name}-{w}x{h}-{theme}" for name, _, _ in WALK for w, h in SIZES for theme in ("dark", "light")}
    there = {path.stem for path in PICTURES.glob("*.svg")}
    assert there == names | {"review"}
    assert ElementTree.parse(PICTURE).getroot().tag.endswith("svg")
