"""The pictures in the documents: taken of the desk on sample articles. UPDATE_DOCS=1 writes them."""

import datetime as dt
import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from tui.app import BlotterApp
from tui.intake import Finished, run

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "screens" / "review.svg"
ARTICLE = ROOT / "sample_articles" / "taji-daylight-barrage.txt"
NOW = dt.datetime(2020, 3, 16, 9, 0, tzinfo=dt.UTC)
# A picture must look the same offline: the fonts that Rich would fetch are left to the viewer.
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.S)


async def test_the_picture_of_the_review_screen_shows_evidence_for_a_slot(tmp_path):
    database = tmp_path / "blotter.db"
    assert list(run(database, [ARTICLE], now=lambda: NOW))[-1] == Finished(stored=1, known=0, failed=0)
    app = BlotterApp(database, analyst="amira", clock=lambda: NOW)
    async with app.run_test(size=(120, 34)) as pilot:
        await pilot.press("enter", "j", "j")
        await pilot.pause()
        picture = FONTS.sub("", app.export_screenshot(title="blotter"))
    shown = " ".join("".join(ElementTree.fromstring(picture).itertext()).split())
    assert "on Saturday morning" in shown.replace("\xa0", " ")
    if os.environ.get("UPDATE_DOCS"):
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_text(picture, encoding="utf-8")


def test_the_picture_in_the_readme_is_there():
    assert ElementTree.parse(PICTURE).getroot().tag.endswith("svg")
