"""Read and analyse files in another process, and live on when it does not."""

from __future__ import annotations

import datetime as dt
import json
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from nlp import limits
from store.codec import from_json
from store.errors import PipelineError, UnreadableArticleError
from store.model import Analysis

STOP_SECONDS = 0.1
"""How often it is asked whether to stop."""
AHEAD = 64
"""How many answers may wait to be stored; then the process waits too, and does not fill the memory."""

ENDING_SECONDS = 30.0
"""How long a process may take to end that has closed its output; a busy machine is slow at that."""

# Not multiprocessing: its resource tracker wants a standard error with a file number, and the one of a
# running Textual app has none. The search path goes along, as multiprocessing would pass it.
PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from tui.reader_process import serve; serve(sys.argv[1] or None)"


class Reader:
    """The process that reads and analyses: started when there is something to do, again after a crash.

    ``seconds`` is the time that one article may take; ``stop`` is asked while waiting for one; ``tell``
    is given a line to show where starting takes long.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        seconds: float = limits.ARTICLE_SECONDS,
        stop: Callable[[], bool] = lambda: False,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._model = model
        self._tell = tell
        self._seconds = seconds
        self._stop = stop
        self._process: _Process | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process; None while there is none."""
        return None if self._process is None else self._process.pid

    def read(
        self,
        name: str,
        *,
        path: Path | None = None,
        text: str | None = None,
        published: dt.date | None = None,
        media: str | None = None,
        link: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Iterator[tuple[str, Analysis | str]]:
        """Yield a name with the analysis, or with why there is none, for each article of one file.

        ``media`` is the type that a file was served as, ``link`` where; ``columns`` names the columns of
        a table. Ends early, and leaves the process as it is, when ``stop`` says so. Raises PipelineError
        if the process cannot start.
        """
        request = {
            "name": name,
            "path": None if path is None else str(path),
            "text": text,
            "published": None if published is None else published.isoformat(),
            "media": media,
            "link": link,
            "columns": dict(columns or {}),
        }
        behind = articles = 0  # documents that are done with, and articles begun of the one after them
        while True:
            process = self._started()
            if self._stop():
                return
            process.ask(**request, skip=behind, skip_articles=articles)
            at, reached, current = name, False, ""
            while (answer := process.answer(self._seconds, self._stop)) is not None:
                if "end" in answer:
                    return
                if "document" in answer:
                    if reached:
                        behind, articles = behind + 1, 0
                    at, reached, current = answer["document"], True, "document"
                elif "begin" in answer:
                    articles += 1
                    at, current = answer["begin"], "article"
                else:
                    current = ""
                    yield at, answer.get("failed") or from_json(Analysis, answer["analysis"])
            if self._stop():
                return
            self._process = None
            reason = process.ended(self._seconds)
            if current or not reached:
                yield at, str(UnreadableArticleError(at, f"its analysis {reason}"))
            if not reached:
                return  # it never came to a document: another try would end the same way
            if current == "document":  # what it is made of, and not one of its articles, was too much
                behind, articles = behind + 1, 0

    def close(self) -> None:
        """End the process; nothing it was doing is kept."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def _started(self) -> _Process:
        if self._process is not None and not self._process.alive:
            self.close()
        if self._process is None:
            self._process = _Process(self._model)
            while (first := self._process.answer(limits.START_SECONDS, self._stop)) is not None and "notice" in first:
                self._tell(first["notice"])
            if first is None and self._stop():
                return self._process
            if first is None:
                reason = self._process.ended(limits.START_SECONDS)
                self._process = None
                raise PipelineError(
                    f"The process that analyses articles did not start: it {reason}. "
                    "Try again; on a busy machine, when it is less so."
                )
            if "refused" in first:
                raise PipelineError(first["refused"])
        return self._process


class _Process:
    """One running ``tui.reader_process``."""

    def __init__(self, model: str | None) -> None:
        try:
            # A file, not a pipe: nobody reads it while the process lives, and a full pipe would stop it.
            self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        except OSError as error:
            raise PipelineError(f"There is no room for temporary files: {error.strerror}.") from error
        try:
            self._popen = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, model or "", *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                encoding="ascii",
            )
        except OSError as error:
            self._log.close()
            raise PipelineError(f"The process that analyses articles did not start: {error.strerror}.") from error
        self._answers: queue.Queue[dict[str, Any] | None] = queue.Queue(AHEAD)
        self._over = False
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._popen.pid

    @property
    def alive(self) -> bool:
        """Whether it is running."""
        return self._popen.poll() is None

    def ask(self, **request: Any) -> None:
        """Send a request; whether it arrived is told by the answers."""
        if self._popen.stdin is not None:
            with suppress(BrokenPipeError):
                self._popen.stdin.write(json.dumps(request) + "\n")
                self._popen.stdin.flush()

    def answer(self, seconds: float, stop: Callable[[], bool]) -> dict[str, Any] | None:
        """Return the next answer; None when the process ended or took longer than ``seconds``, or to stop."""
        deadline = time.monotonic() + seconds
        while not stop() and (left := deadline - time.monotonic()) > 0:
            with suppress(queue.Empty):
                answer = self._answers.get(timeout=min(left, STOP_SECONDS))
                self._over = answer is None
                return answer
        return None

    def ended(self, seconds: float) -> str:
        """End the process and return, as the end of a sentence, why ``answer`` had none to give."""
        try:
            code = self._popen.wait(timeout=ENDING_SECONDS if self._over else 1)
        except subprocess.TimeoutExpired:
            self.close()
            return f"took longer than {seconds:.0f} seconds"
        self._log.seek(0)
        last_line = self._log.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
        self.close()
        if code < 0:
            return f"was stopped by {signal.Signals(-code).name}"
        return f"ended with {last_line or f'exit code {code}'}"

    def close(self) -> None:
        """Kill the process and give back what it held."""
        self._popen.kill()
        self._popen.wait()
        while self._listener.is_alive():  # it may wait for room
            with suppress(queue.Empty):
                self._answers.get(timeout=STOP_SECONDS)
        for stream in (self._popen.stdin, self._popen.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        self._log.close()

    def _listen(self) -> None:
        """Queue the answers as they come, then None: the process has ended."""
        if self._popen.stdout is not None:
            for line in self._popen.stdout:
                if line.endswith("\n"):  # a process that is killed may leave half an answer
                    self._answers.put(json.loads(line))
        self._answers.put(None)
