"""What reading costs as an article grows: no rule may be quadratic in it, whatever its shape."""

from __future__ import annotations

import sys
import time

import pytest
from nlp_desk import analysis, incidents

TOWNS = ("Baghdad", "Mosul", "Kirkuk", "Aleppo", "Kabul", "Herat", "Lahore", "Lagos", "Nairobi", "Cairo", "Lima")
GROWING = {
    "incidents": lambda n: f"On {n % 28 + 1} May {1990 + n % 33}, gunmen killed {n + 2} people in {TOWNS[n % 11]}. ",
    "one incident": lambda n: "On Monday, gunmen killed four people in Mosul. ",
    "victims": lambda n: f"A {n % 80 + 3}-year-old man was killed in the shooting. ",
    "triggers": lambda n: ("killed ", "attack ", "shot ", "explosion ", "raid ")[n % 5],
    "explosions": lambda n: "An explosion was heard in Mosul on Monday. ",
    "lightning": lambda n: "Men were struck by lightning in Mosul and two were injured on Monday. ",
    "places": lambda n: f"in {TOWNS[n % 11]}, ",
    "dates": lambda n: f"on {n % 28 + 1} March {1990 + n % 30} ",
    "numbers": lambda n: f"{n} ",
    "capitals": lambda n: "GUNMEN KILLED TWO PEOPLE IN MOSUL. ",
    "names": lambda n: f"Anna B{'aeiou'[n % 5]}{'lmnrs'[n // 5 % 5]}son, {n % 80}, was shot. ",
    "commas": lambda n: "word, ",
    "sentences": lambda n: "He ran off. ",
    "one line": lambda n: "gunmen attacked a village and killed two people in Mosul on Monday and ",
    "lines": lambda n: "word\n",
    "menus": lambda n: "Home News\n",
    "paragraphs": lambda n: "Gunmen killed two people in Mosul.\n\n",
    "quotations": lambda n: '"He said" ',
}


@pytest.mark.parametrize("shape", GROWING)
def test_an_article_twice_as_long_costs_about_twice_the_work(shape: str) -> None:
    def text(size: int) -> str:
        pieces, length = [], 0
        while length < size:
            pieces.append(GROWING[shape](len(pieces)))
            length += len(pieces[-1])
        return "a " + "".join(pieces)

    def calls(size: int) -> int:
        """Return the calls that reading takes: unlike its time they are the same on every machine."""
        count = 0

        def one_more(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(one_more)
        try:
            analysis(text(size))
        finally:
            sys.setprofile(None)
        return count

    calls(10_000)  # what is read once, and words that are met for the first time
    assert calls(10_000) < 2.3 * calls(5000)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "1" * 100_000,
        "12 " * 20_000,
        "\n" * 50_000 + "a",
        "and, " * 20_000,
        "“‘" * 50_000 + "a",
        "." * 100_000 + "a",
        "(" * 50_000 + "a" + ")" * 50_000,
        "http://a.b/" * 10_000,
    ],
    ids=["word", "digits", "numbers", "lines", "commas", "quotes", "full stops", "brackets", "addresses"],
)
def test_a_monstrous_text_ends_soon_and_without_a_proposal(text: str) -> None:
    start = time.process_time()
    assert incidents(text) == ()
    assert time.process_time() - start < 5
