"""A trained package under the stages; a ruler of spaCy's own stands for one, which no test downloads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from nlp_desk import language
from spacy.language import Language
from spacy.tokens import Doc

from nlp import pipeline
from nlp.reading import read_text
from store.codec import to_json
from store.model import Analysis, MentionKind
from tui.cli import main

TUESDAY = dt.date(2020, 7, 28)
KNOWN = {
    "PERSON": ["Rebar Zêbari", "Austin Vale"],
    "GPE": ["Qolshk", "Mosul"],
    "FAC": ["Tigris Bridge", "Main Street"],
    "ORG": ["Sons of the Marsh", "the Marsh Brigade's"],
    "NORP": ["Iraqi"],
    "DATE": ["Monday", "annual"],
    "MONEY": ["Dinar"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a pipeline that knows some names, as a trained package would."""
    trained = spacy.blank("en")
    ruler = trained.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label, names in KNOWN.items() for name in names])
    path = tmp_path_factory.mktemp("model") / "own"
    trained.to_disk(path)
    return path


@pytest.fixture(scope="module")
def trained(folder: Path) -> Language:
    return pipeline.build(str(folder))


def analysed(nlp: Language, text: str) -> Analysis:
    return pipeline.analyse(nlp, read_text(text, name="test", id="test", published=TUESDAY))


def named(found: Analysis, kind: MentionKind) -> list[str]:
    return [found.article.text[m.start : m.end] for m in found.mentions if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("A bomb killed Rebar Zêbari on Monday.", MentionKind.PERSON, "Rebar Zêbari"),
        ("A bomb killed two men at dawn; Qolshk mourned.", MentionKind.PLACE, "Qolshk"),
        ("A bomb damaged Tigris Bridge, killing two men.", MentionKind.FACILITY, "Tigris Bridge"),
        ("Sons of the Marsh killed two soldiers.", MentionKind.GROUP, "Sons of the Marsh"),
        ("Fighters of the Marsh Brigade's shelled Mosul.", MentionKind.GROUP, "Marsh Brigade"),
    ],
)
def test_a_name_that_the_package_knows_is_marked(trained: Language, text: str, kind: MentionKind, name: str) -> None:
    assert name in named(analysed(trained, text), kind)
    assert name not in named(analysed(language(), text), kind)


def test_a_group_that_only_the_package_knows_can_be_the_perpetrator(trained: Language) -> None:
    text = "Sons of the Marsh killed two soldiers in Mosul on Monday."
    [incident] = analysed(trained, text).incidents
    assert incident.perpetrator.name == "Sons of the Marsh"
    assert [incident.place.name, incident.killed.best] == ["Mosul", 2]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Two men died on Main Street.", MentionKind.FACILITY, "Main Street"),
        ("Iraqi troops shelled a village.", MentionKind.GROUP, "Iraqi"),
        ("It was an annual raid.", MentionKind.TIME, "annual"),
        ("He was shot over a Dinar.", MentionKind.GROUP, "Dinar"),
    ],
)
def test_what_no_slot_takes_is_left(trained: Language, text: str, kind: MentionKind, name: str) -> None:
    assert name not in named(analysed(trained, text), kind)


def test_a_person_who_is_called_as_a_town_is_a_person(trained: Language) -> None:
    found = analysed(trained, "Gunmen killed Austin Vale in Mosul on Monday.")
    assert "Austin Vale" in named(found, MentionKind.PERSON)
    assert named(found, MentionKind.PLACE) == ["Mosul"]


def test_what_the_rules_found_stays(trained: Language) -> None:
    text = "Three Katyusha rockets hit Camp Taji on Monday, killing two soldiers.\n\nOn Friday, a bomb hit Mosul."
    assert analysed(trained, text) == analysed(language(), text)


def test_the_same_article_gives_the_same_proposals_with_a_package(trained: Language) -> None:
    text = "Sons of the Marsh killed Rebar Zêbari in Qolshk on Monday."
    assert to_json(analysed(trained, text)) == to_json(analysed(trained, text))


def test_every_mention_of_a_package_is_where_it_says(trained: Language) -> None:
    text = "İ\u202eSons of the Marsh\u202c  killed\n\nRebar Zêbari\u0301 in  Qolshk on Monday 🚀."
    found = analysed(trained, text)
    for incident in found.incidents:
        assert all(text[e.start : e.end] == e.quote for spans in incident.evidence.values() for e in spans)
    assert all(0 <= m.start < m.end <= len(text) for m in found.mentions)


@Language.component("blotter_test_sentences")
def parse(doc: Doc) -> Doc:
    """Stand where a trained parser would: a sentence begins at each "Troops"."""
    starts = [i for i, token in enumerate(doc) if i == 0 or token.text == "Troops"]
    heads = [max(s for s in starts if s <= i) for i in range(len(doc))]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, [t.text for t in doc], spaces, heads=heads, deps=["dep"] * len(doc))


def test_a_parser_decides_where_a_full_stop_may_only_shorten_a_word() -> None:
    text = "He came to the U.S. Troops shot two men in Mosul."
    nlp = spacy.blank("en")
    nlp.add_pipe("blotter_test_sentences")
    for stage in pipeline.STAGES:
        nlp.add_pipe(stage)
    doc = nlp(text)
    assert len(doc._.blotter.sentences) == 2
    assert len(language()(text)._.blotter.sentences) == 1


def test_extract_and_ingest_take_the_folder_of_a_package(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sons of the Marsh killed two soldiers in Mosul on 3 May 2020.", encoding="utf-8")
    options = [str(tmp_path / "a.txt"), "--model", str(folder)]
    printed = CliRunner().invoke(main, ["extract", *options])
    assert "Sons of the Marsh" in printed.stdout, printed.stderr
    stored = CliRunner().invoke(main, ["--db", str(tmp_path / "b.db"), "ingest", *options])
    assert stored.stderr.startswith("1 article stored with 1 proposed incident"), stored.stderr
