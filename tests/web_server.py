"""A server on the loopback with one page of each kind that a fetch may meet."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from inbox_samples import page, rss

from tui import addresses

STORY = "Three rockets hit the camp north of the town on Monday night, the army said. No one was hurt."


class Pages(BaseHTTPRequestHandler):
    """One page of each kind that a fetch may meet."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[Counter[str]] = Counter()
    robots: ClassVar[bytes] = b""
    entries: ClassVar[tuple[int, ...]] = (1,)

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        page = getattr(self, "page_" + self.path.strip("/").partition("/")[0].partition(".")[0], None)
        if page is None:
            self.answer(404, b"no such page")
        else:
            page()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content_type": "text/plain", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_robots(self) -> None:
        self.answer(200, self.robots)

    def page_story(self) -> None:
        self.answer(200, STORY.encode(), last_modified="Mon, 27 Jul 2020 10:00:00 GMT")

    def page_paper(self) -> None:
        self.answer(200, page(7).encode(), content_type="text/html; charset=utf-8")

    def page_feed(self) -> None:
        etag = f'"{len(self.entries)} entries"'
        if self.headers["If-None-Match"] == etag:
            self.answer(304)
        else:
            self.answer(200, rss(*self.entries).encode(), etag=etag, content_type="application/rss+xml")

    def page_moved(self) -> None:
        self.answer(302, location="/story/moved")

    def page_loop(self) -> None:
        self.answer(302, location="/loop")

    def page_elsewhere(self) -> None:
        self.answer(302, location="file:///etc/passwd")

    def page_gone(self) -> None:
        self.answer(410, b"gone")

    def page_busy(self) -> None:
        if self.asked[self.path] < addresses.TRIES:
            self.answer(503, retry_after="0")
        else:
            self.answer(200, STORY.encode())

    def page_down(self) -> None:
        self.answer(503)

    def page_large(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            self.close_connection = True

    def page_bomb(self) -> None:
        self.answer(200, gzip.compress(b"\0" * 3_000_000), content_encoding="gzip")

    def page_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"slow ")
                time.sleep(0.1)
        except OSError:
            self.close_connection = True

    def page_silent(self) -> None:
        time.sleep(2)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving_pages() -> Iterator[str]:
    """Serve, and yield where; what was asked before is forgotten."""
    Pages.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as serving:
        serving.daemon_threads = True
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
