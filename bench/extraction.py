"""How fast the pipeline reads articles, beside the floor: a blank spaCy pipeline that only splits sentences.

    python bench/extraction.py [--repeat N] [--json] [FOLDER]

Both read the same articles in turn in one process, so that the ratio holds on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from nlp import pipeline
from nlp.reading import read_path
from store.model import Article

ROOT = Path(__file__).parent.parent
KIBIBYTES_A_UNIT = 1 if sys.platform.startswith("linux") else 1024  # ru_maxrss is in bytes on macOS


def seconds(read: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """Return the CPU seconds that reading all articles takes."""
    start = time.process_time()
    for article in articles:
        read(article)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "sample_articles")
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    read = [item for path in sorted(args.folder.glob("*.txt")) for item in read_path(path)]
    articles = [item for item in read if isinstance(item, Article)]
    floor = spacy.blank("en")
    floor.add_pipe("sentencizer")
    start = time.process_time()
    nlp = pipeline.build()
    loading = time.process_time() - start
    pipeline.analyse(nlp, articles[0])  # the gazetteer is read at the first article
    pairs = [
        (seconds(lambda a: pipeline.analyse(nlp, a), articles), seconds(lambda a: floor(a.text), articles))
        for _ in range(args.repeat)
    ]
    ours, theirs = (statistics.median(pair[n] for pair in pairs) for n in (0, 1))
    words = sum(len(article.text.split()) for article in articles)
    result = {
        "articles": len(articles),
        "words": words,
        "articles_a_second": round(len(articles) / ours, 1),
        "words_a_second": round(words / ours),
        "floor_articles_a_second": round(len(articles) / theirs, 1),
        "times_the_floor": round(statistics.median(a / b for a, b in pairs), 1),
        "loading_seconds": round(loading, 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_UNIT / 1024),
    }
    print(json.dumps(result) if args.json else "\n".join(f"{key:24} {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
