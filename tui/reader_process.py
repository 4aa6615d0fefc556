"""The process that reads and analyses files, so that no other one has to import spaCy.

It is started by ``tui.reader`` and speaks JSON lines. In: ``{"name", "path" or "text", "media", "link",
"columns", "published", "skip", "skip_articles"}``. Out: ``{"notice": line}`` before what takes long to load, once
``{"ready"}`` or ``{"refused": message}``; then for each request and each document of its file ``{"document": name}``
before it is read, ``{"begin": name}`` and ``{"analysis"}`` an article, ``{"failed": message}`` where one could not be
taken in, and at last ``{"end"}``. ``skip`` documents are passed over, and ``skip_articles`` of the one after them.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from nlp import limits
from nlp.formats.raw import Hints
from store.codec import to_json
from store.errors import ArticleError, BlotterError, UnreadableArticleError
from store.model import Analysis, Article

if TYPE_CHECKING:
    from nlp.reading import Document

NICENESS = 19
"""The desk and the shell come first; analysis takes what is left."""

_TOO_MUCH = f"it needs more than {limits.MEMORY / 1e9:,.0f} GB of memory"


def serve(model: str | None = None) -> None:
    """Answer requests from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is for the one who started us; we end with our input
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    answers = _own_output()
    requests = _listen(sys.stdin)

    from nlp.pipeline import analyse, build

    try:
        nlp = build(model, tell=lambda line: _say(answers, notice=line))
    except BlotterError as error:
        _say(answers, refused=str(error))
        return
    limit_memory()
    gc.collect()
    gc.freeze()  # so that collecting looks only at what reading has left
    _say(answers, ready=True)
    while True:
        request = requests.get()
        try:
            for number, document in enumerate(_documents(request)):
                if number >= request["skip"]:
                    _say(answers, document=document.name)
                    passed = request["skip_articles"] if number == request["skip"] else 0
                    answer_document(answers, document, passed, lambda article: analyse(nlp, article))
        except BlotterError as error:
            _say(answers, failed=str(error))
        except MemoryError:
            _say(answers, failed=str(UnreadableArticleError(request["name"], _TOO_MUCH)))
        _say(answers, end=True)


def answer_document(answers: IO[str], document: Document, passed: int, analyse: Callable[[Article], Analysis]) -> None:
    """Answer with each article of a document but the first ``passed``."""
    name = document.name
    try:
        for number, article in enumerate(document.articles()):
            if number < passed:
                continue
            if isinstance(article, ArticleError):
                _say(answers, begin=document.name)
                _say(answers, failed=str(article))
                continue
            name = document.name if article.id in (document.id, document.name) else f"{document.name}: {article.id}"
            _say(answers, begin=name)
            try:
                _say(answers, analysis=to_json(analyse(article)))
            except BlotterError as error:
                _say(answers, failed=str(error))
            name = document.name
    except MemoryError:
        _say(answers, failed=str(UnreadableArticleError(name, _TOO_MUCH)))


def _documents(request: dict[str, Any]) -> Iterator[Document]:
    from nlp.reading import documents, documents_of_text

    published = dt.date.fromisoformat(request["published"]) if request["published"] else None
    if request["path"] is None:
        return documents_of_text(request["text"], request["name"], published=published)
    path = Path(request["path"])
    hints = Hints(media=request["media"], link=request["link"], columns=request["columns"])
    return documents(
        path, name=request["name"] if str(path) != request["name"] else None, published=published, hints=hints
    )


def limit_memory() -> None:
    """Let what is read take so much memory beside what is loaded now, where the system can hold to it."""
    try:
        import resource

        now = next(
            int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmData" in line
        )
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (now * 1024 + limits.MEMORY, hard))
    except (ImportError, OSError, ValueError, StopIteration):
        return  # no Linux: time and size are limited all the same


def _own_output() -> IO[str]:
    """Return the way back, and send to nowhere what a library may print on standard output."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _listen(stream: IO[str]) -> queue.Queue[dict[str, Any]]:
    """Read requests in a thread, so that the process ends with its parent even in a long analysis."""
    requests: queue.Queue[dict[str, Any]] = queue.Queue()

    def read() -> None:
        for line in stream:
            requests.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return requests


def _say(answers: IO[str], **answer: Any) -> None:
    try:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    except BrokenPipeError:  # nobody listens any more
        os._exit(0)
