from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.sentences import LONGEST, split_sentences, unwrapped


def quotes(text: str) -> list[str]:
    return [span.quote(text) for span in split_sentences(text, ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. Nobody saw it.", ["It fell.", "Nobody saw it."]),
        ("It fell, they said.Nobody saw it.", ["It fell, they said.", "Nobody saw it."]),
        ("See example.Com or St.Louis and Node.Js.", ["See example.Com or St.Louis and Node.Js."]),
        ("Bombs near the U.S. Embassy fell. Yes.", ["Bombs near the U.S. Embassy fell.", "Yes."]),
        (
            "Lt. Gen. Ahmed Ali spoke on Jan. 3 at 5 p.m. in Hit.",
            ["Lt. Gen. Ahmed Ali spoke on Jan. 3 at 5 p.m. in Hit."],
        ),
        ('"They ran." Then it was quiet.', ['"They ran."', "Then it was quiet."]),
        ("A headline without an end\n\nThe story begins.", ["A headline without an end", "The story begins."]),
        ("Menu\nHome\nThe story begins here.", ["Menu", "Home", "The story begins here."]),
        ("It cost 5.7 million barrels a day.", ["It cost 5.7 million barrels a day."]),
        (
            "Gold worth Rs. 2 million was found, Insp. Rao said.",
            ["Gold worth Rs. 2 million was found, Insp. Rao said."],
        ),
        ("", []),
        ("  \n \n", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "REBELS OF THE SHINING PATH BURNED THE TOWN HALL OF THE\nVILLAGE. NOBODY DIED.",
            "REBELS OF THE SHINING PATH BURNED THE TOWN HALL OF THE VILLAGE. NOBODY DIED.",
        ),
        ("A sentence that fills its line, and then comes to its end.\nNext.", None),
        ("Menu\nHome\n\nThe story begins here.", None),
    ],
)
def test_a_line_break_inside_a_sentence_is_read_as_a_blank(text: str, expected: str | None) -> None:
    assert unwrapped(text) == (expected or text)


def test_a_hard_wrapped_line_goes_on_in_the_next() -> None:
    text = "THE BATTALION COMMAND HAS REPORTED THAT ABOUT FIFTY OF THE\nPEASANTS WERE TAKEN AWAY. NOBODY SAW WHERE.\n"
    assert quotes(text) == [
        "THE BATTALION COMMAND HAS REPORTED THAT ABOUT FIFTY OF THE\nPEASANTS WERE TAKEN AWAY.",
        "NOBODY SAW WHERE.",
    ]


def test_endless_text_is_cut_into_pieces() -> None:
    assert max(len(q) for q in quotes("word " * 5000)) <= LONGEST


@given(st.text(max_size=400))
def test_sentences_are_in_order_and_cover_every_word(text: str) -> None:
    spans = split_sentences(text, ())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.quote(text).split()) for s in spans) == "".join(text.split())


def test_a_line_that_had_room_for_the_next_word_is_a_headline() -> None:
    headline = "Gunmen kill two farmers in a village of the delta, one missing"
    story = "Two farmers were killed on Monday when gunmen on motorcycles came to their village, the mayor said."
    assert quotes(f"{headline}\n{story}") == [headline, story]
