"""How fast the pipeline reads and what memory it takes, beside the floor: a blank spaCy pipeline that splits sentences.

    python bench/extraction.py [--repeat N] [--many N] [--json] [FOLDER]

Both read the same articles in turn in one process, so that the ratio holds on a busy machine: the sample
articles, and articles of about 6 kB made by joining them. Then ``--many`` articles of 6 kB, each with names and
words that no other has, are read and analysed one after the other: a vocabulary or a cache that grows would show
between the peak memory after a tenth of them and after all.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice, product
from pathlib import Path

import spacy
from spacy.language import Language

from nlp import pipeline
from nlp.reading import read_path, read_text
from store.model import Article

ROOT = Path(__file__).parent.parent
KIBIBYTES_A_UNIT = 1 if sys.platform.startswith("linux") else 1024  # ru_maxrss is in bytes on macOS
SIZE = 6000  # characters; a long news report
SYLLABLES = [a + b for a, b in product("bdfgklmnprstvz", "aeiou")]


def long_articles(samples: Sequence[Article], count: int) -> Iterator[Article]:
    """Yield articles of about ``SIZE`` characters: samples joined in turn, each beginning with the next one."""
    for number in range(count):
        texts: list[str] = []
        for sample in islice(cycle(samples), number % len(samples), None):
            texts.append(sample.text)
            if sum(map(len, texts)) > SIZE - len(sample.text) / 2:
                break
        first = samples[number % len(samples)]
        text = "\n\n".join([*texts, unheard_of(number)])
        yield read_text(text, name="made", id=f"made-{number}", published=first.published)


def unheard_of(number: int) -> str:
    """Return a paragraph with names and words that stand in no paragraph of another number."""
    words = [made_word(20 * number + n) for n in range(20)]
    names = [word.capitalize() for word in words]
    sentences = [
        f"{names[n]} {names[n + 1]}, a {words[n + 2]} of the {words[n + 3]}, was seen near {names[n + 4]} on Monday."
        for n in range(0, 20, 5)
    ]
    return " ".join(sentences)


def made_word(number: int) -> str:
    """Return a word that could be one, another for each number."""
    letters = "q"
    for _ in range(4):
        number, rest = divmod(number, len(SYLLABLES))
        letters += SYLLABLES[rest]
    return letters


def seconds(read: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """Return the CPU seconds that reading all articles takes."""
    start = time.process_time()
    for article in articles:
        read(article)
    return time.process_time() - start


def speed(nlp: Language, floor: Language, articles: Sequence[Article], repeat: int) -> dict[str, float]:
    """Return how many articles and words a second both read: medians of ``repeat`` rounds in turn."""
    rounds = [
        (seconds(lambda a: pipeline.analyse(nlp, a), articles), seconds(lambda a: floor(a.text), articles))
        for _ in range(repeat)
    ]
    ours, theirs = (statistics.median(one[n] for one in rounds) for n in (0, 1))
    words = sum(len(article.text.split()) for article in articles)
    return {
        "articles": len(articles),
        "characters_an_article": round(sum(len(article.text) for article in articles) / len(articles)),
        "articles_a_second": round(len(articles) / ours, 1),
        "words_a_second": round(words / ours),
        "floor_articles_a_second": round(len(articles) / theirs, 1),
        "floor_words_a_second": round(words / theirs),
        "times_the_floor": round(statistics.median(a / b for a, b in rounds), 1),
    }


def peak_memory() -> float:
    """Return the most memory that the process has had so far, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_UNIT / 1024, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "sample_articles")
    parser.add_argument("--repeat", type=int, default=15, help="rounds of which the median is taken")
    parser.add_argument("--many", type=int, default=10_000, help="articles to read for the memory; 0 for none")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    read = [item for path in sorted(args.folder.glob("*.txt")) for item in read_path(path)]
    samples = [item for item in read if isinstance(item, Article)]
    floor = spacy.blank("en")
    floor.add_pipe("sentencizer")
    memory = {"floor": peak_memory()}
    start = time.process_time()
    nlp = pipeline.build()
    loading = time.process_time() - start
    pipeline.analyse(nlp, samples[0])  # the gazetteer is read at the first article
    memory["loaded"] = peak_memory()
    result: dict[str, dict[str, float]] = {
        "samples": speed(nlp, floor, samples, args.repeat),
        "long": speed(nlp, floor, list(long_articles(samples, len(samples))), args.repeat),
    }
    start = time.process_time()
    for number, article in enumerate(long_articles(samples, args.many), 1):
        pipeline.analyse(nlp, article)
        if number in {args.many // 10, args.many}:
            memory[f"after_{number}"] = peak_memory()
    many = {"articles": args.many, "articles_a_second": round(args.many / (time.process_time() - start), 1)}
    result |= {"many": many if args.many else {}, "peak_memory_mb": memory, "loading": {"seconds": round(loading, 2)}}
    if args.json:
        print(json.dumps(result))
        return
    for part, figures in result.items():
        for key, value in figures.items():
            print(f"{part:16} {key:26} {value}")


if __name__ == "__main__":
    main()
