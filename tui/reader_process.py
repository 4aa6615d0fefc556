"""The process that reads and analyses files, so that no other one has to import spaCy.

It is started by ``tui.reader`` and speaks JSON lines. In: ``{"name", "path" or "text", "published",
"skip"}``. Out: ``{"notice": line}`` before what takes long to load, once ``{"ready"}`` or
``{"refused": message}``; then for each request, ``{"begin": name}``
and ``{"analysis"}`` an article, ``{"failed": message}`` where one could not be taken in, and ``{"end"}``.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from store.codec import to_json
from store.errors import ArticleError, BlotterError
from store.model import Article

NICENESS = 19
"""The desk and the shell come first; analysis takes what is left."""


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
    _say(answers, ready=True)
    while True:
        request = requests.get()
        try:
            for article in _articles(request):
                if isinstance(article, ArticleError):
                    _say(answers, begin=request["name"])
                    _say(answers, failed=str(article))
                    continue
                _say(answers, begin=_name(request, article.id))
                try:
                    _say(answers, analysis=to_json(analyse(nlp, article)))
                except BlotterError as error:
                    _say(answers, failed=str(error))
        except BlotterError as error:
            _say(answers, failed=str(error))
        _say(answers, end=True)


def _articles(request: dict[str, Any]) -> Iterator[Article | ArticleError]:
    from nlp.reading import read_path, read_stdin

    published = dt.date.fromisoformat(request["published"]) if request["published"] else None
    if request["path"] is not None:
        articles = read_path(Path(request["path"]), published=published)
    else:
        articles = read_stdin(request["text"], published=published)
    for number, article in enumerate(articles):
        if number >= request["skip"]:
            yield article


def _name(request: dict[str, Any], article_id: str) -> str:
    """Return the file's name, and with it the row's id where the file holds many."""
    file = request["name"]
    return file if request["path"] is None or Path(file).stem == article_id else f"{file}: {article_id}"


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
