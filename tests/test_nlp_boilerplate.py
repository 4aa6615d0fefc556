"""Tests of what is set apart as no part of the story."""

from __future__ import annotations

import pytest

from nlp.boilerplate import find_boilerplate


@pytest.mark.parametrize(
    "caption",
    [
        "A guard stands before the gate of the ministry that gunmen stormed in May. (File photo: AFP)",
        "Rescuers at work after a strike on a plant, August 28, 2023. Handout via REUTERS/File Photo",
        "The prime minister visits the wounded in the capital, September 21, 2021. [Reuters]",
        "Soldiers beside bodies after a clash in the hills last week. (Photo by A. Name / AFP)",
        "The market of the town after the bombing on March 3, 2019. Credit: Somebody",
    ],
)
def test_what_a_picture_shows_is_not_the_story(caption: str) -> None:
    body = "Gunmen killed two farmers in a village near Kano on Tuesday, the police said. (AFP)"
    text = f"Gunmen kill farmers in the north\n\n{caption}\n\n{body}\n"
    assert [span.quote(text) for span in find_boilerplate(text)] == [caption]


LINK = "Bandits kill 20 in Katsina village raid"


def test_a_headline_between_the_paragraphs_of_another_story_is_not_of_it() -> None:
    text = f"Gunmen killed three people in Kano on Monday.\n\n{LINK}\n\nThey also wounded two others, police said.\n"
    assert [span.quote(text) for span in find_boilerplate(text)] == [LINK]


@pytest.mark.parametrize(
    "text",
    [
        f"Gunmen killed three people in Kano on Monday.\n\n{LINK}\n{LINK} too\n\nThey wounded two more, police said.\n",
        f"Gunmen killed three people in Kano on Monday.\n{LINK}\nThey also wounded two others, police said.\n",
        f"{LINK}\n\nThey also wounded two others in the village on Monday.\n\nNobody has claimed the attack.\n",
    ],
)
def test_lines_of_a_list_lines_that_go_on_and_the_story_s_own_headline_are_of_it(text: str) -> None:
    assert find_boilerplate(text) == ()


STORY = "Gunmen killed three people in a village near Kano on Monday, the police said."
MORE = "They also wounded two others and burned a shop before they left, a witness said."
HEADLINES = ("Two bombings shake the capital of a neighbour", "What is known of the siege?", "Army ‘has lost a town’")


@pytest.mark.parametrize("label", ["Read more:", "ALSO", "RELATED STORIES", "See also", ">> Read more"])
def test_headlines_under_a_label_are_of_other_stories(label: str) -> None:
    listed = "\n\n".join([label, *HEADLINES])
    assert [span.quote(text) for text in [f"{STORY}\n\n{MORE}\n\n{listed}\n"] for span in find_boilerplate(text)] == [
        listed
    ]


def test_a_story_goes_on_after_the_headlines_within_it() -> None:
    text = "\n\n".join(
        ["Gunmen raid a village", STORY, "RELATED ARTICLES", "+ Two bombings shake the capital", MORE, STORY]
    )
    marked = [span.quote(text) for span in find_boilerplate(text)]
    assert marked == ["RELATED ARTICLES", "+ Two bombings shake the capital"]


def test_headlines_with_teasers_are_a_list_to_its_end() -> None:
    teasers = [f"{line}\n\nSomething of that story is told here in a sentence." for line in HEADLINES]
    text = "\n\n".join(["Gunmen raid a village", STORY, "Related articles", *teasers])
    assert text.endswith(find_boilerplate(text)[0].quote(text))


def test_a_label_without_headlines_takes_no_sentence_of_the_story() -> None:
    text = "\n\n".join(["Gunmen raid a village", STORY, "See also", MORE, STORY])
    assert [span.quote(text) for span in find_boilerplate(text)] == ["See also"]


@pytest.mark.parametrize(
    "line",
    [
        "[RELATED: Two bombings shake the capital of a neighbour]",
        ">>READ: Two bombings shake the capital",
        "READ MORE | Two bombings shake the capital",
        "[Two bombings shake the capital]",
        "Read or Share this story: http://news.example/1",
    ],
)
def test_a_line_that_leads_to_another_story_is_not_of_this_one(line: str) -> None:
    text = "\n\n".join(["Gunmen raid a village", STORY, line, MORE])
    assert [span.quote(text) for span in find_boilerplate(text)] == [line]
